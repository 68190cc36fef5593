//! A claim that rests on unnamed sources only.
//!
//! The first claim is found whose source is unnamed by its own wish or by what it is called, if no
//! person with a name, no document and not the outlet itself says the same. There is one finding at
//! most.

use super::annotated::{AnnotatedReading, Observation, range};
use crate::attribute::{Attribution, AttributionId, By, Form};
use crate::certainty::{Claim, Status};
use crate::check::finding::{Code, Finding, Label, NamedRule, Severity};
use crate::check::pages::Page;
use crate::names::Pos;
use crate::resolve::Kind;
use crate::text::Span;
use sayso_english::check_words::{
    AGREEMENTS, BODIES, CIRCLES, INDEFINITE_QUANTITIES, INSIDERS, NOT_CLAIMS, VAGUE_GROUPS,
};
use sayso_english::stems::NO_CONTENT;
use std::collections::BTreeSet;
use std::ops::Range;

/// What `sayso explain` says of the check.
pub const PAGE: Page = Page {
    code: Code::Unnamed,
    name: "unnamed",
    what: "Shows the first claim of a report that only unnamed sources make: \"a person familiar \
        with the matter\", \"sources\", or someone who asked not to be named. No named person, \
        no document and not the outlet itself says the same.",
    why: "Readers cannot check such a claim with its source. They have to trust the outlet, which \
        knows the source.",
    example: "The mill will shut two of its three looms by spring, a person familiar with the plan said. ¶ The mill declined to comment. → as read, said by \
              unnamed sources only: a person familiar with the plan",
    limits: "At most one finding in a report: the first claim in the words of the outlet, or the \
        first quoted one if there is none. Spokespeople, witnesses and \"officials\" as a group \
        do not count as unnamed; \"a senior official\", \"two aides\" and \"advisers\" do. \
        Nothing is reported for uncertain attributions, for what a quoted source says of itself \
        (\"I\"), for a claim that a name in the next paragraph agrees with, and for \"an \
        official\" in the first paragraphs if a person with a name speaks soon after. The same \
        claim in other words later on is not recognised, and neither is a good reason to leave \
        out the name. The line \"Unnamed only\" of `read` asks less: it lists the statements of all \
        sources without a name, also of groups, witnesses and spokespeople of no one named.",
    off: true,
};

/// A claim with fewer different words with content is left alone, because others may say as much by
/// chance.
const FEWEST_WORDS: usize = 5;
/// A sentence with this percentage of a claim's words, and with more of them than
/// [`TOO_FEW_WORDS`], says the same.
const SAME_PERCENT: usize = 40;
const TOO_FEW_WORDS: usize = 2;
/// The most claims of unnamed sources that are looked at, so that the time stays linear.
const MOST_CLAIMS: usize = 50;
/// Attributions with a lower score are left alone, because they are shown as uncertain, and a finding
/// must not rest on what a reader is warned of.
const LEAST_SCORE: f32 = 0.7;
/// A description in one of the first paragraphs ("an official said") may be of the person who is named
/// in one of the next [`PARAGRAPHS_TO_A_NAME`].
const LEAD_PARAGRAPHS: usize = 5;
const PARAGRAPHS_TO_A_NAME: usize = 3;

/// Finds the first claim that rests on unnamed sources only.
pub fn find(report: &AnnotatedReading) -> Vec<Finding> {
    let is_quotation = |claim: &&Claim| {
        claim
            .attribution
            .is_some_and(|id| report.attribution(id).form == Form::Direct)
    };
    // What the outlet passes on in its own words comes before what it quotes, because the outlet
    // answers for its words.
    let (quotations, reported): (Vec<&Claim>, Vec<&Claim>) =
        report.reading.claims.iter().partition(is_quotation);
    let candidates = reported
        .into_iter()
        .chain(quotations)
        .filter_map(|claim| candidate(report, claim));
    let found = candidates
        .take(MOST_CLAIMS)
        .find_map(|(id, source)| unnamed_only(report, id, source));
    found
        .into_iter()
        .map(|observation| observation.into_finding(Code::Unnamed))
        .collect()
}

/// The attribution and the unnamed source of a claim that is worth a look.
fn candidate(report: &AnnotatedReading, claim: &Claim) -> Option<(AttributionId, Span)> {
    let id = claim.attribution?;
    let attribution = report.attribution(id);
    let source = *attribution.source.first()?;
    let is_independent = attribution.parent.is_none() && attribution.carried_from.is_none();
    let is_claim = claims_something(claim) && !speaks_of_itself(report, attribution);
    let is_candidate = is_claim
        && is_independent
        && is_likely_right(attribution)
        && is_unnamed(report, id, source);
    is_candidate.then_some((id, source))
}

