//! In: the attributions of a report. Out: who accuses or criticises whom, who denies what, and which
//! denial answers which accusation. A denial is put beside an accusation only if whoever is accused
//! makes it, or if it names the same person or body and the same act; otherwise both stand alone.

use super::criticism::{
    condemns, contests, criticises, does_not_deny, justifies, questions, rejects_a_charge,
};
use super::headline::Headline;
use super::held_against::held_against;
use super::told::{Says, Told, told};
use super::unnamed::{Standing, standing, stems};
use crate::records::Attribution;
use crate::speakers::{is_pronoun, words};
use crate::view::{Numbered, View};
use sayso::certainty::{Polarity, Rule, Status};
use sayso_english::certainty_words::Disputing;
use sayso_english::stems::stem;
use std::cmp::Reverse;
use std::collections::HashSet;

/// An accusation with its denial, or one of them alone.
#[derive(Clone, Copy)]
pub struct Dispute<'a> {
    /// What is denied: an accusation, or another statement.
    pub claim: Option<Numbered<'a>>,
    /// The denial.
    pub denial: Option<Numbered<'a>>,
    /// What the outlet itself says of one, where no attribution does.
    pub told: Option<Told>,
    /// The denial may be of something else: "called the claim false".
    pub is_perhaps: bool,
    /// No denial was found in the whole report that could be of it.
    pub is_unanswered: bool,
}

/// Two statements with fewer words in common, apart from names, are not about one act.
const FEWEST_SHARED: usize = 2;
/// "The claim" is the accusation made so few statements before.
const NEAR: usize = 3;
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
    let headline = Headline::of(view);
    let is_denied = |a: &Attribution| is_denial(view, a);
    let (mut denials, mut others): (Vec<Numbered<'a>>, Vec<Numbered<'a>>) =
        shown.iter().copied().partition(|(_, a)| is_denied(a));
    let may_accuse = |a: &Attribution| a.score.is_some_and(|score| score >= LEAST_SCORE);
    others.extend(
        uncertain
            .iter()
            .filter(|(_, a)| may_accuse(a) && (accuses(a) || condemns(a))),
    );
    others.sort_by_key(|(place, _)| *place);
    denials.extend(
        uncertain
            .iter()
            .filter(|(_, a)| is_denied(a) && (has_cue(a, Disputing::Denying) || rejects(a))),
    );
    let faults = faults(view, &headline, &others);
    let mentions = Mentions::new(view);
    let charges: Vec<Numbered<'a>> = others
        .iter()
        .filter(|(_, a)| accuses(a))
        .chain(&faults)
        .copied()
        .collect();
    let answers_one = |n: &&Numbered<'a>| {
        justifies(n.1) && !is_denied(n.1) && charge(view, &mentions, **n, &charges).is_some()
    };
    denials.extend(shown.iter().filter(answers_one));
    // What answers only perhaps comes last.
    denials.sort_by_key(|(place, a)| (a.uncertain, !is_denied(a), *place));
    leave_out_repeated(&mut denials);
    let mut all: Vec<Dispute<'a>> = Vec::new();
    let mut answered: HashSet<usize> = HashSet::new();
    for denial in denials {
        let answers = if denies(view, denial.1) || rejects(denial.1) {
            best(view, &mentions, denial, &others)
        } else {
            charge(view, &mentions, denial, &charges)
        };
        // An accusation stands beside its first denial; a further denial stands alone.
        let answers = answers.filter(|(_, (place, _))| answered.insert(*place));
        all.push(Dispute {
            claim: answers.map(|(_, claim)| claim),
            denial: Some(denial),
            told: None,
            is_perhaps: answers.is_some_and(|(evidence, _)| evidence == Evidence::NextToIt),
            is_unanswered: false,
        });
    }
    all.extend(unanswered(view, &others, &answered, &all));
    let is_left = |n: &&Numbered<'a>| !answered.contains(&n.0);
    all.extend(faults.iter().filter(is_left).map(|&fault| alone(fault)));
    let admitted = shown.iter().filter(|(_, a)| does_not_deny(a));
    all.extend(admitted.map(|&statement| alone(statement)));
    all.extend(held_against(view, shown, &all));
    let told = told(view, shown, &all);
    all.extend(told.into_iter().map(of_outlet));
    all.sort_by_key(|dispute| rank(view, &headline, dispute));
    one_of_each_source_first(view, &mut all);
    // That no denial was found is said once.
    for dispute in all.iter_mut().filter(|d| d.is_unanswered).skip(1) {
        dispute.is_unanswered = false;
    }
    all
}

