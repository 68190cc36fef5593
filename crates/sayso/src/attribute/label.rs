//! In: a text, its segments, the model. Out: source, cue and content chunks, with how likely each
//! is.
//!
//! A linear-chain conditional random field gives each token a label: outside, or begin or inside of
//! source, cue or content. What speaks for a label at a token is summed from the table of the fast
//! tier or computed by a network ([`super::network`]). Decoding is in [`sayso_weights::crf`].

use super::chunk::{Chunk, Role};
use super::features::Featuriser;
use super::model::{Model, Scorer};
use super::rules::Found;
use crate::segment::Segments;
use sayso_weights::crf::{Emission, LABELS, Likelihoods, Viterbi, chunks};
use sayso_weights::net::dot::Kernel;

/// What labelling finds.
#[derive(Clone, Default)]
pub struct Labelled {
    /// Chunks of the best label sequences, in text order.
    pub chunks: Vec<Chunk>,
    /// What the rules find, with how likely each chunk is according to the model.
    pub found: Vec<Found>,
}

/// Labels all paragraphs. `bonus`, in hundredths of log-odds as in [`super::Bias::bonus`], is added
/// to the weight of every beginning of a chunk: with a higher bonus more is found, and more of it
/// is wrong.
pub fn label(text: &str, parts: &Segments, model: &Model, bonus: i32) -> Labelled {
    let mut decoder = Decoder {
        parts,
        model,
        bonus: bonus * model.scale() / 100,
        viterbi: Viterbi::default(),
        likelihoods: Likelihoods::default(),
        out: Labelled::default(),
    };
    emissions(text, parts, model, &mut |index, emissions, found| {
        decoder.paragraph(index, emissions, found);
    });
    decoder.out
}

/// How likely each label is at each token. A smaller model is trained on what a larger one gives.
pub fn likelihoods(text: &str, parts: &Segments, model: &Model) -> Vec<[f32; LABELS]> {
    let mut out = Vec::with_capacity(parts.tokens.len());
    let mut likelihoods = Likelihoods::default();
    emissions(text, parts, model, &mut |_, emissions, _| {
        likelihoods.compute(emissions, &model.transitions, model.scale());
        out.extend_from_slice(likelihoods.labels());
    });
    out
}

/// Calls `each` for every paragraph with its index, what speaks for each label at its tokens, and
/// what the rules find in it.
fn emissions(
    text: &str,
    parts: &Segments,
    model: &Model,
    each: &mut dyn FnMut(usize, &[Emission], &mut Vec<Found>),
) {
    let prior = |word: u64| model.priors.get(&word).copied().unwrap_or(0);
    match model.scorer() {
        Scorer::Table(table) => {
            let mut featuriser = Featuriser::new(text, parts);
            let mut emissions = Vec::new();
            for index in 0..parts.paragraphs.len() {
                emissions.clear();
                featuriser.paragraph(index, &prior, &mut |_, keys| {
                    let sum = table.sum(keys);
                    emissions.push(std::array::from_fn(|y| i32::from(sum[y])));
                });
                each(index, &emissions, featuriser.found());
            }
        }
        Scorer::Net(net, beside) => {
            let mut found = Vec::with_capacity(parts.paragraphs.len());
            let seen = net.look(text, parts, &prior, &mut |featuriser| {
                found.push(std::mem::take(featuriser.found()));
            });
            let mut emissions = net.scores(Kernel::best(), parts, &seen, model.scale());
            if let Some((other, share)) = beside {
                let others = other.scores(Kernel::best(), parts, &seen, model.scale());
                mix(&mut emissions, &others, share);
            }
            for (index, (paragraph, found)) in parts.paragraphs.iter().zip(&mut found).enumerate() {
                let tokens = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
                each(index, &emissions[tokens], found);
            }
        }
    }
}

/// The weighted mean of two networks' scores. `share` is the weight of the others, in 256ths.
fn mix(emissions: &mut [Emission], others: &[Emission], share: i32) {
    let others = others.as_flattened();
    for (x, y) in emissions.as_flattened_mut().iter_mut().zip(others) {
        *x = (*x * (256 - share) + y * share) >> 8;
    }
}

/// Makes chunks of the emissions of one paragraph after the other.
struct Decoder<'a> {
    parts: &'a Segments,
    model: &'a Model,
    bonus: i32,
    viterbi: Viterbi,
    likelihoods: Likelihoods<f32>,
    out: Labelled,
}

impl Decoder<'_> {
    fn paragraph(&mut self, index: usize, emissions: &[Emission], found: &mut Vec<Found>) {
        let (transitions, paragraph) = (&self.model.transitions, index as u32);
        let labels = self.viterbi.decode(emissions, transitions, self.bonus);
        let nothing_labelled = labels.iter().all(|&label| label == 0);
        self.out.found.append(found);
        let recent = self.found_since(paragraph);
        let nothing_found = !self.out.found[recent..]
            .iter()
            .flat_map(|f| f.draft.chunks())
            .any(|c| c.paragraph == paragraph);
        // Most paragraphs have no attribution, and the likelihoods take longer than the labels.
        if nothing_labelled && nothing_found {
            return;
        }
        self.likelihoods
            .compute(emissions, transitions, self.model.scale());
        let first = self.parts.paragraphs[index].tokens.start;
        for (kind, tokens) in chunks(self.viterbi.labels()) {
            let (start, end) = (tokens.start as u32, tokens.end as u32);
            let role = Role::ALL[kind];
            let chunk = Chunk::certain(role, first + start, first + end, paragraph);
            self.out
                .chunks
                .push(judged(chunk, first, &self.likelihoods));
        }
        for found in &mut self.out.found[recent..] {
            for chunk in found.draft.chunks_mut() {
                if chunk.paragraph == paragraph {
                    *chunk = judged(*chunk, first, &self.likelihoods);
                }
            }
        }
    }

    /// Where the finds begin that can have chunks in this paragraph. Rules reach at most one
    /// paragraph ahead.
    fn found_since(&self, paragraph: u32) -> usize {
        let is_earlier = |f: &Found| f.draft.cue.paragraph + 1 < paragraph;
        let last = self.out.found.iter().rposition(is_earlier);
        last.map_or(0, |i| i + 1)
    }
}

/// The chunk with its likelihoods. `first` is the paragraph's first token. A quotation that a rule
/// found may go on in the next paragraph, because very long blocks are cut: its likelihoods are those
/// of its part in this one.
fn judged(chunk: Chunk, first: u32, likelihoods: &Likelihoods<f32>) -> Chunk {
    let start = (chunk.start - first) as usize;
    let end = ((chunk.end - first) as usize).min(likelihoods.labels().len());
    let kind = chunk.role as usize;
    let at = |k: usize| likelihoods.of_kind(k, kind);
    Chunk {
        weakest: (start..end).map(at).fold(1.0, f32::min),
        mean: (start..end).map(at).sum::<f32>() / (end - start) as f32,
        starts: likelihoods.begins(start, kind),
        ends: likelihoods.ends(end - 1, kind),
        ..chunk
    }
}
