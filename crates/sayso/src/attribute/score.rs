//! In: drafts. Out: the probability that each is right, from the weights of its features.

use super::chunk::Chunk;
use super::draft::Draft;
use super::model::Model;
use crate::segment::{Mark, Segments};
use sayso_english::classes::{class, classes, hash_lower};
use sayso_english::hash::fnv;
use sayso_english::key;

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
    let weight = |k| model.scores.get(k).copied().unwrap_or(0);
    let sum: i32 = keys.iter().map(weight).sum();
    let odds = sayso_weights::net::numbers::exp(sum as f32 / SCORE_UNIT);
    // Half up, without the platform's rounding.
    (odds / (1.0 + odds) * 1000.0 + 0.5) as i32 as f32 / 1000.0
}

/// A likelihood as one of twelve steps, finer towards 1, because most drafts are likely.
fn step(p: f32) -> u64 {
    const EDGES: [f32; 11] = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96, 0.99];
    EDGES.iter().filter(|&&edge| p >= edge).count() as u64
}

/// A likelihood in five steps, for features that combine several.
fn coarse(p: f32) -> u64 {
    const EDGES: [f32; 4] = [0.2, 0.5, 0.8, 0.95];
    EDGES.iter().filter(|&&edge| p >= edge).count() as u64
}

/// A number of tokens, coarser as it grows.
fn count(n: u32) -> u64 {
    u64::from(if n < 3 {
        n
    } else {
        (1 + u32::BITS - n.leading_zeros()).min(8)
    })
}

/// A margin of the linker, whose weights are thousandths, in steps. The last step is "no rival".
fn margin_step(margin: i32) -> u64 {
    const EDGES: [i32; 6] = [500, 1500, 3000, 6000, 10_000, i32::MAX];
    EDGES.iter().filter(|&&edge| margin >= edge).count() as u64
}

/// The tokens between two chunks that do not meet.
fn gap(a: &Chunk, b: &Chunk) -> u32 {
    if b.end <= a.start {
        a.start - b.end
    } else {
        b.start.saturating_sub(a.end)
    }
}

/// The parts of a draft that its features look at.
struct Scored<'a> {
    text: &'a str,
    parts: &'a Segments,
    draft: &'a Draft,
    cue: &'a Chunk,
    source: Option<&'a Chunk>,
    /// The content with the most tokens.
    longest: &'a Chunk,
    first: &'a Chunk,
    last: &'a Chunk,
    /// The word classes of the cue.
    kind: u64,
    /// Which of the first and the longest content begin with a quotation mark.
    direct: u64,
}

impl<'a> Scored<'a> {
    fn new(text: &'a str, parts: &'a Segments, draft: &'a Draft) -> Scored<'a> {
        let (cue, contents) = (&draft.cue, &draft.contents);
        let mut scored = Scored {
            text,
            parts,
            draft,
            cue,
            source: draft.source.as_ref(),
            longest: contents.iter().max_by_key(|c| c.len()).unwrap_or(cue),
            first: contents.first().unwrap_or(cue),
            last: contents.last().unwrap_or(cue),
            kind: 0,
            direct: 0,
        };
        scored.kind = scored.cue_kind();
        scored.direct = scored.direct();
        scored
    }

    /// The word of a token; empty for one that does not exist.
    fn word(&self, k: u32) -> &'a str {
        let token = self.parts.tokens.get(k as usize);
        token.map_or("", |t| &self.text[t.span.range()])
    }

    fn hash(&self, k: u32) -> u64 {
        hash_lower(self.word(k))
    }

    fn direct(&self) -> u64 {
        let opens = |c: &Chunk| self.parts.tokens[c.start as usize].mark == Mark::Open;
        u64::from(opens(self.first)) + 2 * u64::from(opens(self.longest))
    }

    /// The likelihood of cue, content and source together.
    fn all(&self) -> f32 {
        // Where no source is needed, its absence costs as much as a fairly likely one.
        let source = self.source.map_or(0.7, |s| s.weakest);
        self.cue.weakest * self.longest.weakest.max(0.01) * source
    }

    fn cue_kind(&self) -> u64 {
        let bits = (self.cue.start..self.cue.end)
            .map(|k| classes(self.word(k)))
            .fold(0, |a, b| a | b);
        let has = |class: u16| u64::from(bits & class != 0);
        has(class::SPEECH) * 2 + has(class::VERB) + has(class::NOUN) * 4
    }

