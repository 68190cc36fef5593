//! Figures of a form of their own: multiples, ordinals, decades of age.

use super::amount::Amount;
use super::around::{bind, changes};
use super::counted::counted;
use super::{A, AN, AND, EACH, EVERY, FROM, OF, OR, PER, THE, TO};
use super::{Direction, Figure, Reader, Role, blank, hyphened};
use crate::decimal::Decimal;
use crate::lexicon as lex;
use crate::lexicon::Effect;
use crate::lexicon::classes;
use crate::number::{Numeral, Tokens};
use crate::scan::Kind;
use crate::scan::key;
use sayso_text::text::Span;

/// Multiples: how a word begins, and how many times.
pub(super) const MULTIPLES: &[(&str, u64)] = &[
    ("doubl", 2),
    ("twice", 2),
    ("twofold", 2),
    ("tripl", 3),
    ("thrice", 3),
    ("trebl", 3),
    ("threefold", 3),
    ("quadrupl", 4),
    ("fourfold", 4),
    ("fivefold", 5),
    ("sixfold", 6),
    ("sevenfold", 7),
    ("eightfold", 8),
    ("ninefold", 9),
    ("tenfold", 10),
    ("twelvefold", 12),
    ("twentyfold", 20),
    ("hundredfold", 100),
    ("thousandfold", 1000),
    ("halv", 1),
];

/// Set phrases in which an ordinal counts nothing.
pub(super) const FIRSTS: &[(&str, &str)] = &[
    (
        "first",
        "lady ladies minister ministers aid responder responders gentleman name names nations hand things class degree person base place",
    ),
    ("second", "nature hand guess thought thoughts"),
    ("third", "party parties world"),
    ("fourth", "estate"),
];

/// What has a number in a row.
const RANKED: &[&str] = &[
    "seed", "pick", "team", "party", "choice", "spot", "ranking", "cause", "position", "draft",
];

/// Words after "second-", "third-" that leave it a place in a row.
const PLACES: &[&str] = &[
    "floor", "term", "straight", "seeded", "ranked", "placed", "best", "worst", "most", "row",
    "round",
];

/// What something is the 20th of in time.
const SPANS: &[&str] = &[
    "season",
    "year",
    "match",
    "game",
    "night",
    "day",
    "week",
    "month",
    "campaign",
    "tournament",
    "term",
    "century",
    "war",
    "decade",
    "career",
];

/// "in their 20s", "the 1990s": the token after it, and the decade of an age.
pub(super) fn decade(tokens: Tokens, amount: &Amount) -> Option<(usize, Option<u64>)> {
    let plural = tokens.text(amount.number.to) == "s" && tokens.glued(amount.number.to);
    let curly = (tokens.mark(amount.number.to, '\'') || tokens.mark(amount.number.to, '’'))
        && tokens.text(amount.number.to + 1) == "s"
        && tokens.glued(amount.number.to + 1);
    if !(amount.number.bare && (plural || curly)) {
        return None;
    }
    let to = amount.number.to + if plural { 1 } else { 2 };
    Some((
        to,
        amount
            .number
            .value
            .as_u64()
            .filter(|v| *v < 100 && v % 10 == 0),
    ))
}

/// "30-something", "thirty-something": the token after it.
fn something(tokens: Tokens, number: &Numeral) -> Option<usize> {
    let tens = number
        .value
        .as_u64()
        .filter(|v| number.exponent_zero() && (20..100).contains(v) && v % 10 == 0);
    let to = number.to + 1;
    let said = tens.is_some()
        && hyphened(tokens, number.to)
        && tokens.one_of(to, &["something", "somethings"]);
    said.then_some(to + 1)
}

pub(super) fn decade_word(text: &str) -> Option<u64> {
    let words = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    words
        .iter()
        .position(|w| text.eq_ignore_ascii_case(w))
        .map(|at| 20 + 10 * at as u64)
}

/// "early", "mid-", "late" before a decade, and the token before that.
fn part_of_decade(tokens: Tokens, from: usize) -> Option<(Option<&'static str>, usize)> {
    let mut at = from.checked_sub(1)?;
    if tokens.is(at, Kind::Hyphen) {
        at = at.checked_sub(1)?;
    }
    let part = ["early", "mid", "late"]
        .into_iter()
        .find(|part| tokens.key(at) == key(part));
    Some((
        part,
        if part.is_some() {
            at.checked_sub(1)?
        } else {
            at
        },
    ))
}

