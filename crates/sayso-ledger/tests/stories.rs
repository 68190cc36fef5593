//! Stories in a ledger: steps, order, forgetting and earlier versions change nothing in what is found.

mod common;

use common::{
    add_offered, assert_same, assert_sound, dump, find_names, offered_with, open, scratch,
};
use sayso::report::{GivenDay, RawReport};
use sayso_en::{Tier, reader};
use sayso_ledger::stories::{Stories, quoted};
use sayso_ledger::{Ledger, Offered, Outcome};
use std::path::Path;
use std::sync::LazyLock;

/// What is reported, and when. Two ferries hit two piers.
const NORVIK: [(&str, &str); 4] = [
    (
        "2024-03-04",
        "Ferry rams pier at Velm\n\nThe ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board. \
         “We lost power,” said Ines Moller, the captain of the Norvik Star.\n\nIt tore away 14 of the 60 piles.",
    ),
    (
        "2024-03-04",
        "Pier at Velm torn\n\nThe ferry Norvik Star rammed the pier at Velm on Monday with 312 people on board. \
         “We lost power,” said Ines Moller, the captain of the Norvik Star.",
    ),
    (
        "2024-03-05",
        "Velm counts its piles\n\nDivers found that the pier of Velm has lost 14 piles to the Norvik Star. The ferry had \
         312 people on board. Ines Moller did not answer questions.",
    ),
    (
        "2024-03-07",
        "Who pays for Velm?\n\nThe owner of the Norvik Star will pay for the 14 piles of the pier at Velm, Odo Brandt said. \
         “It was our ferry,” Brandt told a meeting of the 312 people who had been on board.",
    ),
];
const CARLA: [(&str, &str); 2] = [
    (
        "2024-03-04",
        "Ferry hits pier in Tarn Haven\n\nThe ferry Carla hit the pier of Tarn Haven with 85 people on board. \
         Nine were hurt, said Ada Quill, the mayor of Tarn Haven. The police said that the pier was closed.",
    ),
    (
        "2024-03-05",
        "Carla towed away\n\nTwo tugs towed the Carla from Tarn Haven. All 85 people had left the ferry, Ada Quill said.",
    ),
];
const BREAD: (&str, &str) = (
    "2024-03-05",
    "Bread gets dearer\n\nA loaf costs 4 crowns in Ostmark, the bakers said. The harvest of the year was poor.",
);

static READ: LazyLock<Vec<Offered>> = LazyLock::new(|| {
    let reader = reader(Tier::Fast);
    let all = NORVIK.iter().chain(&CARLA).chain([&BREAD]);
    let read = |(number, (day, text)): (usize, &(&str, &str))| {
        let raw = RawReport {
            published: Some(GivenDay {
                written: (*day).to_string(),
                day: Some((*day).to_string()),
                moment: None,
                is_default: false,
            }),
            ..RawReport::text(*text)
        };
        offered_with(&reader.read(&raw).expect("a reading"), number % 2 == 0)
    };
    all.enumerate().map(read).collect()
});

fn stories(path: &Path) -> Stories {
    let mut ledger = open(path);
    let stories = ledger.stories(&find_names).expect("stories");
    ledger.close().expect("closed");
    assert_sound(path);
    stories
}

#[test]
fn two_ferries_are_two_stories_and_bread_is_none() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ);
    let found = stories(&path("news.db"));
    let sizes: Vec<usize> = found
        .stories
        .iter()
        .map(|story| story.reports.len())
        .collect();
    assert_eq!(sizes, [4, 2], "{:?}", found.stories);
    let norvik = &found.stories[0];
    let days = ("2024-03-04".to_string(), "2024-03-07".to_string());
    assert_eq!(norvik.days, Some(days));
    assert!(!norvik.families.is_empty() && norvik.independent() < 4);
    let ledger = Ledger::open_to_read(&path("news.db")).expect("a ledger");
    let names = quoted(ledger.connection(), &found.numbers(norvik)).expect("names");
    assert_eq!(norvik.sources, names.len(), "{names:?}");
    assert_eq!(names[0].name, "Ines Moller");
    assert!(found.story_of(found.copies.reports[norvik.reports[1]]) == Some(norvik));
}

