//! In: a decoded text and its paragraphs. Out: a document: each paragraph with its kind, the text
//! repaired, every character traced to the bytes. Plain texts and pages have this in common.

use crate::blocks::{self, Part};
use crate::encoded::Change;
use crate::paragraphs::RawParagraph;
use crate::repair::{Repair, Rules, Vocabulary};
use sayso_english::spelling::Words;
use sayso_text::document::{Block, Document, Edit, RepairRule, RepairTier};
use sayso_text::origin::Origin;
use sayso_text::segment;
use sayso_text::text::{Span, Text, TooLong};

/// A document without its metadata, and the parts that its blocks were made of.
pub struct Assembled {
    pub document: Document,
    pub parts: Vec<Part>,
}

/// A decoded text.
pub struct Input<'a> {
    pub source: &'a Text,
    /// From the source to the bytes of the input.
    pub origin: &'a Origin,
    /// What was changed in the source when it was unpacked, in text order.
    pub changes: &'a [Change],
}

/// Says what each paragraph of a decoded text is, repairs it, and joins them to a document.
pub fn assemble(
    input: &Input,
    paragraphs: &[RawParagraph],
    words: &Words,
) -> Result<Assembled, TooLong> {
    let source = input.source;
    let parts = blocks::classify(source, paragraphs);
    let mut repairs = find_repairs(source, &parts, words);
    only_propose_within_quotations(source, &parts, &mut repairs);
    let mut builder = Builder::new(input);
    for (part, repairs) in parts.iter().zip(&repairs) {
        builder.add(part, repairs);
    }
    if source.contains('\u{fffd}') {
        builder.flag_lost_characters();
    }
    let document = builder.finish()?;
    Ok(Assembled { document, parts })
}

/// The repairs of each part.
fn find_repairs(source: &Text, parts: &[Part], words: &Words) -> Vec<Vec<Repair>> {
    let vocabulary = Vocabulary::of(source);
    let rules = Rules {
        text: source,
        words,
        vocabulary: &vocabulary,
    };
    parts
        .iter()
        .map(|part| rules.repairs(&part.lines))
        .collect()
}

/// Repairs that would alter the words of a quotation are only proposed, because altered words must
/// not be shown as a quotation.
///
/// The quotations are those of the unrepaired text. They are looked for only if there is such a
/// repair, which is rare.
fn only_propose_within_quotations(source: &Text, parts: &[Part], repairs: &mut [Vec<Repair>]) {
    let mut altering: Vec<&mut Repair> = repairs
        .iter_mut()
        .flatten()
        .filter(|repair| alters_words(repair.rule))
        .collect();
    if altering.is_empty() {
        return;
    }
    let quotations = quotations(source, parts);
    for repair in &mut altering {
        let at = repair.span.start();
        let next = quotations.partition_point(|q| q.end() <= at);
        if quotations.get(next).is_some_and(|q| q.start() < at) {
            repair.tier = RepairTier::Proposed;
        }
    }
}

fn alters_words(rule: RepairRule) -> bool {
    matches!(
        rule,
        RepairRule::GluedFront | RepairRule::GluedSentence | RepairRule::GluedWord
    )
}

/// The outermost quotations of the unrepaired text.
fn quotations(source: &Text, parts: &[Part]) -> Vec<Span> {
    let block = |part: &Part| Block::new(part.kind, part.span());
    let document = Document {
        text: source.clone(),
        blocks: parts.iter().map(block).collect(),
        ..Document::default()
    };
    let segments = segment::segment(&document);
    let outermost = segments.quotations.iter().filter(|q| q.level == 0);
    outermost.map(|q| segments.span(q.tokens.clone())).collect()
}

/// Joins the repaired parts.
struct Builder<'a> {
    source: &'a Text,
    /// From the source to the bytes of the input.
    origin: &'a Origin,
    /// The changes of the source that are not yet listed.
    changes: &'a [Change],
    document: Document,
    text: String,
    /// The last part is on the line of the next one.
    is_same_line: bool,
}

