//! Figures that take from a neighbour what is not said twice: a unit, what is counted, the other
//! side of a vote, the other end of a range.

use super::{Figure, FigureRule, Role};
use crate::class;
use crate::decimal::Decimal;
use crate::scan::key;
use crate::unit::{Dimension, Unit};
use sayso_text::text::Span;

/// The most bytes between two figures that share something.
const GAP: usize = 40;
/// The most bytes between "four-" and "six-cylinder".
const HUNG_GAP: u32 = 12;
/// The most figures that wait for the noun of another one.
const MOST_HUNG: usize = 5;
/// No one in a list of ages is older than this.
const OLDEST: u64 = 120;

/// The text between two figures; empty if they are not in order.
fn gap<'t>(text: &'t str, first: &Figure, second: &Figure) -> &'t str {
    text.get(first.span.end() as usize..second.span.start() as usize)
        .unwrap_or_default()
}

impl Figure {
    /// Is it one number, with both ends the same?
    fn has_one_value(&self) -> bool {
        self.low == self.high
    }

    /// Is it a number that says nothing but how many?
    fn is_plain_count(&self) -> bool {
        self.why == FigureRule::Count
            && self.unit.is_none()
            && self.role != Role::Ordinal
            && self.per.is_empty()
    }

    /// Does it have a unit that may be left out of its neighbour: of lengths, weights and money? Not
    /// of time, and not points, because the level of an index has no unit.
    fn has_shared_unit(&self) -> bool {
        use Dimension::{Points, Time, Times};
        let dimension = self.unit.map(Unit::dimension);
        dimension.is_some_and(|d| !matches!(d, Time | Times | Points)) && self.role != Role::Age
    }
}

/// "aged 19, 22 and 31", "aged 3, 5 and 11 months": makes an age of a number that continues a list of
/// ages.
pub(super) fn continue_ages(text: &str, before: &[Figure], next: &mut Figure) {
    let Some(last) = before.last() else { return };
    if last.role != Role::Age || !last.has_one_value() {
        return;
    }
    let is_short_time = matches!(
        next.unit,
        Some(Unit::YEAR | Unit::MONTH | Unit::WEEK | Unit::DAY)
    );
    let is_kind = next.why == FigureRule::Count || next.why == FigureRule::Unit && is_short_time;
    let is_plain = is_kind && next.of.is_none() && next.has_one_value() && next.per.is_empty();
    let is_listed = matches!(gap(text, last, next).trim(), "," | "and" | ", and");
    if is_plain && is_listed && next.high <= Some(Decimal::whole(OLDEST)) {
        next.role = Role::Age;
        next.unit = next.unit.or(last.unit);
        next.why = FigureRule::Age;
    }
}

/// "four-, five- and six-cylinder", "the 17- and 18-year-olds": gives the figures that end in a
/// hyphen the unit, or what is counted, of the figure after them. `hung` are their places.
pub(super) fn complete_hung(figures: &mut [Figure], hung: &mut Vec<usize>, next: &Figure) {
    let is_near = hung
        .last()
        .is_some_and(|&last| figures[last].span.end() + HUNG_GAP > next.span.start());
    if is_near && hung.len() <= MOST_HUNG {
        if next.unit.is_none() && next.of.is_none() {
            return;
        }
        for &at in &*hung {
            let figure = &mut figures[at];
            figure.unit = figure.unit.or(next.unit);
            figure.of = next.of;
            if next.role == Role::Age {
                (figure.role, figure.why) = (Role::Age, FigureRule::Age);
            }
        }
    }
    hung.clear();
}

/// "more than 100 and fewer than 200": makes one range of two figures that are open on opposite
/// sides.
pub(super) fn join_bounds(text: &str, figures: &mut Vec<Figure>) {
    let mut at = 0;
    while at + 1 < figures.len() {
        if let Some(range) = range_of_bounds(text, &figures[at], &figures[at + 1]) {
            figures[at] = range;
            figures.remove(at + 1);
        }
        at += 1;
    }
}

fn range_of_bounds(text: &str, first: &Figure, second: &Figure) -> Option<Figure> {
    let ((Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None)) =
        (first.low, first.high, second.low, second.high)
    else {
        return None;
    };
    let is_alike = first.unit == second.unit
        && first.per == second.per
        && !matches!(first.why, FigureRule::FromTo | FigureRule::Many);
    let is_linked = matches!(
        gap(text, first, second).trim(),
        "and" | "but" | "," | "or" | ", and" | ", but"
    );
    (is_linked && is_alike && low < high).then(|| Figure {
        span: Span::new(first.span.start(), second.span.end()),
        low: Some(low),
        high: Some(high),
        modifier: None,
        of: second.of.or(first.of),
        why: FigureRule::Bounds,
        ..first.clone()
    })
}

