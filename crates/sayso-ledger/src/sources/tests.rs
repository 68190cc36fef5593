//! Who is one person, and that it does not depend on the order in which reports come.

use super::{ALONE, Namesake, Person, persons};
use crate::open::{Ledger, Opening};
use crate::write::{Entry, Offered, Outcome, Writing};
use proptest::prelude::*;
use sayso::resolve::{Kind, LinkRule, Written};
use sayso_export::records::{self, Entity, Link, Mention, Report, Role, Run, Saved, Span};
use std::path::Path;
use std::time::Duration;

/// An entity that is the only one of its report.
fn namesake(number: i64, roles: &[(&str, Option<&str>)]) -> Namesake {
    Namesake {
        key: (format!("r{number}"), String::new(), "e1".into()),
        number,
        name: "Ada Quill".into(),
        roles: roles
            .iter()
            .map(|(role, body)| (role.to_string(), body.map(str::to_string)))
            .collect(),
        company: Vec::new(),
    }
}

/// The numbers of the entities of each person.
fn groups(persons: &[Person]) -> Vec<Vec<i64>> {
    persons
        .iter()
        .map(|person| person.entities.iter().map(|(number, _)| *number).collect())
        .collect()
}

#[test]
fn a_name_and_a_role_or_a_body_are_one_person() {
    let all = persons(
        "ada quill",
        vec![
            namesake(1, &[("the governor of Ostmark", None)]),
            namesake(2, &[("former Governor of Ostmark", None)]),
            namesake(
                3,
                &[("a lieutenant in the river police", Some("river police"))],
            ),
            namesake(4, &[("head of the River Police", Some("River Police"))]),
        ],
    );
    assert_eq!(groups(&all), [[1, 2], [3, 4]]);
    assert_eq!(all[0].entities[0].1, "role: governor ostmark");
    assert_eq!(all[1].entities[1].1, "body: river police");
    assert_eq!(all[0].reports, 2);
}

#[test]
fn two_other_persons_in_both_reports_show_that_a_name_is_one_person() {
    let beside = |number: i64, roles: &[(&str, Option<&str>)], company: &[&str]| Namesake {
        company: company.iter().map(ToString::to_string).collect(),
        ..namesake(number, roles)
    };
    let all = persons(
        "ada quill",
        vec![
            beside(
                1,
                &[("the governor of Ostmark", None)],
                &["bo lind", "ines moller"],
            ),
            beside(2, &[], &["bo lind", "ines moller", "odo brandt"]),
            // One other person can be named by chance.
            beside(3, &[], &["odo brandt", "per lund"]),
            // Voters of that name are many.
            beside(4, &[("a voter", None)], &["bo lind", "ines moller"]),
        ],
    );
    assert_eq!(groups(&all), [vec![1, 2], vec![3], vec![4]]);
    let two_in_one = ["e1", "e2"].map(|entity| Namesake {
        key: ("r9".into(), String::new(), entity.into()),
        ..beside(9, &[], &["bo lind", "ines moller"])
    });
    let apart = persons("ada quill", two_in_one.to_vec());
    assert_eq!(apart.len(), 2);
    assert_eq!(all[0].entities[1].1, "beside: bo lind; ines moller");
}

#[test]
fn the_name_alone_joins_no_one() {
    let all = persons(
        "ada quill",
        vec![
            namesake(1, &[]),
            namesake(2, &[]),
            // Each body has a director.
            namesake(8, &[("its director", None)]),
            namesake(9, &[("Its director", None)]),
            namesake(3, &[("a resident", None)]),
            namesake(4, &[("a resident", None)]),
            // "anti-Quill", "her rival Ada Quill"
            namesake(5, &[("anti", None), ("rival", None)]),
            namesake(6, &[("Anti-", None), ("her rival", None)]),
        ],
    );
    assert_eq!(groups(&all), [[1], [2], [3], [4], [5], [6], [8], [9]]);
    assert_eq!(all[0].entities[0].1, ALONE);
}

