//! In: a claim, a finding, a figure or a time. Out: a few lines that can be pasted anywhere: who says it
//! and how, the words, in plain words how sure it is said to be, the outlet, the day, the address. A
//! reader of these lines alone must not take a denial for a statement, or a paraphrase for a quotation.

mod address;
mod figure;
mod second_line;
mod sentences;
mod statement;

use crate::about::headline;
use crate::naming::{self, is_pronoun};
use crate::quoted;
use crate::records::{Attribution, Claim, Finding, Span};
use crate::speakers::{source_of, trimmed, words};
use crate::standing;
use crate::view::View;
use crate::visible;
pub use address::{in_page, web_address};
use sayso::attribute::Form;
use sayso::certainty::Status;
use sayso::check::derivation::Verdict;
use sentences::{Sentences, on_one_line};
use statement::{LEFT_OUT, ended};
use std::collections::HashSet;

/// What makes the citations of a report.
pub struct Citations<'a> {
    view: &'a View<'a>,
    sentences: Sentences<'a>,
    /// The ids of attributions whose quotation goes on in the next paragraph.
    going_on: HashSet<&'a str>,
    /// The last lines of each: where it is from.
    from: String,
}

impl<'a> Citations<'a> {
    /// The citations of a report.
    pub fn new(view: &'a View<'a>) -> Citations<'a> {
        let attributions = view.saved.attributions.iter();
        Citations {
            view,
            sentences: Sentences::new(view),
            going_on: attributions
                .filter_map(|a| a.carried_from.as_deref())
                .collect(),
            from: from(view),
        }
    }

    /// The lines for an attribution.
    pub fn attribution(&self, a: &Attribution) -> String {
        let claim = self.view.claim(a);
        let statement = self.statement(a, claim);
        let mut standing = self.standing(a, claim);
        if a.content.len() > 1 && statement.contains(LEFT_OUT) {
            standing.push(self.what_dots_mark(a).into());
        }
        let mut lines = vec![statement, sentence(&standing.join("; "))];
        lines.extend(self.context(a, claim));
        self.with_origin(lines, &a.content)
    }

    /// The lines for what the report hedges in its own voice.
    pub fn hedge(&self, claim: &Claim) -> String {
        let said = words(&claim.content, usize::MAX);
        let said = said.strip_prefix("that ").unwrap_or(&said);
        let is_cut = said.starts_with(|c: char| c.is_lowercase());
        let dots = if is_cut { "… " } else { "" };
        let is_open = claim
            .content
            .last()
            .is_some_and(|last| self.goes_on_after(last));
        let said = if is_open {
            format!("{said} …")
        } else {
            ended(said)
        };
        let whose = if speaks_of_itself(&claim.content) {
            "In the report, from somebody who says “I” or “we”, its author or whom it interviews"
        } else {
            "The report itself, with no source named"
        };
        let mut lines = vec![format!("{whose}: {dots}{said}")];
        let standing = self.own_standing(claim);
        let before = if names_something_before(&claim.content) {
            self.sentences
                .before(&claim.content.iter().collect::<Vec<_>>())
        } else {
            None
        };
        lines.extend((!standing.is_empty()).then(|| sentence(&standing.join("; "))));
        lines.extend(before.map(|words| format!("The sentence before: {words}")));
        lines.extend(self.in_the_report(&claim.content.iter().collect::<Vec<_>>(), &claim.content));
        self.with_origin(lines, &claim.content)
    }

    /// How sure the report itself is of a claim.
    fn own_standing(&self, claim: &Claim) -> Vec<String> {
        let is_plain = claim.status == Status::Asserted;
        let status = (!is_plain).then(|| standing::status(self.view, claim));
        let voice = standing::voice(self.view, claim);
        status.into_iter().chain(voice).collect()
    }

    /// The lines for a finding.
    pub fn finding(&self, finding: &Finding) -> String {
        let message = visible(&finding.message).replace('\n', " ");
        let mut lines = vec![ended(&sentence_start(&message))];
        if !finding.assumptions.is_empty() {
            lines.push(format!("Assumed: {}.", finding.assumptions.join("; ")));
        }
        lines.push(
            match finding.verdict {
                Some(verdict) if verdict.agrees() => AGREES,
                Some(Verdict::Open) | None => FOUND,
                Some(_) => DISAGREES,
            }
            .into(),
        );
        let primary = std::slice::from_ref(&finding.primary);
        lines.extend(self.in_the_report(&[&finding.primary], &[]));
        self.with_origin(lines, primary)
    }

    /// The sentence of a paraphrase, because words cut out of it may say something else, and of a
    /// quotation with words beside it: "in 2019", "without evidence". Before it the sentence without
    /// which the words cannot be understood.
    fn context(&self, a: &Attribution, claim: Option<&Claim>) -> Vec<String> {
        let all: Vec<&Span> = a.source.iter().chain(&a.cue).chain(&a.content).collect();
        let is_hearsay = claim.is_some_and(|claim| standing::hearsay(self.view, claim).is_some());
        let is_plain = quoted::form(a) == Form::Direct && !a.uncertain && !is_hearsay;
        let needs_sentence = !is_plain || self.sentences.have_more_than(&all);
        let source = source_of(self.view, a);
        let is_open = is_pronoun(&source) && a.speaker_ids().is_empty();
        let is_described = source.starts_with("The ") && naming::who(self.view, a) == source;
        let before = if is_open || is_described || points_back(a) {
            self.sentences.before(&all)
        } else {
            None
        };
        let before = before.map(|words| format!("The sentence before: {words}"));
        let sentence = if needs_sentence {
            self.in_the_report(&all, &a.content)
        } else {
            None
        };
        before.into_iter().chain(sentence).collect()
    }

    /// The sentences that hold some spans; those that are very long without the words of `said`.
    fn in_the_report(&self, spans: &[&Span], said: &[Span]) -> Option<String> {
        let whole = self.sentences.around(spans);
        let whole = whole.map(|words| format!("In the report: {words}"));
        whole.or_else(|| {
            let words = self.sentences.around_without(spans, said)?;
            Some(format!("In the report, around these words: {words}"))
        })
    }

    /// What the dots between the parts of a content stand for.
    fn what_dots_mark(&self, a: &Attribution) -> &'static str {
        let known: Vec<&Span> = a.source.iter().chain(&a.cue).collect();
        let gaps = a
            .content
            .windows(2)
            .map(|pair| (pair[0].end, pair[1].start));
        let is_frame = |(start, end): (u32, u32)| {
            let span = Span {
                start,
                end,
                ..Span::default()
            };
            self.sentences.have_only(&span, &known)
        };
        if gaps.into_iter().all(is_frame) {
            "“…” stands where the report names the speaker"
        } else {
            "“…” marks words of the report that are left out"
        }
    }

    fn with_origin(&self, mut lines: Vec<String>, content: &[Span]) -> String {
        lines.push(self.from.clone());
        let report = &self.view.saved.report;
        match (in_page(self.view, content), report.url.as_deref()) {
            (Some(address), _) => lines.push(address),
            (None, Some(url)) => lines.push(on_one_line(url)),
            (None, None) => {}
        }
        lines.join("\n")
    }
}

