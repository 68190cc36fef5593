//! Tables about a fenced report or page. The first column of a table says what it lists: blocks,
//! repairs, metadata, places in the page, sentences, quotations, credits, claims, speakers or attributions.

use crate::markdown::{Case, Input, Table};
use anyhow::{Result, bail};
use sayso::attribute::{Attribution, AttributionId, Bias};
use sayso::certainty::{Claim, Polarity, Strength, Voice};
use sayso::clean::{self, Given};
use sayso::credits::Credit;
use sayso::origin::RawSpan;
use sayso::reading::{self, Least, Reading, Trust};
use sayso::resolve::EntityId;
use sayso::text::Span;
use std::ops::Range;

/// How many words of a content are enough to recognise it in a table.
const FIRST_WORDS: usize = 5;

type Rows = Result<Vec<Vec<String>>>;

/// Reads the input of a case as its marks ask. Speakers and claims are resolved only where a table
/// asks for them, because the tagger is slow.
pub fn read(case: &Case, input: &Input) -> Result<Reading> {
    let given = Given::default();
    let words = sayso_model_en::words();
    let document = if input.is_page {
        clean::page_with(input.text.as_bytes(), &given, words)
    } else if case.marks.raw {
        clean::raw(input.text.clone(), &given)
    } else {
        clean::plain_with(input.text.as_bytes(), &given, words)
    };
    let model = case.marks.model.then(sayso_model_en::standard);
    let mut reading = reading::read(document?, model, Bias::Balanced);
    let needs_tagger = |t: &Table| matches!(t.subject(), "who" | "status");
    if case.tables.iter().any(needs_tagger) {
        reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
    }
    Ok(reading)
}

/// The rows that a reading gives for a table.
pub fn rows(input: &Input, table: &Table, reading: &Reading) -> Rows {
    match table.subject() {
        "field" => metadata(input, table, reading),
        "text" => Ok(places(input, table, reading)),
        "block" => blocks(table, reading),
        "repair" => repairs(table, reading),
        "sentence" => {
            let sentences = reading.segments.sentences.iter();
            Ok(sentences.map(|s| tokens(reading, &s.tokens)).collect())
        }
        "quotation" => {
            let quotations = reading.segments.quotations.iter();
            Ok(quotations.map(|q| tokens(reading, &q.tokens)).collect())
        }
        "credit" => credited(table, reading),
        "status" => claims(table, reading),
        "who" => speakers(table, reading),
        _ => attributions(table, reading),
    }
}

/// One row: each column filled by `cell`, which returns `None` for a column it does not know.
fn row(table: &Table, cell: impl Fn(&str) -> Option<String>) -> Result<Vec<String>> {
    let fill = |column: &String| match cell(column) {
        Some(cell) => Ok(cell),
        None => bail!("no column `{column}` in a table of {}s", table.subject()),
    };
    table.head.iter().map(fill).collect()
}

/// The words of a source or content; ` … ` joins the parts of a divided one.
fn join(reading: &Reading, spans: &[Span]) -> String {
    let text = &reading.document.text;
    let parts: Vec<&str> = spans.iter().map(|&s| &text[s]).collect();
    parts.join(" … ")
}

fn first_words(reading: &Reading, spans: &[Span]) -> String {
    let whole = join(reading, spans);
    let words: Vec<&str> = whole.split(' ').take(FIRST_WORDS).collect();
    words.join(" ")
}

fn tokens(reading: &Reading, range: &Range<u32>) -> Vec<String> {
    let span = reading.segments.span(range.clone());
    vec![reading.document.text[span].to_string()]
}

fn slice(input: &Input, place: RawSpan) -> String {
    input.text[place.range()].to_string()
}

/// The chosen metadata, of the fields that the table asks for.
fn metadata(input: &Input, table: &Table, reading: &Reading) -> Rows {
    let is_asked = |field: &str| table.rows.iter().any(|wanted| wanted[0] == field);
    let candidates = reading.document.candidates.iter();
    let asked = candidates.filter(|c| c.chosen && is_asked(c.field.name()));
    let one = |c: &sayso::candidate::Candidate| {
        row(table, |column| match column {
            "field" => Some(c.field.to_string()),
            "value" => Some(c.value.clone()),
            "rule" => Some(c.rule.to_string()),
            "in the page" => Some(c.at.map(|at| slice(input, at)).unwrap_or_default()),
            _ => None,
        })
    };
    asked.map(one).collect()
}

