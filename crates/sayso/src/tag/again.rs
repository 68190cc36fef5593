//! In: the names that sentences show by themselves. Out: the names of the whole text.

use super::Name;
use super::names::Context;
use crate::segment::Segments;

/// Completes names over the text.
pub fn complete(_text: &str, _parts: &Segments, _context: &Context, names: Vec<Name>) -> Vec<Name> {
    names
}
