//! Measures sayso. Each command prints a table and, with `--out FILE`, writes it as JSON.

use anyhow::{Context, Result, bail};
use sayso::attribute::{Bias, SHOWN};
use sayso::{clean, reading, text::OffsetMap};
use sayso_bench::polnear::{self, Gold, Spans3};
use sayso_bench::score::{self, Subset};
use std::path::Path;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("accuracy") => accuracy(Path::new(args.get(1).context("folder")?), &args[2..]),
        Some("repairs") => repairs(&args[1..]),
        _ => bail!("accuracy | repairs"),
    }
}

/// The attributions of a text as it stands, and their scores.
fn read_raw(gold: &Gold, rules_only: bool, bias: Bias) -> Result<(Vec<Spans3>, Vec<Option<f32>>)> {
    let document = clean::raw(gold.text.clone(), &clean::Given::default())?;
    let model = (!rules_only).then(sayso_model_en::fast);
    let reading = reading::read(document, model, bias);
    let map = OffsetMap::new(&gold.text);
    let spans = |list: &[sayso::text::Span]| {
        list.iter().map(|s| (map.code_points(&gold.text, s.start()), map.code_points(&gold.text, s.end()))).collect()
    };
    // The gold has no attributions within attributions.
    let outer = reading.attributions.iter().filter(|a| a.parent.is_none());
    Ok(outer
        .map(|a| (Spans3 { source: spans(&a.source), cue: spans(&a.cue), content: spans(&a.content) }, a.score))
        .unzip())
}

fn accuracy(folder: &Path, args: &[String]) -> Result<()> {
    let rules_only = args.iter().any(|a| a == "--rules-only");
    let gold = polnear::load(folder)?;
    let mut predicted = Vec::new();
    let mut scored = Vec::new();
    for report in &gold {
        let (spans, scores) = read_raw(report, rules_only, Bias::Balanced)?;
        for (p, right) in scores.iter().zip(score::linked_flags(report, &spans)) {
            scored.push((*p, right));
        }
        predicted.push(spans);
    }
    if let Some(out) = args.iter().find_map(|a| a.strip_prefix("--dump=")) {
        use std::fmt::Write;
        let mut lines = String::new();
        let list = |v: &Vec<(u32, u32)>| format!("[{}]", v.iter().map(|(a, b)| format!("[{a},{b}]")).collect::<Vec<_>>().join(","));
        for (g, p) in gold.iter().zip(&predicted) {
            let atts: Vec<String> = p.iter().map(|a| format!("{{\"source\":{},\"cue\":{},\"content\":{}}}", list(&a.source), list(&a.cue), list(&a.content))).collect();
            writeln!(lines, "{{\"doc\":\"{}\",\"attributions\":[{}]}}", g.stem, atts.join(","))?;
        }
        std::fs::write(out, lines)?;
    }
    let all = score::score(&gold, &predicted, Subset::All);
    let of = |s: Subset| { let x = score::score(&gold, &predicted, s).linked(); format!("P {:.1} R {:.1} F {:.2}", 100.0*x.p, 100.0*x.r, 100.0*x.f1) };
    if args.iter().any(|a| a == "-v") { println!("{all}"); }
    println!("all {} | speech {} | direct {}", of(Subset::All), of(Subset::Speech), of(Subset::Direct));
    let nulls = scored.iter().filter(|s| s.0.is_none()).count();
    let nulls_right = scored.iter().filter(|s| s.0.is_none() && s.1).count();
    let shown: Vec<_> = scored.iter().filter(|s| s.0.is_none_or(|p| p >= SHOWN)).collect();
    let right = shown.iter().filter(|s| s.1).count();
    let golds: usize = gold.iter().map(|g| g.attributions.len()).sum();
    println!("shown {} P {:.3} R {:.3}; rules {nulls_right}/{nulls}", shown.len(), right as f64 / shown.len() as f64, right as f64 / golds as f64);
    Ok(())
}

fn repairs(folders: &[String]) -> Result<()> {
    for folder in folders {
        for gold in polnear::load(Path::new(folder))? {
            let document = clean::plain_with(gold.text.as_bytes(), &clean::Given::default(), sayso_model_en::words())?;
            for e in &document.edits {
                let around = Path::new(&gold.stem).display().to_string();
                let t0: &str = &document.text; let s = t0[..e.span.start() as usize].char_indices().rev().nth(25).map_or(0, |x| x.0);
                let t = t0[e.span.end() as usize..].char_indices().nth(25).map_or(document.text.len(), |x| e.span.end() as usize + x.0);
                println!("{}\t{}\t{}\t{:?} -> {:?}", e.rule, e.tier.name(), t0[s..t].replace('\n', "⏎"), e.was, e.now);
                let _ = around;
            }
            for b in &document.blocks {
                if b.kind != sayso::document::BlockKind::Paragraph {
                    println!("BLOCK {}\t{}", b.kind.name(), document.text[b.span].chars().take(150).collect::<String>().replace('\n', "⏎"));
                }
            }
        }
    }
    Ok(())
}
