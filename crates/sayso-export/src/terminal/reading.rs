//! A reading for people. First what an editor wants to know, in ten rows at most; then who says what,
//! by source; then what the outlet itself does not say as a fact, more of what needs a look, and what
//! may be misread. The marked
//! text and the lists of figures and times come where they are asked for. Nothing is shown by colour
//! alone, and a direct quotation is never shortened.

use super::first::{first_rows, header, more_to_look_at};
use super::lists::{known, measures, repairs};
use super::marked;
use super::says::{the_outlet_itself, unsure, who_says_what};
use super::screen::{Look, Screen};
use super::{Extent, Sections, Style};
use crate::credited::credits_in_words;
use crate::overview::Overview;
use crate::records::{Attribution, Report, Saved};
use crate::view::{Numbered, View};
use crate::worked_out::{WorkedOut, day_of};
use crate::{about, measured, visible};
use sayso::reading::Skip;
use std::collections::HashSet;

/// The reading as text, with an empty line at the end.
pub fn reading(saved: &Saved, style: Style, sections: Sections) -> String {
    let view = View::new(saved);
    let mut screen = Screen::new(style);
    match saved.report.skipped {
        Some(why) => {
            header(&mut screen, &view, true);
            not_read(&mut screen, &saved.report, why);
        }
        None => read(&mut screen, &view, sections),
    }
    screen.blank_line();
    screen.finish()
}

/// What was read from a report.
fn read(screen: &mut Screen, view: &View<'_>, sections: Sections) {
    let overview = Overview::new(view);
    let extent = Extent::of(view);
    let rows = first_rows(screen, view, &overview, sections.figures, extent);
    let (shown, uncertain) = view.by_trust();
    let listed = listed(view, &shown, &rows.whole);
    let unsure_ones: Vec<Numbered<'_>> = uncertain
        .iter()
        .copied()
        .filter(|(_, a)| !view.is_within_quotation(a) && !is_repeated(view, a))
        .collect();
    let worked_out = worked_out(view, &overview, extent);
    who_says_what(
        screen,
        view,
        &listed,
        (overview.sources.count(), unsure_ones.len()),
        &worked_out,
        extent,
    );
    the_outlet_itself(screen, view, &overview.held_open, &rows.whole, &worked_out);
    more_to_look_at(screen, &rows.left);
    unsure(screen, view, &unsure_ones);
    let (figures, times) = measured::measures(view);
    if sections.figures {
        measures(screen, view, &figures, "figure");
    }
    if sections.times {
        measures(screen, view, &times, "time");
    }
    if sections.text {
        screen.heading("The report");
        screen.blank_line();
        marked::show(screen, view, &shown);
    }
    foot(screen, &view.saved.report);
}

/// The attributions that are listed: not those in the words of a quotation that is listed itself, not
/// what another source says that somebody thinks, because it is no position of theirs, and not what
/// is said of no source in the first rows already.
fn listed<'a>(
    view: &View<'a>,
    shown: &[Numbered<'a>],
    said_already: &HashSet<String>,
) -> Vec<Numbered<'a>> {
    let is_position_of_others = |a: &Attribution| a.parent.is_some() && view.is_topic(a);
    let is_said = |a: &Attribution| view.source(a).is_empty() && said_already.contains(&a.id);
    let all = shown.iter().copied();
    all.filter(|(_, a)| !view.is_within_quotation(a) && !is_position_of_others(a) && !is_said(a))
        .collect()
}

/// Whether an uncertain attribution only repeats words of the statement around it, which is listed.
fn is_repeated(view: &View<'_>, a: &Attribution) -> bool {
    let parent = a.parent.as_deref().and_then(|id| view.attribution(id));
    parent.is_some_and(|(_, parent)| !parent.uncertain && !view.is_topic(parent))
}

/// The length of a year of ISO 8601.
const YEAR: usize = "2024".len();

/// What is worked out, without the days that the first rows name. In a short report they are near.
fn worked_out<'a>(view: &View<'a>, overview: &Overview<'a>, extent: Extent) -> WorkedOut<'a> {
    let begins = overview
        .days
        .iter()
        .filter_map(|day| day.time.begin.as_deref());
    let days: HashSet<&str> = begins.map(day_of).collect();
    WorkedOut::without(view, |time| {
        let is_near = time.attribution.is_none() || extent == Extent::Short;
        let is_named = time
            .begin
            .as_deref()
            .is_some_and(|begin| days.contains(day_of(begin)));
        // "This year" and "next year" are plain beside the day of publication.
        let is_a_year = time.value.len() == YEAR && extent == Extent::Short;
        is_a_year
            || is_near
                && is_named
                && time
                    .value
                    .starts_with(day_of(time.begin.as_deref().unwrap_or("?")))
    })
}

/// Why a report was not read.
fn not_read(screen: &mut Screen, report: &Report, why: Skip) {
    screen.blank_line();
    screen.flow(&about::not_read(report, why), Look::Plain);
}

/// Where the report comes from, what it credits, and what was repaired in it.
fn foot(screen: &mut Screen, report: &Report) {
    let known = known(report, true);
    if !known.is_empty() {
        screen.blank_line();
        screen.flow(&known, Look::Dim);
    }
    if let Some(credits) = credits_in_words(report) {
        screen.blank_line();
        screen.flow(&visible(&credits), Look::Dim);
    }
    repairs(screen, report);
}
