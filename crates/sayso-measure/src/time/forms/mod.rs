//! The forms of times: one module for each kind of form. `phrases` puts them together, `meaning`
//! has the types of what they mean, and `grammar` gives access to the tokens.

mod amounts;
mod clock;
mod dates;
mod days_and_hours;
mod distances;
mod early_late;
pub(crate) mod grammar;
mod indefinite;
mod lengths;
mod match_clocks;
pub(crate) mod meaning;
mod named_days;
mod names;
mod no_day;
mod numeric_dates;
mod periods;
mod phrases;
mod ranges;
mod recurring;
mod relative;
mod weekdays;
mod years;
