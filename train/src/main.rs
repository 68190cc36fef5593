//! Trains the weights that the model crates ship, and makes their word lists.

mod corpus;
mod crf;
mod export;
mod factuality;
mod heads;
mod kinds;
mod linker;
mod scorer;
mod tags;

use anyhow::{Context, Result};
use clap::Parser;
use corpus::{Features, Priors, Report};
use crf::{Recipe, Weights};
use sayso::attribute::label::Labelled;
use sayso::attribute::network::Net;
use sayso::attribute::{Bias, label};
use sayso::model::{Model, Parts};
use sayso::words::Words;
use sayso_bench::polnear;
use sayso_weights::LABELS;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

#[derive(Parser)]
#[command(version, about)]
enum Args {
    /// Train the fast tier: priors of words, the tagger, the linker, the score
    Fast(Fast),
    /// Write the training data of the neural tiers
    Export(export::Options),
    /// Make a weights file from a trained network; priors, linker and score are trained here
    Neural(Neural),
    /// Train the weights of the signs of a report, from pages whose kind is known
    Kinds(kinds::Options),
    /// Train the tagger of parts of speech and names
    Tags(tags::Options),
    /// List the nouns for people, bodies, groups and documents, from WordNet
    Heads(heads::Options),
    /// Train the weights of factuality
    Factuality(factuality::Options),
    /// Make the word list from sorted lists of words, one a line
    Words {
        /// The lists
        #[arg(required = true)]
        lists: Vec<PathBuf>,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(clap::Args)]
struct Fast {
    /// A folder like `PolNeAR`'s train: text/*.txt and attributions/*.ann
    data: PathBuf,
    /// The weights file to write
    #[arg(long)]
    out: PathBuf,
    /// Training runs whose weights are averaged
    #[arg(long, default_value_t = 8)]
    seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Parts held out in turn, so that linker and score are trained on reports that the tagger has not seen
    #[arg(long, default_value_t = 3)]
    folds: usize,
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    #[arg(long, default_value_t = 0.035)]
    rate: f32,
    /// Share of features left out of each token while training
    #[arg(long, default_value_t = 0.7)]
    dropout: f32,
    /// Features of fewer reports are left out
    #[arg(long, default_value_t = 3)]
    least: u8,
    /// Rows whose weights are all smaller than this are left out
    #[arg(long, default_value_t = 0.08)]
    least_weight: f32,
    /// Train on this share of the reports (for learning curves)
    #[arg(long, default_value_t = 1.0)]
    share: f32,
    /// Weights of a larger tier to learn from, besides the gold
    #[arg(long)]
    teacher: Option<PathBuf>,
    /// The share of the loss that comes from its likelihoods, from 0 to 1
    #[arg(long, default_value_t = 0.0)]
    soft: f32,
    /// CoNLL-U files whose texts are used with the teacher's labels as gold
    #[arg(long, num_args = 1.., requires = "teacher")]
    silver: Vec<PathBuf>,
}

#[derive(clap::Args)]
struct Neural {
    #[command(flatten)]
    fast: Fast,
    /// The network, as train/neural/write.py writes it
    #[arg(long)]
    net: PathBuf,
    /// The base model's vocabulary, one piece a line
    #[arg(long)]
    vocabulary: PathBuf,
    /// The network has not seen every n-th report; linker and score are trained on what it finds
    /// there
    #[arg(long)]
    hold: usize,
    /// A network of the same kind that has not seen every n-th report, with a small n; linker and
    /// score are also trained on what it finds there
    #[arg(long, requires = "twin_hold")]
    twin: Option<PathBuf>,
    /// The n of the twin
    #[arg(long, requires = "twin")]
    twin_hold: Option<usize>,
    /// The tier's name: standard or accurate
    #[arg(long)]
    tier: String,
    /// Weights of a finished tier whose scores are added
    #[arg(long, requires = "weight")]
    beside: Option<PathBuf>,
    /// The share of that tier, from 0 to 1
    #[arg(long, requires = "beside")]
    weight: Option<f32>,
    /// Leave out what the fast tier finds in its held-out parts
    #[arg(long)]
    alone: bool,
    /// The score from which attributions are shown as certain
    #[arg(long, default_value_t = 0.67)]
    shown: f32,
    /// How often what the network finds is repeated, compared with what the fast tier finds in its
    /// held-out parts
    #[arg(long, default_value_t = 4)]
    worth: usize,
}

/// The score from which the fast tier's attributions are shown as certain.
const FAST_SHOWN: f32 = 0.63;
/// Steps of the networks' scores in one unit of log-odds.
const NET_SCALE: i32 = 256;
/// Integer steps in one unit of log-odds.
const SCALE: f32 = 32.0;
/// Bytes that the tagger's rows may take.
const TABLE_BYTES: usize = 8_500_000;

fn main() -> Result<()> {
    match Args::parse() {
        Args::Fast(options) => fast(&options),
        Args::Neural(options) => neural(&options),
        Args::Export(options) => export::run(&options),
        Args::Kinds(options) => kinds::run(&options),
        Args::Tags(options) => tags::run(&options),
        Args::Heads(options) => heads::run(&options),
        Args::Factuality(options) => factuality::run(&options),
        Args::Words { lists, out } => {
            let mut all = String::new();
            for list in &lists {
                all +=
                    &std::fs::read_to_string(list).with_context(|| list.display().to_string())?;
            }
            let plain = |w: &&str| w.len() > 1 && w.bytes().all(|b| b.is_ascii_alphabetic());
            let words = Words::from_list(all.lines().filter(plain));
            std::fs::write(&out, words.as_bytes()).with_context(|| out.display().to_string())
        }
    }
}

/// Reports with their priors, and the fast tier trained on them.
struct Learnt {
    reports: Vec<Report>,
    priors: Priors,
    parts: Parts,
    /// What taggers find in the parts that were held out from them.
    unseen: Vec<(usize, Labelled)>,
}

fn learn(options: &Fast) -> Result<Learnt> {
    let began = Instant::now();
    let mut reports: Vec<Report> = polnear::load(&options.data)?
        .into_iter()
        .map(Report::new)
        .collect::<Result<_>>()?;
    reports.truncate((reports.len() as f32 * options.share).ceil() as usize);
    let priors = Priors::count(&reports);
    let annotated = reports.len();
    if let Some(path) = &options.teacher {
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let teacher = Model::from_bytes(bytes)?;
        for report in &mut reports {
            report.ask(&teacher);
        }
        for path in &options.silver {
            let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            for (stem, text) in corpus::texts_of(&file) {
                reports.push(Report::silver(stem, text, &teacher)?);
            }
        }
    }
    let features = Features::collect(&reports, &priors, options.least);
    eprintln!(
        "{} reports, {} features, {:.1?}",
        reports.len(),
        features.rows.len(),
        began.elapsed()
    );
    let (full, held) = train_all(options, &reports, &features);
    eprintln!("tagger trained, {:.1?}", began.elapsed());
    reports.truncate(annotated);

    let parts = parts_of(&full, &features, &priors, options.least_weight);
    let mut unseen = Vec::new();
    for (fold, weights) in held.iter().enumerate() {
        let model = Model::from_bytes(
            parts_of(weights, &features, &priors, options.least_weight).to_bytes(),
        )?;
        let bonus = Bias::Balanced.bonus();
        for r in (0..reports.len()).filter(|r| r % options.folds == fold) {
            unseen.push((
                r,
                label::label(&reports[r].gold.text, &reports[r].parts, &model, bonus),
            ));
        }
    }
    Ok(Learnt {
        reports,
        priors,
        parts,
        unseen,
    })
}

fn fast(options: &Fast) -> Result<()> {
    let Learnt {
        reports,
        mut parts,
        unseen,
        ..
    } = learn(options)?;
    parts.links = linker::train(&reports, &unseen);
    let model = Model::from_bytes(parts.to_bytes())?;
    parts.scores = scorer::train(&reports, unseen, &model);
    parts.header = header(options, reports.len());
    write(options, &parts)
}

fn read_file(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}

fn neural(options: &Neural) -> Result<()> {
    let Learnt {
        reports,
        priors,
        mut unseen,
        ..
    } = learn(&options.fast)?;
    if options.alone {
        unseen.clear();
    }
    let vocabulary = String::from_utf8(read_file(&options.vocabulary)?)?;
    let tier = NeuralTier {
        reports: &reports,
        priors: &priors,
        pieces: export::vocabulary_map(&vocabulary)?,
        other: match &options.beside {
            // The program ends with the training, so the weights may stay in memory.
            Some(path) => Some(Box::leak(Box::new(Model::from_bytes(read_file(path)?)?))),
            None => None,
        },
    };
    let mut parts = tier.parts(read_file(&options.net)?)?;
    parts.header = neural_header(options, reports.len(), tier.other);
    if let Some((other, share)) = tier.other.zip(options.weight) {
        parts.transitions = NeuralTier::mixed_transitions(&parts, other, share)?;
    }
    let model = tier.model(&parts)?;
    let found = tier.find(&model, options.hold);
    for one in found {
        unseen.extend(std::iter::repeat_n(one, options.worth));
    }
    if let (Some(twin), Some(hold)) = (&options.twin, options.twin_hold) {
        let twin = tier.parts(read_file(twin)?)?;
        unseen.extend(tier.find(&Model::from_bytes(twin.to_bytes())?, hold));
    }
    parts.links = linker::train(&reports, &unseen);
    parts.scores = scorer::train(&reports, unseen, &tier.model(&parts)?);
    write(&options.fast, &parts)
}

/// What the networks of a tier share.
struct NeuralTier<'a> {
    reports: &'a [Report],
    priors: &'a Priors,
    /// The vocabulary of word pieces.
    pieces: Vec<u8>,
    /// The finished tier whose scores are added.
    other: Option<&'static Model>,
}

