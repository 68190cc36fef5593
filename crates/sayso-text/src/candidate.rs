//! What was found about a report as a whole: every title, byline, day and so on, each with the rule
//! that found it, whether it was chosen or not.

use crate::origin::RawSpan;
use sayso_english::names;
use sayso_english::names::UnknownName;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// One finding about the report as a whole, kept whether chosen or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is about.
    pub field: Field,
    /// The value found. Days are ISO 8601.
    pub value: String,
    /// The rule that found it.
    pub rule: Rule,
    /// The bytes of the input that hold it; none if it is not part of the input.
    pub at: Option<RawSpan>,
    /// For a chosen one: how sure that is, in percent.
    pub confidence: Option<u8>,
    /// True if the document has this value.
    pub chosen: bool,
}

impl Candidate {
    /// A candidate without a place in the input, not chosen.
    ///
    /// ```
    /// use sayso_text::candidate::{Candidate, Field, Source};
    /// let day = Candidate::new(Field::Published, "2023-03-14", Source::Address);
    /// assert_eq!((day.field.name(), day.rule.name()), ("published", "address"));
    /// ```
    pub fn new(field: Field, value: &str, rule: impl Into<Rule>) -> Candidate {
        Candidate {
            field,
            value: value.to_string(),
            rule: rule.into(),
            at: None,
            confidence: None,
            chosen: false,
        }
    }
}

names! {
    /// What a candidate is about.
    pub enum Field {
        /// The headline.
        Title = "title",
        /// Who wrote it.
        Byline = "byline",
        /// The day of publication.
        Published = "published",
        /// The day of the last change.
        Modified = "modified",
        /// Who published it.
        Outlet = "outlet",
        /// Its address.
        Url = "url",
        /// Its language.
        Language = "language",
        /// The part of the outlet it appeared in.
        Section = "section",
        /// What a page calls itself: "`NewsArticle`", "website".
        Type = "type",
        /// Place and agency before the first paragraph.
        Dateline = "dateline",
        /// The day the page was saved.
        Captured = "captured",
        /// What kind of page it is.
        Kind = "kind",
        /// The character encoding of the input.
        Encoding = "encoding",
        /// What took the report out of the page.
        Extractor = "extractor",
        /// The [signs](Sign) that decide the kind of page.
        Signs = "signs",
    }
}

/// The rule that found a candidate: where the value was read, or, for the kind of a page, the sign
/// that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The place or the step that gave the value.
    Source(Source),
    /// The sign that decided the kind of page.
    Sign(Sign),
}

impl Rule {
    /// The name that every output uses.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::Source(source) => source.name(),
            Rule::Sign(sign) => sign.name(),
        }
    }
}

impl From<Source> for Rule {
    fn from(source: Source) -> Rule {
        Rule::Source(source)
    }
}

