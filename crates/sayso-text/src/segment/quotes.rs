//! Quotation marks: which mark opens, which closes, which is an apostrophe, a prime or a decade's.
//!
//! Works on one block at a time. Double marks pair by shape or, when straight, by the blanks around
//! them; single marks are quotation marks only where they pair, since most of them are apostrophes.
//! A quotation that is open at the end of a block goes on in the next one if that begins with an
//! opening mark (the rule of English printing) or meets a closing mark before an opening one.

use super::Quotation;
use super::tokens::{Mark, Token, TokenKind, is_apostrophe};

/// A quotation longer than this is taken for a pair of apostrophes (single marks only).
const LONGEST_SINGLE: usize = 400;
/// Deeper nesting is a sign of lost marks.
const DEEPEST: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Double,
    Single,
}

struct Open {
    token: usize,
    style: Style,
    /// For a single mark: the token that closes it, found when it was opened.
    until: usize,
    /// Index in the list of quotations.
    quotation: usize,
}

/// Marks the tokens from `first` on, which are one block. Returns true if a quotation is open at
/// the end.
pub fn mark(
    text: &str,
    tokens: &mut [Token],
    first: usize,
    open_before: bool,
    out: &mut Vec<Quotation>,
) -> bool {
    let block = Block {
        text,
        first,
        end: tokens.len(),
    };
    let mut stack: Vec<Open> = Vec::new();
    let opens = |c: char| matches!(c, '“' | '„' | '«' | '‟');
    let (mut opening, mut closing) = (0usize, 0usize);
    for token in &tokens[first..] {
        if token.kind == TokenKind::Mark {
            let c = block.char(token);
            opening += usize::from(opens(c));
            closing += usize::from(matches!(c, '”' | '»'));
        }
    }
    let balanced = opening == closing;
    let first_out = out.len();
    for k in first..tokens.len() {
        if tokens[k].kind != TokenKind::Mark {
            continue;
        }
        let c = block.char(&tokens[k]);
        let double_open = stack.iter().any(|open| open.style == Style::Double);
        let mark = match c {
            _ if opens(c) || matches!(c, '”' | '»' | '"' | '‟' | '〝' | '〞') => {
                double(&block, tokens, k, c, double_open)
            }
            '‘' | '‚' | '\'' | '’' | '`' => {
                if stack
                    .last()
                    .is_some_and(|open| open.style == Style::Single && open.until == k)
                {
                    Some((Style::Single, Mark::Close))
                } else if c != '’'
                    && (single_close(&block, tokens, k).is_some() || goes_on(&block, tokens, k, c))
                {
                    Some((Style::Single, Mark::Open))
                } else {
                    None
                }
            }
            _ => None,
        };
        let Some((style, what)) = mark else { continue };
        match what {
            Mark::Open => {
                if style == Style::Double && double_open && !balanced {
                    // The mark that should have closed the last one is lost: it ends here.
                    close(&mut stack, out, Style::Double, k, false);
                }
                if stack.len() >= DEEPEST {
                    continue;
                }
                let until = if style == Style::Single {
                    single_close(&block, tokens, k).unwrap_or(k)
                } else {
                    k
                };
                stack.push(Open {
                    token: k,
                    style,
                    until,
                    quotation: out.len(),
                });
                out.push(Quotation {
                    tokens: k as u32..k as u32 + 1,
                    level: (stack.len() - 1) as u8,
                    opened: true,
                    closed: false,
                    continued: k == first && open_before,
                });
                tokens[k].mark = Mark::Open;
            }
            Mark::Close => {
                if stack.iter().any(|open| open.style == style) {
                    close(&mut stack, out, style, k + 1, true);
                    tokens[k].mark = Mark::Close;
                } else if open_before && out.len() == first_out {
                    // The quotation of the block before ends here.
                    out.push(Quotation {
                        tokens: first as u32..k as u32 + 1,
                        level: 0,
                        opened: false,
                        closed: true,
                        continued: true,
                    });
                    tokens[k].mark = Mark::Close;
                }
            }
            Mark::None => {}
        }
    }
    // A single mark that was opened without a close in sight goes on.
    let still_open = stack
        .iter()
        .any(|open| open.style == Style::Double || open.until == open.token);
    while let Some(open) = stack.pop() {
        out[open.quotation].tokens.end = tokens.len() as u32;
    }
    for quotation in &out[first_out..] {
        for token in &mut tokens[quotation.tokens.start as usize..quotation.tokens.end as usize] {
            token.depth = token.depth.saturating_add(1);
        }
    }
    still_open
}

