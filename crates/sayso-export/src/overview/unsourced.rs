//! In: the figures of a report. Out: those that the outlet states itself and gives no source for, the
//! one that an editor would ask for first at the front.

use super::carried::{self, Carried};
use super::sentences::{around, overlap, sentences};
use super::unnamed::{Standing, standing};
use crate::measured::figures;
use crate::records::{Attribution, Figure};
use crate::view::View;
use sayso::document::BlockKind;
use sayso::measure::unit::Dimension;
use sayso::measure::{Decimal, Role, Unit};
use sayso::resolve::Kind;
use sayso::text::Span;
use sayso_english::check_words::TOLLS;
use std::collections::HashSet;

/// A sum of money and a count from which on a figure is great.
const GREAT_MONEY: u64 = 1_000_000;
const GREAT_COUNT: u64 = 1_000;
/// Smaller sums of money, smaller counts and shorter measures need no source.
const LEAST_MONEY: u64 = 1_000;
const LEAST_COUNT: u64 = 10;
/// Words beside a number in which a word for a toll is looked for: "killed at least 12 people".
const TOLL_REACH: usize = 3;

/// A figure of the outlet's own, with the same amount in brackets after it.
#[derive(Clone)]
pub struct OwnFigure<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// The code point after it, or after the bracket.
    pub end: u32,
    /// The source near it that it may be of. None if nothing near it is one.
    pub perhaps_of: Option<String>,
}

/// The figures that have no source.
#[derive(Clone, Default)]
pub struct Unsourced<'a> {
    /// Those that matter, the weightiest first. A figure that a source gives elsewhere in the report
    /// has a source, because a report repeats what it begins with.
    pub figures: Vec<OwnFigure<'a>>,
    /// There are others, which are too small to be listed.
    pub has_small: bool,
}

/// Why a figure matters, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// How many were killed, hurt or arrested.
    Toll,
    /// A great sum of money.
    GreatMoney,
    /// A share, a change, or so many per something.
    Ratio,
    /// A decimal number of which only the words around it say what it is of.
    Decimal,
    /// A great number of something.
    GreatCount,
    /// A part that is given in words: "a third of the livers".
    Part,
    /// Another sum of money.
    Money,
    /// Another number, or a measure.
    Count,
}

/// The figures without a source.
pub fn unsourced<'a>(view: &View<'a>) -> Unsourced<'a> {
    let figures = figures(view);
    let said: HashSet<_> = figures
        .iter()
        .filter(|figure| is_answered_for(view, figure))
        .map(|figure| key(figure))
        .collect();
    let of_headline = keys_of_headline(view, &figures);
    let answered = answered_sentences(view);
    let sources = carried::Sources::new(view);
    let mut named: HashSet<_> = HashSet::new();
    let mut found: Vec<Weighed<'a>> = Vec::new();
    let mut has_small = false;
    let mut from = 0;
    while let Some(&figure) = figures.get(from) {
        let length = 1 + usize::from(is_converted(view, figure, figures.get(from + 1).copied()));
        let group = &figures[from..from + length];
        from += length;
        let is_of_a_source = group
            .iter()
            .any(|one| has_source(one) || said.contains(&key(one)));
        let is_new = group.iter().filter(|one| named.insert(key(one))).count() == group.len();
        if is_of_a_source || !is_new {
            continue;
        }
        // "…, the Herald reported, down from 19%": the sentence has a source.
        if answered
            .iter()
            .any(|&sentence| overlap(sentence, view.span(&figure.span)))
        {
            has_small = true;
            continue;
        }
        let perhaps_of = match sources.of(view, figure) {
            Carried::Given => {
                has_small = true;
                continue;
            }
            Carried::Perhaps(name) => Some(name),
            Carried::Nothing => None,
        };
        let is_later = !of_headline.contains(&key(figure));
        match weight(view, figure) {
            Some(weight) => {
                let own = OwnFigure {
                    perhaps_of,
                    ..own_figure(view, group)
                };
                found.push(((is_later, weight), own));
            }
            None => has_small |= matches!(figure.role, Role::Amount | Role::Rate | Role::Share),
        }
    }
    Unsourced {
        figures: weightiest_first(found),
        has_small,
    }
}

