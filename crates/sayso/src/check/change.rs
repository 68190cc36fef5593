//! Change: what rose or fell, from where, to where, by how much.

use super::derivation::{Expr, Leaf, LeafUnit};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame, Way, is_negative, points_of};
use super::pages::Page;
use crate::measure::{Decimal, Unit};

/// "rose 12% to $56 million from $50 million".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Change,
        name: "change",
        what: "Compares a change with the figures before and after it: \"rose 12% to $56 million from $50 million\" says that \
               $56 million ÷ $50 million − 1 is 12%. So does a change in points, in the unit itself, or \"doubled\".",
        why: "A change is the figure that headlines take. A slip in it, or in one of the two others, changes the news.",
        example: "Sales rose 25% to $56 million from $50 million. → as read, these figures do not agree: $56 million ÷ \
                  $50 million − 1 = 12%, stated 25%",
        limits: "Before, after and change must stand in one sentence, in a usual order. Figures with adjustments of which nothing is \
                 said (inflation, currencies, acquisitions) may differ and be right.",
        off: false,
    },
    rules: &[
        (
            "<rose>|<fell> [ by ] P:percent [ ~3 ] [ , ] to A:amount [ , or ~1 X:each ~2 , ] [ ( X:money ) ] ~6 [ , ] from B:amount",
            percent,
        ),
        (
            "<rose>|<fell> [ by ] P:percent [ , ] F:from-to",
            percent_from_to,
        ),
        (
            "<rose>|<fell> [ by ] P:percent [ , ] from B:amount ~3 to A:amount",
            percent,
        ),
        (
            "<rose>|<fell> F:from-to ~3 , [ or|up|down ] [ a|an ] [ <increase>|<decrease> of ] P:percent",
            percent_from_to,
        ),
        (
            "<rose>|<fell> to A:amount ~4 [ , ] from B:amount ~5 , [ or|up|down ] [ a|an ] [ <increase>|<decrease> of ] P:percent",
            percent,
        ),
        (
            "A:amount ~7 [ , ] [ or ~1 X:rate , ] up|down P:percent from ~3 B:amount",
            percent,
        ),
        (
            "A:amount ~14 . that|this|it is|was|represents|represented|marks|marked|up|down [ up|down ] [ a|an ] P:percent [ <increase>|<decrease> ] from ~3 B:amount",
            percent,
        ),
        (
            "A:amount ~4 , a|an P:percent <increase>|<decrease> from|over|on B:amount",
            percent,
        ),
        (
            "<rose>|<fell> [ by ] P:points [ , ] F:from-to",
            points_from_to,
        ),
        (
            "<rose>|<fell> [ by ] P:points [ ~2 ] to A:percent ~4 [ , ] from B:percent",
            points,
        ),
        (
            "<rose>|<fell> F:from-to ~3 , [ or|up|down ] [ a|an ] [ <increase>|<decrease> of ] P:points",
            points_from_to,
        ),
        ("A:percent ~8 , up|down P:points from ~4 B:percent", points),
        (
            "A:percent ~5 , up|down from B:percent ~6 , [ a|an ] P:points <increase>|<decrease>",
            points,
        ),
        (
            "<rose>|<fell> to A:percent ~5 [ , ] from B:percent ~6 , [ a|an ] P:points <increase>|<decrease>",
            points,
        ),
        (
            "<rose>|<fell> [ by ] D:amount [ ~2 ] to A:amount ~4 [ , ] from B:amount",
            difference,
        ),
        (
            "<rose>|<fell> F:from-to ~3 , [ a|an ] <increase>|<decrease> of D:amount",
            difference_from_to,
        ),
        (
            "<rose>|<fell> [ by ] D:amount [ ~2 ] [ , ] F:from-to",
            difference_from_to,
        ),
        (
            "doubled|tripled|quadrupled [ ~3 ] to A:amount ~4 [ , ] from B:amount",
            multiple,
        ),
        (
            "doubled|tripled|quadrupled [ ~3 ] F:from-to",
            multiple_from_to,
        ),
    ],
    more: None,
};

const LABELS: &[Label] = &[Label::After, Label::Before];

/// after ÷ before − 1, or the other way round where it fell.
fn relative(after: &Leaf, before: &Leaf, way: Way) -> Expr {
    let (after, before) = (after.clone().beside(before), before.clone().beside(after));
    match way {
        Way::Up => Expr::from(after).by(before).minus(Expr::number(1)),
        Way::Down => Expr::number(1).minus(Expr::from(after).by(before)),
    }
}

