//! In: a date as pages write it, in an attribute or in words. Out: the day.
//!
//! The western calendar from 1990 on; month names of ten languages. Useful for: the day a page was
//! published. Not useful for: dates in a report's text, which have senses and grains of their own.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Day {
    /// The day, if the calendar has it and pages could.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Day> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            1..=12 => 31,
            _ => return None,
        };
        ((1990..2100).contains(&year) && (1..=length).contains(&day)).then_some(Day {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    }

    /// Days since some day long ago: for distances.
    pub fn number(self) -> i32 {
        let (y, m) = if self.month > 2 {
            (i32::from(self.year), i32::from(self.month) - 3)
        } else {
            (i32::from(self.year) - 1, i32::from(self.month) + 9)
        };
        y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + i32::from(self.day)
    }
}

/// A date found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub day: Day,
    /// Where in the text.
    pub at: Range<usize>,
    /// Day and month could be the other way round: the other reading.
    pub other: Option<Day>,
    /// The year has two digits, or the day is not given (the first is taken).
    pub vague: bool,
}

/// The names of the months as many languages write them, without marks on the letters.
const NAMES: [&str; 12] = [
    "january jan januar jaenner janner janvier janv enero ene gennaio gen januari janeiro stycznia styczen janvaris ledna",
    "february feb februar fevrier fevr fev febrero febbraio februari fevereiro lutego luty unora",
    "march mar marz maerz mars marzo maart mrt marco marca marzec mrz brezna",
    "april apr avril avr abril abr aprile kwietnia kwiecien dubna",
    "may mai mayo maggio mag mei maio maja maj kvetna",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cervna",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec cervence",
    "august aug aout agosto ago augustus augusti sierpnia sierpien srpna",
    "september sept sep septembre septiembre settembre set setembro wrzesnia wrzesien zari",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik rijna",
    "november nov novembre noviembre novembro listopada listopad listopadu",
    "december dec dezember dez decembre diciembre dic dicembre desember dezembro grudnia grudzien prosince",
];

static MONTHS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    NAMES
        .iter()
        .zip(1..)
        .flat_map(|(names, i)| names.split(' ').map(move |n| (n, i)))
        .collect()
});

/// The number of a month by its name or its abbreviation, in the languages of the western press.
fn month(word: &str) -> Option<u32> {
    let mut name = String::with_capacity(12);
    for c in word.chars().take(14).flat_map(char::to_lowercase) {
        name.push(match c {
            'ä' | 'á' | 'à' | 'ã' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ú' | 'ü' => 'u',
            'ç' => 'c',
            'ô' | 'ó' | 'ö' => 'o',
            'í' | 'î' => 'i',
            'ź' | 'ż' => 'z',
            'ń' => 'n',
            'ś' => 's',
            c => c,
        });
    }
    MONTHS.get(name.as_str()).copied()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Number(u32, usize),
    Word(&'a str),
    /// What stands between: `-`, `/`, `.`, `,` or a blank.
    Mark(char),
}

fn pieces(text: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let is_digit = c.is_ascii_digit();
        if is_digit || c.is_alphabetic() {
            while let Some(&(next, d)) = chars.peek() {
                let same = if is_digit {
                    d.is_ascii_digit()
                } else {
                    d.is_alphabetic()
                };
                if !same {
                    break;
                }
                end = next + d.len_utf8();
                chars.next();
            }
            let word = &text[at..end];
            let piece = match word.parse::<u32>() {
                Ok(n) if is_digit => Piece::Number(n, word.len()),
                _ => Piece::Word(word),
            };
            out.push((piece, at..end));
        } else {
            let mark = if c.is_whitespace() { ' ' } else { c };
            if !(mark == ' ' && matches!(out.last(), Some((Piece::Mark(' '), _)))) {
                out.push((Piece::Mark(mark), at..end));
            }
        }
    }
    out
}

/// Every date in a text, in order. `month_first`: how "3/4/2023" is read; the other reading is
/// handed on too.
pub fn dates(text: &str, month_first: bool) -> Vec<Found> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if let Some((found, used)) = date_at(
            &pieces[at..],
            at.checked_sub(1).map(|b| pieces[b].0),
            month_first,
        ) {
            out.push(Found {
                at: pieces[at].1.start..pieces[at + used - 1].1.end,
                ..found
            });
            at += used;
        } else {
            at += 1;
        }
    }
    out
}

