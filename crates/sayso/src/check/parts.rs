//! Parts of a whole: answers to one question that come to more than all.

use super::derivation::{Expr, Leaf, Relation};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;

/// "45 percent said yes, 40 percent said no and 25 percent were undecided".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Parts,
        name: "parts",
        what: "Adds up the answers to one question, where the last of them is what is left over: \"45 percent said yes, 40 percent said no and 15 percent were \
               undecided\".",
        why: "Shares of one whole that come to more than 100% cannot all be right.",
        example: "Some 45 percent said yes, 40 percent said no and 25 percent were undecided. → as read, these figures do not agree: 45 percent + 40 percent \
                  + 25 percent = 110%, where at most 100% is possible",
        limits: "Needs a word for what is left over (undecided, unsure, the rest, other), and no other per cent in the sentence. What is missing to 100% is no \
                 finding: answers are left out.",
        off: false,
    },
    rules: &[
        (
            "A:percent ~8 [ , ] [ and|while|with|but|compared ] ~2 B:percent ~8 [ , ] and|with|while|but ~1 C:percent ~4 <undecided>",
            whole,
        ),
        (
            "A:percent ~8 [ , ] [ and|while|with|but|compared ] ~2 B:percent ~8 [ , ] and|with|while|but <undecided> ~2 C:percent",
            whole,
        ),
    ],
    more: None,
};

fn whole(c: &Catch) -> Option<Asserted> {
    let parts: Option<Vec<Expr>> = b"ABC"
        .iter()
        .map(|n| c.leaf(*n).map(|l| Expr::from(l.as_shown())))
        .collect();
    // Of several answers all may be given; of men and women each have their own hundred.
    if !c.alone(b'A') || c.says(&["men", "women", "multiple", "respectively", "down", "up"]) {
        return None;
    }
    let last = c.leaf(b'C')?;
    let all = Leaf {
        readings: [super::interval::Interval::exactly(crate::measure::Decimal::whole(1)); 4],
        ..last
    };
    Some(
        Asserted::equal(
            Expr::Sum(parts?),
            all,
            &[Label::Answer, Label::Answer, Label::LeftOver],
        )
        .related(Relation::AtMost),
    )
}
