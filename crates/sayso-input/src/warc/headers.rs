//! In: the bytes at the beginning of a record, or of an answer over HTTP. Out: its headers.

/// Header lines that are kept. Records and answers have some twenty.
const MOST: usize = 1_000;

/// The first line and the headers of a record or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// The first line: `WARC/1.1`, `HTTP/1.1 200 OK`.
    pub first: String,
    /// Names in lower case, with their values.
    fields: Vec<(String, String)>,
}

impl Headers {
    /// Reads headers. A line that begins with a space continues the one before, and a line without a
    /// colon is left out.
    pub fn of(bytes: &[u8]) -> Headers {
        let mut lines = bytes.split(|&byte| byte == b'\n');
        let first = lines.next().unwrap_or_default();
        let mut headers = Headers {
            first: String::from_utf8_lossy(first).trim().to_string(),
            fields: Vec::new(),
        };
        for line in lines.take(MOST) {
            let line = String::from_utf8_lossy(line);
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.fields.last_mut() {
                    *value = format!("{value} {}", line.trim()).trim().into();
                }
            } else if let Some((name, value)) = line.split_once(':') {
                let name = name.trim().to_ascii_lowercase();
                headers.fields.push((name, value.trim().to_string()));
            }
        }
        headers
    }

    /// The value of a header, by its name in lower case. Empty ones do not count.
    pub fn get(&self, name: &str) -> Option<&str> {
        let of_name = |field: &&(String, String)| field.0 == name && !field.1.is_empty();
        self.fields.iter().find(of_name).map(|(_, value)| &**value)
    }

    /// The code of an answer over HTTP: 200, 404.
    pub fn status(&self) -> Option<u16> {
        self.first.split_ascii_whitespace().nth(1)?.parse().ok()
    }

    /// The media type in lower case, without its parameters: `text/html`.
    pub fn media_type(&self) -> Option<String> {
        let value = self.get("content-type")?;
        let media_type = value.split([';', ',']).next()?.trim();
        Some(media_type.to_ascii_lowercase()).filter(|name| !name.is_empty())
    }

    /// The encoding of the text, as it was declared: `utf-8`.
    pub fn charset(&self) -> Option<String> {
        let value = self.get("content-type")?;
        let parameters = value.split(';').skip(1);
        let mut charsets = parameters.filter_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then_some(value)
        });
        let charset = charsets.next()?.trim().trim_matches(['"', '\'']).trim();
        Some(charset.to_string()).filter(|name| !name.is_empty())
    }

    /// The encodings that the body was put in, in the order in which they were applied, in lower case.
    pub fn list(&self, name: &str) -> Vec<String> {
        let values = self.get(name).unwrap_or_default().split(',');
        let names = values.map(|value| value.trim().to_ascii_lowercase());
        names.filter(|value| !value.is_empty()).collect()
    }
}

/// Where the body begins: after the first empty line.
///
/// ```text
/// HTTP/1.1 200 OK␍␊Content-Type: text/html␍␊␍␊<html>
///                                             ^
/// ```
pub fn end_of_headers(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case_and_lines_that_go_on() {
        let headers = Headers::of(
            b"HTTP/2 200\r\ncontent-TYPE:text/HTML;\r\n charset=\"Windows-1252\"\r\nno colon\r\nContent-Encoding: gzip, BR\n\n",
        );
        assert_eq!(headers.status(), Some(200));
        assert_eq!(headers.media_type().as_deref(), Some("text/html"));
        assert_eq!(headers.charset().as_deref(), Some("Windows-1252"));
        assert_eq!(headers.list("content-encoding"), ["gzip", "br"]);
        assert_eq!(headers.get("no colon"), None);
    }

    #[test]
    fn the_body_begins_after_an_empty_line() {
        assert_eq!(end_of_headers(b"a\r\nb: c\r\n\r\nbody"), Some(11));
        assert_eq!(end_of_headers(b"a\nb: c\n\nbody"), Some(8));
        assert_eq!(end_of_headers(b"a\r\nb: c\r\n"), None);
    }
}
