//! Completes a figure by the words around it: age, what it is per, bounds, what is counted, and
//! what it says.

use super::amount::Amount;
use super::changes::{self, Stated};
use super::counted::{counted, of_what};
use super::rates::{is_per_number, rate_before};
use super::reader::Reader;
use super::{Direction, Figure, FigureRule, Role, ages};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{IN, OF, OVER, STRONG};
use crate::modifier::{self, Bound, Modifier};
use crate::number::Form;
use crate::scan::{Kind, key};
use crate::tokens::Tokens;
use crate::unit::{Dimension, Unit};
use sayso_text::text::Span;

/// How far before a percentage the word that shows its role may be, in tokens.
const BEFORE_PERCENTAGE: usize = 14;
/// How far after it.
const AFTER_PERCENTAGE: usize = 5;

impl Figure {
    /// Takes over a modifier: its name, and what it does to the ends.
    pub(super) fn qualify(&mut self, modifier: Modifier) {
        self.modifier = Some(modifier);
        match modifier.bound() {
            None => {}
            Some(Bound::Lower) => self.high = None,
            Some(Bound::Upper) => self.low = None,
        }
    }
}

/// Is the modifier before the figure one there, and not a preposition or part of a name? "over three
/// years" is a time, and "a 5-under 67" a score.
fn is_modifier_of(tokens: Tokens, start: usize, figure: &Figure) -> bool {
    let is_joined = start > 0 && tokens.is(start - 1, Kind::Hyphen) && tokens.glued(start);
    let is_time = figure.unit.is_some_and(Unit::is_time) && figure.role != Role::Age;
    let is_past_time = is_time && tokens.key(start) == OVER;
    !is_joined && !is_past_time
}

/// "the 12 page document": a part by which a thing is described, with the hyphen left out.
fn described_part(tokens: Tokens, amount: &Amount) -> Option<Span> {
    const NOT_A_NOUN: class::Classes = class::STOP.with(class::FUNCTION).with(class::DETERMINER);
    let at = amount.to;
    let is_several =
        amount.number.form == Form::Cardinal && amount.number.value > Decimal::whole(1);
    let has_noun = tokens.is(at + 1, Kind::Word) && !tokens.has(at + 1, NOT_A_NOUN);
    let is_part = is_several && has_noun && tokens.has(at, class::PART_COUNTED);
    is_part.then(|| tokens.all[at].span())
}

/// "$16-something a pound": the token after what leaves a sum open.
fn past_something(tokens: Tokens, amount: &Amount) -> usize {
    let has_something = amount.is_money()
        && tokens.hyphened(amount.to)
        && tokens.one_of(amount.to + 1, words!["something", "odd", "ish"]);
    amount.to + if has_something { 2 } else { 0 }
}

/// "the 40% sought (by the union)": a change that is asked for, where the sentence speaks of one.
fn demanded_change(tokens: Tokens, amount: &Amount, from: usize, to: usize) -> Option<Direction> {
    let is_demanded = amount.is_relative()
        && from > 0
        && tokens.has(from - 1, class::DETERMINER)
        && tokens.one_of(to, words!["sought", "demanded", "requested"]);
    let is_inside = |at: &usize| !tokens.mark(*at, '.') && !tokens.is(*at, Kind::Break);
    (from.saturating_sub(BEFORE_PERCENTAGE)..from)
        .rev()
        .take_while(is_inside)
        .filter(|_| is_demanded)
        .find_map(|at| match tokens.classes(at) {
            // "lower than the 40% sought" compares two demands.
            classes if classes.any(class::MORE | class::LESS) => None,
            classes if classes.any(class::UP | class::RAISES) => Some(Direction::Up),
            classes if classes.any(class::DOWN | class::LOWERS) => Some(Direction::Down),
            _ => None,
        })
}

/// "60 percent use of his arm", "80% ownership of the mill": a part of what there could be.
fn is_part_of_ability(tokens: Tokens, to: usize) -> bool {
    const ABILITIES: &[u64] = words![
        "use",
        "capacity",
        "function",
        "mobility",
        "control",
        "ownership",
        "hearing",
        "sight",
        "vision",
        "movement",
        "coverage",
        "completion"
    ];
    tokens.one_of(to, ABILITIES) && matches!(tokens.key(to + 1), OF | IN)
}

/// "within 500 yards of the hospital": how far, so that nothing is counted.
fn is_distance(tokens: Tokens, amount: &Amount, from: usize) -> bool {
    let start = modifier::start_of(tokens, from);
    let is_within = start > 0 && tokens.one_of(start - 1, words!["within", "inside"]);
    is_within && amount.dimension() == Some(Dimension::Length)
}

