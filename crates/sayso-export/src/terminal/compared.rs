//! Two reports for people: the verdict, what was altered, then both texts, side by side where there is room.

use super::Style;
use super::screen::{Look, Screen};
use crate::compared::{Compared, Mark, Moves, Row, Word, altered, differing, rows, verdict};
use crate::credited::credits_in_words;
use crate::visible;
use sayso::compare::Side;
use unicode_width::UnicodeWidthStr;

/// From so many columns on the reports are side by side.
const WIDE: usize = 100;
/// The columns between the two reports: the sign with spaces around it.
const GUTTER: usize = 5;
/// The column at which what was altered begins.
const LABEL: usize = 13;

/// The comparison as text, with an empty line at the end.
pub fn compared(compared: &Compared<'_>, style: Style) -> String {
    let mut screen = Screen::new(style);
    for side in [Side::A, Side::B] {
        about(&mut screen, compared, side);
    }
    screen.blank_line();
    screen.paragraph(0, 0);
    screen.flow(&visible(&verdict(compared)), Look::Bold);
    changes(&mut screen, compared);
    screen.heading("Both reports");
    screen.flow(&legend(compared), Look::Dim);
    screen.blank_line();
    let mut out = screen.finish();
    let rows = rows(compared, Moves::Together);
    if style.width >= WIDE {
        side_by_side(&mut out, compared, &rows, style);
    } else {
        out += &one_after_the_other(compared, &rows, style);
    }
    out.push('\n');
    out
}

/// The letter, what is known of the report, its file and its credits.
fn about(screen: &mut Screen, compared: &Compared<'_>, side: Side) {
    let letter = letter(side);
    screen.paragraph(0, 3);
    screen.flow(&format!("{letter}  "), Look::Bold);
    screen.label("", 3, Look::Plain);
    screen.flow(&visible(&compared.name(side)), Look::Plain);
    let report = &compared.view(side).saved.report;
    screen.flow(&format!(" ({})", visible(&report.name())), Look::Dim);
    if let Some(credits) = credits_in_words(report) {
        screen.paragraph(3, 0);
        screen.flow(&visible(&credits), Look::Dim);
    }
}

fn letter(side: Side) -> &'static str {
    match side {
        Side::A => "A",
        Side::B => "B",
    }
}

/// What was altered: the words of A, then those of B.
fn changes(screen: &mut Screen, compared: &Compared<'_>) {
    let all = altered(compared);
    if all.is_empty() {
        return;
    }
    screen.heading("Altered (A → B)");
    for one in &all {
        screen.paragraph(2, LABEL - 2);
        screen.label(one.what, LABEL, Look::Dim);
        let words = |words: Option<&str>, other: &str| match words {
            Some(words) => visible(words)
                .split_whitespace()
                .collect::<Vec<&str>>()
                .join(" "),
            None => format!("(not in {other})"),
        };
        screen.flow(&words(one.a, "A"), Look::Plain);
        screen.flow(" → ", Look::Dim);
        screen.flow(&words(one.b, "B"), Look::Bold);
    }
}

/// What the signs mean, of those that are there.
fn legend(compared: &Compared<'_>) -> String {
    let rows = rows(compared, Moves::Together);
    let all = [
        Mark::Same,
        Mark::Reworded,
        Mark::Moved,
        Mark::Quoted,
        Mark::Perhaps,
        Mark::OnlyA,
        Mark::OnlyB,
    ];
    let there = all
        .into_iter()
        .filter(|mark| rows.iter().any(|row| row.mark == *mark));
    let words: Vec<String> = there
        .map(|mark| format!("{} {}", mark.sign(), mark.in_words()))
        .collect();
    words.join(" · ")
}

/// The words of a row, those bold that differ.
fn cells<'a>(compared: &Compared<'a>, row: &Row) -> (Vec<Word<'a>>, Vec<Word<'a>>) {
    let a = row
        .a
        .filter(|_| !row.repeats_a)
        .map_or("", |place| compared.words(Side::A, place));
    let b = row
        .b
        .map_or(row.in_place_of_b(), |place| compared.words(Side::B, place));
    let plain = |text: &'a str| {
        let words = text.split_whitespace();
        words
            .map(|text| Word {
                text,
                differs: false,
            })
            .collect()
    };
    if a.is_empty() || row.b.is_none() {
        (plain(a), plain(b))
    } else {
        differing(a, b)
    }
}

/// Two columns with the sign between them.
fn side_by_side(out: &mut String, compared: &Compared<'_>, rows: &[Row], style: Style) {
    let column = (style.width - GUTTER) / 2;
    for row in rows {
        let (a, b) = cells(compared, row);
        let (a, b) = (lines(&a, column, style), lines(&b, column, style));
        for line in 0..a.len().max(b.len()) {
            let empty = (String::new(), 0);
            let (left, width) = a.get(line).unwrap_or(&empty);
            let (right, _) = b.get(line).unwrap_or(&empty);
            let sign = if line == 0 { row.mark.sign() } else { " " };
            let gap = " ".repeat(column - width);
            let whole = format!("{left}{gap}  {sign}  {right}");
            out.push_str(whole.trim_end());
            out.push('\n');
        }
    }
}

/// Words in lines of so many columns, each with its width.
fn lines(words: &[Word<'_>], column: usize, style: Style) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in words {
        for piece in pieces(&visible(word.text), column) {
            let width = piece.width();
            let fits = lines
                .last()
                .is_some_and(|(_, used)| used + 1 + width <= column);
            if !fits {
                lines.push((String::new(), 0));
            }
            if let Some((line, used)) = lines.last_mut() {
                if *used > 0 {
                    line.push(' ');
                    *used += 1;
                }
                *used += width;
                if word.differs && style.color {
                    line.push_str(Look::Bold.code());
                    line.push_str(&piece);
                    line.push_str("\x1b[0m");
                } else {
                    line.push_str(&piece);
                }
            }
        }
    }
    lines
}

/// A word that is wider than a column, such as an address, in parts.
fn pieces(word: &str, column: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in word.chars() {
        let width = letter.to_string().width();
        if used + width > column && used > 0 {
            pieces.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// Each sentence with its sign; where both have it in other words, one below the other.
fn one_after_the_other(compared: &Compared<'_>, rows: &[Row], style: Style) -> String {
    let mut screen = Screen::new(style);
    for row in rows {
        let (a, b) = cells(compared, row);
        let is_one = row.mark == Mark::Same;
        let sides: &[(&str, &[Word<'_>])] = match (is_one, row.mark) {
            (true, _) if !b.is_empty() => &[("", &b)],
            (_, Mark::OnlyA) => &[("", &a)],
            (_, Mark::OnlyB) => &[("", &b)],
            _ => &[("A ", &a), ("B ", &b)],
        };
        let shown = sides.iter().filter(|(_, words)| !words.is_empty());
        for (n, (letter, words)) in shown.enumerate() {
            screen.paragraph(0, 2 + letter.len());
            let sign = if n == 0 { row.mark.sign() } else { "" };
            screen.label(sign, 2, Look::Dim);
            screen.label(letter.trim_end(), 2 + letter.len(), Look::Dim);
            for (n, word) in words.iter().enumerate() {
                let look = if word.differs {
                    Look::Bold
                } else {
                    Look::Plain
                };
                screen.flow(if n > 0 { " " } else { "" }, Look::Plain);
                screen.flow(&visible(word.text), look);
            }
        }
    }
    screen.paragraph(0, 0);
    screen.finish()
}
