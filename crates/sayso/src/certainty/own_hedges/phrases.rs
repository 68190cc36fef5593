//! In: a clause of the outlet's own text. Out: the signals of phrases that weaken it whatever its verb
//! is: "there is no evidence that", "the thinking is that", "raised fears that", "the question of how",
//! "men suspected of", "a possible link".

use crate::certainty::TriggerKind;
use crate::certainty::clause::{Group, Stretch};
use crate::certainty::cues::{Use, class};
use crate::certainty::signal::{self, Signal};
use crate::certainty::words::Word;
use crate::names::Pos;

/// Reads the phrase around a group of verbs.
type PhraseReader = fn(&Stretch, &Group) -> Option<Signal>;

const OF_VERBS: [PhraseReader; 10] = [
    this_suggests,
    raises_fears,
    threatens,
    the_thinking_is,
    no_evidence,
    told_to_us,
    few_would,
    safe_to_say,
    stays_a_mystery,
    does_not_stand_up,
];

/// The signal of a phrase around a group of verbs. It decides alone, because the verb and its negation
/// are parts of the phrase.
pub(super) fn of_verb(stretch: &Stretch, group: &Group) -> Option<Signal> {
    OF_VERBS.iter().find_map(|read| read(stretch, group))
}

/// Pronouns that point at what was told.
const POINTING: [&str; 5] = ["this", "that", "which", "these", "it"];

/// Verbs of what things show without proving it.
pub(super) const SUGGESTING: [&str; 10] = [
    "suggest",
    "suggests",
    "suggested",
    "suggesting",
    "indicate",
    "indicates",
    "indicated",
    "indicating",
    "implies",
    "implying",
];

/// "This suggests that the harbour was deeper", "which indicates that it was sold": what the outlet
/// infers.
fn this_suggests(stretch: &Stretch, group: &Group) -> Option<Signal> {
    let suggests = group.words.len() == 1 && stretch.any(group.head, &SUGGESTING);
    let before = group.words.start.checked_sub(1)?;
    let is_clause = stretch.is(group.words.end, "that")
        || matches!(
            stretch.pos(group.words.end),
            Pos::Det | Pos::Pron | Pos::Propn
        );
    (suggests && stretch.any(before, &POINTING) && is_clause)
        .then(|| signal::AN_ESTIMATE.at(stretch.seq[group.head]))
}

/// Nouns of questions.
const QUESTIONS: [&str; 2] = ["question", "questions"];

/// Verbs of what stays as it is.
const STAYING: [&str; 4] = ["remain", "remains", "remained", "been"];

/// The words that begin the phrases of [`of_word`], besides [`PARTICIPLES`].
pub(super) const BEGINNING: [&[&str]; 6] = [
    &QUESTIONS,
    &STAYING,
    &DOUBTING,
    &BELIEVED,
    &SEEMING,
    &["estimated", "track"],
];

/// The signal of a phrase that a word without a finite verb begins.
pub(super) fn of_word(stretch: &Stretch, i: usize) -> Option<Signal> {
    question_of(stretch, i)
        .or_else(|| stays_open(stretch, i))
        .or_else(|| participle_after_noun(stretch, i))
        .or_else(|| possible_event(stretch, i))
        .or_else(|| estimated_worth(stretch, i))
        .or_else(|| believed_lost(stretch, i))
        .or_else(|| it_seems(stretch, i))
}

/// "an estimated net worth of $86 million": an estimate that no one is named for.
fn estimated_worth(stretch: &Stretch, i: usize) -> Option<Signal> {
    const WORTH: [&str; 9] = [
        "worth", "cost", "costs", "value", "price", "fortune", "wealth", "damage", "losses",
    ];
    let is_estimated = stretch.is(i, "estimated")
        && i > 0
        && stretch.any(i - 1, &["an", "the", "its", "their", "his", "her"]);
    let names_worth = (i + 1..i + 4).any(|k| stretch.any(k, &WORTH));
    (is_estimated && names_worth).then(|| signal::AN_ESTIMATE.at(stretch.seq[i]))
}

/// Participles of belief before what a thing is believed to be.
const BELIEVED: [&str; 5] = ["thought", "believed", "feared", "presumed", "assumed"];

