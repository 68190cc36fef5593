//! A weekday beside its date: "Tuesday, May 3, 2016".

use crate::check::figures::derivation::{Expr, Leaf, LeafUnit, Relation};
use crate::check::figures::frame::{Assertion, Frame};
use crate::check::figures::paragraph::Paragraph;
use crate::check::finding::{Code, Label, NamedRule};
use crate::check::pages::Page;
use crate::measure::Unit;
use crate::measure::scan::{Kind, Lexicon, key};
use crate::measure::time::Date;
use crate::text::Span;
use sayso_english::calendar::{CalendarName, NameForm, month_names, weekday_names};
use std::ops::Range;
use std::sync::LazyLock;

/// Computes the weekday of a date.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Weekday,
        name: "weekday",
        what: "Looks up the weekday of a date if the report gives one beside it: \"Tuesday, May 3, \
            2016\".",
        why: "Readers who plan by a wrong date miss the event. A wrong weekday also shows that \
            text was carried over from another year.",
        example: "The hearing is set for Monday, May 3, 2016. → as read, these figures do not agree: the weekday of May 3, 2016 = Tuesday, stated Monday",
        limits: "If there is no year, the years around the day of publication are tried; if that is \
            not known either, nothing is reported. Dates before 1900 are left alone.",
        off: false,
    },
    rules: &[],
    search: Some((NamedRule::Weekday, find)),
};

/// The numbers of weekdays by the keys of their names, from Monday = 1.
static WEEKDAYS: LazyLock<Lexicon<u8>> =
    LazyLock::new(|| numbers(weekday_names().filter(|name| name.form != NameForm::Plural)));

/// The numbers of months by the keys of their names.
static MONTHS: LazyLock<Lexicon<u8>> = LazyLock::new(|| numbers(month_names()));

fn numbers(names: impl Iterator<Item = CalendarName>) -> Lexicon<u8> {
    Lexicon::new(names.map(|name| (key(name.name), name.number)))
}

/// A date without a year is that of the nearest year only within this number of days of
/// publication; further away it may be of any year.
const NEAR_DAYS: i64 = 300;

/// Years outside this range are not taken for years, because they may be other numbers, and because
/// calendars differed earlier.
const YEARS: Range<u32> = 1900..2100;

/// A day of a month as it is written.
struct WrittenDay {
    month: u8,
    day: u32,
    year: Option<i32>,
    tokens: Range<usize>,
}

fn find(paragraph: &Paragraph, out: &mut Vec<(usize, Assertion)>) {
    for at in 0..paragraph.tokens.len() {
        let Some(stated) = weekday_at(paragraph, at) else {
            continue;
        };
        let after_stop = over_mark(paragraph, at + 1, '.');
        let mut next = over_mark(paragraph, after_stop, ',');
        if paragraph.word(next) == "the" {
            next += 1;
        }
        let assertion =
            written_day(paragraph, next).and_then(|day| assertion(paragraph, at, stated, &day));
        out.extend(assertion.map(|assertion| (at, assertion)));
    }
}

fn weekday_at(paragraph: &Paragraph, at: usize) -> Option<u8> {
    let token = &paragraph.tokens[at];
    let number = WEEKDAYS.get(token.key)?;
    let is_name = token.kind == Kind::Word && token.capital() && !token.possessive;
    is_name.then_some(number)
}

/// The value of a number token.
fn number_at(paragraph: &Paragraph, at: usize) -> Option<u32> {
    let token = paragraph.tokens.get(at)?;
    (token.kind == Kind::Number)
        .then(|| token.text(paragraph.text()).parse().ok())
        .flatten()
}

/// The token after a mark, or the same one if the mark is not there.
fn over_mark(paragraph: &Paragraph, at: usize, mark: char) -> usize {
    let is_mark = paragraph.tokens.get(at).is_some_and(|t| t.is(mark));
    at + usize::from(is_mark)
}

/// "May 3, 2016" or "3 May 2016" from a token on.
fn written_day(paragraph: &Paragraph, at: usize) -> Option<WrittenDay> {
    let (month, day, end) = match paragraph.tokens.get(at)?.kind {
        Kind::Number => day_and_month(paragraph, at)?,
        _ => month_and_day(paragraph, at)?,
    };
    // "May 3-5" and "June 12.5" are not single days.
    let continues = paragraph
        .tokens
        .get(end)
        .is_some_and(|token| token.glued && token.kind != Kind::Mark);
    if paragraph.is_hyphen(end) || continues {
        return None;
    }
    let at_year = over_mark(paragraph, end, ',');
    let year = year_at(paragraph, at_year);
    Some(WrittenDay {
        month,
        day,
        year,
        tokens: at..if year.is_some() { at_year + 1 } else { end },
    })
}

