//! In: a document, its segments, a model or none. Out: its attributions: who says what, in which
//! words.
//!
//! With a model: `label` finds chunks that are source, cue or content, `link` joins them to drafts,
//! `score` says how likely each draft is right. Without a model, `rules` finds drafts. Then
//! `complete` adds what follows from the drafts around: quotations that continue in a later paragraph
//! (`carried_from`), attributions inside the content of others (`parent`), headlines,
//! conversations, and the form of each, direct, mixed or indirect. [`Why`] says what made each.

pub mod calibration;
pub mod chunk;
pub mod draft;
pub mod features;
pub mod find;
pub mod label;
pub mod link;
pub mod model;
pub mod network;
pub mod rules;
pub mod score;

mod complete;
mod nested;
mod why;

use crate::document::Document;
use crate::segment::Segments;
use crate::text::Span;
use calibration::calibrated;
use draft::Draft;
use find::{choose, find};
use model::Model;

pub use why::{By, Rule, Why};

sayso_english::names! {
    /// How the content is given.
    pub enum Form {
        /// In the source's own words, between quotation marks.
        Direct = "direct",
        /// Partly between quotation marks.
        Mixed = "mixed",
        /// In the reporter's words.
        Indirect = "indirect",
    }
}

/// Index of an attribution in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributionId(pub u32);

/// Who says what, once. The spans of a role are sorted; a role in several parts has several.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it, as written. Empty where no one is named.
    pub source: Vec<Span>,
    /// The words of saying. Empty where a quotation continues an earlier one, or where the speaker of a
    /// quotation is not given.
    pub cue: Vec<Span>,
    /// What is said, with its quotation marks.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
    pub form: Form,
    /// The attribution whose content has this one.
    pub parent: Option<AttributionId>,
    /// The attribution whose speaker continues here.
    pub carried_from: Option<AttributionId>,
    /// The probability that it is right, 0 to 1 to three decimals, by the model or from a count of
    /// what its rule makes. None where there is neither.
    pub score: Option<f32>,
    /// What made it.
    pub why: Why,
}

impl Attribution {
    /// Its source. For a quotation that continues an earlier one, the source of the first part.
    /// `all` is the reading's list.
    pub fn speaker<'a>(&'a self, all: &'a [Attribution]) -> &'a [Span] {
        match self.carried_from {
            Some(id) if self.source.is_empty() => all[id.0 as usize].speaker(all),
            _ => &self.source,
        }
    }

    /// The attributions without which this one makes no sense, from the nearest to the outermost:
    /// those that it is inside of or continues. `all` is the reading's list.
    pub fn hangs_on<'a>(&self, all: &'a [Attribution]) -> impl Iterator<Item = &'a Attribution> {
        let up = |a: &Attribution| a.parent.or(a.carried_from).map(|id| &all[id.0 as usize]);
        std::iter::successors(up(self), move |a| up(a))
    }
}

sayso_english::names! {
    /// How readily the tagger begins a chunk: more is found, or less of what is found is wrong.
    #[derive(Default)]
    pub enum Bias {
        /// More is found, and more of it is wrong.
        Recall = "recall",
        /// The highest F1.
        #[default]
        Balanced = "balanced",
        /// Less is found, and less of it is wrong.
        Precise = "precise",
    }
}

impl Bias {
    /// The bonus for the beginning of a chunk, in hundredths of log-odds.
    pub fn bonus(self) -> i32 {
        match self {
            Bias::Recall => 140,
            Bias::Balanced => 70,
            Bias::Precise => 0,
        }
    }

    /// Drafts with a lower score are left out.
    pub fn floor(self) -> f32 {
        match self {
            Bias::Recall => 0.0,
            Bias::Balanced => FLOOR,
            Bias::Precise => 0.5,
        }
    }
}

/// A draft with a lower score is more likely an accident of decoding than an attribution. The value
/// has the highest F1 on held-out parts of the training data.
const FLOOR: f32 = 0.25;

/// The least score of an attribution in a plain sentence, see [`Draft::is_plain`].
const PLAIN: f32 = 0.8;

/// Finds the attributions of a text. Without a model, by rules alone.
pub fn attribute(
    document: &Document,
    parts: &Segments,
    model: Option<&Model>,
    bias: Bias,
) -> Vec<Attribution> {
    let made = match model {
        Some(model) => by_model(&document.text, parts, model, bias),
        None => by_rules(&document.text, parts),
    };
    complete::complete(document, parts, model, bias, made)
}

