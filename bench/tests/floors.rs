//! Figures must not fall. The corpora are not in the repository: set `SAYSO_DATA` (default:
//! `../shared/data` beside the checkout). Without them these tests say so and pass. The examples of
//! the repository are always measured.

use sayso::attribute::Bias;
use sayso::model::Model;
use sayso_bench::polnear::{self, Gold, Spans3};
use sayso_bench::score::{self, Subset};
use sayso_bench::{predict, reference_format};
use std::path::{Path, PathBuf};
use std::process::Command;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder of a corpus, if it is there.
fn corpus(name: &str) -> Option<PathBuf> {
    let data = std::env::var_os("SAYSO_DATA")
        .map_or_else(|| repository().join("../shared/data"), PathBuf::from);
    let folder = data.join(name);
    if !folder.is_dir() {
        eprintln!("skipped: no {name} in {} (set SAYSO_DATA)", data.display());
    }
    folder.is_dir().then_some(folder)
}

fn predict_all(gold: &[Gold], model: Option<&Model>) -> Vec<Vec<Spans3>> {
    let one = |report: &Gold| predict(report, model, Bias::Balanced).expect("a short text");
    gold.iter()
        .map(|report| one(report).into_iter().map(|found| found.spans).collect())
        .collect()
}

fn check(folder: &Path, model: Option<&Model>, floors: [f64; 3]) {
    let gold = polnear::load(folder).expect("annotated reports");
    let predicted = predict_all(&gold, model);
    for ((name, subset), floor) in [
        ("direct", Subset::Direct),
        ("speech", Subset::Speech),
        ("all", Subset::All),
    ]
    .into_iter()
    .zip(floors)
    {
        let f1 = 100.0 * score::score(&gold, &predicted, subset).linked().f1;
        eprintln!("{}: {name}: {f1:.1}, floor {floor}", folder.display());
        assert!(
            f1 >= floor,
            "{}: linked F1 of {name} is {f1:.1}, the floor {floor}",
            folder.display()
        );
    }
}

#[test]
fn examples() {
    let (fast, standard) = (
        Some(sayso_model_en::fast()),
        Some(sayso_model_en::standard()),
    );
    check(&repository().join("examples"), None, [70.0, 62.0, 45.0]);
    check(&repository().join("examples"), fast, [68.0, 74.0, 63.0]);
    check(
        &repository().join("examples/news/dev"),
        fast,
        [85.0, 81.0, 73.0],
    );
    check(
        &repository().join("examples/news/dev"),
        standard,
        [83.0, 83.0, 77.0],
    );
}

/// The floors are a little below today's figures.
#[test]
fn polnear_dev() {
    let Some(polnear) = corpus("polnear") else {
        return;
    };
    check(&polnear.join("dev"), None, [85.0, 67.0, 46.0]);
    check(
        &polnear.join("dev"),
        Some(sayso_model_en::fast()),
        [87.5, 80.0, 64.0],
    );
    check(
        &polnear.join("dev"),
        Some(sayso_model_en::standard()),
        [89.5, 83.0, 66.5],
    );
}

/// The invented pages: kinds, metadata, and that every block is where the map says.
#[test]
fn example_pages() {
    let folder = |name: &str| repository().join("examples/pages").join(name);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages.json");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso-bench"));
    command
        .arg("pages")
        .args(["dev", "unseen", "late", "blind"].map(folder))
        .arg("--out")
        .arg(&file);
    let output = command.output().expect("it runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let whole: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&file).expect("figures")).expect("JSON");
    for (name, figures) in whole["figures"].as_object().expect("figures of folders") {
        let number = |key: &str| figures[key].as_f64().expect("a figure");
        assert!(number("articles_lost") < 1.0, "{name}: articles lost");
        assert!(
            number("others_read_as_articles") <= 0.04 * number("others"),
            "{name}: others read"
        );
        assert!(number("characters_with_a_place") >= 99.9, "{name}: places");
        if number("blocks") > 0.0 {
            assert!(
                number("repeated_blocks_at_their_place") >= 99.0,
                "{name}: the right one of several"
            );
            assert!(
                number("body_missed") <= 2.0 && number("body_too_much") <= 6.0,
                "{name}: body"
            );
        }
        for (field, floor) in [
            ("title", 0.95),
            ("published", 0.97),
            ("authors", 0.65),
            ("language", 1.0),
        ] {
            let counts = &figures["fields"][field];
            let share =
                counts["right"].as_f64().expect("right") / counts["known"].as_f64().expect("known");
            assert!(share >= floor, "{name}: {field}: {share}");
        }
    }
}

/// The invented claims: statuses, voices, and the outlet's own hedges.
#[test]
fn example_claims() {
    let folder = repository().join("examples/claims");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("claims.json");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso-bench"));
    command
        .arg("certainty")
        .args(["dev.txt", "variety.txt"].map(|name| folder.join(name)));
    let output = command.arg("--out").arg(&file).output().expect("it runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let whole: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&file).expect("figures")).expect("JSON");
    for (name, figures) in whole["figures"].as_object().expect("figures of files") {
        for (key, floor) in [("status", 96.0), ("voice", 98.0)] {
            let share = figures[key][2].as_f64().expect("a share");
            assert!(share >= floor, "{name}: {key}: {share}");
        }
        for key in ["precision", "recall"] {
            let share = figures["own hedges"][key].as_f64().expect("a share");
            assert!(share >= 95.0, "{name}: own hedges: {key}: {share}");
        }
    }
}

/// Our scorer prints what the reference script prints, on real predictions.
#[test]
fn scorer_agrees_with_the_reference() {
    let Some(polnear) = corpus("polnear") else {
        return;
    };
    let script = polnear.join("../../eval/attribution_score.py");
    if !script.is_file() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: no reference scorer or no python3");
        return;
    }
    let gold = polnear::load(&polnear.join("dev")).expect("annotated reports");
    let predicted = predict_all(&gold, Some(sayso_model_en::fast()));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("predictions.jsonl");
    std::fs::write(&file, reference_format(&gold, &predicted)).expect("a file");
    for (subset, flag) in [
        (Subset::All, None),
        (Subset::Speech, Some("--speech")),
        (Subset::Direct, Some("--direct")),
    ] {
        let output = Command::new("python3")
            .arg(&script)
            .arg(polnear.join("dev"))
            .arg(&file)
            .args(flag)
            .output();
        let output = output.expect("the script runs");
        let theirs = String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_string();
        let ours = score::score(&gold, &predicted, subset).to_string();
        assert_eq!(ours.trim_end(), theirs, "{flag:?}");
    }
}