fn claims_something(claim: &Claim) -> bool {
    !matches!(
        claim.status,
        Status::Question
            | Status::Declined
            | Status::Topic
            | Status::Directive
            | Status::Conditional
            | Status::Denied
            | Status::Withdrawn
    )
}

/// "I don't want to get on the wrong side of the mayor": what a source says of its own mind, which
/// nobody could confirm.
fn speaks_of_itself(report: &AnnotatedReading, attribution: &Attribution) -> bool {
    let mut words = attribution
        .content
        .iter()
        .flat_map(|&part| report.tokens(part))
        .filter(|&at| report.is_quoted(at));
    words.any(|at| {
        let word = report.word(at);
        FIRST_PERSON
            .iter()
            .any(|first| first.eq_ignore_ascii_case(word))
    })
}

const FIRST_PERSON: [&str; 4] = ["I", "me", "my", "myself"];

/// What a rule has found needs no score, because a plain pattern of words is seldom wrong.
fn is_likely_right(attribution: &Attribution) -> bool {
    attribution.why.by() == By::Rule || attribution.score.is_none_or(|score| score >= LEAST_SCORE)
}

fn unnamed_only(report: &AnnotatedReading, id: AttributionId, source: Span) -> Option<Observation> {
    let attribution = report.attribution(id);
    let first = *attribution.content.first()?;
    let words = content_words(report, &attribution.content);
    // Only the first part is shown, so that it must say something by itself.
    let says_enough = content_words(report, &[first]).len() >= FEWEST_WORDS;
    let is_supported = is_joined_by_a_name(report, source)
        || is_supported_by_a_name(report, id, source)
        || is_agreed_with(report, source)
        || is_named_later(report, id, source)
        || is_said_by_others(report, id, &words);
    if !says_enough || is_supported {
        return None;
    }
    Some(Observation {
        severity: Severity::Note,
        message: format!(
            "as read, said by unnamed sources only: {}",
            report.quoted(source)
        ),
        primary: first,
        related: vec![(Label::UnnamedSource, source)],
        assumption: "no named source says the same in other words",
        rule: NamedRule::Unnamed,
    })
}

/// "Lee and two people familiar with it".
fn is_joined_by_a_name(report: &AnnotatedReading, source: Span) -> bool {
    let mut tokens = report.tokens(source);
    let has_and = tokens.clone().any(|at| report.word(at) == "and");
    has_and && tokens.any(|at| report.pos(at) == Pos::Propn)
}

/// Whether a source has no name and knows the matter from inside.
fn is_unnamed(report: &AnnotatedReading, id: AttributionId, source: Span) -> bool {
    let tokens = report.tokens(source);
    let Some(kind) = report.speaker(id).map(|speaker| speaker.kind) else {
        return false;
    };
    let head = head(report, &tokens);
    // The phrase must have a noun: "she" and "who" may be a person who was named before.
    let is_somebody = report.pos(head) == Pos::Noun
        && report.pos(tokens.start) != Pos::Pron
        && !report.is_in(head, &BODIES);
    let mut cue = report.attribution(id).cue.iter();
    let makes_a_claim = !cue.any(|&span| report.has_any(report.tokens(span), &NOT_CLAIMS));
    if !is_somebody || !makes_a_claim || report.has_any(tokens.clone(), &VAGUE_GROUPS) {
        return false;
    }
    match kind {
        Kind::Anonymous => true,
        Kind::Role | Kind::Group => {
            is_insider(report, &tokens, head) && !is_named_after(report, head, tokens.end)
        }
        _ => false,
    }
}

/// "a senior official", "two aides", "advisers".
fn is_insider(report: &AnnotatedReading, tokens: &Range<usize>, head: usize) -> bool {
    let is_some_of_many = report.is_in(tokens.start, &INDEFINITE_QUANTITIES);
    let is_circle = report.is_in(head, &CIRCLES) && tokens.start == head;
    is_circle || is_some_of_many && report.is_in(head, &INSIDERS)
}

/// The last noun of the core of a phrase: "official" in "a senior official in the ministry".
fn head(report: &AnnotatedReading, tokens: &Range<usize>) -> usize {
    let ends_the_core = |at: usize| {
        let is_mark = report.is_mark(at) && report.word(at) != "-";
        is_mark || matches!(report.pos(at), Pos::Adp | Pos::Pron | Pos::Sconj)
    };
    let end = tokens
        .clone()
        .skip(1)
        .find(|&at| ends_the_core(at))
        .unwrap_or(tokens.end);
    // In "a person familiar" the adjective is not the head.
    let noun = (tokens.start..end)
        .rev()
        .find(|&at| matches!(report.pos(at), Pos::Noun | Pos::Propn));
    noun.unwrap_or(end.saturating_sub(1).max(tokens.start))
}

/// How many tokens after a source's phrase its name may begin: "an aide, Iva Moss".
const NAME_WITHIN: usize = 2;

