//! Words by which names are recognised.

use crate::data::WordList;

/// Words that names of organisations end with: "Harbour Institute".
pub static ORGANISATION_HEADS: WordList =
    WordList::new(include_str!("../data/organisation-heads.txt"));

/// Points of the compass, which are not names before another capital: "North Korean".
pub static COMPASS_POINTS: WordList = WordList::new(include_str!("../data/compass-points.txt"));
