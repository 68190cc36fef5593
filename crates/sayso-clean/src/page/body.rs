//! In: the extractor's blocks, placed on the page, and the headline. Out: the report's text with its
//! blocks and their kinds, every character taken from the page.
//!
//! Paragraphs are the page's own: the extractor's text is split where the page splits it, and joined
//! within a line of the page.

use super::clue::key;
use super::dates;
use super::stream::{PageLine, Stream, context};
use crate::credits;
use crate::head::is_day_line;
use sayso_english::pages;
use sayso_text::document::BlockKind;
use sayso_text::origin::Origin;
use sayso_text::text::Span;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A block of the report: stretches of the page's text, to be joined by spaces.
#[derive(Clone, Debug)]
pub struct Part {
    pub pieces: Vec<Span>,
    pub kind: BlockKind,
    /// The index of the line that it begins on.
    pub line: usize,
    /// The context of that line.
    pub context: u32,
    /// The share of link text, in percent.
    pub linked: u32,
}

impl Part {
    /// A part without links and context.
    fn plain(pieces: Vec<Span>, kind: BlockKind, line: usize) -> Part {
        Part {
            pieces,
            kind,
            line,
            context: 0,
            linked: 0,
        }
    }

    /// Its text, the pieces joined by spaces.
    pub fn text(&self, stream: &Stream) -> String {
        let mut out = String::new();
        for (piece, joint) in self.joined(stream) {
            out.push_str(joint);
            out.push_str(&stream.text[piece.range()]);
        }
        out
    }

    /// The pieces, each with what joins it to the one before.
    fn joined<'a>(&'a self, stream: &'a Stream) -> impl Iterator<Item = (Span, &'static str)> + 'a {
        self.pieces.iter().enumerate().map(|(i, &piece)| {
            let is_first_or_glued = i == 0 || stream.is_glued(self.pieces[i - 1], piece);
            (piece, if is_first_or_glued { "" } else { " " })
        })
    }

    fn words(&self, stream: &Stream) -> usize {
        let pieces = self.pieces.iter().map(|piece| &stream.text[piece.range()]);
        pieces.map(|text| text.split_whitespace().count()).sum()
    }

    /// The place of the first piece.
    fn first_span(&self) -> Option<Span> {
        self.pieces.first().copied()
    }

    /// Its place, if it is one piece.
    fn only_span(&self) -> Option<Span> {
        self.first_span().filter(|_| self.pieces.len() == 1)
    }

    fn begins_after(&self, at: u32) -> bool {
        self.first_span().is_some_and(|span| span.start() > at)
    }

    fn is_running_text(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Paragraph | BlockKind::List | BlockKind::Quote
        )
    }

    /// The line it begins on, with its index.
    fn first_line<'a>(&self, stream: &'a Stream) -> Option<(usize, &'a PageLine)> {
        let span = self.first_span()?;
        let index = line_index(stream, span.start());
        stream.lines.get(index).map(|line| (index, line))
    }
}

/// The index of the line that holds byte `at`, or of the first one after it.
fn line_index(stream: &Stream, at: u32) -> usize {
    stream.lines.partition_point(|line| line.span.end() <= at)
}

fn line_text<'a>(stream: &'a Stream, line: &PageLine) -> &'a str {
    &stream.text[line.span.range()]
}

/// Where the first paragraph begins in the text of the stream.
pub fn first_paragraph(parts: &[Part]) -> Option<u32> {
    let first = parts.iter().find(|p| p.kind == BlockKind::Paragraph)?;
    first.first_span().map(Span::start)
}

/// Where the last paragraph ends in the text of the stream.
pub fn last_paragraph_end(parts: &[Part]) -> Option<u32> {
    let last = parts.iter().rfind(|p| p.kind == BlockKind::Paragraph)?;
    last.pieces.last().map(|span| span.end())
}

/// The parts of a report. Passages that an extractor gives twice are taken once.
/// What no reader sees is left out.
pub fn parts(stream: &Stream, placed: &[Vec<Span>]) -> Vec<Part> {
    let mut cutter = Cutter {
        stream,
        parts: Vec::new(),
    };
    let spans: Vec<Span> = placed.iter().flatten().copied().collect();
    let is_within = within_others(&spans);
    let mut taken: Vec<Span> = Vec::new();
    for (&span, _) in spans.iter().zip(is_within).filter(|(_, within)| !within) {
        for free in take(&mut taken, span) {
            cutter.add_span(free);
        }
    }
    cutter.parts
}

/// For each span: it is a part of another one, which has its words already. If the smaller one were
/// taken first, the other would lose words in its middle.
fn within_others(spans: &[Span]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&i| (spans[i].start(), Reverse(spans[i].end()), i));
    let mut out = vec![false; spans.len()];
    let mut end = 0;
    for i in order {
        out[i] = spans[i].end() <= end;
        end = end.max(spans[i].end());
    }
    out
}

