//! What rests on unnamed sources only.
//!
//! In: a view of a reading. Out: one finding at most: the first claim whose source is unnamed by
//! its own wish or by what it is called, and which nobody named, no document and not the outlet
//! says as well.

use super::finding::{Code, Finding, Label, NamedRule, Severity};
use super::pages::Page;
use super::view::{Observed, View, range, set};
use crate::attribute::{Attribution, AttributionId, By, Form};
use crate::certainty::{Claim, Status};
use crate::measure::scan::Lexicon;
use crate::names::{NameKind, Pos};
use crate::resolve::Kind;
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What `sayso explain` says.
pub const PAGE: Page = Page {
    code: Code::Unnamed,
    name: "unnamed",
    what: "Shows the first claim of a report that rests on unnamed sources only: \"a person familiar with the matter\", \"sources\", somebody who \
           asked not to be named; nobody named, no document and not the outlet itself says the same.",
    why: "Such a claim cannot be checked with who made it; it is as good as the outlet's knowledge of its sources.",
    example: "The mill will shut two of its three looms by spring, a person familiar with the plan said. ¶ The mill declined to comment. → as read, said by \
              unnamed sources only: a person familiar with the plan",
    limits: "One a report: the first that is told, else the first that is quoted. A spokesman, a witness, \"officials\" as a body speak for \
             somebody or saw it, and are not counted; \"a senior official\", \"two aides\", \"advisers\" are. The same said in other words further on is \
             not seen, nor that a name is left out for a good reason.",
    off: true,
};

/// Content words that a claim has at least.
const FEWEST: usize = 5;
/// Somebody who says so much of it, in hundredths of its words, says the same.
const SAME: usize = 40;
/// So many claims of unnamed sources are looked at, so that time stays linear.
const MOST: usize = 50;
/// An attribution less likely right than this is left alone.
const LIKELY: f32 = 0.5;

/// What opinions are made of: whoever says so is of little matter.
static VAGUE: LazyLock<Lexicon<()>> =
    LazyLock::new(|| set("many some most others critics everyone nobody observers people voters"));

/// "a", "two": what begins the phrase of somebody who is not to be known.
static SOME: LazyLock<Lexicon<()>> =
    LazyLock::new(|| set("a an one another two three four five several some multiple"));
/// Who knows a matter from inside, one of them or some.
static INSIDERS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "official officials aide aides adviser advisers advisor advisors operative operatives staffer staffers \
         insider insiders lawmaker lawmakers diplomat diplomats donor donors ally allies \
         associate associates confidant confidants investigator investigators colleague colleagues \
         fundraiser fundraisers lobbyist lobbyists bundler bundlers",
    )
});
/// Who cannot be unnamed.
static BODIES: LazyLock<Lexicon<()>> =
    LazyLock::new(|| set("campaign party committee government company office administration team"));
/// Who stands about somebody, without an article.
static CIRCLE: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set("aides advisers advisors insiders operatives associates allies confidants staffers")
});

/// Finds the first one.
pub fn find(view: &View) -> Vec<Finding> {
    // What is told as a fact weighs more than what is quoted.
    let quoted = |claim: &Claim| {
        claim
            .attribution
            .is_some_and(|id| view.attribution(id).form == Form::Direct)
    };
    let (quotes, facts): (Vec<&Claim>, Vec<&Claim>) =
        view.reading.claims.iter().partition(|c| quoted(c));
    let candidates = facts
        .into_iter()
        .chain(quotes)
        .filter_map(|claim| Some((claim, candidate(view, claim)?)));
    let found = candidates
        .take(MOST)
        .find_map(|(claim, source)| unnamed(view, claim, source));
    found.into_iter().map(|o| o.finding(&PAGE)).collect()
}

/// The source of a claim that is worth a look and unnamed.
fn candidate(view: &View, claim: &Claim) -> Option<Span> {
    let id = claim.attribution?;
    let attribution = view.attribution(id);
    let weighs = !matches!(
        claim.status,
        Status::Question
            | Status::Declined
            | Status::Topic
            | Status::Directive
            | Status::Conditional
            | Status::Denied
    );
    // A plain pattern of words needs no model.
    let likely = attribution.why.by() == By::Rule || attribution.score.is_none_or(|s| s >= LIKELY);
    if !weighs || attribution.parent.is_some() || attribution.carried_from.is_some() || !likely {
        return None;
    }
    let source = *attribution.source.first()?;
    is_unnamed(view, id, source).then_some(source)
}

fn unnamed(view: &View, claim: &Claim, source: Span) -> Option<Observed> {
    let id = claim.attribution?;
    let attribution = view.attribution(id);
    // Somebody named stands beside them: "Lee and two people familiar with it".
    let joined = view.tokens(source).any(|k| view.word(k) == "and")
        && view.tokens(source).any(|k| view.pos(k) == Pos::Propn);
    let words = words(view, attribution);
    if joined
        || words.len() < FEWEST
        || named_next(view, id, source)
        || said_by_others(view, id, &words)
    {
        return None;
    }
    Some(Observed {
        severity: Severity::Note,
        message: format!(
            "as read, said by unnamed sources only: {}",
            view.quoted(source)
        ),
        primary: *attribution.content.first()?,
        related: vec![(Label::UnnamedSource, source)],
        assumptions: vec!["nobody named says the same in other words".into()],
        why: NamedRule::Unnamed,
    })
}

