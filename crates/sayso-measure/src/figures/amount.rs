//! A number with its unit: tokens in, [`Amount`]s out.

use super::counted::counted;
use super::dimensions::unit_of_last_side;
use super::letters::is_meant_as_unit;
use super::points;
use super::reader::Reader;
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{A, AN, AND, BELOW, DOLLAR, OF, US, WON, ZERO};
use crate::modifier::{self, Modifier};
use crate::number::{Form, Numeral, and_part, numeral};
use crate::scan::{Case, Kind};
use crate::tokens::Tokens;
use crate::unit::{self, Dimension, Unit, unit_at};

/// The exponent of a million.
const MILLION: u8 = 6;

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// First token.
    pub(super) from: usize,
    /// The token after number and unit.
    pub(super) to: usize,
    pub(super) number: Numeral,
    pub(super) unit: Option<Unit>,
    /// The unit comes before the number: "$5".
    pub(super) before: bool,
    /// A hyphen joins the number with its unit or a noun: "12-page".
    pub(super) hyphen: bool,
    /// "90-plus minutes", "20-odd": the modifier between number and unit.
    pub(super) inner: Option<Modifier>,
}

impl Amount {
    /// A number without a unit.
    fn of_number(number: Numeral) -> Amount {
        Amount {
            from: number.from,
            to: number.to,
            number,
            unit: None,
            before: false,
            hyphen: false,
            inner: None,
        }
    }

    /// Is its unit this one?
    pub(super) fn is_in(&self, unit: Unit) -> bool {
        self.unit == Some(unit)
    }

    /// What its unit measures.
    pub(super) fn dimension(&self) -> Option<Dimension> {
        self.unit.map(Unit::dimension)
    }

    /// Is it an amount of money?
    pub(super) fn is_money(&self) -> bool {
        self.unit.is_some_and(Unit::is_money)
    }

    /// Is it a length of time?
    pub(super) fn is_time(&self) -> bool {
        self.unit.is_some_and(Unit::is_time)
    }

    /// Is it a percentage, or a difference of two?
    pub(super) fn is_relative(&self) -> bool {
        matches!(self.dimension(), Some(Dimension::Ratio | Dimension::Points))
    }

    /// Is it a part of something, without a unit: "a third"?
    pub(super) fn is_plain_fraction(&self) -> bool {
        self.unit.is_none() && self.number.form == Form::Fraction
    }

    /// Extends it to a later token, with the value that it has there.
    fn extend(&mut self, to: usize, value: Decimal) {
        self.to = to;
        self.number.value = value;
        self.number.digits = value.digits();
    }
}

/// "£6m", "1.2m tons": the number in millions, if an m is glued to it.
pub(super) fn in_millions(tokens: Tokens, number: Numeral) -> Option<Numeral> {
    let at = number.to;
    let is_m = tokens.text(at) == "m" && tokens.glued(at) && !tokens.goes_on(at + 1);
    if !is_m || !number.figures || number.scale.is_some() {
        return None;
    }
    number.magnified(at + 1, MILLION)
}

/// Does "15m" mean 15 million, and not metres? "It had to sell 15m this year", "1.2m tons", "3m of
/// them". `number` is the number with its m.
fn means_millions(tokens: Tokens, amount: &Amount, number: &Numeral) -> bool {
    let start = modifier::start_of(tokens, amount.from);
    let is_counted = start > 0 && tokens.has(start - 1, class::COUNTING_VERB);
    is_counted
        || unit::is_unit(tokens, number.to, false)
        || counted(tokens, number.to, true).is_some()
        || tokens.key(number.to) == OF
}

/// "dollar 22.5 million": the sign spelled out, as some agencies send it. "the dollar 22.5 million"
/// is something else.
fn spelled_sign(tokens: Tokens, at: usize) -> Option<(Option<Unit>, usize)> {
    if tokens.key(at) != DOLLAR {
        return None;
    }
    let is_noun = at.checked_sub(1).is_some_and(|last| {
        tokens.has(last, class::DETERMINER | class::POSSESSIVE)
            || tokens.is_capital(last)
            || !tokens.is(last, Kind::Word)
    });
    if is_noun {
        return None;
    }
    let number = numeral(tokens, at + 1)?;
    let is_great = number.figures && number.scale.is_some_and(|s| s >= MILLION);
    is_great.then_some((None, at + 1))
}

