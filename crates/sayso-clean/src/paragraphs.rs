//! In: a plain text. Out: its paragraphs: its lines, or, where the text is hard-wrapped, the lines
//! joined again.

use crate::dateline::dateline;
use sayso_text::document::BlockKind;
use sayso_text::text::Span;

/// A paragraph as one or more lines of the decoded text, each without white space at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawParagraph {
    pub lines: Vec<Span>,
    /// There is no blank line between it and the paragraph before.
    pub touches: bool,
    /// What the page says it is; none for a plain text.
    pub kind: Option<BlockKind>,
    /// The paragraph that it repeats, if the page shows that.
    pub of: Option<usize>,
}

impl RawParagraph {
    /// A paragraph of a plain text with one line.
    fn of_text(line: &TextLine) -> RawParagraph {
        RawParagraph {
            lines: vec![line.span],
            touches: !line.after_blank,
            kind: None,
            of: None,
        }
    }

    /// A paragraph of a page, which says what it is.
    pub fn of_page(span: Span, kind: BlockKind, of: Option<usize>) -> RawParagraph {
        RawParagraph {
            lines: vec![span],
            touches: false,
            kind: Some(kind),
            of,
        }
    }

    /// From the first line to the last.
    pub fn span(&self) -> Span {
        let last = self.lines.len() - 1;
        self.lines[0].cover(self.lines[last])
    }
}

/// A line that is not blank.
struct TextLine {
    span: Span,
    /// Characters of white space before it.
    indent: usize,
    /// Its characters.
    width: usize,
    /// There is a blank line before it.
    after_blank: bool,
}

impl TextLine {
    /// Its width with its indent. A deep indent is a centred line, whose width says nothing.
    fn full_width(&self) -> usize {
        self.indent.min(MAX_INDENT) + self.width
    }
}

/// Nobody wraps text wider or narrower than this, in characters.
const MAX_WIDTH: usize = 110;
const MIN_WIDTH: usize = 40;
/// Characters of indent that count as part of the width.
const MAX_INDENT: usize = 20;

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn split(text: &str) -> Vec<TextLine> {
    let is_empty = |c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}';
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut at = 0;
    for piece in text.split_inclusive(is_line_end) {
        let start = at;
        at += piece.len();
        let inner = piece.trim_matches(is_empty);
        if inner.is_empty() {
            // "\r\n" is split in two, and its second half is not a blank line.
            let is_second_half = piece == "\n" && text[..start].ends_with('\r');
            after_blank |= !is_second_half;
            continue;
        }
        let lead = inner.as_ptr() as usize - piece.as_ptr() as usize;
        let begin = start + lead;
        lines.push(TextLine {
            span: Span::new(begin as u32, (begin + inner.len()) as u32),
            indent: piece[..lead].chars().count(),
            width: inner.chars().count(),
            after_blank,
        });
        after_blank = false;
    }
    lines
}

/// Splits a text into paragraphs.
pub fn paragraphs(text: &str) -> Vec<RawParagraph> {
    let lines = split(text);
    let width = wrap_width(text, &lines);
    let mut out: Vec<RawParagraph> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let (Some(width), Some(before)) = (width, i.checked_sub(1).map(|b| &lines[b]))
            && !line.after_blank
            && continues(text, before, line, width)
            && let Some(last) = out.last_mut()
        {
            last.lines.push(line.span);
            continue;
        }
        out.push(RawParagraph::of_text(line));
    }
    out
}

/// The width a text was wrapped to. A text is wrapped if most lines that are followed by another
/// could not have taken its first word.
fn wrap_width(text: &str, lines: &[TextLine]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .map(TextLine::full_width)
        .filter(|&width| width <= MAX_WIDTH)
        .collect();
    // A link or a table may be wider than the rest; a text with many long lines is not wrapped.
    if widths.len() < 4 || widths.len() * 20 < lines.len() * 19 {
        return None;
    }
    widths.sort_unstable();
    let width = widths[widths.len() * 99 / 100];
    let pairs: Vec<&[TextLine]> = lines
        .windows(2)
        .filter(|pair| !pair[1].after_blank)
        .collect();
    let is_forced = |pair: &&&[TextLine]| !fits(text, &pair[0], &pair[1], width);
    let is_open = |pair: &&&[TextLine]| !ends_sentence(&text[pair[0].span.range()]);
    let forced = pairs.iter().filter(is_forced).count();
    let open = pairs.iter().filter(is_open).count();
    let is_wrapped = pairs.len() >= 3 && forced * 10 >= pairs.len() * 6 && open * 2 >= pairs.len();
    (width >= MIN_WIDTH && is_wrapped).then_some(width)
}

/// True if the first word of `next` would have fitted on the line before.
fn fits(text: &str, line: &TextLine, next: &TextLine, width: usize) -> bool {
    // Programs that wrap text differ by a character or two in what they call full.
    const SLACK: usize = 2;
    let mut words = text[next.span.range()].split_whitespace();
    let word = words.next().unwrap_or("").chars().count();
    line.full_width() + 1 + word <= width.saturating_sub(SLACK)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')'])
        .ends_with(['.', '!', '?', ':', '…'])
}

/// True if a line continues the paragraph of the line before.
fn continues(text: &str, before: &TextLine, line: &TextLine, width: usize) -> bool {
    let words = &text[line.span.range()];
    // An indented line starts a paragraph, unless all lines of the paragraph are indented.
    if line.indent > before.indent || dateline(words).is_some() {
        return false;
    }
    let is_open = !ends_sentence(&text[before.span.range()]);
    !fits(text, before, line, width) || words.starts_with(char::is_lowercase) && is_open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let lines = |p: &RawParagraph| {
            let lines = p.lines.iter().map(|line| &text[line.range()]);
            lines.collect::<Vec<_>>().join(" ")
        };
        paragraphs(text).iter().map(lines).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_wrapped() {
        assert_eq!(
            joined("Bridge shut\r\n\r\nThe bridge is shut.\r\nIt opens in May.\n"),
            ["Bridge shut", "The bridge is shut.", "It opens in May."]
        );
        let wrapped = "The bridge over the Orle at Tarn Cross will stay shut until May,\n\
            the county said on Tuesday, after divers found cracks in two of\n\
            its piers.\n\
            \x20  \"We had no choice,\" said Ines Moller, who runs the county's\n\
            roads. She would not say what the repair will cost the county or\n\
            who pays for it.\n";
        let got = joined(wrapped);
        assert_eq!(got.len(), 2, "{got:#?}");
        assert!(got[0].ends_with("cracks in two of its piers."));
    }

    #[test]
    fn a_list_of_results_is_not_wrapped() {
        assert_eq!(
            joined("Alder 3\nBirch 4\nCedar 1\nDogwood 2\nElm 9\n").len(),
            5
        );
    }
}
