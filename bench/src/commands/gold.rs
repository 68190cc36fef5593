//! Figures and times against marked reports (`examples/measure/README.md` says how they are
//! marked).
//!
//! Each mark belongs to the find that overlaps it most, and each find to one mark. A mark without a
//! find is wrong. A find that covers two marks (a range of times, "from £9bn to £8bn") belongs to
//! both, with one end each.

use anyhow::{Context, Result, ensure};
use sayso::measure::time::{Moment, Time, times};
use sayso::measure::{Figure, Modifier, Per, Role, Span, Unit, figures};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A marked report.
struct Report {
    name: String,
    published: String,
    text: String,
    figures: Vec<Mark>,
    times: Vec<Mark>,
}

/// A mark: its number, its place, and the fields of its line.
struct Mark {
    name: String,
    span: Span,
    fields: Vec<String>,
}

/// What must be right, in the order of the table. Each column asks for the ones before it as well.
const OF_FIGURES: [&str; 5] = ["found", "value", "+ unit", "+ of", "whole line"];
const OF_TIMES: [&str; 5] = ["found", "value", "+ type", "+ begin, end", "whole line"];

/// How many marks of a class are right, by column.
#[derive(Default)]
struct Score {
    classes: BTreeMap<String, (usize, [usize; 5])>,
    finds: usize,
    extra: usize,
    /// Extra figures inside a marked time ("three years").
    in_times: usize,
    differences: Vec<String>,
}

impl Score {
    fn count(&mut self, class: &str, right: [bool; 5]) {
        for class in [class, "all"] {
            let (marks, counts) = self.classes.entry(class.into()).or_default();
            *marks += 1;
            for (count, right) in counts.iter_mut().zip(right) {
                *count += usize::from(right);
            }
        }
    }

    /// Prints the table and gives it as JSON.
    fn table(&self, title: &str, asked: [&str; 5]) -> Value {
        let per_cent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{title:<12} {:>6}  {}",
            "marks",
            asked.map(|a| format!("{a:>13}")).join("")
        );
        let mut out = serde_json::Map::new();
        for (class, (marks, counts)) in &self.classes {
            let shares = counts.map(|c| per_cent(c, *marks));
            println!(
                "{class:<12} {marks:>6}  {}",
                shares.map(|s| format!("{s:>13.1}")).join("")
            );
            out.insert(class.clone(), json!({ "marks": marks, "right": counts }));
        }
        let precise = per_cent(self.finds - self.extra, self.finds);
        println!(
            "finds {}, without a mark {} ({} in a marked time): precision of finding {precise:.1}\n",
            self.finds, self.extra, self.in_times
        );
        let finds = json!({ "all": self.finds, "extra": self.extra, "in_times": self.in_times });
        json!({ "asked": asked, "classes": out, "finds": finds })
    }
}

pub fn run(files: &[PathBuf], verbose: bool) -> Result<Value> {
    let (mut of_figures, mut of_times) = (Score::default(), Score::default());
    for file in files {
        for report in reports(file)? {
            score_figures(&report, &mut of_figures);
            score_times(&report, &mut of_times);
        }
    }
    if verbose {
        for difference in of_figures.differences.iter().chain(&of_times.differences) {
            println!("{difference}");
        }
        println!();
    }
    let figures = of_figures.table("figures", OF_FIGURES);
    let times = of_times.table("times", OF_TIMES);
    Ok(json!({ "files": files, "figures": figures, "times": times }))
}

