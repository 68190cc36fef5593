//! In: a file of attributions: brat standoff of one report, or JSONL as this program writes it.
//! Out: the attributions of a report, in its text.
//!
//! With given attributions the later stages can be corrected by hand, and measured alone. The words
//! in the file must be those of the report, because offsets alone would fit any text.

use crate::output;
use anyhow::{Context, Result, anyhow, bail, ensure};
use sayso::attribute::{Attribution, AttributionId, Form, Rule, Why};
use sayso::text::{OffsetMap, Span};
use sayso_export::records;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};

/// What is said of a file without attributions.
const NEITHER: &str = "it is neither a .ann file of brat nor JSONL of sayso";
/// Characters of a text shown in a message.
const SHOWN: usize = 60;

/// Words marked in the text.
struct Place {
    /// Line and id, for messages.
    at: String,
    /// Begin and end of each part in code points.
    parts: Vec<(u32, u32)>,
    /// The words as the file has them, parts joined by a space. JSONL may leave them out.
    words: Option<String>,
}

/// One attribution as it is given. Its source, cue and content are numbers of places.
#[derive(Default)]
struct Marked {
    /// Line and id, for messages.
    at: String,
    id: Option<String>,
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
    parent: Option<String>,
    carried_from: Option<String>,
    form: Option<Form>,
}

/// What is given of one report.
#[derive(Default)]
struct Report {
    /// In the order of the file.
    places: Vec<Place>,
    marked: Vec<Marked>,
    /// Parent and carrier of each.
    ties: Vec<[Option<AttributionId>; 2]>,
}

/// The attributions of a file.
pub struct Attributions {
    path: PathBuf,
    /// By report. Those of a brat file are under the empty name.
    reports: BTreeMap<String, Report>,
    /// All are of one report.
    is_one: bool,
    /// Reports are taken as they are, not cleaned.
    raw_text: bool,
}

/// Reads a file of attributions, of reports that are taken as they are (`raw_text`) or cleaned.
pub fn load(path: &Path, raw_text: bool) -> Result<Attributions> {
    let is_one = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("ann"));
    let reports = reports(path, is_one).with_context(|| named(path))?;
    Ok(Attributions {
        path: path.into(),
        reports,
        is_one,
        raw_text,
    })
}

fn reports(path: &Path, is_one: bool) -> Result<BTreeMap<String, Report>> {
    let file = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow!("there is no such file"),
        io::ErrorKind::IsADirectory => anyhow!("this is a folder, not a file"),
        io::ErrorKind::InvalidData => anyhow!("{NEITHER}"),
        _ => anyhow!("it cannot be read: {}", output::without_number(&error)),
    })?;
    let file = file.trim_start_matches('\u{feff}');
    let mut reports = if is_one {
        BTreeMap::from([(String::new(), brat(file)?)])
    } else {
        jsonl(file)?
    };
    ensure!(
        reports.values().any(|r| !r.marked.is_empty()),
        "there is no attribution in it: brat files have them in lines that begin with E, JSONL in lines of the type \"attribution\""
    );
    for report in reports.values_mut() {
        report.ties = ties(&report.marked)?;
    }
    Ok(reports)
}

fn named(path: &Path) -> String {
    format!("--attributions {}", path.display())
}

fn brat(file: &str) -> Result<Report> {
    let mut report = Report::default();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (line, text) in lines_of(file, 'T') {
        let (id, place) = brat_place(line, text)?;
        ensure!(
            numbers.insert(id, report.places.len()).is_none(),
            "{}: this id is used twice",
            place.at
        );
        report.places.push(place);
    }
    for (line, text) in lines_of(file, 'E') {
        let id = text.split('\t').next().unwrap_or("");
        let mut marked = Marked {
            at: format!("line {line}, {id}"),
            id: Some(id.into()),
            ..Marked::default()
        };
        for (role, id) in text
            .split(['\t', ' '])
            .filter_map(|part| part.split_once(':'))
        {
            let place = *numbers
                .get(id)
                .with_context(|| format!("{}: there is no {id} in the file", marked.at))?;
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => marked.source.push(place),
                "Cue" => marked.cue.push(place),
                "Content" => marked.content.push(place),
                _ => {}
            }
        }
        report.marked.push(marked);
    }
    Ok(report)
}

