//! Sources that the words around them show to be others, or to be cut wrongly. Each correction is
//! about one form of sentence, given in its comment.

use super::Rows;
use crate::attribute::chunk::{Chunk, Role};
use crate::attribute::draft::Draft;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun, wordnet_kind};

/// Forms of "be" before a participle.
const BE: [&str; 9] = [
    "is", "are", "was", "were", "been", "being", "be", "’re", "'re",
];
/// Participles that make their subject the hearer.
const TOLD: [&str; 12] = [
    "told",
    "informed",
    "advised",
    "assured",
    "warned",
    "urged",
    "asked",
    "reminded",
    "notified",
    "briefed",
    "ordered",
    "encouraged",
];
/// Words of blame, before "of" and what the accused is said to do.
const ACCUSES: [&str; 6] = [
    "accuse",
    "accused",
    "accuses",
    "accusing",
    "suspected",
    "suspects",
];
/// The accused between "accused" and "of" has at most this many tokens.
const LONGEST_ACCUSED: u32 = 8;

impl Rows<'_> {
    /// Corrects a source.
    pub(super) fn mend_source(&self, draft: &mut Draft) {
        self.hearer_is_no_source(draft);
        self.named_is_no_source(draft);
        self.accused_says(draft);
        self.whole_accused(draft);
        self.before_whom(draft);
        self.head_noun_before_cue(draft);
        self.subject_after_participle(draft);
        self.relative_alone(draft);
        self.leave_time(draft);
        self.leave_participle(draft);
        self.leave_opening(draft);
        self.leave_neighbour(draft);
        self.whole_office(draft);
        self.whole_document(draft);
    }

    /// "We have been told that the pier is safe": who told us is not said.
    fn hearer_is_no_source(&self, draft: &mut Draft) {
        let last = draft.cue.end - 1;
        if TOLD.contains(&self.word(last)) && self.is_passive_after_source(draft) {
            draft.source = None;
        }
    }

    /// "The surgeon has been called a fraud", "a virus, dubbed “Velm”,": what has the name does not
    /// give it.
    fn named_is_no_source(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let names = knows(self.word(cue.end - 1)) & known::NAMING != 0;
        let Some(source) = draft.source.filter(|s| names && s.end <= cue.start) else {
            return;
        };
        let is_after_comma = self.word(cue.start - 1) == "," && source.end + 1 >= cue.start;
        let has_comma = |k: u32| self.word(k) == ",";
        let is_apposition = (source.start..source.end.min(cue.start - 1)).any(has_comma);
        let is_participle = cue.len() == 1 && is_after_comma && !is_apposition;
        if is_participle || self.is_passive_after_source(draft) {
            draft.source = None;
        }
    }

    /// Whether a participle with "be" follows its source.
    fn is_passive_after_source(&self, draft: &Draft) -> bool {
        let cue = draft.cue;
        let from = draft.source.map_or(cue.start, |s| s.end.min(cue.start));
        let has_be = (from..cue.end - 1).any(|k| BE.contains(&self.word(k)));
        let is_before = draft
            .source
            .is_some_and(|s| s.end <= cue.start && cue.start <= s.end + 2);
        has_be && is_before
    }

    /// "He accused them of rigging the vote and pushing the claim that …": the accused push it.
    fn accused_says(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let is_gerund = cue.len() == 1 && self.word(cue.start).ends_with("ing");
        let Some(source) = draft
            .source
            .as_mut()
            .filter(|s| is_gerund && s.end < cue.start)
        else {
            return;
        };
        let accuses = |&k: &u32| ACCUSES.contains(&self.word(k));
        let Some(verb) = (source.end..cue.start).find(accuses) else {
            return;
        };
        let reach = verb + 1..cue.start.min(verb + 2 + LONGEST_ACCUSED);
        let of = reach.clone().find(|&k| self.word(k) == "of");
        if let Some(of) = of.filter(|&of| of > verb + 1) {
            *source = Chunk::certain(Role::Source, verb + 1, of, source.paragraph);
        }
    }

    /// "A pilot accused | of drinking on duty | told": what somebody is accused of says nothing.
    fn whole_accused(&self, draft: &mut Draft) {
        const PREPOSITIONS: [&str; 2] = ["of", "with"];
        const PARTICIPLES: [&str; 6] = [
            "accused",
            "suspected",
            "convicted",
            "charged",
            "acquitted",
            "guilty",
        ];
        let cue = draft.cue.start;
        let Some(source) = draft.source.as_mut().filter(|s| s.start >= 2) else {
            return;
        };
        let participle = source.start - 1;
        let is_deed = self.is_word_of(source.start, &PREPOSITIONS)
            && self.is_word_of(participle, &PARTICIPLES)
            && source.end <= cue;
        if !is_deed {
            return;
        }
        if let Some(start) = self.phrase_before(participle, self.sentence_of(cue).start) {
            source.start = start;
        }
    }

    /// "The steward, whom | the Herald | is not naming, has denied it": the one before "whom" speaks.
    fn before_whom(&self, draft: &mut Draft) {
        let cue = draft.cue.start;
        let Some(source) = draft.source.as_mut().filter(|s| s.start >= 2) else {
            return;
        };
        let whom = source.start - 1;
        let is_aside = self.word(whom) == "whom" && (source.end..cue).any(|k| self.word(k) == ",");
        if !is_aside {
            return;
        }
        let end = whom - u32::from(self.word(whom - 1) == ",");
        if let Some(start) = self.phrase_before(end, self.sentence_of(cue).start) {
            *source = Chunk::certain(Role::Source, start, end, source.paragraph);
        }
    }

    /// "A circular issued after | Moller’s speech | banned": the document speaks, and not what it came after.
    fn whole_document(&self, draft: &mut Draft) {
        const PLACES: [&str; 7] = [
            "after",
            "before",
            "during",
            "following",
            "ahead",
            "since",
            "at",
        ];
        let cue = draft.cue.start;
        let Some(source) = draft
            .source
            .as_mut()
            .filter(|s| s.start >= 3 && s.end <= cue)
        else {
            return;
        };
        let preposition = source.start - 1;
        let participle = preposition - 1;
        let word = self.word(participle);
        let is_made = word.ends_with("ed") || knows(word) & known::PAST != 0;
        let follows = is_made && self.is_word_of(preposition, &PLACES);
        let is_document = NOUNS.has(self.word(participle - 1), noun::DOCUMENT);
        if !follows || !is_document {
            return;
        }
        if let Some(start) = self.phrase_before(participle, self.sentence_of(cue).start) {
            source.start = start;
        }
    }

    /// Where the noun phrase that ends before `end` begins.
    fn phrase_before(&self, end: u32, first_of_sentence: u32) -> Option<u32> {
        let is_of_phrase = |&k: &u32| {
            let is_word = self.token(k).kind == TokenKind::Word && self.word(k) != "who";
            is_word && !self.is(k, class::AUXILIARY | class::CLAUSE | class::PREPOSITION)
        };
        let first = first_of_sentence.max(end.saturating_sub(LONGEST_ACCUSED));
        let mut start = None;
        for k in (first..end).rev().take_while(is_of_phrase) {
            start = Some(k);
            // A determiner begins the phrase: "on Monday | a pilot".
            if self.is(k, class::DETERMINER) {
                break;
            }
        }
        start
    }

    /// "The ransom | note warns": a noun before the verb belongs to the source.
    fn head_noun_before_cue(&self, draft: &mut Draft) {
        let Some(source) = &mut draft.source else {
            return;
        };
        let cue = &mut draft.cue;
        let head = cue.start;
        if source.end != head || cue.len() < 2 {
            return;
        }
        let is_small = self.word(head).chars().all(char::is_lowercase);
        let is_noun =
            || NOUNS.has(self.word(head), u32::MAX) || wordnet_kind(self.word(head)).is_some();
        let is_no_noun = self.is(head, class::AUXILIARY | class::FINITE | class::DETERMINER)
            || knows(self.word(head)) & known::ADVERB != 0;
        let says = self.is(head + 1, class::FINITE) && self.is(head + 1, class::VERB);
        if is_small && !is_no_noun && says && is_noun() && self.is_open_phrase(source) {
            source.end = head + 1;
            cue.start = head + 1;
        }
    }

    /// "The ransom", "a council": a phrase that begins with a determiner or a capital, and goes on.
    fn is_open_phrase(&self, source: &Chunk) -> bool {
        self.is(source.start, class::DETERMINER) || self.is_upper(source.start)
    }

    /// "Writing in the Velm Herald Ines Moller said": the clause before the name says what she did.
    fn subject_after_participle(&self, draft: &mut Draft) {
        const OPENINGS: [&str; 8] = [
            "Writing",
            "Speaking",
            "Talking",
            "Posting",
            "Appearing",
            "Addressing",
            "Responding",
            "Commenting",
        ];
        let cue = draft.cue.start;
        let Some(source) = &mut draft.source else {
            return;
        };
        let is_opening = OPENINGS.contains(&self.word(source.start));
        if !is_opening || source.len() < 3 || source.end > cue {
            return;
        }
        // The subject follows the last comma, or the last word that is not part of a name.
        let last = source.end - 1;
        let is_break = |&k: &u32| {
            let is_name = self.is_upper(k) && !self.is(k, class::CALENDAR);
            !is_name && self.word(k) != "."
        };
        let is_comma = |&k: &u32| k < last && self.word(k) == ",";
        let comma = (source.start..last).rev().find(is_comma);
        let name = (source.start..=last).rev().find(is_break);
        let start = comma.or(name).map_or(last, |k| k + 1).min(last);
        source.start = self.own_name(start, last);
    }

    /// Where the name of the subject begins in a run of capitals after a preposition: in "Paris Emil
    /// Orr" and "the Velm Herald Ines Moller" it is the last two words, in "The Mirror Linda" the last.
    fn own_name(&self, start: u32, last: u32) -> u32 {
        let is_article = |k: u32| self.is(k, class::DETERMINER);
        let is_after = |k: u32| k > 0 && (self.is(k - 1, class::PREPOSITION) || is_article(k - 1));
        if last == start || !is_after(start) {
            return start;
        }
        let words_before = u32::from(is_article(start)) + 1;
        (start + words_before).max(last - 1).min(last)
    }

    /// "your agency, that as of last week said": the pronoun alone stands for the source.
    fn relative_alone(&self, draft: &mut Draft) {
        let cue = draft.cue.start;
        let Some(source) = draft
            .source
            .as_mut()
            .filter(|s| s.len() > 1 && s.end <= cue)
        else {
            return;
        };
        let is_relative = matches!(self.word(source.start), "who" | "which" | "that");
        let next = source.start + 1;
        let is_aside = self.word(next) == ","
            || self.is(next, class::PREPOSITION)
            || matches!(
                self.word(next),
                "last" | "this" | "earlier" | "until" | "once"
            );
        let is_plain = self.mark(source.start) == Mark::None
            && self.token(source.start).kind == TokenKind::Word;
        if is_relative && is_aside && is_plain {
            source.end = next;
        }
    }

    /// "Health officials this week | said": the time belongs to the verb.
    fn leave_time(&self, draft: &mut Draft) {
        const TIMES: [&str; 6] = ["week", "month", "year", "morning", "evening", "afternoon"];
        let cue = draft.cue.start;
        let Some(source) = draft
            .source
            .as_mut()
            .filter(|s| s.end <= cue && s.len() > 1)
        else {
            return;
        };
        let last = source.end - 1;
        let is_day = self.is(last, class::CALENDAR) && !self.is(last, class::AUXILIARY);
        let before = last - 1;
        let points = self.is_word_of(before, &["this", "last", "on", "earlier"]);
        let is_time = is_day || TIMES.contains(&self.word(last));
        if source.len() > 2 && points && is_time {
            source.end = before;
        }
    }

    /// "according to Velm Polls, rivalling the others": a participle does not name the source.
    fn leave_participle(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let Some(source) = draft.source.as_mut().filter(|s| s.start >= cue.end) else {
            return;
        };
        let is_participle = |k: u32| {
            let word = self.word(k);
            word.len() > 4 && word.ends_with("ing") && !self.is_upper(k)
        };
        let cut = (source.start + 1..source.end.saturating_sub(1))
            .find(|&k| self.word(k) == "," && is_participle(k + 1));
        if let Some(comma) = cut {
            source.end = comma;
        }
    }

    /// "This week Velm Steel | said", "Disclosures: Ines Moller | reports", "He, like his rival, | said":
    /// what is before or after the one who speaks.
    fn leave_opening(&self, draft: &mut Draft) {
        let Some(source) = draft.source.as_mut().filter(|s| s.len() > 2) else {
            return;
        };
        let colon = (source.start + 1..source.end - 1).find(|&k| self.word(k) == ":");
        if let Some(colon) = colon.filter(|&colon| self.is_upper(colon + 1)) {
            source.start = colon + 1;
        }
        let (first, second) = (source.start, source.start + 1);
        if second + 1 >= source.end {
            return;
        }
        let is_week = self.is_word_of(second, &["week", "month", "year"])
            && self.is_word_of(first, &["this", "last"]);
        let begins_name =
            self.is_upper(second + 1) || self.is(second + 1, class::DETERMINER | class::SUBJECT);
        if is_week && begins_name {
            source.start = second + 1;
        }
        let is_pronoun = self.is_word_of(first, &["he", "she", "they"]);
        // "Ines Moller, who spoke when she | joined strikers, hailed": she hails.
        let is_verb = self.word(second).ends_with("ed") || self.is(second, class::FINITE);
        let ends_there = self.word(second) == "," || is_verb;
        if is_pronoun && ends_there && source.end <= draft.cue.start {
            source.end = second;
        }
    }

    /// "… of the teachers (VTA), and its director Ines Moller | told", "in the west of Velm and
    /// residents | claimed": what is before "and" ends the clause before.
    fn leave_neighbour(&self, draft: &mut Draft) {
        const OF: [&str; 6] = ["of", "in", "near", "from", "outside", "around"];
        let cue = draft.cue.start;
        let Some(source) = draft.source.as_mut().filter(|s| s.end <= cue) else {
            return;
        };
        let own = source.start..source.end;
        let bracket = own.clone().find(|&k| matches!(self.word(k), "(" | ")"));
        let close = bracket.filter(|&k| self.word(k) == ")");
        let is_governed = source.start > 0 && self.is_word_of(source.start - 1, &OF);
        let and = own.clone().find(|&k| self.word(k) == "and");
        let small = and.filter(|&and| is_governed && !self.is_upper(and + 1));
        let Some(end) = close.or(small) else {
            return;
        };
        let is_joint = |k: &u32| matches!(self.word(*k), "," | "and");
        let start = (end + 1..source.end).find(|k| !is_joint(k));
        source.start = start.unwrap_or(source.start);
    }

    /// "the Joint Committee on Intelligence and | Security | said": the name of an office goes on over
    /// "and".
    fn whole_office(&self, draft: &mut Draft) {
        const OFFICES: [&str; 14] = [
            "Committee",
            "Commission",
            "Council",
            "Board",
            "Department",
            "Ministry",
            "Minister",
            "Secretary",
            "Office",
            "Bureau",
            "Agency",
            "Institute",
            "Centre",
            "Center",
        ];
        let Some(source) = draft.source.as_mut().filter(|s| s.start > 3) else {
            return;
        };
        let first = source.start;
        if self.word(first - 1) != "and" || !self.is_upper(first) {
            return;
        }
        let is_of_list = |k: &u32| self.is_upper(*k) || self.word(*k) == ",";
        let list = (0..first - 1).rev().take_while(is_of_list).count() as u32;
        let Some(of) = (first - 1).checked_sub(list + 1).filter(|_| list > 0) else {
            return;
        };
        let is_office = self.is_word_of(of, &["of", "on", "for"])
            && of > 0
            && OFFICES.contains(&self.word(of - 1));
        if !is_office {
            return;
        }
        let capitals = (0..of).rev().take_while(|&k| self.is_upper(k)).count() as u32;
        let start = of - capitals;
        let has_article = start > 0 && self.is(start - 1, class::DETERMINER);
        source.start = start - u32::from(has_article);
    }
}
