//! In: a report. Out: the documents and posts that its outlet rests on, by name: a reader who is told only
//! that there are two documents does not know which ones to ask for.

use super::carried::document_in;
use super::sentences::{around, in_small, is_outside_quotations, overlap, sentences};
use super::told::last_named;
use super::unnamed::{Standing, standing};
use super::words::Part;
use crate::speakers::{trimmed, words};
use crate::view::{Numbered, View};
use crate::visible;
use sayso::text::Span;

/// The most documents of a report that are named.
const MOST: usize = 4;
/// The most words of the name of one.
const LONGEST: usize = 8;

/// Words for posts, and what a post is called.
const POSTS: [(&str, &str); 14] = [
    ("took to x", "post on X"),
    ("took to twitter", "post on Twitter"),
    ("took to facebook", "post on Facebook"),
    ("took to instagram", "post on Instagram"),
    ("took to social media", "post on social media"),
    ("post on x", "post on X"),
    ("posted on x", "post on X"),
    ("wrote on x", "post on X"),
    ("wrote on twitter", "post on Twitter"),
    ("wrote on facebook", "post on Facebook"),
    ("posted on facebook", "post on Facebook"),
    ("posted on instagram", "post on Instagram"),
    ("truth social", "post on Truth Social"),
    ("social media post", "post on social media"),
];

/// The documents that a report rests on, each once: those that say something, and those that a sentence
/// of the outlet names as where it is from.
pub fn documents(view: &View<'_>, shown: &[Numbered<'_>]) -> Vec<Part> {
    let mut found: Vec<Document> = posts_and_papers(view, shown);
    let of_documents = shown
        .iter()
        .filter(|(_, a)| a.parent.is_none() && standing(view, a) == Standing::Document);
    for (_, a) in of_documents {
        let source = words(view.source(a), usize::MAX);
        let name = trimmed(&source);
        add(&mut found, name.to_string(), Some(&a.id));
    }
    // "Data" alone says nothing beside "court papers".
    let is_telling = |document: &Document| document.name.contains(' ');
    if found.iter().any(is_telling) {
        found.retain(is_telling);
    }
    let parts = found.into_iter().take(MOST).map(|document| Part {
        text: visible(&document.name),
        brief: visible(&document.name),
        about: document.ids,
        ..Part::default()
    });
    parts.collect()
}

/// A document by name, with the ids of what it says.
struct Document {
    name: String,
    ids: Vec<String>,
}

/// Adds a document, or its statement to one of the same name.
fn add(found: &mut Vec<Document>, name: String, id: Option<&String>) {
    let is_short = name.split_whitespace().count() <= LONGEST && !name.is_empty();
    let known = found.iter().position(|other| is_one(&other.name, &name));
    match known {
        Some(n) => found[n].ids.extend(id.cloned()),
        None if is_short && found.len() < 2 * MOST => found.push(Document {
            name,
            ids: id.cloned().into_iter().collect(),
        }),
        None => {}
    }
}

/// The posts and papers that sentences of the outlet name as where they are from.
fn posts_and_papers(view: &View<'_>, shown: &[Numbered<'_>]) -> Vec<Document> {
    let mut found = Vec::new();
    let said: Vec<Span> = shown.iter().filter_map(|(_, a)| around(view, a)).collect();
    let mut n = 0;
    let mut before: Option<Span> = None;
    for sentence in sentences(view) {
        while said
            .get(n)
            .is_some_and(|span| span.end() <= sentence.start())
        {
            n += 1;
        }
        let is_said = said[n..]
            .iter()
            .take(2)
            .any(|&span| overlap(span, sentence));
        if let Some(name) = post_in(view, sentence, before) {
            add(&mut found, name, None);
        } else if let Some(name) = document_in(view.words(sentence)).filter(|_| !is_said) {
            add(&mut found, of_whom(view, name, sentence, before), None);
        }
        before = Some(sentence);
    }
    found
}

/// Whether two names are of one document: "the figures", "Figures".
fn is_one(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        let small = in_small(name);
        let bare = ["the ", "their ", "its ", "a "]
            .iter()
            .fold(&*small, |name, article| {
                name.strip_prefix(article).unwrap_or(name)
            });
        bare.to_string()
    };
    plain(a) == plain(b)
}

/// "Their study" and "new data" with whose they are: the body or person that the sentence before names
/// last, or the one that its own sentence names before it.
fn of_whom(view: &View<'_>, name: String, sentence: Span, before: Option<Span>) -> String {
    let is_of_theirs = ["their ", "its ", "his ", "her "]
        .iter()
        .any(|own| in_small(&name).starts_with(own));
    let at = view.words(sentence).find(&*name).unwrap_or(0);
    let own = Span::new(sentence.start(), sentence.start() + at as u32);
    let whose = if is_of_theirs {
        before.and_then(|before| last_named(view, before))
    } else {
        last_named(view, own)
    };
    match whose.filter(|whose| !name.contains(&whose.name)) {
        Some(whose) => format!("{name} ({})", whose.name),
        None => name,
    }
}

/// A post that a sentence names, with whose it is.
fn post_in(view: &View<'_>, sentence: Span, before: Option<Span>) -> Option<String> {
    let small = view.words(sentence).to_lowercase();
    let (at, post) = POSTS.iter().find_map(|(words, post)| {
        let at = small.find(words)?;
        let is_whole = !small[at + words.len()..].starts_with(char::is_alphanumeric);
        (is_whole && is_outside_quotations(&small, at)).then_some((at, *post))
    })?;
    let own = Span::new(
        sentence.start(),
        sentence.start() + at.min(sentence.range().len()) as u32,
    );
    let whose = last_named(view, own).or_else(|| last_named(view, before?));
    Some(match whose {
        Some(whose) => format!("{post} of {}", whose.name),
        None => post.into(),
    })
}
