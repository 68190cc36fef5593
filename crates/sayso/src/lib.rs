//! sayso
#![allow(missing_docs)]
pub mod attribute;
pub mod document;
pub mod model;
pub mod origin;
pub mod segment;
pub mod text;
pub mod clean;