/// An age of ten years, from the decade on.
fn in_decade(span: Span, decade: u64) -> Figure {
    let mut figure = blank(span, Decimal::whole(decade), 1);
    figure.high = Some(Decimal::whole(decade + 9));
    (figure.unit, figure.role, figure.why) = (Some("year"), Role::Age, "decade of age");
    figure
}

/// Is the ordinal said of something, and not an adverb ("was first reported")?
pub(super) fn determined(tokens: Tokens, from: usize, to: usize) -> bool {
    let Some(last) = from.checked_sub(1) else {
        // At the head of a text or alone in it.
        return !tokens.mark(to, ',');
    };
    let before = classes(tokens, last);
    let fine = before & (lex::DETERMINER | lex::POSSESSIVE) != 0
        || tokens
            .get(last)
            .is_some_and(|t| t.possessive || t.kind == Kind::Currency);
    let said = [
        "finished", "came", "placed", "ranked", "and", "or", "to", "in", "for", "another", "only",
        "this", "every", "each", "between", "than", "fifth", "than", "ranks",
    ];
    // "We were ninth,": a place; "was first reported" tells an order.
    let copula = tokens.one_of(
        last,
        &[
            "was", "were", "is", "are", "be", "been", "stood", "stand", "stands", "lay",
        ],
    );
    let alone = tokens
        .get(to)
        .is_none_or(|t| t.kind == Kind::Break || t.is(',') || t.is('.') || t.is(';'))
        || tokens.one_of(to, &["in", "on", "of", "among", "behind"]);
    fine || copula && alone
        || said.iter().any(|w| key(w) == tokens.key(last))
        || tokens.is(last, Kind::Break) && !tokens.mark(to, ',')
}

