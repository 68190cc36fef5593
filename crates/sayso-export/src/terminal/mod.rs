//! In: the records of a report. Out: the forms for people: a reading ([`reading`]), findings underlined
//! in the text like a compiler's errors ([`check`]), two reports beside each other ([`compared`]), and a list of many
//! reports ([`list`]).

mod check;
mod claims;
mod compared;
mod first;
mod fitted;
mod in_words;
mod list;
mod lists;
mod marked;
mod reading;
mod says;
mod screen;
mod snippet;

use crate::view::View;
pub use check::{check, summary};
pub use claims::claims;
pub use compared::compared;
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

/// How long a report is. The form of a short one leaves out what its few lines show themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// An item of a few sentences.
    Short,
    /// A report of some paragraphs.
    Middling,
    /// Any longer one.
    Long,
}

impl Extent {
    /// The most words of a short and of a middling report.
    const SHORT: usize = 150;
    const MIDDLING: usize = 300;

    fn of(view: &View<'_>) -> Extent {
        let words = view.words_read();
        if words <= Extent::SHORT {
            Extent::Short
        } else if words <= Extent::MIDDLING {
            Extent::Middling
        } else {
            Extent::Long
        }
    }
}
