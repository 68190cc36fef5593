//! In: an attribution and its words. Out: its status. The cue and the main clause of the content give
//! signals, and the status of a signal that is first in [`ORDER`] decides.

use super::clause::{self, Content, Shape, Stretch};
use super::cues::{self, CUES, CueClass, Makes, class};
use super::signal::{self, Signal};
use super::words::{Word, Words};
use super::{Inside, Polarity, Rule, Status, Strength, Trigger, TriggerKind, Voice};
use crate::attribute::Attribution;
use crate::names::Pos;
use crate::segment::Mark;
use std::ops::Range;

/// The order of statuses: the first one that a signal has decides.
pub(super) const ORDER: [Status; 13] = [
    Status::Declined,
    Status::Withdrawn,
    Status::Denied,
    Status::Topic,
    Status::Question,
    Status::Conditional,
    Status::Directive,
    Status::Prediction,
    Status::Unlikely,
    Status::Possible,
    Status::Probable,
    Status::Negated,
    Status::Asserted,
];

/// The status of a claim, and what decided it.
pub(super) struct Decision {
    pub status: Status,
    pub strength: Option<Strength>,
    pub voice: Voice,
    /// The verb whose factuality is computed.
    pub head: Option<u32>,
    /// What the verb says is held not to be so, for any status: "will not", "is unlikely to".
    pub turned: bool,
    pub triggers: Vec<Trigger>,
    pub rule: Rule,
}

impl Decision {
    /// Whether it says that the content is so or not. Topics, questions and refusals say neither.
    pub fn polarity(&self) -> Option<Polarity> {
        Some(match self.status {
            Status::Topic | Status::Question | Status::Declined | Status::Withdrawn => {
                return None;
            }
            Status::Asserted => Polarity::Positive,
            Status::Negated | Status::Denied => Polarity::Negative,
            _ if self.turned => Polarity::Negative,
            _ => Polarity::Positive,
        })
    }
}

/// The cue of an attribution.
struct Cue {
    /// The number of its class in [`CUES`].
    class: u8,
    /// The token that shows the class; none if no token has a class.
    at: Option<u32>,
    /// The token that negates it.
    negated: Option<u32>,
    /// Its tokens, with the auxiliaries before them.
    tokens: Vec<u32>,
    /// The attribution has a source. The passive often has none: "is accused of".
    has_source: bool,
}

/// Decides the status of the claim of an attribution. `inside` has the attributions in
/// its content, and `outer` is the status of the claim that it is inside of.
pub(super) fn of_attribution(
    words: &Words,
    attribution: &Attribution,
    inside: &Inside,
    outer: Option<Status>,
) -> Decision {
    let seq: Vec<u32> = attribution
        .content
        .iter()
        .flat_map(|&s| words.tokens(s))
        .collect();
    let mut content = clause::content(words, &seq);
    let cue = read_cue(words, attribution);
    set_aside_inner_signals(words, &cue, &mut content, inside);
    if rules_what_should_be(words, &cue) {
        let outcomes = content.signals.iter_mut();
        for signal in outcomes.filter(|s| s.rule == Rule::ShouldByRights) {
            *signal = signal::SHOULD.at(signal.at);
        }
    }
    let mut signals = content.signals.clone();
    signals.extend(answers_no(words, attribution));
    of_cue(words, &cue, &content, &seq, &mut signals);
    let is_denied = outer == Some(Status::Denied);
    if is_tale_of_no_one(words, attribution, &cue, is_denied) {
        signals.push(signal::CALLED_FALSE.at(cue.tokens[0]));
    }
    disbelief_before_future(&mut signals);
    fear_before_future(&mut signals);
    let (status, strength, signal) = first(&signals);
    let turned = turned(&signals) != turned_by_cue(words, &cue, &content, &signals);
    let (voice, shown_by) = match signals.iter().find(|s| s.kind == TriggerKind::Distance) {
        Some(distance) if distance.rule == Rule::AtADistance => {
            (Voice::Distancing, Some(distance.at))
        }
        _ => voice(words, &cue, outer),
    };
    let mut triggers = triggers(words, &signals, status);
    triggers.extend(shown_by.map(|at| voice_trigger(words, voice, at)));
    triggers.extend(
        cue.negated
            .map(|at| trigger(words, TriggerKind::Negation, at)),
    );
    triggers.sort_unstable();
    triggers.dedup();
    let rule = signal.map_or(Rule::Plain, |s| s.rule);
    Decision {
        status,
        strength,
        voice,
        head: content.head,
        turned,
        triggers,
        rule,
    }
}

/// "Asked if the dam was safe, the minister said no": the answer is the last part of the content.
fn answers_no(words: &Words, attribution: &Attribution) -> Option<Signal> {
    let answer = words.tokens(*attribution.content.last()?);
    let is_no = answer.len() == 1 && words.at(answer.start).has(class::NO);
    is_no.then(|| Signal {
        status: Status::Denied,
        ..signal::NEGATION.at(answer.start)
    })
}

/// "ruled that he should remain in prison": after a cue of ruling, "should" demands rather than
/// expects.
fn rules_what_should_be(words: &Words, cue: &Cue) -> bool {
    cue.tokens.iter().any(|&k| words.at(k).has(class::RULING))
}

/// "reports that the dam had failed", without a source, inside a claim that denies them; "baseless
/// reports that" anywhere.
fn is_tale_of_no_one(words: &Words, attribution: &Attribution, cue: &Cue, is_denied: bool) -> bool {
    let mut source = attribution.source.iter().flat_map(|&s| words.tokens(s));
    let has_tale = cue.tokens.iter().any(|&k| words.at(k).has(class::TALE));
    let is_false = |k: u32| words.at(k).has(class::FALSE | class::ABSURD);
    let is_called_false = source.clone().any(is_false);
    has_tale && (is_called_false || is_denied && !source.any(|k| words.at(k).is_nominal()))
}

