//! In: a reading and some of its attributions. Out: the same by who speaks, as people want to see them.

use crate::{Numbered, visible};
use sayso::attribute::{Attribution, AttributionId};
use sayso::document::Document;
use sayso::reading::Reading;
use sayso::resolve::EntityId;
use sayso::text::Span;
use std::collections::HashMap;

/// Stands where a source would.
pub const NOBODY: &str = "(nobody named)";

/// The words of an attribution's parts, shortened to `most` characters.
pub fn words(document: &Document, spans: &[Span], most: usize) -> String {
    let parts: Vec<String> = spans.iter().map(|&s| visible(&document.text[s])).collect();
    let text = parts.join(" … ").replace('\n', " ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rfind(' ').map_or(&*cut, |i| &cut[..i]);
    format!("{cut} …")
}

/// The source of an attribution as written: its own, or that of the one it carries on.
pub fn source_of(reading: &Reading, a: &Attribution) -> String {
    let own = a.speaker(&reading.attributions);
    if own.is_empty() { NOBODY.into() } else { words(&reading.document, own, 120) }
}

/// The names of several, joined.
pub fn names(reading: &Reading, ids: &[EntityId]) -> String {
    let names: Vec<String> =
        ids.iter().map(|id| visible(&reading.resolution.entities[id.0 as usize].name)).collect();
    names.join(" and ")
}

/// Who speaks, as a heading of what they say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Those that the source was resolved to.
    Known(Vec<EntityId>),
    /// A source that nobody was found for, as written.
    Open(String),
    /// Nobody is named.
    Nobody,
}

impl Group {
    /// Who speaks in an attribution.
    pub fn of(reading: &Reading, (id, a): Numbered<'_>) -> Group {
        let speaker = reading.resolution.speakers.get(id.0 as usize);
        match speaker.filter(|s| !s.entities.is_empty()) {
            Some(speaker) => Group::Known(speaker.entities.clone()),
            None => match source_of(reading, a) {
                source if source == NOBODY => Group::Nobody,
                source => Group::Open(source.to_lowercase()),
            },
        }
    }

    /// Its heading, over the attributions of which `first` is one.
    pub fn name(&self, reading: &Reading, first: &Attribution) -> String {
        match self {
            Group::Known(ids) => names(reading, ids),
            Group::Open(_) | Group::Nobody => source_of(reading, first),
        }
    }
}

/// Attributions by who speaks. Those who are not known come after those who are, nobody last; else as they first speak.
pub fn by_speaker<'a>(reading: &Reading, all: &[Numbered<'a>]) -> Vec<(Group, Vec<Numbered<'a>>)> {
    let mut groups: Vec<(Group, Vec<Numbered<'a>>)> = Vec::new();
    let mut place_of: HashMap<Group, usize> = HashMap::new();
    for &item in all {
        let group = Group::of(reading, item);
        let place = *place_of.entry(group.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, items)) => items.push(item),
            None => groups.push((group, vec![item])),
        }
    }
    groups.sort_by_key(|(group, _)| match group {
        Group::Known(_) => 0,
        Group::Open(_) => 1,
        Group::Nobody => 2,
    });
    groups
}

/// The kind of source of an attribution, where sources were resolved.
pub fn kind_of(reading: &Reading, id: AttributionId) -> Option<sayso::resolve::Kind> {
    reading.resolution.speakers.get(id.0 as usize).map(|speaker| speaker.kind)
}
