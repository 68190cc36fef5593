//! Votes beside the size of the body that voted: "the nine-member council voted 7-2".

use crate::check::figures::derivation::{Expr, Relation, Verdict};
use crate::check::figures::frame::{Assertion, Frame, Match};
use crate::check::finding::{Code, Label};
use crate::check::pages::Page;
use sayso_english::check_words;

/// Adds up the votes for and against.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Tally,
        name: "tally",
        what: "Compares the votes for and against with the size of the body that voted: \"the \
            nine-member council voted 7-2\". With \"all nine members present\" the votes must \
            add up to the size.",
        why: "A vote is a matter of record.",
        example: "The nine-member council voted 8-3. → as read, these figures do not agree: 8 + 3 = 11, where at most 9 is possible",
        limits: "Fewer votes than members are not reported, because some may have been away.",
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
    search: None,
};

/// All members voted.
fn all(m: &Match) -> Option<Assertion> {
    let size = m.figure(b'N')?;
    if size.low != size.high || size.modifier.is_some() {
        return None;
    }
    let (votes_for, votes_against) = m.ends(b'T')?;
    let votes = Expr::Sum(vec![votes_for.into(), votes_against.into()]);
    let members = m.leaf(b'N')?.taken_exactly();
    let labels = &[Label::For, Label::Against];
    Some(Assertion::equal(votes, members, labels))
}

/// Not more than all members voted. Fewer may have, because some may have been away; that exactly
/// all did is worth a note.
fn at_most(m: &Match) -> Option<Assertion> {
    // "the 100-member Senate" is a body; other things may be counted beside a vote.
    let counted = m.figure(b'N')?.of?;
    if !check_words::MEMBERS.has(&m.paragraph.text()[counted.range()]) {
        return None;
    }
    let votes = all(m)?;
    Some(match votes.derivation.verdict() {
        Verdict::Agrees => votes,
        _ => votes.related(Relation::AtMost),
    })
}
