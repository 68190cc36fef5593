//! In: the names that the tagger found. Out: the names from their first word to their last, each with
//! the kind that its own words and the words around it show. In this order; if nothing shows a kind,
//! that of the tagger is kept:
//!
//! 1. a title: "Mrs. Orbeck", "Dr Ana Ruiz"
//! 2. a word of the name: "Kestrel News Network", "Brandel Marine plc", "Mill Lane", "El Faro"
//! 3. what the report says it is: "Il Cappello, a trade journal,", "the security firm Null Harbour",
//!    "the pilot Samir Aoun"
//! 4. what it is the name of: "the town of Tessmar"
//! 5. an article: "the Free Hills Front"
//! 6. what it has, or who works there: "Pigeonhole’s shareholders", "an analyst at Stellan Fitch"
//! 7. where something happens, if it is one word: "in Kolvar"
//!
//! The kind shown in one place holds wherever the name is written the same, because reports use a name
//! for one thing only.

use super::{Kind, Words, kinds, roles};
use crate::names::{Gender, Name, NameKind, Pos};
use sayso_english::calendar::weekday_number;
use sayso_english::classes::{class, classes};
use sayso_english::sources::{NAME_WORDS, NOUNS, PARTICLES, SMALL_WORDS, in_name, noun, small};
use sayso_english::titles::{Title, TitleKind, is_title, title};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A name and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProperName {
    pub tokens: Range<u32>,
    pub kind: NameKind,
    /// True for an organisation that reports news.
    pub media: bool,
}

impl ProperName {
    fn new(tokens: Range<u32>, kind: NameKind) -> ProperName {
        ProperName {
            tokens,
            kind,
            media: false,
        }
    }
}

/// What the words around a name show it to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Person,
    Organisation,
    Media,
    Place,
}

impl Shown {
    fn kind(self) -> NameKind {
        match self {
            Shown::Person => NameKind::Person,
            Shown::Place => NameKind::Place,
            Shown::Organisation | Shown::Media => NameKind::Organisation,
        }
    }

    /// What a name is whose role is of this kind.
    fn of(kind: Kind) -> Option<Shown> {
        Some(match kind {
            Kind::Role => Shown::Person,
            Kind::Organisation => Shown::Organisation,
            Kind::Media => Shown::Media,
            _ => return None,
        })
    }
}

/// The gender that a first name is mostly given to.
type GenderOf<'g> = &'g dyn Fn(&str) -> Option<Gender>;

/// The names of a report.
pub fn names(words: &Words<'_>, found: &[Name], gender: GenderOf<'_>) -> Vec<ProperName> {
    let mut out: Vec<ProperName> = found
        .iter()
        .filter_map(|name| without_opening(words, name, gender))
        .filter_map(|name| whole(words, &name, found, gender))
        .flat_map(|name| without_acronym(words, name))
        .collect();
    add_bodies_of_offices(words, &mut out, found);
    let mut covered = add_surnames(words, &mut out, gender);
    add_relatives(words, &mut out, &mut covered);
    add_families(words, &mut out, covered);
    out.sort_by_key(|n| (n.tokens.start, n.tokens.end));
    let mut out = join(out);
    set_kinds(words, &mut out, gender);
    out
}

/// The name without a word that only begins the sentence: "Moller" of "In Moller’s words". None if
/// nothing is left, as of "Monday" or "He".
fn without_opening(words: &Words<'_>, name: &Name, gender: GenderOf<'_>) -> Option<Name> {
    let tokens = &name.tokens;
    let first = tokens.start;
    let begins = first == words.sentence_tokens(first).start || words.at(first - 1) == "“";
    if tokens.len() == 1 {
        let is_other = name.kind == NameKind::Person && is_never_a_person(words, first);
        return (!is_other).then(|| name.clone());
    }
    if !begins || !only_opens(words, tokens, gender) {
        return Some(name.clone());
    }
    Some(Name {
        tokens: first + 1..tokens.end,
        ..name.clone()
    })
}

/// Pronouns, prepositions and the like, "Miss", and days of the week.
fn is_never_a_person(words: &Words<'_>, k: u32) -> bool {
    const FUNCTION: u16 = class::PREPOSITION | class::CLAUSE | class::PRONOUN | class::DETERMINER;
    let word = words.lower(k);
    let is_function_word = classes(&word) & FUNCTION != 0 || word == "only";
    let is_courtesy = title(&word).is_some_and(|title| title.kind == TitleKind::Courtesy);
    is_function_word || is_courtesy || word.ends_with("day") && weekday_number(&word).is_some()
}

