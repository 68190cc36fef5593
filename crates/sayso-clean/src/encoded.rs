//! In: a decoded plain text. Out: the text without the encoding of the file or page that it was taken
//! from: character references ("&#8220;"), escapes of JSON (`\u201c`, `\n`) and tags (`<p>`), each
//! change listed and every character traced.
//!
//! Useful for: texts that a program took out of a page or a JSON file and did not decode. Not useful
//! for: whole pages, which [`crate::page`] reads.

use crate::page::lex;
use sayso_text::document::RepairRule;
use sayso_text::origin::{Origin, RawSpan};
use sayso_text::text::Span;
use std::ops::Range;

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place in the new text.
    pub span: Span,
    pub rule: RepairRule,
    /// The place in the input.
    pub at: RawSpan,
    /// The words of the old text.
    pub was: String,
}

/// A text without its encoding.
#[derive(Debug, Default)]
pub struct Unpacked {
    pub text: String,
    pub origin: Origin,
    /// In text order. Line ends that come from tags and escapes are not listed, because they are no
    /// words.
    pub changes: Vec<Change>,
}

/// What stands for other characters in an encoded text.
struct Code {
    rule: RepairRule,
    at: Range<usize>,
    /// The characters that it stands for.
    now: String,
}

/// Unpacks a text; none if nothing in it is encoded.
pub fn unpack(text: &str, origin: &Origin) -> Option<Unpacked> {
    let codes = codes(text);
    if codes.is_empty() {
        return None;
    }
    let mut out = Unpacked::default();
    let mut at = 0;
    for code in codes {
        out.take(text, origin, at..code.at.start);
        at = code.at.end;
        out.change(text, origin, code);
    }
    out.take(text, origin, at..text.len());
    Some(out)
}

impl Unpacked {
    fn take(&mut self, text: &str, origin: &Origin, range: Range<usize>) {
        self.text.push_str(&text[range.clone()]);
        self.origin.append(origin, span(&range));
    }

    fn change(&mut self, text: &str, origin: &Origin, code: Code) {
        let place = origin.raw(span(&code.at));
        let start = self.text.len();
        // The first character comes from the whole code, and of a long tag from its beginning.
        let mut raw = (place.end() - place.start()).min(255) as u8;
        for c in code.now.chars() {
            self.origin.push(1, c.len_utf8() as u8, raw, place.start());
            self.text.push(c);
            raw = 0;
        }
        if !code.now.contains('\n') {
            self.changes.push(Change {
                span: span(&(start..self.text.len())),
                rule: code.rule,
                at: place,
                was: text[code.at].to_string(),
            });
        }
    }
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

/// The codes of a text in order.
fn codes(text: &str) -> Vec<Code> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut is_escaped = None;
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| memchr::memchr3(b'&', b'<', b'\\', rest))
    {
        let start = at + found;
        let code = match bytes[start] {
            b'&' => encoded_tag(text, start).or_else(|| reference(text, start)),
            b'<' => tag(text, start),
            _ => {
                let is_escaped = *is_escaped.get_or_insert_with(|| has_escaped_lines(text));
                escape(text, start, is_escaped)
            }
        };
        at = start + 1;
        if let Some(code) = code {
            at = code.at.end;
            out.push(code);
        }
    }
    out
}

/// Characters of the longest character reference.
const MAX_REFERENCE: usize = 32;

/// "&rsquo;", "&#8217;" and, encoded twice, "&amp;rsquo;". A reference must have its semicolon,
/// because "R&D" and "&copy" are words of the report.
fn reference(text: &str, start: usize) -> Option<Code> {
    let (mut c, second, mut length) = closed_reference(&text[start..])?;
    // "&amp;rsquo;" begins with the reference of "&", and what follows is a reference again.
    let rest = text[start + length..].chars().take(MAX_REFERENCE);
    let twice = format!("&{}", rest.collect::<String>());
    if c == '&'
        && let Some((inner, None, inner_length)) = closed_reference(&twice)
    {
        (c, length) = (inner, length + inner_length - 1);
    }
    let now = match c {
        '\u{a0}' => " ".to_string(),
        c => c.to_string(),
    };
    Some(Code {
        rule: RepairRule::Entity,
        at: start..start + length,
        now: second.map_or(now.clone(), |second| format!("{now}{second}")),
    })
}

fn closed_reference(text: &str) -> Option<(char, Option<char>, usize)> {
    lex::reference(text, false).filter(|&(_, _, length)| text[..length].ends_with(';'))
}

/// True if "\n" in a text is a line end and not the name of a folder: it stands where a sentence ends
/// or is there twice, and the text has no line ends of its own.
fn has_escaped_lines(text: &str) -> bool {
    let is_after_sentence = |(at, _): (usize, &str)| {
        text[..at].ends_with(['.', '?', '!', '”', '"']) || text[at + 2..].starts_with("\\n")
    };
    !text.trim().contains('\n') && text.match_indices("\\n").any(is_after_sentence)
}

