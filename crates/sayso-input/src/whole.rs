//! Files that are one report: a web page or a plain text.

use crate::{Failure, Form, Item, Options, Stream, given_day, in_words, refused};
use sayso::report::{Body, Place, RawReport};
use std::io::Read;

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

/// Reads a file that is one report.
pub fn report(input: String, mut stream: Stream, form: Option<Form>, options: &Options) -> Item {
    let mut bytes = Vec::new();
    let read = stream
        .bytes
        .by_ref()
        .take(LARGEST + 1)
        .read_to_end(&mut bytes);
    if let Err(error) = read {
        let message = if stream.is_gzip {
            format!("it is not a whole gzip file, a part is missing or broken ({error})")
        } else {
            in_words(&error)
        };
        return Err(Failure::read(&input, None, message));
    }
    if let Some(message) = refused::why(&bytes, form) {
        return Err(Failure::read(&input, None, message));
    }
    let body = if is_page(&bytes, form, options) {
        Body::Page(bytes)
    } else if let Some(message) = too_large(bytes.len()) {
        return Err(Failure::read(&input, None, message));
    } else {
        Body::Plain(bytes)
    };
    Ok(RawReport {
        place: Place { input, line: None },
        id: None,
        url: options.url.clone(),
        published: options.published.clone().map(given_day),
        body,
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
