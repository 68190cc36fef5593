//! In: contents of attributions and the model. Out: the attributions inside them.
//!
//! The tagger gives each word one label, so that of "Moller said the ministry had denied it" it
//! finds the outer half. Each content is therefore read once more, as a text of its own without its
//! outer quotation marks and without the "that" in front. Useful for: sources within sources. Not
//! useful for: contents without a word that could be a cue.

use super::Bias;
use super::chunk::Chunk;
use super::draft::Draft;
use super::find::{choose, find};
use super::model::Model;
use super::score;
use crate::segment::{Mark, Paragraph, Quotation, Segments, Sentence, Token};
use sayso_english::classes::{class, classes, hash_lower};

/// Contents of fewer tokens hold no attribution.
const LEAST: u32 = 5;
/// Drafts scored below this are left out: what is read here was not learnt from.
const FLOOR: f32 = 0.3;
/// A word that was a cue in at least this share of its uses, as a step of the prior.
const LIKELY: u8 = 7;

/// Sources that say nothing.
pub const NOBODY: [&str; 6] = ["nobody", "no", "none", "you", "everyone", "everybody"];

/// Contents as a text of their own, and where its tokens come from.
struct Inner {
    parts: Segments,
    from: Vec<u32>,
    /// Which content each paragraph is.
    of: Vec<usize>,
}

/// Attributions inside contents: the content's number, the draft in tokens of `parts`, its score.
pub fn nested(
    text: &str,
    parts: &Segments,
    model: &Model,
    bias: Bias,
    contents: &[Chunk],
) -> Vec<(usize, Draft, f32)> {
    let inner = gather(text, parts, model, contents);
    if inner.of.is_empty() {
        return Vec::new();
    }
    let drafts = find(text, &inner.parts, model, bias.bonus());
    let scores = score::scores(text, &inner.parts, &drafts, model);
    let mut out = Vec::new();
    for (mut draft, score) in choose(drafts, &scores) {
        let own = draft.cue.paragraph;
        let whole = draft.chunks().all(|c| c.paragraph == own);
        // Out of its context a content makes the tagger find attitudes in plain verbs, and speakers
        // in "nobody".
        let word = |k: u32| &text[inner.parts.tokens[k as usize].span.range()];
        let told = (draft.cue.start..draft.cue.end).any(|k| may_be_cue(model, word(k)));
        let nobody = draft
            .source
            .is_some_and(|s| NOBODY.contains(&&*word(s.start).to_ascii_lowercase()));
        if score < FLOOR || !whole || !told || nobody {
            continue;
        }
        let content = inner.of[own as usize];
        for chunk in draft.chunks_mut() {
            chunk.start = inner.from[chunk.start as usize];
            chunk.end = inner.from[chunk.end as usize - 1] + 1;
            chunk.paragraph = contents[content].paragraph;
        }
        out.push((content, draft, score));
    }
    out
}

fn may_be_cue(model: &Model, word: &str) -> bool {
    let prior = model.priors.get(&hash_lower(word)).copied().unwrap_or(0);
    let said = class::SPEECH | class::FINITE;
    classes(word) & said == said || prior & 15 >= LIKELY
}

fn gather(text: &str, parts: &Segments, model: &Model, contents: &[Chunk]) -> Inner {
    let mut inner = Inner {
        parts: Segments::default(),
        from: Vec::new(),
        of: Vec::new(),
    };
    let word = |k: u32| &text[parts.tokens[k as usize].span.range()];
    for (number, content) in contents.iter().enumerate() {
        let (mut start, mut end) = (content.start, content.end);
        // The quotation that is the content itself is not one inside it.
        let floor = parts.tokens[start as usize].depth;
        if parts.tokens[start as usize].mark == Mark::Open {
            start += 1;
        }
        let last = end - 1;
        if floor > 0
            && parts.tokens[last as usize].mark == Mark::Close
            && parts.tokens[last as usize].depth == floor
        {
            end -= 1;
            end -= u32::from(end > start && word(end - 1) == ",");
        }
        if end > start
            && matches!(
                &*word(start).to_ascii_lowercase(),
                "that" | "whether" | "if"
            )
        {
            start += 1;
        }
        if end < start + LEAST || !(start..end).any(|k| may_be_cue(model, word(k))) {
            continue;
        }
        let at = inner.parts.tokens.len() as u32;
        for k in start..end {
            let mut token = parts.tokens[k as usize];
            if token.depth <= floor {
                token.mark = Mark::None;
            }
            token.depth = token.depth.saturating_sub(floor);
            inner.parts.tokens.push(token);
            inner.from.push(k);
        }
        // It ends as a sentence does, with the stop of the one it stands in.
        let paragraph = parts.paragraphs[content.paragraph as usize].tokens.clone();
        let stop = (end..paragraph.end).rev().find(|&k| word(k) == ".");
        if let Some(stop) = stop.filter(|_| word(end - 1) != ".") {
            inner.parts.tokens.push(Token {
                mark: Mark::None,
                depth: 0,
                ..parts.tokens[stop as usize]
            });
            inner.from.push(end - 1);
        }
        let moved = |k: u32| k.clamp(start, end) - start + at;
        let first_sentence = inner.parts.sentences.len() as u32;
        let from = parts.sentences.partition_point(|s| s.tokens.end <= start);
        for sentence in parts.sentences[from..]
            .iter()
            .take_while(|s| s.tokens.start < end)
        {
            let tokens = moved(sentence.tokens.start)..moved(sentence.tokens.end);
            inner.parts.sentences.push(Sentence { tokens });
        }
        if let Some(sentence) = inner.parts.sentences.last_mut() {
            sentence.tokens.end = inner.parts.tokens.len() as u32;
        }
        let from = parts.quotations.partition_point(|q| q.tokens.start < start);
        for quotation in parts.quotations[from..]
            .iter()
            .take_while(|q| q.tokens.start < end)
        {
            if quotation.tokens.end <= end && quotation.level >= floor {
                let tokens = moved(quotation.tokens.start)..moved(quotation.tokens.end);
                let level = quotation.level - floor;
                inner.parts.quotations.push(Quotation {
                    tokens,
                    level,
                    ..quotation.clone()
                });
            }
        }
        inner.parts.paragraphs.push(Paragraph {
            block: parts.paragraphs[content.paragraph as usize].block,
            tokens: at..inner.parts.tokens.len() as u32,
            sentences: first_sentence..inner.parts.sentences.len() as u32,
        });
        inner.of.push(number);
    }
    inner
}
