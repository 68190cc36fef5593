//! In: a claim. Out: how a sentence of sayso puts its status: "said that it may be", "denied by", "would
//! not say".
//!
//! "It" is what the content says. Where a "not" may be a part of the content, "what" is used instead,
//! because "it is not so" would turn the content round.

use crate::records::{Claim, Span};
use sayso::certainty::{Status, Strength, TriggerKind};

/// How a status is put.
pub enum Manner {
    /// "Ada Quill said that it may be", "Ada Quill said what will not be".
    Said(&'static str),
    /// "Denied by Ada Quill".
    By(&'static str),
    /// "Asserted by Ada Quill (its words say “not”)".
    WithNot,
    /// "Ada Quill would not say".
    Silent(String),
    /// "What Ada Quill said, thinks or did of this, in the words of the report".
    Topic,
}

/// The words for a status. `cue` is the cue of its attribution.
pub fn manner(claim: &Claim, cue: &[Span]) -> Manner {
    let is_of_not = claim.is_of_not();
    let either = |plain, not| Manner::Said(if is_of_not { not } else { plain });
    match claim.status {
        Status::Asserted if is_of_not => Manner::WithNot,
        Status::Asserted => Manner::By("asserted"),
        Status::Negated if is_refused(claim) => Manner::By("refused"),
        Status::Negated if is_beside_the_words(claim) => Manner::Said("that it is not so"),
        Status::Negated => Manner::WithNot,
        Status::Probable => either("that it is likely", "what is likely not so"),
        Status::Possible => either("that it may be", "what may not be"),
        Status::Unlikely => Manner::Said("that it is unlikely"),
        Status::Prediction => {
            let outlook = outlook(claim);
            either(outlook.plain, outlook.not)
        }
        Status::Conditional => Manner::Said("that it holds only on a condition"),
        Status::Directive => either("that it should be done", "what should not be done"),
        Status::Question => Manner::By("asked or left open"),
        Status::Denied if is_in_the_words(claim) => {
            Manner::Said("in these words that something is not so")
        }
        Status::Denied => Manner::By("denied"),
        Status::Withdrawn => Manner::By("said before and now withdrawn"),
        Status::Declined => Manner::Silent(silence(claim, cue)),
        Status::Topic => Manner::Topic,
    }
}

/// Whether the words said are themselves the denial, as in “The report was wrong”, so that to deny
/// them would say the opposite.
fn is_in_the_words(claim: &Claim) -> bool {
    let mut deciding = deciding(claim).peekable();
    deciding.peek().is_some() && deciding.all(|span| is_within(&claim.content, span))
}

/// What the words that look ahead say: a hope is not a plan.
struct Outlook {
    /// The words, or their beginnings.
    stems: &'static [&'static str],
    plain: &'static str,
    not: &'static str,
}

/// The first row that has one of the words counts, so the weakest come first: "hopes that it will".
const OUTLOOKS: &[Outlook] = &[
    Outlook {
        stems: &["hop", "optimis", "wish", "wants", "aspir"],
        plain: "that it is hoped",
        not: "what is hoped not to be",
    },
    Outlook {
        stems: &["threat"],
        plain: "that it is threatened or may come",
        not: "what is threatened not to be",
    },
    Outlook {
        stems: &["consider", "mull", "weigh"],
        plain: "that it is being considered",
        not: "what is being considered not to be done",
    },
    Outlook {
        stems: &[
            "likel", "probabl", "should", "believ", "think", "thought", "reckon", "suspect",
            "estimat", "assum", "presum", "suppos", "chance", "stand", "look", "appear", "seem",
        ],
        plain: "that it is likely to come",
        not: "what is likely not to come",
    },
    Outlook {
        stems: &[
            "expect",
            "anticipat",
            "forecast",
            "predict",
            "project",
            "envisag",
            "fores",
            "foretell",
            "tipped",
            "prospect",
            "outlook",
        ],
        plain: "that it is expected",
        not: "what is not expected",
    },
    Outlook {
        stems: &[
            "pledg", "promis", "vow", "swear", "swore", "guarant", "undert", "assur",
        ],
        plain: "that it is promised",
        not: "what is promised not to be",
    },
    Outlook {
        stems: &[
            "plan", "inten", "aim", "prepar", "gearing", "propos", "seek", "decid", "decision",
            "resol", "determin", "commit", "agree", "vote",
        ],
        plain: "that it is planned or decided",
        not: "what is planned or decided not to be",
    },
    Outlook {
        stems: &[
            "due", "set", "schedul", "slated", "billed", "poised", "primed", "about", "track",
        ],
        plain: "that it is due",
        not: "what is not due",
    },
    Outlook {
        stems: &["would", "'d", "’d"],
        plain: "that it would be",
        not: "what would not be",
    },
];

/// Where no row has the words.
const OUTLOOK_BY_STRENGTH: [(Strength, Outlook); 3] = [
    (
        Strength::Strong,
        Outlook {
            stems: &[],
            plain: "that it will be",
            not: "what will not be",
        },
    ),
    (
        Strength::Medium,
        Outlook {
            stems: &[],
            plain: "that it is expected",
            not: "what is not expected",
        },
    ),
    (
        Strength::Weak,
        Outlook {
            stems: &[],
            plain: "that it may come",
            not: "what may not come",
        },
    ),
];

fn outlook(claim: &Claim) -> &'static Outlook {
    let words: Vec<String> = deciding(claim)
        .map(|span| span.text.to_lowercase())
        .collect();
    let has = |row: &&Outlook| {
        let is_one = |word: &String| row.stems.iter().any(|stem| word.starts_with(stem));
        words.iter().any(is_one)
    };
    if let Some(row) = OUTLOOKS.iter().find(has) {
        return row;
    }
    let strength = claim.strength.unwrap_or(Strength::Strong);
    let row = OUTLOOK_BY_STRENGTH.iter().find(|row| row.0 == strength);
    &row.unwrap_or(&OUTLOOK_BY_STRENGTH[0]).1
}

