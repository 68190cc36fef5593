//! In: a script of JSON-LD (schema.org). Out: clues about the article, the page and its publisher.

use super::clue::{Clue, key};
use super::json::{self, Kind as Json, Value};
use super::lex;
use super::meta::Collector;
use super::trust;
use sayso_text::candidate::{Field, Source};
use std::collections::HashMap;
use std::ops::Range;

/// The number of objects of one script that are read.
const MAX_OBJECTS: usize = 2_000;
/// The number of values of one field that are read.
const MAX_VALUES: usize = 4;
/// The number of persons of one byline that are read.
const MAX_PERSONS: usize = 50;
/// The number of headlines of the page that articles are compared with.
const MAX_HEADLINES: usize = 8;

/// Types of articles. A type matches if its name ends with one of these.
const ARTICLES: [&str; 5] = [
    "Article",
    "BlogPosting",
    "SocialMediaPosting",
    "Report",
    "Review",
];
/// Types of pages and videos that contain an article. Matched by the end of the name.
const PAGES: [&str; 5] = [
    "WebPage",
    "ItemPage",
    "CollectionPage",
    "VideoObject",
    "AboutPage",
];
/// Types whose `name` is the name of the outlet. Matched by the end of the type's name.
const OUTLETS: [&str; 5] = [
    "WebSite",
    "Organization",
    "NewsMediaOrganization",
    "Corporation",
    "Newspaper",
];
/// Fields that contain other articles.
const OTHER_ARTICLES: [&str; 10] = [
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

/// A JSON-LD field of an article or a page, and the field of the report that it is a clue for.
struct Property {
    name: &'static str,
    field: Field,
    rule: Source,
    /// Whether its trust depends on whether the article is the main one of the page.
    varies: bool,
}

const fn varies(name: &'static str, field: Field, rule: Source) -> Property {
    Property {
        name,
        field,
        rule,
        varies: true,
    }
}

const fn always(name: &'static str, field: Field, rule: Source) -> Property {
    Property {
        name,
        field,
        rule,
        varies: false,
    }
}

const PROPERTIES: [Property; 7] = [
    varies("datePublished", Field::Published, Source::JsonLdPublished),
    varies("dateCreated", Field::Published, Source::JsonLdCreated),
    always("uploadDate", Field::Published, Source::JsonLdUploaded),
    varies("dateModified", Field::Modified, Source::JsonLdModified),
    varies("headline", Field::Title, Source::JsonLdHeadline),
    always("inLanguage", Field::Language, Source::JsonLdLanguage),
    always("articleSection", Field::Section, Source::JsonLdSection),
];

/// The objects of a script.
struct Graph<'a> {
    objects: Vec<&'a Value>,
    /// Objects with a name, by the `@id` that other objects refer to them by.
    named: HashMap<&'a str, &'a Value>,
    /// Keys of the page's own headlines. Empty if no headline is the page's own or if all are,
    /// because then there are no articles to distinguish.
    own_headlines: Vec<String>,
}