impl<'a> Builder<'a> {
    fn new(input: &Input<'a>) -> Builder<'a> {
        Builder {
            source: input.source,
            origin: input.origin,
            changes: input.changes,
            document: Document::default(),
            text: String::new(),
            is_same_line: false,
        }
    }

    /// The length of the text so far.
    fn end(&self) -> u32 {
        self.text.len() as u32
    }

    /// Adds a span of the source as it is.
    fn take(&mut self, span: Span) {
        self.list_changes(span);
        self.text.push_str(&self.source[span]);
        self.document.origin.append(self.origin, span);
    }

    /// Lists the changes within a span of the source that is added next.
    fn list_changes(&mut self, span: Span) {
        while let Some((change, rest)) = self.changes.split_first()
            && change.span.end() <= span.end()
        {
            self.changes = rest;
            // A change before the span is in what a repair or a line end has replaced.
            if change.span.start() < span.start() {
                continue;
            }
            let start = self.end() + (change.span.start() - span.start());
            self.document.edits.push(Edit {
                rule: change.rule,
                tier: RepairTier::Safe,
                span: Span::new(start, start + change.span.len()),
                at: change.at,
                was: change.was.clone(),
                now: self.source[change.span].to_string(),
            });
        }
    }

    /// Adds characters that are not in the input.
    fn insert(&mut self, words: &str, before: u32) {
        let place = self.origin.raw(Span::new(before, before)).start();
        self.text.push_str(words);
        self.document.origin.push(words.len() as u32, 1, 0, place);
    }

    fn add(&mut self, part: &Part, repairs: &[Repair]) {
        let whole = part.span();
        if !self.text.is_empty() {
            self.insert(if self.is_same_line { " " } else { "\n" }, whole.start());
        }
        self.is_same_line = part.leads;
        let start = self.end();
        let mut at = whole.start();
        for repair in repairs {
            self.take(Span::new(at, repair.span.start()));
            self.repair(repair);
            at = repair.span.end();
        }
        self.take(Span::new(at, part.lines[part.lines.len() - 1].end()));
        self.document.blocks.push(Block {
            kind: part.kind,
            span: Span::new(start, self.end()),
            of: part.of.map(|of| of as u32),
        });
    }

    fn repair(&mut self, repair: &Repair) {
        let start = self.end();
        if repair.tier == RepairTier::Safe {
            self.insert(&repair.now, repair.span.start());
        } else {
            self.take(repair.span);
        }
        self.document.edits.push(Edit {
            rule: repair.rule,
            tier: repair.tier,
            span: Span::new(start, self.end()),
            at: self.origin.raw(repair.span),
            was: self.as_written(repair.span),
            now: repair.now.clone(),
        });
    }

    /// The words of the input for a span of the source, before the changes that were made in it.
    fn as_written(&self, span: Span) -> String {
        let next = self.changes.iter();
        let next = next.take_while(|change| change.span.start() < span.end());
        let within = next.filter(|change| span.contains(change.span));
        let mut written = String::new();
        let mut at = span.start();
        for change in within {
            written.push_str(&self.source[Span::new(at, change.span.start())]);
            written.push_str(&change.was);
            at = change.span.end();
        }
        written.push_str(&self.source[Span::new(at, span.end())]);
        written
    }

    /// Flags the places of bytes that are not a character.
    fn flag_lost_characters(&mut self) {
        let document = &mut self.document;
        for (at, lost) in self.text.match_indices('\u{fffd}') {
            let span = Span::new(at as u32, (at + lost.len()) as u32);
            document.edits.push(Edit {
                rule: RepairRule::LostCharacter,
                tier: RepairTier::Flag,
                span,
                at: document.origin.raw(span),
                was: lost.to_string(),
                now: lost.to_string(),
            });
        }
        document.edits.sort_by_key(|edit| edit.span);
    }

    fn finish(mut self) -> Result<Document, TooLong> {
        self.document.text = Text::new(self.text)?;
        Ok(self.document)
    }
}
