//! The marks of a press release: who issued it, who distributed it, where the press can ask.

use super::words::Word;
use super::{Credit, CreditKind, Credited, Page, Part};
use crate::document::BlockKind;

/// Whole lines of a release. They name no one.
const LINES: [&str; 12] = [
    "ends",
    "end of release",
    "for immediate release",
    "media contact",
    "media contacts",
    "media enquiries",
    "media inquiries",
    "notes for editors",
    "notes to editors",
    "press contact",
    "press contacts",
    "press release",
];

/// How a line begins that names who issued the text.
const ISSUED: &[&[&str]] = &[
    &["materials", "provided", "by"],
    &["press", "release", "by"],
    &["press", "release", "from"],
    &["provided", "by"],
    &["story", "source"],
];

/// The longest name of an issuer, in words and marks.
const LONGEST_ISSUER: usize = 10;
/// The longest line with a mark of a release and what follows it: "Media contact: Ada Quill, 555 0100".
const LONGEST_LINE: usize = 24;
/// The fewest words of the paragraph below "About Tarn Ferries".
const SHORTEST_ABOUT: usize = 8;

/// Adds the marks of a release.
pub(super) fn add(page: &Page<'_>, found: &mut Vec<Credit>) {
    for (index, part) in page.parts.iter().enumerate() {
        if part.block.kind == BlockKind::Headline {
            continue;
        }
        services(part, found);
        found.extend(line(part));
        found.extend(source(part));
        found.extend(issued(part));
        found.extend(about(page, index));
    }
}

/// Services that distribute releases, where they are named.
fn services(part: &Part<'_>, found: &mut Vec<Credit>) {
    let named = part
        .names
        .iter()
        .filter(|named| named.of == Credited::Service);
    for named in named {
        let credit = part.credit(
            CreditKind::Release,
            named,
            named.words.start,
            named.words.end,
        );
        found.push(credit);
    }
}

/// "###", "Media contact: Ada Quill".
fn line(part: &Part<'_>) -> Option<Credit> {
    let words = &part.words;
    let marks: String = words.iter().map(|word| word.text).collect();
    let is_end = marks.len() >= 3 && marks.bytes().all(|b| b == b'#') || marks == "-30-";
    let letters: Vec<String> = (0..words.len())
        .filter(|&at| words[at].is_word())
        .map(|at| part.lower(Some(at)))
        .collect();
    let is_line = LINES.iter().any(|line| {
        let wanted: Vec<&str> = line.split(' ').collect();
        let begins =
            letters.len() >= wanted.len() && letters.iter().zip(&wanted).all(|(a, b)| a == b);
        let is_whole = letters.len() == wanted.len();
        let has_colon = words
            .iter()
            .position(|word| word.text == ":")
            .is_some_and(|at| at <= wanted.len());
        begins && (is_whole || has_colon && words.len() <= LONGEST_LINE && wanted.len() > 1)
    });
    (is_end || is_line).then(|| Credit {
        kind: CreditKind::Release,
        of: Credited::Issuer,
        name: None,
        span: Some(part.span(0, words.len())),
    })
}

/// "SOURCE Tarn Ferries plc".
fn source(part: &Part<'_>) -> Option<Credit> {
    let words = &part.words;
    let is_source = words[0].text == "SOURCE" && words.len() > 1;
    let from = 1 + usize::from(words.get(1).is_some_and(|word| word.text == ":"));
    let is_name = words.get(from).is_some_and(Word::is_capitalised);
    (is_source && is_name && words.len() <= from + LONGEST_ISSUER).then(|| issuer(part, from, 0))
}

/// "Provided by University of Velm".
fn issued(part: &Part<'_>) -> Option<Credit> {
    let first = part.words.iter().position(Word::is_word)?;
    let phrase = ISSUED.iter().find(|phrase| {
        let at = |(step, word): (usize, &&str)| part.lower(Some(first + step)) == **word;
        phrase.iter().enumerate().all(at)
    })?;
    let mut from = first + phrase.len();
    while part.words.get(from).is_some_and(|word| word.text == ":")
        || part.lower(Some(from)) == "the"
    {
        from += 1;
    }
    let is_name = part.words.get(from)?.is_capitalised();
    (is_name && part.words.len() <= from + LONGEST_ISSUER).then(|| issuer(part, from, first))
}

/// "About Tarn Ferries" above a paragraph about it.
fn about(page: &Page<'_>, index: usize) -> Option<Credit> {
    let part = &page.parts[index];
    let words = &part.words;
    let is_late = index * 3 > page.parts.len();
    let is_heading = words[0].text == "About"
        && words.len() <= LONGEST_ISSUER
        && !words
            .last()
            .is_some_and(|word| matches!(word.text, "." | "?" | "!"));
    let from = 1 + usize::from(part.lower(Some(1)) == "the");
    let name = words.get(from).filter(|word| word.is_capitalised())?;
    let below = page.parts.get(index + 1)?;
    let is_about_it = below.words.len() >= SHORTEST_ABOUT
        && below
            .words
            .iter()
            .take(LONGEST_LINE)
            .any(|word| word.text == name.text);
    (is_late && is_heading && is_about_it).then(|| issuer(part, from, 0))
}

/// The issuer that a line names from one word on, without the stop at its end.
fn issuer(part: &Part<'_>, name: usize, from: usize) -> Credit {
    let last = part.words.iter().rposition(Word::is_word).unwrap_or(name);
    let span = part.words[name].span.cover(part.words[last.max(name)].span);
    let text = &part.words[name..=last.max(name)];
    // The words are those of the text, with their spaces.
    let mut written = String::new();
    let mut end = span.start();
    for word in text {
        if word.span.start() > end {
            written.push(' ');
        }
        written.push_str(word.text);
        end = word.span.end();
    }
    Credit {
        kind: CreditKind::Release,
        of: Credited::Issuer,
        name: Some(written),
        span: Some(part.span(from, part.words.len())),
    }
}
