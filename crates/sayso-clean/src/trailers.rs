//! In: a line of a text or a page. Out: whether it leads the reader elsewhere and is not the report: a
//! label with another headline ("Listen on Tides: …"), an appeal ("Have you been affected? Email us"), a
//! notice about cookies.

use crate::blocks::{head, lower_start};
use crate::credits::has_quotation;
use sayso_english::pages;
use std::collections::HashSet;

/// Words of the longest line with a label, and of the longest appeal.
const MAX_LABELLED: usize = 30;
const MAX_APPEAL: usize = 45;
/// Characters that begin an appeal and are compared with the list.
const APPEAL_START: usize = 24;
/// Words that may follow a label of the list: "Listen on Tarn Radio:".
const MAX_NAMED: usize = 3;
/// Phrases that a notice about cookies has, and words of it that speak for the site or to the reader.
const MIN_NOTICE_PHRASES: usize = 3;

/// True for a label that points elsewhere and what it points at: "MUST READ: Mayor denies it", "Get the
/// app | News on your phone", "READ MORE Ferry owner out of money".
pub fn is_labelled(text: &str) -> bool {
    if !pages::POINTER_LABELS.begins(&head(without_bullet(text)))
        || text.split_whitespace().nth(MAX_LABELLED).is_some()
    {
        return false;
    }
    label_before_mark(text).is_some_and(is_pointer_label)
        || label_in_capitals(text).is_some_and(is_pointer_label)
}

fn without_bullet(text: &str) -> &str {
    text.trim_start_matches(['•', '*', '>', '»', ' ', '[', '('])
}

/// The words before a colon or a bar, if there are words after it.
fn label_before_mark(text: &str) -> Option<&str> {
    const MARKS: [&str; 6] = [": ", " | ", " – ", " — ", " » ", " > "];
    let found = MARKS.iter().filter_map(|mark| text.find(mark)).min()?;
    let label = without_bullet(&text[..found]);
    (!label.is_empty()).then_some(label)
}

/// The first words, if they are in capitals and words in small letters follow.
fn label_in_capitals(text: &str) -> Option<&str> {
    let is_capital = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 2 && !word.chars().any(char::is_lowercase)
    };
    let end = text
        .split(' ')
        .take_while(is_capital)
        .map(|word| word.len() + 1)
        .sum::<usize>();
    let label = text.get(..end)?.trim_end();
    label.contains(' ').then_some(label)
}

/// True for a label of the list, with up to three more words that are no sentence.
fn is_pointer_label(label: &str) -> bool {
    let label = label.to_lowercase();
    pages::POINTER_LABELS.iter().any(|listed| {
        label.strip_prefix(listed).is_some_and(|rest| {
            let is_whole = rest.is_empty() || rest.starts_with(' ');
            is_whole && rest.split_whitespace().count() <= MAX_NAMED
        })
    })
}

/// True for a line that asks the reader to write, to call, to subscribe. A sentence about what a
/// person said is not one.
pub fn is_appeal(text: &str) -> bool {
    let begins = pages::APPEALS.begins(&lower_start(without_bullet(text), APPEAL_START));
    if !begins && !text.contains('@') {
        return false;
    }
    let is_short = text.split_whitespace().nth(MAX_APPEAL).is_none();
    if !is_short || has_quotation(text) {
        return false;
    }
    if begins {
        let lower = text.to_lowercase();
        let asks = pages::APPEAL_REQUESTS.within(&lower) || has_mail_address(&lower);
        return asks && !reports_speech(&lower);
    }
    // "Ada Quill covers dams. Contact her at ada@wend.example."
    let lower = text.to_lowercase();
    pages::AUTHOR_CONTACTS.within(&lower) && !reports_speech(&lower)
}

/// True if a line says what a person said.
fn reports_speech(lower: &str) -> bool {
    const WORDS: [&str; 6] = [
        " said",
        " says",
        " told",
        " added",
        " according to",
        " warned",
    ];
    WORDS.iter().any(|word| lower.contains(word))
}

fn has_mail_address(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let parts = word.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

/// True for a notice about cookies: several of its phrases, in the words of the site to the reader.
pub fn is_consent_notice(text: &str) -> bool {
    if !text.contains("ookie") || has_quotation(text) {
        return false;
    }
    let lower = text.to_lowercase();
    if reports_speech(&lower) {
        return false;
    }
    let phrases: HashSet<&str> = pages::CONSENT_NOTICES
        .iter()
        .filter(|phrase| lower.contains(phrase))
        .collect();
    let is_to_reader = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|word| matches!(word, "we" | "our" | "us" | "you" | "your"));
    is_to_reader && phrases.len() >= MIN_NOTICE_PHRASES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_point_elsewhere() {
        for line in [
            "MUST READ: Mayor denies she knew of cracks",
            "Listen on Tarn Radio: The wall that nobody watched",
            "ALSO READ | Divers say more stones will fall",
            "Get the app: News on your phone",
            "READ MORE Ferry owner says he has no money",
        ] {
            assert!(is_labelled(line), "{line}");
        }
        for line in [
            "Children must read two books a year: the school said so.",
            "Moller: “I read more: I had the time.”",
            "THE WALL FELL on Monday",
            "Read more than a book a week, the school told parents.",
        ] {
            assert!(!is_labelled(line), "{line}");
        }
    }

    #[test]
    fn appeals_to_the_reader() {
        for line in [
            "Have you been affected? Email us at news@tarn.example.",
            "Contact the reporter at ada.quill@tarnherald.example or on 555 0134.",
            "If you like this story, sign up for Tides, a letter with the best of the coast.",
            "Ada Quill covers dams. Contact her at ada@wend.example.",
        ] {
            assert!(is_appeal(line), "{line}");
        }
        for line in [
            "Contact with the crew was lost at nine, the harbour office said.",
            "If you saw the men, tell us, the police said on Monday.",
            "Have you seen a gull, the mayor asked.",
        ] {
            assert!(!is_appeal(line), "{line}");
        }
    }

    #[test]
    fn notices_about_cookies() {
        let notice = "We use necessary cookies to make our site work. You can change your choice.";
        assert!(is_consent_notice(notice));
        let report =
            "Sites must ask for consent before they set cookies on your device, the office said.";
        assert!(!is_consent_notice(report));
    }
}
