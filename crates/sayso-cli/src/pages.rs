//! A folder of pages, one for each report, with an `index.html` that lists them.
//!
//! Every page says in its head that sayso wrote it, and for which report. Only such files are ever
//! replaced, and only if they would change. A report keeps the name of its page: it is found by the
//! id of the report, or if the input was changed, by the name of the input.

use crate::writer;
use anyhow::{Context, Result, anyhow};
use sayso_export::folder::{Listing, Page, Row, file_names};
use sayso_export::html::{self, Shows};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The list of the pages.
const INDEX: &str = "index.html";
/// The most reports of that list. A browser can show and sort so many.
const MOST_LISTED: usize = 20_000;

/// The pages of a folder.
pub struct Pages {
    folder: PathBuf,
    /// Pages that have not changed are written too.
    force: bool,
    /// All pages of the folder, by the names of their files.
    pages: BTreeMap<String, Page>,
    /// The names of all files in small letters, because some file systems do not distinguish them.
    files: HashSet<String>,
    names_by_id: HashMap<String, Vec<String>>,
    names_by_place: HashMap<String, Vec<String>>,
    /// The names of the pages of this run.
    taken: HashSet<String>,
    failed: Vec<Row>,
    written: usize,
    unchanged: usize,
}

impl Pages {
    /// The pages of a folder, which is made if it is not there.
    pub fn open(folder: &Path, force: bool) -> Result<Pages> {
        let mut pages = Pages {
            folder: folder.into(),
            force,
            pages: BTreeMap::new(),
            files: HashSet::new(),
            names_by_id: HashMap::new(),
            names_by_place: HashMap::new(),
            taken: HashSet::new(),
            failed: Vec::new(),
            written: 0,
            unchanged: 0,
        };
        let name = || folder.display().to_string();
        for entry in folder.read_dir().with_context(name)? {
            let entry = entry.with_context(name)?;
            let file = entry.file_name().to_string_lossy().into_owned();
            pages.files.insert(file.to_lowercase());
            // Links are not followed, because what they lead to is elsewhere.
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file
                && Path::new(&file)
                    .extension()
                    .is_some_and(|ending| ending == "html")
                && let Ok(Some(Shows::Report(page))) = shows(&entry.path())
            {
                pages.remember(&file, *page);
            }
        }
        // The order of a folder is not the same everywhere.
        let by_id = pages.names_by_id.values_mut();
        for names in by_id.chain(pages.names_by_place.values_mut()) {
            names.sort_unstable();
        }
        Ok(pages)
    }

    fn remember(&mut self, file: &str, page: Page) {
        let names = self.names_by_id.entry(page.id.clone()).or_default();
        names.push(file.into());
        if let Some(place) = page.place.clone() {
            self.names_by_place
                .entry(place)
                .or_default()
                .push(file.into());
        }
        self.pages.insert(file.into(), page);
    }

    /// Writes the page of a report, if it is new or changed. An error of the first kind is that of the
    /// folder, an error of the second kind that of this page alone.
    pub fn put(&mut self, bytes: &[u8]) -> Result<Result<(), String>> {
        let Some(Shows::Report(page)) = html::shows(bytes) else {
            // Every page has a mark, because this program wrote it.
            return Ok(Err("the page says not which report it shows".into()));
        };
        let Some(name) = self.name(&page) else {
            return Ok(Err("there is no name left for its page".into()));
        };
        self.taken.insert(name.clone());
        let path = self.folder.join(&name);
        match self.replace(&path, bytes, |shows| matches!(shows, Shows::Report(_))) {
            Ok(()) => {
                self.pages.insert(name, *page);
                Ok(Ok(()))
            }
            Err(error) if is_of_the_folder(&error) => Err(anyhow!(
                "{}: {error}. The pages before this one are written ({}), the others and {INDEX} are as they were",
                path.display(),
                self.written + self.unchanged
            )),
            Err(error) => Ok(Err(format!("{}: {error}", path.display()))),
        }
    }

    /// The name of the file of a page: the one that it had, or a free one.
    fn name(&self, page: &Page) -> Option<String> {
        let had = self.names_by_id.get(&page.id);
        let had_by_place = page
            .place
            .as_ref()
            .and_then(|place| self.names_by_place.get(place));
        let mut had = had.into_iter().chain(had_by_place).flatten();
        let is_free = |name: &String| !self.taken.contains(name);
        if let Some(name) = had.find(|name| is_free(name)) {
            return Some(name.clone());
        }
        file_names(page)
            .map(|name| format!("{name}.html"))
            .find(|name| is_free(name) && !self.files.contains(name))
    }

    /// Writes a file that is new, or that sayso wrote and that would change.
    fn replace(
        &mut self,
        path: &Path,
        bytes: &[u8],
        is_ours: fn(&Shows) -> bool,
    ) -> io::Result<()> {
        let is_there = path.symlink_metadata().is_ok();
        if is_there {
            if !shows(path)?.is_some_and(|shows| is_ours(&shows)) {
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "is there already, and sayso did not write it, so it is not overwritten",
                ));
            }
            if !self.force && std::fs::read(path)? == bytes {
                self.unchanged += 1;
                return Ok(());
            }
        }
        writer::write_whole(path, bytes)?;
        self.written += 1;
        Ok(())
    }

    /// Lists an input that failed.
    pub fn fail(&mut self, row: Row) {
        self.failed.push(row);
    }

    /// Writes the list of all pages that are in the folder, and says what was written. An error is that
    /// of the list alone.
    pub fn finish(mut self, version: &str) -> Result<String, String> {
        let (written, unchanged) = (self.written, self.unchanged);
        let mut listing = Listing::new(MOST_LISTED);
        for (name, page) in std::mem::take(&mut self.pages) {
            listing.add(Row {
                page: Some(name),
                ..page.row
            });
        }
        for row in std::mem::take(&mut self.failed) {
            listing.add(row);
        }
        let index = html::index(&mut listing, version);
        let path = self.folder.join(INDEX);
        self.replace(&path, index.as_bytes(), |shows| *shows == Shows::Index)
            .map_err(|error| {
                format!(
                    "{}: {error}; the pages are written, but not their list",
                    path.display()
                )
            })?;
        let written = sayso_export::plural(written, "page");
        Ok(format!(
            "{written} written, {unchanged} unchanged: begin with {}",
            path.display()
        ))
    }
}

/// What a file shows, if sayso wrote it.
fn shows(path: &Path) -> io::Result<Option<Shows>> {
    let mut head = Vec::new();
    let file = File::open(path)?;
    file.take(html::MARK_BYTES).read_to_end(&mut head)?;
    Ok(html::shows(&head))
}

/// Errors that every other page would have too.
fn is_of_the_folder(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::NotFound
    )
}
