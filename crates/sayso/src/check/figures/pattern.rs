//! Patterns of words and slots, and how they match a paragraph.
//!
//! A pattern is written as words and slots, separated by spaces:
//!
//! | written | matches |
//! | --- | --- |
//! | `word`, `a\|an` | that word; one of several |
//! | `<rose>` | a word of that class, see [`WordClass`] |
//! | `,` `(` `)` `.` `-` | that mark; `-` is any hyphen or dash |
//! | `A:money` | a figure or time of that kind, which is kept under its letter; the words of its modifier may come before it |
//! | `~4` | up to four words or times, without marks and figures |
//! | `[ … ]` | this or nothing |
//!
//! Gaps take no marks, so that a match crosses a quotation mark or the end of a sentence only if
//! the pattern says so.
//!
//! To add a word to a class, add it to `data/check/pattern-words.txt` of `sayso-english`.

use super::paragraph::Paragraph;
use crate::measure::scan::{Kind as TokenKind, Lexicon, key};
use crate::measure::unit::Dimension;
use crate::measure::{Figure, FigureRule, Per, Role, Unit};
use sayso_english::check_words::{PATTERN_WORDS, WORDS_BEFORE_FIGURES};
use sayso_english::names;
use std::sync::LazyLock;

names! {
    /// A class of words in patterns.
    pub enum WordClass {
        /// Says that something rose.
        Rose = "rose",
        /// Says that something fell.
        Fell = "fell",
        /// A noun for a rise.
        Increase = "increase",
        /// A noun for a fall.
        Decrease = "decrease",
        /// Says that one side is ahead.
        Lead = "lead",
        /// Says that one side is behind.
        Trail = "trail",
        /// A noun for the distance between two sides.
        Margin = "margin",
        /// "higher".
        More = "more",
        /// "lower".
        Less = "less",
        /// "total".
        Total = "total",
        /// Puts a total after its parts.
        Makes = "makes",
        /// Puts a length of time after a rate.
        During = "during",
        /// Modifies a length of time: "next".
        Coming = "coming",
        /// "needs".
        Require = "require",
        /// A noun for a sum of money.
        Sum = "sum",
        /// "raise".
        Reach = "reach",
        /// Says how long something was done.
        Lasted = "lasted",
        /// Says that there was a vote.
        Voted = "voted",
        /// Who votes.
        Members = "members",
        /// What is left over of an answer.
        Undecided = "undecided",
        /// "support".
        Approve = "approve",
        /// What became of a person: "drowned", "missing". Nobody has two of them.
        Fate = "fate",
    }
}

/// A word of the patterns, with its classes as bits in the order of [`WordClass`].
struct PatternWord {
    key: u64,
    classes: u32,
}

static WORDS: LazyLock<Vec<PatternWord>> = LazyLock::new(|| {
    let rows = PATTERN_WORDS.rows().iter();
    rows.map(|row| PatternWord {
        key: key(row.word),
        classes: bits(row.classes),
    })
    .collect()
});

/// The classes of each word by its key.
static CLASSES: LazyLock<Lexicon<u32>> =
    LazyLock::new(|| Lexicon::new(WORDS.iter().map(|word| (word.key, word.classes))));

fn bits(classes: &str) -> u32 {
    classes
        .split(' ')
        .filter_map(|name| name.parse::<WordClass>().ok())
        .fold(0, |bits, class| bits | class.bit())
}

impl WordClass {
    fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Whether the word with this key is of the class.
    pub fn has(self, word: u64) -> bool {
        CLASSES
            .get(word)
            .is_some_and(|classes| classes & self.bit() != 0)
    }

    /// The keys of its words.
    fn keys(self) -> impl Iterator<Item = u64> {
        WORDS
            .iter()
            .filter(move |word| word.classes & self.bit() != 0)
            .map(|word| word.key)
    }
}

names! {
    /// What a slot takes.
    pub enum Slot {
        /// Any amount that can be added up: money, measures, counts; not a rate, an age or a length
        /// of time.
        Amount = "amount",
        /// An amount without a unit.
        Count = "count",
        /// An amount of money.
        Money = "money",
        /// A percentage.
        Percent = "percent",
        /// A percentage, or a number alone that may mean one.
        Side = "side",
        /// Points.
        Points = "points",
        /// "from 4 to 6".
        FromTo = "from-to",
        /// "52-37", "34%-54%".
        Tally = "tally",
        /// An amount per length of time.
        Rate = "rate",
        /// An amount per something else: "$1.20 a share".
        Each = "each",
        /// A length of time.
        Length = "length",
        /// A length, area, volume, mass, speed or temperature.
        Measure = "measure",
        /// An age.
        Age = "age",
        /// "doubled".
        Multiple = "multiple",
        /// A time: a year, a day or a period. The frame decides which it needs.
        Time = "time",
    }
}

