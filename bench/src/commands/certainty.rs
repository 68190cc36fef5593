//! How sure: statuses, strengths and voices of given attributions, and the outlet's own hedges,
//! against gold: our own passages, and claims of `PolNeAR` dev.

use crate::commands::passages::{self, Options, Passage, given};
use anyhow::{Context, Result};
use sayso::certainty::factuality::{Scale, of_tokens};
use sayso::certainty::{self, Claim, Status, Strength, Voice};
use sayso::clean::{self, Given};
use sayso::names;
use sayso::segment::segment;
use sayso::text::{OffsetMap, Span};
use sayso_bench::{factuality, polnear};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

pub fn run(options: &Options) -> Result<Value> {
    let mut out = options.scores(score)?;
    if let Some(data) = &options.data {
        out.insert("polnear dev".into(), polnear_dev(data, options.verbose)?);
        for (name, scale) in [
            ("UDS_IH2", Scale::Happened),
            ("UW", Scale::Held),
            ("MEANTIME", Scale::Held),
        ] {
            let path = data.join("factuality").join(name).join("dev.jsonl");
            out.insert(format!("factuality {name}"), factual(name, &path, scale)?);
        }
    }
    Ok(Value::Object(out))
}

/// The claims of a text with these attributions.
fn claims(text: &str, spans: &[[Vec<Span>; 3]]) -> Result<Vec<Claim>> {
    let document = clean::raw(text.to_string(), &Given::default())?;
    let parts = segment(&document);
    let tagger = sayso_tags_en::tagger();
    let pos = names::pos(&document.text, &parts, tagger);
    Ok(certainty::claims(
        &document.text,
        &parts,
        &pos,
        &given(spans),
        Some(sayso_tags_en::factuality()),
    ))
}

/// How many are right, of how many.
#[derive(Default, Clone, Copy)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, right: bool) {
        self.0 += usize::from(right);
        self.1 += 1;
    }

    fn json(self) -> Value {
        json!([self.0, self.1, percent(self.0, self.1)])
    }
}

fn percent(part: usize, of: usize) -> f64 {
    (1000.0 * part as f64 / of.max(1) as f64).round() / 10.0
}

/// How many are found and right, found, and in the gold.
#[derive(Default, Clone, Copy)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn json(self) -> Value {
        json!({ "right": self.right, "found": self.found, "gold": self.gold,
            "precision": percent(self.right, self.found), "recall": percent(self.right, self.gold) })
    }
}

/// Counts by status.
#[derive(Default)]
struct ByStatus(BTreeMap<String, Counts>);

impl ByStatus {
    fn add(&mut self, gold: &str, found: &str) {
        let of_gold = self.0.entry(gold.into()).or_default();
        of_gold.gold += 1;
        of_gold.right += usize::from(gold == found);
        self.0.entry(found.into()).or_default().found += 1;
    }

    fn json(&self) -> Value {
        let rows = self.0.iter();
        Value::Object(rows.map(|(status, c)| (status.clone(), c.json())).collect())
    }
}

/// What is counted over the passages of a file.
#[derive(Default)]
struct Scores {
    statuses: Share,
    voices: Share,
    /// Strengths, where the status is right.
    strengths: Share,
    by_status: ByStatus,
    /// The outlet's own hedges.
    hedges: Counts,
    /// Status and strength of the own hedges that are found.
    hedge_statuses: Share,
}

/// A passage with its rows of gold and the claims found in it.
struct Case<'a> {
    file: &'a str,
    passage: &'a Passage,
    verbose: bool,
}

/// The number of a row of gold, and its cells.
type GoldRow<'a> = (usize, &'a [String]);

fn score(name: &str, file: &str, verbose: bool) -> Result<Value> {
    let mut scores = Scores::default();
    for passage in passages::parse(file)? {
        let case = Case {
            file: name,
            passage: &passage,
            verbose,
        };
        case.add_to(&mut scores)?;
    }
    let figures = json!({
        "status": scores.statuses.json(),
        "voice": scores.voices.json(),
        "strength, where the status is right": scores.strengths.json(),
        "by status": scores.by_status.json(),
        "own hedges": scores.hedges.json(),
        "status and strength of own hedges": scores.hedge_statuses.json(),
    });
    println!("{name}: {figures:#}");
    Ok(figures)
}

