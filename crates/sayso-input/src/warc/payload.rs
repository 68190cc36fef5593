//! In: the body of an answer over HTTP, as it came over the wire or as a crawler left it. Out: the page.

use super::headers::Headers;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{self, Read};

/// Encodings of one body that are undone.
const MOST_ENCODINGS: usize = 3;

/// The bytes of a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Payload {
    pub bytes: Vec<u8>,
    /// The body ended too early: the connection was cut.
    pub is_cut: bool,
}

/// Why a body is not a page.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it unpacks to over {} MiB, which no page is", .0 >> 20)]
    TooLarge(u64),
    #[error("its body is not in the encoding {0} that its headers say")]
    Encoding(String),
}

/// Undoes the encodings that the headers name, up to `limit` bytes. Many crawlers undo them and leave
/// the headers, so that a body that does not look encoded is taken as it is.
pub fn decoded(body: &[u8], headers: &Headers, limit: u64) -> Result<Payload, Unreadable> {
    let mut payload = Payload {
        bytes: body.to_vec(),
        is_cut: false,
    };
    let is_chunked = headers
        .list("transfer-encoding")
        .contains(&"chunked".into());
    if is_chunked && let Some(joined) = unchunked(body) {
        payload = joined;
    }
    let encodings = headers.list("content-encoding");
    for encoding in encodings.iter().rev().take(MOST_ENCODINGS) {
        if let Some(unpacked) = unpacked(&payload.bytes, encoding, limit)? {
            payload = Payload {
                is_cut: payload.is_cut || unpacked.is_cut,
                ..unpacked
            };
        }
    }
    if payload.bytes.len() as u64 > limit {
        return Err(Unreadable::TooLarge(limit));
    }
    Ok(payload)
}

/// The chunks of a body joined; `None` if it does not begin with a chunk.
fn unchunked(body: &[u8]) -> Option<Payload> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut is_first = true;
    loop {
        let Some((length, after)) = length_of_chunk(rest) else {
            let is_cut = true;
            return (!is_first).then_some(Payload { bytes, is_cut });
        };
        is_first = false;
        if length == 0 {
            let is_cut = false;
            return Some(Payload { bytes, is_cut });
        }
        let chunk = &after[..length.min(after.len())];
        bytes.extend(chunk);
        rest = &after[chunk.len()..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

/// The length of a chunk, which is in hexadecimal, perhaps with an extension behind it, and the bytes
/// after its line.
fn length_of_chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    const LONGEST: usize = 256;
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(LONGEST)])?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let length = usize::from_str_radix(digits, 16).ok()?;
    Some((length, &bytes[end + 1..]))
}

/// A body unpacked; `None` if it is not packed, or in an encoding that is none.
fn unpacked(body: &[u8], encoding: &str, limit: u64) -> Result<Option<Payload>, Unreadable> {
    let read = match encoding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            read_all(MultiGzDecoder::new(body), limit)
        }
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => zstd::Decoder::with_buffer(body)
            .map_or_else(
                |error| (Vec::new(), Some(error)),
                |decoder| read_all(decoder, limit),
            ),
        // Servers disagree whether "deflate" has a header.
        "deflate" => match read_all(ZlibDecoder::new(body), limit) {
            (bytes, Some(_)) if bytes.is_empty() => read_all(DeflateDecoder::new(body), limit),
            read => read,
        },
        "br" => read_all(brotli_decompressor::Decompressor::new(body, BUFFER), limit),
        _ => return Ok(None),
    };
    match read {
        (bytes, _) if bytes.len() as u64 > limit => Err(Unreadable::TooLarge(limit)),
        (bytes, None) => Ok(Some(Payload {
            bytes,
            is_cut: false,
        })),
        // Nothing of it could be unpacked: the crawler did so and left the header.
        (bytes, Some(_)) if bytes.is_empty() || is_plain(body) => {
            if is_plain(body) {
                Ok(None)
            } else {
                Err(Unreadable::Encoding(encoding.into()))
            }
        }
        (bytes, Some(_)) => Ok(Some(Payload {
            bytes,
            is_cut: true,
        })),
    }
}

