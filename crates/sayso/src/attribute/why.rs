//! What made an attribution: the model of a tier, or a rule.

use super::model::Tier;
use serde::{Deserialize, Serialize};

sayso_english::names! {
    /// Whether the model or a rule made an item.
    pub enum By {
        /// The model. The score says how likely the item is right.
        Model = "model",
        /// A rule.
        Rule = "rule",
    }
}

sayso_english::names! {
    /// The rules that find attributions without the model, or complete what the model found.
    pub enum Rule {
        /// “…,” said Ines Moller, a farmer.
        QuoteVerbSource = "quote-verb-source",
        /// “…,” Moller said.
        QuoteSourceVerb = "quote-source-verb",
        /// Moller said: “…”
        SourceVerbQuote = "source-verb-quote",
        /// Moller said (that) the bridge was shut.
        SourceVerbClause = "source-verb-clause",
        /// The bridge was shut, Moller said. / …, said Moller.
        ClauseSourceVerb = "clause-source-verb",
        /// According to Moller, … / …, according to Moller.
        AccordingTo = "according-to",
        /// The firm was accused (by critics) of hiding the cost.
        Passive = "passive",
        /// “…” — Ines Moller, Tarn
        QuoteDashName = "quote-dash-name",
        /// Moller said: ⏎ “…”
        LeadIn = "lead-in",
        /// MOLLER: We waited. Several paragraphs of this form are a conversation.
        DialogueLabel = "dialogue-label",
        /// A headline "Moller: Bridge will open in May".
        HeadlineColon = "headline-colon",
        /// A headline "Bridge will open in May – mayor".
        HeadlineDash = "headline-dash",
        /// A headline "Crew ‘were drunk’, say passengers", or a further clause of one: "…; divers
        /// fear more stones will fall".
        HeadlineClause = "headline-clause",
        /// The bridge was shut, per Moller. / Per Moller, the bridge was shut.
        Per = "per",
        /// Asked if the bridge was safe, Moller said no.
        YesOrNo = "yes-or-no",
        /// From Mayor Moller: ⏎ “…”
        SpeakerLine = "speaker-line",
        /// The union’s demands are: ⏎ a list.
        ListOfDemands = "list-of-demands",
        /// We waited. ⏎ — Ines Moller (@inesmoller) May 13, 2024
        Post = "post",
        /// Inside a content: villagers met at the mill, saying the water was bad.
        Participle = "participle",
        /// The model linked a quotation to a cue in an earlier paragraph.
        CarriedByLink = "carried-by-link",
        /// A quotation without a closing mark continues in the next paragraph.
        CarriedOpenQuote = "carried-open-quote",
        /// A paragraph that is one whole quotation continues the speaker of the one before.
        CarriedWholeParagraph = "carried-whole-paragraph",
        /// A paragraph that is one whole quotation continues the speaker of indirect speech at the end
        /// of the one before.
        CarriedAfterIndirect = "carried-after-indirect",
        /// The paragraph before a quotation ends with a person who does something: "Ines Duarte
        /// shook her head."
        SpeakerBefore = "speaker-before",
        /// A sentence in quotation marks whose speaker is not given.
        QuotationAlone = "quotation-alone",
        /// The attribution was given by the caller, not found.
        Given = "given",
    }
}

/// The share of the attributions of a rule that were right where they were counted by hand: news
/// pages and the reports of `examples`. Rules with few counted attributions have a careful value.
const SCORES: &[(Rule, f32)] = &[
    (Rule::HeadlineColon, 0.85),
    (Rule::HeadlineDash, 0.85),
    (Rule::HeadlineClause, 0.85),
    (Rule::DialogueLabel, 0.9),
    (Rule::Per, 0.85),
    (Rule::YesOrNo, 0.9),
    (Rule::SpeakerLine, 0.9),
    (Rule::ListOfDemands, 0.8),
    (Rule::Post, 0.9),
    (Rule::Participle, 0.75),
    (Rule::CarriedAfterIndirect, 0.85),
    (Rule::QuotationAlone, 0.5),
];

impl Rule {
    /// Whether the rule finds the speaker of a quotation.
    pub fn is_of_quotation(self) -> bool {
        matches!(
            self,
            Rule::QuoteVerbSource
                | Rule::QuoteSourceVerb
                | Rule::SourceVerbQuote
                | Rule::QuoteDashName
                | Rule::LeadIn
        )
    }

    /// How sure an attribution is that the rule made from its place or its form alone. None for rules
    /// that are nearly always right.
    pub(super) fn score(self) -> Option<f32> {
        SCORES.iter().find(|row| row.0 == self).map(|row| row.1)
    }

    /// Whether the rule is about a paragraph that consists of a quotation and its speaker, so that
    /// no other reading of the paragraph is possible.
    pub fn is_of_whole_paragraph(self) -> bool {
        self == Rule::QuoteDashName
    }
}

/// What made an attribution. In JSON it is `{"by": "model", "rule": "fast"}`: the rule is the name
/// of the tier if the model made it.
///
/// ```
/// use sayso::attribute::{By, Rule, Why};
/// let why = Why::Rule(Rule::AccordingTo);
/// assert_eq!((why.by(), why.name()), (By::Rule, "according-to"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "rule", rename_all = "lowercase")]
pub enum Why {
    /// The model of this tier.
    Model(Tier),
    /// This rule.
    Rule(Rule),
}

impl Why {
    /// Whether the model or a rule made it.
    pub fn by(self) -> By {
        match self {
            Why::Model(_) => By::Model,
            Why::Rule(_) => By::Rule,
        }
    }

    /// The name of the rule, or of the model's tier.
    pub fn name(self) -> &'static str {
        match self {
            Why::Model(tier) => tier.name(),
            Why::Rule(rule) => rule.name(),
        }
    }
}
