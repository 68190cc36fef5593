//! From glyphs to lines in reading order: words, pieces of lines, columns, rows.

use super::glyphs::Glyph;
use unicode_normalization::UnicodeNormalization;

/// A stretch of text on one line without a wide gap: a line of a column, or a cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub words: Vec<Word>,
    pub from: f32,
    pub to: f32,
    /// The line that its letters stand on: larger is further down.
    pub line: f32,
    pub size: f32,
    pub is_bold: bool,
    /// The file marks all of it as part of the page and not of the text.
    pub is_artifact: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: String,
    pub from: f32,
    pub to: f32,
    /// A small word above its line: the mark of a note, or an exponent.
    pub is_raised: bool,
    pub follows_space: bool,
}

/// Pieces on one line of a column, in the order in which they are read.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub pieces: Vec<Piece>,
}

impl Row {
    pub fn from(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.from)
    }

    pub fn to(&self) -> f32 {
        self.pieces.last().map_or(0.0, |piece| piece.to)
    }

    pub fn line(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.line)
    }

    /// The size of most of its letters.
    pub fn size(&self) -> f32 {
        let longest = self.pieces.iter().max_by_key(|piece| piece.letters());
        longest.map_or(0.0, |piece| piece.size)
    }

    pub fn is_bold(&self) -> bool {
        self.pieces.iter().all(|piece| piece.is_bold)
    }

    pub fn text(&self) -> String {
        joined(self.pieces.iter().map(Piece::text), " ")
    }
}

impl Piece {
    pub fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if word.follows_space && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    pub fn letters(&self) -> usize {
        self.words.iter().map(|word| word.text.len()).sum()
    }
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

// All distances are parts of the size of the letters.

/// Letters further apart than this belong to two words. TeX's narrowest spaces are 0.22; kerning
/// stays under 0.1.
const WORD_GAP: f32 = 0.15;
/// Words further apart than this belong to two pieces of text. Spaces in justified narrow columns
/// come near to 1.
const PIECE_GAP: f32 = 1.7;
/// Pieces that the file does not draw one after the other are one only if they are this near.
const STRANGERS_GAP: f32 = 0.6;
/// Letters whose lines differ by less stand on the same line.
const SAME_LINE: f32 = 0.2;
/// How much smaller a note's mark is than its line, and how far it may be above it.
const RAISED_SIZE: f32 = 0.85;
const RAISED_BY: f32 = 0.65;

/// The pieces of lines that glyphs make, in the order in which they are drawn.
pub(super) fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_after_space = false;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            is_after_space = true;
            continue;
        }
        let fits = pieces
            .last()
            .and_then(|piece| piece.fit(&glyph, is_after_space));
        match (fits, pieces.last_mut()) {
            (Some(Fit::Repeated), _) => continue,
            (Some(fit), Some(piece)) => piece.push(glyph, fit),
            _ => pieces.push(Piece::new(glyph)),
        }
        is_after_space = false;
    }
    for word in pieces.iter_mut().flat_map(|piece| &mut piece.words) {
        word.text = word.text.nfc().collect();
    }
    near_strangers_joined(pieces)
}

/// How a glyph goes on with a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// As the next letter of its last word.
    Letter,
    Word {
        follows_space: bool,
        is_raised: bool,
    },
    /// As the accent of its last letter, or as the letter under its last accent.
    Accent,
    /// It was drawn there before, a little aside, to look bold.
    Repeated,
}

impl Piece {
    fn new(glyph: Glyph) -> Piece {
        Piece {
            from: glyph.from,
            to: glyph.to,
            line: glyph.line,
            size: glyph.size,
            is_bold: glyph.is_bold,
            is_artifact: glyph.is_artifact,
            words: vec![Word::new(glyph, true, false)],
        }
    }

