//! The text of `LibreOffice`'s documents (`OpenDocument`, `content.xml`).

use super::writer::Writer;
use super::{Archive, Edges, OfficeError, Skipped, as_far_as_whole, properties};
use crate::draft::Draft;
use crate::xml::{Element, Node, nodes};
use sayso::report::{Part, PartKind};
use std::collections::HashMap;

/// What an element means for the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    Paragraph,
    Heading,
    Row,
    Cell,
    Item,
    Contents,
    /// It is replaced by this.
    Char(&'static str),
    Spaces,
    /// Nothing in it is part of the text.
    Nothing,
    Note,
}

const ELEMENTS: &[(&str, Means)] = &[
    ("text:p", Means::Paragraph),
    ("text:h", Means::Heading),
    ("table:table-row", Means::Row),
    ("table:table-cell", Means::Cell),
    ("text:list-item", Means::Item),
    ("text:table-of-content", Means::Contents),
    ("text:tab", Means::Char(" ")),
    ("text:line-break", Means::Char("\n")),
    ("text:s", Means::Spaces),
    ("text:note", Means::Note),
    // What was deleted with changes tracked.
    ("text:tracked-changes", Means::Nothing),
    ("text:note-citation", Means::Nothing),
    ("office:annotation", Means::Nothing),
    ("office:automatic-styles", Means::Nothing),
    ("office:font-face-decls", Means::Nothing),
    ("office:scripts", Means::Nothing),
    ("office:forms", Means::Nothing),
    ("svg:title", Means::Nothing),
    ("svg:desc", Means::Nothing),
    ("text:hidden-text", Means::Nothing),
];

fn means(name: &str) -> Option<Means> {
    let row = ELEMENTS.iter().find(|(known, _)| *known == name);
    row.map(|&(_, means)| means)
}

/// Automatic styles and the styles that they are made of.
type Styles = HashMap<String, String>;

/// Reads a document.
pub(super) fn read(archive: &mut Archive) -> Result<Draft, OfficeError> {
    let manifest = archive.xml("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(OfficeError::Locked);
    }
    let xml = archive
        .xml("content.xml")?
        .ok_or(OfficeError::NoDocument("content.xml"))?;
    let mut reader = TextReader::new(styles(&xml));
    let mut nodes = nodes(&xml);
    for node in &mut nodes {
        reader.node(node);
    }
    let mut draft = Draft {
        parts: reader.writer.finish(),
        ..Draft::default()
    };
    draft.parts.extend(reader.notes);
    if let Some(xml) = archive.xml("styles.xml")? {
        draft.parts.extend(edges(&xml));
    }
    if let Some(xml) = archive.xml("meta.xml")? {
        properties(&xml, &mut draft);
    }
    as_far_as_whole(draft, nodes.broken)
}

struct TextReader {
    styles: Styles,
    writer: Writer,
    /// The notes so far, and how many parts there were before the one that is open, if one is.
    notes: Vec<Part>,
    note: Option<Writer>,
    lists: usize,
    contents: usize,
    skipped: Skipped,
    /// How many paragraphs are open. Text outside them is only layout of the XML.
    paragraphs: usize,
}

impl TextReader {
    fn new(styles: Styles) -> TextReader {
        TextReader {
            styles,
            writer: Writer::default(),
            notes: Vec::new(),
            note: None,
            lists: 0,
            contents: 0,
            skipped: Skipped::default(),
            paragraphs: 0,
        }
    }

    fn node(&mut self, node: Node) {
        if self.skipped.has(&node) {
            return;
        }
        match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(&name),
            Node::Text(text) if self.paragraphs > 0 => {
                // Line breaks of the XML are spaces.
                let text = text.replace(['\n', '\r'], " ");
                self.writer().add(&text);
            }
            Node::Text(_) => {}
        }
    }

    /// Where text goes: to the note, if one is open.
    fn writer(&mut self) -> &mut Writer {
        match &mut self.note {
            Some(note) => note,
            None => &mut self.writer,
        }
    }

    fn start(&mut self, element: &Element) {
        let Some(means) = means(&element.name) else {
            return;
        };
        match means {
            Means::Paragraph | Means::Heading if !element.is_empty => {
                let kind = self.kind(element, means);
                self.paragraphs += 1;
                self.writer().begin(kind);
            }
            Means::Row if !element.is_empty => self.writer().begin_row(),
            Means::Cell => {
                self.writer().begin_cell();
                if element.is_empty {
                    self.writer().end_cell();
                }
            }
            Means::Item if !element.is_empty => self.lists += 1,
            Means::Contents if !element.is_empty => self.contents += 1,
            Means::Char(text) => self.writer().add(text),
            Means::Spaces => self.writer().add(" "),
            Means::Nothing if !element.is_empty => self.skipped.begin(element),
            Means::Note if !element.is_empty && self.note.is_none() => {
                self.note = Some(Writer::default());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match means(name) {
            Some(Means::Paragraph | Means::Heading) => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.writer().end();
            }
            Some(Means::Row) => self.writer().end_row(),
            Some(Means::Cell) => self.writer().end_cell(),
            Some(Means::Item) => self.lists = self.lists.saturating_sub(1),
            Some(Means::Contents) => self.contents = self.contents.saturating_sub(1),
            Some(Means::Note) => self
                .notes
                .extend(self.note.take().map(Writer::finish).unwrap_or_default()),
            _ => {}
        }
    }

    fn kind(&self, element: &Element, means: Means) -> PartKind {
        let style = element.attribute("text:style-name").unwrap_or_default();
        let base = self.styles.get(&style).cloned().unwrap_or(style);
        match () {
            () if self.contents > 0 => PartKind::Furniture,
            () if base == "Title" => PartKind::Title,
            () if means == Means::Heading || base == "Subtitle" => PartKind::Heading,
            () if self.lists > 0 => PartKind::Item,
            () => PartKind::Paragraph,
        }
    }
}

/// The styles that automatic styles are made of.
fn styles(xml: &str) -> Styles {
    let mut styles = Styles::new();
    for node in nodes(xml) {
        let Node::Start(element) = node else { continue };
        if element.name == "style:style" {
            let pair = element
                .attribute("style:name")
                .zip(element.attribute("style:parent-style-name"));
            styles.extend(pair);
        }
    }
    styles
}

/// The heads and feet of pages, each once.
fn edges(xml: &str) -> Vec<Part> {
    let mut edges = Edges::default();
    let mut open: Option<TextReader> = None;
    for node in nodes(xml) {
        let is_edge =
            |name: &str| name.starts_with("style:header") || name.starts_with("style:footer");
        match &node {
            Node::Start(element)
                if open.is_none() && is_edge(&element.name) && !element.is_empty =>
            {
                open = Some(TextReader::new(Styles::new()));
            }
            Node::End(name) if is_edge(name) => {
                if let Some(reader) = open.take() {
                    edges.add(reader.writer.finish());
                }
            }
            _ => {
                if let Some(reader) = &mut open {
                    reader.node(node);
                }
            }
        }
    }
    edges.parts
}
