//! Checks that `docs/findings.md` and the examples of the codes about figures are true, and that no
//! text breaks the checks. The literate cases of `tests/specs/findings.md` run in `sayso-specs`.

use proptest::prelude::*;
use sayso::attribute::Bias;
use sayso::check::pages::{self, Page};
use sayso::check::{Checks, Code, Finding, Severity};
use sayso::clean::{self, Given};
use sayso::reading;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn found(text: &str) -> (String, Vec<Finding>) {
    let given = Given {
        published: Some("2016-12-20".into()),
        ..Given::default()
    };
    let document = clean::plain(text.as_bytes(), &given).expect("a text");
    let reading = reading::read(document, None, Bias::Balanced);
    let found = reading.findings(&Checks::default().with_loose());
    (reading.document.text.to_string(), found)
}

/// The arithmetic: all that is found here has some.
fn line(finding: &Finding, text: &str) -> String {
    finding
        .derivation
        .as_ref()
        .map_or(String::new(), |d| d.line(text))
}

/// The codes about figures.
fn pages() -> impl Iterator<Item = &'static Page> {
    pages::pages().filter(|p| p.code <= Code::Follows)
}

/// The example of each page finds what the page says.
#[test]
fn examples_of_finding_pages_are_right() {
    for page in pages() {
        let passage = page
            .example
            .split('→')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches('"');
        let (_, found) = found(passage);
        assert!(
            found.iter().any(|f| f.code == page.code),
            "{}: {passage}",
            page.code
        );
        if page.code != Code::Follows {
            let expected = page.example.split('→').nth(1).unwrap_or_default().trim();
            let message = &found
                .iter()
                .find(|f| f.code == page.code)
                .expect("a finding")
                .message;
            assert_eq!(message, expected, "{}", page.code);
        }
    }
}

#[test]
fn manual_is_up_to_date() {
    let path = root().join("docs/findings.md");
    let file = std::fs::read_to_string(&path).expect("a readable docs/findings.md");
    let (head, _) = file.split_once("\n## S001 ").expect("a head and pages");
    let wanted = format!("{head}\n{}", pages::manual().trim_start());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).expect("a writable docs/findings.md");
    } else {
        assert_eq!(
            file, wanted,
            "docs/findings.md: run this test with UPDATE_DOCS=1"
        );
    }
}

/// Pieces that frames are made of, so that random texts come near them.
const PIECES: &[&str] = &[
    "rose",
    "fell",
    "12%",
    "to",
    "from",
    "$56 million",
    "$50 million",
    ",",
    ".",
    "(",
    ")",
    "leads",
    "by",
    "9 points",
    "49 percent",
    "40 percent",
    "a total of",
    "45",
    "men",
    "and",
    "or",
    "of the",
    "120 members",
    "$900 a month",
    "for",
    "five months",
    "five years",
    "1998",
    "2003",
    "born in",
    "Moss, 40",
    "Monday",
    "May 3",
    "2016",
    "£15 million",
    "between",
    "7-2",
    "the nine-member council",
    "voted",
    "undecided",
    "-",
    "1e9",
    "\n",
    "é",
    "about",
    "at least",
    "doubled",
    "ten years ago",
    "in",
    "0",
    "$0",
    "0%",
    "-5%",
    "999,999,999,999,999",
    "%",
];

fn holds(text: &str) -> Result<(), TestCaseError> {
    let (text, found) = found(text);
    for f in &found {
        for span in f.related.iter().map(|r| r.1).chain([f.primary]) {
            prop_assert!(
                text.get(span.range())
                    .is_some_and(|words| !words.is_empty()),
                "{f:?}"
            );
        }
        prop_assert!(!f.message.contains('\n') && !line(f, &text).is_empty());
        // It can be evaluated again, and comes to the same.
        let agrees = f.derivation.as_ref().is_some_and(|d| d.verdict().agrees());
        let several = f
            .assumptions
            .iter()
            .any(|a| a.contains("different sources"));
        prop_assert_eq!(
            agrees || several || f.code == Code::Follows,
            f.severity == Severity::Note,
            "{:?}",
            f
        );
    }
    prop_assert!(found.is_sorted_by_key(|f| f.primary.start()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&format!("x{text}"))?;
    }

    #[test]
    fn pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..60)) {
        holds(&pieces.join(" "))?;
    }
}
