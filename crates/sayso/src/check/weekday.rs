//! Weekday and date: "Tuesday, May 3, 2016".

use super::derivation::{Expr, Leaf, LeafUnit, Relation};
use super::finding::{Code, Label, NamedRule};
use super::frame::{Asserted, Frame};
use super::line::Line;
use super::pages::Page;
use crate::measure::Unit;
use crate::measure::scan::{Kind, key};
use crate::measure::time::Date;
use crate::text::Span;

/// A weekday beside its date.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Weekday,
        name: "weekday",
        what: "Looks a date up in the calendar where its weekday is said beside it: \"Tuesday, May 3, 2016\".",
        why: "Whoever plans by a date that is on another day misses it; a weekday that does not fit also tells of text carried over from another year.",
        example: "The hearing is set for Monday, May 3, 2016. → as read, these figures do not agree: the weekday of May 3, 2016 = Tuesday, stated Monday",
        limits: "Without a year the years around the day of publication are tried; without that nothing is said. Dates before 1900 are left alone.",
        off: false,
    },
    rules: &[],
    more: Some((NamedRule::Weekday, find)),
};

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const SHORT_DAYS: &[&str] = &[
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "tues", "thurs",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const SHORT_MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept",
];
/// Further from publication than this, a date without a year could be of any.
const NEAR: i64 = 300;

fn weekday(word: u64) -> Option<u8> {
    let full = DAYS.iter().position(|d| key(d) == word);
    let short = || {
        SHORT_DAYS
            .iter()
            .position(|d| key(d) == word)
            .map(|at| [0, 1, 2, 3, 4, 5, 6, 1, 3][at])
    };
    full.or_else(short).map(|at| at as u8 + 1)
}

fn month(word: u64) -> Option<u8> {
    let named = |names: &[&str]| names.iter().position(|m| key(m) == word);
    // "Sept." is the ninth too.
    let at =
        named(MONTHS).or_else(|| named(SHORT_MONTHS).map(|at| if at == 12 { 8 } else { at }))?;
    Some(at as u8 + 1)
}

fn number(line: &Line, at: usize) -> Option<u32> {
    let token = line.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
    token.text(line.text).parse().ok()
}

/// Over a comma or the point of a short form.
fn over(line: &Line, at: usize, marks: &[char]) -> usize {
    at + usize::from(
        line.tokens
            .get(at)
            .is_some_and(|t| marks.iter().any(|m| t.is(*m))),
    )
}

/// Month, day, year if there is one, the first token, and the token after the last.
struct Day {
    month: u8,
    day: u32,
    year: Option<i32>,
    from: usize,
    to: usize,
}

fn day(line: &Line, at: usize) -> Option<Day> {
    let token = line.tokens.get(at)?;
    let (month, day, mut to) = if token.kind == Kind::Number {
        let next = at
            + 1
            + usize::from(
                line.tokens
                    .get(at + 1)
                    .is_some_and(|t| t.glued && t.kind == Kind::Word),
            );
        (
            month(line.tokens.get(next)?.key)?,
            number(line, at)?,
            next + 1,
        )
    } else {
        let next = over(line, at + 1, &['.']);
        let end = next
            + 1
            + usize::from(line.tokens.get(next + 1).is_some_and(|t| {
                t.glued && matches!(line.word(next + 1), "st" | "nd" | "rd" | "th")
            }));
        (
            month(token.key).filter(|_| token.capital())?,
            number(line, next)?,
            end,
        )
    };
    // "May 3-5" and "June 12.5" are no single day.
    if line.hyphen(to)
        || line
            .tokens
            .get(to)
            .is_some_and(|t| t.glued && t.kind != Kind::Mark)
    {
        return None;
    }
    let comma = over(line, to, &[',']);
    let year = number(line, comma)
        .filter(|y| (1900..2100).contains(y) && line.word(comma).len() == 4)
        .map(|y| y as i32);
    if year.is_some() {
        to = comma + 1;
    }
    Some(Day {
        month,
        day,
        year,
        from: at,
        to,
    })
}

fn find(line: &Line, out: &mut Vec<(usize, Asserted)>) {
    for at in 0..line.tokens.len() {
        let token = &line.tokens[at];
        let Some(stated) = weekday(token.key)
            .filter(|_| token.kind == Kind::Word && token.capital() && !token.possessive)
        else {
            continue;
        };
        let next = over(line, over(line, at + 1, &['.']), &[',']);
        let next = next + usize::from(line.word(next) == "the");
        if let Some(day) = day(line, next) {
            out.extend(judge(line, at, stated, &day).map(|a| (at, a)));
        }
    }
}

/// "Monday, June 31": a day that the month does not have.
fn missing(line: &Line, day: &Day) -> Option<Asserted> {
    let days = (28..=31)
        .rev()
        .find(|d| Date::new(day.year.unwrap_or(2000), day.month, *d).is_some())?;
    // "Friday, March 400 people": not if something is counted.
    let ends = day.year.is_some()
        || line
            .tokens
            .get(day.to)
            .is_none_or(|t| matches!(t.kind, Kind::Mark | Kind::Break));
    if day.day <= u32::from(days) || !ends {
        return None;
    }
    let place = |at: usize| Span::new(line.tokens[at].start, line.tokens[at].end);
    let number = (day.from..day.to).find(|&at| number(line, at) == Some(day.day))?;
    let month = (day.from..day.to).find(|&at| line.tokens[at].kind == Kind::Word)?;
    let computed = Expr::from(Leaf::exactly(place(number), None, i64::from(day.day)));
    let most = Leaf::exactly(place(month), Some(LeafUnit::Of(Unit::DAY)), i64::from(days));
    Some(Asserted::equal(computed, most, &[Label::Day]).related(Relation::AtMost))
}

fn judge(line: &Line, at: usize, stated: u8, day: &Day) -> Option<Asserted> {
    if let Some(none) = missing(line, day) {
        return Some(none);
    }
    let date = |year: i32| Date::new(year, day.month, u8::try_from(day.day).ok()?);
    let (date, note) = match (day.year, line.published) {
        (Some(year), _) => (date(year)?, None),
        (None, Some(published)) => {
            let near = |d: &Date| (d.days() - published.days()).abs() <= NEAR;
            let years = [published.year(), published.year() - 1, published.year() + 1];
            let all: Vec<Date> = years.into_iter().filter_map(date).filter(near).collect();
            let fits = all.iter().find(|d| d.weekday() == stated);
            let chosen = *fits.or(all
                .iter()
                .min_by_key(|d| (d.days() - published.days()).abs()))?;
            (
                chosen,
                Some(format!(
                    "the year {}, near the day of publication",
                    chosen.year()
                )),
            )
        }
        (None, None) => return None,
    };
    let span = |from: usize, to: usize| Span::new(line.tokens[from].start, line.tokens[to - 1].end);
    let place = span(day.from, day.to);
    let asserted = Asserted::equal(
        Expr::Weekday(Leaf::exactly(place, Some(LeafUnit::Date), date.days())),
        Leaf::exactly(span(at, at + 1), None, i64::from(stated)),
        &[Label::Date],
    );
    Some(match note {
        Some(note) => asserted.assuming(note),
        None => asserted,
    })
}
