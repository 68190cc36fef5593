//! What is forgotten is gone from the bytes of the file.

mod common;

use common::{REPORTS, add, assert_same, assert_sound, dump, open};
use sayso_export::records::Saved;
use std::fs;

/// A report with a word that no other has, in its text and in all that was read from it.
fn with_a_rare_word(saved: &Saved, word: &str) -> Saved {
    let mut out = saved.clone();
    let first = out
        .report
        .text
        .split_whitespace()
        .next()
        .expect("a word")
        .to_string();
    out.report.text = out.report.text.replacen(&first, word, 1);
    for claim in &mut out.claims {
        for span in &mut claim.content {
            span.text = format!("{word} {}", span.text);
        }
    }
    out.report.id = format!("rare-{word}");
    out.report.input = format!("{word}.txt");
    out.report.title = Some(format!("About {word}"));
    out
}

#[test]
fn nothing_of_it_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (path, never) = (
        folder.path().join("news.db"),
        folder.path().join("never.db"),
    );
    let word = "Zwirbelhausen";
    let rare: Vec<Saved> = REPORTS[..6]
        .iter()
        .map(|saved| with_a_rare_word(saved, word))
        .collect();
    let mut numbered = rare.clone();
    for (n, saved) in numbered.iter_mut().enumerate() {
        saved.report.id = format!("{}-{n}", saved.report.id);
    }
    let mut all = REPORTS.clone();
    all.splice(10..10, numbered.iter().cloned());
    add(&path, &all, 8);
    add(&never, &REPORTS, 8);
    let holds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        // The stem of the word is what the index has.
        text.contains("zwirbelhaus")
    };
    let before = fs::read(&path).unwrap();
    assert!(holds(&before), "the word is there before");
    let mut ledger = open(&path);
    let mut numbers = Vec::new();
    for saved in &numbered {
        numbers.extend(ledger.reports_called(&saved.report.id).unwrap());
    }
    assert_eq!(numbers.len(), numbered.len());
    ledger.forget(&numbers).unwrap();
    ledger.close().unwrap();
    let after = fs::read(&path).unwrap();
    assert!(!holds(&after), "the word is gone");
    assert!(
        after.len() < before.len(),
        "{} < {}",
        after.len(),
        before.len()
    );
    let beside: Vec<_> = fs::read_dir(folder.path())
        .expect("a word")
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
    assert_sound(&path);
    assert_same(&dump(&path), &dump(&never));
}
