//! In: the hash of a word. Out: its effect on a claim. There are three tables: the cues of
//! attributions by class, with their effect on the content; the words inside a content that weaken,
//! reverse or condition it; and small classes of function words. The forms of verbs are generated.

use super::{Rule, Status, Strength, TriggerKind, Voice};
use sayso_english::classes::HashTable;
use sayso_english::hash::fnv;
use sayso_english::hash::mix;
use sayso_english::morphology::inflect;
use std::sync::LazyLock;

/// The effect of a cue on its content: a status that is weighed with those of the content itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Makes {
    /// None, so the content decides.
    Content,
    /// This status for every content.
    Always(Status),
    /// This status for a clause, an infinitive or a gerund. A noun phrase remains a topic.
    Clause(Status),
    /// This status for something to do: "agreed to go". A clause decides for itself: "agreed that
    /// it was so".
    Doing(Status),
    /// Denied, for a clause and for a noun that can be untrue, as "the report". Any other noun
    /// phrase remains a topic.
    Untrue,
    /// Declined for a refusal to speak, a prediction for a refusal to act.
    Refused,
    /// A question for an indirect question, this status for any other content.
    Unknown(Status),
    /// Unlikely, because the source doubts it: "is not sure". An indirect question is a question.
    Unsure,
}

/// A class of cues.
pub(super) struct CueClass {
    /// The rule of claims whose status this class decides.
    pub rule: Rule,
    pub makes: Makes,
    /// The effect of a negated cue.
    pub negated: Makes,
    pub voice: Voice,
    /// The strength of the status that it gives.
    pub strength: Strength,
    pub kind: TriggerKind,
    /// The base forms of verbs; `rule_out` is two words.
    pub verbs: &'static str,
    /// Other words. They have no other forms.
    pub words: &'static str,
}

use Makes::{Always, Clause, Content, Doing, Refused, Unknown, Unsure, Untrue};
use Status::{
    Asserted, Declined, Denied, Directive, Possible, Prediction, Probable, Question, Unlikely,
};
use Strength::{Medium, Strong, Weak};
use TriggerKind as Kind;
use Voice::{Distancing, Factive, Neutral};

macro_rules! cues {
    ($($name:expr => $makes:expr, not $negated:expr, $voice:expr, $strength:expr, $kind:expr, $verbs:literal, $words:literal;)*) => {
        &[$(CueClass { rule: $name, makes: $makes, negated: $negated, voice: $voice, strength: $strength, kind: $kind, verbs: $verbs, words: $words }),*]
    };
}

