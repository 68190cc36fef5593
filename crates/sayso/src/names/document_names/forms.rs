//! The forms of a name: what a person or an organisation is called later in a text.

use super::{Names, is_first_name, is_title_or_day, range};
use crate::names::dictionary::bits;
use crate::names::words::{Case, Word, join};
use crate::names::{Name, NameKind, Pos, sentence_range};
use sayso_english::classes::HashTable;
use sayso_english::hash::fnv;
use std::ops::Range;

/// Forms with more tokens are not looked for.
const LONGEST: usize = 6;
/// The votes, in hundredths of a name, that a form needs before it is looked for.
const ENOUGH: u32 = 45;
/// The votes that a form needs in a headline, where every word has a capital.
const ENOUGH_IN_HEADLINE: u32 = 75;
/// How likely a name must be that occurs only in a headline.
const LIKELY_IN_HEADLINE: u8 = 85;
/// The same for a place of the lists, or a person with a known first name.
const LISTED_IN_HEADLINE: u8 = 50;
/// The likelihood of a name whose kind the other forms of the text decided, at most.
const MOST_BY_FORMS: u32 = 90;

/// The forms of a text and the votes of each for each kind of name.
#[derive(Default)]
pub(super) struct Forms(HashTable<[u32; 3]>);

/// The kind with the most votes.
#[derive(Clone, Copy)]
struct Vote {
    kind: NameKind,
    /// The votes for it, in hundredths of a name.
    votes: u32,
    /// The votes for all kinds.
    all: u32,
}

impl Vote {
    /// Whether two thirds of the votes agree.
    fn is_clear(self) -> bool {
        self.votes * 3 >= self.all * 2
    }

    /// The share of the votes, in hundredths.
    fn share(self) -> u32 {
        100 * self.votes / self.all.max(1)
    }
}

impl Forms {
    fn vote_for(&mut self, form: u64, kind: NameKind, votes: u32) {
        self.0.entry(form).or_insert([0; 3])[kind as usize] += votes;
    }

    /// The kind with the most votes; of equal ones the first.
    fn vote(&self, form: u64) -> Option<Vote> {
        let votes = self.0.get(&form)?;
        let kinds = NameKind::ALL.iter().copied().rev();
        let kind = kinds.max_by_key(|&kind| votes[kind as usize])?;
        Some(Vote {
            kind,
            votes: votes[kind as usize],
            all: votes.iter().sum(),
        })
    }
}

