//! sayso reads a news report and says who says what in it, pointing at exact characters.
//!
//! A [`Reader`] runs the stages in this order: bytes → [`clean`] → [`document::Document`] →
//! [`segment`] → [`attribute`] → [`measure`], [`credits`] → [`names`] and [`resolve`] → [`certainty`] →
//! [`Reading`]. [`Reading::findings`] then runs [`check`] on the figures. The stages are pure
//! functions, do no I/O, know no output format and return no errors on text.
//!
//! Words and weights are passed in. The crate `sayso-en` makes readers with those for English; the
//! reader below has none, so it finds attributions by rules alone and does not resolve sources.
//!
//! ```
//! use sayso::{Reader, report::RawReport, words::Words};
//! let words = Words::none();
//! let report = RawReport::text("Share\nThe pier is rotten, engineers said.");
//! let reading = Reader::new(&words).read(&report).unwrap();
//! let said = &reading.attributions[0];
//! assert_eq!(&reading.document.text[said.source[0]], "engineers");
//! assert_eq!(&reading.document.text[said.content[0]], "The pier is rotten");
//! ```

pub mod attribute;
pub mod certainty;
pub mod check;
pub mod compare;
pub mod credits;
pub mod measure;
pub mod names;
pub mod reader;
pub mod reading;
pub mod report;
pub mod resolve;
pub mod story;
pub mod versions;

pub use attribute::model;
pub use reader::Reader;
pub use reading::Reading;
pub use sayso_clean as clean;
pub use sayso_english::{language, spelling as words};
pub use sayso_text::{candidate, document, origin, segment, text};
