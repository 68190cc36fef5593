//! Figures against the quantities of `NewsQuant`: precision, recall and F1 of the value, and of the
//! value with its unit.
//!
//! In: the gold, one sentence with its quantities a line, and what a program wrote of the same
//! sentences. The gold has no offsets, so the values of a sentence are compared as multisets.
//!
//! Figures and gold differ in form, so both are brought to one:
//! - A range is `low-high`. If one end is open, the other end counts, because the gold keeps "more
//!   than" apart. Values are compared by six significant digits.
//! - A figure without a unit is a count, and its unit is the head noun of what is counted; the gold
//!   has that noun as its unit.
//! - A time of type `DURATION` with one part ("P18M") counts as a quantity, because the gold has
//!   such quantities, unless a figure overlaps it. Ordinals do not count, because the gold has none.
//!
//! Index points, points in a game and percentage points are all "point" in the gold.

use crate::outputs::{FigureLine, Outputs, Report, TimeLine};
use crate::units::{Unit, head};
use serde::Deserialize;
use std::collections::HashMap;

/// A sentence of the gold.
#[derive(Debug, Deserialize)]
pub struct Sentence {
    /// The id that the program's report has.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
}

/// A quantity of the gold.
#[derive(Debug, Deserialize)]
pub struct Quantity {
    value: String,
    unit: Option<String>,
    normalized_unit: Option<String>,
}

/// How many quantities there are, and how many of them agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Sentences of the gold.
    pub sentences: usize,
    /// Sentences that the program wrote nothing about.
    pub missing: usize,
    /// Quantities of the gold.
    pub gold: usize,
    /// Quantities that were predicted.
    pub predicted: usize,
    /// Those with the right value.
    pub value: usize,
    /// Those with the right value and unit.
    pub value_and_unit: usize,
    /// Figures that do not count: ordinals, and those without a value.
    pub left_out: usize,
}

/// A value and a unit, each in a form that can be compared.
type Pair = (String, String);

/// Scores figures and durations against the gold; `differs` is called with each sentence whose
/// quantities differ, its gold and what was predicted.
pub fn score(
    gold: &[Sentence],
    outputs: &Outputs,
    mut differs: impl FnMut(&Sentence, &[Pair], &[Pair]),
) -> Scores {
    let mut scores = Scores {
        sentences: gold.len(),
        ..Scores::default()
    };
    for sentence in gold {
        let wanted: Vec<Pair> = sentence.quantities.iter().map(of_gold).collect();
        let mut found = Vec::new();
        if let Some(report) = outputs.get(&sentence.id) {
            found = predicted(report);
            scores.left_out += report.figures.iter().filter(|f| !counts(f)).count();
        } else {
            scores.missing += 1;
        }
        scores.gold += wanted.len();
        scores.predicted += found.len();
        let values = |pairs: &[Pair]| pairs.iter().map(|p| p.0.clone()).collect::<Vec<_>>();
        scores.value += shared(&values(&wanted), &values(&found));
        let both = shared(&wanted, &found);
        scores.value_and_unit += both;
        if both < wanted.len().max(found.len()) {
            differs(sentence, &wanted, &found);
        }
    }
    scores
}

