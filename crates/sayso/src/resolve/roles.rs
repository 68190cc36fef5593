//! In: the tokens of a name. Out: what the report says that the person is: before the name ("pilot
//! Samir Aoun"), after it ("Samir Aoun, a former pilot who now heads the Delta Institute,"), and
//! between commas before it ("the pilot, Samir Aoun,").

use super::Words;
use super::kinds;
use crate::names::Pos;
use sayso_english::calendar::weekday_number;
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
        if let Some(start) = start_of_compound(words, k, sentence) {
            (from, has_role) = (start, true);
            continue;
        }
        let word = words.lower(k);
        if is_time(&word) {
            break;
        }
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
    // A closing quotation mark looks like the apostrophe of a possessive.
    while from < end && !words.at(from).starts_with(char::is_alphanumeric) {
        from += 1;
    }
    (from < end && has_role).then(|| RoleWords::new(words, from..end))
}

/// "Last week State Department official": words of times before a role are not in it.
fn is_time(word: &str) -> bool {
    const PERIODS: [&str; 12] = [
        "afternoon",
        "ago",
        "day",
        "evening",
        "month",
        "morning",
        "night",
        "today",
        "week",
        "weekend",
        "year",
        "yesterday",
    ];
    PERIODS.contains(&word) || weekday_number(word).is_some()
}

/// Where a role of several words joined by hyphens begins that ends at `k`: "editor-in-chief",
/// "sister-in-law". None for other words.
pub fn start_of_compound(words: &Words<'_>, k: u32, sentence: u32) -> Option<u32> {
    let is_hyphen = |k: u32| words.at(k) == "-" && words.is_glued(k) && words.is_glued(k + 1);
    let is_compound = k >= sentence + 4 && is_hyphen(k - 1) && is_hyphen(k - 3);
    let head = || words.lower(k - 4);
    (is_compound && (kinds::is_role(&head()) || is_title(&head()))).then(|| k - 4)
}

/// The role and the body right before a name that begins at `start`, without a comma: "former
/// director of the F.B.I. James Corvin", "Deputy Director of Public Prosecution Lena Ferson". The
/// words of the body have capitals; after a title ("lawyer of President Orbeck") the name is that of
/// the owner.
pub fn before_with_body(words: &Words<'_>, start: u32) -> Option<RoleWords> {
    let sentence = words.sentence_tokens(start).start;
    let is_body = |k: u32| {
        let is_stop = words.at(k) == "." && words.is_glued(k);
        is_stop || words.is_upper(k) && classes(&words.lower(k)) & class::DETERMINER == 0
    };
    let lowest = sentence.max(start.saturating_sub(LONGEST_BEFORE));
    let body = (lowest..start).rev().take_while(|&k| is_body(k)).last()?;
    let is_owner = (body..start).any(|k| is_title(words.at(k)) || kinds::is_role(words.at(k)));
    let of = body.checked_sub(1 + u32::from(body > 0 && words.at(body - 1) == "the"))?;
    let is_attached = matches!(words.at(of), "of" | "at" | "for");
    if is_owner || !is_attached || of <= sentence {
        return None;
    }
    let head = of - 1;
    let is_head = is_head_of_role(words, head) && !kinds::is_body(words.at(head));
    if !is_head || kinds::is_kin(words.at(head)) {
        return None;
    }
    let can_go_on = |k: u32| {
        let word = words.lower(k);
        let is_role = kinds::is_role(&word) || is_title(&word) || words.is_upper(k);
        let distinguishes = SMALL_WORDS.has(&word, small::OVER | small::RANK | small::BEGINS_ROLE);
        (is_role || distinguishes) && word != "-" && can_be_in_role(words, k, &word, true)
    };
    let from = (sentence..head)
        .rev()
        .take_while(|&k| can_go_on(k))
        .last()
        .unwrap_or(head);
    Some(RoleWords::new(words, from..start))
}

