//! Gold parts of speech and names: CoNLL-U with the parts of speech of words, GUM's entities, names
//! as IOB2. Words are placed in the running text, so that any tokens can be scored against them.
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use sayso::names::{NameKind, Pos};
use sayso::segment::{Segments, segment};
use sayso::text::Span;
use sayso::{clean, document::Document};
use sayso_english::classes::{self as lexicon, class};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// A word of the gold.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it is in the text.
    pub span: Span,
    /// Its part of speech, if known.
    pub pos: Option<Pos>,
}

/// A text with its gold.
pub struct Report {
    /// Its name in the corpus.
    pub id: String,
    /// The text, cut into our own tokens.
    pub document: Document,
    /// Those tokens.
    pub parts: Segments,
    /// Its words.
    pub words: Vec<Word>,
    /// Names, in text order.
    pub names: Vec<(Span, NameKind)>,
}

#[derive(Default)]
struct Sentence {
    id: String,
    begins: bool,
    text: String,
    rows: Vec<Vec<String>>,
}

#[derive(Default)]
struct Raw {
    id: String,
    sentences: Vec<Sentence>,
}

fn parse(path: &Path) -> Result<Vec<Raw>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut out: Vec<Raw> = Vec::new();
    let mut now = Sentence::default();
    for line in file.lines().chain([""]) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            out.push(Raw {
                id: id.into(),
                sentences: Vec::new(),
            });
        } else if line.starts_with("# newpar") {
            now.begins = true;
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            now.id = id.into();
        } else if let Some(text) = line.strip_prefix("# text = ") {
            now.text = text.into();
        } else if line.is_empty() && !now.rows.is_empty() {
            if out.is_empty() {
                out.push(Raw {
                    id: path.display().to_string(),
                    sentences: Vec::new(),
                });
            }
            let done = std::mem::take(&mut now);
            out.last_mut().context("no document")?.sentences.push(done);
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let row: Vec<String> = line.split('\t').map(str::to_string).collect();
            // Words alone: no ranges of contracted words, no empty nodes.
            if row[0].bytes().all(|b| b.is_ascii_digit()) {
                now.rows.push(row);
            }
        }
    }
    Ok(out)
}

/// Where the words of a sentence are in its text. A word that is not found has no place.
fn place(sentence: &Sentence) -> Vec<(usize, usize)> {
    let text = &sentence.text;
    let mut at = 0;
    let mut out = Vec::new();
    for row in &sentence.rows {
        let rest = &text[at..];
        let blanks = rest.len() - rest.trim_start().len();
        let form = &row[1];
        // No further than a few characters: a word that is written otherwise must not drag the
        // others along.
        let near = rest
            .char_indices()
            .nth(blanks + 12)
            .map_or(rest.len(), |(i, _)| i + form.len());
        let near = (near.min(rest.len())..=rest.len())
            .find(|&i| rest.is_char_boundary(i))
            .unwrap_or(0);
        match rest[..near].find(form.as_str()) {
            Some(i) => {
                out.push((at + i, at + i + form.len()));
                at += i + form.len();
            }
            None => out.push((at, at)),
        }
    }
    out
}

/// Puts a document's sentences into one text, a line a paragraph.
fn build(
    raw: &Raw,
    names_of: &dyn Fn(&Sentence) -> Vec<(usize, usize, NameKind)>,
) -> Result<Report> {
    let mut text = String::new();
    let (mut words, mut names) = (Vec::new(), Vec::new());
    for sentence in &raw.sentences {
        if !text.is_empty() {
            text.push_str(if sentence.begins { "\n\n" } else { " " });
        }
        let base = text.len();
        let places = place(sentence);
        let span = |from: usize, to: usize| Span::new((base + from) as u32, (base + to) as u32);
        for (row, &(from, to)) in sentence.rows.iter().zip(&places) {
            words.push(Word {
                span: span(from, to),
                pos: row.get(3).and_then(|p| p.parse().ok()),
            });
        }
        for (first, end, kind) in names_of(sentence) {
            names.push((span(places[first].0, places[end - 1].1), kind));
        }
        text.push_str(&sentence.text);
    }
    names.sort();
    let document = clean::raw(text, &clean::Given::default())?;
    let parts = segment(&document);
    Ok(Report {
        id: raw.id.clone(),
        document,
        parts,
        words,
        names,
    })
}

/// Reads CoNLL-U. Where words have GUM's entities, the named persons, organisations and places
/// among them are names.
///
/// # Errors
/// If the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<Report>> {
    parse(path)?
        .iter()
        .map(|raw| build(raw, &|s| entities(&s.rows)))
        .collect()
}

