//! Figures that take from their partner what is not said twice: a unit, a noun, the other side of a
//! vote.

use super::{Figure, Role};
use crate::decimal::Decimal;
use crate::unit::{self, Dimension};
use sayso_text::text::Span;

/// Goes over the figures of a text in order, once.
pub(super) fn join(text: &str, figures: &mut Vec<Figure>) {
    let mut at = 0;
    while at + 1 < figures.len() {
        let (first, second) = (&figures[at], &figures[at + 1]);
        let gap = gap(text, first, second);
        if gap.len() > GAP {
            at += 1;
            continue;
        }
        if let Some(vote) = vote(text, gap, first, second) {
            figures[at] = vote;
            figures.remove(at + 1);
        } else if plain(second)
            && second.of.is_none()
            && goes_on(gap, first)
            && carries(first)
            && fits(first, second)
        {
            let (unit, per, role) = (first.unit, first.per.clone(), of_rate(first, second));
            let second = &mut figures[at + 1];
            (second.unit, second.per, second.role) = (unit, per, role);
            second.why = "unit of the figure before";
        } else if plain(first)
            && first.of.is_none()
            && second.unit.is_some()
            && (part_of(gap) && carries(second) || either(gap, second))
        {
            figures[at].unit = figures[at + 1].unit;
            figures[at].why = "unit of the figure after";
        } else if shares_noun(gap, first, second) {
            figures[at].of = figures[at + 1].of;
        }
        at += 1;
    }
}

/// How much may stand between partners, in bytes.
const GAP: usize = 40;

fn gap<'t>(text: &'t str, first: &Figure, second: &Figure) -> &'t str {
    text.get(first.span.end() as usize..second.span.start() as usize)
        .unwrap_or_default()
}

/// A bare count.
fn plain(figure: &Figure) -> bool {
    figure.why == "count"
        && figure.unit.is_none()
        && figure.role != Role::Ordinal
        && figure.per.is_empty()
}

/// A unit that may be left out of the partner: lengths, weights, money; not of time, and not
/// points, where the level of an index has none.
fn carries(figure: &Figure) -> bool {
    figure.unit.and_then(unit::named).is_some_and(|u| {
        !matches!(
            u.dimension,
            Dimension::Time | Dimension::Times | Dimension::Points
        )
    }) && figure.role != Role::Age
}

/// "15 tons from 40", "21 mpg combined to 23", "190 crowns a ton from 260": a preposition, before
/// it at most one word, or what the first is per.
fn goes_on(gap: &str, first: &Figure) -> bool {
    let words: Vec<&str> = gap.split_whitespace().collect();
    let most = if first.per.is_empty() {
        2
    } else {
        1 + 2 * first.per.len()
    };
    let joined = gap.starts_with(' ') || gap.starts_with('-') && !first.per.is_empty();
    joined && words.len() <= most && matches!(words.last(), Some(&("from" | "to")))
}

/// What the second is where it takes the unit: a rate where the first is one.
fn of_rate(first: &Figure, second: &Figure) -> Role {
    if first.per.is_empty() {
        second.role
    } else {
        Role::Rate
    }
}

/// "280 million of the 1.5 billion shekels"
fn part_of(gap: &str) -> bool {
    matches!(
        gap.trim(),
        "of the" | "of its" | "of their" | "of his" | "of her" | "of"
    )
}

/// "about 8 or $9"
fn either(gap: &str, second: &Figure) -> bool {
    gap == " or " && second.why == "money"
}

/// "gained 0.68 per cent to 3,005.47" ends at a level that is no percentage.
fn fits(first: &Figure, second: &Figure) -> bool {
    first.unit != Some("%") || second.high.is_some_and(|high| high <= Decimal::whole(100))
}

/// "the 81st and 90th minutes"
fn shares_noun(gap: &str, first: &Figure, second: &Figure) -> bool {
    let ordinals = first.role == Role::Ordinal && second.role == Role::Ordinal;
    ordinals
        && first.of.is_none()
        && second.of.is_some()
        && matches!(
            gap.trim(),
            "and" | "," | ", and" | "or" | "and the" | "or the"
        )
}

/// What is counted against each other in a vote or a match.
const AGAINST: &[&str] = &[
    "votes", "goals", "sets", "games", "points", "runs", "seats", "frames", "wickets",
];

/// "by 93 votes to 85", "three sets to two"
fn vote(text: &str, gap: &str, first: &Figure, second: &Figure) -> Option<Figure> {
    let of = first.of.filter(|of| AGAINST.contains(&of.passage(text)))?;
    let words: Vec<&str> = gap.split_whitespace().collect();
    let sides = plain(first)
        && plain(second)
        && words.len() == 2
        && words[0] == of.passage(text)
        && words[1] == "to";
    let sides =
        sides && first.low == first.high && second.low == second.high && first.modifier.is_none();
    sides.then(|| {
        let mut tally = first.clone();
        tally.span = Span::new(first.span.start(), second.span.end());
        tally.high = second.high;
        (tally.role, tally.why, tally.direction) = (Role::Tally, "votes to votes", None);
        tally
    })
}
