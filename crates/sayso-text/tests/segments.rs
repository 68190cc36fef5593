//! What is true of the segments of any text: every token is in one sentence, every sentence in one
//! paragraph, and every quotation in one block.

use proptest::prelude::*;
use sayso_text::document::{Block, BlockKind, Document};
use sayso_text::segment::{Mark, Segments, segment};
use sayso_text::text::{Span, Text};

/// A document with one paragraph a line.
fn document(text: String) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len() as u32;
        blocks.push(Block::new(BlockKind::Paragraph, Span::new(at, end)));
        at = end;
    }
    Document {
        text: Text::new(text).expect("a short text"),
        blocks,
        ..Document::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "“We won,” ", "said Ines Moller. ", "‘It’s late,’ ", "\"", "”", "'", "“", "‘", "\n", "Mr. ", "the U.S. The ",
            "U.S. Senate", ". . . ", "?!” ", "he asked ", "(", ") ", "’90s ", "the voters’ choice ", "Ask", ".", " ", "5",
        ]).prop_map(String::from),
        1 => "\\PC{0,9}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The number of marks around each token, counted from the quotations.
fn depths(parts: &Segments) -> Vec<u8> {
    let mut depths = vec![0; parts.tokens.len()];
    for quotation in &parts.quotations {
        for at in quotation.tokens.clone() {
            depths[at as usize] += 1;
        }
    }
    depths
}

proptest! {
    #[test]
    fn sentences_and_paragraphs_leave_no_token_out(text in text()) {
        let parts = segment(&document(text));
        let mut token = 0;
        for sentence in &parts.sentences {
            prop_assert_eq!(sentence.tokens.start, token);
            prop_assert!(sentence.tokens.end > token);
            token = sentence.tokens.end;
        }
        prop_assert_eq!(token as usize, parts.tokens.len());
        let mut sentence = 0;
        for paragraph in &parts.paragraphs {
            prop_assert_eq!(paragraph.sentences.start, sentence);
            sentence = paragraph.sentences.end;
            let first = &parts.sentences[paragraph.sentences.start as usize];
            let last = &parts.sentences[sentence as usize - 1];
            prop_assert_eq!(&paragraph.tokens, &(first.tokens.start..last.tokens.end));
        }
        prop_assert_eq!(sentence as usize, parts.sentences.len());
    }

    #[test]
    fn quotations_are_in_one_block_and_begin_and_end_with_their_marks(text in text()) {
        let document = document(text);
        let parts = segment(&document);
        for quotation in &parts.quotations {
            let span = parts.span(quotation.tokens.clone());
            prop_assert!(!span.is_empty());
            prop_assert!(document.blocks.iter().any(|block| block.span.contains(span)));
            let first = parts.tokens[quotation.tokens.start as usize];
            let last = parts.tokens[quotation.tokens.end as usize - 1];
            prop_assert!(!quotation.opened || first.mark == Mark::Open);
            prop_assert!(!quotation.closed || last.mark == Mark::Close);
        }
        let found: Vec<u8> = parts.tokens.iter().map(|token| token.depth).collect();
        prop_assert_eq!(found, depths(&parts));
    }
}