/// Whether the first word of a name that begins a sentence is a preposition. "Per" is one in "Per
/// Moller, the wall fell", but not in "Per Moller, the mayor, said".
fn only_opens(words: &Words<'_>, name: &Range<u32>, gender: GenderOf<'_>) -> bool {
    let first = words.lower(name.start);
    let is_preposition = classes(&first) & class::PREPOSITION != 0;
    if first == "per" {
        let next = words.lower(name.end + 1);
        let begins_clause = classes(&next) & (class::DETERMINER | class::PRONOUN) != 0;
        let is_apposed = by_what_follows(words, name) == Some(Shown::Person);
        return words.at(name.end) == "," && begins_clause && !is_apposed;
    }
    let is_first_name = || gender(words.at(name.start)).is_some();
    is_preposition && (words.is_possessive(name.end) || !is_first_name())
}

/// The acronym and the person of "F.B.I. James Corvin" in "former head of the F.B.I. James Corvin":
/// two names that nothing separates.
fn without_acronym(words: &Words<'_>, name: ProperName) -> Vec<ProperName> {
    let start = name.tokens.start;
    let rest = start + 1..name.tokens.end;
    let letters = words.at(start).replace('.', "");
    let is_acronym = letters.len() > 1 && letters.bytes().all(|b| b.is_ascii_uppercase());
    if !is_acronym || rest.len() < 2 || !belongs_to_role(words, start) {
        return vec![name];
    }
    let written = words.slice(rest.clone());
    let last = words.lower(rest.end - 1);
    let is_body = kinds::is_company(written) || kinds::is_media(written) || kinds::is_body(&last);
    let is_person = !is_body && !kinds::is_role(&words.lower(rest.start));
    if !is_person
        || !rest
            .clone()
            .all(|k| words.is_upper(k) || words.at(k) == ".")
    {
        return vec![name];
    }
    vec![
        ProperName::new(start..rest.start, NameKind::Organisation),
        ProperName::new(rest, NameKind::Person),
    ]
}

/// Whether a role and "of" are before a name: "the head of the".
fn belongs_to_role(words: &Words<'_>, name: u32) -> bool {
    let of = name.saturating_sub(1 + u32::from(name > 0 && words.at(name - 1) == "the"));
    of > 0 && matches!(words.at(of), "of" | "at" | "for") && is_office_word(&words.lower(of - 1))
}

/// A role, or "head" and "leader", which are roles only with "of".
fn is_office_word(word: &str) -> bool {
    kinds::is_role(word) || is_title(word) || word == "head"
}

/// Adds the bodies of offices and of people: "Norvik Mayor’s Fund for Clean Rivers", "Colleges and
/// Schools Employers’ Association". "Orbeck’s Foundation" is a body and whose it is.
fn add_bodies_of_offices(words: &Words<'_>, out: &mut Vec<ProperName>, found: &[Name]) {
    for k in 1..words.len() {
        if !words.is_possessive(k) || !words.is_upper(k - 1) || !words.is_upper(k + 1) {
            continue;
        }
        let sentence = words.sentence_tokens(k);
        let run = (k + 1..sentence.end).take_while(|&k| words.is_upper(k));
        let Some(body) = run.filter(|&k| kinds::is_body(&words.lower(k))).last() else {
            continue;
        };
        if !owns_body(words, k, out) {
            continue;
        }
        let start = start_of_owner(words, k - 1, sentence.start);
        let end = end_of_body(words, start..body + 1, found);
        out.push(ProperName::new(start..end, NameKind::Organisation));
    }
    out.sort_by_key(|name| (name.tokens.start, name.tokens.end));
    *out = join(std::mem::take(out));
}

/// Whether the word before a possessive is an office or several people, so that it is a part of the
/// name after it: "Governor’s Office", "Workers’ Union".
fn owns_body(words: &Words<'_>, possessive: u32, names: &[ProperName]) -> bool {
    let word = words.lower(possessive - 1);
    let is_plural = matches!(words.at(possessive), "’" | "'") && word.ends_with('s');
    let is_collective = matches!(&*word, "children" | "men" | "people" | "women");
    let is_several = is_plural || is_collective;
    // "Brooks’ Foundation" after "Karl Brooks"
    let is_surname = || {
        let mut people = names.iter().filter(|name| name.kind == NameKind::Person);
        people.any(|name| name.tokens.contains(&(possessive - 1)))
    };
    is_title(&word) || kinds::is_role(&word) || is_several && !is_surname()
}

