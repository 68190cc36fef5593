//! A number with its unit: tokens in, [`Amount`]s out.

use super::counted::counted;
use super::points;
use super::{A, AN, AND, BELOW, OF, ONE, ZERO};
use super::{Reader, hyphened};
use crate::decimal::Decimal;
use crate::lexicon as lex;
use crate::lexicon::Modifier;
use crate::lexicon::classes;
use crate::number::{self, Form, Numeral, Tokens, and_part, numeral};
use crate::scan::Case;
use crate::scan::Kind;
use crate::scan::key;
use crate::unit;
use crate::unit::Dimension;
use crate::unit::Found;

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) from: usize,
    /// After number and unit.
    pub(super) to: usize,
    pub(super) number: Numeral,
    pub(super) unit: Option<Found>,
    /// The unit stood before the number: "$5".
    pub(super) before: bool,
    /// A hyphen joins number and unit or noun: "12-page".
    pub(super) hyphen: bool,
    /// "90-plus minutes", "20-odd": the bound between number and unit.
    pub(super) plus: Option<Modifier>,
}

/// "£6m", "1.2m tons": the number in millions, if an m is glued on (or stands alone after money).
pub(super) fn million(tokens: Tokens, number: Numeral) -> Option<Numeral> {
    let next = tokens.get(number.to)?;
    let m = tokens.text(number.to) == "m" && number.figures && number.scale.is_none() && next.glued;
    let ends = tokens
        .get(number.to + 1)
        .is_none_or(|t| !t.glued || !matches!(t.kind, Kind::Word | Kind::Number));
    if !m || !ends {
        return None;
    }
    Some(Numeral {
        to: number.to + 1,
        value: number.value.times_ten_to(6)?,
        scale: Some(6),
        bare: false,
        ..number
    })
}

/// "dollar 22.5 million": the sign spelled out, as some agencies send it; "the dollar 22.5 million"
/// is none.
fn spelled_sign(tokens: Tokens, at: usize) -> Option<(Option<Found>, usize)> {
    if tokens.key(at) != key("dollar") {
        return None;
    }
    let noun = at.checked_sub(1).is_some_and(|last| {
        let determined = classes(tokens, last) & (lex::DETERMINER | lex::POSSESSIVE) != 0;
        determined
            || tokens
                .get(last)
                .is_some_and(|t| t.capital() || t.kind != Kind::Word)
    });
    let great =
        || numeral(tokens, at + 1).is_some_and(|n| n.figures && n.scale.is_some_and(|s| s >= 6));
    (!noun && great()).then_some((None, at + 1))
}

/// What a mark of feet or inches stands before: "10" long".
const SIZES: &[&str] = &["long", "wide", "tall", "high", "deep", "thick", "across"];

/// How far back a quotation may open that a mark of inches would close, in tokens.
const QUOTED: usize = 60;

/// Does a quotation stand open before the token? A mark glued to a number may be of inches and is
/// not counted.
fn quoted(tokens: Tokens, at: usize) -> bool {
    let near = (at.saturating_sub(QUOTED)..at)
        .rev()
        .take_while(|&i| !tokens.is(i, Kind::Break));
    let number = |i: usize| tokens.glued(i) && i > 0 && tokens.is(i - 1, Kind::Number);
    let mark = |i: usize| tokens.mark(i, '"') || tokens.mark(i, '“') || tokens.mark(i, '”');
    near.filter(|&i| mark(i) && !number(i)).count() % 2 == 1
}

/// "10" long", "2' wide", "6'2"": marks that elsewhere close quotations.
fn marked(tokens: Tokens, amount: &Amount) -> Option<(Found, usize)> {
    let is = |at: usize, marks: &[char]| marks.iter().any(|&m| tokens.mark(at, m));
    let (at, inch, foot) = (amount.to, &['"', '”', '″'], &['\'', '’', '′']);
    let twice = is(at, foot) && is(at + 1, foot) && tokens.glued(at + 1);
    let (name, to) = match () {
        () if is(at, inch) => ("inch", at + 1),
        () if twice => ("inch", at + 2),
        () if is(at, foot) => ("foot", at + 1),
        () => return None,
    };
    let size = amount.number.figures && tokens.one_of(to, SIZES) && !quoted(tokens, at);
    size.then(|| unit::named(name).map(|u| (u, to)))?
}