/// "does not think it will": what is not believed is unlikely, whatever its tense.
fn disbelief_before_future(signals: &mut Vec<Signal>) {
    let is_disbelief = |s: &Signal| {
        let is_cue = matches!(
            s.rule,
            Rule::Belief | Rule::Suspicion | Rule::Guess | Rule::Doubt
        );
        s.status == Status::Unlikely && (is_cue || s.rule == Rule::DoesNotThink)
    };
    if signals.iter().any(is_disbelief) {
        signals.retain(|s| !matches!(s.rule, Rule::Will | Rule::Would));
    }
}

/// "fears that it will burst": what is feared is possible, whatever its tense.
fn fear_before_future(signals: &mut Vec<Signal>) {
    let is_fear = |s: &Signal| s.rule == Rule::Fear && s.status == Status::Possible;
    if signals.iter().any(is_fear) {
        signals.retain(|s| !matches!(s.rule, Rule::Will | Rule::Would));
    }
}

/// Removes the signals of cues inside the content, because the content reports as a fact what a source
/// inside it thinks or plans. If such a source declined to speak or does not think something, the
/// signal becomes a negation: that it spoke, or thinks so, is denied. A modal verb of the cue is about
/// the act of speaking, which is what the outer source says: "said he would discuss it". An "if"
/// in the content of the inner source is a condition of that content alone.
fn set_aside_inner_signals(words: &Words, cue: &Cue, content: &mut Content, inside: &Inside) {
    let is_charge = CUES[usize::from(cue.class)].rule == Rule::Naming;
    content.signals.retain_mut(|s| {
        let span = words.span(s.at);
        let is_of_inner = inside.contents.iter().any(|inner| inner.contains(span));
        // "accused him of arguing that it would be better": his words, and not what he did.
        if is_of_inner && (s.rule == Rule::Condition || is_charge) {
            return false;
        }
        let is_in_cue = inside.cues.iter().any(|cue| cue.contains(span));
        if !is_in_cue || words.at(s.at).has(class::MODAL) {
            return true;
        }
        let is_silence = s.rule == Rule::LeftOpen && words.at(s.at).has(class::SPEAK);
        if is_silence || s.rule == Rule::DoesNotThink {
            *s = signal::NEGATION.at(s.at).with_strength(s.strength);
        }
        s.status == Status::Negated || s.rule == Rule::LeftOpen
    });
}

/// The words whose signals decided the status or count beside it.
fn triggers(words: &Words, signals: &[Signal], status: Status) -> Vec<Trigger> {
    let counts = |s: &&Signal| {
        let is_weighed = is_graded(s.status) && is_graded(status);
        s.status == status || is_weighed || s.status == Status::Negated
    };
    // No word shows that a claim is a topic or asserted, because no word changes it.
    let has_word = |s: &&Signal| !matches!(s.status, Status::Topic | Status::Asserted);
    let deciding = signals.iter().filter(counts).filter(has_word);
    deciding.map(|s| s.trigger(words)).collect()
}

fn voice_trigger(words: &Words, voice: Voice, at: u32) -> Trigger {
    let kind = match voice {
        Voice::Factive => TriggerKind::Fact,
        Voice::Neutral | Voice::Distancing => TriggerKind::Distance,
    };
    trigger(words, kind, at)
}

fn trigger(words: &Words, kind: TriggerKind, at: u32) -> Trigger {
    Trigger {
        span: words.span(at),
        kind,
    }
}

/// The first status in [`ORDER`], its strength, and the signal that shows it. The strength is that of
/// the weakest graded signal, so that "thinks it will" is a weaker prediction than "will".
pub(super) fn first(signals: &[Signal]) -> (Status, Option<Strength>, Option<&Signal>) {
    let found = ORDER
        .iter()
        .find_map(|status| signals.iter().find(|s| s.status == *status));
    let Some(signal) = found else {
        return (Status::Asserted, None, None);
    };
    let weakest = signals
        .iter()
        .filter(|s| is_graded(s.status))
        .map(|s| s.strength)
        .max();
    (
        signal.status,
        weakest.filter(|_| is_graded(signal.status)),
        Some(signal),
    )
}

/// Whether the number of negations and doubts is odd, because two of them cancel each other.
pub(super) fn turned(signals: &[Signal]) -> bool {
    let turns = |s: &&Signal| {
        matches!(s.status, Status::Negated | Status::Unlikely) || s.rule == Rule::UnlikelyTo
    };
    signals.iter().filter(turns).count() % 2 == 1
}

/// Whether the cue reverses a prediction: "does not expect to win", "promised not to close it".
fn turned_by_cue(words: &Words, cue: &Cue, content: &Content, signals: &[Signal]) -> bool {
    let name = CUES[usize::from(cue.class)].rule;
    let ahead = signals
        .iter()
        .any(|s| s.status == Status::Prediction && s.rule == name);
    let is_infinitive = matches!(content.shape, Shape::Infinitive | Shape::SubjectInfinitive);
    let not_to = is_infinitive
        && content
            .head
            .is_some_and(|k| (k.saturating_sub(2)..k).any(|b| words.at(b).has(class::NOT)));
    (ahead && cue.negated.is_some()) != not_to
}

fn is_graded(status: Status) -> bool {
    matches!(
        status,
        Status::Probable | Status::Possible | Status::Unlikely | Status::Prediction
    )
}