/// Classes of cues. If the words of a cue have several classes, the first of them in this order
/// decides, so that "declined to say" is a refusal.
#[rustfmt::skip]
pub(super) const CUES: &[CueClass] = cues![
    Rule::Refusal => Refused, not Content, Neutral, Strong, Kind::Refusal,
        "decline refuse dodge sidestep deflect evade", "refusal silent tight-lipped mum coy noncommittal unavailable";
    Rule::Acceptance => Content, not Always(Denied), Neutral, Strong, Kind::Denial,
        "accept", "";
    Rule::Exclusion => Always(Denied), not Always(Possible), Neutral, Weak, Kind::Denial,
        "rule_out exclude", "";
    Rule::Denial => Always(Denied), not Always(Declined), Neutral, Strong, Kind::Denial,
        "deny dispute refute rebut disavow contradict repudiate debunk disprove downplay", "denial denials";
    Rule::Rejection => Untrue, not Content, Neutral, Strong, Kind::Denial,
        "reject dismiss rubbish discount discredit brush_off brush_aside", "rejection dismissal";
    Rule::Doubt => Clause(Unlikely), not Content, Neutral, Medium, Kind::Unlikely,
        "doubt disbelieve", "doubt doubts doubtful skeptical sceptical unconvinced dubious";
    Rule::Open => Clause(Question), not Content, Neutral, Strong, Kind::Question,
        "leave_open", "unsure uncertain unclear undecided uncertainty open";
    Rule::Question => Clause(Question), not Content, Neutral, Strong, Kind::Question,
        "ask wonder inquire enquire query question ponder debate investigate examine look_into probe", "question questions inquiry disagreement disagreements";
    Rule::Accusation => Clause(Asserted), not Content, Distancing, Strong, Kind::Distance,
        "allege", "allegation allegations allegedly alleged";
    Rule::Distance => Content, not Always(Declined), Distancing, Strong, Kind::Distance,
        "claim purport profess", "reportedly supposedly purportedly ostensibly claim claims rumour rumor rumours rumors rumoured rumored gossip";
    Rule::Directive => Clause(Directive), not Content, Neutral, Strong, Kind::Directive,
        "urge demand order instruct command advise recommend propose implore beg beseech plead appeal call_on call_for require mandate exhort petition lobby press push forbid ban want warn_against encourage invite remind tell_to",
        "demand demands proposal proposals recommendation recommendations advice appeal plea calling";
    Rule::Promise => Doing(Prediction), not Doing(Prediction), Neutral, Strong, Kind::Future,
        "promise pledge vow swear commit undertake guarantee threaten resolve decide agree vote assure", "promise promises pledge vow threat threats assurance assurances decision votes";
    Rule::Plan => Clause(Prediction), not Clause(Prediction), Neutral, Medium, Kind::Future,
        "plan intend", "plan plans intention intentions";
    Rule::Forecast => Clause(Prediction), not Clause(Prediction), Neutral, Medium, Kind::Future,
        "predict expect forecast project anticipate foresee foretell envisage", "prediction predictions forecast forecasts expectation expectations projection projections";
    Rule::Hope => Clause(Prediction), not Clause(Prediction), Neutral, Weak, Kind::Future,
        "hope aim consider", "hope hopes optimistic hopeful";
    Rule::Fear => Clause(Possible), not Content, Neutral, Weak, Kind::Possible,
        "fear worry", "fear fears worried concern concerns concerned afraid";
    Rule::Conviction => Clause(Probable), not Unsure, Neutral, Strong, Kind::Probable,
        "", "convinced certain sure confident conviction";
    Rule::Belief => Clause(Probable), not Clause(Unlikely), Neutral, Medium, Kind::Probable,
        "believe think feel", "belief";
    Rule::Suspicion => Clause(Probable), not Clause(Unlikely), Neutral, Medium, Kind::Probable,
        "suspect assume presume suppose reckon surmise estimate theorise theorize", "suspicion suspicions theory estimate estimates";
    Rule::Guess => Clause(Probable), not Clause(Unlikely), Neutral, Weak, Kind::Probable,
        "guess speculate", "hunch speculation";
    Rule::Suggestion => Clause(Probable), not Always(Declined), Neutral, Medium, Kind::Probable,
        "suggest imply hint insinuate indicate seem appear", "suggestion suggestions hint hints";
    Rule::Attitude => Content, not Content, Neutral, Strong, Kind::Cue,
        "support oppose endorse praise criticise criticize condemn denounce welcome mock slam blast defend discuss back apologise apologize", "support opposition criticism";
    Rule::Knowledge => Content, not Unknown(Status::Negated), Factive, Strong, Kind::Fact,
        "know find discover learn realise realize notice remember recall see understand regret", "finding findings discovery";
    Rule::Fact => Content, not Always(Declined), Factive, Strong, Kind::Fact,
        "show prove reveal confirm acknowledge admit concede demonstrate disclose establish verify confess recognise recognize expose note point_out",
        "admission acknowledgement acknowledgment confession proof evidence revelation";
    Rule::Naming => Content, not Always(Declined), Neutral, Strong, Kind::Cue,
        "call accuse blame describe put name label brand dub portray depict charge indict", "accusation accusations charges";
    Rule::Report => Content, not Always(Declined), Neutral, Strong, Kind::Cue,
        "say tell announce state write add explain reply respond argue insist warn declare report mention assert maintain contend comment stress testify make_public draw", "according yet";
];

