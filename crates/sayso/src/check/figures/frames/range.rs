//! A range that runs backwards: "between 60 and 50 percent".

use crate::check::figures::derivation::{Expr, Relation};
use crate::check::figures::frame::{Assertion, Frame, Match, is_negative, percent_of};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::{Decimal, Figure, Unit};
use sayso_english::check_words;

/// Looks whether the first number of a range is the smaller one.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Range,
        name: "range",
        what: "Checks that the first number of \"between … and …\" is the smaller one.",
        why: "A range that runs backwards has often lost a digit at one end.",
        example: "The dam holds between 900 and 650 tonnes of silt. → as read, these figures do not agree: 900, where at most 650 tonnes is possible",
        limits: "Only after \"between\", for numbers with a unit or of something that is counted. \
            Numbers that belong to two sides are left alone (\"the gap between 60 and 50\").",
        off: false,
    },
    rules: &[
        ("between A:amount and B:amount", ordered),
        ("between A:side and B:percent", ordered),
    ],
    search: None,
};

/// How many tokens before "between" are searched for a word after which the order of the numbers
/// means nothing ("the gap between 60 and 50").
const TOKENS_BEFORE: usize = 4;

/// Numbers up to this may be hours of the day, which are in order in another way ("between 11 and
/// 2").
const LAST_HOUR: u64 = 24;

fn ordered(m: &Match) -> Option<Assertion> {
    let (a, b) = (m.figure(b'A')?, m.figure(b'B')?);
    if !is_a_range(a, b) || is_between_sides(m) {
        return None;
    }
    let mut low = m.leaf(b'A')?.taken_exactly();
    if a.unit.is_none() && b.unit == Some(Unit::PERCENT) {
        low = percent_of(low);
    }
    let high = m.leaf(b'B')?.taken_exactly();
    let assertion = Assertion::equal(Expr::from(low), high, &[Label::First]);
    Some(assertion.related(Relation::AtMost))
}

/// Whether two numbers are the ends of one range, whose order has a meaning.
fn is_a_range(a: &Figure, b: &Figure) -> bool {
    let unit = b.unit.or(a.unit);
    let has_one_unit = a.unit == b.unit || a.unit.is_none();
    let measures_something = unit.is_some() || b.of.is_some();
    let may_be_hours = unit.is_none() && a.high.is_some_and(|v| v <= Decimal::whole(LAST_HOUR));
    // "between -2 and -10" is written in both orders.
    let is_plain = |figure: &Figure| !is_negative(figure) && figure.modifier.is_none();
    has_one_unit && measures_something && !may_be_hours && is_plain(a) && is_plain(b)
}

fn is_between_sides(m: &Match) -> bool {
    let from = m.caught.from;
    (from.saturating_sub(TOKENS_BEFORE)..from)
        .any(|at| check_words::BETWEEN_SIDES.has(m.paragraph.word(at)))
}
