//! In: words. Out: what they do to a claim. Two tables: words of saying by class, with what they and their negation make
//! of a content; and words inside a content that weaken, turn or condition it. Verbs are inflected here.

use super::{Status, Strength, TriggerKind, Voice};
use crate::attribute::hash::fnv;
use crate::attribute::lexicon::{self, HashTable};
use std::sync::LazyLock;

/// What a cue makes of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Makes {
    /// The content decides.
    Content,
    /// This, whatever the content is.
    Always(Status),
    /// This of a clause or an infinitive; a bare noun phrase is a topic.
    Clause(Status),
    /// A hedge or a prediction in the content keeps its own status; what is plain becomes this.
    Plain(Status),
}

/// A class of words of saying.
pub(super) struct CueClass {
    /// The rule's name where it decides.
    pub name: &'static str,
    pub makes: Makes,
    /// The same where the cue is negated.
    pub negated: Makes,
    pub voice: Voice,
    pub strength: Strength,
    pub kind: TriggerKind,
    /// Lemmas of verbs.
    pub verbs: &'static str,
    /// Other words, as they are.
    pub words: &'static str,
}

use Makes::{Always, Clause, Content, Plain};
use Status::{
    Asserted, Declined, Denied, Directive, Negated, Possible, Prediction, Probable, Question, Topic, Unlikely,
};
use Strength::{Medium, Strong, Weak};
use Voice::{Distancing, Factive, Neutral};

/// The first class that a cue's word stands in decides. Plain speech, "report", comes last and takes what is left.
#[rustfmt::skip]
pub(super) const CUES: &[CueClass] = &[
    CueClass { name: "refusal", makes: Always(Declined), negated: Content, voice: Neutral, strength: Strong, kind: TriggerKind::Refusal,
        verbs: "decline refuse dodge sidestep deflect evade", words: "refusal silent tight-lipped mum coy noncommittal non-committal" },
    CueClass { name: "denial", makes: Always(Denied), negated: Plain(Possible), voice: Neutral, strength: Strong, kind: TriggerKind::Denial,
        verbs: "deny dispute reject refute rebut disavow contradict dismiss repudiate debunk downplay disagree rubbish discount contest disprove",
        words: "denial denials rejection dismissal" },
    CueClass { name: "doubt", makes: Clause(Unlikely), negated: Content, voice: Neutral, strength: Medium, kind: TriggerKind::Unlikely,
        verbs: "doubt disbelieve", words: "doubt doubts doubtful skeptical sceptical unconvinced dubious skepticism scepticism" },
    CueClass { name: "open", makes: Clause(Question), negated: Content, voice: Neutral, strength: Strong, kind: TriggerKind::Question,
        verbs: "", words: "unsure uncertain unclear undecided uncertainty disagreement disagreements" },
    CueClass { name: "question", makes: Clause(Question), negated: Content, voice: Neutral, strength: Strong, kind: TriggerKind::Question,
        verbs: "ask wonder inquire enquire query question ponder debate puzzle", words: "question questions inquiry" },
    CueClass { name: "accusation", makes: Always(Asserted), negated: Content, voice: Distancing, strength: Strong, kind: TriggerKind::Distance,
        verbs: "accuse allege charge indict", words: "accusation accusations allegation allegations allegedly alleged charges accusing" },
    CueClass { name: "distancing", makes: Content, negated: Always(Declined), voice: Distancing, strength: Medium, kind: TriggerKind::Distance,
        verbs: "claim purport profess", words: "reportedly supposedly purportedly ostensibly claim claims rumour rumor rumours rumors rumoured rumored speculation gossip" },
    CueClass { name: "directive", makes: Always(Directive), negated: Content, voice: Neutral, strength: Strong, kind: TriggerKind::Directive,
        verbs: "urge demand order instruct command advise recommend propose implore beg beseech plead appeal require mandate exhort petition lobby press push insist_on",
        words: "demand demands proposal proposals recommendation recommendations advice appeal calling plea" },
    CueClass { name: "prediction", makes: Clause(Prediction), negated: Clause(Prediction), voice: Neutral, strength: Strong, kind: TriggerKind::Future,
        verbs: "promise pledge vow swear commit undertake guarantee threaten plan intend resolve decide agree", words: "promise promises pledge plan plans vow threat threats intention intentions" },
    CueClass { name: "forecast", makes: Clause(Prediction), negated: Clause(Prediction), voice: Neutral, strength: Medium, kind: TriggerKind::Future,
        verbs: "predict expect forecast project anticipate foresee foretell envisage", words: "prediction predictions forecast forecasts expectation expectations projection projections" },
    CueClass { name: "hope", makes: Clause(Prediction), negated: Clause(Prediction), voice: Neutral, strength: Weak, kind: TriggerKind::Future,
        verbs: "hope aim", words: "hope hopes optimistic hopeful" },
    CueClass { name: "fear", makes: Clause(Possible), negated: Content, voice: Neutral, strength: Medium, kind: TriggerKind::Possible,
        verbs: "fear worry", words: "fear fears worried concern concerns concerned afraid" },
    CueClass { name: "suspicion", makes: Plain(Probable), negated: Always(Negated), voice: Neutral, strength: Medium, kind: TriggerKind::Probable,
        verbs: "suspect assume presume guess suppose reckon speculate surmise theorise theorize", words: "suspicion suspicions theory hunch" },
    CueClass { name: "estimate", makes: Plain(Probable), negated: Content, voice: Neutral, strength: Medium, kind: TriggerKind::Probable,
        verbs: "estimate calculate", words: "estimate estimates" },
    CueClass { name: "suggestion", makes: Plain(Probable), negated: Always(Declined), voice: Neutral, strength: Medium, kind: TriggerKind::Probable,
        verbs: "suggest imply hint insinuate seem appear", words: "suggestion suggestions hint hints" },
    CueClass { name: "belief", makes: Content, negated: Plain(Negated), voice: Neutral, strength: Medium, kind: TriggerKind::Cue,
        verbs: "believe think feel consider", words: "belief view opinion" },
    CueClass { name: "attitude", makes: Content, negated: Content, voice: Neutral, strength: Strong, kind: TriggerKind::Cue,
        verbs: "support oppose endorse praise criticise criticize condemn denounce welcome mock slam blast defend discuss welcome back", words: "support opposition criticism" },
    CueClass { name: "fact", makes: Content, negated: Always(Declined), voice: Factive, strength: Strong, kind: TriggerKind::Fact,
        verbs: "know show prove find reveal confirm acknowledge admit concede realise realize learn discover demonstrate disclose establish verify document confess recognise recognize expose see",
        words: "admission acknowledgement acknowledgment confession proof evidence revelation finding findings" },
    CueClass { name: "report", makes: Content, negated: Always(Declined), voice: Neutral, strength: Strong, kind: TriggerKind::Cue,
        verbs: "say tell announce state write add explain reply respond argue insist warn note declare report mention assert maintain contend comment stress testify", words: "according" },
];

