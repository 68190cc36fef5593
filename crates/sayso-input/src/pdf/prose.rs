//! From rows to parts of a text: paragraphs, headings, items of lists, rows of tables, notes.

use super::layout::{Piece, Row};
use sayso::report::{Part, PartKind};
use std::collections::{HashMap, HashSet};

/// One page: its flows in reading order, and its furniture.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    pub flows: Vec<Vec<Row>>,
    pub furniture: Vec<Piece>,
}

/// The parts of a document. Furniture and notes come after the paragraph that they interrupt.
pub(super) fn parts(pages: Vec<Laid>) -> Vec<Part> {
    let mut writer = Writer {
        usual: Usual::of(&pages),
        words: Words::of(&pages),
        parts: Vec::new(),
        open: None,
        waiting: Vec::new(),
    };
    for (number, page) in pages.into_iter().enumerate() {
        writer.page(number as u32 + 1, page);
    }
    writer.close();
    writer.parts
}

/// The texts of a page's furniture, with all numbers of lines in one.
fn furniture_texts(furniture: &[Piece]) -> Vec<String> {
    let is_number = |text: &str| text.chars().all(|char| char.is_ascii_digit());
    let mut texts: Vec<String> = Vec::new();
    let mut numbers = Vec::new();
    for text in furniture.iter().map(Piece::text) {
        match texts.last_mut() {
            Some(last) if is_number(&text) && is_number(last) => {
                numbers.push(std::mem::replace(last, text));
            }
            _ => {
                append_numbers(&mut texts, &mut numbers);
                texts.push(text);
            }
        }
    }
    append_numbers(&mut texts, &mut numbers);
    texts
}

/// Puts the numbers before the last text, which is the last of them.
fn append_numbers(texts: &mut [String], numbers: &mut Vec<String>) {
    if let Some(last) = texts.last_mut().filter(|_| !numbers.is_empty()) {
        *last = format!("{} {last}", numbers.join(" "));
    }
    numbers.clear();
}

fn part(kind: PartKind, text: impl Into<String>, page: u32) -> Part {
    Part {
        kind,
        text: text.into(),
        page: Some(page),
    }
}

/// What most of the document's letters are like.
#[derive(Clone, Copy, Debug)]
struct Usual {
    size: f32,
    is_bold: bool,
}

impl Usual {
    fn of(pages: &[Laid]) -> Usual {
        let mut letters: HashMap<(i32, bool), usize> = HashMap::new();
        for piece in pages
            .iter()
            .flat_map(|page| page.flows.iter().flatten())
            .flat_map(|row| &row.pieces)
        {
            *letters
                .entry(((piece.size * 4.0) as i32, piece.is_bold))
                .or_default() += piece.letters();
        }
        let most = letters.into_iter().max_by_key(|&(key, count)| (count, key));
        let ((size, is_bold), _) = most.unwrap_or_default();
        Usual {
            size: size as f32 / 4.0,
            is_bold,
        }
    }
}

/// The words that occur within lines, to know whether a hyphen at the end of a line is part of its
/// word.
struct Words(HashSet<String>);

impl Words {
    fn of(pages: &[Laid]) -> Words {
        let mut words = HashSet::new();
        for row in pages.iter().flat_map(|page| page.flows.iter().flatten()) {
            let text = row.text();
            let within = text.split_whitespace().map(bare);
            words.extend(within.filter(|word| !word.ends_with('-')));
        }
        Words(words)
    }

    /// Whether the hyphen at the end of `first` is part of the word that goes on with `second`.
    fn keep_hyphen(&self, first: &str, second: &str) -> bool {
        let head = first.trim_end_matches('-');
        let is_split = head.ends_with(char::is_lowercase) && second.starts_with(char::is_lowercase);
        if !is_split {
            return true;
        }
        let tail = bare(second);
        let head = bare(head);
        let apart = self.0.contains(&format!("{head}-{tail}"));
        apart && !self.0.contains(&format!("{head}{tail}"))
    }
}

/// A word in lower case without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|char: char| !char.is_alphanumeric() && char != '-')
        .to_lowercase()
}

/// The edges and the distance of lines of a flow.
#[derive(Clone, Copy, Debug)]
struct Measure {
    left: f32,
    right: f32,
    leading: f32,
}

