//! In: a zip archive. Out: what its members hold, in the order of its list of contents.

use crate::files::is_hidden;
use crate::open::{Items, is_streamed, member, of_source, one, passed_over};
use crate::source::{BUFFER, Bytes, Packed, Seekable, Source, in_words};
use crate::{Failure, Form, Item, Options, PassedOver, What};
use flate2::CrcReader;
use flate2::bufread::DeflateDecoder;
use sayso::report::Place;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zip::{CompressionMethod, ZipArchive};

/// The most members of an archive. Their list is held in memory.
const MOST_MEMBERS: usize = 1 << 20;

/// What the members of an archive say that it is; the first row whose member is there counts.
const KINDS: &[(&str, Kind)] = &[
    ("datapackage.json", Kind::Read(Form::Wacz)),
    ("word/document.xml", Kind::Read(Form::Office)),
    ("xl/workbook.xml", Kind::PassedOver(What::Office)),
    ("ppt/presentation.xml", Kind::PassedOver(What::Office)),
    ("META-INF/container.xml", Kind::PassedOver(What::Office)),
    ("META-INF/MANIFEST.MF", Kind::PassedOver(What::Program)),
];

/// How the member "mimetype" begins, and what it says that the archive is.
const MEDIA_TYPES: &[(&str, Kind)] = &[
    (
        "application/vnd.oasis.opendocument.text",
        Kind::Read(Form::Office),
    ),
    ("application/epub+zip", Kind::PassedOver(What::Office)),
    (
        "application/vnd.oasis.opendocument",
        Kind::PassedOver(What::Office),
    ),
];

/// What an archive is.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Read(Form),
    PassedOver(What),
}

/// What the members of an archive hold. Nothing is ever unpacked to disk.
pub(crate) fn members(source: Source, options: &Options) -> Items {
    let place = source.place.clone();
    let archive = match Archive::open(source) {
        Ok(archive) => archive,
        Err(failure) => return one(failure),
    };
    if archive.entries.is_empty() {
        return one(PassedOver::because(
            place,
            What::Empty,
            "there is nothing in it",
        ));
    }
    match archive.kind() {
        Kind::PassedOver(what) => passed_over(place, what),
        Kind::Read(form @ (Form::Zip | Form::Wacz)) => Box::new(Members {
            is_crawl: form == Form::Wacz,
            archive,
            next: 0,
            of_member: Box::new(std::iter::empty()),
            options: options.clone(),
        }),
        Kind::Read(form) => match archive.into_source() {
            Ok(source) => of_source(source, Some(form), options),
            Err(error) => one(Failure::read(place, in_words(&error))),
        },
    }
}

/// An archive and the list of its members.
pub(crate) struct Archive {
    place: Place,
    bytes: Seekable,
    entries: Vec<Entry>,
}

/// A member of an archive, as its list of contents has it.
struct Entry {
    name: String,
    /// Where its bytes begin in the archive.
    start: u64,
    /// How many they are, packed.
    length: u64,
    method: CompressionMethod,
    checksum: u32,
    is_encrypted: bool,
    is_folder: bool,
    /// Other members have some of its bytes, so that a small archive unpacks to a very large one.
    overlaps: bool,
}

impl Archive {
    /// Reads the list of contents.
    ///
    /// # Errors
    /// A failure that names the place: it cannot be read, or is not a whole archive.
    pub fn open(source: Source) -> Result<Archive, Failure> {
        let place = source.place.clone();
        let failure = |message: String| Failure::read(place.clone(), message);
        let bytes = source.seekable()?;
        let broken = || {
            let message =
                "it is not a whole zip archive: its list of contents is missing or broken";
            failure(message.into())
        };
        let copy = bytes.again().map_err(|_| broken())?;
        let mut archive = ZipArchive::new(copy).map_err(|_| broken())?;
        if archive.len() > MOST_MEMBERS {
            let message = "it has over a million members: unpack it and name its folder";
            return Err(failure(message.into()));
        }
        let mut entries = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            entries.push(Entry::of(&mut archive, index).map_err(|_| broken())?);
        }
        mark_overlaps(&mut entries);
        Ok(Archive {
            place,
            bytes,
            entries,
        })
    }

    fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    fn kind(&self) -> Kind {
        let row = KINDS.iter().find(|(name, _)| self.has(name));
        let by_member = row.map(|&(_, kind)| kind);
        by_member
            .or_else(|| self.kind_by_media_type())
            .unwrap_or(Kind::Read(Form::Zip))
    }

    /// What the member "mimetype" says, which is the first of documents of some office programs.
    fn kind_by_media_type(&self) -> Option<Kind> {
        let entry = self.entries.iter().find(|entry| entry.name == "mimetype")?;
        let mut media_type = String::new();
        let bytes = self.bytes_of(entry).ok()?;
        bytes.take(100).read_to_string(&mut media_type).ok()?;
        let row = MEDIA_TYPES
            .iter()
            .find(|(start, _)| media_type.starts_with(start));
        row.map(|&(_, kind)| kind)
    }

    /// The bytes of a member, unpacked and compared with its checksum.
    fn bytes_of(&self, entry: &Entry) -> io::Result<Bytes> {
        let mut bytes = self.bytes.again()?;
        bytes.seek(SeekFrom::Start(entry.start))?;
        let bytes = bytes.take(entry.length);
        let expected = entry.checksum;
        Ok(match entry.method {
            CompressionMethod::Stored => checked(bytes, expected),
            CompressionMethod::Deflated => checked(DeflateDecoder::new(bytes), expected),
            _ => checked(zstd::Decoder::with_buffer(bytes)?, expected),
        })
    }

    /// A member, if it has its checksum or its reader sees that before it gives reports.
    fn checked(&self, entry: &Entry, packed: Packed, options: &Options) -> io::Result<Packed> {
        let form = Form::of(Form::of_name(Path::new(&entry.name)), &packed.head);
        if is_streamed(options.form.or(form)) {
            io::copy(&mut self.bytes_of(entry)?, &mut io::sink())?;
        }
        Ok(packed)
    }

    /// The archive for another reader.
    fn into_source(self) -> io::Result<Source> {
        let path = match &self.bytes {
            Seekable::File(path, _) => Some(path.clone()),
            Seekable::Memory(_) => None,
        };
        Ok(Source {
            place: self.place,
            bytes: Box::new(self.bytes.again()?),
            packing: None,
            path,
        })
    }
}

