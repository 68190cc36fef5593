//! In: the tokens of a name. Out: what the report says that the person is: before the name ("pilot
//! Samir Aoun"), after it ("Samir Aoun, a former pilot who now heads the Delta Institute,"), and
//! between commas before it ("the pilot, Samir Aoun,").

use super::Words;
use super::kinds;
use crate::names::Pos;
use sayso_english::classes::{class, classes};
use sayso_english::sources::{SMALL_WORDS, small};
use sayso_english::titles::{TitleKind, ends_with_stop, is_title, title};
use std::ops::Range;

/// Longest role before a name, in tokens. Longer ones are mostly clauses.
const LONGEST_BEFORE: u32 = 9;
/// Longest role after a name, in tokens, because longer ones are mostly sentences of their own.
const LONGEST_AFTER: u32 = 32;
/// Longest role between commas before a name, in tokens.
const LONGEST_APPOSED: u32 = 6;
/// Longest phrase whose head is looked for, in tokens.
const LONGEST_PHRASE: u32 = 9;
/// Shortest first role of two, in tokens: below that the words are one role.
const SHORTEST_FIRST: u32 = 3;

/// Words of a role, and whether it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleWords {
    pub tokens: Range<u32>,
    pub former: bool,
}

impl RoleWords {
    fn new(words: &Words<'_>, tokens: Range<u32>) -> RoleWords {
        let is_over = |k: u32| {
            let word = words.lower(k);
            SMALL_WORDS.has(&word, small::OVER) || word.starts_with("ex-")
        };
        RoleWords {
            former: tokens.clone().any(is_over),
            tokens,
        }
    }
}

/// True if a phrase that begins here can say what a person is.
fn begins_role(words: &Words<'_>, k: u32) -> bool {
    let word = words.lower(k);
    // "Bet Harrow, 58, said"
    let is_number = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    let is_age = is_number && words.at(k + 1) == ",";
    let is_plain_role = kinds::is_role(&word) && !words.is_upper(k);
    is_age
        || is_plain_role
        || classes(&word) & class::DETERMINER != 0
        || SMALL_WORDS.has(&word, small::BEGINS_ROLE)
        || is_title(&word)
}

/// True for titles ("Supt") and parts of titles ("Flt"), after which a stop belongs to the role.
fn has_stop(word: &str) -> bool {
    is_title(word) || ends_with_stop(word)
}

/// True for "Mrs.", "Dr.": titles that are not what a person does. Not for "lady" in small letters,
/// because "dinner lady" is a role.
fn is_courtesy(word: &str) -> bool {
    let is_polite = |kind| matches!(kind, TitleKind::Courtesy | TitleKind::Degree);
    word.starts_with(char::is_uppercase) && title(word).is_some_and(|t| is_polite(t.kind))
}

/// The role before a name that begins at `start`, with its titles: from the first of its nouns on.
pub fn before(words: &Words<'_>, start: u32) -> Option<RoleWords> {
    let sentence = words.sentence_tokens(start).start;
    let mut from = start;
    let mut has_role = false;
    while from > sentence && start - from <= LONGEST_BEFORE {
        let k = from - 1;
        let word = words.lower(k);
        let is_role = kinds::is_role(&word) || is_title(&word);
        let is_stop = word == "." && k > sentence && has_stop(words.at(k - 1));
        let can_go_on = is_stop
            || words.is_possessive(k) && has_role
            || can_be_in_role(words, k, &word, is_role);
        if !can_go_on {
            break;
        }
        let is_odd = !is_role && !is_stop && !words.is_upper(k) && start - from >= 1;
        if is_odd && !has_role {
            break;
        }
        has_role |= is_role;
        from = k;
    }
    let end = without_courtesy(words, from..start);
    (from < end && has_role).then(|| RoleWords::new(words, from..end))
}

/// True for words that can be in a role before a name: not function words, verbs and "named".
fn can_be_in_role(words: &Words<'_>, k: u32, word: &str, is_role: bool) -> bool {
    const NOT_IN_ROLES: u16 =
        class::DETERMINER | class::PREPOSITION | class::AUXILIARY | class::CLAUSE | class::PRONOUN;
    let bits = classes(word);
    let has_letters = word.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_verb = bits & class::FINITE != 0 || words.pos(k) == Pos::Verb;
    let is_relative = matches!(
        word,
        "who" | "whom" | "whose" | "which" | "named" | "including"
    );
    has_letters && bits & NOT_IN_ROLES == 0 && (is_role || !is_verb) && !is_relative
}

/// Where a role ends without the titles of courtesy at its end: "retired midwife" of "retired
/// midwife Dame", nothing of "Mr.".
fn without_courtesy(words: &Words<'_>, role: Range<u32>) -> u32 {
    let mut end = role.end;
    loop {
        let stop = u32::from(end > role.start + 1 && words.at(end - 1) == ".");
        if end <= role.start || !is_courtesy(words.at(end - 1 - stop)) {
            return end;
        }
        end -= 1 + stop;
    }
}

/// The roles after a name that ends before `end`, between commas.
pub fn after(words: &Words<'_>, end: u32) -> Vec<RoleWords> {
    let sentence = words.sentence_tokens(end.saturating_sub(1));
    let mut out = Vec::new();
    let mut k = end;
    while k < sentence.end && words.at(k) == "," {
        let start = k + 1;
        let is_clause = begins_clause_of_role(words, start);
        if !is_clause && !begins_role(words, start) {
            break;
        }
        let is_end = |k: &u32| {
            let is_mark = matches!(words.at(*k), "," | "." | ";" | ":" | "—" | "–" | "(");
            is_mark || matches!(words.at(*k), "”" | "\"")
        };
        let stop = (start..sentence.end).find(is_end).unwrap_or(sentence.end);
        // Right after the name a verb of saying is the cue, not a role.
        let has_role = (start..stop).any(|k| is_head_of_role(words, k));
        let says_role = has_role || is_clause && words.at(start + 1) != "was";
        if stop <= start || !says_role || stop - start > LONGEST_AFTER {
            break;
        }
        split(words, start..stop, &mut out);
        k = stop;
    }
    out
}

