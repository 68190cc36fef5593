//! In: the records of a report. Out: the forms for people: a reading ([`reading`]), findings underlined
//! in the text like a compiler's errors ([`check`]), and a list of many reports ([`list`]).

mod check;
mod first;
mod in_words;
mod list;
mod lists;
mod marked;
mod reading;
mod says;
mod screen;
mod snippet;

pub use check::{check, summary};
pub use in_words::status_in_words;
pub use list::list;
pub use reading::reading;
pub use screen::{Look, Screen};

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With the colours of a terminal.
    pub color: bool,
    /// Columns.
    pub width: usize,
}

/// What a reading shows besides the first lines and who says what.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sections {
    /// The text with the statements marked.
    pub text: bool,
    /// All figures.
    pub figures: bool,
    /// All times.
    pub times: bool,
}
