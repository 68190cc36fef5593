//! Slips: invented sentences of every frame, once with figures that agree and once with one of them
//! altered. Counts the slips that are caught, and the sentences without a slip that are flagged.

use crate::commands::check::Draws;
use sayso::attribute::Bias;
use sayso::check::{self, Checks, Code, Finding, Severity};
use sayso::clean::{self, Given};
use sayso::document::Document;
use sayso::measure::time::Date;
use sayso::reading;
use serde_json::{Value, json};

/// How a number is written.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// 563 → $56.3 million
    Millions,
    /// 4213 → $4,213
    Dollars,
    /// 4213 → 4,213
    Count,
    /// 12 → 12
    Plain,
    /// 12 → 12 percent
    Percent,
    /// 12 → 12%
    Sign,
}

#[derive(Clone, Copy)]
struct Number(i64, Style);

fn grouped(value: i64) -> String {
    let digits = value.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|c| std::str::from_utf8(c).ok())
        .collect();
    groups.join(",")
}

impl Number {
    fn written(self) -> String {
        let Number(value, style) = self;
        match style {
            Style::Millions if value % 10 == 0 => format!("${} million", grouped(value / 10)),
            Style::Millions => format!("${}.{} million", grouped(value / 10), value % 10),
            Style::Dollars => format!("${}", grouped(value)),
            Style::Count => grouped(value),
            Style::Plain => value.to_string(),
            Style::Percent => format!("{value} percent"),
            Style::Sign => format!("{value}%"),
        }
    }
}

/// Sentences of a frame, its numbers, and which of them may be altered.
struct Kind {
    name: &'static str,
    code: Code,
    forms: &'static [&'static str],
    numbers: fn(&mut Draws) -> Vec<Number>,
    /// Numbers in which only digits are swapped: years, and numbers that could not be ten times as
    /// large.
    fixed: &'static [usize],
    /// For frames with "at most": do the numbers break the bound?
    broken: fn(&[Number]) -> bool,
}

fn between(draws: &mut Draws, low: i64, high: i64) -> i64 {
    low + draws.below((high - low + 1) as usize) as i64
}

/// a ÷ b as per cent, rounded.
fn percent(a: i64, b: i64) -> i64 {
    (a * 200 + b) / (2 * b)
}

fn change(draws: &mut Draws, style: Style) -> Vec<Number> {
    let before = between(draws, 210, 9000);
    let after = before + before * between(draws, 6, 70) / 100;
    vec![
        Number(percent(after - before, before), Style::Sign),
        Number(after, style),
        Number(before, style),
    ]
}

fn year(draws: &mut Draws) -> i64 {
    between(draws, 1931, 2001)
}

