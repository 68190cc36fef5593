//! A change beside the figures before and after it: "rose 12% to $56 million from $50 million".

use crate::check::figures::derivation::{Expr, Leaf, LeafUnit, Relation, Verdict};
use crate::check::figures::frame::{Assertion, Direction, Frame, Match, is_negative, points_of};
use crate::check::figures::pattern::WordClass;
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::{Decimal, Unit};
use crate::text::Span;

/// Computes a change, in per cent, in points, in the unit itself or as a multiple.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Change,
        name: "change",
        what: "Compares a change with the figures before and after it: \"rose 12% to $56 million \
            from $50 million\" says that $56 million ÷ $50 million − 1 is 12%. It also checks \
            changes in points, changes in the unit itself, and \"doubled\", also with \"nearly\", \
            \"about\" and \"more than\" before it. A change in per cent of \
            two percentages that fits only in points (\"rose 5 percent, from 40 percent to 45 \
            percent\") is a warning.",
        why: "Headlines often take the change. An error in it, or in one of the two other figures, \
            changes the news.",
        example: "Sales rose 25% to $56 million from $50 million. → as read, these figures do not agree: $56 million ÷ \
                  $50 million − 1 = 12%, stated 25%",
        limits: "The figures before and after and the change must be in one sentence, in a usual \
            order. Figures that were adjusted (for inflation, currencies or acquisitions) may \
            differ and still be right, if the sentence does not mention the adjustment.",
        off: false,
    },
    rules: &[
        (
            "<rose>|<fell> [ by ] P:percent [ ~3 ] [ , ] to A:amount [ , or ~1 X:each ~2 , ] [ ( X:money ) ] ~6 [ , ] from B:amount",
            percent,
        ),
        (
            "<rose>|<fell> [ by ] P:percent [ ,|( ] F:from-to",
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
            "<rose>|<fell> [ by ] P:percent [ ~2 ] [ , ] to A:percent ~4 [ , ] from B:percent",
            percent_between,
        ),
        (
            "P:percent <increase>|<decrease> ~3 [ ,|( ] F:from-to",
            percent_from_to,
        ),
        (
            "<increase>|<decrease> of P:percent ~3 [ ,|( ] F:from-to",
            percent_from_to,
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
    search: None,
};

const LABELS: &[Label] = &[Label::After, Label::Before];

fn direction(m: &Match) -> Option<Direction> {
    m.direction(
        &[WordClass::Rose, WordClass::Increase],
        &[WordClass::Fell, WordClass::Decrease],
    )
}

/// after ÷ before − 1 for a rise, 1 − after ÷ before for a fall.
fn relative_change(after: &Leaf, before: &Leaf, direction: Direction) -> Expr {
    let (after, before) = (after.clone().beside(before), before.clone().beside(after));
    let ratio = Expr::from(after).by(before);
    match direction {
        Direction::Up => ratio.minus(Expr::number(1)),
        Direction::Down => Expr::number(1).minus(ratio),
    }
}

/// after − before for a rise, before − after for a fall.
fn absolute_change(after: &Leaf, before: &Leaf, direction: Direction) -> Expr {
    let (after, before) = (after.clone().beside(before), before.clone().beside(after));
    match direction {
        Direction::Up => Expr::from(after).minus(before),
        Direction::Down => Expr::from(before).minus(after),
    }
}

/// The change between two percentages in points, because a leaf has percentages as parts of one.
fn change_in_points(after: Leaf, before: Leaf, direction: Direction) -> Expr {
    absolute_change(&points_of(after), &points_of(before), direction)
}

fn percent(m: &Match) -> Option<Assertion> {
    let can_be_divided = !is_negative(m.figure(b'A')?) && !is_negative(m.figure(b'B')?);
    if !m.alike(b"AB") || !m.counts_one_thing(b"AB") || !can_be_divided {
        return None;
    }
    let change = relative_change(&m.leaf(b'A')?, &m.leaf(b'B')?, direction(m)?);
    unless_adjusted(m, Assertion::equal(change, m.leaf(b'P')?, LABELS))
}

/// Words that say that a change was worked out on other figures than those that are given.
const ADJUSTED: &[&str] = &[
    "adjusted",
    "adjusting",
    "comparable",
    "constant",
    "currencies",
    "excluding",
    "organic",
    "organically",
    "seasonally",
    "underlying",
];

/// The assertion, if the figures agree or no adjustment is mentioned.
fn unless_adjusted(m: &Match, assertion: Assertion) -> Option<Assertion> {
    let is_explained = m.says(ADJUSTED) && !assertion.derivation.verdict().agrees();
    (!is_explained).then_some(assertion)
}

fn percent_from_to(m: &Match) -> Option<Assertion> {
    let (before, after) = m.ends(b'F')?;
    if m.is_percent(b'F')? {
        return percent_of_percentages(m, &after, &before);
    }
    let change = relative_change(&after, &before, direction(m)?);
    unless_adjusted(m, Assertion::equal(change, m.leaf(b'P')?, LABELS))
}

fn percent_between(m: &Match) -> Option<Assertion> {
    percent_of_percentages(m, &m.leaf(b'A')?, &m.leaf(b'B')?)
}

/// "rose 5 percent, from 40 percent to 45 percent": a change in per cent of two percentages. If it
/// does not fit as a part of the first and does fit in points, it was meant in points.
fn percent_of_percentages(m: &Match, after: &Leaf, before: &Leaf) -> Option<Assertion> {
    let (direction, stated) = (direction(m)?, m.leaf(b'P')?);
    let change = relative_change(after, before, direction);
    let relative = Assertion::equal(change, stated.clone(), LABELS);
    if relative.derivation.verdict() == Verdict::Agrees {
        return Some(relative);
    }
    let (after, before) = (
        after.clone().taken_exactly(),
        before.clone().taken_exactly(),
    );
    let in_points = Assertion::equal(
        change_in_points(after.clone(), before.clone(), direction),
        points_of(stated.clone()).as_shown(),
        LABELS,
    );
    let is_in_points = in_points.derivation.verdict() == Verdict::Agrees;
    is_in_points.then(|| Assertion {
        has_other_meaning: true,
        ..Assertion::equal(relative_change(&after, &before, direction), stated, LABELS)
            .assuming("per cent is not meant as percentage points, in which the change fits")
    })
}

fn points(m: &Match) -> Option<Assertion> {
    let change = change_in_points(m.leaf(b'A')?, m.leaf(b'B')?, direction(m)?);
    Some(Assertion::equal(change, m.leaf(b'P')?, LABELS))
}

fn points_from_to(m: &Match) -> Option<Assertion> {
    let (before, after) = m.ends(b'F')?;
    if !m.is_percent(b'F')? {
        return None;
    }
    let change = change_in_points(after, before, direction(m)?);
    Some(Assertion::equal(change, m.leaf(b'P')?, LABELS))
}

fn difference(m: &Match) -> Option<Assertion> {
    if !m.alike(b"ABD") || !m.counts_one_thing(b"ABD") {
        return None;
    }
    let change = absolute_change(&m.leaf(b'A')?, &m.leaf(b'B')?, direction(m)?);
    Some(Assertion::equal(change, m.leaf(b'D')?, LABELS))
}

fn difference_from_to(m: &Match) -> Option<Assertion> {
    let (before, after) = m.ends(b'F')?;
    if m.figure(b'F')?.unit != m.figure(b'D')?.unit {
        return None;
    }
    let change = absolute_change(&after, &before, direction(m)?);
    Some(Assertion::equal(change, m.leaf(b'D')?, LABELS))
}

fn multiple(m: &Match) -> Option<Assertion> {
    if !m.alike(b"AB") {
        return None;
    }
    multiple_of(m, m.leaf(b'A')?, m.leaf(b'B')?)
}

fn multiple_from_to(m: &Match) -> Option<Assertion> {
    let (before, after) = m.ends(b'F')?;
    multiple_of(m, after, before)
}

fn multiple_of(m: &Match, after: Leaf, before: Leaf) -> Option<Assertion> {
    let (stated, relation) = stated_multiple(m)?;
    let computed = Expr::from(after).by(before);
    let assertion = Assertion::equal(computed, stated, LABELS);
    Some(match relation {
        Relation::Equal => assertion,
        relation => assertion.related(relation),
    })
}

/// A word before "doubled", how far below and above the multiple may be, in hundredths of it, and how
/// it must compare. "Nearly doubled" is said of a little less, "more than doubled" of more.
const NEARNESS: [(&str, u64, u64, Relation); 6] = [
    ("nearly", 15, 5, Relation::Equal),
    ("almost", 15, 5, Relation::Equal),
    ("about", 15, 15, Relation::Equal),
    ("roughly", 15, 15, Relation::Equal),
    ("approximately", 15, 15, Relation::Equal),
    ("than", 5, 5, Relation::AtLeast),
];

/// What "doubled" says: the number, a tenth of it more or less, because nobody doubles to the point.
fn stated_multiple(m: &Match) -> Option<(Leaf, Relation)> {
    let at = *m.caught.words.first()?;
    let word = |at: usize| m.paragraph.word(at).to_ascii_lowercase();
    let times: u64 = match word(at).as_str() {
        "doubled" => 2,
        "tripled" => 3,
        _ => 4,
    };
    let before = at.checked_sub(1).map(word).unwrap_or_default();
    let near = NEARNESS.iter().find(|(word, ..)| *word == before);
    // "Less than doubled" and "other than doubled" say something else.
    let before_than = at.checked_sub(2).map(word).unwrap_or_default();
    if before == "than" && before_than != "more" {
        return None;
    }
    let (below, above, relation) = match near {
        Some(&(_, below, above, relation)) => (below, above, relation),
        None => (10, 10, Relation::Equal),
    };
    let token = m.paragraph.tokens[at];
    let start = match (near, at.checked_sub(1)) {
        (Some((word, ..)), Some(before)) if *word != "than" => m.paragraph.tokens[before].start,
        _ => token.start,
    };
    let span = Span::new(start, token.end);
    let part = |hundredths: u64| Decimal::new(i128::from(times * hundredths), -2);
    let leaf = Leaf::exactly(
        span,
        Some(LeafUnit::Of(Unit::TIMES)),
        i64::try_from(times).ok()?,
    );
    Some((leaf.widened_between(part(below)?, part(above)?)?, relation))
}
