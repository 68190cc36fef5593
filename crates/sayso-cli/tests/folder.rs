//! A folder of reports: the list in the human form, and the pages with their `index.html`. The sentences are so plain
//! that new weights of the fast tier should not change what is read in them.

use insta::assert_snapshot;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("folder-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn sayso(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .args(["--model", "fast"])
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn page(outlet: &str, day: &str, headline: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>{headline} | {outlet}</title>\
        <meta property='og:site_name' content='{outlet}'>\
        <meta property='article:published_time' content='{day}T06:10:00Z'></head><body>\
        <article><h1>{headline}</h1>{body}\
        <p>Ines Moller, the mayor of Tarn Cross, said on Monday that the pier would stay shut until the spring of the next year.</p>\
        <p>Police said that nobody was hurt, and that all of the passengers were brought ashore by the lifeboat within the hour.</p>\
        <p>“The fog came fast,” said Tom Brack, the pilot. “We saw nothing of the pier until the bang, and then it was too late.”</p>\
        </article></body></html>"
    )
}

const WRONG: &str =
    "<p>Profit rose 45% to $56.1 million from $50.2 million, the ferry company said on Monday.</p>";
const DENIED: &str = "<p>Ada Quill, a clerk, accused Tom Brack of fraud. Mr Brack denied on Tuesday that he had committed fraud.</p>";
const GERMAN: &str = "<html lang=de><h1>Fähre rammt Steg</h1><p>Eine Fähre mit 84 Menschen an Bord hat am Montag den Steg \
    von Tarn gerammt, wie das Hafenamt mitteilte. Verletzt wurde dabei niemand, sagte die Polizei am Abend.</p>";
const GONE: &str = "<html lang=en><title>Page not found</title><h1>Page not found</h1>\
    <p>Sorry, the page you are looking for does not exist.</p></html>";

/// Reports of every sort in the folder `in`.
fn reports(name: &str) -> PathBuf {
    let folder = scratch(name);
    std::fs::create_dir(folder.join("in")).expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join("in").join(name), text).expect("a file");
    };
    write(
        "a.html",
        &page("Tarn Herald", "2024-03-01", "Ferry rams pier", ""),
    );
    write(
        "b.html",
        &page(
            "Tarn Herald",
            "2024-03-02",
            "Profit up, says ferry company",
            WRONG,
        ),
    );
    write(
        "c.html",
        &page(
            "Velm Gazette",
            "2024-03-03",
            "Mayor accuses ferry company",
            DENIED,
        ),
    );
    write("de.html", GERMAN);
    write("cut.json", "{\"text\": \"The ferry sank");
    write("gone.html", GONE);
    write(
        "plain.txt",
        "The ferry sank, police said on Monday. Two residents said that they had seen it sink.",
    );
    folder
}

#[test]
fn a_line_for_each_report_those_first_that_need_a_look() {
    let folder = reports("list");
    let read = sayso(&folder, &["read", "in", "--format", "human"]);
    assert_eq!(read.status.code(), Some(2), "{}", err(&read));
    assert_eq!(
        err(&read),
        "sayso: in/cut.json:1: the file ends too early: the end of its JSON is missing\n"
    );
    assert_snapshot!(out(&read));
    let check = sayso(&folder, &["check", "in", "--format", "human"]);
    assert_snapshot!(out(&check));
    let list = out(&read);
    assert!(
        out(&check).ends_with(&list),
        "check ends with the same list"
    );
}

#[test]
fn each_report_can_be_printed_whole() {
    let folder = reports("each");
    let each = out(&sayso(
        &folder,
        &["read", "in", "--format", "human", "--each"],
    ));
    for name in ["in/a.html", "in/b.html", "in/de.html"] {
        assert!(
            each.contains(name) || each.lines().count() > 40,
            "{name}: {each}"
        );
    }
    // A folder with one report is that report.
    let one = scratch("one");
    std::fs::create_dir(one.join("in")).expect("a folder");
    std::fs::copy(folder.join("in/b.html"), one.join("in/b.html")).expect("a copy");
    let of_folder = out(&sayso(&one, &["read", "in", "--format", "human"]));
    let of_file = out(&sayso(&one, &["read", "in/b.html", "--format", "human"]));
    assert!(!of_file.is_empty() && of_folder == of_file, "{of_folder}");
}

