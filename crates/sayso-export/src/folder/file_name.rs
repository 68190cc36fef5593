//! In: a page. Out: the names that its file may have, the best first.

use super::Page;
use sha2::{Digest, Sha256};

/// Characters of the headline in a name.
const MOST_CHARACTERS: usize = 60;
/// Bytes of the headline in a name. File systems allow 255 for the whole name, and the file has a longer
/// one while it is written.
const MOST_BYTES: usize = 180;

/// Names that mean something else: the list of the pages, and devices of Windows.
const TAKEN: &[&str] = &[
    "index", "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The names for the file of a page, without an ending: `2023-11-03-dockworkers-walk-out`, and
/// for reports of one day and headline `2023-11-03-dockworkers-walk-out-5d41402a`, whose end is made
/// from the report's id, so that it is the same in every run.
pub fn file_names(page: &Page) -> impl Iterator<Item = String> {
    let name = readable(page);
    let digest = Sha256::digest(page.id.as_bytes());
    let end: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    let with_end = format!("{name}-{end}");
    let plain = (!TAKEN.contains(&&*name)).then_some(name);
    // Rows of one JSONL file may have the same id, though they should not.
    let more = (2..).map({
        let with_end = with_end.clone();
        move |n| format!("{with_end}-{n}")
    });
    plain.into_iter().chain([with_end]).chain(more)
}

/// Day and headline in small letters; without a headline the name of the input.
fn readable(page: &Page) -> String {
    let day = page.row.day.as_deref().map(slug);
    let title = slug(page.title());
    let parts: Vec<String> = day
        .into_iter()
        .chain([title])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        "report".into()
    } else {
        parts.join("-")
    }
}

/// The words of a text, joined by hyphens. Nothing else is left of it, so that a name cannot lead out
/// of its folder, and means the same to every file system.
fn slug(text: &str) -> String {
    let without_apostrophes = text.replace(['\'', '’', '‘'], "").to_lowercase();
    let words = without_apostrophes
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let next = slug.chars().count() + word.chars().count() + 1;
        let is_full = next > MOST_CHARACTERS || slug.len() + word.len() >= MOST_BYTES;
        if is_full && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    // The first word alone may be too long.
    let mut cut: String = slug.chars().take(MOST_CHARACTERS).collect();
    while cut.len() > MOST_BYTES {
        cut.pop();
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::super::{Counted, Row, State};
    use super::*;
    use proptest::prelude::*;

    fn page(id: &str, day: &str, headline: &str) -> Page {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        Page {
            id: id.into(),
            place: Some("0".into()),
            row: Row {
                input: "reports/ferry.final.txt".into(),
                outlet: None,
                day: some(day),
                headline: some(headline),
                page: None,
                state: State::Read(Counted::default()),
            },
        }
    }

    fn names(id: &str, day: &str, headline: &str) -> Vec<String> {
        file_names(&page(id, day, headline)).take(2).collect()
    }

    #[test]
    fn names_are_made_of_day_and_headline() {
        let cases = [
            (
                "2023-11-03",
                "Dockworkers walk out",
                "2023-11-03-dockworkers-walk-out",
            ),
            ("", "Mayor’s “plan”: 5% more?", "mayors-plan-5-more"),
            ("2023-11", "", "2023-11-ferry"),
            ("", "../../etc/passwd", "etc-passwd"),
            ("", "C:\\con", "c-con"),
            ("", "Öl: 只能 مدينة", "öl-只能-مدينة"),
            ("", "\u{202e}gpj.exe\0\n", "gpj-exe"),
            ("../..", "?", "report"),
        ];
        for (day, headline, name) in cases {
            assert_eq!(names("a", day, headline)[0], name);
        }
    }

    #[test]
    fn the_end_of_a_name_depends_on_the_id_alone() {
        let one = names("a", "", "Ferry sinks");
        assert_eq!(one, ["ferry-sinks", "ferry-sinks-ca978112"]);
        assert_ne!(one[1], names("b", "", "Ferry sinks")[1]);
        assert_eq!(names("a", "", "Index")[0], "index-ca978112");
        assert_eq!(names("a", "", "NUL")[0], "nul-ca978112");
    }

    #[test]
    fn long_headlines_end_with_a_whole_word() {
        let long = "The council of Velm votes on the sale of the old pier after years of delay";
        assert_eq!(
            names("a", "2024-01-02", long)[0],
            "2024-01-02-the-council-of-velm-votes-on-the-sale-of-the-old-pier-after"
        );
    }

    proptest! {
        #[test]
        fn names_are_safe(id in "\\PC{0,9}", day in "\\PC{0,12}", headline in "(\\PC|[./\\\\:\0\n]){0,400}") {
            for name in file_names(&page(&id, &day, &headline)).take(3) {
                prop_assert!(!name.is_empty() && name.len() < 230, "{}", name);
                prop_assert!(!name.starts_with('-') && !name.contains(['.', '/', '\\', ':']));
                prop_assert!(name.chars().all(|c| c == '-' || c.is_alphanumeric()));
                prop_assert!(!TAKEN.contains(&&*name));
            }
        }
    }
}