const KINDS: &[Kind] = &[
    Kind {
        name: "change, per cent",
        code: Code::Change,
        forms: &[
            "Profit rose {0} to {1} from {2} a year earlier.",
            "Sales at the mill climbed {0} to {1} from {2}.",
            "The co-operative said revenue increased {0}, to {1} from {2} in the same quarter.",
            "Spending grew by {0} to {1} last year from {2}.",
            "Its budget was {1}, up {0} from {2} the year before.",
            "Rents collected by the town jumped {0} from {2} to {1}.",
        ],
        numbers: |d| change(d, Style::Millions),
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "change, counts",
        code: Code::Change,
        forms: &[
            "Arrests rose {0} to {1} from {2}.",
            "Attendance was {1}, up {0} from {2} last season.",
            "Complaints grew {0}, from {2} to {1}.",
            "Births increased from {2} to {1}, a rise of {0}.",
        ],
        numbers: |d| change(d, Style::Count),
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "change, points",
        code: Code::Change,
        forms: &[
            "Turnout rose by {0} points, from {2} percent to {1} percent.",
            "Approval climbed {0} points to {1} percent from {2} percent.",
            "Support stood at {1} percent, up {0} points from {2} percent in March.",
        ],
        numbers: |d| {
            let (before, rise) = (between(d, 21, 52), between(d, 7, 29));
            vec![
                Number(rise, Style::Plain),
                Number(before + rise, Style::Plain),
                Number(before, Style::Plain),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "change, in the unit",
        code: Code::Change,
        forms: &[
            "Debt rose {0} to {1} from {2}.",
            "Donations fell by {0} to {2} from {1}.",
            "The fund grew {0} to {1} from {2} in May.",
        ],
        numbers: |d| {
            let (before, rise) = (between(d, 1210, 7000), between(d, 510, 4000));
            vec![
                Number(rise, Style::Millions),
                Number(before + rise, Style::Millions),
                Number(before, Style::Millions),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "change, doubled",
        code: Code::Change,
        forms: &[
            "Exports doubled to {0} from {1}.",
            "The price of the bridge doubled to {0} last year from {1}.",
        ],
        numbers: |d| {
            let before = between(d, 130, 4000);
            vec![
                Number(before * 2, Style::Millions),
                Number(before, Style::Millions),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "lead",
        code: Code::Lead,
        forms: &[
            "Moss leads Odell by {0} points, {1} percent to {2} percent.",
            "Moss led Odell {1}% to {2}%, a {0}-point margin.",
            "A survey found Moss ahead of Odell by {0} percentage points, {1} to {2} percent.",
            "Odell trails Moss by {0} points ({2} percent to {1} percent).",
            "Moss has a {0}-point lead over Odell, {1} percent to {2} percent.",
        ],
        numbers: |d| {
            let (low, lead) = (between(d, 23, 44), between(d, 7, 31));
            vec![
                Number(lead, Style::Plain),
                Number(low + lead, Style::Plain),
                Number(low, Style::Plain),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "difference",
        code: Code::Lead,
        forms: &[
            "Moss raised {1}, {0} less than the {2} that Odell raised.",
            "The club paid {2}, {0} more than the {1} of last summer.",
            "The hospital has {1}, {0} short of the {2} it needs.",
        ],
        numbers: |d| {
            let (low, gap) = (between(d, 210, 5000), between(d, 110, 3000));
            vec![
                Number(gap, Style::Millions),
                Number(low, Style::Millions),
                Number(low + gap, Style::Millions),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "sum",
        code: Code::Sum,
        forms: &[
            "The port got {0} from the state and {1} from the county, for a total of {2}.",
            "The pier cost {0} to build and {1} to repair for a total of {2}.",
            "The lender wrote off {0} in boats and {1} in nets, totaling {2}.",
        ],
        numbers: |d| {
            let (a, b) = (between(d, 210, 5000), between(d, 210, 5000));
            vec![
                Number(a, Style::Millions),
                Number(b, Style::Millions),
                Number(a + b, Style::Millions),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "sum, counts",
        code: Code::Sum,
        forms: &[
            "A total of {2} people, {0} men and {1} women, joined the walk.",
            "She has {0} delegates and {1} superdelegates for a total of {2}.",
        ],
        numbers: |d| {
            let (a, b) = (between(d, 121, 2400), between(d, 121, 2400));
            vec![
                Number(a, Style::Count),
                Number(b, Style::Count),
                Number(a + b, Style::Count),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "share",
        code: Code::Share,
        forms: &[
            "{0} of the {1} members ({2}) voted no.",
            "Of the {1} seats, {0} ({2}) went to women.",
            "In all {2} of the {1} workers, or {0}, left the yard.",
            "The union said {0} of {1} drivers, or {2}, had signed.",
        ],
        numbers: |d| {
            let whole = between(d, 130, 4200);
            let part = whole * between(d, 11, 88) / 100;
            vec![
                Number(part, Style::Count),
                Number(whole, Style::Count),
                Number(percent(part, whole), Style::Percent),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "rate by time",
        code: Code::Rate,
        forms: &[
            "The lease costs {0} a month for {1} months, a total of {2}.",
            "A goal of {2} would require {0} a month for {1} months.",
            "She paid {0} a week for {1} weeks, or {2}.",
        ],
        numbers: |d| {
            let (rate, time) = (between(d, 212, 4800), between(d, 12, 48));
            let style = Style::Dollars;
            vec![
                Number(rate, style),
                Number(time, Style::Plain),
                Number(rate * time, style),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "rate by year",
        code: Code::Rate,
        forms: &[
            "Guards earn {0} a month, or {1} a year.",
            "The fee is {0} a month or {1} a year.",
        ],
        numbers: |d| {
            let rate = between(d, 212, 4800);
            vec![
                Number(rate, Style::Dollars),
                Number(rate * 12, Style::Dollars),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "span",
        code: Code::Span,
        forms: &[
            "He served {0} years, from {1} to {2}.",
            "The mine was open for {0} years, from {1} to {2}.",
            "She led the choir from {1} to {2}, a {0}-year run.",
        ],
        numbers: |d| {
            let (from, years) = (between(d, 1931, 1985), between(d, 12, 31));
            vec![
                Number(years, Style::Plain),
                Number(from, Style::Plain),
                Number(from + years, Style::Plain),
            ]
        },
        fixed: &[1, 2],
        broken: |_| true,
    },
    Kind {
        name: "ago",
        code: Code::Span,
        forms: &[
            "The ferry sank {0} years ago, in {1}.",
            "The treaty was signed {0} years ago, in {1}, by both towns.",
        ],
        numbers: |d| {
            let year = year(d);
            vec![
                Number(2016 - year, Style::Plain),
                Number(year, Style::Plain),
            ]
        },
        fixed: &[1],
        broken: |_| true,
    },
    Kind {
        name: "age",
        code: Code::Age,
        forms: &[
            "Moss, {0}, was born in {1}.",
            "Ines Moller, {0}, who was born in {1}, said so.",
            "Born in {1}, the {0}-year-old judge is from Brasko.",
        ],
        numbers: |d| {
            let year = year(d);
            vec![
                Number(2016 - year, Style::Plain),
                Number(year, Style::Plain),
            ]
        },
        fixed: &[1],
        broken: |_| true,
    },
    Kind {
        name: "weekday",
        code: Code::Weekday,
        forms: &[
            "The vote is on {w}, May {0}, 2016.",
            "The hearing was held on {w}, May {0}, 2016, in Carrow.",
        ],
        numbers: |d| vec![Number(between(d, 10, 31), Style::Plain)],
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "currency",
        code: Code::Currency,
        forms: &["The firm paid {0} ({1}) for the dock and {2} ({3}) for the ships."],
        numbers: |d| {
            let (a, b) = (between(d, 210, 4000), between(d, 210, 4000));
            vec![
                Number(a, Style::Millions),
                Number(a * 8 / 10, Style::Millions),
                Number(b, Style::Millions),
                Number(b * 8 / 10, Style::Millions),
            ]
        },
        fixed: &[],
        broken: |_| true,
    },
    Kind {
        name: "range",
        code: Code::Range,
        forms: &[
            "The dam holds between {0} and {1} tonnes of silt.",
            "Between {0} and {1} people stood on the quay.",
        ],
        numbers: |d| {
            let low = between(d, 110, 4000);
            vec![
                Number(low, Style::Count),
                Number(low + low * between(d, 2, 15) / 100 + 1, Style::Count),
            ]
        },
        fixed: &[],
        broken: |n| n[0].0 > n[1].0,
    },
    Kind {
        name: "parts",
        code: Code::Parts,
        forms: &[
            "In the survey {0} said yes, {1} said no and {2} were undecided.",
            "The poll found that {0} favored the dam, {1} opposed it and {2} were unsure.",
        ],
        numbers: |d| {
            let (a, b) = (between(d, 31, 48), between(d, 24, 39));
            vec![
                Number(a, Style::Percent),
                Number(b, Style::Percent),
                Number(100 - a - b, Style::Percent),
            ]
        },
        fixed: &[],
        broken: |n| n[0].0 + n[1].0 + n[2].0 > 101,
    },
    Kind {
        name: "tally",
        code: Code::Tally,
        forms: &[
            "The {2}-member council voted {0}-{1} for the dam.",
            "The {2}-member board voted {0} to {1} against the lease.",
        ],
        numbers: |d| {
            let (a, b) = (between(d, 12, 42), between(d, 3, 11));
            vec![
                Number(a, Style::Plain),
                Number(b, Style::Plain),
                Number(a + b, Style::Plain),
            ]
        },
        fixed: &[],
        broken: |n| n[0].0 + n[1].0 > n[2].0,
    },
];

/// What comes before and after the sentence: other figures, as reports have them.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    (
        "The council of Brasko met late on Monday. ",
        " Nobody from the harbour office would speak about it.",
    ),
    (
        "Carrow has 41,000 people and two bridges. ",
        " The next report is due in June.",
    ),
    (
        "“We did not expect it,” said Iva Moss, a clerk. ",
        " Some 300 letters have come in since.",
    ),
];

fn filled(form: &str, numbers: &[Number], weekday: &str) -> String {
    let mut out = form.replace("{w}", weekday);
    for (n, number) in numbers.iter().enumerate() {
        let mut written = number.written();
        // The second currency of a pair.
        if form.contains("({1})") && form.contains("({3})") && (n == 1 || n == 3) {
            written = written.replace('$', "£");
        }
        out = out.replace(&format!("{{{n}}}"), &written);
    }
    out
}

/// Two neighbouring digits that differ, swapped; none if there are none.
fn swapped(value: i64, draws: &mut Draws) -> Option<i64> {
    let digits: Vec<u8> = value.to_string().into_bytes();
    let places: Vec<usize> = (1..digits.len())
        .filter(|&i| digits[i - 1] != digits[i] && digits[i] != b'0')
        .collect();
    let at = *places.get(draws.below(places.len()))?;
    let mut digits = digits;
    digits.swap(at - 1, at);
    String::from_utf8(digits).ok()?.parse().ok()
}

const SLIPS: [&str; 3] = ["x10", "+20%", "digits swapped"];

fn slip(value: i64, how: usize, draws: &mut Draws) -> Option<i64> {
    match how {
        0 => Some(value * 10),
        1 => Some((value * 12 + 5) / 10).filter(|v| *v != value),
        _ => swapped(value, draws),
    }
}

/// The numbers with a slip in one of them, one that breaks the relation; none if a few tries find
/// none.
fn slipped(kind: &Kind, numbers: &[Number], how: usize, draws: &mut Draws) -> Option<Vec<Number>> {
    for _ in 0..20 {
        let place = draws.below(numbers.len());
        let fixed = kind.fixed.contains(&place);
        // No one is 400 years old, and such an age is not read.
        if fixed && how < 2 || kind.name == "age" && how == 0 {
            continue;
        }
        let Some(value) = slip(numbers[place].0, how, draws) else {
            continue;
        };
        let mut altered = numbers.to_vec();
        altered[place].0 = value;
        if (kind.broken)(&altered) && (!fixed || (1900..2030).contains(&value)) {
            return Some(altered);
        }
    }
    None
}

fn all_findings(document: Document) -> Vec<Finding> {
    reading::read(document, None, Bias::Balanced).findings(&Checks::default().with_loose())
}

/// Is there an alarm in the text: of this code, of any?
fn alarms(text: &str, code: Code) -> (bool, bool) {
    let given = Given {
        published: Some("2016-12-20".into()),
        ..Given::default()
    };
    let Ok(document) = clean::plain(text.as_bytes(), &given) else {
        return (false, false);
    };
    let found = all_findings(document);
    let alarm = |f: &&Finding| f.severity > Severity::Note;
    (
        found.iter().filter(alarm).any(|f| f.code == code),
        found.iter().any(|f| f.severity > Severity::Note),
    )
}

/// Does the code find anything, if nothing is wrong?
fn agrees(text: &str, code: Code) -> bool {
    let given = Given {
        published: Some("2016-12-20".into()),
        ..Given::default()
    };
    let Ok(document) = clean::plain(text.as_bytes(), &given) else {
        return false;
    };
    all_findings(document).iter().any(|f| f.code == code)
}

fn weekday(numbers: &[Number]) -> &'static str {
    let day = u8::try_from(numbers[0].0).unwrap_or(1);
    let date = Date::new(2016, 5, day);
    date.map_or("Monday", |d| {
        check::derivation::WEEKDAYS[usize::from(d.weekday())]
    })
}

/// How many sentences of a kind there are, and what is found in them.
#[derive(Default)]
struct Counts {
    /// Without a slip: all, judged, flagged.
    clean: usize,
    judged: usize,
    flagged: usize,
    /// By slip: caught, and tried.
    caught: [usize; 3],
    tried: [usize; 3],
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.clean += other.clean;
        self.judged += other.judged;
        self.flagged += other.flagged;
        for how in 0..3 {
            self.caught[how] += other.caught[how];
            self.tried[how] += other.tried[how];
        }
    }

    /// The share of each slip that is caught.
    fn shares(&self) -> String {
        let share = |how: usize| 100.0 * self.caught[how] as f64 / self.tried[how].max(1) as f64;
        let [times, more, swapped] = [0, 1, 2].map(share);
        format!("x10 {times:5.1}%, +20% {more:5.1}%, swapped {swapped:5.1}%")
    }

    fn slips_json(&self) -> Value {
        let slips = SLIPS.iter().enumerate();
        slips
            .map(|(i, s)| json!({ "slip": s, "caught": self.caught[i], "of": self.tried[i] }))
            .collect()
    }
}

pub fn run(each: usize, show: bool) -> Value {
    let mut rows = Vec::new();
    let mut total = Counts::default();
    for kind in KINDS {
        let counts = try_kind(kind, each, show);
        println!(
            "{:22} {} clean {each}, judged {}, flagged {}; {}",
            kind.name,
            kind.code,
            counts.judged,
            counts.flagged,
            counts.shares()
        );
        rows.push(json!({
            "frame": kind.name, "code": kind.code, "clean": each, "judged": counts.judged,
            "flagged": counts.flagged, "caught": counts.slips_json(),
        }));
        total.add(&counts);
    }
    println!(
        "all: flagged {} of {}; {}",
        total.flagged,
        total.clean,
        total.shares()
    );
    json!({
        "frames": rows, "clean_flagged": total.flagged, "clean": total.clean,
        "caught": total.slips_json(),
    })
}

/// Makes sentences of a kind, as they agree and with each slip, and counts what is found.
fn try_kind(kind: &Kind, each: usize, show: bool) -> Counts {
    // The draws differ from kind to kind, and are the same on every machine.
    let mut draws = Draws::new(kind.name.len() as u64 + 7);
    let mut counts = Counts::default();
    for n in 0..each {
        let form = kind.forms[n % kind.forms.len()];
        let numbers = (kind.numbers)(&mut draws);
        let around = AROUND[draws.below(AROUND.len())];
        let day = weekday(&numbers);
        let passage =
            |numbers: &[Number]| format!("{}{}{}", around.0, filled(form, numbers, day), around.1);
        let text = passage(&numbers);
        let is_flagged = alarms(&text, kind.code).1;
        if show && is_flagged {
            println!("flagged  {}: {text}", kind.name);
        }
        counts.clean += 1;
        counts.flagged += usize::from(is_flagged);
        counts.judged += usize::from(agrees(&text, kind.code));
        for how in 0..3 {
            let Some(altered) = slipped(kind, &numbers, how, &mut draws) else {
                continue;
            };
            let text = passage(&altered);
            let is_caught = alarms(&text, kind.code).0;
            counts.tried[how] += 1;
            counts.caught[how] += usize::from(is_caught);
            if show && !is_caught {
                println!("missed   {} {}: {text}", kind.name, SLIPS[how]);
            }
        }
    }
    counts
}
