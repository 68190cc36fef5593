//! Figures: tokens in, [`Figure`]s out. What is stated, in which unit, of what, and by which grammar it was read.
//!
//! From each token where a number or a currency can begin the longest amount is read; two amounts that a connecting
//! word joins are a range, a tally, a ratio or a change. Then the words around say the rest: bounds before and after,
//! what is counted, whether it rose. What only looks like a figure (dates, names, addresses) is told by [`refused`].

use crate::decimal::Decimal;
use crate::lexicon::{self as lex, Effect, Modifier, classes};
use crate::number::{Form, Numeral, Tokens, numeral};
use crate::scan::{Case, Kind, Span, Token, key, scan};
use crate::unit::{self, Dimension, Found};

/// What a figure says about what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// How many, how much.
    Amount,
    /// How much per something.
    Rate,
    /// By how much something rose or fell.
    Change,
    /// Before and after: `low` is where it was, `high` where it came to.
    FromTo,
    /// A part of something: "a third of the votes", "one in five".
    Share,
    /// How old.
    Age,
    /// Which in a row.
    Ordinal,
    /// A score or vote: `low` is the number said first, `high` the second.
    Tally,
    /// How many times as much.
    Multiple,
}

impl Role {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Role::Amount => "amount",
            Role::Rate => "rate",
            Role::Change => "change",
            Role::FromTo => "from-to",
            Role::Share => "share",
            Role::Age => "age",
            Role::Ordinal => "ordinal",
            Role::Tally => "tally",
            Role::Multiple => "multiple",
        }
    }
}

/// Which way something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
}

impl Direction {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}

/// What a rate is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A unit: "a month".
    Unit(&'static str),
    /// Something counted: "per person".
    Noun(Span),
}

/// A figure: what is stated, neither widened nor rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number with its unit; the words that open an end ("more than 30") belong to it where it has no unit.
    pub span: Span,
    /// The lower end, `None` if open; both are the same for one number.
    pub low: Option<Decimal>,
    /// The upper end, `None` if open.
    pub high: Option<Decimal>,
    /// How many digits are written of the number that shows most; 0 for "a third", "dozens".
    pub digits: u8,
    /// ISO 4217, `%`, `pp` or a name of `docs/units.md`; `None` for what is counted by itself.
    pub unit: Option<&'static str>,
    /// What it is per, in order: "$2,000 a month per person".
    pub per: Vec<Per>,
    /// What it says.
    pub role: Role,
    /// Which way, of a change.
    pub direction: Option<Direction>,
    /// "about", "at least" …
    pub modifier: Option<&'static str>,
    /// The head of what is counted: "deputies" of "two of the mayor's deputies".
    pub of: Option<Span>,
    /// The grammar that read it.
    pub why: &'static str,
}

/// What the reader knows about a text beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The currency that "$" and "dollars" alone mean; `None` leaves them open as "dollar".
    pub dollar: Option<&'static str>,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting { dollar: Some("USD") }
    }
}

/// The figures of a text, in order, none within another.
///
/// ```
/// use sayso_measure::figures;
/// let text = "Rents rose between $1,200 and $2,400 a month per flat, Mr. Odell said.";
/// let found = figures(text);
/// assert_eq!(found[0].span.of(text), "between $1,200 and $2,400");
/// assert_eq!(found[0].unit, Some("USD"));
/// assert_eq!(found[0].per.len(), 2);
/// ```
pub fn figures(text: &str) -> Vec<Figure> {
    figures_in(text, &scan(text), Setting::default())
}

/// The figures of a text that is scanned already.
pub fn figures_in(text: &str, all: &[Token], setting: Setting) -> Vec<Figure> {
    let tokens = Tokens { text, all };
    let setting = Context { pounds: None, setting };
    let (mut out, mut hung) = (Vec::new(), Vec::new());
    let mut reader = Reader { tokens, context: setting, done: 0 };
    let mut at = 0;
    while at < all.len() {
        let token = &all[at];
        let may = match token.kind {
            Kind::Number | Kind::Fraction | Kind::Currency => true,
            Kind::Hyphen => tokens.glued(at + 1) && (tokens.is(at + 1, Kind::Number) || tokens.is(at + 1, Kind::Currency)),
            Kind::Word => classes(tokens, at) & lex::START != 0,
            _ => false,
        };
        let Some((figure, to)) = may.then(|| reader.figure(at)).flatten() else {
            at += 1;
            continue;
        };
        at = to.max(at + 1);
        reader.done = at;
        let Some(figure) = figure else { continue };
        // Between a count and what it counts a number is part of a name: "two new 737 Max jets".
        let inside = out.last().and_then(|f: &Figure| f.of).is_some_and(|of| of.start > figure.span.start);
        if inside && figure.unit.is_none() && figure.why == "count" {
            continue;
        }
        hang(&mut out, &mut hung, &figure);
        let ends = !tokens.glued(at + 1) || tokens.mark(at + 1, ',');
        if tokens.is(at, Kind::Hyphen) && tokens.glued(at) && ends && figure.of.is_none() {
            hung.push(out.len());
        }
        out.push(figure);
    }
    join_bounds(text, &mut out);
    out
}

/// "four-, five- and six-cylinder": what hung in the air has the unit, or what is counted, of the figure that follows.
fn hang(out: &mut [Figure], hung: &mut Vec<usize>, next: &Figure) {
    if hung.len() < 6 && hung.last().is_some_and(|&h| out[h].span.end + 12 > next.span.start) {
        if next.unit.is_none() && next.of.is_none() {
            return;
        }
        for &mut h in &mut *hung {
            (out[h].unit, out[h].of) = (out[h].unit.or(next.unit), next.of);
        }
    }
    hung.clear();
}

#[derive(Clone, Copy)]
struct Context {
    /// What "pounds" means in this text, once it is known.
    pounds: Option<&'static str>,
    setting: Setting,
}

/// A number with its unit.
#[derive(Clone, Debug)]
struct Amount {
    from: usize,
    /// After number and unit.
    to: usize,
    number: Numeral,
    unit: Option<Found>,
    /// The unit stood before the number: "$5".
    before: bool,
    /// A hyphen joins number and unit or noun: "12-page".
    hyphen: bool,
    /// "90-plus minutes", "20-odd": the bound between number and unit.
    plus: Option<Modifier>,
}

struct Reader<'t> {
    tokens: Tokens<'t>,
    context: Context,
    /// Tokens before this one belong to figures already read.
    done: usize,
}

const TO: u64 = key("to");
const AND: u64 = key("and");
const OR: u64 = key("or");
const IN: u64 = key("in");
const OF: u64 = key("of");
const OUT: u64 = key("out");
const A: u64 = key("a");
const AN: u64 = key("an");
const THE: u64 = key("the");
const PER: u64 = key("per");
const EACH: u64 = key("each");
const EVERY: u64 = key("every");
const BETWEEN: u64 = key("between");
const FROM: u64 = key("from");
const THROUGH: u64 = key("through");
const OLD: u64 = key("old");
const OLDS: u64 = key("olds");
const YO: u64 = key("yo");
const AGE: u64 = key("age");
const AGES: u64 = key("ages");
const AGED: u64 = key("aged");
const ONE: u64 = key("one");
const TIMES: u64 = key("times");
const BELOW: u64 = key("below");
const ZERO: u64 = key("zero");