#[test]
fn the_rows_of_a_list_can_be_chosen() {
    let folder = reports("rows");
    let rows = |n: &str| sayso(&folder, &["read", "in", "--format", "human", "--rows", n]);
    let two = out(&rows("2"));
    assert!(
        two.contains("\n5 more with less to look at: --rows all lists them too\n"),
        "{two}"
    );
    assert!(two.contains("4 of 7 reports read: "), "{two}");
    assert!(!out(&rows("all")).contains(" more with less"));
    assert_eq!(rows("0").status.code(), Some(2));
}

#[test]
fn saved_records_make_the_same_list_and_the_same_pages() {
    let folder = reports("show");
    let saved = sayso(&folder, &["check", "in", "--format", "jsonl"]).stdout;
    std::fs::write(folder.join("saved.jsonl"), saved).expect("a file");
    let show = |more: &[&str]| {
        let args = [&["show", "saved.jsonl", "--format"], more].concat();
        let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(args)
            .current_dir(&folder)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        output
    };
    let first = sayso(&folder, &["check", "in", "--format", "human"]);
    assert_eq!(out(&first), out(&show(&["human"])));
    sayso(
        &folder,
        &["check", "in", "--format", "html", "--out", "first"],
    );
    show(&["html", "--out", "again"]);
    assert!(contents(&folder.join("first")) == contents(&folder.join("again")));
    assert_eq!(contents(&folder.join("first")).len(), 7);
}

/// The files of a folder, by name.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let entry = entry.expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(entry.path()).expect("a file"))
        })
        .collect()
}

const HTML: [&str; 6] = ["read", "in", "--format", "html", "--out", "pages"];

#[test]
fn pages_are_named_by_day_and_headline_and_listed() {
    let folder = reports("names");
    let output = sayso(&folder, &HTML);
    assert!(
        err(&output)
            .ends_with("sayso: 6 pages written, 0 unchanged: begin with pages/index.html\n"),
        "{}",
        err(&output)
    );
    let pages = contents(&folder.join("pages"));
    let names: Vec<&str> = pages.keys().map(String::as_str).collect();
    assert_snapshot!(names.join("\n"));
    let index = &pages["index.html"];
    let rows = index.split_once("<tbody>").expect("rows").1;
    let rows = rows.split_once("</tbody>").expect("their end").0;
    assert_snapshot!(rows);
    for name in &names {
        let is_linked = index.contains(&format!("./{}", name.replace('ä', "%C3%A4")));
        assert!(*name == "index.html" || is_linked, "{name}");
    }
}

/// Sets back the time of all files, so that the next run shows which of them it writes.
fn age(folder: &Path) {
    let long_ago = SystemTime::now() - Duration::from_hours(24);
    for name in contents(folder).keys() {
        let file = std::fs::File::options().write(true).open(folder.join(name));
        file.and_then(|file| file.set_modified(long_ago))
            .expect("a time");
    }
}

/// The files that were written since their time was set back.
fn fresh(folder: &Path) -> Vec<String> {
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    let mut names: Vec<String> = contents(folder).into_keys().collect();
    names.retain(|name| {
        let written = std::fs::metadata(folder.join(name)).and_then(|data| data.modified());
        written.expect("a time") > hour_ago
    });
    names
}

#[test]
fn a_second_run_writes_only_what_is_new_or_changed() {
    let folder = reports("second");
    std::fs::remove_file(folder.join("in/cut.json")).expect("removed");
    let pages = folder.join("pages");
    let first = sayso(&folder, &HTML);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let before = contents(&pages);
    age(&pages);
    let second = sayso(&folder, &HTML);
    assert_eq!(second.status.code(), Some(0), "{}", err(&second));
    assert!(
        err(&second).contains("0 pages written, 6 unchanged"),
        "{}",
        err(&second)
    );
    assert_eq!((fresh(&pages), contents(&pages) == before), (vec![], true));

    // A report that has changed keeps the name of its page, also if its headline is another one.
    let changed = page("Tarn Herald", "2024-03-01", "Ferry sinks", "");
    std::fs::write(folder.join("in/a.html"), changed).expect("a file");
    let new = page("Tarn Herald", "2024-03-04", "New pier planned", "");
    std::fs::write(folder.join("in/new.html"), new).expect("a file");
    let third = sayso(&folder, &HTML);
    assert!(
        err(&third).contains("2 pages written, 5 unchanged"),
        "{}",
        err(&third)
    );
    let written = [
        "2024-03-01-ferry-rams-pier.html",
        "2024-03-04-new-pier-planned.html",
        "index.html",
    ];
    assert_eq!(fresh(&pages), written);
    let index = &contents(&pages)["index.html"];
    assert!(index.contains("Ferry sinks") && !index.contains("Ferry rams pier"));

    age(&pages);
    let forced = sayso(&folder, &[&HTML[..], &["--force"]].concat());
    assert!(
        err(&forced).contains("7 pages written, 0 unchanged"),
        "{}",
        err(&forced)
    );
    assert_eq!(fresh(&pages).len(), 8);

    // Pages of earlier runs stay in the list.
    let one = sayso(
        &folder,
        &["read", "in/new.html", "--format", "html", "--out", "pages"],
    );
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    assert!(contents(&pages)["index.html"].contains("Mayor accuses ferry company"));
}

