//! In: what held-out taggers find. Out: weights of the score: a logistic regression on whether a
//! draft is linked to a gold attribution, as the scorer counts it.

use crate::corpus::Report;
use sayso::attribute::label::Labelled;
use sayso::attribute::score::{self, SCORE_UNIT};
use sayso::attribute::{find, link};
use sayso::model::Model;
use sayso_bench::score::linked_flags;
use sayso_english::classes::HashTable;

const EPOCHS: usize = 20;
const RATE: f32 = 0.1;
const DECAY: f32 = 2e-3;
/// Features of fewer reports are left out.
const LEAST: u8 = 3;

#[derive(Default)]
struct Weight {
    now: f32,
    squares: f32,
    mean: f32,
}

/// Trains on drafts of held-out reports; `model` has the linker already.
pub fn train(reports: &[Report], unseen: Vec<(usize, Labelled)>, model: &Model) -> Vec<(u64, i32)> {
    let mut examples: Vec<(Vec<u64>, f32)> = Vec::new();
    // The last report a feature was seen in, and how many there were.
    let mut seen: HashTable<(usize, u8)> = HashTable::default();
    for (r, tagged) in unseen {
        let report = &reports[r];
        let links = link::link(&report.gold.text, &report.parts, &tagged.chunks, model);
        let drafts = find::merge(tagged, &links);
        let spans: Vec<_> = drafts.iter().map(|d| report.spans(d)).collect();
        for (draft, right) in drafts.iter().zip(linked_flags(&report.gold, &spans)) {
            let mut keys = Vec::new();
            score::score_keys(&report.gold.text, &report.parts, draft, &mut keys);
            for &key in &keys {
                let entry = seen.entry(key).or_insert((usize::MAX, 0));
                if entry.0 != r {
                    *entry = (r, entry.1.saturating_add(1));
                }
            }
            examples.push((keys, f32::from(u8::from(right))));
        }
    }
    for (keys, _) in &mut examples {
        keys.retain(|key| seen[key].1 >= LEAST);
    }
    let right = examples.iter().filter(|(_, y)| *y > 0.5).count();
    eprintln!(
        "score: {} drafts in held-out reports, {right} right",
        examples.len()
    );
    let mut weights: HashTable<Weight> = HashTable::default();
    let mut random = crate::crf::Random::new(11);
    for epoch in 0..EPOCHS {
        random.shuffle(&mut examples);
        for (keys, y) in &examples {
            let sum: f32 = keys
                .iter()
                .map(|k| weights.get(k).map_or(0.0, |w| w.now))
                .sum();
            let slope = 1.0 / (1.0 + (-sum).exp()) - y;
            for &key in keys {
                let weight = weights.entry(key).or_default();
                let slope = slope + DECAY * weight.now;
                weight.squares += slope * slope;
                weight.now -= RATE * slope / (weight.squares.sqrt() + 1e-2);
            }
        }
        if epoch * 2 >= EPOCHS {
            for weight in weights.values_mut() {
                weight.mean += weight.now / (EPOCHS / 2) as f32;
            }
        }
    }
    let integer = |w: &Weight| (w.mean * SCORE_UNIT).round() as i32;
    let mut out: Vec<(u64, i32)> = weights
        .iter()
        .map(|(&key, w)| (key, integer(w)))
        .filter(|w| w.1 != 0)
        .collect();
    out.sort_unstable();
    out
}
