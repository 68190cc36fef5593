//! RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: each entry is a report, in constant memory.
//!
//! The crate feed-rs reads these too. It is not used because it turns all moments into UTC, so that the
//! day of a report can become another one, holds the whole feed in memory, and gives no entry of a
//! feed that is broken near its end. What is here walks through the tags of quick-xml and takes each
//! element by its name. Entities that a feed defines itself are not expanded, so that none can grow.

mod entry;
mod limited;

use crate::fields::shown;
use crate::given::UnreadDays;
use crate::source::{Source, in_words};
use crate::unicode::{self, Changed};
use crate::whole::LARGEST_TEXT;
use crate::xml::told;
use crate::{Failure, Item, Note, Options, PassedOver, What};
use encoding_rs::Encoding;
use entry::{Entry, Role, Words, Writing, role};
use limited::Limited;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};
use sayso::clean::page::parts::unescape;
use sayso::report::Place;
use std::collections::VecDeque;

/// Elements within elements. No feed has a tenth of them.
const DEEPEST: usize = 1_000;

/// The names of roots, without their prefix and in lower case, of files that are no feeds.
const OTHER_ROOTS: &[(&str, &str)] = &[
    ("html", "this is a web page: add --from html"),
    (
        "urlset",
        "this is a sitemap: it lists addresses and holds no reports",
    ),
    (
        "sitemapindex",
        "this is a list of sitemaps: it holds no reports",
    ),
    (
        "opml",
        "this is a list of feeds (OPML): it holds no reports",
    ),
];

/// The roots of feeds.
const ROOTS: [&str; 4] = ["rss", "rdf", "feed", "channel"];

/// The reports of a feed.
pub struct Feed {
    place: Place,
    xml: Reader<Limited>,
    buffer: Vec<u8>,
    changed: Changed,
    published: Option<String>,
    /// The title of the feed.
    outlet: Option<String>,
    /// The open elements, in lower case.
    open: Vec<String>,
    /// The entry in hand, and how many elements are open around it.
    entry: Option<(Entry, usize)>,
    /// The line that the entry in hand begins on.
    entry_line: u64,
    /// The element of the entry in hand whose end is missing.
    unclosed: Option<String>,
    text: Option<Capture>,
    number: u64,
    /// Entries without any words.
    empty: u64,
    unread_days: UnreadDays,
    items: VecDeque<Item>,
    is_done: bool,
}

/// The text of an element while it is being read.
struct Capture {
    /// What it is to the entry; none for the title of the feed.
    role: Option<Role>,
    /// How many elements are open around it.
    depth: usize,
    /// Its content is elements and not text in which they are escaped.
    is_xml: bool,
    words: Words,
}

impl Capture {
    fn push(&mut self, text: &str) {
        if self.words.text.len() <= LARGEST_TEXT {
            self.words.text.push_str(text);
        }
    }

    /// Adds characters, which are escaped again if the content is elements.
    fn push_characters(&mut self, text: &str) {
        if self.is_xml && text.contains(['<', '&']) {
            self.push(&text.replace('&', "&amp;").replace('<', "&lt;"));
        } else {
            self.push(text);
        }
    }

    fn push_tag(&mut self, name: &str, rest: &str) {
        let local = name.rsplit(':').next().unwrap_or(name);
        self.push(&format!("<{local}{rest}>"));
    }
}

impl Feed {
    /// # Errors
    /// Those of the first bytes.
    pub fn new(source: Source, options: &Options) -> Result<Feed, Failure> {
        let Source { place, bytes, .. } = source;
        let (bytes, changed) = unicode::utf8(bytes, declared)
            .map_err(|error| Failure::read(place.clone(), in_words(&error)))?;
        let mut xml = Reader::from_reader(Limited::new(bytes));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Ok(Feed {
            place,
            xml,
            buffer: Vec::new(),
            changed,
            published: options.published.clone(),
            outlet: None,
            open: Vec::new(),
            entry: None,
            entry_line: 0,
            unclosed: None,
            text: None,
            number: 0,
            empty: 0,
            unread_days: UnreadDays::default(),
            items: VecDeque::new(),
            is_done: false,
        })
    }

