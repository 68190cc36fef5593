//! In: the attributions of a report. Out: who accuses whom, who denies what, and which denial answers
//! which accusation.

use super::unnamed::stems;
use crate::records::{Attribution, Span};
use crate::speakers::words;
use crate::view::{Numbered, View};
use sayso::certainty::{Polarity, Status};
use std::collections::HashSet;

/// An accusation with its denial, or one of them alone.
#[derive(Clone, Copy)]
pub struct Dispute<'a> {
    /// What is denied: an accusation, or another statement.
    pub claim: Option<Numbered<'a>>,
    /// The denial.
    pub denial: Option<Numbered<'a>>,
}

/// The beginnings of verbs and nouns that accuse. "Charged" is left out, because it is also what a
/// shop does.
const ACCUSING: [&str; 3] = ["accus", "alleg", "blam"];

/// The beginnings of the words of a denial. An uncertain one needs them, because "rejects" has more
/// uses.
const DENYING: [&str; 3] = ["deny", "denie", "denial"];

/// Words in a content that reject what somebody else says: "called the claim false", "pleaded not
/// guilty".
const REJECTING: [&str; 8] = [
    " not guilty",
    " false",
    " untrue",
    " a lie",
    " lies",
    " baseless",
    " unfounded",
    " fabricated",
];

/// The beginnings of verbs of a source that will not say something. Other verbs with a "not"
/// ("don't enjoy") refuse nothing.
const REFUSING: [&str; 12] = [
    "declin", "refus", "comment", "respond", "respons", "repl", "answer", "disclos", "discuss",
    "reveal", "confirm", "identif",
];

/// A verb that refuses with a "not" only where the reading is sure: "don't say" is also "I wouldn't
/// say that I'm impressed".
const SAYING: [&str; 2] = ["say", "said"];

/// A denial by whoever is accused answers the accusation, unless another one shares more words.
const BY_THE_ACCUSED: usize = 3;
/// A denial that shares fewer points with a statement does not answer it.
const FEWEST_POINTS: usize = 2;
/// The most statements that a denial is compared with, the nearest ones, so that the time stays
/// linear in the length of the report.
const MOST_COMPARED: usize = 40;

/// An uncertain accusation with a lower score is more likely misread than not.
const LEAST_SCORE: f32 = 0.5;

/// The disputes among attributions. Uncertain denials and accusations are among them, because one that
/// is not shown costs a reader more than one that is doubtful.
pub fn disputes<'a>(
    view: &View<'a>,
    shown: &[Numbered<'a>],
    uncertain: &[Numbered<'a>],
) -> Vec<Dispute<'a>> {
    let is_denied = |a: &Attribution| status(view, a) == Some(Status::Denied) || rejects(a);
    let (mut denials, mut others): (Vec<Numbered<'a>>, Vec<Numbered<'a>>) =
        shown.iter().copied().partition(|(_, a)| is_denied(a));
    let may_accuse = |a: &Attribution| a.score.is_some_and(|score| score >= LEAST_SCORE);
    others.extend(
        uncertain
            .iter()
            .filter(|(_, a)| accuses(a) && may_accuse(a)),
    );
    others.sort_by_key(|(place, _)| *place);
    denials.extend(
        uncertain
            .iter()
            .filter(|(_, a)| is_denied(a) && (has_cue(a, &DENYING) || rejects(a))),
    );
    denials.sort_by_key(|(place, a)| (a.uncertain, *place));
    leave_out_repeated(&mut denials);
    let mut answered: HashSet<usize> = HashSet::new();
    let mut all: Vec<Dispute<'a>> = Vec::new();
    for denial in denials {
        // An accusation stands beside its first denial; a further denial stands alone.
        let claim = best(view, denial, &others);
        let claim = claim.filter(|(place, _)| answered.insert(*place));
        all.push(Dispute {
            claim,
            denial: Some(denial),
        });
    }
    // A headline and the text make one accusation, so that it is named once.
    let mut made: Vec<HashSet<u64>> = Vec::new();
    for claim in others.into_iter().filter(|(_, a)| accuses(a)) {
        let words = stems(&claim.1.content);
        let is_answered = answered.contains(&claim.0);
        let is_repeated = made.iter().any(|earlier| is_mostly(earlier, &words));
        if !is_answered && !is_repeated {
            all.push(Dispute {
                claim: Some(claim),
                denial: None,
            });
        }
        if made.len() < MOST_COMPARED {
            made.push(words);
        }
    }
    // What is denied comes before what nobody answers, and what is doubtful comes last.
    all.sort_by_key(|dispute| {
        let first = dispute.claim.or(dispute.denial);
        let is_doubtful = first.is_some_and(|(_, a)| a.uncertain);
        let place = first.map(|(place, _)| place);
        (dispute.denial.is_none(), is_doubtful, place)
    });
    all
}