/// "an inch and a half of rain"
fn one_and_a_half(tokens: Tokens, at: usize) -> Option<Amount> {
    if !matches!(tokens.key(at), A | AN) || !(at + 2..at + 5).any(|i| tokens.key(i) == AND) {
        return None;
    }
    let (unit, to) = unit::unit_at(tokens, at + 1, false)?;
    let one = number::one(at);
    let mut amount = Amount {
        from: at,
        to,
        number: one,
        unit: Some(unit),
        before: false,
        hyphen: false,
        plus: None,
    };
    and_a_half(tokens, &mut amount);
    (amount.to > to).then_some(amount)
}

/// "two miles and a half", where the half is of the unit and not of what follows.
fn and_a_half(tokens: Tokens, amount: &mut Amount) {
    let measured = amount.unit.is_some_and(|u| {
        !matches!(
            u.dimension,
            Dimension::Money | Dimension::Ratio | Dimension::Times | Dimension::Points
        )
    });
    let Some((to, part)) = and_part(tokens, amount.to).filter(|_| measured && !amount.before)
    else {
        return;
    };
    let of =
        tokens.key(to) == OF && classes(tokens, to + 1) & (lex::DETERMINER | lex::POSSESSIVE) == 0;
    let ends = !tokens.is(to, Kind::Word) && !tokens.is(to, Kind::Hyphen);
    let verb = tokens.text(to).ends_with("ed");
    let goes_on =
        ends || of || verb || tokens.key(to) != OF && classes(tokens, to) & lex::STOP != 0;
    if let Some(value) = amount.number.value.plus(part).filter(|_| goes_on) {
        (amount.number.value, amount.number.digits, amount.to) = (value, value.digits(), to);
    }
}

/// "6'2"": feet and inches in marks.
fn height(tokens: Tokens, feet: &Numeral) -> Option<Amount> {
    let (foot, second) = (feet.to, feet.to + 1);
    let marked = ['\'', '’', '′'].iter().any(|&m| tokens.mark(foot, m));
    if !(feet.bare
        && marked
        && feet.exponent_zero()
        && (foot..=second + 1).all(|at| tokens.glued(at)))
    {
        return None;
    }
    let inches = numeral(tokens, second)
        .filter(|n| n.bare && n.exponent_zero() && n.value < Decimal::whole(12))?;
    if !['"', '”', '″'].iter().any(|&m| tokens.mark(inches.to, m)) {
        return None;
    }
    let value = feet.value.times(Decimal::whole(12))?.plus(inches.value)?;
    let number = Numeral {
        to: inches.to + 1,
        value,
        digits: value.digits(),
        bare: false,
        ..*feet
    };
    let unit = unit::named("inch");
    Some(Amount {
        from: feet.from,
        to: number.to,
        number,
        unit,
        before: false,
        hyphen: false,
        plus: None,
    })
}

/// "half a mile", "two thirds of a gallon".
pub(super) fn part_of_unit(tokens: Tokens, amount: &Amount) -> Option<(Found, usize)> {
    if amount.number.form != Form::Fraction {
        return None;
    }
    let of = amount.to + usize::from(tokens.key(amount.to) == OF);
    let article = usize::from(matches!(tokens.key(of), A | AN));
    let nation =
        usize::from(of > amount.to && article > 0 && tokens.key(of + article) == key("us"));
    if of == amount.to && article == 0 || of > amount.to && article == 0 && amount.number.figures {
        return None;
    }
    let found = unit::unit_at(tokens, of + article + nation, false)?;
    (found.0.dimension != Dimension::Times).then_some(found)
}

