//! Speakers of conversations: the label of a turn ("ODO BRANDT, HOST:", "MS. PELL:", "Q:") names a
//! person, also where its capitals look like an acronym.

use super::entities::{Row, Table};
use super::link;
use super::name_kinds::ProperName;
use super::phrases::{Found, Phrase};
use super::{Kind, Words, Written, kinds};
use crate::attribute::{Attribution, Rule, Why};
use crate::names::NameKind;
use sayso_english::classes::{class, classes};
use sayso_english::titles::is_title;
use std::ops::Range;

/// The letters that label turns, and who speaks there.
const LETTERS: [(&str, &str); 2] = [("Q", "interviewer"), ("A", "interviewee")];

fn is_turn(attribution: &Attribution) -> bool {
    attribution.why == Why::Rule(Rule::DialogueLabel)
}

/// Makes the names in labels of turns names of persons, unless a word shows a body.
pub(super) fn name_persons(
    words: &Words<'_>,
    names: &mut Vec<ProperName>,
    attributions: &[Attribution],
) {
    let labels = attributions.iter().filter(|a| is_turn(a));
    let labels: Vec<Range<u32>> = labels
        .filter_map(|a| a.source.first())
        .map(|span| name_in_label(words, words.tokens(*span)))
        .filter(|name| can_be_person(words, name))
        .collect();
    if labels.is_empty() {
        return;
    }
    for label in labels {
        names.retain(|name| name.tokens.end <= label.start || name.tokens.start >= label.end);
        names.push(ProperName {
            tokens: label,
            kind: NameKind::Person,
            media: false,
        });
    }
    names.sort_by_key(|name| (name.tokens.start, name.tokens.end));
}

/// "PELL" of "MS. PELL, HARBOUR PILOT".
fn name_in_label(words: &Words<'_>, label: Range<u32>) -> Range<u32> {
    let comma = label.clone().find(|&k| words.at(k) == ",");
    let end = comma.unwrap_or(label.end);
    let is_before = |k: u32| is_title(words.at(k)) || words.at(k) == ".";
    let start = (label.start..end).find(|&k| !is_before(k)).unwrap_or(end);
    start..end
}

/// Whether capitals are a person's name: not "POLICE", "Host", "Q".
fn can_be_person(words: &Words<'_>, name: &Range<u32>) -> bool {
    if name.is_empty() || name.len() > 5 {
        return false;
    }
    let last = words.lower(name.end - 1);
    let is_common = kinds::is_common(&last) || kinds::is_people(&last) || kinds::is_body(&last);
    let is_role = classes(&last) & (class::ROLE | class::DETERMINER | class::PRONOUN) != 0;
    let is_of_name = |k: u32| words.is_upper(k) || matches!(words.at(k), "." | "-" | "’" | "'");
    last.chars().count() > 1 && !is_common && !is_role && name.clone().all(is_of_name)
}

impl Table<'_> {
    /// "Q" and "A": the interviewer and the interviewee.
    pub(super) fn letter_of_turn(&mut self, phrase: &Phrase) -> Option<Found> {
        let k = phrase.tokens.start;
        let letter = self.words.at(k);
        if phrase.tokens.len() > 2 || !is_turn(&self.attributions[phrase.attribution]) {
            return None;
        }
        let (_, role) = LETTERS.iter().find(|row| row.0 == letter)?;
        let known = self.find(|row| row.head.as_deref() == Some(role));
        let basis = match known {
            Some(_) => link::SAME_DESCRIPTION,
            None => link::DESCRIPTION,
        };
        let id = known.unwrap_or_else(|| {
            self.add(Row {
                name: (*role).into(),
                kind: Kind::Role,
                head: Some((*role).into()),
                ..Row::default()
            })
        });
        Some(self.linked(id, k..k + 1, Written::Role, basis.link()))
    }
}
