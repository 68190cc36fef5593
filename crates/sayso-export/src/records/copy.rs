//! The record of two reports that were compared.

use super::{Saved, Span};
use sayso::compare::{
    AlteredKind, Comparison, CopyRelation, DirectionRule, LinkHow, SentenceKind, Side, Sketch,
};
use sayso::credits::CreditKind;
use sayso::text::{self, OffsetMap};
use serde::{Deserialize, Serialize};

/// How two reports are related: what of one is in the other, and what differs there. `at` is null in its spans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The id of the first report.
    pub a: String,
    /// The id of the second report.
    pub b: String,
    /// How they are related.
    pub relation: CopyRelation,
    /// The estimate that one was made from the other, or both from a third text, from 0 to 1.
    pub score: f64,
    /// What share of each is in the other.
    pub shares: CopyShares,
    /// Which was made from the other. Null if nothing shows it.
    pub direction: Option<CopiedFrom>,
    /// The words by which a report credits the other, if they show the direction.
    pub credit: Option<CopyCredit>,
    /// The sentences that correspond, in the order of the first report.
    pub sentences: Vec<CopySentence>,
    /// The sentences that only the first report has.
    pub only_a: Vec<SentencePlace>,
    /// The sentences that only the second report has.
    pub only_b: Vec<SentencePlace>,
    /// What differs within sentences that correspond.
    pub altered: Vec<CopyAltered>,
}

/// What share of the words of each report is in the other, from 0 to 1, to three decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyShares {
    /// Of the narration of the first report.
    pub narration_a: f64,
    /// Of the narration of the second report.
    pub narration_b: f64,
    /// Of the quotations of the first report.
    pub quotes_a: f64,
    /// Of the quotations of the second report.
    pub quotes_b: f64,
}

/// Which report the other was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopiedFrom {
    /// Whether it is the first (`a`) or the second (`b`).
    pub from: Side,
    /// The rule that says so.
    pub rule: DirectionRule,
}

/// A credit that shows which report was made from the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyCredit {
    /// The report that has it: the first (`a`) or the second (`b`).
    #[serde(rename = "in")]
    pub side: Side,
    /// Who is credited. Null for a mark of a release that names no one.
    pub name: Option<String>,
    /// Where it is credited.
    pub kind: CreditKind,
    /// The words. Null if only the metadata have them.
    pub span: Option<Span>,
}

/// A sentence of the first report and one of the second that correspond.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopySentence {
    /// The sentence of the first report.
    pub a: SentencePlace,
    /// The sentence of the second report.
    pub b: SentencePlace,
    /// How they correspond.
    pub how: LinkHow,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentencePlace {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// What it is.
    pub kind: SentenceKind,
}

/// Something that differs between two sentences that correspond.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyAltered {
    /// What differs.
    pub kind: AlteredKind,
    /// The number of the pair in `sentences`, from 0.
    pub sentence: u32,
    /// The words of the first report. Null if it has none there.
    pub a: Option<Span>,
    /// The words of the second report. Null if it has none there.
    pub b: Option<Span>,
}

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
        let sentences = compared.sentences.iter().map(|link| CopySentence {
            a: in_a.sentence(link.a),
            b: in_b.sentence(link.b),
            how: link.how,
        });
        let altered = compared.altered.iter().map(|altered| CopyAltered {
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
            shares: CopyShares {
                narration_a: thousandths(compared.shares.narration_a),
                narration_b: thousandths(compared.shares.narration_b),
                quotes_a: thousandths(compared.shares.quotes_a),
                quotes_b: thousandths(compared.shares.quotes_b),
            },
            direction: direction
                .from
                .zip(direction.rule)
                .map(|(from, rule)| CopiedFrom { from, rule }),
            credit: direction.credit.and_then(|(side, number)| {
                let report = match side {
                    Side::A => a.saved,
                    Side::B => b.saved,
                };
                credit(side, report, number)
            }),
            sentences: sentences.collect(),
            only_a: compared.only_a.iter().map(|&n| in_a.sentence(n)).collect(),
            only_b: compared.only_b.iter().map(|&n| in_b.sentence(n)).collect(),
            altered: altered.collect(),
        }
    }
}

/// The credit with a number, which is the same in the sketch and in the record of the report.
fn credit(side: Side, saved: &Saved, number: usize) -> Option<CopyCredit> {
    let credit = saved.report.credits.get(number)?;
    Some(CopyCredit {
        side,
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
