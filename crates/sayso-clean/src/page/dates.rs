//! In: a date as pages write it, in an attribute or in words. Out: the day.
//!
//! Month names of ten languages, years from 1990 to 2099. Useful for: the day a page was published.
//! Not useful for: dates in the text of a report, which can mean more than a day.

use sayso_english::calendar::Date;
use sayso_english::pages;
use std::ops::Range;

/// A date found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub day: Date,
    /// Its place in the text.
    pub at: Range<usize>,
    /// The other reading, if day and month could be the other way round.
    pub other: Option<Date>,
    /// The year has two digits.
    pub vague: bool,
}

/// The day, if the calendar has it and a page could be of that year.
pub fn day_of(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i32::try_from(year).ok().filter(|&year| is_of_web(year))?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?)
}

fn is_of_web(year: i32) -> bool {
    (1990..2100).contains(&year)
}

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
    pages::month_number(&name).map(u32::from)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// A number and how many digits it has.
    Number(u32, usize),
    Word(&'a str),
    /// A character between them: `-`, `/`, `.`, `,` or a space.
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
                let is_same = if is_digit {
                    d.is_ascii_digit()
                } else {
                    d.is_alphabetic()
                };
                if !is_same {
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

/// The day of a date in words or digits, as tables and feeds write it: "March 1, 2024". None if there is
/// no day or more than one, or if day and month could be the other way round.
///
/// ```
/// use sayso_clean::written_day;
/// assert_eq!(written_day("Friday 1 March 2024").map(|day| day.to_string()).as_deref(), Some("2024-03-01"));
/// assert_eq!(written_day("01/03/2024"), None);
/// ```
pub fn written_day(text: &str) -> Option<Date> {
    /// Longer texts are more than a date.
    const MAX_WRITTEN: usize = 60;
    if text.len() > MAX_WRITTEN {
        return None;
    }
    let found = dates(text, true);
    let [only] = found.as_slice() else {
        return None;
    };
    (only.other.is_none() && !only.vague).then_some(only.day)
}

/// Every date in a text, in order. `month_first` says how "3/4/2023" is read; the other reading is
/// returned, too.
pub fn dates(text: &str, month_first: bool) -> Vec<Found> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let reader = DateReader {
            pieces: &pieces[at..],
            before: at.checked_sub(1).map(|before| pieces[before].0),
            month_first,
        };
        match reader.date() {
            Some(read) => {
                out.push(Found {
                    day: read.day,
                    at: pieces[at].1.start..pieces[at + read.pieces - 1].1.end,
                    other: read.other,
                    vague: read.vague,
                });
                at += read.pieces;
            }
            None => at += 1,
        }
    }
    out
}

/// The first date of a value that is meant to be one.
pub fn date(value: &str, month_first: bool) -> Option<Found> {
    let value = value.trim();
    let is_number = value.bytes().all(|b| b.is_ascii_digit());
    // Seconds or milliseconds since 1970.
    if is_number && matches!(value.len(), 10 | 13) {
        let seconds: i64 = value[..10].parse().ok()?;
        let day = Date::from_days(seconds / 86_400).filter(|day| is_of_web(day.year()))?;
        return Some(Found {
            day,
            at: 0..value.len(),
            other: None,
            vague: false,
        });
    }
    let head: String = value.chars().take(200).collect();
    dates(&head, month_first).into_iter().next()
}

/// A date and the number of pieces that it takes.
struct Read {
    day: Date,
    other: Option<Date>,
    vague: bool,
    pieces: usize,
}

impl Read {
    fn of(day: Option<Date>, pieces: usize) -> Option<Read> {
        Some(Read {
            day: day?,
            other: None,
            vague: false,
            pieces,
        })
    }
}

/// A year and whether it was written with two digits.
fn year_of(n: u32, digits: usize) -> Option<(u32, bool)> {
    match digits {
        4 => Some((n, false)),
        2 => Some((if n >= 90 { 1900 + n } else { 2000 + n }, true)),
        _ => None,
    }
}

