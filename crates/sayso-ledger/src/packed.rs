//! In: the records of a report. Out: the bytes that the table `saved` has, and the same records again.
//!
//! What can be found out from the text is left out: the text itself, which is in `report.text`, the words of
//! spans, and the id of the report in each record. What is left is written as JSONL and compressed with a
//! dictionary of such lines, because a report alone has too few of them to learn from.

use crate::trouble::Trouble;
use sayso_export::records::{Record, Saved, Span};
use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;
use zstd::bulk::Compressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::stream::read::Decoder;

/// What lines of records have in common. Made from the invented reports of `examples/` with `zstd --train
/// --maxdict=32768`. It must never change, because ledgers cannot be read without it; a better one gets a name
/// of its own, and frames say by its id which one they need.
const DICTIONARY: &[u8] = include_bytes!("records.zdict");

/// A higher level makes the bytes less than one hundredth smaller in twice the time.
const LEVEL: i32 = 9;

static ENCODER: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

/// The most bytes that the lines of a report are unpacked to, so that a damaged file does not fill the memory.
const MOST: u64 = 1 << 32;

/// The first character of words that are kept because they are not those of the text.
const KEPT: char = '\0';

/// The records of a report without what its text has.
pub fn pack(saved: &Saved) -> Vec<u8> {
    let mut bare = saved.clone();
    let text = std::mem::take(&mut bare.report.text);
    let id = bare.report.id.clone();
    let places = places(&text);
    for_each_report_id(&mut bare, |of| {
        if *of == id {
            of.clear();
        }
    });
    for_each_span(&mut bare, |span| match bytes(&text, &places, span) {
        Some(place) if text[place.clone()] == *span.text => {
            span.text.clear();
            span.at = span.at.map(|at| relative(at, &place));
            span.end -= span.start;
        }
        _ => span.text.insert(0, KEPT),
    });
    let mut lines = Vec::new();
    bare.write(&mut lines);
    let compressor = Compressor::with_prepared_dictionary(&ENCODER);
    let packed = compressor.and_then(|mut compressor| compressor.compress(&lines));
    // Compressing in memory does not fail.
    packed.unwrap_or_default()
}

/// The records of the report `id` whose text is `text`.
pub fn unpack(packed: &[u8], id: &str, text: String) -> Result<Saved, Trouble> {
    let unreadable = |why: String| Trouble::Records {
        report: id.to_string(),
        why,
    };
    let mut lines = Vec::new();
    Decoder::with_prepared_dictionary(packed, &DECODER)
        .and_then(|decoder| decoder.take(MOST).read_to_end(&mut lines))
        .map_err(|error| unreadable(error.to_string()))?;
    let mut saved: Option<Saved> = None;
    for line in lines.split(|&byte| byte == b'\n').filter(|l| !l.is_empty()) {
        let record = serde_json::from_slice(line).map_err(|error| unreadable(error.to_string()))?;
        match (record, &mut saved) {
            (Record::Report(report), none @ None) => *none = Some(Saved::of(report)),
            (Record::Entity(record), Some(saved)) => saved.entities.push(record),
            (Record::Attribution(record), Some(saved)) => saved.attributions.push(record),
            (Record::Claim(record), Some(saved)) => saved.claims.push(record),
            (Record::Figure(record), Some(saved)) => saved.figures.push(record),
            (Record::Time(record), Some(saved)) => saved.times.push(record),
            (Record::Finding(record), Some(saved)) => saved.findings.push(record),
            _ => return Err(unreadable("a line is out of place".into())),
        }
    }
    let mut saved = saved.ok_or_else(|| unreadable("there are none".into()))?;
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
            span.at = span.at.map(|at| absolute(at, &place));
            span.text = text[place].to_string();
        } else {
            span.text.remove(0);
        }
    });
    saved.report.text = text;
    Ok(saved)
}

/// The byte at which each code point of a text begins, and the byte after the last one.
fn places(text: &str) -> Vec<u32> {
    let starts = text.char_indices().map(|(at, _)| at as u32);
    starts.chain([text.len() as u32]).collect()
}

/// The bytes of the text at the place of a span. None if that place is not in the text.
fn bytes(text: &str, places: &[u32], span: &Span) -> Option<Range<usize>> {
    let start = *places.get(span.start as usize)? as usize;
    let end = *places.get(span.end as usize)? as usize;
    text.get(start..end).map(|_| start..end)
}

