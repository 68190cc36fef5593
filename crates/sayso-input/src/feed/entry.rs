//! In: the elements of an entry of a feed. Out: the report that it is.

use crate::given::{day, default_day, given_day};
use crate::whole::{LARGEST_TEXT, too_large};
use crate::{Failure, Item, markup};
use sayso::clean::words_of_html;
use sayso::report::{Body, Place, RawReport, Told};

/// What an element is to the report, whatever the kind of feed calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    /// The whole text.
    Content,
    /// The whole text or a summary.
    Description,
    Summary,
    /// The address as text, or in an attribute.
    Link,
    /// The address before a service put its own in front.
    OriginalLink,
    Id,
    Published,
    Updated,
    Author,
    Category,
    /// The feed that the entry was taken from.
    Source,
}

/// The names of elements in feeds of RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0, in lower case.
const ROLES: &[(&str, Role)] = &[
    ("title", Role::Title),
    ("content:encoded", Role::Content),
    ("content", Role::Content),
    ("body", Role::Content),
    ("xhtml:body", Role::Content),
    ("fulltext", Role::Content),
    ("yandex:full-text", Role::Content),
    ("turbo:content", Role::Content),
    ("description", Role::Description),
    ("summary", Role::Summary),
    ("dc:description", Role::Summary),
    ("link", Role::Link),
    ("feedburner:origlink", Role::OriginalLink),
    ("guid", Role::Id),
    ("id", Role::Id),
    ("dc:identifier", Role::Id),
    ("pubdate", Role::Published),
    ("published", Role::Published),
    ("issued", Role::Published),
    ("dc:date", Role::Published),
    ("dcterms:created", Role::Published),
    ("created", Role::Published),
    ("updated", Role::Updated),
    ("modified", Role::Updated),
    ("dcterms:modified", Role::Updated),
    ("author", Role::Author),
    ("dc:creator", Role::Author),
    ("category", Role::Category),
    ("dc:subject", Role::Category),
    ("source", Role::Source),
];

/// Prefixes of the feed's own elements.
const OWN_PREFIXES: [&str; 5] = ["atom:", "a10:", "rss:", "atom03:", "rss1:"];

/// What an element of this name is; `None` for those that say nothing of the report.
pub fn role(name: &str) -> Option<Role> {
    let name = name.to_ascii_lowercase();
    let own = OWN_PREFIXES
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix));
    let name = own.unwrap_or(&name);
    let row = ROLES.iter().find(|(of, _)| *of == name);
    row.map(|(_, role)| *role)
}

/// How an element says that its text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    /// It does not say. RSS has HTML or text.
    #[default]
    Unsaid,
    Text,
    Html,
}

/// Words of the shortest description that is taken for the whole text of a report.
const FULL_TEXT: usize = 150;

/// A text of an entry.
#[derive(Debug, Default)]
pub struct Words {
    pub text: String,
    pub writing: Writing,
}

/// What the elements of an entry say.
#[derive(Debug, Default)]
pub struct Entry {
    title: Option<String>,
    content: Option<Words>,
    description: Option<Words>,
    summary: Option<Words>,
    link: Option<String>,
    original_link: Option<String>,
    pub id: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    categories: Vec<String>,
    source: Option<String>,
}

/// Authors and categories that are kept.
const MAX_NAMES: usize = 20;

impl Entry {
    /// Takes an element with its text.
    pub fn take(&mut self, role: Role, words: Words) {
        if words.text.trim().is_empty() {
            return;
        }
        match role {
            Role::Content => longest(&mut self.content, words),
            Role::Description => longest(&mut self.description, words),
            Role::Summary => longest(&mut self.summary, words),
            Role::Title => set(&mut self.title, one_line(&words)),
            Role::Source => set(&mut self.source, one_line(&inner(words, "title"))),
            Role::Link => self.link(&words.text),
            Role::OriginalLink => set(&mut self.original_link, words.text.trim().into()),
            Role::Id => set(&mut self.id, words.text.trim().into()),
            Role::Published => set(&mut self.published, words.text.trim().into()),
            Role::Updated => set(&mut self.updated, words.text.trim().into()),
            Role::Author => add(&mut self.authors, person(&one_line(&inner(words, "name")))),
            Role::Category => add(&mut self.categories, one_line(&words)),
        }
    }