/// Where each passage of the table is in the page. A passage must occur once in the text.
fn places(input: &Input, table: &Table, reading: &Reading) -> Vec<Vec<String>> {
    let place = |cell: &str| {
        let passage = cell.replace("\\n", "\n");
        let mut starts = reading.document.text.match_indices(&passage);
        let (Some((start, _)), None) = (starts.next(), starts.next()) else {
            return format!("(not once in the text: {passage})");
        };
        let span = Span::new(start as u32, (start + passage.len()) as u32);
        slice(input, reading.document.origin.raw(span)).replace('\n', "\\n")
    };
    let rows = table.rows.iter();
    rows.map(|r| vec![r[0].clone(), place(&r[0])]).collect()
}

fn blocks(table: &Table, reading: &Reading) -> Rows {
    let one = |b: &sayso::document::Block| {
        row(table, |column| match column {
            "block" => Some(b.kind.name().into()),
            "text" => Some(reading.document.text[b.span].into()),
            _ => None,
        })
    };
    reading.document.blocks.iter().map(one).collect()
}

fn repairs(table: &Table, reading: &Reading) -> Rows {
    // Backquotes keep white space visible.
    let show = |text: &str| {
        if text.trim().is_empty() {
            format!("`{text}`")
        } else {
            text.to_string()
        }
    };
    let one = |e: &sayso::document::Edit| {
        row(table, |column| match column {
            "repair" => Some(e.rule.to_string()),
            "tier" => Some(e.tier.name().into()),
            "was" => Some(show(&e.was)),
            "now" => Some(show(&e.now)),
            _ => None,
        })
    };
    reading.document.edits.iter().map(one).collect()
}

fn credited(table: &Table, reading: &Reading) -> Rows {
    let one = |c: &Credit| {
        row(table, |column| match column {
            "credit" => Some(c.kind.name().into()),
            "of" => Some(c.of.name().into()),
            "name" => Some(c.name.clone().unwrap_or_default()),
            "words" => Some(c.span.map_or(String::new(), |span| join(reading, &[span]))),
            _ => None,
        })
    };
    reading.credits.iter().map(one).collect()
}

fn claims(table: &Table, reading: &Reading) -> Rows {
    let triggers = |claim: &Claim| {
        let spans: Vec<Span> = claim.triggers.iter().map(|t| t.span).collect();
        join(reading, &spans)
    };
    let one = |c: &Claim| {
        row(table, |column| match column {
            "status" => Some(c.status.name().into()),
            "strength" => Some(c.strength.map_or("", Strength::name).into()),
            "polarity" => Some(c.polarity.map_or("", Polarity::name).into()),
            "voice" => Some(c.voice.map_or("", Voice::name).into()),
            "by" => Some(c.rule.name().into()),
            "chain" => Some(c.chain.len().to_string()),
            "triggers" => Some(triggers(c)),
            "content" => Some(first_words(reading, &c.content)),
            _ => None,
        })
    };
    reading.claims.iter().map(one).collect()
}

fn speakers(table: &Table, reading: &Reading) -> Rows {
    let name = |id: &EntityId| reading.resolution.entities[id.0 as usize].name.clone();
    let speakers = &reading.resolution.speakers;
    let both = reading.attributions.iter().zip(speakers);
    both.map(|(attribution, speaker)| {
        row(table, |column| match column {
            "who" => {
                let names: Vec<String> = speaker.entities.iter().map(name).collect();
                Some(names.join(" + "))
            }
            "kind" => Some(speaker.kind.name().into()),
            "content" => Some(first_words(reading, &attribution.content)),
            _ => None,
        })
    })
    .collect()
}

fn attributions(table: &Table, reading: &Reading) -> Rows {
    let all = &reading.attributions;
    let number = |id: Option<AttributionId>| id.map_or(String::new(), |a| (a.0 + 1).to_string());
    let source_of = |id: AttributionId| join(reading, &all[id.0 as usize].source);
    let trust = reading.shown(Least {
        kept: 0.0,
        shown: sayso_model_en::standard().shown(),
    });
    let is_shown = |trust: Trust| {
        if trust == Trust::Found {
            "yes"
        } else {
            "uncertain"
        }
    };
    let one = |(a, &trust): (&Attribution, &Trust)| {
        row(table, |column| match column {
            "source" => Some(join(reading, &a.source)),
            "speaker" => Some(join(reading, a.speaker(all))),
            "inside" => Some(a.parent.map_or(String::new(), source_of)),
            "cue" => Some(join(reading, &a.cue)),
            "content" => Some(join(reading, &a.content)),
            "form" => Some(a.form.name().into()),
            "rule" => Some(a.why.name().into()),
            "parent" => Some(number(a.parent)),
            "carried from" => Some(number(a.carried_from)),
            "shown" => Some(is_shown(trust).into()),
            _ => None,
        })
    };
    all.iter().zip(&trust).map(one).collect()
}
