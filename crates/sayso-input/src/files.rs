//! Which files to read: what the user named, folders opened up, in a fixed order.

use crate::{Failure, Form, in_words};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// The files to read.
#[derive(Debug, Default)]
pub struct Files {
    /// The files, folders opened up; a folder that cannot be read is a failure in its place.
    pub files: Vec<Result<PathBuf, Failure>>,
    /// Files that were named more than once. They are read once, because the second reading would
    /// be the same report under the same id.
    pub repeated: Vec<PathBuf>,
}

impl Files {
    /// The files that `paths` name, in the order given. The files of a folder come in the order of
    /// their names, those of its folders with them.
    pub fn list(paths: &[PathBuf]) -> Files {
        let mut found = Vec::new();
        for path in paths {
            if path.as_os_str() != "-" && path.is_dir() {
                folder(path, &mut found);
            } else {
                found.push(Ok(path.clone()));
            }
        }
        let mut out = Files::default();
        let mut seen = HashSet::new();
        for file in found {
            match file {
                Ok(path) if !seen.insert(identity(&path)) => out.repeated.push(path),
                other => out.files.push(other),
            }
        }
        out
    }
}

/// The path by which the same file is recognised however it was named.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Adds the readable files of a folder and of the folders below it. Links are not followed, because
/// those to folders can form a loop, and those to files can lead out of what the user named.
fn folder(path: &Path, out: &mut Vec<Result<PathBuf, Failure>>) {
    let failure = |error: io::Error| {
        Err(Failure::read(
            &path.display().to_string(),
            None,
            in_words(&error),
        ))
    };
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return out.push(failure(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => found.push(entry),
            Err(error) => out.push(failure(error)),
        }
    }
    found.sort_by_key(std::fs::DirEntry::file_name);
    for entry in found {
        let path = entry.path();
        let kind = entry.file_type();
        if kind.as_ref().is_ok_and(std::fs::FileType::is_symlink) {
            continue;
        }
        if kind.is_ok_and(|kind| kind.is_dir()) {
            folder(&path, out);
        } else if Form::of_name(&path).is_some() && !is_special(&path) {
            out.push(Ok(path));
        }
    }
}

/// Whether this is a pipe, a socket or a device: reading it could wait for ever. A file that is
/// missing is not special; opening it gives the error.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| !data.is_file())
}
