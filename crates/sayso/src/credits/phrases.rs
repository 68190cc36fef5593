//! Credits in running text: "the Tarn Herald reported", "he told the Tarn Herald".

use super::lines::has_picture;
use super::named::Named;
use super::words::Word;
use super::{Credit, CreditKind, Part};
use crate::document::BlockKind;
use sayso_english::classes::{class, classes};

/// What comes before a name, read backwards from it, without the articles between.
const BEFORE: &[(&[&str], CreditKind)] = &[
    (&["told"], CreditKind::Interview),
    (&["telling"], CreditKind::Interview),
    (&["tells"], CreditKind::Interview),
    (&["interview", "with"], CreditKind::Interview),
    (&["interview", "to"], CreditKind::Interview),
    (&["interview", "on"], CreditKind::Interview),
    (&["interviewed", "by"], CreditKind::Interview),
    (&["speaking", "to"], CreditKind::Interview),
    (&["speaking", "on"], CreditKind::Interview),
    (&["speaking", "with"], CreditKind::Interview),
    (&["spoke", "to"], CreditKind::Interview),
    (&["spoke", "with"], CreditKind::Interview),
    (&["statement", "to"], CreditKind::Interview),
    (&["confirmed", "to"], CreditKind::Interview),
    (&["according", "to"], CreditKind::Report),
    (&["citing"], CreditKind::Report),
    (&["quoting"], CreditKind::Report),
    (&["per"], CreditKind::Report),
    (&["reported", "by"], CreditKind::Report),
    (&["reported", "in"], CreditKind::Report),
    (&["cited", "by"], CreditKind::Report),
    (&["quoted", "by"], CreditKind::Report),
    (&["quoted", "in"], CreditKind::Report),
    (&["carried", "by"], CreditKind::Report),
    (&["obtained", "by"], CreditKind::Report),
    (&["reviewed", "by"], CreditKind::Report),
    (&["seen", "by"], CreditKind::Report),
    (&["published", "by"], CreditKind::Report),
    (&["published", "in"], CreditKind::Report),
    (&["revealed", "by"], CreditKind::Report),
    (&["revealed", "in"], CreditKind::Report),
    (&["disclosed", "by"], CreditKind::Report),
    (&["uncovered", "by"], CreditKind::Report),
];

/// Nouns that an outlet publishes, before "in", "by" or "from" and its name, or after its name.
const PUBLICATIONS: [&str; 12] = [
    "account",
    "article",
    "dispatch",
    "editorial",
    "exclusive",
    "investigation",
    "report",
    "reports",
    "reporting",
    "scoop",
    "story",
    "stories",
];

/// What an outlet does after its name, in the words of another.
const REPORTS: [&str; 26] = [
    "added",
    "adds",
    "announced",
    "broadcast",
    "cited",
    "cites",
    "claimed",
    "claims",
    "disclosed",
    "learned",
    "noted",
    "notes",
    "published",
    "publishes",
    "quoted",
    "quotes",
    "quoting",
    "reported",
    "reports",
    "revealed",
    "reveals",
    "said",
    "says",
    "wrote",
    "writes",
    "learnt",
];

/// What the report of an outlet does, besides: "a Tarn Herald investigation found".
const OF_PUBLICATIONS: [&str; 5] = ["found", "showed", "shows", "suggested", "uncovered"];

/// What an outlet says of itself as a company: "the Tarn Herald reported a loss".
const OF_COMPANIES: [&str; 20] = [
    "circulation",
    "dividend",
    "dividends",
    "earnings",
    "figures",
    "income",
    "layoffs",
    "loss",
    "losses",
    "margin",
    "margins",
    "profit",
    "profits",
    "ratings",
    "readership",
    "results",
    "revenue",
    "revenues",
    "sales",
    "turnover",
];
/// How an outlet says so,
const TELLS_RESULTS: [&str; 3] = ["announced", "reported", "reports"];
/// and how many words after that at most: "reported a second quarterly loss".
const TO_RESULT: usize = 5;

/// What can be between the name and that.
const BETWEEN: [&str; 14] = [
    "also",
    "agency",
    "broadcaster",
    "channel",
    "earlier",
    "first",
    "had",
    "has",
    "later",
    "magazine",
    "network",
    "news",
    "newspaper",
    "previously",
];

/// "…", reports the Tarn Herald.
const REPORTS_BEFORE: [&str; 7] = [
    "reported", "reports", "said", "says", "wrote", "writes", "adds",
];

