//! In: a reading and its findings. Out: their records, with offsets in
//! code points.

use super::lines::Lines;
use super::{
    Anchor, Attribution, Block, Candidate, Claim, Context, Credit, Decision, Edit, Entity, Figure,
    FiguresCompared, Finding, InputRecord, Link, Mention, Record, Related, Report, Role, Span,
    Time, Trigger, write,
};
use crate::speakers::SURE;
use sayso::attribute::{self, AttributionId, By};
use sayso::certainty;
use sayso::check::{self, Counts, Severity, derivation::Derivation};
use sayso::credits;
use sayso::document::{self, Document, RepairTier};
use sayso::measure::{self, Per, Stated, time};
use sayso::origin::RawSpan;
use sayso::reading::{Least, Reading, Trust};
use sayso::report::sha256_hex;
use sayso::resolve::{self, EntityId};
use sayso::text::{self, OffsetMap};
use std::collections::BTreeMap;

/// The records of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The report itself.
    pub report: Report,
    /// Its sources and everyone else it names, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Who says what, in text order.
    pub attributions: Vec<Attribution>,
    /// What is said and how sure: one for each attribution, then the hedges of the outlet.
    pub claims: Vec<Claim>,
    /// What is counted or measured, in text order.
    pub figures: Vec<Figure>,
    /// When, how long, how often, in text order.
    pub times: Vec<Time>,
    /// What was observed about its figures and its wording.
    pub findings: Vec<Finding>,
    /// Whether its figures were compared with each other. The run says so, and no record of its own.
    pub figures_compared: FiguresCompared,
}

impl Saved {
    /// A report without anything read from it.
    pub fn of(report: Report) -> Saved {
        Saved {
            report,
            entities: Vec::new(),
            attributions: Vec::new(),
            claims: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            findings: Vec::new(),
            figures_compared: FiguresCompared::ByAll,
        }
    }

    /// The records of a reading. Attributions that [`Reading::shown`] leaves out get no record;
    /// the ids of the others stay the same.
    ///
    /// ```
    /// use sayso::report::RawReport;
    /// use sayso::{Reader, reading::Least, words::Words};
    /// use sayso_export::records::Saved;
    /// let words = Words::none();
    /// let reading = Reader::new(&words).read(&RawReport::text("“It was late,” said Ines Moller."));
    /// let least = Least { kept: 0.0, shown: 0.0 };
    /// let saved = Saved::new(&reading.unwrap(), None, &[], least);
    /// let source = &saved.attributions[0].source[0];
    /// assert_eq!((source.start, source.end, &*source.text), (20, 31, "Ines Moller"));
    /// let mut lines = Vec::new();
    /// saved.write(&mut lines);
    /// assert!(lines.starts_with(br#"{"type":"report","data":{"id":""#));
    /// ```
    ///
    /// `input` is the bytes that the report was read from. Without it, lines are counted in the
    /// text of the report.
    pub fn new(
        reading: &Reading,
        input: Option<&[u8]>,
        findings: &[check::Finding],
        least: Least,
    ) -> Saved {
        let maker = Maker {
            reading,
            map: OffsetMap::new(&reading.document.text),
            trust: reading.shown(least),
        };
        Saved {
            report: maker.report(),
            entities: maker.entities(),
            attributions: maker.attributions(),
            claims: maker.claims(),
            figures: numbered(&reading.figures, |n, f| maker.figure(n, f)),
            times: numbered(&reading.times, |n, t| maker.time(n, t)),
            findings: maker.findings(findings, input),
            figures_compared: FiguresCompared::ByAll,
        }
    }

