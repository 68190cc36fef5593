//! Readers of English news: the library `sayso` with its word list and models.
//!
//! ```
//! use sayso::report::RawReport;
//! use sayso_en::{Tier, reader};
//! let report = RawReport::text("The old bridge will reopen in May, the mayor said on Tuesday.");
//! let reading = reader(Tier::Fast).read(&report)?;
//! for a in &reading.attributions {
//!     let source = a.source.first().map_or("(no source)", |&span| &reading.document.text[span]);
//!     println!("{source}: {} speech, score {:?}", a.form.name(), a.score);
//! }
//! # let said = &reading.attributions[0];
//! # assert_eq!(&reading.document.text[said.source[0]], "the mayor");
//! # Ok::<(), sayso::reader::ReadError>(())
//! ```
//!
//! The weights are crates of their own, because their licences differ: `sayso-model-en`,
//! `sayso-model-en-accurate` (behind the feature `accurate`) and `sayso-tags-en`.

use sayso::model::Model;
use sayso::{Reader, Reading};

/// How much is computed for a report. More finds more and takes longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// For millions of reports.
    Fast,
    /// For everything else.
    Standard,
    /// For a report that matters: about 4,600 words a second per core.
    #[cfg(feature = "accurate")]
    Accurate,
}

/// A reader of English reports.
pub fn reader(tier: Tier) -> Reader<'static> {
    Reader::new(sayso_model_en::words())
        .with_model(model(tier))
        .with_resolver(sayso_tags_en::tagger(), sayso_tags_en::factuality())
}

/// A reader of English reports that finds attributions by rules alone and does not resolve sources.
pub fn reader_by_rules() -> Reader<'static> {
    Reader::new(sayso_model_en::words())
}

/// Finds names, who the sources are, and how sure their claims, in a reading whose attributions are known: one that
/// was made again from saved records.
pub fn resolve(reading: &mut Reading) {
    reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
}

/// The weights that a tier finds attributions by.
pub fn model(tier: Tier) -> &'static Model {
    match tier {
        Tier::Fast => sayso_model_en::fast(),
        Tier::Standard => sayso_model_en::standard(),
        #[cfg(feature = "accurate")]
        Tier::Accurate => sayso_model_en_accurate::accurate(),
    }
}
