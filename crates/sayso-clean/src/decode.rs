//! In: bytes. Out: characters, with the place of each character in the bytes.
//!
//! The encoding is the first of these that is found: a byte order mark, which is not part of the text;
//! UTF-32 and UTF-16 by their NULs; valid UTF-8; nearly valid UTF-8 (a page cut in the middle of a character, or with
//! single bytes of Windows-1252); the
//! declared encoding; the guess of chardetng for the first 16 kB. A guess of a single-byte encoding
//! for a text with few high bytes becomes Windows-1252.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sayso_text::origin::Origin;

/// Decoded text.
pub struct Decoded {
    pub text: String,
    pub origin: Origin,
    pub encoding: &'static str,
    /// The number of byte sequences that are not a character, U+FFFD in the text.
    pub lost: usize,
}

/// The kind of file in words for an error message, if it is clearly not a text.
pub fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"BZh", "a bzip2 file"),
        (b"\xfd7zXZ", "an xz file"),
        (b"\x28\xb5\x2f\xfd", "a zstd file"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a SQLite database"),
    ];
    if let Some((_, name)) = kinds.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    let is_utf16 = || Encoding::for_bom(bytes).is_some() || looks_like_utf16(bytes).is_some();
    if Utf32::of(bytes).is_some() || is_utf16() {
        return None;
    }
    // A few NULs may be in a text; if every hundredth byte is one, it is not a text.
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let controls = head
        .iter()
        .filter(|&&b| b < 9 || (14..27).contains(&b) || b == 127)
        .count();
    (controls * 100 > head.len()).then_some("binary data")
}

/// UTF-32, which [`encoding_rs`] does not know because the web does not use it. Its byte order mark
/// begins like that of UTF-16.
struct Utf32 {
    is_big_endian: bool,
    /// Bytes of the byte order mark.
    mark: usize,
}

impl Utf32 {
    const MARKS: [([u8; 4], bool); 2] = [([0xff, 0xfe, 0, 0], false), ([0, 0, 0xfe, 0xff], true)];

    /// UTF-32 by its mark, or because each four bytes are a character and most are visible.
    fn of(bytes: &[u8]) -> Option<Utf32> {
        const LEAST: usize = 16;
        let marked = Self::MARKS.iter().find(|(mark, _)| bytes.starts_with(mark));
        if let Some(&(mark, is_big_endian)) = marked {
            let mark = mark.len();
            return Some(Utf32 {
                is_big_endian,
                mark,
            });
        }
        let head = &bytes[..bytes.len().min(1024) & !3];
        [false, true].into_iter().find_map(|is_big_endian| {
            let utf32 = Utf32 {
                is_big_endian,
                mark: 0,
            };
            let chars: Option<Vec<char>> = head.chunks(4).map(|unit| utf32.char(unit)).collect();
            let chars = chars.filter(|_| head.len() >= LEAST)?;
            let visible = chars
                .iter()
                .filter(|c| c.is_whitespace() || !c.is_control());
            (visible.count() * 10 > chars.len() * 9).then_some(utf32)
        })
    }

    fn char(&self, unit: &[u8]) -> Option<char> {
        let unit = unit.try_into().ok()?;
        let code = if self.is_big_endian {
            u32::from_be_bytes(unit)
        } else {
            u32::from_le_bytes(unit)
        };
        char::from_u32(code)
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        let mut out = Decoded {
            text: String::new(),
            origin: Origin::default(),
            encoding: if self.is_big_endian {
                "UTF-32BE"
            } else {
                "UTF-32LE"
            },
            lost: 0,
        };
        for at in (self.mark..bytes.len()).step_by(4) {
            let unit = &bytes[at..(at + 4).min(bytes.len())];
            let c = self.char(unit);
            out.lost += usize::from(c.is_none());
            let c = c.unwrap_or('\u{fffd}');
            out.text.push(c);
            out.origin
                .push(1, c.len_utf8() as u8, unit.len() as u8, at as u64);
        }
        out
    }
}

/// UTF-16 without a byte order mark: in western text every second byte is zero.
fn looks_like_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
            * 2
    };
    match (
        zeros(0) * 10 > head.len() * 7,
        zeros(1) * 10 > head.len() * 7,
    ) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page declares in its first kilobytes: `<meta charset=…>` or the same as an
/// HTTP header, or an XML declaration. The first one counts, as in a browser. A declared UTF-16 is
/// taken for UTF-8, because the declaration could be read byte by byte.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&head[at..], b"charset")
        .or_else(|| memchr::memmem::find(&head[at..], b"encoding="))
    {
        let from = at + found + 7;
        let rest = head[from..].strip_prefix(b"g=").unwrap_or(&head[from..]);
        let is_filler = |b: &u8| matches!(b, b' ' | b'=' | b'"' | b'\'' | b'\t');
        let label: Vec<u8> = rest
            .iter()
            .skip_while(|b| is_filler(b))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .copied()
            .collect();
        if let Some(encoding) = Encoding::for_label(&label) {
            let wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if wide { UTF_8 } else { encoding });
        }
        at = from;
    }
    None
}