impl<'a> Graph<'a> {
    fn new(values: &'a [Value], shown: &[String]) -> Graph<'a> {
        let mut objects: Vec<&Value> = Vec::new();
        for value in values {
            value.walk(&OTHER_ARTICLES, &mut |v| {
                if matches!(v.kind, Json::Object(_)) && objects.len() < MAX_OBJECTS {
                    objects.push(v);
                }
            });
        }
        let mut named: HashMap<&str, &Value> = HashMap::new();
        for object in objects.iter().filter(|o| o.get("name").is_some()) {
            if let Some(id) = object.get("@id").and_then(Value::text) {
                named.entry(id).or_insert(object);
            }
        }
        let headlines: Vec<String> = objects.iter().filter_map(|o| headline_key(o)).collect();
        let is_own = |headline: &&String| {
            !headline.is_empty() && shown.iter().any(|s| s.contains(headline.as_str()))
        };
        let mut own_headlines: Vec<String> = headlines.iter().filter(is_own).cloned().collect();
        if headlines.iter().all(|h| own_headlines.contains(h)) {
            own_headlines.clear();
        }
        Graph {
            objects,
            named,
            own_headlines,
        }
    }

    /// True if the object is an article whose headline is not one of the page's own.
    fn is_other_article(&self, object: &Value) -> bool {
        !self.own_headlines.is_empty()
            && headline_key(object).is_some_and(|h| !self.own_headlines.contains(&h))
    }

    /// The object itself if it has a name, otherwise the named object that it refers to.
    fn resolved(&self, object: &'a Value) -> &'a Value {
        if object.get("name").is_some() {
            return object;
        }
        let id = object.get("@id").and_then(Value::text);
        id.and_then(|id| self.named.get(id))
            .copied()
            .unwrap_or(object)
    }
}

fn headline_key(object: &Value) -> Option<String> {
    object.get("headline").and_then(Value::text).map(key)
}

/// The types of an object.
fn types(object: &Value) -> Vec<&str> {
    let types = object.get("@type");
    let each = types.into_iter().flat_map(Value::each);
    each.filter_map(Value::text).collect()
}

fn is_one_of(types: &[&str], names: &[&str]) -> bool {
    types
        .iter()
        .any(|t| names.iter().any(|name| t.ends_with(name)))
}

impl Collector<'_> {
    /// Adds the clues of a script of JSON-LD.
    pub fn json_ld(&mut self, script: Range<usize>) {
        let values = json::values(self.html, script);
        let shown = self.headline_keys();
        let graph = Graph::new(&values, &shown);
        for &object in &graph.objects {
            let types = types(object);
            for name in &types {
                let mut clue = Clue::new(Field::Type, name, Source::JsonLdType);
                clue.at = object.get("@type").map(|t| t.at.clone());
                self.add(clue);
            }
            if is_one_of(&types, &OUTLETS) {
                self.outlet(object, &types);
            }
            let is_article = is_one_of(&types, &ARTICLES);
            if !is_article && !is_one_of(&types, &PAGES) {
                continue;
            }
            let less = if graph.is_other_article(object) {
                trust::OTHER_ARTICLE_LESS
            } else if is_article {
                0
            } else {
                trust::PAGE_LESS
            };
            for property in &PROPERTIES {
                let less = if property.varies { less } else { 0 };
                let trust = trust::of(property.rule) - less;
                self.property(object, property.name, property.field, property.rule, trust);
            }
            self.persons(&graph, object, less);
            if is_article {
                self.publishers(&graph, object);
                self.article_url(object);
                self.access(object);
            }
        }
    }

    /// The headings that the page shows and the titles found so far.
    fn headline_keys(&self) -> Vec<String> {
        let stream = self.stream;
        let headings = stream.lines.iter().filter(|line| line.level == 1);
        let headings = headings.map(|line| key(&stream.text[line.span.range()]));
        let titles = self.clues.iter().filter(|c| c.field == Field::Title);
        let titles = titles.map(|clue| key(&clue.value));
        headings.chain(titles).take(MAX_HEADLINES).collect()
    }

    fn outlet(&mut self, object: &Value, types: &[&str]) {
        let trust = if is_one_of(types, &["WebSite"]) {
            trust::JSON_LD_WEBSITE
        } else {
            trust::of(Source::JsonLdSite)
        };
        self.property(object, "name", Field::Outlet, Source::JsonLdSite, trust);
    }

    /// Adds the values of one field of an object.
    fn property(&mut self, object: &Value, name: &str, field: Field, rule: Source, trust: u8) {
        let values = object.get(name).into_iter().flat_map(Value::each);
        for value in values.take(MAX_VALUES) {
            if let Some(text) = value.text() {
                let clue = Clue::new(field, &lex::unescape(text, false), rule);
                self.add(clue.trust(trust).at(value.at.clone()));
            }
        }
    }

    /// Adds the persons who wrote an article. Organisations are left out.
    fn persons<'v>(&mut self, graph: &Graph<'v>, object: &'v Value, less: u8) {
        let Some(author) = object.get("author").or_else(|| object.get("creator")) else {
            return;
        };
        let is_person = |who: &&Value| {
            let types = types(who);
            !types.contains(&"Organization") && !types.contains(&"NewsMediaOrganization")
        };
        for who in author.each().iter().filter(is_person).take(MAX_PERSONS) {
            let who = graph.resolved(who);
            let names = who.get("name").map_or_else(|| who.each(), Value::each);
            for value in names {
                if let Some(text) = value.text() {
                    let text = lex::unescape(text, false);
                    let clue = Clue::new(Field::Byline, &text, Source::JsonLdAuthor);
                    self.add(clue.less(less).at(value.at.clone()));
                }
            }
        }
    }

    fn publishers<'v>(&mut self, graph: &Graph<'v>, object: &'v Value) {
        let publishers = object.get("publisher").into_iter().flat_map(Value::each);
        for publisher in publishers {
            let who = graph.resolved(publisher);
            let rule = Source::JsonLdPublisher;
            self.property(who, "name", Field::Outlet, rule, trust::of(rule));
        }
    }

    fn article_url(&mut self, object: &Value) {
        let rule = Source::JsonLdUrl;
        match object.get("mainEntityOfPage") {
            Some(page) => match page.text() {
                Some(text) => self.add(Clue::new(Field::Url, text, rule).at(page.at.clone())),
                None => self.property(page, "@id", Field::Url, rule, trust::of(rule)),
            },
            None => self.property(object, "url", Field::Url, rule, trust::JSON_LD_OWN_URL),
        }
    }

    /// Notes that an article is not free.
    fn access(&mut self, object: &Value) {
        let free = object.get("isAccessibleForFree").map(|v| &v.kind);
        if let Some(Json::Bare(free) | Json::Text(free)) = free
            && free.eq_ignore_ascii_case("false")
        {
            self.add(Clue::new(Field::Type, "not-free", Source::JsonLdAccess));
        }
    }
}