impl Reader<'_> {
    /// The figure that begins at the token, if it is one, and the token after what was read. `(None, to)`: what
    /// begins here is no figure up to `to`.
    fn figure(&mut self, at: usize) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let flags = classes(tokens, at);
        if flags & lex::MULTIPLE != 0 {
            return self.multiple(at);
        }
        if flags & lex::DECADE != 0 {
            return self.decade_of_age(at, at + 1, decade_word(tokens.text(at))?);
        }
        let amount = self.amount(at)?;
        if amount.number.form == Form::Ordinal && amount.unit.is_none() {
            return self.ordinal(&amount).map(|(f, to)| (Some(f), to)).or(Some((None, amount.to)));
        }
        if let Some(to) = self.decade(&amount) {
            return to;
        }
        if let Some(to) = refused(tokens, &amount) {
            return Some((None, to));
        }
        if let Some(found) = self.ratio(&amount) {
            return Some(found);
        }
        if let Some(found) = self.joined(&amount) {
            return Some(found);
        }
        // "two years ago" is a time, "a two-way race" counts nothing.
        let ago = amount.unit.is_some_and(|u| u.dimension == Dimension::Time) && tokens.key(amount.to) == key("ago");
        let way = amount.hyphen && amount.unit.is_none() && tokens.key(amount.to + 1) == key("way");
        if ago || way || bare_year(tokens, &amount) || lone_one(tokens, &amount) {
            return Some((None, amount.to));
        }
        Some(self.single(amount))
    }

    /// A number with the unit before or after it.
    fn amount(&mut self, at: usize) -> Option<Amount> {
        let tokens = self.tokens;
        let minus = usize::from(tokens.is(at, Kind::Hyphen) && !tokens.glued(at) && tokens.is(at + 1, Kind::Currency));
        if let Some((money, next)) = unit::money_before(tokens, at + minus) {
            if let Some(amount) = self.priced(at, money, next, minus > 0) {
                return Some(amount);
            }
        }
        let number = numeral(tokens, at)?;
        if number.form == Form::Many {
            // "millions of dollars", "dozens of miles"; "hundreds of dollars" of their own kind too.
            let of = usize::from(tokens.key(number.to) == OF);
            let unit = unit::unit_at(tokens, number.to + of, false).filter(|u| u.0.dimension != Dimension::Times && u.0.name != "point");
            let mut amount = Amount { from: number.from, to: number.to, number, unit: None, before: false, hyphen: false, plus: None };
            if let Some((found, to)) = unit {
                amount.unit = Some(self.plain(found, &amount, to));
                amount.to = to;
            }
            return Some(amount);
        }
        if number.form == Form::Ordinal {
            return Some(Amount { from: at, to: number.to, number, unit: None, before: false, hyphen: false, plus: None });
        }
        let mut amount = Amount { from: at, to: number.to, number, unit: None, before: false, hyphen: false, plus: None };
        self.with_unit(&mut amount);
        self.compound(&mut amount);
        Some(amount)
    }

    /// A currency before its number: "$5", "£1.2m", "USD 22.5 million", "$-50.8bn".
    fn priced(&mut self, at: usize, money: Option<Found>, next: usize, minus: bool) -> Option<Amount> {
        let tokens = self.tokens;
        let near = tokens.get(next).is_some_and(|t| t.kind != Kind::Word || tokens.text(next - 1).len() == 1);
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
        let mut amount =
            Amount { from: at, to: number.to, number: Numeral { from: at, ..number }, unit: Some(found), before: true, hyphen: false, plus: None };
        // "$10 dollars"
        if let Some((again, to)) = unit::unit_at(tokens, amount.to, false) {
            if again.dimension == Dimension::Money && !tokens.is(to, Kind::Number) {
                let own = again.name == "dollar" || again.name == "pound";
                amount.unit = Some(if own { found } else { again });
                amount.to = to;
            }
        }
        self.compound(&mut amount);
        Some(amount)
    }

    fn dollar(&self) -> Option<Found> {
        unit::named(self.context.setting.dollar.unwrap_or("dollar"))
    }

    /// The unit after the number.
    fn with_unit(&mut self, amount: &mut Amount) {
        let tokens = self.tokens;
        if let Some((modifier, to)) = lex::after(tokens, amount.to).filter(|_| hyphened(tokens, amount.to)) {
            (amount.plus, amount.to) = (Some(modifier), to);
        }
        let hyphen = hyphened(tokens, amount.to);
        let at = amount.to + usize::from(hyphen);
        if let Some(number) = million(tokens, amount.number) {
            let next = unit::unit_at(tokens, number.to, false).is_some() || counted(tokens, number.to, true).is_some();
            if next || tokens.text(amount.to) == "m" && tokens.key(amount.to + 1) == OF {
                (amount.number, amount.to) = (number, number.to);
                return self.with_unit(amount);
            }
        }
        // "$20", "20€"
        if tokens.is(at, Kind::Currency) && (tokens.glued(at) || !tokens.is(at + 1, Kind::Number)) {
            let found = unit::sign(tokens.text(at)).or_else(|| (tokens.text(at) == "$").then(|| self.dollar()).flatten());
            if found.is_some() {
                (amount.unit, amount.to) = (found, at + 1);
            }
            return;
        }
        if let Some((found, to)) = part_of_unit(tokens, amount).or_else(|| bracketed(tokens, amount)) {
            (amount.unit, amount.to) = (Some(found), to);
            return;
        }
        let code = tokens.get(at).is_some_and(|t| t.case == Case::Upper && t.end - t.start > 2);
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
        if found.dimension == Dimension::Money && amount.number.scale.is_none() {
            if let Some(number) = self.scale_after(amount) {
                (amount.number.value, amount.number.scale, amount.to) = number;
            }
        }
        self.celsius_below(amount);
    }

    /// "30 MUSD" and "75 USD million": the power after or in the unit.
    fn scale_after(&self, amount: &Amount) -> Option<(Decimal, Option<u8>, usize)> {
        let tokens = self.tokens;
        let power = match tokens.text(amount.to - 1) {
            "MUSD" | "MEUR" => return Some((amount.number.value.times_ten_to(6)?, Some(6), amount.to)),
            _ => match tokens.text(amount.to) {
                "million" => 6,
                "billion" => 9,
                "trillion" => 12,
                _ => return None,
            },
        };
        Some((amount.number.value.times_ten_to(power)?, Some(power as u8), amount.to + 1))
    }

    /// What "dollars" and "pounds" mean here.
    fn plain(&mut self, found: Found, amount: &Amount, to: usize) -> Found {
        match found.name {
            "dollar" => self.dollar().unwrap_or(found),
            "pound" => {
                let name = match () {
                    () if amount.number.scale.is_some_and(|s| s >= 6) => "GBP",
                    () if self.tokens.key(to) == OF || self.tokens.is(to, Kind::Hyphen) => "pound-mass",
                    () => self.pounds(),
                };
                unit::named(name).unwrap_or(found)
            }
            _ => found,
        }
    }

    /// "pounds" is money where the text has pence or the sign, weight where it has ounces or dollars; else open.
    fn pounds(&mut self) -> &'static str {
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
    fn celsius_below(&self, amount: &mut Amount) {
        let tokens = self.tokens;
        let degrees = amount.unit.is_none_or(|u| u.dimension == Dimension::Temperature);
        if degrees && tokens.key(amount.to) == BELOW && tokens.key(amount.to + 1) == ZERO {
            amount.number.value = amount.number.value.negated();
            amount.unit = amount.unit.or_else(|| unit::named("degree"));
            amount.to += 2;
        }
    }

    /// "5 feet 10 inches", "3 dollars and 50 cents": one amount in the smaller unit, money in the greater.
    fn compound(&self, amount: &mut Amount) {
        let tokens = self.tokens;
        for _ in 0..3 {
            let Some(big) = amount.unit else { return };
            let row = |small: &str| unit::COMPOUNDS.iter().find(|c| c.0 == big.name && c.1 == small);
            if !unit::COMPOUNDS.iter().any(|c| c.0 == big.name) {
                return;
            }
            let link = tokens.mark(amount.to, ',') || tokens.key(amount.to) == AND || hyphened(tokens, amount.to);
            let at = amount.to + usize::from(link);
            let Some(n) = numeral(tokens, at).filter(|n| n.form == Form::Cardinal && !n.value.is_negative()) else { return };
            let dash = usize::from(hyphened(tokens, n.to));
            let Some((small, to)) = unit::unit_at(tokens, n.to + dash, n.figures) else {
                return self.bare_cents(amount, &n, link);
            };
            let Some(&(_, _, parts)) = row(small.name) else { return };
            if n.value >= Decimal::whole(parts) && big.dimension == Dimension::Money {
                return;
            }
            let parts = Decimal::whole(parts);
            let value = if big.dimension == Dimension::Money {
                n.value.by(parts).and_then(|cents| amount.number.value.plus(cents))
            } else {
                amount.unit = Some(small);
                amount.number.value.times(parts).and_then(|v| v.plus(n.value))
            };
            let Some(value) = value else { return };
            (amount.number.value, amount.to, amount.number.scale) = (value, to, None);
            amount.number.digits = value.digits();
        }
    }

    /// "15 dollars 50", "thirteen dollars forty-five": cents without their name, at the end of what is said.
    fn bare_cents(&self, amount: &mut Amount, n: &Numeral, link: bool) {
        let tokens = self.tokens;
        let two = n.value.exponent() == 0 && n.value < Decimal::whole(100) && n.value >= Decimal::whole(10);
        let end = tokens.get(n.to).is_none_or(|t| t.kind == Kind::Break || t.is('.') || t.is(','));
        let money = amount.unit.is_some_and(|u| u.dimension == Dimension::Money) && !amount.before;
        if two && end && money && !link && amount.number.value.exponent() >= 0 {
            if let Some(value) = n.value.times_ten_to(-2).and_then(|cents| amount.number.value.plus(cents)) {
                (amount.number.value, amount.number.digits, amount.to) = (value, value.digits(), n.to);
            }
        }
    }

    /// "in their 20s", and decades of the calendar, which are none.
    fn decade(&mut self, amount: &Amount) -> Option<Option<(Option<Figure>, usize)>> {
        let tokens = self.tokens;
        let plural = tokens.text(amount.number.to) == "s" && tokens.glued(amount.number.to);
        let curly = (tokens.mark(amount.number.to, '\'') || tokens.mark(amount.number.to, '’'))
            && tokens.text(amount.number.to + 1) == "s"
            && tokens.glued(amount.number.to + 1);
        if !(amount.number.bare && (plural || curly)) {
            return None;
        }
        let to = amount.number.to + if plural { 1 } else { 2 };
        let value = amount.number.value.as_u64().filter(|v| *v < 100 && v % 10 == 0);
        Some(value.and_then(|v| self.decade_of_age(amount.from, to, v)).or(Some((None, to))))
    }

    /// "his late thirties": a range of ten years, less of it with "early" or "late" named in `modifier`.
    fn decade_of_age(&self, from: usize, to: usize, decade: u64) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let part = [("early", "early"), ("mid", "mid"), ("late", "late")];
        let mut at = from.checked_sub(1)?;
        if tokens.is(at, Kind::Hyphen) {
            at = at.checked_sub(1)?;
        }
        let modifier = part.iter().find(|p| tokens.key(at) == key(p.0)).map(|p| p.1);
        if modifier.is_some() {
            at = at.checked_sub(1)?;
        }
        if classes(tokens, at) & lex::POSSESSIVE == 0 {
            return None;
        }
        let figure = Figure {
            span: tokens.between(from, to),
            low: Some(Decimal::whole(decade)),
            high: Some(Decimal::whole(decade + 9)),
            digits: 1,
            unit: Some("year"),
            per: Vec::new(),
            role: Role::Age,
            direction: None,
            modifier,
            of: None,
            why: "decade of age",
        };
        Some((Some(figure), to))
    }

    /// "doubled", "twice as many", "tenfold".
    fn multiple(&self, at: usize) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let word = tokens.text(at).to_ascii_lowercase();
        let times = MULTIPLES.iter().find(|m| word.starts_with(m.0))?.1;
        let verb = word.ends_with("ed") || word.ends_with("ing");
        let after = tokens.key(at + 1);
        let compared = after == key("as") || after == THE || classes(tokens, at + 1) & lex::POSSESSIVE != 0;
        let hyphen = tokens.is(at + 1, Kind::Hyphen) && tokens.glued(at + 1) || after == key("down");
        let from_to = after == TO || after == FROM;
        if hyphen || !(verb || compared || word.ends_with("fold") || from_to) {
            return None;
        }
        let value = if word.starts_with("halv") { Decimal::new(5, -1)? } else { Decimal::whole(times) };
        let bound = lex::before(tokens, at).filter(|(m, _)| m.effect != Effect::High);
        let mut figure = self.blank(tokens.between(at, at + 1), value, 0);
        figure.unit = Some("times");
        figure.role = if verb { Role::Change } else { Role::Multiple };
        figure.direction = verb.then_some(if word.starts_with("halv") { Direction::Down } else { Direction::Up });
        figure.why = "multiple";
        if let Some((modifier, _)) = bound {
            bind(&mut figure, modifier);
        }
        Some((Some(figure), at + 1))
    }

    fn blank(&self, span: Span, value: Decimal, digits: u8) -> Figure {
        Figure {
            span,
            low: Some(value),
            high: Some(value),
            digits,
            unit: None,
            per: Vec::new(),
            role: Role::Amount,
            direction: None,
            modifier: None,
            of: None,
            why: "count",
        }
    }

    /// "third", "42nd": which in a row; dates, names and set phrases are none.
    fn ordinal(&self, amount: &Amount) -> Option<(Figure, usize)> {
        let tokens = self.tokens;
        let (from, to) = (amount.from, amount.to);
        let next = tokens.get(to);
        let word = tokens.key(to);
        let dated = classes(tokens, from.wrapping_sub(1)) & lex::MONTH != 0
            || classes(tokens, to) & lex::MONTH != 0
            || (word == OF && classes(tokens, to + 1) & lex::MONTH != 0);
        let named = next.is_some_and(|t| t.kind == Kind::Word && t.capital() && (tokens.get(from).is_some_and(|f| f.kind != Kind::Word || f.capital())));
        let time = ["century", "centuries", "quarter", "anniversary", "graders", "grader"];
        let phrase = FIRSTS.iter().any(|p| key(p.0) == tokens.key(from) && p.1.split(' ').any(|w| key(w) == word));
        let adverb = tokens.is(from, Kind::Word) && !determined(tokens, from, to);
        let hyphen = next.is_some_and(|t| t.kind == Kind::Hyphen && t.glued) && tokens.is(from, Kind::Word);
        let dash = usize::from(hyphened(tokens, to));
        if dated || named || phrase || adverb || hyphen || time[..3].iter().any(|w| key(w) == tokens.key(to + dash)) {
            return None;
        }
        let mut figure = self.blank(tokens.between(from, to), amount.number.value, amount.number.digits);
        (figure.role, figure.why, figure.of) = (Role::Ordinal, "ordinal", counted(tokens, to, false));
        Some((figure, to))
    }

    /// "one in five", "nine out of 10".
    fn ratio(&mut self, amount: &Amount) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let at = amount.to;
        let upper = &amount.number;
        let whole = |n: &Numeral| n.form == Form::Cardinal && n.scale.is_none() && n.value.exponent() >= 0;
        if amount.unit.is_some() || !whole(upper) {
            return None;
        }
        let out = tokens.key(at) == OUT && tokens.key(at + 1) == OF;
        let dashes = hyphened(tokens, at) && tokens.key(at + 1) == IN && hyphened(tokens, at + 2);
        let within = tokens.key(at) == IN || dashes;
        // "one over three"; "over" means more than before what is counted.
        let over = tokens.key(at) == key("over");
        if !out && !within && !over {
            return None;
        }
        let next = at + if out { 2 } else if dashes { 3 } else { 1 };
        let every = usize::from(matches!(tokens.key(next), EVERY | EACH));
        let lower = numeral(tokens, next + every).filter(|n| whole(n) || n.scale.is_some())?;
        let digits = lower.value.as_u64()?;
        let usual = out || over || matches!(digits, 3..=10 | 12 | 15 | 16 | 20 | 25 | 30 | 40 | 50 | 100 | 1000 | 10_000 | 100_000 | 1_000_000) || !lower.figures;
        if upper.value >= lower.value || !usual || lower.form != Form::Cardinal || upper.value.mantissa() == 0 {
            return None;
        }
        // "two in 10 days" counts days.
        if within && unit::unit_at(tokens, lower.to, lower.figures).is_some() || tokens.is(lower.to, Kind::Hyphen) {
            return None;
        }
        if within && (classes(tokens, lower.to) & lex::MONTH != 0 || tokens.get(lower.to).is_some_and(|t| t.is(':') || t.is('%'))) {
            return None;
        }
        if over && (unit::unit_at(tokens, lower.to, lower.figures).is_some() || counted(tokens, lower.to, true).is_some()) {
            return None;
        }
        let value = upper.value.by(lower.value)?;
        let mut figure = self.blank(tokens.between(amount.from, lower.to), value, 0);
        (figure.role, figure.why, figure.of) = (Role::Share, "ratio", counted(tokens, lower.to, true));
        let to = self.bounds(&mut figure, amount.from, lower.to);
        Some((Some(figure), to))
    }

    /// Two amounts that a word or a hyphen joins: a range, a change from one to the other, a tally.
    fn joined(&mut self, first: &Amount) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let before = lex::before(tokens, first.from).filter(|(m, _)| m.effect == Effect::Keep);
        let start = before.map_or(first.from, |b| b.1);
        // "between the ages of 17 and 20"
        let ages = ages_of(tokens, start);
        let lead = ages.unwrap_or(start).checked_sub(1).map_or(0, |at| tokens.key(at));
        // "four- to six-cylinder": the hyphen waits for its noun.
        let hung = tokens.is(first.to, Kind::Hyphen) && tokens.glued(first.to) && !tokens.glued(first.to + 1) && !first.before;
        let at = first.to + usize::from(hung && tokens.is(first.to + 1, Kind::Word));
        let link = Link::at(tokens, at, lead)?;
        let stray = usize::from(link == Link::To && tokens.is(at + 1, Kind::Hyphen) && tokens.glued(at + 1));
        let approx = stray + usize::from(tokens.mark(at + 1, '~')) + usize::from(link != Link::Hyphen && tokens.key(at + 1) == key("about"));
        let second = self.amount(at + 1 + approx)?;
        if second.number.form != first.number.form && first.number.form == Form::Many {
            return None;
        }
        if second.number.form == Form::Ordinal || tokens.is(second.from, Kind::Hyphen) && link == Link::Hyphen {
            return None;
        }
        let pair = Pair::of(tokens, first, &second, link, lead, hung)?;
        if pair.refused {
            return Some((None, second.to));
        }
        let role = pair.role?;
        let begins = matches!(link, Link::And) || (lead == FROM && link == Link::To);
        let from = if begins && ages.is_none() { start - 1 } else { first.from };
        let mut figure = self.blank(tokens.between(from, second.to), pair.low, 0);
        figure.high = Some(pair.high);
        figure.digits = first.number.digits.max(second.number.digits);
        figure.unit = pair.unit.map(|u| u.name);
        (figure.role, figure.why) = (role, if role == Role::Tally { "tally" } else { "range" });
        if role == Role::FromTo {
            figure.direction = Some(if pair.high >= pair.low { Direction::Up } else { Direction::Down });
            figure.why = "from-to";
        }
        figure.modifier = before.map(|b| b.0.name);
        let last = Amount { unit: pair.unit, ..second };
        let to = if role == Role::Tally { last.to } else { self.around(&mut figure, &last, from, lead) };
        Some((Some(figure), to))
    }

    /// One amount alone.
    fn single(&mut self, amount: Amount) -> (Option<Figure>, usize) {
        let tokens = self.tokens;
        let number = amount.number;
        let mut figure = self.blank(tokens.between(amount.from, amount.to), number.value, number.digits);
        figure.unit = amount.unit.map(|u| u.name);
        if let Some(modifier) = amount.plus {
            bind(&mut figure, modifier);
        }
        figure.why = match (amount.unit, number.form) {
            (Some(u), _) if u.dimension == Dimension::Money => "money",
            (Some(_), _) => "unit",
            (None, Form::Fraction) => "fraction",
            (None, Form::Many) => "many",
            _ => "count",
        };
        if number.form == Form::Many {
            figure.high = number.value.times_ten_to(1);
        }
        if figure.unit == Some("times") {
            figure.role = Role::Multiple;
        }
        let to = self.around(&mut figure, &amount, amount.from, 0);
        (Some(figure), to)
    }

    /// The words around: age, rate, bounds, what is counted, change.
    fn around(&mut self, figure: &mut Figure, amount: &Amount, from: usize, lead: u64) -> usize {
        let tokens = self.tokens;
        let mut to = amount.to;
        if let Some(end) = age_after(tokens, amount) {
            (figure.role, figure.unit) = (Role::Age, Some(amount.unit.map_or("year", |u| u.name)));
            figure.why = "age";
            figure.span = tokens.between(from, end);
            return self.bounds(figure, from, end);
        }
        if let Some(start) = age_before(tokens, amount, from) {
            (figure.role, figure.unit, figure.why) = (Role::Age, Some(amount.unit.map_or("year", |u| u.name)), "age");
            if start < from {
                figure.span = tokens.between(start, to);
            }
            return self.bounds(figure, from, to);
        }
        to = self.rates(figure, to);
        to = self.bounds(figure, from, to);
        let money_or_unit = amount.unit.is_some_and(|u| u.dimension != Dimension::Times);
        figure.of = if amount.hyphen && amount.unit.is_none() {
            let at = amount.to + 1;
            (tokens.is(at, Kind::Word)).then(|| tokens.get(at)).flatten().and_then(|t| {
                if t.key == key("strong") { counted(tokens, at + 1, false) } else { Some(t.span()) }
            })
        } else if money_or_unit {
            of_what(tokens, to, amount)
        } else {
            let many = figure.low != Some(Decimal::whole(1)) && amount.number.form != Form::Fraction || tokens.key(to) == OF && amount.number.form == Form::Cardinal;
            counted(tokens, to, many)
        };
        // "1,200 passengers a day", "12 tonnes of freight a day"
        if let Some(of) = figure.of.filter(|_| figure.per.is_empty() && !amount.hyphen) {
            let next = tokens.all.partition_point(|t| t.start < of.end);
            if let Some((per @ Per::Unit(_), end)) = rate(tokens, next, false) {
                figure.per.push(per);
                self.role(figure, amount, from, to, lead);
                return end;
            }
        }
        self.role(figure, amount, from, to, lead);
        to
    }

    /// "a month", "per person", "/h", "-a-share".
    fn rates(&mut self, figure: &mut Figure, mut to: usize) -> usize {
        let tokens = self.tokens;
        while let Some((per, next)) = rate(tokens, to, figure.unit.is_some()) {
            figure.per.push(per);
            to = next;
            if figure.per.len() == 3 {
                break;
            }
        }
        // A speed is one measure; what else is per something has its number and unit as its span.
        if !figure.per.is_empty() && figure.unit.and_then(unit::named).is_some_and(|u| u.dimension == Dimension::Length) {
            figure.span.end = tokens.between(to - 1, to).end;
        }
        to
    }

    /// Bounds before and after.
    fn bounds(&self, figure: &mut Figure, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let plain = figure.unit.is_none() && figure.role != Role::Age;
        if figure.modifier.is_none() && figure.low == figure.high {
            if let Some((modifier, start)) = lex::before(tokens, from).filter(|m| m.1 >= self.done && really(tokens, m, figure)) {
                bind(figure, modifier);
                if plain && (modifier.effect != Effect::Keep || modifier.name == "exactly") {
                    figure.span.start = tokens.between(start, from).start;
                }
            }
        } else if figure.modifier.is_none() {
            figure.modifier = lex::before(tokens, from).filter(|m| m.0.effect == Effect::Keep).map(|m| m.0.name);
        }
        let open = figure.low == figure.high;
        if let Some((modifier, end)) = lex::after(tokens, to).filter(|(m, _)| open || m.effect == Effect::Keep) {
            let glued = tokens.mark(to, '+') && !tokens.glued(to);
            if !glued {
                bind(figure, modifier);
                if plain && modifier.effect != Effect::Keep {
                    figure.span.end = tokens.between(end - 1, end).end;
                }
                return end;
            }
        }
        to
    }

    /// Share, change, rate or plain amount.
    fn role(&self, figure: &mut Figure, amount: &Amount, from: usize, to: usize, lead: u64) {
        let tokens = self.tokens;
        if figure.role != Role::Amount {
            return;
        }
        let relative = amount.unit.is_some_and(|u| matches!(u.dimension, Dimension::Ratio | Dimension::Points));
        let own = amount.unit.is_some() || lead == FROM;
        let way = changes(tokens, from, own).or_else(|| by_how_much(tokens, from).filter(|_| relative));
        let after = classes(tokens, to) & lex::CHANGE != 0;
        let fraction = amount.number.form == Form::Fraction && amount.unit.is_none();
        let part = amount.unit.is_some_and(|u| u.name == "%") || fraction;
        figure.direction = way;
        figure.role = match () {
            () if way.is_some() => Role::Change,
            () if relative && after => {
                figure.direction = Some(if classes(tokens, to) & lex::DOWN != 0 { Direction::Down } else { Direction::Up });
                Role::Change
            }
            () if part && (tokens.key(to) == OF || figure.of.is_some() || fraction) => Role::Share,
            () if !figure.per.is_empty() => Role::Rate,
            () => Role::Amount,
        };
    }
}

