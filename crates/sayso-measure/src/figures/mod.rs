//! Figures: tokens in, [`Figure`]s out. What is stated, in which unit, of what, and by which rule
//! it was read.
//!
//! From each token where a number or a currency can begin, the longest amount is read (`amount`). Two
//! amounts that a word joins are a range, a change or a tally (`pairs`, `tallies`) or a share
//! (`ratios`). Then the words around say the rest (`complete`): modifiers, what it is per, what is
//! counted, whether it rose. Numbers that are not figures, such as dates, names and addresses, are
//! found by `not_figures` and `pronouns`. At the end figures take from their neighbours what is not
//! said twice (`neighbours`).

mod ages;
mod amount;
mod changes;
mod complete;
mod coordinates;
mod counted;
mod dimensions;
mod letters;
mod neighbours;
mod not_figures;
mod notes;
mod ordinals;
mod pairs;
mod points;
mod pronouns;
mod rates;
mod ratios;
mod reader;
mod tallies;
mod word_figures;

pub(crate) use counted::is_plural;

use crate::decimal::Decimal;
use crate::modifier::Modifier;
use crate::scan::{Token, scan};
use crate::tokens::Tokens;
use crate::unit::Unit;
use sayso_text::text::Span;

sayso_english::names! {
    /// What a figure says about what it counts.
    pub enum Role {
        /// How many, how much.
        Amount = "amount",
        /// How much per something.
        Rate = "rate",
        /// By how much something rose or fell.
        Change = "change",
        /// Before and after: `low` is where it was, `high` where it came to.
        FromTo = "from-to",
        /// A part of something: "a third of the votes", "one in five".
        Share = "share",
        /// How old.
        Age = "age",
        /// Which place in an order.
        Ordinal = "ordinal",
        /// A score or vote: `low` is the number said first, `high` the second.
        Tally = "tally",
        /// How many times as much.
        Multiple = "multiple",
    }
}

sayso_english::names! {
    /// Which way something went.
    pub enum Direction {
        /// It rose.
        Up = "up",
        /// It fell.
        Down = "down",
    }
}

sayso_english::names! {
    /// The rule that read a figure.
    pub enum FigureRule {
        /// A number alone.
        Count = "count",
        /// A number with a currency.
        Money = "money",
        /// A number with another unit.
        Unit = "unit",
        /// "a third".
        Fraction = "fraction",
        /// "dozens".
        Many = "many",
        /// "aged 40".
        Age = "age",
        /// "in her thirties".
        DecadeOfAge = "decade of age",
        /// "one in five".
        Ratio = "ratio",
        /// "3-for-4".
        Chances = "chances",
        /// "4-3".
        Tally = "tally",
        /// "by 93 votes to 85".
        VotesToVotes = "votes to votes",
        /// "between 5 and 9".
        Range = "range",
        /// "from 5 to 9", of a change.
        FromTo = "from-to",
        /// "more than 100 and fewer than 200".
        Bounds = "bounds",
        /// "doubled".
        Multiple = "multiple",
        /// "third".
        Ordinal = "ordinal",
        /// "the No. 2 seed".
        Rank = "rank",
        /// The unit is that of the figure before: "15 tons from 40".
        UnitBefore = "unit of the figure before",
        /// The unit is that of the figure after: "about 8 or $9".
        UnitAfter = "unit of the figure after",
    }
}

/// What a rate is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A unit: "a month".
    Unit(Unit),
    /// Something counted: "per person".
    Noun(Span),
}

/// A figure: what is stated, neither widened nor rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number with its unit, in bytes. If it has no unit, the words that open an end ("more than
    /// 30") belong to it.
    pub span: Span,
    /// The lower end, `None` if it is open. Both ends are the same for one number.
    pub low: Option<Decimal>,
    /// The upper end, `None` if it is open.
    pub high: Option<Decimal>,
    /// How many digits are written of the number that shows most; 0 for "a third" and "dozens".
    pub digits: u8,
    /// The unit; `None` for what is counted by itself.
    pub unit: Option<Unit>,
    /// What it is per, in order: "$2,000 a month per person".
    pub per: Vec<Per>,
    /// What it says.
    pub role: Role,
    /// Which way, of a change.
    pub direction: Option<Direction>,
    /// "about", "at least" …
    pub modifier: Option<Modifier>,
    /// The head of what is counted: "deputies" of "two of the mayor's deputies".
    pub of: Option<Span>,
    /// The rule that read it.
    pub why: FigureRule,
}

impl Figure {
    /// A plain count of one value, without a unit: `span` is its place in the text, in bytes, and `digits` is how many
    /// digits are written of it.
    pub fn new(span: Span, value: Decimal, digits: u8) -> Figure {
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
            why: FigureRule::Count,
        }
    }
}

/// What the reader knows about a text beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The currency that "$" and "dollars" alone mean; `None` leaves them open as
    /// [`Unit::DOLLAR`].
    pub dollar: Option<Unit>,
}

impl Default for Setting {
    fn default() -> Setting {
        let dollar = Some(Unit::USD);
        Setting { dollar }
    }
}

/// The figures of a text, in order, none within another.
///
/// ```
/// use sayso_measure::{figures, unit::Unit};
/// let text = "Rents rose between $1,200 and $2,400 a month per flat, Mr. Odell said.";
/// let found = figures(text);
/// assert_eq!(found[0].span.passage(text), "between $1,200 and $2,400");
/// assert_eq!(found[0].unit, Some(Unit::USD));
/// assert_eq!(found[0].per.len(), 2);
/// ```
pub fn figures(text: &str) -> Vec<Figure> {
    figures_in(text, &scan(text), Setting::default())
}

/// The figures of a text that is scanned already.
pub fn figures_in(text: &str, all: &[Token], setting: Setting) -> Vec<Figure> {
    reader::read(Tokens { text, all }, setting)
}
