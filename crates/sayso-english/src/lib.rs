//! What sayso knows of English: word classes, inflection, spelling, and how to recognise the language.
//!
//! What a word is (a title, a month, a unit, a verb of saying) is a row in one of the data files
//! under `data/`. What a word means to a later stage is in files of that stage, such as
//! `data/certainty/cues.txt`. Short closed lists that are part of a grammar, such as the
//! prepositions of one form, remain beside their rule in the crate of the stage. Later stages look
//! words up by the hash of their lower-case form ([`classes::hash_lower`]).

pub mod agencies;
pub mod calendar;
pub mod certainty_words;
pub mod check_words;
pub mod classes;
pub mod data;
pub mod figures;
pub mod gender;
pub mod hash;
pub mod language;
pub mod morphology;
pub mod name_words;
pub mod names;
pub mod pages;
pub mod reporting;
pub mod reversals;
pub mod romanised;
pub mod sources;
pub mod spelling;
pub mod standing;
pub mod stems;
pub mod story_denials;
pub mod story_words;
pub mod times;
pub mod titles;
