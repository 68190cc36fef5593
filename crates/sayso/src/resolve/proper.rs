//! In: the names that the tagger found. Out: names from their first word to their last, and of the
//! kind that their own words and the words around them tell. What tells, in this order; where
//! nothing does, the tagger is believed:
//!
//! 1. a title: "Mrs. Orbeck", "Dr Ana Ruiz"
//! 2. a word of the name: "Kestrel News Network", "Brandel Marine plc", "Mill Lane", "El Faro"
//! 3. what it is said to be: "Il Cappello, a trade journal,", "the security firm Null Harbour",
//!    "the pilot Samir Aoun"
//! 4. an article: "the Free Hills Front"
//! 5. what it has, or who works there: "Pigeonhole’s shareholders", "an analyst at Stellan Fitch"
//! 6. where something happens, if it is one word: "in Kolvar"
//!
//! What is told once of a name holds for each place where it is written so.

use super::names::PARTICLES;
use super::{Kind, Words, kinds, roles};
use crate::names::{Gender, Name, NameKind, Pos};
use sayso_english::classes::{class, classes};
use sayso_english::titles::is_title;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A name and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProperName {
    pub tokens: Range<u32>,
    pub kind: NameKind,
    /// An organisation that reports news.
    pub media: bool,
}

/// What a name is told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Person,
    Organisation,
    Media,
    Place,
}

impl Told {
    fn kind(self) -> NameKind {
        match self {
            Told::Person => NameKind::Person,
            Told::Place => NameKind::Place,
            Told::Organisation | Told::Media => NameKind::Organisation,
        }
    }

    /// What somebody or something with a role of this kind is.
    fn of(kind: Kind) -> Option<Told> {
        Some(match kind {
            Kind::Role => Told::Person,
            Kind::Organisation => Told::Organisation,
            Kind::Media => Told::Media,
            _ => return None,
        })
    }
}

/// What only organisations have, or people who work for one.
const OWNED: &str = "shareholders shares board employees staff customers headquarters profits revenue factory plant \
    subsidiary members spokespeople investors readers viewers listeners subscribers lawmakers parliament government ministry";

/// The names of a report.
pub fn names(
    words: &Words<'_>,
    found: &[Name],
    gender: &dyn Fn(&str) -> Option<Gender>,
) -> Vec<ProperName> {
    let mut out: Vec<ProperName> = found
        .iter()
        .filter_map(|name| whole(words, name, found, gender))
        .collect();
    let covered = add_surnames(words, &mut out, gender);
    add_families(words, &mut out, covered);
    out.sort_by_key(|n| (n.tokens.start, n.tokens.end));
    let mut out = join(out);
    tell(words, &mut out, gender);
    out
}

/// A name from its first word to its last; none if it is no name.
fn whole(
    words: &Words<'_>,
    name: &Name,
    found: &[Name],
    gender: &dyn Fn(&str) -> Option<Gender>,
) -> Option<ProperName> {
    let (mut start, mut end) = (name.tokens.start, name.tokens.end);
    let first = words.at(start);
    if end - start == 1 {
        // "Families of the dead": a common word that begins its sentence. "MPs": several of a kind.
        let begins = start == words.sentence_tokens(start).start || words.at(start - 1) == "“";
        let common = kinds::is_common(first) || kinds::is_people(first);
        let plural = common && first.ends_with('s') || kinds::is_plural_acronym(first);
        if plural || begins && (words.pos(start) == Pos::Noun || common) {
            return None;
        }
    }
    let mut kind = name.kind;
    end = hyphened(words, end);
    // "Alhaji Bashir & Sons"
    if words.at(end) == "&" && words.is_upper(end + 1) {
        (kind, end) = (NameKind::Organisation, end + 2);
    }
    let written = words.slice(start..end);
    let somebody = end - start == 2 && gender(first).is_some();
    if kind != NameKind::Organisation
        && (kinds::is_company(written) || kinds::is_media(written) && !somebody)
    {
        kind = NameKind::Organisation;
    }
    if kind == NameKind::Organisation {
        (start, end) = body(words, start, end, found);
    } else {
        if kind == NameKind::Place && is_body_of(words, start) {
            return Some(ProperName {
                tokens: start - 2..end,
                kind: NameKind::Organisation,
                media: false,
            });
        }
        (start, end) = joined(words, start, end);
    }
    if kind == NameKind::Person {
        start = without_role(words, start, end, gender);
    }
    Some(ProperName {
        tokens: start..end,
        kind,
        media: false,
    })
}

