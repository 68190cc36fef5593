//! Tables `passage | findings`: each finding as `code severity: …`.
//!
//! The code in the heading decides how a passage is read. Codes about figures need no weights, and
//! show the arithmetic and the assumptions. Codes about wording need attributions and speakers, so
//! they are read with the standard model and the tagger, one code at a time, because they are off
//! unless selected.

use sayso::attribute::Bias;
use sayso::check::{Checks, Code, Finding};
use sayso::clean::{self, Given};
use sayso::reading;

/// The day of publication of every passage about figures.
const PUBLISHED: &str = "2016-12-20";
/// The last code about figures; later ones are about wording.
const LAST_OF_FIGURES: Code = Code::Follows;

/// The code that a heading begins with: `S001 change`.
pub fn code(heading: &str) -> &str {
    heading.split(' ').next().unwrap_or_default()
}

/// All codes, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    // Findings of two reports are tested where two reports are compared.
    let of_one_report = Code::ALL.iter().filter(|code| !code.compares_reports());
    of_one_report.map(|code| code.name())
}

/// What is found in a passage.
pub fn shown(passage: &str, code: &str) -> Vec<String> {
    let passage = passage.replace(" ¶ ", "\n\n");
    let code: Code = code.parse().expect("a code");
    if code <= LAST_OF_FIGURES {
        about_figures(&passage)
    } else {
        about_wording(&passage, code)
    }
}

fn about_figures(passage: &str) -> Vec<String> {
    let given = Given {
        published: Some(PUBLISHED.into()),
        ..Given::default()
    };
    let document = clean::plain(passage.as_bytes(), &given).expect("a short text");
    let reading = reading::read(document, None, Bias::Balanced);
    let text = &reading.document.text;
    let one = |f: &Finding| {
        let arithmetic = f.derivation.as_ref().map(|d| d.line(text));
        let parts = arithmetic.into_iter().chain(f.assumptions.iter().cloned());
        let parts: Vec<String> = parts.collect();
        format!("{} {}: {}", f.code, f.severity.name(), parts.join("; "))
    };
    let found = reading.findings(&Checks::default());
    found.iter().map(one).collect()
}

fn about_wording(passage: &str, code: Code) -> Vec<String> {
    let (given, words) = (Given::default(), sayso_model_en::words());
    let document = clean::plain_with(passage.as_bytes(), &given, words).expect("a short text");
    let model = sayso_model_en::standard();
    let mut reading = reading::read(document, Some(model), Bias::Balanced);
    reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
    let found = reading.findings(&Checks::only(&[code]));
    let one = |f: &Finding| format!("{}: {}", f.severity.name(), f.message);
    found.iter().map(one).collect()
}
