//! The parts of the networks: encoders, integer kernels and word pieces. Every machine gives the
//! same bits, because matrices are whole numbers and floats are summed in a fixed order.

// A function that is not inlined is not compiled for the kernel that calls it.
#![allow(clippy::inline_always)]

pub mod convolution;
pub mod dot;
pub mod numbers;
pub mod pieces;
pub mod read;
pub mod transformer;

/// Buffers that are kept between windows.
#[derive(Default)]
pub struct Scratch {
    /// The rows that an encoder leaves.
    pub x: Vec<f32>,
    pub(crate) y: Vec<f32>,
    pub(crate) z: Vec<f32>,
    pub(crate) wide: Vec<f32>,
    pub(crate) turned: Vec<f32>,
    pub(crate) shares: Vec<f32>,
    pub(crate) steps: Vec<f32>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) row: Vec<u8>,
    pub(crate) sums: Vec<i32>,
}
