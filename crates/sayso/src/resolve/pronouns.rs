//! In: a pronoun and who has been mentioned before it. Out: whom it means, if one entity is clearly
//! ahead.
//!
//! Each earlier mention has a weight: it falls with the distance in sentences, and rises if the
//! mention comes first in its sentence or is a source. The weight of an entity is that of its best
//! mention. An entity is chosen only if it is ahead of the second one by [`MARGIN`], because a wrong
//! name is worse than none. The weights were set by hand on the development passages of
//! `examples/speakers`.

use super::entities::{Row, Sight, Table};
use super::{EntityId, Kind, Link, link};
use crate::names::{Gender, Pos};

/// Sentences back that are looked at. Farther back, reports repeat the name.
const REACH: u32 = 12;
/// Added for the entity that spoke last, if the pronoun is a source too.
const SPOKE_LAST: f32 = 0.6;
/// Added for the person whom the sentence before was about, or who spoke in it, if the pronoun opens
/// its sentence and is a source: reports go on with the same person.
const CONTINUES: f32 = 1.0;
/// Added for the subject of a clause that opens the sentence of the pronoun.
const FRONTED: f32 = 2.0;
/// Sentences back in which the sentence before is looked for: those between are quoted.
const REACH_OF_QUOTED: u32 = 4;
/// The most words before the name in the subject that opens a sentence: "Her younger brother".
const LONGEST_OPENING: u32 = 6;
/// The least lead over the second entity: a little more than one sentence of distance.
const MARGIN: f32 = 1.15;
/// The lead of an entity that is the only one.
const LEAD_ALONE: f32 = 3.0;
/// Sentences back at which more distance no longer lowers the weight.
const FARTHEST: u32 = 6;
/// Added for the first person named in a sentence, who is mostly its subject.
const FIRST_IN_SENTENCE: f32 = 1.2;
/// Taken off for "Orbeck’s", because the sentence is about what belongs to the person.
const POSSESSIVE: f32 = -0.9;
/// Taken off after a preposition, because the sentence is about someone else.
const AFTER_PREPOSITION: f32 = -0.8;
/// Added for a source, because reports go on quoting their sources.
const SOURCE: f32 = 1.0;
/// Added for each doubling of the mentions, because reports are mostly about a few people.
const KNOWN: f32 = 0.1;
/// Added if the gender is known to be that of the pronoun.
const SAME_GENDER: f32 = 0.3;

/// Tokens before a name in which its age is given: "2-year-old".
const WORDS_OF_AGE: u32 = 5;
/// The age in years up to which a child makes no statement that a report quotes.
const OLDEST_INFANT: u32 = 3;
/// Tokens between a name and the verb that says that the person died: ", 40, was".
const WORDS_TO_DEATH: u32 = 6;
/// Taken off for the dead.
const DEAD: f32 = -1.5;

