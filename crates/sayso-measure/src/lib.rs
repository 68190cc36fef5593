//! Figures and times in news text: text in, figures and times out, each with the span that it was
//! read from.
//!
//! ```
//! use sayso_measure::{Modifier, Role, figures, unit::Unit};
//! let text = "About 1,200 of the 3,000 guards at Port Ansel earn less than $2 an hour, up 3% on last year.";
//! let found = figures(text);
//! let shown: Vec<&str> = found.iter().map(|f| f.span.passage(text)).collect();
//! assert_eq!(shown, ["1,200", "3,000", "$2", "3%"]);
//! assert_eq!(found[0].of.unwrap().passage(text), "guards");
//! assert_eq!((found[2].low, found[2].unit), (None, Some(Unit::USD)));
//! assert_eq!(found[2].modifier, Some(Modifier::LessThan));
//! assert_eq!(found[3].role, Role::Change);
//! ```
//!
//! **Useful for** English news and similar text: how many, how much, of what, in which unit, more or
//! less than, per what; ages, shares, ranges, changes, scores. Values are exact decimals as they are
//! written: nothing is rounded, widened or converted. There are two exceptions: two units of one
//! measure are joined ("5 feet 10 inches"), and a quotient that no decimal can show, such as a third,
//! has 15 digits. Time is linear in the length of the text, about ten million words a second on one
//! core. There is no I/O and no locale, so the result is the same on every machine.
//!
//! **Not useful for** other languages, tables, formulas and spoken digits, or for finding what "it" and
//! "they" count: where the noun does not follow the number, `of` is empty. Names with numbers
//! (Highway 61), dates, clock times, addresses and telephone numbers are not figures. In doubt a
//! number is left out.
//!
//! [`scan`] cuts a text into light tokens once. [`number`] reads numbers in digits and words from
//! them, `unit` the units, [`modifier`] the words that qualify a number, and [`class`] says what
//! other words near a figure mean. [`figures`](mod@figures) puts them together. The words are data
//! files of the crate `sayso-english`; the grammars are plain Rust without regular expressions.
//!
//! [`time`] reads dates, times of day, lengths and what recurs from the same tokens, and puts them
//! on the calendar:
//!
//! ```
//! use sayso_measure::time::{Date, times};
//! let found = times("Port Ansel has been shut for nearly three years, since last spring.", Date::new(2024, 11, 1).map(Into::into));
//! let values: Vec<&str> = found.iter().map(|time| time.value.as_str()).collect();
//! assert_eq!(values, ["P3Y", "2024-SP"]);
//! ```

#[macro_use]
mod keys;

pub mod class;
pub mod decimal;
pub mod figures;
mod four_digits;
pub mod modifier;
pub mod number;
pub mod scan;
pub mod time;
pub mod tokens;
pub mod unit;
pub mod word_figure;

pub use decimal::Decimal;
pub use figures::{Direction, Figure, FigureRule, Per, Role, Setting, figures, figures_in};
pub use modifier::Modifier;
pub use sayso_text::text::Span;
pub use time::{Time, times};
pub use unit::Unit;
