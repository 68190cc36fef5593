//! Two amounts that belong together: ranges, changes from one to the other, scores and votes, parts
//! of a whole.

use super::amount::{Amount, million};
use super::around::{ages_of, changes, changes_near, falls_near};
use super::counted::counted;
use super::{AND, BETWEEN, EACH, EVERY, FROM, IN, OF, OR, OUT, THROUGH, TO};
use super::{Direction, Figure, Reader, Role, blank, hyphened};
use crate::decimal::Decimal;
use crate::lexicon as lex;
use crate::lexicon::Effect;
use crate::lexicon::classes;
use crate::number::Form;
use crate::number::Numeral;
use crate::number::Tokens;
use crate::number::numeral;
use crate::scan::{Case, Kind, key};
use crate::unit;
use crate::unit::Found;

/// Words and marks that join two amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Hyphen,
    To,
    And,
    Or,
}

impl Link {
    pub(super) fn at(tokens: Tokens, at: usize, lead: u64) -> Option<Link> {
        if tokens.hyphen(at) && (tokens.glued(at) == tokens.glued(at + 1)) {
            return Some(Link::Hyphen);
        }
        let stray = tokens.is(at, Kind::Hyphen)
            && !tokens.glued(at)
            && tokens.is(at + 1, Kind::Number)
            && at > 0
            && tokens.is(at - 1, Kind::Number);
        if tokens.mark(at, '~') || stray {
            return Some(Link::Hyphen);
        }
        match tokens.key(at) {
            TO | THROUGH => Some(Link::To),
            AND if lead == BETWEEN => Some(Link::And),
            AND if lead == FROM => Some(Link::To),
            OR => Some(Link::Or),
            _ => None,
        }
    }
}

/// What two joined amounts are.
pub(super) struct Pair {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) unit: Option<Found>,
    /// No figure at all: a date, a telephone number.
    pub(super) refused: bool,
    pub(super) role: Option<Role>,
}

impl Pair {
    pub(super) fn of(
        tokens: Tokens,
        first: &Amount,
        second: &Amount,
        link: Link,
        lead: u64,
        hung: bool,
    ) -> Option<Pair> {
        let (mut low, high) = (first.number.value, second.number.value);
        let bare = first.number.bare && second.number.bare && first.unit.is_none();
        let pair = |role, refused| {
            Some(Pair {
                low,
                high,
                unit: second.unit.or(first.unit),
                refused,
                role,
            })
        };
        // "two-nil" too
        let counts =
            first.unit.is_none() && first.number.exponent_zero() && second.number.exponent_zero();
        if bare && link == Link::Hyphen && digits_chain(tokens, first, second) {
            return pair(None, true);
        }
        // "a four-four-two formation"
        let more = hyphened(tokens, second.to)
            && numeral(tokens, second.to + 1).is_some_and(|n| n.exponent_zero());
        if counts
            && link == Link::Hyphen
            && more
            && second.unit.is_none()
            && tokens.glued(second.from)
        {
            return pair(None, true);
        }
        if bare && years(tokens, first, second) {
            return pair(None, true);
        }
        let unit = match (first.unit, second.unit) {
            (Some(a), Some(b)) if a.name == b.name => Some(a),
            (Some(a), Some(b))
                if a.dimension == b.dimension
                    && matches!((a.name, b.name), ("foot", "inch") | ("dollar", "USD")) =>
            {
                Some(b)
            }
            (None, unit) => unit,
            // "5% and 6 million people"
            (Some(_), None)
                if !first.before
                    && first.number.scale.is_none()
                    && second.number.scale.is_some() =>
            {
                return None;
            }
            (Some(a), None)
                if first.before || link != Link::Or && second.number.form == Form::Cardinal =>
            {
                Some(a)
            }
            (Some(_), _) => return None,
        };
        let moved = changes_near(tokens, first.from);
        let scaled = shared_scale(
            first,
            second,
            lead == FROM && falls_near(tokens, first.from),
        );
        low = scaled.unwrap_or(low);
        let role = match link {
            Link::Or if low < high && scaled.is_some() => Some(Role::Amount),
            Link::Or if low < high && first.unit.is_none() && !second.before => Some(Role::Amount),
            Link::Or => None,
            _ if lead == FROM && moved => Some(Role::FromTo),
            Link::To
                if first.unit.is_some()
                    && lead != FROM
                    && scaled.is_none()
                    && changes(tokens, first.from, true, true).is_some() =>
            {
                None
            }
            Link::Hyphen | Link::To
                if counts
                    && second.unit.is_none()
                    && tally(tokens, first, second, low, high, link) =>
            {
                Some(Role::Tally)
            }
            Link::Hyphen | Link::To if vote_in_percent(tokens, first, second, unit) => {
                Some(Role::Tally)
            }
            _ if low < high => Some(Role::Amount),
            _ if lead == FROM => Some(Role::FromTo),
            _ => None,
        };
        // "or" between two counts is a choice where the second stands close: "seven or eight men".
        let close = link != Link::Or
            || scaled.is_some()
            || !hung
                && high
                    .plus(low.negated())
                    .is_some_and(|gap| gap == Decimal::whole(1));
        Some(Pair {
            low,
            high,
            unit,
            refused: false,
            role: role.filter(|_| close),
        })
    }
}

