//! In: the sources of a report. Out: the line that says who speaks, and how often.

use super::words::{Line, Part, Topic};
use super::{Sources, Speaker};
use crate::plural;
use crate::records::Span;
use crate::speakers::words;

/// The most names of sources of a kind that the line gives.
pub const MOST_SOURCES: usize = 4;

/// "7 named: Ada Quill 6, police 4, …; 4 unnamed: residents 2, …; 3 statements of no one named". It
/// names `most` sources of each kind.
pub fn quoted(sources: &Sources, most: usize) -> Line {
    let unnamed = if sources.not_resolved {
        "sources as written"
    } else {
        "unnamed"
    };
    let kinds = [
        ("named", &sources.named),
        (unnamed, &sources.unnamed),
        (documents(sources), &sources.documents),
    ];
    let mut parts: Vec<Part> = kinds
        .into_iter()
        .filter(|(_, speakers)| !speakers.is_empty())
        .map(|(kind, speakers)| Part::plain(speakers_in_words(kind, speakers, most)))
        .collect();
    if sources.by_nobody > 0 {
        let statements = plural(sources.by_nobody, "statement");
        parts.push(Part::plain(format!("{statements} by no one it names")));
    }
    if parts.is_empty() {
        parts.push(Part::plain("no one: no statement was found"));
    }
    Line {
        topic: Topic::Quoted,
        found: sources.statements() > 0,
        parts,
        ends_with_count: false,
    }
}

/// "7 named, most Ada Quill ×6; 4 unnamed", or without the name.
pub fn quoted_in_short(sources: &Sources, with_name: bool) -> String {
    let kinds = [
        ("named", &sources.named),
        ("unnamed", &sources.unnamed),
        (documents(sources), &sources.documents),
    ];
    let kinds = kinds
        .into_iter()
        .filter(|(_, speakers)| !speakers.is_empty());
    let counts = kinds.map(|(kind, speakers)| {
        let first = speakers.first().filter(|_| with_name && kind == "named");
        let most = first.map(|speaker| {
            let name = shortened_name(&speaker.name);
            format!(", most {name} ×{}", speaker.statements)
        });
        format!("{} {kind}{}", speakers.len(), most.unwrap_or_default())
    });
    counts.collect::<Vec<_>>().join("; ")
}

fn documents(sources: &Sources) -> &'static str {
    if sources.documents.len() == 1 {
        "document"
    } else {
        "documents"
    }
}

fn shortened_name(name: &str) -> String {
    let span = Span {
        text: name.into(),
        ..Span::default()
    };
    words(&[span], MOST_OF_A_NAME)
}

fn speakers_in_words(kind: &str, speakers: &[Speaker], most: usize) -> String {
    let named = speakers.iter().take(most);
    let mut names: Vec<String> = named
        .map(|speaker| {
            let name = shortened_name(&speaker.name);
            format!("{name} ×{}", speaker.statements)
        })
        .collect();
    if speakers.len() > most {
        names.push(format!("{} more", speakers.len() - most));
    }
    format!("{} {kind}: {}", speakers.len(), names.join(", "))
}

/// Characters of the name of a source.
const MOST_OF_A_NAME: usize = 40;
