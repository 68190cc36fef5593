//! In: tokens and a phrase. Out: whether the phrase is no time but the name of something or an idiom:
//! "the novel Winter 1984", "a band called Friday Noon", "the Sunday Bakery", "like Christmas".

use super::grammar::Grammar;
use super::meaning::{Meaning, Named, Phrase};
use crate::time::Mod;
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
    "in July",
];

/// Names of papers after a day: "a Sunday Times reporter".
const PAPERS: &[&str] = &[
    "Times",
    "Mirror",
    "Telegraph",
    "Express",
    "Herald",
    "Post",
    "Mail",
    "Independent",
    "Star",
];

/// Words for a programme after its name: "the Today programme".
const PROGRAMMES: &[&str] = &[
    "show",
    "programme",
    "program",
    "host",
    "presenter",
    "anchor",
];

/// What is before a weekday that ends a name: of a primary, a massacre, a club, a custom.
const BEFORE_WEEKDAY_OF_NAME: &[&str] = &[
    "Super",
    "Bloody",
    "Sheffield",
    "Casual",
    "Freaky",
    "Ruby",
    "Meatless",
    "Manic",
    "Wacky",
    "Stormy",
];

/// Ends of adjectives that are written with a capital: "the Tuesday Democratic primary".
const ENDS_OF_ADJECTIVES: &[&str] = &["ic", "an", "ish", "ese", "al"];

