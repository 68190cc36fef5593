//! What was altered between the reports, in words.

use super::Compared;
use crate::{one_line, plural};
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

/// "3 alterations: 1 statement turned round, 1 figure and 1 name"; none if nothing was altered.
pub fn alterations(compared: &Compared<'_>) -> Option<String> {
    let all = &compared.copy.altered;
    let of_kind = |kind: AlteredKind| all.iter().filter(|one| one.kind == kind).count();
    let counts = AlteredKind::ALL.iter().map(|&kind| (kind, of_kind(kind)));
    let mut counts: Vec<String> = counts
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| altered_count(kind, count))
        .collect();
    let last = counts.pop()?;
    let kinds = if counts.is_empty() {
        last
    } else {
        format!("{} and {last}", counts.join(", "))
    };
    Some(format!("{}: {kinds}", plural(all.len(), "alteration")))
}

/// "2 figures", "1 statement turned round".
pub fn altered_count(kind: AlteredKind, count: usize) -> String {
    match kind {
        AlteredKind::Reversed => format!("{} turned round", plural(count, "statement")),
        AlteredKind::Status => plural(count, "hedge"),
        AlteredKind::Quote
        | AlteredKind::Name
        | AlteredKind::Figure
        | AlteredKind::Time
        | AlteredKind::Source => plural(count, altered_in_words(kind)),
    }
}

/// So many of what was altered are shown in a line.
const SHOWN: usize = 3;
/// More characters of a passage are not shown in a line.
const LONGEST: usize = 48;

/// What was altered in a line, the worst first: "“is not safe” → “is safe”, “14” → “40” and 2 more"; none if nothing
/// was.
pub fn worst_altered(compared: &Compared<'_>) -> Option<String> {
    let mut all: Vec<_> = compared.copy.altered.iter().collect();
    all.sort_by_key(|altered| altered.kind);
    let words =
        |text: Option<&str>| text.map_or("nothing".into(), |text| format!("“{}”", short(text)));
    let text = |span: &Option<crate::records::Span>| words(span.as_ref().map(|span| &*span.text));
    let shown = all.iter().take(SHOWN);
    let shown: Vec<String> = shown
        .map(|altered| format!("{} → {}", text(&altered.a), text(&altered.b)))
        .collect();
    let shown = (!shown.is_empty()).then(|| shown.join(", "))?;
    Some(match all.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    })
}

/// The beginning of a passage on one line, without its quotation marks.
fn short(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let words = one_line(words.trim_matches(['“', '”', '"']));
    if words.chars().count() <= LONGEST {
        return words;
    }
    let start: String = words.chars().take(LONGEST).collect();
    let whole = start.rsplit_once(' ').map_or(&*start, |(words, _)| words);
    format!("{whole} …")
}

/// What differs, as a reader says it.
pub fn altered_in_words(kind: AlteredKind) -> &'static str {
    match kind {
        AlteredKind::Reversed => "reversed",
        AlteredKind::Quote => "quotation",
        AlteredKind::Name => "name",
        AlteredKind::Figure => "figure",
        AlteredKind::Time => "time",
        AlteredKind::Status => "how sure",
        AlteredKind::Source => "source",
    }
}
