//! Writes `docs/format.md` from the types of the records and the comments of their fields, and from
//! the columns of the tables.

use crate::tables::Table;
use sayso::attribute::{By, Form, Rule as AttributionRule};
use sayso::candidate::{Sign, Source};
use sayso::certainty::{Polarity, Rule as ClaimRule, Status, Strength, TriggerKind, Voice};
use sayso::check::derivation::Verdict;
use sayso::check::{Code, Label, Severity};
use sayso::compare::{
    AlteredKind, CopyRelation, DirectionRule, JoinedBy, LinkHow, SentenceKind, Side,
};
use sayso::credits::{CreditKind, Credited};
use sayso::document::{BlockKind, PageKind, RepairRule, RepairTier};
use sayso::measure::time::{Kind as TimeKind, Mod, Of, TimeRule};
use sayso::measure::{Direction, FigureRule, Modifier, Role as FigureRole};
use sayso::model::Tier as ModelTier;
use sayso::reading::Skip;
use sayso::resolve::{Flag, Kind as SourceKind, LinkRule, Written};
use sayso::story::claims::ClaimRelation;
use sayso::versions::{VersionBy, VersionOrder};
use std::fmt::Write;

const SOURCE: &str = concat!(
    include_str!("mod.rs"),
    include_str!("copy.rs"),
    include_str!("claim_group.rs"),
    include_str!("version.rs")
);
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/format.md");
const SAMPLES: &str = include_str!("../../tests/records.jsonl");

/// The types of lines, in the order in which they are written.
const TYPES: [&str; 12] = [
    "Run",
    "Report",
    "Entity",
    "Attribution",
    "Claim",
    "Figure",
    "Time",
    "Finding",
    "Copy",
    "ClaimGroup",
    "Version",
    "Error",
];

const HEAD: &str = "\
# The JSONL format, schema `sayso/0`, and the tables

<!-- Written from the types in crates/sayso-export/src/records and the columns in
crates/sayso-export/src/tables. To change it, change the comments and columns there, and run:
UPDATE_DOCS=1 cargo test -p sayso-export format -->

For a spreadsheet there are [tables](#tables). [The first five minutes](first-five-minutes.md) shows how
to use both.

`sayso read`, `sayso check` and `sayso compare` write JSONL with `--format jsonl`, and `sayso show` reads it back: see
`sayso show --help`. Each line is an object with a `type` and its `data`:

```
{\"type\": \"attribution\", \"data\": {\"report\": \"da3d0e84f32382d6\", \"id\": \"a1\", …}}
```

**Order.** The first line is a `run`. For each report there is a `report` line, then its `entity`,
`attribution`, `claim`, `figure`, `time` and `finding` lines. An input that fails has an `error` line
in its place. Reports are in the order of the input. `sayso compare` writes the lines of both reports, then
a `copy` line. The lines of a story have `claim_group` lines at their end. `sayso
versions` writes `version` lines.

**Offsets.** `start` and `end` count Unicode code points of the report's `text`, and `end` is
exclusive. `at` counts bytes of the input.

**Ids.** Ids such as `a1` are unique within their report.

**Changes.** Within a schema number fields and types of lines are added, never renamed or removed. A
program that reads this format must skip what it does not know, as `sayso show` does.
";

/// A type of record, or of a part of one.
struct Described {
    name: String,
    comment: String,
    fields: Vec<Field>,
}

struct Field {
    /// Its name in JSON.
    name: String,
    /// Its type in Rust.
    of: String,
    comment: String,
    attributes: String,
}

/// The structs of the source, in order.
fn described() -> Vec<Described> {
    let mut out: Vec<Described> = Vec::new();
    let (mut comment, mut attributes) = (String::new(), String::new());
    for line in SOURCE.lines().map(str::trim) {
        let is_in_attribute = attributes.matches('[').count() > attributes.matches(']').count();
        if is_in_attribute || line.starts_with("#[") {
            attributes += line;
        } else if let Some(words) = line.strip_prefix("///") {
            comment += words;
        } else if let Some(name) = line
            .strip_prefix("pub struct ")
            .and_then(|rest| rest.strip_suffix(" {"))
        {
            out.push(Described {
                name: name.into(),
                comment: std::mem::take(&mut comment),
                fields: Vec::new(),
            });
            attributes.clear();
        } else if let (Some((name, of)), Some(last)) = (field(line), out.last_mut()) {
            let renamed = attributes.split_once("rename = \"");
            let renamed = renamed.and_then(|(_, rest)| rest.split('"').next());
            last.fields.push(Field {
                name: renamed.unwrap_or(name).into(),
                of: of.into(),
                comment: std::mem::take(&mut comment),
                attributes: std::mem::take(&mut attributes),
            });
        } else {
            comment.clear();
            attributes.clear();
        }
    }
    out
}

/// The name and the type of a line such as `pub start: u32,`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, of) = line
        .strip_prefix("pub ")?
        .strip_suffix(',')?
        .split_once(": ")?;
    name.chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        .then_some((name, of))
}

