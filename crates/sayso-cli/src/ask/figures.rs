//! `sayso figures`: figures by unit and by what is counted, with their range, by time.

use super::args::FiguresOptions;
use super::{Answer, AnswerRow, Asked, lines, words_of};
use crate::tally::Done;
use anyhow::Result;
use sayso_export::terminal::{Look, Screen};
use sayso_ledger::query::{self, FigureGroup, FigureRow, FigureSearch, InContext};

/// How many figures of a group are shown if there are several groups.
const EACH: usize = 10;

impl AnswerRow for FigureGroup {
    const TYPE: &'static str = "figure_group";
    const COLUMNS: &'static [&'static str] = &[
        "of", "unit", "per", "count", "reports", "low", "high", "days",
    ];
}

/// Groups the figures of a ledger.
pub fn figures(options: &FiguresOptions) -> Result<Done> {
    let asked = Asked::open(&options.ledger)?;
    let Some(filter) = asked.filter(&options.filters)? else {
        return Ok(Done::nothing());
    };
    let words = words_of(&options.words)?;
    let mut answer = Answer::new(&options.asking);
    let has_noun = match &words {
        Some(words) => asked.ask(|connection| query::has_noun(connection, words))?,
        None => true,
    };
    let search = FigureSearch {
        words,
        from: None,
        to: None,
        unit: options.unit.clone(),
        per: options.per.clone(),
        filter,
    };
    let limit = options.limit;
    // For programs all figures are written, unless --each says otherwise.
    let each = match options.each {
        Some(each) => each,
        None if answer.is_for_people() && search.words.is_none() => EACH,
        None => usize::MAX,
    };
    let (groups, has_more) = asked.ask(|c| query::figure_groups(c, &search, limit, each))?;
    if !has_noun && answer.is_for_people() && !groups.is_empty() {
        let words = lines::flat(&options.words.join(" "));
        answer.screen.flow(
            &format!("Nothing in the ledger counts “{words}”. These figures are in claims that have the words."),
            Look::Plain,
        );
    }
    let each = match (options.each, groups.len()) {
        (None, 2..) if answer.is_for_people() => EACH,
        _ => each,
    };
    let is_table = options.asking.format == Some(super::args::AnswerFormat::Csv);
    for group in groups {
        if !is_table {
            answer.row(&group, head);
        }
        let rest = group.count.saturating_sub(each);
        let is_for_people = answer.is_for_people();
        for mut row in group.rows.into_iter().take(each) {
            if options.asking.context {
                asked.ask(|connection| row.find_context(connection))?;
            }
            answer.row(&row, |screen, row| {
                lines::figure(screen, row, 2);
                screen.flow(" · ", Look::Dim);
                screen.flow(&lines::place_in_words(&row.place), Look::Dim);
                lines::context(screen, row.context.as_ref(), 4);
            });
        }
        if is_for_people && rest > 0 {
            answer.screen.paragraph(2, 2);
            answer
                .screen
                .flow(&format!("{rest} more: --each all shows them"), Look::Dim);
        }
    }
    if has_more {
        answer.note("There are more groups: --limit shows them");
    }
    answer.with_columns_of::<FigureRow>().end(&format!(
        "no figure in {} matches",
        options.ledger.display()
    ))
}

/// "troops: 14 figures in 9 reports, from 1,000 to 20,000".
fn head(screen: &mut Screen, group: &FigureGroup) {
    let unit = group.unit.as_deref();
    let name = match (unit, group.of.as_deref()) {
        (None, None) => "(neither a unit nor what is counted)".into(),
        (None, Some(of)) => lines::flat(of),
        (Some(unit), None) => unit.to_string(),
        (Some(unit), Some(of)) => format!("{} in {unit}", lines::flat(of)),
    };
    let per = group
        .per
        .as_deref()
        .map_or(String::new(), |per| format!(" per {per}"));
    screen.heading(&format!("{name}{per}"));
    let range = match (group.low, group.high) {
        (Some(low), Some(high)) if low < high => {
            format!(", {} to {}", number(low), number(high))
        }
        (Some(low), _) => format!(", {}", number(low)),
        _ => String::new(),
    };
    let days = lines::days(group.days.as_ref()).map_or(String::new(), |days| format!(", {days}"));
    let sum = format!(
        "{} in {}{range}{days}",
        lines::count(group.count, "figure"),
        lines::count(group.reports, "report")
    );
    screen.flow(&sum, Look::Dim);
}

/// "20,000", "4.5".
fn number(value: f64) -> String {
    let is_whole = value.fract() == 0.0 && value.abs() < 1e15;
    if is_whole {
        let sign = if value < 0.0 { "−" } else { "" };
        format!("{sign}{}", sayso_export::grouped(value.abs() as usize))
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(number(20_000.0), "20,000");
        assert_eq!(number(-4.0), "−4");
        assert_eq!(number(4.5), "4.5");
    }
}
