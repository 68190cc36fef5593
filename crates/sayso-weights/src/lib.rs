//! Learnt weights: the layout of a weights file, packed tables of feature weights, and the kernels
//! of the networks. This crate knows no stage of reading.

pub mod file;
pub mod net;
pub mod packed;
mod table;

pub use table::{BUCKET, LABELS, Row, Table, pack};
