//! In: the page and its stream. Out: clues in its tags: `meta` elements, microdata, `<time>`,
//! hAtom, the canonical link, and the classes of visible elements.
//!
//! [`super::json_ld`] reads the scripts of JSON-LD, [`super::shown`] the visible lines.
//! [`super::choose`] and its neighbours choose among the clues.

use super::clue::Clue;
use super::dates;
use super::lex;
use super::place::floor;
use super::stream::{Element, Stream, context};
use super::trust;
use sayso_english::calendar::Date;
use sayso_english::pages;
use sayso_text::address::Address;
use sayso_text::candidate::{Field, Source};
use sayso_text::text::Span;
use std::ops::Range;
use url::Url;

/// The greatest length of a value, in bytes. Longer values are running text in a wrong place.
const MAX_VALUE: usize = 400;
/// The number of clues that are kept.
const MAX_CLUES: usize = 400;
/// The name of a publisher is in one of this many elements after the publisher's own.
const PUBLISHER_REACH: usize = 4;
/// The number of bytes of text copied from an element. It is limited because elements nest: copying
/// all text at each level would take quadratic time.
const MAX_TEXT: usize = 2_000;

/// Names and properties of `meta` elements: the field and the trust of each.
const META: [(Source, Field, u8); 79] = [
    (Source::MetaOgTitle, Field::Title, 80),
    (Source::MetaTwitterTitle, Field::Title, 72),
    (Source::MetaTwitterTextTitle, Field::Title, 60),
    (Source::MetaTitle, Field::Title, 65),
    (Source::Headline, Field::Title, 80),
    (Source::MetaDcTitle, Field::Title, 70),
    (Source::MetaDctermsTitle, Field::Title, 70),
    (Source::MetaSailthruTitle, Field::Title, 80),
    (Source::MetaParselyTitle, Field::Title, 80),
    (Source::MetaCitationTitle, Field::Title, 80),
    (Source::MetaHdl, Field::Title, 80),
    (Source::MetaAuthor, Field::Byline, 80),
    (Source::MetaAuthors, Field::Byline, 80),
    (Source::MetaByl, Field::Byline, 85),
    (Source::MetaByline, Field::Byline, 82),
    (Source::MetaDcCreator, Field::Byline, 80),
    (Source::MetaDcCreatorCreator, Field::Byline, 75),
    (Source::MetaDctermsCreator, Field::Byline, 80),
    (Source::MetaArticleAuthor, Field::Byline, 75),
    (Source::MetaArticleAuthorName, Field::Byline, 82),
    (Source::MetaOgArticleAuthor, Field::Byline, 75),
    (Source::MetaOgAuthor, Field::Byline, 70),
    (Source::MetaBookAuthor, Field::Byline, 60),
    (Source::MetaSailthruAuthor, Field::Byline, 82),
    (Source::MetaParselyAuthor, Field::Byline, 84),
    (Source::MetaCitationAuthor, Field::Byline, 85),
    (Source::MetaDcsextAuthor, Field::Byline, 80),
    (Source::MetaArticlePublishedTime, Field::Published, 94),
    (Source::MetaOgArticlePublishedTime, Field::Published, 92),
    (Source::MetaArticlePublished, Field::Published, 92),
    (Source::MetaPublishedTime, Field::Published, 90),
    (Source::MetaOgPublishedTime, Field::Published, 90),
    (Source::MetaRnewsDatepublished, Field::Published, 90),
    (Source::MetaDatepublished, Field::Published, 92),
    (Source::MetaDatePublished, Field::Published, 90),
    (Source::MetaPublishDate, Field::Published, 90),
    (Source::MetaPublishHyphenDate, Field::Published, 90),
    (Source::MetaPublishdate, Field::Published, 90),
    (Source::MetaPublishedDate, Field::Published, 90),
    (Source::MetaPublicationDate, Field::Published, 90),
    (Source::MetaPublicationdate, Field::Published, 90),
    (Source::MetaPubdate, Field::Published, 90),
    (Source::MetaPdate, Field::Published, 86),
    (Source::MetaParselyPubDate, Field::Published, 92),
    (Source::MetaSailthruDate, Field::Published, 90),
    (Source::MetaArticleDotPublished, Field::Published, 90),
    (Source::MetaCxenseparseRecsPublishtime, Field::Published, 92),
    (Source::MetaCxensePublishtime, Field::Published, 92),
    (Source::MetaCitationPublicationDate, Field::Published, 85),
    (Source::MetaCitationDate, Field::Published, 85),
    (Source::MetaOriginalpublicationdate, Field::Published, 93),
    (Source::MetaDcDateIssued, Field::Published, 88),
    (Source::MetaDctermsIssued, Field::Published, 88),
    (Source::MetaDctermsDate, Field::Published, 62),
    (Source::MetaDcDateCreated, Field::Published, 86),
    (Source::MetaDctermsCreated, Field::Published, 82),
    (Source::MetaDcDate, Field::Published, 62),
    (Source::MetaArticleCreated, Field::Published, 80),
    (Source::MetaDate, Field::Published, 62),
    (Source::MetaCreated, Field::Published, 62),
    (Source::MetaDatecreated, Field::Published, 66),
    (Source::MetaArticleModifiedTime, Field::Modified, 90),
    (Source::MetaOgArticleModifiedTime, Field::Modified, 88),
    (Source::MetaOgModifiedTime, Field::Modified, 85),
    (Source::MetaOgUpdatedTime, Field::Modified, 80),
    (Source::MetaModifiedTime, Field::Modified, 85),
    (Source::MetaDcDateModified, Field::Modified, 85),
    (Source::MetaDctermsModified, Field::Modified, 85),
    (Source::MetaDatemodified, Field::Modified, 88),
    (Source::MetaLastmod, Field::Modified, 85),
    (Source::MetaLastModified, Field::Modified, 80),
    (Source::MetaLastUpdated, Field::Modified, 80),
    (Source::MetaOgSiteName, Field::Outlet, 90),
    (Source::MetaApplicationName, Field::Outlet, 70),
    (Source::MetaDcPublisher, Field::Outlet, 75),
    (Source::MetaOgUrl, Field::Url, 85),
    (Source::MetaArticleSection, Field::Section, 85),
    (Source::MetaSection, Field::Section, 70),
    (Source::MetaOgType, Field::Type, 80),
];

