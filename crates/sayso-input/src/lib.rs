//! Files in, raw reports out: the first stage, and one of the places where errors live.
//!
//! `files::list` opens up folders; [`reports`] yields what one file after the other holds, in a
//! fixed order and in constant memory. Each thing that it holds is an [`Item`]: a report, something
//! that is passed over because it is no report, or a [`Failure`] that names the place and the
//! reason. A broken part costs only itself.
//!
//! To add an input form, add a value to [`Form`] with its endings in `form.rs`, how its files begin
//! in `recognise.rs` (and what is in them in `zipped.rs`, if they are zip archives), and a module
//! with an iterator of items that `open.rs` chooses.

mod caught;
mod counted;
mod document;
mod draft;
mod feed;
mod fields;
pub mod files;
mod form;
mod given;
mod item;
mod json;
mod lacks;
pub mod lines;
mod mail;
mod markup;
mod mbox;
pub mod office;
mod open;
#[cfg(feature = "parquet")]
mod parquet;
pub mod pdf;
mod recognise;
mod refused;
mod row;
mod rows;
mod source;
mod table;
mod unicode;
mod unpack;
mod unpacked;
mod warc;
mod whole;
mod window;
mod xml;
mod zipped;

pub use draft::Draft;
pub use fields::Fields;
pub use form::Form;
pub use given::day;
pub use item::{Failure, Item, Note, PassedOver, What};
pub use open::{Items, reports, reports_in, why_not_opened};

/// What the user says about the inputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What every file is, whatever its name and its first bytes suggest.
    pub form: Option<Form>,
    /// A text file is never taken for a page.
    pub as_is: bool,
    /// The address of the report.
    pub url: Option<String>,
    /// The day of publication of reports that come without one.
    pub published: Option<String>,
    /// The fields of a row.
    pub fields: Fields,
}
