//! In: the decoded text of a web page. Out: its tags and texts, each with its place, in one pass,
//! without a tree and without a copy.
//!
//! It follows the tokenizer of the HTML standard: what is a tag, a comment, a raw text and a character
//! reference. Useful for: places in the bytes of a page. Not useful for: the tree that a browser would
//! build.

use std::ops::Range;
use web_atoms::NAMED_ENTITIES;

/// A stretch of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Text between tags, with its character references as they are.
    Text(Range<usize>),
    /// `<name attributes>`.
    Open(Tag),
    /// `</name>`.
    Close(Tag),
    /// The content of a script, a style sheet, a title and the like, up to the end tag.
    Raw(Range<usize>),
    /// `<!-- … -->`, a doctype, a processing instruction: the content of the brackets.
    Comment(Range<usize>),
}

/// A tag and its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The whole tag.
    pub at: Range<usize>,
    /// Its name, in the case of the page.
    pub name: Range<usize>,
    /// Everything between name and end.
    pub attributes: Range<usize>,
}

/// Elements whose content is not markup. A page is read as if scripts were on, so `noscript` is one of
/// them. Its content can be read with [`tokens_in`].
const RAW: [&str; 9] = [
    "script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes",
];

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    memchr::memchr(byte, bytes.get(from..)?).map(|at| from + at)
}

/// The tokens of a page in order.
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The name of the element whose raw text comes next.
    raw: Option<Range<usize>>,
}

/// Splits a page into tokens, in linear time for any content.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        html,
        at: 0,
        raw: None,
    }
}

/// The same for a part of the page; places are still those on the page.
pub fn tokens_in(html: &str, within: Range<usize>) -> Tokens<'_> {
    Tokens {
        html: &html[..within.end],
        at: within.start,
        raw: None,
    }
}

impl Tokens<'_> {
    /// The tag at `at`. It ends at the next `>` outside quoted values.
    fn tag(&self, at: usize, name_at: usize) -> Tag {
        let bytes = self.html.as_bytes();
        let mut end = name_at;
        while end < bytes.len() && !is_space(bytes[end]) && !matches!(bytes[end], b'/' | b'>') {
            end += 1;
        }
        let mut inside = end;
        while inside < bytes.len() && bytes[inside] != b'>' {
            if bytes[inside] != b'=' {
                inside += 1;
                continue;
            }
            inside += 1;
            while inside < bytes.len() && is_space(bytes[inside]) {
                inside += 1;
            }
            match bytes.get(inside) {
                // A value that is never closed contains the rest of the page, as in a browser.
                Some(&quote @ (b'"' | b'\'')) => {
                    inside = find(bytes, inside + 1, quote).map_or(bytes.len(), |close| close + 1);
                }
                _ => {
                    while inside < bytes.len() && !is_space(bytes[inside]) && bytes[inside] != b'>'
                    {
                        inside += 1;
                    }
                }
            }
        }
        Tag {
            at: at..(inside + 1).min(bytes.len()),
            name: name_at..end,
            attributes: end..inside,
        }
    }

    /// The end of the raw text of element `name` that starts at `from`.
    fn raw_end(&self, from: usize, name: &Range<usize>) -> usize {
        let bytes = self.html.as_bytes();
        let name = &bytes[name.clone()];
        let mut at = from;
        while let Some(open) = memchr::memmem::find(&bytes[at..], b"</").map(|k| at + k) {
            let rest = &bytes[open + 2..];
            let same = rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name);
            if same
                && rest
                    .get(name.len())
                    .is_none_or(|&b| is_space(b) || matches!(b, b'/' | b'>'))
            {
                return open;
            }
            at = open + 2;
        }
        bytes.len()
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.html.as_bytes();
        let start = self.at;
        if let Some(name) = self.raw.take() {
            self.at = self.raw_end(start, &name);
            if self.at > start {
                return Some(Token::Raw(start..self.at));
            }
        }
        if start >= bytes.len() {
            return None;
        }
        let mut look = start;
        loop {
            let Some(open) = find(bytes, look, b'<') else {
                self.at = bytes.len();
                return Some(Token::Text(start..bytes.len()));
            };
            let next = bytes.get(open + 1).copied().unwrap_or(0);
            let closes = next == b'/' && bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic);
            if !next.is_ascii_alphabetic() && !closes && !matches!(next, b'!' | b'?' | b'/') {
                look = open + 1;
                continue;
            }
            if open > start {
                self.at = open;
                return Some(Token::Text(start..open));
            }
            if closes {
                let tag = self.tag(open, open + 2);
                self.at = tag.at.end;
                return Some(Token::Close(tag));
            }
            if next.is_ascii_alphabetic() {
                let tag = self.tag(open, open + 1);
                self.at = tag.at.end;
                let name = &self.html[tag.name.clone()];
                if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
                    self.raw = Some(tag.name.clone());
                }
                return Some(Token::Open(tag));
            }
            let (inside, end) = self.comment(open);
            self.at = end;
            return Some(Token::Comment(inside));
        }
    }
}