/// The parts of `span` that were not taken yet. They are taken now.
fn take(taken: &mut Vec<Span>, span: Span) -> Vec<Span> {
    let first = taken.partition_point(|t| t.end() <= span.start());
    let (mut free, mut from, mut at) = (Vec::new(), span.start(), first);
    while let Some(t) = taken.get(at).filter(|t| t.start() < span.end()) {
        if t.start() > from {
            free.push(Span::new(from, t.start()));
        }
        from = from.max(t.end());
        at += 1;
    }
    if from < span.end() {
        free.push(Span::new(from, span.end()));
    }
    taken.splice(first..first, free.iter().copied());
    taken[first..at + free.len()].sort_unstable();
    free
}

/// Cuts the extractor's blocks at the lines of the page.
struct Cutter<'a> {
    stream: &'a Stream,
    parts: Vec<Part>,
}

impl Cutter<'_> {
    /// Adds a stretch of the page, cut at its lines.
    fn add_span(&mut self, span: Span) {
        for (index, line) in lines_under(self.stream, span) {
            let piece = Span::new(
                span.start().max(line.span.start()),
                span.end().min(line.span.end()),
            );
            for visible in self.stream.visible(piece) {
                self.add_piece(index, line, visible);
            }
        }
    }

    fn add_piece(&mut self, index: usize, line: &PageLine, piece: Span) {
        let stream = self.stream;
        let joins = self.joins(index, line, piece);
        let Some(last) = self.parts.last_mut().filter(|_| joins) else {
            let share = u64::from(line.linked) * 100 / u64::from(line.span.len().max(1));
            self.parts.push(Part {
                pieces: vec![piece],
                kind: kind_of_line(line),
                line: index,
                context: line.context,
                linked: share as u32,
            });
            return;
        };
        last.line = index;
        match last.pieces.last_mut() {
            Some(before) if touches(stream, *before, piece) => {
                *before = before.cover(piece);
            }
            _ => last.pieces.push(piece),
        }
    }

    /// True if a piece continues the last part: on the same line, or on the next one within a
    /// sentence.
    fn joins(&self, index: usize, line: &PageLine, piece: Span) -> bool {
        let Some(last) = self.parts.last() else {
            return false;
        };
        let Some(&before) = last.pieces.last().filter(|b| b.end() <= piece.start()) else {
            return false;
        };
        let is_next = || {
            let lines = &self.stream.lines;
            index == lines.partition_point(|l| l.span.end() < before.end()) + 1
        };
        last.line == index
            || line.soft && is_next() && is_within_sentence(self.stream, before, piece)
    }
}

/// True if there is nothing but white space between the two.
fn touches(stream: &Stream, before: Span, after: Span) -> bool {
    stream.text[before.end() as usize..after.start() as usize]
        .trim()
        .is_empty()
}

/// True if a single `<br>` is within a sentence, so that it does not end a paragraph.
fn is_within_sentence(stream: &Stream, before: Span, after: Span) -> bool {
    let head = stream.text[before.range()].trim_end_matches(['”', '"', '’', '\'', ')']);
    let tail = &stream.text[after.range()];
    let is_open = head.len() > 40 && !head.ends_with(['.', '!', '?', ':', '…']);
    is_open && tail.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '“')
}

/// What a line is by the elements around it.
fn kind_of_line(line: &PageLine) -> BlockKind {
    let is_within = |bits: u32| line.context & bits != 0;
    if is_within(context::CREDIT) && line.span.len() < 200 {
        BlockKind::Credit
    } else if is_within(context::CAPTION) {
        BlockKind::Caption
    } else if line.level > 0 {
        BlockKind::Heading
    } else if is_within(context::QUOTE) {
        BlockKind::Quote
    } else if is_within(context::LIST) {
        BlockKind::List
    } else {
        BlockKind::Paragraph
    }
}

/// The lines that have a part of a span, with their indices.
fn lines_under(stream: &Stream, span: Span) -> impl Iterator<Item = (usize, &PageLine)> {
    let first = line_index(stream, span.start());
    stream
        .lines
        .iter()
        .enumerate()
        .skip(first)
        .take_while(move |(_, line)| line.span.start() < span.end())
}

/// Takes lines of running text as a whole if an extractor took a part of them, because extractors
/// leave out what follows an element that they do not know (`<wbr>`, `<time>`, `<o:p>`).
pub fn complete(stream: &Stream, placed: &mut [Vec<Span>]) {
    let taken = taken_bytes(stream, placed);
    let is_cut = |index: usize, line: &PageLine| {
        let part = taken.get(&index).copied().unwrap_or(0);
        part < line.span.len() && is_running_line(stream, line)
    };
    for span in placed.iter_mut().flatten() {
        *span = lines_under(stream, *span)
            .filter(|&(index, line)| is_cut(index, line))
            .fold(*span, |sum, (_, line)| sum.cover(line.span));
    }
}

