//! `sayso stories` and `sayso story`: the same stories whatever the order, the steps and the number of threads.

mod common;
#[path = "common/rows.rs"]
mod rows;

use common::sayso;
use insta::assert_snapshot;
use rows::{add, folder_of, out};
use serde_json::Value;
use std::path::PathBuf;

const ROWS: [&str; 6] = [
    r#"{"id":"n1","date":"2024-03-04","outlet":"Tarn Post","title":"Ferry rams pier at Velm","text":"The ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board. “We lost power,” said Ines Moller, the captain of the Norvik Star.\n\nIt tore away 14 of the 60 piles."}"#,
    r#"{"id":"n2","date":"2024-03-04","outlet":"Velm Herald","title":"Pier torn","text":"The ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board. “We lost power,” said Ines Moller, the captain of the Norvik Star."}"#,
    r#"{"id":"n3","date":"2024-03-05","outlet":"Orland Times","title":"Velm counts its piles","text":"Divers found that the pier of Velm has lost 14 piles to the Norvik Star. The ferry had 312 people on board. Ines Moller did not answer questions."}"#,
    r#"{"id":"c1","date":"2024-03-04","outlet":"Tarn Post","title":"Ferry hits pier in Tarn Haven","text":"The ferry Carla hit the pier of Tarn Haven with 85 people on board. Nine were hurt, said Ada Quill, the mayor of Tarn Haven."}"#,
    r#"{"id":"c2","date":"2024-03-06","outlet":"Orland Times","title":"Carla towed away","text":"Two tugs towed the Carla from Tarn Haven. All 85 people had left the ferry, Ada Quill said."}"#,
    r#"{"id":"b1","date":"2024-03-05","outlet":"Tarn Post","title":"Bread gets dearer","text":"A loaf costs 4 crowns in Ostmark, the bakers said. The harvest of the year was poor."}"#,
];

fn scratch(name: &str) -> PathBuf {
    folder_of(&format!("stories-{name}"), &ROWS)
}

