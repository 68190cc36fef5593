//! Quotation marks: which mark opens, which closes, and which is an apostrophe, a prime or part of a
//! decade.
//!
//! Works on one block at a time. Double marks pair by their shape or, if they are straight, by the
//! spaces around them. Single marks are quotation marks only if they pair, because most of them are
//! apostrophes. A quotation that is open at the end of a block continues in the next one, if that
//! begins with an opening mark (the rule of English printing) or has a closing mark before an opening
//! one.

use super::Quotation;
use super::tokens::{Mark, Token, TokenKind, is_apostrophe};
use sayso_english::pages::CLIPPED_WORDS;

/// Tokens of the longest quotation in single marks. What is longer is a pair of apostrophes.
const MAX_SINGLE: usize = 400;
/// Deeper nesting is a sign of lost marks.
const MAX_DEPTH: usize = 4;
/// Tokens after which the mark that closes a quotation in front of a shortened word may follow: "'em",
/// "'til".
const MAX_CLIPPED: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Double,
    Single,
}

/// A quotation that has not been closed yet.
struct Open {
    token: usize,
    style: Style,
    /// For a single mark: the token that closes it, which was found when it was opened. The mark
    /// itself if there is none.
    until: usize,
    /// Its index in the list of quotations.
    quotation: usize,
}

/// Marks the tokens from `first` on, which are one block. Returns true if a quotation is open at the
/// end.
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
    let mut marker = Marker {
        is_balanced: block.is_balanced(tokens),
        first_quotation: out.len(),
        block,
        tokens,
        quotations: out,
        stack: Vec::new(),
        open_before,
    };
    for at in first..marker.block.end {
        match marker.role(at) {
            Some((style, Mark::Open)) => marker.open(at, style),
            Some((style, Mark::Close)) => marker.close(at, style),
            _ => {}
        }
    }
    marker.finish()
}

fn is_opening_shape(c: char) -> bool {
    matches!(c, '“' | '„' | '«' | '‟')
}

/// Pairs the quotation marks of one block.
struct Marker<'a> {
    block: Block<'a>,
    tokens: &'a mut [Token],
    quotations: &'a mut Vec<Quotation>,
    /// The quotations that are open, the outermost first.
    stack: Vec<Open>,
    /// The index of the first quotation of the block.
    first_quotation: usize,
    /// A quotation is open at the end of the block before.
    open_before: bool,
    /// The block has as many opening as closing marks.
    is_balanced: bool,
}

