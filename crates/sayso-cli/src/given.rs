//! In: a file of attributions: brat standoff of one report, or JSONL as this program writes it.
//! Out: the attributions of a report, in its text. So the later stages can be corrected by hand,
//! and measured alone. Offsets alone fit any text: the words that stand in the file must stand in
//! the report too.

use anyhow::{Context, Result, bail, ensure};
use sayso::attribute::{Attribution, AttributionId, Form, Rule, Why};
use sayso::text::{OffsetMap, Span};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Characters of a text shown in a message.
const SHOWN: usize = 60;

/// Words marked in the text.
struct Place {
    /// Line and id, for messages.
    at: String,
    /// Begin and end of each part in code points.
    parts: Vec<(u32, u32)>,
    /// The words as the file has them, parts joined by a blank; JSONL may leave them out.
    words: Option<String>,
}

/// One attribution as it is given. Its roles are numbers of places.
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
    /// By report; those of a brat file under no name.
    reports: BTreeMap<String, Report>,
    /// All of one report.
    is_one: bool,
    /// Are reports taken as they are, not cleaned?
    raw_text: bool,
}

/// Reads a file of attributions, of reports that are taken as they are (`raw_text`) or cleaned.
pub fn load(path: &Path, raw_text: bool) -> Result<Attributions> {
    let is_one = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("ann"));
    let reports = || -> Result<BTreeMap<String, Report>> {
        let file = std::fs::read_to_string(path)?;
        let file = file.trim_start_matches('\u{feff}');
        let mut reports = if is_one {
            BTreeMap::from([(String::new(), brat(file)?)])
        } else {
            jsonl(file)?
        };
        ensure!(
            reports.values().any(|r| !r.marked.is_empty()),
            "there is no attribution in it"
        );
        for report in reports.values_mut() {
            report.ties = ties(&report.marked)?;
        }
        Ok(reports)
    };
    let reports = reports().with_context(|| named(path))?;
    Ok(Attributions {
        path: path.into(),
        reports,
        is_one,
        raw_text,
    })
}

fn named(path: &Path) -> String {
    format!("--attributions {}", path.display())
}

fn brat(file: &str) -> Result<Report> {
    let mut report = Report::default();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let lines = |first: char| {
        (1..)
            .zip(file.lines())
            .filter(move |(_, l)| l.starts_with(first))
    };
    for (line, text) in lines('T') {
        let (id, place) = brat_place(line, text)?;
        ensure!(
            numbers.insert(id, report.places.len()).is_none(),
            "{}: this id stands twice",
            place.at
        );
        report.places.push(place);
    }
    for (line, text) in lines('E') {
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
                .with_context(|| format!("{}: there is no {id}", marked.at))?;
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

/// A line such as `T1⇥Source 0 4;9 12⇥what stands there`.
fn brat_place(line: usize, text: &str) -> Result<(&str, Place)> {
    let mut cells = text.splitn(3, '\t');
    let (id, label) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
    let at = format!("line {line}, {id}");
    let part = |part: &str| {
        let (start, end) = part.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.trim().parse().ok()?))
    };
    let parts = label
        .split_once(' ')
        .map_or("", |(_, parts)| parts)
        .split(';')
        .map(part)
        .collect();
    let parts = Option::with_context(parts, || format!("{at}: no place in {label:?}"))?;
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

fn jsonl(file: &str) -> Result<BTreeMap<String, Report>> {
    let mut out: BTreeMap<String, Report> = BTreeMap::new();
    for (line, text) in (1..)
        .zip(file.lines())
        .filter(|(_, l)| !l.trim().is_empty())
    {
        let value: Value = serde_json::from_str(text).with_context(|| format!("line {line}"))?;
        if value["type"] != "attribution" {
            continue;
        }
        let mut fields = Fields {
            at: format!("line {line}"),
            data: &value["data"],
        };
        let id = fields.text("id")?;
        if let Some(id) = &id {
            fields.at = format!("line {line}, {id}");
        }
        let report = fields.text("report")?;
        let report =
            report.with_context(|| format!("{}: an attribution without a report", fields.at))?;
        fields.put(id, out.entry(report).or_default())?;
    }
    Ok(out)
}

/// The fields of an attribution's line.
struct Fields<'a> {
    /// Line and id, for messages.
    at: String,
    data: &'a Value,
}

