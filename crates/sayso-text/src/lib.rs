//! A report's text and its parts: spans, the way back to the bytes of the input, the cleaned
//! document, and its paragraphs, sentences, tokens and quotations.

pub mod address;
pub mod candidate;
pub mod document;
pub mod origin;
pub mod segment;
pub mod text;
