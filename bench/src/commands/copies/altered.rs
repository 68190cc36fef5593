//! Figures and names that are changed in copies, and statements that are turned round, to see how many are
//! found, and how many findings there are where nothing was changed.

use super::reports::{Data, lines, raw, sketches, texts};
use super::table::{share, three};
use anyhow::{Context, Result};
use sayso::compare::{Altered, AlteredKind, Comparison, Indexed, Sketch};
use sayso::text::{OffsetMap, Span};
use sayso_bench::random::Random;
use sayso_en::Tier;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
    /// The copies, as the generator of the evaluation kit writes them from the folder of reports
    copies: PathBuf,
    /// The folder of reports, instead of ECB+ in `--data`
    #[arg(long)]
    reports: Option<PathBuf>,
    /// How many changes to plant, half of them figures and half names
    #[arg(long, default_value_t = 500)]
    planted: usize,
    /// How many statements to turn round, by a "not" that is added or taken away
    #[arg(long, default_value_t = 250)]
    turned: usize,
    /// The kinds of copies
    #[arg(long, value_delimiter = ',', default_value = "a,b,c,d10,d20,d30")]
    kinds: Vec<String>,
    /// Print what is missed and what is wrong
    #[arg(short, long)]
    verbose: bool,
}

/// Names that are put in the place of others. None is in the corpora.
const NAMES: [&str; 12] = [
    "Orbeck",
    "Moller",
    "Quillfeather",
    "Tarnow",
    "Velmund",
    "Askerov",
    "Brannigold",
    "Dremsky",
    "Halvorin",
    "Ibarrola",
    "Jessop",
    "Kestrel",
];

/// A copy with a change.
struct Planted {
    kind: AlteredKind,
    source: usize,
    text: String,
    /// The place of the new words, in bytes.
    at: Range<usize>,
}

/// A copy as it was made.
struct Copy {
    id: String,
    source: usize,
    text: String,
    /// Its sentences that come from the source, in bytes.
    sentences: Vec<Range<usize>>,
}

pub fn run(options: &Options) -> Result<Value> {
    let folder = match &options.reports {
        Some(folder) => folder.clone(),
        None => options.data.path("copies/ecbplus")?,
    };
    let originals = texts(&folder)?;
    let copies = copies(options, &originals)?;
    let mut planted = planted(options, &copies, &originals);
    planted.extend(turned(options, &copies, &originals));
    let reports: Vec<_> = originals.iter().map(|(_, t)| raw(t, None, None)).collect();
    let sources = sketches(&reports, Tier::Fast, true);
    let sources: Vec<Indexed> = sources.iter().map(Indexed::new).collect();
    let found = found(options, &planted, &sources, &originals);
    let wrong = false_alarms(options, &copies, &sources, &originals);
    Ok(json!({ "found": found, "nothing_planted": wrong }))
}

fn copies(options: &Options, originals: &[(String, String)]) -> Result<Vec<Copy>> {
    let mut out = Vec::new();
    for row in lines(&options.copies)? {
        let kind = row["kind"].as_str().unwrap_or_default();
        if !options.kinds.iter().any(|k| k == kind) {
            continue;
        }
        let text = row["text"].as_str().unwrap_or_default().to_string();
        let map = OffsetMap::new(&text);
        let byte = |value: &Value| {
            let point = value.as_u64().unwrap_or_default() as u32;
            map.byte_of_code_point(&text, point) as usize
        };
        let sentences = row["sentences"].as_array().context("sentences")?;
        let copied = sentences.iter().filter(|s| s["from"].is_array());
        let copied = copied.map(|s| byte(&s["start"])..byte(&s["end"])).collect();
        let source = row["sources"][0].as_str().unwrap_or_default();
        let source = originals.iter().position(|(id, _)| id == source);
        out.push(Copy {
            id: row["id"].as_str().unwrap_or_default().to_string(),
            source: source.context("the source of a copy is not in the folder")?,
            text,
            sentences: copied,
        });
    }
    Ok(out)
}

/// Changes in copies drawn by their ids, figures and names in turn.
fn planted(options: &Options, copies: &[Copy], originals: &[(String, String)]) -> Vec<Planted> {
    let mut out = Vec::new();
    for round in 0..10 {
        for copy in copies {
            if out.len() >= options.planted {
                return out;
            }
            let kind = if out.len() % 2 == 0 {
                AlteredKind::Figure
            } else {
                AlteredKind::Name
            };
            let mut random = Random::of(&[&copy.id, &round.to_string()]);
            if random.chance(options.planted * 250 / copies.len().max(1)) {
                let source = &originals[copy.source].1;
                out.extend(change(copy, source, kind, &mut random));
            }
        }
    }
    out
}

