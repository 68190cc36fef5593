//! In: a list of reports. Out: a table for a terminal, a line for each report, and a last line that sums
//! it up.

use super::Style;
use super::screen::{Look, Screen};
use crate::folder::{Counted, Listing, Row, State};
use crate::{grouped, visible};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of the screen between two columns of the table.
const GAP: usize = 2;
/// The headline has at least this much room, as long as something else can be left out.
const LEAST_HEADLINE: usize = 22;

sayso_english::names! {
    /// A column of the table, in the order of the table.
    enum Column {
        Outlet = "outlet",
        Day = "day",
        Headline = "headline",
        Claims = "claims",
        Unnamed = "unnamed",
        Disputes = "disputes",
        Checked = "checked",
        Findings = "findings",
        File = "file",
    }
}

/// What is left out where the headline has too little room, in this order. A width is the most that the
/// column then gets.
const NARROWER: [(Column, usize); 9] = [
    (Column::File, 14),
    (Column::Checked, 0),
    (Column::Outlet, 12),
    (Column::File, 0),
    (Column::Outlet, 8),
    (Column::Outlet, 0),
    (Column::Claims, 0),
    (Column::Day, 0),
    (Column::Disputes, 0),
];

impl Column {
    /// The most that it gets where there is room.
    fn most(self) -> usize {
        match self {
            Column::Headline => usize::MAX,
            Column::Outlet => 18,
            Column::File => 24,
            _ => 30,
        }
    }

    fn is_number(self) -> bool {
        matches!(
            self,
            Column::Claims | Column::Unnamed | Column::Disputes | Column::Checked
        )
    }

    /// Whether it says what was counted, so that a report that was not read has nothing there.
    fn is_counted(self) -> bool {
        self.is_number() || self == Column::Findings
    }

    fn cell(self, row: &Row) -> String {
        let count = |words: fn(&Counted) -> String| row.counted().map(words).unwrap_or_default();
        match self {
            Column::Outlet => row.outlet.clone().unwrap_or_default(),
            Column::Day => row.day.clone().unwrap_or_default(),
            Column::Headline => row.title().to_string(),
            Column::Claims => count(|counted| grouped(counted.claims)),
            Column::Unnamed => count(|counted| {
                let percent = counted.unnamed_percent();
                percent.map_or(String::new(), |percent| format!("{percent}%"))
            }),
            Column::Disputes => count(|counted| unless_zero(counted.disputes)),
            Column::Checked => count(|counted| counted.checked_in_words().unwrap_or_default()),
            Column::Findings => count(Counted::findings),
            Column::File => row.file().to_string(),
        }
    }
}

fn unless_zero(n: usize) -> String {
    if n == 0 { String::new() } else { grouped(n) }
}

/// The list as a table, with a last line that says what it comes to.
pub fn list(listing: &mut Listing, style: Style) -> String {
    let rows: Vec<Line> = listing.rows().map(Line::new).collect();
    let left_out = listing.total().inputs() - rows.len();
    let columns = fitted(&rows, style.width);
    let mut out = String::new();
    let titles = columns.iter().map(|&(column, width)| Cell {
        words: column.name().into(),
        width,
        is_number: column.is_number(),
        look: Look::Dim,
    });
    write_line(&mut out, titles, style);
    for row in &rows {
        write_line(
            &mut out,
            row.cells(&columns, style.width).into_iter(),
            style,
        );
    }
    out + &foot(listing, left_out, style)
}

/// The rows that are not shown, how reports are read that were not, and the sum of all.
fn foot(listing: &Listing, left_out: usize, style: Style) -> String {
    let total = listing.total();
    let mut lines = Vec::new();
    if left_out > 0 {
        lines.push(format!(
            "{} more with less to look at: --rows all lists them too",
            grouped(left_out)
        ));
    }
    lines.push(total.hints());
    lines.push(total.in_words());
    let mut screen = Screen::new(style);
    screen.blank_line();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        screen.paragraph(0, 2);
        screen.flow(line, Look::Plain);
    }
    screen.paragraph(0, 0);
    screen.finish()
}

fn on_one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    visible(&words.join(" "))
}

/// In place of the headline of a report that has none.
const NO_HEADLINE: &str = "(no headline)";

/// A row with its words.
struct Line {
    words: Vec<String>,
    /// Why nothing was counted, if nothing was.
    why_not: Option<String>,
    /// It failed.
    is_failure: bool,
    has_findings: bool,
}

impl Line {
    fn new(row: &Row) -> Line {
        Line {
            words: Column::ALL
                .iter()
                .map(|column| on_one_line(&column.cell(row)))
                .collect(),
            why_not: match &row.state {
                State::Read(_) => None,
                State::Skipped(reason) => Some(format!("not read: {}", reason.in_words())),
                State::Failed(message) => Some(format!("failed: {}", on_one_line(message))),
            },
            is_failure: matches!(row.state, State::Failed(_)),
            has_findings: row.counted().is_some_and(Counted::has_findings),
        }
    }

    fn words(&self, column: Column) -> &str {
        &self.words[column as usize]
    }

    /// The words of a column. A report without a headline goes by its file, which is not named twice.
    fn shown(&self, column: Column, columns: &[(Column, usize)]) -> &str {
        let has_file = columns.iter().any(|(other, _)| *other == Column::File);
        let is_file = self.words(column) == self.words(Column::File);
        if column == Column::Headline && has_file && is_file && self.why_not.is_none() {
            NO_HEADLINE
        } else {
            self.words(column)
        }
    }

