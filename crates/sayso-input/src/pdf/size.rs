//! In: the bytes of a PDF file. Out: whether its streams unpack to more than any document needs.

/// The most bytes that all streams of a file may unpack to, without those of pictures.
pub(super) const LARGEST_STREAM: u64 = 1 << 27;
/// The same for pictures, which are not unpacked to read the text.
const LARGEST_PICTURES: u64 = 1 << 30;

/// Whether the streams of a file together unpack to more than [`LARGEST_STREAM`]. hayro has no such
/// limit, so that a few kilobytes could fill the memory.
pub(super) fn unpacks_to_too_much(bytes: &[u8]) -> bool {
    let (mut left, mut left_for_pictures) = (LARGEST_STREAM, LARGEST_PICTURES);
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let before = &bytes[at.saturating_sub(DICTIONARY)..at];
        if before.ends_with(b"end") {
            continue;
        }
        let start = memchr::memmem::rfind(before, b"obj").unwrap_or(0);
        let dictionary = &before[start..];
        let packings = |name: &[u8]| memchr::memmem::find_iter(dictionary, name).count();
        // No program packs text twice; it is a way to make gigabytes of nothing.
        if packings(b"/FlateDecode") + packings(b"/LZWDecode") + packings(b"/Fl ") > 1 {
            return true;
        }
        let is_picture = memchr::memmem::find(dictionary, b"/Image").is_some();
        let left = if is_picture {
            &mut left_for_pictures
        } else {
            &mut left
        };
        let rest = bytes[at + b"stream".len()..].trim_ascii_start();
        let is_zlib = rest.first().is_some_and(|byte| byte & 0x0f == 8);
        if !is_zlib {
            continue;
        }
        let size = unpacked_size(flate2::read::ZlibDecoder::new(rest), *left);
        match left.checked_sub(size) {
            Some(rest) if rest > 0 => *left = rest,
            _ => return true,
        }
    }
    false
}

/// How many bytes before a stream its dictionary is looked for.
const DICTIONARY: usize = 1024;

/// How many bytes come out, up to `most`; what is broken after them does not matter.
fn unpacked_size(mut unpacked: impl std::io::Read, most: u64) -> u64 {
    let mut buffer = [0; 1 << 13];
    let mut size = 0;
    while size < most {
        match unpacked.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => size += read as u64,
        }
    }
    size
}
