//! A headline that says more than its text: a figure that is higher or surer than in the text, as
//! certain what the text calls possible, or as a fact what the text has from one source only.
//!
//! The headline is compared with the sentences that share most of its words. If one of them says the
//! same without reserve, nothing is found. There is one finding at most.

use super::annotated::{AnnotatedReading, Observation, range};
use crate::attribute::AttributionId;
use crate::certainty::{Claim, Status, Voice};
use crate::check::figures::interval::{Digits, Interval};
use crate::check::figures::paragraph::within;
use crate::check::finding::{Code, Finding, Label, NamedRule, Severity};
use crate::check::pages::Page;
use crate::document::BlockKind;
use crate::measure::{Decimal, Figure, Modifier, Role, Stated};
use crate::names::Pos;
use crate::resolve::Kind;
use crate::text::Span;
use sayso_english::check_words::{ANNOUNCEMENTS, HEADLINE_RESERVE};
use sayso_english::classes::{class, classes};
use sayso_english::stems::{NO_CONTENT, stem};
use std::ops::Range;

/// What `sayso explain` says of the check.
pub const PAGE: Page = Page {
    code: Code::Headline,
    name: "headline",
    what: "Compares the headline with the sentences that say the same. It reports a figure that the \
        text gives lower or only as a bound (\"up to 100\"), what the text calls possible or \
        alleged, and what the text has only from a source.",
    why: "Many people read only the headline, and it is often not written by the author of the \
        text.",
    example: "Flood destroys 100 homes in Tessmar ¶ A flood in Tessmar destroyed up to 100 homes on Monday. Shops were closed. → as read, the headline \
              says 100, the text up to 100",
    limits: "At most one finding in a report: a warning for a figure, a note otherwise. Most words of \
        the headline must be in one sentence of the text. Headlines that ask, quote, name a \
        source or leave the matter open are left alone, and so is what authorities say or what \
        is announced. The same thing in other words is not recognised.",
    off: true,
};

/// A headline with fewer words with content is not compared, because a few words may be in a
/// sentence about something else.
const FEWEST_WORDS: usize = 4;
/// A sentence with this percentage of the headline's words says the same.
const SAME_PERCENT: usize = 60;
/// A sentence with this percentage of them that has no reserve may be how the text says it.
const NEAR_PERCENT: usize = 45;
/// A claim with this percentage of the common words is the one that is compared.
const CLAIM_PERCENT: usize = 75;
/// The most sentences that are compared in full, so that the time stays linear.
const MOST_SENTENCES: usize = 50;
/// Words that a figure's sentence must share with the headline, if both figures count the same
/// thing, and if only their unit is the same.
const WORDS_SHARED_OF_ONE_THING: usize = 2;
const WORDS_SHARED_OF_ONE_UNIT: usize = 3;

const SAME_THING: &str = "both say the same: they share most words";

struct Headline {
    tokens: Range<usize>,
    paragraph: usize,
    /// The stems of its words with content.
    words: Vec<u64>,
}

/// Finds where the headline says more than the text.
pub fn find(report: &AnnotatedReading) -> Vec<Finding> {
    let Some(headline) = headline(report) else {
        return Vec::new();
    };
    let found = higher_figure(report, &headline).or_else(|| less_reserve(report, &headline));
    found
        .into_iter()
        .map(|observation| observation.into_finding(Code::Headline))
        .collect()
}

/// The headline, if it states something: without a question, a quotation or a colon, which often
/// comes after a source.
fn headline(report: &AnnotatedReading) -> Option<Headline> {
    let paragraphs = 0..report.reading.segments.paragraphs.len();
    let paragraph = paragraphs
        .into_iter()
        .find(|&paragraph| report.block(paragraph) == Some(BlockKind::Headline))?;
    let tokens = report.paragraph(paragraph);
    let is_reserved = |at: usize| {
        let word = report.word(at);
        matches!(word, "?" | ":" | "\"" | "“" | "”" | "‘" | "!" | "…") || report.is_quoted(at)
    };
    if tokens.clone().any(is_reserved) {
        return None;
    }
    let stems = tokens.clone().map(|at| report.stems[at]);
    Some(Headline {
        words: stems.filter(|stem| *stem != NO_CONTENT).collect(),
        tokens,
        paragraph,
    })
}

impl Headline {
    /// The tokens at which a stretch of text has words of the headline, one for each word.
    fn shared_words(&self, report: &AnnotatedReading, tokens: &Range<usize>) -> Vec<usize> {
        self.words
            .iter()
            .filter_map(|word| tokens.clone().find(|&at| report.stems[at] == *word))
            .collect()
    }

    fn percent_of_words(&self, shared: usize) -> usize {
        shared * 100 / self.words.len().max(1)
    }
}

/// The sentences of the text without those of the headline.
fn sentences<'v>(
    report: &'v AnnotatedReading,
    headline: &Headline,
) -> impl Iterator<Item = Range<usize>> + 'v {
    let headline_paragraph = headline.paragraph as u32;
    let sentences = report.reading.segments.sentences.iter();
    sentences
        .zip(&report.paragraph_of_sentence)
        .filter(move |(_, paragraph)| **paragraph != headline_paragraph)
        .map(|(sentence, _)| range(&sentence.tokens))
}