/// Ends the innermost quotation of this style, and those inside it, before token `end`.
fn close(stack: &mut Vec<Open>, out: &mut [Quotation], style: Style, end: usize, closed: bool) {
    while let Some(open) = stack.pop() {
        out[open.quotation].tokens.end = end as u32;
        if open.style == style {
            out[open.quotation].closed = closed;
            return;
        }
    }
}

struct Block<'a> {
    text: &'a str,
    first: usize,
    end: usize,
}

impl Block<'_> {
    fn char(&self, token: &Token) -> char {
        self.text[token.span.range()].chars().next().unwrap_or(' ')
    }

    /// The character right before a token, a blank at the block's start.
    fn before(&self, tokens: &[Token], k: usize) -> char {
        if k == self.first {
            return ' ';
        }
        self.text[..tokens[k].span.start() as usize]
            .chars()
            .next_back()
            .unwrap_or(' ')
    }

    /// The character right after a token, a blank at the block's end.
    fn after(&self, tokens: &[Token], k: usize) -> char {
        if k + 1 == self.end {
            return ' ';
        }
        self.text[tokens[k].span.end() as usize..]
            .chars()
            .next()
            .unwrap_or(' ')
    }
}

fn is_opening_place(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '"' | '\'' | '«'
        )
}

fn is_closing_place(after: char) -> bool {
    after.is_whitespace()
        || (!after.is_alphanumeric() && !matches!(after, '$' | '£' | '€' | '#' | '@' | '('))
}

/// What a double mark does here.
fn double(
    block: &Block<'_>,
    tokens: &[Token],
    k: usize,
    c: char,
    open: bool,
) -> Option<(Style, Mark)> {
    let (before, after) = (block.before(tokens, k), block.after(tokens, k));
    let mark = match c {
        // A mark of the wrong shape: closes if it hangs on the word before with a quotation open.
        '“' | '„' | '«' | '‟' | '〝' => {
            if open && !is_opening_place(before) && is_closing_place(after) {
                Mark::Close
            } else {
                Mark::Open
            }
        }
        '”' | '»' | '〞' => {
            if !open && is_opening_place(before) && !is_closing_place(after) {
                Mark::Open
            } else {
                Mark::Close
            }
        }
        _ => {
            // 6'2", 27": inches.
            if !open && before.is_numeric() {
                return None;
            }
            match (is_opening_place(before), is_closing_place(after)) {
                (true, false) => Mark::Open,
                (false, true) => Mark::Close,
                _ if open => Mark::Close,
                _ => Mark::Open,
            }
        }
    };
    Some((Style::Double, mark))
}

/// The token that closes the single mark at `k`, if `k` can open a quotation and one is closed
/// further on.
fn single_close(block: &Block<'_>, tokens: &[Token], k: usize) -> Option<usize> {
    let (before, after) = (block.before(tokens, k), block.after(tokens, k));
    if !is_opening_place(before)
        || is_closing_place(after) && !matches!(after, '“' | '"' | '…' | '.')
    {
        return None;
    }
    let mut weak = None;
    for j in k + 1..block.end.min(k + LONGEST_SINGLE) {
        if tokens[j].kind != TokenKind::Mark {
            continue;
        }
        let c = block.char(&tokens[j]);
        let (b, a) = (block.before(tokens, j), block.after(tokens, j));
        if (c == '‘' || c == '\'') && is_opening_place(b) && !is_closing_place(a) && j > k + 1 {
            // Another quotation starts: this one was closed before, or never.
            break;
        }
        if !is_apostrophe(c) || !is_closing_place(a) {
            continue;
        }
        let word_after = tokens
            .get(j + 1)
            .is_some_and(|t| j + 1 < block.end && t.kind != TokenKind::Mark);
        let plural = matches!(b, 's' | 'S' | 'z' | 'x') && a.is_whitespace() && word_after;
        if !plural {
            return if is_lone_apostrophe(block, tokens, k, j) {
                None
            } else {
                Some(j)
            };
        }
        // "the officials’ homes": closes only if nothing better follows.
        if weak.is_none() {
            weak = Some(j);
        }
    }
    weak.filter(|&j| !is_lone_apostrophe(block, tokens, k, j))
}