/// Where the capitals before "Governor’s" begin. "and" joins only several of a kind: "Colleges and
/// Schools Employers’".
fn start_of_owner(words: &Words<'_>, owner: u32, sentence: u32) -> u32 {
    let is_several = |k: u32| words.is_upper(k) && words.at(k).ends_with('s');
    let mut start = owner;
    while start > sentence {
        let joins = words.at(start - 1) == "and" && start > sentence + 1 && is_several(start - 2);
        if joins && (is_several(start) || is_several(owner)) {
            start -= 2;
        } else if is_capital(words, start - 1) && !only_begins_sentence(words, start - 1, sentence)
        {
            start -= 1;
        } else {
            break;
        }
    }
    start
}

/// Adds the first names of relatives that the tagger missed: "her son Jan".
fn add_relatives(words: &Words<'_>, out: &mut Vec<ProperName>, covered: &mut [bool]) {
    for k in 2..words.len() {
        let is_lone = words.is_upper(k) && !covered[k as usize] && !words.is_upper(k + 1);
        if !is_lone || words.is_upper(k - 1) || !kinds::is_kin(words.at(k - 1)) {
            continue;
        }
        let is_owned = words.is_possessive(k - 2)
            || matches!(&*words.lower(k - 2), "his" | "her" | "their" | "my");
        if is_owned && words.at(k).len() > 1 && !kinds::is_common(words.at(k)) {
            covered[k as usize] = true;
            out.push(ProperName::new(k..k + 1, NameKind::Person));
        }
    }
}

/// The name from its first word to its last; none if it is not a name.
fn whole(
    words: &Words<'_>,
    name: &Name,
    found: &[Name],
    gender: GenderOf<'_>,
) -> Option<ProperName> {
    let (start, mut end) = (
        with_hyphen_before(words, name.tokens.start),
        name.tokens.end,
    );
    if end - start == 1 && is_common_word(words, start) {
        return None;
    }
    let mut kind = name.kind;
    if kind == NameKind::Person && is_office(words, start..end, gender) {
        return None;
    }
    end = with_hyphens(words, end);
    // "Alhaji Bashir & Sons"
    if words.at(end) == "&" && words.is_upper(end + 1) {
        (kind, end) = (NameKind::Organisation, end + 2);
    }
    let written = words.slice(start..end);
    let can_be_person = end - start == 2 && gender(words.at(start)).is_some();
    if can_be_person && has_surname_like_a_body(words, start..end) {
        kind = NameKind::Person;
    }
    let is_person = can_be_person && kind == NameKind::Person;
    if kinds::is_company(written) && !is_person || kinds::is_media(written) && !can_be_person {
        kind = NameKind::Organisation;
    }
    // "Tarn Lines", of which the tagger found the town.
    if kind == NameKind::Place && end - start == 1 && words.is_upper(end) {
        let longer = start..end + 1;
        if kinds::is_company(words.slice(longer.clone())) {
            return Some(ProperName::new(longer, NameKind::Organisation));
        }
    }
    let tokens = match kind {
        NameKind::Organisation => whole_body(words, start..end, found),
        NameKind::Place if is_body_of(words, start) => {
            return Some(ProperName::new(start - 2..end, NameKind::Organisation));
        }
        NameKind::Place => whole_person(words, start..end),
        NameKind::Person => without_role(words, whole_person(words, start..end), gender),
    };
    if let Some(tokens) = with_doubled_name(words, &tokens) {
        return Some(ProperName::new(tokens, NameKind::Person));
    }
    Some(ProperName::new(tokens, kind))
}

/// True for words that are an office and not a name: "Deputy Director". "Officer King" is a name.
fn is_office(words: &Words<'_>, tokens: Range<u32>, gender: GenderOf<'_>) -> bool {
    let last = words.lower(tokens.end - 1);
    let is_post = NOUNS.has_exact(&last, noun::OFFICIAL) || title(&last).is_some_and(is_post);
    let is_office = is_post || matches!(&*last, "director" | "editor" | "executive" | "manager");
    let is_role = |k: u32| is_office_word(&words.lower(k)) || is_part_of_title(words.at(k));
    tokens.len() > 1
        && is_office
        && gender(words.at(tokens.start)).is_none()
        && tokens.clone().all(is_role)
}

/// Titles that are an office and hardly a surname.
fn is_post(title: &Title) -> bool {
    let is_public = matches!(title.kind, TitleKind::Office | TitleKind::Rank);
    is_public && !title.is_in_names
}

/// Words that distinguish ranks: "Vice", "Deputy".
fn is_part_of_title(word: &str) -> bool {
    SMALL_WORDS.has(word, small::RANK | small::BEGINS_ROLE)
}

