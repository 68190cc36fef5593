//! In: the hash of a word. Out: its effect on a claim. There are three tables: the cues of
//! attributions by class, with their effect on the content; the words inside a content that weaken,
//! reverse or condition it; and small classes of function words. The words are data of
//! `sayso-english`, in the folder `data/certainty`; the forms of verbs are generated.

use super::{Rule, Status, Strength, TriggerKind, Voice};
use sayso_english::certainty_words;
use sayso_english::data::{Cells, Row, Table};
use sayso_english::hash::{HashTable, fnv, mix};
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
    /// This status for a clause and for a noun that is something said, as "the report". Any other noun
    /// phrase remains a topic.
    Tale(Status),
    /// Declined for a refusal to speak, negated for a refusal to act, because it is not done.
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
}

use Makes::{Always, Clause, Content, Doing, Refused, Tale, Unknown, Unsure};
use Status::{
    Asserted, Declined, Denied, Directive, Possible, Prediction, Probable, Question, Unlikely,
    Withdrawn,
};
use Strength::{Medium, Strong, Weak};
use TriggerKind as Kind;
use Voice::{Distancing, Factive, Neutral};

macro_rules! cues {
    ($($name:expr => $makes:expr, not $negated:expr, $voice:expr, $strength:expr, $kind:expr;)*) => {
        &[$(CueClass { rule: $name, makes: $makes, negated: $negated, voice: $voice, strength: $strength, kind: $kind }),*]
    };
}

/// Classes of cues. If the words of a cue have several classes, the first of them in this order
/// decides, so that "declined to say" is a refusal.
#[rustfmt::skip]
pub(super) const CUES: &[CueClass] = cues![
    Rule::Refusal => Refused, not Content, Neutral, Strong, Kind::Refusal;
    Rule::Withdrawal => Tale(Withdrawn), not Content, Neutral, Strong, Kind::Withdrawal;
    Rule::Upholding => Content, not Tale(Withdrawn), Neutral, Strong, Kind::Withdrawal;
    Rule::Acceptance => Content, not Always(Denied), Neutral, Strong, Kind::Denial;
    Rule::Exclusion => Always(Denied), not Always(Possible), Neutral, Weak, Kind::Denial;
    Rule::Denial => Always(Denied), not Always(Declined), Neutral, Strong, Kind::Denial;
    Rule::Rejection => Tale(Denied), not Content, Neutral, Strong, Kind::Denial;
    Rule::Doubt => Clause(Unlikely), not Content, Neutral, Medium, Kind::Unlikely;
    Rule::Open => Clause(Question), not Content, Neutral, Strong, Kind::Question;
    Rule::Question => Clause(Question), not Content, Neutral, Strong, Kind::Question;
    Rule::Accusation => Clause(Asserted), not Content, Distancing, Strong, Kind::Distance;
    Rule::Distance => Content, not Always(Declined), Distancing, Strong, Kind::Distance;
    Rule::Directive => Clause(Directive), not Content, Neutral, Strong, Kind::Directive;
    Rule::Promise => Doing(Prediction), not Doing(Prediction), Neutral, Strong, Kind::Future;
    Rule::Plan => Clause(Prediction), not Clause(Prediction), Neutral, Medium, Kind::Future;
    Rule::Forecast => Clause(Prediction), not Clause(Prediction), Neutral, Medium, Kind::Future;
    Rule::Hope => Clause(Prediction), not Clause(Prediction), Neutral, Weak, Kind::Future;
    Rule::Fear => Clause(Possible), not Content, Neutral, Weak, Kind::Possible;
    Rule::Conviction => Clause(Probable), not Unsure, Neutral, Strong, Kind::Probable;
    Rule::Belief => Clause(Probable), not Clause(Unlikely), Neutral, Medium, Kind::Probable;
    Rule::Suspicion => Clause(Probable), not Clause(Unlikely), Neutral, Medium, Kind::Probable;
    Rule::Guess => Clause(Probable), not Clause(Unlikely), Neutral, Weak, Kind::Probable;
    Rule::Suggestion => Clause(Probable), not Always(Declined), Neutral, Medium, Kind::Probable;
    Rule::Attitude => Content, not Content, Neutral, Strong, Kind::Cue;
    Rule::Knowledge => Content, not Unknown(Status::Negated), Factive, Strong, Kind::Fact;
    Rule::Fact => Content, not Always(Declined), Factive, Strong, Kind::Fact;
    Rule::Naming => Content, not Always(Declined), Neutral, Strong, Kind::Cue;
    Rule::Report => Content, not Always(Declined), Neutral, Strong, Kind::Cue;
];