/// How many times the first of a pair the second may be, where both have a sign, for one size word
/// to serve both.
const SHARED: u64 = 100;

/// "1 to 2 thousand", "$30-35 million", "$2 to $3 billion": the first number in the size of the
/// second, where that is the likelier reading. It must rise ("$900 to $1.2 million" does not), but
/// for what fell from … to. Where each number has its own sign, the first could stand for itself
/// ("prizes from $1 to $500 million"): then the two must be near each other, or the first have one
/// decimal, as sizes have and prices not.
fn shared_scale(first: &Amount, second: &Amount, falls: bool) -> Option<Decimal> {
    let (None, Some(scale)) = (first.number.scale, second.number.scale) else {
        return None;
    };
    let (low, high) = (first.number.value, second.number.value);
    if low.is_negative() || low >= Decimal::whole(1000) || first.unit.is_some() && !first.before {
        return None;
    }
    let scaled = low.times_ten_to(i32::from(scale))?;
    let near = |a: Decimal, b: Decimal| {
        b.times(Decimal::whole(SHARED))
            .is_some_and(|most| a <= most)
    };
    let signs = first.before && second.before;
    let rises = scaled < high && (!signs || low.exponent() == -1 || near(high, scaled));
    (rises || falls && scaled > high && near(scaled, high)).then_some(scaled)
}

/// "555-0199", "2019-09-01", "1-2-3": digits in a chain are no range.
pub(super) fn digits_chain(tokens: Tokens, first: &Amount, second: &Amount) -> bool {
    let glued = tokens.glued(second.from);
    let more = tokens.is(second.number.to, Kind::Hyphen)
        && tokens.glued(second.number.to)
        && tokens.glued(second.number.to + 1)
        && !tokens.is(second.number.to + 1, Kind::Word);
    let text = tokens.text(second.from);
    let zero = text.len() > 1 && text.starts_with('0') && !text.contains('.');
    let bracket = first.from > 0 && tokens.mark(first.from - 1, ')') && text.len() >= 3;
    glued
        && (more
            || zero
            || bracket
            || tokens.text(first.from).starts_with('0') && tokens.text(first.from).len() > 1)
}

/// "1998–2003", "1950-53", "2019 to 2021": years.
pub(super) fn years(tokens: Tokens, first: &Amount, second: &Amount) -> bool {
    let year = |a: &Amount| {
        tokens.text(a.number.from).len() == 4
            && a.number
                .value
                .as_u64()
                .is_some_and(|y| (1500..2100).contains(&y))
    };
    let short = tokens.text(second.number.from).len() == 2 && tokens.glued(second.number.from);
    let clear = lex::before(tokens, first.from).is_none();
    second.unit.is_none() && year(first) && (year(second) || short) && clear
}

/// Is it a score or a vote?
pub(super) fn tally(
    tokens: Tokens,
    first: &Amount,
    second: &Amount,
    low: Decimal,
    high: Decimal,
    link: Link,
) -> bool {
    let whole =
        low.exponent() == 0 && high.exponent() == 0 && !low.is_negative() && !high.is_negative();
    let small = low < Decimal::whole(600) && high < Decimal::whole(600);
    let near = |from: usize, to: usize| (from..to).any(|at| classes(tokens, at) & lex::SCORE != 0);
    let after = counted(tokens, second.to, true).is_some();
    let cue = near(first.from.saturating_sub(6), first.from) || near(second.to, second.to + 2);
    // "passed 1,204-988"
    let great = cue && !after && link == Link::Hyphen && low > high;
    if !whole || !small && !great {
        return false;
    }
    match link {
        _ if tokens.is(second.from.saturating_sub(1), Kind::Hyphen)
            && tokens.key(second.from.saturating_sub(2)) == TO =>
        {
            low > high
        }
        Link::Hyphen => low >= high || cue && !after || (!after && high <= Decimal::whole(15)),
        _ => cue && (!after || low > high),
    }
}

