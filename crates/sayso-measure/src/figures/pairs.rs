//! Two amounts that a word or a hyphen joins: ranges, changes from one to the other, scores and
//! votes.

use super::amount::{Amount, in_millions};
use super::changes::{self, Stated};
use super::ratios::is_chances;
use super::reader::{Read, Reader};
use super::tallies::{is_tally, is_vote_in_percent};
use super::{Direction, Figure, FigureRule, Role, ages};
use crate::decimal::Decimal;
use crate::keys::{ABOUT, AND, BETWEEN, BY, FROM, OR, THROUGH, TO};
use crate::modifier::{self, Modifier};
use crate::number::{Form, numeral};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit::Unit;

/// Words and marks that join two amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A hyphen or dash.
    Hyphen,
    /// "to", "through", and "and" after "from".
    To,
    /// "and" after "between".
    And,
    /// "or"
    Or,
}

/// The word before two joined amounts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Between,
    From,
    Other,
}

impl Lead {
    fn at(tokens: Tokens, at: usize) -> Lead {
        match tokens.key(at) {
            BETWEEN => Lead::Between,
            FROM => Lead::From,
            _ => Lead::Other,
        }
    }
}

impl Link {
    fn at(tokens: Tokens, at: usize, lead: Lead) -> Option<Link> {
        // "5 -7": a hyphen glued to the second number only.
        let is_stray_hyphen = tokens.is(at, Kind::Hyphen)
            && !tokens.glued(at)
            && tokens.is(at + 1, Kind::Number)
            && at > 0
            && tokens.is(at - 1, Kind::Number);
        if tokens.hyphen(at) || tokens.mark(at, '~') || is_stray_hyphen {
            return Some(Link::Hyphen);
        }
        match tokens.key(at) {
            TO | THROUGH => Some(Link::To),
            AND if lead == Lead::Between => Some(Link::And),
            AND if lead == Lead::From => Some(Link::To),
            OR => Some(Link::Or),
            _ => None,
        }
    }
}

/// Two joined amounts.
pub(super) struct Pair<'t, 'a> {
    pub(super) tokens: Tokens<'t>,
    pub(super) first: &'a Amount,
    pub(super) second: &'a Amount,
    pub(super) link: Link,
    lead: Lead,
    /// The first amount ends in a hyphen that waits for a noun: "four- to six-cylinder".
    is_hung: bool,
}

/// What two joined amounts are.
struct Reading {
    role: Role,
    low: Decimal,
    high: Decimal,
    unit: Option<Unit>,
}

/// How many times the first of a pair the second may be, where both have a sign, for one magnitude
/// to serve both.
const SHARED: u64 = 100;

impl Pair<'_, '_> {
    /// Are both counts, so that neither has a unit before it or a part?
    fn are_counts(&self) -> bool {
        self.first.unit.is_none()
            && self.first.number.is_plain_whole()
            && self.second.number.is_plain_whole()
    }

    /// Are they a date, a telephone number, a formation or years? Those are not figures.
    fn is_name(&self) -> bool {
        let are_bare =
            self.first.number.bare && self.second.number.bare && self.first.unit.is_none();
        let is_code = self.link == Link::Hyphen
            && (are_bare && self.is_chain_of_digits() || self.is_formation());
        is_code || are_bare && self.are_years()
    }

    /// "a four-four-two formation"
    fn is_formation(&self) -> bool {
        let (tokens, to) = (self.tokens, self.second.to);
        let is_glued = tokens.glued(self.second.from) && tokens.hyphened(to);
        is_glued
            && self.are_counts()
            && self.second.unit.is_none()
            && numeral(tokens, to + 1).is_some_and(|n| n.is_plain_whole())
    }

    /// "555-0199", "2019-09-01", "1-2-3": digits in a chain are not a range.
    fn is_chain_of_digits(&self) -> bool {
        let (tokens, first, second) = (self.tokens, self.first, self.second);
        if !tokens.glued(second.from) {
            return false;
        }
        let to = second.number.to;
        let goes_on = tokens.hyphened(to) && !tokens.is(to + 1, Kind::Word);
        let (before, after) = (tokens.text(first.from), tokens.text(second.from));
        let has_zero = is_zero_led(after) && !after.contains('.') || is_zero_led(before);
        let is_area_code = first.from > 0 && tokens.mark(first.from - 1, ')') && after.len() >= 3;
        goes_on || has_zero || is_area_code
    }

