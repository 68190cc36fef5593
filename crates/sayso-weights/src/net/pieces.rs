//! In: a word. Out: the numbers of the word pieces it is made of, longest first from the left
//! (`WordPiece`, Wu et al. 2016).
//!
//! Words are lower-cased, marks on letters dropped and punctuation separated, because the base model
//! was trained so. The vocabulary is a finite-state map that is searched in place. Pieces inside a
//! word begin with "##".

use fst::raw::Output;
use fst::{Map, Streamer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word in no vocabulary.
pub const UNKNOWN: u16 = 1;
/// The piece before the first paragraph of a window.
pub const BEGIN: u16 = 2;
/// The piece after each paragraph.
pub const END: u16 = 3;

/// Further pieces of a token are left out, so that a long word or address does not fill the window.
pub const MOST: usize = 6;

/// A vocabulary of word pieces.
pub struct Pieces<B>(Map<B>);

impl<B: AsRef<[u8]>> PartialEq for Pieces<B> {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_fst().as_bytes() == other.0.as_fst().as_bytes()
    }
}

impl<B: AsRef<[u8]>> Pieces<B> {
    /// Reads a vocabulary: a finite-state map from pieces to their numbers.
    ///
    /// # Errors
    /// If the bytes are not such a map.
    pub fn new(bytes: B) -> Result<Pieces<B>, fst::Error> {
        Map::new(bytes).map(Pieces)
    }

    /// The largest number of a piece.
    pub fn largest(&self) -> usize {
        let mut stream = self.0.stream();
        let mut largest = 0;
        while let Some((_, number)) = stream.next() {
            largest = largest.max(number as usize);
        }
        largest
    }

    /// Adds the pieces of a token to `out`: at least one, at most [`MOST`].
    pub fn split(&self, token: &str, out: &mut Vec<u16>) {
        let from = out.len();
        if token.is_ascii() {
            self.parts(&token.to_ascii_lowercase(), out);
        } else {
            let plain = token
                .chars()
                .flat_map(char::to_lowercase)
                .nfd()
                .filter(|&c| !is_combining_mark(c));
            self.parts(&plain.collect::<String>(), out);
        }
        out.truncate(from + MOST);
        if out.len() == from {
            out.push(UNKNOWN);
        }
    }

    /// Splits at every character that is neither letter nor digit.
    fn parts(&self, text: &str, out: &mut Vec<u16>) {
        let mut start = 0;
        for (at, c) in text.char_indices() {
            if !c.is_alphanumeric() {
                self.word(&text[start..at], out);
                start = at + c.len_utf8();
                self.word(&text[at..start], out);
            }
        }
        self.word(&text[start..], out);
    }

    fn word(&self, word: &str, out: &mut Vec<u16>) {
        let from = out.len();
        let mut start = 0;
        while start < word.len() && out.len() - from < MOST {
            let Some((len, piece)) = self.longest(&word[start..], start > 0) else {
                // A word with a stretch that is in no vocabulary is unknown as a whole.
                out.truncate(from);
                out.push(UNKNOWN);
                return;
            };
            out.push(piece);
            start += len;
        }
    }

    /// The longest piece that `rest` begins with, and its number.
    fn longest(&self, rest: &str, inside: bool) -> Option<(usize, u16)> {
        let fst = self.0.as_fst();
        let mut node = fst.root();
        let mut output = Output::zero();
        let mut best = None;
        let prefix: &[u8] = if inside { b"##" } else { b"" };
        for (at, &byte) in prefix.iter().chain(rest.as_bytes()).enumerate() {
            let transition = node.transition(node.find_input(byte)?.to_owned());
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
            let used = (at + 1).saturating_sub(prefix.len());
            if used > 0 && node.is_final() {
                best = Some((used, output.cat(node.final_output()).value() as u16));
            }
            if node.is_empty() {
                break;
            }
        }
        best
    }
}

/// Makes the map of a vocabulary: piece and number.
///
/// # Errors
/// If a piece occurs twice.
pub fn vocabulary(mut pieces: Vec<(String, u16)>) -> Result<Vec<u8>, fst::Error> {
    pieces.sort();
    let mut build = fst::MapBuilder::memory();
    for (piece, number) in pieces {
        build.insert(piece, u64::from(number))?;
    }
    build.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_first() {
        let list = [
            "ferry", "fer", "##ry", "##man", "##m", "a", "##s", "'", "cafe", "s",
        ];
        let bytes = vocabulary(
            list.iter()
                .zip(4..)
                .map(|(piece, n)| (piece.to_string(), n))
                .collect(),
        )
        .unwrap();
        let pieces = Pieces::new(bytes).unwrap();
        let split = |word: &str| {
            let mut out = Vec::new();
            pieces.split(word, &mut out);
            out
        };
        assert_eq!(split("Ferryman"), [4, 7]);
        assert_eq!(split("Café"), [12]);
        assert_eq!(split("'s"), [11, 13]);
        assert_eq!(split("ferryq"), [UNKNOWN]);
        assert_eq!(split("㍿"), [UNKNOWN]);
    }
}
