//! In: words and numbers. Out: cells of a table that say the same in a spreadsheet as in the report,
//! and no cell that a spreadsheet would run.

use crate::records::Span;
use crate::visible;
use std::fmt::Display;

/// A cell as it is written, before it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(String);

/// A cell of words. They stay as they are, except that line breaks and tabs become a space, and
/// characters that control the screen become visible.
///
/// A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula, which can run a program
/// or send the table away, and these words come from pages of strangers. Such a cell gets an
/// apostrophe in front. So does one that has only apostrophes before the sign, so that taking away
/// one apostrophe always gives the words again.
pub fn words(text: &str) -> Cell {
    let words = on_one_line(text);
    let is_formula = words.trim_start_matches('\'').starts_with(BEGINS_FORMULA);
    Cell(if is_formula {
        format!("'{words}")
    } else {
        words
    })
}

/// Signs that begin a formula, also in the width of Chinese and Japanese characters.
const BEGINS_FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell of words, if there are any.
pub fn words_or_nothing(text: Option<&str>) -> Cell {
    text.map_or_else(nothing, words)
}

/// An empty cell.
pub fn nothing() -> Cell {
    Cell(String::new())
}

/// A cell of a number, which stays one in a spreadsheet, also below zero.
pub fn number(value: impl Display) -> Cell {
    Cell(value.to_string())
}

/// A cell of a number, if there is one.
pub fn number_or_nothing(value: Option<impl Display>) -> Cell {
    value.map_or_else(nothing, number)
}

/// A cell of a number as it was saved. Anything else that a file of records may have there is
/// written as words.
pub fn decimal(value: Option<&str>) -> Cell {
    let plain = value.unwrap_or_default();
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1;
    if is_plain {
        number(plain)
    } else {
        words(plain)
    }
}

/// `yes` or `no`.
pub fn yes_or_no(value: bool) -> Cell {
    words(if value { "yes" } else { "no" })
}

/// The whole words of several spans.
pub fn joined(spans: &[Span]) -> String {
    let parts: Vec<&str> = spans.iter().map(|span| &*span.text).collect();
    parts.join(" … ")
}

/// The text without line breaks and without characters that control the screen.
fn on_one_line(text: &str) -> String {
    let breaks =
        |c: char| c == '\u{2028}' || c == '\u{2029}' || c.is_control() && c.is_whitespace();
    let mut lines = text.split(breaks).map(|line| line.trim_matches(' '));
    let mut out = String::from(lines.next().unwrap_or_default());
    for line in lines.filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out += line;
    }
    visible(&out)
}

/// The mark at the beginning of a table by which spreadsheets know that it is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Lines of a table as they are written.
pub struct Lines(csv::Writer<Vec<u8>>);

impl Default for Lines {
    fn default() -> Lines {
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF);
        Lines(builder.from_writer(Vec::new()))
    }
}

impl Lines {
    /// Adds a line.
    pub fn add(&mut self, cells: impl IntoIterator<Item = Cell>) {
        // Writing to memory cannot fail, and all lines of a table have as many cells.
        let _ = self.0.write_record(cells.into_iter().map(|cell| cell.0));
    }

    /// The lines, each ended by a carriage return and a line feed.
    pub fn bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_words() {
        for (written, cell) in [
            ("=1+1", "'=1+1"),
            ("-3 degrees", "'-3 degrees"),
            ("+49 30", "'+49 30"),
            ("@nna", "'@nna"),
            ("\t=1+1", "'=1+1"),
            ("\r\n =cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("＝1+1", "'＝1+1"),
            ("'=1+1", "''=1+1"),
            ("'We won,'", "'We won,'"),
            ("− 3", "− 3"),
            ("a\nb", "a b"),
            ("a \r\n\r\n\tb", "a b"),
            ("two  spaces ", "two  spaces"),
            (
                "Tarn\u{202e}ssorC\u{1b}[31m\0",
                "Tarn\u{fffd}ssorC\u{fffd}[31m\u{fffd}",
            ),
        ] {
            assert_eq!(words(written), Cell(cell.into()), "{written:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        for (saved, cell) in [
            ("-3.5", "-3.5"),
            ("12", "12"),
            ("-=1", "'-=1"),
            ("1.2.3", "1.2.3"),
        ] {
            assert_eq!(decimal(Some(saved)), Cell(cell.into()), "{saved}");
        }
        assert_eq!(decimal(Some("-1.2.3")), Cell("'-1.2.3".into()));
        assert_eq!(decimal(None), nothing());
        assert_eq!(number(-0.5), Cell("-0.5".into()));
    }

    proptest! {
        /// A reader of CSV gets every cell as it was, and the words without the apostrophe.
        #[test]
        fn any_words_can_be_read_back(
            table in prop::collection::vec(prop::collection::vec("(\\PC|[=+@'\"\\-,;\r\n\t ]|[a-z]){0,12}", 3), 1..6)
        ) {
            let mut lines = Lines::default();
            for row in &table {
                lines.add(row.iter().map(|cell| words(cell.as_str())));
            }
            let bytes = lines.bytes();
            prop_assert!(bytes.ends_with(b"\r\n"));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
            prop_assert_eq!(read.len(), table.len());
            for (row, read) in table.iter().zip(&read) {
                for (cell, read) in row.iter().zip(read) {
                    prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r']));
                    let is_guarded = read.starts_with('\'')
                        && read.trim_start_matches('\'').starts_with(BEGINS_FORMULA);
                    let words = if is_guarded { &read[1..] } else { read };
                    prop_assert_eq!(words, on_one_line(cell));
                }
            }
        }
    }
}