/// Whether an attribution calls what somebody else says untrue.
fn rejects(a: &Attribution) -> bool {
    let content = words(&a.content, usize::MAX);
    let is_short = content.chars().count() <= SHORT_CONTENT;
    let said = format!(" {} {content}", words(&a.cue, usize::MAX)).to_lowercase();
    is_short && REJECTING.iter().any(|word| said.contains(word))
}

/// Characters of a content that is about one thing. "False" in a longer one may be about anything.
const SHORT_CONTENT: usize = 60;

/// Leaves out denials whose words another one has already: a headline and its text deny once.
fn leave_out_repeated(denials: &mut Vec<Numbered<'_>>) {
    let mut made: Vec<HashSet<u64>> = Vec::new();
    denials.retain(|(_, a)| {
        let words = stems(&a.content);
        let is_new = !made.iter().any(|earlier| is_mostly(earlier, &words));
        if is_new && made.len() < MOST_COMPARED {
            made.push(words);
        }
        is_new
    });
}

/// Whether the shorter of two sets of words is mostly in the other one.
fn is_mostly(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
    let shared = a.intersection(b).count();
    shared >= FEWEST_POINTS && 2 * shared > a.len().min(b.len())
}

fn status(view: &View<'_>, a: &Attribution) -> Option<Status> {
    view.claim(a).map(|claim| claim.status)
}

/// Whether an attribution accuses somebody.
pub fn accuses(a: &Attribution) -> bool {
    has_cue(a, &ACCUSING)
}

/// Whether the cue of an attribution says that its source will not say something.
pub fn refuses(a: &Attribution) -> bool {
    // "Did not say that the mayor knew" tells what was not said, and refuses nothing.
    let content = words(&a.content, SHORT_CONTENT).to_lowercase();
    let is_of_that = content.starts_with("that ");
    has_cue(a, &REFUSING) || !a.uncertain && !is_of_that && has_cue(a, &SAYING)
}

/// Whether a word of the cue begins so.
fn has_cue(a: &Attribution, begins: &[&str]) -> bool {
    let cue = words(&a.cue, usize::MAX).to_lowercase();
    let mut of_cue = cue.split(|c: char| !c.is_alphanumeric());
    of_cue.any(|word| begins.iter().any(|begin| word.starts_with(begin)))
}

/// The statement that a denial answers.
fn best<'a>(
    view: &View<'a>,
    denial: Numbered<'a>,
    others: &[Numbered<'a>],
) -> Option<Numbered<'a>> {
    let denied = stems(&denial.1.content);
    let after = others.partition_point(|(place, _)| *place < denial.0);
    let begin = after.saturating_sub(MOST_COMPARED / 2);
    let near = others.iter().skip(begin).take(MOST_COMPARED);
    // "I did not do it" is no accusation that another denial could answer.
    let claims = |a: &Attribution| {
        let claim = view.claim(a);
        claim.is_none_or(|claim| claim.polarity != Some(Polarity::Negative))
    };
    let of_others = near.filter(|(_, a)| !is_same_speaker(a, denial.1) && claims(a));
    let scored = of_others.map(|other| (points(view, denial.1, &denied, other.1), *other));
    let enough = scored.filter(|(points, _)| *points >= FEWEST_POINTS);
    // The first of several equally good ones, because a report gives the accusation first.
    let best = enough.min_by_key(|(points, (place, _))| (usize::MAX - points, *place));
    best.map(|(_, other)| other)
}

fn is_same_speaker(a: &Attribution, b: &Attribution) -> bool {
    !a.speaker_ids().is_empty() && a.speaker_ids() == b.speaker_ids()
}

/// How well a denial answers a statement.
fn points(
    view: &View<'_>,
    denial: &Attribution,
    denied: &HashSet<u64>,
    other: &Attribution,
) -> usize {
    let is_accused = accuses(other) && is_mentioned(view, denial.speaker_ids(), &other.content);
    let shared = stems(&other.content).intersection(denied).count();
    shared + if is_accused { BY_THE_ACCUSED } else { 0 }
}

/// Whether one of the entities is mentioned in the spans.
fn is_mentioned(view: &View<'_>, ids: &[String], spans: &[Span]) -> bool {
    let entities = ids.iter().filter_map(|id| view.entity(id));
    let mut mentions = entities.flat_map(|entity| &entity.mentions);
    mentions.any(|mention| {
        let place = mention.span.start;
        spans
            .iter()
            .any(|span| (span.start..span.end).contains(&place))
    })
}