/// The class of cues that no word of stands in the table.
pub(super) const REPORT: u8 = (CUES.len() - 1) as u8;

/// How a word that weakens or turns a claim is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Before a verb: "may", "will".
    Modal,
    /// Beside it: "perhaps".
    Adverb,
    /// After a form of "be", before "to" or "that": "is likely to", "it is possible that".
    Predicate,
    /// Before "to": "plans to", "seems to".
    WithTo,
    /// Of a thought, before a clause: "I think", "we hope".
    Thought,
    /// After "there is a", "has a": "chance", "risk".
    Noun,
}

/// Words inside a content.
pub(super) struct TriggerRow {
    pub used: Use,
    pub kind: TriggerKind,
    pub strength: Strength,
    pub words: &'static str,
}

/// What is not here: "could", "can", "would", "should", "must" and "have to", whose senses `clause` tells apart.
#[rustfmt::skip]
pub(super) const TRIGGERS: &[TriggerRow] = &[
    TriggerRow { used: Use::Modal, kind: TriggerKind::Possible, strength: Medium, words: "may" },
    TriggerRow { used: Use::Modal, kind: TriggerKind::Possible, strength: Weak, words: "might" },
    TriggerRow { used: Use::Modal, kind: TriggerKind::Future, strength: Strong, words: "will 'll wo shall" },
    TriggerRow { used: Use::Adverb, kind: TriggerKind::Possible, strength: Weak, words: "perhaps maybe possibly potentially conceivably" },
    TriggerRow { used: Use::Adverb, kind: TriggerKind::Probable, strength: Medium, words: "probably likely presumably apparently seemingly evidently" },
    TriggerRow { used: Use::Adverb, kind: TriggerKind::Future, strength: Weak, words: "hopefully" },
    TriggerRow { used: Use::Adverb, kind: TriggerKind::Distance, strength: Medium, words: "reportedly allegedly supposedly purportedly ostensibly" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Possible, strength: Medium, words: "possible conceivable plausible feared" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Probable, strength: Medium, words: "likely probable believed thought understood presumed assumed suspected apparent" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Unlikely, strength: Medium, words: "unlikely improbable doubtful implausible" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Future, strength: Medium, words: "expected projected forecast predicted tipped poised slated" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Future, strength: Strong, words: "set due scheduled bound certain sure determined committed going planning preparing about" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Future, strength: Weak, words: "hoping hopeful optimistic" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Question, strength: Strong, words: "unclear unknown uncertain unsure undecided" },
    TriggerRow { used: Use::Predicate, kind: TriggerKind::Directive, strength: Strong, words: "essential vital imperative crucial" },
    TriggerRow { used: Use::WithTo, kind: TriggerKind::Probable, strength: Medium, words: "seem seems seemed appear appears appeared" },
    TriggerRow { used: Use::WithTo, kind: TriggerKind::Future, strength: Strong, words: "plan plans planned intend intends intended promise promises pledge pledges vow vows vowed" },
    TriggerRow { used: Use::WithTo, kind: TriggerKind::Future, strength: Medium, words: "expect expects expected" },
    TriggerRow { used: Use::WithTo, kind: TriggerKind::Future, strength: Weak, words: "hope hopes hoped aim aims aimed" },
    TriggerRow { used: Use::WithTo, kind: TriggerKind::Possible, strength: Medium, words: "threaten threatens risk risks" },
    TriggerRow { used: Use::Thought, kind: TriggerKind::Cue, strength: Medium, words: "think thinks thought believe believes believed feel feels felt" },
    TriggerRow { used: Use::Thought, kind: TriggerKind::Probable, strength: Medium, words: "suspect suspects suspected guess suppose assume assumes assumed imagine reckon reckons" },
    TriggerRow { used: Use::Thought, kind: TriggerKind::Possible, strength: Medium, words: "fear fears feared worry worries worried" },
    TriggerRow { used: Use::Thought, kind: TriggerKind::Unlikely, strength: Medium, words: "doubt doubts doubted" },
    TriggerRow { used: Use::Thought, kind: TriggerKind::Future, strength: Medium, words: "predict predicts predicted anticipate anticipates" },
    TriggerRow { used: Use::Noun, kind: TriggerKind::Possible, strength: Medium, words: "chance possibility risk danger potential" },
    TriggerRow { used: Use::Noun, kind: TriggerKind::Probable, strength: Medium, words: "likelihood probability" },
    TriggerRow { used: Use::Noun, kind: TriggerKind::Future, strength: Weak, words: "hope goal aim" },
    TriggerRow { used: Use::Noun, kind: TriggerKind::Future, strength: Strong, words: "plans plan intention" },
    TriggerRow { used: Use::Noun, kind: TriggerKind::Directive, strength: Strong, words: "need" },
];