impl Names<'_> {
    /// The hash under which the words of a form are known.
    fn form(&self, tokens: &Range<usize>) -> u64 {
        let mut hashes = [0; LONGEST];
        for (hash, k) in hashes.iter_mut().zip(tokens.clone()) {
            *hash = self.word(k).lower;
        }
        join(&hashes[..tokens.len().min(LONGEST)])
    }

    /// What the text says of the form that these tokens are.
    fn vote(&self, forms: &Forms, tokens: &Range<usize>) -> Option<Vote> {
        if tokens.len() > LONGEST {
            return None;
        }
        forms.vote(self.form(tokens))
    }

    /// Collects the forms of all names found so far outside of headlines.
    pub(super) fn learn_forms(&self) -> Forms {
        let mut in_headline = vec![false; self.context.words.len()];
        for (sentence, &is_headline) in self.parts.sentences.iter().zip(&self.context.titles) {
            in_headline[sentence_range(&sentence.tokens)].fill(is_headline);
        }
        let mut forms = Forms::default();
        for name in &self.names {
            let tokens = range(name);
            if tokens.len() > LONGEST || in_headline[tokens.start] {
                continue;
            }
            let likely = u32::from(name.likely);
            forms.vote_for(self.form(&tokens), name.kind, likely);
            match name.kind {
                NameKind::Person if tokens.len() > 1 => {
                    self.learn_person(&tokens, likely, &mut forms);
                }
                NameKind::Organisation if tokens.len() > 1 => {
                    self.learn_initials(&tokens, likely, &mut forms);
                }
                _ => {}
            }
        }
        forms
    }

    /// A person is called by the surname, and sometimes by the first name. A surname counts twice as
    /// much as the whole name, because it is what reports use; a first name counts half.
    fn learn_person(&self, tokens: &Range<usize>, likely: u32, forms: &mut Forms) {
        let (mut first, mut last) = (tokens.start, tokens.end - 1);
        let is_after_surname = |word: &Word| is_generation(word) || !word.is_word;
        while last > first && is_after_surname(self.word(last)) {
            last -= 1;
        }
        // "Ahn Chan-il": joined syllables are the given name, and the surname comes first.
        if self.word(last).case == Case::Lower && last > first {
            std::mem::swap(&mut first, &mut last);
        }
        let (given, surname) = (self.word(first), self.word(last));
        if surname.is_capital() && surname.len > 1 {
            let form = self.form(&(last..last + 1));
            forms.vote_for(form, NameKind::Person, 2 * likely);
        }
        if given.is_capital() && given.len > 2 && first != last {
            let form = self.form(&(first..first + 1));
            forms.vote_for(form, NameKind::Person, likely / 2);
        }
    }

    /// "International Monetary Fund" is called IMF.
    fn learn_initials(&self, tokens: &Range<usize>, likely: u32, forms: &mut Forms) {
        let words = tokens.clone().map(|k| self.word(k));
        let initials: Vec<u8> = words
            .filter(|w| w.is_capital())
            .map(|w| w.first_byte.to_ascii_lowercase())
            .collect();
        if initials.len() >= 2 {
            forms.vote_for(join(&[fnv(&initials)]), NameKind::Organisation, likely);
        }
        // "(IMF)" right after the name, whatever its initials.
        let after = tokens.end..self.context.words.len().min(tokens.end + 3);
        let [open, short, close] = *self.context.words.get(after).unwrap_or(&[]) else {
            return;
        };
        let is_in_brackets = open.first_byte == b'(' && close.first_byte == b')';
        let begins_the_same = short.first_byte == self.word(tokens.start).first_byte;
        if is_in_brackets && short.case == Case::Upper && begins_the_same {
            forms.vote_for(join(&[short.lower]), NameKind::Organisation, likely);
        }
    }

    /// Adds a name wherever a form occurs, and gives each form one kind.
    pub(super) fn find_forms(&mut self, forms: &Forms) {
        for (sentence, &is_headline) in self.parts.sentences.iter().zip(&self.context.titles) {
            let tokens = sentence_range(&sentence.tokens);
            self.agree(forms, &tokens, is_headline);
            let mut k = tokens.start;
            while k < tokens.end {
                k = self
                    .find_form(forms, k, &tokens, is_headline)
                    .unwrap_or(k + 1);
            }
        }
    }

    /// Gives the names of a sentence the kind that their form has in the text. In a headline a name
    /// that does not occur elsewhere and is not likely is dropped.
    fn agree(&mut self, forms: &Forms, sentence: &Range<usize>, is_headline: bool) {
        let mut k = sentence.start;
        while k < sentence.end {
            let Some(i) = self.owner_of(k) else {
                k += 1;
                continue;
            };
            let tokens = range(&self.names[i]);
            k = tokens.end;
            match self.vote(forms, &tokens) {
                Some(vote) if vote.is_clear() && self.names[i].kind != vote.kind => {
                    self.names[i].kind = vote.kind;
                    self.names[i].likely = vote.share().min(MOST_BY_FORMS) as u8;
                }
                None if is_headline && self.cut_to_form(forms, i) => {
                    k = range(&self.names[i]).end;
                }
                None if is_headline && !self.is_name_in_headline(i) => {
                    self.owner[tokens].fill(0);
                    self.names[i].tokens.end = self.names[i].tokens.start;
                }
                _ => {}
            }
        }
    }

    /// In a headline "Lindsey Graham Says" looks like a name. It is cut to the part of it that is a
    /// name elsewhere, the longest one.
    fn cut_to_form(&mut self, forms: &Forms, i: usize) -> bool {
        let tokens = range(&self.names[i]);
        let known = |part: &Range<usize>| {
            let vote = self.vote(forms, part)?;
            (vote.votes >= ENOUGH_IN_HEADLINE && vote.is_clear()).then_some(vote.kind)
        };
        let mut parts = (1..tokens.len())
            .rev()
            .flat_map(|n| [tokens.start..tokens.start + n, tokens.end - n..tokens.end]);
        let Some((part, kind)) = parts.find_map(|part| known(&part).map(|kind| (part, kind)))
        else {
            return false;
        };
        self.owner[tokens.start..part.start].fill(0);
        self.owner[part.end..tokens.end].fill(0);
        self.names[i].tokens = part.start as u32..part.end as u32;
        self.names[i].kind = kind;
        true
    }

    /// Whether a name that occurs only in a headline is likely enough.
    fn is_name_in_headline(&self, i: usize) -> bool {
        let tokens = range(&self.names[i]);
        let is_listed = tokens.clone().all(|k| self.context.is_place(k))
            || is_first_name(self.word(tokens.start)) && tokens.len() > 1;
        let least = if is_listed {
            LISTED_IN_HEADLINE
        } else {
            LIKELY_IN_HEADLINE
        };
        self.names[i].likely >= least
    }

    /// Adds the longest form that begins at token `k` as a name. Gives the token after it.
    fn find_form(
        &mut self,
        forms: &Forms,
        k: usize,
        sentence: &Range<usize>,
        is_headline: bool,
    ) -> Option<usize> {
        if self.owner[k] != 0 || !self.word(k).is_capital() {
            return None;
        }
        let enough = if is_headline {
            ENOUGH_IN_HEADLINE
        } else {
            ENOUGH
        };
        let longest = LONGEST.min(sentence.end - k);
        for tokens in (1..=longest).rev().map(|len| k..k + len) {
            if !self.is_free(&tokens) {
                continue;
            }
            let Some(vote) = self.vote(forms, &tokens) else {
                continue;
            };
            let is_sure = vote.votes >= enough && vote.is_clear();
            if is_sure && self.is_alone(&tokens, sentence, is_headline) {
                let likely = (vote.share() * 9 / 10).min(vote.votes) as u8;
                let end = tokens.end;
                self.add(Name {
                    tokens: tokens.start as u32..end as u32,
                    kind: vote.kind,
                    likely,
                });
                return Some(end);
            }
        }
        None
    }

    /// Whether the words around a form are not further parts of a name.
    fn is_alone(&self, tokens: &Range<usize>, sentence: &Range<usize>, is_headline: bool) -> bool {
        if tokens.len() == 1 && !self.may_be_name(tokens.start, sentence.start) {
            return false;
        }
        if is_headline {
            return true;
        }
        let run = self.context.run(tokens.start);
        let is_of_other = |k: usize| self.is_of_other(k, sentence.start);
        (run.start..tokens.start).all(is_of_other) && (tokens.end..run.end).all(is_of_other)
    }

    /// Whether a word next to a name is not part of it: it belongs to another name, or to none.
    fn is_of_other(&self, k: usize, first: usize) -> bool {
        let word = self.word(k);
        let is_proper_noun = word.is_word && self.context.pos[k] == Pos::Propn;
        let is_sentence_opener = k == first && word.has(bits::ALWAYS);
        !is_proper_noun || is_sentence_opener || self.owner[k] != 0 || is_title_or_day(word)
    }

    /// Whether a single word can be a name. It cannot if it is another word whose capital has
    /// another reason.
    fn may_be_name(&self, k: usize, first: usize) -> bool {
        let word = self.word(k);
        let opens = k == first || !self.word(k - 1).is_word;
        let is_always_capital = !opens && !self.context.is_seen_small(k);
        self.context.pos[k] == Pos::Propn || is_always_capital || !word.has(bits::SET)
    }
}

fn is_generation(word: &Word) -> bool {
    const GENERATIONS: [u64; 5] = [fnv(b"jr"), fnv(b"sr"), fnv(b"ii"), fnv(b"iii"), fnv(b"iv")];
    GENERATIONS.contains(&word.lower)
}
