//! A reading for people: the report with its attributions marked, then its sources with what each
//! says, then what is uncertain. Nothing is shown by colour alone: with or without colour a content
//! has the number of its attribution.

use super::Style;
use super::marked::{self, superscript};
use super::screen::{Look, Screen};
use crate::about::{self, Fact, facts};
use crate::measured::{self, Measure};
use crate::records::{Attribution, Claim, Report, Saved};
use crate::speakers::{
    Group, by_speaker, cue_of, outer_source, probably, roles, source_of, statements, trimmed, words,
};
use crate::view::{Numbered, View, number};
use crate::{plural, visible};
use sayso::attribute::Form;
use sayso::certainty::{Status, Strength, Voice};
use sayso::document::{RepairRule, RepairTier};
use sayso::reading::Skip;
use std::slice;

/// Characters of a content that are shown in a list.
const SHOWN: usize = 160;

/// The reading as text, with an empty line at the end.
pub fn reading(saved: &Saved, style: Style) -> String {
    let view = View::new(saved);
    let report = &saved.report;
    let mut screen = Screen::new(style);
    screen.flow(&visible(&report.name()), Look::Dim);
    about(&mut screen, report);
    if let Some(why) = report.skipped {
        not_read(&mut screen, report, why);
    } else {
        screen.blank_line();
        read(&mut screen, &view);
    }
    screen.blank_line();
    screen.finish()
}

/// The text and what was read from it.
fn read(screen: &mut Screen, view: &View<'_>) {
    let (shown, uncertain) = view.by_trust();
    marked::show(screen, view, &shown);
    repairs(screen, &view.saved.report);
    sources(screen, view, &shown);
    own_hedges(screen, view);
    list_uncertain(screen, view, &uncertain);
    let (figures, times) = measured::measures(view);
    measures(screen, view, &figures, "figure");
    measures(screen, view, &times, "time");
}

/// What is known of the report: outlet, byline, days, address, with how sure that is and which rule
/// found it.
fn about(screen: &mut Screen, report: &Report) {
    let facts: Vec<String> = facts(report).iter().map(fact_in_words).collect();
    if !facts.is_empty() {
        screen.paragraph(0, 0);
        screen.flow(&facts.join(" · "), Look::Dim);
    }
}

fn fact_in_words(fact: &Fact<'_>) -> String {
    let doubt = fact.doubt.map_or(String::new(), |(percent, rule)| {
        format!(" ({percent}% sure, {rule})")
    });
    format!("{}{}{doubt}", fact.label, visible(fact.value))
}

/// Why a report was not read.
fn not_read(screen: &mut Screen, report: &Report, why: Skip) {
    screen.blank_line();
    if let Some(title) = &report.title {
        screen.flow(&visible(title), Look::Bold);
        screen.blank_line();
    }
    screen.flow(&about::not_read(report, why), Look::Plain);
}

/// A line for each tier of repairs, with how often each rule applied.
fn repairs(screen: &mut Screen, report: &Report) {
    for (tier, words) in [
        (RepairTier::Safe, "Repaired"),
        (RepairTier::Proposed, "Proposed, not applied"),
        (RepairTier::Flag, "Looks wrong"),
    ] {
        let mut counts: Vec<(RepairRule, usize)> = Vec::new();
        for edit in report.edits.iter().filter(|edit| edit.tier == tier) {
            match counts.iter_mut().find(|(rule, _)| *rule == edit.rule) {
                Some((_, count)) => *count += 1,
                None => counts.push((edit.rule, 1)),
            }
        }
        if counts.is_empty() {
            continue;
        }
        let list: Vec<String> = counts
            .iter()
            .map(|(rule, count)| format!("{count} {rule}"))
            .collect();
        screen.paragraph(0, 0);
        screen.flow(
            &format!("{words}: {} (--format jsonl lists each)", list.join(", ")),
            Look::Dim,
        );
    }
}

/// The sources, each with what it says.
fn sources(screen: &mut Screen, view: &View<'_>, shown: &[Numbered<'_>]) {
    if shown.is_empty() {
        return screen.heading("No reliable attributions found");
    }
    let is_resolved = shown.iter().any(|(_, a)| a.source_kind.is_some());
    let groups = by_speaker(view, shown);
    let (count, named) = statements(view, &groups);
    let how = if is_resolved { "" } else { ", as written" };
    screen.heading(&if count == 0 {
        "No statements found, only positions".into()
    } else {
        format!(
            "{} from {}{how}",
            plural(count, "attribution"),
            plural(named, "source")
        )
    });
    let mut has_open = false;
    for (group, items) in groups {
        if is_resolved && !has_open && matches!(group, Group::Open(_)) {
            has_open = true;
            screen.paragraph(2, 4);
            screen.flow(
                "Not resolved: the report does not make clear who these are",
                Look::Dim,
            );
        }
        source(screen, view, &group, &items);
    }
}

