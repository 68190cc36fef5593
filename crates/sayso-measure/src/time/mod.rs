//! Times: text and day of publication in, times out, each with its TIMEX3 value, its begin and its
//! end.
//!
//! ```text
//! scan ─→ words (tokens with classes) ─→ forms (what is said) ─→ tense ─→ resolve, calendar (when that is)
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
//! What a value says, and what it does not say:
//!
//! * The grain is part of the value: "August" is `2024-08`, not its first day. `begin` and `end`
//!   (exclusive) bound it.
//! * Without a day of publication relative times stay relative: "last year" has the value `XXXX`,
//!   no begin and no end, and its anchor is `published` with the offset `-P1Y`; "Friday" is
//!   `XXXX-WXX-5`.
//! * An offset ("two years ago") has a value in the grain of its unit (`2022`); its begin and end
//!   bound the point that was counted out, one grain finer. From a decade on they are the whole
//!   year.
//! * A date in numbers has the month first, unless only the other order is in the calendar or is
//!   within days of publication.
//! * A range ("from May to July") is one time. Its value is the two values with a slash between
//!   them, as in ISO 8601.
//! * Begin and end are local to the speaker. A zone that the text gives is part of the value.

mod calendar;
mod candidates;
mod forms;
mod resolve;
mod tense;
mod words;

pub use calendar::{Date, Moment};

use sayso_english::names;

use crate::scan;
use crate::tokens::Tokens;
use forms::grammar::Grammar;
use forms::meaning::{Indefinite, Meaning, Named, Phrase, Year};
use resolve::{Context, Placed, Story, Surroundings, TextFacts};
use sayso_text::text::Span;
use tense::Tense;
use words::Class;
use words::tokens::{self, Token};

names! {
    /// What kind of time it is: the type in TIMEX3.
    pub enum Kind {
        /// A day or something longer.
        Date = "DATE",
        /// A time of a day.
        Time = "TIME",
        /// A length.
        Duration = "DURATION",
        /// A time that recurs.
        Set = "SET",
    }
}

names! {
    /// How the value is to be understood: the mod in TIMEX3.
    #[expect(missing_docs, reason = "the names of TIMEX3")]
    pub enum Mod {
        Before = "BEFORE",
        After = "AFTER",
        OnOrBefore = "ON_OR_BEFORE",
        OnOrAfter = "ON_OR_AFTER",
        LessThan = "LESS_THAN",
        MoreThan = "MORE_THAN",
        EqualOrLess = "EQUAL_OR_LESS",
        EqualOrMore = "EQUAL_OR_MORE",
        Start = "START",
        Mid = "MID",
        End = "END",
        Approx = "APPROX",
    }
}

names! {
    /// Whether something happens at a time or someone speaks at it.
    pub enum Of {
        /// When something happens.
        Event = "event",
        /// When something is said: "said Wednesday".
        Speaking = "speaking",
    }
}

names! {
    /// The form that a time was found by.
    pub enum TimeRule {
        /// A day, a period or a time of day: "May 3", "last week", "10 p.m. on Wednesday".
        Calendar = "calendar",
        /// Early, middle or late in a period: "early next year", "the end of 1990".
        Edge = "edge",
        /// A length: "two years".
        Length = "length",
        /// A length with its direction: "two years ago", "three days later".
        Offset = "offset",
        /// From one point to another: "from May to July".
        Range = "range",
        /// A time that recurs: "every Tuesday".
        Set = "set",
        /// A time that was mentioned before: "the quarter", "the next day".
        Told = "told",
        /// Now, some time in the past or in the future: "recently".
        Vague = "vague",
        /// A length that ends or begins now: "the past two weeks".
        Window = "window",
        /// A length at the beginning or end of something: "the first nine months of 2015".
        Within = "within",
        /// "a year ago", as reports on earnings compare.
        YearAgo = "year-ago",
    }
}

