//! A report before it is read, and the identity that it has from then on.
//!
//! The input layer makes [`RawReport`]s; [`crate::Reader`] reads them. Everything that is later said
//! of a report refers to its [`Provenance`].

use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A report as it was found: where it came from, what is known of it, and its bytes.
///
/// ```
/// use sayso::report::{Body, Place, RawReport};
/// let raw = RawReport::text("It sank, police said.");
/// assert_eq!(raw.place.to_string(), "-");
/// let row = RawReport {
///     place: Place::line("news.jsonl", 3),
///     ..raw
/// };
/// assert_eq!(row.place.to_string(), "news.jsonl:3");
/// assert!(matches!(row.body, Body::Text(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawReport {
    /// Where it was found.
    pub place: Place,
    /// The id that the input gives it.
    pub id: Option<String>,
    /// The address that it was published under.
    pub url: Option<String>,
    /// The day of publication that the input or the user gives.
    pub published: Option<GivenDay>,
    /// What else the input says of it.
    pub told: Told,
    /// Its text or its page.
    pub body: Body,
}

impl RawReport {
    /// A report of which only the text is known, as when a user pastes one.
    pub fn text(text: impl Into<String>) -> RawReport {
        RawReport::new(Place::of("-"), Body::Text(text.into()))
    }

    /// A report of which nothing is known but its place and its body.
    pub fn new(place: Place, body: Body) -> RawReport {
        RawReport {
            place,
            id: None,
            url: None,
            published: None,
            told: Told::default(),
            body,
        }
    }
}

/// What an input says of a report beside its address and its day: the columns of a table, the headers
/// of a mail, an entry of a feed, the record of a crawl.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The headline: the title of an entry, the subject of a mail.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The part of the outlet that it appeared in.
    pub section: Option<String>,
    /// The day of the last change, ISO 8601.
    pub modified: Option<String>,
    /// When it was captured or written to the file, ISO 8601. It says nothing about when it was
    /// published.
    pub captured: Option<String>,
    /// The encoding that was declared beside the bytes, as in the HTTP headers of a captured page.
    pub charset: Option<String>,
    /// The id of the record: of a crawl, an entry of a feed, a mail.
    pub record: Option<String>,
    /// The digest that the record gives of its bytes, such as `sha1:…`.
    pub digest: Option<String>,
    /// It is only a summary of a report, as many feeds give.
    pub is_summary: bool,
    /// Which it is, from 0, of the reports of its file that have the same text and the same address and of which the file
    /// says other things: two outlets that print one text.
    pub nth: u32,
}

/// Where in the inputs a report was found. Its display names the place in messages.
///
/// ```
/// use sayso::report::Place;
/// let page = Place { member: Some("pages/a.html".into()), ..Place::of("saved.zip") };
/// assert_eq!(page.to_string(), "saved.zip/pages/a.html");
/// let capture = Place { offset: Some(512), ..Place::of("crawl.warc.gz") };
/// assert_eq!(capture.to_string(), "crawl.warc.gz@512");
/// let entry = Place { number: Some(2), ..Place::of("feed.xml") };
/// assert_eq!(entry.to_string(), "feed.xml#2");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The input as the user named it: a path, or `-` for standard input.
    pub input: String,
    /// The file within an archive.
    pub member: Option<String>,
    /// The line, from 1, of an input that has one report a line.
    pub line: Option<u64>,
    /// The byte, from 0, at which the record begins: in the file as it is for crawls, compressed or
    /// not, and in the unpacked file for others.
    pub offset: Option<u64>,
    /// Which of the reports of an input it is, from 1: an entry of a feed, a row, a page.
    pub number: Option<u64>,
}

impl Place {
    /// The place of a whole input.
    pub fn of(input: impl Into<String>) -> Place {
        Place {
            input: input.into(),
            ..Place::default()
        }
    }

    /// A line of an input, from 1.
    pub fn line(input: impl Into<String>, line: u64) -> Place {
        Place {
            line: Some(line),
            ..Place::of(input)
        }
    }

    /// Whether the input has many reports, of which this is one.
    pub fn is_part(&self) -> bool {
        self.line.is_some() || self.offset.is_some() || self.number.is_some()
    }

    /// Whether it is within the input: a part of it, or a file in an archive.
    pub fn is_inside(&self) -> bool {
        self.member.is_some() || self.is_part()
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.input)?;
        if let Some(member) = &self.member {
            write!(f, "/{member}")?;
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, "@{offset}")?;
        }
        if let Some(number) = self.number {
            write!(f, "#{number}")?;
        }
        Ok(())
    }
}

/// A day of publication that was given with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDay {
    /// The words as they were given, which are kept whatever they are.
    pub written: String,
    /// The day that they mean, as ISO 8601, if they mean one.
    pub day: Option<String>,
    /// The time that they mean, as ISO 8601 in its own zone, if they have an hour:
    /// `2024-03-01T00:10:00+09:00`.
    pub moment: Option<String>,
    /// It is that of reports which do not give one themselves, as a user says it for many.
    pub is_default: bool,
}