impl Fields<'_> {
    fn put(self, id: Option<String>, report: &mut Report) -> Result<()> {
        let mut role = |key: &str| -> Result<Vec<usize>> {
            let first = report.places.len();
            report.places.extend(self.places(key)?);
            Ok((first..report.places.len()).collect())
        };
        let marked = Marked {
            source: role("source")?,
            cue: role("cue")?,
            content: role("content")?,
            parent: self.text("parent")?,
            carried_from: self.text("carried_from")?,
            form: self.form()?,
            id,
            at: self.at,
        };
        report.marked.push(marked);
        Ok(())
    }

    /// A field that is not what is wanted there.
    fn wrong<T>(&self, key: &str, wanted: &str) -> Result<T> {
        bail!(
            "{}: {key:?} is {}, where {wanted} is wanted",
            self.at,
            cut(&self.data[key].to_string(), 0)
        )
    }

    fn text(&self, key: &str) -> Result<Option<String>> {
        match &self.data[key] {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text.clone())),
            _ => self.wrong(key, "a string"),
        }
    }

    fn form(&self) -> Result<Option<Form>> {
        let Some(name) = self.text("form")? else {
            return Ok(None);
        };
        let form = name.parse().ok();
        if form.is_none() {
            self.wrong("form", "direct, mixed or indirect")
        } else {
            Ok(form)
        }
    }

    fn places(&self, key: &str) -> Result<Vec<Place>> {
        let number = |span: &Value, key: &str| u32::try_from(span[key].as_u64()?).ok();
        let place = |span: &Value| {
            let words = match &span["text"] {
                Value::Null => None,
                words => Some(words.as_str()?.to_string()),
            };
            let parts = vec![(number(span, "start")?, number(span, "end")?)];
            Some(Place {
                at: format!("{}, {key}", self.at),
                parts,
                words,
            })
        };
        let places = match &self.data[key] {
            Value::Null => Some(vec![]),
            Value::Array(list) => list.iter().map(place).collect(),
            _ => None,
        };
        places.map_or_else(
            || self.wrong(key, "a list of spans with start, end and text"),
            Ok,
        )
    }
}

/// What each hangs on: its parent and its carrier.
fn ties(all: &[Marked]) -> Result<Vec<[Option<AttributionId>; 2]>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for (number, marked) in (0..).zip(all) {
        let twice = marked
            .id
            .as_deref()
            .is_some_and(|id| numbers.insert(id, number).is_some());
        ensure!(!twice, "{}: this id stands twice", marked.at);
    }
    let tie = |marked: &Marked, key: &str, id: &Option<String>| {
        let Some(id) = id else { return Ok(None) };
        let found = numbers.get(&**id).copied().map(AttributionId);
        ensure!(
            found.is_some(),
            "{}: {key:?} is {id:?}, and its report has no such attribution",
            marked.at
        );
        Ok(found)
    };
    let both = |m: &Marked| {
        Ok([
            tie(m, "parent", &m.parent)?,
            tie(m, "carried_from", &m.carried_from)?,
        ])
    };
    let ties: Vec<_> = all.iter().map(both).collect::<Result<_>>()?;
    if let Some(number) = on_itself(&ties) {
        bail!(
            "{}: by \"parent\" and \"carried_from\" it hangs on itself",
            all[number].at
        );
    }
    Ok(ties)
}

/// One that hangs on itself, be it over others.
fn on_itself(ties: &[[Option<AttributionId>; 2]]) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        /// On the way that is followed up from `first`.
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
    /// Those of a report, by its id.
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
    /// What may be wrong if the words are not there.
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
            let role = |name: &str, numbers: &[usize]| {
                let mut spans: Vec<Span> = numbers
                    .iter()
                    .flat_map(|&n| places[n].iter().copied())
                    .collect();
                spans.sort_by_key(|s| s.start());
                let apart = spans.is_sorted_by(|a, b| a.end() <= b.start());
                ensure!(apart, "{}: parts of its {name} overlap", marked.at);
                Ok(spans)
            };
            let content = role("content", &marked.content)?;
            out.push(Attribution {
                source: role("source", &marked.source)?,
                cue: role("cue", &marked.cue)?,
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

    /// The parts of a place, if its words stand there.
    fn spans(&self, place: &Place) -> Result<Vec<Span>> {
        let (at, length, hint) = (&place.at, self.length, self.hint);
        let words = place.words.as_deref().map(blanked);
        let byte = |index: u32| self.map.byte_of_code_point(self.text, index);
        let mut out = Vec::new();
        for &(start, end) in &place.parts {
            ensure!(
                start < end,
                "{at}: {start} to {end} is no span, its end must come after its start"
            );
            if end > length {
                let wanted = words.map_or(String::new(), |w| {
                    format!(", where {:?} was expected", cut(&w, 0))
                });
                bail!(
                    "{at}: {start} to {end} is no place in its text of {length} characters{wanted}; {hint}"
                );
            }
            out.push(Span::new(byte(start), byte(end)));
        }
        let there: Vec<&str> = out.iter().map(|s| &self.text[s.range()]).collect();
        let there = blanked(&there.join(" "));
        if let Some(words) = words.filter(|words| *words != there) {
            let parts: Vec<String> = place
                .parts
                .iter()
                .map(|(a, b)| format!("{a} to {b}"))
                .collect();
            let same = words
                .chars()
                .zip(there.chars())
                .take_while(|(a, b)| a == b)
                .count();
            let from = same.saturating_sub(SHOWN / 2);
            let (parts, there, words) = (parts.join(", "), cut(&there, from), cut(&words, from));
            bail!("{at}: at {parts} stands {there:?}, where {words:?} was expected; {hint}");
        }
        Ok(out)
    }
}

/// Any run of blanks and line breaks as one blank: brat writes a line break as a blank.
fn blanked(text: &str) -> String {
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
