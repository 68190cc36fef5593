//! Files of several reports that have not changed since they were added are not opened again.

use crate::named;
use anyhow::Result;
use sayso::report::RawReport;
use sayso_input::{Failure, Form};
use sayso_ledger::{Ledger, Offered, Outcome, ReportFile};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files of a run of `add`.
#[derive(Default)]
pub struct FilesRead {
    /// What --from says.
    read_as: String,
    run: i64,
    /// The file that is being read.
    current: Option<Current>,
    /// Files that were read to their end, whose last reports may still be on their way.
    ended: Vec<ReportFile>,
    /// Files in which something failed. They are opened again, so that the failure is not forgotten.
    failed: HashSet<String>,
    /// Files that were not opened, and how many reports of theirs are in the ledger.
    pub unchanged: usize,
    pub reports_of_unchanged: usize,
}

struct Current {
    path: PathBuf,
    /// The file as it was when its first report came. None until then, and for files of one report.
    file: Option<(ReportFile, SystemTime)>,
}

impl FilesRead {
    /// The files of a run, which are read in a form if the user names one.
    pub fn of(form: Option<Form>, run: i64) -> FilesRead {
        FilesRead {
            read_as: form.map_or("", Form::name).into(),
            run,
            ..FilesRead::default()
        }
    }

    /// Whether a file has to be opened: if it is new, or has other bytes or settings than before.
    pub fn opens(&mut self, path: &Path, known: &Ledger, again: bool) -> Result<bool> {
        self.current = None;
        if named::is_standard_input(path) {
            return Ok(true);
        }
        self.current = Some(Current {
            path: path.into(),
            file: None,
        });
        let name = path.display().to_string();
        let before = known.report_file(&name, &self.read_as, self.run)?;
        let Some(before) = before.filter(|_| !again) else {
            return Ok(true);
        };
        let length = fs::metadata(path).map_or(0, |file| file.len());
        let is_same =
            length == before.bytes && sha256(path).is_ok_and(|sha256| sha256 == before.sha256);
        if is_same {
            self.current = None;
            self.unchanged += 1;
            self.reports_of_unchanged += before.reports;
        }
        Ok(!is_same)
    }

    /// Counts a report, if it is one of several in its file.
    pub fn count(&mut self, raw: &RawReport) {
        let Some(current) = self.current.as_mut().filter(|_| raw.place.is_inside()) else {
            return;
        };
        if current.file.is_none() {
            current.file = describe(&current.path, &self.read_as);
        }
        if let Some((file, _)) = &mut current.file {
            file.reports += 1;
        }
    }

    /// Notes that something in a file failed.
    pub fn fail(&mut self, failure: &Failure) {
        self.failed.insert(failure.place.input.clone());
    }

    /// Notes that the current file is read to its end.
    pub fn end(&mut self) {
        if let Some(Current {
            path,
            file: Some((file, changed)),
        }) = self.current.take()
        {
            // If it was written to meanwhile, nobody knows which bytes were read.
            let now = fs::metadata(path);
            let is_same = now.is_ok_and(|now| {
                now.len() == file.bytes && now.modified().is_ok_and(|time| time == changed)
            });
            if is_same {
                self.ended.push(file);
            }
        }
    }

    /// The files whose reports are all among those that were put.
    pub fn take_ended(&mut self) -> impl Iterator<Item = Offered> {
        let ended = std::mem::take(&mut self.ended).into_iter();
        let whole = ended.filter(|file| !self.failed.contains(&file.name));
        whole.map(|file| Offered {
            name: file.name.clone(),
            bytes: Some(file.bytes),
            sha256: Some(file.sha256.clone()),
            outcome: Outcome::Ended(file),
        })
    }
}

/// A file without its reports, and when it was changed last.
fn describe(path: &Path, read_as: &str) -> Option<(ReportFile, SystemTime)> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let file = ReportFile {
        name: path.display().to_string(),
        read_as: read_as.into(),
        bytes: metadata.len(),
        sha256: sha256(path).ok()?,
        reports: 0,
    };
    Some((file, metadata.modified().ok()?))
}

/// SHA-256 of the bytes of a file, in hexadecimal.
fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part)? {
            0 => break,
            length => hash.update(&part[..length]),
        }
    }
    let mut out = String::new();
    for byte in hash.finalize() {
        let _ = write!(out, "{byte:02x}");
    }
    Ok(out)
}
