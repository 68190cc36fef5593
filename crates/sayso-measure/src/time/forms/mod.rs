//! The forms of times: one module for each kind of form.

pub(crate) mod amounts;
pub(crate) mod clock;
pub(crate) mod dates;
pub(crate) mod days_and_hours;
pub(crate) mod distances;
pub(crate) mod early_late;
pub(crate) mod grammar;
pub(crate) mod indefinite;
pub(crate) mod lengths;
pub(crate) mod named_days;
pub(crate) mod periods;
pub(crate) mod phrases;
pub(crate) mod ranges;
pub(crate) mod recurring;
pub(crate) mod relative;
pub(crate) mod weekdays;
pub(crate) mod years;
