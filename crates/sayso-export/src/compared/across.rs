//! In: two reports and what one has of the other. Out: findings about both: what was altered in copying, and what was
//! dropped.

use super::Compared;
use crate::one_line;
use crate::records::{
    Context, CopyAltered, CopySentence, Finding, Related, Saved, SentencePlace, Span,
};
use sayso::check::{Code, Label, NamedRule, Severity};
use sayso::compare::{AlteredKind, Side};
use strsim::normalized_levenshtein;

/// What differs between copies, in the order of the first report; nothing if they are not copies. A finding is of the
/// report that was made from the other, or of the second one, and its related words are in the other. What was dropped is
/// a finding of the report that has it, which is the one that the other was made from, or the first one.
pub fn across(compared: &Compared<'_>) -> Vec<Finding> {
    let altered = compared.copy.altered.iter();
    altered.filter_map(|one| finding(compared, one)).collect()
}

fn finding(compared: &Compared<'_>, altered: &CopyAltered) -> Option<Finding> {
    let copy = compared.copy;
    let sentence = copy.sentences.get(altered.sentence as usize)?;
    let of = |side: Side| match side {
        Side::A => (altered.a.as_ref(), &sentence.a),
        Side::B => (altered.b.as_ref(), &sentence.b),
    };
    let report = |side: Side| compared.view(side).saved;
    let is_dropped = matches!(altered.kind, AlteredKind::Status | AlteredKind::Source);
    let own = match (is_dropped, &altered.a, &altered.b) {
        (false, Some(_), Some(_)) => copy.from().map_or(Side::B, Side::other),
        (true, Some(_), None) => Side::A,
        (true, None, Some(_)) => Side::B,
        _ => return None,
    };
    // What only the copy has was added. The second report counts as the copy where that is not known.
    if is_dropped && copy.from().unwrap_or(Side::A) != own {
        return None;
    }
    let (primary, own_sentence) = of(own);
    let primary = primary?;
    let (other, other_sentence) = of(own.other());
    if altered.kind == AlteredKind::Name && !is_altered_name(compared, altered, sentence) {
        return None;
    }
    let place = other_sentence;
    let other_words = other.cloned().unwrap_or_else(|| {
        let words = compared.view(own.other()).between(place.start, place.end);
        span(place.start, place.end, words.unwrap_or_default())
    });
    let (line, column) = line_and_column(&report(own).report.text, primary.start);
    Some(Finding {
        report: report(own).report.id.clone(),
        code: code(altered.kind),
        severity: Severity::Note,
        message: message(altered.kind, primary, other, report(own.other())),
        primary: primary.clone(),
        related: vec![Related {
            report: report(own.other()).report.id.clone(),
            label: Label::OtherReport,
            span: other_words,
        }],
        derivation: None,
        verdict: None,
        assumptions: Vec::new(),
        why: NamedRule::Corresponding.name().into(),
        far: false,
        context: Context {
            start: own_sentence.start,
            end: own_sentence.end,
            line,
            column,
            lines: vec![[own_sentence.start, line]],
        },
    })
}

/// From this likeness on two names may be spellings of one, from 0 to 1.
const ALIKE: f64 = 0.6;

/// Whether a name in the place of another is more than another way to name somebody: the two look alike, or nothing
/// else differs in the two sentences.
fn is_altered_name(
    compared: &Compared<'_>,
    altered: &CopyAltered,
    sentence: &CopySentence,
) -> bool {
    let (Some(a), Some(b)) = (&altered.a, &altered.b) else {
        return false;
    };
    let are_alike = normalized_levenshtein(&a.text.to_lowercase(), &b.text.to_lowercase()) >= ALIKE;
    let around = |side: Side, place: SentencePlace, name: &Span| {
        let view = compared.view(side);
        let plain = |start: u32, end: u32| -> String {
            let words = view.between(start, end).unwrap_or_default();
            let letters = words.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        (plain(place.start, name.start), plain(name.end, place.end))
    };
    are_alike || around(Side::A, sentence.a, a) == around(Side::B, sentence.b, b)
}

fn code(kind: AlteredKind) -> Code {
    match kind {
        AlteredKind::Quote => Code::AlteredQuotation,
        AlteredKind::Name => Code::AlteredName,
        AlteredKind::Figure | AlteredKind::Time => Code::AlteredFigure,
        AlteredKind::Status => Code::DroppedHedge,
        AlteredKind::Source => Code::DroppedSource,
        AlteredKind::Reversed => Code::Reversed,
    }
}

fn message(kind: AlteredKind, own: &Span, other: Option<&Span>, in_report: &Saved) -> String {
    let report = in_report.report.name();
    if let (AlteredKind::Reversed, Some(other)) = (kind, other) {
        return format!(
            "the sentence of {report} that corresponds says the opposite: “{}”",
            one_line(&other.text)
        );
    }
    let what = match kind {
        AlteredKind::Quote => "quotation",
        AlteredKind::Name => "name",
        AlteredKind::Time => "date",
        AlteredKind::Figure | AlteredKind::Status | AlteredKind::Source | AlteredKind::Reversed => {
            "figure"
        }
    };
    match other {
        Some(other) => format!(
            "this {what} is “{}” in the sentence of {report} that corresponds",
            unquoted(&other.text)
        ),
        None => format!(
            "“{}” is missing from the sentence of {report} that corresponds",
            unquoted(&own.text)
        ),
    }
}

/// Words without the quotation marks around them.
fn unquoted(words: &str) -> &str {
    words.trim_matches(['“', '”', '"'])
}

fn span(start: u32, end: u32, words: &str) -> Span {
    Span {
        start,
        end,
        text: words.into(),
        at: None,
        edited: false,
    }
}

/// The line of a code point in the text of the report, and the place in it, both from 1.
fn line_and_column(text: &str, point: u32) -> (u32, u32) {
    let (mut line, mut column) = (1, 1);
    for character in text.chars().take(point as usize) {
        if character == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    (line, column)
}
