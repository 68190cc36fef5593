//! Figures of the suites: which task a figure belongs to, and whether it is what a case expects.

use super::{Case, Judged, Source, Task};
use crate::outputs::FigureLine;
use crate::units::{Kind, Unit, factor, family};
use serde_json::{Map, Value};

/// Units of money that are parts of others, and how many of them make one.
const CENTS: [(&str, f64); 2] = [("cent", 100.0), ("satoshi", 1e8)];
/// Words for "exactly", which make a single number a range.
const EQUAL: [&str; 4] = ["=", "equal", "equals", "exactly"];
/// Units of the table that are not dimensions.
const NOT_DIMENSIONS: [&str; 4] = ["people", "count", "touch down", "generation wireless"];

/// Does a figure belong to a task? A figure other than an ordinal is a number as well.
pub(super) fn is_of(figure: &FigureLine, task: Task) -> bool {
    let is_ordinal = figure.role == "ordinal";
    match task {
        Task::Ordinal => is_ordinal,
        _ if is_ordinal => false,
        Task::Number => true,
        Task::NumberRange => {
            let modifier = figure.modifier.as_deref().unwrap_or_default();
            figure.low() != figure.high() || EQUAL.contains(&&*modifier.to_lowercase())
        }
        _ => unit_task(figure).contains(&Some(task)),
    }
}

/// The tasks that a figure belongs to by its unit.
fn unit_task(figure: &FigureLine) -> [Option<Task>; 2] {
    let unit = Unit::with_per(figure.unit.as_deref(), &figure.per());
    let only = |task| [Some(task), None];
    if figure.role == "age" || unit.name() == "year of age" {
        return only(Task::Age);
    }
    match unit.kind() {
        Some(Kind::Percent) => only(Task::Percent),
        Some(Kind::Temperature) if unit.per.is_empty() => only(Task::Temperature),
        // "pound" is money or a mass.
        _ if unit.name() == "pound" => [Some(Task::Currency), Some(Task::Dimension)],
        Some(Kind::Currency) => only(Task::Currency),
        Some(Kind::Other) if unit.is_known() && !NOT_DIMENSIONS.contains(&unit.name()) => {
            only(Task::Dimension)
        }
        _ => [None, None],
    }
}

/// Is a figure what a case expects?
pub(super) fn judge(case: &Case, figure: &FigureLine, expected: &Map<String, Value>) -> Judged {
    let is_lenient = case.source() == Source::Recognizers && case.task != Task::NumberRange;
    let matches = |factor: f64| value_matches(figure, factor, expected, is_lenient);
    if matches!(
        case.task,
        Task::Number | Task::Ordinal | Task::Percent | Task::NumberRange
    ) {
        let is_ratio = matches!(figure.unit.as_deref(), Some("1" | "ratio"));
        let right = matches(1.0) || case.task == Task::Percent && is_ratio && matches(100.0);
        return Judged {
            value: right,
            full: right,
        };
    }
    let full = unit_factor(case.task, figure, expected).is_some_and(&matches);
    Judged {
        value: full || matches(1.0),
        full,
    }
}

/// Is a figure, multiplied by a factor, the expected number or range? Leniently, a figure with one
/// open end is right as well, because Recognizers marks "over" and "under" only in ranges.
fn value_matches(
    figure: &FigureLine,
    factor: f64,
    expected: &Map<String, Value>,
    is_lenient: bool,
) -> bool {
    let low = figure.low().map(|v| v * factor);
    let high = figure.high().map(|v| v * factor);
    let end_is = |end: Option<f64>, wanted: Option<f64>| match wanted {
        Some(wanted) => near(end, wanted),
        None => end.is_none(),
    };
    if expected.contains_key("lo") || expected.contains_key("hi") {
        let wanted = |key: &str| expected.get(key).and_then(number);
        return end_is(low, wanted("lo")) && end_is(high, wanted("hi"));
    }
    match expected.get("value") {
        None | Some(Value::Null) => low.is_none() && high.is_none(),
        // A unit without a number.
        Some(Value::String(value)) if value == "null" => low.is_none() && high.is_none(),
        Some(value) => number(value).is_some_and(|value| {
            let is_low = near(low, value);
            let is_high = near(high, value);
            let one_end = is_low && high.is_none() || is_high && low.is_none();
            is_low && is_high || is_lenient && one_end
        }),
    }
}