/// "the pears, once thought doomed", "three sailors feared drowned".
fn believed_lost(stretch: &Stretch, i: usize) -> Option<Signal> {
    const LOST: [&str; 13] = [
        "dead",
        "lost",
        "doomed",
        "extinct",
        "drowned",
        "killed",
        "missing",
        "safe",
        "stolen",
        "destroyed",
        "trapped",
        "impossible",
        "gone",
    ];
    let before = i.checked_sub(1).and_then(|b| stretch.at(b))?;
    let is_after = before.has(class::BE)
        || before.is_nominal() && before.pos != Pos::Pron
        || before.any(&[",", "once", "long", "and", "now", "initially", "widely"]);
    let is_lost = stretch.any(i, &BELIEVED) && stretch.any(i + 1, &LOST);
    (is_after && is_lost).then(|| signal::AN_ESTIMATE.at(stretch.seq[i]))
}

/// "The pears, once thought doomed": the comma before the participle, because what is thought doomed is
/// before it.
pub(super) fn comma_before_belief(stretch: &Stretch, i: usize) -> Option<usize> {
    believed_lost(stretch, i)?;
    let before = i.checked_sub(1)?;
    let adverb = usize::from(stretch.any(before, &["once", "long", "now", "initially", "widely"]));
    let comma = before.checked_sub(adverb)?;
    stretch.is(comma, ",").then_some(comma)
}

/// Verbs of an aside that weakens its sentence.
const SEEMING: [&str; 4] = ["seems", "appears", "seemed", "appeared"];

/// "The club has, it seems, a plan", "The deal is off, it seems."
pub(super) fn it_seems(stretch: &Stretch, i: usize) -> Option<Signal> {
    let is_aside =
        stretch.any(i, &SEEMING) && i > 1 && stretch.is(i - 1, "it") && stretch.is(i - 2, ",");
    let ends = stretch
        .at(i + 1)
        .is_none_or(|w| w.any(&[",", ".", "—", "–"]));
    (is_aside && ends).then(|| signal::SEEMS.at(stretch.seq[i]))
}

/// Verbs with which an event makes people think that a thing may happen.
const RAISING: [&str; 22] = [
    "raise",
    "raises",
    "raised",
    "raising",
    "stoke",
    "stokes",
    "stoked",
    "spark",
    "sparks",
    "sparked",
    "fuel",
    "fuels",
    "fuelled",
    "fueled",
    "prompt",
    "prompts",
    "prompted",
    "trigger",
    "triggers",
    "triggered",
    "renewed",
    "heightened",
];

/// What an event raises.
const RAISED: [&str; 8] = [
    "fear",
    "fears",
    "concern",
    "concerns",
    "worries",
    "speculation",
    "suspicions",
    "hopes",
];

/// Whether an attribution only says what an event makes people think: "The fire raised fears that".
pub(super) fn is_raised(words: &[&Word]) -> bool {
    let verb = words.iter().position(|w| w.any(&RAISING));
    verb.is_some_and(|verb| words[verb + 1..].iter().take(3).any(|w| w.any(&RAISED)))
}

fn raises_fears(stretch: &Stretch, group: &Group) -> Option<Signal> {
    let mut near = group.head + 1..group.head + 5;
    let noun = near.find(|&i| stretch.any(i, &RAISED) && stretch.is(i + 1, "that"))?;
    if !stretch.any(group.head, &RAISING) {
        return None;
    }
    let row = match stretch.at(noun)?.entry.trigger(Use::Noun)?.kind {
        TriggerKind::Future => signal::THE_EXPECTATION_IS,
        _ => signal::THE_FEAR_IS,
    };
    Some(row.at(stretch.seq[noun]))
}

/// "a dispute that threatened to split the party": a thing threatens, and no one utters a threat.
fn threatens(stretch: &Stretch, group: &Group) -> Option<Signal> {
    let is_threat = stretch.any(group.head, &["threaten", "threatens", "threatened"]);
    let before = group.words.start.checked_sub(1)?;
    let by_thing = stretch.any(before, &["that", "which", "it"]);
    (is_threat && by_thing && stretch.to_do(group.words.end))
        .then(|| signal::THREATENS.at(stretch.seq[group.head]))
}