impl Tokens<'_> {
    /// From the first byte of one token to the last of the one before `to`.
    fn between(&self, from: usize, to: usize) -> Span {
        Span::new(self.all[from].start, self.all[to.max(from + 1) - 1].end)
    }
}

/// Multiples: how a word begins, and how many times.
const MULTIPLES: &[(&str, u64)] = &[
    ("doubl", 2),
    ("twice", 2),
    ("twofold", 2),
    ("tripl", 3),
    ("thrice", 3),
    ("trebl", 3),
    ("threefold", 3),
    ("quadrupl", 4),
    ("fourfold", 4),
    ("fivefold", 5),
    ("tenfold", 10),
    ("halv", 1),
];

/// Set phrases in which an ordinal counts nothing.
const FIRSTS: &[(&str, &str)] = &[
    ("first", "lady ladies minister ministers aid responder responders gentleman name names nations hand things class degree person base"),
    ("second", "nature hand guess thought thoughts"),
    ("third", "party parties world"),
    ("fourth", "estate"),
];

fn decade_word(text: &str) -> Option<u64> {
    let words = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    words.iter().position(|w| text.eq_ignore_ascii_case(w)).map(|at| 20 + 10 * at as u64)
}

/// A hyphen glued on both sides.
fn hyphened(tokens: Tokens, at: usize) -> bool {
    tokens.is(at, Kind::Hyphen) && tokens.glued(at) && tokens.glued(at + 1)
}

