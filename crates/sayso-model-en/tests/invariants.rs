//! What must hold for any text read with the weights: no panic, spans in order, scores that are
//! probabilities.

use proptest::prelude::*;
use sayso::attribute::{Bias, By};
use sayso::clean::{self, Given};
use sayso::reading;

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "“We won,” ", "said Ines Moller, a farmer. ", "Officials warned that the pier is shut. ", "\n", "The union wants ",
            "to strike, ", "according to the report. ", "\"", "‘It’s late,’ he said. ", "The pier sank, police said. ", "He denied it. ",
            ": ", "? ", "Mr. Ask called the plan “a joke” and left. ", "— ", "\0", "😀 ",
        ]).prop_map(String::from),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read(text in text(), bias in prop::sample::select(vec![Bias::Recall, Bias::Balanced, Bias::Precise])) {
        let document = clean::plain_with(text.as_bytes(), &Given::default(), sayso_model_en::words()).unwrap();
        let reading = reading::read(document, Some(sayso_model_en::fast()), bias);
        for a in &reading.attributions {
            for spans in [&a.source, &a.cue, &a.content] {
                prop_assert!(spans.iter().all(|s| !s.is_empty() && reading.document.text.get(s.range()).is_some()));
                prop_assert!(spans.windows(2).all(|w| w[0].end() <= w[1].start()));
            }
            prop_assert!(a.score.is_none_or(|s| (0.0..=1.0).contains(&s)));
            prop_assert!(a.score.is_some() || a.why.by() == By::Rule);
        }
    }

    #[test]
    fn paragraphs_are_bounded(words in 1usize..6000, stop in prop::option::of(1usize..3000)) {
        let text: String = (0..words).map(|i| if stop.is_some_and(|s| i % s == 0) { "Moss. " } else { "moss " }).collect();
        let document = clean::raw(text, &Given::default()).unwrap();
        let parts = sayso::segment::segment(&document);
        prop_assert!(parts.paragraphs.iter().all(|p| p.tokens.len() <= 2100));
        prop_assert_eq!(parts.paragraphs.iter().map(|p| p.tokens.len()).sum::<usize>(), parts.tokens.len());
    }
}
