//! The rows that an editor reads first, on invented reports: what each of them names, and that none says
//! "not found" of what is there.

mod invented;

use invented::{resolved, row_of};
use sayso::attribute::Bias;
use sayso::check::Checks;
use sayso::clean;
use sayso::reading::{self, Least};
use sayso_export::overview::Topic;
use sayso_export::records::Saved;
use sayso_export::terminal::{self, Sections, Style};

/// Sentences without figures, days, speakers or hedges, that make a report long.
const FILLER: &str = "The square is paved with grey stone. Lime trees line its northern side. ";

fn saved(text: &str) -> Saved {
    let given = clean::Given {
        published: Some("2024-05-07".into()),
        ..clean::Given::default()
    };
    let document = clean::plain(text.as_bytes(), &given).expect("short enough");
    let reading = reading::read(document, None, Bias::Balanced);
    let findings = reading.findings(&Checks::default());
    let least = Least {
        kept: 0.0,
        shown: 0.0,
    };
    Saved::new(&reading, None, &findings, least)
}

/// The words of a row, with "; " between its things. Empty if there is no such row.
fn row(text: &str, topic: Topic) -> String {
    row_of(&saved(text), topic)
}

/// The same of a report that is read with the weights.
fn read_row(text: &str, topic: Topic) -> String {
    row_of(&resolved(text), topic)
}

fn form(text: &str) -> String {
    let style = Style {
        color: false,
        width: 88,
    };
    terminal::reading(&saved(text), style, Sections::default())
}

#[test]
fn figures_of_the_outlet_without_a_source_are_named() {
    for (text, named) in [
        (
            "A fund for the swimmers has raised over €83,000 so far.",
            "over €83,000 so far",
        ),
        (
            "The baker closed all of its 34 shops in Velm.",
            "34 shops in Velm",
        ),
        (
            "Ardel had 71.3 new cases per 100,000 people.",
            "71.3 new cases per 100,000 people",
        ),
        (
            "A storm killed 14 people in Velm. The repairs will cost 3 million euros.",
            "14 people in Velm; The repairs will cost 3 million euros",
        ),
        (
            "The town gave 12 million euros ($13 million) to the port. It gets 40 percent of the fees.",
            "12 million euros ($13 million) to the port; 40 percent of the fees",
        ),
    ] {
        let found = row(text, Topic::Unsourced);
        assert!(found.starts_with(named), "{text}: {found}");
        let absent = row(text, Topic::NotFound);
        assert!(!absent.contains("figures without"), "{text}: {absent}");
    }
}

#[test]
fn figures_that_are_too_small_to_name_are_not_said_to_be_absent() {
    let small = "Two boats left the port of Velm.";
    assert_eq!(row(small, Topic::Unsourced), "");
    let absent = row(small, Topic::NotFound);
    assert!(
        absent.contains("larger figures without a source"),
        "{absent}"
    );
    let none = "Boats left the port of Velm.";
    let absent = row(none, Topic::NotFound);
    assert!(absent.contains("figures without a source"), "{absent}");
    assert!(!absent.contains("larger"), "{absent}");
}

#[test]
fn whoever_gives_no_answer_is_named() {
    for (text, named) in [
        (
            "The harbour burned. Ines Moller has not commented.",
            "Ines Moller has not commented",
        ),
        (
            "The harbour burned. The owner, Jonas Brill, could not be reached.",
            "The owner, Jonas Brill, could not be reached",
        ),
        (
            "Her lawyer, Ada Quill, said: “No comment.”",
            "Her lawyer, Ada Quill said “No comment.”",
        ),
        (
            "The owner of the ferry said it would not comment.",
            "The owner of the ferry said it would not comment",
        ),
        (
            "The port did not respond to a request for comment.",
            "The port did not respond to a request for comment",
        ),
    ] {
        assert_eq!(row(text, Topic::NoAnswer), named, "{text}");
        assert!(!row(text, Topic::NotFound).contains("refusals"), "{text}");
    }
    let other = "The boats did not return to the port.";
    assert_eq!(row(other, Topic::NoAnswer), "");
}

#[test]
fn sums_say_what_was_compared() {
    let pair = "The firm paid $20 million (£15 million) and later $4 million (£3 million).";
    let found = row(pair, Topic::Sums);
    let words = "agrees: at £15 million for $20 million, $4 million is £3 million;";
    assert!(found.starts_with(words), "{found}");
    let change = "Fares nearly doubled from 3.9 percent to 5.8 percent.";
    let found = row(change, Topic::Sums);
    let words =
        "does not agree: from 3.9 percent to 5.8 percent is 1.487 times (report: nearly doubled)";
    assert!(found.starts_with(words), "{found}");
}

