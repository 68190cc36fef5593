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

/// A stretch of a block, with its place in the text of the stream if it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Taken from the stream.
    Found(Span),
    /// Words that only the extractor has.
    Lost(String),
}

impl Piece {
    /// Its words.
    pub fn text<'a>(&'a self, stream: &'a Stream) -> &'a str {
        match self {
            Piece::Found(span) => &stream.text[span.range()],
            Piece::Lost(words) => words,
        }
    }

    /// Its place in the text of the stream.
    pub fn span(&self) -> Option<Span> {
        match self {
            Piece::Found(span) => Some(*span),
            Piece::Lost(_) => None,
        }
    }
}

/// Places the blocks of an extractor. If it knows the places of all of them, they are taken as they
/// are.
pub fn place_blocks(stream: &Stream, blocks: &[Extracted]) -> Vec<Vec<Piece>> {
    let known: Option<Vec<Span>> = blocks.iter().map(|block| block.place).collect();
    if let Some(spans) = known {
        return spans
            .into_iter()
            .map(|span| vec![Piece::Found(span)])
            .collect();
    }
    let blocks: Vec<(&str, bool)> = blocks
        .iter()
        .map(|block| (block.text.as_str(), block.heading))
        .collect();
    place(&Squeezed::new(stream), &blocks)
}

/// The characters of the stream without white space and invisible ones, with an index of the places
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

impl<'a> Squeezed<'a> {
    /// Indexes a page. O(n log n).
    pub fn new(stream: &'a Stream) -> Squeezed<'a> {
        let mut bytes = Vec::with_capacity(stream.text.len());
        let mut from = Vec::with_capacity(stream.text.len());
        let mut to = Vec::with_capacity(stream.text.len());
        let mut sorted = Vec::new();
        let mut begins = true;
        for (at, c) in stream.text.char_indices() {
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
pub fn place(page: &Squeezed, blocks: &[(&str, bool)]) -> Vec<Vec<Piece>> {
    let mut list: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut near = 0;
    let squeezed: Vec<String> = blocks.iter().map(|(text, _)| squeeze(text)).collect();
    let mut known = Known::new();
    for (&(_, heading), squeezed) in blocks.iter().zip(&squeezed) {
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
                found = page.candidates(squeezed, near, &mut known);
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
    let mut cursor = 0;
    let mut out = Vec::with_capacity(blocks.len());
    for (block, at) in list.iter().zip(chosen) {
        let pieces = match at {
            Some(at) if !block.partly => {
                vec![Piece::Found(
                    page.span(at as usize, at as usize + block.squeezed.len()),
                )]
            }
            _ if block.squeezed.is_empty() => Vec::new(),
            at => page.pieces(blocks[out.len()].0, at.map_or(cursor, |at| at as usize)),
        };
        if let Some(Piece::Found(span)) = pieces.iter().rev().find(|p| matches!(p, Piece::Found(_)))
        {
            cursor = page.from.partition_point(|&at| at < span.end());
        }
        out.push(pieces);
    }
    out
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

    /// The places where a block that is not found whole may begin, by its first words.
    fn candidates<'w>(&self, squeezed: &'w str, near: u32, known: &mut Known<'w>) -> Vec<u32> {
        for length in [48, 24, 12] {
            if squeezed.len() < length {
                continue;
            }
            let cut = floor(squeezed, length);
            let found = self.all(&squeezed.as_bytes()[..cut], near, known);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// A block in pieces, from the squeezed place `from` on: runs of words that are on the page.
    fn pieces(&self, text: &str, from: usize) -> Vec<Piece> {
        let words: Vec<(String, &str)> = text
            .split_whitespace()
            .map(|w| (squeeze(w), w))
            .filter(|(w, _)| !w.is_empty())
            .collect();
        let mut out: Vec<Piece> = Vec::new();
        let mut cursor = from;
        let mut i = 0;
        let mut lost = 0;
        while i < words.len() {
            let run = if lost < MAX_LOST {
                self.next_run(&words[i..], cursor)
            } else {
                None
            };
            if let Some((start, count)) = run {
                let length: usize = words[i..i + count].iter().map(|w| w.0.len()).sum();
                let span = self.span(start, start + length);
                match out.last_mut() {
                    Some(Piece::Found(last)) if start == cursor => *last = last.cover(span),
                    _ => out.push(Piece::Found(span)),
                }
                cursor = start + length;
                i += count;
                continue;
            }
            lost += 1;
            match out.last_mut() {
                Some(Piece::Lost(before)) => {
                    before.push(' ');
                    before.push_str(words[i].1);
                }
                _ => out.push(Piece::Lost(words[i].1.to_string())),
            }
            i += 1;
        }
        out
    }

    /// The place and the number of words of the next run: the words at the cursor, or eight, four, two
    /// or one a little further on.
    fn next_run(&self, words: &[(String, &str)], cursor: usize) -> Option<(usize, usize)> {
        let mut at = cursor;
        let mut count = 0;
        for (word, _) in words {
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
            let joined: String = words[..length].iter().map(|w| w.0.as_str()).collect();
            // A single short word is found anywhere.
            if length == 1 && joined.len() < 4 {
                continue;
            }
            let end = (cursor + window).min(self.bytes.len());
            let hay = self.bytes.get(cursor..end)?;
            if let Some(found) = memchr::memmem::find(hay, joined.as_bytes()) {
                return Some((cursor + found, length));
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
                let part = |piece: &Piece| match piece {
                    Piece::Found(span) => html[stream.origin.raw(*span).range()].to_string(),
                    Piece::Lost(words) => format!("?{words}?"),
                };
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
        let Piece::Found(span) = found[2][0] else {
            panic!()
        };
        assert_eq!(
            stream.origin.raw(span).range().start,
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
            ["The county shut the bridge|on Tuesday after divers|?saw?|cracks."]
        );
    }
}