/// The names of an enum, and a heading for them if there are too many for a cell.
fn names(of: &str) -> Option<(Vec<&'static str>, &'static str)> {
    fn own<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|value| name(*value)).collect()
    }
    let short = |names| Some((names, ""));
    match of {
        "BlockKind" => short(own(BlockKind::ALL, BlockKind::name)),
        "By" => short(own(By::ALL, By::name)),
        "ClaimRelation" => short(own(ClaimRelation::ALL, ClaimRelation::name)),
        "ClaimRule" => Some((own(ClaimRule::ALL, ClaimRule::name), "Rules of claims")),
        "Code" => Some((own(Code::ALL, Code::name), "Codes of findings")),
        "AlteredKind" => short(own(AlteredKind::ALL, AlteredKind::name)),
        "CopyRelation" => short(own(CopyRelation::ALL, CopyRelation::name)),
        "DirectionRule" => short(own(DirectionRule::ALL, DirectionRule::name)),
        "JoinedBy" => short(own(JoinedBy::ALL, JoinedBy::name)),
        "LinkHow" => short(own(LinkHow::ALL, LinkHow::name)),
        "SentenceKind" => short(own(SentenceKind::ALL, SentenceKind::name)),
        "Side" => short(own(Side::ALL, Side::name)),
        "CreditKind" => short(own(CreditKind::ALL, CreditKind::name)),
        "Credited" => short(own(Credited::ALL, Credited::name)),
        "Direction" => short(own(Direction::ALL, Direction::name)),
        "FigureRule" => Some((own(FigureRule::ALL, FigureRule::name), "Rules of figures")),
        "Modifier" => short(own(Modifier::ALL, Modifier::name)),
        "FigureRole" => short(own(FigureRole::ALL, FigureRole::name)),
        "Flags" => short(own(Flag::ALL, Flag::name)),
        "Form" => short(own(Form::ALL, Form::name)),
        "Label" => Some((own(Label::ALL, Label::name), "Labels of findings")),
        "LinkRule" => Some((own(LinkRule::ALL, LinkRule::name), "Rules of links")),
        "Mod" => short(own(Mod::ALL, Mod::name)),
        "Of" => short(own(Of::ALL, Of::name)),
        "PageKind" => short(own(PageKind::ALL, PageKind::name)),
        "Polarity" => short(own(Polarity::ALL, Polarity::name)),
        "Severity" => short(own(Severity::ALL, Severity::name)),
        "Skip" => short(own(Skip::ALL, Skip::name)),
        "SourceKind" => short(own(SourceKind::ALL, SourceKind::name)),
        "Status" => short(own(Status::ALL, Status::name)),
        "Strength" => short(own(Strength::ALL, Strength::name)),
        "RepairTier" => short(own(RepairTier::ALL, RepairTier::name)),
        "RepairRule" => short(own(RepairRule::ALL, RepairRule::name)),
        "CandidateRule" => {
            let mut names = own(Source::ALL, Source::name);
            names.extend(own(Sign::ALL, Sign::name));
            Some((names, "Rules of metadata"))
        }
        "TimeKind" => short(own(TimeKind::ALL, TimeKind::name)),
        "TimeRule" => short(own(TimeRule::ALL, TimeRule::name)),
        "TriggerKind" => short(own(TriggerKind::ALL, TriggerKind::name)),
        "Verb" => short(own(super::Verb::ALL, super::Verb::name)),
        "Verdict" => short(own(Verdict::ALL, Verdict::name)),
        "VersionBy" => short(own(VersionBy::ALL, VersionBy::name)),
        "VersionOrder" => short(own(VersionOrder::ALL, VersionOrder::name)),
        "Voice" => short(own(Voice::ALL, Voice::name)),
        "Anchor" => short(vec!["told", "published"]),
        "Written" => short(own(Written::ALL, Written::name)),
        _ => None,
    }
}

fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The anchor of a heading.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

/// What a type of Rust is in JSON.
fn value(of: &str, all: &[Described]) -> String {
    let inner = |outer: &str| of.strip_prefix(outer)?.strip_suffix('>');
    if let Some(of) = inner("Option<") {
        return format!("{}, or null", value(of, all));
    }
    if let Some(of) = inner("Vec<") {
        return format!("list of: {}", value(of, all));
    }
    if let Some(of) = inner("BTreeMap<String, ") {
        return format!("object; in each field {}", value(of, all));
    }
    if let Some((names, heading)) = names(of) {
        return match (of, heading) {
            ("Flags", _) => format!("list of: {}", quoted(&names)),
            (_, "") => quoted(&names),
            (_, heading) => format!("[{}](#{})", heading.to_lowercase(), anchor(heading)),
        };
    }
    match of {
        "String" | "Unit" => "string".into(),
        "bool" => "true or false".into(),
        "u8" | "u32" | "u64" => "whole number".into(),
        "f32" | "f64" => "number".into(),
        "[u64; 2]" | "[u32; 2]" => "two whole numbers".into(),
        "Why" => "[why](#why)".into(),
        name if all.iter().any(|d| d.name == name) => {
            format!("[{}](#{})", title(name), anchor(&title(name)))
        }
        other => panic!("{other} has no description"),
    }
}