/// The bytes of the input of a span, as how far they are from those of the text, and how much longer they are.
/// Nearly always these are small numbers, or the same as those before.
fn relative(at: [u64; 2], place: &Range<usize>) -> [u64; 2] {
    let [start, end] = at.map(|byte| byte as i64);
    let length = end.wrapping_sub(start);
    [
        without_sign(start.wrapping_sub(place.start as i64)),
        without_sign(length.wrapping_sub(place.len() as i64)),
    ]
}

/// The other way round.
fn absolute(at: [u64; 2], place: &Range<usize>) -> [u64; 2] {
    let [from, longer] = at.map(with_sign);
    let start = from.wrapping_add(place.start as i64);
    let length = longer.wrapping_add(place.len() as i64);
    [start, start.wrapping_add(length)].map(|byte| byte as u64)
}

/// 0, -1, 1, -2 … as 0, 1, 2, 3 …
fn without_sign(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn with_sign(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn for_each_report_id(saved: &mut Saved, mut visit: impl FnMut(&mut String)) {
    saved.entities.iter_mut().for_each(|r| visit(&mut r.report));
    saved
        .attributions
        .iter_mut()
        .for_each(|r| visit(&mut r.report));
    saved.claims.iter_mut().for_each(|r| visit(&mut r.report));
    saved.figures.iter_mut().for_each(|r| visit(&mut r.report));
    saved.times.iter_mut().for_each(|r| visit(&mut r.report));
    for finding in &mut saved.findings {
        visit(&mut finding.report);
        finding
            .related
            .iter_mut()
            .for_each(|r| visit(&mut r.report));
    }
}

fn for_each_span(saved: &mut Saved, mut visit: impl FnMut(&mut Span)) {
    for entity in &mut saved.entities {
        for role in &mut entity.roles {
            visit(&mut role.span);
            role.organisation.iter_mut().for_each(&mut visit);
        }
        let mentions = entity.mentions.iter_mut();
        mentions.for_each(|mention| visit(&mut mention.span));
    }
    for a in &mut saved.attributions {
        let parts = [&mut a.source, &mut a.cue, &mut a.content];
        let spans = parts.into_iter().flatten().chain(&mut a.anonymity);
        spans.for_each(&mut visit);
    }
    for claim in &mut saved.claims {
        claim.content.iter_mut().for_each(&mut visit);
        let triggers = claim.triggers.iter_mut();
        triggers.for_each(|trigger| visit(&mut trigger.span));
    }
    for figure in &mut saved.figures {
        visit(&mut figure.span);
        figure.of.iter_mut().for_each(&mut visit);
    }
    let times = saved.times.iter_mut();
    times.for_each(|time| visit(&mut time.span));
    for finding in &mut saved.findings {
        visit(&mut finding.primary);
        let related = finding.related.iter_mut();
        related.for_each(|related| visit(&mut related.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_of_the_input_come_back(at in any::<[u64; 2]>(), start in 0..1_000_000_usize, length in 0..1000_usize) {
            let place = start..start + length;
            prop_assert_eq!(absolute(relative(at, &place), &place), at);
        }
    }

    #[test]
    fn words_that_are_not_those_of_the_text_come_back() {
        let line = r#"{"type":"report","data":{"id":"r1","input":"a.txt","record":null,"sha256":"","text_sha256":"","url":null,"outlet":null,"title":null,"byline":null,"published":null,"modified":null,"section":null,"language":null,"kind":"article","text":"Ünal said so.","blocks":[],"edits":[],"metadata":{}}}"#;
        let Ok(Record::Report(report)) = serde_json::from_str(line) else {
            panic!("a report");
        };
        let mut saved = Saved::of(report);
        for (start, end, text) in [
            (0, 4, "Ünal"),
            (5, 9, ""),
            (5, 9, "\0said"),
            (2, 2, ""),
            (3, 90, "far"),
            (9, 5, ""),
        ] {
            let line = format!(r#"{{"type":"time","data":{{"report":"r1","id":"t1","span":{{"start":{start},"end":{end},"text":"{text}","at":[7,3]}},"type":"DATE","value":"X","mod":null,"begin":null,"end":null,"anchor":null,"offset":null,"of":"event","attribution":null,"why":"calendar"}}}}"#).replace('\0', "\\u0000");
            match serde_json::from_str(&line) {
                Ok(Record::Time(time)) => saved.times.push(time),
                other => panic!("{other:?}"),
            }
        }
        let text = saved.report.text.clone();
        assert_eq!(unpack(&pack(&saved), "r1", text).unwrap(), saved);
    }
}
