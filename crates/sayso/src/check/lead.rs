//! Lead and margin: two sides, and by how much one is ahead of the other.

use super::derivation::{Expr, Leaf};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame, Way, points_of};
use super::pages::Page;
use crate::measure::{Decimal, Modifier};

/// "leads by 9 points, 49 percent to 40 percent"; "$4 million less than the $37 million".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Lead,
        name: "lead",
        what: "Compares a lead with its two sides: \"leads by nine points, 49 percent to 40\", \"52-37, a 15-point lead\"; and a difference \
               with the amounts it is said to lie between: \"raised $33 million, $4 million less than the $37 million\".",
        why: "Polls and results are told by their margins. Which of the three figures is wrong cannot be seen from the sentence, that one \
              is can.",
        example: "Moss leads Odell by 12 points, 49 percent to 40 percent. → as read, these figures do not agree: 49 percent − 40 percent \
                  = 9 points, stated 12 points",
        limits: "Sides and lead must stand in one sentence. Each side may be rounded on its own: one point more or less is no finding.",
        off: false,
    },
    rules: &[
        (
            "<lead>|<trail>|up|down ~7 by P:points ~7 ,|(|- [ with|at ] A:side ~2 to|-|over|versus|vs ~2 B:side",
            lead,
        ),
        // "by 9 points among women and 40 percent to 38 percent among men": another lead, no mark
        // before it.
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
        ("A:count ~6 ,|- [ or ] D:count B:count", beyond),
        (
            "A:amount ~6 ,|- D:amount short|shy of ~2 B:amount",
            difference,
        ),
    ],
    more: None,
};

const SIDES: &[Label] = &[Label::OneSide, Label::OtherSide];

/// The greater side less the smaller; each may be rounded on its own.
fn of(c: &Catch, a: Leaf, b: Leaf) -> Option<Asserted> {
    let (a, b) = (points_of(a).as_shown(), points_of(b).as_shown());
    let (high, low) = if a.readings[0].low? >= b.readings[0].low? {
        (a, b)
    } else {
        (b, a)
    };
    let whole = |leaf: &Leaf| leaf.readings[0].low.is_some_and(|v| v.exponent() >= 0);
    let rounded = whole(&high) && whole(&low) && high.readings[1] == high.readings[0];
    let (high, low) = if rounded {
        (halved(high)?, halved(low)?)
    } else {
        (high, low)
    };
    Some(Asserted::equal(
        Expr::from(high).minus(low),
        distance(c)?,
        SIDES,
    ))
}

/// The points: "a net negative six" is six apart too.
fn distance(c: &Catch) -> Option<Leaf> {
    let mut points = c.leaf(b'P')?.as_shown();
    for reading in points
        .readings
        .iter_mut()
        .filter(|r| r.high.is_some_and(Decimal::is_negative))
    {
        (reading.low, reading.high) = (
            reading.high.map(Decimal::negated),
            reading.low.map(Decimal::negated),
        );
    }
    Some(points)
}

/// Half a point more or less, for sides told without a unit.
fn halved(mut leaf: Leaf) -> Option<Leaf> {
    let half = Decimal::new(5, -1)?;
    for reading in &mut leaf.readings[1..] {
        let (low, high) = (reading.low?.plus(half.negated()), reading.high?.plus(half));
        (reading.low, reading.high) = (low, high);
    }
    Some(leaf)
}

fn lead(c: &Catch) -> Option<Asserted> {
    of(c, c.leaf(b'A')?, c.leaf(b'B')?)
}

fn tally(c: &Catch) -> Option<Asserted> {
    let (a, b) = c.ends(b'T')?;
    of(c, a, b)
}

/// "41%, five points shy of the 46% of 2008".
fn points(c: &Catch) -> Option<Asserted> {
    let way = c.way(&["more"], &["less"])?;
    let (a, b) = (points_of(c.leaf(b'A')?), points_of(c.bare_leaf(b'B')?));
    let (high, low) = if way == Way::Up { (a, b) } else { (b, a) };
    Some(Asserted::equal(
        Expr::from(high).minus(low),
        c.leaf(b'P')?,
        SIDES,
    ))
}

fn difference(c: &Catch) -> Option<Asserted> {
    apart(c, c.way(&["more"], &["less"])?)
}

fn apart(c: &Catch, way: Way) -> Option<Asserted> {
    if !c.alike(b"ABD") || !c.of_one_thing(b"AB") {
        return None;
    }
    let (a, b) = (Expr::from(c.leaf(b'A')?), c.bare_leaf(b'B')?);
    let computed = match way {
        Way::Up => a.minus(b),
        Way::Down => Expr::from(b).minus(a),
    };
    Some(Asserted::equal(computed, c.leaf(b'D')?, SIDES))
}

/// "332 votes, 62 more than the 270": where nothing stands between, "more than" was read as a bound
/// of what follows.
fn beyond(c: &Catch) -> Option<Asserted> {
    let way = match c.figure(b'B')?.modifier? {
        Modifier::MoreThan => Way::Up,
        Modifier::LessThan => Way::Down,
        _ => return None,
    };
    apart(c, way)
}
