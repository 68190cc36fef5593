//! In: the records of a report. Out: its rows in all tables.

use crate::names::{folded, has_name};
use crate::sources::bodies;
use rusqlite::{CachedStatement, Connection, Result, params};
use sayso::attribute::Why;
use sayso::document::BlockKind;
use sayso_export::records::{
    Attribution, Claim, Entity, Figure, Finding, Report, Saved, Span, Time,
};
use sayso_export::speakers::{names, trimmed};
use sayso_export::view::View;
use std::collections::HashMap;

/// Numbers that are still free, by table.
pub struct Free<'a> {
    connection: &'a Connection,
    next: HashMap<&'static str, i64>,
}

impl Free<'_> {
    /// Looks up which numbers are free.
    pub fn of(connection: &Connection) -> Free<'_> {
        Free {
            connection,
            next: HashMap::new(),
        }
    }

    /// Takes a number of a table.
    pub fn take(&mut self, table: &'static str) -> Result<i64> {
        let number = if let Some(number) = self.next.get(table) {
            *number
        } else {
            let last = format!("SELECT COALESCE(MAX(number), 0) + 1 FROM {table}");
            self.connection.query_row(&last, [], |row| row.get(0))?
        };
        self.next.insert(table, number + 1);
        Ok(number)
    }
}

/// The statements that write rows. They are prepared once for many reports, because looking one up takes as long
/// as writing a row.
pub struct Inserts<'a> {
    block: CachedStatement<'a>,
    entity: CachedStatement<'a>,
    mention: CachedStatement<'a>,
    acronym: CachedStatement<'a>,
    role: CachedStatement<'a>,
    attribution: CachedStatement<'a>,
    speaker: CachedStatement<'a>,
    span: CachedStatement<'a>,
    claim: CachedStatement<'a>,
    claim_fts: CachedStatement<'a>,
    figure: CachedStatement<'a>,
    time: CachedStatement<'a>,
    finding: CachedStatement<'a>,
    finding_span: CachedStatement<'a>,
}

impl Inserts<'_> {
    /// Prepares them.
    pub fn of(connection: &Connection) -> Result<Inserts<'_>> {
        let into = |table: &str, columns: usize| {
            let marks = vec!["?"; columns].join(", ");
            connection.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))
        };
        // Records written by hand may have the same twice.
        let once = |table: &str, columns: usize| {
            let marks = vec!["?"; columns].join(", ");
            connection.prepare_cached(&format!("INSERT OR IGNORE INTO {table} VALUES ({marks})"))
        };
        Ok(Inserts {
            block: into("block", 6)?,
            entity: into("entity", 8)?,
            mention: once("mention", 4)?,
            acronym: once("acronym", 2)?,
            role: once("role", 6)?,
            attribution: into("attribution", 17)?,
            speaker: once("attribution_speaker", 3)?,
            span: once("attribution_span", 4)?,
            claim: into("claim", 15)?,
            claim_fts: into("claim_fts (rowid, content, source)", 3)?,
            figure: into("figure", 16)?,
            time: into("time", 15)?,
            finding: into("finding", 14)?,
            finding_span: into("finding_span", 6)?,
        })
    }
}

/// Writes all rows of a report but its own.
pub fn insert_parts(
    inserts: &mut Inserts<'_>,
    free: &mut Free<'_>,
    report: i64,
    saved: &Saved,
) -> Result<()> {
    let view = View::new(saved);
    let mut writer = Writer {
        inserts,
        report,
        view: &view,
    };
    writer.blocks()?;
    let mut entities = HashMap::new();
    for entity in &saved.entities {
        entities.insert(&*entity.id, free.take("entity")?);
    }
    for entity in &saved.entities {
        writer.entity(entity, &entities)?;
    }
    let mut attributions = HashMap::new();
    for attribution in &saved.attributions {
        attributions.insert(&*attribution.id, free.take("attribution")?);
    }
    for attribution in &saved.attributions {
        writer.attribution(attribution, &attributions, &entities)?;
    }
    for claim in &saved.claims {
        writer.claim(free.take("claim")?, claim, &attributions)?;
    }
    for figure in &saved.figures {
        writer.figure(free.take("figure")?, figure, &attributions)?;
    }
    for time in &saved.times {
        writer.time(free.take("time")?, time, &attributions)?;
    }
    for (n, finding) in (0..).zip(&saved.findings) {
        writer.finding(free.take("finding")?, n, finding)?;
    }
    Ok(())
}

