//! What must hold for any text and any sources in it: no panic, and a resolution whose parts refer
//! to what is there.
#![allow(clippy::unwrap_used)]

mod whole;

use proptest::prelude::*;
use sayso::attribute::{Attribution, AttributionId, Bias, Form, Rule, Why};
use sayso::clean::{self, Given};
use sayso::reading::{self, Reading};

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "Ines Moller", "Moller", "Mrs. Moller said", "Mr. Karl Moller", "Moller Ferries Inc.", "She", "her lawyer", "he", "they", "it", "who", "one of them",
            "the mayor of Velm", "a 43-year-old", "the latter", "Harbour and Quay Workers’ Union", "the union", "(HQW)", "police",
            "a person familiar with the plan", "on condition of anonymity", "because he feared for his job", "said", "told",
            "Ahn and other observers", "’s", ",", ". ", "“", "”", "(", ")", "-", "—", ":", "\n", "\0", "😀", "of", "and", "former",
        ]).prop_map(|piece| piece.to_string() + " "),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn read(text: &str) -> Reading {
    reading::read(
        clean::raw(text.to_string(), &Given::default()).unwrap(),
        None,
        Bias::Recall,
    )
}

/// Attributions as somebody could give them: their sources, by where they begin and how many tokens
/// they have, in two pieces with one token between them, each with a number before it that they may
/// hang on.
fn given(reading: &Reading, sources: &[(usize, usize, bool, Option<usize>)]) -> Vec<Attribution> {
    let all = reading.segments.tokens.len();
    let span = |start: usize, end: usize| reading.segments.span(start as u32..end as u32);
    let one =
        |(number, &(start, len, two, hangs)): (usize, &(usize, usize, bool, Option<usize>))| {
            let start = start % all;
            let end = (start + len).min(all);
            let second = (two && end + 1 < all).then(|| span(end + 1, end + 2));
            let earlier = hangs
                .filter(|_| number > 0)
                .map(|n| AttributionId((n % number) as u32));
            Attribution {
                source: std::iter::once(span(start, end))
                    .filter(|_| len > 0)
                    .chain(second)
                    .collect(),
                cue: Vec::new(),
                content: Vec::new(),
                form: Form::Indirect,
                parent: earlier,
                carried_from: earlier,
                score: None,
                why: Why::Rule(Rule::Given),
            }
        };
    sources.iter().enumerate().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_source_of_any_text_is_resolved(
        text in text(),
        sources in prop::collection::vec((any::<usize>(), 0usize..8, any::<bool>(), any::<Option<usize>>()), 0..30),
    ) {
        let mut found = read(&text);
        let mut given = if found.segments.tokens.is_empty() {
            Reading::default()
        } else {
            reading::given(found.document.clone(), given(&found, &sources))
        };
        for reading in [&mut found, &mut given] {
            reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
            whole::check(reading);
        }
    }
}

#[test]
fn a_source_without_words_has_no_speaker() {
    let text = "The pier is shut, said Ines Moller,";
    let document = clean::raw(text.into(), &Given::default()).unwrap();
    let found = read(text);
    let comma = found.segments.tokens.len() - 1;
    let mut reading = reading::given(document, given(&found, &[(comma, 1, false, None)]));
    reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
    whole::check(&reading);
    assert!(reading.resolution.speakers[0].entities.is_empty());
}

/// The phrase before "who" may be nothing but marks. It must not be looked for in "who" itself again.
#[test]
fn who_after_nothing_but_a_mark_has_no_one_before_it() {
    for text in [
        "“ ( who said",
        "The pier. ( “ who said so.",
        "said “ “ “, whom police",
    ] {
        let document = clean::raw(text.into(), &Given::default()).unwrap();
        let found = read(text);
        let all = found.segments.tokens.len();
        for start in 0..all {
            let mut reading =
                reading::given(document.clone(), given(&found, &[(start, 1, false, None)]));
            reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
            whole::check(&reading);
        }
    }
}
