//! In: the keys of many reports, with their outlets and days. Out: the same without those that stand in the
//! reports of one outlet on many days: a description of the outlet, a line below every report. That two reports
//! share them says nothing.

use super::keys::Key;
use rayon::prelude::*;
use sayso_english::hash::mix;
use std::collections::HashSet;

/// On so many days an outlet prints what is the outlet's own. A story is seldom told in the same words on
/// as many.
const DAYS: usize = 5;

/// Who published a report, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The outlet, see [`body_key`](super::body_key).
    pub outlet: Option<u32>,
    /// The day, in days since 1970-01-01.
    pub day: Option<i32>,
}

/// Takes from each report the keys that its outlet has on five days or more. `printed` has an item for each
/// report. Reports without an outlet or a day keep all.
///
/// ```
/// use sayso::compare::{Key, KeyClass, Printed, drop_standing_keys};
/// let key = |hash| Key { class: KeyClass::Narration, hash };
/// let mut keys: Vec<Vec<Key>> = (0..5).map(|report| vec![key(report), key(100)]).collect();
/// let printed: Vec<Printed> = (0..5).map(|day| Printed { outlet: Some(7), day: Some(day) }).collect();
/// drop_standing_keys(&mut keys, &printed);
/// assert_eq!(keys[3], [key(3)]);
/// ```
pub fn drop_standing_keys(keys: &mut [Vec<Key>], printed: &[Printed]) {
    let mut all: Vec<(u64, i32)> = Vec::new();
    for (own, printed) in keys.iter().zip(printed) {
        if let Printed {
            outlet: Some(outlet),
            day: Some(day),
        } = *printed
        {
            all.extend(own.iter().map(|key| (of_outlet(key, outlet), day)));
        }
    }
    all.par_sort_unstable();
    all.dedup();
    let days = all.chunk_by(|(key, _), (next, _)| key == next);
    let standing: HashSet<u64> = days
        .filter(|days| days.len() >= DAYS)
        .map(|days| days[0].0)
        .collect();
    if standing.is_empty() {
        return;
    }
    for (own, printed) in keys.iter_mut().zip(printed) {
        if let Some(outlet) = printed.outlet {
            own.retain(|key| !standing.contains(&of_outlet(key, outlet)));
        }
    }
}

fn of_outlet(key: &Key, outlet: u32) -> u64 {
    mix(key.hash, u64::from(outlet))
}
