//! brat standoff (`.ann`), as in `PolNeAR`: `Source`, `Cue` and `Content` spans joined by
//! `Attribution` events.

use crate::records::{Attribution, Saved, Span};
use std::fmt::Write;

/// The annotations of a report, for a file with the name of its text.
pub fn annotations(saved: &Saved) -> String {
    let mut out = Standoff::default();
    for (event, attribution) in (1..).zip(&saved.attributions) {
        out.event(event, attribution);
    }
    out.lines
}

/// Annotations as they are written.
#[derive(Default)]
struct Standoff {
    lines: String,
    /// The number of the last `T` line.
    last: usize,
}

impl Standoff {
    /// Writes the spans of an attribution and the event that joins them. The event is anchored at
    /// the cue, or without one at the content.
    fn event(&mut self, event: usize, attribution: &Attribution) {
        let source = self.spans("Source", &attribution.source);
        let cue = self.spans("Cue", &attribution.cue);
        let content = self.spans("Content", &attribution.content);
        let anchor = if attribution.cue.is_empty() {
            &attribution.content
        } else {
            &attribution.cue
        };
        let Some(anchor) = self.spans("Attribution", anchor) else {
            return;
        };
        let _ = write!(self.lines, "E{event}\tAttribution:{anchor}");
        for (role, id) in [("Content", content), ("Cue", cue), ("Source", source)] {
            if let Some(id) = id {
                let _ = write!(self.lines, " {role}:{id}");
            }
        }
        self.lines.push('\n');
    }

    /// Writes a `T` line and gives its id. Nothing is written without spans.
    fn spans(&mut self, kind: &str, spans: &[Span]) -> Option<String> {
        if spans.is_empty() {
            return None;
        }
        self.last += 1;
        let id = format!("T{}", self.last);
        let places: Vec<String> = spans
            .iter()
            .map(|span| format!("{} {}", span.start, span.end))
            .collect();
        // The words contain no line feed, which would end the line, because spans stay within
        // paragraphs.
        let words: Vec<&str> = spans.iter().map(|span| &*span.text).collect();
        let _ = writeln!(
            self.lines,
            "{id}\t{kind} {}\t{}",
            places.join(";"),
            words.join(" ")
        );
        Some(id)
    }
}