#[test]
fn files_that_sayso_did_not_write_stay() {
    let folder = reports("foreign");
    let pages = folder.join("pages");
    std::fs::create_dir(&pages).expect("a folder");
    let own = "<!doctype html>\n<title>My notes</title><meta name=\"generator\" content=\"sayso\">";
    for name in [
        "2024-03-01-ferry-rams-pier.html",
        "index.html",
        "2024-03-02-PROFIT-up-says-ferry-company.html",
    ] {
        std::fs::write(pages.join(name), own).expect("a file");
    }
    for more in [&[][..], &["--force"]] {
        let output = sayso(&folder, &[&HTML[..], more].concat());
        assert_eq!(output.status.code(), Some(2));
        let message = "pages/index.html: is there already, and sayso did not write it, so it is not overwritten; the pages are written, but not their list";
        assert!(err(&output).contains(message), "{}", err(&output));
        let now = contents(&pages);
        assert_eq!(now.values().filter(|text| *text == own).count(), 3);
        assert_eq!(now.len(), 9, "{:?}", now.keys());
    }
    let page = contents(&pages)
        .into_keys()
        .find(|name| name.starts_with("2024-03-01-ferry-rams-pier-"));
    assert!(
        page.is_some_and(|name| name.len() == "2024-03-01-ferry-rams-pier-12345678.html".len())
    );
}

#[test]
fn names_and_ids_of_rows_cannot_leave_the_folder() {
    let folder = scratch("hostile");
    let row = |id: &str, title: &str| {
        serde_json::json!({ "id": id, "text": format!("{title}\n\nThe ferry {id} sank, police said on Monday.") }).to_string()
    };
    let rows = [
        row("../up", ""),
        row("/etc/passwd", "../../up"),
        row("a", "Same headline"),
        row("b", "Same headline"),
        row("c", "same, headline!"),
        row("\u{202e}evil\u{2028}\"><script>", "CON"),
        row("i", "index"),
        row("<!--", "\u{0}\u{1b}[2J"),
        row("é".repeat(500).as_str(), &"Wörter ".repeat(300)),
    ];
    std::fs::write(folder.join("rows.jsonl"), rows.join("\n")).expect("a file");
    let args = ["read", "rows.jsonl", "--format", "html", "--out", "pages"];
    let output = sayso(&folder, &args);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let pages = contents(&folder.join("pages"));
    assert_eq!(pages.len(), 10, "{:?}", pages.keys());
    assert_eq!(contents_of_names(&folder), ["pages", "rows.jsonl"]);
    for (name, text) in &pages {
        assert!(name.len() < 230 && !name.starts_with('.'), "{name}");
        assert!(!text.contains("\"><script>"), "{name}");
    }
    age(&folder.join("pages"));
    let again = sayso(&folder, &args);
    assert!(
        err(&again).contains("0 pages written, 9 unchanged"),
        "{}",
        err(&again)
    );
    assert!(fresh(&folder.join("pages")).is_empty());
}

fn contents_of_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn options_of_pages_need_a_folder() {
    let folder = reports("options");
    let force = sayso(&folder, &["read", "in", "--format", "html", "--force"]);
    assert_eq!(force.status.code(), Some(2));
    let file = sayso(
        &folder,
        &["read", "in", "--format", "html", "--out", "in/a.html"],
    );
    assert_eq!(file.status.code(), Some(2));
    assert!(err(&file).contains("in/a.html"), "{}", err(&file));
}

