//! In: drafts. Out: the probability that each is right, from the weights of its features.

use super::chunk::Chunk;
use super::draft::Draft;
use super::model::Model;
use crate::segment::{Mark, Segments};
use sayso_english::classes::{self as lexicon, class, hash_lower};
use sayso_english::hash::fnv;
use sayso_english::key;

/// A likelihood as one of twelve steps, finer towards 1.
fn step(p: f32) -> u64 {
    const EDGES: [f32; 11] = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96, 0.99];
    EDGES.iter().filter(|&&edge| p >= edge).count() as u64
}

/// A coarser step, to be combined with others.
fn coarse(p: f32) -> u64 {
    [0.2, 0.5, 0.8, 0.95]
        .iter()
        .filter(|&&edge| p >= edge)
        .count() as u64
}

fn count(n: u32) -> u64 {
    u64::from(if n < 3 {
        n
    } else {
        (1 + u32::BITS - n.leading_zeros()).min(8)
    })
}

fn margin_step(margin: i32) -> u64 {
    // Link weights are thousandths of a perceptron's.
    [500, 1500, 3000, 6000, 10_000, i32::MAX]
        .iter()
        .filter(|&&edge| margin >= edge)
        .count() as u64
}

/// The features of a draft for its score.
pub fn score_keys(text: &str, parts: &Segments, draft: &Draft, out: &mut Vec<u64>) {
    let word = |k: u32| {
        parts
            .tokens
            .get(k as usize)
            .map_or("", |t| &text[t.span.range()])
    };
    let hash = |k: u32| hash_lower(word(k));
    let cue = &draft.cue;
    let longest = draft
        .contents
        .iter()
        .max_by_key(|c| c.end - c.start)
        .unwrap_or(cue);
    let first = draft.contents.first().unwrap_or(cue);
    let last = draft.contents.last().unwrap_or(cue);
    let opens = |c: &Chunk| parts.tokens[c.start as usize].mark == Mark::Open;
    let direct = u64::from(opens(first)) + 2 * u64::from(opens(longest));
    let source_likely = draft.source.map_or(0.0, |s| s.weakest);
    let all = cue.weakest
        * longest.weakest.max(0.01)
        * if draft.source.is_some() {
            source_likely
        } else {
            0.7
        };
    let side = u64::from(cue.start > longest.start);
    let gap = if side == 1 {
        cue.start.saturating_sub(longest.end)
    } else {
        longest.start.saturating_sub(cue.end)
    };
    let bits = (cue.start..cue.end)
        .map(|k| lexicon::classes(word(k)))
        .fold(0, |a, b| a | b);
    let kind = u64::from(bits & class::SPEECH != 0) * 2
        + u64::from(bits & class::VERB != 0)
        + 4 * u64::from(bits & class::NOUN != 0);
    let source_kind = match &draft.source {
        None => 0,
        Some(s) => {
            let w = word(s.start);
            let c = lexicon::classes(word(s.end - 1));
            1 + u64::from(w.starts_with(char::is_uppercase))
                + 2 * u64::from(lexicon::classes(w) & class::PRONOUN != 0)
                + 4 * u64::from(c & class::ROLE != 0)
                + 8 * u64::from(s.paragraph != cue.paragraph)
        }
    };
    let source_far = draft.source.map_or(9, |s| {
        count(if s.end <= cue.start {
            cue.start - s.end
        } else {
            s.start.saturating_sub(cue.end)
        })
    });
    let source_side = draft.source.map_or(2, |s| u64::from(s.start > cue.start));
    let pieces = draft.contents.len().min(4) as u64;
    let tokens: u32 = draft.contents.iter().map(|c| c.end - c.start).sum();
    let rule =
        draft.rule.map_or(0, |rule| fnv(rule.name().as_bytes())) ^ u64::from(draft.rival) << 7;
    let crosses = u64::from(draft.contents.iter().any(|c| c.paragraph != cue.paragraph));
    out.clear();
    out.extend_from_slice(&[
        key!("bias"),
        key!("all", step(all)),
        key!("all kind", step(all), kind, direct),
        key!("cue", step(cue.weakest)),
        key!("cue s", step(cue.starts), coarse(cue.ends)),
        key!(
            "src",
            step(source_likely),
            u64::from(draft.source.is_none())
        ),
        key!(
            "src se",
            coarse(draft.source.map_or(0.0, |s| s.starts)),
            coarse(draft.source.map_or(0.0, |s| s.ends))
        ),
        key!("con", step(longest.weakest)),
        key!("con m", step(longest.mean)),
        key!("con s", step(longest.starts)),
        key!("con e", step(longest.ends)),
        key!(
            "con se",
            coarse(longest.starts),
            coarse(longest.ends),
            direct
        ),
        key!("first", coarse(first.starts), coarse(first.weakest), pieces),
        key!("last", coarse(last.ends), coarse(last.weakest), pieces),
        key!("len", count(longest.end - longest.start), direct),
        key!("tokens", count(tokens), pieces),
        key!(
            "src len",
            draft.source.map_or(0, |s| count(s.end - s.start))
        ),
        key!("cue len", count(cue.end - cue.start), kind),
        key!("side", side, count(gap), direct),
        key!("srcside", source_side, side, source_far),
        key!("srckind", source_kind, kind),
        key!("crosses", crosses, direct),
        key!(
            "margin s",
            margin_step(draft.source_margin),
            u64::from(draft.source.is_none())
        ),
        key!("margin c", margin_step(draft.content_margin)),
        key!("word", hash(cue.end - 1)),
        key!("words", hash(cue.start), hash(cue.end - 1)),
        key!("begins", hash(longest.start), kind),
        key!("before", hash(longest.start.wrapping_sub(1)), kind),
        key!("after", hash(last.end), direct),
        key!("rule", rule, u64::from(draft.by_model)),
        key!("rule all", rule, u64::from(draft.by_model), step(all)),
        key!(
            "rule con",
            rule,
            u64::from(draft.by_model),
            coarse(longest.mean),
            coarse(cue.weakest)
        ),
        key!("src w", draft.source.map_or(1, |s| hash(s.end - 1))),
    ]);
}

/// Weights of the score are ten-thousandths of log-odds.
pub const SCORE_UNIT: f32 = 10_000.0;

/// The score of each draft.
pub fn scores(text: &str, parts: &Segments, drafts: &[Draft], model: &Model) -> Vec<f32> {
    let mut keys = Vec::new();
    let one = |draft: &Draft| {
        score_keys(text, parts, draft, &mut keys);
        score(&keys, model)
    };
    drafts.iter().map(one).collect()
}

/// The probability that a draft is right, from the features' weights, to three decimals.
pub fn score(keys: &[u64], model: &Model) -> f32 {
    let sum: i32 = keys
        .iter()
        .map(|k| model.scores.get(k).copied().unwrap_or(0))
        .sum();
    let odds = sayso_weights::net::numbers::exp(sum as f32 / SCORE_UNIT);
    // Half up, without the platform's rounding.
    (odds / (1.0 + odds) * 1000.0 + 0.5) as i32 as f32 / 1000.0
}
