//! Age and birth: how old somebody is, and when they were born.

use super::derivation::{Expr, Leaf, LeafUnit};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;
use crate::measure::time::{Anchor, Kind};

/// "Moss, 40, who was born in 1984".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Age,
        name: "age",
        what: "Compares an age with a year of birth in the same sentence and the year of publication: \"Moss, 40, who was born in 1984\".",
        why: "Ages are copied from older reports and do not grow.",
        example: "Moss, 45, who was born in 1976, said so in 2016. → as read, these figures do not agree: 2016 − 1976 = 40 years, stated 45",
        limits: "Needs the day of publication. Silent where the sentence speaks of another time (\"when\", \"then\", \"died in\").",
        off: false,
    },
    rules: &[
        ("A:age , [ who ] [ is|was ] born in|on Y:time", age),
        ("A:age , [ who ] [ is|was ] born in ~3 in|on Y:time", age),
        ("A:age ~3 , who was born [ in ~3 ] in|on Y:time", age),
        ("born [ in ~3 ] in|on Y:time , A:age", age),
        ("born [ in ~3 ] in|on Y:time ~2 , is|turned A:age", age),
    ],
    more: None,
};

/// Words that move the age to another time.
const THEN: &[&str] = &[
    "when", "then", "time", "died", "dead", "killed", "before", "after", "would", "later", "ago",
    "at",
];

fn age(c: &Catch) -> Option<Asserted> {
    let (time, span) = c.time(b'Y')?;
    let published = c.line.published?;
    let year: i64 = time.value.get(..4)?.parse().ok()?;
    let sound = time.kind == Kind::Date
        && time.anchor == Anchor::None
        && !time.value.contains('/')
        && !c.says(THEN);
    if !sound {
        return None;
    }
    let now = Expr::number(u64::try_from(published.year()).ok()?);
    // The birthday may be still to come this year.
    let born = Leaf::exactly(span, Some(LeafUnit::Date), year).give(0, 1);
    let stated = Leaf {
        readings: [c.leaf(b'A')?.readings[0]; 4],
        ..c.leaf(b'A')?
    };
    let note = format!("published in {}", published.year());
    Some(Asserted::equal(now.minus(born), stated, &[Label::Born]).assuming(note))
}