impl Marker<'_> {
    fn has_open(&self, style: Style) -> bool {
        self.stack.iter().any(|open| open.style == style)
    }

    /// What the token at `at` does, if it is a quotation mark.
    fn role(&self, at: usize) -> Option<(Style, Mark)> {
        if self.tokens[at].kind != TokenKind::Mark {
            return None;
        }
        let c = self.block.char(&self.tokens[at]);
        match c {
            '“' | '„' | '«' | '‟' | '”' | '»' | '"' | '〝' | '〞' => {
                let is_open = self.has_open(Style::Double);
                double(&self.block, self.tokens, at, c, is_open)
            }
            '‘' | '‚' | '\'' | '’' | '`' => {
                self.single(at, c).map(|mark| (Style::Single, mark))
            }
            _ => None,
        }
    }

    /// What a single mark does; none if it is an apostrophe.
    fn single(&self, at: usize, c: char) -> Option<Mark> {
        let innermost = self.stack.last();
        if innermost.is_some_and(|open| open.style == Style::Single && open.until == at) {
            return Some(Mark::Close);
        }
        let opens = c != '’'
            && (single_close(&self.block, self.tokens, at).is_some()
                || continues_in_next(&self.block, self.tokens, at, c));
        opens.then_some(Mark::Open)
    }

    fn open(&mut self, at: usize, style: Style) {
        if style == Style::Double && self.has_open(Style::Double) && !self.is_balanced {
            // The mark that should have closed the last quotation is lost, so it ends here.
            self.end(Style::Double, at, false);
        }
        if self.stack.len() >= MAX_DEPTH {
            return;
        }
        let until = match style {
            Style::Single => single_close(&self.block, self.tokens, at).unwrap_or(at),
            Style::Double => at,
        };
        self.stack.push(Open {
            token: at,
            style,
            until,
            quotation: self.quotations.len(),
        });
        self.quotations.push(Quotation {
            tokens: at as u32..at as u32 + 1,
            level: (self.stack.len() - 1) as u8,
            opened: true,
            closed: false,
            continued: at == self.block.first && self.open_before,
        });
        self.tokens[at].mark = Mark::Open;
    }

    fn close(&mut self, at: usize, style: Style) {
        let is_first = self.quotations.len() == self.first_quotation;
        if self.has_open(style) {
            self.end(style, at + 1, true);
        } else if self.open_before && is_first {
            // The quotation of the block before ends here.
            self.quotations.push(Quotation {
                tokens: self.block.first as u32..at as u32 + 1,
                level: 0,
                opened: false,
                closed: true,
                continued: true,
            });
        } else {
            return;
        }
        self.tokens[at].mark = Mark::Close;
    }

    /// Ends the innermost quotation of this style, and those inside it, before token `end`.
    fn end(&mut self, style: Style, end: usize, closed: bool) {
        while let Some(open) = self.stack.pop() {
            let quotation = &mut self.quotations[open.quotation];
            quotation.tokens.end = end as u32;
            if open.style == style {
                quotation.closed = closed;
                return;
            }
        }
    }

    /// Ends what is still open at the end of the block, and counts the depth of each token. Returns
    /// true if a quotation continues in the next block.
    fn finish(self) -> bool {
        // A single mark that was opened without a closing one continues.
        let continues = |open: &Open| open.style == Style::Double || open.until == open.token;
        let is_open = self.stack.iter().any(continues);
        for open in &self.stack {
            self.quotations[open.quotation].tokens.end = self.tokens.len() as u32;
        }
        for quotation in &self.quotations[self.first_quotation..] {
            let (start, end) = (quotation.tokens.start, quotation.tokens.end);
            for token in &mut self.tokens[start as usize..end as usize] {
                token.depth = token.depth.saturating_add(1);
            }
        }
        is_open
    }
}

/// The tokens of one block.
struct Block<'a> {
    text: &'a str,
    first: usize,
    end: usize,
}

impl Block<'_> {
    /// True if the block has as many double marks of the opening as of the closing shape.
    fn is_balanced(&self, tokens: &[Token]) -> bool {
        let mut open = 0i64;
        for token in &tokens[self.first..] {
            if token.kind == TokenKind::Mark {
                let c = self.char(token);
                open += i64::from(is_opening_shape(c));
                open -= i64::from(matches!(c, '”' | '»'));
            }
        }
        open == 0
    }

    fn char(&self, token: &Token) -> char {
        self.text[token.span.range()].chars().next().unwrap_or(' ')
    }

    /// The character before a token; a space at the beginning of the block.
    fn before(&self, tokens: &[Token], k: usize) -> char {
        if k == self.first {
            return ' ';
        }
        self.text[..tokens[k].span.start() as usize]
            .chars()
            .next_back()
            .unwrap_or(' ')
    }

    /// The character after a token; a space at the end of the block.
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

/// What a double mark does.
fn double(
    block: &Block<'_>,
    tokens: &[Token],
    k: usize,
    c: char,
    open: bool,
) -> Option<(Style, Mark)> {
    let (before, after) = (block.before(tokens, k), block.after(tokens, k));
    let can_open = is_opening_place(before) && !is_closing_place(after);
    let can_close = !is_opening_place(before) && is_closing_place(after);
    let mark = match c {
        // A mark of the wrong shape closes if it is next to the word before and a quotation is open.
        '“' | '„' | '«' | '‟' | '〝' if open && can_close => Mark::Close,
        '“' | '„' | '«' | '‟' | '〝' => Mark::Open,
        '”' | '»' | '〞' if !open && can_open => Mark::Open,
        '”' | '»' | '〞' => Mark::Close,
        // 6'2", 27": inches.
        _ if !open && before.is_numeric() => return None,
        _ if can_open => Mark::Open,
        _ if can_close || open => Mark::Close,
        _ => Mark::Open,
    };
    Some((Style::Double, mark))
}

