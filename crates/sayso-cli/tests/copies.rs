//! `sayso copies`: the same families whatever the order, the steps and the number of threads in which reports were added
//! and compared.

mod common;

use common::sayso;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

const WIRE: &str = "Ferry rams pier at Velm\n\nVELM, Orland (AP) — A ferry with 312 people on board rammed the old pier at \
    Velm on Monday morning, and two fishing boats are missing, the coast guard said.\n\nThe ferry Norvik Star lost power \
    some 400 feet from the quay, Ines Moller, the harbour master, said. It tore away 14 of the 60 piles of the pier.\n\n\
    Nineteen passengers were taken to hospital, three of them with broken bones. Divers searched the harbour for the boats \
    until dusk.\n";
const COPY: &str = "Pier leans after crash\n\nVELM, Orland (AP) — A ferry with 312 people on board rammed the old pier at \
    Velm on Monday morning, and two fishing boats are missing, the coast guard said.\n\nThe ferry Norvik Star lost power \
    some 400 feet from the quay, Ines Moller, the harbour master, said. It tore away 14 of the 60 piles of the pier.\n";
const OTHER: &str = "Bread gets dearer in Norvik\n\nThe price of a loaf rose to 4 crowns in Norvik this week, the bakers of \
    the town said. The harvest was poor, said Odo Brandt, who runs a mill. He expects no change before spring.\n";

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("copies-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in [("wire.txt", WIRE), ("copy.txt", COPY), ("other.txt", OTHER)] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    folder
}