/// Statements turned round in copies drawn by their ids.
fn turned(options: &Options, copies: &[Copy], originals: &[(String, String)]) -> Vec<Planted> {
    let mut out = Vec::new();
    for copy in copies {
        let mut random = Random::of(&[&copy.id, "turned"]);
        if out.len() < options.turned && random.chance(options.turned * 1500 / copies.len().max(1))
        {
            out.extend(turn(copy, &originals[copy.source].1, &mut random));
        }
    }
    out
}

/// Words after which a "not" turns a statement round.
const BEFORE_NOT: [&str; 12] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "should",
];

/// A "not" put after a word, or taken away, where the source has the same words.
fn turn(copy: &Copy, source: &str, random: &mut Random) -> Option<Planted> {
    let mut places: Vec<(Range<usize>, bool)> = Vec::new();
    for sentence in &copy.sentences {
        for three in words(&copy.text, sentence.clone()).windows(3) {
            let of = |at: &Range<usize>| &copy.text[at.clone()];
            let is_same = source.contains(&copy.text[three[0].start..three[2].end]);
            let is_before = BEFORE_NOT.contains(&of(&three[0]));
            match of(&three[1]) {
                "not" if is_same => places.push((three[0].end..three[1].end, true)),
                next if is_same && is_before && next != "t" && next != "n" => {
                    places.push((three[0].end..three[0].end, false));
                }
                _ => {}
            }
        }
    }
    let (at, has_not) = (!places.is_empty()).then(|| places[random.below(places.len())].clone())?;
    let new = if has_not { "" } else { " not" };
    let text = format!("{}{new}{}", &copy.text[..at.start], &copy.text[at.end..]);
    Some(Planted {
        kind: AlteredKind::Reversed,
        source: copy.source,
        text,
        // The word before it is always shown.
        at: at.start - 1..at.start + new.len(),
    })
}

/// One change in a copied sentence whose words to change are in the source too.
fn change(copy: &Copy, source: &str, kind: AlteredKind, random: &mut Random) -> Option<Planted> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for sentence in &copy.sentences {
        let words = words(&copy.text, sentence.clone());
        let fits = words.into_iter().enumerate().filter(|(number, at)| {
            let word = &copy.text[at.clone()];
            let is_wanted = match kind {
                AlteredKind::Figure => is_figure(word),
                _ => *number > 0 && is_name(word, source),
            };
            is_wanted && source.contains(word)
        });
        places.extend(fits.map(|(_, at)| at));
    }
    let at = (!places.is_empty()).then(|| places[random.below(places.len())].clone())?;
    let old = &copy.text[at.clone()];
    let new = match kind {
        AlteredKind::Figure => other_figure(old, random),
        _ => NAMES[random.below(NAMES.len())].to_string(),
    };
    let text = format!("{}{new}{}", &copy.text[..at.start], &copy.text[at.end..]);
    Some(Planted {
        kind,
        source: copy.source,
        text,
        at: at.start..at.start + new.len(),
    })
}

/// The words of a part of a text: runs of letters, digits, and marks within numbers.
fn words(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (offset, c) in text[part.clone()].char_indices() {
        let at = part.start + offset;
        let is_within = matches!(c, '.' | ',') && {
            let next = text[at + 1..].chars().next();
            let before = text[..at].chars().next_back();
            before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit())
        };
        if c.is_alphanumeric() || is_within {
            match out.last_mut() {
                Some(last) if last.end == at => last.end = at + c.len_utf8(),
                _ => out.push(at..at + c.len_utf8()),
            }
        }
    }
    out
}

/// A number of two digits or more that is not a year.
fn is_figure(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    is_number && word.len() >= 2 && !is_year
}

/// A capitalised word of five letters or more that the source never has in small letters.
fn is_name(word: &str, source: &str) -> bool {
    let lower = word.to_lowercase();
    let is_calendar = ["day", "ary", "ber"].iter().any(|end| lower.ends_with(end));
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let rest_is_small = word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    word.len() >= 5 && is_capital && rest_is_small && !is_calendar && !source.contains(&lower)
}

/// The same number with its first digit changed, so that it is not a rounding.
fn other_figure(old: &str, random: &mut Random) -> String {
    let first = old.bytes().next().map_or(0, |b| usize::from(b - b'0'));
    let new = 1 + (first + random.below(7)) % 9;
    let new = if new == first { new % 9 + 1 } else { new };
    format!("{new}{}", &old[1..])
}

