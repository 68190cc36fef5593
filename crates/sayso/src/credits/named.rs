//! In: the words of a block. Out: the names of agencies and outlets in them.

use super::Credited;
use super::words::Word;
use sayso_english::agencies::{AgencyClass, agency};
use sayso_english::classes::{class, classes};
use sayso_english::sources::{NAME_WORDS, in_name};
use std::ops::Range;

/// The longest name of an outlet, in words.
const LONGEST: usize = 6;
/// The longest form of an agency, in words.
const LONGEST_AGENCY: usize = 6;

/// The name of an agency or an outlet.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its words, without "the".
    pub words: Range<usize>,
    /// Its name, without "the".
    pub name: String,
    /// What it is.
    pub of: Credited,
    /// It stands for any agency: "wire services".
    pub is_unnamed: bool,
}

/// All names in order.
pub(super) fn names(words: &[Word<'_>]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match of_agency(words, at).or_else(|| of_outlet(words, at)) {
            Some(named) => {
                at = named.words.end;
                found.push(named);
            }
            None => at += 1,
        }
    }
    found
}

fn of_agency(words: &[Word<'_>], at: usize) -> Option<Named> {
    let ahead: Vec<&str> = words[at..]
        .iter()
        .take(LONGEST_AGENCY)
        .map(|word| word.text)
        .collect();
    let (agency, count) = agency(&ahead)?;
    let is_unnamed = agency.class == AgencyClass::Unnamed;
    if !is_unnamed && !words[at].is_capitalised() {
        return None;
    }
    if count == 1 && is_part_of_other_name(words, at) {
        return None;
    }
    let of = if agency.class == AgencyClass::Service {
        Credited::Service
    } else {
        Credited::Agency
    };
    Some(Named {
        words: at..at + count,
        name: agency.name.to_string(),
        of,
        is_unnamed,
    })
}

/// Whether the one word of an agency is only the beginning of another name: "Bloomberg Philanthropies".
fn is_part_of_other_name(words: &[Word<'_>], at: usize) -> bool {
    let is_in_capitals = !words[at].text.contains(char::is_lowercase);
    let next = words.get(at + 1);
    let goes_on = next.is_some_and(|next| {
        next.is_capitalised() && !is_of_outlets(next.text) && !is_opening(next.text)
    });
    goes_on && !is_in_capitals
}

/// "News", "Times": a word that names of outlets have or end with.
fn is_of_outlets(word: &str) -> bool {
    NAME_WORDS.has(
        word,
        in_name::MEDIA_LAST | in_name::MEDIA_ANYWHERE | in_name::OUTLET,
    )
}

/// Words in front that say that a name of an outlet follows: "the news agency Tarnpress", "the Daily Ferry".
const OUTLET_NOUNS: [&str; 8] = [
    "broadcaster",
    "channel",
    "daily",
    "magazine",
    "network",
    "newspaper",
    "outlet",
    "website",
];

/// Articles of other languages, with which the names of outlets begin.
const FOREIGN_ARTICLES: [&str; 12] = [
    "De", "Den", "Der", "Die", "Das", "El", "Het", "Il", "La", "Las", "Le", "Les",
];

/// The name of an outlet that begins at a word.
fn of_outlet(words: &[Word<'_>], at: usize) -> Option<Named> {
    let is_start = words[at].is_capitalised() && !is_opening(words[at].text);
    let goes_on_from_before = at
        .checked_sub(1)
        .is_some_and(|before| words[before].is_capitalised() && !is_opening(words[before].text));
    if !is_start || goes_on_from_before {
        return None;
    }
    let run = run(words, at);
    let end = known_end(words, &run)
        .or_else(|| end_by_noun(words, &run))
        .map(|end| with_place(words, end))?;
    let written: Vec<&str> = words[at..end].iter().map(|word| word.text).collect();
    Some(Named {
        words: at..end,
        name: written.join(" "),
        of: Credited::Outlet,
        is_unnamed: false,
    })
}

/// A word in capitals only because it begins a sentence, or a day: "The", "On", "Tuesday".
fn is_opening(word: &str) -> bool {
    classes(word) & (class::DETERMINER | class::CALENDAR | class::PREPOSITION) != 0
        && !is_of_outlets(word)
}

/// The capitalised words from `at` on, up to an article or a day.
fn run(words: &[Word<'_>], at: usize) -> Range<usize> {
    let length = words[at..]
        .iter()
        .take(LONGEST)
        .take_while(|word| word.is_capitalised() && !is_opening(word.text))
        .count();
    at..at + length
}

/// Where the name of an outlet ends that is known by its words: after "Tarn Herald" in "Tarn Herald Editor Ada Quill".
fn known_end(words: &[Word<'_>], run: &Range<usize>) -> Option<usize> {
    let has = |at: usize, class| NAME_WORDS.has(words[at].text, class);
    let is_whole = run.len() == 1;
    // "CNN", and "the Guardian"; "Post" alone is anything.
    if is_whole || has(run.start, in_name::OUTLET) {
        let is_by_itself = has(run.start, in_name::OUTLET) && words[run.start].text != "Hill";
        let has_the = run
            .start
            .checked_sub(1)
            .is_some_and(|before| words[before].text.eq_ignore_ascii_case("the"));
        let has_place = with_place(words, run.end) > run.end;
        let is_shown = has_the || has_place;
        let is_paper = is_shown && has(run.start, in_name::MEDIA_LAST | in_name::OUTLET);
        if !is_by_itself && !is_paper {
            return None;
        }
        let more = run
            .clone()
            .skip(1)
            .take_while(|&at| is_of_outlets(words[at].text));
        return Some(run.start + 1 + more.count());
    }
    let ends_outlet = |at: &usize| has(*at, in_name::MEDIA_LAST | in_name::MEDIA_ANYWHERE);
    let end = run.clone().rev().find(ends_outlet)?;
    // "Times" alone before other words needs "of": "Times of Orland".
    let is_first = end == run.start;
    (!is_first || has(end, in_name::MEDIA_ANYWHERE)).then_some(if is_first {
        run.end
    } else {
        end + 1
    })
}

/// Where a name ends that only a word beside it says to be that of an outlet: "the news agency Tarnpress", "the TNN
/// news agency", "the Daily Ferry". "The South Orlandic newspaper" is not a name.
fn end_by_noun(words: &[Word<'_>], run: &Range<usize>) -> Option<usize> {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.text);
    let (before, second) = (run.start.checked_sub(1), run.start.checked_sub(2));
    let is_after_noun = match word(before) {
        "agency" => word(second) == "news",
        noun => OUTLET_NOUNS.contains(&noun),
    };
    let is_acronym = run.len() == 1 && !word(Some(run.start)).contains(char::is_lowercase);
    let is_before_agency = word(Some(run.end)) == "news" && word(Some(run.end + 1)) == "agency";
    let is_daily = word(Some(run.start)) == "Daily" && run.len() > 1;
    // "Der Halm magazine".
    let is_foreign = run.len() > 1 && FOREIGN_ARTICLES.contains(&word(Some(run.start)));
    let is_before_noun = is_foreign && OUTLET_NOUNS.contains(&word(Some(run.end)));
    (is_after_noun || is_before_noun || is_acronym && is_before_agency || is_daily)
        .then_some(run.end)
}

/// "Times" goes on with "of Orland".
fn with_place(words: &[Word<'_>], end: usize) -> usize {
    let has_of = words.get(end).is_some_and(|word| word.text == "of");
    let is_outlet_word = NAME_WORDS.has(words[end - 1].text, in_name::MEDIA_LAST);
    if has_of && is_outlet_word {
        let place = run_length(words, end + 1);
        if place > 0 {
            return end + 1 + place;
        }
    }
    end
}

fn run_length(words: &[Word<'_>], at: usize) -> usize {
    let ahead = words.get(at..).unwrap_or_default();
    ahead
        .iter()
        .take(2)
        .take_while(|word| word.is_capitalised())
        .count()
}
