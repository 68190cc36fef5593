//! Reads annotated reports and scores predictions against them.

pub mod polnear;
pub mod score;
