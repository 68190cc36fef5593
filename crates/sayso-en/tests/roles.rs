//! What reports say that persons are, read with the models.

use sayso::report::{Body, Place, RawReport};
use sayso_en::{Tier, reader};

/// The name of each person of a text with their roles.
fn roles(text: &str) -> Vec<(String, Vec<String>)> {
    let raw = RawReport::new(Place::of("-"), Body::Text(text.to_string()));
    let reading = reader(Tier::Fast).read(&raw).expect("English text");
    let words = |span| reading.document.text[span].to_string();
    let persons = reading.resolution.entities.iter();
    persons
        .filter(|entity| !entity.roles.is_empty())
        .map(|entity| {
            let roles = entity.roles.iter().map(|role| words(role.span));
            (entity.name.clone(), roles.collect())
        })
        .collect()
}

#[test]
fn a_role_before_a_comma_and_a_name_has_what_it_is_of() {
    let text = "The mayor of Tarn, Sven Brandt, said the roof would be mended by May.\n\n\
        The head of the port authority of Velm, Ines Moller, said that the gates were safe.\n\n\
        The chief spokeswoman for the Orsa Dockers’ Union, Ada Quill, said that the crew had not been asked.\n\n\
        The pilot, Samir Aoun, said the tide had turned.";
    let found = roles(text);
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|(name, roles)| (&**name, roles.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        found,
        [
            ("Sven Brandt", vec!["The mayor of Tarn"]),
            (
                "Ines Moller",
                vec!["The head of the port authority of Velm"]
            ),
            (
                "Ada Quill",
                vec!["The chief spokeswoman for the Orsa Dockers’ Union"]
            ),
            ("Samir Aoun", vec!["The pilot"]),
        ]
    );
}

#[test]
fn a_clause_before_a_name_is_not_a_role() {
    let text =
        "The owner of a yard that mends boats in Velm, Ada Quill, said the slipway was shut.";
    assert_eq!(
        roles(text),
        [("Ada Quill".to_string(), vec!["The owner".to_string()])]
    );
}
