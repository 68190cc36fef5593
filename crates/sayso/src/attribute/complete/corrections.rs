//! Drafts that put words in the wrong mouth: corrected, or left out.
//!
//! The model labels word by word, so that it joins a quotation to the sentence after it, a name to
//! the clause before it, and what things do to the last person. Each correction is about one form of
//! sentence, given in its comment.

use super::Rows;
use crate::attribute::chunk::Chunk;
use crate::attribute::draft::Draft;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::morphology::simple_singular;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun, wordnet_kind};
use std::ops::Range;

/// How many tokens after a source are searched for "no reply" and "nothing".
const REACH_OF_SILENCE: u32 = 6;
/// How many tokens after "told" the clause of the hearer may begin: "told the waiting crowd to".
const REACH_OF_HEARER: u32 = 5;
/// The longest subject between a source and a verb that is not the source's, in tokens.
const LONGEST_SUBJECT: u32 = 8;
/// A quotation before its cue whose lead-in has this many tokens or more has a source of its own.
const SHORTEST_LEAD_IN: u32 = 2;
/// Verbs between "It" and "be": "It can be noted".
const MODALS: [&str; 9] = [
    "can", "could", "may", "might", "must", "should", "will", "would", "to",
];
/// Participles of accusing, before "of", "with" or "for".
const ACCUSED: [&str; 5] = ["accused", "blamed", "charged", "faulted", "suspected"];
/// Last words of the names of programmes and papers that are also verbs of saying.
const ENDS_OF_HEARERS: [&str; 4] = ["show", "report", "review", "note"];
/// Verbs of remarks that the outlet makes itself: "It is worth noting that", "It bears repeating".
const WORTH: [&str; 3] = ["worth", "bears", "important"];

