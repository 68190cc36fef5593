//! In: an overview. Out: its lines in words, each with the records that it is about, so that every
//! form can link them.

use super::disputes::accuses;
use super::{Checked, Dispute, HeldOpen, Manner, Overview, Sources};
use crate::measured::Measure;
use crate::plural;
use crate::records::{Attribution, Finding, Span};
use crate::speakers::{cue_of, source_of, words};
use crate::view::{Numbered, View};
use crate::visible;
use sayso::attribute::Form;

sayso_english::names! {
    /// What a line is about.
    pub enum Topic {
        /// What does not agree, and how much could be checked.
        Sums = "Does it add up?",
        /// Accusations and denials.
        Disputed = "Disputed",
        /// Sources that would not say.
        NoAnswer = "No answer",
        /// Statements of unnamed sources only.
        UnnamedOnly = "Unnamed sources only",
        /// What the outlet holds at a distance, announces or leaves open.
        HeldOpen = "Not said as a fact",
        /// Figures that have no source.
        Unsourced = "Figures without a source",
        /// Whom the report quotes.
        Quoted = "Who speaks",
        /// What is left out of all this.
        Uncertain = "Left out",
    }
}

/// A line of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub topic: Topic,
    /// Whether it asks for a look: something was found. A line that says that nothing was found is
    /// shown all the same, because a reader cannot tell silence from "nothing".
    pub found: bool,
    /// What it says, in order. A form puts "; " between them or a line for each.
    pub parts: Vec<Part>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// The ids of the attributions and claims, figures or findings that it is about, in the order of
    /// the words.
    pub about: Vec<String>,
}

impl Part {
    fn plain(text: impl Into<String>) -> Part {
        Part {
            text: text.into(),
            about: Vec::new(),
        }
    }
}

/// The most things of a kind that a line names. It says how many more there are.
const MOST_NAMED: usize = 3;
/// Characters of what is not a quotation.
const SHORT: usize = 90;
/// Characters of a quotation that is shown here. A longer one is not shortened, because a cut can
/// turn its meaning round: the line says where it is.
const QUOTATION: usize = 160;

/// The lines of the overview, in the order in which an editor wants them.
pub fn lines(view: &View<'_>, overview: &Overview<'_>) -> Vec<Line> {
    let uncertain = overview.uncertain;
    let mut lines = vec![
        sums(view, overview.checked, &overview.problems),
        list(
            Topic::Disputed,
            "no accusation or denial was found",
            &overview.disputes,
            |d| dispute(view, d),
        ),
        list(Topic::NoAnswer, "", &overview.refusals, |r| said(view, *r)),
        list(
            Topic::UnnamedOnly,
            "nothing rests on them alone",
            &overview.unnamed_only,
            |a| said(view, *a),
        ),
        list(
            Topic::HeldOpen,
            "the outlet holds nothing open itself",
            &overview.held_open,
            |h| held_open(view, h),
        ),
        list(
            Topic::Unsourced,
            "none that matters",
            &overview.unsourced,
            |m| figure(view, m),
        ),
        quoted(&overview.sources),
    ];
    lines.retain(|line| !line.parts.is_empty());
    if uncertain > 0 {
        let words = format!(
            "{} that may well be wrong: see the end",
            plural(uncertain, "reading")
        );
        lines.push(Line {
            topic: Topic::Uncertain,
            found: false,
            parts: vec![Part::plain(words)],
        });
    }
    lines
}

/// A line that names the first things of a kind. `none` is said if there is nothing; if it is empty
/// there is no line.
fn list<T>(topic: Topic, none: &str, all: &[T], part: impl Fn(&T) -> Part) -> Line {
    let mut parts: Vec<Part> = all.iter().take(MOST_NAMED).map(part).collect();
    if all.len() > MOST_NAMED {
        parts.push(Part::plain(format!("{} more", all.len() - MOST_NAMED)));
    }
    if all.is_empty() && !none.is_empty() {
        parts.push(Part::plain(none));
    }
    Line {
        topic,
        found: !all.is_empty(),
        parts,
    }
}

/// What does not agree and how much was checked. Where nothing could be checked the line says so,
/// because "nothing found" would read as "it adds up".
fn sums(view: &View<'_>, checked: Checked, problems: &[&Finding]) -> Line {
    let mut parts: Vec<Part> = problems
        .iter()
        .take(MOST_NAMED)
        .map(|finding| Part {
            text: visible(&finding.message),
            about: number_of(view, finding).into_iter().collect(),
        })
        .collect();
    if problems.len() > MOST_NAMED {
        parts.push(Part::plain(format!("{} more", problems.len() - MOST_NAMED)));
    }
    parts.push(Part::plain(checked.in_words()));
    Line {
        topic: Topic::Sums,
        found: !problems.is_empty(),
        parts,
    }
}

/// The id of a finding: `s3` is the third one of the report.
fn number_of(view: &View<'_>, finding: &Finding) -> Option<String> {
    let mut findings = view.saved.findings.iter();
    let place = findings.position(|other| std::ptr::eq(other, finding))?;
    Some(format!("s{}", place + 1))
}

