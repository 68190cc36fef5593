//! In: the bytes of a file that holds a page. Out: the decoded page, and what the file says of where
//! and when the page was saved.

use super::dates;
use super::mhtml;
use super::save_notes;
use super::stream::Stream;
use crate::decode::{self, Decoded};
use encoding_rs::Encoding;
use sayso_english::calendar::Date;
use sayso_text::candidate::Source;
use sayso_text::text::TooLong;
use std::ops::Range;

/// A value that the file states, with its place on the decoded page if it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    pub value: T,
    pub at: Option<Range<usize>>,
    pub rule: Source,
}

/// A decoded page and what its file says beside it.
pub struct File {
    pub decoded: Decoded,
    pub url: Option<Known<String>>,
    /// The day the page was saved.
    pub captured: Option<Known<Date>>,
}

/// Unpacks and decodes a page. `charset` is the encoding that was declared beside the bytes; it is
/// preferred to what the page declares, as in browsers.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn open(bytes: &[u8], charset: Option<&str>) -> Result<File, TooLong> {
    let unpacked = if mhtml::is_mhtml(bytes) {
        mhtml::page(bytes)
    } else {
        None
    };
    let file = match unpacked {
        Some(page) => of_mhtml(&page),
        None => File {
            decoded: decode::decode_declared(bytes, declared(bytes, charset)),
            url: None,
            captured: None,
        },
    };
    if u32::try_from(file.decoded.text.len()).is_err() {
        return Err(TooLong);
    }
    Ok(file)
}

fn declared(bytes: &[u8], charset: Option<&str>) -> Option<&'static Encoding> {
    let beside = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    beside.or_else(|| decode::declared(bytes))
}

fn of_mhtml(page: &mhtml::Mhtml) -> File {
    let charset = page
        .charset
        .as_deref()
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| decode::declared(&page.bytes));
    let mut decoded = decode::decode_declared(&page.bytes, charset);
    decoded.origin = decoded.origin.through(&page.origin);
    let day = page
        .date
        .as_deref()
        .and_then(|date| dates::date(date, false));
    File {
        decoded,
        url: page.url.clone().map(of_headers),
        captured: day.map(|found| of_headers(found.day)),
    }
}

/// The headers of an MHTML file are no part of its page.
fn of_headers<T>(value: T) -> Known<T> {
    Known {
        value,
        at: None,
        rule: Source::Mhtml,
    }
}

impl File {
    /// Adds what browsers and archivers write into comments, where the file does not say it itself.
    pub fn with_save_notes(mut self, stream: &Stream) -> File {
        let note = save_notes::read(&self.decoded.text, &stream.comments);
        self.url = self.url.or(note.url);
        self.captured = self.captured.or(note.captured);
        self
    }
}
