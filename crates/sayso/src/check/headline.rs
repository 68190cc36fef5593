//! A headline that says more than its text: a figure higher or surer than any in the text, as
//! certain what the text calls possible, as a fact what the text has from a source alone.
//!
//! In: a view of a reading. Out: one finding at most. The headline is compared with the sentences
//! that share most of its words; where one of them says it as it stands, nothing is found.

use super::finding::{Code, Finding, Label, NamedRule, Severity};
use super::interval::{Digits, Interval};
use super::pages::Page;
use super::view::{Observed, View, set};
use crate::certainty::{Claim, Status, Voice};
use crate::document::BlockKind;
use crate::measure::scan::Lexicon;
use crate::measure::{Figure, Modifier, Role, Stated};
use crate::names::Pos;
use crate::resolve::Kind;
use crate::text::Span;
use sayso_english::classes::{class, classes};
use std::ops::Range;
use std::sync::LazyLock;

/// What `sayso explain` says.
pub const PAGE: Page = Page {
    code: Code::Headline,
    name: "headline",
    what: "Compares the headline with the sentences that say the same: a figure that the text gives lower or only as a bound (\"up to 100\"), \
           what the text calls possible or alleged, what the text has from a source and never says itself.",
    why: "Many read the headline alone, and it is often not written by who wrote the text.",
    example: "Flood destroys 100 homes in Tessmar ¶ A flood in Tessmar destroyed up to 100 homes on Monday. Shops were closed. → as read, the headline \
              says 100, the text up to 100",
    limits: "One finding at most, a warning for figures, else a note, and only where most words of the headline stand in one sentence of the text. Silent about headlines that ask, \
             quote, name a source or leave it open, about what authorities say or somebody announces, and of reports without a headline. Other words for the same thing are not seen.",
    off: true,
};

/// Words of headlines that hedge, ask, order or announce.
static OPEN: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "may might could would should can will alleged allegedly reportedly accused likely unlikely possible possibly expected set poised feared \
         says say said claims claim report reports sources source poll how why what when who where if whether opinion here's this these your \
         you i we our my watch video photos live suspected apparently potential plans plan wants hopes vows vow fears warns warn calls call \
         deny denies denied denying admit admits admitted confirm confirms confirmed reject rejects rejected blame blames blamed \
         insists argues accuses blasts slams asks demands urges tells seeks eyes mulls considers no not never n't without nobody none analysis review exclusive editorial letter letters",
    )
});

static ANNOUNCED: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "announce announces announced announcing authorities police officials investigators prosecutors",
    )
});

/// Words of which a headline has at least so many.
const FEWEST: usize = 4;
/// How much of the headline a sentence must say, in hundredths, to be taken for the same.
const SAME: usize = 60;
/// A sentence in the outlet's voice that says so much of it may be how the text says it.
const NEAR: usize = 45;

/// So many sentences are compared in full, so that time stays linear.
const MOST: usize = 50;

/// What the headline says.
struct Headline {
    tokens: Range<usize>,
    paragraph: usize,
    words: Vec<u64>,
}

/// Finds where the headline says more.
pub fn find(view: &View) -> Vec<Finding> {
    let Some(headline) = headline(view) else {
        return Vec::new();
    };
    let found = figure(view, &headline).or_else(|| wording(view, &headline));
    found.into_iter().map(|o| o.finding(&PAGE)).collect()
}

fn headline(view: &View) -> Option<Headline> {
    let segments = &view.reading.segments;
    let paragraph =
        (0..segments.paragraphs.len()).find(|&p| view.block(p) == Some(BlockKind::Headline))?;
    let tokens = view.paragraph(paragraph);
    let marked = tokens.clone().any(|k| {
        matches!(view.word(k), "?" | ":" | "\"" | "“" | "”" | "‘" | "!" | "…")
            || view.token(k).is_some_and(|t| t.depth > 0)
    });
    let words: Vec<u64> = tokens
        .clone()
        .map(|k| view.stems[k])
        .filter(|s| *s != 0)
        .collect();
    (!marked).then_some(Headline {
        tokens,
        paragraph,
        words,
    })
}