/// The reports of a file: a heading, the text with its marks in braces, an empty line, the lines of
/// the marks.
fn reports(file: &Path) -> Result<Vec<Report>> {
    let all = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut out = Vec::new();
    for part in format!("\n{all}").split("\n## ").skip(1) {
        let (heading, rest) = part.split_once('\n').context("a heading without a text")?;
        let (body, lines) = rest.split_once("\n\n").context("a report without marks")?;
        let (name, published) = heading
            .split_once(" | published ")
            .context("a heading without a day")?;
        let (text, spans) = unmarked(body).with_context(|| heading.to_string())?;
        let (mut figures, mut times) = (Vec::new(), Vec::new());
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let mut fields = line.split(" | ").map(|field| field.trim().to_string());
            let mark = fields.next().unwrap_or_default();
            let fields: Vec<String> = fields.collect();
            let span = *spans
                .get(&mark)
                .with_context(|| format!("{name}: no mark {mark}"))?;
            let (list, width) = if mark.starts_with('f') {
                (&mut figures, 7)
            } else {
                (&mut times, 4)
            };
            ensure!(fields.len() == width, "{name}: {line}");
            list.push(Mark {
                name: mark,
                span,
                fields,
            });
        }
        ensure!(
            figures.len() + times.len() == spans.len(),
            "{name}: a mark without a line"
        );
        out.push(Report {
            name: name.into(),
            published: published.trim().into(),
            text,
            figures,
            times,
        });
    }
    Ok(out)
}

/// The text without its braces, and where each mark is in it.
fn unmarked(body: &str) -> Result<(String, BTreeMap<String, Span>)> {
    let (mut text, mut spans, mut rest) = (String::new(), BTreeMap::new(), body);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (mark, after) = after.split_once('}').context("an open brace")?;
        let (name, words) = mark.split_once('|').context("a mark without a name")?;
        let start = text.len() as u32;
        text.push_str(words);
        spans.insert(name.to_string(), Span::new(start, text.len() as u32));
        rest = after;
    }
    text.push_str(rest);
    Ok((text, spans))
}

/// For each mark, the find that overlaps it most and the number of the mark within that find; then
/// the finds without a mark.
fn matched(
    marks: &[Mark],
    finds: &[Span],
    shared: &[bool],
) -> (Vec<Option<(usize, usize)>>, Vec<usize>) {
    let overlap = |a: Span, b: Span| {
        a.end()
            .min(b.end())
            .saturating_sub(a.start().max(b.start()))
    };
    let mut uses = vec![0; finds.len()];
    let pairs = marks
        .iter()
        .map(|mark| {
            let free = (0..finds.len()).filter(|&f| uses[f] == 0 || shared[f] && uses[f] == 1);
            let best =
                free.max_by_key(|&f| (overlap(finds[f], mark.span), std::cmp::Reverse(f)))?;
            (overlap(finds[best], mark.span) > 0).then(|| {
                uses[best] += 1;
                (best, uses[best] - 1)
            })
        })
        .collect();
    (pairs, (0..finds.len()).filter(|&f| uses[f] == 0).collect())
}

fn score_figures(report: &Report, score: &mut Score) {
    let found = figures(&report.text);
    let spans: Vec<Span> = found.iter().map(|f| f.span).collect();
    let shared: Vec<bool> = found.iter().map(|f| f.role == Role::FromTo).collect();
    let (pairs, extra) = matched(&report.figures, &spans, &shared);
    for (mark, pair) in report.figures.iter().zip(pairs) {
        let class = class(&mark.fields);
        let read = pair.map(|(find, end)| {
            figure_fields(&report.text, &found[find], shared[find].then_some(end))
        });
        let right = read
            .as_ref()
            .map_or([false; 5], |read| right_figure(&mark.fields, read));
        score.count(class, right);
        if !right[4] {
            score
                .differences
                .push(difference(report, mark, read, class, &OF_FIGURES, right));
        }
    }
    score.finds += found.len();
    score.extra += extra.len();
    for find in extra {
        let span = spans[find];
        let in_time = report
            .times
            .iter()
            .any(|t| t.span.start() < span.end() && span.start() < t.span.end());
        score.in_times += usize::from(in_time);
        let fields = figure_fields(&report.text, &found[find], None).join(" | ");
        let kind = if in_time { "in a time" } else { "extra" };
        score.differences.push(format!(
            "{} {kind} “{}”: {fields}",
            report.name,
            span.passage(&report.text)
        ));
    }
}

