//! What comes at the end: all figures and times where they are asked for, what was repaired, where
//! the report comes from.

use super::marked::superscript;
use super::screen::{Look, Screen};
use crate::about::{Fact, facts};
use crate::measured::Measure;
use crate::records::Report;
use crate::speakers::{source_of, words};
use crate::view::View;
use crate::{day_in_words, plural, visible};
use sayso::document::{RepairRule, RepairTier};
use std::slice;

/// The figures or the times: as written, as read, and who says so.
pub fn measures(screen: &mut Screen, view: &View<'_>, list: &[Measure<'_>], one: &str) {
    screen.heading(&plural(list.len(), one));
    for measure in list {
        let span = measure.span();
        screen.paragraph(2, 4);
        screen.flow(&superscript(measure.id()), Look::Dim);
        screen.flow(" ", Look::Plain);
        screen.flow(&words(slice::from_ref(span), usize::MAX), Look::Bold);
        let value = measure.value(view);
        if !value.is_empty() && value.to_lowercase() != span.text.to_lowercase() {
            screen.flow(&format!(" = {}", visible(&value)), Look::Plain);
        }
        let notes = measure.notes(view.saved.report.published.is_some());
        if !notes.is_empty() {
            screen.flow(&format!(" ({})", visible(&notes.join(", "))), Look::Dim);
        }
        if let Some((_, a)) = measure.attribution().and_then(|id| view.attribution(id)) {
            let doubt = if a.uncertain { "?" } else { "" };
            let (number, source) = (superscript(a.number()), source_of(view, a));
            screen.flow(&format!(" · {number} {source}{doubt}"), Look::Dim);
        }
    }
}

/// A repair that changes which words a reader sees, in words for one and for several.
struct Told {
    rule: RepairRule,
    one: &'static str,
    several: &'static str,
}

const fn told(rule: RepairRule, one: &'static str, several: &'static str) -> Told {
    Told { rule, one, several }
}

/// Repairs of spaces, line ends and marks are not told, because they change no word.
const TOLD: &[Told] = &[
    told(RepairRule::CamelGlue, GLUED, GLUED_ONES),
    told(RepairRule::GluedFront, GLUED, GLUED_ONES),
    told(RepairRule::GluedQuote, GLUED, GLUED_ONES),
    told(RepairRule::GluedSentence, GLUED, GLUED_ONES),
    told(RepairRule::GluedWord, GLUED, GLUED_ONES),
    told(
        RepairRule::Mojibake,
        "1 garbled character",
        "garbled characters",
    ),
    told(
        RepairRule::LostCharacter,
        "1 lost character",
        "lost characters",
    ),
    told(
        RepairRule::DirectionMark,
        "1 character that turns the direction of writing",
        "characters that turn the direction of writing",
    ),
];
const GLUED: &str = "2 words without a space between them";
const GLUED_ONES: &str = "pairs of words without a space between them";

/// The lines about repairs, for each tier one: "Repaired: 3 pairs of words without a space between
/// them".
pub fn repairs(screen: &mut Screen, report: &Report) {
    for (tier, label) in [
        (RepairTier::Safe, "Repaired"),
        (RepairTier::Proposed, "Looks wrong, left as it is"),
        (RepairTier::Flag, "Looks wrong, left as it is"),
    ] {
        let mut counts: Vec<(&Told, usize)> = Vec::new();
        for edit in report.edits.iter().filter(|edit| edit.tier == tier) {
            let Some(told) = TOLD.iter().find(|told| told.rule == edit.rule) else {
                continue;
            };
            match counts.iter_mut().find(|(t, _)| t.several == told.several) {
                Some((_, count)) => *count += 1,
                None => counts.push((told, 1)),
            }
        }
        if counts.is_empty() {
            continue;
        }
        let list: Vec<String> = counts
            .iter()
            .map(|(told, count)| match count {
                1 => told.one.to_string(),
                n => format!("{n} {}", told.several),
            })
            .collect();
        screen.blank_line();
        screen.flow(&format!("{label}: {}", list.join(", ")), Look::Dim);
    }
}

/// A value of the report's data with a lower confidence is said to be doubtful.
const SURE_PERCENT: u8 = 70;

/// A fact about the report: "by Ada Quill", "17 April 2012", "by Ada Quill (not sure)".
pub fn fact_in_words(fact: &Fact<'_>) -> String {
    let is_doubtful = fact
        .doubt
        .is_some_and(|(percent, _)| percent < SURE_PERCENT);
    let doubt = if is_doubtful { " (not sure)" } else { "" };
    let value = match fact.label {
        "" | "by " => visible(fact.value).replace('\n', " "),
        _ => day_in_words(fact.value.get(..10).unwrap_or(fact.value)),
    };
    // Beside the name of the outlet a day needs no word.
    let label = if fact.label == "published " {
        ""
    } else {
        fact.label
    };
    format!("{label}{value}{doubt}")
}

/// Outlet, day and author; the address and other days if `rest`.
pub fn known(report: &Report, rest: bool) -> String {
    let is_rest = |fact: &&Fact<'_>| {
        let is_address = Some(fact.value) == report.url.as_deref();
        (is_address || matches!(fact.label, "changed " | "saved ")) == rest
    };
    let all = facts(report);
    let mut facts: Vec<&Fact<'_>> = all.iter().filter(is_rest).collect();
    // The author comes after the day.
    facts.sort_by_key(|fact| fact.label == "by ");
    let facts: Vec<String> = facts.into_iter().map(fact_in_words).collect();
    facts.join(" · ")
}