/// Marks of inches, and of feet. They are also marks of quotation.
const INCHES: &[char] = &['"', '”', '″'];
const FEET: &[char] = &['\'', '’', '′'];

/// How far back a quotation may open that a mark of inches would close, in tokens.
const QUOTED: usize = 60;

/// Is a quotation open before the token? A mark glued to a number may be of inches and is not
/// counted.
fn is_quoted(tokens: Tokens, at: usize) -> bool {
    let line = (at.saturating_sub(QUOTED)..at)
        .rev()
        .take_while(|&i| !tokens.is(i, Kind::Break));
    let marks = line.filter(|&i| {
        let follows_number = tokens.glued(i) && i > 0 && tokens.is(i - 1, Kind::Number);
        tokens.one_of_marks(i, &['"', '“', '”']) && !follows_number
    });
    marks.count() % 2 == 1
}

/// `10" long`, `2' wide`: feet and inches as marks.
fn marked(tokens: Tokens, amount: &Amount) -> Option<(Unit, usize)> {
    let at = amount.to;
    let is_foot = tokens.one_of_marks(at, FEET);
    let is_twice = is_foot && tokens.one_of_marks(at + 1, FEET) && tokens.glued(at + 1);
    let (unit, to) = if tokens.one_of_marks(at, INCHES) {
        (Unit::INCH, at + 1)
    } else if is_twice {
        (Unit::INCH, at + 2)
    } else if is_foot {
        (Unit::FOOT, at + 1)
    } else {
        return None;
    };
    let is_size = amount.number.figures && tokens.has(to, class::SIZE) && !is_quoted(tokens, at);
    is_size.then_some((unit, to))
}

/// `6'2"`: feet and inches as marks.
fn height(tokens: Tokens, feet: &Numeral) -> Option<Amount> {
    let (foot, second) = (feet.to, feet.to + 1);
    let is_glued = (foot..=second + 1).all(|at| tokens.glued(at));
    let is_marked = is_glued && tokens.one_of_marks(foot, FEET);
    if !(is_marked && feet.bare && feet.is_plain_whole()) {
        return None;
    }
    let inches = numeral(tokens, second)
        .filter(|n| n.bare && n.is_plain_whole() && n.value < Decimal::whole(12))?;
    if !tokens.one_of_marks(inches.to, INCHES) {
        return None;
    }
    let value = feet.value.times(Decimal::whole(12))?.plus(inches.value)?;
    let mut amount = Amount::of_number(*feet);
    amount.extend(inches.to + 1, value);
    amount.number.to = amount.to;
    amount.number.bare = false;
    amount.unit = Some(Unit::INCH);
    Some(amount)
}

/// "an inch and a half of rain"
fn one_and_a_half(tokens: Tokens, at: usize) -> Option<Amount> {
    let has_and = (at + 2..at + 5).any(|i| tokens.key(i) == AND);
    if !matches!(tokens.key(at), A | AN) || !has_and {
        return None;
    }
    let (unit, to) = unit_at(tokens, at + 1, false)?;
    let mut amount = Amount {
        to,
        unit: Some(unit),
        ..Amount::of_number(Numeral::one(at))
    };
    and_a_half(tokens, &mut amount);
    (amount.to > to).then_some(amount)
}

/// "two miles and a half", where the half is of the unit and not of what follows.
fn and_a_half(tokens: Tokens, amount: &mut Amount) {
    use Dimension::{Money, Points, Ratio, Times};
    let is_measured = match amount.dimension() {
        Some(Money | Ratio | Times | Points) | None => false,
        Some(_) => !amount.before,
    };
    if !is_measured {
        return;
    }
    let Some((to, part)) = and_part(tokens, amount.to) else {
        return;
    };
    let is_of_unit = if tokens.key(to) == OF {
        !tokens.has(to + 1, class::DETERMINER | class::POSSESSIVE)
    } else {
        let ends = !tokens.is(to, Kind::Word) && !tokens.is(to, Kind::Hyphen);
        ends || tokens.has(to, class::STOP)
    };
    let is_verb = tokens.text(to).ends_with("ed");
    if let Some(value) = amount
        .number
        .value
        .plus(part)
        .filter(|_| is_of_unit || is_verb)
    {
        amount.extend(to, value);
    }
}

