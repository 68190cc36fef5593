//! In: the words of a sentence with their context, weights. Out: the names that the sentence shows by
//! itself, by a linear-chain conditional random field over the stretches where a name is possible at
//! all. Decoding is in [`sayso_weights::crf`].

use super::context::Context;
use super::keys::Target;
use super::{Name, NameKind};
use sayso_weights::crf::{Emission, Likelihoods, Share, Transitions, Viterbi, chunks};
use sayso_weights::table::NarrowTable;
use std::ops::Range;

/// The weights of names.
#[derive(Clone, Copy)]
pub struct Chain<'a> {
    pub table: &'a NarrowTable,
    pub transitions: &'a Transitions,
    /// Added to the weight of each beginning, by kind.
    pub bonus: [i32; 3],
}

impl Chain<'_> {
    fn emission(&self, keys: &[u64]) -> Emission {
        let sum = self.table.sum(keys);
        let mut emission: Emission = std::array::from_fn(|y| i32::from(sum[y]));
        for (kind, bonus) in self.bonus.iter().enumerate() {
            emission[2 * kind + 1] += bonus;
        }
        emission
    }
}

/// Buffers that are kept between sentences.
#[derive(Default)]
pub(super) struct Scratch {
    keys: Vec<u64>,
    stretches: Vec<Range<usize>>,
    emissions: Vec<Emission>,
    viterbi: Viterbi,
    likelihoods: Likelihoods<Share>,
}

/// Weights of one unit of log-odds.
const SCALE: i32 = 32;

/// Adds the names of one sentence to `out`.
pub(super) fn sentence(
    context: &Context,
    tokens: &Range<usize>,
    is_headline: bool,
    chain: &Chain,
    scratch: &mut Scratch,
    out: &mut Vec<Name>,
) {
    context.stretches(tokens.clone(), &mut scratch.stretches);
    for stretch in &scratch.stretches {
        scratch.emissions.clear();
        for k in stretch.clone() {
            let target = Target {
                sentence: tokens,
                is_headline,
                k,
            };
            context.keys(&target, &mut scratch.keys);
            scratch.emissions.push(chain.emission(&scratch.keys));
        }
        let transitions = chain.transitions;
        let labels = scratch.viterbi.decode(&scratch.emissions, transitions, 0);
        // Most stretches have no name, and the likelihoods take longer than the labels.
        if labels.iter().all(|&label| label == 0) {
            continue;
        }
        let likelihoods = &mut scratch.likelihoods;
        likelihoods.compute(&scratch.emissions, transitions, SCALE);
        for (kind, chunk) in chunks(labels) {
            let likely = chunk.clone().map(|k| likelihoods.of_kind(k, kind)).min();
            let (start, end) = (stretch.start + chunk.start, stretch.start + chunk.end);
            out.push(Name {
                tokens: start as u32..end as u32,
                kind: NameKind::ALL[kind],
                likely: likely.unwrap_or_default().percent(),
            });
        }
    }
}
