//! Running the program in a folder.

use std::path::Path;
use std::process::{Command, Output};

/// What the program gives for these arguments.
pub fn sayso(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}