impl Reader<'_> {
    /// "his late thirties": a range of ten years, less of it with "early" or "late" named in
    /// `modifier`.
    pub(super) fn decade_of_age(
        &self,
        from: usize,
        to: usize,
        decade: u64,
    ) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let (modifier, mut at) = part_of_decade(tokens, from)?;
        // "in their 30s and 40s"
        if matches!(tokens.key(at), AND | OR | TO) {
            let last = at.checked_sub(1)?;
            let digits = tokens.text(last) == "s" && tokens.glued(last);
            at = part_of_decade(tokens, if digits { last.checked_sub(1)? } else { last })?.1;
        }
        if classes(tokens, at) & lex::POSSESSIVE == 0 {
            return None;
        }
        let mut figure = in_decade(tokens.between(from, to), decade);
        figure.modifier = modifier;
        Some((Some(figure), to))
    }

    /// "a 30-something founder"
    pub(super) fn something(&self, amount: &Amount) -> Option<(Option<Figure>, usize)> {
        let to = something(self.tokens, &amount.number)?;
        let decade = amount.number.value.as_u64()?;
        Some((
            Some(in_decade(self.tokens.between(amount.from, to), decade)),
            to,
        ))
    }

    /// "doubled", "twice as many", "tenfold".
    pub(super) fn multiple(&self, at: usize) -> Option<(Option<Figure>, usize)> {
        let tokens = self.tokens;
        let word = tokens.text(at).to_ascii_lowercase();
        let times = MULTIPLES.iter().find(|m| word.starts_with(m.0))?.1;
        let verb = word.ends_with("ed") || word.ends_with("ing");
        let after = tokens.key(at + 1);
        let compared =
            after == key("as") || after == THE || classes(tokens, at + 1) & lex::POSSESSIVE != 0;
        let hyphen =
            tokens.is(at + 1, Kind::Hyphen) && tokens.glued(at + 1) || after == key("down");
        let from_to = after == TO || after == FROM;
        // "scored twice" counts; "twice a day" is a time, "think twice" a phrase.
        let article = matches!(after, A | AN | EACH | EVERY | PER)
            || tokens.one_of(at + 1, &["daily", "weekly"]);
        let phrase = at > 0 && tokens.one_of(at - 1, &["think", "thinking", "thought", "or"]);
        let often = matches!(&*word, "twice" | "thrice") && !article && !phrase;
        if hyphen || !(verb || compared || often || word.ends_with("fold") || from_to) {
            return None;
        }
        let value = if word.starts_with("halv") {
            Decimal::new(5, -1)?
        } else {
            Decimal::whole(times)
        };
        let bound = lex::before(tokens, at).filter(|(m, _)| m.effect != Effect::High);
        let mut figure = blank(tokens.between(at, at + 1), value, 0);
        figure.unit = Some("times");
        figure.role = if verb { Role::Change } else { Role::Multiple };
        figure.direction = verb.then_some(if word.starts_with("halv") {
            Direction::Down
        } else {
            Direction::Up
        });
        figure.why = "multiple";
        // "rose sixfold"
        let way = changes(tokens, at, true, true).filter(|_| word.ends_with("fold"));
        if way.is_some() {
            (figure.role, figure.direction) = (Role::Change, way);
        }
        if let Some((modifier, _)) = bound {
            bind(&mut figure, modifier);
        }
        Some((Some(figure), at + 1))
    }

    /// "the No. 2 seed", "ranked world No. 3": a place in a row; "the No 5" is a shirt.
    pub(super) fn ranked(&self, amount: &Amount) -> Option<Figure> {
        let tokens = self.tokens;
        let point = usize::from(amount.from > 0 && tokens.mark(amount.from - 1, '.'));
        let label = amount.from.checked_sub(1 + point)?;
        if !matches!(tokens.text(label), "No" | "no" | "number" | "Number")
            || !amount.number.exponent_zero()
        {
            return None;
        }
        let world = label > 0 && tokens.one_of(label - 1, &["world", "ranked", "seeded"]);
        let seed = tokens.one_of(amount.to, RANKED);
        let mut figure = blank(
            tokens.between(amount.from, amount.to),
            amount.number.value,
            amount.number.digits,
        );
        (figure.role, figure.why) = (Role::Ordinal, "rank");
        figure.of = seed.then(|| tokens.all[amount.to].span());
        (world || seed).then_some(figure)
    }

    /// "third", "42nd": which in a row; dates, names and set phrases are none.
    pub(super) fn ordinal(&self, amount: &Amount) -> Option<(Figure, usize)> {
        let tokens = self.tokens;
        let (from, to) = (amount.from, amount.to);
        let next = tokens.get(to);
        let word = tokens.key(to);
        let dated = classes(tokens, from.wrapping_sub(1)) & lex::MONTH != 0
            || classes(tokens, to) & lex::MONTH != 0
            || (word == OF && classes(tokens, to + 1) & lex::MONTH != 0);
        let named = next.is_some_and(|t| {
            t.kind == Kind::Word
                && t.capital()
                && (tokens
                    .get(from)
                    .is_some_and(|f| f.kind != Kind::Word || f.capital()))
        });
        let phrase = FIRSTS
            .iter()
            .any(|p| key(p.0) == tokens.key(from) && p.1.split(' ').any(|w| key(w) == word));
        let adverb = tokens.is(from, Kind::Word) && !determined(tokens, from, to);
        let dash = usize::from(hyphened(tokens, to));
        // "the fourth-largest crowd", "a second-floor flat": a place; "second-hand", "third-party"
        // are none.
        let joined = tokens.text(to + 1);
        let place = dash > 0
            && amount.number.value > Decimal::whole(1)
            && (joined.ends_with("est") || PLACES.contains(&joined));
        let hyphen = next.is_some_and(|t| t.kind == Kind::Hyphen && t.glued)
            && tokens.is(from, Kind::Word)
            && !place;
        if dated
            || named
            || phrase
            || adverb
            || hyphen
            || tokens.one_of(to + dash, &["century", "centuries", "quarter", "half"])
        {
            return None;
        }
        let mut figure = blank(
            tokens.between(from, to),
            amount.number.value,
            amount.number.digits,
        );
        (figure.role, figure.why) = (Role::Ordinal, "ordinal");
        // "his 20th of the season": the season is not what is counted.
        let within = tokens.key(to) == OF && (to + 1..to + 3).any(|at| tokens.one_of(at, SPANS));
        // The word after the hyphen describes what is counted, or is it: "second-floor".
        let noun = if place && joined.ends_with("est") {
            to + 2
        } else {
            to + dash
        };
        figure.of = counted(tokens, noun, false).filter(|_| !within);
        Some((figure, to))
    }
}
