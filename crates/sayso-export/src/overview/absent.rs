//! In: the lines of an overview. Out: what was looked for and not found, in few words, because all of them
//! are on one row of a terminal. A reader cannot tell silence from "nothing".

use super::disputes::accuses;
use super::words::{Line, Topic};
use super::{Overview, Says};

/// What the lines would have named, if they name nothing, in the order of the lines.
pub fn absent(overview: &Overview<'_>, lines: &[Line]) -> Vec<String> {
    let absent = lines.iter().filter_map(|line| match line.topic {
        Topic::Disputed => disputes(overview),
        _ if !line.parts.is_empty() => None,
        topic => of_topic(overview, topic),
    });
    absent.map(str::to_string).collect()
}

/// A report may have accusations and no denials.
fn disputes(overview: &Overview<'_>) -> Option<&'static str> {
    let all = &overview.disputes;
    let claims = all.iter().filter_map(|dispute| dispute.claim);
    let told = |wanted: &[Says]| {
        let mut told = all.iter().filter_map(|dispute| dispute.told);
        told.any(|told| wanted.contains(&told.says))
    };
    let has_denial = all.iter().any(|dispute| dispute.denial.is_some()) || told(&[Says::Denies]);
    let says_so = all.iter().any(|dispute| dispute.is_unanswered);
    let has_claim = claims.clone().count() > 0 || told(&[Says::Accused, Says::Criticised]);
    let accuses_one = claims.clone().any(|(_, a)| accuses(a)) || told(&[Says::Accused]);
    match (has_claim, has_denial || says_so) {
        (false, false) => Some("denials, accusations, criticism"),
        (false, true) => Some("accusations"),
        (true, false) if accuses_one => Some("denials"),
        (true, false) => Some("denials, accusations"),
        (true, true) => None,
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
