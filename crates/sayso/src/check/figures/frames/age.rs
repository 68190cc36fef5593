//! An age beside a year of birth: "Moss, 40, who was born in 1984".

use crate::check::figures::derivation::{Expr, Leaf, LeafUnit};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::time::{Anchor, Kind, Time};

/// Compares an age with the year of birth and the year of publication.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Age,
        name: "age",
        what: "Compares an age with a year of birth in the same sentence and the year of \
            publication: \"Moss, 40, who was born in 1984\".",
        why: "Ages are copied from older reports and do not grow.",
        example: "Moss, 45, who was born in 1976, said so in 2016. → as read, these figures do not agree: 2016 − 1976 = 40 years, stated 45",
        limits: "Needs the day of publication. Nothing is reported if the sentence is about another \
            time (\"when\", \"then\", \"died in\").",
        off: false,
    },
    rules: &[
        ("A:age , [ who ] [ is|was ] born in|on Y:time", age),
        ("A:age , [ who ] [ is|was ] born in ~3 in|on Y:time", age),
        ("A:age ~3 , who was born [ in ~3 ] in|on Y:time", age),
        ("born [ in ~3 ] in|on Y:time , A:age", age),
        ("born [ in ~3 ] in|on Y:time ~2 , is|turned A:age", age),
    ],
    search: None,
};

/// Words that say that the age is not the one at publication.
const OTHER_TIME_WORDS: &[&str] = &[
    "when", "then", "time", "died", "dead", "killed", "before", "after", "would", "later", "ago",
    "at",
];

fn age(m: &Match) -> Option<Assertion> {
    let (time, span) = m.time(b'Y')?;
    let published = m.paragraph.published()?;
    let year: i64 = time.value.get(..4)?.parse().ok()?;
    if !is_absolute_date(time) || m.says(OTHER_TIME_WORDS) {
        return None;
    }
    let now = Expr::number(u64::try_from(published.year()).ok()?);
    // One year more is allowed, because the birthday may still be to come in the year of
    // publication.
    let born = Leaf::exactly(span, Some(LeafUnit::Date), year).give(0, 1);
    let stated = m.leaf(b'A')?.taken_exactly();
    let assumption = format!("published in {}", published.year());
    Some(Assertion::equal(now.minus(born), stated, &[Label::Born]).assuming(assumption))
}

/// Whether a time is a single date that does not depend on the day of publication.
fn is_absolute_date(time: &Time) -> bool {
    time.kind == Kind::Date && time.anchor == Anchor::None && !time.value.contains('/')
}
