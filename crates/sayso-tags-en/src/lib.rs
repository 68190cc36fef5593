//! Weights of sayso's tagger for English, as data: see `MODEL_CARD.md` and `NOTICE` beside this
//! crate.
//!
//! ```
//! use sayso::names::{Gender, NameKind, Pos, tag};
//! use sayso::{clean, segment};
//! let text = "The bridge is shut, said Ahn Chan-il, who heads the Harbour Institute in Seoul. Ahn’s report is due.";
//! let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
//! let parts = segment::segment(&document);
//! let tagger = sayso_tags_en::tagger();
//! let tags = tag(&document.text, &parts, tagger);
//! assert_eq!(tags.pos[..3], [Pos::Det, Pos::Noun, Pos::Aux]);
//! let persons = tags.names.iter().filter(|name| name.kind == NameKind::Person);
//! let persons: Vec<&str> = persons.map(|name| &document.text[parts.span(name.tokens.clone())]).collect();
//! assert_eq!(persons, ["Ahn Chan-il", "Ahn"]);
//! assert_eq!(tagger.gender("Hillary"), Some(Gender::Female));
//! ```

use sayso::certainty::factuality::Factuality;
use sayso::names::Tagger;
use std::sync::LazyLock;

static TAGS: &[u8] = include_bytes!("../tags.bin");
static FACTUALITY_BYTES: &[u8] = include_bytes!("../factuality.bin");

/// The tagger of parts of speech and names for English.
///
/// # Panics
/// If the crate was built with weights of another format than the library's, which its tests
/// exclude.
#[allow(clippy::expect_used)]
pub fn tagger() -> &'static Tagger {
    static TAGGER: LazyLock<Tagger> =
        LazyLock::new(|| Tagger::embedded(TAGS).expect("embedded weights fit the library"));
    &TAGGER
}