/// Small classes of function words, as bits.
pub(super) mod class {
    /// "not", "’t", "never".
    pub const NOT: u16 = 1;
    /// "no", "nobody", "none": negates from within a noun phrase.
    pub const NO: u16 = 1 << 1;
    /// "if", "unless".
    pub const IF: u16 = 1 << 2;
    /// Opens a subordinate clause other than of condition.
    pub const SUBORDINATE: u16 = 1 << 3;
    /// "who", "which".
    pub const RELATIVE: u16 = 1 << 4;
    /// "what", "how", "whether": opens an indirect question.
    pub const ASKING: u16 = 1 << 5;
    /// Forms of "be".
    pub const BE: u16 = 1 << 6;
    /// Forms of "have".
    pub const HAVE: u16 = 1 << 7;
    /// Forms of "do".
    pub const DO: u16 = 1 << 8;
    /// Modal verbs.
    pub const MODAL: u16 = 1 << 9;
    /// What one can or could perceive or do then and there: "could see" says that it was seen.
    pub const PERCEPTION: u16 = 1 << 10;
    /// After "should", what is expected rather than demanded: "should arrive".
    pub const OUTCOME: u16 = 1 << 11;
    /// Calls for attention at the beginning of speech: "Look, …".
    pub const CALL: u16 = 1 << 12;
    /// "say", "comment": what one will not do who keeps silent.
    pub const SPEAK: u16 = 1 << 13;
    /// Past forms that do not end in -ed.
    pub const PAST: u16 = 1 << 14;
    /// "scarcely", "hardly".
    pub const HARDLY: u16 = 1 << 15;
}

