//! Percentages of one whole: "45 percent said yes, 40 percent said no and 15 percent were
//! undecided".

use crate::check::figures::derivation::{Expr, Leaf, Relation};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::figures::interval::Interval;
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use crate::measure::Decimal;

/// Adds up the answers to one question, which are at most 100%.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Parts,
        name: "parts",
        what: "Adds up the answers to one question if the last of them is what is left over: \"45 \
            percent said yes, 40 percent said no and 15 percent were undecided\".",
        why: "Shares of one whole that add up to more than 100% cannot all be right.",
        example: "Some 45 percent said yes, 40 percent said no and 25 percent were undecided. → as read, these figures do not agree: 45 percent + 40 percent \
                  + 25 percent = 110%, where at most 100% is possible",
        limits: "Needs a word for what is left over (undecided, unsure, the rest, other), and no \
            other percentage in the sentence. Less than 100% is not reported, because reports \
            leave answers out.",
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
    search: None,
};

/// Words that say that the percentages are not parts of one whole: of several answers all may be
/// given, and men and women have a hundred per cent each.
const OTHER_WHOLES: &[&str] = &["men", "women", "multiple", "respectively", "down", "up"];

fn whole(m: &Match) -> Option<Assertion> {
    if !m.is_alone(b'A') || m.says(OTHER_WHOLES) {
        return None;
    }
    let parts: Option<Vec<Expr>> = b"ABC"
        .iter()
        .map(|slot| m.leaf(*slot).map(|leaf| Expr::from(leaf.as_shown())))
        .collect();
    let hundred_per_cent = Leaf {
        readings: [Interval::exactly(Decimal::whole(1)); 4],
        ..m.leaf(b'C')?
    };
    let labels = &[Label::Answer, Label::Answer, Label::LeftOver];
    let assertion = Assertion::equal(Expr::Sum(parts?), hundred_per_cent, labels);
    Some(assertion.related(Relation::AtMost))
}