/// A draft with its score and what made it.
struct Made {
    draft: Draft,
    score: Option<f32>,
    why: Why,
}

/// The drafts of the model and of the rules, without those of the rules that the model reads in
/// another way.
fn by_model(text: &str, parts: &Segments, model: &Model, bias: Bias) -> Vec<Made> {
    let found = find(text, parts, model, bias.bonus());
    let mut scores = score::scores(text, parts, &found, model);
    let rule_alone = |draft: &Draft| draft.rule.filter(|_| !draft.by_model);
    for (draft, score) in found.iter().zip(&mut scores) {
        if rule_alone(draft).is_some_and(Rule::is_of_whole_paragraph) {
            *score = 1.0;
        }
    }
    lift_plain(&found, &mut scores);
    let made = choose(found, &scores)
        .into_iter()
        .filter_map(|(draft, score)| {
            let rule = rule_alone(&draft);
            let why = rule.map_or(Why::Model(model.tier()), Why::Rule);
            // A quotation next to its speaker that the model did not label is certain enough.
            let is_certain = rule.is_some_and(Rule::is_of_whole_paragraph)
                || rule == Some(Rule::SourceVerbQuote) && is_led_in_paragraph(text, parts, &draft)
                || !draft.rival && rule.is_some_and(Rule::is_of_quotation);
            if !is_certain && score < bias.floor() {
                return None;
            }
            let least = if draft.is_plain { PLAIN } else { 0.0 };
            let likely = || calibrated(text, parts, &draft, score).max(least);
            let score = (!is_certain).then(likely);
            Some(Made { draft, score, why })
        });
    made.collect()
}

/// The most tokens of a source before "said:".
const LONGEST_SOURCE: u32 = 14;

/// Whether a paragraph is a source, "said:" and a quotation, so that no other reading of it is possible.
/// The quotation may go on in the next paragraph.
fn is_led_in_paragraph(text: &str, parts: &Segments, draft: &Draft) -> bool {
    let (Some(source), Some(first)) = (draft.source, draft.contents.first()) else {
        return false;
    };
    let paragraph = &parts.paragraphs[draft.cue.paragraph as usize].tokens;
    let word = |k: u32| {
        let token = parts.tokens.get(k as usize);
        token.map_or("", |token| &text[token.span.range()])
    };
    let last = draft.contents.iter().map(|c| c.end).max().unwrap_or(0);
    let is_whole = source.start == paragraph.start && last + 1 >= paragraph.end;
    let colon = draft.cue.end..first.start;
    let is_led_in = draft.cue.start == source.end && colon.len() <= 2;
    let has_colon = colon
        .chain([draft.cue.end.saturating_sub(1)])
        .any(|k| word(k) == ":");
    is_whole && is_led_in && has_colon && source.len() <= LONGEST_SOURCE
}

/// Raises the scores of drafts in plain sentences, unless the model reads the sentence in another way
/// and is fairly sure of it.
fn lift_plain(drafts: &[Draft], scores: &mut [f32]) {
    const NEIGHBOURS: usize = 8;
    for i in 0..drafts.len() {
        if !drafts[i].is_plain {
            continue;
        }
        let near = i.saturating_sub(NEIGHBOURS)..drafts.len().min(i + NEIGHBOURS);
        let is_better = |j: usize| {
            let is_rival = j != i && drafts[j].by_model && drafts[j].meets(&drafts[i]);
            is_rival && scores[j] >= FLOOR && !drafts[j].is_within(&drafts[i])
        };
        if drafts[i].by_model || !near.clone().any(is_better) {
            scores[i] = scores[i].max(PLAIN);
        }
    }
}

/// What the rules find. No model has scored it.
fn by_rules(text: &str, parts: &Segments) -> Vec<Made> {
    let mut made = Vec::new();
    for (index, paragraph) in (0..).zip(&parts.paragraphs) {
        for found in rules::paragraph(text, parts, index, paragraph.tokens.clone(), 0) {
            made.push(Made {
                draft: found.draft,
                score: None,
                why: Why::Rule(found.rule),
            });
        }
    }
    made
}
