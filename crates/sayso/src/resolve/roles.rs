//! In: a name's tokens. Out: what the report says that somebody is: in front of the name ("pilot
//! Samir Aoun"), after it ("Samir Aoun, a former pilot who now heads the Delta Institute,"), and
//! before it between commas.

use super::Words;
use super::kinds;
use crate::names::Pos;
use sayso_english::classes::{class, classes};
use sayso_english::titles::{TitleKind, ends_with_stop, is_title, title};
use std::ops::Range;

/// Words of a role, and whether it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleWords {
    pub tokens: Range<u32>,
    pub former: bool,
}

/// Verbs of a clause that says what somebody does: "who heads the institute".
const DOES: [&str; 24] = [
    "heads",
    "leads",
    "runs",
    "chairs",
    "directs",
    "owns",
    "founded",
    "manages",
    "teaches",
    "represents",
    "works",
    "serves",
    "served",
    "oversees",
    "edits",
    "studies",
    "advises",
    "coaches",
    "commands",
    "headed",
    "led",
    "ran",
    "chaired",
    "is",
];

fn is_former(words: &Words<'_>, tokens: Range<u32>) -> bool {
    tokens.clone().any(|k| {
        let word = words.lower(k);
        matches!(
            &*word,
            "former"
                | "ex"
                | "onetime"
                | "then"
                | "late"
                | "retired"
                | "ousted"
                | "deposed"
                | "until"
        ) || word.starts_with("ex-")
    })
}

/// Whether a phrase that begins here can say what somebody is.
fn begins_role(words: &Words<'_>, k: u32) -> bool {
    let word = words.lower(k);
    // "Bet Harrow, 58, said"
    let age = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit()) && words.at(k + 1) == ",";
    age || classes(&word) & class::DETERMINER != 0
        || matches!(
            &*word,
            "former"
                | "now"
                | "then"
                | "formerly"
                | "currently"
                | "co-founder"
                | "head"
                | "professor"
                | "chief"
                | "deputy"
                | "senior"
                | "acting"
                | "retired"
                | "vice"
        )
        || kinds::is_role(&word) && !words.is_upper(k)
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

