//! The commands of the program, one module each.

pub mod accuracy;
pub mod certainty;
pub mod check;
pub mod claims;
pub mod copies;
pub mod gold;
pub mod growth;
pub mod hedges;
pub mod input;
pub mod ledger_made;
pub mod length;
pub mod measure;
pub mod noise;
pub mod pages;
pub mod passages;
pub mod repairs;
pub mod score;
pub mod slips;
pub mod speakers;
pub mod speed;
pub mod stories;
pub mod tags;
pub mod versions;
pub mod which;
