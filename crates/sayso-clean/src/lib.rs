//! In: the bytes of a report. Out: a [`Document`]: its blocks named, its text repaired with every
//! repair listed, every character traced to the bytes.
//!
//! Useful for: plain text as scraped, wrapped or pasted ([`plain_with`]), web pages as fetched or
//! saved ([`page_with`]), HTML that is all report ([`fragment_with`]). Not useful for: PDF and office files.

mod assembly;
mod blocks;
mod credits;
mod dateline;
mod decode;
mod encoded;
mod given;
mod head;
pub mod page;
mod paragraphs;
mod parts;
mod repair;
mod trailers;

use assembly::{Assembled, Input, assemble};
use blocks::{BlockRule, Part};
use encoded::Unpacked;
use sayso_english::language;
use sayso_english::spelling::Words;
use sayso_text::candidate::{Candidate, Field, Source};
use sayso_text::document::{Block, BlockKind, Document};
use sayso_text::origin::Origin;
use sayso_text::text::{Span, Text, TooLong};

pub use decode::{has_bytes_of_windows, not_text};
pub use given::Given;
pub use page::{fragment_with, is_mhtml, is_page, page, page_with, words_of_html, written_day};
pub use parts::parts_with;

/// Takes a text as it is: no repairs, no furniture, each line that is not blank a paragraph.
///
/// ```
/// let document = sayso_clean::raw("Share\nRain fell .".into(), &Default::default()).unwrap();
/// assert_eq!(document.blocks.len(), 2);
/// assert_eq!(&*document.text, "Share\nRain fell .");
/// ```
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn raw(text: String, given: &Given) -> Result<Document, TooLong> {
    let origin = Origin::identity(text.len() as u32, 0);
    let text = Text::new(text)?;
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim();
        if !inner.is_empty() {
            let start = at + (line.len() - line.trim_start().len()) as u32;
            let span = Span::new(start, start + inner.len() as u32);
            blocks.push(Block::new(BlockKind::Paragraph, span));
        }
        at += line.len() as u32;
    }
    Ok(Document {
        url: given.url.clone(),
        published: given.published.clone(),
        text,
        blocks,
        origin,
        ..Document::default()
    })
}

/// Takes the text of bytes as it is: decoded and nothing more. A byte order mark is left out, because
/// it says how the text is encoded and is not part of it.
///
/// ```
/// let bytes = b"\xef\xbb\xbfRain fell .";
/// let document = sayso_clean::raw_bytes(bytes, &Default::default()).unwrap();
/// assert_eq!(&*document.text, "Rain fell .");
/// let place = document.origin.raw(document.blocks[0].span);
/// assert_eq!(&bytes[place.range()], b"Rain fell .");
/// ```
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn raw_bytes(bytes: &[u8], given: &Given) -> Result<Document, TooLong> {
    let decoded = decode::decode(bytes);
    let mut document = raw(decoded.text, given)?;
    document.origin = decoded.origin;
    Ok(document)
}

/// Cleans a plain text without a word list: repairs that need one are left out.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn plain(bytes: &[u8], given: &Given) -> Result<Document, TooLong> {
    plain_with(bytes, given, &Words::none())
}

/// Cleans a plain text: decodes it, joins wrapped lines, says what each block is, repairs what is
/// surely broken.
///
/// ```
/// use sayso_clean as clean;
/// use sayso_english::spelling::Words;
/// let words = Words::from_list(["officials", "said", "closed"]);
/// let text = "Share\nTarn bridge shut\nTARN (NNA) — The bridge is closed .\nIn Tarnofficials, said Tarnwhose.";
/// let document = clean::plain_with(text.as_bytes(), &Default::default(), &words).unwrap();
/// let kinds: Vec<&str> = document.blocks.iter().map(|b| b.kind.name()).collect();
/// assert_eq!(kinds, ["furniture", "headline", "dateline", "paragraph", "paragraph"]);
/// let repaired: Vec<&str> = document.edits.iter().map(|e| e.rule.name()).collect();
/// assert_eq!(repaired, ["space-before-mark", "glued-word"]);
/// ```
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn plain_with(bytes: &[u8], given: &Given, words: &Words) -> Result<Document, TooLong> {
    let decoded = decode::decode(bytes);
    let unpacked = encoded::unpack(&decoded.text, &decoded.origin).unwrap_or(Unpacked {
        text: decoded.text,
        origin: decoded.origin,
        changes: Vec::new(),
    });
    let source = Text::new(unpacked.text)?;
    let paragraphs = paragraphs::paragraphs(&source);
    let input = Input {
        source: &source,
        origin: &unpacked.origin,
        changes: &unpacked.changes,
    };
    let Assembled {
        mut document,
        parts,
    } = assemble(&input, &paragraphs, words)?;
    document.url.clone_from(&given.url);
    document.published.clone_from(&given.published);
    document.language = language::detect(&document.text).map(str::to_string);
    add_metadata(&mut document, &parts);
    if decoded.encoding != "UTF-8" {
        document.candidates.push(Candidate::new(
            Field::Encoding,
            decoded.encoding,
            Source::Decoded,
        ));
    }
    Ok(document)
}

