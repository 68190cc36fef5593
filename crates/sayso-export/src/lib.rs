//! In: readings. Out: formats. Offsets in every format are Unicode code points of the report's
//! text, end exclusive.
//!
//! A reading becomes [`records`], which are the lines of the JSONL output. Every other output is
//! made from records: the two forms for people in [`terminal`], the page in [`html`], tables for
//! a spreadsheet in [`tables`], standoff annotation in [`brat`]. So each can be made again from saved JSONL. The core knows no format.

pub mod about;
mod addressee;
pub mod brat;
pub mod citation;
pub mod compared;
mod conversions;
mod credited;
pub mod folder;
pub mod html;
mod manner;
pub mod measured;
mod naming;
pub mod overview;
mod quoted;
pub mod records;
pub mod side_by_side;
pub mod speakers;
pub mod standing;
mod subjects;
pub mod tables;
pub mod terminal;
pub mod view;
mod words;
pub mod worked_out;

pub use words::{day_in_words, grouped, one_line, plural, visible};