/// The longest part between commas after a name: "The Tarn Herald, citing two officials, reported".
const LONGEST_INSERTION: usize = 14;

/// The longest rest of a bracket after the name: ", 10/2)".
const LONGEST_BRACKET: usize = 8;

/// Adds the credits in the sentences of a block.
pub(super) fn add(part: &Part<'_>, found: &mut Vec<Credit>) {
    if !part.block.is_read() || part.block.kind == BlockKind::Caption {
        return;
    }
    for named in part.names.iter().filter(|named| !named.is_unnamed) {
        let credit = before(part, named)
            .or_else(|| after(part, named))
            .or_else(|| inverted(part, named))
            .or_else(|| in_brackets(part, named));
        found.extend(credit);
    }
}

/// The word before the name and the articles and "news agency" in front of it.
fn word_before(part: &Part<'_>, named: &Named) -> Option<usize> {
    let mut at = named.words.start.checked_sub(1)?;
    while matches!(
        &*part.lower(Some(at)),
        "the" | "news" | "agency" | "newspaper" | "broadcaster" | "daily" | "a" | "an"
    ) {
        at = at.checked_sub(1)?;
    }
    Some(at)
}

/// "told the Tarn Herald", "according to a report in the Tarn Herald", "according to a Tarn Herald report".
fn before(part: &Part<'_>, named: &Named) -> Option<Credit> {
    let last = word_before(part, named)?;
    let back = |steps: usize| part.lower(last.checked_sub(steps));
    let is_of_publication = PUBLICATIONS.contains(&&*back(1))
        && matches!(&*back(0), "in" | "by" | "from" | "on" | "with");
    if is_of_publication && ends_there(part, named) {
        let from = with_according(part, last - 1);
        return Some(part.credit(CreditKind::Report, named, from, named.words.end));
    }
    for (words, kind) in BEFORE {
        let is_it = words
            .iter()
            .rev()
            .enumerate()
            .all(|(steps, word)| back(steps) == *word);
        if !is_it {
            continue;
        }
        if let Some(end) = publication_after(part, named) {
            return Some(part.credit(*kind, named, last + 1 - words.len(), end));
        }
        if ends_there(part, named) {
            return Some(part.credit(*kind, named, last + 1 - words.len(), named.words.end));
        }
    }
    None
}

/// From "according to" on, if that is before "a report in".
fn with_according(part: &Part<'_>, noun: usize) -> usize {
    const REACH: usize = 5;
    let from = noun.saturating_sub(REACH);
    let is_start = |at: &usize| part.lower(Some(*at)) == "according";
    (from..noun).rev().find(is_start).unwrap_or(noun)
}

/// The word after "report" in "a Tarn Herald report", "the Tarn Herald’s reporting".
fn publication_after(part: &Part<'_>, named: &Named) -> Option<usize> {
    let next = part.lower(Some(named.words.end));
    let noun = if matches!(&*next, "'s") {
        named.words.end + 1
    } else {
        named.words.end
    };
    PUBLICATIONS
        .contains(&&*part.lower(Some(noun)))
        .then_some(noun + 1)
}

/// Whether the name ends there, so that it is not part of "a Tarn Herald reporter" or "the Tarn Herald’s editor".
fn ends_there(part: &Part<'_>, named: &Named) -> bool {
    let Some(next) = part.words.get(named.words.end) else {
        return true;
    };
    let lower = part.lower(Some(named.words.end));
    let is_common = next.is_word() && classes(next.text) & (class::ROLE | class::NOUN) != 0;
    let is_name =
        next.is_capitalised() && classes(next.text) & (class::CALENDAR | class::DETERMINER) == 0;
    let goes_on_as_outlet = BETWEEN.contains(&&*lower);
    lower != "'s" && (goes_on_as_outlet || !is_common && !is_name)
}

/// "The Tarn Herald reported", "The Tarn Herald, citing two officials, has reported".
fn after(part: &Part<'_>, named: &Named) -> Option<Credit> {
    if !is_subject(part, named) {
        return None;
    }
    let end = named.words.end;
    let verb = verb_after(part, end)
        .or_else(|| after_insertion(part, end).and_then(|at| verb_after(part, at)))
        .or_else(|| after_apposition(part, named).and_then(|at| verb_after(part, at)))
        .or_else(|| after_publication(part, named))?;
    if tells_results(part, verb) {
        return None;
    }
    let has_article = part.lower(named.words.start.checked_sub(1)) == "the";
    let from = named.words.start - usize::from(has_article);
    Some(part.credit(CreditKind::Report, named, from, verb + 1))
}

