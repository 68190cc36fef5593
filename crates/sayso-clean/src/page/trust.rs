//! How far each place of a page is trusted, in percent: how often the value found there is right.
//!
//! The numbers come from pages whose values are known. They are compared with each other, so a change
//! of one of them can change which value is chosen.

use sayso_text::candidate::Source;

/// The trust of each place. The names of `meta` elements have theirs in the table of those names.
const TRUST: &[(Source, u8)] = &[
    (Source::TitleElement, 60),
    (Source::BesideTitle, 55),
    (Source::Canonical, 92),
    (Source::Base, 30),
    (Source::Address, 84),
    (Source::Breadcrumb, 60),
    (Source::HtmlLang, 80),
    (Source::MetaLanguage, 70),
    (Source::ItempropHeadline, 82),
    (Source::ItempropPublished, 92),
    (Source::ItempropCreated, 66),
    (Source::ItempropModified, 88),
    (Source::ItempropAuthor, 82),
    (Source::ItempropSection, 80),
    (Source::ItempropLanguage, 75),
    (Source::ItempropPublisher, 80),
    (Source::TimeElement, 72),
    (Source::TimeText, 64),
    (Source::AbbrTitle, 84),
    (Source::DateClass, 70),
    (Source::DateLine, 66),
    (Source::DateOnPage, 35),
    (Source::BylineLink, 71),
    (Source::BylineClass, 66),
    (Source::BylineLine, 72),
    (Source::RdfaPerson, 68),
    (Source::RelAuthor, 78),
    (Source::Signed, 62),
    (Source::Script, 58),
    (Source::JsonLdType, 80),
    (Source::JsonLdSite, 65),
    (Source::JsonLdPublished, 95),
    (Source::JsonLdCreated, 72),
    (Source::JsonLdUploaded, 60),
    (Source::JsonLdModified, 90),
    (Source::JsonLdHeadline, 86),
    (Source::JsonLdLanguage, 75),
    (Source::JsonLdSection, 85),
    (Source::JsonLdAuthor, 90),
    (Source::JsonLdPublisher, 84),
    (Source::JsonLdUrl, 70),
    (Source::JsonLdAccess, 80),
];

/// The table by the number of the place.
const BY_SOURCE: [u8; Source::ALL.len()] = {
    let mut table = [0; Source::ALL.len()];
    let mut row = 0;
    while row < TRUST.len() {
        table[TRUST[row].0 as usize] = TRUST[row].1;
        row += 1;
    }
    table
};

/// The trust of a place; zero if it is not in the table.
pub const fn of(source: Source) -> u8 {
    BY_SOURCE[source as usize]
}

/// A `time` element of a change, and one that says it is of the publication.
pub const TIME_OF_CHANGE: u8 = 75;
pub const TIME_OF_PUBLICATION: u8 = 86;
/// The words of a `time` element instead of its attribute.
pub const TIME_TEXT_LESS: u8 = of(Source::TimeElement) - of(Source::TimeText);
/// An element of class "date" that says it is of the publication.
pub const DATE_CLASS_OF_PUBLICATION: u8 = 80;
/// A line near the headline that says it is of the publication.
pub const DATE_LINE_OF_PUBLICATION: u8 = 76;
/// An element whose class says that it holds the name or the whole byline.
pub const NAMED_BYLINE_CLASS: u8 = 72;
/// The name of a `WebSite` of JSON-LD.
pub const JSON_LD_WEBSITE: u8 = 75;
/// The address of an article of JSON-LD that does not say which page it is on.
pub const JSON_LD_OWN_URL: u8 = 65;

/// What a place in the margin loses.
pub const MARGIN_LESS: u8 = 25;
/// What an article of JSON-LD loses if another one is that of the page.
pub const OTHER_ARTICLE_LESS: u8 = 45;
/// What a page of JSON-LD loses against an article.
pub const PAGE_LESS: u8 = 12;

/// A date anywhere in a margin, and any of several different dates.
pub const DATE_IN_MARGIN: u8 = 20;
pub const ONE_OF_SEVERAL_DATES: u8 = 25;
/// A date in the middle of a sentence.
pub const DATE_IN_SENTENCE: u8 = 15;
/// What a date between headline and text gains, and what a date far from them loses.
pub const BETWEEN_HEADLINE_AND_TEXT_MORE: u8 = 6;
pub const FAR_FROM_TEXT_LESS: u8 = 14;

/// The only heading of level one.
pub const ONLY_HEADING: u8 = 84;
/// The line that has the words of the title element.
pub const SHOWN_TITLE: u8 = 78;
/// One of several headings of level one, and what it gains inside the article.
pub const ONE_OF_HEADINGS: u8 = 66;
pub const HEADING_IN_ARTICLE_MORE: u8 = 10;
/// The first heading of level two on a page without one of level one.
pub const FIRST_SECOND_HEADING: u8 = 50;
pub const OTHER_HEADING: u8 = 30;
/// What a heading loses that is a link.
pub const LINKED_HEADING_LESS: u8 = 8;
/// From here on a heading is taken for the headline of the page.
pub const SURE_HEADLINE: u8 = ONE_OF_HEADINGS + HEADING_IN_ARTICLE_MORE;

/// From here on names of one word count in a byline.
pub const SURE_BYLINE: u8 = 78;
/// Below this confidence a byline is not chosen.
pub const MIN_BYLINE: u8 = 50;

/// Below this confidence of a day the scripts and all lines of the page are searched, too.
pub const ENOUGH_FOR_A_DAY: u8 = 55;
/// Below this confidence a day is not chosen.
pub const MIN_DAY: u8 = 20;
/// Below this confidence a day of publication gives way to the day of the change, if that has at
/// least `SURE_CHANGE`.
pub const POOR_DAY: u8 = 50;
pub const SURE_CHANGE: u8 = 60;
/// From here on a place that has another day speaks against a day.
pub const CONTRADICTS: u8 = 70;
/// From here on an address or a visible place decides which of two neighbouring days is meant.
pub const SURE_LOCAL_DAY: u8 = 60;
