//! Properties of figures and tokens that are true of every text.

use proptest::prelude::*;
use sayso_measure::scan::scan;
use sayso_measure::{Decimal, Figure, figures};

/// Pieces that figures are made of, so that random texts contain many of them.
const PIECES: &[&str] = &[
    "$",
    "€",
    "US$",
    "-",
    "–",
    " ",
    " ",
    " ",
    "%",
    " per cent",
    "12",
    "3",
    "1,200",
    "0.5",
    "half",
    "a",
    "third",
    "two",
    "hundred",
    "million",
    "bn",
    "m",
    "to",
    "and",
    "between",
    "from",
    "of",
    "people",
    "years",
    "old",
    "-year-old",
    "more than",
    "one",
    "in",
    "times",
    "10",
    "^",
    "×",
    "⁻",
    "⁶",
    "'",
    "\"",
    "’",
    "long",
    "dollar",
    "turns",
    "and a half",
    "-something",
    "hundredths",
    "SEC",
    "up",
    "fell",
    "or more",
    "+",
    "(",
    ")",
    ".",
    ",",
    "\n",
    "’s",
    "’",
    "½",
    "/",
    "°C",
    "km",
    "km²",
    "é",
    "in",
    "one",
    "20s",
    "their",
    "th",
    "2024",
    "per",
    "a month",
    "below zero",
    "dozen",
    "s",
    "1e9",
    "\u{a0}000",
    "dollars",
    "50 cents",
    "feet",
    "inches",
    ":",
    "~",
    "<",
];

fn check(text: &str, all: &[Figure]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for figure in all {
        let span = figure.span;
        prop_assert!(span.start() < span.end() && span.end() as usize <= text.len());
        prop_assert!(
            text.is_char_boundary(span.start() as usize)
                && text.is_char_boundary(span.end() as usize)
        );
        prop_assert!(span.start() >= end, "figures overlap in {text:?}");
        end = span.end();
        if let Some(of) = figure.of {
            prop_assert!(
                text.get(of.start() as usize..of.end() as usize)
                    .is_some_and(|w| !w.is_empty())
            );
        }
        prop_assert!(figure.low.is_some() || figure.high.is_some());
        // A figure is loaded again from its names.
        prop_assert_eq!(figure.why.name().parse(), Ok(figure.why));
        prop_assert_eq!(figure.role.name().parse(), Ok(figure.role));
        if let Some(unit) = figure.unit {
            prop_assert_eq!(unit.name().parse(), Ok(unit));
        }
        if let Some(modifier) = figure.modifier {
            prop_assert_eq!(modifier.name().parse(), Ok(modifier));
        }
        for value in [figure.low, figure.high].into_iter().flatten() {
            prop_assert_eq!(value.to_string().parse::<Decimal>(), Ok(value));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn figures_of_any_text(text in any::<String>()) {
        check(&text, &figures(&text))?;
    }

    #[test]
    fn figures_of_their_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text: String = pieces.concat();
        check(&text, &figures(&text))?;
        let text = pieces.join(" ");
        check(&text, &figures(&text))?;
    }

    #[test]
    fn tokens_cover_all_but_spaces(text in any::<String>()) {
        let mut at = 0;
        for token in scan(&text) {
            let gap = &text[at..token.start as usize];
            prop_assert!(gap.chars().all(|c| c.is_whitespace() || !c.is_alphanumeric()), "{gap:?}");
            prop_assert!(token.start < token.end);
            at = token.end as usize;
        }
    }
}
