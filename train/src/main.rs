//! Trains the fast tier from annotated reports: priors of words, the tagger, the linker, the score.
//!
//! ```text
//! sayso-train DATA/polnear OUT.bin [key=value …]
//! ```
#![allow(missing_docs)]

mod corpus;
mod crf;

use anyhow::{Context, Result};
use corpus::{Features, Priors, Report};
use sayso::attribute::{draft, find, lexicon::HashTable, lexicon::fnv, link::Pairs, tag, tag::Chunk, tag::Role};
use sayso::model::{LABELS, Model, Parts};
use sayso_bench::{polnear, score};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).is_some_and(|a| a == "words") {
        let list = std::fs::read_to_string(&args[2])?;
        let words = sayso::words::Words::from_list(list.lines().filter(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_lowercase())));
        std::fs::write(&args[3], words.as_bytes())?;
        return Ok(());
    }
    let data = Path::new(args.get(1).context("DATA folder missing")?);
    let out = Path::new(args.get(2).context("OUT file missing")?);
    let option = |key: &str, default: f64| -> f64 {
        args.iter().find_map(|a| a.strip_prefix(&format!("{key}="))).and_then(|v| v.parse().ok()).unwrap_or(default)
    };
    let began = Instant::now();
    let load = |split: &str| -> Result<Vec<Report>> {
        polnear::load(&data.join(split))?.into_iter().map(Report::new).collect()
    };
    let reports = load("train")?;
    let dev = load("dev")?;
    let priors = Priors::count(&reports);
    let features = Features::collect(&reports, &priors, option("least", 3.0) as u8);
    eprintln!("{} reports, {} features, {} ids, {:.1?}", reports.len(), features.rows.len(), features.ids.len(), began.elapsed());
    let recipe = crf::Recipe {
        epochs: option("epochs", 6.0) as usize,
        rate: option("rate", 0.05) as f32,
        dropout: (option("dropout", 0.5) * 1024.0) as u64,
        seed: option("seed", 0.0) as u64,
    };
    let folds = option("folds", 0.0) as usize;
    let scale = option("scale", 32.0) as f32;
    let prune = option("prune", 0.05) as f32;
    let seeds = option("seeds", 1.0) as u64;
    let to_parts = |w: &crf::Weights| parts_of(w, &features, &priors, scale, prune);
    let (full, held) = std::thread::scope(|s| {
        let full = s.spawn(|| {
            let all = |seed| crf::train(&features, &reports, &crf::Recipe { seed, ..recipe.clone() }, &|_| true, "all");
            let mut sum = all(recipe.seed);
            for i in 1..seeds {
                sum.add(&all(recipe.seed + 100 + i));
            }
            sum.scale(1.0 / seeds as f32);
            to_parts(&sum)
        });
        let held: Vec<Parts> = (0..folds)
            .map(|fold| to_parts(&crf::train(&features, &reports, &recipe, &|r| r % folds != fold, &format!("fold {fold}"))))
            .collect();
        (full.join(), held)
    });
    let mut parts = full.map_err(|_| anyhow::anyhow!("training failed"))?;
    eprintln!("trained {:.1?}, {} rows", began.elapsed(), parts.rows.len());
    let bonus = (option("bonus", 0.7) * f64::from(scale)) as i32; // steps, as tag() takes it
    // What the tagger finds in reports it has not learnt from.
    let mut unseen: Vec<(usize, tag::Tagged)> = Vec::new();
    for (fold, part) in held.iter().enumerate() {
        let model = Model::from_bytes(part.to_bytes())?;
        for r in (0..reports.len()).filter(|r| r % folds == fold) {
            let report = &reports[r];
            unseen.push((r, tag::tag(&report.gold.text, &report.parts, &model, bonus)));
        }
    }
    parts.links = train_linker(&reports, &unseen);
    if !unseen.is_empty() {
        let model = Model::from_bytes(parts.to_bytes())?;
        parts.scores = train_score(&reports, unseen, &model);
    }
    eprintln!("linked {:.1?}: {} link weights, {} score weights", began.elapsed(), parts.links.len(), parts.scores.len());
    let bytes = parts.to_bytes();
    std::fs::write(out, &bytes)?;
    eprintln!("{} bytes", bytes.len());
    let model = Model::from_bytes(bytes)?;
    for b in [0.0f32, 0.35, 0.7, 1.0, 1.4] {
        evaluate(&dev, &model, (b * 100.0) as i32, f64::from(b));
    }
    Ok(())
}

