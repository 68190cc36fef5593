//! In: the figures of a report. Out: comparisons across its paragraphs that agree: a round figure of the
//! headline beside the exact one of the text, and how many are short of a share of a whole. Where such
//! figures do not agree nothing is said, because they may be of other things.

use super::sentences::{overlap, sentences};
use crate::measured::{as_written as written, figures, single_value as value};
use crate::records::{Figure, FiguresCompared};
use crate::view::View;
use sayso::document::BlockKind;
use sayso::measure::{Decimal, Role, Unit};

/// Figures that were compared and agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What was compared with what.
    pub words: String,
    /// The ids of the figures.
    pub figures: Vec<String>,
}

/// The comparisons of a report. None where figures were not to be compared.
pub fn compared(view: &View<'_>) -> Vec<Compared> {
    if view.saved.figures_compared == FiguresCompared::Not {
        return Vec::new();
    }
    let figures = figures(view);
    let all = rounded(view, &figures);
    all.into_iter().chain(short_of(view, &figures)).collect()
}

/// "£11k in the headline is £10,935.74 rounded": the only figure of the text that rounds to it.
fn rounded(view: &View<'_>, figures: &[&Figure]) -> Option<Compared> {
    let headline = view
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline)?;
    let is_in_headline = |figure: &&&Figure| overlap(headline.span, view.span(&figure.span));
    let of_headline = figures.iter().filter(is_in_headline);
    for round in of_headline.filter(|figure| figure.unit.is_some_and(Unit::is_money)) {
        let exact: Vec<&&Figure> = figures
            .iter()
            .filter(|figure| !is_in_headline(figure) && rounds_to(figure, round))
            .collect();
        let Some(first) = exact.first() else { continue };
        let is_one = exact.iter().all(|figure| figure.low == first.low);
        if is_one {
            return Some(Compared {
                words: format!("headline rounds {} to {}", written(first), written(round)),
                figures: [round.id.clone(), first.id.clone()].into(),
            });
        }
    }
    None
}

/// Whether a figure that shows more digits is the other one, rounded.
fn rounds_to(exact: &Figure, round: &Figure) -> bool {
    let is_alike = exact.unit == round.unit && exact.per == round.per && exact.role == Role::Amount;
    let shows_more = exact.digits > round.digits && round.digits > 0;
    let (Some(a), Some(b), true) = (value(exact), value(round), is_alike && shows_more) else {
        return false;
    };
    let Some(half) = half_of_last_digit(round) else {
        return false;
    };
    let distance = |a: Decimal, b: Decimal| a.plus(b.negated());
    let is_near = |d: Option<Decimal>| d.is_some_and(|d| d <= half);
    a != b && is_near(distance(a, b)) && is_near(distance(b, a))
}

/// Half of what the last digit of a figure counts: 500 of "£11k".
fn half_of_last_digit(figure: &Figure) -> Option<Decimal> {
    let low = figure.low.as_deref()?;
    let whole = low.split('.').next().unwrap_or_default().len();
    let power = i32::try_from(whole).ok()? - i32::from(figure.digits);
    Decimal::new(5, power - 1)
}

/// "192 + eight = 200, two-thirds of 300": so many are short of a share, and the whole is given with the
/// same number elsewhere.
fn short_of(view: &View<'_>, figures: &[&Figure]) -> Option<Compared> {
    const SHORT_OF: [&str; 2] = [" short of ", " shy of "];
    let shares = figures
        .iter()
        .enumerate()
        .filter(|(n, figure)| *n >= 2 && figure.role == Role::Share && figure.unit.is_none());
    for (n, share) in shares {
        let (part, missing) = (figures[n - 2], figures[n - 1]);
        let between = view.between(missing.span.end, share.span.start);
        let is_short = between.is_some_and(|words| {
            let words = format!(" {words} ");
            words.len() <= LONGEST && SHORT_OF.iter().any(|short| words.contains(short))
        });
        let is_near = is_short && in_one_sentence(view, part, share);
        let whole = figures.windows(2).find(|pair| {
            let of = view.between(pair[0].span.end, pair[1].span.start);
            let is_of =
                of.is_some_and(|of| of.trim_start().starts_with("of ") && of.len() <= LONGEST);
            is_of && pair[0].low == part.low && pair[1].unit.is_none()
        });
        let (Some(whole), true) = (whole, is_near) else {
            continue;
        };
        let sum = value(part)?.plus(value(missing)?)?;
        let needed = value(share)?.times(value(whole[1])?)?;
        let one = Decimal::whole(1);
        let is_within_one = |d: Option<Decimal>| d.is_some_and(|d| d < one);
        let is_right =
            is_within_one(sum.plus(needed.negated())) && is_within_one(needed.plus(sum.negated()));
        if is_right {
            let words = format!(
                "agrees: {} + {} = {sum}, {} of {}",
                written(part),
                written(missing),
                written(share),
                written(whole[1])
            );
            let ids = [part, missing, share, whole[1]].map(|figure| figure.id.clone());
            return Some(Compared {
                words,
                figures: ids.into(),
            });
        }
    }
    None
}

/// Bytes between two figures that belong together.
const LONGEST: usize = 60;

fn in_one_sentence(view: &View<'_>, a: &Figure, b: &Figure) -> bool {
    let (a, b) = (view.span(&a.span), view.span(&b.span));
    sentences(view).any(|sentence| overlap(sentence, a) && overlap(sentence, b))
}
