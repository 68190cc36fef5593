//! Times: text and day of publication in, times out, each with its TIMEX3 value, its begin and its
//! end.
//!
//! ```text
//! scan ─→ lex (tokens with classes) ─→ phrases, grammar (what is said) ─→ tense ─→ resolve, calendar (when that is)
//! ```
//!
//! ```
//! use sayso_measure::time::{Date, times};
//! let text = "The mayor said Wednesday that the bridge, closed since 2019, will open in May.";
//! let times = times(text, Date::new(2024, 11, 1).map(Into::into));
//! let values: Vec<&str> = times.iter().map(|t| t.value.as_str()).collect();
//! assert_eq!(values, ["2024-10-30", "2019", "2025-05"]);
//! ```
//!
//! Meaning a value says, and what it does not:
//!
//! * The grain is part of the value: "August" is `2024-08`, not its first day. `begin` and `end`
//!   (exclusive) bound it.
//! * Without a day of publication relative times stay relative: "last year" has the value `XXXX`,
//!   no begin and no end, and the anchor says `published` with the offset `-P1Y`; "Friday" is
//!   `XXXX-WXX-5`.
//! * An offset ("two years ago") has the grain of its unit as value (`2022`), and as begin and end
//!   the point counted out, one grain finer.
//! * A range ("from May to July") is one time; its value is the two values with a slash between, as
//!   in ISO 8601.
//! * Begin and end are local to whoever speaks; a zone that is said stands in the value.

mod calendar;
mod forms;
mod resolve;
mod tense;
mod words;

pub use calendar::{Date, Moment};

use crate::scan::{self, Span};
use calendar::Period;
use forms::grammar::{self, Clock, Grammar, Meaning, Phrase};
use resolve::Scene;
use words::Class;
use words::tokens::{self as lex, Token};

/// Meaning kind of time it is: TIMEX3's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A day or something longer.
    Date,
    /// A time of a day.
    Time,
    /// A length.
    Duration,
    /// Meaning comes again and again.
    Set,
}

impl Kind {
    /// Its name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "DATE",
            Kind::Time => "TIME",
            Kind::Duration => "DURATION",
            Kind::Set => "SET",
        }
    }
}

/// How the value is to be taken: TIMEX3's mod.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of TIMEX3")]
pub enum Mod {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

impl Mod {
    /// Its name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            Mod::Before => "BEFORE",
            Mod::After => "AFTER",
            Mod::OnOrBefore => "ON_OR_BEFORE",
            Mod::OnOrAfter => "ON_OR_AFTER",
            Mod::LessThan => "LESS_THAN",
            Mod::MoreThan => "MORE_THAN",
            Mod::EqualOrLess => "EQUAL_OR_LESS",
            Mod::EqualOrMore => "EQUAL_OR_MORE",
            Mod::Start => "START",
            Mod::Mid => "MID",
            Mod::End => "END",
            Mod::Approx => "APPROX",
        }
    }
}

/// Meaning a value was counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the text says all of it.
    None,
    /// The day of publication; where it is an offset, that ("-P1Y"), else "".
    Published {
        /// Sign and length, or nothing.
        offset: String,
    },
    /// The time told before it in the text.
    Told,
}

/// Whether a time is that of an event or that of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// When something happens.
    Event,
    /// When something is said: "said Wednesday".
    Speaking,
}

/// A time in a text.
///
/// ```
/// use sayso_measure::time::{Date, Kind, times};
/// let text = "Prices rose for nearly three years.";
/// let time = &times(text, Date::new(2024, 11, 1).map(Into::into))[0];
/// assert_eq!((time.span.of(text), time.kind, time.value.as_str()), ("nearly three years", Kind::Duration, "P3Y"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// Meaning kind of time it is.
    pub kind: Kind,
    /// The value as TIMEX3 writes it; X for what is not known.
    pub value: String,
    /// How the value is to be taken.
    pub modifier: Option<Mod>,
    /// Of a set: the word that makes it one ("every other").
    pub quant: Option<String>,
    /// Of a set: how often within the value ("twice a week": 2).
    pub freq: Option<u8>,
    /// When it begins.
    pub begin: Option<Moment>,
    /// When it is over: the first moment after it.
    pub end: Option<Moment>,
    /// Meaning the value was counted from.
    pub anchor: Anchor,
    /// Of an event or of speaking; whoever knows the cue of an attribution may know better and set
    /// it.
    pub of: Of,
    /// The grammar that found it.
    pub why: &'static str,
}

