//! `sayso versions`: what outlets changed in reports after publishing them.

use super::args::{AnswerFormat, VersionsOptions};
use super::copies::find_names;
use super::{Answer, AnswerRow, Asked, keeping, lines, said};
use crate::readings;
use crate::tally::Done;
use anyhow::Result;
use sayso::compare::AlteredKind;
use sayso::versions::{VersionBy, VersionOrder, address_key};
use sayso_export::compared::{altered_count, altered_in_words};
use sayso_export::records::{Span, Version, VersionTime};
use sayso_export::terminal::{Look, Screen};
use sayso_export::{day_in_words, grouped, one_line};
use sayso_ledger::query;
use sayso_ledger::versions::VersionedReport;
use serde::Serialize;

/// Reports that people see, unless `--limit` says otherwise.
const AT_FIRST: usize = 20;

/// A row of the table: a version, with numbers in place of words.
#[derive(Serialize)]
struct VersionRow<'a> {
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    address: Option<&'a str>,
    number: u32,
    from: &'a str,
    to: &'a str,
    from_time: Option<&'a str>,
    to_time: Option<&'a str>,
    order: Option<VersionOrder>,
    relation: &'static str,
    headline: bool,
    added: usize,
    dropped: usize,
    reworded: usize,
    altered: usize,
    moved: u32,
    notice: Option<&'a str>,
    dated: bool,
    silent: bool,
}

impl AnswerRow for VersionRow<'_> {
    const TYPE: &'static str = "version";
    const COLUMNS: &'static [&'static str] = &[
        "outlet",
        "title",
        "from_time",
        "to_time",
        "order",
        "silent",
        "notice",
        "dated",
        "headline",
        "added",
        "dropped",
        "reworded",
        "altered",
        "moved",
        "relation",
        "number",
        "address",
        "from",
        "to",
    ];
}