    /// Its cells on a screen of this width. What was not counted has the reason in place of all numbers.
    /// Why a file failed has the rest of the screen, because a reader has to do something about it and
    /// its name is there already.
    fn cells(&self, columns: &[(Column, usize)], screen: usize) -> Vec<Cell> {
        let plain = if self.why_not.is_some() {
            Look::Dim
        } else {
            Look::Plain
        };
        let look = |column| match column {
            Column::Findings if self.has_findings => Look::Bold,
            Column::Outlet | Column::Day | Column::File => Look::Dim,
            _ => plain,
        };
        let mut cells = Vec::new();
        let mut why_not = self.why_not.clone();
        let before = columns
            .iter()
            .take_while(|(column, _)| !column.is_counted());
        let taken: usize = before.map(|(_, width)| width + GAP).sum();
        let is_named = self.words(Column::Headline) == self.words(Column::File);
        for &(column, width) in columns {
            if self.is_failure && column == Column::File && is_named {
                continue;
            }
            if self.why_not.is_some() && column.is_counted() {
                let words = why_not.take();
                cells.extend(words.map(|words| Cell {
                    width: if self.is_failure && is_named {
                        screen.saturating_sub(taken)
                    } else {
                        counted_width(columns)
                    },
                    words,
                    is_number: false,
                    look: plain,
                }));
                continue;
            }
            cells.push(Cell {
                words: self.shown(column, columns).into(),
                width,
                is_number: column.is_number(),
                look: look(column),
            });
        }
        cells
    }
}

/// The width of all columns that say what was counted, which are beside each other.
fn counted_width(columns: &[(Column, usize)]) -> usize {
    let counted = columns.iter().filter(|(column, _)| column.is_counted());
    counted
        .map(|(_, width)| width + GAP)
        .sum::<usize>()
        .saturating_sub(GAP)
}

/// The columns that fit on the screen, with their widths.
fn fitted(rows: &[Line], width: usize) -> Vec<(Column, usize)> {
    let mut columns: Vec<(Column, usize)> = Column::ALL
        .iter()
        .map(|&column| (column, natural(column, rows)))
        .filter(|&(_, width)| width > 0)
        .collect();
    let headline = natural(Column::Headline, rows);
    let wanted = headline.min(LEAST_HEADLINE);
    let reasons = rows.iter().filter_map(|row| row.why_not.as_deref());
    let reason = reasons.map(UnicodeWidthStr::width).max().unwrap_or(0);
    let reason = reason.min(REASON);
    for (column, most) in NARROWER {
        if room(&columns, width, reason) >= wanted {
            break;
        }
        for (of, width) in &mut columns {
            if *of == column {
                *width = most.min(*width);
            }
        }
        columns.retain(|&(_, width)| width > 0);
    }
    let headline = room(&columns, width, reason).clamp(1, headline);
    let missing = reason.saturating_sub(counted_width(&columns));
    for (column, width) in &mut columns {
        match column {
            Column::Headline => *width = headline,
            Column::Findings => *width += missing,
            _ => {}
        }
    }
    columns
}

/// The most columns of the screen for the reason that a report was not read.
const REASON: usize = 30;

/// The width that a column would like to have. None if it has no words.
fn natural(column: Column, rows: &[Line]) -> usize {
    let words = rows.iter().map(|row| row.words(column).width());
    let widest = words.max().unwrap_or(0);
    let is_always_there = matches!(column, Column::Headline | Column::Findings);
    if widest == 0 && !is_always_there {
        return 0;
    }
    widest.max(column.name().len()).min(column.most())
}

/// What the other columns leave to the headline, if those that say what was counted together have room
/// for a reason of this width.
fn room(columns: &[(Column, usize)], width: usize, reason: usize) -> usize {
    let others = columns
        .iter()
        .filter(|(column, _)| *column != Column::Headline);
    let taken: usize = others.map(|(_, width)| width + GAP).sum();
    let missing = reason.saturating_sub(counted_width(columns));
    width.saturating_sub(taken + missing)
}

/// A cell of a line.
struct Cell {
    words: String,
    width: usize,
    is_number: bool,
    look: Look,
}

/// Writes the cells of a line beside each other. Spaces are written only before words, so that no line
/// ends with them.
fn write_line(out: &mut String, cells: impl Iterator<Item = Cell>, style: Style) {
    let mut spaces = 0;
    for cell in cells {
        let words = cut(&cell.words, cell.width);
        let padding = cell.width.saturating_sub(words.width());
        let (before, after) = if cell.is_number {
            (padding, 0)
        } else {
            (0, padding)
        };
        spaces += before;
        if !words.is_empty() {
            out.extend(std::iter::repeat_n(' ', spaces));
            out.push_str(&styled(&isolated(words), cell.look, style));
            spaces = 0;
        }
        spaces += after + GAP;
    }
    out.push('\n');
}

fn styled(words: &str, look: Look, style: Style) -> String {
    if style.color && look != Look::Plain {
        format!("{}{words}\x1b[0m", look.code())
    } else {
        words.into()
    }
}

/// The words, shortened to so many columns of the screen.
fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.into();
    }
    let mut cut = String::new();
    let mut taken = 1;
    for c in words.chars() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            break;
        }
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}

/// Words that are written from right to left are kept apart from what is beside them, so that they do
/// not change the order of the columns.
fn isolated(words: String) -> String {
    if words.chars().any(is_right_to_left) {
        format!("\u{2068}{words}\u{2069}")
    } else {
        words
    }
}

/// Hebrew, Arabic and the other scripts of these blocks of Unicode.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_to_columns_of_the_screen() {
        assert_eq!(cut("Ferry sinks", 11), "Ferry sinks");
        assert_eq!(cut("Ferry sinks", 7), "Ferry…");
        assert_eq!(cut("東京の港", 8), "東京の港");
        assert_eq!(cut("東京の港", 6), "東京…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("Ferry", 1), "…");
    }
}