    fn fit(&self, glyph: &Glyph, is_after_space: bool) -> Option<Fit> {
        let word = self.words.last()?;
        let gap = glyph.from - self.to;
        let size = self.size.max(glyph.size);
        let is_raised = glyph.size < RAISED_SIZE * self.size
            && self.line - glyph.line > SAME_LINE * glyph.size
            && self.line - glyph.line < RAISED_BY * self.size;
        let is_lowered = glyph.size < RAISED_SIZE * self.size
            && glyph.line - self.line < 0.35 * self.size
            && glyph.line > self.line;
        let is_level = (glyph.line - self.line).abs() < SAME_LINE * size;
        let is_near = gap > -0.5 * size && gap < PIECE_GAP * size;
        if is_level && accents(&word.text, glyph, self.to) {
            return Some(Fit::Accent);
        }
        if is_level && gap < 0.0 && word.text.ends_with(&glyph.text) && self.repeats(glyph) {
            return Some(Fit::Repeated);
        }
        if !is_near || !(is_level || is_raised || is_lowered) {
            return None;
        }
        let follows_space = is_after_space || gap > WORD_GAP * size;
        if follows_space || is_raised != word.is_raised {
            return Some(Fit::Word {
                follows_space,
                is_raised,
            });
        }
        Some(Fit::Letter)
    }

    /// Whether the glyph is where the last one is.
    fn repeats(&self, glyph: &Glyph) -> bool {
        let wide = glyph.to - glyph.from;
        (glyph.to - self.to).abs() < 0.1 * glyph.size && wide > 0.15 * glyph.size
    }

    fn push(&mut self, glyph: Glyph, fit: Fit) {
        self.is_bold &= glyph.is_bold;
        self.is_artifact &= glyph.is_artifact;
        let is_main = !matches!(
            fit,
            Fit::Word {
                is_raised: true,
                ..
            }
        );
        // A large initial letter does not make its line large.
        if is_main && glyph.size < self.size && self.letters() < 2 {
            self.size = glyph.size;
        }
        self.to = self.to.max(glyph.to);
        match (fit, self.words.last_mut()) {
            (Fit::Letter, Some(word)) => {
                word.text.push_str(&glyph.text);
                word.to = word.to.max(glyph.to);
            }
            (Fit::Accent, Some(word)) => word.accent(&glyph.text),
            (
                Fit::Word {
                    follows_space,
                    is_raised,
                },
                _,
            ) => {
                self.words.push(Word::new(glyph, follows_space, is_raised));
            }
            _ => {}
        }
    }
}

impl Word {
    fn new(glyph: Glyph, follows_space: bool, is_raised: bool) -> Word {
        Word {
            text: glyph.text,
            from: glyph.from,
            to: glyph.to,
            is_raised,
            follows_space,
        }
    }

    /// Puts an accent and its letter together, in whichever order they were drawn.
    fn accent(&mut self, glyph: &str) {
        if let Some(mark) = combining(glyph) {
            self.text.push(mark);
        } else {
            let mark = self
                .text
                .pop()
                .and_then(|last| combining(last.encode_utf8(&mut [0; 4])));
            self.text.push_str(glyph);
            self.text.extend(mark);
        }
    }
}

/// Whether a glyph and the last letter of a word are a letter and its accent: they overlap.
fn accents(word: &str, glyph: &Glyph, to: f32) -> bool {
    let last = word.chars().next_back().unwrap_or(' ');
    let is_accent = |text: &str| combining(text).is_some();
    let is_letter = |text: &str| text.chars().all(char::is_alphabetic);
    let is_pair = is_accent(&glyph.text) && last.is_alphabetic()
        || is_accent(last.encode_utf8(&mut [0; 4])) && is_letter(&glyph.text);
    is_pair && to - glyph.from > 0.4 * (glyph.to - glyph.from)
}

/// The combining mark of an accent that is drawn as a letter of its own.
fn combining(accent: &str) -> Option<char> {
    let row = ACCENTS.iter().find(|(known, _)| *known == accent);
    row.map(|&(_, mark)| mark)
}

const ACCENTS: &[(&str, char)] = &[
    ("´", '\u{301}'),
    ("`", '\u{300}'),
    ("ˆ", '\u{302}'),
    ("^", '\u{302}'),
    ("¨", '\u{308}'),
    ("˜", '\u{303}'),
    ("~", '\u{303}'),
    ("ˇ", '\u{30c}'),
    ("¸", '\u{327}'),
    ("˚", '\u{30a}'),
    ("˘", '\u{306}'),
    ("˙", '\u{307}'),
    ("¯", '\u{304}'),
    ("˝", '\u{30b}'),
    ("˛", '\u{328}'),
];

