//! What the outlet itself holds open, end to end: whole reports are read, and the claims of nobody
//! named are compared with the marked statements.

use crate::commands::passages::{self, Options, Passage};
use anyhow::{Context, Result, bail};
use sayso::attribute::Bias;
use sayso::certainty::{Claim, Status, Voice};
use sayso::clean::{self, Given};
use sayso::reading::{self, Reading};
use sayso::text::Span;
use serde_json::{Value, json};

pub fn run(options: &Options) -> Result<Value> {
    Ok(Value::Object(options.scores(score)?))
}

/// How many marked statements there are, how many are found, and how many claims are right.
#[derive(Default)]
struct Counts {
    marked: usize,
    found: usize,
    claims: usize,
    right_claims: usize,
}

/// A marked statement and the statuses that are right for it.
struct Marked {
    spans: Vec<Span>,
    /// None if either reading is right, so that it does not count.
    right: Option<Vec<Right>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Right {
    Status(Status),
    /// Held at a distance: by the voice, or as probable, possible or unlikely.
    Distance,
}

impl Right {
    fn parse(cell: &str) -> Result<Right> {
        match cell {
            "distance" => Ok(Right::Distance),
            status => match status.parse() {
                Ok(status) => Ok(Right::Status(status)),
                Err(_) => bail!("`{status}` is neither a status nor `distance`"),
            },
        }
    }

    fn fits(self, claim: &Claim) -> bool {
        let open = [Status::Probable, Status::Possible, Status::Unlikely];
        match self {
            Right::Status(status) => claim.status == status,
            Right::Distance => {
                claim.voice == Some(Voice::Distancing) || open.contains(&claim.status)
            }
        }
    }
}

impl Marked {
    fn of(passage: &Passage) -> Result<Vec<Marked>> {
        let rows = passage.rows.iter();
        rows.map(|row| {
            let number: usize = row[0].parse()?;
            let spans = &passage
                .marked
                .get(&number)
                .context("a row without a mark")?[3];
            let statuses = row.get(1).context("a row without a status")?;
            let right: Result<Vec<Right>> = statuses.split('/').map(Right::parse).collect();
            let right = if statuses == "-" { None } else { Some(right?) };
            let spans = spans.clone();
            Ok(Marked { spans, right })
        })
        .collect()
    }

    fn has(&self, claim: &Claim) -> bool {
        let first = claim.triggers.first().map_or(claim.content[0], |t| t.span);
        self.spans.iter().any(|s| s.overlaps(first))
    }

    fn fits(&self, claim: &Claim) -> bool {
        let right = self.right.as_ref();
        right.is_some_and(|right| right.iter().any(|r| r.fits(claim)))
    }
}

fn score(name: &str, file: &str, verbose: bool) -> Result<Value> {
    let mut counts = Counts::default();
    for passage in passages::parse(file)? {
        let case = Case {
            title: &passage.title,
            marked: Marked::of(&passage).with_context(|| passage.title.clone())?,
            reading: read(&passage.text)?,
            verbose,
        };
        case.add_to(&mut counts);
    }
    let percent = |part: usize, of: usize| (1000.0 * part as f64 / of.max(1) as f64).round() / 10.0;
    let figures = json!({
        "marked": counts.marked,
        "found": counts.found,
        "claims": counts.claims,
        "right claims": counts.right_claims,
        "found, percent": percent(counts.found, counts.marked),
        "right, percent": percent(counts.right_claims, counts.claims),
    });
    println!("{name}: {figures:#}");
    Ok(figures)
}

/// The whole reading of a text, without repairs, so that its places are those of the marks.
fn read(text: &str) -> Result<Reading> {
    let document = clean::raw(text.to_string(), &Given::default())?;
    let mut reading = reading::read(document, Some(sayso_model_en::standard()), Bias::Balanced);
    reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
    Ok(reading)
}

struct Case<'a> {
    title: &'a str,
    marked: Vec<Marked>,
    reading: Reading,
    verbose: bool,
}

impl Case<'_> {
    fn add_to(&self, counts: &mut Counts) {
        let claims: Vec<&Claim> = self
            .reading
            .claims
            .iter()
            .filter(|c| self.is_own(c))
            .collect();
        for marked in self.marked.iter().filter(|m| m.right.is_some()) {
            let found = claims.iter().any(|c| marked.has(c) && marked.fits(c));
            counts.marked += 1;
            counts.found += usize::from(found);
            if !found {
                self.print("not found", &marked.spans, "");
            }
        }
        for claim in claims {
            let at: Vec<&Marked> = self.marked.iter().filter(|m| m.has(claim)).collect();
            if at.iter().any(|m| m.right.is_none()) {
                continue;
            }
            let right = at.iter().any(|m| m.fits(claim));
            counts.claims += 1;
            counts.right_claims += usize::from(right);
            if !right {
                self.print("wrong", &claim.content, claim.status.name());
            }
        }
    }

    /// A claim of the outlet's own: without an attribution, or with one that names no source. What
    /// is inside the content of another attribution is not the outlet's.
    fn is_own(&self, claim: &Claim) -> bool {
        claim.attribution.is_none_or(|id| {
            let attribution = &self.reading.attributions[id.0 as usize];
            attribution.source.is_empty() && attribution.parent.is_none()
        })
    }

    fn print(&self, what: &str, spans: &[Span], status: &str) {
        if self.verbose {
            let text = &self.reading.document.text;
            let words: Vec<&str> = spans.iter().map(|s| &text[*s]).collect();
            println!("{}: {what} {status}: {}", self.title, words.join(" … "));
        }
    }
}