fn near(value: Option<f64>, wanted: f64) -> bool {
    value.is_some_and(|v| (v - wanted).abs() <= 1e-6 * wanted.abs().max(1.0))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        value => value.as_f64(),
    }
}

/// The factor from a figure's unit to the expected one; `None` if it is another unit.
fn unit_factor(task: Task, figure: &FigureLine, expected: &Map<String, Value>) -> Option<f64> {
    let text = |key: &str| expected.get(key).and_then(Value::as_str);
    let unit = Unit::with_per(figure.unit.as_deref(), &figure.per());
    let wanted = Unit::new(text("unit").unwrap_or_default());
    match task {
        Task::Age => {
            let years = |name: &str| match name {
                "" | "year of age" => "year".to_string(),
                name => name.to_string(),
            };
            (years(unit.name()) == years(wanted.name())).then_some(1.0)
        }
        Task::Currency => {
            let code = figure.unit.as_deref().unwrap_or_default().to_uppercase();
            match text("iso") {
                Some(iso) if !iso.is_empty() && Unit::of_code(&code).is_some() => {
                    (code == iso).then_some(1.0)
                }
                _ if !expected.contains_key("unit") || expected["unit"].is_null() => Some(1.0),
                // Duckling writes codes in lower case as units, so the code itself is surer.
                iso => {
                    let by_code = iso.and_then(Unit::of_code);
                    money_factor(&unit, by_code.unwrap_or(wanted.name()))
                }
            }
        }
        Task::Temperature => (unit.name() == wanted.name()).then_some(1.0),
        Task::Dimension => dimension_factor(&unit, &wanted, text("unit").unwrap_or_default()),
        _ => Some(1.0),
    }
}

/// A name of money is right if it is the same, or if one of the two is only the family's: "dollar"
/// for Canadian dollars.
fn money_factor(unit: &Unit, wanted: &str) -> Option<f64> {
    let name = unit.name();
    if let Some(&(_, parts)) = CENTS.iter().find(|cent| cent.0 == wanted) {
        if name == wanted {
            return Some(1.0);
        }
        return (unit.kind() == Some(Kind::Currency)).then_some(parts);
    }
    let has_cents = ["dollar", "euro", "sterling", "pound"].contains(&family(wanted));
    if name != wanted && name == "cent" && has_cents {
        return Some(0.01);
    }
    let is_right = if wanted == "pound" {
        name == "pound sterling" || family(name) == "pound"
    } else {
        let is_of_family = !wanted.contains(' ') && family(name) == wanted;
        let is_family = !name.contains(' ') && family(wanted) == name && name != "dollar";
        name == wanted || is_of_family || is_family
    };
    is_right.then_some(1.0)
}

/// Lengths, areas, volumes, masses and data are converted: 2,000 mg are 2 g.
fn dimension_factor(unit: &Unit, wanted: &Unit, written: &str) -> Option<f64> {
    // "m" is a metre, a mile or a minute.
    if written == "m" && matches!(unit.name(), "metre" | "mile" | "minute") {
        return Some(1.0);
    }
    if unit.per != wanted.per {
        return None;
    }
    let mass = |name: &str| {
        if name == "pound" {
            "pound-mass".into()
        } else {
            name.to_string()
        }
    };
    let (name, wanted) = (mass(unit.name()), mass(wanted.name()));
    if name == wanted {
        return Some(1.0);
    }
    let (from, to) = (factor(&name)?, factor(&wanted)?);
    (from.0 == to.0).then_some(from.1 / to.1)
}
