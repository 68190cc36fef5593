//! The nearest reporting verb, mark, clause word and likely cue on each side of a token.

use super::word::Word;

/// A distance that means "none in this sentence".
pub(super) const NONE: usize = 99;

/// The nearest word of a kind.
#[derive(Clone, Copy)]
pub(super) struct Nearest {
    /// How many tokens away it is, at least 1; [`NONE`] if there is none.
    pub distance: usize,
    /// The hash of its lower-case form.
    pub word: u64,
}

impl Nearest {
    pub const NOTHING: Nearest = Nearest {
        distance: NONE,
        word: 0,
    };

    /// Whether there is one in the sentence.
    pub fn exists(self) -> bool {
        self.distance < NONE
    }

    /// Moves on past a word, which is the nearest one from there if it is of the kind.
    #[inline]
    fn pass(&mut self, word: &Word, is_of_kind: bool) {
        if is_of_kind {
            *self = Nearest {
                distance: 1,
                word: word.lower,
            };
        } else if self.distance < NONE {
            self.distance += 1;
            if self.distance >= NONE {
                *self = Nearest::NOTHING;
            }
        }
    }
}

/// The nearest words to one side.
#[derive(Clone, Copy)]
pub(super) struct Side {
    pub verb: Nearest,
    pub mark: Nearest,
    pub clause: Nearest,
    pub cue: Nearest,
}

impl Side {
    pub const NOTHING: Side = Side {
        verb: Nearest::NOTHING,
        mark: Nearest::NOTHING,
        clause: Nearest::NOTHING,
        cue: Nearest::NOTHING,
    };

    /// Moves on past a word.
    #[inline]
    pub fn pass(&mut self, word: &Word) {
        self.verb.pass(word, word.is_verb());
        self.mark.pass(word, word.is_mark);
        self.clause.pass(word, word.opens_clause);
        self.cue.pass(word, word.is_likely_cue());
    }
}