/// The text or the page of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The bytes of a text file, not yet decoded.
    Plain(Vec<u8>),
    /// The bytes of a web page.
    Page(Vec<u8>),
    /// A text without bytes of its own, such as a field of a JSON object.
    Text(String),
    /// HTML without bytes of its own: the content of an entry of a feed, a part of a mail. It is all
    /// report, without the menus of a page.
    Html(String),
    /// A text in parts, of which the file says what they are: an office document, a PDF file.
    Parts(Vec<Part>),
}

/// A part of a document: a paragraph, a heading, a running head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the file says it is.
    pub kind: PartKind,
    /// Its words.
    pub text: String,
    /// The page that it begins on, from 1, if the file has pages.
    pub page: Option<u32>,
}

/// What a file says of a part of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// The title of the whole document.
    Title,
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table, its cells separated by tabs.
    Row,
    /// What is not the document's text: a running head, the number of a page.
    Furniture,
}

impl Body {
    /// The bytes of the input, or of the text where the input's bytes are not those of the report.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Body::Plain(bytes) | Body::Page(bytes) => Cow::Borrowed(bytes),
            Body::Text(text) | Body::Html(text) => Cow::Borrowed(text.as_bytes()),
            Body::Parts(parts) => Cow::Owned(joined(parts).into_bytes()),
        }
    }

    /// About how many bytes it has, for sharing out work.
    pub fn size(&self) -> usize {
        match self {
            Body::Plain(bytes) | Body::Page(bytes) => bytes.len(),
            Body::Text(text) | Body::Html(text) => text.len(),
            Body::Parts(parts) => parts.iter().map(|part| part.text.len() + 2).sum(),
        }
    }

    /// Whether offsets into the input mean something: not for a text without bytes of its own.
    pub fn has_bytes(&self) -> bool {
        matches!(self, Body::Plain(_) | Body::Page(_))
    }
}

/// The text of a document: its parts with an empty line between them.
pub fn joined(parts: &[Part]) -> String {
    let texts = parts.iter().map(|part| part.text.trim());
    texts.collect::<Vec<&str>>().join("\n\n")
}

/// Which report this is and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The id of the report: given, or made by [`report_id`].
    pub id: String,
    /// Where in the inputs it was found.
    pub place: Place,
    /// The id of the record that it came in.
    pub record: Option<String>,
    /// The digest that the record gives of its bytes.
    pub digest: Option<String>,
    /// SHA-256 of the report's bytes (of its text, where it has no bytes of its own), in hexadecimal.
    pub sha256: String,
    /// Whether byte offsets into the report's bytes mean something.
    pub has_bytes: bool,
}

impl Provenance {
    /// The identity of a raw report whose cleaned text is `text`.
    pub fn new(raw: &RawReport, text: &str) -> Provenance {
        let made = || {
            let url = raw.url.as_deref();
            let name = name_within_inputs(raw);
            match raw.told.nth {
                0 => report_id(url, &name, text),
                nth => report_id(None, &format!("{}\n{nth}", url.unwrap_or(&name)), text),
            }
        };
        let id = raw.id.clone().unwrap_or_else(made);
        Provenance {
            id,
            place: raw.place.clone(),
            record: raw.told.record.clone(),
            digest: raw.told.digest.clone(),
            sha256: sha256_hex(&raw.body.bytes()),
            has_bytes: raw.body.has_bytes(),
        }
    }
}

/// What tells a report without an address from others with the same text: its file, and of one of several
/// in a file the id of its record and its day as they are given, and which it is of those that have all this in common. The line or the number is not in it,
/// because a report moves when a table or a feed gets new rows.
fn name_within_inputs(raw: &RawReport) -> String {
    let file = Place {
        input: raw.place.input.clone(),
        member: raw.place.member.clone(),
        ..Place::default()
    };
    if !raw.place.is_part() {
        return file.to_string();
    }
    let record = raw.told.record.as_deref().unwrap_or_default();
    let day = raw.published.as_ref().map_or("", |given| &given.written);
    format!("{file}\n{record}\n{day}")
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// The id of a report that was given none: 16 hexadecimal digits over its address (or what else tells it
/// from others with the same text: the name of its input) and its cleaned text.
///
/// ```
/// use sayso::report::report_id;
/// let id = report_id(None, "storm.txt", "Storm shuts the harbour.");
/// assert_eq!(id.len(), 16);
/// assert_ne!(id, report_id(None, "storm2.txt", "Storm shuts the harbour."));
/// ```
pub fn report_id(url: Option<&str>, input: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(url.unwrap_or(input).as_bytes());
    hash.update([0]);
    hash.update(text.as_bytes());
    hash.finalize()
        .iter()
        .take(8)
        .map(|b| format!("{b:02x}"))
        .collect()
}
