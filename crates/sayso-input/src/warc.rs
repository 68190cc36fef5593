//! In: a WARC file. Out: its pages.

use crate::open::{Items, one};
use crate::source::Packed;
use crate::{Failure, Options};

pub(crate) fn records(packed: Packed, _: &Options) -> Items {
    one(Failure::read(packed.place, "WARC files are not read yet"))
}