/// Reads a cue with the words before it that belong to it: "did not", "has yet to".
fn read_cue(words: &Words, attribution: &Attribution) -> Cue {
    let own = || attribution.cue.iter().flat_map(|&s| words.tokens(s));
    let mut tokens: Vec<u32> = Vec::new();
    if let Some(first) = own().next() {
        tokens.extend(auxiliaries_before(words, attribution, first));
    }
    tokens.extend(own());
    let (class, at) = class_of(words, &tokens);
    Cue {
        class,
        at,
        negated: negation_of(words, &tokens).or_else(|| no_one(words, attribution)),
        tokens,
        has_source: !attribution.source.is_empty(),
    }
}

/// The token by which the source is no one: "nobody", "no official", "neither brother". An exception
/// is someone: "nobody but the mayor said".
fn no_one(words: &Words, attribution: &Attribution) -> Option<u32> {
    let source = words.tokens(*attribution.source.first()?);
    let first = source.start;
    let is_not = first.checked_sub(1).filter(|&b| words.at(b).is("not"));
    let seq: Vec<u32> = is_not.into_iter().chain(source).collect();
    Stretch { words, seq: &seq }.is_no_one().then(|| seq[0])
}

/// The auxiliaries, adverbs and negations directly before the first token of a cue.
fn auxiliaries_before(words: &Words, attribution: &Attribution, first: u32) -> Range<u32> {
    const MOST: usize = 5;
    let sentence = words.at(first).sentence;
    let is_elsewhere = |k: u32| {
        let span = words.span(k);
        let mut spans = attribution.source.iter().chain(&attribution.content);
        spans.any(|s| s.overlaps(span))
    };
    let belongs = |k: &u32| {
        let word = words.at(*k);
        word.sentence == sentence && can_precede_cue(word) && !is_elsewhere(*k)
    };
    let before = (0..first).rev().take(MOST).take_while(belongs).count() as u32;
    first - before..first
}

fn can_precede_cue(word: &Word) -> bool {
    const VERBS_AND_YET: [&str; 12] = [
        "yet",
        "refused",
        "declined",
        "refuses",
        "declines",
        "failed",
        "fails",
        "neglected",
        "stopped",
        "stops",
        "short",
        "of",
    ];
    let is_light = matches!(word.pos, Pos::Aux | Pos::Adv | Pos::Part);
    let is_auxiliary = word.has(class::NOT | class::MODAL | class::BE | class::HAVE | class::DO);
    is_light || is_auxiliary || word.any(&VERBS_AND_YET)
}

/// "said after the debate", "told the inquiry", "during the debate by saying": the noun at `k` names
/// where or before whom the source speaks.
fn is_setting(words: &Words, before: &[u32], k: u32) -> bool {
    const SETTINGS: [&str; 14] = [
        "debate",
        "inquiry",
        "investigation",
        "probe",
        "press",
        "vote",
        "votes",
        "appeal",
        "order",
        "questions",
        "question",
        "push",
        "petition",
        "lobby",
    ];
    let word = words.at(k);
    if !word.any(&SETTINGS) || !word.is_nominal() {
        return false;
    }
    let mut earlier = before.iter().rev().map(|&k| words.at(k));
    let is_of_noun = |w: &&Word| matches!(w.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn);
    let leads_in = earlier.find(|w| !is_of_noun(w));
    leads_in.is_some_and(|w| {
        let is_place = w.pos == Pos::Adp && !w.is("into");
        is_place || w.has(class::SAYING | class::ADDRESS)
    })
}

/// The class of a cue, and the token that shows it.
fn class_of(words: &Words, tokens: &[u32]) -> (u8, Option<u32>) {
    let report = (CUES.len() - 1) as u8;
    let (mut best, mut at) = (report, None);
    for (i, &k) in tokens.iter().enumerate() {
        let word = words.at(k);
        // "right" and "back" are adverbs in a cue: "said right away", "hit back".
        if word.any(&["right", "back"]) || is_setting(words, &tokens[..i], k) {
            continue;
        }
        let next = tokens.get(i + 1).map(|&k| words.at(k).hash);
        let two = next.and_then(|next| cues::entry(cues::pair(word.hash, next)).cue());
        if let Some(found) = two.or(word.entry.cue())
            && (found < best || at.is_none())
        {
            (best, at) = (found, Some(k));
        }
    }
    (best, at)
}

/// The token that negates a cue. "yet" is a negation only before "to", and so is "failed": "has yet
/// to say", "failed to say", "stopped short of saying".
fn negation_of(words: &Words, tokens: &[u32]) -> Option<u32> {
    const NOT_DONE: [&str; 6] = ["yet", "failed", "fails", "failing", "neglected", "omitted"];
    // "could not resist saying", "did not hesitate to say": it was said.
    const DONE_ALL_THE_SAME: [&str; 4] = ["resist", "help", "hesitate", "shy"];
    let is_done = |&k: &u32| words.at(k).any(&DONE_ALL_THE_SAME);
    if tokens.iter().any(is_done) {
        return None;
    }
    let has_after = |k: u32, word: &str| tokens.iter().any(|&t| t > k && words.at(t).is(word));
    let is_negation = |k: u32| {
        let word = words.at(k);
        if word.any(&NOT_DONE) {
            return has_after(k, "to");
        }
        if word.any(&["short", "refrained", "refrain"]) {
            return has_after(k, "of") || has_after(k, "from");
        }
        // "would neither confirm nor deny", and not "denied neither".
        if word.is("neither") {
            return has_after(k, "nor");
        }
        // "pleaded not guilty" denies.
        let is_plea = word.is("not") && has_after(k, "guilty");
        !is_plea && word.has(class::NOT) || word.any(&["no", "nothing", "little", "nor"])
    };
    tokens.iter().copied().find(|&k| is_negation(k))
}

