//! In: the records of a report, or a page that was made from them. Out: which report a page shows.
//!
//! Every page says so in its head. By that sayso knows its own pages, finds the page of a report again,
//! and lists pages of earlier runs.

use super::Row;
use crate::view::View;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The report of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The id of the report, or a digest of an id with unusual characters. It changes with the text,
    /// unless the input gives one.
    pub id: String,
    /// What stays the same if the input is changed: a digest of the name of its file and its address.
    /// None for the rows of JSONL and for standard input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Its line in a list.
    pub row: Row,
}

impl Page {
    /// The page of a report.
    pub fn new(view: &View<'_>) -> Page {
        let report = &view.saved.report;
        let is_a_file = !report.place().is_inside() && report.input != "-";
        let address = report.url.as_deref().unwrap_or_default();
        Page {
            id: plain(&report.id),
            place: is_a_file.then(|| digest(&report.input, address)),
            row: Row::new(view),
        }
    }

    /// How the report is called in the name of a file: by its headline, without one by its id if it is a
    /// row of JSONL, otherwise by the name of its file.
    pub(super) fn title(&self) -> &str {
        let is_row = self.place.is_none() && self.row.input != "-";
        match &self.row.headline {
            Some(headline) => headline,
            None if is_row => &self.id,
            None => {
                let file = self.row.file();
                file.split_once('.').map_or(file, |(name, _)| name)
            }
        }
    }
}

fn digest(input: &str, address: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(input.as_bytes());
    hash.update([0]);
    hash.update(address.as_bytes());
    let digest = hash.finalize();
    digest.iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// An id as it can be in the head of a page, the same in every run.
fn plain(id: &str) -> String {
    let is_plain = id.len() <= 200 && id.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain { id.into() } else { digest(id, "") }
}
