//! Claims side by side for people: a block for each thing that is claimed, a row for each report, and where figures differ a
//! bar for each, so that a count that grows can be seen.

use super::screen::{Look, Screen};
use crate::records::ClaimGroup;
use crate::side_by_side::{ClaimRow, in_words, rows};
use crate::{day_in_words, one_line, visible};
use sayso::story::claims::ClaimRelation;
use std::collections::BTreeSet;

/// The column at which a row goes on after its day.
const DAY: usize = 21;
/// Columns of the longest bar.
const BAR: usize = 16;
/// Characters of a sentence that is shown for a claim without figures.
const SENTENCE: usize = 110;

/// Adds the first `most` groups, those in which reports disagree first. `name` gives the name of a report by its id, such as
/// its outlet.
pub fn claims(
    screen: &mut Screen,
    groups: &[ClaimGroup],
    name: &dyn Fn(&str) -> String,
    most: usize,
) {
    for group in groups.iter().take(most) {
        block(screen, group, name);
    }
}

fn block(screen: &mut Screen, group: &ClaimGroup, name: &dyn Fn(&str) -> String) {
    let rows = rows(group);
    screen.paragraph(0, 2);
    screen.flow(&visible(&group.subject), Look::Bold);
    if let Some(remark) = remark(group) {
        screen.flow(&format!("  {remark}"), Look::Dim);
    }
    let largest = largest(&rows);
    for row in &rows {
        screen.paragraph(2, 4);
        let time = row.member.time.as_deref();
        let day = time
            .and_then(|time| time.split('T').next())
            .map(day_in_words);
        screen.label(&day.unwrap_or_else(|| "no date".into()), DAY, Look::Dim);
        if let (Some(largest), Some(value)) = (largest, value(row)) {
            screen.label(&bar(value, largest), DAY + BAR + 1, Look::Cue);
        }
        said(screen, row, name);
    }
    screen.blank_line();
}

fn said(screen: &mut Screen, row: &ClaimRow<'_>, name: &dyn Fn(&str) -> String) {
    let words = match &row.member.figure {
        Some(figure) => one_line(&figure.text),
        None => shortened(&one_line(&row.member.span.text)),
    };
    screen.flow(&visible(&words), Look::Content);
    screen.flow(
        &format!("  {}", visible(&name(&row.member.report))),
        Look::Plain,
    );
    match row.copies {
        0 => {}
        1 => screen.flow(" and 1 copy", Look::Plain),
        more => screen.flow(&format!(" and {more} copies"), Look::Plain),
    }
    if let Some(source) = &row.member.source {
        screen.flow(", citing ", Look::Dim);
        screen.flow(&visible(source), Look::Source);
    }
    let relation = row.relation.filter(|r| *r != ClaimRelation::Same);
    if let Some(relation) = relation {
        screen.flow(&format!("  {}", in_words(relation)), Look::Bold);
    }
    if row.against_itself {
        screen.flow("  (the same source said something else before)", Look::Dim);
    }
}

/// What has to be known of a group beside its rows.
fn remark(group: &ClaimGroup) -> Option<&'static str> {
    let is_one = group.members.len() == 1;
    match (group.unnamed, group.independent) {
        (true, 1) if is_one => Some("only in one report, from a source without a name"),
        (true, _) => Some("only from sources without a name"),
        (false, 1) if is_one => Some("only in one report"),
        (false, 1) => Some("from one independent report only"),
        (false, _) => None,
    }
}

fn value(row: &ClaimRow<'_>) -> Option<f64> {
    row.member.figure.as_ref()?.value.as_ref()?.parse().ok()
}

/// The largest value, if there are several and they can be drawn as bars.
fn largest(rows: &[ClaimRow<'_>]) -> Option<f64> {
    let values: Vec<f64> = rows.iter().filter_map(value).collect();
    let distinct: BTreeSet<u64> = values.iter().map(|v| v.to_bits()).collect();
    let largest = values.iter().copied().fold(0.0, f64::max);
    let can_be_drawn = distinct.len() > 1 && values.iter().all(|&v| v >= 0.0);
    can_be_drawn.then_some(largest)
}

fn bar(value: f64, largest: f64) -> String {
    let columns = (value / largest * BAR as f64).round() as usize;
    "█".repeat(columns.clamp(1, BAR))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SENTENCE) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_string(),
    }
}
