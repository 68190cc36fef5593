//! Answers that people wrote: copied, lightly or heavily reworded, or on their own.

use super::reports::{Data, raw, sketches, texts};
use super::table::{auc, three};
use anyhow::{Context, Result};
use sayso::compare::Indexed;
use sayso_en::Tier;
use serde_json::{Value, json};
use std::collections::HashMap;

#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
}

pub fn run(options: &Options) -> Result<Value> {
    let folder = options.data.path("copies/clough-stevenson")?;
    let table = std::fs::read_to_string(folder.join("file_information.csv"))?;
    let all = texts(&folder)?;
    let reports: Vec<_> = all.iter().map(|(_, text)| raw(text, None, None)).collect();
    let sketches = sketches(&reports, Tier::Standard, false);
    let indexed: HashMap<&str, Indexed> = all
        .iter()
        .zip(&sketches)
        .map(|((name, _), sketch)| (name.as_str(), Indexed::new(sketch)))
        .collect();
    let mut scores: HashMap<String, Vec<f32>> = HashMap::new();
    let mut relations: std::collections::BTreeMap<String, usize> =
        std::collections::BTreeMap::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.trim().split(',').collect();
        let [file, task, category] = cells[..] else {
            continue;
        };
        if category == "orig" {
            continue;
        }
        let answer = indexed
            .get(file.trim_end_matches(".txt"))
            .context(file.to_string())?;
        let source = format!("orig_task{task}");
        let source = indexed
            .get(source.as_str())
            .with_context(|| source.clone())?;
        let compared = answer.compare(source);
        let score = compared.features.log_odds_of_copy();
        scores.entry(category.to_string()).or_default().push(score);
        *relations
            .entry(format!("{category}: {}", compared.relation))
            .or_default() += 1;
    }
    let of = |grades: &[&str]| -> Vec<f32> {
        grades
            .iter()
            .filter_map(|g| scores.get(*g))
            .flatten()
            .copied()
            .collect()
    };
    let own = of(&["non"]);
    let copied = auc(&of(&["cut", "light", "heavy"]), &own);
    let heavy = auc(&of(&["heavy"]), &own);
    println!("AUC copied against own {copied:.3}, heavily reworded against own {heavy:.3}");
    println!("{relations:#?}");
    Ok(json!({ "auc_copied": three(copied), "auc_heavy": three(heavy), "relations": relations }))
}