/// "half a mile", "two thirds of a gallon", "half of a US gallon".
fn part_of_unit(tokens: Tokens, amount: &Amount) -> Option<(Unit, usize)> {
    if amount.number.form != Form::Fraction {
        return None;
    }
    let has_of = tokens.key(amount.to) == OF;
    let at = amount.to + usize::from(has_of);
    let has_article = matches!(tokens.key(at), A | AN);
    if !has_article && (!has_of || amount.number.figures) {
        return None;
    }
    let at = at + usize::from(has_article);
    let has_nation = has_of && has_article && tokens.key(at) == US;
    let found = unit_at(tokens, at + usize::from(has_nation), false)?;
    (found.0.dimension() != Dimension::Times).then_some(found)
}

/// "20 (kg)".
fn bracketed(tokens: Tokens, amount: &Amount) -> Option<(Unit, usize)> {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    if tokens.glued(amount.to) || !amount.number.bare {
        return None;
    }
    let (_, close) = BRACKETS
        .into_iter()
        .find(|(open, _)| tokens.mark(amount.to, *open))?;
    let (unit, to) = unit_at(tokens, amount.to + 1, true)?;
    (tokens.mark(to, close) && tokens.glued(to)).then_some((unit, to + 1))
}

/// "20€", "20 $": does the sign belong to the number before it? In "20 $100 notes" and "1 $ 10
/// dollars" it does not; "10 $ 20 €" shows that signs come after their numbers.
fn sign_belongs_before(tokens: Tokens, at: usize) -> bool {
    if tokens.glued(at) || !tokens.is(at + 1, Kind::Number) || tokens.is(at + 2, Kind::Currency) {
        return true;
    }
    let sign = unit::of_sign(tokens.text(at)).unwrap_or(Unit::USD);
    let Some((unit, _)) = unit_at(tokens, at + 2, false) else {
        return false;
    };
    let is_repeated = unit == sign || sign == Unit::USD && unit == Unit::DOLLAR;
    unit.is_money() && !is_repeated
}

/// "one US fluid ounce", "20 imperial gallons": the token after the word that says whose measure it
/// is.
fn past_nation(tokens: Tokens, at: usize) -> usize {
    if let Some(cents) = past_nation_of_cents(tokens, at) {
        return cents;
    }
    let is_nation = tokens.one_of(at, words!["us", "u.s.", "imperial"]);
    if !is_nation || unit::is_unit(tokens, at, false) {
        return at;
    }
    let unit = unit_at(tokens, at + 1, false);
    let is_volume = unit.is_some_and(|(unit, _)| unit.dimension() == Dimension::Volume);
    at + usize::from(is_volume)
}

/// "one Singapore cent", "11 Hong Kong cents": the token after the country whose cents they are.
fn past_nation_of_cents(tokens: Tokens, at: usize) -> Option<usize> {
    let is_name = |at: usize| tokens.is(at, Kind::Word) && tokens.is_capital(at);
    let cents = [at + 1, at + 2]
        .into_iter()
        .find(|&cents| tokens.one_of(cents, words!["cent", "cents"]))?;
    let is_country = (at..cents).all(|at| is_name(at) && !tokens.has(at, class::FUNCTION));
    (is_country && !unit::is_unit(tokens, at, false)).then_some(cents)
}

/// "4.5 trillion won", where "won" is not a verb.
fn won(tokens: Tokens, amount: &Amount, at: usize) -> Option<(Unit, usize)> {
    let number = &amount.number;
    let is_great = number.scale.is_some_and(|s| s >= 3) || number.value >= Decimal::whole(1000);
    (is_great && tokens.key(at) == WON).then_some((Unit::KRW, at + 1))
}

