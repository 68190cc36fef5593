//! In: the clues of a page. Out: one value for address, outlet, section and language, with how sure
//! it is, and the names of the site.
//!
//! [`super::title`], [`super::byline`] and [`super::days`] choose the other fields, which are votes of
//! several places.

use super::clue::{Clue, key};
use sayso_text::address::Address;
use sayso_text::candidate::{Field, Source};
use std::cmp::Reverse;

/// A chosen value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The index of the clue it came from.
    pub clue: usize,
    /// The clues of further persons of a byline.
    pub with: Vec<usize>,
    pub value: String,
    /// How sure it is, in percent.
    pub confidence: u8,
}

impl Chosen {
    /// The value of a single clue, as sure as its place is trusted.
    fn of(index: usize, clue: &Clue) -> Chosen {
        Chosen {
            clue: index,
            with: Vec::new(),
            value: clue.value.clone(),
            confidence: clue.trust,
        }
    }
}

/// Marks between a headline and the name of the site.
pub const SEPARATORS: [&str; 13] = [
    " | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " :: ", " ~ ", " / ", " ‹ ", " : ",
];

/// A longer "site name" is a headline in the wrong place.
const MAX_SITE_NAME: usize = 60;
/// Names of the site that are taken off a title.
const MAX_SITE_PARTS: usize = 4;

/// The most trusted clue for a field; of several the first.
pub fn most_trusted(clues: &[Clue], field: Field) -> Option<Chosen> {
    let of_field = clues.iter().enumerate().filter(|(_, c)| c.field == field);
    let (index, clue) = of_field.max_by_key(|(i, c)| (c.trust, Reverse(*i)))?;
    Some(Chosen::of(index, clue))
}

/// The name of the outlet: the most trusted one that is not the page's section, a part of its host
/// ("Hosted" of hosted.tarn.example) or an address. A host is a name for want of better.
pub fn outlet(clues: &[Clue], url: Option<&str>) -> Option<Chosen> {
    let host = url.and_then(|url| Address::new(url).host()).unwrap_or("");
    let sections: Vec<String> = clues
        .iter()
        .filter(|c| c.field == Field::Section)
        .map(|c| key(&c.value))
        .collect();
    let is_name = |clue: &Clue| {
        let name = key(&clue.value);
        let is_address = clue.value.contains("://") || clue.value.starts_with("www.");
        // A section with a host of its own is an outlet.
        let is_section = sections.contains(&name) && !key(host).contains(&name);
        !is_address && !is_section && !subdomains(host).any(|label| key(label) == name)
    };
    let is_host = |clue: &Clue| clue.value.contains('.') && !clue.value.contains(' ');
    let (index, clue) = clues
        .iter()
        .enumerate()
        .filter(|(_, c)| c.field == Field::Outlet && is_name(c))
        .max_by_key(|(i, c)| (!is_host(c), c.trust, Reverse(*i)))?;
    Some(Chosen {
        value: without_tagline(&clue.value).to_string(),
        ..Chosen::of(index, clue)
    })
}

/// Marks between the name of an outlet and what it says of itself.
const BEFORE_TAGLINE: [&str; 4] = [" | ", " - ", " – ", " — "];
/// Words of the longest name before a tagline, and of the shortest tagline.
const MAX_NAME_WORDS: usize = 4;
const MIN_TAGLINE_WORDS: usize = 2;

/// "Tarn Herald" of "Tarn Herald - Latest News & Headlines".
fn without_tagline(name: &str) -> &str {
    let places = BEFORE_TAGLINE
        .iter()
        .filter_map(|mark| name.split_once(mark));
    let words = |part: &str| part.split_whitespace().count();
    match places.min_by_key(|(before, _)| before.len()) {
        Some((before, after))
            if (1..=MAX_NAME_WORDS).contains(&words(before))
                && words(after) >= MIN_TAGLINE_WORDS =>
        {
            before.trim()
        }
        _ => name,
    }
}

/// The labels of a host before the name that is registered: "news" of news.tarn.example, and none of
/// tarn.co.example.
fn subdomains(host: &str) -> impl Iterator<Item = &str> {
    let labels: Vec<&str> = host.split('.').collect();
    let ending = match labels[..] {
        [.., second, _] if second.len() <= 3 => 3,
        _ => 2,
    };
    let count = labels.len().saturating_sub(ending);
    labels.into_iter().take(count)
}

