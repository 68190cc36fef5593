//! Copies that a generator made of real reports, searched among all reports, of which many are about
//! the same event.

use super::reports::{Data, Dump, lines, raw, readings, texts};
use super::table::{share, three};
use anyhow::{Context, Result};
use sayso::Reading;
use sayso::compare::{Comparison, Indexed, Sketch, keys};
use sayso::report::RawReport;
use sayso::text::{OffsetMap, Span};
use sayso_en::Tier;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    /// Print copied sentences of this kind of copy that are not linked to the right one
    #[arg(long)]
    unlinked: Option<String>,
    /// Take the texts as they are, without marking what belongs to the page
    #[arg(long)]
    as_is: bool,
    /// Write the features of all true pairs and the ten nearest wrong ones of each copy
    #[arg(long)]
    dump: Option<PathBuf>,
}

/// A copy and where each of its sentences comes from.
struct Copied {
    kind: String,
    id: String,
    /// Numbers of the reports that it was made from.
    sources: Vec<usize>,
    text: String,
    /// Each copied sentence, in bytes, and its places in the sources.
    sentences: Vec<Traced>,
}

/// A place in a report, in bytes.
type Place = (u32, u32);

struct Traced {
    at: Place,
    from: Vec<(usize, Place)>,
}

/// What a search among all reports gives for one copy.
struct Search {
    /// Log-odds of the sources.
    right: Vec<f32>,
    /// The highest log-odds of another report, and which it is.
    wrong: (f32, usize),
    /// Sentences whose best link leads to the right one.
    linked: usize,
    /// The same where a sentence that was read from several copied ones has as many best links.
    linked_together: usize,
    /// Sources that share a key.
    found: usize,
}

/// A report as it is compared, and the places of its sentences in its file.
struct Sketched {
    sketch: Sketch,
    places: Vec<Place>,
}

fn sketched(reports: &[RawReport], as_is: bool) -> Vec<Sketched> {
    let one = |reading: &Reading| {
        let sketch = Sketch::of(reading);
        // The text was repaired, so that its places are not those of the file.
        let place = |span: Span| {
            let raw = reading.document.origin.raw(span);
            (raw.start() as u32, raw.end() as u32)
        };
        let places = sketch.sentences.iter().map(|s| place(s.span)).collect();
        Sketched { sketch, places }
    };
    readings(reports, Tier::Fast, as_is)
        .iter()
        .map(one)
        .collect()
}

/// The reports among which the sources of a copy are searched.
struct Among<'a> {
    sources: &'a [Sketched],
    indexed: &'a [Indexed<'a>],
    /// For each report those that are copies of it already.
    near: &'a [BTreeSet<usize>],
    originals: &'a [(String, String)],
}

pub fn run(options: &Options) -> Result<Value> {
    let folder = match &options.reports {
        Some(folder) => folder.clone(),
        None => options.data.path("copies/ecbplus")?,
    };
    let originals = texts(&folder)?;
    let reports: Vec<_> = originals
        .iter()
        .map(|(_, text)| raw(text, None, None))
        .collect();
    let sources = sketched(&reports, options.as_is);
    let indexed: Vec<Indexed> = sources
        .iter()
        .map(|one| Indexed::new(&one.sketch))
        .collect();
    let copies = copies(options, &originals)?;
    let reports: Vec<_> = copies
        .iter()
        .map(|copy| raw(&copy.text, None, None))
        .collect();
    let sketches = sketched(&reports, options.as_is);
    let near = near_copies(&sources);
    let among = Among {
        sources: &sources,
        indexed: &indexed,
        near: &near,
        originals: &originals,
    };
    let mut dump = Dump::default();
    let mut searches: Vec<Search> = Vec::with_capacity(copies.len());
    for (copy, sketch) in copies.iter().zip(&sketches) {
        let (found, linked) = search(copy, sketch, &among, &mut dump)?;
        if options.unlinked.as_ref() == Some(&copy.kind) {
            print_unlinked(copy, &linked, &originals);
        }
        searches.push(found);
    }
    dump.write(options.dump.as_ref())?;
    Ok(shown(&copies, &searches, &originals))
}