impl Measure {
    fn of(rows: &[Row], usual: Usual) -> Measure {
        let is_usual = |row: &&Row| (row.size() - usual.size).abs() < 0.1 * usual.size;
        let lefts = rows.iter().filter(is_usual).map(super::layout::Row::from);
        let right = rows
            .iter()
            .filter(is_usual)
            .map(Row::to)
            .fold(0.0, f32::max);
        let leading = rows.windows(2).map(|pair| pair[1].line() - pair[0].line());
        Measure {
            left: most(lefts).unwrap_or(0.0),
            right,
            leading: most(leading.filter(|gap| *gap > 0.5 * usual.size))
                .unwrap_or(1.25 * usual.size),
        }
    }
}

/// The value that most are near to.
fn most(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut counts: HashMap<i32, (usize, f32)> = HashMap::new();
    for value in values {
        let count = counts
            .entry((value * 2.0).round() as i32)
            .or_insert((0, value));
        count.0 += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|&(key, (count, _))| (count, -key));
    most.map(|(_, (_, value))| value)
}

/// A part that is not finished.
struct Open {
    part: Part,
    /// Its last row.
    last: Row,
    rows: usize,
    /// Where the text of a list's item begins.
    hangs_at: Option<f32>,
    is_bold: bool,
}

struct Writer {
    usual: Usual,
    words: Words,
    parts: Vec<Part>,
    open: Option<Open>,
    /// Furniture and notes, which wait for the end of the paragraph.
    waiting: Vec<Part>,
}

impl Writer {
    fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            open.part.text = open.part.text.replace('\u{ad}', "");
            self.parts.push(open.part);
        }
        self.parts.append(&mut self.waiting);
    }

    fn page(&mut self, number: u32, page: Laid) {
        let mut notes = Vec::new();
        let mut flows = Vec::new();
        for mut rows in page.flows {
            notes.push(notes_at_foot(&mut rows, self.usual));
            flows.push(rows);
        }
        let marks: HashSet<String> = notes.iter().flatten().filter_map(note_mark).collect();
        let is_blank = flows.iter().all(Vec::is_empty);
        for rows in flows {
            self.flow(number, &rows, &marks);
        }
        self.notes(number, notes.concat());
        for text in furniture_texts(&page.furniture) {
            self.waiting.push(part(PartKind::Furniture, text, number));
        }
        if is_blank {
            self.close();
        }
    }

    fn notes(&mut self, number: u32, rows: Vec<Row>) {
        let mut note: Option<Part> = None;
        for row in rows {
            match &mut note {
                Some(part) if note_mark(&row).is_none() => {
                    continue_line(&mut part.text, &row.text(), &self.words);
                }
                _ => {
                    self.waiting.extend(note.take());
                    note = Some(part(PartKind::Paragraph, noted(&row), number));
                }
            }
        }
        self.waiting.extend(note);
    }

    fn flow(&mut self, page: u32, rows: &[Row], marks: &HashSet<String>) {
        let measure = Measure::of(rows, self.usual);
        for (at, row) in rows.iter().enumerate() {
            let text = text_of(row, marks);
            if text.is_empty() {
                continue;
            }
            if is_table_row(rows, at) {
                self.close();
                self.parts
                    .push(part(PartKind::Row, cells(row).join("\t"), page));
                continue;
            }
            let goes_on = match &self.open {
                None => false,
                Some(open) if at == 0 => goes_on_elsewhere(open, row, measure),
                Some(open) => Self::goes_on(open, row, measure),
            };
            match &mut self.open {
                Some(open) if goes_on => {
                    continue_line(&mut open.part.text, &text, &self.words);
                    open.last = row.clone();
                    open.rows += 1;
                }
                _ => self.begin(page, row, text),
            }
        }
    }

    fn begin(&mut self, page: u32, row: &Row, text: String) {
        self.close();
        let item = list_mark(row);
        let is_large = row.size() > 1.12 * self.usual.size;
        let is_bold = row.is_bold() && !self.usual.is_bold;
        let kind = match () {
            () if item.is_some() => PartKind::Item,
            () if is_large || is_bold && !ends_sentence(&text) => PartKind::Heading,
            () => PartKind::Paragraph,
        };
        self.open = Some(Open {
            part: part(kind, text, page),
            last: row.clone(),
            rows: 1,
            hangs_at: item,
            is_bold: row.is_bold(),
        });
    }

    /// Whether a row goes on with the open part, whose last row is above it.
    fn goes_on(open: &Open, row: &Row, measure: Measure) -> bool {
        let last = &open.last;
        let size = row.size();
        let gap = row.line() - last.line();
        let leading = measure.leading.max(1.15 * size);
        let is_like = (size - last.size()).abs() < 0.08 * size;
        let is_bold_like = row.is_bold() == open.is_bold || open.part.kind != PartKind::Heading;
        if !is_like || !is_bold_like || gap > 1.28 * leading || list_mark(row).is_some() {
            return false;
        }
        if open.part.kind == PartKind::Heading {
            return true;
        }
        if let Some(hangs_at) = open.hangs_at {
            let is_under = (row.from() - hangs_at).abs() < 0.6 * size;
            return is_under || !ends_short(last, row, measure);
        }
        let is_indented = row.from() - measure.left > 0.8 * size;
        let was_indented = last.from() - measure.left > 0.8 * size;
        let begins = is_indented && !was_indented;
        let outdented = was_indented && !is_indented && open.rows > 1;
        !begins && !outdented && !ends_short(last, row, measure)
    }
}

