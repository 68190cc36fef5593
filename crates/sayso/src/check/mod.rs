//! Does it add up? In: a reading. Out: [`Finding`]s: figures of one report that do not agree, and
//! figures that follow from others; if asked for, what the wording of the report shows.
//!
//! ```text
//! line (tokens, figures, times of a paragraph) ─→ pattern ─→ frame (what is asserted) ─→ derivation ─→ interval ─→ verdict
//!                                              └→ follows (typed search, gated by chance)
//! view (words by stem, who says them) ─→ differ (two figures), headline, unnamed, unsourced: off unless selected
//! ```
//!
//! A frame alone may say that figures do not agree, and only where its words leave no other
//! reading: whatever is unusual stays silent. A finding says what was observed, from which words,
//! under which assumption; never what somebody did.

mod age;
mod change;
mod currency;
pub mod derivation;
mod differ;
mod finding;
mod follows;
pub mod frame;
mod headline;
pub mod interval;
mod lead;
mod line;
pub mod pages;
mod parts;
mod pattern;
mod range;
mod rate;
mod share;
mod span;
mod sum;
mod tally;
mod unnamed;
mod unsourced;
mod view;
mod voice;
mod weekday;

use crate::measure::scan::{Kind as TokenKind, Lexicon};
use crate::measure::time::{Date, Moment, Time};
use crate::measure::{Figure, Stated};
use crate::reading::Reading;
use crate::text::Span;
use derivation::{Relation, Verdict};
pub use finding::{Code, Counts, Finding, FindingRule, Label, NamedRule, Severity};
use frame::{Asserted, Catch, Frame};
use line::{Line, Material};
use pages::Page;
use pattern::Pattern;
use std::sync::LazyLock;
use view::View;
use voice::{Sources, Voices};

/// All frames, by code.
pub const FRAMES: &[&Frame] = &[
    &change::FRAME,
    &lead::FRAME,
    &sum::FRAME,
    &share::FRAME,
    &rate::FRAME,
    &span::FRAME,
    &age::FRAME,
    &weekday::FRAME,
    &currency::FRAME,
    &range::FRAME,
    &parts::FRAME,
    &tally::FRAME,
];

/// Which findings of a reading are wanted. By default, those of the codes that are on by default,
/// without loose ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks {
    /// The codes that are looked for.
    pub select: Vec<Code>,
    /// Codes that are left out of these.
    pub ignore: Vec<Code>,
    /// Whether loose findings are wanted too: those that chance alone may well have made.
    pub loose: bool,
}

impl Default for Checks {
    fn default() -> Checks {
        Checks {
            select: Code::ALL
                .iter()
                .copied()
                .filter(|code| !code.is_off_by_default())
                .collect(),
            ignore: Vec::new(),
            loose: false,
        }
    }
}

impl Checks {
    /// Only these codes, without loose findings.
    pub fn only(codes: &[Code]) -> Checks {
        Checks {
            select: codes.to_vec(),
            ..Checks::default()
        }
    }

    /// Loose findings too.
    #[must_use]
    pub fn with_loose(self) -> Checks {
        Checks {
            loose: true,
            ..self
        }
    }

    fn has(&self, code: Code) -> bool {
        self.select.contains(&code) && !self.ignore.contains(&code)
    }
}

/// A check of the wording of a whole report.
type WordingCheck = fn(&View) -> Vec<Finding>;

const WORDING_CHECKS: &[(Code, WordingCheck)] = &[
    (Code::TwoFigures, differ::find),
    (Code::Headline, headline::find),
    (Code::Unnamed, unnamed::find),
    (Code::Unsourced, unsourced::find),
];