/// Decodes the bytes of a report. It never fails: bytes that are not a character become U+FFFD.
pub fn decode(bytes: &[u8]) -> Decoded {
    decode_declared(bytes, None)
}

/// Decodes bytes with a declared encoding, which counts if nothing more certain is found.
pub fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some(utf32) = Utf32::of(bytes) {
        return utf32.decode(bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return if encoding == UTF_8 {
            utf8(bytes, mark)
        } else {
            legacy(bytes, mark, encoding)
        };
    }
    // UTF-16 comes before UTF-8, because English in UTF-16 is valid UTF-8 with a NUL after each letter.
    if let Some(encoding) = looks_like_utf16(bytes) {
        return legacy(bytes, 0, encoding);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return utf8(bytes, 0);
    }
    if is_nearly_utf8(bytes) {
        return utf8(bytes, 0);
    }
    if let Some(encoding) = declared.filter(|&e| e != UTF_8) {
        return legacy(bytes, 0, encoding);
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(16 * 1024)], true);
    let guess = detector.guess(None, false);
    // A few high bytes in English are pound signs, dashes and quotation marks of Windows-1252. Other
    // encodings would make letters of them.
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let western = guess.is_single_byte() && high * 50 < bytes.len();
    legacy(bytes, 0, if western { WINDOWS_1252 } else { guess })
}

/// Whether bytes that are not valid UTF-8 are UTF-8 with a few others among them: a page that was cut in
/// the middle of a character, or a text that was put together from two encodings. Of the characters
/// beyond ASCII most must be valid, because those of another encoding hardly ever are by chance.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let chunks = || bytes.utf8_chunks();
    let wrong = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let wide: usize = chunks()
        .map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count())
        .sum();
    wide > 0 && wide >= 2 * wrong
}

/// Whether a text is UTF-8 but for single bytes, which are read as Windows-1252.
///
/// ```
/// use sayso_clean::has_bytes_of_windows;
/// assert!(has_bytes_of_windows(b"It is \xe2\x80\x9cgood\xe2\x80\x9d and caf\xe9 closed."));
/// assert!(!has_bytes_of_windows("It is “good” and café closed.".as_bytes()));
/// assert!(!has_bytes_of_windows(b"caf\xe9"));
/// ```
pub fn has_bytes_of_windows(bytes: &[u8]) -> bool {
    let is_other = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    let is_mixed = || std::str::from_utf8(bytes).is_err() && is_nearly_utf8(bytes);
    !is_other
        && is_mixed()
        && bytes
            .utf8_chunks()
            .any(|chunk| of_windows(chunk.invalid()).is_some())
}

