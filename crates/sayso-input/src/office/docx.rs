//! The text of Word's documents (Office Open XML, `word/document.xml`).

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
    Row,
    Cell,
    /// Its content is text.
    Text,
    /// It is replaced by this.
    Char(&'static str),
    /// Nothing in it is part of the text.
    Nothing,
    Style,
    OutlineLevel,
    InList,
    /// The run that it is in is not shown.
    Hidden,
    Run,
    NoteMark,
    Symbol,
}

const ELEMENTS: &[(&str, Means)] = &[
    ("w:p", Means::Paragraph),
    ("w:tr", Means::Row),
    ("w:tc", Means::Cell),
    ("w:t", Means::Text),
    ("w:tab", Means::Char(" ")),
    ("w:ptab", Means::Char(" ")),
    ("w:br", Means::Char("\n")),
    ("w:cr", Means::Char("\n")),
    ("w:noBreakHyphen", Means::Char("-")),
    ("w:pStyle", Means::Style),
    ("w:outlineLvl", Means::OutlineLevel),
    ("w:numPr", Means::InList),
    ("w:vanish", Means::Hidden),
    ("w:r", Means::Run),
    ("w:footnoteReference", Means::NoteMark),
    ("w:endnoteReference", Means::NoteMark),
    ("w:sym", Means::Symbol),
    // What was deleted, or moved from here to another place, with changes tracked.
    ("w:del", Means::Nothing),
    ("w:moveFrom", Means::Nothing),
    ("w:pPrChange", Means::Nothing),
    ("w:rPrChange", Means::Nothing),
    // What a field is computed from; what it shows is text.
    ("w:instrText", Means::Nothing),
    ("w:delText", Means::Nothing),
    // The same again for programs that cannot show the first choice.
    ("mc:Fallback", Means::Nothing),
    // Where tabs stop, which has tabs of its own.
    ("w:tabs", Means::Nothing),
];

fn means(name: &str) -> Option<Means> {
    let row = ELEMENTS.iter().find(|(known, _)| *known == name);
    row.map(|&(_, means)| means)
}

/// Styles by their ids: what a paragraph of the style is.
type Styles = HashMap<String, PartKind>;

/// Reads a document.
pub(super) fn read(archive: &mut Archive) -> Result<Draft, OfficeError> {
    let xml = archive
        .xml("word/document.xml")?
        .ok_or(OfficeError::NoDocument("word/document.xml"))?;
    let styles = archive
        .xml("word/styles.xml")?
        .map(|xml| styles(&xml))
        .unwrap_or_default();
    let body = text(&xml, &styles);
    let mut draft = Draft {
        parts: body.parts,
        ..Draft::default()
    };
    for (name, kind) in [("footnotes", "w:footnote"), ("endnotes", "w:endnote")] {
        let xml = archive.xml(&format!("word/{name}.xml"))?;
        let mut notes = xml
            .map(|xml| notes(&xml, kind, &styles))
            .unwrap_or_default();
        let marks = body.notes.iter().filter(|(mark, _)| *mark == kind);
        draft
            .parts
            .extend(marks.filter_map(|(_, id)| notes.remove(id)).flatten());
    }
    draft.parts.extend(edges(archive, &styles)?);
    if let Some(xml) = archive.xml("docProps/core.xml")? {
        properties(&xml, &mut draft);
    }
    as_far_as_whole(draft, body.broken)
}

/// The heads and feet of pages, each once.
fn edges(archive: &mut Archive, styles: &Styles) -> Result<Vec<Part>, OfficeError> {
    let mut edges = Edges::default();
    for start in ["word/header", "word/footer"] {
        for name in archive.names(start, ".xml") {
            let xml = archive.xml(&name)?.unwrap_or_default();
            edges.add(text(&xml, styles).parts);
        }
    }
    Ok(edges.parts)
}

