//! Sum and total: parts, and what they come to.

use super::derivation::Expr;
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;

/// "$3 million from the state and $2 million from the city, for a total of $5 million".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Sum,
        name: "sum",
        what: "Adds up parts that are said to make a total: \"1,280 delegates and 469 superdelegates for a total of 1,749\", \"a total of 45 \
               people, 30 men and 15 women\".",
        why: "Parts and total often come from different places; where they do not agree, one of them is out of date or mistyped.",
        example: "The fund got $12 million from the state and $7 million from the city, for a total of $25 million. → as read, these figures do not \
                  agree: $12 million + $7 million = $19 million, stated $25 million",
        limits: "The words must say that there is a total, and no other figure of the unit may stand in the sentence: \"including\" and \
                 \"among them\" leave parts out.",
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
            parts,
        ),
        (
            "total of T:amount ~3 [ , ] [ -|: ] A:amount ~1 , B:amount ~1 [ , ] and C:amount ~1 ,|.|;|-",
            parts,
        ),
        ("total of T:amount : A:amount ~6 and B:amount ~6 .|;", parts),
        (
            "total of T:amount : A:amount ~6 , B:amount ~6 [ , ] and C:amount ~6 .|;",
            parts,
        ),
    ],
    more: None,
};

const PARTS: &[Label] = &[Label::Part, Label::Part, Label::Part];

fn two(c: &Catch) -> Option<Asserted> {
    sum(c, b"AB")
}

fn three(c: &Catch) -> Option<Asserted> {
    sum(c, b"ABC")
}

/// The parts after the total must be counted things of their own, "30 men and 15 women", not "30 of
/// them children".
fn parts(c: &Catch) -> Option<Asserted> {
    let names: &[u8] = if c.has(b'C') { b"ABC" } else { b"AB" };
    let counted = c.figure(b'T')?.unit.is_some()
        || names
            .iter()
            .all(|n| c.figure(*n).is_some_and(|f| f.of.is_some()));
    counted.then(|| sum(c, names))?
}

fn sum(c: &Catch, names: &[u8]) -> Option<Asserted> {
    let all: Vec<u8> = names.iter().copied().chain([b'T']).collect();
    let leaves: Option<Vec<Expr>> = names.iter().map(|n| c.leaf(*n).map(Expr::from)).collect();
    let sound = c.alike(&all)
        && c.alone(b'T')
        && !c.says(&["including", "includes", "average", "each", "apiece"]);
    sound.then(|| Some(Asserted::equal(Expr::Sum(leaves?), c.leaf(b'T')?, PARTS)))?
}
