//! The spans of records: all of them in a fixed order, and the place of each in the text and in the input.

use sayso_export::records::{Saved, Span};
use std::ops::Range;

/// The byte at which each code point of a text begins, and the byte after the last one.
pub fn places(text: &str) -> Vec<u32> {
    let starts = text.char_indices().map(|(at, _)| at as u32);
    starts.chain([text.len() as u32]).collect()
}

/// The bytes of the text at the place of a span. None if that place is not in the text.
pub fn bytes(text: &str, places: &[u32], span: &Span) -> Option<Range<usize>> {
    let start = *places.get(span.start as usize)? as usize;
    let end = *places.get(span.end as usize)? as usize;
    text.get(start..end).map(|_| start..end)
}

/// The bytes of the input of a span, as how far they are from those of the text, and how much longer they are.
/// Nearly always these are small numbers, or the same as those before.
pub fn relative(at: [u64; 2], place: &Range<usize>) -> [i64; 2] {
    let [start, end] = at.map(|byte| byte as i64);
    let length = end.wrapping_sub(start);
    [
        start.wrapping_sub(place.start as i64),
        length.wrapping_sub(place.len() as i64),
    ]
}

/// The other way round.
pub fn absolute([from, longer]: [i64; 2], place: &Range<usize>) -> [u64; 2] {
    let start = from.wrapping_add(place.start as i64);
    let length = longer.wrapping_add(place.len() as i64);
    [start, start.wrapping_add(length)].map(|byte| byte as u64)
}

/// 0, -1, 1, -2 … as 0, 1, 2, 3 …
pub fn without_sign(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

/// The other way round.
pub fn with_sign(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Visits the ids of the report in its records, in a fixed order.
pub fn for_each_report_id(saved: &mut Saved, mut visit: impl FnMut(&mut String)) {
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

/// Visits the spans of records, in a fixed order.
pub fn for_each_span(saved: &mut Saved, mut visit: impl FnMut(&mut Span)) {
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
    let credits = saved.report.credits.iter_mut();
    credits
        .filter_map(|credit| credit.span.as_mut())
        .for_each(visit);
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
}
