//! Mailboxes: one message after the other, in the memory of one.

use crate::document::Facts;
use crate::item::{Failure, Item};
use crate::mail;
use crate::source::{Source, in_words};
use sayso::report::Place;
use std::collections::VecDeque;
use std::io::{BufRead, Read};

/// The most bytes of one message, with its attachments.
const LARGEST: usize = 1 << 26;

/// The messages of a mailbox.
pub(crate) struct Mailbox {
    source: Source,
    facts: Facts,
    waiting: VecDeque<Item>,
    /// How many messages were read.
    count: u64,
    /// The line that begins the next message was read.
    is_begun: bool,
    is_over: bool,
}

/// The bytes of one message.
enum Message {
    Whole(Vec<u8>),
    /// It is larger than [`LARGEST`].
    TooLarge,
}

impl Mailbox {
    pub fn new(source: Source, facts: Facts) -> Mailbox {
        Mailbox {
            source,
            facts,
            waiting: VecDeque::new(),
            count: 0,
            is_begun: false,
            is_over: false,
        }
    }

    fn place(&self) -> Place {
        Place {
            number: Some(self.count),
            ..self.source.place.clone()
        }
    }

    /// The next message; `None` at the end.
    fn message(&mut self) -> std::io::Result<Option<Message>> {
        let mut bytes = Vec::new();
        let mut is_too_large = false;
        let mut was_blank = true;
        loop {
            let mut line = Vec::new();
            // A line may be as large as a message.
            let read = self
                .source
                .bytes
                .by_ref()
                .take(LARGEST as u64)
                .read_until(b'\n', &mut line)?;
            if read == 0 {
                self.is_over = true;
                break;
            }
            if was_blank && begins_message(&line) {
                let is_next = std::mem::replace(&mut self.is_begun, true);
                if is_next {
                    self.is_begun = true;
                    break;
                }
                was_blank = false;
                continue;
            }
            was_blank = line.iter().all(u8::is_ascii_whitespace);
            if bytes.len() + line.len() > LARGEST {
                is_too_large = true;
                bytes.clear();
            }
            if !is_too_large {
                bytes.extend_from_slice(unquoted(&line));
            }
        }
        Ok(match () {
            () if is_too_large => Some(Message::TooLarge),
            () if bytes.iter().all(u8::is_ascii_whitespace) && self.is_over => None,
            () => Some(Message::Whole(bytes)),
        })
    }
}

impl Iterator for Mailbox {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Some(item);
            }
            if self.is_over {
                return None;
            }
            self.count += 1;
            match self.message() {
                Ok(Some(Message::Whole(bytes))) => {
                    self.waiting
                        .extend(mail::items(&bytes, &self.place(), &self.facts));
                }
                Ok(Some(Message::TooLarge)) => {
                    let message = format!(
                        "this mail is over {} MiB, which is too large to read",
                        LARGEST >> 20
                    );
                    self.waiting
                        .push_back(Failure::read(self.place(), message).into());
                }
                Ok(None) if self.count == 1 => {
                    self.waiting.push_back(
                        Failure::read(self.source.place.clone(), "there is no mail in it").into(),
                    );
                }
                Ok(None) => return None,
                Err(error) => {
                    self.is_over = true;
                    let message = format!("the mailbox ends here: {}", in_words(&error));
                    self.waiting
                        .push_back(Failure::read(self.place(), message).into());
                }
            }
        }
    }
}

/// Whether a line after an empty one begins a message: "From ", an address, and a time with its
/// year. A sentence may begin with "From", too.
pub(crate) fn begins_message(head: &[u8]) -> bool {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = String::from_utf8_lossy(rest);
    let is_time = |word: &str| {
        word.len() >= 5
            && word.contains(':')
            && word.starts_with(|char: char| char.is_ascii_digit())
    };
    let is_year = |word: &str| {
        word.len() == 4
            && word
                .parse::<u16>()
                .is_ok_and(|year| (1970..2200).contains(&year))
    };
    let words = || rest.split_whitespace();
    words().any(is_time) && words().any(is_year)
}

/// A line of which the mailbox has made ">From" (or ">>From") of "From".
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    let is_quoted = marks > 0 && line[marks..].starts_with(b"From ");
    if is_quoted { &line[1..] } else { line }
}