/// The first date of a value that is meant to be one.
pub fn date(value: &str, month_first: bool) -> Option<Found> {
    let value = value.trim();
    // Seconds or milliseconds since 1970.
    if value.bytes().all(|b| b.is_ascii_digit()) && matches!(value.len(), 10 | 13) {
        let seconds: i64 = value[..10].parse().ok()?;
        return from_days(seconds / 86_400).map(|day| Found {
            day,
            at: 0..value.len(),
            other: None,
            vague: false,
        });
    }
    let head: String = value.chars().take(200).collect();
    dates(&head, month_first).into_iter().next()
}

/// The day so many days after the first of January 1970.
fn from_days(days: i64) -> Option<Day> {
    let first = Day {
        year: 1970,
        month: 1,
        day: 1,
    }
    .number();
    let (mut year, mut month) = (1970u32, 1u32);
    let number = |y: u32, m: u32| {
        Day {
            year: y as u16,
            month: m as u8,
            day: 1,
        }
        .number()
            - first
    };
    let days = i32::try_from(days).ok()?;
    while number(year + 1, 1) <= days && year < 2100 {
        year += 1;
    }
    while month < 12 && number(year, month + 1) <= days {
        month += 1;
    }
    Day::new(year, month, (days - number(year, month) + 1) as u32)
}

fn year_of(n: u32, digits: usize) -> Option<(u32, bool)> {
    match digits {
        4 => Some((n, false)),
        2 => Some((if n >= 90 { 1900 + n } else { 2000 + n }, true)),
        _ => None,
    }
}

fn date_at(
    p: &[(Piece, Range<usize>)],
    before: Option<Piece>,
    month_first: bool,
) -> Option<(Found, usize)> {
    let plain = |day: Day, vague: bool| Found {
        day,
        at: 0..0,
        other: None,
        vague,
    };
    let kind = |i: usize| p.get(i).map(|piece| piece.0);
    // A number that goes on from another one ("1.2.3.2004", "$5") starts no date.
    if let Piece::Number(..) = p[0].0
        && matches!(before, Some(Piece::Mark('$' | '£' | '€' | '#')))
    {
        return None;
    }
    if let Some(Piece::Number(n, 8)) = kind(0) {
        // 20230314
        return Day::new(n / 10_000, n / 100 % 100, n % 100).map(|day| (plain(day, false), 1));
    }
    if let (
        Some(Piece::Number(a, la)),
        Some(Piece::Mark(m1 @ ('-' | '/' | '.' | '_' | '–'))),
        Some(Piece::Number(b, lb)),
        Some(Piece::Mark(m2)),
        Some(Piece::Number(c, lc)),
    ) = (kind(0), kind(1), kind(2), kind(3), kind(4))
    {
        let digits = la <= 4 && lb <= 2 && lc <= 4;
        // An address has "/2023/03/14/"; nothing has "1/2/3/2004".
        let goes_on = match before {
            Some(Piece::Mark('.')) => true,
            Some(Piece::Mark('/')) => la < 4,
            _ => false,
        };
        if digits && m1 == m2 && !goes_on {
            // 2023-03-14, 2023/3/14
            if la == 4 && lc <= 2 {
                return Day::new(a, b, c).map(|day| (plain(day, false), 5));
            }
            if la <= 2 && (lc == 4 || lc == 2 && lb == 2) {
                let (year, short) = year_of(c, lc)?;
                let day_first = Day::new(year, b, a);
                let month_first_reading = Day::new(year, a, b);
                let american = month_first && m1 != '.';
                let (one, two) = if american {
                    (month_first_reading, day_first)
                } else {
                    (day_first, month_first_reading)
                };
                let day = one.or(two)?;
                let other = two.filter(|&other| other != day && one.is_some());
                return Some((
                    Found {
                        day,
                        at: 0..0,
                        other,
                        vague: short,
                    },
                    5,
                ));
            }
        }
    }
    // 14. März 2023; 14 (st, nd, th) (of) March (,) 2023; 14-Mar-2023; 2023 March 14
    if let Some(Piece::Number(d, 1..=2)) = kind(0) {
        let mut i = 1;
        if let Some(Piece::Word("st" | "nd" | "rd" | "th" | "er" | "º" | "ª")) = kind(i) {
            i += 1;
        }
        i = marks(p, i, &[' ', '.', '-', '/', ',', '\u{a0}']);
        while let Some(Piece::Word("of" | "de" | "di" | "del")) = kind(i) {
            i = marks(p, i + 1, &[' ']);
        }
        if let Some(Piece::Word(word)) = kind(i)
            && let Some(m) = month(word)
        {
            // "8 out of 10" is no day in October, though "out" is Portuguese for it.
            let capital = word.starts_with(char::is_uppercase);
            let mut plainly = capital || matches!(kind(i + 1), Some(Piece::Mark('-' | '/' | '.')));
            i = marks(p, i + 1, &[' ', '.', ',', '-', '/', '’', '\'']);
            while let Some(Piece::Word("of" | "de" | "del")) = kind(i) {
                plainly = false;
                i = marks(p, i + 1, &[' ']);
            }
            if let Some(Piece::Number(y, digits @ (2 | 4))) = kind(i) {
                let (year, short) = year_of(y, digits)?;
                // "14 March 20:15" is no year.
                let clock = matches!(kind(i + 1), Some(Piece::Mark(':')));
                if !short || plainly && !clock {
                    return Day::new(year, m, d).map(|day| (plain(day, short), i + 1));
                }
            }
        }
    }
    if let Some(Piece::Word(word)) = kind(0)
        && let Some(m) = month(word)
    {
        // March 14, 2023; Mar. 14th 2023; March 14 at 5 p.m. 2023 is not looked for
        let i = marks(p, 1, &[' ', '.', '-', '/', ',', '\u{a0}']);
        if let Some(Piece::Number(d, 1..=2)) = kind(i) {
            let mut j = i + 1;
            if let Some(Piece::Word("st" | "nd" | "rd" | "th")) = kind(j) {
                j += 1;
            }
            j = marks(p, j, &[' ', ',', '.', '-', '/', '’', '\'']);
            if let Some(Piece::Number(y, 4)) = kind(j) {
                return Day::new(y, m, d).map(|day| (plain(day, false), j + 1));
            }
        }
        // Mon Mar 14 10:00:00 GMT 2023
        if let (Some(Piece::Number(d, 1..=2)), Some(Piece::Mark(' '))) = (kind(i), kind(i + 1)) {
            let year = (i + 2..i + 14).find_map(|k| match kind(k) {
                Some(Piece::Number(y, 4)) if matches!(kind(i + 3), Some(Piece::Mark(':'))) => {
                    Some((y, k))
                }
                _ => None,
            });
            if let Some((y, k)) = year {
                return Day::new(y, m, d).map(|day| (plain(day, false), k + 1));
            }
        }
    }
    // 2023 March 14; 2023-Mar-14; 2023/mar/14
    if let (
        Some(Piece::Number(y, 4)),
        Some(Piece::Mark(_)),
        Some(Piece::Word(word)),
        Some(Piece::Mark(_)),
        Some(Piece::Number(d, 1..=2)),
    ) = (kind(0), kind(1), kind(2), kind(3), kind(4))
        && let Some(m) = month(word)
    {
        return Day::new(y, m, d).map(|day| (plain(day, false), 5));
    }
    None
}

