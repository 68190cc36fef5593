//! In: two versions of a report, and their comparison. Out: the record of what was changed.

use super::version::{ChangedHeadline, ChangedPart, ChangedWords, Version, VersionTime};
use super::{Copy, Report, Saved, SentencePlace, Sketched, Span};
use crate::compared::differing;
use crate::view::View;
use sayso::compare::{CopyRelation, LinkHow, SentenceKind, compare_versions};
use sayso::document::BlockKind;
use sayso::versions::{VersionBy, VersionOrder, VersionTimes, are_near_headlines, headline_words};
use sayso_english::pages::CORRECTIONS;
use std::collections::BTreeSet;

/// What is known of two versions besides their texts.
#[derive(Clone, Debug)]
pub struct VersionPlace<'a> {
    /// The key of the address.
    pub address: Option<&'a str>,
    /// What shows that they are versions of one report.
    pub by: VersionBy,
    /// The id of the first version of all.
    pub first: &'a str,
    /// The place of the later one among all, from 1.
    pub number: u32,
    /// What shows which is the later one.
    pub order: Option<VersionOrder>,
}

impl Report {
    /// A day of the report with the hour and the zone, if the metadata that it was chosen from have them.
    fn moment(&self, field: &str, day: Option<&str>) -> Option<String> {
        let day = day?;
        let candidates = self.metadata.get(field).into_iter().flatten();
        let mut moments = candidates.map(|candidate| &*candidate.value);
        // The days are the same, and the hour comes after a "T".
        let moment = moments.find(|moment| {
            let clock = moment
                .strip_prefix(day)
                .and_then(|rest| rest.strip_prefix('T'));
            let hour = clock.and_then(|clock| clock.get(..2)?.parse::<u8>().ok());
            hour.is_some_and(|hour| hour < 24)
        });
        Some(moment.unwrap_or(day).into())
    }

    /// When it was published: with the hour and the zone, if they are known.
    pub fn moment_of_publication(&self) -> Option<String> {
        self.moment("published", self.published.as_deref())
    }

    /// When it was published, changed and captured.
    pub fn version_times(&self) -> VersionTimes {
        VersionTimes {
            published: self.moment_of_publication(),
            modified: self.moment("modified", self.modified.as_deref()),
            captured: self
                .record
                .as_ref()
                .and_then(|record| record.captured.clone()),
        }
    }
}

impl From<VersionTimes> for VersionTime {
    fn from(times: VersionTimes) -> VersionTime {
        VersionTime {
            published: times.published,
            modified: times.modified,
            captured: times.captured,
        }
    }
}

impl Version {
    /// What was changed from the first to the second. None if nothing differs that a reader would see.
    pub fn between(
        from: Sketched<'_>,
        to: Sketched<'_>,
        place: &VersionPlace<'_>,
    ) -> Option<Version> {
        let copy = Copy::new(from, to, &compare_versions(from.sketch, to.sketch));
        let changes = Changes::of(from.saved, to.saved, &copy);
        let (before, after) = (&from.saved.report, &to.saved.report);
        let (from_time, to_time) = (before.version_times(), after.version_times());
        let notice_words = new_notice(from.saved, to.saved);
        let notice = notice_words.is_some();
        let dated = is_later(from_time.modified.as_ref(), to_time.modified.as_ref())
            || is_later(from_time.published.as_ref(), to_time.published.as_ref());
        let mut version = Version {
            address: place.address.map(str::to_string),
            outlet: after.outlet.clone(),
            title: after.title.clone(),
            by: place.by,
            first: place.first.into(),
            from: before.id.clone(),
            to: after.id.clone(),
            number: place.number,
            order: place.order,
            from_time: from_time.into(),
            to_time: to_time.into(),
            relation: relation(&copy, before, after),
            headline: headline(before, after),
            added: Vec::new(),
            dropped: Vec::new(),
            reworded: Vec::new(),
            altered: Vec::new(),
            moved: 0,
            notice,
            notice_words,
            dated,
            silent: false,
        };
        if version.is_another_report() {
            return Some(version);
        }
        // The note is said by itself.
        let is_in_note = |span: &Span| {
            let note = version.notice_words.as_ref();
            note.is_some_and(|note| note.start < span.end && span.start < note.end)
        };
        version.added = changes
            .added
            .into_iter()
            .filter(|span| !is_in_note(span))
            .collect();
        version.dropped = changes.dropped;
        version.reworded = changes.reworded;
        version.altered = changes.altered;
        version.moved = changes.moved;
        version.silent = version.changes() > 0 && !notice && !dated;
        (version.changes() > 0 || notice).then_some(version)
    }
}

/// How the texts are related. With a sentence or a headline in common they are not unrelated.
fn relation(copy: &Copy, before: &Report, after: &Report) -> CopyRelation {
    let titles = before.title.as_deref().zip(after.title.as_deref());
    let is_near =
        titles.is_some_and(|(a, b)| are_near_headlines(&headline_words(a), &headline_words(b)));
    let has_something = !copy.sentences.is_empty() || is_near;
    match copy.relation {
        CopyRelation::Unrelated if has_something => CopyRelation::SameEvent,
        relation => relation,
    }
}

/// Whether a time was given, or a later one than before. Those of one form are in the order of their letters; those of
/// two forms differ in what is known of the hour.
fn is_later(before: Option<&String>, after: Option<&String>) -> bool {
    match (before, after) {
        (None, Some(_)) => true,
        (Some(before), Some(after)) if before.len() == after.len() => after > before,
        (Some(before), Some(after)) => after.get(..10) > before.get(..10),
        (_, None) => false,
    }
}