/// The lines that begin with a letter, with their numbers.
fn lines_of(file: &str, first: char) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(file.lines());
    lines.filter(move |(_, line)| line.starts_with(first))
}

/// A line such as `T1⇥Source 0 4;9 12⇥the words there`.
fn brat_place(line: usize, text: &str) -> Result<(&str, Place)> {
    let mut cells = text.splitn(3, '\t');
    let (id, label) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
    let at = format!("line {line}, {id}");
    let parts = label
        .split_once(' ')
        .map_or("", |(_, parts)| parts)
        .split(';')
        .map(brat_part)
        .collect();
    let parts = Option::with_context(parts, || {
        format!("{at}: {label:?} has no place, such as \"Source 0 4\"")
    })?;
    let words = cells
        .next()
        .with_context(|| format!("{at}: the words of the text are missing"))?;
    Ok((
        id,
        Place {
            at,
            parts,
            words: Some(words.into()),
        },
    ))
}

/// Begin and end, as in `0 4`.
fn brat_part(part: &str) -> Option<(u32, u32)> {
    let (start, end) = part.trim().split_once(' ')?;
    Some((start.parse().ok()?, end.trim().parse().ok()?))
}

fn jsonl(file: &str) -> Result<BTreeMap<String, Report>> {
    let mut reports: BTreeMap<String, Report> = BTreeMap::new();
    for (line, text) in (1..).zip(file.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let is_json = text.trim_start().starts_with('{');
            if line == 1 && !is_json {
                anyhow!("{NEITHER}")
            } else {
                anyhow!(
                    "line {line}: the line is not JSON, see character {}",
                    error.column()
                )
            }
        })?;
        if value["type"] != "attribution" {
            continue;
        }
        let data = &value["data"];
        let at = match &data["id"] {
            Value::String(id) => format!("line {line}, {id}"),
            _ => format!("line {line}"),
        };
        let record = attribution(data, &at)?;
        ensure!(
            !data["report"].is_null(),
            "{at}: it does not say which report it is of: add \"report\" with the id of the report"
        );
        let has_form = !data["form"].is_null();
        let report = reports.entry(record.report.clone()).or_default();
        report.add(record, has_form, at);
    }
    Ok(reports)
}

/// What is wanted where a line has the source, the cue or the content.
const SPANS: &str = "a list of spans with start, end and text";

/// The fields of an attribution that are used, and what is wanted in each. All may be missing or
/// null but the first.
const FIELDS: [(&str, &str); 8] = [
    ("report", "a string"),
    ("id", "a string"),
    ("source", SPANS),
    ("cue", SPANS),
    ("content", SPANS),
    ("parent", "a string"),
    ("carried_from", "a string"),
    ("form", "direct, mixed or indirect"),
];

/// The attribution of a line. Each field is tried alone first, so that a message can name the one
/// that is wrong.
fn attribution(data: &Value, at: &str) -> Result<records::Attribution> {
    let mut fields = Map::from_iter([("report".into(), json!(""))]);
    let nothing = fields.clone();
    for (name, wanted) in FIELDS {
        let value = without_nulls(&data[name]);
        if value.is_null() {
            continue;
        }
        let mut alone = nothing.clone();
        alone.insert(name.into(), value.clone());
        let record: Result<records::Attribution, _> = serde_json::from_value(alone.into());
        ensure!(
            record.is_ok(),
            "{at}: {name:?} is {}, where {wanted} is wanted",
            cut(&data[name].to_string(), 0)
        );
        fields.insert(name.into(), value);
    }
    serde_json::from_value(fields.into()).with_context(|| at.to_string())
}

/// A value without fields that are null, because people write null for what they do not know.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(without_nulls).collect(),
        Value::Object(fields) => {
            let known = fields.iter().filter(|(_, value)| !value.is_null());
            known.map(|(k, v)| (k.clone(), v.clone())).collect()
        }
        other => other.clone(),
    }
}

