//! What sayso has learnt of English news, as data: see `MODEL_CARD.md` and `NOTICE` beside this
//! crate.
//!
//! ```
//! use sayso::{attribute::Bias, clean, reading};
//! let text = "The mayor said on Tuesday that the old bridge would reopen in May.";
//! let document = clean::plain_with(text.as_bytes(), &Default::default(), sayso_model_en::words()).unwrap();
//! let reading = reading::read(document, Some(sayso_model_en::fast()), Bias::Balanced);
//! assert_eq!(&reading.document.text[reading.attributions[0].source[0]], "The mayor");
//! ```

use sayso::model::Model;
use sayso::words::Words;
use std::sync::LazyLock;

static FAST: &[u8] = include_bytes!("../fast.bin");
static STANDARD: &[u8] = include_bytes!("../standard.bin");
static WORDS: &[u8] = include_bytes!("../words.fst");

/// The fast tier: a linear-chain tagger, a linker and a score.
///
/// # Panics
/// If the crate was built with weights of another format than the library's, which its tests
/// exclude.
#[allow(clippy::expect_used)]
pub fn fast() -> &'static Model {
    static MODEL: LazyLock<Model> =
        LazyLock::new(|| Model::embedded(FAST).expect("embedded weights fit the library"));
    &MODEL
}

/// The standard tier: a convolutional network, a linker and a score.
///
/// # Panics
/// As [`fast`].
#[allow(clippy::expect_used)]
pub fn standard() -> &'static Model {
    static MODEL: LazyLock<Model> =
        LazyLock::new(|| Model::embedded(STANDARD).expect("embedded weights fit the library"));
    &MODEL
}

/// Common English words, American and British.
///
/// # Panics
/// If the embedded list is damaged, which the crate's tests exclude.
#[allow(clippy::expect_used)]
pub fn words() -> &'static Words {
    static LIST: LazyLock<Words> =
        LazyLock::new(|| Words::embedded(WORDS).expect("the embedded word list is whole"));
    &LIST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_is_whole() {
        assert!(
            words().knows("colour") && words().knows("color") && !words().knows("bridgereportedly")
        );
        for (bytes, model) in [(FAST, fast()), (STANDARD, standard())] {
            let checked = Model::from_bytes(bytes.to_vec()).map(|m| m.sha256().to_string());
            assert_eq!(checked.as_deref(), Ok(model.sha256()));
        }
    }

    #[test]
    fn the_weights_fit_a_published_crate() {
        assert!(FAST.len() <= 9_000_000, "{}", FAST.len());
        assert!(STANDARD.len() <= 9_000_000, "{}", STANDARD.len());
    }
}
