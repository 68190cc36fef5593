//! In: what is known of reports: their addresses, headlines and times. Out: which of them are versions of one report,
//! and in which order.
//!
//! Reports with one [`address_key`] are versions of one report. So are reports of one outlet with
//! [headlines that are near](are_near_headlines), if their texts are copies of each other; that is judged by
//! [`compare`](crate::compare). [`in_order`] puts versions in order and says by what.
//!
//! When a page was captured shows in which order its versions were seen. It does not show who was first to report
//! something, so that [`compare`](crate::compare) makes no use of it.

mod address;
mod headline;
mod order;

pub use address::address_key;
pub use headline::{are_near_headlines, headline_words};
pub use order::{VersionOrder, VersionTimes, in_order, order_of};

sayso_english::names! {
    /// What shows that two texts are versions of one report.
    pub enum VersionBy {
        /// They have one address.
        Address = "address",
        /// They are of one outlet, their headlines are near, and one has the words of the other.
        Headline = "headline",
    }
}
