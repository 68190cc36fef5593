//! `sayso who`: a source that says something else on another day, and one person under two spellings of a name.

mod common;
#[path = "common/rows.rs"]
mod rows;

use common::sayso;
use insta::assert_snapshot;
use serde_json::Value;
use std::path::{Path, PathBuf};

const ROWS: [&str; 7] = [
    r#"{"id":"d1","date":"2024-03-04","outlet":"Tarn Post","title":"Dam holds","text":"“Every village below the dam had a warning by Monday night,” Ines Moller, the director of the river police, said.\n\nThe dam at Velm held."}"#,
    r#"{"id":"d2","date":"2024-03-06","outlet":"Orland Times","title":"Villages not warned","text":"Three villages below the dam at Velm were cut off. “We did not get the warning to every village below the dam,” Ines Moller, the director of the river police, said."}"#,
    r#"{"id":"k1","date":"2024-03-05","outlet":"Tarn Post","title":"Noodles tested","text":"Paek Sung-u, the head of the Food Agency, said the noodles had been tested in two laboratories."}"#,
    r#"{"id":"k2","date":"2024-03-06","outlet":"Orland Times","title":"Eggs tested","text":"Baek Seung-woo, the head of the Food Agency, said the eggs had been tested as well."}"#,
    r#"{"id":"k3","date":"2024-03-06","outlet":"Velm Herald","title":"Schools open","text":"Baek Seung-woo, a superintendent of schools in Velm, said all schools would open on Monday."}"#,
    r#"{"id":"c1","date":"2024-03-07","outlet":"Tarn Post","title":"Bakery burns in Velm","text":"A bakery in the old town of Velm burned down on Thursday, and two bakers were taken to hospital. Rosa Quint, who works there, said the oven had been repaired last week. Firemen needed three hours to put the fire out."}"#,
    r#"{"id":"c2","date":"2024-03-08","outlet":"Orland Times","title":"Velm bakery burns","text":"A bakery in the old town of Velm burned down on Thursday, and two bakers were taken to hospital. Rosa Quinn, who works there, said the oven had been repaired last week. Firemen needed three hours to put the fire out."}"#,
];

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sources-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("all.jsonl"), ROWS.join("\n")).expect("a file");
    let fields = ["--id-field", "id", "--date-field", "date"];
    let output = sayso(
        &folder,
        &[&["add", "news.db", "all.jsonl"][..], &fields].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    folder
}

/// The lines of JSONL of a type.
fn lines(folder: &Path, args: &[&str], of: &str) -> Vec<Value> {
    let output = sayso(folder, args);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines
        .filter(|line| line["type"] == of)
        .map(|line| line["data"].clone())
        .collect()
}

#[test]
fn what_a_source_says_otherwise_on_another_day_is_told() {
    let folder = scratch("contradictions");
    let found = lines(
        &folder,
        &["who", "news.db", "Ines", "Moller"],
        "contradiction",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "status");
    assert_eq!(found[0]["earlier"]["report"], "d1");
    assert_eq!(found[0]["later"]["report"], "d2");
    let human = sayso(
        &folder,
        &["who", "news.db", "Ines", "Moller", "--format", "human"],
    );
    let human = String::from_utf8(human.stdout).expect("UTF-8");
    assert!(
        human.contains("Said otherwise by Ines Moller on another day"),
        "{human}"
    );
    assert!(
        human.contains("said on 4 March 2024: “Every village"),
        "{human}"
    );
    assert!(
        human.contains("said on 6 March 2024: “We did not"),
        "{human}"
    );
    // Who says nothing else has no such part.
    let none = lines(
        &folder,
        &["who", "news.db", "Rosa", "Quint"],
        "contradiction",
    );
    assert!(none.is_empty(), "{none:?}");
}

#[test]
fn spellings_of_one_name_are_joined_if_something_else_shows_it() {
    let folder = scratch("spellings");
    let found = lines(&folder, &["who", "news.db", "Paek", "Sung-u"], "source");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["aliases"], serde_json::json!(["Baek Seung-woo"]));
    let entities = found[0]["entities"].as_array().expect("a list");
    let reports: Vec<&Value> = entities.iter().map(|entity| &entity["report"]).collect();
    assert_eq!(reports, ["k1", "k2"]);
    let why = entities[1]["why"].as_str().expect("words");
    assert!(why.starts_with("spellings of one name; role: "), "{why}");
    // The superintendent of the same name stays another person.
    let both = lines(&folder, &["who", "news.db", "Baek", "Seung-woo"], "source");
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn a_name_in_the_place_of_another_in_a_copy_is_one_person() {
    let folder = scratch("copies");
    // Before copies are looked for nothing shows it.
    assert!(
        lines(&folder, &["who", "news.db", "--spellings"], "spelling")
            .iter()
            .all(|one| one["name"] != "Rosa Quinn")
    );
    sayso(&folder, &["copies", "news.db"]);
    let found = lines(&folder, &["who", "news.db", "--spellings"], "spelling");
    let names: Vec<(&Value, &Value)> = found
        .iter()
        .map(|one| (&one["name"], &one["other_name"]))
        .collect();
    assert_eq!(names.len(), 2, "{found:?}");
    assert_eq!(found[1]["name"], "Rosa Quinn");
    assert_eq!(
        found[1]["why"],
        "“Rosa Quint” in c1 is “Rosa Quinn” in the same place of c2"
    );
    let source = lines(&folder, &["who", "news.db", "Rosa", "Quinn"], "source");
    assert_eq!(source.len(), 1);
    assert_eq!(source[0]["entities"].as_array().expect("a list").len(), 2);
}

