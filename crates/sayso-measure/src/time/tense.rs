//! In: where a time stands. Out: whether its sentence speaks of the past or of what is to come, and
//! whether the time is that of speaking ("said Wednesday"). The nearest verb decides, the one
//! before the time rather than the one after it.

use crate::time::forms::grammar::Grammar;
use crate::time::words::Class as C;

/// Meaning the verb nearest to a time says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// Something decided or asked for, and the time after what is to be done: "agreed to sell the
    /// mill on Tuesday".
    Resolved,
    /// Meaning was to be: "had been due on Monday" may have come or not.
    Planned,
    /// A sentence with verbs none of which is known.
    Unknown,
    /// No sentence: a heading, an entry of a timetable. Such lines announce.
    Verbless,
}

/// Words that look ahead where "to" and a verb follow, maybe after whom it concerns: "threatened to
/// strike from Monday", "asked him to come on Monday".
const LOOKS_AHEAD: &[&str] = &[
    "threatened",
    "promised",
    "pledged",
    "vowed",
    "hoped",
    "intended",
    "invited",
    "summoned",
    "instructed",
    "required",
    "warned",
    "prepared",
    "threat",
    "promise",
    "pledge",
    "plan",
    "bid",
    "wants",
    "want",
    "seeks",
];

/// The same of those that decide, which a paper also dates after the deed: "voted to close the pool
/// Tuesday".
const RESOLVES: &[&str] = &[
    "agreed",
    "agreement",
    "agrees",
    "decided",
    "decision",
    "voted",
    "offered",
    "offer",
    "ordered",
    "order",
    "asked",
    "urged",
    "deal",
];

/// Meaning is done at a time set beforehand: after those above it is always to come.
const SCHEDULED: &[&str] = &[
    "meet",
    "appear",
    "strike",
    "stand",
    "testify",
    "return",
    "report",
    "surrender",
    "resume",
    "hold",
    "begin",
    "start",
    "leave",
    "attend",
    "face",
    "speak",
    "arrive",
    "open",
    "step",
    "reopen",
    "play",
    "march",
    "debate",
    "hand",
    "stay",
    "be",
    "come",
    "go",
    "visit",
    "answer",
    "pay",
    "vacate",
];

/// Words after which "until", "to", "till" tell what is to come: "adjourned until Monday", "moved
/// to Friday".
const PUT_OFF: &[&str] = &[
    "adjourned",
    "postponed",
    "delayed",
    "deferred",
    "rescheduled",
    "extended",
    "suspended",
    "remanded",
    "detained",
    "jailed",
    "barred",
    "banned",
    "recessed",
    "moved",
    "pushed",
    "put",
    "brought",
    "given",
    "imposed",
];

/// Phrasal verbs with "set" that set no date: "set off at noon".
const SET_OFF: &[&str] = &[
    "off", "out", "up", "about", "fire", "foot", "aside", "back", "ablaze",
];

/// Who does what: a sentence, though its verb is not known.
const SUBJECTS: &[&str] = &[
    "He", "She", "They", "We", "It", "he", "she", "they", "we", "it", "who",
];

/// How far verbs are looked for, in tokens.
const BEFORE: usize = 16;
const AFTER: usize = 14;