/// "who heads", "who now", "and leads".
fn begins_clause_of_role(words: &Words<'_>, k: u32) -> bool {
    let (first, second) = (words.at(k), words.at(k + 1));
    let leads = SMALL_WORDS.has_exact(second, small::LEADS);
    match first {
        "who" => leads || matches!(second, "now" | "also" | "has" | "was"),
        "and" => leads,
        _ => false,
    }
}

fn is_head_of_role(words: &Words<'_>, k: u32) -> bool {
    let word = words.at(k);
    let is_leader = matches!(&*words.lower(k), "head" | "leader");
    is_leader || kinds::is_role(word) || kinds::is_body(word) || is_title(word)
}

/// Adds the roles of a phrase: "a former first lieutenant in the army who now heads the institute" is
/// two roles, and the first is over.
fn split(words: &Words<'_>, tokens: Range<u32>, out: &mut Vec<RoleWords>) {
    let second = second_role(words, &tokens).filter(|&k| k >= tokens.start + SHORTEST_FIRST);
    let Some(second) = second else {
        out.push(RoleWords::new(words, tokens));
        return;
    };
    out.push(RoleWords::new(words, tokens.start..second));
    out.push(RoleWords::new(words, second..tokens.end));
}

/// Where "who" or "now" begins a second role.
fn second_role(words: &Words<'_>, tokens: &Range<u32>) -> Option<u32> {
    let turn = (tokens.start + 1..tokens.end).find(|&k| matches!(words.at(k), "now" | "who"))?;
    if turn + 1 >= tokens.end {
        return None;
    }
    let has_who = words.at(turn) == "now" && words.at(turn - 1) == "who";
    Some(turn - u32::from(has_who))
}

/// The tokens of a role that can be its head: those before a preposition.
pub fn heads(words: &Words<'_>, role: &RoleWords) -> Range<u32> {
    let preposition = |k: &u32| {
        matches!(
            &*words.lower(*k),
            "of" | "in" | "at" | "for" | "from" | "with" | "to" | "on" | "by"
        )
    };
    let end = role
        .tokens
        .clone()
        .find(preposition)
        .unwrap_or(role.tokens.end);
    role.tokens.start..end
}

/// The head of a phrase that begins here with a determiner or a possessive: "a trade journal", "the
/// hill country’s weekly".
pub fn head_of_phrase(words: &Words<'_>, from: u32) -> Option<u32> {
    let is_in_sentence = words.sentence(from) == words.sentence(from.saturating_sub(1));
    if classes(&words.lower(from)) & class::DETERMINER == 0 || !is_in_sentence {
        return None;
    }
    let stop = words.sentence_tokens(from).end.min(from + LONGEST_PHRASE);
    let end = (from + 1..stop)
        .find(|&k| ends_phrase(words, k))
        .unwrap_or(stop);
    (from + 1..end)
        .rev()
        .find(|&k| words.at(k).starts_with(char::is_alphabetic))
        .filter(|&k| k + 1 == end)
}

/// True for marks, function words and verbs that end a noun phrase.
fn ends_phrase(words: &Words<'_>, k: u32) -> bool {
    const FUNCTION: u16 = class::PREPOSITION | class::CLAUSE | class::AUXILIARY | class::PRONOUN;
    let word = words.lower(k);
    let has_letter = word.starts_with(char::is_alphanumeric);
    let is_mark = !has_letter && word != "-" && !words.is_possessive(k);
    let is_verb = words.pos(k) == Pos::Verb && words.pos(k + 1) != Pos::Noun;
    is_mark || is_verb || classes(&word) & FUNCTION != 0 || matches!(&*word, "and" | "or" | "whose")
}

/// The role between commas before a name that begins at `start`: "The pilot, Samir Aoun,".
pub fn apposed_before(words: &Words<'_>, start: u32) -> Option<RoleWords> {
    let sentence = words.sentence_tokens(start).start;
    if start < sentence + 3 || words.at(start - 1) != "," {
        return None;
    }
    let head = start - 2;
    if !can_head_apposed_role(words, head) {
        return None;
    }
    let is_determiner = |k: &u32| classes(&words.lower(*k)) & class::DETERMINER != 0;
    let from = (sentence..=head)
        .rev()
        .take_while(|&k| head - k < LONGEST_APPOSED)
        .find(is_determiner)?;
    // "With two months to go until the election, Ortega": a preposition or a verb governs "the
    // election", so it is not a role.
    if from > sentence && governs(words, from - 1) {
        return None;
    }
    Some(RoleWords::new(words, from..start - 1))
}

/// False for the names of a list, adverbs and verbs, which also come before a comma and a name.
fn can_head_apposed_role(words: &Words<'_>, head: u32) -> bool {
    let word = words.lower(head);
    let is_role = kinds::is_role(&word);
    let is_name = words.is_upper(head) && !is_role;
    let is_word = word.ends_with(char::is_alphabetic) && !word.ends_with("ly");
    let is_head = is_role || kinds::is_body(&word);
    is_word && is_head && !is_name && words.pos(head) != Pos::Verb
}

fn governs(words: &Words<'_>, k: u32) -> bool {
    classes(&words.lower(k)) & class::PREPOSITION != 0
        || matches!(words.pos(k), Pos::Adp | Pos::Verb | Pos::Sconj)
}
