//! The units of news: a handle for each unit, read from a table that a reader can check.
//!
//! The tables are `units.txt`, `currencies.txt` and `unit-parts.txt` of the crate `sayso-english`.
//! `docs/units.md` is made from them, and a test fails when it is out of date.

mod find;
mod size;

pub(crate) use find::currency_words;
pub(crate) use find::{Found, form_at, is_unit};
pub use find::{money_before, of_sign, unit_at};

use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::{CURRENCIES, UNIT_PARTS, UNITS};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

sayso_english::names! {
    /// What a unit measures.
    pub enum Dimension {
        /// Currencies, by ISO 4217 code where the text says which one.
        Money = "Money",
        /// Parts of a hundred or of a million.
        Ratio = "Ratio",
        /// Differences of percentages, points of an index or a game.
        Points = "Points",
        /// How often, how many times as much.
        Times = "Times",
        /// Distance.
        Length = "Length",
        /// Area.
        Area = "Area",
        /// Volume.
        Volume = "Volume",
        /// Mass.
        Mass = "Mass",
        /// Temperature.
        Temperature = "Temperature",
        /// Time.
        Time = "Time",
        /// Speed.
        Speed = "Speed",
        /// Energy and power.
        Energy = "Energy",
        /// Data and its speed.
        Data = "Data",
        /// Pressure, force, electricity, frequency, sound, angle.
        Physics = "Physics",
    }
}

/// A unit: a row of the table of units. It is displayed as its name in the output, and parsed from
/// it.
///
/// ```
/// use sayso_measure::unit::{Dimension, Unit};
/// let unit: Unit = "kilometre".parse().unwrap();
/// assert_eq!(unit.dimension(), Dimension::Length);
/// assert_eq!(unit.to_string(), "kilometre");
/// assert!("parasang".parse::<Unit>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(u16);

impl Unit {
    /// Per cent.
    pub const PERCENT: Unit = Unit::known("%");
    /// Percentage points.
    pub const PERCENTAGE_POINT: Unit = Unit::known("pp");
    /// Points of an index.
    pub const POINT: Unit = Unit::known("point");
    /// How many times.
    pub const TIMES: Unit = Unit::known("times");
    /// The foot.
    pub const FOOT: Unit = Unit::known("foot");
    /// The inch.
    pub const INCH: Unit = Unit::known("inch");
    /// The pound as a mass.
    pub const POUND_MASS: Unit = Unit::known("pound-mass");
    /// Degrees Celsius.
    pub const CELSIUS: Unit = Unit::known("celsius");
    /// Degrees Fahrenheit.
    pub const FAHRENHEIT: Unit = Unit::known("fahrenheit");
    /// Degrees, of temperature or of an angle.
    pub const DEGREE: Unit = Unit::known("degree");
    /// The second.
    pub const SECOND: Unit = Unit::known("second");
    /// The minute.
    pub const MINUTE: Unit = Unit::known("minute");
    /// The hour.
    pub const HOUR: Unit = Unit::known("hour");
    /// The day.
    pub const DAY: Unit = Unit::known("day");
    /// The week.
    pub const WEEK: Unit = Unit::known("week");
    /// The month.
    pub const MONTH: Unit = Unit::known("month");
    /// The year.
    pub const YEAR: Unit = Unit::known("year");
    /// The decade.
    pub const DECADE: Unit = Unit::known("decade");
    /// The quarter of a year.
    pub const QUARTER: Unit = Unit::known("quarter");
    /// The ampere.
    pub const AMPERE: Unit = Unit::known("ampere");
    /// The joule.
    pub const JOULE: Unit = Unit::known("joule");
    /// A turn of a screw or a wheel.
    pub const TURN: Unit = Unit::known("turn");
    /// The magnitude of an earthquake.
    pub const MAGNITUDE: Unit = Unit::known("magnitude");
    /// Dollars, where it is not known whose.
    pub const DOLLAR: Unit = Unit::known("dollar");
    /// Pounds, where it is not known whether they are money.
    pub const POUND: Unit = Unit::known("pound");
    /// Cents.
    pub const CENT: Unit = Unit::known("cent");
    /// United States dollars.
    pub const USD: Unit = Unit::known("USD");
    /// Pounds sterling.
    pub const GBP: Unit = Unit::known("GBP");
    /// Euros.
    pub const EUR: Unit = Unit::known("EUR");
    /// South Korean won.
    pub const KRW: Unit = Unit::known("KRW");
    /// Chinese yuan.
    pub const CNY: Unit = Unit::known("CNY");
    /// Nigerian naira.
    pub const NGN: Unit = Unit::known("NGN");
    /// South African rand.
    pub const ZAR: Unit = Unit::known("ZAR");
    /// Rupees, where it is not known whose.
    pub const RUPEE: Unit = Unit::known("rupee");

