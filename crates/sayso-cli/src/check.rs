//! `sayso check` for people: findings underlined in the text like a compiler's; and `sayso
//! explain`.

use crate::args::ExplainOptions;
use crate::human::{Style, plural};
use crate::output::visible;
use crate::snippet::{self, Gutter, Places, Rows};
use crate::tally::Done;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anyhow::{Context, Result};
use sayso::Reading;
use sayso::check::pages::{self, Page};
use sayso::check::{Counts, Finding, Label, Severity};
use sayso::text::Span;
use sayso_export::about;
use std::io::Write;

/// Sentences of more rows than this are shown around their figures only.
const MOST_ROWS: usize = 8;

/// "1 error, 2 notes".
pub fn told(counts: Counts) -> String {
    let all = [
        (counts.errors, "error"),
        (counts.warnings, "warning"),
        (counts.notes, "note"),
    ];
    let told: Vec<String> = all
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| plural(n, word))
        .collect();
    if told.is_empty() {
        "nothing found".into()
    } else {
        told.join(", ")
    }
}

/// The findings of one report, `input` the bytes it was read from. Of one among several nothing is
/// said where there is none.
pub fn human(
    reading: &Reading,
    name: &str,
    input: Option<&[u8]>,
    findings: &[Finding],
    (style, several): (Style, bool),
) -> String {
    if several && findings.is_empty() {
        return String::new();
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Rows are broken here: none is cut.
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(4 * style.width);
    let places = Places::new(reading, input);
    let mut out = String::new();
    for finding in findings {
        out += &one(reading, name, finding, &places, (&renderer, style));
        out += "\n\n";
    }
    let not_read = reading
        .skipped
        .map(|why| about::not_read(&reading.document, why));
    let told = not_read.unwrap_or_else(|| told(Counts::of(findings)));
    out + &format!("{}: {told}\n", visible(name))
}

/// One finding: what was observed, the sentences it stands in, what was taken for granted.
fn one(
    reading: &Reading,
    name: &str,
    finding: &Finding,
    places: &Places<'_>,
    (renderer, style): (&Renderer, Style),
) -> String {
    let level = match finding.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let text = &*reading.document.text;
    let marked: Vec<Span> = finding
        .related
        .iter()
        .map(|r| r.1)
        .chain([finding.primary])
        .collect();
    let whole = snippet::sentences(
        reading,
        marked.iter().copied().fold(finding.primary, Span::cover),
    );
    let line = |at: u32| {
        let first = text[at as usize..].chars().next().map_or(0, char::len_utf8);
        places.of(Span::new(at, at + first as u32)).0
    };
    // " | " and the number stand before each row; behind a mark at its end may stand what it is.
    let margin = 3 + line(whole.end()).to_string().len() + " stated".len();
    let rows = Rows::new(text, whole, style.width.saturating_sub(margin), &marked);
    let gutter = Gutter::new(rows.begin.iter().map(|&at| line(at)).collect());
    let mut snippet = Snippet::source(&*rows.text)
        .line_start(gutter.first)
        .fold(rows.begin.len() > MOST_ROWS);
    // What it is about may be one of the figures computed with.
    let about = finding
        .related
        .iter()
        .find(|r| r.1 == finding.primary)
        .map_or(Label::Stated, |r| r.0);
    snippet = snippet.annotation(
        AnnotationKind::Primary
            .span(rows.place(finding.primary))
            .label(about.name()),
    );
    for &(label, span) in finding.related.iter().filter(|r| r.1 != finding.primary) {
        snippet = snippet.annotation(
            AnnotationKind::Context
                .span(rows.place(span))
                .label(label.name()),
        );
    }
    let label = format!("{}[{}]: ", finding.severity.name(), finding.code);
    let arithmetic = finding
        .derivation
        .as_ref()
        .map_or(String::new(), |d| d.line(text));
    let message = message_rows(
        &finding.message,
        &arithmetic,
        style.width.saturating_sub(label.len()),
    );
    let title = level.primary_title(message).id(finding.code.name());
    let mut group = title.element(snippet);
    let loose = finding.loose.then_some("loose: may well be chance");
    for assumption in finding.assumptions.iter().map(|a| &**a).chain(loose) {
        group = group.element(Level::NOTE.message(assumption));
    }
    let (row, column) = places.of(finding.primary);
    let arrow = if style.color {
        "\x1b[1m\x1b[94m-->\x1b[0m"
    } else {
        "-->"
    };
    let place = format!(
        "{:1$}{arrow} {2}:{row}:{column}",
        "",
        gutter.digits,
        visible(name)
    );
    placed(&renderer.render(&[group]), &place, &gutter)
}

/// A message; one that is too wide has its arithmetic on a row of its own.
fn message_rows(message: &str, arithmetic: &str, width: usize) -> String {
    let whole = snippet::wrapped(message, width);
    match message.find(arithmetic).filter(|_| whole.contains('\n')) {
        Some(at) if at > 0 => {
            let (before, after) = message.split_at(at);
            format!(
                "{}\n{}",
                snippet::wrapped(before.trim_end(), width),
                snippet::wrapped(after, width)
            )
        }
        _ => whole,
    }
}

/// What was rendered, with its place in the file after the title, and the numbers of the file's
/// lines.
fn placed(rendered: &str, place: &str, gutter: &Gutter) -> String {
    let mut out: Vec<String> = Vec::new();
    let (mut titled, mut told) = (false, 0);
    for row in rendered.lines() {
        let bare = snippet::unstyled(row.trim_start());
        if !titled && bare.starts_with('|') {
            out.push(place.into());
            titled = true;
        }
        out.push(if titled {
            gutter.row(row, &mut told)
        } else {
            row.into()
        });
    }
    out.join("\n")
}

/// Told of a code that is not looked for unless it is named.
fn off(page: &Page) -> &'static str {
    if page.off {
        " (off unless selected)"
    } else {
        ""
    }
}

/// The page of a code, or all codes with a line each.
pub fn explain(options: &ExplainOptions) -> Result<Done> {
    let text = match options.code.map(pages::page) {
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
        None => pages::pages()
            .map(|p| format!("{}  {}{}", p.code, p.name, off(p)))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    std::io::stdout()
        .write_all(text.trim_end().as_bytes())
        .and_then(|()| std::io::stdout().write_all(b"\n"))
        .context("standard output")?;
    Ok(Done::default())
}