/// The use in which a word weakens or reverses a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Before a verb: "may", "will".
    Modal,
    /// Beside a verb: "perhaps".
    Adverb,
    /// After a form of "be": "is likely", "it is possible that", "was expected".
    Predicate,
    /// After a form of "be", and before "to" and a verb: "is set to close".
    ToDo,
    /// A main verb: "plans to", "expects a loss".
    Verb,
    /// A main verb, before "to": "decided to".
    WithTo,
    /// A main verb of thought, before a clause: "I think".
    Thought,
    /// After "there is a", "has a": "chance", "risk".
    Noun,
}

/// Words inside a content with one use and one effect.
pub(super) struct TriggerRow {
    pub used: Use,
    pub kind: TriggerKind,
    pub strength: Strength,
    pub words: &'static str,
}

macro_rules! triggers {
    ($($used:expr, $kind:expr, $strength:expr, $words:literal;)*) => {
        &[$(TriggerRow { used: $used, kind: $kind, strength: $strength, words: $words }),*]
    };
}

/// Words that weaken or reverse a content. "could", "can", "would", "should", "must" and "have to"
/// are missing because they have several senses, which `signals` distinguishes.
#[rustfmt::skip]
pub(super) const TRIGGERS: &[TriggerRow] = triggers![
    Use::Modal, Kind::Possible, Weak, "may might";
    Use::Modal, Kind::Future, Strong, "will 'll wo shall";
    Use::Adverb, Kind::Possible, Weak, "perhaps maybe possibly potentially conceivably";
    Use::Adverb, Kind::Probable, Medium, "probably likely presumably apparently seemingly";
    Use::Adverb, Kind::Future, Weak, "hopefully";
    Use::Predicate, Kind::Possible, Weak, "possible conceivable plausible feared afraid concerned worried";
    Use::Predicate, Kind::Probable, Medium, "likely probable believed thought understood presumed assumed suspected estimated reckoned";
    Use::Predicate, Kind::Probable, Strong, "convinced";
    Use::Predicate, Kind::Unlikely, Medium, "unlikely improbable doubtful implausible";
    Use::Predicate, Kind::Future, Medium, "expected projected forecast predicted tipped anticipated";
    Use::Predicate, Kind::Question, Strong, "unclear unknown uncertain unsure undecided";
    Use::ToDo, Kind::Future, Medium, "poised set slated planning preparing";
    Use::ToDo, Kind::Future, Strong, "due scheduled bound certain sure determined committed going about";
    Use::ToDo, Kind::Future, Weak, "hoping hopeful";
    Use::Verb, Kind::Future, Strong, "promise promises promised pledge pledges pledged vow vows vowed threaten threatens threatened";
    Use::Verb, Kind::Future, Medium, "plan plans planned intend intends intended expect expects expected predict predicts predicted anticipate anticipates forecasts";
    Use::Verb, Kind::Future, Weak, "hope hopes hoped aim aims aimed consider considers considering";
    Use::WithTo, Kind::Future, Strong, "decide decides decided agree agrees agreed vote votes voted resolve resolved";
    Use::Thought, Kind::Probable, Medium, "think thinks thought believe believes believed feel feels suspect suspects suspected assume assumes assumed suppose reckon reckons reckoned";
    Use::Thought, Kind::Probable, Weak, "guess imagine";
    Use::Thought, Kind::Possible, Weak, "fear fears feared worry worries worried";
    Use::Thought, Kind::Unlikely, Medium, "doubt doubts doubted";
    Use::Thought, Kind::Question, Strong, "wonder wonders wondered";
    Use::Noun, Kind::Possible, Weak, "chance possibility risk danger";
    Use::Noun, Kind::Probable, Medium, "likelihood probability";
    Use::Noun, Kind::Future, Weak, "hope";
];