/// Adds the signals of the cue to those of its content.
fn of_cue(words: &Words, cue: &Cue, content: &Content, seq: &[u32], out: &mut Vec<Signal>) {
    let at = cue
        .at
        .or(cue.tokens.first().copied())
        .or(seq.first().copied())
        .unwrap_or(0);
    let asked = Asked {
        words,
        cue,
        content,
        seq,
        row: &CUES[usize::from(cue.class)],
        makes: makes_of(words, cue, content),
        at,
    };
    let decides = Asked::DECIDES_ALONE.iter().find_map(|read| read(&asked));
    match decides {
        Some(signal) => out.push(signal),
        None => out.extend(Asked::ADDS.iter().filter_map(|read| read(&asked))),
    }
}

/// The effect of the cue on its content, by its class and its negation.
fn makes_of(words: &Words, cue: &Cue, content: &Content) -> Makes {
    let row = &CUES[usize::from(cue.class)];
    let Some(not) = cue.negated else {
        // "reminded them that the vote was final": a fact, but "reminded them to vote" asks.
        let reminds = |&k: &u32| {
            words
                .at(k)
                .any(&["remind", "reminds", "reminded", "reminding"])
        };
        if content.shape == Shape::Clause && cue.tokens.iter().any(reminds) {
            return Makes::Content;
        }
        return row.makes.for_shape(content.shape);
    };
    if is_beyond_words(words, &cue.tokens) {
        return Makes::Content;
    }
    if is_not_advised(words, cue, content) {
        return Makes::Always(Status::Negated);
    }
    // "would not discuss", "did not elaborate on"
    let is_silent = cue
        .tokens
        .iter()
        .any(|&k| k > not && words.at(k).has(class::SPEAK));
    // "has not been charged with", without the one who would charge: it is not so.
    if row.rule == Rule::Naming && !cue.has_source {
        return Makes::Always(Status::Negated);
    }
    // "did not write her own book", "would not declare war": what was not done, and no silence.
    let is_deed = cue.tokens.last().is_some_and(|&k| {
        words
            .at(k)
            .any(&["write", "written", "declare", "declared", "sign", "signed"])
    });
    if is_deed && content.shape == Shape::Phrase {
        return Makes::Always(Status::Topic);
    }
    if is_silent && !matches!(row.rule, Rule::Exclusion | Rule::Refusal) {
        return Makes::Always(Status::Declined);
    }
    row.negated.for_shape(content.shape)
}

/// "I cannot express how grateful I am", "could not overstate": a figure of speech, and no silence.
fn is_beyond_words(words: &Words, tokens: &[u32]) -> bool {
    const CAN: [&str; 4] = ["can", "ca", "cannot", "could"];
    const PUT_IN_WORDS: [&str; 10] = [
        "express",
        "describe",
        "imagine",
        "overstate",
        "stress",
        "emphasise",
        "emphasize",
        "convey",
        "understate",
        "fathom",
    ];
    let has = |all: &[&str]| tokens.iter().any(|&k| words.at(k).any(all));
    has(&CAN) && has(&PUT_IN_WORDS)
}

/// "would not say to go there": it is not advised, and the source does speak.
fn is_not_advised(words: &Words, cue: &Cue, content: &Content) -> bool {
    let is_say = cue.tokens.last().is_some_and(|&k| words.at(k).is("say"));
    is_say && content.shape == Shape::Infinitive && content.asking.is_none()
}

impl Makes {
    /// The effect on a content of this shape: "agreed to go" is a prediction, but "agreed that it was
    /// so" leaves the clause as it is.
    fn for_shape(self, shape: Shape) -> Makes {
        match self {
            Makes::Doing(_) if shape == Shape::Clause => Makes::Content,
            other => other,
        }
    }
}

/// A cue and its content, with what the readers of signals need.
struct Asked<'d, 'a> {
    words: &'d Words<'a>,
    cue: &'d Cue,
    content: &'d Content,
    seq: &'d [u32],
    row: &'static CueClass,
    makes: Makes,
    /// The token that shows the cue.
    at: u32,
}

/// Reads one kind of signal.
type CueReader<'d, 'a> = fn(&Asked<'d, 'a>) -> Option<Signal>;

impl<'d, 'a> Asked<'d, 'a> {
    /// Signals beside which the cue has no other.
    const DECIDES_ALONE: [CueReader<'d, 'a>; 8] = [
        Asked::no_comment,
        Asked::told_to,
        Asked::asks_for_thing,
        Asked::asked_that,
        Asked::not_saying,
        Asked::called_false,
        Asked::found_none,
        Asked::not_done,
    ];

    /// Signals that can occur together.
    const ADDS: [CueReader<'d, 'a>; 6] = [
        Asked::topic,
        Asked::negated_fragment,
        Asked::by_class,
        Asked::to_be_done,
        Asked::wants_to_know,
        Asked::indirect_question,
    ];

    fn is_negated(&self) -> bool {
        self.cue.negated.is_some()
    }

    fn is_infinitive(&self) -> bool {
        matches!(
            self.content.shape,
            Shape::Infinitive | Shape::SubjectInfinitive
        )
    }

    /// "“No comment,” said Vik".
    fn no_comment(&self) -> Option<Signal> {
        let mut tokens = self.tokens_of_content();
        let first = tokens.next()?;
        let is_comment = tokens
            .next()
            .is_some_and(|k| self.words.at(k).is("comment"));
        let is_all = tokens.all(|k| self.words.at(k).is_mark);
        (self.words.at(first).is("no") && is_comment && is_all)
            .then(|| signal::NO_COMMENT.at(first))
    }

    /// "told them to leave".
    fn told_to(&self) -> Option<Signal> {
        let is_address = |&k: &u32| self.words.at(k).has(class::ADDRESS);
        let is_addressed = self.cue.tokens.iter().any(is_address);
        let is_told = self.is_infinitive() || self.begins_with_infinitive();
        let demands = is_addressed && is_told && !self.is_too_much();
        (demands && !self.is_negated()).then(|| signal::TOLD_TO.at(self.at))
    }

