//! In: the figures of a report. Out: those that the report itself sets in relation and that were not
//! checked, with what can be worked out of them and what is missing: "77,000 is a drop of 45 per cent: of
//! about 171,000 (not told)". A reader who is told only that nothing could be
//! checked would take the report to relate no figures.

use super::sentences::{overlap, sentences};
use super::sums::in_short;
use crate::measured::{self, as_written as written, figures, single_value as value};
use crate::records::{Figure, FiguresCompared};
use crate::view::View;
use crate::visible;
use sayso::measure::unit::Dimension;
use sayso::measure::{Decimal, Direction, Role, Unit};
use sayso::text::Span;
use sayso_english::check_words::TOLLS;
use std::collections::HashSet;

/// Figures in a relation, and why it was not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What the report says, and what is missing.
    pub words: String,
    /// The relation without what is missing, for where it is only counted.
    pub brief: String,
    /// The ids of the figures.
    pub figures: Vec<String>,
}

/// Bytes between two figures that one statement relates.
const NEAR: usize = 90;
/// The most levels in one unit that are named.
const MOST_LEVELS: usize = 3;
/// Fewer different levels in one unit are no row of figures that a reader would compare.
const FEWEST_LEVELS: usize = 3;
/// A multiple of more digits is a count: "400 times".
const GREATEST_MULTIPLE: u64 = 100;

/// The relations of a report that were not checked, those with a result first, without the figures with
/// the ids in `checked`. None where figures were not to be compared.
pub fn related(view: &View<'_>, checked: &HashSet<&str>) -> Vec<Related> {
    if view.saved.figures_compared == FiguresCompared::Not {
        return Vec::new();
    }
    let mut figures = figures(view);
    figures.retain(|figure| !checked.contains(&*figure.id));
    let sentences: Vec<Span> = sentences(view).collect();
    let all = Relations {
        view,
        figures,
        sentences,
    };
    // A figure begins only one relation, and none after it was named in another one.
    let mut named: HashSet<String> = HashSet::new();
    let mut found: Vec<Related> = Vec::new();
    for kind in KINDS {
        for one in kind(&all) {
            let is_new = one.figures.first().is_none_or(|id| !named.contains(id));
            if is_new {
                named.extend(one.figures.iter().cloned());
                found.push(one);
            }
        }
    }
    found
}

/// The kinds of relations, those that a reader can work out first.
const KINDS: [fn(&Relations<'_>) -> Vec<Related>; 6] = [
    |all| all.changes_of_a_number(),
    |all| all.multiples(),
    |all| all.parts(),
    |all| all.short_of(),
    |all| all.changes_alone(),
    |all| all.levels(),
];

/// What relations are looked for in.
struct Relations<'v> {
    view: &'v View<'v>,
    figures: Vec<&'v Figure>,
    sentences: Vec<Span>,
}

