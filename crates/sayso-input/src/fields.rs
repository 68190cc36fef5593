//! In: a row as an object. Out: which of its fields is the text, the day, the address and so on.
//!
//! The user's names decide. Without them the names of common corpora are recognised, in the order of
//! the lists below. Each row is looked at by itself, so that the choice needs no other row, no memory
//! and no order of rows. What was chosen under another name than the documented one is told once.

use serde_json::{Map, Value};

/// A row, or an object in it.
pub type Object = Map<String, Value>;

/// Which fields of a row hold what. A name can reach into objects: `data.body`. A field whose name has
/// the dot itself is preferred. Without a name, common ones are recognised.
///
/// ```
/// use sayso_input::Fields;
/// let fields = Fields { text: Some("data.body".into()), ..Fields::default() };
/// assert_eq!(fields.date, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text of the report.
    pub text: Option<String>,
    /// The id.
    pub id: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// In JSON: the array that holds the reports.
    pub records: Option<String>,
}

/// A name of a field as a message shows it: its beginning, on one line.
pub fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    on_one_line(name, LONGEST)
}

/// What a message says of the words of a file: their beginning, of so many characters, on one line and without
/// control characters.
pub fn on_one_line(words: &str, longest: usize) -> String {
    let plain = |char: char| if char.is_control() { ' ' } else { char };
    let mut chars = words.trim().chars().map(plain);
    let short: String = chars.by_ref().take(longest).collect();
    let rest = if chars.next().is_some() { "…" } else { "" };
    short + rest
}

sayso_english::names! {
    /// What a field is for.
    pub enum Purpose {
        /// The text of the report.
        Text = "text",
        /// A summary, where a row has no text.
        Summary = "summary",
        /// The id.
        Id = "id",
        /// The day of publication.
        Day = "day",
        /// The day of the last change.
        Changed = "day of change",
        /// The address.
        Address = "address",
        /// The headline.
        Title = "headline",
        /// Who published it.
        Outlet = "outlet",
        /// Who wrote it.
        Byline = "author",
        /// The part of the outlet.
        Section = "section",
    }
}

/// The names of fields that are recognised, in the order of preference: lower case, without anything
/// but letters, digits and dots. The first is the documented one, which is not told.
const NAMES: &[(Purpose, &[&str])] = &[
    (
        Purpose::Text,
        &[
            "text",
            "maintext",
            "articlebody",
            "fulltext",
            "bodytext",
            "articletext",
            "cleanedtext",
            "cleantext",
            "plaintext",
            "content",
            "contenttext",
            "textcontent",
            "fullcontent",
            "articlecontent",
            "contenthtml",
            "body",
            "content.rendered",
            "content.text",
            "content.value",
            "content.body",
            "body.text",
            "body.value",
            "article",
            "story",
            "contents",
            "document",
            "html",
            "rawhtml",
        ],
    ),
    (
        Purpose::Summary,
        &[
            "summary",
            "description",
            "abstract",
            "excerpt",
            "lead",
            "leadparagraph",
            "snippet",
            "teaser",
            "excerpt.rendered",
        ],
    ),
    (
        Purpose::Id,
        &[
            "id",
            "uuid",
            "guid",
            "articleid",
            "docid",
            "documentid",
            "recordid",
            "id.oid",
        ],
    ),
    (
        Purpose::Day,
        &[
            "date",
            "datepublish",
            "publishdate",
            "datepublished",
            "published",
            "publisheddate",
            "publishedat",
            "publishedon",
            "pubdate",
            "publicationdate",
            "pubtime",
            "publishtime",
            "webpublicationdate",
            "firstpublished",
            "firstpublisheddate",
            "posted",
            "postdate",
            "postedat",
            "dategmt",
            "timestamp",
            "datetime",
            "createdat",
            "created",
            "createdutc",
            "date.oid",
            "date.date",
            "published.date",
        ],
    ),
    (
        Purpose::Changed,
        &[
            "datemodified",
            "datemodify",
            "modified",
            "updated",
            "updatedat",
            "lastmodified",
        ],
    ),
    (
        Purpose::Address,
        &[
            "url",
            "uri",
            "link",
            "canonicalurl",
            "permalink",
            "articleurl",
            "weburl",
            "sourceurl",
            "pageurl",
            "canonicallink",
            "externalurl",
            "address",
        ],
    ),
    (
        Purpose::Title,
        &[
            "title",
            "headline",
            "articletitle",
            "webtitle",
            "headline.main",
            "title.rendered",
            "newstitle",
            "heading",
            "subject",
        ],
    ),
    (
        Purpose::Outlet,
        &[
            "outlet",
            "sourcedomain",
            "publisher",
            "publisher.name",
            "sourcename",
            "source.name",
            "source.title",
            "medianame",
            "media.name",
            "media",
            "newspaper",
            "publication",
            "newsoutlet",
            "outletname",
            "sitename",
            "source",
            "site",
            "domain",
        ],
    ),
    (
        Purpose::Byline,
        &[
            "byline",
            "author",
            "authors",
            "author.name",
            "byline.original",
            "creator",
            "writer",
            "reporter",
            "from",
        ],
    ),
    (
        Purpose::Section,
        &["section", "sectionname", "category", "categories", "rubric"],
    ),
];

