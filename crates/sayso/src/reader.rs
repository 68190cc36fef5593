//! The one way in: raw reports in, [`Reading`]s out.
//!
//! A [`Reader`] holds everything that reading needs (word list, models, options), so that no caller
//! puts the stages together by hand. The crate `sayso-en` makes readers for English.

use crate::attribute::{Attribution, Bias};
use crate::candidate::{Candidate, Field, Source};
use crate::certainty::factuality::Factuality;
use crate::clean::{self, Given};
use crate::document::{BlockKind, Document, PageKind};
use crate::model::Model;
use crate::names::Tagger;
use crate::reading::{self, Reading, Skip};
use crate::report::{Body, GivenDay, Part, PartKind, Provenance, RawReport, Told, joined};
use crate::text::TooLong;
use crate::words::Words;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the user decides about reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether to find more and err more, or to find less and err less.
    pub bias: Bias,
    /// Read every kind of page, also listings and error pages.
    pub every_kind: bool,
    /// The language of the reports, ISO 639-1, instead of the one that their words suggest.
    pub language: Option<String>,
    /// Take texts exactly as they are: no repair, no furniture, each line a paragraph.
    pub as_is: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            bias: Bias::Balanced,
            every_kind: false,
            language: None,
            as_is: false,
        }
    }
}

/// Why a report could not be read. The stages themselves return no errors on text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The text is over 4 GiB, so that offsets of 32 bits do not reach its end.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The report is a web page, which cannot be taken as it is.
    #[error("--raw-text is for texts, and this is a web page")]
    PageAsIs,
    /// A text file without any text.
    #[error("there is no text in it")]
    NoText,
    /// The attributions that were given do not fit the report.
    #[error("{0}")]
    Attributions(String),
    /// A stage broke. That is a fault of sayso; the other reports are still read.
    #[error("sayso broke on this report; please report it as a bug")]
    Broken,
}

impl ReadError {
    /// The stage that failed, as in an `error` line of the output.
    pub fn stage(&self) -> &'static str {
        match self {
            ReadError::Broken => "read",
            _ => "clean",
        }
    }
}

/// Attributions of a report that are given, not found: by a person, or by another program. Called
/// with the report's id and text.
pub type GivenAttributions<'m> =
    &'m (dyn Fn(&Provenance, &str) -> Result<Vec<Attribution>, String> + Sync);

/// Reads reports, one or many at a time.
///
/// ```
/// use sayso::{Reader, report::RawReport, words::Words};
/// let words = Words::none();
/// let reading = Reader::new(&words)
///     .read(&RawReport::text("“We lost 12 boats,” said Ines Moller."))
///     .unwrap();
/// let said = &reading.attributions[0];
/// assert_eq!(&reading.document.text[said.source[0]], "Ines Moller");
/// ```
pub struct Reader<'m> {
    words: &'m Words,
    model: Option<&'m Model>,
    resolver: Option<(&'m Tagger, &'m Factuality)>,
    given: Option<GivenAttributions<'m>>,
    options: Options,
}

impl<'m> Reader<'m> {
    /// A reader that finds attributions by rules alone. `words` are the known words of the language,
    /// for repairs.
    pub fn new(words: &'m Words) -> Reader<'m> {
        Reader {
            words,
            model: None,
            resolver: None,
            given: None,
            options: Options::default(),
        }
    }

    /// Finds attributions by these weights, together with the rules.
    #[must_use]
    pub fn with_model(self, model: &'m Model) -> Reader<'m> {
        Reader {
            model: Some(model),
            ..self
        }
    }

    /// Also finds out who the sources are, by `tagger`, and how sure their claims, by `factuality`.
    #[must_use]
    pub fn with_resolver(self, tagger: &'m Tagger, factuality: &'m Factuality) -> Reader<'m> {
        Reader {
            resolver: Some((tagger, factuality)),
            ..self
        }
    }

    /// Takes attributions from `given` instead of finding them.
    #[must_use]
    pub fn with_attributions(self, given: GivenAttributions<'m>) -> Reader<'m> {
        Reader {
            given: Some(given),
            ..self
        }
    }

    /// Reads with these options.
    #[must_use]
    pub fn with_options(self, options: Options) -> Reader<'m> {
        Reader { options, ..self }
    }

    /// The weights that attributions are found by, if any.
    pub fn model(&self) -> Option<&'m Model> {
        self.model
    }