/// "A spokesman for the Tarn Herald said" and "editors at the Tarn Herald said" have other subjects.
fn is_subject(part: &Part<'_>, named: &Named) -> bool {
    let mut before = named.words.start.checked_sub(1);
    while matches!(
        &*part.lower(before),
        "the" | "newspaper" | "daily" | "broadcaster" | "agency" | "news"
    ) {
        before = before.and_then(|at| at.checked_sub(1));
    }
    let word = part.lower(before);
    let is_after_preposition = classes(&word) & class::PREPOSITION != 0 && word != "as";
    !is_after_preposition && word != "and"
}

fn verb_after(part: &Part<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    while BETWEEN.contains(&&*part.lower(Some(at))) {
        at += 1;
    }
    REPORTS.contains(&&*part.lower(Some(at))).then_some(at)
}

/// The word after the comma in "the local paper, the Tarn Herald, said".
fn after_apposition(part: &Part<'_>, named: &Named) -> Option<usize> {
    let is_comma = |at: Option<usize>| part.lower(at) == ",";
    let has_article = part.lower(named.words.start.checked_sub(1)) == "the";
    let before = named.words.start.checked_sub(1 + usize::from(has_article));
    (is_comma(before) && is_comma(Some(named.words.end))).then_some(named.words.end + 1)
}

/// What a report of the outlet does: "the Tarn Herald’s report said", "a Tarn Herald investigation found".
fn after_publication(part: &Part<'_>, named: &Named) -> Option<usize> {
    let at = publication_after(part, named)?;
    let is_finding = OF_PUBLICATIONS.contains(&&*part.lower(Some(at)));
    verb_after(part, at).or(is_finding.then_some(at))
}

/// Whether the outlet says something of itself: "reported a loss", but not "reported a loss at Brasko Bank".
fn tells_results(part: &Part<'_>, verb: usize) -> bool {
    if !TELLS_RESULTS.contains(&&*part.lower(Some(verb))) {
        return false;
    }
    let ahead = part.words[verb + 1..].iter().take(TO_RESULT);
    let mut ahead = ahead.take_while(|word| word.is_word() && word.text != "that");
    let result = ahead.position(|word| OF_COMPANIES.contains(&&*word.text.to_lowercase()));
    result.is_some_and(|at| !matches!(&*part.lower(Some(verb + 2 + at)), "at" | "by" | "for"))
}

/// The word after the second comma.
fn after_insertion(part: &Part<'_>, comma: usize) -> Option<usize> {
    if part.words.get(comma)?.text != "," {
        return None;
    }
    let ahead = part.words[comma + 1..].iter().take(LONGEST_INSERTION);
    let length = ahead
        .take_while(|word| !matches!(word.text, "." | "”" | "\"" | "“"))
        .position(|word| word.text == ",")?;
    Some(comma + 1 + length + 1)
}

/// "…, reports the Tarn Herald."
fn inverted(part: &Part<'_>, named: &Named) -> Option<Credit> {
    let verb = word_before(part, named)?;
    let is_verb = REPORTS_BEFORE.contains(&&*part.lower(Some(verb)));
    let next = part.words.get(named.words.end);
    let ends = next.is_none_or(|next| !next.is_word() && next.text != "'s");
    (is_verb && ends).then(|| part.credit(CreditKind::Report, named, verb, named.words.end))
}

/// "(AP)", "(NNA, 10/2)" after a sentence.
fn in_brackets(part: &Part<'_>, named: &Named) -> Option<Credit> {
    let open = named.words.start.checked_sub(1)?;
    let before = part.words.get(open.checked_sub(1)?)?.text;
    // A bracket after a word explains an abbreviation, and one before the first word is a dateline.
    let is_after_sentence = matches!(before, "." | "”" | "\"" | "?" | "!");
    let ahead = part.words[named.words.end..].iter().take(LONGEST_BRACKET);
    let close = named.words.end + ahead.clone().position(|word| word.text == ")")?;
    // At the end of a paragraph it may be a signature.
    let goes_on = part.words[close..].iter().any(Word::is_word);
    let is_picture = has_picture(&part.words[open..close]);
    (is_after_sentence && goes_on && !is_picture && part.words[open].text == "(")
        .then(|| part.credit(CreditKind::Report, named, open, close + 1))
}