/// The tense at tokens `from..to`, and whether the time is one of speaking.
pub(crate) fn tense(grammar: &Grammar<'_>, from: usize, to: usize) -> (Tense, bool) {
    // "Monday's debate might not": the debate has its day, whatever may follow from it.
    let owner = grammar.mark(to, '\'') && grammar.says(to + 1, "s") && grammar.glued(to + 1);
    let before = (1..=BEFORE.min(from))
        .map(|back| from - back)
        .take_while(|at| !ends_sentence(grammar, *at))
        .filter(|at| !(owner && grammar.is(*at, C::Modal)))
        .find_map(|at| Some((at, verb(grammar, at)?)));
    // "ahead of Sunday's vote", "to reach Sunday's final"
    let awaited = owner
        && from > 1
        && (grammar.says(from - 2, "ahead")
            || grammar.says(from - 2, "to")
                && matches!(grammar.word(from - 1), "reach" | "face" | "meet"));
    if awaited {
        return (Tense::Future, false);
    }
    if compared(grammar, from) {
        return (Tense::Past, false);
    }
    if let Some((at, (tense, say))) = before {
        if let Some(to_come) = to_come(grammar, at, from) {
            return (to_come, false);
        }
        // "a march planned for Saturday was called off"
        let dropped = grammar.is(to, C::Was) && !grammar.says(to, "been");
        if dropped
            && matches!(
                grammar.word(at),
                "planned" | "scheduled" | "due" | "expected" | "set"
            )
        {
            return (Tense::Planned, false);
        }
        // "said the Friday vote", "said Friday's vote" name events.
        let named =
            owner || from > at + 1 && matches!(grammar.class(from - 1), Some(C::The | C::A));
        let spoken = say && !named && (at + 1..from).all(|k| between(grammar, k));
        if tense != Tense::Present {
            return (tense, spoken);
        }
        // "the hearing is on Tuesday"
        let only = (at + 1..from).all(|k| {
            matches!(
                grammar.class(k),
                Some(C::On | C::At | C::The | C::EarlyLate)
            )
        });
        if only && grammar.is(at, C::Is) && matches!(grammar.word(at), "is" | "are") {
            return (Tense::Future, false);
        }
        // "are striking on Friday"
        let doing = grammar.word(at + 1).ends_with("ing")
            && at + 2 <= from
            && matches!(grammar.word(at), "is" | "are" | "am");
        if doing
            && grammar.is(from - 1, C::On)
            && (at + 2..from - 1).all(|k| grammar.token(k).is_some_and(|t| t.class != C::Mark))
        {
            return (Tense::Future, false);
        }
        // "has until Friday", "is Friday" look ahead; "have … signed" is past and found by its
        // participle.
        let after = ahead(grammar, to, owner);
        return (after.map_or(Tense::Present, |(tense, _)| tense), false);
    }
    if let Some((tense, _)) = ahead(grammar, to, owner) {
        // "Monday is a holiday": what is over was.
        if tense == Tense::Present && grammar.is(to, C::Is) && grammar.is(from, C::Weekday) {
            return (Tense::Future, false);
        }
        // "On Friday, said …" does not occur, "Wednesday said" is rare: a time before the verb is
        // the event's.
        return (tense, false);
    }
    if owner {
        return (Tense::Unknown, false);
    }
    // "He quit Monday": a sentence whose verb is not known.
    if (1..=3.min(from)).any(|back| SUBJECTS.contains(&grammar.word(from - back))) {
        return (Tense::Unknown, false);
    }
    let known = from <= 1 || to - from >= 1 && starts(grammar, from) && stops(grammar, to);
    (
        if known {
            Tense::Verbless
        } else {
            Tense::Unknown
        },
        false,
    )
}

/// Meaning is to come though the verb at this token is in the past: "ordered to appear on Tuesday",
/// "adjourned until Monday".
fn to_come(grammar: &Grammar<'_>, verb: usize, from: usize) -> Option<Tense> {
    let word = grammar.word(verb).to_ascii_lowercase();
    let before = grammar.class(from - 1)?;
    let until = before == C::To && (grammar.says(from - 1, "to") || grammar.n(from - 1) == 2);
    if until && PUT_OFF.contains(&word.as_str()) {
        let had = (1..=2.min(verb)).any(|back| grammar.says(verb - back, "had"));
        return Some(if had { Tense::Planned } else { Tense::Future });
    }
    // "wants the square finished by Christmas"
    let wanted = word.ends_with("ed")
        && (2..=6.min(verb))
            .map(|back| verb - back)
            .any(|k| matches!(grammar.word(k), "wants" | "want"))
        && !grammar.is(verb - 1, C::Was);
    if wanted {
        return Some(Tense::Future);
    }
    let infinitive = (verb + 1..from.saturating_sub(1)).rev().find(|k| {
        grammar.says(*k, "to")
            && grammar.token(k + 1).is_some_and(|t| {
                !t.capital
                    && matches!(
                        t.class,
                        C::Other | C::Plan | C::Is | C::Did | C::Say | C::Month | C::StartOrEnd
                    )
            })
    })?;
    let told = [word.as_str(), grammar.word(infinitive - 1)];
    if told.iter().any(|word| LOOKS_AHEAD.contains(word)) {
        return Some(Tense::Future);
    }
    let deed = grammar.word(infinitive + 1);
    told.iter().any(|word| RESOLVES.contains(word)).then(|| {
        if SCHEDULED.contains(&deed) {
            Tense::Future
        } else {
            Tense::Resolved
        }
    })
}

