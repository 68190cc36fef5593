//! In: a source without a name. Out: the name that the report says it goes by: "a porter who goes by
//! the name “Biscuit”", "a man who gave his name as Karl", "a rapper who calls himself Kid Quay".

use super::Kind;
use super::entities::Table;
use super::phrases::{Found, Phrase};
use crate::segment::Mark;
use std::ops::Range;

/// Tokens between a description and the name that it goes by.
const LONGEST_WAY: u32 = 14;
/// Tokens between a description and the verb that introduces the name: ", who is also".
const LONGEST_OPENING: u32 = 4;

/// A verb that introduces the name someone goes by, and the words one of which must follow it.
struct Opener {
    verbs: &'static [&'static str],
    then: &'static [&'static str],
}

const OPENERS: [Opener; 4] = [
    Opener {
        verbs: &["go", "goes", "going", "went"],
        then: &["by"],
    },
    Opener {
        verbs: &["gave", "give", "gives", "giving"],
        then: &["a", "her", "his", "just", "only", "the", "their"],
    },
    Opener {
        verbs: &[
            "called",
            "calling",
            "calls",
            "identified",
            "identifies",
            "identifying",
            "styles",
        ],
        then: &["herself", "himself", "themself", "themselves"],
    },
    Opener {
        verbs: &["known", "nicknamed"],
        then: &[],
    },
];

/// Words between the verb and the name.
const BETWEEN: [&str; 30] = [
    "a",
    "alias",
    "as",
    "by",
    "everyone",
    "first",
    "handle",
    "her",
    "herself",
    "himself",
    "his",
    "in",
    "just",
    "last",
    "locally",
    "moniker",
    "name",
    "nickname",
    "of",
    "on",
    "online",
    "only",
    "out",
    "simply",
    "stage",
    "street",
    "the",
    "their",
    "themself",
    "themselves",
];

impl Table<'_> {
    /// The person whom the words after a description name.
    pub(super) fn goes_by(&mut self, phrase: &Phrase) -> Option<Found> {
        let name = self.name_after_opener(phrase.end)?;
        let found = self.untagged(name, false);
        let id = found.entity?;
        self.row_mut(id).kind = Kind::Person;
        let own = phrase.first..phrase.last + 1;
        self.add_apposed_role(id, own.clone(), own);
        Some(Found {
            kind: Kind::Person,
            ..found
        })
    }

    /// The tokens of the name that the words from `start` on introduce.
    fn name_after_opener(&self, start: u32) -> Option<Range<u32>> {
        let w = self.words;
        let stop = w.sentence_tokens(start.saturating_sub(1)).end;
        let begins = |k: u32| {
            matches!(
                &*w.lower(k),
                "," | "who" | "is" | "was" | "also" | "better" | "would" | "only"
            )
        };
        let opening = (start..stop.min(start + LONGEST_OPENING)).find(|&k| !begins(k))?;
        let opener = OPENERS
            .iter()
            .find(|row| row.verbs.contains(&&*w.lower(opening)))?;
        let follows = opener.then.is_empty() || opener.then.contains(&&*w.lower(opening + 1));
        if !follows {
            return None;
        }
        let is_between = |k: u32| {
            let is_mark = w.at(k) == "," || self.is_quote(k);
            is_mark || BETWEEN.contains(&w.at(k))
        };
        let near = opening + 1..stop.min(opening + LONGEST_WAY);
        let from = near.clone().find(|&k| !is_between(k))?;
        let end = (from..stop).find(|&k| !w.is_upper(k)).unwrap_or(stop);
        (from < end).then_some(from..end)
    }

    fn is_quote(&self, k: u32) -> bool {
        let token = self.words.parts.tokens.get(k as usize);
        token.is_some_and(|token| token.mark != Mark::None)
    }
}
