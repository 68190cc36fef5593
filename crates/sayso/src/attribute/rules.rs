//! In: a paragraph's tokens. Out: drafts of attributions by rules alone: what `--rules-only` gives,
//! and what is looked for inside the content of another attribution.
//!
//! A cue is a finite verb of plain speech outside quotation marks, or "according to". Around it
//! stand
//!
//! | rule | example |
//! | --- | --- |
//! | `quote-verb-source` | “…,” said Ines Moller, a farmer. |
//! | `quote-source-verb` | “…,” Moller said. |
//! | `source-verb-quote` | Moller said: “…” |
//! | `source-verb-clause` | Moller said (that) the bridge was shut. |
//! | `clause-source-verb` | The bridge was shut, Moller said. / …, said Moller. |
//! | `according-to` | According to Moller, … / …, according to Moller. |
//! | `quote-dash-name` | “…” — Ines Moller, Tarn |
//! | `lead-in` | Moller said: ⏎ “…” |
//!
//! Useful for: reports with plain reported speech, quotations above all. Not useful for: attitudes
//! ("wants", "the hope that"), cues that are nouns.

use super::chunk::{Chunk, Role};
use super::draft::Draft;
use super::why::Rule;
use crate::segment::{Mark, Segments, TokenKind};
use sayso_english::classes::{class, classes};
use sayso_english::titles;
use std::ops::Range;

/// A rule's find.
#[derive(Clone)]
pub struct Found {
    /// Its chunks.
    pub draft: Draft,
    /// The rule's name, as in the table above.
    pub rule: Rule,
}

/// Verbs of the list that take a clause or a quotation as often as they take a thing: too weak for
/// a rule when no quotation stands by.
const WEAK: &[&str] = &[
    "reported",
    "reports",
    "described",
    "describes",
    "posted",
    "posts",
    "continued",
    "continues",
    "pleaded",
    "pleads",
    "asked",
    "asks",
    "stated",
    "states",
    "repeated",
    "repeats",
    "answered",
    "answers",
    "cried",
    "cries",
    "agreed",
    "agrees",
    "countered",
    "counters",
    "assured",
    "assures",
    "shouted",
    "shouts",
    "wrote",
    "writes",
    "responded",
    "responds",
    "replied",
    "replies",
    "urged",
    "urges",
    "denied",
    "denies",
    "announced",
    "announces",
];

/// A draft of these parts; none if there is no content or no source.
pub(super) fn found(
    rule: Rule,
    cue: Range<u32>,
    source: Range<u32>,
    contents: &[Range<u32>],
    paragraph: u32,
) -> Option<Found> {
    let chunk = |role, r: &Range<u32>| Chunk::certain(role, r.start, r.end, paragraph);
    let contents: Vec<Chunk> = contents
        .iter()
        .filter(|r| r.start < r.end)
        .map(|r| chunk(Role::Content, r))
        .collect();
    if contents.is_empty() || source.start >= source.end {
        return None;
    }
    let draft = Draft {
        cue: chunk(Role::Cue, &cue),
        source: Some(chunk(Role::Source, &source)),
        contents,
        source_margin: i32::MAX,
        content_margin: i32::MAX,
        rule: Some(rule),
        by_model: false,
        rival: false,
    };
    Some(Found { draft, rule })
}

/// Plain forms that are no nouns: "experts say".
const PLAIN: &[&str] = &[
    "say",
    "tell",
    "argue",
    "believe",
    "warn",
    "insist",
    "suggest",
    "acknowledge",
    "admit",
    "maintain",
    "contend",
    "allege",
    "complain",
    "predict",
    "explain",
    "testify",
    "assert",
    "recall",
    "concede",
];

struct Words<'a> {
    text: &'a str,
    parts: &'a Segments,
    /// Quotation depth that counts as outside: 0, or 1 within a quotation.
    floor: u8,
    classes: Vec<u16>,
    base: u32,
}

