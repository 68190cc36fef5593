//! In: what a file holds. Out: the same, with each report numbered among those that have one text and one address, and of
//! which the file says other things: the rows of several outlets that print the text of one agency.

use crate::Item;
use crate::open::Items;
use sayso::report::RawReport;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// The items of a file.
pub struct Counted {
    items: Items,
    /// What was said of the first report with a text and an address.
    first: HashMap<u64, u64>,
    /// What was said of the others, if it is something else, in order.
    others: HashMap<u64, Vec<u64>>,
}

impl Counted {
    pub fn of(items: Items) -> Counted {
        Counted {
            items,
            first: HashMap::new(),
            others: HashMap::new(),
        }
    }

    /// Which a report is, from 0. One of which the same is said as of one before is that one again.
    fn number(&mut self, raw: &RawReport) -> u32 {
        let (text, said) = (hash_of_text(raw), hash_of_said(raw));
        if *self.first.entry(text).or_insert(said) == said {
            return 0;
        }
        let others = self.others.entry(text).or_default();
        let place = others.iter().position(|other| *other == said);
        let place = place.unwrap_or_else(|| {
            others.push(said);
            others.len() - 1
        });
        place as u32 + 1
    }
}

impl Iterator for Counted {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut item = self.items.next()?;
        if let Item::Report(raw) = &mut item
            && raw.id.is_none()
            && raw.place.is_part()
        {
            raw.told.nth = self.number(raw);
        }
        Some(item)
    }
}

/// What the id of a report is made of.
fn hash_of_text(raw: &RawReport) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &raw.url {
        Some(url) => url.hash(&mut hasher),
        None => (&raw.told.record, day(raw), &raw.place.member).hash(&mut hasher),
    }
    raw.body.bytes().hash(&mut hasher);
    hasher.finish()
}

/// What a file says of a report beside its text.
fn hash_of_said(raw: &RawReport) -> u64 {
    let told = &raw.told;
    let mut hasher = DefaultHasher::new();
    (&told.outlet, &told.title, &told.byline, day(raw)).hash(&mut hasher);
    hasher.finish()
}

fn day(raw: &RawReport) -> Option<&str> {
    raw.published.as_ref().map(|given| &*given.written)
}