/// Letters and digits in small letters: a comma or another quotation mark is not a change.
fn bare(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn headline(before: &Report, after: &Report) -> Option<ChangedHeadline> {
    let (from, to) = (before.title.clone()?, after.title.clone()?);
    (bare(&from) != bare(&to)).then_some(ChangedHeadline { from, to })
}

/// The first correction or note of the later version that the earlier one does not have.
fn new_notice(from: &Saved, to: &Saved) -> Option<Span> {
    let before = notices(from);
    let before: BTreeSet<String> = before.iter().map(|span| bare(&span.text)).collect();
    let mut after = notices(to).into_iter();
    after.find(|span| !before.contains(&bare(&span.text)))
}

/// The parts of a report that are corrections, and sentences in other parts that begin as these do.
fn notices(saved: &Saved) -> Vec<Span> {
    let view = View::new(saved);
    let mut notes = Vec::new();
    for block in &saved.report.blocks {
        let whole = span(&view, block.start, block.end);
        if block.kind == BlockKind::Correction {
            notes.push(whole);
            continue;
        }
        let mut start = block.start;
        for sentence in whole.text.split_inclusive(['.', '?', '!', '\n']) {
            let end = start + sentence.chars().count() as u32;
            let words = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
            if CORRECTIONS.begins(&words.to_lowercase()) {
                let begin = end - words.chars().count() as u32;
                notes.push(span(&view, begin, end));
            }
            start = end;
        }
    }
    notes
}

fn span(view: &View<'_>, start: u32, end: u32) -> Span {
    Span {
        start,
        end,
        text: view.between(start, end).unwrap_or_default().into(),
        at: None,
        edited: false,
    }
}

/// What differs in the texts.
struct Changes {
    added: Vec<Span>,
    dropped: Vec<Span>,
    reworded: Vec<ChangedWords>,
    altered: Vec<ChangedPart>,
    moved: u32,
}

impl Changes {
    fn of(from: &Saved, to: &Saved, copy: &Copy) -> Changes {
        let (view_a, view_b) = (View::new(from), View::new(to));
        let own = |view: &View<'_>, only: &[SentencePlace], report: &Report| -> Vec<Span> {
            let spans = only
                .iter()
                .map(|place| (place.kind, span(view, place.start, place.end)));
            let kept = spans.filter(|(kind, span)| !is_headline(*kind, span, report));
            kept.map(|(_, span)| span).collect()
        };
        let is_altered: BTreeSet<u32> = copy.altered.iter().map(|one| one.sentence).collect();
        let mut reworded = Vec::new();
        for group in groups(copy) {
            let places = |side: fn(&super::CopySentence) -> SentencePlace| {
                let places: BTreeSet<(u32, u32)> = group
                    .iter()
                    .map(|&n| side(&copy.sentences[n]))
                    .map(|place| (place.start, place.end))
                    .collect();
                places.into_iter().collect::<Vec<_>>()
            };
            let (of_a, of_b) = (places(|pair| pair.a), places(|pair| pair.b));
            let is_of_headline = group.iter().all(|&n| {
                let pair = &copy.sentences[n];
                let (a, b) = (
                    span(&view_a, pair.a.start, pair.a.end),
                    span(&view_b, pair.b.start, pair.b.end),
                );
                is_headline(pair.a.kind, &a, &from.report)
                    && is_headline(pair.b.kind, &b, &to.report)
            });
            let has_part = group.iter().any(|&n| is_altered.contains(&(n as u32)));
            if has_part
                || is_of_headline
                || has_same_words(&joined(&view_a, &of_a), &joined(&view_b, &of_b))
            {
                continue;
            }
            if let (Some(a), Some(b)) = (around(&view_a, &of_a), around(&view_b, &of_b)) {
                reworded.push(ChangedWords { from: a, to: b });
            }
        }
        let altered = copy.altered.iter().map(|one| ChangedPart {
            kind: one.kind,
            from: one.a.clone(),
            to: one.b.clone(),
        });
        let moved = copy
            .sentences
            .iter()
            .filter(|pair| pair.how == LinkHow::Moved);
        Changes {
            added: own(&view_b, &copy.only_b, &to.report),
            dropped: own(&view_a, &copy.only_a, &from.report),
            reworded,
            altered: altered.collect(),
            moved: moved.count() as u32,
        }
    }
}

/// Whether a sentence is the headline of the report, which is compared by itself.
fn is_headline(kind: SentenceKind, words: &Span, report: &Report) -> bool {
    let is_title = |title: &str| bare(title) == bare(&words.text);
    kind == SentenceKind::Headline && report.title.as_deref().is_some_and(is_title)
}

/// The numbers of pairs that have a sentence in common, because one sentence was divided or several were joined.
fn groups(copy: &Copy) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (number, pair) in copy.sentences.iter().enumerate() {
        let is_near = |&other: &usize| {
            let other = &copy.sentences[other];
            other.a == pair.a || other.b == pair.b
        };
        let (near, mut apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group: &Vec<usize>| group.iter().any(is_near));
        let mut group: Vec<usize> = near.into_iter().flatten().collect();
        group.push(number);
        group.sort_unstable();
        apart.push(group);
        groups = apart;
    }
    groups.sort();
    groups
}

fn joined(view: &View<'_>, places: &[(u32, u32)]) -> String {
    let words: Vec<&str> = places
        .iter()
        .filter_map(|&(start, end)| view.between(start, end))
        .collect();
    words.join(" ")
}

fn has_same_words(a: &str, b: &str) -> bool {
    bare(a) == bare(b) || {
        let (a, b) = differing(a, b);
        !a.iter().chain(&b).any(|word| word.differs)
    }
}

/// From the first to the last of some sentences.
fn around(view: &View<'_>, places: &[(u32, u32)]) -> Option<Span> {
    let (start, end) = (places.first()?.0, places.last()?.1);
    Some(span(view, start, end))
}
