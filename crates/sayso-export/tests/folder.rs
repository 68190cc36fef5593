//! The list of many reports in the terminal and as a page, on invented rows.

use insta::assert_snapshot;
use sayso::document::PageKind;
use sayso_export::folder::{Counted, Listing, Reason, Row, State};
use sayso_export::html;
use sayso_export::terminal::{self, Style};
use unicode_width::UnicodeWidthStr;

fn row(outlet: &str, day: &str, headline: &str, state: State) -> Row {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
    let counted = matches!(state, State::Read(_));
    Row {
        input: format!("crawl/{}.html", headline.len()),
        outlet: some(outlet),
        day: some(day),
        headline: some(headline),
        page: counted.then(|| format!("{day}-{}.html", headline.len())),
        state,
    }
}

fn read(
    claims: usize,
    unnamed: usize,
    disputes: usize,
    checked: [usize; 2],
    findings: [usize; 4],
) -> State {
    State::Read(Counted {
        claims,
        unnamed: Some(unnamed),
        disputes,
        checked: Some(checked[0]),
        figures: checked[1],
        errors: findings[0],
        warnings: findings[1],
        notes: findings[2],
        agreements: findings[3],
        weekdays: 0,
    })
}

/// Reports of every sort, in an order that is not the order of the list.
fn rows() -> Vec<Row> {
    let language = |code: &str| State::Skipped(Reason::Language(Some(code.into())));
    let kind = |kind| State::Skipped(Reason::Kind(kind));
    vec![
        row(
            "Tarn Herald",
            "2024-03-02",
            "Ferry sinks",
            read(12, 3, 0, [4, 9], [0, 0, 0, 2]),
        ),
        row("Tarn Herald", "2024-03-01", "News", kind(PageKind::Listing)),
        row(
            "Öberfelder Bote",
            "2024-03-01",
            "Fähre gesunken",
            language("de"),
        ),
        row(
            "",
            "",
            "Crew blames the fog, harbour office denies it",
            read(9, 1, 2, [0, 3], [0; 4]),
        ),
        row(
            "Velm Gazette",
            "2024-03-03",
            "Profit up 45%, says mill",
            read(1_204, 0, 0, [3, 5], [1, 2, 0, 1]),
        ),
        row(
            "Marsh Lane",
            "2024-02-29",
            "One witness saw it all",
            read(1, 1, 0, [0, 0], [0; 4]),
        ),
        row("", "2024-02-28", "", read(6, 6, 0, [0, 2], [0; 4])),
        row(
            "الميناء",
            "2024-03-04",
            "غرق العبارة في الميناء القديم صباح اليوم",
            read(5, 0, 0, [0, 1], [0; 4]),
        ),
        row(
            "港日報",
            "2024-03-05",
            "港で渡し船が沈没、乗客は全員無事と港湾局が発表した",
            read(4, 0, 0, [1, 1], [0, 1, 0, 0]),
        ),
        row(
            "Tarn Herald",
            "2024-03-06",
            &format!("Council {}votes", "at long last ".repeat(30)),
            read(3, 0, 0, [0, 40], [0; 4]),
        ),
        row(
            "\u{1b}[31mRed\u{202e}deR",
            "2024-03-07",
            "Stop\u{7}press\nsecond line\u{202e}",
            read(2, 0, 0, [0, 0], [0, 0, 1, 0]),
        ),
        row(
            "Tarn Herald",
            "2024-03-08",
            "Nothing to read",
            kind(PageKind::Stub),
        ),
        row("", "", "<script>alert(1)</script>", kind(PageKind::Other)),
        row(
            "",
            "",
            "",
            State::Failed("there is no text in it\u{1b}[2J".into()),
        ),
    ]
}

fn list(rows: Vec<Row>, most: usize, width: usize) -> String {
    let mut listing = Listing::new(most);
    for row in rows {
        listing.add(row);
    }
    terminal::list(
        &mut listing,
        Style {
            color: false,
            width,
        },
    )
}

#[test]
fn the_worst_come_first() {
    assert_snapshot!(list(rows(), 100, 120));
}

#[test]
fn a_list_fits_every_terminal() {
    for width in [40, 60, 80, 100, 160] {
        let list = list(rows(), 100, width);
        for line in list.lines() {
            assert!(line.width() <= width, "{width}: {line}");
            assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
        }
        assert!(
            list.contains("findings") && list.contains("unnamed"),
            "{list}"
        );
    }
    assert_snapshot!(list(rows(), 100, 60));
}

#[test]
fn a_list_has_so_many_rows_and_counts_all() {
    let many: Vec<Row> = (0..1000)
        .map(|n| {
            let wrong = usize::from(n % 100 == 7);
            let headline = format!("Report {n}");
            row(
                "Tarn Herald",
                "2024-03-01",
                &headline,
                read(4, 1, 0, [1, 2], [wrong, 0, 0, 0]),
            )
        })
        .collect();
    let list = list(many, 12, 80);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains("  Report "))
            .count(),
        12,
        "{list}"
    );
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains("  1 error  "))
            .count(),
        10,
        "{list}"
    );
    assert!(
        lines[1].contains("Report 7 ") && lines[10].contains("Report 907"),
        "{list}"
    );
    // Among equals the first of the input comes first.
    assert!(lines[11].contains("Report 0 "), "{list}");
    assert!(
        list.contains("\n988 more with less to look at: --rows all lists them too\n"),
        "{list}"
    );
    assert!(
        list.contains("\n1,000 reports read: 10 errors in 10 reports, none shown to agree;"),
        "{list}"
    );
}

#[test]
fn a_list_of_nothing_read_says_so() {
    let skipped = rows().into_iter().filter(|row| row.counted().is_none());
    let list = list(skipped.collect(), 100, 80);
    assert!(
        list.contains("\nnone of 5 reports read; 4 not read: "),
        "{list}"
    );
    assert!(list.ends_with("; 1 failed\n"), "{list}");
    assert!(
        list.contains("not read: in German") && list.contains("failed: there is no text"),
        "{list}"
    );
}

#[test]
fn the_page_lists_the_same() {
    let mut listing = Listing::new(100);
    for row in rows() {
        listing.add(row);
    }
    let page = html::index(&mut listing, "0.0.0");
    assert!(
        !page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"),
        "{page}"
    );
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "it asks the network for nothing"
    );
    let body = page.split_once("<main>").expect("a body").1;
    let body = body.split_once("<script>").expect("a script").0;
    assert_snapshot!(body);
}

#[test]
fn the_page_says_how_many_are_not_listed() {
    let mut listing = Listing::new(2);
    for row in rows() {
        listing.add(row);
    }
    let page = html::index(&mut listing, "0.0.0");
    assert!(page.contains("12 more with less to look at"), "{page}");
    assert_eq!(
        page.matches("<tr class").count() + page.matches("<tr>").count(),
        3,
        "{page}"
    );
}
