//! In: two reports with their sketches, and their comparison. Out: its record, with offsets in code points.

use super::copy::{
    CopiedFrom, Copy, CopyAltered, CopyCredit, CopySentence, CopyShares, SentencePlace,
};
use super::{Saved, Span};
use sayso::compare::{Comparison, CopyRelation, DirectionRule, Shares, Side, Sketch};
use sayso::text::{self, OffsetMap};

/// A report and its sketch.
#[derive(Clone, Copy, Debug)]
pub struct Sketched<'a> {
    /// The records.
    pub saved: &'a Saved,
    /// The sketch of the same text.
    pub sketch: &'a Sketch,
}

impl Copy {
    /// The record of a comparison.
    pub fn new(a: Sketched<'_>, b: Sketched<'_>, compared: &Comparison) -> Copy {
        let (in_a, in_b) = (Places::of(a), Places::of(b));
        let direction = compared.direction;
        let report = |side: Side| match side {
            Side::A => a.saved,
            Side::B => b.saved,
        };
        let sentences = compared.sentences.iter().map(|link| CopySentence {
            a: in_a.sentence(link.a),
            b: in_b.sentence(link.b),
            how: link.how,
            score: thousandths(link.score),
        });
        let (text_a, text_b) = (&a.saved.report.text, &b.saved.report.text);
        let altered = compared.altered.iter();
        let altered = altered.filter(|altered| altered.is_so(text_a, text_b));
        let altered = altered.map(|altered| CopyAltered {
            kind: altered.kind,
            sentence: altered.link as u32,
            a: altered.a.map(|span| in_a.span(span)),
            b: altered.b.map(|span| in_b.span(span)),
        });
        Copy {
            a: a.saved.report.id.clone(),
            b: b.saved.report.id.clone(),
            relation: compared.relation,
            score: thousandths(compared.score),
            shares: CopyShares::of(compared.shares),
            direction: direction
                .from
                .zip(direction.rule)
                .map(|(side, rule)| CopiedFrom {
                    from: report(side).report.id.clone(),
                    rule,
                }),
            credit: direction
                .credit
                .and_then(|(side, number)| credit(report(side), number)),
            sentences: sentences.collect(),
            only_a: compared.only_a.iter().map(|&n| in_a.sentence(n)).collect(),
            only_b: compared.only_b.iter().map(|&n| in_b.sentence(n)).collect(),
            altered: altered.collect(),
        }
    }
}

impl Copy {
    /// The record of two reports without their sentences and what was altered. `made_from` is the report that the other
    /// was made from, if that is known.
    pub fn without_sentences(
        (a, b): (String, String),
        relation: CopyRelation,
        score: f32,
        shares: Shares,
        made_from: Option<(Side, DirectionRule)>,
    ) -> Copy {
        let direction = made_from.map(|(side, rule)| CopiedFrom {
            from: match side {
                Side::A => a.clone(),
                Side::B => b.clone(),
            },
            rule,
        });
        Copy {
            a,
            b,
            relation,
            score: thousandths(score),
            shares: CopyShares::of(shares),
            direction,
            credit: None,
            sentences: Vec::new(),
            only_a: Vec::new(),
            only_b: Vec::new(),
            altered: Vec::new(),
        }
    }
}

impl CopyShares {
    fn of(shares: Shares) -> CopyShares {
        CopyShares {
            narration_a: thousandths(shares.narration_a),
            narration_b: thousandths(shares.narration_b),
            quotes_a: thousandths(shares.quotes_a),
            quotes_b: thousandths(shares.quotes_b),
        }
    }
}

/// The credit with a number, which is the same in the sketch and in the record of the report.
fn credit(saved: &Saved, number: usize) -> Option<CopyCredit> {
    let credit = saved.report.credits.get(number)?;
    Some(CopyCredit {
        report: saved.report.id.clone(),
        name: credit.name.clone(),
        kind: credit.kind,
        span: credit.span.clone().map(|span| Span { at: None, ..span }),
    })
}

fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// The places of a report, in code points.
struct Places<'a> {
    of: Sketched<'a>,
    map: OffsetMap,
}

impl<'a> Places<'a> {
    fn of(of: Sketched<'a>) -> Places<'a> {
        let map = OffsetMap::new(&of.saved.report.text);
        Places { of, map }
    }

    fn offset(&self, byte: u32) -> u32 {
        self.map.code_points(&self.of.saved.report.text, byte)
    }

    fn sentence(&self, number: usize) -> SentencePlace {
        let sentence = &self.of.sketch.sentences[number];
        SentencePlace {
            start: self.offset(sentence.span.start()),
            end: self.offset(sentence.span.end()),
            kind: sentence.kind,
        }
    }

    fn span(&self, span: text::Span) -> Span {
        Span {
            start: self.offset(span.start()),
            end: self.offset(span.end()),
            text: span.passage(&self.of.saved.report.text).to_string(),
            at: None,
            edited: false,
        }
    }
}
