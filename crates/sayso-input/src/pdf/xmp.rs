//! What a PDF file says of itself as XMP, which newer programs write instead of the old document
//! information, or beside it.

use crate::xml::{Node, nodes};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Stream};

/// The largest description that is read. Those of real files are a few kilobytes.
const LARGEST: usize = 1 << 20;

/// What a description says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Xmp {
    pub title: Option<String>,
    pub author: Option<String>,
    /// When the file was made, as ISO 8601.
    pub made: Option<String>,
}

impl Xmp {
    /// The description of a file; nothing if it has none.
    pub fn of(pdf: &Pdf) -> Xmp {
        let xref = pdf.xref();
        let root = xref.get::<Dict<'_>>(xref.root_id());
        let stream = root.and_then(|root| root.get::<Stream<'_>>(b"Metadata"));
        let bytes = stream.and_then(|stream| Some(stream.decoded_data().ok()?.into_owned()));
        let bytes = bytes.filter(|bytes| bytes.len() <= LARGEST);
        bytes.map_or_else(Xmp::default, |bytes| {
            Xmp::parse(&encoding_rs::UTF_8.decode(&bytes).0)
        })
    }

    fn parse(xml: &str) -> Xmp {
        let mut xmp = Xmp::default();
        let mut authors: Vec<String> = Vec::new();
        let mut open: Vec<String> = Vec::new();
        let mut text = String::new();
        for node in nodes(xml) {
            match node {
                Node::Start(element) => {
                    // Simple values may be attributes.
                    let made = element.attribute("xmp:CreateDate");
                    xmp.made = xmp.made.or_else(|| made.as_deref().and_then(moment));
                    text.clear();
                    if !element.is_empty {
                        open.push(element.name);
                    }
                }
                Node::Text(piece) => text.push_str(&piece),
                Node::End(_) => {
                    let is_in = |name: &str| open.iter().any(|open| open == name);
                    let said = std::mem::take(&mut text).trim().to_string();
                    match () {
                        () if said.is_empty() => {}
                        // The first is that of the default language.
                        () if is_in("dc:title") => xmp.title = xmp.title.or(Some(said)),
                        () if is_in("dc:creator") => authors.push(said),
                        () if is_in("xmp:CreateDate") => xmp.made = xmp.made.or(moment(&said)),
                        () => {}
                    }
                    open.pop();
                }
            }
        }
        xmp.author = Some(authors.join(", ")).filter(|authors| !authors.is_empty());
        xmp
    }
}

/// A moment of XMP, which is one of ISO 8601, if it has a day.
fn moment(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    crate::given::day(day).map(|_| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_elements_or_attributes() {
        let xml = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>\
            <rdf:RDF><rdf:Description xmp:CreateDate='2024-03-01T10:00:00+01:00'><dc:title><rdf:Alt>\
            <rdf:li xml:lang='x-default'>Harbour &amp; quay to close</rdf:li><rdf:li xml:lang='de'>Hafen \
            schließt</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ada Quill</rdf:li>\
            <rdf:li>Jan Orr</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>";
        let xmp = Xmp::parse(xml);
        assert_eq!(xmp.author.as_deref(), Some("Ada Quill, Jan Orr"));
        assert_eq!(xmp.made.as_deref(), Some("2024-03-01T10:00:00+01:00"));
        assert_eq!(xmp.title.as_deref(), Some("Harbour & quay to close"));
        assert_eq!(Xmp::parse("<x:xmpmeta"), Xmp::default());
    }
}
