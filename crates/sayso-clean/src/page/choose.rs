//! In: everything a page says of itself. Out: one value for each field, with how sure it is;
//! nothing where it is not.
//!
//! Title: the site's name is taken off, and the readings of headline, title element and metadata
//! vote. Byline: persons alone, roles and desks taken off. Days: the most trusted place wins,
//! places that agree support each other, places that disagree cost confidence.

use super::dates::Day;
use super::meta::{Hint, tidy};
use super::stream::{Stream, around};
use sayso_text::candidate::{Field, Source};
use sayso_text::text::Span;

/// Letters and digits in lower case: how values are compared.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A chosen value: the hint it came from, others that it was put together with (a byline's further
/// persons), what it is now, and how sure that is, in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub hint: usize,
    pub with: Vec<usize>,
    pub value: String,
    pub confidence: u8,
}

/// What parts a headline from a site's name.
const PARTS: [&str; 13] = [
    " | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " :: ", " ~ ", " / ", " ‹ ", " : ",
];

/// The names a site goes by, as keys: what the page says, and the words of its address.
pub fn site_names(hints: &[Hint], url: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = hints
        .iter()
        .filter(|h| h.field == Field::Outlet)
        .map(|h| key(&h.value))
        .collect();
    if let Some(host) = url.and_then(host) {
        let host = host.strip_prefix("www.").unwrap_or(host);
        names.push(key(host));
        names.extend(
            host.split('.')
                .rev()
                .skip(1)
                .filter(|label| label.len() > 3)
                .map(key),
        );
    }
    // A "site name" of many words is a headline that strayed.
    names.retain(|name| name.len() > 1 && name.len() < 60);
    names.sort();
    names.dedup();
    names
}

/// The host of an address.
pub fn host(url: &str) -> Option<&str> {
    sayso_text::address::Address::new(url).host()
}

fn is_site(part: &str, sites: &[String]) -> bool {
    let part_key = key(part);
    if part_key.is_empty() {
        return true;
    }
    let words = part.split_whitespace().count();
    let bare = part_key.strip_prefix("the").unwrap_or(&part_key);
    sites.iter().any(|site| {
        let site = site.strip_prefix("the").unwrap_or(site);
        site == bare
            || site.len() >= 4 && words <= 6 && site.len() * 2 >= bare.len() && bare.contains(site)
            || bare.len() >= 4 && words <= 4 && site.contains(bare)
            // "NYT" for "The New York Times"
            || bare.len() >= 2 && words == 1 && part.chars().all(|c| c.is_uppercase() || c == '.') && site.starts_with(bare)
    })
}

/// Is this the whole name of a site? At the beginning of a title less is not enough: "London: …" in
/// the London Post.
fn is_whole_site(part: &str, sites: &[String]) -> bool {
    let part = key(part);
    let bare = |name: &str| name.strip_prefix("the").unwrap_or(name).to_string();
    part.is_empty()
        || sites
            .iter()
            .any(|site| !site.is_empty() && bare(&part).starts_with(&bare(site)))
}

/// A title without the site's name before or after it. Returns what is left and what was taken off.
pub fn without_site<'a>(title: &'a str, sites: &[String]) -> (&'a str, Option<&'a str>) {
    let loose = |text: &'a str| {
        text.trim()
            .trim_end_matches([' ', '-', '|', '–', '—', '»', '·', ':'])
    };
    let mut rest = loose(title);
    let mut taken = None;
    for _ in 0..4 {
        let ends = PARTS
            .iter()
            .filter_map(|part| rest.rfind(part).map(|at| (at, part.len())))
            .max();
        if let Some((at, length)) = ends
            && is_site(&rest[at + length..], sites)
            && !key(&rest[..at]).is_empty()
        {
            taken = taken.or(Some(rest[at + length..].trim()));
            rest = rest[..at].trim();
            continue;
        }
        let begins = PARTS
            .iter()
            .copied()
            .chain([": "])
            .filter_map(|part| rest.find(part).map(|at| (at, part.len())))
            .min();
        if let Some((at, length)) = begins
            && is_whole_site(&rest[..at], sites)
            && !key(&rest[at + length..]).is_empty()
        {
            taken = taken.or(Some(rest[..at].trim()));
            rest = rest[at + length..].trim();
            continue;
        }
        break;
    }
    (rest, taken)
}