/// The weights from which the factuality of claims in English is computed.
///
/// # Panics
/// As [`tagger`].
#[allow(clippy::expect_used)]
pub fn factuality() -> &'static Factuality {
    static FACTUALITY: LazyLock<Factuality> = LazyLock::new(|| {
        Factuality::embedded(FACTUALITY_BYTES).expect("embedded weights fit the library")
    });
    &FACTUALITY
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sayso::names::{Name, NameKind, Tags, WeightsError, tag};
    use sayso::segment::{Segments, segment};
    use sayso::{clean, document::Document};

    fn read(text: &str) -> (Document, Segments, Tags) {
        let document = clean::raw(text.to_string(), &clean::Given::default()).unwrap();
        let parts = segment(&document);
        let tags = tag(&document.text, &parts, tagger());
        (document, parts, tags)
    }

    /// Names of one kind, as written.
    fn names(text: &str, kind: NameKind) -> Vec<String> {
        let (document, parts, tags) = read(text);
        let written = |name: &Name| document.text[parts.span(name.tokens.clone())].to_string();
        tags.names
            .iter()
            .filter(|name| name.kind == kind)
            .map(written)
            .collect()
    }

    #[test]
    fn what_is_embedded_is_whole() {
        let checked = Tagger::from_bytes(TAGS.to_vec()).map(|t| t.sha256().to_string());
        assert_eq!(checked.as_deref(), Ok(tagger().sha256()));
        assert!(TAGS.len() <= 4_000_000, "{}", TAGS.len());
        let checked =
            Factuality::from_bytes(FACTUALITY_BYTES.to_vec()).map(|f| f.sha256().to_string());
        assert_eq!(checked.ok().as_deref(), Some(factuality().sha256()));
        assert!(
            FACTUALITY_BYTES.len() <= 120_000,
            "{}",
            FACTUALITY_BYTES.len()
        );
        for at in [20, 60, FACTUALITY_BYTES.len() - 1] {
            let mut damaged = FACTUALITY_BYTES.to_vec();
            damaged[at] ^= 4;
            assert!(Factuality::from_bytes(damaged).is_err(), "byte {at}");
        }
        assert!(Factuality::from_bytes(TAGS.to_vec()).is_err());
    }

    #[test]
    fn damaged_weights_are_refused() {
        let refused = |bytes: Vec<u8>| Tagger::from_bytes(bytes).err();
        assert_eq!(refused(b"SAYSOMOD".to_vec()), Some(WeightsError::OtherKind));
        let mut other = TAGS.to_vec();
        other[8] = 99;
        assert_eq!(
            refused(other),
            Some(WeightsError::Format {
                found: 99,
                expected: sayso::names::FORMAT
            })
        );
        for at in [20, 60, TAGS.len() / 2, TAGS.len() - 1] {
            let mut damaged = TAGS.to_vec();
            damaged[at] ^= 4;
            assert!(
                matches!(refused(damaged), Some(WeightsError::Damaged(_))),
                "byte {at}"
            );
        }
        for len in [9, 30, 50, 5000, TAGS.len() - 7] {
            assert!(
                matches!(
                    refused(TAGS[..len].to_vec()),
                    Some(WeightsError::Damaged(_))
                ),
                "{len} bytes"
            );
            // Without the checksum, as embedded weights are read, a short file must not end the
            // program either.
            assert!(
                Tagger::embedded(&TAGS[..len]).is_err(),
                "{len} bytes, embedded"
            );
        }
    }

    #[test]
    fn who_is_named_once_in_full_is_found_by_surname() {
        let text = "Iva Moss, a nurse, said the pier was rotten. The council denied it. Moss’s letter was ignored. \
            “It will fall,” said Moss.";
        assert_eq!(names(text, NameKind::Person), ["Iva Moss", "Moss", "Moss"]);
    }

    #[test]
    fn titles_are_no_part_of_names() {
        let text = "On Friday, Sen. John Quill met President Obama and Mr. Ferreira in Boston.";
        assert_eq!(
            names(text, NameKind::Person),
            ["John Quill", "Obama", "Ferreira"]
        );
        assert_eq!(names(text, NameKind::Place), ["Boston"]);
    }

    #[test]
    fn what_comes_from_a_country_is_no_place() {
        let text = "The North Korean envoy left for Seoul. North Korea denied it, and South Koreans shrugged.";
        assert_eq!(names(text, NameKind::Place), ["Seoul", "North Korea"]);
    }

    #[test]
    fn initials_stand_for_an_organisation() {
        let text = "The International Monetary Fund (IMF) cut its forecast for Spain. The IMF was wrong last year.";
        assert_eq!(
            names(text, NameKind::Organisation),
            ["International Monetary Fund", "IMF", "IMF"]
        );
    }

    /// The factuality of a text's first claim.
    fn factuality_of(text: &str) -> Option<f32> {
        let document = clean::raw(text.to_string(), &clean::Given::default()).unwrap();
        let mut reading = sayso::reading::read(document, None, sayso::attribute::Bias::Balanced);
        reading.resolve(tagger(), factuality());
        reading.claims.first().and_then(|claim| claim.factuality)
    }

    #[test]
    fn what_is_not_expected_is_held_not_to_be_so() {
        for text in [
            "It is unlikely that the king will attend.",
            "The talks are not expected to succeed.",
            "No arrests are expected.",
            "“The mill will not close,” said Ines Moller.",
            "“It probably did not rain,” said Ines Moller.",
        ] {
            assert!(factuality_of(text).is_some_and(|f| f < 0.0), "{text}");
        }
        for text in [
            "The talks are expected to succeed.",
            "“The mill will close,” said Ines Moller.",
        ] {
            assert!(factuality_of(text).is_some_and(|f| f >= 0.0), "{text}");
        }
    }

    proptest! {
        #[test]
        fn claims_point_into_the_text(text in "(\\PC|“|”|[a-z]{1,7} |may |not |if |said Mr\\. Ask|, who |denied that |to |\\? |is likely |[.,\n]){0,60}") {
            let document = clean::raw(text.clone(), &clean::Given::default()).unwrap();
            let mut reading = sayso::reading::read(document, None, sayso::attribute::Bias::Recall);
            reading.resolve(tagger(), factuality());
            prop_assert!(reading.claims.len() >= reading.attributions.len());
            for (n, claim) in reading.claims.iter().enumerate() {
                let own = claim.attribution.is_none();
                prop_assert!(own || claim.attribution.map(|id| id.0 as usize) == Some(n));
                prop_assert_eq!(own, n >= reading.attributions.len());
                prop_assert_eq!(own, claim.chain.is_empty());
                prop_assert!(claim.factuality.is_none_or(|f| (-3.0..=3.0).contains(&f)));
                prop_assert!(claim.triggers.is_sorted() && !claim.content.is_empty());
                let spans = claim.content.iter().chain(claim.triggers.iter().map(|t| &t.span));
                for span in spans {
                    prop_assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()));
                }
            }
        }

        #[test]
        fn names_lie_in_sentences(text in "(\\PC|[A-Z][a-z’'-]{1,9} |Mr\\. |said |John |IMF |[.,“”\n(]){0,60}") {
            let (_, parts, tags) = read(&text);
            prop_assert_eq!(tags.pos.len(), parts.tokens.len());
            let mut end = 0;
            for name in &tags.names {
                prop_assert!(name.tokens.start >= end && name.tokens.start < name.tokens.end && name.likely <= 100);
                end = name.tokens.end;
                let inside = |s: &sayso::segment::Sentence| s.tokens.start <= name.tokens.start && end <= s.tokens.end;
                prop_assert!(parts.sentences.iter().any(inside));
            }
        }
    }
}