impl Slot {
    fn takes(self, figure: &Figure) -> bool {
        match self {
            Slot::Amount => is_bare_level(figure) && can_be_added(figure),
            Slot::Count => is_bare_level(figure) && is_count(figure),
            Slot::Money => is_bare_level(figure) && dimension(figure) == Some(Dimension::Money),
            Slot::Percent => is_bare_level(figure) && is_percent(figure),
            Slot::Side => is_level(figure) && has_unit_of_sides(figure),
            Slot::Points => is_level(figure) && is_points(figure),
            Slot::FromTo => figure.role == Role::FromTo,
            Slot::Tally => figure.role == Role::Tally || is_range_of_sides(figure),
            Slot::Rate => is_rate(figure) && is_per_time(figure),
            Slot::Each => is_rate(figure) && !is_per_time(figure),
            Slot::Length => is_level(figure) && is_length(figure),
            Slot::Measure => is_level(figure) && is_measure(figure),
            Slot::Age => is_single(figure) && is_age_in_years(figure),
            Slot::Multiple => is_multiple(figure),
            Slot::Time => false,
        }
    }
}

/// The dimension of a figure's unit.
pub fn dimension(figure: &Figure) -> Option<Dimension> {
    figure.unit.map(Unit::dimension)
}

/// Whether a figure is one number, not a range.
fn is_single(figure: &Figure) -> bool {
    figure.low == figure.high || figure.low.is_none() || figure.high.is_none()
}

/// Whether a figure is a single amount, change or share. A rate per nothing is one too, because it
/// is a level, as of interest.
fn is_level(figure: &Figure) -> bool {
    let has_role = match figure.role {
        Role::Amount | Role::Change | Role::Share => true,
        Role::Rate => figure.per.is_empty(),
        _ => false,
    };
    has_role && is_single(figure)
}

/// Whether a figure is a level that is not per anything.
fn is_bare_level(figure: &Figure) -> bool {
    is_level(figure) && figure.per.is_empty()
}

/// Whether a figure counts something.
fn is_count(figure: &Figure) -> bool {
    figure.unit.is_none() && figure.why == FigureRule::Count
}

fn is_percent(figure: &Figure) -> bool {
    figure.unit == Some(Unit::PERCENT)
}

fn is_points(figure: &Figure) -> bool {
    matches!(figure.unit, Some(Unit::PERCENTAGE_POINT | Unit::POINT))
}

/// Whether a figure may be one of two sides of a poll or a vote.
fn has_unit_of_sides(figure: &Figure) -> bool {
    is_percent(figure) || is_count(figure)
}

fn is_rate(figure: &Figure) -> bool {
    figure.role == Role::Rate && is_single(figure)
}

fn is_length(figure: &Figure) -> bool {
    figure.role == Role::Amount && dimension(figure) == Some(Dimension::Time)
}

fn is_measure(figure: &Figure) -> bool {
    use Dimension::{Area, Length, Mass, Speed, Temperature, Volume};
    let is_of_size = matches!(
        dimension(figure),
        Some(Length | Area | Mass | Speed | Temperature | Volume)
    );
    // "pounds" may be money elsewhere; beside kilograms they are not.
    (is_of_size || figure.unit == Some(Unit::POUND)) && figure.per.is_empty()
}

fn is_age_in_years(figure: &Figure) -> bool {
    figure.role == Role::Age && figure.unit == Some(Unit::YEAR)
}

fn is_multiple(figure: &Figure) -> bool {
    matches!(figure.role, Role::Multiple | Role::Change) && figure.unit == Some(Unit::TIMES)
}

/// Whether the sum of two such figures means something.
fn can_be_added(figure: &Figure) -> bool {
    if figure.unit.is_none() {
        return is_count(figure);
    }
    !matches!(
        dimension(figure),
        Some(
            Dimension::Ratio
                | Dimension::Points
                | Dimension::Times
                | Dimension::Time
                | Dimension::Temperature
        )
    )
}

fn is_per_time(figure: &Figure) -> bool {
    figure
        .per
        .iter()
        .any(|per| matches!(per, Per::Unit(unit) if unit.is_time()))
}