    /// Goes on by one tag or text.
    fn step(&mut self) {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.xml.get_mut().begin_piece();
        match self.xml.read_event_into(&mut buffer) {
            Ok(event) => self.event(event),
            Err(error) => self.stop(match &error {
                Error::Io(error) => in_words(error),
                error => format!(
                    "the feed is broken here ({}), and what follows is not read",
                    told(error)
                ),
            }),
        }
        self.buffer = buffer;
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                self.start(&tag);
                self.open.push(lower(&tag));
                if self.open.len() > DEEPEST {
                    self.stop("its elements are nested more deeply than those of any feed".into());
                }
            }
            Event::Empty(tag) => {
                self.start(&tag);
                self.finish(self.open.len());
            }
            Event::End(tag) => self.end(&tag.name().as_ref().to_ascii_lowercase()),
            Event::Text(text) => {
                if let Some(capture) = &mut self.text {
                    // A lone "&" is in the text as it is.
                    capture.push_characters(&text);
                }
            }
            Event::CData(text) => {
                if let Some(capture) = &mut self.text {
                    capture.push_characters(&text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(capture) = &mut self.text {
                    let characters = unescape(&format!("&{};", &*name), false);
                    capture.push_characters(&characters);
                }
            }
            Event::Eof => self.at_end(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = lower(tag);
        let depth = self.open.len();
        if depth == 0 && self.number == 0 {
            self.check_root(&name);
        }
        if let Some(capture) = &mut self.text {
            capture.push_tag(tag.name().as_ref(), tag.attributes_raw());
            return;
        }
        let is_entry = matches!(local(&name), "item" | "entry");
        if is_entry && self.entry.is_none() {
            self.number += 1;
            let mut entry = Entry::default();
            entry.id = attribute(tag, "rdf:about");
            self.entry = Some((entry, depth));
            self.entry_line = self.xml.get_ref().line;
            return;
        }
        match &mut self.entry {
            Some((entry, around)) => {
                let is_child = depth == *around + 1;
                let Some(role) = role(&name).filter(|_| is_child) else {
                    return;
                };
                match (role, attribute(tag, "href"), attribute(tag, "term")) {
                    (Role::Link, Some(address), _) => {
                        let rel = attribute(tag, "rel");
                        if rel.is_none_or(|rel| rel == "alternate") {
                            entry.link(&address);
                        }
                    }
                    (Role::Category, _, Some(term)) => {
                        let text = attribute(tag, "label").unwrap_or(term);
                        entry.take(
                            role,
                            Words {
                                text,
                                writing: Writing::Text,
                            },
                        );
                    }
                    _ => self.text = Some(capture(tag, Some(role), depth)),
                }
            }
            None if self.outlet.is_none() && is_title_of_feed(&self.open, &name) => {
                self.text = Some(capture(tag, None, depth));
            }
            None => {}
        }
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open == name) else {
            return;
        };
        if let Some(capture) = &mut self.text
            && at > capture.depth
        {
            capture.push_tag(&format!("/{}", local(name)), "");
        }
        let cut_off = self.text.as_ref().filter(|capture| at < capture.depth);
        if let Some(capture) = cut_off.filter(|capture| capture.role.is_some()) {
            // All that follows in the entry was taken for its text.
            self.unclosed = self.open.get(capture.depth).cloned();
        }
        self.open.truncate(at);
        self.finish(at);
    }

    /// Ends what began when this many elements were open.
    fn finish(&mut self, depth: usize) {
        if let Some(capture) = self.text.take_if(|capture| depth <= capture.depth) {
            match (capture.role, &mut self.entry) {
                (Some(role), Some((entry, _))) => entry.take(role, capture.words),
                (None, _) => {
                    let mut title = Entry::default();
                    title.take(Role::Title, capture.words);
                    self.outlet = title.title();
                }
                _ => {}
            }
        }
        if let Some((entry, _)) = self.entry.take_if(|(_, around)| depth <= *around) {
            let place = Place {
                number: Some(self.number),
                ..self.place.clone()
            };
            if let Some(name) = self.unclosed.take() {
                return self.lose_entry(place, &name);
            }
            let item = entry.item(place, self.outlet.as_deref(), self.published.as_deref());
            self.empty += u64::from(item.is_none());
            if let Some(Item::Report(raw)) = &item {
                self.unread_days.count(raw.published.as_ref());
            }
            self.items.extend(item);
        }
    }

    /// Names an entry that cannot be read, because the end of an element of it is missing.
    fn lose_entry(&mut self, place: Place, name: &str) {
        let place = Place {
            line: Some(self.entry_line),
            ..place
        };
        let message = format!(
            "the entry is not read, because the end of its element <{}> is missing",
            shown(name)
        );
        self.items.push_back(Failure::read(place, message).into());
    }

    fn check_root(&mut self, name: &str) {
        let name = local(name);
        if ROOTS.contains(&name) || name == "entry" {
            return;
        }
        let other = OTHER_ROOTS.iter().find(|(root, _)| *root == name);
        let why = match other {
            Some((_, message)) => (*message).into(),
            None => format!(
                "this is XML of a kind that sayso does not read ({name:?} is neither RSS nor Atom)"
            ),
        };
        self.is_done = true;
        let item = PassedOver::because(self.place.clone(), What::OtherXml, why);
        self.items.push_back(item.into());
    }

    fn at_end(&mut self) {
        self.is_done = true;
        let entries = |count: usize| match count {
            1 => "1 entry".into(),
            count => format!("{count} entries"),
        };
        if let Some(message) = self.unread_days.message(entries) {
            self.note(message);
        }
        if self.entry.is_some() {
            self.stop("the feed ends within this entry: a part of it is missing".into());
        } else if self.number == 0 && self.open.is_empty() && self.outlet.is_none() {
            self.stop("there is no feed in it: it has no entry and no title".into());
        } else if self.number == 0 {
            let why = "the feed has no entries";
            let item = PassedOver::because(self.place.clone(), What::Empty, why);
            self.items.push_back(item.into());
        }
        if self.empty > 0 {
            let entries = if self.number == 1 { "entry" } else { "entries" };
            let have = if self.empty == 1 { "has" } else { "have" };
            let message = format!(
                "{} of its {} {entries} {have} neither a content nor a summary, only a title",
                self.empty, self.number
            );
            self.note(message);
        }
    }

    fn note(&mut self, message: impl Into<String>) {
        self.items.push_back(Item::Note(Note {
            place: self.place.clone(),
            message: message.into(),
        }));
    }

    /// Says why the feed cannot be read further. The entries before stay read.
    fn stop(&mut self, message: String) {
        self.is_done = true;
        let place = Place {
            line: Some(self.xml.get_ref().line),
            ..self.place.clone()
        };
        self.items.push_back(Failure::read(place, message).into());
    }
}

impl Iterator for Feed {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.items.is_empty() && !self.is_done {
            self.step();
            if self.changed.take() {
                self.note(unicode::READ_AS_WINDOWS);
            }
        }
        self.items.pop_front()
    }
}