/// "Bae Sung" goes on with "-min".
fn hyphened(words: &Words<'_>, mut end: u32) -> u32 {
    while end + 1 < words.len()
        && words.at(end) == "-"
        && words.is_glued(end)
        && words.is_glued(end + 1)
    {
        end += 2;
    }
    end
}

/// "Growers’ League" begins with its first capital, "Union of Harbour Workers" with its body,
/// "Fennel & Daughters Ltd" before the sign; "National Gallery of Dorvo" goes on.
fn body(words: &Words<'_>, mut start: u32, mut end: u32, found: &[Name]) -> (u32, u32) {
    let joins =
        |k: u32| matches!(words.at(k), "and" | "of" | "&" | "for") || words.is_possessive(k);
    let sentence = words.sentence_tokens(start);
    // "Tumbili FM", of which the tagger found the end.
    let ending = end - start == 1 && kinds::is_ending(words.at(start));
    let of_a_body = kinds::is_body(words.at(end - 1)) || ending;
    let mut k = start;
    while k > sentence.start && start - k < 12 {
        let before = k - 1;
        let capital = words.is_upper(before) && classes(words.at(before)) & class::DETERMINER == 0;
        let sign = words.at(before) == "&" && before > sentence.start && words.is_upper(before - 1);
        if !(sign
            || of_a_body && (joins(before) || capital)
            || k < start && capital && words.at(k) == "&")
        {
            break;
        }
        // A common word in a capital begins the sentence.
        let common = kinds::is_common(words.at(before)) || words.pos(before) == Pos::Noun;
        if before == sentence.start && common && words.at(k) != "&" {
            break;
        }
        k = before;
        if words.is_upper(k) {
            start = k;
        }
    }
    if is_body_of(words, start) {
        start -= 2;
    }
    let stop = words.sentence_tokens(end - 1).end;
    let begins = |k: u32| found.binary_search_by_key(&k, |n| n.tokens.start).is_ok();
    let goes_on = |k: u32| k < stop && words.is_upper(k) && words.pos(k) != Pos::Verb;
    loop {
        if goes_on(end) && !begins(end) {
            end += 1;
            continue;
        }
        // "National Gallery of Dorvo", "Fund for the Rivers"
        let several = end - start > 1 && matches!(words.at(end), "of" | "for");
        let next = end + 1 + u32::from(words.at(end + 1) == "the");
        if !several || !goes_on(next) || is_title(words.at(next)) {
            break;
        }
        end = next + 1;
    }
    (start, end)
}

/// "Union of" in front of a name that begins at `start`.
fn is_body_of(words: &Words<'_>, start: u32) -> bool {
    start > 1
        && words.at(start - 1) == "of"
        && words.is_upper(start - 2)
        && kinds::is_body(words.at(start - 2))
}