    /// "(warned) halls too full to be safe": the infinitive explains "too", and no one is told to act.
    fn is_too_much(&self) -> bool {
        let to = self.seq.iter().position(|&k| self.words.at(k).is("to"));
        let near = to.unwrap_or(0).saturating_sub(3)..to.unwrap_or(0);
        self.seq[near].iter().any(|&k| self.words.at(k).is("too"))
    }

    /// "(warned) officials to be careful after hackers struck": a noun phrase and an infinitive, whatever
    /// verb follows in a subordinate clause.
    fn begins_with_infinitive(&self) -> bool {
        const LONGEST_SUBJECT: usize = 9;
        let near = self.seq.iter().take(LONGEST_SUBJECT + 1);
        let Some(to) = near.clone().position(|&k| self.words.at(k).is("to")) else {
            return false;
        };
        let is_of_subject = |&k: &u32| {
            let word = self.words.at(k);
            word.is_nominal() || matches!(word.pos, Pos::Det | Pos::Adj | Pos::Adp)
        };
        let stretch = Stretch {
            words: self.words,
            seq: self.seq,
        };
        to > 0 && stretch.to_do(to) && self.seq[..to].iter().all(is_of_subject)
    }

    /// "asked that the county pay": a demand, although "ask" is mostly a question.
    fn asked_that(&self) -> Option<Signal> {
        let is_ask = |&k: &u32| self.words.at(k).any(&["ask", "asks", "asked", "asking"]);
        let first = self.tokens_of_content().next()?;
        let is_that = |k: u32| self.words.at(k).is("that");
        let has_that = is_that(first) || self.cue.tokens.last().is_some_and(|&k| is_that(k));
        let asks = self.cue.tokens.iter().any(is_ask) && self.content.asking.is_none();
        (asks && has_that && self.content.shape == Shape::Clause && !self.is_negated())
            .then(|| signal::TOLD_TO.at(self.at))
    }

    /// "I’m not saying he did it": neither declined nor denied.
    fn not_saying(&self) -> Option<Signal> {
        let puts = |k: u32| self.words.at(k).has(class::PUTTING);
        let is_clause = self.content.shape == Shape::Clause && self.content.asking.is_none();
        let is_not = |k: u32| self.words.at(k).has(class::NOT);
        let is_declined =
            self.makes == Makes::Always(Status::Declined) && self.cue.negated.is_some_and(is_not);
        (is_declined && is_clause && self.cue.at.is_some_and(puts))
            .then(|| signal::LEFT_OPEN.at(self.at))
    }

    fn called_false(&self) -> Option<Signal> {
        (!self.is_negated() && called_false(self.words, self.cue, self.seq))
            .then(|| signal::CALLED_FALSE.at(self.at))
    }

    /// "found no link": not a topic, because it says that there is none.
    fn found_none(&self) -> Option<Signal> {
        let first = self.tokens_of_content().next()?;
        let is_found = matches!(self.row.rule, Rule::Knowledge | Rule::Fact);
        let is_phrase = self.content.shape == Shape::Phrase;
        (self.words.at(first).is("no") && is_found && is_phrase && !self.is_negated())
            .then(|| signal::FOUND_NONE.at(first))
    }

    /// "rejected calls to resign": a thing that was not done, rather than an untruth.
    fn not_done(&self) -> Option<Signal> {
        let is_untrue = matches!(self.makes, Makes::Tale(_));
        (is_untrue && self.is_infinitive() && !is_tale_to(self.words, self.seq))
            .then(|| signal::TOPIC.at(self.at))
    }

    /// "pressed the minister for the number of dead": a thing that is asked for, and nothing that is to
    /// be done. "asked for the files to be handed over" demands.
    fn asks_for_thing(&self) -> Option<Signal> {
        const LONGEST_PERSON: usize = 7;
        let stretch = Stretch {
            words: self.words,
            seq: self.seq,
        };
        let is_asking = matches!(self.row.rule, Rule::Directive | Rule::Question);
        let is_of_person = |&k: &u32| {
            let word = self.words.at(k);
            word.is_nominal() || matches!(word.pos, Pos::Det | Pos::Adj)
        };
        let person = self.seq.iter().take_while(|k| is_of_person(k)).count();
        let is_thing = (1..=LONGEST_PERSON).contains(&person)
            && stretch.is(person, "for")
            && matches!(stretch.pos(person + 1), Pos::Det | Pos::Adj | Pos::Noun)
            && !(person..self.seq.len()).any(|i| stretch.is(i, "to"));
        (is_asking && is_thing && !self.is_negated()).then(|| signal::TOPIC.at(self.at))
    }

    /// A content without a verb, unless the cue says something of it.
    fn topic(&self) -> Option<Signal> {
        let says = names(self.words, self.cue, self.seq) || self.states_event();
        let is_topic = self.is_only_phrase() && !says || self.speaks_about_thing();
        is_topic.then(|| signal::TOPIC.at(self.at))
    }

    /// "spoke with her about the closure and what comes next": a thing, whatever clauses are in it.
    fn speaks_about_thing(&self) -> bool {
        const SPEAKING: [&str; 8] = [
            "speak", "speaks", "spoke", "spoken", "speaking", "talk", "talks", "talked",
        ];
        let is_about = self
            .cue
            .tokens
            .last()
            .is_some_and(|&k| self.words.at(k).is("about"));
        let speaks = |&k: &u32| self.words.at(k).any(&SPEAKING);
        let first = self.tokens_of_content().next().map(|k| self.words.at(k));
        let is_thing = first.is_some_and(|w| w.pos == Pos::Det && !w.has(class::ASKING));
        is_about && is_thing && self.cue.tokens.iter().any(speaks)
    }

