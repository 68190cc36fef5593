//! Out: all that a ledger says, as lines in a fixed order, without the numbers of rows. Two ledgers that say
//! the same have the same dump, however they came about.

use crate::open::Ledger;
use crate::packed;
use crate::trouble::{LedgerError, Trouble};
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};
use std::io::Write;

/// What names a report in every ledger.
const REPORT: &str = "(SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.report)";

/// A table of a dump: its name, its columns, and their order.
struct Part {
    table: &'static str,
    columns: &'static str,
    /// The table that says of which report a row is, if the row does not.
    through: Option<&'static str>,
}

/// What is dumped, with references written as what they mean.
const PARTS: &[Part] = &[
    Part {
        table: "run",
        columns: "name, schema, version, model, model_sha256, options",
        through: None,
    },
    Part {
        table: "report",
        columns: "id, title, outlet, day, published, modified, byline, section, language, kind, skipped, url, input, captured, sha256, text_sha256, text, (SELECT name || options FROM run WHERE run.number = x.run) AS run",
        through: None,
    },
    Part {
        table: "input",
        columns: "name, outcome, why, bytes, sha256, (SELECT name || options FROM run WHERE run.number = x.run) AS run",
        through: Some("report"),
    },
    Part {
        table: "file",
        columns: "name, read_as, bytes, sha256, reports, (SELECT name || options FROM run WHERE run.number = x.run) AS run",
        through: None,
    },
    Part {
        table: "block",
        columns: "n, kind, start, end, of",
        through: Some("report"),
    },
    Part {
        table: "entity",
        columns: "id, name, kind, (SELECT id FROM entity WHERE entity.number = x.of) AS of, aliases, folded",
        through: Some("report"),
    },
    Part {
        table: "mention",
        columns: "start, end, form",
        through: Some("entity"),
    },
    Part {
        table: "acronym",
        columns: "folded",
        through: Some("entity"),
    },
    Part {
        table: "role",
        columns: "start, end, text, organisation, former",
        through: Some("entity"),
    },
    Part {
        table: "attribution",
        columns: "id, form, (SELECT id FROM entity WHERE entity.number = x.speaker) AS speaker, source, source_start, cue, cue_start, source_kind, flags, anonymity, (SELECT id FROM attribution AS a WHERE a.number = x.parent) AS parent, (SELECT id FROM attribution AS a WHERE a.number = x.carried_from) AS carried_from, score, uncertain, why",
        through: Some("report"),
    },
    Part {
        table: "attribution_speaker",
        columns: "n, (SELECT id FROM entity WHERE entity.number = x.entity) AS entity",
        through: Some("attribution"),
    },
    Part {
        table: "attribution_span",
        columns: "part, start, end",
        through: Some("attribution"),
    },
    Part {
        table: "claim",
        columns: "id, (SELECT id FROM attribution WHERE attribution.number = x.attribution) AS attribution, source, content, status, strength, polarity, voice, factuality, triggers, chain, start, end",
        through: Some("report"),
    },
    Part {
        table: "figure",
        columns: "id, text, low, high, unit, per, of, role, direction, modifier, (SELECT id FROM attribution WHERE attribution.number = x.attribution) AS attribution, attribution_left_out, start, end",
        through: Some("report"),
    },
    Part {
        table: "time",
        columns: "id, text, type, value, mod, begins, ends_before, anchor, of, (SELECT id FROM attribution WHERE attribution.number = x.attribution) AS attribution, attribution_left_out, start, end",
        through: Some("report"),
    },
    Part {
        table: "finding",
        columns: "n, code, severity, message, verdict, derivation, assumptions, text, start, end, far, why",
        through: Some("report"),
    },
    Part {
        table: "finding_span",
        columns: "n, label, text, start, end, (SELECT n FROM finding WHERE finding.number = x.finding) AS finding",
        through: Some("finding"),
    },
    Part {
        table: "source",
        columns: "id, name, folded, kind, roles, reports",
        through: None,
    },
    Part {
        table: "source_entity",
        columns: "(SELECT id FROM source WHERE source.number = x.source) AS source, why",
        through: Some("entity"),
    },
    Part {
        table: "source_pending",
        columns: "folded, is_body",
        through: None,
    },
    Part {
        table: "copy",
        columns: "(SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.a) AS a, (SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.b) AS b, relation, score, narration_a, narration_b, quotes_a, quotes_b, (SELECT id FROM report WHERE report.number = x.made_from) AS made_from, rule",
        through: None,
    },
    Part {
        table: "family",
        columns: "(SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.family) AS family",
        through: Some("report"),
    },
    Part {
        table: "story",
        columns: "id, title, begins, ends, reports, families, independent, sources",
        through: None,
    },
    Part {
        table: "story_report",
        columns: "(SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.story) AS story",
        through: Some("report"),
    },
    Part {
        table: "claim_group",
        columns: "(SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.story) AS story, n, name, relation, reports, independent, unnamed",
        through: None,
    },
    Part {
        table: "claim_group_member",
        columns: "(SELECT (SELECT r.id || ' ' || r.text_sha256 FROM report AS r WHERE r.number = g.story) || ' ' || g.n FROM claim_group AS g WHERE g.number = x.claim_group) AS claim_group, n, (SELECT id FROM claim WHERE claim.number = x.claim) AS claim, (SELECT id FROM figure WHERE figure.number = x.figure) AS figure, (SELECT id FROM time WHERE time.number = x.time) AS time, start, end, relation, (SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.copy_of) AS copy_of",
        through: Some("report"),
    },
    Part {
        table: "version",
        columns: "(SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.later) AS later, (SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.earlier) AS earlier, (SELECT id || ' ' || text_sha256 FROM report WHERE report.number = x.first) AS first, n, address, shown_by, ordered, relation, headline, added, dropped, reworded, altered, moved, notice, dated, silent",
        through: None,
    },
    Part {
        table: "correction",
        columns: "text_sha256, kind, start, end, field, was, value, who, made, note",
        through: None,
    },
];