/// A figure with what decides its place: whether it is not of the headline, and its weight.
type Weighed<'a> = ((bool, Weight), OwnFigure<'a>);

/// Those of the headline come first, and what nothing near it is the source of comes before what may have
/// one. Stable sorts, so that figures of one weight stay in the order of the text.
fn weightiest_first(mut found: Vec<Weighed<'_>>) -> Vec<OwnFigure<'_>> {
    found.sort_by_key(|(rank, _)| *rank);
    found.sort_by_key(|(_, own)| own.perhaps_of.is_some());
    // Small counts beside greater figures are no news.
    let is_great =
        |((_, weight), own): &Weighed<'_>| *weight < Weight::Count && own.perhaps_of.is_none();
    if found.iter().any(is_great) {
        found.retain(|((is_later, weight), _)| *weight < Weight::Count || !is_later);
    }
    found.into_iter().map(|(_, figure)| figure).collect()
}

/// The figures of the headline.
fn keys_of_headline<'a>(view: &View<'a>, figures: &[&'a Figure]) -> Vec<Key<'a>> {
    let headlines = view
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Headline);
    let headlines: Vec<_> = headlines.map(|block| block.span).collect();
    let is_in = |figure: &&&Figure| {
        let span = view.span(&figure.span);
        headlines.iter().any(|&headline| overlap(headline, span))
    };
    figures.iter().filter(is_in).map(|f| key(f)).collect()
}

/// The sentences that another outlet or a document answers for.
fn answered_sentences(view: &View<'_>) -> Vec<Span> {
    let answers = |a: &&Attribution| {
        let is_of_kind = matches!(a.source_kind, Some(Kind::Media | Kind::Document));
        is_of_kind && !a.source.is_empty() && a.parent.is_none()
    };
    let all = view.saved.attributions.iter().filter(answers);
    let spans: Vec<Span> = all.filter_map(|a| around(view, a)).collect();
    if spans.is_empty() {
        return Vec::new();
    }
    sentences(view)
        .filter(|&sentence| spans.iter().any(|&span| overlap(span, sentence)))
        .collect()
}

/// What makes two figures one.
type Key<'f> = (Option<&'f str>, Option<&'f str>, Option<Unit>);

fn key(figure: &Figure) -> Key<'_> {
    (figure.low.as_deref(), figure.high.as_deref(), figure.unit)
}

fn has_source(figure: &Figure) -> bool {
    figure.attribution.is_some() || figure.attribution_left_out
}

/// Whether somebody who is known says the figure. A pronoun that was left open answers for nothing.
fn is_answered_for(view: &View<'_>, figure: &Figure) -> bool {
    let of = figure.attribution.as_deref();
    let attribution = of.and_then(|id| view.attribution(id));
    let is_known = attribution.is_some_and(|(_, a)| standing(view, a) != Standing::Open);
    figure.attribution_left_out || is_known
}

/// Whether the next figure is the same amount in another currency or unit, in brackets: "15 million
/// euros ($16 million)".
fn is_converted(view: &View<'_>, figure: &Figure, next: Option<&Figure>) -> bool {
    let Some(next) = next.filter(|next| next.unit.is_some() && next.unit != figure.unit) else {
        return false;
    };
    let between = view.between(figure.span.end, next.span.start);
    figure.unit.is_some()
        && between.is_some_and(|words| {
            words.trim_start().starts_with('(') && words.len() <= LONGEST_OPENING
        })
}

/// Bytes of " (" with a word in it: " (about ".
const LONGEST_OPENING: usize = 12;