#[test]
fn order_steps_and_threads_change_nothing() {
    let folder = scratch("order");
    add(&folder, "once.db", "all.jsonl");
    for number in (0..ROWS.len()).rev() {
        add(&folder, "steps.db", &format!("{number}.jsonl"));
        sayso(&folder, &["stories", "steps.db"]);
    }
    let once = out(&folder, &["stories", "once.db", "--jobs", "1"]);
    assert_eq!(out(&folder, &["stories", "steps.db", "--jobs", "2"]), once);
    let lines: Vec<Value> = once
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let reports: Vec<String> = lines
        .iter()
        .map(|line| line["data"]["reports"].to_string())
        .collect();
    assert_eq!(reports, [r#"["c1","c2"]"#, r#"["n1","n2","n3"]"#]);
    assert_eq!(lines[1]["data"]["independent"], 2);
}

#[test]
fn people_see_how_many_reports_are_independent_first() {
    let folder = scratch("people");
    add(&folder, "news.db", "all.jsonl");
    assert_snapshot!(out(&folder, &["stories", "news.db", "--format", "human"]), @r#"
    6 reports: 2 stories, and 1 report of an event that no other is about

    Ferry hits pier in Tarn Haven c1
      2 reports from 4 March 2024 to 6 March 2024: no copies, 2 independent reports, 1 named
        source
    Ferry rams pier at Velm n1
      3 reports from 4 March 2024 to 5 March 2024: 1 family of copies, 2 independent reports,
        1 named source

    `sayso story news.db ID` shows the reports of one, and with --independent which of them
    count as one
    "#);
    assert_snapshot!(out(&folder, &["story", "news.db", "n3", "--format", "human"]), @r#"
    3 reports from 4 March 2024 to 5 March 2024: 1 family of copies, 2 independent reports, 1
    named source; `sayso story news.db n1 --independent` shows what counts as one
    Ferry rams pier at Velm n1

    4 March 2024
      [A] Tarn Post · Ferry rams pier at Velm n1
      [A] Velm Herald · Pier torn n2

    5 March 2024
      Orland Times · Velm counts its piles n3

    Families of copies
      [A] 2 reports; which came first is not known: sayso copies news.db n1

    Who is quoted
      Ines Moller (2)

    What is claimed, side by side
    Velm on Monday with 312 people on board.
      4 March 2024       312 Tarn Post and 1 copy
      5 March 2024       312 Orland Times

    “We lost power,” said Ines Moller, the captain of the Norvik Star. from one independent
      report only
      4 March 2024       “We lost power,” said Ines Moller, the captain of the Norvik Star.
          Tarn Post and 1 copy, citing Ines Moller

    It tore away 14 of the 60 piles.
      4 March 2024       14 Tarn Post
      5 March 2024       14 Orland Times, citing divers

    away 14 of the 60 piles. only in one report
      4 March 2024       60 Tarn Post

    Ines Moller did not answer questions. only in one report
      5 March 2024       Ines Moller did not answer questions. Orland Times, citing Ines
          Moller
    "#);
    let lines = out(&folder, &["story", "news.db", "n3"]);
    let (groups, others): (Vec<&str>, Vec<&str>) = lines
        .lines()
        .partition(|line| line.starts_with(r#"{"type":"claim_group","#));
    assert_eq!(groups.len(), 5);
    assert!(groups[0].contains(r#""relation":"same""#), "{}", groups[0]);
    assert_snapshot!(others.join("\n"), @r#"
    {"type":"story","data":{"id":"n1","title":"Ferry rams pier at Velm","begin":"2024-03-04","end":"2024-03-05","reports":["n1","n2","n3"],"families":["n1"],"independent":2,"sources":1}}
    {"type":"family","data":{"id":"n1","root":null,"reports":["n1","n2"]}}
    {"type":"independent","data":{"story":"n1","unit":1,"reports":["n1","n2"],"joined_by":["copies"],"counted":true}}
    {"type":"independent","data":{"story":"n1","unit":2,"reports":["n3"],"joined_by":[],"counted":true}}
    "#);
}

#[test]
fn the_number_of_independent_reports_can_be_opened() {
    let folder = scratch("independent");
    add(&folder, "news.db", "all.jsonl");
    let of = |more: &[&str]| out(&folder, &[&["story", "news.db", "n3"][..], more].concat());
    assert_snapshot!(of(&["--independent", "--format", "human"]), @r"
    3 reports from 4 March 2024 to 5 March 2024: 1 family of copies, 2 independent reports, 1
    named source
    Ferry rams pier at Velm n1

    2 independent reports
      1  2 reports: copies of one family
           4 March 2024 · Tarn Post · Ferry rams pier at Velm · n1
           4 March 2024 · Velm Herald · Pier torn · n2
      2  1 report
           5 March 2024 · Orland Times · Velm counts its piles · n3

    Independent reports of each claim
      Velm on Monday with 312 people on board. 2 of 3 reports
        1  Tarn Post n1, Velm Herald n2: copies of one family
        2  Orland Times n3
      “We lost power,” said Ines Moller, the captain of the Norvik Star. 1 of 2 reports
        1  Tarn Post n1, Velm Herald n2: copies of one family
      It tore away 14 of the 60 piles. 2 of 2 reports
        1  Tarn Post n1
        2  Orland Times n3
    ");
    let table = of(&["--independent", "--format", "csv"]);
    assert_snapshot!(table.trim_start_matches('\u{feff}').replace('\r', ""), @r#"
    story,unit,reports,joined_by,counted
    n1,1,"[""n1"",""n2""]","[""copies""]",true
    n1,2,"[""n3""]",[],true
    "#);
    let lines: Vec<Value> = of(&[])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let of_type = |name: &str| -> Vec<&Value> {
        let data = lines.iter().filter(|line| line["type"] == name);
        data.map(|line| &line["data"]).collect()
    };
    let counted = |unit: &&&Value| unit["counted"] == true;
    let units = of_type("independent");
    let story = of_type("story")[0];
    assert_eq!(story["independent"], units.iter().filter(counted).count());
    for group in of_type("claim_group") {
        let units = group["units"].as_array().expect("units");
        assert_eq!(group["independent"], units.len(), "{group}");
    }
}

#[test]
fn what_is_not_there_is_named() {
    let folder = scratch("none");
    add(&folder, "news.db", "all.jsonl");
    let alone = sayso(&folder, &["story", "news.db", "b1"]);
    assert_eq!(alone.status.code(), Some(1), "{alone:?}");
    assert_eq!(
        String::from_utf8_lossy(&alone.stderr),
        "sayso: news.db: no other report in it is about the event that b1 is about\n"
    );
    let several = sayso(&folder, &["story", "news.db", "all.jsonl"]);
    assert_eq!(several.status.code(), Some(2), "{several:?}");
    let earlier = sayso(&folder, &["stories", "news.db", "--until", "2024-02"]);
    assert_eq!(earlier.status.code(), Some(1), "{earlier:?}");
    let missing = sayso(&folder, &["stories", "other.db"]);
    assert_eq!(missing.status.code(), Some(2), "{missing:?}");
    assert!(!folder.join("other.db").exists());
}

/// A company publishes its results on the day of an accident.
const COMPANY: [&str; 6] = [
    r#"{"id": "x1", "date": "2025-10-23", "outlet": "Orland Times", "title": "Brannoch Steel profit halves", "text": "Brannoch Steel said on Thursday its profit for the third quarter fell by half to 41 million crowns. Chief executive Ingrid Vale blamed the price of coke. \"It was a hard quarter,\" Vale told analysts. Shares of Brannoch Steel fell 6 percent in Tarnholm."}"#,
    r#"{"id": "x2", "date": "2025-10-23", "outlet": "Tarn Post", "title": "Brannoch cuts dividend as profit slides", "text": "The steelmaker Brannoch Steel has cut its dividend after profit slid to 41 million crowns from 83 million a year ago. Ingrid Vale, the chief executive, said orders for the winter were better. The dividend is to be 2 crowns a share instead of 5."}"#,
    r#"{"id": "x3", "date": "2025-10-23", "outlet": "Velm Herald", "title": "Steelmaker's orders up, profit down", "text": "Orders at Brannoch Steel rose 4 percent in the third quarter while profit fell to 41 million crowns, the company said. Vale told analysts that the dividend of 2 crowns was prudent."}"#,
    r#"{"id": "y1", "date": "2025-10-23", "outlet": "Orland Times", "title": "Two workers burned at Brannoch works in Kest", "text": "Two workers were burned on Thursday when a ladle tipped at the Kest works of Brannoch Steel. The fire brigade of Kest said 30 firefighters were sent. \"The ladle crane stopped and then tipped,\" said Piet Morrow of the steelworkers' union."}"#,
    r#"{"id": "y2", "date": "2025-10-23", "outlet": "Kest Gazette", "title": "Ladle accident at Kest works", "text": "A ladle with 90 tonnes of molten steel tipped at the Kest works of Brannoch Steel on Thursday morning, and two men were taken to Kest hospital with burns. Piet Morrow, of the steelworkers' union, said the crane had been repaired twice this year."}"#,
    r#"{"id": "y3", "date": "2025-10-23", "outlet": "Tarn Post", "title": "Crane in Kest accident was repaired twice", "text": "The crane that tipped a ladle of 90 tonnes of molten steel at the Kest works had been repaired twice this year, Piet Morrow said. Brannoch Steel did not comment. The two burned workers remain in Kest hospital."}"#,
];

#[test]
fn two_events_of_one_company_on_one_day_are_two_stories() {
    let folder = folder_of("stories-company", &COMPANY);
    add(&folder, "news.db", "all.jsonl");
    let stories = out(&folder, &["stories", "news.db"]);
    let reports = stories.lines().map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        line["data"]["reports"].to_string()
    });
    let mut reports: Vec<String> = reports.collect();
    reports.sort();
    assert_eq!(reports, [r#"["x1","x2","x3"]"#, r#"["y1","y2","y3"]"#]);
}

/// Two ministries say the same, and one of them is cited twice.
const MINISTRIES: [&str; 3] = [
    r#"{"id":"m1","date":"2025-11-03","outlet":"Orland Times","title":"Shells at Kest bridge","text":"Shells fell on the bridge of Kest in Ostmark on Monday morning. The shelling killed 14 people at Kest, the Defence Ministry said. Trains of the Northern Line were stopped in Tarnholm, and a school was used as a hospital."}"#,
    r#"{"id":"m2","date":"2025-11-03","outlet":"Tarn Post","title":"Kest counts its dead","text":"Nobody crosses the river at Kest any more. According to the Interior Ministry, 14 people were killed in Kest by the shelling. Mayor Rike Ansen asked all who live beside the Northern Line in Ostmark to stay in their cellars."}"#,
    r#"{"id":"m3","date":"2025-11-03","outlet":"Velm Herald","title":"Ostmark without its oldest bridge","text":"Ostmark has lost its oldest bridge. Stonemasons from Velm had built it in 1871 for carts and cattle, and three floods did not move it. The Defence Ministry said that 14 people had died in Kest. Engineers will look at the piers when it is quiet, and until then a ferry with 40 seats is to cross the river."}"#,
];

#[test]
fn reports_that_cite_one_source_by_its_name_count_once() {
    let folder = folder_of("stories-ministries", &MINISTRIES);
    add(&folder, "news.db", "all.jsonl");
    let lines = out(&folder, &["story", "news.db", "m1"]);
    let groups = lines
        .lines()
        .filter(|line| line.contains("\"claim_group\""));
    let groups: Vec<Value> = groups
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["data"].clone())
        .collect();
    let killed = groups
        .iter()
        .find(|group| group["members"].as_array().is_some_and(|m| m.len() == 3));
    let killed = killed.expect("a group of three");
    assert_snapshot!(killed["units"], @r#"[{"joined_by":["same_speaker"],"reports":["m1","m3"]},{"joined_by":[],"reports":["m2"]}]"#);
    let pairs = killed["pairs"].as_array().expect("pairs").iter();
    let of_one = pairs.filter(|pair| pair["one_source"] == true);
    let of_one: Vec<String> = of_one
        .map(|pair| format!("{}{}", pair["a"], pair["b"]))
        .collect();
    assert_eq!(of_one, [r#""m1""m3""#]);
}
