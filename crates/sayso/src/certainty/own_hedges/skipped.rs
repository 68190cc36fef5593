//! In: a clause. Out: whether it is none of the outlet's statements: a person speaks without marks, or
//! the page speaks of itself.

use super::Own;
use crate::certainty::clause::Stretch;
use crate::names::Pos;

/// "I will give an update", "In my view it may fail", "We will publish it in May": a person or a body
/// speaks in words that are reproduced without marks, and not the outlet. With what no one can know,
/// "we" is everyone: "We may never know why".
///
/// In a column "I" is the author, whose hedges are the outlet's, except for what the author will do.
pub(super) fn is_first_person(own: &Own) -> bool {
    const SINGULAR: [&str; 4] = ["I", "my", "My", "me"];
    let stretch = &own.stretch;
    // "World War I may have": a number follows a name.
    let is_number = |i: usize| i > 0 && stretch.pos(i - 1) == Pos::Propn;
    let is_singular =
        |i: usize| stretch.at(i).is_some_and(|w| SINGULAR.contains(&w.text)) && !is_number(i);
    let is_will = |i: usize| stretch.any(i, &["will", "’ll", "'ll"]);
    let opens = stretch.opening(0);
    let is_we_will = stretch.is(opens, "we") && is_will(opens + 1);
    let speaks = |i: usize| is_singular(i) && (!own.is_column || is_will(i + 1));
    is_we_will || (0..stretch.seq.len()).any(speaks)
}

/// "This story will be updated", "This article may contain links": what a page says of itself.
pub(super) fn is_furniture(stretch: &Stretch) -> bool {
    const PAGES: [&str; 10] = [
        "story",
        "article",
        "page",
        "post",
        "blog",
        "report",
        "live",
        "newsletter",
        "podcast",
        "copy",
    ];
    const KEEPING: [&str; 12] = [
        "updated",
        "update",
        "updates",
        "refreshed",
        "corrected",
        "commission",
        "affiliate",
        "links",
        "developing",
        "reporting",
        "bring",
        "cookies",
    ];
    let is_page = (0..6).any(|i| stretch.any(i, &PAGES));
    let is_this = (0..2).any(|i| stretch.any(i, &["this", "our", "we"]));
    let is_will_be = || stretch.is(0, "will") && stretch.is(1, "be");
    let is_of_page = is_this && (is_page || stretch.is(stretch.opening(0), "we")) || is_will_be();
    is_of_page && (0..stretch.seq.len()).any(|i| stretch.any(i, &KEEPING))
}
