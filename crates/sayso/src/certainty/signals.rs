//! In: the main verb of a clause. Out: the signals of certainty that the verb, its adverbs, its predicate
//! and its object show.

use super::clause::{Group, Stretch};
use super::cues::{Effect, Use, class};
use super::signal::{self, Signal, SignalRow};
use super::words::{Form, Word};
use super::{Rule, Status, Strength, TriggerKind};
use crate::names::Pos;
use sayso_english::times::SCHEDULED_DEEDS;
use std::ops::ControlFlow;

/// How deep "I think it is possible that …" is followed.
const DEEPEST: u8 = 2;

/// A group of verbs, with what the readers of signals ask about it.
struct Verb<'g, 'w, 'a> {
    group: &'g Group,
    /// The last verb.
    head: &'w Word<'a>,
    negation: Option<usize>,
    /// The position after the group.
    next: usize,
    /// "to" and a verb follow.
    has_infinitive: bool,
    is_passive: bool,
    /// No modal verb belongs to it.
    is_alone: bool,
}

impl Verb<'_, '_, '_> {
    fn is_negated(&self) -> bool {
        self.negation.is_some()
    }
}

/// What a reader of verbs answers: to ask the next one, or to stop, with a signal or without.
type Answer = ControlFlow<Option<Signal>>;

/// Stops with the signal of a row.
fn found(signal: Signal) -> Answer {
    ControlFlow::Break(Some(signal))
}

/// Stops without a signal.
const NOTHING: Answer = ControlFlow::Break(None);
const PASS: Answer = ControlFlow::Continue(());

/// A modal verb as it is used.
struct Modal<'g, 'w, 'a> {
    group: &'g Group,
    word: &'w Word<'a>,
    /// The last verb of the group.
    head: Option<&'w Word<'a>>,
    is_negated: bool,
    /// "have" follows: "may have been".
    is_perfect: bool,
}

impl Modal<'_, '_, '_> {
    fn head_has(&self, class: u32) -> bool {
        self.head.is_some_and(|head| head.has(class))
    }
}

