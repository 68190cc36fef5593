//! In: the headline and the first paragraphs of a report. Out: how near a statement is to them, because
//! what a report is about is what an editor asks of first.

use super::unnamed::stems;
use crate::records::{Attribution, Span};
use crate::view::View;
use sayso::document::BlockKind;
use sayso_english::stems::{NO_CONTENT, stem};
use std::collections::HashSet;

/// Paragraphs that tell the main event, without headline and captions.
pub const LEAD: usize = 3;

/// The words of a headline.
pub struct Headline {
    stems: HashSet<u64>,
}

impl Headline {
    /// The headline of a report: its title, or the first heading.
    pub fn of(view: &View<'_>) -> Headline {
        let title = view.saved.report.title.as_deref().unwrap_or_default();
        let words = title.split(|c: char| !c.is_alphanumeric());
        let stems = words.filter(|word| word.len() > 2).map(stem);
        Headline {
            stems: stems.filter(|&stem| stem != NO_CONTENT).collect(),
        }
    }

    /// How many of its words are in spans.
    pub fn shared(&self, spans: &[Span]) -> usize {
        stems(spans).intersection(&self.stems).count()
    }

    /// How many of its words are in a text.
    pub fn shared_in(&self, text: &str) -> usize {
        let span = Span {
            text: text.into(),
            ..Span::default()
        };
        self.shared(&[span])
    }

    /// How many of its words are in the source and the content of a statement.
    pub fn shared_with(&self, a: &Attribution) -> usize {
        let spans: Vec<Span> = a.source.iter().chain(&a.content).cloned().collect();
        self.shared(&spans)
    }
}

/// The bytes of the first paragraphs of a report, in the order of the text.
pub fn lead<'v>(view: &'v View<'_>) -> impl Iterator<Item = sayso::text::Span> + 'v {
    let blocks = view.blocks.iter().filter(|block| {
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Standfirst);
        let words = view.words(block.span);
        is_text && block.is_read() && !is_of_a_picture(words) && !is_appeal(words)
    });
    blocks.map(|block| block.span).take(LEAD)
}

/// Whether a paragraph asks the reader for money or a subscription, whose "today" is no day of the report.
fn is_appeal(text: &str) -> bool {
    const ASKS: [&str; 7] = [
        "donate today",
        "donate now",
        "subscribe today",
        "subscribe now",
        "sign up today",
        "support our journalism",
        "your contribution",
    ];
    let small = text.to_lowercase();
    text.split_whitespace().count() <= LONGEST_APPEAL
        && ASKS.iter().any(|asks| small.contains(asks))
}

/// The most words of a paragraph that only asks for something.
const LONGEST_APPEAL: usize = 30;

/// Whether a paragraph is the text under a picture.
fn is_of_a_picture(text: &str) -> bool {
    const OPENINGS: [&str; 5] = [
        "in this photo",
        "in this image",
        "in this picture",
        "this photo",
        "file - ",
    ];
    let begin: String = text.trim_start().chars().take(16).collect();
    let begin = begin.to_lowercase();
    OPENINGS.iter().any(|opening| begin.starts_with(opening))
}