/// The times of a text, resolved against its day of publication if that is known.
pub fn times(text: &str, published: Option<Moment>) -> Vec<Time> {
    times_of(text, &scan::scan(text), published)
}

/// The times of a text that has been scanned.
pub fn times_of(text: &str, scanned: &[scan::Token], published: Option<Moment>) -> Vec<Time> {
    let tokens = lex::tokens(text, scanned);
    let grammar = Grammar {
        text,
        tokens: &tokens,
    };
    let mut times = Vec::new();
    let mut context = at_the_start(&tokens, published);
    let near = nearness(&tokens);
    let mut last_set = None;
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].fresh {
            context.turn_paragraph();
        }
        if near[at] > REACH || !can_begin(&tokens[at]) {
            at += 1;
            continue;
        }
        let Some(found) = grammar.found(at) else {
            at += 1;
            continue;
        };
        let (tense, speaking) = tense::tense(&grammar, found.from, found.to);
        // "He was soon released" tells no time to come.
        if matches!(found.what, Meaning::Indefinite("FUTURE_REF"))
            && tense == tense::Tense::Past
            && found.to == found.from + 1
        {
            at = found.to;
            continue;
        }
        context.tense = tense;
        look_around(&mut context, &grammar, &found, last_set);
        let placed = context.place(&found);
        let owner = grammar.mark(found.to, '\'') && grammar.says(found.to + 1, "s");
        remember(&mut context, &found, &placed, speaking, owner);
        if matches!(found.what, Meaning::Recurring { .. }) {
            last_set = Some(found.to);
        }
        let span = Span::new(tokens[found.from].start, tokens[found.to - 1].end);
        at = found.to;
        times.push(time(found, placed, span, speaking));
    }
    times
}

/// Meaning is known before anything is told.
fn at_the_start(tokens: &[Token], published: Option<Moment>) -> resolve::Context {
    resolve::Context {
        published,
        told: None,
        scene: None,
        scene_ahead: None,
        looks_ahead: false,
        month: None,
        quarter: None,
        past_year: None,
        history: is_history(tokens, published),
        tense: tense::Tense::Unknown,
        alone: false,
        nearest: false,
        until: false,
        recurring: false,
        by_24: writes_24_hours(tokens),
        after_in: false,
        bracketed: false,
        counted: false,
        within: false,
    }
}

/// Meaning stands before a time found, as far as its meaning hangs on it; `last_set` is where the last
/// set ended.
fn look_around(
    context: &mut resolve::Context,
    grammar: &Grammar<'_>,
    found: &Phrase,
    last_set: Option<usize>,
) {
    let from = found.from;
    let before = |class: Class| from > 0 && grammar.is(from - 1, class);
    context.alone = from == 0 && found.to == grammar.tokens.len();
    context.nearest = found.modifier == Some(Mod::OnOrBefore);
    context.until = before(Class::To) && grammar.n(from - 1) == 2;
    context.within = before(Class::Within);
    context.after_in = before(Class::In);
    context.bracketed = from > 0 && grammar.mark(from - 1, '(');
    context.counted = context.after_in && is_counted(grammar, from - 1);
    let beside_set = last_set.is_some_and(|set| {
        from - set < SAME_SENTENCE && !(set..from).any(|at| tense::ends_sentence(grammar, at))
    });
    context.recurring =
        beside_set || matches!(found.what, Meaning::Range(..)) && of_curfew(grammar, from);
}

/// The time found, in its place.
fn time(found: Phrase, placed: resolve::Placed, span: Span, speaking: bool) -> Time {
    let of_speaking = speaking
        && matches!(placed.kind, Kind::Date | Kind::Time)
        && !matches!(found.what, Meaning::Range(..));
    let (quant, freq) = match found.what {
        Meaning::Recurring { quant, freq, .. } => (quant, freq),
        _ => (None, None),
    };
    Time {
        span,
        kind: placed.kind,
        value: placed.value,
        modifier: found.modifier,
        quant,
        freq,
        begin: placed.begin,
        end: placed.end,
        anchor: placed.anchor,
        of: if of_speaking { Of::Speaking } else { Of::Event },
        why: found.why,
    }
}

