//! In: tokens and a phrase. Out: whether the phrase is no time but the name of something or an idiom:
//! "the novel Winter 1984", "a band called Friday Noon", "the Sunday Bakery", "like Christmas".

use super::grammar::Grammar;
use super::meaning::{Meaning, Named, Phrase};
use crate::time::words::Class as C;

/// Words after which a name follows.
const NAMING: &[&str] = &[
    "called",
    "named",
    "titled",
    "entitled",
    "dubbed",
    "nicknamed",
    "christened",
];

/// Works that are named without a preposition: "the novel Winter 1984".
const WORKS: &[&str] = &[
    "novel",
    "film",
    "movie",
    "album",
    "song",
    "single",
    "band",
    "book",
    "memoir",
    "play",
    "poem",
    "painting",
    "sitcom",
    "series",
    "magazine",
    "musical",
    "opera",
    "trio",
    "quartet",
    "duo",
    "ballad",
    "thriller",
    "comedy",
    "drama",
    "documentary",
];

/// What follows the name of a feast that only stands for joy: "like Christmas come early".
const AFTER_FEAST_OF_IDIOM: &[&str] = &[
    "come early",
    "came early",
    "has come early",
    "had come early",
    "comes early",
    "every day",
    "all over again",
];

/// Ends of adjectives that are written with a capital: "the Tuesday Democratic primary".
const ENDS_OF_ADJECTIVES: &[&str] = &["ic", "an", "ish", "ese", "al"];

impl Grammar<'_> {
    /// Whether a phrase is a name or an idiom and no time.
    pub(crate) fn is_name_or_idiom(&self, phrase: &Phrase) -> bool {
        self.is_name_of_work(phrase)
            || self.is_house(phrase)
            || self.is_feast_of_idiom(phrase)
            || self.is_name_with_length(phrase)
            || self.is_quarter_of_match(phrase)
    }

    /// "the Thirty Years' War", "the Six-Day Race"
    fn is_name_with_length(&self, phrase: &Phrase) -> bool {
        let next = self.skip_mark(phrase.to, '\'');
        matches!(phrase.meaning, Meaning::Length(_))
            && self.is_unit(phrase.to - 1)
            && self.is_capital(phrase.to - 1)
            && self.is_capital_other(next)
            && !self.ends_paragraph(next)
    }

    /// "(3:15 left in) the third quarter", "(at the 3:15 mark of) the second half"
    fn is_quarter_of_match(&self, phrase: &Phrase) -> bool {
        const MOST_WORDS: usize = 3;
        if !matches!(
            phrase.meaning,
            Meaning::Named(Named::Quarter(_) | Named::Half(_), ..)
        ) {
            return false;
        }
        let lead = phrase.from - usize::from(self.follows(phrase.from, C::The));
        self.follows_any(lead, &[C::Of, C::In])
            && (2..=2 + MOST_WORDS).any(|back| {
                let minutes = lead.checked_sub(back);
                minutes
                    .is_some_and(|k| k > 0 && self.is(k, C::Digits) && self.is_glued_colon(k - 1))
            })
    }

    /// "the novel Winter 1984", "a band called Friday Noon", "her novel, “October”".
    fn is_name_of_work(&self, phrase: &Phrase) -> bool {
        let from = phrase.from;
        if !self.is_capital(from) || self.begins_paragraph(from) {
            return false;
        }
        let quote = from - usize::from(from > 0 && self.is_opening_quote(from - 1));
        let noun = quote - usize::from(quote > 0 && quote < from && self.mark(quote - 1, ','));
        // "were named Friday" and "released the album Friday" have a day, and so has "the album May 3".
        let can_be_name = match &phrase.meaning {
            Meaning::Named(Named::Weekday(_) | Named::MonthDay(..), ..) => quote < from,
            Meaning::Named(..) => true,
            Meaning::Clock(..) | Meaning::Part(..) | Meaning::Exact(_) => {
                (from..phrase.to).all(|k| self.is_capital(k)) || quote < from
            }
            _ => false,
        };
        can_be_name && (self.follows_any_word(noun, NAMING) || self.follows_any_word(noun, WORKS))
    }

    fn is_opening_quote(&self, i: usize) -> bool {
        matches!(self.word(i), "“" | "\"" | "‘") && !self.glued(i) && self.glued(i + 1)
    }

    /// "the Sunday Bakery", "the Friday Club": a weekday in the name of a house, a paper, a club. In
    /// "the Tuesday Senate vote" a noun follows that is not part of a name.
    fn is_house(&self, phrase: &Phrase) -> bool {
        let weekday = self.skip(phrase.from, C::The);
        let name = weekday + 1;
        let has_article = weekday > 0 && self.is_article(weekday - 1);
        if !has_article
            || phrase.to != name
            || !self.is(weekday, C::Weekday)
            || !self.is_capital_other(name)
            || self.ends_paragraph(name)
        {
            return false;
        }
        let mut end = name;
        while self.is_capital_other(end) && !self.ends_paragraph(end) {
            end += 1;
        }
        let is_adjective = ENDS_OF_ADJECTIVES
            .iter()
            .any(|ending| self.word(end - 1).ends_with(ending));
        let next = self.word(end);
        let is_verb = next.ends_with("ed") || next.ends_with('s') && end == name + 1;
        let goes_on_with_noun = self.is(end, C::Other) && !is_verb && !self.ends_paragraph(end);
        !goes_on_with_noun && !is_adjective
    }

    /// "it was Christmas every day", "felt like Christmas come early".
    fn is_feast_of_idiom(&self, phrase: &Phrase) -> bool {
        let Meaning::Named(Named::Holiday(_), ..) = phrase.meaning else {
            return false;
        };
        let is_named_alone = phrase.to == phrase.from + 1;
        let is_comparison = self.follows_word(phrase.from, "like") && is_named_alone;
        is_comparison || self.any_phrase(phrase.to, AFTER_FEAST_OF_IDIOM).is_some()
    }
}
