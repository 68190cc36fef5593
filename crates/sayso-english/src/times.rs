//! Words of times and days with a name, as data files. The grammar of times in sayso-measure reads
//! them and gives their classes and rules a meaning.

use crate::data::WordList;

/// Words that times are made of: word, class, value. See `data/time-words.txt`.
pub const TIME_WORDS: &str = include_str!("../data/time-words.txt");

/// Days with a name: name, rule, number of days. See `data/named-days.txt`.
pub const NAMED_DAYS: &str = include_str!("../data/named-days.txt");

/// Nouns that are counted, so that a number before one of them is not a year or a day.
pub static COUNTED_NOUNS: WordList = WordList::new(include_str!("../data/counted-nouns.txt"));

/// Words of what is measured in tens: "temperatures in the 90s".
pub static SCALE_WORDS: WordList = WordList::new(include_str!("../data/scale-words.txt"));

/// Words that show that a sentence is about money or growth.
pub static BUSINESS_WORDS: WordList = WordList::new(include_str!("../data/business-words.txt"));

/// Words that look ahead when "to" and a verb follow: "threatened to strike from Monday".
pub static LOOKING_AHEAD: WordList = WordList::new(include_str!("../data/looking-ahead.txt"));

/// Words of a decision or request about what is to be done: "agreed to sell the mill".
pub static RESOLVING: WordList = WordList::new(include_str!("../data/resolving.txt"));

/// Verbs of what is done at a time that was set before: "ordered to appear on Tuesday".
pub static SCHEDULED_DEEDS: WordList = WordList::new(include_str!("../data/scheduled-deeds.txt"));

/// Verbs after which "until" or "to" names a time to come: "adjourned until Monday".
pub static PUTTING_OFF: WordList = WordList::new(include_str!("../data/putting-off.txt"));
