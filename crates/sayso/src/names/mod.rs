//! In: a text, its [`Segments`], weights. Out: the universal part of speech of every token, and the
//! names of persons, organisations and places.
//!
//! Useful for: heads and kinds of sources, resolving "he" and "Lee" to the persons of the report,
//! the difference between a place and who acts for it. Not useful for: other kinds of names (laws,
//! works, events), the difference between two people of one name, text without capitals, languages
//! other than English.
//!
//! There are three steps. `pos` gives parts of speech by an averaged perceptron from left to right.
//! `sentence_names` finds names by a conditional random field over the stretches where names are
//! possible, with lists of first names, surnames and places among its features. `document_names`
//! finds them again wherever they occur in a shorter form: a person by surname, an organisation by
//! its initials. All is in whole numbers, so that the same bytes give the same result on every
//! machine. Weights for English come with the crate `sayso-tags-en`, whose documentation has an
//! example that runs.

mod context;
mod dictionary;
mod document_names;
mod keys;
mod pos;
mod sentence_names;
mod weights;
mod words;

pub mod learn;

use crate::segment::Segments;
use context::Context;
use sentence_names::Scratch;
use std::ops::Range;

pub use sayso_english::gender::Gender;
pub use sayso_weights::WeightsError;
pub use weights::{FORMAT, Parts, Tagger};

sayso_english::names! {
    /// Universal parts of speech (universaldependencies.org/u/pos), with their names in CoNLL-U.
    pub enum Pos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Other.
        X = "X",
    }
}

impl Pos {
    /// The one with this number in the weights.
    fn numbered(number: u8) -> Pos {
        Pos::ALL.get(usize::from(number)).copied().unwrap_or(Pos::X)
    }
}

sayso_english::names! {
    /// What a name names.
    pub enum NameKind {
        /// A person.
        Person = "person",
        /// Companies, agencies, parties, bands, newspapers.
        Organisation = "organisation",
        /// Countries, towns, rivers, buildings.
        Place = "place",
    }
}

/// A name in the text, without its title and without "’s".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, within one sentence.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: NameKind,
    /// The likelihood that all its tokens are part of a name of this kind, in hundredths.
    pub likely: u8,
}

/// The parts of speech and the names of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// The part of speech of each token.
    pub pos: Vec<Pos>,
    /// Names in text order. No two share a token.
    pub names: Vec<Name>,
}

/// Finds the parts of speech and the names of a text.
pub fn tag(text: &str, parts: &Segments, tagger: &Tagger) -> Tags {
    let words = words::words(text, parts, tagger.dictionary());
    let pos = parts_of_speech(&words, parts, tagger);
    let context = Context::new(parts, &words, &pos, tagger.dictionary());
    let names = names_alone(&context, parts, tagger);
    let names = document_names::complete(parts, &context, names);
    Tags { pos, names }
}

/// The parts of speech alone, for callers that need no names.
pub fn pos(text: &str, parts: &Segments, tagger: &Tagger) -> Vec<Pos> {
    parts_of_speech(
        &words::words(text, parts, tagger.dictionary()),
        parts,
        tagger,
    )
}

fn parts_of_speech(words: &[words::Word], parts: &Segments, tagger: &Tagger) -> Vec<Pos> {
    let other = Pos::X as u8;
    let mut numbers = Vec::with_capacity(words.len());
    for sentence in &parts.sentences {
        // Tokens between two sentences have no part of speech of their own.
        numbers.resize(sentence.tokens.start as usize, other);
        let tokens = sentence_range(&sentence.tokens);
        pos::sentence(&words[tokens], tagger.pos_table(), &mut numbers);
    }
    numbers.resize(words.len(), other);
    numbers.into_iter().map(Pos::numbered).collect()
}

fn sentence_range(tokens: &Range<u32>) -> Range<usize> {
    tokens.start as usize..tokens.end as usize
}

/// The names that each sentence shows by itself.
fn names_alone(context: &Context, parts: &Segments, tagger: &Tagger) -> Vec<Name> {
    let (mut out, mut scratch) = (Vec::new(), Scratch::default());
    let chain = tagger.chain();
    for (sentence, &is_headline) in parts.sentences.iter().zip(&context.titles) {
        let tokens = sentence_range(&sentence.tokens);
        sentence_names::sentence(
            context,
            &tokens,
            is_headline,
            &chain,
            &mut scratch,
            &mut out,
        );
    }
    out
}