/// The name of a person whose first name is doubled: "San San Chiou", "Win Win Maw".
fn with_doubled_name(words: &Words<'_>, tokens: &Range<u32>) -> Option<Range<u32>> {
    let start = tokens.start;
    let is_doubled = |k: u32| words.at(k) == words.at(k + 1) && words.at(k).len() > 1;
    let sentence = words.sentence_tokens(start).start;
    let start = if start > sentence && is_doubled(start - 1) {
        start - 1
    } else {
        start
    };
    if tokens.end != start + 3 || !is_doubled(start) || !words.is_upper(start + 2) {
        return None;
    }
    let written = words.slice(start..tokens.end);
    let last = words.lower(start + 2);
    let is_body = kinds::is_company(written) || kinds::is_media(written) || kinds::is_body(&last);
    let is_place = kinds::is_place_name(written) || kinds::is_place_word(&last);
    (!is_body && !is_place).then_some(start..tokens.end)
}

/// Whether the second word of a name is a surname although it ends names of bodies and streets too:
/// "David Bank", "Emily Post". "The Emily Post" is an outlet, and something is "in Emily Street".
fn has_surname_like_a_body(words: &Words<'_>, name: Range<u32>) -> bool {
    let before = name
        .start
        .checked_sub(1)
        .map_or("".into(), |k| words.lower(k));
    let is_governed = classes(&before) & (class::DETERMINER | class::PREPOSITION) != 0;
    let is_surname = NAME_WORDS.has(words.at(name.end - 1), in_name::SURNAME);
    is_surname && !is_governed && !words.is_upper(name.end)
}

/// True for a single word that is not a name: "Families" at the beginning of a sentence, "MPs".
fn is_common_word(words: &Words<'_>, k: u32) -> bool {
    let word = words.at(k);
    let begins = k == words.sentence_tokens(k).start || words.at(k - 1) == "“";
    let is_common = kinds::is_common(word) || kinds::is_people(word);
    let is_plural = is_common && word.ends_with('s') || kinds::is_plural_acronym(word);
    let has_article = k > 0 && matches!(words.at(k - 1), "the" | "The");
    let is_office = has_article && title(word).is_some_and(is_post);
    is_plural || is_office || begins && (words.pos(k) == Pos::Noun || is_common)
}

/// Where a name ends together with what is joined to it by hyphens: "-min" of "Bae Sung-min".
fn with_hyphens(words: &Words<'_>, mut end: u32) -> u32 {
    while end + 1 < words.len() && is_hyphen(words, end) {
        end += 2;
    }
    end
}

/// A hyphen without spaces around it.
fn is_hyphen(words: &Words<'_>, k: u32) -> bool {
    words.at(k) == "-" && words.is_glued(k) && words.is_glued(k + 1)
}

/// The whole name of an organisation: "Growers’ League" begins with its first capital, "Union of
/// Harbour Workers" with its body, "Fennel & Daughters Ltd" before the sign, and "National Gallery of
/// Dorvo" goes on after "of".
fn whole_body(words: &Words<'_>, tokens: Range<u32>, found: &[Name]) -> Range<u32> {
    let start = start_of_body(words, &tokens);
    start..end_of_body(words, start..tokens.end, found)
}

/// Where "Velm-Dade Police" begins if the tagger found "-Dade Police".
fn with_hyphen_before(words: &Words<'_>, start: u32) -> u32 {
    let is_cut = words.at(start) == "-" && words.is_glued(start);
    let before = start.saturating_sub(1);
    if is_cut && words.is_upper(before) {
        before
    } else {
        start
    }
}

/// Tokens before the name that are looked at for its beginning.
const LONGEST_BODY: u32 = 12;

fn start_of_body(words: &Words<'_>, tokens: &Range<u32>) -> u32 {
    let mut start = tokens.start;
    let sentence = words.sentence_tokens(start).start;
    // "Tumbili FM": the tagger often finds only the last word.
    let is_ending = tokens.len() == 1 && kinds::is_ending(words.at(start));
    let is_body = kinds::is_body(words.at(tokens.end - 1)) || is_ending;
    let mut k = start;
    while k > sentence && start - k < LONGEST_BODY {
        let joins = joins_sign(words, k, sentence, k < start)
            || is_body && (is_capital(words, k - 1) || joins_in_body(words, k - 1));
        if !joins || only_begins_sentence(words, k - 1, sentence) {
            break;
        }
        k -= 1;
        if words.is_upper(k) {
            start = k;
        }
    }
    if is_body_of(words, start) {
        start - 2
    } else {
        start
    }
}