    /// "reported two cases", "announced the death of a singer", "shows guards beating marchers": a
    /// noun phrase that says that something is or happened. "confirmed the sale" only names it.
    fn states_event(&self) -> bool {
        // The tagger takes "shows" for a noun. A cue with another verb has a real noun.
        let is_verb = |&k: &u32| self.words.at(k).is_verbal();
        let has_verb = self.cue.tokens.iter().any(is_verb);
        let states = |k: &u32| self.words.at(*k).has(class::STATING) && (is_verb(k) || !has_verb);
        if self.is_negated() || !self.cue.tokens.iter().any(states) {
            return false;
        }
        let tokens: Vec<u32> = self.tokens_of_content().collect();
        let stretch = Stretch {
            words: self.words,
            seq: &tokens,
        };
        stretch.is_new_thing() || stretch.is_event_of() || stretch.has_participle()
    }

    /// "“Not yet,” he said".
    fn negated_fragment(&self) -> Option<Signal> {
        let is_phrase = self.content.shape == Shape::Phrase;
        if !is_phrase || !is_fragment(self.words, self.seq) {
            return None;
        }
        let mut tokens = self.tokens_of_content();
        let first = tokens.next()?;
        let is_no = self.words.at(first).has(class::NOT | class::NO);
        (is_no && tokens.next() == Some(first + 1)).then(|| signal::NEGATION.at(first))
    }

    /// The effect of the class of the cue.
    fn by_class(&self) -> Option<Signal> {
        if self.gives_reason() {
            return None;
        }
        let status = self.status().filter(|_| !self.is_only_phrase())?;
        let is_suggestion = self.row.rule == Rule::Suggestion;
        let is_proposal =
            self.content.shape == Shape::Gerund || subjunctive(self.words, self.content);
        if is_suggestion && is_proposal {
            return Some(signal::SUGGESTS_DOING.at(self.at));
        }
        let is_refusal = self.is_negated() && status == Status::Declined;
        Some(Signal {
            status,
            strength: match self.makes {
                Makes::Unsure => Strength::Weak,
                _ => self.row.strength,
            },
            rule: self.row.rule,
            kind: if is_refusal {
                TriggerKind::Refusal
            } else {
                self.row.kind
            },
            at: self.at,
        })
    }

    /// "insist that she be removed", "adamant the pier be shut": a bare "be" after its subject tells what
    /// is to be done, whatever the cue. "insist that he stay" does so after a cue that can demand.
    fn to_be_done(&self) -> Option<Signal> {
        const LONGEST_SUBJECT: usize = 8;
        const INSISTING: [&str; 6] = [
            "insist",
            "insists",
            "insisted",
            "insisting",
            "adamant",
            "ruled",
        ];
        let tokens = self.tokens_of_content().take(LONGEST_SUBJECT);
        let mut subject = tokens.skip_while(|&k| self.words.at(k).is("that"));
        let verb = subject.find(|&k| self.words.at(k).is_verbal())?;
        let word = self.words.at(verb);
        let follows_subject = verb > 0 && self.words.at(verb - 1).is_nominal();
        let insists = |&k: &u32| self.words.at(k).any(&INSISTING);
        let is_bare = word.is("be") && follows_subject
            || self.cue.tokens.iter().any(insists) && subjunctive(self.words, self.content);
        is_bare.then(|| signal::SUGGESTS_DOING.at(verb))
    }

    /// "(called on her) “because she is the best”": a reason for the demand, and not what is demanded.
    fn gives_reason(&self) -> bool {
        let is_directive = self.makes == Makes::Clause(Status::Directive);
        let first = self.tokens_of_content().next();
        is_directive && first.is_some_and(|k| self.words.at(k).is("because"))
    }

    /// "wants to know who".
    fn wants_to_know(&self) -> Option<Signal> {
        let wants = |&k: &u32| self.words.at(k).any(&["want", "wants", "wanted"]);
        let asking = self.content.asking?;
        let has_want = self.cue.tokens.iter().any(wants);
        has_want.then(|| signal::WANTS_TO_KNOW.at(asking))
    }

    /// "asked who", "did not say whether"; but "said who it was" answers.
    fn indirect_question(&self) -> Option<Signal> {
        let asking = self.content.asking?;
        let is_telling = matches!(
            self.row.rule,
            Rule::Report | Rule::Knowledge | Rule::Fact | Rule::Naming | Rule::Attitude
        );
        let is_whether = self.words.at(asking).any(&["whether", "if"]);
        let is_silent = self.is_negated() && !is_beyond_words(self.words, &self.cue.tokens);
        (is_whether || !is_telling || is_silent).then(|| signal::INDIRECT_QUESTION.at(asking))
    }

    /// The status that the cue gives its content; none if the content decides.
    fn status(&self) -> Option<Status> {
        let is_asking = self.content.asking.is_some();
        match self.makes {
            Makes::Content => None,
            Makes::Unknown(_) | Makes::Unsure if is_asking => Some(Status::Question),
            Makes::Always(status)
            | Makes::Clause(status)
            | Makes::Unknown(status)
            | Makes::Doing(status)
            | Makes::Tale(status) => Some(status),
            Makes::Unsure => Some(Status::Unlikely),
            Makes::Refused if speaks(self.words, self.cue, self.seq) => Some(Status::Declined),
            Makes::Refused => Some(Status::Negated),
        }
    }

    /// True if the cue needs a clause and has a mere noun phrase.
    fn is_only_phrase(&self) -> bool {
        let needs_clause = match self.makes {
            Makes::Always(_) | Makes::Refused => false,
            Makes::Tale(Status::Withdrawn) => !self.can_be_taken_back(),
            Makes::Tale(_) => !self.can_be_untrue(),
            _ => true,
        };
        needs_clause && is_phrase(self.words, self.cue, self.content, self.seq)
    }