/// Whether a figure that was read as a range may be two sides: "34%-54%".
fn is_range_of_sides(figure: &Figure) -> bool {
    let may_be_sides = figure.unit.is_none() || is_percent(figure);
    let is_bare = figure.modifier.is_none() && figure.per.is_empty();
    figure.role == Role::Amount && !is_single(figure) && may_be_sides && is_bare
}

/// A step of a pattern.
#[derive(Clone, Debug)]
enum Step {
    /// One of these words or marks.
    Token { words: Vec<u64>, marks: Vec<char> },
    /// A figure or time, kept under a letter.
    Slot { letter: u8, slot: Slot },
    /// Up to this number of words.
    Gap { most: u8 },
    /// The steps from here to that index, or nothing.
    Optional { end: usize },
}

/// A pattern, ready to be matched.
#[derive(Clone, Debug)]
pub struct Pattern {
    steps: Vec<Step>,
}

/// What a pattern has matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures {
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// For each slot its letter, and the index of the figure or time in the report.
    pub slots: Vec<(u8, u32)>,
    /// The tokens that words and marks of the pattern have matched.
    pub words: Vec<usize>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Panics
    /// If the pattern is not written as the module documentation says. All patterns are constants
    /// of this crate, and its tests read every one of them.
    pub fn new(written: &str) -> Pattern {
        let mut steps = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for part in written.split_whitespace() {
            match part {
                "[" => {
                    open.push(steps.len());
                    steps.push(Step::Optional { end: 0 });
                }
                "]" => {
                    let at = open.pop().expect("a bracket that opens");
                    steps[at] = Step::Optional { end: steps.len() };
                }
                _ => steps.push(Step::new(part)),
            }
        }
        assert!(open.is_empty(), "a bracket that closes in {written:?}");
        Pattern { steps }
    }

    /// The keys of the words that a match may begin with; none if it begins with a slot.
    pub fn first_words(&self) -> Option<&[u64]> {
        match self.steps.first() {
            Some(Step::Token { words, .. }) => Some(words),
            _ => None,
        }
    }

    /// The match that begins at this token.
    pub fn at(&self, paragraph: &Paragraph, from: usize) -> Option<Captures> {
        let mut matcher = Matcher {
            steps: &self.steps,
            paragraph,
            captures: Captures {
                from,
                ..Captures::default()
            },
        };
        let to = matcher.run(0, from)?;
        Some(Captures {
            to,
            ..matcher.captures
        })
    }
}

/// A match in progress. Every method returns the token after the match, and leaves the captures as
/// they were if there is no match.
struct Matcher<'p, 'r> {
    steps: &'p [Step],
    paragraph: &'p Paragraph<'r>,
    captures: Captures,
}

impl Matcher<'_, '_> {
    /// Matches the steps from `step` on with the tokens from `at` on.
    fn run(&mut self, step: usize, at: usize) -> Option<usize> {
        let steps = self.steps;
        match steps.get(step) {
            None => Some(at),
            Some(Step::Token { words, marks }) => {
                if !self.is_token(at, words, marks) {
                    return None;
                }
                self.captures.words.push(at);
                let end = self.run(step + 1, at + 1);
                if end.is_none() {
                    self.captures.words.pop();
                }
                end
            }
            Some(&Step::Slot { letter, slot }) => {
                let (index, next) = fill(self.paragraph, at, slot)?;
                self.captures.slots.push((letter, index));
                let end = self.run(step + 1, next);
                if end.is_none() {
                    self.captures.slots.pop();
                }
                end
            }
            Some(&Step::Gap { most }) => self.gap(step, most, at),
            Some(&Step::Optional { end }) => self.run(step + 1, at).or_else(|| self.run(end, at)),
        }
    }

    fn is_token(&self, at: usize, words: &[u64], marks: &[char]) -> bool {
        let Some(token) = self.paragraph.tokens.get(at) else {
            return false;
        };
        match token.kind {
            TokenKind::Word => words.contains(&token.key),
            TokenKind::Hyphen => marks.contains(&'-'),
            TokenKind::Mark => marks.iter().any(|mark| token.is(*mark)),
            _ => false,
        }
    }

    /// Skips as few words as possible. A time counts as one word, but is also skipped word by word,
    /// because a figure in it may be wanted.
    fn gap(&mut self, step: usize, most: u8, at: usize) -> Option<usize> {
        if let Some(end) = self.run(step + 1, at) {
            return Some(end);
        }
        let left = most.checked_sub(1)?;
        let after_time = self.paragraph.time_from(at).map(|(_, to)| to as usize);
        if let Some(to) = after_time.filter(|to| *to > at + 1)
            && let Some(end) = self.gap(step, left, to)
        {
            return Some(end);
        }
        let next = after_skipped(self.paragraph, at)?;
        self.gap(step, left, next)
    }
}

