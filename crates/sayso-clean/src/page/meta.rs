//! In: the page and its stream. Out: everything the page says of itself: title, byline, days of
//! publication and change, outlet, address, language, section, each value with the rule that found
//! it, its place on the page and how far that kind of place is to be trusted.
//!
//! Sources: JSON-LD (schema.org), Open Graph, `meta` names of Dublin Core, Parse.ly, Sailthru and
//! others, microdata, `<time>`, hAtom, the canonical link, the address, what a reader sees at the
//! top of the report. Choosing among them is the task of [`super::choose`].

use super::choose::{CREDITS, key};
use super::dates::{self, Day};
use super::json::{self, Kind as Json, Value};
use super::lex;
use super::stream::{Element, Line, Stream, around};
use sayso_text::candidate::{Field, Source};
use std::collections::HashMap;
use std::ops::Range;
use url::Url;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub field: Field,
    pub value: String,
    pub rule: Source,
    /// Where on the decoded page; none for what comes from outside it.
    pub at: Option<Range<usize>>,
    /// Percent: how often such a place is right.
    pub trust: u8,
    /// For dates: the day.
    pub day: Option<Day>,
    /// For dates: day and month may be the other way round.
    pub other: Option<Day>,
    /// What surrounds it.
    pub around: u32,
    /// For what a reader sees: where, in the stream's text.
    pub seen: Option<u32>,
}

/// White space collapsed, ends trimmed, invisible characters gone.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !c.is_control()
            && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Values longer than this are text that went astray.
const LONGEST: usize = 400;
/// Values kept.
const MOST: usize = 400;

/// `meta` names and properties, in lower case.
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

/// A page while hints are taken from it.
pub struct Gather<'a> {
    pub html: &'a str,
    pub stream: &'a Stream,
    pub month_first: bool,
    pub hints: Vec<Hint>,
}

