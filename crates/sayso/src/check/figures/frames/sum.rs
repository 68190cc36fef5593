//! A total beside its parts: "$3 million from the state and $2 million from the city, for a total of
//! $5 million".

use crate::check::figures::derivation::{Expr, Relation, Verdict};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;

/// Adds up parts that are said to make a total.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Sum,
        name: "sum",
        what: "Adds up parts that the report says make a total: \"1,280 delegates and 469 \
            superdelegates for a total of 1,749\", \"a total of 45 people, 30 men and 15 \
            women\". Parts that cannot overlap (\"twelve people, including eight men and six \
            women\"; \"of the 24 crew, 15 were saved and six drowned\") must not be more than the \
            whole.",
        why: "Parts and total often come from different sources. If they do not agree, one of them \
            is out of date or mistyped.",
        example: "The fund got $12 million from the state and $7 million from the city, for a total of $25 million. → as read, these figures do not \
                  agree: $12 million + $7 million = $19 million, stated $25 million",
        limits: "The words must say that there is a total, and no other figure with the same unit may \
            be in the sentence, because \"including\" and \"among them\" leave parts out. Parts after \
            \"including\" that make up the whole are noted; that they do not shows nothing.",
        off: false,
    },
    rules: &[
        (
            "A:amount ~7 [ , ] and|plus B:amount ~7 [ , ] for a [ combined|grand ] total of T:amount",
            two,
        ),
        (
            "A:amount ~7 [ , ] and|plus B:amount ~7 , totaling|totalling T:amount",
            two,
        ),
        (
            "A:amount ~7 , B:amount ~7 [ , ] and C:amount ~7 [ , ] for a [ combined|grand ] total of T:amount",
            three,
        ),
        ("A:amount ~4 plus B:amount ~4 makes|equals|is T:amount", two),
        (
            "total of T:amount ~3 [ , ] [ -|: ] A:amount ~1 and B:amount ~1 ,|.|;|-",
            parts_after,
        ),
        (
            "total of T:amount ~3 [ , ] [ -|: ] A:amount ~1 , B:amount ~1 [ , ] and C:amount ~1 ,|.|;|-",
            parts_after,
        ),
        (
            "total of T:amount : A:amount ~6 and B:amount ~6 .|;",
            parts_after,
        ),
        (
            "total of T:amount : A:amount ~6 , B:amount ~6 [ , ] and C:amount ~6 .|;",
            parts_after,
        ),
        (
            "T:count ~8 , including|comprising|among ~1 A:count ~1 and B:count ~1",
            sorts,
        ),
        (
            "T:count ~8 [ , ] -|, A:count ~1 and B:count ~1 ,|-|.",
            sorts,
        ),
        (
            "T:count ~8 , including|comprising|among ~1 A:count ~1 , B:count ~1 [ , ] and C:count ~1",
            sorts,
        ),
        (
            "T:count [ - ] ~3 , including|comprising ~1 A:count ~5 [ , ] and B:count",
            members,
        ),
        (
            "T:count [ - ] ~3 , including|comprising ~1 A:count ~5 , B:count ~5 [ , ] and C:count",
            members,
        ),
        (
            "T:count [ - ] ~3 , including|comprising ~1 A:count ~5 , B:count ~5 [ , ] and one",
            members_and_one,
        ),
        (
            "T:count [ - ] ~3 , including|comprising ~1 A:count ~5 [ , ] and one",
            members_and_one,
        ),
        (
            "of [ the|all ] T:count ~3 , A:count [ ~2 ] <fate> [ , ] and|while B:count [ ~2 ] <fate>",
            fates,
        ),
        (
            "of [ the|all ] T:count ~3 , A:count [ ~2 ] <fate> , B:count [ ~2 ] <fate> [ , ] and C:count [ ~2 ] <fate>",
            fates,
        ),
    ],
    search: None,
};

const PARTS: &[Label] = &[Label::Part, Label::Part, Label::Part];

/// Words that say that the parts are not all there is, or not parts.
const NOT_ALL: &[&str] = &["including", "includes", "average", "each", "apiece"];

fn two(m: &Match) -> Option<Assertion> {
    sum(m, b"AB")
}

fn three(m: &Match) -> Option<Assertion> {
    sum(m, b"ABC")
}

