//! A reading for people. First what an editor wants to know, in about ten lines; then who says what,
//! by source; then what the outlet itself does not say as a fact, and what may be misread. The marked
//! text and the lists of figures and times come where they are asked for. Nothing is shown by colour
//! alone, and a direct quotation is never shortened.

use super::lists::{known, measures, repairs};
use super::marked::{self, superscript};
use super::says::{the_outlet_itself, unsure, who_says_what};
use super::screen::{Look, Screen};
use super::{Sections, Style};
use crate::overview::{Line, Overview, lines};
use crate::records::{Report, Saved};
use crate::view::{View, number};
use crate::{about, measured, visible};
use sayso::document::BlockKind;
use sayso::reading::Skip;

/// Columns of the labels of the first lines, with the space after them.
const LABELS: usize = 17;

/// The reading as text, with an empty line at the end.
pub fn reading(saved: &Saved, style: Style, sections: Sections) -> String {
    let view = View::new(saved);
    let mut screen = Screen::new(style);
    header(&mut screen, &view);
    match saved.report.skipped {
        Some(why) => not_read(&mut screen, &saved.report, why),
        None => read(&mut screen, &view, sections),
    }
    screen.blank_line();
    screen.finish()
}

/// What was read from a report.
fn read(screen: &mut Screen, view: &View<'_>, sections: Sections) {
    let overview = Overview::new(view);
    screen.blank_line();
    for line in lines(view, &overview) {
        first_line(screen, &line, sections);
    }
    screen.paragraph(0, 0);
    let (shown, uncertain) = view.by_trust();
    who_says_what(screen, view, &shown);
    the_outlet_itself(screen, view, &overview.held_open);
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

/// Headline; outlet, day and author; the file.
fn header(screen: &mut Screen, view: &View<'_>) {
    let report = &view.saved.report;
    let first = view.blocks.iter().find(|block| {
        let is_headline = matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
        is_headline && block.is_read()
    });
    let headline = match &report.title {
        Some(title) => Some(&**title),
        None => first.map(|block| view.words(block.span)),
    };
    if let Some(headline) = headline {
        screen.flow(&visible(headline).replace('\n', " "), Look::Bold);
        screen.paragraph(0, 0);
    }
    let known = known(report, false);
    if !known.is_empty() {
        screen.flow(&known, Look::Plain);
        screen.paragraph(0, 0);
    }
    let name = match &*report.name() {
        "-" => "standard input".into(),
        name => visible(name),
    };
    screen.flow(&name, Look::Dim);
}

/// A line of the overview, its label in a column.
fn first_line(screen: &mut Screen, line: &Line, sections: Sections) {
    screen.paragraph(0, LABELS);
    let look = if line.found { Look::Bold } else { Look::Dim };
    screen.label(line.topic.name(), LABELS, look);
    for (n, part) in line.parts.iter().enumerate() {
        let joint = match (n, part.answers) {
            (0, _) => "",
            (_, true) => " / ",
            (_, false) => "; ",
        };
        screen.flow(joint, Look::Plain);
        screen.flow(&part.text, Look::Plain);
        for id in &part.about {
            let shown = match id.chars().next() {
                Some('a') => number(id),
                Some('c') => id,
                Some('f') if sections.figures => id,
                // Findings have no number here, and figures only in their list.
                _ => continue,
            };
            screen.flow(&superscript(shown), Look::Dim);
        }
    }
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