impl Rows<'_> {
    /// Corrects a draft. False if what is left is not an attribution.
    pub(super) fn correct(&self, draft: &mut Draft) -> bool {
        if self.is_remark(draft) || self.is_of_thing(draft) || self.asks_anyone(draft) {
            return false;
        }
        self.telling_before_hearer(draft);
        self.it_is_no_source(draft);
        self.name_in_brackets(draft);
        self.mend_source(draft);
        self.accused_is_no_source(draft);
        self.possessor_before_cue(draft);
        self.subject_after_label(draft);
        self.apposition_after_according_to(draft);
        self.drop_earlier_sentences(draft);
        self.drop_own_lead_ins(draft);
        self.drop_clause_before_relative(draft);
        self.drop_outer_clause(draft);
        self.leave_hearer(draft);
        if self.is_silence(draft) {
            draft.contents.retain(|c| !self.is_whole_sentence(c));
        }
        !draft.contents.is_empty()
    }

    /// "It is alleged that the board hid losses": no one is named who says so.
    fn it_is_no_source(&self, draft: &mut Draft) {
        const SAID: [&str; 13] = [
            "alleged",
            "argued",
            "assumed",
            "believed",
            "claimed",
            "feared",
            "reported",
            "rumored",
            "rumoured",
            "said",
            "suspected",
            "thought",
            "understood",
        ];
        let Some(source) = &draft.source else {
            return;
        };
        let is_it = source.end == source.start + 1 && self.is_word_of(source.start, &["it", "It"]);
        let first = draft.cue.start;
        let is_passive = self.is_word_of(first, &["is", "was", "has"])
            && self.is_word_of(draft.cue.end - 1, &SAID);
        if is_it && is_passive && first == source.end {
            draft.source = None;
        }
    }

    pub(super) fn is_stop(&self, k: u32) -> bool {
        matches!(self.word(k), "." | "?" | "!" | "…")
    }

    /// "“I never signed it.”": a quotation that ends with a stop inside its marks.
    fn is_whole_sentence(&self, piece: &Chunk) -> bool {
        piece.end > piece.start + 2
            && self.mark(piece.start) == Mark::Open
            && self.mark(piece.end - 1) == Mark::Close
            && self.is_stop(piece.end - 2)
    }

    /// "It can be noted that …", "It is worth recalling that …": a remark of the outlet's own. The
    /// source that the model found is from another sentence, or "It".
    fn is_remark(&self, draft: &Draft) -> bool {
        let cue = &draft.cue;
        let first = self.sentence_of(cue.start).start;
        let subject = (first..cue.end).find(|&k| self.word(k).eq_ignore_ascii_case("it"));
        let Some(it) = subject.filter(|&it| it <= cue.start) else {
            return false;
        };
        let next = self.word(it + 1);
        let words = || (it + 1..cue.end).map(|k| self.word(k));
        let is_to = words().nth(1) == Some("to");
        let is_participle = !self.word(cue.end - 1).ends_with("ing");
        let is_modal = MODALS.contains(&next) || is_to;
        let is_passive = is_modal && is_participle && words().any(|w| w == "be");
        // "It is worth noting", "It bears repeating".
        let is_worth = words().take(2).any(|w| WORTH.contains(&w));
        let is_subject = it == cue.start || cue.start == it + 1;
        is_subject && cue.end > it + 2 && (is_passive || is_worth)
    }

    /// "“Anyone who saw it is urged to call,” said the police": whoever speaks asks, and no one else.
    fn asks_anyone(&self, draft: &Draft) -> bool {
        const ASKED: [&str; 6] = [
            "urged",
            "asked",
            "advised",
            "encouraged",
            "requested",
            "invited",
        ];
        let cue = draft.cue.start..draft.cue.end;
        let is_asked = self.is_word_of(cue.end - 1, &ASKED);
        let is_quoted = self.token(cue.start).depth > 0;
        is_quoted && draft.source.is_none() && is_asked && cue.len() > 1
    }

    /// "…, as wet weather promised to bring relief": a verb of speech whose subject is a thing, or
    /// whose subject is not the source that the model found.
    fn is_of_thing(&self, draft: &Draft) -> bool {
        let cue = draft.cue.start;
        if knows(self.word(cue)) & known::BY_THINGS == 0 {
            return false;
        }
        let first = self
            .sentence_of(cue)
            .start
            .max(cue.saturating_sub(LONGEST_SUBJECT));
        let ends = |&k: &u32| {
            let is_mark = self.token(k).kind == TokenKind::Mark;
            is_mark || self.is(k, class::CLAUSE | class::PREPOSITION) || self.joins_clauses(k)
        };
        let start = (first..cue).rev().find(ends).map_or(first, |k| k + 1);
        let is_between = |&k: &u32| self.is(k, class::AUXILIARY) || self.word(k).ends_with("ly");
        let Some(head) = (start..cue).rev().find(|k| !is_between(k)) else {
            return false;
        };
        let is_source = draft.source.is_some_and(|s| s.end > head);
        if !is_source && draft.source.is_some_and(|s| s.end <= start) && head > start {
            return true;
        }
        let is_capital = (start..=head).any(|k| k > first && self.is_upper(k));
        !is_capital && self.is_thing(head)
    }

    /// "and", "as", "while": words that join clauses.
    fn joins_clauses(&self, k: u32) -> bool {
        matches!(self.word(k), "and" | "but" | "or" | "as" | "while" | "when")
    }

    /// Whether a common noun in small letters describes neither a person nor a body nor a document.
    fn is_thing(&self, k: u32) -> bool {
        let word = self.word(k);
        let is_small = word.chars().all(char::is_lowercase) && word.len() > 2;
        let is_known = |word: &str| NOUNS.has(word, u32::MAX) || wordnet_kind(word).is_some();
        is_small
            && !self.is(
                k,
                class::ROLE | class::PRONOUN | class::SUBJECT | class::DETERMINER,
            )
            && knows(word) & known::NO_ONE == 0
            && !is_known(word)
            && !is_known(&simple_singular(word))
    }

    /// "told Velm News’ Morning | show | that": a noun that ends the name of the hearer is no verb; the
    /// verb is the one of telling before it.
    fn telling_before_hearer(&self, draft: &mut Draft) {
        let noun = draft.cue.start;
        let source_end = draft.source.map(|s| s.end).filter(|&end| end < noun);
        let Some(end) = source_end.filter(|&end| noun - end <= LONGEST_SUBJECT) else {
            return;
        };
        let telling = (end..noun).find(|&k| self.is_word_of(k, &["told", "tells"]));
        let Some(telling) = telling.filter(|&k| k + 1 < noun && draft.cue.len() == 1) else {
            return;
        };
        let opens_clause = |k: u32| self.is(k, class::SUBJECT | class::CLAUSE);
        let is_hearer = self.is_upper(noun - 1) && !(telling + 1..noun).any(opens_clause);
        if is_hearer && self.is_word_of(noun, &ENDS_OF_HEARERS) {
            draft.cue = Chunk {
                start: telling,
                end: telling + 1,
                ..draft.cue
            };
        }
    }

    /// "He (Minister Felix Arn) said": the brackets say who is meant.
    fn name_in_brackets(&self, draft: &mut Draft) {
        let Some(source) = &mut draft.source else {
            return;
        };
        let (open, last) = (source.start + 1, source.end - 1);
        let is_bracketed = last > open + 1
            && matches!(self.word(open), "(" | "[")
            && matches!(self.word(last), ")" | "]");
        let is_pronoun = self.is(source.start, class::PRONOUN | class::SUBJECT);
        let has_name = || (open + 1..last).any(|k| self.is_upper(k));
        if is_bracketed && is_pronoun && has_name() {
            (source.start, source.end) = (open + 1, last);
        }
    }

    /// "Mill accused of dumping waste": the one who is accused is not the source.
    fn accused_is_no_source(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let words = || (cue.start..cue.end).map(|k| self.word(k));
        let is_accused = words().any(|word| ACCUSED.contains(&word));
        let is_passive = is_accused && matches!(self.word(cue.end - 1), "of" | "with" | "for");
        let before = draft
            .source
            .filter(|s| s.end <= cue.start && s.end + 3 >= cue.start);
        if is_passive && before.is_some() {
            draft.source = None;
        }
    }

    /// "Mayor Dora Vik’s response: “…”": the name before the possessive belongs to the source, not to
    /// the cue.
    fn possessor_before_cue(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let Some(source) = draft.source.as_mut().filter(|s| s.end == cue.start) else {
            return;
        };
        let is_possessive = |&k: &u32| matches!(self.word(k), "’s" | "'s" | "’" | "'");
        let Some(mark) = (cue.start..cue.end).find(is_possessive) else {
            return;
        };
        let is_name = mark > cue.start && (cue.start..mark).all(|k| self.is_upper(k));
        if is_name && mark + 1 < cue.end {
            source.end = mark;
            draft.cue.start = mark + 1;
        }
    }

    /// "Measles: Nurses threaten to walk out": the words before the colon are a topic, and those
    /// between it and the verb are the source.
    fn subject_after_label(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let Some(source) = &mut draft.source else {
            return;
        };
        let colon = source.end;
        let has_subject = colon + 1 < cue.start && cue.start <= colon + LONGEST_SUBJECT;
        let is_label = has_subject && self.word(colon) == ":";
        let is_plain = |k: u32| self.token(k).kind == TokenKind::Word && self.mark(k) == Mark::None;
        if is_label && (colon + 1..cue.start).all(is_plain) {
            (source.start, source.end) = (colon + 1, cue.start);
        }
    }

    /// Leaves out the sentences before the one that has the cue: "Was it safe? The minister said
    /// yes.", "“I never signed it.” The judge said the hearing was over."
    fn drop_earlier_sentences(&self, draft: &mut Draft) {
        let Some(source) = draft.source else {
            return;
        };
        let said = draft.cue.start.min(source.start);
        let sentence = self.sentence_of(draft.cue.start);
        let is_own = |c: &Chunk| {
            c.start >= draft.cue.end && c.start < sentence.end && self.mark(c.start) != Mark::Open
        };
        let has_own = draft.contents.iter().any(is_own) || self.has_own_complement(draft);
        if !has_own {
            return;
        }
        let is_new_sentence = self.is_upper(said);
        let is_earlier = |c: &Chunk| {
            let ends_before = c.end <= said && c.end <= sentence.start.max(said);
            let is_quoted = self.mark(c.start) == Mark::Open;
            let is_plain = !is_quoted && c.end <= sentence.start;
            let is_quotation =
                is_quoted && is_new_sentence && c.end == said && self.is_whole_sentence(c);
            ends_before && (is_plain || is_quotation)
        };
        draft.contents.retain(|c| !is_earlier(c));
    }

    /// "The judge told him to sit down": the verb has a hearer and what is asked of them, so that a
    /// quotation before it is not what it reports.
    fn has_own_complement(&self, draft: &Draft) -> bool {
        let from = draft.cue.end;
        let end = self
            .sentence_of(draft.cue.start)
            .end
            .min(from + REACH_OF_HEARER);
        let is_told = matches!(self.word(draft.cue.end - 1), "told" | "ordered" | "urged");
        let asks = |k: u32| {
            let is_to = self.word(k) == "to" && k + 1 < end && !self.is_upper(k + 1);
            let is_clause = k > from && self.is(k, class::SUBJECT);
            self.word(k) == "that" || is_to || is_clause
        };
        is_told && (from..end).any(asks)
    }

    /// "Brandt made no reply.", "The council said nothing.": no words are reported.
    fn is_silence(&self, draft: &Draft) -> bool {
        let Some(source) = draft.source else {
            return false;
        };
        let from = source.end;
        let end = self.sentence_of(draft.cue.start).end;
        let end = end.min(from + REACH_OF_SILENCE);
        let is_silent = |k: u32| {
            let word = self.word(k);
            let has_no = || (from..k).any(|j| matches!(self.word(j), "no" | "not" | "n’t" | "n't"));
            matches!(word, "nothing" | "declined" | "silent")
                || knows(word) & known::NO_ANSWER != 0 && has_no()
        };
        self.is_upper(source.start) && (from..end).any(is_silent)
    }

    /// "“…,” said Moller. The sign on the gate: “Keep off.”": a quotation that is led in by words of
    /// its own sentence is not hers.
    fn drop_own_lead_ins(&self, draft: &mut Draft) {
        let said = draft
            .source
            .map_or(draft.cue.end, |s| s.end.max(draft.cue.end));
        let first = draft.cue.start;
        let is_led_in = |c: &Chunk| self.has_own_lead_in(c.start, said.max(first));
        let quoted_before = draft.contents.iter().any(|c| c.end <= first);
        if quoted_before {
            draft.contents.retain(|c| !is_led_in(c));
        }
    }

    /// Whether words of another sentence than the one that ends at or after `said` lead in the
    /// quotation at `open`.
    pub(super) fn has_own_lead_in(&self, open: u32, said: u32) -> bool {
        if open <= said || self.mark(open) != Mark::Open || self.word(open - 1) != ":" {
            return false;
        }
        let stop = (said..open)
            .rev()
            .find(|&k| self.is_stop(k) && self.mark(k) == Mark::None);
        stop.is_some_and(|stop| open - 1 - stop > SHORTEST_LEAD_IN)
    }

    /// "The closure angered parents who said the school was too far": what is before "who" is the
    /// outlet's own.
    fn drop_clause_before_relative(&self, draft: &mut Draft) {
        let Some(source) = draft.source else {
            return;
        };
        let is_relative = source.len() == 1 && matches!(self.word(source.start), "who" | "which");
        let has_clause = draft.contents.iter().any(|c| c.start >= draft.cue.end);
        if is_relative && has_clause {
            draft
                .contents
                .retain(|c| c.start >= draft.cue.end || self.mark(c.start) == Mark::Open);
        }
    }

    /// "As schools wrestle with it, experts warn that halls are full", "While it is news, as Lund said,
    /// “…”": what is before the source is the outlet's own if what is said follows after "that", or as a
    /// sentence in quotation marks after "as".
    fn drop_outer_clause(&self, draft: &mut Draft) {
        const OPENERS: [&str; 8] = [
            "as", "while", "although", "though", "after", "when", "since", "because",
        ];
        let said = draft.cue.end;
        let Some(source) = draft.source.filter(|s| s.start > 0 && s.end <= said) else {
            return;
        };
        let mut contents = draft.contents.iter();
        let Some(after) = contents.find(|c| c.start >= said).copied() else {
            return;
        };
        // "The air was so bad, he noted, that …" is one clause of his.
        let first = self.sentence_of(source.start).start;
        let is_that = self.word(after.start) == "that" && self.is_word_of(first, &OPENERS);
        let is_sentence = self.mark(after.start) == Mark::Open && self.is_upper(after.start + 1);
        let is_as = self.is_word_of(source.start - 1, &["as"]) && is_sentence;
        if is_that || is_as {
            draft
                .contents
                .retain(|c| c.start >= said || self.mark(c.start) == Mark::Open);
        }
    }

    /// "had assured | her that no weapons crossed": the hearer is no part of what is said.
    fn leave_hearer(&self, draft: &mut Draft) {
        const HEARERS: [&str; 6] = ["me", "us", "him", "her", "them", "you"];
        let cue = draft.cue;
        let Some(content) = draft.contents.first_mut() else {
            return;
        };
        let first = content.start;
        let is_after_cue = first >= cue.end && content.end > first + 2;
        if is_after_cue && self.is_word_of(first, &HEARERS) && self.word(first + 1) == "that" {
            content.start = first + 1;
        } else if is_after_cue && let Some(clause) = self.clause_after_hearer(&cue, content) {
            content.start = clause;
        }
    }

    /// "warned | the crew that the ice was thin", "told | the squad they would train": where the clause
    /// begins after a hearer with an article.
    fn clause_after_hearer(&self, cue: &Chunk, content: &Chunk) -> Option<u32> {
        const TELLING: [&str; 14] = [
            "told",
            "tells",
            "telling",
            "warned",
            "warns",
            "warning",
            "reminded",
            "reminds",
            "assured",
            "assures",
            "informed",
            "informs",
            "reassured",
            "advised",
        ];
        const LONGEST_HEARER: u32 = 5;
        let first = content.start;
        let tells = first == cue.end && self.is_word_of(cue.end - 1, &TELLING);
        if !tells || !self.is(first, class::DETERMINER) {
            return None;
        }
        let is_told = self.is_word_of(cue.end - 1, &["told", "tells"]);
        let near = first + 2..content.end.min(first + LONGEST_HEARER);
        let ends =
            |k: u32| self.is(k, class::PREPOSITION | class::AUXILIARY) || self.word(k) == ",";
        let clause = near.clone().find(|&k| {
            let is_subject = is_told
                && self.is_word_of(k, &["they", "he", "she", "it", "there"])
                && self.begins_predicate(k + 1);
            self.word(k) == "that" || is_subject
        })?;
        (!(first + 1..clause).any(ends)).then_some(clause)
    }

    /// "According to the port engineer, Olaf Brandt, the wall was rotten": the name between the commas
    /// belongs to the source, as does what a named source is.
    fn apposition_after_according_to(&self, draft: &mut Draft) {
        let cue = draft.cue;
        let is_according_to = self.word(cue.start).eq_ignore_ascii_case("according");
        let Some(source) = draft
            .source
            .filter(|s| is_according_to && s.start >= cue.end)
        else {
            return;
        };
        let (comma, end) = (source.end, self.sentence_of(cue.start).end);
        let is_followed = draft
            .contents
            .iter()
            .all(|c| c.start > comma && c.paragraph == cue.paragraph);
        if comma + 2 >= end || self.word(comma) != "," || !is_followed {
            return;
        }
        let Some(second) = (comma + 1..end).find(|&k| self.word(k) == ",") else {
            return;
        };
        let (source, apposition) = (source.start..source.end, comma + 1..second);
        let fits =
            self.is_name_of(&source, &apposition) || self.is_what_a_name_is(&source, &apposition);
        if fits && second + 2 < end && self.begins_clause(second + 1, end) {
            if let Some(source) = &mut draft.source {
                source.end = second;
            }
            draft.contents.retain(|c| c.end > second + 1);
            for c in &mut draft.contents {
                c.start = c.start.max(second + 1);
            }
        }
    }

    /// A person’s office, and a name of several capitalised words.
    fn is_name_of(&self, office: &Range<u32>, name: &Range<u32>) -> bool {
        let last = office.end - 1;
        let of = office
            .clone()
            .find(|&k| k > office.start && self.word(k) == "of");
        let heads = |of: u32| self.word(of - 1) == "head" || self.is_one_person(of - 1);
        let is_one_of = || self.word(office.start) == "one";
        let is_one_person = self.is_one_person(last) || of.is_some_and(heads) || is_one_of();
        let is_of_name = |k: u32| self.is_upper(k) || self.word(k) == ".";
        is_one_person && name.len() >= 2 && name.len() <= 5 && name.clone().all(is_of_name)
    }

    /// A name, and what the person is: ", a lawyer for Moller,".
    fn is_what_a_name_is(&self, name: &Range<u32>, what: &Range<u32>) -> bool {
        let is_of_name = |k: u32| self.is_upper(k) || self.word(k) == ".";
        let is_head = |k: u32| self.word(k) == "head" && self.word(k + 1) == "of";
        let is_office = |k: u32| self.is_one_person(k) || is_head(k);
        let has_verb = |k: u32| self.is(k, class::AUXILIARY) || self.is(k, class::FINITE);
        name.clone().all(is_of_name)
            && self.is(what.start, class::DETERMINER)
            && what.clone().any(is_office)
            && !what.clone().any(has_verb)
    }

    /// Whether this noun is what one person is.
    pub(super) fn is_one_person(&self, k: u32) -> bool {
        let word = self.word(k);
        let one =
            noun::ROLE | noun::OFFICIAL | noun::EXPERT | noun::KIN | noun::TIE | noun::WITNESS;
        let is_of_several = NOUNS.has(word, noun::PEOPLE | noun::BODY | noun::DOCUMENT);
        !is_of_several && (NOUNS.has(word, one) || self.is_singular_role(k))
    }

    fn is_singular_role(&self, k: u32) -> bool {
        use sayso_english::sources::NounKind;
        let word = self.word(k);
        let is_person = || wordnet_kind(&word.to_lowercase()) == Some(NounKind::Person);
        self.is(k, class::ROLE) && !word.ends_with('s') || is_person()
    }

    /// Whether a clause with its own subject begins here: not "was found dead", "a clerk, sent".
    fn begins_clause(&self, k: u32, end: u32) -> bool {
        let word = self.word(k);
        let is_verb =
            self.is(k, class::AUXILIARY | class::FINITE) || knows(word) & known::PAST != 0;
        let is_joint = matches!(word, "who" | "which" | "and" | "whose" | "aged" | "or");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        if is_verb || is_joint || is_number || word.ends_with("ed") {
            return false;
        }
        // "…, Olaf Brandt, a clerk, sent the letter"
        let comma = (k..end).find(|&j| self.word(j) == ",");
        let is_apposition = |comma: u32| {
            self.is(k, class::DETERMINER)
                && comma < k + 6
                && !(k..comma).any(|j| {
                    self.is(j, class::AUXILIARY | class::FINITE) || self.word(j).ends_with("ed")
                })
        };
        !comma.is_some_and(is_apposition)
    }
}
