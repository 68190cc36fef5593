//! In: a reading. Out: whom the report credits.

use super::sketch::Credit;
use crate::reading::Reading;

/// The credits of a report, in text order.
pub fn credits(_reading: &Reading) -> Vec<Credit> {
    Vec::new()
}
