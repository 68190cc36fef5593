//! In: the bytes of an MHTML file (RFC 2557), a format in which browsers save pages. Out: the bytes of
//! its page, with the place of each in the file, and what the headers say.

use sayso_text::origin::Origin;

/// The page in an MHTML file.
#[derive(Debug, Default)]
pub struct Mhtml {
    pub bytes: Vec<u8>,
    /// From bytes of the page to bytes of the file.
    pub origin: Origin,
    pub url: Option<String>,
    /// The `Date` header, as written.
    pub date: Option<String>,
    /// The charset of the page's part.
    pub charset: Option<String>,
}

/// True if the first lines are those of an MHTML file.
pub fn is_mhtml(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let first = head.trim_start().split('\n').next().unwrap_or("");
    let header = first.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    header
        && (head.contains("\nmime-version:") || head.starts_with("mime-version:"))
        && head.contains("multipart/related")
}

/// Header lines at the beginning of `bytes`, names in lower case, and where the body begins.
fn headers(bytes: &[u8]) -> (Vec<(String, String)>, usize) {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |k| at + k + 1);
        let line = String::from_utf8_lossy(&bytes[at..end]);
        let line = line.trim_end();
        at = end;
        if line.is_empty() {
            break;
        }
        // A line that begins with a space continues the one before.
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = out.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            out.push((name.to_ascii_lowercase(), value.trim().to_string()));
        }
        if out.len() > 200 {
            break;
        }
    }
    (out, at)
}

fn header<'a>(list: &'a [(String, String)], name: &str) -> Option<&'a str> {
    list.iter()
        .find(|(n, _)| n == name)
        .map(|(_, v)| v.as_str())
}

/// The value of a parameter: `boundary="x"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let rest = value.get(at..)?;
    let inner = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([';', ' ']).next()?,
    };
    Some(inner.to_string())
}

/// The page of the file: the HTML part that the header names, or the first HTML part.
pub fn page(bytes: &[u8]) -> Option<Mhtml> {
    let (top, _) = headers(bytes);
    let root = header(&top, "content-type").and_then(|value| parameter(value, "start"));
    let place = header(&top, "snapshot-content-location");
    let is_root = |part: &[(String, String)]| {
        root.is_some() && header(part, "content-id") == root.as_deref()
            || place.is_some() && header(part, "content-location") == place
    };
    part(bytes, &is_root).or_else(|| part(bytes, &|_| true))
}

