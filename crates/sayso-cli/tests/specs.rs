//! Runs the literate cases of `tests/specs/*.md`.
//!
//! A case is a heading that ends in `(rules)` or `(model)`, maybe with `raw`, a fenced `report` (a
//! text) or `page` (HTML), and tables whose heads say what is expected: `source | cue | content |
//! …`, `block | text`, `repair | was | now`, `sentence`, `quotation`, `status | …` (claims), `field
//! | value | rule | in the page` (metadata chosen) or `text | in the page` (where a passage of the
//! text stands in the input). Cases marked `rules` must pass to the letter, without weights. Of the
//! rows of cases marked `model` the share named in the file's `floor:` line must be found, so that
//! training anew does not break them one by one; a `precision:` line names the share of what is
//! found that the rows must have. Files with `read by:` and a crate's name run there.

use sayso::attribute::{AttributionId, Bias};
use sayso::clean::{self, Given};
use sayso::reading::{self, Reading};
use sayso::text::Span;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

#[derive(Default)]
struct Case {
    name: String,
    model: bool,
    raw: bool,
    page: bool,
    report: String,
    tables: Vec<Table>,
}

#[derive(Default)]
struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn cells(line: &str) -> Vec<String> {
    line.trim()
        .trim_matches('|')
        .split('|')
        .map(|c| c.trim().to_string())
        .collect()
}

fn cases(text: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    let mut in_table = false;
    while let Some(line) = lines.next() {
        let continued = std::mem::replace(&mut in_table, line.starts_with('|'));
        if let Some(heading) = line.strip_prefix("## ") {
            let (name, marks) = heading
                .rsplit_once('(')
                .expect("a case says (rules) or (model)");
            let (model, raw) = (marks.contains("model"), marks.contains("raw"));
            out.push(Case {
                name: name.trim().into(),
                model,
                raw,
                ..Case::default()
            });
        } else if line == "```report" || line == "```page" {
            let case = out.last_mut().expect("a report stands under a heading");
            let body: Vec<&str> = lines
                .by_ref()
                .take_while(|l| !l.starts_with("```"))
                .collect();
            case.report = body.join("\n");
            case.page = line == "```page";
        } else if line.starts_with('|') {
            let tables = &mut out
                .last_mut()
                .expect("a table stands under a heading")
                .tables;
            match tables.last_mut() {
                Some(table) if continued => {
                    table
                        .rows
                        .extend((!line.starts_with("| -")).then(|| cells(line)));
                }
                _ => tables.push(Table {
                    head: cells(line),
                    rows: Vec::new(),
                }),
            }
        }
    }
    out
}

fn read(case: &Case) -> Reading {
    let given = Given::default();
    let document = if case.page {
        clean::page_with(case.report.as_bytes(), &given, sayso_model_en::words())
    } else if case.raw {
        clean::raw(case.report.clone(), &given)
    } else {
        clean::plain_with(case.report.as_bytes(), &given, sayso_model_en::words())
    };
    let model = case.model.then(sayso_model_en::standard);
    let mut reading = reading::read(document.expect("a short text"), model, Bias::Balanced);
    if case
        .tables
        .iter()
        .any(|t| matches!(&*t.head[0], "who" | "status"))
    {
        reading.resolve(sayso_tags_en::tagger());
    }
    reading
}

