//! Credits of whole lines: bylines and signatures.

use super::datelines::name_in_bracket;
use super::named::{Named, names};
use super::words::{Word, words};
use super::{Credit, CreditKind, Page, Part, datelines, sentences};
use crate::document::BlockKind;
use crate::text::Text;

/// The longest line that is only a signature, in words and marks.
const LONGEST_SIGNATURE: usize = 10;
/// The first blocks that can begin with a dateline, after those that are not running text.
const FIRST_PARAGRAPHS: usize = 3;
/// The last blocks that can be or end with a signature.
const LAST_BLOCKS: usize = 3;

/// Words that begin credits of pictures and sounds.
const OF_PICTURES: [&str; 16] = [
    "caption",
    "cover",
    "feature",
    "featured",
    "file",
    "graphic",
    "illustration",
    "image",
    "images",
    "photo",
    "photograph",
    "photographs",
    "photos",
    "picture",
    "pictures",
    "video",
];

/// The byline of the metadata, which names an agency or an outlet as often as a person.
pub(super) fn of_metadata(page: &Page<'_>) -> Vec<Credit> {
    let byline = page.document.byline.clone().unwrap_or_default();
    let Ok(text) = Text::new(byline) else {
        return Vec::new();
    };
    let words = words(&text, text.span());
    let credit = |named: Named| Credit {
        kind: CreditKind::Byline,
        of: named.of,
        name: Some(named.name),
        span: None,
    };
    let named = names(&words).into_iter().filter(|named| !named.is_unnamed);
    named.map(credit).collect()
}

/// Adds the credits of a block.
pub(super) fn add(page: &Page<'_>, index: usize, found: &mut Vec<Credit>) {
    let part = &page.parts[index];
    if is_of_pictures(part) {
        return;
    }
    let before = found.len();
    match part.block.kind {
        BlockKind::Dateline => datelines::of_block(part, found),
        BlockKind::Credit => credit_line(part, found),
        BlockKind::Headline | BlockKind::Standfirst => {}
        BlockKind::Furniture => sentences::add(part, found),
        _ => {
            if is_among_first(page, index) {
                datelines::opening(part, found);
            }
            sentences::add(part, found);
            byline(part, found);
            let is_among_last = page
                .last_read
                .is_some_and(|last| index + LAST_BLOCKS > last);
            if is_among_last && found.len() == before {
                signature(page, part, index, found);
            }
        }
    }
}

/// "Photo by Ada Quill/AP", "FILE - …".
fn is_of_pictures(part: &Part<'_>) -> bool {
    let first = part.words.iter().position(Word::is_word);
    let is_caption = part.block.kind == BlockKind::Caption;
    is_caption || OF_PICTURES.contains(&&*part.lower(first))
}

/// Whether words in brackets credit a picture: "(AP Photo/Ada Quill)".
pub(super) fn has_picture(words: &[Word<'_>]) -> bool {
    let mut lower = words.iter().map(|word| word.text.to_lowercase());
    lower.any(|word| OF_PICTURES.contains(&&*word))
}

/// Whether running text begins with this block or soon before it.
fn is_among_first(page: &Page<'_>, index: usize) -> bool {
    let before = page.parts[..index].iter();
    let running = before.filter(|part| part.block.kind == BlockKind::Paragraph);
    running.count() < FIRST_PARAGRAPHS
}

/// A line of credits: the byline, or who else worked on the report.
fn credit_line(part: &Part<'_>, found: &mut Vec<Credit>) {
    let before = found.len();
    sentences::add(part, found);
    if found.len() > before {
        return;
    }
    for named in part.names.iter().filter(|named| !named.is_unnamed) {
        if !is_picture_of(part, named) {
            found.push(part.credit(CreditKind::Byline, named, 0, part.words.len()));
        }
    }
}

/// "By THE ASSOCIATED PRESS" where the page does not mark it as a byline: a line of nothing but names.
fn byline(part: &Part<'_>, found: &mut Vec<Credit>) {
    let words = &part.words;
    let is_line = part.lower(Some(0)) == "by" && words.len() <= LONGEST_SIGNATURE;
    if is_line && is_only_names(part, 1) {
        let credits = part.names.iter();
        found.extend(credits.map(|named| part.credit(CreditKind::Byline, named, 0, words.len())));
    }
}

/// Whether the words from `from` on are names of agencies and outlets and what joins them.
fn is_only_names(part: &Part<'_>, from: usize) -> bool {
    let joins = |at: usize| {
        let word = part.lower(Some(at));
        matches!(&*word, "the" | "source" | "sources" | "and" | "via")
    };
    (from..part.words.len()).all(|at| {
        let is_named = part.names.iter().any(|named| named.words.contains(&at));
        is_named || !part.words[at].is_word() || joins(at)
    })
}

/// "AP Photo", "NNA via Getty Images".
fn is_picture_of(part: &Part<'_>, named: &Named) -> bool {
    let next = part.lower(Some(named.words.end));
    OF_PICTURES.contains(&&*next)
}

/// "— NNA", "(Xinhua)", "Source: AP": the whole of a last line, or the end of the last paragraphs.
fn signature(page: &Page<'_>, part: &Part<'_>, index: usize, found: &mut Vec<Credit>) {
    let words = &part.words;
    let is_line = words.len() <= LONGEST_SIGNATURE;
    if is_line && is_only_names(part, 0) {
        let credits = part.names.iter();
        found
            .extend(credits.map(|named| part.credit(CreditKind::Signature, named, 0, words.len())));
        return;
    }
    let is_last = page.last_read == Some(index);
    found.extend(after_last_sentence(part, is_last));
}

/// The bracket, or the name after a dash, that ends a paragraph: "…, he said. (NNA)", "…, he said. — NNA".
fn after_last_sentence(part: &Part<'_>, is_last: bool) -> Option<Credit> {
    let words = &part.words;
    let last = words.iter().rposition(Word::is_word)?;
    let open = words[..last]
        .iter()
        .rposition(|word| matches!(word.text, "(" | "[" | "—" | "–" | "-"))?;
    let before = words.get(open.checked_sub(1)?)?;
    let is_after_sentence = matches!(before.text, "." | "?" | "!" | "”" | "\"" | "’");
    let is_bracket = matches!(words[open].text, "(" | "[");
    let is_at_end = words.len() <= last + 2;
    let is_it = |named: &&Named| named.words == (open + 1..last + 1);
    match part.names.iter().find(is_it) {
        Some(named) if is_after_sentence || is_bracket && is_at_end => {
            Some(part.credit(CreditKind::Signature, named, open, words.len()))
        }
        // At the very end of a report a bracket of one word is an agency, also if no list has it.
        None if is_bracket && is_after_sentence && is_last && last == open + 1 => {
            name_in_bracket(part, open + 1, last + 1, CreditKind::Signature)
        }
        _ => None,
    }
}
