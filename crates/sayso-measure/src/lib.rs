//! Figures and times in news text: text in, figures and times out, each with the characters it was read from.
//!
//! [`scan`] cuts a text into light tokens once; [`number`] reads numbers in digits and words from them.

pub mod decimal;
pub mod number;
pub mod scan;
pub mod time;

pub use decimal::Decimal;
pub use scan::Span;
