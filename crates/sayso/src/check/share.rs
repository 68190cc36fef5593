//! Share: a part of a whole, and the per cent it is said to be.

use super::derivation::Expr;
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;

/// "30 of 120 members (25 percent)"; "12 percent of the 500 workers, or 60 people".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Share,
        name: "share",
        what: "Divides a part by its whole where the per cent is said beside them: \"30 of the 120 members, or 25 percent\", \"12 percent of the \
               500 workers, or 60\".",
        why: "A share is remembered, its two counts are what was counted.",
        example: "Some 48 of the 120 seats (60 percent) went to women. → as read, these figures do not agree: 48 ÷ 120 = 40%, stated 60 percent",
        limits: "Only where a bracket or \"or\" puts part and per cent side by side.",
        off: false,
    },
    rules: &[
        ("A:amount of|in ~2 B:amount ~4 (|, or P:percent", of),
        ("A:amount of|in ~2 B:amount ~4 ( P:percent )", of),
        (
            "A:amount out of ~2 B:amount ~4 (|, [ or ] P:percent [ ) ]",
            of,
        ),
        ("A:amount ~1 ( [ or ] P:percent ) of|in ~3 B:amount", of),
        ("A:amount ~2 , or P:percent , of|in ~3 B:amount", of),
        ("P:percent of ~2 B:amount ~4 , or A:amount", of),
        ("P:percent of ~2 B:amount ~3 ( [ or ] A:amount ~2 )", of),
        ("P:percent , or A:amount , of ~2 B:amount", of),
        ("of ~2 B:amount ~3 , A:amount ~1 ( P:percent )", of),
        ("of ~2 B:amount ~3 , A:amount ~1 , or P:percent", of),
    ],
    more: None,
};

fn of(c: &Catch) -> Option<Asserted> {
    // A change beside it is no share.
    let share = c.figure(b'P')?.direction.is_none();
    let sound = c.alike(b"AB") && share && c.alone(b'P');
    sound.then(|| {
        Some(Asserted::equal(
            Expr::from(c.leaf(b'A')?).by(c.leaf(b'B')?),
            c.leaf(b'P')?,
            &[Label::Part, Label::Whole],
        ))
    })?
}
