//! Tallies: votes for and against, and how many there are to vote.

use super::derivation::{Expr, Relation};
use super::finding::{Code, Label};
use super::frame::{Asserted, Catch, Frame};
use super::pages::Page;

/// "The nine-member council voted 7-2".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Tally,
        name: "tally",
        what: "Compares the votes for and against with the size of the body that voted: \"the nine-member council voted 7-2\"; with \"all nine members present\" they \
               must be the same.",
        why: "A vote is a figure of record.",
        example: "The nine-member council voted 8-3. → as read, these figures do not agree: 8 + 3 = 11, where at most 9 is possible",
        limits: "Fewer votes than members is no finding: some may have been away.",
        off: false,
    },
    rules: &[
        ("N:count - <members> ~4 <voted> ~6 T:tally", at_most),
        ("N:count <members> ~4 <voted> ~6 T:tally", at_most),
        ("<voted> ~8 T:tally , with all ~1 N:count <members>", all),
        ("<voted> ~8 T:tally ; all ~1 N:count <members>", all),
        ("<voted> ~6 T:tally ~3 in|of|by the N:count", at_most),
        ("T:tally ~3 <voted> ~3 in|of|by the N:count", at_most),
    ],
    more: None,
};

fn votes(c: &Catch) -> Option<Asserted> {
    let (a, b) = c.ends(b'T')?;
    let size = c.figure(b'N')?;
    let known = size.low == size.high && size.modifier.is_none();
    known.then(|| {
        Some(Asserted::equal(
            Expr::Sum(vec![a.into(), b.into()]),
            c.leaf(b'N')?.taken_exactly(),
            &[Label::For, Label::Against],
        ))
    })?
}

fn at_most(c: &Catch) -> Option<Asserted> {
    // "the 100-member Senate": a body, not something else counted.
    let size = c.figure(b'N')?;
    let body = size.of.is_some_and(|of| {
        let word = of.passage(c.line.text).to_ascii_lowercase();
        [
            "member",
            "members",
            "justice",
            "justices",
            "judge",
            "judges",
            "seat",
            "person",
            "senator",
            "senators",
            "councilors",
            "commissioners",
        ]
        .contains(&word.as_str())
    });
    let votes = votes(c).filter(|_| body)?;
    // All of them voted: that is worth a note. Else only too many are.
    let same = votes.derivation.verdict() == super::derivation::Verdict::Agrees;
    Some(if same {
        votes
    } else {
        votes.related(Relation::AtMost)
    })
}

fn all(c: &Catch) -> Option<Asserted> {
    votes(c)
}
