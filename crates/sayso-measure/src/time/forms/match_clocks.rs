//! In: tokens. Out: whether two numbers with a colon are no time of day but the clock of a match or a
//! length: "at 7:14 of the second period", "with 1:09 left", "in 4:12".

use super::grammar::Grammar;
use crate::time::words::Class as C;

/// Verbs and nouns after which "4:05" is a length: "the video runs 4:05".
const BEFORE_LENGTH: &[&str] = &[
    "runs", "ran", "run", "running", "lasts", "lasted", "took", "clocked", "clocking", "in",
];

/// Verbs after which "by 2:05" is a lead: "won by 2:05".
const BEFORE_LEAD: &[&str] = &["won", "beat", "trailed", "led", "lost", "leads", "trails"];

/// Nouns of which "4:05" says how long it is, before "of" and within a few words: "a personal best of
/// 1:58".
const MEASURED_IN_MINUTES: &[&str] = &[
    "time", "times", "best", "record", "pace", "split", "lap", "run", "finish", "length",
    "duration", "ratio", "odds",
];

/// Nouns that a length in minutes and seconds describes: "a 4:05 video".
const LASTING_MINUTES: &[&str] = &[
    "video",
    "videos",
    "clip",
    "clips",
    "film",
    "song",
    "track",
    "single",
    "trailer",
    "recording",
    "mile",
    "marathon",
    "lap",
    "pace",
    "mark",
    "finish",
    "long",
];

/// Parts of a match.
const PARTS_OF_MATCH: &[&str] = &[
    "period", "quarter", "half", "set", "frame", "round", "inning", "third", "overtime", "ot",
    "extra", "stoppage", "game", "match", "bout", "contest",
];

/// Words before a part of a match: "the (opening) period".
const ORDER_OF_PARTS: &[&str] = &["opening", "closing", "same"];

impl Grammar<'_> {
    /// Whether a clock without "a.m." and zone, from `i` to `at`, is no time of day.
    pub(super) fn is_other_than_time_of_day(&self, i: usize, at: usize) -> bool {
        self.is_time_of_match(i, at) || self.is_length_in_minutes(i, at)
    }

    /// "(at) 7:14 of the second period", "(with) 1:09 left", "3:21 into the game", "(at) 3:04 and 17:20
    /// of the third".
    fn is_time_of_match(&self, i: usize, at: usize) -> bool {
        const MOST_CLOCKS: usize = 4;
        let mut at = at;
        for _ in 0..MOST_CLOCKS {
            let next = self.skip_any(self.skip_comma(at), &[C::And, C::Or]);
            let is_clock = next > at
                && self.is(next, C::Digits)
                && self.is_glued_colon(next + 1)
                && self.is(next + 2, C::Digits);
            if !is_clock {
                break;
            }
            at = next + 3;
        }
        if self.says(at, "into") || self.phrase(at, "on the clock").is_some() {
            return true;
        }
        let is_rest = self.says_any(at, &["left", "remaining"])
            || self.any_phrase(at, &["to play", "to go"]).is_some();
        if is_rest {
            return !self.follows_any(i, &[C::At, C::By, C::Before, C::After]);
        }
        let part = self.skip(at + 1, C::The);
        self.is_any(at, &[C::Of, C::In])
            && (self.is_part_of_match(part) || self.says_any(part, LASTING_MINUTES))
    }

    /// "second period", "third" at the end of a phrase, "overtime".
    fn is_part_of_match(&self, i: usize) -> bool {
        let has_order = self.is_any(i, &[C::Ordinal, C::Final, C::Last])
            || self.says_any(i, ORDER_OF_PARTS)
            || self.is(i, C::Digits) && self.is(i + 1, C::OrdinalEnd);
        let noun = i + usize::from(has_order) + usize::from(self.is(i + 1, C::OrdinalEnd));
        let is_alone = self.is(i, C::Ordinal) && self.ends_phrase(noun) && !self.is(noun, C::Of);
        self.says_any(noun, PARTS_OF_MATCH) || is_alone
    }

    /// "(finished in) 4:12", "(the video runs) 4:05", "(a time of) 2:05", "a 4:05 (video)".
    fn is_length_in_minutes(&self, i: usize, at: usize) -> bool {
        const MOST_TOKENS: usize = 3;
        const DAYS: &[C] = &[
            C::Month,
            C::ShortMonth,
            C::Weekday,
            C::ShortWeekday,
            C::DayFromNow,
        ];
        if self.says_any(at, LASTING_MINUTES) {
            return true;
        }
        if self.follows_any_word(i, BEFORE_LENGTH) {
            return !self.is_any(at, DAYS);
        }
        let is_lead = i > 1 && self.is(i - 1, C::By) && self.says_any(i - 2, BEFORE_LEAD);
        let follows_of = self.follows(i, C::Of);
        is_lead
            || follows_of
                && (2..=MOST_TOKENS.min(i)).any(|back| self.says_any(i - back, MEASURED_IN_MINUTES))
    }
}
