//! In: contents of attributions and the model. Out: the attributions inside them.
//!
//! The model gives each word one label, so that of "Moller said the ministry had denied it" it finds
//! only the outer half. Each content is therefore read once more as a text of its own, without its
//! outer quotation marks and without the "that" before it. Useful for: sources within sources. Not
//! useful for: contents without a word that could be a cue.

use super::Bias;
use super::chunk::Chunk;
use super::draft::Draft;
use super::find::{choose, find};
use super::model::Model;
use super::score;
use crate::segment::{Mark, Paragraph, Quotation, Segments, Sentence, Token};
use sayso_english::classes::{class, classes, hash_lower};
use sayso_english::reporting::{known, knows};
use std::ops::Range;

/// A content of fewer tokens has no room for an attribution.
const SHORTEST: u32 = 5;
/// Drafts with a lower score are left out. It is higher than [`Bias::floor`], because the model has
/// not learnt from texts like these.
const FLOOR: f32 = 0.3;
/// A word that was a cue in at least this share of its uses, as a step of
/// [`super::features::Prior`].
const LIKELY: u8 = 7;

/// The attributions inside contents: the index of the content, the draft in tokens of `parts`, and
/// its score.
pub fn nested(
    text: &str,
    parts: &Segments,
    model: &Model,
    bias: Bias,
    contents: &[Chunk],
) -> Vec<(usize, Draft, f32)> {
    let inner = Inner::new(text, parts, model, contents);
    if inner.contents.is_empty() {
        return Vec::new();
    }
    let drafts = find(text, &inner.parts, model, bias.bonus());
    let scores = score::scores(text, &inner.parts, &drafts, model);
    choose(drafts, &scores)
        .into_iter()
        .filter(|(draft, score)| *score >= FLOOR && inner.is_sound(draft))
        .map(|(draft, score)| {
            let content = inner.contents[draft.cue.paragraph as usize];
            let draft = inner.in_outer_tokens(draft, contents[content].paragraph);
            (content, draft, score)
        })
        .collect()
}

fn may_be_cue(model: &Model, word: &str) -> bool {
    let said = class::SPEECH | class::FINITE;
    let prior = model.priors.get(&hash_lower(word)).copied().unwrap_or(0);
    classes(word) & said == said || prior & 15 >= LIKELY
}

/// Contents as a text of their own: each is a paragraph.
struct Inner<'a> {
    text: &'a str,
    outer: &'a Segments,
    model: &'a Model,
    parts: Segments,
    /// The token of the outer text that each token is.
    from: Vec<u32>,
    /// The index of the content that each paragraph is.
    contents: Vec<usize>,
}

impl<'a> Inner<'a> {
    fn new(text: &'a str, outer: &'a Segments, model: &'a Model, contents: &[Chunk]) -> Inner<'a> {
        let mut inner = Inner {
            text,
            outer,
            model,
            parts: Segments::default(),
            from: Vec::new(),
            contents: Vec::new(),
        };
        for (number, content) in contents.iter().enumerate() {
            let tokens = inner.without_frame(content);
            let has_cue = || tokens.clone().any(|k| may_be_cue(model, inner.word(k)));
            if tokens.end >= tokens.start + SHORTEST && has_cue() {
                inner.add_paragraph(content, &tokens);
                inner.contents.push(number);
            }
        }
        inner
    }

    /// The word of a token of the outer text.
    fn word(&self, k: u32) -> &'a str {
        &self.text[self.outer.tokens[k as usize].span.range()]
    }

    /// The tokens of a content without its own quotation marks, because the quotation that is the
    /// content is not inside it, and without the "that" before it.
    fn without_frame(&self, content: &Chunk) -> Range<u32> {
        let (mut start, mut end) = (content.start, content.end);
        let first = &self.outer.tokens[start as usize];
        let last = &self.outer.tokens[end as usize - 1];
        if first.mark == Mark::Open {
            start += 1;
        }
        if first.depth > 0 && last.mark == Mark::Close && last.depth == first.depth {
            end -= 1;
            end -= u32::from(end > start && self.word(end - 1) == ",");
        }
        let opens_clause = |word: &str| {
            let openers = ["that", "whether", "if"];
            openers.iter().any(|o| word.eq_ignore_ascii_case(o))
        };
        if end > start && opens_clause(self.word(start)) {
            start += 1;
        }
        start..end
    }

