//! The next speaker, whose name the content before has taken in.

use super::NEIGHBOURS;
use crate::attribute::Made;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::attribute::rules;
use crate::segment::TokenKind;
use sayso_english::classes::class;
use sayso_english::morphology::singular;
use sayso_english::sources::{NOUNS, NounKind, noun, wordnet_kind};
use std::ops::Range;

/// The longest name or description of a speaker whose verb is left out.
const LONGEST_GAPPED: u32 = 5;
/// A clause has at least this many tokens.
const SHORTEST_CLAUSE: u32 = 2;
/// Words between two clauses.
const BETWEEN_CLAUSES: [&str; 7] = [
    "and", "but", "while", "whereas", "though", "although", "yet",
];
/// Words between two clauses that are set against each other.
const CONTRASTS: [&str; 4] = ["but", "while", "whereas", "though"];
/// Nouns of people and bodies that say something.
const SPEAKERS: u32 = noun::PEOPLE
    | noun::BODY
    | noun::ROLE
    | noun::SOURCE
    | noun::OFFICIAL
    | noun::EXPERT
    | noun::WITNESS
    | noun::TIE
    | noun::KIN;

/// Nouns of persons.
const PERSONS: u32 = noun::ROLE
    | noun::OFFICIAL
    | noun::EXPERT
    | noun::WITNESS
    | noun::TIE
    | noun::KIN
    | noun::PEOPLE;

/// Whether a noun describes people or a body.
fn is_noun_of_speakers(noun: &str) -> bool {
    let is_kind = |word: &str| wordnet_kind(word).is_some_and(|kind| kind != NounKind::Document);
    NOUNS.has(noun, SPEAKERS) || is_kind(noun) || singular(noun).is_some_and(|one| is_kind(&one))
}

