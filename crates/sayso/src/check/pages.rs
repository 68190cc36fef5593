//! What `sayso explain` and `docs/findings.md` say about each code.

use super::across;
use super::figures::{FRAMES, search};
use super::finding::Code;
use super::wording::{headline, two_figures, unnamed, unsourced};

/// What there is to say about a code.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// Its name, one or two words.
    pub name: &'static str,
    /// What the check does.
    pub what: &'static str,
    /// Why its findings matter.
    pub why: &'static str,
    /// An invented sentence, and what is found in it.
    pub example: &'static str,
    /// What the check does not see, or may get wrong.
    pub limits: &'static str,
    /// Whether the check runs only if it is selected.
    pub off: bool,
}

/// The pages of all codes, in the order of the codes.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    let frames = FRAMES.iter().map(|frame| &frame.page);
    let others = [
        &search::PAGE,
        &two_figures::PAGE,
        &headline::PAGE,
        &unnamed::PAGE,
        &unsourced::PAGE,
    ];
    frames.chain(others).chain(&across::PAGES)
}

/// The page of a code.
pub fn page(code: Code) -> &'static Page {
    // Every code has a page, as a test of this module shows; S001 is never used instead.
    pages()
        .find(|page| page.code == code)
        .unwrap_or(&FRAMES[0].page)
}

/// The text of `docs/findings.md` below its head: a section for each code.
pub fn manual() -> String {
    pages().map(section).collect()
}

fn section(page: &Page) -> String {
    let off = if page.off {
        "*Off unless selected.* "
    } else {
        ""
    };
    format!(
        "\n## {} {}\n\n{off}{}\n\n**Why it matters.** {}\n\n**Example.** {}\n\n**Limits.** {}\n",
        page.code, page.name, page.what, page.why, page.example, page.limits
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page() {
        let codes: Vec<Code> = pages().map(|page| page.code).collect();
        assert_eq!(codes, Code::ALL);
    }
}