/// How many tokens may stand before the word that tells a time: "no more than the first two or
/// three full years".
const REACH: u8 = 9;

/// For each token, how far it is to the next word that tells a time: what is far from all of them
/// is passed over.
fn nearness(tokens: &[Token]) -> Vec<u8> {
    let mut near = vec![u8::MAX; tokens.len()];
    let mut distance = u8::MAX;
    for (at, token) in tokens.iter().enumerate().rev() {
        distance = distance.saturating_add(1);
        let listed = token.class == Class::Digits
            && at > 0
            && matches!(tokens[at - 1].class, Class::And | Class::Or);
        if listed || tells(token, tokens.get(at + 1)) {
            distance = 0;
        }
        near[at] = distance;
    }
    near
}

/// Whether a token can be what a time is about: units, names of days and months, digits that may be
/// a year or an hour.
fn tells(token: &Token, next: Option<&Token>) -> bool {
    match token.class {
        Class::Digits => {
            token.len() == 4
                || token.len() == 8
                || next.is_some_and(|next| next.class == Class::OrdinalEnd && next.glued)
                || next.is_some_and(|next| {
                    next.class == Class::Mark
                        && (next.glued || next.is_mark('/') || next.is_mark('-'))
                        && !next.is_mark(',')
                        && !next.is_mark('%')
                })
        }
        Class::Ordinal => token.n == 2 || next.is_some_and(|next| next.class == Class::Half),
        Class::Cardinal => {
            next.is_some_and(|next| next.class == Class::Cardinal || next.is_mark('-'))
                || token.n >= 1000
        }
        Class::Last => token.len() == 4,
        // "dawn"
        Class::StartOrEnd => token.n == -1 && token.len() == 4,
        Class::Month
        | Class::ShortMonth
        | Class::Weekday
        | Class::ShortWeekday
        | Class::Season
        | Class::PartOfDay
        | Class::Decade
        | Class::Unit
        | Class::Units
        | Class::ShortUnit
        | Class::DayFromNow
        | Class::Tonight
        | Class::Frequency
        | Class::Now
        | Class::Recent
        | Class::Soon
        | Class::Zone
        | Class::AmPm
        | Class::Moment
        | Class::PeriodWord => true,
        class => token.feast > 0 || token.len() == 1 && class == Class::Other,
    }
}

/// Whether a time may begin with this token: most words are passed over here.
fn can_begin(token: &Token) -> bool {
    match token.class {
        Class::Other | Class::OrdinalEnd => token.feast > 0 || token.len() == 1,
        Class::Mark => ['\'', '½', '¼', '¾']
            .iter()
            .any(|mark| token.is_mark(*mark)),
        Class::Of
        | Class::And
        | Class::Or
        | Class::On
        | Class::To
        | Class::By
        | Class::For
        | Class::Since
        | Class::Before
        | Class::After
        | Class::Will
        | Class::Was
        | Class::Is
        | Class::Did
        | Class::Plan
        | Class::Say
        | Class::AmPm
        | Class::Zone => false,
        _ => true,
    }
}

/// Keeps the time just told for those that are counted from it.
fn remember(
    context: &mut resolve::Context,
    found: &Phrase,
    placed: &resolve::Placed,
    speaking: bool,
    owner: bool,
) {
    let what = &found.what;
    if let Meaning::Length(length) = what {
        // "in the nine months … a year earlier": the quarter told before is no longer meant.
        if length
            .iter()
            .any(|(_, unit)| *unit == calendar::Unit::Month)
        {
            context.quarter = None;
        }
    }
    let Some(stretch) = placed.stretch else {
        return;
    };
    // "a year earlier", said again and again, is each time a year before what is reported on.
    if let Meaning::Offset(length, -1, grammar::Base::Mentioned | grammar::Base::Business) = what
        && length.len() == 1
        && length[0].1 == calendar::Unit::Year
    {
        return;
    }
    if !speaking || context.told.is_none() {
        context.told = Some(stretch);
    }
    set_scene(context, found, stretch, speaking || owner);
    if let Period::Month(year, month) = stretch {
        let begun = placed
            .begin
            .is_none_or(|begin| context.published.is_none_or(|now| begin.date <= now.date));
        if begun && context.month.is_none_or(|told| told < (year, month)) {
            context.month = Some((year, month));
        }
    }
    // The quarter reported on is the latest one told that is over; those it is compared with come
    // after it.
    if let Period::Quarter(year, quarter) = stretch {
        let over = context
            .published
            .is_none_or(|now| placed.end.is_none_or(|end| end.date <= now.date));
        let later = context.quarter.is_none_or(|told| told < (year, quarter));
        if over && later {
            context.quarter = Some((year, quarter));
        }
    }
    // A story of years ago goes on in its own time, until a time of today is told.
    match placed.anchor {
        Anchor::None => {
            let year = stretch.first_day().map(Date::year);
            let now = context.published.map(|m| m.date.year());
            let narrow = !matches!(stretch, Period::Decade(_) | Period::Century(_));
            if narrow {
                context.past_year = year.filter(|year| now.is_none_or(|now| *year + 2 <= now));
            }
        }
        Anchor::Published { .. } | Anchor::Told => {}
    }
}

