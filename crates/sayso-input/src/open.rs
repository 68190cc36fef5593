//! In: a file, or a stream. Out: what it holds, by the reader of its form.

use crate::counted::Counted;
use crate::document::{self, Facts, Kind};
use crate::source::{Packed, Source, in_words};
use crate::{
    Failure, Form, Item, Note, Options, PassedOver, What, feed, json, mail, mbox, rows, table,
    unicode, warc, whole, zipped,
};
use sayso::report::{Body, Place};
use std::io::{self, Read};
use std::path::Path;

/// What one input holds, in order.
pub type Items = Box<dyn Iterator<Item = Item> + Send>;

/// What one file holds, in order. `-` is standard input. Compressed files are unpacked on the way.
///
/// The name of a file says what it is, unless its first bytes say otherwise. A file whose name and
/// bytes say nothing is a text, because the user named it.
pub fn reports(path: &Path, options: &Options) -> Items {
    let place = Place::of(path.display().to_string());
    match Packed::open(path, place.clone()) {
        Ok(packed) => {
            let form = Form::of_name(path);
            let form = Form::of(form, &packed.head);
            Box::new(Counted::of(of_packed(packed, form, options)))
        }
        Err(error) => {
            let message = why_not_opened(&place.input, &error);
            one(Failure::read(place, message))
        }
    }
}

/// What these bytes hold, in order, as if they were a file of this name: a body that a program has
/// fetched, a member of an archive that sayso does not open.
///
/// ```
/// use sayso_input::{Options, reports_in};
/// let page = b"<html><p>The ferry sank, police said.</p></html>";
/// let items = reports_in("ferry.html", &page[..], &Options::default());
/// let reports: Vec<_> = items.filter_map(|item| item.report().cloned()).collect();
/// assert_eq!(reports[0].place.to_string(), "ferry.html");
/// ```
pub fn reports_in(name: &str, bytes: impl Read + Send + 'static, options: &Options) -> Items {
    let place = Place::of(name);
    match Packed::new(bytes, place.clone()) {
        Ok(packed) => {
            let form = Form::of(Form::of_name(Path::new(name)), &packed.head);
            Box::new(Counted::of(of_packed(packed, form, options)))
        }
        Err(error) => one(Failure::read(place, in_words(&error))),
    }
}

/// What a file within an archive holds. It is read by the same rules as a file in a folder: one
/// whose name and bytes say nothing is passed over, and so is an archive, because archives are
/// opened one level deep.
pub(crate) fn member(packed: Packed, name: &Path, options: &Options) -> Items {
    let form = Form::of(Form::of_name(name), &packed.head);
    let what = match form {
        Some(Form::Zip | Form::Wacz) => What::Archive,
        Some(_) => return of_packed(packed, form, options),
        None if options.form.is_some() => return of_packed(packed, form, options),
        None if packed.is_blank() => What::Empty,
        None => What::of_bytes(&packed.head).unwrap_or(What::Unknown),
    };
    passed_over(packed.place, what)
}

/// What an input of this form holds. The form that the user gives decides, but what is no text of
/// any kind is named and not read.
fn of_packed(packed: Packed, form: Option<Form>, options: &Options) -> Items {
    if let Some(what) = What::of_bytes(&packed.head) {
        return passed_over(packed.place, what);
    }
    if packed.is_blank() {
        return one(empty(packed.place));
    }
    // Archives are opened whatever the user says that the files in them are.
    let is_archive = form == Some(Form::Zip);
    let form = form.filter(|_| is_archive).or(options.form).or(form);
    match form {
        Some(Form::Warc) => warc::records(packed, options),
        form => of_source(packed.unpacked(is_streamed(form)), form, options),
    }
}

/// Whether reports of a form are given before all of its bytes are read.
pub(crate) fn is_streamed(form: Option<Form>) -> bool {
    const STREAMED: [Form; 5] = [Form::Jsonl, Form::Json, Form::Csv, Form::Feed, Form::Mbox];
    form.is_some_and(|form| STREAMED.contains(&form))
}

