//! In: a path as somebody typed it. Out: the name that the file has in a ledger, however it is typed.

use std::path::{Component, Path, PathBuf};

/// Whether a path as it was typed, or its name in a ledger, is standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name of a file in a ledger, so that `pages/a.html`, `./pages/a.html`, `in/../pages/a.html` and the whole
/// path from the root are one report. It is relative to the current folder if the file lies in it.
pub fn in_ledger(path: &Path) -> PathBuf {
    let straight = straight(path);
    let here = std::env::current_dir().unwrap_or_default();
    let inside = straight.strip_prefix(&here).unwrap_or(&straight);
    if inside.as_os_str().is_empty() {
        PathBuf::from(".")
    } else if is_standard_input(inside) && !is_standard_input(path) {
        // A file with this name.
        PathBuf::from("./-")
    } else {
        inside.to_path_buf()
    }
}

/// What somebody may mean by the name of a report: what was typed, because it can be an id or an address, then
/// the name that a file so typed has in a ledger.
pub fn meant(typed: &str) -> [String; 2] {
    let of_file = in_ledger(Path::new(typed));
    [typed.into(), of_file.to_string_lossy().into_owned()]
}

/// A path without its detours. What follows a link is kept, because the folder above the link is not the one
/// above what it leads to.
fn straight(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        let is_below = matches!(
            straight.components().next_back(),
            Some(Component::Normal(_))
        );
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_below && !straight.is_symlink() => {
                straight.pop();
            }
            part => straight.push(part),
        }
    }
    straight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_path_gives_one_name() {
        let here = std::env::current_dir().expect("a folder");
        let typed = [
            "pages/a.html".into(),
            "./pages/a.html".into(),
            "pages//./a.html".into(),
            "in/../pages/a.html".into(),
            "in/deep/../../pages/a.html".into(),
            here.join("pages/a.html"),
            here.join("in/../pages/./a.html"),
        ];
        for path in typed {
            assert_eq!(
                in_ledger(&path),
                Path::new("pages/a.html"),
                "{}",
                path.display()
            );
        }
        for (path, name) in [
            ("-", "-"),
            ("./-", "./-"),
            ("in/../-", "./-"),
            (".", "."),
            ("./", "."),
            ("../a.html", "../a.html"),
            ("../../x/../a.html", "../../a.html"),
            ("/nowhere/a.html", "/nowhere/a.html"),
            ("/../a.html", "/../a.html"),
        ] {
            assert_eq!(in_ledger(Path::new(path)), Path::new(name), "{path}");
        }
        assert_eq!(in_ledger(&here), Path::new("."));
    }
}