/// Parts after the total must each count something, as in "30 men and 15 women", because in "30 of
/// them children" they do not add up to it.
fn parts_after(m: &Match) -> Option<Assertion> {
    let parts: &[u8] = if m.has(b'C') { b"ABC" } else { b"AB" };
    let counts_something = |slot: &u8| m.figure(*slot).is_some_and(|f| f.of.is_some());
    if m.figure(b'T')?.unit.is_none() && !parts.iter().all(counts_something) {
        return None;
    }
    sum(m, parts)
}

/// Sorts of people of which nobody is two.
const SORTS: &[&[&str]] = &[
    &["men", "women", "children", "man", "woman", "child"],
    &["boys", "girls", "boy", "girl"],
    &["adults", "children", "minors", "adult", "child", "minor"],
    &["soldiers", "civilians", "soldier", "civilian"],
];

/// "Twelve people, including eight men and six women": parts that cannot overlap are at most the
/// whole.
fn sorts(m: &Match) -> Option<Assertion> {
    let parts = filled(m);
    let text = m.paragraph.text();
    let nouns: Option<Vec<&str>> = parts
        .iter()
        .map(|part| Some(&text[m.figure(*part)?.of?.range()]))
        .collect();
    let nouns = nouns?;
    let is_of = |sorts: &&&[&str]| nouns.iter().all(|noun| sorts.contains(noun));
    let are_sorts = SORTS.iter().any(|sorts| is_of(&sorts));
    let are_different = nouns
        .iter()
        .enumerate()
        .all(|(at, noun)| !nouns[..at].contains(noun));
    (are_sorts && are_different)
        .then(|| at_most(m, &parts))
        .flatten()
}

/// "Of the 24 crew, 15 were saved, six drowned and four are missing": each has one fate.
fn fates(m: &Match) -> Option<Assertion> {
    at_most(m, &filled(m))
}

/// "A six-member crew, including three cosmonauts from Russia, two astronauts and one from Europe":
/// parts of which each is counted, and which may leave others out. That they make up the whole is worth
/// a note; that they do not shows nothing.
fn members(m: &Match) -> Option<Assertion> {
    members_besides(m, 0)
}

/// The same where "one" counts without a noun.
fn members_and_one(m: &Match) -> Option<Assertion> {
    members_besides(m, 1)
}

fn members_besides(m: &Match, others: u64) -> Option<Assertion> {
    let whole = m.figure(b'T')?;
    let counts_something = whole.of.is_some() && whole.modifier.is_none();
    if !counts_something || !m.is_alone(b'T') {
        return None;
    }
    let leaves: Option<Vec<Expr>> = filled(m)
        .iter()
        .map(|slot| m.leaf(*slot).map(|leaf| Expr::from(leaf.taken_exactly())))
        .collect();
    let mut parts = leaves?;
    parts.extend((others > 0).then(|| Expr::number(others)));
    let whole = m.leaf(b'T')?.taken_exactly();
    let assertion = Assertion::equal(Expr::Sum(parts), whole, PARTS);
    (assertion.derivation.verdict() == Verdict::Agrees).then_some(assertion)
}

/// The slots of the parts.
fn filled(m: &Match) -> Vec<u8> {
    b"ABC".iter().copied().filter(|slot| m.has(*slot)).collect()
}

/// The parts add up to the whole at most.
fn at_most(m: &Match, parts: &[u8]) -> Option<Assertion> {
    let leaves: Option<Vec<Expr>> = parts
        .iter()
        .map(|slot| m.leaf(*slot).map(Expr::from))
        .collect();
    let assertion = Assertion::equal(Expr::Sum(leaves?), m.leaf(b'T')?, PARTS);
    Some(assertion.related(Relation::AtMost))
}

fn sum(m: &Match, parts: &[u8]) -> Option<Assertion> {
    let all: Vec<u8> = parts.iter().copied().chain([b'T']).collect();
    if !m.alike(&all) || !m.is_alone(b'T') || m.says(NOT_ALL) {
        return None;
    }
    let leaves: Option<Vec<Expr>> = parts
        .iter()
        .map(|slot| m.leaf(*slot).map(Expr::from))
        .collect();
    Some(Assertion::equal(Expr::Sum(leaves?), m.leaf(b'T')?, PARTS))
}