impl Relations<'_> {
    /// Pairs of figures next to each other, with the words between them.
    fn pairs(&self) -> impl Iterator<Item = (&Figure, &Figure, &str)> {
        self.figures.windows(2).filter_map(|pair| {
            let between = self.view.between(pair[0].span.end, pair[1].span.start)?;
            let is_near = between.len() <= NEAR && self.sentence(pair[0]) == self.sentence(pair[1]);
            is_near.then_some((pair[0], pair[1], between))
        })
    }

    fn sentence(&self, figure: &Figure) -> Option<usize> {
        let span = self.view.span(&figure.span);
        let near = self.sentences.partition_point(|s| s.end() <= span.start());
        let sentence = self.sentences.get(near)?;
        overlap(*sentence, span).then_some(near)
    }

    /// The words of the sentence before and after a figure, in small letters.
    fn beside(&self, figure: &Figure) -> (String, String) {
        let span = self.view.span(&figure.span);
        let sentence = self.sentence(figure).map(|n| self.sentences[n]);
        let sentence = sentence.unwrap_or(span);
        let part = |start: u32, end: u32| {
            let words = Span::new(start.min(end), end);
            self.view.words(words).to_lowercase()
        };
        (
            part(sentence.start(), span.start()),
            part(span.end(), sentence.end()),
        )
    }

    /// "Fell by 77,000, a drop of 45%": of how many follows. "Rose 12% to 3,400": from how many follows.
    fn changes_of_a_number(&self) -> Vec<Related> {
        let related = self.pairs().filter_map(|(a, b, between)| {
            let (number, percent) = match (is_percent(a), is_percent(b)) {
                (false, true) => (a, b),
                (true, false) => (b, a),
                _ => return None,
            };
            let up = percent.direction.filter(|_| percent.role == Role::Change)?;
            let is_plain = number.unit.is_none_or(Unit::is_money) && number.digits > 1;
            let share = value(percent)?.by(Decimal::whole(100))?;
            let words = format!("{between} ");
            let is_reached = std::ptr::eq(percent, a) && words.trim_start().starts_with("to ");
            let is_the_change = number.role == Role::Change && number.direction == Some(up);
            if !is_plain || !(is_reached || is_the_change) || self.is_told_from(b) {
                return None;
            }
            let part = match up {
                _ if is_the_change => share,
                Direction::Up => Decimal::whole(1).plus(share)?,
                Direction::Down => Decimal::whole(1).plus(share.negated())?,
            };
            let before = about(value(number)?.by(part)?, number)?;
            let (number_words, percent_words) = (written(number), written(percent));
            let change = change_in_words(up);
            let words = if is_the_change {
                format!("{number_words} is a {change} of {percent_words}: of {before} (not told)")
            } else {
                format!(
                    "{number_words} after a {change} of {percent_words}: from {before} (not told)"
                )
            };
            Some(relation(&words, &[number, percent]))
        });
        related.collect()
    }

    /// Whether a figure is followed by where it was before: "to $56 million from $50 million".
    fn is_told_from(&self, figure: &Figure) -> bool {
        let (before, after) = self.beside(figure);
        let near: String = after.chars().take(NEAR / 2).collect();
        let is_figure = |words: &str| words.contains(|c: char| c.is_ascii_digit());
        let after = near.split_once(" from ").map(|(_, rest)| rest);
        let before = before.rsplit_once(" from ").map(|(_, rest)| rest);
        after.is_some_and(is_figure) || before.is_some_and(is_figure)
    }

    /// "3,700 cases, nearly ten times as many": the earlier number follows. "Almost halved" alone has
    /// none, but may stand beside a change in percent.
    fn multiples(&self) -> Vec<Related> {
        let of_pairs = self.pairs().filter_map(|(number, times, between)| {
            let is_number = number.unit.is_none() && number.digits > 1;
            let is_level = matches!(number.role, Role::Amount | Role::Rate);
            let is_one_clause = !between.contains([';', ':']);
            if !is_multiple(times) || !is_number || !is_level || !is_one_clause {
                return None;
            }
            let earlier = about(value_of_end(number)?.by(value(times)?)?, number)?;
            let words = format!(
                "{} is {}: {earlier} before (not told)",
                written(number),
                with_modifier(self.view, times)
            );
            Some(relation(&words, &[number, times]))
        });
        of_pairs.collect()
    }

    /// "51 deaths and 231 stillbirths": the parts have no total.
    fn parts(&self) -> Vec<Related> {
        let related = self.pairs().filter_map(|(a, b, between)| {
            let is_joined = between.split_whitespace().next_back() == Some("and")
                && between.split_whitespace().count() <= WORDS_BETWEEN_PARTS;
            let is_plain = |f: &Figure| {
                f.unit.is_none() && f.role == Role::Amount && f.digits > 0 && f.low == f.high
            };
            if !is_joined || !is_plain(a) || !is_plain(b) || !is_of_people(a) || !is_of_people(b) {
                return None;
            }
            let sum = value(a)?.plus(value(b)?)?;
            let words = format!(
                "{} and {}: {} together (no total told)",
                with_noun(a)?,
                with_noun(b)?,
                grouped(sum)
            );
            Some(relation(&words, &[a, b]))
        });
        related.collect()
    }

    /// "Four seats short of a majority": of how many is not told.
    fn short_of(&self) -> Vec<Related> {
        const SHORT_OF: [&str; 2] = ["short of ", "shy of "];
        let related = self.figures.iter().enumerate().filter_map(|(n, figure)| {
            let (before, after) = self.beside(figure);
            let near: String = after.chars().take(NEAR / 2).collect();
            let at = SHORT_OF.iter().find_map(|words| {
                let at = near.find(words)?;
                (near[..at].split_whitespace().count() <= 2).then_some(at + words.len())
            })?;
            let goal: Vec<&str> = near[at..]
                .split([',', '.', ';'])
                .next()?
                .split_whitespace()
                .take(WORDS_OF_GOAL)
                .collect();
            let goal = goal.join(" ");
            let is_goal = GOALS.iter().any(|word| goal.contains(word));
            if !is_goal || figure.unit.is_some_and(|unit| !unit.is_money()) {
                return None;
            }
            let reached = self.number_before(n, &before);
            let words = match reached {
                Some((number, ref sum)) => format!(
                    "{} and {} short of {goal}: {sum} are needed, of how many is not told",
                    written(number),
                    written(figure)
                ),
                None => format!(
                    "{} short of {goal}: of how many is not told",
                    written(figure)
                ),
            };
            let all: Vec<&Figure> = reached.map(|(number, _)| number).into_iter().collect();
            Some(relation(&words, &[&[*figure], &*all].concat()))
        });
        related.collect()
    }

    /// The count before a figure in its sentence, with the sum of both.
    fn number_before(&self, place: usize, before: &str) -> Option<(&Figure, String)> {
        let figure = self.figures[place];
        let number = *self.figures.get(place.checked_sub(1)?)?;
        let is_count = number.unit == figure.unit && number.role == Role::Amount;
        let is_near = self.sentence(number) == self.sentence(figure) && before.len() < 2 * NEAR;
        let sum = value(number)?.plus(value(figure)?)?;
        (is_count && is_near).then_some((number, grouped(sum)))
    }

    /// "Rose by 3 percent", "almost halved": from what is not told.
    fn changes_alone(&self) -> Vec<Related> {
        let changes = self.figures.iter().filter(|figure| {
            let is_of_rate = is_percent(figure) || figure.unit == Some(Unit::TIMES);
            figure.role == Role::Change && is_of_rate
        });
        let only = [Direction::Up, Direction::Down].map(|way| self.only_change(way));
        let mut all: Vec<Related> = Vec::new();
        for figure in changes.copied() {
            let Some(up) = figure.direction else { continue };
            let percent = only[usize::from(up == Direction::Down)];
            if self.is_told_from(figure) || self.is_of_a_rule(figure) {
                continue;
            }
            let related = match percent.filter(|percent| is_near_to(figure, percent)) {
                Some(percent) => {
                    let words = format!(
                        "“{}” goes with a {} of {}; the numbers are not told",
                        with_modifier(self.view, figure),
                        change_in_words(up),
                        written(percent)
                    );
                    relation(&words, &[figure, percent])
                }
                None if figure.digits == 0 => {
                    let words = format!(
                        "“{}”: from what to what is not told",
                        with_modifier(self.view, figure)
                    );
                    relation(&words, &[figure])
                }
                None => {
                    let words = format!(
                        "{} of {}: from what is not told",
                        change_in_words(up),
                        written(figure)
                    );
                    relation(&words, &[figure])
                }
            };
            all.push(related);
        }
        all
    }

    /// Whether a figure is what a rule asks for, and no change that was measured.
    fn is_of_a_rule(&self, figure: &Figure) -> bool {
        let (before, _) = self.beside(figure);
        super::carried::is_of_a_rule(&before)
    }

    /// The change in percent of a direction, if the report has only one.
    fn only_change(&self, way: Direction) -> Option<&Figure> {
        let mut changes = self.figures.iter().filter(|figure| {
            let is_change = figure.role == Role::Change && figure.direction == Some(way);
            is_percent(figure) && is_change
        });
        let only = changes.next()?;
        changes.next().is_none().then_some(*only)
    }

    /// "1.43°C", "1.2°C", "1.1°C": several levels in one unit, which may be of different things.
    fn levels(&self) -> Vec<Related> {
        let mut by_unit: Vec<(Unit, Vec<&Figure>)> = Vec::new();
        let mut seen: HashSet<(Unit, &str)> = HashSet::new();
        for figure in &self.figures {
            let Some(unit) = figure.unit.filter(|unit| is_measured(*unit)) else {
                continue;
            };
            let is_level = figure.role == Role::Amount && figure.digits > 1;
            let level = figure.low.as_deref().unwrap_or_default();
            if !is_level || !seen.insert((unit, level)) {
                continue;
            }
            let known = by_unit.iter().position(|(other, _)| *other == unit);
            match known {
                Some(n) => by_unit[n].1.push(figure),
                None => by_unit.push((unit, vec![figure])),
            }
        }
        let rows = by_unit.into_iter();
        let rows = rows.filter(|(_, figures)| figures.len() >= FEWEST_LEVELS);
        rows.map(|(_, figures)| {
            let named = figures.iter().take(MOST_LEVELS).map(|f| written(f));
            let mut names: Vec<String> = named.collect();
            let left = figures.len().saturating_sub(MOST_LEVELS);
            if left > 0 {
                names.push(format!("{left} more"));
            }
            let words = format!("{}: perhaps not of one thing", names.join(", "));
            relation(&words, &figures)
        })
        .collect()
    }
}