impl Grammar<'_> {
    /// Whether a phrase is a name or an idiom and no time.
    pub(crate) fn is_name_or_idiom(&self, phrase: &Phrase) -> bool {
        self.is_name_of_work(phrase)
            || self.is_house(phrase)
            || self.is_programme(phrase)
            || self.ends_name(phrase)
            || self.is_unit_with_capital(phrase)
            || self.is_day_of_idiom(phrase)
            || self.is_feast_of_idiom(phrase)
            || self.is_name_with_length(phrase)
            || self.is_last_minute(phrase)
            || self.is_idiom_of_days(phrase)
            || self.is_quarter_of_match(phrase)
            || self.is_end_of_title(phrase)
            || self.is_month_of_all_years(phrase)
            || self.is_seasons_of_programme(phrase)
            || self.is_end_of_amount(phrase)
    }

    /// "the “World of Tomorrow”", "the House of Tomorrow": a day with a capital at the end of a title.
    fn is_end_of_title(&self, phrase: &Phrase) -> bool {
        let day = phrase.from;
        self.says_any(day, &["today", "tomorrow", "yesterday", "tonight"])
            && phrase.to == day + 1
            && self.is_capital(day)
            && day > 1
            && self.is_any(day - 1, &[C::Of, C::For])
            && self.is_capital(day - 2)
    }

    /// "the Today programme", "the Tonight show": a day in the name of a programme.
    fn is_programme(&self, phrase: &Phrase) -> bool {
        let day = phrase.to - 1;
        let is_first = self.begins_paragraph(day) || self.any_mark(day - 1, &['.', '!', '?']);
        self.says_any(day, &["today", "tonight"])
            && self.is_capital(day)
            && (day > phrase.from || !is_first)
            && self.says_any(phrase.to, PROGRAMMES)
    }

    /// "Super Tuesday", "Bloody Sunday", "a Mail on Sunday poll": a weekday at the end of a name.
    fn ends_name(&self, phrase: &Phrase) -> bool {
        let day = phrase.to - 1;
        let is_day = self.is(day, C::Weekday) && self.is_capital(day) && day > 0;
        let follows_possessive = day > 1 && self.says(day - 1, "s") && self.mark(day - 2, '\'');
        // "the BBC's Sunday programme", "Sky's Sunday Morning"
        let is_show = follows_possessive
            && self.says_any(phrase.to, &["programme", "program", "show"])
            || self.is_morning_show(phrase);
        let is_paper = || day > 1 && self.is(day - 1, C::On) && self.word(day - 2) == "Mail";
        let is_name = || BEFORE_WEEKDAY_OF_NAME.contains(&self.word(day - 1)) || is_paper();
        is_show || is_day && is_name()
    }

    /// "Sky's Sunday Morning"
    fn is_morning_show(&self, phrase: &Phrase) -> bool {
        let (day, part) = (phrase.from, phrase.from + 1);
        phrase.to == part + 1
            && day > 1
            && self.is(day, C::Weekday)
            && self.is(part, C::PartOfDay)
            && self.is_capital(part)
            && self.says(day - 1, "s")
            && self.mark(day - 2, '\'')
    }

    /// "Sign up for The Week's newsletters": a unit with a capital after an article is a name. Headings
    /// have capitals too.
    fn is_unit_with_capital(&self, phrase: &Phrase) -> bool {
        let unit = phrase.to - 1;
        unit > 0
            && self.is(unit, C::Unit)
            && self.is_capital(unit)
            && self.is_article(unit - 1)
            && unit - 1 == phrase.from
    }

    /// "At the end of the day, it is their choice", "(bought land) for the day that …".
    fn is_day_of_idiom(&self, phrase: &Phrase) -> bool {
        let (from, to) = (phrase.from, phrase.to);
        let is_the_day = self.says(to - 1, "day") && self.is_article(to - 2);
        let is_end = phrase.modifier == Some(Mod::End) && self.follows(from, C::At);
        let has_clause = self.says_any(to, &["that", "when"]) || self.is_subject(to);
        to >= from + 2 && is_the_day && (is_end || has_clause && to == from + 2)
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

    /// "(at) the last minute", "at the very last minute"
    fn is_last_minute(&self, phrase: &Phrase) -> bool {
        let end = phrase.to;
        let last = end.saturating_sub(2);
        let lead = last.saturating_sub(1);
        let lead = lead - usize::from(lead > 0 && self.says(lead, "very"));
        self.says(end - 1, "minute")
            && self.is_last(last)
            && self.is(lead, C::The)
            && self.follows(lead, C::At)
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
        // "called November's vote a test", "called October tests"
        let describes_noun = self.mark(phrase.to, '\'') || !self.ends_phrase(phrase.to);
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
        let is_called = self.follows_any_word(noun, NAMING) && !describes_noun;
        can_be_name && (is_called || self.follows_any_word(noun, WORKS))
    }

    fn is_opening_quote(&self, i: usize) -> bool {
        matches!(self.word(i), "“" | "\"" | "‘") && !self.glued(i) && self.glued(i + 1)
    }

    /// "the Sunday Bakery", "Saturday Night Live", "the Midnight Express": a weekday or a part of a day
    /// in the name of a house, a show, a train. In "the Tuesday Senate vote" a noun follows that is not
    /// part of a name.
    fn is_house(&self, phrase: &Phrase) -> bool {
        const MOST_WORDS: usize = 6;
        let first = self.skip(phrase.from, C::The);
        let name = phrase.to;
        let is_night =
            name == first + 2 && self.is(first + 1, C::PartOfDay) && self.is_capital(first + 1);
        let is_named_for_day = match self.class(first) {
            Some(C::Weekday) => name == first + 1 || is_night,
            Some(C::PartOfDay) => name == first + 1 && self.is_capital(first),
            _ => false,
        };
        if !is_named_for_day || !self.is_capital_other(name) || self.ends_paragraph(name) {
            return false;
        }
        let is_led =
            first > 0 && (self.is_article(first - 1) || is_night && !self.is_capital(first - 1));
        let is_paper = self.says_any(name, PAPERS) && self.follows(first, C::A);
        if is_paper || !is_led {
            return is_paper;
        }
        let end = (name..name + MOST_WORDS)
            .find(|k| !self.is_capital_other(*k) || self.ends_paragraph(*k))
            .unwrap_or(name + MOST_WORDS);
        let is_adjective = ENDS_OF_ADJECTIVES
            .iter()
            .any(|ending| self.word(end - 1).ends_with(ending));
        let next = self.word(end);
        let is_verb = next.ends_with("ed") || next.ends_with('s') && end == name + 1;
        let goes_on_with_noun = self.is(end, C::Other) && !is_verb && !self.ends_paragraph(end);
        (!goes_on_with_noun || is_night || self.says_any(name, PAPERS)) && !is_adjective
    }

    /// "no tomorrow", "a month of Sundays", "her Sunday best", "Christmas in July".
    fn is_idiom_of_days(&self, phrase: &Phrase) -> bool {
        let (from, to) = (phrase.from, phrase.to);
        let is_one_token = to == from + 1;
        let is_better = from > 1 && self.follows(from, C::Other) && self.follows(from - 1, C::A);
        let is_no_tomorrow =
            self.says(from, "tomorrow") && (self.follows_word(from, "no") || is_better);
        let is_month_of_sundays = self.any_phrase(to, &["of Sundays"]).is_some()
            || self.says(from, "Sundays") && self.follows(from, C::Of);
        let is_sunday_best = is_one_token
            && self.is(from, C::Weekday)
            && self.says_any(to, &["best", "roast", "school"]);
        let is_feast_in_month = is_one_token
            && self.is(from, C::Month)
            && self.follows(from, C::In)
            && self.follows_word(from - 1, "Christmas");
        // "what day of the week", "at any time of the year"
        let is_any_day = from > 2
            && self.says(from - 1, "of")
            && self.says_any(from - 2, &["day", "days", "time", "times"])
            && self.says_any(
                from - 3,
                &["what", "which", "any", "every", "each", "certain"],
            )
            && self.is(from, C::The)
            && self.is_unit(to - 1);
        is_any_day || is_no_tomorrow || is_month_of_sundays || is_sunday_best || is_feast_in_month
    }

    /// "it was Christmas every day", "felt like Christmas come early".
    fn is_feast_of_idiom(&self, phrase: &Phrase) -> bool {
        // "It is like Christmas morning"
        if let Meaning::Part(_, Some(day)) = &phrase.meaning
            && matches!(**day, Meaning::Named(Named::Holiday(_), ..))
        {
            return self.follows_word(phrase.from, "like");
        }
        let Meaning::Named(Named::Holiday(_), ..) = phrase.meaning else {
            return false;
        };
        let is_named_alone = phrase.to == phrase.from + 1;
        let is_comparison = self.follows_word(phrase.from, "like") && is_named_alone;
        // "every day is Christmas"
        // "What if all Christmas were a parade"
        let is_whole = self.follows_word(phrase.from, "all") && is_named_alone;
        let is_every_day = self.follows_any_word(phrase.from, &["is", "was"])
            && self.follows_word(phrase.from - 1, "day");
        is_comparison
            || is_whole
            || is_every_day
            || self.any_phrase(phrase.to, AFTER_FEAST_OF_IDIOM).is_some()
    }
}
