//! Everything read from one report.

use crate::attribute::{self, Attribution, Bias};
use crate::certainty::{self, Claim, factuality::Factuality};
use crate::credits::{Credit, credits};
use crate::document::Document;
use crate::measure::{self, Figure, Stated, Time};
use crate::model::Model;
use crate::names::{self, Tagger, Tags};
use crate::report::Provenance;
use crate::resolve::{self, Resolution};
use crate::segment::{self, Segments};

/// One report, read: plain vectors that refer to each other by index.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Which report it is and where it came from. Empty where a document was read without one.
    pub provenance: Provenance,
    /// The report itself.
    pub document: Document,
    /// Its paragraphs, sentences, tokens, quotations.
    pub segments: Segments,
    /// Who says what in it, in text order.
    pub attributions: Vec<Attribution>,
    /// Parts of speech and names, if a tagger has looked.
    pub tags: Tags,
    /// Who its sources are, if a tagger has looked.
    pub resolution: Resolution,
    /// What is said and how sure it is said to be. One claim per attribution, then the outlet's own
    /// hedges. Empty without a tagger.
    pub claims: Vec<Claim>,
    /// What it counts and measures, in text order.
    pub figures: Vec<Stated<Figure>>,
    /// When, how long, how often, in text order.
    pub times: Vec<Stated<Time>>,
    /// The agencies and outlets that it credits, and the marks of a release.
    pub credits: Vec<Credit>,
    /// Why it was not read, if it was not.
    pub skipped: Option<Skip>,
}

/// The scores that decide what is shown of a reading.
#[derive(Clone, Copy, Debug)]
pub struct Least {
    /// Attributions with a lower score are left out: the option `--min-score`.
    pub kept: f32,
    /// Attributions with a lower score are shown as uncertain: [`Model::shown`], which the header
    /// of the weights gives.
    pub shown: f32,
}

/// How an attribution is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// As found.
    Found,
    /// Apart from what was found. Its score is below the model's threshold, from which on 85% of
    /// what is shown is right, or it depends on an attribution that is uncertain.
    Uncertain,
    /// Not at all.
    LeftOut,
}

sayso_english::names! {
    /// Why a report is not read.
    pub enum Skip {
        /// Its page is not a report: a listing, an error page or the like.
        Kind = "kind",
        /// It is in a language that there is no model for.
        Language = "language",
    }
}

impl Skip {
    /// Is there a reason not to read this? Pages that are not reports are skipped unless
    /// `every_kind`; texts that are not English always.
    pub fn of(document: &Document, every_kind: bool) -> Option<Skip> {
        if document
            .language
            .as_deref()
            .is_some_and(|language| language != "en")
        {
            return Some(Skip::Language);
        }
        (!every_kind && !document.kind.is_read()).then_some(Skip::Kind)
    }
}

/// A report that is shown and not read: its text, blocks and metadata, and why.
pub fn skip(document: Document, why: Skip) -> Reading {
    Reading {
        document,
        skipped: Some(why),
        ..Reading::default()
    }
}

/// Reads a cleaned report. Without a model, by rules alone.
///
/// ```
/// use sayso::{attribute::Bias, clean, reading};
/// let text = "“The ferry was late,” said Ines Moller, a farmer. “We waited.”";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let said = &reading.attributions[0];
/// assert_eq!(&reading.document.text[said.source[0]], "Ines Moller, a farmer");
/// assert_eq!(said.content.len(), 2);
/// ```
pub fn read(document: Document, model: Option<&Model>, bias: Bias) -> Reading {
    let segments = segment::segment(&document);
    let attributions = attribute::attribute(&document, &segments, model, bias);
    measured(document, segments, attributions)
}

/// A reading whose attributions are given, not found: by hand, or by another program.
pub fn given(document: Document, attributions: Vec<Attribution>) -> Reading {
    let segments = segment::segment(&document);
    measured(document, segments, attributions)
}

fn measured(document: Document, segments: Segments, attributions: Vec<Attribution>) -> Reading {
    let (figures, times) = measure::measure(&document, &attributions);
    let credits = credits(&document);
    Reading {
        document,
        segments,
        attributions,
        figures,
        times,
        credits,
        ..Reading::default()
    }
}

impl Reading {
    /// How each attribution is shown. An attribution inside another one, or one that continues
    /// another one, is trusted no more than that, because it makes no sense without it. An
    /// attribution without a score was not judged by a model and counts as certain.
    ///
    /// ```
    /// use sayso::{attribute::Bias, clean, reading::{self, Least, Trust}};
    /// let document = clean::plain(b"The pier is rotten, police said.", &Default::default()).unwrap();
    /// let mut reading = reading::read(document, None, Bias::Balanced);
    /// reading.attributions[0].score = Some(0.4);
    /// let least = Least { kept: 0.0, shown: 0.5 };
    /// assert_eq!(reading.shown(least), [Trust::Uncertain]);
    /// ```
    pub fn shown(&self, least: Least) -> Vec<Trust> {
        let trust = |attribution: &Attribution| {
            let scores = std::iter::once(attribution)
                .chain(attribution.hangs_on(&self.attributions))
                .filter_map(|a| a.score);
            match scores.fold(f32::INFINITY, f32::min) {
                lowest if lowest < least.kept => Trust::LeftOut,
                lowest if lowest < least.shown => Trust::Uncertain,
                _ => Trust::Found,
            }
        };
        self.attributions.iter().map(trust).collect()
    }

    /// Finds names, who the sources are, and how sure their claims: fills `tags`, `resolution` and
    /// `claims`. A report that was skipped stays as it is.
    pub fn resolve(&mut self, tagger: &Tagger, factuality: &Factuality) {
        if self.skipped.is_some() {
            return;
        }
        let text = &*self.document.text;
        self.tags = names::tag(text, &self.segments, tagger);
        let gender = |name: &str| tagger.gender(name);
        self.resolution = resolve::resolve(
            text,
            &self.segments,
            &self.tags,
            &gender,
            &self.attributions,
        );
        self.claims = certainty::claims(
            text,
            &self.segments,
            &self.tags.pos,
            &self.attributions,
            Some(factuality),
        );
    }
}