sayso_english::names! {
    /// The use in which a word weakens or reverses a claim.
    pub(super) enum Use {
        /// Before a verb: "may", "will".
        Modal = "modal",
        /// Beside a verb: "perhaps".
        Adverb = "adverb",
        /// After a form of "be": "is likely", "it is possible that", "was expected".
        Predicate = "predicate",
        /// After a form of "be", and before "to" and a verb: "is set to close".
        ToDo = "to-do",
        /// A main verb: "plans to", "expects a loss".
        Verb = "verb",
        /// A main verb, before "to": "decided to".
        WithTo = "with-to",
        /// A main verb of thought, before a clause: "I think".
        Thought = "thought",
        /// After "there is a", "has a": "chance", "risk".
        Noun = "noun",
    }
}

/// The effect of a word inside a content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effect {
    pub kind: TriggerKind,
    pub strength: Strength,
}

/// A row of `data/certainty/cues.txt`.
struct CueWord {
    /// The hashes of its forms; the hash of both words if it is two.
    forms: Vec<u64>,
    /// The number of its class in [`CUES`].
    class: u8,
}

impl Row for CueWord {
    fn read(cells: &mut Cells) -> Option<CueWord> {
        let word = cells.next()?;
        let forms = match cells.next()? {
            "verb" => forms_of(word),
            "word" => vec![hash_of(word)],
            _ => return None,
        };
        let rule: Rule = cells.next()?.parse().ok()?;
        let class = CUES.iter().position(|class| class.rule == rule)?;
        Some(CueWord {
            forms,
            class: class as u8,
        })
    }
}

/// The hash of a word, or of two.
fn hash_of(words: &str) -> u64 {
    match words.split_once(' ') {
        Some((first, second)) => pair(fnv(first.as_bytes()), fnv(second.as_bytes())),
        None => fnv(words.as_bytes()),
    }
}

/// The hashes of the forms of a verb, which can have a second word: "rule out".
fn forms_of(verb: &str) -> Vec<u64> {
    let (verb, second) = match verb.split_once(' ') {
        Some((verb, second)) => (verb, Some(fnv(second.as_bytes()))),
        None => (verb, None),
    };
    let mut forms = Vec::new();
    inflect(verb, |form, _| {
        let first = fnv(form.as_bytes());
        forms.push(second.map_or(first, |second| pair(first, second)));
    });
    forms
}

/// A row of `data/certainty/triggers.txt`.
struct TriggerWord {
    word: u64,
    used: Use,
    effect: Effect,
}

impl Row for TriggerWord {
    fn read(cells: &mut Cells) -> Option<TriggerWord> {
        Some(TriggerWord {
            word: fnv(cells.next()?.as_bytes()),
            used: cells.next()?.parse().ok()?,
            effect: Effect {
                kind: cells.next()?.parse().ok()?,
                strength: cells.next()?.parse().ok()?,
            },
        })
    }
}

/// A row of `data/certainty/word-classes.txt`.
struct ClassedWord {
    word: u64,
    classes: u32,
}

