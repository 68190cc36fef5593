//! The questions of `examples/questions.sql` have answers.

mod common;

use common::{REPORTS, add, find_names, open};
use rusqlite::Connection;

const QUESTIONS: &str = include_str!("../../../examples/questions.sql");

#[test]
fn the_questions_have_answers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    add(&path, &REPORTS, 64);
    let mut ledger = open(&path);
    ledger.stories(&find_names).unwrap();
    ledger.close().unwrap();
    let connection = Connection::open(&path).unwrap();
    let without_comments: Vec<&str> = QUESTIONS
        .lines()
        .filter(|line| !line.starts_with("--"))
        .collect();
    let all = without_comments.join("\n");
    let questions: Vec<&str> = all
        .split(';')
        .map(str::trim)
        .filter(|question| !question.is_empty())
        .collect();
    assert_eq!(questions.len(), 6);
    for question in questions {
        let mut query = connection.prepare(question).unwrap();
        let mut rows = query.query([]).unwrap();
        assert!(rows.next().unwrap().is_some(), "no answer: {question}");
    }
}
