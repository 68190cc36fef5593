//! In: the text of some blocks, as an extractor gives it, and the page's stream. Out: the place of each
//! block on the page, and of several occurrences the right one.
//!
//! Extractors change white space and drop inline elements, so characters are compared without white
//! space, and a block that is not found whole is found in pieces. Among several occurrences a
//! shortest path over all blocks chooses, because reports run down the page without jumps, outside
//! menus and margins.

use super::extract::Extracted;
use super::stream::{Stream, context};
use sayso_text::text::Span;
use std::collections::HashMap;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Places the blocks of an extractor: for each the stretches of the stream's text that it consists of,
/// in order. If the extractor knows the places of all blocks, they are taken as they are.
///
/// What has no place is not text of the page and is left out.
pub fn place_blocks(stream: &Stream, blocks: &[Extracted]) -> Vec<Vec<Span>> {
    let known: Option<Vec<Span>> = blocks.iter().map(|block| block.place).collect();
    if let Some(spans) = known {
        return spans.into_iter().map(|span| vec![span]).collect();
    }
    let blocks: Vec<(&str, bool)> = blocks
        .iter()
        .map(|block| (block.text.as_str(), block.heading))
        .collect();
    place(&Squeezed::new(stream), &blocks)
}

/// The characters of the stream without white space, invisible ones and hidden text, with an index of the places
/// where words begin.
pub struct Squeezed<'a> {
    stream: &'a Stream,
    bytes: Vec<u8>,
    /// For each byte: where its character begins in the text of the stream, and where it ends with
    /// its combining marks.
    from: Vec<u32>,
    to: Vec<u32>,
    /// Places where a word begins, sorted by what follows.
    sorted: Vec<u32>,
}

fn is_squeezed(c: char) -> bool {
    !c.is_ascii()
        && (matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        ) || is_combining_mark(c))
        || c.is_whitespace()
}

/// The letter without its marks, because extractors normalise (NFC) and pages do not.
fn plain(c: char) -> char {
    let mut first = None;
    if c.is_ascii() {
        return c;
    }
    decompose_canonical(c, |part| first = first.or(Some(part)));
    first.unwrap_or(c)
}

/// The letters of a text without white space, marks and invisible characters. Places are compared by
/// them.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_squeezed(c))
        .map(plain)
        .collect()
}

/// Bytes by which places are sorted. Places that have these in common are compared one by one.
const SORTED_BY: usize = 32;
/// Occurrences of a block that are weighed.
const MAX_PLACES: usize = 48;
/// Words of one block that are searched for in vain. A block that is not on the page at all would
/// take too long word by word.
const MAX_LOST: usize = 400;
/// What a jump back on the page costs.
const BACKWARDS: f32 = 14.0;
/// Words of a run that is more than a coincidence.
const SURE_RUN: u32 = 3;
/// Bytes more than a block has that the page may have between two runs of a line, for the page's
/// words to be the block's in another spelling.
const OTHER_SPELLING: usize = 60;