/// The character of a byte that is not UTF-8 and is one of Windows-1252. None for the first byte of a
/// character of English in UTF-8, such as a quotation mark, because it is one that was cut.
fn of_windows(invalid: &[u8]) -> Option<char> {
    const CUT: [u8; 3] = [0xc2, 0xc3, 0xe2];
    let [byte] = invalid else { return None };
    if CUT.contains(byte) {
        return None;
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(invalid);
    text.chars().next().filter(|c| !c.is_control())
}

fn utf8(bytes: &[u8], skip: usize) -> Decoded {
    let mut out = Decoded {
        text: String::new(),
        origin: Origin::default(),
        encoding: "UTF-8",
        lost: 0,
    };
    out.text.reserve(bytes.len() - skip);
    let mut at = skip as u64;
    for chunk in bytes[skip..].utf8_chunks() {
        out.text.push_str(chunk.valid());
        out.origin.push(chunk.valid().len() as u32, 1, 1, at);
        at += chunk.valid().len() as u64;
        if !chunk.invalid().is_empty() {
            let repaired = of_windows(chunk.invalid());
            let c = repaired.unwrap_or('\u{fffd}');
            out.text.push(c);
            out.origin
                .push(1, c.len_utf8() as u8, chunk.invalid().len() as u8, at);
            at += chunk.invalid().len() as u64;
            out.lost += usize::from(repaired.is_none());
        }
    }
    out
}

/// Decodes one byte at a time, so that the bytes of each character are known. This is slow (about 50
/// MB/s), but such texts are rare.
fn legacy(bytes: &[u8], skip: usize, encoding: &'static Encoding) -> Decoded {
    let mut out = Decoded {
        text: String::new(),
        origin: Origin::default(),
        encoding: encoding.name(),
        lost: 0,
    };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0u8; 32];
    let mut start = skip;
    let plain = encoding.is_ascii_compatible();
    for at in skip..bytes.len() {
        if plain && start == at && bytes[at] < 0x80 {
            out.text.push(char::from(bytes[at]));
            out.origin.push(1, 1, 1, at as u64);
            start = at + 1;
            continue;
        }
        let last = at + 1 == bytes.len();
        let (_, _, written, wrong) = decoder.decode_to_utf8(&bytes[at..=at], &mut buffer, last);
        if written > 0 {
            let piece = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}");
            out.text.push_str(piece);
            out.origin.push(
                1,
                piece.len() as u8,
                (at + 1 - start).min(255) as u8,
                start as u64,
            );
            out.lost += usize::from(wrong);
            start = at + 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sayso_text::text::Span;
    use std::ops::Range;

    fn place_of(decoded: &Decoded, word: &str) -> Range<usize> {
        let at = decoded.text.find(word).unwrap() as u32;
        decoded
            .origin
            .raw(Span::new(at, at + word.len() as u32))
            .range()
    }

    #[test]
    fn encodings() {
        let d = decode(b"\xef\xbb\xbfMayor Qu\xc3\xa9ry");
        assert_eq!(
            (d.encoding, &*d.text, place_of(&d, "ry")),
            ("UTF-8", "Mayor Quéry", 13..15)
        );
        let d = decode(
            b"The mayor\x92s caf\xe9 in Br\xe9zac, \x93she said\x94, was closed \x96 again.",
        );
        assert_eq!(
            &*d.text,
            "The mayor’s café in Brézac, “she said”, was closed – again."
        );
        assert_eq!(place_of(&d, "“she said”"), 28..38);
        assert_eq!(
            &*decode(b"It cost \xa35m, said Bob, who paid it in full and at once.").text,
            "It cost £5m, said Bob, who paid it in full and at once."
        );
        let d = decode(b"The mayor said it is \xe2\x80\x9cgood\xe2\x80\x9d and caf\xe9 closed.");
        assert_eq!(
            (&*d.text, d.encoding, d.lost),
            ("The mayor said it is “good” and café closed.", "UTF-8", 0)
        );
        assert_eq!(place_of(&d, "é closed"), 39..47);
        let utf16: Vec<u8> = "\u{feff}Ölberg said"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let d = decode(&utf16);
        assert_eq!((&*d.text, place_of(&d, "said")), ("Ölberg said", 16..24));
        let bare: Vec<u8> = "The mayor said no."
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(
            (&*decode(&bare).text, decode(&bare).encoding),
            ("The mayor said no.", "UTF-16BE")
        );
        let big: fn(u32) -> [u8; 4] = u32::to_be_bytes;
        for (units, name) in [(big, "UTF-32BE"), (u32::to_le_bytes, "UTF-32LE")] {
            for mark in ["\u{feff}", ""] {
                let text = format!("{mark}Ölberg 登 said no.");
                let bytes: Vec<u8> = text.chars().flat_map(|c| units(c as u32)).collect();
                let d = decode(&bytes);
                let start = 4 * (9 + mark.chars().count());
                assert_eq!((&*d.text, d.encoding), ("Ölberg 登 said no.", name));
                assert_eq!(place_of(&d, "said"), start..start + 16);
                assert_eq!(not_text(&bytes), None);
                assert_eq!(decode(&bytes[..bytes.len() - 1]).lost, 1);
            }
        }
        let d = decode(
            "“Cut off in the middle” of “a mark” – “\u{2019}"
                .as_bytes()
                .split_last()
                .unwrap()
                .1,
        );
        assert_eq!((d.encoding, d.lost), ("UTF-8", 1));
    }

    #[test]
    fn files_that_are_not_text() {
        assert_eq!(not_text(b"%PDF-1.7 \x00\x01"), Some("a PDF file"));
        assert_eq!(
            not_text(b"a\0b\0c\x01\x02\x03 and more"),
            Some("binary data")
        );
        assert_eq!(not_text("plain “text”".as_bytes()), None);
        assert_eq!(not_text(b"M\0a\0y\0o\0r\0s\0"), None);
    }

    proptest! {
        #[test]
        fn every_character_has_its_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let d = decode(&bytes);
            prop_assert_eq!(d.origin.len() as usize, d.text.len());
            let mut last = 0;
            for (at, c) in d.text.char_indices() {
                let place = d.origin.raw(Span::new(at as u32, (at + c.len_utf8()) as u32));
                prop_assert!(place.start() >= last && place.end() <= bytes.len() as u64);
                last = place.start();
            }
        }
    }
}