/// What a value was counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the text gives the whole value.
    None,
    /// The day of publication.
    Published {
        /// Sign and length ("-P1Y") if the time is counted from that day; otherwise empty.
        offset: String,
    },
    /// The time mentioned before it in the text.
    Told,
}

impl Anchor {
    /// The name in the output; none if the value was not counted from anything.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Anchor::None => None,
            Anchor::Published { .. } => Some("published"),
            Anchor::Told => Some("told"),
        }
    }

    /// The offset from the day of publication, if the time is counted from it.
    pub fn offset(&self) -> Option<&str> {
        match self {
            Anchor::Published { offset } if !offset.is_empty() => Some(offset),
            _ => None,
        }
    }

    /// The anchor with this name and offset, as [`Anchor::name`] and [`Anchor::offset`] give them.
    ///
    /// ```
    /// use sayso_measure::time::Anchor;
    /// let anchor = Anchor::Published { offset: "-P1Y".to_string() };
    /// assert_eq!(Anchor::from_names(anchor.name(), anchor.offset()), Some(anchor));
    /// assert_eq!(Anchor::from_names(None, None), Some(Anchor::None));
    /// assert_eq!(Anchor::from_names(Some("told"), Some("-P1Y")), None);
    /// ```
    pub fn from_names(name: Option<&str>, offset: Option<&str>) -> Option<Anchor> {
        match (name, offset) {
            (None, None) => Some(Anchor::None),
            (Some("told"), None) => Some(Anchor::Told),
            (Some("published"), offset) => Some(Anchor::Published {
                offset: offset.unwrap_or_default().to_string(),
            }),
            _ => None,
        }
    }
}

/// A time in a text.
///
/// ```
/// use sayso_measure::time::{Date, Kind, TimeRule, times};
/// let text = "Prices rose for nearly three years.";
/// let time = &times(text, Date::new(2024, 11, 1).map(Into::into))[0];
/// assert_eq!((time.span.passage(text), time.value.as_str()), ("nearly three years", "P3Y"));
/// assert_eq!((time.kind, time.why), (Kind::Duration, TimeRule::Length));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Where it is in the text, in bytes.
    pub span: Span,
    /// What kind of time it is.
    pub kind: Kind,
    /// The value as TIMEX3 writes it; X for what is not known.
    pub value: String,
    /// How the value is to be understood.
    pub modifier: Option<Mod>,
    /// The word that makes a time recurring: "every other".
    pub quant: Option<String>,
    /// How often a time recurs within the value: 2 for "twice a week".
    pub freq: Option<u8>,
    /// When it begins.
    pub begin: Option<Moment>,
    /// The first moment after it.
    pub end: Option<Moment>,
    /// What the value was counted from.
    pub anchor: Anchor,
    /// Whether something happens at the time or someone speaks at it. A caller that knows the cue of an
    /// attribution may know better and set it.
    pub of: Of,
    /// The form that it was found by.
    pub why: TimeRule,
}

/// The times of a text, resolved against its day of publication if that is known.
pub fn times(text: &str, published: Option<Moment>) -> Vec<Time> {
    times_of(text, &scan::scan(text), LineBreak::Wraps, published)
}

/// What a line break in a text means. An empty line always ends a paragraph.
///
/// ```
/// use sayso_measure::scan::scan;
/// use sayso_measure::time::{Date, LineBreak, times_of};
/// let text = "The mayor spoke on Sunday.\n2:05 p.m.\nThe mayor is gone.";
/// let published = Date::new(2024, 11, 20).map(Into::into);
/// let clock = |line_break| times_of(text, &scan(text), line_break, published)[1].value.clone();
/// assert_eq!(clock(LineBreak::EndsParagraph), "2024-11-20T14:05");
/// assert_eq!(clock(LineBreak::Wraps), "2024-11-17T14:05");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineBreak {
    /// A line that was too long goes on.
    Wraps,
    /// A paragraph begins, as in the text of a report.
    EndsParagraph,
}