impl<'a> Squeezed<'a> {
    /// Indexes a page. O(n log n).
    pub fn new(stream: &'a Stream) -> Squeezed<'a> {
        let mut bytes = Vec::with_capacity(stream.text.len());
        let mut from = Vec::with_capacity(stream.text.len());
        let mut to = Vec::with_capacity(stream.text.len());
        let mut sorted = Vec::new();
        let mut begins = true;
        let mut hidden = stream.hidden.iter().peekable();
        for (at, c) in stream.text.char_indices() {
            while hidden.next_if(|h| h.end() as usize <= at).is_some() {}
            if hidden.peek().is_some_and(|h| h.start() as usize <= at) {
                continue;
            }
            if is_squeezed(c) {
                if c.is_whitespace() {
                    begins = true;
                } else if let Some(last) = to.last_mut().filter(|_| is_combining_mark(c)) {
                    *last = (at + c.len_utf8()) as u32;
                }
                continue;
            }
            // A mark begins a word, too, and so does the character after it, because blocks begin at
            // links and quotations.
            if begins || !c.is_alphanumeric() {
                sorted.push(bytes.len() as u32);
            }
            begins = !c.is_alphanumeric();
            let plain = plain(c);
            bytes.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
            from.extend((0..plain.len_utf8()).map(|_| at as u32));
            to.extend((0..plain.len_utf8()).map(|_| (at + c.len_utf8()) as u32));
        }
        let key = |&at: &u32| &bytes[at as usize..(at as usize + SORTED_BY).min(bytes.len())];
        sorted.sort_by(|a, b| key(a).cmp(key(b)).then(a.cmp(b)));
        Squeezed {
            stream,
            bytes,
            from,
            to,
            sorted,
        }
    }

    /// The places at which `words` (squeezed) begin at the beginning of a word. If there are too many,
    /// those from `near` on.
    fn all<'w>(&self, words: &'w [u8], near: u32, known: &mut Known<'w>) -> Vec<u32> {
        let head = &words[..words.len().min(SORTED_BY)];
        // Words that are on a page ten thousand times are looked up ten thousand times, so the sorted
        // list is kept.
        let found = known.entry(head).or_insert_with(|| {
            let key = |at: u32| {
                &self.bytes[at as usize..(at as usize + head.len()).min(self.bytes.len())]
            };
            let first = self.sorted.partition_point(|&at| key(at) < head);
            let last = first + self.sorted[first..].partition_point(|&at| key(at) == head);
            let mut found: Vec<u32> = self.sorted[first..last].to_vec();
            found.sort_unstable();
            found
        });
        // On such pages only the nearest places are compared.
        let from = if found.len() > 4 * MAX_PLACES {
            found.partition_point(|&at| at < near)
        } else {
            0
        };
        let is_here = |at: u32| self.bytes[at as usize..].starts_with(words);
        found[from..]
            .iter()
            .copied()
            .take(4 * MAX_PLACES)
            .filter(|&at| is_here(at))
            .take(MAX_PLACES)
            .collect()
    }

    /// The span of the stream's text for squeezed bytes `start..end`.
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.from[start], self.to[end - 1])
    }
}

/// The places that were looked up, by the words that begin there.
type Known<'w> = HashMap<&'w [u8], Vec<u32>>;

/// A block while it is being placed.
struct Block<'a> {
    squeezed: &'a str,
    /// The squeezed places where it may begin, with the cost of each.
    places: Vec<(u32, f32)>,
    /// Only its first words were found there.
    partly: bool,
}

/// Places blocks, each with its text and whether it is a heading. The result has the pieces of each
/// block in order; none if the block has no letters.
pub fn place(page: &Squeezed, blocks: &[(&str, bool)]) -> Vec<Vec<Span>> {
    let mut list: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut near = 0;
    let squeezed: Vec<String> = blocks.iter().map(|(text, _)| squeeze(text)).collect();
    let mut known = Known::new();
    for (&(text, heading), squeezed) in blocks.iter().zip(&squeezed) {
        let mut block = Block {
            places: Vec::new(),
            partly: false,
            squeezed,
        };
        let words = squeezed.as_bytes();
        if !words.is_empty() && !page.bytes.is_empty() {
            let mut found = page.all(words, near, &mut known);
            if found.is_empty() {
                block.partly = true;
                found = page.candidates(text, squeezed, near, &mut known);
            }
            if let [only] = found[..] {
                near = only;
            }
            let whole = if block.partly { 0 } else { words.len() };
            block.places = found
                .into_iter()
                .map(|at| (at, page.cost(at, whole, heading)))
                .collect();
        }
        list.push(block);
    }
    let chosen = shortest(&list);
    let owners = Owners::new(&list, &chosen);
    let mut cursor = 0;
    let mut out = Vec::with_capacity(blocks.len());
    for (index, (block, at)) in list.iter().zip(chosen).enumerate() {
        let spans = match at {
            _ if block.squeezed.is_empty() => Vec::new(),
            Some(at) if !block.partly => {
                let (start, end) = (at as usize, at as usize + block.squeezed.len());
                let is_own = owners.is_owner[index];
                if is_own {
                    vec![page.span(start, end)]
                } else {
                    Vec::new()
                }
            }
            at => {
                let from = at.map_or(cursor, |at| at as usize);
                page.pieces(blocks[index].0, from, &owners)
            }
        };
        if let Some(last) = spans.last() {
            cursor = page.from.partition_point(|&at| at < last.end());
        }
        out.push(spans);
    }
    out
}