    /// What kind of words the source begins and ends with; 0 without a source.
    fn source_kind(&self) -> u64 {
        let Some(source) = self.source else {
            return 0;
        };
        let first = self.word(source.start);
        let has = |word: &str, class: u16| u64::from(classes(word) & class != 0);
        1 + u64::from(first.starts_with(char::is_uppercase))
            + 2 * has(first, class::PRONOUN)
            + 4 * has(self.word(source.end - 1), class::ROLE)
            + 8 * u64::from(source.paragraph != self.cue.paragraph)
    }

    /// On which side of the cue the source is, 2 without a source, and how far away.
    fn source_place(&self) -> (u64, u64) {
        self.source.map_or((2, 9), |s| {
            let side = u64::from(s.start > self.cue.start);
            (side, count(gap(self.cue, s)))
        })
    }
}

/// The features of a draft for its score.
pub fn score_keys(text: &str, parts: &Segments, draft: &Draft, out: &mut Vec<u64>) {
    let scored = Scored::new(text, parts, draft);
    out.clear();
    scored.likelihood_keys(out);
    scored.shape_keys(out);
    scored.word_keys(out);
}

impl Scored<'_> {
    /// How likely the chunks are.
    fn likelihood_keys(&self, out: &mut Vec<u64>) {
        let (cue, longest, first, last) = (self.cue, self.longest, self.first, self.last);
        let all = step(self.all());
        let direct = self.direct;
        let pieces = self.pieces();
        let has_no_source = u64::from(self.source.is_none());
        let of_source = |of: fn(&Chunk) -> f32| self.source.map_or(0.0, of);
        let (source_starts, source_ends) = (of_source(|s| s.starts), of_source(|s| s.ends));
        out.extend_from_slice(&[
            key!("bias"),
            key!("all", all),
            key!("all kind", all, self.kind, direct),
            key!("cue", step(cue.weakest)),
            key!("cue s", step(cue.starts), coarse(cue.ends)),
            key!("src", step(of_source(|s| s.weakest)), has_no_source),
            key!("src se", coarse(source_starts), coarse(source_ends)),
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
        ]);
    }

    /// How long the chunks are and how they lie to each other.
    fn shape_keys(&self, out: &mut Vec<u64>) {
        let (cue, longest, contents) = (self.cue, self.longest, &self.draft.contents);
        let (kind, direct) = (self.kind, self.direct);
        let pieces = self.pieces();
        let tokens: u32 = contents.iter().map(Chunk::len).sum();
        let side = u64::from(cue.start > longest.start);
        let distance = if side == 1 {
            cue.start.saturating_sub(longest.end)
        } else {
            longest.start.saturating_sub(cue.end)
        };
        let (source_side, source_distance) = self.source_place();
        let has_no_source = u64::from(self.source.is_none());
        let crosses = u64::from(contents.iter().any(|c| c.paragraph != cue.paragraph));
        out.extend_from_slice(&[
            key!("len", count(longest.len()), direct),
            key!("tokens", count(tokens), pieces),
            key!("src len", self.source.map_or(0, |s| count(s.len()))),
            key!("cue len", count(cue.len()), kind),
            key!("side", side, count(distance), direct),
            key!("srcside", source_side, side, source_distance),
            key!("srckind", self.source_kind(), kind),
            key!("crosses", crosses, direct),
            key!(
                "margin s",
                margin_step(self.draft.source_margin),
                has_no_source
            ),
            key!("margin c", margin_step(self.draft.content_margin)),
        ]);
    }

    /// The words at the borders of the chunks, and what the rules found.
    fn word_keys(&self, out: &mut Vec<u64>) {
        let (draft, cue, longest) = (self.draft, self.cue, self.longest);
        let (kind, direct) = (self.kind, self.direct);
        let rule = draft.rule.map_or(0, |rule| fnv(rule.name().as_bytes()));
        let rule = rule ^ u64::from(draft.rival) << 7;
        let by_model = u64::from(draft.by_model);
        out.extend_from_slice(&[
            key!("word", self.hash(cue.end - 1)),
            key!("words", self.hash(cue.start), self.hash(cue.end - 1)),
            key!("begins", self.hash(longest.start), kind),
            key!("before", self.hash(longest.start.wrapping_sub(1)), kind),
            key!("after", self.hash(self.last.end), direct),
            key!("rule", rule, by_model),
            key!("rule all", rule, by_model, step(self.all())),
            key!(
                "rule con",
                rule,
                by_model,
                coarse(longest.mean),
                coarse(cue.weakest)
            ),
            key!("src w", self.source.map_or(1, |s| self.hash(s.end - 1))),
        ]);
    }

    /// The number of contents, at most 4.
    fn pieces(&self) -> u64 {
        self.draft.contents.len().min(4) as u64
    }
}