    /// The number of its findings, by severity.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in &self.findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Adds the lines of all records to `out`.
    pub fn write(self, out: &mut Vec<u8>) {
        write(out, &Record::Report(self.report));
        let items = self.entities.into_iter().map(Record::Entity);
        items.for_each(|record| write(out, &record));
        let items = self.attributions.into_iter().map(Record::Attribution);
        items.for_each(|record| write(out, &record));
        let items = self.claims.into_iter().map(Record::Claim);
        items.for_each(|record| write(out, &record));
        let items = self.figures.into_iter().map(Record::Figure);
        items.for_each(|record| write(out, &record));
        let items = self.times.into_iter().map(Record::Time);
        items.for_each(|record| write(out, &record));
        let items = self.findings.into_iter().map(Record::Finding);
        items.for_each(|record| write(out, &record));
    }
}

fn numbered<T, R>(items: &[T], record: impl Fn(usize, &T) -> R) -> Vec<R> {
    let numbers = 1..;
    numbers
        .zip(items)
        .map(|(number, item)| record(number, item))
        .collect()
}

fn entity_id(id: EntityId) -> String {
    format!("e{}", id.0 + 1)
}

fn attribution_id(id: AttributionId) -> String {
    format!("a{}", id.0 + 1)
}

impl From<resolve::Link> for Link {
    fn from(link: resolve::Link) -> Link {
        Link {
            rule: link.rule,
            score: published(link.score),
            runner_up: link.runner_up.map(entity_id),
        }
    }
}

/// The score of a link to two decimals, because it is not a measured probability. A score just below
/// [`SURE`] is rounded down, because rounded up it would count as sure.
fn published(score: f32) -> f32 {
    let hundredths = (score * 100.0).round();
    let becomes_sure = score < SURE && hundredths / 100.0 >= SURE;
    if becomes_sure {
        (hundredths - 1.0) / 100.0
    } else {
        hundredths / 100.0
    }
}

/// Makes the records of one reading.
struct Maker<'a> {
    reading: &'a Reading,
    map: OffsetMap,
    /// How each attribution is shown.
    trust: Vec<Trust>,
}