/// The word that a hyphen joins to the number ("a 12-page report"), or what is counted after
/// "-strong".
fn joined_noun(tokens: Tokens, at: usize) -> Option<Span> {
    let token = tokens.get(at).filter(|t| t.kind == Kind::Word)?;
    if token.key == STRONG {
        return counted(tokens, at + 1, false);
    }
    Some(token.span())
}

/// A percentage alone is a level or a share by the nearest word before it that shows one, then by
/// the words after it. Without such a word it is an amount.
fn role_of_percentage(tokens: Tokens, from: usize, to: usize) -> Role {
    let is_inside = |at: &usize| !tokens.mark(*at, '.') && !tokens.is(*at, Kind::Break);
    let before = (from.saturating_sub(BEFORE_PERCENTAGE)..from).rev();
    let after = to..(to + AFTER_PERCENTAGE).min(tokens.all.len());
    let mut words = before
        .take_while(is_inside)
        .chain(after.take_while(is_inside));
    let role = words.find_map(|at| match tokens.classes(at) {
        classes if classes.any(class::LEVEL) => Some(Role::Rate),
        classes if classes.any(class::SHARE) => Some(Role::Share),
        _ => None,
    });
    role.unwrap_or(Role::Amount)
}

impl Reader<'_> {
    /// Completes the figure whose first token is `from`, and returns the token after it.
    /// `after_from`: "from" comes before it.
    pub(super) fn complete(
        &self,
        figure: &mut Figure,
        amount: &Amount,
        from: usize,
        after_from: bool,
    ) -> usize {
        let tokens = self.tokens;
        if let Some(to) = self.complete_age(figure, amount, from) {
            return to;
        }
        let after = past_something(tokens, amount);
        let to = match self.add_rates(figure, after) {
            to if to > after => to,
            _ => amount.to,
        };
        let to = self.add_bounds(figure, from, to);
        if figure.per.is_empty() && figure.role == Role::Amount {
            figure.per.extend(rate_before(tokens, amount, from));
        }
        figure.of = self.noun_of(figure, amount, from, to);
        let mut end = to;
        if let Some(noun) = figure.of
            && figure.per.is_empty()
            && !amount.hyphen
        {
            end = self.add_rates_after_noun(figure, noun).unwrap_or(to);
        }
        if figure.role == Role::Amount && figure.unit == Some(Unit::TIMES) {
            if !figure.per.is_empty() {
                figure.role = Role::Rate;
            }
        } else if figure.role == Role::Amount {
            let stated = Stated {
                stands_alone: amount.unit.is_some() || after_from,
                is_relative: amount.is_relative(),
            };
            let is_part = is_part_or_game(tokens, figure, to);
            let change = self
                .change(amount, from, to, stated)
                .filter(|_| !is_part || changes::comparative(tokens, to, false).is_some());
            figure.direction = change.or_else(|| demanded_change(tokens, amount, from, to));
            figure.role = self.role(figure, amount, from, to);
            if figure.role == Role::Change && figure.direction.is_none() {
                figure.direction = change_noun(tokens, to);
            }
        }
        end
    }

    /// Completes an age, and returns the token after it; `None` if it is not one.
    fn complete_age(&self, figure: &mut Figure, amount: &Amount, from: usize) -> Option<usize> {
        let tokens = self.tokens;
        let (start, to) = match ages::end_of_age(tokens, amount) {
            Some(to) => (from, to),
            None => (ages::start_of_age(tokens, amount, from)?, amount.to),
        };
        if start < from || to > amount.to {
            figure.span = tokens.between(start, to);
        }
        figure.role = Role::Age;
        figure.unit = Some(ages::unit_of(amount));
        figure.why = FigureRule::Age;
        Some(self.add_bounds(figure, from, to))
    }

    /// What is counted.
    fn noun_of(&self, figure: &Figure, amount: &Amount, from: usize, to: usize) -> Option<Span> {
        let tokens = self.tokens;
        let number = &amount.number;
        if amount.hyphen && amount.unit.is_none() {
            return joined_noun(tokens, amount.to + 1);
        }
        if !matches!(amount.dimension(), None | Some(Dimension::Times)) {
            let is_elsewhere = is_distance(tokens, amount, from) || is_per_number(tokens, figure);
            return of_what(tokens, to, amount, !figure.per.is_empty()).filter(|_| !is_elsewhere);
        }
        let is_several = figure.low != Some(Decimal::whole(1)) && number.form != Form::Fraction;
        let is_some_of = tokens.key(to) == OF && number.form == Form::Cardinal;
        described_part(tokens, amount).or_else(|| counted(tokens, to, is_several || is_some_of))
    }

    /// Adds the modifiers before and after the figure, and returns the token after it. Bounds open
    /// an end only if the figure has one value.
    pub(super) fn add_bounds(&self, figure: &mut Figure, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        // The words that open an end belong to the span of a plain number.
        let is_plain = figure.unit.is_none() && figure.role != Role::Age;
        let before = modifier::before(tokens, from).filter(|_| figure.modifier.is_none());
        if figure.low != figure.high {
            figure.modifier = before
                .map(|(modifier, _)| modifier)
                .filter(|modifier| !modifier.is_bound())
                .or(figure.modifier);
        } else if let Some((modifier, start)) = before
            && start >= self.done
            && is_modifier_of(tokens, start, figure)
        {
            figure.qualify(modifier);
            if is_plain && (modifier.is_bound() || modifier == Modifier::Exactly) {
                let start = tokens.between(start, from).start();
                figure.span = Span::new(start, figure.span.end());
            }
        }
        let has_one_value = figure.low == figure.high;
        let Some((modifier, end)) = modifier::after(tokens, to) else {
            return to;
        };
        let is_spaced_plus = tokens.mark(to, '+') && !tokens.glued(to);
        if is_spaced_plus || modifier.is_bound() && !has_one_value {
            return to;
        }
        figure.qualify(modifier);
        if is_plain && modifier.is_bound() {
            let end = tokens.between(end - 1, end).end();
            figure.span = Span::new(figure.span.start(), end);
        }
        end
    }

    /// The change that the words around the figure say.
    fn change(&self, amount: &Amount, from: usize, to: usize, stated: Stated) -> Option<Direction> {
        let tokens = self.tokens;
        let has_measure = stated.is_relative || amount.is_money();
        let is_time = amount.is_time();
        let has_object = stated.is_relative && !amount.hyphen;
        changes::comparative(tokens, to, has_measure)
            .or_else(|| changes::before(tokens, from, stated))
            .or_else(|| changes::before_by(tokens, from).filter(|_| !is_time))
            .or_else(|| changes::before_object(tokens, from).filter(|_| has_object))
    }

    /// Share, change, rate or plain amount.
    fn role(&self, figure: &Figure, amount: &Amount, from: usize, to: usize) -> Role {
        let tokens = self.tokens;
        let is_fraction = amount.is_plain_fraction();
        let is_part = is_fraction || amount.is_in(Unit::PERCENT);
        let has_of = tokens.key(to) == OF;
        if is_fraction && has_of {
            Role::Share
        } else if !figure.per.is_empty() && !is_fraction {
            Role::Rate
        } else if figure.direction.is_some() || amount.is_relative() && is_change_noun(tokens, to) {
            Role::Change
        } else if is_part
            && (has_of
                || figure.of.is_some()
                || is_fraction
                || is_end_of_scale(tokens, from, to)
                || is_part_of_ability(tokens, to))
        {
            Role::Share
        } else if amount.unit.is_some_and(Unit::is_rate) {
            Role::Rate
        } else if is_part {
            role_of_percentage(tokens, from, to)
        } else {
            Role::Amount
        }
    }
}

