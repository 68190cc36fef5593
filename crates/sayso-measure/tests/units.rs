//! Checks that `docs/units.md` lists the units that the code knows.

use sayso_measure::unit;
use std::path::Path;

#[test]
fn units_are_listed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/units.md");
    let file = std::fs::read_to_string(&path).expect("a readable docs/units.md");
    let mark = "<!-- made by a test -->\n";
    let (head, listed) = file.split_once(mark).expect("the mark above the table");
    let table = unit::table();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{head}{mark}{table}")).expect("a writable docs/units.md");
    } else {
        assert_eq!(
            listed, table,
            "docs/units.md: run this test with UPDATE_DOCS=1"
        );
    }
}