/// Whether a count is of people, or of those that a word for a toll names.
fn is_of_people(figure: &Figure) -> bool {
    let Some(of) = &figure.of else { return false };
    let noun = of.text.to_lowercase();
    let noun = noun.rsplit(' ').next().unwrap_or_default();
    let is_toll = TOLLS.rows().iter().any(|row| row.word == noun);
    is_toll || PEOPLE_AND_VOTES.contains(&noun)
}

/// Nouns for people and votes, whose counts are parts of a whole where "and" joins two of them.
const PEOPLE_AND_VOTES: [&str; 32] = [
    "adults",
    "births",
    "boys",
    "cases",
    "casualties",
    "children",
    "civilians",
    "convictions",
    "crew",
    "democrats",
    "employees",
    "families",
    "fans",
    "girls",
    "injuries",
    "men",
    "officers",
    "passengers",
    "patients",
    "pupils",
    "republicans",
    "seats",
    "soldiers",
    "staff",
    "stillbirths",
    "students",
    "teachers",
    "victims",
    "votes",
    "women",
    "wounded",
    "workers",
];

/// What somebody can be short of by a number.
const GOALS: [&str; 8] = [
    "majority",
    "two-thirds",
    "three-fifths",
    "quorum",
    "target",
    "goal",
    "threshold",
    "record",
];
const WORDS_OF_GOAL: usize = 4;
/// Words between two parts: "infant deaths and".
const WORDS_BETWEEN_PARTS: usize = 5;

