//! Who is speaking, against gold: our own passages, and sources of `PolNeAR` dev.
//!
//! Attributions are given, as annotated: what is measured is whom their sources are taken for. A
//! speaker is right if the entity has the gold's name; of an unnamed one the head of its
//! description and whose it is count. `?` in the gold means that a reader cannot tell: right is to
//! leave it open.

use crate::passages::{self, Options, Passage, given};
use anyhow::{Context, Result, bail};
use sayso::clean::{self, Given};
use sayso::names;
use sayso::resolve::{EntityId, Kind, Resolution, Speaker};
use sayso::segment::segment;
use sayso::text::{OffsetMap, Span};
use sayso_bench::polnear;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

pub fn run(options: &Options) -> Result<Value> {
    let mut out = options.scores(score)?;
    if let Some(data) = &options.data {
        let dev = Dev::load(data)?;
        out.insert("pronouns".into(), dev.pronouns(options.verbose)?);
        out.insert("definite".into(), dev.definite(options.verbose)?);
        out.insert("kinds".into(), dev.kinds(options.verbose)?);
        out.insert("surnames".into(), dev.surnames(options.verbose));
    }
    Ok(Value::Object(out))
}

#[derive(Default)]
struct Row {
    speaker: String,
    kind: String,
    flags: Vec<String>,
    anonymity: Option<String>,
}

/// What the gold says of each attribution, by number.
fn gold(passage: &Passage) -> Result<BTreeMap<usize, Row>> {
    let mut gold: BTreeMap<usize, Row> = BTreeMap::new();
    for cells in &passage.rows {
        if let Some(number) = cells[0].strip_suffix("anonymity") {
            gold.entry(number.trim().parse()?).or_default().anonymity = Some(cells[1].clone());
            continue;
        }
        let entry = gold.entry(cells[0].parse()?).or_default();
        let [_, speaker, kind, flags @ ..] = &cells[..] else {
            bail!("{}: {cells:?}", passage.title)
        };
        (entry.speaker, entry.kind) = (speaker.clone(), kind.clone());
        let flags = flags.first().map_or(vec![], |f| {
            f.split(',').map(|f| f.trim().to_string()).collect()
        });
        entry.flags = flags.into_iter().filter(|f| !f.is_empty()).collect();
    }
    Ok(gold)
}

fn resolve(text: &str, spans: &[[Vec<Span>; 3]]) -> Result<Resolution> {
    let document = clean::raw(text.to_string(), &Given::default())?;
    let parts = segment(&document);
    let tagger = sayso_tags_en::tagger();
    let tags = names::tag(&document.text, &parts, tagger);
    let attributions = given(spans);
    Ok(sayso::resolve::resolve(
        &document.text,
        &parts,
        &tags,
        &|name| tagger.gender(name),
        &attributions,
    ))
}

fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('’', "'");
    let name = name.strip_prefix("the ").unwrap_or(&name);
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect::<String>()
        .trim()
        .to_string()
}

/// The head of a description and whose it is, if it is a name's.
fn taken_apart(name: &str) -> (String, Option<String>) {
    const AFTER: [&str; 14] = [
        "of", "at", "in", "from", "with", "to", "for", "on", "by", "close", "who", "near",
        "briefed", "familiar",
    ];
    let words: Vec<&str> = name.split(' ').collect();
    let end = words
        .iter()
        .skip(1)
        .position(|w| AFTER.contains(w))
        .map_or(words.len(), |at| at + 1);
    let owner = words
        .get(end)
        .filter(|w| **w == "of")
        .map(|_| plain(&words[end + 1..].join(" ")));
    (
        plain(words[end - 1]),
        owner.filter(|_| words[end + 1].starts_with(char::is_uppercase)),
    )
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    open: usize,
}

impl Tally {
    fn json(&self) -> Value {
        let all = (self.right + self.wrong + self.open).max(1) as f64;
        let share = |n: usize| (1000.0 * n as f64 / all).round() / 10.0;
        json!({ "n": all as usize, "right": share(self.right), "wrong": share(self.wrong), "open": share(self.open) })
    }
}

fn names_of(resolution: &Resolution, speaker: &Speaker) -> Vec<String> {
    speaker
        .entities
        .iter()
        .map(|id| resolution.entities[id.0 as usize].name.clone())
        .collect()
}

