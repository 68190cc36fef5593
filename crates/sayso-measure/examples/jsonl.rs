//! Reads a data set (JSONL with `id`, `text` or `input`, `dct` or `reference_date`) from the files
//! named or standard input, and writes `report`, `time` and `figure` lines as the program does, so
//! that a scorer can read them.

use sayso_measure::time::{Mod, Moment, Time, times};
use sayso_measure::{Figure, Per, Span, Unit, figures};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};

fn main() -> std::io::Result<()> {
    let mut input: Vec<Box<dyn Read>> = Vec::new();
    for path in std::env::args().skip(1) {
        input.push(Box::new(std::fs::File::open(path)?));
    }
    if input.is_empty() {
        input.push(Box::new(std::io::stdin()));
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in input
        .into_iter()
        .flat_map(|file| BufReader::new(file).lines())
    {
        let record: Value = serde_json::from_str(&line?)?;
        let field = |names: [&str; 2]| {
            names
                .iter()
                .find_map(|n| record[n].as_str())
                .unwrap_or_default()
        };
        let (text, day) = (field(["text", "input"]), field(["dct", "reference_date"]));
        writeln!(
            out,
            "{}",
            json!({"type": "report", "data": {"id": record["id"], "published": day}})
        )?;
        for (n, time) in times(text, Moment::parse(day)).iter().enumerate() {
            writeln!(out, "{}", time_line(&record["id"], n + 1, text, time))?;
        }
        for (n, figure) in figures(text).iter().enumerate() {
            let data = figure_line(&record["id"], n + 1, text, figure);
            writeln!(out, "{}", json!({"type": "figure", "data": data}))?;
        }
    }
    out.flush()
}

/// A span in code points, with its text.
fn place(text: &str, span: Span) -> Value {
    let start = text[..span.start() as usize].chars().count();
    let passage = span.passage(text);
    json!({"start": start, "end": start + passage.chars().count(), "text": passage})
}

/// A time as a line of the output.
fn time_line(report: &Value, n: usize, text: &str, time: &Time) -> Value {
    json!({"type": "time", "data": {
        "report": report,
        "id": format!("t{n}"),
        "span": place(text, time.span),
        "type": time.kind.name(),
        "value": time.value,
        "mod": time.modifier.map(Mod::name),
        "quant": time.quant,
        "freq": time.freq,
        "begin": time.begin.map(|m| m.to_string()),
        "end": time.end.map(|m| m.to_string()),
        "anchor": time.anchor.name(),
        "offset": time.anchor.offset(),
        "of": time.of.name(),
        "why": time.why.name(),
    }})
}

fn figure_line(report: &Value, n: usize, text: &str, figure: &Figure) -> Value {
    let per = |per: &Per| match per {
        Per::Unit(unit) => unit.name().to_string(),
        Per::Noun(span) => span.passage(text).to_string(),
    };
    json!({
        "report": report, "id": format!("f{n}"), "span": place(text, figure.span),
        "low": figure.low.map(|v| v.to_string()), "high": figure.high.map(|v| v.to_string()), "digits": figure.digits,
        "unit": figure.unit.map(Unit::name), "per": figure.per.iter().map(per).collect::<Vec<_>>(), "role": figure.role.name(),
        "direction": figure.direction.map(sayso_measure::Direction::name), "modifier": figure.modifier,
        "of": figure.of.map(|of| of.passage(text)), "why": figure.why,
    })
}