fn own_figure<'a>(view: &View<'a>, group: &[&'a Figure]) -> OwnFigure<'a> {
    let last = group[group.len() - 1];
    let rest = &view.text()[view.span(&last.span).end() as usize..];
    let closing = u32::from(group.len() > 1 && rest.starts_with(')'));
    OwnFigure {
        figure: group[0],
        end: last.span.end + closing,
        perhaps_of: None,
    }
}

/// Why a figure matters. None if it does not.
fn weight(view: &View<'_>, figure: &Figure) -> Option<Weight> {
    let end = figure.low.as_deref().or(figure.high.as_deref())?;
    let value: Decimal = end.parse().ok()?;
    let is_at_least = |least: u64| value >= Decimal::whole(least);
    let is_level = matches!(
        figure.role,
        Role::Amount | Role::Share | Role::Change | Role::Rate | Role::FromTo
    );
    let is_money = figure.unit.is_some_and(Unit::is_money);
    let counts = figure.unit.is_none() && matches!(figure.role, Role::Amount | Role::Rate);
    if counts && is_toll(view, figure) {
        return Some(Weight::Toll);
    }
    // "Has increased sixfold", "doubled": a multiple is a figure though it has no digits.
    if figure.unit == Some(Unit::TIMES) {
        match figure.role {
            Role::Change => return Some(Weight::Ratio),
            Role::Multiple => return Some(Weight::Count),
            _ => {}
        }
    }
    if figure.digits == 0 && figure.role == Role::Share && figure.unit.is_none() {
        return figure.of.is_some().then_some(Weight::Part);
    }
    if !is_level || figure.digits == 0 {
        return None;
    }
    let is_of_a_ratio = |unit: Unit| unit.dimension() == Dimension::Ratio;
    // "65.2 per 100,000 people … in Ardel 80.4"
    let is_bare_decimal = figure.unit.is_none() && end.contains('.') && figure.digits > 1;
    let is_ratio =
        matches!(figure.role, Role::Share | Role::Rate) || figure.unit.is_some_and(is_of_a_ratio);
    let is_length_of_time = figure
        .unit
        .is_some_and(|unit| unit.dimension() == Dimension::Time);
    match figure.unit {
        _ if is_money && is_at_least(GREAT_MONEY) => Some(Weight::GreatMoney),
        _ if is_ratio => Some(Weight::Ratio),
        _ if is_money => is_at_least(LEAST_MONEY).then_some(Weight::Money),
        _ if is_bare_decimal => Some(Weight::Decimal),
        // "the 50-second mark"
        _ if is_length_of_time => None,
        // "2.5 tons of fuel" is a figure whatever its size.
        Some(_) if figure.role == Role::Amount => Some(Weight::Count),
        None if figure.of.is_some() && is_at_least(GREAT_COUNT) => Some(Weight::GreatCount),
        _ => (figure.digits > 1 && is_at_least(LEAST_COUNT)).then_some(Weight::Count),
    }
}

/// Whether a number is that of the killed, the hurt or the arrested.
fn is_toll(view: &View<'_>, figure: &Figure) -> bool {
    let span = view.span(&figure.span);
    let (before, after) = view.text().split_at(span.start() as usize);
    let after = &after[span.range().len()..];
    let of_clause = |text: &str| -> Vec<String> {
        let end = text.find(['.', ',', ';', '\n']).unwrap_or(text.len());
        let words = text[..end].split_whitespace().take(TOLL_REACH);
        words.map(str::to_lowercase).collect()
    };
    let line = before
        .rsplit(['.', ',', ';', '\n'])
        .next()
        .unwrap_or_default();
    let before: Vec<String> = line
        .split_whitespace()
        .rev()
        .take(TOLL_REACH)
        .map(str::to_lowercase)
        .collect();
    let after = of_clause(after);
    TOLLS.rows().iter().any(|row| {
        let is_row = |word: &String| word == row.word;
        row.after && after.iter().any(is_row) || row.before && before.iter().any(is_row)
    })
}