/// The heading of a type: `attribution`, `input record`.
fn title(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn row(field: &Field, all: &[Described]) -> String {
    let comment = field.comment.trim();
    if field.attributes.contains("flatten") {
        let of = value(&field.of, all);
        return format!(
            "| `start`, `end`, `text`, `at`, `edited` | the fields of {of} | {comment} |\n"
        );
    }
    let mut value = value(&field.of, all);
    if field.attributes.contains("skip_serializing_if") {
        value = match &*value {
            "true or false" => "true, or absent".into(),
            value => format!("{}, or absent", value.trim_end_matches(", or null")),
        };
    }
    format!("| `{}` | {value} | {comment} |\n", field.name)
}

fn section(out: &mut String, described: &Described, all: &[Described]) {
    let is_line = TYPES.contains(&&*described.name);
    let title = title(&described.name);
    let heading = if is_line {
        format!("## `{}`", title.replace(' ', "_"))
    } else {
        format!("### {title}")
    };
    let _ = write!(out, "\n{heading}\n\n{}\n\n", described.comment.trim());
    *out += "| field | value | meaning |\n| --- | --- | --- |\n";
    for field in &described.fields {
        *out += &row(field, all);
    }
}

const TABLES: &str = "
## Tables

`--format csv` writes a table that opens in a spreadsheet: `sayso read page.html --format csv > claims.csv`.
`--table NAME` chooses another table. Without it `read` writes `claims`, `check` writes `findings`, and `show`
what the saved run would have written.

**File.** The names of the columns are in the first line. The file is UTF-8 with a byte-order mark, has
commas, is quoted as RFC 4180 says, and its lines end with CR LF.

**Rows.** Several reports make one table. Ids such as `a3` are unique within their report, so that two
tables are joined by `report` and the id. A report that was skipped and an input that failed have a row in
`reports` only, with the reason.

**Cells.** Words are whole and on one line: a line break or a tab is a space. A cell of words that begins
with `=`, `+`, `-` or `@` has an apostrophe in front, because a spreadsheet would take it for a formula and
run it. So does a cell that has only apostrophes before such a sign, so that a program gets the words again
by taking off the first one. Numbers are plain, with a point. An empty cell means that something is not
known or does not apply; zero is written as 0.

**Changes.** Within a schema number columns are added, never renamed or removed. A program must find a
column by its name, not by its place.
";

const WHY: &str = "
### why

What made an attribution.

| field | value | meaning |
| --- | --- | --- |
";

/// A section for each table, with its columns.
fn tables() -> String {
    let mut out = String::from(TABLES);
    for &table in Table::ALL {
        let _ = write!(out, "\n### Table `{table}`\n\n{}.\n\n", table.about());
        out += "| column | meaning |\n| --- | --- |\n";
        for (name, meaning) in table.columns() {
            let _ = writeln!(out, "| {name} | {meaning} |");
        }
    }
    out
}

fn page() -> String {
    let all = described();
    let mut out = String::from(HEAD);
    for name in TYPES {
        let line = all.iter().find(|d| d.name == name).expect("a record");
        section(&mut out, line, &all);
    }
    out += "\n## Parts of lines\n";
    for part in all.iter().filter(|d| !TYPES.contains(&&*d.name)) {
        section(&mut out, part, &all);
    }
    let tiers: Vec<&str> = ModelTier::ALL.iter().map(|tier| tier.name()).collect();
    let rules: Vec<&str> = AttributionRule::ALL
        .iter()
        .map(|rule| rule.name())
        .collect();
    let by: Vec<&str> = By::ALL.iter().map(|by| by.name()).collect();
    out += WHY;
    let _ = writeln!(
        out,
        "| `by` | {} | Whether it was the model or a rule. |",
        quoted(&by)
    );
    let _ = writeln!(
        out,
        "| `rule` | {}; {} | The tier of the model, or the rule. |",
        quoted(&tiers),
        quoted(&rules)
    );
    out += &tables();
    out += "\n## Names\n";
    for of in [
        "CandidateRule",
        "LinkRule",
        "ClaimRule",
        "FigureRule",
        "Code",
        "Label",
    ] {
        let (names, heading) = names(of).expect("names");
        let _ = write!(out, "\n### {heading}\n\n{}\n", quoted(&names));
    }
    out
}

/// `UPDATE_DOCS=1` writes the page.
#[test]
fn the_page_about_the_format_is_that_of_the_types() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, &page).expect("the page is written");
        return;
    }
    let written = std::fs::read_to_string(PAGE).expect("the page");
    assert!(
        page == written,
        "docs/format.md is not that of the records: UPDATE_DOCS=1 cargo test -p sayso-export format"
    );
}

/// The samples have every field of each line, and no other.
#[test]
fn the_samples_have_every_field() {
    let all = described();
    for (line, name) in SAMPLES.lines().zip(TYPES) {
        let sample: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(sample["type"], title(name).replace(' ', "_"));
        let described = all.iter().find(|d| d.name == name).expect("a record");
        let mut expected: Vec<&str> = described.fields.iter().map(|f| &*f.name).collect();
        let mut found: Vec<&str> = sample["data"]
            .as_object()
            .expect("fields")
            .keys()
            .map(String::as_str)
            .collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{name}");
    }
}
