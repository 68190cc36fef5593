//! In: the figures of a report. Out: what those are in units that most readers think in: "12 miles"
//! is 19 km, "3 lakh" is 300,000. Nothing where the report gives the other unit itself.
//!
//! The factors are `conversions.txt` of the crate `sayso-english`, each with its definition.

use crate::measured::Measure;
use crate::measured::{grouped, measures};
use crate::records::Figure;
use crate::view::View;
use sayso::measure::{Decimal, Role, Unit};
use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::CONVERSIONS;
use std::collections::HashSet;

/// A unit and the one that is shown beside it.
struct Conversion {
    unit: Unit,
    into: Unit,
    /// How the other unit is written after a number.
    sign: &'static str,
    factor: Decimal,
    /// What is taken off before: 32 for Fahrenheit.
    offset: Option<Decimal>,
}

impl Row for Conversion {
    fn read(cells: &mut Cells) -> Option<Conversion> {
        let row = Conversion {
            unit: cells.next()?.parse().ok()?,
            into: cells.next()?.parse().ok()?,
            sign: cells.next()?,
            factor: cells.next()?.parse().ok()?,
            offset: match cells.next()? {
                "" => None,
                number => Some(number.parse().ok()?),
            },
        };
        // The definition is for those who read the table.
        cells.next().map(|_| row)
    }
}

static TABLE: Table<Conversion> = Table::new("conversions.txt", CONVERSIONS);

/// Words of numbers that not all readers know.
const WORDS_OF_NUMBERS: [&str; 3] = ["lakh", "crore", "dozen"];

/// Two values that differ by a smaller part than this are one, given in two units.
const SAME: f64 = 0.06;

/// The conversions of a report.
pub struct Conversions {
    /// The figures that have a unit which others are converted into.
    given: Vec<(Unit, f64)>,
    /// The figures that were converted already, because each is worked out once.
    done: HashSet<(Option<String>, Option<String>, Option<Unit>)>,
}

impl Conversions {
    /// Looks through the figures of a report.
    pub fn new(view: &View<'_>) -> Conversions {
        let (figures, _) = measures(view);
        let given = figures.iter().filter_map(|measure| {
            let Measure::Figure(figure) = measure else {
                return None;
            };
            let unit = figure.unit?;
            let is_target = TABLE.rows().iter().any(|row| row.into == unit);
            let value = number(figure.low.as_deref().or(figure.high.as_deref())?)?;
            is_target.then_some((unit, value))
        });
        let mut given: Vec<(Unit, f64)> = given.collect();
        given.sort_by(|a, b| a.1.total_cmp(&b.1));
        Conversions {
            given,
            done: HashSet::new(),
        }
    }

    /// What a figure is in the other unit: "19 km". None for other figures, where the report gives it,
    /// and for a figure that was asked for before.
    pub fn next(&mut self, figure: &Figure) -> Option<String> {
        let words = in_other_unit(figure, &self.given).or_else(|| in_digits(figure))?;
        let key = (figure.low.clone(), figure.high.clone(), figure.unit);
        self.done.insert(key).then_some(words)
    }
}

/// "12 miles" → "19 km".
fn in_other_unit(figure: &Figure, given: &[(Unit, f64)]) -> Option<String> {
    let row = TABLE
        .rows()
        .iter()
        .find(|row| Some(row.unit) == figure.unit)?;
    // "A mile" and "a foot" are often sayings, and "dozens" has no number.
    let is_saying = is_one(figure) && !figure.span.text.contains(|c: char| c.is_ascii_digit());
    if !figure.per.is_empty() || figure.digits == 0 || is_saying || figure.role == Role::FromTo {
        return None;
    }
    let ends = [&figure.low, &figure.high].map(|end| end.as_deref().and_then(number));
    let is_change = figure.role == Role::Change;
    let converted = ends.map(|end| end.map(|value| row.convert(value, is_change)));
    let is_given = |value: f64| {
        let near = given.partition_point(|(_, other)| *other < value - value.abs() * SAME);
        let near = given[near..].iter();
        let mut near = near.take_while(|(_, other)| *other <= value + value.abs() * SAME);
        near.any(|(unit, _)| *unit == row.into)
    };
    if converted.iter().flatten().any(|&value| is_given(value)) {
        return None;
    }
    let rounded: Vec<String> = ends
        .iter()
        .zip(converted)
        .filter_map(|(end, value)| Some(row.rounded((*end)?, value?, figure.digits)))
        .collect();
    match &rounded[..] {
        [low, high] if low != high => Some(format!("{low}–{high} {}", row.sign)),
        [one, ..] => Some(format!("{one} {}", row.sign)),
        [] => None,
    }
}

impl Conversion {
    fn convert(&self, value: f64, is_change: bool) -> f64 {
        let offset = self.offset.filter(|_| !is_change).map_or(0.0, to_f64);
        (value - offset) * to_f64(self.factor)
    }