impl Reader<'_> {
    /// The number at the token with the unit before or after it.
    pub(super) fn amount(&mut self, at: usize) -> Option<Amount> {
        let tokens = self.tokens;
        if let Some(amount) = self.money_amount(at).or_else(|| one_and_a_half(tokens, at)) {
            return Some(amount);
        }
        let number = numeral(tokens, at)?;
        if let Some(height) = height(tokens, &number) {
            return Some(height);
        }
        let mut amount = Amount {
            from: at,
            ..Amount::of_number(number)
        };
        match number.form {
            Form::Ordinal => {}
            Form::Many => {
                amount.from = number.from;
                self.add_unit_of_many(&mut amount);
            }
            Form::Cardinal | Form::Fraction => {
                self.add_unit(&mut amount);
                self.add_smaller_units(&mut amount);
                and_a_half(tokens, &mut amount);
            }
        }
        Some(amount)
    }

    /// "millions of dollars", "dozens of miles". Hundreds of points and of times are counted
    /// themselves.
    fn add_unit_of_many(&mut self, amount: &mut Amount) {
        let of = usize::from(self.tokens.key(amount.to) == OF);
        let Some((unit, to)) = unit_at(self.tokens, amount.to + of, false) else {
            return;
        };
        if unit.dimension() != Dimension::Times && unit != Unit::POINT {
            amount.unit = Some(self.meaning(unit, amount, to));
            amount.to = to;
        }
    }

    /// A currency before its number: "$5", "£1.2m", "USD 22.5 million", "-$50.8bn".
    fn money_amount(&mut self, at: usize) -> Option<Amount> {
        let tokens = self.tokens;
        let has_minus =
            tokens.is(at, Kind::Hyphen) && !tokens.glued(at) && tokens.is(at + 1, Kind::Currency);
        let sign = at + usize::from(has_minus);
        let (money, next) =
            unit::money_before(tokens, sign).or_else(|| spelled_sign(tokens, at))?;
        // "USD1" as part of a longer code: letters are glued before it.
        if tokens.glued(at) && at > 0 && tokens.is(at - 1, Kind::Word) {
            return None;
        }
        // After letters a number in words is something else ("USD one"), after a sign it is not.
        let is_near = !tokens.is(next, Kind::Word) || tokens.text(next - 1).len() == 1;
        tokens.get(next).filter(|_| is_near)?;
        let number = numeral(tokens, next).filter(|n| n.form == Form::Cardinal)?;
        let mut number = in_millions(tokens, number).unwrap_or(number);
        number.from = at;
        if has_minus {
            number.value = number.value.negated();
        }
        let unit = money.unwrap_or_else(|| self.dollar());
        let mut amount = Amount {
            unit: Some(unit),
            before: true,
            ..Amount::of_number(number)
        };
        self.skip_repeated_money(&mut amount, unit);
        self.add_smaller_units(&mut amount);
        Some(amount)
    }

    /// "$10 dollars", "$10 Canadian dollars": the second name is part of the amount, and counts if
    /// it says more.
    fn skip_repeated_money(&self, amount: &mut Amount, sign: Unit) {
        let tokens = self.tokens;
        let Some((again, to)) = unit_at(tokens, amount.to, false) else {
            return;
        };
        if !again.is_money() || tokens.is(to, Kind::Number) {
            return;
        }
        let says_less = matches!(again, Unit::DOLLAR | Unit::POUND);
        amount.unit = Some(if says_less { sign } else { again });
        amount.to = to;
    }

    /// The currency that "$" and "dollars" mean in this text.
    pub(super) fn dollar(&self) -> Unit {
        self.setting.dollar.unwrap_or(Unit::DOLLAR)
    }

    /// Adds the unit after the number.
    fn add_unit(&mut self, amount: &mut Amount) {
        let tokens = self.tokens;
        let inner = modifier::after(tokens, amount.to).filter(|_| tokens.hyphened(amount.to));
        if let Some((modifier, to)) = inner {
            (amount.inner, amount.to) = (Some(modifier), to);
        }
        let millions = in_millions(tokens, amount.number);
        if let Some(number) = millions.filter(|n| means_millions(tokens, amount, n)) {
            (amount.number, amount.to) = (number, number.to);
            return self.add_unit(amount);
        }
        if let Some(unit) = unit_of_last_side(tokens, &amount.number) {
            amount.unit = Some(unit);
            return;
        }
        let is_hyphened = tokens.hyphened(amount.to);
        let at = amount.to + usize::from(is_hyphened);
        if tokens.is(at, Kind::Currency) && sign_belongs_before(tokens, at) {
            let dollar = || (tokens.text(at) == "$").then(|| self.dollar());
            if let Some(unit) = unit::of_sign(tokens.text(at)).or_else(dollar) {
                (amount.unit, amount.to) = (Some(unit), at + 1);
            }
            return;
        }
        let special = part_of_unit(tokens, amount)
            .or_else(|| bracketed(tokens, amount))
            .or_else(|| marked(tokens, amount))
            .or_else(|| won(tokens, amount, at));
        if let Some((unit, to)) = special {
            (amount.unit, amount.to) = (Some(unit), to);
            return;
        }
        self.add_named_unit(amount, at, is_hyphened);
    }

    /// Adds the unit whose name or short form is at the token.
    fn add_named_unit(&mut self, amount: &mut Amount, at: usize, is_hyphened: bool) {
        let tokens = self.tokens;
        let is_code = tokens
            .get(at)
            .is_some_and(|t| t.case == Case::Upper && t.end - t.start > 2);
        let at = past_nation(tokens, at);
        amount.hyphen = is_hyphened;
        let Some((found, to)) = unit::form_at(tokens, at, amount.number.figures || is_code) else {
            return below_zero(tokens, amount);
        };
        if !is_meant_as_unit(tokens, amount, found, at, to) {
            return;
        }
        let unit = self.meaning(found.unit, amount, to);
        (amount.unit, amount.to) = (Some(unit), to);
        if unit.is_money() && amount.number.scale.is_none() {
            add_magnitude_of_money(tokens, amount);
        }
        below_zero(tokens, amount);
    }

    /// What "dollars", "pounds" and "points" mean here.
    fn meaning(&mut self, unit: Unit, amount: &Amount, to: usize) -> Unit {
        let tokens = self.tokens;
        match unit {
            Unit::DOLLAR => self.dollar(),
            Unit::POUND if amount.number.scale.is_some_and(|s| s >= MILLION) => {
                self.millions_of_pounds(to)
            }
            Unit::POUND if tokens.key(to) == OF || tokens.is(to, Kind::Hyphen) => Unit::POUND_MASS,
            Unit::POUND => self.pounds(),
            Unit::POINT if points::are_of_a_poll(tokens, amount.from, to) => Unit::PERCENTAGE_POINT,
            _ => unit,
        }
    }

    /// "pounds" are money where the text has pence or the sign, weight where it has ounces or
    /// dollars, and open elsewhere.
    fn pounds(&mut self) -> Unit {
        let text = self.tokens.text;
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        *self.pounds.get_or_insert_with(|| {
            if has(&["£", "sterling", "pence"]) {
                Unit::GBP
            } else if has(&["$", "ounce"]) {
                Unit::POUND_MASS
            } else {
                Unit::POUND
            }
        })
    }

    /// "capped at 30 million pounds": money, unless the text is of a country with dollars and never
    /// speaks of Britain.
    fn millions_of_pounds(&self, to: usize) -> Unit {
        const OF_BRITAIN: &[&str] = &[
            "£",
            "sterling",
            "pence",
            "Brit",
            "UK",
            "U.K.",
            "England",
            "London",
            "Scotland",
            "Scottish",
            "Wales",
            "Euro",
            "GBP",
            "Premier League",
            "Egypt",
            "Syria",
            "Leban",
        ];
        let text = self.tokens.text;
        let is_converted = self.tokens.mark(to, '(') || self.tokens.mark(to, '[');
        let is_of_dollars = text.contains('$') && !OF_BRITAIN.iter().any(|of| text.contains(of));
        if is_of_dollars && !is_converted {
            Unit::POUND_MASS
        } else {
            Unit::GBP
        }
    }

    /// "5 feet 10 inches", "3 dollars and 50 cents": makes one amount of both, a measure in the
    /// smaller unit and money in the greater.
    fn add_smaller_units(&self, amount: &mut Amount) {
        /// How many smaller units may follow.
        const MOST: usize = 3;
        for _ in 0..MOST {
            if self.add_smaller_unit(amount).is_none() {
                return;
            }
        }
    }

    /// Adds one smaller unit; `None` if there is none.
    fn add_smaller_unit(&self, amount: &mut Amount) -> Option<()> {
        let tokens = self.tokens;
        let whole = amount.unit.filter(|unit| unit.has_parts())?;
        if amount.number.value.exponent() < 0 {
            return None;
        }
        // "$1.04, 3 cents ahead of forecasts" are two amounts.
        let has_comma = tokens.mark(amount.to, ',') && !amount.before;
        let is_hyphened = tokens.hyphened(amount.to);
        let is_linked = has_comma || tokens.key(amount.to) == AND || is_hyphened;
        let number = numeral(tokens, amount.to + usize::from(is_linked))
            .filter(|n| n.form == Form::Cardinal && !n.value.is_negative())?;
        let smaller = inches_after(tokens, amount, &number)
            .or_else(|| unit_at(tokens, tokens.past_hyphen(number.to), number.figures));
        let Some((smaller, to)) = smaller else {
            if !is_linked {
                add_bare_cents(tokens, amount, &number);
            }
            return None;
        };
        let parts = Decimal::whole(whole.parts(smaller)?);
        let value = if whole.is_money() {
            if number.value >= parts {
                return None;
            }
            amount.number.value.plus(number.value.by(parts)?)?
        } else {
            amount.unit = Some(smaller);
            amount.number.value.times(parts)?.plus(number.value)?
        };
        amount.extend(to, value);
        amount.number.scale = None;
        Some(())
    }
}