/// The text of one file of the document.
struct Body {
    parts: Vec<Part>,
    /// The notes that it refers to, in order: what they are, and their ids.
    notes: Vec<(&'static str, String)>,
    /// How its XML breaks off, if it does.
    broken: Option<String>,
}

fn text(xml: &str, styles: &Styles) -> Body {
    let mut reader = TextReader::new(styles);
    let mut nodes = nodes(xml);
    for node in &mut nodes {
        reader.node(node);
    }
    Body {
        parts: reader.writer.finish(),
        notes: reader.notes,
        broken: nodes.broken,
    }
}

struct TextReader<'s> {
    styles: &'s Styles,
    writer: Writer,
    notes: Vec<(&'static str, String)>,
    /// How many elements are open whose content is text.
    is_text: usize,
    is_hidden: bool,
    skipped: Skipped,
}

impl<'s> TextReader<'s> {
    fn new(styles: &'s Styles) -> TextReader<'s> {
        TextReader {
            styles,
            writer: Writer::default(),
            notes: Vec::new(),
            is_text: 0,
            is_hidden: false,
            skipped: Skipped::default(),
        }
    }

    fn node(&mut self, node: Node) {
        if self.skipped.has(&node) {
            return;
        }
        match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(&name),
            Node::Text(text) if self.is_text > 0 && !self.is_hidden => self.writer.add(&text),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element) {
        let Some(means) = means(&element.name) else {
            return;
        };
        let value = || element.attribute("w:val");
        match means {
            Means::Paragraph => {
                self.writer.begin(PartKind::Paragraph);
                if element.is_empty {
                    self.writer.end();
                }
            }
            Means::Row if !element.is_empty => self.writer.begin_row(),
            Means::Cell if !element.is_empty => self.writer.begin_cell(),
            Means::Text if !element.is_empty => self.is_text += 1,
            Means::Char(text) if !self.is_hidden => self.writer.add(text),
            Means::Nothing if !element.is_empty => self.skipped.begin(element),
            Means::Style => {
                if let Some(kind) = value().and_then(|id| self.styles.get(&id).copied()) {
                    self.writer.is(kind);
                }
            }
            Means::OutlineLevel if value().is_none_or(|level| level != "9") => {
                self.writer.is(PartKind::Heading);
            }
            Means::InList => self.writer.is(PartKind::Item),
            Means::Hidden => {
                self.is_hidden =
                    value().is_none_or(|value| !matches!(&*value, "0" | "false" | "off"));
            }
            Means::Run => self.is_hidden = false,
            Means::NoteMark => {
                let kind = if element.name == "w:footnoteReference" {
                    "w:footnote"
                } else {
                    "w:endnote"
                };
                self.notes
                    .extend(element.attribute("w:id").map(|id| (kind, id)));
            }
            Means::Symbol => self.writer.add("•"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match means(name) {
            Some(Means::Paragraph) => self.writer.end(),
            Some(Means::Row) => self.writer.end_row(),
            Some(Means::Cell) => self.writer.end_cell(),
            Some(Means::Text) => self.is_text = self.is_text.saturating_sub(1),
            Some(Means::Run) => self.is_hidden = false,
            _ => {}
        }
    }
}

/// The texts of notes by their ids.
fn notes(xml: &str, kind: &str, styles: &Styles) -> HashMap<String, Vec<Part>> {
    let mut notes = HashMap::new();
    let mut open: Option<(String, TextReader)> = None;
    for node in nodes(xml) {
        match &node {
            Node::Start(element) if element.name == kind => {
                // Separators are notes with a type.
                let id = element
                    .attribute("w:id")
                    .filter(|_| element.attribute("w:type").is_none());
                open = id.map(|id| (id, TextReader::new(styles)));
            }
            Node::End(name) if name == kind => {
                if let Some((id, reader)) = open.take() {
                    notes.insert(id, reader.writer.finish());
                }
            }
            _ => {
                if let Some((_, reader)) = &mut open {
                    reader.node(node);
                }
            }
        }
    }
    notes
}

/// What paragraphs of each style are: by the names of styles, which are English in every language.
fn styles(xml: &str) -> Styles {
    let mut styles = Styles::new();
    let mut id = None;
    for node in nodes(xml) {
        let Node::Start(element) = node else { continue };
        match element.name.as_str() {
            "w:style" => id = element.attribute("w:styleId"),
            "w:name" => {
                let kind = element
                    .attribute("w:val")
                    .and_then(|name| kind_of_style(&name));
                if let (Some(id), Some(kind)) = (&id, kind) {
                    styles.insert(id.clone(), kind);
                }
            }
            _ => {}
        }
    }
    styles
}

fn kind_of_style(name: &str) -> Option<PartKind> {
    let name = name.to_ascii_lowercase();
    match () {
        () if name == "title" => Some(PartKind::Title),
        () if name.starts_with("heading") || name == "subtitle" => Some(PartKind::Heading),
        () if name.starts_with("list") => Some(PartKind::Item),
        () if name.starts_with("toc ") || name == "header" || name == "footer" => {
            Some(PartKind::Furniture)
        }
        () => None,
    }
}
