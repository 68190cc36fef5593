//! In: how near the sentences of two reports are. Out: the sentences that correspond.

use super::align::{NEAR, Nearness};
use super::chain::in_order;
use super::comparison::{LinkHow, SentenceLink};
use super::numbers::rounded;
use super::sketch::{SentenceKind, Sketch};
use super::word_keys::WordKey;
use std::ops::Range;

/// From this nearness on a sentence is the same.
const SAME: f32 = 0.97;
/// Sentences at the same place between others that correspond do so too, if they have this share of
/// their words in common, small words included.
const BETWEEN: f32 = 0.15;
/// A gap between sentences that correspond is filled if it has at most so many on each side.
const GAP: usize = 12;

/// A pair of sentences and how near they are.
type Pair = (usize, usize, f32);

/// The sentences that correspond, sorted by those of the first report, then of the second.
pub(super) fn links(a: &Sketch, b: &Sketch, nearness: &Nearness) -> Vec<SentenceLink> {
    if are_one_text(a, b) {
        let all = 0..a.sentences.len();
        return all.map(|n| link(a, b, (n, n, 1.0), true)).collect();
    }
    let mut pairs = near_pairs(nearness);
    pairs.extend(between(a, b, &pairs));
    pairs.sort_unstable_by_key(|&(row, column, _)| (row, column));
    let places: Vec<(usize, usize)> = pairs
        .iter()
        .map(|&(row, column, _)| (row, column))
        .collect();
    let ordered = in_order(&places);
    let both = pairs.iter().zip(ordered);
    both.map(|(pair, is_in_order)| link(a, b, *pair, is_in_order))
        .collect()
}

/// Whether both have the same words in the same sentences, of which each corresponds to itself, even if
/// another one has the same words.
fn are_one_text(a: &Sketch, b: &Sketch) -> bool {
    let sentences = a.sentences.iter().zip(&b.sentences);
    a.words == b.words
        && a.sentences.len() == b.sentences.len()
        && sentences.into_iter().all(|(x, y)| x.words == y.words)
}

fn link(a: &Sketch, b: &Sketch, (row, column, near): Pair, is_in_order: bool) -> SentenceLink {
    let are_quotations = a.sentences[row].kind == SentenceKind::Quotation
        && b.sentences[column].kind == SentenceKind::Quotation;
    let how = match (is_in_order, are_quotations) {
        (false, _) => LinkHow::Moved,
        (true, true) => LinkHow::Quoted,
        (true, false) if near >= SAME => LinkHow::Same,
        (true, false) => LinkHow::Reworded,
    };
    SentenceLink {
        a: row,
        b: column,
        score: rounded(near.min(1.0)),
        how,
        is_moved: !is_in_order,
    }
}

/// Each sentence with the nearest of the other report, from either side.
fn near_pairs(nearness: &Nearness) -> Vec<Pair> {
    let of_a = nearness.nearest_a.iter().enumerate();
    let of_a = of_a.map(|(row, best)| (row, best.sentence, best.near));
    let of_b = nearness.nearest_b.iter().enumerate();
    let of_b = of_b.map(|(column, best)| (best.sentence, column, best.near));
    let mut pairs: Vec<Pair> = of_a.chain(of_b).filter(|pair| pair.2 >= NEAR).collect();
    pairs.sort_unstable_by_key(|&(row, column, _)| (row, column));
    pairs.dedup_by_key(|&mut (row, column, _)| (row, column));
    pairs
}

