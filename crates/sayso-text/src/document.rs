//! A cleaned report: its text, what each part of the text is, what was repaired, and where it came
//! from.

use crate::origin::Origin;
use crate::text::{Span, Text};

/// A report as the later stages see it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Address the report was published under, if given.
    pub url: Option<String>,
    /// Who published it: a paper, a broadcaster, a site.
    pub outlet: Option<String>,
    /// The part of the outlet it appeared in.
    pub section: Option<String>,
    /// Headline, if one was recognised or given.
    pub title: Option<String>,
    /// Author line without its "By".
    pub byline: Option<String>,
    /// Day of publication, ISO 8601: as given, or the most trusted of those the page tells.
    pub published: Option<String>,
    /// Day of the last change that the page tells of.
    pub modified: Option<String>,
    /// Day the page was saved, if the file tells.
    pub captured: Option<String>,
    /// Language of the text, ISO 639-1; none if it is too short to tell.
    pub language: Option<String>,
    /// What kind of page it is.
    pub kind: Kind,
    /// The blocks in order, joined by line feeds. A dateline is joined to its paragraph by the
    /// space that stood there.
    pub text: Text,
    /// What each part of the text is; sorted, not overlapping.
    pub blocks: Vec<Block>,
    /// Every repair made, proposed or flagged, in text order.
    pub edits: Vec<Edit>,
    /// From the text back to the bytes of the input.
    pub origin: Origin,
    /// Everything found that says something of the report, with rule and place; the best is chosen
    /// above.
    pub candidates: Vec<Candidate>,
}

/// What a part of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The report's headline.
    Headline,
    /// The line or two under the headline that sum the report up.
    Standfirst,
    /// Running text.
    Paragraph,
    /// A heading between paragraphs.
    Heading,
    /// An item of a list.
    List,
    /// A block set off as a quotation.
    Quote,
    /// The text under a picture.
    Caption,
    /// Who wrote, took or supplied it: a byline, an agency's or a photographer's credit, an
    /// editor's line.
    Credit,
    /// "TARN CROSS, Orland —" or "VELM (Agency) -" before the first paragraph: place and agency,
    /// never a source.
    Dateline,
    /// A correction or clarification of an earlier version.
    Correction,
    /// What belongs to the page, not the report: "Share", "Read more: …", "Advertisement".
    Furniture,
    /// The same words once more, so that nothing in them counts twice.
    Repeat,
}

impl BlockKind {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Standfirst => "standfirst",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::List => "list",
            BlockKind::Quote => "quote",
            BlockKind::Caption => "caption",
            BlockKind::Credit => "credit",
            BlockKind::Dateline => "dateline",
            BlockKind::Correction => "correction",
            BlockKind::Furniture => "furniture",
            BlockKind::Repeat => "repeat",
        }
    }
}

/// A part of the text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// The block whose content it says again: the first of a repeat, the paragraph that a
    /// standfirst sums up. Attributions are read from that one alone.
    pub of: Option<u32>,
}

impl Block {
    /// A block that repeats nothing.
    pub fn new(kind: BlockKind, span: Span) -> Block {
        Block {
            kind,
            span,
            of: None,
        }
    }

    /// True if later stages read it: it belongs to the report and says nothing for the second time.
    pub fn is_read(&self) -> bool {
        use BlockKind::{Correction, Credit, Dateline, Furniture, Repeat};
        self.of.is_none()
            && !matches!(
                self.kind,
                Furniture | Repeat | Credit | Dateline | Correction
            )
    }
}

/// How far a repair is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Applied: `now` stands in the text.
    Safe,
    /// Not applied: `was` stands in the text, `now` is the proposal.
    Proposed,
    /// Something looks wrong and no repair is known.
    Flag,
}

impl Tier {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Safe => "safe",
            Tier::Proposed => "proposed",
            Tier::Flag => "flag",
        }
    }
}

/// One repair of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The rule that made it, a fixed name: `glued-word`, `space-before-mark`, …
    pub rule: &'static str,
    /// Applied, proposed or flagged.
    pub tier: Tier,
    /// The place in the text as it is now; empty where something was taken out.
    pub span: Span,
    /// The bytes of the input that it is about, end exclusive.
    pub at: (u64, u64),
    /// The words of the input.
    pub was: String,
    /// The words that stand there now, or would.
    pub now: String,
}

/// One finding about the report as a whole, kept whether chosen or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is about: `title`, `byline`, `published`, `modified`, `outlet`, `url`, `language`,
    /// `section`, `type`, `dateline`, `captured`, `kind`, `encoding`, `extractor`.
    pub field: &'static str,
    /// The value found; days as ISO 8601.
    pub value: String,
    /// The rule that found it.
    pub rule: &'static str,
    /// The bytes of the input that it stands at, if it stands there.
    pub at: Option<(u64, u64)>,
    /// For a chosen one: how sure that is, in percent.
    pub confidence: Option<u8>,
    /// It is the one that the document has.
    pub chosen: bool,
}

impl Candidate {
    /// A candidate without a place.
    pub fn new(field: &'static str, value: &str, rule: &'static str) -> Candidate {
        Candidate {
            field,
            value: value.to_string(),
            rule,
            at: None,
            confidence: None,
            chosen: false,
        }
    }
}

/// What kind of page a report stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A report to be read: news, feature, opinion, press release.
    #[default]
    Article,
    /// Questions and answers.
    Interview,
    /// Entries with times, added as things happen.
    Liveblog,
    /// Links to reports: a front page, a section, a tag, search results.
    Listing,
    /// The beginning of a report whose rest is withheld, or a wall in front of it.
    Stub,
    /// What a server says when there is no page.
    ErrorPage,
    /// Anything else: a product, a policy, a form, a forum.
    Other,
}

impl Kind {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Interview => "interview",
            Kind::Liveblog => "liveblog",
            Kind::Listing => "listing",
            Kind::Stub => "stub",
            Kind::ErrorPage => "error page",
            Kind::Other => "other",
        }
    }

    /// Worth reading for who says what: the report, or an interview.
    pub fn is_read(self) -> bool {
        matches!(self, Kind::Article | Kind::Interview)
    }
}
