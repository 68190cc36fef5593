//! In: a report that was not read. Out: why, in a word or two.

use crate::plural;
use crate::records::Report;
use sayso::document::PageKind;
use sayso::reading::Skip;
use serde::{Deserialize, Serialize};

/// Why a report was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// It is not an article.
    Kind(PageKind),
    /// It is in another language, ISO 639-1.
    Language(Option<String>),
}

impl Reason {
    /// Why `report` was not read.
    pub fn new(report: &Report, why: Skip) -> Reason {
        match why {
            Skip::Kind => Reason::Kind(report.kind),
            Skip::Language => Reason::Language(report.language.clone()),
        }
    }

    /// "listing", "in German".
    pub fn in_words(&self) -> String {
        match self {
            Reason::Kind(kind) => word_for(*kind).to_string(),
            Reason::Language(Some(code)) => format!("in {}", language(code)),
            Reason::Language(None) => "in an unknown language".into(),
        }
    }

    /// "5 listings", "2 in German".
    pub fn counted(&self, count: usize) -> String {
        match self {
            Reason::Kind(PageKind::Other) => format!("{count} of another kind"),
            Reason::Language(_) => format!("{count} {}", self.in_words()),
            Reason::Kind(kind) => plural(count, word_for(*kind)),
        }
    }
}

fn word_for(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Liveblog => "live blog",
        PageKind::Other => "another kind of page",
        kind => kind.name(),
    }
}

/// The name of a language, or its code.
fn language(code: &str) -> &str {
    LANGUAGES
        .iter()
        .find(|(of, _)| *of == code)
        .map_or(code, |(_, name)| name)
}

/// The languages that are recognised, and some that pages name.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_counted_in_words() {
        let german = Reason::Language(Some("de".into()));
        assert_eq!(german.counted(2), "2 in German");
        assert_eq!(Reason::Kind(PageKind::Listing).counted(5), "5 listings");
        assert_eq!(Reason::Kind(PageKind::Stub).counted(1), "1 stub");
        assert_eq!(
            Reason::Kind(PageKind::Other).counted(3),
            "3 of another kind"
        );
        assert_eq!(Reason::Language(Some("xx".into())).in_words(), "in xx");
    }
}