/// A relation. In brief it is what the words say before what is missing.
fn relation(words: &str, figures: &[&Figure]) -> Related {
    let brief = words.split(": ").next().unwrap_or_default();
    Related {
        brief: visible(brief),
        words: visible(words),
        figures: figures.iter().map(|figure| figure.id.clone()).collect(),
    }
}

fn is_percent(figure: &Figure) -> bool {
    figure.unit == Some(Unit::PERCENT)
}

/// Whether a figure says how many times as much, and no count: "ten times", not "400 times".
fn is_multiple(figure: &Figure) -> bool {
    let is_small = value(figure).is_some_and(|v| v <= Decimal::whole(GREATEST_MULTIPLE));
    let is_great = value(figure).is_some_and(|v| v > Decimal::whole(1));
    figure.unit == Some(Unit::TIMES) && figure.role == Role::Multiple && is_small && is_great
}

/// Whether a unit is of something measured. Money, shares, and lengths of time are left out, because
/// reports have many that no one compares.
fn is_measured(unit: Unit) -> bool {
    !matches!(
        unit.dimension(),
        Dimension::Money
            | Dimension::Ratio
            | Dimension::Points
            | Dimension::Times
            | Dimension::Time
    )
}

/// One number, or the end that "more than" gives.
fn value_of_end(figure: &Figure) -> Option<Decimal> {
    value(figure).or_else(|| match (&figure.low, &figure.high) {
        (Some(end), None) | (None, Some(end)) => end.parse().ok(),
        _ => None,
    })
}

