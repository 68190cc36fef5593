//! In: words and their parts of speech. Out: names of persons, organisations and places, by a
//! linear-chain conditional random field over the stretches of a sentence where names can stand at
//! all.

use super::dictionary::{Dictionary, bits};
use super::words::{Case, PAD, Word, classes, join, lists};
use super::{Name, NameKind, Pos};
use crate::segment::Segments;
use sayso_english::classes::{HashTable, class};
use sayso_english::{key, titles};
use sayso_weights::crf::{Emission, Likelihoods, Share, Transitions, Viterbi, chunks};
use sayso_weights::table::NarrowTable;
use std::ops::Range;

/// No place has more words than this.
const LONGEST_PLACE: usize = 4;

/// What the whole text says of a word.
mod seen {
    pub const SMALL: u8 = 1;
    pub const CAPITAL: u8 = 2;
}

/// What is known of the words of a text besides each one alone.
pub struct Context<'a> {
    pub words: &'a [Word],
    pub pos: &'a [Pos],
    /// Of each sentence: written like a headline.
    pub titles: Vec<bool>,
    seen: HashTable<u8>,
    /// Of each token: 0 none, 1 place of one word, 2 first of several, 3 further one; and 4 for
    /// countries.
    places: Vec<u8>,
    /// Of each token the run of capitals it stands in; empty where it stands in none.
    runs: Vec<Range<u32>>,
}

fn is(mark: u8, word: &Word) -> bool {
    !word.is_word && word.first_byte == mark
}

/// Most words begin with a capital though they are no names: a headline, or shouting.
fn is_title(words: &[Word]) -> bool {
    let long = words
        .iter()
        .filter(|w| w.len >= 4 && w.is_word && w.case != Case::None);
    let (all, capital) = long.fold((0, 0), |(all, n), w| {
        (all + 1, n + u32::from(w.is_capital()))
    });
    let last = words.last().is_some_and(|w| is(b'.', w));
    all >= 3 && capital * 4 >= all * 3 && (!last || capital == all && all >= 6)
}