/// All that a title may be without a part at its end or its beginning.
fn shorter(title: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in PARTS {
        if let Some(at) = title.rfind(part) {
            out.push(title[..at].trim());
            out.push(title[at + part.len()..].trim());
        }
        if let Some(at) = title.find(part) {
            out.push(title[..at].trim());
            out.push(title[at + part.len()..].trim());
        }
    }
    if let Some(at) = title.find(": ") {
        out.push(title[at + 2..].trim());
    }
    out.retain(|part| part.split_whitespace().count() >= 2);
    out
}

/// The kind of place a title was found in: places of one kind have one vote.
fn source(rule: Source) -> u8 {
    match rule {
        Source::Headline => 1,
        Source::TitleElement => 2,
        Source::JsonLdHeadline => 3,
        Source::ItempropHeadline => 4,
        _ => 5,
    }
}

/// Chooses the title. Visible headlines must be among the hints, under the rule `headline`.
pub fn title(hints: &[Hint], sites: &[String]) -> Option<Chosen> {
    struct Reading {
        key: String,
        value: String,
        hint: usize,
        weights: [u32; 6],
        best: u32,
    }
    let mut readings: Vec<Reading> = Vec::new();
    let mut vote = |value: &str, hint: usize, weight: u32, own: bool, source: u8| {
        let key = key(value);
        if key.is_empty() {
            return;
        }
        let found = readings.iter().position(|r| r.key == key);
        let index = match (found, own) {
            (Some(index), _) => index,
            // A part of a title is a title only if another place says so.
            (None, false) => return,
            (None, true) => {
                readings.push(Reading {
                    key,
                    value: value.to_string(),
                    hint,
                    weights: [0; 6],
                    best: 0,
                });
                readings.len() - 1
            }
        };
        let reading = &mut readings[index];
        if own && weight > reading.best {
            (reading.best, reading.hint, reading.value) = (weight, hint, value.to_string());
        }
        let slot = &mut reading.weights[usize::from(source)];
        *slot = (*slot).max(weight);
    };
    let titles: Vec<(usize, &Hint)> = hints
        .iter()
        .enumerate()
        .filter(|(_, h)| h.field == Field::Title)
        .collect();
    let all_site = titles
        .iter()
        .all(|(_, h)| is_site(without_site(&h.value, sites).0, sites));
    for &(i, hint) in &titles {
        let (value, _) = without_site(&hint.value, sites);
        if is_site(value, sites) && !all_site {
            continue;
        }
        // What stands above the report as its headline is its title, whatever search engines are
        // told, if it shares words with what they are told.
        let mut weight = u32::from(hint.trust);
        if hint.rule == Source::Headline
            && hint.trust >= 76
            && shares_words(value, &titles, sites)
            && !is_end_of_a_title(value, &titles)
        {
            weight += HEADLINE_BONUS;
        }
        vote(value, i, weight, true, source(hint.rule));
    }
    for &(i, hint) in &titles {
        let (value, _) = without_site(&hint.value, sites);
        for part in shorter(value) {
            vote(
                part,
                i,
                u32::from(hint.trust) * 3 / 4,
                false,
                source(hint.rule),
            );
        }
        if value != hint.value {
            vote(
                &hint.value,
                i,
                u32::from(hint.trust) / 2,
                false,
                source(hint.rule),
            );
        }
    }
    let total = |r: &Reading| r.weights.iter().sum::<u32>();
    // A headline element that holds a kicker too: "Storms Bridge shut" where the page calls itself
    // "Bridge shut".
    let kicked: Vec<(usize, usize)> = (0..readings.len())
        .filter(|&i| {
            readings[i].best > HEADLINE_BONUS
                && readings[i].weights.iter().filter(|&&w| w > 0).count() == 1
        })
        .filter_map(|i| {
            let inner = (0..readings.len()).find(|&j| {
                let (whole, part) = (&readings[i].key, &readings[j].key);
                i != j && whole.ends_with(part.as_str()) && part.len() * 5 >= whole.len() * 3
            })?;
            Some((i, inner))
        })
        .collect();
    for (whole, part) in kicked {
        let weights = readings[whole].weights;
        for (slot, weight) in readings[part].weights.iter_mut().zip(weights) {
            *slot = (*slot).max(weight);
        }
        readings[whole].weights = [0; 6];
    }
    // Of two with the same support the one of the more trusted place, then the first.
    let best = readings
        .iter()
        .enumerate()
        .max_by_key(|(i, r)| (total(r), r.best, std::cmp::Reverse(*i)))?
        .1;
    let all: u32 = {
        let mut strongest = [0u32; 6];
        for r in &readings {
            for (slot, weight) in strongest.iter_mut().zip(r.weights) {
                *slot = (*slot).max(weight);
            }
        }
        strongest.iter().sum()
    };
    let share = total(best) * 100 / all.max(1);
    let confidence = (share * 60 / 100 + best.best * 38 / 100).min(99) as u8;
    Some(Chosen {
        hint: best.hint,
        with: Vec::new(),
        value: best.value.clone(),
        confidence,
    })
}