    /// "1998–2003", "1950-53", "2019 to 2021".
    fn are_years(&self) -> bool {
        let (tokens, second) = (self.tokens, self.second);
        let is_short =
            tokens.text(second.number.from).len() == 2 && tokens.glued(second.number.from);
        second.unit.is_none()
            && is_year(tokens, self.first)
            && (is_year(tokens, second) || is_short)
            && modifier::before(tokens, self.first.from).is_none()
    }

    /// The unit of both, if they belong together.
    fn unit(&self) -> Option<Unit> {
        self.second.unit.or(self.first.unit)
    }

    /// Do they belong together by their units?
    fn have_one_unit(&self) -> bool {
        let (first, second) = (self.first, self.second);
        match (first.unit, second.unit) {
            (None, _)
            | (Some(Unit::FOOT), Some(Unit::INCH))
            | (Some(Unit::DOLLAR), Some(Unit::USD)) => true,
            (Some(a), Some(b)) => a == b,
            (Some(_), None) if first.before => true,
            (Some(_), None) => {
                // "5% and 6 million people"
                let has_own_magnitude =
                    first.number.scale.is_none() && second.number.scale.is_some();
                let is_cardinal = second.number.form == Form::Cardinal;
                !has_own_magnitude && self.link != Link::Or && is_cardinal
            }
        }
    }

    /// "1 to 2 thousand", "$30-35 million", "$2 to $3 billion": the first number in the magnitude of
    /// the second, where that is the likelier reading. Then it must rise ("$900 to $1.2 million"
    /// does not), except after "fell from". Where each number has its own sign, the first could be
    /// meant as written ("prizes from $1 to $500 million"). Then the two must be near each other, or
    /// the first must have one decimal, because magnitudes often have one and prices have two.
    fn first_in_shared_magnitude(&self) -> Option<Decimal> {
        let (first, second) = (self.first, self.second);
        let (None, Some(scale)) = (first.number.scale, second.number.scale) else {
            return None;
        };
        let (low, high) = (first.number.value, second.number.value);
        let is_measured = first.unit.is_some() && !first.before;
        if low.is_negative() || low >= Decimal::whole(1000) || is_measured {
            return None;
        }
        let scaled = low.times_ten_to(i32::from(scale))?;
        let have_signs = first.before && second.before;
        let is_rise = scaled < high
            && (!have_signs || low.exponent() == -1 || is_within_factor(high, scaled));
        if is_rise {
            return Some(scaled);
        }
        let is_fall = scaled > high
            && is_within_factor(scaled, high)
            && self.lead == Lead::From
            && changes::fall_is_near(self.tokens, first.from);
        is_fall.then_some(scaled)
    }

    /// What they are; `None` if they are two figures.
    fn read(&self) -> Option<Reading> {
        if !self.have_one_unit() {
            return None;
        }
        let unit = self.unit();
        let scaled = self.first_in_shared_magnitude();
        let low = scaled.unwrap_or(self.first.number.value);
        let high = self.second.number.value;
        let role = if self.link == Link::Or {
            self.is_choice(low, high, scaled.is_some())
                .then_some(Role::Amount)
        } else {
            self.role(low, high, scaled.is_some(), unit)
        }?;
        Some(Reading {
            role,
            low,
            high,
            unit,
        })
    }

    /// "seven or eight men": "or" between two counts is a choice if they are one apart, or share a
    /// magnitude.
    fn is_choice(&self, low: Decimal, high: Decimal, is_shared: bool) -> bool {
        if low >= high {
            return false;
        }
        let is_plain = self.first.unit.is_none() && !self.second.before;
        let gap = high.plus(low.negated());
        is_shared || is_plain && !self.is_hung && gap == Some(Decimal::whole(1))
    }

