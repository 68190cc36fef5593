//! `sayso explain`: what the code of a finding means.

use crate::args::ExplainOptions;
use crate::tally::Done;
use anyhow::{Context, Result};
use sayso::check::pages::{self, Page};
use std::io::Write;

/// A note after a code that is not looked for unless it is named.
fn off_note(page: &Page) -> &'static str {
    if page.off {
        " (off unless selected)"
    } else {
        ""
    }
}

/// The page of a code, or all codes with a line each.
pub fn explain(options: &ExplainOptions) -> Result<Done> {
    let text = match options.code.map(pages::page) {
        Some(page) => format!(
            "{}: {}{}\n\n{}\n\nWhy it matters: {}\n\nExample: {}\n\nLimits: {}",
            page.code,
            page.name,
            off_note(page),
            page.what,
            page.why,
            page.example,
            page.limits
        ),
        None => pages::pages()
            .map(|p| format!("{}  {}{}", p.code, p.name, off_note(p)))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    std::io::stdout()
        .write_all(text.trim_end().as_bytes())
        .and_then(|()| std::io::stdout().write_all(b"\n"))
        .context("the output cannot be written")?;
    Ok(Done::default())
}
