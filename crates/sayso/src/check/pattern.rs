//! Patterns of frames: a line of words and slots in, where it matches a paragraph out.
//!
//! A pattern is words and slots parted by blanks:
//!
//! | written | matches |
//! | --- | --- |
//! | `word`, `a\|an` | that word; one of several |
//! | `<rose>` | a word of that class of [`CLASSES`] |
//! | `,` `(` `)` `.` `-` | that mark; `-` any hyphen or dash |
//! | `A:money` | a figure or time of that kind, kept under its letter; the words of its modifier may stand before it |
//! | `~4` | up to four words or times, no mark and no figure among them |
//! | `[ … ]` | this or nothing |
//!
//! As gaps take no marks, no match goes over a quotation mark or from sentence to sentence unless
//! the pattern says so.

use super::line::Line;
use crate::measure::scan::{Kind as TokenKind, Lexicon, key};
use crate::measure::unit::Dimension;
use crate::measure::{Figure, FigureRule, Per, Role, Unit};

/// Classes of words.
pub const CLASSES: &[(&str, &str)] = &[
    (
        "rose",
        "up rose rise rises risen rising increase increases increased increasing gain gains gained climb climbs climbed climbing \
         grew grow grows grown growing jump jumps jumped jumping surge surges surged surging soar soars soared soaring advanced \
         swelled expanded leapt spiked skyrocketed improved rallied raised",
    ),
    (
        "fell",
        "down fell fall falls fallen falling drop drops dropped dropping decline declines declined declining decrease decreases \
         decreased decreasing slid slide slides slip slips slipped plunge plunges plunged plunging tumble tumbled sank shrank \
         shrunk contracted slumped plummeted dipped eased reduced",
    ),
    (
        "increase",
        "increase rise gain jump surge climb growth improvement hike raise",
    ),
    (
        "decrease",
        "decrease drop fall decline reduction slump plunge slide dip loss cut",
    ),
    (
        "lead",
        "lead leads led leading ahead beat beats beating defeat defeats defeated edged edges edging tops topped topping",
    ),
    (
        "trail",
        "trail trails trailed trailing behind lost loses losing",
    ),
    (
        "margin",
        "margin lead advantage edge gap difference victory win spread deficit",
    ),
    (
        "more",
        "more higher above over greater larger bigger ahead longer",
    ),
    (
        "less",
        "less fewer lower below under short shy smaller behind",
    ),
    ("total", "total combined"),
    (
        "makes",
        "makes make making totals totaling totalling totaled totalled equals is brings",
    ),
    ("during", "during over for in throughout across"),
    (
        "coming",
        "next coming following remaining final last past previous first",
    ),
    (
        "require",
        "require requires mean means meant take takes took need needs demand",
    ),
    (
        "sum",
        "sum total goal target figure amount bill cost price budget",
    ),
    ("reach", "reach raise meet hit total collect make earn"),
    (
        "lasted",
        "lasted served spent worked ran reigned lived ruled held taught stayed",
    ),
    (
        "voted",
        "voted vote votes ruled rule rules decision passed approved rejected decided split ruling",
    ),
    (
        "members",
        "member seat justice judge person members justices judges jurors senators councilors councillors commissioners lawmakers trustees seats votes directors delegates",
    ),
    (
        "undecided",
        "undecided unsure unknown neither other others remainder rest nobody don't didn't uncertain refused",
    ),
    (
        "approve",
        "approve disapprove favor favour oppose opposed opposes support supported supports agree disagree believe believed think thought \
         say said says trust",
    ),
];

/// Words that may stand before a figure and belong to its modifier.
const MODIFYING: &str = "about around approximately roughly some nearly almost more than less over under at least most just up to an \
                         a only as much many estimated close well slightly fewer no record above below exactly precisely";
