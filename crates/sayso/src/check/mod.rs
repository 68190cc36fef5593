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
mod follows;
pub mod frame;
mod headline;
pub mod interval;
mod lead;
mod line;
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
use derivation::{Derivation, Relation, Verdict};
use frame::{Asserted, Catch, Frame, Page};
use line::{Line, Material};
use pattern::Pattern;
use std::sync::LazyLock;
use view::View;
use voice::{Sources, Voices};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Figures that agree, or follow from others; figures of different sources that do not agree;
    /// wording that somebody may want to look at.
    Note,
    /// Figures that do not agree, unless somebody rounded coarsely or "about" was meant widely; two
    /// figures in one voice, a figure higher in the headline.
    Warning,
    /// Figures that agree under no reading.
    Error,
}

impl Severity {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What was observed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `S001`; `sayso explain` has a page on it.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was observed, in a sentence.
    pub message: String,
    /// The figure it is about.
    pub primary: Span,
    /// The figures it was computed from, each with what it is there.
    pub related: Vec<(&'static str, Span)>,
    /// The arithmetic, if there is any.
    pub derivation: Option<Derivation>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// The pattern that caught it.
    pub why: &'static str,
    /// Too loose to be shown unless all is asked for.
    pub far: bool,
}

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

/// What is looked for in a whole report, not in a paragraph of figures: its page, and who finds it.
type Look = (&'static Page, fn(&View) -> Vec<Finding>);

/// All of them, by code.
const LOOKS: &[Look] = &[
    (&differ::PAGE, differ::find),
    (&headline::PAGE, headline::find),
    (&unnamed::PAGE, unnamed::find),
    (&unsourced::PAGE, unsourced::find),
];

/// The pages of all codes.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    FRAMES
        .iter()
        .map(|f| &f.page)
        .chain([&follows::PAGE])
        .chain(LOOKS.iter().map(|l| l.0))
}

/// The page of a code, in any case of letters.
pub fn page(code: &str) -> Option<&'static Page> {
    pages().find(|p| p.code.eq_ignore_ascii_case(code))
}

/// `docs/findings.md`: a page for each code.
pub fn manual() -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for page in pages() {
        let off = if page.off {
            "*Off unless selected.* "
        } else {
            ""
        };
        let _ = write!(
            out,
            "\n## {} {}\n\n{off}{}\n\n**Why it matters.** {}\n\n**Example.** {}\n\n**Limits.** {}\n",
            page.code, page.name, page.what, page.why, page.example, page.limits
        );
    }
    out
}

/// The findings of a reading, in text order: of the codes that are on by default.
///
/// ```
/// use sayso::{attribute::Bias, check, clean, reading};
/// let text = "Profit rose 45% to $56.1 million from $50.2 million, the mill said.";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let found = check::check(&reading::read(document, None, Bias::Balanced));
/// assert_eq!((found[0].code, found[0].severity.name()), ("S001", "error"));
/// assert_eq!(found[0].derivation.as_ref().unwrap().line(text), "$56.1 million ÷ $50.2 million − 1 = 11.75%");
/// ```
pub fn check(reading: &Reading) -> Vec<Finding> {
    checked(reading, |page| !page.off)
}

/// The findings of the codes that are wanted, also of those that are off unless asked for. What is
/// looked for in the wording of a whole report (S030 on) needs a reading that is resolved.
///
/// ```
/// use sayso::{attribute::Bias, check, clean, reading};
/// let text = "Profit rose 45% to $56.1 million from $50.2 million on Monday, May 4, 2016.";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let codes = |found: Vec<check::Finding>| found.iter().map(|f| f.code).collect::<Vec<_>>();
/// assert_eq!(codes(check::check(&reading)), ["S001", "S008"]);
/// assert_eq!(codes(check::checked(&reading, |page| page.code == "S008")), ["S008"]);
/// ```
pub fn checked(reading: &Reading, wanted: impl Fn(&Page) -> bool) -> Vec<Finding> {
    let text = &*reading.document.text;
    let published = reading
        .document
        .published
        .as_deref()
        .and_then(Moment::parse);
    let mut out = check_figures(
        reading,
        text,
        &reading.figures,
        &reading.times,
        published.map(|m| m.date),
    );
    out.retain(|f| page(f.code).is_some_and(&wanted));
    let looks: Vec<&Look> = LOOKS.iter().filter(|l| wanted(l.0)).collect();
    if looks.is_empty() {
        return out;
    }
    let view = View::new(reading);
    out.extend(
        view.iter()
            .flat_map(|view| looks.iter().flat_map(|look| look.1(view))),
    );
    out.sort_by_key(|f| (f.primary.start(), f.primary.end(), f.code));
    out
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
            all.extend(finding(line, &frame.page, pattern.written, asserted));
        }
    }
    let mut more = Vec::new();
    for frame in FRAMES {
        let Some(find) = frame.more else { continue };
        find(line, &mut more);
        all.extend(
            more.drain(..)
                .filter_map(|(_, a)| finding(line, &frame.page, frame.page.name, a)),
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
    why: &'static str,
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
    let names = labels.iter().chain(std::iter::repeat(&"figure"));
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
        far: false,
    })
}
