//! A document as its form says it: parts of text, and what the file says about itself.

use sayso::report::Part;

/// The text of a document in parts, with what its file says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text, in the order in which it is read.
    pub parts: Vec<Part>,
    /// The title that the file gives it, or its first heading.
    pub title: Option<String>,
    /// Who the file says wrote it.
    pub author: Option<String>,
    /// When the file was made, as ISO 8601. This is not surely the day of publication.
    pub made: Option<String>,
    /// What was not read, in words for the user.
    pub notes: Vec<String>,
}
