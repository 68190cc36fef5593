//! The features of a token for the table of the fast tier: hashes of a template's name and its
//! parts. No template has more than three words, because longer ones are too rare to be learnt.

use super::nearest::Side;
use super::word::{PAD, Word};
use super::{Facts, Featuriser, Neighbours, SentenceFacts};
use sayso_english::hash::{fnv, mix};
use sayso_english::key;

/// A small number as a part of a feature.
#[inline]
fn n(x: usize) -> u64 {
    mix(77, x as u64)
}

#[inline]
fn flag(x: bool) -> u64 {
    u64::from(x)
}

/// A distance in tokens, coarser as it grows.
#[inline]
fn far(x: usize) -> u64 {
    n(if x < 4 {
        x
    } else {
        (2 + (usize::BITS - x.leading_zeros()) as usize).min(9)
    })
}

/// Facts of a sentence that does not exist.
const NO_SENTENCE: u64 = 9;
/// What the rules say of a token that does not exist.
const NOT_RULED: u64 = 9;

/// A token with all that its features look at.
pub(super) struct TokenView<'a> {
    words: &'a [Word],
    ruled: &'a [u8],
    /// Its place in the paragraph.
    k: usize,
    sentence: SentenceFacts,
    facts: u64,
    /// Facts of the sentences before and after.
    previous: u64,
    next: u64,
    is_quoted: u64,
    /// The classes of it and of one, two, three words to each side.
    classes3: u64,
    classes5: u64,
    classes7: u64,
    before: &'a Side,
    /// Whether the nearest clause word before it follows a mark.
    clause_after_mark: bool,
    ahead: &'a Side,
}

/// What all tokens of a paragraph share.
pub(super) struct Whole<'a> {
    any_quoted: bool,
    all_quoted: bool,
    begins_quoted: u64,
    around: &'a Neighbours,
}

impl<'a> Whole<'a> {
    pub fn new(words: &[Word], around: &'a Neighbours) -> Whole<'a> {
        Whole {
            any_quoted: words.iter().any(|w| w.is_quoted),
            all_quoted: words.iter().all(|w| w.is_quoted),
            begins_quoted: flag(words[0].is_quoted),
            around,
        }
    }
}

impl<'a> TokenView<'a> {
    pub fn new(
        featuriser: &'a Featuriser<'_>,
        k: usize,
        before: &'a Side,
        clause_after_mark: bool,
    ) -> TokenView<'a> {
        let index = featuriser.sentence_of[k] as usize;
        let sentences = &featuriser.sentences;
        let facts =
            |sentence: Option<&SentenceFacts>| sentence.map_or(NO_SENTENCE, |s| u64::from(s.facts));
        let words = &*featuriser.words;
        let class = |offset: isize| at(words, k, offset).class;
        let classes = [-3, -2, -1, 0, 1, 2, 3].map(class);
        TokenView {
            words,
            ruled: &featuriser.ruled,
            k,
            sentence: sentences[index],
            facts: u64::from(sentences[index].facts),
            previous: facts(index.checked_sub(1).and_then(|i| sentences.get(i))),
            next: facts(sentences.get(index + 1)),
            is_quoted: flag(words[k].is_quoted),
            classes3: fnv(&classes[2..5]),
            classes5: fnv(&classes[1..6]),
            classes7: fnv(&classes),
            before,
            clause_after_mark,
            ahead: &featuriser.ahead[k],
        }
    }

    /// Writes all features. The order does not matter for reading, but training adds up in this
    /// order.
    pub fn write(&self, whole: &Whole, keys: &mut Vec<u64>) {
        keys.clear();
        self.words(keys);
        self.forms(keys);
        self.classes(keys);
        self.quotation_and_verbs(keys);
        self.marks_and_clauses(keys);
        self.rules(keys);
        self.priors(keys);
        self.place(whole, keys);
    }

