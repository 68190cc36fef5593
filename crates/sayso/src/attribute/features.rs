//! In: the tokens of one paragraph and what stands around it. Out: for each token the hashed
//! features of the tagger. Training and reading share this file, so what was learnt is what is
//! looked up.
//!
//! A feature is a 64-bit hash of a template's name and its parts: words, endings, shapes and
//! classes near the token, whether it stands in a quotation, the nearest reporting verbs, marks and
//! clause words to both sides, and facts about the sentence, the paragraph and its neighbours. No
//! template holds more than three words.

use super::chunk::Role;
use super::rules;
use crate::segment::{Mark, Paragraph, Segments, Token, TokenKind};
use sayso_english::classes::{self as lexicon, HashTable, class, lower};
use sayso_english::hash::{fnv, mix};
use sayso_english::key;

/// What the training texts say of a word, in four bits each: how often it is a cue and how often
/// (part of) a source.
pub type Prior = u8;

/// How many different facts of a token there are, see [`Featuriser::facts`].
pub const FACTS: usize = 68;

/// A token as the models read it: quotation marks of all styles are one word each, so that a text
/// with straight marks reads like any other.
pub fn written<'a>(text: &'a str, token: &Token) -> &'a str {
    match token.mark {
        Mark::Open => "“",
        Mark::Close => "”",
        Mark::None => &text[token.span.range()],
    }
}

/// How a word is written: 0 small, 1 with a capital, 2 in capitals, 3 otherwise, 4 a number, 5 a
/// mark.
fn form(written: &str, kind: TokenKind) -> u8 {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    match kind {
        TokenKind::Number => 4,
        TokenKind::Mark => 5,
        TokenKind::Word => match (
            letters.next().is_some_and(char::is_uppercase),
            letters.clone().next(),
        ) {
            (true, None) => 1,
            (true, Some(_)) if letters.clone().all(char::is_uppercase) => 2,
            (true, Some(_)) if !letters.any(char::is_uppercase) => 1,
            (false, _) if !letters.any(char::is_uppercase) => 0,
            _ => 3,
        },
    }
}

/// Small numbers as parts.
#[inline]
fn n(x: usize) -> u64 {
    mix(77, x as u64)
}

#[inline]
fn flag(x: bool) -> u64 {
    u64::from(x)
}

/// Distances, coarser as they grow.
#[inline]
fn far(x: usize) -> u64 {
    n(if x < 4 {
        x
    } else {
        (2 + (usize::BITS - x.leading_zeros()) as usize).min(9)
    })
}

/// A distance that means "none in this sentence".
const NONE: usize = 99;

/// What is known of a token by itself.
#[derive(Clone, Copy)]
struct Word {
    lower: u64,
    shape: u64,
    /// First two characters of the shape.
    form: u64,
    end2: u64,
    end3: u64,
    end4: u64,
    start4: u64,
    /// One letter for the word's class: V, N, P, T or -.
    class: u8,
    prior: Prior,
    mark: bool,
    clause: bool,
    quoted: bool,
}

const PAD: Word = {
    let h = fnv(b"#");
    Word {
        lower: h,
        shape: h,
        form: h,
        end2: h,
        end3: h,
        end4: h,
        start4: h,
        class: b'#',
        prior: 0xff,
        mark: false,
        clause: false,
        quoted: false,
    }
};

fn last_chars(s: &str, count: usize) -> &str {
    s.char_indices()
        .rev()
        .nth(count - 1)
        .map_or(s, |(i, _)| &s[i..])
}

fn first_chars(s: &str, count: usize) -> &str {
    s.char_indices().nth(count).map_or(s, |(i, _)| &s[..i])
}

/// Facts about a sentence, as bits: it holds "according" (1), a quotation (2), a reporting verb
/// outside one (4).
type Facts = u8;

/// What is known of a sentence.
#[derive(Clone, Copy, Default)]
struct Around {
    first: usize,
    last: usize,
    facts: Facts,
}

/// What the neighbours of a paragraph are like.
#[derive(Clone, Copy, Default)]
struct Neighbours {
    /// Facts of the last sentence before, and whether it ended in a quotation.
    before: u64,
    /// How the next paragraph begins.
    after: u64,
}

