//! In: what a user wants to search for. Out: an expression of FTS5 that has no wrong syntax, and a test for
//! a sentence.
//!
//! Words are searched with their inflections. What has a meaning beyond that: "river police" in quotation
//! marks is a phrase, `ship*` is the beginning of a word, `NEAR(ferry captain, 5)` is near each other, and
//! `OR` and `NOT` between words are alternatives and exclusions. All else is text: hyphens, apostrophes and
//! colons can be searched for.

use sayso_english::stems::{NO_CONTENT, stem};

/// What a user wants to find.
///
/// ```
/// use sayso_ledger::query::Words;
/// let words = Words::parse("ferry OR ship* \"river police\" it's").unwrap();
/// assert_eq!(words.expression(), r#""ferry" OR "ship" * "river police" "it's""#);
/// assert!(Words::parse("-- ,").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// A word or a phrase. With `is_prefix` its last word is the beginning of a word.
    Phrase {
        text: String,
        is_prefix: bool,
    },
    /// Words at most so many words apart.
    Near {
        phrases: Vec<String>,
        within: u32,
    },
    /// An operator between two parts.
    Or,
    Not,
}

/// How near words are to each other in `NEAR(…)` without a number, as in FTS5.
const NEAR: u32 = 10;

impl Words {
    /// Reads what a user typed. None if there is no letter and no digit in it.
    pub fn parse(typed: &str) -> Option<Words> {
        let mut parts = Vec::new();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (part, after) = part(rest);
            parts.extend(part);
            rest = after.trim_start();
        }
        let parts = with_operators_between(parts);
        (!parts.is_empty()).then_some(Words { parts })
    }

    /// What looks as if it had a meaning in what was typed, and is taken as text: brackets around alternatives, and `NOT` or
    /// `OR` without words on both sides.
    ///
    /// ```
    /// use sayso_ledger::query::Words;
    /// assert!(Words::taken_as_text("seen NOT (ferry OR tram)").is_some());
    /// assert!(Words::taken_as_text("NOT ferry").is_some());
    /// assert!(Words::taken_as_text("seen NOT ferry (the old one)").is_none());
    /// ```
    pub fn taken_as_text(typed: &str) -> Option<&'static str> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let is_operator = |word: &&str| matches!(*word, "OR" | "NOT");
        let mut open = 0;
        let mut is_grouped = false;
        for word in &words {
            is_grouped |= open > 0 && is_operator(word);
            open += i32::from(word.starts_with('(') || word.starts_with("NEAR("));
            open -= i32::from(word.ends_with(')'));
        }
        let is_open_ended =
            words.first().is_some_and(is_operator) || words.last().is_some_and(is_operator);
        match () {
            () if is_grouped => {
                Some("brackets do not group words: OR and NOT are between single words or phrases")
            }
            () if is_open_ended => Some(
                "OR and NOT have a meaning only between words: here it is searched for as a word",
            ),
            () => None,
        }
    }

    /// The expression of FTS5.
    pub fn expression(&self) -> String {
        let mut expression = String::new();
        let mut before: Option<(&Part, String)> = None;
        for part in &self.parts {
            let own = part.expression();
            if let Some((part_before, own_before)) = &before {
                let is_operator = |part: &Part| matches!(part, Part::Or | Part::Not);
                let is_in_brackets = |own: &str| own.starts_with('(');
                // FTS5 understands words beside each other, but not brackets beside words.
                let needs_and = !is_operator(part_before)
                    && !is_operator(part)
                    && (is_in_brackets(own_before) || is_in_brackets(&own));
                expression.push_str(if needs_and { " AND " } else { " " });
            }
            expression.push_str(&own);
            before = Some((part, own));
        }
        expression
    }

    /// The expression of FTS5 that looks only in the column of the source.
    pub(super) fn expression_of_source(&self) -> String {
        format!("{{source}} : ({})", self.expression())
    }

    /// Whether a sentence has them: every word or phrase before or after `OR`, and none after `NOT`.
    pub fn are_in(&self, sentence: &str) -> bool {
        let stems: Vec<Stem> = stems(sentence);
        let mut any = false;
        let mut all = true;
        let mut is_excluded = false;
        for part in &self.parts {
            match part {
                Part::Or => {
                    any |= all;
                    all = true;
                }
                Part::Not => is_excluded = true,
                part => {
                    all &= part.is_in(&stems) != is_excluded;
                    is_excluded = false;
                }
            }
        }
        any | all
    }

    /// Whether the expression finds more than is wanted, so that [`Words::are_in`] must be asked: for
    /// the beginning of a word it finds words of the same stem, too.
    pub(super) fn finds_more(&self) -> bool {
        let is_beginning = |part: &Part| matches!(part, Part::Phrase { is_prefix: true, text } if !stems_of_beginning(text).is_empty());
        self.parts.iter().any(is_beginning)
    }

    /// The stems of the single words, to look them up among what is counted.
    pub fn stems(&self) -> Vec<u64> {
        let phrases = self.parts.iter().filter_map(|part| match part {
            Part::Phrase { text, .. } => Some(text),
            _ => None,
        });
        phrases
            .flat_map(|text| stems(text))
            .map(|stem| stem.hash)
            .collect()
    }
}

