//! In: the tokens of one paragraph and what is around it. Out: for each token the hashed features
//! of the fast tier, or the facts of the neural tiers. Training and reading share this code, so that
//! what was learnt is what is looked up.

mod keys;
mod nearest;
mod word;

use super::chunk::Role;
use super::rules;
use crate::segment::{Mark, Paragraph, Segments};
use keys::{TokenView, Whole};
use nearest::Side;
use sayso_english::hash::fnv;
use std::ops::Range;
use word::{Lookup, Word, Writing};

pub use word::written;

/// What the training texts say of a word, in four bits each: how often it is a cue, and how often
/// it is (part of) a source.
pub type Prior = u8;

/// The number of different facts of a token, see [`Featuriser::facts`].
pub const FACTS: usize = 68;

/// The numbers of the facts. A group of facts begins at the number that is given here.
mod fact {
    /// One for each of the thirteen word classes.
    pub const CLASSES: std::ops::Range<u8> = 0..13;
    pub const OPEN_MARK: u8 = 13;
    pub const CLOSE_MARK: u8 = 14;
    pub const QUOTED: u8 = 15;
    pub const NOT_QUOTED: u8 = 16;
    /// Quotation depth, up to 2.
    pub const DEPTH: u8 = 17;
    /// The label that the rules give.
    pub const RULED: u8 = 20;
    /// How often the word is a cue, up to 9.
    pub const CUE_PRIOR: u8 = 27;
    /// How often the word is part of a source, up to 9.
    pub const SOURCE_PRIOR: u8 = 37;
    /// How the word is written.
    pub const WRITING: u8 = 47;
    pub const FIRST_OF_PARAGRAPH: u8 = 53;
    pub const LAST_OF_PARAGRAPH: u8 = 54;
    pub const FIRST_OF_SENTENCE: u8 = 55;
    pub const LAST_OF_SENTENCE: u8 = 56;
    /// One for each of the facts of a sentence.
    pub const SENTENCE: u8 = 57;
    pub const PARAGRAPH_BEGINS_QUOTED: u8 = 60;
    pub const PARAGRAPH_ALL_QUOTED: u8 = 61;
    pub const PARAGRAPH_HAS_QUOTED: u8 = 62;
    pub const NEXT_BEGINS_QUOTED: u8 = 63;
    pub const LAST_PARAGRAPH: u8 = 64;
    pub const AFTER_QUOTED: u8 = 65;
    pub const FIRST_PARAGRAPH: u8 = 66;
    pub const HEADING: u8 = 67;
}

/// The highest prior that the networks tell apart.
const HIGHEST_PRIOR: u8 = 9;
/// A paragraph of at most this many tokens without a mark at its end looks like a heading.
const LONGEST_HEADING: usize = 14;

/// Facts about a sentence, as bits.
type Facts = u8;
const HAS_ACCORDING: Facts = 1;
const HAS_QUOTED: Facts = 1 << 1;
/// A reporting verb outside quotation marks.
const HAS_VERB: Facts = 1 << 2;

/// What is known of a sentence.
#[derive(Clone, Copy, Default)]
struct SentenceFacts {
    first: usize,
    last: usize,
    facts: Facts,
}

/// What the neighbours of a paragraph are like.
#[derive(Clone, Copy, Default)]
struct Neighbours {
    /// Facts of the last sentence before, and whether it ended in a quotation.
    before: u64,
    /// How the next paragraph begins, see [`Featuriser::next_begins`].
    after: u64,
}

/// [`Featuriser::next_begins`]: the next paragraph begins with a quotation mark.
const QUOTED: u64 = 1;
/// [`Featuriser::next_begins`]: there is no next paragraph.
const END: u64 = 2;

/// Makes the features of the paragraphs of a document, in order. The buffers are kept between
/// paragraphs.
pub struct Featuriser<'a> {
    text: &'a str,
    parts: &'a Segments,
    lookup: Lookup,
    words: Vec<Word>,
    sentence_of: Vec<u32>,
    sentences: Vec<SentenceFacts>,
    /// The nearest words to the right of each token, in its sentence.
    ahead: Vec<Side>,
    /// The label that the rules give each token.
    ruled: Vec<u8>,
    /// Contents that the rules found in the paragraph to come.
    ruled_ahead: Vec<(u32, u32)>,
    /// What the rules found in this paragraph.
    found: Vec<rules::Found>,
    before: u64,
    keys: Vec<u64>,
}