/// Writes the row of a report.
pub fn insert_report(
    connection: &Connection,
    number: i64,
    run: i64,
    report: &Report,
) -> Result<()> {
    let record = report.record.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            number,
            report.id,
            report.title,
            report.outlet,
            report.published.as_deref().map(day),
            report.moment_of_publication(),
            report.modified,
            report.byline,
            report.section,
            report.language,
            report.kind.name(),
            report.skipped.map(sayso::reading::Skip::name),
            report.url,
            report.name(),
            record.and_then(|record| record.captured.as_deref()),
            report.sha256,
            report.text_sha256,
            run,
            report.text,
        ])?;
    connection
        .prepare_cached("INSERT INTO report_fts (rowid, title, text) VALUES (?, ?, ?)")?
        .execute(params![number, report.title, report.text])?;
    Ok(())
}

/// The day of an ISO 8601 moment.
pub fn day(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

/// Numbers of rows by the ids within the report.
type Numbers<'a> = HashMap<&'a str, i64>;

struct Writer<'a, 'c> {
    inserts: &'a mut Inserts<'c>,
    report: i64,
    view: &'a View<'a>,
}

impl Writer<'_, '_> {
    fn blocks(&mut self) -> Result<()> {
        let blocks = (0i64..).zip(&self.view.saved.report.blocks);
        for (n, block) in blocks.filter(|(_, block)| block.kind != BlockKind::Paragraph) {
            self.inserts.block.execute(params![
                self.report,
                n,
                block.kind.name(),
                block.start,
                block.end,
                block.of
            ])?;
        }
        Ok(())
    }

    fn entity(&mut self, entity: &Entity, numbers: &Numbers<'_>) -> Result<()> {
        let Some(&number) = numbers.get(&*entity.id) else {
            return Ok(());
        };
        let name = has_name(entity.kind).then(|| folded(&entity.name));
        self.inserts.entity.execute(params![
            number,
            self.report,
            entity.id,
            entity.name,
            entity.kind.name(),
            entity.of.as_deref().and_then(|of| numbers.get(of)),
            json_list(&entity.aliases),
            name,
        ])?;
        for mention in &entity.mentions {
            let span = &mention.span;
            self.inserts.mention.execute(params![
                number,
                span.start,
                span.end,
                mention.form.name()
            ])?;
        }
        if bodies::is_body(entity.kind) {
            let short = entity.aliases.iter();
            for short in short.filter(|short| bodies::is_acronym(short, &entity.name)) {
                self.inserts
                    .acronym
                    .execute(params![number, folded(short)])?;
            }
        }
        for role in &entity.roles {
            let organisation = role.organisation.as_ref().map(|span| &*span.text);
            self.inserts.role.execute(params![
                number,
                role.span.start,
                role.span.end,
                role.span.text,
                organisation,
                role.former
            ])?;
        }
        Ok(())
    }

    fn attribution(
        &mut self,
        a: &Attribution,
        numbers: &Numbers<'_>,
        entities: &Numbers<'_>,
    ) -> Result<()> {
        let Some(&number) = numbers.get(&*a.id) else {
            return Ok(());
        };
        let flags: Vec<&str> = a.flags.names().collect();
        let source_spans = self.view.source(a);
        let source = written(source_spans);
        self.inserts.attribution.execute(params![
            number,
            self.report,
            a.id,
            a.form.name(),
            a.speaker.as_deref().and_then(|id| entities.get(id)),
            source,
            source_spans.first().map(|span| span.start),
            written(&a.cue),
            a.cue.first().map(|span| span.start),
            a.source_kind.map(sayso::resolve::Kind::name),
            none_if_empty(flags.join(", ")),
            a.anonymity.as_ref().map(|span| &*span.text),
            a.parent.as_deref().and_then(|id| numbers.get(id)),
            a.carried_from.as_deref().and_then(|id| numbers.get(id)),
            a.score.map(short),
            a.uncertain,
            matches!(a.why, Why::Rule(_)).then(|| a.why.name()),
        ])?;
        for (n, id) in (0i64..).zip(&a.speakers) {
            if let Some(entity) = entities.get(&**id) {
                self.inserts.speaker.execute(params![entity, number, n])?;
            }
        }
        let pieces = [
            ("anonymity", a.anonymity.as_slice()),
            ("content", in_pieces(&a.content)),
            ("cue", in_pieces(&a.cue)),
            ("source", in_pieces(source_spans)),
        ];
        for (part, spans) in pieces {
            for span in spans {
                self.inserts
                    .span
                    .execute(params![number, part, span.start, span.end])?;
            }
        }
        Ok(())
    }

    fn claim(&mut self, number: i64, claim: &Claim, numbers: &Numbers<'_>) -> Result<()> {
        let source = self.who_claims(claim);
        let content = written(&claim.content).unwrap_or_default();
        let triggers: Vec<&str> = claim.triggers.iter().map(|t| &*t.span.text).collect();
        let is_hearsay = claim.chain.len() > 1;
        self.inserts.claim.execute(params![
            number,
            self.report,
            claim.id,
            claim.attribution.as_deref().and_then(|id| numbers.get(id)),
            source,
            content,
            claim.status.name(),
            claim.strength.map(sayso::certainty::Strength::name),
            claim.polarity.map(sayso::certainty::Polarity::name),
            claim.voice.map(sayso::certainty::Voice::name),
            claim.factuality.map(short),
            none_if_empty(triggers.join(", ")),
            is_hearsay.then(|| claim.chain.join(", ")),
            claim.content.first().map_or(0, |span| span.start),
            claim.content.last().map_or(0, |span| span.end),
        ])?;
        self.inserts
            .claim_fts
            .execute(params![number, content, source])?;
        Ok(())
    }

    /// Who claims something: the names of the speakers, otherwise the words of the report.
    fn who_claims(&self, claim: &Claim) -> Option<String> {
        let (_, a) = self.view.attribution(claim.attribution.as_deref()?)?;
        let speakers = names(self.view, a.speaker_ids());
        if !speakers.is_empty() {
            return Some(speakers);
        }
        let written = written(self.view.source(a))?;
        none_if_empty(trimmed(&written).to_string())
    }

    fn figure(&mut self, number: i64, figure: &Figure, numbers: &Numbers<'_>) -> Result<()> {
        let ends = [&figure.low, &figure.high].map(|end| end.as_deref()?.parse::<f64>().ok());
        // "Fell from 900 to 700" has the number before first.
        let [low, high] = match ends {
            [Some(before), Some(after)] if before > after => [Some(after), Some(before)],
            ends => ends,
        };
        self.inserts.figure.execute(params![
            number,
            self.report,
            figure.id,
            figure.span.text,
            low,
            high,
            figure.unit.map(sayso::measure::Unit::name),
            none_if_empty(figure.per.join(", ")),
            figure.of.as_ref().map(|span| &*span.text),
            figure.role.name(),
            figure.direction.map(sayso::measure::Direction::name),
            figure.modifier.map(sayso::measure::Modifier::name),
            figure.attribution.as_deref().and_then(|id| numbers.get(id)),
            figure.attribution_left_out,
            figure.span.start,
            figure.span.end,
        ])?;
        Ok(())
    }

    fn time(&mut self, number: i64, time: &Time, numbers: &Numbers<'_>) -> Result<()> {
        let anchor = time.anchor.map(|anchor| match anchor {
            sayso_export::records::Anchor::Told => "told",
            sayso_export::records::Anchor::Published => "published",
        });
        self.inserts.time.execute(params![
            number,
            self.report,
            time.id,
            time.span.text,
            time.kind.name(),
            time.value,
            time.modifier.map(sayso::measure::time::Mod::name),
            time.begin,
            time.end,
            anchor,
            time.of.name(),
            time.attribution.as_deref().and_then(|id| numbers.get(id)),
            time.attribution_left_out,
            time.span.start,
            time.span.end,
        ])?;
        Ok(())
    }

    fn finding(&mut self, number: i64, n: i64, finding: &Finding) -> Result<()> {
        self.inserts.finding.execute(params![
            number,
            self.report,
            n,
            finding.code.name(),
            finding.severity.name(),
            finding.message,
            finding.verdict.map(sayso::check::derivation::Verdict::name),
            finding.derivation,
            json_list(&finding.assumptions),
            finding.primary.text,
            finding.primary.start,
            finding.primary.end,
            finding.far,
            finding.why,
        ])?;
        for (n, related) in (0i64..).zip(&finding.related) {
            let span = &related.span;
            self.inserts.finding_span.execute(params![
                number,
                n,
                related.label.name(),
                span.text,
                span.start,
                span.end
            ])?;
        }
        Ok(())
    }
}

/// The spans, if there are several.
fn in_pieces(spans: &[Span]) -> &[Span] {
    if spans.len() > 1 { spans } else { &[] }
}

/// The words of several spans. None if there are none.
fn written(spans: &[Span]) -> Option<String> {
    let parts: Vec<&str> = spans.iter().map(|span| &*span.text).collect();
    none_if_empty(parts.join(" … "))
}

fn none_if_empty(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn json_list(items: &[String]) -> Option<String> {
    let list = || serde_json::Value::from(items).to_string();
    (!items.is_empty()).then(list)
}

/// A score of few digits, so that 0.8 is not 0.800000011920929.
fn short(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