/// Bytes that are unpacked at once.
const BUFFER: usize = 1 << 14;

/// What can be unpacked, up to one byte more than the limit, and the error that ended it.
fn read_all(decoder: impl Read, limit: u64) -> (Vec<u8>, Option<io::Error>) {
    let mut bytes = Vec::new();
    let error = decoder.take(limit + 1).read_to_end(&mut bytes).err();
    (bytes, error)
}

/// Whether a body looks as if it were not packed.
fn is_plain(body: &[u8]) -> bool {
    sayso::clean::not_text(body).is_none() && std::str::from_utf8(start(body)).is_ok()
        || sayso::clean::is_page(body)
}

/// The first bytes, up to a character's boundary where they are UTF-8.
fn start(body: &[u8]) -> &[u8] {
    const LENGTH: usize = 512;
    if body.len() <= LENGTH {
        return body;
    }
    let end = (LENGTH - 3..=LENGTH).find(|&at| body[at] & 0xc0 != 0x80);
    &body[..end.unwrap_or(LENGTH)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};

    const PAGE: &[u8] = b"<html><p>The ferry sank off Tarn on Monday, police said.</p></html>";
    const LIMIT: u64 = 1 << 20;

    fn all(mut bytes: impl Read) -> Vec<u8> {
        let mut out = Vec::new();
        bytes.read_to_end(&mut out).expect("memory");
        out
    }

    fn page_of(body: &[u8], headers: &str) -> Result<Payload, Unreadable> {
        let headers = Headers::of(format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes());
        decoded(body, &headers, LIMIT)
    }

    #[test]
    fn encodings_are_undone() {
        let level = Compression::fast();
        let gzip = all(GzEncoder::new(PAGE, level));
        let zlib = all(ZlibEncoder::new(PAGE, level));
        let deflate = all(DeflateEncoder::new(PAGE, level));
        let zstd = zstd::encode_all(PAGE, 1).expect("memory");
        let cases = [
            (&gzip, "gzip"),
            (&zlib, "deflate"),
            (&deflate, "deflate"),
            (&zstd, "zstd"),
        ];
        for (body, encoding) in cases {
            let header = format!("Content-Encoding: {encoding}");
            let payload = page_of(body, &header).expect(encoding);
            assert_eq!(
                (&*payload.bytes, payload.is_cut),
                (PAGE, false),
                "{encoding}"
            );
            let already_undone = page_of(PAGE, &header).expect(encoding);
            assert_eq!(already_undone.bytes, PAGE, "{encoding}");
            assert_eq!(
                page_of(b"\x00\x01\xff\xfe\xfd\x02\x03", &header).is_err(),
                encoding == "deflate",
                "{encoding}"
            );
        }
        let cut = page_of(&gzip[..gzip.len() - 12], "Content-Encoding: gzip").expect("a part");
        assert!(cut.is_cut && PAGE.starts_with(&cut.bytes), "{cut:?}");
    }

    #[test]
    fn chunks_are_joined() {
        let header = "Transfer-Encoding: chunked";
        let payload = page_of(b"5\r\n<html\r\n2;a=b\r\n>x\r\n0\r\n\r\n", header);
        let whole = Payload {
            bytes: b"<html>x".to_vec(),
            is_cut: false,
        };
        assert_eq!(payload, Ok(whole));
        let cut = page_of(b"5\r\n<html\r\n20\r\n>x", header).expect("a part");
        assert_eq!((&*cut.bytes, cut.is_cut), (&b"<html>x"[..], true));
        assert_eq!(page_of(PAGE, header).expect("as it is").bytes, PAGE);
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = all(GzEncoder::new(
            io::repeat(b' ').take(3 * LIMIT),
            Compression::best(),
        ));
        assert!(bomb.len() < 10_000);
        let refused = page_of(&bomb, "Content-Encoding: gzip");
        assert_eq!(refused, Err(Unreadable::TooLarge(LIMIT)));
    }
}