impl Row for ClassedWord {
    fn read(cells: &mut Cells) -> Option<ClassedWord> {
        let word = fnv(cells.next()?.as_bytes());
        let classes = cells.next()?.split(' ').try_fold(0, |bits, name| {
            let class = CLASS_NAMES.iter().find(|class| class.0 == name)?;
            Some(bits | class.1)
        })?;
        Some(ClassedWord { word, classes })
    }
}

static CUE_WORDS: Table<CueWord> = Table::new("certainty/cues.txt", certainty_words::CUES);
static TRIGGER_WORDS: Table<TriggerWord> =
    Table::new("certainty/triggers.txt", certainty_words::TRIGGERS);
static CLASSED_WORDS: Table<ClassedWord> =
    Table::new("certainty/word-classes.txt", certainty_words::WORD_CLASSES);

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
    /// A word that calls a tale false, but not a fact: "ridiculous", "nonsense".
    pub const ABSURD: u32 = 1 << 29;
    /// A cue after which "should" demands: "ruled that he should remain".
    pub const RULING: u32 = 1 << 30;
    /// A cue that states what its noun phrase names: "reported two cases".
    pub const STATING: u32 = 1 << 31;
}

/// The names of the classes in `data/certainty/word-classes.txt`.
const CLASS_NAMES: &[(&str, u32)] = &[
    ("not", class::NOT),
    ("no", class::NO),
    ("if", class::IF),
    ("subordinate", class::SUBORDINATE),
    ("relative", class::RELATIVE),
    ("asking", class::ASKING),
    ("be", class::BE),
    ("have", class::HAVE),
    ("do", class::DO),
    ("modal", class::MODAL),
    ("ability", class::ABILITY),
    ("outcome", class::OUTCOME),
    ("call", class::CALL),
    ("speak", class::SPEAK),
    ("allowed", class::ALLOWED),
    ("tale", class::TALE),
    ("address", class::ADDRESS),
    ("know", class::KNOW),
    ("plain", class::PLAIN),
    ("self", class::SELF),
    ("abstract", class::ABSTRACT),
    ("saying", class::SAYING),
    ("timed", class::TIMED),
    ("time", class::TIME),
    ("false", class::FALSE),
    ("putting", class::PUTTING),
    ("choice", class::CHOICE),
    ("hardly", class::HARDLY),
    ("past", class::PAST),
    ("absurd", class::ABSURD),
    ("ruling", class::RULING),
    ("stating", class::STATING),
];

/// The classes of a word form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    cue: Option<u8>,
    effects: [Option<Effect>; Use::ALL.len()],
    class: u32,
}

impl Entry {
    /// The number of its class in [`CUES`].
    pub fn cue(self) -> Option<u8> {
        self.cue
    }

    /// Whether it has an effect in any use.
    pub fn has_trigger(self) -> bool {
        self.effects.iter().any(Option::is_some)
    }

    /// Its effect in a use.
    pub fn trigger(self, used: Use) -> Option<Effect> {
        self.effects[used as usize]
    }

    /// Whether it has one of these classes: see [`class`].
    pub fn is(self, class: u32) -> bool {
        self.class & class != 0
    }
}

static ENTRIES: LazyLock<HashTable<Entry>> = LazyLock::new(|| {
    let mut entries: HashTable<Entry> = HashTable::default();
    for row in CUE_WORDS.rows() {
        for &form in &row.forms {
            let entry = entries.entry(form).or_default();
            entry.cue = Some(entry.cue.map_or(row.class, |other| other.min(row.class)));
        }
    }
    for row in TRIGGER_WORDS.rows() {
        entries.entry(row.word).or_default().effects[row.used as usize] = Some(row.effect);
    }
    for row in CLASSED_WORDS.rows() {
        entries.entry(row.word).or_default().class = row.classes;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        assert_eq!(CUE_WORDS.check(), Ok(()));
        assert_eq!(TRIGGER_WORDS.check(), Ok(()));
        assert_eq!(CLASSED_WORDS.check(), Ok(()));
    }
}
