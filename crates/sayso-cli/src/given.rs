//! In: a file of attributions: brat standoff of one report, or JSONL as this program writes it. Out: the attributions of a
//! report, in its text. So the later stages can be corrected by hand, and measured alone.

use anyhow::{Context, Result, bail, ensure};
use sayso::attribute::{Attribution, AttributionId, By, Form, Why};
use sayso::text::{OffsetMap, Span};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// Begin and end in code points.
type Spans = Vec<(u32, u32)>;

/// One attribution as it is given.
#[derive(Default)]
struct Marked {
    id: String,
    source: Spans,
    cue: Spans,
    content: Spans,
    parent: Option<String>,
    carried_from: Option<String>,
    form: Option<Form>,
}

/// The attributions of a file.
pub struct Attributions {
    /// By report; those of a brat file under no name.
    reports: HashMap<String, Vec<Marked>>,
    /// All of one report.
    pub is_one: bool,
}

/// Reads a file of attributions.
pub fn load(path: &Path) -> Result<Attributions> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let file = file.trim_start_matches('\u{feff}').to_string();
    let is_one = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("ann"));
    let reports =
        if is_one { brat(&file).map(|all| HashMap::from([(String::new(), all)])) } else { jsonl(&file) };
    Ok(Attributions { reports: reports.with_context(|| path.display().to_string())?, is_one })
}

fn brat(file: &str) -> Result<Vec<Marked>> {
    let mut spans: HashMap<&str, Spans> = HashMap::new();
    for (number, line) in (1..).zip(file.lines()).filter(|(_, l)| l.starts_with('T')) {
        let mut cells = line.split('\t');
        let (id, label) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let places = label.split_once(' ').map_or("", |(_, places)| places);
        let place = |part: &str| {
            let (start, end) = part.trim().split_once(' ')?;
            Some((start.parse().ok()?, end.trim().parse().ok()?))
        };
        let all: Option<Spans> = places.split(';').map(place).collect();
        spans.insert(id, all.with_context(|| format!("line {number}: no place in {label:?}"))?);
    }
    let mut out = Vec::new();
    for (number, line) in (1..).zip(file.lines()).filter(|(_, l)| l.starts_with('E')) {
        let mut marked = Marked::default();
        for (role, id) in line.split(['\t', ' ']).filter_map(|part| part.split_once(':')) {
            let found = spans.get(id).with_context(|| format!("line {number}: there is no {id}"))?;
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => marked.source.extend(found),
                "Cue" => marked.cue.extend(found),
                "Content" => marked.content.extend(found),
                _ => {}
            }
        }
        out.push(marked);
    }
    ensure!(!out.is_empty(), "there is no attribution in it");
    Ok(out)
}

fn jsonl(file: &str) -> Result<HashMap<String, Vec<Marked>>> {
    let mut out: HashMap<String, Vec<Marked>> = HashMap::new();
    for (number, line) in (1..).zip(file.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).with_context(|| format!("line {number}"))?;
        if value["type"] != "attribution" {
            continue;
        }
        let data = &value["data"];
        let spans = |role: &str| -> Result<Spans> {
            let list = data[role].as_array().map_or(&[][..], Vec::as_slice);
            let place = |span: &Value, key: &str| u32::try_from(span[key].as_u64()?).ok();
            let one = |span: &Value| Some((place(span, "start")?, place(span, "end")?));
            let all: Option<Spans> = list.iter().map(one).collect();
            all.with_context(|| format!("line {number}: a {role} without start and end in range"))
        };
        let text = |key: &str| data[key].as_str().map(String::from);
        let marked = Marked {
            id: text("id").unwrap_or_default(),
            source: spans("source")?,
            cue: spans("cue")?,
            content: spans("content")?,
            parent: text("parent"),
            carried_from: text("carried_from"),
            form: [Form::Direct, Form::Mixed, Form::Indirect].into_iter().find(|f| data["form"] == f.name()),
        };
        let report =
            text("report").with_context(|| format!("line {number}: an attribution without a report"))?;
        out.entry(report).or_default().push(marked);
    }
    if out.is_empty() {
        bail!("there is no attribution in it");
    }
    Ok(out)
}

impl Attributions {
    /// Those of a report, by its id.
    pub fn of(&self, id: &str, text: &str) -> Result<Vec<Attribution>> {
        let all = self.reports.get(if self.is_one { "" } else { id });
        let all = all.with_context(|| format!("--attributions: there are none of the report {id} in it"))?;
        let map = OffsetMap::new(text);
        let length = map.code_points(text, text.len() as u32);
        let spans = |places: &Spans| -> Result<Vec<Span>> {
            let mut out = Vec::new();
            for &(start, end) in places {
                ensure!(
                    start < end && end <= length,
                    "--attributions: {start} to {end} is no place in its text"
                );
                out.push(Span::new(map.byte_of_code_point(text, start), map.byte_of_code_point(text, end)));
            }
            out.sort_by_key(|s| s.start());
            ensure!(
                out.is_sorted_by(|a, b| a.end() <= b.start()),
                "--attributions: parts of one role overlap"
            );
            Ok(out)
        };
        let number = |id: &Option<String>| {
            let id = id.as_ref()?;
            all.iter().position(|m| m.id == *id).map(|n| AttributionId(n as u32))
        };
        let mut out = Vec::new();
        for (n, marked) in all.iter().enumerate() {
            let content = spans(&marked.content)?;
            let quoted = content.iter().all(|s| text[s.range()].starts_with(['“', '"', '‘', '«']));
            let form = if quoted && !content.is_empty() { Form::Direct } else { Form::Indirect };
            // What hangs on itself, over however many others, hangs on nothing.
            let earlier = |id: AttributionId| id.0 < n as u32;
            out.push(Attribution {
                source: spans(&marked.source)?,
                cue: spans(&marked.cue)?,
                content,
                form: marked.form.unwrap_or(form),
                parent: number(&marked.parent).filter(|&id| earlier(id)),
                carried_from: number(&marked.carried_from).filter(|&id| earlier(id)),
                score: None,
                why: Why { by: By::Rule, rule: "given" },
            });
        }
        Ok(out)
    }
}