    /// Units that are a rate by themselves.
    const RATES: [Unit; 8] = [
        Unit::known("mph"),
        Unit::known("kph"),
        Unit::known("knot"),
        Unit::known("kbps"),
        Unit::known("mbps"),
        Unit::known("gbps"),
        Unit::known("fps"),
        Unit::known("rpm"),
    ];

    /// The unit of this name, found while the program is compiled.
    ///
    /// # Panics
    /// If the tables have no unit of this name.
    pub const fn known(name: &str) -> Unit {
        let (units, row) = row_of(UNITS, name);
        if let Some(row) = row {
            return Unit(row);
        }
        match row_of(CURRENCIES, name) {
            (_, Some(row)) => Unit(units + row),
            _ => panic!("the tables have no unit of this name"),
        }
    }

    /// Its row.
    fn row(self) -> &'static UnitRow {
        &ROWS[usize::from(self.0)]
    }

    /// The name in the output: a word of `docs/units.md`, or an ISO 4217 code.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        self.row().dimension
    }

    /// Is it a currency or a part of one?
    pub fn is_money(self) -> bool {
        self.dimension() == Dimension::Money
    }

    /// Is it a length of time?
    pub fn is_time(self) -> bool {
        self.dimension() == Dimension::Time
    }

    /// Is it a rate by itself, as a speed is?
    pub fn is_rate(self) -> bool {
        Unit::RATES.contains(&self)
    }

    /// Is it a currency with a code of its own?
    fn is_currency_code(self) -> bool {
        const UNITS_OF_MEASURE: u16 = row_of(UNITS, "").0;
        self.0 >= UNITS_OF_MEASURE
    }

    /// Is it this unit, or may it be: "pounds" without more may be those of Britain?
    ///
    /// ```
    /// # use sayso_measure::unit::Unit;
    /// let unit = |name: &str| name.parse::<Unit>().expect("a unit");
    /// assert!(unit("pound").may_be(Unit::GBP) && Unit::USD.may_be(unit("dollar")));
    /// assert!(!unit("pound").may_be(Unit::USD) && !unit("pound-mass").may_be(Unit::GBP));
    /// ```
    pub fn may_be(self, other: Unit) -> bool {
        let is_one_of = |plain: Unit, exact: Unit| {
            let words = exact.row().words.split(", ");
            let mut last = words.filter_map(|words| words.rsplit_once(' '));
            let is_plain = plain.is_money() && !plain.is_currency_code();
            is_plain && exact.is_currency_code() && last.any(|(_, word)| word == plain.name())
        };
        self == other || is_one_of(self, other) || is_one_of(other, self)
    }

    /// All units: those of measure, then the currencies with a code, each by name.
    pub fn all() -> impl Iterator<Item = Unit> {
        (0..ROWS.len()).map(|row| Unit(row as u16))
    }

    /// How many of the smaller unit make one of this unit, if both may be said as one figure ("5
    /// feet 10 inches").
    pub fn parts(self, smaller: Unit) -> Option<u64> {
        let mut parts = PARTS.rows().iter();
        parts
            .find(|part| part.whole == self && part.smaller == smaller)
            .map(|part| part.count)
    }

    /// May a smaller unit follow this one in the same figure?
    pub fn has_parts(self) -> bool {
        PARTS.rows().iter().any(|part| part.whole == self)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({})", self.name())
    }
}

/// The text is not the name of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownUnit;

impl fmt::Display for UnknownUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the name of a unit")
    }
}

impl std::error::Error for UnknownUnit {}

impl FromStr for Unit {
    type Err = UnknownUnit;

    fn from_str(name: &str) -> Result<Unit, UnknownUnit> {
        Unit::all()
            .find(|unit| unit.name() == name)
            .ok_or(UnknownUnit)
    }
}

/// How many rows of the table come before the one that begins with this name, and that row; all
/// rows and nothing if there is none. It walks over the bytes, because it runs in the compiler.
const fn row_of(table: &str, name: &str) -> (u16, Option<u16>) {
    let (table, name) = (table.as_bytes(), name.as_bytes());
    let (mut at, mut rows) = (0, 0);
    while at < table.len() {
        let start = at;
        while table[at] != b'\n' {
            at += 1;
        }
        if start < at && table[start] != b'#' {
            if begins_with(table, start, name) {
                return (rows, Some(rows));
            }
            rows += 1;
        }
        at += 1;
    }
    (rows, None)
}

