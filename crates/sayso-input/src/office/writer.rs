//! Parts of a document from the beginnings and ends of its paragraphs, cells and notes.

use sayso::report::{Part, PartKind};

/// Puts parts together.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub parts: Vec<Part>,
    /// The paragraphs that are open: a text box is a paragraph within one.
    open: Vec<Paragraph>,
    /// The rows of tables that are open: a table may be within a cell.
    rows: Vec<Cells>,
    /// How many more rows are open than are kept apart.
    deeper: usize,
}

/// A paragraph that is not finished.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub kind: PartKind,
    pub text: String,
}

#[derive(Debug, Default)]
struct Cells {
    done: Vec<String>,
    open: Vec<String>,
}

/// How deep paragraphs and tables may be within each other. What is deeper is put where it is.
const DEEPEST: usize = 64;

impl Writer {
    pub fn begin(&mut self, kind: PartKind) {
        if self.open.len() < DEEPEST {
            self.open.push(Paragraph {
                kind,
                text: String::new(),
            });
        }
    }

    /// Says what the open paragraph is, which its properties tell after its start.
    pub fn is(&mut self, kind: PartKind) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.kind = kind;
        }
    }

    pub fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    pub fn end(&mut self) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        let text = tidy(&paragraph.text);
        if text.is_empty() {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.open.last_mut()) {
            // The paragraphs of a cell are one.
            Some(cell) => {
                let between = if cell.is_empty() { "" } else { " " };
                cell.push_str(between);
                cell.push_str(&text.replace('\n', " "));
            }
            None => self.parts.push(Part {
                kind: paragraph.kind,
                text,
                page: None,
            }),
        }
    }

    pub fn begin_row(&mut self) {
        if self.rows.len() < DEEPEST {
            self.rows.push(Cells::default());
        } else {
            self.deeper += 1;
        }
    }

    pub fn begin_cell(&mut self) {
        if let Some(row) = self.row() {
            row.open.push(String::new());
        }
    }

    /// The open row; none within one that is too deep, whose cells are part of the cell around it.
    fn row(&mut self) -> Option<&mut Cells> {
        self.rows.last_mut().filter(|_| self.deeper == 0)
    }

    pub fn end_cell(&mut self) {
        if let Some(row) = self.row() {
            row.done.extend(row.open.pop());
        }
    }

    pub fn end_row(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(row) = self.rows.pop() else {
            return;
        };
        let cells: Vec<String> = row.done.into_iter().chain(row.open).collect();
        if cells.iter().all(String::is_empty) {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.open.last_mut()) {
            Some(outer) => {
                let between = if outer.is_empty() { "" } else { " " };
                outer.push_str(between);
                outer.push_str(&cells.join(" "));
            }
            // A table of one column is used for boxes and frames.
            None if cells.len() == 1 => {
                let text = cells.concat();
                self.parts.push(Part {
                    kind: PartKind::Paragraph,
                    text,
                    page: None,
                });
            }
            None => self.parts.push(Part {
                kind: PartKind::Row,
                text: cells.join("\t"),
                page: None,
            }),
        }
    }

    /// The parts, with what was left open.
    pub fn finish(mut self) -> Vec<Part> {
        while !self.open.is_empty() {
            self.end();
        }
        self.deeper = 0;
        while !self.rows.is_empty() {
            self.end_row();
        }
        self.parts
    }
}

/// A paragraph with single spaces and without what only helps to set it.
fn tidy(text: &str) -> String {
    let text: String = text.chars().filter(|char| *char != '\u{ad}').collect();
    let lines = text.split('\n').map(|line| {
        line.split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