    /// Reads a report. A page of a kind or language that is not read gives a [`Reading`] that says
    /// so in `skipped`.
    ///
    /// # Errors
    /// [`ReadError`], if there is nothing that it can read, given attributions do not fit, or a stage
    /// panics.
    pub fn read(&self, raw: &RawReport) -> Result<Reading, ReadError> {
        let mut reading = unbroken(|| self.attributed(raw))??;
        unbroken(|| self.resolve(&mut reading))?;
        Ok(reading)
    }

    /// Reads many reports on all threads of the current `rayon` pool. The results are in the order of
    /// the reports and do not depend on the number of threads.
    ///
    /// The batch is read stage by stage, not report by report, because the weights of one stage then
    /// stay in the processor's cache from report to report.
    pub fn read_all(&self, batch: &[RawReport]) -> Vec<Result<Reading, ReadError>> {
        let mut readings: Vec<Result<Reading, ReadError>> = batch
            .par_iter()
            .map(|raw| unbroken(|| self.attributed(raw)).flatten())
            .collect();
        if self.resolver.is_some() {
            readings.par_iter_mut().for_each(|item| {
                if let Ok(reading) = item
                    && let Err(broken) = unbroken(|| self.resolve(reading))
                {
                    *item = Err(broken);
                }
            });
        }
        readings
    }

    /// Cleans a report and finds who says what in it.
    fn attributed(&self, raw: &RawReport) -> Result<Reading, ReadError> {
        let document = self.document(raw)?;
        let provenance = Provenance::new(raw, &document.text);
        let reading = match (Skip::of(&document, self.options.every_kind), self.given) {
            (Some(why), _) => reading::skip(document, why),
            (None, Some(given)) => {
                let attributions =
                    given(&provenance, &document.text).map_err(ReadError::Attributions)?;
                reading::given(document, attributions)
            }
            (None, None) => reading::read(document, self.model, self.options.bias),
        };
        if reading.document.blocks.is_empty() && !matches!(raw.body, Body::Page(_)) {
            return Err(ReadError::NoText);
        }
        Ok(Reading {
            provenance,
            ..reading
        })
    }

    /// Finds names, sources and how sure each claim is.
    fn resolve(&self, reading: &mut Reading) {
        if let Some((tagger, factuality)) = self.resolver {
            reading.resolve(tagger, factuality);
        }
    }

