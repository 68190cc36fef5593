//! Names that differ.

use super::super::sketch::SketchName;
use super::slot::{Item, same_beside};
use super::{AlteredKind, Pair, Sentence};

impl Pair<'_> {
    /// Names at the same place that have no word and no spelling in common.
    pub(super) fn names(&mut self) {
        let of_a = self.a.items(&self.a.sketch.names, |name| name.word);
        let of_b = self.b.items(&self.b.sketch.names, |name| name.word);
        let is_in =
            |sentence: Sentence<'_>, names: &[SketchName], of: Sentence<'_>, name: &SketchName| {
                names.iter().any(|other| is_same(sentence, other, of, name))
            };
        let left_a: Vec<&SketchName> = of_a
            .iter()
            .filter(|x| !is_in(self.b, of_b, self.a, x))
            .collect();
        let left_b: Vec<&SketchName> = of_b
            .iter()
            .filter(|y| !is_in(self.a, of_a, self.b, y))
            .collect();
        let is_only = left_a.len() == 1 && left_b.len() == 1;
        let mut taken = vec![false; left_b.len()];
        for x in &left_a {
            let fits = |y: &SketchName| {
                let place = same_beside((self.a, item(x)), (self.b, item(y)));
                place >= 3 || place >= 2 && is_only
            };
            if let Some(number) = (0..left_b.len()).find(|&n| !taken[n] && fits(left_b[n])) {
                taken[number] = true;
                let spans = (Some(x.span), Some(left_b[number].span));
                self.found.push((AlteredKind::Name, spans.0, spans.1));
            }
        }
    }
}

fn item(name: &SketchName) -> Item {
    Item {
        word: name.word,
        words: u32::from(name.words),
    }
}

/// Whether two names may name the same: they share a word, or their last words are spelled alike, or
/// one name's words occur elsewhere in the sentence of the other.
fn is_same(a: Sentence<'_>, x: &SketchName, b: Sentence<'_>, y: &SketchName) -> bool {
    let words = |of: Sentence<'_>, name: &SketchName| {
        let start = name.word as usize;
        of.sketch.words[start..(start + usize::from(name.words)).min(of.sketch.words.len())]
            .to_vec()
    };
    let of_y = words(b, y);
    x.key == y.key
        || words(a, x)
            .iter()
            .any(|word| word.has_content() && of_y.contains(word))
}