/// How many bytes of each line were taken.
fn taken_bytes(stream: &Stream, placed: &[Vec<Span>]) -> HashMap<usize, u32> {
    let mut taken: HashMap<usize, u32> = HashMap::new();
    for span in placed.iter().flatten() {
        for (index, line) in lines_under(stream, *span) {
            let (start, end) = (line.span.start(), line.span.end());
            *taken.entry(index).or_default() += span.end().min(end) - span.start().max(start);
        }
    }
    taken
}

fn is_running_line(stream: &Stream, line: &PageLine) -> bool {
    const APART: u32 =
        context::MARGIN | context::BYLINE | context::DATE | context::CAPTION | context::CREDIT;
    line.level == 0
        && line.context & APART == 0
        && line.linked * 2 <= line.span.len()
        && is_sentence(line_text(stream, line))
}

/// True if a text has four words and ends as a sentence does.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '\'', ')', ' ', '»']);
    text.ends_with(['.', '?', '!', '…']) && text.split_whitespace().nth(3).is_some()
}

/// Margins that do not hold a headline or a caption. An aside may, because some pages put the whole
/// article into one.
const FAR_MARGIN: u32 = context::MARGIN & !context::ASIDE;

/// Makes the line of the page that says the title a headline part, and returns its place in the
/// stream.
pub fn headline(
    stream: &Stream,
    parts: &mut Vec<Part>,
    title: &str,
    headings: &[Span],
) -> Option<Span> {
    let span = headline_span(stream, parts, title, headings)?;
    let has_headline = |piece: &Span| piece.overlaps(span);
    if let Some(part) = parts
        .iter_mut()
        .find(|part| part.pieces.iter().any(has_headline))
    {
        // A headline that was taken together with other words stays with them, so that no words are
        // in the text twice.
        if part.pieces.len() == 1 {
            part.kind = BlockKind::Headline;
        }
        return Some(span);
    }
    let at = parts.iter().position(|p| p.begins_after(span.start()));
    let pieces = lines_under(stream, span)
        .flat_map(|(_, line)| {
            let start = line.span.start().max(span.start());
            stream.visible(Span::new(start, line.span.end().min(span.end())))
        })
        .collect();
    let line = line_index(stream, span.start());
    parts.insert(
        at.unwrap_or(0),
        Part::plain(pieces, BlockKind::Headline, line),
    );
    Some(span)
}

/// The best line that says the title, or a heading over several lines that does.
fn headline_span(stream: &Stream, parts: &[Part], title: &str, headings: &[Span]) -> Option<Span> {
    let wanted = key(title);
    let says_title = |span: Span| {
        let found = key(&stream.text[span.range()]);
        let is_little_more =
            wanted.len() > 24 && found.contains(&wanted) && found.len() * 4 <= wanted.len() * 5;
        found == wanted || is_little_more
    };
    let first_long = parts.iter().find_map(|part| {
        let span = part
            .first_span()
            .filter(|span| part.kind == BlockKind::Paragraph && span.len() > 80)?;
        (key(&stream.text[span.range()]) != wanted).then_some(span.start())
    });
    let lines = stream
        .lines
        .iter()
        .filter(|line| line.span.len() < 600 && line.context & context::HIDDEN == 0);
    let whole = lines
        .filter(|line| says_title(line.span))
        .min_by_key(|line| headline_cost(line, first_long))
        .map(|line| line.span);
    whole.or_else(|| headings.iter().copied().find(|&span| says_title(span)))
}

/// What speaks against a line as headline: a margin, a place below the text, a link, no heading
/// element; of equal ones the distance from the text.
fn headline_cost(line: &PageLine, body: Option<u32>) -> (u32, u32) {
    let is_in_margin = line.context & FAR_MARGIN != 0;
    let is_after = body.is_some_and(|body| line.span.start() > body);
    let is_link = line.linked * 2 > line.span.len();
    let level = match line.level {
        1 => 0,
        2..=6 => 1,
        _ => 2,
    };
    let cost = u32::from(is_in_margin) * 4 + u32::from(is_after) * 3 + u32::from(is_link) * 2;
    (cost + level, line.span.start().abs_diff(body.unwrap_or(0)))
}

/// Paragraphs and words of the parts in one holder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub paragraphs: usize,
    pub words: usize,
}

impl Held {
    fn add(&mut self, words: usize) {
        self.words += words;
        self.paragraphs += 1;
    }
}