impl Gather<'_> {
    fn push(
        &mut self,
        field: Field,
        value: &str,
        rule: Source,
        at: Option<Range<usize>>,
        trust: u8,
        around: u32,
    ) {
        let value = tidy(value);
        if value.is_empty() || value.len() > LONGEST || self.hints.len() >= MOST {
            return;
        }
        let (mut day, mut other) = (None, None);
        if matches!(field, Field::Published | Field::Modified) {
            let Some(found) = dates::date(&value, self.month_first) else {
                return;
            };
            // Metadata write the standard's form; a doubt about the order of day and month is one
            // of visible dates.
            (day, other) = (Some(found.day), found.other);
        }
        self.hints.push(Hint {
            field,
            value,
            rule,
            at,
            trust,
            day,
            other,
            around,
            seen: None,
        });
    }

    /// The trail at the top of the page: its last link but the front page is the section.
    pub fn breadcrumb(&mut self) {
        let crumbs = self
            .stream
            .lines
            .iter()
            .filter(|l| l.around & around::BREADCRUMB != 0 && l.span.len() < 200)
            .take(8);
        let mut last = None;
        for line in crumbs {
            let place = self.stream.origin.raw(line.span).range();
            for part in self.stream.text[line.span.range()].split(['›', '»', '>', '/', '|']) {
                let name = tidy(part);
                let front =
                    ["home", "front page", "homepage"].contains(&name.to_lowercase().as_str());
                if !front && (1..=4).contains(&name.split_whitespace().count()) && line.linked > 0 {
                    last = Some((name, place.clone()));
                }
            }
        }
        if let Some((name, at)) = last {
            self.push(Field::Section, &name, Source::Breadcrumb, Some(at), 60, 0);
        }
    }

    /// Adds what the tags say, in page order.
    pub fn tags(&mut self) {
        let stream = self.stream;
        // How many elements back a publisher was named: its name is one of the next ones.
        let mut publisher = usize::MAX;
        for element in &stream.elements {
            publisher = publisher.saturating_add(1);
            if let Some(range) = lex::attribute(self.html, &element.tag, "itemprop") {
                let name = self.html[range].to_ascii_lowercase();
                if name == "publisher" {
                    publisher = 0;
                } else if name == "name" && publisher <= 4 {
                    publisher = usize::MAX;
                    let content = lex::attribute(self.html, &element.tag, "content");
                    let value = content.as_ref().map_or_else(
                        || stream.text_of(element).to_string(),
                        |range| lex::unescape(&self.html[range.clone()], true),
                    );
                    self.push(
                        Field::Outlet,
                        &value,
                        Source::ItempropPublisher,
                        content,
                        80,
                        0,
                    );
                }
            }
            let attribute = |name: &str| lex::attribute(self.html, &element.tag, name);
            let value = |range: &Range<usize>| lex::unescape(&self.html[range.clone()], true);
            match element.name {
                "meta" => self.meta(element),
                "html" => {
                    if let Some(range) = attribute("lang").or_else(|| attribute("xml:lang")) {
                        self.push(
                            Field::Language,
                            &value(&range),
                            Source::HtmlLang,
                            Some(range),
                            80,
                            0,
                        );
                    }
                }
                "link" => {
                    let rel = attribute("rel")
                        .map(|r| value(&r).to_ascii_lowercase())
                        .unwrap_or_default();
                    if rel == "canonical"
                        && let Some(range) = attribute("href")
                    {
                        self.push(
                            Field::Url,
                            &value(&range),
                            Source::Canonical,
                            Some(range),
                            92,
                            0,
                        );
                    }
                }
                "base" => {
                    if let Some(range) = attribute("href") {
                        self.push(Field::Url, &value(&range), Source::Base, Some(range), 30, 0);
                    }
                }
                "title" => {
                    let text = lex::unescape(&self.html[element.raw.clone()], false);
                    if element.around & around::LINK == 0 {
                        self.push(
                            Field::Title,
                            &text,
                            Source::TitleElement,
                            Some(element.raw.clone()),
                            60,
                            0,
                        );
                    }
                }
                "script" => self.json_ld(element.raw.clone()),
                _ => self.visible(element),
            }
        }
    }

    fn meta(&mut self, element: &Element) {
        let attribute = |name: &str| lex::attribute(self.html, &element.tag, name);
        let Some(content) = attribute("content") else {
            return;
        };
        let value = lex::unescape(&self.html[content.clone()], true);
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let Some(name) = attribute(key) else { continue };
            let name = self.html[name].trim().to_ascii_lowercase();
            if key == "itemprop" {
                self.itemprop(&name, &value, content.clone(), element.around, 0);
                continue;
            }
            if name == "og:locale"
                || name == "content-language"
                || name == "language"
                || name == "dc.language"
            {
                self.push(
                    Field::Language,
                    &value,
                    Source::MetaLanguage,
                    Some(content.clone()),
                    70,
                    0,
                );
            }
            if let Some(&(rule, field, trust)) =
                META.iter().find(|(rule, _, _)| rule.name() == name)
            {
                // Libraries put the family name first.
                let swapped = value.split_once(", ").filter(|(_, given)| {
                    rule == Source::MetaCitationAuthor && !given.contains(',')
                });
                let value =
                    swapped.map_or(value.clone(), |(family, given)| format!("{given} {family}"));
                self.push(field, &value, rule, Some(content.clone()), trust, 0);
            }
        }
    }

    /// Microdata and `RDFa`: `itemprop="datePublished"`.
    fn itemprop(&mut self, name: &str, value: &str, at: Range<usize>, around: u32, less: u8) {
        let (field, rule, trust) = match name.trim_start_matches("schema:") {
            "headline" => (Field::Title, Source::ItempropHeadline, 82),
            "datepublished" => (Field::Published, Source::ItempropPublished, 92),
            "datecreated" => (Field::Published, Source::ItempropCreated, 66),
            "datemodified" => (Field::Modified, Source::ItempropModified, 88),
            "author" | "creator" => (Field::Byline, Source::ItempropAuthor, 82),
            "articlesection" => (Field::Section, Source::ItempropSection, 80),
            "inlanguage" => (Field::Language, Source::ItempropLanguage, 75),
            _ => return,
        };
        self.push(field, value, rule, Some(at), trust - less, around);
    }

    /// An element that a reader sees: `<time>`, a byline, a date, microdata.
    fn visible(&mut self, element: &Element) {
        let before = self.hints.len();
        self.shown(element);
        for hint in &mut self.hints[before..] {
            hint.seen = Some(element.text.start());
        }
    }

    fn shown(&mut self, element: &Element) {
        let attribute = |name: &str| lex::attribute(self.html, &element.tag, name);
        let value = |range: &Range<usize>| lex::unescape(&self.html[range.clone()], true);
        // Elements nest: what is too long for a byline is not copied at each level.
        let short = element.text.len() <= 2_000;
        let text = if short {
            self.stream.text_of(element).replace('\n', " ")
        } else {
            String::new()
        };
        let place = || {
            let span = trimmed(&self.stream.text, element);
            self.stream.origin.raw(span).range()
        };
        let margin = element.around & around::MARGIN != 0;
        let less = if margin { 25 } else { 0 };
        let class = ["class", "id"]
            .iter()
            .filter_map(|n| attribute(n))
            .map(|r| self.html[r].to_ascii_lowercase())
            .collect::<String>();
        if let Some(name) = attribute("itemprop") {
            let name = self.html[name].to_ascii_lowercase();
            for name in name.split_whitespace().take(4) {
                // The value of a thing is in an attribute if there is one.
                let inside = ["content", "datetime"].iter().find_map(|n| attribute(n));
                match inside {
                    Some(range) => self.itemprop(name, &value(&range), range, element.around, less),
                    None if text.len() <= 200 => {
                        self.itemprop(name, &text, place(), element.around, less)
                    }
                    None => {}
                }
            }
        }
        let modified = ["modif", "updat", "edited", "changed"]
            .iter()
            .any(|w| class.contains(w));
        if element.name == "time" {
            let said = said_before(self.stream, element);
            let modified = modified || is_update(&text) || said.is_some_and(is_update);
            let field = if modified {
                Field::Modified
            } else {
                Field::Published
            };
            let published = class.contains("publish") || attribute("pubdate").is_some();
            let trust = match (modified, published) {
                (true, _) => 75,
                (_, true) => 86,
                _ => 72,
            };
            if let Some(range) = attribute("datetime")
                .filter(|r| dates::date(&self.html[r.clone()], false).is_some())
            {
                self.push(
                    field,
                    &value(&range),
                    Source::TimeElement,
                    Some(range),
                    trust - less,
                    element.around,
                );
            } else if text.len() <= 80 {
                self.push(
                    field,
                    &text,
                    Source::TimeText,
                    Some(place()),
                    trust - 8 - less,
                    element.around,
                );
            }
            return;
        }
        if element.name == "abbr"
            && let Some(range) = attribute("title").filter(|_| element.around & around::DATE != 0)
        {
            let field = if modified {
                Field::Modified
            } else {
                Field::Published
            };
            self.push(
                field,
                &value(&range),
                Source::AbbrTitle,
                Some(range),
                84 - less,
                element.around,
            );
            return;
        }
        if element.around & around::DATE != 0
            && own_date_word(&class)
            && !text.is_empty()
            && text.chars().count() <= 120
        {
            // "Updated: 5 April | Published: 3 April": each date has its own name.
            let days = dates::dates(&text, self.month_first);
            if let [one, two, ..] = &days[..] {
                let names = [&text[..one.at.start], &text[one.at.end..two.at.start]];
                for (found, name) in [one, two].into_iter().zip(names) {
                    let field = match (is_update(name), is_publication(name)) {
                        (true, false) => Field::Modified,
                        (false, true) => Field::Published,
                        _ => continue,
                    };
                    self.push(
                        field,
                        &text[found.at.clone()],
                        Source::DateClass,
                        Some(place()),
                        80 - less,
                        element.around,
                    );
                }
                return;
            }
            let (trust, field) = match (modified || is_update(&text), class.contains("publish")) {
                (true, _) => (70, Field::Modified),
                (false, true) => (80, Field::Published),
                _ => (70, Field::Published),
            };
            self.push(
                field,
                &text,
                Source::DateClass,
                Some(place()),
                trust - less,
                element.around,
            );
        }
        if element.name == "a"
            && element.around & around::BYLINE != 0
            && !text.is_empty()
            && text.len() <= 60
        {
            self.push(
                Field::Byline,
                &text,
                Source::BylineLink,
                Some(place()),
                71 - less,
                element.around,
            );
        }
        if attribute("typeof").is_some() && text.len() <= 60 {
            self.push(
                Field::Byline,
                &text,
                Source::RdfaPerson,
                Some(place()),
                68 - less,
                element.around,
            );
        }
        let is_author =
            attribute("rel").is_some_and(|r| self.html[r].eq_ignore_ascii_case("author"));
        if is_author && text.len() <= 80 {
            self.push(
                Field::Byline,
                &text,
                Source::RelAuthor,
                Some(place()),
                78 - less,
                element.around,
            );
        } else if element.around & around::BYLINE != 0
            && ["author", "byline", "writer"]
                .iter()
                .any(|w| class.contains(w))
            && !text.is_empty()
            && text.chars().count() <= 120
        {
            let trust = if class.contains("name") || class.contains("byline") {
                72
            } else {
                66
            };
            self.push(
                Field::Byline,
                &text,
                Source::BylineClass,
                Some(place()),
                trust - less,
                element.around,
            );
        }
    }

    /// JSON-LD (schema.org): of an article, of the page, of its publisher.
    fn json_ld(&mut self, script: Range<usize>) {
        let html = self.html;
        let values = json::values(html, script);
        let mut objects: Vec<&Value> = Vec::new();
        for value in &values {
            value.walk(&OTHERS, &mut |v| {
                if matches!(v.kind, Json::Object(_)) && objects.len() < 2_000 {
                    objects.push(v);
                }
            });
        }
        let mut by_id: HashMap<&str, &Value> = HashMap::new();
        for object in objects.iter().filter(|o| o.get("name").is_some()) {
            if let Some(id) = object.get("@id").and_then(Value::text) {
                by_id.entry(id).or_insert(object);
            }
        }
        let named = |id: &str| by_id.get(id).copied();
        // Of several articles in one script the page's own is the one whose headline it shows.
        let shown: Vec<String> = self
            .stream
            .lines
            .iter()
            .filter(|l| l.level == 1)
            .map(|l| key(&self.stream.text[l.span.range()]))
            .chain(
                self.hints
                    .iter()
                    .filter(|h| h.field == Field::Title)
                    .map(|h| key(&h.value)),
            )
            .take(8)
            .collect();
        let headlines = || {
            objects
                .iter()
                .filter_map(|o| o.get("headline").and_then(Value::text))
                .map(key)
        };
        let own: Vec<String> = headlines()
            .filter(|h| !h.is_empty() && shown.iter().any(|s| s.contains(h)))
            .collect();
        let several = !own.is_empty() && headlines().any(|h| !own.contains(&h));
        for &object in &objects {
            let types: Vec<&str> = object
                .get("@type")
                .map(|t| t.each().iter().filter_map(Value::text).collect())
                .unwrap_or_default();
            for name in &types {
                let at = object.get("@type").map(|t| t.at.clone());
                self.push(Field::Type, name, Source::JsonLdType, at, 80, 0);
            }
            let is = |names: &[&str]| types.iter().any(|t| names.iter().any(|n| t.ends_with(n)));
            let article = is(&[
                "Article",
                "BlogPosting",
                "SocialMediaPosting",
                "Report",
                "Review",
            ]);
            let page = is(&[
                "WebPage",
                "ItemPage",
                "CollectionPage",
                "VideoObject",
                "AboutPage",
            ]);
            if is(&[
                "WebSite",
                "Organization",
                "NewsMediaOrganization",
                "Corporation",
                "Newspaper",
            ]) {
                self.field(
                    object,
                    "name",
                    Field::Outlet,
                    Source::JsonLdSite,
                    if is(&["WebSite"]) { 75 } else { 65 },
                );
            }
            if !article && !page {
                continue;
            }
            let other = several
                && object
                    .get("headline")
                    .and_then(Value::text)
                    .is_some_and(|h| !own.contains(&key(h)));
            let less = if other {
                45
            } else if article {
                0
            } else {
                12
            };
            self.field(
                object,
                "datePublished",
                Field::Published,
                Source::JsonLdPublished,
                95 - less,
            );
            self.field(
                object,
                "dateCreated",
                Field::Published,
                Source::JsonLdCreated,
                72 - less,
            );
            self.field(
                object,
                "uploadDate",
                Field::Published,
                Source::JsonLdUploaded,
                60,
            );
            self.field(
                object,
                "dateModified",
                Field::Modified,
                Source::JsonLdModified,
                90 - less,
            );
            self.field(
                object,
                "headline",
                Field::Title,
                Source::JsonLdHeadline,
                86 - less,
            );
            self.field(
                object,
                "inLanguage",
                Field::Language,
                Source::JsonLdLanguage,
                75,
            );
            self.field(
                object,
                "articleSection",
                Field::Section,
                Source::JsonLdSection,
                85,
            );
            for name in ["author", "creator"] {
                let Some(author) = object.get(name) else {
                    continue;
                };
                let people = author.each().iter().filter(|who| {
                    let kinds = who
                        .get("@type")
                        .map(|t| t.each().iter().filter_map(Value::text).collect::<Vec<_>>());
                    kinds.is_none_or(|kinds| {
                        !kinds.contains(&"Organization")
                            && !kinds.contains(&"NewsMediaOrganization")
                    })
                });
                for who in people.take(50) {
                    // A graph names the person elsewhere.
                    let elsewhere = who
                        .get("@id")
                        .and_then(Value::text)
                        .filter(|_| who.get("name").is_none())
                        .and_then(named);
                    let who = elsewhere.unwrap_or(who);
                    let named = who.get("name").map_or_else(|| who.each(), Value::each);
                    for value in named {
                        if let Some(text) = value.text() {
                            let text = lex::unescape(text, false);
                            self.push(
                                Field::Byline,
                                &text,
                                Source::JsonLdAuthor,
                                Some(value.at.clone()),
                                90 - less,
                                0,
                            );
                        }
                    }
                }
                break;
            }
            if article {
                if let Some(publisher) = object.get("publisher") {
                    for who in publisher.each() {
                        let elsewhere = who
                            .get("@id")
                            .and_then(Value::text)
                            .filter(|_| who.get("name").is_none())
                            .and_then(named);
                        let who = elsewhere.unwrap_or(who);
                        self.field(who, "name", Field::Outlet, Source::JsonLdPublisher, 84);
                    }
                }
                match object.get("mainEntityOfPage") {
                    Some(Value {
                        kind: Json::Text(text),
                        at,
                    }) => {
                        self.push(Field::Url, text, Source::JsonLdUrl, Some(at.clone()), 70, 0);
                    }
                    Some(page) => self.field(page, "@id", Field::Url, Source::JsonLdUrl, 70),
                    None => self.field(object, "url", Field::Url, Source::JsonLdUrl, 65),
                }
                if let Some(Json::Bare(free) | Json::Text(free)) =
                    object.get("isAccessibleForFree").map(|v| &v.kind)
                    && free.eq_ignore_ascii_case("false")
                {
                    self.push(Field::Type, "not-free", Source::JsonLdAccess, None, 80, 0);
                }
            }
        }
    }

    fn field(&mut self, object: &Value, name: &str, field: Field, rule: Source, trust: u8) {
        let Some(value) = object.get(name) else {
            return;
        };
        for value in value.each().iter().take(4) {
            if let Some(text) = value.text() {
                let text = lex::unescape(text, false);
                self.push(field, &text, rule, Some(value.at.clone()), trust, 0);
            }
        }
    }

    /// What the address says: a day, at times.
    pub fn address(&mut self, url: &str) {
        if let Some(day) = day_of_address(url) {
            let value = day.to_string();
            let rule = Source::Address;
            self.hints.push(Hint {
                field: Field::Published,
                value,
                rule,
                at: None,
                trust: 84,
                day: Some(day),
                other: None,
                around: 0,
                seen: None,
            });
        }
    }

    /// What a reader sees around the headline: a byline, a day.
    pub fn near_headline(&mut self, headline: Option<u32>, body: Option<u32>) {
        let lines = &self.stream.lines;
        let top = headline.unwrap_or(0);
        let first = lines.partition_point(|line| line.span.end() <= top);
        let from = first.saturating_sub(8);
        let body_line = body.map_or(first, |b| {
            lines.partition_point(|line| line.span.end() <= b)
        });
        let to = (first + 14)
            .max(body_line + 4)
            .min(first + 60)
            .min(lines.len());
        for (offset, line) in lines[from..to.max(from)].iter().enumerate() {
            let text = &self.stream.text[line.span.range()];
            let length = text.chars().count();
            if line.around & (around::NAV | around::FOOTER | around::COMMENTS | around::ELSEWHERE)
                != 0
                || length > 160
            {
                continue;
            }
            let place = self.stream.origin.raw(line.span).range();
            let distance = (from + offset).abs_diff(first).min(20) as u8;
            let credited = crate::blocks::byline(text).or_else(|| is_credit(text).then_some(text));
            if from + offset >= first
                && let Some(names) = credited
            {
                self.push(
                    Field::Byline,
                    names,
                    Source::BylineLine,
                    Some(place.clone()),
                    72 - distance.min(20),
                    line.around,
                );
            }
            // A line that is a date and little else, or two with their names.
            let found = dates::dates(text, self.month_first);
            let dated: usize = found.iter().map(|f| f.at.len()).sum();
            let mut label = 0;
            for found in found.iter().take(2).filter(|_| length <= dated + 60) {
                let said = &text[label..found.at.start];
                label = found.at.end;
                let modified = is_update(said) && !is_publication(said);
                let field = if modified {
                    Field::Modified
                } else {
                    Field::Published
                };
                let trust = if is_publication(said) { 76 } else { 66 } - distance;
                self.hints.push(Hint {
                    field,
                    value: tidy(text),
                    rule: Source::DateLine,
                    at: Some(place.clone()),
                    trust,
                    day: Some(found.day),
                    other: found.other,
                    around: line.around,
                    seen: Some(line.span.start()),
                });
            }
        }
    }

    /// Any visible date of the page, for want of better: short lines outside menus.
    pub fn anywhere(&mut self) {
        let mut seen = 0;
        let before = self.hints.len();
        for line in &self.stream.lines {
            let text = &self.stream.text[line.span.range()];
            if seen >= 40
                || text.len() > 160
                || line.around & (around::COMMENTS | around::CONTROL) != 0
            {
                continue;
            }
            let Some(found) = dates::dates(text, self.month_first).into_iter().next() else {
                continue;
            };
            if in_sentence(self.stream, line) {
                continue;
            }
            seen += 1;
            let place = self.stream.origin.raw(line.span).range();
            let margin = line.around & around::MARGIN != 0;
            let field = if is_update(text) {
                Field::Modified
            } else {
                Field::Published
            };
            self.hints.push(Hint {
                field,
                value: tidy(text),
                rule: Source::DateOnPage,
                at: Some(place),
                trust: if margin { 20 } else { 35 },
                day: Some(found.day),
                other: found.other,
                around: line.around,
                seen: Some(line.span.start()),
            });
        }
        // Several days on one page: none of them is surely its own.
        let of = |h: &Hint| h.day.filter(|_| h.trust > 20);
        let days: Vec<Day> = self.hints[before..].iter().filter_map(of).collect();
        if days.windows(2).any(|w| w[0] != w[1]) {
            for hint in &mut self.hints[before..] {
                hint.trust = hint.trust.min(25);
            }
        }
    }

    /// A name below the last paragraph of the report, which ends at `end`: "Posted by Ada Quill",
    /// "— Ada Quill".
    pub fn signed(&mut self, end: u32) {
        let lines = &self.stream.lines;
        let from = lines.partition_point(|line| line.span.start() < end);
        for line in lines.iter().skip(from.saturating_sub(1)).take(5) {
            let text = &self.stream.text[line.span.range()];
            if text.chars().count() > 90
                || line.around & (around::COMMENTS | around::NAV | around::FOOTER) != 0
            {
                continue;
            }
            let dash = text
                .strip_prefix(['—', '–'])
                .map(str::trim)
                .filter(|name| (2..=4).contains(&name.split_whitespace().count()));
            let Some(name) = dash.or(is_credit(text).then_some(text)) else {
                continue;
            };
            let place = self.stream.origin.raw(line.span).range();
            self.push(
                Field::Byline,
                name,
                Source::Signed,
                Some(place),
                62,
                line.around,
            );
        }
    }

    /// Dates that scripts hold, for pages that are built by them: `"datePublished":"2023-03-14"`.
    pub fn scripts(&mut self) {
        let bytes = self.html.as_bytes();
        for name in [
            "\"datePublished\"",
            "\"publishedDate\"",
            "\"published_at\"",
            "\"publishDate\"",
            "\"publishedAt\"",
            "\"pubDate\"",
        ] {
            let Some(found) = memchr::memmem::find(bytes, name.as_bytes()) else {
                continue;
            };
            let from = found + name.len();
            let until = (from + 60).min(bytes.len());
            let until = (from..=until)
                .rev()
                .find(|&at| self.html.is_char_boundary(at))
                .unwrap_or(from);
            let rest = &self.html[from..until];
            let rest = rest
                .trim_start()
                .strip_prefix(':')
                .unwrap_or("")
                .trim_start();
            let Some(value) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else {
                continue;
            };
            let at = value.as_ptr() as usize - self.html.as_ptr() as usize;
            self.push(
                Field::Published,
                value,
                Source::Script,
                Some(at..at + value.len()),
                58,
                0,
            );
        }
    }

    /// Makes relative addresses whole: by the page's `<base>`, which may be relative to the file's
    /// own address, else by that (HTML Standard, "document base URL").
    pub fn resolve(&mut self, own: Option<&str>) {
        let own = own.and_then(|own| Url::parse(own).ok());
        let said = self
            .hints
            .iter()
            .find(|h| h.rule == Source::Base)
            .map(|h| h.value.as_str());
        let base = match said {
            Some(said) => Url::options()
                .base_url(own.as_ref())
                .parse(said)
                .ok()
                .or(own),
            None => own,
        };
        let Some(base) = base else { return };
        for hint in &mut self.hints {
            if hint.field == Field::Url && hint.rule != Source::Base && !hint.value.contains("://")
            {
                hint.value = base
                    .join(&hint.value)
                    .map_or_else(|_| hint.value.clone(), String::from);
            }
        }
    }

    /// What a reader sees between the headline and the report is its date; what stands below or far
    /// above is that of something else.
    pub fn weigh(&mut self, headline: Option<u32>, body: Option<u32>) {
        let (Some(headline), Some(body)) = (headline.or(body), body) else {
            return;
        };
        let (top, end) = (headline.min(body), body.max(headline));
        for hint in &mut self.hints {
            if !matches!(hint.field, Field::Published | Field::Modified) {
                continue;
            }
            let Some(seen) = hint.seen else { continue };
            let far = if seen > end + 400 {
                seen - end
            } else {
                top.saturating_sub(seen)
            };
            // Nor is a day in the middle of a sentence.
            let told = self
                .stream
                .line_at(seen)
                .is_some_and(|line| in_sentence(self.stream, line));
            hint.trust = match far {
                _ if told => hint.trust.min(15),
                0 => hint.trust + 6,
                1..=400 => hint.trust,
                _ => hint.trust.saturating_sub(14),
            };
        }
    }
}