/// "3 May", "3rd May": month, day, and the token after them.
fn day_and_month(paragraph: &Paragraph, at: usize) -> Option<(u8, u32, usize)> {
    let is_ending = |at: usize| {
        let token = paragraph.tokens.get(at);
        token.is_some_and(|token| token.glued && token.kind == Kind::Word)
    };
    let month_at = at + 1 + usize::from(is_ending(at + 1));
    let month = MONTHS.get(paragraph.tokens.get(month_at)?.key)?;
    Some((month, number_at(paragraph, at)?, month_at + 1))
}

/// "May 3", "May 3rd", "Sept. 3": month, day, and the token after them.
fn month_and_day(paragraph: &Paragraph, at: usize) -> Option<(u8, u32, usize)> {
    let token = paragraph.tokens.get(at)?;
    let month = MONTHS.get(token.key).filter(|_| token.capital())?;
    let day_at = over_mark(paragraph, at + 1, '.');
    let ending = paragraph.tokens.get(day_at + 1);
    let has_ending = ending.is_some_and(|token| token.glued)
        && matches!(paragraph.word(day_at + 1), "st" | "nd" | "rd" | "th");
    let end = day_at + 1 + usize::from(has_ending);
    Some((month, number_at(paragraph, day_at)?, end))
}

fn year_at(paragraph: &Paragraph, at: usize) -> Option<i32> {
    let year = number_at(paragraph, at)?;
    let is_year = YEARS.contains(&year) && paragraph.word(at).len() == "2016".len();
    is_year.then_some(year as i32)
}

fn assertion(paragraph: &Paragraph, at: usize, stated: u8, day: &WrittenDay) -> Option<Assertion> {
    if let Some(assertion) = day_within_month(paragraph, day) {
        return Some(assertion);
    }
    let (date, assumption) = if let Some(year) = day.year {
        (date(day, year)?, None)
    } else {
        let date = nearest_date(day, paragraph.published()?, stated)?;
        let year = date.year();
        let assumption = format!("the year {year}, near the day of publication");
        (date, Some(assumption))
    };
    let assertion = Assertion::equal(
        Expr::Weekday(Leaf::exactly(
            span_of(paragraph, &day.tokens),
            Some(LeafUnit::Date),
            date.days(),
        )),
        Leaf::exactly(span_of(paragraph, &(at..at + 1)), None, i64::from(stated)),
        &[Label::Date],
    );
    Some(match assumption {
        Some(assumption) => assertion.assuming(assumption),
        None => assertion,
    })
}

fn span_of(paragraph: &Paragraph, tokens: &Range<usize>) -> Span {
    let (first, last) = (tokens.start, tokens.end - 1);
    Span::new(paragraph.tokens[first].start, paragraph.tokens[last].end)
}

fn date(day: &WrittenDay, year: i32) -> Option<Date> {
    Date::new(year, day.month, u8::try_from(day.day).ok()?)
}

/// The date without a year that is meant: one near publication with the stated weekday if there is
/// one, so that a wrong year is not assumed, and the nearest one otherwise.
fn nearest_date(day: &WrittenDay, published: Date, stated: u8) -> Option<Date> {
    let distance = |date: &Date| (date.days() - published.days()).abs();
    let year = published.year();
    let near: Vec<Date> = [year, year - 1, year + 1]
        .into_iter()
        .filter_map(|year| date(day, year))
        .filter(|date| distance(date) <= NEAR_DAYS)
        .collect();
    let with_weekday = near.iter().find(|date| date.weekday() == stated);
    with_weekday
        .or_else(|| near.iter().min_by_key(|date| distance(date)))
        .copied()
}

/// A year in which February has 29 days, for dates without a year.
const LEAP_YEAR: i32 = 2000;

/// "Monday, June 31": the month does not have that day.
fn day_within_month(paragraph: &Paragraph, day: &WrittenDay) -> Option<Assertion> {
    let year = day.year.unwrap_or(LEAP_YEAR);
    let last_day = (28..=31)
        .rev()
        .find(|last| Date::new(year, day.month, *last).is_some())?;
    // "Friday, March 400 people" is not a date.
    let next = paragraph.tokens.get(day.tokens.end);
    let is_date = day.year.is_some()
        || next.is_none_or(|token| matches!(token.kind, Kind::Mark | Kind::Break));
    if day.day <= u32::from(last_day) || !is_date {
        return None;
    }
    let day_at = day
        .tokens
        .clone()
        .find(|&at| number_at(paragraph, at) == Some(day.day))?;
    let month_at = day
        .tokens
        .clone()
        .find(|&at| paragraph.tokens[at].kind == Kind::Word)?;
    let stated = Leaf::exactly(
        span_of(paragraph, &(day_at..day_at + 1)),
        None,
        i64::from(day.day),
    );
    let most = Leaf::exactly(
        span_of(paragraph, &(month_at..month_at + 1)),
        Some(LeafUnit::Of(Unit::DAY)),
        i64::from(last_day),
    );
    let assertion = Assertion::equal(Expr::from(stated), most, &[Label::Day]);
    Some(assertion.related(Relation::AtMost))
}