/// "The thinking is that", "the fear is that": a thought that no one is named for. "Her belief is that"
/// names someone.
fn the_thinking_is(stretch: &Stretch, group: &Group) -> Option<Signal> {
    const THOUGHTS: [&str; 6] = [
        "thinking",
        "belief",
        "theory",
        "assumption",
        "suspicion",
        "hunch",
    ];
    const FEARED: [&str; 6] = ["fear", "worry", "concern", "risk", "danger", "fears"];
    const AWAITED: [&str; 4] = ["expectation", "hope", "expectations", "hopes"];
    let is_light = stretch.has(group.head, class::BE) && stretch.is(group.words.end, "that");
    let noun = group
        .words
        .start
        .checked_sub(1)
        .filter(|&b| b >= group.from)?;
    let has_owner = (group.from..noun).any(|i| {
        stretch.any(
            i,
            &[
                "my", "our", "his", "her", "their", "its", "’s", "'s", "’", "of", "among",
            ],
        )
    });
    if !is_light || has_owner {
        return None;
    }
    let rows: [(&[&str], signal::SignalRow); 3] = [
        (&THOUGHTS, signal::THE_THINKING_IS),
        (&FEARED, signal::THE_FEAR_IS),
        (&AWAITED, signal::THE_EXPECTATION_IS),
    ];
    let row = rows.iter().find(|(words, _)| stretch.any(noun, words))?.1;
    Some(row.at(stretch.seq[noun]))
}

/// "There is no evidence that it spreads by air", "no proof has emerged of it".
fn no_evidence(stretch: &Stretch, group: &Group) -> Option<Signal> {
    const SIGNS: [&str; 8] = [
        "evidence",
        "proof",
        "sign",
        "signs",
        "indication",
        "indications",
        "suggestion",
        "hint",
    ];
    const FOUND: [&str; 5] = ["found", "emerged", "presented", "produced", "offered"];
    let is_there = (group.from..group.words.start).any(|i| stretch.is(i, "there"))
        && stretch.has(group.head, class::BE);
    let is_found = stretch.any(group.head, &FOUND);
    let first = if is_there {
        group.words.end
    } else {
        group.from
    };
    let noun = (first + 1..first + 4).find(|&i| stretch.any(i, &SIGNS))?;
    let has_no = (first..noun).any(|i| stretch.any(i, &["no", "little", "scant"]));
    let mut after = if is_there { noun + 1 } else { group.words.end };
    while stretch.any(after, &["yet", "so", "far"]) {
        after += 1;
    }
    let has_subject = matches!(stretch.pos(after), Pos::Det | Pos::Pron | Pos::Propn);
    // "no sign of the driver" tells that he was not seen.
    let is_proof = stretch.any(noun, &["evidence", "proof", "indication", "suggestion"]);
    let has_clause =
        stretch.any(after, &["that", "to"]) || has_subject || is_proof && stretch.is(after, "of");
    (has_no && has_clause && (is_there || is_found))
        .then(|| signal::NO_EVIDENCE.at(stretch.seq[noun]))
}

/// "We’re told the safe was empty": a tale whose teller is not named.
fn told_to_us(stretch: &Stretch, group: &Group) -> Option<Signal> {
    let before = group.words.start.checked_sub(1)?;
    let is_present = stretch.any(group.words.start, &["are", "’re", "'re", "’m", "'m", "am"]);
    let to_us = stretch.any(before, &["we", "I"]) && stretch.any(group.head, &["told"]);
    let is_duty = stretch.is(group.words.end, "to");
    (to_us && is_present && !is_duty).then(|| signal::AT_A_DISTANCE.at(stretch.seq[group.head]))
}

/// "Few would argue against it".
fn few_would(stretch: &Stretch, group: &Group) -> Option<Signal> {
    let is_would = stretch.any(group.words.start, &["would", "will"]);
    let is_few = stretch.is(group.from, "few") && group.words.start <= group.from + 3;
    (is_would && is_few).then(|| signal::FEW_WOULD.at(stretch.seq[group.from]))
}

