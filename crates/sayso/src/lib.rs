//! sayso
#![allow(missing_docs)]
pub mod attribute;
pub mod clean;
pub mod document;
pub mod model;
pub mod origin;
pub mod reading;
pub mod segment;
pub mod text;
pub mod words;

pub use reading::Reading;