/// The class of a marked figure, as the README's table names them.
fn class(fields: &[String]) -> &'static str {
    let (unit, per, role) = (&*fields[2], &*fields[3], &*fields[4]);
    match role {
        "tally" => "tally",
        "age" => "age",
        "ordinal" => "ordinal",
        "change" => "change",
        "share" => "share",
        "rate" if per == "-" => "level",
        "rate" => "rate",
        _ if unit == "count" => "multiple",
        _ if unit == "-" => "count",
        _ if unit == "cent"
            || unit == "crown"
            || unit.len() == 3 && unit == unit.to_uppercase() =>
        {
            "money"
        }
        _ => "measure",
    }
}

/// Names of units that the marks spell differently: ours, theirs, and what it is per.
const UNITS: &[(&str, &str, &str)] = &[
    ("times", "count", ""),
    ("penny", "cent", ""),
    ("mph", "mile", "hour"),
    ("kph", "kilometre", "hour"),
    ("knot", "nautical mile", "hour"),
    ("mpg", "mile", "gallon"),
    ("kbps", "kilobit", "second"),
    ("mbps", "megabit", "second"),
    ("gbps", "gigabit", "second"),
];

/// A figure in the form of a mark's line. `end` chooses one of the two numbers of "from … to …".
fn figure_fields(text: &str, figure: &Figure, end: Option<usize>) -> Vec<String> {
    let number = |n: Option<sayso::measure::Decimal>| n.map_or("-".into(), |n| n.to_string());
    let (low, high) = match end {
        Some(0) => (figure.low, figure.low),
        Some(_) => (figure.high, figure.high),
        None => (figure.low, figure.high),
    };
    let (mut unit, mut per) = (figure.unit.map_or("-", Unit::name), Vec::new());
    if let Some(row) = UNITS.iter().find(|row| row.0 == unit) {
        unit = row.1;
        per.extend((!row.2.is_empty()).then(|| row.2.to_string()));
    }
    per.extend(figure.per.iter().map(|per| match per {
        Per::Unit(unit) => unit.to_string(),
        // "per 100,000"
        Per::Noun(span) => span.passage(text).to_lowercase().replace(',', ""),
    }));
    let role = match figure.role {
        Role::Multiple | Role::FromTo => "amount",
        role => role.name(),
    };
    let modifier = match figure.modifier {
        Some(Modifier::MoreThan) => "over",
        Some(Modifier::LessThan) => "under",
        Some(modifier) => modifier.name(),
        None => "-",
    };
    let per = if per.is_empty() {
        "-".into()
    } else {
        per.join(",")
    };
    let of = figure
        .of
        .map_or("-".into(), |of| of.passage(text).to_lowercase());
    vec![
        number(low),
        number(high),
        unit.into(),
        per,
        role.into(),
        modifier.into(),
        of,
    ]
}

fn right_figure(gold: &[String], read: &[String]) -> [bool; 5] {
    let value = same_number(&gold[0], &read[0]) && same_number(&gold[1], &read[1]);
    let unit = value && gold[2] == read[2];
    let of = unit && singulars(&read[6]).contains(&gold[6]);
    [true, value, unit, of, of && gold[3..6] == read[3..6]]
}

/// The same value; the marks give fractions to four decimals.
fn same_number(gold: &str, read: &str) -> bool {
    match (gold.parse::<f64>(), read.parse::<f64>()) {
        (Ok(g), Ok(r)) => {
            let rounded = gold.split_once('.').is_some_and(|parts| parts.1.len() == 4);
            let near = if rounded { 5.1e-5 } else { 1e-9 * g.abs() };
            (g - r).abs() <= near
        }
        _ => gold == read,
    }
}

