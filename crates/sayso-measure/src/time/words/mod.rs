//! The words that times are made of. The words are in the data files of `sayso-english`; this
//! module gives them classes and cuts a text into tokens that carry them.

pub(crate) mod classes;
pub(crate) mod lexicon;
pub(crate) mod tokens;

pub(crate) use classes::{Class, Zone};
pub(crate) use tokens::Token;