/// Whether the first word of a row would have had room at the end of the row before it, so that the
/// line was ended on purpose.
fn ends_short(last: &Row, row: &Row, measure: Measure) -> bool {
    let first = row.pieces.first().and_then(|piece| piece.words.first());
    let wide = first.map_or(0.0, |word| word.to - word.from);
    let size = row.size();
    last.to() + 0.4 * size + wide < measure.right - 1.2 * size
}

/// Whether the first row of a column or of a page goes on with the last part of the one before it.
fn goes_on_elsewhere(open: &Open, row: &Row, measure: Measure) -> bool {
    let is_like = (row.size() - open.last.size()).abs() < 0.08 * row.size();
    let is_open = matches!(open.part.kind, PartKind::Paragraph | PartKind::Item);
    let is_plain = list_mark(row).is_none() && row.is_bold() == open.is_bold;
    let is_indented = row.from() - measure.left > 0.8 * row.size() && open.hangs_at.is_none();
    let text = row.text();
    let goes_on = text.starts_with(char::is_lowercase) || !ends_sentence(&open.part.text);
    is_like && is_open && is_plain && !is_indented && goes_on
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '\'', ')', ']']);
    text.ends_with(['.', '!', '?', ':', '…'])
}

/// Adds the next line to a text, and closes the word that a hyphen parts.
fn continue_line(text: &mut String, line: &str, words: &Words) {
    let last = last_word(text);
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if last.len() > 1 && last.ends_with('-') && !last.ends_with("--") {
        let next = line.split_whitespace().next().unwrap_or("");
        if !words.keep_hyphen(last, next) {
            text.pop();
        }
    } else if !text.is_empty() && !ends_with_dash_between_numbers(last) {
        text.push(' ');
    }
    text.push_str(line);
}

/// The longest word that goes on in the next line, in bytes.
const LONGEST_WORD: usize = 200;

/// The last word of a text; empty if it is longer than words are, because lines that all end with a
/// hyphen would otherwise be looked through again with each line.
fn last_word(text: &str) -> &str {
    let start = text.floor_char_boundary(text.len().saturating_sub(LONGEST_WORD));
    let tail = &text[start..];
    match tail.rsplit_once(char::is_whitespace) {
        Some((_, word)) => word,
        None if start == 0 => tail,
        None => "",
    }
}

/// "2011–" at the end of a line, before "2014".
fn ends_with_dash_between_numbers(word: &str) -> bool {
    let head = word.strip_suffix('–');
    head.is_some_and(|head| head.ends_with(|char: char| char.is_ascii_digit()))
}

// ---- tables, lists, notes --------------------------------------------------------------------

/// Whether a row is one of at least two rows with cells.
fn is_table_row(rows: &[Row], at: usize) -> bool {
    let has_cells = |at: usize| {
        rows.get(at)
            .is_some_and(|row| row.pieces.len() > 1 && list_mark(row).is_none())
    };
    has_cells(at) && (has_cells(at + 1) || at > 0 && has_cells(at - 1))
}

