//! Who is speaking, against gold: our own passages, and sources of `PolNeAR` dev.
//!
//! The attributions are given, so that only the resolution of their sources is measured. A speaker
//! is right if the entity has the gold's name. Of an unnamed one, the head of its description and
//! its owner count. `?` in the gold means that a reader cannot tell; then leaving it open is right.

use crate::commands::passages::{self, Options, Passage, given};
use anyhow::{Context, Result, bail};
use sayso::clean::{self, Given};
use sayso::names;
use sayso::resolve::{EntityId, Kind, Resolution, Speaker};
use sayso::segment::segment;
use sayso::text::{OffsetMap, Span};
use sayso_bench::polnear;
use serde_json::{Map, Value, json};
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

/// The gold of each attribution, by its number.
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

/// The head of a description, and its owner if that is a name.
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

/// What is counted over the passages of a file.
#[derive(Default)]
struct Counts {
    attributions: usize,
    speakers: BTreeMap<&'static str, Tally>,
    kinds_right: usize,
    /// By the gold's kind: right, and how many.
    by_kind: BTreeMap<String, [usize; 2]>,
    flags_right: usize,
    flags_found: usize,
    flags_gold: usize,
    reasons_right: usize,
    reasons_gold: usize,
}

/// A source of the gold, and what it was resolved to.
struct Case<'a> {
    /// The file, the passage and the number, for messages.
    place: String,
    /// The words of the source.
    source: &'a str,
    gold: &'a Row,
    speaker: &'a Speaker,
    /// The names of the speakers found.
    found: Vec<String>,
    /// The reason for anonymity that was found.
    reason: Option<&'a str>,
}

fn score(name: &str, file: &str, verbose: bool) -> Result<Value> {
    let mut counts = Counts::default();
    for passage in passages::parse(file)? {
        let gold = gold(&passage)?;
        let spans: Vec<_> = gold.keys().map(|n| passage.marked(*n)).collect();
        let resolution = resolve(&passage.text, &spans)?;
        let rows = gold.iter().zip(&spans).zip(&resolution.speakers);
        for (((number, gold), spans), speaker) in rows {
            let words = |span: &Span| &passage.text[span.range()];
            let case = Case {
                place: format!("{name} {} {number}", passage.title),
                source: spans[0].first().map_or("", words),
                gold,
                speaker,
                found: names_of(&resolution, speaker),
                reason: speaker.anonymity.as_ref().map(words),
            };
            counts.add(&case);
            if verbose {
                case.print_differences();
            }
        }
    }
    let figures = counts.json();
    println!("{name}: {figures:#}");
    Ok(figures)
}

const PRONOUNS: [&str; 9] = [
    "he", "she", "they", "it", "who", "which", "that", "his", "her",
];

