//! What must hold of comparing for any two texts.

use proptest::prelude::*;
use sayso::Reader;
use sayso::compare::{
    CopyDirection, CopyEdge, CopyRelation, Sketch, SketchError, compare, families, independent,
    keys,
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