/// Words of a table's row that are further apart than this part of their size are in two cells: lines
/// of tables are not justified.
const CELL_GAP: f32 = 0.7;

/// The cells of a table's row.
fn cells(row: &Row) -> Vec<String> {
    let mut cells = Vec::new();
    for piece in &row.pieces {
        let mut cell = String::new();
        let mut to = piece.from;
        for word in &piece.words {
            if word.from - to > CELL_GAP * piece.size {
                cells.push(std::mem::take(&mut cell));
            } else if word.follows_space && !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&word.text);
            to = word.to;
        }
        cells.push(cell);
    }
    cells
}

/// Where the text of a list's item begins, if the row begins with the mark of one.
fn list_mark(row: &Row) -> Option<f32> {
    let mut words = row.pieces.iter().flat_map(|piece| &piece.words);
    let (mark, next) = (words.next()?, words.next()?);
    let is_bullet = BULLETS.contains(&mark.text.as_str());
    let number = mark.text.trim_start_matches('(');
    let number = number.strip_suffix(['.', ')']).unwrap_or("");
    let is_number = !number.is_empty()
        && (number.len() < 3 && number.chars().all(|char| char.is_ascii_digit())
            || number.len() == 1
                && number.chars().all(char::is_alphabetic)
                && mark.text.ends_with(')'));
    let is_apart = next.from - mark.to > 0.2 * row.size();
    ((is_bullet || is_number) && is_apart).then_some(next.from)
}

/// The marks of items of lists. Fonts of symbols often do not say what their bullets are.
const BULLETS: &[&str] = &[
    "•", "◦", "▪", "■", "●", "○", "–", "-", "*", "·", "‣", "\u{fffd}",
];

/// How much smaller than the text the notes at the foot of a page are.
const NOTE_SIZE: f32 = 0.93;

/// Takes the notes at the foot of a flow out of it.
fn notes_at_foot(rows: &mut Vec<Row>, usual: Usual) -> Vec<Row> {
    let is_small = |row: &&Row| row.size() < NOTE_SIZE * usual.size;
    let small = rows.iter().rev().take_while(is_small).count();
    let tail = rows.len() - small;
    let first = rows[tail..].iter().position(|row| note_mark(row).is_some());
    match first {
        Some(first) if tail + first > 0 => rows.split_off(tail + first),
        _ => Vec::new(),
    }
}

/// The mark that a note begins with: a number, a star or a dagger.
fn note_mark(row: &Row) -> Option<String> {
    let word = row.pieces.first()?.words.first()?;
    let mark = word.text.trim_end_matches(['.', ')']);
    let is_number =
        !mark.is_empty() && mark.len() < 4 && mark.chars().all(|char| char.is_ascii_digit());
    let is_sign = matches!(mark, "*" | "**" | "†" | "‡" | "§");
    (is_number || is_sign).then(|| mark.to_string())
}

/// The text of a note's first row, with a space after its mark.
fn noted(row: &Row) -> String {
    let mut row = row.clone();
    let second = row
        .pieces
        .first_mut()
        .and_then(|piece| piece.words.get_mut(1));
    if let Some(second) = second {
        second.follows_space = true;
    }
    row.text()
}

/// The text of a row without the marks of the notes that are at the foot of its page, because a mark
/// beside a figure is not part of it. Other raised figures are exponents.
fn text_of(row: &Row, marks: &HashSet<String>) -> String {
    let mut row = row.clone();
    for piece in &mut row.pieces {
        piece
            .words
            .retain(|word| !(word.is_raised && marks.contains(&word.text)));
        for word in piece.words.iter_mut().filter(|word| word.is_raised) {
            word.text = word.text.chars().map(raised).collect();
        }
    }
    row.pieces.retain(|piece| !piece.words.is_empty());
    match row.text().strip_prefix('\u{fffd}') {
        Some(rest) if list_mark(&row).is_some() => format!("•{rest}"),
        _ => row.text(),
    }
}

fn raised(char: char) -> char {
    match char {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + char as u32 - '0' as u32).unwrap_or(char),
        _ => char,
    }
}
