//! In: the names that sentences show by themselves. Out: the names of the whole text.
//!
//! First the ends of names are corrected: no title before a name, the whole of "Chan-il". Then
//! persons are added that a title or a first name shows. Then every name gives other forms: a person
//! the surname (and, with less weight, the first name), an organisation its initials. Wherever one
//! of those forms occurs alone it is a name too, of the kind that most of the text's forms have.

mod by_rule;
mod ends;
mod forms;

use super::context::Context;
use super::dictionary::bits;
use super::words::Word;
use super::{Name, NameKind, sentence_range};
use crate::segment::Segments;
use sayso_english::classes::class;
use sayso_english::hash::fnv;
use sayso_english::name_words::{COMPASS_POINTS, ORGANISATION_HEADS};
use sayso_english::titles;
use std::ops::Range;

/// How likely a name is that a title, a first name or its last word shows, in hundredths.
const BY_RULE: u8 = 70;
/// Names less likely than this become persons if first name and surname are in the lists.
const DOUBTFUL: u8 = 75;

/// Completes names over the text.
pub fn complete(parts: &Segments, context: &Context, alone: Vec<Name>) -> Vec<Name> {
    let mut names = Names::new(context, parts);
    for name in alone {
        names.add(name);
    }
    for (sentence, &is_headline) in parts.sentences.iter().zip(&context.titles) {
        if !is_headline {
            names.add_by_rule(&sentence_range(&sentence.tokens));
        }
    }
    let forms = names.learn_forms();
    names.find_forms(&forms);
    names.finish()
}

/// The names found so far.
struct Names<'a> {
    context: &'a Context<'a>,
    parts: &'a Segments,
    /// For each token the number of the name that has it, plus one; 0 if it is free.
    owner: Vec<u32>,
    names: Vec<Name>,
}

fn range(name: &Name) -> Range<usize> {
    sentence_range(&name.tokens)
}

/// Whether a word is a title or a role, except titles like "King" that are often part of a name.
fn is_title(word: &Word) -> bool {
    let is_bare_title = || titles::title_of_hash(word.lower).is_some_and(|t| !t.is_in_names);
    word.class & class::ROLE != 0 || is_bare_title()
}

fn is_title_or_day(word: &Word) -> bool {
    is_title(word) || word.class & class::CALENDAR != 0
}

fn is_organisation_head(word: &Word) -> bool {
    ORGANISATION_HEADS.has_hash(word.lower)
}

fn is_compass_point(word: &Word) -> bool {
    COMPASS_POINTS.has_hash(word.lower)
}

fn is_first_name(word: &Word) -> bool {
    word.has(bits::MALE | bits::FEMALE)
}

fn is_stop(word: &Word) -> bool {
    !word.is_word && word.first_byte == b'.'
}

impl<'a> Names<'a> {
    fn new(context: &'a Context<'a>, parts: &'a Segments) -> Names<'a> {
        Names {
            context,
            parts,
            owner: vec![0; context.words.len()],
            names: Vec::new(),
        }
    }

    fn word(&self, k: usize) -> &'a Word {
        &self.context.words[k]
    }

    fn is_free(&self, tokens: &Range<usize>) -> bool {
        self.owner[tokens.clone()].iter().all(|&owner| owner == 0)
    }

    /// The index of the name that has a token.
    fn owner_of(&self, k: usize) -> Option<usize> {
        (self.owner[k] as usize).checked_sub(1)
    }

    /// Adds a name with its ends corrected. It is dropped if nothing is left of it or if it shares a
    /// token with another name.
    fn add(&mut self, mut name: Name) {
        let mut tokens = range(&name);
        if name.kind != NameKind::Person
            && let Some((title, person)) = self.person_within(&tokens)
        {
            // "U.S. Air Force Gen. Norman Ham": the person is a name of its own.
            tokens.end = title;
            self.add(Name {
                tokens: person.start as u32..person.end as u32,
                kind: NameKind::Person,
                likely: name.likely.max(BY_RULE),
            });
        }
        let tokens = self.with_right_ends(tokens, name.kind);
        if tokens.is_empty() || !self.is_free(&tokens) || self.is_people(&tokens, name.kind) {
            return;
        }
        name.kind = self.corrected_kind(&tokens, &name);
        name.tokens = tokens.start as u32..tokens.end as u32;
        self.names.push(name);
        self.owner[tokens].fill(self.names.len() as u32);
    }

    /// The kind of a name by the lists, where they know better than the model.
    fn corrected_kind(&self, tokens: &Range<usize>, name: &Name) -> NameKind {
        let is_person = name.kind == NameKind::Person;
        if self.context.is_country(tokens) {
            NameKind::Place
        } else if is_person && tokens.len() > 1 && is_organisation_head(self.word(tokens.end - 1)) {
            NameKind::Organisation
        } else if name.likely < DOUBTFUL && self.is_listed_person(tokens) {
            NameKind::Person
        } else {
            name.kind
        }
    }

    /// A title within the tokens and the person's name after it.
    fn person_within(&self, tokens: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let mut after_first = tokens.clone().skip(1).rev();
        let title = after_first.find(|&k| is_title(self.word(k)))?;
        let has_stop = tokens.contains(&(title + 1)) && is_stop(self.word(title + 1));
        let person = title + 1 + usize::from(has_stop)..tokens.end;
        let is_person = person.len() > 1 && is_first_name(self.word(person.start));
        is_person.then_some((title, person))
    }

    /// Whether first name and surname are in the lists, and no word is a place or the head of an
    /// organisation.
    fn is_listed_person(&self, tokens: &Range<usize>) -> bool {
        if !(2..=3).contains(&tokens.len()) {
            return false;
        }
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        let is_listed = is_first_name(first) && last.has(bits::SURNAME);
        let may_be_of_person = |k: usize| self.word(k).is_capital() && !self.context.is_place(k);
        is_listed && !is_organisation_head(last) && tokens.clone().all(may_be_of_person)
    }

    /// "North Koreans", "North Korean", or the "North" of it: these are not names.
    fn is_people(&self, tokens: &Range<usize>, kind: NameKind) -> bool {
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        let next = self.context.words.get(tokens.end);
        let is_before_capital = next.is_some_and(Word::is_capital);
        let begins_with_point = is_compass_point(first);
        if tokens.len() == 1 && begins_with_point && is_before_capital {
            return true;
        }
        let ends_with = |ends: &[&[u8]]| ends.iter().any(|end| last.ends[2] == fnv(end));
        let is_adjective =
            tokens.len() == 2 && begins_with_point && ends_with(&[b"ean", b"can", b"ian", b"ese"]);
        let is_place = self.context.is_place(tokens.end - 1);
        kind == NameKind::Place && !is_place && (is_adjective || ends_with(&[b"ans"]))
    }

    fn finish(mut self) -> Vec<Name> {
        self.names.retain(|name| !name.tokens.is_empty());
        self.names.sort_by_key(|name| name.tokens.start);
        self.names
    }
}