#[test]
fn pages_of_sayso_are_not_read_as_reports() {
    let folder = reports("again");
    sayso(&folder, &HTML);
    let output = sayso(&folder, &["read", "pages"]);
    assert_eq!(output.status.code(), Some(2));
    let message = "pages: there is nothing to read: sayso wrote all that is there (7 pages); name the reports";
    assert!(err(&output).contains(message), "{}", err(&output));
    assert!(
        !out(&output).contains("\"type\":\"report\""),
        "{}",
        out(&output)
    );
    let named = sayso(&folder, &["read", "pages/index.html"]);
    assert_eq!(named.status.code(), Some(2));
    let message = "pages/index.html: sayso wrote this page: name the report that it was made from";
    assert!(err(&named).contains(message), "{}", err(&named));
}

/// Pages in the folder of the reports themselves do not stop a second run.
#[test]
fn pages_beside_their_reports_are_passed_over() {
    let folder = scratch("beside");
    std::fs::create_dir(folder.join("in")).expect("a folder");
    let report = page("Tarn Herald", "2024-03-01", "Ferry rams pier", "");
    std::fs::write(folder.join("in/a.html"), report).expect("a file");
    let args = ["read", "in", "--format", "html", "--out", "in"];
    let first = sayso(&folder, &args);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let again = sayso(&folder, &args);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    let message = "2 pages that sayso wrote were passed over";
    assert!(err(&again).contains(message), "{}", err(&again));
    assert!(
        err(&again).contains("0 pages written, 1 unchanged"),
        "{}",
        err(&again)
    );
}

/// A weekday that fits its date is not a sum that agrees, and figures that were not compared are not
/// counted as checked or not.
#[test]
fn weekdays_and_figures_that_were_not_checked_are_said_apart() {
    let folder = scratch("apart");
    std::fs::create_dir(folder.join("in")).expect("a folder");
    let body =
        "<p>The ferry of 300 tonnes rammed the pier on Friday, 1 March 2024, the port said.</p>";
    for (name, headline) in [("a.html", "Ferry rams pier"), ("b.html", "Pier is shut")] {
        let report = page("Tarn Herald", "2024-03-01", headline, body);
        std::fs::write(folder.join("in").join(name), report).expect("a file");
    }
    let list = sayso(&folder, &["read", "in", "--format", "human"]);
    let total = "no figures that disagree, none shown to agree, 2 weekdays fit their dates";
    assert!(out(&list).contains(total), "{}", out(&list));
    sayso(&folder, &HTML);
    let index = std::fs::read_to_string(folder.join("pages/index.html")).expect("a list");
    assert!(index.contains(total), "{index}");

    let wording = ["--select", "S030", "--format", "human"];
    let list = sayso(&folder, &[&["check", "in"], &wording[..]].concat());
    assert!(
        out(&list).contains("no findings, figures were not checked;"),
        "{}",
        out(&list)
    );
    assert!(!out(&list).contains(" of 1 "), "{}", out(&list));
    let one = sayso(&folder, &[&["check", "in/a.html"], &wording[..]].concat());
    let message = "no fault found; figures were not checked, because none of the chosen codes compares figures";
    assert!(out(&one).contains(message), "{}", out(&one));
}

/// The first of several pages is not written before it is known that there are more.
#[test]
fn several_pages_without_a_folder_write_nothing() {
    let folder = reports("no-out");
    let saved = sayso(&folder, &["read", "in", "--format", "jsonl"]);
    std::fs::write(folder.join("r.jsonl"), saved.stdout).expect("a file");
    let shown = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["show", "r.jsonl", "--format", "html"])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert_eq!(shown.status.code(), Some(2));
    assert_eq!(out(&shown), "");
    assert!(err(&shown).contains("add --out FOLDER"), "{}", err(&shown));
}

/// An option that only the human form has asks for that form, also in a pipe.
#[test]
fn options_of_the_human_form_ask_for_it() {
    let folder = reports("implied");
    for option in ["--text", "--figures", "--times", "--each", "--rows=5"] {
        let shown = sayso(&folder, &["read", "in/a.html", option]);
        assert!(!out(&shown).starts_with('{'), "{option}: {}", out(&shown));
        let jsonl = sayso(&folder, &["read", "in/a.html", option, "--format", "jsonl"]);
        assert!(out(&jsonl).starts_with('{'), "{option}");
    }
}

