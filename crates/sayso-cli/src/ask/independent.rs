//! Which reports of a story count as one, and why: what the number of independent reports counts.

use super::{Answer, AnswerRow, lines};
use sayso::compare::JoinedBy;
use sayso_export::records::ClaimGroup;
use sayso_export::terminal::{Look, Screen};
use sayso_export::{grouped, visible};
use sayso_ledger::query::InReport;
use sayso_ledger::stories::Story;
use serde::Serialize;
use std::collections::HashMap;

/// Reports of a story that count as one.
#[derive(Serialize)]
pub struct UnitRow {
    /// The id of the story.
    story: String,
    /// Its place among those that are counted, from 1. Null if it is not counted.
    unit: Option<usize>,
    /// The ids of the reports, by day, then by id.
    reports: Vec<String>,
    /// Why they count as one. Empty if it is one report.
    joined_by: Vec<JoinedBy>,
    /// False of a report that does not count, because most of it is made up of parts of the others.
    counted: bool,
}

impl AnswerRow for UnitRow {
    const TYPE: &'static str = "independent";
    const COLUMNS: &'static [&'static str] = &["story", "unit", "reports", "joined_by", "counted"];
}

/// What is counted of a story, in the order of its reports. `id` gives the id of a report by its place.
pub fn units(story: &Story, of: &str, id: &dyn Fn(usize) -> String) -> Vec<UnitRow> {
    let place = |report: &usize| story.reports.iter().position(|own| own == report);
    let mut units: Vec<(Vec<Option<usize>>, &[JoinedBy], bool)> = Vec::new();
    for unit in &story.counted.units {
        let mut places: Vec<Option<usize>> = unit.reports.iter().map(place).collect();
        places.sort_unstable();
        units.push((places, &unit.joined_by, true));
    }
    let merged = story.counted.merged.iter();
    units.extend(merged.map(|report| (vec![place(report)], &[][..], false)));
    units.sort_unstable_by(|a, b| (!a.2, &a.0).cmp(&(!b.2, &b.0)));
    let rows = (1..)
        .zip(units)
        .map(|(number, (places, joined_by, counted))| UnitRow {
            story: of.to_string(),
            unit: counted.then_some(number),
            reports: places
                .into_iter()
                .flatten()
                .map(|n| id(story.reports[n]))
                .collect(),
            joined_by: joined_by.to_vec(),
            counted,
        });
    rows.collect()
}

/// Shows what is counted of the story and of each claim, to people or as a table.
pub fn show(answer: &mut Answer, units: &[UnitRow], groups: &[ClaimGroup], places: &[InReport]) {
    let place_of: HashMap<&str, &InReport> = places.iter().map(|p| (&*p.report, p)).collect();
    if answer.is_for_people() {
        let counted = units.iter().filter(|unit| unit.counted).count();
        answer
            .screen
            .heading(&lines::count(counted, "independent report"));
    }
    for unit in units {
        answer.row(unit, |screen, unit| story_unit(screen, unit, &place_of));
    }
    if answer.is_for_people() {
        claims(&mut answer.screen, groups, &place_of);
    }
}

/// Columns of the number of a unit.
const NUMBER: usize = 5;

fn story_unit(screen: &mut Screen, unit: &UnitRow, place_of: &HashMap<&str, &InReport>) {
    screen.paragraph(2, 2);
    let number = unit.unit.map_or("–".into(), grouped);
    screen.label(&number, NUMBER, Look::Bold);
    let why = if unit.counted {
        in_words(&unit.joined_by)
    } else {
        "does not count: most of it is made up of parts of the others".into()
    };
    screen.flow(&lines::count(unit.reports.len(), "report"), Look::Plain);
    if !why.is_empty() {
        screen.flow(&format!(": {why}"), Look::Plain);
    }
    for report in &unit.reports {
        screen.paragraph(2 + NUMBER, 2);
        let place = place_of.get(&**report);
        let words = place.map_or_else(|| visible(report), |place| lines::place_in_words(place));
        screen.flow(&words, Look::Dim);
    }
}

/// What is counted of each claim that several reports have.
fn claims(screen: &mut Screen, groups: &[ClaimGroup], place_of: &HashMap<&str, &InReport>) {
    let reports =
        |group: &ClaimGroup| -> usize { group.units.iter().map(|unit| unit.reports.len()).sum() };
    let several: Vec<&ClaimGroup> = groups.iter().filter(|group| reports(group) > 1).collect();
    if several.is_empty() {
        return;
    }
    screen.heading("Independent reports of each claim");
    for group in several {
        screen.paragraph(2, 4);
        screen.flow(&visible(&group.subject), Look::Content);
        let of = format!(
            "  {} of {}",
            grouped(group.units.len()),
            lines::count(reports(group), "report")
        );
        screen.flow(&of, Look::Bold);
        for (number, unit) in (1..).zip(&group.units) {
            screen.paragraph(4, 2);
            screen.label(&grouped(number), 2 + NUMBER, Look::Bold);
            let name = |id: &String| {
                let outlet = place_of
                    .get(&**id)
                    .and_then(|place| place.outlet.as_deref());
                let outlet = outlet.map(|outlet| format!("{} ", lines::flat(outlet)));
                format!("{}{}", outlet.unwrap_or_default(), visible(id))
            };
            let names: Vec<String> = unit.reports.iter().map(name).collect();
            screen.flow(&names.join(", "), Look::Plain);
            if !unit.joined_by.is_empty() {
                screen.flow(&format!(": {}", in_words(&unit.joined_by)), Look::Dim);
            }
        }
    }
}

/// Why reports count as one: "copies of one family, and quote the same words".
fn in_words(joined_by: &[JoinedBy]) -> String {
    let words = |why: &JoinedBy| match why {
        JoinedBy::Copies => "copies of one family",
        JoinedBy::SameWords => "quote the same words",
        JoinedBy::SameSpeaker => "cite the same source by its name",
    };
    let words: Vec<&str> = joined_by.iter().map(words).collect();
    words.join(", and ")
}
