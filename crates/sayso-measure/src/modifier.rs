//! Words that qualify a number: "about", "at least", "up to". The phrases are in `modifiers.txt` of
//! the crate `sayso-english`.

use crate::class;
use crate::keys::{A, AN, THAN, TO, UP};
use crate::number;
use crate::scan::{Kind, Lexicon, key, phrase, then};
use crate::tokens::Tokens;
use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::MODIFIERS;
use std::sync::LazyLock;

sayso_english::names! {
    /// What the words beside a number say about it.
    pub enum Modifier {
        /// "about", "roughly", "or so".
        About = "about",
        /// "nearly", "close to".
        Nearly = "nearly",
        /// "exactly".
        Exactly = "exactly",
        /// "plus or minus".
        PlusOrMinus = "plus or minus",
        /// "a record".
        Record = "record",
        /// "more than", "over": the number is a lower bound.
        MoreThan = "more than",
        /// "at least", "or more": the number is a lower bound.
        AtLeast = "at least",
        /// "less than", "under": the number is an upper bound.
        LessThan = "less than",
        /// "up to", "or less": the number is an upper bound.
        UpTo = "up to",
        /// The first years of a decade: "her early thirties".
        Early = "early",
        /// The middle of a decade.
        Mid = "mid",
        /// The last years of a decade.
        Late = "late",
    }
}

/// Which end of what is stated a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// "at least": the lower end, and the upper end is open.
    Lower,
    /// "up to": the upper end, and the lower end is open.
    Upper,
}

impl Modifier {
    /// Which end the number is; `None` if it is both, as after "about".
    pub fn bound(self) -> Option<Bound> {
        match self {
            Modifier::MoreThan | Modifier::AtLeast => Some(Bound::Lower),
            Modifier::LessThan | Modifier::UpTo => Some(Bound::Upper),
            _ => None,
        }
    }

    /// Does it open an end?
    pub fn is_bound(self) -> bool {
        self.bound().is_some()
    }
}

/// Where a phrase is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A phrase, where it is, and what it says.
struct PhraseRow {
    words: &'static str,
    side: Side,
    modifier: Modifier,
}

impl Row for PhraseRow {
    fn read(cells: &mut Cells) -> Option<PhraseRow> {
        Some(PhraseRow {
            words: cells.next()?,
            side: match cells.next()? {
                "before" => Side::Before,
                "after" => Side::After,
                _ => return None,
            },
            modifier: cells.next()?.parse().ok()?,
        })
    }
}

static TABLE: Table<PhraseRow> = Table::new("modifiers.txt", MODIFIERS);

/// The phrases on one side of a number.
struct Phrases {
    all: Lexicon<Modifier>,
    /// The words beside the number, to see quickly that no phrase is there.
    nearest: Lexicon<()>,
}

/// The most words of a phrase before a number.
const LONGEST_BEFORE: usize = 6;
/// The most words of a phrase after a number.
const LONGEST_AFTER: usize = 3;

impl Phrases {
    fn load(side: Side) -> Phrases {
        let (mut all, mut nearest) = (Vec::new(), Vec::new());
        for row in TABLE.rows().iter().filter(|row| row.side == side) {
            all.push((phrase(row.words), row.modifier));
            let mut words = row.words.split(' ');
            let word = match side {
                Side::Before => words.next_back(),
                Side::After => words.next(),
            };
            nearest.push((key(word.unwrap_or_default()), ()));
        }
        Phrases {
            all: Lexicon::new(all),
            nearest: Lexicon::new(nearest),
        }
    }

    /// The modifier that is these tokens.
    fn get(&self, tokens: Tokens, from: usize, to: usize) -> Option<Modifier> {
        let first = tokens.atom(from);
        self.all
            .get((from + 1..to).fold(first, |keys, at| then(keys, tokens.atom(at))))
    }
}

static BEFORE: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(Side::Before));
static AFTER: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(Side::After));

/// The longest modifier that ends right before the token, and its first token.
pub fn before(tokens: Tokens, at: usize) -> Option<(Modifier, usize)> {
    let last = at.checked_sub(1)?;
    // "up to a 90 percent cut". "over a 10-year spell" and "about a 5-year-old" are no bounds.
    if matches!(tokens.key(last), A | AN) && tokens.is(at, Kind::Number) {
        return before(tokens, last)
            .filter(|(modifier, _)| matches!(modifier, Modifier::UpTo | Modifier::AtLeast));
    }
    BEFORE.nearest.get(tokens.atom(last))?;
    let mut lengths = (1..=LONGEST_BEFORE.min(at)).rev();
    let (modifier, start) = lengths.find_map(|n| {
        let start = at - n;
        Some((BEFORE.get(tokens, start, at)?, start))
    })?;
    let is_modifier = !is_arrow(tokens, start) && !is_where_it_went(tokens, start);
    is_modifier.then_some((modifier, start))
}

/// The first token of the phrase before the token that qualifies a number there, or the token
/// itself.
pub fn start_of(tokens: Tokens, at: usize) -> usize {
    before(tokens, at).map_or(at, |(_, start)| start)
}

/// "<>", "=>": signs that are not a comparison.
fn is_arrow(tokens: Tokens, start: usize) -> bool {
    const SIGNS: &[char] = &['<', '>', '='];
    let follows_sign = start > 0
        && tokens.glued(start)
        && tokens.one_of_marks(start, SIGNS)
        && tokens.one_of_marks(start - 1, SIGNS);
    follows_sign || tokens.mark(start, '=') && tokens.mark(start + 1, '>')
}

/// "edged up to 5.6%": the number is where it went, not a bound.
fn is_where_it_went(tokens: Tokens, start: usize) -> bool {
    let is_up_to = tokens.key(start) == UP && tokens.key(start + 1) == TO;
    is_up_to && start > 0 && tokens.has(start - 1, class::MOVES_UP)
}

/// The longest modifier that begins at the token, and the token after it.
pub fn after(tokens: Tokens, at: usize) -> Option<(Modifier, usize)> {
    AFTER.nearest.get(tokens.atom(at))?;
    let mut lengths = (1..=LONGEST_AFTER).rev();
    let (modifier, to) = lengths.find_map(|n| {
        let to = at + n;
        Some((AFTER.get(tokens, at, to)?, to))
    })?;
    // In "200 or more than 190" the "more" is about the second number.
    let goes_on = tokens.key(to - 1) == THAN && tokens.get(to).is_some_and(number::starts);
    (!goes_on).then_some((modifier, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        TABLE.check().unwrap();
    }
}