fn copies(options: &Options, originals: &[(String, String)]) -> Result<Vec<Copied>> {
    let numbers: HashMap<&str, usize> = (0..)
        .zip(originals)
        .map(|(n, (id, _))| (id.as_str(), n))
        .collect();
    let maps: Vec<OffsetMap> = originals
        .iter()
        .map(|(_, text)| OffsetMap::new(text))
        .collect();
    let number = |id: &Value| -> Result<usize> {
        let id = id.as_str().unwrap_or_default();
        let known = numbers.get(id).copied();
        known.with_context(|| format!("{}: there is no report {id}", options.copies.display()))
    };
    let one = |row: &Value| -> Result<Copied> {
        let text = row["text"].as_str().unwrap_or_default().to_string();
        let map = OffsetMap::new(&text);
        let mut sentences = Vec::new();
        for sentence in row["sentences"].as_array().into_iter().flatten() {
            let mut from = Vec::new();
            for place in sentence["from"].as_array().into_iter().flatten() {
                let source = number(&place["id"])?;
                from.push((source, place_of(place, &maps[source], &originals[source].1)));
            }
            if !from.is_empty() {
                let at = place_of(sentence, &map, &text);
                sentences.push(Traced { at, from });
            }
        }
        let sources = row["sources"].as_array().context("sources")?;
        Ok(Copied {
            kind: row["kind"].as_str().unwrap_or_default().to_string(),
            id: row["id"].as_str().unwrap_or_default().to_string(),
            sources: sources.iter().map(number).collect::<Result<_>>()?,
            text,
            sentences,
        })
    };
    lines(&options.copies)?.iter().map(one).collect()
}

fn place_of(value: &Value, map: &OffsetMap, text: &str) -> Place {
    let byte = |name: &str| {
        let point = value[name].as_u64().unwrap_or_default() as u32;
        map.byte_of_code_point(text, point)
    };
    (byte("start"), byte("end"))
}

/// For each report those that share over a tenth of its runs of five words. They are copies of it
/// already, so that finding them is not wrong.
fn near_copies(sources: &[Sketched]) -> Vec<BTreeSet<usize>> {
    let runs: Vec<BTreeSet<Vec<u16>>> = sources
        .iter()
        .map(|s| {
            s.sketch
                .words
                .windows(5)
                .map(|w| w.iter().map(|k| k.0).collect())
                .collect()
        })
        .collect();
    let near = |a: usize| {
        let is_near = |&b: &usize| {
            let both = runs[a].intersection(&runs[b]).count();
            a != b && both * 10 > runs[a].len().min(runs[b].len())
        };
        (0..runs.len()).filter(is_near).collect()
    };
    (0..runs.len()).map(near).collect()
}

fn search(
    copy: &Copied,
    read: &Sketched,
    among: &Among<'_>,
    dump: &mut Dump,
) -> Result<(Search, Vec<bool>)> {
    let Among {
        indexed,
        near,
        originals,
        ..
    } = among;
    let query = Indexed::new(&read.sketch);
    let own: BTreeSet<_> = keys(&read.sketch).into_iter().collect();
    let mut out = Search {
        right: Vec::new(),
        wrong: (f32::MIN, 0),
        linked: 0,
        linked_together: 0,
        found: 0,
    };
    let mut linked = vec![false; copy.sentences.len()];
    let mut together = linked.clone();
    let mut wrong = Vec::new();
    for (number, original) in indexed.iter().enumerate() {
        let is_source = copy.sources.contains(&number);
        if !is_source && copy.sources.iter().any(|&s| near[s].contains(&number)) {
            continue;
        }
        let compared = query.compare(original);
        let score = compared.features.log_odds_of_copy();
        if is_source {
            out.right.push(score);
            out.found += usize::from(keys(original.sketch).iter().any(|key| own.contains(key)));
            for (at, sentence) in copy.sentences.iter().enumerate() {
                let source = (number, &among.sources[number].places[..]);
                let place = right_link(sentence, source, &read.places, &compared);
                let read_as_one = read_as_one(sentence, &copy.sentences, &read.places);
                linked[at] |= place == Some(0);
                together[at] |= place.is_some_and(|place| place < read_as_one);
            }
            dump.add(
                json!({ "set": "generated", "kind": copy.kind, "id": copy.id, "label": "copy" }),
                &compared.features,
            )?;
        } else {
            if score > out.wrong.0 {
                out.wrong = (score, number);
            }
            wrong.push((score, number, compared.features));
        }
    }
    wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
    let event = |number: usize| originals[number].0.split("__").next().map(event_of);
    for (_, number, features) in wrong.iter().take(10) {
        let is_same = copy.sources.iter().any(|&s| event(s) == event(*number));
        let label = if is_same { "same_event" } else { "unrelated" };
        dump.add(
            json!({ "set": "generated", "kind": copy.kind, "id": copy.id, "label": label }),
            features,
        )?;
    }
    out.linked = linked.iter().filter(|&&linked| linked).count();
    out.linked_together = together.iter().filter(|&&linked| linked).count();
    Ok((out, linked))
}

fn print_unlinked(copy: &Copied, linked: &[bool], originals: &[(String, String)]) {
    for (sentence, _) in copy
        .sentences
        .iter()
        .zip(linked)
        .filter(|(_, linked)| !**linked)
    {
        let words = |text: &str, place: Place| text[place.0 as usize..place.1 as usize].to_string();
        println!(
            "unlinked in {}: {}",
            copy.id,
            words(&copy.text, sentence.at)
        );
        for &(source, place) in &sentence.from {
            println!("    from {}", words(&originals[source].1, place));
        }
    }
}

