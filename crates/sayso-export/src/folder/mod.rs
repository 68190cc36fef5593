//! In: the records of many reports, one report after the other. Out: a list of them with a line for
//! each, those first that need a look, and what it all comes to.
//!
//! A [`Row`] is all that is kept of a report, so that a list of 100,000 reports fits into memory.
//! [`Listing`] keeps the first rows and counts all of them; `terminal::list` and `html::index` show it.

mod file_name;
mod page;
mod reason;
mod row;
mod total;

pub use file_name::file_names;
pub use page::Page;
pub use reason::Reason;
pub use row::{Counted, Row, State};
pub use total::Total;

use row::Rank;

/// The reports that a list shows, and what all of them come to.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The most rows that it keeps.
    most: usize,
    /// Each with its rank and its place in the input, which decides between equal ranks.
    rows: Vec<(Rank, usize, Row)>,
    total: Total,
}

impl Listing {
    /// A list that keeps the `most` rows that need a look first.
    pub fn new(most: usize) -> Listing {
        Listing {
            most,
            rows: Vec::new(),
            total: Total::default(),
        }
    }

    /// Adds a report or an input that failed.
    pub fn add(&mut self, row: Row) {
        let place = self.total.inputs();
        self.total.add(&row);
        self.rows.push((row.rank(), place, row));
        // Twice the rows are collected before the rest is left out, so that sorting stays cheap.
        if self.rows.len() / 2 > self.most {
            self.sort();
        }
    }

    /// The rows, those first that need a look.
    pub fn rows(&mut self) -> impl ExactSizeIterator<Item = &Row> {
        self.sort();
        self.rows.iter().map(|(_, _, row)| row)
    }

    /// What all of them come to, also those that are not kept.
    pub fn total(&self) -> &Total {
        &self.total
    }

    fn sort(&mut self) {
        self.rows.sort_by_key(|&(rank, place, _)| (rank, place));
        self.rows.truncate(self.most);
    }
}