    /// "rejected the report", "dismissed it as a joke".
    fn can_be_untrue(&self) -> bool {
        let mut tokens = self.seq.iter().take(12).map(|&k| self.words.at(k));
        tokens.any(|word| word.has(class::TALE) || word.is("as"))
    }

    /// "retracted her statement", "walked back his remarks on the pier": words, and not "withdrew its ships".
    fn can_be_taken_back(&self) -> bool {
        const WORDS: [&str; 22] = [
            "apology",
            "article",
            "comment",
            "comments",
            "confession",
            "estimate",
            "finding",
            "findings",
            "paper",
            "pledge",
            "promise",
            "remark",
            "remarks",
            "statement",
            "statements",
            "study",
            "testimony",
            "threat",
            "tweet",
            "verdict",
            "warning",
            "words",
        ];
        let own = self.seq.iter().take(12).chain(&self.cue.tokens);
        let mut words = own.map(|&k| self.words.at(k));
        words.any(|word| {
            let is_pointing = word.any(&["it", "that", "this"]);
            word.has(class::TALE) && !is_pointing || word.any(&WORDS)
        })
    }

    /// The tokens of the content that are not marks.
    fn tokens_of_content(&self) -> impl Iterator<Item = u32> {
        let tokens = self.seq.iter().copied();
        tokens.filter(|&k| !self.words.at(k).is_mark)
    }
}

/// Whether a noun for something that can be untrue is before the infinitive: "claims to have found
/// it".
fn is_tale_to(words: &Words, seq: &[u32]) -> bool {
    seq.iter()
        .take_while(|&&k| !words.at(k).is("to"))
        .any(|&k| words.at(k).has(class::TALE))
}

/// Whether the cue calls its content false: "called the report a lie", "described the claims as
/// untrue", but not "called the false report a disgrace".
fn called_false(words: &Words, cue: &Cue, seq: &[u32]) -> bool {
    let attributive = |i: usize| {
        let next = seq.get(i + 1).map(|&k| words.at(k));
        let before = seq[..i]
            .iter()
            .rev()
            .map(|&k| words.at(k))
            .find(|w| !w.is_mark && w.pos != Pos::Adv);
        next.is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Propn | Pos::Adj))
            && before.is_some_and(|w| !w.is_nominal() && !w.is("as"))
    };
    let said =
        (1..seq.len().min(16)).any(|i| words.at(seq[i]).has(class::FALSE) && !attributive(i));
    let not = seq
        .iter()
        .take(16)
        .any(|&k| words.at(k).has(class::NOT | class::NO));
    let is_naming = |&k: &u32| {
        let verb = words.at(k).text.to_ascii_lowercase();
        ["call", "descri", "label", "brand", "dub"]
            .iter()
            .any(|stem| verb.starts_with(stem))
    };
    let is_tale = |k: &u32| words.at(*k).has(class::TALE) && !words.at(*k).any(&["that", "this"]);
    let has_tale = cue.tokens.iter().chain(seq.iter().take(6)).any(is_tale);
    let ends_false = has_tale && ends_in(words, seq, class::FALSE | class::ABSURD);
    let is_tale_cue = cue.tokens.last().is_some_and(is_tale);
    let is_named = cue.tokens.iter().any(is_naming) && (said && !not || ends_false);
    is_named || is_tale_cue && ends_false && ends_after_be(words, seq)
}

/// "(said claims) that it was insolvent were false": a form of "be" before the predicate at the end.
fn ends_after_be(words: &Words, seq: &[u32]) -> bool {
    const LONGEST: usize = 5;
    let that = seq.first().is_some_and(|&k| words.at(k).is("that"));
    let mut last = seq.iter().rev().take(LONGEST).map(|&k| words.at(k));
    that && last.any(|w| w.has(class::BE))
}

/// Whether a word of these classes is the predicate at the end of a content, maybe with its article
/// and a noun after it: "… fake news", "… a complete fabrication", "… “ridiculous”".
fn ends_in(words: &Words, seq: &[u32], classes: u32) -> bool {
    const LONGEST: usize = 3;
    let tokens = seq.iter().rev().map(|&k| words.at(k));
    let mut last = tokens.filter(|w| !w.is_mark).take(LONGEST);
    last.find(|w| w.has(classes) || w.pos != Pos::Noun)
        .is_some_and(|w| w.has(classes))
}

/// Whether the content is a noun phrase that makes no statement, so that it is a topic.
fn is_phrase(words: &Words, cue: &Cue, content: &Content, seq: &[u32]) -> bool {
    let row = &CUES[usize::from(cue.class)];
    let to_somebody = content.shape == Shape::SubjectInfinitive && {
        let light = content
            .head
            .is_some_and(|k| words.at(k).has(class::BE | class::HAVE));
        row.makes == Makes::Content && !light
    };
    let asks = content.signals.iter().any(|s| s.status == Status::Question);
    // "that" introduces a clause, even if the tagger finds no verb in it.
    let that = seq
        .first()
        .is_some_and(|&k| k > 0 && (words.at(k).is("that") || words.at(k - 1).is("that")));
    // "he doubted it": the pronoun is a statement that was made before.
    let pronoun = seq.len() == 1 && words.at(seq[0]).any(&["it", "this", "that"]);
    let predicated = has_predicate(words, cue, seq);
    let saying = matches!(row.rule, Rule::Report | Rule::Belief)
        && cue.tokens.iter().any(|&k| words.at(k).has(class::SAYING));
    (content.shape == Shape::Phrase || to_somebody)
        && !asks
        && !that
        && !saying
        && !pronoun
        && !predicated
        && !is_fragment(words, seq)
}

