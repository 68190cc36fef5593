//! The repairs that cleaning makes in reports.

use anyhow::Result;
use sayso::document::BlockKind;
use sayso::{clean, text::Span};
use sayso_bench::polnear;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// Folders with text/*.txt
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Show each repair in its place, and each block that is no paragraph; else only those that
    /// alter words
    #[arg(long, short)]
    verbose: bool,
}

/// Characters shown around a repair.
const AROUND: usize = 28;

pub fn run(options: &Options) -> Result<Value> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut words = 0;
    for folder in &options.folders {
        for gold in polnear::load(folder)? {
            words += gold.text.split_whitespace().count();
            let document = clean::plain_with(
                gold.text.as_bytes(),
                &clean::Given::default(),
                sayso_model_en::words(),
            )?;
            let text: &str = &document.text;
            let place = |span: Span| {
                let start = text[..span.start() as usize]
                    .char_indices()
                    .rev()
                    .nth(AROUND)
                    .map_or(0, |(i, _)| i);
                let end = text[span.end() as usize..]
                    .char_indices()
                    .nth(AROUND)
                    .map_or(text.len(), |(i, _)| span.end() as usize + i);
                text[start..end].replace('\n', "⏎")
            };
            for edit in &document.edits {
                *counts
                    .entry(format!("{} {}", edit.rule, edit.tier.name()))
                    .or_default() += 1;
                if options.verbose || edit.rule.name().contains("glue") {
                    println!(
                        "{:18} {:8} {}   {:?} -> {:?}",
                        edit.rule,
                        edit.tier.name(),
                        place(edit.span),
                        edit.was,
                        edit.now
                    );
                }
            }
            for block in document
                .blocks
                .iter()
                .filter(|b| b.kind != BlockKind::Paragraph)
            {
                *counts
                    .entry(format!("block {}", block.kind.name()))
                    .or_default() += 1;
                if options.verbose {
                    println!(
                        "block {:12} {}",
                        block.kind.name(),
                        document.text[block.span]
                            .chars()
                            .take(120)
                            .collect::<String>()
                    );
                }
            }
        }
    }
    println!("{words} words");
    for (rule, count) in &counts {
        println!("{count:6}  {rule}");
    }
    Ok(json!({ "words": words, "counts": counts }))
}