impl Checked {
    /// "3 of 24 figures could be checked, all agree".
    pub fn in_words(&self) -> String {
        let weekdays = match self.weekdays {
            0 => String::new(),
            n => format!("; {} compared with its date", plural(n, "weekday")).replace(
                "weekdays compared with its date",
                "weekdays compared with their dates",
            ),
        };
        let figures = match (self.figures, self.compared, self.disagreeing) {
            (0, _, _) => "no figures to check".into(),
            (1, 0, _) => "the only figure could not be checked against another".into(),
            (all, 0, _) => format!("none of {all} figures could be checked against others"),
            (all, some, 0) => format!("{some} of {all} figures could be checked, all agree"),
            (all, some, wrong) if wrong == some => {
                format!("{some} of {all} figures could be checked, none agree")
            }
            (all, some, wrong) => {
                format!("{some} of {all} figures could be checked, {wrong} do not agree")
            }
        };
        figures + &weekdays
    }
}

/// "the council accuses Ada Quill of theft / Ada Quill denies: wrongdoing".
fn dispute(view: &View<'_>, dispute: &Dispute<'_>) -> Part {
    let claim = dispute.claim.map(|claim| said(view, claim));
    let denial = dispute.denial.map(|denial| said(view, denial));
    match (claim, denial) {
        (Some(claim), Some(denial)) => Part {
            text: format!("{} / {}", claim.text, denial.text),
            about: [claim.about, denial.about].concat(),
        },
        (Some(claim), None) => Part {
            text: format!("{} / no denial found", claim.text),
            about: claim.about,
        },
        (None, Some(denial)) => denial,
        (None, None) => Part::plain(""),
    }
}

/// Source, cue and content in short.
fn said(view: &View<'_>, (_, a): Numbered<'_>) -> Part {
    let about = vec![a.id.clone()];
    if view.source(a).is_empty() && accuses(a) {
        let text = by_nobody(view, a);
        return Part { text, about };
    }
    let (source, cue) = (source_of(view, a), cue_of(view, a));
    let who = if cue.contains(&source) { "" } else { &source };
    let text = format!("{who} {cue} {}", content(a));
    let text = text.trim().to_string();
    Part { text, about }
}

/// A content in short. A quotation is shown whole or not at all.
fn content(a: &Attribution) -> String {
    let all = words(&a.content, usize::MAX);
    let has_quotation = a.form != Form::Indirect;
    if has_quotation && all.chars().count() > QUOTATION {
        let count = all.split_whitespace().count();
        return format!("(a quotation of {count} words)");
    }
    if has_quotation {
        all
    } else {
        words(&a.content, SHORT)
    }
}

/// What the outlet holds open, with the words that show it.
fn held_open(view: &View<'_>, held: &HeldOpen<'_>) -> Part {
    let claim = held.claim;
    let manner = match held.manner {
        Manner::AtADistance => "",
        Manner::Announced => "to come: ",
        Manner::LeftOpen => "open: ",
    };
    let attribution = claim.attribution.as_deref();
    let said_by_nobody = attribution.and_then(|id| view.attribution(id));
    let text = match said_by_nobody {
        Some((_, a)) => by_nobody(view, a),
        None => words(&claim.content, SHORT),
    };
    Part {
        text: format!("{manner}{text}"),
        about: vec![attribution.unwrap_or(&claim.id).to_string()],
    }
}

/// The words of a statement for which no one is named, in the order of the text: "Ada Quill was
/// accused of theft".
fn by_nobody(view: &View<'_>, a: &Attribution) -> String {
    let mut spans: Vec<&Span> = a.cue.iter().chain(&a.content).collect();
    spans.sort_by_key(|span| span.start);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return String::new();
    };
    let all = view.between(first.start, last.end).unwrap_or_default();
    let whole = Span {
        text: all.to_string(),
        ..Span::default()
    };
    words(&[whole], SHORT)
}

/// A figure as written, with what is counted.
fn figure(view: &View<'_>, measure: &Measure<'_>) -> Part {
    let span = measure.span();
    let of = match measure {
        Measure::Figure(figure) => figure.of.as_ref(),
        Measure::Time(_) => None,
    };
    let end = of.map_or(span.end, |of| of.end.max(span.end));
    let is_near = end - span.start <= SHORT as u32;
    let written = if is_near {
        view.between(span.start, end)
    } else {
        None
    };
    Part {
        text: visible(written.unwrap_or(&span.text)).replace('\n', " "),
        about: vec![measure.id().to_string()],
    }
}

/// The most names of sources that the line gives.
const MOST_SOURCES: usize = 4;

/// "7 named (Ada Quill, …) with 20 statements, 4 unnamed (residents, …) with 6".
fn quoted(sources: &Sources) -> Line {
    let mut parts = Vec::new();
    let kinds = [
        ("named", &sources.named, sources.by_named),
        ("unnamed", &sources.unnamed, sources.by_unnamed),
    ];
    for (kind, names, statements) in kinds {
        if names.is_empty() {
            continue;
        }
        let more = if names.len() > MOST_SOURCES {
            ", …"
        } else {
            ""
        };
        let first = names.iter().take(MOST_SOURCES).cloned();
        let first: Vec<String> = first.collect();
        parts.push(Part::plain(format!(
            "{} {kind} ({}{more}) with {}",
            names.len(),
            first.join(", "),
            plural(statements, "statement")
        )));
    }
    if sources.by_nobody > 0 {
        let words = format!(
            "{} by no one who is named",
            plural(sources.by_nobody, "statement")
        );
        parts.push(Part::plain(words));
    }
    if parts.is_empty() {
        parts.push(Part::plain("no one: no statement was found"));
    }
    Line {
        topic: Topic::Quoted,
        found: sources.statements() > 0,
        parts,
    }
}
