//! In: the [`Reading`](crate::Reading)s of two reports, each made into a [`Sketch`]. Out: how one
//! report is related to the other, sentence by sentence: a [`Comparison`].
//!
//! A sketch holds what a comparison needs and no text, in about 4 kB for 800 words, so that it can be
//! stored and sent. [`keys()`] gives the few hashes of a sketch by which reports that may be related
//! are found, and [`candidates()`] the pairs of them. [`compare()`] aligns the sentences of two sketches, judges how the reports are related,
//! and lists what differs in the aligned sentences. [`families()`] joins copies into families.
//!
//! All are pure functions. A comparison states what is the same and what is not; it does not say
//! who did what. A direction is given only with the rule that says so. Useful for: reports of one
//! language. Not useful for: translations, pictures, and texts without sentences.
//!
//! ```
//! use sayso::compare::{CopyRelation, Sketch, compare};
//! use sayso::{Reader, report::RawReport, words::Words};
//! let words = Words::none();
//! let report = RawReport::text(
//!     "The old pier at Velm was closed on Monday. Engineers found rot in 14 of its 60 piles. \
//!      The council will vote on repairs in May.",
//! );
//! let reading = Reader::new(&words).read(&report)?;
//! let sketch = Sketch::of(&reading);
//! assert_eq!(compare(&sketch, &sketch).relation, CopyRelation::Verbatim);
//! # Ok::<(), sayso::reader::ReadError>(())
//! ```

mod align;
mod altered;
mod bits;
mod buckets;
mod bytes;
mod candidates;
mod careless;
mod chain;
mod comparison;
mod contradicted;
mod credits;
mod direction;
mod families;
mod features;
mod indexed;
mod judge;
mod keys;
mod links;
mod making;
mod numbers;
mod published;
mod same_report;
mod sketch;
mod standing;
mod version;
mod word_keys;
mod word_order;

pub use altered::{Altered, AlteredKind};
pub use bytes::{SKETCH_VERSION, SketchError};
pub use candidates::candidates;
pub use comparison::{
    Comparison, CopyDirection, CopyRelation, DirectionRule, LinkHow, SentenceLink, Shares, Side,
    compare,
};
pub use families::{
    CopyEdge, Counted, Family, IndependentUnit, JoinedBy, counted, counts_once, families,
    independent,
};
pub use features::{FEATURES, Feature, Features};
pub use indexed::Indexed;
pub use judge::{CopyModel, Term};
pub use keys::{Key, KeyClass, keys};
pub(crate) use numbers::log2;
pub use same_report::compare_versions;
pub use sketch::{
    SentenceKind, Sketch, SketchClaim, SketchCredit, SketchFigure, SketchName, SketchQuotation,
    SketchSentence, SketchTime, WordPlace,
};
pub use standing::{Printed, drop_standing_keys};
pub use version::compare_version;
pub use word_keys::{Spelling, WordKey, body_key, name_key};
