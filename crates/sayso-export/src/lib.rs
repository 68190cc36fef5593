//! In: readings. Out: formats. Offsets in every format are Unicode code points of the report's
//! text, end exclusive.
//!
//! The core knows no format: the types that are written live here.

pub mod about;
pub mod brat;
pub mod html;
pub mod jsonl;
pub mod measured;
pub mod speakers;

use sayso::attribute::{Attribution, AttributionId};
pub use sayso::reading::Least;
use sayso::reading::{Reading, Trust};
use sayso::text::{OffsetMap, Span};
use sha2::{Digest, Sha256};

/// Where a report came from, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The report's id: given, or made by [`report_id`].
    pub id: String,
    /// The input as named by the user: a path, or `-`.
    pub input: String,
    /// Its line, from 1, if the input is JSONL.
    pub line: Option<u64>,
    /// SHA-256 of the input's bytes (of the text field, for JSONL), in hexadecimal.
    pub sha256: String,
    /// The input's bytes are those of the report, so that places in them mean something: not so for
    /// JSONL.
    pub has_bytes: bool,
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// The id of a report that was given none: 16 hexadecimal digits over its address (else the input's
/// name) and text.
///
/// ```
/// let id = sayso_export::report_id(None, "storm.txt", "Storm shuts the harbour.");
/// assert_eq!(id.len(), 16);
/// assert_ne!(id, sayso_export::report_id(None, "storm2.txt", "Storm shuts the harbour."));
/// ```
pub fn report_id(url: Option<&str>, input: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(url.unwrap_or(input).as_bytes());
    hash.update([0]);
    hash.update(text.as_bytes());
    hash.finalize()
        .iter()
        .take(8)
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// An attribution with its number.
pub type Numbered<'a> = (AttributionId, &'a Attribution);

/// The attributions shown as found, and the uncertain ones.
pub fn by_trust(reading: &Reading, least: Least) -> (Vec<Numbered<'_>>, Vec<Numbered<'_>>) {
    let with = |wanted: Trust| {
        let all = (0..).map(AttributionId).zip(&reading.attributions);
        all.zip(reading.shown(least))
            .filter(|(_, trust)| *trust == wanted)
            .map(|(numbered, _)| numbered)
            .collect()
    };
    (with(Trust::Found), with(Trust::Uncertain))
}

/// Control characters and directional overrides as something to see, so that no report can steer a
/// terminal or show words in another order than they have.
///
/// ```
/// assert_eq!(sayso_export::visible("Tarn\u{202e}ssorC"), "Tarn\u{fffd}ssorC");
/// ```
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}') =>
            {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

/// Spans of one reading as code points.
struct Offsets<'a> {
    reading: &'a Reading,
    map: OffsetMap,
}

impl<'a> Offsets<'a> {
    fn new(reading: &'a Reading) -> Offsets<'a> {
        Offsets {
            reading,
            map: OffsetMap::new(&reading.document.text),
        }
    }

    fn of(&self, span: Span) -> (u32, u32) {
        let text = &self.reading.document.text;
        (
            self.map.code_points(text, span.start()),
            self.map.code_points(text, span.end()),
        )
    }
}