/// How much of the report is teasers: paragraphs right below a line that is a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Teasers {
    /// Paragraphs of running text.
    pub paragraphs: usize,
    /// Paragraphs that belong to teasers.
    pub teased: usize,
    /// The share of the words in the largest holder, in percent.
    pub together: usize,
    /// The holder with most words that are not teasers, or the paragraphs of a report that are in
    /// elements of their own.
    pub main: Held,
}

/// Finds the teasers among the parts, counts them, and makes them furniture if the report has a main
/// holder.
pub fn teasers(stream: &Stream, parts: &mut [Part]) -> Teasers {
    let mut counter = TeaserCounter::default();
    let running = parts
        .iter()
        .enumerate()
        .filter(|(_, p)| p.is_running_text());
    for (index, part) in running {
        counter.count(stream, index, part);
    }
    counter.links = parts.iter().filter(|part| part.linked > 60).count();
    if let Some(main) = counter.main_holder() {
        mark_labels(stream, parts, main);
        mark_teasers(stream, parts, main, &counter.teasers);
    }
    counter.totals()
}

/// Counts teasers and the words of each holder.
#[derive(Default)]
struct TeaserCounter {
    totals: Teasers,
    words: usize,
    /// The words of each holder.
    held: HashMap<u32, usize>,
    /// The paragraphs of each group that end as sentences do.
    groups: HashMap<u32, Held>,
    /// The paragraphs of each holder that are not teasers.
    held_besides_teasers: HashMap<u32, Held>,
    /// Those in the article element, if the page has only one.
    article: Held,
    /// The indices of the parts that are teasers.
    teasers: Vec<usize>,
    /// How many parts are links.
    links: usize,
}

/// Parts of a report that are links, at most. A list of reports has one for each.
const MAX_LINKS: usize = 2;

impl TeaserCounter {
    fn count(&mut self, stream: &Stream, index: usize, part: &Part) {
        let words = part.words(stream);
        let is_text = part.linked <= 60;
        let is_teaser = words >= 2 && is_text && is_below_link(stream, part);
        self.words += words;
        if let Some((_, line)) = part.first_line(stream) {
            *self.held.entry(line.holder).or_default() += words;
            let held = self.held_besides_teasers.entry(line.holder).or_default();
            if !is_teaser {
                held.add(words);
            }
            if is_text && is_report_paragraph(stream, part, words) {
                self.groups.entry(line.group).or_default().add(words);
                if stream.articles == 1 && line.context & context::ARTICLE != 0 {
                    self.article.add(words);
                }
            }
        }
        if is_teaser {
            self.teasers.push(index);
        }
        if words >= 6 && is_text {
            self.totals.paragraphs += 1;
            let is_teased = is_teaser || leads_with_link(stream, part);
            self.totals.teased += usize::from(is_teased);
        }
    }

    /// Of holders with as many words the first on the page, so that nothing depends on the order of
    /// the table.
    fn main(&self) -> Option<(u32, Held)> {
        self.held_besides_teasers
            .iter()
            .max_by_key(|(holder, held)| (held.words, Reverse(**holder)))
            .map(|(holder, held)| (*holder, *held))
    }

    /// The main holder, if it is large enough to be the report.
    fn main_holder(&self) -> Option<u32> {
        let (holder, held) = self.main()?;
        (held.words >= 60 && held.paragraphs >= 3).then_some(holder)
    }

    fn totals(&self) -> Teasers {
        let most = self.held.values().max().copied().unwrap_or(0);
        let main = self.main().map_or(Held::default(), |(_, held)| held);
        let spread = self.spread_report().filter(|held| held.words > main.words);
        let together = most.max(spread.map_or(0, |held| held.words));
        Teasers {
            together: together * 100 / self.words.max(1),
            main: spread.unwrap_or(main),
            ..self.totals
        }
    }

    /// The paragraphs of a report that are in elements of their own: those of one group or of the only
    /// article element. A page with teasers or links is a list, whose texts are in elements of their own, too.
    fn spread_report(&self) -> Option<Held> {
        let groups = self.groups.values().copied();
        let largest = groups
            .chain([self.article])
            .max_by_key(|held| (held.words, held.paragraphs));
        largest.filter(|_| self.totals.teased == 0 && self.links <= MAX_LINKS)
    }
}

/// True for a paragraph of some words that ends as a sentence does.
fn is_report_paragraph(stream: &Stream, part: &Part, words: usize) -> bool {
    part.kind == BlockKind::Paragraph && words >= 12 && is_sentence(&part.text(stream))
}

/// True if the line above is a link, or the line above a short line such as a date. The link must be
/// in the same holder or a heading.
fn is_below_link(stream: &Stream, part: &Part) -> bool {
    let Some((index, line)) = part.first_line(stream) else {
        return false;
    };
    (1..=2).filter_map(|k| index.checked_sub(k)).any(|above| {
        let link = &stream.lines[above];
        let is_link = link.linked * 10 > link.span.len() * 8
            && line_text(stream, link).split_whitespace().count() >= 3;
        let is_near = index - above == 1 || stream.lines[index - 1].span.len() < 60;
        is_link && is_near && (link.holder == line.holder || link.level > 0)
    })
}

