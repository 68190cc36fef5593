//! Figures with no source: neither an attribution nor a document near, in the outlet's own voice.
//!
//! In: a view of a reading. Out: up to three findings, the weightiest figures first: shares and
//! changes, sums of money, large counts.

use super::finding::{Code, Finding, NamedRule, Severity};
use super::pages::Page;
use super::view::{Observed, View, set};
use crate::document::BlockKind;
use crate::measure::scan::Lexicon;
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, FigureRule, Role, Stated, Unit};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What `sayso explain` says.
pub const PAGE: Page = Page {
    code: Code::Unsourced,
    name: "unsourced",
    what: "Shows figures that matter and for which the report gives no source: shares and changes, sums from a million, counts from a thousand, \
           told in the outlet's own words, where nobody speaks in the paragraph and no document, poll or data is named in it or just before.",
    why: "A figure without a source cannot be checked, and is passed on as if it were known.",
    example: "Rents in Tessmar have risen 38 percent in two years. → as read, no source near for 38 percent",
    limits: "Three a report at most, one a paragraph, none in the first three, whose sources often follow. What everybody knows, what the outlet has \
             counted itself and what is sourced farther off needs none, and is shown all the same. Votes, polls, prices and companies' results are left \
             alone. Links of a page are not seen.",
    off: true,
};

/// So many are shown.
const MOST: usize = 3;

/// Who or what figures come from.
static ORIGIN: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "according poll polls polling survey surveys surveyed study studies data figures statistics census report reports reported record records filing \
         filings estimate estimates estimated analysis analysed analyzed calculated calculations found shows showed show average audit \
         index database document documents disclosed disclosure disclosures documents tally count results website cites cited citing \
         projected projections projection researchers economists analysts officials agency bureau commission department spokesman spokeswoman said says \
         say told argues claims claimed believe believes think respondents percent-of-vote memo budget article book interview transcript \
         announced announcement statement numbers model forecast rating ratings",
    )
});
/// A document that is named once holds for what follows.
static DOCUMENTS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "according poll polls survey surveys study studies data figures statistics census report filing filings analysis audit index list \
         ranking rankings records database tally estimates",
    )
});
/// What a report begins with is told again with its source.
const LEAD: usize = 3;
/// Paragraphs before a figure in which that may be.
const BEFORE: usize = 2;

/// Votes are counted in public, prices too; what might be, or is asked for, is no figure.
static PUBLIC: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "vote votes voted voters voter voting ballot ballots primary primaries caucus caucuses delegate delegates election turnout precincts won win \
         lead leads leading margin if would could might suppose imagine maybe goal target wants proposed proposal proposes plan plans \
         tickets ticket rated viewers viewership followers stock stocks shares yield bond bonds futures trading dow nasdaq how should let proposing \
         profit profits earnings revenue revenues net income dividend shareholders stake capital precinct beat beats got undecided yes \
         promised promises ask asks call calls sit sits polled pollster raised spent spend raise donated donations fundraising views fans likes million-dollar view worth",
    )
});

/// Finds the weightiest.
pub fn find(view: &View) -> Vec<Finding> {
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (n, figure) in view.reading.figures.iter().enumerate() {
        let weight = weight(&figure.item).filter(|_| is_bare(view, figure));
        found.extend(weight.map(|w| (w, n)));
    }
    found.sort_unstable();
    // One a paragraph: the others there lack a source with it.
    let mut paragraphs = BTreeSet::new();
    found.retain(|f| {
        paragraphs.insert(view.paragraph_of(view.tokens_of(&view.reading.figures[f.1]).start))
    });
    let mut shown: Vec<usize> = found.into_iter().take(MOST).map(|f| f.1).collect();
    shown.sort_unstable();
    shown
        .into_iter()
        .map(|n| told(view, &view.reading.figures[n]).finding(&PAGE))
        .collect()
}

/// What matters more comes first; nothing where it hardly matters.
fn weight(figure: &Figure) -> Option<u8> {
    let value = figure.low.or(figure.high)?;
    let dimension = figure.unit.map(Unit::dimension);
    let level = matches!(figure.role, Role::Amount | Role::Share | Role::Change);
    match dimension {
        Some(Dimension::Ratio) if level && figure.digits > 0 => Some(0),
        Some(Dimension::Money)
            if level && figure.digits > 0 && value >= Decimal::whole(1_000_000) =>
        {
            Some(1)
        }
        None if figure.why == FigureRule::Count
            && figure.role == Role::Amount
            && figure.of.is_some()
            && value >= Decimal::whole(1000)
            && figure.digits > 1 =>
        {
            Some(2)
        }
        _ => None,
    }
}

/// Nobody says it, near it nobody speaks and nothing is named that it could come from.
fn is_bare(view: &View, figure: &Stated<Figure>) -> bool {
    let at = view.tokens_of(figure).start;
    let paragraph = view.paragraph_of(at);
    let prose = view.block(paragraph) == Some(BlockKind::Paragraph);
    if figure.attribution.is_some()
        || !prose
        || paragraph < LEAD && view.reading.segments.paragraphs.len() > LEAD
    {
        return false;
    }
    let own = view.paragraph(paragraph);
    let before = paragraph
        .checked_sub(1)
        .map_or(own.start, |p| last_sentence(view, p));
    let after = view
        .sentence_of(own.end.min(view.stems.len().saturating_sub(1)))
        .end
        .max(own.end);
    let asked = view
        .sentence_of(at)
        .any(|k| matches!(view.word(k), "?" | "may"));
    let wide = view.paragraph(paragraph.saturating_sub(BEFORE)).start..after;
    let quiet = !view.says(before..after, &ORIGIN)
        && !view.says(view.sentence_of(at), &PUBLIC)
        && !view.says(wide, &DOCUMENTS);
    quiet && !asked && !shouted(view, at) && !speaks(view, own)
}

fn last_sentence(view: &View, paragraph: usize) -> usize {
    let tokens = view.paragraph(paragraph);
    tokens
        .end
        .checked_sub(1)
        .map_or(tokens.start, |last| view.sentence_of(last).start)
}

/// In a line of capitals, which is a heading; or no figure but a group, "the top 1 percent".
fn shouted(view: &View, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |k| view.word(k));
    let capitals = before.len() > 2 && before.bytes().all(|b| b.is_ascii_uppercase());
    capitals
        || ["top", "bottom", "richest", "wealthiest", "other"]
            .iter()
            .any(|w| before.eq_ignore_ascii_case(w))
}

/// Does anybody speak there?
fn speaks(view: &View, mut near: Range<usize>) -> bool {
    near.any(|k| view.within[k].is_some() || view.token(k).is_some_and(|t| t.depth > 0))
}

fn told(view: &View, figure: &Stated<Figure>) -> Observed {
    Observed {
        severity: Severity::Note,
        message: format!("as read, no source near for {}", view.quoted(figure.span)),
        primary: figure.span,
        related: Vec::new(),
        assumptions: vec!["neither links nor what everybody knows are seen".into()],
        why: NamedRule::Unsourced,
    }
}
