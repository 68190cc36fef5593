//! In: spans of a report. Out: the sentences around them on one line, because words that are cut out of
//! a sentence may say something else.

use crate::records::Span;
use crate::view::View;
use crate::visible;
use sayso::document::{self, BlockKind, Document};
use sayso::segment::segment;
use sayso::text;
use std::collections::BTreeSet;

/// The most characters of the sentences around a claim.
const MOST: usize = 600;
/// The most characters of the sentence before, which is only there to be understood with.
const MOST_BEFORE: usize = 300;
/// Stands in a sentence for words that are given elsewhere.
const ELLIPSIS: &str = "…";

/// The sentences of the blocks that are read.
pub struct Sentences<'a> {
    view: &'a View<'a>,
    /// In bytes of the text.
    all: Vec<text::Span>,
}

impl<'a> Sentences<'a> {
    /// The sentences of a report.
    pub fn new(view: &'a View<'a>) -> Sentences<'a> {
        let all = sentences(view);
        Sentences { view, all }
    }

    /// The sentences that hold some spans, from the first to the last.
    pub fn around(&self, spans: &[&Span]) -> Option<String> {
        let words = on_one_line(self.view.words(self.whole(spans)?));
        (words.chars().count() <= MOST && !words.is_empty()).then_some(words)
    }

    /// The sentences that hold some spans, with "…" for the words of `said`: what is left is who says
    /// it, when and how. None if that is too long, too.
    pub fn around_without(&self, spans: &[&Span], said: &[Span]) -> Option<String> {
        let whole = self.whole(spans)?;
        let mut out = String::new();
        for (n, piece) in outside(whole, said.iter().map(|s| self.view.span(s))).enumerate() {
            out.push_str(if n > 0 { ELLIPSIS } else { "" });
            out.push_str(self.view.words(piece));
        }
        let out = on_one_line(&out);
        let has_words = out.contains(char::is_alphanumeric);
        (has_words && out.chars().count() <= MOST).then_some(out)
    }

    /// Whether the sentences that hold `spans` have a word outside them that can change what is said:
    /// "in 2019", "without evidence". An article cannot.
    pub fn have_more_than(&self, spans: &[&Span]) -> bool {
        let Some(whole) = self.whole(spans) else {
            return false;
        };
        let known = spans.iter().map(|span| self.view.span(span));
        outside(whole, known).any(|piece| has_telling_word(self.view.words(piece)))
    }

    /// Whether a stretch has no words but those of some spans.
    pub fn have_only(&self, stretch: &Span, spans: &[&Span]) -> bool {
        let known = spans.iter().map(|span| self.view.span(span));
        let mut rest = outside(self.view.span(stretch), known);
        !rest.any(|piece| has_telling_word(self.view.words(piece)))
    }

    /// The sentence before the one of a span, if it is a part of the running text. None where the
    /// sentence itself has the question.
    pub fn before(&self, spans: &[&Span]) -> Option<String> {
        let whole = self.whole(spans)?;
        if self.view.words(whole).to_lowercase().contains("asked") {
            return None;
        }
        let start = whole.start();
        let before = self.all.partition_point(|s| s.start() < start);
        let before = self.all.get(before.checked_sub(1)?)?;
        let blocks = &self.view.blocks;
        let block = blocks
            .iter()
            .find(|block| block.span.range().contains(&(before.start() as usize)))?;
        let is_running = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::List
        );
        let words = on_one_line(self.view.words(*before));
        (is_running && !words.is_empty() && words.chars().count() <= MOST_BEFORE).then_some(words)
    }

    /// The numbers of the sentences in which some spans have letters.
    pub fn numbers(&self, spans: &[Span]) -> BTreeSet<usize> {
        let mut numbers = BTreeSet::new();
        for span in spans {
            let span = self.view.span(span);
            let first = self.all.partition_point(|s| s.end() <= span.start());
            let last = self.all.partition_point(|s| s.start() < span.end());
            numbers.extend((first..last).filter(|&n| {
                let start = self.all[n].start().max(span.start());
                let end = self.all[n].end().min(span.end());
                let words = self.view.words(text::Span::new(start, end.max(start)));
                words.contains(char::is_alphanumeric)
            }));
        }
        numbers
    }

    /// The number of the sentence in which a span begins.
    pub fn number(&self, span: &Span) -> usize {
        let start = self.view.span(span).start();
        self.all.partition_point(|s| s.end() <= start)
    }

    /// From the beginning of the first sentence to the end of the last one.
    fn whole(&self, spans: &[&Span]) -> Option<text::Span> {
        let start = spans.iter().map(|span| span.start).min()?;
        let end = spans.iter().map(|span| span.end).max()?;
        let inner = self.view.bytes(start, end);
        let first = self.all.partition_point(|s| s.end() <= inner.start());
        let last = self.all.partition_point(|s| s.start() < inner.end());
        let all = self.all.get(first..last)?;
        Some(all.iter().fold(inner, |whole, s| whole.cover(*s)))
    }
}

/// The pieces of a stretch that are outside some spans, in order.
fn outside(
    whole: text::Span,
    spans: impl Iterator<Item = text::Span>,
) -> impl Iterator<Item = text::Span> {
    let mut spans: Vec<text::Span> = spans.collect();
    spans.sort_by_key(|span| span.start());
    let mut pieces = Vec::new();
    let mut at = whole.start();
    for span in spans {
        pieces.push(text::Span::new(at, span.start().clamp(at, whole.end())));
        at = at.max(span.end()).min(whole.end());
    }
    pieces.push(text::Span::new(at, whole.end()));
    pieces.into_iter()
}

/// Whether there is a word other than an article.
fn has_telling_word(words: &str) -> bool {
    let is_article = |word: &str| {
        ["the", "a", "an"]
            .iter()
            .any(|article| word.eq_ignore_ascii_case(article))
    };
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| !word.is_empty() && !is_article(word))
}

/// The words with one space between them.
pub fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

fn sentences(view: &View<'_>) -> Vec<text::Span> {
    let Ok(text) = text::Text::new(view.text().into()) else {
        return Vec::new();
    };
    let blocks = view.blocks.iter().map(|block| document::Block {
        kind: block.kind,
        span: block.span,
        of: block.of,
    });
    let document = Document {
        blocks: blocks.collect(),
        text,
        ..Document::default()
    };
    let parts = segment(&document);
    let sentences = parts.sentences.iter();
    sentences.map(|s| parts.span(s.tokens.clone())).collect()
}
