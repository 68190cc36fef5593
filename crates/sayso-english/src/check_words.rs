//! The word lists of the checks: which words make figures comparable, and which give a reason why
//! they differ.
//!
//! Each list is a file under `data/check/`, whose first lines say what it is for.

use crate::data::{Cells, Row, Table, WordList};

/// A word and the names of its classes.
#[derive(Clone, Copy, Debug)]
pub struct ClassedWord {
    /// The word.
    pub word: &'static str,
    /// The names of its classes. The file says how they are separated, and the caller what they mean.
    pub classes: &'static str,
}

impl Row for ClassedWord {
    fn read(cells: &mut Cells) -> Option<ClassedWord> {
        Some(ClassedWord {
            word: cells.next()?,
            classes: cells.next()?,
        })
    }
}

/// A word for the toll of an accident or attack.
#[derive(Clone, Copy, Debug)]
pub struct TollWord {
    /// The word.
    pub word: &'static str,
    /// "the killed".
    pub toll: &'static str,
    /// Whether the word comes after the number of people.
    pub after: bool,
    /// Whether the word comes before the number of people.
    pub before: bool,
}

impl Row for TollWord {
    fn read(cells: &mut Cells) -> Option<TollWord> {
        let (word, toll) = (cells.next()?, cells.next()?);
        let (after, before) = match cells.next()? {
            "after" => (true, false),
            "before" => (false, true),
            "after before" => (true, true),
            _ => return None,
        };
        Some(TollWord {
            word,
            toll,
            after,
            before,
        })
    }
}

macro_rules! list {
    ($(#[$doc:meta])* $NAME:ident = $file:literal) => {
        $(#[$doc])*
        pub static $NAME: WordList = WordList::new(include_str!(concat!("../data/check/", $file)));
    };
}

macro_rules! table {
    ($(#[$doc:meta])* $NAME:ident: $Row:ty = $file:literal) => {
        $(#[$doc])*
        pub static $NAME: Table<$Row> = Table::new(
            concat!("check/", $file),
            include_str!(concat!("../data/check/", $file)),
        );
    };
}

table! {
    /// Words of the patterns that compare figures, with their classes separated by spaces.
    PATTERN_WORDS: ClassedWord = "pattern-words.txt"
}
table! {
    /// Words before a figure that belong to it, with the kind of figure: "any" or "modified".
    WORDS_BEFORE_FIGURES: ClassedWord = "words-before-figures.txt"
}
table! {
    /// Words that hint at how a figure follows from others, with the relations separated by commas.
    RELATION_CUES: ClassedWord = "relation-cues.txt"
}
table! {
    /// Words for tolls.
    TOLLS: TollWord = "tolls.txt"
}
list! {
    /// Words that say that two numbers are sides, not the ends of a range: "gap".
    BETWEEN_SIDES = "between-sides.txt"
}
list! {
    /// Who votes in a body: "member".
    MEMBERS = "members.txt"
}
list! {
    /// Words for people, whoever they are.
    PEOPLE = "people.txt"
}
list! {
    /// Words that give a reason why a report has two figures for one thing: "earlier".
    REASONS_FOR_TWO_FIGURES = "reasons-for-two-figures.txt"
}
list! {
    /// Words between a number of people and the word for the toll: "were".
    TOLL_LINKS = "toll-links.txt"
}
list! {
    /// Heads of phrases that a report has several times for different things: "people".
    COMMON_HEADS = "common-heads.txt"
}
list! {
    /// Words with which a headline hedges, asks, orders, announces or names a source.
    HEADLINE_RESERVE = "headline-reserve.txt"
}
list! {
    /// Words that say that an authority speaks, or that a thing is announced.
    ANNOUNCEMENTS = "announcements.txt"
}
list! {
    /// Groups that voice opinions: "critics".
    VAGUE_GROUPS = "vague-groups.txt"
}
list! {
    /// Words that begin the phrase for a source that is not to be known: "a", "two".
    INDEFINITE_QUANTITIES = "indefinite-quantities.txt"
}
list! {
    /// People who know a matter from inside: "aide".
    INSIDERS = "insiders.txt"
}
list! {
    /// Bodies, which cannot be unnamed sources: "campaign".
    BODIES = "bodies.txt"
}
list! {
    /// Words of agreement, with which a named source supports an unnamed one: "confirmed".
    AGREEMENTS = "agreements.txt"
}
list! {
    /// People around a person: "advisers".
    CIRCLES = "circles.txt"
}
list! {
    /// Verbs whose subject does not make a claim that needs a source: "announced".
    NOT_CLAIMS = "not-claims.txt"
}
list! {
    /// Words that say where a figure comes from: "according".
    FIGURE_SOURCES = "figure-sources.txt"
}
list! {
    /// Documents and data that are the source of the figures of the next paragraphs too: "survey".
    FIGURE_DOCUMENTS = "figure-documents.txt"
}
list! {
    /// Words that say that a figure needs no source: "votes".
    PUBLIC_FIGURES = "public-figures.txt"
}
list! {
    /// Words before a percentage that make it the name of a group: "the top 1 percent".
    PERCENTAGE_GROUPS = "percentage-groups.txt"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        assert_eq!(PATTERN_WORDS.check(), Ok(()));
        assert_eq!(WORDS_BEFORE_FIGURES.check(), Ok(()));
        assert_eq!(RELATION_CUES.check(), Ok(()));
        assert_eq!(TOLLS.check(), Ok(()));
    }
}