#[test]
fn a_part_of_a_role_joins_only_if_it_is_of_one_person() {
    let governor = namesake(1, &[("governor", None)]);
    let of_ostmark = namesake(2, &[("governor of Ostmark", None)]);
    let of_velm = namesake(3, &[("governor of Velm", None)]);
    let two = persons("ada quill", vec![governor.clone(), of_ostmark.clone()]);
    assert_eq!(groups(&two), [[1, 2]]);
    let three = persons("ada quill", vec![governor, of_ostmark, of_velm]);
    assert_eq!(groups(&three), [[1], [2], [3]]);
}

const NAMES: [(&str, Kind); 9] = [
    ("Ada Quill", Kind::Person),
    ("Adá Qui-ll", Kind::Person),
    ("Quill", Kind::Person),
    ("River Police Authority", Kind::Organisation),
    ("RPA", Kind::Organisation),
    ("Road Patrol Agency", Kind::Media),
    ("Ministry of Roads", Kind::Organisation),
    ("Roads Ministry", Kind::Organisation),
    ("a resident", Kind::Anonymous),
];
const ROLES: [(&str, Option<&str>); 6] = [
    ("governor", None),
    ("governor of Ostmark", None),
    ("governor of Velm", None),
    ("a resident", None),
    ("head of the river police", Some("river police")),
    ("a spokeswoman for the river police", Some("river police")),
];

/// A report with entities that have names and roles by number.
fn report(number: usize, entities: &[(usize, Vec<usize>)]) -> Saved {
    let span = |text: &str, at: usize| Span {
        start: at as u32,
        end: at as u32 + 1,
        text: text.into(),
        ..Span::default()
    };
    let mut saved = Saved::of(blank(number));
    for (n, (name, roles)) in entities.iter().enumerate() {
        let (name, kind) = NAMES[*name];
        saved.entities.push(Entity {
            report: saved.report.id.clone(),
            id: format!("e{}", n + 1),
            name: name.into(),
            kind,
            of: None,
            roles: roles
                .iter()
                .enumerate()
                .map(|(at, role)| Role {
                    span: span(ROLES[*role].0, at),
                    organisation: ROLES[*role].1.map(|body| span(body, at)),
                    former: false,
                })
                .collect(),
            // Half of the bodies are also called by their initials.
            aliases: match roles.first() {
                Some(_) if kind != Kind::Person => vec!["RPA".into()],
                _ => Vec::new(),
            },
            mentions: vec![Mention {
                span: span(name, n),
                form: Written::Name,
                link: Link {
                    rule: LinkRule::ALL[0],
                    score: 1.0,
                    runner_up: None,
                },
            }],
        });
    }
    saved
}

fn blank(number: usize) -> Report {
    let line = format!(
        r#"{{"type":"report","data":{{"id":"r{number}","input":"{number}.txt","record":null,"sha256":"{number}","text_sha256":"{number}","url":null,"outlet":null,"title":null,"byline":null,"published":null,"modified":null,"section":null,"language":null,"kind":"article","text":"One. Two. Three. Four.","blocks":[],"edits":[],"metadata":{{}}}}}}"#
    );
    match serde_json::from_str(&line) {
        Ok(records::Record::Report(report)) => report,
        other => panic!("{other:?}"),
    }
}

fn open(path: &Path) -> Ledger {
    let opening = Opening {
        what: "a test",
        wait: Duration::ZERO,
        tell: &mut |_| {},
    };
    Ledger::open_to_write(path, opening).unwrap()
}

fn put(ledger: &mut Ledger, saved: &Saved) {
    let run = ledger.run(&Run::default()).unwrap();
    let offered = Offered {
        name: saved.report.name(),
        bytes: None,
        sha256: Some(saved.report.sha256.clone()),
        outcome: Outcome::Report(Box::new(Entry::new(saved.clone()))),
    };
    ledger
        .write(Writing { run, again: true }, &[offered])
        .unwrap();
}