/// Reads a modal verb.
type ModalReader<'w, 'a> = fn(&Stretch<'w, 'a>, &Modal<'_, '_, '_>) -> Option<SignalRow>;

/// Reads a main verb.
type VerbReader<'w, 'a> = fn(&Stretch<'w, 'a>, &Verb<'_, '_, '_>) -> Answer;

impl<'w, 'a> Stretch<'w, 'a> {
    /// The modal verbs that have several senses. Others are trigger words.
    const MODALS: [(&'static [&'static str], ModalReader<'w, 'a>); 6] = [
        (&["may", "might"], Stretch::may),
        (&["could"], Stretch::could),
        (&["can", "cannot", "ca"], Stretch::can),
        (&["should", "ought"], Stretch::should),
        (&["must"], Stretch::must),
        (&["would"], Stretch::would),
    ];

    /// The readers of main verbs, in the order in which they are asked.
    const VERBS: [VerbReader<'w, 'a>; 10] = [
        Stretch::seeming,
        Stretch::not_known,
        Stretch::thought,
        Stretch::not_decided,
        Stretch::plan,
        Stretch::stands_to,
        Stretch::decision,
        Stretch::no_idea,
        Stretch::duty,
        Stretch::arrangement_or_wish,
    ];

    /// Adds the signals of a group, and of the clause that a thought or "it is clear" opens.
    pub fn signals(&self, group: &Group, out: &mut Vec<Signal>, depth: u8) {
        if let Some(at) = self.tale_called_false(group) {
            out.push(signal::CALLED_FALSE.at(self.seq[at]));
            return;
        }
        self.adverbs(group, out);
        let negation = self.negation(group);
        out.extend(self.modal(group, negation));
        let first = out.len();
        out.extend(self.predicate_signal(group, negation));
        out.extend(self.verb_signal(group, negation));
        out.extend(self.noun_signal(group, negation));
        if let Some(at) = negation
            && !is_reversed(&out[first..], out)
            && !self.is_reproach(group)
        {
            out.push(signal::NEGATION.at(self.seq[at]));
        }
        if depth < DEEPEST
            && let Some(inner) = self.opened(group)
        {
            let opener = out.len();
            self.signals(&inner, out, depth + 1);
            // "There is growing fear that it will burst": what is feared is possible, whatever its tense.
            let is_feared =
                |s: &Signal| self.words.at(s.at).any(&FEARS) || self.words.at(s.at).is("feared");
            if out[first..opener].iter().any(is_feared) {
                let announces = |s: &Signal| matches!(s.rule, Rule::Will | Rule::Would);
                let kept: Vec<Signal> = out.drain(opener..).filter(|s| !announces(s)).collect();
                out.extend(kept);
            }
        }
    }

    /// "should never have been bought": it was bought.
    fn is_reproach(&self, group: &Group) -> bool {
        let first = group.words.start;
        (self.is(first, "should") || self.is(first, "ought")) && self.is_perfect(group)
    }

    fn adverbs(&self, group: &Group, out: &mut Vec<Signal>) {
        let start = group.from..(group.from + 2).min(group.words.start);
        let beside = group.words.start.saturating_sub(1).max(start.end)
            ..(group.words.end + 1).min(self.seq.len());
        for i in start.chain(beside) {
            let Some(word) = self.at(i).filter(|w| w.pos != Pos::Adj) else {
                continue;
            };
            let Some(row) = word.entry.trigger(Use::Adverb) else {
                continue;
            };
            let (status, rule) = match row.kind {
                TriggerKind::Distance => (Status::Asserted, Rule::AtADistance),
                TriggerKind::Possible => (Status::Possible, Rule::AdverbOfPossibility),
                TriggerKind::Future => (Status::Prediction, Rule::AdverbOfHope),
                _ => (Status::Probable, Rule::AdverbOfLikelihood),
            };
            out.push(Signal::of_trigger(row, status, rule, self.seq[i]));
        }
        let is_almost_certainly = |i: &usize| {
            let before = i.checked_sub(1).and_then(|b| self.at(b));
            self.is(*i, "certainly") && before.is_some_and(|w| w.any(&["almost", "nearly"]))
        };
        let likelihood = (group.words.end..group.words.end + 3)
            .find(|&i| self.is(i, "in") && self.is(i + 1, "all") && self.is(i + 2, "likelihood"));
        if let Some(at) = likelihood {
            out.push(signal::ALMOST_CERTAINLY.at(self.seq[at + 2]));
        }
        let mut near = group.from..=group.words.end;
        if let Some(i) = near.find(is_almost_certainly) {
            out.push(signal::ALMOST_CERTAINLY.at(self.seq[i]));
        }
    }

    /// The signal of the modal verb that a group begins with.
    fn modal(&self, group: &Group, negation: Option<usize>) -> Option<Signal> {
        let i = group.words.start;
        let word = self.at(i)?;
        // "the old will was found": a noun.
        let is_noun = self
            .at(i + 1)
            .is_some_and(|w| w.any(&["was", "were", "is", "are", "has"]));
        // "May 5 was warm": a month.
        let is_month = word.text == "May" && self.pos(i + 1) == Pos::Num;
        if !word.has(class::MODAL) || !word.is_verbal() || is_noun || is_month {
            return None;
        }
        let modal = Modal {
            group,
            word,
            head: self.at(group.head),
            is_negated: negation.is_some(),
            is_perfect: self.is_perfect(group),
        };
        let row = if let Some((_, read)) = Self::MODALS.iter().find(|(words, _)| word.any(words)) {
            read(self, &modal)
        } else if self.is_would(group) {
            self.would(&modal)
        } else {
            let is_will = word.entry.trigger(Use::Modal).is_some();
            let is_past = modal.is_perfect && self.is_guess_of_past(group);
            match () {
                () if !is_will || self.is_habit(group) => None,
                () if is_past => Some(signal::AN_ESTIMATE),
                () => Some(signal::WILL),
            }
        };
        row.map(|row| row.at(self.seq[i]))
    }

    /// "You’ll probably have seen it", "you will already have heard": what is likely so by now.
    fn is_guess_of_past(&self, group: &Group) -> bool {
        let before = group.words.start.checked_sub(1);
        let is_reader = before.is_some_and(|b| self.any(b, &["you", "readers", "many", "most"]));
        let has_adverb = |i: usize| self.any(i, &["already", "probably", "doubtless", "surely"]);
        is_reader && group.words.clone().any(has_adverb)
    }

    /// "will often sit there for hours", "menus will vary": what is usual, not what is to come.
    fn is_habit(&self, group: &Group) -> bool {
        const USUAL: [&str; 8] = [
            "often",
            "usually",
            "sometimes",
            "typically",
            "occasionally",
            "frequently",
            "normally",
            "routinely",
        ];
        let beside = group.words.start.saturating_sub(1)..group.words.end + 1;
        let mut beside = beside.filter(|&i| i >= group.from);
        let is_always = self.any(group.head, &["vary", "differ"]);
        is_always || beside.any(|i| self.at(i).is_some_and(|w| w.any(&USUAL)))
    }

    /// "may" is possible, but "may park" is allowed.
    fn may(&self, modal: &Modal<'_, '_, '_>) -> Option<SignalRow> {
        let after = modal.group.words.start + 1;
        let allows = modal.head_has(class::ALLOWED)
            || self.is(after, "only")
            || self.subject_is_no(modal.group);
        if modal.word.is("may") && !modal.is_perfect && allows {
            return None;
        }
        let is_well = self.is(after, "well");
        Some(if is_well {
            signal::MAY_WELL
        } else {
            signal::MAY
        })
    }

    /// "could" is possible, but "could see" and "could not" are ability.
    fn could(&self, modal: &Modal<'_, '_, '_>) -> Option<SignalRow> {
        let is_ability = modal.head_has(class::ABILITY)
            || self.has(modal.group.words.start + 1, class::ABILITY)
            || self.follows_person(modal.group);
        // "I could see myself living there" is an outlook.
        let is_outlook = self.is(modal.group.words.end, "myself");
        if is_ability && !modal.is_perfect && !is_outlook {
            None
        } else if modal.is_negated {
            self.can(modal)
        } else {
            Some(signal::COULD)
        }
    }

    /// "cannot be ruled out" is possible; "can" says nothing.
    fn can(&self, modal: &Modal<'_, '_, '_>) -> Option<SignalRow> {
        (modal.is_negated && self.is_excluded(modal.group)).then_some(signal::NOT_RULED_OUT)
    }

    fn should(&self, modal: &Modal<'_, '_, '_>) -> Option<SignalRow> {
        if modal.is_perfect {
            None
        } else if self.is_outcome(modal.group) {
            Some(signal::SHOULD_BY_RIGHTS)
        } else {
            Some(signal::SHOULD)
        }
    }

    /// "must have been" is likely, "must" is demanded.
    #[allow(clippy::unnecessary_wraps, clippy::unused_self)] // Has the type of a `ModalReader`.
    fn must(&self, modal: &Modal<'_, '_, '_>) -> Option<SignalRow> {
        Some(if modal.is_perfect {
            signal::MUST_HAVE
        } else {
            signal::MUST
        })
    }

    /// "would", but not "would rather" and "would like", which are wishes.
    fn would(&self, modal: &Modal<'_, '_, '_>) -> Option<SignalRow> {
        if modal.is_perfect {
            // "Most would have rotted long ago": what is likely so by now.
            let end = modal.group.words.end;
            let is_by_now = (modal.group.head + 1..end + 3).any(|i| self.is(i, "ago"));
            let is_supposed =
                (0..self.seq.len()).any(|i| self.has(i, class::IF) || self.is(i, "without"));
            return Some(if is_by_now && !is_supposed {
                signal::AN_ESTIMATE
            } else {
                signal::WOULD_HAVE
            });
        }
        let likes = modal
            .head
            .is_some_and(|head| head.any(&["like", "love", "prefer"]));
        let is_reader = modal
            .group
            .words
            .start
            .checked_sub(1)
            .is_some_and(|b| self.is(b, "you"));
        if likes && !is_reader && !modal.is_negated && self.wishes_to_do(modal.group.words.end) {
            return Some(signal::WOULD_LIKE);
        }
        let is_wish = likes || self.is(modal.group.words.end, "rather");
        // "she would never mean to hurt anyone" is a negation.
        let is_meant = modal.is_negated && modal.head.is_some_and(|head| head.is("mean"));
        // "would not get into whether", "would not say who" is a silence, and no plan.
        let next = modal.group.words.end;
        let gets_into = modal.head.is_some_and(|head| head.is("get")) && self.is(next, "into");
        let speaks = modal.head_has(class::SPEAK) && self.asks(next);
        let is_silent = modal.is_negated && (gets_into || speaks);
        if self.urges(modal.group) {
            return Some(signal::URGES);
        }
        (!is_wish && !is_meant && !is_silent).then_some(signal::WOULD)
    }

    /// "would like to open a shop". "I would like to thank the crew" does what it says.
    fn wishes_to_do(&self, to: usize) -> bool {
        const SPEAKING: [&str; 14] = [
            "thank",
            "apologise",
            "apologize",
            "congratulate",
            "say",
            "stress",
            "add",
            "point",
            "express",
            "emphasise",
            "emphasize",
            "remind",
            "ask",
            "think",
        ];
        self.to_do(to) && !self.any(to + 1, &SPEAKING)
    }

    /// "I would urge everyone to wait", "I’d call on ministers to act": a demand of the speaker.
    fn urges(&self, group: &Group) -> bool {
        const URGING: [&str; 10] = [
            "urge",
            "advise",
            "encourage",
            "implore",
            "beg",
            "ask",
            "invite",
            "appeal",
            "call",
            "recommend",
        ];
        let is_speaker = |b: usize| self.at(b).is_some_and(|w| w.any(&["i", "we"]));
        let by_speaker = group.words.start.checked_sub(1).is_some_and(is_speaker);
        let calls = self.at(group.head).is_some_and(|w| w.any(&URGING))
            && (!self.is(group.head, "call")
                || self
                    .at(group.words.end)
                    .is_some_and(|w| w.any(&["on", "for"])));
        by_speaker && calls && self.negation(group).is_none()
    }

    /// "should arrive", "should take two weeks": expected, not demanded.
    fn is_outcome(&self, group: &Group) -> bool {
        let mut after = group.words.start + 1..=group.words.end;
        // "should reach out" is a demand.
        let reaches_out = self.is(group.head, "reach") && self.is(group.words.end, "out");
        let is_outcome = |k: usize| self.has(k, class::OUTCOME) || self.has_time_after(k);
        // "should make it clear", "should make sure" too.
        let makes_clear = self.is(group.head, "make")
            && self
                .at(group.words.end)
                .is_some_and(|w| w.any(&["it", "sure", "clear", "certain"]));
        // "All should be able to vote" too, but "passengers should be able to fly by Friday" expects.
        let is_able = self.is(group.head, "be") && self.is(group.words.end, "able");
        let has_time = (group.words.end..group.words.end + 8).any(|t| self.has(t, class::TIME));
        let is_demand = is_able && !has_time;
        !reaches_out
            && !makes_clear
            && !is_demand
            && (after.any(is_outcome) || self.comes_about(group))
    }

    /// "should quickly return to work": a pace and a verb of time without an object.
    fn comes_about(&self, group: &Group) -> bool {
        const PACES: [&str; 6] = [
            "quickly",
            "soon",
            "slowly",
            "gradually",
            "eventually",
            "swiftly",
        ];
        let has_pace = group
            .words
            .clone()
            .any(|i| self.at(i).is_some_and(|w| w.any(&PACES)));
        let next = group.words.end;
        let has_object = !matches!(self.pos(next), Pos::Adp | Pos::Part | Pos::Adv | Pos::Punct);
        has_pace && self.has(group.head, class::TIMED) && !has_object
    }

    /// "open in May": a verb that is an outcome only with a time after it.
    fn has_time_after(&self, k: usize) -> bool {
        let mut near = k + 1..k + 7;
        self.has(k, class::TIMED)
            && near.any(|t| self.has(t, class::TIME) || self.pos(t) == Pos::Num)
    }

    /// "have" after the first verb: "must have been".
    fn is_perfect(&self, group: &Group) -> bool {
        let is_have = |k: usize| self.at(k).is_some_and(|w| w.any(&["have", "'ve", "’ve"]));
        // "would not have access" has no participle.
        group
            .words
            .clone()
            .skip(1)
            .any(|k| is_have(k) && k < group.head)
    }

    /// "’d" that means "would", not "had".
    fn is_would(&self, group: &Group) -> bool {
        let i = group.words.start;
        let is_d = self
            .at(i)
            .is_some_and(|w| w.text.ends_with('d') && w.text.chars().count() == 2 && !w.is("ed"));
        let is_base = |head: &Word| {
            let is_other = head.form == Form::Other && !super::clause::is_past(head);
            is_other && !head.any(&["been", "better"])
        };
        is_d && group.head > i && self.at(group.head).is_some_and(is_base)
    }

    /// "be ruled out"
    fn is_excluded(&self, group: &Group) -> bool {
        let mut after = group.head + 1..group.head + 3;
        let has_out = after.any(|k| self.is(k, "out"));
        self.at(group.head)
            .is_some_and(|head| head.is("excluded") || head.any(&["ruled", "rule"]) && has_out)
    }

    fn subject_is_no(&self, group: &Group) -> bool {
        let mut subject = group.from..group.words.start.min(group.from + 2);
        subject.any(|i| self.has(i, class::NO))
    }

    /// "the only person who could …": ability.
    fn follows_person(&self, group: &Group) -> bool {
        let before = group.words.start.checked_sub(1);
        before.is_some_and(|b| self.is(b, "who"))
    }

    /// The signal of the predicate of a form of "be": "is likely to", "was expected".
    fn predicate_signal(&self, group: &Group, negation: Option<usize>) -> Option<Signal> {
        let at = self.predicate(group).or_else(|| self.after_remain(group))?;
        let is_negated = negation.is_some();
        let ahead = self.set_to(at).or_else(|| self.seen_rising(at));
        if let Some(signal) = ahead.or_else(|| self.said_to(group, at)) {
            return Some(signal);
        }
        if is_negated && let Some(row) = self.doubt(at) {
            return Some(row.at(self.seq[at]));
        }
        let row = self.at(at)?.entry.trigger(Use::Predicate)?;
        let (status, rule) = self.status_of_predicate(at, row.kind, is_negated)?;
        let mut signal = Signal::of_trigger(row, status, rule, self.seq[at]);
        if status == Status::Prediction {
            signal.kind = TriggerKind::Future;
        }
        if row.kind == TriggerKind::Unlikely && self.is_stressed(at) {
            signal.strength = Strength::Strong;
        }
        Some(signal)
    }

    /// "remains unclear": the predicate of a verb that is like "be".
    fn after_remain(&self, group: &Group) -> Option<usize> {
        let is_remain = |w: &Word| w.any(&["remain", "remains", "remained"]);
        let next = group.words.end;
        let is_open = |w: &Word| {
            let row = w.entry.trigger(Use::Predicate);
            row.is_some_and(|row| row.kind == TriggerKind::Question)
        };
        (self.at(group.head).is_some_and(is_remain) && self.at(next).is_some_and(is_open))
            .then_some(next)
    }

    /// "is set to close", "is on track to close", "is scheduled for June"
    fn set_to(&self, at: usize) -> Option<Signal> {
        let set = |at: usize| {
            let row = self.at(at)?.entry.trigger(Use::ToDo)?;
            Some(Signal::of_trigger(
                row,
                Status::Prediction,
                Rule::SetTo,
                self.seq[at],
            ))
        };
        let is_on_course = self.at(at).is_some_and(|w| w.any(&["on", "in"]));
        let noun = at + usize::from(is_on_course);
        if is_on_course {
            let is_way = self
                .at(noun)
                .is_some_and(|w| w.any(&["course", "track", "line"]));
            let goes_on = self.to_do(noun + 1) || self.is(noun + 1, "for");
            return (is_way && goes_on).then(|| signal::LOOKS_SET_TO.at(self.seq[noun]));
        }
        let before = at.checked_sub(1).and_then(|b| self.at(b));
        let is_now = before.is_some_and(|w| w.any(&["is", "are", "’s", "’re"]));
        let is_set_for = is_now && self.is(at, "set");
        let is_planned_for = self.set_for(at) || self.is(at + 1, "for") && is_set_for;
        let is_due_back = self.is(at, "due") && self.is_due_in_court(at + 1);
        (self.to_do(at + 1) || self.to_deed(at + 1) || is_planned_for || is_due_back)
            .then(|| set(at))
            .flatten()
    }

    /// "Turnover is seen rising to £3bn": what forecasters expect.
    fn seen_rising(&self, at: usize) -> Option<Signal> {
        const COURSES: [&str; 10] = [
            "rising",
            "falling",
            "growing",
            "reaching",
            "slowing",
            "easing",
            "climbing",
            "dropping",
            "expanding",
            "shrinking",
        ];
        let has_digit = |w: &Word| w.text.starts_with(|c: char| c.is_ascii_digit());
        let is_counted = (at + 2..at + 8).any(|i| self.at(i).is_some_and(has_digit));
        (self.is(at, "seen") && self.any(at + 1, &COURSES) && is_counted)
            .then(|| signal::LOOKS_SET_TO.at(self.seq[at]))
    }

    /// "to resume on Monday": a verb that the tagger takes for a noun.
    pub fn to_deed(&self, at: usize) -> bool {
        let Some(word) = self.at(at + 1).filter(|_| self.is(at, "to")) else {
            return false;
        };
        let has_object = matches!(
            self.pos(at + 2),
            Pos::Det | Pos::Num | Pos::Pron | Pos::Propn
        );
        let is_deed = word.pos == Pos::Noun && SCHEDULED_DEEDS.has(word.text)
            || word.is("close") && self.pos(at + 2) != Pos::Noun;
        is_deed || matches!(word.pos, Pos::Noun | Pos::Adj) && has_object
    }

    /// "scheduled for June", "set for Friday": a plan with its time.
    pub fn set_for(&self, at: usize) -> bool {
        self.is(at + 1, "for") && self.is_planned(at)
    }

    fn is_planned(&self, at: usize) -> bool {
        let is_plan = self
            .at(at)
            .is_some_and(|w| w.any(&["scheduled", "set", "slated", "due", "planned"]));
        let mut near = at + 2..at + 6;
        is_plan && near.any(|t| self.has(t, class::TIME) || self.pos(t) == Pos::Num)
    }

    /// "due in court", "due back before magistrates", "due out".
    fn is_due_in_court(&self, at: usize) -> bool {
        let at = at + usize::from(self.is(at, "back"));
        let is_court = |w: &Word| w.any(&["court", "magistrates", "judges"]);
        let leads_in = self.at(at).is_some_and(|w| w.any(&["in", "before", "at"]));
        self.is(at, "out") || leads_in && self.at(at + 1).is_some_and(is_court)
    }

    /// "is said to have left", "it is alleged that he left": the outlet does not vouch for it.
    fn said_to(&self, group: &Group, at: usize) -> Option<Signal> {
        let row = self.at(at)?.entry.trigger(Use::Predicate)?;
        if row.kind != TriggerKind::Distance || at == group.words.start {
            return None;
        }
        let is_it = |b: usize| b >= group.from && self.is(b, "it");
        let has_it = group.words.start.checked_sub(1).is_some_and(is_it);
        let has_to = self.to_do(at + 1);
        // "is supposed to stop" is a duty, "is supposed to have left" a tale.
        let is_duty = self.is(at, "supposed") && !self.is(at + 2, "have");
        (has_to && !is_duty || has_it && self.is(at + 1, "that"))
            .then(|| signal::AT_A_DISTANCE.at(self.seq[at]))
    }

    /// The row of a negated predicate of knowledge: "is not clear where", "is not sure".
    fn doubt(&self, at: usize) -> Option<SignalRow> {
        let word = self.at(at)?;
        let asks = self.asks(at + 1);
        let is_known = word.is("known")
            && !self
                .at(at + 1)
                .is_some_and(|w| w.any(&["to", "for", "as", "by", "that", "about"]));
        if is_known {
            return Some(signal::LEFT_OPEN);
        }
        let is_open = asks && word.has(class::KNOW);
        if !is_open && !word.any(&["sure", "certain", "convinced"]) {
            return None;
        }
        Some(if asks {
            signal::LEFT_OPEN
        } else {
            signal::NOT_SURE
        })
    }

    /// The status and the rule of a predicate of this kind. Before an infinitive "likely" and
    /// "unlikely" predict an event: "is likely to close".
    fn status_of_predicate(
        &self,
        at: usize,
        kind: TriggerKind,
        is_negated: bool,
    ) -> Option<(Status, Rule)> {
        let is_event = self.to_do(at + 1) && !self.is(at + 2, "have");
        Some(match kind {
            TriggerKind::Probable if is_event && self.is(at, "likely") => {
                (Status::Prediction, Rule::LikelyTo)
            }
            TriggerKind::Probable if is_negated => (Status::Unlikely, Rule::Likely),
            TriggerKind::Probable => (Status::Probable, Rule::Likely),
            TriggerKind::Unlikely if is_event => (Status::Prediction, Rule::UnlikelyTo),
            TriggerKind::Unlikely => (Status::Unlikely, Rule::Unlikely),
            TriggerKind::Future => (Status::Prediction, Rule::Expected),
            TriggerKind::Distance => return None,
            TriggerKind::Question => (Status::Question, Rule::LeftOpen),
            // "is not possible" is a negation.
            _ if is_negated => return None,
            _ => (Status::Possible, Rule::Possible),
        })
    }

    /// "highly unlikely"
    fn is_stressed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.at(b));
        before.is_some_and(|w| w.any(&["highly", "most", "very"]))
    }

    /// The signal of the main verb: that of the first reader that stops.
    fn verb_signal(&self, group: &Group, negation: Option<usize>) -> Option<Signal> {
        let head = self.at(group.head)?;
        let next = group.words.end;
        let has_be = group.words.clone().any(|i| self.has(i, class::BE));
        let mut others = group.words.clone().filter(|&i| i != group.head);
        let verb = Verb {
            group,
            head,
            negation,
            next,
            has_infinitive: self.to_do(next),
            is_passive: has_be && head.form != Form::Ing,
            is_alone: group.words.len() == 1 || others.all(|i| !self.has(i, class::MODAL)),
        };
        Self::VERBS
            .iter()
            .find_map(|read| read(self, &verb).break_value())
            .flatten()
    }

    /// "seems to", "looks set to".
    fn seeming(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        const SEEMING: [&str; 10] = [
            "seem", "seems", "seemed", "appear", "appears", "appeared", "look", "looks", "looked",
            "seeming",
        ];
        const SET: [&str; 6] = ["set", "poised", "bound", "likely", "unlikely", "certain"];
        let at = self.seq[verb.group.head];
        // "It feels like a new beginning"
        let before = verb.group.words.start.checked_sub(1);
        let feels = verb.head.any(&["feels", "felt", "sounds", "sounded"]);
        if feels && before.is_some_and(|b| self.is(b, "it")) && self.is(verb.next, "like") {
            return found(signal::SEEMS.at(at));
        }
        if !verb.head.any(&SEEMING) {
            return PASS;
        }
        let inner = self.at(verb.next);
        if inner.is_some_and(|w| w.any(&SET)) && self.to_do(verb.next + 1) {
            return found(signal::LOOKS_SET_TO.at(at));
        }
        // "appears to date": the tagger may take the verb after "to" for a noun.
        let after_to = self.pos(verb.next + 1);
        // "looks to close a gap" is an effort.
        let is_effort = verb.head.any(&["look", "looks", "looked"])
            && !self
                .at(verb.next + 1)
                .is_some_and(|w| w.any(&["be", "have"]));
        let has_to = self.is(verb.next, "to")
            && !matches!(after_to, Pos::Pron | Pos::Det | Pos::Propn)
            && !is_effort;
        let has_it = before.is_some_and(|b| self.is(b, "it")) && !self.is(verb.next, "in");
        // "looks like being a long night", but a cake that "looks like a boat" only resembles it.
        let is_like = inner.is_some_and(|w| w.is("like"));
        let after_like = self.at(verb.next + 1);
        let is_figure = after_like.is_some_and(|w| w.is_gerund() || w.pos == Pos::Num);
        let is_resemblance = verb.head.any(&["look", "looks", "looked"]) && !is_figure;
        let is_said_of = inner
            .is_some_and(|w| w.pos == Pos::Adj || w.any(&["that", "likely", "unlikely", "as"]));
        let is_said_of = is_said_of && !is_like || is_like && !is_resemblance;
        if has_to || has_it || is_said_of {
            found(signal::SEEMS.at(at))
        } else {
            NOTHING
        }
    }

    /// "does not know where".
    fn not_known(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        if verb.head.has(class::KNOW) && verb.is_negated() && self.asks(verb.next) {
            return found(signal::LEFT_OPEN.at(self.seq[verb.group.head]));
        }
        PASS
    }

    /// "I think", "we doubt": a thought of the speaker about a clause.
    fn thought(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        let row = verb.head.entry.trigger(Use::Thought);
        let Some(row) = row.filter(|_| !verb.is_passive && self.is_self(verb.group)) else {
            return PASS;
        };
        let (status, rule) = match row.kind {
            TriggerKind::Probable if verb.is_negated() => (Status::Unlikely, Rule::DoesNotThink),
            TriggerKind::Probable => (Status::Probable, Rule::Thinks),
            // "I don’t doubt it will" leaves it to the clause.
            TriggerKind::Unlikely if verb.is_negated() => return NOTHING,
            TriggerKind::Unlikely => (Status::Unlikely, Rule::Doubts),
            TriggerKind::Question => (Status::Question, Rule::Wonders),
            _ => (Status::Possible, Rule::Fears),
        };
        let wonders_why = status == Status::Question && self.asks(verb.next);
        if !wonders_why && self.opened(verb.group).is_none() {
            return NOTHING;
        }
        let mut signal = Signal::of_trigger(row, status, rule, self.seq[verb.group.head]);
        if rule == Rule::DoesNotThink {
            signal.strength = Strength::Medium;
        }
        found(signal)
    }

    /// "is not saying he did it", "remains to be seen".
    fn not_decided(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        let next = verb.next;
        let puts_clause =
            verb.is_negated() && verb.head.has(class::PUTTING) && self.group(next).is_some();
        let is_open = if puts_clause {
            !self.asks(next)
        } else {
            let is_settled = |w: &Word| w.any(&["seen", "decided", "determined"]);
            verb.head.any(&["remain", "remains", "remained"])
                && self.is(next, "to")
                && self.is(next + 1, "be")
                && self.at(next + 2).is_some_and(is_settled)
        };
        if is_open {
            return found(signal::LEFT_OPEN.at(self.seq[verb.group.head]));
        }
        PASS
    }

    /// "plans to", "expects a loss".
    fn plan(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        self.prediction(verb, Use::Verb, Rule::Plans)
    }

    /// "stands to lose": likely, without a decision.
    fn stands_to(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        const GAINS: [&str; 8] = [
            "gain", "lose", "benefit", "win", "earn", "receive", "inherit", "profit",
        ];
        let is_stand = verb.head.any(&["stand", "stands"]) && verb.has_infinitive;
        if is_stand && self.at(verb.next + 1).is_some_and(|w| w.any(&GAINS)) {
            return found(signal::STANDS_TO.at(self.seq[verb.group.head]));
        }
        PASS
    }

    /// "decided to".
    fn decision(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        if verb.has_infinitive {
            self.prediction(verb, Use::WithTo, Rule::DecidesTo)
        } else {
            PASS
        }
    }

    fn prediction(&self, verb: &Verb<'_, '_, '_>, used: Use, rule: Rule) -> Answer {
        match verb.head.entry.trigger(used).filter(|_| !verb.is_passive) {
            Some(_) if self.was_not_meant(verb) || self.considers_as(verb) => NOTHING,
            Some(row) => {
                let at = self.seq[verb.group.head];
                found(Signal::of_trigger(row, Status::Prediction, rule, at))
            }
            None => PASS,
        }
    }

    /// "We consider it a mistake", but not "they consider selling": an opinion, and no plan.
    fn considers_as(&self, verb: &Verb<'_, '_, '_>) -> bool {
        let is_consider = verb.head.any(&["consider", "considers"]);
        is_consider && !self.at(verb.next).is_some_and(Word::is_gerund)
    }

    /// "did not intend to hurt him", "had never planned to": what was not meant is denied, and no
    /// plan for the future. What is not expected stays a prediction.
    fn was_not_meant(&self, verb: &Verb<'_, '_, '_>) -> bool {
        const EXPECTING: [&str; 8] = [
            "expect",
            "expected",
            "anticipate",
            "anticipated",
            "predict",
            "predicted",
            "hope",
            "hoped",
        ];
        let is_past = |i: usize| self.is(i, "did") || self.has(i, class::HAVE);
        let is_past =
            verb.group.words.clone().any(is_past) || verb.is_alone && verb.head.form == Form::Ed;
        verb.is_negated() && is_past && !verb.head.any(&EXPECTING)
    }

    /// "has no idea where".
    fn no_idea(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        let noun = verb.next + 1;
        let is_idea = self.at(noun).is_some_and(|w| w.any(&["idea", "clue"]));
        let has_idea = verb.head.has(class::HAVE) && is_idea;
        if verb.is_negated() && has_idea && self.asks(noun + 1) {
            return found(signal::LEFT_OPEN.at(self.seq[noun]));
        }
        PASS
    }

    /// "has to close", "needs a roof".
    fn duty(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        let at = self.seq[verb.group.head];
        let is_yet = verb.group.words.clone().any(|i| self.is(i, "yet"));
        let is_past = verb.head.form == Form::Ed && !verb.head.is("need") || verb.head.is("had");
        let is_present = !is_past && !is_yet;
        let is_duty = verb.head.any(&["have", "has", "need", "needs", "got"]);
        // "You don’t have to pay" is no duty.
        if verb.is_alone && verb.has_infinitive && is_present && is_duty && !verb.is_negated() {
            return found(signal::HAS_TO.at(at));
        }
        let needs = verb.head.any(&["need", "needs"]) && !verb.has_infinitive;
        if verb.is_alone && needs && !verb.is_negated() {
            return found(signal::NEEDS.at(at));
        }
        PASS
    }

    /// "is to close", "wants them to close".
    fn arrangement_or_wish(&self, verb: &Verb<'_, '_, '_>) -> Answer {
        let (head, next) = (verb.head, verb.next);
        let at = self.seq[verb.group.head];
        let is_form_of_be = head.has(class::BE) && head.any(&["is", "are", "was", "were", "am"]);
        let is_one_word = verb.group.words.len() == 1;
        // "is to blame" is not an arrangement.
        let is_arranged = verb.has_infinitive || self.to_base_form(next);
        let is_other = self.is(next + 1, "blame") || self.is_purpose(verb.group);
        if is_arranged && is_one_word && is_form_of_be && !is_other {
            return found(signal::IS_TO.at(at));
        }
        if verb.group.words.len() == 1 && self.urges(verb.group) {
            return found(signal::URGES.at(at));
        }
        let wants = verb.is_alone && head.any(&["want", "wants"]) && !self.is(next, "to");
        let mut near = next..(next + 8).min(self.seq.len());
        if wants && near.any(|i| self.to_do(i)) {
            return found(signal::WANTS.at(at));
        }
        PASS
    }

    /// "The goal is to draw visitors": the infinitive says what the noun is, and announces nothing.
    fn is_purpose(&self, group: &Group) -> bool {
        const PURPOSES: [&str; 22] = [
            "goal",
            "goals",
            "aim",
            "aims",
            "objective",
            "objectives",
            "purpose",
            "point",
            "idea",
            "task",
            "job",
            "role",
            "mission",
            "challenge",
            "priority",
            "key",
            "trick",
            "answer",
            "solution",
            "dream",
            "thing",
            "way",
        ];
        // "Her intention was to honour them" is over, "the intention is to open in May" is not.
        const OVER: [&str; 4] = ["intention", "intentions", "intent", "motive"];
        let noun = group.words.start.checked_sub(1).and_then(|b| self.at(b));
        let was = self.any(group.head, &["was", "were"]);
        noun.is_some_and(|w| w.any(&PURPOSES) || was && w.any(&OVER))
    }

    /// "were to cross too": the tagger takes a short verb for another word.
    fn to_base_form(&self, at: usize) -> bool {
        let verb = at + 1;
        let is_tagged_wrong = matches!(self.pos(verb), Pos::Noun | Pos::Adj);
        let goes_on = self.at(verb + 1).is_some_and(|w| {
            matches!(w.pos, Pos::Adv | Pos::Det | Pos::Propn) || w.any(&["into", "out", "up"])
        });
        self.is(at, "to") && is_tagged_wrong && goes_on && self.at(verb).is_some_and(is_base_form)
    }

    /// The signal of a noun: "there is a chance", "has no plans", "the hope is that".
    fn noun_signal(&self, group: &Group, negation: Option<usize>) -> Option<Signal> {
        let has_be = group.words.clone().any(|i| self.has(i, class::BE));
        let is_light = self
            .at(group.head)
            .is_some_and(|head| head.has(class::BE | class::HAVE) || has_be && head.any(&GROWING));
        if !is_light || negation.is_some() {
            return None;
        }
        if let Some(signal) = self.subject_noun(group) {
            return Some(signal);
        }
        let end = (group.words.end + 5).min(self.seq.len());
        for i in group.words.end..end {
            let word = self.at(i)?;
            let is_growing = word.any(&GROWING);
            let can_precede = matches!(word.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Adv);
            if !can_precede && !is_growing {
                return None;
            }
            let row = word.entry.trigger(Use::Noun);
            let fits = |row: &Effect| self.is_of_clause(i, row.kind) && !self.is_label(group, i);
            if let Some(row) = row.filter(fits) {
                let is_small = (group.words.end..i).any(|b| self.is_small(b));
                let (status, rule) = match row.kind {
                    TriggerKind::Future => (Status::Prediction, Rule::AChance),
                    TriggerKind::Probable => (Status::Probable, Rule::AChance),
                    TriggerKind::Distance => (Status::Asserted, Rule::AtADistance),
                    _ if is_small => (Status::Unlikely, Rule::AChance),
                    _ => (Status::Possible, Rule::AChance),
                };
                return Some(Signal::of_trigger(row, status, rule, self.seq[i]));
            }
        }
        None
    }

    /// "a slim chance", "little hope".
    fn is_small(&self, i: usize) -> bool {
        const SMALL: [&str; 9] = [
            "slim",
            "little",
            "scant",
            "remote",
            "slender",
            "negligible",
            "minimal",
            "faint",
            "low",
        ];
        self.at(i).is_some_and(|w| w.any(&SMALL))
    }

    /// "It is a big risk", "the cup is his chance": the noun says what something is, and not that a
    /// thing may be so.
    fn is_label(&self, group: &Group, noun: usize) -> bool {
        const OF_STATEMENTS: [&str; 3] = ["possibility", "probability", "likelihood"];
        let is_be = self.has(group.head, class::BE);
        let before = group.words.start.checked_sub(1);
        let has_there = before.is_some_and(|b| self.is(b, "there"));
        let of_statement = self.at(noun).is_some_and(|w| w.any(&OF_STATEMENTS));
        is_be && !has_there && !of_statement && !self.is(noun + 1, "that")
    }

    /// Whether the noun at `i` is about a clause: "a chance", but of the plurals only "fears that" and
    /// "reports of".
    fn is_of_clause(&self, i: usize, kind: TriggerKind) -> bool {
        let is_named_only = |w: &Word| w.form == Form::S || w.any(&FEARS);
        let needs_clause = self.at(i).is_some_and(is_named_only);
        let is_distant = kind == TriggerKind::Distance;
        let goes_on = self.is(i + 1, "that") || is_distant && self.is(i + 1, "of");
        self.pos(i) == Pos::Noun && (goes_on || !needs_clause && !is_distant)
    }

    /// "My hope is that …"
    fn subject_noun(&self, group: &Group) -> Option<Signal> {
        let is_mark = |b: usize| self.at(b).is_some_and(|w| w.is_mark);
        let mut subject = (group.from..group.words.start).rev();
        let at = subject.find(|&b| !is_mark(b))?;
        let row = self.at(at)?.entry.trigger(Use::Noun)?;
        let has_clause = self.is(group.words.end, "that") || self.to_do(group.words.end);
        let status = match row.kind {
            TriggerKind::Future => Status::Prediction,
            _ => Status::Possible,
        };
        has_clause.then(|| Signal::of_trigger(row, status, Rule::TheHopeIs, self.seq[at]))
    }
}

/// Nouns of fear, which name what is possible only before "that".
const FEARS: [&str; 6] = ["fear", "fears", "concern", "concerns", "worry", "worries"];

/// "growing fear": participles before a noun of chance. The tagger takes "is growing" for a verb.
const GROWING: [&str; 4] = ["growing", "mounting", "increasing", "rising"];

/// Whether a word can be a verb in its base form.
fn is_base_form(word: &Word) -> bool {
    let is_small = word.text.starts_with(|c: char| c.is_ascii_lowercase());
    is_small && word.form == Form::Other && !super::clause::is_past(word)
}

/// True if the signals have taken up the negation: "is not likely", "cannot be ruled out".
fn is_reversed(new: &[Signal], all: &[Signal]) -> bool {
    let takes_negation = |s: &Signal| {
        matches!(
            s.status,
            Status::Unlikely | Status::Question | Status::Possible
        )
    };
    new.iter().any(takes_negation) || all.iter().any(|s| s.rule == Rule::NotRuledOut)
}