/// Words that may stand before any figure.
const DETERMINING: &str =
    "the a an just only its his her their another some whopping full those these all";

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Any amount that can be added up: money, measures, counts; no rate, no age, no length of
    /// time.
    Amount,
    /// An amount without a unit.
    Count,
    /// An amount of money.
    Money,
    /// Per cents.
    Percent,
    /// Per cents, or a number alone that may mean them.
    Side,
    /// Points.
    Points,
    /// "from 4 to 6".
    FromTo,
    /// "52-37", "34%-54%".
    Tally,
    /// So much per length of time.
    Rate,
    /// So much per something that is no time: "$1.20 a share".
    Each,
    /// A length of time.
    Length,
    /// An age.
    Age,
    /// "doubled".
    Multiple,
    /// A time: a year or a day or a range of them, as the frame will see.
    Time,
}

/// Slots by name.
const SLOTS: &[(&str, Slot)] = &[
    ("amount", Slot::Amount),
    ("count", Slot::Count),
    ("money", Slot::Money),
    ("percent", Slot::Percent),
    ("side", Slot::Side),
    ("points", Slot::Points),
    ("from-to", Slot::FromTo),
    ("tally", Slot::Tally),
    ("rate", Slot::Rate),
    ("each", Slot::Each),
    ("length", Slot::Length),
    ("age", Slot::Age),
    ("multiple", Slot::Multiple),
    ("time", Slot::Time),
];

/// The dimension of a figure's unit.
pub fn dimension(figure: &Figure) -> Option<Dimension> {
    figure.unit.map(Unit::dimension)
}

impl Slot {
    fn takes(self, figure: &Figure) -> bool {
        let d = dimension(figure);
        let one = figure.low == figure.high || figure.low.is_none() || figure.high.is_none();
        // A percentage that is a level, as of interest, is a rate of nothing.
        let level = figure.role == Role::Rate && figure.per.is_empty();
        let plain =
            (matches!(figure.role, Role::Amount | Role::Change | Role::Share) || level) && one;
        let added = !matches!(
            d,
            Some(
                Dimension::Ratio
                    | Dimension::Points
                    | Dimension::Times
                    | Dimension::Time
                    | Dimension::Temperature
            )
        ) && figure.unit.is_some()
            || figure.unit.is_none() && figure.why == FigureRule::Count;
        let per_time = figure
            .per
            .iter()
            .any(|p| matches!(p, Per::Unit(u) if u.is_time()));
        match self {
            Slot::Amount => plain && added && figure.per.is_empty(),
            Slot::Count => {
                plain
                    && figure.unit.is_none()
                    && figure.why == FigureRule::Count
                    && figure.per.is_empty()
            }
            Slot::Money => plain && d == Some(Dimension::Money) && figure.per.is_empty(),
            Slot::Percent => plain && figure.unit == Some(Unit::PERCENT) && figure.per.is_empty(),
            Slot::Side => {
                plain
                    && (figure.unit == Some(Unit::PERCENT)
                        || figure.unit.is_none() && figure.why == FigureRule::Count)
            }
            Slot::Points => {
                plain && matches!(figure.unit, Some(Unit::PERCENTAGE_POINT | Unit::POINT))
            }
            Slot::FromTo => figure.role == Role::FromTo,
            // "34%-54%" are two sides where a frame wants two.
            Slot::Tally => {
                let sides = figure.role == Role::Amount
                    && !one
                    && (figure.unit.is_none() || figure.unit == Some(Unit::PERCENT));
                figure.role == Role::Tally
                    || sides && figure.modifier.is_none() && figure.per.is_empty()
            }
            Slot::Rate => one && figure.role == Role::Rate && per_time,
            Slot::Each => one && figure.role == Role::Rate && !per_time,
            Slot::Length => plain && d == Some(Dimension::Time) && figure.role == Role::Amount,
            Slot::Age => figure.role == Role::Age && figure.unit == Some(Unit::YEAR) && one,
            Slot::Multiple => {
                matches!(figure.role, Role::Multiple | Role::Change)
                    && figure.unit == Some(Unit::TIMES)
            }
            Slot::Time => false,
        }
    }
}

