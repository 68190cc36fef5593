//! Who is quoted most, who has a name after all, what happened on the day, what is planned, and who denied
//! something or would not answer: what an editor asks first and a count does not answer.

mod invented;

use invented::{resolved, row_of};
use sayso_export::overview::{Overview, Topic};
use sayso_export::terminal::{self, Sections, Style};
use sayso_export::view::View;

fn row(text: &str, topic: Topic) -> String {
    row_of(&resolved(text), topic)
}

fn shown(text: &str) -> String {
    let style = Style {
        color: false,
        width: 88,
    };
    terminal::reading(&resolved(text), style, Sections::default())
}

/// The words of a row of the terminal, on one line.
fn row_of_terminal(shown: &str, label: &str) -> String {
    let mut lines = shown.lines().skip_while(|line| !line.starts_with(label));
    let first = lines.next().unwrap_or_default();
    let rest = lines.take_while(|line| line.starts_with("      "));
    let all: Vec<&str> = [first].into_iter().chain(rest).collect();
    let all = all.join(" ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sentences that make a report long enough for all rows.
const FILLER: &str = "The pier was closed in the afternoon and the road along the water was full of cars until \
    late at night, because the ferry of the evening had to turn round. ";

#[test]
fn whoever_is_quoted_at_most_length_is_named() {
    let text = format!(
        "The hospital of Orland opened a new ward on Monday.\n\n“It is good,” said Ines Moller of the board.\n\n“We asked \
        the young patients what they need, and they told us that they want rooms with windows, a garden to walk in, \
        and somebody to talk to at night,” said Jonas Brill, head nurse.\n\nThe ward cost too much, said Ada Quill of \
        the union.\n\n{}",
        FILLER.repeat(10)
    );
    let found = row_of_terminal(&shown(&text), "Who speaks");
    assert!(found.contains("longest quoted Jonas Brill"), "{found}");
}

#[test]
fn a_repeated_sentence_counts_once() {
    let text = "Experts say the new roof of the stadium in Orland will not survive another storm.\n\nAda Quill says \
        the club knew.\n\nExperts say the new roof of the stadium in Orland will not survive another storm.";
    let saved = resolved(text);
    let view = View::new(&saved);
    let overview = Overview::new(&view);
    let experts = overview.sources.unnamed.first().expect("experts speak");
    assert_eq!(experts.statements, 1);
    assert!(!shown(text).contains("most Experts"));
}

#[test]
fn the_mayor_whom_the_report_names_is_not_unnamed() {
    let text = "Ines Moller widened the toll zone to all of Orland in March.\n\nDrivers were angry, but the plans of \
        Moller were found lawful by the court. The mayor said that the figures of this week vindicated the toll.";
    let found = row(text, Topic::UnnamedOnly);
    assert!(!found.to_lowercase().contains("mayor"), "{found}");
    let open = "The toll zone was widened to all of Orland. The mayor said that the toll is right.";
    let found = row(open, Topic::UnnamedOnly);
    assert!(found.to_lowercase().contains("mayor"), "{found}");
}

#[test]
fn what_happened_on_the_day_is_told() {
    for (text, told) in [
        (
            "Orland Rovers signed the striker Ada Quill on Monday for three seasons.",
            "Orland Rovers signed the striker Ada Quill on Monday",
        ),
        (
            "A court in Velm jailed the owner of Tarn Lines on Friday.",
            "A court in Velm jailed the owner of Tarn Lines on Friday",
        ),
    ] {
        let found = row(text, Topic::When);
        assert!(found.contains(told), "{text}: {found}");
    }
}

#[test]
fn a_plan_is_not_cut_in_its_verb() {
    let text = format!(
        "The right of patients to a second opinion will be written into the health law of Velm next year.\n\nThree more \
        clinics are set to join the scheme in June.\n\n{}The board is expected to vote in July on a new roof. {}",
        FILLER.repeat(6),
        FILLER.repeat(6)
    );
    let found = row_of_terminal(&shown(&text), "To come");
    assert!(!found.contains("will be …"), "{found}");
    assert!(
        found.contains("will be written into") || found.contains("set to join"),
        "{found}"
    );
}

#[test]
fn a_denial_of_the_past_is_found_in_its_quotation() {
    for text in [
        "Almost fifty years ago another owner had to defend himself: “I am not a crook,” Jonas Brill told the board.",
        "“I did not kill my wife,” the captain had shouted at the jury in Velm.",
        "The sprinter once swore: “I never doped.”",
    ] {
        let found = row(text, Topic::Disputed);
        assert_ne!(found, "", "{text}");
        let absent = row(text, Topic::NotFound);
        assert!(!absent.contains("denials"), "{text}: {absent}");
    }
    let plain = "“I did not see the ball,” said the goalkeeper Ada Quill.";
    assert_eq!(row(plain, Topic::Disputed), "");
}

#[test]
fn denials_are_not_sought_in_vain_beside_a_dispute() {
    let text = "The grocer came under fire for selling old fish in Orland on Monday.";
    assert!(row(text, Topic::Disputed).ends_with("no denial found"));
    let absent = row(text, Topic::NotFound);
    assert!(!absent.contains("denials"), "{absent}");
}

#[test]
fn who_takes_the_fifth_gives_no_answer() {
    for text in [
        "Quill took the Fifth more than 300 times before the state attorney.",
        "Brill invoked the Fifth Amendment at the hearing in Orland.",
    ] {
        assert_ne!(row(text, Topic::NoAnswer), "", "{text}");
    }
    let music = "The orchestra took the stage and played the Fifth of Beethoven.";
    assert_eq!(row(music, Topic::NoAnswer), "");
}

#[test]
fn documents_are_named() {
    let text = "Court papers show that the port of Orland lost $2 million. The survey of the union found that most \
        dockers want to leave.";
    let found = row(text, Topic::AtADistance) + &row(text, Topic::Quoted);
    assert!(found.contains("Court papers"), "{found}");
    let text = "The premier Ada Quill took to Facebook on Monday to announce the ban on nets.";
    let found = row(text, Topic::AtADistance);
    assert!(found.contains("post on Facebook of Ada Quill"), "{found}");
}
