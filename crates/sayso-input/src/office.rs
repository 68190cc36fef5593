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

/// What was read of a document whose XML breaks off, if it does, with a note of that.
fn as_far_as_whole(mut draft: Draft, broken: Option<String>) -> Result<Draft, OfficeError> {
    let Some(how) = broken else {
        return Ok(draft);
    };
    if draft.parts.is_empty() {
        return Err(OfficeError::Broken(how));
    }
    draft
        .notes
        .push("this office document is broken and was read only up to the break".into());
    Ok(draft)
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

#[cfg(test)]
mod tests {
    use super::*;
    use sayso::report::Part;
    use std::io::Write;

    /// A document with these files.
    fn document(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            zip.write_all(xml.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn texts(parts: &[Part]) -> Vec<(PartKind, &str)> {
        parts
            .iter()
            .map(|part| (part.kind, part.text.as_str()))
            .collect()
    }

    #[test]
    fn what_was_deleted_is_left_out_and_what_was_inserted_is_read() {
        let body = "<w:document><w:body><w:p><w:r><w:t>The quay closes in </w:t></w:r>\
            <w:del><w:r><w:delText>May</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t>April</w:t></w:r></w:ins><w:r><w:t xml:space='preserve"
            .to_string()
            + "'>, it said</w:t><w:footnoteReference w:id='2'/><w:t>.</w:t></w:r></w:p>\
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Draft 3</w:t></w:r><w:r><w:t>Co\u{ad}st: \
            &#163;5&amp;more</w:t><w:tab/><w:t>now</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Posts</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>\
            <w:tc><w:p><w:r><w:t>46</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        let notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>\
            <w:footnote w:id='2'><w:p><w:r><w:t>Without tax.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let draft = read(document(&[
            ("word/document.xml", &body),
            ("word/footnotes.xml", notes),
        ]));
        assert_eq!(
            texts(&draft.unwrap().parts),
            [
                (PartKind::Paragraph, "The quay closes in April, it said."),
                (PartKind::Paragraph, "Cost: £5&more now"),
                (PartKind::Row, "Posts\t\t46"),
                (PartKind::Paragraph, "Without tax."),
            ]
        );
    }

    #[test]
    fn an_odt_has_its_notes_at_the_end_and_no_deleted_words() {
        let content = "<office:document-content><office:body><office:text><text:tracked-changes>\
            <text:changed-region><text:deletion><text:p>in May</text:p></text:deletion></text:changed-region>\
            </text:tracked-changes><text:h text:outline-level='1'>The quay</text:h>\n <text:p>It closes<text:s \
            text:c='3'/>in April<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Says \
            Kestrel.</text:p></text:note-body></text:note>.</text:p></office:text></office:body></office:document-content>";
        let draft = read(document(&[("content.xml", content)])).unwrap();
        assert_eq!(
            texts(&draft.parts),
            [
                (PartKind::Heading, "The quay"),
                (PartKind::Paragraph, "It closes in April."),
                (PartKind::Paragraph, "Says Kestrel."),
            ]
        );
    }

    #[test]
    fn what_breaks_off_is_read_up_to_there_and_said() {
        let broken = "<w:document><w:body><w:p><w:r><w:t>It sank.</w:t></w:r></w:p><w:p <";
        let draft = read(document(&[("word/document.xml", broken)])).unwrap();
        assert_eq!(draft.parts.len(), 1);
        assert!(draft.notes[0].contains("broken"), "{:?}", draft.notes);
    }

    #[test]
    fn tables_within_tables_take_no_longer_than_others() {
        // Each of these rows would copy the text into the one around it: days, for a small file.
        let rows = "<w:tr><w:tc>".repeat(200_000);
        let words = "The quay is shut. ".repeat(300_000);
        let xml = format!("<w:document>{rows}<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
        let draft = read(document(&[("word/document.xml", &xml)])).unwrap();
        assert_eq!(texts(&draft.parts), [(PartKind::Paragraph, words.trim())]);
    }

    #[test]
    fn other_files_say_what_they_are() {
        assert_eq!(read(b"PK\x03\x04".to_vec()), Err(OfficeError::NotAnArchive));
        assert!(matches!(
            read(document(&[("a.txt", "a")])),
            Err(OfficeError::NoDocument(_))
        ));
        let locked = [
            ("content.xml", "x"),
            ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ];
        assert_eq!(read(document(&locked)), Err(OfficeError::Locked));
        let empty = [("word/document.xml", "<w:document><w:p/></w:document>")];
        assert_eq!(read(document(&empty)), Err(OfficeError::Empty));
    }
}
