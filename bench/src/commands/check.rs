//! Findings of `check`: all in a corpus, agreements by chance, slips that are caught, and the cost.

use anyhow::{Context, Result};
use sayso::attribute::Bias;
use sayso::check::{self, Checks, Code, Finding, Severity};
use sayso::clean::{self, Given};
use sayso::measure::time::{Date, Moment, Time};
use sayso::measure::{self, Decimal, Figure, Stated};
use sayso::reading::{self, Reading};
use sayso::text::OffsetMap;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Every finding, to be judged by eye, and how many there are per report
    List {
        /// Folders of .txt files (`OUTLET_DATE_slug.txt`), or JSONL with id, dct, text
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Include notes
        #[arg(long)]
        notes: bool,
        /// Include loose findings
        #[arg(long)]
        all: bool,
        /// Print offsets and figures without text, so that it may be kept in the repository
        #[arg(long)]
        bare: bool,
    },
    /// How many agreements chance would show: figures are drawn at random from the corpus
    Permute {
        /// As for list
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Draws
        #[arg(long, default_value_t = 10)]
        draws: u64,
        /// Include loose findings
        #[arg(long)]
        all: bool,
    },
    /// Slips caught in invented sentences, and sentences without a slip that are flagged
    Corrupt {
        /// Sentences of each frame
        #[arg(long, default_value_t = 100)]
        each: usize,
        /// Print what is flagged or missed
        #[arg(long)]
        show: bool,
    },
    /// Findings of the codes that are off by default, to be judged by eye: all of them, or a sample
    Wording {
        /// As for list
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        #[command(flatten)]
        which: crate::commands::which::Which,
        /// The code
        #[arg(long)]
        code: Code,
        /// Which half of the reports, by name: rules are made with the first and judged with the
        /// second
        #[arg(long, default_value = "both", value_parser = ["first", "second", "both"])]
        half: String,
        /// How many of them, drawn with a fixed seed
        #[arg(long)]
        sample: Option<usize>,
        /// Print offsets without text, so that it may be kept in the repository
        #[arg(long)]
        bare: bool,
    },
    /// The time of check as a share of the time of read, by tier
    Cost {
        /// A folder of .txt files
        folder: PathBuf,
        #[command(flatten)]
        which: crate::commands::which::Which,
        /// Passes
        #[arg(long, default_value_t = 5)]
        passes: usize,
        /// Include the codes that are off by default
        #[arg(long)]
        every: bool,
    },
}

pub fn run(options: &Options) -> Result<Value> {
    match &options.what {
        What::List {
            inputs,
            notes,
            all,
            bare,
        } => list(inputs, *notes, *all, *bare),
        What::Permute { inputs, draws, all } => permute(inputs, *draws, *all),
        What::Corrupt { each, show } => Ok(crate::commands::slips::run(*each, *show)),
        What::Wording {
            inputs,
            which,
            code,
            half,
            sample,
            bare,
        } => wording(
            sources(inputs)?,
            which,
            &Asked {
                code: *code,
                half,
                sample: *sample,
                bare: *bare,
            },
        ),
        What::Cost {
            folder,
            which,
            passes,
            every,
        } => cost(folder, which, *passes, *every),
    }
}

/// A report and its day of publication.
struct Source {
    name: String,
    text: String,
    day: Option<String>,
}

/// The day in a file's name: `OUTLET_2016-05-25_slug`.
fn day_of(name: &str) -> Option<String> {
    name.split('_')
        .find(|part| Moment::parse(part).is_some())
        .map(String::from)
}

fn sources(inputs: &[PathBuf]) -> Result<Vec<Source>> {
    let mut out = Vec::new();
    for input in inputs {
        if input.is_dir() {
            out.extend(of_folder(input)?);
            continue;
        }
        let file = std::fs::read_to_string(input).with_context(|| input.display().to_string())?;
        for line in file.lines().filter(|l| !l.is_empty()) {
            let record: Value = serde_json::from_str(line)?;
            let field = |name: &str| record[name].as_str().map(String::from);
            let text = field("text").unwrap_or_default();
            let day = field("dct").filter(|d| Moment::parse(d.get(..10).unwrap_or(d)).is_some());
            out.push(Source {
                name: field("id").unwrap_or_default(),
                text,
                day,
            });
        }
    }
    Ok(out)
}