/// True for a link and a teaser on one line: "Bridge shut: it will open in May." A report may have
/// such a line, too, so it is counted and not marked.
fn leads_with_link(stream: &Stream, part: &Part) -> bool {
    part.first_line(stream).is_some_and(|(_, line)| {
        let lead = Span::new(line.span.start(), line.span.start() + line.lead);
        let words = stream.text[lead.range()].split_whitespace().count();
        line.lead < line.span.len() && words >= 4
    })
}

fn is_held_by(stream: &Stream, part: &Part, holder: u32) -> bool {
    part.first_line(stream)
        .is_some_and(|(_, line)| line.holder == holder)
}

/// Labels above and below the report are furniture: "Environment", "Share".
fn mark_labels(stream: &Stream, parts: &mut [Part], main: u32) {
    let is_main = |part: &Part| is_held_by(stream, part, main);
    let first = parts.iter().position(is_main).unwrap_or(0);
    let last = parts.iter().rposition(is_main).unwrap_or(parts.len());
    let is_of_label = |c: char| c.is_alphabetic() || c == ' ' || c == '&';
    for (i, part) in parts.iter_mut().enumerate() {
        let Some(span) = part.only_span() else {
            continue;
        };
        let text = &stream.text[span.range()];
        let is_outside = i < first || i > last;
        let is_label = text.split_whitespace().count() <= 2 && text.chars().all(is_of_label);
        if part.kind == BlockKind::Paragraph && is_outside && is_label {
            part.kind = BlockKind::Furniture;
        }
    }
}

/// Teasers are furniture, and so is the link above them if it was taken, too. A link between two
/// paragraphs of the report does not make a teaser of the one below it.
fn mark_teasers(stream: &Stream, parts: &mut [Part], main: u32, teasers: &[usize]) {
    for &i in teasers {
        let Some((index, line)) = parts[i].first_line(stream) else {
            continue;
        };
        if line.holder == main {
            continue;
        }
        parts[i].kind = BlockKind::Furniture;
        for above in parts[..i].iter_mut().rev().take(2) {
            let is_link = above.line + 2 >= index && above.linked > 60;
            if is_link && above.kind != BlockKind::Headline {
                above.kind = BlockKind::Furniture;
            }
        }
    }
}

/// Lines that are added to the parts at most, and words of the longest.
const MAX_ADDED: usize = 60;
const MAX_ADDED_WORDS: usize = 90;

/// Adds lines of the report that extractors leave out: the standfirst below the headline, captions
/// and credits of pictures, headings and loose sentences between the paragraphs.
pub fn supplement(stream: &Stream, parts: &mut Vec<Part>, headline: Option<Span>) {
    let Some(report) = ReportPlace::of(stream, parts, headline) else {
        return;
    };
    let mut taken: Vec<Span> = parts
        .iter()
        .flat_map(|part| part.pieces.iter().copied())
        .collect();
    taken.sort_unstable();
    let mut added = 0;
    for (index, line) in stream.lines.iter().enumerate() {
        if added >= MAX_ADDED {
            break;
        }
        let Some(kind) = report.kind_of(stream, line) else {
            continue;
        };
        let next = taken.partition_point(|t| t.end() <= line.span.start());
        if taken.get(next).is_some_and(|t| t.overlaps(line.span)) {
            continue;
        }
        let at = parts
            .iter()
            .position(|part| part.begins_after(line.span.start()))
            .unwrap_or(parts.len());
        let mut part = Part::plain(stream.visible(line.span), kind, index);
        part.context = line.context;
        parts.insert(at, part);
        added += 1;
    }
}

/// Where the report is in the text of the stream.
struct ReportPlace {
    has_headline: bool,
    /// The end of the headline, or the beginning of the text.
    top: u32,
    /// The beginnings of its first and last long blocks.
    first: u32,
    last: u32,
    /// The holder of most of its paragraphs.
    main: Option<u32>,
    /// The beginning of the last paragraph in that holder.
    main_last: Option<u32>,
}

impl ReportPlace {
    fn of(stream: &Stream, parts: &[Part], headline: Option<Span>) -> Option<ReportPlace> {
        let starts = || {
            parts
                .iter()
                .filter(|part| part.is_running_text())
                .filter_map(Part::first_span)
                .filter(|span| span.len() > 60)
                .map(Span::start)
        };
        let (first, last) = (starts().min()?, starts().max()?);
        let main = main_holder(stream, parts);
        let main_last = parts
            .iter()
            .filter(|part| part.kind == BlockKind::Paragraph && part.words(stream) >= 8)
            .filter_map(|part| part.first_line(stream))
            .filter(|(_, line)| Some(line.holder) == main)
            .map(|(_, line)| line.span.start())
            .max();
        Some(ReportPlace {
            has_headline: headline.is_some(),
            top: headline.map_or(first, |headline| headline.end().min(first)),
            first,
            last,
            main,
            main_last,
        })
    }

