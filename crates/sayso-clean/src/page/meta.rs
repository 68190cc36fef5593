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
use std::collections::HashMap;
use std::ops::Range;
use url::Url;

/// What a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Title,
    Byline,
    Published,
    Modified,
    Outlet,
    Url,
    Language,
    Section,
    /// The type of a page by its own account: "`NewsArticle`", "website".
    Type,
}

impl Field {
    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Byline => "byline",
            Field::Published => "published",
            Field::Modified => "modified",
            Field::Outlet => "outlet",
            Field::Url => "url",
            Field::Language => "language",
            Field::Section => "section",
            Field::Type => "type",
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub field: Field,
    pub value: String,
    pub rule: &'static str,
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
const META: [(&str, Field, u8); 79] = [
    ("og:title", Field::Title, 80),
    ("twitter:title", Field::Title, 72),
    ("twitter:text:title", Field::Title, 60),
    ("title", Field::Title, 65),
    ("headline", Field::Title, 80),
    ("dc.title", Field::Title, 70),
    ("dcterms.title", Field::Title, 70),
    ("sailthru.title", Field::Title, 80),
    ("parsely-title", Field::Title, 80),
    ("citation_title", Field::Title, 80),
    ("hdl", Field::Title, 80),
    ("author", Field::Byline, 80),
    ("authors", Field::Byline, 80),
    ("byl", Field::Byline, 85),
    ("byline", Field::Byline, 82),
    ("dc.creator", Field::Byline, 80),
    ("dc.creator.creator", Field::Byline, 75),
    ("dcterms.creator", Field::Byline, 80),
    ("article:author", Field::Byline, 75),
    ("article:author_name", Field::Byline, 82),
    ("og:article:author", Field::Byline, 75),
    ("og:author", Field::Byline, 70),
    ("book:author", Field::Byline, 60),
    ("sailthru.author", Field::Byline, 82),
    ("parsely-author", Field::Byline, 84),
    ("citation_author", Field::Byline, 85),
    ("dcsext.author", Field::Byline, 80),
    ("article:published_time", Field::Published, 94),
    ("og:article:published_time", Field::Published, 92),
    ("article:published", Field::Published, 92),
    ("published_time", Field::Published, 90),
    ("og:published_time", Field::Published, 90),
    ("rnews:datepublished", Field::Published, 90),
    ("datepublished", Field::Published, 92),
    ("date_published", Field::Published, 90),
    ("publish_date", Field::Published, 90),
    ("publish-date", Field::Published, 90),
    ("publishdate", Field::Published, 90),
    ("published-date", Field::Published, 90),
    ("publication_date", Field::Published, 90),
    ("publicationdate", Field::Published, 90),
    ("pubdate", Field::Published, 90),
    ("pdate", Field::Published, 86),
    ("parsely-pub-date", Field::Published, 92),
    ("sailthru.date", Field::Published, 90),
    ("article.published", Field::Published, 90),
    ("cxenseparse:recs:publishtime", Field::Published, 92),
    ("cxense:publishtime", Field::Published, 92),
    ("citation_publication_date", Field::Published, 85),
    ("citation_date", Field::Published, 85),
    ("originalpublicationdate", Field::Published, 93),
    ("dc.date.issued", Field::Published, 88),
    ("dcterms.issued", Field::Published, 88),
    ("dcterms.date", Field::Published, 62),
    ("dc.date.created", Field::Published, 86),
    ("dcterms.created", Field::Published, 82),
    ("dc.date", Field::Published, 62),
    ("article:created", Field::Published, 80),
    ("date", Field::Published, 62),
    ("created", Field::Published, 62),
    ("datecreated", Field::Published, 66),
    ("article:modified_time", Field::Modified, 90),
    ("og:article:modified_time", Field::Modified, 88),
    ("og:modified_time", Field::Modified, 85),
    ("og:updated_time", Field::Modified, 80),
    ("modified_time", Field::Modified, 85),
    ("dc.date.modified", Field::Modified, 85),
    ("dcterms.modified", Field::Modified, 85),
    ("datemodified", Field::Modified, 88),
    ("lastmod", Field::Modified, 85),
    ("last-modified", Field::Modified, 80),
    ("last_updated", Field::Modified, 80),
    ("og:site_name", Field::Outlet, 90),
    ("application-name", Field::Outlet, 70),
    ("dc.publisher", Field::Outlet, 75),
    ("og:url", Field::Url, 85),
    ("article:section", Field::Section, 85),
    ("section", Field::Section, 70),
    ("og:type", Field::Type, 80),
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
        rule: &'static str,
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
            let (a, b) = self.stream.origin.raw(line.span);
            for part in self.stream.text[line.span.range()].split(['›', '»', '>', '/', '|']) {
                let name = tidy(part);
                let front =
                    ["home", "front page", "homepage"].contains(&name.to_lowercase().as_str());
                if !front && (1..=4).contains(&name.split_whitespace().count()) && line.linked > 0 {
                    last = Some((name, a as usize..b as usize));
                }
            }
        }
        if let Some((name, at)) = last {
            self.push(Field::Section, &name, "breadcrumb", Some(at), 60, 0);
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
                    self.push(Field::Outlet, &value, "itemprop-publisher", content, 80, 0);
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
                            "html-lang",
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
                        self.push(Field::Url, &value(&range), "canonical", Some(range), 92, 0);
                    }
                }
                "base" => {
                    if let Some(range) = attribute("href") {
                        self.push(Field::Url, &value(&range), "base", Some(range), 30, 0);
                    }
                }
                "title" => {
                    let text = lex::unescape(&self.html[element.raw.clone()], false);
                    if element.around & around::LINK == 0 {
                        self.push(
                            Field::Title,
                            &text,
                            "title-element",
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
                    "meta-language",
                    Some(content.clone()),
                    70,
                    0,
                );
            }
            if let Some(&(rule, field, trust)) = META.iter().find(|(n, _, _)| *n == name) {
                // Libraries put the family name first.
                let swapped = value
                    .split_once(", ")
                    .filter(|(_, given)| rule == "citation_author" && !given.contains(','));
                let value =
                    swapped.map_or(value.clone(), |(family, given)| format!("{given} {family}"));
                self.push(field, &value, rule, Some(content.clone()), trust, 0);
            }
        }
    }

    /// Microdata and `RDFa`: `itemprop="datePublished"`.
    fn itemprop(&mut self, name: &str, value: &str, at: Range<usize>, around: u32, less: u8) {
        let (field, rule, trust) = match name.trim_start_matches("schema:") {
            "headline" => (Field::Title, "itemprop-headline", 82),
            "datepublished" => (Field::Published, "itemprop-published", 92),
            "datecreated" => (Field::Published, "itemprop-created", 66),
            "datemodified" => (Field::Modified, "itemprop-modified", 88),
            "author" | "creator" => (Field::Byline, "itemprop-author", 82),
            "articlesection" => (Field::Section, "itemprop-section", 80),
            "inlanguage" => (Field::Language, "itemprop-language", 75),
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
            let (from, to) = self.stream.origin.raw(trimmed(&self.stream.text, element));
            from as usize..to as usize
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
                    "time-element",
                    Some(range),
                    trust - less,
                    element.around,
                );
            } else if text.len() <= 80 {
                self.push(
                    field,
                    &text,
                    "time-text",
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
                "abbr-title",
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
                        "date-class",
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
                "date-class",
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
                "byline-link",
                Some(place()),
                71 - less,
                element.around,
            );
        }
        if attribute("typeof").is_some() && text.len() <= 60 {
            self.push(
                Field::Byline,
                &text,
                "rdfa-person",
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
                "rel-author",
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
                "byline-class",
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
                self.push(Field::Type, name, "json-ld-type", at, 80, 0);
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
                    "json-ld-site",
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
                "json-ld-published",
                95 - less,
            );
            self.field(
                object,
                "dateCreated",
                Field::Published,
                "json-ld-created",
                72 - less,
            );
            self.field(
                object,
                "uploadDate",
                Field::Published,
                "json-ld-uploaded",
                60,
            );
            self.field(
                object,
                "dateModified",
                Field::Modified,
                "json-ld-modified",
                90 - less,
            );
            self.field(
                object,
                "headline",
                Field::Title,
                "json-ld-headline",
                86 - less,
            );
            self.field(
                object,
                "inLanguage",
                Field::Language,
                "json-ld-language",
                75,
            );
            self.field(
                object,
                "articleSection",
                Field::Section,
                "json-ld-section",
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
                                "json-ld-author",
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
                        self.field(who, "name", Field::Outlet, "json-ld-publisher", 84);
                    }
                }
                match object.get("mainEntityOfPage") {
                    Some(Value {
                        kind: Json::Text(text),
                        at,
                    }) => {
                        self.push(Field::Url, text, "json-ld-url", Some(at.clone()), 70, 0);
                    }
                    Some(page) => self.field(page, "@id", Field::Url, "json-ld-url", 70),
                    None => self.field(object, "url", Field::Url, "json-ld-url", 65),
                }
                if let Some(Json::Bare(free) | Json::Text(free)) =
                    object.get("isAccessibleForFree").map(|v| &v.kind)
                    && free.eq_ignore_ascii_case("false")
                {
                    self.push(Field::Type, "not-free", "json-ld-access", None, 80, 0);
                }
            }
        }
    }

    fn field(&mut self, object: &Value, name: &str, field: Field, rule: &'static str, trust: u8) {
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
            let rule = "address";
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
            let (a, b) = self.stream.origin.raw(line.span);
            let place = a as usize..b as usize;
            let distance = (from + offset).abs_diff(first).min(20) as u8;
            let credited = crate::blocks::byline(text).or_else(|| is_credit(text).then_some(text));
            if from + offset >= first
                && let Some(names) = credited
            {
                self.push(
                    Field::Byline,
                    names,
                    "byline-line",
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
                    rule: "date-line",
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
            let (a, b) = self.stream.origin.raw(line.span);
            let margin = line.around & around::MARGIN != 0;
            let field = if is_update(text) {
                Field::Modified
            } else {
                Field::Published
            };
            self.hints.push(Hint {
                field,
                value: tidy(text),
                rule: "date-on-page",
                at: Some(a as usize..b as usize),
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
            let (a, b) = self.stream.origin.raw(line.span);
            self.push(
                Field::Byline,
                name,
                "signed",
                Some(a as usize..b as usize),
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
                "script",
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
            .find(|h| h.rule == "base")
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
            if hint.field == Field::Url && hint.rule != "base" && !hint.value.contains("://") {
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
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
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
