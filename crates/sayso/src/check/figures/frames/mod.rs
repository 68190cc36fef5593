//! The frames, one file each.
//!
//! A frame is a page for `sayso explain` and rows of patterns, each with a function that returns
//! the arithmetic. To add one, add a file, a row here, a code and its tests in
//! `tests/specs/findings.md`.

mod age;
mod change;
mod conversion;
mod currency;
mod lead;
mod parts;
mod range;
mod rate;
mod share;
mod span;
mod sum;
mod tally;
mod weekday;

use super::frame::Frame;

/// All frames, in the order of their codes.
pub(crate) const FRAMES: &[&Frame] = &[
    &change::FRAME,
    &lead::FRAME,
    &sum::FRAME,
    &share::FRAME,
    &rate::FRAME,
    &span::FRAME,
    &age::FRAME,
    &weekday::FRAME,
    &currency::FRAME,
    &range::FRAME,
    &parts::FRAME,
    &tally::FRAME,
    &conversion::FRAME,
];
