//! A bar with counts, rate and time left, where a person can see it.

use crate::named;
use crate::output;
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use sayso::report::RawReport;
use sayso_export::plural;
use sayso_input::files::Files;
use std::cell::Cell;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

/// How far reading is, in bytes of the files, because a crawl is one file and may be larger than all others.
pub struct Progress {
    bar: ProgressBar,
    /// Where the current file begins among the bytes of all, how long it is, and how much of it was read.
    start: Cell<u64>,
    length: Cell<u64>,
    passed: Cell<u64>,
    /// What the bar looks like when it is known how fast reading is.
    with_time_left: Option<ProgressStyle>,
}

impl Progress {
    /// A bar for these files, above which messages are written from now on. There is none where no one can see it, and
    /// where it would mix with an output that goes to the same terminal: `is_alone` says that there is no such output. Of
    /// standard input it is not known how long it is.
    pub fn of(files: &Files, is_alone: bool) -> Result<Progress> {
        let lengths = files.files.iter().flatten().map(|path| length(path));
        let all: u64 = lengths.sum();
        let is_seen = io::stderr().is_terminal() && (is_alone || !output::on_terminal());
        let mut with_time_left = None;
        let bar = if !is_seen {
            ProgressBar::hidden()
        } else if all == 0 {
            let style = ProgressStyle::with_template("{spinner} {msg}, {elapsed}")?;
            ProgressBar::new_spinner().with_style(style)
        } else {
            let template = "{bar:30} {bytes} of {total_bytes}, {msg}";
            let and_time = format!("{template}, {{eta}} left");
            with_time_left = Some(ProgressStyle::with_template(&and_time)?);
            ProgressBar::new(all).with_style(ProgressStyle::with_template(template)?)
        };
        let bar = bar.with_message("the first reports are being read");
        output::show_above(&bar);
        bar.tick();
        Ok(Progress {
            bar,
            start: Cell::new(0),
            length: Cell::new(0),
            passed: Cell::new(0),
            with_time_left,
        })
    }

    /// The next file begins.
    pub fn begin(&self, path: &Path) {
        self.length.set(length(path));
        self.passed.set(0);
        self.bar.tick();
    }

    /// A report of the file came. Crawls say where it begins; of other files at least its bytes were read.
    pub fn pass(&self, raw: &RawReport) {
        let at_least = self.passed.get() + raw.body.size() as u64;
        let is_of_a_crawl = raw.place.member.is_none();
        let passed = raw.place.offset.filter(|_| is_of_a_crawl);
        self.passed.set(passed.unwrap_or(at_least));
    }

    /// The file is read to its end.
    pub fn end(&self) {
        self.start.set(self.start.get() + self.length.take());
        self.passed.set(0);
    }

    /// Says how many reports are done: all that came.
    pub fn tell(&self, done: usize) {
        if let Some(style) = self.with_time_left.as_ref().filter(|_| done > 0) {
            self.bar.set_style(style.clone());
        }
        let passed = self.passed.get().min(self.length.get());
        self.bar.set_position(self.start.get() + passed);
        let rate = done as f64 / self.bar.elapsed().as_secs_f64().max(0.1);
        let message = format!("{}, {rate:.0} a second", plural(done, "report"));
        self.bar.set_message(message);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// The bytes of a file. None of it if it is not a file, such as standard input.
fn length(path: &Path) -> u64 {
    if named::is_standard_input(path) {
        return 0;
    }
    fs::metadata(path).map_or(0, |file| file.len())
}