impl Report {
    /// Adds an attribution. `has_form`: the form was given, and need not be found out.
    fn add(&mut self, record: records::Attribution, has_form: bool, at: String) {
        let marked = Marked {
            source: self.places(&at, "source", record.source),
            cue: self.places(&at, "cue", record.cue),
            content: self.places(&at, "content", record.content),
            parent: record.parent,
            carried_from: record.carried_from,
            form: has_form.then_some(record.form),
            id: Some(record.id).filter(|id| !id.is_empty()),
            at,
        };
        self.marked.push(marked);
    }

    /// Adds the places of a role, and gives their numbers.
    fn places(&mut self, at: &str, role: &str, spans: Vec<records::Span>) -> Vec<usize> {
        let first = self.places.len();
        let places = spans.into_iter().map(|span| Place {
            at: format!("{at}, {role}"),
            parts: vec![(span.start, span.end)],
            words: Some(span.text).filter(|words| !words.is_empty()),
        });
        self.places.extend(places);
        (first..self.places.len()).collect()
    }
}

/// The parent of each, and the one that it continues.
fn ties(all: &[Marked]) -> Result<Vec<[Option<AttributionId>; 2]>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for (number, marked) in (0..).zip(all) {
        let twice = marked
            .id
            .as_deref()
            .is_some_and(|id| numbers.insert(id, number).is_some());
        ensure!(!twice, "{}: this id is used twice", marked.at);
    }
    let mut ties = Vec::with_capacity(all.len());
    for marked in all {
        ties.push([
            marked.tie(&numbers, "parent", marked.parent.as_deref())?,
            marked.tie(&numbers, "carried_from", marked.carried_from.as_deref())?,
        ]);
    }
    if let Some(number) = on_itself(&ties) {
        bail!(
            "{}: by \"parent\" and \"carried_from\" it depends on itself",
            all[number].at
        );
    }
    Ok(ties)
}

impl Marked {
    /// The attribution with an id that a field of this one has.
    fn tie(
        &self,
        numbers: &HashMap<&str, u32>,
        field: &str,
        id: Option<&str>,
    ) -> Result<Option<AttributionId>> {
        let Some(id) = id else { return Ok(None) };
        let found = numbers.get(id).copied().map(AttributionId);
        ensure!(
            found.is_some(),
            "{}: {field:?} is {id:?}, and its report has no such attribution",
            self.at
        );
        Ok(found)
    }

    /// The spans of its source, cue or content, in text order.
    fn spans(&self, role: &str, numbers: &[usize], places: &[Vec<Span>]) -> Result<Vec<Span>> {
        let spans = numbers.iter().flat_map(|&n| places[n].iter().copied());
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_by_key(|s| s.start());
        let is_apart = spans.is_sorted_by(|a, b| a.end() <= b.start());
        ensure!(is_apart, "{}: parts of its {role} overlap", self.at);
        Ok(spans)
    }
}

/// An attribution that depends on itself, possibly through others.
fn on_itself(ties: &[[Option<AttributionId>; 2]]) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        /// It is on the path from `first`.
        Open,
        Done,
    }
    let mut seen = vec![Seen::Not; ties.len()];
    for first in 0..ties.len() {
        let mut path = vec![first];
        while let Some(&number) = path.last() {
            if seen[number] != Seen::Not {
                seen[number] = Seen::Done;
                path.pop();
                continue;
            }
            seen[number] = Seen::Open;
            for up in ties[number].iter().flatten().map(|id| id.0 as usize) {
                match seen[up] {
                    Seen::Not => path.push(up),
                    Seen::Open => return Some(up),
                    Seen::Done => {}
                }
            }
        }
    }
    None
}

impl Attributions {
    /// The attributions of a report with this id and this text.
    pub fn of(&self, id: &str, text: &str) -> Result<Vec<Attribution>> {
        let report = self.reports.get(if self.is_one { "" } else { id });
        let hint = if self.raw_text {
            "is it of another report, or of the text as it is cleaned without --raw-text?"
        } else {
            "is it of another report, or of the text before it is cleaned (--raw-text)?"
        };
        let map = OffsetMap::new(text);
        let within = Within {
            text,
            length: map.code_points(text, text.len() as u32),
            map,
            hint,
        };
        report
            .with_context(|| format!("there are none of the report {id} in it: {hint}"))
            .and_then(|report| within.attributions(report))
            .with_context(|| named(&self.path))
    }
}