/// An escape of JSON: `\u201c`, `\"`; `\n`, `\t` and `\/` only in a text that surely has escapes.
fn escape(text: &str, start: usize, is_escaped: bool) -> Option<Code> {
    let (length, now) = match text.as_bytes().get(start + 1)? {
        b'u' => escaped_character(&text[start..])?,
        b'"' => (2, "\"".to_string()),
        b'\'' => (2, "'".to_string()),
        b'n' | b'r' if is_escaped => (2, "\n".to_string()),
        b't' if is_escaped => (2, " ".to_string()),
        b'/' if is_escaped => (2, "/".to_string()),
        _ => return None,
    };
    Some(Code {
        rule: RepairRule::Escape,
        at: start..start + length,
        now,
    })
}

/// The length and the character of `\u201c`, or of the two halves `\ud83d\ude00`.
fn escaped_character(text: &str) -> Option<(usize, String)> {
    let unit = |from: usize| -> Option<u16> {
        let digits = text.get(from..)?.strip_prefix("\\u")?.get(..4)?;
        let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
        is_hex.then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let first = unit(0)?;
    let units: Vec<u16> = [Some(first), unit(6)].into_iter().flatten().collect();
    let c = char::decode_utf16(units).next()?.ok()?;
    (!c.is_control()).then(|| (6 * c.len_utf16(), c.to_string()))
}

/// Tags that begin or end a paragraph, and those within one.
const BLOCKS: [&str; 32] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "tr",
    "td",
    "th",
    "table",
    "tbody",
    "section",
    "article",
    "hr",
    "figure",
    "figcaption",
    "header",
    "footer",
    "body",
    "html",
    "head",
    "pre",
    "dl",
    "dt",
    "dd",
    "main",
];
const INLINE: [&str; 22] = [
    "a", "b", "i", "em", "strong", "u", "s", "span", "sup", "sub", "small", "font", "q", "cite",
    "mark", "img", "time", "abbr", "wbr", "iframe", "del", "ins",
];
/// Bytes of the longest tag.
const MAX_TAG: usize = 1_000;

/// A tag: a line end if it is that of a block, otherwise nothing. "x < y" and "<mail@tarn.example>"
/// are not tags, because a tag has a known name and attributes with values.
fn tag(text: &str, start: usize) -> Option<Code> {
    let rest = &text[start + 1..];
    let end = rest.as_bytes()[..rest.len().min(MAX_TAG)]
        .iter()
        .position(|&b| b == b'>')?;
    let inner = rest[..end].trim_end_matches('/').trim_end();
    let is_comment = inner.starts_with("!--") && inner.ends_with("--");
    let bare = inner.strip_prefix('/').unwrap_or(inner);
    let (name, attributes) = bare.split_once(char::is_whitespace).unwrap_or((bare, ""));
    let is = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n));
    let has_values = attributes.trim().is_empty() || attributes.contains('=');
    let now = match () {
        () if is_comment => "",
        () if inner.contains('<') || !has_values => return None,
        () if is(&["br"]) => "\n",
        () if is(&BLOCKS) => "\n\n",
        () if is(&INLINE) => "",
        () => return None,
    };
    Some(Code {
        rule: RepairRule::Markup,
        at: start..start + 1 + end + 1,
        now: now.to_string(),
    })
}

/// A tag whose brackets are encoded, too: "&lt;p&gt;".
fn encoded_tag(text: &str, start: usize) -> Option<Code> {
    const CLOSING: &str = "&gt;";
    let rest = text[start..].strip_prefix("&lt;")?;
    let end = memchr::memmem::find(
        &rest.as_bytes()[..rest.len().min(MAX_TAG)],
        CLOSING.as_bytes(),
    )?;
    let plain = format!("<{}>", &rest[..end]);
    let code = tag(&plain, 0)?;
    let length = "&lt;".len() + end + CLOSING.len();
    (code.at.end == plain.len()).then(|| Code {
        at: start..start + length,
        ..code
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(text: &str) -> String {
        let origin = Origin::identity(text.len() as u32, 0);
        unpack(text, &origin).map_or(text.to_string(), |out| {
            assert_eq!(out.origin.len() as usize, out.text.len());
            out.text
        })
    }

    #[test]
    fn encoded_texts() {
        for (text, plain) in [
            (
                "&#8220;No,&#8221; said the mayor&rsquo;s aide",
                "“No,” said the mayor’s aide",
            ),
            (
                "pay &pound;40 at B&amp;Q &amp;quot;now&amp;quot;",
                "pay £40 at B&Q \"now\"",
            ),
            (
                "<p>“No.”</p><p>She <b>left</b>.</p>",
                "\n\n“No.”\n\n\n\nShe left.\n\n",
            ),
            (
                r#"\u201cNo,\u201d she said.\n\nHe \"left\"."#,
                "“No,” she said.\n\nHe \"left\".",
            ),
            (
                "&lt;p&gt;Snow fell &lt; 2 cm.&lt;/p&gt;",
                "\n\nSnow fell < 2 cm.\n\n",
            ),
            (r"a smile \ud83d\ude00 here", "a smile 😀 here"),
        ] {
            assert_eq!(unpacked(text), plain);
        }
    }

    #[test]
    fn words_that_look_encoded() {
        for text in [
            "R&D at AT&T; <mail@tarn.example>, x < y and y > z, I <3 Tarn",
            r"the file C:\new\table.txt is on \\tarn\udon",
            "the copy &copy is old",
        ] {
            assert_eq!(unpacked(text), text);
        }
    }
}
