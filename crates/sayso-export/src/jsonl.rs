//! JSONL, schema `sayso/0`: one `{"type", "data"}` a line. First a `run`; for each report a
//! `report` line and its items; an input that fails gives an `error` line in its place.

use crate::{Least, Offsets, Provenance, by_trust, sha256_hex};
use sayso::attribute::{Attribution, AttributionId, Why};
use sayso::certainty::{Claim, Strength, Trigger, Voice};
use sayso::check::{Finding, Label};
use sayso::document::RepairTier;
use sayso::measure::time::Mod;
use sayso::measure::{self, Figure, Per, Stated, Time};
use sayso::model::Model;
use sayso::reading::{Reading, Skip};
use sayso::resolve::{Entity, EntityId, Link, Mention};
use sayso::text::Span;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The schema written.
pub const SCHEMA: &str = "sayso/0";

#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'a str,
    data: T,
}

fn push<T: Serialize>(out: &mut Vec<u8>, r#type: &str, data: T) {
    // Writing plain structs to memory cannot fail.
    if serde_json::to_writer(&mut *out, &Line { r#type, data }).is_ok() {
        out.push(b'\n');
    }
}

#[derive(Serialize)]
struct RunLine<'a> {
    schema: &'a str,
    version: &'a str,
    model: Option<ModelLine<'a>>,
    options: &'a Map<String, Value>,
}

#[derive(Serialize)]
struct ModelLine<'a> {
    name: &'a str,
    sha256: &'a str,
}

/// The first line. `options` are those that change results: never the number of threads or a path.
pub fn run(out: &mut Vec<u8>, version: &str, model: Option<&Model>, options: &Map<String, Value>) {
    let model = model.map(|m| ModelLine {
        name: m.name(),
        sha256: m.sha256(),
    });
    push(
        out,
        "run",
        RunLine {
            schema: SCHEMA,
            version,
            model,
            options,
        },
    );
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    input: &'a str,
    record: Option<Value>,
    stage: &'a str,
    message: &'a str,
}

/// The line of an input that failed. `line` is the number of the line in a JSONL file.
pub fn error(out: &mut Vec<u8>, input: &str, line: Option<u64>, stage: &str, message: &str) {
    let record = line.map(|line| json!({ "line": line }));
    push(
        out,
        "error",
        ErrorLine {
            input,
            record,
            stage,
            message,
        },
    );
}

#[derive(Serialize)]
struct SpanLine<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    at: Option<[u64; 2]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    edited: bool,
}

#[derive(Serialize)]
struct BlockLine {
    kind: &'static str,
    start: u32,
    end: u32,
    /// Number of the block that it says again.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u32>,
}

#[derive(Serialize)]
struct EditLine<'a> {
    rule: &'a str,
    tier: &'a str,
    start: u32,
    end: u32,
    at: Option<[u64; 2]>,
    was: &'a str,
    now: &'a str,
}

#[derive(Serialize)]
struct ReportLine<'a> {
    id: &'a str,
    input: &'a str,
    record: Option<Value>,
    sha256: &'a str,
    text_sha256: String,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<&'a str>,
    modified: Option<&'a str>,
    section: Option<&'a str>,
    language: Option<&'a str>,
    kind: &'a str,
    /// Why it was not read: its kind, or its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockLine>,
    edits: Vec<EditLine<'a>>,
    metadata: Map<String, Value>,
}

#[derive(Serialize)]
struct AttributionLine<'a> {
    report: &'a str,
    id: String,
    form: &'a str,
    source: Vec<SpanLine<'a>>,
    cue: Vec<SpanLine<'a>>,
    content: Vec<SpanLine<'a>>,
    parent: Option<String>,
    carried_from: Option<String>,
    speaker: Option<String>,
    /// All of them, where several speak.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<String>,
    source_kind: Option<&'a str>,
    flags: Vec<&'a str>,
    /// The reason given for not naming the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    anonymity: Option<SpanLine<'a>>,
    /// Why the speaker is taken for the source, or why nobody is.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<LinkLine<'a>>,
    score: Option<f32>,
    why: WhyLine<'a>,
}

