//! One name for each unit, so that gold and predictions can be compared whatever they call it.
//!
//! `data/units.txt` lists the units with their spellings, `data/currencies.txt` the ISO codes,
//! `data/rates.txt` units such as "mph", and `data/plurals.txt` irregular plurals. A unit that is
//! in none of them is its own name, in the singular and in lower case.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What kind of unit a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Money.
    Currency,
    /// Parts of a hundred or a thousand.
    Percent,
    /// Percentage points and basis points.
    Point,
    /// Degrees.
    Temperature,
    /// Lengths of time.
    Time,
    /// All others.
    Other,
}

/// A unit by its name, and what it is per.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The name; `None` for a plain number.
    pub name: Option<String>,
    /// The names of what it is per; `-` where that has none.
    pub per: Vec<String>,
}

/// A row of `data/units.txt`.
struct Row {
    kind: Kind,
    /// The dimension, and the factor to its base unit.
    factor: Option<(&'static str, f64)>,
}

struct Tables {
    /// By name.
    units: HashMap<&'static str, Row>,
    /// Name by spelling; a name is a spelling of itself.
    spellings: HashMap<&'static str, &'static str>,
    /// Name by ISO code.
    currencies: HashMap<&'static str, &'static str>,
    rates: HashMap<&'static str, [&'static str; 2]>,
    plurals: HashMap<&'static str, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        units: HashMap::new(),
        spellings: HashMap::new(),
        currencies: pairs(include_str!("../data/currencies.txt")),
        rates: HashMap::new(),
        plurals: pairs(include_str!("../data/plurals.txt")),
    };
    for cells in rows(include_str!("../data/units.txt")) {
        let (name, kind) = (cells[0], kind_named(cells[1]));
        let factor = cells[3].parse().ok().map(|factor| (cells[2], factor));
        tables.units.insert(name, Row { kind, factor });
        let spellings = cells.get(4).into_iter().flat_map(|c| c.split(", "));
        for spelling in spellings.chain([name]) {
            tables.spellings.insert(spelling, name);
        }
    }
    for cells in rows(include_str!("../data/rates.txt")) {
        tables.rates.insert(cells[0], [cells[1], cells[2]]);
    }
    tables
});

fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = file.lines().filter(|line| !line.starts_with("# "));
    lines.map(|line| line.split('\t').collect())
}

fn pairs(file: &'static str) -> HashMap<&'static str, &'static str> {
    rows(file).map(|cells| (cells[0], cells[1])).collect()
}

fn kind_named(name: &str) -> Kind {
    match name {
        "currency" => Kind::Currency,
        "percent" => Kind::Percent,
        "point" => Kind::Point,
        "temperature" => Kind::Temperature,
        "time" => Kind::Time,
        _ => Kind::Other,
    }
}

impl Unit {
    /// The unit that a name, a symbol, an ISO code or a phrase means: "km/h", "barrels a day".
    pub fn new(unit: &str) -> Unit {
        let unit = unit.trim();
        if matches!(unit, "" | "-" | "dimensionless" | "none" | "null") {
            return Unit::default();
        }
        let spelling = spelling(unit);
        let tables = &*TABLES;
        // "mbps" is not a plural.
        let rate = tables.rates.get(&*unit.to_lowercase());
        if let Some(&[name, per]) = rate.or_else(|| tables.rates.get(&*spelling)) {
            return Unit::of(name, &[per]);
        }
        if let Some(&name) = tables.spellings.get(&*spelling) {
            return Unit::of(name, &[]);
        }
        let mut parts = parts(unit);
        let first = single(&parts.remove(0));
        let rest: Vec<String> = parts.iter().map(|part| single(part)).collect();
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        match tables.rates.get(&*first) {
            Some(&[name, per]) => Unit::of(name, &[&[per], &*rest].concat()),
            None => Unit::of(&first, &rest),
        }
    }

    /// The unit of a figure: its unit, and separately what it is per.
    pub fn with_per(unit: Option<&str>, per: &[&str]) -> Unit {
        let mut whole = Unit::new(unit.unwrap_or_default());
        for part in per {
            let name = Unit::new(part).name;
            whole.per.push(name.unwrap_or_else(|| "-".into()));
        }
        whole
    }

    fn of(name: &str, per: &[&str]) -> Unit {
        Unit {
            name: Some(name.into()).filter(|name: &String| !name.is_empty()),
            per: per.iter().map(|part| (*part).into()).collect(),
        }
    }

    /// The name as a string, empty for a plain number.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// The kind of the unit, without regard to what it is per; `None` for a plain number.
    pub fn kind(&self) -> Option<Kind> {
        let name = self.name.as_deref()?;
        Some(TABLES.units.get(name).map_or(Kind::Other, |row| row.kind))
    }

    /// Is the unit in the table?
    pub fn is_known(&self) -> bool {
        TABLES.units.contains_key(self.name())
    }

    /// Is it an ISO code of money? Then the unit it means.
    pub fn of_code(code: &str) -> Option<&'static str> {
        TABLES.currencies.get(code).copied()
    }
}

/// The dimension of a unit, and its factor to the base unit of that dimension.
pub fn factor(name: &str) -> Option<(&'static str, f64)> {
    TABLES.units.get(name)?.factor
}

/// The last word of a currency's name: "dollar" for "canadian dollar".
pub fn family(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or_default()
}