/// What a visible headline weighs more than its trust.
const HEADLINE_BONUS: u32 = 200;

/// Has a headline half of its longer words in common with one of the titles in the metadata, or the
/// other way round?
fn shares_words(headline: &str, titles: &[(usize, &Hint)], sites: &[String]) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(key)
            .filter(|w| w.len() > 3)
            .collect()
    };
    let own = words(headline);
    titles
        .iter()
        .filter(|(_, h)| h.rule != Source::Headline)
        .any(|(_, h)| {
            let other = words(without_site(&h.value, sites).0);
            let common = own.iter().filter(|w| other.contains(w)).count();
            common > 0 && common * 2 >= own.len().min(other.len())
        })
}

/// "Seagulls sing | The Sea Blog" over a page whose first heading is "The Sea Blog": that is the
/// site's name.
fn is_end_of_a_title(headline: &str, titles: &[(usize, &Hint)]) -> bool {
    let headline = key(headline);
    titles
        .iter()
        .filter(|(_, h)| h.rule == Source::TitleElement)
        .any(|(_, h)| {
            PARTS.iter().any(|part| {
                let ends = h
                    .value
                    .rsplit_once(part)
                    .is_some_and(|(rest, end)| key(end) == headline && !key(rest).is_empty());
                let begins = part != &" - " && part != &" | ";
                ends || h.value.split_once(": ").is_some_and(|(start, rest)| {
                    key(start) == headline && rest.split_whitespace().count() > 3
                }) || begins
                    && h.value.split_once(part).is_some_and(|(start, rest)| {
                        key(start) == headline && rest.split_whitespace().count() > 3
                    })
            })
        })
}

const NOBODY: [&str; 44] = [
    "staff",
    "admin",
    "administrator",
    "editor",
    "editors",
    "editorial",
    "redaktion",
    "redaction",
    "redazione",
    "newsroom",
    "news",
    "desk",
    "team",
    "agency",
    "agencies",
    "guest",
    "webmaster",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "contributor",
    "contributors",
    "author",
    "anonymous",
    "unknown",
    "press",
    "online",
    "bureau",
    "service",
    "services",
    "wire",
    "media",
    "user",
    "facebook",
    "twitter",
    "reuters",
    "ap",
    "afp",
    "dpa",
    "board",
    "network",
];

const ROLES: [&str; 40] = [
    "editor",
    "reporter",
    "correspondent",
    "writer",
    "staff",
    "columnist",
    "producer",
    "chief",
    "senior",
    "special",
    "contributor",
    "journalist",
    "analyst",
    "director",
    "professor",
    "photographer",
    "freelance",
    "contributing",
    "deputy",
    "assistant",
    "associate",
    "political",
    "business",
    "science",
    "sports",
    "health",
    "investigations",
    "news",
    "the",
    "ceo",
    "founder",
    "fellow",
    "lecturer",
    "phd",
    "md",
    "managing",
    "executive",
    "guest",
    "co-founder",
    "researcher",
];