/// Reads names as IOB2. The texts are taken from the CoNLL-U files where these have the same
/// sentences, because the names' file has spaces before "'s".
///
/// # Errors
/// If a file cannot be read.
pub fn read_names(path: &Path, texts: &[impl AsRef<Path>]) -> Result<Vec<Report>> {
    let mut known: HashMap<String, Sentence> = HashMap::new();
    for text in texts {
        for sentence in parse(text.as_ref())?
            .into_iter()
            .flat_map(|raw| raw.sentences)
        {
            known.insert(sentence.id.clone(), sentence);
        }
    }
    let mut raw = parse(path)?;
    for sentence in raw.iter_mut().flat_map(|raw| &mut raw.sentences) {
        match known.get(&sentence.id) {
            Some(other) if other.rows.len() == sentence.rows.len() => {
                (sentence.text, sentence.begins) = (other.text.clone(), other.begins);
            }
            _ => (sentence.text, sentence.begins) = (closed_up(&sentence.text), true),
        }
    }
    raw.iter()
        .map(|raw| build(raw, &|s| iob(&s.rows)))
        .collect()
}

/// "it 's" and "do n't" as one writes them.
fn closed_up(text: &str) -> String {
    let clitics = [" 's ", " n't ", " 're ", " 've ", " 'll ", " 'm ", " 'd "];
    clitics.iter().fold(text.to_string(), |text, clitic| {
        text.replace(clitic, &clitic[1..])
    })
}

fn iob(rows: &[Vec<String>]) -> Vec<(usize, usize, NameKind)> {
    let mut out: Vec<(usize, usize, NameKind)> = Vec::new();
    for (k, row) in rows.iter().enumerate() {
        let Some((begin, kind)) = row.get(2).and_then(|label| label.split_once('-')) else {
            continue;
        };
        let kind = match kind {
            "PER" => NameKind::Person,
            "ORG" => NameKind::Organisation,
            _ => NameKind::Place,
        };
        match out.last_mut() {
            Some(last) if begin == "I" && last.1 == k && last.2 == kind => last.1 = k + 1,
            _ => out.push((k, k + 1, kind)),
        }
    }
    out
}

/// Named persons, organisations and places of GUM: mentions whose head is a proper noun, cut down
/// to the name.
fn entities(rows: &[Vec<String>]) -> Vec<(usize, usize, NameKind)> {
    let mut open: Vec<(String, NameKind, usize)> = Vec::new();
    let mut found: Vec<(usize, usize, NameKind)> = Vec::new();
    let close = |found: &mut Vec<_>, first: usize, end: usize, kind: NameKind| {
        if let Some((from, to)) = name_in(rows, first, end, kind) {
            found.push((from, to, kind));
        }
    };
    for (k, row) in rows.iter().enumerate() {
        let misc = row.get(9).map_or("", String::as_str);
        let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else {
            continue;
        };
        let mut rest = entity;
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let body = if opens { &rest[1..] } else { rest };
            let len = body.find(['(', ')']).unwrap_or(body.len());
            let closes = body[len..].starts_with(')');
            let mut fields = body[..len].split('-');
            let id = fields.next().unwrap_or("").to_string();
            let kind = match fields.next() {
                Some("person") => Some(NameKind::Person),
                Some("organization") => Some(NameKind::Organisation),
                Some("place") => Some(NameKind::Place),
                _ => None,
            };
            if opens && closes {
                if let Some(kind) = kind {
                    close(&mut found, k, k + 1, kind);
                }
            } else if opens {
                if let Some(kind) = kind {
                    open.push((id, kind, k));
                }
            } else if let Some(i) = open.iter().rposition(|(other, _, _)| *other == id) {
                let (_, kind, first) = open.remove(i);
                close(&mut found, first, k + 1, kind);
            }
            rest = &body[len + usize::from(closes)..];
        }
    }
    // The longest of those that overlap.
    found.sort_by_key(|&(first, end, kind)| (std::cmp::Reverse(end - first), first, kind));
    let mut out: Vec<(usize, usize, NameKind)> = Vec::new();
    for name in found {
        if out
            .iter()
            .all(|other| other.1 <= name.0 || name.1 <= other.0)
        {
            out.push(name);
        }
    }
    out
}

/// The name within a mention: around its head, without title, article and what follows.
fn name_in(
    rows: &[Vec<String>],
    first: usize,
    end: usize,
    kind: NameKind,
) -> Option<(usize, usize)> {
    let head_of = |k: usize| rows[k][6].parse::<usize>().unwrap_or(0);
    let head = (first..end).find(|&k| !(first + 1..=end).contains(&head_of(k)))?;
    let pos = |k: usize| rows[k][3].as_str();
    let people = kind == NameKind::Person && rows[head][5].contains("Number=Plur");
    if pos(head) != "PROPN" || people {
        return None;
    }
    let form = |k: usize| rows[k][1].as_str();
    let capital = |k: usize| form(k).starts_with(char::is_uppercase);
    let title = |k: usize| lexicon::classes(form(k).trim_end_matches('.')) & class::ROLE != 0;
    let is_part = |k: usize| match kind {
        NameKind::Person => pos(k) == "PROPN" && !title(k),
        _ => capital(k) && pos(k) != "DET" || pos(k) == "PROPN",
    };
    let glue = |k: usize| {
        form(k) == "-"
            || kind != NameKind::Person && ["of", "and", "for", "the", "&"].contains(&form(k))
    };
    if !is_part(head) {
        return None;
    }
    let (mut from, mut to) = (head, head + 1);
    loop {
        if from > first && is_part(from - 1) {
            from -= 1;
        } else if from > first + 1 && glue(from - 1) && is_part(from - 2) {
            from -= 2;
        } else {
            break;
        }
    }
    loop {
        if to < end && is_part(to) {
            to += 1;
        } else if let Some(next) =
            (to + 1..end.min(to + 3)).find(|&k| is_part(k) && (to..k).all(&glue))
        {
            to = next + 1;
        } else {
            break;
        }
    }
    Some((from, to))
}