fn of_folder(folder: &Path) -> Result<Vec<Source>> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let Some(stem) = path
            .file_stem()
            .and_then(|s| s.to_str())
            .filter(|_| path.extension().is_some_and(|e| e == "txt"))
        else {
            continue;
        };
        out.push(Source {
            name: stem.into(),
            text: std::fs::read_to_string(&path)?,
            day: day_of(stem),
        });
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(out)
}

/// Figures and times need no model; the rules find who speaks.
fn read(source: &Source) -> Result<Reading> {
    let given = Given {
        published: source.day.clone(),
        ..Given::default()
    };
    let document = clean::plain_with(source.text.as_bytes(), &given, sayso_model_en::words())?;
    Ok(reading::read(document, None, Bias::Balanced))
}

fn severities(found: &[Finding], severity: Severity) -> usize {
    found
        .iter()
        .filter(|f| f.severity == severity && !f.loose)
        .count()
}

fn median(mut counts: Vec<usize>) -> usize {
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(0)
}

fn list(inputs: &[PathBuf], notes: bool, all: bool, bare: bool) -> Result<Value> {
    let mut framed = BTreeSet::new();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let (mut alarms, mut agreements) = (Vec::new(), Vec::new());
    for source in sources(inputs)? {
        let reading = read(&source)?;
        let found = reading.findings(&Checks::default().with_loose());
        alarms.push(severities(&found, Severity::Warning) + severities(&found, Severity::Error));
        agreements.push(severities(&found, Severity::Note));
        for f in found.iter().filter(|f| all || !f.loose) {
            if f.code < Code::Follows {
                framed.insert(source.name.clone());
            }
            let kind = format!("{} {}", f.code, f.severity.name());
            *codes.entry(kind).or_default() += 1;
            if notes || f.severity != Severity::Note {
                print_finding(&source.name, &reading.document.text, f, bare);
            }
        }
    }
    let (reports, all_alarms) = (alarms.len(), alarms.iter().sum::<usize>());
    println!(
        "{reports} reports, {} with a frame judged, {all_alarms} alarms; {codes:?}",
        framed.len()
    );
    Ok(json!({
        "reports": reports, "with_a_frame": framed.len(), "by_code": codes,
        "alarms": all_alarms, "median_alarms": median(alarms),
        "median_notes": median(agreements.clone()), "most_notes": agreements.iter().max(),
    }))
}

/// Prints a finding, with the text around it unless `bare`.
fn print_finding(name: &str, text: &str, f: &Finding, bare: bool) {
    let at = OffsetMap::new(text).code_points(text, f.primary.start());
    let severity = f.severity.name();
    if bare {
        let arithmetic = f.derivation.as_ref().map(|d| d.line(text));
        let arithmetic = arithmetic.unwrap_or_default();
        println!("{name}\t{}\t{severity}\t{at}\t{arithmetic}", f.code);
    } else {
        println!(
            "{} {severity} {name} at {at}\n   {}\n   [{}] {:?}\n   {}",
            f.code,
            f.message,
            f.why,
            f.assumptions,
            around(text, f)
        );
    }
}

/// The text around a finding.
fn around(text: &str, finding: &Finding) -> String {
    let (start, end) = finding.related.iter().fold(
        (finding.primary.start(), finding.primary.end()),
        |(s, e), r| (s.min(r.1.start()), e.max(r.1.end())),
    );
    let from = text[..start as usize]
        .char_indices()
        .rev()
        .take(120)
        .last()
        .map_or(0, |(i, _)| i);
    let to = text[end as usize..]
        .char_indices()
        .nth(120)
        .map_or(text.len(), |(i, _)| end as usize + i);
    text[from..to].replace('\n', " ⏎ ")
}

/// A small generator with a fixed seed: the same draws on every machine.
pub struct Draws(u64);

