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
pub use sayso::report::{Provenance, report_id, sha256_hex};
use sayso::text::{OffsetMap, Span};

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
