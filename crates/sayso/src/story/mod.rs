//! In: what was found in many reports. Out: stories: the reports that are about one event, and what they say of it.
pub mod claims;
