//! What the first rows say of figures: which ones the report relates and why they were not checked, and which
//! ones have no source. A report that relates two figures is never told to have none to check, and a figure
//! of a study, of a law or of a citation in brackets is not called unsourced.

mod invented;

use invented::{resolved, row_of};
use sayso_export::overview::Topic;

fn row(text: &str, topic: Topic) -> String {
    row_of(&resolved(text), topic)
}

#[test]
fn figures_that_a_report_relates_are_named_with_what_is_missing() {
    for (text, named) in [
        (
            "Attendance at Orland Rovers fell by 9,000 last season, a drop of 45 percent, the club said.",
            "9,000 is a drop of 45 percent: of about 20,000 (not told)",
        ),
        (
            "Tarn Lines carried 3,600 passengers on Monday, nearly ten times the number of the year before.",
            "nearly ten times: about 360 before (not told)",
        ),
        (
            "The outbreak in Velm led to 52 deaths and 231 injuries by Monday.",
            "52 deaths and 231 injuries: 283 together (no total told)",
        ),
        (
            "Profit of Tarn Lines rose 40% to $56 million in the year.",
            "$56 million after a rise of 40%: from about $40 million (not told)",
        ),
        (
            "Sales of the grocer rose by 3 percent in April.",
            "rise of 3 percent: from what is not told",
        ),
        (
            "The alliance won 96 seats and is four seats short of a majority in the assembly of Velm.",
            "short of a majority",
        ),
    ] {
        let found = row(text, Topic::Sums);
        assert!(found.contains(named), "{text}: {found}");
        assert!(!found.starts_with("not known"), "{found}");
    }
}

#[test]
fn where_a_figure_came_from_is_not_called_missing() {
    let text = "Profit of Tarn Lines rose 45% to $56.1 million from $50.2 million.";
    let found = row(text, Topic::Sums);
    assert!(!found.contains("not told"), "{found}");
}

#[test]
fn a_word_for_a_change_goes_with_one_in_percent() {
    let text = "The number of thefts on the line has almost halved since the gates were built.\n\nThe daily number of \
        reports fell by 700 since June, a drop of 45 percent, the railway said.";
    let found = row(text, Topic::Sums);
    assert!(found.contains("700 is a drop of 45 percent"), "{found}");
    assert!(found.contains("almost halved"), "{found}");
}

#[test]
fn where_no_figures_are_related_that_is_said() {
    let text = "The court fined Tarn Lines $52,000 on Monday. It has 14 ferries.";
    let found = row(text, Topic::Sums);
    assert_eq!(
        found,
        "not known: none of its 2 figures is compared with another"
    );
}

#[test]
fn a_figure_with_a_source_near_it_is_not_called_unsourced() {
    for (text, figure) in [
        (
            "The heat led to 4,000 deaths in Velm (Moller, Orland University).",
            "4,000",
        ),
        (
            "Ice on the lake has shrunk by 12 percent (Velm Weather Service, 2023).",
            "12 percent",
        ),
        (
            "Their study tested three creams on 1,200 adults in Orland.",
            "1,200",
        ),
        (
            "The law that takes effect in June means that builders will have to plant at least 15% more trees.",
            "15%",
        ),
    ] {
        let found = row(text, Topic::Unsourced);
        assert!(!found.contains(figure), "{text}: {found}");
    }
}

#[test]
fn where_the_source_is_not_clear_the_likely_one_is_named() {
    let text = "The health agency of Velm said that nearly 90 percent of the cases could have been prevented. In 40 \
        percent of the cases, no test was made.\n\nMore than 2 million people live far from a clinic.";
    let found = row(text, Topic::Unsourced);
    assert!(
        found.starts_with("More than 2 million people live far from"),
        "{found}"
    );
    assert!(found.contains("(perhaps health agency of Velm)"), "{found}");
}

#[test]
fn a_multiple_in_a_word_has_what_it_counts() {
    let text = "The number of fans in the stands of Orland Rovers has almost doubled since the new roof was built.";
    let found = row(text, Topic::Unsourced);
    assert!(
        found.contains("number of fans in the stands of Orland Rovers has almost doubled"),
        "{found}"
    );
}