/// The times of a text that has been scanned.
pub fn times_of(
    text: &str,
    scanned: &[scan::Token],
    line_break: LineBreak,
    published: Option<Moment>,
) -> Vec<Time> {
    let tokens = tokens::tokens(text, scanned, line_break);
    let grammar = Grammar {
        text,
        tokens: &tokens,
        scanned: Tokens { text, all: scanned },
        published: published.map(|now| now.date),
    };
    let candidates = candidates::candidates(&tokens);
    let mut context = Context::new(published, facts_about(text, &tokens, published));
    let mut quotation = Quotation::default();
    let mut times = Vec::new();
    let mut end_of_last_set = None;
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].new_paragraph {
            quotation.end(&mut context);
            context.begin_paragraph();
        }
        if tokens[at].class == Class::Mark {
            quotation.pass_mark(&grammar, at, &mut context);
        }
        let phrase = if candidates[at] {
            grammar.phrase_at(at)
        } else {
            None
        };
        let Some(phrase) = phrase else {
            at += 1;
            continue;
        };
        at = phrase.to;
        if grammar.is_name_or_idiom(&phrase) {
            continue;
        }
        let (tense, follows_speech) = tense::tense(&grammar, phrase.from, phrase.to);
        if is_soon_of_past(&phrase, tense) {
            continue;
        }
        context.tense = tense;
        if context.text.is_about_match && is_quarter(&phrase) || context.is_of_any_day(&phrase) {
            continue;
        }
        context.surroundings = Surroundings {
            is_quoted: quotation.before.is_some(),
            ..surroundings(&grammar, &phrase, end_of_last_set)
        };
        let mut placed = if grammar.is_of_no_day(&phrase, tense) {
            Placed::of_no_day(&phrase.meaning)
        } else {
            context.place(&phrase)
        };
        if is_now_of_story(&grammar, &phrase, tense) {
            (placed.begin, placed.end) = (None, None);
        }
        let is_of_thing = grammar.mark(phrase.to, '\'') && grammar.says(phrase.to + 1, "s");
        context.remember(&phrase, &placed, follows_speech, is_of_thing);
        if matches!(phrase.meaning, Meaning::Recurring { .. }) {
            end_of_last_set = Some(phrase.to);
        }
        let span = Span::new(tokens[phrase.from].start, tokens[phrase.to - 1].end);
        times.push(time(phrase, placed, span, follows_speech));
    }
    times
}

/// The quotation that the text is in. The days that somebody speaks of do not move the story: "“I flew
/// on May 2,” she said. The plane landed at 6am."
#[derive(Default)]
struct Quotation {
    /// Where the story was before the quotation.
    before: Option<Story>,
    /// It is in single quotation marks.
    is_single: bool,
}

impl Quotation {
    /// Begins or ends the quotation at a mark. A single mark ends one only after punctuation, because
    /// it may be an apostrophe.
    fn pass_mark(&mut self, grammar: &Grammar<'_>, at: usize, context: &mut Context) {
        let is_open = self.before.is_some();
        let ends_clause = at > 0 && grammar.any_mark(at - 1, &[',', '.', '!', '?']);
        match grammar.word(at) {
            "“" => self.begin(false, context),
            "\"" if !is_open => self.begin(false, context),
            "”" | "\"" => self.end(context),
            "‘" if !is_open && grammar.glued(at + 1) => self.begin(true, context),
            "’" if self.is_single && ends_clause => self.end(context),
            _ => {}
        }
    }

    fn begin(&mut self, is_single: bool, context: &mut Context) {
        self.end(context);
        self.before = Some(context.story);
        self.is_single = is_single;
    }

    /// Goes back to where the story was before the quotation.
    fn end(&mut self, context: &mut Context) {
        if let Some(before) = self.before.take() {
            context.story.scene = before.scene;
            context.story.scene_ahead = before.scene_ahead;
            context.story.looks_ahead = before.looks_ahead;
        }
    }
}

