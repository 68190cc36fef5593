//! In: words with a look. Out: lines of a terminal.

use super::Style;
use std::fmt::Write;

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// As the rest.
    Plain,
    /// Who says it.
    Source,
    /// The words of saying.
    Cue,
    /// What is said.
    Content,
    /// What matters less.
    Dim,
    /// What matters more.
    Bold,
}

impl Look {
    /// The sequence that switches it on.
    pub fn code(self) -> &'static str {
        match self {
            Look::Plain => "",
            Look::Source => "\x1b[1;34m",
            Look::Cue => "\x1b[33m",
            Look::Content => "\x1b[32m",
            Look::Dim => "\x1b[2m",
            Look::Bold => "\x1b[1m",
        }
    }
}

/// Text as it is laid out. Lines are broken only at spaces, so that a mark stays with its word.
pub struct Screen {
    style: Style,
    out: String,
    indent: usize,
    column: usize,
    /// The word that is not placed yet, in pieces of one look each.
    word: String,
    word_len: usize,
    /// There is a space before that word.
    space: bool,
}

impl Screen {
    /// An empty screen.
    pub fn new(style: Style) -> Screen {
        Screen {
            style,
            out: String::new(),
            indent: 0,
            column: 0,
            word: String::new(),
            word_len: 0,
            space: false,
        }
    }

    /// Is there colour?
    pub fn has_color(&self) -> bool {
        self.style.color
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.style.width
    }

    /// Adds text.
    pub fn flow(&mut self, text: &str, look: Look) {
        for (i, piece) in text.split(char::is_whitespace).enumerate() {
            if i > 0 {
                self.place();
                self.space = true;
            }
            if piece.is_empty() {
                continue;
            }
            if self.style.color && look != Look::Plain {
                let _ = write!(self.word, "{}{piece}\x1b[0m", look.code());
            } else {
                self.word.push_str(piece);
            }
            self.word_len += piece.chars().count();
        }
    }

    /// Places the word, on the next line if it does not fit on this one.
    fn place(&mut self) {
        if self.word_len == 0 {
            return;
        }
        if self.space && self.column > 0 {
            if self.column + 1 + self.word_len > self.style.width {
                self.out.push('\n');
                self.out.extend(std::iter::repeat_n(' ', self.indent));
                self.column = self.indent;
            } else {
                self.out.push(' ');
                self.column += 1;
            }
        }
        self.out.push_str(&self.word);
        self.column += self.word_len;
        self.word.clear();
        (self.word_len, self.space) = (0, false);
    }

    /// Starts a line. The lines that it is broken into are indented by `hanging` more.
    pub fn paragraph(&mut self, indent: usize, hanging: usize) {
        self.place();
        self.space = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.indent = indent + hanging;
        // No space is put after an indent, because it is not text.
        self.column = indent;
    }

    /// Begins a line with a label that takes as many columns as given.
    pub fn label(&mut self, label: &str, columns: usize, look: Look) {
        self.flow(label, look);
        self.place();
        let gap = columns.saturating_sub(self.column);
        self.out.extend(std::iter::repeat_n(' ', gap));
        self.column += gap;
        self.space = false;
    }

    /// Ends the line, and leaves one empty.
    pub fn blank_line(&mut self) {
        self.paragraph(0, 0);
        self.out.push('\n');
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.blank_line();
        self.flow(text, Look::Bold);
        self.paragraph(0, 0);
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.out
    }
}
