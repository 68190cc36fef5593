//! In: the words of a text and their parts of speech. Out: what the features of names look at: which
//! words occur in small letters, which are places of the lists, which are in a run of capitals, and
//! the stretches of a sentence where a name is possible at all.

use super::dictionary::{Dictionary, bits};
use super::words::{Case, Word, join};
use super::{Pos, sentence_range};
use crate::segment::Segments;
use sayso_english::classes::{HashTable, class};
use sayso_english::titles;
use std::ops::Range;

/// No place of the lists has more words than this.
const LONGEST_PLACE: usize = 4;

/// How the text writes a word, as bits.
mod seen {
    pub const SMALL: u8 = 1;
    pub const CAPITAL: u8 = 2;
}

/// What a token is in the name of a place. The numbers are features of the trained model.
mod place {
    pub const NONE: u8 = 0;
    /// A place of one word.
    pub const WHOLE: u8 = 1;
    /// The first word of a place of several words.
    pub const FIRST: u8 = 2;
    /// A further word.
    pub const FURTHER: u8 = 3;
    /// Added for countries and states.
    pub const COUNTRY: u8 = 4;
}

/// What is known of the words of a text besides each one alone.
pub struct Context<'a> {
    pub words: &'a [Word],
    pub pos: &'a [Pos],
    /// For each sentence, whether it is written like a headline.
    pub titles: Vec<bool>,
    seen: HashTable<u8>,
    /// For each token, what it is in the name of a [`place`].
    places: Vec<u8>,
    /// For each token the run of capitals that it is part of. Empty if it is in none.
    runs: Vec<Range<u32>>,
}

fn is(mark: u8, word: &Word) -> bool {
    !word.is_word && word.first_byte == mark
}

/// Whether most words begin with a capital though they are not names: a headline, or shouting.
fn is_headline(words: &[Word]) -> bool {
    let is_long = |w: &&Word| w.len >= 4 && w.is_word && w.case != Case::None;
    let (mut all, mut capitals) = (0, 0);
    for word in words.iter().filter(is_long) {
        all += 1;
        capitals += u32::from(word.is_capital());
    }
    let ends_with_stop = words.last().is_some_and(|w| is(b'.', w));
    let is_shouting = capitals == all && all >= 6;
    let has_most = all >= 3 && capitals * 4 >= all * 3;
    has_most && (!ends_with_stop || is_shouting)
}