/// The stretches of the squeezed text that blocks have which were found whole, sorted by place, not
/// overlapping. No other block is given a part of one, because its block would lose words.
struct Owners {
    stretches: Vec<Owned>,
    /// For each block: it was found whole and has its words for itself.
    is_owner: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Owned {
    start: usize,
    end: usize,
    block: usize,
}

impl Owners {
    /// Of two stretches that overlap, the longer one is kept: its block has the words of the other.
    fn new(list: &[Block], chosen: &[Option<u32>]) -> Owners {
        let whole = list.iter().zip(chosen).enumerate();
        let whole = whole.filter(|(_, (block, _))| !block.partly);
        let mut all: Vec<Owned> = whole
            .filter_map(|(index, (block, at))| {
                let start = at.map(|at| at as usize)?;
                let end = start + block.squeezed.len();
                Some(Owned {
                    start,
                    end,
                    block: index,
                })
            })
            .collect();
        all.sort_by_key(|owned| (owned.start, std::cmp::Reverse(owned.end), owned.block));
        let mut stretches: Vec<Owned> = Vec::with_capacity(all.len());
        for owned in all {
            match stretches.last() {
                // It is within the one before.
                Some(last) if owned.end <= last.end => {}
                _ => stretches.push(owned),
            }
        }
        let mut is_owner = vec![false; list.len()];
        for owned in &stretches {
            is_owner[owned.block] = true;
        }
        Owners {
            stretches,
            is_owner,
        }
    }

    /// The stretch that holds a byte in its middle or at its end.
    fn around(&self, at: usize) -> Option<Owned> {
        let index = self.stretches.partition_point(|owned| owned.end <= at);
        self.stretches
            .get(index)
            .copied()
            .filter(|owned| owned.start < at)
    }

    /// A run of a block without the parts of stretches that it does not have as a whole.
    fn outside(&self, run: Run) -> Vec<Run> {
        let first = self
            .stretches
            .partition_point(|owned| owned.end <= run.start);
        let met = self.stretches[first..].iter();
        let mut out = Vec::new();
        let mut from = run.start;
        for owned in met.take_while(|owned| owned.start < run.end) {
            if owned.start >= run.start && owned.end <= run.end {
                continue;
            }
            if owned.start > from {
                out.push(Run {
                    start: from,
                    end: owned.start,
                    ..run
                });
            }
            from = owned.end;
        }
        if from < run.end {
            out.push(Run { start: from, ..run });
        }
        out
    }
}

/// A run of words of a block that are on the page, in squeezed bytes.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    words: u32,
    /// Letters of the block between the run before and this one that are not on the page.
    lost: usize,
}

/// Chooses one place for each block, so that the cost of the places and of the jumps between them is
/// least.
fn shortest(list: &[Block]) -> Vec<Option<u32>> {
    let placed: Vec<usize> = (0..list.len())
        .filter(|&i| !list[i].places.is_empty())
        .collect();
    let mut best: Vec<Vec<(f32, usize)>> = Vec::with_capacity(placed.len());
    for (step, &i) in placed.iter().enumerate() {
        let row = list[i].places.iter().map(|&(at, own)| {
            if step == 0 {
                return (own, 0);
            }
            let before = &list[placed[step - 1]];
            let length = before.squeezed.len() as u32;
            let ways = before.places.iter().zip(&best[step - 1]).enumerate();
            ways.map(|(k, (&(from, _), &(cost, _)))| (cost + own + jump(from + length, at), k))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap_or((own, 0))
        });
        best.push(row.collect());
    }
    let mut out = vec![None; list.len()];
    let mut at = best.last().and_then(|row| {
        row.iter()
            .enumerate()
            .min_by(|a, b| a.1.0.total_cmp(&b.1.0))
            .map(|(k, _)| k)
    });
    for step in (0..placed.len()).rev() {
        let Some(k) = at else { break };
        out[placed[step]] = Some(list[placed[step]].places[k].0);
        at = Some(best[step][k].1);
    }
    out
}