fn score(name: &str, file: &str, verbose: bool) -> Result<Value> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut kinds, mut all) = (0, 0);
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut flags_both, mut flags_found, mut flags_gold) = (0, 0, 0);
    let (mut reasons, mut reasons_gold) = (0, 0);
    for passage in passages::parse(file)? {
        let all_gold = gold(&passage)?;
        let numbers: Vec<usize> = all_gold.keys().copied().collect();
        let spans: Vec<_> = numbers.iter().map(|n| passage.marked(*n)).collect();
        let resolution = resolve(&passage.text, &spans)?;
        for ((number, spans), speaker) in numbers.iter().zip(&spans).zip(&resolution.speakers) {
            let gold = &all_gold[number];
            let found = names_of(&resolution, speaker);
            let named = matches!(gold.kind.as_str(), "person" | "organisation" | "media")
                && gold.speaker.starts_with(char::is_uppercase);
            let source = spans[0].first().map_or("", |s| &passage.text[s.range()]);
            let pronoun = [
                "he", "she", "they", "it", "who", "which", "that", "his", "her",
            ]
            .contains(&&*source.to_lowercase());
            let class = match () {
                () if gold.speaker == "?" => "cannot be told",
                () if gold.speaker == "-" => "nobody",
                () if pronoun => "pronouns",
                () if named => "named",
                () => "unnamed",
            };
            let wanted: Vec<&str> = gold.speaker.split(" + ").collect();
            let kind = gold.kind.as_str();
            let same = |gold: &str, found: &str| {
                if gold.starts_with(char::is_uppercase) {
                    return plain(gold) == plain(found);
                }
                // Whose a group or an organisation is, is part of how it is described.
                let ((wanted, owner), (head, own)) = (taken_apart(gold), taken_apart(found));
                wanted == head && (owner == own || kind != "role")
            };
            let right = match class {
                "cannot be told" | "nobody" => found.is_empty(),
                _ => {
                    wanted.len() == found.len()
                        && wanted.iter().zip(&found).all(|(g, f)| same(g, f))
                }
            };
            let tally = tallies.entry(class).or_default();
            match (right, found.is_empty()) {
                (true, _) => tally.right += 1,
                (false, true) => tally.open += 1,
                (false, false) => tally.wrong += 1,
            }
            all += 1;
            let kind_right = speaker.kind.name() == gold.kind;
            kinds += usize::from(kind_right);
            let entry = by_kind.entry(gold.kind.clone()).or_default();
            entry.0 += usize::from(kind_right);
            entry.1 += 1;
            let own: Vec<&str> = speaker.flags.names().collect();
            flags_both += own
                .iter()
                .filter(|f| gold.flags.iter().any(|g| g == *f))
                .count();
            flags_found += own.len();
            flags_gold += gold.flags.len();
            let reason = speaker
                .anonymity
                .map(|s| passage.text[s.range()].to_string());
            if let Some(wanted) = &gold.anonymity {
                reasons_gold += 1;
                reasons += usize::from(reason.as_ref().is_some_and(|r| {
                    r.trim_end_matches(['.', ',']) == wanted.trim_end_matches(['.', ','])
                }));
            }
            if verbose && reason != gold.anonymity {
                println!(
                    "{name} {} {number}: not named {:?}, found {reason:?}",
                    passage.title, gold.anonymity
                );
            }
            if verbose && (!right || !kind_right) {
                println!(
                    "{name} {} {number}: [{source}] gold {} ({}), found {} ({}) by {}",
                    passage.title,
                    gold.speaker,
                    gold.kind,
                    if found.is_empty() {
                        "-".into()
                    } else {
                        found.join(" + ")
                    },
                    speaker.kind.name(),
                    speaker.link.map_or("", |l| l.rule.name()),
                );
            }
            let flags_differ = own.len() != gold.flags.len()
                || !own.iter().all(|f| gold.flags.iter().any(|g| g == f));
            if verbose && flags_differ {
                println!(
                    "{name} {} {number}: [{source}] flags gold {:?}, found {own:?}",
                    passage.title, gold.flags
                );
            }
        }
    }
    let share = |a: usize, b: usize| (1000.0 * a as f64 / b.max(1) as f64).round() / 10.0;
    let classes: serde_json::Map<String, Value> = tallies
        .iter()
        .map(|(k, t)| ((*k).to_string(), t.json()))
        .collect();
    let kinds_of: serde_json::Map<String, Value> = by_kind
        .iter()
        .map(|(k, (r, n))| (k.clone(), json!([r, n])))
        .collect();
    let figures = json!({
        "attributions": all,
        "speakers": classes,
        "kinds": share(kinds, all),
        "kinds right, of": kinds_of,
        "flags": { "precision": share(flags_both, flags_found), "recall": share(flags_both, flags_gold) },
        "reasons of anonymity": [reasons, reasons_gold],
    });
    println!("{name}: {figures:#}");
    Ok(figures)
}