/// The event of a file name's first part, such as "12ecbplus".
fn event_of(name: &str) -> String {
    name.to_string()
}

/// Whether two places have more than half of the shorter in common.
fn meets(one: Place, other: Place) -> bool {
    let common = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    common * 2 > (one.1 - one.0).min(other.1 - other.0)
}

/// Which of the links of a copied sentence, from the best on, is the first that leads to a sentence of this
/// source that it comes from. The places are those of the sentences as they were read.
fn right_link(
    sentence: &Traced,
    (source, of_source): (usize, &[Place]),
    of_copy: &[Place],
    compared: &Comparison,
) -> Option<usize> {
    let links = compared.sentences.iter();
    let own = links.filter(|link| meets(of_copy[link.a], sentence.at));
    let mut own: Vec<_> = own.collect();
    own.sort_by(|x, y| y.score.total_cmp(&x.score));
    own.iter().position(|link| {
        let from = sentence.from.iter().filter(|(number, _)| *number == source);
        from.into_iter()
            .any(|&(_, place)| meets(of_source[link.b], place))
    })
}

/// How many copied sentences were read as one with this one.
fn read_as_one(sentence: &Traced, all: &[Traced], of_copy: &[Place]) -> usize {
    let own = of_copy.iter().filter(|&&place| meets(place, sentence.at));
    let count = |&place: &Place| all.iter().filter(|other| meets(place, other.at)).count();
    own.map(count).max().unwrap_or(0)
}

/// The log-odds that so many thousandths of the queries exceed by a wrong report.
fn threshold(searches: &[Search], per_mille: usize) -> f32 {
    let mut wrong: Vec<f32> = searches.iter().map(|s| s.wrong.0).collect();
    wrong.sort_by(f32::total_cmp);
    let above = searches.len() * per_mille / 1000;
    wrong[wrong.len() - 1 - above.min(wrong.len() - 1)]
}

fn shown(copies: &[Copied], searches: &[Search], originals: &[(String, String)]) -> Value {
    let strict = threshold(searches, 1);
    let loose = threshold(searches, 10);
    println!(
        "{} copies; one wrong query in a thousand from log-odds {strict:.2} on, one in a hundred from {loose:.2}",
        copies.len()
    );
    let mut worst: Vec<usize> = (0..copies.len()).collect();
    worst.sort_by(|&a, &b| searches[b].wrong.0.total_cmp(&searches[a].wrong.0));
    for &number in worst.iter().take(8) {
        let (score, other) = searches[number].wrong;
        println!(
            "  nearest wrong: {} with {} {score:.2}",
            copies[number].id, originals[other].0
        );
    }
    println!(
        "kind  sources  found at .1%  at 1%  certain  share a key  sentences linked  together"
    );
    let mut kinds: BTreeMap<usize, (&str, Vec<usize>)> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (number, copy) in copies.iter().enumerate() {
        let at = order
            .iter()
            .position(|k| *k == copy.kind)
            .unwrap_or(order.len());
        if at == order.len() {
            order.push(&copy.kind);
        }
        kinds
            .entry(at)
            .or_insert((&copy.kind, Vec::new()))
            .1
            .push(number);
    }
    let mut figures = Map::new();
    for (kind, numbers) in kinds.values() {
        let right: Vec<f32> = numbers
            .iter()
            .flat_map(|&n| searches[n].right.iter().copied())
            .collect();
        let above = |least: f32| share(right.iter().filter(|&&r| r > least).count(), right.len());
        let found: usize = numbers.iter().map(|&n| searches[n].found).sum();
        let linked: usize = numbers.iter().map(|&n| searches[n].linked).sum();
        let together: usize = numbers.iter().map(|&n| searches[n].linked_together).sum();
        let sentences: usize = numbers.iter().map(|&n| copies[n].sentences.len()).sum();
        let row = [
            above(strict),
            above(loose),
            above(0.0),
            share(found, right.len()),
            share(linked, sentences),
            share(together, sentences),
        ];
        println!(
            "{kind:5} {:7} {:13.3} {:6.3} {:8.3} {:12.3} {:17.3} {:9.3}",
            right.len(),
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5]
        );
        figures.insert((*kind).to_string(), json!({
            "sources": right.len(), "at_one_in_1000": row[0], "at_one_in_100": row[1], "judged_copy": row[2],
            "share_a_key": row[3], "sentences": sentences, "linked": row[4], "linked_together": row[5],
        }));
    }
    json!({ "copies": copies.len(), "log_odds_at_one_in_1000": three(f64::from(strict)), "kinds": figures })
}