#[rustfmt::skip]
const CLASSES: &[(u16, &str)] = &[
    (class::NOT, "not 't never n't cannot"),
    (class::HARDLY, "hardly scarcely barely"),
    (class::NO, "no nobody none nothing neither nowhere"),
    (class::IF, "if unless provided assuming"),
    (class::SUBORDINATE, "when while because although though since as after before until once whereas despite"),
    (class::RELATIVE, "who which whom whose"),
    (class::ASKING, "whether what how why who when where which"),
    (class::BE, "be is are was were am been being 's 're 'm"),
    (class::HAVE, "have has had having 've 'd"),
    (class::DO, "do does did"),
    (class::MODAL, "may might will 'll wo shall could can cannot ca would should must ought 'd"),
    (class::PERCEPTION, "see hear feel smell tell sense remember"),
    (class::OUTCOME, "boost rise fall help improve arrive reach lift ease remain last ready able complete available back over know end reopen return be become bring take make allow enable give start finish open grow recover"),
    (class::CALL, "look listen see well hey please thank"),
    (class::SPEAK, "say comment confirm discuss disclose respond reply answer elaborate identify name reveal specify return speak explain provide give immediately details mention clarify address"),
    (class::PAST, "said told went came took made got gave saw knew thought found left felt brought began kept held wrote stood heard let meant set met ran paid sat spoke lay led grew lost fell sent built understood drew broke spent cut rose drove bought wore chose won taught fought caught threw sold shot hit put shut hurt cost became forgot sought slept struck swept flew"),
];

/// What is known of a word form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// Number of its class in [`CUES`], and one; 0 for none.
    cue: u8,
    /// Its row in [`TRIGGERS`] by use, and one.
    triggers: [u8; 6],
    pub class: u16,
}

impl Entry {
    pub fn cue(self) -> Option<u8> {
        self.cue.checked_sub(1)
    }

    pub fn trigger(self, used: Use) -> Option<&'static TriggerRow> {
        self.triggers[used as usize].checked_sub(1).map(|n| &TRIGGERS[usize::from(n)])
    }

    pub fn is(self, class: u16) -> bool {
        self.class & class != 0
    }
}

/// Irregular verbs of the tables above that `attribute::lexicon` does not inflect.
const IRREGULAR: &[(&str, &str)] = &[
    ("beg", "begged begs begging"),
    ("commit", "committed commits committing"),
    ("foretell", "foretold foretells foretelling"),
    ("undertake", "undertook undertaken undertakes undertaking"),
    ("rebut", "rebutted rebuts rebutting"),
    ("discuss", "discussed discusses discussing"),
    ("dismiss", "dismissed dismisses dismissing"),
    ("confess", "confessed confesses confessing"),
    ("profess", "professed professes professing"),
    ("guess", "guessed guesses guessing"),
    ("press", "pressed presses pressing"),
    ("prove", "proved proven proves proving"),
    ("disagree", "disagreed disagrees disagreeing"),
    ("agree", "agreed agrees agreeing"),
];

fn inflect(verb: &str, add: &mut dyn FnMut(&str)) {
    if let Some((_, forms)) = IRREGULAR.iter().find(|(base, _)| *base == verb) {
        add(verb);
        return forms.split(' ').for_each(add);
    }
    let stem = verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    match stem {
        Some(stem) => ["y", "ies", "ied", "ying"].iter().for_each(|end| add(&format!("{stem}{end}"))),
        None => lexicon::inflect(verb, |form, _| add(form)),
    }
}

static LEXICON: LazyLock<HashTable<Entry>> = LazyLock::new(|| {
    let mut lexicon: HashTable<Entry> = HashTable::default();
    for (number, row) in (1..).zip(CUES) {
        let mut put = |word: &str| {
            let entry = lexicon.entry(fnv(word.as_bytes())).or_default();
            if entry.cue == 0 {
                entry.cue = number;
            }
        };
        row.words.split_whitespace().for_each(&mut put);
        for verb in row.verbs.split_whitespace() {
            inflect(verb, &mut put);
        }
    }
    for (number, row) in (1..).zip(TRIGGERS) {
        for word in row.words.split_whitespace() {
            lexicon.entry(fnv(word.as_bytes())).or_default().triggers[row.used as usize] = number;
        }
    }
    for (bit, words) in CLASSES {
        for word in words.split_whitespace() {
            lexicon.entry(fnv(word.as_bytes())).or_default().class |= bit;
        }
    }
    lexicon
});

/// What is known of the word with this hash of its lower-case form.
pub(super) fn entry(hash: u64) -> Entry {
    LEXICON.get(&hash).copied().unwrap_or_default()
}