impl NeuralTier<'_> {
    /// The chain of a network: the weights of going from label to label.
    fn chain(net: &[u8], pieces: &[u8]) -> Result<[[f32; LABELS]; LABELS]> {
        let net = Net::read(net, pieces).context("the network does not fit together")?;
        Ok(net.chain)
    }

    /// The parts of a weights file with a network, without linker and score.
    fn parts(&self, net: Vec<u8>) -> Result<Parts> {
        let chain = Self::chain(&net, &self.pieces)?;
        Ok(Parts {
            net: Some((net, self.pieces.clone())),
            transitions: whole_steps(&chain, NET_SCALE as f32),
            scale: NET_SCALE,
            priors: self.priors.table(),
            ..Parts::default()
        })
    }

    /// The mean of both networks' transitions, weighted as their scores are.
    fn mixed_transitions(
        parts: &Parts,
        other: &Model,
        share: f32,
    ) -> Result<[[i32; LABELS]; LABELS]> {
        let (net, pieces) = parts.net.as_ref().context("no network")?;
        let chain = Self::chain(net, pieces)?;
        let more = other.net().context("the weights beside have no network")?;
        let mean = std::array::from_fn(|a| {
            std::array::from_fn(|b| chain[a][b] * (1.0 - share) + more.chain[a][b] * share)
        });
        Ok(whole_steps(&mean, NET_SCALE as f32))
    }

    fn model(&self, parts: &Parts) -> Result<Model> {
        let model = Model::from_bytes(parts.to_bytes())?;
        Ok(match self.other {
            Some(other) => model.beside(other)?,
            None => model,
        })
    }

    /// What a model finds in every `hold`-th report, which its network has not seen.
    fn find(&self, model: &Model, hold: usize) -> Vec<(usize, Labelled)> {
        let bonus = Bias::Balanced.bonus();
        let held = (0..self.reports.len()).filter(|r| r % hold == hold - 1);
        let look = |r: usize| {
            let report = &self.reports[r];
            (
                r,
                label::label(&report.gold.text, &report.parts, model, bonus),
            )
        };
        held.map(look).collect()
    }
}