/// "2 below zero", "5 degrees below zero".
fn below_zero(tokens: Tokens, amount: &mut Amount) {
    let may_be_degrees = matches!(amount.dimension(), None | Some(Dimension::Temperature));
    let is_below = tokens.key(amount.to) == BELOW && tokens.key(amount.to + 1) == ZERO;
    if may_be_degrees && is_below {
        amount.number.value = amount.number.value.negated();
        amount.unit = amount.unit.or(Some(Unit::DEGREE));
        amount.to += 2;
    }
}

/// "30 MUSD" and "75 USD million": multiplies by the magnitude in the unit or after it.
fn add_magnitude_of_money(tokens: Tokens, amount: &mut Amount) {
    let (exponent, to) = match tokens.text(amount.to - 1) {
        "MUSD" | "MEUR" => (MILLION, amount.to),
        _ => match tokens.text(amount.to) {
            "million" => (MILLION, amount.to + 1),
            "billion" => (9, amount.to + 1),
            "trillion" => (12, amount.to + 1),
            _ => return,
        },
    };
    if let Some(value) = amount.number.value.times_ten_to(i32::from(exponent)) {
        (amount.number.value, amount.number.scale, amount.to) = (value, Some(exponent), to);
    }
}

/// "6ft 2in", "a 5-foot-10 guard": inches after feet that are not named, or not in a form that is a
/// unit elsewhere.
fn inches_after(tokens: Tokens, amount: &Amount, number: &Numeral) -> Option<(Unit, usize)> {
    if !amount.is_in(Unit::FOOT) {
        return None;
    }
    if tokens.one_of(number.to, words!["in"]) && tokens.glued(number.to) {
        return Some((Unit::INCH, number.to + 1));
    }
    let is_joined = tokens.hyphened(amount.to);
    let has_own_unit = tokens.hyphened(number.to) && unit::is_unit(tokens, number.to + 1, true);
    let is_bare = is_joined && number.bare && number.value < Decimal::whole(12) && !has_own_unit;
    is_bare.then_some((Unit::INCH, number.to))
}

/// "15 dollars 50", "thirteen dollars forty-five": cents without their name, at the end of what is
/// said.
fn add_bare_cents(tokens: Tokens, amount: &mut Amount, number: &Numeral) {
    let has_two_digits = number.value.exponent() == 0
        && number.value < Decimal::whole(100)
        && number.value >= Decimal::whole(10);
    let ends = tokens
        .get(number.to)
        .is_none_or(|t| t.kind == Kind::Break || t.is('.') || t.is(','));
    let is_money = amount.is_money() && !amount.before;
    if !(has_two_digits && ends && is_money) {
        return;
    }
    let cents = number.value.times_ten_to(-2);
    if let Some(value) = cents.and_then(|cents| amount.number.value.plus(cents)) {
        amount.extend(number.to, value);
    }
}