impl Part {
    fn query(&self) -> String {
        let Part { table, columns, .. } = self;
        let (of, place) = match self.through {
            None => ("''".to_string(), "''".to_string()),
            Some("report") => (REPORT.to_string(), "''".to_string()),
            Some(other) => (
                format!(
                    "(SELECT r.id || ' ' || r.text_sha256 FROM {other} AS o JOIN report AS r ON r.number = o.report WHERE o.number = x.{other})"
                ),
                match other {
                    "finding" => "''".to_string(),
                    other => format!("(SELECT o.id FROM {other} AS o WHERE o.number = x.{other})"),
                },
            ),
        };
        let count = columns_of(columns);
        let order: Vec<String> = (1..=count + 2).map(|n| n.to_string()).collect();
        format!(
            "SELECT {of} AS \"of report\", {place} AS \"of part\", {columns} FROM {table} AS x ORDER BY {}",
            order.join(", ")
        )
    }
}

/// How many columns a list names: commas in brackets do not count.
fn columns_of(columns: &str) -> usize {
    let mut depth = 0;
    let commas = columns.chars().filter(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        *c == ',' && depth == 0
    });
    commas.count() + 1
}

impl Ledger {
    /// Writes all that the ledger says: for each row a line of JSON with the name of its table first.
    ///
    /// # Errors
    /// If the file cannot be read, or `out` cannot be written.
    pub fn dump(&self, out: &mut dyn Write) -> Result<(), LedgerError> {
        let mut dump = || -> Result<(), Trouble> {
            // What is read is of one moment, also while others write.
            let snapshot = self.connection().unchecked_transaction()?;
            for part in PARTS {
                self.dump_part(part, out)?;
            }
            self.dump_saved(out)?;
            Ok(snapshot.commit()?)
        };
        dump().map_err(|trouble| self.error(trouble))
    }

    fn dump_part(&self, part: &Part, out: &mut dyn Write) -> Result<(), Trouble> {
        let mut query = self.connection().prepare(&part.query())?;
        let names: Vec<String> = query.column_names().map(str::to_string).collect();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let mut object = Map::new();
            for (at, name) in names.iter().enumerate() {
                let value = value(row.get_ref(at)?);
                let is_empty = value.is_null() || value == "";
                if !is_empty {
                    object.insert(name.clone(), value);
                }
            }
            writeln!(out, "{} {}", part.table, Value::Object(object))?;
        }
        Ok(())
    }

    /// The saved records, unpacked, because the same records can be packed otherwise.
    fn dump_saved(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        let mut query = self.connection().prepare(&format!(
            "SELECT {} FROM report JOIN saved ON saved.report = report.number ORDER BY report.id, report.text_sha256",
            packed::COLUMNS
        ))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let saved = packed::of_row(row, 0)?;
            let mut lines = Vec::new();
            saved.write(&mut lines);
            out.write_all(&lines)?;
        }
        Ok(())
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => bytes.len().into(),
    }
}