impl<'a> Context<'a> {
    pub fn new(
        parts: &Segments,
        words: &'a [Word],
        pos: &'a [Pos],
        dictionary: &Dictionary,
    ) -> Context<'a> {
        let range = |tokens: &Range<u32>| tokens.start as usize..tokens.end as usize;
        let titles: Vec<bool> = parts
            .sentences
            .iter()
            .map(|s| is_title(&words[range(&s.tokens)]))
            .collect();
        let mut context = Context {
            words,
            pos,
            titles,
            seen: HashTable::default(),
            places: vec![0; words.len()],
            runs: vec![0..0; words.len()],
        };
        for (s, sentence) in parts.sentences.iter().enumerate() {
            let tokens = range(&sentence.tokens);
            context.read(tokens.clone(), context.titles[s]);
            context.find_places(tokens.clone(), dictionary);
            context.find_runs(tokens);
        }
        context
    }

    fn read(&mut self, tokens: Range<usize>, is_title: bool) {
        for k in tokens.clone() {
            let word = &self.words[k];
            let opens =
                k == tokens.start || matches!(self.words[k - 1].first_byte, b'"' | b':' | 0);
            let bit = match word.case {
                Case::Lower => seen::SMALL,
                Case::None => continue,
                _ if is_title || opens => continue,
                _ => seen::CAPITAL,
            };
            *self.seen.entry(word.lower).or_insert(0) |= bit;
        }
    }

    fn find_places(&mut self, tokens: Range<usize>, dictionary: &Dictionary) {
        let mut k = tokens.start;
        while k < tokens.end {
            let word = &self.words[k];
            let longest = LONGEST_PLACE.min(tokens.end - k);
            let mut hashes = [0; LONGEST_PLACE];
            for (hash, word) in hashes.iter_mut().zip(&self.words[k..k + longest]) {
                *hash = word.lower;
            }
            let several = if word.has(bits::PLACE_BEGINS) && word.case != Case::Lower {
                (2..=longest).rev().find_map(|n| {
                    let entry = dictionary.get(join(&hashes[..n]));
                    (entry & bits::PLACE != 0).then_some((n, entry))
                })
            } else {
                None
            };
            let (len, entry) = several.unwrap_or((1, word.entry));
            if entry & bits::PLACE != 0 {
                let country = if entry & bits::COUNTRY == 0 { 0 } else { 4 };
                self.places[k] = country + if len == 1 { 1 } else { 2 };
                self.places[k + 1..k + len].fill(country + 3);
            }
            k += len;
        }
    }

    fn find_runs(&mut self, tokens: Range<usize>) {
        let mut k = tokens.start;
        while k < tokens.end {
            if !self.words[k].is_capital() {
                k += 1;
                continue;
            }
            let mut end = k + 1;
            while let Some(next) = self.run_goes_on(end, tokens.end) {
                end = next;
            }
            for run in &mut self.runs[k..end] {
                *run = k as u32..end as u32;
            }
            k = end;
        }
    }

    /// The end of the run of capitals that ends before `k`, if it goes on: with a capital, an
    /// initial's stop, a glued hyphen with what follows it ("Chan-il"), an ampersand.
    fn run_goes_on(&self, k: usize, end: usize) -> Option<usize> {
        let (before, word) = (&self.words[k - 1], self.words[..end].get(k)?);
        if word.is_capital() {
            return Some(k + 1);
        }
        let next = self.words[..end].get(k + 1)?;
        let hyphen = is(b'-', word) && word.glued && next.glued;
        if hyphen && (next.is_capital() || next.case == Case::Lower && !next.has(bits::SET)) {
            return Some(k + 2);
        }
        let stop = is(b'.', word) && word.glued && next.is_capital();
        let short = before.case == Case::Single
            || before.class & class::ABBREVIATION != 0
            || titles::is_abbreviation_hash(before.lower);
        (stop && short || is(b'&', word) && next.is_capital()).then_some(k + 2)
    }

    /// The stretches of a sentence where names can stand: everything but words in small letters
    /// with none but their like beside them.
    pub fn stretches(&self, tokens: Range<usize>, out: &mut Vec<Range<usize>>) {
        out.clear();
        let may = |k: usize| {
            self.words[k].is_capital() || self.pos[k] == Pos::Propn || self.places[k] != 0
        };
        for k in tokens.clone() {
            let is_in = may(k)
                || k > tokens.start && may(k - 1)
                || k + 1 < tokens.end && may(k + 1)
                || k > tokens.start
                    && k + 2 < tokens.end
                    && may(k + 2)
                    && !self.words[k].has(bits::ALWAYS);
            if !is_in {
                continue;
            }
            match out.last_mut() {
                Some(last) if last.end == k => last.end = k + 1,
                _ => out.push(k..k + 1),
            }
        }
    }

    /// The run of capitals that a token stands in.
    pub fn run(&self, k: usize) -> Range<usize> {
        self.runs[k].start as usize..self.runs[k].end as usize
    }

    /// The word stands in small letters too in this text.
    pub fn is_seen_small(&self, k: usize) -> bool {
        self.seen
            .get(&self.words[k].lower)
            .is_some_and(|s| s & seen::SMALL != 0)
    }

    /// It is a place by its name, or part of one.
    pub fn is_place(&self, k: usize) -> bool {
        self.places[k] != 0
    }

    /// These tokens, all of them, are the name of a country or state of the list.
    pub fn is_country(&self, tokens: &Range<usize>) -> bool {
        let code = |k: usize| self.places[k];
        match tokens.len() {
            1 => code(tokens.start) == 5,
            _ => code(tokens.start) == 6 && (tokens.start + 1..tokens.end).all(|k| code(k) == 7),
        }
    }

    /// The features of token `k` of a sentence.
    pub fn look(&self, sentence: &Range<usize>, is_title: bool, k: usize, keys: &mut Vec<u64>) {
        let place_of = |offset: isize| {
            k.checked_add_signed(offset)
                .filter(|i| sentence.contains(i))
        };
        let at = |offset: isize| place_of(offset).map_or(&PAD, |i| &self.words[i]);
        let tag = |offset: isize| place_of(offset).map_or(31, |i| self.pos[i] as u64);
        let place = |offset: isize| place_of(offset).map_or(9, |i| u64::from(self.places[i]));
        let (a2, a1, w, b1, b2) = (at(-2), at(-1), at(0), at(1), at(2));
        let (t1, t, u1) = (tag(-1), tag(0), tag(1));
        let seen = self.seen.get(&w.lower).map_or(0, |&s| u64::from(s));
        let first = u64::from(k == sentence.start) | u64::from(is_title) << 1;
        let case = w.case as u64 | first << 3;
        let (c1, c, d1) = (a1.case as u64, w.case as u64, b1.case as u64);
        keys.clear();
        keys.extend_from_slice(&[
            key!("b"),
            key!("w", w.lower),
            key!("wc", w.lower, c),
            key!("w-1", a1.lower),
            key!("w+1", b1.lower),
            key!("w-2", a2.lower),
            key!("w+2", b2.lower),
            key!("w-1w", a1.lower, w.lower),
            key!("ww+1", w.lower, b1.lower),
            key!("w-1c", a1.lower, c),
            key!("w+1c", b1.lower, c),
            key!("w-2w-1c", a2.lower, a1.lower, c),
            key!("w+1w+2c", b1.lower, b2.lower, c),
            key!("sh", w.shape, first),
            key!("sh3", a1.shape, w.shape, b1.shape),
            key!("case5", a2.case as u64, c1, c, d1, b2.case as u64),
            key!("e2", w.ends[1], c),
            key!("e3", w.ends[2], c),
            key!("e4", w.ends[3], c),
            key!("s3", w.starts[1], c),
        ]);
        keys.extend_from_slice(&[
            key!("t", t, case),
            key!("t3", t1, t, u1),
            key!("t5", tag(-2), t1, t, u1, tag(2)),
            key!("tw-1", a1.lower, t),
            key!("tw+1", t, b1.lower),
            key!("seen", seen, case),
            key!("seent", seen, t, case),
            key!("entry", u64::from(w.entry & bits::SET), case),
        ]);
        let (l1, l, m1) = (lists(a1), lists(w), lists(b1));
        keys.extend_from_slice(&[
            key!("l", l, c),
            key!("l3", l1, l, m1, c1, c, d1),
            key!("l-1", l1, c1, c),
            key!("l+1", m1, d1, c),
            key!("lt", l, t, case),
            key!("p", place(0), c),
            key!("p3", place(-1), place(0), place(1), c),
            key!("pl", place(0), l, t),
            key!("k3", classes(a1), classes(w), classes(b1), c),
            key!("k-2", classes(a2), classes(a1), c),
            key!("k+2", classes(b1), classes(b2), c),
            key!("kl", classes(a1), l, c, d1),
        ]);
        let run = self.run(k);
        if run.is_empty() {
            return;
        }
        let (start, end) = (run.start, run.end);
        let word = |i: usize| {
            if sentence.contains(&i) {
                &self.words[i]
            } else {
                &PAD
            }
        };
        let (before, after) = (word(start.wrapping_sub(1)), word(end));
        let (head, tail) = (&self.words[start], &self.words[end - 1]);
        let (from, to) = ((k - start).min(3) as u64, (end - 1 - k).min(3) as u64);
        let long = (end - start).min(5) as u64;
        let opens = u64::from(start == sentence.start) | first & 2;
        keys.extend_from_slice(&[
            key!("r", from, to, opens),
            key!("rl", tail.lower, to),
            key!("rf", head.lower, from),
            key!("re", tail.ends[2], to),
            key!("rb", before.lower, from, long),
            key!("ra", after.lower, to, long),
            key!("rba", before.lower, after.lower),
            key!("rk", classes(before), classes(after), from, to),
            key!("rll", lists(head), lists(tail), from, to),
            key!("rlw", tail.lower, w.lower),
            key!("rh", head.case as u64, tail.case as u64, long, from),
        ]);
    }
}

