//! In: the tokens of a content or a clause. Out: its shape, the head of its main clause, and the
//! signals of certainty in the main clause. Signals of subordinate clauses do not count, because they
//! say nothing about the statement that is claimed.

use super::cues::{Use, class};
use super::signal::{self, Signal};
use super::words::{Form, Word, Words};
use super::{Rule, Status};
use crate::names::Pos;
use crate::segment::Mark;
use std::ops::Range;

/// The grammatical shape of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It has no verb.
    Phrase,
    /// "to close", "not to close".
    Infinitive,
    /// "the mill to close".
    SubjectInfinitive,
    /// "closing the mill".
    Gerund,
    /// A clause with a finite verb.
    Clause,
}

/// The shape and the signals of a content.
#[derive(Debug)]
pub(super) struct Content {
    pub shape: Shape,
    /// The token of "whether", "how", "who" or another such word, if the content begins with it.
    pub asking: Option<u32>,
    /// The token of the main verb, or of the first one.
    pub head: Option<u32>,
    pub signals: Vec<Signal>,
}

/// The number of tokens of a content that are read. Longer contents are mostly several sentences, of
/// which the first one with a verb decides.
const MOST: usize = 240;

/// Reads a content. Its first sentence with a verb or a signal decides.
pub(super) fn content(words: &Words, tokens: &[u32]) -> Content {
    let tokens = &tokens[..tokens.len().min(MOST)];
    let mut first: Option<Content> = None;
    let mut rest = tokens;
    while let Some(&k) = rest.first() {
        let sentence = words.at(k).sentence;
        let len = rest
            .iter()
            .take_while(|&&k| words.at(k).sentence == sentence)
            .count();
        let found = Stretch {
            words,
            seq: &rest[..len],
        }
        .sentence();
        rest = &rest[len..];
        if found.shape != Shape::Phrase || !found.signals.is_empty() {
            return found;
        }
        first.get_or_insert(found);
    }
    first.unwrap_or(Content {
        shape: Shape::Phrase,
        asking: None,
        head: None,
        signals: vec![],
    })
}

/// Forms of "be" that are never the finite verb of a clause.
const NON_FINITE_FORMS_OF_BE: [&str; 3] = ["be", "been", "being"];

/// A verb with its auxiliaries: "may not have been closed". Positions are those in
/// [`Stretch::seq`].
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The first position of the clause, which is at its subject or before it.
    pub from: usize,
    /// The positions of its words.
    pub words: Range<usize>,
    /// The position of its last verb.
    pub head: usize,
}

/// The tokens of a sentence or of a part of it.
pub(super) struct Stretch<'w, 'a> {
    pub words: &'w Words<'a>,
    pub seq: &'w [u32],
}

impl<'w, 'a> Stretch<'w, 'a> {
    pub fn at(&self, i: usize) -> Option<&'w Word<'a>> {
        self.seq.get(i).map(|&k| self.words.at(k))
    }

    pub fn is(&self, i: usize, word: &str) -> bool {
        self.at(i).is_some_and(|w| w.is(word))
    }