/// Puts further disputes of a source that was named already after those of others, and further sentences of
/// the outlet that say what one has said already after what says another thing.
fn one_of_each_source_first<'a>(view: &View<'a>, all: &mut [Dispute<'a>]) {
    let mut named: HashSet<String> = HashSet::new();
    let is_further: Vec<bool> = all
        .iter()
        .map(|dispute| {
            let first = dispute.claim.or(dispute.denial);
            let of_source = first.map(|(_, a)| match a.speaker_ids() {
                [] => words(view.source(a), usize::MAX),
                ids => ids.join(" "),
            });
            let name = of_source.or(dispute.told.map(|told| format!("{:?}", told.says)));
            dispute.denial.is_none() && name.is_some_and(|name| !named.insert(name))
        })
        .collect();
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|&n| is_further[n]);
    let sorted: Vec<Dispute<'a>> = places.into_iter().map(|n| all[n]).collect();
    all.copy_from_slice(&sorted);
}

/// What the outlet itself says.
fn of_outlet<'a>(told: Told) -> Dispute<'a> {
    Dispute {
        claim: None,
        denial: None,
        told: Some(told),
        is_perhaps: false,
        is_unanswered: false,
    }
}

pub fn alone(claim: Numbered<'_>) -> Dispute<'_> {
    Dispute {
        claim: Some(claim),
        denial: None,
        told: None,
        is_perhaps: false,
        is_unanswered: false,
    }
}

/// Whether a statement denies or rejects what somebody else says.
fn is_denial(view: &View<'_>, a: &Attribution) -> bool {
    let answers = rejects_a_charge(a) || contests(a);
    denies(view, a) || rejects(a) || answers && !accuses(a) && !does_not_deny(a)
}

/// The accusations that no denial stands beside.
fn unanswered<'a>(
    view: &View<'a>,
    others: &[Numbered<'a>],
    answered: &HashSet<usize>,
    with_denial: &[Dispute<'a>],
) -> Vec<Dispute<'a>> {
    // Where a denial is left that nothing was found for, it may be of any accusation.
    let has_loose_denial = with_denial.iter().any(|dispute| dispute.claim.is_none());
    let is_unanswered = !has_loose_denial && !is_denied_in_headline(view);
    // A headline and the text make one accusation, so that it is named once.
    let mut made: Vec<HashSet<u64>> = Vec::new();
    let mut all = Vec::new();
    for &claim in others.iter().filter(|(_, a)| accuses(a)) {
        let words = stems(&claim.1.content);
        let is_answered = answered.contains(&claim.0);
        let is_repeated = made.iter().any(|earlier| is_mostly(earlier, &words));
        if !is_answered && !is_repeated {
            all.push(Dispute {
                is_unanswered,
                ..alone(claim)
            });
        }
        if made.len() < MOST_COMPARED {
            made.push(words);
        }
    }
    all
}

/// The statements that find fault and accuse no one, one for each source: the one that is nearest to
/// the headline.
fn faults<'a>(view: &View<'a>, headline: &Headline, others: &[Numbered<'a>]) -> Vec<Numbered<'a>> {
    let is_fault = |a: &Attribution| {
        let speaks = matches!(standing(view, a), Standing::Named | Standing::Unnamed);
        speaks && criticises(a) && !accuses(a) && !does_not_deny(a)
    };
    let mut faults: Vec<Numbered<'a>> = Vec::new();
    for &fault in others.iter().filter(|(_, a)| is_fault(a)) {
        let same = faults
            .iter_mut()
            .find(|other| is_one_source(view, other.1, fault.1));
        match same {
            Some(other) if headline.shared_with(other.1) < headline.shared_with(fault.1) => {
                *other = fault;
            }
            Some(_) => {}
            None => faults.push(fault),
        }
    }
    faults
}

fn is_one_source(view: &View<'_>, a: &Attribution, b: &Attribution) -> bool {
    let is_written_so = words(view.source(a), usize::MAX) == words(view.source(b), usize::MAX);
    is_same_speaker(a, b) || a.speaker_ids() == b.speaker_ids() && is_written_so
}

/// The charge that a statement answers which has no verb of denying: one against whoever speaks, or
/// against somebody whom both name.
fn charge<'a>(
    view: &View<'a>,
    mentions: &Mentions<'a>,
    answer: Numbered<'a>,
    charges: &[Numbered<'a>],
) -> Option<(Evidence, Numbered<'a>)> {
    let said = Said::new(view, mentions, answer.1);
    let answered = charges.iter().filter_map(|&charge| {
        let is_received = is_received(charge.1) && is_same_speaker(charge.1, answer.1);
        if is_same_speaker(charge.1, answer.1) && !is_received || charge.0 == answer.0 {
            return None;
        }
        let other = Said::new(view, mentions, charge.1);
        let is_by_the_accused = is_received || speaks_for(view, answer.1, &other);
        let is_of_one = !said.named.is_disjoint(&other.named);
        let evidence = match (is_by_the_accused, is_of_one) {
            (true, _) => Evidence::ByTheAccused,
            (_, true) => Evidence::SameAct,
            _ => return None,
        };
        Some((evidence, charge))
    });
    answered.min_by_key(|(evidence, (place, _))| (*evidence, *place))
}

/// Whether the source of an accusation is not who makes it: "she got messages accusing her of theft".
pub fn is_received(a: &Attribution) -> bool {
    let cue = words(&a.cue, usize::MAX).to_lowercase();
    cue.contains(" accusing") || cue.contains(" accusations")
}

/// What comes first: an accusation with its denial, then denials and what nobody answers, then
/// criticism; in each what is nearer to the headline. What is doubtful comes last, and what says
/// nothing by itself after all others.
fn rank(view: &View<'_>, headline: &Headline, dispute: &Dispute<'_>) -> impl Ord + use<> {
    let first = dispute.claim.or(dispute.denial);
    let told = dispute.told.map(|told| told.says);
    let is_doubtful = first.is_some_and(|(_, a)| a.uncertain);
    let is_clear = told.is_some() || first.is_some_and(|(_, a)| can_be_read_alone(view, a));
    let has_both = dispute.claim.is_some() && dispute.denial.is_some();
    let accuses_one = dispute.claim.is_some_and(|(_, a)| accuses(a));
    let is_fault = !accuses_one
        && dispute.denial.is_none()
        && told.is_none_or(|says| says == Says::Criticised);
    let shared = first.map_or(0, |(_, a)| headline.shared_with(a));
    (
        !is_clear,
        !has_both,
        is_doubtful,
        is_fault,
        // Who complains comes before who only asks whether it works.
        dispute.claim.is_some_and(|(_, a)| questions(a)),
        told,
        Reverse(shared),
        first.map(|(place, _)| place),
    )
}

/// Words for what or whom a statement is about, which say nothing alone. "He" and "she" are left out,
/// because in "Ada Quill denies she took it" a reader takes them for the speaker.
const WORDS_FOR_OTHERS: [&str; 12] = [
    "her", "him", "his", "it", "its", "that", "their", "them", "these", "this", "those", "which",
];

/// Whether a reader of the statement alone knows who says what of whom: "he denied it" says nothing.
fn can_be_read_alone(view: &View<'_>, a: &Attribution) -> bool {
    let source = words(view.source(a), usize::MAX);
    let has_speaker = !is_pronoun(&source) || !a.speaker_ids().is_empty();
    let content = words(&a.content, usize::MAX).to_lowercase();
    let first = content.split_whitespace().next().unwrap_or_default();
    let begin = a.content.first().map_or(0, |span| span.start);
    let is_of_others = WORDS_FOR_OTHERS.contains(&first) && !content.starts_with("that ");
    let is_clear = !is_of_others || view.meant_by_pronoun(begin).is_some();
    has_speaker && is_clear && !content.is_empty()
}

/// Whether a denial is of the words right before it: "she said he took the money, which he denied".
pub fn is_that_before(view: &View<'_>, denial: &Attribution, claim: &Attribution) -> bool {
    let [denied] = &*denial.content else {
        return false;
    };
    let is_relative = denied.text.trim().eq_ignore_ascii_case("which");
    let end = claim.content.last().map_or(u32::MAX, |span| span.end);
    let between = view.between(end, denied.start);
    is_relative && between.is_some_and(|words| matches!(words.trim(), "" | "," | ",”" | ",\""))
}

/// Whether the headline says that somebody denies something.
fn is_denied_in_headline(view: &View<'_>) -> bool {
    let title = view.saved.report.title.as_deref().unwrap_or_default();
    Disputing::Denying.is_in(&title.to_lowercase())
}

/// Whether an attribution calls what somebody else says untrue.
fn rejects(a: &Attribution) -> bool {
    let content = words(&a.content, usize::MAX);
    let is_short = content.chars().count() <= SHORT_CONTENT;
    let said = format!(" {} {content}", words(&a.cue, usize::MAX)).to_lowercase();
    is_short && Disputing::Untrue.is_in(&said)
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
pub fn is_mostly(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
    let shared = a.intersection(b).count();
    shared >= FEWEST_SHARED && 2 * shared > a.len().min(b.len())
}

/// Whether the record says that a source denies. "Excluded" and "did not accept" answer no one.
fn denies(view: &View<'_>, a: &Attribution) -> bool {
    view.claim(a).is_some_and(|claim| {
        let answers_no_one = matches!(claim.why.rule, Rule::Exclusion | Rule::Acceptance);
        matches!(claim.status, Status::Denied | Status::Withdrawn) && !answers_no_one
    })
}

/// Whether an attribution accuses somebody.
pub fn accuses(a: &Attribution) -> bool {
    has_cue(a, Disputing::Accusing) || !a.uncertain && has_cue(a, Disputing::Blaming)
}

/// Whether the cue of an attribution says that its source will not say something.
pub fn refuses(a: &Attribution) -> bool {
    // "Did not say that the mayor knew" tells what was not said, and refuses nothing.
    let content = words(&a.content, SHORT_CONTENT).to_lowercase();
    let is_of_that = content.starts_with("that ");
    let is_saying = !a.uncertain && !is_of_that && has_cue(a, Disputing::Saying);
    has_cue(a, Disputing::Refusing) || is_saying
}

/// Whether the cue has such a word.
fn has_cue(a: &Attribution, class: Disputing) -> bool {
    class.is_in(&words(&a.cue, usize::MAX).to_lowercase())
}

/// Why a denial is taken to be of a statement, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// The denial is of the statement that its sentence begins with: "…, which he denied".
    InOneSentence,
    /// Whoever is accused denies, or somebody who speaks for them.
    ByTheAccused,
    /// Both name the same person or body, and the same act.
    SameAct,
    /// The denial is of "the claim", and this is the accusation before it.
    NextToIt,
}

/// The statement that a denial answers, and why.
fn best<'a>(
    view: &View<'a>,
    mentions: &Mentions<'a>,
    denial: Numbered<'a>,
    others: &[Numbered<'a>],
) -> Option<(Evidence, Numbered<'a>)> {
    let denied = Said::new(view, mentions, denial.1);
    let after = others.partition_point(|(place, _)| *place < denial.0);
    let begin = after.saturating_sub(MOST_COMPARED / 2);
    let near = others.iter().skip(begin).take(MOST_COMPARED);
    // "I did not do it" is no accusation that another denial could answer.
    let claims = |a: &Attribution| {
        let claim = view.claim(a);
        claim.is_none_or(|claim| claim.polarity != Some(Polarity::Negative))
    };
    let of_others = near.filter(|(_, a)| !is_same_speaker(a, denial.1) && claims(a));
    let answered = of_others.filter_map(|&other| {
        let said = Said::new(view, mentions, other.1);
        let is_that_before = other.1.parent.is_none() && is_that_before(view, denial.1, other.1);
        let evidence = if is_that_before {
            Evidence::InOneSentence
        } else {
            denied.answers(view, denial, &said, other)?
        };
        let shared = said.act.intersection(&denied.act).count();
        Some((evidence, shared, other))
    });
    // The first of several equally good ones, because a report gives the accusation first.
    let best = answered
        .min_by_key(|(evidence, shared, (place, _))| (*evidence, usize::MAX - shared, *place));
    best.map(|(evidence, _, other)| (evidence, other))
}

pub fn is_same_speaker(a: &Attribution, b: &Attribution) -> bool {
    !a.speaker_ids().is_empty() && a.speaker_ids() == b.speaker_ids()
}

/// Whom a statement names, and the words for what they did.
struct Said<'a> {
    named: HashSet<&'a str>,
    act: HashSet<u64>,
}

impl<'a> Said<'a> {
    fn new(view: &View<'a>, mentions: &Mentions<'a>, a: &Attribution) -> Said<'a> {
        let named = mentions.within(a);
        let names = named.iter().filter_map(|id| view.entity(id));
        let names: HashSet<u64> = names
            .flat_map(|entity| entity.name.split_whitespace().map(stem))
            .collect();
        let act = stems(&a.content).difference(&names).copied().collect();
        Said { named, act }
    }

    /// Why this denial is of another statement. None if there is not enough for it.
    fn answers(
        &self,
        view: &View<'_>,
        (place, denial): Numbered<'_>,
        other: &Said<'_>,
        (other_place, statement): Numbered<'_>,
    ) -> Option<Evidence> {
        let shared = self.act.intersection(&other.act).count();
        let is_by_the_accused = speaks_for(view, denial, other);
        let is_of_one = !self.named.is_disjoint(&other.named) || is_by_the_accused;
        let content = words(&denial.content, SHORT_CONTENT).to_lowercase();
        let names_no_act = self.act.is_empty() || Disputing::Meant.is_in(&content);
        let is_next = (other_place < place) && place - other_place <= NEAR;
        let is_accusation = accuses(statement);
        // Somebody may be accused of one thing and deny another.
        let denies_this = shared > 0 || names_no_act || Disputing::Untrue.is_in(&content);
        if is_accusation && is_by_the_accused && denies_this {
            Some(Evidence::ByTheAccused)
        } else if is_of_one && shared >= FEWEST_SHARED {
            Some(Evidence::SameAct)
        } else {
            (is_accusation && names_no_act && is_next).then_some(Evidence::NextToIt)
        }
    }
}