fn parts_of(w: &crf::Weights, features: &Features, priors: &Priors, scale: f32, prune: f32) -> Parts {
    let quantise = |x: f32| (x * scale).round().clamp(-127.0, 127.0) as i8;
    let rows = features.rows.iter().filter_map(|(&key, &i)| {
        let row = &w.rows[i as usize];
        row.iter().any(|x| x.abs() >= prune).then(|| (key, row.map(quantise)))
    });
    let mut transitions = [[-10_000_000; LABELS]; LABELS];
    for a in 0..LABELS {
        for b in 0..LABELS {
            if crf::allowed(a, b) {
                transitions[a][b] = (w.transitions[a][b] * scale).round() as i32;
            }
        }
    }
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    Parts { header: vec![("name".into(), "fast".into())], rows, table_bytes: 8_800_000, transitions, scale: scale as i32, priors: priors.table(), ..Parts::default() }
}

/// The heads of predicted chunks, as the gold has them.
fn heads_of(report: &Report, chunks: &[Chunk]) -> Vec<Option<Option<usize>>> {
    let overlap = |a: &Chunk, b: &Chunk| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let best = |c: &Chunk, of: &[Chunk]| -> Option<usize> {
        (0..of.len()).filter(|&i| of[i].role == c.role && overlap(c, &of[i]) > 0).max_by_key(|&i| (overlap(c, &of[i]), usize::MAX - i))
    };
    chunks
        .iter()
        .map(|c| {
            let gold = best(c, &report.chunks)?;
            match report.heads[gold] {
                None => Some(None),
                Some(head) => best(&report.chunks[head], chunks).map(Some),
            }
        })
        .collect()
}

fn train_linker(reports: &[Report], unseen: &[(usize, tag::Tagged)]) -> Vec<(u64, i32)> {
    // Each example: the features of each candidate, and the right one.
    let mut examples: Vec<(Vec<Vec<u64>>, usize)> = Vec::new();
    let mut keys = Vec::new();
    let mut add = |report: &Report, chunks: &[Chunk], heads: &[Option<Option<usize>>]| {
        let pairs = Pairs::new(&report.gold.text, &report.parts, chunks);
        for (x, chunk) in chunks.iter().enumerate() {
            let Some(head) = heads[x] else { continue };
            let role = match chunk.role {
                Role::Content => Role::Cue,
                Role::Cue => Role::Source,
                Role::Source => continue,
            };
            let candidates = pairs.candidates(x, role);
            let mut all: Vec<Vec<u64>> = candidates
                .iter()
                .map(|&y| {
                    pairs.keys(x, y, &mut keys);
                    keys.clone()
                })
                .collect();
            if role == Role::Source {
                pairs.keys_of_none(x, candidates.len(), &mut keys);
                all.push(keys.clone());
            }
            let right = match head {
                Some(y) => candidates.iter().position(|&c| c == y),
                None if role == Role::Source => Some(all.len() - 1),
                None => None,
            };
            if let Some(right) = right.filter(|_| all.len() > 1) {
                examples.push((all, right));
            }
        }
    };
    for report in reports {
        let heads: Vec<_> = report.heads.iter().map(|h| Some(*h)).collect();
        add(report, &report.chunks, &heads);
    }
    for (r, tagged) in unseen {
        let chunks = &tagged.chunks;
        add(&reports[*r], chunks, &heads_of(&reports[*r], chunks));
    }
    let mut w: HashTable<(f64, f64)> = HashTable::default();
    let mut step = 1.0;
    let mut state = 7u64;
    for _ in 0..6 {
        for i in (1..examples.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            examples.swap(i, ((state >> 33) % (i as u64 + 1)) as usize);
        }
        for (all, right) in &examples {
            let weigh = |keys: &Vec<u64>| keys.iter().map(|k| w.get(k).map_or(0.0, |x| x.0)).sum::<f64>();
            let mut best = 0;
            let weights: Vec<f64> = all.iter().map(weigh).collect();
            for i in 1..weights.len() {
                if weights[i] > weights[best] {
                    best = i;
                }
            }
            if best != *right {
                for (keys, by) in [(&all[*right], 1.0), (&all[best], -1.0)] {
                    for key in keys {
                        let x = w.entry(*key).or_default();
                        x.0 += by;
                        x.1 += by * step;
                    }
                }
            }
            step += 1.0;
        }
    }
    let mut out: Vec<(u64, i32)> =
        w.iter().map(|(&key, x)| (key, ((x.0 - x.1 / step) * 1000.0).round() as i32)).filter(|x| x.1 != 0).collect();
    out.sort_unstable();
    out
}