/// The text in which places are looked up.
struct Within<'a> {
    text: &'a str,
    map: OffsetMap,
    /// In code points.
    length: u32,
    /// What may be the reason if the words are not there.
    hint: &'static str,
}

impl Within<'_> {
    fn attributions(&self, report: &Report) -> Result<Vec<Attribution>> {
        let places: Vec<Vec<Span>> = report
            .places
            .iter()
            .map(|p| self.spans(p))
            .collect::<Result<_>>()?;
        let mut out = Vec::new();
        for (marked, &[parent, carried_from]) in report.marked.iter().zip(&report.ties) {
            let content = marked.spans("content", &marked.content, &places)?;
            out.push(Attribution {
                source: marked.spans("source", &marked.source, &places)?,
                cue: marked.spans("cue", &marked.cue, &places)?,
                form: marked.form.unwrap_or_else(|| self.form(&content)),
                content,
                parent,
                carried_from,
                score: None,
                why: Why::Rule(Rule::Given),
            });
        }
        Ok(out)
    }

    fn form(&self, content: &[Span]) -> Form {
        let quoted = content
            .iter()
            .all(|s| self.text[s.range()].starts_with(['“', '"', '‘', '«']));
        if quoted && !content.is_empty() {
            Form::Direct
        } else {
            Form::Indirect
        }
    }

    /// The parts of a place, if its words are there.
    fn spans(&self, place: &Place) -> Result<Vec<Span>> {
        let mut out = Vec::new();
        for &part in &place.parts {
            out.push(self.span(place, part)?);
        }
        let there: Vec<&str> = out.iter().map(|s| &self.text[s.range()]).collect();
        let there = single_spaced(&there.join(" "));
        match place.words.as_deref().map(single_spaced) {
            Some(words) if words != there => bail!(self.other_words(place, &there, &words)),
            _ => Ok(out),
        }
    }

    /// The span between two code points.
    fn span(&self, place: &Place, (start, end): (u32, u32)) -> Result<Span> {
        let (at, length, hint) = (&place.at, self.length, self.hint);
        ensure!(
            start < end,
            "{at}: {start} to {end} is not a span, its end must come after its start"
        );
        if end > length {
            let words = place.words.as_deref().map(single_spaced);
            let wanted = words.map_or(String::new(), |words| {
                format!(", where {:?} was expected", cut(&words, 0))
            });
            bail!(
                "{at}: {start} to {end} is not a place in its text of {length} characters{wanted}; {hint}"
            );
        }
        let byte = |index: u32| self.map.byte_of_code_point(self.text, index);
        Ok(Span::new(byte(start), byte(end)))
    }

    /// The message where the text has other words than the file. Of long words the place where they
    /// begin to differ is shown.
    fn other_words(&self, place: &Place, there: &str, words: &str) -> String {
        let parts: Vec<String> = place
            .parts
            .iter()
            .map(|(a, b)| format!("{a} to {b}"))
            .collect();
        let pairs = words.chars().zip(there.chars());
        let same = pairs.take_while(|(a, b)| a == b).count();
        let from = same.saturating_sub(SHOWN / 2);
        format!(
            "{}: the text at {} is {:?}, where {:?} was expected; {}",
            place.at,
            parts.join(", "),
            cut(there, from),
            cut(words, from),
            self.hint
        )
    }
}

/// The text with each run of spaces and line breaks as one space, because brat writes a line break
/// as a space.
fn single_spaced(text: &str) -> String {
    let mut out: Vec<char> = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    out.dedup_by(|a, b| *a == ' ' && *b == ' ');
    out.into_iter().collect()
}

/// As much of a text as a message shows, from a character on.
fn cut(text: &str, from: usize) -> String {
    let mut rest = text.chars().skip(from);
    let shown: String = rest.by_ref().take(SHOWN).collect();
    let dots = |more: bool| if more { "…" } else { "" };
    format!("{}{shown}{}", dots(from > 0), dots(rest.next().is_some()))
}