const PARTICLES: [&str; 26] = [
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "bin", "bint", "al",
    "el", "ibn", "dos", "du", "ten", "ter", "y", "zu", "wa", "ben", "af", "av",
];

/// How a credit begins that is a line of its own.
pub const CREDITS: [&str; 8] = [
    "by ",
    "posted by ",
    "submitted by ",
    "published by ",
    "written by ",
    "words by ",
    "story by ",
    "reported by ",
];

/// What else stands before a name in a byline.
const BEFORE: [&str; 19] = [
    "by:",
    "text by",
    "author:",
    "authors:",
    "von:",
    "von ",
    "par ",
    "por ",
    "door ",
    "text:",
    "autor:",
    "auteur :",
    "a post by",
    "article by",
    "posted in",
    "from ",
    "ein artikel von",
    "geschrieben von",
    "reporting by",
];

/// The persons of a byline. `strict`: one-word names do not count.
pub fn people(value: &str, sites: &[String], strict: bool) -> Vec<String> {
    let mut rest = value.trim();
    loop {
        let begins = |word: &&&str| {
            rest.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        match CREDITS.iter().chain(&BEFORE).find(begins) {
            Some(word) => rest = rest[word.len()..].trim_start_matches([' ', ':', '\u{a0}']),
            None => break,
        }
    }
    if rest.contains("://") || rest.contains("www.") {
        return Vec::new();
    }
    let end = [
        " | ",
        " For ",
        " In ",
        " – ",
        " — ",
        " - ",
        " • ",
        " · ",
        " (",
        " @",
        " on ",
        " in ",
        " for ",
        " Published",
        " Updated",
        " Posted",
        " at ",
        " am ",
        " / ",
        "\t",
        " #",
        " via ",
        " from ",
    ]
    .iter()
    .filter_map(|mark| rest.find(mark))
    .min()
    .unwrap_or(rest.len());
    let rest = &rest[..end];
    let mut out: Vec<String> = Vec::new();
    if is_named(rest, sites) {
        return Vec::new();
    }
    let joints = [" and ", " And ", " AND ", " und ", " & ", " et ", " with "];
    let flat = joints
        .iter()
        .fold(rest.to_string(), |text, word| text.replace(word, ";"));
    for part in flat.split([';', ',', '/', '|']) {
        let name = part
            .trim()
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .trim();
        let name = ["by ", "By ", "BY ", "Dr. ", "Dr ", "Prof. "]
            .iter()
            .fold(name, |n, start| n.strip_prefix(start).unwrap_or(n));
        let suffix = matches!(name, "Jr." | "Sr." | "Jr" | "III" | "II");
        if suffix && let Some(last) = out.last_mut() {
            last.push(' ');
            last.push_str(name);
            continue;
        }
        if is_person(name, sites, strict) && !out.iter().any(|o| key(o) == key(name)) {
            out.push(name.to_string());
        }
    }
    out
}

/// Is this the site's own name?
fn is_named(name: &str, sites: &[String]) -> bool {
    let name = key(name);
    sites
        .iter()
        .any(|site| *site == name || site.len() > 5 && name.contains(site.as_str()))
}

fn is_person(name: &str, sites: &[String], strict: bool) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 5
        || name.chars().count() > 48
        || name.contains(['@', '=', '<', '{', '!', '?'])
    {
        return false;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || name.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    if is_named(name, sites) {
        return false;
    }
    let lower: Vec<String> = words.iter().map(|w| key(w)).collect();
    if lower
        .iter()
        .any(|w| NOBODY.contains(&w.as_str()) || ROLES.contains(&w.as_str()))
    {
        return false;
    }
    if words.len() == 1 {
        return !strict && words[0].starts_with(char::is_uppercase) && words[0].len() >= 3;
    }
    let named = |w: &&str| {
        w.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
            || PARTICLES.contains(&w.to_lowercase().as_str())
            || w.contains('\'')
            || w.contains('’')
            // A script without capitals.
            || !w.chars().any(|c| c.is_lowercase() || c.is_uppercase())
    };
    words.iter().all(named)
        && words
            .iter()
            .any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// Chooses the persons of the byline: those of the most trusted place that names any; places that
/// name the same persons support each other.
pub fn byline(hints: &[Hint], sites: &[String]) -> Option<Chosen> {
    struct Group {
        rule: Source,
        hint: usize,
        with: Vec<usize>,
        names: Vec<String>,
        trust: u32,
    }
    let mut groups: Vec<Group> = Vec::new();
    for (i, hint) in hints
        .iter()
        .enumerate()
        .filter(|(_, h)| h.field == Field::Byline)
    {
        let names = people(&hint.value, sites, hint.trust < 78);
        if names.is_empty() {
            continue;
        }
        // JSON-LD and repeated metadata name one person each; visible bylines are whole.
        let joins = matches!(
            hint.rule,
            Source::JsonLdAuthor
                | Source::MetaCitationAuthor
                | Source::MetaAuthor
                | Source::ItempropAuthor
                | Source::MetaArticleAuthor
                | Source::MetaDcCreator
                | Source::MetaParselyAuthor
                | Source::RelAuthor
                | Source::BylineLink
                | Source::RdfaPerson
        );
        // The persons of one byline stand side by side; others on the page wrote something else.
        let near = |g: &Group| match (&hints[*g.with.last().unwrap_or(&g.hint)].at, &hint.at) {
            (Some(a), Some(b)) if hint.seen.is_some() => b.start.saturating_sub(a.end) < 500,
            _ => true,
        };
        let same = |g: &&mut Group| {
            joins && g.rule == hint.rule && g.trust == u32::from(hint.trust) && near(g)
        };
        match groups.iter_mut().find(same) {
            Some(group) => {
                for name in names {
                    if !group.names.iter().any(|n| key(n) == key(&name)) {
                        group.with.push(i);
                        group.names.push(name);
                    }
                }
            }
            None => {
                groups.push(Group {
                    rule: hint.rule,
                    hint: i,
                    with: Vec::new(),
                    names,
                    trust: u32::from(hint.trust),
                });
            }
        }
    }
    groups.truncate(100);
    let keys: Vec<Vec<String>> = groups
        .iter()
        .map(|g| g.names.iter().map(|n| key(n)).collect())
        .collect();
    let supports = |index: usize| {
        let mut rules: Vec<Source> = Vec::new();
        for (other, names) in groups.iter().zip(&keys) {
            if other.rule != groups[index].rule
                && !rules.contains(&other.rule)
                && names.iter().any(|n| keys[index].contains(n))
            {
                rules.push(other.rule);
            }
        }
        rules.len() as u32
    };
    let scores: Vec<u32> = groups
        .iter()
        .enumerate()
        .map(|(i, group)| group.trust + 8 * supports(i).min(3))
        .collect();
    let best = (0..groups.len()).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))?;
    let confidence = scores[best].min(99) as u8;
    let best = &groups[best];
    (confidence >= 50).then(|| Chosen {
        hint: best.hint,
        with: best.with.clone(),
        value: best.names.join(", "),
        confidence,
    })
}