/// Joins pieces that stand close together on a line though the file draws others between them.
fn near_strangers_joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&pieces[a], &pieces[b]);
        a.line.total_cmp(&b.line).then(a.from.total_cmp(&b.from))
    });
    let mut next: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    for pair in 1..order.len() {
        let Some(second) = next[order[pair]].take() else {
            continue;
        };
        // Lines of neighbours differ by fractions of a point, so that others may be between them.
        let first = (pair.saturating_sub(8)..pair)
            .rev()
            .map(|i| order[i])
            .find(|&i| {
                next[i]
                    .as_ref()
                    .is_some_and(|first| first.is_followed_by(&second))
            });
        match first.and_then(|i| next[i].as_mut()) {
            Some(first) => first.append(second),
            None => next[order[pair]] = Some(second),
        }
    }
    next.into_iter().flatten().collect()
}

impl Piece {
    fn is_followed_by(&self, other: &Piece) -> bool {
        let size = self.size.max(other.size);
        let gap = other.from - self.to;
        let is_level = (self.line - other.line).abs() < SAME_LINE * size;
        is_level && gap > -0.3 * size && gap < STRANGERS_GAP * size
    }

    fn append(&mut self, other: Piece) {
        let gap = other.from - self.to;
        let mut words = other.words;
        if let Some(first) = words.first_mut() {
            first.follows_space = gap > WORD_GAP * self.size;
        }
        self.words.append(&mut words);
        self.to = other.to;
        self.is_bold &= other.is_bold;
        self.is_artifact &= other.is_artifact;
    }
}

// ---- columns ---------------------------------------------------------------------------------

/// How many lines each of two columns has at least.
const COLUMN_LINES: usize = 4;
/// How many letters the usual line of a column has at least; the cells of tables are shorter.
const COLUMN_LETTERS: usize = 18;
/// How much of a column's width its usual line fills at least; cells fill less of theirs.
const COLUMN_FILLED: f32 = 0.6;
/// How deep columns may be within columns.
const DEEPEST: usize = 4;

/// The flows of a page in reading order: what is read from top to bottom, line by line.
pub(super) fn flows(pieces: Vec<Piece>) -> Vec<Vec<Row>> {
    let mut flows = Vec::new();
    divide(pieces, DEEPEST, &mut flows);
    flows.into_iter().map(rows).collect()
}

fn divide(mut pieces: Vec<Piece>, depth: usize, flows: &mut Vec<Vec<Piece>>) {
    pieces.sort_by(|a, b| a.line.total_cmp(&b.line));
    let gutter = if depth > 0 { gutter(&pieces) } else { None };
    let Some(gutter) = gutter else {
        if !pieces.is_empty() {
            flows.push(pieces);
        }
        return;
    };
    let mut across = Vec::new();
    let mut sides = (Vec::new(), Vec::new());
    for piece in pieces {
        match gutter.side(&piece) {
            Side::Across => {
                columns(std::mem::take(&mut sides), depth, flows);
                across.push(piece);
            }
            side => {
                // Lines above the columns go first.
                if !across.is_empty() {
                    flows.push(std::mem::take(&mut across));
                }
                if side == Side::Left {
                    sides.0.push(piece);
                } else {
                    sides.1.push(piece);
                }
            }
        }
    }
    columns(sides, depth, flows);
    if !across.is_empty() {
        flows.push(across);
    }
}

fn columns(sides: (Vec<Piece>, Vec<Piece>), depth: usize, flows: &mut Vec<Vec<Piece>>) {
    divide(sides.0, depth - 1, flows);
    divide(sides.1, depth - 1, flows);
}

/// The space between two columns, from left to right.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    from: f32,
    to: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Across,
}

impl Gutter {
    fn side(self, piece: &Piece) -> Side {
        let middle = f32::midpoint(self.from, self.to);
        match () {
            () if piece.to <= middle => Side::Left,
            () if piece.from >= middle => Side::Right,
            () => Side::Across,
        }
    }
}