fn cell(row: &[String], number: usize) -> &str {
    row.get(number).map_or("", String::as_str)
}

impl Case<'_> {
    fn add_to(&self, scores: &mut Scores) -> Result<()> {
        let mut rows: Vec<GoldRow> = Vec::new();
        for row in &self.passage.rows {
            rows.push((row[0].parse()?, row));
        }
        let (hedges, said): (Vec<GoldRow>, Vec<GoldRow>) =
            rows.iter().partition(|(n, _)| !self.hedge(*n).is_empty());
        let spans: Vec<_> = said.iter().map(|(n, _)| self.passage.marked(*n)).collect();
        let claims = claims(&self.passage.text, &spans)?;
        for (row, claim) in said.iter().zip(&claims) {
            self.add_claim(row, claim, scores);
        }
        let own: Vec<&Claim> = claims.iter().filter(|c| c.attribution.is_none()).collect();
        self.add_hedges(&hedges, &own, scores);
        Ok(())
    }

    /// The places of a statement that the outlet hedges; none if the number is an attribution's.
    fn hedge(&self, number: usize) -> &[Span] {
        self.passage.marked.get(&number).map_or(&[], |m| &m[3])
    }

    fn words(&self, spans: &[Span]) -> String {
        words(&self.passage.text, spans)
    }

    fn add_claim(&self, (number, row): &GoldRow, claim: &Claim, scores: &mut Scores) {
        let gold = [cell(row, 1), cell(row, 2), cell(row, 3)];
        let found = [
            claim.status.name(),
            claim.voice.map_or("-", Voice::name),
            claim.strength.map_or("-", Strength::name),
        ];
        let right: [bool; 3] = std::array::from_fn(|i| gold[i] == found[i]);
        scores.statuses.add(right[0]);
        scores.voices.add(right[1]);
        if right[0] && gold[2] != "-" {
            scores.strengths.add(right[2]);
        }
        scores.by_status.add(gold[0], found[0]);
        if self.verbose && right.contains(&false) {
            println!(
                "{} {} {number}: <{}> {{{}}} gold {gold:?}, found {found:?} by {}",
                self.file,
                self.passage.title,
                self.words(&self.passage.marked(*number)[1]),
                self.words(&claim.content),
                claim.rule,
            );
        }
    }

    /// Does a claim of the outlet's own have its first trigger, or else its content, in a hedge?
    fn is_at(&self, claim: &Claim, number: usize) -> bool {
        let first = claim.triggers.first().map_or(claim.content[0], |t| t.span);
        self.hedge(number).iter().any(|s| s.overlaps(first))
    }

    fn add_hedges(&self, gold: &[GoldRow], own: &[&Claim], scores: &mut Scores) {
        scores.hedges.found += own.len();
        scores.hedges.gold += gold.len();
        for (number, row) in gold {
            let claim = own.iter().find(|c| self.is_at(c, *number));
            scores.hedges.right += usize::from(claim.is_some());
            match claim {
                Some(claim) => self.add_found_hedge(*number, row, claim, scores),
                None if self.verbose => {
                    let hedge = self.words(self.hedge(*number));
                    println!(
                        "{} {} {number}: own, not found: {hedge}",
                        self.file, self.passage.title
                    );
                }
                None => {}
            }
        }
        let is_gold = |claim: &Claim| gold.iter().any(|(n, _)| self.is_at(claim, *n));
        for claim in own.iter().filter(|c| self.verbose && !is_gold(c)) {
            let (content, rule) = (self.words(&claim.content), claim.rule);
            let title = &self.passage.title;
            println!(
                "{} {title}: own, wrongly found: {content} by {rule}",
                self.file
            );
        }
    }

    fn add_found_hedge(&self, number: usize, row: &[String], claim: &Claim, scores: &mut Scores) {
        let strength = claim.strength.map_or("-", Strength::name);
        let right = claim.status.name() == cell(row, 1) && strength == cell(row, 3);
        scores.hedge_statuses.add(right);
        if self.verbose && !right {
            println!(
                "{} {} {number}: own {} gold {row:?}, found {} {strength} by {}",
                self.file,
                self.passage.title,
                self.words(&claim.content),
                claim.status.name(),
                claim.rule
            );
        }
    }
}