    /// What they are if "or" does not join them.
    fn role(
        &self,
        low: Decimal,
        high: Decimal,
        is_shared: bool,
        unit: Option<Unit>,
    ) -> Option<Role> {
        let after_from = self.lead == Lead::From;
        // "up from 70-80" says where it was, which was a range.
        let may_be_change = after_from && self.link != Link::Hyphen;
        if may_be_change && changes::is_near(self.tokens, self.first.from) {
            return Some(Role::FromTo);
        }
        if !after_from && !is_shared && self.ends_at_level(low, high) {
            return None;
        }
        let may_be_tally = matches!(self.link, Link::Hyphen | Link::To);
        let are_counts = self.are_counts() && self.second.unit.is_none();
        if may_be_tally
            && (are_counts && is_tally(self, low, high) || is_vote_in_percent(self, unit))
        {
            return Some(Role::Tally);
        }
        if low < high {
            Some(Role::Amount)
        } else {
            after_from.then_some(Role::FromTo)
        }
    }

    /// "rose 3% to 50%", "fell by 300 to 2,100": a change and the level at which it ends.
    fn ends_at_level(&self, low: Decimal, high: Decimal) -> bool {
        if self.link != Link::To {
            return false;
        }
        let (tokens, from) = (self.tokens, self.first.from);
        let stated = Stated {
            stands_alone: true,
            is_relative: true,
        };
        let is_measured = self.first.unit.is_some();
        if is_measured && changes::before(tokens, from, stated).is_some() {
            return true;
        }
        let last = modifier::start_of(tokens, from).checked_sub(1);
        let is_change = last.is_some_and(|last| tokens.key(last) == BY)
            && (changes::before(tokens, from, stated).is_some()
                || changes::before_by(tokens, from).is_some());
        is_change && self.is_step_and_level(low, high)
    }

    /// "by 300 to 2,100", "by 11c to 17c": two numbers that are too far apart or too odd for a range.
    /// "by 200 to 300" is one.
    fn is_step_and_level(&self, low: Decimal, high: Decimal) -> bool {
        let is_times = |factor| {
            let most = low.times(Decimal::whole(factor));
            most.is_some_and(|most| high >= most)
        };
        let is_odd = |least| {
            let value = high.as_u64();
            value.is_none_or(|n| n > least && !n.is_multiple_of(5))
        };
        if self.first.unit.is_some_and(Unit::is_money) {
            return is_times(FAR) || is_odd(10);
        }
        let are_counts = self.are_counts() && self.second.unit.is_none();
        let are_percent = self.first.unit == Some(Unit::PERCENT);
        is_times(FAR) && (are_counts || are_percent) || are_counts && is_times(2) && is_odd(ROUND)
    }
}

/// A count that is this many times another one is not the end of a range from it.
const FAR: u64 = 4;
/// Numbers up to this are written as ends of a range without being round.
const ROUND: u64 = 20;

/// Is the first at most [`SHARED`] times the second, so that one magnitude may serve both?
fn is_within_factor(a: Decimal, b: Decimal) -> bool {
    b.times(Decimal::whole(SHARED))
        .is_some_and(|most| a <= most)
}

/// Can two amounts of these forms be a pair?
fn forms_can_pair(tokens: Tokens, first: &Amount, second: &Amount) -> bool {
    match (first.number.form, second.number.form) {
        (_, Form::Ordinal) => false,
        (Form::Many, form) => form == Form::Many,
        (Form::Fraction, Form::Fraction) => true,
        // "rose by a fifth to $3 billion": the change, and the level that was reached.
        (Form::Fraction, _) => {
            let is_after_by = first.from > 0 && tokens.key(first.from - 1) == BY;
            !second.before && !is_after_by
        }
        _ => true,
    }
}

fn is_zero_led(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0')
}

fn is_year(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let year = number.value.as_u64();
    tokens.text(number.from).len() == 4 && year.is_some_and(|y| (1500..2100).contains(&y))
}

