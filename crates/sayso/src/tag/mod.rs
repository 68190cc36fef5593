//! In: a text, its [`Segments`], weights. Out: the universal part of speech of every token, and the
//! names of persons, organisations and places.
//!
//! Useful for: heads and kinds of sources, resolving "he" and "Lee" to the persons of the report,
//! telling a place from who acts for it. Not useful for: other kinds of names (laws, works,
//! events), telling which of two people of one name is meant, text without capitals, languages
//! other than English.
//!
//! Three steps. `pos`: an averaged perceptron from left to right over each sentence. `names`: a
//! conditional random field over the stretches where names can stand, with lists of first names,
//! surnames and places among its features. `again`: who is named in full once is found again by
//! surname, an organisation by its initials, and what has one name has one kind. All in whole
//! numbers: same bytes, same result, on every machine. Weights for English come with the crate
//! `sayso-tags-en`, whose documentation has an example that runs.

mod again;
mod dictionary;
mod names;
mod pos;
mod table;
mod weights;
mod words;

pub mod learn;

use crate::segment::Segments;
use std::ops::Range;

pub use weights::{FORMAT, Parts, Tagger, TaggerError};

/// Weights of a part of speech's row: one less than there are, the last one counts as nought.
const POS_LANES: usize = 16;

/// Universal parts of speech (universaldependencies.org/u/pos).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Pos {
    /// All of them, in order.
    pub const ALL: [Pos; 17] = [
        Pos::Adj,
        Pos::Adp,
        Pos::Adv,
        Pos::Aux,
        Pos::Cconj,
        Pos::Det,
        Pos::Intj,
        Pos::Noun,
        Pos::Num,
        Pos::Part,
        Pos::Pron,
        Pos::Propn,
        Pos::Punct,
        Pos::Sconj,
        Pos::Sym,
        Pos::Verb,
        Pos::X,
    ];

    /// Its name in CoNLL-U.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
            "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
        ];
        NAMES[self as usize]
    }

    /// The one of that name.
    pub fn of(name: &str) -> Option<Pos> {
        Pos::ALL.into_iter().find(|pos| pos.name() == name)
    }

    fn numbered(number: u8) -> Pos {
        Pos::ALL.get(usize::from(number)).copied().unwrap_or(Pos::X)
    }
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// Companies, agencies, parties, bands, newspapers.
    Organisation,
    /// Countries, towns, rivers, buildings.
    Place,
}

impl NameKind {
    /// All of them, in order.
    pub const ALL: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Place];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
        }
    }
}

/// What most bearers of a first name are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Men.
    Male,
    /// Women.
    Female,
}

/// A name in the text: without title, without "’s".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, within one sentence.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: NameKind,
    /// How likely all its tokens are part of a name of this kind, in hundredths.
    pub likely: u8,
}

/// What tagging finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// The part of speech of each token.
    pub pos: Vec<Pos>,
    /// Names in text order; no two share a token.
    pub names: Vec<Name>,
}

/// Tags a text.
pub fn tag(text: &str, parts: &Segments, tagger: &Tagger) -> Tags {
    let words = words::words(text, parts, tagger.dictionary());
    let pos = parts_of_speech(&words, parts, tagger);
    let context = names::Context::new(parts, &words, &pos, tagger.dictionary());
    let names = names_alone(&context, parts, tagger);
    let names = again::complete(parts, &context, names);
    Tags { pos, names }
}

/// The parts of speech alone, for who needs no names.
pub fn pos(text: &str, parts: &Segments, tagger: &Tagger) -> Vec<Pos> {
    parts_of_speech(
        &words::words(text, parts, tagger.dictionary()),
        parts,
        tagger,
    )
}

fn parts_of_speech(words: &[words::Word], parts: &Segments, tagger: &Tagger) -> Vec<Pos> {
    let mut numbers = Vec::with_capacity(words.len());
    let table = tagger.pos_table();
    for sentence in &parts.sentences {
        numbers.resize(sentence.tokens.start as usize, 16);
        pos::sentence(
            &words[sentence_range(&sentence.tokens)],
            &table,
            &mut numbers,
        );
    }
    numbers.resize(words.len(), 16);
    numbers.into_iter().map(Pos::numbered).collect()
}

fn sentence_range(tokens: &Range<u32>) -> Range<usize> {
    tokens.start as usize..tokens.end as usize
}

/// The names that each sentence shows by itself.
fn names_alone(context: &names::Context, parts: &Segments, tagger: &Tagger) -> Vec<Name> {
    let mut out = Vec::new();
    let mut scratch = names::Scratch::default();
    let chain = tagger.chain();
    for (s, sentence) in parts.sentences.iter().enumerate() {
        let tokens = sentence_range(&sentence.tokens);
        names::sentence(
            context,
            &tokens,
            context.titles[s],
            &chain,
            &mut scratch,
            &mut out,
        );
    }
    out
}
