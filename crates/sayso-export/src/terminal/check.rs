//! Findings for people: each underlined in the sentences it is about, like a compiler's errors.

use super::Style;
use super::snippet::{self, Gutter, Rows};
use crate::overview::{Checked, compared};
use crate::records::{Context, Finding, Saved};
use crate::view::View;
use crate::{about, plural, visible};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use sayso::check::{Counts, Label, Severity};
use sayso::text::Span;

/// Sentences of more rows than this are shown around their figures only.
const MOST_ROWS: usize = 8;

/// "1 error, 2 notes".
fn in_words(counts: Counts) -> String {
    let all = [
        (counts.errors, "error"),
        (counts.warnings, "warning"),
        (counts.notes, "note"),
    ];
    let words: Vec<String> = all
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| plural(n, word))
        .collect();
    if words.is_empty() {
        "no fault found".into()
    } else {
        words.join(", ")
    }
}

/// The last line of a run over several reports. `with_findings` of them have any.
pub fn summary(reports: usize, with_findings: usize, counts: Counts) -> String {
    let findings = match with_findings {
        0 => "no fault found".into(),
        n => format!("{} in {n} of them", in_words(counts)),
    };
    format!("{}: {findings}\n", plural(reports, "report"))
}

/// The findings of a report, then a line that says how much of it could be checked. Weekdays that
/// fit their dates come last, a line each. Nothing is shown of a report among `several` that has no
/// findings.
pub fn check(saved: &Saved, several: bool, style: Style) -> String {
    if several && saved.findings.is_empty() {
        return String::new();
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        // Rows are broken here, so that the renderer never has to cut one.
        .term_width(4 * style.width);
    let view = View::new(saved);
    let name = visible(&saved.report.name());
    let (weekdays, findings): (Vec<&Finding>, Vec<&Finding>) = saved
        .findings
        .iter()
        .partition(|finding| finding.fits_its_date());
    let mut out = String::new();
    for finding in findings {
        let shown = Shown {
            view: &view,
            finding,
            style,
        };
        out += &shown.render(&renderer, &name);
        out += "\n\n";
    }
    for finding in &weekdays {
        out += &weekday(finding, &name);
    }
    if !weekdays.is_empty() {
        out.push('\n');
    }
    out + &format!("{name}: {}\n", conclusion(saved, &view))
}

/// How many findings there are, and how much could be checked, so that "no fault found" is not
/// taken for "it adds up".
fn conclusion(saved: &Saved, view: &View<'_>) -> String {
    if let Some(why) = saved.report.skipped {
        return about::not_read(&saved.report, why);
    }
    let checked = Checked::new(view, &compared(view)).in_words();
    let checked = checked.strip_prefix("not known: ").unwrap_or(&checked);
    format!("{}; {checked}", in_words(saved.counts()))
}

/// A weekday that fits its date, on a line.
fn weekday(finding: &Finding, name: &str) -> String {
    let message = visible(&finding.message).replace('\n', " ");
    let Context { line, column, .. } = finding.context;
    format!(
        "{}[{}]: {message} ({name}:{line}:{column})\n",
        finding.severity.name(),
        finding.code
    )
}

/// A finding as it is shown: what was observed, the sentences it is about, what was assumed.
struct Shown<'a> {
    view: &'a View<'a>,
    finding: &'a Finding,
    style: Style,
}

