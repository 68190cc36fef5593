//! Which files to read: what the user named, folders opened up, in a fixed order.

use crate::source::{Packed, in_words};
use crate::{Failure, Form, Item, PassedOver, What};
use sayso::report::Place;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

/// The files to read.
#[derive(Debug, Default)]
pub struct Files {
    /// The files, folders opened up. A folder that cannot be read is a failure in its place, and a
    /// file of a folder that is not read is passed over in its place.
    pub files: Vec<Result<PathBuf, Item>>,
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
    if path.as_os_str() == "-" {
        return path.to_path_buf();
    }
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Adds the readable files of a folder and of the folders below it. Links are not followed, because
/// those to folders can form a loop, and those to files can lead out of what the user named.
fn folder(path: &Path, out: &mut Vec<Result<PathBuf, Item>>) {
    let failure = |error: io::Error| {
        let place = Place::of(path.display().to_string());
        Err(Failure::read(place, in_words(&error)).into())
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
        // Files of the folder "." are named as they would be typed.
        let path = match path.strip_prefix(".") {
            // "-" would be standard input.
            Ok(inside) if inside.as_os_str() != "-" => inside.to_path_buf(),
            _ => path,
        };
        let kind = entry.file_type();
        let is = |of: fn(&FileType) -> bool| kind.as_ref().is_ok_and(of);
        if is(FileType::is_dir) && !is_hidden(&path) {
            folder(&path, out);
        } else if let Some(what) = passed_over(&path, is(FileType::is_symlink)) {
            let place = Place::of(path.display().to_string());
            out.push(Err(PassedOver::new(place, what).into()));
        } else {
            out.push(Ok(path));
        }
    }
}

/// What a file of a folder is, if it is not to be read.
fn passed_over(path: &Path, is_link: bool) -> Option<What> {
    if is_link {
        return Some(What::Link);
    }
    if is_hidden(path) {
        return Some(What::Hidden);
    }
    if is_special(path) {
        return Some(What::Special);
    }
    if Form::of_name(path).is_some() {
        return None;
    }
    What::of_name(path).or_else(|| not_recognised(path))
}

/// What a file is whose name does not say it, if its first bytes do not say either that it is to be
/// read. Opening one that cannot be opened gives the error.
fn not_recognised(path: &Path) -> Option<What> {
    let place = Place::of(path.display().to_string());
    let packed = Packed::open(path, place).ok()?;
    if packed.is_blank() {
        return Some(What::Empty);
    }
    match Form::of_bytes(&packed.head) {
        Some(_) => None,
        None => Some(What::of_bytes(&packed.head).unwrap_or(What::Unknown)),
    }
}

/// Whether a file is hidden, or a folder or file that only a system made.
pub(crate) fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy);
    name.is_some_and(|name| name.starts_with('.') || name == "__MACOSX")
}

/// Whether this is a pipe, a socket or a device: reading it could wait for ever. A file that is
/// missing is not special; opening it gives the error.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| !data.is_file())
}