/// "the richest 10%", "the top 1 percent": a part of the people, whoever they are.
fn is_end_of_scale(tokens: Tokens, from: usize, to: usize) -> bool {
    let end = words![
        "top",
        "bottom",
        "richest",
        "wealthiest",
        "poorest",
        "lower",
        "upper",
        "remaining"
    ];
    let is_level = tokens.has(to, class::LEVEL);
    from > 1 && tokens.one_of(from - 1, end) && tokens.is(from - 2, Kind::Word) && !is_level
}

/// "a 3 percent drop": does the token say that the figure is a change?
fn is_change_noun(tokens: Tokens, at: usize) -> bool {
    tokens.has(at, class::CHANGE)
}

/// Which way the noun of change says, if it says one: "a 3 percent swing" does not.
fn change_noun(tokens: Tokens, at: usize) -> Option<Direction> {
    if tokens.has(at, class::DOWN | class::LOWERS) {
        Some(Direction::Down)
    } else {
        let is_up = tokens.has(at, class::UP | class::RAISES);
        is_up.then_some(Direction::Up)
    }
}

/// "lost eight of their last ten", "dropped four games": a part of what was there, and not a change
/// by that number.
fn is_part_or_game(tokens: Tokens, figure: &Figure, to: usize) -> bool {
    let is_game = figure.of.is_some_and(|of| {
        let word = key(of.passage(tokens.text));
        class::of_word(word).any(class::GAME | class::CONTEST)
    });
    let is_count = figure.unit.is_none() && figure.why == FigureRule::Count;
    is_count && (tokens.key(to) == OF || is_game)
}
