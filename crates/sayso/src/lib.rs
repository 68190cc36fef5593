//! sayso reads a news report and says who says what in it, pointing at exact characters.
//!
//! The stages are pure functions: bytes → [`clean`] → [`document::Document`] → [`segment`] →
//! [`attribute`] → [`Reading`]. They do no I/O, know no output format and cannot fail on text.
//! Weights are a value passed in ([`model::Model`]); those for English come with the crate
//! `sayso-model-en`.
//!
//! ```
//! use sayso::{attribute::Bias, clean, reading};
//! let report = "Share\nThe pier is rotten, engineers said.";
//! let document = clean::plain(report.as_bytes(), &clean::Given::default()).unwrap();
//! let reading = reading::read(document, None, Bias::Balanced);
//! let said = &reading.attributions[0];
//! assert_eq!(&reading.document.text[said.source[0]], "engineers");
//! assert_eq!(&reading.document.text[said.content[0]], "The pier is rotten");
//! ```

pub mod attribute;
pub mod certainty;
pub mod check;
pub mod measure;
pub mod names;
pub mod reader;
pub mod reading;
pub mod report;
pub mod resolve;

pub use attribute::model;
pub use reader::Reader;
pub use reading::Reading;
pub use sayso_clean as clean;
pub use sayso_english::{language, spelling as words};
pub use sayso_text::{candidate, document, origin, segment, text};