/// A word with a capital that is not "The" or another determiner.
fn is_capital(words: &Words<'_>, k: u32) -> bool {
    words.is_upper(k) && classes(words.at(k)) & class::DETERMINER == 0
}

/// Whether the token before `k` belongs to the name because of "&": it is the sign with a capital
/// before it, or, inside the name, a capital before the sign at `k`.
fn joins_sign(words: &Words<'_>, k: u32, sentence: u32, is_inside: bool) -> bool {
    let before = k - 1;
    let is_sign = words.at(before) == "&" && before > sentence && words.is_upper(before - 1);
    is_sign || is_inside && words.at(k) == "&" && is_capital(words, before)
}

/// Whether a word has a capital only because it begins the sentence. A common word before "&" belongs
/// to the name.
fn only_begins_sentence(words: &Words<'_>, k: u32, sentence: u32) -> bool {
    let is_common = || kinds::is_common(words.at(k)) || words.pos(k) == Pos::Noun;
    k == sentence && words.at(k + 1) != "&" && is_common()
}

/// Words between the capitals of an organisation's name.
fn joins_in_body(words: &Words<'_>, k: u32) -> bool {
    matches!(words.at(k), "and" | "of" | "&" | "for") || words.is_possessive(k)
}

/// Bodies whose names go on with "on": "Commission on Youth Sport".
const INQUIRING: [&str; 6] = [
    "Board",
    "Commission",
    "Committee",
    "Council",
    "Inquiry",
    "Panel",
];

fn end_of_body(words: &Words<'_>, tokens: Range<u32>, found: &[Name]) -> u32 {
    let mut end = tokens.end;
    let stop = words.sentence_tokens(end - 1).end;
    let begins_name = |k: u32| {
        found
            .binary_search_by_key(&k, |name| name.tokens.start)
            .is_ok()
    };
    let goes_on = |k: u32| k < stop && words.is_upper(k) && words.pos(k) != Pos::Verb;
    loop {
        if goes_on(end) && !begins_name(end) {
            end += 1;
            continue;
        }
        // "National Gallery of Dorvo", "Fund for the Rivers"
        let joins = matches!(words.at(end), "of" | "for")
            || words.at(end) == "on" && INQUIRING.contains(&words.at(end - 1));
        // "Security Council on Friday"
        let is_day = || weekday_number(&words.lower(end + 1)).is_some();
        let can_join = end - tokens.start > 1 && joins && !is_day();
        let next = end + 1 + u32::from(words.at(end + 1) == "the");
        if !can_join || !goes_on(next) || is_title(words.at(next)) {
            return end;
        }
        end = next + 1;
    }
}

/// True if "Union of" comes before a name that begins at `start`.
fn is_body_of(words: &Words<'_>, start: u32) -> bool {
    start > 1
        && words.at(start - 1) == "of"
        && words.is_upper(start - 2)
        && kinds::is_body(words.at(start - 2))
}

/// The whole name of a person: "Hamad" goes on with "bin Rashid", "Shah" begins with
/// "Penhaligon-", "Ogilvy" with "Len “Tiny”".
fn whole_person(words: &Words<'_>, tokens: Range<u32>) -> Range<u32> {
    let sentence = words.sentence_tokens(tokens.start);
    let start = start_of_person(words, tokens.start, sentence.start);
    start..end_of_person(words, start..tokens.end, sentence.end)
}

fn is_particle(words: &Words<'_>, k: u32) -> bool {
    let word = words.at(k);
    word.starts_with(char::is_lowercase) && PARTICLES.has(word)
}

/// A word with a capital that can be part of a person's name.
fn is_name_part(words: &Words<'_>, k: u32) -> bool {
    words.is_upper(k) && classes(&words.lower(k)) & class::DETERMINER == 0
}

/// Particles in a row that a name can have: "de la", "van der".
const PARTICLES_IN_ROW: u32 = 3;

fn start_of_person(words: &Words<'_>, mut start: u32, sentence: u32) -> u32 {
    loop {
        let before = start;
        // "al-Suwaidan" is three tokens.
        let has_hyphen = start > sentence + 1 && is_hyphen(words, start - 1);
        if has_hyphen && (is_name_part(words, start - 2) || is_particle(words, start - 2)) {
            start -= 2;
        }
        start = start_before_particles(words, start, sentence);
        // Len “Tiny” Ogilvy
        let has_nickname = start > sentence + 3
            && matches!(words.at(start - 1), "”" | "\"" | "’")
            && matches!(words.at(start - 3), "“" | "\"" | "‘");
        if has_nickname && words.is_upper(start - 2) && is_name_part(words, start - 4) {
            start -= 4;
        }
        if before == start {
            return start;
        }
    }
}