/// "£6m", "1.2m tons": the number in millions, if an m is glued on (or stands alone after money).
fn million(tokens: Tokens, number: Numeral) -> Option<Numeral> {
    let next = tokens.get(number.to)?;
    let m = tokens.text(number.to) == "m" && number.figures && number.scale.is_none() && next.glued;
    let ends = tokens.get(number.to + 1).is_none_or(|t| !t.glued || !matches!(t.kind, Kind::Word | Kind::Number));
    if !m || !ends {
        return None;
    }
    Some(Numeral { to: number.to + 1, value: number.value.times_ten_to(6)?, scale: Some(6), bare: false, ..number })
}

/// "half a mile", "two thirds of a gallon".
fn part_of_unit(tokens: Tokens, amount: &Amount) -> Option<(Found, usize)> {
    if amount.number.form != Form::Fraction {
        return None;
    }
    let of = amount.to + usize::from(tokens.key(amount.to) == OF);
    let article = usize::from(matches!(tokens.key(of), A | AN));
    let nation = usize::from(of > amount.to && article > 0 && tokens.key(of + article) == key("us"));
    if of == amount.to && article == 0 || of > amount.to && article == 0 && amount.number.figures {
        return None;
    }
    let found = unit::unit_at(tokens, of + article + nation, false)?;
    (found.0.dimension != Dimension::Times).then_some(found)
}