/// Whether whoever speaks, or whom they speak for, is named in another statement.
fn speaks_for(view: &View<'_>, a: &Attribution, other: &Said<'_>) -> bool {
    a.speaker_ids().iter().any(|id| {
        let of = view.entity(id).and_then(|entity| entity.of.as_deref());
        other.named.contains(&**id) || of.is_some_and(|of| other.named.contains(of))
    })
}

/// Where persons and bodies are mentioned, in text order.
struct Mentions<'a> {
    places: Vec<(u32, &'a str)>,
}

impl<'a> Mentions<'a> {
    fn new(view: &View<'a>) -> Mentions<'a> {
        let entities = view.saved.entities.iter();
        let places = entities.flat_map(|entity| {
            let mentions = entity.mentions.iter();
            mentions.map(|mention| (mention.span.start, &*entity.id))
        });
        let mut places: Vec<(u32, &str)> = places.collect();
        places.sort_unstable();
        Mentions { places }
    }

    /// The ids of those that are named from the first to the last word of an attribution, without its
    /// source.
    fn within(&self, a: &Attribution) -> HashSet<&'a str> {
        let spans = || a.cue.iter().chain(&a.content);
        let begin = spans().map(|span| span.start).min().unwrap_or(0);
        let end = spans().map(|span| span.end).max().unwrap_or(0);
        let is_in_source = |place: u32| a.source.iter().any(|s| (s.start..s.end).contains(&place));
        let first = self.places.partition_point(|(place, _)| *place < begin);
        let within = self.places[first..].iter();
        let within = within.take_while(|(place, _)| *place < end);
        within
            .filter(|(place, _)| !is_in_source(*place))
            .map(|(_, id)| *id)
            .collect()
    }
}
