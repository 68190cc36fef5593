//! Figures and times in news text: text in, figures and times out, each with the characters it was
//! read from.
//!
//! ```
//! use sayso_measure::{Role, figures};
//! let text = "About 1,200 of the 3,000 guards at Port Ansel earn less than $2 an hour, up 3% on last year.";
//! let found = figures(text);
//! let shown: Vec<&str> = found.iter().map(|f| f.span.passage(text)).collect();
//! assert_eq!(shown, ["1,200", "3,000", "$2", "3%"]);
//! assert_eq!(found[0].of.unwrap().passage(text), "guards");
//! assert_eq!((found[2].low, found[2].unit, found[2].modifier), (None, Some("USD"), Some("less than")));
//! assert_eq!(found[3].role, Role::Change);
//! ```
//!
//! **Useful for** English news and what is written like it: how many, how much, of what, in which
//! unit, more or less than, per what; ages, shares, ranges, changes, scores. Values are exact
//! decimals as they are stated: nothing is rounded, widened or converted, but two units of one
//! measure are joined ("5 feet 10 inches") and a third is given to 15 digits. Linear in the text,
//! some ten million words a second and core; no I/O, no locale; the same on every machine.
//!
//! **Not useful for** other languages, tables, formulas, spoken digits, or telling what "it" or
//! "they" count: where the noun does not follow the number, `of` stays empty. Names with numbers
//! (Highway 61), dates, clock times, addresses and telephone numbers are no figures; in doubt there
//! is none.
//!
//! [`scan`] cuts a text into light tokens once; [`number`] reads numbers in digits and words from
//! them; [`figure`] adds units ([`unit`]), ranges, bounds ([`lexicon`]), rates and what is counted.
//! Tables and grammars are plain Rust, there is no regular expression.
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

pub mod decimal;
pub mod figure;
pub mod lexicon;
pub mod number;
pub mod scan;
pub mod time;
pub mod unit;

pub use decimal::Decimal;
pub use figure::{Direction, Figure, Per, Role, Setting, figures, figures_in};
pub use sayso_text::text::Span;
pub use time::{Time, times};
