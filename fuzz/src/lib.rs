//! What must be true of every input, whatever its bytes are.
//!
//! [`check`] reads bytes as a file of a name, and compares what comes out with what the input layer
//! promises: each thing has a place in the input, the places are in order, messages can be printed,
//! and the same bytes give the same items however they arrive.

use flate2::{Compression, write::GzEncoder};
use sayso::Reader;
use sayso::reader::ReadError;
use sayso::report::{Body, GivenDay, Place, RawReport};
use sayso_input::{Item, Options, reports_in};
use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::io::{self, Cursor, Read, Write};
use std::panic::{self, AssertUnwindSafe, Location};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Items that are looked at. An archive of a few thousand bytes can have more.
const MOST_ITEMS: usize = 20_000;

/// The longest message that a person would read.
const LONGEST_MESSAGE: usize = 4_000;

/// An input that takes longer is a find, although it ends.
const SLOW: Duration = Duration::from_secs(2);

/// How the size of the items is limited by the size of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// The texts come from the bytes as they are. Tables of a document repeat little, entities grow
    /// little.
    Plain,
    /// The input may be packed, so that its items may be far larger than itself.
    Packed,
}

impl Growth {
    /// How the items of these bytes may grow, whatever the name of the file: what begins like an
    /// archive or a packed file is one.
    pub fn of(bytes: &[u8]) -> Growth {
        const MARKS: [&[u8]; 4] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK", b"WARC/"];
        let head = &bytes[..bytes.len().min(1024)];
        let has_pdf = head.windows(5).any(|window| window == b"%PDF-");
        let is_skippable = head.get(1..4) == Some(b"\x2a\x4d\x18");
        let is_marked = MARKS.iter().any(|mark| head.starts_with(mark));
        if has_pdf || is_skippable || is_marked {
            Growth::Packed
        } else {
            Growth::Plain
        }
    }
}

thread_local! {
    /// The last panic of this thread, whether it is caught or not.
    static PANIC: RefCell<Option<(String, Backtrace)>> = const { RefCell::new(None) };
}

/// Lets the program catch panics of the crates it reads with, as it does for its users. libFuzzer
/// would end at them. A panic that nothing catches is a find, and so is any in sayso itself.
pub fn allow_caught_panics() {
    panic::set_hook(Box::new(|info| {
        let trace = Backtrace::force_capture();
        let file = info.location().map_or("", Location::file);
        if file.contains("crates/sayso") {
            eprintln!("{info}\n{trace}");
            std::process::abort();
        }
        PANIC.set(Some((info.to_string(), trace)));
    }));
}

/// Runs a check of an input. A panic is printed and ends the process, for libFuzzer to keep the
/// input; so does a check that takes long even when it is tried again, not counting the time of other
/// processes.
pub fn checked(check: impl Fn()) {
    let start = Instant::now();
    unbroken(&check);
    if start.elapsed() < SLOW {
        return;
    }
    let before = processor_time();
    unbroken(&check);
    let took = processor_time().saturating_sub(before);
    if took > SLOW {
        eprintln!("panic: this input takes {took:?}");
        std::process::abort();
    }
}

fn unbroken(check: &impl Fn()) {
    if panic::catch_unwind(AssertUnwindSafe(check)).is_err() {
        if let Some((message, trace)) = PANIC.take() {
            eprintln!("{message}\n{trace}");
        }
        std::process::abort();
    }
}

/// The time that this process has had, as Linux counts it; nothing elsewhere.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may have spaces.
    let fields = stat.rsplit(')').next().unwrap_or_default().split(' ');
    let ticks = fields
        .skip(12)
        .take(2)
        .map(|field| field.parse().unwrap_or(0));
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// Reads these bytes as a file of this name, whole and in small pieces, checks what comes out, and
/// returns it.
pub fn check(name: &str, bytes: &[u8], growth: Growth) -> Vec<Item> {
    let whole = items(name, Cursor::new(bytes.to_vec()));
    let pieces = items(name, Pieces::new(bytes.to_vec()));
    if whole != pieces {
        let (whole, pieces) = (described(&whole), described(&pieces));
        panic!("it depends on how the bytes arrive: whole\n{whole}\nin pieces\n{pieces}");
    }
    check_items(name, bytes, growth, &whole);
    whole
}