/// How many items two multisets have in common.
fn shared<T: Eq + std::hash::Hash>(a: &[T], b: &[T]) -> usize {
    let mut counts: HashMap<&T, usize> = HashMap::new();
    for item in a {
        *counts.entry(item).or_default() += 1;
    }
    let mut shared = 0;
    for item in b {
        if let Some(count) = counts.get_mut(item).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

/// A number by six significant digits.
fn six_digits(value: f64) -> String {
    format!("{value:.5e}")
}

fn of_gold(quantity: &Quantity) -> Pair {
    (gold_value(&quantity.value), gold_unit(quantity))
}

/// The gold writes "6.0" or, for a range, "21-23".
fn gold_value(value: &str) -> String {
    let value = value.trim();
    if let Ok(number) = value.parse() {
        return six_digits(number);
    }
    // The first character may be the sign of the first number.
    let dash = value.char_indices().skip(1).find(|&(_, c)| c == '-');
    let ends = dash.map(|(at, _)| (value[..at].trim().parse(), value[at + 1..].trim().parse()));
    match ends {
        Some((Ok(low), Ok(high))) => format!("{}-{}", six_digits(low), six_digits(high)),
        _ => value.into(),
    }
}

fn gold_unit(quantity: &Quantity) -> String {
    let given = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "-".into());
    let (name, written) = (given(&quantity.normalized_unit), given(&quantity.unit));
    let unit = Unit::new(&name);
    let is_unit = unit.is_known() || name.contains(" per ");
    if is_unit || unit.name.is_none() || written.eq_ignore_ascii_case("rpm") {
        return shown(&unit);
    }
    let noun = head(if written == "-" { &name } else { &written });
    shown(&Unit::new(&noun.unwrap_or_default()))
}

/// A unit as a string; the gold has no words for some differences.
fn shown(unit: &Unit) -> String {
    let name = match unit.name() {
        "pound" => "pound-mass",
        "count" | "" => "-",
        "percentage point" => "point",
        name => name,
    };
    let per: String = unit.per.iter().map(|per| format!(" per {per}")).collect();
    format!("{name}{per}")
}

fn predicted(report: &Report) -> Vec<Pair> {
    let figures: Vec<&FigureLine> = report.figures.iter().filter(|f| counts(f)).collect();
    let mut out: Vec<Pair> = Vec::new();
    for figure in &figures {
        out.extend(value(figure).map(|value| (value, figure_unit(figure))));
    }
    for time in &report.times {
        let is_free = !figures.iter().any(|f| f.span.overlaps(time.span));
        out.extend(duration(time).filter(|_| is_free));
    }
    out
}

/// Does a figure count as a quantity?
fn counts(figure: &FigureLine) -> bool {
    value(figure).is_some() && figure.role != "ordinal"
}

fn value(figure: &FigureLine) -> Option<String> {
    let [low, high] = [figure.low(), figure.high()].map(|end| end.map(six_digits));
    match (low, high) {
        (Some(low), Some(high)) if low != high => Some(format!("{low}-{high}")),
        (low, high) => high.or(low),
    }
}

fn figure_unit(figure: &FigureLine) -> String {
    let per = figure.per();
    let unit = Unit::with_per(figure.unit.as_deref(), &per);
    if figure.role == "age" && matches!(unit.name(), "" | "year" | "year of age") {
        let name = Some("year of age".into());
        return shown(&Unit { name, ..unit });
    }
    let counted = figure.of.as_ref().map_or("", |of| of.text());
    if unit.name.is_none() && !counted.is_empty() {
        let noun = if counted.contains(" per ") {
            Some(counted.to_string())
        } else {
            head(counted)
        };
        return shown(&Unit::with_per(noun.as_deref(), &per));
    }
    if unit.name.is_some() && !unit.is_known() && unit.per.is_empty() {
        return shown(&Unit::with_per(head(unit.name()).as_deref(), &per));
    }
    shown(&unit)
}

/// The letters after a duration's number, and the unit they mean.
const DURATIONS: [(&str, bool, &str); 9] = [
    ("Y", false, "year"),
    ("M", false, "month"),
    ("W", false, "week"),
    ("D", false, "day"),
    ("DE", false, "decade"),
    ("CE", false, "century"),
    ("H", true, "hour"),
    ("M", true, "minute"),
    ("S", true, "second"),
];

/// A duration with one part as a quantity: "P18M" is 18 months, "PT18M" 18 minutes.
fn duration(time: &TimeLine) -> Option<Pair> {
    if time.kind != "DURATION" {
        return None;
    }
    let rest = time.value.as_deref()?.strip_prefix('P')?;
    let of_day = rest.starts_with('T');
    let rest = rest.trim_start_matches('T');
    let letters = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
    let (digits, letters) = rest.split_at(letters);
    let row = DURATIONS
        .iter()
        .find(|row| row.0 == letters && row.1 == of_day)?;
    Some((six_digits(digits.parse().ok()?), row.2.into()))
}