/// The kinds of places that days are found in. Two rules of one kind do not support each other,
/// because they usually show the same value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    JsonLd,
    Visible,
    Address,
    Given,
    Meta,
}

fn family(rule: Source) -> Family {
    use Source as S;
    match rule {
        S::JsonLdPublished | S::JsonLdCreated | S::JsonLdUploaded | S::JsonLdModified => {
            Family::JsonLd
        }
        S::ItempropPublished
        | S::ItempropCreated
        | S::ItempropModified
        | S::TimeElement
        | S::TimeText
        | S::DateClass
        | S::DateLine
        | S::DateOnPage
        | S::AbbrTitle => Family::Visible,
        S::Address => Family::Address,
        S::Given => Family::Given,
        _ => Family::Meta,
    }
}

/// Chooses a day among the hints of `field`, none later than `captured`.
pub fn day(hints: &[Hint], field: Field, captured: Option<Day>) -> Option<(Chosen, Day)> {
    let possible = |day: Day| captured.is_none_or(|c| day.number() <= c.number() + 1);
    let days: Vec<(usize, &Hint, Day)> = hints
        .iter()
        .enumerate()
        .filter(|(_, h)| h.field == field)
        .filter_map(|(i, h)| h.day.filter(|&d| possible(d)).map(|d| (i, h, d)))
        .collect();
    let agrees = |a: Day, b: Day| (a.number() - b.number()).abs() <= 1;
    let mut best: Option<(i32, usize, Day)> = None;
    for &(i, hint, day) in &days {
        let mut day = day;
        // Two readings of "3/4/2023": the one that another place confirms.
        if let Some(other) = hint.other.filter(|&o| possible(o)) {
            let votes = |d: Day| {
                let confirms = |h: &Hint| h.other.is_none() && h.day.is_some_and(|x| agrees(x, d));
                hints
                    .iter()
                    .filter(|h| {
                        matches!(h.field, Field::Published | Field::Modified) && confirms(h)
                    })
                    .count()
            };
            if votes(other) > votes(day) {
                day = other;
            }
        }
        let mut families: Vec<Family> = vec![family(hint.rule)];
        let mut score = i32::from(hint.trust);
        for &(_, h, d) in &days {
            if agrees(day, d) && !families.contains(&family(h.rule)) {
                families.push(family(h.rule));
                score += i32::from(h.trust) / 10;
            }
        }
        if hint.other.is_some() && families.len() == 1 {
            score -= 8;
        }
        if best.is_none_or(|(s, ..)| score > s) {
            best = Some((score, i, day));
        }
    }
    let (score, i, mut day) = best?;
    // Near midnight a time in UTC is on another day than the one readers were shown: the address
    // and the words that a reader sees are local.
    if field == Field::Published
        && hints[i].day == Some(day)
        && !matches!(
            family(hints[i].rule),
            Family::Address | Family::Visible | Family::Given
        )
    {
        let beside = |d: Day| (d.number() - day.number()).abs() == 1;
        let near = |f: Family| {
            let mut of = days
                .iter()
                .filter(|(_, h, _)| family(h.rule) == f && h.trust >= 60);
            let all: Vec<Day> = of.by_ref().map(|(_, _, d)| *d).collect();
            (!all.contains(&day))
                .then(|| all.into_iter().find(|&d| beside(d)))
                .flatten()
        };
        if let Some(local) = near(Family::Address).or_else(|| near(Family::Visible)) {
            day = local;
        }
    }
    // A trusted place that says another day costs confidence.
    let against = days
        .iter()
        .filter(|(_, h, d)| !agrees(*d, day) && h.trust >= 70)
        .count() as i32;
    let confidence = (score - 6 * against.min(4)).clamp(1, 99) as u8;
    Some((
        Chosen {
            hint: i,
            with: Vec::new(),
            value: day.to_string(),
            confidence,
        },
        day,
    ))
}

