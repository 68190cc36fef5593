//! Office documents (.docx, .odt): bytes in, parts of text in their order out.
//!
//! Both are ZIP archives of XML. What is known of an element is a row of a table in `docx.rs` and
//! `odt.rs`; `writer.rs` makes paragraphs, rows and notes of them.

mod docx;
mod odt;
mod writer;

use crate::draft::Draft;
use quick_xml::Reader;
use quick_xml::events::Event;
use sayso::report::PartKind;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Why an office document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// It is not a ZIP archive.
    #[error(
        "this office document is broken, or saved in the old form of Word 97 or with a password: open it in an office program and save it as .docx or .odt without a password"
    )]
    NotAnArchive,
    /// It is an archive without the text of a document.
    #[error(
        "there is no text of an office document in this file ({0} is missing): open it in an office program and save it anew"
    )]
    NoDocument(&'static str),
    /// It cannot be opened without a password.
    #[error(
        "this office document is locked with a password: open it in an office program and save a copy without the password"
    )]
    Locked,
    /// Its XML ends early or is malformed before any text.
    #[error("this office document is broken ({0}): open it in an office program and save it anew")]
    Broken(String),
    /// It unpacks to too much.
    #[error("this office document unpacks to more than {} MiB, which no document of text does", LARGEST >> 20)]
    TooLarge,
    /// There is no text in it.
    #[error("there is no text in this office document")]
    Empty,
}

/// The most bytes of XML of one file of the archive.
const LARGEST: u64 = 1 << 26;

/// Which of the two forms a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeForm {
    /// Word's, since 2007 (.docx).
    Docx,
    /// That of `LibreOffice` (.odt).
    Odt,
}

/// Reads a document of either form.
///
/// # Errors
/// [`OfficeError`], if there is no text that can be read.
pub fn read(bytes: Vec<u8>) -> Result<Draft, OfficeError> {
    let mut archive = Archive::open(bytes)?;
    let draft = match archive.form() {
        Some(OfficeForm::Docx) => docx::read(&mut archive)?,
        Some(OfficeForm::Odt) => odt::read(&mut archive)?,
        None => return Err(OfficeError::NoDocument("word/document.xml or content.xml")),
    };
    let has_text = draft
        .parts
        .iter()
        .any(|part| part.kind != PartKind::Furniture && !part.text.trim().is_empty());
    if has_text {
        Ok(draft)
    } else {
        Err(OfficeError::Empty)
    }
}

/// The archive that a document is.
struct Archive {
    files: ZipArchive<Cursor<Vec<u8>>>,
}

impl Archive {
    fn open(bytes: Vec<u8>) -> Result<Archive, OfficeError> {
        let files = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OfficeError::NotAnArchive)?;
        Ok(Archive { files })
    }

    fn form(&self) -> Option<OfficeForm> {
        let has = |name: &str| self.files.index_for_name(name).is_some();
        match () {
            () if has("word/document.xml") => Some(OfficeForm::Docx),
            () if has("content.xml") => Some(OfficeForm::Odt),
            () => None,
        }
    }

    /// The names of files that begin and end like this, in order.
    fn names(&self, start: &str, end: &str) -> Vec<String> {
        let names = self
            .files
            .file_names()
            .flatten()
            .map(std::borrow::Cow::into_owned);
        let fits = |name: &String| name.starts_with(start) && name.ends_with(end);
        let mut names: Vec<String> = names.filter(fits).collect();
        names.sort();
        names
    }

    /// The text of a file; `None` if there is no such file.
    fn xml(&mut self, name: &str) -> Result<Option<String>, OfficeError> {
        let file = match self.files.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(OfficeError::Broken(format!("{name}: {error}"))),
        };
        let mut bytes = Vec::new();
        let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > LARGEST {
            return Err(OfficeError::TooLarge);
        }
        // What was unpacked before the break is still read.
        if let (Err(error), true) = (read, bytes.is_empty()) {
            return Err(OfficeError::Broken(format!("{name}: {error}")));
        }
        // A byte order mark decides; without one XML is UTF-8.
        Ok(Some(encoding_rs::UTF_8.decode(&bytes).0.into_owned()))
    }
}

/// What an XML file says, in order.
#[derive(Debug)]
enum Node<'x> {
    Start(Element<'x>),
    End(String),
    Text(String),
}

/// The start of an element.
#[derive(Debug)]
struct Element<'x> {
    name: String,
    start: quick_xml::events::BytesStart<'x>,
    /// It has no content and no end.
    is_empty: bool,
}

impl Element<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.start.try_get_attribute(name).ok()??;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .ok()?;
        Some(value.into_owned())
    }
}

/// The nodes of an XML file, until it ends or breaks.
struct Nodes<'x> {
    reader: Reader<&'x [u8]>,
    /// How it broke, if it did.
    broken: Option<String>,
}

fn nodes(xml: &str) -> Nodes<'_> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    Nodes {
        reader,
        broken: None,
    }
}

impl<'x> Iterator for Nodes<'x> {
    type Item = Node<'x>;

    fn next(&mut self) -> Option<Node<'x>> {
        while self.broken.is_none() {
            return Some(match self.reader.read_event() {
                Ok(Event::Start(start)) => Node::Start(element(start, false)),
                Ok(Event::Empty(start)) => Node::Start(element(start, true)),
                Ok(Event::End(end)) => Node::End(end.name().as_ref().to_string()),
                Ok(Event::Text(text)) => Node::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Node::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(reference)) => Node::Text(meant(&reference)),
                Ok(Event::Eof) => return None,
                Ok(_) => continue,
                Err(error) => {
                    self.broken = Some(error.to_string());
                    continue;
                }
            });
        }
        None
    }
}

fn element(start: quick_xml::events::BytesStart, is_empty: bool) -> Element {
    Element {
        name: start.name().as_ref().to_string(),
        start,
        is_empty,
    }
}

/// The character that a reference means. Entities of a file's own are not expanded, because they can
/// grow without end.
fn meant(reference: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(char)) = reference.resolve_char_ref() {
        return char.to_string();
    }
    let name = reference.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.unwrap_or_default().to_string()
}

/// The properties of a document: Dublin Core, which both forms use.
fn properties(xml: &str, draft: &mut Draft) {
    let mut inside = String::new();
    for node in nodes(xml) {
        match node {
            Node::Start(element) => inside = element.name,
            Node::End(_) => inside.clear(),
            Node::Text(text) => property(&inside, text.trim(), draft),
        }
    }
}

fn property(name: &str, value: &str, draft: &mut Draft) {
    if value.is_empty() {
        return;
    }
    let slot = match name {
        "dc:title" => &mut draft.title,
        "dc:creator" | "meta:initial-creator" => &mut draft.author,
        "dcterms:created" | "meta:creation-date" => &mut draft.made,
        _ => return,
    };
    slot.get_or_insert_default().push_str(value);
}