/// "20 (kg)".
fn bracketed(tokens: Tokens, amount: &Amount) -> Option<(Found, usize)> {
    let pairs = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let &(_, close) = pairs.iter().find(|p| tokens.mark(amount.to, p.0) && !tokens.glued(amount.to) && amount.number.bare)?;
    let (found, to) = unit::unit_at(tokens, amount.to + 1, true)?;
    (tokens.mark(to, close) && tokens.glued(to)).then_some((found, to + 1))
}

/// Is the word after the number meant as a unit there?
fn fits(tokens: Tokens, amount: &Amount, found: Found, at: usize, to: usize, hyphen: bool) -> bool {
    let text = tokens.text(at);
    let glued = tokens.glued(at);
    let next = tokens.get(to);
    let number = &amount.number;
    match text {
        // "won" as money needs a great number; "pp", "real", "mark" alike.
        "m" if !glued => next.is_none_or(|t| t.kind != Kind::Word || !t.capital()) && !hyphen,
        "second" | "Second" if !number.figures && number.value == Decimal::whole(1) => false,
        "stone" | "Stone" | "bar" | "crown" | "rand" if number.value == Decimal::whole(1) => false,
        "time" | "Time" => false,
        "point" | "points" if hyphen => true,
        // "one time", "one day", "one minute he was there": time said, nothing counted.
        "day" if number.value == Decimal::whole(1) && !number.figures && tokens.key(number.from) == ONE => hyphen,
        "quarter" => false,
        _ if found.weak => weak(tokens, found, at, to, hyphen),
        // "$3 billion sales" names no quarter; a unit with a capital in running text is a name: "12 Miles Street".
        _ => !(text.len() > 3 && tokens.get(at).is_some_and(|t| t.case == Case::Capital) && classes(tokens, to) & lex::STREET != 0),
    }
}

/// Short forms of one letter: glued to the digits, or alone where no word goes on.
fn weak(tokens: Tokens, found: Found, at: usize, to: usize, hyphen: bool) -> bool {
    let glued = tokens.glued(at);
    let next = tokens.get(to);
    let open = next.is_none_or(|t| !(t.kind == Kind::Hyphen && t.glued || t.is('\'') && t.glued));
    match found.name {
        _ if hyphen => tokens.text(at) != "A" && open,
        "second" | "hour" | "ampere" | "cent" | "joule" | "times" => glued && open,
        "foot" | "inch" => true,
        _ => open,
    }
}

/// Words and marks that join two amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Hyphen,
    To,
    And,
    Or,
}