impl<'a> Featuriser<'a> {
    /// For the paragraphs of this text.
    pub fn new(text: &'a str, parts: &'a Segments) -> Featuriser<'a> {
        Featuriser {
            text,
            parts,
            lookup: Lookup::new(),
            words: Vec::new(),
            sentence_of: Vec::new(),
            sentences: Vec::new(),
            ahead: Vec::new(),
            ruled: Vec::new(),
            ruled_ahead: Vec::new(),
            found: Vec::new(),
            before: 0,
            keys: Vec::new(),
        }
    }

    /// Calls `sink` for each token of paragraph `index` with its place in the paragraph and its
    /// features. Paragraphs must come in order. `prior` gives what is known of a word by its hash.
    pub fn paragraph(
        &mut self,
        index: usize,
        prior: &dyn Fn(u64) -> Prior,
        sink: &mut dyn FnMut(usize, &[u64]),
    ) {
        let paragraph = &self.parts.paragraphs[index];
        self.take_words(paragraph, prior);
        self.take_sentences(paragraph);
        self.look_ahead();
        self.ask_the_rules(index);
        let around = Neighbours {
            before: self.before,
            after: self.next_begins(index),
        };
        self.emit(&around, sink);
        let facts = self.sentences.last().map_or(0, |s| s.facts);
        let is_quoted = self.words.last().is_some_and(|w| w.is_quoted);
        self.before = keys::end_of_paragraph(facts, is_quoted);
    }

    /// Calls `sink` for each token of paragraph `index` with its facts: numbers below [`FACTS`] of
    /// what is true of it, for the neural tiers. Paragraphs must come in order.
    pub fn facts(
        &mut self,
        index: usize,
        prior: &dyn Fn(u64) -> Prior,
        sink: &mut dyn FnMut(usize, &[u8]),
    ) {
        let paragraph = &self.parts.paragraphs[index];
        self.take_words(paragraph, prior);
        self.take_sentences(paragraph);
        self.ask_the_rules(index);
        let whole = self.facts_of_paragraph(index);
        let mut out: Vec<u8> = Vec::with_capacity(24);
        for k in 0..self.words.len() {
            out.clear();
            self.facts_of_word(paragraph.tokens.start as usize, k, &mut out);
            self.facts_of_place(k, &mut out);
            out.extend_from_slice(&whole);
            sink(k, &out);
        }
        self.before = u64::from(self.words[self.words.len() - 1].is_quoted);
    }

    fn facts_of_paragraph(&self, index: usize) -> Vec<u8> {
        let words = &self.words;
        let after = self.next_begins(index);
        let is_short = words.len() <= LONGEST_HEADING;
        true_of(&[
            (fact::PARAGRAPH_BEGINS_QUOTED, words[0].is_quoted),
            (
                fact::PARAGRAPH_ALL_QUOTED,
                words.iter().all(|w| w.is_quoted),
            ),
            (
                fact::PARAGRAPH_HAS_QUOTED,
                words.iter().any(|w| w.is_quoted),
            ),
            (fact::NEXT_BEGINS_QUOTED, after == QUOTED),
            (fact::LAST_PARAGRAPH, after == END),
            (fact::AFTER_QUOTED, self.before & 1 == 1),
            (fact::FIRST_PARAGRAPH, index == 0),
            (fact::HEADING, is_short && !words[words.len() - 1].is_mark),
        ])
        .collect()
    }

    /// The facts of word `k` of the paragraph that begins at token `first`.
    fn facts_of_word(&self, first: usize, k: usize, out: &mut Vec<u8>) {
        let (word, token) = (&self.words[k], &self.parts.tokens[first + k]);
        let classes = self.lookup.classes(word.lower);
        out.extend(fact::CLASSES.filter(|bit| classes >> bit & 1 == 1));
        out.push(match token.mark {
            Mark::Open => fact::OPEN_MARK,
            Mark::Close => fact::CLOSE_MARK,
            Mark::None if word.is_quoted => fact::QUOTED,
            Mark::None => fact::NOT_QUOTED,
        });
        out.push(fact::DEPTH + token.depth.min(2));
        out.push(fact::RULED + self.ruled[k]);
        out.push(fact::CUE_PRIOR + (word.prior & 15).min(HIGHEST_PRIOR));
        out.push(fact::SOURCE_PRIOR + (word.prior >> 4).min(HIGHEST_PRIOR));
        let writing = Writing::of(&self.text[token.span.range()], token.kind);
        out.push(fact::WRITING + writing as u8);
    }

    /// The facts of the place of word `k` in paragraph and sentence.
    fn facts_of_place(&self, k: usize, out: &mut Vec<u8>) {
        let sentence = self.sentences[self.sentence_of[k] as usize];
        out.extend(true_of(&[
            (fact::FIRST_OF_PARAGRAPH, k == 0),
            (fact::LAST_OF_PARAGRAPH, k + 1 == self.words.len()),
            (fact::FIRST_OF_SENTENCE, k == sentence.first),
            (fact::LAST_OF_SENTENCE, k == sentence.last),
            (fact::SENTENCE, sentence.facts & HAS_ACCORDING != 0),
            (fact::SENTENCE + 1, sentence.facts & HAS_QUOTED != 0),
            (fact::SENTENCE + 2, sentence.facts & HAS_VERB != 0),
        ]));
    }

    /// What the rules found in the last paragraph, to be taken.
    pub fn found(&mut self) -> &mut Vec<rules::Found> {
        &mut self.found
    }

    /// How the next paragraph begins: [`QUOTED`], [`END`], or 0.
    fn next_begins(&self, index: usize) -> u64 {
        let Some(next) = self.parts.paragraphs.get(index + 1) else {
            return END;
        };
        match self.parts.tokens[next.tokens.start as usize].mark {
            Mark::Open => QUOTED,
            _ => 0,
        }
    }

    fn take_words(&mut self, paragraph: &Paragraph, prior: &dyn Fn(u64) -> Prior) {
        self.words.clear();
        for k in paragraph.tokens.clone() {
            let token = &self.parts.tokens[k as usize];
            self.words.push(self.lookup.word(self.text, token, prior));
        }
    }

    fn take_sentences(&mut self, paragraph: &Paragraph) {
        self.sentences.clear();
        self.sentence_of.clear();
        let base = paragraph.tokens.start;
        for sentence in &self.parts.sentences
            [paragraph.sentences.start as usize..paragraph.sentences.end as usize]
        {
            let first = (sentence.tokens.start - base) as usize;
            let end = (sentence.tokens.end - base) as usize;
            self.sentence_of.resize(end, self.sentences.len() as u32);
            self.sentences.push(SentenceFacts {
                first,
                last: end - 1,
                facts: facts_of_sentence(&self.words[first..end]),
            });
        }
    }

    fn look_ahead(&mut self) {
        self.ahead.clear();
        self.ahead.resize(self.words.len(), Side::NOTHING);
        for sentence in &self.sentences {
            let mut ahead = Side::NOTHING;
            for k in (sentence.first..=sentence.last).rev() {
                self.ahead[k] = ahead;
                ahead.pass(&self.words[k]);
            }
        }
    }

    /// Labels by the rules. What they find is mostly right, and the model learns when it is.
    fn ask_the_rules(&mut self, index: usize) {
        let tokens = self.parts.paragraphs[index].tokens.clone();
        self.ruled.clear();
        self.ruled.resize(self.words.len(), 0);
        for (start, end) in self.ruled_ahead.drain(..) {
            put_label(&mut self.ruled, &tokens, start..end, Role::Content);
        }
        self.found = rules::paragraph(self.text, self.parts, index as u32, tokens.clone(), 0);
        for found in self.found.iter().filter(|found| !found.is_late) {
            for chunk in found.draft.chunks() {
                put_label(&mut self.ruled, &tokens, chunk.start..chunk.end, chunk.role);
                if chunk.role == Role::Content && chunk.start >= tokens.end {
                    self.ruled_ahead.push((chunk.start, chunk.end));
                }
            }
        }
    }

    fn emit(&mut self, around: &Neighbours, sink: &mut dyn FnMut(usize, &[u64])) {
        let whole = Whole::new(&self.words, around);
        let mut keys = std::mem::take(&mut self.keys);
        let (mut before, mut clause_after_mark) = (Side::NOTHING, false);
        for (k, word) in self.words.iter().enumerate() {
            let sentence = self.sentences[self.sentence_of[k] as usize];
            if k == sentence.first {
                (before, clause_after_mark) = (Side::NOTHING, false);
            }
            TokenView::new(self, k, &before, clause_after_mark).write(&whole, &mut keys);
            sink(k, &keys);
            before.pass(word);
            if word.opens_clause {
                clause_after_mark = k > 0 && self.words[k - 1].is_mark;
            }
        }
        self.keys = keys;
    }
}

/// The facts that are true.
fn true_of(facts: &[(u8, bool)]) -> impl Iterator<Item = u8> {
    let is_true = facts.iter().filter(|(_, is_true)| *is_true);
    is_true.map(|(fact, _)| *fact)
}

fn facts_of_sentence(words: &[Word]) -> Facts {
    const ACCORDING: u64 = fnv(b"according");
    let mut facts = 0;
    for word in words {
        facts |= if word.lower == ACCORDING {
            HAS_ACCORDING
        } else {
            0
        };
        facts |= if word.is_quoted { HAS_QUOTED } else { 0 };
        facts |= if word.is_verb() { HAS_VERB } else { 0 };
    }
    facts
}

/// Writes the labels of a chunk, as far as it is in the paragraph with these tokens.
fn put_label(ruled: &mut [u8], paragraph: &Range<u32>, chunk: Range<u32>, role: Role) {
    for k in chunk.start.max(paragraph.start)..chunk.end.min(paragraph.end) {
        let continues = u8::from(k != chunk.start);
        ruled[(k - paragraph.start) as usize] = role.begin() as u8 + continues;
    }
}
