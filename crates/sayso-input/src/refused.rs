//! Bytes that are not a report: what they are, and what the user can do about it.

use crate::Form;
use crate::whole::LARGEST;

/// Advice for kinds of files that [`sayso::clean::not_text`] recognises.
const ADVICE: &[(&str, &str)] = &[
    ("a PDF file", "read it without --from, or with --from pdf"),
    (
        "a ZIP archive or an office document",
        "read it without --from, or unpack it",
    ),
    (
        "an old office document",
        "save it as HTML or plain text first, or unpack it",
    ),
];

/// Advice for all other kinds.
const OTHER_ADVICE: &str = "save or export it as a web page or as plain text first";

/// Why these bytes are neither a text nor a page; `None` if they may be one.
pub fn why(bytes: &[u8], form: Option<Form>) -> Option<String> {
    if bytes.len() as u64 > LARGEST {
        return Some("it is over 128 MiB, which no single report is: split it first".into());
    }
    if let Some(what) = sayso::clean::not_text(bytes) {
        let advice = ADVICE
            .iter()
            .find(|(kind, _)| *kind == what)
            .map_or(OTHER_ADVICE, |(_, advice)| advice);
        return Some(format!("this is {what}, not a text: {advice}"));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)])
        .trim_start()
        .to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}');
    if head.starts_with("{\\rtf") {
        return Some("this is a rich text (RTF) file: save it as HTML or plain text first".into());
    }
    if form == Some(Form::Html) {
        return None;
    }
    let is_xml = ["<?xml", "<rss", "<feed"]
        .iter()
        .any(|start| head.starts_with(start));
    if is_xml && !sayso::clean::is_page(bytes) {
        return Some(
            "this is XML and neither a page nor a text: add --from feed if it is a feed (RSS or Atom)"
                .into(),
        );
    }
    if head.starts_with("{\"") && head.contains("\":") {
        return Some(
            "this looks like JSON: add --from json, or --from jsonl if it holds one report a line"
                .into(),
        );
    }
    None
}