const AGREES: &str = "Worked out by sayso from the figures as it reads them: they agree.";
const DISAGREES: &str =
    "Found by sayso from the figures as it reads them; it does not show who made a mistake.";
const FOUND: &str = "Found by sayso from the report as it reads it.";

/// Answers, which say nothing without their question.
const ANSWERS: [&str; 7] = [
    "yes",
    "no",
    "maybe",
    "perhaps",
    "sure",
    "absolutely",
    "exactly",
];
/// Words for something that was said before, where they begin what is said.
const POINT_BACK: [&str; 6] = ["it", "it's", "it’s", "this", "these", "those"];
/// Those that do so in a few words: "thought so".
const POINT_BACK_IN_FEW: [&str; 4] = ["so", "same", "both", "them"];
/// Words that do so only where somebody is quoted: "he" and "they" in a paraphrase are mostly the
/// speakers.
const POINT_BACK_IN_QUOTATIONS: [&str; 12] = [
    "that",
    "that's",
    "that’s",
    "they",
    "they're",
    "they’re",
    "them",
    "he",
    "she",
    "him",
    "her",
    "not",
];
/// Words that do so wherever they are among the first ones: "said that these boats".
const POINT_BACK_ANYWHERE: [&str; 6] = ["this", "these", "those", "such", "thereafter", "latter"];
/// Nouns that with "the" mean what the sentence before has told.
const NAMED_BEFORE: [&str; 18] = [
    "measure",
    "measures",
    "issue",
    "matter",
    "move",
    "decision",
    "plan",
    "proposal",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "idea",
    "case",
    "incident",
    "accusations",
    "request",
    "deal",
];
/// In so few words such a word may be anywhere: "deny it", "saying so".
const FEW: usize = 4;

