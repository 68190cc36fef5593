//! Tables `sentence | times`: each time as `words: TYPE value`, then what else is known of it.

use anyhow::{Context, Result};
use sayso_measure::time::{Moment, Of, Time, times};
use std::fmt::Write;

/// The day of publication that a heading names.
pub fn published(day: Option<&str>) -> Result<Option<Moment>> {
    day.map(|day| Moment::parse(day).with_context(|| format!("not a day: {day}")))
        .transpose()
}

/// The times of a sentence.
pub fn shown(sentence: &str, published: Option<Moment>) -> Vec<String> {
    let found = times(sentence, published);
    found.iter().map(|t| time(t, sentence)).collect()
}

fn time(time: &Time, text: &str) -> String {
    let kind = time.kind.name();
    let mut out = format!("{}: {kind} {}", time.span.passage(text), time.value);
    if let Some(modifier) = time.modifier {
        let _ = write!(out, " {}", modifier.name());
    }
    if let Some(quant) = &time.quant {
        let _ = write!(out, " ({quant})");
    }
    if let Some(freq) = time.freq {
        let _ = write!(out, " {freq}X");
    }
    if time.of == Of::Speaking {
        out += " speaking";
    }
    if let (Some(begin), Some(end)) = (time.begin, time.end) {
        let _ = write!(out, " {begin}..{end}");
    }
    out
}
