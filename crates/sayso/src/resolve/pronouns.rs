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
use crate::names::Gender;

/// Sentences back that are looked at. Farther back, reports repeat the name.
const REACH: u32 = 12;
/// Added for the entity that spoke last, if the pronoun is a source too.
const SPOKE_LAST: f32 = 0.6;
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
            (None, link::PRONOUN_OPEN.scored(score, runner_up))
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
        let known = doublings(row.sights.len()) * KNOWN;
        let sure = if own_gender == Some(gender) {
            SAME_GENDER
        } else {
            0.0
        };
        Some(Candidate {
            id,
            weight: weight + known + sure + self.bonus_of_last_speaker(k, sentence, id),
            at,
        })
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
}

/// How often a number doubles from 1, at most five times. Counted, because a logarithm of the
/// platform could differ in its last digit.
fn doublings(number: usize) -> f32 {
    [1, 2, 4, 8, 16]
        .iter()
        .filter(|&&edge| number >= edge)
        .count() as f32
}
