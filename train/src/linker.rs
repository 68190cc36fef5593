//! In: gold chunks, and what held-out taggers find. Out: weights of the linker, by averaged
//! perceptron (Collins 2002): the right candidate of each chunk must beat the others.

use crate::corpus::Report;
use sayso::attribute::chunk::{Chunk, Role};
use sayso::attribute::label::Labelled;
use sayso::attribute::link::Pairs;
use sayso_english::classes::HashTable;

const EPOCHS: usize = 6;
/// Features of fewer reports are left out.
const LEAST: u8 = 3;
/// Weights are written in thousandths.
const UNIT: f64 = 1000.0;

/// The features of each candidate, and which one is right.
struct Example {
    report: usize,
    candidates: Vec<Vec<u64>>,
    right: usize,
}

/// What a chunk is linked to: unknown, nothing, or another chunk.
type Head = Option<Option<usize>>;

/// The heads of found chunks, by the gold chunks they overlap most.
fn heads_of(report: &Report, chunks: &[Chunk]) -> Vec<Head> {
    let shared = |a: &Chunk, b: &Chunk| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let nearest = |c: &Chunk, of: &[Chunk]| -> Option<usize> {
        let met = (0..of.len()).filter(|&i| of[i].role == c.role && shared(c, &of[i]) > 0);
        met.max_by_key(|&i| (shared(c, &of[i]), usize::MAX - i))
    };
    let head = |c: &Chunk| match report.heads[nearest(c, &report.chunks)?] {
        None => Some(None),
        Some(gold) => nearest(&report.chunks[gold], chunks).map(Some),
    };
    chunks.iter().map(head).collect()
}

fn examples(
    number: usize,
    report: &Report,
    chunks: &[Chunk],
    heads: &[Head],
    out: &mut Vec<Example>,
) {
    let pairs = Pairs::new(&report.gold.text, &report.parts, chunks);
    let mut keys = Vec::new();
    for (x, chunk) in chunks.iter().enumerate() {
        let Some(head) = heads[x] else { continue };
        let role = match chunk.role {
            Role::Content => Role::Cue,
            Role::Cue => Role::Source,
            Role::Source => continue,
        };
        let near = pairs.candidates(x, role);
        let mut candidates = Vec::with_capacity(near.len() + 1);
        for &y in near {
            pairs.keys(x, y, &mut keys);
            candidates.push(keys.clone());
        }
        if role == Role::Source {
            pairs.keys_of_none(x, near.len(), &mut keys);
            candidates.push(keys.clone());
        }
        let right = match head {
            Some(y) => near.iter().position(|&c| c == y),
            None => (role == Role::Source).then_some(near.len()),
        };
        if let Some(right) = right.filter(|_| candidates.len() > 1) {
            out.push(Example {
                report: number,
                candidates,
                right,
            });
        }
    }
}

/// Trains on the gold and on what was found in held-out reports.
pub fn train(reports: &[Report], unseen: &[(usize, Labelled)]) -> Vec<(u64, i32)> {
    let mut all = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let heads: Vec<Head> = report.heads.iter().map(|h| Some(*h)).collect();
        examples(number, report, &report.chunks, &heads, &mut all);
    }
    for (r, tagged) in unseen {
        let heads = heads_of(&reports[*r], &tagged.chunks);
        examples(*r, &reports[*r], &tagged.chunks, &heads, &mut all);
    }
    // As for the tagger, features of few reports are left out.
    let mut seen: HashTable<(usize, u8)> = HashTable::default();
    for example in &all {
        for &key in example.candidates.iter().flatten() {
            let entry = seen.entry(key).or_insert((usize::MAX, 0));
            if entry.0 != example.report {
                *entry = (example.report, entry.1.saturating_add(1));
            }
        }
    }
    for keys in all.iter_mut().flat_map(|e| &mut e.candidates) {
        keys.retain(|key| seen[key].1 >= LEAST);
    }
    // Each weight, and the sum that makes its average.
    let mut weights: HashTable<(f64, f64)> = HashTable::default();
    let mut step = 1.0;
    let mut random = crate::crf::Random::new(7);
    for _ in 0..EPOCHS {
        random.shuffle(&mut all);
        for example in &all {
            let weigh = |keys: &Vec<u64>| {
                keys.iter()
                    .map(|k| weights.get(k).map_or(0.0, |w| w.0))
                    .sum::<f64>()
            };
            let values: Vec<f64> = example.candidates.iter().map(weigh).collect();
            let best = (1..values.len())
                .fold(0, |best, i| if values[i] > values[best] { i } else { best });
            if best != example.right {
                for (candidate, by) in [(example.right, 1.0), (best, -1.0)] {
                    for &key in &example.candidates[candidate] {
                        let weight = weights.entry(key).or_default();
                        weight.0 += by;
                        weight.1 += by * step;
                    }
                }
            }
            step += 1.0;
        }
    }
    let average = |w: &(f64, f64)| ((w.0 - w.1 / step) * UNIT).round() as i32;
    let mut out: Vec<(u64, i32)> = weights
        .iter()
        .map(|(&key, w)| (key, average(w)))
        .filter(|w| w.1 != 0)
        .collect();
    out.sort_unstable();
    out
}