/// For each word the token that covers most of it, the first one of equals.
pub fn covering(words: &[Word], parts: &Segments) -> Vec<Option<usize>> {
    let tokens = &parts.tokens;
    let one = |word: &Word| {
        let first = tokens.partition_point(|t| t.span.end() <= word.span.start());
        let shared = |k: &usize| {
            let span = tokens[*k].span;
            let shared = span.end().min(word.span.end()) - span.start().max(word.span.start());
            (shared, std::cmp::Reverse(*k))
        };
        (first..tokens.len())
            .take_while(|&k| tokens[k].span.start() < word.span.end())
            .max_by_key(shared)
    };
    words
        .iter()
        .map(|word| {
            if word.span.is_empty() {
                None
            } else {
                one(word)
            }
        })
        .collect()
}

/// For each token the word that covers most of it.
pub fn covered(words: &[Word], parts: &Segments) -> Vec<Option<usize>> {
    let mut out: Vec<Option<(u32, usize)>> = vec![None; parts.tokens.len()];
    for (w, word) in words.iter().enumerate() {
        let first = parts
            .tokens
            .partition_point(|t| t.span.end() <= word.span.start());
        for (k, token) in parts.tokens.iter().enumerate().skip(first) {
            if token.span.start() >= word.span.end() {
                break;
            }
            let shared =
                token.span.end().min(word.span.end()) - token.span.start().max(word.span.start());
            if out[k].is_none_or(|(most, _)| shared > most) {
                out[k] = Some((shared, w));
            }
        }
    }
    out.into_iter().map(|best| best.map(|(_, w)| w)).collect()
}

/// How many are right, found, and in the gold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl Counts {
    /// Precision, recall and F1, in hundredths.
    pub fn scores(&self) -> [f64; 3] {
        let share = |of: usize| {
            if of == 0 {
                0.0
            } else {
                100.0 * self.right as f64 / of as f64
            }
        };
        let (p, r) = (share(self.found), share(self.gold));
        [
            p,
            r,
            if p + r == 0.0 {
                0.0
            } else {
                2.0 * p * r / (p + r)
            },
        ]
    }

    /// Counts of more texts.
    pub fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// Names of a text against its gold, by kind, strictly: same span, same kind. The fourth: same
/// span, any kind.
pub fn score_names(report: &Report, found: &[(Span, NameKind)]) -> [Counts; 4] {
    let mut out = [Counts::default(); 4];
    for &(span, kind) in &report.names {
        out[kind as usize].gold += 1;
        out[3].gold += 1;
        out[3].right += usize::from(found.iter().any(|f| f.0 == span));
        out[kind as usize].right += usize::from(found.contains(&(span, kind)));
    }
    for &(_, kind) in found {
        out[kind as usize].found += 1;
        out[3].found += 1;
    }
    out
}

/// Words whose token has their part of speech, and all words.
pub fn score_pos(report: &Report, pos: &[Pos]) -> (usize, usize) {
    let covering = covering(&report.words, &report.parts);
    let known = report
        .words
        .iter()
        .zip(covering)
        .filter(|(word, _)| word.pos.is_some());
    known.fold((0, 0), |(right, all), (word, token)| {
        (
            right + usize::from(token.map(|k| pos[k]) == word.pos),
            all + 1,
        )
    })
}

/// Prints precision, recall and F1 of each kind and of all three, and gives them as JSON.
pub fn table(title: &str, counts: &[Counts; 4]) -> Value {
    let mut three = Counts::default();
    counts[..3].iter().for_each(|kind| three.add(*kind));
    let mut figures = json!({});
    println!("{title}");
    let rows = NameKind::ALL
        .iter()
        .map(|kind| kind.name())
        .chain(["any kind", "all three"]);
    for (name, counts) in rows.zip(counts.iter().chain([&three])) {
        let [p, r, f] = counts.scores();
        println!(
            "  {name:14} P {p:5.1}  R {r:5.1}  F1 {f:5.1}  ({} in the gold)",
            counts.gold
        );
        figures[name] = json!({ "p": p, "r": r, "f1": f, "gold": counts.gold });
    }
    figures
}