/// What belongs to a person's name before and after what the tagger found: "Hamad" goes on with
/// "bin Rashid", "Shah" begins with "Penhaligon-", "Ogilvy" with "Len “Tiny”".
fn joined(words: &Words<'_>, mut start: u32, mut end: u32) -> (u32, u32) {
    let sentence = words.sentence_tokens(start);
    let particle = |k: u32| PARTICLES.contains(&words.at(k));
    let name = |k: u32| words.is_upper(k) && classes(&words.lower(k)) & class::DETERMINER == 0;
    loop {
        let before = start;
        // "al-Suwaidan" is three words.
        let dash = |k: u32| words.at(k) == "-" && words.is_glued(k) && words.is_glued(k + 1);
        if start > sentence.start + 1 && dash(start - 1) && (name(start - 2) || particle(start - 2))
        {
            start -= 2;
        }
        let mut k = start;
        while k > sentence.start && start - k < 3 && particle(k - 1) {
            k -= 1;
        }
        if k < start && k > sentence.start && name(k - 1) && !is_title(words.at(k - 1)) {
            start = k - 1;
        }
        // Len “Tiny” Ogilvy
        let quoted = start > sentence.start + 3
            && matches!(words.at(start - 1), "”" | "\"" | "’")
            && matches!(words.at(start - 3), "“" | "\"" | "‘");
        if quoted && words.is_upper(start - 2) && name(start - 4) {
            start -= 4;
        }
        if before == start {
            break;
        }
    }
    let stop = sentence.end;
    // "Kim" goes on with "Yo-ran".
    let hyphen = end + 2 < stop
        && words.at(end + 1) == "-"
        && words.is_glued(end + 1)
        && words.is_glued(end + 2);
    if end - start == 1 && hyphen && words.is_upper(end) && !words.is_upper(end + 2) {
        end += 3;
    }
    loop {
        let mut k = end;
        while k < stop && k - end < 3 && (particle(k) || k > end && words.at(k) == "-") {
            k += 1;
        }
        if k == end || k >= stop || !words.is_upper(k) {
            break;
        }
        end = hyphened(words, k + 1);
    }
    (start, end)
}

/// "Motorist Beatriz Quintanilha": a role in front that is written like a part of the name.
fn without_role(
    words: &Words<'_>,
    start: u32,
    end: u32,
    gender: &dyn Fn(&str) -> Option<Gender>,
) -> u32 {
    let first = words.at(start);
    let role = kinds::is_role(first) && !is_title(first) && gender(first).is_none();
    let begins = start == words.sentence_tokens(start).start;
    if role && (end - start > 2 || end - start == 2 && begins) {
        start + 1
    } else {
        start
    }
}

