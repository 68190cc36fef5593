//! Files that are one report: a web page or a plain text.

use crate::given::default_day;
use crate::open::empty;
use crate::source::Source;
use crate::{Form, Item, Options, refused};
use sayso::report::{Body, RawReport};

/// The most bytes of one page, unpacked, because a small gzip file can hold a great deal. Pages that
/// browsers save can be large because of their pictures.
pub const LARGEST: u64 = 1 << 27;

/// The most bytes of a text. Reading takes thirty times a text's size in memory, and of one with a
/// letter a line more than a hundred times.
pub const LARGEST_TEXT: usize = 1 << 24;

/// Why a text is too large to be a report, if it is.
pub fn too_large(length: usize) -> Option<&'static str> {
    (length > LARGEST_TEXT)
        .then_some("it is over 16 MiB of text, which no single report is: split it first")
}

/// Why a page is too large to be a report, if it is. Pictures that are written into it do not count.
pub fn too_large_page(page: &[u8]) -> Option<&'static str> {
    let is_too_large = page.len() > LARGEST_TEXT
        && !sayso::clean::is_mhtml(page)
        && page.len() - bytes_of_data(page) > LARGEST_TEXT;
    is_too_large.then_some(
        "it is over 16 MiB of HTML without its pictures, which no single report is: split it first",
    )
}

/// Bytes of a page that are pictures, fonts and the like: addresses that begin with "data:".
fn bytes_of_data(page: &[u8]) -> usize {
    let is_end = |byte: &u8| matches!(byte, b'"' | b'\'' | b')' | b'<' | b'>' | b' ' | b'\n');
    let (mut sum, mut at) = (0, 0);
    while let Some(next) = memchr::memmem::find(&page[at..], b"data:") {
        let start = at + next;
        let rest = &page[start..];
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        sum += length;
        at = start + length;
    }
    sum
}

/// Reads a file that is one report.
pub fn report(source: Source, form: Option<Form>, options: &Options) -> Item {
    read(source, form, options).map_or_else(|why| why, Item::from)
}

fn read(mut source: Source, form: Option<Form>, options: &Options) -> Result<RawReport, Item> {
    let bytes = source.whole(LARGEST)?;
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(empty(source.place).into());
    }
    if let Some(message) = refused::why(&bytes, form) {
        return Err(source.failure(message).into());
    }
    let body = if is_page(&bytes, form, options) {
        if let Some(message) = too_large_page(&bytes) {
            return Err(source.failure(message).into());
        }
        Body::Page(bytes)
    } else if let Some(message) = too_large(bytes.len()) {
        return Err(source.failure(message).into());
    } else {
        Body::Plain(bytes)
    };
    Ok(RawReport {
        url: options.url.clone(),
        published: options.published.clone().map(default_day),
        ..RawReport::new(source.place, body)
    })
}

/// Whether to read a web page. A text file that begins like a page is one, unless the user says
/// that it is a text.
fn is_page(bytes: &[u8], form: Option<Form>, options: &Options) -> bool {
    let is_text = options.form == Some(Form::Text) || options.as_is;
    match form {
        Some(Form::Html) => true,
        _ if is_text => false,
        _ => sayso::clean::is_page(bytes) || sayso::clean::is_mhtml(bytes),
    }
}