/// A source and what it says.
fn source(screen: &mut Screen, view: &View<'_>, group: &Group<'_>, items: &[Numbered<'_>]) {
    let first = items[0].1;
    let name = group.name(view, first);
    screen.paragraph(2, 4);
    if items.iter().all(|(_, a)| probably(view, a).is_some()) {
        screen.flow("probably ", Look::Dim);
    }
    screen.flow(&name, Look::Source);
    if let Group::Known(ids) = group {
        screen.flow(&description(view, ids, first), Look::Dim);
    }
    let (topics, statements): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
        items.iter().partition(|(_, a)| view.is_topic(a));
    for (_, a) in &statements {
        screen.paragraph(4, 4);
        attribution(screen, view, a);
        // The source is shown if it is written in another way than in the heading.
        let written = source_of(view, a);
        let is_shown = written.contains(&name) || cue_of(view, a).contains(&written);
        if matches!(group, Group::Known(_)) && !a.source.is_empty() && !is_shown {
            screen.flow(&format!(" (as “{written}”)"), Look::Dim);
        }
    }
    if !topics.is_empty() {
        positions(screen, view, &topics);
    }
}

/// What a source takes positions on, in one line.
fn positions(screen: &mut Screen, view: &View<'_>, topics: &[Numbered<'_>]) {
    screen.paragraph(4, 4);
    screen.flow("takes positions on ", Look::Cue);
    for (n, (_, a)) in topics.iter().enumerate() {
        screen.flow(if n > 0 { "; " } else { "" }, Look::Plain);
        screen.flow(&superscript(a.number()), Look::Dim);
        screen.flow(" ", Look::Plain);
        if let Some(doubt) = probably(view, a) {
            screen.flow(&format!("({doubt}) "), Look::Bold);
        }
        screen.flow(&words(&a.content, SHOWN), Look::Content);
    }
}

/// The roles, the kind and the flags of a speaker, and the reason for not naming them.
fn description(view: &View<'_>, ids: &[String], first: &Attribution) -> String {
    let mut out = String::new();
    if let [id] = ids
        && let Some(entity) = view.entity(id)
    {
        for (n, role) in roles(entity).iter().enumerate() {
            out += if n == 0 { ", " } else { "; " };
            out += role;
        }
    }
    out += " (";
    out += first.source_kind.map_or("none", |kind| kind.name());
    for flag in first.flags.names() {
        out += ", ";
        out += flag;
    }
    out += ")";
    if let Some(reason) = &first.anonymity {
        out += "; not named: ";
        out += trimmed(&words(slice::from_ref(reason), 80));
    }
    out
}

/// What is said: number, doubt, cue, content, and how sure it is said to be.
fn attribution(screen: &mut Screen, view: &View<'_>, a: &Attribution) {
    screen.flow(&superscript(a.number()), Look::Dim);
    screen.flow(" ", Look::Plain);
    if let Some(doubt) = probably(view, a) {
        screen.flow(&format!("({doubt}) "), Look::Bold);
    }
    let cue = match &a.carried_from {
        Some(from) if a.cue.is_empty() => format!("continues {}", superscript(number(from))),
        _ => cue_of(view, a),
    };
    screen.flow(&cue, Look::Cue);
    screen.flow(if cue.is_empty() { "" } else { " " }, Look::Plain);
    screen.flow(&words(&a.content, SHOWN), Look::Content);
    if let Some(parent) = &a.parent {
        let within = format!(" (within {})", superscript(number(parent)));
        screen.flow(&within, Look::Dim);
    }
    if a.form == Form::Mixed {
        screen.flow(" (partly quoted)", Look::Dim);
    }
    if let Some(claim) = view.claim(a) {
        screen.flow(&certainty(view, claim), Look::Dim);
    }
}

/// How sure a claim is, where it is not plainly asserted: " (possible: may)", " (prediction,
/// negated: will … not)".
fn certainty(view: &View<'_>, claim: &Claim) -> String {
    let mut facts: Vec<String> = Vec::new();
    if claim.status != Status::Asserted {
        let mut words = vec![claim.status.name()];
        let strength = claim.strength.filter(|s| *s != Strength::Strong);
        words.extend(strength.map(Strength::name));
        words.extend(claim.is_of_not().then_some("negated"));
        facts.push(words.join(", "));
    }
    if let Some(voice) = claim.voice.filter(|voice| *voice != Voice::Neutral) {
        let outer = outer_source(view, claim);
        let by = outer.map_or(String::new(), |outer| format!(" by {outer}"));
        facts.push(format!("{}{by}", voice.name()));
    }
    if facts.is_empty() {
        return String::new();
    }
    let triggers: Vec<String> = claim
        .triggers
        .iter()
        .map(|trigger| visible(&trigger.span.text))
        .collect();
    let by = if triggers.is_empty() {
        String::new()
    } else {
        format!(": {}", triggers.join(" … "))
    };
    format!(" ({}{by})", facts.join("; "))
}

/// What the outlet hedges in its own voice.
fn own_hedges(screen: &mut Screen, view: &View<'_>) {
    for (n, claim) in view.own_hedges().enumerate() {
        if n == 0 {
            screen.heading("Hedged or announced by the outlet itself");
        }
        screen.paragraph(2, 4);
        screen.flow(&words(&claim.content, SHOWN), Look::Content);
        screen.flow(&certainty(view, claim), Look::Dim);
    }
}

/// The figures or the times: as written, as read, and who says so.
fn measures(screen: &mut Screen, view: &View<'_>, list: &[Measure<'_>], one: &str) {
    if list.is_empty() {
        return;
    }
    screen.heading(&plural(list.len(), one));
    for measure in list {
        let span = measure.span();
        screen.paragraph(2, 4);
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

fn list_uncertain(screen: &mut Screen, view: &View<'_>, uncertain: &[Numbered<'_>]) {
    if uncertain.is_empty() {
        return;
    }
    screen.heading("Uncertain");
    for (_, a) in uncertain {
        screen.paragraph(2, 4);
        if let Some(score) = a.score {
            screen.flow(&format!("{:>2}% ", (score * 100.0).round()), Look::Dim);
        }
        screen.flow(&source_of(view, a), Look::Source);
        screen.flow(" ", Look::Plain);
        attribution(screen, view, a);
    }
}
