//! What each sign of a report weighs, in hundredths of a natural logarithm of the odds: learnt by `sayso-train kinds`.

/// Sign and weight; `bias` counts always.
pub const WEIGHTS: [(&str, i32); 1] = [("bias", 0)];