impl Draws {
    /// From a seed.
    pub fn new(seed: u64) -> Draws {
        Draws(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

/// The number of digits before the point. Figures are drawn from those with the same number.
fn magnitude(value: Option<Decimal>) -> i32 {
    value.map_or(0, |v| v.exponent() + i32::from(v.digits()))
}

type FigureType = (Option<&'static str>, &'static str, i32, bool);
type TimeType = (&'static str, usize, bool);

/// Type and number of digits.
fn figure_type(f: &Figure) -> FigureType {
    (
        f.unit.map(sayso::measure::Unit::name),
        f.role.name(),
        magnitude(f.low.or(f.high)),
        f.low == f.high,
    )
}

fn time_type(t: &Time) -> TimeType {
    (
        t.kind.name(),
        t.value.len(),
        t.anchor == measure::time::Anchor::None,
    )
}

/// A report whose figures and times can be exchanged for others.
struct Drawable {
    reading: Reading,
    day: Option<Date>,
}

/// All figures and times of a corpus, by type.
#[derive(Default)]
struct Pools {
    figures: BTreeMap<FigureType, Vec<Figure>>,
    times: BTreeMap<TimeType, Vec<Time>>,
}

impl Pools {
    fn add(&mut self, reading: &Reading) {
        for figure in &reading.figures {
            let pool = self.figures.entry(figure_type(&figure.item)).or_default();
            pool.push(figure.item.clone());
        }
        for time in &reading.times {
            let pool = self.times.entry(time_type(&time.item)).or_default();
            pool.push(time.item.clone());
        }
    }

    /// The figures with values drawn from others of the same type. Unit and place remain.
    fn draw_figures(&self, figures: &[Stated<Figure>], random: &mut Draws) -> Vec<Stated<Figure>> {
        let mut drawn = figures.to_vec();
        for f in &mut drawn {
            let pool = &self.figures[&figure_type(&f.item)];
            let other = &pool[random.below(pool.len())];
            (f.item.low, f.item.high, f.item.digits, f.item.modifier) =
                (other.low, other.high, other.digits, other.modifier);
        }
        drawn
    }

    /// The times exchanged for others of the same type. The place remains.
    fn draw_times(&self, times: &[Stated<Time>], random: &mut Draws) -> Vec<Stated<Time>> {
        let mut drawn = times.to_vec();
        for t in &mut drawn {
            let pool = &self.times[&time_type(&t.item)];
            let other = pool[random.below(pool.len())].clone();
            t.item = Time {
                span: t.item.span,
                ..other
            };
        }
        drawn
    }
}

fn permute(inputs: &[PathBuf], draws: u64, all: bool) -> Result<Value> {
    let mut reports = Vec::new();
    let mut pools = Pools::default();
    for source in sources(inputs)? {
        let reading = read(&source)?;
        let published = reading.document.published.as_deref();
        let day = published.and_then(Moment::parse).map(|m| m.date);
        pools.add(&reading);
        reports.push(Drawable { reading, day });
    }
    let mut real: BTreeMap<String, usize> = BTreeMap::new();
    let mut chance: BTreeMap<String, usize> = BTreeMap::new();
    for report in &reports {
        let Reading { figures, times, .. } = &report.reading;
        count(report, figures, times, all, &mut real);
    }
    for draw in 0..draws {
        let mut random = Draws::new(draw + 1);
        for report in &reports {
            let figures = pools.draw_figures(&report.reading.figures, &mut random);
            let times = pools.draw_times(&report.reading.times, &mut random);
            count(report, &figures, &times, all, &mut chance);
        }
    }
    let mut rows = Vec::new();
    for (name, &shown) in &real {
        let by_chance = chance.get(name).copied().unwrap_or(0) as f64 / draws as f64;
        let share = by_chance / shown as f64;
        println!(
            "{name:32} {shown:5}  by chance {by_chance:7.1}  share {:5.1}%",
            100.0 * share
        );
        rows.push(json!({
            "what": name, "shown": shown, "by_chance": by_chance, "share": share,
        }));
    }
    Ok(json!({ "draws": draws, "rows": rows }))
}

/// Agreements shown, by code and pattern. Weekdays are read from the text and cannot be drawn; one in
/// seven would agree by chance.
fn count(
    report: &Drawable,
    figures: &[Stated<Figure>],
    times: &[Stated<Time>],
    all: bool,
    out: &mut BTreeMap<String, usize>,
) {
    let text = &*report.reading.document.text;
    for f in check::check_figures(&report.reading, text, figures, times, report.day) {
        // A note may also be a disagreement between different sources.
        let agrees = f.severity == Severity::Note
            && (f.code == Code::Follows
                || f.derivation.as_ref().is_some_and(|d| d.verdict().agrees()));
        if !agrees || f.loose && !all || f.code == Code::Weekday {
            continue;
        }
        let (detail, part) = if f.code == Code::Follows {
            (format!("S020 {}", f.why), "search")
        } else {
            (f.code.to_string(), "frames")
        };
        for name in [&*detail, "all", part] {
            *out.entry(name.into()).or_default() += 1;
        }
    }
}

/// Which findings to print, and of which reports.
struct Asked<'a> {
    code: Code,
    half: &'a str,
    sample: Option<usize>,
    bare: bool,
}

/// Removes the full stop that corpora put after a headline, because it makes it look like a sentence.
fn headed(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let short = first.split_whitespace().count() <= 20;
    let first = if short {
        first.trim_end_matches(['.', ' '])
    } else {
        first
    };
    format!("{first}\n\n{}", rest.trim_start())
}

/// The findings of `check --select CODE`.
fn wording(
    mut sources: Vec<Source>,
    which: &crate::commands::which::Which,
    asked: &Asked,
) -> Result<Value> {
    let (model, tagger) = (which.get()?, sayso_tags_en::tagger());
    let middle = sources.len() / 2;
    match asked.half {
        "first" => sources.truncate(middle),
        "second" => sources.drain(..middle).for_each(drop),
        _ => {}
    }
    let (mut shown, mut counts, mut severities, mut headlines) =
        (Vec::new(), Vec::new(), BTreeMap::new(), 0);
    for source in &sources {
        let given = Given {
            published: source.day.clone(),
            ..Given::default()
        };
        let text = headed(&source.text);
        let document = clean::plain_with(text.as_bytes(), &given, sayso_model_en::words())?;
        let mut reading = reading::read(document, Some(model), Bias::Balanced);
        reading.resolve(tagger, sayso_tags_en::factuality());
        let found = reading.findings(&Checks::only(&[asked.code]).with_loose());
        counts.push(found.len());
        headlines += usize::from(reading.document.title.is_some());
        let text: &str = &reading.document.text;
        let map = OffsetMap::new(text);
        for f in &found {
            *severities.entry(f.severity.name()).or_insert(0) += 1;
            let at = map.code_points(text, f.primary.start());
            let place = format!(
                "{}\t{}\t{}\t{at}\t{}",
                source.name,
                f.code,
                f.severity.name(),
                f.why
            );
            let told = format!(
                "{place}\n   {}\n   {:?}\n   {}",
                f.message,
                f.related,
                around(text, f)
            );
            shown.push(if asked.bare { place } else { told });
        }
    }
    let (all, with) = (shown.len(), counts.iter().filter(|n| **n > 0).count());
    let mut random = Draws::new(840);
    while asked.sample.is_some_and(|n| shown.len() > n) {
        shown.remove(random.below(shown.len()));
    }
    for line in &shown {
        println!("{line}");
    }
    println!(
        "{} reports, {with} with {}, {all} findings; {} shown",
        sources.len(),
        asked.code,
        shown.len()
    );
    Ok(json!({
        "code": asked.code, "half": asked.half, "reports": sources.len(), "with_headline": headlines, "with": with, "findings": all, "by_severity": severities,
        "most": counts.iter().max(), "median": median(counts.clone()),
    }))
}

fn cost(
    folder: &Path,
    which: &crate::commands::which::Which,
    passes: usize,
    every: bool,
) -> Result<Value> {
    let model = which.get()?;
    let tagger = sayso_tags_en::tagger();
    let sources = of_folder(folder)?;
    let checks = if every {
        Checks::only(Code::ALL).with_loose()
    } else {
        Checks::default().with_loose()
    };
    let (mut best_read, mut best_check) = (f64::MAX, f64::MAX);
    for _ in 0..passes {
        let (mut reading_time, mut checking_time) = (0.0, 0.0);
        for source in &sources {
            let start = Instant::now();
            let document = clean::plain_with(
                source.text.as_bytes(),
                &Given {
                    published: source.day.clone(),
                    ..Given::default()
                },
                sayso_model_en::words(),
            )?;
            let mut reading = reading::read(document, Some(model), Bias::Balanced);
            reading.resolve(tagger, sayso_tags_en::factuality());
            reading_time += start.elapsed().as_secs_f64();
            let start = Instant::now();
            black_box(reading.findings(&checks));
            checking_time += start.elapsed().as_secs_f64();
        }
        best_read = best_read.min(reading_time);
        best_check = best_check.min(checking_time);
    }
    println!(
        "read {best_read:.2} s, check {best_check:.3} s: {:.1}% more",
        100.0 * best_check / best_read
    );
    Ok(json!({ "read_s": best_read, "check_s": best_check, "share": best_check / best_read }))
}
