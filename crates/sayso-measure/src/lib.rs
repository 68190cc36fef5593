//! Figures and times in news text: text in, figures and times out, each with the characters it was read from.
//!
//! [`scan`] cuts a text into light tokens once; [`number`] reads numbers in digits and words from them; [`figure`] adds
//! units, ranges, bounds, rates and what is counted; [`time`] reads dates, times of day, lengths and what recurs.

pub mod decimal;
pub mod figure;
pub mod lexicon;
pub mod number;
pub mod scan;
pub mod time;
pub mod unit;

pub use decimal::Decimal;
pub use figure::{Direction, Figure, Per, Role, Setting, figures, figures_in};
pub use scan::Span;
pub use time::{Time, times};
