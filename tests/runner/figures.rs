//! Tables `sentence | figures`: each figure as `words: value unit per …, role, modifier, of what`.

use sayso_measure::{Decimal, Figure, Per, Role, figures};
use std::fmt::Write;

/// The figures of a sentence.
pub fn shown(sentence: &str) -> Vec<String> {
    let found = figures(sentence);
    found.iter().map(|f| figure(f, sentence)).collect()
}

fn figure(figure: &Figure, text: &str) -> String {
    let mut out = format!("{}: {}", figure.span.passage(text), value(figure));
    if let Some(unit) = figure.unit {
        let _ = write!(out, " {unit}");
    }
    for per in &figure.per {
        let name = match *per {
            Per::Unit(unit) => unit.name(),
            Per::Noun(span) => span.passage(text),
        };
        let _ = write!(out, " per {name}");
    }
    // A plain amount is the usual case, so its role is left out.
    if figure.role != Role::Amount {
        let _ = write!(out, ", {}", figure.role.name());
    }
    if let Some(direction) = figure.direction {
        let _ = write!(out, " {}", direction.name());
    }
    if let Some(modifier) = figure.modifier {
        let _ = write!(out, ", {modifier}");
    }
    if let Some(of) = figure.of {
        let _ = write!(out, ", of {}", of.passage(text));
    }
    out
}

/// `12`, `10..15`, or `3000..` where one end is open.
fn value(figure: &Figure) -> String {
    let end = |value: Option<Decimal>| value.map_or(String::new(), |v| v.to_string());
    if figure.low.is_some() && figure.low == figure.high {
        end(figure.low)
    } else {
        format!("{}..{}", end(figure.low), end(figure.high))
    }
}
