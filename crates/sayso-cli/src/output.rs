//! Standard output and standard error.

pub use sayso_export::visible;
use std::io::{self, IsTerminal, Write};

/// A message for people, on standard error.
pub fn complain(message: &str) {
    // If standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "sayso: {}", visible(message));
}

/// Did the reader of our output stop reading? That is no error.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Is there a person at the other end of standard output?
pub fn on_terminal() -> bool {
    io::stdout().is_terminal()
}