/// The gender of a pronoun that means one person; none for other words.
pub fn personal(word: &str) -> Option<Gender> {
    // This is asked of every word, so most are ruled out by length and first letter.
    if word.len() > 7 || !word.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let is_one_of = |forms: &[&str]| forms.iter().any(|form| word.eq_ignore_ascii_case(form));
    if is_one_of(&["he", "him", "his", "himself"]) {
        Some(Gender::Male)
    } else if is_one_of(&["she", "her", "hers", "herself"]) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// True for "he", "her" and the like.
pub fn is_personal(word: &str) -> bool {
    personal(word).is_some()
}

/// The weight of a mention, seen from a pronoun in `sentence`.
fn weight(sight: &Sight, sentence: u32) -> f32 {
    let distance = sentence.saturating_sub(sight.sentence).min(FARTHEST) as f32;
    let parts = [
        (sight.first, FIRST_IN_SENTENCE),
        (sight.possessive, POSSESSIVE),
        (sight.after_preposition, AFTER_PREPOSITION),
        (sight.source, SOURCE),
    ];
    let parts = parts.into_iter().filter(|(holds, _)| *holds);
    parts.fold(-distance, |sum, (_, weight)| sum + weight)
}

/// An entity that a pronoun can mean.
struct Candidate {
    id: usize,
    weight: f32,
    /// The first token of its best mention.
    at: u32,
}

impl Table<'_> {
    /// Who "he" or "she" at token `k` means, with the link; none if no one is clearly ahead.
    pub fn person_for(&self, k: u32, gender: Gender) -> (Option<EntityId>, Link) {
        let rows = self.recent();
        let mut ranked: Vec<Candidate> = rows
            .filter_map(|(id, row)| self.candidate(k, gender, id, row))
            .collect();
        ranked.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.at.cmp(&a.at)));
        let Some(best) = ranked.first() else {
            return (None, link::PRONOUN.link());
        };
        let second = ranked.get(1);
        let runner_up = second.map(|other| EntityId::of(other.id));
        let lead = second.map_or(LEAD_ALONE, |other| best.weight - other.weight);
        let score = (0.5 + lead / 4.0).clamp(0.0, 0.97);
        if lead >= MARGIN {
            let link = link::PRONOUN.scored(score, runner_up);
            (Some(EntityId::of(best.id)), link)
        } else {
            // Nobody is chosen, so that the likeliest is the one to be named beside the pronoun.
            let likeliest = Some(EntityId::of(best.id));
            (None, link::PRONOUN_OPEN.scored(score, likeliest))
        }
    }

    /// The entity as a candidate for the pronoun at token `k`; none if it cannot be meant.
    fn candidate(&self, k: u32, gender: Gender, id: usize, row: &Row) -> Option<Candidate> {
        let own_gender = self.gender_of(id);
        let is_person = matches!(row.kind, Kind::Person | Kind::Role | Kind::Anonymous);
        if !is_person || own_gender.is_some_and(|own| own != gender) {
            return None;
        }
        let sentence = self.words.sentence(k);
        let is_quoted = self.words.quoted(k);
        if is_quoted && self.speaks_around(id, k) {
            return None;
        }
        // Outside quotations a person in a quotation is not meant, because the quotation has its own
        // "he" and "she".
        let best = row
            .sights
            .iter()
            .rev()
            .take_while(|sight| sentence.saturating_sub(sight.sentence) <= REACH)
            .filter(|sight| is_quoted || !sight.quoted)
            .map(|sight| (weight(sight, sentence), sight.tokens.start))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let (weight, at) = best?;
        if self.sourced(k) && row.sights.iter().any(|sight| self.is_infant(sight)) {
            return None;
        }
        let known = doublings(row.sights.len()) * KNOWN;
        let sure = if own_gender == Some(gender) {
            SAME_GENDER
        } else {
            0.0
        };
        Some(Candidate {
            id,
            weight: weight
                + known
                + sure
                + self.bonus_of_last_speaker(k, sentence, id)
                + self.bonus_of_continuing(k, id, row)
                + self.loss_of_dead(k, sentence, row),
            at,
        })
    }

    /// Whether a mention says that the person is too young to speak: "2-year-old Ada Quill", "Ada Quill,
    /// 23 months".
    fn is_infant(&self, sight: &Sight) -> bool {
        let from = sight.tokens.start.saturating_sub(WORDS_OF_AGE);
        let from = from.max(self.words.sentence_tokens(sight.tokens.start).start);
        let before = self.words.slice(from..sight.tokens.start).to_lowercase();
        let age = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let years = age.strip_suffix("-year-old").map(str::parse::<u32>);
        let is_young = matches!(years, Some(Ok(years)) if years <= OLDEST_INFANT);
        is_young || age.ends_with("-month-old") || age.ends_with("-day-old") || age == "baby"
    }

    /// What is taken off for a person who is said to have died and is not in the sentence before: reports
    /// go on with the living.
    fn loss_of_dead(&self, k: u32, sentence: u32, row: &Row) -> f32 {
        let is_near = |sight: &Sight| sentence.saturating_sub(sight.sentence) <= 1;
        let is_dead = row.sights.iter().any(|sight| self.has_died(sight));
        if self.sourced(k) && is_dead && !row.sights.iter().any(is_near) {
            DEAD
        } else {
            0.0
        }
    }

    /// Whether a mention is the subject of dying: "Ada Quill died", "Ada Quill, 40, was killed".
    fn has_died(&self, sight: &Sight) -> bool {
        let w = self.words;
        let end = w.sentence_tokens(sight.tokens.start).end;
        let after = sight.tokens.end..end.min(sight.tokens.end + WORDS_TO_DEATH);
        let verb = after.into_iter().find(|&k| w.pos(k) == Pos::Verb);
        !sight.possessive
            && !sight.quoted
            && verb
                .is_some_and(|k| matches!(&*w.lower(k), "died" | "killed" | "murdered" | "drowned"))
    }

    /// What is added for the entity that spoke last if the pronoun is a source too: "…," said a
    /// nurse. She said …
    fn bonus_of_last_speaker(&self, k: u32, sentence: u32, id: usize) -> f32 {
        let last = self.spoke.last();
        let is_same = last.is_some_and(|(speaker, at)| {
            speaker.index() == id && sentence.saturating_sub(*at) <= 1
        });
        if is_same && self.sourced(k) {
            SPOKE_LAST
        } else {
            0.0
        }
    }

    /// What is added for the person whom the sentence before is about, or who spoke in it ("Governor
    /// Ines Moller made the announcement. She said …"), and for the subject of the clause that opens
    /// the sentence: "As Moller left, she said".
    fn bonus_of_continuing(&self, k: u32, id: usize, row: &Row) -> f32 {
        let is_subject = matches!(&*self.words.lower(k), "he" | "she") && self.sourced(k);
        if !is_subject || row.head.is_some() || row.plural || row.kind != Kind::Person {
            return 0.0;
        }
        if self.is_fronted(k) {
            let own = self.words.sentence(k);
            let is_first = |sight: &Sight| sight.sentence == own && sight.first;
            let is_in_clause = row.sights.iter().rev().take(2).any(is_first);
            return if is_in_clause { FRONTED } else { 0.0 };
        }
        let Some(before) = self.sentence_that_goes_on(k) else {
            return 0.0;
        };
        let last = self.spoke.last();
        let has_spoken = last.is_some_and(|(who, at)| who.index() == id && *at == before);
        let near = row.sights.iter().rev();
        let mut near = near.take_while(|sight| sight.sentence >= before);
        let mut is_about = || near.any(|sight| sight.sentence == before && self.opens(sight));
        if has_spoken || is_about() {
            CONTINUES
        } else {
            0.0
        }
    }

    /// Whether a clause of time opens the sentence of the pronoun at token `k` and ends with a comma
    /// before it. Those who are asked or accused in it are others than those who do so.
    fn is_fronted(&self, k: u32) -> bool {
        let w = self.words;
        let first = w.sentence_tokens(k).start;
        let opens = matches!(
            w.at(first),
            "As" | "While" | "When" | "After" | "Before" | "Although"
        );
        let ends = k > first + 2 && w.at(k - 1) == ",";
        opens && ends && !(first..k).any(|k| is_put_to_another(&w.lower(k)) || w.quoted(k))
    }

    /// The last sentence before the one that the source at token `k` opens that is not all quoted.
    fn sentence_that_goes_on(&self, k: u32) -> Option<u32> {
        let w = self.words;
        let is_outside = |k: &u32| !w.quoted(*k);
        let own = w.sentence_tokens(k);
        let opens = own.clone().find(is_outside) == Some(k);
        if !opens || !self.sourced(k) {
            return None;
        }
        let sentence = w.sentence(k);
        let near = sentence.saturating_sub(REACH_OF_QUOTED)..sentence;
        let sentences = &w.parts.sentences;
        let before = near.rev().find(|&number| {
            sentences[number as usize]
                .tokens
                .clone()
                .any(|k| is_outside(&k))
        })?;
        let mut words = sentences[before as usize].tokens.clone();
        let is_put = words.any(|k| is_outside(&k) && is_put_to_another(&w.lower(k)));
        (!is_put).then_some(before)
    }

    /// Whether a mention is the subject that opens its sentence: no verb, mark or preposition is
    /// before it.
    fn opens(&self, sight: &Sight) -> bool {
        let w = self.words;
        let at = sight.tokens.start;
        let start = w.sentence_tokens(at).start;
        let is_of_phrase = |k: u32| {
            matches!(
                w.pos(k),
                Pos::Det | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Pron
            ) || w.at(k) == "."
        };
        !sight.possessive
            && !sight.quoted
            && at - start <= LONGEST_OPENING
            && (start..at).all(is_of_phrase)
    }
}

/// Verbs after which the other person goes on: "Moller asked …", "he said".
fn is_put_to_another(word: &str) -> bool {
    matches!(
        word,
        "asked" | "asks" | "questioned" | "pressed" | "accused" | "accuses" | "told" | "called"
    )
}

/// How often a number doubles from 1, at most five times. Counted, because a logarithm of the
/// platform could differ in its last digit.
fn doublings(number: usize) -> f32 {
    [1, 2, 4, 8, 16]
        .iter()
        .filter(|&&edge| number >= edge)
        .count() as f32
}
