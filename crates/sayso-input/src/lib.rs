//! Files in, raw reports out: the first stage, and one of the places where errors live.
//!
//! `files::list` opens up folders; [`reports`] yields the reports of one file after the other, in a
//! fixed order and in constant memory. What cannot be read becomes a [`Failure`] in its place, which
//! names the file, the line and the reason; the other reports are still read.
//!
//! To add an input format (an archive, a feed, a table), add a value to [`Form`], a row to
//! [`Form::ENDINGS`], and a module with an iterator of reports that [`reports`] chooses. The
//! program needs a value of `From` and its help in `sayso-cli/src/args.rs`. For feeds, also change
//! the refusal of XML in `refused.rs`.

pub mod files;
mod gunzip;
mod lacks;
pub mod lines;
mod refused;
mod rows;
mod whole;

use sayso::report::{GivenDay, Place, RawReport};
use std::fs::File;
use std::io::{self, BufReader, Read, stdin};
use std::path::Path;

pub use rows::Fields;

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One report, plain text.
    Text,
    /// One web page, as fetched or as saved by a browser (HTML or MHTML).
    Html,
    /// One report a line, as JSON objects.
    Jsonl,
}

impl Form {
    /// The file endings that say what a file is, in lower case, without a `.gz` after them.
    pub const ENDINGS: &'static [(&'static str, Form)] = &[
        ("html", Form::Html),
        ("htm", Form::Html),
        ("xhtml", Form::Html),
        ("shtml", Form::Html),
        ("mhtml", Form::Html),
        ("mht", Form::Html),
        ("txt", Form::Text),
        ("text", Form::Text),
        ("jsonl", Form::Jsonl),
        ("ndjson", Form::Jsonl),
    ];

    /// The form that the name of a file suggests.
    ///
    /// ```
    /// use sayso_input::Form;
    /// assert_eq!(Form::of_name("crawl/Page.HTML.gz".as_ref()), Some(Form::Html));
    /// assert_eq!(Form::of_name("logo.png".as_ref()), None);
    /// ```
    pub fn of_name(path: &Path) -> Option<Form> {
        let ending = |path: &Path| Some(path.extension()?.to_str()?.to_ascii_lowercase());
        let mut last = ending(path)?;
        if last == "gz" {
            last = ending(Path::new(path.file_stem()?))?;
        }
        Form::ENDINGS
            .iter()
            .find(|(name, _)| *name == last)
            .map(|&(_, form)| form)
    }
}

/// What the user says about the inputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What every file is, whatever its name and its first bytes suggest.
    pub form: Option<Form>,
    /// A text file is never taken for a page.
    pub as_is: bool,
    /// The address of the report.
    pub url: Option<String>,
    /// The day of publication of reports that come without one.
    pub published: Option<String>,
    /// The fields of a row.
    pub fields: Fields,
}

/// A report, or why there is none.
pub type Item = Result<RawReport, Failure>;

/// An input, or a part of one, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Failure {
    /// The file and the line.
    pub place: Place,
    /// The stage that failed, as in an `error` line of the output.
    pub stage: &'static str,
    /// What went wrong, and where possible what to do about it.
    pub message: String,
}

impl Failure {
    /// A failure to read an input.
    pub fn read(input: &str, line: Option<u64>, message: impl Into<String>) -> Failure {
        Failure {
            place: Place {
                input: input.to_string(),
                line,
            },
            stage: "read",
            message: message.into(),
        }
    }
}

/// The reports of one file, in order. `-` is standard input. Gzip is unpacked on the way.
pub fn reports(path: &Path, options: &Options) -> Box<dyn Iterator<Item = Item>> {
    let input = path.display().to_string();
    let stream = match open(path, &input) {
        Ok(stream) => stream,
        Err(failure) => return Box::new(std::iter::once(Err(failure))),
    };
    match options.form.or_else(|| Form::of_name(path)) {
        Some(Form::Jsonl) => {
            let lines = BufReader::with_capacity(1 << 16, stream.bytes);
            Box::new(rows::Rows::new(input, lines, options))
        }
        form => Box::new(std::iter::once(whole::report(input, stream, form, options))),
    }
}

/// The bytes of a file, unpacked.
struct Stream {
    bytes: Box<dyn Read>,
    is_gzip: bool,
}

fn open(path: &Path, input: &str) -> Result<Stream, Failure> {
    let failed = |error: io::Error| Failure::read(input, None, why_not_opened(input, &error));
    let mut file: Box<dyn Read> = if input == "-" {
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
    let whole = std::io::Cursor::new(head).chain(file);
    let bytes: Box<dyn Read> = if is_gzip {
        Box::new(gunzip::Gunzip::new(BufReader::with_capacity(
            1 << 15,
            whole,
        )))
    } else {
        Box::new(whole)
    };
    Ok(Stream { bytes, is_gzip })
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

/// A day of publication as it was given.
fn given_day(written: String) -> GivenDay {
    let day = day(&written);
    GivenDay { written, day }
}

/// The day of a date or a time, as ISO 8601: as it is written, in its own zone.
///
/// ```
/// assert_eq!(sayso_input::day("2024-03-01T23:30:00+09:00").as_deref(), Some("2024-03-01"));
/// assert_eq!(sayso_input::day("last Friday"), None);
/// ```
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let date = text.parse::<jiff::civil::Date>().or_else(|_| {
        text.parse::<jiff::civil::DateTime>()
            .map(jiff::civil::DateTime::date)
    });
    date.ok().map(|date| date.to_string())
}