impl Reader<'_> {
    /// Two amounts that a word or a hyphen joins: a range, a change from one to the other, a tally.
    pub(super) fn pair(&mut self, first: &Amount) -> Option<Read> {
        let tokens = self.tokens;
        let before =
            modifier::before(tokens, first.from).filter(|(modifier, _)| !modifier.is_bound());
        let start = before.map_or(first.from, |(_, start)| start);
        // "between the ages of 17 and 20"
        let ages = ages::start_of_ages(tokens, start);
        let lead = ages.unwrap_or(start).checked_sub(1);
        let lead = lead.map_or(Lead::Other, |at| Lead::at(tokens, at));
        let is_hung = is_hung(tokens, first);
        let at = first.to + usize::from(is_hung && tokens.is(first.to + 1, Kind::Word));
        let link = Link::at(tokens, at, lead)?;
        // "a 2-to-1 vote"
        let is_joined_to = tokens.key(at + 1) == TO && tokens.hyphened(at + 2);
        let (link, at) = match link {
            Link::Hyphen if is_joined_to => (Link::To, at + 2),
            Link::Hyphen if is_chances(tokens, first, at) => return self.chances(first, at),
            link => (link, at),
        };
        let second = self.second_amount(first, link, at)?;
        let pair = Pair {
            tokens,
            first,
            second: &second,
            link,
            lead,
            is_hung,
        };
        if pair.is_name() {
            return Some(Read::nothing(second.to));
        }
        let reading = pair.read()?;
        let has_lead_word = link == Link::And || lead == Lead::From && link == Link::To;
        let from = if has_lead_word && ages.is_none() {
            start - 1
        } else {
            first.from
        };
        let figure = pair_figure(&pair, &reading, from, before.map(|(modifier, _)| modifier));
        Some(self.complete_pair(figure, &second, &reading, from, lead == Lead::From))
    }

    /// The amount after the link at the token, if it may belong to the first one.
    fn second_amount(&mut self, first: &Amount, link: Link, at: usize) -> Option<Amount> {
        let tokens = self.tokens;
        // "2-to-1", "5 to ~7", "5 to about 7"
        let has_hyphen =
            link == Link::To && tokens.is(at + 1, Kind::Hyphen) && tokens.glued(at + 1);
        let has_tilde = tokens.mark(at + 1, '~');
        let has_about = link != Link::Hyphen && tokens.key(at + 1) == ABOUT;
        let skipped = usize::from(has_hyphen) + usize::from(has_tilde) + usize::from(has_about);
        let mut second = self.amount(at + 1 + skipped)?;
        // "$10-12m": after money an m is not metres.
        if first.before
            && !second.before
            && let Some(number) = in_millions(tokens, second.number)
        {
            (second.number, second.unit, second.to) = (number, None, number.to);
        }
        let is_double_hyphen = link == Link::Hyphen && tokens.is(second.from, Kind::Hyphen);
        (!is_double_hyphen && forms_can_pair(tokens, first, &second)).then_some(second)
    }

    /// Completes the figure of a pair by the words around it. A tally is complete.
    fn complete_pair(
        &self,
        mut figure: Figure,
        second: &Amount,
        reading: &Reading,
        from: usize,
        after_from: bool,
    ) -> Read {
        let last = Amount {
            unit: reading.unit,
            ..second.clone()
        };
        let to = match reading.role {
            Role::Tally => last.to,
            _ => self.complete(&mut figure, &last, from, after_from),
        };
        Read::figure(figure, to)
    }
}

/// "four- to six-cylinder": does the first amount end in a hyphen that waits for its noun?
fn is_hung(tokens: Tokens, first: &Amount) -> bool {
    let at = first.to;
    let has_hyphen = tokens.is(at, Kind::Hyphen) && tokens.glued(at) && !tokens.glued(at + 1);
    has_hyphen && !first.before
}

/// The figure from `from` to the end of the second amount.
fn pair_figure(pair: &Pair, reading: &Reading, from: usize, modifier: Option<Modifier>) -> Figure {
    let (first, second) = (&pair.first.number, &pair.second.number);
    let span = pair.tokens.between(from, pair.second.to);
    let digits = first.digits.max(second.digits);
    let mut figure = Figure::new(span, reading.low, digits);
    figure.high = Some(reading.high);
    figure.unit = reading.unit;
    figure.modifier = modifier;
    figure.role = reading.role;
    figure.why = match reading.role {
        Role::Tally => FigureRule::Tally,
        Role::FromTo => FigureRule::FromTo,
        _ => FigureRule::Range,
    };
    if reading.role == Role::FromTo {
        let is_rise = reading.high >= reading.low;
        figure.direction = Some(if is_rise {
            Direction::Up
        } else {
            Direction::Down
        });
    }
    figure
}