/// The reason that a day is open is the same for all, and is said once.
#[test]
fn why_days_are_open_is_said_once() {
    let folder = scratch("open-days");
    let text = "Ines Moller resigned on Monday, the port said.\n\nThe pier was shut on Tuesday, police said.\n";
    std::fs::write(folder.join("a.txt"), text).expect("a file");
    let output = sayso(&folder, &["read", "a.txt", "--format", "human"]);
    let shown = out(&output);
    let shown = shown.split_whitespace().collect::<Vec<&str>>().join(" ");
    let reason = "When happened: Monday (lead)¹; Tuesday²; open without the day of publication (--published)";
    assert_eq!(shown.matches(reason).count(), 1, "{shown}");
    assert_eq!(shown.matches("--published").count(), 1, "{shown}");
}

/// The row of the first screen with this label, with single spaces.
fn row_of(shown: &str, label: &str) -> String {
    let mut rows = shown.lines().skip_while(|row| !row.starts_with(label));
    let first = rows.next().unwrap_or_default();
    let rest = rows.take_while(|row| row.starts_with("   "));
    let words = std::iter::once(first).chain(rest).collect::<Vec<&str>>();
    let words = words.join(" ");
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn first_screen_of(folder: &Path, text: &str) -> String {
    std::fs::write(folder.join("a.txt"), text).expect("a file");
    out(&sayso(folder, &["read", "a.txt", "--format", "human"]))
}

/// A denial is beside an accusation only if whoever is accused denies, or both are of one act.
#[test]
fn a_denial_is_beside_the_accusation_that_it_answers() {
    let folder = scratch("disputes");
    let by_the_accused = "Prosecutor Ilo Marn accused Anna Bask of taking a bribe.\n\n\
        Bask denied that she took a bribe.\n";
    let shown = first_screen_of(&folder, by_the_accused);
    let row = row_of(&shown, "Disputed");
    assert!(
        row.contains("taking a bribe¹ / Bask denied that"),
        "{shown}"
    );
    let of_others = "Prosecutor Ilo Marn accused Anna Bask of taking a bribe.\n\n\
        Joe Park denied that the mill would close in May.\n";
    let shown = first_screen_of(&folder, of_others);
    let row = row_of(&shown, "Disputed");
    assert!(row.contains("Joe Park denied"), "{shown}");
    assert!(!row.contains(" / "), "{shown}");
}

/// Documents and the outlet itself are not among the sources without a name.
#[test]
fn documents_are_neither_named_nor_unnamed() {
    let folder = scratch("documents");
    let text = "The mill will close in May, the indictment said.\n\nIt lost 4 million crowns, Ada Quill said.\n\n";
    // The form of a short report leaves out who speaks.
    let filler = "The square is paved with grey stone. ".repeat(24);
    let shown = first_screen_of(&folder, &(text.to_string() + &filler));
    let row = row_of(&shown, "Who speaks");
    assert_eq!(
        row,
        "Who speaks 1 named: Ada Quill ×1; 1 document: indictment ×1"
    );
    assert!(row_of(&shown, "Unnamed only").is_empty(), "{shown}");
}

/// Miles and acres are worked out beside the claim, and not where the report does so.
#[test]
fn figures_are_converted_beside_their_claim() {
    let folder = scratch("conversions");
    let text = "The fire burned 1,200 acres, Ada Quill said.\n\nIt came within 12 miles (19 km) of Velm, Joe Park said.\n";
    let shown = first_screen_of(&folder, text);
    assert!(shown.contains("[1,200 acres = 490 hectares]"), "{shown}");
    assert!(!shown.contains("[12 miles"), "{shown}");
}

/// How many figures could be checked is one count, whatever is shown of the findings.
#[test]
fn the_count_of_checked_figures_is_the_same_everywhere() {
    let folder = scratch("counts");
    let report = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/reports/mine-heat.txt"
    );
    let counted = |args: &[&str]| {
        let args = [args, &["--format", "human"]].concat();
        let shown = out(&sayso(&folder, &args));
        let shown = shown.split_whitespace().collect::<Vec<&str>>().join(" ");
        let (before, _) = shown.split_once(" of 20 figures").expect("a count");
        before.rsplit(' ').next().unwrap_or_default().to_string()
    };
    assert_eq!(counted(&["read", report]), "2");
    assert_eq!(counted(&["check", report]), "2");
    assert_eq!(counted(&["check", "--all", report]), "2");
    let chosen = out(&sayso(
        &folder,
        &["check", "--select", "S003", report, "--format", "human"],
    ));
    assert!(
        chosen.contains("no fault found; the chosen codes could check none of 20 figures"),
        "{chosen}"
    );
}