fn marks(p: &[(Piece, Range<usize>)], mut at: usize, allowed: &[char]) -> usize {
    let from = at;
    while at < from + 2 && matches!(p.get(at), Some((Piece::Mark(c), _)) if allowed.contains(c)) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        dates(text, false)
            .iter()
            .map(|f| f.day.to_string())
            .collect()
    }

    #[test]
    fn dates_as_pages_write_them() {
        for text in [
            "2023-03-14T10:00:00Z",
            "20230314",
            "14 March 2023",
            "14. März 2023",
            "March 14th, 2023",
            "Mar. 14, 2023",
            "Tue, 14 Mar 2023 10:00:00 GMT",
            "14/03/2023",
            "14.3.2023",
            "14.03.23",
            "le 14 mars 2023",
            "14 de marzo de 2023",
            "2023/03/14",
            "2023/mar/14",
            "Tue Mar 14 10:00:00 GMT 2023",
            "14-Mar-2023",
            "March 14 2023",
            "Published: 14th of March, 2023 at 10.15",
        ] {
            assert_eq!(all(text), ["2023-03-14"], "{text}");
        }
        for text in [
            "31/02/2023",
            "1.2.3",
            "May 2023",
            "call 555-0123",
            "March 14",
            "version 2.10.4",
            "14 March 20:15",
        ] {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn which_is_the_month() {
        let found = &dates("3/4/2023", true)[0];
        assert_eq!(
            (found.day.to_string(), found.other.map(|d| d.to_string())),
            ("2023-03-04".into(), Some("2023-04-03".into()))
        );
        assert_eq!(dates("13/4/2023", true)[0].day.to_string(), "2023-04-13");
        assert_eq!(
            date("1678788000", false).unwrap().day.to_string(),
            "2023-03-14"
        );
        assert_eq!(
            Day::new(2023, 3, 14).unwrap().number() - Day::new(2023, 2, 28).unwrap().number(),
            14
        );
    }
}
