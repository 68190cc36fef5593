//! The table of forms in docs/inputs.md is that of the code.

use sayso_input::Form;
use std::fmt::Write;

const PAGE: &str = "../../docs/inputs.md";
const BEGIN: &str = "UPDATE_DOCS=1 writes it anew -->\n";
const END: &str = "<!-- end of forms -->";

fn table() -> String {
    let mut out =
        String::from("| `--from` | endings | what becomes a report |\n| --- | --- | --- |\n");
    for form in Form::ALL {
        let endings: Vec<String> = form.endings().map(|name| format!("`.{name}`")).collect();
        let (name, endings) = (form.name(), endings.join(" "));
        let _ = writeln!(out, "| `{name}` | {endings} | {} |", form.about());
    }
    out
}

#[test]
fn the_forms_are_documented() {
    let page = std::fs::read_to_string(PAGE).expect("docs/inputs.md");
    let begin = page.find(BEGIN).expect("a table") + BEGIN.len();
    let end = page.find(END).expect("an end");
    let expected = format!("{}{}{}", &page[..begin], table(), &page[end..]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, &expected).expect("written");
    }
    let is_same = page == expected || std::env::var_os("UPDATE_DOCS").is_some();
    assert!(
        is_same,
        "docs/inputs.md: UPDATE_DOCS=1 cargo test -p sayso-input --test docs"
    );
}
