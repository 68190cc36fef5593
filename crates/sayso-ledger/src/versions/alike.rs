//! In: the addresses, outlets, headlines and days of all reports. Out: those that may be versions of one report.

use crate::names::folded;
use rusqlite::{Connection, Result};
use sayso::versions::{address_key, are_near_headlines, headline_words};
use sayso_english::calendar::Moment;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of a report without its text.
pub struct Listed {
    /// Its number.
    pub number: i64,
    /// The key of its address.
    pub address: Option<String>,
    outlet: Option<String>,
    headline: Option<String>,
    day: Option<i64>,
}

impl Listed {
    /// All reports that were read, by id.
    pub fn all(connection: &Connection) -> Result<Vec<Listed>> {
        let mut query = connection.prepare(
            "SELECT number, url, outlet, title, day FROM report WHERE skipped IS NULL ORDER BY id, text_sha256",
        )?;
        let rows = query.query_map([], |row| {
            let url: Option<String> = row.get(1)?;
            let outlet: Option<String> = row.get(2)?;
            let day: Option<String> = row.get(4)?;
            Ok(Listed {
                number: row.get(0)?,
                address: url.as_deref().and_then(address_key),
                outlet: outlet.map(|outlet| folded(&outlet)),
                headline: row.get(3)?,
                day: day
                    .and_then(|day| Moment::parse(&day))
                    .map(|day| day.date.days()),
            })
        })?;
        rows.collect()
    }
}

/// Reports of which some may be versions of one. Pairs name them by their places among `places`.
pub struct Together {
    /// Their places among all that are listed.
    pub places: Vec<usize>,
    /// Pairs that have one address.
    pub by_address: Vec<(usize, usize)>,
    /// Pairs of one outlet with near headlines, whose texts have to be compared.
    pub by_headline: Vec<(usize, usize)>,
}

/// A headline that more reports of an outlet have is that of a series: "Weather for Tuesday and Wednesday".
const SERIES: usize = 12;
/// Versions are at most so many days apart if only their headlines show that they are versions.
const DAYS: i64 = 14;

/// All reports that may be versions of another, in groups.
pub fn together(listed: &[Listed]) -> Vec<Together> {
    let by_address = by_address(listed);
    let by_headline = by_headline(listed);
    let mut joined = Joined::new(listed.len());
    for &(a, b) in by_address.iter().chain(&by_headline) {
        joined.join(a, b);
    }
    let mut groups: BTreeMap<usize, Together> = BTreeMap::new();
    let mut place_of: HashMap<usize, usize> = HashMap::new();
    for places in joined.groups() {
        place_of.extend(
            places
                .iter()
                .enumerate()
                .map(|(place, &report)| (report, place)),
        );
        let group = Together {
            by_address: Vec::new(),
            by_headline: Vec::new(),
            places,
        };
        groups.insert(joined.of(group.places[0]), group);
    }
    for (a, b) in by_address {
        if let Some(group) = groups.get_mut(&joined.of(a)) {
            group.by_address.push((place_of[&a], place_of[&b]));
        }
    }
    for (a, b) in by_headline {
        if let Some(group) = groups.get_mut(&joined.of(a)) {
            group.by_headline.push((place_of[&a], place_of[&b]));
        }
    }
    groups.into_values().collect()
}

/// Each report with an address and the one before it that has the same.
fn by_address(listed: &[Listed]) -> Vec<(usize, usize)> {
    let mut last: HashMap<&str, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (place, report) in listed.iter().enumerate() {
        let Some(address) = report.address.as_deref() else {
            continue;
        };
        if let Some(before) = last.insert(address, place) {
            pairs.push((before, place));
        }
    }
    pairs
}