/// "about 171,000": a result with three digits, in the currency of the figure that it is worked out of.
fn about(result: Decimal, like: &Figure) -> Option<String> {
    let rounded = rounded(result)?;
    let is_money = like.unit.is_some_and(Unit::is_money);
    let written = written(like);
    let digits = written.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let sign = written[..digits].chars().next_back();
    let sign = sign.filter(|c| is_money && !c.is_alphanumeric() && !c.is_whitespace());
    Some(match (sign, like.unit) {
        (Some(sign), _) => format!("about {}", in_short(&format!("{sign}{rounded}"))),
        (None, Some(unit)) if is_money => format!("about {rounded} {unit}"),
        _ => format!("about {rounded}"),
    })
}

/// A number with three digits that count: 171,111 is 171,000.
fn rounded(number: Decimal) -> Option<String> {
    const DIGITS: i32 = 3;
    let (mut m, mut e) = (number.mantissa(), number.exponent());
    let digits = |m: i128| i32::try_from(m.unsigned_abs().to_string().len()).unwrap_or(i32::MAX);
    while digits(m) > DIGITS {
        let rest = (m % 10).unsigned_abs() >= 5;
        (m, e) = (m / 10 + i128::from(rest), e + 1);
    }
    Decimal::new(m, e).map(grouped)
}

/// A number with commas: "171,000".
fn grouped(number: Decimal) -> String {
    measured::grouped(&number.trimmed().to_string())
}

/// "51 deaths".
fn with_noun(figure: &Figure) -> Option<String> {
    let of = figure.of.as_ref()?;
    Some(format!("{} {}", written(figure), visible(&of.text)))
}

/// A figure with the word before it that qualifies it, if its span has none: "almost halved".
fn with_modifier(view: &View<'_>, figure: &Figure) -> String {
    let start = view.span(&figure.span).start() as usize;
    let before = view.text()[..start].split_whitespace().next_back();
    match (figure.modifier, before) {
        (Some(_), Some(word)) => format!("{} {}", visible(word), written(figure)),
        _ => written(figure),
    }
}

/// Whether a word for a change is within ten points of one in percent: "almost halved" and 45%.
fn is_near_to(word: &Figure, percent: &Figure) -> bool {
    let is_word = word.digits == 0 && word.unit == Some(Unit::TIMES);
    let distance = || {
        let one = Decimal::whole(1);
        let part = match word.direction? {
            Direction::Up => value(word)?.plus(one.negated())?,
            Direction::Down => one.plus(value(word)?.negated())?,
        };
        let share = value(percent)?.by(Decimal::whole(100))?;
        let distance = share.plus(part.negated())?;
        Some(if distance.is_negative() {
            distance.negated()
        } else {
            distance
        })
    };
    let tenth = Decimal::new(1, -1);
    is_word && distance().zip(tenth).is_some_and(|(d, tenth)| d <= tenth)
}

fn change_in_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "rise",
        Direction::Down => "drop",
    }
}