/// Small classes of function words, as bits.
pub(super) mod class {
    /// "not", "’t", "never".
    pub const NOT: u32 = 1;
    /// "no", "nobody", "none": a negation within a noun phrase.
    pub const NO: u32 = 1 << 1;
    /// "if", "unless".
    pub const IF: u32 = 1 << 2;
    /// Opens a subordinate clause other than of condition.
    pub const SUBORDINATE: u32 = 1 << 3;
    /// "who", "which".
    pub const RELATIVE: u32 = 1 << 4;
    /// "what", "how", "whether": opens an indirect question.
    pub const ASKING: u32 = 1 << 5;
    /// Forms of "be".
    pub const BE: u32 = 1 << 6;
    /// Forms of "have".
    pub const HAVE: u32 = 1 << 7;
    /// Forms of "do".
    pub const DO: u32 = 1 << 8;
    /// Modal verbs.
    pub const MODAL: u32 = 1 << 9;
    /// After "could", a verb that makes it an ability: "could see", "could afford".
    pub const ABILITY: u32 = 1 << 10;
    /// After "should", a verb that makes it an expectation: "should arrive".
    pub const OUTCOME: u32 = 1 << 11;
    /// Calls for attention at the beginning of a quotation: "Look, …".
    pub const CALL: u32 = 1 << 12;
    /// "say", "comment": speaking, which a source can decline to do.
    pub const SPEAK: u32 = 1 << 13;
    /// After "may", a verb that makes it a permission: "may park".
    pub const ALLOWED: u32 = 1 << 14;
    /// A noun for something that can be untrue: "report", "charge".
    pub const TALE: u32 = 1 << 15;
    /// A verb that makes a demand if a person and an infinitive follow: "told them to".
    pub const ADDRESS: u32 = 1 << 16;
    /// After "not" and before "where" or "if", a verb that leaves a question open: "does not know
    /// where".
    pub const KNOW: u32 = 1 << 17;
    /// "it is clear that": the clause that follows decides.
    pub const PLAIN: u32 = 1 << 18;
    /// A pronoun for a person who gives their own thought: "I", "we".
    pub const SELF: u32 = 1 << 19;
    /// A noun that an infinitive explains: "failure to".
    pub const ABSTRACT: u32 = 1 << 20;
    /// A verb whose content is not a noun phrase: "say", "insist".
    pub const SAYING: u32 = 1 << 21;
    /// After "should", a verb that makes it an expectation only if a time follows: "should open in
    /// May", but not "should open the gate".
    pub const TIMED: u32 = 1 << 22;
    /// A word of a time: "Monday", "by", "soon".
    pub const TIME: u32 = 1 << 23;
    /// A word that denies what it describes: "baseless", "a lie".
    pub const FALSE: u32 = 1 << 24;
    /// "saying", "suggesting": if negated, it leaves open what follows.
    pub const PUTTING: u32 = 1 << 25;
    /// "choice", "option": "no choice but" is a duty and not a negation.
    pub const CHOICE: u32 = 1 << 26;
    /// "hardly": a negation if "any" follows.
    pub const HARDLY: u32 = 1 << 27;
    /// Past forms and participles that do not end in -ed.
    pub const PAST: u32 = 1 << 28;
}

