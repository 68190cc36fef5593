//! In: the bytes of a report. Out: a document.

use crate::document::{Block, BlockKind, Document};
use crate::origin::Origin;
use crate::text::{Span, Text, TooLong};

/// What is known of a report besides its bytes.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its address.
    pub url: Option<String>,
    /// Its day of publication, ISO 8601.
    pub published: Option<String>,
}

/// Takes a text exactly as it stands: no repair, no marking, each line that is not blank a paragraph.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn raw(text: String, given: &Given) -> Result<Document, TooLong> {
    let text = Text::new(text)?;
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim();
        if !inner.is_empty() {
            let start = at + (line.len() - line.trim_start().len()) as u32;
            blocks.push(Block::new(BlockKind::Paragraph, Span::new(start, start + inner.len() as u32)));
        }
        at += line.len() as u32;
    }
    Ok(Document {
        url: given.url.clone(),
        published: given.published.clone(),
        origin: Origin::identity(text.len() as u32, 0),
        text,
        blocks,
        ..Document::default()
    })
}
