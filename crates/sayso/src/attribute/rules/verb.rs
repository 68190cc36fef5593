//! The rules for a finite verb of saying: which of quotation, source and clause are around it.

use super::Parts;
use super::words::Words;
use crate::attribute::why::Rule;
use crate::segment::TokenKind;
use sayso_english::classes::class;
use sayso_english::reporting::known;
use std::ops::Range;

/// A quotation that ends this many tokens before its verb or more does not belong to it.
const REACH_BACK: u32 = 14;
/// A quotation that begins more tokens than this after its verb does not belong to it.
const REACH_AHEAD: u32 = 9;
/// A source this many tokens into the sentence or later is not the subject of its first clause.
const REACH_OF_SUBJECT: u32 = 12;
/// How many tokens after "said" the word "that" is looked for: "said on Monday in Tarn that".
const REACH_OF_THAT: u32 = 8;
/// A quotation with this many tokens or more is speech, not a title or a scare quote.
const SPEECH_TOKENS: u32 = 7;

/// A verb of saying and what is around it.
pub(super) struct AroundVerb<'a> {
    words: &'a Words<'a>,
    verb: u32,
    sentence: &'a Range<u32>,
    /// The quotations of the sentence.
    quotes: &'a [Range<u32>],
    /// The noun phrase before the verb.
    before: Option<Range<u32>>,
    /// The noun phrase after it.
    after: Option<Range<u32>>,
    /// The verb is "told", so that the noun phrase after it is the hearer.
    is_told: bool,
}