/// A report of `PolNeAR` dev, resolved on its gold attributions.
struct Read {
    text: String,
    map: OffsetMap,
    sources: Vec<Vec<Span>>,
    resolution: Resolution,
}

struct Dev {
    reports: HashMap<String, Read>,
    gold: PathBuf,
}

impl Dev {
    fn load(data: &std::path::Path) -> Result<Dev> {
        let mut reports = HashMap::new();
        for gold in polnear::load(&data.join("polnear/dev"))? {
            let map = OffsetMap::new(&gold.text);
            let bytes = |spans: &[(u32, u32)]| -> Vec<Span> {
                let at = |n| map.byte_of_code_point(&gold.text, n);
                spans
                    .iter()
                    .map(|&(s, e)| Span::new(at(s), at(e)))
                    .filter(|s| !s.is_empty())
                    .collect()
            };
            let spans: Vec<[Vec<Span>; 3]> = gold
                .attributions
                .iter()
                .map(|a| [bytes(&a.source), bytes(&a.cue), bytes(&a.content)])
                .collect();
            let resolution = resolve(&gold.text, &spans)?;
            let sources = spans.into_iter().map(|[source, ..]| source).collect();
            reports.insert(
                gold.stem,
                Read {
                    text: gold.text,
                    map,
                    sources,
                    resolution,
                },
            );
        }
        Ok(Dev {
            reports,
            gold: data.join("gold"),
        })
    }