    /// Adds the tokens of a content as a paragraph.
    fn add_paragraph(&mut self, content: &Chunk, tokens: &Range<u32>) {
        let floor = self.outer.tokens[content.start as usize].depth;
        let paragraph = &self.outer.paragraphs[content.paragraph as usize];
        let first_token = self.parts.tokens.len() as u32;
        let first_sentence = self.parts.sentences.len() as u32;
        for k in tokens.clone() {
            let mut token = self.outer.tokens[k as usize];
            if token.depth <= floor {
                token.mark = Mark::None;
            }
            token.depth = token.depth.saturating_sub(floor);
            self.parts.tokens.push(token);
            self.from.push(k);
        }
        self.add_stop(tokens, paragraph);
        self.add_sentences(tokens, first_token);
        self.add_quotations(tokens, first_token, floor);
        self.parts.paragraphs.push(Paragraph {
            block: paragraph.block,
            tokens: first_token..self.parts.tokens.len() as u32,
            sentences: first_sentence..self.parts.sentences.len() as u32,
        });
    }

    /// Ends the paragraph with the full stop of the outer sentence, as a sentence ends.
    fn add_stop(&mut self, tokens: &Range<u32>, paragraph: &Paragraph) {
        if self.word(tokens.end - 1) == "." {
            return;
        }
        let mut rest = (tokens.end..paragraph.tokens.end).rev();
        if let Some(stop) = rest.find(|&k| self.word(k) == ".") {
            self.parts.tokens.push(Token {
                mark: Mark::None,
                depth: 0,
                ..self.outer.tokens[stop as usize]
            });
            self.from.push(tokens.end - 1);
        }
    }

    fn add_sentences(&mut self, tokens: &Range<u32>, first_token: u32) {
        let sentences = &self.outer.sentences;
        let from = sentences.partition_point(|s| s.tokens.end <= tokens.start);
        let within = sentences[from..]
            .iter()
            .take_while(|s| s.tokens.start < tokens.end);
        let moved = within.map(|s| Sentence {
            tokens: moved(&s.tokens, tokens, first_token),
        });
        self.parts.sentences.extend(moved);
        // The added stop belongs to the last sentence.
        if let Some(last) = self.parts.sentences.last_mut() {
            last.tokens.end = self.parts.tokens.len() as u32;
        }
    }

    /// Adds the quotations that lie within the content, without the outer levels.
    fn add_quotations(&mut self, tokens: &Range<u32>, first_token: u32, floor: u8) {
        let quotations = &self.outer.quotations;
        let from = quotations.partition_point(|q| q.tokens.start < tokens.start);
        let within = quotations[from..]
            .iter()
            .take_while(|q| q.tokens.start < tokens.end)
            .filter(|q| q.tokens.end <= tokens.end && q.level >= floor);
        let moved = within.map(|q| Quotation {
            tokens: moved(&q.tokens, tokens, first_token),
            level: q.level - floor,
            ..q.clone()
        });
        self.parts.quotations.extend(moved);
    }

    /// Whether a draft lies within one content, has a word that can be a cue, and a source. Out of
    /// its context a content makes the model find attitudes in plain verbs, and speakers in
    /// "nobody".
    fn is_sound(&self, draft: &Draft) -> bool {
        let word = |k: u32| &self.text[self.parts.tokens[k as usize].span.range()];
        let content = draft.cue.paragraph;
        let mut cue = draft.cue.start..draft.cue.end;
        let is_no_one = |source: Chunk| knows(word(source.start)) & known::NO_ONE != 0;
        draft.chunks().all(|c| c.paragraph == content)
            && cue.any(|k| may_be_cue(self.model, word(k)))
            && !draft.source.is_some_and(is_no_one)
    }

    /// The draft in tokens of the outer text.
    fn in_outer_tokens(&self, mut draft: Draft, paragraph: u32) -> Draft {
        for chunk in draft.chunks_mut() {
            chunk.start = self.from[chunk.start as usize];
            chunk.end = self.from[chunk.end as usize - 1] + 1;
            chunk.paragraph = paragraph;
        }
        draft
    }
}

/// Outer tokens as tokens of the paragraph that begins at `first_token` and is made of `tokens`.
fn moved(outer: &Range<u32>, tokens: &Range<u32>, first_token: u32) -> Range<u32> {
    let token = |k: u32| k.clamp(tokens.start, tokens.end) - tokens.start + first_token;
    token(outer.start)..token(outer.end)
}