/// Logistic regression on whether a draft is linked to a gold attribution.
fn train_score(reports: &[Report], unseen: Vec<(usize, tag::Tagged)>, model: &Model) -> Vec<(u64, i32)> {
    let mut examples: Vec<(Vec<u64>, f32)> = Vec::new();
    let mut seen: HashTable<(u32, u8)> = HashTable::default();
    for (r, tagged) in unseen {
        let report = &reports[r];
        let links = sayso::attribute::link::link(&report.gold.text, &report.parts, &tagged.chunks, model);
        let drafts = draft::drafts(tagged, &links);
        let spans: Vec<_> = drafts.iter().map(|d| report.spans(d)).collect();
        for (d, right) in drafts.iter().zip(score::linked_flags(&report.gold, &spans)) {
            let mut keys = Vec::new();
            draft::score_keys(&report.gold.text, &report.parts, d, &mut keys);
            for &key in &keys {
                let entry = seen.entry(key).or_insert((u32::MAX, 0));
                if entry.0 != r as u32 {
                    *entry = (r as u32, entry.1.saturating_add(1));
                }
            }
            examples.push((keys, f32::from(u8::from(right))));
        }
    }
    for (keys, _) in &mut examples {
        keys.retain(|k| seen[k].1 >= 3);
    }
    let right = examples.iter().filter(|e| e.1 > 0.5).count();
    eprintln!("score: {} drafts, {} right", examples.len(), right);
    let mut w: HashTable<[f32; 3]> = HashTable::default();
    let mut state = 11u64;
    let epochs = 20;
    for epoch in 0..epochs {
        for i in (1..examples.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            examples.swap(i, ((state >> 33) % (i as u64 + 1)) as usize);
        }
        for (keys, y) in &examples {
            let sum: f32 = keys.iter().map(|k| w.get(k).map_or(0.0, |x| x[0])).sum();
            let g = 1.0 / (1.0 + (-sum).exp()) - y;
            for key in keys {
                let x = w.entry(*key).or_default();
                let g = g + 2e-3 * x[0];
                x[1] += g * g;
                x[0] -= 0.1 * g / (x[1].sqrt() + 1e-2);
            }
        }
        if epoch * 2 >= epochs {
            for x in w.values_mut() {
                x[2] += x[0] / (epochs / 2) as f32;
            }
        }
    }
    let unit = draft::SCORE_UNIT;
    let mut out: Vec<(u64, i32)> = w.iter().map(|(&k, x)| (k, (x[2] * unit).round() as i32)).filter(|x| x.1 != 0).collect();
    out.sort_unstable();
    let _ = fnv(b"");
    out
}

fn evaluate(dev: &[Report], model: &Model, bonus: i32, label: f64) {
    let mut predicted = Vec::new();
    let mut scored: Vec<(f32, bool)> = Vec::new();
    let mut keys = Vec::new();
    let mut gold_count = 0;
    for report in dev {
        let drafts = find(&report.gold.text, &report.parts, model, bonus);
        let spans: Vec<_> = drafts.iter().map(|d| report.spans(d)).collect();
        for (d, right) in drafts.iter().zip(score::linked_flags(&report.gold, &spans)) {
            draft::score_keys(&report.gold.text, &report.parts, d, &mut keys);
            scored.push((draft::score(&keys, model), right));
        }
        gold_count += report.gold.attributions.len();
        predicted.push(spans);
    }
    let gold: Vec<_> = dev.iter().map(|r| polnear::Gold { stem: r.gold.stem.clone(), text: r.gold.text.clone(), attributions: r.gold.attributions.clone() }).collect();
    let all = score::score(&gold, &predicted, score::Subset::All);
    let l = all.linked();
    let s = score::score(&gold, &predicted, score::Subset::Speech).linked();
    let d = score::score(&gold, &predicted, score::Subset::Direct).linked();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Best recall at precision .85.
    let (mut right, mut best, mut th) = (0, 0, 0.0);
    let mut best_f = (0.0, 0.0);
    for (i, (p, ok)) in scored.iter().enumerate() {
        right += usize::from(*ok);
        if right as f64 >= 0.85 * (i + 1) as f64 {
            best = right;
            th = *p;
        }
        let f = 2.0 * right as f64 / (i + 1 + gold_count) as f64;
        if f > best_f.0 { best_f = (f, f64::from(*p)); }
    }
    let mut ece = 0.0;
    for bin in 0..10 {
        let inside: Vec<_> = scored.iter().filter(|x| ((x.0 * 10.0) as usize).min(9) == bin).collect();
        let conf: f32 = inside.iter().map(|x| x.0).sum();
        let ok = inside.iter().filter(|x| x.1).count();
        ece += (f64::from(conf) - ok as f64).abs();
    }
    ece /= scored.len().max(1) as f64;
    println!(
        "bonus {label}: all P {:.1} R {:.1} F {:.2} | speech {:.2} | direct {:.2} | recall at .85: {:.3} (score {th:.2}) | best F by score {:.2} at {:.2} | ece {:.3} | {}",
        100.0 * l.p, 100.0 * l.r, 100.0 * l.f1, 100.0 * s.f1, 100.0 * d.f1, best as f64 / gold_count as f64, 100.0 * best_f.0, best_f.1, ece,
        ["source", "cue", "content"].iter().map(|r| all.get("exact~", r).map_or(String::new(), |p| format!("{:.1}", 100.0 * p.f1))).collect::<Vec<_>>().join("/")
    );
}
