//! In: the records of reports. Out: the ledger, one SQLite file that says what a collection of reports
//! says, and that any program which reads SQLite can open.
//!
//! The ledger is made from records (`sayso_export::records::Saved`), never from readings. The records of
//! each report are kept whole in the table `saved`; all other tables are made from them, so that every
//! question can be asked in SQL.
//!
//! ```
//! use sayso::report::{RawReport, sha256_hex};
//! use sayso::{Reader, reading::Least, words::Words};
//! use sayso_export::records::{Run, Saved};
//! use sayso_ledger::{Entry, Ledger, Offered, Opening, Outcome, Writing};
//! use std::time::Duration;
//!
//! let text = "“It was late,” said Ines Moller.";
//! let words = Words::none();
//! let reading = Reader::new(&words).read(&RawReport::text(text)).unwrap();
//! let saved = Saved::new(&reading, None, &[], Least { kept: 0.0, shown: 0.0 });
//!
//! let folder = tempfile::tempdir().unwrap();
//! let path = folder.path().join("news.db");
//! let opening = Opening { what: "an example", wait: Duration::ZERO, tell: &mut |_| {} };
//! let mut ledger = Ledger::open_to_write(&path, opening).unwrap();
//! let run = ledger.run(&Run::default()).unwrap();
//! let offered = Offered {
//!     name: "late.txt".into(),
//!     bytes: Some(text.len() as u64),
//!     sha256: Some(sha256_hex(text.as_bytes())),
//!     outcome: Outcome::Report(Box::new(Entry::new(saved.clone()))),
//! };
//! let written = ledger.write(Writing { run, again: false }, &[offered]).unwrap();
//! assert_eq!(written.added, 1);
//! let number = ledger.reports_called(&saved.report.id).unwrap()[0];
//! assert_eq!(ledger.saved(number).unwrap(), Some(saved));
//! ledger.close().unwrap();
//! ```

mod columns;
pub mod copies;
mod dump;
mod files;
mod forget;
mod lock;
mod migrate;
mod names;
mod open;
mod packed;
pub mod query;
mod rows;
pub mod schema;
mod smaller;
pub mod sources;
pub mod stories;
mod taken_out;
mod trouble;
pub mod versions;
mod write;

pub use files::ReportFile;
pub use names::{folded, has_name, is_full};
pub use open::{Ledger, Opening, earlier_copies};
pub use trouble::{LedgerError, Trouble};
pub use write::{Entry, Offered, Outcome, Writing, Written};
