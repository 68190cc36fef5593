//! In: a statement. Out: whether it finds fault or answers a charge, and the words that do. Such words
//! are looked for in contents, because a quotation needs no verb of accusing: “absolutely scandalous”.

use crate::records::Attribution;
use crate::speakers::words;
use sayso_english::certainty_words::Disputing;
use std::ops::Range;

/// Words that turn what follows round: "not a disgrace", "never unacceptable".
const TURNING: [&str; 9] = [
    "not", "no", "never", "without", "nor", "hardly", "neither", "cannot", "far",
];
/// How many bytes before the words one of these is looked for.
const REACH: usize = 24;
/// Words before which a fault is only supposed: "if it were a disgrace", "would be unacceptable".
const SUPPOSING: [&str; 4] = ["if ", "would be", "could be", "whether"];
/// The most words of a phrase.
const WORDS_OF_PHRASE: usize = 7;

/// Whether a source finds fault with somebody or something.
pub fn criticises(a: &Attribution) -> bool {
    condemns(a) || !a.uncertain && phrase(a, Disputing::Criticising).is_some()
}

/// Whether the verb says so: "slammed the plan", "questioned whether it works".
pub fn condemns(a: &Attribution) -> bool {
    let cue = in_small(&words(&a.cue, usize::MAX));
    Disputing::Condemning.is_in(&cue) || questions(a)
}

/// Whether a source questions whether something is so. It doubts it, and does not only ask.
pub fn questions(a: &Attribution) -> bool {
    let cue = in_small(&words(&a.cue, usize::MAX));
    let content = in_small(&words(&a.content, WORDS_OF_PHRASE));
    let is_doubted = ["whether", "why", "if "]
        .iter()
        .any(|w| content.starts_with(w));
    cue.ends_with("questioned") && is_doubted
}

/// Whether the words of a source hold against what somebody said before: "I don't think so".
pub fn holds_against(a: &Attribution) -> bool {
    !a.uncertain && phrase(a, Disputing::Doubting).is_some()
}

/// Whether the words of a source answer a charge by themselves: "I did nothing wrong".
pub fn rejects_a_charge(a: &Attribution) -> bool {
    !a.uncertain && phrase(a, Disputing::Rejecting).is_some()
}

/// Whether they answer a charge if there is one: "a legitimate expense".
pub fn justifies(a: &Attribution) -> bool {
    !a.uncertain && phrase(a, Disputing::Justifying).is_some()
}

/// Whether the verb rejects what somebody else has said: "dismissed the claims".
pub fn contests(a: &Attribution) -> bool {
    let cue = in_small(&words(&a.cue, usize::MAX));
    let content = words(&a.content, usize::MAX);
    let first: Vec<&str> = content.split_whitespace().take(WORDS_OF_PHRASE).collect();
    let is_of_words = Disputing::Meant.is_in(&in_small(&first.join(" ")));
    !a.uncertain && Disputing::Contesting.is_in(&cue) && is_of_words
}

/// Whether the verb says that somebody does not deny: "does not deny that it is flawed".
pub fn does_not_deny(a: &Attribution) -> bool {
    let cue = in_small(&words(&a.cue, usize::MAX));
    let turned = ["not ", "n't ", "never "]
        .iter()
        .any(|not| cue.contains(not));
    let denies = Disputing::Denying.is_in(&cue) || cue.contains("dispute");
    !a.uncertain && turned && denies
}

/// The words of a content that find fault or answer a charge, with the words that belong to them:
/// "absolutely scandalous".
pub fn phrase(a: &Attribution, class: Disputing) -> Option<String> {
    phrase_in(&words(&a.content, usize::MAX), class)
}

fn phrase_in(content: &str, class: Disputing) -> Option<String> {
    let small = in_small(content);
    let places = class.places_in(&small);
    let place = places
        .filter(|place| !is_turned(&small[..place.start]))
        .min_by_key(|place| place.start)?;
    Some(around(&small, content, &place, class))
}

