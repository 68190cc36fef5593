//! The words that decide how certain a claim is, as data files. The crate `sayso` reads their rows,
//! because the statuses and rules in the columns are its types.
//!
//! To add a word of saying, add a row to `data/certainty/cues.txt`; to add a word that weakens a
//! claim, add a row to `data/certainty/triggers.txt`.

/// Cues of attributions and their classes.
pub const CUES: &str = include_str!("../data/certainty/cues.txt");

/// Words inside a content that weaken or reverse it.
pub const TRIGGERS: &str = include_str!("../data/certainty/triggers.txt");

/// Words by which the grammar of a content is read, and their classes.
pub const WORD_CLASSES: &str = include_str!("../data/certainty/word-classes.txt");
