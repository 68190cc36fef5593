//! The form for people, on the saved records of an invented report, so that better readings do not
//! change these tests.

use insta::assert_snapshot;
use sayso::attribute::Form;
use sayso_export::records::{self, Item, Saved};
use sayso_export::terminal::{self, Sections, Style};

const LINES: &str = include_str!("tables.jsonl");

const STYLE: Style = Style {
    color: false,
    width: 100,
};

fn saved() -> Saved {
    let mut items = records::read(LINES.as_bytes(), "tables.jsonl");
    let report = items.find_map(|item| match item {
        Ok(Item::Report(saved)) => Some(*saved),
        _ => None,
    });
    report.expect("a report")
}

fn reading(saved: &Saved) -> String {
    terminal::reading(saved, STYLE, Sections::default())
}

/// The words with single spaces, as they are without line breaks.
fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_needs_a_look_then_who_says_what() {
    assert_snapshot!(reading(&saved()));
}

#[test]
fn the_text_and_all_figures_and_times_where_they_are_asked_for() {
    let sections = Sections {
        text: true,
        figures: true,
        times: true,
    };
    let whole = terminal::reading(&saved(), STYLE, sections);
    let short = reading(&saved());
    let first_lines = short.lines().take(4).collect::<Vec<_>>().join("\n");
    assert!(whole.starts_with(&first_lines), "{whole}");
    let rest = whole
        .split_once("\nUnsure")
        .map_or(&*whole, |(_, rest)| rest);
    assert_snapshot!(rest);
}

#[test]
fn a_direct_quotation_is_never_shortened() {
    let mut saved = saved();
    let long = format!(
        "“{}the end.”",
        "We saw nothing and heard the bang. ".repeat(40)
    );
    for attribution in &mut saved.attributions {
        if let Some(content) = attribution.content.first_mut() {
            attribution.form = Form::Direct;
            content.text.clone_from(&long);
        }
    }
    let shown = single_spaced(&reading(&saved));
    let sure = saved.attributions.iter().filter(|a| !a.uncertain).count();
    assert_eq!(shown.matches("“We saw nothing").count(), sure, "{shown}");
    assert_eq!(shown.matches(&*long).count(), sure, "{shown}");
}

#[test]
fn the_first_rows_are_ten_at_most_at_any_width() {
    let saved = saved();
    for width in [80, 88, 100, 160] {
        let style = Style {
            color: false,
            width,
        };
        let shown = terminal::reading(&saved, style, Sections::default());
        let (first, _) = shown.split_once(": who says what").expect("its heading");
        let (first, _) = first.rsplit_once("\n\n").expect("an empty line");
        assert!(first.lines().count() <= 10, "{first}");
        let is_in_width = |row: &str| row.chars().count() <= width;
        assert!(first.lines().all(is_in_width), "{first}");
    }
}

#[test]
fn nothing_in_a_report_controls_the_terminal() {
    let mut saved = saved();
    let hostile = "Ha\u{1b}[31mrm\r\u{7}\u{202e}less\n\nheadline";
    saved.report.title = Some(hostile.into());
    saved.report.outlet = Some(hostile.into());
    saved.report.byline = Some(hostile.into());
    saved.report.published = Some(hostile.into());
    saved.report.url = Some(hostile.into());
    for entity in &mut saved.entities {
        entity.name = hostile.into();
    }
    for attribution in &mut saved.attributions {
        for span in attribution
            .content
            .iter_mut()
            .chain(&mut attribution.source)
        {
            span.text = hostile.into();
        }
    }
    for claim in &mut saved.claims {
        for span in &mut claim.content {
            span.text = hostile.into();
        }
    }
    for figure in &mut saved.figures {
        figure.span.text = hostile.into();
    }
    for time in &mut saved.times {
        time.span.text = hostile.into();
        time.value = hostile.into();
    }
    for finding in &mut saved.findings {
        finding.message = hostile.into();
        finding.derivation = Some(hostile.into());
    }
    let sections = Sections {
        text: true,
        figures: true,
        times: true,
    };
    let shown = terminal::reading(&saved, STYLE, sections);
    let is_harmless = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
    assert!(shown.chars().all(is_harmless), "{shown:?}");
    let checked = terminal::check(&saved, false, STYLE);
    assert!(checked.chars().all(is_harmless), "{checked:?}");
}

#[test]
fn nothing_found_does_not_read_as_all_is_well() {
    let mut saved = saved();
    saved.findings.clear();
    let checked = terminal::check(&saved, false, STYLE);
    assert!(checked.contains("no fault found; none of "), "{checked}");
    assert!(reading(&saved).contains("Adds up?         nothing could be checked"));
}