impl Tokens<'_> {
    fn comment(&self, open: usize) -> (Range<usize>, usize) {
        let bytes = self.html.as_bytes();
        if !bytes[open..].starts_with(b"<!--") {
            let end = find(bytes, open, b'>').unwrap_or(bytes.len());
            return ((open + 2).min(end)..end, (end + 1).min(bytes.len()));
        }
        let from = open + 4;
        // "<!-->" and "<!--->" are whole comments.
        for short in [&b">"[..], b"->"] {
            if bytes[from..].starts_with(short) {
                return (from..from, from + short.len());
            }
        }
        let close = memchr::memmem::find(&bytes[from..], b"--").map(|k| from + k);
        let mut close = close;
        while let Some(at) = close {
            let rest = &bytes[at + 2..];
            if rest.first() == Some(&b'>') {
                return (from..at, at + 3);
            }
            if rest.starts_with(b"!>") {
                return (from..at, at + 4);
            }
            close = memchr::memmem::find(&bytes[at + 1..], b"--").map(|k| at + 1 + k);
        }
        (from..bytes.len(), bytes.len())
    }
}

/// The attributes of a tag: name, and the place of the value without its quotation marks.
pub fn attributes(html: &str, within: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let bytes = html.as_bytes();
    let end = within.end;
    let mut at = within.start;
    std::iter::from_fn(move || {
        while at < end && (is_space(bytes[at]) || bytes[at] == b'/') {
            at += 1;
        }
        if at >= end {
            return None;
        }
        let name_at = at;
        // A "=" at the beginning is part of the name.
        at += 1;
        while at < end && !is_space(bytes[at]) && !matches!(bytes[at], b'=' | b'/') {
            at += 1;
        }
        let name = html.get(name_at..at).unwrap_or("");
        let mut value_at = at;
        while value_at < end && is_space(bytes[value_at]) {
            value_at += 1;
        }
        if value_at >= end || bytes[value_at] != b'=' {
            return Some((name, at..at));
        }
        value_at += 1;
        while value_at < end && is_space(bytes[value_at]) {
            value_at += 1;
        }
        let value =
            if let Some(&quote @ (b'"' | b'\'')) = bytes.get(value_at).filter(|_| value_at < end) {
                let close = memchr::memchr(quote, &bytes[value_at + 1..end])
                    .map_or(end, |k| value_at + 1 + k);
                at = (close + 1).min(end);
                value_at + 1..close
            } else {
                at = value_at;
                while at < end && !is_space(bytes[at]) {
                    at += 1;
                }
                value_at..at
            };
        Some((name, value))
    })
}

/// The value of one attribute.
pub fn attribute(html: &str, tag: &Tag, name: &str) -> Option<Range<usize>> {
    attributes(html, tag.attributes.clone())
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Bytes of the longest name of a character reference.
const MAX_NAME: usize = 32;

/// The character reference at the beginning of `text`, which starts with `&`: its one or two
/// characters and its length in bytes. In an attribute a name without its semicolon counts only if
/// no letter, digit or `=` follows.
pub fn reference(text: &str, in_attribute: bool) -> Option<(char, Option<char>, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return numeric(bytes).map(|(c, len)| (c, None, len));
    }
    let name = bytes[1..]
        .iter()
        .take(MAX_NAME)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let closed = bytes.get(1 + name) == Some(&b';');
    // The table holds names with their semicolon, and the old ones without.
    for len in (2..=name + usize::from(closed)).rev() {
        let Some(&(first, second)) = NAMED_ENTITIES.get(&text[1..=len]) else {
            continue;
        };
        if first == 0 {
            continue;
        }
        let bare = bytes[len] != b';';
        let follows = bytes
            .get(len + 1)
            .is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'=');
        if bare && in_attribute && follows {
            return None;
        }
        return Some((
            char::from_u32(first)?,
            char::from_u32(second).filter(|&c| c != '\0'),
            len + 1,
        ));
    }
    None
}

/// The numbers 0x80 to 0x9F as browsers read them: the characters of Windows-1252.
const C1: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
];

