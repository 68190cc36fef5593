//! In: the bytes of a report. Out: a [`Document`]: its blocks named, its text repaired in the open,
//! every character traced to the bytes. Useful for: plain text as scraped, wrapped or pasted
//! ([`plain_with`]), web pages as fetched or saved ([`page_with`]). Not useful for: PDF and office
//! files.

mod blocks;
mod decode;
mod lines;
pub mod page;
mod repair;

use repair::{Repair, Rules, Vocabulary};
use sayso_english::language;
use sayso_english::spelling::Words;
use sayso_text::candidate::{Candidate, Field, Source};
use sayso_text::document::{Block, BlockKind, Document, Edit, RepairRule, RepairTier};
use sayso_text::origin::Origin;
use sayso_text::segment;
use sayso_text::text::{Span, Text, TooLong};

pub use decode::not_text;
pub use page::{is_mhtml, is_page, page, page_with};

/// What is known of a report besides its bytes.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its address.
    pub url: Option<String>,
    /// Its day of publication, ISO 8601.
    pub published: Option<String>,
}

/// Takes a text exactly as it stands: no repair, no marking, each line that is not blank a
/// paragraph.
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
            blocks.push(Block::new(
                BlockKind::Paragraph,
                Span::new(start, start + inner.len() as u32),
            ));
        }
        at += line.len() as u32;
    }
    let (url, published) = (given.url.clone(), given.published.clone());
    Ok(Document {
        url,
        published,
        text,
        blocks,
        origin,
        ..Document::default()
    })
}

/// The same from bytes: decoded, nothing more.
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

/// Cleans a plain text: decodes it, joins wrapped lines, names its blocks, repairs what is surely
/// broken.
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
    let source = Text::new(decoded.text)?;
    let Assembled {
        mut document,
        parts,
    } = assemble(&source, &decoded.origin, &lines::paragraphs(&source), words)?;
    (document.url, document.published) = (given.url.clone(), given.published.clone());
    document.language = language::detect(&document.text).map(str::to_string);
    metadata(&mut document, &parts);
    if decoded.encoding != "UTF-8" {
        document.candidates.push(Candidate::new(
            Field::Encoding,
            decoded.encoding,
            Source::Decoded,
        ));
    }
    Ok(document)
}

/// A document without its metadata, and the parts that its blocks were made of.
struct Assembled {
    document: Document,
    parts: Vec<blocks::Part>,
}

/// Names the paragraphs of a decoded text, repairs them and puts them together: what texts and
/// pages have in common.
fn assemble(
    source: &Text,
    origin: &Origin,
    paragraphs: &[lines::Lines],
    words: &Words,
) -> Result<Assembled, TooLong> {
    let parts = blocks::classify(source, paragraphs);
    let vocabulary = Vocabulary::of(source);
    let rules = Rules {
        text: source,
        words,
        vocabulary: &vocabulary,
    };
    let mut builder = Builder {
        source,
        origin,
        out: Document::default(),
        text: String::new(),
        clean: Origin::default(),
    };
    let mut quoted: Option<Vec<Span>> = None;
    let mut same_line = false;
    for part in &parts {
        let mut repairs = rules.of(&part.lines);
        if repairs.iter().any(|r| parts_words(r.rule)) {
            // Whether a place is inside a quotation is asked rarely, so the text is segmented for
            // it only then.
            let quoted = quoted.get_or_insert_with(|| quotations(source, &parts));
            for repair in repairs.iter_mut().filter(|r| parts_words(r.rule)) {
                let at = repair.span.start();
                let near = quoted.partition_point(|q| q.end() <= at);
                if quoted.get(near).is_some_and(|q| q.start() < at) {
                    repair.tier = RepairTier::Proposed;
                }
            }
        }
        builder.block(part, &repairs, same_line);
        same_line = part.leads;
    }
    if source.contains('\u{fffd}') {
        builder.flag_lost();
    }
    let mut document = builder.out;
    document.text = Text::new(builder.text)?;
    document.origin = builder.clean;
    Ok(Assembled { document, parts })
}

/// True for the rules that would alter the words of a quotation.
fn parts_words(rule: RepairRule) -> bool {
    matches!(
        rule,
        RepairRule::GluedFront | RepairRule::GluedSentence | RepairRule::GluedWord
    )
}