    #[inline]
    fn at(&self, offset: isize) -> &'a Word {
        at(self.words, self.k, offset)
    }

    /// Words, their pairs and triples.
    #[inline]
    fn words(&self, keys: &mut Vec<u64>) {
        let (a2, a1, w) = (self.at(-2).lower, self.at(-1).lower, self.at(0).lower);
        let (b1, b2) = (self.at(1).lower, self.at(2).lower);
        keys.extend_from_slice(&[
            key!("b"),
            key!("w-2", a2),
            key!("w-1", a1),
            key!("w0", w),
            key!("w1", b1),
            key!("w2", b2),
            key!("w-1w", a1, w),
            key!("ww+1", w, b1),
            key!("w-2w-1", a2, a1),
            key!("w+1w+2", b1, b2),
            key!("w5", a2, a1, w),
            key!("w6", a1, w, b1),
        ]);
    }

    /// Endings, beginnings, shapes.
    #[inline]
    fn forms(&self, keys: &mut Vec<u64>) {
        let (a1, w, b1) = (self.at(-1), self.at(0), self.at(1));
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
    }

    /// Word classes.
    #[inline]
    fn classes(&self, keys: &mut Vec<u64>) {
        let (a1, w, b1) = (self.at(-1), self.at(0), self.at(1));
        keys.extend_from_slice(&[
            key!("k5", self.classes5),
            key!("k7", self.classes7),
            key!("kw-1", u64::from(a1.class), w.lower),
            key!("kw+1", w.lower, u64::from(b1.class)),
            key!("ek", w.end3, self.classes3),
            key!("sk", a1.shape, w.shape, b1.shape, self.classes3),
        ]);
    }

    /// Whether it is quoted, and the nearest reporting verbs.
    #[inline]
    fn quotation_and_verbs(&self, keys: &mut Vec<u64>) {
        let (w, quoted, facts) = (self.at(0), self.is_quoted, self.facts);
        let (before, ahead) = (self.before.verb, self.ahead.verb);
        let near = |distance: usize, most: usize| n(distance.min(most));
        keys.extend_from_slice(&[
            key!("qf", quoted, facts),
            key!("qk", quoted, self.classes3),
            key!(
                "vq",
                near(before.distance, 8),
                near(ahead.distance, 8),
                quoted,
                facts
            ),
            key!(
                "vk",
                near(before.distance, 4),
                near(ahead.distance, 4),
                u64::from(w.class),
                w.form
            ),
            key!("V<d", before.word, far(before.distance), quoted),
            key!("V>d", ahead.word, far(ahead.distance), quoted),
            key!(
                "wV",
                w.lower,
                flag(before.exists()),
                flag(ahead.exists()),
                quoted
            ),
            key!("e3V", w.end3, far(before.distance), quoted),
        ]);
    }

    /// The nearest marks and clause words.
    #[inline]
    fn marks_and_clauses(&self, keys: &mut Vec<u64>) {
        let quoted = self.is_quoted;
        let (mark, clause) = (self.before.mark, self.before.clause);
        let (mark_ahead, clause_ahead) = (self.ahead.mark, self.ahead.clause);
        let after_mark = flag(self.clause_after_mark);
        keys.extend_from_slice(&[
            key!("M<", mark.word, far(mark.distance), quoted),
            key!("M>", mark_ahead.word, far(mark_ahead.distance), quoted),
            key!("M<>", mark.word, mark_ahead.word, quoted, self.facts),
            key!("C<", clause.word, far(clause.distance), after_mark),
            key!("C>", clause_ahead.word, far(clause_ahead.distance)),
            key!(
                "CV",
                clause.word,
                after_mark,
                flag(self.before.verb.exists()),
                flag(clause.distance < self.before.verb.distance),
                flag(self.ahead.verb.exists())
            ),
        ]);
    }

    /// What the rules say.
    #[inline]
    fn rules(&self, keys: &mut Vec<u64>) {
        let ruled = |offset: isize| {
            let label = self
                .k
                .checked_add_signed(offset)
                .and_then(|i| self.ruled.get(i));
            label.map_or(NOT_RULED, |&y| u64::from(y))
        };
        let y = ruled(0);
        let (mark, quoted) = (self.before.mark, self.is_quoted);
        let (verb, verb_ahead) = (self.before.verb.distance, self.ahead.verb.distance);
        keys.extend_from_slice(&[
            key!("y", y),
            key!("y3", ruled(-1), y, ruled(1)),
            key!("yw", y, self.at(0).lower),
            key!("yk", y, self.classes3),
            key!("yM", y, mark.word, far(mark.distance), quoted),
            key!("yV", y, far(verb), far(verb_ahead), quoted),
        ]);
    }

    /// What the training texts say of the words.
    #[inline]
    fn priors(&self, keys: &mut Vec<u64>) {
        let prior = |offset: isize| u64::from(self.at(offset).prior);
        let (cue, ahead, mark) = (self.before.cue, self.ahead.cue, self.before.mark);
        let quoted = self.is_quoted;
        keys.extend_from_slice(&[
            key!("r", prior(0)),
            key!("r3", prior(-1), prior(0), prior(1)),
            key!("rk", prior(0), self.classes3),
            key!("R<", cue.word, far(cue.distance), quoted),
            key!("R>", ahead.word, far(ahead.distance), quoted),
            key!(
                "R<>",
                far(cue.distance),
                far(ahead.distance),
                quoted,
                self.facts
            ),
            key!(
                "RM",
                mark.word,
                flag(mark.distance < cue.distance),
                flag(cue.exists()),
                flag(ahead.exists()),
                quoted
            ),
        ]);
    }

    /// The sentence, the paragraph, and its neighbours.
    #[inline]
    fn place(&self, whole: &Whole, keys: &mut Vec<u64>) {
        let (k, sentence, facts) = (self.k, &self.sentence, self.facts);
        let (w, quoted, previous) = (self.at(0), self.is_quoted, self.previous);
        let last = self.words[sentence.last].lower;
        let is_near_end = k + 3 >= self.words.len();
        keys.extend_from_slice(&[
            key!("so", n((k - sentence.first).min(3)), facts),
            key!("se", far(sentence.last - k), last, quoted),
            key!("sew", last, w.lower),
            key!("ctx", previous, facts, self.next),
            key!("ctxq", previous, facts, self.next, quoted),
            key!("pq", flag(whole.any_quoted), whole.begins_quoted, quoted),
            key!("pb", whole.around.before, previous, facts, quoted),
            key!(
                "pa",
                whole.around.after,
                flag(whole.all_quoted),
                flag(is_near_end),
                u64::from(w.class)
            ),
        ]);
        if k == 0 {
            keys.push(key!("first"));
        }
        if k + 1 == self.words.len() {
            keys.push(key!("last"));
        }
    }
}

/// The word at an offset from word `k`.
#[inline]
fn at(words: &[Word], k: usize, offset: isize) -> &Word {
    k.checked_add_signed(offset)
        .and_then(|i| words.get(i))
        .unwrap_or(&PAD)
}

/// Facts of the sentence, and whether its last word is quoted, as a part of a feature of the next
/// paragraph.
pub(super) fn end_of_paragraph(facts: Facts, is_quoted: bool) -> u64 {
    mix(u64::from(facts), flag(is_quoted))
}
