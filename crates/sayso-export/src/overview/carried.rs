//! In: a figure that is in no attribution. Out: whether its sentence carries a source all the same (a
//! citation in brackets, a study, a law that asks for it), or whether it may be of the source of the
//! sentence before or after it. Where that is not clear, a reader is told so, because a figure that is
//! wrongly called unsourced costs the trust in all others.

use super::sentences::{around, overlap, sentences};
use super::statements::speaker;
use super::unnamed::{Standing, standing};
use crate::records::{Attribution, Figure};
use crate::view::View;
use crate::visible;
use sayso::attribute::Form;
use sayso::resolve::Kind;
use sayso::text::Span;
use sayso_english::check_words::FIGURE_DOCUMENTS;
use std::collections::HashSet;

/// Who or what carries a figure that is in no attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Its sentence names where it is from, or it is what a rule asks for.
    Given,
    /// Perhaps whoever the next sentence is of: "the CDC".
    Perhaps(String),
    /// Nothing near it names a source.
    Nothing,
}

/// The sentences of a report with what they have a source in.
pub struct Sources {
    sentences: Vec<Sentence>,
}

struct Sentence {
    span: Span,
    /// The start of its paragraph.
    block: u32,
    /// Whoever it is of.
    source: Option<String>,
    /// It names a document or a citation as its source, outside of attributions.
    is_given: bool,
}

impl Sources {
    /// The sources of the sentences of a report.
    pub fn new(view: &View<'_>) -> Sources {
        let figures = view.saved.figures.iter();
        let with_figures: HashSet<&str> =
            figures.filter_map(|f| f.attribution.as_deref()).collect();
        let attributions = view.saved.attributions.iter();
        let mut sources: Vec<(Span, &Attribution)> = attributions
            .filter(|a| answers_for_figures(view, a, with_figures.contains(&*a.id)))
            .filter_map(|a| Some((around(view, a)?, a)))
            .collect();
        sources.sort_by_key(|(span, _)| span.start());
        let said_in = |sentence: Span| {
            let end = sources.partition_point(|(of, _)| of.start() < sentence.end());
            let near = &sources[end.saturating_sub(MOST_IN_SENTENCE)..end];
            let said = near.iter().find(|(of, _)| overlap(*of, sentence));
            said.map(|(_, a)| speaker(view, a))
        };
        let block_of = |at: u32| {
            let block = view.blocks.partition_point(|b| b.span.end() <= at);
            view.blocks.get(block).map_or(at, |b| b.span.start())
        };
        let all = sentences(view).map(|span| {
            let words = view.words(span);
            let document = document_in(words);
            Sentence {
                span,
                block: block_of(span.start()),
                is_given: document.is_some() || has_citation(words),
                source: said_in(span).or(document),
            }
        });
        Sources {
            sentences: all.collect(),
        }
    }

    /// What carries a figure.
    pub fn of(&self, view: &View<'_>, figure: &Figure) -> Carried {
        let span = view.span(&figure.span);
        let n = self
            .sentences
            .partition_point(|sentence| sentence.span.end() <= span.start());
        let Some(own) = self.sentences.get(n) else {
            return Carried::Nothing;
        };
        let start = own.span.start().min(span.start());
        let before = view.words(Span::new(start, span.start())).to_lowercase();
        if own.is_given || is_of_a_rule(&before) {
            return Carried::Given;
        }
        // The nearest sentence of the paragraph that has a source, one before it first.
        let near = (1..=NEAR).flat_map(|step| {
            let before = n.checked_sub(step).and_then(|n| self.sentences.get(n));
            [before, self.sentences.get(n + step)]
        });
        let in_paragraph = near
            .flatten()
            .filter(|sentence| sentence.block == own.block);
        let mut names = [own].into_iter().chain(in_paragraph);
        match names.find_map(|sentence| sentence.source.clone()) {
            Some(name) => Carried::Perhaps(name),
            None => Carried::Nothing,
        }
    }
}

/// How many sentences before and after a figure a source of its paragraph is looked for.
const NEAR: usize = 3;

/// The most attributions that are looked at for one sentence.
const MOST_IN_SENTENCE: usize = 6;

/// Whether an attribution is of a source that figures near it may be of, too: a body or a document, or a
/// person who gives figures.
fn answers_for_figures(view: &View<'_>, a: &Attribution, gives_figures: bool) -> bool {
    let is_of_data = matches!(
        a.source_kind,
        Some(Kind::Organisation | Kind::Document | Kind::Media | Kind::Group | Kind::Role)
    );
    let is_known = matches!(standing(view, a), Standing::Named | Standing::Document);
    let is_reported = a.form != Form::Direct && !a.uncertain && a.parent.is_none();
    is_known && is_reported && (is_of_data || gives_figures)
}

/// Words of a sentence that a document or data is the source of it.
const SHOWING: [&str; 44] = [
    "asked",
    "compared",
    "concluded",
    "concludes",
    "counted",
    "counts",
    "covered",
    "covers",
    "estimated",
    "estimates",
    "examined",
    "find",
    "finds",
    "followed",
    "found",
    "gave",
    "gives",
    "indicate",
    "indicated",
    "indicates",
    "involved",
    "listed",
    "lists",
    "looked",
    "measured",
    "obtained",
    "published",
    "put",
    "puts",
    "recorded",
    "released",
    "reveal",
    "revealed",
    "reveals",
    "said",
    "say",
    "says",
    "show",
    "showed",
    "shows",
    "suggest",
    "suggested",
    "suggests",
    "tested",
];
/// How many words are between a document and its verb.
const REACH: usize = 4;