/// Whether a noun has a participle or an adjective after it, which makes a statement: "wants him
/// sacked", "found the door open".
fn has_predicate(words: &Words, cue: &Cue, seq: &[u32]) -> bool {
    let takes = cue.at.is_some_and(|k| {
        words
            .at(k)
            .any(&["want", "wants", "wanted", "found", "find", "finds"])
    });
    let last = seq.iter().rev().map(|&k| words.at(k)).find(|w| !w.is_mark);
    takes && seq.len() > 1 && last.is_some_and(|w| matches!(w.pos, Pos::Adj | Pos::Adv | Pos::Verb))
}

/// Whether the content is a quotation. A quotation without a verb is a statement too: "“Terrifying”,
/// he said".
fn is_fragment(words: &Words, seq: &[u32]) -> bool {
    let mark = |k: Option<&u32>, mark| k.is_some_and(|&k| words.at(k).mark == mark);
    mark(seq.first(), Mark::Open)
        && (mark(seq.last(), Mark::Close)
            || seq
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|&k| words.at(k).mark == Mark::Close))
}

/// Whether a refusal is one to speak. It is unless another verb follows "to".
fn speaks(words: &Words, cue: &Cue, seq: &[u32]) -> bool {
    let after = cue
        .tokens
        .iter()
        .copied()
        .filter(|k| cue.at.is_none_or(|at| *k > at));
    let mut verbs = after
        .chain(seq.iter().copied().take(4))
        .skip_while(|&k| !words.at(k).is("to"));
    let verb = verbs.find(|&k| !words.at(k).is("to") && words.at(k).pos != Pos::Adv);
    verb.is_none_or(|k| words.at(k).has(class::SPEAK))
}

/// Whether a noun phrase after a verb of naming makes a statement: "called the plan mad", "blamed the
/// fire on a rat", "put the cost at 6m".
fn names(words: &Words, cue: &Cue, seq: &[u32]) -> bool {
    if CUES[usize::from(cue.class)].rule != Rule::Naming {
        return false;
    }
    let needs: &[&str] = match cue.at.map(|k| words.at(k)) {
        Some(w) if w.text.to_ascii_lowercase().starts_with("blam") => &["on", "for"],
        Some(w) if w.text.to_ascii_lowercase().starts_with("accus") => &["of"],
        Some(w) if w.text.to_ascii_lowercase().starts_with("charg") => &["with"],
        _ => return true,
    };
    cue.tokens
        .iter()
        .chain(seq)
        .any(|&k| words.at(k).any(needs))
}

/// Whether the verb has its base form after a subject that needs an -s otherwise: "(suggested) he
/// write to the parish".
fn subjunctive(words: &Words, content: &Content) -> bool {
    let Some(k) = content
        .head
        .filter(|&k| k > 0 && content.shape == Shape::Clause)
    else {
        return false;
    };
    let (verb, before) = (words.at(k), words.at(k - 1));
    let bare =
        verb.pos == Pos::Verb && verb.form == super::words::Form::Other && !clause::is_past(verb);
    bare && before.any(&["he", "she", "it"])
}

/// The voice of the outlet, and the token that shows it. Inside the content of another attribution,
/// of which `outer` is the status, it is the voice of the outer source.
fn voice(words: &Words, cue: &Cue, outer: Option<Status>) -> (Voice, Option<u32>) {
    let row = &CUES[usize::from(cue.class)];
    let distance = |k: &u32| {
        words
            .at(*k)
            .entry
            .cue()
            .is_some_and(|c| CUES[usize::from(c)].voice == Voice::Distancing)
    };
    if let Some(&k) = cue.tokens.iter().find(|k| distance(k)) {
        return (Voice::Distancing, Some(k));
    }
    let Some(&first) = cue.tokens.first() else {
        return (Voice::Neutral, None);
    };
    let said = cue.tokens.iter().any(|&k| {
        words.at(k).any(&[
            "said", "reported", "rumoured", "rumored", "alleged", "claimed",
        ])
    });
    let to = cue
        .tokens
        .last()
        .and_then(|&k| words.all.get(k as usize + 1))
        .is_some_and(|w| w.is("to"));
    let passive = said && cue.tokens.iter().any(|&k| words.at(k).has(class::BE)) && to;
    let around: Range<u32> = first.saturating_sub(1)..first + 1;
    let quoted = cue.at.or(Some(first)).is_some_and(|k| {
        let open = around.clone().any(|k| words.at(k).mark == Mark::Open);
        let close = (k + 1..k + 3).any(|k| {
            words
                .all
                .get(k as usize)
                .is_some_and(|w| w.mark == Mark::Close)
        });
        open && close && words.at(k).quoted
    });
    let so_called = cue.tokens.iter().any(|&k| words.at(k).is("called"))
        && (first.saturating_sub(4)..first)
            .any(|k| words.at(k).is("what") && words.at(k).sentence == words.at(first).sentence);
    let is_accusing = |&k: &u32| {
        words.at(k).any(&[
            "accused",
            "blamed",
            "criticised",
            "criticized",
            "condemned",
            "denounced",
        ])
    };
    let is_rumour = |&k: &u32| {
        words
            .at(k)
            .any(&["claims", "allegations", "rumours", "rumors"])
    };
    let is_of_no_one = |&k: &u32| is_accusing(&k) || is_rumour(&k);
    let is_accused = !cue.has_source && cue.tokens.iter().any(is_of_no_one);
    // A quotation vouches for nothing, and neither does a source that does not say that it is so.
    let is_held = match outer {
        Some(outer) => outer == Status::Asserted,
        None => cue.at.is_none_or(|k| !words.at(k).quoted),
    };
    if passive || quoted || so_called || is_accused {
        (Voice::Distancing, Some(cue.at.unwrap_or(first)))
    } else if row.voice == Voice::Factive && cue.negated.is_none() && is_held {
        (Voice::Factive, cue.at)
    } else {
        (Voice::Neutral, None)
    }
}