/// The weights of names.
#[derive(Clone, Copy)]
pub struct Chain<'a> {
    pub table: &'a NarrowTable,
    pub transitions: &'a Transitions,
    /// Added to the weight of each beginning, by kind.
    pub bonus: [i32; 3],
}

impl Chain<'_> {
    fn emission(&self, keys: &[u64]) -> Emission {
        let sum = self.table.sum(keys);
        let mut emission: Emission = std::array::from_fn(|y| i32::from(sum[y]));
        for (kind, bonus) in self.bonus.iter().enumerate() {
            emission[2 * kind + 1] += bonus;
        }
        emission
    }
}

/// Buffers that are kept between sentences.
#[derive(Default)]
pub(super) struct Scratch {
    keys: Vec<u64>,
    stretches: Vec<Range<usize>>,
    emissions: Vec<Emission>,
    viterbi: Viterbi,
    likelihoods: Likelihoods<Share>,
}

/// Weights of one unit of log-odds.
const SCALE: i32 = 32;

/// Adds the names of one sentence to `out`.
pub(super) fn sentence(
    context: &Context,
    tokens: &Range<usize>,
    is_title: bool,
    chain: &Chain,
    scratch: &mut Scratch,
    out: &mut Vec<Name>,
) {
    context.stretches(tokens.clone(), &mut scratch.stretches);
    for stretch in &scratch.stretches {
        scratch.emissions.clear();
        for k in stretch.clone() {
            context.look(tokens, is_title, k, &mut scratch.keys);
            scratch.emissions.push(chain.emission(&scratch.keys));
        }
        let transitions = chain.transitions;
        let labels = scratch.viterbi.decode(&scratch.emissions, transitions, 0);
        // Most stretches have no name, and the likelihoods take longer than the labels.
        if labels.iter().all(|&label| label == 0) {
            continue;
        }
        let likelihoods = &mut scratch.likelihoods;
        likelihoods.compute(&scratch.emissions, transitions, SCALE);
        for (kind, chunk) in chunks(labels) {
            let likely = chunk.clone().map(|k| likelihoods.of_kind(k, kind)).min();
            let (start, end) = (stretch.start + chunk.start, stretch.start + chunk.end);
            out.push(Name {
                tokens: start as u32..end as u32,
                kind: NameKind::ALL[kind],
                likely: likely.unwrap_or_default().percent(),
            });
        }
    }
}