/// Collects the clues of a page.
pub struct Collector<'a> {
    pub html: &'a str,
    pub stream: &'a Stream,
    /// The page writes the month before the day.
    pub month_first: bool,
    pub clues: Vec<Clue>,
}

impl Collector<'_> {
    /// Adds a clue unless it is empty or too long. A clue about a day must contain a date.
    pub fn add(&mut self, mut clue: Clue) {
        let is_kept = !clue.value.is_empty() && clue.value.len() <= MAX_VALUE;
        if !is_kept || self.clues.len() >= MAX_CLUES {
            return;
        }
        if matches!(clue.field, Field::Published | Field::Modified) {
            let Some(found) = dates::date(&clue.value, self.month_first) else {
                return;
            };
            clue = clue.dated(&found);
        }
        self.clues.push(clue);
    }

    /// Adds the clues of all tags, in page order.
    pub fn tags(&mut self) {
        let stream = self.stream;
        // The number of elements since a publisher was named.
        let mut since_publisher = usize::MAX;
        for element in &stream.elements {
            since_publisher = since_publisher.saturating_add(1);
            self.publisher(element, &mut since_publisher);
            match element.name {
                "meta" => self.meta(element),
                "html" => self.language(element),
                "link" => self.canonical(element),
                "base" => self.base(element),
                "title" => self.title(element),
                "script" => self.json_ld(element.raw.clone()),
                _ => self.visible(element),
            }
        }
    }

    /// The range of an attribute's value.
    fn attribute(&self, element: &Element, name: &str) -> Option<Range<usize>> {
        lex::attribute(self.html, &element.tag, name)
    }

    /// The value of an attribute.
    fn value(&self, range: &Range<usize>) -> String {
        lex::unescape(&self.html[range.clone()], true)
    }

    /// Adds the value of an attribute, if the element has it.
    fn add_attribute(&mut self, element: &Element, name: &str, field: Field, rule: Source) {
        if let Some(range) = self.attribute(element, name) {
            let value = self.value(&range);
            self.add(Clue::new(field, &value, rule).at(range));
        }
    }

    /// `itemprop="publisher"` and, inside it, `itemprop="name"`.
    fn publisher(&mut self, element: &Element, since_publisher: &mut usize) {
        let Some(range) = self.attribute(element, "itemprop") else {
            return;
        };
        let name = self.html[range].to_ascii_lowercase();
        if name == "publisher" {
            *since_publisher = 0;
        } else if name == "name" && *since_publisher <= PUBLISHER_REACH {
            *since_publisher = usize::MAX;
            let content = self.attribute(element, "content");
            let value = match &content {
                Some(range) => self.value(range),
                None => self.stream.text_of(element).to_string(),
            };
            let mut clue = Clue::new(Field::Outlet, &value, Source::ItempropPublisher);
            clue.at = content;
            self.add(clue);
        }
    }

    fn language(&mut self, element: &Element) {
        let attribute = |name| self.attribute(element, name);
        if let Some(range) = attribute("lang").or_else(|| attribute("xml:lang")) {
            let value = self.value(&range);
            self.add(Clue::new(Field::Language, &value, Source::HtmlLang).at(range));
        }
    }

    fn canonical(&mut self, element: &Element) {
        let rel = self.attribute(element, "rel").map(|r| self.value(&r));
        if rel.is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.add_attribute(element, "href", Field::Url, Source::Canonical);
        }
    }

    fn base(&mut self, element: &Element) {
        self.add_attribute(element, "href", Field::Url, Source::Base);
    }

    fn title(&mut self, element: &Element) {
        // A title inside a link is that of a picture.
        if element.context & context::LINK == 0 {
            let text = lex::unescape(&self.html[element.raw.clone()], false);
            self.add(Clue::new(Field::Title, &text, Source::TitleElement).at(element.raw.clone()));
        }
    }

    fn meta(&mut self, element: &Element) {
        const KEYS: [&str; 4] = ["property", "name", "itemprop", "http-equiv"];
        const LANGUAGES: [&str; 4] = ["og:locale", "content-language", "language", "dc.language"];
        let Some(content) = self.attribute(element, "content") else {
            return;
        };
        let value = self.value(&content);
        for key in KEYS {
            let Some(name) = self.attribute(element, key) else {
                continue;
            };
            let name = self.html[name].trim().to_ascii_lowercase();
            if key == "itemprop" {
                self.itemprop(&name, &value, content.clone(), element.context, 0);
                continue;
            }
            if LANGUAGES.contains(&name.as_str()) {
                let clue = Clue::new(Field::Language, &value, Source::MetaLanguage);
                self.add(clue.at(content.clone()));
            }
            if let Some(&(rule, field, trust)) = META.iter().find(|(rule, ..)| rule.name() == name)
            {
                let clue = match given_name_first(&value) {
                    Some(swapped) if rule == Source::MetaCitationAuthor => {
                        Clue::new(field, &swapped, rule)
                    }
                    _ => Clue::new(field, &value, rule),
                };
                self.add(clue.trust(trust).at(content.clone()));
            }
        }
    }

    /// Microdata and `RDFa`: `itemprop="datePublished"`.
    fn itemprop(&mut self, name: &str, value: &str, at: Range<usize>, context: u32, less: u8) {
        let (field, rule) = match name.trim_start_matches("schema:") {
            "headline" => (Field::Title, Source::ItempropHeadline),
            "datepublished" => (Field::Published, Source::ItempropPublished),
            "datecreated" => (Field::Published, Source::ItempropCreated),
            "datemodified" => (Field::Modified, Source::ItempropModified),
            "author" | "creator" => (Field::Byline, Source::ItempropAuthor),
            "articlesection" => (Field::Section, Source::ItempropSection),
            "inlanguage" => (Field::Language, Source::ItempropLanguage),
            _ => return,
        };
        let clue = Clue::new(field, value, rule).at(at).less(less);
        self.add(clue.context(context));
    }

    /// A visible element: `<time>`, a byline, a date, microdata.
    fn visible(&mut self, element: &Element) {
        let before = self.clues.len();
        let shown = Shown::new(self, element);
        self.shown_itemprop(&shown);
        if element.name == "time" {
            self.time(&shown);
        } else if !self.abbreviated_date(&shown) && !self.several_dates(&shown) {
            self.date_class(&shown);
            self.byline_link(&shown);
            self.author(&shown);
        }
        for clue in &mut self.clues[before..] {
            clue.seen = Some(element.text.start());
        }
    }

    /// Adds a clue from a visible element.
    fn add_shown(&mut self, shown: &Shown, clue: Clue) {
        self.add(clue.less(shown.less).context(shown.element.context));
    }

    fn shown_itemprop(&mut self, shown: &Shown) {
        const MAX_NAMES: usize = 4;
        let element = shown.element;
        let Some(names) = self.attribute(element, "itemprop") else {
            return;
        };
        let names = self.html[names].to_ascii_lowercase();
        // The value is in an attribute if there is one.
        let inside = ["content", "datetime"]
            .iter()
            .find_map(|name| self.attribute(element, name));
        for name in names.split_whitespace().take(MAX_NAMES) {
            let (value, at) = match &inside {
                Some(range) => (self.value(range), range.clone()),
                None if shown.text.len() <= 200 => (shown.text.clone(), shown.place(self.stream)),
                None => continue,
            };
            self.itemprop(name, &value, at, element.context, shown.less);
        }
    }

    fn time(&mut self, shown: &Shown) {
        let said = said_before(self.stream, shown.element);
        let is_change = shown.is_change || is_update(&shown.text) || said.is_some_and(is_update);
        let is_publication =
            shown.class.contains("publish") || self.attribute(shown.element, "pubdate").is_some();
        let trust = match (is_change, is_publication) {
            (true, _) => trust::TIME_OF_CHANGE,
            (_, true) => trust::TIME_OF_PUBLICATION,
            _ => trust::of(Source::TimeElement),
        };
        let field = day_field(is_change);
        let datetime = self
            .attribute(shown.element, "datetime")
            .filter(|range| dates::date(&self.html[range.clone()], false).is_some());
        if let Some(range) = datetime {
            let clue = Clue::new(field, &self.value(&range), Source::TimeElement);
            self.add_shown(shown, clue.trust(trust).at(range));
        } else if shown.text.len() <= 80 {
            let clue = Clue::new(field, &shown.text, Source::TimeText);
            let clue = clue.trust(trust - trust::TIME_TEXT_LESS);
            self.add_shown(shown, clue.at(shown.place(self.stream)));
        }
    }

    /// `<abbr class="published" title="2023-03-14">` of hAtom. Returns true if it is one.
    fn abbreviated_date(&mut self, shown: &Shown) -> bool {
        let is_date = shown.element.name == "abbr" && shown.is_within(context::DATE);
        let Some(range) = self.attribute(shown.element, "title").filter(|_| is_date) else {
            return false;
        };
        let field = day_field(shown.is_change);
        let clue = Clue::new(field, &self.value(&range), Source::AbbrTitle);
        self.add_shown(shown, clue.at(range));
        true
    }

    /// "Updated: 5 April | Published: 3 April", "Received 1 May · Accepted 4 May · Published 9 May": each
    /// date has its own name. Returns true if there are several dates.
    fn several_dates(&mut self, shown: &Shown) -> bool {
        if !shown.is_dated() {
            return false;
        }
        let days = dates::dates(&shown.text, self.month_first);
        if days.len() < 2 {
            return false;
        }
        let mut name_start = 0;
        for found in &days {
            let name = &shown.text[name_start..found.at.start];
            name_start = found.at.end;
            if is_update(name) == is_publication(name) {
                continue;
            }
            let field = day_field(is_update(name));
            let clue = Clue::new(field, &shown.text[found.at.clone()], Source::DateClass);
            let clue = clue.trust(trust::DATE_CLASS_OF_PUBLICATION);
            self.add_shown(shown, clue.at(shown.place(self.stream)));
        }
        true
    }

    fn date_class(&mut self, shown: &Shown) {
        if !shown.is_dated() {
            return;
        }
        let is_change = shown.is_change || is_update(&shown.text);
        let is_publication = !is_change && shown.class.contains("publish");
        let mut clue = Clue::new(day_field(is_change), &shown.text, Source::DateClass);
        if is_publication {
            clue.trust = trust::DATE_CLASS_OF_PUBLICATION;
        }
        self.add_shown(shown, clue.at(shown.place(self.stream)));
    }

    fn byline_link(&mut self, shown: &Shown) {
        let length = shown.text.len();
        let is_byline_link = shown.element.name == "a" && shown.is_within(context::BYLINE);
        if is_byline_link && (1..=60).contains(&length) {
            self.add_name(shown, Source::BylineLink);
        }
        if self.attribute(shown.element, "typeof").is_some() && length <= 60 {
            self.add_name(shown, Source::RdfaPerson);
        }
    }

    fn author(&mut self, shown: &Shown) {
        const CLASSES: [&str; 3] = ["author", "byline", "writer"];
        let rel = self.attribute(shown.element, "rel");
        let is_author = rel.is_some_and(|r| self.html[r].eq_ignore_ascii_case("author"));
        if is_author && shown.text.len() <= 80 {
            self.add_name(shown, Source::RelAuthor);
            return;
        }
        let has_class = CLASSES.iter().any(|class| shown.class.contains(class));
        let is_short = (1..=120).contains(&shown.text.chars().count());
        if shown.is_within(context::BYLINE) && has_class && is_short {
            let is_named = shown.class.contains("name") || shown.class.contains("byline");
            let mut clue = Clue::new(Field::Byline, &shown.text, Source::BylineClass);
            if is_named {
                clue.trust = trust::NAMED_BYLINE_CLASS;
            }
            self.add_shown(shown, clue.at(shown.place(self.stream)));
        }
    }

    fn add_name(&mut self, shown: &Shown, rule: Source) {
        let clue = Clue::new(Field::Byline, &shown.text, rule);
        self.add_shown(shown, clue.at(shown.place(self.stream)));
    }

    /// Completes relative addresses: with the page's `<base>`, which may itself be relative to the
    /// address of the page, or with that address (HTML Standard, "document base URL").
    pub fn resolve(&mut self, own: Option<&str>) {
        let own = own.and_then(|own| Url::parse(own).ok());
        let base_element = self.clues.iter().find(|c| c.rule == Source::Base);
        let base = match base_element {
            Some(clue) => Url::options()
                .base_url(own.as_ref())
                .parse(&clue.value)
                .ok()
                .or(own),
            None => own,
        };
        let Some(base) = base else { return };
        for clue in &mut self.clues {
            let is_relative = clue.field == Field::Url && !clue.value.contains("://");
            if is_relative
                && clue.rule != Source::Base
                && let Ok(whole) = base.join(&clue.value)
            {
                clue.value = String::from(whole);
            }
        }
    }
}