impl Rows<'_> {
    /// "Moss said the mill would close but his partner, Jan Orr, insisted it would not": the subject
    /// of the next cue is its source and not the end of the content before.
    pub(super) fn next_speakers(&self, drafts: &mut [Made]) {
        for next in 0..drafts.len() {
            if let Some(subject) = self.nearer_subject(&drafts[next].draft) {
                drafts[next].draft.source = Some(subject);
            }
            let near = next.saturating_sub(NEIGHBOURS)..drafts.len().min(next + NEIGHBOURS);
            for before in near {
                let cue = drafts[next].draft.cue;
                let contents = drafts[before].draft.contents.iter();
                let Some(piece) = contents
                    .clone()
                    .position(|c| self.leads_to(c, &cue))
                    .filter(|_| before != next)
                else {
                    continue;
                };
                let content = drafts[before].draft.contents[piece];
                if let Some((end, subject)) = self.subject_within(&content, &cue) {
                    drafts[before].draft.contents[piece].end = end;
                    let source =
                        Chunk::certain(Role::Source, subject.start, subject.end, cue.paragraph);
                    drafts[next].draft.source = Some(source);
                }
            }
        }
    }

    /// "The firm said it was safe, but its own inspectors warned it was not": the subject right before
    /// the verb and after a conjunction, where the source found is the subject of the clause before.
    fn nearer_subject(&self, draft: &Draft) -> Option<Chunk> {
        let (cue, source) = (&draft.cue, draft.source?);
        let is_far = source.paragraph == cue.paragraph && source.end + 2 < cue.start;
        if !is_far || !self.is_said(cue.start) {
            return None;
        }
        let sentence = self.sentence_of(cue.start);
        let between = source.end..cue.start;
        let contrasts = |k: u32| CONTRASTS.contains(&self.word(k)) && self.token(k).depth == 0;
        if source.start < sentence.start || !between.clone().any(contrasts) {
            return None;
        }
        let subject = rules::subject_before(self.text, self.parts, &sentence, cue.start)?;
        let is_after_contrast = between.contains(&subject.start) && contrasts(subject.start - 1);
        is_after_contrast
            .then(|| Chunk::certain(Role::Source, subject.start, subject.end, cue.paragraph))
    }

    /// "The minister said the dam would hold while engineers insisted it would not": an attribution
    /// inside another one that begins after "while" is not part of what the minister said.
    pub(in crate::attribute::complete) fn part_contrasts(&mut self) {
        for row in 0..self.rows.len() {
            let Some((outer, piece, end)) = self.contrast(row) else {
                continue;
            };
            self.rows[outer].contents[piece].end = end;
            self.rows[row].parent = None;
        }
    }

    /// The row that a row is inside of, which of its contents, and where that ends before a contrast.
    fn contrast(&self, row: usize) -> Option<(usize, usize, u32)> {
        let (outer, row) = (self.rows[row].parent?, &self.rows[row]);
        let draft = row.draft.as_ref()?;
        let source = draft.source.filter(|s| s.end <= draft.cue.start)?;
        let said = self.rows[outer].draft.as_ref()?.cue.end;
        let contents = &self.rows[outer].contents;
        let piece = contents
            .iter()
            .position(|c| c.start < source.start && source.end <= c.end)?;
        let content = contents[piece];
        let is_plain = self.is_said(draft.cue.start)
            && said <= content.start
            && self.token(source.start).depth == self.token(said - 1).depth
            && CONTRASTS.contains(&self.word(source.start - 1));
        let end = self.end_before_joint(source.start, content.start)?;
        is_plain.then_some((outer, piece, end))
    }

    /// Whether only auxiliaries are between a content and a cue in the same sentence.
    fn leads_to(&self, content: &Chunk, cue: &Chunk) -> bool {
        content.end <= cue.start
            && content.paragraph == cue.paragraph
            && (content.end..cue.start).all(|k| self.is(k, class::AUXILIARY))
            && self.sentence_of(content.end - 1).contains(&cue.start)
    }

    /// The subject of a cue at the end of a content, after a conjunction, and where the content ends
    /// without it.
    fn subject_within(&self, content: &Chunk, cue: &Chunk) -> Option<(u32, Range<u32>)> {
        let verb = (cue.start..cue.end).find(|&k| self.is(k, class::VERB))?;
        let sentence = self.sentence_of(verb);
        let subject = rules::subject_before(self.text, self.parts, &sentence, verb)?;
        // "effort to make a tool" does not speak.
        let begins_name = self.is_upper(subject.start)
            || self.is(
                subject.start,
                class::DETERMINER | class::SUBJECT | class::ROLE,
            );
        if !begins_name || subject.start <= content.start + SHORTEST_CLAUSE {
            return None;
        }
        let end = self.end_before_joint(subject.start, content.start)?;
        Some((end, subject))
    }

    /// The end of a clause that is joined to what begins at `k`: before "and", ", but", ";".
    pub(super) fn end_before_joint(&self, k: u32, first: u32) -> Option<u32> {
        let joint = k - 1;
        let is_conjunction = BETWEEN_CLAUSES.contains(&self.word(joint));
        if !is_conjunction && self.word(joint) != ";" {
            return None;
        }
        let has_comma = is_conjunction && matches!(self.word(joint - 1), "," | ";");
        let end = joint - u32::from(has_comma);
        (end > first + SHORTEST_CLAUSE).then_some(end)
    }

    /// "The army said nine men had died, the rebels that 40 had": a speaker whose verb is left out
    /// ends the content. A word before "that" can also be what a relative clause describes, so that
    /// it must be a name, or a person or body that is set off by a mark or followed by no more than
    /// a subject and an auxiliary.
    pub(super) fn leave_gapped_speaker(&self, piece: &mut Chunk) {
        let floor = self.token(piece.start).depth;
        let first = piece.start + SHORTEST_CLAUSE + 1;
        for that in first..piece.end.saturating_sub(SHORTEST_CLAUSE) {
            let is_plain = self.word(that) == "that" && self.token(that).depth <= floor;
            if !is_plain || !self.begins_subject(that + 1) {
                continue;
            }
            if let Some(end) = self.end_before_gapped(that, piece) {
                piece.end = end;
                return;
            }
        }
    }

    fn begins_subject(&self, k: u32) -> bool {
        // "that nineteen were".
        let is_counted = || self.is(k + 1, class::AUXILIARY);
        self.is(k, class::SUBJECT | class::DETERMINER)
            || self.is_upper(k)
            || is_counted()
            || self.token(k).kind == TokenKind::Number
    }

    fn end_before_gapped(&self, that: u32, piece: &Chunk) -> Option<u32> {
        let from = that
            .saturating_sub(LONGEST_GAPPED)
            .max(piece.start + SHORTEST_CLAUSE);
        let is_joint =
            |&k: &u32| matches!(self.word(k), "," | ";") || BETWEEN_CLAUSES.contains(&self.word(k));
        let joint = (from..that).rev().find(is_joint)?;
        let speaker = joint + 1..that;
        if speaker.is_empty() {
            return None;
        }
        let is_mark = !self.is_word(joint);
        let is_name = speaker
            .clone()
            .all(|k| self.is_upper(k) && !self.is(k, class::CALENDAR));
        let is_speaker =
            self.is(speaker.start, class::DETERMINER) && is_noun_of_speakers(self.word(that - 1));
        // Persons have relative clauses with "who": "his lawyer that he had been confused".
        let is_person_with_clause = || {
            NOUNS.has(self.word(that - 1), PERSONS)
                && self.is(that + 1, class::SUBJECT)
                && self.is(that + 2, class::AUXILIARY)
        };
        let is_set_off =
            || is_mark || self.is_ellipsis(that + 1, piece.end) || is_person_with_clause();
        let is_next = is_name || is_speaker && is_set_off();
        if !is_next {
            return None;
        }
        let has_comma = !is_mark && matches!(self.word(joint - 1), "," | ";");
        Some(joint - u32::from(has_comma))
    }

    /// "it would not", "40 had": a clause of a subject and auxiliaries.
    fn is_ellipsis(&self, k: u32, end: u32) -> bool {
        let mut rest = k + 1..end;
        !rest.is_empty() && rest.all(|k| self.is(k, class::AUXILIARY) || self.word(k) == "not")
    }

    /// "The mayor denied Eva-Marie Lund’s claims that …": after a possessive, "claims" is a noun, and
    /// what it says is part of what is denied. The content `piece` of draft `i` ends before it.
    pub(super) fn merge_noun_of_saying(&self, drafts: &mut [Made], i: usize, piece: usize) {
        let end = drafts[i].draft.contents[piece].end;
        let sentence = self.sentence_of(end - 1);
        let is_noun = |k: u32| {
            let possessive = matches!(self.word(k - 1), "'s" | "’s" | "'" | "’");
            possessive && self.word(k).ends_with('s')
        };
        let near = i.saturating_sub(NEIGHBOURS)..drafts.len().min(i + NEIGHBOURS);
        for j in near.filter(|&j| j != i) {
            let cue = drafts[j].draft.cue;
            let follows = cue.start > end && sentence.contains(&cue.start) && is_noun(cue.start);
            let last = drafts[j].draft.contents.last().map(|c| c.end);
            let is_phrase = || (end..cue.start).all(|k| self.is_word(k) || self.word(k) == "’");
            if let Some(last) = last.filter(|&last| follows && last > cue.end && is_phrase()) {
                drafts[i].draft.contents[piece].end = last;
                drafts[j].draft.contents.clear();
            }
        }
    }
}