impl<'a> AroundVerb<'a> {
    pub fn new(
        words: &'a Words<'a>,
        verb: u32,
        sentence: &'a Range<u32>,
        quotes: &'a [Range<u32>],
    ) -> AroundVerb<'a> {
        AroundVerb {
            words,
            verb,
            sentence,
            quotes,
            before: words.source_before(verb, sentence),
            after: words.source_after(verb, sentence),
            is_told: matches!(words.word(verb), "told" | "tells"),
        }
    }

    /// The parts by the first rule that applies. The order matters: a quotation is a stronger sign
    /// than a clause. "…, said Moller" comes before "Moller said …", because a clause with a comma
    /// at its end looks like a name with an apposition.
    pub fn parts(&self) -> Option<Parts> {
        let end = self.words.last_content(self.sentence);
        self.quotation_before()
            .or_else(|| self.quotation_after())
            .or_else(|| self.clause_verb_source_at_end(end))
            .or_else(|| self.source_verb_clause(end))
            .or_else(|| self.clause_source_verb())
            .or_else(|| self.clause_verb_source())
    }

    fn found(&self, rule: Rule, source: &Range<u32>, contents: Vec<Range<u32>>) -> Parts {
        Parts {
            rule,
            cue: self.verb..self.verb + 1,
            source: source.clone(),
            contents,
        }
    }

    /// A quotation of several sentences is one content, whichever sentence has the verb, so that
    /// all quotations belong to it.
    fn quoted(&self, rule: Rule, source: &Range<u32>) -> Parts {
        self.found(rule, source, self.quotes.to_vec())
    }

    /// “…,” said Moller. / “…,” Moller said.
    fn quotation_before(&self) -> Option<Parts> {
        let verb = self.verb;
        let mut quotes = self.quotes.iter().rev();
        let quote = quotes.find(|q| q.end <= verb && q.end + REACH_BACK > verb)?;
        if !self.is_speech(quote) {
            return None;
        }
        if verb <= quote.end + 1
            && !self.is_told
            && let Some(source) = &self.after
        {
            return Some(self.quoted(Rule::QuoteVerbSource, source));
        }
        let source = self.before.as_ref()?;
        (source.start <= quote.end + 1).then(|| self.quoted(Rule::QuoteSourceVerb, source))
    }

    /// Moller said: “…”
    fn quotation_after(&self) -> Option<Parts> {
        let verb = self.verb;
        let quote = self.quotes.iter().find(|q| q.start > verb)?;
        if quote.start > verb + REACH_AHEAD || !self.is_speech(quote) {
            return None;
        }
        let is_led_in = quote.start <= verb + 2
            || (verb + 1..quote.start).any(|k| matches!(self.words.word(k), "," | ":"));
        let source = self.before.as_ref().filter(|_| is_led_in)?;
        Some(self.quoted(Rule::SourceVerbQuote, source))
    }

    /// The bridge was shut, said Moller. `end` is the end of the sentence's content.
    fn clause_verb_source_at_end(&self, end: u32) -> Option<Parts> {
        let verb = self.verb;
        let has_clause = verb > self.sentence.start + 3 && self.words.word(verb - 1) == ",";
        if !has_clause || self.is_told {
            return None;
        }
        let source = self.after.as_ref()?;
        if source.end < end && !self.words.is_phrase_of_time(source.end..end) {
            return None;
        }
        let is_verb = |k: u32| self.words.is(k, class::AUXILIARY) || self.words.is_finite_verb(k);
        if source.clone().any(is_verb) {
            return None;
        }
        Some(self.clause_before(source))
    }

    /// Moller said (that) the bridge was shut.
    fn source_verb_clause(&self, end: u32) -> Option<Parts> {
        let (words, after_verb) = (self.words, self.verb + 1);
        let source = self.before.as_ref()?;
        let that_follows = || words.word(after_verb) == "that";
        // Only "that" shows that a weak verb takes a clause.
        if words.knows(self.verb, known::WEAK_VERB) && !(after_verb < end && that_follows()) {
            return None;
        }
        let start = self.clause_start(after_verb, end);
        let end = self.end_before_contrast(start, end);
        if self.is_told && !self.is_told_that(start, end) {
            return None;
        }
        let is_subject = source.start <= self.sentence.start + REACH_OF_SUBJECT;
        if end <= start + 2 || !(is_subject || that_follows()) {
            return None;
        }
        Some(self.found(Rule::SourceVerbClause, source, vec![start..end]))
    }

    /// Where a clause from `start` ends before ", but its inspectors warned", a contrast with its own
    /// speaker; `end` if there is none.
    fn end_before_contrast(&self, start: u32, end: u32) -> u32 {
        let words = self.words;
        let is_joint = |&k: &u32| matches!(words.word(k), "but" | "while" | "whereas");
        let Some(joint) = (start + 2..end).find(is_joint) else {
            return end;
        };
        let has_speaker = |&verb: &u32| {
            let subject = || words.source_before(verb, self.sentence);
            words.is_cue(verb, self.sentence) && subject().is_some_and(|s| s.start == joint + 1)
        };
        match (joint + 2..end).find(has_speaker) {
            Some(_) => joint - u32::from(words.word(joint - 1) == ","),
            None => end,
        }
    }

    /// "told the council that …": the hearer is between the verb and the clause at `start`.
    fn is_told_that(&self, start: u32, end: u32) -> bool {
        let first = self.verb + 1;
        let is_mark = |k: u32| self.words.kind(k) == TokenKind::Mark;
        start < end
            && self.words.word(start) == "that"
            && start > first
            && !(first..start).any(is_mark)
    }

    /// The bridge was shut, Moller said.
    fn clause_source_verb(&self) -> Option<Parts> {
        let (words, first) = (self.words, self.sentence.start);
        let source = self.before.as_ref().filter(|s| s.start > first)?;
        if !self.ends_clause(source.start - 1) {
            return None;
        }
        let begins_with_link = matches!(words.word(first), "But" | "And" | "Still" | "Yet");
        let content = first + u32::from(begins_with_link)..source.start - 1;
        Some(self.found(Rule::ClauseSourceVerb, source, vec![content]))
    }

    /// The bridge was shut, said Moller, who saw it.
    fn clause_verb_source(&self) -> Option<Parts> {
        if self.verb == self.sentence.start || self.is_told || !self.ends_clause(self.verb - 1) {
            return None;
        }
        Some(self.clause_before(self.after.as_ref()?))
    }

    /// The content is the sentence up to the comma before the verb.
    fn clause_before(&self, source: &Range<u32>) -> Parts {
        let content = self.sentence.start..self.verb - 1;
        self.found(Rule::ClauseSourceVerb, source, vec![content])
    }

    /// Whether this is the comma after a clause.
    fn ends_clause(&self, k: u32) -> bool {
        k > self.sentence.start + 2 && self.words.word(k) == ","
    }

    /// Whether a quotation is speech, not a title or a scare quote: it is long, or a mark ends it.
    fn is_speech(&self, quote: &Range<u32>) -> bool {
        let has_end_mark = || {
            let last = self.words.word(quote.end - 2);
            matches!(last, "," | "." | "?" | "!" | "…" | "—")
        };
        let len = quote.end - quote.start;
        len >= SPEECH_TOKENS || len >= 3 && has_end_mark()
    }

    /// Where the clause after "said" begins: at "that" if it is near, otherwise after "on Monday".
    fn clause_start(&self, from: u32, end: u32) -> u32 {
        let words = self.words;
        if let Some(that) = words.that_after_aside(from, end) {
            return that;
        }
        if let Some(that) = (from..end.min(from + REACH_OF_THAT)).find(|&k| words.word(k) == "that")
        {
            return that;
        }
        let is_calendar = |k: u32| words.is(k, class::CALENDAR);
        let is_of_day = |k: u32| {
            let leads_in = matches!(words.word(k), "on" | ",") && k + 1 < end;
            is_calendar(k) || leads_in && is_calendar(k + 1)
        };
        let at = (from..end)
            .find(|&k| !is_of_day(k))
            .unwrap_or(end.max(from));
        let has_comma = at > from && at < end && words.word(at) == ",";
        at + u32::from(has_comma)
    }
}