impl Reading {
    /// What the checks find in the report, in text order; nothing if the report was not read. The
    /// checks of wording (S030 and up) find something only if the reading has been resolved,
    /// because they compare speakers and parts of speech.
    ///
    /// ```
    /// use sayso::attribute::Bias;
    /// use sayso::check::{Checks, Code, Severity};
    /// use sayso::{clean, reading};
    /// let text = "Profit rose 45% to $56.1 million from $50.2 million on Monday, May 4, 2016.";
    /// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
    /// let reading = reading::read(document, None, Bias::Balanced);
    ///
    /// let found = reading.findings(&Checks::default());
    /// assert_eq!((found[0].code, found[0].severity), (Code::Change, Severity::Error));
    /// assert_eq!(
    ///     found[0].derivation.as_ref().unwrap().line(text),
    ///     "$56.1 million ÷ $50.2 million − 1 = 11.75%"
    /// );
    /// assert_eq!(found[1].code, Code::Weekday);
    /// assert_eq!(reading.findings(&Checks::only(&[Code::Weekday])).len(), 1);
    /// ```
    pub fn findings(&self, checks: &Checks) -> Vec<Finding> {
        if self.skipped.is_some() {
            return Vec::new();
        }
        let text = &*self.document.text;
        let published = self.document.published.as_deref().and_then(Moment::parse);
        let day = published.map(|moment| moment.date);
        let mut findings = check_figures(self, text, &self.figures, &self.times, day);
        findings.retain(|finding| checks.has(finding.code));
        findings.extend(wording_findings(self, checks));
        findings.retain(|finding| checks.loose || !finding.loose);
        findings.sort_by_key(|f| (f.primary.start(), f.primary.end(), f.code));
        findings
    }
}

fn wording_findings(reading: &Reading, checks: &Checks) -> Vec<Finding> {
    let mut wanted = WORDING_CHECKS
        .iter()
        .filter(|check| checks.has(check.0))
        .peekable();
    // The view is made only if a check needs it, because it takes the stem of every word.
    if wanted.peek().is_none() {
        return Vec::new();
    }
    let view = View::new(reading);
    wanted
        .flat_map(|check| view.iter().flat_map(check.1))
        .collect()
}

/// The findings of a reading whose figures are given: to measure what chance would find.
pub fn check_figures(
    reading: &Reading,
    text: &str,
    figures: &[Stated<Figure>],
    times: &[Stated<Time>],
    published: Option<Date>,
) -> Vec<Finding> {
    let material = Material {
        text,
        figures,
        times,
        published,
        voices: Voices::new(reading),
    };
    let mut out = Vec::new();
    let mut before: Option<(usize, Vec<Span>)> = None;
    for (n, paragraph) in reading.segments.paragraphs.iter().enumerate() {
        let sentences: Vec<Span> = reading.segments.sentences
            [paragraph.sentences.start as usize..paragraph.sentences.end as usize]
            .iter()
            .map(|s| reading.segments.span(s.tokens.clone()))
            .collect();
        let passage = sentences
            .iter()
            .copied()
            .reduce(Span::cover)
            .unwrap_or_default();
        let figured = line::within(figures, passage);
        if figured.is_empty() && line::within(times, passage).is_empty() {
            continue;
        }
        let line = Line::new(&material, &sentences);
        let found = judged(&line);
        let taken: Vec<Span> = found.iter().map(|f| f.primary).collect();
        out.extend(found);
        let near = before
            .take()
            .filter(|b| b.0 + 1 == n)
            .map(|b| b.1)
            .unwrap_or_default();
        out.extend(follows::follows(&material, &near, &sentences, &taken));
        before = Some((n, sentences));
    }
    out.sort_by_key(|f| (f.primary.start(), f.primary.end(), f.code));
    out
}

/// What the patterns of all frames look like.
struct Index {
    patterns: Vec<(&'static Frame, usize, Pattern)>,
    /// By first word: from, to in `order`.
    words: Lexicon<(u32, u32)>,
    order: Vec<u32>,
    /// Those that begin with a figure or a time.
    slots: Vec<u32>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    for frame in FRAMES {
        for (n, rule) in frame.rules.iter().enumerate() {
            patterns.push((*frame, n, Pattern::new(rule.0)));
        }
    }
    let (mut first, mut slots) = (Vec::new(), Vec::new());
    for (n, (_, _, pattern)) in patterns.iter().enumerate() {
        match pattern.first_words() {
            Some(words) => first.extend(words.iter().map(|w| (*w, n as u32))),
            None => slots.push(n as u32),
        }
    }
    first.sort_unstable();
    let mut ranges: Vec<(u64, (u32, u32))> = Vec::new();
    for (at, &(word, _)) in first.iter().enumerate() {
        match ranges.last_mut() {
            Some(last) if last.0 == word => last.1.1 = at as u32 + 1,
            _ => ranges.push((word, (at as u32, at as u32 + 1))),
        }
    }
    Index {
        patterns,
        words: Lexicon::new(ranges),
        order: first.into_iter().map(|f| f.1).collect(),
        slots,
    }
});

