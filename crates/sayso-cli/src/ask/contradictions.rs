//! What a source says on one day and not on another, under `sayso who`.

use super::{Answer, Asked, lines};
use anyhow::Result;
use sayso::story::claims::ContradictionKind;
use sayso::text::Span;
use sayso_export::records::{ClaimMember, OfSource, SelfContradiction};
use sayso_export::terminal::{Look, Screen};
use sayso_export::{day_in_words, one_line};
use sayso_ledger::query::{self, Source};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The reports of a source that are held against each other, the newest, so that an answer takes no longer for a source with
/// thousands of them. More are if more claims are asked for.
const REPORTS: usize = 40;

/// A line of JSONL.
#[derive(Serialize)]
struct ContradictionLine<'a> {
    /// The id of the source. Null if it was not joined across reports.
    source_id: Option<&'a str>,
    /// Its name.
    name: &'a str,
    #[serde(flatten)]
    found: &'a SelfContradiction,
}

/// Shows where a source says something else on another day.
/// `limit` is how many claims are asked for.
pub fn show(asked: &Asked, answer: &mut Answer, source: &Source, limit: usize) -> Result<()> {
    let mut entities: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for joined in &source.entities {
        let of_report = entities.entry(joined.place.number).or_default();
        of_report.insert(joined.entity.clone());
    }
    if entities.len() < 2 {
        return Ok(());
    }
    let most = REPORTS.max(limit);
    let numbers = asked.ask(|connection| query::newest_with_speakers(connection, source, most))?;
    if numbers.len() < 2 {
        return Ok(());
    }
    let story_of: HashMap<i64, i64> =
        asked.ask(|connection| query::stories_of(connection, &numbers))?;
    let sketched = asked.sketched(&numbers)?;
    let names: Vec<Vec<Span>> = sketched
        .iter()
        .map(|(.., sketch)| sketch.names.iter().map(|name| name.span).collect())
        .collect();
    let reports: Vec<OfSource<'_>> = sketched
        .iter()
        .zip(&names)
        .map(|((number, saved, _), names)| OfSource {
            saved,
            names,
            entities: entities.get(number).cloned().unwrap_or_default(),
            story: story_of.get(number).copied(),
        })
        .collect();
    let found = SelfContradiction::all(&reports);
    if answer.is_for_people() {
        if !found.is_empty() {
            let outlets: HashMap<&str, &str> = sketched
                .iter()
                .filter_map(|(_, saved, _)| {
                    Some((&*saved.report.id, saved.report.outlet.as_deref()?))
                })
                .collect();
            people(&mut answer.screen, source, &found, &outlets);
        }
        return Ok(());
    }
    if answer.is_lines() {
        for found in &found {
            let line = ContradictionLine {
                source_id: source.id.as_deref(),
                name: &source.name,
                found,
            };
            answer.line("contradiction", &line);
        }
    }
    Ok(())
}

fn people(
    screen: &mut Screen,
    source: &Source,
    found: &[SelfContradiction],
    outlets: &HashMap<&str, &str>,
) {
    let name = lines::flat(&source.name);
    screen.heading(&format!("Said otherwise by {name} on another day"));
    for one in found {
        let what = match one.kind {
            ContradictionKind::Status => "one says that it is so, the other that it is not",
            ContradictionKind::Figure => "two figures of one thing",
        };
        screen.paragraph(0, 2);
        screen.flow(what, Look::Dim);
        for (member, said) in [(&one.earlier, "said"), (&one.later, "said")] {
            screen.paragraph(4, 4);
            screen.flow(&format!("{said} on {}: ", day(member)), Look::Plain);
            screen.flow(&lines::flat(&member.span.text), Look::Content);
            if let Some(figure) = &member.figure {
                screen.flow(&format!(" ({})", lines::flat(&figure.text)), Look::Bold);
            }
            let outlet = outlets
                .get(&*member.report)
                .map(|outlet| lines::flat(outlet));
            let place: Vec<String> = outlet
                .into_iter()
                .chain([one_line(&member.report)])
                .collect();
            screen.flow(&format!(" {}", place.join(" · ")), Look::Dim);
        }
    }
}

fn day(member: &ClaimMember) -> String {
    let time = member.time.as_deref().unwrap_or_default();
    day_in_words(time.get(..10).unwrap_or(time))
}
