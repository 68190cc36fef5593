//! `sayso check` for people: findings underlined in the text like a compiler's; and `sayso explain`.

use crate::args::{CheckOptions, ExplainOptions, FailOn};
use crate::human::Style;
use crate::output;
use crate::read::Done;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anyhow::{Context, Result};
use sayso::Reading;
use sayso::check::frame::Page;
use sayso::check::{self, Finding, Severity};
use sayso::text::Span;
use std::io::Write;

/// Columns that the margin of a snippet takes.
const GUTTER: usize = 6;

/// The findings that are wanted.
pub fn findings(reading: &Reading, wanted: &CheckOptions) -> Vec<Finding> {
    let is_wanted = |page: &Page| {
        let selected = if wanted.select.is_empty() { !page.off } else { wanted.select.contains(&page.code) };
        selected && !wanted.ignore.contains(&page.code)
    };
    if reading.skipped.is_some() {
        return Vec::new();
    }
    check::checked(reading, is_wanted).into_iter().filter(|f| wanted.read.all || !f.far).collect()
}

/// Is there one that matters so much?
pub fn fails(findings: &[Finding], from: FailOn) -> bool {
    let least = match from {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return false,
    };
    findings.iter().any(|f| f.severity >= least)
}

/// The findings of one report.
pub fn human(reading: &Reading, name: &str, findings: &[Finding], style: Style) -> String {
    let text = output::visible(&reading.document.text);
    // What is hidden or steers a terminal is replaced; where that moves places, the text is shown as it stands.
    let text =
        if text.len() == reading.document.text.len() { text } else { reading.document.text.to_string() };
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    // The lines shown are those of the screen, not of the file: a paragraph of news is one line there.
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(style.width + GUTTER)
        .anonymized_snippet_line_numbers(true);
    let mut out = String::new();
    for finding in findings {
        out += &one(&text, name, finding, &renderer, style.width);
        out += "\n\n";
    }
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let told: Vec<String> = counts
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect();
    let told = match () {
        () if reading.skipped.is_some() => "not read".to_string(),
        () if told.is_empty() => "nothing found".to_string(),
        () => told.join(", "),
    };
    out + &format!("{name}: {told}\n")
}

/// One finding: what was observed, the lines it stands in, what was taken for granted.
fn one(text: &str, name: &str, finding: &Finding, renderer: &Renderer, width: usize) -> String {
    let level = match finding.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    // The lines that are needed, not the whole report.
    let spans = || finding.related.iter().map(|r| r.1).chain([finding.primary]);
    let whole = spans().fold(finding.primary, Span::cover);
    let start = text[..whole.start() as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[whole.end() as usize..].find('\n').map_or(text.len(), |at| whole.end() as usize + at);
    let line = text[..start].matches('\n').count() + 1;
    let place = |span: Span| span.start() as usize - start..span.end() as usize - start;
    let column = text[start..finding.primary.start() as usize].chars().count() + 1;
    let wrapped = wrapped(&text[start..end], width.saturating_sub(GUTTER));
    let mut snippet = Snippet::source(&*wrapped);
    snippet = snippet.annotation(AnnotationKind::Primary.span(place(finding.primary)).label("stated"));
    for &(label, span) in &finding.related {
        snippet = snippet.annotation(AnnotationKind::Context.span(place(span)).label(label));
    }
    let title = level.primary_title(&*finding.message).id(finding.code);
    let mut group = title.element(snippet);
    for assumption in &finding.assumptions {
        group = group.element(Level::NOTE.message(&**assumption));
    }
    // The place is that in the file, which the renderer cannot know: it sees the lines of the screen.
    let rendered = renderer.render(&[group]);
    let (title, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
    format!("{title}\n  --> {name}:{line}:{column}\n{rest}")
}

/// Broken at blanks, a line feed for a blank, so that every byte stays in its place.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut column, mut blank) = (0, None);
    for c in text.chars() {
        if let Some(at) = blank.take_if(|_| column >= width) {
            out.replace_range(at..=at, "\n");
            column = out.len() - at;
        }
        if c == ' ' {
            blank = Some(out.len());
        }
        column = if c == '\n' { 0 } else { column + 1 };
        out.push(c);
    }
    out
}

/// Told of a code that is not looked for unless it is named.
fn off(page: &Page) -> &'static str {
    if page.off { " (off unless selected)" } else { "" }
}

/// The page of a code, or all codes with a line each.
pub fn explain(options: &ExplainOptions) -> Result<Done> {
    let text = match options.code.and_then(check::page) {
        Some(page) => format!(
            "{}: {}{}\n\n{}\n\nWhy it matters: {}\n\nExample: {}\n\nLimits: {}",
            page.code,
            page.name,
            off(page),
            page.what,
            page.why,
            page.example,
            page.limits
        ),
        None => {
            check::pages().map(|p| format!("{}  {}{}", p.code, p.name, off(p))).collect::<Vec<_>>().join("\n")
        }
    };
    std::io::stdout()
        .write_all(text.trim_end().as_bytes())
        .and_then(|()| std::io::stdout().write_all(b"\n"))
        .context("standard output")?;
    Ok(Done::default())
}
