//! Who says what: the sources, each with its statements, their numbers, how each is put, and what is
//! worked out of the figures and times in it.

use super::Extent;
use super::in_words::how_it_is_put;
use super::marked::superscript;
use super::screen::{Look, Screen};
use crate::addressee::cue_with_addressee;
use crate::overview::{HeldOpen, Manner, perhaps};
use crate::plural;
use crate::records::Attribution;
use crate::speakers::{
    Group, by_speaker, cue_of, has_quotation, probably, roles, shares_a_word, source_of,
    statements, trimmed, words, words_and_quotations,
};
use crate::subjects::subject_before;
use crate::view::{Numbered, View, number};
use crate::worked_out::WorkedOut;
use sayso::attribute::Form;
use sayso::resolve::Kind;
use std::collections::HashSet;
use std::fmt::Write;
use std::slice;

/// Characters of a content that are shown, if none of them is a quotation.
const SHOWN: usize = 120;
/// The same, where the content is also in that of another attribution.
const SHOWN_WITHIN: usize = 70;
/// The same for what may be wrong, and for a quotation there, which is shown whole or not at all.
const SHOWN_UNSURE: usize = 60;
const QUOTED_UNSURE: usize = 240;

/// The sources, each with what it says. `sources` is how many there are in all, `unsure` how many statements
/// that may be misread come at the end.
pub fn who_says_what(
    screen: &mut Screen,
    view: &View<'_>,
    shown: &[Numbered<'_>],
    (sources, unsure): (usize, usize),
    worked_out: &WorkedOut<'_>,
    extent: Extent,
) {
    if shown.is_empty() {
        return screen.heading("No statement was found that sayso is sure of");
    }
    let is_resolved = shown.iter().any(|(_, a)| a.source_kind.is_some());
    let groups = by_speaker(view, shown);
    let count = statements(view, &groups);
    let perhaps = match unsure {
        0 => String::new(),
        n => format!("; {n} more unsure, at the end"),
    };
    screen.heading(&format!(
        "{} from {}: who says what{perhaps}",
        plural(count, "attribution"),
        plural(sources, "source")
    ));
    let mut has_open = false;
    for (group, items) in groups {
        if is_resolved && !has_open && matches!(group, Group::Open(_)) {
            has_open = true;
            screen.paragraph(2, 4);
            screen.flow("The report does not make clear who these are:", Look::Dim);
        }
        source(screen, view, worked_out, &group, &items, extent);
    }
}

/// A source and what it says.
fn source(
    screen: &mut Screen,
    view: &View<'_>,
    worked_out: &WorkedOut<'_>,
    group: &Group<'_>,
    items: &[Numbered<'_>],
    extent: Extent,
) {
    let first = items[0].1;
    let name = group.name(view, first);
    screen.paragraph(2, 4);
    let is_doubtful = items.iter().all(|(_, a)| probably(view, a).is_some());
    if is_doubtful {
        screen.flow("probably ", Look::Dim);
    }
    screen.flow(&name, Look::Source);
    if let Group::Known(ids) = group {
        screen.flow(&description(view, ids, first, extent), Look::Dim);
    }
    let (topics, statements): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
        items.iter().partition(|(_, a)| view.is_topic(a));
    let mut before: Option<&str> = None;
    // How the source is written is said once: "he" in each of ten rows says nothing more.
    let mut written_so: HashSet<String> = HashSet::new();
    for (_, a) in &statements {
        screen.paragraph(4, 4);
        let doubt = if is_doubtful { None } else { probably(view, a) };
        number_and_doubt(screen, a, doubt);
        let goes_on = a
            .carried_from
            .as_deref()
            .is_some_and(|id| Some(id) == before);
        statement(screen, view, a, goes_on, SHOWN);
        // A quotation that goes on names the paragraph before it, or the one that it began with.
        before = a
            .carried_from
            .as_deref()
            .filter(|_| goes_on)
            .or(Some(&a.id));
        // The source is shown if it is written in another way than in the heading.
        let written = source_of(view, a);
        let is_shown = shares_a_word(&written, &name) || cue_of(view, a).contains(&written);
        // In a short report it is in the lines beside it.
        let is_far = extent != Extent::Short;
        let is_other =
            matches!(group, Group::Known(_)) && !a.source.is_empty() && !is_shown && is_far;
        if is_other && written_so.insert(written.to_lowercase()) {
            screen.flow(&format!(" (as “{written}”)"), Look::Dim);
        }
        let notes = worked_out.of(&a.id);
        if !notes.is_empty() {
            screen.flow(&format!(" [{}]", notes.join("; ")), Look::Bold);
        }
    }
    if !topics.is_empty() {
        positions(screen, view, &topics);
    }
}

fn number_and_doubt(screen: &mut Screen, a: &Attribution, doubt: Option<String>) {
    screen.flow(&superscript(a.number()), Look::Dim);
    screen.flow(" ", Look::Plain);
    if let Some(doubt) = doubt {
        screen.flow(&format!("({doubt}) "), Look::Bold);
    }
}

/// What a source takes positions on, in one line: "also: praised ³ the plan; rejected ⁴ the talks".
fn positions(screen: &mut Screen, view: &View<'_>, topics: &[Numbered<'_>]) {
    screen.paragraph(4, 4);
    screen.flow("position: ", Look::Dim);
    for (n, (_, a)) in topics.iter().enumerate() {
        screen.flow(if n > 0 { "; " } else { "" }, Look::Plain);
        number_and_doubt(screen, a, probably(view, a));
        statement(screen, view, a, false, SHOWN_WITHIN);
    }
}

/// The roles and the flags of a speaker that are not in its name, and the reason for not naming them.
fn description(view: &View<'_>, ids: &[String], first: &Attribution, extent: Extent) -> String {
    let mut out = String::new();
    if let [id] = ids
        && let Some(entity) = view.entity(id)
    {
        for (n, role) in roles(entity).iter().enumerate() {
            out += if n == 0 { ", " } else { "; " };
            out += role;
        }
        // In a short report a role says enough.
        let is_enough = extent == Extent::Short && !out.is_empty();
        let is_told =
            |flag: &&str| !is_enough && !out.contains(*flag) && !entity.name.contains(*flag);
        let flags: Vec<&str> = first.flags.names().filter(is_told).collect();
        if let Some(name) = perhaps(view, first) {
            let _ = write!(out, ", perhaps {name}");
        }
        let is_unnamed = entity.kind == Kind::Anonymous && first.anonymity.is_none();
        let not_named = is_unnamed.then_some("not named");
        let notes: Vec<&str> = flags.into_iter().chain(not_named).collect();
        if !notes.is_empty() {
            let _ = write!(out, " ({})", notes.join(", "));
        }
    }
    if let Some(reason) = &first.anonymity {
        out += "; not named: ";
        out += trimmed(&words(slice::from_ref(reason), 80));
    }
    out
}

/// What is said: cue, addressee, content, and how it is put. A quotation is shown whole.
fn statement(screen: &mut Screen, view: &View<'_>, a: &Attribution, goes_on: bool, most: usize) {
    let cue = match &a.carried_from {
        Some(_) if goes_on && a.cue.is_empty() => String::new(),
        Some(from) if a.cue.is_empty() => format!("goes on from {}", superscript(number(from))),
        _ => cue_with_addressee(view, a),
    };
    screen.flow(&cue, Look::Cue);
    screen.flow(if cue.is_empty() { "" } else { " " }, Look::Plain);
    let content = match (a.form, &a.parent) {
        (Form::Direct, _) => words(&a.content, usize::MAX),
        (_, Some(_)) => words_and_quotations(&a.content, most.min(SHOWN_WITHIN)),
        (_, None) => words_and_quotations(&a.content, most),
    };
    screen.flow(&content, Look::Content);
    if let Some(parent) = &a.parent {
        let within = format!(" (said in {})", superscript(number(parent)));
        screen.flow(&within, Look::Dim);
    }
    let claim = view.claim(a);
    let put = claim.map(|claim| how_it_is_put(view, claim, &format!("{cue} {content}")));
    if let Some(put) = put.filter(|put| !put.is_empty()) {
        screen.flow(&format!(" ({put})"), Look::Dim);
    }
}

/// What the outlet says in its own voice and not as a fact, and what is worked out outside of
/// statements.
pub fn the_outlet_itself(
    screen: &mut Screen,
    view: &View<'_>,
    held_open: &[HeldOpen<'_>],
    said_already: &HashSet<String>,
    worked_out: &WorkedOut<'_>,
) {
    let own = held_open.iter().filter(|held| {
        let is_own = held.claim.attribution.is_none();
        is_own && !said_already.contains(&held.claim.id)
    });
    let own: Vec<&HeldOpen<'_>> = own.collect();
    if !own.is_empty() {
        screen.heading("The outlet itself (ᶜ above)");
    }
    for held in own {
        screen.paragraph(2, 4);
        screen.flow(&superscript(&held.claim.id), Look::Dim);
        screen.flow(" ", Look::Plain);
        let content = words_and_quotations(&held.claim.content, SHOWN);
        let subject = subject_before(view, &held.claim.content);
        screen.flow(&format!("{subject}{content}"), Look::Content);
        let manner = match held.manner {
            Manner::AtADistance => "not vouched for",
            Manner::Announced => "to come",
            Manner::PlannedBefore => "planned earlier",
            Manner::LeftOpen => "left open",
        };
        screen.flow(&format!(" ({manner})"), Look::Dim);
    }
    let notes = worked_out.of("");
    if !notes.is_empty() {
        screen.blank_line();
        screen.paragraph(0, 2);
        screen.flow(&format!("Worked out: {}", notes.join("; ")), Look::Plain);
        screen.paragraph(0, 0);
    }
}

/// What may well be wrong, a line each.
pub fn unsure(screen: &mut Screen, view: &View<'_>, uncertain: &[Numbered<'_>]) {
    if uncertain.is_empty() {
        return;
    }
    screen.heading("Unsure: sayso may have misread these");
    for (_, a) in uncertain {
        screen.paragraph(2, 4);
        screen.flow(&superscript(a.number()), Look::Dim);
        screen.flow(" ", Look::Plain);
        if !view.source(a).is_empty() {
            screen.flow(&source_of(view, a), Look::Source);
            screen.flow(" ", Look::Plain);
        }
        let cue = words(&a.cue, SHOWN_UNSURE);
        screen.flow(&cue, Look::Cue);
        screen.flow(if cue.is_empty() { "" } else { " " }, Look::Plain);
        let content = if has_quotation(a) {
            let all = words(&a.content, usize::MAX);
            let count = all.split_whitespace().count();
            if all.chars().count() <= QUOTED_UNSURE {
                all
            } else {
                format!("({count} words quoted)")
            }
        } else {
            words(&a.content, SHOWN_UNSURE)
        };
        screen.flow(&content, Look::Content);
    }
}