/// Splits "miles per hour" or "km/h" into its units.
fn parts(unit: &str) -> Vec<String> {
    let chars: Vec<char> = unit.replace('_', " ").chars().collect();
    let is_word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_word(*c));
    let mut text = String::new();
    for (at, &c) in chars.iter().enumerate() {
        if c == '/' && is_word(at.checked_sub(1)) && is_word(Some(at + 1)) {
            text.push_str(" per ");
        } else {
            text.push(c);
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for (at, &word) in words.iter().enumerate() {
        let divides = matches!(word, "per" | "a" | "an" | "every" | "each");
        let last = parts.len() - 1;
        if divides && !parts[last].is_empty() && at + 1 < words.len() {
            parts.push(Vec::new());
        } else {
            parts[last].push(word);
        }
    }
    parts.iter().map(|words| words.join(" ")).collect()
}

/// The name of a unit without "per".
fn single(unit: &str) -> String {
    let tables = &*TABLES;
    let by_code = tables.currencies.get(unit);
    let by_spelling = |spelling: &str| tables.spellings.get(spelling).copied();
    let lower = unit.to_lowercase();
    let cleaned = spelling(unit);
    let name = by_code
        .copied()
        .or_else(|| by_spelling(&lower))
        .or_else(|| by_spelling(&cleaned));
    name.map_or(cleaned, str::to_string)
}

/// A unit as the table spells it: lower case, every word in the singular.
fn spelling(unit: &str) -> String {
    let lower = unit.to_lowercase().replace(['_', '-'], " ");
    let word = |word: &str| match word {
        "person" | "persons" => "person".to_string(),
        _ => singular(word),
    };
    let words: Vec<String> = lower.split_whitespace().map(word).collect();
    words.join(" ")
}

/// The singular of a noun, by rules and a list of exceptions.
pub fn singular(noun: &str) -> String {
    let noun = noun.to_lowercase();
    if let Some(&singular) = TABLES.plurals.get(&*noun) {
        return singular.into();
    }
    by_rule(&noun)
}

fn by_rule(noun: &str) -> String {
    let length = noun.chars().count();
    let is_men = noun.ends_with("men") && length > 4;
    if is_men && !matches!(noun, "specimen" | "abdomen" | "regimen" | "omen") {
        return format!("{}an", &noun[..noun.len() - 2]);
    }
    let is_singular = ["ss", "us", "is"].iter().any(|end| noun.ends_with(end));
    if length <= 3 || is_singular || !noun.ends_with('s') {
        return noun.into();
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let takes_es = ["xes", "ches", "shes", "sses", "zes"];
    let ending = if takes_es.iter().any(|end| noun.ends_with(end)) {
        2
    } else {
        1
    };
    noun[..noun.len() - ending].into()
}

/// Words that end a noun phrase, or that may come before it.
static AFTER_HEAD: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "of to in who that which for with from at on by than as and/or responsible whose \
                 where";
    words.split(' ').collect()
});
const DETERMINERS: [&str; 8] = ["the", "a", "an", "its", "his", "her", "their", "our"];

/// The countable noun of a phrase, in the singular: "employee" for "other employees of the mill".
pub fn head(phrase: &str) -> Option<String> {
    let words = words(phrase);
    let is_after = |word: &&str| AFTER_HEAD.contains(&*word.to_lowercase());
    let is_before = |word: &&&str| is_after(word) || DETERMINERS.contains(&&*word.to_lowercase());
    let before = words.iter().take_while(is_before).count();
    let words = &words[before..];
    let rest = words.iter().skip(1);
    let length = 1 + rest.take_while(|word| !is_after(word)).count();
    words.get(length - 1).map(|word| singular(word))
}

/// Words with the marks inside them: "pound-feet", "and/or", "Martin's".
fn words(phrase: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = phrase;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let is_inside = |c: char| is_word(c) || "’'.&/-".contains(c);
        let end = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
        out.push(rest[..end].trim_end_matches(|c| !is_word(c)));
        rest = &rest[end..];
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_recognised_by_any_name() {
        let cases = [
            ("USD", "dollar", ""),
            ("US$", "dollar", ""),
            ("Mexican pesos", "mexican peso", ""),
            ("km/h", "kilometre", "hour"),
            ("barrels a day", "barrel", "day"),
            ("mph", "mile", "hour"),
            ("goals", "goal", ""),
        ];
        for (spelled, name, per) in cases {
            let unit = Unit::new(spelled);
            assert_eq!(
                (unit.name(), &*unit.per.join(" ")),
                (name, per),
                "{spelled}"
            );
        }
        assert_eq!(Unit::new("-"), Unit::default());
    }

    #[test]
    fn the_head_is_the_last_word_before_a_preposition() {
        let head = |phrase| head(phrase).unwrap_or_default();
        assert_eq!(head("other employees"), "employee");
        assert_eq!(head("of the largest dinosaurs to ever live"), "dinosaur");
        assert_eq!(head("women in the choir"), "woman");
        assert_eq!(head("of the"), "");
    }

    #[test]
    fn data_files_are_sorted_and_have_no_doubles() {
        for file in [
            include_str!("../data/units.txt"),
            include_str!("../data/currencies.txt"),
            include_str!("../data/rates.txt"),
            include_str!("../data/plurals.txt"),
        ] {
            let first: Vec<&str> = rows(file).map(|cells| cells[0]).collect();
            assert!(first.is_sorted_by(|a, b| a < b), "{first:?}");
        }
        let spellings = rows(include_str!("../data/units.txt"))
            .flat_map(|cells| {
                cells
                    .get(4)
                    .map_or("", |c| c)
                    .split(", ")
                    .collect::<Vec<_>>()
            })
            .filter(|s| !s.is_empty());
        let mut seen = HashSet::new();
        for spelling in spellings {
            assert!(seen.insert(spelling), "{spelling} is there twice");
        }
        for cells in rows(include_str!("../data/plurals.txt")) {
            assert_ne!(by_rule(cells[0]), cells[1], "the rules know {}", cells[0]);
        }
    }
}