/// Whether what is said cannot be understood without the sentence before.
fn points_back(a: &Attribution) -> bool {
    let is_in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let words: Vec<String> = a
        .content
        .iter()
        .flat_map(|span| span.text.split(move |c| !is_in_word(c)))
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .filter(|word| !word.is_empty())
        .take(FEW + 1)
        .collect();
    let is_that = |word: &str| word == "that";
    let is_clause = a.form != Form::Direct && words.len() > 1;
    let mut all = words.iter().map(|word| &**word);
    let Some(first) = all.find(|word| !(is_clause && is_that(word))) else {
        return false;
    };
    let is_of_few =
        |word: &String| POINT_BACK.contains(&&**word) || POINT_BACK_IN_FEW.contains(&&**word);
    let is_short = words.len() <= FEW;
    let names_again = words
        .iter()
        .any(|word| POINT_BACK_ANYWHERE.contains(&&**word))
        || words
            .windows(2)
            .any(|two| two[0] == "the" && NAMED_BEFORE.contains(&&*two[1]));
    ANSWERS.contains(&first)
        || names_again
        || POINT_BACK.contains(&first)
        || a.form == Form::Direct && POINT_BACK_IN_QUOTATIONS.contains(&first)
        || is_short && words.iter().any(is_of_few)
        || points_by_that(&words)
}

/// Words of the first person.
const FIRST_PERSON: [&str; 6] = ["i", "we", "my", "our", "i’m", "we’re"];

/// Whether words outside quotation marks are in the first person.
fn speaks_of_itself(content: &[Span]) -> bool {
    content.iter().any(|span| {
        let parts = span.text.split(['“', '”', '"']);
        let mut words = parts.step_by(2).flat_map(str::split_whitespace);
        words.any(|word| {
            let word = word
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            FIRST_PERSON.contains(&&*word)
        })
    })
}

/// Words that name again what the sentence before has named.
const AGAIN: [&str; 14] = [
    "it", "its", "he", "his", "him", "she", "her", "they", "their", "them", "this", "these",
    "those", "such",
];

/// Whether one of the first words names something that was named before: "His ability to pass".
fn names_something_before(content: &[Span]) -> bool {
    let words = content.iter().flat_map(|span| span.text.split_whitespace());
    let mut first = words.take(FEW).map(|word| {
        let word = word.split(['\'', '’']).next().unwrap_or_default();
        word.trim_matches(|c: char| !c.is_alphabetic())
    });
    first.any(|word| AGAIN.iter().any(|again| word.eq_ignore_ascii_case(again)))
}

/// Whether a word or two with "that" name something that was said before: "disputed that", "called that
/// nonsense".
fn points_by_that(words: &[String]) -> bool {
    words.len() <= 2 && words.iter().any(|word| word == "that")
}

/// Outlet, day and headline: "Velm Post, 2024-05-03: “Ferry rams pier”".
fn from(view: &View<'_>) -> String {
    let report = &view.saved.report;
    let known = |value: &Option<String>, none: &str| {
        let value = value.as_deref().map(on_one_line).filter(|v| !v.is_empty());
        value.unwrap_or_else(|| none.into())
    };
    let outlet = known(&report.outlet, "Outlet not known");
    let day = known(&report.published, "day not known");
    let title = headline(view).map(on_one_line);
    let title = title.filter(|title| !title.is_empty());
    let title = title.map_or_else(String::new, |title| format!(": {title}"));
    format!("{outlet}, {day}{title}")
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    format!("{}.", sentence_start(trimmed(text)))
}

/// With a capital letter.
pub fn sentence_start(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
