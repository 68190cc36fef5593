//! In: a report. Out: what it credits, in words: "Associated Press (dateline), Tarn Herald (its report)".

use crate::records::{Credit, Report};
use sayso::credits::CreditKind;

/// How many names are listed; a round-up of the press has more.
const MOST: usize = 6;

/// The agencies and outlets that a report credits, and what shows that it is a press release. None if it credits no
/// one.
pub fn credits_in_words(report: &Report) -> Option<String> {
    let (of_release, others): (Vec<&Credit>, Vec<&Credit>) = report
        .credits
        .iter()
        .partition(|credit| credit.kind == CreditKind::Release);
    let credited = (!others.is_empty()).then(|| format!("Credits: {}", by_name(&others)));
    let release = (!of_release.is_empty()).then(|| release(&of_release));
    let both: Vec<String> = credited.into_iter().chain(release).collect();
    (!both.is_empty()).then(|| both.join(" · "))
}

/// Each name once, with where it is credited.
fn by_name(credits: &[&Credit]) -> String {
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    for credit in credits {
        let name = credit.name.as_deref().unwrap_or_default();
        let place = place(credit.kind);
        match names.iter_mut().find(|(other, _)| *other == name) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => names.push((name, vec![place])),
        }
    }
    let left = names.len().saturating_sub(MOST);
    let shown = names.iter().take(MOST);
    let mut words: Vec<String> = shown
        .map(|(name, places)| format!("{name} ({})", places.join(", ")))
        .collect();
    if left > 0 {
        words.push(format!("{left} more"));
    }
    words.join(", ")
}

/// Where a report credits, as a reader says it.
fn place(kind: CreditKind) -> &'static str {
    match kind {
        CreditKind::Byline => "byline",
        CreditKind::Dateline => "dateline",
        CreditKind::Signature => "at the end",
        CreditKind::Contribution => "contributed",
        CreditKind::Republication => "republished from it",
        CreditKind::Report => "its report",
        CreditKind::Interview => "told to it",
        CreditKind::Release => "press release",
    }
}

/// "Has marks of a press release: Tarn Ferries plc, PR Newswire".
fn release(credits: &[&Credit]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in credits.iter().filter_map(|credit| credit.name.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let of = if names.is_empty() { "" } else { ": " };
    format!("Has marks of a press release{of}{}", names.join(", "))
}