/// "won 51.2%-48.8%", "led by 51 to 47 percent"
fn vote_in_percent(tokens: Tokens, first: &Amount, second: &Amount, unit: Option<Found>) -> bool {
    let (high, low) = (first.number.value, second.number.value);
    let all = high
        .plus(low)
        .is_some_and(|sum| sum >= Decimal::whole(50) && sum <= Decimal::whole(100));
    let mut near = (first.from.saturating_sub(16)..first.from)
        .rev()
        .take_while(|&at| !tokens.mark(at, '.'));
    let hyphen = tokens.is(second.from - 1, Kind::Hyphen);
    let by = first.from > 0 && tokens.one_of(first.from - 1, &["by"]);
    let cue = hyphen || by || near.any(|at| classes(tokens, at) & lex::SCORE != 0);
    unit.is_some_and(|u| u.name == "%") && high > low && all && cue
}

impl Reader<'_> {
    /// "one pupil in five", "two chances in three", "nine times out of ten".
    fn ratio_of(&self, amount: &Amount) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let noun = amount.to - usize::from(amount.unit.is_some_and(|u| u.name == "times"));
        let plain = tokens
            .get(noun)
            .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower);
        let single = amount.number.value == Decimal::whole(1);
        let one = single && classes(tokens, noun) & lex::STOP == 0;
        let many = tokens.one_of(noun, &["chances", "times", "cases"]);
        let next = match (tokens.key(noun + 1), tokens.key(noun + 2)) {
            (IN, _) => noun + 2,
            (OUT, OF) => noun + 3,
            _ => return None,
        };
        let lower = numeral(tokens, next)
            .filter(|n| n.exponent_zero() && n.value <= Decimal::whole(100))?;
        let alone = counted(tokens, lower.to, true).is_none()
            && unit::unit_at(tokens, lower.to, lower.figures).is_none()
            && !tokens.is(lower.to, Kind::Hyphen)
            && classes(tokens, lower.to) & lex::MONTH == 0;
        let count = amount.unit.is_none_or(|u| u.name == "times") && amount.number.exponent_zero();
        let (upper, whole) = (amount.number.value, lower.value);
        if !(plain && (one || many) && alone && count && upper < whole && upper > Decimal::ZERO) {
            return None;
        }
        let mut figure = blank(tokens.between(amount.from, lower.to), upper.by(whole)?, 0);
        (figure.role, figure.why) = (Role::Share, "ratio");
        figure.of = one.then(|| tokens.all[noun].span());
        let to = self.bounds(&mut figure, amount.from, lower.to);
        Some((Some(figure), to))
    }

    /// "one in five", "nine out of 10".
    pub(super) fn ratio(&mut self, amount: &Amount) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let at = amount.to;
        let upper = &amount.number;
        let whole =
            |n: &Numeral| n.form == Form::Cardinal && n.scale.is_none() && n.value.exponent() >= 0;
        if let Some(found) = self.ratio_of(amount) {
            return Some(found);
        }
        if amount.unit.is_some() || !whole(upper) {
            return None;
        }
        let out = tokens.key(at) == OUT && tokens.key(at + 1) == OF;
        // "eight of 10": a whole of ten or a hundred is a scale, others are counted themselves.
        let scale = tokens.key(at) == OF
            && matches!(tokens.text(at + 1), "10" | "100" | "ten")
            && !tokens.is(at + 2, Kind::Hyphen);
        let scale = scale || tokens.key(at) == OF && matches!(tokens.key(at + 1), EVERY | EACH);
        let out = out || scale;
        let dashes = hyphened(tokens, at) && tokens.key(at + 1) == IN && hyphened(tokens, at + 2);
        let within = tokens.key(at) == IN || dashes;
        // "one over three"; "over" means more than before what is counted.
        let over = tokens.key(at) == key("over");
        if !out && !within && !over {
            return None;
        }
        let next = at
            + if scale {
                1
            } else if out {
                2
            } else if dashes {
                3
            } else {
                1
            };
        let every = usize::from(matches!(tokens.key(next), EVERY | EACH));
        let lower = numeral(tokens, next + every).filter(|n| whole(n) || n.scale.is_some())?;
        let digits = lower.value.as_u64()?;
        // "1 in 200", and no year
        let round = upper.value == Decimal::whole(1)
            && digits % 10 == 0
            && (digits < 1000 || digits > 2200 && digits % 100 == 0);
        let usual = out
            || round
            || over
            || every > 0
            || matches!(
                digits,
                3..=10
                    | 12
                    | 15
                    | 16
                    | 20
                    | 25
                    | 30
                    | 40
                    | 50
                    | 100
                    | 1000
                    | 10_000
                    | 100_000
                    | 1_000_000
            )
            || !lower.figures;
        if upper.value >= lower.value
            || !usual
            || lower.form != Form::Cardinal
            || upper.value.mantissa() == 0
        {
            return None;
        }
        // "two in 10 days" counts days.
        if within && unit::unit_at(tokens, lower.to, lower.figures).is_some()
            || tokens.is(lower.to, Kind::Hyphen)
        {
            return None;
        }
        if within
            && (classes(tokens, lower.to) & lex::MONTH != 0
                || tokens.get(lower.to).is_some_and(|t| t.is(':') || t.is('%')))
        {
            return None;
        }
        if over
            && (unit::unit_at(tokens, lower.to, lower.figures).is_some()
                || counted(tokens, lower.to, true).is_some())
        {
            return None;
        }
        let value = upper.value.by(lower.value)?;
        let mut figure = blank(tokens.between(amount.from, lower.to), value, 0);
        (figure.role, figure.why, figure.of) =
            (Role::Share, "ratio", counted(tokens, lower.to, true));
        let to = self.bounds(&mut figure, amount.from, lower.to);
        Some((Some(figure), to))
    }

    /// Two amounts that a word or a hyphen joins: a range, a change from one to the other, a tally.
    pub(super) fn joined(&mut self, first: &Amount) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let before = lex::before(tokens, first.from).filter(|(m, _)| m.effect == Effect::Keep);
        let start = before.map_or(first.from, |b| b.1);
        // "between the ages of 17 and 20"
        let ages = ages_of(tokens, start);
        let lead = ages
            .unwrap_or(start)
            .checked_sub(1)
            .map_or(0, |at| tokens.key(at));
        // "four- to six-cylinder": the hyphen waits for its noun.
        let hung = tokens.is(first.to, Kind::Hyphen)
            && tokens.glued(first.to)
            && !tokens.glued(first.to + 1)
            && !first.before;
        let mut at = first.to + usize::from(hung && tokens.is(first.to + 1, Kind::Word));
        let mut link = Link::at(tokens, at, lead)?;
        // "a 2-to-1 vote"
        if link == Link::Hyphen && tokens.key(at + 1) == TO && hyphened(tokens, at + 2) {
            (at, link) = (at + 2, Link::To);
        }
        // "3-for-4", "7-of-12": hits and chances
        let chances = link == Link::Hyphen
            && tokens.one_of(at + 1, &["for", "of"])
            && hyphened(tokens, at + 2);
        if chances && first.unit.is_none() && first.number.exponent_zero() {
            let second = numeral(tokens, at + 3).filter(Numeral::exponent_zero)?;
            // "a 3-for-2 split" has terms, nobody's chances.
            if tokens.one_of(
                second.to,
                &[
                    "split", "deal", "offer", "swap", "basis", "exchange", "sale",
                ],
            ) {
                return Some((None, second.to));
            }
            let mut figure = blank(tokens.between(first.from, second.to), first.number.value, 0);
            figure.high = Some(second.value);
            (figure.role, figure.why) = (Role::Tally, "chances");
            return Some((Some(figure), second.to));
        }
        let stray = usize::from(
            link == Link::To && tokens.is(at + 1, Kind::Hyphen) && tokens.glued(at + 1),
        );
        let approx = stray
            + usize::from(tokens.mark(at + 1, '~'))
            + usize::from(link != Link::Hyphen && tokens.key(at + 1) == key("about"));
        let mut second = self.amount(at + 1 + approx)?;
        // "$10-12m": after money the m is no metre.
        let money = first.before && !second.before;
        if let Some(number) = million(tokens, second.number).filter(|_| money) {
            (second.number, second.unit, second.to) = (number, None, number.to);
        }
        if second.number.form != first.number.form && first.number.form == Form::Many {
            return None;
        }
        // "rose by a fifth to $3 billion" ends there.
        let by = first.from > 0 && tokens.one_of(first.from - 1, &["by"]);
        if first.number.form == Form::Fraction
            && second.number.form != Form::Fraction
            && (second.before || by)
        {
            return None;
        }
        if second.number.form == Form::Ordinal
            || tokens.is(second.from, Kind::Hyphen) && link == Link::Hyphen
        {
            return None;
        }
        let pair = Pair::of(tokens, first, &second, link, lead, hung)?;
        if pair.refused {
            return Some((None, second.to));
        }
        let role = pair.role?;
        let begins = matches!(link, Link::And) || (lead == FROM && link == Link::To);
        let from = if begins && ages.is_none() {
            start - 1
        } else {
            first.from
        };
        let mut figure = blank(tokens.between(from, second.to), pair.low, 0);
        figure.high = Some(pair.high);
        figure.digits = first.number.digits.max(second.number.digits);
        figure.unit = pair.unit.map(|u| u.name);
        (figure.role, figure.why) = (
            role,
            if role == Role::Tally {
                "tally"
            } else {
                "range"
            },
        );
        if role == Role::FromTo {
            figure.direction = Some(if pair.high >= pair.low {
                Direction::Up
            } else {
                Direction::Down
            });
            figure.why = "from-to";
        }
        figure.modifier = before.map(|b| b.0.name);
        let last = Amount {
            unit: pair.unit,
            ..second
        };
        let to = if role == Role::Tally {
            last.to
        } else {
            self.around(&mut figure, &last, from, lead)
        };
        Some((Some(figure), to))
    }
}