#[derive(Clone, Debug)]
enum Op {
    /// One of these words, or of these marks.
    One(Vec<u64>, Vec<char>),
    Slot(u8, Slot),
    Gap(u8),
    /// Try on; else go on there.
    Maybe(usize),
}

/// A pattern, ready to be matched.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As it is written.
    pub written: &'static str,
    ops: Vec<Op>,
}

/// What a pattern has caught.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caught {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Letter, index of figure or time.
    pub slots: Vec<(u8, u32)>,
    /// The tokens that words of the pattern have matched.
    pub words: Vec<usize>,
}

impl Pattern {
    /// Reads a pattern. Panics on one that is wrongly written: they are constants, and tested.
    pub fn new(written: &'static str) -> Pattern {
        let (mut ops, mut open) = (Vec::new(), Vec::new());
        for part in written.split_whitespace() {
            match part {
                "[" => {
                    open.push(ops.len());
                    ops.push(Op::Maybe(0));
                }
                "]" => {
                    let at: usize = open.pop().expect("a bracket that opens");
                    ops[at] = Op::Maybe(ops.len());
                }
                _ => ops.push(Op::new(part)),
            }
        }
        assert!(open.is_empty(), "a bracket that closes in {written:?}");
        Pattern { written, ops }
    }

    /// The words it may begin with; none if it begins with a slot.
    pub fn first_words(&self) -> Option<&[u64]> {
        match self.ops.first() {
            Some(Op::One(words, _)) => Some(words),
            _ => None,
        }
    }

    /// Matches from this token on.
    pub fn at(&self, line: &Line, from: usize) -> Option<Caught> {
        let mut caught = Caught {
            from,
            ..Caught::default()
        };
        caught.to = self.run(line, 0, from, &mut caught)?;
        Some(caught)
    }

    fn run(&self, line: &Line, op: usize, at: usize, caught: &mut Caught) -> Option<usize> {
        match self.ops.get(op) {
            None => Some(at),
            Some(Op::One(words, marks)) => {
                let token = line.tokens.get(at)?;
                let hit = match token.kind {
                    TokenKind::Word => words.contains(&token.key),
                    TokenKind::Hyphen => marks.contains(&'-'),
                    TokenKind::Mark => marks.iter().any(|m| token.is(*m)),
                    _ => false,
                };
                if !hit {
                    return None;
                }
                caught.words.push(at);
                let end = self.run(line, op + 1, at + 1, caught);
                if end.is_none() {
                    caught.words.pop();
                }
                end
            }
            Some(&Op::Slot(name, slot)) => {
                let (item, end) = filled(line, at, slot)?;
                caught.slots.push((name, item));
                let end = self.run(line, op + 1, end, caught);
                if end.is_none() {
                    caught.slots.pop();
                }
                end
            }
            Some(&Op::Gap(most)) => self.gap(line, (op, most), at, caught),
            Some(&Op::Maybe(next)) => {
                let (slots, words) = (caught.slots.len(), caught.words.len());
                self.run(line, op + 1, at, caught).or_else(|| {
                    caught.slots.truncate(slots);
                    caught.words.truncate(words);
                    self.run(line, next, at, caught)
                })
            }
        }
    }

    /// As few words as will do; a time is one, or is read word by word where a figure of it is
    /// wanted.
    fn gap(
        &self,
        line: &Line,
        (op, most): (usize, u8),
        at: usize,
        caught: &mut Caught,
    ) -> Option<usize> {
        if let Some(end) = self.run(line, op + 1, at, caught) {
            return Some(end);
        }
        let left = (op, most.checked_sub(1)?);
        let time = line
            .time_at
            .get(at)
            .copied()
            .flatten()
            .map(|t| t.1 as usize);
        let over = time
            .filter(|to| *to > at + 1)
            .and_then(|to| self.gap(line, left, to, caught));
        over.or_else(|| self.gap(line, left, skipped(line, at)?, caught))
    }
}