#[derive(Serialize)]
struct WhyLine<'a> {
    by: &'a str,
    rule: &'a str,
}

impl From<Why> for WhyLine<'_> {
    fn from(why: Why) -> Self {
        WhyLine {
            by: why.by().name(),
            rule: why.name(),
        }
    }
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    report: &'a str,
    id: String,
    /// None where the outlet hedges in its own voice.
    attribution: Option<String>,
    content: Vec<SpanLine<'a>>,
    status: &'a str,
    strength: Option<&'a str>,
    voice: Option<&'a str>,
    chain: Vec<String>,
    factuality: Option<f32>,
    triggers: Vec<TriggerLine<'a>>,
    why: WhyLine<'a>,
}

#[derive(Serialize)]
struct TriggerLine<'a> {
    kind: &'a str,
    #[serde(flatten)]
    span: SpanLine<'a>,
}

#[derive(Serialize)]
struct TimeLine<'a> {
    report: &'a str,
    id: String,
    span: SpanLine<'a>,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<u8>,
    begin: Option<String>,
    end: Option<String>,
    anchor: Option<&'static str>,
    offset: Option<&'a str>,
    of: &'static str,
    attribution: Option<String>,
    why: &'static str,
}

#[derive(Serialize)]
struct FigureLine<'a> {
    report: &'a str,
    id: String,
    span: SpanLine<'a>,
    /// Plain decimal numbers; null for an open end.
    low: Option<String>,
    high: Option<String>,
    digits: u8,
    unit: Option<&'a str>,
    per: Vec<&'a str>,
    role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'a str>,
    modifier: Option<&'a str>,
    of: Option<SpanLine<'a>>,
    attribution: Option<String>,
    why: &'a str,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    report: &'a str,
    id: String,
    name: &'a str,
    kind: &'a str,
    /// Whose it is, of one without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    roles: Vec<RoleLine<'a>>,
    aliases: &'a [String],
    mentions: Vec<MentionLine<'a>>,
}

#[derive(Serialize)]
struct RoleLine<'a> {
    #[serde(flatten)]
    span: SpanLine<'a>,
    organisation: Option<SpanLine<'a>>,
    former: bool,
}

#[derive(Serialize)]
struct MentionLine<'a> {
    #[serde(flatten)]
    span: SpanLine<'a>,
    form: &'a str,
    link: LinkLine<'a>,
}

#[derive(Serialize)]
struct LinkLine<'a> {
    rule: &'a str,
    score: f32,
    runner_up: Option<String>,
}

impl<'a> From<Link> for LinkLine<'a> {
    fn from(link: Link) -> LinkLine<'a> {
        // To two decimals: it is no measured probability.
        let score = (link.score * 100.0).round() / 100.0;
        LinkLine {
            rule: link.rule.name(),
            score,
            runner_up: link.runner_up.map(entity_id),
        }
    }
}

/// The id of an entity within its report: `e1` is the first.
pub fn entity_id(id: EntityId) -> String {
    format!("e{}", id.0 + 1)
}

/// The id of an attribution within its report: `a1` is the first.
pub fn attribution_id(id: AttributionId) -> String {
    format!("a{}", id.0 + 1)
}

/// The id of a claim within its report, by its number: `c1` is the first.
pub fn claim_id(number: usize) -> String {
    format!("c{}", number + 1)
}

/// What is known of the record that a report came in: its line, the day it was saved.
fn record(line: Option<u64>, captured: Option<&str>) -> Option<Value> {
    let mut record = Map::new();
    if let Some(line) = line {
        record.insert("line".into(), json!(line));
    }
    if let Some(captured) = captured {
        record.insert("captured".into(), json!(captured));
    }
    (!record.is_empty()).then_some(Value::Object(record))
}

struct Writer<'a> {
    offsets: Offsets<'a>,
    from: &'a Provenance,
}

