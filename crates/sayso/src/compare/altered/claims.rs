//! Hedges and sources that only one of two sentences has.

use super::super::sketch::SketchClaim;
use super::{AlteredKind, Pair, Sentence};
use crate::certainty::Status;

/// Sentences must be this near, because a sentence that says something else has another source.
const NEARLY_SAME: f32 = 0.65;

impl Pair<'_> {
    pub(super) fn claims(&mut self) {
        if self.near < NEARLY_SAME {
            return;
        }
        let (of_a, of_b) = (claim(self.a), claim(self.b));
        self.status(of_a, of_b);
        self.source(of_a, of_b);
    }

    /// A hedge that only one has.
    fn status(&mut self, a: Option<&SketchClaim>, b: Option<&SketchClaim>) {
        let hedge = |claim: Option<&SketchClaim>| {
            claim
                .filter(|c| is_hedged(c.status))
                .and_then(|c| c.trigger)
        };
        let (hedge_a, hedge_b) = (hedge(a), hedge(b));
        if hedge_a.is_some() != hedge_b.is_some() {
            self.add(AlteredKind::Status, hedge_a, hedge_b);
        }
    }

    /// A source that only one has.
    fn source(&mut self, a: Option<&SketchClaim>, b: Option<&SketchClaim>) {
        let source = |claim: Option<&SketchClaim>| claim.and_then(|c| c.source);
        let (source_a, source_b) = (source(a), source(b));
        if source_a.is_some() != source_b.is_some() {
            self.add(AlteredKind::Source, source_a, source_b);
        }
    }
}

/// The claim with most words in the sentence; the first of several.
fn claim(of: Sentence<'_>) -> Option<&SketchClaim> {
    let words = &of.sentence.words;
    let common = |claim: &SketchClaim| {
        let end = claim.words.end.min(words.end);
        end.saturating_sub(claim.words.start.max(words.start))
    };
    let claims = of.sketch.claims.iter().filter(|claim| common(claim) > 0);
    claims.min_by_key(|claim| std::cmp::Reverse(common(claim)))
}

fn is_hedged(status: Status) -> bool {
    matches!(
        status,
        Status::Possible | Status::Probable | Status::Unlikely
    )
}
