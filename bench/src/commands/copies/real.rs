//! Real stories whose pairs of pages are all labelled.

use super::reports::{Data, Dump, lines, raw, readings};
use super::table::{Confusion, auc, share, three};
use anyhow::{Context, Result};
use sayso::compare::{Comparison, CopyRelation, DirectionRule, Indexed, Side, Sketch};
use sayso::text::Span;
use sayso_en::Tier;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
    /// The labelled stories, instead of those of `--data`
    #[arg(long)]
    stories: Option<PathBuf>,
    /// Write the features of all pairs
    #[arg(long)]
    dump: Option<PathBuf>,
    /// Print the pairs that are wrong
    #[arg(short, long)]
    verbose: bool,
    /// Print what differs in the sentences of copies, to be judged by hand
    #[arg(long)]
    altered: bool,
}

/// What a pair counts as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Copy,
    Same,
    Independent,
}

const CLASSES: [(Class, &str); 3] = [
    (Class::Copy, "copy"),
    (Class::Same, "same source"),
    (Class::Independent, "independent"),
];

/// The grade of a label or a relation, from word for word to other words; none if it is not a copy.
fn grade(label: &str) -> Option<usize> {
    match label {
        "verbatim" => Some(0),
        "trimmed" => Some(1),
        "light" => Some(2),
        "heavy" | "merged" => Some(3),
        _ => None,
    }
}

fn class(label: &str) -> Class {
    match label {
        _ if grade(label).is_some() => Class::Copy,
        "same-source" | "same_source" => Class::Same,
        _ => Class::Independent,
    }
}

/// What is counted over all pairs.
#[derive(Default)]
struct Counts {
    confusion: [[usize; 3]; 3],
    graded: usize,
    within_one: usize,
    directed: usize,
    told: usize,
    right: usize,
    rules: BTreeMap<&'static str, [usize; 2]>,
    /// By which rules a direction is told where gold leaves it open, by what gold says.
    left_open: BTreeMap<String, BTreeMap<&'static str, usize>>,
    related: [usize; 3],
    copies: Vec<f32>,
    others: Vec<f32>,
    /// Pairs with the same source that share words.
    hard: Vec<f32>,
}

pub fn run(options: &Options) -> Result<Value> {
    let path = match &options.stories {
        Some(path) => path.clone(),
        None => options.data.path("copies/real-dev/stories.jsonl")?,
    };
    let mut counts = Counts::default();
    let mut dump = Dump::default();
    for story in lines(&path)? {
        score(&story, options, &mut counts, &mut dump)?;
    }
    dump.write(options.dump.as_ref())?;
    Ok(shown(&counts))
}

/// Compares all pairs of a story.
fn score(story: &Value, options: &Options, counts: &mut Counts, dump: &mut Dump) -> Result<()> {
    let pages = story["pages"].as_array().context("pages")?;
    let reports: Vec<_> = pages.iter().map(page).collect();
    let readings = readings(&reports, Tier::Standard, false);
    let sketches: Vec<Sketch> = readings.iter().map(Sketch::of).collect();
    let ids = pages.iter().map(|page| text(&page["id"]));
    let texts: HashMap<&str, &str> = ids
        .zip(readings.iter().map(|r| &*r.document.text))
        .collect();
    let indexed: HashMap<&str, Indexed> = pages
        .iter()
        .zip(&sketches)
        .map(|(page, sketch)| {
            (
                page["id"].as_str().unwrap_or_default(),
                Indexed::new(sketch),
            )
        })
        .collect();
    for pair in story["pairs"].as_array().context("pairs")? {
        let (a, b) = (text(&pair["a"]), text(&pair["b"]));
        let compared = indexed[a].compare(&indexed[b]);
        counts.add(pair, &compared, options.verbose);
        if options.altered {
            print_altered(
                (texts[a], texts[b]),
                (a, b),
                &compared,
                (indexed[a].sketch, indexed[b].sketch),
            );
        }
        let labels = json!({
            "set": "real", "story": story["story"], "a": a, "b": b, "label": pair["label"],
            "partial": pair["partial"], "weak": pair["weak"], "unsure": pair["unsure"],
            "no_shared_words": pair["no_shared_words"], "direction": pair["direction"],
        });
        dump.add(labels, &compared.features)?;
    }
    Ok(())
}

