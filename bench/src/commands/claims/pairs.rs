//! Pairs of invented sentences: whether both claim the same, and whether figures that differ are told.

use crate::commands::copies::reports::{lines, raw, readings};
use crate::commands::copies::table::three;
use anyhow::Result;
use sayso::story::claims::{Account, FigureRelation, SAME_CLAIM, Statement, compare_statements};
use sayso_en::Tier;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// The pairs
    #[arg(long, default_value = "bench/data/stories/pairs.jsonl")]
    pairs: PathBuf,
    /// The held pairs, in odd lines, instead of those of even lines
    #[arg(long)]
    held: bool,
}

#[derive(Default)]
struct Counts {
    /// Told and right, told and wrong, missed.
    same: [usize; 3],
    /// Pairs with figures that differ, and how many of them are told as one claim with another figure.
    conflicts: [usize; 2],
    /// The same for figures that are equal or rounded.
    agreements: [usize; 2],
    /// Pairs that do not claim the same, and how many of them are told as a conflict.
    others: [usize; 2],
}

pub fn run(options: &Options) -> Result<Value> {
    let mut counts = Counts::default();
    for (number, pair) in (1..).zip(lines(&options.pairs)?) {
        if (number % 2 == 1) == options.held {
            counts.add(&pair);
        }
    }
    let [right, wrong, missed] = counts.same;
    let f1 = 2.0 * right as f64 / (2 * right + wrong + missed).max(1) as f64;
    println!("same claim F1 {f1:.3}: right {right}, wrong {wrong}, missed {missed}");
    println!("conflicting figures told {:?} (of, told)", counts.conflicts);
    println!(
        "equal or rounded figures told {:?} (of, told)",
        counts.agreements
    );
    println!(
        "not the same, told as a conflict {:?} (of, told)",
        counts.others
    );
    Ok(json!({
        "held": options.held, "same_f1": three(f1), "right": right, "wrong": wrong, "missed": missed,
        "conflicts": counts.conflicts, "agreements": counts.agreements, "others_in_conflict": counts.others,
    }))
}

impl Counts {
    fn add(&mut self, pair: &Value) {
        let [a, b] = ["a", "b"].map(|side| statement(pair[side].as_str().unwrap_or_default()));
        let compared = compare_statements(&a, &b);
        let is_same = compared.score >= SAME_CLAIM;
        let has = |relation| compared.figures.iter().any(|f| f.relation == relation);
        let tells_conflict = is_same && has(FigureRelation::Different);
        match (pair["same"] == true, is_same) {
            (true, true) => self.same[0] += 1,
            (false, true) => self.same[1] += 1,
            (true, false) => self.same[2] += 1,
            (false, false) => {}
        }
        let (counted, told) = match pair["figures"].as_str() {
            Some("conflict") => (&mut self.conflicts, tells_conflict),
            Some("equal") => (&mut self.agreements, has(FigureRelation::Equal)),
            Some("rounded") => (&mut self.agreements, has(FigureRelation::Rounded)),
            _ if pair["same"] == false => (&mut self.others, tells_conflict),
            _ => return,
        };
        counted[0] += 1;
        counted[1] += usize::from(told);
    }
}

/// The sentence that a text is.
fn statement(text: &str) -> Statement {
    let readings = readings(&[raw(text, None, None)], Tier::Standard, false);
    let accounts = readings.iter().map(Account::of);
    let mut statements = accounts.flat_map(|account| account.statements);
    statements.next().unwrap_or_default()
}
