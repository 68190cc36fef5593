//! In: the report of a page. Out: a mark in the head of the page, and the report of a page that has
//! one.
//!
//! The mark is at the same bytes of every page, so that a page from elsewhere that quotes one is not
//! taken for ours.

use super::escape::{Html, unescaped};
use crate::folder::Page;

/// How the pages of reports and their list begin.
const BEGIN: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n";
const GENERATOR: &str = "<meta name=\"generator\" content=\"sayso\">\n";
/// What follows in the page of a report.
const REPORT: &str = "<meta name=\"sayso-report\" content=\"";
/// What follows in the list of pages.
const INDEX: &str = "<meta name=\"sayso-index\" content=\"";

/// What follows in the page of two reports.
const COMPARED: &str = "<meta name=\"sayso-compared\" content=\"";

/// The first bytes of a file that [`shows`] needs: no mark is longer.
pub const MARK_BYTES: u64 = 32 << 10;

/// What a file that sayso wrote shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shows {
    /// A report.
    Report(Box<Page>),
    /// The list of the pages of a folder.
    Index,
    /// Two reports that were compared.
    Compared,
}

/// The mark of the page of a report.
pub fn report(h: &mut Html, page: &Page) {
    // Plain data can always be written as JSON.
    let mark = serde_json::to_string(page).unwrap_or_default();
    h.raw(GENERATOR);
    h.raw(REPORT);
    h.text(&mark);
    h.raw("\">\n");
}

/// The mark of the list of pages.
pub fn index(h: &mut Html) {
    h.raw(GENERATOR);
    h.raw(INDEX);
    h.raw("1\">\n");
}

/// The mark of the page of two reports.
pub fn compared(h: &mut Html) {
    h.raw(GENERATOR);
    h.raw(COMPARED);
    h.raw("1\">\n");
}

/// What a file shows, by the first [`MARK_BYTES`] of it. None if sayso did not write it.
///
/// ```
/// use sayso_export::html::shows;
/// assert_eq!(shows(b"<!doctype html>\n<html><title>Ferry sinks</title>"), None);
/// ```
pub fn shows(bytes: &[u8]) -> Option<Shows> {
    let rest = bytes.strip_prefix(BEGIN.as_bytes())?;
    let rest = rest.strip_prefix(GENERATOR.as_bytes())?;
    if rest.starts_with(INDEX.as_bytes()) {
        return Some(Shows::Index);
    }
    if rest.starts_with(COMPARED.as_bytes()) {
        return Some(Shows::Compared);
    }
    let rest = rest.strip_prefix(REPORT.as_bytes())?;
    let end = rest.iter().position(|&byte| byte == b'"')?;
    let mark = std::str::from_utf8(&rest[..end]).ok()?;
    let page = serde_json::from_str(&unescaped(mark)).ok()?;
    Some(Shows::Report(Box::new(page)))
}
