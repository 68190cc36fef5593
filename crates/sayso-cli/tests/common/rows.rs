//! Reports as rows of JSONL, and a ledger that they are added to.

use crate::common::sayso;
use std::path::{Path, PathBuf};

/// A folder of its own with all rows in `all.jsonl`, and each in a file that is called by its number from 0.
pub fn folder_of(name: &str, rows: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("all.jsonl"), rows.join("\n")).expect("a file");
    for (number, row) in rows.iter().enumerate() {
        std::fs::write(folder.join(format!("{number}.jsonl")), row).expect("a file");
    }
    folder
}

/// Adds a file of rows.
pub fn add(folder: &Path, ledger: &str, file: &str) {
    let fields = [
        "--id-field",
        "id",
        "--date-field",
        "date",
        "--model",
        "fast",
    ];
    let output = sayso(folder, &[&["add", ledger, file][..], &fields].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

/// What the program writes for these arguments.
pub fn out(folder: &Path, args: &[&str]) -> String {
    let output = sayso(folder, args);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
