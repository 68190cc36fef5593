//! Figures: tokens in, [`Figure`]s out. What is stated, in which unit, of what, and by which
//! grammar it was read.
//!
//! From each token where a number or a currency can begin the longest amount is read; two amounts
//! that a connecting word joins are a range, a tally, a ratio or a change. Then the words around
//! say the rest: bounds before and after, what is counted, whether it rose. What only looks like a
//! figure (dates, names, addresses) is told in `refused`.

mod amount;
mod around;
mod counted;
mod pair;
mod partners;
mod points;
mod refused;
mod single;

use crate::decimal::Decimal;
use crate::lexicon as lex;
use crate::lexicon::classes;
use crate::number::Form;
use crate::number::{Tokens, sign_apart};
use crate::scan::Kind;
use crate::scan::Token;
use crate::scan::key;
use crate::scan::scan;
use crate::unit::Dimension;
use amount::Amount;
use around::bind;
use refused::{bare_year, lone_one, refused, telephone};
use sayso_text::text::Span;
use single::{decade, decade_word};

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
const BELOW: u64 = key("below");
const ZERO: u64 = key("zero");

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
    /// The number with its unit; the words that open an end ("more than 30") belong to it where it
    /// has no unit.
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
        Setting {
            dollar: Some("USD"),
        }
    }
}

/// The figures of a text, in order, none within another.
///
/// ```
/// use sayso_measure::figures;
/// let text = "Rents rose between $1,200 and $2,400 a month per flat, Mr. Odell said.";
/// let found = figures(text);
/// assert_eq!(found[0].span.passage(text), "between $1,200 and $2,400");
/// assert_eq!(found[0].unit, Some("USD"));
/// assert_eq!(found[0].per.len(), 2);
/// ```
pub fn figures(text: &str) -> Vec<Figure> {
    figures_in(text, &scan(text), Setting::default())
}

/// The figures of a text that is scanned already.
pub fn figures_in(text: &str, all: &[Token], setting: Setting) -> Vec<Figure> {
    let tokens = Tokens { text, all };
    let setting = Context {
        pounds: None,
        setting,
    };
    let (mut out, mut hung) = (Vec::new(), Vec::new());
    let mut reader = Reader {
        tokens,
        context: setting,
        done: 0,
    };
    let mut at = 0;
    while at < all.len() {
        let token = &all[at];
        let may = match token.kind {
            Kind::Number | Kind::Fraction | Kind::Currency => true,
            Kind::Hyphen => {
                let number = tokens.is(at + 1, Kind::Number);
                tokens.glued(at + 1) && (number || tokens.is(at + 1, Kind::Currency))
                    || number && sign_apart(tokens, at)
            }
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
        let inside = out.last().is_some_and(|f: &Figure| {
            let part = text[f.span.end() as usize..]
                .trim_start()
                .starts_with("of ");
            f.of.is_some_and(|of| of.start() > figure.span.start()) && !part
        });
        // "650 18-hole courses" says two things.
        let parts = hyphened(tokens, at) && figure.of.is_some();
        if inside && figure.unit.is_none() && figure.why == "count" && !parts {
            continue;
        }
        let mut figure = figure;
        go_on_ages(text, &out, &mut figure);
        hang(&mut out, &mut hung, &figure);
        let ends = !tokens.glued(at + 1) || tokens.mark(at + 1, ',');
        if tokens.is(at, Kind::Hyphen) && tokens.glued(at) && ends && figure.of.is_none() {
            hung.push(out.len());
        }
        out.push(figure);
    }
    join_bounds(text, &mut out);
    partners::join(text, &mut out);
    out
}

/// "aged 19, 22 and 31": bare numbers that go on a list of ages.
fn go_on_ages(text: &str, out: &[Figure], next: &mut Figure) {
    let Some(last) = out
        .last()
        .filter(|f| f.role == Role::Age && f.low == f.high)
    else {
        return;
    };
    let gap = text[last.span.end() as usize..next.span.start() as usize].trim();
    // "aged 3, 5 and 11 months"
    let small = next.why == "unit" && matches!(next.unit, Some("year" | "month" | "week" | "day"));
    let plain = (next.why == "count" || small) && next.of.is_none() && next.low == next.high;
    if plain
        && next.per.is_empty()
        && matches!(gap, "," | "and" | ", and")
        && next.high <= Some(Decimal::whole(120))
    {
        (next.role, next.unit, next.why) = (Role::Age, next.unit.or(last.unit), "age");
    }
}

/// "four-, five- and six-cylinder": what hung in the air has the unit, or what is counted, of the
/// figure that follows.
fn hang(out: &mut [Figure], hung: &mut Vec<usize>, next: &Figure) {
    if hung.len() < 6
        && hung
            .last()
            .is_some_and(|&h| out[h].span.end() + 12 > next.span.start())
    {
        if next.unit.is_none() && next.of.is_none() {
            return;
        }
        for &mut h in &mut *hung {
            (out[h].unit, out[h].of) = (out[h].unit.or(next.unit), next.of);
            // "the 17- and 18-year-olds"
            if next.role == Role::Age {
                (out[h].role, out[h].why) = (Role::Age, "age");
            }
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

struct Reader<'t> {
    tokens: Tokens<'t>,
    context: Context,
    /// Tokens before this one belong to figures already read.
    done: usize,
}

impl Reader<'_> {
    /// The figure that begins at the token, if it is one, and the token after what was read.
    /// `(None, to)`: what begins here is no figure up to `to`.
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
            return self
                .ordinal(&amount)
                .map(|(f, to)| (Some(f), to))
                .or(Some((None, amount.to)));
        }
        if let Some(to) = telephone(tokens, at) {
            return Some((None, to));
        }
        if let Some((to, decade)) = decade(tokens, &amount) {
            return decade
                .and_then(|v| self.decade_of_age(amount.from, to, v))
                .or(Some((None, to)));
        }
        if let Some(found) = self.something(&amount) {
            return Some(found);
        }
        if let Some(figure) = self.ranked(&amount) {
            return Some((Some(figure), amount.to));
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
        let then = tokens.one_of(amount.to, &["ago", "later", "earlier"]);
        let ago = then && amount.unit.is_some_and(|u| u.dimension == Dimension::Time);
        let idle = tokens.key(amount.to + 1) == key("way")
            || classes(tokens, amount.to + 1) & lex::STOP != 0;
        let way = amount.hyphen && amount.unit.is_none() && idle;
        if ago || way || bare_year(tokens, &amount) || lone_one(tokens, &amount) {
            return Some((None, amount.to));
        }
        Some(self.single(&amount))
    }

    /// One amount alone.
    fn single(&mut self, amount: &Amount) -> (Option<Figure>, usize) {
        let tokens = self.tokens;
        let number = amount.number;
        let mut figure = blank(
            tokens.between(amount.from, amount.to),
            number.value,
            number.digits,
        );
        figure.unit = amount.unit.map(|u| u.name);
        // "a magnitude 6.3 earthquake"
        if amount.unit.is_none() && of_magnitude(tokens, amount) {
            figure.unit = Some("magnitude");
        }
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
            figure.high = None;
        }
        if figure.unit == Some("times") {
            figure.role = Role::Multiple;
        }
        let to = self.around(&mut figure, amount, amount.from, 0);
        figure.of = figure.of.filter(|_| figure.unit != Some("magnitude"));
        (Some(figure), to)
    }
}

