//! In: the records of reports. Out: the ledger, one SQLite file that says what a collection of reports
//! says, and that any program which reads SQLite can open.
//!
//! The ledger is made from records (`sayso_export::records::Saved`), never from readings. The records of
//! each report are kept whole in the table `saved`; all other tables are made from them, so that every
//! question can be asked in SQL.

pub mod schema;