/// A figure of the headline that the text gives lower, or only as a bound.
fn higher_figure(report: &AnnotatedReading, headline: &Headline) -> Option<Observation> {
    let figures = &report.reading.figures;
    let in_headline = within(figures, report.span(&headline.tokens));
    let (before, after) = (&figures[..in_headline.start], &figures[in_headline.end..]);
    figures[in_headline]
        .iter()
        .filter(|figure| is_flat_statement(figure))
        .find_map(|top| {
            let of_text = before.iter().chain(after);
            Some((top, weaker_figure(report, headline, top, of_text)?))
        })
        .map(|(top, lower)| Observation {
            severity: Severity::Warning,
            message: format!(
                "as read, the headline says {}, the text {}",
                report.quoted(top.span),
                report.quoted(span_with_modifier(report, lower))
            ),
            primary: top.span,
            related: vec![(Label::InText, lower.span)],
            assumption: "both figures count the same thing",
            rule: NamedRule::HeadlineFigure,
        })
}

/// Whether a figure is one exact number that the outlet itself states.
fn is_flat_statement(figure: &Stated<Figure>) -> bool {
    let item = &figure.item;
    let is_exact = item.low.is_some() && item.low == item.high && item.modifier.is_none();
    let is_amount = matches!(item.role, Role::Amount | Role::Share | Role::Change);
    is_exact && is_amount && item.digits > 0 && figure.attribution.is_none()
}

/// The span of a figure with the words of its modifier, which are outside the span of a figure with
/// a unit.
fn span_with_modifier(report: &AnnotatedReading, figure: &Stated<Figure>) -> Span {
    let Some(modifier) = figure.item.modifier.map(Modifier::name) else {
        return figure.span;
    };
    let before = report.text[..figure.span.start() as usize].trim_end();
    let start = before.len().saturating_sub(modifier.len());
    let is_before = before.to_ascii_lowercase().ends_with(modifier);
    if is_before && report.text.is_char_boundary(start) {
        Span::new(start as u32, figure.span.end())
    } else {
        figure.span
    }
}

/// The figure of the text that the headline means, if the text has no figure that is as high as the
/// headline's.
fn weaker_figure<'f>(
    report: &AnnotatedReading,
    headline: &Headline,
    top: &Stated<Figure>,
    of_text: impl Iterator<Item = &'f Stated<Figure>>,
) -> Option<&'f Stated<Figure>> {
    let high = top.item.low?;
    let rounded = Interval::of(&top.item, Digits::Rounded)?;
    let mut found = None;
    for other in of_text.filter(|other| is_comparable(&other.item, &top.item)) {
        let is_bound = other.item.modifier == Some(Modifier::Nearly) || other.item.low.is_none();
        let value = other.item.high.or(other.item.low)?;
        let is_as_high =
            !is_bound && Interval::of(&other.item, Digits::Rounded)?.meets(rounded) || value > high;
        if is_as_high {
            return None;
        }
        // Less than half of it is not the same figure.
        let is_near = value.times(Decimal::whole(2))? >= high;
        let is_weaker = value < high || is_bound;
        if found.is_none() && is_near && is_weaker && means_the_same(report, headline, top, other) {
            found = Some(other);
        }
    }
    found
}

fn is_comparable(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit && a.role == b.role && a.per.len() == b.per.len()
}

/// Whether a figure of the text and one of the headline count the same thing, by what they count
/// and by the words around them.
fn means_the_same(
    report: &AnnotatedReading,
    headline: &Headline,
    top: &Stated<Figure>,
    other: &Stated<Figure>,
) -> bool {
    let sentence = report.sentence_of(report.tokens_of(other).start);
    let shared = headline.shared_words(report, &sentence).len();
    let counted = |figure: &Stated<Figure>| {
        let span = figure.item.of?;
        Some(stem(&report.text[span.range()]))
    };
    match (counted(top), counted(other)) {
        (Some(a), Some(b)) => a == b && shared >= WORDS_SHARED_OF_ONE_THING,
        _ => top.item.unit.is_some() && shared >= WORDS_SHARED_OF_ONE_UNIT,
    }
}

/// What the headline says without reserve and the text does not.
fn less_reserve(report: &AnnotatedReading, headline: &Headline) -> Option<Observation> {
    let is_attributed = headline
        .tokens
        .clone()
        .any(|at| report.within[at].is_some());
    let has_reserve = is_attributed || report.has_any(headline.tokens.clone(), &HEADLINE_RESERVE);
    if headline.words.len() < FEWEST_WORDS || has_reserve {
        return None;
    }
    let verbs = verb_stems(report, headline);
    let near = sentences(report, headline)
        .map(|sentence| (headline.shared_words(report, &sentence), sentence))
        .filter(|(shared, _)| headline.percent_of_words(shared.len()) >= NEAR_PERCENT);
    let mut best: Option<(usize, Observation)> = None;
    for (shared, sentence) in near.take(MOST_SENTENCES) {
        // If a sentence has no reserve, the text itself says what the headline says.
        let observation = reserve(report, &sentence, &shared)?;
        let percent = headline.percent_of_words(shared.len());
        let shares_a_verb =
            verbs.is_empty() || shared.iter().any(|&at| verbs.contains(&report.stems[at]));
        let is_better = best.as_ref().is_none_or(|(most, _)| percent > *most);
        if percent >= SAME_PERCENT && shares_a_verb && is_better {
            best = Some((percent, observation));
        }
    }
    best.map(|(_, observation)| Observation {
        primary: report.span(&headline.tokens),
        ..observation
    })
}