/// "Hamad" before "bin Rashid".
fn start_before_particles(words: &Words<'_>, start: u32, sentence: u32) -> u32 {
    let mut k = start;
    while k > sentence && start - k < PARTICLES_IN_ROW && is_particle(words, k - 1) {
        k -= 1;
    }
    let has_particles = k < start && k > sentence;
    if has_particles && is_name_part(words, k - 1) && !is_title(words.at(k - 1)) {
        k - 1
    } else {
        start
    }
}

fn end_of_person(words: &Words<'_>, tokens: Range<u32>, stop: u32) -> u32 {
    let mut end = tokens.end;
    // "Kim" goes on with "Yo-ran".
    // "Tawanda M."
    let is_initial = tokens.len() > 1 && words.at(end - 1).len() == 1;
    if is_initial && words.at(end) == "." && words.is_glued(end) && !words.is_upper(end + 1) {
        return end + 1;
    }
    let is_hyphenated = end + 2 < stop && is_hyphen(words, end + 1);
    if tokens.len() == 1 && is_hyphenated && words.is_upper(end) && !words.is_upper(end + 2) {
        end += 3;
    }
    loop {
        // "Odo" goes on with "“Biscuit” Brandt".
        let has_nickname = end + 3 < stop
            && matches!(words.at(end), "“" | "\"" | "‘")
            && matches!(words.at(end + 2), "”" | "\"" | "’");
        if has_nickname && words.is_upper(end + 1) && is_name_part(words, end + 3) {
            end = with_hyphens(words, end + 4);
            continue;
        }
        let mut k = end;
        let joins = |k: u32| is_particle(words, k) || k > end && words.at(k) == "-";
        while k < stop && k - end < PARTICLES_IN_ROW && joins(k) {
            k += 1;
        }
        if k == end || k >= stop || !words.is_upper(k) {
            return end;
        }
        end = with_hyphens(words, k + 1);
    }
}

/// The name without a role in front that is written like a part of it: "Motorist Beatriz
/// Quintanilha".
fn without_role(words: &Words<'_>, name: Range<u32>, gender: GenderOf<'_>) -> Range<u32> {
    let name = without_epithet(words, name, gender);
    let name = without_office(words, name, gender);
    let first = words.at(name.start);
    let is_role = kinds::is_role(first) && !is_title(first) && gender(first).is_none();
    let begins = name.start == words.sentence_tokens(name.start).start;
    if is_role && (name.len() > 2 || name.len() == 2 && begins) {
        name.start + 1..name.end
    } else {
        name
    }
}

/// "Hilda Orbeck" of "Crooked Hilda Orbeck": what an opponent calls a person is not in the name.
fn without_epithet(words: &Words<'_>, name: Range<u32>, gender: GenderOf<'_>) -> Range<u32> {
    let is_epithet = NAME_WORDS.has(words.at(name.start), in_name::EPITHET);
    let is_before_name = name.len() > 1 && gender(words.at(name.start + 1)).is_some();
    if is_epithet && is_before_name {
        name.start + 1..name.end
    } else {
        name
    }
}

/// "Ada Quill" of "House Speaker Ada Quill".
fn without_office(words: &Words<'_>, name: Range<u32>, gender: GenderOf<'_>) -> Range<u32> {
    if name.len() < 4 || gender(words.at(name.start)).is_some() {
        return name;
    }
    let is_office = |k: u32| {
        let is_kept = title(words.at(k)).is_some_and(|title| title.is_in_names);
        kinds::is_role(words.at(k)) && !is_kept && gender(words.at(k)).is_none()
    };
    let office = (name.start..name.end - 2).rev().find(|&k| is_office(k));
    office.map_or(name.clone(), |office| office + 1..name.end)
}

/// Joins surnames to a known first name before them that the tagger missed. Returns for each token
/// whether it is in a name.
fn add_surnames(words: &Words<'_>, out: &mut Vec<ProperName>, gender: GenderOf<'_>) -> Vec<bool> {
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
        if !two
            || !surnames.contains(words.at(k))
            || is_never_a_person(words, k - 1)
            || gender(words.at(k - 1)).is_none()
        {
            continue;
        }
        match at.remove(&k) {
            Some(n) => out[n].tokens.start = k - 1,
            None if !covered[k as usize] => {
                out.push(ProperName::new(k - 1..k + 1, NameKind::Person));
            }
            None => {}
        }
    }
    covered
}