/// Goes once over the figures of a text in order, and gives each what it shares with its neighbour.
pub(super) fn share(text: &str, figures: &mut Vec<Figure>) {
    let mut at = 0;
    while at + 1 < figures.len() {
        share_pair(text, figures, at);
        at += 1;
    }
}

/// The figure at the place and the one after it.
fn share_pair(text: &str, figures: &mut Vec<Figure>, at: usize) {
    let (first, second) = (&figures[at], &figures[at + 1]);
    let gap = gap(text, first, second);
    if gap.len() > GAP {
        return;
    }
    if let Some(vote) = vote(text, gap, first, second) {
        figures[at] = vote;
        figures.remove(at + 1);
    } else if takes_unit_of_first(gap, first, second) {
        let (unit, per) = (first.unit, first.per.clone());
        let second = &mut figures[at + 1];
        if !per.is_empty() {
            second.role = Role::Rate;
        }
        (second.unit, second.per) = (unit, per);
        second.why = FigureRule::UnitBefore;
    } else if takes_unit_of_second(gap, first, second) {
        figures[at].unit = second.unit;
        figures[at].why = FigureRule::UnitAfter;
    } else if shares_noun(gap, first, second) {
        figures[at].of = second.of;
    }
}

/// "15 tons from 40", "21 mpg combined to 23", "190 crowns a ton from 260": between them is a
/// preposition, with at most one word before it, or what the first is per.
fn takes_unit_of_first(gap: &str, first: &Figure, second: &Figure) -> bool {
    if !second.is_plain_count() || second.of.is_some() || !first.has_shared_unit() {
        return false;
    }
    let is_joined = gap.starts_with(' ') || gap.starts_with('-') && !first.per.is_empty();
    let most = if first.per.is_empty() {
        2
    } else {
        1 + 2 * first.per.len()
    };
    // "50 feet by 120"
    let is_side = gap == " by " && first.unit.map(Unit::dimension) == Some(Dimension::Length);
    let has_preposition =
        is_side || matches!(gap.split_whitespace().next_back(), Some("from" | "to"));
    let is_short = gap.split_whitespace().count() <= most;
    // "gained 0.68 per cent to 3,005.47" ends at a level that is not a percentage.
    let fits = first.unit != Some(Unit::PERCENT)
        || second.high.is_some_and(|high| high <= Decimal::whole(100));
    is_joined && has_preposition && is_short && fits
}

/// "280 million of the 1.5 billion shekels", "about 8 or $9".
fn takes_unit_of_second(gap: &str, first: &Figure, second: &Figure) -> bool {
    if !first.is_plain_count() || first.of.is_some() || second.unit.is_none() {
        return false;
    }
    let is_part = matches!(
        gap.trim(),
        "of the" | "of its" | "of their" | "of his" | "of her" | "of"
    );
    let is_choice = gap == " or " && second.why == FigureRule::Money;
    is_part && second.has_shared_unit() || is_choice
}

/// "the 81st and 90th minutes"
fn shares_noun(gap: &str, first: &Figure, second: &Figure) -> bool {
    let are_ordinals = first.role == Role::Ordinal && second.role == Role::Ordinal;
    let is_list = matches!(
        gap.trim(),
        "and" | "," | ", and" | "or" | "and the" | "or the"
    );
    are_ordinals && is_list && first.of.is_none() && second.of.is_some()
}

/// "by 93 votes to 85", "three sets to two": one tally of both.
fn vote(text: &str, gap: &str, first: &Figure, second: &Figure) -> Option<Figure> {
    let noun = first.of?.passage(text);
    let is_contest = class::of_word(key(noun)).any(class::CONTEST);
    if !is_contest || !gap.split_whitespace().eq([noun, "to"]) {
        return None;
    }
    let are_counts = first.is_plain_count() && second.is_plain_count();
    let are_numbers = first.has_one_value() && second.has_one_value();
    (are_counts && are_numbers && first.modifier.is_none()).then(|| Figure {
        span: Span::new(first.span.start(), second.span.end()),
        high: second.high,
        role: Role::Tally,
        why: FigureRule::VotesToVotes,
        direction: None,
        ..first.clone()
    })
}
