//! Words that news pages put around a report: menus, credits, walls, messages of errors.
//!
//! Each list is a file under `data/page/`. A page's furniture repeats over many sites, so a closed
//! list finds most of it, and it never takes a sentence of the report for furniture.

use crate::calendar::month_names;
use crate::data::{Cells, PhraseList, Row, Table, WordList, rows};
use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! lists {
    ($($(#[$doc:meta])* $NAME:ident: $List:ident = $file:literal;)+) => {
        $($(#[$doc])* pub static $NAME: $List =
            $List::new(include_str!(concat!("../data/page/", $file, ".txt")));)+
    };
}

lists! {
    /// Whole lines that belong to the page: "share", "read more".
    FURNITURE: WordList = "furniture";
    /// Beginnings of lines that point elsewhere, whatever follows: "read more:".
    POINTERS_ELSEWHERE: PhraseList = "pointers-elsewhere";
    /// Beginnings of lines that point elsewhere unless they are a sentence: "click here".
    POINTERS: PhraseList = "pointers";
    /// Labels of lines that point elsewhere; up to three words may follow: "listen on".
    POINTER_LABELS: PhraseList = "pointer-labels";
    /// Beginnings of lines that speak to the reader: "have you".
    APPEALS: PhraseList = "appeals";
    /// What such lines ask the reader to do: "email us".
    APPEAL_REQUESTS: PhraseList = "appeal-requests";
    /// How a line says where its author can be reached: "contact her at".
    AUTHOR_CONTACTS: PhraseList = "author-contacts";
    /// Phrases of notices about cookies: "you agree".
    CONSENT_NOTICES: PhraseList = "consent-notices";
    /// Headings above lists of other reports: "most read".
    TEASER_HEADS: WordList = "teaser-heads";
    /// Words of a line that gives a day: "published", "gmt".
    DAY_WORDS: WordList = "day-words";
    /// Beginnings of credits: "photo by".
    CREDIT_LINES: PhraseList = "credit-lines";
    /// Beginnings of corrections: "an earlier version of this".
    CORRECTIONS: PhraseList = "corrections";
    /// Beginnings of lines that give a day: "last updated".
    DATED_LINES: PhraseList = "dated-lines";
    /// Beginnings of the texts under pictures: "file photo".
    CAPTIONS: PhraseList = "captions";
    /// What follows a number on a page: "comments", "min read".
    COUNTERS: WordList = "counters";
    /// Labels in capitals that look like a dateline's place: "exclusive".
    LABELS: WordList = "labels";
    /// Words of lines above a headline: "markets", "share".
    KICKERS: WordList = "kickers";

    /// Phrases in titles of errors: "page not found".
    ERROR_TITLES: PhraseList = "error-titles";
    /// Phrases in the text of errors: "page you requested".
    ERROR_WORDS: PhraseList = "error-words";
    /// Phrases where a report is cut off: "to continue reading".
    WALLS: PhraseList = "walls";
    /// Phrases beside such a place: "already a subscriber".
    NEAR_WALLS: PhraseList = "near-walls";
    /// Phrases of pages that ask for consent: "your privacy".
    CONSENT: PhraseList = "consent";
    /// Phrases of pages that are made by scripts: "enable javascript".
    SCRIPTS: PhraseList = "scripts";
    /// Titles of pages about the outlet: "privacy policy".
    OTHER_TITLES: PhraseList = "other-titles";
    /// Phrases of shops, forms and forums: "add to basket".
    OTHER_WORDS: PhraseList = "other-words";
    /// Parts of the addresses of pages about the outlet: "about-us".
    OTHER_PATHS: WordList = "other-paths";
    /// Phrases in the titles of lists of reports: "search results".
    LISTING_TITLES: PhraseList = "listing-titles";
    /// Phrases of search forms and indexes: "sort by".
    LISTING_WORDS: PhraseList = "listing-words";
    /// Parts of the addresses of lists of reports: "tag".
    LISTING_PATHS: WordList = "listing-paths";
    /// Phrases that ask the reader to do something: "sign up".
    REQUESTS: PhraseList = "requests";

    /// Words in a byline that name no person: "staff", "newsroom".
    NOT_PERSONS: WordList = "not-persons";
    /// Words in a byline that say what its person does: "correspondent".
    BYLINE_ROLES: WordList = "byline-roles";
    /// Words in lower case inside names: "van", "bin".
    NAME_PARTICLES: WordList = "name-particles";
    /// Words before the name in a byline on its own line; a space follows: "posted by".
    CREDIT_OPENINGS: PhraseList = "credit-openings";
    /// Other words before the name in a byline; a space follows: "from".
    BYLINE_OPENINGS: PhraseList = "byline-openings";
    /// Words before the name in a byline; anything may follow: "author:".
    BYLINE_LABELS: PhraseList = "byline-labels";
    /// Words beside the day of a change: "updated".
    UPDATE_WORDS: PhraseList = "update-words";
    /// Words beside the day of publication: "posted".
    PUBLICATION_WORDS: PhraseList = "publication-words";

    /// Words to which a name is joined when a space is lost: "about" in "aboutTarn".
    FRONT_WORDS: WordList = "front-words";
    /// Words written with an apostrophe in front: "til".
    CLIPPED_WORDS: WordList = "clipped-words";
}

/// What follows a label before the text under a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptionPart {
    /// "Image caption".
    Caption,
    /// "Image source".
    Credit,
}

/// A label before the text under a picture.
#[derive(Clone, Debug)]
pub struct CaptionLabel {
    /// The label in lower case.
    pub label: &'static str,
    /// What follows it.
    pub part: CaptionPart,
}

impl Row for CaptionLabel {
    fn read(cells: &mut Cells) -> Option<CaptionLabel> {
        let label = cells.next()?;
        let part = match cells.next()? {
            "caption" => CaptionPart::Caption,
            "credit" => CaptionPart::Credit,
            _ => return None,
        };
        Some(CaptionLabel { label, part })
    }
}

/// The labels that pages put before the text under a picture: "image caption".
pub static CAPTION_LABELS: Table<CaptionLabel> = Table::new(
    "page/caption-labels.txt",
    include_str!("../data/page/caption-labels.txt"),
);

/// The months by all their names, because dates are looked for on every line of a page.
static MONTHS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let english = month_names().map(|month| (month.name, month.number));
    rows(include_str!("../data/page/foreign-months.txt"))
        .filter_map(|row| Some((row[0], row.get(1)?.parse().ok()?)))
        .chain(english)
        .collect()
});

/// The number of a month by its name or abbreviation, in lower case and without marks on the
/// letters, in the languages of the western press.
///
/// ```
/// use sayso_english::pages::month_number;
/// let numbers = ["maerz", "oct", "monday"].map(month_number);
/// assert_eq!(numbers, [Some(3), Some(10), None]);
/// ```
pub fn month_number(name: &str) -> Option<u8> {
    MONTHS.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        assert_eq!(CAPTION_LABELS.check(), Ok(()));
    }
}