/// The beginning of a text, in the writing that its element says.
fn capture(tag: &BytesStart<'_>, role: Option<Role>, depth: usize) -> Capture {
    let kind = attribute(tag, "type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_xml = kind == "xhtml" || attribute(tag, "mode").is_some_and(|mode| mode == "xml");
    let writing = match &*kind {
        "text" | "text/plain" => Writing::Text,
        "html" | "text/html" | "xhtml" | "application/xhtml+xml" => Writing::Html,
        _ if is_xml => Writing::Html,
        _ => Writing::Unsaid,
    };
    let words = Words {
        text: String::new(),
        writing,
    };
    Capture {
        role,
        depth,
        is_xml,
        words,
    }
}

/// Whether this is the title of the feed, and not that of its picture or its search field.
fn is_title_of_feed(open: &[String], name: &str) -> bool {
    let around = open.last().map(|around| local(around));
    local(name) == "title" && matches!(around, Some("channel" | "feed"))
}

fn lower(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_ascii_lowercase()
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute, unescaped.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.html_attributes();
    let found = all.find_map(|attribute| {
        let attribute = attribute.ok()?;
        let key: &str = attribute.key.as_ref();
        key.eq_ignore_ascii_case(name).then_some(attribute.value)
    });
    found.map(|value| unescape(&value, true))
}

/// The encoding that the first line of an XML file declares.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(200)];
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|mark| mark == b"?>")?;
    let text = String::from_utf8_lossy(&declaration[..end]);
    let (_, after) = text.split_once("encoding")?;
    let label = after.trim_start_matches(['=', ' ', '"', '\'']);
    Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())
}
