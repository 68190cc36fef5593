//! Classes of words: what a common word says about the figures beside it.
//!
//! The words are in `figure-words.txt` of the crate `sayso-english`, one a line with its classes.
//! A word is looked up once, by its key, for all classes together.

use crate::scan::{Lexicon, key};
use crate::{number, unit, word_figure};
use sayso_english::calendar::{NameForm, month_names, weekday_names};
use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::FIGURE_WORDS;
use sayso_english::hash::HashTable;
use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u128);

impl Classes {
    /// The empty set.
    pub const NONE: Classes = Classes(0);

    /// The classes of both sets, for constants.
    #[must_use]
    pub const fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Is the word in at least one of these classes?
    pub const fn any(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Classes {
    type Output = Classes;

    fn bitor(self, other: Classes) -> Classes {
        self.with(other)
    }
}

/// Declares a constant for each class, and the table of their names in the data file.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $name:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($class),* }

        $($(#[$doc])* pub const $class: Classes = Classes(1 << Bit::$class as u128);)*

        const NAMES: &[(&str, Classes)] = &[$(($name, $class)),*];
    };
}

classes! {
    /// A figure may begin here.
    START = "start";
    /// Function words, verbs and adverbs: the phrase that says what is counted ends before them.
    STOP = "stop";
    /// Function words that begin sentences: with a capital letter they are still not names.
    FUNCTION = "function";
    /// "the", "a", "an".
    DETERMINER = "determiner";
    /// "his", "her", "their".
    POSSESSIVE = "possessive";
    /// Plurals without an s, and words for groups: "people", "staff".
    PLURAL = "plural";
    /// People, who are counted even after a name: "In Aldova 40 people died".
    PEOPLE = "people";
    /// Adjectives of quantity between a number and what it counts: "three more people".
    BETWEEN = "between";
    /// A month, from the calendar.
    MONTH = "month";
    /// A weekday in the singular, from the calendar.
    WEEKDAY = "weekday";
    /// Marks of clock times: "p.m.", "GMT".
    CLOCK = "clock";
    /// A street, road or square: the number before it is an address.
    STREET = "street";
    /// The number after it is part of a name: "Model 3", "Highway 61".
    LABEL = "label";
    /// Those labels that a number in words may follow: "phase two".
    SPOKEN_LABEL = "spoken-label";
    /// A number of four digits after it is a year.
    BEFORE_YEAR = "before-year";
    /// Something rises.
    UP = "up";
    /// Something falls.
    DOWN = "down";
    /// Verbs that raise what they act on, and nouns for it: "raised pay by 5 percent".
    RAISES = "raises";
    /// Verbs that lower what they act on, and nouns for it: "pared its debt by 7 percent".
    LOWERS = "lowers";
    /// Nouns of change that follow a percentage: "a 3 percent drop".
    CHANGE = "change";
    /// Verbs that set something anew: "was raised from 62 to 64".
    SETS_ANEW = "sets-anew";
    /// Verbs that "up" belongs to: "women make up 60% of the staff".
    VERB_WITH_UP = "verb-with-up";
    /// Verbs after which "up to" is where something went, not a bound: "edged up to 5.6%".
    MOVES_UP = "moves-up";
    /// Comparatives that follow a difference upwards: "3% higher".
    MORE = "more";
    /// Comparatives that follow a difference downwards: "3% lower".
    LESS = "less";
    /// Words of winning, losing and voting.
    SCORE = "score";
    /// What is counted against each other in a match or a vote: "three sets to two".
    CONTEST = "contest";
    /// What a price or a rate may be per, after "a" or "an".
    PER = "per";
    /// Words near a percentage that show a level: "a jobless rate of 5%".
    LEVEL = "level";
    /// Words near a percentage that show a part of people or of a market.
    SHARE = "share";
    /// Words near "points" that show an index.
    MARKET = "market";
    /// Words near "points" that show a poll or a rate, which move by percentage points.
    POLL = "poll";
    /// Words near "points" that show a game.
    GAME = "game";
    /// Relatives and groups whose ages may follow as a pair: "his two sisters, 5 and 8".
    KIN = "kin";
    /// Who can be "of 12": "a boy of 12".
    OF_AGE = "of-age";
    /// Who can be under ten: "a girl, 7,".
    CHILD = "child";
    /// Whose age a bound gives: "adults over 65".
    AGE_GROUP = "age-group";
    /// Parts that a thing is described by, without a hyphen: "the 12 page document".
    PART_COUNTED = "part-counted";
    /// What follows inches and feet written as marks: `10" long`.
    SIZE = "size";
    /// Verbs that make "turns" an angle.
    ROTATION = "rotation";
    /// Verbs after which "15m" is 15 million, not 15 metres.
    COUNTING_VERB = "counting-verb";
    /// What may come before a temperature whose unit is one letter: "reached 38C".
    BEFORE_DEGREES = "before-degrees";
    /// What may come after such a temperature: "5C colder".
    AFTER_DEGREES = "after-degrees";
    /// Words before a minus sign that has spaces on both sides, because a dash never follows them.
    BEFORE_SIGN = "before-sign";
    /// What a rate moves by: "a quarter point".
    RATE_POINT = "rate-point";
    /// Words before "half" that show which half, not how much.
    BEFORE_HALF = "before-half";
    /// Verbs after "a third" that show that a part is meant.
    AFTER_PART = "after-part";
    /// After a sum and "in": "in total", which does not say what the sum is of.
    AFTER_IN = "after-in";
    /// Participles that may come before the noun they describe without a hyphen.
    PARTICIPLE = "participle";
    /// Words after which "one" is a pronoun.
    BEFORE_PRONOUN = "before-pronoun";
    /// What "one-…" counts: "a one-man show".
    ONE_PART = "one-part";
    /// Words before which "one" does not count: "one day".
    UNCOUNTED = "uncounted";
    /// Words after which "one" counts at the end of a phrase: "all but one".
    BEFORE_COUNT = "before-count";
    /// Words after which an ordinal is a place and not an adverb: "finished third".
    BEFORE_ORDINAL = "before-ordinal";
    /// Forms of "be" and "stand" before a place: "We were ninth".
    COPULA = "copula";
    /// What has a place in an order: "the No. 2 seed".
    RANKED = "ranked";
    /// Words after "second-" that keep it a place: "second-floor".
    AFTER_PLACE = "after-place";
    /// Stretches of time and play in which something is the 20th: "his 20th of the season".
    PERIOD = "period";
    /// Terms of a trade or offer after a ratio: "a 3-for-2 split".
    TERMS = "terms";
    /// Verbs of telephoning: the digits after one are a telephone number.
    CALL = "call";
    /// What has the number of an emergency line before it: "911 calls".
    ON_CALL = "on-call";
    /// What a kind of thing is called for, with the number of its parts: "a two-piece suit".
    KIND_PART = "kind-part";
    /// Plurals that belong to a year before them: "2012 results".
    OF_YEAR = "of-year";
    /// Verbs whose object is counted: "has 2012 beds".
    HAVING = "having";
    /// Words near a name that show that a number in brackets after it is an age.
    AGE_CONTEXT = "age-context";
    /// Words of sport: a number in brackets after a name is a shirt or a score there.
    SPORT = "sport";
    /// Words near a number that show that it is a model of a vehicle: "flies the 787".
    VEHICLE = "vehicle";
}

/// A word with its classes.
struct WordRow {
    word: &'static str,
    classes: Classes,
}

impl Row for WordRow {
    fn read(cells: &mut Cells) -> Option<WordRow> {
        let word = cells.next()?;
        let mut classes = Classes::NONE;
        for name in cells.next()?.split(' ') {
            let (_, class) = NAMES.iter().find(|(known, _)| *known == name)?;
            classes = classes | *class;
        }
        Some(WordRow { word, classes })
    }
}

static WORDS: Table<WordRow> = Table::new("figure-words.txt", FIGURE_WORDS);

static CLASSES: LazyLock<Lexicon<Classes>> = LazyLock::new(|| {
    // A sorted list would be moved for every word that is put into it.
    let mut all: HashTable<Classes> = HashTable::default();
    let mut add = |word: u64, classes: Classes| {
        let of_word = all.entry(word).or_insert(Classes::NONE);
        *of_word = *of_word | classes;
    };
    for row in WORDS.rows() {
        add(key(row.word), row.classes);
    }
    for month in month_names() {
        add(key(month.name), MONTH);
    }
    for day in weekday_names().filter(|day| day.form != NameForm::Plural) {
        add(key(day.name), WEEKDAY);
    }
    let starts = number::start_words()
        .chain(unit::currency_words())
        .chain(word_figure::start_words());
    for word in starts {
        add(word, START);
    }
    Lexicon::new(all)
});

/// The classes of a word by its key.
pub fn of_word(key: u64) -> Classes {
    CLASSES.get(key).unwrap_or(Classes::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        WORDS.check().unwrap();
    }
}