    /// The clean report, with what the user says of it.
    fn document(&self, raw: &RawReport) -> Result<Document, ReadError> {
        let (own_day, default_day) = match &raw.published {
            Some(given) if given.is_default => (None, Some(given)),
            given => (given.as_ref(), None),
        };
        let given = Given {
            charset: raw.told.charset.clone(),
            url: raw.url.clone(),
            published: own_day.and_then(|given| given.day.clone()),
        };
        let mut document = match (&raw.body, self.options.as_is) {
            (Body::Plain(bytes), true) => clean::raw_bytes(bytes, &given),
            (Body::Text(text), true) => clean::raw(text.clone(), &given),
            (Body::Page(bytes), false) => clean::page_with(bytes, &given, self.words),
            (Body::Parts(parts), true) => clean::raw(joined(parts), &given),
            (Body::Page(_) | Body::Html(_), true) => return Err(ReadError::PageAsIs),
            (Body::Html(html), false) => clean::fragment_with(html, &given, self.words),
            (Body::Parts(parts), false) => clean::parts_with(&blocks(parts), &given, self.words),
            (body, false) => clean::plain_with(&body.bytes(), &given, self.words),
        }?;
        tell(&mut document, &raw.told);
        // A page that says its day knows it better than somebody who says one for many reports.
        let default_day = default_day.filter(|_| document.published.is_none());
        if let Some(given) = own_day.or(default_day) {
            if given.day.is_some() {
                document.published.clone_from(&given.day);
            }
            let rule = if given.day.is_some() {
                Source::Given
            } else {
                Source::GivenNotADate
            };
            choose(
                &mut document,
                Candidate {
                    chosen: given.day.is_some(),
                    ..Candidate::new(Field::Published, moment_or_words(given), rule)
                },
            );
        }
        if let Some(code) = &self.options.language {
            document.language = Some(code.clone());
            choose(
                &mut document,
                Candidate {
                    chosen: true,
                    ..Candidate::new(Field::Language, code, Source::Given)
                },
            );
        }
        Ok(document)
    }
}

/// The parts of a document as blocks.
fn blocks(parts: &[Part]) -> Vec<(BlockKind, &str)> {
    let kind = |kind| match kind {
        PartKind::Title => BlockKind::Headline,
        PartKind::Heading => BlockKind::Heading,
        PartKind::Item => BlockKind::List,
        PartKind::Furniture => BlockKind::Furniture,
        PartKind::Paragraph | PartKind::Row => BlockKind::Paragraph,
    };
    parts
        .iter()
        .map(|part| (kind(part.kind), &*part.text))
        .collect()
}

/// What a day was given as: the time that it means, because "20 minutes ago" is counted from the hour,
/// otherwise the words.
fn moment_or_words(given: &GivenDay) -> &str {
    given.moment.as_deref().unwrap_or(&given.written)
}

/// Adds what the input says beside the report, which is preferred to what the report says of itself,
/// because a column or a header names one thing, and a page names many.
fn tell(document: &mut Document, told: &Told) {
    let fields = [
        (Field::Title, &told.title),
        (Field::Outlet, &told.outlet),
        (Field::Byline, &told.byline),
        (Field::Section, &told.section),
        (Field::Modified, &told.modified),
    ];
    for (field, value) in fields {
        let Some(value) = value.as_deref().map(str::trim).filter(|v| !v.is_empty()) else {
            continue;
        };
        choose(
            document,
            Candidate {
                chosen: true,
                ..Candidate::new(field, value, Source::Input)
            },
        );
    }
    let set = |slot: &mut Option<String>, value: &Option<String>| {
        if value
            .as_deref()
            .is_some_and(|value| !value.trim().is_empty())
        {
            *slot = value.as_deref().map(|value| value.trim().to_string());
        }
    };
    set(&mut document.title, &told.title);
    set(&mut document.outlet, &told.outlet);
    set(&mut document.byline, &told.byline);
    set(&mut document.section, &told.section);
    set(&mut document.modified, &told.modified);
    if told.is_summary {
        document.kind = PageKind::Summary;
        choose(
            document,
            Candidate {
                chosen: true,
                ..Candidate::new(Field::Kind, document.kind.name(), Source::Input)
            },
        );
    }
    if let Some(captured) = &told.captured {
        document.captured = Some(captured.clone());
    }
}

/// Adds what the user says, which is preferred to whatever the report says of itself.
fn choose(document: &mut Document, given: Candidate) {
    for other in &mut document.candidates {
        if other.field == given.field {
            other.chosen = false;
        }
    }
    document.candidates.push(given);
}

/// Runs a stage. Stages return no errors on text; if one panics all the same, only this report is
/// lost.
///
/// # Errors
/// [`ReadError::Broken`], if it panicked.
pub fn unbroken<T>(stage: impl FnOnce() -> T) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(stage)).map_err(|_| ReadError::Broken)
}