/// "Quill, Ada" as "Ada Quill": libraries put the family name first.
fn given_name_first(value: &str) -> Option<String> {
    let (family, given) = value.split_once(", ")?;
    (!given.contains(',')).then(|| format!("{given} {family}"))
}

/// A visible element, with properties that are needed several times.
struct Shown<'a> {
    element: &'a Element,
    /// Its text on one line. Empty if it is long.
    text: String,
    /// Its class and id in lower case.
    class: String,
    /// Its class shows that it is about a change of the report.
    is_change: bool,
    /// The amount by which its trust is reduced because it is in a margin.
    less: u8,
}

impl<'a> Shown<'a> {
    fn new(collector: &Collector, element: &'a Element) -> Shown<'a> {
        const CHANGES: [&str; 4] = ["modif", "updat", "edited", "changed"];
        let is_short = element.text.len() as usize <= MAX_TEXT;
        let text = if is_short {
            collector.stream.text_of(element).replace('\n', " ")
        } else {
            String::new()
        };
        let class: String = ["class", "id"]
            .iter()
            .filter_map(|name| collector.attribute(element, name))
            .map(|range| collector.html[range].to_ascii_lowercase())
            .collect();
        let is_in_margin = element.context & context::MARGIN != 0;
        Shown {
            element,
            text,
            is_change: CHANGES.iter().any(|word| class.contains(word)),
            class,
            less: if is_in_margin { trust::MARGIN_LESS } else { 0 },
        }
    }

    fn is_within(&self, bits: u32) -> bool {
        self.element.context & bits != 0
    }

    /// True for a short element whose own class says that it is a date.
    fn is_dated(&self) -> bool {
        const CLASSES: [&str; 6] = ["date", "time", "publish", "posted", "updated", "modif"];
        self.is_within(context::DATE)
            && CLASSES.iter().any(|word| self.class.contains(word))
            && (1..=120).contains(&self.text.chars().count())
    }

    /// The place of its text on the decoded page.
    fn place(&self, stream: &Stream) -> Range<usize> {
        let inner = &stream.text[self.element.text.range()];
        let lead = inner.len() - inner.trim_start().len();
        let start = self.element.text.start() + lead as u32;
        let span = Span::new(start, start + inner.trim().len() as u32);
        stream.origin.raw(span).range()
    }
}

fn day_field(is_change: bool) -> Field {
    if is_change {
        Field::Modified
    } else {
        Field::Published
    }
}

/// The few words before an element on its line: "Updated: ".
fn said_before<'a>(stream: &'a Stream, element: &Element) -> Option<&'a str> {
    const REACH: usize = 24;
    let line = stream.line_at(element.text.start())?;
    let end = element.text.start().min(line.span.end());
    let before = stream.text.get(line.span.start() as usize..end as usize)?;
    Some(&before[floor(before, before.len().saturating_sub(REACH))..])
}