fn neural_header(options: &Neural, reports: usize, other: Option<&Model>) -> Vec<(String, String)> {
    let mut header = vec![
        ("name", options.tier.clone()),
        ("shown", options.shown.to_string()),
        (
            "trained-on",
            format!("PolNeAR 1.0 train, {reports} reports"),
        ),
        (
            "licence",
            "see MODEL_CARD.md: the annotations' licence is not stated".into(),
        ),
    ];
    if let Some((other, share)) = other.zip(options.weight) {
        header.push(("beside", other.sha256().to_string()));
        header.push(("share", share.to_string()));
    }
    let owned = header.into_iter().map(|(key, value)| (key.into(), value));
    owned.collect()
}

/// Weights of going from label to label, as integers.
fn whole_steps(chain: &[[f32; LABELS]; LABELS], scale: f32) -> [[i32; LABELS]; LABELS] {
    let mut out = [[sayso_weights::crf::FORBIDDEN; LABELS]; LABELS];
    for (from, row) in out.iter_mut().enumerate() {
        for (to, weight) in row
            .iter_mut()
            .enumerate()
            .filter(|(to, _)| crf::allowed(from, *to))
        {
            *weight = (chain[from][to] * scale).round() as i32;
        }
    }
    out
}

fn write(options: &Fast, parts: &Parts) -> Result<()> {
    let bytes = parts.to_bytes();
    std::fs::write(&options.out, &bytes).with_context(|| options.out.display().to_string())?;
    let (rows, links, scores) = (parts.rows.len(), parts.links.len(), parts.scores.len());
    eprintln!(
        "{rows} rows, {links} link and {scores} score weights: {} bytes",
        bytes.len()
    );
    Ok(())
}