impl Words<'_> {
    fn word(&self, k: u32) -> &str {
        &self.text[self.parts.tokens[k as usize].span.range()]
    }

    fn is(&self, k: u32, bits: u16) -> bool {
        // A word before the stretch that is looked at has no class.
        let place = k
            .checked_sub(self.base)
            .and_then(|i| self.classes.get(i as usize));
        place.is_some_and(|classes| classes & bits != 0)
    }

    fn mark(&self, k: u32) -> Mark {
        self.parts.tokens[k as usize].mark
    }

    fn outside(&self, k: u32) -> bool {
        self.parts.tokens[k as usize].depth <= self.floor
    }

    /// The stop of "Mr." or of an initial, `from` being the first token that may hold the word.
    fn is_abbreviation_stop(&self, k: u32, from: u32) -> bool {
        self.word(k) == "."
            && k > from
            && (self.is(k - 1, class::ABBREVIATION)
                || titles::ends_with_stop(self.word(k - 1))
                || self.word(k - 1).len() == 1 && self.is_upper(k - 1))
    }

    fn kind(&self, k: u32) -> TokenKind {
        self.parts.tokens[k as usize].kind
    }

    fn is_upper(&self, k: u32) -> bool {
        self.word(k).starts_with(char::is_uppercase)
    }

    /// A finite verb of speech that can be a cue here.
    fn is_cue(&self, k: u32, sentence: &Range<u32>) -> bool {
        let plain = PLAIN.contains(&&*self.word(k).to_ascii_lowercase());
        if !self.outside(k) || !self.is(k, class::SPEECH) || !(self.is(k, class::FINITE) || plain) {
            return false;
        }
        // "experts say", but "would say", "to say".
        if plain
            && (k == sentence.start
                || self.is(k - 1, class::AUXILIARY) && self.word(k - 1) != "also")
        {
            return false;
        }
        // "to say", "was told", "we’re told", "the reported loss", "is said": no cue of this kind.
        let before = if k > sentence.start {
            self.word(k - 1)
        } else {
            ""
        };
        let said = matches!(self.word(k), "said" | "says");
        !(PASSIVE.contains(&before) || !said && BEFORE_NO_CUE.contains(&before))
    }
}

/// Words after which a form of speech is a passive, or a noun.
const PASSIVE: &[&str] = &[
    "be", "been", "being", "is", "are", "was", "were", "’re", "'re", "’m", "'m", "the", "a", "of",
];
/// The same, but for "said": "he’s said".
const BEFORE_NO_CUE: &[&str] = &["to", "an", "’s", "'s"];

/// Words at which a noun phrase to the left of a verb surely begins after.
const ENDS_LEFT: &[&str] = &[
    "that", "but", "when", "after", "before", "as", "while", "because", "if", "which", "where",
    "since", "although", "though", "until", "than", "so", "then", "what", "how", "why", "yet",
    "or", "whether", ",", ";", ":", "—", "–", "(", ")", ".", "?", "!",
];

fn breaks_left(word: &str) -> bool {
    ENDS_LEFT.contains(&&*word.to_ascii_lowercase())
}

/// Words at which a noun phrase to the right of a verb ends.
const ENDS_RIGHT: &[&str] = &[
    "when",
    "after",
    "before",
    "as",
    "while",
    "because",
    "if",
    "since",
    "although",
    "though",
    "until",
    "during",
    "adding",
    "noting",
    "but",
    "then",
    "so",
    ":",
    ";",
    "—",
    "–",
    ".",
    "?",
    "!",
    "that",
    "to",
    "via",
    "earlier",
    "later",
    "last",
    "this",
    "through",
    "citing",
    "referring",
    "speaking",
];

fn breaks_right(word: &str) -> bool {
    ENDS_RIGHT.contains(&&*word.to_ascii_lowercase())
}

/// Drafts of one paragraph, or of a part of one.
pub fn paragraph(
    text: &str,
    parts: &Segments,
    index: u32,
    within: Range<u32>,
    floor: u8,
) -> Vec<Found> {
    let bits = within
        .clone()
        .map(|k| classes(&text[parts.tokens[k as usize].span.range()]))
        .collect();
    let words = Words {
        text,
        parts,
        floor,
        classes: bits,
        base: within.start,
    };
    let quotes: Vec<Range<u32>> = parts
        .quotations
        .iter()
        .skip(
            parts
                .quotations
                .partition_point(|q| q.tokens.end <= within.start),
        )
        .take_while(|q| q.tokens.start < within.end)
        .filter(|q| {
            q.level == floor && q.tokens.start >= within.start && q.tokens.end <= within.end
        })
        .map(|q| q.tokens.clone())
        .collect();
    let mut out: Vec<Found> = Vec::new();
    let first = parts
        .sentences
        .partition_point(|s| s.tokens.end <= within.start);
    let mut last_speaker: Option<usize> = None;
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
            // “…,” she said. “…”: the quotation goes on with the same speaker.
            let draft = &mut out[speaker].draft;
            let spoken = draft
                .contents
                .iter()
                .any(|c| words.mark(c.start) == Mark::Open);
            if spoken && quote.start <= range.start + 1 {
                draft
                    .contents
                    .push(Chunk::certain(Role::Content, quote.start, quote.end, index));
            }
        }
    }
    if within == parts.paragraphs[index as usize].tokens {
        out.extend(words.signed(&within, &quotes, index));
        out.extend(words.lead_in(&within, index));
    }
    merge_pieces(&mut out);
    out
}

