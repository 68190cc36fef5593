//! What was altered between the reports, in words.

use super::Compared;
use sayso::compare::AlteredKind;

/// Something that differs within sentences that correspond.
pub struct AlteredWords<'a> {
    /// What differs: "figure", "how sure".
    pub what: &'static str,
    /// The words of the first report. None if it has none there.
    pub a: Option<&'a str>,
    /// The words of the second report.
    pub b: Option<&'a str>,
    /// The number of the pair of sentences.
    pub sentence: usize,
}

/// What differs, in the order of the first report.
pub fn altered<'a>(compared: &Compared<'a>) -> Vec<AlteredWords<'a>> {
    let all = compared.copy.altered.iter().map(|altered| AlteredWords {
        what: altered_in_words(altered.kind),
        a: altered.a.as_ref().map(|span| &*span.text),
        b: altered.b.as_ref().map(|span| &*span.text),
        sentence: altered.sentence as usize,
    });
    all.collect()
}

/// What differs, as a reader says it.
pub fn altered_in_words(kind: AlteredKind) -> &'static str {
    match kind {
        AlteredKind::Quote => "quotation",
        AlteredKind::Name => "name",
        AlteredKind::Figure => "figure",
        AlteredKind::Time => "time",
        AlteredKind::Status => "how sure",
        AlteredKind::Source => "source",
    }
}
