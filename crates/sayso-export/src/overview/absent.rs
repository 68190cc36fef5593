//! In: the lines of an overview. Out: what was looked for and not found, in few words, because all of them
//! are on one row of a terminal. A reader cannot tell silence from "nothing".

use super::words::{Line, Topic};
use super::{Overview, Says};

/// What the lines would have named, if they name nothing, in the order of the lines.
pub fn absent(overview: &Overview<'_>, lines: &[Line]) -> Vec<String> {
    let absent = lines.iter().filter_map(|line| match line.topic {
        Topic::Disputed => disputes(overview),
        // Documents are no hearsay.
        Topic::AtADistance if !line.found => of_topic(overview, Topic::AtADistance),
        _ if !line.parts.is_empty() => None,
        topic => of_topic(overview, topic),
    });
    absent.map(str::to_string).collect()
}

/// A report may have denials and no accusations. That an accusation has no denial is said beside it.
fn disputes(overview: &Overview<'_>) -> Option<&'static str> {
    let is_of = of_disputes(overview);
    match (is_of.claim, is_of.denial || is_of.says_so) {
        (false, false) => Some("denials, accusations, criticism"),
        (false, true) => Some("accusations"),
        (true, _) => None,
    }
}

/// Whether somebody is accused or criticised, and neither a denial was found nor is that said beside an
/// accusation.
pub fn has_no_denial(overview: &Overview<'_>) -> bool {
    let is_of = of_disputes(overview);
    is_of.claim && !is_of.denial && !is_of.says_so
}

/// What the disputes of a report have.
struct OfDisputes {
    /// An accusation or criticism.
    claim: bool,
    /// A denial.
    denial: bool,
    /// An accusation with the words that no denial was found.
    says_so: bool,
}

fn of_disputes(overview: &Overview<'_>) -> OfDisputes {
    let all = &overview.disputes;
    let told = |wanted: &[Says]| {
        let mut told = all.iter().filter_map(|dispute| dispute.told);
        told.any(|told| wanted.contains(&told.says))
    };
    OfDisputes {
        claim: all.iter().any(|d| d.claim.is_some()) || told(&[Says::Accused, Says::Criticised]),
        denial: all.iter().any(|d| d.denial.is_some())
            || told(&[Says::Denies, Says::DeniesInQuotation]),
        says_so: all.iter().any(|d| d.is_unanswered),
    }
}

fn of_topic(overview: &Overview<'_>, topic: Topic) -> Option<&'static str> {
    let sources = &overview.sources;
    match topic {
        Topic::NoAnswer => Some("refusals to answer"),
        Topic::UnnamedOnly if sources.not_resolved => None,
        Topic::UnnamedOnly if sources.spokespersons.is_empty() => Some("unnamed sources alone"),
        Topic::UnnamedOnly => Some("other unnamed sources"),
        Topic::AtADistance => Some("hearsay"),
        Topic::Announced => Some("announcements"),
        Topic::Unsourced if overview.unsourced.has_small => Some("larger figures without a source"),
        Topic::Unsourced => Some("figures without a source"),
        Topic::When => Some("days"),
        _ => None,
    }
}