impl Link {
    fn at(tokens: Tokens, at: usize, lead: u64) -> Option<Link> {
        if tokens.hyphen(at) && (tokens.glued(at) == tokens.glued(at + 1)) {
            return Some(Link::Hyphen);
        }
        let stray = tokens.is(at, Kind::Hyphen) && !tokens.glued(at) && tokens.is(at + 1, Kind::Number) && at > 0 && tokens.is(at - 1, Kind::Number);
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
struct Pair {
    low: Decimal,
    high: Decimal,
    unit: Option<Found>,
    /// No figure at all: a date, a telephone number.
    refused: bool,
    role: Option<Role>,
}

impl Pair {
    fn of(tokens: Tokens, first: &Amount, second: &Amount, link: Link, lead: u64, hung: bool) -> Option<Pair> {
        let (mut low, high) = (first.number.value, second.number.value);
        let bare = first.number.bare && second.number.bare && first.unit.is_none();
        let pair = |role, refused| Some(Pair { low, high, unit: second.unit.or(first.unit), refused, role });
        if bare && link == Link::Hyphen && digits_chain(tokens, first, second) {
            return pair(None, true);
        }
        if bare && years(tokens, first, second) {
            return pair(None, true);
        }
        let unit = match (first.unit, second.unit) {
            (Some(a), Some(b)) if a.name == b.name => Some(a),
            (Some(a), Some(b)) if a.dimension == b.dimension && matches!((a.name, b.name), ("foot", "inch") | ("dollar", "USD")) => Some(b),
            (Some(_), Some(_)) => return None,
            (None, unit) => unit,
            (Some(a), None) if a.dimension == Dimension::Money && first.before || matches!(link, Link::Hyphen | Link::And | Link::To) && tally_free(second) => Some(a),
            (Some(_), None) => return None,
        };
        // "1 to 2 thousand", "$30-35 million": the first number shares the magnitude.
        if let (None, Some(scale)) = (first.number.scale, second.number.scale) {
            let scaled = low.times_ten_to(i32::from(scale))?;
            if scaled <= high && low < Decimal::whole(1000) && !(second.unit.is_some() && first.unit.is_some() && second.before) {
                low = scaled;
            }
        }
        let moved = changes_near(tokens, first.from);
        let role = match link {
            Link::Or if low < high && first.unit.is_none() && !second.before => Some(Role::Amount),
            Link::Or => None,
            _ if lead == FROM && moved => Some(Role::FromTo),
            Link::To if first.unit.is_some() && lead != FROM && changes(tokens, first.from, true).is_some() => None,
            Link::Hyphen | Link::To if bare && second.unit.is_none() && tally(tokens, first, second, low, high, link) => Some(Role::Tally),
            _ if low < high => Some(Role::Amount),
            _ if lead == FROM => Some(Role::FromTo),
            _ => None,
        };
        // "or" between two counts is a choice where the second stands close: "seven or eight men".
        let close = link != Link::Or || !hung && high.plus(low.negated()).is_some_and(|gap| gap == Decimal::whole(1));
        Some(Pair { low, high, unit, refused: false, role: role.filter(|_| close) })
    }
}

fn tally_free(second: &Amount) -> bool {
    second.number.form == Form::Cardinal
}

/// "555-0199", "2019-09-01", "1-2-3": digits in a chain are no range.
fn digits_chain(tokens: Tokens, first: &Amount, second: &Amount) -> bool {
    let glued = tokens.glued(second.from);
    let more = tokens.is(second.number.to, Kind::Hyphen) && tokens.glued(second.number.to) && tokens.glued(second.number.to + 1) && !tokens.is(second.number.to + 1, Kind::Word);
    let text = tokens.text(second.from);
    let zero = text.len() > 1 && text.starts_with('0') && !text.contains('.');
    let bracket = first.from > 0 && tokens.mark(first.from - 1, ')') && text.len() >= 3;
    glued && (more || zero || bracket || tokens.text(first.from).starts_with('0') && tokens.text(first.from).len() > 1)
}

/// "1998–2003", "1950-53", "2019 to 2021": years.
fn years(tokens: Tokens, first: &Amount, second: &Amount) -> bool {
    let year = |a: &Amount| tokens.text(a.number.from).len() == 4 && a.number.value.as_u64().is_some_and(|y| (1500..2100).contains(&y));
    let short = tokens.text(second.number.from).len() == 2 && tokens.glued(second.number.from);
    let clear = lex::before(tokens, first.from).is_none();
    second.unit.is_none() && year(first) && (year(second) || short) && clear
}

/// Is it a score or a vote?
fn tally(tokens: Tokens, first: &Amount, second: &Amount, low: Decimal, high: Decimal, link: Link) -> bool {
    let whole = low.exponent() == 0 && high.exponent() == 0 && !low.is_negative() && !high.is_negative();
    let small = low < Decimal::whole(600) && high < Decimal::whole(600);
    if !whole || !small {
        return false;
    }
    let near = |from: usize, to: usize| (from..to).any(|at| classes(tokens, at) & lex::SCORE != 0);
    let after = counted(tokens, second.to, true).is_some();
    let cue = near(first.from.saturating_sub(6), first.from) || near(second.to, second.to + 2);
    match link {
        Link::Hyphen => low >= high || cue && !after || (!after && high <= Decimal::whole(15)),
        _ => cue && !after || (low > high && cue),
    }
}

/// A word of rising or falling right before, over modifiers and "by".
fn changes(tokens: Tokens, from: usize, own: bool) -> Option<Direction> {
    let mut at = lex::before(tokens, from).map_or(from, |b| b.1).checked_sub(1)?;
    for _ in 0..3 {
        let flags = classes(tokens, at);
        let word = tokens.key(at);
        // "sign up 500 people": the particle of a verb; "shares were up 500 points" tells a change.
        let particle = (word == key("up") || word == key("down")) && !own && !at.checked_sub(1).is_some_and(|b| {
            tokens.mark(b, ',') || ["is", "was", "were", "are", "been", "be"].iter().any(|w| key(w) == tokens.key(b))
        });
        if particle {
            return None;
        }
        if flags & lex::UP != 0 && word != key("advance") {
            return Some(Direction::Up);
        }
        if flags & lex::DOWN != 0 {
            return Some(Direction::Down);
        }
        if !matches!(tokens.text(at), "by" | "another" | "just" | "only" | "an" | "a" | "of" | "further" | "a further") {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// "edged up its forecast by 0.1 points": the word of change stands farther off.
fn by_how_much(tokens: Tokens, from: usize) -> Option<Direction> {
    let at = lex::before(tokens, from).map_or(from, |b| b.1).checked_sub(1)?;
    if tokens.key(at) != key("by") {
        return None;
    }
    (at.saturating_sub(9)..at).rev().take_while(|&i| !tokens.mark(i, '.')).find_map(|i| match classes(tokens, i) {
        c if c & lex::UP != 0 => Some(Direction::Up),
        c if c & lex::DOWN != 0 => Some(Direction::Down),
        _ => None,
    })
}

/// A word of rising or falling within the six words before.
fn changes_near(tokens: Tokens, from: usize) -> bool {
    (from.saturating_sub(7)..from).rev().take_while(|&at| !tokens.mark(at, '.')).any(|at| {
        let flags = classes(tokens, at);
        flags & (lex::UP | lex::DOWN) != 0 || matches!(tokens.key(at), n if n == key("slow") || n == key("changed") || n == key("went") || n == key("moved") || n == key("revised") || n == key("guidance"))
    })
}

/// "a month", "per person", "/ km": what follows.
fn rate(tokens: Tokens, at: usize, has_unit: bool) -> Option<(Per, usize)> {
    let dash = usize::from(hyphened(tokens, at));
    let slash = tokens.mark(at, '/') && tokens.glued(at) && tokens.glued(at + 1);
    let word = tokens.key(at + dash);
    let (start, any) = match word {
        _ if slash => (at + 1, false),
        PER => (at + 1 + dash, true),
        A | AN | EACH | EVERY => {
            let next = at + dash + 1;
            (next + usize::from(hyphened(tokens, next)), false)
        }
        _ if has_unit && (word == key("annually") || word == key("yearly")) => return Some((Per::Unit("year"), at + 1)),
        _ => return None,
    };
    if !tokens.is(start, Kind::Word) {
        return None;
    }
    if let Some((found, to)) = unit::unit_at(tokens, start, slash) {
        let time = found.dimension == Dimension::Time || classes(tokens, start) & lex::PER != 0;
        if (any || slash || time) && (slash || any || has_unit || found.dimension == Dimension::Time) {
            return Some((Per::Unit(found.name), to));
        }
    }
    let noun = (any || classes(tokens, start) & lex::PER != 0) && !slash;
    let named = noun && classes(tokens, start) & lex::STOP == 0;
    named.then(|| (Per::Noun(tokens.all[start].span()), start + 1))
}

/// What a bound does to the ends.
fn bind(figure: &mut Figure, modifier: Modifier) {
    figure.modifier = Some(modifier.name);
    match modifier.effect {
        Effect::Keep => {}
        Effect::Low => figure.high = None,
        Effect::High => figure.low = None,
    }
}

/// "over three years", "under the 18", "above": is the word a bound there, and not a preposition?
fn really(tokens: Tokens, (modifier, start): &(Modifier, usize), figure: &Figure) -> bool {
    let word = tokens.key(*start);
    let time = figure.unit.and_then(unit::named).is_some_and(|u| u.dimension == Dimension::Time);
    if word == key("over") && time && figure.role != Role::Age {
        return false;
    }
    // "in around 40 towns" is about, "turned around 3 times" too: no harm. "some" must count something.
    let _ = modifier;
    !(word == key("record") && figure.unit.is_none() && figure.of.is_none() && figure.low.is_none())
}

/// "60 years old", "40-year-old", "3 years of age": the token after the age.
fn age_after(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let unit = amount.unit;
    let time = unit.is_some_and(|u| matches!(u.name, "year" | "month" | "week" | "day"));
    let at = amount.to;
    let skip = at + usize::from(tokens.is(at, Kind::Hyphen));
    if time && (tokens.key(skip) == OLD || tokens.key(skip) == OLDS) {
        return Some(skip + 1);
    }
    if time && tokens.key(at) == OF && tokens.key(at + 1) == AGE {
        return Some(at + 2);
    }
    (unit.is_none() && tokens.key(at) == YO).then_some(at + 1)
}

/// "aged 40", "the age of 21", "Lee, 40,": where the age begins.
fn age_before(tokens: Tokens, amount: &Amount, from: usize) -> Option<usize> {
    let years = amount.unit.is_none_or(|u| matches!(u.name, "year" | "month" | "week"));
    let number = &amount.number;
    if !years || number.scale.is_some() || number.value > Decimal::whole(130) || number.value.is_negative() {
        return None;
    }
    let from0 = lex::before(tokens, from).map_or(from, |b| b.1);
    let last = from0.checked_sub(1)?;
    match tokens.key(last) {
        AGE | AGES if amount.unit.is_none() => return Some(if from0 == from { last } else { from }),
        AGED => return Some(from),
        OF if last > 0 && matches!(tokens.key(last - 1), AGE | AGES) => return Some(from),
        _ => {}
    }
    let alone = amount.unit.is_none() && number.exponent_zero() && counted(tokens, amount.to, true).is_none();
    let person = |at: usize| classes(tokens, at) & lex::PEOPLE != 0 || ADULTS.iter().any(|w| key(w) == tokens.key(at));
    if alone && from0 < from && person(last) && lex::before(tokens, from).is_some_and(|m| m.0.effect != Effect::Keep) {
        return Some(from);
    }
    let is = ["is", "was", "turned", "turns", "turning"].iter().any(|w| key(w) == tokens.key(last));
    let who = last > 0 && ["who", "he", "she"].iter().any(|w| key(w) == tokens.key(last - 1));
    let ends = tokens.get(amount.to).is_none_or(|t| t.kind == Kind::Break || t.is('.') || t.is(',') || t.key == AND);
    if alone && is && who && ends {
        return Some(from);
    }
    // A name, the age, and a comma or the end: "Lee Un-gil, 40, said".
    let after = tokens.get(amount.to);
    let closed = after.is_some_and(|t| t.is(',') || t.is('.') || t.is(';') || t.is(')') || t.kind == Kind::Break);
    let name = tokens.mark(last, ',') && last > 0 && from0 == from && amount.unit.is_none() && number.bare;
    let whole = number.value.exponent() == 0 && number.value > Decimal::whole(0);
    if name && closed && whole && tokens.text(number.from).len() <= 3 {
        let before = tokens.get(last - 1).filter(|t| t.kind == Kind::Word && t.capital())?;
        let flags = classes(tokens, last - 1);
        let dated = flags & (lex::MONTH | lex::WEEKDAY | lex::FUNCTION | lex::LABEL | lex::START) != 0;
        return (!dated && before.case == Case::Capital).then_some(from);
    }
    None
}

/// Whose age a bound tells: "adults over 65".
const ADULTS: &[&str] = &["adults", "those", "anyone", "everyone", "girls", "boys", "voters", "males", "females", "kids", "players", "pupils"];

/// "the ages of": where it begins.
fn ages_of(tokens: Tokens, at: usize) -> Option<usize> {
    let of = at.checked_sub(2).filter(|&a| tokens.key(a + 1) == OF && matches!(tokens.key(a), AGES | AGE))?;
    Some(if of > 0 && tokens.key(of - 1) == THE { of - 1 } else { of })
}

/// After money or a measure: "of" something, or the "in sales" of a sum.
fn of_what(tokens: Tokens, at: usize, amount: &Amount) -> Option<Span> {
    if tokens.key(at) == OF {
        return counted(tokens, at, false);
    }
    let money = amount.unit.is_some_and(|u| u.dimension == Dimension::Money);
    if money && tokens.key(at) == IN {
        let next = tokens.get(at + 1).filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
        let none = ["total", "all", "one", "return", "order", "part", "addition", "case", "exchange", "fact", "response"];
        let plain = classes(tokens, at + 1) & (lex::STOP | lex::DETERMINER | lex::MONTH) == 0;
        return (plain && !none.iter().any(|w| key(w) == next.key)).then(|| counted(tokens, at + 1, false)).flatten();
    }
    None
}

/// Does the word look like a plural?
fn plural(tokens: Tokens, at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.kind == Kind::Word && !t.possessive) else { return false };
    let flags = classes(tokens, at);
    if flags & lex::PLURAL != 0 {
        return true;
    }
    if flags & (lex::STOP | lex::DETERMINER) != 0 {
        return false;
    }
    let text = token.text(tokens.text);
    let s = text.ends_with('s') || token.case == Case::Upper && text.ends_with('S');
    s && text.len() > 2 && !["ss", "us", "is", "'s"].iter().any(|end| text.ends_with(end)) || text.ends_with("men") && text.len() > 5
}

/// The head of what is counted: the first plural after the number (the last, where several follow each other), past
/// "of the mayor's"; the last word of the phrase where a part of one thing is meant (`many` is false).
pub fn counted(tokens: Tokens, at: usize, many: bool) -> Option<Span> {
    let mut at = at;
    let mut inside = false;
    if tokens.key(at) == OF {
        (at, inside) = (at + 1, true);
        while classes(tokens, at) & (lex::DETERMINER | lex::POSSESSIVE) != 0 || matches!(tokens.key(at), n if n == key("all") || n == key("these") || n == key("those") || n == key("this") || n == key("that") || n == key("such")) {
            at += 1;
        }
    }
    let (mut last, mut n) = (None, 0);
    while n < 8 {
        let here = at + n;
        n += 1;
        let Some(token) = tokens.get(here) else { break };
        match token.kind {
            Kind::Word => {
                let flags = classes(tokens, here);
                let between = flags & (lex::BETWEEN | lex::DETERMINER) != 0 && flags & lex::PLURAL == 0;
                if flags & lex::STOP != 0 && !(token.capital() && n > 1 && flags & lex::FUNCTION == 0) {
                    // "Kia and Hyundai vehicles", "local and state officials"; "army held towns".
                    let joins = token.key == AND && last.is_some() && n < 6 && !tokens.is(here + 1, Kind::Number);
                    let made = last.is_some() && flags & lex::FUNCTION == 0 && plural(tokens, here + 1) && MADE.iter().any(|w| key(w) == token.key);
                    if made || joins && many && classes(tokens, here + 1) & (lex::STOP | lex::DETERMINER | lex::START) == 0 {
                        continue;
                    }
                    break;
                }
                if flags & (lex::WEEKDAY | lex::MONTH) != 0 && token.capital() {
                    break;
                }
                // "the first accord committing nearly every country"
                if !many && last.is_some() && token.text(tokens.text).ends_with("ing") && !tokens.is(here - 1, Kind::Hyphen) {
                    break;
                }
                // "one man in a boat", "a crowd filled the square": what follows is another phrase.
                if flags & lex::DETERMINER != 0 && last.is_some() {
                    break;
                }
                let verb = !many && last.is_some() && token.text(tokens.text).ends_with("ed");
                if verb && classes(tokens, here + 1) & (lex::STOP | lex::DETERMINER) != 0 {
                    break;
                }
                if between && !plural(tokens, here) {
                    continue;
                }
                if plural(tokens, here) && !(hyphened(tokens, here + 1)) {
                    last = Some(here);
                    if compound(tokens, here + 1) {
                        continue;
                    }
                    return Some(token.span());
                }
                if !token.possessive {
                    last = Some(here);
                }
            }
            Kind::Hyphen if token.glued && tokens.glued(here + 1) => {}
            Kind::Number if n > 1 && !token.glued => {}
            Kind::Mark if token.is('&') || token.is('/') && token.glued => {}
            Kind::Mark if n == 1 && (token.is('“') || token.is('"') || token.is('‘')) => {}
            Kind::Mark if token.is('.') && token.glued && (tokens.glued(here + 1) || title(tokens, here - 1)) => {}
            _ => break,
        }
    }
    let last = last?;
    let end = tokens.is(last, Kind::Word) && classes(tokens, last) & (lex::BETWEEN | lex::FUNCTION) == 0;
    let _ = inside;
    (!many && end).then(|| tokens.all[last].span())
}

/// Participles that may stand before the noun they describe without a hyphen.
const MADE: &[&str] = &["sent", "held", "made", "run", "led", "paid", "sold", "bought", "brought"];

/// "Mr.", "Gen.": the point ends no sentence.
fn title(tokens: Tokens, at: usize) -> bool {
    let titles = ["mr", "mrs", "ms", "dr", "gov", "sen", "rep", "gen", "lt", "col", "sgt", "prof", "rev", "st", "capt", "maj"];
    titles.iter().any(|t| key(t) == tokens.key(at))
}

/// After a plural: another plural that it describes ("sports teams").
fn compound(tokens: Tokens, at: usize) -> bool {
    plural(tokens, at) && !tokens.get(at).is_some_and(Token::capital) && classes(tokens, at) & (lex::UP | lex::DOWN | lex::SCORE) == 0
}

/// What looks like a figure and is none: the token after it.
fn refused(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let number = &amount.number;
    let (from, to) = (amount.from, amount.to);
    if amount.before {
        return None;
    }
    if !number.figures {
        return (label_word(tokens, amount) || name_word(tokens, amount) || clock(tokens, amount)).then_some(to);
    }
    if era(tokens, amount) || (amount.unit.is_none() && model(tokens, amount)) {
        return Some(to);
    }
    let last = from.checked_sub(1);
    let measured = amount.unit.is_some() || number.scale.is_some();
    if glued_name(tokens, amount, last) || clock(tokens, amount) || dated(tokens, amount) || address(tokens, amount) {
        return Some(to);
    }
    if last.is_some_and(|at| tokens.is(at, Kind::Break)) || last.is_none() {
        // "1. ", "2) ": the items of a list.
        let item = tokens.get(number.to).is_some_and(|t| t.glued && (t.is('.') || t.is(')')));
        if item && number.bare && tokens.get(number.to + 1).is_some_and(|t| t.kind == Kind::Word && !t.glued) {
            return Some(to);
        }
    }
    (!measured && named(tokens, amount, last?)).then_some(to)
}

/// "COVID-19", "G70", "737F", "5:55", "ID.3", "#7": letters and marks glued to the digits.
fn glued_name(tokens: Tokens, amount: &Amount, last: Option<usize>) -> bool {
    let number = &amount.number;
    if let (Some(at), true) = (last, tokens.glued(amount.from)) {
        let before = &tokens.all[at];
        let word_before = at > 0 && before.glued && matches!(tokens.all[at - 1].kind, Kind::Word | Kind::Number | Kind::Code);
        let allowed = matches!(tokens.key(at.wrapping_sub(1)), n if n == key("sub") || n == TO || n == key("mid") || n == key("about"));
        let bad = match before.kind {
            Kind::Word => true,
            Kind::Hyphen => word_before && !allowed,
            Kind::Number | Kind::Code => true,
            Kind::Mark => before.is('.') && word_before || before.is(':') && word_before || "#_@&/\\%^*".contains(char::from_u32(before.key as u32).unwrap_or(' ')),
            _ => false,
        };
        if bad {
            return true;
        }
    }
    if amount.unit.is_some() {
        return false;
    }
    let next = tokens.get(number.to).filter(|t| t.glued);
    match next {
        Some(t) if t.kind == Kind::Word && number.to == amount.to => {
            !matches!(tokens.text(number.to), "s" | "yo") && million(tokens, *number).is_none()
        }
        Some(t) if t.kind == Kind::Code => true,
        Some(t) if t.is(':') || t.is('/') || t.is('^') || t.is('_') => tokens.glued(number.to + 1) && tokens.is(number.to + 1, Kind::Number),
        _ => false,
    }
}

/// "10.45pm", "5 a.m.", "at 6 o'clock".
fn clock(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.number.to;
    let upper = tokens.text(to);
    classes(tokens, to) & lex::CLOCK != 0 && upper != "am" || matches!(upper, "am") && (tokens.glued(to) || amount.number.bare)
}

/// "11 February", "Sept. 8": a day.
fn dated(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let small = number.bare && number.value.as_u64().is_some_and(|d| (1..=31).contains(&d));
    if !number.bare {
        return false;
    }
    let month = |at: usize| classes(tokens, at) & lex::MONTH != 0 && tokens.get(at).is_some_and(Token::capital);
    let last = amount.from.wrapping_sub(1);
    let before = month(last) || tokens.mark(last, '.') && last > 0 && month(last - 1) && tokens.glued(last);
    let after = month(number.to) || tokens.key(number.to) == OF && month(number.to + 1);
    let range = tokens.hyphen(number.to) && tokens.is(number.to + 1, Kind::Number) && month(number.to + 2);
    let _ = range;
    (before || after || range) && (small || tokens.text(number.from).len() == 4) && amount.unit.is_none()
}

/// "123 Random Street": a number, one to three names, a street.
fn address(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    if !number.bare || tokens.text(number.from).contains(',') {
        return false;
    }
    let mut at = number.to;
    while at < number.to + 4 && tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.capital()) {
        if at > number.to && classes(tokens, at) & lex::STREET != 0 {
            return true;
        }
        at += 1;
    }
    false
}

/// "Phase two", "category one", "No one".
fn label_word(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1) else { return false };
    let flags = classes(tokens, last);
    let label = flags & lex::LABEL != 0 && !tokens.mark(last, '.');
    let strict = ["phase", "part", "category", "chapter", "stage", "level", "version", "page", "volume", "act", "section", "number", "no", "game", "week", "day", "round", "grade", "type", "tier"];
    let hyphen = tokens.is(last, Kind::Hyphen) && tokens.glued(last) && tokens.glued(amount.from) && last > 0 && tokens.is(last - 1, Kind::Word) && tokens.key(last - 1) != TO && !amount.number.figures;
    label && amount.unit.is_none() && strict.iter().any(|w| key(w) == tokens.key(last)) || hyphen && amount.unit.is_none()
}

/// "BBC One", "the bottom three".
fn name_word(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1) else { return false };
    let (Some(before), Some(first)) = (tokens.get(last), tokens.get(amount.from)) else { return false };
    if amount.unit.is_some() || amount.number.scale.is_some() {
        return false;
    }
    let place = ["bottom", "top", "final", "big", "last"].iter().any(|w| key(w) == before.key) && before.kind == Kind::Word;
    let name = before.kind == Kind::Word && before.capital() && first.capital() && classes(tokens, last) & lex::FUNCTION == 0;
    (place || name) && counted(tokens, amount.to, true).is_none()
}

/// "A.D. 1000", "44 B.C.": a year.
fn era(tokens: Tokens, amount: &Amount) -> bool {
    let is = |at: usize| matches!(tokens.text(at), "A.D." | "AD" | "B.C." | "BC" | "BCE" | "CE");
    amount.number.bare && (amount.from > 0 && is(amount.from - 1) || is(amount.number.to))
}

/// "the 787 Dreamliner", "the 90049 ZIP code": digits, a name, and nothing counted.
fn model(tokens: Tokens, amount: &Amount) -> bool {
    let plain = amount.number.bare && !tokens.text(amount.number.from).contains([',', '.']) && amount.number.value >= Decimal::whole(10);
    let name = tokens.get(amount.to).is_some_and(|t| t.kind == Kind::Word && t.capital() && !t.glued);
    let sure = lex::before(tokens, amount.from).is_some();
    plain && name && !sure && classes(tokens, amount.to) & lex::FUNCTION == 0 && counted(tokens, amount.to, true).is_none()
}

/// "Boeing 737", "Highway 61", "S&P 500", "Euro 2020": the number is part of a name.
fn named(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let number = &amount.number;
    let grouped = tokens.text(number.from).contains(',');
    if grouped || !number.figures {
        return false;
    }
    // "No. 10"
    let point = tokens.mark(last, '.') && tokens.glued(last) && last > 0;
    let word = if point { last - 1 } else { last };
    let Some(before) = tokens.get(word).filter(|t| t.kind == Kind::Word) else { return false };
    let flags = classes(tokens, word);
    if point && !matches!(tokens.text(word), "No" | "no" | "Nos" | "nos" | "nr" | "nrs" | "Vol" | "vol") {
        return false;
    }
    if point {
        return true;
    }
    let people = counted(tokens, amount.to, true).is_some_and(|s| classes_of(tokens, s) & lex::PEOPLE != 0);
    if flags & lex::LABEL != 0 && !amount.hyphen {
        // "the group 12 men": a label that counts people is none; "top 10", "day 3" and the like are.
        let loose = before.case == Case::Lower && people;
        return !loose;
    }
    let function = flags & (lex::FUNCTION | lex::STOP | lex::WEEKDAY | lex::MONTH | lex::UP | lex::DOWN | lex::SCORE | lex::BETWEEN | lex::PLURAL) != 0;
    if !before.capital() || before.possessive || function {
        return false;
    }
    let modifier = lex::before(tokens, amount.from).is_some();
    !modifier && !people && !amount.hyphen
}

fn classes_of(tokens: Tokens, span: Span) -> lex::Classes {
    let at = tokens.all.partition_point(|t| t.start < span.start);
    classes(tokens, at)
}

/// A number of four digits that is a year.
fn bare_year(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let text = tokens.text(number.from);
    let by = amount.from.checked_sub(1).is_some_and(|at| matches!(tokens.text(at), "in" | "In" | "by" | "By" | "since" | "until"));
    let years = if by { 1000..2200 } else { 1500..2100 };
    let year = number.bare && text.len() == 4 && number.value.as_u64().is_some_and(|y| years.contains(&y));
    if !year || amount.unit.is_some() || amount.hyphen {
        return false;
    }
    let people = counted(tokens, amount.to, true).is_some_and(|s| classes_of(tokens, s) & lex::PEOPLE != 0);
    let before = amount.from.checked_sub(1).map_or(0, |at| classes(tokens, at));
    let modified = lex::before(tokens, amount.from).is_some_and(|(m, start)| m.name != "about" || tokens.key(start) != key("around") && tokens.key(start) != key("circa"));
    if modified {
        return counted(tokens, amount.to, true).is_none() && false;
    }
    !people || before & lex::BEFORE_YEAR != 0 && tokens.key(amount.from.wrapping_sub(1)) != THE
}

/// "one" as a pronoun, in set phrases, or before what is no noun.
fn lone_one(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    if number.figures || amount.unit.is_some_and(|u| u.name != "times") {
        return false;
    }
    if number.form == Form::Cardinal && number.to == amount.from + 1 && tokens.key(amount.from) == ZERO {
        let name = tokens.get(amount.from).is_some_and(Token::capital) && tokens.get(number.to).is_some_and(Token::capital);
        return name || ["ground", "sub"].iter().any(|w| amount.from > 0 && tokens.key(amount.from - 1) == key(w)) || amount.hyphen || tokens.key(number.to) == key("tolerance");
    }
    if tokens.key(amount.from) != ONE || number.to != amount.from + 1 || number.form != Form::Cardinal {
        return false;
    }
    let last = amount.from.checked_sub(1);
    let before = last.map_or(0, |at| tokens.key(at));
    let pronoun = ["no", "any", "every", "each", "this", "that", "the", "which", "some", "another", "good", "last", "next", "new", "only", "big", "not", "previous", "current", "first", "second", "same", "other"];
    if pronoun.iter().any(|w| key(w) == before) || last.is_some_and(|at| tokens.is(at, Kind::Hyphen) && tokens.glued(at)) {
        return true;
    }
    if amount.hyphen {
        return !["man", "woman", "person", "member", "seat", "room", "bedroom", "game", "page", "run", "goal", "vote"].iter().any(|w| key(w) == tokens.key(amount.to + 1));
    }
    let next = tokens.get(amount.to);
    let after = classes(tokens, amount.to);
    match next {
        None => last.is_some_and(|at| !tokens.is(at, Kind::Break)) && last.is_some_and(|at| tokens.is(at, Kind::Word)) && false,
        Some(t) if t.kind == Kind::Word => {
            let idle = ["another", "thing", "time", "day", "side", "point", "way", "reason", "another's", "morning", "night", "evening", "last", "too", "else", "hell", "sort", "kind"];
            t.key != OF && (after & lex::STOP != 0 || t.capital() || idle.iter().any(|w| key(w) == t.key)) && t.key != IN && t.key != OUT
        }
        Some(t) => t.kind != Kind::Break && last.is_none_or(|at| tokens.is(at, Kind::Word)) && last.is_some() && !t.is('.') ,
    }
}

/// Is the ordinal said of something, and not an adverb ("was first reported")?
fn determined(tokens: Tokens, from: usize, to: usize) -> bool {
    let Some(last) = from.checked_sub(1) else {
        // At the head of a text or alone in it.
        return !tokens.mark(to, ',');
    };
    let before = classes(tokens, last);
    let fine = before & (lex::DETERMINER | lex::POSSESSIVE) != 0 || tokens.get(last).is_some_and(|t| t.possessive || t.kind == Kind::Currency);
    let said = ["finished", "came", "placed", "ranked", "and", "or", "to", "in", "for", "another", "only", "this", "every", "each", "between", "than", "fifth", "than", "ranks"];
    fine || said.iter().any(|w| key(w) == tokens.key(last)) || tokens.is(last, Kind::Break) && !tokens.mark(to, ',')
}

/// "more than 100 and fewer than 200": two half-open figures beside each other are one range.
fn join_bounds(text: &str, figures: &mut Vec<Figure>) {
    let mut at = 0;
    while at + 1 < figures.len() {
        let (a, b) = (&figures[at], &figures[at + 1]);
        let gap = &text[a.span.end as usize..(b.span.start as usize).max(a.span.end as usize)];
        let linked = matches!(gap.trim(), "and" | "but" | "," | "or" | ", and" | ", but");
        let opposite = match (a.low, a.high, b.low, b.high) {
            (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low < high).then_some((low, high)),
            _ => None,
        };
        let alike = a.unit == b.unit && a.per == b.per && a.why != "from-to";
        if let (true, true, Some((low, high))) = (linked, alike, opposite) {
            let (end, of) = (b.span.end, b.of.or(a.of));
            let first = &mut figures[at];
            (first.low, first.high, first.modifier) = (Some(low), Some(high), None);
            (first.span.end, first.of, first.why) = (end, of, "bounds");
            figures.remove(at + 1);
        }
        at += 1;
    }
}

const _: (u64, u64) = (TIMES, THE);