/// Reports of one outlet with near headlines, at most some days apart, and not of one address.
fn by_headline(listed: &[Listed]) -> Vec<(usize, usize)> {
    let mut outlets: BTreeMap<&str, BTreeMap<BTreeSet<String>, Vec<usize>>> = BTreeMap::new();
    for (place, report) in listed.iter().enumerate() {
        if let (Some(outlet), Some(headline)) = (&report.outlet, &report.headline) {
            let headlines = outlets.entry(outlet).or_default();
            let words = headline_words(headline);
            headlines.entry(words).or_default().push(place);
        }
    }
    let mut pairs = Vec::new();
    for headlines in outlets.into_values() {
        // Those of one address count once, and so do those without an address.
        let is_series = |places: &Vec<usize>| {
            let addresses: BTreeSet<Option<&str>> = places
                .iter()
                .map(|&place| listed[place].address.as_deref())
                .collect();
            let bare = places
                .iter()
                .filter(|&&place| listed[place].address.is_none());
            addresses.len() + bare.count() > SERIES
        };
        let headlines: Vec<(BTreeSet<String>, Vec<usize>)> = headlines
            .into_iter()
            .filter(|(_, places)| !is_series(places))
            .collect();
        for (one, other) in near(&headlines) {
            for &a in &headlines[one].1 {
                for &b in &headlines[other].1 {
                    if (one != other || a < b) && are_near_in_time(listed, a, b) {
                        pairs.push((a.min(b), a.max(b)));
                    }
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether two reports may be versions by their days and addresses.
fn are_near_in_time(listed: &[Listed], a: usize, b: usize) -> bool {
    let (a, b) = (&listed[a], &listed[b]);
    let has_one_address = a.address.is_some() && a.address == b.address;
    let days = a.day.zip(b.day).map(|(a, b)| (a - b).abs());
    !has_one_address && days.is_none_or(|days| days <= DAYS)
}

/// The pairs of headlines of an outlet that are near, each with itself too. Two headlines that are near have one of their
/// rarest words in common: as many as may be missing from the other one, and one more.
fn near(headlines: &[(BTreeSet<String>, Vec<usize>)]) -> Vec<(usize, usize)> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (words, _) in headlines {
        for word in words {
            *count.entry(word).or_default() += 1;
        }
    }
    let mut having: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (number, (words, _)) in headlines.iter().enumerate() {
        if are_near_headlines(words, words) {
            pairs.push((number, number));
        }
        let mut rarest: Vec<&str> = words.iter().map(String::as_str).collect();
        rarest.sort_by_key(|word| (count[word], *word));
        // At least six tenths of the words of either are in both.
        rarest.truncate(words.len() - (words.len() * 6).div_ceil(10) + 1);
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for word in rarest {
            let others = having.entry(word).or_default();
            seen.extend(others.iter().copied());
            others.push(number);
        }
        let is_near = |&other: &usize| are_near_headlines(words, &headlines[other].0);
        pairs.extend(
            seen.into_iter()
                .filter(is_near)
                .map(|other| (other, number)),
        );
    }
    pairs
}

/// Which of a number of things belong together.
pub struct Joined {
    /// For each the one that it was joined to; the first of all for itself.
    to: Vec<usize>,
}

impl Joined {
    /// So many things, each by itself.
    pub fn new(count: usize) -> Joined {
        Joined {
            to: (0..count).collect(),
        }
    }

    /// The first of those that belong together with one.
    pub fn of(&self, one: usize) -> usize {
        let mut first = one;
        while self.to[first] != first {
            first = self.to[first];
        }
        first
    }

    /// Joins two with all that belong to them.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        let first = a.min(b);
        self.to[a] = first;
        self.to[b] = first;
    }

    /// Those that belong together with others, in order.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for one in 0..self.to.len() {
            groups.entry(self.of(one)).or_default().push(one);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(address: Option<&str>, headline: &str, day: i64) -> Listed {
        Listed {
            number: 0,
            address: address.map(str::to_string),
            outlet: Some("tarn post".into()),
            headline: Some(headline.into()),
            day: Some(day),
        }
    }

    #[test]
    fn addresses_and_near_headlines_bring_reports_together() {
        let all = [
            listed(Some("a/1"), "Ferry sinks off Velm with 12 on board", 1),
            listed(Some("a/2"), "Bread gets dearer in Ostmark", 1),
            listed(Some("a/1"), "Navy finds the ferry", 2),
            listed(None, "Ferry sinks off Velm with 14 on board", 3),
            listed(None, "Ferry sinks off Velm with 12 on board", 40),
        ];
        let found = together(&all);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places, [0, 2, 3]);
        assert_eq!(found[0].by_address, [(0, 1)]);
        assert_eq!(found[0].by_headline, [(0, 2)]);
    }

    #[test]
    fn a_series_is_not_one_report() {
        let all: Vec<Listed> = (0..20)
            .map(|day| listed(None, "The weather for the next two days", day))
            .collect();
        assert!(together(&all).is_empty());
        assert_eq!(together(&all[..5]).len(), 1);
    }
}