    /// What a line of the page is in the report; none if it does not belong to it.
    fn kind_of(&self, stream: &Stream, line: &PageLine) -> Option<BlockKind> {
        let is_outside = line.span.start() < self.top || line.span.start() > self.last;
        if is_outside || line.context & FAR_MARGIN != 0 {
            return None;
        }
        let text = line_text(stream, line);
        let words = text.split_whitespace().count();
        if line.linked * 2 > line.span.len() {
            let is_paragraph = self.is_linked_paragraph(line, text, words);
            return is_paragraph.then_some(BlockKind::Paragraph);
        }
        let is_within = |bits: u32| line.context & bits != 0;
        if words > MAX_ADDED_WORDS {
            None
        } else if is_within(context::CREDIT) && words <= 20 {
            Some(BlockKind::Credit)
        } else if is_within(context::CAPTION) && words >= 2 {
            Some(BlockKind::Caption)
        } else if self.is_lead(line, text, words) {
            Some(BlockKind::Paragraph)
        } else if self.is_standfirst(line, text, words) {
            Some(BlockKind::Standfirst)
        } else if self.is_heading(line, words) {
            Some(BlockKind::Heading)
        } else if self.is_loose_sentence(line, text) {
            Some(BlockKind::Paragraph)
        } else {
            None
        }
    }

    /// A line between headline and text: one whose class says so, or a longer one without a date.
    fn is_standfirst(&self, line: &PageLine, text: &str, words: usize) -> bool {
        let is_above = line.span.end() <= self.first;
        if !is_above || line.context & (context::BYLINE | context::DATE) != 0 {
            return false;
        }
        let is_marked = line.context & context::STANDFIRST != 0 && words >= 5;
        let is_open = line.context & (context::ASIDE | context::TABLE) == 0;
        is_marked
            || self.has_headline && words >= 8 && is_open && dates::dates(text, true).is_empty()
    }

    /// A sentence above the paragraphs of the main holder, in that holder. Extractors lose the lead if
    /// it has no element of its own, or if a list of links follows it.
    fn is_lead(&self, line: &PageLine, text: &str, words: usize) -> bool {
        const APART: u32 = context::BYLINE | context::DATE | context::STANDFIRST;
        let is_above = line.span.end() <= self.first;
        is_above
            && Some(line.holder) == self.main
            && line.level == 0
            && line.context & (APART | context::LIST) == 0
            && words >= 10
            && is_sentence(text)
    }

    /// A paragraph of the report that is a link as a whole. A teaser is a headline and does not end as a
    /// sentence does, or is in a holder of its own.
    fn is_linked_paragraph(&self, line: &PageLine, text: &str, words: usize) -> bool {
        line.level == 0
            && Some(line.holder) == self.main
            && self.is_between_paragraphs(line)
            && line.context & (context::LIST | context::CAPTION | context::CREDIT) == 0
            && (12..=MAX_ADDED_WORDS).contains(&words)
            && is_sentence(text)
            && dates::dates(text, true).is_empty()
    }

    fn is_between_paragraphs(&self, line: &PageLine) -> bool {
        let start = line.span.start();
        start > self.first && self.main_last.is_some_and(|last| start < last)
    }

    /// A heading between the paragraphs of the main holder.
    fn is_heading(&self, line: &PageLine, words: usize) -> bool {
        line.level >= 2
            && Some(line.holder) == self.main
            && self.is_between_paragraphs(line)
            && words <= 16
    }

    /// A sentence between the paragraphs. A cell of a table is a margin unless the report is in it.
    fn is_loose_sentence(&self, line: &PageLine, text: &str) -> bool {
        let mut around = context::MAIN | context::ARTICLE;
        if Some(line.holder) == self.main {
            around |= context::TABLE;
        }
        line.level == 0
            && self.is_between_paragraphs(line)
            && line.context & !around == 0
            && line.linked * 4 <= line.span.len()
            && is_sentence(text)
    }
}

/// The holder with most words of paragraphs; of equal ones the first on the page.
fn main_holder(stream: &Stream, parts: &[Part]) -> Option<u32> {
    let mut held: HashMap<u32, usize> = HashMap::new();
    for part in parts.iter().filter(|p| p.kind == BlockKind::Paragraph) {
        if let Some((_, line)) = part.first_line(stream) {
            *held.entry(line.holder).or_default() += part.words(stream);
        }
    }
    held.into_iter()
        .max_by_key(|&(holder, words)| (words, Reverse(holder)))
        .map(|(holder, _)| holder)
}