impl Headline {
    /// Which words of the headline a stretch of text says, in hundredths, and where.
    fn said(&self, view: &View, tokens: Range<usize>) -> (usize, Vec<usize>) {
        let mut at = Vec::new();
        let mut count = 0;
        for word in &self.words {
            if let Some(k) = tokens.clone().find(|&k| view.stems[k] == *word) {
                count += 1;
                at.push(k);
            }
        }
        (count * 100 / self.words.len().max(1), at)
    }
}

/// Sentences of the text, not of the headline.
fn sentences<'v>(view: &'v View, headline: &Headline) -> impl Iterator<Item = Range<usize>> + 'v {
    let paragraph = headline.paragraph as u32;
    let all = view.reading.segments.sentences.iter().zip(&view.paragraph);
    all.filter(move |s| *s.1 != paragraph)
        .map(|s| super::view::range(&s.0.tokens))
}

fn alike(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit && a.role == b.role && a.per.len() == b.per.len()
}

/// A figure of the headline that the text gives lower, or as a bound.
fn figure(view: &View, headline: &Headline) -> Option<Observed> {
    let span = view.span(&headline.tokens);
    let figures = &view.reading.figures;
    let in_headline = super::line::within(figures, span);
    for top in &figures[in_headline.clone()] {
        let plain = top.item.modifier.is_none()
            && top.item.low.is_some()
            && top.item.low == top.item.high
            && top.item.digits > 0;
        let amount = matches!(top.item.role, Role::Amount | Role::Share | Role::Change);
        if !plain || !amount || top.attribution.is_some() {
            continue;
        }
        let others = figures
            .iter()
            .enumerate()
            .filter(|f| !in_headline.contains(&f.0))
            .map(|f| f.1);
        if let Some(lower) = weaker(view, headline, top, others) {
            return Some(Observed {
                severity: Severity::Warning,
                message: format!(
                    "as read, the headline says {}, the text {}",
                    view.quoted(top.span),
                    view.quoted(with_modifier(view, lower))
                ),
                primary: top.span,
                related: vec![(Label::InText, lower.span)],
                assumptions: vec!["both count one thing".into()],
                why: NamedRule::HeadlineFigure,
            });
        }
    }
    None
}

/// The words of the modifier stand before the figure where it has a unit.
fn with_modifier(view: &View, figure: &Stated<Figure>) -> Span {
    let Some(modifier) = figure.item.modifier.map(Modifier::name) else {
        return figure.span;
    };
    let before = &view.text[..figure.span.start() as usize];
    let ends = before.trim_end().to_ascii_lowercase().ends_with(modifier);
    let start = before.trim_end().len().saturating_sub(modifier.len());
    if ends && view.text.is_char_boundary(start) {
        Span::new(start as u32, figure.span.end())
    } else {
        figure.span
    }
}

/// The figure of the text that is meant, if none of the text bears the headline's out.
fn weaker<'f>(
    view: &View,
    headline: &Headline,
    top: &Stated<Figure>,
    others: impl Iterator<Item = &'f Stated<Figure>>,
) -> Option<&'f Stated<Figure>> {
    let high = top.item.low?;
    let rounded = Interval::of(&top.item, Digits::Rounded)?;
    let head = |f: &Stated<Figure>| {
        f.item
            .of
            .map(|of| super::view::stem(&view.text[of.range()]))
    };
    let mut found = None;
    for other in others.filter(|o| alike(&o.item, &top.item)) {
        let bound = other.item.modifier == Some(Modifier::Nearly) || other.item.low.is_none();
        let same = || {
            let (_, at) = headline.said(view, view.sentence_of(view.tokens_of(other).start));
            match (head(top), head(other)) {
                (Some(a), Some(b)) => a == b && at.len() >= 2,
                _ => top.item.unit.is_some() && at.len() >= 3,
            }
        };
        let value = other.item.high.or(other.item.low)?;
        // Whatever is as high, or higher, bears it out.
        if !bound && Interval::of(&other.item, Digits::Rounded)?.meets(rounded) || value > high {
            return None;
        }
        let near = value.times(crate::measure::Decimal::whole(2))? >= high;
        if near && found.is_none() && (value < high || bound) && same() {
            found = Some(other);
        }
    }
    found
}