/// "It would be safe to say that", "it is fair to assume".
fn safe_to_say(stretch: &Stretch, group: &Group) -> Option<Signal> {
    const SAFE: [&str; 5] = ["safe", "fair", "reasonable", "tempting", "plausible"];
    const SAYING: [&str; 6] = ["say", "assume", "suggest", "conclude", "argue", "think"];
    let has_it = group
        .words
        .start
        .checked_sub(1)
        .is_some_and(|b| stretch.is(b, "it"));
    let is_be = stretch.has(group.head, class::BE);
    let safe = (group.words.end..group.words.end + 3).find(|&i| stretch.any(i, &SAFE))?;
    let says = stretch.is(safe + 1, "to") && stretch.any(safe + 2, &SAYING);
    (has_it && is_be && says).then(|| signal::SAFE_TO_SAY.at(stretch.seq[safe]))
}

/// "remains unexplained", "remains a mystery", "has been something of a puzzle".
fn stays_a_mystery(stretch: &Stretch, group: &Group) -> Option<Signal> {
    const OPEN: [&str; 8] = [
        "unexplained",
        "elusive",
        "unsolved",
        "unanswered",
        "unclear",
        "uncertain",
        "unknown",
        "unresolved",
    ];
    const MYSTERIES: [&str; 5] = ["mystery", "enigma", "puzzle", "riddle", "conundrum"];
    let remains = stretch.any(group.head, &["remain", "remains", "remained"]);
    let next = group.words.end;
    let is_open = |&i: &usize| remains && stretch.any(i, &OPEN);
    let open = (next..next + 3).find(is_open);
    let mystery = (next + 1..next + 6)
        .find(|&i| stretch.any(i, &MYSTERIES))
        .filter(|&i| {
            let vague =
                (next.saturating_sub(1)..i).any(|k| stretch.any(k, &["something", "somewhat"]));
            let is_named = matches!(stretch.pos(i + 1), Pos::Noun | Pos::Propn);
            let is_light = remains || vague && stretch.has(group.head, class::BE);
            is_light && !is_named && stretch.any(next, &["a", "an", "something", "somewhat", "of"])
        });
    open.or(mystery)?;
    Some(signal::LEFT_OPEN.at(stretch.seq[group.head]))
}

/// "Why the bees die remains elusive": the same after a subject that has a verb.
fn stays_open(stretch: &Stretch, i: usize) -> Option<Signal> {
    if !stretch.any(i, &STAYING) {
        return None;
    }
    let group = Group {
        from: i,
        words: i..i + 1,
        head: i,
    };
    stays_a_mystery(stretch, &group)
}

/// "Claims that it is urgent do not stand up".
fn does_not_stand_up(stretch: &Stretch, group: &Group) -> Option<Signal> {
    let tale = (group.from..(group.from + 3).min(group.words.start))
        .find(|&i| stretch.has(i, class::TALE))?;
    let is_verb = stretch.any(group.head, &["stand", "hold", "add"]);
    let is_not = group.words.clone().any(|i| stretch.has(i, class::NOT));
    let goes_on = stretch.any(group.words.end, &["up", "water"]);
    (is_verb && is_not && goes_on).then(|| signal::NO_EVIDENCE.at(stretch.seq[tale]))
}

/// "the bigger question of how the club will pay".
pub(super) fn question_of(stretch: &Stretch, i: usize) -> Option<Signal> {
    const ASKING: [&str; 7] = ["how", "why", "whether", "who", "what", "where", "when"];
    // Asked first, because it is seldom so and the rest looks at four words more.
    if !stretch.any(i, &QUESTIONS) {
        return None;
    }
    let of = stretch.is(i + 1, "of") || stretch.any(i + 1, &["about", "over"]);
    let asks = of && stretch.any(i + 2, &ASKING) || stretch.any(i + 1, &["whether"]);
    // "asked a question about how", "declined to answer questions": a question that a person put.
    let is_put = (i.saturating_sub(4)..i)
        .filter_map(|b| stretch.at(b))
        .any(|w| {
            w.has(class::ADDRESS) || w.any(&["answer", "answered", "answers", "answering", "posed"])
        });
    (asks && !is_put).then(|| signal::LEFT_OPEN.at(stretch.seq[i]))
}