/// The quotations of the unrepaired text.
fn quotations(source: &Text, parts: &[blocks::Part]) -> Vec<Span> {
    let block = |part: &blocks::Part| Block::new(part.kind, part.span());
    let document = Document {
        text: source.clone(),
        blocks: parts.iter().map(block).collect(),
        ..Document::default()
    };
    let segments = segment::segment(&document);
    let outermost = segments.quotations.iter().filter(|q| q.level == 0);
    outermost.map(|q| segments.span(q.tokens.clone())).collect()
}

/// Puts the clean text together.
struct Builder<'a> {
    source: &'a Text,
    origin: &'a Origin,
    out: Document,
    text: String,
    clean: Origin,
}

impl Builder<'_> {
    fn take(&mut self, span: Span) {
        self.text.push_str(&self.source[span]);
        self.clean.append(self.origin, span);
    }

    /// Characters that stand nowhere in the input.
    fn insert(&mut self, words: &str, before: u32) {
        let place = self.origin.raw(Span::new(before, before)).start();
        self.text.push_str(words);
        self.clean.push(words.len() as u32, 1, 0, place);
    }

    fn block(&mut self, part: &blocks::Part, repairs: &[Repair], same_line: bool) {
        let begin = part.lines[0].start();
        if !self.text.is_empty() {
            self.insert(if same_line { " " } else { "\n" }, begin);
        }
        let start = self.text.len() as u32;
        let mut at = begin;
        for repair in repairs {
            self.take(Span::new(at, repair.span.start()));
            let place = self.text.len() as u32;
            if repair.tier == RepairTier::Safe {
                self.insert(&repair.now, repair.span.start());
            } else {
                self.take(repair.span);
            }
            self.out.edits.push(Edit {
                rule: repair.rule,
                tier: repair.tier,
                span: Span::new(place, self.text.len() as u32),
                at: self.origin.raw(repair.span),
                was: self.source[repair.span].to_string(),
                now: repair.now.clone(),
            });
            at = repair.span.end();
        }
        self.take(Span::new(at, part.lines[part.lines.len() - 1].end()));
        let span = Span::new(start, self.text.len() as u32);
        self.out.blocks.push(Block {
            kind: part.kind,
            span,
            of: part.of.map(|of| of as u32),
        });
    }

    /// Bytes that stood for no character are shown where they are.
    fn flag_lost(&mut self) {
        for (at, lost) in self.text.match_indices('\u{fffd}') {
            let span = Span::new(at as u32, (at + lost.len()) as u32);
            let (was, now, at) = (lost.to_string(), lost.to_string(), self.clean.raw(span));
            self.out.edits.push(Edit {
                rule: RepairRule::LostCharacter,
                tier: RepairTier::Flag,
                span,
                at,
                was,
                now,
            });
        }
        self.out.edits.sort_by_key(|edit| edit.span);
    }
}

/// Headline, byline and dateline as metadata, each with its rule and place.
fn metadata(document: &mut Document, parts: &[blocks::Part]) {
    for (block, part) in document.blocks.iter().zip(parts) {
        let text = &document.text[block.span];
        let (field, value, rule) = match block.kind {
            BlockKind::Headline => {
                let rule = if part.rule == "mail-subject" {
                    Source::MailSubject
                } else {
                    Source::FirstLine
                };
                (Field::Title, text, rule)
            }
            BlockKind::Furniture if part.rule == "time-line" => {
                (Field::Published, text, Source::TimeLine)
            }
            BlockKind::Dateline => {
                let place = text.trim_end_matches([' ', '—', '–', '-']);
                (Field::Dateline, place, Source::Dateline)
            }
            BlockKind::Credit if part.rule == "byline" => {
                let names = blocks::byline(text).unwrap_or(text);
                (Field::Byline, names, Source::BylineLine)
            }
            _ => continue,
        };
        let at = Some(document.origin.raw(block.span));
        let first = matches!(field, Field::Title | Field::Byline)
            && !document.candidates.iter().any(|c| c.field == field);
        document.candidates.push(Candidate {
            at,
            chosen: first,
            ..Candidate::new(field, value, rule)
        });
    }
    document.title = chosen(document, Field::Title);
    document.byline = chosen(document, Field::Byline);
}

fn chosen(document: &Document, field: Field) -> Option<String> {
    let mut chosen = document.candidates.iter().filter(|c| c.chosen);
    chosen.find(|c| c.field == field).map(|c| c.value.clone())
}
