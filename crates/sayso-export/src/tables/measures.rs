//! The tables of figures and of times, each with who says so.

use super::cell::{Cell, decimal, number, words, words_or_nothing, yes_or_no};
use super::claims::{OUTLET, SOURCE, source, speaker};
use super::{Column, Row, column};
use crate::measured::Measure;
use crate::records::{Anchor, Attribution, Figure, Report, Time};
use crate::view::View;
use sayso::measure::time::Mod;
use sayso::measure::{Direction, Modifier, Unit};

/// A figure and the report that it is in.
pub struct Counted<'a> {
    view: &'a View<'a>,
    figure: &'a Figure,
}

/// A time and the report that it is in.
pub struct Timed<'a> {
    view: &'a View<'a>,
    time: &'a Time,
}

/// All figures, in text order.
pub fn figures<'a>(view: &'a View<'a>) -> impl Iterator<Item = Counted<'a>> {
    let all = view.saved.figures.iter();
    all.map(move |figure| Counted { view, figure })
}

/// All times, in text order.
pub fn times<'a>(view: &'a View<'a>) -> impl Iterator<Item = Timed<'a>> {
    let all = view.saved.times.iter();
    all.map(move |time| Timed { view, time })
}

impl Row for Counted<'_> {
    fn report(&self) -> Option<&Report> {
        Some(&self.view.saved.report)
    }

    fn columns() -> Vec<Column<Self>> {
        let mut columns = what_is_counted();
        columns.extend(around::<Self>());
        columns
    }
}

impl Row for Timed<'_> {
    fn report(&self) -> Option<&Report> {
        Some(&self.view.saved.report)
    }

    fn columns() -> Vec<Column<Self>> {
        let mut columns = what_time();
        columns.extend(around::<Self>());
        columns
    }
}

fn what_is_counted<'a>() -> Vec<Column<Counted<'a>>> {
    vec![
        column(
            "id",
            "The id within the report: `f1` is the first.",
            |row| words(&row.figure.id),
        ),
        column("words", "The number with its unit, as written.", |row| {
            words(&row.figure.span.text)
        }),
        column(
            "as read",
            "The whole figure in a line: \"2,000 USD per month\".",
            |row| words(&Measure::Figure(row.figure).value(row.view)),
        ),
        column(
            "low",
            "The number, or the lower end of a range. Empty if it is open.",
            |row| decimal(row.figure.low.as_deref()),
        ),
        column(
            "high",
            "The number again, or the upper end. Empty if it is open.",
            |row| decimal(row.figure.high.as_deref()),
        ),
        column(
            "unit",
            "The unit: a currency such as `USD`, `%`, or a name of `docs/units.md`. Empty for what is counted by itself.",
            |row| words_or_nothing(row.figure.unit.map(Unit::name)),
        ),
        column("per", "What it is per: \"month\", \"person\".", |row| {
            words(&row.figure.per.join("; "))
        }),
        column("of what", "What is counted: \"boats\".", |row| {
            words(row.figure.of.as_ref().map_or("", |span| &span.text))
        }),
        column(
            "what it is",
            "What the figure says of what it counts: `amount`, `rate`, `change`, `share`, `age` and so on.",
            |row| words(row.figure.role.name()),
        ),
        column(
            "direction",
            "Which way a change goes: `up` or `down`.",
            |row| words_or_nothing(row.figure.direction.map(Direction::name)),
        ),
        column(
            "more or less",
            "\"about\", \"at least\" and the like.",
            |row| words_or_nothing(row.figure.modifier.map(Modifier::name)),
        ),
    ]
}

fn what_time<'a>() -> Vec<Column<Timed<'a>>> {
    vec![
        column(
            "id",
            "The id within the report: `t1` is the first.",
            |row| words(&row.time.id),
        ),
        column("words", "The words of the report.", |row| {
            words(&row.time.span.text)
        }),
        column(
            "as read",
            "The value in a line: \"3 weeks\", \"2024-03-01\".",
            |row| words(&Measure::Time(row.time).value(row.view)),
        ),
        column(
            "kind of time",
            "`DATE`, `TIME`, `DURATION` or `SET`, as in TIMEX3.",
            |row| words(row.time.kind.name()),
        ),
        column(
            "value",
            "The value, as in TIMEX3, with X for what is not known.",
            |row| words(&row.time.value),
        ),
        column(
            "more or less",
            "How the value is to be taken: `APPROX`, `BEFORE` and so on.",
            |row| words_or_nothing(row.time.modifier.map(Mod::name)),
        ),
        column("begins", "The day or moment it begins.", |row| {
            words_or_nothing(row.time.begin.as_deref())
        }),
        column("ends before", "The first day or moment after it.", |row| {
            words_or_nothing(row.time.end.as_deref())
        }),
        column(
            "counted from",
            "`day of publication`, or `the time before` it in the text. Empty if its words say all of it.",
            |row| {
                words(match row.time.anchor {
                    None => "",
                    Some(Anchor::Told) => "the time before",
                    Some(Anchor::Published) => "day of publication",
                })
            },
        ),
        column(
            "time of",
            "`event`, or `speaking` for the time when something was said.",
            |row| words(row.time.of.name()),
        ),
    ]
}

/// A row about a figure or a time.
trait Measured<'a> {
    fn view(&self) -> &'a View<'a>;
    fn measure(&self) -> Measure<'a>;

    fn attribution(&self) -> Option<&'a Attribution> {
        let id = self.measure().attribution()?;
        Some(self.view().attribution(id)?.1)
    }
}

impl<'a> Measured<'a> for Counted<'a> {
    fn view(&self) -> &'a View<'a> {
        self.view
    }

    fn measure(&self) -> Measure<'a> {
        Measure::Figure(self.figure)
    }
}

impl<'a> Measured<'a> for Timed<'a> {
    fn view(&self) -> &'a View<'a> {
        self.view
    }

    fn measure(&self) -> Measure<'a> {
        Measure::Time(self.time)
    }
}

/// Who says so, and where.
fn around<'a, R: Measured<'a>>() -> Vec<Column<R>> {
    vec![
        column(
            "said by",
            "`a source`, `the outlet itself`, or `a source that was left out` (by --min-score).",
            said_by,
        ),
        column(
            "speaker",
            "Who speaks, as in the table of claims.",
            |row: &R| {
                words_or_nothing(row.attribution().map(|a| speaker(row.view(), a)).as_deref())
            },
        ),
        column(
            "source as written",
            "The words of the report for the source.",
            |row: &R| words_or_nothing(row.attribution().map(|a| source(row.view(), a)).as_deref()),
        ),
        column(
            "claim",
            "The id of the claim that contains it.",
            |row: &R| words_or_nothing(row.attribution().map(|a| &*a.id)),
        ),
        column(
            "uncertain",
            "`yes`: the claim that contains it is uncertain.",
            |row: &R| yes_or_no(row.attribution().is_some_and(|a| a.uncertain)),
        ),
        column(
            "start",
            "The first code point of the words in the text of the report.",
            |row: &R| number(row.measure().span().start),
        ),
        column("end", "The code point after the last one.", |row: &R| {
            number(row.measure().span().end)
        }),
    ]
}

fn said_by<'a, R: Measured<'a>>(row: &R) -> Cell {
    words(if row.measure().is_in_left_out() {
        "a source that was left out"
    } else if row.attribution().is_some() {
        SOURCE
    } else {
        OUTLET
    })
}