/// The gutter that parts these pieces into two columns of prose, if there is one.
fn gutter(pieces: &[Piece]) -> Option<Gutter> {
    let left = pieces.iter().map(|p| p.from).fold(f32::INFINITY, f32::min);
    let right = pieces
        .iter()
        .map(|p| p.to)
        .fold(f32::NEG_INFINITY, f32::max);
    let wide = right - left;
    // A narrow stretch is one column, and one without an end is broken.
    if !(wide > 100.0 && wide < 20_000.0) {
        return None;
    }
    // How many pieces cover each point of the width.
    let mut covered = vec![0_usize; wide as usize + 2];
    for piece in pieces {
        let from = (piece.from - left).max(0.0) as usize;
        let to = ((piece.to - left).max(0.0) as usize).min(covered.len() - 1);
        covered[from..=to].iter_mut().for_each(|count| *count += 1);
    }
    let (first, last) = ((0.15 * wide) as usize, (0.85 * wide) as usize);
    let mut best: Option<(usize, Gutter)> = None;
    let mut levels: Vec<usize> = covered[first..last].to_vec();
    levels.sort_unstable();
    levels.dedup();
    for &level in levels.iter().take(3) {
        let mut at = first;
        while at < last {
            let run = covered[at..last]
                .iter()
                .take_while(|&&count| count <= level)
                .count();
            let gutter = Gutter {
                from: left + at as f32,
                to: left + (at + run) as f32,
            };
            let is_better = best.is_none_or(|(widest, _)| run > widest);
            if run >= 6 && is_better && parts_prose(pieces, gutter, (left, right)) {
                best = Some((run, gutter));
            }
            at += run.max(1);
        }
        if best.is_some() {
            break;
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// Whether the pieces on both sides of a gutter are lines of prose beside each other.
fn parts_prose(pieces: &[Piece], gutter: Gutter, (left, right): (f32, f32)) -> bool {
    let on = |side: Side| {
        pieces
            .iter()
            .filter(move |piece| gutter.side(piece) == side)
    };
    let lines = on(Side::Left).count().min(on(Side::Right).count());
    let across = on(Side::Across).count();
    if lines < COLUMN_LINES || across > lines * 2 {
        return false;
    }
    let is_prose = |side: Side, wide: f32| {
        let mut filled: Vec<f32> = on(side).map(|piece| piece.to - piece.from).collect();
        let mut letters: Vec<usize> = on(side).map(Piece::letters).collect();
        filled.sort_by(f32::total_cmp);
        letters.sort_unstable();
        filled[filled.len() / 2] > COLUMN_FILLED * wide
            && letters[letters.len() / 2] >= COLUMN_LETTERS
    };
    let reach = |side: Side| {
        let top = on(side).map(|p| p.line).fold(f32::INFINITY, f32::min);
        let bottom = on(side).map(|p| p.line).fold(f32::NEG_INFINITY, f32::max);
        (top, bottom)
    };
    let (first, second) = (reach(Side::Left), reach(Side::Right));
    let beside = first.1.min(second.1) - first.0.max(second.0);
    beside > 0.0
        && is_prose(Side::Left, gutter.from - left)
        && is_prose(Side::Right, right - gutter.to)
}

/// The pieces of one flow as rows.
fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| a.line.total_cmp(&b.line));
    let mut rows: Vec<Row> = Vec::new();
    // The letters of the longest piece of the row, and its size, which is that of the row. Looking for
    // it anew would take long for rows of many pieces.
    let mut longest = (0, 0.0_f32);
    for piece in pieces {
        let row = rows.last_mut().filter(|row| {
            let size = longest.1.min(piece.size);
            (piece.line - row.line()).abs() < 0.35 * size
        });
        let own = (piece.letters(), piece.size);
        if let Some(row) = row {
            row.pieces.push(piece);
            longest = if own.0 >= longest.0 { own } else { longest };
        } else {
            longest = own;
            rows.push(Row {
                pieces: vec![piece],
            });
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|a, b| a.from.total_cmp(&b.from));
    }
    rows
}
