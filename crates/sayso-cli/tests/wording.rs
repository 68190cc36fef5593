//! Checks the examples of the codes about wording, and that no text breaks these checks. The
//! literate cases of `tests/specs/wording.md` run in `sayso-specs`.

use proptest::prelude::*;
use sayso::check::{Checks, Code, Finding, pages};
use sayso::report::RawReport;
use sayso_en::Tier;

/// What a code finds; nothing in a text that has nothing to read.
fn found(text: &str, code: Code) -> (String, Vec<Finding>) {
    let Ok(reading) = sayso_en::reader(Tier::Standard).read(&RawReport::text(text)) else {
        return (String::new(), Vec::new());
    };
    let found = reading.findings(&Checks::only(&[code]));
    (reading.document.text.to_string(), found)
}

fn shown(passage: &str, code: Code) -> String {
    let (_, found) = found(&passage.replace(" ¶ ", "\n\n"), code);
    let all: Vec<String> = found
        .iter()
        .map(|f| format!("{}: {}", f.severity.name(), f.message))
        .collect();
    if all.is_empty() {
        "–".into()
    } else {
        all.join(" • ")
    }
}

/// The example of each page finds what the page says.
#[test]
fn examples_of_finding_pages_are_right() {
    let of_one_report = |page: &&pages::Page| !page.code.compares_reports();
    for page in pages::pages()
        .filter(|p| p.code > Code::Follows)
        .filter(of_one_report)
    {
        let (passage, expected) = page.example.split_once('→').expect("an arrow");
        let is = shown(passage.trim(), page.code);
        assert!(is.ends_with(expected.trim()), "{}: {is}", page.code);
    }
}

/// Pieces that the checks look for, so that random texts come near them.
const PIECES: &[&str] = &[
    "12 people were killed",
    "the blast killed 15",
    "the 40-page report",
    "a 60-page report",
    "Iva Moss, 45,",
    "Moss, 47,",
    "a source said",
    "an aide said",
    "two aides",
    "may have",
    "according to",
    "38 percent",
    "$40 million",
    "12,500 boats",
    "\n\n",
    ".",
    ",",
    "“",
    "”",
    "?",
    "said",
    "up to 100 homes",
    "100 homes",
    "é",
    "Flood destroys",
    "the mill",
    "dumped dye",
    "on condition of anonymity",
    "Tessmar",
    "0",
    "of",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn spans_stand_in_the_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..40)) {
        for code in [Code::TwoFigures, Code::Headline, Code::Unnamed, Code::Unsourced] {
            let (text, found) = found(&pieces.join(" "), code);
            for f in &found {
                for span in f.related.iter().map(|r| r.1).chain([f.primary]) {
                    prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{f:?}");
                }
                prop_assert!(!f.message.contains('\n'));
            }
        }
    }
}
