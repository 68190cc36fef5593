//! Office documents (.docx, .odt): bytes in, parts of text in their order out.
//!
//! Both are ZIP archives of XML. What is known of an element is a row of a table in `docx.rs` and
//! `odt.rs`; `writer.rs` makes paragraphs, rows and notes of them.

mod docx;
mod odt;
mod writer;

use crate::What;
use crate::draft::Draft;
use crate::xml::{Element, Node, flaw, nodes};
use sayso::report::{Part, PartKind};
use std::collections::HashSet;
use std::io::{Cursor, Read, Seek};
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

impl OfficeError {
    /// What the file is, if nothing is wrong with it and it has no text.
    pub(crate) fn what(&self) -> Option<What> {
        match self {
            OfficeError::Empty => Some(What::Empty),
            // A table or slides, which have archives of the same kind.
            OfficeError::NoDocument(_) => Some(What::Office),
            _ => None,
        }
    }
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
    let draft = match form(&archive.files) {
        Some(OfficeForm::Docx) => docx::read(&mut archive)?,
        Some(OfficeForm::Odt) => odt::read(&mut archive)?,
        None => return Err(OfficeError::NoDocument("word/document.xml or content.xml")),
    };
    let has_text = draft
        .parts
        .iter()
        .any(|part| part.kind != PartKind::Furniture && !part.text.trim().is_empty());
    if has_text {
        return Ok(draft);
    }
    let flaw = archive.flaw_of_text()?;
    Err(flaw.map_or(OfficeError::Empty, OfficeError::Broken))
}

/// Whether these bytes are a document, whatever file of its archive is the first.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    let files = ZipArchive::new(Cursor::new(bytes));
    files.is_ok_and(|files| form(&files).is_some())
}

fn form<R: Read + Seek>(files: &ZipArchive<R>) -> Option<OfficeForm> {
    let has = |name: &str| files.index_for_name(name).is_some();
    match () {
        () if has("word/document.xml") => Some(OfficeForm::Docx),
        () if has("content.xml") => Some(OfficeForm::Odt),
        () => None,
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

    /// How the XML of the text is broken, if it is. What is not closed in the right order is still read,
    /// but where nothing was read, that is why.
    fn flaw_of_text(&mut self) -> Result<Option<String>, OfficeError> {
        let name = match form(&self.files) {
            Some(OfficeForm::Docx) => "word/document.xml",
            Some(OfficeForm::Odt) | None => "content.xml",
        };
        let xml = self.xml(name)?.unwrap_or_default();
        Ok(flaw(&xml).map(|how| format!("{name}: {how}")))
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

/// The element whose content is left out, while it is open.
#[derive(Debug, Default)]
struct Skipped {
    /// Its name, and how many elements of this name are open.
    open: Option<(String, usize)>,
}

impl Skipped {
    fn begin(&mut self, element: &Element) {
        self.open = Some((element.name.clone(), 1));
    }

    /// Whether a node is within the element, or ends it.
    fn has(&mut self, node: &Node) -> bool {
        let Some((name, depth)) = &mut self.open else {
            return false;
        };
        match node {
            Node::Start(element) if element.name == *name && !element.is_empty => *depth += 1,
            Node::End(end) if end == name => *depth -= 1,
            _ => {}
        }
        if *depth == 0 {
            self.open = None;
        }
        true
    }
}

/// The heads and feet of pages as furniture, each once.
#[derive(Debug, Default)]
struct Edges {
    seen: HashSet<String>,
    parts: Vec<Part>,
}

impl Edges {
    fn add(&mut self, parts: Vec<Part>) {
        for part in parts {
            if self.seen.insert(part.text.clone()) {
                let kind = PartKind::Furniture;
                self.parts.push(Part { kind, ..part });
            }
        }
    }
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
        for xml in [
            "no XML at all",
            "",
            "<w:document></w:p></w:document>",
            "<w:document><w:p>",
        ] {
            let broken = read(document(&[("word/document.xml", xml)]));
            assert!(
                matches!(broken, Err(OfficeError::Broken(_))),
                "{xml}: {broken:?}"
            );
        }
    }
}