/// Whether a person's name follows the head of a phrase, and not after a preposition: in "an aide to
/// Moss" the aide has no name.
fn is_named_after(report: &AnnotatedReading, head: usize, end: usize) -> bool {
    report.has_person_at(|at| {
        (head + 1..end + NAME_WITHIN).contains(&at) && report.pos(at - 1) != Pos::Adp
    })
}

fn content_words(report: &AnnotatedReading, content: &[Span]) -> BTreeSet<u64> {
    let content = content.iter();
    content
        .flat_map(|&part| report.tokens(part))
        .map(|at| report.stems[at])
        .filter(|stem| *stem != NO_CONTENT)
        .collect()
}

/// Whether a named source speaks in the rest of the paragraph, or a person's name begins the next
/// sentence: either supports the claim, or turns out to be its source.
fn is_supported_by_a_name(report: &AnnotatedReading, id: AttributionId, source: Span) -> bool {
    let at = report.tokens(source).start;
    let sentence = report.sentence_of(at);
    let end = report.paragraph(report.paragraph_of(at)).end;
    let rest = report.span(&(sentence.start..end));
    let is_beside = |attribution: &Attribution| {
        let other = attribution.source.first();
        other.is_some_and(|span| rest.contains(*span) && *span != source)
    };
    report.has_person_at(|at| at == sentence.end)
        || report.attributions().any(|(other, attribution)| {
            other != id
                && is_beside(attribution)
                && !declines_to_comment(report, other)
                && has_a_name(report, other)
        })
}

/// "The chairman, who has seen the messages, agreed": the next paragraph has a name and a word of
/// agreement.
fn is_agreed_with(report: &AnnotatedReading, source: Span) -> bool {
    let mut next = report.paragraph(report.paragraph_of(report.tokens(source).start) + 1);
    report.has_any(next.clone(), &AGREEMENTS) && next.any(|at| report.pos(at) == Pos::Propn)
}

/// Whether a description at the beginning of a report is soon followed by a person with a name who
/// speaks: a report often begins with "an official said" and then says who it is. People who asked not
/// to be named are not named later.
fn is_named_later(report: &AnnotatedReading, id: AttributionId, source: Span) -> bool {
    let paragraph = report.paragraph_of(report.tokens(source).start);
    let asked_not_to_be_named = report
        .speaker(id)
        .is_some_and(|speaker| speaker.kind == Kind::Anonymous);
    if asked_not_to_be_named || paragraph >= LEAD_PARAGRAPHS {
        return false;
    }
    let next = paragraph + 1..=paragraph + PARAGRAPHS_TO_A_NAME;
    report.attributions().any(|(other, attribution)| {
        let is_next = attribution
            .source
            .first()
            .is_some_and(|&span| next.contains(&report.paragraph_of(report.tokens(span).start)));
        is_next && is_person(report, other)
    })
}

fn is_person(report: &AnnotatedReading, id: AttributionId) -> bool {
    report
        .speaker(id)
        .is_some_and(|speaker| speaker.kind == Kind::Person)
}

fn declines_to_comment(report: &AnnotatedReading, id: AttributionId) -> bool {
    let claim = report.reading.claims.get(id.0 as usize);
    claim.is_some_and(|claim| claim.status == Status::Declined)
}

fn has_a_name(report: &AnnotatedReading, id: AttributionId) -> bool {
    report.speaker(id).is_some_and(|speaker| {
        matches!(
            speaker.kind,
            Kind::Person | Kind::Document | Kind::Organisation
        )
    })
}

/// Whether a sentence says the same in the words of a source with a name, of a document or of the
/// outlet.
fn is_said_by_others(report: &AnnotatedReading, id: AttributionId, words: &BTreeSet<u64>) -> bool {
    let sentences = report.reading.segments.sentences.iter();
    sentences
        .map(|sentence| range(&sentence.tokens))
        .any(|tokens| {
            let said: BTreeSet<u64> = tokens
                .filter(|&at| words.contains(&report.stems[at]))
                .filter(|&at| is_in_words_of_others(report, id, at))
                .map(|at| report.stems[at])
                .collect();
            said.len() > TOO_FEW_WORDS && said.len() * 100 >= words.len() * SAME_PERCENT
        })
}

fn is_in_words_of_others(report: &AnnotatedReading, id: AttributionId, at: usize) -> bool {
    if let Some(other) = report.within[at] {
        return other != id && !is_anonymous(report, other);
    }
    let is_in_content = report.token(at).is_some_and(|token| {
        let mut content = report.attribution(id).content.iter();
        content.any(|part| part.contains(token.span))
    });
    !is_in_content
}

fn is_anonymous(report: &AnnotatedReading, id: AttributionId) -> bool {
    report
        .speaker(id)
        .is_none_or(|speaker| matches!(speaker.kind, Kind::Anonymous | Kind::None))
}
