//! In: tokens. Out: days with a name: "Easter Monday", "Thanksgiving 2015".

use super::grammar::Grammar;
use super::meaning::{Meaning, Named, Parsed, Which, Year};
use crate::time::words::Class as C;
use crate::time::words::lexicon::named_days_from;

/// Words that show that a name in small letters is a day.
const BEFORE_NAMED_DAY: &[C] = &[
    C::Last,
    C::Next,
    C::This,
    C::Of,
    C::After,
    C::Before,
    C::Since,
    C::By,
    C::Every,
    C::On,
];

/// Nouns that a named day describes: a Christmas tree is not a time.
const THINGS_OF_NAMED_DAYS: &[&str] = &[
    "tree",
    "trees",
    "island",
    "islands",
    "card",
    "cards",
    "gift",
    "gifts",
    "carol",
    "carols",
    "song",
    "songs",
    "egg",
    "eggs",
    "bunny",
    "parade",
    "agreement",
    "accord",
    "ad",
    "ads",
    "advert",
    "adverts",
    "campaign",
    "candies",
    "candy",
    "chocolate",
    "chocolates",
    "flowers",
    "bouquet",
    "bouquets",
    "wreath",
    "wreaths",
    "stocking",
    "stockings",
    "cookies",
    "costume",
    "costumes",
    "decoration",
    "decorations",
    "dessert",
    "desserts",
    "film",
    "films",
    "jumper",
    "jumpers",
    "lights",
    "market",
    "markets",
    "movie",
    "movies",
    "ornament",
    "present",
    "presents",
    "ornaments",
    "pudding",
    "recipe",
    "recipes",
    "spirit",
    "sweater",
    "sweaters",
    "treats",
    "wish",
];

impl Grammar<'_> {
    /// The named day with the longest name that is here, with its year.
    pub(crate) fn named_day(&self, i: usize) -> Parsed<Meaning> {
        let token = self.token(i)?;
        let (number, at) = named_days_from(token)
            .filter_map(|(number, day)| Some((number, self.name_of_day(i, day.name)?)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let year_after = self.year_after(at);
        let is_name = token.capital
            || self.follows_any(i, BEFORE_NAMED_DAY)
            || self.is_whole_paragraph(i, at)
            || year_after.is_some();
        // "Merry Christmas"
        let is_wish = self.follows_any_word(i, &["Merry", "Happy"]);
        if !is_name || is_wish || self.is(at, C::Eve) || self.says_any(at, THINGS_OF_NAMED_DAYS) {
            return None;
        }
        let (year, end) = year_after.unwrap_or((Year::Unstated, at));
        let day = Meaning::Named(Named::Holiday(number), Which::Unstated, year);
        Some((day, end))
    }

    /// The token after the words of a name, if they are here. The text may have apostrophes that
    /// the name has not.
    fn name_of_day(&self, i: usize, name: &str) -> Option<usize> {
        let mut at = i;
        for (number, word) in name.split(' ').enumerate() {
            if number > 0 && self.token(at).is_some_and(|t| t.new_paragraph) {
                return None;
            }
            at = self.word_of_name(at, word)?;
        }
        Some(at)
    }

    /// The token after a word of a name, which can be several tokens: "st.", "d-day", "mother's".
    fn word_of_name(&self, i: usize, word: &str) -> Option<usize> {
        let mut at = i;
        let mut rest = word;
        while !rest.is_empty() {
            if self.mark(at, '\'') && !rest.starts_with('\'') {
                at += 1;
                continue;
            }
            let here = self.word(at);
            let (head, tail) = rest.split_at_checked(here.len())?;
            let is_glued = rest.len() == word.len() || self.glued(at);
            if here.is_empty() || !head.eq_ignore_ascii_case(here) || !is_glued {
                return None;
            }
            rest = tail;
            at += 1;
        }
        Some(at)
    }
}