/// Sentences of one quotation come one by one: pieces that touch are one.
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
    fn sentence(
        &self,
        range: &Range<u32>,
        quotes: &[Range<u32>],
        index: u32,
        out: &mut Vec<Found>,
    ) {
        for k in range.clone() {
            let found = if self.is_cue(k, range) {
                self.around_verb(k, range, quotes, index)
            } else if self.outside(k) && self.word(k).eq_ignore_ascii_case("according") {
                self.according_to(k, range, index)
            } else {
                None
            };
            if let Some(found) = found {
                // One cue a stretch of content: the first in the sentence keeps it.
                let first = found.draft.start();
                let near = out.iter().rev().take_while(|f| f.draft.end() > first);
                let taken = near.into_iter().any(|f| {
                    f.draft.contents.iter().any(|c| {
                        found
                            .draft
                            .contents
                            .iter()
                            .any(|d| c.start < d.end && d.start < c.end)
                            || (c.start <= found.draft.cue.start && found.draft.cue.start < c.end)
                    })
                });
                if !taken {
                    out.push(found);
                }
            }
        }
    }

    /// “…” — Ines Moller, of Tarn: a quotation and who signed it, nothing else.
    fn signed(&self, within: &Range<u32>, quotes: &[Range<u32>], index: u32) -> Option<Found> {
        let quote = quotes
            .first()
            .filter(|q| q.start == within.start && q.end + 1 < within.end)?;
        let name = quote.end + 1..self.last_content(within);
        let dash = matches!(self.word(quote.end), "—" | "–" | "-" | "―");
        let short = !name.is_empty()
            && name.end - name.start <= 14
            && !name
                .clone()
                .any(|k| self.is(k, class::VERB) && self.is(k, class::FINITE));
        if !dash || !short || !self.is_upper(name.start) {
            return None;
        }
        found(
            Rule::QuoteDashName,
            quote.end..quote.end + 1,
            name,
            std::slice::from_ref(quote),
            index,
        )
    }

    /// "Moller said:" at the end of a paragraph, and the quotation in the next one.
    fn lead_in(&self, within: &Range<u32>, index: u32) -> Option<Found> {
        let next = self.parts.paragraphs.get(index as usize + 1)?.tokens.start;
        if self.word(within.end - 1) != ":" || within.end != next || self.mark(next) != Mark::Open {
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
            .find(|&k| self.outside(k) && self.is(k, class::VERB) && self.is(k, class::FINITE))?;
        let source = self.source_left(verb, &sentence)?;
        let mut found = found(
            Rule::LeadIn,
            verb..within.end,
            source,
            std::slice::from_ref(&quote.tokens),
            index,
        )?;
        found.draft.contents[0].paragraph = index + 1;
        Some(found)
    }

    fn around_verb(
        &self,
        verb: u32,
        range: &Range<u32>,
        quotes: &[Range<u32>],
        index: u32,
    ) -> Option<Found> {
        let left = self.source_left(verb, range);
        let right = self.source_right(verb, range);
        let quote_before = quotes
            .iter()
            .rev()
            .find(|q| q.end <= verb && q.end + 14 > verb);
        let quote_after = quotes.iter().find(|q| q.start > verb);
        // A quotation of several sentences is one content, whichever sentence holds the cue.
        let all: Vec<Range<u32>> = quotes.to_vec();
        let told = matches!(self.word(verb), "told" | "tells");
        let speech = |q: &Range<u32>| self.is_speech(q);
        if let Some(quote) = quote_before.filter(|q| speech(q)) {
            // “…,” said NP
            if verb <= quote.end + 1
                && !told
                && let Some(source) = right.clone()
            {
                return found(Rule::QuoteVerbSource, verb..verb + 1, source, &all, index);
            }
            if let Some(source) = left.clone().filter(|s| s.start <= quote.end + 1) {
                return found(Rule::QuoteSourceVerb, verb..verb + 1, source, &all, index);
            }
        }
        if let Some(quote) = quote_after.filter(|q| q.start <= verb + 9 && speech(q)) {
            let direct = quote.start <= verb + 2
                || (verb + 1..quote.start).any(|k| matches!(self.word(k), "," | ":"));
            if direct && let Some(source) = left.clone() {
                return found(Rule::SourceVerbQuote, verb..verb + 1, source, &all, index);
            }
        }
        let end = self.last_content(range);
        let weak = WEAK.contains(&self.word(verb).to_ascii_lowercase().as_str());
        // …, said NP.: before "NP said …", since a clause with a comma at its end looks like a name
        // with an apposition.
        let noun_alone = |s: &Range<u32>| {
            s.end >= end
                && !s.clone().any(|k| {
                    self.is(k, class::AUXILIARY)
                        || self.is(k, class::VERB) && self.is(k, class::FINITE)
                })
        };
        if verb > range.start + 3
            && !told
            && self.word(verb - 1) == ","
            && let Some(source) = right.clone().filter(noun_alone)
        {
            return found(
                Rule::ClauseSourceVerb,
                verb..verb + 1,
                source,
                &[range.start..verb - 1],
                index,
            );
        }
        // NP said (that) …
        if let Some(source) = left
            .clone()
            .filter(|s| !weak || verb + 1 < end && self.word(verb + 1) == "that" && s.start < s.end)
        {
            let start = self.clause_start(verb + 1, end);
            // "told the council that …": what stands between is whom it was told.
            let addressed = !told
                || start < end
                    && self.word(start) == "that"
                    && start > verb + 1
                    && !(verb + 1..start).any(|k| self.kind(k) == TokenKind::Mark);
            if addressed
                && end > start + 2
                && (source.start <= range.start + 12 || self.word(verb + 1) == "that")
            {
                return found(
                    Rule::SourceVerbClause,
                    verb..verb + 1,
                    source,
                    &[start..end],
                    index,
                );
            }
        }
        // …, NP said. / …, said NP.
        let tail = |from: u32| self.word(from.max(range.start)) == "," && from > range.start + 2;
        if let Some(source) = left.filter(|s| s.start > range.start && tail(s.start - 1)) {
            let start = range.start
                + u32::from(matches!(
                    self.word(range.start),
                    "But" | "And" | "Still" | "Yet"
                ));
            let content = start..source.start - 1;
            return found(
                Rule::ClauseSourceVerb,
                verb..verb + 1,
                source,
                &[content],
                index,
            );
        }
        if verb > range.start
            && !told
            && tail(verb - 1)
            && let Some(source) = right
        {
            return found(
                Rule::ClauseSourceVerb,
                verb..verb + 1,
                source,
                &[range.start..verb - 1],
                index,
            );
        }
        None
    }

    /// Is this quotation something said, not a title or a scare quote: long, or ended by a mark.
    fn is_speech(&self, quote: &Range<u32>) -> bool {
        let inner = quote.end - quote.start;
        let ended = quote.end >= quote.start + 3
            && matches!(self.word(quote.end - 2), "," | "." | "?" | "!" | "…" | "—");
        inner >= 7 || ended
    }

    /// The token after the last one that content may hold: without the sentence's full stop.
    fn last_content(&self, range: &Range<u32>) -> u32 {
        let mut end = range.end;
        while end > range.start
            && matches!(self.word(end - 1), "." | "!" | "?")
            && self.mark(end - 1) == Mark::None
        {
            end -= 1;
        }
        end
    }

    /// Where the clause after "said" begins: past "on Monday", "in a statement", up to "that" if it
    /// is near.
    fn clause_start(&self, from: u32, end: u32) -> u32 {
        if let Some(that) = (from..end.min(from + 8)).find(|&k| self.word(k) == "that") {
            return that;
        }
        let mut at = from;
        while at < end
            && (self.is(at, class::CALENDAR)
                || matches!(self.word(at), "on" | ",")
                    && at + 1 < end
                    && self.is(at + 1, class::CALENDAR))
        {
            at += 1;
        }
        at + u32::from(at > from && at < end && self.word(at) == ",")
    }

    /// The noun phrase that ends before a verb, with its apposition.
    fn source_left(&self, verb: u32, range: &Range<u32>) -> Option<Range<u32>> {
        let mut end = verb;
        while end > range.start && (self.is(end - 1, class::AUXILIARY) || self.is_adverb(end - 1)) {
            end -= 1;
        }
        if end == range.start {
            return None;
        }
        let mut last = end;
        let mut start = end;
        // "Moller, who runs the farm, said": the part between commas belongs to the source.
        if self.word(end - 1) == "," {
            let comma = (range.start..end - 1)
                .rev()
                .find(|&k| self.word(k) == "," || self.mark(k) != Mark::None)?;
            if self.word(comma) != "," || end - comma > 24 || comma == range.start {
                return None;
            }
            start = comma;
            last = end - 1;
        }
        while start > range.start {
            let k = start - 1;
            // The stop of "Mr." or of an initial is a part of the name.
            if self.is_abbreviation_stop(k, range.start) {
                start -= 1;
                continue;
            }
            if breaks_left(self.word(k))
                || self.mark(k) != Mark::None
                || !self.outside(k)
                || self.is(k, class::VERB) && self.is(k, class::FINITE)
            {
                break;
            }
            // "and" joins two names, or else two clauses.
            if self.word(k) == "and"
                && !(k > range.start
                    && (self.is_upper(k - 1) || self.is(k - 1, class::ROLE))
                    && end - k < 8)
            {
                break;
            }
            start -= 1;
        }
        // A phrase of time or place in front is not the source.
        if start < end && (self.is(start, class::PREPOSITION) || self.is(start, class::AUXILIARY)) {
            start = (start..end).find(|&k| {
                self.is(k, class::SUBJECT)
                    || k > start && self.is_upper(k) && !self.is(k, class::CALENDAR)
            })?;
        }
        self.noun_phrase(start..last)
    }

    fn is_adverb(&self, k: u32) -> bool {
        let word = self.word(k);
        word.len() > 4 && word.ends_with("ly")
            || matches!(
                word,
                "also"
                    | "then"
                    | "later"
                    | "once"
                    | "often"
                    | "recently"
                    | "previously"
                    | "again"
                    | "even"
            )
    }

    /// The noun phrase right after a verb.
    fn source_right(&self, verb: u32, range: &Range<u32>) -> Option<Range<u32>> {
        let start = verb + 1;
        if start >= range.end
            || !(self.is_upper(start)
                || self.is(start, class::DETERMINER | class::SUBJECT | class::ROLE))
        {
            return None;
        }
        if matches!(self.word(start), "that" | "this" | "it" | "there") {
            return None;
        }
        let mut end = start;
        while end < range.end && end < start + 40 {
            let word = self.word(end);
            if self.is_abbreviation_stop(end, start) {
                end += 1;
                continue;
            }
            if breaks_right(word) || self.mark(end) != Mark::None || self.is(end, class::CALENDAR) {
                break;
            }
            // "in an interview", "at a rally" end a name; "of", "for", "from", "with" go on with
            // it.
            if matches!(word, "in" | "on" | "at" | "during" | "about")
                && !self.word(end - 1).eq(",")
                && end > start
            {
                let place = end + 1 < range.end
                    && self.is_upper(end + 1)
                    && !self.is(end + 1, class::CALENDAR);
                if !place {
                    break;
                }
            }
            end += 1;
        }
        while end > start && matches!(self.word(end - 1), "," | "in" | "on" | "at") {
            end -= 1;
        }
        self.noun_phrase(start..end)
    }

    /// The phrase if it can name somebody.
    fn noun_phrase(&self, phrase: Range<u32>) -> Option<Range<u32>> {
        // "as I said": a remark, not a report. "[He] said": altered by the editor.
        let as_said =
            phrase.start > self.base && self.word(phrase.start - 1).eq_ignore_ascii_case("as");
        if as_said
            || self.word(phrase.start).eq_ignore_ascii_case("as")
            || phrase.clone().any(|k| matches!(self.word(k), "[" | "]"))
        {
            return None;
        }
        let names = |k: u32| {
            self.kind(k) == TokenKind::Word && self.is_upper(k) && !self.is(k, class::CALENDAR)
                || self.is(k, class::SUBJECT | class::ROLE)
                || self.is(k, class::DETERMINER)
        };
        let long = phrase.end.saturating_sub(phrase.start);
        ((1..=30).contains(&long)
            && phrase.clone().any(names)
            && !matches!(
                self.word(phrase.start),
                "It" | "it" | "This" | "That" | "There" | "there"
            ))
        .then_some(phrase)
    }

    fn according_to(&self, k: u32, range: &Range<u32>, index: u32) -> Option<Found> {
        if k + 2 >= range.end || self.word(k + 1) != "to" {
            return None;
        }
        let start = k + 2;
        let comma = (start..range.end).find(|&j| self.word(j) == "," && self.outside(j));
        let end = self.last_content(range);
        if k <= range.start + 1 {
            // According to NP, …: the last comma before the clause is the one that ends the phrase.
            let comma = comma?;
            return found(
                Rule::AccordingTo,
                k..k + 2,
                start..comma,
                &[comma + 1..end],
                index,
            );
        }
        let content_end = if self.word(k - 1) == "," { k - 1 } else { k };
        let mut source_end = start;
        let goes_on = |k: u32| {
            self.is_abbreviation_stop(k, start)
                || !breaks_right(self.word(k)) && self.mark(k) == Mark::None
        };
        while source_end < end && goes_on(source_end) {
            source_end += 1;
        }
        found(
            Rule::AccordingTo,
            k..k + 2,
            start..source_end,
            &[range.start..content_end],
            index,
        )
    }
}