impl Case<'_> {
    /// What kind of source it is. `?` means that a reader cannot tell, `-` that there is no speaker.
    fn class(&self) -> &'static str {
        let has_kind_of_name = matches!(&*self.gold.kind, "person" | "organisation" | "media");
        let has_name = has_kind_of_name && self.gold.speaker.starts_with(char::is_uppercase);
        match &*self.gold.speaker {
            "?" => "cannot be told",
            "-" => "nobody",
            _ if PRONOUNS.contains(&&*self.source.to_lowercase()) => "pronouns",
            _ if has_name => "named",
            _ => "unnamed",
        }
    }

    fn is_right(&self) -> bool {
        if matches!(&*self.gold.speaker, "?" | "-") {
            return self.found.is_empty();
        }
        let wanted: Vec<&str> = self.gold.speaker.split(" + ").collect();
        let mut pairs = wanted.iter().zip(&self.found);
        wanted.len() == self.found.len() && pairs.all(|(gold, found)| self.is_same(gold, found))
    }

    /// Names must be the same. Of a description, the head must be, and except for roles the owner
    /// too, because "the mill's workers" are not "the farm's workers".
    fn is_same(&self, gold: &str, found: &str) -> bool {
        if gold.starts_with(char::is_uppercase) {
            return plain(gold) == plain(found);
        }
        let ((wanted, owner), (head, own)) = (taken_apart(gold), taken_apart(found));
        wanted == head && (owner == own || self.gold.kind != "role")
    }

    fn has_right_kind(&self) -> bool {
        self.speaker.kind.name() == self.gold.kind
    }

    fn flags(&self) -> Vec<&'static str> {
        self.speaker.flags.names().collect()
    }

    fn is_wanted_flag(&self, flag: &str) -> bool {
        self.gold.flags.iter().any(|wanted| wanted == flag)
    }

    fn has_right_reason(&self) -> bool {
        let bare = |reason: &str| reason.trim_end_matches(['.', ',']).to_string();
        let wanted = self.gold.anonymity.as_deref().map(bare);
        wanted.is_some() && self.reason.map(bare) == wanted
    }

    fn print_differences(&self) {
        let Case {
            place,
            source,
            gold,
            found,
            reason,
            ..
        } = self;
        if *reason != gold.anonymity.as_deref() {
            println!("{place}: not named {:?}, found {reason:?}", gold.anonymity);
        }
        if !self.is_right() || !self.has_right_kind() {
            let found = if found.is_empty() {
                "-".into()
            } else {
                found.join(" + ")
            };
            let (kind, rule) = (self.speaker.kind.name(), self.speaker.link);
            let rule = rule.map_or("", |link| link.rule.name());
            println!(
                "{place}: [{source}] gold {} ({}), found {found} ({kind}) by {rule}",
                gold.speaker, gold.kind
            );
        }
        let flags = self.flags();
        let are_wanted = flags.iter().all(|flag| self.is_wanted_flag(flag));
        if flags.len() != gold.flags.len() || !are_wanted {
            println!(
                "{place}: [{source}] flags gold {:?}, found {flags:?}",
                gold.flags
            );
        }
    }
}

impl Counts {
    fn add(&mut self, case: &Case) {
        self.attributions += 1;
        let tally = self.speakers.entry(case.class()).or_default();
        match (case.is_right(), case.found.is_empty()) {
            (true, _) => tally.right += 1,
            (false, true) => tally.open += 1,
            (false, false) => tally.wrong += 1,
        }
        let has_right_kind = usize::from(case.has_right_kind());
        self.kinds_right += has_right_kind;
        let of_kind = self.by_kind.entry(case.gold.kind.clone()).or_default();
        of_kind[0] += has_right_kind;
        of_kind[1] += 1;
        let flags = case.flags();
        let right = flags.iter().filter(|flag| case.is_wanted_flag(flag));
        self.flags_right += right.count();
        self.flags_found += flags.len();
        self.flags_gold += case.gold.flags.len();
        self.reasons_right += usize::from(case.has_right_reason());
        self.reasons_gold += usize::from(case.gold.anonymity.is_some());
    }

    fn json(&self) -> Value {
        let share = |a: usize, b: usize| (1000.0 * a as f64 / b.max(1) as f64).round() / 10.0;
        let speakers = self.speakers.iter();
        let speakers: Map<String, Value> = speakers
            .map(|(class, tally)| ((*class).to_string(), tally.json()))
            .collect();
        json!({
            "attributions": self.attributions,
            "speakers": speakers,
            "kinds": share(self.kinds_right, self.attributions),
            "kinds right, of": self.by_kind,
            "flags": {
                "precision": share(self.flags_right, self.flags_found),
                "recall": share(self.flags_right, self.flags_gold),
            },
            "reasons of anonymity": [self.reasons_right, self.reasons_gold],
        })
    }
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

    /// The report, and the speaker of the source at the place that a row of gold names.
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
        // Score and whether it is right, to see what a higher threshold would give.
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

    /// Definite and possessive phrases: resolved to the right entity, or left an entity of its own.
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
            // An entity without a name says nothing about a person.
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

    /// Sources of one capitalised word that ends a full name earlier in the report.
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
        println!("surnames whose full name occurs earlier: {}", tally.json());
        tally.json()
    }
}

/// Is an entity mentioned at a place, or does it have the name that is there?
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

/// The different pairs "First Surname" in a text, without titles.
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
