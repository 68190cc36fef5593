//! A lead beside its two sides: "leads by 9 points, 49 percent to 40 percent"; "$4 million less than
//! the $37 million".

use crate::check::figures::derivation::{Expr, Leaf};
use crate::check::figures::frame::{Assertion, Direction, Frame, Match, points_of};
use crate::check::figures::pattern::WordClass;
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::{Decimal, Modifier};

/// Subtracts one side from the other.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Lead,
        name: "lead",
        what: "Compares a lead with its two sides: \"leads by nine points, 49 percent to 40\", \
            \"52-37, a 15-point lead\". It also compares a difference with the two amounts it is \
            between: \"raised $33 million, $4 million less than the $37 million\".",
        why: "Polls and results are reported by their margins. The sentence shows that one of the \
            three figures is wrong, but not which.",
        example: "Moss leads Odell by 12 points, 49 percent to 40 percent. → as read, these figures do not agree: 49 percent − 40 percent \
                  = 9 points, stated 12 points",
        limits: "The sides and the lead must be in one sentence. Each side may be rounded on its own, \
            so that a difference of one point is not reported.",
        off: false,
    },
    rules: &[
        (
            "<lead>|<trail>|up|down ~7 by P:points ~7 ,|(|- [ with|at ] A:side ~2 to|-|over|versus|vs ~2 B:side",
            lead,
        ),
        // A mark is needed before the sides, because "by 9 points among women and 40 percent to 38
        // percent among men" gives the sides of another lead.
        (
            "<lead>|<trail>|up|down ~7 by P:points ~7 ,|(|-|with|at [ with|at ] T:tally",
            tally,
        ),
        ("<lead>|<trail>|up|down ~7 by P:points T:tally", tally),
        (
            "up|down|ahead|behind ~5 P:points [ , ] at A:side to|-|versus|vs B:side",
            lead,
        ),
        ("up|down|ahead|behind ~3 P:points [ , ] at T:tally", tally),
        (
            "<lead>|<trail> ~3 P:points , A:side to|-|over|versus|vs B:side",
            lead,
        ),
        ("<lead>|<trail> ~3 P:points , T:tally", tally),
        (
            "P:points ~5 ( A:side ~1 to|-|over|versus|vs ~1 B:side ~2 )",
            lead,
        ),
        ("P:points ~5 ( T:tally ~2 )", tally),
        (
            "<lead>|<trail> ~6 [ , ] A:side to|-|over|versus|vs B:side ~3 , [ a|an|or ] P:points [ <margin> ]",
            lead,
        ),
        (
            "<lead>|<trail> ~6 [ , ] T:tally ~4 , [ a|an|or ] P:points [ <margin> ]",
            tally,
        ),
        (
            "A:side to|-|over|versus|vs B:side ~3 , a|an P:points <margin>",
            lead,
        ),
        ("T:tally ~4 , a|an P:points <margin>", tally),
        (
            "P:points <margin> ~7 , A:side ~1 to|-|over|versus|vs ~1 B:side",
            lead,
        ),
        ("P:points <margin> ~7 , T:tally", tally),
        (
            "A:percent ~6 , P:points <more>|<less> than|of ~6 B:percent",
            points,
        ),
        (
            "A:amount ~6 ,|- [ or ] D:amount <more>|<less> than ~2 B:amount",
            difference,
        ),
        (
            "A:count ~6 ,|- [ or ] D:count B:count",
            difference_by_modifier,
        ),
        (
            "A:amount ~6 ,|- D:amount short|shy of ~2 B:amount",
            difference,
        ),
    ],
    search: None,
};

const SIDES: &[Label] = &[Label::OneSide, Label::OtherSide];

fn lead(m: &Match) -> Option<Assertion> {
    lead_of(m, m.leaf(b'A')?, m.leaf(b'B')?)
}

fn tally(m: &Match) -> Option<Assertion> {
    let (a, b) = m.ends(b'T')?;
    lead_of(m, a, b)
}

/// The greater side less the smaller one. Sides in whole points may each be rounded, so that half a
/// point more or less is allowed on each.
fn lead_of(m: &Match, a: Leaf, b: Leaf) -> Option<Assertion> {
    let (a, b) = (points_of(a).as_shown(), points_of(b).as_shown());
    let (mut high, mut low) = if a.readings[0].low? >= b.readings[0].low? {
        (a, b)
    } else {
        (b, a)
    };
    let has_no_width = high.readings[1] == high.readings[0];
    if is_whole(&high) && is_whole(&low) && has_no_width {
        let half = Decimal::new(5, -1)?;
        high = high.widened_by(half)?;
        low = low.widened_by(half)?;
    }
    let computed = Expr::from(high).minus(low);
    Some(Assertion::equal(computed, distance(m)?, SIDES))
}

fn is_whole(leaf: &Leaf) -> bool {
    leaf.readings[0].low.is_some_and(|v| v.exponent() >= 0)
}

/// The stated points without their sign, because "a net negative six" is a distance of six too.
fn distance(m: &Match) -> Option<Leaf> {
    let mut points = m.leaf(b'P')?.as_shown();
    for reading in &mut points.readings {
        if reading.high.is_some_and(Decimal::is_negative) {
            let (low, high) = (reading.low, reading.high);
            reading.low = high.map(Decimal::negated);
            reading.high = low.map(Decimal::negated);
        }
    }
    Some(points)
}

/// "41%, five points shy of the 46% of 2008".
fn points(m: &Match) -> Option<Assertion> {
    let (a, b) = (points_of(m.leaf(b'A')?), points_of(m.bare_leaf(b'B')?));
    let computed = match more_or_less(m)? {
        Direction::Up => Expr::from(a).minus(b),
        Direction::Down => Expr::from(b).minus(a),
    };
    Some(Assertion::equal(computed, m.leaf(b'P')?, SIDES))
}

fn difference(m: &Match) -> Option<Assertion> {
    difference_of(m, more_or_less(m)?)
}

/// "332 votes, 62 more than the 270": if no word is between the two, "more than" has been read as
/// the modifier of the second.
fn difference_by_modifier(m: &Match) -> Option<Assertion> {
    let direction = match m.figure(b'B')?.modifier? {
        Modifier::MoreThan => Direction::Up,
        Modifier::LessThan => Direction::Down,
        _ => return None,
    };
    difference_of(m, direction)
}

fn more_or_less(m: &Match) -> Option<Direction> {
    m.direction(&[WordClass::More], &[WordClass::Less])
}

fn difference_of(m: &Match, direction: Direction) -> Option<Assertion> {
    if !m.alike(b"ABD") || !m.counts_one_thing(b"AB") {
        return None;
    }
    let (a, b) = (m.leaf(b'A')?, m.bare_leaf(b'B')?);
    let computed = match direction {
        Direction::Up => Expr::from(a).minus(b),
        Direction::Down => Expr::from(b).minus(a),
    };
    Some(Assertion::equal(computed, m.leaf(b'D')?, SIDES))
}
