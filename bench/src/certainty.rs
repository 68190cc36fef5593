//! How sure: statuses, strengths and voices of given attributions and the outlet's own hedges,
//! against gold: our own passages, and claims of `PolNeAR` dev.

use crate::passages::{self, Options, given};
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

/// Right, of so many.
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

/// Found and right, found, in the gold.
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

fn score(name: &str, file: &str, verbose: bool) -> Result<Value> {
    let (mut statuses, mut voices, mut strengths) =
        (Share::default(), Share::default(), Share::default());
    let mut by_status: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut hedges, mut hedge_status) = (Counts::default(), Share::default());
    for passage in passages::parse(file)? {
        let is_hedge = |n: usize| passage.marked.get(&n).is_some_and(|m| !m[3].is_empty());
        let rows: Vec<(usize, &Vec<String>)> = passage
            .rows
            .iter()
            .map(|r| Ok((r[0].parse()?, r)))
            .collect::<Result<_>>()?;
        let said: Vec<_> = rows.iter().filter(|(n, _)| !is_hedge(*n)).collect();
        let spans: Vec<_> = said.iter().map(|(n, _)| passage.marked(*n)).collect();
        let claims = claims(&passage.text, &spans)?;
        let words = |spans: &[Span]| -> String {
            spans
                .iter()
                .map(|s| &passage.text[s.range()])
                .collect::<Vec<_>>()
                .join(" … ")
        };
        let cell = |row: &[String], n: usize| row.get(n).cloned().unwrap_or_default();
        for ((number, row), claim) in said.iter().zip(&claims) {
            let gold = [cell(row, 1), cell(row, 2), cell(row, 3)];
            let found = [
                claim.status.name(),
                claim.voice.map_or("-", Voice::name),
                claim.strength.map_or("-", Strength::name),
            ];
            let right: [bool; 3] = std::array::from_fn(|i| gold[i] == found[i]);
            statuses.add(right[0]);
            voices.add(right[1]);
            if right[0] && gold[2] != "-" {
                strengths.add(right[2]);
            }
            let of = by_status.entry(gold[0].clone()).or_default();
            of.gold += 1;
            of.right += usize::from(right[0]);
            by_status.entry(found[0].into()).or_default().found += 1;
            if verbose && right.contains(&false) {
                println!(
                    "{name} {} {number}: <{}> {{{}}} gold {gold:?}, found {found:?} by {}",
                    passage.title,
                    words(&passage.marked(*number)[1]),
                    words(&claim.content),
                    claim.rule,
                );
            }
        }
        let own: Vec<&Claim> = claims.iter().filter(|c| c.attribution.is_none()).collect();
        let gold: Vec<_> = rows.iter().filter(|(n, _)| is_hedge(*n)).collect();
        let place = |n: usize| -> &[Span] { &passage.marked[&n][3] };
        let at = |claim: &Claim, n: usize| {
            let first = claim.triggers.first().map_or(claim.content[0], |t| t.span);
            place(n).iter().any(|s| s.overlaps(first))
        };
        hedges.found += own.len();
        hedges.gold += gold.len();
        for (number, row) in &gold {
            let claim = own.iter().find(|c| at(c, *number));
            hedges.right += usize::from(claim.is_some());
            if let Some(claim) = claim {
                let right = claim.status.name() == row[1]
                    && claim.strength.map_or("-", Strength::name) == cell(row, 3);
                hedge_status.add(right);
                if verbose && !right {
                    println!(
                        "{name} {} {number}: own {} gold {row:?}, found {} {:?} by {}",
                        passage.title,
                        words(&claim.content),
                        claim.status.name(),
                        claim.strength,
                        claim.rule
                    );
                }
            } else if verbose {
                println!(
                    "{name} {} {number}: own, not found: {}",
                    passage.title,
                    words(place(*number))
                );
            }
        }
        for claim in own
            .iter()
            .filter(|c| verbose && !gold.iter().any(|(n, _)| at(c, *n)))
        {
            println!(
                "{name} {}: own, wrongly found: {} by {}",
                passage.title,
                words(&claim.content),
                claim.rule
            );
        }
    }
    let by_status: serde_json::Map<String, Value> = by_status
        .into_iter()
        .map(|(status, counts)| (status, counts.json()))
        .collect();
    let figures = json!({
        "status": statuses.json(),
        "voice": voices.json(),
        "strength, where the status is right": strengths.json(),
        "by status": by_status,
        "own hedges": hedges.json(),
        "status and strength of own hedges": hedge_status.json(),
    });
    println!("{name}: {figures:#}");
    Ok(figures)
}

/// Our statuses in the words of the older gold, for which what a source believes or thinks is
/// asserted.
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
    let mut all = Share::default();
    let mut by_status: BTreeMap<String, Counts> = BTreeMap::new();
    for line in file.lines().filter(|l| !l.starts_with('#')) {
        let [stem, cue, content, gold] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let Some(report) = reports
            .get(stem)
            .filter(|_| gold != "other" && gold != "status")
        else {
            continue;
        };
        let map = OffsetMap::new(&report.text);
        let byte = |n: u32| map.byte_of_code_point(&report.text, n);
        let spans = |list: &str| -> Vec<Span> {
            let number = |n: &str| n.parse().ok();
            let one = |s: &str| {
                s.split_once(' ')
                    .and_then(|(a, b)| Some((number(a)?, number(b)?)))
            };
            list.split(';')
                .filter_map(one)
                .map(|(a, b)| Span::new(byte(a), byte(b)))
                .collect()
        };
        let code = |s: &Span| {
            (
                map.code_points(&report.text, s.start()),
                map.code_points(&report.text, s.end()),
            )
        };
        let (cue, content) = (spans(cue), spans(content));
        let wanted: Vec<_> = content.iter().map(code).collect();
        let source = report
            .attributions
            .iter()
            .find(|a| a.content == wanted)
            .map_or(vec![], |a| {
                a.source
                    .iter()
                    .map(|&(s, e)| Span::new(byte(s), byte(e)))
                    .collect()
            });
        let claims = claims(&report.text, &[[source, cue.clone(), content.clone()]])?;
        let found = older(&claims[0]);
        all.add(found == gold);
        let of = by_status.entry(gold.into()).or_default();
        of.gold += 1;
        of.right += usize::from(found == gold);
        by_status.entry(found.into()).or_default().found += 1;
        if verbose && found != gold {
            let words = |spans: &[Span]| {
                spans
                    .iter()
                    .map(|s| &report.text[s.range()])
                    .collect::<Vec<_>>()
                    .join(" … ")
            };
            println!(
                "polnear: <{}> {{{}}} gold {gold}, found {found} by {}",
                words(&cue),
                words(&content),
                claims[0].rule
            );
        }
    }
    let by_status: serde_json::Map<String, Value> = by_status
        .into_iter()
        .map(|(status, counts)| (status, counts.json()))
        .collect();
    let figures = json!({ "status": all.json(), "by status": by_status });
    println!("claim status, PolNeAR dev: {figures:#}");
    Ok(figures)
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
