//! One process at a time writes to a ledger. Who that is, is said in a file beside it, `news.db-lock`,
//! which is there only while a process writes. The operating system frees the lock of a process that
//! was killed.

use crate::trouble::Trouble;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The right to write to a ledger, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// How long a process waits before it looks again whether the ledger is free.
const PAUSE: Duration = Duration::from_millis(100);

impl Lock {
    /// Locks the ledger for `what`, such as "sayso add". If another process has it, waits at most for
    /// `wait`; `on_wait` is called once with the words for who has it.
    pub fn take(
        ledger: &Path,
        what: &str,
        wait: Duration,
        on_wait: &mut dyn FnMut(&str),
    ) -> Result<Lock, Trouble> {
        let path = beside(ledger, "-lock");
        let own = format!("process {} ({what})", std::process::id());
        let begin = Instant::now();
        let mut has_told = false;
        loop {
            match Lock::try_take(&path, &own) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) => {}
                Err(error) => return Err(in_words(ledger, error)),
            }
            let holder = fs::read_to_string(&path).unwrap_or_default();
            let holder = match holder.trim() {
                "" => "another process".to_string(),
                holder => holder.to_string(),
            };
            if begin.elapsed() >= wait {
                return Err(Trouble::Held(holder));
            }
            if !has_told {
                on_wait(&holder);
                has_told = true;
            }
            std::thread::sleep(PAUSE.min(wait));
        }
    }

    /// Locks the file, if it is free.
    fn try_take(path: &Path, own: &str) -> io::Result<Option<Lock>> {
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        if let Err(error) = file
            .set_len(0)
            .and_then(|()| file.write_all(own.as_bytes()))
        {
            let _ = fs::remove_file(path);
            return Err(error);
        }
        // The process that had the lock removes the file. If that was this one, the lock is worth nothing.
        let mut there = String::new();
        let is_ours = File::open(path)
            .and_then(|mut file| file.read_to_string(&mut there))
            .is_ok_and(|_| there == own);
        Ok(is_ours.then(|| Lock {
            path: path.to_path_buf(),
            file,
        }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is freed, so that no one else's is removed.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Why the file beside a ledger cannot be made: for the reason that the ledger itself could not.
fn in_words(ledger: &Path, error: io::Error) -> Trouble {
    let folder = ledger
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match (error.kind(), folder) {
        (io::ErrorKind::NotFound, Some(folder)) => Trouble::NoFolder(folder.display().to_string()),
        (io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem, _) => {
            Trouble::ReadOnly
        }
        (io::ErrorKind::StorageFull, _) => Trouble::Full,
        _ => Trouble::Io(error),
    }
}

/// The path with something added to its last part: `news.db-lock`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}
