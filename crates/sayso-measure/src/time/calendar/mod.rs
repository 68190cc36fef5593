//! The civil calendar: days, named periods with their bounds, and days with a name. Nothing here
//! reads text.

pub(crate) mod holidays;
pub(crate) mod period;
pub(crate) mod religious;
pub(crate) mod units;

pub(crate) use period::Period;
pub use sayso_english::calendar::{Date, Moment};
pub(crate) use units::{PartOfDay, Season, Unit};
