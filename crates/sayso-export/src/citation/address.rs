//! In: a report with its address, and words of it. Out: the address of these words in the page as it
//! was published, for browsers that scroll to given words.

use crate::records::Span;
use crate::view::View;
use crate::visible;

/// The address of words in the page as it was published, for browsers that scroll to given words.
/// None where the page has other words, because they were repaired.
pub fn in_page(view: &View<'_>, content: &[Span]) -> Option<String> {
    let url = web_address(view.saved.report.url.as_deref()?)?;
    let span = content.first().filter(|span| !span.edited)?;
    let place = text_directive(view, span)?;
    let sign = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{sign}:~:text={place}"))
}

/// Words at each end of a long stretch.
const ENDS: usize = 5;
/// Bytes before a stretch in which its first words are looked for. The link must not lead to an
/// earlier place with the same words.
const LOOKED_BACK: usize = 20_000;
/// Words before a stretch that tell its place from an earlier one.
const WORDS_BEFORE: usize = 3;

/// `start`, `start,end` or `prefix-,start,end`. A start of one piece must not cross a paragraph, so
/// what does is given by its ends.
fn text_directive(view: &View<'_>, span: &Span) -> Option<String> {
    let lines: Vec<Vec<&str>> = span
        .text
        .lines()
        .map(|line| line.split_whitespace().collect())
        .filter(|line: &Vec<&str>| !line.is_empty())
        .collect();
    let (first, last) = (lines.first()?, lines.last()?);
    let is_short = lines.len() == 1 && first.len() <= 2 * ENDS;
    let start = if is_short {
        first.join(" ")
    } else {
        first[..first.len().min(ENDS)].join(" ")
    };
    let mut place = percent_encoded(&start);
    if !is_short {
        let end = last[last.len().saturating_sub(ENDS)..].join(" ");
        place = format!("{place},{}", percent_encoded(&end));
    }
    Some(match words_before(view, span, &start) {
        Some(before) => format!("{}-,{place}", percent_encoded(&before)),
        None => place,
    })
}

/// The words before a stretch, if the report has its first words earlier too.
fn words_before(view: &View<'_>, span: &Span, start: &str) -> Option<String> {
    let text = view.text();
    let before = &text[..view.span(span).start() as usize];
    let near = before.len().saturating_sub(LOOKED_BACK);
    let near = (near..=before.len()).find(|&at| before.is_char_boundary(at))?;
    if !before[near..].contains(start) {
        return None;
    }
    let line = before.rsplit('\n').next()?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let words = &words[words.len().saturating_sub(WORDS_BEFORE)..];
    (!words.is_empty()).then(|| words.join(" "))
}

/// An address that a link may have: one of the web, not a script, and on one line.
///
/// ```
/// use sayso_export::citation::web_address;
/// assert!(web_address("HTTP://nna.example/").is_some());
/// assert!(web_address("javascript://x/%0aalert(1)").is_none());
/// ```
pub fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_plain = visible(url) == url && !url.contains(char::is_whitespace);
    (is_web && is_plain).then_some(url)
}

/// Everything but letters and digits as `%XX`, because commas and hyphens have a meaning in such
/// addresses.
fn percent_encoded(text: &str) -> String {
    let byte = |b: u8| {
        if b.is_ascii_alphanumeric() {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web() {
        assert_eq!(
            web_address("https://nna.example/a?b#c"),
            Some("https://nna.example/a?b#c")
        );
        assert!(web_address("HTTP://nna.example/").is_some());
        for bad in [
            "javascript:alert(1)",
            "javascript://x/%0aalert(1)",
            "data:text/html,x",
            "//nna.example",
            "https://nna.example/\nhttps://other.example/",
            "",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