/// The canonical address: an absolute one, and not that of the front page if there is another.
pub fn address(clues: &[Clue]) -> Option<Chosen> {
    let is_absolute = |c: &Clue| c.value.starts_with("http://") || c.value.starts_with("https://");
    let has_path = |c: &Clue| {
        c.value
            .splitn(4, '/')
            .nth(3)
            .is_some_and(|path| !path.is_empty())
    };
    let (index, clue) = clues
        .iter()
        .enumerate()
        .filter(|(_, c)| c.field == Field::Url && c.rule != Source::Base && is_absolute(c))
        .max_by_key(|(i, c)| (has_path(c), c.trust, Reverse(*i)))?;
    Some(Chosen::of(index, clue))
}

/// The names a site goes by, as keys: the names that the page gives and the words of its address.
pub fn site_names(clues: &[Clue], url: Option<&str>) -> Vec<String> {
    let of = |field: Field| clues.iter().filter(move |c| c.field == field);
    // Some pages give their title as the name of the site. It is one only if there is no other.
    let is_title = |name: &String| {
        let mut titles = of(Field::Title).filter(|c| c.rule != Source::Headline);
        titles.any(|c| key(&c.value) == *name)
    };
    let mut names: Vec<String> = of(Field::Outlet).map(|c| key(&c.value)).collect();
    if !names.iter().all(is_title) {
        names.retain(|name| !is_title(name));
    }
    if let Some(host) = url.and_then(|url| Address::new(url).host()) {
        let host = host.strip_prefix("www.").unwrap_or(host);
        names.push(key(host));
        let labels = host.split('.').rev().skip(1);
        names.extend(labels.filter(|label| label.len() > 3).map(key));
    }
    names.retain(|name| (2..MAX_SITE_NAME).contains(&name.len()));
    names.sort();
    names.dedup();
    names
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the").unwrap_or(name)
}

/// True if a part of a title is the name of the site, or nearly so.
pub fn is_site(part: &str, sites: &[String]) -> bool {
    let part_key = key(part);
    if part_key.is_empty() {
        return true;
    }
    let name = SiteName {
        words: part.split_whitespace().count(),
        key: without_article(&part_key),
        is_initials: part.chars().all(|c| c.is_uppercase() || c == '.'),
    };
    sites
        .iter()
        .any(|site| name.is_that_of(without_article(site)))
}

/// A part of a title that may be the name of the site.
struct SiteName<'a> {
    words: usize,
    key: &'a str,
    is_initials: bool,
}

impl SiteName<'_> {
    fn is_that_of(&self, site: &str) -> bool {
        // "Tarn Herald News" of the Tarn Herald.
        let is_longer = site.len() >= 4
            && self.words <= 6
            && site.len() * 2 >= self.key.len()
            && self.key.contains(site);
        // "Herald" of the Tarn Herald.
        let is_shorter = self.key.len() >= 4 && self.words <= 4 && site.contains(self.key);
        // "NYT" for "The New York Times" is known by its address, "nytimes".
        let is_initials = self.key.len() >= 2
            && self.words == 1
            && self.is_initials
            && site.starts_with(self.key);
        site == self.key || is_longer || is_shorter || is_initials
    }
}

/// Letters after the name of a site in the first part of a title: "Tarn Herald Business: …".
const MAX_AFTER_SITE: usize = 8;

/// True if the part is the whole name of the site and little more. At the beginning of a title less is
/// not enough, because "London: …" may be a headline of the London Post, and more is a headline, too:
/// "The Tarn Herald view on fares: pay up".
fn is_whole_site(part: &str, sites: &[String]) -> bool {
    let part = key(part);
    let begins = |site: &String| {
        let rest = without_article(&part).strip_prefix(without_article(site));
        !site.is_empty() && rest.is_some_and(|rest| rest.len() <= MAX_AFTER_SITE)
    };
    part.is_empty() || sites.iter().any(begins)
}

/// A title without the names of the site before and after it.
pub fn without_site<'a>(title: &'a str, sites: &[String]) -> &'a str {
    let mut rest = title
        .trim()
        .trim_end_matches([' ', '-', '|', '–', '—', '»', '·', ':']);
    for _ in 0..MAX_SITE_PARTS {
        match without_last_part(rest, sites).or_else(|| without_first_part(rest, sites)) {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    rest
}

fn without_last_part<'a>(title: &'a str, sites: &[String]) -> Option<&'a str> {
    let found = SEPARATORS
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())));
    let (at, length) = found.max()?;
    let is_named = is_site(&title[at + length..], sites) && !key(&title[..at]).is_empty();
    is_named.then(|| title[..at].trim())
}

fn without_first_part<'a>(title: &'a str, sites: &[String]) -> Option<&'a str> {
    let found = SEPARATORS
        .iter()
        .chain(&[": "])
        .filter_map(|mark| title.find(mark).map(|at| (at, mark.len())));
    let (at, length) = found.min()?;
    let rest = &title[at + length..];
    let is_named = is_whole_site(&title[..at], sites) && !key(rest).is_empty();
    is_named.then(|| rest.trim())
}