/// Is the source somebody without a name who knows the matter from inside?
fn is_unnamed(view: &View, id: AttributionId, source: Span) -> bool {
    let tokens = view.tokens(source);
    let Some(kind) = view.speaker(id).map(|s| s.kind) else {
        return false;
    };
    let head = head(view, &tokens);
    let said = !view
        .attribution(id)
        .cue
        .iter()
        .any(|&c| view.says(view.tokens(c), &NOT_SAID));
    // "she" of somebody told of before, "the campaign": the words must show that nobody is named.
    let shown = view.pos(head) == Pos::Noun && BODIES.get(view.key(head)).is_none();
    if view.says(tokens.clone(), &VAGUE) || !said || !shown {
        return false;
    }
    if kind == Kind::Anonymous {
        return true;
    }
    let some = SOME.get(view.key(tokens.start)).is_some();
    let one = some && INSIDERS.get(view.key(head)).is_some();
    let insider = one || CIRCLE.get(view.key(head)).is_some() && tokens.start == head;
    matches!(kind, Kind::Role | Kind::Group) && insider && !is_named(view, head, tokens.end)
}

/// The last noun before what follows the phrase's core: "official" of "a senior official in the
/// ministry".
fn head(view: &View, tokens: &Range<usize>) -> usize {
    let ends = |k: usize| {
        view.is_mark(k) && view.word(k) != "-"
            || matches!(view.pos(k), Pos::Adp | Pos::Pron | Pos::Sconj)
    };
    let end = tokens
        .clone()
        .find(|&k| k > tokens.start && ends(k))
        .unwrap_or(tokens.end);
    // "a person familiar": not the adjective.
    let noun = (tokens.start..end)
        .rev()
        .find(|&k| matches!(view.pos(k), Pos::Noun | Pos::Propn));
    noun.unwrap_or(end.saturating_sub(1).max(tokens.start))
}

/// Does a person's name follow the head, in the phrase or beside it ("an aide, Iva Moss"), that is
/// not whom they belong to ("an aide to Moss")?
fn is_named(view: &View, head: usize, end: usize) -> bool {
    let names = view
        .reading
        .tags
        .names
        .iter()
        .filter(|n| n.kind == NameKind::Person);
    let mut after = names
        .map(|n| n.tokens.start as usize)
        .filter(|&k| k > head && k < end + 2);
    after.any(|k| view.pos(k - 1) != Pos::Adp)
}

fn words(view: &View, attribution: &Attribution) -> BTreeSet<u64> {
    let tokens = attribution
        .content
        .iter()
        .flat_map(|&part| view.tokens(part));
    tokens.map(|k| view.stems[k]).filter(|s| *s != 0).collect()
}

/// Does somebody named bear it out, or turn out to be who it was: speak in the rest of the
/// paragraph, or open the next sentence?
fn named_next(view: &View, id: AttributionId, source: Span) -> bool {
    let at = view.tokens(source).start;
    let sentence = view.sentence_of(at);
    let rest = sentence.start..view.paragraph(view.paragraph_of(at)).end;
    let place = view.span(&rest);
    let named = (0..)
        .map(AttributionId)
        .zip(&view.reading.attributions)
        .any(|(other, a)| {
            let beside = other != id
                && a.source
                    .first()
                    .is_some_and(|s| place.contains(*s) && *s != source);
            let refused = view
                .reading
                .claims
                .get(other.0 as usize)
                .is_some_and(|c| c.status == Status::Declined);
            beside
                && !refused
                && view.speaker(other).is_some_and(|s| {
                    matches!(s.kind, Kind::Person | Kind::Document | Kind::Organisation)
                })
        });
    let opens = view
        .reading
        .tags
        .names
        .iter()
        .any(|n| n.kind == NameKind::Person && n.tokens.start as usize == sentence.end);
    named || opens
}

/// Who announces what they do is known; a word for a word tells nothing.
static NOT_SAID: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set("announce announced announces describe described describes call called calls")
});

/// Does anybody named, a document or the outlet say as much?
fn said_by_others(view: &View, id: AttributionId, words: &BTreeSet<u64>) -> bool {
    let unnamed = |other: AttributionId| {
        view.speaker(other)
            .is_none_or(|s| matches!(s.kind, Kind::Anonymous | Kind::None))
    };
    let said = |tokens: Range<usize>| {
        let mut told: BTreeSet<u64> = BTreeSet::new();
        for k in tokens {
            let other = match view.within[k] {
                Some(other) => other != id && !unnamed(other),
                None => !view
                    .attribution(id)
                    .content
                    .iter()
                    .any(|c| view.token(k).is_some_and(|t| c.contains(t.span))),
            };
            if other && words.contains(&view.stems[k]) {
                told.insert(view.stems[k]);
            }
        }
        told.len() * 100 >= words.len() * SAME && told.len() > 2
    };
    view.reading
        .segments
        .sentences
        .iter()
        .any(|s| said(range(&s.tokens)))
}