impl Maker<'_> {
    fn document(&self) -> &Document {
        &self.reading.document
    }

    /// Start and end in code points.
    fn offsets(&self, span: text::Span) -> (u32, u32) {
        let text = &self.document().text;
        (
            self.map.code_points(text, span.start()),
            self.map.code_points(text, span.end()),
        )
    }

    /// A place in the input, if the input has bytes of its own.
    fn at(&self, place: RawSpan) -> Option<[u64; 2]> {
        let has_bytes = self.reading.provenance.has_bytes;
        has_bytes.then_some([place.start(), place.end()])
    }

    fn span(&self, span: text::Span) -> Span {
        let document = self.document();
        let (start, end) = self.offsets(span);
        Span {
            start,
            end,
            text: document.text[span].to_string(),
            at: self.at(document.origin.raw(span)),
            edited: is_edited(document, span),
        }
    }

    fn spans(&self, spans: &[text::Span]) -> Vec<Span> {
        spans.iter().map(|&span| self.span(span)).collect()
    }

    /// Is there a record of this attribution?
    fn is_kept(&self, id: AttributionId) -> bool {
        let trust = self.trust.get(id.0 as usize);
        trust.is_some_and(|trust| *trust != Trust::LeftOut)
    }

    /// The id of the attribution that contains a figure or a time, if it has a record.
    fn kept_id(&self, id: Option<AttributionId>) -> Option<String> {
        id.filter(|id| self.is_kept(*id)).map(attribution_id)
    }

    fn report(&self) -> Report {
        let (document, from) = (self.document(), &self.reading.provenance);
        let record = InputRecord {
            captured: document.captured.clone(),
            digest: from.digest.clone(),
            id: from.record.clone(),
            ..InputRecord::of(&from.place)
        };
        Report {
            id: from.id.clone(),
            input: from.place.input.clone(),
            record: Some(record).filter(|record| *record != InputRecord::default()),
            sha256: from.sha256.clone(),
            text_sha256: sha256_hex(document.text.as_bytes()),
            url: document.url.clone(),
            outlet: document.outlet.clone(),
            title: document.title.clone(),
            byline: document.byline.clone(),
            published: document.published.clone(),
            modified: document.modified.clone(),
            section: document.section.clone(),
            language: document.language.clone(),
            kind: document.kind,
            skipped: self.reading.skipped,
            text: document.text.to_string(),
            blocks: document.blocks.iter().map(|b| self.block(b)).collect(),
            edits: document.edits.iter().map(|e| self.edit(e)).collect(),
            metadata: self.metadata(),
            credits: self.credits(),
        }
    }

    fn credits(&self) -> Vec<Credit> {
        let credits = self.reading.credits.iter();
        let record = |credit: &credits::Credit| Credit {
            kind: credit.kind,
            of: credit.of,
            name: credit.name.clone(),
            span: credit.span.map(|span| self.span(span)),
        };
        credits.map(record).collect()
    }

    fn block(&self, block: &document::Block) -> Block {
        let (start, end) = self.offsets(block.span);
        Block {
            kind: block.kind,
            start,
            end,
            of: block.of,
        }
    }

    fn edit(&self, edit: &document::Edit) -> Edit {
        let (start, end) = self.offsets(edit.span);
        Edit {
            rule: edit.rule,
            tier: edit.tier,
            start,
            end,
            at: self.at(edit.at),
            was: edit.was.clone(),
            now: edit.now.clone(),
        }
    }

    fn metadata(&self) -> BTreeMap<String, Vec<Candidate>> {
        let mut fields: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
        for found in &self.document().candidates {
            let candidates = fields.entry(found.field.name().to_string()).or_default();
            candidates.push(Candidate {
                at: found.at.and_then(|at| self.at(at)),
                chosen: found.chosen,
                confidence: found.confidence.map(|percent| f64::from(percent) / 100.0),
                rule: found.rule,
                value: found.value.clone(),
            });
        }
        fields
    }

    fn entities(&self) -> Vec<Entity> {
        let resolution = &self.reading.resolution;
        let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); resolution.entities.len()];
        for mention in &resolution.mentions {
            if let Some(id) = mention.entity {
                mentions[id.0 as usize].push(Mention {
                    span: self.span(mention.span),
                    form: mention.written,
                    link: mention.link.into(),
                });
            }
        }
        let entities = (0..).map(EntityId).zip(&resolution.entities).zip(mentions);
        entities
            .map(|((id, entity), mentions)| Entity {
                report: self.reading.provenance.id.clone(),
                id: entity_id(id),
                name: entity.name.clone(),
                kind: entity.kind,
                of: entity.of.map(entity_id),
                roles: entity.roles.iter().map(|role| self.role(role)).collect(),
                aliases: entity.aliases.clone(),
                mentions,
            })
            .collect()
    }

    fn role(&self, role: &resolve::Role) -> Role {
        Role {
            span: self.span(role.span),
            organisation: role.organisation.map(|span| self.span(span)),
            former: role.former,
        }
    }

    fn attributions(&self) -> Vec<Attribution> {
        let all = (0..).map(AttributionId).zip(&self.reading.attributions);
        all.filter(|(id, _)| self.is_kept(*id))
            .map(|(id, attribution)| self.attribution(id, attribution))
            .collect()
    }

    fn attribution(&self, id: AttributionId, a: &attribute::Attribution) -> Attribution {
        let speaker = self.reading.resolution.speakers.get(id.0 as usize);
        let entities = speaker.map_or(&[][..], |s| &s.entities);
        let ids: Vec<String> = entities.iter().copied().map(entity_id).collect();
        Attribution {
            report: self.reading.provenance.id.clone(),
            id: attribution_id(id),
            form: a.form,
            source: self.spans(&a.source),
            cue: self.spans(&a.cue),
            content: self.spans(&a.content),
            parent: a.parent.map(attribution_id),
            carried_from: a.carried_from.map(attribution_id),
            speaker: ids.first().cloned(),
            speakers: if ids.len() > 1 { ids } else { Vec::new() },
            source_kind: speaker.map(|s| s.kind),
            flags: speaker.map(|s| s.flags).unwrap_or_default(),
            anonymity: speaker.and_then(|s| s.anonymity).map(|s| self.span(s)),
            link: speaker.and_then(|s| s.link).map(Link::from),
            score: a.score,
            uncertain: self.trust.get(id.0 as usize) == Some(&Trust::Uncertain),
            why: a.why,
        }
    }

    /// The claims of kept attributions, and those of the outlet itself.
    fn claims(&self) -> Vec<Claim> {
        let numbers = 1..;
        let all = numbers.zip(&self.reading.claims);
        all.filter(|(_, claim)| claim.attribution.is_none_or(|id| self.is_kept(id)))
            .map(|(number, claim)| self.claim(number, claim))
            .collect()
    }

    fn claim(&self, number: usize, claim: &certainty::Claim) -> Claim {
        let triggers = claim.triggers.iter().map(|trigger| Trigger {
            kind: trigger.kind,
            span: self.span(trigger.span),
        });
        Claim {
            report: self.reading.provenance.id.clone(),
            id: format!("c{number}"),
            attribution: claim.attribution.map(attribution_id),
            content: self.spans(&claim.content),
            status: claim.status,
            strength: claim.strength,
            polarity: claim.polarity,
            voice: claim.voice,
            chain: claim.chain.iter().copied().map(attribution_id).collect(),
            factuality: claim.factuality,
            triggers: triggers.collect(),
            why: Decision {
                by: By::Rule,
                rule: claim.rule,
            },
        }
    }

    fn figure(&self, number: usize, stated: &Stated<measure::Figure>) -> Figure {
        let figure = &stated.item;
        let per = |per: &Per| match *per {
            Per::Unit(unit) => unit.name().to_string(),
            Per::Noun(span) => self.document().text[span].to_string(),
        };
        Figure {
            report: self.reading.provenance.id.clone(),
            id: format!("f{number}"),
            span: self.span(stated.span),
            low: figure.low.map(|value| value.to_string()),
            high: figure.high.map(|value| value.to_string()),
            digits: figure.digits,
            unit: figure.unit,
            per: figure.per.iter().map(per).collect(),
            role: figure.role,
            direction: figure.direction,
            modifier: figure.modifier,
            of: figure.of.map(|span| self.span(span)),
            attribution: self.kept_id(stated.attribution),
            attribution_left_out: stated.attribution.is_some_and(|id| !self.is_kept(id)),
            why: figure.why,
        }
    }

    fn time(&self, number: usize, stated: &Stated<measure::Time>) -> Time {
        let time = &stated.item;
        let anchor = match &time.anchor {
            time::Anchor::None => None,
            time::Anchor::Told => Some(Anchor::Told),
            time::Anchor::Published { .. } => Some(Anchor::Published),
        };
        Time {
            report: self.reading.provenance.id.clone(),
            id: format!("t{number}"),
            span: self.span(stated.span),
            kind: time.kind,
            value: time.value.clone(),
            modifier: time.modifier,
            quant: time.quant.clone(),
            freq: time.freq,
            begin: time.begin.map(|moment| moment.to_string()),
            end: time.end.map(|moment| moment.to_string()),
            anchor,
            offset: time.anchor.offset().map(str::to_string),
            of: time.of,
            attribution: self.kept_id(stated.attribution),
            attribution_left_out: stated.attribution.is_some_and(|id| !self.is_kept(id)),
            why: time.why,
        }
    }

    fn findings(&self, findings: &[check::Finding], input: Option<&[u8]>) -> Vec<Finding> {
        if findings.is_empty() {
            return Vec::new();
        }
        let lines = Lines::new(self.document(), input);
        let record = |finding| self.finding(finding, &lines);
        findings.iter().map(record).collect()
    }

    fn finding(&self, finding: &check::Finding, lines: &Lines<'_>) -> Finding {
        let text = &self.document().text;
        let related = finding.related.iter().map(|&(label, span)| Related {
            report: self.reading.provenance.id.clone(),
            label,
            span: self.span(span),
        });
        Finding {
            report: self.reading.provenance.id.clone(),
            code: finding.code,
            severity: finding.severity,
            message: finding.message.clone(),
            primary: self.span(finding.primary),
            related: related.collect(),
            derivation: finding.derivation.as_ref().map(|d| d.line(text)),
            verdict: finding.derivation.as_ref().map(Derivation::verdict),
            assumptions: finding.assumptions.clone(),
            why: finding.why.to_string(),
            far: finding.loose,
            context: self.context(finding, lines),
        }
    }

    /// The sentences that the figures of a finding are in. Of a very long one the part around the
    /// figures, because a file without full stops can have thousands of findings in one sentence.
    fn context(&self, finding: &check::Finding, lines: &Lines<'_>) -> Context {
        let related = finding.related.iter().map(|&(_, span)| span);
        let figures = related.fold(finding.primary, text::Span::cover);
        let sentences = around(&self.document().text, figures, self.sentences(figures));
        let (start, end) = self.offsets(sentences);
        let (line, column) = lines.place(finding.primary);
        let begins = lines.begins(sentences).into_iter();
        Context {
            start,
            end,
            line,
            column,
            lines: begins
                .map(|(byte, line)| [self.map.code_points(&self.document().text, byte), line])
                .collect(),
        }
    }

    /// From the beginning of the sentence that `figures` begins in to the end of the sentence that
    /// it ends in.
    fn sentences(&self, figures: text::Span) -> text::Span {
        let segments = &self.reading.segments;
        let all = &segments.sentences;
        let first =
            all.partition_point(|s| segments.span(s.tokens.clone()).end() <= figures.start());
        all[first..]
            .iter()
            .map(|sentence| segments.span(sentence.tokens.clone()))
            .take_while(|sentence| sentence.overlaps(figures))
            .fold(figures, text::Span::cover)
    }
}