    fn rows(&self, file: &str) -> Result<Vec<Vec<String>>> {
        let path = self.gold.join(file);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let rows = text
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty());
        Ok(rows
            .map(|l| l.split('\t').map(String::from).collect())
            .collect())
    }

    /// The report and the speaker whose source begins there.
    fn speaker(&self, row: &[String]) -> Option<(&Read, &Speaker, Span)> {
        let read = self.reports.get(&row[0])?;
        let at = |n: &str| Some(read.map.byte_of_code_point(&read.text, n.parse().ok()?));
        let span = Span::new(at(&row[1])?, at(&row[2])?);
        let number = read
            .sources
            .iter()
            .position(|s| s.iter().any(|s| s.overlaps(span)))?;
        Some((read, &read.resolution.speakers[number], span))
    }

    fn pronouns(&self, verbose: bool) -> Result<Value> {
        let mut tally = Tally::default();
        // Score and whether right, to see what a higher margin would give.
        let mut answers: Vec<(f32, bool)> = Vec::new();
        for row in self.rows("polnear_dev_pronoun_sources.tsv")? {
            let Some((read, speaker, span)) = self.speaker(&row) else {
                continue;
            };
            let word = read.text[span.range()].to_lowercase();
            if row[3] != "PER" || !matches!(&*word, "he" | "she" | "her" | "his" | "him") {
                continue;
            }
            let at = |n: &str| -> Result<u32> {
                Ok(read.map.byte_of_code_point(&read.text, n.parse()?))
            };
            let antecedent = Span::new(at(&row[4])?, at(&row[5])?);
            let right = |id: &EntityId| is_at(read, *id, antecedent);
            match speaker.entities.first() {
                None => tally.open += 1,
                Some(id) if right(id) => tally.right += 1,
                Some(_) => tally.wrong += 1,
            }
            let score = speaker.link.map_or(0.0, |l| l.score);
            answers.extend(speaker.entities.first().map(|id| (score, right(id))));
            if verbose && !speaker.entities.first().is_some_and(right) {
                println!(
                    "pronoun {} {}: {word} is {}, found {:?}",
                    row[0],
                    row[1],
                    &read.text[antecedent.range()],
                    names_of(&read.resolution, speaker)
                );
            }
        }
        println!("he and she with a named antecedent: {}", tally.json());
        answers.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut right = 0;
        for (n, (score, is_right)) in (1..).zip(&answers) {
            right += usize::from(*is_right);
            if verbose && n % 4 == 0 {
                println!("  score {score:.2} and more: {right} of {n} right");
            }
        }
        Ok(tally.json())
    }

    /// Definite and possessive phrases: right, or left on its own.
    fn definite(&self, verbose: bool) -> Result<Value> {
        let mut tally = Tally::default();
        for row in self.rows("polnear_dev_definite_np_sources.tsv")? {
            let Some((read, speaker, span)) = self.speaker(&row) else {
                continue;
            };
            let at = |n: &str| Some(read.map.byte_of_code_point(&read.text, n.parse().ok()?));
            let antecedent = at(&row[4]).zip(at(&row[5])).map(|(s, e)| Span::new(s, e));
            let entity = speaker
                .entities
                .first()
                .map(|id| (*id, &read.resolution.entities[id.0 as usize]));
            let there = |id: EntityId| {
                antecedent.is_some_and(|a| is_at(read, id, a))
                    || is_at(read, id, span) && row[3] == "SELFNAME"
            };
            // One without a name claims nothing of anybody.
            let own = |e: &sayso::resolve::Entity| e.name.starts_with(|c: char| !c.is_uppercase());
            let outcome = match entity {
                None => "open",
                Some((id, _)) if there(id) => "right",
                Some((_, e)) if e.of.is_some_and(|of| there(of) || is_at(read, of, span)) => {
                    "right"
                }
                Some((_, e)) if e.of.is_some() => "wrong",
                Some((_, e))
                    if own(e)
                        || !matches!(e.kind, Kind::Person | Kind::Organisation | Kind::Media) =>
                {
                    if matches!(row[3].as_str(), "NAME" | "ANCHOR" | "SELFNAME") {
                        "open"
                    } else {
                        "right"
                    }
                }
                Some(_) => "wrong",
            };
            match outcome {
                "right" => tally.right += 1,
                "open" => tally.open += 1,
                _ => tally.wrong += 1,
            }
            if verbose && outcome != "right" {
                println!(
                    "definite {} {}: {} {:?} {outcome}: {} should be {:?}, found {:?} by {:?}",
                    row[0],
                    row[1],
                    row[3],
                    entity.map(|e| e.1.kind),
                    &read.text[span.range()],
                    antecedent.map(|a| &read.text[a.range()]),
                    entity.map(|e| &e.1.name),
                    speaker.link.map(|l| l.rule.name()),
                );
            }
        }
        println!(
            "definite and possessive sources (open: on their own): {}",
            tally.json()
        );
        Ok(tally.json())
    }

    fn kinds(&self, verbose: bool) -> Result<Value> {
        let (mut right, mut all) = (0u32, 0u32);
        for row in self.rows("polnear_dev_source_kinds.tsv")? {
            let Some((read, speaker, span)) = self.speaker(&row) else {
                continue;
            };
            let gold = match row[3].as_str() {
                "anon" => "anonymous",
                "org" => "organisation",
                "doc" => "document",
                other => other,
            };
            all += 1;
            right += u32::from(speaker.kind.name() == gold);
            if verbose && speaker.kind.name() != gold {
                println!(
                    "kind {}: {} is {gold}, found {}",
                    row[0],
                    &read.text[span.range()],
                    speaker.kind.name()
                );
            }
        }
        let share = (1000.0 * f64::from(right) / f64::from(all)).round() / 10.0;
        println!("kinds of sources: {right} of {all}: {share}%");
        Ok(json!({ "right": right, "n": all, "share": share }))
    }

    /// Sources of one capitalised word, of which an earlier word pair in capitals ends in it.
    fn surnames(&self, verbose: bool) -> Value {
        let mut tally = Tally::default();
        let mut stems: Vec<&String> = self.reports.keys().collect();
        stems.sort();
        for stem in stems {
            let read = &self.reports[stem];
            for (source, speaker) in read.sources.iter().zip(&read.resolution.speakers) {
                let [span] = source[..] else { continue };
                let written = &read.text[span.range()];
                let bare = written
                    .split_whitespace()
                    .next_back()
                    .unwrap_or("")
                    .trim_end_matches("'s")
                    .trim_end_matches("’s");
                let titled = written.split_whitespace().count() == 2
                    && ["Mr.", "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gov."]
                        .contains(&written.split_whitespace().next().unwrap_or(""));
                if !(titled || written.split_whitespace().count() == 1)
                    || !bare.starts_with(char::is_uppercase)
                    || bare.len() < 3
                {
                    continue;
                }
                let full = full_names(&read.text[..span.start() as usize], bare);
                let [one] = &full[..] else {
                    if verbose && full.len() > 1 {
                        println!(
                            "surname {stem} {}: {written} may be {full:?}, found {:?}",
                            span.start(),
                            names_of(&read.resolution, speaker)
                        );
                    }
                    continue;
                };
                let found = names_of(&read.resolution, speaker);
                let right = found.first().is_some_and(|f| {
                    f.contains(one.as_str())
                        || f.ends_with(bare)
                            && f.contains(' ')
                            && one.split(' ').any(|p| f.starts_with(p))
                });
                match (right, found.is_empty()) {
                    (true, _) => tally.right += 1,
                    (false, true) => tally.open += 1,
                    (false, false) => tally.wrong += 1,
                }
                if verbose && !right {
                    println!(
                        "surname {stem} {}: {written} is {one}, found {found:?}",
                        span.start()
                    );
                    if std::env::var_os("DEBUG_NAMES").is_some() {
                        for e in read
                            .resolution
                            .entities
                            .iter()
                            .filter(|e| e.name.contains(bare))
                        {
                            println!("      {:?} {:?} {:?}", e.name, e.kind, e.aliases);
                        }
                    }
                }
            }
        }
        println!("surnames whose full name stands earlier: {}", tally.json());
        tally.json()
    }
}

