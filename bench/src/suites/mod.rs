//! Figures and times against two suites of neutral cases: Recognizers-Text and Duckling.
//!
//! In: a case a line, with the items expected of one task, and what a program wrote of the same
//! inputs. A general program marks everything in a sentence and a case expects one kind of thing,
//! so only predictions of the case's task count. That measures recognition and value of one kind,
//! not precision over all kinds.
//!
//! For each expected item: is there a prediction with the same span, with the right value, and with
//! the right unit as well (`full`); and the same for any overlapping prediction (`loose`), because
//! the suites disagree about words such as "in" and "about". A case passes if every item is `full`
//! and nothing else is predicted.
//!
//! The two suites disagree by design ("3k" is 3,000 in one and 3 km in the other), so they are
//! never averaged. Cases of single parts of Recognizers' parsers are counted apart, and so are those
//! that its Python port supports (`*`).

mod figures;
mod times;

use crate::outputs::{Outputs, Place, Report};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A case: an input and what is expected in it.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// The id that the program's report has.
    pub id: String,
    source: String,
    task: Task,
    kind: String,
    /// The text.
    pub input: String,
    reference_date: Option<String>,
    not_supported: Vec<String>,
    expected: Vec<Expected>,
}

/// What a case is about.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Task {
    Number,
    NumberRange,
    Ordinal,
    Percent,
    Age,
    Currency,
    Temperature,
    Dimension,
    Time,
}

impl Task {
    fn name(self) -> &'static str {
        match self {
            Task::Number => "number",
            Task::NumberRange => "numberrange",
            Task::Ordinal => "ordinal",
            Task::Percent => "percent",
            Task::Age => "age",
            Task::Currency => "currency",
            Task::Temperature => "temperature",
            Task::Dimension => "dimension",
            Task::Time => "time",
        }
    }
}

/// Who wrote a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Recognizers,
    Duckling,
}

/// An item that a case expects.
#[derive(Debug, Deserialize)]
struct Expected {
    begin: u32,
    end: u32,
    /// What it means, in the suite's own form.
    #[serde(default)]
    resolution: Map<String, Value>,
}

impl Expected {
    fn place(&self) -> Place {
        Place {
            start: self.begin,
            end: self.end,
        }
    }
}

impl Case {
    fn source(&self) -> Source {
        if self.source == "duckling" {
            Source::Duckling
        } else {
            Source::Recognizers
        }
    }

    /// The rows of the table that a case counts for.
    fn rows(&self) -> Vec<String> {
        let part = if self.kind == "component" {
            "/component"
        } else {
            ""
        };
        let row = format!("{}{part}", self.source);
        let in_python = !self.not_supported.iter().any(|port| port == "python");
        let of_port = format!("{row}*");
        if self.source() == Source::Recognizers && in_python {
            vec![row, of_port]
        } else {
            vec![row]
        }
    }
}

/// Is the value right, and are the value and the unit?
#[derive(Clone, Copy, Default)]
struct Judged {
    value: bool,
    full: bool,
}

/// What is counted for a source and a task.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Cases.
    pub cases: usize,
    /// Expected items.
    pub items: usize,
    /// Predictions of the task.
    pub predicted: usize,
    /// Items with a prediction of the same span.
    pub span: usize,
    /// Those with the right value.
    pub value: usize,
    /// Those with the right value and unit.
    pub full: usize,
    /// Items with an overlapping prediction that has the right value.
    pub loose_value: usize,
    /// Items with an overlapping prediction that has the right value and unit.
    pub loose_full: usize,
    /// Cases in which every item is `full` and nothing else is predicted.
    pub pass: usize,
    /// The same with overlapping spans.
    pub loose_pass: usize,
}

impl Counts {
    /// F1 of the spans.
    pub fn span_f1(&self) -> f64 {
        let sizes = self.items + self.predicted;
        2.0 * self.span as f64 / sizes.max(1) as f64
    }

    fn add(&mut self, other: &Counts) {
        self.cases += other.cases;
        self.items += other.items;
        self.predicted += other.predicted;
        self.span += other.span;
        self.value += other.value;
        self.full += other.full;
        self.loose_value += other.loose_value;
        self.loose_full += other.loose_full;
        self.pass += other.pass;
        self.loose_pass += other.loose_pass;
    }
}

/// The counts by source and task; the task `ALL` sums the others.
pub type Table = BTreeMap<(String, &'static str), Counts>;

/// Scores what a program found; `fails` is called with each case that does not pass.
pub fn score(cases: &[Case], outputs: &Outputs, mut fails: impl FnMut(&Case)) -> Table {
    let mut table = Table::new();
    for case in cases {
        let counts = count(case, outputs.get(&case.id));
        if counts.pass == 0 {
            fails(case);
        }
        for row in case.rows() {
            for task in [case.task.name(), "ALL"] {
                table.entry((row.clone(), task)).or_default().add(&counts);
            }
        }
    }
    table
}

/// The place of each prediction of the case's task, and a judge of it against an expected item.
fn predictions<'a>(case: &'a Case, report: &'a Report) -> (Vec<Place>, Judge<'a>) {
    if case.task == Task::Time {
        let times: Vec<_> = report.times.iter().collect();
        let places = times.iter().map(|t| t.span).collect();
        let judge = move |number: usize, item: &Expected| {
            let right = times::is_right(case, times[number], &item.resolution);
            Judged {
                value: right,
                full: right,
            }
        };
        return (places, Box::new(judge));
    }
    let figures = report.figures.iter();
    let figures: Vec<_> = figures.filter(|f| figures::is_of(f, case.task)).collect();
    let places = figures.iter().map(|f| f.span).collect();
    let judge = move |number: usize, item: &Expected| {
        figures::judge(case, figures[number], &item.resolution)
    };
    (places, Box::new(judge))
}

/// Judges the prediction with a number against an item.
type Judge<'a> = Box<dyn Fn(usize, &Expected) -> Judged + 'a>;

fn count(case: &Case, report: Option<&Report>) -> Counts {
    let nothing = Report::default();
    let (places, judge) = predictions(case, report.unwrap_or(&nothing));
    let mut counts = Counts {
        cases: 1,
        items: case.expected.len(),
        predicted: places.len(),
        ..Counts::default()
    };
    let mut used = vec![false; places.len()];
    let mut used_loosely = vec![false; places.len()];
    let mut passed_loosely = 0;
    for item in &case.expected {
        let place = item.place();
        let overlapping = (0..places.len()).filter(|&n| places[n].overlaps(place));
        let judged: Vec<(usize, Judged)> = overlapping.map(|n| (n, judge(n, item))).collect();
        counts.loose_value += usize::from(judged.iter().any(|j| j.1.value));
        counts.loose_full += usize::from(judged.iter().any(|j| j.1.full));
        let loose = judged.iter().find(|j| j.1.full && !used_loosely[j.0]);
        if let Some(&(number, _)) = loose {
            used_loosely[number] = true;
            passed_loosely += 1;
        }
        let is_exact = |j: &&(usize, Judged)| places[j.0] == place && !used[j.0];
        let exact: Vec<_> = judged.iter().filter(is_exact).collect();
        let best = exact.iter().find(|j| j.1.full).or(exact.first());
        if let Some(&&(number, right)) = best {
            used[number] = true;
            counts.span += 1;
            counts.value += usize::from(right.value);
            counts.full += usize::from(right.full);
        }
    }
    let is_whole = |right: usize| right == counts.items && counts.items == counts.predicted;
    counts.pass = usize::from(is_whole(counts.full));
    counts.loose_pass = usize::from(is_whole(passed_loosely));
    counts
}