/// Adds every surname of a person named in full, whatever the tagger found.
fn add_families(words: &Words<'_>, out: &mut Vec<ProperName>, mut covered: Vec<bool>) {
    let full = out
        .iter()
        .filter(|n| n.kind == NameKind::Person && n.tokens.len() > 1);
    let is_nickname = |k: &u32| *k > 0 && matches!(words.at(k - 1), "“" | "\"" | "‘");
    let families: HashSet<&str> = full
        .flat_map(|n| {
            n.tokens
                .clone()
                .filter(is_nickname)
                .chain([n.tokens.end - 1])
        })
        .map(|k| words.at(k))
        .filter(|w| w.len() > 2 && w.starts_with(char::is_uppercase))
        .collect();
    for k in 0..words.len() {
        let goes_on = k > 0 && covered[k as usize - 1] && words.is_upper(k - 1);
        if !covered[k as usize] && words.is_upper(k) && !goes_on && families.contains(words.at(k)) {
            covered[k as usize] = true;
            out.push(ProperName::new(k..k + 1, NameKind::Person));
        }
    }
}

/// Joins names that overlap. The names are in text order.
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

/// Gives names the kind that is shown, here or elsewhere in the report.
fn set_kinds(words: &Words<'_>, names: &mut [ProperName], gender: GenderOf<'_>) {
    let in_full_names: HashSet<&str> = names
        .iter()
        .filter(|n| n.kind == NameKind::Person && n.tokens.len() > 1)
        .flat_map(|n| n.tokens.clone())
        .map(|k| words.at(k))
        .collect();
    // For each written name the surest sign and what it shows.
    let mut surest: HashMap<&str, (usize, Shown)> = HashMap::new();
    for name in &*names {
        let written = words.slice(name.tokens.clone());
        let is_in_full_name = name.tokens.len() == 1 && in_full_names.contains(written);
        let Some((sign, shown)) = believed_kind(words, name, is_in_full_name, gender) else {
            continue;
        };
        let known = surest.entry(written).or_insert((sign, shown));
        if sign < known.0 {
            *known = (sign, shown);
        }
    }
    for name in names {
        if let Some((_, shown)) = surest.get(words.slice(name.tokens.clone())) {
            name.kind = shown.kind();
            name.media = *shown == Shown::Media;
        }
    }
}

/// What is shown of a name, unless it is less sure than what the name itself says: a known first
/// name, or the surname of a person named in full, is a person.
fn believed_kind(
    words: &Words<'_>,
    name: &ProperName,
    is_in_full_name: bool,
    gender: GenderOf<'_>,
) -> Option<(usize, Shown)> {
    let (sign, mut shown) = shown_kind(words, &name.tokens)?;
    let has_first_name = gender(words.at(name.tokens.start)).is_some();
    let is_person = name.kind == NameKind::Person && (has_first_name || is_in_full_name);
    // "Emily Post, a teacher", although "Post" ends names of outlets.
    if has_first_name
        && shown == Shown::Media
        && by_what_follows(words, &name.tokens) == Some(Shown::Person)
    {
        shown = Shown::Person;
    }
    // "David Bank said": a person, if the tagger says so too.
    let is_short = name.tokens.len() == 2 && has_first_name;
    let can_be_surname = shown == Shown::Organisation
        || is_short && has_surname_like_a_body(words, name.tokens.clone());
    let is_surer =
        sign > SIGN_OF_OWN_WORDS || sign == SIGN_OF_OWN_WORDS && is_short && can_be_surname;
    if is_person && shown != Shown::Person && is_surer {
        return None;
    }
    if shown == Shown::Organisation && name.kind == NameKind::Place {
        shown = Shown::Place;
    }
    Some((sign, shown))
}

