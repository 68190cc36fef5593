//! In: a file, or a stream. Out: its bytes, unpacked, and the reader of its form.

use crate::{Failure, Form, Item, Options, gunzip, rows, whole};
use sayso::report::Place;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, stdin};
use std::path::Path;

/// Bytes that are read at once.
const BUFFER: usize = 1 << 16;

/// What one input holds, in order.
pub type Items = Box<dyn Iterator<Item = Item> + Send>;

/// What one file holds, in order. `-` is standard input. Compressed files are unpacked on the way.
pub fn reports(path: &Path, options: &Options) -> Items {
    let place = Place::of(path.display().to_string());
    match open(path, &place) {
        Ok(source) => {
            let form = options.form.or_else(|| Form::of_name(path));
            of_source(source, form, options)
        }
        Err(failure) => one(failure),
    }
}

/// A single item.
pub(crate) fn one(item: impl Into<Item>) -> Items {
    Box::new(std::iter::once(item.into()))
}

/// What a stream of bytes of this form holds.
fn of_source(source: Source, form: Option<Form>, options: &Options) -> Items {
    match form {
        Some(Form::Jsonl) => Box::new(rows::Rows::new(source, options)),
        form => one(whole::report(source, form, options)),
    }
}

/// Bytes to read reports from.
pub(crate) struct Source {
    /// Where they are. The reports in them add to it.
    pub place: Place,
    /// The bytes, unpacked.
    pub bytes: Box<dyn BufRead + Send>,
    /// How they were packed, as a user would say it: "gzip".
    pub packing: Option<&'static str>,
}

fn open(path: &Path, place: &Place) -> Result<Source, Failure> {
    let failed =
        |error: io::Error| Failure::read(place.clone(), why_not_opened(&place.input, &error));
    let mut file: Box<dyn Read + Send> = if place.input == "-" {
        Box::new(stdin())
    } else {
        Box::new(File::open(path).map_err(failed)?)
    };
    let mut head = Vec::new();
    file.by_ref()
        .take(2)
        .read_to_end(&mut head)
        .map_err(failed)?;
    let is_gzip = head == [0x1f, 0x8b];
    let whole = BufReader::with_capacity(BUFFER, io::Cursor::new(head).chain(file));
    let bytes: Box<dyn BufRead + Send> = if is_gzip {
        Box::new(BufReader::with_capacity(BUFFER, gunzip::Gunzip::new(whole)))
    } else {
        Box::new(whole)
    };
    Ok(Source {
        place: place.clone(),
        bytes,
        packing: is_gzip.then_some("gzip"),
    })
}

/// Why a file cannot be opened, and what to do about it.
pub fn why_not_opened(input: &str, error: &io::Error) -> String {
    let is_address = |start: &str| {
        let head = input.get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    let is_missing = matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename
    );
    if is_missing && ["http://", "https://"].into_iter().any(is_address) {
        return not_fetched(input);
    }
    if is_missing && is_address("file://") {
        return "name the file by its path, without file://".into();
    }
    if is_missing && is_address("www.") {
        let advice = not_fetched(&format!("https://{input}"));
        return format!("{}; if it is an address: {advice}", in_words(error));
    }
    in_words(error)
}

/// How to read a page of the web.
fn not_fetched(address: &str) -> String {
    // Quotation marks keep a shell from taking the address apart.
    let address = address.replace('\'', "%27");
    format!(
        "sayso does not fetch pages: save it in a browser (Save Page As) or with curl -L -o page.html '{address}', then read the saved file with sayso read page.html --url '{address}'"
    )
}

/// An error of reading a file in plain words.
pub(crate) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "you are not allowed to read it".into(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".into(),
        _ => {
            let message = error.to_string();
            let words = message.split(" (os error").next().unwrap_or(&message);
            format!("it cannot be read: {words}")
        }
    }
}