/// A noun, and what its singular may be.
fn singulars(noun: &str) -> Vec<String> {
    let irregular = [
        ("children", "child"),
        ("lives", "life"),
        ("wives", "wife"),
        ("knives", "knife"),
        ("halves", "half"),
        ("wolves", "wolf"),
        ("loaves", "loaf"),
        ("feet", "foot"),
        ("teeth", "tooth"),
        ("geese", "goose"),
        ("mice", "mouse"),
        ("oxen", "ox"),
        ("persons", "people"),
    ];
    let mut out = vec![noun.to_string()];
    out.extend(
        irregular
            .iter()
            .filter(|i| i.0 == noun)
            .map(|i| i.1.to_string()),
    );
    for (end, instead) in [("s", ""), ("es", ""), ("ies", "y"), ("men", "man")] {
        out.extend(
            noun.strip_suffix(end)
                .filter(|stem| stem.len() > 1)
                .map(|stem| format!("{stem}{instead}")),
        );
    }
    out
}

fn score_times(report: &Report, score: &mut Score) {
    let found = times(&report.text, Moment::parse(&report.published));
    let spans: Vec<Span> = found.iter().map(|t| t.span).collect();
    let shared: Vec<bool> = found.iter().map(|t| t.value.contains('/')).collect();
    let (pairs, extra) = matched(&report.times, &spans, &shared);
    let held = |find: usize| pairs.iter().flatten().filter(|p| p.0 == find).count();
    for (mark, pair) in report.times.iter().zip(&pairs) {
        let read = pair.map(|(find, end)| {
            let both = shared[find] && held(find) == 2;
            time_fields(&found[find], both.then_some(end))
        });
        let right = read
            .as_ref()
            .map_or([false; 5], |read| right_time(&mark.fields, read));
        let class = mark.fields[0].as_str();
        score.count(class, right);
        if !right[4] {
            score
                .differences
                .push(difference(report, mark, read, class, &OF_TIMES, right));
        }
    }
    score.finds += found.len();
    score.extra += extra.len();
    for find in extra {
        let fields = time_fields(&found[find], None).join(" | ");
        score.differences.push(format!(
            "{} extra “{}”: {fields}",
            report.name,
            spans[find].passage(&report.text)
        ));
    }
}

/// A time in the form of a mark's line. `end` chooses one end of a range; what the range does not
/// give is "?".
fn time_fields(time: &Time, end: Option<usize>) -> Vec<String> {
    let value = end
        .and_then(|end| time.value.split('/').nth(end))
        .unwrap_or(&time.value);
    let moment = |m: Option<Moment>| m.map_or("-".into(), |m| m.to_string());
    let (mut begin, mut after) = (moment(time.begin), moment(time.end));
    match end {
        Some(0) => after = "?".into(),
        Some(_) => begin = "?".into(),
        None => {}
    }
    vec![time.kind.name().into(), value.into(), begin, after]
}

/// A mark bounds a time of day by the day, but sayso by the minutes. So of a `TIME` only the day on
/// which it begins is compared.
fn right_time(gold: &[String], read: &[String]) -> [bool; 5] {
    let value = gold[1] == read[1];
    let kind = value && gold[0] == read[0];
    let same = |gold: &str, read: &str| read == "?" || gold == read;
    let day = |read: &str| read.split('T').next().unwrap_or_default().to_string();
    let bounds = if gold[0] == "TIME" {
        same(&gold[2], &day(&read[2]))
    } else {
        same(&gold[2], &read[2]) && same(&gold[3], &read[3])
    };
    [true, value, kind, kind && bounds, kind && bounds]
}

/// "01 business f7 count “about four” + unit: gold | … read | …": a mark, the first column that is
/// wrong, and both lines.
fn difference(
    report: &Report,
    mark: &Mark,
    read: Option<Vec<String>>,
    class: &str,
    asked: &[&str; 5],
    right: [bool; 5],
) -> String {
    let wrong = asked.iter().zip(right).find(|a| !a.1).map_or("", |a| *a.0);
    let read = read.map_or("nothing".into(), |read| read.join(" | "));
    let (name, words) = (&report.name, mark.span.passage(&report.text));
    format!(
        "{name} {} {class} “{words}” {wrong}\n    gold {}\n    read {read}",
        mark.name,
        mark.fields.join(" | ")
    )
}
