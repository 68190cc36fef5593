//! The noun phrase before or after a verb that can be its source.

use super::words::Words;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::reporting::known;
use std::ops::Range;

/// The longest source in tokens. What is longer is a clause, not a name with an apposition.
const LONGEST: u32 = 30;
/// The longest part between commas, in tokens: "Moller, who runs the farm, said".
const LONGEST_APPOSITION: u32 = 24;
/// How many tokens after a verb are searched for the end of its source.
const REACH_AFTER: u32 = 40;
/// "and" joins two names only if fewer tokens than this follow before the verb.
const REACH_OF_AND: u32 = 8;

impl Words<'_> {
    /// The noun phrase that ends before a verb, with its apposition.
    pub(super) fn source_before(&self, verb: u32, sentence: &Range<u32>) -> Option<Range<u32>> {
        let between = |&k: &u32| self.is(k, class::AUXILIARY) || self.is_adverb(k);
        let end = (sentence.start..verb).rev().find(|k| !between(k))? + 1;
        let (last, from) = if self.word(end - 1) == "," {
            (end - 1, self.comma_before(end, sentence)?)
        } else {
            (end, end)
        };
        let mut start = from;
        while start > sentence.start && self.may_extend_back(start - 1, end, sentence) {
            start -= 1;
        }
        // A phrase of time or place before the source is not part of it.
        let is_before_source = self.is(start, class::PREPOSITION | class::AUXILIARY);
        if start < end && is_before_source {
            start = (start..end).find(|&k| self.begins_name(k, start))?;
        }
        self.noun_phrase(start..last)
    }

    /// The comma before a part that ends with a comma before `end`: in "Moller, who runs the farm,
    /// said" the part between commas belongs to the source.
    fn comma_before(&self, end: u32, sentence: &Range<u32>) -> Option<u32> {
        let comma = (sentence.start..end - 1)
            .rev()
            .find(|&k| self.word(k) == "," || self.mark(k) != Mark::None)?;
        let is_apposition = self.word(comma) == "," && end - comma <= LONGEST_APPOSITION;
        (is_apposition && comma > sentence.start).then_some(comma)
    }

    /// Whether token `k` can be part of the noun phrase that ends at `end`.
    fn may_extend_back(&self, k: u32, end: u32, sentence: &Range<u32>) -> bool {
        // The stop of "Mr." or of an initial is part of the name.
        if self.is_abbreviation_stop(k, sentence.start) {
            return true;
        }
        let is_mark = self.mark(k) != Mark::None || !self.is_outside(k);
        if is_mark || self.knows(k, known::BEFORE_SOURCE) || self.is_finite_verb(k) {
            return false;
        }
        self.word(k) != "and" || self.and_joins_names(k, end, sentence)
    }

    /// Whether "and" joins two names. Otherwise it joins two clauses.
    fn and_joins_names(&self, and: u32, end: u32, sentence: &Range<u32>) -> bool {
        and > sentence.start
            && (self.is_upper(and - 1) || self.is(and - 1, class::ROLE))
            && end - and < REACH_OF_AND
    }

    /// Whether a name can begin here, after a phrase of time or place that begins at `phrase`.
    fn begins_name(&self, k: u32, phrase: u32) -> bool {
        let is_name = k > phrase && self.is_upper(k) && !self.is(k, class::CALENDAR);
        is_name || self.is(k, class::SUBJECT)
    }

    pub(super) fn is_adverb(&self, k: u32) -> bool {
        let word = self.word(k);
        let is_in_ly = word.len() > 4 && word.ends_with("ly");
        is_in_ly || self.knows(k, known::ADVERB)
    }

    /// The noun phrase right after a verb.
    pub(super) fn source_after(&self, verb: u32, sentence: &Range<u32>) -> Option<Range<u32>> {
        let start = verb + 1;
        if start >= sentence.end || !self.begins_source(start) {
            return None;
        }
        let furthest = sentence.end.min(start + REACH_AFTER);
        let mut end = start;
        while end < furthest && self.may_extend(end, start, sentence) {
            end += 1;
        }
        while end > start && matches!(self.word(end - 1), "," | "in" | "on" | "at") {
            end -= 1;
        }
        self.noun_phrase(start..end)
    }

    /// Whether a source after its verb can begin with this token.
    fn begins_source(&self, k: u32) -> bool {
        let begins =
            self.is_upper(k) || self.is(k, class::DETERMINER | class::SUBJECT | class::ROLE);
        begins && !matches!(self.word(k), "that" | "this" | "it" | "there")
    }

    /// Whether token `k` can be part of the noun phrase that begins at `start`.
    fn may_extend(&self, k: u32, start: u32, sentence: &Range<u32>) -> bool {
        if self.is_abbreviation_stop(k, start) {
            return true;
        }
        let ends = self.knows(k, known::AFTER_SOURCE) || self.is(k, class::CALENDAR);
        if ends || self.mark(k) != Mark::None {
            return false;
        }
        // "said Moller, pointing at the wreck": a participle does not describe who speaks.
        let next_word = |k: u32| {
            if k + 1 < sentence.end {
                self.word(k + 1)
            } else {
                ""
            }
        };
        if self.word(k) == "," && next_word(k).ends_with("ing") && !self.is_upper(k + 1) {
            return false;
        }
        // "in an interview", "at a rally" end a name, but "in Tarn" is part of it; so are "of",
        // "for", "from" and "with".
        let ends_name = matches!(self.word(k), "in" | "on" | "at" | "during" | "about");
        if !ends_name || k == start || self.word(k - 1) == "," {
            return true;
        }
        let next = k + 1;
        next < sentence.end && self.is_upper(next) && !self.is(next, class::CALENDAR)
    }

    /// The phrase if it can name a person or a body.
    fn noun_phrase(&self, phrase: Range<u32>) -> Option<Range<u32>> {
        let first = self.word(phrase.start);
        // "as I said" is a remark, not a report.
        let after_as =
            phrase.start > self.first && self.word(phrase.start - 1).eq_ignore_ascii_case("as");
        if after_as || first.eq_ignore_ascii_case("as") {
            return None;
        }
        // "[He] said" was altered by an editor.
        let is_altered = phrase.clone().any(|k| matches!(self.word(k), "[" | "]"));
        let is_empty_subject = matches!(first, "It" | "it" | "This" | "That" | "There" | "there");
        if is_altered || is_empty_subject {
            return None;
        }
        let len = phrase.end.saturating_sub(phrase.start);
        let names = (1..=LONGEST).contains(&len) && phrase.clone().any(|k| self.names(k));
        names.then_some(phrase)
    }

    /// Whether this word can name a person or a body, or begin such a phrase.
    fn names(&self, k: u32) -> bool {
        let is_capital = self.kind(k) == TokenKind::Word && self.is_upper(k);
        let is_name = is_capital && !self.is(k, class::CALENDAR);
        is_name || self.is(k, class::SUBJECT | class::ROLE | class::DETERMINER)
    }
}
