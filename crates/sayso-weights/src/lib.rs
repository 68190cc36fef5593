//! Learnt weights: the layout of a weights file, packed tables of feature weights, the decoder of
//! label sequences, and the kernels of the networks. This crate knows no stage of reading.

pub mod crf;
pub mod error;
pub mod file;
pub mod net;
pub mod packed;
pub mod table;

pub use crf::LABELS;
pub use error::WeightsError;