/// Does a line begin as a credit does: "Posted by Ada Quill"?
fn is_credit(line: &str) -> bool {
    CREDITS.iter().any(|w| {
        line.get(..w.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(w))
    })
}

/// Is this line running text, in which a day is one that is told of?
fn in_sentence(stream: &Stream, line: &Line) -> bool {
    let text = stream.text[line.span.range()].trim_end_matches(['”', '"', ' ']);
    let apart = around::DATE | around::BYLINE | around::FOOTER;
    // "Created on Sunday, 18 October. Edited …" tells of the page.
    let head: String = text.split_whitespace().take(1).collect();
    line.around & apart == 0
        && text.ends_with('.')
        && text.split_whitespace().count() >= 9
        && !is_publication(&head)
        && !is_update(&head)
}

fn trimmed(text: &str, element: &Element) -> sayso_text::text::Span {
    let inner = &text[element.text.range()];
    let start = element.text.start() + (inner.len() - inner.trim_start().len()) as u32;
    sayso_text::text::Span::new(start, start + inner.trim().len() as u32)
}

/// The few words in front of an element on its line: "Updated: ".
fn said_before<'a>(stream: &'a Stream, element: &Element) -> Option<&'a str> {
    let line = stream.line_at(element.text.start())?;
    let end = element.text.start().min(line.span.end());
    let before = stream.text.get(line.span.start() as usize..end as usize)?;
    let cut = (0..=before.len().saturating_sub(24))
        .rev()
        .find(|&i| before.is_char_boundary(i))
        .unwrap_or(0);
    Some(&before[cut..])
}

