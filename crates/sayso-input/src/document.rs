//! Documents of one file: what a reader of a form makes of the bytes, as a report with its place.

use crate::draft::Draft;
use crate::given::default_day;
use crate::item::{Failure, Item, Note, PassedOver, What};
use crate::open::Items;
use crate::recognise::HEAD;
use crate::source::Source;
use crate::whole::LARGEST;
use crate::{Form, Options, office, pdf};
use sayso::report::{Body, GivenDay, Part, PartKind, Place, RawReport, Told};

/// What is known of a document besides what is in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub url: Option<String>,
    pub published: Option<GivenDay>,
    /// What its archive says of it.
    pub told: Told,
}

impl Facts {
    pub fn of(options: &Options) -> Facts {
        Facts {
            url: options.url.clone(),
            published: options.published.clone().map(default_day),
            told: Told::default(),
        }
    }
}

/// A form of which each file is one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Pdf,
    Office,
}

impl Kind {
    /// What a file is that begins with these bytes, if it is a document.
    pub fn of_bytes(head: &[u8]) -> Option<Kind> {
        match Form::of_bytes(head) {
            Some(Form::Pdf) => Some(Kind::Pdf),
            Some(Form::Office) => Some(Kind::Office),
            _ => None,
        }
    }

    /// What these bytes are, if they are a document.
    pub fn of_all(bytes: &[u8]) -> Option<Kind> {
        let head = &bytes[..bytes.len().min(HEAD)];
        let is_archive = Form::of_bytes(head) == Some(Form::Zip);
        let by_list = || (is_archive && office::is_document(bytes)).then_some(Kind::Office);
        Kind::of_bytes(head).or_else(by_list)
    }

    /// The text of a document, or why there is none.
    fn read(self, bytes: Vec<u8>) -> Result<Draft, (Option<What>, String)> {
        match self {
            Kind::Pdf => pdf::read(bytes).map_err(|error| (error.what(), error.to_string())),
            Kind::Office => office::read(bytes).map_err(|error| (error.what(), error.to_string())),
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

/// What a file that is one document holds.
pub(crate) fn items(mut source: Source, kind: Kind, facts: Facts) -> Items {
    match bytes(&mut source) {
        Ok(bytes) => Box::new(of_bytes(bytes, kind, source.place, facts).into_iter()),
        Err(failure) => crate::open::one(failure),
    }
}

/// The report of a document, and what the user should know about it, or why there is none.
pub(crate) fn of_bytes(bytes: Vec<u8>, kind: Kind, place: Place, facts: Facts) -> Vec<Item> {
    match kind.read(bytes) {
        Ok(draft) => of_draft(draft, place, facts),
        Err((Some(what), why)) => vec![PassedOver::because(place, what, why).into()],
        Err((None, why)) => vec![Failure::read(place, why).into()],
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
            captured: facts.told.captured.clone().or(draft.made),
            ..facts.told
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