#[test]
fn steps_order_and_forgetting_change_nothing() {
    let (_folder, path) = scratch();
    let all = &READ[..];
    add_offered(&path("once.db"), all);
    stories(&path("once.db"));
    let expected = dump(&path("once.db"));

    let steps = path("steps.db");
    for one in all.iter().rev() {
        add_offered(&steps, std::slice::from_ref(one));
        stories(&steps);
    }
    assert_same(&dump(&steps), &expected);

    let Outcome::Report(entry) = &all[0].outcome else {
        panic!("a report");
    };
    let mut ledger = open(&steps);
    let numbers = ledger.reports_of_id(&entry.report().id).expect("a number");
    ledger.forget(&numbers).expect("forgotten");
    let count = |table: &str| -> i64 {
        let query = format!("SELECT COUNT(*) FROM {table}");
        let connection = ledger.connection();
        connection
            .query_row(&query, [], |row| row.get(0))
            .expect("a count")
    };
    // The story that it was of is gone with its claims, and the other one is there.
    assert_eq!((count("story"), count("story_report")), (1, 2));
    let of_others = "claim_group WHERE story NOT IN (SELECT number FROM story)";
    assert_eq!(count(of_others), 0);
    let of_none = "claim_group_member WHERE claim_group NOT IN (SELECT number FROM claim_group)";
    assert_eq!((count(of_none), count("claim_group") > 0), (0, true));
    ledger.close().expect("closed");
    stories(&steps);
    add_offered(&path("without.db"), &all[1..]);
    stories(&path("without.db"));
    assert_same(&dump(&steps), &dump(&path("without.db")));

    add_offered(&steps, &all[..1]);
    stories(&steps);
    assert_same(&dump(&steps), &expected);
}

#[test]
fn marks_of_another_version_are_made_anew() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ);
    let before = stories(&path("news.db"));
    let connection = rusqlite::Connection::open(path("news.db")).expect("SQLite opens it");
    connection
        .execute("UPDATE sketch SET version = 0, marks = x''", [])
        .expect("changed");
    drop(connection);
    let bytes = std::fs::read(path("news.db")).expect("bytes");
    let mut ledger = Ledger::open_to_read(&path("news.db")).expect("a ledger");
    assert_eq!(
        ledger.stories(&find_names).expect("stories").stories,
        before.stories
    );
    ledger.close().expect("closed");
    assert_eq!(std::fs::read(path("news.db")).expect("bytes"), bytes);
    assert_eq!(stories(&path("news.db")).stories, before.stories);
}

#[test]
fn the_view_has_the_reports_of_each_story() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ);
    stories(&path("news.db"));
    let connection = rusqlite::Connection::open(path("news.db")).expect("SQLite opens it");
    // Two of the reports at least are copies.
    let (reports, in_families): (i64, i64) = connection
        .query_row("SELECT COUNT(*), COUNT(family) FROM stories", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("counts");
    assert_eq!(reports, 6);
    assert!((2..6).contains(&in_families), "{in_families}");
}

/// What a query answers, each row as one text.
fn rows(path: &Path, query: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).expect("SQLite opens it");
    let mut query = connection.prepare(query).expect("a query");
    let rows = query.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("texts")
}

#[test]
fn one_line_says_who_said_what_in_how_many_independent_reports() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ);
    stories(&path("news.db"));
    let found = rows(
        &path("news.db"),
        "SELECT concat_ws(' | ', story, who, words, figures, relation, reports, independent) FROM claims_in_stories
         ORDER BY story, claim_group",
    );
    assert_eq!(
        found,
        [
            "Ferry hits pier in Tarn Haven | Ada Quill | of Tarn Haven with 85 people on board. | 85 | same | 2 | 2",
            "Velm counts its piles | Velm on Monday with 312 people on board. | 312 | same | 4 | 2",
            "Velm counts its piles | Divers; Odo Brandt | It tore away 14 of the 60 piles. | 14 | same | 3 | 2",
            "Velm counts its piles | Ines Moller | “We lost power,” said Ines Moller, the captain of the Norvik Star. | same | 2 | 1",
        ]
    );
}

#[test]
fn claims_of_a_story_that_did_not_change_are_left_as_they_are() {
    let (_folder, path) = scratch();
    add_offered(&path("news.db"), &READ[..6]);
    stories(&path("news.db"));
    let numbers = "SELECT story || ' ' || number FROM claim_group ORDER BY number";
    let before = rows(&path("news.db"), numbers);
    add_offered(&path("news.db"), &READ[6..]);
    stories(&path("news.db"));
    assert_eq!(rows(&path("news.db"), numbers), before);
    // What another version found is found anew.
    let connection = rusqlite::Connection::open(path("news.db")).expect("SQLite opens it");
    let changed = "UPDATE story SET claims_from = ''; UPDATE claim_group SET name = 'other'";
    connection.execute_batch(changed).expect("changed");
    drop(connection);
    stories(&path("news.db"));
    let others = "SELECT name FROM claim_group WHERE name = 'other'";
    assert_eq!(rows(&path("news.db"), others), Vec::<String>::new());
}
