//! In: the records of a report. Out: the bytes that the table `saved` has, and the same records again.
//!
//! The text is in `report.text`, so that it is left out here, and so are all words that are the words of the
//! text at their place. What is left is written as JSONL and deflated.

use crate::trouble::Trouble;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sayso_export::records::{Record, Saved, Span};
use std::io::{Read, Write};

/// The records of a report without what its text has.
pub fn pack(saved: &Saved) -> Vec<u8> {
    let mut bare = saved.clone();
    let text = std::mem::take(&mut bare.report.text);
    let places = places(&text);
    for_each_span(&mut bare, |span| {
        if words(&text, &places, span) == Some(&*span.text) {
            span.text.clear();
        }
    });
    let mut lines = Vec::new();
    bare.write(&mut lines);
    let mut packed = ZlibEncoder::new(Vec::with_capacity(lines.len() / 6), Compression::new(6));
    // Writing to memory does not fail.
    let _ = packed.write_all(&lines);
    packed.finish().unwrap_or_default()
}

/// The records of the report `id` whose text is `text`.
pub fn unpack(packed: &[u8], id: &str, text: String) -> Result<Saved, Trouble> {
    let unreadable = |why: String| Trouble::Records {
        report: id.to_string(),
        why,
    };
    let mut lines = Vec::new();
    ZlibDecoder::new(packed)
        .read_to_end(&mut lines)
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
    for_each_span(&mut saved, |span| {
        if span.text.is_empty() {
            span.text = words(&text, &places, span).unwrap_or_default().to_string();
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

/// The words of the text at the place of a span. None if that place is not in the text.
fn words<'a>(text: &'a str, places: &[u32], span: &Span) -> Option<&'a str> {
    let start = *places.get(span.start as usize)?;
    let end = *places.get(span.end as usize)?;
    text.get(start as usize..end as usize)
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
