//! In: a WARC file (1.0 or 1.1), packed or not. Out: the pages and texts that servers answered.
//!
//! The reader is our own because files in practice are not as the standard says: lengths are wrong,
//! bodies are no longer encoded as their headers say, files are cut. It goes on after a broken record
//! at the next one, and names the byte of the file where each record begins.

mod headers;
mod judge;
mod page;
mod payload;

use crate::open::{Items, one};
use crate::source::{Packed, Packing};
use crate::unpack::{Members, invalid};
use crate::window::Window;
use crate::{Failure, Item, Note, Options, PassedOver, What};
use headers::{Headers, end_of_headers};
use judge::{Verdict, judge};
use sayso::report::Place;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;

/// The most bytes of a page, packed or not. Those of the web are under one MiB.
const LARGEST_PAGE: u64 = 1 << 25;

/// The most bytes of the headers of a record, and of those of an answer.
const LONGEST_HEADERS: usize = 1 << 16;

/// Blocks that are not read are held in memory up to this size, because they may contain the next
/// record if their length is wrong.
const LARGEST_HELD: u64 = 1 << 20;

/// How a record begins.
const MARK: &[u8] = b"WARC/";

/// Once so many bytes were read for records that are in truth shorter, lengths are no longer believed
/// where a record can be seen to begin before: each could claim half the file, and it would be read over
/// and over.
const MOST_GIVEN_BACK: u64 = 1 << 28;

/// The most line ends between two records.
const LONGEST_GAP: usize = 64;

/// Why none of several records is read that are packed together, and what can be done.
const DAMAGED_TOGETHER: &str = "its packed bytes are damaged, and the records after it are packed together with it, so that none of them can be trusted: get the file again, or unpack what comes before the damage with gzip -dc and read it with care";

/// Why a large page is not read.
const TOO_LARGE: &str = "it is over 32 MiB, which no page is";

/// The pages of a WARC file.
pub(crate) fn records(packed: Packed, options: &Options) -> Items {
    let place = packed.place;
    match Members::new(packed.bytes, packed.packing) {
        Ok(members) => {
            let mut records = Records::new(members, place, options);
            records.path = packed
                .path
                .filter(|_| packed.packing == Some(Packing::Gzip));
            Box::new(records)
        }
        Err(error) => one(Failure::read(place, broken(&error, "it"))),
    }
}

/// The records of a WARC file, one after the other.
struct Records {
    bytes: Window<Members>,
    /// The file.
    place: Place,
    /// The file on disk, if the crawl is one.
    path: Option<PathBuf>,
    /// Where the member begins that was seen to be sound.
    sound: Option<u64>,
    options: Options,
    /// Records of this member that were found.
    of_member: u64,
    /// The record that is being read.
    current: Place,
    /// A record was found in the file.
    has_any: bool,
    /// What comes next.
    ready: VecDeque<Item>,
    /// After something that is not a record, until the next record. What is broken is named once.
    is_lost: bool,
    is_done: bool,
    /// Bytes that were read for a record and belong to later ones.
    given_back: u64,
    /// Pages of which there is only a part, and the first of them.
    cut: Option<(u64, Place)>,
}

/// How a block ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// It is as long as its record says, as far as can be seen.
    Whole,
    /// The next record begins before it should end.
    Early,
    /// What follows it is not a record.
    NotFollowed,
    /// The file ends in it.
    EndOfFile,
}

impl Records {
    fn new(members: Members, place: Place, options: &Options) -> Records {
        Records {
            bytes: Window::new(members),
            current: place.clone(),
            place,
            path: None,
            sound: None,
            options: options.clone(),
            of_member: 0,
            has_any: false,
            ready: VecDeque::new(),
            is_lost: false,
            is_done: false,
            given_back: 0,
            cut: None,
        }
    }

    /// Where the record is that begins at the next byte.
    fn here(&mut self) -> Place {
        let position = self.bytes.position();
        let members = self.bytes.reader();
        let (is_packed, start) = (members.is_packed(), members.start());
        Place {
            offset: Some(if is_packed { start } else { position }),
            // A record that does not begin its member is not at a byte of the file.
            number: (is_packed && self.of_member > 0).then_some(self.of_member + 1),
            ..self.place.clone()
        }
    }

    fn fail(&mut self, place: Place, message: impl Into<String>) {
        if !self.is_lost {
            self.ready.push_back(Failure::read(place, message).into());
        }
        self.is_lost = true;
    }

