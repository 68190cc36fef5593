//! In: a pronoun and who has been mentioned before it. Out: whom it stands for, if one stands out.
//!
//! Each earlier mention weighs by its distance in sentences, by whether it comes first in its
//! sentence, by what stands around it and whether it was a source; an entity weighs as its best
//! mention. It must beat the second one by a margin.

use super::table::{Sight, Table};
use super::{EntityId, Kind, Link, LinkRule};
use crate::names::Gender;

/// Sentences farther back than this are not looked at.
const REACH: u32 = 12;
/// What it counts to have spoken last.
const SPOKE_LAST: f32 = 0.6;
/// The least lead over the second one.
const MARGIN: f32 = 1.15;

/// A pronoun that stands for one person, and the sex it tells.
pub fn personal(word: &str) -> Option<Gender> {
    // Asked of every word.
    if word.len() > 7 || !word.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let is = |forms: &[&str]| forms.iter().any(|form| word.eq_ignore_ascii_case(form));
    if is(&["he", "him", "his", "himself"]) {
        Some(Gender::Male)
    } else if is(&["she", "her", "hers", "herself"]) {
        Some(Gender::Female)
    } else {
        None
    }
}

pub fn is_personal(word: &str) -> bool {
    personal(word).is_some()
}

/// How much a mention speaks for its entity, seen from a pronoun at token `k`.
fn weight(sight: &Sight, sentence: u32) -> f32 {
    let distance = sentence.saturating_sub(sight.sentence).min(6) as f32;
    let mut sum = -distance;
    if sight.first {
        sum += 1.2;
    }
    if sight.possessive {
        sum -= 0.9;
    }
    if sight.after_preposition {
        sum -= 0.8;
    }
    if sight.source {
        sum += 1.0;
    }
    sum
}

impl Table<'_> {
    /// What speaks for whoever spoke last, if the pronoun is a source too: "…," said a nurse. She
    /// said …
    fn goes_on(&self, k: u32, sentence: u32, id: usize) -> f32 {
        let last = self
            .spoke
            .last()
            .filter(|(_, at)| sentence.saturating_sub(*at) <= 1);
        let same = self.sourced(k) && last.is_some_and(|(speaker, _)| speaker.0 as usize == id);
        if same { SPOKE_LAST } else { 0.0 }
    }

    /// Whom "he" or "she" at token `k` stands for.
    pub fn person_for(&self, k: u32, gender: Gender) -> (Option<EntityId>, Link) {
        let sentence = self.words.sentence(k);
        let quoted = self.words.quoted(k);
        // Within a quotation he or she is anyone but its speaker, who is not known yet.
        let mut ranked: Vec<(f32, u32, usize)> = Vec::new();
        for (id, row) in self.recent() {
            if !matches!(row.kind, Kind::Person | Kind::Role | Kind::Anonymous) {
                continue;
            }
            if self.gender_of(id).is_some_and(|g| g != gender) {
                continue;
            }
            let near = row
                .sights
                .iter()
                .rev()
                .take_while(|s| sentence.saturating_sub(s.sentence) <= REACH);
            let outside = near.filter(|s| quoted || !s.quoted);
            let best = outside
                .map(|s| (weight(s, sentence), s.tokens.start))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((weight, at)) = best {
                // Whom the report tells most about.
                let known = (row.sights.len() as f32).ln_1p_steps() * 0.1;
                let sure = if self.gender_of(id) == Some(gender) {
                    0.3
                } else {
                    0.0
                };
                ranked.push((
                    weight + known + sure + self.goes_on(k, sentence, id),
                    at,
                    id,
                ));
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let id = |place: usize| ranked.get(place).map(|r| EntityId(r.2 as u32));
        let Some(best) = ranked.first() else {
            return (
                None,
                Link {
                    rule: LinkRule::Pronoun,
                    score: 0.0,
                    runner_up: None,
                },
            );
        };
        let lead = ranked.get(1).map_or(3.0, |second| best.0 - second.0);
        let score = (0.5 + lead / 4.0).clamp(0.0, 0.97);
        let link = Link {
            rule: LinkRule::Pronoun,
            score,
            runner_up: id(1),
        };
        if lead >= MARGIN {
            (id(0), link)
        } else {
            (
                None,
                Link {
                    rule: LinkRule::PronounOpen,
                    ..link
                },
            )
        }
    }
}

/// Steps of a logarithm, without the platform's.
trait Steps {
    fn ln_1p_steps(self) -> f32;
}

impl Steps for f32 {
    fn ln_1p_steps(self) -> f32 {
        let edges = [1.0, 2.0, 4.0, 8.0, 16.0];
        edges.iter().filter(|&&edge| self >= edge).count() as f32
    }
}