/// What the reading has to say, in the columns of the table.
fn found(case: &Case, wanted: &Table, reading: &Reading) -> Vec<Vec<String>> {
    let text = &reading.document.text;
    let join = |spans: &[Span]| {
        spans
            .iter()
            .map(|&s| text[s].to_string())
            .collect::<Vec<_>>()
            .join(" … ")
    };
    let tokens = |r: &Range<u32>| vec![text[reading.segments.span(r.clone())].to_string()];
    let row = |cell: &dyn Fn(&str) -> String| wanted.head.iter().map(|h| cell(h)).collect();
    let there = |(start, end): (u64, u64)| case.report[start as usize..end as usize].to_string();
    match wanted.head[0].as_str() {
        "field" => {
            let chosen = reading.document.candidates.iter().filter(|c| c.chosen);
            let rows = chosen.map(|c| {
                row(&|h| match h {
                    "field" => c.field.into(),
                    "value" => c.value.clone(),
                    "rule" => c.rule.into(),
                    "in the page" => c.at.map(&there).unwrap_or_default(),
                    other => panic!("{}: no column {other}", case.name),
                })
            });
            let asked = |r: &Vec<String>| wanted.rows.iter().any(|w| w[0] == r[0]);
            rows.filter(asked).collect()
        }
        // Each passage asked for must stand once in the text.
        "text" => {
            let place = |cell: &str| {
                let passage = cell.replace("\\n", "\n");
                let mut at = text.match_indices(&passage).map(|(at, _)| at);
                let (Some(start), None) = (at.next(), at.next()) else {
                    return format!("(not once in the text: {passage})");
                };
                let span = Span::new(start as u32, (start + passage.len()) as u32);
                there(reading.document.origin.raw(span)).replace('\n', "\\n")
            };
            wanted
                .rows
                .iter()
                .map(|w| vec![w[0].clone(), place(&w[0])])
                .collect()
        }
        "block" => {
            let blocks = reading.document.blocks.iter();
            blocks
                .map(|b| vec![b.kind.name().into(), text[b.span].into()])
                .collect()
        }
        "repair" => {
            let show = |s: &str| {
                if s.trim().is_empty() {
                    format!("`{s}`")
                } else {
                    s.to_string()
                }
            };
            let edits = reading.document.edits.iter();
            edits
                .map(|e| {
                    row(&|h| match h {
                        "repair" => e.rule.into(),
                        "tier" => e.tier.name().into(),
                        "was" => show(&e.was),
                        "now" => show(&e.now),
                        other => panic!("{}: no column {other}", case.name),
                    })
                })
                .collect()
        }
        "sentence" => reading
            .segments
            .sentences
            .iter()
            .map(|s| tokens(&s.tokens))
            .collect(),
        "quotation" => reading
            .segments
            .quotations
            .iter()
            .map(|q| tokens(&q.tokens))
            .collect(),
        "status" => {
            let one = |c: &sayso::certainty::Claim| {
                row(&|h| match h {
                    "status" => c.status.name().into(),
                    "strength" => c
                        .strength
                        .map_or("", sayso::certainty::Strength::name)
                        .into(),
                    "voice" => c.voice.map_or("", sayso::certainty::Voice::name).into(),
                    "by" => c.why.rule.into(),
                    "chain" => c.chain.len().to_string(),
                    "triggers" => c
                        .triggers
                        .iter()
                        .map(|t| text[t.span].to_string())
                        .collect::<Vec<_>>()
                        .join(" … "),
                    "content" => join(&c.content)
                        .split(' ')
                        .take(5)
                        .collect::<Vec<_>>()
                        .join(" "),
                    other => panic!("{}: no column {other}", case.name),
                })
            };
            reading.claims.iter().map(one).collect()
        }
        "who" => {
            let all = reading
                .attributions
                .iter()
                .zip(&reading.resolution.speakers);
            all.map(|(a, s)| {
                row(&|h| match h {
                    "who" => {
                        let name = |id: &sayso::resolve::EntityId| {
                            reading.resolution.entities[id.0 as usize].name.clone()
                        };
                        s.entities.iter().map(name).collect::<Vec<_>>().join(" + ")
                    }
                    "kind" => s.kind.name().into(),
                    "content" => join(&a.content)
                        .split(' ')
                        .take(5)
                        .collect::<Vec<_>>()
                        .join(" "),
                    other => panic!("{}: no column {other}", case.name),
                })
            })
            .collect()
        }
        _ => {
            let id = |a: Option<AttributionId>| a.map_or(String::new(), |a| (a.0 + 1).to_string());
            let all = reading.attributions.iter();
            all.map(|a| {
                row(&|h| match h {
                    "source" => join(&a.source),
                    "speaker" => join(a.speaker(&reading.attributions)),
                    "inside" => a.parent.map_or(String::new(), |id| {
                        join(&reading.attributions[id.0 as usize].source)
                    }),
                    "cue" => join(&a.cue),
                    "content" => join(&a.content),
                    "form" => a.form.name().into(),
                    "rule" => a.why.rule.into(),
                    "parent" => id(a.parent),
                    "carried from" => id(a.carried_from),
                    other => panic!("{}: no column {other}", case.name),
                })
            })
            .collect()
        }
    }
}

fn table(case: &Case, head: &[String], rows: &[Vec<String>]) -> String {
    let mut out = format!("{}\n| {} |\n", case.name, head.join(" | "));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out
}

#[test]
fn literate_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("specs")
        .map(|e| e.expect("an entry").path())
        .collect();
    files.sort();
    let (mut count, mut wrong) = (0, String::new());
    for file in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "md"))
    {
        let text = std::fs::read_to_string(file).expect("a readable spec");
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // Figures, times and findings have forms of their own, and run in their crates.
        if text.contains("\nread by: sayso") {
            continue;
        }
        let (mut expected, mut there, mut given) = (0u32, 0u32, 0u32);
        let mut missing = String::new();
        for case in cases(&text) {
            count += 1;
            let whole = !case.report.is_empty() && !case.tables.is_empty();
            assert!(whole, "{name}: {}: no report, no table", case.name);
            let reading = read(&case);
            for wanted in &case.tables {
                let got = found(&case, wanted, &reading);
                if case.model {
                    let hits = wanted.rows.iter().filter(|row| got.contains(row)).count();
                    expected += wanted.rows.len() as u32;
                    there += hits as u32;
                    given += got.len() as u32;
                    let differ = |mark, some: &[Vec<String>], others: &[Vec<String>]| -> String {
                        let alone = some.iter().filter(|row| !others.contains(row));
                        alone
                            .map(|row| format!("{mark} {}\n", row.join(" | ")))
                            .collect()
                    };
                    let rows = differ("not found", &wanted.rows, &got)
                        + &differ("found", &got, &wanted.rows);
                    if !rows.is_empty() {
                        let _ = write!(missing, "\n{}\n{rows}", case.name);
                    }
                } else if got != wanted.rows {
                    let _ = write!(
                        wrong,
                        "\n{name}: found: {}",
                        table(&case, &wanted.head, &got)
                    );
                }
            }
        }
        if expected > 0 {
            let floor = |key: &str| -> Option<f64> {
                text.lines()
                    .find_map(|l| l.strip_prefix(key)?.strip_suffix('%')?.parse().ok())
            };
            let least = floor("floor: ").expect("a file with model cases names its floor");
            let share = |all: u32| 100.0 * f64::from(there) / f64::from(all);
            let (recall, precision) = (share(expected), share(given));
            eprintln!(
                "{name}: {recall:.1}% of {expected} rows (floor {least}%), {precision:.1}% of what is found{missing}"
            );
            if recall < least || floor("precision: ").is_some_and(|least| precision < least) {
                let _ = write!(
                    wrong,
                    "\n{name}: {recall:.1}% of the rows, {precision:.1}% of what is found: below its floor"
                );
            }
        }
    }
    assert!(count > 0, "no case at all");
    assert!(wrong.is_empty(), "{wrong}");
}
