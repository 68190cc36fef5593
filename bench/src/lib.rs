//! Reads gold and scores predictions against it: attributions, figures, times, web pages, names.
//!
//! The commands of `sayso-bench` and the training use this library. It prints nothing.

pub mod conllu;
pub mod factuality;
pub mod noise;
pub mod outputs;
pub mod page_truth;
pub mod polnear;
pub mod quantities;
pub mod random;
pub mod score;
pub mod suites;
pub mod timex;
pub mod units;
pub mod wordnet;

use polnear::{Gold, Spans3};
use sayso::attribute::{Attribution, Bias, Rule, Why};
use sayso::model::Model;
use sayso::text::{OffsetMap, Span};
use sayso::{clean, reading};
use serde_json::{Value, json};

/// An attribution that was found.
pub struct Predicted {
    /// Where its source, cue and content are.
    pub spans: Spans3,
    /// Its score, if it has one.
    pub score: Option<f32>,
    /// The rule or the model's tier that made it.
    pub rule: &'static str,
}

/// The attributions of a report that is read without cleaning, so that offsets stay those of the
/// gold. Attributions inside attributions are left out, because the gold has none, and so are
/// quotations whose speaker is not given, because they do not say who speaks.
///
/// # Errors
/// If the text is longer than 4 GiB.
pub fn predict(gold: &Gold, model: Option<&Model>, bias: Bias) -> anyhow::Result<Vec<Predicted>> {
    let document = clean::raw(gold.text.clone(), &clean::Given::default())?;
    let reading = reading::read(document, model, bias);
    let map = OffsetMap::new(&gold.text);
    let place = |s: &Span| {
        (
            map.code_points(&gold.text, s.start()),
            map.code_points(&gold.text, s.end()),
        )
    };
    let list = |spans: &[Span]| spans.iter().map(place).collect();
    let is_alone = |a: &Attribution| a.why == Why::Rule(Rule::QuotationAlone);
    let outer = reading.attributions.iter();
    let outer = outer.filter(|a| a.parent.is_none() && !is_alone(a));
    let all = &reading.attributions;
    let one = |a: &Attribution| Predicted {
        spans: Spans3 {
            source: list(a.speaker(all)),
            cue: list(&a.cue),
            content: list(&a.content),
        },
        score: a.score,
        rule: a.why.name(),
    };
    Ok(outer.map(one).collect())
}

/// Predictions in the format of the reference scorer, one line a report.
pub fn reference_format(gold: &[Gold], predicted: &[Vec<Spans3>]) -> String {
    let one = |a: &Spans3| json!({ "source": a.source, "cue": a.cue, "content": a.content });
    let line = |(report, all): (&Gold, &Vec<Spans3>)| {
        let all: Vec<Value> = all.iter().map(one).collect();
        format!("{}\n", json!({ "doc": report.stem, "attributions": all }))
    };
    gold.iter().zip(predicted).map(line).collect()
}