impl From<Sign> for Rule {
    fn from(sign: Sign) -> Rule {
        Rule::Sign(sign)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rule {
    type Err = UnknownName;

    /// Reads a rule by its name. "byline" is read as the source, because the sign of that name never
    /// decides the kind of a page.
    fn from_str(name: &str) -> Result<Rule, UnknownName> {
        if let Ok(source) = name.parse() {
            return Ok(Rule::Source(source));
        }
        name.parse().map(Rule::Sign).map_err(|_| UnknownName {
            name: name.to_string(),
            of: "Rule",
        })
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Rule, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

names! {
    /// The place or the step that gave a value.
    ///
    /// The values that begin with `Meta` are names and properties of `meta` elements. Their names are
    /// those of the pages, in lower case.
    #[allow(missing_docs)]
    pub enum Source {
        /// Given by the user beside the report.
        Given = "given",
        /// Given by the user as a day, but not one that can be read.
        GivenNotADate = "given-not-a-date",
        /// Given by the record that the report came in: a column, a header of a mail, an entry of a feed.
        Input = "input",
        /// The first line of the text.
        FirstLine = "first-line",
        /// The line "Subject: …" of a mail.
        MailSubject = "mail-subject",
        /// A line such as "Published: 14 March 2023".
        TimeLine = "time-line",
        /// The dateline of the first paragraphs.
        Dateline = "dateline",
        /// A line such as "By Ada Quill".
        BylineLine = "byline-line",
        /// The decoder.
        Decoded = "decoded",
        /// The language of the words.
        Words = "words",
        /// The headers of an MHTML file.
        Mhtml = "mhtml",
        /// A comment written by SingleFile.
        SingleFile = "singlefile",
        /// A comment "saved from url=…".
        SavedFrom = "saved-from",
        /// A comment written by HTTrack.
        HtTrack = "httrack",
        /// The first extractor that found a report.
        AskedInOrder = "asked-in-order",
        /// An extractor that failed.
        Broke = "broke",
        /// The list of signs.
        Kind = "kind",
        /// The signs add up to a report.
        RunningText = "running-text",
        /// No sign says what else the page is.
        NoReport = "no-report",
        /// The other order of day and month in a date such as "3/4/2023".
        OtherOrder = "other-order",
        /// A heading on the page, and the `meta` name of the same name.
        Headline = "headline",
        TitleElement = "title-element",
        /// The part of the title element beside the title.
        BesideTitle = "beside-title",
        Canonical = "canonical",
        Base = "base",
        /// The address of the page.
        Address = "address",
        Breadcrumb = "breadcrumb",
        HtmlLang = "html-lang",
        MetaLanguage = "meta-language",
        ItempropHeadline = "itemprop-headline",
        ItempropPublished = "itemprop-published",
        ItempropCreated = "itemprop-created",
        ItempropModified = "itemprop-modified",
        ItempropAuthor = "itemprop-author",
        ItempropSection = "itemprop-section",
        ItempropLanguage = "itemprop-language",
        ItempropPublisher = "itemprop-publisher",
        TimeElement = "time-element",
        TimeText = "time-text",
        AbbrTitle = "abbr-title",
        /// An element whose class says that it is a date.
        DateClass = "date-class",
        /// A line near the headline that is a date.
        DateLine = "date-line",
        /// A date anywhere on the page.
        DateOnPage = "date-on-page",
        BylineLink = "byline-link",
        BylineClass = "byline-class",
        RdfaPerson = "rdfa-person",
        RelAuthor = "rel-author",
        /// A name below the last paragraph.
        Signed = "signed",
        /// A value in a script.
        Script = "script",
        JsonLdType = "json-ld-type",
        JsonLdSite = "json-ld-site",
        JsonLdPublished = "json-ld-published",
        JsonLdCreated = "json-ld-created",
        JsonLdUploaded = "json-ld-uploaded",
        JsonLdModified = "json-ld-modified",
        JsonLdHeadline = "json-ld-headline",
        JsonLdLanguage = "json-ld-language",
        JsonLdSection = "json-ld-section",
        JsonLdAuthor = "json-ld-author",
        JsonLdPublisher = "json-ld-publisher",
        JsonLdUrl = "json-ld-url",
        JsonLdAccess = "json-ld-access",
        MetaOgTitle = "og:title",
        MetaTwitterTitle = "twitter:title",
        MetaTwitterTextTitle = "twitter:text:title",
        MetaTitle = "title",
        MetaDcTitle = "dc.title",
        MetaDctermsTitle = "dcterms.title",
        MetaSailthruTitle = "sailthru.title",
        MetaParselyTitle = "parsely-title",
        MetaCitationTitle = "citation_title",
        MetaHdl = "hdl",
        MetaAuthor = "author",
        MetaAuthors = "authors",
        MetaByl = "byl",
        MetaByline = "byline",
        MetaDcCreator = "dc.creator",
        MetaDcCreatorCreator = "dc.creator.creator",
        MetaDctermsCreator = "dcterms.creator",
        MetaArticleAuthor = "article:author",
        MetaArticleAuthorName = "article:author_name",
        MetaOgArticleAuthor = "og:article:author",
        MetaOgAuthor = "og:author",
        MetaBookAuthor = "book:author",
        MetaSailthruAuthor = "sailthru.author",
        MetaParselyAuthor = "parsely-author",
        MetaCitationAuthor = "citation_author",
        MetaDcsextAuthor = "dcsext.author",
        MetaArticlePublishedTime = "article:published_time",
        MetaOgArticlePublishedTime = "og:article:published_time",
        MetaArticlePublished = "article:published",
        MetaPublishedTime = "published_time",
        MetaOgPublishedTime = "og:published_time",
        MetaRnewsDatepublished = "rnews:datepublished",
        MetaDatepublished = "datepublished",
        MetaDatePublished = "date_published",
        MetaPublishDate = "publish_date",
        MetaPublishHyphenDate = "publish-date",
        MetaPublishdate = "publishdate",
        MetaPublishedDate = "published-date",
        MetaPublicationDate = "publication_date",
        MetaPublicationdate = "publicationdate",
        MetaPubdate = "pubdate",
        MetaPdate = "pdate",
        MetaParselyPubDate = "parsely-pub-date",
        MetaSailthruDate = "sailthru.date",
        MetaArticleDotPublished = "article.published",
        MetaCxenseparseRecsPublishtime = "cxenseparse:recs:publishtime",
        MetaCxensePublishtime = "cxense:publishtime",
        MetaCitationPublicationDate = "citation_publication_date",
        MetaCitationDate = "citation_date",
        MetaOriginalpublicationdate = "originalpublicationdate",
        MetaDcDateIssued = "dc.date.issued",
        MetaDctermsIssued = "dcterms.issued",
        MetaDctermsDate = "dcterms.date",
        MetaDcDateCreated = "dc.date.created",
        MetaDctermsCreated = "dcterms.created",
        MetaDcDate = "dc.date",
        MetaArticleCreated = "article:created",
        MetaDate = "date",
        MetaCreated = "created",
        MetaDatecreated = "datecreated",
        MetaArticleModifiedTime = "article:modified_time",
        MetaOgArticleModifiedTime = "og:article:modified_time",
        MetaOgModifiedTime = "og:modified_time",
        MetaOgUpdatedTime = "og:updated_time",
        MetaModifiedTime = "modified_time",
        MetaDcDateModified = "dc.date.modified",
        MetaDctermsModified = "dcterms.modified",
        MetaDatemodified = "datemodified",
        MetaLastmod = "lastmod",
        MetaLastModified = "last-modified",
        MetaLastUpdated = "last_updated",
        MetaOgSiteName = "og:site_name",
        MetaApplicationName = "application-name",
        MetaDcPublisher = "dc.publisher",
        MetaOgUrl = "og:url",
        MetaArticleSection = "article:section",
        MetaSection = "section",
        MetaOgType = "og:type",
    }
}

names! {
    /// A sign for or against a page being a report. A page has it or not.
    ///
    /// `sayso-clean` says what each of them means and what it weighs.
    #[allow(missing_docs)]
    pub enum Sign {
        WordsUnder40 = "words<40",
        WordsUnder80 = "words<80",
        WordsUnder150 = "words<150",
        WordsUnder300 = "words<300",
        WordsFrom300 = "words>=300",
        NoParagraphs = "paragraphs=0",
        OneParagraph = "paragraphs=1",
        ParagraphsUnder4 = "paragraphs<4",
        ParagraphsFrom4 = "paragraphs>=4",
        ShortBlocks = "short-blocks",
        LongBlocks = "long-blocks",
        Scattered = "scattered",
        Together = "together",
        ParagraphsTogether = "paragraphs-together",
        ManyParagraphsTogether = "many-paragraphs-together",
        MostlyLists = "mostly-lists",
        ManyHeadings = "many-headings",
        Numbers = "numbers",
        TeasedFrom25 = "teased>=25%",
        TeasedFrom50 = "teased>=50%",
        TeasedFrom75 = "teased>=75%",
        LinkedFrom15 = "linked>=15%",
        LinkedFrom30 = "linked>=30%",
        LinkedFrom50 = "linked>=50%",
        LinkedHeadingsFrom3 = "linked-headings>=3",
        LinkedHeadingsFrom8 = "linked-headings>=8",
        LinkLinesFrom8 = "link-lines>=8",
        LinkLinesFrom20 = "link-lines>=20",
        StampsFrom6 = "stamps>=6",
        ClocksFrom4 = "clocks>=4",
        ClocksFrom8 = "clocks>=8",
        TimedParagraphs = "timed-paragraphs",
        NoTitle = "no-title",
        TitleUnder3 = "title<3",
        TitleUnder5 = "title<5",
        TitleUnder7 = "title<7",
        TitleFrom7 = "title>=7",
        HeadlineShown = "headline-shown",
        Byline = "byline",
        DayFrom75 = "day>=75%",
        DayFrom50 = "day>=50%",
        NoDay = "no-day",
        SaysNewsArticle = "says-news-article",
        SaysArticle = "says-article",
        SaysWebsite = "says-website",
        SaysListing = "says-listing",
        SaysOther = "says-other",
        SaysLiveblog = "says-liveblog",
        SaysNotFree = "says-not-free",
        FrontPage = "front-page",
        OneWordAddress = "one-word-address",
        Slug = "slug",
        DayInAddress = "day-in-address",
        ListingAddress = "listing-address",
        OtherAddress = "other-address",
        LiveAddress = "live-address",
        Quotation = "quotation",
        Said = "said",
        SaidFrom4 = "said>=4",
        ManyYou = "you>=2.5%",
        ManyWe = "we>=2%",
        PastTense = "past>=2%",
        MuchPastTense = "past>=4%",
        Shall = "shall",
        MailAddress = "mail-address",
        AsksFrom2 = "asks>=2",
        Prices = "prices",
        OtherTitle = "other-title",
        ListingTitle = "listing-title",
        LiveTitle = "live-title",
        ErrorTitle = "error-title",
        ErrorInTitle = "error-in-title",
        ErrorWords = "error-words",
        ErrorWordsFrom2 = "error-words>=2",
        OtherWords = "other-words",
        OtherWordsFrom2 = "other-words>=2",
        ListingWords = "listing-words",
        Forum = "forum",
        Wall = "wall",
        WallBelowMuch = "wall-below-much",
        WallWithin = "wall-within",
        EndsOpen = "ends-open",
        WallClass = "wall-class",
        NearWall = "near-wall",
        NearWallFrom2 = "near-wall>=2",
        GatesFrom2 = "gates>=2",
        GatesFrom4 = "gates>=4",
        AsksForScripts = "asks-for-scripts",
        Questions = "questions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_by_their_names() {
        for &source in Source::ALL {
            assert_eq!(source.name().parse(), Ok(Rule::Source(source)));
        }
        for &sign in Sign::ALL.iter().filter(|&&sign| sign != Sign::Byline) {
            assert_eq!(sign.name().parse(), Ok(Rule::Sign(sign)));
        }
        assert!("guessed".parse::<Rule>().is_err());
    }
}