/// A mark that is never closed opens a quotation that goes on in the next block: a curly one at the
/// beginning of a block, or one that begins a sentence or follows a comma or colon where the next
/// block begins with a mark too.
fn goes_on(block: &Block<'_>, tokens: &[Token], k: usize, c: char) -> bool {
    if block.end <= k + 3 || is_lone_apostrophe(block, tokens, k, block.end) {
        return false;
    }
    if k == block.first && c == '‘' {
        return block.end > k + 4;
    }
    let rest = block.text[tokens[block.end - 1].span.end() as usize..].trim_start();
    let follows = k == block.first
        || matches!(
            block.char(&tokens[k - 1]),
            '.' | ',' | ':' | '?' | '!' | '’'
        );
    matches!(c, '‘' | '\'')
        && follows
        && is_opening_place(block.before(tokens, k))
        && block.after(tokens, k).is_uppercase()
        && rest.starts_with(['‘', '\''])
}

/// "’90s", "'em", "'til": an apostrophe in front of a shortened word, and no quotation up to `j`.
fn is_lone_apostrophe(block: &Block<'_>, tokens: &[Token], k: usize, j: usize) -> bool {
    let Some(next) = tokens.get(k + 1).filter(|_| k + 1 < block.end) else {
        return true;
    };
    let word = &block.text[next.span.range()];
    let shortened = [
        "em", "til", "tis", "twas", "cause", "n", "bout", "round", "cuz",
    ];
    let decade = next.kind == TokenKind::Number
        && (word.len() == 2 || word.ends_with('s') && word.len() == 3);
    // A decade in a quotation of its own ('90s') still pairs.
    // "rock 'n' roll" looks quoted and is not.
    word.eq_ignore_ascii_case("n")
        || (decade && j > k + 2)
        || (shortened.iter().any(|s| word.eq_ignore_ascii_case(s)) && j > k + 12)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenise;
    use super::*;
    use crate::text::Span;

    fn quotations(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        let mut out = Vec::new();
        let mut open = false;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let first = tokens.len();
            let end = at + line.len();
            tokenise(text, Span::new(at as u32, end as u32), &mut tokens);
            open = mark(text, &mut tokens, first, open, &mut out);
            at = end;
        }
        out.iter()
            .map(|q| {
                let (a, b) = (
                    tokens[q.tokens.start as usize].span,
                    tokens[q.tokens.end as usize - 1].span,
                );
                format!(
                    "{}{}",
                    text[a.cover(b).range()].trim(),
                    if q.continued { " +" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn american_british_and_straight() {
        assert_eq!(
            quotations("“No,” said Ines, “never.”"),
            ["“No,”", "“never.”"]
        );
        assert_eq!(
            quotations("\"No,\" said Ines, \"never.\""),
            ["\"No,\"", "\"never.\""]
        );
        assert_eq!(
            quotations("‘It’s ours,’ he said. The voters’ choice."),
            ["‘It’s ours,’"]
        );
        assert_eq!(
            quotations("'It's ours,' he said of the farmers' land."),
            ["'It's ours,'"]
        );
        assert_eq!(
            quotations("“He said ‘no way’ to us,” she said."),
            ["“He said ‘no way’ to us,”", "‘no way’"]
        );
        assert_eq!(
            quotations("‘She said “no” twice,’ he said."),
            ["‘She said “no” twice,’", "“no”"]
        );
    }

    #[test]
    fn what_is_no_quotation() {
        assert_eq!(
            quotations("In the '90s the 6'2\" guard's team-mates' mothers' cars"),
            [] as [&str; 0]
        );
        assert_eq!(
            quotations("Rock ’n’ roll, ’em all, o’clock"),
            [] as [&str; 0]
        );
        assert_eq!(
            quotations("the ‘experts’ said the farmers’ land"),
            ["‘experts’"]
        );
    }

    #[test]
    fn going_on_in_the_next_paragraph() {
        assert_eq!(quotations("“One.\n“Two,” she said."), ["“One.", "“Two,” +"]);
        assert_eq!(
            quotations("“One.\nTwo,” she said. “Three.”"),
            ["“One.", "Two,” +", "“Three.”"]
        );
        assert_eq!(
            quotations("‘One day we left.\n‘Two,’ she said."),
            ["‘One day we left.", "‘Two,’ +"]
        );
        assert_eq!(quotations("‘One.\n‘Two,’ she said."), ["‘Two,’"]);
        assert_eq!(
            quotations("‘No,’ said Ines. ‘We never did.\n‘Not once.’"),
            ["‘No,’", "‘We never did.", "‘Not once.’ +"]
        );
        assert_eq!(
            quotations("'No,' said Ines. 'We never did.\n'Not once.'"),
            ["'No,'", "'We never did.", "'Not once.' +"]
        );
    }

    #[test]
    fn lost_marks() {
        assert_eq!(
            quotations("“One, he said. “Two,” he said."),
            ["“One, he said.", "“Two,”"]
        );
        assert_eq!(quotations("”One,” he said."), ["”One,”"]);
    }
}
