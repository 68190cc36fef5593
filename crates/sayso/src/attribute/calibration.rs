//! In: a draft and its raw score. Out: the probability that it is right, also outside the news that the
//! scores were trained on.
//!
//! The raw scores were fitted to US political news, whose annotation leaves out many attitudes. How
//! far they are from the truth depends on the cue in the same way in all genres: a plain "said" is
//! right more often than its score says where the score is low, a cue that is no verb of saying less
//! often. Each kind of cue has a curve through points (raw score, share that is right), read off the
//! dev halves: `PolNeAR` dev, and the invented reports of other genres, with equal weight, in all tiers.
//! Around the threshold from which on attributions are shown the curves stay below what was read off,
//! so that what is shown is right as often as before.
//! `docs/accuracy.md` has the figures before and after, `sayso-bench accuracy` measures them.

use super::draft::Draft;
use crate::segment::Segments;
use sayso_english::classes::{class, classes};

sayso_english::names! {
    /// What kind of cue an attribution has, from the plainest.
    pub enum CueKind {
        /// "said", "according to".
        Plain = "plain",
        /// Another finite verb of speech: "insisted".
        Speech = "speech",
        /// A finite verb of thought, wish or judgement: "fears".
        Attitude = "attitude",
        /// Anything else: nouns, participles, "in favour of".
        Other = "other",
    }
}

/// The cues that report speech and nothing else.
const PLAIN: [&str; 13] = [
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "reported",
    "reports",
    "announced",
    "announces",
    "wrote",
    "writes",
    "according",
];
/// A content of this many tokens or fewer is rarely a statement, so that its curve is that of the
/// next kind.
const SHORT: u32 = 3;

/// Points of a curve from raw score to probability, straight between them.
type Curve = [(f32, f32); 7];

/// The curve of each kind.
fn curve(kind: CueKind) -> &'static Curve {
    match kind {
        CueKind::Plain => &[
            (0.0, 0.3),
            (0.25, 0.48),
            (0.5, 0.69),
            (0.6, 0.76),
            (0.83, 0.865),
            (0.97, 0.97),
            (1.0, 0.997),
        ],
        CueKind::Speech => &[
            (0.0, 0.2),
            (0.25, 0.4),
            (0.4, 0.5),
            (0.7, 0.7),
            (0.82, 0.855),
            (0.96, 0.955),
            (1.0, 0.995),
        ],
        CueKind::Attitude => &[
            (0.0, 0.2),
            (0.25, 0.4),
            (0.4, 0.49),
            (0.7, 0.69),
            (0.81, 0.83),
            (0.95, 0.93),
            (1.0, 0.995),
        ],
        CueKind::Other => &[
            (0.0, 0.0),
            (0.25, 0.3),
            (0.4, 0.43),
            (0.6, 0.56),
            (0.8, 0.73),
            (0.95, 0.93),
            (1.0, 0.99),
        ],
    }
}

/// The probability that a draft with this raw score is right, to three decimals.
pub fn calibrated(text: &str, parts: &Segments, draft: &Draft, raw: f32) -> f32 {
    let points = curve(kind(text, parts, draft));
    let next = points
        .iter()
        .position(|p| raw <= p.0)
        .unwrap_or(points.len() - 1);
    let ((x0, y0), (x1, y1)) = (points[next.max(1) - 1], points[next.max(1)]);
    let probability = y0 + (y1 - y0) * (raw - x0) / (x1 - x0);
    // Half up, without the platform's rounding.
    (probability * 1000.0 + 0.5) as i32 as f32 / 1000.0
}

fn kind(text: &str, parts: &Segments, draft: &Draft) -> CueKind {
    let of_word = |k: u32| {
        let word = &text[parts.tokens[k as usize].span.range()];
        let has = |bits: u16| classes(word) & bits == bits;
        if PLAIN.iter().any(|plain| word.eq_ignore_ascii_case(plain)) {
            CueKind::Plain
        } else if has(class::SPEECH | class::FINITE) {
            CueKind::Speech
        } else if has(class::VERB | class::FINITE) {
            CueKind::Attitude
        } else {
            CueKind::Other
        }
    };
    let cue = draft.cue.start..draft.cue.end;
    let kind = cue.map(of_word).min().unwrap_or(CueKind::Other);
    let tokens: u32 = draft.contents.iter().map(|c| c.end - c.start).sum();
    match kind {
        CueKind::Plain if tokens <= SHORT => CueKind::Speech,
        CueKind::Speech if tokens <= SHORT => CueKind::Attitude,
        CueKind::Attitude if tokens <= SHORT => CueKind::Other,
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_rise() {
        for &kind in CueKind::ALL {
            let points = curve(kind);
            assert!(
                points
                    .windows(2)
                    .all(|two| two[0].0 < two[1].0 && two[0].1 <= two[1].1)
            );
            assert!(points[0].0 <= 0.0 && points[6].0 >= 1.0 && points[6].1 < 1.0);
        }
    }
}
