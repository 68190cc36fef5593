//! Accusations in the passive: who is accused of what, and by whom, if the text says so.

use super::words::Words;
use super::{Parts, Rule};
use crate::segment::Segments;
use sayso_english::classes::class;
use sayso_english::sources::{NOUNS, noun};
use std::ops::Range;

/// A participle, and the prepositions before what the accused is said to have done.
const ACCUSING: &[(&str, &[&str])] = &[("accused", &["of"]), ("blamed", &["for", "on"])];

/// How many tokens after the participle the preposition is looked for: "accused on Monday by the
/// head of the union of hiding it".
const REACH_OF_PREPOSITION: u32 = 16;
/// How many tokens before the participle its auxiliary is looked for: "has since been accused".
const REACH_OF_AUXILIARY: u32 = 4;
/// The shortest thing that a person is accused of, with its preposition: "of theft".
const SHORTEST: u32 = 2;

/// The passive accusations of a paragraph. Most have no source. They are not features of the models,
/// which were trained without them.
pub fn passives(text: &str, parts: &Segments, within: Range<u32>) -> Vec<Parts> {
    // Most paragraphs accuse no one, so that their words are not looked up.
    let written = &text[parts.span(within.clone()).range()];
    if !ACCUSING.iter().any(|(verb, _)| written.contains(verb)) {
        return Vec::new();
    }
    let words = Words::new(text, parts, &within, 0);
    let first = parts
        .sentences
        .partition_point(|s| s.tokens.end <= within.start);
    let sentences = parts.sentences[first..]
        .iter()
        .take_while(|s| s.tokens.start < within.end);
    let mut out = Vec::new();
    for sentence in sentences {
        let range = sentence.tokens.start.max(within.start)..sentence.tokens.end.min(within.end);
        out.extend(range.clone().filter_map(|k| words.passive(k, &range)));
    }
    out
}