impl<'a> VersionRow<'a> {
    fn of(version: &'a Version) -> VersionRow<'a> {
        VersionRow {
            outlet: version.outlet.as_deref(),
            title: version.title.as_deref(),
            address: version.address.as_deref(),
            number: version.number,
            from: &version.from,
            to: &version.to,
            from_time: shown_time(&version.from_time, version.order),
            to_time: shown_time(&version.to_time, version.order),
            order: version.order,
            relation: version.relation.name(),
            headline: version.headline.is_some(),
            added: version.added.len(),
            dropped: version.dropped.len(),
            reworded: version.reworded.len(),
            altered: version.altered.len(),
            moved: version.moved,
            notice: version.notice_words.as_ref().map(|span| &*span.text),
            dated: version.dated,
            silent: version.silent,
        }
    }
}

/// Shows reports with several versions, or what was changed in one.
pub fn versions(options: &VersionsOptions) -> Result<Done> {
    readings::use_threads(options.how.jobs)?;
    let wanted = match &options.report {
        Some(name) => Some(Asked::open(&options.ledger)?.texts_of(name)?),
        None => None,
    };
    let mut found = keeping(&options.ledger, "sayso versions", &|ledger| {
        ledger.versions(&find_names, wanted.as_deref())
    })
    .map_err(said)?;
    if options.silent {
        found.retain(|report| report.silent() > 0);
    }
    let mut answer = Answer::new(&options.how.asking());
    let is_for_people = answer.is_for_people();
    let most = match options.limit {
        Some(most) => most,
        None if is_for_people && wanted.is_none() => AT_FIRST,
        None => usize::MAX,
    };
    if is_for_people && wanted.is_none() && !found.is_empty() {
        answer.screen.flow(&sum(&found), Look::Bold);
        answer.screen.blank_line();
    }
    for report in found.iter().take(most) {
        answer.has_rows = true;
        match answer.format {
            AnswerFormat::Human if wanted.is_some() => whole(&mut answer.screen, report),
            AnswerFormat::Human => in_short(&mut answer.screen, report),
            AnswerFormat::Jsonl => {
                for change in &report.changes {
                    answer.line("version", &change.version);
                }
            }
            AnswerFormat::Csv => {
                for change in &report.changes {
                    answer.cells(&VersionRow::of(&change.version));
                }
            }
        }
        answer.write_lines()?;
    }
    let ledger = options.ledger.display();
    if found.len() > most {
        let rest = grouped(found.len() - most);
        answer.note(&format!("{rest} more: --limit all shows them"));
    }
    if wanted.is_none() && !found.is_empty() {
        answer.note(&format!(
            "`sayso versions {ledger} ID` shows what was changed in one"
        ));
    }
    let other = if options.silent {
        " that were changed silently"
    } else {
        ""
    };
    let nothing = match &options.report {
        Some(report) => format!(
            "{ledger}: no other version of {report} is in it{}",
            if options.silent {
                ", or no silent change"
            } else {
                ""
            }
        ),
        None => format!("{ledger}: no report is in it in several versions{other}"),
    };
    answer.with_columns_of::<VersionRow<'_>>().end(&nothing)
}

impl Asked {
    /// The reports that a user means: those with this id, address or input, or else all that have this address in another
    /// form.
    fn texts_of(&self, name: &str) -> Result<Vec<i64>> {
        let named = self.reports(name);
        let Some(key) = address_key(name).filter(|_| name.contains('/')) else {
            return named;
        };
        let texts = self.ask(|connection| query::reports_at(connection, &key))?;
        if texts.is_empty() { named } else { Ok(texts) }
    }
}

/// "3 reports in several versions: 5 changes, 2 of them silent".
fn sum(found: &[VersionedReport]) -> String {
    let changes: usize = found.iter().map(|report| report.changes.len()).sum();
    let silent: usize = found.iter().map(VersionedReport::silent).sum();
    format!(
        "{} in several versions: {}, {} of them silent",
        lines::count(found.len(), "report"),
        lines::count(changes, "change"),
        if silent == 0 {
            "none".into()
        } else {
            grouped(silent)
        }
    )
}

/// A report in three lines.
fn in_short(screen: &mut Screen, report: &VersionedReport) {
    let Some(last) = heading(screen, report) else {
        return;
    };
    let mut said: Vec<String> = Vec::new();
    let all = || report.changes.iter().map(|change| &change.version);
    let headlines = all().filter(|version| version.headline.is_some()).count();
    if headlines > 0 {
        said.push(format!("{} changed", lines::count(headlines, "headline")));
    }
    let counts: [(fn(&Version) -> usize, &str, &str); 4] = [
        (|version| version.added.len(), "sentence", "added"),
        (|version| version.dropped.len(), "sentence", "dropped"),
        (|version| version.reworded.len(), "sentence", "reworded"),
        (|version| version.moved as usize, "sentence", "moved"),
    ];
    for (of, one, done) in counts {
        let count: usize = all().map(of).sum();
        if count > 0 {
            said.push(format!("{} {done}", lines::count(count, one)));
        }
    }
    for &kind in AlteredKind::ALL {
        let is_it = |version: &Version| {
            version
                .altered
                .iter()
                .filter(|one| one.kind == kind)
                .count()
        };
        let count: usize = all().map(is_it).sum();
        if count > 0 {
            let counted = altered_count(kind, count);
            said.push(match kind {
                AlteredKind::Reversed => counted,
                _ => format!("{counted} altered"),
            });
        }
    }
    if all().any(Version::is_another_report) {
        said.push("another report under the same address".into());
    }
    screen.paragraph(2, 2);
    screen.flow(&said.join(", "), Look::Plain);
    screen.paragraph(2, 2);
    let silent = report.silent();
    let words = match (silent, report.changes.len()) {
        (0, _) if all().any(|version| version.notice) => "a note says so".to_string(),
        (0, _) => "no note; the later dates say so".to_string(),
        (1, 1) => "silent: neither a note nor a date says so".into(),
        (silent, changes) => format!(
            "{silent} of {} silent: neither a note nor a date says so",
            lines::count(changes, "change")
        ),
    };
    screen.flow(&format!("{words} · {}", one_line(&last.to)), Look::Dim);
}

/// A report with all that was changed.
fn whole(screen: &mut Screen, report: &VersionedReport) {
    if heading(screen, report).is_none() {
        return;
    }
    for change in &report.changes {
        let version = &change.version;
        if version.number == 2 {
            screen.paragraph(0, 4);
            place(screen, 1, &version.from_time, &version.from);
        }
        screen.paragraph(0, 4);
        place(screen, version.number, &version.to_time, &version.to);
        screen.paragraph(4, 2);
        screen.flow(
            &announced(version),
            if version.silent {
                Look::Bold
            } else {
                Look::Plain
            },
        );
        if version.order.is_none() {
            screen.paragraph(4, 2);
            screen.flow("nothing shows which of the two is the later one", Look::Dim);
        }
        if version.by == VersionBy::Headline {
            screen.paragraph(4, 2);
            screen.flow(
                "shown by outlet and headline: the addresses differ or are not known",
                Look::Dim,
            );
        }
        changes(screen, version);
        screen.blank_line();
    }
}

/// The headline, the outlet, how many versions there are, and the address.
fn heading<'a>(screen: &mut Screen, report: &'a VersionedReport) -> Option<&'a Version> {
    let last = &report.changes.last()?.version;
    screen.paragraph(0, 2);
    let title = last
        .title
        .as_deref()
        .map_or("No headline".into(), lines::flat);
    screen.flow(&title, Look::Bold);
    if let Some(outlet) = &last.outlet {
        screen.flow(&format!(" · {}", lines::flat(outlet)), Look::Plain);
    }
    let count = report.changes.len() + 1;
    let texts = report.texts.len();
    let repeated = if texts > count {
        format!(" in {} texts", grouped(texts))
    } else {
        String::new()
    };
    let words = format!(" · {}{repeated}", lines::count(count, "version"));
    screen.flow(&words, Look::Plain);
    if let Some(address) = &last.address {
        screen.paragraph(2, 2);
        screen.flow(&one_line(address), Look::Dim);
    }
    Some(last)
}