#[test]
fn a_denial_of_which_is_beside_what_it_denies() {
    let text = "Ines Moller opened the meeting. Jonas Brill spoke next. Ines Moller said Jonas Brill sold \
        the pier in secret, which Jonas Brill denied.";
    let found = row(text, Topic::Disputed);
    assert!(!found.contains("denied: which"), "{found}");
}

#[test]
fn days_have_their_year_and_any_monday_is_no_day() {
    let text = "The pier sank on Friday 3 May.";
    let found = row(text, Topic::When);
    assert!(
        found.starts_with("happened: Friday 3 May 2024 (lead)"),
        "{found}"
    );
    let any = "“It could have been a Monday,” said Mina Okafor.";
    assert_eq!(row(any, Topic::When), "");
}

#[test]
fn the_form_of_a_short_report_says_nothing_twice() {
    let text = "Velm opens its pier\n\nThe pier of Velm opens on Friday, Ines Moller said. “We waited long \
        enough,” she told reporters. A port worker said the planks were new.";
    let short = form(text);
    for words in [
        "Not found",
        "Who speaks",
        "Worked out: Friday",
        "The outlet itself",
    ] {
        assert!(!short.contains(words), "{words}: {short}");
    }
    assert_eq!(short.matches("10 May 2024").count(), 1, "{short}");
    assert!(
        short.contains("Adds up?         no figures to check"),
        "{short}"
    );
    let long = form(&format!("{text}\n\n{}", FILLER.repeat(30)));
    assert!(long.contains("Not found"), "{long}");
    assert!(long.contains("Who speaks"), "{long}");
}

#[test]
fn the_addressee_before_a_content_ends_with_a_colon() {
    let text =
        "The school will stay closed for a month, its head, Ruth Lamb, told parents in a letter.";
    let shown = form(text);
    let has_colon = !shown.contains("letter The school");
    assert!(has_colon, "{shown}");
}

#[test]
fn fault_is_found_in_quotations_without_a_verb_of_accusing() {
    for (text, named) in [
        (
            "The ferry sailed empty for a year. Its owner, Tarn Lines, was paid all the same. “It is an \
             utter disgrace that Tarn Lines kept the money,” said Jonas Brill, a member of the council. \
             “It was a legitimate payment under the contract,” said Ada Quill of Tarn Lines.",
            "Jonas Brill",
        ),
        (
            "The mayor of Velm sold the pier in secret. “This is shameful,” said Ines Moller, who leads the \
             opposition.",
            "Ines Moller",
        ),
    ] {
        let found = read_row(text, Topic::Disputed);
        assert!(found.contains(&format!("{named} criticises")), "{found}");
        assert!(!found.contains("accus"), "{found}");
    }
    for text in [
        "“It was not a disgrace,” said Ines Moller, who leads the opposition.",
        "“The pier is two miles long,” said Ines Moller, who leads the opposition.",
        "“It would be unacceptable to close the pier,” said Ines Moller, who leads the opposition.",
    ] {
        let found = read_row(text, Topic::Disputed);
        assert_eq!(found, "", "{text}");
    }
}

#[test]
fn an_answer_to_a_charge_needs_no_verb_of_denying() {
    let text = "Jonas Brill accused Ines Moller of selling the pier in secret. “I did nothing wrong,” said \
        Ines Moller.";
    let found = read_row(text, Topic::Disputed);
    assert!(found.contains("Jonas Brill accused"), "{found}");
    assert!(
        found.contains("Ines Moller rejects: “I did nothing wrong"),
        "{found}"
    );
    assert!(!found.contains("no denial found"), "{found}");
    // Without a charge such words answer nothing.
    let alone = "“It was a legitimate question,” said Ines Moller.";
    assert_eq!(read_row(alone, Topic::Disputed), "");
}

#[test]
fn that_somebody_does_not_deny_is_no_denial() {
    let text = "The port council does not deny that the pier is unsafe.";
    let found = read_row(text, Topic::Disputed);
    assert!(found.contains("does not deny"), "{found}");
    assert!(found.ends_with("no denial found"), "{found}");
}

#[test]
fn who_tells_less_than_was_asked_is_named() {
    for text in [
        "The navy would not immediately describe the damage to the ship.",
        "The minister confirmed the loss and did not elaborate.",
        "The mayor stopped short of naming the buyer of the pier.",
        "Tarn Lines has been contacted for comment.",
        "The police declined to identify the driver.",
    ] {
        assert_ne!(read_row(text, Topic::NoAnswer), "", "{text}");
        assert!(
            !read_row(text, Topic::NotFound).contains("refusals"),
            "{text}"
        );
    }
    for text in [
        "The ferry company declined to meet the costs of the trip.",
        "The striker would not leave the pitch.",
    ] {
        assert_eq!(read_row(text, Topic::NoAnswer), "", "{text}");
    }
}