/// Objects within a row that can hold its fields: what databases and interfaces put around a row.
const WRAPPERS: [&str; 6] = ["_source", "fields", "attributes", "data", "doc", "node"];

/// The names that are recognised for a purpose.
fn names_of(purpose: Purpose) -> &'static [&'static str] {
    let row = NAMES.iter().find(|(of, _)| *of == purpose);
    row.map_or(&[], |(_, names)| names)
}

/// A name without what corpora write differently: `pubDate`, `pub_date` and `Pub Date` are one.
pub fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    kept.flat_map(char::to_lowercase).collect()
}

/// A field that was found.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Its name as the row writes it, with those of the objects around it.
    pub name: String,
    pub value: &'a Value,
    /// The name was recognised, and is not the documented one.
    pub is_guessed: bool,
}

impl Fields {
    /// The name that the user gives.
    pub(crate) fn given(&self, purpose: Purpose) -> Option<&str> {
        match purpose {
            Purpose::Text => self.text.as_deref(),
            Purpose::Id => self.id.as_deref(),
            Purpose::Day => self.date.as_deref(),
            Purpose::Address => self.url.as_deref(),
            Purpose::Title => self.title.as_deref(),
            Purpose::Outlet => self.outlet.as_deref(),
            _ => None,
        }
    }

    /// Whether a field of a row can be of use. Others need not be parsed.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let is_given = Purpose::ALL
            .iter()
            .filter_map(|&purpose| self.given(purpose))
            .any(|given| given == name || first_of(given) == name);
        let inner = unwrapped(name).map_or(name, |(_, inner)| inner);
        is_given || WRAPPERS.contains(&name) || is_recognised(&plain(inner))
    }

    /// The field of a row for a purpose: the one that the user names, or the first of the recognised
    /// names under which `accepts` takes the value.
    pub(crate) fn find<'a>(
        &self,
        row: &'a Object,
        purpose: Purpose,
        accepts: impl Fn(&Value) -> bool,
    ) -> Option<Found<'a>> {
        if let Some(name) = self.given(purpose) {
            let value = at(row, name).filter(|value| !value.is_null())?;
            return Some(Found {
                name: name.into(),
                value,
                is_guessed: false,
            });
        }
        let names = names_of(purpose);
        let outer = row.iter().map(|(name, value)| Field {
            prefix: "",
            name,
            value,
        });
        let in_objects = row
            .iter()
            .filter(|(name, _)| WRAPPERS.contains(&&***name))
            .filter_map(|(name, value)| Some((name, value.as_object()?)));
        let of_object = |(prefix, inner): (&'a String, &'a Object)| {
            let fields = inner.iter().map(|(name, value)| Field {
                prefix,
                name,
                value,
            });
            recognised(fields, names, &accepts)
        };
        // A table has no objects, but names such as "data.body" for what was in one.
        let in_names = row.iter().filter_map(|(name, value)| {
            let (prefix, name) = unwrapped(name)?;
            Some(Field {
                prefix,
                name,
                value,
            })
        });
        recognised(outer, names, &accepts)
            .or_else(|| in_objects.into_iter().find_map(of_object))
            .or_else(|| recognised(in_names, names, &accepts))
    }
}

/// A field of a row.
struct Field<'a> {
    /// The name of the object that it is in. Empty if it is in none.
    prefix: &'a str,
    name: &'a str,
    value: &'a Value,
}

impl Field<'_> {
    /// Its name with that of the object that it is in.
    fn full_name(&self) -> String {
        match self.prefix {
            "" => self.name.into(),
            prefix => format!("{prefix}.{}", self.name),
        }
    }
}

/// The parts of a name such as "data.body" that begins with the name of what is put around a row.
fn unwrapped(name: &str) -> Option<(&str, &str)> {
    let parts = name.split_once('.');
    parts.filter(|(wrapper, _)| WRAPPERS.contains(wrapper))
}