impl Shown<'_> {
    fn render(&self, renderer: &Renderer, name: &str) -> String {
        let finding = self.finding;
        let (rows, gutter) = self.rows();
        let level = match finding.severity {
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let title = level.primary_title(self.message()).id(finding.code.name());
        let mut group = title.element(self.snippet(&rows, &gutter));
        let loose = finding.far.then_some("loose: may be a coincidence");
        for assumption in finding.assumptions.iter().map(|a| &**a).chain(loose) {
            group = group.element(Level::NOTE.message(assumption));
        }
        let rendered = renderer.render(&[group]);
        with_numbers(&rendered, &self.place(name, &gutter), &gutter)
    }

    /// The sentences in rows, with their numbers.
    fn rows(&self) -> (Rows, Gutter) {
        let (finding, view) = (self.finding, self.view);
        let context = &finding.context;
        let sentences = view.bytes(context.start, context.end);
        let related = finding.related.iter().map(|r| view.span(&r.span));
        let marked: Vec<Span> = related.chain([view.span(&finding.primary)]).collect();
        let lines = Lines::new(view, context);
        // " | " and the number come before each row, and a label may come after a mark at its end.
        let margin = 3 + lines.of(sentences.end()).to_string().len() + " stated".len();
        let width = self.style.width.saturating_sub(margin);
        let rows = Rows::new(view.text(), sentences, width, &marked);
        let gutter = Gutter::new(rows.begin.iter().map(|&at| lines.of(at)).collect());
        (rows, gutter)
    }

    fn snippet<'r>(
        &'r self,
        rows: &'r Rows,
        gutter: &Gutter,
    ) -> Snippet<'r, annotate_snippets::Annotation<'r>> {
        let (finding, view) = (self.finding, self.view);
        let primary = view.span(&finding.primary);
        let is_primary = |related: &&crate::records::Related| view.span(&related.span) == primary;
        // What the finding is about may be one of the figures it was computed from.
        let about = finding.related.iter().find(is_primary);
        let label = about.map_or(Label::Stated, |related| related.label);
        let mut snippet = Snippet::source(&*rows.text)
            .line_start(gutter.first)
            .fold(rows.begin.len() > MOST_ROWS)
            .annotation(
                AnnotationKind::Primary
                    .span(rows.place(primary))
                    .label(label.name()),
            );
        for related in finding.related.iter().filter(|r| !is_primary(r)) {
            let place = rows.place(view.span(&related.span));
            let annotation = AnnotationKind::Context
                .span(place)
                .label(related.label.name());
            snippet = snippet.annotation(annotation);
        }
        snippet
    }

    /// The message. If it is too wide, its arithmetic is on a row of its own.
    fn message(&self) -> String {
        let finding = self.finding;
        let label = format!("{}[{}]: ", finding.severity.name(), finding.code);
        let width = self.style.width.saturating_sub(label.len());
        let whole = snippet::wrapped(&finding.message, width);
        let arithmetic = finding.derivation.as_deref().unwrap_or_default();
        match finding.message.find(arithmetic) {
            Some(at) if at > 0 && whole.contains('\n') => {
                let (before, after) = finding.message.split_at(at);
                let before = snippet::wrapped(before.trim_end(), width);
                format!("{before}\n{}", snippet::wrapped(after, width))
            }
            _ => whole,
        }
    }

    /// The place of the finding in the file: `--> storm.txt:3:14`.
    fn place(&self, name: &str, gutter: &Gutter) -> String {
        let Context { line, column, .. } = self.finding.context;
        let arrow = if self.style.color {
            "\x1b[1m\x1b[94m-->\x1b[0m"
        } else {
            "-->"
        };
        format!("{:1$}{arrow} {name}:{line}:{column}", "", gutter.digits)
    }
}

/// The lines of the input that the sentences of a finding are on.
struct Lines {
    /// Bytes of the text where the line changes, each with its line.
    begins: Vec<(u32, usize)>,
}

impl Lines {
    fn new(view: &View<'_>, context: &Context) -> Lines {
        let byte = |at| view.bytes(at, at).start();
        let begins = context.lines.iter();
        Lines {
            begins: begins
                .map(|&[at, line]| (byte(at), line as usize))
                .collect(),
        }
    }

    /// The line of a byte of the text.
    fn of(&self, at: u32) -> usize {
        let next = self.begins.partition_point(|&(begin, _)| begin <= at);
        self.begins.get(next.saturating_sub(1)).map_or(1, |b| b.1)
    }
}

/// What was rendered, with the place of the finding after the title, and with the numbers of the
/// file's lines.
fn with_numbers(rendered: &str, place: &str, gutter: &Gutter) -> String {
    let mut out: Vec<String> = Vec::new();
    let (mut is_after_title, mut shown) = (false, 0);
    for row in rendered.lines() {
        let bare = snippet::unstyled(row.trim_start());
        if !is_after_title && bare.starts_with('|') {
            out.push(place.into());
            is_after_title = true;
        }
        out.push(if is_after_title {
            gutter.row(row, &mut shown)
        } else {
            row.into()
        });
    }
    out.join("\n")
}
