//! In: a document, its segments, a model or none. Out: its attributions: who says what, in which
//! words.
//!
//! `tag` finds source, cue and content chunks, `link` joins them, `draft` scores what comes out;
//! `rules` does the same without a model. Then, by rules named in [`Why`]: quotations that go on in
//! a later paragraph (`carried_from`), attributions `inside` the content of another (`parent`),
//! headlines of the form "X: …", and the form, direct, mixed or indirect, of each.

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

/// One "who says what". Spans are sorted; a role in several parts has several.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it, as written; empty where nobody is named.
    pub source: Vec<Span>,
    /// The words that say that it is said; empty where a quotation is carried on.
    pub cue: Vec<Span>,
    /// What is said, quotation marks included.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
    pub form: Form,
    /// The attribution in whose content this one stands.
    pub parent: Option<AttributionId>,
    /// The attribution whose speaker goes on here.
    pub carried_from: Option<AttributionId>,
    /// The probability that it is right, 0 to 1 to three decimals; none where no model judged it.
    pub score: Option<f32>,
    /// What made it.
    pub why: Why,
}

impl Attribution {
    /// Its source; of a quotation that is carried on, the source of its beginning. `all` is the
    /// reading's list.
    pub fn speaker<'a>(&'a self, all: &'a [Attribution]) -> &'a [Span] {
        match self.carried_from {
            Some(id) if self.source.is_empty() => all[id.0 as usize].speaker(all),
            _ => &self.source,
        }
    }

    /// The attributions it hangs on, from the nearest to the outermost: the ones it stands in or
    /// carries on. `all` is the reading's list.
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

    /// Drafts scored below this are left out.
    pub fn floor(self) -> f32 {
        match self {
            Bias::Recall => 0.0,
            Bias::Balanced => FLOOR,
            Bias::Precise => 0.5,
        }
    }
}

/// Below this score a draft is more likely an accident of decoding than an attribution; chosen by
/// F1 on held-out parts of the training data.
const FLOOR: f32 = 0.25;

/// Finds the attributions of a text. Without a model, by rules alone.
pub fn attribute(
    document: &Document,
    parts: &Segments,
    model: Option<&Model>,
    bias: Bias,
) -> Vec<Attribution> {
    let text = &*document.text;
    let mut drafts: Vec<Made> = Vec::new();
    match model {
        Some(model) => {
            let found = find(text, parts, model, bias.bonus());
            let mut scores = score::scores(text, parts, &found, model);
            for (draft, score) in found.iter().zip(&mut scores) {
                if !draft.by_model && draft.rule.is_some_and(Rule::is_of_whole_paragraph) {
                    *score = 1.0;
                }
            }
            for (draft, score) in choose(found, &scores) {
                let rule = draft.rule.filter(|_| !draft.by_model);
                // A quotation beside its speaker that the model left lying is certain enough
                // without it.
                let certain = rule.is_some_and(Rule::is_of_whole_paragraph)
                    || !draft.rival && rule.is_some_and(Rule::is_of_quotation);
                if score < bias.floor() && !certain {
                    continue;
                }
                let why = rule.map_or(Why::Model(model.tier()), Why::Rule);
                drafts.push(Made {
                    draft,
                    score: (!certain).then_some(score),
                    why,
                });
            }
        }
        None => {
            for (index, paragraph) in (0..).zip(&parts.paragraphs) {
                for found in rules::paragraph(text, parts, index, paragraph.tokens.clone(), 0) {
                    let why = Why::Rule(found.rule);
                    drafts.push(Made {
                        draft: found.draft,
                        score: None,
                        why,
                    });
                }
            }
        }
    }
    complete::complete(document, parts, model, bias, drafts)
}

/// A draft with its score and reason.
struct Made {
    draft: Draft,
    score: Option<f32>,
    why: Why,
}