/// Chooses by trust alone: the most trusted, of equals the first.
pub fn first(hints: &[Hint], field: Field) -> Option<Chosen> {
    let best = hints
        .iter()
        .enumerate()
        .filter(|(_, h)| h.field == field)
        .max_by_key(|(i, h)| (h.trust, std::cmp::Reverse(*i)))?;
    Some(Chosen {
        hint: best.0,
        with: Vec::new(),
        value: best.1.value.clone(),
        confidence: best.1.trust,
    })
}

/// Chooses the canonical address: an absolute one, and not that of the front page if another is
/// deeper.
pub fn address(hints: &[Hint]) -> Option<Chosen> {
    let whole = |h: &Hint| h.value.starts_with("http://") || h.value.starts_with("https://");
    let deep = |h: &Hint| {
        h.value
            .splitn(4, '/')
            .nth(3)
            .is_some_and(|path| !path.is_empty())
    };
    let best = hints
        .iter()
        .enumerate()
        .filter(|(_, h)| h.field == Field::Url && h.rule != Source::Base && whole(h))
        .max_by_key(|(i, h)| (deep(h), h.trust, std::cmp::Reverse(*i)))?;
    Some(Chosen {
        hint: best.0,
        with: Vec::new(),
        value: best.1.value.clone(),
        confidence: best.1.trust,
    })
}

