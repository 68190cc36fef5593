//! What must hold of comparing for any two texts.

use proptest::prelude::*;
use sayso::Reader;
use sayso::compare::{
    CopyDirection, CopyEdge, CopyRelation, Shares, Sketch, SketchError, compare, families,
    independent, keys,
};
use sayso::report::RawReport;
use sayso::words::Words;

/// Sentences that texts are made of, so that texts share some.
const SENTENCES: [&str; 10] = [
    "The old pier at Velm was closed on Monday after engineers found rot in 14 piles.",
    "“We have waited for years,” said Ines Moller, who owns the last ferry.",
    "The council will vote on the repairs on 12 May.",
    "Repairs may cost $2.4 million, according to a report by the harbour office.",
    "Rain fell.",
    "Mayor Ada Quill said that the bridge would stay open; “nobody will be cut off,” she added.",
    "VELM (Tarn News) — Two boats sank in the storm, the coast guard said.",
    "About 300 residents signed a petition against the plan in June 2021.",
    "“No comment.”",
    "Police did not say who had reported the damage first, or when.",
];

fn sketch(text: &str) -> Sketch {
    let words = Words::none();
    let reading = Reader::new(&words).read(&RawReport::text(text));
    Sketch::of(&reading.unwrap_or_default())
}

/// Shares that are different for each relation.
fn shares(relation: usize) -> Shares {
    let share = relation as f32 / 7.0;
    Shares {
        narration_a: share,
        narration_b: 1.0 - share,
        ..Shares::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    let paragraph = prop_oneof![
        4 => prop::sample::select(&SENTENCES[..]).prop_map(str::to_string),
        1 => "\\PC{0,80}",
    ];
    prop::collection::vec(paragraph, 0..12).prop_map(|all| all.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_report_is_a_verbatim_copy_of_itself(text in text()) {
        let sketch = sketch(&text);
        let comparison = compare(&sketch, &sketch);
        prop_assert_eq!(&comparison, &comparison.clone().exchanged());
        prop_assert!(comparison.sentences.iter().all(|link| link.a == link.b));
        prop_assert_eq!(comparison.direction, CopyDirection::default());
        prop_assert!(comparison.altered.is_empty());
        if !sketch.words.is_empty() {
            prop_assert_eq!(comparison.relation, CopyRelation::Verbatim);
        }
    }

    #[test]
    fn exchanging_the_reports_exchanges_the_sides(a in text(), b in text()) {
        let (a, b) = (sketch(&a), sketch(&b));
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).exchanged());
    }

    #[test]
    fn exchanging_reports_of_the_same_words_exchanges_the_sides(
        all in prop::collection::vec(prop::sample::select(&SENTENCES[..]), 1..8),
    ) {
        // The same words with other paragraphs, and sentences that occur twice.
        let (a, b) = (sketch(&all.join("\n\n")), sketch(&all.join(" ")));
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).exchanged());
    }

    #[test]
    fn bytes_give_the_same_sketch(text in text()) {
        let sketch = sketch(&text);
        prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Ok(sketch));
    }

    #[test]
    fn damaged_bytes_give_an_error_or_a_sketch_that_can_be_compared(
        text in text(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = sketch(&text).to_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(sketch) = Sketch::from_bytes(&bytes) {
            let _ = (compare(&sketch, &sketch), keys(&sketch));
        }
        let cut = cut.index(bytes.len());
        prop_assert!(Sketch::from_bytes(&bytes[..cut]).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Sketch::from_bytes(&bytes);
    }

    #[test]
    fn families_do_not_depend_on_the_order_of_the_edges(
        pairs in prop::collection::vec((0u8..12, 0u8..12, 0usize..3, 0usize..8), 0..20),
        seed in any::<u64>(),
    ) {
        let edges: Vec<CopyEdge<u8>> = pairs
            .into_iter()
            .filter(|&(a, b, ..)| a != b)
            .map(|(a, b, from, relation)| CopyEdge {
                a,
                b,
                relation: CopyRelation::ALL[relation],
                from: [None, Some(a), Some(b)][from],
                shares: shares(relation),
            })
            .collect();
        let mut mixed = edges.clone();
        mixed.sort_by_key(|edge| (u64::from(edge.a) * 31 + u64::from(edge.b)).wrapping_mul(seed | 1));
        prop_assert_eq!(families(&edges), families(&mixed));
        let all: Vec<u8> = (0..12).collect();
        prop_assert_eq!(independent(&all, &edges), independent(&all, &mixed));
    }
}

#[test]
fn another_version_is_named_in_the_error() {
    let mut bytes = sketch(SENTENCES[0]).to_bytes();
    bytes[0] = 200;
    assert_eq!(Sketch::from_bytes(&bytes), Err(SketchError::Version(200)));
    assert_eq!(Sketch::from_bytes(&[]), Err(SketchError::Damaged));
}

#[test]
fn a_report_of_very_many_sentences_is_compared_by_its_beginning() {
    let days = |count: usize| -> String {
        let all: Vec<String> = (0..count)
            .map(|n| format!("It rained on day {n}."))
            .collect();
        all.join(" ")
    };
    let many = sketch(&days(3_000));
    assert_eq!(many.sentences.len(), 2_000);
    assert_eq!(Sketch::from_bytes(&many.to_bytes()).as_ref(), Ok(&many));
    assert_eq!(compare(&many, &many).relation, CopyRelation::Verbatim);
    let few = sketch(&days(3));
    assert_eq!(compare(&many, &few), compare(&few, &many).exchanged());
}

/// Two copies with what share of the first is in the second, and of the second in the first.
fn copies(a: &'static str, b: &'static str, shares: (f32, f32)) -> CopyEdge<&'static str> {
    CopyEdge {
        a,
        b,
        relation: CopyRelation::Light,
        from: None,
        shares: Shares {
            narration_a: shares.0,
            narration_b: shares.1,
            ..Shares::default()
        },
    }
}

