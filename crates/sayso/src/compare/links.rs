//! In: how near the sentences of two reports are. Out: the sentences that correspond.

use super::align::{NEAR, Nearest, in_order};
use super::comparison::{LinkHow, SentenceLink};
use super::numbers::rounded;
use super::sketch::{SentenceKind, Sketch};
use super::word_keys::WordKey;
use std::ops::Range;

/// From this nearness on a sentence is the same.
const SAME: f32 = 0.97;
/// A sentence between others that correspond does so too, if it has this share of the words of the
/// shorter one in common, small words included.
const BETWEEN: f32 = 0.22;
/// How far away the sentences that correspond may be.
const REACH: usize = 3;
/// How often gaps are filled, because a filled one narrows the next.
const ROUNDS: usize = 3;

/// A pair of sentences and how near they are.
type Pair = (usize, usize, f32);

/// The sentences that correspond, sorted by those of the first report, then of the second.
pub(super) fn links(
    a: &Sketch,
    b: &Sketch,
    nearest: &(Vec<Nearest>, Vec<Nearest>),
) -> Vec<SentenceLink> {
    if are_one_text(a, b) {
        let all = 0..a.sentences.len();
        return all.map(|n| link(a, b, (n, n, 1.0), true)).collect();
    }
    let mut pairs = near_pairs(nearest);
    for _ in 0..ROUNDS {
        let more = between(a, b, &pairs);
        if more.is_empty() {
            break;
        }
        pairs.extend(more);
        pairs.sort_unstable_by_key(|&(row, column, _)| (row, column));
    }
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
fn near_pairs(nearest: &(Vec<Nearest>, Vec<Nearest>)) -> Vec<Pair> {
    let of_a = nearest.0.iter().enumerate();
    let of_a = of_a.map(|(row, best)| (row, best.sentence, best.near));
    let of_b = nearest.1.iter().enumerate();
    let of_b = of_b.map(|(column, best)| (best.sentence, column, best.near));
    let mut pairs: Vec<Pair> = of_a.chain(of_b).filter(|pair| pair.2 >= NEAR).collect();
    pairs.sort_unstable_by_key(|&(row, column, _)| (row, column));
    pairs.dedup_by_key(|&mut (row, column, _)| (row, column));
    pairs
}

/// Pairs of sentences without a counterpart, at the same place between others that correspond, whose
/// words are most alike from both sides.
fn between(a: &Sketch, b: &Sketch, pairs: &[Pair]) -> Vec<Pair> {
    let mut of_a = vec![None; a.sentences.len()];
    let mut of_b = vec![None; b.sentences.len()];
    for &(row, column, _) in pairs {
        of_a[row] = Some(column);
        of_b[column] = Some(row);
    }
    let mut best_of_a = vec![(0.0, 0); of_a.len()];
    let mut best_of_b = vec![(0.0, 0); of_b.len()];
    for row in (0..of_a.len()).filter(|&row| of_a[row].is_none()) {
        for column in gap(&of_a, row, of_b.len()).filter(|&column| of_b[column].is_none()) {
            let alike = alike(words(a, row), words(b, column));
            if alike >= BETWEEN && alike > best_of_a[row].0 {
                best_of_a[row] = (alike, column);
            }
            if alike >= BETWEEN && alike > best_of_b[column].0 {
                best_of_b[column] = (alike, row);
            }
        }
    }
    let rows = best_of_a.iter().enumerate();
    let mutual = rows.filter(|&(row, &(alike, column))| alike > 0.0 && best_of_b[column].1 == row);
    mutual
        .map(|(row, &(alike, column))| (row, column, alike * NEAR))
        .collect()
}

/// The sentences of the other report between the counterparts of the sentences around this one.
fn gap(counterparts: &[Option<usize>], row: usize, columns: usize) -> Range<usize> {
    let first = row.saturating_sub(REACH);
    let before = counterparts[first..row].iter().rev().find_map(|c| *c);
    let last = counterparts.len().min(row + 1 + REACH);
    let after = counterparts[row + 1..last].iter().find_map(|c| *c);
    match (before, after) {
        (Some(before), Some(after)) => {
            before + 1..after.min(before + 1 + 2 * REACH).max(before + 1)
        }
        (Some(before), None) => before + 1..columns.min(before + 1 + REACH).max(before + 1),
        (None, Some(after)) => after.saturating_sub(REACH)..after,
        (None, None) => 0..0,
    }
}

fn words(sketch: &Sketch, sentence: usize) -> &[WordKey] {
    sketch.words_of(&sketch.sentences[sentence].words)
}

/// The share of the words of the shorter sentence that the longer one has too; less if it is much
/// longer.
fn alike(a: &[WordKey], b: &[WordKey]) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = short.iter().filter(|word| long.contains(word)).count() as f32;
    common / (0.5 * (short.len() + long.len()) as f32)
}