/// The stem of a word, by which [`Words::stems`] can be compared.
pub(super) fn stem_of(text: &str) -> Option<u64> {
    stems(text).pop().map(|stem| stem.hash)
}

/// A word of a sentence.
struct Stem {
    hash: u64,
    word: String,
}

fn stems(text: &str) -> Vec<Stem> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = crate::folded(word);
            // "rescue" has the stem of "rescued".
            let hash = stem(word.strip_suffix('e').unwrap_or(&word));
            Stem { hash, word }
        })
        .collect()
}

impl Part {
    fn expression(&self) -> String {
        match self {
            Part::Phrase {
                text,
                is_prefix: true,
            } => {
                let beginning = format!("{} *", quoted(text));
                let stems = stems_of_beginning(text);
                if stems.is_empty() {
                    return beginning;
                }
                // Beginnings again, because FTS5 takes the ending off what is searched for, too.
                let stems = stems.iter().map(|stem| format!("{} *", quoted(stem)));
                let all: Vec<String> = std::iter::once(beginning).chain(stems).collect();
                format!("({})", all.join(" OR "))
            }
            Part::Phrase { text, .. } => quoted(text),
            Part::Near { phrases, within } => {
                let phrases: Vec<String> = phrases.iter().map(|phrase| quoted(phrase)).collect();
                format!("NEAR({}, {within})", phrases.join(" "))
            }
            Part::Or => "OR".into(),
            Part::Not => "NOT".into(),
        }
    }

    fn is_in(&self, sentence: &[Stem]) -> bool {
        match self {
            Part::Phrase { text, is_prefix } => places(text, *is_prefix, sentence).next().is_some(),
            Part::Near { phrases, within } => {
                let found: Vec<Vec<usize>> = phrases
                    .iter()
                    .map(|phrase| places(phrase, false, sentence).collect())
                    .collect();
                let within = *within as usize + 1;
                let Some((first, others)) = found.split_first() else {
                    return false;
                };
                first.iter().any(|at| {
                    let is_near =
                        |other: &Vec<usize>| other.iter().any(|o| o.abs_diff(*at) <= within);
                    others.iter().all(is_near)
                })
            }
            Part::Or | Part::Not => true,
        }
    }
}

/// Where a phrase begins in a sentence.
fn places<'a>(
    phrase: &str,
    is_prefix: bool,
    sentence: &'a [Stem],
) -> impl Iterator<Item = usize> + 'a {
    let phrase = stems(phrase);
    let is_there = move |place: &[Stem]| {
        let mut pairs = phrase.iter().zip(place).enumerate();
        pairs.all(|(n, (wanted, there))| {
            let is_begun = is_prefix && n + 1 == phrase.len();
            let is_inflected = wanted.hash == there.hash && wanted.hash != NO_CONTENT;
            let is_same = is_inflected || wanted.word == there.word;
            is_same || is_begun && there.word.starts_with(&wanted.word)
        }) && place.len() >= phrase.len()
    };
    (0..sentence.len()).filter(move |at| is_there(&sentence[*at..]))
}

