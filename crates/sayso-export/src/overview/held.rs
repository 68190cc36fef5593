//! In: the claims of a report. Out: what its outlet says in its own voice and not as a fact: at a
//! distance, announced, left open.

use super::headline::Headline;
use crate::records::{Attribution, Claim};
use crate::view::{Numbered, View};
use crate::worked_out::day_of;
use sayso::attribute::{Rule, Why};
use sayso::certainty::{Polarity, Status, Voice};
use sayso::document::BlockKind;
use sayso::measure::time::Kind;
use std::cmp::Reverse;

/// How the outlet, in its own voice, says less than that something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// "reportedly", "was accused of".
    AtADistance,
    /// "is set to", "will".
    Announced,
    /// "was set to": it may have come otherwise.
    PlannedBefore,
    /// "may", "it is unclear whether".
    LeftOpen,
}

/// A statement of the outlet itself that says less than that something is so.
#[derive(Clone, Copy)]
pub struct HeldOpen<'a> {
    /// How.
    pub manner: Manner,
    /// What.
    pub claim: &'a Claim,
}

/// What the outlet holds open: its own hedges, and statements for which it names no one.
pub fn held_open<'a>(view: &View<'a>, statements: &[Numbered<'a>]) -> Vec<HeldOpen<'a>> {
    let of_nobody = statements.iter().filter(|(_, a)| is_of_nobody(view, a));
    let of_nobody = of_nobody.filter_map(|(_, a)| view.claim(a));
    let mut all: Vec<HeldOpen<'a>> = view
        .own_hedges()
        .chain(of_nobody)
        .filter(|claim| !is_refusal_in_headline(view, claim) && !is_only_told_of(claim))
        .filter(|claim| claim.status != Status::Directive || is_to_come(view, claim))
        .map(|claim| HeldOpen {
            manner: match manner(claim) {
                Manner::Announced if is_over(view, claim) => Manner::PlannedBefore,
                manner => manner,
            },
            claim,
        })
        .collect();
    let headline = Headline::of(view);
    all.sort_by_key(|held| {
        let place = held.claim.content.first().map_or(0, |span| span.start);
        let shared = headline.shared(&held.claim.content);
        let is_announced = held.manner == Manner::Announced;
        // What "will" come on a day is nearer than what "would".
        let is_far = is_announced && says_would(held.claim);
        let has_no_day = is_announced && !has_time(view, held.claim);
        (held.manner, is_far, has_no_day, Reverse(shared), place)
    });
    all
}

/// Whether the outlet says that somebody says so and not who: "was accused of", "it is claimed".
fn is_of_nobody(view: &View<'_>, a: &Attribution) -> bool {
    let is_quotation_alone = a.why == Why::Rule(Rule::QuotationAlone);
    a.parent.is_none() && view.source(a).is_empty() && !a.cue.is_empty() && !is_quotation_alone
}

fn manner(claim: &Claim) -> Manner {
    match claim.status {
        _ if claim.voice == Some(Voice::Distancing) => Manner::AtADistance,
        Status::Prediction | Status::Directive if is_of_the_past(claim) => Manner::PlannedBefore,
        Status::Prediction | Status::Directive => Manner::Announced,
        _ => Manner::LeftOpen,
    }
}

/// Whether a claim is only of what would be.
fn says_would(claim: &Claim) -> bool {
    let mut triggers = claim.triggers.iter();
    triggers.any(|trigger| trigger.span.text.to_lowercase().contains("would"))
}

/// Whether a claim says on which day or in which month.
fn has_time(view: &View<'_>, claim: &Claim) -> bool {
    let times = &view.saved.times;
    claim.content.iter().any(|content| {
        let first = times.partition_point(|time| time.span.start < content.start);
        let mut within = times[first..]
            .iter()
            .take_while(|time| time.span.end <= content.end);
        within.any(|time| time.begin.is_some() && matches!(time.kind, Kind::Date | Kind::Time))
    })
}

/// Whether a claim names days, and all of them are before the day of the report: "was to discuss it in
/// July".
fn is_over(view: &View<'_>, claim: &Claim) -> bool {
    let mut days = days_within(view, claim).peekable();
    days.peek().is_some() && days.all(|day| !is_after_publication(view, day))
}

/// Whether a claim names a day after that of the report.
fn is_to_come(view: &View<'_>, claim: &Claim) -> bool {
    days_within(view, claim).any(|day| is_after_publication(view, day))
}

fn is_after_publication(view: &View<'_>, day: &str) -> bool {
    let published = view.saved.report.published.as_deref().map(day_of);
    published.is_none_or(|published| day_of(day) >= published)
}

/// The last day of each time in a claim.
fn days_within<'v>(view: &'v View<'_>, claim: &'v Claim) -> impl Iterator<Item = &'v str> {
    let times = &view.saved.times;
    claim.content.iter().flat_map(move |content| {
        let first = times.partition_point(|time| time.span.start < content.start);
        let within = times[first..]
            .iter()
            .take_while(|time| time.span.end <= content.end);
        within
            .filter(|time| matches!(time.kind, Kind::Date | Kind::Time))
            .filter_map(|time| time.end.as_deref().or(time.begin.as_deref()))
    })
}

/// Whether a claim is what somebody has to explain or ask: "Explaining why he won’t resign".
fn is_only_told_of(claim: &Claim) -> bool {
    const ASKED: [&str; 7] = [
        "explaining why",
        "explaining how",
        "why ",
        "how ",
        "what ",
        "asking why",
        "asking how",
    ];
    let words = claim.content.first().map(|span| span.text.to_lowercase());
    let is_question = matches!(claim.status, Status::Question | Status::Possible);
    !is_question && words.is_some_and(|words| ASKED.iter().any(|asked| words.starts_with(asked)))
}

/// Whether a plan is told in the past: "was set to dock on Saturday".
fn is_of_the_past(claim: &Claim) -> bool {
    const PLANNED: [&str; 7] = [
        "set to",
        "due to",
        "scheduled to",
        "supposed to",
        "slated to",
        "meant to",
        "planned to",
    ];
    const PAST: [&str; 4] = ["was ", "were ", "had been ", "had "];
    let triggers = claim
        .triggers
        .iter()
        .map(|trigger| trigger.span.text.to_lowercase());
    if triggers
        .into_iter()
        .any(|trigger| matches!(&*trigger, "was" | "were" | "was to" | "were to"))
    {
        return true;
    }
    let words = claim.content.iter().map(|span| span.text.to_lowercase());
    let words = words.collect::<Vec<_>>().join(" ");
    PLANNED.iter().any(|planned| {
        let before = words.find(planned).map(|at| &words[..at]);
        before.is_some_and(|before| PAST.iter().any(|past| before.ends_with(past)))
    })
}

/// Whether a headline says that somebody will not do something: "Angry growers won’t sell". That is what
/// they say, and no announcement of the outlet.
fn is_refusal_in_headline(view: &View<'_>, claim: &Claim) -> bool {
    let is_announced = matches!(claim.status, Status::Prediction | Status::Directive);
    let place = claim.content.first().map(|span| view.span(span).start());
    let mut headlines = view
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading));
    let is_in_headline = place
        .is_some_and(|place| headlines.any(|block| block.span.range().contains(&(place as usize))));
    is_announced && is_in_headline && claim.polarity == Some(Polarity::Negative)
}
