//! What can go wrong with a ledger, in words for its user.

use rusqlite::ErrorCode;
use std::fmt;
use std::path::{Path, PathBuf};

/// Something that went wrong with a ledger. Its words name the file and say what to do.
#[derive(Debug)]
pub struct LedgerError {
    /// The ledger.
    pub path: PathBuf,
    /// What went wrong.
    pub trouble: Trouble,
}

impl LedgerError {
    /// Trouble with the ledger at `path`.
    pub fn new(path: &Path, trouble: impl Into<Trouble>) -> LedgerError {
        LedgerError {
            path: path.to_path_buf(),
            trouble: trouble.into(),
        }
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.trouble)
    }
}

// The trouble is in its words, so that it has no source that would be shown beside them.
impl std::error::Error for LedgerError {}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no such file.
    #[error("there is no such ledger: `sayso add {0} FILES` makes one")]
    Missing(String),
    /// The folder that it should be in is missing.
    #[error("there is no folder {0} to write it into")]
    NoFolder(String),
    /// It is a folder.
    #[error("this is a folder: name a file, such as news.db")]
    Folder,
    /// There is nothing in the file.
    #[error("the file is empty, so that there is no ledger in it: sayso add {0} … makes one")]
    Empty(String),
    /// The bytes are not those of an SQLite file.
    #[error("this is not a ledger, and sayso does not overwrite it: name another file")]
    NotADatabase,
    /// An SQLite file that another program made.
    #[error(
        "this SQLite file was not made by sayso, which does not write into it: name another file"
    )]
    Foreign,
    /// A later version of sayso made it.
    #[error(
        "a later version of sayso made this ledger (its schema is {found}, and this version knows schemas up to {known}): use that version"
    )]
    Newer {
        /// The schema of the file.
        found: u32,
        /// The schema of this version.
        known: u32,
    },
    /// An earlier version of sayso made it, and it is open for reading only.
    #[error(
        "an earlier version of sayso made this ledger: `sayso add {0}` brings it up to date, and keeps a copy of it as it is"
    )]
    Older(String),
    /// Another process writes to it.
    #[error("{0} is writing to it: try again when that is done")]
    Held(String),
    /// Another program, which is not sayso, is in the middle of reading it or writing to it.
    #[error(
        "another program is in the middle of reading or writing it, and does not come to an end: close it there, then run the same command again"
    )]
    InUse,
    /// It may not be written.
    #[error("this file is read-only, so that nothing can be added or removed")]
    ReadOnly,
    /// A program was ended in the middle of writing, and what it had begun cannot be taken back.
    #[error(
        "a program that wrote to this file was ended in the middle; what it had begun has to be taken back before the file can be read, and you may not write to it or its folder"
    )]
    Unfinished,
    /// The disk is full.
    #[error(
        "the disk is full; all that was added before is kept: make room, and run the same command again"
    )]
    Full,
    /// The file is damaged.
    #[error("the file is damaged ({0}): go back to a copy, or make it again from the reports")]
    Damaged(String),
    /// The records of a report cannot be read.
    #[error("the saved records of the report {report} cannot be read ({why})")]
    Records {
        /// The id of the report.
        report: String,
        /// What is wrong with them.
        why: String,
    },
    /// Another error of the file system.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file system does not let the file be opened.
    #[error(
        "this file cannot be opened: look whether you may read it, and whether its folder is there"
    )]
    CannotOpen,
    /// A part of the file cannot be read or written.
    #[error(
        "the disk gave an error ({0}); what was added before is kept: look at the disk, and run the same command again"
    )]
    Disk(String),
    /// Another error of SQLite.
    #[error("SQLite reports an error that sayso does not expect ({0})")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Trouble::NotADatabase,
            Some(ErrorCode::ReadOnly) => Trouble::ReadOnly,
            Some(ErrorCode::DiskFull) => Trouble::Full,
            Some(ErrorCode::DatabaseCorrupt) => Trouble::Damaged(error.to_string()),
            Some(ErrorCode::CannotOpen) => Trouble::CannotOpen,
            Some(ErrorCode::SystemIoFailure) => Trouble::Disk(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::InUse,
            _ => Trouble::Sqlite(error),
        }
    }
}
