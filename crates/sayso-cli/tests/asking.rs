//! A ledger answers questions: search, who, figures, timeline, show.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sayso(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .output()
        .expect("the program starts")
}

/// The lines of an answer, each with its type and its data.
fn lines(args: &[&str]) -> Vec<(String, Value)> {
    let output = sayso(args);
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let parsed = out.lines().map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let of = line["type"].as_str().expect("a type").to_string();
        (of, line["data"].clone())
    });
    parsed.collect()
}

/// A ledger of the invented reports.
fn ledger(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("news.db");
    let reports = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports");
    let output = sayso(&[
        "add",
        path.to_str().expect("UTF-8"),
        reports,
        "--model",
        "fast",
    ]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    path
}

#[test]
fn a_ledger_answers() {
    let path = ledger("asking");
    let db = path.to_str().expect("UTF-8");

    let found = lines(&["search", db, "heat", "--context"]);
    assert!(!found.is_empty());
    for (of, row) in &found {
        assert_eq!(of, "claim_row");
        let words = format!("{} {}", row["content"], row["source"]).to_lowercase();
        assert!(words.contains("heat"), "{row}");
        assert!(row["context"]["text"].is_string(), "{row}");
    }
    // Any text can be searched for.
    for words in ["it's", "un-gil", "a:b", "\"open", "NEAR(", "(", "5\""] {
        let code = sayso(&["search", db, words]).status.code();
        let expected = if words == "(" { Some(2) } else { code };
        assert_eq!(code, expected, "{words}");
        assert!(matches!(code, Some(0..=2)), "{words}");
    }
    assert_eq!(sayso(&["search", db, "zyzzyva"]).status.code(), Some(1));

    let homes = lines(&[
        "search",
        db,
        "homes",
        "--figures",
        "--from",
        "4,000",
        "--to",
        "5000",
    ]);
    assert!(!homes.is_empty());
    assert!(homes.iter().all(|(_, row)| row["low"] == 4200), "{homes:?}");

    let who = lines(&["who", db, "agathe", "brandt"]);
    assert_eq!(who[0].0, "source");
    let relation = |of: &str| who.iter().filter(|(_, row)| row["relation"] == of).count();
    assert!(relation("says") > 5 && relation("about") > 0, "{who:?}");
    assert_eq!(who[0].1["claims"]["claims"], relation("says"));

    let groups = lines(&["figures", db, "homes"]);
    assert_eq!(groups[0].0, "figure_group");
    assert_eq!(groups[0].1["count"], groups.len() - 1);
}

#[test]
fn every_number_of_the_audit_leads_to_its_rows() {
    let path = ledger("audit");
    let db = path.to_str().expect("UTF-8");
    let audit = lines(&["who", db, "--audit"]);
    assert!(audit.len() > 4);
    for (_, row) in &audit {
        let mut args = vec!["search", db, "--outlet", "", "--limit", "all"];
        args.extend(["--kind", row["kind"].as_str().expect("a kind")]);
        if let Some(pronoun) = row["pronoun"].as_str() {
            args.extend(["--pronoun", pronoun]);
        }
        assert_eq!(row["claims"], lines(&args).len(), "{row}");
        let list = row["list"].as_str().expect("a command");
        assert!(list.contains("--outlet ''"), "{list}");
    }
}

#[test]
fn reports_are_shown_by_the_beginning_of_their_id() {
    let path = ledger("show");
    let db = path.to_str().expect("UTF-8");
    let reports = lines(&["search", db, "heat", "--reports"]);
    let id = reports[0].1["report"].as_str().expect("an id");
    let shown = lines(&["show", db, &id[..10]]);
    assert_eq!(shown[0].0, "run");
    assert_eq!(shown[1].1["id"], id);
    let missing = sayso(&["show", db, "nowhere"]);
    assert_eq!(missing.status.code(), Some(2));
}

/// A well-known name is that of many whom nothing joins: people are not shown all of them.
#[test]
fn a_name_of_many_fills_no_screen() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("asking-namesakes");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let rows = [
        ("a", "surgeon"),
        ("b", "baker"),
        ("c", "pilot"),
        ("d", "sculptor"),
        ("e", "farmer"),
    ];
    let rows: String = rows
        .iter()
        .map(|(id, role)| {
            format!("{{\"id\": \"{id}\", \"text\": \"Ada Quill, the {role}, said on Monday that the immigration office of Velm had closed.\"}}\n")
        })
        .collect();
    let file = folder.join("rows.jsonl");
    std::fs::write(&file, rows).expect("a file");
    let (db, file) = (folder.join("news.db"), file.display().to_string());
    let db = db.display().to_string();
    let added = sayso(&["add", &db, &file, "--model", "fast"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");

    let (of, most) = &lines(&["who", &db])[0];
    assert_eq!(
        (of.as_str(), most["name"].as_str()),
        ("quoted", Some("Ada Quill"))
    );
    let counts = ["persons", "claims", "reports"].map(|count| most[count].as_i64());
    assert_eq!(counts, [Some(5); 3], "{most}");
    assert!(most["id"].is_null(), "{most}");
    let output = sayso(&["who", &db, "--format", "human"]);
    let screen = String::from_utf8(output.stdout).expect("UTF-8");
    let first = "5       Ada Quill person, 5 reports · may be up to 5 people of that name\n";
    assert!(screen.starts_with(first), "{screen}");

    let output = sayso(&["who", &db, "Ada Quill", "--format", "human"]);
    let screen = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        screen.starts_with("5 persons of the reports are called Ada Quill."),
        "{screen}"
    );
    assert!(
        screen.contains("2 more of this name, in 2 reports, are left out"),
        "{screen}"
    );
    assert_eq!(screen.matches("closed").count(), 3, "{screen}");
    let all = lines(&["who", &db, "Ada Quill"]);
    assert_eq!(all.iter().filter(|(of, _)| of == "source").count(), 5);

    // The full text indexes "immigration" by a stem that is shorter than what is asked for.
    assert_eq!(lines(&["search", &db, "immigra*"]).len(), 5);
    assert_eq!(
        lines(&["search", &db, "immigra*", "--count"])[0].1["count"],
        5
    );
    assert!(lines(&["search", &db, "immigru*"]).is_empty());
}

/// Somebody who is called by one name only is counted with those who are quoted most.
#[test]
fn one_name_is_enough_to_be_counted() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("asking-one-name");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in [
        (
            "a.txt",
            "Brandt said on Monday that the quay was safe. Brandt denied that it had cracked.",
        ),
        (
            "b.txt",
            "Brandt said on Friday that the quay would be closed.",
        ),
    ] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    let db = folder.join("news.db").display().to_string();
    let added = sayso(&["add", &db, &folder.display().to_string(), "--model", "fast"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    let (_, most) = &lines(&["who", &db])[0];
    assert_eq!(most["name"], "Brandt");
    let counts = ["persons", "claims", "reports"].map(|count| most[count].as_i64());
    assert_eq!(counts, [Some(2), Some(3), Some(2)], "{most}");
    assert!(most["id"].is_null(), "{most}");
}

/// A month is not led by the decades that it is a part of.
#[test]
fn what_lies_within_the_days_comes_before_longer_times() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("asking-timeline");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let text = "The pier was repaired in 2024. The quay closed on 31 March 2024. The lock was dredged in March 2024.";
    std::fs::write(folder.join("a.txt"), text).expect("a file");
    let db = folder.join("news.db").display().to_string();
    let added = sayso(&["add", &db, &folder.display().to_string(), "--model", "fast"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    let asked = |days: &[&str]| {
        let rows = lines(&[&["timeline", &db], days].concat());
        let row = |(_, row): &(String, Value)| {
            let text = row["text"].as_str().expect("a text");
            (
                text.to_string(),
                row["within"].as_bool().expect("true or false"),
            )
        };
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let (year, month, day) = (
        "2024".to_string(),
        "March 2024".to_string(),
        "31 March 2024".to_string(),
    );
    for until in ["2024-03-31", "2024-03"] {
        let expected = [
            (month.clone(), true),
            (day.clone(), true),
            (year.clone(), false),
        ];
        assert_eq!(
            asked(&["--since", "2024-03-01", "--until", until]),
            expected,
            "{until}"
        );
    }
    assert_eq!(
        asked(&["--since", "2024"]),
        [(year, true), (month, true), (day, true)]
    );
}

/// A ledger of rows in a folder of its own.
fn ledger_of(name: &str, rows: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let input = folder.join("rows.jsonl");
    std::fs::write(&input, rows).expect("a file");
    let db = folder.join("news.db").display().to_string();
    let added = sayso(&["add", &db, &input.display().to_string(), "--model", "fast"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    db
}

/// An acronym that only the report with the full name has is a name of that body.
#[test]
fn a_body_is_found_by_its_acronym() {
    let db = ledger_of(
        "asking-acronym",
        r#"{"text":"The Tarn Harbour Authority (THA) closed the pier. The THA said that it would open in May.","date":"2024-05-08"}
"#,
    );
    let rows = lines(&["who", &db, "THA"]);
    assert!(
        rows.iter()
            .any(|(_, row)| row["name"] == "Tarn Harbour Authority"),
        "{rows:?}"
    );
}

/// To be accused is no role by which two persons of one name are one.
#[test]
fn persons_who_are_accused_are_not_joined_by_that() {
    let db = ledger_of(
        "asking-accused",
        r#"{"text":"The guard called the police and accused Jane Smith of stealing a coat. Jane Smith said that it was untrue.","date":"2024-05-08"}
{"text":"Prosecutors accused Jane Smith of bribery on Monday. Jane Smith said that it was untrue.","date":"2024-05-08"}
{"text":"The suspect, Jane Smith, was seen in Velm. Jane Smith said that it was untrue.","date":"2024-05-08"}
{"text":"The suspect, Jane Smith, was seen in Tarn. Jane Smith said that it was untrue.","date":"2024-05-08"}
"#,
    );
    let shown = sayso(&["who", &db, "Jane Smith", "--format", "human"]);
    let shown = String::from_utf8(shown.stdout).expect("UTF-8");
    assert!(
        shown.starts_with("4 persons of the reports are called Jane Smith"),
        "{shown}"
    );
}

/// Half past midnight in India is still the day before in London, where it is nine in the evening only later.
#[test]
fn hours_of_several_zones_are_in_order_across_midnight() {
    let db = ledger_of(
        "asking-midnight",
        r#"{"text":"The ferry sank at 00:30 IST on 7 May 2024, harbour master Ada Moller said.","date":"2024-05-08"}
{"text":"The minister arrived at 9 p.m. GMT on 6 May 2024, police said.","date":"2024-05-08"}
{"text":"The storm came at 11 p.m. EST on 6 May 2024, police said. A bridge fell at 5 a.m. GMT on 7 May 2024.","date":"2024-05-08"}
"#,
    );
    let rows = lines(&["timeline", &db]);
    let begins: Vec<&str> = rows
        .iter()
        .map(|(_, row)| row["begins"].as_str().expect("a time"))
        .collect();
    assert_eq!(
        begins,
        [
            "2024-05-07T00:30",
            "2024-05-06T21:00",
            "2024-05-06T23:00",
            "2024-05-07T05:00",
        ]
    );
}

/// Nine in the evening in the east of America is later than ten in London.
#[test]
fn hours_of_several_zones_are_in_the_order_in_which_they_were() {
    let db = ledger_of(
        "asking-zones",
        r#"{"text":"The ferry sank at 9 p.m. EST on Tuesday, harbour master Ada Moller said.","date":"2024-03-01"}
{"text":"The minister arrived at 10 p.m. GMT on Tuesday, police said. The port was closed on Tuesday.","date":"2024-03-01"}
"#,
    );
    let rows = lines(&["timeline", &db]);
    let places: Vec<(&str, Option<&str>)> = rows
        .iter()
        .map(|(_, row)| {
            (
                row["begins"].as_str().expect("a time"),
                row["zone"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("2024-02-27", None),
            ("2024-02-27T22:00", Some("Z")),
            ("2024-02-27T21:00", Some("-05:00")),
        ]
    );
    let shown = sayso(&["timeline", &db, "--format", "human"]);
    let shown = String::from_utf8(shown.stdout).expect("UTF-8");
    assert!(
        shown.contains("27 February 2024, 21:00 (UTC-05:00)"),
        "{shown}"
    );
    assert!(shown.contains("27 February 2024, 22:00 (UTC)"), "{shown}");
}

/// Of those of one name, who speaks comes before who is only named.
#[test]
fn those_who_speak_most_come_first() {
    let db = ledger_of(
        "asking-first",
        r#"{"text":"Brandt was seen at the pier. Nobody asked Brandt about the ferry, and Brandt left."}
{"text":"The pier is safe, Brandt said. The quay is not, Brandt said."}
{"text":"The lock is closed, Brandt said."}
"#,
    );
    let rows = lines(&["who", &db, "Brandt"]);
    let claims = rows
        .iter()
        .filter(|(of, _)| of == "source")
        .map(|(_, row)| row["claims"]["claims"].as_i64());
    let claims: Vec<Option<i64>> = claims.collect();
    assert_eq!(claims, [Some(2), Some(1), Some(0)], "{rows:?}");
}

#[test]
fn a_table_without_rows_has_its_columns() {
    let path = ledger("asking-empty");
    let db = path.to_str().expect("UTF-8");
    for (question, first) in [
        (&["search", db, "zeppelin"][..], "day"),
        (&["search", db, "zeppelin", "--figures"], "day"),
        (&["search", db, "zeppelin", "--reports"], "day"),
        (&["figures", db, "zeppelin"], "day"),
        (&["timeline", db, "zeppelin"], "begins"),
        (&["who", db, "Zeppelin"], "relation"),
        (&["versions", db], "outlet"),
        (&["stories", db, "--since", "2190"], "begin"),
    ] {
        let output = sayso(&[question, &["--format", "csv"]].concat());
        assert_eq!(output.status.code(), Some(1), "{question:?}");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        let header = out.trim_start_matches('\u{feff}');
        let begins = header.starts_with(&format!("{first},"));
        assert!(
            begins && header.lines().count() == 1,
            "{question:?} {out:?}"
        );
    }
}

/// Nothing can match, which is easily a mistake.
#[test]
fn a_range_that_ends_before_it_begins_is_told() {
    let path = ledger("asking-turned-round");
    let db = path.to_str().expect("UTF-8");
    let days = ["--since", "2024-05-01", "--until", "2024-04"];
    let no_day = "no day is on or after --since 2024-05-01 and on or before --until 2024-04";
    let no_figure = "no figure is at least --from 20 and at most --to 10";
    for (question, told) in [
        ([&["search", db, "ferry"][..], &days].concat(), no_day),
        ([&["timeline", db][..], &days].concat(), no_day),
        ([&["stories", db][..], &days].concat(), no_day),
        (
            vec![
                "search",
                db,
                "--figures",
                "--from",
                "20",
                "--to",
                "10",
                "boats",
            ],
            no_figure,
        ),
    ] {
        let output = sayso(&question);
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(err.contains(told), "{question:?} {err:?}");
    }
    // A month has its days.
    let month = sayso(&[
        "search",
        db,
        "ferry",
        "--since",
        "2024-03-09",
        "--until",
        "2024-03",
    ]);
    let err = String::from_utf8(month.stderr).expect("UTF-8");
    assert!(!err.contains("no day"), "{err:?}");
}

/// Three outlets printed the text of one agency, and one of them is there twice.
#[test]
fn rows_of_several_outlets_with_one_text_are_several_reports() {
    let text = r#""text":"The ferry sank off Tarn on Friday, the minister of transport said.","date":"2024-03-04""#;
    let row = |outlet: &str| format!("{{\"outlet\":\"{outlet}\",{text}}}\n");
    let rows = ["Tarn Post", "Velm Herald", "Orland Times", "Velm Herald"].map(row);
    let db = ledger_of("asking-one-text", &rows.concat());
    let found = lines(&["search", &db, "--reports", "ferry"]);
    let mut outlets: Vec<&str> = found
        .iter()
        .filter_map(|(_, row)| row["outlet"].as_str())
        .collect();
    outlets.sort_unstable();
    assert_eq!(outlets, ["Orland Times", "Tarn Post", "Velm Herald"]);
    let copies = lines(&["copies", &db]);
    let families = copies.iter().filter(|(of, _)| of == "family");
    assert_eq!(families.count(), 1, "{copies:?}");
}

/// Who is quoted most counts all who say something together.
#[test]
fn what_two_say_together_is_said_by_both() {
    let db = ledger_of(
        "asking-together",
        r#"{"text":"Ann Lee and Bob Ray said that the bridge would reopen in May. Ann Lee said that it was late.","date":"2024-03-04"}
"#,
    );
    let quoted = lines(&["who", &db]);
    let claims: Vec<(&str, u64)> = quoted
        .iter()
        .filter_map(|(_, row)| Some((row["name"].as_str()?, row["claims"].as_u64()?)))
        .collect();
    assert_eq!(claims, [("Ann Lee", 2), ("Bob Ray", 1)]);
}

/// A figure that fell has its lower end last.
#[test]
fn a_figure_that_fell_is_found_between_its_ends() {
    let db = ledger_of(
        "asking-fell",
        r#"{"text":"The price of a ticket fell from $900 to $700, the agency said.","date":"2024-03-04"}
"#,
    );
    for (from, to) in [("650", "750"), ("800", "1000")] {
        let found = lines(&["search", &db, "--figures", "--from", from, "--to", to]);
        assert_eq!(found.len(), 1, "{from} {found:?}");
    }
}

/// A part of a day is not the hour at which it begins.
#[test]
fn parts_of_a_day_are_shown_with_their_hours() {
    let db = ledger_of(
        "asking-parts",
        r#"{"text":"The ferry sank on Friday morning, the mayor said. It was raised on Friday night, he said. A crane fell at 9 p.m. on Friday, he said.","date":"2024-03-04"}
"#,
    );
    let shown = sayso(&["timeline", &db, "--format", "human"]);
    let shown = String::from_utf8(shown.stdout).expect("UTF-8");
    for heading in [
        "1 March 2024, 00:00 to 12:00\n",
        "1 March 2024, 18:00 to 24:00\n",
        "1 March 2024, 21:00\n",
    ] {
        assert!(shown.contains(heading), "{heading}: {shown}");
    }
}

/// Two texts with one id, of one day and outlet, are in one order however they were added.
#[test]
fn answers_do_not_depend_on_which_of_two_texts_came_first() {
    let row = |more: &str| {
        format!(
            r#"{{"id":"n1","date":"2024-03-01","outlet":"Tarn Post","text":"The ferry closed on Tuesday after 500 troops came, Ines Moller, the mayor of Tarn, said.{more}"}}
"#
        )
    };
    let (first, second) = (row(""), row(" It cost $5 million."));
    let dbs = [
        ledger_of("asking-one-way", &first),
        ledger_of("asking-other-way", &second),
    ];
    for (db, rest) in dbs.iter().zip([&second, &first]) {
        let more = Path::new(db).with_file_name("more.jsonl");
        std::fs::write(&more, rest).expect("a file");
        let added = sayso(&["add", db, &more.display().to_string(), "--model", "fast"]);
        assert_eq!(added.status.code(), Some(0), "{added:?}");
    }
    for question in [
        &["search", "ferry"][..],
        &["search", "troops", "--figures"],
        &["who", "Ines Moller"],
        &["figures", "troops"],
        &["timeline", "ferry"],
    ] {
        let [one, other] = dbs.each_ref().map(|db| {
            let (verb, words) = question.split_first().expect("a verb");
            let mut rows = lines(&[&[*verb, db][..], words].concat());
            // The inputs differ, because each ledger has its own files.
            for (_, row) in &mut rows {
                row.as_object_mut().expect("an object").remove("input");
                row.as_object_mut().expect("an object").remove("entities");
            }
            assert!(!rows.is_empty(), "{question:?}");
            rows
        });
        assert_eq!(one, other, "{question:?}");
    }
}

/// An id may look like the number of another report.
#[test]
fn a_report_is_forgotten_by_its_id_before_another_by_its_number() {
    let db = ledger_of(
        "asking-forget",
        r##"{"id":"#2","text":"The mayor said it would open."}
{"id":"a","text":"The mayor said it would close."}
"##,
    );
    let forgotten = sayso(&["forget", &db, "#2"]);
    let said = String::from_utf8(forgotten.stderr).expect("UTF-8");
    assert!(said.contains("1 report forgotten"), "{said}");
    assert_eq!(lines(&["search", &db, "close"]).len(), 1);
}

/// A figure is a number whoever says it. Who does is left out where that may well be wrong.
#[test]
fn figures_are_counted_whether_or_not_their_source_is_certain() {
    let path = ledger("asking-figures");
    let db = path.to_str().expect("UTF-8");
    let [certain, all] = [&[][..], &["--uncertain"]].map(|more| {
        let rows = lines(&[&["search", db, "--figures", "--limit", "100000"], more].concat());
        rows.into_iter().map(|(_, row)| row).collect::<Vec<Value>>()
    });
    assert_eq!(certain.len(), all.len());
    let named = |rows: &[Value]| rows.iter().filter(|row| row["source"].is_string()).count();
    assert!(named(&certain) < named(&all), "{}", named(&all));
}