/// What a single mark can be after an opening one.
enum Later {
    /// It opens another quotation.
    Opens,
    Closes,
    /// It closes, or it is the apostrophe of a plural: "the officials’ homes".
    MayClose,
}

/// The token that closes the single mark at `k`, if `k` can open a quotation and a closing mark
/// follows.
fn single_close(block: &Block<'_>, tokens: &[Token], k: usize) -> Option<usize> {
    if !can_open_single(block, tokens, k) {
        return None;
    }
    let mut close = None;
    for j in k + 1..block.end.min(k + MAX_SINGLE) {
        match later(block, tokens, j) {
            // Another quotation starts, so this one was closed before or never.
            Some(Later::Opens) if j > k + 1 => break,
            Some(Later::Closes) => {
                close = Some(j);
                break;
            }
            // An apostrophe closes only if nothing better follows.
            Some(Later::MayClose) => close = close.or(Some(j)),
            Some(Later::Opens) | None => {}
        }
    }
    close.filter(|&j| !is_lone_apostrophe(block, tokens, k, j))
}

fn can_open_single(block: &Block<'_>, tokens: &[Token], k: usize) -> bool {
    let after = block.after(tokens, k);
    let is_before_text = !is_closing_place(after) || matches!(after, '“' | '"' | '…' | '.');
    is_before_text && is_opening_place(block.before(tokens, k))
}

/// What the token at `j` can be after an opening single mark; none if it is not a single mark.
fn later(block: &Block<'_>, tokens: &[Token], j: usize) -> Option<Later> {
    if tokens[j].kind != TokenKind::Mark {
        return None;
    }
    let c = block.char(&tokens[j]);
    let (before, after) = (block.before(tokens, j), block.after(tokens, j));
    if !is_closing_place(after) {
        let opens = matches!(c, '‘' | '\'') && is_opening_place(before);
        return opens.then_some(Later::Opens);
    }
    if !is_apostrophe(c) {
        return None;
    }
    let is_before_word = j + 1 < block.end && tokens[j + 1].kind != TokenKind::Mark;
    let is_plural = matches!(before, 's' | 'S' | 'z' | 'x') && after.is_whitespace();
    Some(if is_plural && is_before_word {
        Later::MayClose
    } else {
        Later::Closes
    })
}

/// True for a mark that is never closed and opens a quotation that continues in the next block: a
/// curly one at the beginning of a block, or one at the beginning of a sentence or after a comma or a
/// colon if the next block begins with a mark, too.
fn continues_in_next(block: &Block<'_>, tokens: &[Token], k: usize, c: char) -> bool {
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

/// True for an apostrophe in front of a shortened word, and not a quotation that ends at `j`: "’90s",
/// "'em", "'til".
fn is_lone_apostrophe(block: &Block<'_>, tokens: &[Token], k: usize, j: usize) -> bool {
    let Some(next) = tokens.get(k + 1).filter(|_| k + 1 < block.end) else {
        return true;
    };
    let word = &block.text[next.span.range()];
    let decade = next.kind == TokenKind::Number
        && (word.len() == 2 || word.ends_with('s') && word.len() == 3);
    // "rock 'n' roll" looks like a quotation and is none. A decade that is quoted by itself ('90s')
    // still pairs.
    word.eq_ignore_ascii_case("n")
        || (decade && j > k + 2)
        || (j > k + MAX_CLIPPED && CLIPPED_WORDS.has(word))
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
    fn apostrophes_are_not_quotations() {
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
    fn quotations_over_several_paragraphs() {
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