/// The title element's own words shown on the page, by themselves on a line that is no heading
/// element: how headlines were written before there were style sheets, and are by those who write
/// `div` for everything.
pub fn shown_title(stream: &Stream, hints: &[Hint], sites: &[String]) -> Option<(Hint, Span)> {
    let titles = hints
        .iter()
        .filter(|h| h.field == Field::Title && h.rule != Source::Headline);
    let mut keys: Vec<String> = Vec::new();
    for hint in titles.take(6) {
        let value = without_site(&hint.value, sites).0;
        keys.extend([key(value), key(&hint.value)]);
        keys.extend(shorter(value).into_iter().map(key));
        keys.extend(value.split_once(": ").map(|(_, rest)| key(rest)));
    }
    keys.retain(|k| k.len() >= 12);
    let apart = around::MARGIN | around::BREADCRUMB;
    let line = stream.lines.iter().take(400).find(|l| {
        l.around & apart == 0
            && (l.linked * 2 < l.span.len() || l.level > 0)
            && l.span.len() < 400
            && keys.contains(&key(&stream.text[l.span.range()]))
    })?;
    let value = tidy(&stream.text[line.span.range()]);
    if is_site(&value, sites) {
        return None;
    }
    let place = stream.origin.raw(line.span).range();
    let hint = Hint {
        field: Field::Title,
        value,
        rule: Source::Headline,
        at: Some(place),
        trust: 78,
        day: None,
        other: None,
        around: line.around,
        seen: Some(line.span.start()),
    };
    Some((hint, line.span))
}

/// What stands between a headline and the site's name; the last only after a name in front.
const BESIDE: [&str; 8] = [" | ", " - ", " – ", " — ", " » ", " « ", " · ", ": "];

/// The name of the site that stands beside the headline in the title element: "Bridge shut | Tarn
/// Herald".
pub fn site_beside(hints: &[Hint], title: &str) -> Option<Hint> {
    for hint in hints
        .iter()
        .filter(|h| h.rule == Source::TitleElement || h.rule == Source::MetaOgTitle)
    {
        let value = hint.value.as_str();
        let marks = |rest: &'static [&'static str]| rest.iter().copied();
        let after = value
            .strip_prefix(title)
            .and_then(|rest| marks(&BESIDE[..7]).find_map(|m| rest.strip_prefix(m)));
        let before = value
            .strip_suffix(title)
            .and_then(|rest| marks(&BESIDE).find_map(|m| rest.strip_suffix(m)));
        // The site's name is the last of several, unless it stands in front.
        let name = after.map(|rest| {
            PARTS
                .iter()
                .fold(rest, |r, m| r.rsplit(m).next().unwrap_or(r))
        });
        let name = name.or(before.map(|rest| {
            PARTS
                .iter()
                .fold(rest, |r, m| r.split(m).next().unwrap_or(r))
        }));
        if let Some(name) = name
            .map(str::trim)
            .filter(|n| (1..=6).contains(&n.split_whitespace().count()) && n.chars().count() <= 50)
        {
            return Some(Hint {
                field: Field::Outlet,
                value: name.to_string(),
                rule: Source::BesideTitle,
                trust: 55,
                ..hint.clone()
            });
        }
    }
    None
}