/// True for words that can be in a role before a name: not function words, verbs and "named".
fn can_be_in_role(words: &Words<'_>, k: u32, word: &str, is_role: bool) -> bool {
    const NOT_IN_ROLES: u16 =
        class::DETERMINER | class::PREPOSITION | class::AUXILIARY | class::CLAUSE | class::PRONOUN;
    let bits = classes(word);
    // The dash of "-Commissioner Odo Brandt" is not a hyphen.
    let is_joint = word != "-" || words.is_glued(k) && words.is_glued(k + 1);
    let has_letters = is_joint && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_verb = bits & class::FINITE != 0 || words.pos(k) == Pos::Verb;
    let is_relative = matches!(
        word,
        "who" | "whom" | "whose" | "which" | "named" | "including"
    );
    // "Prosecutor Ilo Marn accused Bask": a name before it makes it the verb, not "the accused".
    let is_verb_of_a_name = words.pos(k) == Pos::Verb && k > 0 && words.pos(k - 1) == Pos::Propn;
    // "Prosecutors accused Jane Smith", "called the police and accused her": after its subject or after another verb
    // it is the verb. "the accused Jane Smith" and "the disgraced ex-mayor" have an article.
    let has_article = k > 0
        && (classes(&words.lower(k - 1)) & class::DETERMINER != 0 || words.is_possessive(k - 1));
    let is_act = is_verb && word.ends_with("ed") && !has_article && !words.is_upper(k);
    let can_be_verb = is_role && !is_verb_of_a_name && !is_act;
    has_letters && bits & NOT_IN_ROLES == 0 && (can_be_verb || !is_verb) && !is_relative
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
/// `is_person`: the name of a person begins at a token, as in a list of people.
pub fn after(words: &Words<'_>, end: u32, is_person: &dyn Fn(u32) -> bool) -> Vec<RoleWords> {
    let sentence = words.sentence_tokens(end.saturating_sub(1));
    let mut out = Vec::new();
    let mut k = end;
    while k < sentence.end && words.at(k) == "," {
        let start = k + 1;
        let is_clause = begins_clause_of_role(words, start);
        let is_named = !is_clause && !begins_role(words, start);
        if is_named && !is_role_with_name(words, start, sentence.end, is_person) {
            break;
        }
        let is_end = |k: &u32| {
            let is_mark = matches!(words.at(*k), "," | "." | ";" | ":" | "—" | "–" | "(");
            is_mark || matches!(words.at(*k), "”" | "\"")
        };
        let stop = (start..sentence.end).find(is_end).unwrap_or(sentence.end);
        // Right after the name a verb of saying is the cue, not a role.
        let has_role = (start..stop).any(|k| is_head_of_role(words, k));
        let says_role = has_role
            || is_clause && words.at(start + 1) != "was"
            || is_trade(words, start..stop) && matches!(words.at(stop), "," | ".");
        if stop <= start || !says_role || stop - start > LONGEST_AFTER {
            break;
        }
        split(words, start..stop, &mut out);
        // "Sharon Ahn, Orbeck’s chief of staff, two deputies and": what follows can be a list.
        if is_named {
            break;
        }
        k = stop;
    }
    out
}

/// Whether a role begins here with a name or in capitals: "NorPower’s chief meteorologist",
/// "Brandt’s lawyer", "Research and Policy Director for the North".
fn is_role_with_name(
    words: &Words<'_>,
    start: u32,
    stop: u32,
    is_person: &dyn Fn(u32) -> bool,
) -> bool {
    if !words.is_upper(start) {
        return false;
    }
    let near = start..stop.min(start + LONGEST_BEFORE);
    let can_be_in_name = |k: u32| words.is_upper(k) || matches!(words.at(k), "and" | "&" | "of");
    let end = near
        .clone()
        .find(|&k| !can_be_in_name(k))
        .unwrap_or(near.end);
    let is_mark = |k: u32| !words.at(k).starts_with(char::is_alphanumeric);
    let head = if words.is_possessive(end) {
        let is_end = |k: u32| is_mark(k) && words.at(k) != "-" || words.pos(k) == Pos::Adp;
        let after = (end + 1..near.end).find(|&k| is_end(k)).unwrap_or(near.end);
        if (end + 1..after).any(|k| matches!(words.pos(k), Pos::Verb | Pos::Aux)) {
            return false;
        }
        after - 1
    } else if is_mark(end) || words.pos(end) == Pos::Adp || end == stop {
        if is_person(start) {
            return false;
        }
        end - 1
    } else {
        return false;
    };
    is_head_of_role(words, head) && !kinds::is_body(words.at(head))
}

/// "a pulmonologist in Tarn": a word for what someone does that no list has, after a name and
/// between commas.
fn is_trade(words: &Words<'_>, phrase: Range<u32>) -> bool {
    const ENDINGS: [&str; 6] = ["er", "ian", "ist", "or", "smith", "wright"];
    let has_article = matches!(words.at(phrase.start), "a" | "an");
    let end = phrase
        .clone()
        .find(|&k| words.pos(k) == Pos::Adp)
        .unwrap_or(phrase.end);
    let head = words.at(end.saturating_sub(1));
    let is_noun = words.pos(end.saturating_sub(1)) == Pos::Noun;
    let is_known = || is_noun && ENDINGS.iter().any(|ending| head.ends_with(ending));
    has_article && end > phrase.start + 1 && head.starts_with(char::is_lowercase) && is_known()
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
    head_after(words, from)
}

/// The role that a phrase whose determiner is at `from` describes: the first one that a verb follows
/// ("the bishop led prayers"), or else the head.
pub fn role_after(words: &Words<'_>, from: u32) -> Option<u32> {
    let stop = words.sentence_tokens(from).end.min(from + LONGEST_PHRASE);
    let is_verb = |k: u32| matches!(words.pos(k), Pos::Verb | Pos::Aux);
    let head = (from + 1..stop).find(|&k| is_verb(k) || ends_phrase(words, k));
    let before_verb = head.filter(|&k| k > from + 1 && is_verb(k)).map(|k| k - 1);
    before_verb
        .filter(|&k| kinds::is_role(words.at(k)))
        .or_else(|| head_after(words, from))
}

/// The head of a phrase whose determiner is at `from`, wherever it is in its sentence.
pub fn head_after(words: &Words<'_>, from: u32) -> Option<u32> {
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
        .find(is_determiner)
        .or_else(|| opening_role(words, sentence..head + 1))?;
    // "With two months to go until the election, Ortega": a preposition or a verb governs "the
    // election", so it is not a role.
    if from > sentence && governs(words, from - 1) {
        return None;
    }
    Some(RoleWords::new(words, from..start - 1))
}

/// Where a role without an article begins a sentence: "NDU president, Tandi Moreth said", "Former
/// mayor, Ada Quill".
fn opening_role(words: &Words<'_>, tokens: Range<u32>) -> Option<u32> {
    let can_be = |k: u32| {
        let word = words.lower(k);
        let is_role = kinds::is_role(&word) || is_title(&word);
        words.is_upper(k) && !is_verb_form(words, k) || can_be_in_role(words, k, &word, is_role)
    };
    let is_short = (tokens.len() as u32) <= LONGEST_APPOSED;
    let is_office = kinds::is_role(words.at(tokens.end - 1));
    let is_plain = is_short && is_office && tokens.clone().all(can_be);
    (is_plain && tokens.len() > 1).then_some(tokens.start)
}

fn is_verb_form(words: &Words<'_>, k: u32) -> bool {
    matches!(
        words.pos(k),
        Pos::Verb | Pos::Aux | Pos::Adp | Pos::Adv | Pos::Sconj | Pos::Cconj
    )
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
