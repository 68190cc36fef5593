//! In: a document. Out: what people want to know of it before they read: where it appeared, when,
//! by whom, how sure that is.

use sayso::candidate::Field;
use sayso::document::Document;
use sayso::reading::Skip;

/// Something known of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// Stands before the value, blank included.
    pub label: &'static str,
    /// As the report has it.
    pub value: &'a str,
    /// How sure that is and how it was found, where that is known.
    pub doubt: Option<(u8, &'static str)>,
}

/// Outlet, byline, days, address.
pub fn facts(document: &Document) -> Vec<Fact<'_>> {
    let doubt = |field: Field| {
        let chosen = document
            .candidates
            .iter()
            .find(|c| c.field == field && c.chosen)?;
        chosen
            .confidence
            .map(|percent| (percent, chosen.rule.name()))
    };
    let modified = document
        .modified
        .as_ref()
        .filter(|m| Some(*m) != document.published.as_ref());
    let all = [
        ("", document.outlet.as_ref(), None),
        ("by ", document.byline.as_ref(), doubt(Field::Byline)),
        (
            "published ",
            document.published.as_ref(),
            doubt(Field::Published),
        ),
        ("changed ", modified, None),
        ("saved ", document.captured.as_ref(), None),
        ("", document.url.as_ref(), None),
    ];
    all.into_iter()
        .filter_map(|(label, value, doubt)| {
            Some(Fact {
                label,
                value: value?,
                doubt,
            })
        })
        .collect()
}

/// Why a report was not read, and what to do about it.
pub fn not_read(document: &Document, why: Skip) -> String {
    match why {
        Skip::Kind => {
            let rule = document
                .candidates
                .iter()
                .find(|c| c.field == Field::Kind)
                .map_or("", |c| c.rule.name());
            format!(
                "Not read: this is no article ({}, by the rule \"{rule}\"). --all-pages reads it all the same.",
                document.kind.name()
            )
        }
        Skip::Language => format!(
            "Not read: the text is not English (language: {}). --language en reads it as if it were.",
            document.language.as_deref().unwrap_or("unknown")
        ),
    }
}