fn add(folder: &Path, ledger: &str, files: &[&str]) {
    let output = sayso(
        folder,
        &[&["add", ledger, "--model", "fast"], files].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

fn copies(folder: &Path, args: &[&str]) -> String {
    let output = sayso(folder, &[&["copies"], args].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn order_steps_and_threads_change_nothing() {
    let folder = scratch("order");
    add(&folder, "once.db", &["wire.txt", "copy.txt", "other.txt"]);
    for file in ["other.txt", "copy.txt", "wire.txt"] {
        add(&folder, "steps.db", &[file]);
    }
    let once = copies(&folder, &["once.db", "--jobs", "1"]);
    assert_eq!(copies(&folder, &["steps.db", "--jobs", "2"]), once);
    let lines: Vec<Value> = once
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let families: Vec<&Value> = lines
        .iter()
        .filter(|line| line["type"] == "family")
        .collect();
    assert_eq!(families.len(), 1, "{once}");
    assert_eq!(
        families[0]["data"]["reports"].as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(families[0]["data"]["credited"], "Associated Press");
    assert!(lines.iter().any(|line| line["type"] == "copy"));
}

#[test]
fn a_ledger_gives_what_its_reports_give() {
    let folder = scratch("same");
    add(&folder, "news.db", &["wire.txt", "copy.txt"]);
    let of_files = sayso(
        &folder,
        &["compare", "wire.txt", "copy.txt", "--model", "fast"],
    );
    let of_ledger = sayso(&folder, &["compare", "news.db", "wire.txt", "copy.txt"]);
    let copy = |output: &Output| {
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().last().expect("a copy").to_string()
    };
    assert_eq!(copy(&of_files), copy(&of_ledger));
}

#[test]
fn the_family_of_a_report_and_none() {
    let folder = scratch("one");
    add(&folder, "news.db", &["wire.txt", "copy.txt", "other.txt"]);
    let text = copies(&folder, &["news.db", "wire.txt", "--format", "human"]);
    assert!(
        text.starts_with("2 reports · root not in the collection: most credit Associated Press"),
        "{text}"
    );
    let none = sayso(&folder, &["copies", "news.db", "other.txt"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&none.stderr).contains("no report in it has words of other.txt")
    );
}

/// Three reports with the same words, published on three days.
fn three_days(folder: &Path, text: &str) -> Vec<Value> {
    let row = |(id, outlet, day): (&str, &str, &str)| {
        let text = format!("{text}\n\nThe {outlet} asked the council of Velm about it.\n");
        serde_json::json!({ "id": id, "outlet": outlet, "date": day, "text": text }).to_string()
    };
    let rows = [
        ("a", "Tarn Herald", "2024-03-06"),
        ("b", "Vell Post", "2024-03-04"),
        ("c", "Orland Sun", "2024-03-05"),
    ]
    .map(row);
    std::fs::write(folder.join("rows.jsonl"), rows.join("\n")).expect("rows");
    add(folder, "rows.db", &["rows.jsonl"]);
    copies(folder, &["rows.db"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn each_two_copies_have_a_line_and_the_first_day_is_the_root() {
    let folder = scratch("days");
    let lines = three_days(&folder, &WIRE.replace(" (AP)", ""));
    assert_eq!(lines[0]["data"]["root"], "b", "{}", lines[0]);
    let copies: Vec<[&str; 3]> = lines[1..]
        .iter()
        .map(|line| {
            let copy = &line["data"];
            let ids = [&copy["a"], &copy["b"], &copy["direction"]["from"]];
            ids.map(|id| id.as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(copies, [["b", "a", "b"], ["b", "c", "b"], ["a", "c", "c"]]);
}

#[test]
fn no_copy_of_an_agency_that_is_not_there_is_the_root() {
    let folder = scratch("agency");
    let lines = three_days(&folder, WIRE);
    assert_eq!(lines[0]["data"]["root"], Value::Null, "{}", lines[0]);
    assert_eq!(lines[0]["data"]["credited"], "Associated Press");
}

#[test]
fn a_ledger_that_may_not_be_written_is_only_read() {
    let folder = scratch("read-only");
    add(&folder, "news.db", &["wire.txt", "copy.txt"]);
    let path = folder.join("news.db");
    let mut permissions = std::fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("read-only");
    let bytes = std::fs::read(&path).expect("bytes");
    let read = copies(&folder, &["news.db"]);
    assert_eq!(std::fs::read(&path).expect("bytes"), bytes);
    add(&folder, "again.db", &["wire.txt", "copy.txt"]);
    assert_eq!(copies(&folder, &["again.db"]), read);
    let none = sayso(&folder, &["copies", "none.db"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(!folder.join("none.db").exists());
}

#[test]
fn what_was_altered_in_copying_is_a_finding_only_if_it_is_selected() {
    let folder = scratch("altered");
    let altered = COPY.replace("14 of the 60 piles", "40 of the 60 piles");
    std::fs::write(folder.join("copy.txt"), altered).expect("a file");
    let check = |args: &[&str]| sayso(&folder, &[&["check", "--model", "fast"], args].concat());
    let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let files = ["wire.txt", "copy.txt"];

    let default = check(&[&["--format", "jsonl"], &files[..]].concat());
    assert!(!text(&default).contains("S042"), "none by default");

    let selected = check(&[&["--select", "S042", "--fail-on", "note"], &files[..]].concat());
    assert_eq!(selected.status.code(), Some(1), "{selected:?}");
    let line: Value = serde_json::from_str(&text(&selected)).expect("one finding");
    let finding = &line["data"];
    assert_eq!(finding["code"], "S042");
    assert_eq!(finding["primary"]["text"], "40");
    assert_eq!(finding["related"][0]["text"], "14");
    assert_ne!(finding["related"][0]["report"], finding["report"]);

    add(&folder, "news.db", &["wire.txt", "copy.txt", "other.txt"]);
    let of_ledger = check(&["--select", "S042", "news.db"]);
    assert_eq!(text(&of_ledger).lines().count(), 1, "one pair, one finding");
    let human = check(&["--select", "S042", "--format", "human", "news.db"]);
    assert!(
        text(&human).starts_with("S042 altered figure: this figure is “"),
        "{}",
        text(&human)
    );
    let sentence = "copy.txt: It tore away 40 of the 60 piles of the pier.";
    assert!(text(&human).contains(sentence), "{}", text(&human));

    let mixed = check(&[&["--select", "S042,S001"], &files[..]].concat());
    assert_eq!(mixed.status.code(), Some(2));
}

#[test]
fn copies_of_which_one_says_the_opposite_do_not_have_the_same_words() {
    let folder = scratch("reversed");
    let turned = WIRE.replace("boats are missing", "boats are not missing");
    std::fs::write(folder.join("copy.txt"), turned).expect("a file");
    add(&folder, "news.db", &["wire.txt", "copy.txt", "other.txt"]);
    let human = copies(&folder, &["news.db", "--format", "human"]);
    let human = human.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!human.contains("have the same words"), "{human}");
    assert!(
        human.contains("1 alteration: 1 statement turned round"),
        "{human}"
    );
    assert!(human.contains("are missing"), "{human}");
    let lines = copies(&folder, &["news.db"]);
    let mut copy = lines.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        (line["type"] == "copy").then(|| line["data"].clone())
    });
    let copy = copy.next().expect("a copy");
    assert_eq!(copy["altered"][0]["kind"], "reversed");
    let found = sayso(&folder, &["check", "--select", "S045", "news.db"]);
    let found: Value = serde_json::from_slice(&found.stdout).expect("one finding");
    assert_eq!(found["data"]["code"], "S045");
    let words = [&found["data"]["primary"], &found["data"]["related"][0]];
    let words: Vec<&str> = words
        .iter()
        .filter_map(|span| span["text"].as_str())
        .collect();
    assert!(
        words.contains(&"are missing") && words.contains(&"are not missing"),
        "{words:?}"
    );
}

/// The reports of each family in a ledger of these texts and those that are merged of several, by their headlines.
fn families_of(name: &str, texts: &[&str]) -> Vec<(Vec<String>, Vec<String>)> {
    let folder = scratch(name);
    let mut args = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let file = format!("{number}.txt");
        std::fs::write(folder.join(&file), text).expect("a file");
        args.push(file);
    }
    let files: Vec<&str> = args.iter().map(String::as_str).collect();
    add(&folder, "news.db", &files);
    let lines = copies(&folder, &["news.db"]);
    let shown = sayso(&folder, &["show", "news.db", "--format", "jsonl"]);
    let title_of = |id: &Value| {
        let shown = String::from_utf8_lossy(&shown.stdout);
        let lines = shown
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let mut reports =
            lines.filter(|line| line["type"] == "report" && line["data"]["id"] == *id);
        let report = reports.next().expect("the report of an id");
        let text = report["data"]["text"].as_str().expect("a text");
        text.lines().next().unwrap_or_default().to_string()
    };
    let titles = |ids: &Value| -> Vec<String> {
        let ids = ids.as_array().expect("ids");
        let mut titles: Vec<String> = ids.iter().map(title_of).collect();
        titles.sort();
        titles
    };
    let families = lines.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        let data = &line["data"];
        (line["type"] == "family").then(|| (titles(&data["reports"]), titles(&data["merged"])))
    });
    let mut families: Vec<_> = families.collect();
    families.sort();
    families
}

const GOATS: &str = "Goats clear the slope above Brun\n\nForty goats began to clear the slope above Brun on Tuesday, because \
    machines slide on the wet grass. The town pays 300 crowns a day for them.\n\nThe herd belongs to Kaj Lund, who keeps it on an \
    island in summer. He expects to need three weeks, and the brambles are gone after the first.\n";
const BAKERY: &str = "Old bakery in Halden opens as a library\n\nA bakery that closed nine years ago will open as a library in Halden \
    in September. Shelves stand where the ovens were.\n\nThe builders kept the tiles and the long counter. Readers will find 14,000 \
    books, and coffee on Saturdays, Berta Solheim of the council said.\n";

fn body(text: &str) -> &str {
    text.split_once("\n\n").expect("a headline").1
}

#[test]
fn a_digest_of_two_reports_makes_no_family_of_them() {
    let digest = format!("The week in brief\n\n{}\n{}", body(GOATS), body(BAKERY));
    let names = |all: &[&str]| -> Vec<String> { all.iter().map(ToString::to_string).collect() };
    let merged = || names(&["The week in brief"]);
    let found = families_of("digest", &[GOATS, BAKERY, &digest]);
    let expected = [
        (names(&["Goats clear the slope above Brun"]), merged()),
        (
            names(&["Old bakery in Halden opens as a library"]),
            merged(),
        ),
    ];
    assert_eq!(found, expected);
    let again = GOATS.replacen("Goats clear", "Hungry goats clear", 1);
    let found = families_of("digest-and-copy", &[GOATS, BAKERY, &digest, &again]);
    let both = [
        "Goats clear the slope above Brun",
        "Hungry goats clear the slope above Brun",
    ];
    let expected = [
        (names(&both), merged()),
        (
            names(&["Old bakery in Halden opens as a library"]),
            merged(),
        ),
    ];
    assert_eq!(found, expected);
}

#[test]
fn words_that_an_outlet_prints_every_day_make_no_copies() {
    let below = "The coast has three lighthouses and a chapel for sailors, and the ferry needs an hour to the mainland. \
        Herring is smoked over alder in the yards behind the quay, as it was when the whalers came.";
    let news = [
        "A wolf was seen near the mill in Brun. It drank from the brook and left.",
        "Tarn gets a skating rink with a roof. It is paid for by a raffle.",
        "The choir of Halden won a prize. It sang a song about rain.",
        "A baker found a ring in the dough. Nobody has asked for it yet.",
        "Two geese stopped the bus at the bridge. The driver waited.",
        "The old crane was painted yellow. Some wanted it blue.",
    ];
    let families = |name: &str, outlet: &dyn Fn(usize) -> String| {
        let folder = scratch(name);
        let rows: Vec<String> = (news.iter().enumerate())
            .map(|(n, news)| {
                let day = format!("2024-03-{:02}", 4 + n);
                let text = format!("{news}\n\n{below}");
                let row = serde_json::json!({ "id": n.to_string(), "outlet": outlet(n), "date": day, "text": text });
                row.to_string() + "\n"
            })
            .collect();
        std::fs::write(folder.join("rows.jsonl"), rows.concat()).expect("a file");
        add(&folder, "news.db", &["rows.jsonl"]);
        let output = sayso(&folder, &["copies", "news.db", "--format", "jsonl"]);
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        out.lines()
            .filter(|line| line.contains("\"family\""))
            .count()
    };
    assert_eq!(families("standing", &|_| "Tarn Herald".into()), 0);
    // Of six outlets each has the words once.
    assert_eq!(families("spread", &|n| format!("Outlet {n}")), 1);
}

#[test]
fn a_live_blog_that_quotes_reports_of_one_event_makes_no_family_of_them() {
    let storm = "Storm tears roof off the fish hall\n\nThe storm tore the roof off the fish hall in Velm on Sunday night, and \
        six boats sank at their moorings. Nobody was in the hall.\n\nThe harbour master closed the outer quay. Divers will look \
        for leaking fuel in the morning.\n";
    let power = "Half of the island sits in the dark\n\nFrom Brun to the lighthouse not a window was lit after ten, because a pine \
        fell on the only line. A crew of four climbed the ridge with saws.\n\nThe clinic ran on its own engine, and the bakery \
        baked by candles.\n";
    let live = "Live: the storm hour by hour\n\n21:40 Gusts of 34 metres a second at the lighthouse, says our man on the pier. The \
        last bus turns back.\n\n22:15 Half of the island sits in the dark after a pine fell on the only line. A crew of four climbed \
        the ridge with saws.\n\n22:50 The clinic runs on its own engine, and the bakery bakes by candles.\n\n23:30 \
        The storm tore the roof off the fish hall, and six boats sank at their moorings.\n\n23:55 The harbour master closed the \
        outer quay. Two dogs were carried home in a wheelbarrow.\n";
    let names = |all: &[&str]| -> Vec<String> { all.iter().map(ToString::to_string).collect() };
    let merged = || names(&["Live: the storm hour by hour"]);
    let expected = [
        (names(&["Half of the island sits in the dark"]), merged()),
        (names(&["Storm tears roof off the fish hall"]), merged()),
    ];
    assert_eq!(families_of("live", &[storm, power, live]), expected);
}

#[test]
fn the_hour_of_publication_says_which_report_of_one_day_came_first() {
    let folder = scratch("hour");
    let row = |id: &str, hour: &str, text: &str| {
        serde_json::json!({ "id": id, "date": format!("2024-03-04T{hour}"), "text": text })
            .to_string()
            + "\n"
    };
    let late = GOATS.replace("Forty goats", "Forty-one goats");
    // Ten past nine in the west is later than two in the afternoon in the east.
    let rows = row("late", "09:10:00-05:00", &late) + &row("early", "14:00:00+01:00", GOATS);
    std::fs::write(folder.join("rows.jsonl"), rows).expect("a file");
    add(&folder, "news.db", &["rows.jsonl"]);
    let lines = copies(&folder, &["news.db"]);
    let lines: Vec<Value> = lines
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let family = lines
        .iter()
        .find(|line| line["type"] == "family")
        .expect("a family");
    assert_eq!(family["data"]["root"], "early");
    let copy = lines
        .iter()
        .find(|line| line["type"] == "copy")
        .expect("a copy");
    assert_eq!(
        copy["data"]["direction"],
        serde_json::json!({ "from": "early", "rule": "hour" })
    );
    let human = copies(&folder, &["news.db", "--format", "human"]);
    let human = human.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        human.contains("was published first, at 2024-03-04 14:00:00+01:00"),
        "{human}"
    );
}

#[test]
fn pairs_that_only_have_one_source_are_counted_for_people() {
    let folder = scratch("one-source");
    let said = "“We heard a bang, and then the whole pier began to lean towards us like a drunk,” said Odo Brandt, who sells \
        smoked fish beside it. “Nobody knew what to do, and the bell would not stop ringing.”";
    let first = format!(
        "Pier leans after crash\n\nA ferry rammed the old pier at Velm on Monday.\n\n{said}\n\nThe coast guard counted nine \
         people with bruises.\n"
    );
    let second = format!(
        "Islanders fear for their milk\n\nShops on Tarn may run out by Thursday, because no boat goes there now.\n\n{said}\n\n\
         Farmers will pour away what they cannot send. The owner of the line hopes to find another ship.\n"
    );
    std::fs::write(folder.join("first.txt"), first).expect("a file");
    std::fs::write(folder.join("second.txt"), second).expect("a file");
    let choir = "Choir wins a prize\n\nThe choir of Halden won a prize in Orland. It sang a song about rain.\n";
    std::fs::write(folder.join("choir.txt"), choir).expect("a file");
    add(
        &folder,
        "news.db",
        &["first.txt", "second.txt", "choir.txt"],
    );
    let text = |args: &[&str]| {
        let output = sayso(&folder, &[&["copies", "news.db"], args].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let lines = text(&["--format", "jsonl"]);
    assert_eq!(lines.matches("\"same_source\"").count(), 1, "{lines}");
    let people = text(&["--format", "human"]);
    assert!(
        people.starts_with("1 pair of reports rests on the same source without being copies")
            && people.contains("`sayso copies news.db --format jsonl` lists it"),
        "{people}"
    );
    let one = text(&["second.txt", "--format", "human"]);
    assert!(one.contains("1 pair of reports"), "{one}");
    assert_eq!(text(&["choir.txt", "--format", "human"]), "");
}