#[rustfmt::skip]
const CLASSES: &[(u32, &str)] = &[
    (class::NOT, "not 't never n't cannot"),
    (class::NO, "no nobody none nothing neither nowhere"),
    (class::IF, "if unless provided assuming"),
    (class::SUBORDINATE, "when while because although though since as after before until once whereas despite"),
    (class::RELATIVE, "who which whom whose"),
    (class::ASKING, "whether what how why who when where which whom whose"),
    (class::BE, "be is are was were am been being 's 're 'm"),
    (class::HAVE, "have has had having 've 'd"),
    (class::DO, "do does did"),
    (class::MODAL, "may might will 'll wo shall could can cannot ca would should must ought 'd"),
    (class::ABILITY, "see hear feel smell tell sense remember afford swim speak recite play read write walk sing only barely hardly scarcely"),
    (class::OUTCOME, "boost rise fall help improve arrive reach lift ease remain last ready able complete available back over know become bring make grow recover"),
    (class::CALL, "look listen see well hey please thank thanks yes no oh"),
    (class::SPEAK, "say comment confirm discuss disclose respond reply answer elaborate identify name reveal specify speak explain details mention clarify address talk pledge commit promise speculate tell acknowledge deny drawn"),
    (class::ALLOWED, "use park keep enter exchange exchanged land landed sign fill apply climb carry sell vote wear attend collect collected ride swim smoke walk cross borrow fish hunt swap bring used taken read appeal"),
    (class::ADDRESS, "tell told tells telling ask asked asks asking warn warned warns warning remind reminded teach"),
    (class::KNOW, "know knew known sure clear certain decided say tell judge remember understand"),
    (class::PLAIN, "clear obvious true right evident certain sure confident glad sorry aware proud know knew say said mean means"),
    (class::SELF, "i we he she they it"),
    (class::ABSTRACT, "failure ability right decision plan need refusal attempt effort way ways chance opportunity willingness desire power duty reason time reluctance inability commitment promise proposal plans efforts attempts"),
    (class::SAYING, "say said says saying insist insisted insists argue argued argues believe believed believes think thought thinks"),
    (class::TIMED, "return end reopen start finish open take"),
    (class::TIME, "by within next soon tomorrow tonight later shortly today monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december spring summer autumn winter"),
    (class::FALSE, "baseless false untrue unfounded groundless fabricated lie lies untruth falsehood fabrication fabrications"),
    (class::PUTTING, "saying suggesting implying claiming arguing alleging"),
    (class::CHOICE, "choice option alternative way recourse one"),
    (class::HARDLY, "hardly scarcely barely"),
    (class::PAST, "said told went came took made got gave saw knew thought found left felt brought began kept held wrote stood heard meant met ran paid sat spoke lay led grew lost fell sent built understood drew broke spent rose drove bought wore chose won taught fought caught threw sold shot became forgot sought slept struck swept flew born written seen taken given known shown drawn grown stolen broken chosen fallen driven gone done cast dealt laid"),
    (class::TALE, "report reports claim claims allegation allegations accusation accusations charge charges suggestion suggestions rumour rumours rumor rumors talk notion idea speculation story stories account complaint complaints criticism it that this assertion assertions"),
];

/// The classes of a word form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// The number of its class in [`CUES`] plus one; 0 for none.
    cue: u8,
    /// The number of its row in [`TRIGGERS`] plus one, for each use; 0 for none.
    triggers: [u8; 8],
    pub class: u32,
}

impl Entry {
    pub fn cue(self) -> Option<u8> {
        self.cue.checked_sub(1)
    }

    pub fn trigger(self, used: Use) -> Option<&'static TriggerRow> {
        self.triggers[used as usize]
            .checked_sub(1)
            .map(|n| &TRIGGERS[usize::from(n)])
    }

    pub fn is(self, class: u32) -> bool {
        self.class & class != 0
    }
}

static ENTRIES: LazyLock<HashTable<Entry>> = LazyLock::new(|| {
    let mut entries: HashTable<Entry> = HashTable::default();
    for (number, row) in (1..).zip(CUES) {
        let mut put = |key: u64| {
            let entry = entries.entry(key).or_default();
            if entry.cue == 0 {
                entry.cue = number;
            }
        };
        row.words
            .split_whitespace()
            .for_each(|word| put(fnv(word.as_bytes())));
        for verb in row.verbs.split_whitespace() {
            let (verb, second) = verb.split_once('_').unwrap_or((verb, ""));
            inflect(verb, |form, _| {
                let first = fnv(form.as_bytes());
                put(if second.is_empty() {
                    first
                } else {
                    pair(first, fnv(second.as_bytes()))
                });
            });
        }
    }
    for (number, row) in (1..).zip(TRIGGERS) {
        for word in row.words.split_whitespace() {
            entries.entry(fnv(word.as_bytes())).or_default().triggers[row.used as usize] = number;
        }
    }
    for (bit, words) in CLASSES {
        for word in words.split_whitespace() {
            entries.entry(fnv(word.as_bytes())).or_default().class |= bit;
        }
    }
    entries
});

/// The classes of the word whose lower-case form has this hash.
pub(super) fn entry(hash: u64) -> Entry {
    ENTRIES.get(&hash).copied().unwrap_or_default()
}

/// The hash of two words that are one cue, as "ruled out".
pub(super) fn pair(first: u64, second: u64) -> u64 {
    mix(first, second)
}