/// A sign that shows what a name is.
type Sign = fn(&Words<'_>, &Range<u32>) -> Option<Shown>;

/// The signs, the surest first.
const SIGNS: [Sign; 8] = [
    by_title,
    by_own_words,
    by_what_follows,
    by_what_precedes,
    by_place_of,
    by_article,
    by_what_it_has,
    by_where,
];

/// The number of [`by_own_words`] in [`SIGNS`].
const SIGN_OF_OWN_WORDS: usize = 1;

/// What a name is shown to be, and the number of the sign: the lower, the surer.
pub fn shown_kind(words: &Words<'_>, tokens: &Range<u32>) -> Option<(usize, Shown)> {
    (0..)
        .zip(SIGNS)
        .find_map(|(number, sign)| Some((number, sign(words, tokens)?)))
}

fn by_title(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let first = tokens.len() > 1 && is_title(words.at(tokens.start));
    let stop = u32::from(tokens.start > 0 && words.at(tokens.start - 1) == ".");
    let before = tokens
        .start
        .checked_sub(1 + stop)
        .map_or("", |k| words.at(k));
    let written = before.starts_with(char::is_uppercase) && is_title(before);
    (first || written).then_some(Shown::Person)
}

fn by_own_words(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let written = words.slice(tokens.clone());
    if kinds::is_media(written) {
        return Some(Shown::Media);
    }
    if kinds::is_company(written) {
        return Some(Shown::Organisation);
    }
    kinds::is_place_name(written).then_some(Shown::Place)
}

/// "Il Cappello, a trade journal,"
fn by_what_follows(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    if words.at(tokens.end) != "," {
        return None;
    }
    let head = roles::head_of_phrase(words, tokens.end + 1)?;
    shown_by_head(words, head)
}

/// "the security firm Null Harbour", "pilot Samir Aoun"
fn by_what_precedes(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let head = tokens.start.checked_sub(1)?;
    let word = words.at(head);
    let small = word.starts_with(char::is_lowercase) && words.pos(head) != Pos::Verb;
    // "her sister-in-law Nieves"
    let sentence = words.sentence_tokens(head).start;
    if let Some(first) = roles::start_of_compound(words, head, sentence) {
        return shown_by_head(words, first);
    }
    if small
        && matches!(
            kinds::of_head(word, false, true),
            Kind::Media | Kind::Organisation | Kind::Role
        )
    {
        // For a person the word must be known as a role, because any unknown word counts as one.
        return shown_by_head(words, head);
    }
    // "the port operator, Brandel Marine,"
    let apposed = word == "," && head > 0 && words.at(head - 1).starts_with(char::is_lowercase);
    let role = roles::apposed_before(words, tokens.start).filter(|_| apposed)?;
    shown_by_head(words, role.tokens.end - 1).filter(|shown| *shown != Shown::Organisation)
}

/// "the town of Tessmar"
fn by_place_of(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let place = tokens.start.checked_sub(2)?;
    let is_place = words.at(place + 1) == "of" && kinds::is_place_word(words.at(place));
    is_place.then_some(Shown::Place)
}

/// What a name is that this noun is said of.
fn shown_by_head(words: &Words<'_>, head: u32) -> Option<Shown> {
    let word = words.lower(head);
    if word == "agency" && head > 0 && matches!(&*words.lower(head - 1), "news" | "press") {
        return Some(Shown::Media);
    }
    if kinds::is_place_word(&word) {
        return Some(Shown::Place);
    }
    let kind = kinds::of_head(&word, false, true);
    if kind == Kind::Role && !kinds::is_role(&word) {
        return None;
    }
    Shown::of(kind)
}

/// "the Free Hills Front"
fn by_article(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let article = |k: u32| matches!(words.at(k), "the" | "The");
    let own = tokens.len() > 1 && article(tokens.start);
    let before = tokens.start.checked_sub(1).is_some_and(article);
    let several =
        kinds::is_people(words.at(tokens.end - 1)) || words.at(tokens.end - 1).ends_with('s');
    // "the Obama administration", "the Smith case": the article belongs to another word.
    let follows = words.pos(tokens.end);
    let alone = !matches!(follows, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num)
        && words.at(tokens.end) != "-"
        && !words.is_possessive(tokens.end);
    if before && tokens.len() == 1 && kinds::is_outlet(&words.lower(tokens.start), true) {
        return Some(Shown::Media);
    }
    (before || own)
        .then_some(Shown::Organisation)
        .filter(|_| alone && !(several && tokens.len() == 1))
}

/// "Pigeonhole’s shareholders", "an analyst at Stellan Fitch"
fn by_what_it_has(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let owned = |k: u32| NOUNS.has_exact(words.at(k), noun::OWNED);
    let has = words.is_possessive(tokens.end) && (owned(tokens.end + 1) || owned(tokens.end + 2));
    let at = tokens.start.checked_sub(2).is_some_and(|k| {
        words.at(k + 1) == "at" && kinds::is_role(words.at(k)) && !words.is_upper(k)
    });
    (has || at).then_some(Shown::Organisation)
}

/// "in Kolvar"
fn by_where(words: &Words<'_>, tokens: &Range<u32>) -> Option<Shown> {
    let before = tokens.start.checked_sub(1).map_or("", |k| words.at(k));
    let place = matches!(
        before,
        "in" | "near" | "outside" | "across" | "throughout" | "In" | "Near"
    );
    // "in Trump’s view", "in Clinton, voters see"
    let alone = !words.is_possessive(tokens.end) && words.pos(tokens.end) != Pos::Noun;
    (place && tokens.len() == 1 && alone).then_some(Shown::Place)
}