/// "20 (kg)".
pub(super) fn bracketed(tokens: Tokens, amount: &Amount) -> Option<(Found, usize)> {
    let pairs = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let &(_, close) = pairs
        .iter()
        .find(|p| tokens.mark(amount.to, p.0) && !tokens.glued(amount.to) && amount.number.bare)?;
    let (found, to) = unit::unit_at(tokens, amount.to + 1, true)?;
    (tokens.mark(to, close) && tokens.glued(to)).then_some((found, to + 1))
}

/// Is the word after the number meant as a unit there?
pub(super) fn fits(
    tokens: Tokens,
    amount: &Amount,
    found: Found,
    at: usize,
    to: usize,
    hyphen: bool,
) -> bool {
    let text = tokens.text(at);
    let glued = tokens.glued(at);
    let next = tokens.get(to);
    let number = &amount.number;
    match text {
        // "won" as money needs a great number; "pp", "real", "mark" alike.
        "point" | "points" if points::of_a_game(tokens, at, number.from) => false,
        "point" if tokens.key(number.from) == ONE && number.to == number.from + 1 => hyphen,
        "m" if !glued => next.is_none_or(|t| t.kind != Kind::Word || !t.capital()) && !hyphen,
        "second" | "Second" if !number.figures && number.value == Decimal::whole(1) => false,
        "stone" | "Stone" | "bar" | "crown" | "rand" if number.value == Decimal::whole(1) => false,
        "st" => glued,
        "turn" | "turns" => number.form == Form::Fraction || rotates(tokens, number.from),
        // "12 SEC filings" are the agency's.
        "time" | "Time" | "quarter" | "SEC" => false,
        "point" | "points" if hyphen => true,
        // "one time", "one day", "one minute he was there": time said, nothing counted.
        "day"
            if number.value == Decimal::whole(1)
                && !number.figures
                && tokens.key(number.from) == ONE =>
        {
            hyphen
        }
        _ if found.weak => weak(tokens, found, at, to, hyphen),
        // "$3 billion sales" names no quarter; a unit with a capital in running text is a name: "12
        // Miles Street".
        _ => {
            !(text.len() > 3
                && tokens.get(at).is_some_and(|t| t.case == Case::Capital)
                && classes(tokens, to) & lex::STREET != 0)
        }
    }
}

/// Verbs that make "turns" an angle: elsewhere they are taken, or somebody's.
const ROTATES: &[&str] = &[
    "rotate",
    "rotates",
    "rotated",
    "rotating",
    "revolve",
    "revolves",
    "revolved",
    "spin",
    "spins",
    "spun",
    "twist",
    "twists",
    "twisted",
    "tighten",
    "tightened",
    "unscrew",
    "unscrewed",
    "wind",
    "wound",
];

/// "rotated it three turns"
fn rotates(tokens: Tokens, from: usize) -> bool {
    (from.saturating_sub(4)..from).any(|at| tokens.one_of(at, ROTATES))
}

/// Verbs after which "15m" is millions, not metres.
const COUNTED_BY: &[&str] = &[
    "sell",
    "sells",
    "sold",
    "selling",
    "ship",
    "ships",
    "shipped",
    "shipping",
    "employ",
    "employs",
    "attract",
    "attracts",
    "attracted",
    "draw",
    "drew",
    "affect",
    "affected",
    "affecting",
    "reach",
    "reached",
    "import",
    "imported",
    "export",
    "exported",
    "made",
    "make",
    "cost",
    "costs",
    "costing",
    "raise",
    "raised",
    "pay",
    "paid",
    "owe",
    "owes",
    "owed",
    "worth",
];

/// Short forms of one letter: glued to the digits, or alone where no word goes on.
pub(super) fn weak(tokens: Tokens, found: Found, at: usize, to: usize, hyphen: bool) -> bool {
    let glued = tokens.glued(at);
    let next = tokens.get(to);
    let open = next.is_none_or(|t| !t.glued || t.kind != Kind::Hyphen && !t.is('\''));
    match found.name {
        _ if hyphen => tokens.text(at) != "A" && open,
        "celsius" | "fahrenheit" => glued && open && degrees(tokens, at),
        "second" | "hour" | "ampere" | "cent" | "joule" | "times" => glued && open,
        "foot" | "inch" => true,
        _ => open,
    }
}

