//! In: what was found in many reports. Out: stories: the reports that are about one event, and what they say of it.
//!
//! [`story_marks`] gives the names, figures and days by which reports of one event are known, and [`clusters`] the
//! stories that reports with these marks make. [`claims`] puts side by side what the reports of a story say.

pub mod claims;

mod cluster;
mod link;
mod marks;
mod neighbours;
mod vectors;

pub use cluster::{Cluster, MarkedReport, clusters};
pub use marks::{MARK_BITS, MOST_TIMES, StoryMark, story_marks};
