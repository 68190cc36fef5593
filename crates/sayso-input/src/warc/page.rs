//! In: the block of a record with an answer. Out: the page, the text or the document in it.

use super::headers::Headers;
use super::judge::{Answer, Declared, address};
use super::payload::decoded;
use super::{LARGEST_PAGE, Records};
use crate::What;
use crate::document::{self, Facts, Kind};
use crate::given::default_day;
use crate::whole::{too_large, too_large_page};
use sayso::report::{Body, Place, RawReport, Told};

impl Records {
    /// A page, or why it is none.
    pub(super) fn page(&mut self, place: Place, record: &Headers, answer: &Answer, block: &[u8]) {
        let body = block.get(answer.start..).unwrap_or_default();
        let payload = match decoded(body, &answer.headers, LARGEST_PAGE) {
            Ok(payload) => payload,
            Err(error) => return self.refuse(place, error.to_string()),
        };
        if payload.bytes.trim_ascii().is_empty() {
            return self.pass_over(place, What::Empty);
        }
        let is_cut = payload.is_cut || record.get("warc-truncated").is_some();
        if let Some(kind) = Kind::of_all(&payload.bytes) {
            self.count_cut(is_cut, &place);
            return self.document(place, record, answer, kind, payload.bytes);
        }
        let is_text = answer.kind == Declared::Text;
        let is_page = answer.kind == Declared::Page || sayso::clean::is_page(&payload.bytes);
        let is_neither = !is_page && !is_text;
        if is_neither || sayso::clean::not_text(&payload.bytes).is_some() {
            return self.pass_over(place, What::NotAPage);
        }
        let body = if is_page {
            if let Some(message) = too_large_page(&payload.bytes) {
                return self.refuse(place, message);
            }
            Body::Page(payload.bytes)
        } else if let Some(message) = too_large(payload.bytes.len()) {
            return self.refuse(place, message);
        } else {
            Body::Plain(payload.bytes)
        };
        self.count_cut(is_cut, &place);
        let published = self.options.published.clone();
        let raw = RawReport {
            url: address(record).map(str::to_string),
            published: published.map(default_day),
            told: told(record, answer),
            ..RawReport::new(place, body)
        };
        self.ready.push_back(raw.into());
    }

    fn count_cut(&mut self, is_cut: bool, place: &Place) {
        if is_cut {
            let (count, _) = self.cut.get_or_insert_with(|| (0, place.clone()));
            *count += 1;
        }
    }

    /// The report of a PDF file or an office document, or why there is none.
    fn document(
        &mut self,
        place: Place,
        record: &Headers,
        answer: &Answer,
        kind: Kind,
        bytes: Vec<u8>,
    ) {
        let facts = Facts {
            url: address(record).map(str::to_string),
            told: told(record, answer),
            ..Facts::of(&self.options)
        };
        let items = document::of_bytes(bytes, kind, place, facts);
        self.ready.extend(items);
    }
}

/// What a record says of its page.
fn told(record: &Headers, answer: &Answer) -> Told {
    let value = |name: &str| record.get(name).map(str::to_string);
    let id = value("warc-record-id");
    Told {
        captured: value("warc-date"),
        charset: answer.headers.charset(),
        record: id.map(|id| id.trim_matches(['<', '>']).to_string()),
        digest: value("warc-payload-digest"),
        ..Told::default()
    }
}
