//! How records were packed until schema 1: as lines of JSON. They are only read, when a ledger is brought up to
//! date.

use super::MOST;
use super::bare::KEPT;
use super::spans::{absolute, bytes, for_each_report_id, for_each_span, places, with_sign};
use sayso_export::records::{Record, Saved};
use std::io::Read;
use std::sync::LazyLock;
use zstd::dict::DecoderDictionary;
use zstd::stream::read::Decoder;

/// What such lines have in common.
const DICTIONARY: &[u8] = include_bytes!("lines.zdict");

static DECODER: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

/// Whether bytes are lines of JSON, by the dictionary that they need.
pub fn are_in(packed: &[u8]) -> bool {
    let own = zstd::zstd_safe::get_dict_id_from_dict(DICTIONARY);
    zstd::zstd_safe::get_dict_id_from_frame(packed) == own
}

/// The records of the report `id` whose text is `text`.
pub fn unpack(packed: &[u8], id: &str, text: String) -> Result<Saved, String> {
    let mut lines = Vec::new();
    Decoder::with_prepared_dictionary(packed, &DECODER)
        .and_then(|decoder| decoder.take(MOST).read_to_end(&mut lines))
        .map_err(|error| error.to_string())?;
    let mut saved: Option<Saved> = None;
    for line in lines.split(|&byte| byte == b'\n').filter(|l| !l.is_empty()) {
        let record = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        match (record, &mut saved) {
            (Record::Report(report), none @ None) => *none = Some(Saved::of(report)),
            (Record::Entity(record), Some(saved)) => saved.entities.push(record),
            (Record::Attribution(record), Some(saved)) => saved.attributions.push(record),
            (Record::Claim(record), Some(saved)) => saved.claims.push(record),
            (Record::Figure(record), Some(saved)) => saved.figures.push(record),
            (Record::Time(record), Some(saved)) => saved.times.push(record),
            (Record::Finding(record), Some(saved)) => saved.findings.push(record),
            _ => return Err("a line is out of place".into()),
        }
    }
    let mut saved = saved.ok_or("there are none")?;
    let places = places(&text);
    for_each_report_id(&mut saved, |of| {
        if of.is_empty() {
            of.push_str(id);
        }
    });
    for_each_span(&mut saved, |span| {
        if span.text.is_empty() {
            span.end = span.end.saturating_add(span.start);
            let place = bytes(&text, &places, span).unwrap_or(0..0);
            span.at = span.at.map(|at| absolute(at.map(with_sign), &place));
            span.text = text[place].to_string();
        } else if span.text.starts_with(KEPT) {
            span.text.remove(0);
        }
    });
    saved.report.text = text;
    Ok(saved)
}
