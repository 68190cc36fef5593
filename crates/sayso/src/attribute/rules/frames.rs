//! Frames of verbs that are no verbs of speech: what a document shows, who is asked to do something,
//! and what someone is brought to say.

use super::Parts;
use super::words::Words;
use crate::attribute::why::Rule;
use crate::segment::Mark;
use sayso_english::classes::class;
use sayso_english::reporting::known;
use sayso_english::sources::{NOUNS, NounKind, noun, wordnet_kind};
use std::ops::Range;

/// The verbs that these frames begin at.
pub(super) const VERBS: u32 =
    known::DOCUMENT_VERB | known::APPEAL | known::BRINGS_TO_SAY | known::DECISION;

/// The longest name of those who are asked to do something, or who are brought to say it.
const LONGEST_NAME: u32 = 8;

/// How many tokens after "said" the comma of an aside may be: "said on Monday, after a meeting,".
const REACH_OF_DAY: u32 = 6;
/// The longest such aside, in tokens.
const LONGEST_ASIDE: u32 = 30;

impl Words<'_> {
    /// What is reported at token `k`, which is one of [`VERBS`].
    pub(super) fn other_frame(&self, k: u32, sentence: &Range<u32>) -> Option<Parts> {
        let can_be_verb = k > sentence.start
            && self.is_outside(k)
            && !self.knows(
                k - 1,
                known::BEFORE_NO_VERB | known::BEFORE_NO_VERB_BUT_SAID,
            );
        if !can_be_verb {
            return None;
        }
        if self.knows(k, known::DECISION) {
            let decision = self.decision_after_aside(k, sentence);
            decision.or_else(|| self.clause_document_verb(k, sentence))
        } else if self.knows(k, known::DOCUMENT_VERB) {
            self.clause_document_verb(k, sentence)
        } else if self.knows(k, known::APPEAL) {
            self.appeal(k, sentence)
        } else {
            self.brought_to_say(k, sentence)
        }
    }

    /// The mill will shut, it said. The body that "it" is was named before.
    pub(super) fn clause_it_said(&self, verb: u32, sentence: &Range<u32>) -> Option<Parts> {
        let it = verb - 1;
        let comma = it.checked_sub(1).filter(|&k| self.word(k) == ",")?;
        let content = sentence.start..comma;
        let is_plain = |k: u32| self.is_outside(k) && self.mark(k) == Mark::None;
        let is_clause = content.len() > 3 && content.clone().all(is_plain);
        is_clause.then(|| Parts {
            rule: Rule::ClauseSourceVerb,
            cue: verb..verb + 1,
            source: it..verb,
            contents: vec![content],
        })
    }

    /// One in five pupils misses school, the ministry’s figures show.
    fn clause_document_verb(&self, verb: u32, sentence: &Range<u32>) -> Option<Parts> {
        let end = self.last_content(sentence);
        let is_last = verb + 1 >= end || self.is_phrase_of_time(verb + 1..end);
        let source = self.document_before(verb, sentence)?;
        let comma = source.start.checked_sub(1)?;
        // "data from the ministry": the first noun is the head.
        let is_document = |k: u32| {
            let word = self.word(k);
            NOUNS.has(word, noun::DOCUMENT) || wordnet_kind(word) == Some(NounKind::Document)
        };
        let preposition = source
            .clone()
            .find(|&k| self.is(k, class::PREPOSITION) || self.word(k) == "of");
        let head = preposition.unwrap_or(source.end).checked_sub(1)?;
        let content = sentence.start..comma;
        let is_clause = self.word(comma) == ","
            && content.len() > 3
            && content
                .clone()
                .all(|k| self.is_outside(k) && self.mark(k) == Mark::None);
        let is_of_document = is_last && is_clause && source.contains(&head) && is_document(head);
        is_of_document.then(|| Parts {
            rule: Rule::ClauseSourceVerb,
            cue: verb..verb + 1,
            source,
            contents: vec![content],
        })
    }

    /// The noun phrase before a verb. Its last word may have the form of a verb: "reports", "figures".
    fn document_before(&self, verb: u32, sentence: &Range<u32>) -> Option<Range<u32>> {
        let head = verb - 1;
        if !self.is_finite_verb(head) || !NOUNS.has(self.word(head), noun::DOCUMENT) {
            return self.source_before(verb, sentence);
        }
        let phrase = self.source_before(head, sentence);
        let before = phrase.filter(|phrase| phrase.end == head);
        Some(before.map_or(head, |phrase| phrase.start)..verb)
    }

    /// The council appealed to drivers to leave their cars at home.
    fn appeal(&self, verb: u32, sentence: &Range<u32>) -> Option<Parts> {
        let end = self.last_content(sentence);
        let has_preposition = verb + 1 < end && matches!(self.word(verb + 1), "to" | "with");
        // "appealed the case to the court" is no request.
        if !has_preposition && self.word(verb).starts_with("appeal") {
            return None;
        }
        let first = verb + 1 + u32::from(has_preposition);
        let to = self.to_after_name(first, end)?;
        let source = self.source_before(verb, sentence)?;
        (to + 2 < end).then(|| Parts {
            rule: Rule::SourceVerbClause,
            cue: verb..first,
            source,
            contents: vec![first..end],
        })
    }

    /// The "to" after a noun phrase that begins at `first`.
    fn to_after_name(&self, first: u32, end: u32) -> Option<u32> {
        let furthest = end.min(first + LONGEST_NAME);
        let ends_name = |k: u32| {
            self.knows(k, known::AFTER_SOURCE) || self.is_finite_verb(k) || !self.is_outside(k)
        };
        let mut phrase = first..furthest;
        let stop = phrase.find(|&k| self.word(k) == "to" || ends_name(k))?;
        (stop > first && self.word(stop) == "to").then_some(stop)
    }

    /// Falling sales led the maker to announce (that) it would shut its plant.
    fn brought_to_say(&self, verb: u32, sentence: &Range<u32>) -> Option<Parts> {
        let end = self.last_content(sentence);
        let to = self.to_after_name(verb + 1, end)?;
        let (say, first) = (to + 1, to + 2);
        if first + 2 >= end || !self.is(say, class::SPEECH) {
            return None;
        }
        let is_clause = self.word(first) == "that"
            || self.is(first, class::SUBJECT) && self.is(first + 1, class::AUXILIARY);
        is_clause.then(|| Parts {
            rule: Rule::SourceVerbClause,
            cue: to..first,
            source: verb + 1..to,
            contents: vec![first..end],
        })
    }

    /// The court ruled on Friday, after a hearing that lasted two days, that the vote must be held again.
    fn decision_after_aside(&self, verb: u32, sentence: &Range<u32>) -> Option<Parts> {
        let end = self.last_content(sentence);
        let that = self.that_after_aside(verb + 1, end)?;
        let source = self.source_before(verb, sentence)?;
        Some(Parts {
            rule: Rule::SourceVerbClause,
            cue: verb..verb + 1,
            source,
            contents: vec![that..end],
        })
    }

    /// "said on Monday, after a meeting that went on for hours, that": where a comma follows the verb
    /// and its day, the clause begins at the "that" after the comma that ends the aside.
    pub(super) fn that_after_aside(&self, from: u32, end: u32) -> Option<u32> {
        let comma = (from..end.min(from + REACH_OF_DAY)).find(|&k| self.word(k) == ",")?;
        if comma > from && !self.is_phrase_of_time(from..comma) {
            return None;
        }
        let is_that = |&k: &u32| self.word(k) == "that" && self.word(k - 1) == ",";
        (comma + 2..end.min(comma + LONGEST_ASIDE)).find(is_that)
    }

    /// "on Tuesday", "in a statement on Monday": what follows a verb of saying, or its source, and says
    /// when or where.
    pub(super) fn is_phrase_of_time(&self, phrase: Range<u32>) -> bool {
        const LONGEST: usize = 8;
        let Some(first) = phrase.clone().next() else {
            return false;
        };
        let begins = self.is(first, class::CALENDAR)
            || matches!(
                self.word(first),
                "on" | "in" | "at" | "late" | "early" | "last" | "this" | "earlier"
            );
        let is_plain = |k: u32| {
            self.is_outside(k)
                && self.word(k) != ","
                && !self.is_finite_verb(k)
                && !self.is(k, class::AUXILIARY | class::SUBJECT)
                && self.word(k) != "that"
        };
        begins && phrase.len() <= LONGEST && phrase.into_iter().all(is_plain)
    }
}