/// The first HTML part whose headers are wanted.
fn part(bytes: &[u8], wanted: &dyn Fn(&[(String, String)]) -> bool) -> Option<Mhtml> {
    let (top, body) = headers(bytes);
    let boundary = format!(
        "--{}",
        parameter(header(&top, "content-type")?, "boundary")?
    );
    let mut at = body;
    while let Some(found) = memchr::memmem::find(&bytes[at..], boundary.as_bytes()).map(|k| at + k)
    {
        let line_end =
            memchr::memchr(b'\n', &bytes[found..]).map_or(bytes.len(), |k| found + k + 1);
        let (part, length) = headers(&bytes[line_end..]);
        let start = line_end + length;
        let end = memchr::memmem::find(&bytes[start..], boundary.as_bytes())
            .map_or(bytes.len(), |k| start + k);
        let kind = header(&part, "content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        let is_html = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
        if is_html && wanted(&part) {
            let encoding = header(&part, "content-transfer-encoding")
                .unwrap_or("")
                .to_ascii_lowercase();
            let mut out = Mhtml {
                url: header(&top, "snapshot-content-location")
                    .or(header(&part, "content-location"))
                    .map(str::to_string),
                date: header(&top, "date").map(str::to_string),
                charset: parameter(header(&part, "content-type").unwrap_or(""), "charset"),
                ..Mhtml::default()
            };
            out.url.take_if(|url| !url.starts_with("http"));
            match encoding.trim() {
                "quoted-printable" => quoted_printable(bytes, start, end, &mut out),
                "base64" => base64(bytes, start, end, &mut out),
                _ => {
                    out.bytes.extend_from_slice(&bytes[start..end]);
                    out.origin.push((end - start) as u32, 1, 1, start as u64);
                }
            }
            return Some(out);
        }
        if end >= bytes.len() {
            break;
        }
        at = end;
    }
    None
}

fn quoted_printable(bytes: &[u8], start: usize, end: usize, out: &mut Mhtml) {
    let digit = |b: Option<&u8>| b.and_then(|&b| char::from(b).to_digit(16));
    let mut at = start;
    while at < end {
        let next = memchr::memchr(b'=', &bytes[at..end]).map_or(end, |k| at + k);
        out.bytes.extend_from_slice(&bytes[at..next]);
        out.origin.push((next - at) as u32, 1, 1, at as u64);
        at = next;
        if at >= end {
            break;
        }
        // "=" at the end of a line joins it to the next.
        let rest = &bytes[at + 1..end];
        if rest.starts_with(b"\r\n") {
            at += 3;
        } else if rest.starts_with(b"\n") {
            at += 2;
        } else if let (Some(high), Some(low)) = (digit(rest.first()), digit(rest.get(1))) {
            out.bytes.push((high * 16 + low) as u8);
            out.origin.push(1, 1, 3, at as u64);
            at += 3;
        } else {
            out.bytes.push(b'=');
            out.origin.push(1, 1, 1, at as u64);
            at += 1;
        }
    }
}

fn base64(bytes: &[u8], start: usize, end: usize, out: &mut Mhtml) {
    let value = |b: u8| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut group, mut count, mut from) = (0u32, 0, start);
    for (at, &byte) in bytes.iter().enumerate().take(end).skip(start) {
        let Some(six) = value(byte) else { continue };
        if count == 0 {
            from = at;
        }
        group = group << 6 | u32::from(six);
        count += 1;
        if count == 4 {
            let [_, a, b, c] = group.to_be_bytes();
            out.bytes.extend_from_slice(&[a, b, c]);
            out.origin
                .push(1, 3, (at + 1 - from).min(255) as u8, from as u64);
            (group, count) = (0, 0);
        }
    }
    // The last group may have two or three characters.
    if count >= 2 {
        group <<= 6 * (4 - count);
        let [_, a, b, _] = group.to_be_bytes();
        let last = if count == 3 { vec![a, b] } else { vec![a] };
        out.bytes.extend_from_slice(&last);
        out.origin
            .push(1, last.len() as u8, count as u8, from as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_text::text::Span;

    const HEAD: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tarnherald.example/a\r\nSubject: x\r\nDate: Tue, 14 Mar 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n----b--\r\n";

    #[test]
    fn quoted_printable_keeps_places() {
        let file = format!(
            "{HEAD}Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3Dx>Caf=C3=A9 is sh=\r\nut</p>\r\n----b----\r\n"
        );
        assert!(is_mhtml(file.as_bytes()));
        let got = page(file.as_bytes()).unwrap();
        assert_eq!(
            std::str::from_utf8(&got.bytes).unwrap().trim_end(),
            "<p class=x>Café is shut</p>"
        );
        assert_eq!(
            (got.url.as_deref(), got.charset.as_deref()),
            (Some("https://tarnherald.example/a"), Some("utf-8"))
        );
        let at = got.bytes.windows(4).position(|w| w == b"shut").unwrap() as u32;
        let place = got.origin.raw(Span::new(at, at + 4)).range();
        assert_eq!(&file[place], "sh=\r\nut");
    }

    #[test]
    fn base64_keeps_places() {
        let file = format!(
            "{HEAD}Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+QnJpZGdl\r\nIHNodXQ8L3A+\r\nIQ==\r\n----b----\r\n"
        );
        let got = page(file.as_bytes()).unwrap();
        assert_eq!(got.bytes, b"<p>Bridge shut</p>!");
        let place = got.origin.raw(Span::new(3, 9)).range();
        assert_eq!(&file[place], "QnJpZGdl");
    }

    #[test]
    fn files_that_are_not_mhtml() {
        assert!(!is_mhtml(b"<html>MIME-Version: multipart/related"));
        assert!(page(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n").is_none());
    }
}