#[test]
fn a_ledger_without_spellings_has_none() {
    let folder = scratch("none");
    std::fs::write(folder.join("one.jsonl"), ROWS[0]).expect("a file");
    sayso(
        &folder,
        &[
            "add",
            "one.db",
            "one.jsonl",
            "--id-field",
            "id",
            "--date-field",
            "date",
        ],
    );
    let none = sayso(&folder, &["who", "one.db", "--spellings"]);
    assert_eq!(none.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&none.stderr),
        "sayso: one.db: no person in it has two spellings\n"
    );
}

const ROLES: [&str; 4] = [
    r#"{"id":"r1","date":"2024-05-03","outlet":"Tarn Post","title":"Pier to be closed","text":"“The pier at Velm will be closed,” Odo Brandt, the transport minister of Ostmark, said. Ostmark has three piers."}"#,
    r#"{"id":"r2","date":"2024-05-09","outlet":"Orland Times","title":"Pier closed","text":"The pier at Velm was closed on Thursday. Odo Brandt, the transport minister of Ostmark, said it would open again in June."}"#,
    r#"{"id":"r3","date":"2024-06-12","outlet":"Tarn Post","title":"Pier still closed","text":"“I was told it would open in June,” said Odo Brandt, a former transport minister of Ostmark. The pier at Velm is still closed."}"#,
    r#"{"id":"r4","date":"2024-06-14","outlet":"Velm Herald","title":"Brandt on the pier","text":"Odo Brandt, the former transport minister of Ostmark, said nobody had asked him about the pier at Velm."}"#,
];

#[test]
fn a_role_that_changed_is_told_with_its_days() {
    let folder = rows::folder_of("sources-roles", &ROLES);
    rows::add(&folder, "news.db", "all.jsonl");
    let found = lines(&folder, &["who", "news.db", "Odo", "Brandt"], "source");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_snapshot!(found[0]["roles_over_time"], @r#"[{"first_day":"2024-05-03","former":false,"last_day":"2024-05-09","reports":["r1","r2"],"role":"transport minister of Ostmark"},{"first_day":"2024-06-12","former":true,"last_day":"2024-06-14","reports":["r3","r4"],"role":"former transport minister of Ostmark"}]"#);
    let human = rows::out(
        &folder,
        &["who", "news.db", "Odo", "Brandt", "--format", "human"],
    );
    let over_time = human.lines().skip_while(|line| !line.contains("over time"));
    let over_time: Vec<&str> = over_time.take(2).collect();
    assert_snapshot!(over_time.join("\n"), @r"
    over time: transport minister of Ostmark (3 May 2024 to 9 May 2024); former transport
      minister of Ostmark (12 June 2024 to 14 June 2024)
    ");
}

/// Two Brandts led a government, and each report names the chamber of commerce.
const LED: [&str; 4] = [
    r#"{"id":"l1","date":"1991-05-03","outlet":"Tarn Post","title":"Tariffs","text":"The Brandt administration said on Friday that the tariffs would stay. The Ostmark Chamber of Commerce called them a mistake."}"#,
    r#"{"id":"l2","date":"1992-05-09","outlet":"Orland Times","title":"Tariffs again","text":"The Brandt administration denied that the tariffs had been raised. The Ostmark Chamber of Commerce said it had asked for a list."}"#,
    r#"{"id":"l3","date":"2006-06-12","outlet":"Tarn Post","title":"Harbours","text":"The Brandt administration said the harbours would be sold. The Ostmark Chamber of Commerce welcomed the plan."}"#,
    r#"{"id":"l4","date":"2007-06-14","outlet":"Velm Herald","title":"Harbours sold","text":"The Brandt administration said two harbours had been sold. The Ostmark Chamber of Commerce said it was pleased."}"#,
];

#[test]
fn what_two_of_one_surname_led_is_two_bodies() {
    let folder = rows::folder_of("sources-led", &LED);
    rows::add(&folder, "news.db", "all.jsonl");
    let found = lines(
        &folder,
        &["who", "news.db", "Brandt", "administration"],
        "source",
    );
    let reports = found.iter().map(|source| {
        let entities = source["entities"].as_array().expect("a list");
        let mut reports: Vec<&str> = entities
            .iter()
            .filter_map(|entity| entity["report"].as_str())
            .collect();
        reports.sort_unstable();
        reports
    });
    let mut reports: Vec<Vec<&str>> = reports.collect();
    reports.sort_unstable();
    assert_eq!(reports, [["l1", "l2"], ["l3", "l4"]]);
}
