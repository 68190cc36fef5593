//! Groups of claims: their rows, and how people see them.

use sayso::story::claims::ClaimRelation::{self, Outdated, Same, Updated};
use sayso_export::records::{ClaimGroup, ClaimMember, ClaimPair, MemberFigure, Span};
use sayso_export::side_by_side::rows;
use sayso_export::terminal::{Screen, Style, claims};

fn member(report: &str, day: &str, words: &str, value: &str) -> ClaimMember {
    ClaimMember {
        report: report.into(),
        claim: None,
        figure: Some(MemberFigure {
            id: "f1".into(),
            start: 0,
            end: 1,
            text: words.into(),
            value: Some(value.into()),
        }),
        time: Some(day.into()),
        span: Span {
            start: 0,
            end: 1,
            text: format!("The sinking killed {words} people."),
            at: None,
            edited: false,
        },
        source: None,
        source_kind: None,
        status: None,
        copy_of: None,
    }
}

fn pair(members: [u32; 2], relation: ClaimRelation) -> ClaimPair {
    ClaimPair {
        a: String::new(),
        b: String::new(),
        members,
        relation,
        one_source: false,
    }
}

/// A toll that grows, a copy, and a late report that has the old toll.
fn toll() -> ClaimGroup {
    let copy = ClaimMember {
        copy_of: Some("Wire".into()),
        ..member("Morning Post", "2025-03-01", "at least 12", "12")
    };
    ClaimGroup {
        id: "g1".into(),
        story: None,
        subject: "The sinking killed at least 12 people".into(),
        independent: 3,
        units: Vec::new(),
        unnamed: false,
        members: vec![
            member("Wire", "2025-03-01", "at least 12", "12"),
            copy,
            ClaimMember {
                source: Some("the coast guard".into()),
                ..member("Tarnholm Echo", "2025-03-02T08:00", "19", "19")
            },
            member("Hill Gazette", "2025-03-03", "at least 12", "12"),
        ],
        pairs: vec![
            pair([0, 1], Same),
            pair([0, 2], Updated),
            pair([1, 2], Updated),
            pair([0, 3], Same),
            pair([1, 3], Same),
            pair([2, 3], Outdated),
        ],
    }
}

fn shown(group: &ClaimGroup) -> String {
    let mut screen = Screen::new(Style {
        color: false,
        width: 100,
    });
    let name = |id: &str| id.to_string();
    claims(&mut screen, std::slice::from_ref(group), &name, 10);
    screen.finish()
}

#[test]
fn a_copy_with_the_same_words_is_folded_into_the_row_of_what_it_was_made_from() {
    let group = toll();
    let rows = rows(&group);
    let shown: Vec<_> = rows
        .iter()
        .map(|r| (&*r.member.report, r.copies, r.relation))
        .collect();
    assert_eq!(
        shown,
        [
            ("Wire", 1, None),
            ("Tarnholm Echo", 0, Some(Updated)),
            ("Hill Gazette", 0, Some(Outdated)),
        ]
    );
}

#[test]
fn a_copy_with_another_figure_has_a_row_of_its_own() {
    let mut group = toll();
    group.members[1] = ClaimMember {
        copy_of: Some("Wire".into()),
        ..member("Morning Post", "2025-03-01", "120", "120")
    };
    assert_eq!(rows(&group).len(), 4);
}

#[test]
fn people_see_how_a_figure_changes() {
    insta::assert_snapshot!(shown(&toll()));
}

#[test]
fn people_see_what_only_one_report_has() {
    let mut group = toll();
    group.members.truncate(1);
    group.pairs.clear();
    group.independent = 1;
    assert!(shown(&group).contains("only in one report"));
}