fn way(c: &Catch) -> Option<Way> {
    c.way(&["rose", "increase"], &["fell", "decrease"])
}

fn percent(c: &Catch) -> Option<Asserted> {
    let sound = c.alike(b"AB")
        && c.of_one_thing(b"AB")
        && !is_negative(c.figure(b'A')?)
        && !is_negative(c.figure(b'B')?);
    sound.then(|| {
        Some(Asserted::equal(
            relative(&c.leaf(b'A')?, &c.leaf(b'B')?, way(c)?),
            c.leaf(b'P')?,
            LABELS,
        ))
    })?
}

fn percent_from_to(c: &Catch) -> Option<Asserted> {
    let (before, after) = c.ends(b'F')?;
    // Of two shares a change in per cent may be meant in points.
    if c.figure(b'F')?.unit == Some(Unit::PERCENT) {
        return None;
    }
    Some(Asserted::equal(
        relative(&after, &before, way(c)?),
        c.leaf(b'P')?,
        LABELS,
    ))
}

fn ordered(after: &Leaf, before: &Leaf, way: Way) -> Expr {
    let (after, before) = (after.clone().beside(before), before.clone().beside(after));
    match way {
        Way::Up => Expr::from(after).minus(before),
        Way::Down => Expr::from(before).minus(after),
    }
}

fn points(c: &Catch) -> Option<Asserted> {
    Some(Asserted::equal(
        hundredfold(c.leaf(b'A')?, c.leaf(b'B')?, way(c)?),
        c.leaf(b'P')?,
        LABELS,
    ))
}

fn points_from_to(c: &Catch) -> Option<Asserted> {
    let (before, after) = c.ends(b'F')?;
    if c.figure(b'F')?.unit != Some(Unit::PERCENT) {
        return None;
    }
    Some(Asserted::equal(
        hundredfold(after, before, way(c)?),
        c.leaf(b'P')?,
        LABELS,
    ))
}

/// Per cents are kept as parts of one, points are not.
fn hundredfold(after: Leaf, before: Leaf, way: Way) -> Expr {
    ordered(&points_of(after), &points_of(before), way)
}

fn difference(c: &Catch) -> Option<Asserted> {
    let sound = c.alike(b"ABD") && c.of_one_thing(b"ABD");
    sound.then(|| {
        Some(Asserted::equal(
            ordered(&c.leaf(b'A')?, &c.leaf(b'B')?, way(c)?),
            c.leaf(b'D')?,
            LABELS,
        ))
    })?
}

fn difference_from_to(c: &Catch) -> Option<Asserted> {
    let (before, after) = c.ends(b'F')?;
    let same = c.figure(b'F')?.unit == c.figure(b'D')?.unit;
    same.then(|| {
        Some(Asserted::equal(
            ordered(&after, &before, way(c)?),
            c.leaf(b'D')?,
            LABELS,
        ))
    })?
}

/// How many times, by the word; a tenth more or less is still "doubled".
fn times(c: &Catch) -> Option<(u64, usize)> {
    let at = *c.caught.words.first()?;
    let times = match c.line.word(at).to_ascii_lowercase().as_str() {
        "doubled" => 2,
        "tripled" => 3,
        _ => 4,
    };
    // "more than doubled", "nearly tripled": the word before says so.
    let before = at.checked_sub(1).map_or("", |b| c.line.word(b));
    matches!(before, "than" | "nearly" | "almost" | "about" | "roughly")
        .then_some(())
        .map_or(Some((times, at)), |()| None)
}

fn multiple_of(c: &Catch, after: Leaf, before: Leaf) -> Option<Asserted> {
    let (times, at) = times(c)?;
    let token = c.line.tokens[at];
    let mut stated = Leaf::exactly(
        crate::text::Span::new(token.start, token.end),
        Some(LeafUnit::Of(Unit::TIMES)),
        times as i64,
    );
    let tenth = Decimal::new(i128::from(times), -1)?;
    for reading in &mut stated.readings[1..] {
        let (low, high) = (
            reading.low?.plus(tenth.negated()),
            reading.high?.plus(tenth),
        );
        (reading.low, reading.high) = (low, high);
    }
    Some(Asserted::equal(
        Expr::from(after).by(before),
        stated,
        LABELS,
    ))
}

fn multiple(c: &Catch) -> Option<Asserted> {
    if !c.alike(b"AB") {
        return None;
    }
    multiple_of(c, c.leaf(b'A')?, c.leaf(b'B')?)
}

fn multiple_from_to(c: &Catch) -> Option<Asserted> {
    let (before, after) = c.ends(b'F')?;
    multiple_of(c, after, before)
}