fn print_altered(
    texts: (&str, &str),
    ids: (&str, &str),
    compared: &Comparison,
    sketches: (&Sketch, &Sketch),
) {
    for altered in &compared.altered {
        let link = compared.sentences[altered.link];
        let words = |text: &str, span: Option<Span>| span.map(|s| text[s.range()].to_string());
        println!(
            "altered {} {} {} {}: {:?} / {:?}\n    {}\n    {}",
            ids.0,
            ids.1,
            altered.kind,
            link.score,
            words(texts.0, altered.a),
            words(texts.1, altered.b),
            &texts.0[sketches.0.sentences[link.a].span.range()],
            &texts.1[sketches.1.sentences[link.b].span.range()],
        );
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The headline before the text, and the day if it is exact.
pub fn page(page: &Value) -> sayso::report::RawReport {
    let (title, body) = (text(&page["title"]), text(&page["text"]));
    let start: String = title.chars().take(40).collect();
    let whole = if title.is_empty() || body.trim_start().starts_with(&start) {
        body.to_string()
    } else {
        format!("{title}\n\n{body}")
    };
    let day = text(&page["date"]).trim_start_matches('~');
    let is_day = day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    raw(&whole, is_day.then_some(day), page["outlet"].as_str())
}

impl Counts {
    fn add(&mut self, pair: &Value, compared: &Comparison, verbose: bool) {
        let label = text(&pair["label"]);
        let told = class(compared.relation.name());
        if label == "related" {
            self.related[told as usize] += 1;
            return;
        }
        let gold = class(label);
        self.confusion[gold as usize][told as usize] += 1;
        if verbose && gold != told {
            println!(
                "gold {label}, told {} {:.3}: {} {}",
                compared.relation,
                compared.score,
                text(&pair["a"]),
                text(&pair["b"])
            );
        }
        let score = compared.features.log_odds_of_copy();
        match gold {
            Class::Copy => self.copies.push(score),
            _ => self.others.push(score),
        }
        let shares_words = pair["no_shared_words"] != true && pair["weak"] != true;
        if gold == Class::Same && shares_words {
            self.hard.push(score);
        }
        if gold == Class::Copy && told == Class::Copy {
            self.grades(pair, compared.relation);
        }
        if gold == Class::Copy {
            self.direction(pair, compared, verbose);
        }
    }

    fn grades(&mut self, pair: &Value, relation: CopyRelation) {
        let (Some(gold), Some(told)) = (grade(text(&pair["label"])), grade(relation.name())) else {
            return;
        };
        let is_partial = pair["partial"] == true && told >= 2;
        self.graded += 1;
        self.within_one += usize::from(gold.abs_diff(told) <= 1 || is_partial);
    }

    fn direction(&mut self, pair: &Value, compared: &Comparison, verbose: bool) {
        let rule = compared.direction.rule.map_or("none", DirectionRule::name);
        let Some((source, _)) = text(&pair["direction"]).split_once('>') else {
            let gold = text(&pair["direction"]).to_string();
            *self
                .left_open
                .entry(gold)
                .or_default()
                .entry(rule)
                .or_default() += 1;
            return;
        };
        self.directed += 1;
        let (Some(from), Some(rule)) = (compared.direction.from, compared.direction.rule) else {
            return;
        };
        let (a, b) = (text(&pair["a"]), text(&pair["b"]));
        let told = match from {
            Side::A => [a, "a"],
            Side::B => [b, "b"],
        };
        let is_right = told.contains(&source.trim());
        self.told += 1;
        self.right += usize::from(is_right);
        let row = self.rules.entry(rule.name()).or_default();
        row[0] += 1;
        row[1] += usize::from(is_right);
        if verbose && !is_right {
            println!(
                "gold {}, told {} by {rule}: {a} {b}",
                text(&pair["direction"]),
                told[0]
            );
        }
    }
}

fn shown(counts: &Counts) -> Value {
    let confusion = Confusion(counts.confusion);
    println!("macro F1 {:.3}", confusion.macro_f1());
    for (class, name) in CLASSES {
        let row = confusion.0[class as usize];
        println!(
            "{name:12} F1 {:.3}   taken for copy / same source / independent: {row:?}",
            confusion.f1(class as usize)
        );
    }
    println!("related, taken for {:?}", counts.related);
    let all = auc(&counts.copies, &counts.others);
    let hard = auc(&counts.copies, &counts.hard);
    println!("AUC copy against the rest {all:.3}, against same source that shares words {hard:.3}");
    println!(
        "within one grade {} of {}",
        counts.within_one, counts.graded
    );
    println!(
        "direction told {} of {}, right {}; by rule [told, right] {:?}; where gold leaves it open {:?}",
        counts.told, counts.directed, counts.right, counts.rules, counts.left_open
    );
    json!({
        "macro_f1": three(confusion.macro_f1()),
        "f1": CLASSES.map(|(class, name)| json!({ name: three(confusion.f1(class as usize)) })),
        "confusion": counts.confusion, "related": counts.related,
        "auc_copy": three(all), "auc_copy_against_same_source": three(hard),
        "within_one_grade": share(counts.within_one, counts.graded), "graded": counts.graded,
        "direction": { "gold": counts.directed, "told": counts.told, "right": counts.right, "rules": counts.rules, "left_open": counts.left_open },
    })
}
