//! What is said about the inputs while they are read.

use crate::output;
use sayso_export::plural;
use sayso_input::Note;
use std::collections::BTreeMap;

/// What was said about the inputs: the same is said once, because in a folder of a thousand exports of
/// one kind the same field is chosen a thousand times.
#[derive(Debug, Default)]
pub struct Notes(BTreeMap<String, usize>);

/// The most notes that are counted, because those of a broken crawl are all different.
const NOTES: usize = 1_000;

impl Notes {
    /// Says it, unless it was said of another input.
    pub fn tell(&mut self, note: &Note) {
        if let Some(count) = self.0.get_mut(&note.message) {
            *count += 1;
            return;
        }
        if self.0.len() < NOTES {
            self.0.insert(note.message.clone(), 1);
        }
        let place = output::place_in_words(&note.place.to_string());
        output::complain(&format!("{place}: {}", note.message));
    }

    /// Says of how many more inputs the same is true.
    pub fn end(&self) {
        for (message, count) in self.0.iter().filter(|(_, count)| **count > 1) {
            let places = plural(count - 1, "more place");
            output::complain(&format!("in {places}, too: {message}"));
        }
    }
}