fn compared(text: &str, sources: &[Indexed<'_>], source: usize) -> (Sketch, Comparison) {
    let sketch = sketches(&[raw(text, None, None)], Tier::Fast, true).remove(0);
    let comparison = Indexed::new(&sketch).compare(&sources[source]);
    (sketch, comparison)
}

fn found(
    options: &Options,
    planted: &[Planted],
    sources: &[Indexed<'_>],
    originals: &[(String, String)],
) -> Value {
    let mut rows: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for plant in planted {
        let (sketch, comparison) = compared(&plant.text, sources, plant.source);
        let is_there = |a: Option<Span>| {
            a.is_some_and(|span| {
                span.range().start < plant.at.end && plant.at.start < span.range().end
            })
        };
        let source = &originals[plant.source].1;
        let hits = comparison
            .altered
            .iter()
            .filter(|altered| is_there(altered.a) && altered.is_so(&plant.text, source));
        let kinds: Vec<AlteredKind> = hits.map(|altered| altered.kind).collect();
        let row = rows.entry(plant.kind.name()).or_default();
        row[0] += 1;
        row[1] += usize::from(kinds.contains(&plant.kind));
        row[2] += usize::from(!kinds.is_empty());
        if options.verbose && kinds.is_empty() {
            let around =
                plant.at.start.saturating_sub(60)..(plant.at.end + 60).min(plant.text.len());
            let link = comparison
                .sentences
                .iter()
                .find(|l| is_there(Some(sketch.sentences[l.a].span)));
            let linked = link.map(|l| {
                (
                    l.score,
                    &originals[plant.source].1
                        [sources[plant.source].sketch.sentences[l.b].span.range()],
                )
            });
            println!(
                "missed {}: {:?}\n    {:?}",
                plant.kind,
                plant.text.get(around),
                linked
            );
        }
    }
    for (kind, [all, found, any]) in &rows {
        println!("{kind}: planted {all}, found {found}, found as any kind {any}");
    }
    // Statements that are turned round are counted apart.
    let figures_and_names = rows
        .iter()
        .filter(|(kind, _)| **kind != AlteredKind::Reversed.name());
    let (mut all, mut hits) = (0, 0);
    for (_, row) in figures_and_names {
        all += row[0];
        hits += row[1];
    }
    json!({ "planted": all, "share": share(hits, all), "by_kind": rows })
}

/// Findings in copies in which nothing was planted. The generator itself puts "billion" in the place of
/// "million", and "Law" in that of "Police"; such findings are right, and counted apart. A finding is
/// wrong if each sentence has the words that the finding shows of the other.
fn false_alarms(
    options: &Options,
    copies: &[Copy],
    sources: &[Indexed<'_>],
    originals: &[(String, String)],
) -> Value {
    let reports: Vec<_> = copies
        .iter()
        .map(|copy| raw(&copy.text, None, None))
        .collect();
    let all = sketches(&reports, Tier::Fast, true);
    let mut wrong: BTreeMap<&str, usize> = BTreeMap::new();
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let mut aligned = 0;
    for (copy, sketch) in copies.iter().zip(&all) {
        let source = &sources[copy.source];
        let comparison = Indexed::new(sketch).compare(source);
        aligned += comparison.sentences.len();
        let is_so = |altered: &&Altered| altered.is_so(&copy.text, &originals[copy.source].1);
        for altered in comparison.altered.iter().filter(is_so) {
            let link = &comparison.sentences[altered.link];
            let sentences = (
                &copy.text[sketch.sentences[link.a].span.range()],
                &originals[copy.source].1[source.sketch.sentences[link.b].span.range()],
            );
            let own = words_of(&copy.text, altered.a);
            let other = words_of(&originals[copy.source].1, altered.b);
            let is_wrong = has(sentences.1, own) && has(sentences.0, other);
            let counts = if is_wrong { &mut wrong } else { &mut right };
            *counts.entry(altered.kind.name()).or_default() += 1;
            if options.verbose {
                let judged = if is_wrong { "wrong" } else { "changed" };
                println!(
                    "{judged} {} {}: {own:?} / {other:?}\n    {}\n    {}",
                    copy.id, altered.kind, sentences.0, sentences.1
                );
            }
        }
    }
    let count = |kind: &str| wrong.get(kind).copied().unwrap_or_default();
    let rate = |n: usize| three(1000.0 * n as f64 / aligned.max(1) as f64);
    let both = rate(count("figure") + count("name"));
    let every = rate(wrong.values().sum());
    println!(
        "{aligned} aligned sentences without a planted change: wrong figures and names {both} in 1,000, wrong of all kinds {every}; wrong {wrong:?}; changed by the generator {right:?}"
    );
    json!({
        "aligned": aligned, "wrong_figures_and_names_per_1000": both, "wrong_per_1000": every,
        "wrong": wrong, "changed_by_the_generator": right,
    })
}

fn words_of(text: &str, span: Option<Span>) -> Option<&str> {
    span.map(|span| &text[span.range()])
}

/// Whether a sentence has some words, whatever the marks between them; any has no words.
fn has(sentence: &str, words: Option<&str>) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    words.is_none_or(|words| plain(sentence).contains(&plain(words)))
}
