//! Documents of one file: what a reader of a form makes of the bytes, as a report with its place.

use crate::Options;
use crate::draft::Draft;
use crate::given::given_day;
use crate::item::{Failure, Item, Note};
use crate::open::Items;
use crate::source::Source;
use crate::whole::LARGEST;
use sayso::report::{Body, GivenDay, Part, PartKind, Place, RawReport, Told};

/// What the user says about every report of an input.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub url: Option<String>,
    pub published: Option<GivenDay>,
}

impl Facts {
    pub fn of(options: &Options) -> Facts {
        Facts {
            url: options.url.clone(),
            published: options.published.clone().map(given_day),
        }
    }
}

/// All bytes of a file that is one document.
pub(crate) fn bytes(source: &mut Source) -> Result<Vec<u8>, Failure> {
    let bytes = source.whole(LARGEST)?;
    if bytes.len() as u64 > LARGEST {
        return Err(source.failure("it is over 128 MiB, which no single report is: split it first"));
    }
    Ok(bytes)
}

/// The report of a document, and what the user should know about it.
pub(crate) fn items<E: std::fmt::Display>(
    mut source: Source,
    facts: Facts,
    read: impl FnOnce(Vec<u8>) -> Result<Draft, E>,
) -> Items {
    let place = source.place.clone();
    let draft = bytes(&mut source).and_then(|bytes| {
        read(bytes).map_err(|error| Failure::read(place.clone(), error.to_string()))
    });
    match draft {
        Ok(draft) => Box::new(of_draft(draft, place, facts).into_iter()),
        Err(failure) => crate::open::one(failure),
    }
}

fn of_draft(mut draft: Draft, place: Place, facts: Facts) -> Vec<Item> {
    mark_title(&mut draft);
    let notes = draft.notes.into_iter().map(|message| {
        Item::Note(Note {
            place: place.clone(),
            message,
        })
    });
    let notes: Vec<Item> = notes.collect();
    let report = RawReport {
        url: facts.url,
        published: facts.published,
        told: Told {
            title: draft.title,
            byline: draft.author,
            captured: draft.made,
            ..Told::default()
        },
        ..RawReport::new(place, Body::Parts(draft.parts))
    };
    let mut items = vec![report.into()];
    items.extend(notes);
    items
}

/// The first part that says what the title says is the title.
fn mark_title(draft: &mut Draft) {
    let Some(title) = draft.title.as_deref().map(words) else {
        return;
    };
    let is_title =
        |part: &&mut Part| part.kind != PartKind::Furniture && words(&part.text) == title;
    if let Some(part) = draft.parts.iter_mut().take(5).find(is_title) {
        part.kind = PartKind::Title;
    }
}

fn words(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