impl<'a> Writer<'a> {
    fn at(&self, span: Span) -> Option<[u64; 2]> {
        let place = self.offsets.reading.document.origin.raw(span);
        self.from.has_bytes.then_some(place.into())
    }

    fn span(&self, span: Span) -> SpanLine<'a> {
        let document = &self.offsets.reading.document;
        let (start, end) = self.offsets.of(span);
        // Edits are sorted, so the ones inside a span are found by halving.
        let first = document
            .edits
            .partition_point(|e| e.span.end() < span.start());
        let inside = document.edits[first..]
            .iter()
            .take_while(|e| e.span.start() <= span.end());
        let edited = inside
            .filter(|e| e.tier == RepairTier::Safe)
            // Something taken out right before or after the span is not inside it.
            .any(|e| {
                e.span.overlaps(span)
                    || (e.span.is_empty()
                        && e.span.start() > span.start()
                        && e.span.end() < span.end())
            });
        SpanLine {
            start,
            end,
            text: &document.text[span],
            at: self.at(span),
            edited,
        }
    }

    fn spans(&self, spans: &[Span]) -> Vec<SpanLine<'a>> {
        spans.iter().map(|&s| self.span(s)).collect()
    }

    fn report(&self, out: &mut Vec<u8>) {
        let document = &self.offsets.reading.document;
        let blocks = document.blocks.iter().map(|block| {
            let (start, end) = self.offsets.of(block.span);
            BlockLine {
                kind: block.kind.name(),
                start,
                end,
                of: block.of,
            }
        });
        let edits = document.edits.iter().map(|edit| {
            let (start, end) = self.offsets.of(edit.span);
            let (rule, tier) = (edit.rule.name(), edit.tier.name());
            EditLine {
                rule,
                tier,
                start,
                end,
                at: self.from.has_bytes.then_some(edit.at.into()),
                was: &edit.was,
                now: &edit.now,
            }
        });
        let mut metadata = Map::new();
        for c in &document.candidates {
            let entry = metadata.entry(c.field.name()).or_insert_with(|| json!([]));
            if let Value::Array(list) = entry {
                let at = c.at.filter(|_| self.from.has_bytes);
                let mut candidate = json!({ "value": c.value, "rule": c.rule, "at": at });
                if c.chosen {
                    candidate["chosen"] = json!(true);
                }
                if let Some(percent) = c.confidence {
                    candidate["confidence"] = json!(f64::from(percent) / 100.0);
                }
                list.push(candidate);
            }
        }
        let line = ReportLine {
            id: &self.from.id,
            input: &self.from.input,
            record: record(self.from.line, document.captured.as_deref()),
            sha256: &self.from.sha256,
            text_sha256: sha256_hex(document.text.as_bytes()),
            url: document.url.as_deref(),
            outlet: document.outlet.as_deref(),
            title: document.title.as_deref(),
            byline: document.byline.as_deref(),
            published: document.published.as_deref(),
            modified: document.modified.as_deref(),
            section: document.section.as_deref(),
            language: document.language.as_deref(),
            kind: document.kind.name(),
            skipped: self.offsets.reading.skipped.map(Skip::name),
            text: &document.text,
            blocks: blocks.collect(),
            edits: edits.collect(),
            metadata,
        };
        push(out, "report", line);
    }

    fn entity(
        &self,
        out: &mut Vec<u8>,
        id: EntityId,
        entity: &'a Entity,
        mentions: &[&'a Mention],
    ) {
        let roles = entity.roles.iter().map(|r| RoleLine {
            span: self.span(r.span),
            organisation: r.organisation.map(|s| self.span(s)),
            former: r.former,
        });
        let mentions = mentions.iter().map(|m| MentionLine {
            span: self.span(m.span),
            form: m.written.name(),
            link: m.link.into(),
        });
        let line = EntityLine {
            report: &self.from.id,
            id: entity_id(id),
            name: &entity.name,
            kind: entity.kind.name(),
            of: entity.of.map(entity_id),
            roles: roles.collect(),
            aliases: &entity.aliases,
            mentions: mentions.collect(),
        };
        push(out, "entity", line);
    }

    fn attribution(&self, out: &mut Vec<u8>, id: AttributionId, a: &Attribution) {
        let speaker = self.offsets.reading.resolution.speakers.get(id.0 as usize);
        let entities = speaker.map_or(&[][..], |s| &s.entities);
        let line = AttributionLine {
            report: &self.from.id,
            id: attribution_id(id),
            form: a.form.name(),
            source: self.spans(&a.source),
            cue: self.spans(&a.cue),
            content: self.spans(&a.content),
            parent: a.parent.map(attribution_id),
            carried_from: a.carried_from.map(attribution_id),
            speaker: entities.first().copied().map(entity_id),
            speakers: if entities.len() > 1 {
                entities.iter().copied().map(entity_id).collect()
            } else {
                vec![]
            },
            source_kind: speaker.map(|s| s.kind.name()),
            flags: speaker.map_or(vec![], |s| s.flags.names().collect()),
            anonymity: speaker.and_then(|s| s.anonymity).map(|s| self.span(s)),
            link: speaker.and_then(|s| s.link).map(LinkLine::from),
            score: a.score,
            why: a.why.into(),
        };
        push(out, "attribution", line);
    }

    fn claim(&self, out: &mut Vec<u8>, number: usize, claim: &Claim) {
        let trigger = |t: &Trigger| TriggerLine {
            kind: t.kind.name(),
            span: self.span(t.span),
        };
        let line = ClaimLine {
            report: &self.from.id,
            id: claim_id(number),
            attribution: claim.attribution.map(attribution_id),
            content: self.spans(&claim.content),
            status: claim.status.name(),
            strength: claim.strength.map(Strength::name),
            voice: claim.voice.map(Voice::name),
            chain: claim.chain.iter().copied().map(attribution_id).collect(),
            factuality: claim.factuality,
            triggers: claim.triggers.iter().map(trigger).collect(),
            why: WhyLine {
                by: "rule",
                rule: claim.rule.name(),
            },
        };
        push(out, "claim", line);
    }

    fn time(&self, out: &mut Vec<u8>, number: usize, stated: &Stated<Time>, shown: &[bool]) {
        let time = &stated.item;
        let line = TimeLine {
            report: &self.from.id,
            id: format!("t{}", number + 1),
            span: self.span(stated.span),
            kind: time.kind.name(),
            value: &time.value,
            modifier: time.modifier.map(Mod::name),
            quant: time.quant.as_deref(),
            freq: time.freq,
            begin: time.begin.map(|m| m.to_string()),
            end: time.end.map(|m| m.to_string()),
            anchor: time.anchor.name(),
            offset: time.anchor.offset(),
            of: time.of.name(),
            attribution: stated
                .attribution
                .filter(|a| shown[a.0 as usize])
                .map(attribution_id),
            why: time.why.name(),
        };
        push(out, "time", line);
    }

    fn figure(&self, out: &mut Vec<u8>, number: usize, stated: &Stated<Figure>, shown: &[bool]) {
        let (figure, text) = (&stated.item, &*self.offsets.reading.document.text);
        let per = |per: &Per| match *per {
            Per::Unit(unit) => unit.name(),
            Per::Noun(span) => &text[span.range()],
        };
        let line = FigureLine {
            report: &self.from.id,
            id: format!("f{}", number + 1),
            span: self.span(stated.span),
            low: figure.low.map(|v| v.to_string()),
            high: figure.high.map(|v| v.to_string()),
            digits: figure.digits,
            unit: figure.unit.map(measure::Unit::name),
            per: figure.per.iter().map(per).collect(),
            role: figure.role.name(),
            direction: figure.direction.map(measure::Direction::name),
            modifier: figure.modifier.map(measure::Modifier::name),
            of: figure.of.map(|of| self.span(of)),
            attribution: stated
                .attribution
                .filter(|a| shown[a.0 as usize])
                .map(attribution_id),
            why: figure.why.name(),
        };
        push(out, "figure", line);
    }
}