/// "He was soon released" has no time to come.
fn is_soon_of_past(phrase: &Phrase, tense: Tense) -> bool {
    matches!(phrase.meaning, Meaning::Indefinite(Indefinite::Future))
        && tense == Tense::Past
        && phrase.to == phrase.from + 1
}

/// "Once new, they now seemed dated": now is a time of the story, and not of publication.
fn is_now_of_story(grammar: &Grammar<'_>, phrase: &Phrase, tense: Tense) -> bool {
    const VERBS: &[&str] = &[
        "seemed", "looked", "appeared", "felt", "sounded", "stood", "faced", "wanted", "needed",
        "was", "were", "had",
    ];
    const SUBJECTS: &[&str] = &["they", "it", "he", "she", "who", "which"];
    let is_now = phrase.to == phrase.from + 1 && grammar.says(phrase.from, "now");
    is_now
        && tense == Tense::Past
        && SUBJECTS.contains(&grammar.word(phrase.from.wrapping_sub(1)))
        && VERBS.contains(&grammar.word(phrase.to))
}

/// A quarter or half without its year.
fn is_quarter(phrase: &Phrase) -> bool {
    matches!(
        phrase.meaning,
        Meaning::Named(Named::Quarter(_) | Named::Half(_), _, Year::Unstated)
    )
}

/// The time of a phrase that was put in its place.
fn time(phrase: Phrase, placed: Placed, span: Span, follows_speech: bool) -> Time {
    let is_of_speaking = follows_speech
        && matches!(placed.kind, Kind::Date | Kind::Time)
        && !matches!(phrase.meaning, Meaning::Range(..));
    let (quant, freq) = match phrase.meaning {
        Meaning::Recurring { quant, freq, .. } => (quant, freq),
        _ => (None, None),
    };
    Time {
        span,
        kind: placed.kind,
        value: placed.value,
        modifier: phrase.modifier,
        quant,
        freq,
        begin: placed.begin,
        end: placed.end,
        anchor: placed.anchor,
        of: if is_of_speaking {
            Of::Speaking
        } else {
            Of::Event
        },
        why: phrase.rule,
    }
}

/// What is around a phrase, as far as its meaning depends on it.
fn surroundings(
    grammar: &Grammar<'_>,
    phrase: &Phrase,
    end_of_last_set: Option<usize>,
) -> Surroundings {
    /// How many tokens after what recurs its hours may be.
    const MOST_TOKENS: usize = 12;
    let from = phrase.from;
    let is_beside_set = end_of_last_set.is_some_and(|end| {
        from - end < MOST_TOKENS && !(end..from).any(|at| tense::ends_sentence(grammar, at))
    });
    let is_range = matches!(phrase.meaning, Meaning::Range(..));
    let follows_in = grammar.follows(from, Class::In);
    Surroundings {
        is_whole_text: from == 0 && phrase.to == grammar.tokens.len(),
        is_bound: phrase.modifier == Some(Mod::OnOrBefore),
        is_as_of: from > 1 && grammar.is(from - 1, Class::Of) && grammar.says(from - 2, "as"),
        follows_until: from > 0 && grammar.is_until(from - 1),
        follows_from: grammar.follows(from, Class::From) && !is_range,
        recurs: is_beside_set || is_range && is_of_curfew(grammar, from),
        follows_in,
        is_in_brackets: from > 0 && grammar.mark(from - 1, '('),
        is_counted: follows_in && follows_count(grammar, from - 1),
        is_of_what_was: follows_in
            && (grammar.is(phrase.to, Class::Of) || follows_superlative(grammar, from - 1)),
        follows_within: grammar.follows(from, Class::Within) && !grammar.is_from_order_on(from),
        is_since_clause: is_since_clause(grammar, from),
        is_of_report: is_of_report(grammar, phrase),
        is_of_attack: grammar.says_any(phrase.to, WORDS_OF_ATTACK),
        is_put_off: is_range && is_put_off(grammar, from),
        is_since_event: grammar.is(phrase.to, Class::Since) && !follows_perfect(grammar, from),
        is_quoted: false,
    }
}