    /// Reads the next record, or goes on after what is broken.
    fn step(&mut self) {
        let result = match self.find_record() {
            Ok(true) => self.record(),
            Ok(false) => {
                self.is_done = true;
                Ok(())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            self.fail(self.current.clone(), broken(&error, "this record"));
            self.give_up_member();
        }
    }

    /// Goes on to where the next record begins. False at the end of the file.
    fn find_record(&mut self) -> io::Result<bool> {
        loop {
            let is_there = self.bytes.skip(b"\r\n")?;
            if !is_there {
                if !self.next_member()? {
                    return Ok(false);
                }
                continue;
            }
            if self.bytes.peek(MARK.len())?.starts_with(MARK) {
                return Ok(true);
            }
            let place = self.here();
            self.fail(
                place,
                "what begins here is not a WARC record, and is skipped up to the next one",
            );
            self.bytes.skip_to(MARK)?;
        }
    }

    fn next_member(&mut self) -> io::Result<bool> {
        let has_more = self.bytes.reader().next_member()?;
        self.of_member = 0;
        self.current = self.here();
        let skipped = self.bytes.reader().skipped();
        if skipped > 0 {
            let place = self.current.clone();
            let message = format!(
                "the {skipped} bytes before this one are not part of a packed record, and are skipped"
            );
            self.fail(place, message);
        }
        Ok(has_more)
    }

    fn give_up_member(&mut self) {
        self.bytes.reader().give_up_member();
        let left = self.bytes.peek(0).map_or(0, <[u8]>::len);
        self.bytes.consume(left);
        match self.next_member() {
            Ok(true) => {}
            Ok(false) | Err(_) => self.is_done = true,
        }
    }

    /// Reads the record that begins here.
    fn record(&mut self) -> io::Result<()> {
        let place = self.here();
        self.current = place.clone();
        self.of_member += 1;
        let Some(headers) = self.headers()? else {
            self.fail(place, "its headers do not end");
            self.bytes.consume(MARK.len());
            return self.bytes.skip_to(MARK).map(drop);
        };
        let length = headers.get("content-length");
        let Some(length) = length.and_then(|length| length.parse::<u64>().ok()) else {
            self.fail(place, "it does not say how long it is (Content-Length)");
            return self.bytes.skip_to(MARK).map(drop);
        };
        self.is_lost = false;
        self.has_any = true;
        let mut block = Vec::new();
        let begun = self.block(length.min(LONGEST_HEADERS as u64), &mut block)?;
        let verdict = judge(&headers, &block);
        let limit = match &verdict {
            Verdict::Read(answer) => LARGEST_PAGE + answer.start as u64,
            _ => LARGEST_HELD,
        };
        let held = length.min(limit) - block.len() as u64;
        let is_doubted = self.given_back > MOST_GIVEN_BACK;
        let mut ending = match begun {
            Ending::Whole if is_doubted && record_within(&block).is_some() => Ending::NotFollowed,
            Ending::Whole => self.block(held, &mut block)?,
            early => early,
        };
        let is_skipped = ending == Ending::Whole && length > limit;
        if is_skipped {
            ending = self.skip_block(length - limit)?;
        }
        let ending = self.settled(ending, &mut block, is_skipped)?;
        self.check_member()?;
        match verdict {
            _ if ending == Ending::EndOfFile => {}
            Verdict::Read(_) if is_skipped => self.refuse(place.clone(), TOO_LARGE),
            Verdict::Read(answer) => self.page(place.clone(), &headers, &answer, &block),
            Verdict::PassedOver(what) => self.pass_over(place.clone(), what),
            // Only a part of its block was judged.
            Verdict::Wrong(_) if ending == Ending::NotFollowed => {}
            Verdict::Wrong(message) => self.refuse(place.clone(), message),
        }
        self.tell_length(place, length, ending);
        Ok(())
    }

    /// The headers of the record that begins here; `None` if they do not end.
    fn headers(&mut self) -> io::Result<Option<Headers>> {
        let mut wanted = 1 << 10;
        loop {
            let bytes = self.bytes.peek(wanted)?;
            if let Some(end) = end_of_headers(bytes) {
                let headers = Headers::of(&bytes[..end]);
                self.bytes.consume(end);
                return Ok(Some(headers));
            }
            if bytes.len() < wanted || wanted >= LONGEST_HEADERS {
                self.bytes.broken()?;
                return Ok(None);
            }
            wanted *= 2;
        }
    }

    /// Adds this number of bytes to a block. It ends early where a record begins that is packed by
    /// itself, and at the end of the file.
    fn block(&mut self, length: u64, block: &mut Vec<u8>) -> io::Result<Ending> {
        let mut left = length as usize;
        while left > 0 {
            let bytes = self.bytes.fill()?;
            if bytes.is_empty() {
                match self.beyond_member()? {
                    Ending::Whole => continue,
                    ending => return Ok(ending),
                }
            }
            let next = bytes.len().min(left);
            block.extend(&bytes[..next]);
            self.bytes.consume(next);
            left -= next;
        }
        Ok(Ending::Whole)
    }

    /// Skips this number of bytes of a block.
    fn skip_block(&mut self, length: u64) -> io::Result<Ending> {
        let mut left = length;
        while left > 0 {
            let skipped = self.bytes.skip_bytes(left)?;
            left -= skipped;
            if left > 0 {
                match self.beyond_member()? {
                    Ending::Whole => {}
                    ending => return Ok(ending),
                }
            }
        }
        Ok(Ending::Whole)
    }

    /// Goes on to the next member in a block. `Whole`: the block goes on there.
    fn beyond_member(&mut self) -> io::Result<Ending> {
        if !self.next_member()? {
            return Ok(Ending::EndOfFile);
        }
        let begins_record = self.bytes.peek(MARK.len())?.starts_with(MARK);
        Ok(if begins_record {
            Ending::Early
        } else {
            Ending::Whole
        })
    }

    /// How a block really ended: by what follows it, and by records in it. These are given back, and
    /// read after it.
    fn settled(
        &mut self,
        ending: Ending,
        block: &mut Vec<u8>,
        is_skipped: bool,
    ) -> io::Result<Ending> {
        let ending = match ending {
            Ending::Whole if !self.is_followed()? => Ending::NotFollowed,
            ending => ending,
        };
        if matches!(ending, Ending::Whole | Ending::Early) {
            return Ok(ending);
        }
        // What was skipped cannot be given back.
        let within = record_within(block).filter(|_| !is_skipped);
        let Some(at) = within else {
            // A packed file that is cut cannot be unpacked to its end.
            let is_packed = self.bytes.reader().is_packed();
            let is_whole = is_packed && ending == Ending::EndOfFile;
            return Ok(if is_whole { Ending::Early } else { ending });
        };
        let later = block.split_off(at);
        self.given_back += later.len() as u64;
        self.bytes.take_back(later);
        Ok(Ending::Early)
    }

    /// Looks whether the member is damaged that a record is in: what damaged bytes unpack to is not what
    /// was packed, and it is the checksum at the end of the member that says so. A member with more than
    /// this record is unpacked once more, if it can be.
    fn check_member(&mut self) -> io::Result<()> {
        let next = self.bytes.peek(LONGEST_GAP)?;
        let goes_on = next.len() >= LONGEST_GAP;
        if self.bytes.is_damaged_within(LONGEST_GAP) {
            return self.bytes.broken();
        }
        let start = self.bytes.reader().start();
        let Some(path) = self
            .path
            .as_ref()
            .filter(|_| goes_on && self.sound != Some(start))
        else {
            return Ok(());
        };
        Members::check(path, start).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => invalid(DAMAGED_TOGETHER),
            _ => error,
        })?;
        self.sound = Some(start);
        Ok(())
    }

    /// Whether the next record, or the end of a member, follows.
    fn is_followed(&mut self) -> io::Result<bool> {
        let next = self.bytes.peek(LONGEST_GAP)?;
        let is_line_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let gap = next.iter().take_while(is_line_end).count();
        Ok(gap == next.len() || next[gap..].starts_with(MARK))
    }

    /// Says that the length of a record is wrong, if it is.
    fn tell_length(&mut self, place: Place, length: u64, ending: Ending) {
        match ending {
            Ending::Whole => {}
            Ending::Early => {
                let message = format!(
                    "the record says that it is {length} bytes long, which is wrong: it is read up to the next one"
                );
                self.ready.push_back(Item::Note(Note { place, message }));
            }
            Ending::NotFollowed => {
                let message = format!(
                    "the record says that it is {length} bytes long, which is wrong: what follows is skipped up to the next one"
                );
                self.fail(place, message);
            }
            Ending::EndOfFile => {
                self.fail(place, "the file ends in the middle of this record");
            }
        }
    }

    fn refuse(&mut self, place: Place, message: impl Into<String>) {
        self.ready.push_back(Failure::read(place, message).into());
    }

    fn pass_over(&mut self, place: Place, what: What) {
        self.ready.push_back(PassedOver::new(place, what).into());
    }

    /// What is to be said at the end of the file, each once.
    fn last(&mut self) -> Option<Item> {
        if !self.has_any && !self.is_lost {
            self.has_any = true;
            let message = "there is no record in it";
            return Some(Failure::read(self.place.clone(), message).into());
        }
        let (count, place) = self.cut.take()?;
        let pages = if count == 1 {
            "this page is not whole".into()
        } else {
            format!("this page and {} more are not whole", count - 1)
        };
        let message =
            format!("{pages}: the server or the crawler ended early, and what there is, is read");
        Some(Item::Note(Note { place, message }))
    }
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.is_done {
                return self.last();
            }
            self.step();
        }
    }
}

/// Where the next record begins in a block that is too long: after an empty line.
fn record_within(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, b"\nWARC/1.")
        .find(|&at| {
            let before = &block[..at];
            before.ends_with(b"\n") || before.ends_with(b"\n\r")
        })
        .map(|at| at + 1)
}

/// Why a record cannot be read.
fn broken(error: &io::Error, what: &str) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return format!("the file ends in the middle of {what}");
    }
    format!("{what} cannot be unpacked, it is broken ({error})")
}
