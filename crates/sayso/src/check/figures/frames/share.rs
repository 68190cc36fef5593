//! A percentage beside part and whole: "30 of 120 members (25 percent)"; "12 percent of the 500
//! workers, or 60 people".

use crate::check::figures::derivation::Expr;
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;

/// Divides a part by its whole.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Share,
        name: "share",
        what: "Divides a part by its whole if the sentence also gives the percentage: \"30 of the \
            120 members, or 25 percent\", \"12 percent of the 500 workers, or 60\".",
        why: "The percentage is what readers remember, but the two counts are what was counted.",
        example: "Some 48 of the 120 seats (60 percent) went to women. → as read, these figures do not agree: 48 ÷ 120 = 40%, stated 60 percent",
        limits: "Only if a bracket or \"or\" puts the part and the percentage side by side.",
        off: false,
    },
    rules: &[
        ("A:amount of|in ~2 B:amount ~4 (|, or P:percent", share),
        ("A:amount of|in ~2 B:amount ~4 ( P:percent )", share),
        (
            "A:amount out of ~2 B:amount ~4 (|, [ or ] P:percent [ ) ]",
            share,
        ),
        ("A:amount ~1 ( [ or ] P:percent ) of|in ~3 B:amount", share),
        ("A:amount ~2 , or P:percent , of|in ~3 B:amount", share),
        ("P:percent of ~2 B:amount ~4 , or A:amount", share),
        ("P:percent of ~2 B:amount ~3 ( [ or ] A:amount ~2 )", share),
        ("P:percent , or A:amount , of ~2 B:amount", share),
        ("of ~2 B:amount ~3 , A:amount ~1 ( P:percent )", share),
        ("of ~2 B:amount ~3 , A:amount ~1 , or P:percent", share),
    ],
    search: None,
};

fn share(m: &Match) -> Option<Assertion> {
    let is_a_change = m.figure(b'P')?.direction.is_some();
    if is_a_change || !m.alike(b"AB") || !m.is_alone(b'P') {
        return None;
    }
    let computed = Expr::from(m.leaf(b'A')?).by(m.leaf(b'B')?);
    let labels = &[Label::Part, Label::Whole];
    Some(Assertion::equal(computed, m.leaf(b'P')?, labels))
}