/// In small letters with plain apostrophes. Every character keeps its length in characters.
fn in_small(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// Whether the words before a phrase turn it round or only suppose it.
fn is_turned(before: &str) -> bool {
    let from = before
        .char_indices()
        .rev()
        .nth(REACH)
        .map_or(0, |(at, _)| at);
    let near = &before[from..];
    let clause = near
        .rsplit(['.', ';', '!', '?', '“'])
        .next()
        .unwrap_or(near);
    let mut of_clause = clause.split(|c: char| !c.is_alphanumeric() && c != '\'');
    of_clause.any(|word| TURNING.contains(&word) || word.ends_with("n't"))
        || SUPPOSING.iter().any(|words| clause.contains(words))
}

/// The phrase with an adverb before it and the words after it, up to a mark.
fn around(small: &str, content: &str, place: &Range<usize>, class: Disputing) -> String {
    // Both texts have the same number of characters in nearly all languages; otherwise the small one
    // is shown.
    let is_same = small.chars().count() == content.chars().count();
    let shown: Vec<char> = if is_same { content } else { small }.chars().collect();
    let mut start = small[..place.start].chars().count();
    let before: String = shown[..start].iter().collect();
    let last = before
        .trim_end()
        .rsplit([' ', '“', '"'])
        .next()
        .unwrap_or_default();
    if last.ends_with("ly") || ["very", "so", "quite"].contains(&last) {
        start = before.trim_end().chars().count() - last.chars().count();
    }
    let rest: String = shown[start..].iter().collect();
    let mut kept: Vec<&str> = Vec::new();
    let is_verb = |word: &&str| ["was", "is", "were", "are"].contains(word);
    let shown_words = rest.split_whitespace().skip_while(is_verb);
    for word in shown_words.take(WORDS_OF_PHRASE) {
        // "scandalous that …" and "a legitimate expense to …" are whole before these words.
        let is_whole = match word {
            "that" => class == Disputing::Criticising,
            "to" | "because" | "when" | "which" => kept.last().is_some_and(|last| *last != "was"),
            _ => false,
        };
        if is_whole && !kept.is_empty() {
            break;
        }
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        kept.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    while kept.len() > 1 && kept.last().is_some_and(|word| is_loose(word)) {
        kept.pop();
    }
    kept.join(" ")
}

/// Whether a word at the end of a phrase belongs to what follows.
fn is_loose(word: &str) -> bool {
    const LOOSE: [&str; 27] = [
        "this", "his", "her", "their", "our", "to", "that", "of", "and", "the", "a", "an", "in",
        "on", "for", "with", "as", "by", "or", "are", "is", "which", "but", "it", "at", "from",
        "was",
    ];
    LOOSE.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_find_fault_are_found_and_those_turned_round_are_not() {
        for (content, found) in [
            (
                "“It is utterly disgraceful that the ferry sailed.”",
                Some("utterly disgraceful"),
            ),
            ("“This is a cover-up,”", Some("a cover-up")),
            ("“It was not a disgrace.”", None),
            ("“It isn’t unacceptable.”", None),
            ("it would be unacceptable to close the pier", None),
            ("“The pier is long.”", None),
        ] {
            let phrase = phrase_in(content, Disputing::Criticising);
            assert_eq!(phrase.as_deref(), found, "{content}");
        }
    }

    #[test]
    fn words_that_answer_a_charge_are_found() {
        for (content, class, found) in [
            (
                "“There is no truth in it.”",
                Disputing::Rejecting,
                Some("no truth"),
            ),
            (
                "“I did nothing wrong at the pier.”",
                Disputing::Rejecting,
                Some("did nothing wrong at the pier"),
            ),
            (
                "“It was a legitimate trip.”",
                Disputing::Justifying,
                Some("a legitimate trip"),
            ),
            ("“These legitimate fears”", Disputing::Justifying, None),
        ] {
            assert_eq!(phrase_in(content, class).as_deref(), found, "{content}");
        }
    }
}
