//! What an editor looks for first and no verb of a source shows: that the outlet itself says of somebody that
//! they are accused, are criticised or would not answer; who has no name; which day it was.

mod invented;

use invented::{resolved, row_of};
use sayso_export::overview::{Overview, Topic, lines};
use sayso_export::terminal::{self, Sections, Style};
use sayso_export::view::View;

/// The words of a row, with "; " between its things. Empty if there is no such row.
fn row(text: &str, topic: Topic) -> String {
    row_of(&resolved(text), topic)
}

#[test]
fn whom_the_outlet_itself_calls_accused_is_named() {
    for (text, named) in [
        (
            "Ada Quill was held without bail on Monday after being booked on suspicion of theft.",
            "booked on suspicion of theft",
        ),
        (
            "Two ferry captains were arrested on smuggling charges in Orland on Monday.",
            "arrested on smuggling charges",
        ),
        (
            "The striker was convicted of fraud by a court in Velm.",
            "convicted of fraud",
        ),
        (
            "The grocer came under fire for selling old fish.",
            "came under fire for selling old fish",
        ),
        (
            "Tarn Lines complained in March that the port had kept it in the dark about the new crane.",
            "kept it in the dark",
        ),
        (
            "Officials of the county said that its social workers “dropped the ball” in the case.",
            "dropped the ball",
        ),
    ] {
        let found = row(text, Topic::Disputed);
        assert!(found.contains(named), "{text}: {found}");
        let absent = row(text, Topic::NotFound);
        assert!(!absent.contains("accusations, criticism"), "{absent}");
    }
    for text in [
        "The crane was charged overnight.",
        "Ada Quill was not charged with theft.",
    ] {
        assert_eq!(row(text, Topic::Disputed), "", "{text}");
    }
}

#[test]
fn a_charge_is_not_put_on_whoever_announces_it() {
    let text = "The prosecutor Ines Moller told a crowded meeting in the old town hall of Orland on Monday that \
        three men were arrested for running a betting ring.";
    let found = row(text, Topic::Disputed);
    assert!(found.contains("three men were arrested for"), "{found}");
    assert!(!found.contains("Moller …"), "{found}");
}

#[test]
fn a_denial_in_a_clause_is_found() {
    let text =
        "Despite a row over the lease, which she denies knowing of, Ada Quill leads in the polls.";
    assert!(row(text, Topic::Disputed).contains("denies"));
    let text = "“The slides answer every question of the board,” said Ines Moller of Tarn Lines. “I don’t think \
        the questions have been answered,” said Jonas Brill of the board.";
    let found = row(text, Topic::Disputed);
    assert!(found.contains("Jonas Brill disputes"), "{found}");
}

#[test]
fn who_would_not_answer_is_found_however_it_is_put() {
    for text in [
        "The champion declined to participate in the debate.",
        "Quill and Brill would not get into whether they would raise the fee.",
        "They did not clarify where they would draw the line.",
        "An email by this newspaper to the agency was not returned on Monday.",
        "Calls to the owner of the farm went unanswered.",
        "The club had not responded to questions by press time.",
    ] {
        assert_ne!(row(text, Topic::NoAnswer), "", "{text}");
    }
    let acts = "The pump did not return to its normal level.";
    assert_eq!(row(acts, Topic::NoAnswer), "");
}

#[test]
fn a_multiple_in_a_word_is_a_figure_without_a_source() {
    let text =
        "Since 2018, the number of thefts on the line has increased sixfold. Fares have doubled.";
    let found = row(text, Topic::Unsourced);
    assert!(found.contains("increased sixfold"), "{found}");
    assert!(found.contains("Fares have doubled"), "{found}");
}

#[test]
fn a_month_is_not_passed_off_as_the_day() {
    let text = "A crane fell in Orland last month.\n\nIt was the tallest of the port.\n\nA fence was \
        bent.\n\nThe crane fell on April 18, the port says.";
    let found = row(text, Topic::When);
    assert!(
        found.starts_with("day not told; “last month” is April 2024 (lead)"),
        "{found}"
    );
    assert!(found.contains("April 18"), "{found}");
    let text = "The board refused last week to hear the answers. It meets again on May 29.";
    let found = row(text, Topic::When);
    assert!(found.starts_with("day not told; “last week”"), "{found}");
}

#[test]
fn what_is_over_does_not_come() {
    let text = "The board in March was to discuss the answers of the county. The ferry is set to sail on May 20.";
    let found = row(text, Topic::Announced);
    assert!(found.starts_with("The ferry is set to sail"), "{found}");
    assert!(found.contains("earlier plan: The board"), "{found}");
}

#[test]
fn a_clause_without_a_subject_is_shown_with_the_beginning_of_its_sentence() {
    let text = "The plan allows for 350 new flats to be built along a stretch of Tarn Boulevard, 99 of which would \
        have rents capped by the city if the council agrees.";
    let saved = resolved(text);
    let view = View::new(&saved);
    let overview = Overview::new(&view);
    let all: Vec<String> = lines(&view, &overview)
        .iter()
        .flat_map(|line| line.parts.iter().map(|part| part.text.clone()))
        .collect();
    let all = all.join("\n");
    assert!(all.contains("The plan allows … "), "{all}");
}

#[test]
fn everyone_without_a_name_is_named_with_the_numbers_of_what_they_say() {
    let text = "The harbour of Orland flooded on Monday.\n\nExperts say that the old pumps have failed in most of \
        the port.\n\nNeighbours said the siren was silent all night long in the old quarter.\n\nFormer officials \
        said that nobody had looked at the walls for many years before the storm came.\n\nExperts say the water will \
        stay for weeks.";
    let style = Style {
        color: false,
        width: 88,
    };
    let shown = terminal::reading(&resolved(text), style, Sections::default());
    let from = shown.find("Unnamed only").expect("a row");
    let row = &shown[from..];
    for who in ["Experts¹ ⁴", "Neighbours²", "officials³"] {
        assert!(row.contains(who), "{who}: {shown}");
    }
}

#[test]
fn what_is_withdrawn_is_no_longer_asserted() {
    for text in [
        "Ada Quill withdrew her claim that the port had lost money.",
        "The senator walked back his remarks that the pier was unsafe.",
        "Dr Ines Moller retracted her statement that the drug is safe.",
    ] {
        let found = row(text, Topic::Disputed);
        assert_ne!(found, "", "{text}");
        let saved = resolved(text);
        let statuses: Vec<&str> = saved
            .claims
            .iter()
            .map(|claim| claim.status.name())
            .collect();
        assert!(statuses.contains(&"withdrawn"), "{text}: {statuses:?}");
    }
    let ships = resolved("The navy withdrew its ships from Orland on Monday.");
    let mut claims = ships.claims.iter();
    assert!(claims.all(|claim| claim.status.name() != "withdrawn"));
}