/// "minus 14C", "reached 38C": the number before the letter is told as a temperature; "13F" is a
/// form.
fn degrees(tokens: Tokens, at: usize) -> bool {
    let before = at.checked_sub(2);
    let compared = [
        "colder", "cooler", "hotter", "warmer", "higher", "lower", "above", "below",
    ];
    // "5C to 7C"
    let paired = tokens.one_of(at + 1, &["to", "and"])
        && tokens.is(at + 2, Kind::Number)
        && tokens.text(at + 3) == tokens.text(at);
    paired
        || tokens.one_of(at + 1, &compared)
        || before.is_some_and(|b| bracketed_degrees(tokens, at, b))
        || before.is_some_and(|b| {
            tokens.is(b, Kind::Hyphen)
                || tokens.one_of(
                    b,
                    &[
                        "to", "of", "at", "above", "below", "around", "about", "hit", "reached",
                        "minus", "and", "over", "under", "nearly", "between", "from", "exceeded",
                        "topped",
                    ],
                )
        })
}

/// "41.2C (106F)": the same temperature on the other scale.
fn bracketed_degrees(tokens: Tokens, at: usize, open: usize) -> bool {
    let other = open > 0 && tokens.one_of(open - 1, &["c", "f", "celsius", "fahrenheit"]);
    tokens.mark(open, '(') && tokens.mark(at + 1, ')') && other
}

/// Is "15m" so many million there, and not metres? "It had to sell 15m this year", "1.2m tons", "3m
/// of them".
fn in_millions(tokens: Tokens, amount: &Amount, number: &Numeral) -> bool {
    let start = lex::before(tokens, amount.from).map_or(amount.from, |b| b.1);
    start > 0 && tokens.one_of(start - 1, COUNTED_BY)
        || unit::unit_at(tokens, number.to, false).is_some()
        || counted(tokens, number.to, true).is_some()
        || tokens.text(amount.to) == "m" && tokens.key(amount.to + 1) == OF
}

/// "20€", "20 $": does the sign belong to the number before it? In "20 $100 notes" and "1 $ 10
/// dollars" it does not; "10 $ 20 €" shows that signs stand behind.
fn sign_belongs_before(tokens: Tokens, at: usize) -> bool {
    if tokens.glued(at) || !tokens.is(at + 1, Kind::Number) || tokens.is(at + 2, Kind::Currency) {
        return true;
    }
    let own = unit::sign(tokens.text(at)).map_or("USD", |u| u.name);
    let again = |u: Found| u.name == own || own == "USD" && u.name == "dollar";
    unit::unit_at(tokens, at + 2, false)
        .is_some_and(|u| u.0.dimension == Dimension::Money && !again(u.0))
}

/// "one US fluid ounce", "20 imperial gallons": the place after whose measure it is.
fn past_nation(tokens: Tokens, at: usize) -> usize {
    let nation = tokens.one_of(at, &["us", "u.s.", "imperial"])
        && unit::unit_at(tokens, at, false).is_none();
    let volume =
        || unit::unit_at(tokens, at + 1, false).is_some_and(|u| u.0.dimension == Dimension::Volume);
    at + usize::from(nation && volume())
}