/// Reads a date at the beginning of some pieces.
struct DateReader<'a> {
    pieces: &'a [(Piece<'a>, Range<usize>)],
    /// The piece before.
    before: Option<Piece<'a>>,
    month_first: bool,
}

impl<'a> DateReader<'a> {
    fn date(&self) -> Option<Read> {
        let is_number = matches!(self.piece(0), Some(Piece::Number(..)));
        let is_amount = matches!(self.before, Some(Piece::Mark('$' | '£' | '€' | '#')));
        if is_number && is_amount {
            return None;
        }
        self.digits_only()
            .or_else(|| self.in_numbers())
            .or_else(|| self.day_month_year())
            .or_else(|| self.month_day_year())
            .or_else(|| self.month_day_clock_year())
            .or_else(|| self.year_month_day())
    }

    fn piece(&self, index: usize) -> Option<Piece<'a>> {
        self.pieces.get(index).map(|piece| piece.0)
    }

    fn month(&self, index: usize) -> Option<u32> {
        match self.piece(index) {
            Some(Piece::Word(word)) => month(word),
            _ => None,
        }
    }

    /// The number of a day: one or two digits.
    fn day(&self, index: usize) -> Option<u32> {
        match self.piece(index) {
            Some(Piece::Number(day, 1..=2)) => Some(day),
            _ => None,
        }
    }

    fn full_year(&self, index: usize) -> Option<u32> {
        match self.piece(index) {
            Some(Piece::Number(year, 4)) => Some(year),
            _ => None,
        }
    }

    fn is_word(&self, index: usize, words: &[&str]) -> bool {
        matches!(self.piece(index), Some(Piece::Word(word)) if words.contains(&word))
    }

    /// The index after up to two of these marks.
    fn skip_marks(&self, from: usize, allowed: &[char]) -> usize {
        let is_allowed =
            |at: &usize| matches!(self.piece(*at), Some(Piece::Mark(c)) if allowed.contains(&c));
        from + (from..from + 2).take_while(is_allowed).count()
    }

    /// 20230314
    fn digits_only(&self) -> Option<Read> {
        let Some(Piece::Number(n, 8)) = self.piece(0) else {
            return None;
        };
        Read::of(day_of(n / 10_000, n / 100 % 100, n % 100), 1)
    }

    /// 2023-03-14, 14/3/2023, 14.03.23
    fn in_numbers(&self) -> Option<Read> {
        let (
            Some(Piece::Number(a, digits_a)),
            Some(Piece::Mark(first @ ('-' | '/' | '.' | '_' | '–'))),
            Some(Piece::Number(b, digits_b)),
            Some(Piece::Mark(second)),
            Some(Piece::Number(c, digits_c)),
        ) = (
            self.piece(0),
            self.piece(1),
            self.piece(2),
            self.piece(3),
            self.piece(4),
        )
        else {
            return None;
        };
        // An address has "/2023/03/14/", but "1/2/3/2004" and "1.2.3.2004" are not dates.
        let continues = match self.before {
            Some(Piece::Mark('.')) => true,
            Some(Piece::Mark('/')) => digits_a < 4,
            _ => false,
        };
        let is_short = digits_a <= 4 && digits_b <= 2 && digits_c <= 4;
        if first != second || continues || !is_short {
            return None;
        }
        if digits_a == 4 && digits_c <= 2 {
            return Read::of(day_of(a, b, c), 5);
        }
        let ends_in_year = digits_c == 4 || digits_c == 2 && digits_b == 2;
        if digits_a > 2 || !ends_in_year {
            return None;
        }
        let (year, vague) = year_of(c, digits_c)?;
        let (day_first, month_first) = (day_of(year, b, a), day_of(year, a, b));
        // Dates with points are European.
        let (likelier, other) = if self.month_first && first != '.' {
            (month_first, day_first)
        } else {
            (day_first, month_first)
        };
        let day = likelier.or(other)?;
        Some(Read {
            day,
            other: other.filter(|&other| other != day && likelier.is_some()),
            vague,
            pieces: 5,
        })
    }

    /// 14. März 2023; 14 (st, nd, th) (of) March (,) 2023; 14-Mar-2023
    fn day_month_year(&self) -> Option<Read> {
        const SUFFIXES: [&str; 7] = ["st", "nd", "rd", "th", "er", "º", "ª"];
        let day = self.day(0)?;
        let after_day = 1 + usize::from(self.is_word(1, &SUFFIXES));
        let mut at = self.skip_marks(after_day, &[' ', '.', '-', '/', ',', '\u{a0}']);
        while self.is_word(at, &["of", "de", "di", "del"]) {
            at = self.skip_marks(at + 1, &[' ']);
        }
        let month = self.month(at)?;
        // "8 out of 10" is not a day in October, though "out" is Portuguese for it.
        let mut is_plain = self.is_capitalised(at)
            || matches!(self.piece(at + 1), Some(Piece::Mark('-' | '/' | '.')));
        at = self.skip_marks(at + 1, &[' ', '.', ',', '-', '/', '’', '\'']);
        while self.is_word(at, &["of", "de", "del"]) {
            is_plain = false;
            at = self.skip_marks(at + 1, &[' ']);
        }
        let Some(Piece::Number(year, digits)) = self.piece(at) else {
            return None;
        };
        let (year, vague) = year_of(year, digits)?;
        // "14 March 20:15" has no year.
        let is_clock = matches!(self.piece(at + 1), Some(Piece::Mark(':')));
        if vague && (!is_plain || is_clock) {
            return None;
        }
        let read = Read::of(day_of(year, month, day), at + 1)?;
        Some(Read { vague, ..read })
    }

    fn is_capitalised(&self, index: usize) -> bool {
        matches!(self.piece(index), Some(Piece::Word(word)) if word.starts_with(char::is_uppercase))
    }

    /// The index of the day after the name of a month at the beginning.
    fn after_month(&self) -> usize {
        self.skip_marks(1, &[' ', '.', '-', '/', ',', '\u{a0}'])
    }

    /// March 14, 2023; Mar. 14th 2023
    fn month_day_year(&self) -> Option<Read> {
        let month = self.month(0)?;
        let at = self.after_month();
        let day = self.day(at)?;
        let after_day = at + 1 + usize::from(self.is_word(at + 1, &["st", "nd", "rd", "th"]));
        let at = self.skip_marks(after_day, &[' ', ',', '.', '-', '/', '’', '\'']);
        let year = self.full_year(at)?;
        Read::of(day_of(year, month, day), at + 1)
    }

    /// Mar 14 10:00:00 GMT 2023
    fn month_day_clock_year(&self) -> Option<Read> {
        const REACH: usize = 14;
        let month = self.month(0)?;
        let at = self.after_month();
        let day = self.day(at)?;
        let has_space = matches!(self.piece(at + 1), Some(Piece::Mark(' ')));
        let has_clock = matches!(self.piece(at + 3), Some(Piece::Mark(':')));
        if !has_space || !has_clock {
            return None;
        }
        let (year, at) =
            (at + 2..at + REACH).find_map(|at| self.full_year(at).map(|year| (year, at)))?;
        Read::of(day_of(year, month, day), at + 1)
    }

    /// 2023 March 14; 2023-Mar-14; 2023/mar/14
    fn year_month_day(&self) -> Option<Read> {
        let is_mark = |at| matches!(self.piece(at), Some(Piece::Mark(_)));
        let (year, month, day) = (self.full_year(0)?, self.month(2)?, self.day(4)?);
        if !is_mark(1) || !is_mark(3) {
            return None;
        }
        Read::of(day_of(year, month, day), 5)
    }
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
    }
}