/// The field under the first of the names that has a value to take.
fn recognised<'a>(
    fields: impl Iterator<Item = Field<'a>>,
    names: &[&str],
    accepts: impl Fn(&Value) -> bool,
) -> Option<Found<'a>> {
    let mut best: Option<(usize, Found<'a>)> = None;
    let mut offer = |rank: Option<usize>, name: String, value: &'a Value| {
        let Some(rank) = rank.filter(|_| accepts(value)) else {
            return;
        };
        if best.as_ref().is_none_or(|(other, _)| rank < *other) {
            let is_guessed = name != names[0];
            best = Some((
                rank,
                Found {
                    name,
                    value,
                    is_guessed,
                },
            ));
        }
    };
    let rank = |plain: &str| names.iter().position(|name| *name == plain);
    for field in fields {
        let outer = plain(field.name);
        // The documented name itself comes before those that are nearly the same.
        offer(rank(&outer), field.full_name(), field.value);
        if let Value::Object(inner) = field.value {
            for (inner_name, value) in inner {
                let both = format!("{outer}.{}", plain(inner_name));
                let name = format!("{}.{inner_name}", field.full_name());
                offer(rank(&both), name, value);
            }
        }
    }
    best.map(|(_, found)| found)
}

/// The value at a name with dots. A field whose name has the dots itself is preferred.
pub fn at<'a>(row: &'a Object, name: &str) -> Option<&'a Value> {
    if let Some(value) = row.get(name) {
        return Some(value);
    }
    name.match_indices('.').find_map(|(dot, _)| {
        let inner = row.get(&name[..dot])?.as_object()?;
        at(inner, &name[dot + 1..])
    })
}

/// The part of a name before its first dot.
fn first_of(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Whether a field, by its plain name, is one of those that are recognised, or holds one.
fn is_recognised(plain: &str) -> bool {
    NAMES
        .iter()
        .flat_map(|(_, names)| names.iter())
        .any(|name| *name == plain || first_of(name) == plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(value: &Value) -> Object {
        value.as_object().expect("an object").clone()
    }

    fn name_of(fields: &Fields, row: &Object, purpose: Purpose) -> Option<(String, bool)> {
        let found = fields.find(row, purpose, Value::is_string)?;
        Some((found.name, found.is_guessed))
    }

    #[test]
    fn names_reach_into_objects() {
        let row = row(
            &json!({"data": {"body": "inner", "a": {"b": "deep"}}, "data.body": "outer", "a": {"b.c": "dotted"}}),
        );
        assert_eq!(at(&row, "data.body"), Some(&json!("outer")));
        assert_eq!(at(&row, "data.a.b"), Some(&json!("deep")));
        assert_eq!(at(&row, "a.b.c"), Some(&json!("dotted")));
        assert_eq!(at(&row, "data.none"), None);
    }

    #[test]
    fn common_names_are_recognised_in_order() {
        let default = Fields::default();
        let one = row(
            &json!({"body": "second", "Main Text": "first", "pub_date": "2024", "source_domain": "nna.example", "source": {"name": "NNA"}}),
        );
        assert_eq!(
            name_of(&default, &one, Purpose::Text),
            Some(("Main Text".into(), true))
        );
        assert_eq!(
            name_of(&default, &one, Purpose::Day),
            Some(("pub_date".into(), true))
        );
        assert_eq!(
            name_of(&default, &one, Purpose::Outlet),
            Some(("source_domain".into(), true))
        );
        assert_eq!(name_of(&default, &one, Purpose::Title), None);
        let two = row(&json!({"text": "as documented", "content": "other"}));
        assert_eq!(
            name_of(&default, &two, Purpose::Text),
            Some(("text".into(), false))
        );
        let wrapped = row(&json!({"_id": "7", "_source": {"content": "wrapped"}}));
        assert_eq!(
            name_of(&default, &wrapped, Purpose::Text),
            Some(("_source.content".into(), true))
        );
        assert_eq!(
            name_of(&default, &wrapped, Purpose::Id),
            Some(("_id".into(), true))
        );
        let flat = row(&json!({"data.id": "7", "data.body": "of a table", "meta.text": "other"}));
        assert_eq!(
            name_of(&default, &flat, Purpose::Text),
            Some(("data.body".into(), true))
        );
        assert!(default.wants("data.body") && !default.wants("meta.text"));
        let named = Fields {
            text: Some("body".into()),
            ..Fields::default()
        };
        assert_eq!(
            name_of(&named, &one, Purpose::Text),
            Some(("body".into(), false))
        );
        assert_eq!(name_of(&named, &two, Purpose::Text), None);
    }

    #[test]
    fn each_recognised_name_is_plain_and_there_once() {
        for (purpose, names) in NAMES {
            for (i, name) in names.iter().enumerate() {
                assert_eq!(*name, plain(name));
                assert!(!names[..i].contains(name), "{name} twice for {purpose:?}");
            }
        }
    }
}
