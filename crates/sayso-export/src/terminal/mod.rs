//! In: the records of a report. Out: the two forms for people: a reading ([`reading`]), and findings
//! underlined in the text like a compiler's errors ([`check`]).

mod check;
mod marked;
mod reading;
mod screen;
mod snippet;

pub use check::{check, summary};
pub use reading::reading;

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With the colours of a terminal.
    pub color: bool,
    /// Columns.
    pub width: usize,
}