/// What the headline says without reserve and the text does not.
fn wording(view: &View, headline: &Headline) -> Option<Observed> {
    let attributed = headline.tokens.clone().any(|k| view.within[k].is_some());
    if headline.words.len() < FEWEST || attributed || view.says(headline.tokens.clone(), &OPEN) {
        return None;
    }
    let verbs: Vec<u64> = headline
        .tokens
        .clone()
        .filter(|&k| matches!(view.pos(k), Pos::Verb | Pos::Aux))
        .map(|k| view.stems[k])
        .filter(|s| *s != 0)
        .collect();
    let mut best: Option<(usize, Observed)> = None;
    let said = sentences(view, headline).map(|s| (headline.said(view, s.clone()), s));
    for ((share, at), sentence) in said.filter(|s| s.0.0 >= NEAR).take(MOST) {
        match reserve(view, &sentence, &at) {
            // The text says it itself.
            None => return None,
            Some(observed) => {
                let verb = verbs.is_empty() || at.iter().any(|&k| verbs.contains(&view.stems[k]));
                if share >= SAME && verb && best.as_ref().is_none_or(|b| share > b.0) {
                    best = Some((share, observed));
                }
            }
        }
    }
    best.map(|b| Observed {
        primary: view.span(&headline.tokens),
        ..b.1
    })
}

/// With which reserve a sentence says the words at these tokens.
fn reserve(view: &View, sentence: &Range<usize>, at: &[usize]) -> Option<Observed> {
    let most = |spans: &[Span]| {
        let inside = at
            .iter()
            .filter(|&&k| {
                view.token(k)
                    .is_some_and(|t| spans.iter().any(|s| s.contains(t.span)))
            })
            .count();
        inside * 100 >= at.len() * 75
    };
    let claims = view.reading.claims.iter().filter(|c| {
        let near = c.content.iter().any(|s| s.overlaps(view.span(sentence)));
        near && most(&c.content)
    });
    let mut source = None;
    for claim in claims {
        if let Some(observed) = hedged(view, sentence, claim) {
            return Some(observed);
        }
        source = source.or_else(|| dropped(view, sentence, claim));
    }
    source
}

fn hedged(view: &View, sentence: &Range<usize>, claim: &Claim) -> Option<Observed> {
    let hedge = matches!(
        claim.status,
        Status::Possible | Status::Probable | Status::Unlikely | Status::Question
    ) || claim.voice == Some(Voice::Distancing);
    let trigger = claim.triggers.first().filter(|_| hedge)?;
    Some(Observed {
        severity: Severity::Note,
        message: format!(
            "as read, the headline says it as certain, the text with \"{}\"",
            view.quoted(trigger.span)
        ),
        primary: trigger.span,
        related: vec![(Label::InText, view.span(sentence))],
        assumptions: vec!["both say one thing: most words are the same".into()],
        why: NamedRule::HeadlineCertainty,
    })
}

fn dropped(view: &View, sentence: &Range<usize>, claim: &Claim) -> Option<Observed> {
    let id = claim.attribution?;
    let neutral = matches!(
        claim.status,
        Status::Asserted | Status::Negated | Status::Prediction
    ) && claim.voice != Some(Voice::Factive);
    let source = *view.attribution(id).source.first()?;
    let speaker = view.speaker(id)?;
    // Who announces, nominates or wins does more than say; what an authority says of its own
    // business is as good as done.
    let cue = || {
        view.attribution(id)
            .cue
            .iter()
            .flat_map(|&c| view.tokens(c))
    };
    let said = cue().any(|k| {
        classes(view.word(k)) & class::SPEECH != 0 || view.word(k).eq_ignore_ascii_case("according")
    });
    let plain = said && !cue().any(|k| ANNOUNCED.get(view.key(k)).is_some());
    let office = view.says(view.tokens(source), &ANNOUNCED) || speaker.flags.official;
    let people = matches!(
        speaker.kind,
        Kind::Person | Kind::Role | Kind::Anonymous | Kind::Group
    ) && !office;
    if !plain || !neutral || !people || view.attribution(id).carried_from.is_some() {
        return None;
    }
    Some(Observed {
        severity: Severity::Note,
        message: format!(
            "as read, the headline says as a fact what the text has from {} alone",
            view.quoted(source)
        ),
        primary: source,
        related: vec![
            (Label::InText, view.span(sentence)),
            (Label::Source, source),
        ],
        assumptions: vec!["both say one thing: most words are the same".into()],
        why: NamedRule::HeadlineSource,
    })
}