/// The figure or time of this kind at the token, over the words of its modifier, and the token
/// after it.
fn filled(line: &Line, at: usize, slot: Slot) -> Option<(u32, usize)> {
    if slot == Slot::Time {
        return line
            .time_at
            .get(at)
            .copied()
            .flatten()
            .map(|(n, to)| (n, to as usize));
    }
    let mut here = at;
    while line.figure_at.get(here)?.is_none() {
        let token = line
            .tokens
            .get(here)
            .filter(|t| t.kind == TokenKind::Word)?;
        let before = BEFORE.get(token.key)?;
        let next = line.figure_at.get(here + 1)?;
        let plain = next.is_some_and(|(n, _)| line.figures[n as usize].item.modifier.is_none());
        if here > at + 4 || plain && !before || next.is_none() && !modified(line, here) {
            return None;
        }
        here += 1;
    }
    let (n, to) = line.figure_at[here]?;
    let item = &line.figures[n as usize].item;
    slot.takes(item).then_some((n, to as usize))
}

/// Does a figure with a modifier begin within the next three tokens?
fn modified(line: &Line, at: usize) -> bool {
    let next = (at + 1..at + 4).find_map(|at| line.figure_at.get(at).copied().flatten());
    next.is_some_and(|(n, _)| line.figures[n as usize].item.modifier.is_some())
}

/// One word on; nothing where a mark or a figure stands.
fn skipped(line: &Line, at: usize) -> Option<usize> {
    if line
        .time_at
        .get(at)
        .copied()
        .flatten()
        .is_some_and(|(_, to)| to as usize == at + 1)
    {
        return Some(at + 1);
    }
    if let Some((n, to)) = line.figure_at.get(at).copied().flatten() {
        return (line.figures[n as usize].item.role == Role::Ordinal).then_some(to as usize);
    }
    let token = line.tokens.get(at)?;
    let inner = token.kind == TokenKind::Hyphen
        && token.glued
        && line.tokens.get(at + 1).is_some_and(|t| t.glued);
    (token.kind == TokenKind::Word || inner).then_some(at + 1)
}

impl Op {
    fn new(part: &str) -> Op {
        if let Some(most) = part.strip_prefix('~') {
            return Op::Gap(most.parse().expect("a number of words"));
        }
        if let Some((name, slot)) = part
            .split_once(':')
            .filter(|p| p.0.len() == 1 && !p.1.is_empty())
        {
            let found = SLOTS.iter().find(|s| s.0 == slot);
            return Op::Slot(name.as_bytes()[0], found.expect("a kind of slot").1);
        }
        let (mut words, mut marks) = (Vec::new(), Vec::new());
        for one in part.split('|') {
            if let Some(class) = one.strip_prefix('<').and_then(|c| c.strip_suffix('>')) {
                let row = CLASSES
                    .iter()
                    .find(|c| c.0 == class)
                    .expect("a class of words");
                words.extend(row.1.split_whitespace().map(key));
            } else if one.chars().any(char::is_alphanumeric) {
                words.push(key(one));
            } else {
                marks.extend(one.chars());
            }
        }
        Op::One(words, marks)
    }
}

/// Words before figures: true where they may stand before any.
static BEFORE: std::sync::LazyLock<Lexicon<bool>> = std::sync::LazyLock::new(|| {
    let any = DETERMINING.split_whitespace().map(|w| (key(w), true));
    Lexicon::new(any.chain(MODIFYING.split_whitespace().map(|w| (key(w), false))))
});

/// Is the word of that class?
pub fn is_of(class: &str, word: u64) -> bool {
    CLASSES
        .iter()
        .any(|c| c.0 == class && c.1.split_whitespace().any(|w| key(w) == word))
}