/// The words for a document in a sentence that says something: "their study" of "their study tested
/// three labels".
pub fn document_in(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let bare: Vec<String> = words
        .iter()
        .map(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.to_lowercase()
        })
        .collect();
    let is_document = |word: &String| FIGURE_DOCUMENTS.has(word) && word != "according";
    let shows = |word: &String| SHOWING.contains(&&**word);
    let place = (0..bare.len()).find(|&n| {
        let end = (n + 1 + REACH).min(bare.len());
        let after = bare[n + 1..end].iter().any(shows);
        let begin = n.saturating_sub(REACH);
        let before = &bare[begin..n];
        let is_given = before.iter().any(|word| {
            matches!(
                &**word,
                "according" | "released" | "published" | "per" | "citing" | "cited"
            )
        });
        is_document(&bare[n]) && (after || is_given)
    })?;
    let begin = place.saturating_sub(WORDS_BEFORE_DOCUMENT);
    let from = (begin..place)
        .rev()
        .take_while(|&n| !words[n].ends_with([',', ';', ':', '—']) && !is_verb(&bare[n]))
        .last()
        .unwrap_or(place);
    Some(visible(
        words[from..=place]
            .join(" ")
            .trim_end_matches([',', ':', ';']),
    ))
}

/// Words before the noun of a document that belong to it: "a new Orland University study".
const WORDS_BEFORE_DOCUMENT: usize = 3;

fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "released"
            | "published"
            | "to"
            | "by"
            | "in"
            | "from"
            | "and"
            | "with"
            | "the"
            | "that"
            | "as"
    )
}

/// Whether a sentence has a citation in brackets: "(Quill, Orland University)", "(Velm Weather Service,
/// 2023)".
fn has_citation(sentence: &str) -> bool {
    let mut rest = sentence;
    while let Some(open) = rest.find('(') {
        let inside = &rest[open + 1..];
        let Some(close) = inside.find(')') else {
            return false;
        };
        if is_citation(&inside[..close]) {
            return true;
        }
        rest = &inside[close..];
    }
    false
}

/// Whether words in brackets are a name and a year or a body: each word of them begins with a capital
/// letter, but for the small words of names.
fn is_citation(words: &str) -> bool {
    const SMALL: [&str; 8] = ["and", "of", "for", "the", "et", "al", "al.", "in"];
    let source = words
        .trim()
        .strip_prefix("source:")
        .or_else(|| words.trim().strip_prefix("Source:"));
    if source.is_some() {
        return true;
    }
    let Some((name, rest)) = words.rsplit_once(", ") else {
        return false;
    };
    let is_of_a_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '&') || SMALL.contains(&word)
    };
    let is_name = |text: &str| {
        let mut words = text.split_whitespace();
        text.starts_with(char::is_uppercase) && words.all(is_of_a_name)
    };
    let rest = rest.trim();
    let is_year = rest.len() == 4 && rest.chars().all(|c| c.is_ascii_digit());
    let is_body = is_name(rest) && rest.split_whitespace().count() > 1;
    is_name(name) && (is_year || is_body)
}

/// Words for what lays something down.
const RULES: [&str; 20] = [
    "accord",
    "act",
    "agreement",
    "bill",
    "constitution",
    "contract",
    "directive",
    "law",
    "laws",
    "legislation",
    "ordinance",
    "policy",
    "protocol",
    "regulation",
    "regulations",
    "rule",
    "rules",
    "scheme",
    "statute",
    "treaty",
];
/// Words for what it asks for.
const ASKING: [&str; 18] = [
    "must ",
    "have to ",
    "has to ",
    "require",
    "limit",
    "at least",
    "no more than",
    "a minimum",
    "a maximum",
    "up to ",
    "ban ",
    "cap ",
    "capped",
    "allow",
    "entitle",
    "oblige",
    "shall ",
    "aim",
];
/// Bytes between a word for what is asked for and the figure.
const ASKED_NEAR: usize = 60;

/// Whether the words of a sentence before a figure make it part of a rule: "the law means that builders have
/// to plant at least".
pub fn is_of_a_rule(before: &str) -> bool {
    let mut words = before.split(|c: char| !c.is_alphanumeric());
    let from = before.len().saturating_sub(ASKED_NEAR);
    let from = (from..before.len())
        .find(|&at| before.is_char_boundary(at))
        .unwrap_or(before.len());
    let near = &before[from..];
    words.any(|word| RULES.contains(&word)) && ASKING.iter().any(|asking| near.contains(asking))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_a_name_with_a_body_or_a_year() {
        for (sentence, is_cited) in [
            ("It killed thousands (Quill, Orland University).", true),
            ("It rose by 4% (Velm Weather Service, 2023).", true),
            ("It rose (Moller et al., 2021), they say.", true),
            ("It killed 12 (two of them children, police say).", false),
            ("Ada Quill (Orland) scored twice.", false),
            ("The ferry (Tarn Star, built in Velm) sank.", false),
        ] {
            assert_eq!(has_citation(sentence), is_cited, "{sentence}");
        }
    }

    #[test]
    fn a_document_that_shows_something_is_named() {
        for (sentence, found) in [
            (
                "Their study tested three creams on 900 adults.",
                Some("Their study"),
            ),
            (
                "The club released new figures: 3,000 fans left.",
                Some("new figures"),
            ),
            (
                "Thefts have doubled, court records show.",
                Some("court records"),
            ),
            ("The champion broke three records.", None),
            ("A list of players hung on the door.", None),
        ] {
            assert_eq!(document_in(sentence).as_deref(), found, "{sentence}");
        }
    }

    #[test]
    fn what_a_law_asks_for_is_no_figure_of_the_outlet() {
        assert!(is_of_a_rule(
            "the new law means that hotels have to keep at least "
        ));
        assert!(!is_of_a_rule("the law was passed in march. fares rose by "));
        assert!(!is_of_a_rule("hotels have to keep at least "));
    }
}