fn own_date_word(class: &str) -> bool {
    ["date", "time", "publish", "posted", "updated", "modif"]
        .iter()
        .any(|w| class.contains(w))
}

/// Fields of JSON-LD that hold other articles.
const OTHERS: [&str; 10] = [
    "itemListElement",
    "hasPart",
    "isPartOf",
    "mentions",
    "citation",
    "isBasedOn",
    "subjectOf",
    "comment",
    "review",
    "relatedLink",
];

fn is_update(text: &str) -> bool {
    let lower: String = text.chars().take(60).flat_map(char::to_lowercase).collect();
    [
        "updated",
        "modified",
        "last change",
        "last edited",
        "aktualisiert",
        "geändert",
        "mis à jour",
        "mise à jour",
        "actualizado",
        "aggiornato",
        "bijgewerkt",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

fn is_publication(text: &str) -> bool {
    let lower: String = text.chars().take(60).flat_map(char::to_lowercase).collect();
    [
        "published",
        "posted",
        "veröffentlicht",
        "publié",
        "publicado",
        "pubblicato",
        "gepubliceerd",
        "written on",
        "erstellt",
        "created",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

/// The day in an address: /2023/03/14/, /2023-03-14-, /20230314/, /2023/mar/14/.
pub fn day_of_address(url: &str) -> Option<Day> {
    let path = sayso_text::address::Address::new(url).host_and_path();
    let found = dates::dates(path, false);
    let whole = |at: &Range<usize>| {
        let before = path[..at.start].bytes().next_back();
        let after = path[at.end..].bytes().next();
        before.is_none_or(|b| !b.is_ascii_alphanumeric())
            && after.is_none_or(|b| !b.is_ascii_digit())
    };
    // "03-04-2023" may be either way round, and counts only where it is not.
    let sure = |f: &dates::Found| f.other.is_none() && !f.vague;
    found
        .into_iter()
        .find(|f| whole(&f.at) && sure(f))
        .map(|f| f.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let day = |url: &str| day_of_address(url).map(|d| d.to_string());
        assert_eq!(
            day("https://tarnherald.example/2023/03/14/bridge-shut").as_deref(),
            Some("2023-03-14")
        );
        assert_eq!(
            day("https://tarnherald.example/news/bridge-shut-20230314.html").as_deref(),
            Some("2023-03-14")
        );
        assert_eq!(
            day("https://tarnherald.example/2023/mar/14/bridge").as_deref(),
            Some("2023-03-14")
        );
        assert_eq!(
            day("https://tarnherald.example/story/1234567890123?d=20230314"),
            None
        );
    }
}