/// The most words before a figure that may belong to its modifier.
const MODIFIER_WORDS: usize = 4;

/// The figure or time of this kind at a token or after the words of its modifier, and the token
/// after it.
fn fill(paragraph: &Paragraph, at: usize, slot: Slot) -> Option<(u32, usize)> {
    if slot == Slot::Time {
        return paragraph
            .time_from(at)
            .map(|(index, to)| (index, to as usize));
    }
    let mut here = at;
    while paragraph.figure_at.get(here)?.is_none() {
        if here > at + MODIFIER_WORDS || !belongs_to_a_figure(paragraph, here)? {
            return None;
        }
        here += 1;
    }
    let (index, to) = paragraph.figure_at[here]?;
    slot.takes(&paragraph.figure(index).item)
        .then_some((index, to as usize))
}

/// Whether the word at a token may belong to the figure after it; none at the end of the paragraph
/// and for what is not a word.
fn belongs_to_a_figure(paragraph: &Paragraph, at: usize) -> Option<bool> {
    let token = paragraph.tokens.get(at)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let before = BEFORE_FIGURES.get(token.key)?;
    let figure_after = *paragraph.figure_at.get(at + 1)?;
    Some(match figure_after {
        Some((index, _)) => {
            let has_modifier = paragraph.figure(index).item.modifier.is_some();
            has_modifier || before == BeforeFigure::Any
        }
        None => is_modified_figure_near(paragraph, at),
    })
}

/// Whether the next figure within three tokens has a modifier.
fn is_modified_figure_near(paragraph: &Paragraph, at: usize) -> bool {
    (at + 1..at + 4)
        .find_map(|at| paragraph.figure_beginning(at))
        .is_some_and(|figure| figure.item.modifier.is_some())
}

/// The token after one word in a gap; none at a mark or a figure.
fn after_skipped(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let next = at + 1;
    if let Some((_, to)) = paragraph.time_from(at)
        && to as usize == next
    {
        return Some(next);
    }
    if let Some((index, to)) = paragraph.figure_from(at) {
        let is_ordinal = paragraph.figure(index).item.role == Role::Ordinal;
        return is_ordinal.then_some(to as usize);
    }
    let token = paragraph.tokens.get(at)?;
    let is_inside_a_word = token.kind == TokenKind::Hyphen
        && token.glued
        && paragraph.tokens.get(next).is_some_and(|t| t.glued);
    (token.kind == TokenKind::Word || is_inside_a_word).then_some(next)
}

impl Step {
    fn new(part: &str) -> Step {
        if let Some(most) = part.strip_prefix('~') {
            let most = most.parse().expect("a number of words");
            return Step::Gap { most };
        }
        match part.split_once(':') {
            Some((letter, slot)) if letter.len() == 1 && !slot.is_empty() => Step::Slot {
                letter: letter.as_bytes()[0],
                slot: slot.parse().expect("a kind of slot"),
            },
            _ => Step::token(part),
        }
    }

    fn token(part: &str) -> Step {
        let (mut words, mut marks) = (Vec::new(), Vec::new());
        for one in part.split('|') {
            if let Some(class) = one.strip_prefix('<').and_then(|c| c.strip_suffix('>')) {
                let class: WordClass = class.parse().expect("a class of words");
                words.extend(class.keys());
            } else if one.chars().any(char::is_alphanumeric) {
                words.push(key(one));
            } else {
                marks.extend(one.chars());
            }
        }
        Step::Token { words, marks }
    }
}

names! {
    /// Before which figures a word may be that belongs to the figure.
    enum BeforeFigure {
        /// Before any: "the", "only".
        Any = "any",
        /// Before a figure with a modifier: "about".
        Modified = "modified",
    }
}

static BEFORE_FIGURES: LazyLock<Lexicon<BeforeFigure>> = LazyLock::new(|| {
    let rows = WORDS_BEFORE_FIGURES.rows().iter();
    Lexicon::new(rows.filter_map(|row| Some((key(row.word), row.classes.parse().ok()?))))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_name_known_classes() {
        for row in PATTERN_WORDS.rows() {
            for class in row.classes.split(' ') {
                assert!(class.parse::<WordClass>().is_ok(), "{} {class}", row.word);
            }
        }
        for row in WORDS_BEFORE_FIGURES.rows() {
            assert!(row.classes.parse::<BeforeFigure>().is_ok(), "{}", row.word);
        }
    }
}
