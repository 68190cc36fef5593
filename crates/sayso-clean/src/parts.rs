//! In: a text in parts, of which the input says what they are. Out: a [`Document`] whose blocks are
//! what the input says, where it says more than the words do.

use crate::{Given, plain_with};
use sayso_english::spelling::Words;
use sayso_text::document::{BlockKind, Document};
use sayso_text::text::TooLong;

/// Takes a text in parts, each with what its file says it is. Offsets in the document's origin are
/// those of the parts joined by an empty line.
///
/// A running head stays one wherever it occurs, and a heading a heading. What is given as a paragraph
/// is still looked at, because a file may call a dateline or a credit a paragraph.
///
/// ```
/// use sayso_text::document::BlockKind;
/// let parts = [
///     (BlockKind::Paragraph, "The quay will close in April, the harbour authority said."),
///     (BlockKind::Furniture, "Port of Merrowdale – Press release"),
/// ];
/// let words = sayso_english::spelling::Words::none();
/// let document = sayso_clean::parts_with(&parts, &Default::default(), &words).unwrap();
/// assert_eq!(document.blocks[1].kind, BlockKind::Furniture);
/// ```
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn parts_with(
    parts: &[(BlockKind, &str)],
    given: &Given,
    words: &Words,
) -> Result<Document, TooLong> {
    let mut text = String::new();
    let mut places = Vec::new();
    for (at, (kind, part)) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str("\n\n");
        }
        text.push_str(part.trim());
        places.push((text.len(), *kind));
    }
    let mut document = plain_with(text.as_bytes(), given, words)?;
    let mut has_headline = document
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Headline);
    for at in 0..document.blocks.len() {
        let start = document.origin.raw(document.blocks[at].span).range().start;
        let part = places.partition_point(|(end, _)| *end <= start);
        let Some(&(_, kind)) = places.get(part) else {
            continue;
        };
        let block = &mut document.blocks[at];
        let is_unknown = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
        match kind {
            BlockKind::Furniture => {
                block.kind = kind;
                block.of = None;
            }
            BlockKind::Headline if is_unknown && !has_headline => {
                block.kind = kind;
                has_headline = true;
            }
            BlockKind::Heading | BlockKind::List if is_unknown => block.kind = kind,
            _ => {}
        }
    }
    Ok(document)
}