/// True if a text says that its date is the date of a change.
pub fn is_update(text: &str) -> bool {
    pages::UPDATE_WORDS.within(&lower_head(text))
}

/// True if a text says that its date is the date of publication.
pub fn is_publication(text: &str) -> bool {
    pages::PUBLICATION_WORDS.within(&lower_head(text))
}

fn lower_head(text: &str) -> String {
    text.chars().take(60).flat_map(char::to_lowercase).collect()
}

/// The day in an address: /2023/03/14/, /2023-03-14-, /20230314/, /2023/mar/14/.
pub fn day_of_address(url: &str) -> Option<Date> {
    let path = Address::new(url).host_and_path();
    let is_whole = |at: &Range<usize>| {
        let before = path[..at.start].bytes().next_back();
        let after = path[at.end..].bytes().next();
        before.is_none_or(|b| !b.is_ascii_alphanumeric())
            && after.is_none_or(|b| !b.is_ascii_digit())
    };
    // "03-04-2023" is ambiguous, so it does not count.
    let is_sure = |found: &dates::Found| found.other.is_none() && !found.vague;
    dates::dates(path, false)
        .into_iter()
        .find(|found| is_whole(&found.at) && is_sure(found))
        .map(|found| found.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let day = |url: &str| day_of_address(url).map(|d| d.to_string());
        for url in [
            "https://tarnherald.example/2023/03/14/bridge-shut",
            "https://tarnherald.example/news/bridge-shut-20230314.html",
            "https://tarnherald.example/2023/mar/14/bridge",
        ] {
            assert_eq!(day(url).as_deref(), Some("2023-03-14"), "{url}");
        }
        let number = "https://tarnherald.example/story/1234567890123?d=20230314";
        assert_eq!(day(number), None);
    }
}
