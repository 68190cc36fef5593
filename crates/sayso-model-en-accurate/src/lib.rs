//! The weights of the accurate tier, as data: see `MODEL_CARD.md` and `NOTICE` beside this crate.
//!
//! ```
//! use sayso::{attribute::Bias, clean, reading};
//! let text = "The harbour master, who had seen the ferry turn, doubted that the fog was to blame.";
//! let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
//! let reading = reading::read(document, Some(sayso_model_en_accurate::accurate()), Bias::Balanced);
//! assert_eq!(reading.attributions.len(), 1);
//! ```

use sayso::model::Model;
use std::sync::LazyLock;

static ACCURATE: &[u8] = include_bytes!("../accurate.bin");

/// The accurate tier: a transformer of six layers, heard together with the network of the standard
/// tier; a linker and a score.
///
/// # Panics
/// If the crate was built with weights of another format than the library's, or for another
/// standard tier, which its tests exclude.
#[allow(clippy::expect_used)]
pub fn accurate() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let alone = Model::embedded(ACCURATE).expect("embedded weights fit the library");
        alone
            .beside(sayso_model_en::standard())
            .expect("they were made for this standard tier")
    });
    &MODEL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_is_whole() {
        let checked = Model::from_bytes(ACCURATE.to_vec()).map(|m| m.sha256().to_string());
        assert_eq!(checked.as_deref(), Ok(accurate().sha256()));
        assert!(ACCURATE.len() <= 24_000_000, "{}", ACCURATE.len());
    }

    #[test]
    fn other_weights_do_not_go_with_it() {
        let alone = Model::from_bytes(ACCURATE.to_vec()).expect("whole");
        assert_eq!(
            alone.beside(sayso_model_en::fast()).map(|_| ()),
            Err(sayso::model::WeightsError::NotTogether)
        );
    }
}