/// The lines of one reading. Attributions scored below `min_score` are left out, with those that
/// hang on them; ids keep their numbers.
///
/// ```
/// use sayso::{attribute::Bias, clean, reading};
/// let text = "“It was late,” said Ines Moller.";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let from = sayso_export::Provenance { id: "r1".into(), input: "-".into(), line: None, sha256: String::new(), has_bytes: true };
/// let mut out = Vec::new();
/// sayso_export::jsonl::reading(&mut out, &reading, &from, 0.0);
/// let lines: Vec<&str> = std::str::from_utf8(&out).unwrap().lines().collect();
/// assert!(lines[0].starts_with(r#"{"type":"report","data":{"id":"r1""#));
/// assert!(lines[1].contains(r#""source":[{"start":20,"end":31,"text":"Ines Moller","at":[24,35]}]"#));
/// ```
pub fn reading(out: &mut Vec<u8>, reading: &Reading, from: &Provenance, min_score: f32) {
    let writer = Writer {
        offsets: Offsets::new(reading),
        from,
    };
    writer.report(out);
    let resolution = &reading.resolution;
    let mut mentions: Vec<Vec<&Mention>> = vec![Vec::new(); resolution.entities.len()];
    for mention in &resolution.mentions {
        if let Some(id) = mention.entity {
            mentions[id.0 as usize].push(mention);
        }
    }
    for ((id, entity), mentions) in (0..).map(EntityId).zip(&resolution.entities).zip(&mentions) {
        writer.entity(out, id, entity, mentions);
    }
    // What names an attribution that is left out is left out, or does not name it.
    let mut shown = vec![false; reading.attributions.len()];
    for (id, attribution) in kept(reading, min_score) {
        writer.attribution(out, id, attribution);
        shown[id.0 as usize] = true;
    }
    for (number, claim) in reading.claims.iter().enumerate() {
        if claim.attribution.is_none_or(|id| shown[id.0 as usize]) {
            writer.claim(out, number, claim);
        }
    }
    for (number, figure) in reading.figures.iter().enumerate() {
        writer.figure(out, number, figure, &shown);
    }
    for (number, time) in reading.times.iter().enumerate() {
        writer.time(out, number, time, &shown);
    }
}

