//! Invented reports of 7 May 2024, read with the weights, and what a row of the first screen says of them.

use sayso::attribute::Bias;
use sayso::check::Checks;
use sayso::clean;
use sayso::reading::{self, Least};
use sayso_export::overview::{Overview, Topic, lines};
use sayso_export::records::Saved;
use sayso_export::view::View;

/// A report read with the weights, so that it is known who speaks and how sure each claim is.
pub fn resolved(text: &str) -> Saved {
    let given = clean::Given {
        published: Some("2024-05-07".into()),
        ..clean::Given::default()
    };
    let document = clean::plain(text.as_bytes(), &given).expect("short enough");
    let model = sayso_model_en::standard();
    let mut reading = reading::read(document, Some(model), Bias::Balanced);
    reading.resolve(sayso_tags_en::tagger(), sayso_tags_en::factuality());
    let findings = reading.findings(&Checks::default());
    let least = Least {
        kept: 0.0,
        shown: model.shown(),
    };
    Saved::new(&reading, None, &findings, least)
}

/// The words of a row, with "; " between its things. Empty if there is no such row.
pub fn row_of(saved: &Saved, topic: Topic) -> String {
    let view = View::new(saved);
    let overview = Overview::new(&view);
    let lines = lines(&view, &overview);
    let line = lines.iter().find(|line| line.topic == topic);
    let parts = line.map(|line| {
        line.parts
            .iter()
            .map(|part| &*part.text)
            .collect::<Vec<_>>()
    });
    parts.unwrap_or_default().join("; ")
}
