//! What sayso knows of English: word classes, inflection, spelling, and how to recognise the language.
//!
//! Every word list of the project lives here, as data files with one row a line under `data/`, so
//! that a title, a verb of saying or a month is known in one place. Later stages look words up by
//! the hash of their lower-case form ([`classes::hash_lower`]).

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
pub mod sources;
pub mod spelling;
pub mod stems;
pub mod times;
pub mod titles;
