//! In: an XML file that is in memory. Out: its tags and texts in order, as far as it is whole.

use crate::fields::on_one_line;
use quick_xml::Reader;
use quick_xml::events::Event;

/// What an XML file says, in order.
#[derive(Debug)]
pub(crate) enum Node<'x> {
    Start(Element<'x>),
    End(String),
    Text(String),
}

/// The start of an element.
#[derive(Debug)]
pub(crate) struct Element<'x> {
    pub name: String,
    start: quick_xml::events::BytesStart<'x>,
    /// It has no content and no end.
    pub is_empty: bool,
}

impl Element<'_> {
    pub fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.start.try_get_attribute(name).ok()??;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .ok()?;
        Some(value.into_owned())
    }
}

/// The nodes of an XML file, until it ends or breaks.
pub(crate) struct Nodes<'x> {
    reader: Reader<&'x [u8]>,
    /// How it broke, if it did.
    pub broken: Option<String>,
}

pub(crate) fn nodes(xml: &str) -> Nodes<'_> {
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
                    self.broken = Some(told(&error));
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

/// How a file is not XML, if it is not: its elements are not closed, or it has none.
pub(crate) fn flaw(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut depth, mut has_any) = (0, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => (depth, has_any) = (depth + 1, true),
            Ok(Event::Empty(_)) => has_any = true,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) if depth > 0 => return Some("its end is missing".into()),
            Ok(Event::Eof) => return (!has_any).then(|| "it is not XML".into()),
            Ok(_) => {}
            Err(error) => return Some(told(&error)),
        }
    }
}

/// What is wrong with XML, in a message: the words of the error name tags as they are in the file.
pub(crate) fn told(error: &quick_xml::Error) -> String {
    const LONGEST: usize = 160;
    on_one_line(&error.to_string(), LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tag can have any characters in its name, and the message is one line.
    #[test]
    fn what_is_wrong_is_told_on_one_line() {
        let flaw = flaw("<w:r\0\n\u{7}t></w:other>").expect("a flaw");
        assert!(!flaw.contains(char::is_control), "{flaw:?}");
        let long = format!("<{}></b>", "a".repeat(5_000));
        assert!(super::flaw(&long).expect("a flaw").chars().count() < 200);
    }
}
