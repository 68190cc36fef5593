//! In: the tokens of a text and a neural model. Out: for each token how much speaks for each label, as the fast
//! tier's tagger gives it, so that all that follows is the same.

pub mod pieces;