/// Participles after a noun, the words after them, and their signals.
pub(super) const PARTICIPLES: [(&str, &[&str], signal::SignalRow); 11] = [
    ("suspected", &["of"], signal::AT_A_DISTANCE),
    ("accused", &["of"], signal::AT_A_DISTANCE),
    ("seen", &["as"], signal::AT_A_DISTANCE),
    ("regarded", &["as"], signal::AT_A_DISTANCE),
    ("viewed", &["as"], signal::AT_A_DISTANCE),
    ("rumoured", &["to"], signal::AT_A_DISTANCE),
    ("rumored", &["to"], signal::AT_A_DISTANCE),
    ("estimated", &["at"], signal::AN_ESTIMATE),
    ("valued", &["at"], signal::AN_ESTIMATE),
    ("considered", &["to"], signal::AT_A_DISTANCE),
    ("perceived", &["to", "as"], signal::AT_A_DISTANCE),
];

/// "men suspected of arson", "a fortune estimated at", "seen as the favourite": what the outlet does not
/// vouch for, in a participle after its noun.
fn participle_after_noun(stretch: &Stretch, i: usize) -> Option<Signal> {
    let word = stretch.at(i)?;
    let row = PARTICIPLES
        .iter()
        .find(|(participle, next, _)| word.is(participle) && stretch.any(i + 1, next))?;
    let before = i.checked_sub(1)?;
    let is_adverb = stretch.any(before, &["widely", "long", "generally", "still", "often"]);
    let noun = before.checked_sub(usize::from(is_adverb))?;
    // "was widely regarded as the finest organist"
    let is_noun = |w: &Word| {
        w.is_nominal() && w.pos != Pos::Pron || w.is("worth") || is_adverb && w.has(class::BE)
    };
    stretch
        .at(noun)
        .filter(|w| is_noun(w))
        .map(|_| row.2.at(stretch.seq[i]))
}

/// Adjectives that hold an event open.
const DOUBTING: [&str; 5] = ["possible", "suspected", "alleged", "apparent", "probable"];

/// "a possible link", "a suspected gas leak": an event or a tie that may be none. "The alleged victim" is
/// a person, whom the paper only names so.
fn possible_event(stretch: &Stretch, i: usize) -> Option<Signal> {
    const EVENTS: [&str; 74] = [
        "link",
        "links",
        "connection",
        "connections",
        "tie",
        "ties",
        "cause",
        "motive",
        "breach",
        "breaches",
        "leak",
        "violation",
        "violations",
        "fraud",
        "attack",
        "attacks",
        "arson",
        "murder",
        "abuse",
        "theft",
        "poisoning",
        "corruption",
        "bribery",
        "collusion",
        "conflict",
        "involvement",
        "explanation",
        "suicide",
        "overdose",
        "stabbing",
        "shooting",
        "assault",
        "plot",
        "tampering",
        "misconduct",
        "wrongdoing",
        "crime",
        "crimes",
        "crossing",
        "outbreak",
        "infection",
        "explosion",
        "cover-up",
        "negligence",
        "flood",
        "floods",
        "flooding",
        "tornado",
        "tornadoes",
        "storm",
        "storms",
        "hail",
        "landslide",
        "landslides",
        "avalanche",
        "eruption",
        "tsunami",
        "delay",
        "delays",
        "strike",
        "strikes",
        "closure",
        "closures",
        "default",
        "recession",
        "contamination",
        "relapse",
        "shortage",
        "shortages",
        "blackout",
        "blackouts",
        "collapse",
        "invasion",
        "sale",
    ];
    let word = stretch.at(i).filter(|w| w.any(&DOUBTING))?;
    let begins = i.checked_sub(1).is_none_or(|b| {
        stretch
            .at(b)
            .is_some_and(|w| matches!(w.pos, Pos::Det | Pos::Adp | Pos::Verb | Pos::Num | Pos::Adj))
    });
    let is_word = |k: &usize| matches!(stretch.pos(*k), Pos::Noun | Pos::Adj | Pos::Propn);
    let noun = (i + 1..i + 4)
        .take_while(is_word)
        .find(|&k| stretch.any(k, &EVENTS))?;
    if !begins || noun > i + 3 {
        return None;
    }
    let row = match () {
        () if word.is("alleged") => signal::AT_A_DISTANCE,
        () if word.is("possible") => signal::A_POSSIBLE_EVENT,
        () => signal::AN_ESTIMATE,
    };
    Some(row.at(stretch.seq[i]))
}
