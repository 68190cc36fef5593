//! In: tokens. Out: now, some time in the past, some time in the future: "currently", "recently",
//! "in the near future".

use super::grammar::Grammar;
use super::meaning::{Form, Indefinite, Meaning};
use crate::time::TimeRule;
use crate::time::words::Class as C;

/// Phrases for now, the past and the future.
const PHRASES: &[(&str, Indefinite)] = &[
    ("right now", Indefinite::Present),
    ("just now", Indefinite::Present),
    ("now", Indefinite::Present),
    ("nowadays", Indefinite::Present),
    ("currently", Indefinite::Present),
    ("presently", Indefinite::Present),
    ("these days", Indefinite::Present),
    ("at the moment", Indefinite::Present),
    ("at the minute", Indefinite::Present),
    ("at this moment", Indefinite::Present),
    ("at this time", Indefinite::Present),
    ("at this point", Indefinite::Present),
    ("at present", Indefinite::Present),
    ("this moment", Indefinite::Present),
    ("the present", Indefinite::Present),
    ("recently", Indefinite::Past),
    ("more recently", Indefinite::Past),
    ("most recently", Indefinite::Past),
    ("lately", Indefinite::Past),
    ("long ago", Indefinite::Past),
    ("a long time ago", Indefinite::Past),
    ("the recent past", Indefinite::Past),
    ("the past", Indefinite::Past),
    ("the future", Indefinite::Future),
    ("future", Indefinite::Future),
    ("at the time", Indefinite::Past),
    ("at that time", Indefinite::Past),
    ("soon", Indefinite::Future),
    ("someday", Indefinite::Future),
    ("the near future", Indefinite::Future),
    ("the not too distant future", Indefinite::Future),
    ("the foreseeable future", Indefinite::Future),
    ("near future", Indefinite::Future),
];

/// The classes of the first words of these phrases.
const FIRST_WORDS: &[C] = &[
    C::Now,
    C::Recent,
    C::Soon,
    C::The,
    C::At,
    C::More,
    C::LengthAdjective,
    C::A,
    C::Other,
    C::This,
    C::IndefiniteStart,
    C::ModifierStart,
    C::NounOfTime,
];

/// What "the past" and "the future" describe if it follows them: "the past two weeks".
const AFTER_ADJECTIVE: &[C] = &[
    C::Of,
    C::Cardinal,
    C::Digits,
    C::Few,
    C::Several,
    C::Couple,
    C::Units,
    C::Unit,
];

impl Grammar<'_> {
    /// The longest phrase that is here.
    pub(crate) fn indefinite(&self, i: usize) -> Option<Form> {
        if self.is_one_day_ahead(i) {
            return Some(indefinite_form(Indefinite::Future, i + 2));
        }
        if !FIRST_WORDS.contains(&self.class(i)?) {
            return None;
        }
        let (when, end) = PHRASES
            .iter()
            .filter_map(|(words, when)| Some((*when, self.phrase(i, words)?)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let is_noun = self.says_any(end - 1, &["past", "future"]);
        if is_noun && !self.is_time_and_not_adjective(i, end) {
            return None;
        }
        let is_name = end == i + 1 && self.is_capital(i) && !self.begins_sentence(i);
        let is_something_else = self.is_soon_of_conjunction(i, end)
            || is_name
            || self.is_hyphened(i, end)
            || self.is_how_long_ago(i, end)
            || self.is_at_the_time_of(i, end)
            || self.is_moment_as_thing(i);
        (!is_something_else).then(|| indefinite_form(when, end))
    }

    /// "(will) one day"
    fn is_one_day_ahead(&self, i: usize) -> bool {
        self.says(i, "one") && self.says(i + 1, "day") && self.follows_any(i, &[C::Will, C::Modal])
    }

    /// "in the past", "in the future", but not "the past two weeks", "the future of the port".
    fn is_time_and_not_adjective(&self, i: usize, end: usize) -> bool {
        /// A longer phrase needs no preposition: "the near future".
        const WORDS_OF_SHORT_PHRASE: usize = 2;
        let is_led = self.follows_any(i, &[C::In, C::From]) || end - i > WORDS_OF_SHORT_PHRASE;
        is_led && self.ends_mention(end) && !self.is_any(end, AFTER_ADJECTIVE)
    }

    /// "as soon as", "soon after", "soon or later": not a time but part of a conjunction.
    fn is_soon_of_conjunction(&self, i: usize, end: usize) -> bool {
        self.says(i, "soon")
            && (self.says(end, "as")
                || self.follows_word(i, "as")
                || self.is_any(end, &[C::After, C::Or]))
    }

    /// "now-closed", "then-and-now", "soon-to-be", "Mr Soon-Shiong"
    fn is_hyphened(&self, i: usize, end: usize) -> bool {
        self.says_any(i, &["now", "soon"])
            && (self.mark(end, '-') || i > 0 && self.mark(i - 1, '-'))
    }

    /// "how long ago", "as long ago as March"
    fn is_how_long_ago(&self, i: usize, end: usize) -> bool {
        self.says(end - 1, "ago")
            && (self.follows_word(i, "how") || self.follows_word(i, "as") && self.says(end, "as"))
    }

    /// "(study) this moment (in detail)": a thing that is spoken of, and not now.
    fn is_moment_as_thing(&self, i: usize) -> bool {
        const BEFORE_NOW: &[C] = &[C::At, C::In, C::By, C::From, C::For, C::To, C::Since, C::Of];
        let is_now = self.follows_any(i, BEFORE_NOW)
            || self.follows_any_word(i, &["until", "till", "right", "s"])
            || self.begins_sentence(i);
        self.says(i, "this") && self.says(i + 1, "moment") && !is_now
    }

    /// "at the time of the vote"
    fn is_at_the_time_of(&self, i: usize, end: usize) -> bool {
        self.is(end, C::Of) && self.phrase(i, "at the time").is_some()
    }
}

fn indefinite_form(when: Indefinite, end: usize) -> Form {
    Form::new(TimeRule::Vague, Meaning::Indefinite(when), end)
}
