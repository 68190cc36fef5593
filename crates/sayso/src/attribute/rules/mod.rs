//! In: the tokens of a paragraph. Out: drafts of attributions by rules alone.
//!
//! The drafts are what `--rules-only` gives, what is looked for inside the content of another
//! attribution, and features of the models. A cue is a finite verb of plain speech outside quotation
//! marks, or "according to". What is around it decides the rule, see [`Rule`].
//!
//! Useful for: reports with plain reported speech, quotations above all. Not useful for: attitudes
//! ("wants", "the hope that"), cues that are nouns.

mod frames;
mod passive;
mod source;
mod verb;
mod words;

use super::chunk::{Chunk, Role};
use super::draft::Draft;
use super::why::Rule;
use crate::segment::{Mark, Segments, TokenKind};
pub(super) use passive::passives;
use sayso_english::classes::class;
use sayso_english::reporting::known;
use std::ops::Range;
use verb::AroundVerb;
use words::Words;

/// What a rule found.
#[derive(Clone)]
pub struct Found {
    /// The draft, with chunks that count as certain.
    pub draft: Draft,
    /// The rule that found it.
    pub rule: Rule,
    /// The models were trained without this frame, so that it is not a feature of theirs.
    pub is_late: bool,
}

/// The parts of an attribution that a rule has recognised in one paragraph.
pub(super) struct Parts {
    pub rule: Rule,
    pub cue: Range<u32>,
    pub source: Range<u32>,
    pub contents: Vec<Range<u32>>,
}

impl Parts {
    /// A draft of these parts; none if there is no content or no source.
    pub fn found_in(self, paragraph: u32) -> Option<Found> {
        let has_source = self.source.start < self.source.end;
        self.draft_in(paragraph).filter(|_| has_source)
    }

    /// A draft of these parts, maybe without a source; none if there is no content.
    pub fn draft_in(self, paragraph: u32) -> Option<Found> {
        let chunk = |role, r: Range<u32>| Chunk::certain(role, r.start, r.end, paragraph);
        let contents: Vec<Chunk> = self
            .contents
            .into_iter()
            .filter(|r| r.start < r.end)
            .map(|r| chunk(Role::Content, r))
            .collect();
        if contents.is_empty() {
            return None;
        }
        let has_source = self.source.start < self.source.end;
        let draft = Draft {
            cue: chunk(Role::Cue, self.cue),
            source: has_source.then(|| chunk(Role::Source, self.source)),
            contents,
            source_margin: i32::MAX,
            content_margin: i32::MAX,
            rule: Some(self.rule),
            by_model: false,
            rival: false,
            is_plain: false,
        };
        Some(Found {
            draft,
            rule: self.rule,
            is_late: false,
        })
    }
}

/// The longest name, in tokens, that signs a quotation: “…” — Ines Moller, of Tarn.
const LONGEST_SIGNATURE: u32 = 14;

/// The longest description of a source in a plain sentence: "a senior official at the ministry".
const LONGEST_DESCRIPTION: u32 = 10;
/// The longest source without an article: "police", "state radio".
const LONGEST_BARE_NOUN: u32 = 3;

