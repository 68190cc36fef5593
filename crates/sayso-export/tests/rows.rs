//! The rows that an editor reads first, on invented reports: what each of them names, and that none says
//! "not found" of what is there.

use sayso::attribute::Bias;
use sayso::check::Checks;
use sayso::clean;
use sayso::reading::{self, Least};
use sayso_export::overview::{Overview, Topic, lines};
use sayso_export::records::Saved;
use sayso_export::terminal::{self, Sections, Style};
use sayso_export::view::View;

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
    let saved = saved(text);
    let view = View::new(&saved);
    let overview = Overview::new(&view);
    let lines = lines(&view, &overview);
    let line = lines.iter().find(|line| line.topic == topic);
    let parts = line.map(|line| {
        line.parts
            .iter()
            .map(|part| &*part.text)
            .collect::<Vec<_>>()
    });
    parts.unwrap_or_default().join("; ")
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
        assert!(!absent.contains("unsourced figures"), "{text}: {absent}");
    }
}

#[test]
fn figures_that_are_too_small_to_name_are_not_said_to_be_absent() {
    let small = "Two boats left the port of Velm.";
    assert_eq!(row(small, Topic::Unsourced), "");
    assert!(!row(small, Topic::NotFound).contains("unsourced figures"));
    let none = "Boats left the port of Velm.";
    assert!(row(none, Topic::NotFound).contains("unsourced figures"));
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
    assert_eq!(row(text, Topic::When), "Friday 3 May 2024");
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