impl Entry {
    fn of(archive: &mut ZipArchive<Seekable>, index: usize) -> zip::result::ZipResult<Entry> {
        let file = archive.by_index_raw(index)?;
        Ok(Entry {
            name: file.name()?.into_owned(),
            start: file.data_start().unwrap_or(0),
            length: file.compressed_size(),
            method: file.compression(),
            checksum: file.crc32(),
            is_encrypted: file.encrypted(),
            is_folder: file.is_dir(),
            overlaps: false,
        })
    }

    /// Why it cannot be read, if so.
    fn why_not_read(&self) -> Option<String> {
        if self.is_encrypted {
            return Some("it is encrypted: unpack the archive with its password first".into());
        }
        if self.overlaps {
            return Some(
                "it shares its bytes with other members of the archive, as no honest archive does"
                    .into(),
            );
        }
        let is_known = matches!(
            self.method,
            CompressionMethod::STORE | CompressionMethod::DEFLATE | CompressionMethod::ZSTD
        );
        (!is_known).then(|| {
            format!(
                "it is compressed by a method that sayso does not read ({}): unpack the archive first",
                self.method
            )
        })
    }

    /// What it is, if its name says that it is not to be read.
    fn passed_over(&self, is_crawl: bool) -> Option<What> {
        let path = Path::new(&self.name);
        if path.ancestors().any(is_hidden) {
            return Some(What::Hidden);
        }
        let is_of_crawl = is_crawl && Form::of_name(path) != Some(Form::Warc);
        if is_of_crawl {
            return Some(What::CrawlRecord);
        }
        if Form::of_name(path).is_some() {
            return None;
        }
        What::of_name(path)
    }
}

/// Marks the members that have bytes in common.
fn mark_overlaps(entries: &mut [Entry]) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&index| (entries[index].start, entries[index].length));
    let mut reached = 0;
    let mut last = None;
    for index in order {
        let (start, length) = (entries[index].start, entries[index].length);
        if length == 0 {
            continue;
        }
        if start < reached {
            entries[index].overlaps = true;
            if let Some(last) = last {
                let before: &mut Entry = &mut entries[last];
                before.overlaps = true;
            }
        }
        if start.saturating_add(length) > reached {
            reached = start.saturating_add(length);
            last = Some(index);
        }
    }
}

/// Bytes that are an error at their end if they do not have this checksum.
struct Checked<R> {
    bytes: CrcReader<R>,
    expected: u32,
}

fn checked(bytes: impl Read + Send + 'static, expected: u32) -> Bytes {
    let bytes = CrcReader::new(bytes);
    Box::new(BufReader::with_capacity(
        BUFFER,
        Checked { bytes, expected },
    ))
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.bytes.read(out)?;
        let is_end = length == 0 && !out.is_empty();
        if is_end && self.bytes.crc().sum() != self.expected {
            let message = "its checksum is wrong, so that it is not what was packed";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(length)
    }
}

/// The members of an archive, one after the other.
struct Members {
    archive: Archive,
    /// The archive is a crawl, of which only the files with captured pages are read.
    is_crawl: bool,
    /// The index of the next member.
    next: usize,
    /// What the member that is being read holds.
    of_member: Items,
    options: Options,
}

impl Members {
    /// What a member holds; nothing for a folder.
    fn items(&self, entry: &Entry) -> Items {
        let place = Place {
            member: Some(entry.name.clone()),
            ..self.archive.place.clone()
        };
        if entry.is_folder {
            return Box::new(std::iter::empty());
        }
        if let Some(what) = entry.passed_over(self.is_crawl) {
            return passed_over(place, what);
        }
        if let Some(message) = entry.why_not_read() {
            return one(Failure::read(place, message));
        }
        let packed = self.archive.bytes_of(entry);
        let packed = packed.and_then(|bytes| Packed::new(bytes, place.clone()));
        match packed.and_then(|packed| self.archive.checked(entry, packed, &self.options)) {
            Ok(packed) => member(packed, Path::new(&entry.name), &self.options),
            Err(error) => one(Failure::read(
                place,
                format!("it cannot be unpacked, it is broken ({error})"),
            )),
        }
    }
}

impl Iterator for Members {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.of_member.next() {
                return Some(item);
            }
            let entry = self.archive.entries.get(self.next)?;
            self.next += 1;
            self.of_member = self.items(entry);
        }
    }
}
