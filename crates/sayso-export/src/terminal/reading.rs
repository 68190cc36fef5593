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
use super::{Sections, Style};
use crate::overview::Overview;
use crate::records::{Report, Saved};
use crate::view::View;
use crate::{about, measured};
use sayso::reading::Skip;

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
    let left = first_rows(screen, view, &overview, sections.figures);
    let (shown, uncertain) = view.by_trust();
    who_says_what(screen, view, &shown, uncertain.len());
    the_outlet_itself(screen, view, &overview.held_open);
    more_to_look_at(screen, &left);
    unsure(screen, view, &uncertain);
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

/// Why a report was not read.
fn not_read(screen: &mut Screen, report: &Report, why: Skip) {
    screen.blank_line();
    screen.flow(&about::not_read(report, why), Look::Plain);
}

/// Where the report comes from, and what was repaired in it.
fn foot(screen: &mut Screen, report: &Report) {
    let known = known(report, true);
    if !known.is_empty() {
        screen.blank_line();
        screen.flow(&known, Look::Dim);
    }
    repairs(screen, report);
}