impl Index {
    /// The patterns that may begin at the token.
    fn at<'i>(
        &'i self,
        line: &Line,
        at: usize,
    ) -> impl Iterator<Item = &'i (&'static Frame, usize, Pattern)> {
        let token = &line.tokens[at];
        let words = match token.kind {
            TokenKind::Word => self.words.get(token.key),
            _ => None,
        };
        let (from, to) = words.unwrap_or((0, 0));
        let begins = line.figure_at[at].is_some() || line.time_at[at].is_some();
        let slots: &[u32] = if begins { &self.slots } else { &[] };
        self.order[from as usize..to as usize]
            .iter()
            .chain(slots)
            .map(|n| &self.patterns[*n as usize])
    }
}

/// What the frames say of a paragraph: of each figure that is stated one finding, agreement before
/// doubt.
fn judged(line: &Line) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for at in 0..line.tokens.len() {
        for (frame, rule, pattern) in INDEX.at(line, at) {
            let Some(caught) = pattern.at(line, at) else {
                continue;
            };
            let Some(asserted) = frame.rules[*rule].1(&Catch {
                line,
                caught: &caught,
            }) else {
                continue;
            };
            all.extend(finding(
                line,
                &frame.page,
                FindingRule::Pattern(pattern.written),
                asserted,
            ));
        }
    }
    let mut more = Vec::new();
    for frame in FRAMES {
        let Some((rule, find)) = frame.more else {
            continue;
        };
        find(line, &mut more);
        all.extend(
            more.drain(..)
                .filter_map(|(_, a)| finding(line, &frame.page, FindingRule::Named(rule), a)),
        );
    }
    // Where two patterns read one figure in two ways, and one of them agrees, that is the one that
    // was meant; figures of one source before those of several.
    all.sort_by_key(|f| {
        (
            f.primary,
            !f.derivation.as_ref().is_some_and(|d| d.verdict().agrees()),
            f.severity == Severity::Note,
            f.severity,
        )
    });
    all.dedup_by(|later, first| later.primary == first.primary);
    all
}

/// A finding, if there is anything to say.
fn finding(
    line: &Line,
    page: &'static Page,
    why: FindingRule,
    asserted: Asserted,
) -> Option<Finding> {
    let Asserted {
        derivation,
        mut assumptions,
        telling,
        labels,
    } = asserted;
    let text = line.text;
    let leaves: Vec<Span> = derivation
        .computed
        .leaves()
        .iter()
        .map(|l| l.span)
        .collect();
    let widened = |span: &Span| {
        line.figures[line::within(line.figures, *span)]
            .iter()
            .any(|f| f.item.modifier.is_some())
    };
    let loose = leaves.iter().chain([&derivation.stated.span]).any(widened);
    // Of two sources either may be right: that is no slip.
    let sources = line
        .voices
        .of(std::iter::once(derivation.stated.span).chain(leaves.iter().copied()));
    assumptions.extend(sources.assumption().map(str::to_string));
    let severity = match derivation.verdict() {
        Verdict::Open => return None,
        Verdict::Agrees | Verdict::AgreesRounded if !telling => return None,
        Verdict::Agrees | Verdict::AgreesRounded => Severity::Note,
        Verdict::DoubtfullyNot | Verdict::DoesNot if sources != Sources::One => Severity::Note,
        Verdict::DoubtfullyNot => Severity::Warning,
        Verdict::DoesNot if loose => Severity::Warning,
        Verdict::DoesNot => Severity::Error,
    };
    let shown = derivation.line(text);
    let stated = text[derivation.stated.span.range()]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let against = match derivation.relation {
        Relation::Equal => format!("stated {stated}"),
        Relation::AtMost => format!(
            "where at most {} is possible",
            derivation::bound(&derivation.stated)
        ),
        Relation::AtLeast => format!(
            "where at least {} is needed",
            derivation::bound(&derivation.stated)
        ),
    };
    let message = match derivation.verdict() {
        Verdict::Agrees => format!("these figures agree: {shown}"),
        Verdict::AgreesRounded => {
            format!("these figures agree only if zeros at the end are rounding: {shown}, {against}")
        }
        _ => {
            let whose = match sources {
                Sources::One => "",
                Sources::Open => ", perhaps of different sources,",
                Sources::Several => ", of different sources,",
            };
            format!("as read, these figures{whose} do not agree: {shown}, {against}")
        }
    };
    let names = labels.iter().chain(std::iter::repeat(&Label::Figure));
    let related = names.copied().zip(leaves).collect();
    Some(Finding {
        code: page.code,
        severity,
        message,
        primary: derivation.stated.span,
        related,
        derivation: Some(derivation),
        assumptions,
        why,
        loose: false,
    })
}
