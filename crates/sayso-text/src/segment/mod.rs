//! In: a cleaned [`Document`]. Out: its paragraphs, sentences, tokens and quotation marks, as indices
//! into plain vectors. Useful for: every later stage. Not useful for: languages without spaces
//! between words.

mod quotes;
mod sentences;
mod tokens;

use crate::document::{Block, BlockKind, Document};
use crate::text::Span;
use std::ops::Range;

pub use tokens::{Mark, Token, TokenKind};

/// A block, or a part of a very long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Index of its block in the document.
    pub block: u32,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its sentences.
    pub sentences: Range<u32>,
}

/// A sentence. It never crosses the end of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, closing quotation marks included.
    pub tokens: Range<u32>,
}

/// A quotation within one paragraph: the text between an opening and a closing mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens, the quotation marks included.
    pub tokens: Range<u32>,
    /// 0 for an outermost quotation, 1 for one inside it, …
    pub level: u8,
    /// It has an opening mark. The mark may be missing if the quotation continues from the paragraph
    /// before.
    pub opened: bool,
    /// It has a closing mark. The mark is left out if the quotation continues in the next paragraph.
    pub closed: bool,
    /// It continues from the paragraph before.
    pub continued: bool,
}

/// The parts of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// Words, numbers, marks.
    pub tokens: Vec<Token>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Paragraphs that are read, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Quotations in order of their opening marks.
    pub quotations: Vec<Quotation>,
}

impl Segments {
    /// The text from the first to the last of these tokens; for an empty range an empty span at 0.
    pub fn span(&self, tokens: Range<u32>) -> Span {
        match (
            self.tokens.get(tokens.start as usize),
            tokens.end.checked_sub(1),
        ) {
            (Some(first), Some(last)) if last >= tokens.start => {
                first.span.cover(self.tokens[last as usize].span)
            }
            _ => Span::default(),
        }
    }
}

/// Tokens of the longest paragraph. A report on a single line is cut at sentence ends, so that time
/// and memory stay in proportion to its length. News paragraphs have about 50 tokens.
const MAX_PARAGRAPH: usize = 2000;

/// Splits a document. Blocks that are not read (furniture, repeats, credits) have no paragraphs.
///
/// ```
/// use sayso_text::document::{Block, BlockKind, Document};
/// use sayso_text::{segment, text::{Span, Text}};
/// let text = Text::new("“We ran,” said Dr. Iva Moss. ‘It’s gone.’".into()).unwrap();
/// let whole = Block::new(BlockKind::Paragraph, Span::new(0, text.len() as u32));
/// let document = Document { text, blocks: vec![whole], ..Document::default() };
/// let parts = segment::segment(&document);
/// assert_eq!(parts.sentences.len(), 2);
/// assert_eq!(parts.quotations.len(), 2);
/// assert_eq!(&document.text[parts.span(parts.quotations[1].tokens.clone())], "‘It’s gone.’");
/// ```
pub fn segment(document: &Document) -> Segments {
    let text = &*document.text;
    let mut parts = Segments {
        tokens: Vec::with_capacity(text.len() / 5),
        ..Segments::default()
    };
    let mut open_before = false;
    for (index, block) in document.blocks.iter().enumerate() {
        if !block.is_read() {
            continue;
        }
        let first = parts.tokens.len();
        tokens::tokenise(text, without_bullet(text, block), &mut parts.tokens);
        if parts.tokens.len() == first {
            continue;
        }
        open_before = quotes::mark(
            text,
            &mut parts.tokens,
            first,
            open_before,
            &mut parts.quotations,
        );
        let first_sentence = parts.sentences.len();
        sentences::split(text, &parts.tokens, first, &mut parts.sentences);
        paragraphs(&mut parts, index as u32, first_sentence);
    }
    parts
}

/// The span of a list item without its bullet, which is not part of its words.
fn without_bullet(text: &str, block: &Block) -> Span {
    let inner = &text[block.span.range()];
    let bullet = |c: char| matches!(c, '•' | '*' | '-' | '–' | '▪' | '●' | '◦' | '‣' | '·' | ' ');
    let rest = if block.kind == BlockKind::List {
        inner.trim_start_matches(bullet)
    } else {
        inner
    };
    Span::new(block.span.end() - rest.len() as u32, block.span.end())
}

/// Puts the sentences of one block, from `first` on, into paragraphs: one, unless the block is very
/// long.
fn paragraphs(parts: &mut Segments, block: u32, first: usize) {
    let mut start = first;
    for end in first + 1..=parts.sentences.len() {
        let tokens = parts.sentences[start].tokens.start..parts.sentences[end - 1].tokens.end;
        let is_last = end == parts.sentences.len();
        if is_last || (parts.sentences[end].tokens.end - tokens.start) as usize > MAX_PARAGRAPH {
            parts.paragraphs.push(Paragraph {
                block,
                tokens,
                sentences: start as u32..end as u32,
            });
            start = end;
        }
    }
}