fn said(ledger: &Ledger) -> String {
    let mut out = Vec::new();
    ledger.dump(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn persons_worked_out_on_the_way_are_those_worked_out_from_nothing(
        reports in prop::collection::vec(prop::collection::vec((0..NAMES.len(), prop::collection::vec(0..ROLES.len(), 0..3)), 1..4), 1..8),
        forgotten in 0..8_usize,
        replaced in 0..8_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = open(&folder.path().join("news.db"));
        for (number, entities) in reports.iter().enumerate() {
            put(&mut ledger, &report(number, entities));
            if number % 2 == 0 {
                ledger.settle_sources().unwrap();
            }
        }
        put(&mut ledger, &report(replaced % reports.len(), &[(0, vec![0])]));
        let numbers = ledger.reports_called(&format!("r{}", forgotten % reports.len())).unwrap();
        ledger.forget(&numbers).unwrap();
        ledger.settle_sources().unwrap();
        let on_the_way = said(&ledger);
        ledger.settle_all_sources().unwrap();
        prop_assert_eq!(on_the_way, said(&ledger));
    }
}

/// Which bodies there are: each name with the entities and why.
fn bodies(reports: &[&[(usize, bool)]]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(&folder.path().join("news.db"));
    for (number, entities) in reports.iter().enumerate() {
        let entities: Vec<(usize, Vec<usize>)> = entities
            .iter()
            .map(|(name, gives_acronym)| (*name, if *gives_acronym { vec![0] } else { Vec::new() }))
            .collect();
        put(&mut ledger, &report(number, &entities));
    }
    ledger.settle_sources().unwrap();
    let mut query = ledger
        .connection()
        .prepare(
            "SELECT source.name || ': ' || group_concat(report.id || ' ' || why, '; ') FROM source
             JOIN source_entity ON source_entity.source = source.number
             JOIN entity ON entity.number = source_entity.entity
             JOIN report ON report.number = entity.report
             GROUP BY source.number ORDER BY 1",
        )
        .unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

const RIVER_POLICE: usize = 3;
const RPA: usize = 4;
const ROAD_PATROL: usize = 5;
const MINISTRY_OF_ROADS: usize = 6;
const ROADS_MINISTRY: usize = 7;

#[test]
fn bodies_are_joined_by_their_full_name_and_by_an_acronym_that_is_explained() {
    assert_eq!(
        bodies(&[
            &[(RIVER_POLICE, true)],
            &[(RPA, false)],
            &[(RIVER_POLICE, true)]
        ]),
        ["River Police Authority: r0 name; r1 acronym: rpa, spelled out in r0; r2 name"]
    );
    // One report that spells it out may be about another body, unless the two name one body or person besides.
    assert_eq!(
        bodies(&[
            &[(RIVER_POLICE, true)],
            &[(RPA, false)],
            &[(RIVER_POLICE, false)]
        ]),
        ["River Police Authority: r0 name; r2 name"]
    );
    assert_eq!(
        bodies(&[
            &[(RIVER_POLICE, true), (ROADS_MINISTRY, false)],
            &[(RPA, false), (ROADS_MINISTRY, false)],
        ]),
        [
            "River Police Authority: r0 name; r1 acronym: rpa, spelled out in r0",
            "Roads Ministry: r0 name; r1 name"
        ]
    );
    // A name that four times as many reports have as the next is the usual one.
    let usual: Vec<&[(usize, bool)]> = [&[(RIVER_POLICE, true)][..]; 4]
        .into_iter()
        .chain([&[(ROAD_PATROL, true)][..], &[(RPA, false)][..]])
        .collect();
    assert_eq!(
        bodies(&usual),
        [
            "River Police Authority: r0 name; r1 name; r2 name; r3 name; r5 acronym: rpa, spelled out in r0"
        ]
    );
    // Two bodies have the acronym, so that it is of neither; bodies of one report have nothing to be joined with.
    let (of_two, two): (&[&[(usize, bool)]], &[&[(usize, bool)]]) = (
        &[
            &[(RIVER_POLICE, true)],
            &[(RPA, false)],
            &[(ROAD_PATROL, true)],
        ],
        &[&[(RIVER_POLICE, false)], &[(RPA, false)]],
    );
    assert!(bodies(of_two).is_empty());
    assert!(bodies(two).is_empty());
    assert_eq!(
        bodies(&[&[(MINISTRY_OF_ROADS, false)], &[(ROADS_MINISTRY, false)]]),
        ["Ministry of Roads: r0 name: ministry of roads; r1 name"]
    );
}