/// Whether an entity is mentioned at a place, or bears the name that stands there.
fn is_at(read: &Read, id: EntityId, place: Span) -> bool {
    let mentioned = read
        .resolution
        .mentions
        .iter()
        .any(|m| m.entity == Some(id) && m.span.overlaps(place));
    let last = read.text[place.range()]
        .trim_end_matches("'s")
        .trim_end_matches("’s");
    let last = last
        .split_whitespace()
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    let name = read.resolution.entities[id.0 as usize].name.to_lowercase();
    mentioned || last.len() > 2 && name.split([' ', '-']).any(|part| part == last)
}

/// The different pairs "First Surname" in a text, titles aside.
fn full_names(text: &str, surname: &str) -> Vec<String> {
    const NONE: [&str; 34] = [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sen",
        "Rep",
        "Gov",
        "President",
        "Senator",
        "Secretary",
        "The",
        "But",
        "And",
        "When",
        "Nominee",
        "Candidate",
        "While",
        "As",
        "In",
        "For",
        "If",
        "Judge",
        "Justice",
        "General",
        "Gen",
        "Vice",
        "Former",
        "Chairman",
        "Mayor",
        "Governor",
        "Republican",
        "Democrat",
        "Democratic",
        "Presidential",
    ];
    let mut out: Vec<String> = Vec::new();
    for (at, _) in text.match_indices(surname) {
        let after = text[at + surname.len()..].chars().next();
        if after.is_some_and(|c| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let Some(before) = text[..at].strip_suffix(' ') else {
            continue;
        };
        let first = before
            .rsplit([' ', '\n', '“', '"', '(', '’', '\''])
            .next()
            .unwrap_or("");
        let name = first.starts_with(char::is_uppercase)
            && first.chars().skip(1).any(char::is_lowercase)
            && first.chars().all(|c| c.is_alphabetic() || c == '-');
        let pair = format!("{first} {surname}");
        let known = sayso_tags_en::tagger().gender(first).is_some();
        if name && known && !NONE.contains(&first) && !out.contains(&pair) {
            out.push(pair);
        }
    }
    out
}