/// Endings that the stemmer of the full text takes off. It indexes "immigration" as "immigr", so that
/// "immigra*" is found by that stem alone.
const ENDINGS: [&str; 22] = [
    "able", "al", "ance", "ant", "ate", "ation", "ence", "ent", "er", "ful", "ible", "ic", "ied",
    "ing", "ion", "ism", "ist", "ity", "ive", "ization", "ment", "ness",
];
/// A shorter stem would be that of too many words.
const SHORTEST_STEM: usize = 4;

/// The stems that words with this beginning can have, apart from those that have the beginning
/// themselves. None for several words, because the last one of a phrase cannot have alternatives.
fn stems_of_beginning(beginning: &str) -> Vec<String> {
    let word = crate::folded(beginning);
    if !word.chars().all(|c| c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let is_ending_begun = |rest: &str| ENDINGS.iter().any(|ending| ending.starts_with(rest));
    let stems = (SHORTEST_STEM..word.len()).filter(|at| is_ending_begun(&word[*at..]));
    stems
        .flat_map(|at| {
            let stem = &word[..at];
            // "deni" is the stem of "denying".
            let with_i = stem.strip_suffix('y').map(|stem| format!("{stem}i"));
            std::iter::once(stem.to_string()).chain(with_i)
        })
        .collect()
}

/// A string of FTS5.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The first part of what was typed, if it has letters, and what comes after it.
fn part(typed: &str) -> (Option<Part>, &str) {
    if let Some(after) = typed.strip_prefix("NEAR(")
        && let Some((inside, after)) = after.split_once(')')
    {
        return (near(inside), after);
    }
    if let Some((text, after)) = in_quotation_marks(typed) {
        let (is_prefix, after) = match after.strip_prefix('*') {
            Some(after) => (true, after),
            None => (false, after),
        };
        return (phrase(text, is_prefix), after);
    }
    let end = typed.find(char::is_whitespace).unwrap_or(typed.len());
    let (word, after) = typed.split_at(end);
    let part = match word {
        "OR" => Some(Part::Or),
        "NOT" => Some(Part::Not),
        // Words are all searched for in any case.
        "AND" => None,
        word => match word.strip_suffix('*') {
            Some(word) => phrase(word, true),
            None => phrase(word, false),
        },
    };
    (part, after)
}

fn phrase(text: &str, is_prefix: bool) -> Option<Part> {
    let text = text.trim();
    text.contains(char::is_alphanumeric).then(|| Part::Phrase {
        text: text.into(),
        is_prefix,
    })
}

/// What is in quotation marks at the beginning, and what comes after them.
fn in_quotation_marks(typed: &str) -> Option<(&str, &str)> {
    let [open, close] = [('"', '"'), ('“', '”'), ('„', '“')]
        .into_iter()
        .find(|(open, _)| typed.starts_with(*open))
        .map(|(open, close)| [open, close])?;
    typed[open.len_utf8()..].split_once(close)
}

/// What is in the brackets of `NEAR(ferry captain, 5)`.
fn near(inside: &str) -> Option<Part> {
    let number = |words: &str| words.trim().parse::<u32>().ok();
    let (words, within) = match inside.rsplit_once(',') {
        Some((words, last)) if number(last).is_some() => (words, number(last).unwrap_or(NEAR)),
        _ => (inside, NEAR),
    };
    let mut phrases = Vec::new();
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        let (part, after) = part(rest);
        if let Some(Part::Phrase { text, .. }) = part {
            phrases.push(text);
        }
        rest = after.trim_start();
    }
    (!phrases.is_empty()).then_some(Part::Near { phrases, within })
}

/// An operator that is not between two parts is a word: "OR gates".
fn with_operators_between(parts: Vec<Part>) -> Vec<Part> {
    let is_operator = |part: &Part| matches!(part, Part::Or | Part::Not);
    let mut out: Vec<Part> = Vec::new();
    let count = parts.len();
    let next_are_operators: Vec<bool> = (0..count)
        .map(|n| parts.get(n + 1).is_none_or(is_operator))
        .collect();
    for (part, is_before_operator) in parts.into_iter().zip(next_are_operators) {
        let is_after_a_part = out.last().is_some_and(|last| !is_operator(last));
        let is_word = is_operator(&part) && (is_before_operator || !is_after_a_part);
        out.push(match part {
            Part::Or if is_word => word("or"),
            Part::Not if is_word => word("not"),
            part => part,
        });
    }
    out
}