/// Makes the features of a document's paragraphs, one after the other. Buffers are kept between
/// paragraphs.
pub struct Featuriser<'a> {
    text: &'a str,
    parts: &'a Segments,
    lexicon: &'static HashTable<u16>,
    words: Vec<Word>,
    sentence_of: Vec<u32>,
    sentences: Vec<Around>,
    ahead: Vec<Ahead>,
    keys: Vec<u64>,
    /// What the rules say of each token: 0 nothing, or the label they would give it.
    ruled: Vec<u8>,
    /// Contents that the rules found in the paragraph to come.
    ahead_ruled: Vec<(u32, u32)>,
    /// What the rules found in this paragraph.
    found: Vec<rules::Found>,
    before: u64,
    small: String,
    shape: String,
}

/// The nearest of each kind to the right in the same sentence: distance and word.
#[derive(Clone, Copy)]
struct Ahead {
    verb: (usize, u64),
    mark: (usize, u64),
    clause: (usize, u64),
    cue: (usize, u64),
}

const NOTHING: (usize, u64) = (NONE, 0);

/// A word that was a cue in at least this share of its uses (a step of [`Prior`]) counts as a
/// likely cue.
const LIKELY: u8 = 5;

impl<'a> Featuriser<'a> {
    /// For the paragraphs of this text.
    pub fn new(text: &'a str, parts: &'a Segments) -> Featuriser<'a> {
        Featuriser {
            text,
            parts,
            lexicon: lexicon::table(),
            words: Vec::new(),
            sentence_of: Vec::new(),
            sentences: Vec::new(),
            ahead: Vec::new(),
            keys: Vec::with_capacity(96),
            ruled: Vec::new(),
            ahead_ruled: Vec::new(),
            found: Vec::new(),
            before: 0,
            small: String::new(),
            shape: String::new(),
        }
    }

    /// Calls `sink` for each token of paragraph `index` with the token's number in it and its
    /// features. Paragraphs must come in order. `prior` gives what is known of a word by its hash.
    pub fn paragraph(
        &mut self,
        index: usize,
        prior: &dyn Fn(u64) -> Prior,
        sink: &mut dyn FnMut(usize, &[u64]),
    ) {
        let paragraph = &self.parts.paragraphs[index];
        self.take_words(paragraph, prior);
        self.look_around(paragraph);
        self.look_ahead();
        self.ask_the_rules(index);
        let around = Neighbours {
            before: self.before,
            after: self.next_begins(index),
        };
        self.emit(&around, sink);
        let last = self.words.len() - 1;
        let facts = self.sentences.last().map_or(0, |s| s.facts);
        self.before = mix(u64::from(facts), flag(self.words[last].quoted));
    }

    /// Calls `sink` for each token of paragraph `index` with its facts: numbers below [`FACTS`] of
    /// what holds of it, for the neural tiers. Paragraphs must come in order.
    pub fn facts(
        &mut self,
        index: usize,
        prior: &dyn Fn(u64) -> Prior,
        sink: &mut dyn FnMut(usize, &[u8]),
    ) {
        let paragraph = &self.parts.paragraphs[index];
        self.take_words(paragraph, prior);
        self.look_around(paragraph);
        self.ask_the_rules(index);
        let after = self.next_begins(index);
        let first = paragraph.tokens.start as usize;
        let words = &self.words;
        let whole = [
            (60, words[0].quoted),
            (61, words.iter().all(|w| w.quoted)),
            (62, words.iter().any(|w| w.quoted)),
            (63, after == 1),
            (64, after == 2),
            (65, self.before & 1 == 1),
            (66, index == 0),
            (67, words.len() <= 14 && !words[words.len() - 1].mark),
        ];
        let mut out: Vec<u8> = Vec::with_capacity(24);
        for (k, word) in words.iter().enumerate() {
            let token = &self.parts.tokens[first + k];
            let written = &self.text[token.span.range()];
            let bits = self.lexicon.get(&word.lower).copied().unwrap_or(0);
            let sentence = self.sentences[self.sentence_of[k] as usize];
            out.clear();
            out.extend((0..13).filter(|bit| bits >> bit & 1 == 1));
            out.push(match (token.mark, word.quoted) {
                (Mark::Open, _) => 13,
                (Mark::Close, _) => 14,
                (Mark::None, true) => 15,
                (Mark::None, false) => 16,
            });
            out.push(17 + token.depth.min(2));
            out.push(20 + self.ruled[k]);
            out.push(27 + (word.prior & 15).min(9));
            out.push(37 + (word.prior >> 4).min(9));
            out.push(47 + form(written, token.kind));
            let holds = [
                (53, k == 0),
                (54, k + 1 == words.len()),
                (55, k == sentence.first),
                (56, k == sentence.last),
                (57, sentence.facts & 1 != 0),
                (58, sentence.facts & 2 != 0),
                (59, sentence.facts & 4 != 0),
            ];
            out.extend(
                holds
                    .iter()
                    .chain(&whole)
                    .filter(|(_, on)| *on)
                    .map(|(fact, _)| *fact),
            );
            sink(k, &out);
        }
        self.before = u64::from(words[words.len() - 1].quoted);
    }

    /// What the rules found in the last paragraph, to be taken.
    pub fn found(&mut self) -> &mut Vec<rules::Found> {
        &mut self.found
    }

    fn next_begins(&self, index: usize) -> u64 {
        match self.parts.paragraphs.get(index + 1) {
            None => 2,
            Some(next) => flag(self.parts.tokens[next.tokens.start as usize].mark == Mark::Open),
        }
    }

    fn take_words(&mut self, paragraph: &Paragraph, prior: &dyn Fn(u64) -> Prior) {
        self.words.clear();
        for k in paragraph.tokens.clone() {
            let token = self.parts.tokens[k as usize];
            let word = self.word(&token, prior);
            self.words.push(word);
        }
    }

    fn word(&mut self, token: &Token, prior: &dyn Fn(u64) -> Prior) -> Word {
        let written = written(self.text, token);
        let small = &mut self.small;
        small.clear();
        if written.is_ascii() {
            small.push_str(written);
            small.make_ascii_lowercase();
        } else {
            small.push_str(&lower(written));
        }
        let shape = &mut self.shape;
        shape.clear();
        let (mut last, mut run) = ('\0', 0);
        for c in written.chars() {
            let c = if c.is_uppercase() {
                'X'
            } else if c.is_lowercase() {
                'x'
            } else if c.is_numeric() {
                '9'
            } else {
                c
            };
            if c == last {
                run += 1;
                if run == 2 {
                    shape.push('+');
                }
            } else {
                shape.push(c);
                (last, run) = (c, 1);
            }
        }
        let hash = fnv(small.as_bytes());
        let bits = self.lexicon.get(&hash).copied().unwrap_or(0);
        let class = if bits & class::VERB != 0 {
            b'V'
        } else if bits & class::NOUN != 0 {
            b'N'
        } else if bits & class::PRONOUN != 0 {
            b'P'
        } else if bits & class::ROLE != 0 {
            b'T'
        } else {
            b'-'
        };
        Word {
            lower: hash,
            shape: fnv(shape.as_bytes()),
            form: fnv(first_chars(shape, 2).as_bytes()),
            end2: fnv(last_chars(small, 2).as_bytes()),
            end3: fnv(last_chars(small, 3).as_bytes()),
            end4: fnv(last_chars(small, 4).as_bytes()),
            start4: fnv(first_chars(small, 4).as_bytes()),
            class,
            prior: prior(hash),
            mark: token.kind == TokenKind::Mark,
            clause: bits & class::CLAUSE != 0,
            quoted: token.depth > 0,
        }
    }

    fn look_around(&mut self, paragraph: &Paragraph) {
        const ACCORDING: u64 = fnv(b"according");
        self.sentences.clear();
        self.sentence_of.clear();
        let base = paragraph.tokens.start;
        for sentence in &self.parts.sentences
            [paragraph.sentences.start as usize..paragraph.sentences.end as usize]
        {
            let (first, end) = (
                (sentence.tokens.start - base) as usize,
                (sentence.tokens.end - base) as usize,
            );
            let mut facts = 0;
            for word in &self.words[first..end] {
                facts |= Facts::from(word.lower == ACCORDING);
                facts |= Facts::from(word.quoted) << 1;
                facts |= Facts::from(word.class == b'V' && !word.quoted) << 2;
            }
            self.sentence_of.resize(end, self.sentences.len() as u32);
            self.sentences.push(Around {
                first,
                last: end - 1,
                facts,
            });
        }
    }

    fn look_ahead(&mut self) {
        let blank = Ahead {
            verb: NOTHING,
            mark: NOTHING,
            clause: NOTHING,
            cue: NOTHING,
        };
        self.ahead.clear();
        self.ahead.resize(self.words.len(), blank);
        for sentence in &self.sentences {
            let mut ahead = blank;
            for k in (sentence.first..=sentence.last).rev() {
                self.ahead[k] = ahead;
                let word = &self.words[k];
                step(
                    &mut ahead.verb,
                    word.class == b'V' && !word.quoted,
                    word.lower,
                );
                step(&mut ahead.mark, word.mark, word.lower);
                step(&mut ahead.clause, word.clause, word.lower);
                step(
                    &mut ahead.cue,
                    word.prior & 15 >= LIKELY && !word.quoted,
                    word.lower,
                );
            }
        }
    }

    /// Labels by the rules: what they find is mostly right, and the tagger learns when.
    fn ask_the_rules(&mut self, index: usize) {
        let tokens = self.parts.paragraphs[index].tokens.clone();
        self.ruled.clear();
        self.ruled.resize(self.words.len(), 0);
        let ruled = &mut self.ruled;
        let mut put = |start: u32, end: u32, label: u8| {
            for k in start.max(tokens.start)..end.min(tokens.end) {
                ruled[(k - tokens.start) as usize] = if k == start { label } else { label + 1 };
            }
        };
        for (start, end) in self.ahead_ruled.drain(..) {
            put(start, end, 5);
        }
        self.found = rules::paragraph(self.text, self.parts, index as u32, tokens.clone(), 0);
        for found in &self.found {
            for chunk in found.draft.chunks() {
                put(chunk.start, chunk.end, chunk.role.begin() as u8);
                if chunk.role == Role::Content && chunk.start >= tokens.end {
                    self.ahead_ruled.push((chunk.start, chunk.end));
                }
            }
        }
    }

    fn emit(&mut self, around: &Neighbours, sink: &mut dyn FnMut(usize, &[u64])) {
        let words = &self.words;
        let len = words.len();
        let any_quote = words.iter().any(|w| w.quoted);
        let all_quote = words.iter().all(|w| w.quoted);
        let begins = flag(words[0].quoted);
        let (mut verb, mut mark, mut cue) = (NOTHING, NOTHING, NOTHING);
        let mut clause = (NOTHING, false);
        for k in 0..len {
            let sentence_index = self.sentence_of[k] as usize;
            let sentence = self.sentences[sentence_index];
            if k == sentence.first {
                (verb, mark, cue, clause) = (NOTHING, NOTHING, NOTHING, (NOTHING, false));
            }
            let at = |offset: isize| -> &Word {
                k.checked_add_signed(offset)
                    .and_then(|i| words.get(i))
                    .unwrap_or(&PAD)
            };
            let (a3, a2, a1, w, b1, b2, b3) = (at(-3), at(-2), at(-1), at(0), at(1), at(2), at(3));
            let facts = u64::from(sentence.facts);
            let quoted = flag(w.quoted);
            let previous = sentence_index
                .checked_sub(1)
                .map_or(9, |i| u64::from(self.sentences[i].facts));
            let next = self
                .sentences
                .get(sentence_index + 1)
                .map_or(9, |s| u64::from(s.facts));
            let classes = [
                a3.class, a2.class, a1.class, w.class, b1.class, b2.class, b3.class,
            ];
            let (c3, c5, c7) = (fnv(&classes[2..5]), fnv(&classes[1..6]), fnv(&classes));
            let ahead = &self.ahead[k];
            let (near, to) = (n(verb.0.min(8)), n(ahead.verb.0.min(8)));
            let keys = &mut self.keys;
            keys.clear();
            // Words, their pairs and triples.
            keys.extend_from_slice(&[
                key!("b"),
                key!("w-2", a2.lower),
                key!("w-1", a1.lower),
                key!("w0", w.lower),
                key!("w1", b1.lower),
                key!("w2", b2.lower),
                key!("w-1w", a1.lower, w.lower),
                key!("ww+1", w.lower, b1.lower),
                key!("w-2w-1", a2.lower, a1.lower),
                key!("w+1w+2", b1.lower, b2.lower),
                key!("w5", a2.lower, a1.lower, w.lower),
                key!("w6", a1.lower, w.lower, b1.lower),
            ]);
            // Endings, beginnings, shapes.
            keys.extend_from_slice(&[
                key!("e3", w.end3),
                key!("e4", w.end4),
                key!("p4", w.start4),
                key!("e3-1", a1.end3),
                key!("e2-1", a1.end2, w.end2),
                key!("e2+1", w.end2, b1.end2),
                key!("s", w.shape),
                key!("s-1", a1.shape, w.shape),
                key!("s+1", w.shape, b1.shape),
                key!("s3", a1.shape, w.shape, b1.shape),
            ]);
            // Word classes.
            keys.extend_from_slice(&[
                key!("k5", c5),
                key!("k7", c7),
                key!("kw-1", u64::from(a1.class), w.lower),
                key!("kw+1", w.lower, u64::from(b1.class)),
                key!("ek", w.end3, c3),
                key!("sk", a1.shape, w.shape, b1.shape, c3),
            ]);
            // Quotation, and the nearest reporting verbs.
            keys.extend_from_slice(&[
                key!("qf", quoted, facts),
                key!("qk", quoted, c3),
                key!("vq", near, to, quoted, facts),
                key!(
                    "vk",
                    n(verb.0.min(4)),
                    n(ahead.verb.0.min(4)),
                    u64::from(w.class),
                    w.form
                ),
                key!("V<d", verb.1, far(verb.0), quoted),
                key!("V>d", ahead.verb.1, far(ahead.verb.0), quoted),
                key!(
                    "wV",
                    w.lower,
                    flag(verb.0 < NONE),
                    flag(ahead.verb.0 < NONE),
                    quoted
                ),
                key!("e3V", w.end3, far(verb.0), quoted),
            ]);
            // The nearest marks and clause words.
            let back = clause.0;
            keys.extend_from_slice(&[
                key!("M<", mark.1, far(mark.0), quoted),
                key!("M>", ahead.mark.1, far(ahead.mark.0), quoted),
                key!("M<>", mark.1, ahead.mark.1, quoted, facts),
                key!("C<", back.1, far(back.0), flag(clause.1)),
                key!("C>", ahead.clause.1, far(ahead.clause.0)),
                key!(
                    "CV",
                    back.1,
                    flag(clause.1),
                    flag(verb.0 < NONE),
                    flag(back.0 < verb.0),
                    flag(ahead.verb.0 < NONE)
                ),
            ]);
            // What the rules say.
            let ruled = |offset: isize| {
                k.checked_add_signed(offset)
                    .and_then(|i| self.ruled.get(i))
                    .map_or(9, |&y| u64::from(y))
            };
            let (y1, y, y2) = (ruled(-1), ruled(0), ruled(1));
            keys.extend_from_slice(&[
                key!("y", y),
                key!("y3", y1, y, y2),
                key!("yw", y, w.lower),
                key!("yk", y, c3),
                key!("yM", y, mark.1, far(mark.0), quoted),
                key!("yV", y, far(verb.0), far(ahead.verb.0), quoted),
            ]);
            // What the training texts know of the words.
            keys.extend_from_slice(&[
                key!("r", u64::from(w.prior)),
                key!(
                    "r3",
                    u64::from(a1.prior),
                    u64::from(w.prior),
                    u64::from(b1.prior)
                ),
                key!("rk", u64::from(w.prior), c3),
                key!("R<", cue.1, far(cue.0), quoted),
                key!("R>", ahead.cue.1, far(ahead.cue.0), quoted),
                key!("R<>", far(cue.0), far(ahead.cue.0), quoted, facts),
                key!(
                    "RM",
                    mark.1,
                    flag(mark.0 < cue.0),
                    flag(cue.0 < NONE),
                    flag(ahead.cue.0 < NONE),
                    quoted
                ),
            ]);
            // The sentence, the paragraph, its neighbours.
            let last = words[sentence.last].lower;
            keys.extend_from_slice(&[
                key!("so", n((k - sentence.first).min(3)), facts),
                key!("se", far(sentence.last - k), last, quoted),
                key!("sew", last, w.lower),
                key!("ctx", previous, facts, next),
                key!("ctxq", previous, facts, next, quoted),
                key!("pq", flag(any_quote), begins, quoted),
                key!("pb", around.before, previous, facts, quoted),
                key!(
                    "pa",
                    around.after,
                    flag(all_quote),
                    flag(k + 3 >= len),
                    u64::from(w.class)
                ),
            ]);
            if k == 0 {
                keys.push(key!("first"));
            }
            if k + 1 == len {
                keys.push(key!("last"));
            }
            sink(k, keys);
            step(&mut verb, w.class == b'V' && !w.quoted, w.lower);
            step(&mut mark, w.mark, w.lower);
            step(&mut cue, w.prior & 15 >= LIKELY && !w.quoted, w.lower);
            if w.clause {
                clause.1 = a1.mark;
            }
            step(&mut clause.0, w.clause, w.lower);
        }
    }
}

/// Moves the memory of the nearest word of a kind past a word.
#[inline]
fn step(nearest: &mut (usize, u64), is_one: bool, word: u64) {
    if is_one {
        *nearest = (1, word);
    } else if nearest.0 < NONE {
        nearest.0 += 1;
        if nearest.0 >= NONE {
            *nearest = NOTHING;
        }
    }
}