/// Is the first column of the row that begins at `start` this name?
const fn begins_with(table: &[u8], start: usize, name: &[u8]) -> bool {
    let mut n = 0;
    while n < name.len() {
        if table[start + n] != name[n] {
            return false;
        }
        n += 1;
    }
    matches!(table[start + n], b'\t' | b'\n')
}

/// A unit and how it is written.
#[derive(Clone, Copy)]
struct UnitRow {
    name: &'static str,
    dimension: Dimension,
    /// Words for it, singular, separated by commas.
    words: &'static str,
    /// Short forms, separated by spaces.
    short: &'static str,
}

impl UnitRow {
    /// The row as `docs/units.md` shows it.
    fn shown(&self) -> String {
        format!("| {} | {} | {} |\n", self.name, self.words, self.short)
    }
}

impl Row for UnitRow {
    fn read(cells: &mut Cells) -> Option<UnitRow> {
        Some(UnitRow {
            name: cells.next()?,
            dimension: cells.next()?.parse().ok()?,
            words: cells.next().unwrap_or_default(),
            short: cells.next().unwrap_or_default(),
        })
    }
}

/// A currency with a code of its own.
struct CurrencyRow(UnitRow);

impl Row for CurrencyRow {
    fn read(cells: &mut Cells) -> Option<CurrencyRow> {
        Some(CurrencyRow(UnitRow {
            name: cells.next()?,
            dimension: Dimension::Money,
            words: cells.next().unwrap_or_default(),
            short: cells.next().unwrap_or_default(),
        }))
    }
}

static UNIT_TABLE: Table<UnitRow> = Table::new("units.txt", UNITS);
static CURRENCY_TABLE: Table<CurrencyRow> = Table::new("currencies.txt", CURRENCIES);

/// The units, then the currencies with a code.
static ROWS: LazyLock<Vec<UnitRow>> = LazyLock::new(|| {
    let currencies = CURRENCY_TABLE.rows().iter().map(|row| row.0);
    let units = UNIT_TABLE.rows().iter().copied();
    units.chain(currencies).collect()
});

/// A unit that is divided into smaller ones.
struct UnitPart {
    whole: Unit,
    smaller: Unit,
    count: u64,
}

impl Row for UnitPart {
    fn read(cells: &mut Cells) -> Option<UnitPart> {
        Some(UnitPart {
            whole: cells.next()?.parse().ok()?,
            smaller: cells.next()?.parse().ok()?,
            count: cells.next()?.parse().ok()?,
        })
    }
}

static PARTS: Table<UnitPart> = Table::new("unit-parts.txt", UNIT_PARTS);

/// The tables as `docs/units.md` shows them: every unit, what it measures and how it is written.
pub fn table() -> String {
    use std::fmt::Write;
    const HEAD: &str = "| unit | words | short |\n| --- | --- | --- |\n";
    let mut out = String::new();
    for dimension in Dimension::ALL {
        let _ = write!(out, "\n## {dimension}\n\n{HEAD}");
        for unit in Unit::all().filter(|u| u.dimension() == *dimension && !u.is_currency_code()) {
            out.push_str(&unit.row().shown());
        }
    }
    let _ = write!(out, "\n## Currencies by ISO 4217 code\n\n{HEAD}");
    for unit in Unit::all().filter(|u| u.is_currency_code()) {
        out.push_str(&unit.row().shown());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_loaded_from_their_names() {
        for unit in Unit::all() {
            assert_eq!(unit.name().parse(), Ok(unit));
        }
        assert_eq!(Unit::USD.name(), "USD");
        assert_eq!(Unit::PERCENT.to_string(), "%");
        assert_eq!(Unit::all().filter(|unit| unit.is_rate()).count(), 8);
    }

    #[test]
    fn every_row_can_be_read() {
        UNIT_TABLE.check().unwrap();
        CURRENCY_TABLE.check().unwrap();
        PARTS.check().unwrap();
    }

    #[test]
    fn parts_are_of_one_dimension() {
        for part in PARTS.rows() {
            assert_eq!(part.whole.dimension(), part.smaller.dimension());
        }
        assert_eq!(Unit::FOOT.parts(Unit::INCH), Some(12));
    }
}
