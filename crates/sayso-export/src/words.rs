//! Words for people.

/// `1 claim`, `2 claims`.
pub fn plural(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// `1,204`.
///
/// ```
/// assert_eq!(sayso_export::grouped(1_204), "1,204");
/// assert_eq!(sayso_export::grouped(100_000), "100,000");
/// assert_eq!(sayso_export::grouped(92), "92");
/// ```
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let (begin, rest) = digits.split_at(first);
    let groups = rest
        .as_bytes()
        .chunks(3)
        .map(|g| g.iter().map(|&b| char::from(b)).collect());
    let begin = (!begin.is_empty()).then(|| begin.to_string());
    begin
        .into_iter()
        .chain(groups)
        .collect::<Vec<String>>()
        .join(",")
}

/// The months, as a day is written out.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Parts of a day, as TIMEX3 writes them after the T.
const PARTS_OF_DAY: [(&str, &str); 4] = [
    ("MO", "morning"),
    ("AF", "afternoon"),
    ("EV", "evening"),
    ("NI", "night"),
];

/// A day, a moment, a month or a year of ISO 8601, written out. Anything else stays as it is.
///
/// ```
/// use sayso_export::day_in_words;
/// assert_eq!(day_in_words("2012-04-17"), "17 April 2012");
/// assert_eq!(day_in_words("2012-04-17T20:00"), "17 April 2012, 20:00");
/// assert_eq!(day_in_words("2012-04-17TMO"), "17 April 2012, morning");
/// assert_eq!(day_in_words("2012-04"), "April 2012");
/// assert_eq!(day_in_words("2012"), "2012");
/// assert_eq!(day_in_words("PXD"), "PXD");
/// ```
pub fn day_in_words(value: &str) -> String {
    let (day, moment) = value.split_once('T').unwrap_or((value, ""));
    let mut parts = day.split('-');
    let (year, month, of_month) = (parts.next(), parts.next(), parts.next());
    let number = |part: &str| part.parse::<usize>().ok();
    let name = |month: &str| MONTHS.get(number(month)?.checked_sub(1)?).copied();
    let month = month.map(name);
    let of_month = of_month.map(number);
    let written = match (year, month, of_month) {
        (Some(year), Some(Some(month)), None) if moment.is_empty() => format!("{month} {year}"),
        (Some(year), Some(Some(month)), Some(Some(day))) => format!("{day} {month} {year}"),
        _ => return visible(value),
    };
    let part = PARTS_OF_DAY.iter().find(|(short, _)| *short == moment);
    let moment = part.map_or(moment, |(_, name)| name);
    if moment.is_empty() {
        visible(&written)
    } else {
        visible(&format!("{written}, {moment}"))
    }
}

/// The text with a visible sign instead of control characters and directional overrides, so that no
/// report can control a terminal or show words in another order than they have.
///
/// ```
/// assert_eq!(sayso_export::visible("Tarn\u{202e}ssorC"), "Tarn\u{fffd}ssorC");
/// ```
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}') =>
            {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

/// The text as [`visible`], on one line, so that a file name cannot begin a line of its own.
///
/// ```
/// assert_eq!(sayso_export::one_line("a\nerror: b"), "a\u{fffd}error: b");
/// ```
pub fn one_line(text: &str) -> String {
    visible(text).replace('\n', "\u{fffd}")
}