    /// Whether the word there is one of these.
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        self.at(i).is_some_and(|w| w.any(words))
    }

    pub fn has(&self, i: usize, class: u32) -> bool {
        self.at(i).is_some_and(|w| w.has(class))
    }

    pub fn pos(&self, i: usize) -> Pos {
        self.at(i).map_or(Pos::X, |w| w.pos)
    }

    fn sentence(&self) -> Content {
        let mut out = Content {
            shape: Shape::Phrase,
            asking: None,
            head: None,
            signals: Vec::new(),
        };
        let mut from = self.past_preface(self.opening(0));
        self.question_mark(&mut out.signals);
        // "What if we replaced them all": a question, with its mark or without.
        if self.is(from, "what") && self.is(from + 1, "if") {
            out.signals.push(signal::QUESTION_MARK.at(self.seq[from]));
        }
        if self.has(from, class::ASKING) && !self.opens_aside(from) {
            out.asking = Some(self.seq[from]);
        }
        let condition = self.leading_condition(from, &mut out.signals);
        if self.is(from, "if") && condition.is_none() && !self.has_comma(from) {
            // "said that if it failed they would come back", "said if it rains the match will move": after
            // "that" and with an outcome it is no question.
            if from > 0 && self.is(from - 1, "that") || self.has_outcome(from) {
                out.signals.push(signal::CONDITION.at(self.seq[from]));
            } else {
                out.asking = Some(self.seq[from]);
            }
        }
        if let Some(after) = condition {
            from = after;
        } else {
            from = self.past_aside(from);
        }
        if let Some(head) = self.imperative(from) {
            (out.shape, out.head) = (Shape::Clause, Some(self.seq[head]));
            let shown_by = if self.is(head, "let") { head } else { from };
            out.signals.push(signal::IMPERATIVE.at(self.seq[shown_by]));
            return out;
        }
        if let Some(shape) = self.non_finite(from) {
            out.shape = shape;
            let verb = (from..self.seq.len()).find(|&i| self.pos(i) == Pos::Verb);
            out.head = verb.map(|i| self.seq[i]);
            return out;
        }
        if let Some(group) = self.group(from).or_else(|| self.group_after_gap(from)) {
            out.shape = Shape::Clause;
            self.signals(&group, &mut out.signals, 0);
            self.trailing_condition(&group, &mut out.signals);
            out.head = Some(self.seq[self.predicate(&group).unwrap_or(group.head)]);
        } else if let Some(verb) = self.infinitive(from) {
            (out.shape, out.head) = (Shape::SubjectInfinitive, Some(self.seq[verb]));
        }
        out
    }

    /// "if it rains the match will move indoors": whether a clause with its own subject and a modal verb
    /// follows the one that the "if" at `from` opens. "if the sale will go through" has only one clause.
    fn has_outcome(&self, from: usize) -> bool {
        const OUTCOMES: [&str; 4] = ["will", "would", "could", "might"];
        let is_modal = |i: usize| self.any(i, &OUTCOMES);
        let first = self.group(from + 1);
        let is_fact = first.is_some_and(|group| !is_modal(group.words.start));
        let second = self.second_clause(from).filter(|_| is_fact);
        let verb = second.and_then(|second| self.group(second));
        verb.is_some_and(|group| is_modal(group.words.start))
    }

    /// The verb of "the mill to close", if there is no finite verb.
    fn infinitive(&self, from: usize) -> Option<usize> {
        let is_verb = |i: usize| {
            self.pos(i) == Pos::Verb && (self.before(i, "to") || self.is(i - 1, "be"))
                || self.at(i).is_some_and(|w| w.any(&["be", "have"])) && self.is(i - 1, "to")
                || i > from + 1
                    && self.before(i, "to")
                    && self.pos(i) == Pos::Noun
                    && self.is_object(from, i)
        };
        let verb = (from + 1..self.seq.len()).find(|&i| is_verb(i));
        verb.filter(|&verb| !self.hangs_on_noun(verb))
    }

    /// True if the word before `i`, without quotation marks, is `word`.
    fn before(&self, i: usize, word: &str) -> bool {
        (0..i)
            .rev()
            .find(|&b| self.at(b).is_some_and(|w| w.mark == Mark::None))
            .is_some_and(|b| self.is(b, word))
    }

    /// "them to stop": a pronoun before "to", whatever the tagger takes the verb for.
    fn is_object(&self, from: usize, verb: usize) -> bool {
        let to = (from..verb).rev().find(|&b| self.is(b, "to"));
        to.and_then(|to| to.checked_sub(1)).is_some_and(|b| {
            b >= from
                && self
                    .at(b)
                    .is_some_and(|w| w.any(&["them", "him", "her", "us", "me"]))
        })
    }

    /// "his failure to release": the infinitive explains the noun, and no one is asked to do it.
    fn hangs_on_noun(&self, verb: usize) -> bool {
        let to = (0..verb).rev().find(|&b| self.is(b, "to"));
        let noun = to.and_then(|to| to.checked_sub(1)).and_then(|b| self.at(b));
        noun.is_some_and(|w| w.has(class::ABSTRACT))
    }

    /// The position after marks, "and", "that", "well,".
    pub fn opening(&self, mut i: usize) -> usize {
        while let Some(word) = self.at(i) {
            let calls = word.has(class::CALL) && self.is(i + 1, ",");
            let joins = word.any(&["and", "but", "so", "or", "yet", "then"]);
            let that = word.is("that") && !self.at(i + 1).is_some_and(Word::is_verbal);
            if calls {
                i += 1;
            } else if !(word.is_mark || joins || that) {
                break;
            }
            i += 1;
        }
        i
    }

    /// "What I would say is that he was ill", "All I can say is": the position after such a preface.
    fn past_preface(&self, from: usize) -> usize {
        const SAYING: [&str; 5] = ["say", "tell", "add", "know", "note"];
        let is_preface = self.at(from).is_some_and(|w| w.any(&["what", "all"]))
            && self.at(from + 1).is_some_and(|w| w.any(&["i", "we"]));
        let mut near = from + 2..from + 8;
        let says = |i: &usize| {
            let is = |w: &Word| w.has(class::BE);
            *i > from + 2
                && self.at(*i).is_some_and(is)
                && (from + 2..*i).any(|b| self.at(b).is_some_and(|w| w.any(&SAYING)))
        };
        let is = near.find(says).filter(|_| is_preface);
        is.map_or(from, |is| self.opening(is + 1))
    }

    fn question_mark(&self, out: &mut Vec<Signal>) {
        let closes =
            |w: &Word| w.mark != Mark::None || w.any(&["'", "’", "\"", "”", ")", "]", "."]);
        let last = (0..self.seq.len())
            .rev()
            .find(|&i| self.at(i).is_some_and(|w| !closes(w)));
        if let Some(last) = last.filter(|&i| self.is(i, "?")) {
            out.push(signal::QUESTION_MARK.at(self.seq[last]));
        }
    }

    /// Whether a comma is inside the clause. “…,” he said: the last comma ends it.
    fn has_comma(&self, from: usize) -> bool {
        let ends = |i: usize| (i + 1..self.seq.len()).all(|k| self.at(k).is_none_or(|w| w.is_mark));
        let separates = |i: usize| self.is(i, ",") && !ends(i) || self.is_gap(i);
        (from..self.seq.len()).any(separates)
    }

    /// True if a subordinate clause comes first, up to a comma.
    pub fn opens_aside(&self, from: usize) -> bool {
        let opens = self.has(from, class::SUBORDINATE) && self.pos(from) != Pos::Pron;
        opens && self.has_comma(from)
    }

    /// Where the main clause begins after a subordinate clause or a phrase with "with": "With three
    /// games left, …", "While it rained, …", "As this is a live case I have no news".
    pub fn past_aside(&self, from: usize) -> usize {
        let is_with = self.pos(from) == Pos::Adp
            && self.at(from).is_some_and(|w| w.any(&["with", "without"]));
        if is_with {
            let comma = (from..self.seq.len()).find(|&i| self.is(i, ","));
            let main = comma.map(|comma| self.opening(comma + 1));
            return main.filter(|&i| self.group(i).is_some()).unwrap_or(from);
        }
        if self.opens_aside(from) {
            return self.past_comma(from);
        }
        self.past_bare_aside(from).unwrap_or(from)
    }

    /// The second clause after a subordinate clause without a comma.
    fn past_bare_aside(&self, from: usize) -> Option<usize> {
        let word = self.at(from)?;
        let opens = word.has(class::SUBORDINATE) && word.pos != Pos::Pron && !self.has_comma(from);
        if !opens || word.has(class::ASKING) {
            return None;
        }
        self.second_clause(from)
    }

    /// The subject or the auxiliary of the second clause after the one that the word at `from` opens.
    fn second_clause(&self, from: usize) -> Option<usize> {
        let first = self.group(from + 1)?;
        // "as he said he was ill": the second clause is the content of the first.
        let says = self
            .at(first.head)
            .is_some_and(|w| w.entry.cue().is_some() || w.has(class::KNOW | class::SAYING));
        let second = self.group(first.words.end).filter(|_| !says)?;
        let verb = second.words.start;
        let is_subject = verb > first.words.end && self.pos(verb - 1) == Pos::Pron;
        let is_auxiliary = self.at(verb).is_some_and(Word::is_auxiliary);
        let subject = (first.words.end..verb).rev();
        let nouns = subject.take_while(|&i| {
            self.at(i)
                .is_some_and(|w| w.is_nominal() || matches!(w.pos, Pos::Det | Pos::Adj))
        });
        let begins = nouns.last().filter(|&b| {
            let joins = |w: &Word| {
                let opens = w.has(class::RELATIVE | class::ASKING | class::SUBORDINATE | class::IF);
                opens || w.any(&["that", "and", "but", "or"])
            };
            !(first.words.end..=b).any(|i| self.at(i).is_some_and(joins))
        });
        (is_subject || is_auxiliary).then_some(()).and(begins)
    }

    /// After the first comma that follows a verb.
    pub fn past_comma(&self, from: usize) -> usize {
        let verb = (from..self.seq.len()).find(|&i| self.at(i).is_some_and(Word::is_verbal));
        let ends = |i: &usize| self.is(*i, ",") || self.is_gap(*i);
        let end = verb.and_then(|verb| (verb..self.seq.len()).find(ends));
        end.map_or(from, |i| self.opening(i + 1))
    }

    /// "If …, …", "Had it …, …": where the main clause begins.
    pub fn leading_condition(&self, from: usize, out: &mut Vec<Signal>) -> Option<usize> {
        if self.is(from, "even") {
            return self.concession(from, out);
        }
        let inverted = |i| {
            (self.is(i, "had") || self.is(i, "should") || self.is(i, "were"))
                && matches!(
                    self.pos(i + 1),
                    Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn
                )
        };
        let opens = self.has(from, class::IF) || inverted(from);
        let asked = self.seq.last().is_some() && out.iter().any(|s| s.status == Status::Question);
        if !opens || asked {
            return None;
        }
        let is_quoted = self.at(from).is_some_and(|w| w.quoted);
        // A spoken "if" without a comma is a condition too, and never an indirect question.
        let main = if self.has_comma(from) {
            self.past_comma(from)
        } else if is_quoted {
            self.second_clause(from).unwrap_or(self.seq.len())
        } else {
            return None;
        };
        out.push(signal::CONDITION.at(self.seq[from]));
        Some(main)
    }

    /// "Even if it had the money, that would be a risk": where the main clause begins. What "would" be
    /// is said of a case that is not real, but "even if it rains, we will walk" has no condition.
    fn concession(&self, from: usize, out: &mut Vec<Signal>) -> Option<usize> {
        if !self.has(from + 1, class::IF) || !self.has_comma(from) {
            return None;
        }
        let main = self.past_comma(from + 1);
        let is_would = |group: &Group| self.is(group.words.start, "would");
        if self.group(main).as_ref().is_some_and(is_would) {
            out.push(signal::CONDITION.at(self.seq[from + 1]));
        }
        Some(main)
    }

    /// "little if any", "few, if any,", "if anything": "if" weighs a word and makes no condition.
    fn weighs_word(&self, i: usize) -> bool {
        const WEIGHED: [&str; 6] = ["any", "anything", "ever", "not", "at", "anywhere"];
        const SMALL: [&str; 6] = ["little", "few", "rarely", "seldom", "hardly", "some"];
        let before = (0..i).rev().find(|&b| !self.is(b, ","));
        let is_small = before.is_some_and(|b| self.at(b).is_some_and(|w| w.any(&SMALL)));
        let is_alone = self.at(i + 2).is_none_or(|w| w.is_mark || w.is("all"));
        let is_weighed = self.at(i + 1).is_some_and(|w| w.any(&WEIGHED));
        self.is(i, "if") && is_weighed && (is_small || is_alone)
    }

    /// "… if …", "… unless …" after the main verb. It is not a condition of a verdict ("seemed
    /// pointless if"), and not of the main verb if a second verb is nearer: "will stay open and may
    /// close early if it rains".
    pub fn trailing_condition(&self, group: &Group, out: &mut Vec<Signal>) {
        let from = group.head + 1;
        if out.iter().any(|s| s.rule == Rule::Seems) {
            return;
        }
        for i in from..self.seq.len() {
            let Some(word) = self.at(i) else { return };
            if word.any(&["and", "but"]) && self.has_own_verb(i + 1, group) {
                return;
            }
            if self.opens_inverted_condition(i) {
                out.retain(|s| s.rule != Rule::Should);
                out.push(signal::CONDITION.at(self.seq[i]));
                return;
            }
            let long =
                word.is("long") && self.is(i + 1, "as") && i > from && !self.is_length(i + 2);
            if !(word.has(class::IF) || long) || self.weighs_word(i) {
                continue;
            }
            let before = i.checked_sub(1).and_then(|b| self.at(b));
            let even = !long && before.is_some_and(|b| b.any(&["even", "as", "what", "or"]));
            let is_verb = word.any(&["provided", "assuming"]) && !self.is(i + 1, "that")
                || self.is_purpose_of(i);
            let asks = word.is("if") && self.asks_if(i, group);
            if !(even || is_verb || asks) {
                match self.surprise(from..i).filter(|_| word.is("if")) {
                    Some(surprised) => {
                        out.retain(|s| s.rule != Rule::Would);
                        out.push(signal::NOT_SURE.at(self.seq[surprised]));
                    }
                    None => out.push(signal::CONDITION.at(self.seq[i])),
                }
                return;
            }
        }
    }

    /// "We must do more if we are to keep our nurses": "if" tells what it is for.
    fn is_purpose_of(&self, i: usize) -> bool {
        const LONGEST_SUBJECT: usize = 5;
        let mut near = i + 2..i + 2 + LONGEST_SUBJECT;
        let be = near.find(|&k| self.at(k).is_some_and(Word::is_auxiliary));
        self.is(i, "if")
            && be.is_some_and(|be| self.any(be, &["is", "are", "’re", "'re"]) && self.to_do(be + 1))
    }

    /// ", should fuel prices fall": a condition with its verb first.
    fn opens_inverted_condition(&self, i: usize) -> bool {
        let is_after_comma = i.checked_sub(1).is_some_and(|before| self.is(before, ","));
        let is_subject = matches!(
            self.pos(i + 1),
            Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn
        );
        is_after_comma && is_subject && self.is(i, "should")
    }

    /// Whether a length of time begins: "two years", "a decade", "2,000 days". After "as long as" it is
    /// no condition.
    fn is_length(&self, i: usize) -> bool {
        const LENGTHS: [&str; 10] = [
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "fortnight",
            "month",
            "year",
            "decade",
            "century",
        ];
        let is_one = self.at(i).is_some_and(|w| w.any(&["a", "an"]));
        let is_length = self.at(i + 1).is_some_and(|w| w.any(&LENGTHS));
        self.pos(i) == Pos::Num || is_one && is_length
    }

    /// "I would be surprised if it were true": the speaker doubts what follows.
    fn surprise(&self, between: Range<usize>) -> Option<usize> {
        const SURPRISED: [&str; 5] = ["surprised", "amazed", "astonished", "shocked", "stunned"];
        let is_surprised = |i: &usize| self.at(*i).is_some_and(|w| w.any(&SURPRISED));
        let from = between.start.saturating_sub(1);
        (from..between.end).find(is_surprised)
    }

    /// "asked the firm if", "is not clear if": the "if" at `i` means "whether".
    fn asks_if(&self, i: usize, group: &Group) -> bool {
        const ASKING: [&str; 16] = [
            "ask", "asks", "asked", "asking", "wonder", "wondered", "see", "seeing", "whether",
            "matter", "check", "checked", "checking", "out", "test", "tested",
        ];
        let before = i.checked_sub(1).and_then(|b| self.at(b));
        let asks = |w: &Word| w.has(class::KNOW) || w.any(&ASKING);
        let head = self.at(group.head).filter(|w| w.any(&ASKING[..6]));
        before.is_some_and(asks) || head.is_some()
    }

    /// Whether a second clause with a verb of its own begins at `from`, after "and". A verb without
    /// auxiliaries shares those of the first: "would close and move".
    fn has_own_verb(&self, from: usize, first: &Group) -> bool {
        const LONGEST_SUBJECT: usize = 6;
        let first_is_bare = first.words.len() == 1;
        for i in from..(from + LONGEST_SUBJECT).min(self.seq.len()) {
            let Some(word) = self.at(i) else { return false };
            if word.is_mark || word.has(class::IF) {
                return false;
            }
            if word.is_verbal() && self.is_finite(i, from) {
                let is_past = word.form == Form::Ed || is_past(word);
                return word.is_auxiliary()
                    || word.form == Form::S
                    || is_past && first_is_bare
                    || i > from && self.pos(i - 1) == Pos::Pron;
            }
        }
        false
    }

    /// "Sell the boat", "Don’t look down": the verb.
    fn imperative(&self, from: usize) -> Option<usize> {
        const SOFTENING: [&str; 7] = ["at", "least", "please", "just", "now", "simply", "first"];
        let softens = |i: &usize| self.at(*i).is_some_and(|w| w.any(&SOFTENING));
        let after = (from..self.seq.len()).find(|i| !softens(i))?;
        let is_let = self.at(after)?.any(&["let", "lets"]);
        if is_let && self.at(after + 1).is_some_and(|w| w.pos != Pos::Aux) {
            return Some(after);
        }
        let from = if self.is(from, "please") { after } else { from };
        let word = self.at(from)?;
        let next = self.at(from + 1)?;
        if word.has(class::CALL) {
            return None;
        }
        let negated = word.is("do") && next.has(class::NOT) && self.pos(from + 2) == Pos::Verb;
        if negated {
            return Some(from + 2);
        }
        let bare = word.pos == Pos::Verb
            && word.form == Form::Other
            && !is_past(word)
            && word.text.is_ascii();
        let goes_on = matches!(
            next.pos,
            Pos::Det
                | Pos::Pron
                | Pos::Noun
                | Pos::Propn
                | Pos::Adp
                | Pos::Adv
                | Pos::Adj
                | Pos::Num
                | Pos::Part
        );
        let finite = self
            .group(from + 1)
            .is_some_and(|g| g.words.start < from + 4);
        (bare && goes_on && !finite).then_some(from)
    }

    /// Contents that begin with an infinitive or an -ing form.
    fn non_finite(&self, from: usize) -> Option<Shape> {
        let start = from + usize::from(self.has(from, class::NOT) || self.is(from, "against"));
        let verb = |i: usize| {
            self.at(i)
                .is_some_and(|w| w.is_verbal() && w.form != Form::Ing)
        };
        if self.is(start, "to") && (verb(start + 1) || self.pos(start + 1) == Pos::Adv) {
            return Some(Shape::Infinitive);
        }
        let ing = self
            .at(start)
            .is_some_and(|w| w.form == Form::Ing && w.is_verbal());
        (ing && self.group(start + 1).is_none()).then_some(Shape::Gerund)
    }

    /// The group of the main verb of the clause that begins at `from`.
    pub fn group(&self, from: usize) -> Option<Group> {
        let mut discard = 0;
        let mut i = from;
        while let Some(word) = self.at(i) {
            let first = i == from;
            if !first && word.has(class::RELATIVE) {
                if self.is(i - 1, ",")
                    && let Some(comma) = (i..self.seq.len()).skip(2).find(|&c| self.is(c, ","))
                {
                    i = comma + 1;
                    continue;
                }
                discard += 1;
            } else if !first && word.is("that") && self.is_noun_before_that(i - 1) {
                discard += 1;
            } else if !first && self.is(i - 1, ",") && self.is_aside(i) {
                let comma = (i + 1..self.seq.len()).find(|&c| self.is(c, ","));
                if let Some(comma) = comma {
                    i = comma + 1;
                    continue;
                }
            } else if self.is_finite(i, from) {
                let group = self.group_of(from, i);
                if discard == 0 {
                    return Some(self.past_contact(group));
                }
                discard -= 1;
                // The content of a verb of saying in a relative clause belongs to that clause, so
                // its verb does not count either.
                let says = self.at(group.head).is_some_and(|w| w.entry.cue().is_some());
                discard += usize::from(says && self.can_begin_clause(group.words.end));
                i = group.words.end;
                continue;
            }
            i += 1;
        }
        None
    }

    /// "a levy that, the mayor said, could close shops": the source stands between the relative pronoun
    /// and its verb, so that the verb after the gap is what it says.
    fn group_after_gap(&self, from: usize) -> Option<Group> {
        let after = (from + 1..self.seq.len()).find(|&i| self.is_gap(i - 1))?;
        let is_relative = self.has(after - 1, class::RELATIVE) || self.is(after - 1, "that");
        let verb = after + usize::from(self.pos(after) == Pos::Adv);
        let begins = is_relative && self.is_finite(verb, after);
        begins.then(|| self.group_of(after, verb))
    }

    /// Whether words that do not belong to the content follow the token at `i`: "If it snows, she
    /// said, we will walk".
    fn is_gap(&self, i: usize) -> bool {
        let next = self.seq.get(i + 1);
        next.is_some_and(|&next| next > self.seq[i] + 1)
    }

    /// Whether a clause can begin at `i`, so that it is no mark, no "to" and no preposition.
    fn can_begin_clause(&self, i: usize) -> bool {
        let word = self.at(i);
        word.is_some_and(|w| !w.is_mark && !w.is("to") && w.pos != Pos::Adp && !w.is_verbal())
    }

    /// Whether the word before "that" is a noun. The tagger takes "reports" and "claims" for verbs.
    fn is_noun_before_that(&self, i: usize) -> bool {
        let is_noun = |w: &Word| w.is_nominal() || w.has(class::TALE) && w.form == Form::S;
        self.at(i).is_some_and(is_noun)
    }

    /// "a contract nobody may read is …": a second verb directly after the first is the main verb.
    fn past_contact(&self, group: Group) -> Group {
        let next = group.words.end;
        let says = self
            .at(group.head)
            .is_some_and(|w| w.entry.cue().is_some() || w.pos == Pos::Aux);
        // "What we are seeing is likely a fault": the clause is the subject.
        let says = says && !self.is_free_relative(group.from, group.words.start);
        let follows = self.pos(next) == Pos::Aux
            && !self.has(next, class::BE)
                | self
                    .at(next)
                    .is_some_and(|w| w.any(&["is", "are", "was", "were"]));
        if !says && follows && self.is_finite(next, group.from) {
            self.group_of(group.from, next)
        } else {
            group
        }
    }

    /// "What we are seeing", "what she did": a clause with its own subject, as the subject of another one.
    fn is_free_relative(&self, from: usize, verb: usize) -> bool {
        let what = from
            .checked_sub(1)
            .filter(|_| self.is(from.wrapping_sub(1), "what"));
        let first = what.unwrap_or(from);
        self.is(first, "what")
            && verb > first + 1
            && self.at(first + 1).is_some_and(Word::is_nominal)
    }

    /// Whether an insertion that ends with the next comma begins at `i`: a participle or a
    /// subordinate clause.
    fn is_aside(&self, i: usize) -> bool {
        let Some(word) = self.at(i) else { return false };
        let participle =
            word.pos == Pos::Verb && (matches!(word.form, Form::Ing | Form::Ed) || is_past(word));
        let subordinate = word.has(class::SUBORDINATE) && word.pos != Pos::Pron;
        participle && self.pos(i + 1) != Pos::Det || subordinate
    }

    /// Whether the verb at `i` is finite, in a clause that begins at `from`.
    fn is_finite(&self, i: usize, from: usize) -> bool {
        let Some(word) = self.at(i) else { return false };
        let can_be_finite = (word.is_verbal() || self.is_need(i))
            && word.form != Form::Ing
            && !word.any(&NON_FINITE_FORMS_OF_BE);
        let is_tale = i == from && word.has(class::TALE) && self.is(i + 1, "that");
        if !can_be_finite || is_tale || self.is_infinitive_at(i) {
            return false;
        }
        let can_be_other_word = i > from && word.pos != Pos::Aux;
        !can_be_other_word || !(self.is_in_noun_phrase(i) || self.is_participle_of_noun(i))
    }

    /// "we need to eat": the tagger takes "need" for a noun.
    fn is_need(&self, i: usize) -> bool {
        self.is(i, "need") && i > 0 && self.pos(i - 1) == Pos::Pron && self.is(i + 1, "to")
    }

    /// "to close", "to quickly close", "to be closed", "to have closed"
    fn is_infinitive_at(&self, i: usize) -> bool {
        let has_adverb = i > 1 && self.is(i - 2, "to") && self.pos(i - 1) == Pos::Adv;
        let is_light = |b: usize| self.at(b).is_some_and(|w| w.any(&["be", "have", "been"]));
        let light = (0..i).rev().take_while(|&b| is_light(b)).last();
        let of_light = light.is_some_and(|b| b > 0 && self.is(b - 1, "to"));
        i > 0 && self.before(i, "to") || has_adverb || of_light
    }

    /// Whether a determiner or a preposition is directly before `i`, so that the tagger took a word of
    /// a noun phrase for a verb. A clause can follow "that", "all" and "this".
    fn is_in_noun_phrase(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|b| self.at(b));
        before.is_some_and(|b| match b.pos {
            Pos::Det => !b.any(&["that", "all", "this"]),
            Pos::Adp => true,
            // "of critically injured men"
            Pos::Adv if b.text.ends_with("ly") && i > 1 => {
                matches!(self.pos(i - 2), Pos::Adp | Pos::Det) && self.pos(i + 1) == Pos::Noun
                    || self.pos(i - 2) == Pos::Adp && self.pos(i + 1) == Pos::Propn
            }
            _ => false,
        })
    }

    /// "officers sent to the scene were …": the later verb is the main one.
    fn is_participle_of_noun(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|b| self.at(b));
        let follows_noun = before.is_some_and(|b| b.is_nominal() && b.pos != Pos::Pron);
        let is_participle = self.at(i).is_some_and(|w| w.form == Form::Ed || is_past(w));
        let goes_on = matches!(self.pos(i + 1), Pos::Adp | Pos::Part);
        follows_noun && is_participle && goes_on && self.later_verb(i + 1)
    }

    /// Whether a finite auxiliary follows in the same clause.
    fn later_verb(&self, from: usize) -> bool {
        for i in from..self.seq.len() {
            let Some(word) = self.at(i) else { return false };
            let closes = word.any(&[",", ";", ":", "that", "and", "but", "or"])
                || word.is_mark && !word.quoted;
            let opens = word.has(class::RELATIVE | class::SUBORDINATE | class::ASKING | class::IF)
                && word.pos != Pos::Adp;
            let subject = word.pos == Pos::Pron;
            if closes || opens || subject {
                return false;
            }
            if word.pos == Pos::Aux && !word.any(&NON_FINITE_FORMS_OF_BE) && !self.is(i - 1, "to") {
                return true;
            }
        }
        false
    }

    /// The whole group of the finite verb at `verb`, in a clause that begins at `from`.
    fn group_of(&self, from: usize, verb: usize) -> Group {
        // "that he was ill were untrue": these begin another group.
        const BEGIN_GROUP: [&str; 5] = ["was", "were", "is", "are", "has"];
        let (mut head, mut end) = (verb, verb + 1);
        while let Some(word) = self.at(end) {
            let takes_verb = self.at(head).is_some_and(Word::is_auxiliary);
            if takes_verb && word.has(class::NOT) || self.is_adverb_in_group(end) {
                end += 1;
            } else if takes_verb && word.is_verbal() && !word.any(&BEGIN_GROUP) {
                (head, end) = (end, end + 1);
            } else {
                break;
            }
        }
        Group {
            from,
            words: verb..end,
            head,
        }
    }

    /// Whether an adverb that can be between the verbs of a group is at `i`: "already", "no longer".
    fn is_adverb_in_group(&self, i: usize) -> bool {
        const ADVERBS: [&str; 6] = ["yet", "also", "still", "even", "ever", "already"];
        let Some(word) = self.at(i) else { return false };
        let is_plain = word.pos == Pos::Adv && !word.has(class::ASKING) || word.any(&ADVERBS);
        let is_no_longer =
            word.is("longer") && self.is(i - 1, "no") || word.is("no") && self.is(i + 1, "longer");
        let weakens = word.pos != Pos::Adj && word.entry.trigger(Use::Adverb).is_some();
        is_plain || is_no_longer || weakens
    }

    /// The position of the predicate of a form of "be": "likely", "expected".
    pub fn predicate(&self, group: &Group) -> Option<usize> {
        let be = group.words.clone().any(|i| self.has(i, class::BE));
        let head = self.at(group.head)?;
        if be && !head.has(class::BE) {
            return Some(group.head);
        }
        let next = self.at(group.words.end)?;
        let fits = matches!(
            next.pos,
            Pos::Adj | Pos::Verb | Pos::Noun | Pos::Adp | Pos::Adv
        );
        (be && fits).then_some(group.words.end)
    }

    /// "not", "never", "no longer" in the group; "no" in its subject or object.
    pub fn negation(&self, group: &Group) -> Option<usize> {
        let is_not = |i: &usize| {
            let not = self.has(*i, class::NOT) && !self.is(i + 1, "only");
            not || self.is(*i, "no") && self.is(i + 1, "longer")
        };
        let within = group.words.clone().find(is_not);
        if let Some(at) = self.untrue(group) {
            // "is not untrue" is twice negated.
            return within.is_none().then_some(at);
        }
        let within = within.or_else(|| self.idiom_of_negation(group));
        let words = &group.words;
        // "the mayor never told him"
        let is_never = |b: &usize| *b >= group.from && self.is(*b, "never");
        let never = || words.start.checked_sub(1).filter(is_never);
        let is_none = |i: &usize| self.is_no(*i) || self.is_hardly_any(*i) || self.is_not_one(*i);
        let subject = || (group.from..words.start.min(group.from + 2)).find(is_none);
        let is_no_object = |i: &usize| self.is_hardly_any(*i) || *i == words.end && self.is_no(*i);
        let object = || {
            let mut near = words.end.saturating_sub(1)..(words.end + 1).min(self.seq.len());
            near.find(is_no_object)
        };
        let quoted = || self.negation_that_opens_quotation(words.end);
        within
            .or_else(never)
            .or_else(subject)
            .or_else(object)
            .or_else(quoted)
    }

    /// "is “not a priority”", "was “no longer viable”", "had “never been lawful”": the quotation begins with
    /// the negation of the verb before it.
    fn negation_that_opens_quotation(&self, open: usize) -> Option<usize> {
        let opens = self.at(open).is_some_and(|w| w.mark == Mark::Open);
        let first = open + 1;
        let is_not =
            self.has(first, class::NOT) && !self.is(first + 1, "only") || self.is_no(first);
        let is_longer = self.is(first, "no") && self.is(first + 1, "longer");
        let takes = open.checked_sub(1).and_then(|b| self.at(b));
        let is_verb = takes.is_some_and(Word::is_auxiliary);
        (opens && is_verb && (is_not || is_longer)).then_some(first)
    }

    /// "by no means", "anything but safe", "far from certain", "has yet to": idioms that negate.
    fn idiom_of_negation(&self, group: &Group) -> Option<usize> {
        const IDIOMS: [&[&str]; 8] = [
            &["by", "no", "means"],
            &["in", "no", "way"],
            &["at", "no", "time"],
            &["at", "no", "point"],
            &["under", "no", "circumstances"],
            &["nowhere", "near"],
            &["nowhere", "close"],
            &["anything", "but"],
        ];
        let be = group.words.clone().any(|i| self.has(i, class::BE));
        let near = group.words.start.saturating_sub(3).max(group.from)
            ..(group.words.end + 2).min(self.seq.len());
        for i in near {
            let is_idiom = |idiom: &&[&str]| {
                let mut words = idiom.iter().enumerate();
                words.all(|(n, word)| self.is(i + n, word))
            };
            let found = IDIOMS.iter().find(|idiom| is_idiom(idiom));
            let needs_be = found.is_some_and(|idiom| idiom[0] == "anything");
            let is_far = be && self.is_far_from(i);
            if found.is_some() && (be || !needs_be) || is_far || self.is_yet_to(i, group) {
                return Some(i);
            }
        }
        None
    }

    /// "far from safe", "far from a success"; but not a distance: "far from the river".
    fn is_far_from(&self, i: usize) -> bool {
        let next = i + 2;
        let is_quality = matches!(self.pos(next), Pos::Adj | Pos::Adv | Pos::Verb)
            || self
                .at(next)
                .is_some_and(|w| w.any(&["a", "an", "over", "being"]))
            || self.is(next, "the") && self.at(next + 1).is_some_and(|w| w.any(&["truth", "case"]));
        self.is(i, "far") && self.is(i + 1, "from") && is_quality
    }

    /// "has yet to find", "is yet to be named".
    fn is_yet_to(&self, i: usize, group: &Group) -> bool {
        let is_light = |i: usize| self.has(i, class::HAVE | class::BE);
        // "The best is yet to come" says that it will.
        let comes =
            self.is(i + 2, "come") && (group.words.start..i).any(|b| self.has(b, class::BE));
        self.is(i, "yet")
            && self.to_do(i + 1)
            && !comes
            && i > group.words.start
            && group.words.clone().any(is_light)
    }

    /// "nobody", "no official", "none of the witnesses", "neither brother": no one, as a source. "No
    /// fewer than ten" and "No. 10" are someone.
    pub fn is_no_one(&self) -> bool {
        let is_no = self
            .at(0)
            .is_some_and(|w| w.any(&["nobody", "no", "none", "neither"]) && self.is_no(0));
        let is_number = self.is(0, "no") && matches!(self.pos(1), Pos::Num)
            || self.is(0, "no") && self.at(1).is_some_and(|w| w.is_mark);
        let has_exception = self.is(1, "one") && self.excepts(1)
            || (1..self.seq.len()).any(|i| self.is(i, "except") || self.is(i, "but"));
        (is_no && !is_number && !has_exception) || self.is_not_one(0)
    }

    /// "two cases", "an order of 50 jets", "its first case", "heavy losses": a noun phrase that
    /// introduces a thing.
    pub fn is_new_thing(&self) -> bool {
        let Some(first) = self.at(0) else {
            return false;
        };
        if self.tells_only_that_one_speaks() {
            return false;
        }
        let is_indefinite = first.pos == Pos::Num
            || first.any(&[
                "a", "an", "another", "some", "several", "more", "fewer", "many",
            ]);
        let is_bare = matches!(first.pos, Pos::Noun | Pos::Adj);
        let is_counted = matches!(first.pos, Pos::Det | Pos::Pron)
            && (1..3).any(|i| self.pos(i) == Pos::Num || self.is(i, "first") || self.is(i, "new"));
        is_indefinite || is_bare || is_counted
    }

    /// "an update on her illness", "some news": a noun for what is told, which does not tell it.
    fn tells_only_that_one_speaks(&self) -> bool {
        const TOLD: [&str; 16] = [
            "update",
            "updates",
            "news",
            "details",
            "detail",
            "information",
            "message",
            "statement",
            "secret",
            "secrets",
            "thoughts",
            "views",
            "feelings",
            "insight",
            "insights",
            "look",
        ];
        const LONGEST: usize = 5;
        let ends = |i: &usize| {
            let word = self.at(*i);
            word.is_none_or(|w| matches!(w.pos, Pos::Adp | Pos::Verb | Pos::Aux | Pos::Punct))
        };
        let end = (1..=LONGEST).find(ends);
        end.and_then(|end| self.at(end - 1))
            .is_some_and(|w| w.any(&TOLD))
    }

    /// "the death of a singer", "the closure of its mill", but not "the name of the driver".
    pub fn is_event_of(&self) -> bool {
        const NAMED_ONLY: [&str; 24] = [
            "name",
            "names",
            "identity",
            "identities",
            "details",
            "date",
            "dates",
            "size",
            "cost",
            "price",
            "terms",
            "number",
            "location",
            "list",
            "amount",
            "extent",
            "contents",
            "result",
            "results",
            "winner",
            "cause",
            "plan",
            "plans",
            "reason",
        ];
        let Some(of) = (1..5).find(|&i| self.is(i, "of")) else {
            return false;
        };
        self.pos(0) == Pos::Det && self.at(of - 1).is_some_and(|w| !w.any(&NAMED_ONLY))
    }

    /// "guards beating marchers", "the roof lying in the street": a participle is the predicate of a
    /// noun.
    pub fn has_participle(&self) -> bool {
        (1..self.seq.len()).any(|i| {
            let is_ing = self
                .at(i)
                .is_some_and(|w| w.pos == Pos::Verb && w.form == Form::Ing);
            is_ing
                && self
                    .at(i - 1)
                    .is_some_and(|w| w.is_nominal() || w.pos == Pos::Adv)
        })
    }

    /// Whether a negating "no" or "nobody" is at `i`. "no longer", "no doubt" and "no choice but" are
    /// different.
    fn is_no(&self, i: usize) -> bool {
        const NOT_NEGATED: [&str; 10] = [
            "longer", "fewer", "more", "less", "later", "doubt", "matter", "sooner", "bigger",
            "wonder",
        ];
        let is_more = self
            .at(i + 1)
            .is_some_and(|w| w.any(&["more", "less", "fewer"]));
        let is_counted = is_more && self.at(i + 2).is_some_and(Word::is_nominal);
        let is_odd = self.at(i + 1).is_some_and(|w| w.any(&NOT_NEGATED)) && !is_counted;
        self.has(i, class::NO) && !is_odd && !self.excepts(i)
    }

    /// Whether an exception follows the negation, so that something is asserted: "no choice but",
    /// "nothing but", "nobody except".
    fn excepts(&self, i: usize) -> bool {
        let from = if self.is(i, "no") {
            let Some(noun) = (i + 1..i + 3).find(|&k| self.has(k, class::CHOICE)) else {
                return false;
            };
            noun + 1
        } else {
            i + 1
        };
        self.is(from, "but")
            || self.is(from, "except")
            || self.is(from, "other") && self.is(from + 1, "than")
    }

    /// "hardly anyone", "scarcely any".
    fn is_hardly_any(&self, i: usize) -> bool {
        let any = |w: &Word| w.any(&["any", "anyone", "anybody", "anything", "ever"]);
        self.has(i, class::HARDLY) && self.at(i + 1).is_some_and(any)
    }

    /// "not a single", "not one", "not everybody" as a subject.
    fn is_not_one(&self, i: usize) -> bool {
        let one = ["a", "one", "all", "every", "everyone", "everybody", "any"];
        self.is(i, "not") && self.at(i + 1).is_some_and(|w| w.any(&one))
    }

    /// "it is untrue that", "this was a lie".
    fn untrue(&self, group: &Group) -> Option<usize> {
        let it = |b: usize| {
            b >= group.from && self.at(b).is_some_and(|w| w.any(&["it", "that", "this"]))
        };
        let be = self.at(group.head).is_some_and(|w| w.has(class::BE));
        let end = group.words.end;
        let at = end + usize::from(self.is(end, "a"));
        let is_nonsense = self.at(at).is_some_and(|w| w.any(&["nonsense", "rubbish"]));
        let is_false = self.has(at, class::FALSE) || is_nonsense && self.is(at + 1, "that");
        (be && group.words.start.checked_sub(1).is_some_and(it) && is_false).then_some(at)
    }

    /// True if "to close" begins at `i`, maybe with an adverb.
    pub fn to_do(&self, i: usize) -> bool {
        let mut next = i + 1;
        while self.at(next).is_some_and(|w| w.mark != Mark::None) {
            next += 1;
        }
        self.is(i, "to")
            && !self.at(next).is_some_and(Word::is_gerund)
            && (self.at(next).is_some_and(Word::is_verbal)
                || self.pos(next) == Pos::Adv
                || self.has(next, class::BE))
    }

    /// True if "where", "whether" or "if" begins at `i`.
    pub fn asks(&self, i: usize) -> bool {
        let first = if self.is(i, "yet") || self.is(i, ",") || self.is(i, "about") {
            i + 1
        } else {
            i
        };
        self.has(first, class::ASKING) || self.is(first, "if")
    }

    /// "reports that it would close were untrue": a thing that can be untrue is called so. Gives the
    /// word that calls it so.
    pub fn tale_called_false(&self, group: &Group) -> Option<usize> {
        const TRUE: [&str; 4] = ["true", "correct", "accurate", "so"];
        let is_be = self.at(group.head)?.has(class::BE);
        let mut subject = group.from..(group.from + 4).min(group.words.start);
        let is_tale = |i: usize| {
            self.has(i, class::TALE)
                && !self
                    .at(i)
                    .is_some_and(|w| w.pos == Pos::Pron || w.is("that"))
        };
        if !is_be || !subject.any(is_tale) {
            return None;
        }
        let not = group.words.clone().find(|&i| self.has(i, class::NOT));
        // The tagger can take the predicate for an adverb of the group.
        let mut near = group.head + 1..(group.words.end + 4).min(self.seq.len());
        // "without foundation", "wide of the mark"
        let is_phrase = |i: usize| {
            let is_ground = |w: &Word| w.any(&["foundation", "basis", "merit", "substance"]);
            self.is(i, "wide") && self.is(i + 1, "of")
                || self.is(i, "without") && self.at(i + 1).is_some_and(is_ground)
        };
        let is_false = |i: &usize| match not {
            Some(_) => self.at(*i).is_some_and(|w| w.any(&TRUE)),
            None => self.has(*i, class::FALSE | class::ABSURD) || is_phrase(*i),
        };
        near.find(is_false)
    }

    /// True if the subject is a pronoun, so that people give their own thought. In a quotation only
    /// "I" and "we" are the speaker: “They think they know better” is a thought of others.
    pub fn is_self(&self, group: &Group) -> bool {
        let before = group
            .words
            .start
            .checked_sub(1)
            .filter(|&b| b >= group.from);
        let adverb = before.is_some_and(|b| self.pos(b) == Pos::Adv);
        let at = if adverb {
            before.and_then(|b| b.checked_sub(1))
        } else {
            before
        };
        let is_speaker = |w: &Word| !w.quoted || w.any(&["i", "we"]);
        at.and_then(|b| self.at(b))
            .is_some_and(|w| w.has(class::SELF) && is_speaker(w))
    }

    /// The group of the clause that "I think", "it is possible that" opens.
    pub fn opened(&self, group: &Group) -> Option<Group> {
        let from = self.past_insertion(self.start_of_opened(group)?);
        let start = from + usize::from(self.is(from, "that"));
        let can_begin = matches!(
            self.at(start)?.pos,
            Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Adv
        );
        if !can_begin || self.asks(start) {
            return None;
        }
        let inner = self.group(start)?;
        // A mark between the two verbs ends the clause.
        let is_separated = (start..inner.words.start).any(|i| {
            self.at(i)
                .is_some_and(|w| w.is_mark && !w.quoted && !w.is("-"))
        });
        (!is_separated).then_some(inner)
    }

    /// After an insertion in commas at `i`: "I think, given all this, they …".
    fn past_insertion(&self, i: usize) -> usize {
        let mut after = i + 1..self.seq.len();
        let close = after.find(|&k| self.is(k, ",")).filter(|_| self.is(i, ","));
        close.map_or(i, |close| close + 1)
    }

    /// "Another theory is that it could sell": the clause says what the noun is. Nouns of chance are
    /// signals themselves: "the risk is that it will burst".
    fn is_equated(&self, group: &Group) -> bool {
        let noun = group.words.start.checked_sub(1).and_then(|b| self.at(b));
        let is_noun = |w: &Word| w.pos == Pos::Noun && w.entry.trigger(Use::Noun).is_none();
        let is_one_word = group.words.len() == 1 && self.has(group.head, class::BE);
        is_one_word && noun.is_some_and(is_noun) && self.is(group.words.end, "that")
    }

    /// The position of the clause that a group introduces.
    fn start_of_opened(&self, group: &Group) -> Option<usize> {
        let head = self.at(group.head)?;
        let is_weighed = |i: &usize| {
            self.at(*i)
                .is_some_and(|w| w.has(class::PLAIN) || w.entry.trigger(Use::Predicate).is_some())
        };
        if let Some(predicate) = self.predicate(group).filter(is_weighed) {
            return Some(predicate + 1);
        }
        if let Some(untrue) = self.untrue(group) {
            return Some(untrue + 1);
        }
        let is_noun_before_that = |i: &usize| {
            let word = self.at(*i);
            self.is(i + 1, "that") && word.is_some_and(|w| w.entry.trigger(Use::Noun).is_some())
        };
        let mut after = group.words.end..(group.words.end + 4).min(self.seq.len());
        if let Some(noun) = after.find(is_noun_before_that) {
            return Some(noun + 1);
        }
        if self.is_equated(group) {
            return Some(group.words.end);
        }
        let is_thought = head.entry.trigger(Use::Thought).is_some() || head.has(class::PLAIN);
        // "The losses mean that he may owe nothing": a thing means it too.
        let means = head.any(&["mean", "means", "meant"]) && !self.is(group.words.end, "to");
        (is_thought && (means || self.is_self(group))).then_some(group.words.end)
    }
}

/// Past forms and participles that do not end in -ed.
pub(super) fn is_past(word: &Word) -> bool {
    word.has(class::PAST)
}