    /// The headline.
    pub fn title(self) -> Option<String> {
        self.title
    }

    /// Takes the address of the entry, if it is one.
    pub fn link(&mut self, address: &str) {
        if address.contains("://") {
            set(&mut self.link, address.trim().into());
        }
    }

    /// The report, if the entry has any words.
    pub fn item(self, place: Place, outlet: Option<&str>, published: Option<&str>) -> Option<Item> {
        let id_as_link = || self.id.clone().filter(|id| id.starts_with("http"));
        let url = self
            .original_link
            .clone()
            .or_else(|| self.link.clone())
            .or_else(id_as_link);
        let (words, is_summary) = match (self.content, self.description, self.summary) {
            (Some(words), ..) => (words, false),
            (None, Some(words), _) => {
                let is_short = words.text.split_whitespace().count() < FULL_TEXT;
                (words, is_short)
            }
            (None, None, Some(words)) => (words, true),
            (None, None, None) => return None,
        };
        if let Some(message) = too_large(words.text.len()) {
            return Some(Failure::read(place, message).into());
        }
        let told = Told {
            title: self.title,
            outlet: self.source.or_else(|| outlet.map(str::to_string)),
            byline: joined(&self.authors),
            section: joined(&self.categories),
            modified: self.updated.as_deref().and_then(day),
            record: self.id,
            is_summary: is_summary || markup::is_teaser(&words.text),
            ..Told::default()
        };
        let raw = RawReport {
            url,
            published: self
                .published
                .map(given_day)
                .or(published.map(|day| default_day(day.into()))),
            told,
            ..RawReport::new(place, body(words))
        };
        Some(raw.into())
    }
}

/// The body that a text of an entry makes.
fn body(words: Words) -> Body {
    let Words { text, writing } = words;
    // RSS does not say whether it is HTML. A reference in a text that is unpacked is a sign of it.
    let is_html = match writing {
        Writing::Html => true,
        Writing::Text => false,
        Writing::Unsaid => markup::is_html(&text) || markup::has_reference(&text),
    };
    if is_html {
        Body::Html(text)
    } else {
        Body::Text(text)
    }
}

fn set(slot: &mut Option<String>, text: String) {
    if slot.is_none() && !text.is_empty() {
        *slot = Some(text);
    }
}

fn add(list: &mut Vec<String>, text: String) {
    if list.len() < MAX_NAMES && !text.is_empty() && !list.contains(&text) {
        list.push(text);
    }
}

/// Keeps the longer of two texts: an entry can have its content twice.
fn longest(slot: &mut Option<Words>, words: Words) {
    let before = slot.as_ref().map_or(0, |words| words.text.len());
    if words.text.len() > before && before <= LARGEST_TEXT {
        *slot = Some(words);
    }
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

/// A text on one line, without the HTML that is in many titles.
fn one_line(words: &Words) -> String {
    let is_html = match words.writing {
        Writing::Text => false,
        Writing::Html => true,
        Writing::Unsaid => words.text.contains(['<', '&']),
    };
    let text = if is_html {
        words_of_html(&words.text)
    } else {
        words.text.clone()
    };
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The element of this name within a text: Atom has the name of an author beside a mail address, and the
/// title of the feed that an entry was taken from beside its address.
fn inner(words: Words, name: &str) -> Words {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let begins = words.text.split_once(&open);
    let after = begins.and_then(|(_, rest)| rest.split_once('>'));
    match after.and_then(|(_, rest)| rest.split_once(&close)) {
        Some((text, _)) => Words {
            text: text.into(),
            ..words
        },
        None => words,
    }
}

/// The name of a person whom RSS writes as "ada@nna.example (Ada Quill)".
fn person(written: &str) -> String {
    let name = written
        .split_once('(')
        .filter(|(mail, _)| mail.contains('@'));
    let name = name.map_or(written, |(_, name)| name.trim_end_matches(')'));
    name.trim().to_string()
}