/// Adds headline, byline, day and dateline as candidates. The first headline, the first byline and the
/// first sure day of publication are chosen; the day of a dateline if no line gives one.
fn add_metadata(document: &mut Document, parts: &[Part]) {
    for (block, part) in document.blocks.iter().zip(parts) {
        let text = &document.text[block.span];
        let Some((field, value, rule)) = metadata_of(block.kind, part.rule, text) else {
            continue;
        };
        let day = match rule {
            Source::TimeLine => head::day_of_publication(value).map(|day| day.to_string()),
            _ => None,
        };
        let may_be_chosen = match field {
            Field::Published => day.is_some() && document.published.is_none(),
            field => matches!(field, Field::Title | Field::Byline),
        };
        let is_chosen = |c: &Candidate| c.field == field && (c.chosen || field != Field::Published);
        let is_first = !document.candidates.iter().any(is_chosen);
        document.candidates.push(Candidate {
            at: Some(document.origin.raw(block.span)),
            chosen: may_be_chosen && is_first,
            ..Candidate::new(field, day.as_deref().unwrap_or(value), rule)
        });
    }
    add_day_of_dateline(document);
    if document.published.is_none() {
        document.published = chosen(document, Field::Published);
    }
    document.title = chosen(document, Field::Title);
    document.byline = chosen(document, Field::Byline);
}

/// Adds the day of the first dateline that has one: "VELM, 10 June 2024 – ".
fn add_day_of_dateline(document: &mut Document) {
    let mut lines = document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Dateline);
    let found = lines.find_map(|line| {
        let day = head::day_of_publication(&document.text[line.span])?;
        Some((line.span, day.to_string()))
    });
    let Some((span, day)) = found else {
        return;
    };
    let has_day = document.published.is_some() || chosen(document, Field::Published).is_some();
    document.candidates.push(Candidate {
        at: Some(document.origin.raw(span)),
        chosen: !has_day,
        ..Candidate::new(Field::Published, &day, Source::Dateline)
    });
}

/// What a block says of the report as a whole.
fn metadata_of(
    kind: BlockKind,
    rule: Option<BlockRule>,
    text: &str,
) -> Option<(Field, &str, Source)> {
    match (kind, rule) {
        (BlockKind::Headline, Some(BlockRule::MailSubject)) => {
            Some((Field::Title, text, Source::MailSubject))
        }
        (BlockKind::Headline, _) => Some((Field::Title, text, Source::FirstLine)),
        (BlockKind::Furniture, Some(BlockRule::TimeLine)) => {
            Some((Field::Published, text, Source::TimeLine))
        }
        (BlockKind::Dateline, _) => {
            let place = text.trim_end_matches([' ', '—', '–', '-']);
            Some((Field::Dateline, place, Source::Dateline))
        }
        (BlockKind::Credit, Some(BlockRule::Byline)) => {
            let names = credits::byline(text).unwrap_or(text);
            Some((Field::Byline, names, Source::BylineLine))
        }
        _ => None,
    }
}

fn chosen(document: &Document, field: Field) -> Option<String> {
    let mut chosen = document.candidates.iter().filter(|c| c.chosen);
    chosen.find(|c| c.field == field).map(|c| c.value.clone())
}