#[derive(Serialize)]
struct RelatedLine<'a> {
    report: &'a str,
    label: &'a str,
    #[serde(flatten)]
    span: SpanLine<'a>,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    report: &'a str,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    primary: SpanLine<'a>,
    related: Vec<RelatedLine<'a>>,
    derivation: Option<String>,
    assumptions: &'a [String],
    why: &'a str,
    /// Loose: shown only because all was asked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    far: bool,
}

/// The findings of one reading, after its other lines.
pub fn findings(out: &mut Vec<u8>, reading: &Reading, from: &Provenance, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    let writer = Writer {
        offsets: Offsets::new(reading),
        from,
    };
    for f in findings {
        let related = |&(label, span): &(Label, Span)| RelatedLine {
            report: &from.id,
            label: label.name(),
            span: writer.span(span),
        };
        let line = FindingLine {
            report: &from.id,
            code: f.code.name(),
            severity: f.severity.name(),
            message: &f.message,
            primary: writer.span(f.primary),
            related: f.related.iter().map(related).collect(),
            derivation: f
                .derivation
                .as_ref()
                .map(|d| d.line(&reading.document.text)),
            assumptions: &f.assumptions,
            why: f.why.name(),
            far: f.loose,
        };
        push(out, "finding", line);
    }
}

/// The attributions that are not left out.
pub fn kept(reading: &Reading, min_score: f32) -> Vec<(AttributionId, &Attribution)> {
    let least = Least {
        kept: min_score,
        shown: min_score,
    };
    by_trust(reading, least).0
}
