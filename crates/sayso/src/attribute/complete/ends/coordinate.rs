//! What is joined to the verb of saying, not to what is said: "The inquiry asked for the letters, but
//! did not read them".

use crate::attribute::chunk::Chunk;
use crate::attribute::complete::Rows;
use crate::attribute::draft::Draft;
use crate::attribute::rules::Parts;
use crate::attribute::why::{Rule, Why};
use crate::attribute::{Made, PLAIN};
use crate::segment::Mark;
use sayso_english::classes::class;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun};

/// Words that join a second predicate to the first.
const JOINTS: [&str; 2] = ["and", "but"];
/// Prepositions before a verb of saying in "-ing": "accused of calling".
const BEFORE_GERUND: [&str; 7] = ["of", "for", "by", "from", "with", "in", "after"];
/// A content before the joint has at least this many tokens.
const SHORTEST: u32 = 2;
/// Forms of verbs in the past that no list has.
const PAST: [&str; 4] = ["said", "was", "were", "had"];
/// A second report has at least this many tokens, with its verb.
const SHORTEST_REPORT: u32 = 4;
/// The words that begin a source of its own inside a content, after "and".
const ACCORDING: [&str; 2] = ["according", "to"];

impl Rows<'_> {
    /// Ends a content before a second predicate of its source, and before a second report.
    pub(in crate::attribute::complete) fn end_before_second_predicate(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let floor = self.token(cue.start).depth;
        for piece in &mut draft.contents {
            if piece.start < cue.end || piece.paragraph != cue.paragraph {
                continue;
            }
            let end = self.before_according_to(piece, floor);
            let end = end.or_else(|| self.before_other_source(piece, floor));
            if let Some(end) = end.or_else(|| self.before_second_predicate(piece, &cue, floor)) {
                piece.end = end;
            }
        }
        self.drop_before_according_to(draft);
        // "asked for the minutes, but | “did not request the tapes”"
        let is_predicate = |c: &Chunk| {
            let is_joined = c.start > cue.end + 1 && JOINTS.contains(&self.word(c.start - 1));
            let is_marked = self.mark(c.start) == Mark::Open && c.len() > SHORTEST;
            is_joined && is_marked && self.is(c.start + 1, class::AUXILIARY)
        };
        let is_of_clause = self.is_said(cue.end - 1);
        draft.contents.retain(|c| is_of_clause || !is_predicate(c));
    }

    /// "The club said he was ill and according to his agent, he will leave": where the first report
    /// ends.
    fn before_according_to(&self, piece: &Chunk, floor: u8) -> Option<u32> {
        let first = piece.start + SHORTEST;
        let begins_report = |&k: &u32| {
            self.word(k) == ACCORDING[0]
                && self.word(k + 1) == ACCORDING[1]
                && self.token(k).depth <= floor
                && self.end_before_joint(k, piece.start).is_some()
        };
        let k = (first..piece.end.saturating_sub(1)).find(begins_report)?;
        self.end_before_joint(k, piece.start)
    }

    /// "Police said two men fled; witnesses spoke of a third", "wrote that it was over, then left": where
    /// another source speaks, or the same one does something else.
    fn before_other_source(&self, piece: &Chunk, floor: u8) -> Option<u32> {
        const ACTS: [&str; 8] = [
            "spoke",
            "put",
            "disputed",
            "disagreed",
            "denied",
            "declined",
            "refused",
            "gave",
        ];
        let is_open = |k: u32| self.token(k).depth <= floor && self.mark(k) == Mark::None;
        let speaks = |semicolon: u32| {
            let noun = semicolon + 1 + u32::from(self.is(semicolon + 1, class::DETERMINER));
            let verb = noun + 1;
            let is_speaker = NOUNS.has(
                self.word(noun),
                noun::PEOPLE | noun::OFFICIAL | noun::EXPERT | noun::WITNESS | noun::ROLE,
            );
            let reports = self.is(verb, class::VERB) && self.is(verb, class::FINITE)
                || self.is_word_of(verb, &ACTS);
            is_speaker && reports
        };
        let acts = |comma: u32| self.word(comma + 1) == "then" && self.ends_in_past(comma + 2);
        let last = piece.end.saturating_sub(SHORTEST);
        (piece.start + SHORTEST..last)
            .filter(|&k| is_open(k))
            .find(|&k| self.word(k) == ";" && speaks(k) || self.word(k) == "," && acts(k))
    }

    /// Whether a word is a verb in the past: "left", "walked".
    fn ends_in_past(&self, k: u32) -> bool {
        let word = self.word(k);
        word.ends_with("ed") || knows(word) & known::PAST != 0
    }

    /// Adds what a source says with a second verb, and what another source says after "and according
    /// to", where a content ends before it and the model has not found it.
    pub(super) fn second_reports(&self, drafts: &mut Vec<Made>) {
        let mut i = 0;
        while i < drafts.len() {
            if let Some(made) = self.second_report(drafts, i) {
                drafts.insert(i + 1, made);
            }
            i += 1;
        }
    }

    fn second_report(&self, drafts: &[Made], i: usize) -> Option<Made> {
        let draft = &drafts[i].draft;
        let content = draft.contents.last()?;
        let source = draft.source.filter(|s| s.end <= draft.cue.start)?;
        let sentence = self.sentence_of(content.end - 1);
        let is_near = content.start >= draft.cue.end && sentence.contains(&draft.cue.start);
        let joint =
            content.end + u32::from(content.end < sentence.end && self.word(content.end) == ",");
        let (verb, end) = (joint + 1, self.last_of(&sentence));
        if !is_near || verb + SHORTEST_REPORT > end || !JOINTS.contains(&self.word(joint)) {
            return None;
        }
        let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
        let is_apart = |c: &Chunk| c.end <= verb || c.start >= end;
        let is_free = drafts[near]
            .iter()
            .all(|made| made.draft.chunks().all(is_apart));
        if !is_free {
            return None;
        }
        let parts = if self.word(verb) == ACCORDING[0] {
            self.report_according_to(verb, end)?
        } else {
            self.report_of_second_verb(&source, verb, end)?
        };
        let found = parts.found_in(draft.cue.paragraph)?;
        let score = drafts[i].score.map(|score| score.min(PLAIN));
        Some(Made {
            draft: found.draft,
            score,
            why: Why::Rule(found.rule),
        })
    }

    /// "and argued that the cost was high", "but said it was safe".
    fn report_of_second_verb(&self, source: &Chunk, verb: u32, end: u32) -> Option<Parts> {
        let next = verb + 1;
        let is_verb =
            self.is_said(verb) || self.is(verb, class::VERB) && self.is(verb, class::FINITE);
        let is_clause = self.word(next) == "that"
            || self.is(next, class::SUBJECT) && self.begins_predicate(next + 1);
        (is_verb && is_clause).then(|| Parts {
            rule: Rule::SourceVerbClause,
            cue: verb..next,
            source: source.start..source.end,
            contents: vec![next..end],
        })
    }

    /// "according to his agent, he will leave".
    fn report_according_to(&self, according: u32, end: u32) -> Option<Parts> {
        let start = according + 2;
        let comma = (start..end).find(|&k| self.word(k) == ",")?;
        let parts = Parts {
            rule: Rule::AccordingTo,
            cue: according..start,
            source: start..comma,
            contents: vec![comma + 1..end],
        };
        (comma > start && comma + 2 < end).then_some(parts)
    }

    /// The clause before "and according to" belongs to another report if a clause follows the source.
    fn drop_before_according_to(&self, draft: &mut Draft) {
        let cue = draft.cue.start;
        let is_joined = self.word(cue) == ACCORDING[0] && cue > 0 && self.is_clause_joint(cue - 1);
        let follows = |c: &Chunk| c.start > cue && c.paragraph == draft.cue.paragraph;
        if is_joined && draft.contents.iter().any(follows) {
            draft.contents.retain(|c| c.start > cue);
        }
    }

    fn is_clause_joint(&self, k: u32) -> bool {
        matches!(self.word(k), "and" | "but" | "while" | ";")
    }

    /// Where a content that is a noun phrase or an infinitive ends before "but did not read them", "and
    /// she agreed", ", and the union has stepped in".
    fn before_second_predicate(&self, piece: &Chunk, cue: &Chunk, floor: u8) -> Option<u32> {
        let is_gerund = self.is_gerund(cue);
        let is_infinitive = self.word(piece.start) == "to";
        // A clause can have several predicates.
        let is_clause = self.is(piece.start, class::SUBJECT | class::CLAUSE) && !is_infinitive;
        if is_clause && !is_gerund {
            return None;
        }
        for k in piece.start + 1..piece.end.saturating_sub(SHORTEST) {
            if self.token(k).depth > floor {
                continue;
            }
            if JOINTS.contains(&self.word(k)) {
                let is_noun_phrase = !is_gerund && !is_infinitive;
                let is_second = self.is_second_gerund(k, is_gerund)
                    || is_noun_phrase && self.is_second_predicate(k)
                    || !is_gerund && self.is_second_clause(k, piece.end, floor);
                if is_second {
                    return self.end_of_first(k, piece);
                }
            }
            // With a verb of its own the content can be a clause, or end with one.
            let has_clause = self.opens_clause(k) || !is_infinitive && self.begins_predicate(k);
            if has_clause && !is_gerund {
                return None;
            }
        }
        None
    }

    /// ", and the union has stepped in", ", and when asked about it, she left" after a comma.
    fn is_second_clause(&self, joint: u32, end: u32, floor: u8) -> bool {
        self.word(joint - 1) == ","
            && self.token(joint - 1).depth <= floor
            && self.begins_main_clause(joint + 1, end, floor)
    }

    /// "said it was safe, and when asked who had tested it, he left": the question is the outlet's.
    pub(super) fn end_before_question(&self, piece: &mut Chunk) {
        let floor = self.token(piece.start).depth;
        let is_asked = |&k: &u32| {
            JOINTS.contains(&self.word(k))
                && self.word(k - 1) == ","
                && matches!(self.word(k + 1), "when" | "if")
                && matches!(self.word(k + 2), "asked" | "pressed" | "questioned")
                && self.token(k).depth <= floor
        };
        let last = piece.end.saturating_sub(SHORTEST);
        if let Some(k) = (piece.start + SHORTEST..last).find(is_asked) {
            piece.end = k - 1;
        }
        let is_own = |&k: &u32| self.token(k).depth <= floor && self.goes_on_in_own_voice(k);
        if let Some(k) = (piece.start + SHORTEST..last).find(is_own) {
            piece.end = k - u32::from(self.word(k - 1) == ",");
        }
    }

    /// "that most work is done at night, but when does it begin?", "and we’re told": a question of the
    /// outlet, or what others told it.
    fn goes_on_in_own_voice(&self, joint: u32) -> bool {
        const ASKING: [&str; 6] = ["when", "what", "how", "why", "who", "where"];
        let sentence = self.sentence_of(joint);
        if !JOINTS.contains(&self.word(joint)) || joint + 3 >= sentence.end {
            return false;
        }
        let asks = self.word(joint - 1) == ","
            && ASKING.contains(&self.word(joint + 1))
            && self.is(joint + 2, class::AUXILIARY)
            && self.word(sentence.end - 1) == "?";
        let is_told = self.word(joint + 1) == "we"
            && matches!(self.word(joint + 2), "are" | "'re" | "’re")
            && self.word(joint + 3) == "told";
        asks || is_told
    }

    /// "The poll showed she was ahead, but such polls are not a measure": after a cue and a clause in
    /// the past, a contrast in the present is the outlet's.
    pub(super) fn end_before_remark(&self, draft: &mut Draft) {
        let said = draft.cue.end;
        let is_past = |k: u32| {
            let word = self.word(k);
            word.ends_with("ed") || knows(word) & known::PAST != 0 || PAST.contains(&word)
        };
        if !is_past(said - 1) {
            return;
        }
        for piece in draft.contents.iter_mut().filter(|c| c.start >= said) {
            let floor = self.token(piece.start).depth;
            let is_contrast = |&k: &u32| {
                self.word(k) == "but" && self.word(k - 1) == "," && self.token(k).depth <= floor
            };
            let last = piece.end.saturating_sub(SHORTEST);
            let Some(but) = (piece.start + SHORTEST..last).find(is_contrast) else {
                continue;
            };
            let verb = (piece.start..but).find(|&k| self.begins_predicate(k));
            let next = (but + 1..piece.end).find(|&k| self.begins_predicate(k));
            let is_remark = verb.is_some_and(is_past)
                && next.is_some_and(|k| matches!(self.word(k), "is" | "are" | "has" | "have"))
                && !self.is(but + 1, class::SUBJECT | class::CLAUSE)
                && self.begins_main_clause(but + 1, piece.end, floor);
            if is_remark {
                piece.end = but - 1;
            }
        }
    }

    fn opens_clause(&self, k: u32) -> bool {
        matches!(
            self.word(k),
            "that"
                | "who"
                | "which"
                | "whose"
                | "where"
                | "whether"
                | "how"
                | "why"
                | "what"
                | "when"
        )
    }

    fn end_of_first(&self, joint: u32, piece: &Chunk) -> Option<u32> {
        let has_comma = self.word(joint - 1) == ",";
        let end = joint - u32::from(has_comma);
        (end > piece.start).then_some(end)
    }

    fn is_gerund(&self, cue: &Chunk) -> bool {
        let verb = (cue.start..cue.end).find(|&k| self.word(k).ends_with("ing"));
        verb.is_some_and(|k| k > 0 && BEFORE_GERUND.contains(&self.word(k - 1)))
    }

    /// "of calling him a liar and allowing them to stay".
    fn is_second_gerund(&self, joint: u32, is_gerund: bool) -> bool {
        let verb = joint + 1;
        let begins_phrase = class::DETERMINER | class::PRONOUN | class::SUBJECT;
        is_gerund
            && self.word(verb).ends_with("ing")
            && (self.is(verb + 1, begins_phrase) || self.is_upper(verb + 1))
    }

    /// "but did not", "and argued", "and she agreed" after `joint`.
    fn is_second_predicate(&self, joint: u32) -> bool {
        // "but “did not read them”"
        let next = joint + 1 + u32::from(self.mark(joint + 1) == Mark::Open);
        let word = self.word(next);
        if self.is(next, class::SUBJECT) && !matches!(word, "one" | "many" | "most" | "some") {
            return word != "who" && self.begins_predicate(next + 1);
        }
        let is_verb = self.is(next, class::AUXILIARY)
            && !matches!(
                word,
                "not" | "never" | "also" | "being" | "been" | "may" | "can" | "will"
            );
        let is_of_saying = self.is(next, class::VERB) && self.is(next, class::FINITE);
        // "the planned and promised works" has no verb.
        is_verb || is_of_saying && (self.word(joint) == "but" || self.follows_phrase(next + 1))
    }

    /// Whether a clause or an object follows a verb.
    fn follows_phrase(&self, k: u32) -> bool {
        let begins = class::DETERMINER | class::SUBJECT | class::CLAUSE | class::PREPOSITION;
        self.is(k, begins) || self.mark(k) == Mark::Open
    }

    /// "accused him of lying about the cost and hiding the letters": the second thing is part of the
    /// accusation, not a report of its own.
    pub(super) fn join_accusations(&self, drafts: &mut [Made]) {
        for i in 0..drafts.len() {
            let draft = &drafts[i].draft;
            let Some(content) = draft.contents.last().copied() else {
                continue;
            };
            if !self.is_of_gerunds(draft, &content) {
                continue;
            }
            let end = content.end;
            let from = end + u32::from(!self.joins_parts(end - 1));
            let near = i.saturating_sub(super::NEIGHBOURS)..drafts.len().min(i + super::NEIGHBOURS);
            let is_next = |&j: &usize| {
                let cue = drafts[j].draft.cue;
                let is_there = j != i && cue.start == from && self.word(from).ends_with("ing");
                is_there && self.joins_parts(from - 1)
            };
            let Some(j) = near.clone().find(is_next) else {
                continue;
            };
            let Some(last) = drafts[j].draft.contents.last().map(|c| c.end) else {
                continue;
            };
            if last > from {
                if let Some(piece) = drafts[i].draft.contents.last_mut() {
                    piece.end = last;
                }
                drafts[j].draft.contents.clear();
            }
        }
    }

    /// Whether a content is what someone is accused of, blamed for or praised for doing.
    fn is_of_gerunds(&self, draft: &Draft, content: &Chunk) -> bool {
        if content.start < draft.cue.end {
            return false;
        }
        (draft.cue.end..content.end.saturating_sub(1))
            .any(|k| matches!(self.word(k), "of" | "for") && self.word(k + 1).ends_with("ing"))
            || matches!(self.word(draft.cue.end - 1), "of" | "for")
                && self.word(content.start).ends_with("ing")
    }
}
