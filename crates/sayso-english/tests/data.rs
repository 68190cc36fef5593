//! Every data file is sorted, has no row twice, and says what it is.

use std::path::{Path, PathBuf};
use std::{fs, io};

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[test]
fn data_files_are_sorted_and_have_no_doubles() -> io::Result<()> {
    for path in files(Path::new("data"))? {
        let name = path.display();
        let text = fs::read_to_string(&path)?;
        assert!(
            text.starts_with("# "),
            "{name}: the first line says what the file is"
        );
        assert!(
            text.ends_with('\n'),
            "{name}: the last line has no line feed"
        );
        let rows: Vec<Vec<&str>> = sayso_english::data::rows(&text).collect();
        for pair in rows.windows(2) {
            assert!(
                pair[0] < pair[1],
                "{name}: {:?} comes before {:?}",
                pair[0],
                pair[1]
            );
        }
        for cell in rows.iter().flatten() {
            assert_eq!(cell.trim(), *cell, "{name}: spaces around {cell:?}");
        }
    }
    Ok(())
}
