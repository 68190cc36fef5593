//! A cleaned report: its text, the kind of each of its parts, its repairs, and what was found about
//! it as a whole.

use crate::candidate::Candidate;
use crate::origin::{Origin, RawSpan};
use crate::text::{Span, Text};
use sayso_english::names;

/// A report as the later stages see it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The address it was published at.
    pub url: Option<String>,
    /// Who published it: a paper, a broadcaster, a site.
    pub outlet: Option<String>,
    /// The part of the outlet it appeared in.
    pub section: Option<String>,
    /// The headline, if one was recognised or given.
    pub title: Option<String>,
    /// The author line without its "By".
    pub byline: Option<String>,
    /// The day of publication, ISO 8601: the day given by the user, or the most trusted day found.
    pub published: Option<String>,
    /// The day of the last change, ISO 8601.
    pub modified: Option<String>,
    /// The day the page was saved, ISO 8601, if the file says so.
    pub captured: Option<String>,
    /// The language of the text, ISO 639-1; none if the text is too short to recognise it.
    pub language: Option<String>,
    /// The kind of page.
    pub kind: PageKind,
    /// The blocks in order, joined by line feeds. A dateline is joined to its paragraph by a space,
    /// because both are on one line of the input.
    pub text: Text,
    /// The parts of the text, sorted, without overlaps.
    pub blocks: Vec<Block>,
    /// Every repair that was made, proposed or flagged, in the order of the text.
    pub edits: Vec<Edit>,
    /// The way from the text back to the bytes of the input.
    pub origin: Origin,
    /// Everything found about the report as a whole. The fields above are chosen from it.
    pub candidates: Vec<Candidate>,
}

names! {
    /// What a part of the text is.
    pub enum BlockKind {
        /// The report's headline.
        Headline = "headline",
        /// The line or two under the headline that sum the report up.
        Standfirst = "standfirst",
        /// Running text.
        Paragraph = "paragraph",
        /// A heading between paragraphs.
        Heading = "heading",
        /// An item of a list.
        List = "list",
        /// A block set off as a quotation.
        Quote = "quote",
        /// The text under a picture.
        Caption = "caption",
        /// Who wrote, took or supplied it: a byline, an agency's or a photographer's credit, an
        /// editor's line.
        Credit = "credit",
        /// "TARN CROSS, Orland —" or "VELM (Agency) -" before the first paragraph: place and agency.
        /// Never the source of a claim.
        Dateline = "dateline",
        /// A correction or clarification of an earlier version.
        Correction = "correction",
        /// Part of the page, not of the report: "Share", "Read more: …", "Advertisement".
        Furniture = "furniture",
        /// Words that the text has already. They are not read, so that nothing counts twice.
        Repeat = "repeat",
    }
}

/// A part of the text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place in the text.
    pub span: Span,
    /// The index of the block that has the same content: the first of a repeat, the paragraph that a
    /// standfirst sums up. Attributions are read from that block only.
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

    /// True if later stages read it: it belongs to the report and repeats no other block.
    pub fn is_read(&self) -> bool {
        use BlockKind::{Correction, Credit, Dateline, Furniture, Repeat};
        self.of.is_none()
            && !matches!(
                self.kind,
                Furniture | Repeat | Credit | Dateline | Correction
            )
    }
}

names! {
    /// What was done about a place that needs repair.
    pub enum RepairTier {
        /// Repaired: the text has the new words.
        Safe = "safe",
        /// Not repaired: the text has the old words, and the new ones are a proposal.
        Proposed = "proposed",
        /// Something looks wrong and no repair is known.
        Flag = "flag",
    }
}

names! {
    /// The rule that found a place to repair. In alphabetical order, because of two rules for one
    /// place the first one applies.
    pub enum RepairRule {
        /// "officialsTarn": a known word joined to a capitalised one.
        CamelGlue = "camel-glue",
        /// A control or invisible character.
        Control = "control",
        /// A character that turns the direction of writing, so that a reader sees other text.
        DirectionMark = "direction-mark",
        /// Two or more spaces, or a tab.
        DoubleSpace = "double-space",
        /// "&rsquo;": a character reference of HTML in a plain text.
        Entity = "entity",
        /// "\u201c": an escape of JSON in a plain text.
        Escape = "escape",
        /// "aboutTarn": a function word joined to a capitalised word.
        GluedFront = "glued-front",
        /// "…,”Moss said": no space after a closing mark.
        GluedQuote = "glued-quote",
        /// "left.Rescuers": no space after a full stop.
        GluedSentence = "glued-sentence",
        /// "Tarnreportedly": a name or word joined to a function word.
        GluedWord = "glued-word",
        /// "ﬁ": two or three letters in one character.
        Ligature = "ligature",
        /// Bytes that are not a character.
        LostCharacter = "lost-character",
        /// "<b>": a tag of HTML in a plain text.
        Markup = "markup",
        /// "Ã©" for "é": UTF-8 read as Windows-1252.
        Mojibake = "mojibake",
        /// "left .": a space before a punctuation mark.
        SpaceBeforeMark = "space-before-mark",
        /// Two grave accents or apostrophes for a quotation mark, as wire archives and typesetting write them.
        TypedQuote = "typed-quote",
        /// A line end within a paragraph.
        Unwrapped = "unwrapped",
    }
}

/// One repair of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The rule that found it.
    pub rule: RepairRule,
    /// Applied, proposed or flagged.
    pub tier: RepairTier,
    /// The place in the text as it is now; empty where something was taken out.
    pub span: Span,
    /// The bytes of the input that it replaces.
    pub at: RawSpan,
    /// The words of the input.
    pub was: String,
    /// The words of the text now, or, for a proposal, the words it would have.
    pub now: String,
}

names! {
    /// What kind of page a report is on.
    #[derive(Default)]
    pub enum PageKind {
        /// A report: news, feature, opinion, press release.
        #[default]
        Article = "article",
        /// Questions and answers.
        Interview = "interview",
        /// Only the summary of a report, as feeds give: it is read, and says that it is not the report.
        Summary = "summary",
        /// Entries with times, added as things happen.
        Liveblog = "liveblog",
        /// Links to reports: a front page, a section, a tag, search results.
        Listing = "listing",
        /// The beginning of a report whose rest is withheld, or a wall in front of it.
        Stub = "stub",
        /// The answer of a server that has no such page.
        ErrorPage = "error page",
        /// Anything else: a product, a policy, a form, a forum.
        Other = "other",
    }
}

impl PageKind {
    /// True for a report, an interview or a summary: the kinds that are read for who says what.
    pub fn is_read(self) -> bool {
        matches!(
            self,
            PageKind::Article | PageKind::Interview | PageKind::Summary
        )
    }
}
