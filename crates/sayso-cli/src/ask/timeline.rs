//! `sayso timeline`: what is said to happen, beside when it was said and published.

use super::args::TimelineOptions;
use super::{Answer, AnswerRow, Asked, lines, tell_if_no_day, words_of};
use crate::tally::Done;
use anyhow::Result;
use sayso_export::day_in_words;
use sayso_export::terminal::{Look, Screen};
use sayso_ledger::query::{Filter, InContext, TimeRow, TimeSearch};

impl AnswerRow for TimeRow {
    const TYPE: &'static str = "time_row";
    const COLUMNS: &'static [&'static str] = &[
        "begins",
        "ends_before",
        "zone",
        "within",
        "text",
        "said",
        "day",
        "outlet",
        "source",
        "cue",
        "content",
        "status",
        "title",
        "url",
        "input",
        "report",
        "id",
        "start",
        "end",
        "context",
    ];
}

/// What comes after the times within the days that were asked for.
const LONGER: &str = "Longer times, of which these days are a part";

/// Puts what is said to happen in order.
pub fn timeline(options: &TimelineOptions) -> Result<Done> {
    let asked = Asked::open(&options.ledger)?;
    let Some(outlets) = asked.outlets(&options.outlet)? else {
        return Ok(Done::nothing());
    };
    tell_if_no_day(options.since.as_deref(), options.until.as_deref());
    let search = TimeSearch {
        words: words_of(&options.words)?,
        since: options.since.clone(),
        until: options.until.clone(),
        filter: Filter {
            outlets,
            uncertain: options.uncertain,
            ..Filter::default()
        },
    };
    let limit = options.limit;
    let mut found = asked.ask(|connection| search.rows(connection, limit))?;
    let mut answer = Answer::new(&options.asking);
    let mut before: Option<String> = None;
    let mut was_within = true;
    for row in &mut found.rows {
        if options.asking.context {
            asked.ask(|connection| row.find_context(connection))?;
        }
        let when = when_in_words(row);
        let is_new = before.as_ref() != Some(&when);
        let begins_longer = was_within && !row.within;
        was_within = row.within;
        let with_context = options.asking.context;
        answer.row(row, |screen, row| {
            if begins_longer {
                screen.heading(LONGER);
            }
            if is_new {
                screen.heading(&when);
            }
            event(screen, row, with_context);
        });
        before = Some(when);
    }
    if found.has_more {
        answer.note("More is said to happen later: --limit shows it");
    }
    answer
        .with_columns_of::<TimeRow>()
        .end(&format!("no time in {} matches", options.ledger.display()))
}

/// "1 March 2024", or "1 March 2024 until before 4 March 2024" for more than a day; "1 March 2024, 21:00 (UTC-05:00)".
fn when_in_words(row: &TimeRow) -> String {
    let begins = day_in_words(&row.begins);
    if let Some(zone) = &row.zone {
        let zone = zone.trim_end_matches('Z');
        return format!("{begins} (UTC{zone})");
    }
    if let Some(hours) = row
        .ends_before
        .as_deref()
        .and_then(|end| hours(&row.begins, end))
    {
        return hours;
    }
    let day = |moment: &str| moment.get(..10).unwrap_or(moment).to_string();
    match &row.ends_before {
        Some(end) if !is_one_day(&row.begins, end) && day(end) != day(&row.begins) => {
            format!("{begins} until before {}", day_in_words(end))
        }
        _ => begins,
    }
}

/// The hours of a part of a day: "1 March 2024, 18:00 to 24:00". None for a time of day, which is an hour long at most, and for
/// what is longer than a day.
fn hours(begin: &str, end: &str) -> Option<String> {
    let (begin_day, begin_clock) = begin.split_once('T')?;
    let (end_day, end_clock) = end.split_once('T')?;
    let is_next_day = is_one_day(begin_day, end_day);
    let minutes = minutes(end_clock)? + if is_next_day { MINUTES_OF_A_DAY } else { 0 };
    let is_of_one_day = begin_day == end_day || is_next_day && minutes == MINUTES_OF_A_DAY;
    if !is_of_one_day || minutes - self::minutes(begin_clock)? <= MINUTES_OF_AN_HOUR {
        return None;
    }
    let end_clock = if is_next_day { "24:00" } else { end_clock };
    let day = day_in_words(begin_day);
    Some(format!("{day}, {begin_clock} to {end_clock}"))
}

const MINUTES_OF_AN_HOUR: u32 = 60;
const MINUTES_OF_A_DAY: u32 = 24 * MINUTES_OF_AN_HOUR;

/// The minutes since midnight of "18:30".
fn minutes(clock: &str) -> Option<u32> {
    let (hours, minutes) = clock.split_once(':')?;
    let minutes: u32 = minutes.get(..2)?.parse().ok()?;
    Some(hours.parse::<u32>().ok()? * MINUTES_OF_AN_HOUR + minutes)
}

/// Whether the second is the day after the first. Months and years have an end that is further away.
fn is_one_day(begin: &str, end: &str) -> bool {
    let parts = |day: &str| -> Option<(i32, u32, u32)> {
        let mut parts = day.get(..10)?.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Some((year, month, parts.next()?.parse().ok()?))
    };
    match (parts(begin), parts(end)) {
        (Some((y, m, d)), Some((year, month, day))) if (y, m) == (year, month) => day == d + 1,
        (Some((_, _, d)), Some((_, _, day))) => day == 1 && d >= 28,
        _ => false,
    }
}

fn event(screen: &mut Screen, row: &TimeRow, with_context: bool) {
    screen.paragraph(2, 4);
    if let Some(content) = &row.content {
        let source = row
            .source
            .as_deref()
            .map_or("(no source)".into(), lines::flat);
        screen.flow(&source, Look::Source);
        screen.flow(" ", Look::Plain);
        if let Some(cue) = &row.cue {
            screen.flow(&lines::flat(cue), Look::Cue);
            screen.flow(" ", Look::Plain);
        }
        screen.flow(&lines::flat(content), Look::Content);
    } else if let Some(context) = &row.context {
        screen.flow(&lines::flat(&context.text), Look::Plain);
    }
    screen.flow(&format!(" [“{}”]", lines::flat(&row.text)), Look::Bold);
    if with_context && row.content.is_some() {
        lines::context(screen, row.context.as_ref(), 4);
    }
    screen.paragraph(4, 2);
    if let Some(said) = &row.said {
        let said = format!(
            "said {} (“{}”) · ",
            day_in_words(&said.begins),
            lines::flat(&said.text)
        );
        screen.flow(&said, Look::Dim);
    }
    screen.flow(
        &format!("published {}", lines::place_in_words(&row.place)),
        Look::Dim,
    );
}
