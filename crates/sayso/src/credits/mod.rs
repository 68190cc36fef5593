//! In: a cleaned [`Document`]. Out: the agencies and outlets that the report itself credits, and the marks of a release.
//!
//! A credit says in the words of the report where its text or a part of it comes from: "(NNA)" in a dateline, "the
//! Tarn Herald reported", "SOURCE Tarn Ferries plc". It is the only evidence of direction between copies that does
//! not depend on dates. Credits of pictures are not credits of the text, and an outlet that names itself is not
//! credited.

mod datelines;
mod lines;
mod named;
mod phrases;
mod release;
mod sentences;
mod words;

use crate::document::{Block, BlockKind, Document};
use crate::text::Span;
use named::Named;
use sayso_english::agencies::agency;
use words::Word;

sayso_english::names! {
    /// Where a report credits.
    pub enum CreditKind {
        /// "By The Associated Press".
        Byline = "byline",
        /// "VELM, Orland (NNA) —".
        Dateline = "dateline",
        /// The end of the report: "(Xinhua)", "— NNA".
        Signature = "signature",
        /// "The Associated Press contributed to this report", "With reporting by Reuters", "with agencies".
        Contribution = "contribution",
        /// "This article originally appeared in the Tarn Herald", "© AFP".
        Republication = "republication",
        /// "The Tarn Herald reported", "according to a report in the Tarn Herald", "as cited by AP News".
        Report = "report",
        /// "He told the Tarn Herald".
        Interview = "interview",
        /// A mark of a press release: "SOURCE Tarn Ferries plc", "About Tarn Ferries", "Media contact", "EurekAlert".
        Release = "release",
    }
}

sayso_english::names! {
    /// What is credited.
    pub enum Credited {
        /// A news agency.
        Agency = "agency",
        /// A paper, a broadcaster, a site.
        Outlet = "outlet",
        /// A service that distributes the releases of others.
        Service = "service",
        /// Who issued a release.
        Issuer = "issuer",
    }
}

/// An agency, an outlet or an issuer that a report credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Where it is credited.
    pub kind: CreditKind,
    /// What it is.
    pub of: Credited,
    /// Its name: that of an agency from the list of agencies, any other as written, without "the". `None` for a
    /// mark of a release that names no one: "Media contact".
    pub name: Option<String>,
    /// The words that credit it, in the text. `None` if only the metadata have them.
    pub span: Option<Span>,
}

/// The credits of a report, in text order, those of the metadata first. Of the credits of one name and one kind only
/// the first is given.
///
/// ```
/// use sayso::credits::CreditKind;
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let text = "Storm shuts harbour\n\nVELM (AP) — The harbour is shut.\n\nTwo boats sank, the Tarn Herald reported.";
/// let reading = Reader::new(&words).read(&RawReport::text(text)).unwrap();
/// let names: Vec<_> = reading.credits.iter().map(|c| (c.kind, c.name.as_deref().unwrap())).collect();
/// assert_eq!(names, [
///     (CreditKind::Dateline, "Associated Press"),
///     (CreditKind::Report, "Tarn Herald"),
/// ]);
/// assert_eq!(&reading.document.text[reading.credits[1].span.unwrap()], "the Tarn Herald reported");
/// ```
pub fn credits(document: &Document) -> Vec<Credit> {
    let page = Page::new(document);
    let mut found = lines::of_metadata(&page);
    for (index, part) in page.parts.iter().enumerate() {
        lines::add(&page, index, &mut found);
        phrases::add(part, &mut found);
    }
    release::add(&page, &mut found);
    found.retain(|credit| !page.is_own(credit));
    found.sort_by_key(|credit| credit.span);
    without_repeats(found)
}

/// The full name of an agency, where the whole of a name is a form of it: "Associated Press" for "The AP". Any other
/// name as it is.
pub fn full_name(name: &str) -> &str {
    let words: Vec<&str> = name.split_whitespace().collect();
    let has_article = words
        .first()
        .is_some_and(|word| word.eq_ignore_ascii_case("the"));
    let bare = &words[usize::from(has_article)..];
    match agency(bare) {
        Some((agency, count)) if count == bare.len() => agency.name,
        _ => name,
    }
}

/// The first of the credits of one kind and one name.
fn without_repeats(all: Vec<Credit>) -> Vec<Credit> {
    let mut kept: Vec<Credit> = Vec::new();
    for credit in all {
        let is_same = |other: &Credit| other.kind == credit.kind && other.name == credit.name;
        // The words of a byline say more than the same name in the metadata.
        match kept.iter_mut().find(|other| is_same(other)) {
            Some(other) if other.span.is_none() => *other = credit,
            Some(_) => {}
            None => kept.push(credit),
        }
    }
    kept
}

/// A block with its words and the names of agencies and outlets in it.
struct Part<'a> {
    block: Block,
    words: Vec<Word<'a>>,
    names: Vec<Named>,
}

impl Part<'_> {
    /// The span from word `from` to before word `to`.
    fn span(&self, from: usize, to: usize) -> Span {
        self.words[from].span.cover(self.words[to - 1].span)
    }

    /// The word in small letters, or "" beyond the ends.
    fn lower(&self, at: Option<usize>) -> String {
        let word = at.and_then(|at| self.words.get(at));
        word.map(|word| sayso_english::classes::lower(word.text))
            .unwrap_or_default()
    }

    fn credit(&self, kind: CreditKind, named: &Named, from: usize, to: usize) -> Credit {
        Credit {
            kind,
            of: named.of,
            name: Some(named.name.clone()),
            span: Some(self.span(from, to)),
        }
    }
}

/// A report by its blocks.
struct Page<'a> {
    document: &'a Document,
    /// The blocks with words, except those that repeat others.
    parts: Vec<Part<'a>>,
    /// The number of the last part that is read, among `parts`.
    last_read: Option<usize>,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document) -> Page<'a> {
        let text = &*document.text;
        let blocks = document.blocks.iter();
        let is_own = |block: &&Block| block.kind != BlockKind::Repeat && block.of.is_none();
        let parts: Vec<Part<'a>> = blocks
            .filter(is_own)
            .map(|block| {
                let words = words::words(text, block.span);
                let names = named::names(&words);
                Part {
                    block: *block,
                    words,
                    names,
                }
            })
            .filter(|part| !part.words.is_empty())
            .collect();
        let last_read = parts.iter().rposition(|part| part.block.is_read());
        Page {
            document,
            parts,
            last_read,
        }
    }

    /// Whether an outlet credits itself, which says nothing about where a text comes from. An agency in a dateline or
    /// a byline is kept, because its copies have it too.
    fn is_own(&self, credit: &Credit) -> bool {
        let is_of_line = matches!(
            credit.kind,
            CreditKind::Byline | CreditKind::Dateline | CreditKind::Signature | CreditKind::Release
        );
        if is_of_line && credit.of != Credited::Outlet {
            return false;
        }
        let outlet = self.document.outlet.as_deref();
        let (Some(outlet), Some(name)) = (outlet, credit.name.as_deref()) else {
            return false;
        };
        let (outlet, name) = (folded(outlet), folded(name));
        !name.is_empty() && (outlet.contains(&name) || name.contains(&outlet) && !outlet.is_empty())
    }
}

/// A name without "the", spaces and case, so that a name written in one word is the same.
fn folded(name: &str) -> String {
    let lower = sayso_english::classes::lower(name);
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}