/// The lines of the page that may be its headline, as hints: heading elements outside margins,
/// level one before level two.
pub fn headlines(stream: &Stream) -> Vec<(Hint, Span)> {
    let mut out: Vec<(Hint, Span)> = Vec::new();
    let is_open = |l: &super::stream::Line| {
        l.around
            & (around::HIDDEN
                | around::COMMENTS
                | around::FOOTER
                | around::ELSEWHERE
                | around::CONTROL)
            == 0
    };
    let firsts = stream
        .lines
        .iter()
        .filter(|l| l.level == 1 && is_open(l))
        .count();
    for (i, line) in stream.lines.iter().enumerate() {
        if !matches!(line.level, 1 | 2) || !is_open(line) || out.len() >= 12 {
            continue;
        }
        // A headline broken by <br> is one.
        if line.soft && i > 0 && stream.lines[i - 1].level == line.level {
            continue;
        }
        let follows = stream.lines[i + 1..]
            .iter()
            .take_while(|l| l.soft && l.level == line.level);
        let end = follows.last().map_or(line.span.end(), |l| l.span.end());
        let span = Span::new(line.span.start(), end);
        let value = tidy(&stream.text[span.range()]);
        let count = value.chars().count();
        if value.is_empty() || count > 300 {
            continue;
        }
        let inside = line.around & (around::ARTICLE | around::MAIN) != 0;
        let trust: u8 = match (line.level, firsts) {
            (1, 1) => 84,
            (1, _) => 66 + if inside { 10 } else { 0 },
            // Without a first-level heading the first of the second level is.
            (_, 0) if out.is_empty() => 50,
            _ => 30,
        };
        let trust = trust
            - if line.linked * 2 > line.span.len() {
                8
            } else {
                0
            };
        let place = stream.origin.raw(span).range();
        let hint = Hint {
            field: Field::Title,
            value,
            rule: Source::Headline,
            at: Some(place),
            trust,
            day: None,
            other: None,
            around: line.around,
            seen: Some(span.start()),
        };
        out.push((hint, span));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(field: Field, value: &str, rule: Source, trust: u8) -> Hint {
        let day = crate::page::dates::date(value, false).map(|f| f.day);
        Hint {
            field,
            value: value.into(),
            rule,
            at: None,
            trust,
            day,
            other: None,
            around: 0,
            seen: None,
        }
    }

    #[test]
    fn titles_without_the_site() {
        let sites = site_names(
            &[hint(
                Field::Outlet,
                "The Tarn Herald",
                Source::MetaOgSiteName,
                90,
            )],
            Some("https://www.tarnherald.example/x"),
        );
        let strip = |t| without_site(t, &sites).0.to_string();
        assert_eq!(
            strip("Bridge shut - again | News | Tarn Herald"),
            "Bridge shut - again | News"
        );
        assert_eq!(strip("Tarn Herald: Bridge shut"), "Bridge shut");
        assert_eq!(strip("Bridge shut – tarnherald.example"), "Bridge shut");
        assert_eq!(
            strip("Bridge shut - what we know"),
            "Bridge shut - what we know"
        );
        let hints = [
            hint(
                Field::Title,
                "Bridge shut | News | Tarn Herald",
                Source::TitleElement,
                60,
            ),
            hint(Field::Title, "Bridge shut", Source::Headline, 84),
            hint(
                Field::Title,
                "The bridge that shut a town",
                Source::MetaOgTitle,
                80,
            ),
        ];
        assert_eq!(title(&hints, &sites).unwrap().value, "Bridge shut");
    }

    #[test]
    fn persons_of_a_byline() {
        let names = |value: &str| people(value, &["tarnherald".into()], true).join("; ");
        assert_eq!(names("By Ada Quill, Science Editor"), "Ada Quill");
        assert_eq!(
            names("Ada Quill and Tom van der Brack | 14 March 2023"),
            "Ada Quill; Tom van der Brack"
        );
        assert_eq!(names("Tarn Herald Staff"), "");
        assert_eq!(names("By Staff Reporter"), "");
        assert_eq!(names("Lee Orme, Jr., in Velm"), "Lee Orme Jr.");
        assert_eq!(names("https://facebook.example/tarn"), "");
    }

    #[test]
    fn days_support_each_other() {
        let hints = [
            hint(Field::Published, "2023-03-16", Source::DateClass, 70),
            hint(Field::Published, "2023-03-14", Source::TimeElement, 72),
            hint(Field::Published, "2023-03-14", Source::Address, 84),
        ];
        let (chosen, day) = super::day(&hints, Field::Published, None).unwrap();
        assert_eq!(
            (day.to_string().as_str(), chosen.hint, chosen.confidence),
            ("2023-03-14", 2, 85)
        );
        let captured = Day::new(2023, 3, 10);
        assert!(super::day(&hints, Field::Published, captured).is_none());
    }
}