/// Moves the story to the day told, unless it only bounds what is told ("before Christmas"), was
/// only planned, or belongs to a thing ("Sunday's final"); a day on which somebody spoke counts
/// until one is told of.
fn set_scene(context: &mut resolve::Context, found: &Phrase, stretch: Period, weak: bool) {
    let bound = matches!(
        found.modifier,
        Some(Mod::Before | Mod::After | Mod::OnOrBefore | Mod::OnOrAfter) if !stretch.is_clock()
    );
    let zone = match &found.what {
        Meaning::Clock(Clock { zone, .. }, _) => *zone,
        Meaning::Offset(..) if stretch.is_clock() => {
            context.scene_here().and_then(|scene| scene.zone)
        }
        _ => None,
    };
    let weak = weak && !stretch.is_clock();
    let Some(scene) = Scene::at(stretch, zone, weak).filter(|_| !bound) else {
        return;
    };
    if context.tense == tense::Tense::Planned {
        return;
    }
    let ahead = context.published.is_some_and(|now| scene.date > now.date);
    let kept = if ahead {
        &mut context.scene_ahead
    } else {
        &mut context.scene
    };
    if weak && kept.is_some_and(|scene| !scene.weak) {
        return;
    }
    *kept = Some(scene);
    context.looks_ahead = ahead;
}

/// Whether what is counted stands before this token: "three away games (in eight days)", "its
/// second failure (in a week)".
fn is_counted(grammar: &Grammar<'_>, at: usize) -> bool {
    let words = (1..=4.min(at)).map(|back| at - back).take_while(|k| {
        matches!(
            grammar.class(*k),
            Some(
                Class::Other | Class::Cardinal | Class::Digits | Class::Ordinal | Class::Additional
            )
        )
    });
    words.into_iter().any(|k| {
        k + 1 < at
            && match grammar.class(k) {
                Some(Class::Cardinal | Class::Digits) => grammar.n(k) > 1,
                Some(Class::Ordinal) => k > 0 && grammar.is(k - 1, Class::The),
                _ => false,
            }
    })
}

/// Whether a curfew's hours follow: they are every night's.
fn of_curfew(grammar: &Grammar<'_>, from: usize) -> bool {
    (1..=8.min(from)).any(|back| grammar.says(from - back, "curfew"))
}

/// How far in tokens the hours of what recurs may stand from it.
const SAME_SENTENCE: usize = 12;

/// Whether a text writes hours beyond twelve or with a nought before them: "14:30", "09:15".
fn writes_24_hours(tokens: &[Token]) -> bool {
    tokens.windows(3).any(|t| {
        t[0].class == Class::Digits
            && t[0].len() == 2
            && (t[0].n < 10 || (13..24).contains(&t[0].n))
            && t[1].is_mark(':')
            && t[1].glued
            && t[2].class == Class::Digits
            && t[2].glued
            && t[2].len() == 2
    })
}

/// Whether a text tells history rather than news: months without a year then belong to the year
/// told last.
fn is_history(tokens: &[Token], published: Option<Moment>) -> bool {
    let last = published.map_or(2200, |m| m.date.year() - 2);
    let years = tokens
        .iter()
        .filter(|t| t.class == Class::Digits && t.len() == 4 && (1400..=last).contains(&t.n))
        .count();
    let days = tokens
        .iter()
        .filter(|t| matches!(t.class, Class::Weekday | Class::DayFromNow | Class::Tonight))
        .count();
    years >= 5 && days * 8 < years
}