impl Words<'_> {
    /// The accusation whose participle is token `k`.
    fn passive(&self, k: u32, sentence: &Range<u32>) -> Option<Parts> {
        let word = self.word(k);
        let (_, prepositions) = ACCUSING.iter().find(|(verb, _)| *verb == word)?;
        if !self.is_outside(k) {
            return None;
        }
        let cue = self.cue_of_passive(k, sentence)?;
        let reach = k + 1..sentence.end.min(k + REACH_OF_PREPOSITION);
        let by = reach.clone().find(|&j| self.word(j) == "by");
        let is_preposition = |&j: &u32| prepositions.contains(&self.word(j));
        let is_before_deed = |&j: &u32| {
            is_preposition(&j) && j + 1 < sentence.end && self.word(j + 1).ends_with("ing")
        };
        let mark = reach
            .clone()
            .find(|&j| matches!(self.word(j), "," | ";" | ":"));
        let reach = k + 1..mark.unwrap_or(reach.end);
        let at =
            (reach.clone().find(is_before_deed)).or_else(|| reach.clone().find(is_preposition))?;
        let is_bare = cue.end == cue.start + 1;
        let end = self.end_of_deed(at, is_bare, sentence);
        if end < at + SHORTEST || self.is_any_deed(at + 1..end) {
            return None;
        }
        let (deed, source) = match by.filter(|&by| by < at) {
            Some(by) => (at..end, Some(self.without_day(by + 1..at))),
            None => self.accuser_at_end(at..end),
        };
        let accused = self.accused(cue.start, sentence);
        Some(Parts {
            rule: Rule::Passive,
            cue,
            source: source.unwrap_or(k..k),
            contents: accused.into_iter().chain([deed]).collect(),
        })
    }

    /// "young people accused of a crime": nobody is accused of anything that is told.
    fn is_any_deed(&self, deed: Range<u32>) -> bool {
        const ANY: [&str; 8] = [
            "crime",
            "crimes",
            "offence",
            "offences",
            "offense",
            "offenses",
            "wrongdoing",
            "anything",
        ];
        let is_small = |k: &u32| matches!(self.word(*k), "a" | "an" | "any" | "such" | "serious");
        let noun = deed.clone().find(|k| !is_small(k));
        noun.is_some_and(|k| k + 1 == deed.end && ANY.contains(&self.word(k)))
    }

    /// The participle with its auxiliaries: "has since been accused"; or alone after a noun: "Moller,
    /// accused of". An accusation that was not made is none.
    fn cue_of_passive(&self, k: u32, sentence: &Range<u32>) -> Option<Range<u32>> {
        let before = sentence.start.max(k.saturating_sub(REACH_OF_AUXILIARY))..k;
        let is_often = |j: u32| {
            let word = self.word(j);
            matches!(
                word,
                "sometimes" | "often" | "long" | "since" | "stands" | "stood"
            )
        };
        let is_between =
            |&j: &u32| self.is(j, class::AUXILIARY) || self.is_adverb(j) || is_often(j);
        let start = before.rev().take_while(is_between).last().unwrap_or(k);
        let is_be = |j: u32| {
            let forms = [
                "is", "are", "was", "were", "been", "being", "be", "’s", "’re", "stands", "stood",
            ];
            forms.contains(&self.word(j))
        };
        let is_negated = |j: u32| matches!(self.word(j), "not" | "never" | "n’t" | "n't" | "’t");
        if (start..k).any(is_negated) {
            return None;
        }
        if (start..k).any(is_be) {
            return Some(start..k + 1);
        }
        let goes_on = k + 1 < sentence.end && matches!(self.word(k + 1), "of" | "by");
        let is_bare = start == k && k > sentence.start && goes_on;
        is_bare.then_some(k..k + 1)
    }

    /// Where the deed that begins at `at` ends: at a comma, or before another clause. If the participle
    /// is bare, the main verb follows: "a nurse accused of theft has been suspended".
    fn end_of_deed(&self, at: u32, is_bare: bool, sentence: &Range<u32>) -> u32 {
        const FINITE: [&str; 18] = [
            "has", "have", "had", "is", "are", "was", "were", "will", "could", "may", "do", "does",
            "did", "can", "must", "should", "would", "might",
        ];
        let opens_relative = |j: u32| matches!(self.word(j), "who" | "which" | "that");
        // "a pilot accused of drinking told the inquiry"; in "accused of lying when she said" the verb
        // belongs to the deed.
        let opens_other = |j: u32| opens_relative(j) || matches!(self.word(j), "when" | "as");
        let says = |j: u32| {
            let is_own = !(at..j).any(opens_other) && !self.is(j - 1, class::SUBJECT);
            is_own && self.is_finite_verb(j) && self.is_cue(j, sentence)
        };
        let is_main_verb = |j: u32| {
            let is_auxiliary = FINITE.contains(&self.word(j)) && !opens_relative(j - 1);
            is_bare && j > at + 1 && (is_auxiliary || says(j))
        };
        let last = self.last_content(sentence);
        let opens_clause = |j: u32| {
            let joins = matches!(self.word(j), "and" | "but");
            let is_linked = joins && j + 1 < last && self.is(j + 1, class::AUXILIARY);
            matches!(
                self.word(j),
                "," | ";" | ":" | "—" | "–" | "after" | "while" | "because"
            ) || is_linked
                || is_main_verb(j)
        };
        (at..last).find(|&j| opens_clause(j)).unwrap_or(last)
    }

    /// "accused of misleading voters by the opposition": the accuser after the deed. "paid by the
    /// firm" belongs to the deed.
    fn accuser_at_end(&self, deed: Range<u32>) -> (Range<u32>, Option<Range<u32>>) {
        let by = deed.clone().rev().find(|&j| self.word(j) == "by");
        let Some(by) = by.filter(|&by| by > deed.start + 1 && by + 1 < deed.end) else {
            return (deed, None);
        };
        let is_of_deed = self.word(by - 1).ends_with("ed") || self.word(by + 1).ends_with("ing");
        let accuser = self.without_day(by + 1..deed.end);
        let names = |j: u32| {
            let describes = noun::ROLE | noun::BODY | noun::PEOPLE | noun::KIN;
            let is_name = self.is_upper(j) && !self.is(j, class::CALENDAR);
            is_name || self.is(j, class::SUBJECT) || NOUNS.has(self.word(j), describes)
        };
        if is_of_deed || !accuser.clone().any(names) {
            return (deed, None);
        }
        (deed.start..by, Some(accuser))
    }

    /// A phrase without "on Monday" at its end.
    fn without_day(&self, phrase: Range<u32>) -> Range<u32> {
        let is_day = |j: u32| {
            let leads_in = matches!(self.word(j), "on" | "last" | "in");
            leads_in && j + 1 < phrase.end && self.is(j + 1, class::CALENDAR)
        };
        let end = phrase.clone().skip(1).find(|&j| is_day(j));
        phrase.start..end.unwrap_or(phrase.end)
    }

    /// The noun phrase before the cue: who is accused. Before "who" and before a comma it is the one
    /// that these explain.
    fn accused(&self, cue: u32, sentence: &Range<u32>) -> Option<Range<u32>> {
        let mut end = cue;
        if end > sentence.start && matches!(self.word(end - 1), "who" | "which") {
            end -= 1;
        }
        if end > sentence.start && self.word(end - 1) == "," {
            end -= 1;
        }
        let accused = self.source_before(end, sentence)?;
        let joins = matches!(self.word(accused.start), "And" | "But" | "and" | "but");
        let accused = accused.start + u32::from(joins)..accused.end;
        (!accused.is_empty()).then_some(accused)
    }
}