fn header(options: &Fast, reports: usize) -> Vec<(String, String)> {
    let Fast {
        seeds,
        folds,
        epochs,
        rate,
        dropout,
        least,
        soft,
        silver,
        ..
    } = options;
    let recipe = format!(
        "seeds {seeds}, folds {folds}, epochs {epochs}, rate {rate}, dropout {dropout}, least {least}, soft {soft}, {} silver files",
        silver.len()
    );
    [
        ("name", "fast".to_string()),
        ("kind", "linear-chain CRF, linker, score".into()),
        (
            "trained-on",
            format!("PolNeAR 1.0 train, {reports} reports"),
        ),
        (
            "licence",
            "see MODEL_CARD.md: the annotations' licence is not stated".into(),
        ),
        ("recipe", recipe),
        ("shown", FAST_SHOWN.to_string()),
    ]
    .map(|(key, value)| (key.to_string(), value))
    .into()
}

/// Trains the tagger on all reports, and on all but each held-out part. Each is the mean of several
/// runs, so that what the held-out taggers find is like what the final one finds in new reports.
/// Runs use all cores; the sums are made in a fixed order, so that the weights are the same.
fn train_all(options: &Fast, reports: &[Report], features: &Features) -> (Weights, Vec<Weights>) {
    let runs: Vec<(Option<usize>, u64)> = std::iter::once(None)
        .chain((0..options.folds).map(Some))
        .flat_map(|fold| (0..options.seeds).map(move |i| (fold, i)))
        .collect();
    let done: Vec<Mutex<Option<Weights>>> = runs.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(&(fold, i)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let place = fold.unwrap_or(options.folds) * options.seeds as usize + i as usize;
                    let recipe = Recipe {
                        epochs: options.epochs,
                        rate: options.rate,
                        dropout: (options.dropout * 1024.0) as u64,
                        seed: options.seed + i,
                        soft: options.soft,
                    };
                    let name = fold.map_or("all".into(), |fold| format!("all but part {fold}"));
                    let used = |r: usize| fold.is_none_or(|fold| r % options.folds != fold);
                    let weights = crf::train(features, reports, &recipe, &used, &name);
                    if let Ok(mut slot) = done[place].lock() {
                        *slot = Some(weights);
                    }
                }
            });
        }
    });
    let mut done = done
        .into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten());
    let mut mean = || {
        let mut sum = Weights::zero(features.rows.len());
        for weights in done.by_ref().take(options.seeds as usize) {
            sum.add(&weights);
        }
        sum.scale(1.0 / options.seeds as f32);
        sum
    };
    let held = (0..options.folds).map(|_| mean()).collect();
    (mean(), held)
}

/// Weights as integers.
fn parts_of(weights: &Weights, features: &Features, priors: &Priors, least: f32) -> Parts {
    let quantise = |x: f32| (x * SCALE).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<_> = features
        .rows
        .iter()
        .map(|(&key, &i)| (key, &weights.rows[i as usize]))
        .filter(|(_, row)| row.iter().any(|x| x.abs() >= least))
        .map(|(key, row)| (key, row.map(quantise)))
        .collect();
    rows.sort_unstable();
    let transitions = whole_steps(&weights.transitions, SCALE);
    let scale = SCALE as i32;
    Parts {
        rows,
        table_bytes: TABLE_BYTES,
        transitions,
        scale,
        priors: priors.table(),
        ..Parts::default()
    }
}