/// Verbs that speak against a claim, by their beginnings. Who does not deny does not confirm.
const AGAINST: [(&str, &str); 7] = [
    ("deny", "deny"),
    ("denie", "deny"),
    ("disput", "dispute"),
    ("refut", "refute"),
    ("contradict", "contradict"),
    ("contest", "contest"),
    ("reject", "reject"),
];

/// How a source is silent: "did not say", "would not deny it".
fn silence(claim: &Claim, cue: &[Span]) -> String {
    // "(refused) to deny that": the verb may be in the content.
    let first = claim.content.first().map(|span| &*span.text);
    let first = first
        .and_then(|words| words.strip_prefix("to "))
        .unwrap_or_default();
    let first = first.split(' ').take(1);
    let all = deciding(claim).chain(cue);
    let words: Vec<String> = all
        .flat_map(|span| span.text.split(' '))
        .chain(first)
        .map(str::to_lowercase)
        .collect();
    let has_not = words.iter().any(|word| is_not(word));
    if words.iter().any(|word| knows_not(word)) {
        return "did not know or would not say".into();
    }
    let auxiliary = if has_not { "did" } else { "would" };
    let is_against = |stem: &str| words.iter().any(|word| word.starts_with(stem));
    if let Some((_, verb)) = AGAINST.iter().find(|(stem, _)| is_against(stem)) {
        return format!("{auxiliary} not {verb} it, which is not a statement that it is so");
    }
    if has_not {
        "did not say".into()
    } else {
        "would not say, or gave no answer".into()
    }
}

/// Whether a word only negates: "did not say that" is no refusal.
fn is_not(word: &str) -> bool {
    matches!(word, "not" | "never") || word.ends_with("n't") || word.ends_with("n’t")
}

/// Who does not know it does not refuse to say it: "had no idea", "was not aware".
fn knows_not(word: &str) -> bool {
    matches!(
        word,
        "idea" | "clue" | "know" | "knew" | "knows" | "aware" | "unaware" | "sure" | "unsure"
    )
}

/// Whether the words of the content do not show the status: "denied" and "declined to say" are
/// beside them. A page then shows it at the words, too.
pub fn is_beside_the_words(claim: &Claim) -> bool {
    let says_not = matches!(
        claim.status,
        Status::Denied | Status::Withdrawn | Status::Declined | Status::Negated | Status::Unlikely
    );
    says_not && !deciding(claim).all(|span| is_within(&claim.content, span))
}

/// Whether the source would not do it: "refused to pay" does not say that it is not so.
fn is_refused(claim: &Claim) -> bool {
    let mut kinds = claim.triggers.iter().map(|t| t.kind);
    is_beside_the_words(claim) && kinds.any(|kind| kind == TriggerKind::Refusal)
}

/// The words that decide the status, and not only the voice.
fn deciding(claim: &Claim) -> impl Iterator<Item = &Span> {
    let decides = |kind| !matches!(kind, TriggerKind::Distance | TriggerKind::Fact);
    let triggers = claim.triggers.iter();
    triggers.filter(move |t| decides(t.kind)).map(|t| &t.span)
}

/// Whether one of some spans holds another one.
pub fn is_within(content: &[Span], span: &Span) -> bool {
    let holds = |part: &Span| part.start <= span.start && span.end <= part.end;
    content.iter().any(holds)
}
