//! Standard output and standard error.

use indicatif::ProgressBar;
use sayso_export::one_line;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

/// The bar that shows how far the program is, where a person can see it.
static BAR: OnceLock<ProgressBar> = OnceLock::new();

/// From now on messages are written above this bar, and not into it.
pub fn show_above(bar: &ProgressBar) {
    // A program has one bar.
    let _ = BAR.set(bar.clone());
}

/// A message for people, on standard error: one line, whatever the names in it are.
pub fn complain(message: &str) {
    let write = || {
        // If standard error is closed, the message cannot reach anyone.
        let _ = writeln!(io::stderr(), "sayso: {}", one_line(message));
    };
    match BAR.get().filter(|bar| !bar.is_finished()) {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// A place for a message: "-" names the standard input only on the command line.
pub fn place_in_words(place: &str) -> String {
    match place.strip_prefix('-') {
        Some(rest) if rest.is_empty() || rest.starts_with(':') => format!("standard input{rest}"),
        _ => place.into(),
    }
}

/// An error of the system without its number, which says nothing to most people.
pub fn without_number(error: &io::Error) -> String {
    let message = error.to_string();
    let words = message.split(" (os error").next().unwrap_or(&message);
    words.to_lowercase()
}

/// A word of a command, as a shell takes it.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into()
    } else {
        format!("'{}'", one_line(word).replace('\'', r"'\''"))
    }
}

/// Whether the reader of our output closed the pipe, which is not an error.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Whether standard output goes to a terminal.
pub fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The columns to use: those of the terminal, within what is good to read.
pub fn width() -> usize {
    terminal_size::terminal_size()
        .map_or(90, |(width, _)| usize::from(width.0))
        .clamp(40, 100)
}

/// The columns of a table: as many as the terminal has, or where there is none, enough for all that a
/// table says.
pub fn table_width() -> usize {
    terminal_size::terminal_size()
        .map_or(120, |(width, _)| usize::from(width.0))
        .clamp(40, 160)
}