/// The reports of each family, and those that have parts of it and of others.
fn grouped(edges: &[CopyEdge<&'static str>]) -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
    let all = families(edges).into_iter();
    all.map(|family| (family.reports, family.merged)).collect()
}

#[test]
fn a_digest_of_two_reports_joins_no_families() {
    let edges = [
        copies("ferry", "digest", (1.0, 0.5)),
        copies("strike", "digest", (0.95, 0.45)),
    ];
    let expected = [
        (vec!["ferry"], vec!["digest"]),
        (vec!["strike"], vec!["digest"]),
    ];
    assert_eq!(grouped(&edges), expected);
    assert_eq!(independent(&["digest", "ferry", "strike"], &edges), 2);
    // Copies of the reports stay with them, also those that the digest is compared with.
    let more = [
        edges[0].clone(),
        edges[1].clone(),
        copies("ferry", "ferry again", (0.9, 0.9)),
        copies("digest", "ferry again", (0.45, 0.9)),
    ];
    let expected = [
        (vec!["ferry", "ferry again"], vec!["digest"]),
        (vec!["strike"], vec!["digest"]),
    ];
    assert_eq!(grouped(&more), expected);
    assert_eq!(
        independent(&["digest", "ferry", "ferry again", "strike"], &more),
        2
    );
}

#[test]
fn a_live_blog_that_quotes_three_reports_joins_none_of_them_and_counts_by_its_own_words() {
    let edges = [
        copies("bay", "live", (0.3, 0.15)),
        copies("cape", "live", (0.4, 0.1)),
        copies("dune", "live", (0.2, 0.1)),
    ];
    let expected = ["bay", "cape", "dune"].map(|report| (vec![report], vec!["live"]));
    assert_eq!(grouped(&edges), expected);
    assert_eq!(independent(&["bay", "cape", "dune", "live"], &edges), 4);
}

#[test]
fn a_report_that_others_were_made_from_is_not_merged_of_them() {
    let from_wire = |copy, share| CopyEdge {
        from: Some("wire"),
        ..copies(copy, "wire", (0.9, share))
    };
    // Each has half of it.
    let edges = [from_wire("bay", 0.5), from_wire("cape", 0.5)];
    let expected = [(vec!["bay", "cape", "wire"], vec![])];
    assert_eq!(grouped(&edges), expected);
    assert_eq!(families(&edges)[0].root, Some("wire"));
    // Two rewordings of the same part, which are too far from each other.
    let edges = [
        copies("bay", "wire", (0.6, 0.65)),
        copies("cape", "wire", (0.6, 0.6)),
    ];
    assert_eq!(grouped(&edges), expected);
    assert_eq!(independent(&["bay", "cape", "wire"], &edges), 1);
    // It is in a copy as a whole.
    let edges = [
        copies("bay", "wire", (0.5, 0.8)),
        copies("cape", "wire", (0.6, 0.2)),
    ];
    assert_eq!(grouped(&edges), expected);
}