    /// A converted value, as exact as the figure is written: the step of the last digit that is shown
    /// is the greatest power of ten that is not much more than what the last digit of the figure is
    /// worth. A round number is taken to be exact to its second digit.
    fn rounded(&self, value: f64, converted: f64, digits: u8) -> String {
        let size = magnitude(value);
        let mut exact = i32::from(digits);
        while exact > 2 && is_whole(value / 10f64.powi(size + 2 - exact)) {
            exact -= 1;
        }
        let last = 10f64.powi(size + 1 - exact);
        let worth = if self.offset.is_some() {
            last
        } else {
            last * to_f64(self.factor)
        };
        let step = magnitude(worth * MOST_COARSER);
        // Two digits at least, except of temperatures.
        let step = if self.offset.is_some() {
            step
        } else {
            step.min(magnitude(converted) - 1)
        };
        let rounded = (converted / 10f64.powi(step)).round() * 10f64.powi(step);
        let decimals = usize::try_from(-step).unwrap_or(0);
        let written = format!("{rounded:.decimals$}");
        let written = if written.contains('.') {
            written.trim_end_matches('0').trim_end_matches('.')
        } else {
            &written
        };
        grouped(written)
    }
}

/// A step may be so many times what the last digit of the figure is worth.
const MOST_COARSER: f64 = 2.3;

/// The power of ten of the first digit.
fn magnitude(value: f64) -> i32 {
    if value == 0.0 {
        return 0;
    }
    // A little is added because 1000 must not have the size of 999.999….
    (value.abs().log10() + 1e-9).floor() as i32
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-9
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

fn to_f64(number: Decimal) -> f64 {
    number.mantissa() as f64 * 10f64.powi(number.exponent())
}

fn is_one(figure: &Figure) -> bool {
    figure.low.as_deref() == Some("1") && figure.high.as_deref() == Some("1")
}

/// "3 lakh rupees" → "300,000", "two dozen" → "24".
fn in_digits(figure: &Figure) -> Option<String> {
    let text = figure.span.text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let has_word = words.any(|word| {
        let word = word.strip_suffix('s').unwrap_or(word);
        WORDS_OF_NUMBERS.contains(&word)
    });
    let (low, high) = (figure.low.as_deref()?, figure.high.as_deref()?);
    if !has_word || figure.digits == 0 || figure.role == Role::FromTo {
        return None;
    }
    Some(if low == high {
        grouped(low)
    } else {
        format!("{}–{}", grouped(low), grouped(high))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Saved;
    use sayso::attribute::Bias;
    use sayso::clean;
    use sayso::reading::{self, Least};

    #[test]
    fn rows_can_be_read() -> Result<(), sayso_english::data::BadRow> {
        TABLE.check()
    }

    fn converted(text: &str) -> Vec<String> {
        let document =
            clean::plain(text.as_bytes(), &clean::Given::default()).expect("short enough");
        let reading = reading::read(document, None, Bias::Balanced);
        let least = Least {
            kept: 0.0,
            shown: 0.0,
        };
        let saved = Saved::new(&reading, None, &[], least);
        let view = View::new(&saved);
        let mut conversions = Conversions::new(&view);
        let figures = saved.figures.iter();
        figures.filter_map(|f| conversions.next(f)).collect()
    }

    #[test]
    fn figures_are_as_exact_as_they_are_written() {
        for (text, gives) in [
            ("The ship was about 12 miles off.", "19 km"),
            ("The ship was 1,200 miles off.", "1,900 km"),
            ("He walked a mile and a half.", "2.4 km"),
            ("The fire burned 1,200 acres.", "490 hectares"),
            ("It was 104 degrees Fahrenheit.", "40 °C"),
            ("It was 98.6 degrees Fahrenheit.", "37 °C"),
            ("The wind blew at 40 mph.", "64 km/h"),
            ("The plume rose 3,000 feet.", "910 m"),
            ("The sack held 50 pounds of flour.", "23 kg"),
            (
                "The lorry leaked 500 gallons.",
                "1,890 litres, if US gallons",
            ),
            ("The keeper is 6 feet 4 inches tall.", "193 cm"),
            ("The ship was 10 to 15 miles off.", "16–24 km"),
            ("It cost 3 lakh rupees.", "300,000"),
            ("They sold two dozen boats.", "24"),
        ] {
            assert_eq!(converted(text), [gives], "{text}");
        }
    }

    #[test]
    fn nothing_is_said_where_the_report_says_it_or_there_is_nothing_to_say() {
        for text in [
            "The ship was 12 miles (19 km) off.",
            "The ship was 19 km off, or 12 miles.",
            "She missed it by a mile.",
            "Petrol cost $4 a gallon.",
            "Dozens of boats sank.",
            "The ship was 12 km off.",
        ] {
            assert_eq!(converted(text), [""; 0], "{text}");
        }
        let twice = "The ship was 12 miles off. It stayed 12 miles off.";
        assert_eq!(converted(twice), ["19 km"]);
    }
}