/// The words of spans; ` … ` joins parts.
fn words(text: &str, spans: &[Span]) -> String {
    let parts: Vec<&str> = spans.iter().map(|s| &text[s.range()]).collect();
    parts.join(" … ")
}

/// Our statuses in the words of the older gold, which counts what a source believes as asserted.
fn older(claim: &Claim) -> &'static str {
    match claim.status {
        Status::Asserted | Status::Negated if claim.voice == Some(Voice::Distancing) => "alleged",
        Status::Asserted | Status::Negated => "asserted",
        Status::Probable if claim.rule == certainty::Rule::Belief => "asserted",
        Status::Probable | Status::Possible | Status::Unlikely => "hedged",
        Status::Denied | Status::Declined => "denied",
        other => other.name(),
    }
}

fn polnear_dev(data: &Path, verbose: bool) -> Result<Value> {
    let reports: HashMap<String, polnear::Gold> = polnear::load(&data.join("polnear/dev"))?
        .into_iter()
        .map(|g| (g.stem.clone(), g))
        .collect();
    let path = data.join("gold/polnear_dev_claim_status.tsv");
    let file = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (mut all, mut by_status) = (Share::default(), ByStatus::default());
    for line in file.lines().filter(|l| !l.starts_with('#')) {
        let [stem, cue, content, gold] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let is_status = gold != "other" && gold != "status";
        let Some(report) = reports.get(stem).filter(|_| is_status) else {
            continue;
        };
        let attribution = attribution_of(report, cue, content);
        let [_, cue, content] = attribution.clone();
        let claims = claims(&report.text, &[attribution])?;
        let found = older(&claims[0]);
        all.add(found == gold);
        by_status.add(gold, found);
        if verbose && found != gold {
            println!(
                "polnear: <{}> {{{}}} gold {gold}, found {found} by {}",
                words(&report.text, &cue),
                words(&report.text, &content),
                claims[0].rule
            );
        }
    }
    let figures = json!({ "status": all.json(), "by status": by_status.json() });
    println!("claim status, PolNeAR dev: {figures:#}");
    Ok(figures)
}

/// Source, cue and content of the attribution with a cue and a content, which are given as code
/// points: `10 20;25 40`.
fn attribution_of(report: &polnear::Gold, cue: &str, content: &str) -> [Vec<Span>; 3] {
    let map = OffsetMap::new(&report.text);
    let byte = |n: u32| map.byte_of_code_point(&report.text, n);
    let bytes = |list: &[(u32, u32)]| -> Vec<Span> {
        let spans = list.iter().map(|&(s, e)| Span::new(byte(s), byte(e)));
        spans.collect()
    };
    let (cue, content) = (code_points(cue), code_points(content));
    let same = report.attributions.iter().find(|a| a.content == content);
    let source = same.map_or(vec![], |a| bytes(&a.source));
    [source, bytes(&cue), bytes(&content)]
}

/// Reads `10 20;25 40`.
fn code_points(list: &str) -> Vec<(u32, u32)> {
    let spans = list.split(';').filter_map(|span| span.split_once(' '));
    spans
        .filter_map(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)))
        .collect()
}

/// Figures of events against gold.
fn factual(name: &str, path: &Path, scale: Scale) -> Result<Value> {
    let tagger = sayso_tags_en::tagger();
    let weights = sayso_tags_en::factuality();
    let (mut found, mut gold) = (Vec::new(), Vec::new());
    for item in factuality::read(path)? {
        let pos = names::pos(&item.document.text, &item.parts, tagger);
        let tokens: Vec<u32> = item.targets.iter().map(|t| t.0).collect();
        let figures = of_tokens(
            &item.document.text,
            &item.parts,
            &pos,
            &tokens,
            weights,
            scale,
        );
        found.extend(figures.into_iter().map(f64::from));
        gold.extend(item.targets.iter().map(|t| t.1));
    }
    let (r, error) = factuality::agreement(&found, &gold);
    let thousandths = |x: f64| (x * 1000.0).round() / 1000.0;
    let figures = json!({ "events": gold.len(), "pearson r": thousandths(r), "mean absolute error": thousandths(error) });
    println!("factuality, {name} dev: {figures}");
    Ok(figures)
}