/// The role in front of a name that begins at `start`: from the first of its nouns, titles
/// included.
pub fn before(words: &Words<'_>, start: u32) -> Option<RoleWords> {
    let sentence = words.sentence_tokens(start);
    let mut from = start;
    let mut told = false;
    while from > sentence.start {
        let k = from - 1;
        let word = words.lower(k);
        let bits = classes(&word);
        let stop = word == "." && k > sentence.start && has_stop(words.at(k - 1));
        let letters = word.chars().all(|c| c.is_alphabetic() || c == '-');
        let joins = bits
            & (class::DETERMINER
                | class::PREPOSITION
                | class::AUXILIARY
                | class::CLAUSE
                | class::PRONOUN)
            == 0;
        let role = kinds::is_role(&word) || is_title(&word);
        let verb = (bits & class::FINITE != 0 || words.pos(k) == Pos::Verb) && !role;
        let relative = matches!(
            &*word,
            "who" | "whom" | "whose" | "which" | "named" | "including"
        );
        if relative
            || !(stop || letters && joins && !verb || words.is_possessive(k) && told)
            || start - from > 9
        {
            break;
        }
        if !told && !role && !stop && !words.is_upper(k) && start - from >= 1 {
            break;
        }
        told |= role;
        from = k;
    }
    // What stands in front of it without telling a role is no part of it.
    while from < start && !told {
        from += 1;
    }
    let end = without_courtesy(words, from..start);
    (from < end && told).then(|| RoleWords {
        tokens: from..end,
        former: is_former(words, from..end),
    })
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

/// The roles after a name that ends before `end`.
pub fn after(words: &Words<'_>, end: u32) -> Vec<RoleWords> {
    let sentence = words.sentence_tokens(end.saturating_sub(1));
    let mut out = Vec::new();
    let mut k = end;
    while k < sentence.end && words.at(k) == "," {
        let start = k + 1;
        let who = matches!(words.at(start), "who" | "and") && DOES.contains(&words.at(start + 1))
            || words.at(start) == "who"
                && matches!(words.at(start + 1), "now" | "also" | "has" | "was");
        if !who && !begins_role(words, start) {
            break;
        }
        let stop = (start..sentence.end).find(|&k| {
            matches!(
                words.at(k),
                "," | "." | ";" | ":" | "—" | "–" | "(" | "”" | "\""
            )
        });
        let stop = stop.unwrap_or(sentence.end);
        // A speech verb right at the beginning is the cue, not a role.
        let told = (start..stop).any(|k| {
            kinds::is_role(words.at(k))
                || kinds::is_body(words.at(k))
                || is_title(words.at(k))
                || words.lower(k) == "head"
                || words.lower(k) == "leader"
        });
        if stop <= start || !(told || who && words.at(start + 1) != "was") || stop - start > 32 {
            break;
        }
        split(words, start..stop, &mut out);
        k = stop;
    }
    out
}

/// "a former first lieutenant in the army who now heads the institute": two roles, one of them
/// over.
fn split(words: &Words<'_>, tokens: Range<u32>, out: &mut Vec<RoleWords>) {
    let turn = (tokens.start + 1..tokens.end)
        .find(|&k| words.at(k) == "now" || words.at(k) == "who" && k > tokens.start);
    match turn.filter(|&k| k + 1 < tokens.end) {
        Some(k) => {
            let second = if words.at(k) == "now" && words.at(k - 1) == "who" {
                k - 1
            } else {
                k
            };
            if second < tokens.start + 3 {
                let former = is_former(words, tokens.clone());
                out.push(RoleWords { tokens, former });
                return;
            }
            if second > tokens.start {
                out.push(RoleWords {
                    tokens: tokens.start..second,
                    former: is_former(words, tokens.start..second),
                });
            }
            out.push(RoleWords {
                tokens: second..tokens.end,
                former: is_former(words, second..tokens.end),
            });
        }
        None => out.push(RoleWords {
            former: is_former(words, tokens.clone()),
            tokens,
        }),
    }
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

/// The head of a phrase that begins here with an article or whose it is: "a trade journal", "the
/// hill country’s weekly".
pub fn head_of_phrase(words: &Words<'_>, from: u32) -> Option<u32> {
    const LONGEST: u32 = 9;
    let first = words.lower(from);
    if classes(&first) & class::DETERMINER == 0
        || words.sentence(from) != words.sentence(from.saturating_sub(1))
    {
        return None;
    }
    let stop = words.sentence_tokens(from).end.min(from + LONGEST);
    let ends = |k: u32| {
        let word = words.lower(k);
        let mark =
            !words.is_possessive(k) && !word.starts_with(char::is_alphanumeric) && word != "-";
        let bits = classes(&word)
            & (class::PREPOSITION | class::CLAUSE | class::AUXILIARY | class::PRONOUN);
        mark || bits != 0 && k > from
            || matches!(&*word, "and" | "or" | "whose")
            || words.pos(k) == Pos::Verb && words.pos(k + 1) != Pos::Noun
    };
    let end = (from + 1..stop).find(|&k| ends(k)).unwrap_or(stop);
    (from + 1..end)
        .rev()
        .find(|&k| words.at(k).starts_with(char::is_alphabetic))
        .filter(|&k| k + 1 == end)
}

/// "The pilot, Samir Aoun,": the phrase before the comma before a name that begins at `start`.
pub fn apposed_before(words: &Words<'_>, start: u32) -> Option<RoleWords> {
    let sentence = words.sentence_tokens(start);
    if start < sentence.start + 3 || words.at(start - 1) != "," {
        return None;
    }
    let head = start - 2;
    let word = words.lower(head);
    // A list of names has a name there, a clause a verb.
    if words.is_upper(head) && !kinds::is_role(&word)
        || !word.ends_with(char::is_alphabetic)
        || word.ends_with("ly")
    {
        return None;
    }
    if !kinds::is_role(&word) && !kinds::is_body(&word) || words.pos(head) == Pos::Verb {
        return None;
    }
    let from = (sentence.start..=head)
        .rev()
        .take_while(|&k| head - k < 6)
        .find(|&k| classes(&words.lower(k)) & class::DETERMINER != 0)?;
    // "With two months to go until the election, Ortega": what a preposition or a verb governs is
    // nobody's role.
    let governed = from > sentence.start && {
        let before = words.lower(from - 1);
        classes(&before) & class::PREPOSITION != 0
            || matches!(words.pos(from - 1), Pos::Adp | Pos::Verb | Pos::Sconj)
    };
    if governed {
        return None;
    }
    Some(RoleWords {
        tokens: from..start - 1,
        former: is_former(words, from..start - 1),
    })
}