/// The cost of a block at `next` after one that ends at `end`: nothing if it follows directly, more
/// for each doubling of the distance, and much more for going back.
fn jump(end: u32, next: u32) -> f32 {
    let bits = |x: u32| (32 - x.leading_zeros()) as f32;
    if next >= end {
        bits(next - end)
    } else {
        BACKWARDS + bits(end - next)
    }
}

impl Squeezed<'_> {
    /// The cost of a place. `whole` is the squeezed length of the block, or zero if it is not found
    /// whole.
    fn cost(&self, at: u32, whole: usize, heading: bool) -> f32 {
        let Some(line) = self.stream.line_at(self.from[at as usize]) else {
            return 0.0;
        };
        let mut cost = 0.0;
        for (bits, price) in [
            (context::HIDDEN, 8.0),
            (
                context::NAV
                    | context::ELSEWHERE
                    | context::COMMENTS
                    | context::FOOTER
                    | context::CONTROL,
                6.0,
            ),
            (context::ASIDE | context::PULL, 4.0),
        ] {
            if line.context & bits != 0 {
                cost += price;
            }
        }
        if heading != (line.level > 0) {
            cost += 5.0;
        }
        if heading && line.context & context::LINK != 0 {
            cost += 3.0;
        }
        // A whole line is more likely than a part of one.
        let ends = at as usize + whole;
        let starts_line = line.span.start() == self.from[at as usize];
        let ends_line = whole == 0
            || self.from.get(ends).is_none_or(|&next| {
                self.stream.text.as_bytes()[self.to[ends - 1] as usize..next as usize]
                    .contains(&b'\n')
            });
        cost + if starts_line { 0.0 } else { 3.0 } + if ends_line { 0.0 } else { 3.0 }
    }

    /// The places where a block that is not found whole may begin, by its first words, or by those
    /// after a word or a few that are not on the page.
    fn candidates<'w>(
        &self,
        text: &str,
        squeezed: &'w str,
        near: u32,
        known: &mut Known<'w>,
    ) -> Vec<u32> {
        const MAX_SKIPPED: usize = 4;
        let words = text.split_whitespace().map(|word| squeeze(word).len());
        let starts = words.scan(0, |end, length| {
            let start = *end;
            *end += length;
            Some(start)
        });
        for start in starts.take(MAX_SKIPPED) {
            let rest = &squeezed[start..];
            for length in [48, 24, 12] {
                if rest.len() < length {
                    continue;
                }
                let cut = floor(rest, length);
                let found = self.all(&rest.as_bytes()[..cut], near, known);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// A block in pieces, from the squeezed place `from` on: runs of words that are on the page and
    /// that no other block has.
    fn pieces(&self, text: &str, from: usize, owners: &Owners) -> Vec<Span> {
        let mut runs: Vec<Run> = Vec::new();
        for run in self.runs(text, from, owners) {
            match runs.last_mut() {
                Some(last) if self.continues(last, &run) => {
                    last.end = run.end;
                    last.words += run.words;
                }
                _ => runs.push(run),
            }
        }
        let runs: Vec<Run> = runs
            .into_iter()
            .flat_map(|run| owners.outside(run))
            .collect();
        let line_of = |run: &Run| {
            let lines = &self.stream.lines;
            lines.partition_point(|line| line.span.end() <= self.from[run.start])
        };
        let mut sure: Vec<usize> = runs
            .iter()
            .filter(|run| run.words >= SURE_RUN || self.is_most_of_line(run))
            .map(line_of)
            .collect();
        sure.sort_unstable();
        // A word or two of a line of which the block has nothing else are there by chance.
        let is_sure = |run: &&Run| sure.binary_search(&line_of(run)).is_ok();
        runs.iter()
            .filter(is_sure)
            .map(|run| self.span(run.start, run.end))
            .collect()
    }

    /// True if a run follows directly, or if between the two the page has the words of the block in
    /// another spelling.
    fn continues(&self, before: &Run, run: &Run) -> bool {
        if run.start == before.end {
            return true;
        }
        if run.lost == 0 || run.start < before.end {
            return false;
        }
        let is_near = run.start - before.end <= run.lost + OTHER_SPELLING;
        let between = self.to[before.end - 1] as usize..self.from[run.start] as usize;
        is_near && !self.stream.text[between].contains('\n')
    }

    fn is_most_of_line(&self, run: &Run) -> bool {
        let span = self.span(run.start, run.end);
        let line = self.stream.line_at(span.start());
        line.is_some_and(|line| span.len() * 2 > line.span.len())
    }

    /// The runs of words of a block that are on the page, in order of the block's words.
    fn runs(&self, text: &str, from: usize, owners: &Owners) -> Vec<Run> {
        let mut words: Vec<String> = text
            .split_whitespace()
            .map(squeeze)
            .filter(|word| !word.is_empty())
            .collect();
        let mut out = Vec::new();
        let mut cursor = from;
        let (mut i, mut searched, mut lost) = (0, 0, 0);
        while i < words.len() {
            let found = if searched < MAX_LOST {
                self.next_run(&words[i..], cursor, owners)
            } else {
                None
            };
            let Some((start, count)) = found else {
                if let Some(length) = self.end_of_line(&words[i], cursor) {
                    let end = cursor + length;
                    out.push(Run {
                        start: cursor,
                        end,
                        words: 1,
                        lost,
                    });
                    (cursor, lost) = (end, 0);
                    words[i].drain(..length);
                    continue;
                }
                searched += 1;
                lost += words[i].len();
                i += 1;
                continue;
            };
            let length: usize = words[i..i + count].iter().map(String::len).sum();
            let end = start + length;
            out.push(Run {
                start,
                end,
                words: count as u32,
                lost,
            });
            (cursor, lost) = (end, 0);
            i += count;
        }
        out
    }

    /// The place and the number of words of the next run: the words at the cursor, or eight, four, two
    /// or one a little further on.
    fn next_run(&self, words: &[String], cursor: usize, owners: &Owners) -> Option<(usize, usize)> {
        let mut at = cursor;
        let mut count = 0;
        for word in words {
            if !self
                .bytes
                .get(at..)
                .is_some_and(|rest| rest.starts_with(word.as_bytes()))
            {
                break;
            }
            at += word.len();
            count += 1;
        }
        if count > 0 {
            return Some((cursor, count));
        }
        for (length, window) in [(8, 20_000), (4, 4_000), (2, 1_000), (1, 200)] {
            if words.len() < length {
                continue;
            }
            let joined = words[..length].concat();
            // A single short word is found anywhere.
            if length == 1 && joined.len() < 4 {
                continue;
            }
            let end = (cursor + window).min(self.bytes.len());
            if let Some(found) = self.find(joined.as_bytes(), cursor, end, owners) {
                return Some((found, length));
            }
        }
        None
    }

    /// The length of the last word of a line at the cursor, if `word` begins with it: extractors join
    /// the lines of some elements without a space.
    fn end_of_line(&self, word: &str, cursor: usize) -> Option<usize> {
        let here = self.bytes.get(cursor..)?;
        let same = word.bytes().zip(here).take_while(|(a, b)| a == *b).count();
        let length = floor(word, same);
        let (end, next) = (cursor + length, self.from.get(cursor + length));
        let after = self.to[end.checked_sub(1)?] as usize;
        let text = &self.stream.text;
        let gap = &text[after..next.map_or(text.len(), |&at| at as usize)];
        (length > 0 && gap.contains('\n')).then_some(length)
    }

    /// Where words are between two places, and not within the words of another block.
    fn find(&self, words: &[u8], from: usize, end: usize, owners: &Owners) -> Option<usize> {
        const MAX_TRIES: usize = 16;
        let mut from = from;
        for _ in 0..MAX_TRIES {
            let found = from + memchr::memmem::find(self.bytes.get(from..end)?, words)?;
            match owners.around(found) {
                None => return Some(found),
                Some(owned) => from = owned.end,
            }
        }
        None
    }
}

/// The last character boundary up to byte `at`.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::stream::stream;
    use super::*;

    /// The words of the page at the place of each block.
    fn places(html: &str, blocks: &[(&str, bool)]) -> Vec<String> {
        let stream = stream(html);
        let page = Squeezed::new(&stream);
        place(&page, blocks)
            .iter()
            .map(|pieces| {
                let part = |span: &Span| html[stream.origin.raw(*span).range()].to_string();
                pieces.iter().map(part).collect::<Vec<_>>().join("|")
            })
            .collect()
    }

    #[test]
    fn the_right_one_of_several() {
        let html = "<nav><a>Tarn bridge is shut</a></nav><h1>Tarn bridge is <em>shut</em></h1>\
            <p>The bridge is closed , they said.</p><aside>The bridge is closed, they said.</aside>\
            <p>It opens in May.</p><ul class=related><li>It opens in May.</li></ul>";
        let blocks = [
            ("Tarn bridge is shut", true),
            ("The bridge is closed, they said.", false),
            ("It opens in May.", false),
        ];
        assert_eq!(
            places(html, &blocks),
            [
                "Tarn bridge is <em>shut",
                "The bridge is closed , they said.",
                "It opens in May."
            ]
        );
        let stream = stream(html);
        let page = Squeezed::new(&stream);
        let found = place(&page, &blocks);
        assert_eq!(
            stream.origin.raw(found[2][0]).range().start,
            html.find("It opens").unwrap()
        );
    }

    #[test]
    fn a_block_in_pieces() {
        let html = "<p>The county shut the bridge <b>Read more: ten bridges</b> on Tuesday after divers found cracks.</p>";
        assert_eq!(
            places(
                html,
                &[(
                    "The county shut the bridge on Tuesday after divers saw cracks.",
                    false
                )]
            ),
            ["The county shut the bridge|on Tuesday after divers found cracks."]
        );
    }

    #[test]
    fn no_block_is_given_words_of_another() {
        let html = "<p>Police said the road is open.</p><p>The mayor said on Monday that it is shut.</p>\
            <p>Police said the rail is open, too, on Monday.</p>";
        let rail = "Police said the rail is open, too, on Monday.";
        let mayor = "The mayor said on Monday that it is shut.";
        let twice = format!("{mayor}The mayor said on Monday that it is shut again.");
        // The extractor has the sentence of the mayor twice, and a word that is in other blocks.
        let blocks = [
            ("Police said the road is open.", false),
            (&*twice, false),
            ("Monday", false),
            (rail, false),
        ];
        assert_eq!(
            places(html, &blocks),
            ["Police said the road is open.", mayor, "Monday", rail]
        );
    }

    #[test]
    fn hidden_text_has_no_place() {
        let html = "<p>The mayor <s hidden>never </s>said so.</p><p hidden>The mayor stole it.</p>";
        let blocks = [
            ("The mayor said so.", false),
            ("The mayor stole it.", false),
        ];
        let stream = stream(html);
        let placed = place(&Squeezed::new(&stream), &blocks);
        let visible = |spans: &Vec<Span>| -> Vec<&str> {
            let visible = spans.iter().flat_map(|&span| stream.visible(span));
            visible.map(|span| &stream.text[span.range()]).collect()
        };
        assert_eq!(visible(&placed[0]), ["The mayor", "said so."]);
        assert_eq!(visible(&placed[1]), [""; 0]);
    }
}