/// The items of an input in lines to compare.
fn described(items: &[Item]) -> String {
    let lines = items.iter().map(|item| match item {
        Item::Report(raw) => format!("{}: {} bytes, {:?}", raw.place, raw.body.size(), raw.told),
        Item::PassedOver(passed_over) => passed_over.to_string(),
        Item::Failed(failure) => failure.to_string(),
        Item::Note(note) => format!("{}: {}", note.place, note.message),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads these bytes as a file of this name, and checks what comes out.
pub fn check_once(name: &str, bytes: &[u8], growth: Growth) -> Vec<Item> {
    let items = items(name, Cursor::new(bytes.to_vec()));
    check_items(name, bytes, growth, &items);
    items
}

fn items(name: &str, bytes: impl Read + Send + 'static) -> Vec<Item> {
    let items = reports_in(name, bytes, &Options::default());
    items.take(MOST_ITEMS).collect()
}

fn check_items(name: &str, bytes: &[u8], growth: Growth, items: &[Item]) {
    let mut size = 0;
    let mut before: Option<&Place> = None;
    for item in items {
        let place = place(item);
        assert_eq!(place.input, name, "a place in another input");
        check_place(place, bytes, growth);
        match item {
            Item::Report(raw) => {
                if let Some(before) = before.filter(|before| before.member == place.member) {
                    assert!(is_in_order(before, place), "{before} before {place}");
                }
                before = Some(place);
                check_report(raw);
                size += raw.body.size();
            }
            Item::Failed(failure) => check_message(&failure.message),
            Item::Note(note) => check_message(&note.message),
            Item::PassedOver(_) => {}
        }
    }
    if growth == Growth::Plain {
        let limit = 200 * bytes.len() + 100_000;
        assert!(size < limit, "{size} bytes of text out of {}", bytes.len());
        // Each has bytes of its own. What is said of the whole input is beside them.
        let count = items.len();
        assert!(
            count <= bytes.len() + 16,
            "{count} items in {} bytes",
            bytes.len()
        );
    }
}

/// Checks that no two reports of an input without members have the same place.
pub fn check_places(items: &[Item]) {
    let mut places = HashSet::new();
    for raw in items.iter().filter_map(Item::report) {
        assert!(places.insert(&raw.place), "{} twice", raw.place);
    }
}

/// The parts that an input of a target is made of, for files that have more than one. The byte
/// between them is one that no XML file and no text has.
pub fn sections(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == 1)
}

/// A zip archive of these files, not compressed, so that what is in them is what a fuzzer changes;
/// `None` if two have the same name.
pub fn archive(files: &[(String, &[u8])]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in files {
        zip.start_file(name.as_str(), stored).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// These bytes as a gzip file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// Where a thing is.
pub fn place(item: &Item) -> &Place {
    match item {
        Item::Report(raw) => &raw.place,
        Item::PassedOver(passed_over) => &passed_over.place,
        Item::Failed(failure) => &failure.place,
        Item::Note(note) => &note.place,
    }
}

/// Whether a report may be before another one: by the first that both places have of a byte, a line and
/// a number.
fn is_in_order(before: &Place, after: &Place) -> bool {
    let pairs = [
        (before.offset, after.offset),
        (before.line, after.line),
        (before.number, after.number),
    ];
    let both = pairs.iter().filter_map(|&(a, b)| a.zip(b));
    both.map(|(a, b)| a.cmp(&b)).find(|order| order.is_ne()) != Some(Ordering::Greater)
}

fn check_place(place: &Place, bytes: &[u8], growth: Growth) {
    let length = bytes.len() as u64;
    assert_ne!(place.line, Some(0), "lines count from 1");
    assert_ne!(place.number, Some(0), "numbers count from 1");
    assert!(!place.to_string().is_empty());
    // The offset is in the unpacked file, unless it is a crawl.
    if growth == Growth::Plain {
        assert!(place.offset.is_none_or(|at| at <= length), "{place}");
        assert!(place.line.is_none_or(|line| line <= length + 1), "{place}");
        assert!(
            place.number.is_none_or(|number| number <= length + 1),
            "{place}"
        );
    }
}

fn check_message(message: &str) {
    assert!(!message.trim().is_empty(), "a message without words");
    assert!(message.len() < LONGEST_MESSAGE, "too long: {message}");
    assert!(
        !message.contains(char::is_control),
        "cannot be printed: {message:?}"
    );
}

fn check_report(raw: &RawReport) {
    raw.published.iter().for_each(check_day);
    match &raw.body {
        Body::Parts(parts) => {
            assert!(!parts.is_empty(), "a document without parts");
            for part in parts {
                assert!(
                    !part.text.trim().is_empty(),
                    "a part without text: {parts:?}"
                );
                assert_ne!(part.page, Some(0), "pages count from 1");
            }
        }
        body => assert!(body.size() > 0, "a report without a text at {}", raw.place),
    }
}

fn check_day(given: &GivenDay) {
    let shape: Option<String> = given
        .day
        .as_deref()
        .map(|day| day.replace(|char: char| char.is_ascii_digit(), "9"));
    assert!(shape.is_none_or(|shape| shape == "9999-99-99"), "{given:?}");
    if let Some(moment) = &given.moment {
        assert_eq!(moment.get(..10), given.day.as_deref(), "{given:?}");
    }
}

/// Reads a report by rules, and checks that what is said of its text is in it.
///
/// # Panics
/// If a span does not slice the text, a place is outside the bytes, or a stage broke.
pub fn check_reading(raw: &RawReport) {
    let reader = Reader::new(sayso_model_en::words());
    let reading = match reader.read(raw) {
        Ok(reading) => reading,
        Err(ReadError::Broken) => panic!("a stage broke at {}", raw.place),
        Err(error) => return check_message(&error.to_string()),
    };
    let document = &reading.document;
    for block in &document.blocks {
        assert!(document.text.get(block.span.range()).is_some());
    }
    for edit in &document.edits {
        assert!(document.text.get(edit.span.range()).is_some());
    }
    if raw.body.has_bytes() {
        let length = raw.body.size() as u64;
        for block in &document.blocks {
            let place = document.origin.raw(block.span);
            assert!(place.start() <= place.end() && place.end() <= length);
        }
    }
}

/// A stream that gives a few bytes at a time, as a pipe does.
struct Pieces {
    bytes: Cursor<Vec<u8>>,
    next: usize,
}

impl Pieces {
    fn new(bytes: Vec<u8>) -> Pieces {
        Pieces {
            bytes: Cursor::new(bytes),
            next: 1,
        }
    }
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.next.min(out.len());
        self.next = self.next % 61 + 7;
        self.bytes.read(&mut out[..length])
    }
}
