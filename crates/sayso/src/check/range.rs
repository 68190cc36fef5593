//! Ranges out of order: "between 60 and 50".

use super::derivation::{Expr, Relation};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame, is_negative};
use super::pages::Page;
use crate::measure::{Decimal, Unit};

/// "between 60 and 50 percent".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Range,
        name: "range",
        what: "Looks whether the first number of \"between … and …\" is the smaller one.",
        why: "A range that runs backwards has often lost a digit at one end.",
        example: "The dam holds between 900 and 650 tonnes of silt. → as read, these figures do not agree: 900, where at most 650 tonnes is possible",
        limits: "Only with \"between\", a unit or something counted, and nothing that lies between two sides (\"the gap between 60 and 50\").",
        off: false,
    },
    rules: &[
        ("between A:amount and B:amount", ordered),
        ("between A:side and B:percent", ordered),
    ],
    more: None,
};

/// Words before "between" after which the order of two numbers means nothing.
const SIDES: &[&str] = &[
    "difference",
    "gap",
    "split",
    "choice",
    "choose",
    "chose",
    "match",
    "ratio",
    "distinction",
    "spread",
    "margin",
    "divided",
    "disparity",
    "game",
    "hours",
    "open",
    "time",
    "deal",
    "debate",
    "vote",
    "battle",
    "race",
];

fn ordered(c: &Catch) -> Option<Asserted> {
    let (a, b) = (c.figure(b'A')?, c.figure(b'B')?);
    let unit = b.unit.or(a.unit);
    let same = a.unit == b.unit || a.unit.is_none();
    let told = unit.is_some() || b.of.is_some();
    let before = (c.caught.from.saturating_sub(4)..c.caught.from).any(|at| {
        SIDES
            .iter()
            .any(|w| c.line.word(at).eq_ignore_ascii_case(w))
    });
    // "between 11 and 2" may be hours; "between -2 and -10" is said both ways.
    let hours = unit.is_none() && a.high.is_some_and(|v| v <= Decimal::whole(24));
    if !same
        || !told
        || before
        || hours
        || is_negative(a)
        || is_negative(b)
        || a.modifier.is_some()
        || b.modifier.is_some()
    {
        return None;
    }
    let mut low = c.leaf(b'A')?.taken_exactly();
    if a.unit.is_none() && b.unit == Some(Unit::PERCENT) {
        for reading in &mut low.readings {
            let part = |v: Decimal| v.times_ten_to(-2);
            (reading.low, reading.high) = (reading.low.and_then(part), reading.high.and_then(part));
        }
    }
    let high = c.leaf(b'B')?.taken_exactly();
    Some(Asserted::equal(Expr::from(low), high, &[Label::First]).related(Relation::AtMost))
}
