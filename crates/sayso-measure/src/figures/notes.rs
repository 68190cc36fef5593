//! Marks of footnotes: "employees[3] in 90 countries.[4]".

use crate::scan::Kind;
use crate::tokens::Tokens;

/// The most tokens between the brackets of a mark: "[3]", "[12–14]", "[note 2]", "[3, 4]".
const MOST: usize = 6;

/// Is the number from the token on within the mark of a footnote?
pub(super) fn is_in_note_mark(tokens: Tokens, from: usize) -> bool {
    let mut before = (from.saturating_sub(MOST)..from).rev();
    let open = before.find(|&at| tokens.mark(at, '[') || !is_inside(tokens, at));
    open.is_some_and(|open| past_note_mark(tokens, open) > from)
}

/// The token after the marks of footnotes at the token; the same token if there is none.
pub(super) fn past_note_mark(tokens: Tokens, at: usize) -> usize {
    let mut here = at;
    while let Some(to) = end_of_note_mark(tokens, here) {
        here = to;
    }
    here
}

/// The token after the mark whose bracket opens at the token.
fn end_of_note_mark(tokens: Tokens, open: usize) -> Option<usize> {
    if !tokens.mark(open, '[') || !tokens.glued(open) || !follows_text(tokens, open) {
        return None;
    }
    let mut inside = open + 1..open + 2 + MOST;
    let close = inside.find(|&at| tokens.mark(at, ']') || !is_inside(tokens, at))?;
    let is_closed = close > open + 1 && tokens.mark(close, ']');
    is_closed.then_some(close + 1)
}

/// Does the bracket follow what a note may be about? After a bracket or a quotation mark that opens
/// it is the addition of an editor: "“[30] men left.”".
fn follows_text(tokens: Tokens, open: usize) -> bool {
    let Some(last) = open.checked_sub(1) else {
        return false;
    };
    let opens = tokens.one_of_marks(last, &['(', '[', '{', '“', '‘', '«', '/']);
    let may_open = tokens.one_of_marks(last, &['"', '\''])
        && (!tokens.glued(last) || last == 0 || tokens.one_of_marks(last - 1, &['(', '“']));
    !opens && !may_open && !tokens.is(last, Kind::Currency)
}

/// May the token be within the mark of a footnote?
fn is_inside(tokens: Tokens, at: usize) -> bool {
    let is_short_number = tokens.is(at, Kind::Number)
        && tokens.text(at).len() <= 3
        && tokens.text(at).bytes().all(|b| b.is_ascii_digit());
    is_short_number
        || tokens.is(at, Kind::Hyphen)
        || tokens.one_of_marks(at, &[',', '.'])
        || tokens.one_of(at, words!["note", "notes", "nb", "ref", "n"])
}