/// A surname is joined to a known first name before it that the tagger passed over. Gives the
/// tokens that are names.
fn add_surnames(
    words: &Words<'_>,
    out: &mut Vec<ProperName>,
    gender: &dyn Fn(&str) -> Option<Gender>,
) -> Vec<bool> {
    let lone = out
        .iter()
        .filter(|n| n.kind == NameKind::Person && n.tokens.len() == 1);
    let surnames: HashSet<&str> = lone
        .map(|n| words.at(n.tokens.start))
        .filter(|word| !kinds::is_people(word))
        .collect();
    out.retain(|n| {
        n.kind != NameKind::Person
            || n.tokens.len() > 1
            || !kinds::is_people(words.at(n.tokens.start))
    });
    let mut covered = vec![false; words.len() as usize];
    for name in &*out {
        covered[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    let mut at: HashMap<u32, usize> = (0..)
        .zip(&*out)
        .map(|(n, name)| (name.tokens.start, n))
        .collect();
    for k in 1..words.len() {
        let two = !covered[k as usize - 1] && words.is_upper(k) && words.is_upper(k - 1);
        if !two || !surnames.contains(words.at(k)) || gender(words.at(k - 1)).is_none() {
            continue;
        }
        match at.remove(&k) {
            Some(n) => out[n].tokens.start = k - 1,
            None if !covered[k as usize] => {
                out.push(ProperName {
                    tokens: k - 1..k + 1,
                    kind: NameKind::Person,
                    media: false,
                });
            }
            None => {}
        }
    }
    covered
}

/// Every bare surname of somebody named in full is a mention, whatever the tagger thought.
fn add_families(words: &Words<'_>, out: &mut Vec<ProperName>, mut covered: Vec<bool>) {
    let full = out
        .iter()
        .filter(|n| n.kind == NameKind::Person && n.tokens.len() > 1);
    let families: HashSet<&str> = full
        .map(|n| words.at(n.tokens.end - 1))
        .filter(|w| w.len() > 2 && w.starts_with(char::is_uppercase))
        .collect();
    for k in 0..words.len() {
        let goes_on = k > 0 && covered[k as usize - 1] && words.is_upper(k - 1);
        if !covered[k as usize] && words.is_upper(k) && !goes_on && families.contains(words.at(k)) {
            covered[k as usize] = true;
            out.push(ProperName {
                tokens: k..k + 1,
                kind: NameKind::Person,
                media: false,
            });
        }
    }
}

/// Names in text order; one that reaches into the one before it is that one.
fn join(names: Vec<ProperName>) -> Vec<ProperName> {
    let mut out: Vec<ProperName> = Vec::with_capacity(names.len());
    for name in names {
        match out.last_mut() {
            Some(last) if last.tokens.end > name.tokens.start => {
                last.tokens.end = last.tokens.end.max(name.tokens.end);
                if name.kind == NameKind::Organisation {
                    last.kind = name.kind;
                }
            }
            _ => out.push(name),
        }
    }
    out
}

/// Gives names the kind that is told of them, here or elsewhere in the report.
fn tell(words: &Words<'_>, names: &mut [ProperName], gender: &dyn Fn(&str) -> Option<Gender>) {
    let full: HashSet<&str> = (names.iter())
        .filter(|n| n.kind == NameKind::Person && n.tokens.len() > 1)
        .flat_map(|n| n.tokens.clone())
        .map(|k| words.at(k))
        .collect();
    let mut told: HashMap<&str, (usize, Told)> = HashMap::new();
    for name in &*names {
        let written = words.slice(name.tokens.clone());
        let Some((sign, mut what)) = told_of(words, &name.tokens) else {
            continue;
        };
        // Who has a first name that is known, or the surname of somebody named in full, is
        // somebody; but for what the name itself says.
        let known_first = gender(words.at(name.tokens.start)).is_some();
        let family = name.tokens.len() == 1 && full.contains(written);
        let somebody = name.kind == NameKind::Person && (known_first || family);
        // "Emily Post, a teacher"; the Charlotte Observer is no woman.
        if known_first
            && what == Told::Media
            && by_what_follows(words, &name.tokens) == Some(Told::Person)
        {
            what = Told::Person;
        }
        if somebody && what != Told::Person && sign > 1 {
            continue;
        }
        if what == Told::Organisation && name.kind == NameKind::Place {
            what = Told::Place;
        }
        let known = told.entry(written).or_insert((sign, what));
        if sign < known.0 {
            *known = (sign, what);
        }
    }
    for name in names {
        if let Some((_, what)) = told.get(words.slice(name.tokens.clone())) {
            name.kind = what.kind();
            name.media = *what == Told::Media;
        }
    }
}

/// What is told of a name, and by which sign: the lower, the surer.
pub fn told_of(words: &Words<'_>, tokens: &Range<u32>) -> Option<(usize, Told)> {
    const SIGNS: [fn(&Words<'_>, &Range<u32>) -> Option<Told>; 7] = [
        by_title,
        by_own_words,
        by_what_follows,
        by_what_precedes,
        by_article,
        by_what_it_has,
        by_where,
    ];
    (0..)
        .zip(SIGNS)
        .find_map(|(number, sign)| Some((number, sign(words, tokens)?)))
}

fn by_title(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    let first = tokens.len() > 1 && is_title(words.at(tokens.start));
    let stop = u32::from(tokens.start > 0 && words.at(tokens.start - 1) == ".");
    let before = tokens
        .start
        .checked_sub(1 + stop)
        .map_or("", |k| words.at(k));
    let written = before.starts_with(char::is_uppercase) && is_title(before);
    (first || written).then_some(Told::Person)
}

fn by_own_words(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    let written = words.slice(tokens.clone());
    if kinds::is_media(written) {
        return Some(Told::Media);
    }
    if kinds::is_company(written) {
        return Some(Told::Organisation);
    }
    kinds::is_place_name(written).then_some(Told::Place)
}

/// "Il Cappello, a trade journal,"
fn by_what_follows(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    if words.at(tokens.end) != "," {
        return None;
    }
    let head = roles::head_of_phrase(words, tokens.end + 1)?;
    head_tells(words, head)
}

/// "the security firm Null Harbour", "pilot Samir Aoun"
fn by_what_precedes(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    let head = tokens.start.checked_sub(1)?;
    let word = words.at(head);
    let small = word.starts_with(char::is_lowercase) && words.pos(head) != Pos::Verb;
    if small
        && matches!(
            kinds::of_head(word, false, true),
            Kind::Media | Kind::Organisation | Kind::Role
        )
    {
        // Of a person the word must be known as a role: anything unknown would pass for one.
        return head_tells(words, head);
    }
    // "the port operator, Brandel Marine,"
    let apposed = word == "," && head > 0 && words.at(head - 1).starts_with(char::is_lowercase);
    let role = roles::apposed_before(words, tokens.start).filter(|_| apposed)?;
    head_tells(words, role.tokens.end - 1).filter(|told| *told != Told::Organisation)
}

/// What a noun tells of whom it is said.
fn head_tells(words: &Words<'_>, head: u32) -> Option<Told> {
    let word = words.lower(head);
    if word == "agency" && head > 0 && matches!(&*words.lower(head - 1), "news" | "press") {
        return Some(Told::Media);
    }
    if kinds::is_place_word(&word) {
        return Some(Told::Place);
    }
    let kind = kinds::of_head(&word, false, true);
    if kind == Kind::Role && !kinds::is_role(&word) {
        return None;
    }
    Told::of(kind)
}

/// "the Free Hills Front"
fn by_article(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    let article = |k: u32| matches!(words.at(k), "the" | "The");
    let own = tokens.len() > 1 && article(tokens.start);
    let before = tokens.start.checked_sub(1).is_some_and(article);
    let several =
        kinds::is_people(words.at(tokens.end - 1)) || words.at(tokens.end - 1).ends_with('s');
    // "the Obama administration", "the Smith case": the article is another word's.
    let follows = words.pos(tokens.end);
    let alone = !matches!(follows, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num)
        && words.at(tokens.end) != "-"
        && !words.is_possessive(tokens.end);
    if before && tokens.len() == 1 && kinds::is_outlet(&words.lower(tokens.start), true) {
        return Some(Told::Media);
    }
    (before || own)
        .then_some(Told::Organisation)
        .filter(|_| alone && !(several && tokens.len() == 1))
}

/// "Pigeonhole’s shareholders", "an analyst at Stellan Fitch"
fn by_what_it_has(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    let owned = |k: u32| OWNED.split_ascii_whitespace().any(|w| w == words.at(k));
    let has = words.is_possessive(tokens.end) && (owned(tokens.end + 1) || owned(tokens.end + 2));
    let at = tokens.start.checked_sub(2).is_some_and(|k| {
        words.at(k + 1) == "at" && kinds::is_role(words.at(k)) && !words.is_upper(k)
    });
    (has || at).then_some(Told::Organisation)
}

/// "in Kolvar"
fn by_where(words: &Words<'_>, tokens: &Range<u32>) -> Option<Told> {
    let before = tokens.start.checked_sub(1).map_or("", |k| words.at(k));
    let place = matches!(
        before,
        "in" | "near" | "outside" | "across" | "throughout" | "In" | "Near"
    );
    // "in Trump’s view", "in Clinton, voters see"
    let alone = !words.is_possessive(tokens.end) && words.pos(tokens.end) != Pos::Noun;
    (place && tokens.len() == 1 && alone).then_some(Told::Place)
}
