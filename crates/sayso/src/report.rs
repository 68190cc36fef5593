//! A report before it is read, and the identity that it has from then on.
//!
//! The input layer makes [`RawReport`]s; [`crate::Reader`] reads them. Everything that is later said
//! of a report refers to its [`Provenance`].

use sha2::{Digest, Sha256};

/// A report as it was found: where it came from, what is known of it, and its bytes.
///
/// ```
/// use sayso::report::{Body, Place, RawReport};
/// let raw = RawReport::text("It sank, police said.");
/// assert_eq!(raw.place.to_string(), "-");
/// let row = RawReport {
///     place: Place { input: "news.jsonl".into(), line: Some(3) },
///     ..raw
/// };
/// assert_eq!(row.place.to_string(), "news.jsonl:3");
/// assert!(matches!(row.body, Body::Text(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawReport {
    /// The input that it was found in.
    pub place: Place,
    /// The id that the input gives it.
    pub id: Option<String>,
    /// The address that it was published under.
    pub url: Option<String>,
    /// The day of publication that the input or the user gives.
    pub published: Option<GivenDay>,
    /// Its text or its page.
    pub body: Body,
}

impl RawReport {
    /// A report of which only the text is known, as when a user pastes one.
    pub fn text(text: impl Into<String>) -> RawReport {
        RawReport {
            place: Place {
                input: "-".into(),
                line: None,
            },
            id: None,
            url: None,
            published: None,
            body: Body::Text(text.into()),
        }
    }
}

/// Where in the inputs a report was found. Its display names the place in messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The input as the user named it: a path, or `-` for standard input.
    pub input: String,
    /// The line, from 1, of an input that has one report a line.
    pub line: Option<u64>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.input),
            None => f.write_str(&self.input),
        }
    }
}

/// A day of publication that was given with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDay {
    /// The words as they were given, which are kept whatever they are.
    pub written: String,
    /// The day that they mean, as ISO 8601, if they mean one.
    pub day: Option<String>,
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
}

impl Body {
    /// The bytes of the input, or of the text where the input's bytes are not those of the report.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Body::Plain(bytes) | Body::Page(bytes) => bytes,
            Body::Text(text) => text.as_bytes(),
        }
    }

    /// Whether offsets into the input mean something: not for a text without bytes of its own.
    pub fn has_bytes(&self) -> bool {
        !matches!(self, Body::Text(_))
    }
}

/// Which report this is and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The id of the report: given, or made by [`report_id`].
    pub id: String,
    /// The input as the user named it: a path, or `-`.
    pub input: String,
    /// The line, from 1, of an input that has one report a line.
    pub line: Option<u64>,
    /// SHA-256 of the input's bytes (of the text, where the input has many reports), in hexadecimal.
    pub sha256: String,
    /// Whether byte offsets into the input mean something.
    pub has_bytes: bool,
}

impl Provenance {
    /// The identity of a raw report whose cleaned text is `text`.
    pub fn new(raw: &RawReport, text: &str) -> Provenance {
        // Rows of one file may share an address; they do not share their place in the file.
        let address = raw.url.as_deref().filter(|_| raw.place.line.is_none());
        let id = raw
            .id
            .clone()
            .unwrap_or_else(|| report_id(address, &raw.place.to_string(), text));
        Provenance {
            id,
            input: raw.place.input.clone(),
            line: raw.place.line,
            sha256: sha256_hex(raw.body.bytes()),
            has_bytes: raw.body.has_bytes(),
        }
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// The id of a report that was given none: 16 hexadecimal digits over its address (or the name of
/// its input) and its cleaned text.
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
