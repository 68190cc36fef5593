//! Lines of a plain text, and the paragraphs they make up where the text is hard-wrapped.

use sayso_text::document::BlockKind;
use sayso_text::text::Span;

/// A paragraph as one or more lines of the decoded text, each without blanks at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub lines: Vec<Span>,
    /// No blank line stands between it and the paragraph before.
    pub touches: bool,
    /// What the page says it is; a plain text says nothing.
    pub kind: Option<BlockKind>,
    /// The paragraph that it repeats, where the page shows that.
    pub of: Option<usize>,
}

impl Lines {
    pub fn span(&self) -> Span {
        let last = self.lines.len() - 1;
        self.lines[0].cover(self.lines[last])
    }
}

struct Line {
    span: Span,
    indent: usize,
    width: usize,
    after_blank: bool,
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut at = 0;
    for piece in text.split_inclusive(is_line_end) {
        let start = at;
        at += piece.len();
        let inner = piece.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
        if inner.is_empty() {
            // "\r\n" splits in two; its second half is no blank line.
            after_blank |= piece != "\n" || !text[..start].ends_with('\r');
            continue;
        }
        let lead = inner.as_ptr() as usize - piece.as_ptr() as usize;
        let span = Span::new((start + lead) as u32, (start + lead + inner.len()) as u32);
        lines.push(Line {
            span,
            indent: piece[..lead].chars().count(),
            width: inner.chars().count(),
            after_blank,
        });
        after_blank = false;
    }
    lines
}

/// No one wraps text wider than this.
const WIDEST: usize = 110;
const NARROWEST: usize = 40;

/// Splits a text into paragraphs: its lines, or, where lines were broken to a width, the lines
/// joined again.
pub fn paragraphs(text: &str) -> Vec<Lines> {
    let lines = split(text);
    let width = wrap_width(text, &lines);
    let mut out: Vec<Lines> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let (Some(width), Some(before)) = (width, i.checked_sub(1).map(|b| &lines[b]))
            && !line.after_blank
            && goes_on(text, before, line, width)
            && let Some(last) = out.last_mut()
        {
            last.lines.push(line.span);
            continue;
        }
        out.push(Lines {
            lines: vec![line.span],
            touches: !line.after_blank,
            kind: None,
            of: None,
        });
    }
    out
}

/// The width a text was wrapped to: most lines that are followed by another could not have taken
/// its first word.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let full = |line: &Line| line.indent.min(20) + line.width;
    let mut widths: Vec<usize> = lines.iter().map(full).filter(|&w| w <= WIDEST).collect();
    // A link or a table may be wider than the rest; a text of long lines is not wrapped.
    if widths.len() < 4 || widths.len() * 20 < lines.len() * 19 {
        return None;
    }
    widths.sort_unstable();
    let width = widths[widths.len() * 99 / 100];
    let pairs: Vec<_> = lines
        .windows(2)
        .filter(|pair| !pair[1].after_blank)
        .collect();
    let forced = pairs
        .iter()
        .filter(|pair| !fits(text, &pair[0], &pair[1], width))
        .count();
    let open = pairs
        .iter()
        .filter(|pair| !ends_sentence(&text[pair[0].span.range()]))
        .count();
    (width >= NARROWEST
        && pairs.len() >= 3
        && forced * 10 >= pairs.len() * 6
        && open * 2 >= pairs.len())
    .then_some(width)
}

/// Would the first word of `next` have fitted on the line before?
fn fits(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = text[next.span.range()]
        .split_whitespace()
        .next()
        .unwrap_or("")
        .chars()
        .count();
    // Wrapping tools differ by a character or two in what they call full.
    line.indent.min(20) + line.width + 1 + word <= width.saturating_sub(2)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')'])
        .ends_with(['.', '!', '?', ':', '…'])
}

fn goes_on(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    // An indented line starts a paragraph, unless all of this one are indented.
    if line.indent > before.indent || super::blocks::dateline(&text[line.span.range()]).is_some() {
        return false;
    }
    if !fits(text, before, line, width) {
        return true;
    }
    let words = &text[line.span.range()];
    words.starts_with(char::is_lowercase) && !ends_sentence(&text[before.span.range()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let of = |p: &Lines| {
            p.lines
                .iter()
                .map(|l| &text[l.range()])
                .collect::<Vec<_>>()
                .join(" ")
        };
        paragraphs(text).iter().map(of).collect()
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