/// "Nothing has moved in (the six weeks since the vote)": what goes on up to now.
fn follows_perfect(grammar: &Grammar<'_>, from: usize) -> bool {
    const MOST_TOKENS: usize = 16;
    (1..=MOST_TOKENS.min(from))
        .map(|back| from - back)
        .take_while(|at| !tense::ends_sentence(grammar, *at))
        .any(|at| grammar.says_any(at, &["has", "have", "ve"]))
}

/// "(was) moved from (September to January)", "delayed the vote from (May to June)"
fn is_put_off(grammar: &Grammar<'_>, from: usize) -> bool {
    const MOST_TOKENS: usize = 5;
    const VERBS: &[&str] = &[
        "moved",
        "postponed",
        "delayed",
        "pushed",
        "rescheduled",
        "shifted",
        "deferred",
        "moving",
        "postponing",
        "delaying",
        "rescheduling",
    ];
    let from = from - usize::from(grammar.follows(from, Class::From));
    (1..=MOST_TOKENS.min(from))
        .map(|back| from - back)
        .take_while(|at| !grammar.is(*at, Class::Mark))
        .any(|at| VERBS.contains(&grammar.word(at)))
}

/// "the November jobs report", "the June figures"
fn is_of_report(grammar: &Grammar<'_>, phrase: &Phrase) -> bool {
    const REPORTS: &[&str] = &[
        "report", "data", "figures", "numbers", "survey", "reading", "results",
    ];
    grammar.follows_any(phrase.from, &[Class::The])
        && (phrase.to..phrase.to + 3)
            .take_while(|at| grammar.is(*at, Class::Other) || grammar.says_any(*at, REPORTS))
            .any(|at| grammar.says_any(at, REPORTS))
}

/// What follows the day of an attack that is known by its day: "the Sept. 11 hijackers".
const WORDS_OF_ATTACK: &[&str] = &[
    "attack",
    "attacks",
    "attackers",
    "terror",
    "terrorist",
    "terrorists",
    "massacre",
    "rampage",
    "hijackers",
    "hijackings",
    "riot",
    "riots",
    "rioter",
    "rioters",
    "insurrection",
    "insurrectionists",
    "commission",
    "committee",
    "conspiracy",
];

/// "since operations expanded (on Friday)": the clause says when something began.
fn is_since_clause(grammar: &Grammar<'_>, from: usize) -> bool {
    const MOST_TOKENS: usize = 7;
    (2..=MOST_TOKENS.min(from))
        .map(|back| from - back)
        .take_while(|at| !grammar.is(*at, Class::Mark))
        .any(|at| grammar.is(at, Class::Since))
}

/// Whether a curfew is mentioned shortly before the token: its hours recur every night.
fn is_of_curfew(grammar: &Grammar<'_>, from: usize) -> bool {
    const MOST_TOKENS: usize = 8;
    (1..=MOST_TOKENS.min(from)).any(|back| grammar.says(from - back, "curfew"))
}

/// Whether what is counted is before this token: "three away games (in eight days)", "its second
/// failure (in a week)".
fn follows_count(grammar: &Grammar<'_>, at: usize) -> bool {
    const MOST_TOKENS: usize = 4;
    const WORDS_OF_COUNT: &[Class] = &[
        Class::Other,
        Class::Cardinal,
        Class::Digits,
        Class::Ordinal,
        Class::LengthAdjective,
        Class::Unit,
        Class::NounOfTime,
    ];
    (1..=MOST_TOKENS.min(at))
        .map(|back| at - back)
        .take_while(|k| grammar.is_any(*k, WORDS_OF_COUNT))
        .any(|k| {
            let has_noun = k + 1 < at;
            let is_number = match grammar.class(k) {
                Some(Class::Cardinal | Class::Digits) => grammar.value(k) > 1,
                Some(Class::Ordinal) => grammar.follows_any(k, &[Class::The, Class::A]),
                _ => grammar.says(k, "second") && grammar.follows_any(k, &[Class::The, Class::A]),
            };
            has_noun && is_number
        })
}