#[test]
fn what_the_outlet_has_from_others_is_at_a_distance() {
    for (text, named) in [
        (
            "Police are investigating claims of fraud at the port of Velm.",
            "claims of fraud",
        ),
        (
            "The mayor was quoted as saying late on Monday that the pier was sold.",
            "was quoted as saying",
        ),
        (
            "It has emerged that the pier was sold in secret.",
            "It has emerged",
        ),
    ] {
        let found = read_row(text, Topic::AtADistance);
        assert!(found.contains(named), "{text}: {found}");
    }
    let none = "The pier was sold on Monday.";
    assert_eq!(read_row(none, Topic::AtADistance), "");
}

#[test]
fn spokespersons_without_a_name_are_a_count_of_their_own() {
    let text = "“The pier is safe,” said a spokeswoman for Tarn Lines. “The pier is rotten,” said Jonas Brill.";
    let found = read_row(text, Topic::Quoted);
    assert!(found.contains("1 named: Jonas Brill ×1"), "{found}");
    assert!(found.contains("1 unnamed spokesperson"), "{found}");
    let named = "“The pier is safe,” said Ada Quill, a spokeswoman for Tarn Lines.";
    let found = read_row(named, Topic::Quoted);
    assert!(!found.contains("spokesperson"), "{found}");
}

#[test]
fn the_day_of_the_lead_comes_first() {
    let text = "The pier of Velm sank on Monday. Nobody was hurt.\n\nIt was built on 3 May 1902 and had been \
        closed since Friday.";
    let found = read_row(text, Topic::When);
    assert!(
        found.starts_with("happened: “Monday” is 6 May 2024 (lead)"),
        "{found}"
    );
    let later = format!(
        "The pier of Velm sank.\n\n{FILLER}\n\nIt had forty lamps.\n\nIt had been closed on Friday."
    );
    let found = read_row(&later, Topic::When);
    assert!(found.starts_with("not in the lead: "), "{found}");
}

#[test]
fn a_headline_that_will_not_is_no_announcement() {
    let text = "Angry growers won’t sell their land\n\nThe growers of Velm met on Monday. They own forty farms.";
    assert!(
        !read_row(text, Topic::Announced).contains("won’t"),
        "{}",
        read_row(text, Topic::Announced)
    );
    let plan = "The ship was set to dock at Velm on Saturday.";
    let found = read_row(plan, Topic::Announced);
    assert!(found.starts_with("earlier plan: "), "{found}");
    let few = "Few would argue against a new pier.";
    assert_eq!(read_row(few, Topic::UnnamedOnly), "");
}

#[test]
fn figures_of_different_paragraphs_are_compared() {
    let text = "Mayor spent £12k on a boat trip\n\nThe mayor of Velm took a boat to Ardel in May.\n\nThe trip \
        cost £11,862.40, the council said.";
    let found = read_row(text, Topic::Sums);
    assert!(
        found.contains("headline rounds £11,862.40 to £12k"),
        "{found}"
    );
    let other = "Mayor spent £12k on a boat trip\n\nThe mayor of Velm took a boat to Ardel in May.\n\nA new pier \
        cost £11,200.40, the council said.";
    assert!(!read_row(other, Topic::Sums).contains("rounds"));
    let seats = "The Reform list won 114 seats, six seats short of the two-thirds majority.\n\nIt now holds 114 of \
        the assembly’s 180 seats.";
    let found = read_row(seats, Topic::Sums);
    assert!(
        found.contains("114 + six = 120, two-thirds of 180"),
        "{found}"
    );
    let wrong = "The Reform list won 114 seats, nine seats short of the two-thirds majority.\n\nIt now holds 114 \
        of the assembly’s 180 seats.";
    assert!(!read_row(wrong, Topic::Sums).contains("two-thirds of"));
}

#[test]
fn what_is_only_counted_is_named() {
    let text = "The pier burned. Officials said it was arson. Dockers said a lamp fell over. Neighbours said they \
        heard a bang. Sailors said the wind drove the flames across the whole harbour in a few minutes. Growers \
        said the smoke lay over their fields for days after the fire had been put out.";
    let style = Style {
        color: false,
        width: 88,
    };
    let text = format!("{text}\n\n{}", FILLER.repeat(30));
    let shown = terminal::reading(&resolved(&text), style, Sections::default());
    let from = shown.find("Unnamed only").expect("a row");
    let row: String = shown[from..].lines().take(4).collect();
    assert!(row.contains("Growers⁵"), "{shown}");
}
