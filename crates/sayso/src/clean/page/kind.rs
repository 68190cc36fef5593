//! In: what a page shows and says of itself. Out: what kind of page it is, and the rule that says so.
pub fn todo() {}