/// Drafts of one paragraph, or of a part of one. `floor` is the quotation depth that counts as
/// outside of quotation marks: 0, or 1 within a quotation.
pub fn paragraph(
    text: &str,
    parts: &Segments,
    index: u32,
    within: Range<u32>,
    floor: u8,
) -> Vec<Found> {
    let words = Words::new(text, parts, &within, floor);
    let quotes = quotations_within(parts, &within, floor);
    let mut out: Vec<Found> = Vec::new();
    let mut last_speaker: Option<usize> = None;
    let first = parts
        .sentences
        .partition_point(|s| s.tokens.end <= within.start);
    for sentence in parts.sentences[first..]
        .iter()
        .take_while(|s| s.tokens.start < within.end)
    {
        let range = sentence.tokens.start.max(within.start)..sentence.tokens.end.min(within.end);
        let own: Vec<Range<u32>> = quotes
            .iter()
            .filter(|q| q.start < range.end && q.end > range.start)
            .cloned()
            .collect();
        let before = out.len();
        words.sentence(&range, &own, index, &mut out);
        if out.len() > before {
            last_speaker = Some(before);
        } else if let (Some(speaker), Some(quote)) = (last_speaker, own.first()) {
            words.continue_quotation(&mut out[speaker].draft, &range, quote, index);
        }
        words.late_frames(&range, index, before, &mut out);
    }
    if within == parts.paragraphs[index as usize].tokens {
        out.extend(words.signed(&within, &quotes, index));
        out.extend(words.lead_in(&within, index));
    }
    merge_pieces(&mut out);
    out
}

/// The noun phrase that is the subject of the verb at token `verb`, in its sentence.
pub(super) fn subject_before(
    text: &str,
    parts: &Segments,
    sentence: &Range<u32>,
    verb: u32,
) -> Option<Range<u32>> {
    let floor = parts.tokens[verb as usize].depth;
    Words::new(text, parts, sentence, floor).source_before(verb, sentence)
}

/// The quotations of the given depth that lie within the tokens.
fn quotations_within(parts: &Segments, within: &Range<u32>, floor: u8) -> Vec<Range<u32>> {
    let first = parts
        .quotations
        .partition_point(|q| q.tokens.end <= within.start);
    parts.quotations[first..]
        .iter()
        .take_while(|q| q.tokens.start < within.end)
        .filter(|q| {
            q.level == floor && q.tokens.start >= within.start && q.tokens.end <= within.end
        })
        .map(|q| q.tokens.clone())
        .collect()
}

/// Joins contents that touch, because the sentences of one quotation are found one by one.
fn merge_pieces(found: &mut [Found]) {
    for Found { draft, .. } in found {
        draft.contents.sort_by_key(|c| c.start);
        let mut merged: Vec<Chunk> = Vec::new();
        for piece in draft.contents.drain(..) {
            match merged.last_mut() {
                Some(last) if last.end >= piece.start => last.end = last.end.max(piece.end),
                _ => merged.push(piece),
            }
        }
        draft.contents = merged;
    }
}