/// Pairs of sentences without a counterpart, at the same place between others that correspond in order,
/// so that their words are most alike in all.
fn between(a: &Sketch, b: &Sketch, pairs: &[Pair]) -> Vec<Pair> {
    let places: Vec<(usize, usize)> = pairs
        .iter()
        .map(|&(row, column, _)| (row, column))
        .collect();
    let mut is_linked_a = vec![false; a.sentences.len()];
    let mut is_linked_b = vec![false; b.sentences.len()];
    for &(row, column) in &places {
        is_linked_a[row] = true;
        is_linked_b[column] = true;
    }
    let open = |is_linked: &[bool], gap: Range<usize>| -> Vec<usize> {
        gap.filter(|&n| !is_linked[n]).collect()
    };
    let ordered = in_order(&places);
    let anchors = places
        .iter()
        .zip(ordered)
        .filter(|(_, is_in_order)| *is_in_order);
    let end = (a.sentences.len(), b.sentences.len());
    let mut out = Vec::new();
    let (mut row, mut column) = (0, 0);
    for &(next_row, next_column) in anchors.map(|(place, _)| place).chain([&end]) {
        let rows = open(&is_linked_a, row..next_row.max(row));
        let columns = open(&is_linked_b, column..next_column.max(column));
        let is_known = !pairs.is_empty();
        if is_known && (1..=GAP).contains(&rows.len()) && (1..=GAP).contains(&columns.len()) {
            out.extend(most_alike(a, b, &rows, &columns));
        }
        (row, column) = (next_row + 1, next_column + 1);
    }
    out
}

/// The pairs of two rows of sentences, in order, whose words are most alike in all.
fn most_alike(a: &Sketch, b: &Sketch, rows: &[usize], columns: &[usize]) -> Vec<Pair> {
    let width = columns.len() + 1;
    let of_a: Vec<Told> = rows.iter().map(|&row| Told::of(a, row)).collect();
    let of_b: Vec<Told> = columns.iter().map(|&column| Told::of(b, column)).collect();
    let gains: Vec<f32> = of_a
        .iter()
        .flat_map(|x| of_b.iter().map(move |y| gain(x, y)))
        .collect();
    let gain = |i: usize, j: usize| gains[i * columns.len() + j];
    // `best[i * width + j]` is the gain of the sentences from there on.
    let mut best = vec![0.0f32; (rows.len() + 1) * width];
    for i in (0..rows.len()).rev() {
        for j in (0..columns.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = skip.max(gain(i, j) + best[(i + 1) * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < rows.len() && j < columns.len() && best[i * width + j] > 0.0 {
        let here = best[i * width + j];
        let alike = gain(i, j);
        if alike > 0.0 && alike + best[(i + 1) * width + j + 1] >= here {
            out.push((rows[i], columns[j], alike * NEAR));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= here {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// The words of a sentence, with a bit for some of them, so that most words of other sentences are known not to be
/// among them without a look.
struct Told<'a> {
    words: &'a [WordKey],
    is_headline: bool,
    some: u64,
    some_with_content: u64,
}

impl<'a> Told<'a> {
    fn of(sketch: &'a Sketch, number: usize) -> Told<'a> {
        let sentence = &sketch.sentences[number];
        let words = sketch.words_of(&sentence.words);
        let join = |some: u64, word: &WordKey| some | bit(*word);
        Told {
            words,
            is_headline: sentence.kind == SentenceKind::Headline,
            some: words.iter().fold(0, join),
            some_with_content: words.iter().filter(|w| w.has_content()).fold(0, join),
        }
    }

    fn has(&self, word: WordKey) -> bool {
        self.some & bit(word) != 0 && self.words.contains(&word)
    }
}

fn bit(word: WordKey) -> u64 {
    1 << (word.0 % 64)
}

/// What a pair of sentences in a gap adds: how alike they are, or nothing.
fn gain(a: &Told<'_>, b: &Told<'_>) -> f32 {
    // Sentences that have only small words in common are not alike.
    let may_be_alike = a.some_with_content & b.some_with_content != 0;
    if a.is_headline != b.is_headline || !may_be_alike {
        return 0.0;
    }
    let alike = alike(a, b);
    if alike >= BETWEEN { alike } else { 0.0 }
}

/// The share of the words of the shorter sentence that the longer one has too; less if it is much
/// longer.
fn alike(a: &Told<'_>, b: &Told<'_>) -> f32 {
    let (short, long) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    let (mut common, mut has_content) = (0, false);
    for &word in short.words.iter().filter(|&&word| long.has(word)) {
        common += 1;
        has_content |= word.has_content();
    }
    if has_content {
        common as f32 / (0.5 * (short.words.len() + long.words.len()) as f32)
    } else {
        0.0
    }
}