/// The words of a text in lower case.
fn lower_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// True if a line begins with this person, or names them after "by" or "and".
fn names_person(line: &[String], person: &[String]) -> bool {
    !person.is_empty()
        && line.windows(person.len()).enumerate().any(|(at, words)| {
            let is_introduced =
                at == 0 || matches!(line[at - 1].as_str(), "by" | "and" | "von" | "par");
            words == person && is_introduced
        })
}

/// Marks what is around the headline and the end and is not text: the section above the headline, the
/// day and the persons below it, a note on the author at the end.
pub fn top(stream: &Stream, parts: &mut [Part], persons: &[&str]) {
    let headline = parts.iter().position(|p| p.kind == BlockKind::Headline);
    let long_paragraph = |least: usize| {
        parts
            .iter()
            .position(|p| p.kind == BlockKind::Paragraph && p.words(stream) >= least)
    };
    let body = long_paragraph(18)
        .or_else(|| long_paragraph(8))
        .unwrap_or(0);
    let persons: Vec<Vec<String>> = persons.iter().map(|p| lower_words(p)).collect();
    let count = parts.len();
    for (i, part) in parts.iter_mut().enumerate() {
        let is_near_end = i + 3 >= count;
        let may_be_marked = matches!(part.kind, BlockKind::Paragraph | BlockKind::List);
        let Some(span) = part.only_span().filter(|_| may_be_marked) else {
            continue;
        };
        if i > body && !is_near_end {
            continue;
        }
        let line = TopLine {
            text: &stream.text[span.range()],
            words: part.words(stream),
        };
        let is_note = is_near_end && line.is_author_note(&persons);
        if is_note || line.is_credit_of(&persons) {
            part.kind = BlockKind::Credit;
        } else if i < body && line.is_day_or_word()
            || headline.is_some_and(|h| i < h) && line.is_label()
        {
            part.kind = BlockKind::Furniture;
        }
    }
}

/// Words of the longest line that names the author of an inset.
const MAX_INSET_BYLINE: usize = 9;

/// Makes insets of other authors furniture: a holder besides the main one that begins with a heading
/// and a byline. What it says is not what the report says.
pub fn insets(stream: &Stream, parts: &mut [Part], persons: &[&str]) {
    let Some(main) = main_holder(stream, parts) else {
        return;
    };
    let persons: Vec<Vec<String>> = persons.iter().map(|p| lower_words(p)).collect();
    let starts_inset = |lines: &[PageLine]| {
        let [heading, byline] = lines else {
            return false;
        };
        let text = line_text(stream, byline);
        heading.level >= 2
            && heading.holder != main
            && byline.holder == heading.holder
            && is_inset_byline(byline, text)
            && !persons
                .iter()
                .any(|person| names_person(&lower_words(text), person))
    };
    let insets: Vec<u32> = stream
        .lines
        .windows(2)
        .filter(|lines| starts_inset(lines))
        .map(|lines| lines[0].holder)
        .collect();
    if insets.is_empty() {
        return;
    }
    for part in parts.iter_mut() {
        let holder = part.first_line(stream).map(|(_, line)| line.holder);
        let is_inset = holder.is_some_and(|holder| insets.contains(&holder));
        if is_inset && part.kind != BlockKind::Headline {
            part.kind = BlockKind::Furniture;
        }
    }
}

/// "By Lena Pell", "Jan Orr, Tarn Herald", "Lena Pell, harbour correspondent".
fn is_inset_byline(line: &PageLine, text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > MAX_INSET_BYLINE || text.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    let name = text.split(',').next().unwrap_or(text);
    let count = name.split_whitespace().count();
    let is_name = (2..=4).contains(&count)
        && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
    let has_role = words
        .iter()
        .any(|word| pages::BYLINE_ROLES.has(word.trim_matches(',')));
    let is_marked = line.context & context::BYLINE != 0;
    credits::byline(text).is_some() || is_name && (has_role || is_marked)
}

/// A line above the text or near its end.
struct TopLine<'a> {
    text: &'a str,
    words: usize,
}