/// What the unpacked bytes of an input of this form hold.
pub(crate) fn of_source(source: Source, form: Option<Form>, options: &Options) -> Items {
    match form {
        Some(Form::Jsonl) => rows_or(rows::Rows::new(source, options)),
        Some(Form::Json) => rows_or(json::Json::new(source, options)),
        Some(Form::Csv) => rows_or(table::Table::new(source, options)),
        Some(Form::Parquet) => of_parquet(source, options),
        Some(Form::Feed) => rows_or(feed::Feed::new(source, options)),
        Some(Form::Zip | Form::Wacz) => zipped::members(source, options),
        Some(Form::Pdf) => document::items(source, Kind::Pdf, Facts::of(options)),
        Some(Form::Office) => document::items(source, Kind::Office, Facts::of(options)),
        Some(Form::Mail) => mail::read(source, &Facts::of(options)),
        Some(Form::Mbox) => Box::new(mbox::Mailbox::new(source, Facts::of(options))),
        form => one_report(source, form, options),
    }
}

#[cfg(feature = "parquet")]
fn of_parquet(source: Source, options: &Options) -> Items {
    rows_or(crate::parquet::Parquet::new(source, options))
}

#[cfg(not(feature = "parquet"))]
fn of_parquet(source: Source, _: &Options) -> Items {
    const WHY: &str = "this sayso was built without Parquet: build it with --features parquet, or turn the file into one of JSON lines, for example with duckdb -c \"COPY (FROM 'rows.parquet') TO 'rows.jsonl'\"";
    one(PassedOver::because(source.place, What::Parquet, WHY))
}

/// The items of a file with rows, or why there are none.
fn rows_or<I, E>(rows: Result<I, E>) -> Items
where
    I: Iterator<Item = Item> + Send + 'static,
    E: Into<Item>,
{
    match rows {
        Ok(rows) => Box::new(rows),
        Err(why) => one(why),
    }
}

/// A file that is one report, with a note if it is in two encodings.
fn one_report(source: Source, form: Option<Form>, options: &Options) -> Items {
    let item = whole::report(source, form, options);
    let Item::Report(raw) = &item else {
        return one(item);
    };
    let is_mixed = match &raw.body {
        Body::Plain(bytes) => sayso::clean::has_bytes_of_windows(bytes),
        Body::Page(bytes) => {
            !sayso::clean::is_mhtml(bytes) && sayso::clean::has_bytes_of_windows(bytes)
        }
        _ => false,
    };
    let note = is_mixed.then(|| Note {
        place: raw.place.clone(),
        message: unicode::READ_AS_WINDOWS.into(),
    });
    Box::new(note.map(Item::Note).into_iter().chain([item]))
}

/// A single item.
pub(crate) fn one(item: impl Into<Item>) -> Items {
    Box::new(std::iter::once(item.into()))
}

/// A single thing that is not read.
pub(crate) fn passed_over(place: Place, what: What) -> Items {
    one(PassedOver::new(place, what))
}

/// A file without any text.
pub(crate) fn empty(place: Place) -> PassedOver {
    PassedOver::because(place, What::Empty, "there is no text in it")
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
    if is_missing && (is_address("www.") || looks_like_an_address(input)) {
        let advice = not_fetched(&format!("https://{input}"));
        return format!("{}; if it is an address: {advice}", in_words(error));
    }
    in_words(error)
}

/// Whether a path that is not there looks like a page of the web: "nna.example/ferry". No folder has the
/// name that would be that of the site.
fn looks_like_an_address(input: &str) -> bool {
    let Some((site, _)) = input.split_once('/') else {
        return false;
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let last = site.rsplit_once('.').map_or("", |(_, last)| last);
    let is_site = last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic());
    let is_named = !site.starts_with('.') && site.chars().all(is_plain);
    is_site && is_named && !Path::new(site).exists()
}

/// How to read a page of the web.
fn not_fetched(address: &str) -> String {
    // Quotation marks keep a shell from taking the address apart.
    let address = address.replace('\'', "%27");
    format!(
        "sayso does not fetch pages: save it in a browser (Save Page As) or with curl -L -o page.html '{address}', then read the saved file with sayso read page.html --url '{address}'"
    )
}