/// Whether what stands before the time compares with it: "up from 900 in October".
fn compared(grammar: &Grammar<'_>, from: usize) -> bool {
    (2..=8.min(from))
        .map(|back| from - back)
        .take_while(|at| !ends_sentence(grammar, *at) && verb(grammar, *at).is_none())
        .any(|at| {
            matches!(
                grammar.word(at),
                "up" | "down" | "compared" | "lower" | "higher"
            ) && matches!(grammar.word(at + 1), "from" | "with" | "to")
        })
}

fn ahead(grammar: &Grammar<'_>, to: usize, owner: bool) -> Option<(Tense, bool)> {
    let last = grammar.tokens.len().min(to + AFTER);
    (to..last)
        .take_while(|at| !ends_sentence(grammar, *at))
        .filter(|at| !(owner && grammar.is(*at, C::Modal)))
        .find_map(|at| verb(grammar, at))
}

/// Whether only few words stand before the time in its sentence.
fn starts(grammar: &Grammar<'_>, from: usize) -> bool {
    (1..=4.min(from))
        .any(|back| ends_sentence(grammar, from - back) || grammar.tokens[from - back].fresh)
        || from == 0
}

fn stops(grammar: &Grammar<'_>, to: usize) -> bool {
    (to..to + 5).any(|at| grammar.token(at).is_none_or(|t| t.fresh) || ends_sentence(grammar, at))
}

/// A full stop and its like; not the point of an abbreviation.
pub(crate) fn ends_sentence(grammar: &Grammar<'_>, at: usize) -> bool {
    let token = &grammar.tokens[at];
    if grammar.tokens.get(at + 1).is_some_and(|t| t.fresh) && at + 1 < grammar.tokens.len() {
        return true;
    }
    let next = grammar
        .tokens
        .get(at + 1)
        .is_none_or(|t| t.capital && !t.glued || t.class == C::Mark);
    // "Mr.", "Nov.", "p.m." end nothing; "12.", "it." do.
    let whole = at
        .checked_sub(1)
        .map(|before| &grammar.tokens[before])
        .is_some_and(|before| {
            before.class == C::Digits || before.len() > 3 || before.len() > 1 && !before.capital
        });
    let stop = token.is_mark('.') && next && whole;
    stop || token.is_mark('!') || token.is_mark('?') || token.is_mark(';')
}

/// The tense a word speaks of, if it is a verb; and whether it is one of speech.
fn verb(grammar: &Grammar<'_>, at: usize) -> Option<(Tense, bool)> {
    let token = &grammar.tokens[at];
    Some(match token.class {
        // "could not be reached Wednesday"
        C::Modal if grammar.word(at) == "could" && grammar.says(at + 1, "not") => {
            (Tense::Past, false)
        }
        C::Will | C::Modal => (Tense::Future, false),
        C::Plan => return plan(grammar, at),
        C::Month if grammar.word(at) == "may" => (Tense::Future, false),
        // "been" and "had" tell nothing of what follows "will have".
        C::Was if grammar.says(at, "were") && grammar.is(at + 1, C::To) => (Tense::Future, false),
        C::Did if to_be(grammar, at) => (Tense::Future, false),
        C::Did if is_base_form(grammar, at) => return None,
        C::Was | C::Did => (Tense::Past, false),
        // "the talks end on Friday"
        C::StartOrEnd | C::Other
            if matches!(grammar.word(at), "end" | "start" | "close" | "open")
                && ends_as_verb(grammar, at) =>
        {
            (Tense::Future, false)
        }
        C::Is
            if (1..=3.min(at))
                .any(|back| matches!(grammar.class(at - back), Some(C::Will | C::Modal))) =>
        {
            (Tense::Future, false)
        }
        C::Is => (Tense::Present, false),
        C::Say => (Tense::Past, true),
        C::Other if !token.capital && token.len() > 3 => {
            let word = grammar.word(at);
            let resolves = RESOLVES.contains(&word) || LOOKS_AHEAD.contains(&word);
            if grammar.says(at + 1, "to") && resolves && !word.ends_with("ed") {
                return Some((Tense::Future, false));
            }
            let past = word.ends_with("ed") && !word.ends_with("eed")
                || matches!(word, "agreed" | "freed" | "guaranteed" | "disagreed")
                || word.ends_with("’d");
            if !past {
                return None;
            }
            // "is listed for 11 April" is no past.
            let is = (1..=2.min(at)).any(|back| matches!(grammar.word(at - back), "is" | "are"));
            if is && !grammar.says(at - 1, "being") {
                return Some((Tense::Present, false));
            }
            (
                if to_be(grammar, at) {
                    Tense::Future
                } else {
                    Tense::Past
                },
                false,
            )
        }
        _ => return None,
    })
}

