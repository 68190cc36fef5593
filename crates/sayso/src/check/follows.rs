//! Follows from: figures of a passage in, those that others of them make out, where chance would hardly do so.

use super::Finding;
use super::frame::Page;
use super::line::Material;
use crate::text::Span;

/// The page of the code.
pub const PAGE: Page = Page {
    code: "S020",
    name: "follows",
    what: "",
    why: "",
    example: "",
    limits: "",
    off: false,
};

/// What follows in a paragraph.
pub fn follows(_material: &Material, _before: &[Span], _sentences: &[Span], _taken: &[Span]) -> Vec<Finding> {
    Vec::new()
}