impl<'a> Context<'a> {
    pub fn new(
        parts: &Segments,
        words: &'a [Word],
        pos: &'a [Pos],
        dictionary: &Dictionary,
    ) -> Context<'a> {
        let sentences = || parts.sentences.iter().map(|s| sentence_range(&s.tokens));
        let titles = sentences().map(|s| is_headline(&words[s])).collect();
        let mut context = Context {
            words,
            pos,
            titles,
            seen: HashTable::default(),
            places: vec![0; words.len()],
            runs: vec![0..0; words.len()],
        };
        for (s, tokens) in sentences().enumerate() {
            context.see(tokens.clone(), context.titles[s]);
            context.find_places(tokens.clone(), dictionary);
            context.find_runs(tokens);
        }
        context
    }

    /// Notes how a sentence writes its words. A capital at the beginning, after a colon or in a
    /// headline shows nothing.
    fn see(&mut self, tokens: Range<usize>, is_headline: bool) {
        for k in tokens.clone() {
            let word = &self.words[k];
            let opens =
                k == tokens.start || matches!(self.words[k - 1].first_byte, b'"' | b':' | 0);
            let bit = match word.case {
                Case::Lower => seen::SMALL,
                Case::None => continue,
                _ if is_headline || opens => continue,
                _ => seen::CAPITAL,
            };
            *self.seen.entry(word.lower).or_insert(0) |= bit;
        }
    }

    fn find_places(&mut self, tokens: Range<usize>, dictionary: &Dictionary) {
        let mut k = tokens.start;
        while k < tokens.end {
            let several = self.place_of_several(k, tokens.end, dictionary);
            let (len, entry) = several.unwrap_or((1, self.words[k].entry));
            if entry & bits::PLACE != 0 {
                let is_country = entry & bits::COUNTRY != 0;
                let country = if is_country { place::COUNTRY } else { 0 };
                let first = if len == 1 { place::WHOLE } else { place::FIRST };
                self.places[k] = country + first;
                self.places[k + 1..k + len].fill(country + place::FURTHER);
            }
            k += len;
        }
    }

    /// The longest place of several words that begins at token `k`: the number of its words, and its
    /// entry.
    fn place_of_several(
        &self,
        k: usize,
        end: usize,
        dictionary: &Dictionary,
    ) -> Option<(usize, u32)> {
        let word = &self.words[k];
        if !word.has(bits::PLACE_BEGINS) || word.case == Case::Lower {
            return None;
        }
        let longest = LONGEST_PLACE.min(end - k);
        let mut hashes = [0; LONGEST_PLACE];
        for (hash, word) in hashes.iter_mut().zip(&self.words[k..k + longest]) {
            *hash = word.lower;
        }
        (2..=longest).rev().find_map(|n| {
            let entry = dictionary.get(join(&hashes[..n]));
            (entry & bits::PLACE != 0).then_some((n, entry))
        })
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

    /// The end of the run of capitals that ends before `k`, if it continues: with a capital, the stop
    /// of an initial, a glued hyphen and what follows it ("Chan-il"), an ampersand.
    fn run_goes_on(&self, k: usize, end: usize) -> Option<usize> {
        let (before, word) = (&self.words[k - 1], self.words[..end].get(k)?);
        if word.is_capital() {
            return Some(k + 1);
        }
        let next = self.words[..end].get(k + 1)?;
        let is_syllable = next.is_capital() || next.case == Case::Lower && !next.has(bits::SET);
        if is(b'-', word) && word.glued && next.glued && is_syllable {
            return Some(k + 2);
        }
        let is_joined = is(b'&', word) || is(b'.', word) && word.glued && may_have_stop(before);
        (is_joined && next.is_capital()).then_some(k + 2)
    }

    /// The stretches of a sentence where a name is possible: everything but words in small letters
    /// that have only such words beside them.
    pub fn stretches(&self, tokens: Range<usize>, out: &mut Vec<Range<usize>>) {
        out.clear();
        for k in tokens.clone() {
            if !self.is_near_name(k, &tokens) {
                continue;
            }
            match out.last_mut() {
                Some(last) if last.end == k => last.end = k + 1,
                _ => out.push(k..k + 1),
            }
        }
    }

    /// Whether this word or one beside it can be part of a name. So can the word two before a name,
    /// unless it is always the same part of speech.
    fn is_near_name(&self, k: usize, sentence: &Range<usize>) -> bool {
        if self.may_be_name(k) {
            return true;
        }
        let is_first = k == sentence.start;
        if !is_first && self.may_be_name(k - 1) {
            return true;
        }
        if k + 1 < sentence.end && self.may_be_name(k + 1) {
            return true;
        }
        let is_before_small_word = !is_first && k + 2 < sentence.end && self.may_be_name(k + 2);
        is_before_small_word && !self.words[k].has(bits::ALWAYS)
    }

    fn may_be_name(&self, k: usize) -> bool {
        self.words[k].is_capital() || self.pos[k] == Pos::Propn || self.is_place(k)
    }

    /// The run of capitals that a token is part of.
    pub fn run(&self, k: usize) -> Range<usize> {
        self.runs[k].start as usize..self.runs[k].end as usize
    }

    /// How the text writes the word, as a part of a feature.
    pub(super) fn seen(&self, word: &Word) -> u64 {
        self.seen.get(&word.lower).map_or(0, |&s| u64::from(s))
    }

    /// What the token is in the name of a place, as a part of a feature.
    pub(super) fn place(&self, k: usize) -> u64 {
        u64::from(self.places[k])
    }

    /// Whether the text has the word in small letters too.
    pub fn is_seen_small(&self, k: usize) -> bool {
        self.seen(&self.words[k]) & u64::from(seen::SMALL) != 0
    }

    /// Whether the token is a place of the lists, or part of one.
    pub fn is_place(&self, k: usize) -> bool {
        self.places[k] != place::NONE
    }

    /// Whether these tokens are the whole name of a country or state of the list.
    pub fn is_country(&self, tokens: &Range<usize>) -> bool {
        let is = |k: usize, part: u8| self.places[k] == place::COUNTRY + part;
        if tokens.len() == 1 {
            return is(tokens.start, place::WHOLE);
        }
        let mut further = tokens.start + 1..tokens.end;
        is(tokens.start, place::FIRST) && further.all(|k| is(k, place::FURTHER))
    }
}

/// Whether a stop after the word belongs to it: an initial or an abbreviation.
fn may_have_stop(word: &Word) -> bool {
    word.case == Case::Single
        || word.class & class::ABBREVIATION != 0
        || titles::is_abbreviation_hash(word.lower)
}