fn numeric(bytes: &[u8]) -> Option<(char, usize)> {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let from = 2 + usize::from(hex);
    let radix = if hex { 16 } else { 10 };
    let mut value = 0u32;
    let mut at = from;
    while let Some(digit) = bytes.get(at).and_then(|&b| char::from(b).to_digit(radix)) {
        value = value
            .saturating_mul(radix)
            .saturating_add(digit)
            .min(0x11_0000);
        at += 1;
    }
    if at == from {
        return None;
    }
    let c = match value {
        0x80..=0x9f => char::from_u32(u32::from(C1[value as usize - 0x80])),
        0 => None,
        _ => char::from_u32(value),
    };
    Some((
        c.unwrap_or('\u{fffd}'),
        at + usize::from(bytes.get(at) == Some(&b';')),
    ))
}

/// A text with its character references replaced by their characters.
pub fn unescape(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(amp) = find(text.as_bytes(), at, b'&') {
        out.push_str(&text[at..amp]);
        if let Some((first, second, len)) = reference(&text[amp..], in_attribute) {
            out.push(first);
            out.extend(second);
            at = amp + len;
        } else {
            out.push('&');
            at = amp + 1;
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(html: &str) -> Vec<String> {
        tokens(html)
            .map(|token| match token {
                Token::Text(r) => format!("text {}", &html[r]),
                Token::Open(t) => format!("open {}", &html[t.name]),
                Token::Close(t) => format!("close {}", &html[t.name]),
                Token::Raw(r) => format!("raw {}", &html[r]),
                Token::Comment(r) => format!("comment {}", &html[r]),
            })
            .collect()
    }

    #[test]
    fn tokens_of_a_page() {
        assert_eq!(
            shown("<!DOCTYPE html><P class=\"a>b\">3 < 4 &amp; so</p x><!-- <p> --><br/>end"),
            [
                "comment DOCTYPE html",
                "open P",
                "text 3 < 4 &amp; so",
                "close p",
                "comment  <p> ",
                "open br",
                "text end"
            ]
        );
        assert_eq!(
            shown("<script>if (a</b) '</scripty>'</SCRIPT >x<title>A <b> c</title>"),
            [
                "open script",
                "raw if (a</b) '</scripty>'",
                "close SCRIPT",
                "text x",
                "open title",
                "raw A <b> c",
                "close title"
            ]
        );
        assert_eq!(
            shown("<script>never closed"),
            ["open script", "raw never closed"]
        );
        assert_eq!(
            shown("<!-->x<!--->y<!-- a -- b --!>z<!-- open"),
            [
                "comment ",
                "text x",
                "comment ",
                "text y",
                "comment  a -- b ",
                "text z",
                "comment  open"
            ]
        );
        assert_eq!(shown("cut <p class=\"open"), ["text cut ", "open p"]);
    }

    #[test]
    fn attributes_of_a_tag() {
        let html = "<meta Name=author content='Ada &amp; Tom' hidden data-x = \"\" =odd/>";
        let Some(Token::Open(tag)) = tokens(html).next() else {
            panic!()
        };
        let list: Vec<_> = attributes(html, tag.attributes)
            .map(|(n, v)| (n, &html[v]))
            .collect();
        assert_eq!(
            list,
            [
                ("Name", "author"),
                ("content", "Ada &amp; Tom"),
                ("hidden", ""),
                ("data-x", ""),
                ("=odd", "")
            ]
        );
    }

    #[test]
    fn character_references() {
        assert_eq!(
            unescape(
                "a&amp;b &rsquo; &#8220;x&#x201D; &#146; &notit; &nbsp;| &bogus; &",
                false
            ),
            "a&b ’ “x” ’ ¬it; \u{a0}| &bogus; &"
        );
        assert_eq!(unescape("?a=1&copy=2&amp;c&copy", true), "?a=1&copy=2&c©");
        assert_eq!(
            unescape("&#0;&#xFFFFFFFFFF;&#xD800;&#;", false),
            "\u{fffd}\u{fffd}\u{fffd}&#;"
        );
    }

    proptest! {
        /// Tokens are in order, without overlaps, within the page.
        #[test]
        fn tokens_are_in_order(html in "(<[a-z/!?-]{0,3}|[a-z \"'=&;#é>-]{0,6}|<script>|</script>|<!--|-->){0,40}") {
            let mut at = 0;
            for token in tokens(&html) {
                let range = match token {
                    Token::Text(r) | Token::Raw(r) | Token::Comment(r) => r,
                    Token::Open(t) | Token::Close(t) => {
                        prop_assert!(t.at.start < t.name.start && t.attributes.end <= t.at.end);
                        for (name, value) in attributes(&html, t.attributes.clone()) {
                            prop_assert!(!name.is_empty());
                            prop_assert!(html.get(value).is_some());
                        }
                        t.at
                    }
                };
                prop_assert!(range.start >= at && html.get(range.clone()).is_some());
                at = range.end;
            }
        }
    }
}