/// Whether a superlative is before this token: "the worst storm (in nine years)".
fn follows_superlative(grammar: &Grammar<'_>, at: usize) -> bool {
    const MOST_TOKENS: usize = 6;
    const SUPERLATIVES: &[&str] = &["worst", "best", "most", "least", "only"];
    (1..=MOST_TOKENS.min(at))
        .map(|back| at - back)
        .take_while(|k| grammar.is_any(*k, &[Class::Other, Class::More, Class::Less]))
        .any(|k| {
            let word = grammar.word(k);
            let is_superlative =
                SUPERLATIVES.contains(&word) || word.len() > 5 && word.ends_with("est");
            let has_noun = k + 1 < at;
            is_superlative && has_noun && grammar.follows(k, Class::The)
        })
}

fn facts_about(text: &str, tokens: &[Token], published: Option<Moment>) -> TextFacts {
    TextFacts {
        is_history: is_history(tokens, published),
        counts_to_24: tokens.windows(3).any(is_hour_of_24),
        is_about_match: is_about_match(text, tokens),
    }
}

/// "14:30", "09:15": an hour beyond twelve or with a zero before it.
fn is_hour_of_24(tokens: &[Token]) -> bool {
    let [hour, colon, minute] = tokens else {
        return false;
    };
    let fits = hour.has_digits(2) && (hour.value < 10 || (13..24).contains(&hour.value));
    fits && colon.is_mark(':') && colon.glued && minute.has_digits(2) && minute.glued
}

/// Whether a text is about history and not news. Months without a year then belong to the year
/// mentioned last.
fn is_history(tokens: &[Token], published: Option<Moment>) -> bool {
    const FEWEST_YEARS: usize = 8;
    const YEARS_FOR_A_RECENT_TIME: usize = 8;
    let last = published.map_or(2200, |now| now.date.year() - 2);
    let years = tokens
        .iter()
        .filter(|t| t.has_digits(4) && (1400..=last).contains(&t.value))
        .count();
    let recent_times = || {
        (0..tokens.len())
            .filter(|at| is_recent_time(&tokens[*at..]))
            .count()
    };
    years >= FEWEST_YEARS && recent_times() * YEARS_FOR_A_RECENT_TIME < years
}

/// "Friday", "yesterday", "last week", "this month"
fn is_recent_time(tokens: &[Token]) -> bool {
    match tokens {
        [first, ..]
            if matches!(
                first.class,
                Class::Weekday | Class::DayFromNow | Class::Tonight
            ) =>
        {
            true
        }
        [first, unit, ..] => {
            matches!(first.class, Class::This | Class::Last) && unit.class == Class::Unit
        }
        _ => false,
    }
}

/// Whether a text reports on a match that is played in quarters: it has several words of the game.
fn is_about_match(text: &str, tokens: &[Token]) -> bool {
    const FEWEST_WORDS: usize = 3;
    let has_quarter = tokens
        .windows(2)
        .any(|pair| pair[0].class == Class::Ordinal && pair[1].class == Class::Unit);
    has_quarter
        && tokens
            .iter()
            .filter(|t| {
                t.class == Class::Other
                    && WORDS_OF_MATCHES.contains(&&text[t.start as usize..t.end as usize])
            })
            .nth(FEWEST_WORDS - 1)
            .is_some()
}

/// Words of games that have quarters.
const WORDS_OF_MATCHES: &[&str] = &[
    "touchdown",
    "touchdowns",
    "quarterback",
    "rebound",
    "rebounds",
    "halftime",
    "layup",
    "dunk",
    "turnovers",
    "interception",
    "interceptions",
    "fumble",
    "punt",
    "scoreless",
    "bench",
    "coach",
    "scored",
    "yards",
    "jumper",
    "NBA",
    "NFL",
];
