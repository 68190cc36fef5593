//! `sayso-train heads`: which common nouns stand for a person, a body of people, a group, a
//! document, by the database files of WordNet 3.0. A noun counts where half of its use, by
//! WordNet's own counts of senses, is of that kind.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Options {
    /// Folder with WordNet's data.noun, index.noun and cntlist.rev
    pub wordnet: PathBuf,
    /// Where to write the list
    #[arg(long)]
    pub out: PathBuf,
}

/// The columns of the list. A noun of another kind is in none.
const COLUMNS: [&str; 4] = ["body", "document", "group", "person"];

/// A synset: its lexicographer file, and its hypernyms.
struct Synset {
    file: u8,
    words: Vec<String>,
    above: Vec<String>,
    /// A person or thing with a name: "Einstein".
    instance: bool,
}

pub fn run(options: &Options) -> Result<()> {
    let read = |name: &str| {
        let path = options.wordnet.join(name);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let synsets: HashMap<String, Synset> =
        entries(&read("data.noun")?).filter_map(synset).collect();
    ensure!(
        !synsets.is_empty(),
        "{}: no synsets in data.noun",
        options.wordnet.display()
    );
    let counts = counts(&read("cntlist.rev")?);
    let known = sayso_model_en::words();
    let mut lists: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in entries(&read("index.noun")?) {
        let fields: Vec<&str> = line.split(' ').filter(|f| !f.is_empty()).collect();
        let word = fields[0];
        let plain = word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if !plain || !word.split('-').all(|part| known.knows(part)) {
            continue;
        }
        let senses: usize = fields[2]
            .parse()
            .with_context(|| format!("index.noun: {word}"))?;
        if let Some(column) = column(word, &fields[fields.len() - senses..], &synsets, &counts) {
            lists.entry(column).or_default().insert(word.into());
        }
    }
    std::fs::write(&options.out, written(&lists)).with_context(|| options.out.display().to_string())
}

/// The lines of a WordNet file without its licence.
fn entries(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with("  "))
}

fn synset(line: &str) -> Option<(String, Synset)> {
    let fields: Vec<&str> = line.split(" | ").next()?.split(' ').collect();
    let words = usize::from_str_radix(fields.get(3)?, 16).ok()?;
    let pointers = 4 + 2 * words;
    let mut out = Synset {
        file: fields[1].parse().ok()?,
        words: (0..words)
            .map(|k| fields[4 + 2 * k].to_lowercase())
            .collect(),
        above: Vec::new(),
        instance: false,
    };
    for pointer in fields[pointers + 1..].chunks_exact(4) {
        if matches!(pointer[0], "@" | "@i") {
            out.above.push(pointer[1].into());
            out.instance |= pointer[0] == "@i";
        }
    }
    Some((fields[0].into(), out))
}

/// How often each sense of a noun was met, by noun and number of the sense.
fn counts(file: &str) -> HashMap<(String, usize), f32> {
    let mut out = HashMap::new();
    for line in file.lines() {
        let mut fields = line.split(' ');
        let (Some(key), Some(sense), Some(count)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        if let (Some((word, rest)), Ok(sense), Ok(count)) =
            (key.split_once('%'), sense.parse(), count.parse())
            && rest.starts_with("1:")
        {
            out.insert((word.to_string(), sense), count);
        }
    }
    out
}

/// The column of a noun, if half of its use is of one.
fn column(
    word: &str,
    senses: &[&str],
    synsets: &HashMap<String, Synset>,
    counts: &HashMap<(String, usize), f32>,
) -> Option<&'static str> {
    let mut use_of = [0.0; COLUMNS.len()];
    let mut all = 0.0;
    for (k, sense) in senses.iter().enumerate() {
        // A sense that was never met counts a little, the first a little more.
        let weight = counts
            .get(&(word.to_string(), k + 1))
            .copied()
            .unwrap_or(0.0)
            + if k == 0 { 1.0 } else { 0.3 };
        all += weight;
        if let Some(column) = column_of(synsets.get(*sense)?, synsets) {
            use_of[COLUMNS.iter().position(|c| *c == column)?] += weight;
        }
    }
    if synsets.get(senses[0])?.instance {
        return None;
    }
    let most = (0..COLUMNS.len()).max_by(|&a, &b| use_of[a].total_cmp(&use_of[b]))?;
    (use_of[most] >= 0.5 * all).then_some(COLUMNS[most])
}

fn column_of(synset: &Synset, synsets: &HashMap<String, Synset>) -> Option<&'static str> {
    const ARTIFACT: u8 = 6;
    const COMMUNICATION: u8 = 10;
    const GROUP: u8 = 14;
    const PERSON: u8 = 18;
    match synset.file {
        PERSON => Some("person"),
        COMMUNICATION => Some("document"),
        GROUP if is_a(synset, "organization", synsets) => Some("body"),
        GROUP => Some("group"),
        ARTIFACT
            if ["establishment", "building"]
                .iter()
                .any(|kind| is_a(synset, kind, synsets)) =>
        {
            Some("body")
        }
        _ => None,
    }
}

/// Whether a synset, or one above it, holds this word.
fn is_a(synset: &Synset, word: &str, synsets: &HashMap<String, Synset>) -> bool {
    synset.words.iter().any(|w| w == word)
        || synset
            .above
            .iter()
            .any(|above| synsets.get(above).is_some_and(|s| is_a(s, word, synsets)))
}

/// The text of `wordnet-nouns.txt`: one noun a line with its kind, sorted by noun.
fn written(lists: &BTreeMap<&str, BTreeSet<String>>) -> String {
    let mut rows: Vec<(&str, &str)> = lists
        .iter()
        .flat_map(|(kind, nouns)| nouns.iter().map(move |noun| (noun.as_str(), *kind)))
        .collect();
    rows.sort_unstable();
    let mut out = String::from(
        "# Nouns of WordNet 3.0: word, what it describes (\"body\", \"document\", \"group\", \"person\").\n\
         #\n\
         # Made by `sayso-train heads`; do not edit. Licence: see NOTICE of this crate.\n",
    );
    for (noun, kind) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{noun}\t{kind}");
    }
    out
}
