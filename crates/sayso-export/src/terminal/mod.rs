//! In: the records of a report. Out: the forms for people: a reading ([`reading`]), findings underlined
//! in the text like a compiler's errors ([`check`]), and a list of many reports ([`list`]).

mod check;
mod list;
mod marked;
mod reading;
mod screen;
mod snippet;

pub use check::{check, summary};
pub use list::list;
pub use reading::reading;

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With the colours of a terminal.
    pub color: bool,
    /// Columns.
    pub width: usize,
}