/// "to cut", "will put", "will remain shut": verbs that are the same in the past, where they are
/// not in it.
fn is_base_form(grammar: &Grammar<'_>, at: usize) -> bool {
    const SAME: &[&str] = &[
        "cut", "shut", "hit", "put", "beat", "bid", "hurt", "read", "run", "held", "built", "sold",
        "lost",
    ];
    let led = at > 0 && grammar.says(at - 1, "to")
        || (1..=3.min(at)).any(|back| matches!(grammar.class(at - back), Some(C::Will | C::Modal)));
    led && SAME.contains(&grammar.word(at))
}

/// "end", "start" after a plural or a clause and before a time: no nouns.
fn ends_as_verb(grammar: &Grammar<'_>, at: usize) -> bool {
    let plural = at > 0
        && (grammar.mark(at - 1, ',')
            || grammar.is(at - 1, C::And) && !matches!(grammar.word(at), "start" | "end")
            || grammar.is(at - 1, C::Other)
                && !grammar.tokens[at - 1].capital
                && grammar.word(at - 1).ends_with('s'));
    plural
        && matches!(
            grammar.class(at + 1),
            Some(C::On | C::At | C::In | C::Weekday | C::Next | C::DayFromNow)
        )
}

/// Meaning a verb that plans says: "weaker than expected" and "as planned" are none, "did not visit"
/// is past.
fn plan(grammar: &Grammar<'_>, at: usize) -> Option<(Tense, bool)> {
    let back = |n: usize| at.checked_sub(n).map_or("", |k| grammar.word(k));
    if matches!(back(1), "than" | "as") {
        return None;
    }
    let did = |n: usize| matches!(back(n), "did" | "didn’t" | "didn't");
    if did(1) || did(2) || back(1) == "t" && back(3) == "didn" {
        return None;
    }
    if grammar.says(at, "set") && SET_OFF.contains(&grammar.word(at + 1)) {
        return None;
    }
    let was = back(1) == "been" && back(2) == "had" || back(1) == "to" && back(2) == "was";
    let tense = if was { Tense::Planned } else { Tense::Future };
    Some((tense, false))
}

/// Whether a participle stands after "to be", "will be", "would be": what is to come.
fn to_be(grammar: &Grammar<'_>, at: usize) -> bool {
    (1..=2.min(at)).any(|back| {
        let be = at - back;
        grammar.says(be, "be")
            && be > 0
            && (matches!(
                grammar.class(be - 1),
                Some(C::To | C::Will | C::Modal | C::Plan)
            ) || be > 1 && matches!(grammar.class(be - 2), Some(C::Will | C::Modal)))
    })
}

/// Meaning may stand between a verb of speech and the time of speaking: "told reporters on Friday",
/// "said in a statement late Monday".
fn between(grammar: &Grammar<'_>, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "reporters",
        "journalists",
        "statement",
        "interview",
        "conference",
        "news",
        "briefing",
        "tweet",
        "post",
        "email",
        "again",
        "him",
        "her",
        "them",
        "lawmakers",
    ];
    matches!(
        grammar.class(at),
        Some(
            C::On
                | C::In
                | C::At
                | C::A
                | C::The
                | C::EarlyLate
                | C::Earlier
                | C::Later
                | C::During
        )
    ) || WORDS.iter().any(|word| grammar.says(at, word))
}
