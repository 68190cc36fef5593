//! In: rows of answers. Out: what people read of them.

use super::AnswerRow;
use sayso_export::terminal::{Look, Screen, status_in_words};
use sayso_export::{day_in_words, grouped, one_line, visible};
use sayso_ledger::query::{ClaimRow, Context, FigureRow, InReport, ReportRow};

impl AnswerRow for ClaimRow {
    const TYPE: &'static str = "claim_row";
    const COLUMNS: &'static [&'static str] = &[
        "day",
        "outlet",
        "source",
        "source_kind",
        "cue",
        "content",
        "status",
        "strength",
        "polarity",
        "form",
        "flags",
        "uncertain",
        "title",
        "url",
        "input",
        "report",
        "id",
        "start",
        "end",
        "context",
    ];
}

impl AnswerRow for FigureRow {
    const TYPE: &'static str = "figure_row";
    const COLUMNS: &'static [&'static str] = &[
        "day",
        "outlet",
        "source",
        "text",
        "low",
        "high",
        "unit",
        "per",
        "of",
        "role",
        "direction",
        "modifier",
        "title",
        "url",
        "input",
        "report",
        "id",
        "start",
        "end",
        "context",
    ];
}

impl AnswerRow for ReportRow {
    const TYPE: &'static str = "report_row";
    const COLUMNS: &'static [&'static str] = &[
        "day", "outlet", "title", "kind", "skipped", "claims", "figures", "findings", "words",
        "url", "input", "report",
    ];
}

/// "3 reports of 2 outlets". Where no outlet is known, only the reports.
pub fn reports_of_outlets(reports: usize, outlets: usize) -> String {
    let reports = count(reports, "report");
    match outlets {
        0 => reports,
        outlets => format!("{reports} of {}", count(outlets, "outlet")),
    }
}

/// "1 claim", "1,204 claims".
pub fn count(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {one}{s}", grouped(n))
}

/// Words of a report on one line.
pub fn flat(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// "1 March 2024 · Tarn Post · Ferry sinks · 1f0c6f5d2a9b8e71", a line of its own.
pub fn place(screen: &mut Screen, place: &InReport, indent: usize) {
    screen.paragraph(indent, 2);
    screen.flow(&place_in_words(place), Look::Dim);
}

/// The same as text. What is not known is left out.
pub fn place_in_words(place: &InReport) -> String {
    let day = place
        .day
        .as_deref()
        .map_or("day unknown".into(), day_in_words);
    let outlet = place.outlet.as_deref().map(flat);
    let title = place.title.as_deref().map(flat);
    let has_no_name = place.title.is_none() && place.url.is_none();
    let input = has_no_name.then(|| one_line(&place.input));
    let parts = [
        Some(day),
        outlet,
        title,
        input,
        Some(one_line(&place.report)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// What is said, with its source if that is not said before.
pub fn claim(screen: &mut Screen, row: &ClaimRow, indent: usize, with_source: bool) {
    screen.paragraph(indent, 4);
    if with_source {
        let source = row.source.as_deref().map_or_else(
            || {
                if row.attribution.is_some() {
                    "(no source)".into()
                } else {
                    "(the outlet itself)".into()
                }
            },
            flat,
        );
        screen.flow(&source, Look::Source);
        screen.flow(" ", Look::Plain);
    }
    let has_letters = |cue: &&String| cue.contains(char::is_alphanumeric);
    if let Some(cue) = row.cue.as_ref().filter(has_letters) {
        screen.flow(&flat(cue), Look::Cue);
        screen.flow(" ", Look::Plain);
    }
    screen.flow(&flat(&row.content), Look::Content);
    let notes = notes(row);
    if !notes.is_empty() {
        screen.flow(&format!(" ({})", notes.join("; ")), Look::Dim);
    }
}

/// How it is put, where it is not plainly asserted, and what is known of the source.
fn notes(row: &ClaimRow) -> Vec<String> {
    let mut notes = Vec::new();
    if let Ok(status) = row.status.parse() {
        let polarity = row.polarity.as_deref().and_then(|name| name.parse().ok());
        let strength = row.strength.as_deref().and_then(|name| name.parse().ok());
        let words = status_in_words(status, polarity, strength);
        notes.extend((!words.is_empty()).then(|| words.to_string()));
    }
    match row.voice.as_deref() {
        Some("factive") => notes.push("given as a fact".into()),
        Some("distancing") => notes.push("not vouched for".into()),
        _ => {}
    }
    let reason = row.anonymity.as_deref().map(flat);
    notes.extend(reason.map(|reason| format!("not named: {reason}")));
    if row.uncertain {
        notes.push("sayso may have misread this".into());
    }
    notes
}

/// The sentence around.
pub fn context(screen: &mut Screen, context: Option<&Context>, indent: usize) {
    if let Some(context) = context {
        screen.paragraph(indent, 2);
        screen.flow("in: ", Look::Dim);
        screen.flow(&flat(&context.text), Look::Plain);
    }
}

/// A figure with what is counted and who says it.
pub fn figure(screen: &mut Screen, row: &FigureRow, indent: usize) {
    screen.paragraph(indent, 4);
    screen.flow(&flat(&row.text), Look::Bold);
    let is_in_words = |of: &&str| !row.text.to_lowercase().contains(&of.to_lowercase());
    if let Some(of) = row.of.as_deref().filter(is_in_words) {
        screen.flow(&format!(" {}", flat(of)), Look::Plain);
    }
    let mut notes: Vec<&str> = Vec::new();
    let is_not_seen = |modifier: &&str| !row.text.to_lowercase().contains(*modifier);
    notes.extend(row.modifier.as_deref().filter(is_not_seen));
    notes.extend(Some(&*row.role).filter(|role| *role != "amount" && *role != "count"));
    notes.extend(row.direction.as_deref());
    if !notes.is_empty() {
        screen.flow(&format!(" ({})", notes.join(", ")), Look::Dim);
    }
    screen.flow(" · ", Look::Dim);
    let source = row
        .source
        .as_deref()
        .map_or("the outlet itself".into(), flat);
    screen.flow(&source, Look::Source);
}

/// A report, and what is in it.
pub fn report(screen: &mut Screen, row: &ReportRow) {
    screen.paragraph(0, 2);
    screen.flow(&place_in_words(&row.place), Look::Plain);
    screen.paragraph(2, 2);
    let said = match &row.skipped {
        Some(why) => format!("not read: {why}"),
        None => [
            (row.claims, "claim"),
            (row.figures, "figure"),
            (row.findings, "finding"),
        ]
        .map(|(count, one)| self::count(count as usize, one))
        .join(", "),
    };
    screen.flow(&said, Look::Dim);
    if let Some(words) = &row.words {
        screen.paragraph(2, 2);
        screen.flow(&flat(words), Look::Content);
    }
}

/// "1 March 2024", or "1 March 2024 to 4 April 2024".
pub fn days(days: Option<&(String, String)>) -> Option<String> {
    let (first, last) = days?;
    Some(if first == last {
        day_in_words(first)
    } else {
        format!("{} to {}", day_in_words(first), day_in_words(last))
    })
}