impl Words<'_> {
    /// Adds what the rules find in a sentence.
    fn sentence(
        &self,
        range: &Range<u32>,
        quotes: &[Range<u32>],
        index: u32,
        out: &mut Vec<Found>,
    ) {
        for k in range.clone() {
            let parts = if self.is_cue(k, range) {
                AroundVerb::new(self, k, range, quotes).parts()
            } else if self.is_outside(k) && self.word(k).eq_ignore_ascii_case("according") {
                self.according_to(k, range)
            } else {
                None
            };
            let Some(mut found) = parts.and_then(|parts| parts.found_in(index)) else {
                continue;
            };
            found.draft.is_plain = self.is_plain(&found, range);
            // A stretch of content has one cue: the first one in the sentence keeps it.
            let start = found.draft.start();
            let mut near = out.iter().rev().take_while(|f| f.draft.end() > start);
            if !near.any(|earlier| takes_content_of(&earlier.draft, &found.draft)) {
                out.push(found);
            }
        }
    }

    /// Adds what the frames find that the models were trained without, if nothing else in the
    /// sentence has the same words. `first` is the first find of the sentence.
    fn late_frames(&self, range: &Range<u32>, index: u32, first: usize, out: &mut Vec<Found>) {
        for k in range.clone() {
            let parts = if self.knows(k, frames::VERBS) {
                self.other_frame(k, range)
            } else if self.is(k, class::SPEECH)
                && k > range.start
                && self.word(k - 1) == "it"
                && self.is_cue(k, range)
            {
                self.clause_it_said(k, range)
            } else {
                None
            };
            let Some(mut found) = parts.and_then(|parts| parts.found_in(index)) else {
                continue;
            };
            found.is_late = true;
            found.draft.is_plain = true;
            let (start, end) = (found.draft.start(), found.draft.end());
            let meets = |f: &Found| f.draft.start() < end && start < f.draft.end();
            if !out[first..].iter().any(meets) {
                out.push(found);
            }
        }
    }

    /// Whether a source, its verb of speech and a clause with "that" or a pronoun as its subject follow
    /// each other: nothing but speech has this form.
    fn is_plain(&self, found: &Found, sentence: &Range<u32>) -> bool {
        let (cue, content) = (found.draft.cue.start, &found.draft.contents[0]);
        let is_clause = || {
            let (first, next) = (content.start, content.start + 1);
            let is_nominative = matches!(self.word(first), "he" | "she" | "they" | "we" | "I");
            let is_subject = self.is(first, class::SUBJECT) && self.is(next, class::AUXILIARY);
            // Not "Having said that, …".
            let is_that = self.word(first) == "that" && self.kind(next) != TokenKind::Mark;
            is_that || is_nominative || is_subject
        };
        let is_apart =
            content.start <= cue + 1 || matches!(self.word(content.start - 1), "," | ")");
        if found.rule == Rule::ClauseSourceVerb {
            return self.is_plain_end(found, sentence);
        }
        found.rule == Rule::SourceVerbClause
            && found.draft.source.is_some_and(|s| s.end == cue)
            && !self.knows(cue, known::WEAK_VERB | known::THOUGHT)
            && content.len() > 2
            && is_apart
            && is_clause()
    }

    /// Whether a sentence ends with a source and its verb of speech, or with these and a day, and is a
    /// clause without quotation marks before them.
    fn is_plain_end(&self, found: &Found, sentence: &Range<u32>) -> bool {
        let (cue, content) = (&found.draft.cue, &found.draft.contents[0]);
        let Some(source) = found.draft.source else {
            return false;
        };
        let (first, last) = (cue.start.min(source.start), cue.end.max(source.end));
        let end = self.last_content(sentence);
        let is_clause = || {
            (content.start..content.end).all(|k| self.is_outside(k) && self.mark(k) == Mark::None)
        };
        // "in 11 swing states" is no speech.
        let is_noun = self.word(cue.start).eq_ignore_ascii_case("states");
        let len = source.end - source.start;
        let begins_name = self.is_upper(source.start)
            || self.is(
                source.start,
                class::DETERMINER | class::SUBJECT | class::ROLE,
            ) && len <= LONGEST_DESCRIPTION;
        let is_speaker = !is_noun && (begins_name || len <= LONGEST_BARE_NOUN);
        is_speaker
            && first == content.end + 1
            && last - first == cue.end - cue.start + source.end - source.start
            && (last >= end || self.is_phrase_of_time(last..end))
            && content.end > content.start + 3
            && is_clause()
    }

    /// “…,” she said. “…”: a quotation that begins the next sentence continues the same speaker.
    fn continue_quotation(
        &self,
        draft: &mut Draft,
        sentence: &Range<u32>,
        quote: &Range<u32>,
        index: u32,
    ) {
        let is_quoted = |c: &Chunk| self.mark(c.start) == Mark::Open;
        let spoken = draft.contents.iter().any(is_quoted);
        if spoken && quote.start <= sentence.start + 1 {
            let more = Chunk::certain(Role::Content, quote.start, quote.end, index);
            draft.contents.push(more);
        }
    }

    /// “…” — Ines Moller, of Tarn: a paragraph with a quotation and who signed it, nothing else.
    fn signed(&self, within: &Range<u32>, quotes: &[Range<u32>], index: u32) -> Option<Found> {
        let quote = quotes
            .first()
            .filter(|q| q.start == within.start && q.end + 1 < within.end)?;
        let is_dash = |k: u32| matches!(self.word(k), "—" | "–" | "-" | "―" | "--");
        let has_dash = is_dash(quote.end);
        // A typed "--" is two tokens.
        let dashes = 1 + u32::from(self.word(quote.end) == "-" && is_dash(quote.end + 1));
        let name = quote.end + dashes..self.last_content(within);
        let is_dash_or_mark = |k: u32| {
            let is_dash = matches!(self.word(k), "—" | "–" | "―" | "--");
            is_dash || self.mark(k) != Mark::None
        };
        let is_short = !name.is_empty() && name.end - name.start <= LONGEST_SIGNATURE;
        let is_name = is_short && self.is_upper(name.start);
        // “It fell” — Moller paused — “like cake.”
        let goes_on = name.clone().any(is_dash_or_mark);
        if !has_dash || !is_name || goes_on || name.clone().any(|k| self.is_finite_verb(k)) {
            return None;
        }
        let parts = Parts {
            rule: Rule::QuoteDashName,
            cue: quote.end..quote.end + dashes,
            source: name,
            contents: vec![quote.clone()],
        };
        parts.found_in(index)
    }

    /// "Moller said:" at the end of a paragraph, and the quotation in the next one.
    fn lead_in(&self, within: &Range<u32>, index: u32) -> Option<Found> {
        let next = self.parts.paragraphs.get(index as usize + 1)?.tokens.start;
        let ends_in_colon = self.word(within.end - 1) == ":";
        if !ends_in_colon || within.end != next || self.mark(next) != Mark::Open {
            return None;
        }
        let quotations = &self.parts.quotations;
        let quote = quotations.get(quotations.partition_point(|q| q.tokens.start < next))?;
        let sentences = &self.parts.sentences;
        let sentence = sentences
            .get(sentences.partition_point(|s| s.tokens.end < within.end))?
            .tokens
            .clone();
        let verb = sentence
            .clone()
            .rev()
            .find(|&k| self.is_outside(k) && self.is_finite_verb(k))?;
        let parts = Parts {
            rule: Rule::LeadIn,
            cue: verb..within.end,
            source: self.source_before(verb, &sentence)?,
            contents: vec![quote.tokens.clone()],
        };
        let mut found = parts.found_in(index)?;
        found.draft.contents[0].paragraph = index + 1;
        Some(found)
    }

    /// "According to Moller, …" and "…, according to Moller": `k` is "according".
    fn according_to(&self, k: u32, sentence: &Range<u32>) -> Option<Parts> {
        if k + 2 >= sentence.end || self.word(k + 1) != "to" {
            return None;
        }
        let (rule, cue, start) = (Rule::AccordingTo, k..k + 2, k + 2);
        let end = self.last_content(sentence);
        if k <= sentence.start + 1 {
            // The first comma outside quotation marks ends the source.
            let comma =
                (start..sentence.end).find(|&j| self.word(j) == "," && self.is_outside(j))?;
            return Some(Parts {
                rule,
                cue,
                source: start..comma,
                contents: vec![comma + 1..end],
            });
        }
        let is_of_source = |k: u32| {
            let ends = self.knows(k, known::AFTER_SOURCE) || self.mark(k) != Mark::None;
            !ends || self.is_abbreviation_stop(k, start)
        };
        let source_end = (start..end).find(|&k| !is_of_source(k)).unwrap_or(end);
        let content_end = k - u32::from(self.word(k - 1) == ",");
        Some(Parts {
            rule,
            cue,
            source: start..source_end.max(start),
            contents: vec![sentence.start..content_end],
        })
    }
}

/// Whether an earlier draft of the sentence has the content of this one, or this one's cue in its
/// content.
fn takes_content_of(earlier: &Draft, draft: &Draft) -> bool {
    earlier.contents.iter().any(|c| {
        let has_cue = c.start <= draft.cue.start && draft.cue.start < c.end;
        let meets = |d: &Chunk| c.start < d.end && d.start < c.end;
        has_cue || draft.contents.iter().any(meets)
    })
}