impl TopLine<'_> {
    /// "Ada Quill is a reporter in Velm."
    fn is_author_note(&self, persons: &[Vec<String>]) -> bool {
        if self.words > 30 || !self.text.contains(" is a") {
            return false;
        }
        let said = lower_words(self.text);
        persons.iter().any(|person| said.starts_with(person))
    }

    fn is_credit_of(&self, persons: &[Vec<String>]) -> bool {
        let is_sentence = self.words > 6 && self.text.ends_with('.');
        if self.words > 14 || is_sentence || self.text.contains(['“', '"', '”']) {
            return false;
        }
        let said = lower_words(self.text);
        persons.iter().any(|person| names_person(&said, person))
    }

    fn is_day_or_word(&self) -> bool {
        if self.words > 14 {
            return false;
        }
        let days = dates::dates(self.text, true);
        let dated: usize = days.iter().map(|found| found.at.len()).sum();
        self.words <= 1 || dated * 2 > self.text.len() || is_day_line(self.text)
    }

    fn is_label(&self) -> bool {
        self.words <= 4 && !self.text.ends_with(['.', '?', '!'])
    }
}

/// Quotations set off from the text that are compared with it, and letters of the shortest.
const MAX_COMPARED: usize = 51;
const MIN_COMPARED: usize = 25;

/// Marks what is among the report and no part of it: lists of links in margins, and passages set off
/// to catch the eye that repeat a sentence of the report. Returns for each part the part it repeats.
pub fn margins_and_repeats(stream: &Stream, parts: &mut [Part]) -> Vec<Option<usize>> {
    const MARGIN: u32 =
        context::NAV | context::FOOTER | context::COMMENTS | context::ELSEWHERE | context::CONTROL;
    for part in parts.iter_mut() {
        // A heading that is a link in a list leads to another report.
        let is_item = part.context & context::LIST != 0 && part.kind == BlockKind::Heading;
        let is_margin = part.context & MARGIN != 0 || is_item;
        if is_margin && part.linked > 60 && part.kind != BlockKind::Headline {
            part.kind = BlockKind::Furniture;
        }
    }
    let keys: Vec<String> = parts.iter().map(|p| key(&p.text(stream))).collect();
    let plain = PlainText::of(parts, &keys);
    let mut repeats = vec![None; parts.len()];
    let compared: Vec<usize> = (0..parts.len())
        .filter(|&i| is_set_off(&parts[i]) && keys[i].len() >= MIN_COMPARED)
        .take(MAX_COMPARED)
        .collect();
    for i in compared {
        repeats[i] = plain.part_with(&keys[i]);
        if repeats[i].is_some() {
            parts[i].kind = BlockKind::Repeat;
        }
    }
    repeats
}

/// True for a quotation block, and for a paragraph that the page sets off.
fn is_set_off(part: &Part) -> bool {
    let is_aside = part.context & (context::PULL | context::ASIDE) != 0;
    part.kind == BlockKind::Quote || is_aside && part.kind == BlockKind::Paragraph
}

/// The keys of the paragraphs, joined by line feeds.
struct PlainText {
    text: String,
    /// Where each paragraph begins, with its index among the parts.
    starts: HashMap<usize, usize>,
}

impl PlainText {
    fn of(parts: &[Part], keys: &[String]) -> PlainText {
        let mut plain = PlainText {
            text: String::new(),
            starts: HashMap::new(),
        };
        for (i, part) in parts.iter().enumerate() {
            if part.kind == BlockKind::Paragraph && !is_set_off(part) {
                if !plain.starts.is_empty() {
                    plain.text.push('\n');
                }
                plain.starts.insert(plain.text.len(), i);
                plain.text.push_str(&keys[i]);
            }
        }
        plain
    }

    /// The paragraph that contains a key.
    fn part_with(&self, key: &str) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let found = memchr::memmem::find(bytes, key.as_bytes())?;
        let start = memchr::memrchr(b'\n', &bytes[..found]).map_or(0, |at| at + 1);
        self.starts.get(&start).copied()
    }
}

/// The text of the parts.
pub struct BodyText {
    /// One line for each part.
    pub text: String,
    /// From the text to the decoded page.
    pub origin: Origin,
    /// The place of each part in the text.
    pub spans: Vec<Span>,
}

impl BodyText {
    /// Adds a character that is not on the page.
    fn push(&mut self, c: char, place: u64) {
        self.text.push(c);
        self.origin.push(1, 1, 0, place);
    }
}

/// Joins the parts by line feeds, and the pieces of each by spaces.
pub fn text(stream: &Stream, parts: &[Part]) -> BodyText {
    let mut out = BodyText {
        text: String::new(),
        origin: Origin::default(),
        spans: Vec::with_capacity(parts.len()),
    };
    // The end of the last piece: the place of what joins it to the next.
    let mut place = 0;
    for part in parts {
        if !out.text.is_empty() {
            out.push('\n', place);
        }
        let start = out.text.len() as u32;
        for (piece, joint) in part.joined(stream) {
            for c in joint.chars() {
                out.push(c, place);
            }
            out.text.push_str(&stream.text[piece.range()]);
            out.origin.append(&stream.origin, piece);
            place = stream.origin.raw(piece).end();
        }
        out.spans.push(Span::new(start, out.text.len() as u32));
    }
    out
}