/// "2  published 1 March 2024, changed 2 March 2024, captured 3 March 2024  6a8fb648".
fn place(screen: &mut Screen, number: u32, time: &VersionTime, id: &str) {
    let known = [
        ("published", &time.published),
        ("changed", &time.modified),
        ("captured", &time.captured),
    ];
    let known: Vec<String> = known
        .iter()
        .filter_map(|(what, time)| Some(format!("{what} {}", moment_in_words(time.as_deref()?))))
        .collect();
    let words = if known.is_empty() {
        "day unknown".into()
    } else {
        known.join(", ")
    };
    screen.label(&number.to_string(), 4, Look::Bold);
    screen.flow(&words, Look::Plain);
    screen.flow(&format!(" · {}", one_line(id)), Look::Dim);
}

/// "1 March 2024, 10:00 +02:00": without seconds, and with the zone apart.
fn moment_in_words(moment: &str) -> String {
    let Some((day, clock)) = moment.split_once('T') else {
        return day_in_words(moment);
    };
    let zone_at = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(zone_at);
    let clock = clock.get(..5).unwrap_or(clock);
    let zone = match zone {
        "Z" | "+00:00" => " UTC".to_string(),
        "" => String::new(),
        zone => format!(" {}", one_line(zone)),
    };
    format!("{}, {}{zone}", day_in_words(day), one_line(clock))
}

/// Whether something says that the text was changed.
fn announced(version: &Version) -> String {
    if version.is_another_report() {
        return "another report under the same address: it has nothing of note in common with the one before".into();
    }
    if let Some(notice) = &version.notice_words {
        return format!("a note says so: {}", lines::flat(&notice.text));
    }
    if version.dated {
        return "no note, but its day or hour is later than that of the version before".into();
    }
    "silent: neither a note nor a later day or hour says that it was changed".into()
}

fn changes(screen: &mut Screen, version: &Version) {
    if let Some(headline) = &version.headline {
        pair(screen, "headline", Some(&headline.from), Some(&headline.to));
    }
    for part in &version.altered {
        let words = |span: &Option<Span>| span.as_ref().map(|span| span.text.clone());
        let (from, to) = (words(&part.from), words(&part.to));
        pair(
            screen,
            altered_in_words(part.kind),
            from.as_ref(),
            to.as_ref(),
        );
    }
    for span in &version.added {
        pair(screen, "added", None, Some(&span.text));
    }
    for span in &version.dropped {
        pair(screen, "dropped", Some(&span.text), None);
    }
    for words in &version.reworded {
        pair(
            screen,
            "reworded",
            Some(&words.from.text),
            Some(&words.to.text),
        );
    }
    if version.moved > 0 {
        screen.paragraph(4, 13);
        screen.label("moved", LABEL, Look::Dim);
        screen.flow(
            &lines::count(version.moved as usize, "sentence"),
            Look::Plain,
        );
    }
}

/// Where words begin after what they are.
const LABEL: usize = 17;

/// "figure       12 → 14". What only one version has is shown alone.
fn pair(screen: &mut Screen, what: &str, from: Option<&String>, to: Option<&String>) {
    screen.paragraph(4, LABEL - 4);
    screen.label(what, LABEL, Look::Dim);
    let is_part = !matches!(what, "added" | "dropped");
    match (from, to) {
        (Some(from), Some(to)) => {
            screen.flow(&lines::flat(from), Look::Cue);
            screen.flow(" → ", Look::Dim);
            screen.flow(&lines::flat(to), Look::Content);
        }
        (Some(from), None) => {
            screen.flow(&lines::flat(from), Look::Cue);
            screen.flow(if is_part { " → (nothing)" } else { "" }, Look::Dim);
        }
        (None, Some(to)) => {
            screen.flow(if is_part { "(nothing) → " } else { "" }, Look::Dim);
            screen.flow(&lines::flat(to), Look::Content);
        }
        (None, None) => {}
    }
}

/// The time by which versions are ordered.
fn shown_time(time: &VersionTime, order: Option<VersionOrder>) -> Option<&str> {
    let dated = || time.modified.as_deref().or(time.published.as_deref());
    match order {
        Some(VersionOrder::Captured) => time.captured.as_deref(),
        _ => dated().or(time.captured.as_deref()),
    }
}