fn word(text: &str) -> Part {
    Part::Phrase {
        text: text.into(),
        is_prefix: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rusqlite::Connection;

    fn expression(typed: &str) -> String {
        Words::parse(typed).map_or(String::new(), |words| words.expression())
    }

    #[test]
    fn what_a_user_types_becomes_an_expression() {
        for (typed, expected) in [
            ("troops", r#""troops""#),
            ("“river police” 12", r#""river police" "12""#),
            ("ship* OR boat", r#""ship" * OR "boat""#),
            (
                "denyi* river",
                r#"("denyi" * OR "deny" * OR "deni" *) AND "river""#,
            ),
            ("NEAR(ferry captain, 5)", r#"NEAR("ferry" "captain", 5)"#),
            (
                "NEAR(ferry \"first mate\")",
                r#"NEAR("ferry" "first mate", 10)"#,
            ),
            ("Un-gil's source: he", r#""Un-gil's" "source:" "he""#),
            ("OR", r#""or""#),
            ("ferry NOT", r#""ferry" "not""#),
            ("ferry AND captain", r#""ferry" "captain""#),
            ("5\" pipe", r#""5""" "pipe""#),
            ("\"open", r#""""open""#),
            ("( ) * :", ""),
        ] {
            assert_eq!(expression(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_sentence_has_the_words_with_their_inflections() {
        let has = |typed: &str, sentence: &str| {
            Words::parse(typed).is_some_and(|words| words.are_in(sentence))
        };
        let sentence = "The river police rescued 12 passengers from two ships.";
        for typed in [
            "passenger",
            "\"river police\"",
            "pass*",
            "ferry OR ship",
            "NEAR(rescue ship, 6)",
            "ship NOT ferry",
        ] {
            assert!(has(typed, sentence), "{typed}");
        }
        for typed in [
            "ferry",
            "\"police river\"",
            "ship NOT police",
            "NEAR(river ship, 2)",
        ] {
            assert!(!has(typed, sentence), "{typed}");
        }
    }

    /// The stemmer of SQLite indexes stems that are shorter than what was typed.
    #[test]
    fn the_beginning_of_a_word_is_found_although_its_stem_is_shorter() {
        let connection = Connection::open_in_memory().expect("memory");
        connection
            .execute_batch(
                "CREATE VIRTUAL TABLE t USING fts5 (content, tokenize='porter unicode61');
                 INSERT INTO t VALUES ('immigration rose'), ('the universities closed'), ('he kept denying it'), ('their organization'), ('police came');",
            )
            .expect("a table");
        for (typed, wanted) in [
            ("immigra*", vec!["immigration rose"]),
            ("universi*", vec!["the universities closed"]),
            ("denyi*", vec!["he kept denying it"]),
            ("organiza*", vec!["their organization"]),
            ("polici*", vec![]),
            ("immigra* rose", vec!["immigration rose"]),
        ] {
            let words = Words::parse(typed).expect("words");
            let mut query = connection
                .prepare("SELECT content FROM t WHERE t MATCH ?")
                .expect("a query");
            let rows = query
                .query_map([words.expression()], |row| row.get::<_, String>(0))
                .expect("an answer");
            let found: Vec<String> = rows
                .map(|row| row.expect("a row"))
                .filter(|content| !words.finds_more() || words.are_in(content))
                .collect();
            assert_eq!(found, wanted, "{typed}");
        }
    }

    proptest! {
        /// Whatever is typed, SQLite understands it.
        #[test]
        fn any_text_can_be_searched_for(typed in "(\\PC|[a-c\"*():^,\\- ]|NEAR\\(|OR |NOT ){0,24}") {
            let connection = Connection::open_in_memory().expect("memory");
            connection
                .execute_batch("CREATE VIRTUAL TABLE t USING fts5 (content, source, tokenize='porter unicode61')")
                .expect("a table");
            if let Some(words) = Words::parse(&typed) {
                let _ = words.are_in(&typed);
                let found = connection.query_row(
                    "SELECT COUNT(*) FROM t WHERE t MATCH ?",
                    [words.expression()],
                    |row| row.get::<_, i64>(0),
                );
                prop_assert!(found.is_ok(), "{typed:?}: {found:?}");
            }
        }
    }
}