/// "a magnitude 6.3 earthquake", "a magnitude-6.3 quake", "a 6.3-magnitude tremor", "a magnitude of
/// 6.3".
fn of_magnitude(tokens: Tokens, amount: &Amount) -> bool {
    let is = |at: Option<usize>| at.is_some_and(|at| tokens.key(at) == key("magnitude"));
    let last = amount.from.checked_sub(1);
    let linked = last.is_some_and(|at| tokens.is(at, Kind::Hyphen) || tokens.key(at) == OF);
    is(last)
        || linked && is(amount.from.checked_sub(2))
        || is(Some(amount.to + usize::from(hyphened(tokens, amount.to))))
}

/// A plain figure of one value.
fn blank(span: Span, value: Decimal, digits: u8) -> Figure {
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

impl Tokens<'_> {
    /// Is the token one of these words, written small?
    fn one_of(&self, at: usize, words: &[&str]) -> bool {
        let found = self.key(at);
        found != 0 && words.iter().any(|word| key(word) == found)
    }

    /// From the first byte of one token to the last of the one before `to`.
    fn between(&self, from: usize, to: usize) -> Span {
        Span::new(self.all[from].start, self.all[to.max(from + 1) - 1].end)
    }
}

/// A hyphen glued on both sides.
fn hyphened(tokens: Tokens, at: usize) -> bool {
    tokens.is(at, Kind::Hyphen) && tokens.glued(at) && tokens.glued(at + 1)
}

/// "more than 100 and fewer than 200": two half-open figures beside each other are one range.
fn join_bounds(text: &str, figures: &mut Vec<Figure>) {
    let mut at = 0;
    while at + 1 < figures.len() {
        let (a, b) = (&figures[at], &figures[at + 1]);
        let gap =
            &text[a.span.end() as usize..(b.span.start() as usize).max(a.span.end() as usize)];
        let linked = matches!(gap.trim(), "and" | "but" | "," | "or" | ", and" | ", but");
        let opposite = match (a.low, a.high, b.low, b.high) {
            (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => {
                (low < high).then_some((low, high))
            }
            _ => None,
        };
        let alike = a.unit == b.unit && a.per == b.per && !matches!(a.why, "from-to" | "many");
        if let (true, true, Some((low, high))) = (linked, alike, opposite) {
            let (end, of) = (b.span.end(), b.of.or(a.of));
            let first = &mut figures[at];
            (first.low, first.high, first.modifier) = (Some(low), Some(high), None);
            first.span = Span::new(first.span.start(), end);
            (first.of, first.why) = (of, "bounds");
            figures.remove(at + 1);
        }
        at += 1;
    }
}