impl Reader<'_> {
    /// A number with the unit before or after it.
    pub(super) fn amount(&mut self, at: usize) -> Option<Amount> {
        let tokens = self.tokens;
        let minus = usize::from(
            tokens.is(at, Kind::Hyphen) && !tokens.glued(at) && tokens.is(at + 1, Kind::Currency),
        );
        let money = unit::money_before(tokens, at + minus).or_else(|| spelled_sign(tokens, at));
        if let Some(amount) =
            money.and_then(|(money, next)| self.priced(at, money, next, minus > 0))
        {
            return Some(amount);
        }
        if let Some(half) = one_and_a_half(tokens, at) {
            return Some(half);
        }
        let number = numeral(tokens, at)?;
        if let Some(height) = height(tokens, &number) {
            return Some(height);
        }
        if number.form == Form::Many {
            // "millions of dollars", "dozens of miles"; "hundreds of dollars" of their own kind
            // too.
            let of = usize::from(tokens.key(number.to) == OF);
            let unit = unit::unit_at(tokens, number.to + of, false)
                .filter(|u| u.0.dimension != Dimension::Times && u.0.name != "point");
            let mut amount = Amount {
                from: number.from,
                to: number.to,
                number,
                unit: None,
                before: false,
                hyphen: false,
                plus: None,
            };
            if let Some((found, to)) = unit {
                amount.unit = Some(self.plain(found, &amount, to));
                amount.to = to;
            }
            return Some(amount);
        }
        if number.form == Form::Ordinal {
            return Some(Amount {
                from: at,
                to: number.to,
                number,
                unit: None,
                before: false,
                hyphen: false,
                plus: None,
            });
        }
        let mut amount = Amount {
            from: at,
            to: number.to,
            number,
            unit: None,
            before: false,
            hyphen: false,
            plus: None,
        };
        self.with_unit(&mut amount);
        self.compound(&mut amount);
        and_a_half(tokens, &mut amount);
        Some(amount)
    }

    /// A currency before its number: "$5", "£1.2m", "USD 22.5 million", "$-50.8bn".
    pub(super) fn priced(
        &mut self,
        at: usize,
        money: Option<Found>,
        next: usize,
        minus: bool,
    ) -> Option<Amount> {
        let tokens = self.tokens;
        let near = tokens
            .get(next)
            .is_some_and(|t| t.kind != Kind::Word || tokens.text(next - 1).len() == 1);
        let number = numeral(tokens, next).filter(|n| near && n.form == Form::Cardinal)?;
        // "USD1" of a longer code: letters glued before it.
        if tokens.glued(at) && at > 0 && tokens.is(at - 1, Kind::Word) {
            return None;
        }
        let mut number = million(tokens, number).unwrap_or(number);
        if minus {
            number.value = number.value.negated();
        }
        let found = money.or_else(|| self.dollar())?;
        let mut amount = Amount {
            from: at,
            to: number.to,
            number: Numeral { from: at, ..number },
            unit: Some(found),
            before: true,
            hyphen: false,
            plus: None,
        };
        // "$10 dollars"
        let again = unit::unit_at(tokens, amount.to, false);
        let again = again
            .filter(|(u, to)| u.dimension == Dimension::Money && !tokens.is(*to, Kind::Number));
        if let Some((again, to)) = again {
            let own = again.name == "dollar" || again.name == "pound";
            amount.unit = Some(if own { found } else { again });
            amount.to = to;
        }
        self.compound(&mut amount);
        Some(amount)
    }

    pub(super) fn dollar(&self) -> Option<Found> {
        unit::named(self.context.setting.dollar.unwrap_or("dollar"))
    }

    /// The unit after the number.
    pub(super) fn with_unit(&mut self, amount: &mut Amount) {
        let tokens = self.tokens;
        if let Some((modifier, to)) =
            lex::after(tokens, amount.to).filter(|_| hyphened(tokens, amount.to))
        {
            (amount.plus, amount.to) = (Some(modifier), to);
        }
        if let Some(number) =
            million(tokens, amount.number).filter(|n| in_millions(tokens, amount, n))
        {
            (amount.number, amount.to) = (number, number.to);
            return self.with_unit(amount);
        }
        let hyphen = hyphened(tokens, amount.to);
        let at = amount.to + usize::from(hyphen);
        if tokens.is(at, Kind::Currency) && sign_belongs_before(tokens, at) {
            let dollar = || (tokens.text(at) == "$").then(|| self.dollar()).flatten();
            if let Some(found) = unit::sign(tokens.text(at)).or_else(dollar) {
                (amount.unit, amount.to) = (Some(found), at + 1);
            }
            return;
        }
        let aside = part_of_unit(tokens, amount).or_else(|| bracketed(tokens, amount));
        if let Some((found, to)) = aside.or_else(|| marked(tokens, amount)) {
            (amount.unit, amount.to) = (Some(found), to);
            return;
        }
        // "4.5 trillion won", where "won" is no verb.
        let great = amount.number.scale.is_some_and(|s| s >= 3)
            || amount.number.value >= Decimal::whole(1000);
        if great && tokens.key(at) == key("won") {
            (amount.unit, amount.to) = (unit::named("KRW"), at + 1);
            return;
        }
        let code = tokens
            .get(at)
            .is_some_and(|t| t.case == Case::Upper && t.end - t.start > 2);
        let at = past_nation(tokens, at);
        let Some((found, to)) = unit::unit_at(tokens, at, amount.number.figures || code) else {
            amount.hyphen = hyphen;
            return self.celsius_below(amount);
        };
        if !fits(tokens, amount, found, at, to, hyphen) {
            amount.hyphen = hyphen;
            return;
        }
        let found = self.plain(found, amount, to);
        (amount.unit, amount.to, amount.hyphen) = (Some(found), to, hyphen);
        // "75 USD million"
        let plain = found.dimension == Dimension::Money && amount.number.scale.is_none();
        if let Some(number) = plain.then(|| self.scale_after(amount)).flatten() {
            (amount.number.value, amount.number.scale, amount.to) = number;
        }
        self.celsius_below(amount);
    }

    /// "30 MUSD" and "75 USD million": the power after or in the unit.
    pub(super) fn scale_after(&self, amount: &Amount) -> Option<(Decimal, Option<u8>, usize)> {
        let tokens = self.tokens;
        let power = match tokens.text(amount.to - 1) {
            "MUSD" | "MEUR" => {
                return Some((amount.number.value.times_ten_to(6)?, Some(6), amount.to));
            }
            _ => match tokens.text(amount.to) {
                "million" => 6,
                "billion" => 9,
                "trillion" => 12,
                _ => return None,
            },
        };
        Some((
            amount.number.value.times_ten_to(power)?,
            Some(power as u8),
            amount.to + 1,
        ))
    }

    /// What "dollars" and "pounds" mean here.
    pub(super) fn plain(&mut self, found: Found, amount: &Amount, to: usize) -> Found {
        match found.name {
            "dollar" => self.dollar().unwrap_or(found),
            "pound" => {
                let name = match () {
                    () if amount.number.scale.is_some_and(|s| s >= 6) => "GBP",
                    () if self.tokens.key(to) == OF || self.tokens.is(to, Kind::Hyphen) => {
                        "pound-mass"
                    }
                    () => self.pounds(),
                };
                unit::named(name).unwrap_or(found)
            }
            "point" if points::of_a_poll(self.tokens, amount.from, to) => {
                unit::named("pp").unwrap_or(found)
            }
            _ => found,
        }
    }

    /// "pounds" is money where the text has pence or the sign, weight where it has ounces or
    /// dollars; else open.
    pub(super) fn pounds(&mut self) -> &'static str {
        if let Some(known) = self.context.pounds {
            return known;
        }
        let text = self.tokens.text;
        let money = text.contains('£') || text.contains("sterling") || text.contains("pence");
        let known = match () {
            () if money => "GBP",
            () if text.contains('$') || text.contains("ounce") => "pound-mass",
            () => "pound",
        };
        self.context.pounds = Some(known);
        known
    }

    /// "2 below zero", "5 degrees below zero".
    pub(super) fn celsius_below(&self, amount: &mut Amount) {
        let tokens = self.tokens;
        let degrees = amount
            .unit
            .is_none_or(|u| u.dimension == Dimension::Temperature);
        if degrees && tokens.key(amount.to) == BELOW && tokens.key(amount.to + 1) == ZERO {
            amount.number.value = amount.number.value.negated();
            amount.unit = amount.unit.or_else(|| unit::named("degree"));
            amount.to += 2;
        }
    }

    /// "5 feet 10 inches", "3 dollars and 50 cents": one amount in the smaller unit, money in the
    /// greater.
    pub(super) fn compound(&self, amount: &mut Amount) {
        let tokens = self.tokens;
        for _ in 0..3 {
            let Some(big) = amount.unit else { return };
            let row = |small: &str| {
                unit::COMPOUNDS
                    .iter()
                    .find(|c| c.0 == big.name && c.1 == small)
            };
            if !unit::COMPOUNDS.iter().any(|c| c.0 == big.name) {
                return;
            }
            // "$1.04, 3 cents ahead of forecasts" are two amounts.
            let comma = tokens.mark(amount.to, ',') && !amount.before;
            if amount.number.value.exponent() < 0 {
                return;
            }
            let link = comma || tokens.key(amount.to) == AND || hyphened(tokens, amount.to);
            let at = amount.to + usize::from(link);
            let Some(n) =
                numeral(tokens, at).filter(|n| n.form == Form::Cardinal && !n.value.is_negative())
            else {
                return;
            };
            let dash = usize::from(hyphened(tokens, n.to));
            // "6ft 2in"
            let inch = big.name == "foot" && tokens.key(n.to) == key("in") && tokens.glued(n.to);
            let inch = unit::named("inch")
                .filter(|_| inch)
                .map(|inch| (inch, n.to + 1));
            // "a 5-foot-10 guard"
            let bare = big.name == "foot"
                && link
                && n.bare
                && n.value < Decimal::whole(12)
                && tokens.is(amount.to, Kind::Hyphen);
            let bare = bare
                && !(hyphened(tokens, n.to) && unit::unit_at(tokens, n.to + 1, true).is_some());
            let inch = inch.or_else(|| {
                unit::named("inch")
                    .filter(|_| bare)
                    .map(|inch| (inch, n.to))
            });
            let Some((small, to)) = inch.or_else(|| unit::unit_at(tokens, n.to + dash, n.figures))
            else {
                return self.bare_cents(amount, &n, link);
            };
            let Some(&(_, _, parts)) = row(small.name) else {
                return;
            };
            if n.value >= Decimal::whole(parts) && big.dimension == Dimension::Money {
                return;
            }
            let parts = Decimal::whole(parts);
            let value = if big.dimension == Dimension::Money {
                n.value
                    .by(parts)
                    .and_then(|cents| amount.number.value.plus(cents))
            } else {
                amount.unit = Some(small);
                amount
                    .number
                    .value
                    .times(parts)
                    .and_then(|v| v.plus(n.value))
            };
            let Some(value) = value else { return };
            (amount.number.value, amount.to, amount.number.scale) = (value, to, None);
            amount.number.digits = value.digits();
        }
    }

    /// "15 dollars 50", "thirteen dollars forty-five": cents without their name, at the end of what
    /// is said.
    pub(super) fn bare_cents(&self, amount: &mut Amount, n: &Numeral, link: bool) {
        let tokens = self.tokens;
        let two = n.value.exponent() == 0
            && n.value < Decimal::whole(100)
            && n.value >= Decimal::whole(10);
        let end = tokens
            .get(n.to)
            .is_none_or(|t| t.kind == Kind::Break || t.is('.') || t.is(','));
        let money = amount.unit.is_some_and(|u| u.dimension == Dimension::Money) && !amount.before;
        if !(two && end && money && !link && amount.number.value.exponent() >= 0) {
            return;
        }
        if let Some(value) = n
            .value
            .times_ten_to(-2)
            .and_then(|cents| amount.number.value.plus(cents))
        {
            (amount.number.value, amount.number.digits, amount.to) = (value, value.digits(), n.to);
        }
    }
}
