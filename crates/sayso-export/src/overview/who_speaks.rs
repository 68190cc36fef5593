//! In: the sources of a report. Out: the line that says who speaks, and how often.

use super::words::{Line, Part, Topic};
use super::{Sources, Speaker};
use crate::plural;
use crate::records::Span;
use crate::speakers::words;
use std::cmp::Reverse;

/// The most names of sources of a kind that the line gives.
pub const MOST_SOURCES: usize = 4;

/// "7 named: Ada Quill 6, police 4, …; 4 unnamed: residents 2, …; 3 statements of unclear source". It
/// names `most` sources of each kind.
pub fn quoted(sources: &Sources, most: usize) -> Line {
    let unnamed = if sources.not_resolved {
        "sources as written"
    } else {
        "unnamed"
    };
    let mut parts: Vec<Part> = kinds(sources, unnamed)
        .into_iter()
        .map(|(kind, speakers)| Part::plain(speakers_in_words(kind, &speakers, most)))
        .collect();
    if sources.by_nobody > 0 {
        let statements = plural(sources.by_nobody, "statement");
        parts.push(Part::plain(format!("{statements} of unclear source")));
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

/// "most Ada Quill ×6; 7 named; 4 unnamed; 1 document", and the same in fewer words: without bodies and
/// documents, without the name.
pub fn quoted_in_short(sources: &Sources) -> [String; 5] {
    let (longest, most) = (most_quoted(sources), most_named(sources));
    // A document that is only counted leaves open what the report rests on.
    let counts: Vec<String> = kinds(sources, "unnamed")
        .into_iter()
        .map(|(kind, speakers)| match kind {
            "document" | "documents" => speakers_in_words(kind, &speakers, MOST_DOCUMENTS),
            _ => format!("{} {kind}", speakers.len()),
        })
        .collect();
    let of_people: Vec<String> = counts
        .iter()
        .filter(|count| count.contains("named"))
        .cloned()
        .collect();
    let joined = |first: Option<String>, counts: &[String]| {
        let all: Vec<String> = first.into_iter().chain(counts.iter().cloned()).collect();
        all.join("; ")
    };
    [
        joined(longest.clone(), &counts),
        joined(longest, &of_people),
        joined(most.clone(), &counts),
        joined(most, &of_people),
        joined(None, &counts),
    ]
}

/// "most Ada Quill ×6; longest quoted Jonas Brill (80 words)": who makes the most statements, and who is
/// quoted with the most words, where that is another one.
pub fn most_quoted(sources: &Sources) -> Option<String> {
    let most = most_named(sources);
    let longest = with_a_name_first(sources)
        .into_iter()
        .max_by_key(|speaker| speaker.quoted_words)
        .filter(|speaker| speaker.quoted_words > 0)
        .map(|speaker| (shortened_name(&speaker.name), speaker.quoted_words));
    let Some((name, count)) = longest else {
        return most;
    };
    let words = plural(count, "word");
    match most {
        Some(most) if most.contains(&*name) => Some(most),
        Some(most) if count >= FEWEST_QUOTED => {
            Some(format!("{most}; longest quoted {name} ({words})"))
        }
        None => Some(format!("longest quoted {name} ({words})")),
        most => most,
    }
}

/// Where another source makes more statements, fewer words in quotation marks do not show whom a report
/// quotes most.
const FEWEST_QUOTED: usize = 12;

/// "most Ada Quill ×6": who makes the most statements, of several with equally many the two with the most
/// words in quotation marks. Whoever is unnamed comes first only with twice as many as anyone named. None
/// if nobody makes more than one.
fn most_named(sources: &Sources) -> Option<String> {
    let mut all = with_a_name_first(sources);
    all.sort_by_key(|speaker| Reverse((speaker.statements, speaker.quoted_words)));
    let count = all.first().map(|speaker| speaker.statements)?;
    let first: Vec<String> = all
        .iter()
        .take_while(|speaker| speaker.statements == count)
        .map(|speaker| shortened_name(&speaker.name))
        .collect();
    match &*first {
        _ if count < 2 => None,
        [one, other] => Some(format!("most {one}, {other} ×{count}")),
        [one, ..] => Some(format!("most {one} ×{count}")),
        [] => None,
    }
}

/// The sources with a name, or all of them if one without a name makes at least twice as many statements.
fn with_a_name_first(sources: &Sources) -> Vec<&Speaker> {
    let most = |speakers: &[&Speaker]| speakers.iter().map(|s| s.statements).max().unwrap_or(0);
    let named: Vec<&Speaker> = sources.named.iter().chain(&sources.spokespersons).collect();
    let others: Vec<&Speaker> = sources.unnamed.iter().chain(&sources.documents).collect();
    if named.is_empty() || most(&others) > 2 * most(&named).max(1) {
        return [named, others].concat();
    }
    named
}

/// The kinds of sources that speak: people with a name, bodies with a name, people without one who
/// speak for a body, other sources without one, documents.
fn kinds<'s>(sources: &'s Sources, unnamed: &'static str) -> Vec<(&'static str, Vec<&'s Speaker>)> {
    let (bodies, people): (Vec<&Speaker>, Vec<&Speaker>) =
        sources.named.iter().partition(|speaker| speaker.is_body);
    let word = |count: usize, one: &'static str, several: &'static str| {
        if count == 1 { one } else { several }
    };
    let (of_bodies, of_documents) = (bodies.len(), sources.documents.len());
    let of_spokespersons = sources.spokespersons.len();
    let kinds = [
        ("named", people),
        (word(of_bodies, "body", "bodies"), bodies),
        (
            word(
                of_spokespersons,
                "unnamed spokesperson",
                "unnamed spokespersons",
            ),
            sources.spokespersons.iter().collect(),
        ),
        (unnamed, sources.unnamed.iter().collect()),
        (
            word(of_documents, "document", "documents"),
            sources.documents.iter().collect(),
        ),
    ];
    let kinds = kinds.into_iter();
    kinds.filter(|(_, speakers)| !speakers.is_empty()).collect()
}

fn shortened_name(name: &str) -> String {
    let span = Span {
        text: name.into(),
        ..Span::default()
    };
    words(&[span], MOST_OF_A_NAME)
}

fn speakers_in_words(kind: &str, speakers: &[&Speaker], most: usize) -> String {
    let named = speakers.iter().take(most);
    let mut names: Vec<String> = named
        .map(|speaker| {
            let name = shortened_name(&speaker.name);
            match speaker.statements {
                // Only positions: "praised the plan".
                0 => name,
                count => format!("{name} ×{count}"),
            }
        })
        .collect();
    if speakers.len() > most {
        names.push(format!("{} more", speakers.len() - most));
    }
    format!("{} {kind}: {}", speakers.len(), names.join(", "))
}

/// The most documents that are named where other sources are counted.
const MOST_DOCUMENTS: usize = 2;

/// Characters of the name of a source.
const MOST_OF_A_NAME: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(name: &str, statements: usize, is_body: bool) -> Speaker {
        Speaker {
            name: name.into(),
            statements,
            quoted_words: 0,
            is_body,
        }
    }

    #[test]
    fn people_and_bodies_are_counted_apart() {
        let sources = Sources {
            named: vec![
                speaker("Ines Moller", 3, false),
                speaker("Orland Council", 1, true),
            ],
            documents: vec![speaker("the survey", 1, false)],
            ..Sources::default()
        };
        let words: Vec<String> = quoted(&sources, 4)
            .parts
            .into_iter()
            .map(|part| part.text)
            .collect();
        let expected = [
            "1 named: Ines Moller ×3",
            "1 body: Orland Council ×1",
            "1 document: the survey ×1",
        ];
        assert_eq!(words, expected);
        let [short, ..] = quoted_in_short(&sources);
        assert_eq!(
            short,
            "most Ines Moller ×3; 1 named; 1 body; 1 document: the survey ×1"
        );
    }
}