fn verb_stems(report: &AnnotatedReading, headline: &Headline) -> Vec<u64> {
    headline
        .tokens
        .clone()
        .filter(|&at| matches!(report.pos(at), Pos::Verb | Pos::Aux))
        .map(|at| report.stems[at])
        .filter(|stem| *stem != NO_CONTENT)
        .collect()
}

/// The reserve with which a sentence says the words at these tokens: a hedge before a source.
fn reserve(
    report: &AnnotatedReading,
    sentence: &Range<usize>,
    shared: &[usize],
) -> Option<Observation> {
    let span = report.span(sentence);
    let mut source = None;
    for claim in &report.reading.claims {
        let is_near = claim.content.iter().any(|part| part.overlaps(span));
        if !is_near || !has_most(report, &claim.content, shared) {
            continue;
        }
        if let Some(observation) = hedge(report, span, claim) {
            return Some(observation);
        }
        source = source.or_else(|| dropped_source(report, span, claim));
    }
    source
}

/// Whether most of these tokens are in a claim.
fn has_most(report: &AnnotatedReading, content: &[Span], shared: &[usize]) -> bool {
    let is_inside = |token: Span| content.iter().any(|part| part.contains(token));
    let inside = shared
        .iter()
        .filter_map(|&at| report.token(at))
        .filter(|token| is_inside(token.span))
        .count();
    inside * 100 >= shared.len() * CLAIM_PERCENT
}

/// The words that make a claim less than certain.
fn hedge(report: &AnnotatedReading, sentence: Span, claim: &Claim) -> Option<Observation> {
    let is_hedged = matches!(
        claim.status,
        Status::Possible | Status::Probable | Status::Unlikely | Status::Question
    );
    if !is_hedged && claim.voice != Some(Voice::Distancing) {
        return None;
    }
    let trigger = claim.triggers.first()?;
    Some(Observation {
        severity: Severity::Note,
        message: format!(
            "as read, the headline is certain, the text says \"{}\"",
            report.quoted(trigger.span)
        ),
        primary: trigger.span,
        related: vec![(Label::InText, sentence)],
        assumption: SAME_THING,
        rule: NamedRule::HeadlineCertainty,
    })
}

/// The source of a claim that the headline leaves out.
fn dropped_source(report: &AnnotatedReading, sentence: Span, claim: &Claim) -> Option<Observation> {
    let id = claim.attribution?;
    let source = *report.attribution(id).source.first()?;
    let continues_another = report.attribution(id).carried_from.is_some();
    if continues_another || !is_neutral(claim) || !is_plain_speech(report, id) {
        return None;
    }
    if !is_about_people(report, id, source)? {
        return None;
    }
    Some(Observation {
        severity: Severity::Note,
        message: format!(
            "as read, the headline states as a fact what is said in the text only by {}",
            report.quoted(source)
        ),
        primary: source,
        related: vec![(Label::InText, sentence), (Label::Source, source)],
        assumption: SAME_THING,
        rule: NamedRule::HeadlineSource,
    })
}

/// Whether the text leaves open if a claim is true.
fn is_neutral(claim: &Claim) -> bool {
    let is_stated = matches!(
        claim.status,
        Status::Asserted | Status::Negated | Status::Prediction
    );
    is_stated && claim.voice != Some(Voice::Factive)
}

/// Whether the cue is one of plain speech. Who announces, nominates or wins does more than say.
fn is_plain_speech(report: &AnnotatedReading, id: AttributionId) -> bool {
    let cue = report.attribution(id).cue.iter();
    let mut tokens = cue.flat_map(|&span| report.tokens(span));
    let is_speech = |at: usize| {
        let word = report.word(at);
        classes(word) & class::SPEECH != 0 || word.eq_ignore_ascii_case("according")
    };
    let is_announcement = tokens.clone().any(|at| report.is_in(at, &ANNOUNCEMENTS));
    !is_announcement && tokens.any(is_speech)
}

/// Whether a source is people who do not speak for an authority, because what an authority says of
/// its own business is as good as done.
fn is_about_people(report: &AnnotatedReading, id: AttributionId, source: Span) -> Option<bool> {
    let speaker = report.speaker(id)?;
    let is_people = matches!(
        speaker.kind,
        Kind::Person | Kind::Role | Kind::Anonymous | Kind::Group
    );
    let is_official =
        speaker.flags.official || report.has_any(report.tokens(source), &ANNOUNCEMENTS);
    Some(is_people && !is_official)
}