/// Does a span contain an applied repair? Something taken out right before or after the span is
/// not inside it.
fn is_edited(document: &Document, span: text::Span) -> bool {
    // Edits are sorted, so those inside a span are found by binary search.
    let first = document
        .edits
        .partition_point(|e| e.span.end() < span.start());
    document.edits[first..]
        .iter()
        .take_while(|e| e.span.start() <= span.end())
        .filter(|e| e.tier == RepairTier::Safe)
        .any(|e| {
            let is_inside = e.span.start() > span.start() && e.span.end() < span.end();
            e.span.overlaps(span) || e.span.is_empty() && is_inside
        })
}

/// Bytes of a very long sentence that are shown before and after figures.
const AROUND: usize = 1000;

/// The sentences, cut at spaces if they go on for long before or after the figures.
fn around(text: &str, figures: text::Span, sentences: text::Span) -> text::Span {
    let range = sentences.cover(figures).range();
    let (first, last) = (figures.range().start, figures.range().end);
    let start = if first - range.start > 2 * AROUND {
        let near = &text[floor(text, first - AROUND)..first];
        first - near.len() + near.find(' ').map_or(0, |space| space + 1)
    } else {
        range.start
    };
    let end = if range.end - last > 2 * AROUND {
        let near = &text[last..floor(text, last + AROUND)];
        last + near.rfind(' ').unwrap_or(near.len())
    } else {
        range.end
    };
    text::Span::new(start as u32, end as u32)
}

/// The last character boundary up to byte `at`.
fn floor(text: &str, at: usize) -> usize {
    let boundary = (0..=at).rev().find(|&at| text.is_char_boundary(at));
    boundary.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_link_stays_doubtful() {
        let cases = [(0.797, 0.79), (0.8, 0.8), (0.666, 0.67), (1.0, 1.0)];
        for (score, shown) in cases {
            assert!((published(score) - shown).abs() < 1e-6, "{score}");
        }
    }
}
