//! brat standoff (`.ann`), in the manner of `PolNeAR`: `Source`, `Cue`, `Content` spans joined by
//! `Attribution` events.

use crate::Offsets;
use crate::jsonl::kept;
use sayso::reading::Reading;
use sayso::text::Span;
use std::fmt::Write;

/// The annotations of one reading, to stand beside its text in a file of the same name.
pub fn reading(reading: &Reading, min_score: f32) -> String {
    let offsets = Offsets::new(reading);
    let text = &reading.document.text;
    let mut out = String::new();
    let mut number = 0;
    let mut entity = |out: &mut String, kind: &str, spans: &[Span]| -> Option<String> {
        if spans.is_empty() {
            return None;
        }
        number += 1;
        let places: Vec<String> = spans
            .iter()
            .map(|&s| offsets.of(s))
            .map(|(a, b)| format!("{a} {b}"))
            .collect();
        let words: Vec<&str> = spans.iter().map(|&s| &text[s]).collect();
        // A line feed would end the line: spans stay within paragraphs, so there is none.
        let _ = writeln!(
            out,
            "T{number}\t{kind} {}\t{}",
            places.join(";"),
            words.join(" ")
        );
        Some(format!("T{number}"))
    };
    for (event, (_, a)) in (1..).zip(kept(reading, min_score)) {
        let source = entity(&mut out, "Source", &a.source);
        let cue = entity(&mut out, "Cue", &a.cue);
        let content = entity(&mut out, "Content", &a.content);
        let anchor = if a.cue.is_empty() { &a.content } else { &a.cue };
        let Some(anchor) = entity(&mut out, "Attribution", anchor) else {
            continue;
        };
        let _ = write!(out, "E{event}\tAttribution:{anchor}");
        for (role, id) in [("Content", content), ("Cue", cue), ("Source", source)] {
            if let Some(id) = id {
                let _ = write!(out, " {role}:{id}");
            }
        }
        out.push('\n');
    }
    out
}
