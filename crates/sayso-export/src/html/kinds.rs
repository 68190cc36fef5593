//! In: an attribution. Out: how its kind of source looks: a letter, a hue, words. The letter is
//! always shown with the hue, so that nothing depends on colour alone.

use super::marks::Item;
use crate::records::Attribution;
use crate::view::View;
use sayso::resolve::Kind;

/// How a kind of source looks.
#[derive(Debug, PartialEq, Eq)]
pub struct Look {
    /// The letter before the number of each attribution.
    pub letter: &'static str,
    /// 1 to 6: the hues of the style sheet and the keys that filter. 0 is for no hue.
    pub hue: u8,
    /// Its name in words.
    pub words: &'static str,
}

const PERSON: Look = Look {
    letter: "P",
    hue: 1,
    words: "named person",
};
const ROLE: Look = Look {
    letter: "R",
    hue: 2,
    words: "unnamed person",
};
const GROUP: Look = Look {
    letter: "G",
    hue: 2,
    words: "unnamed group",
};
const ANONYMOUS: Look = Look {
    letter: "A",
    hue: 3,
    words: "anonymous",
};
const ORGANISATION: Look = Look {
    letter: "O",
    hue: 4,
    words: "organisation",
};
const MEDIA: Look = Look {
    letter: "M",
    hue: 5,
    words: "news outlet",
};
const DOCUMENT: Look = Look {
    letter: "D",
    hue: 6,
    words: "document",
};
const UNNAMED: Look = Look {
    letter: "N",
    hue: 0,
    words: "no source named",
};
const UNKNOWN: Look = Look {
    letter: "S",
    hue: 0,
    words: "kind unknown",
};
/// Not a kind of source: what the report hedges in its own voice.
pub const HEDGE: Look = Look {
    letter: "H",
    hue: 0,
    words: "the report itself, not as a fact",
};

/// All, in the order of the legend. Those of one hue are next to each other.
const ALL: [&Look; 10] = [
    &PERSON,
    &ROLE,
    &GROUP,
    &ANONYMOUS,
    &ORGANISATION,
    &MEDIA,
    &DOCUMENT,
    &UNNAMED,
    &UNKNOWN,
    &HEDGE,
];

/// The kinds that occur among attributions that are shown, with how many there are; `hedges` are the
/// report's own.
pub fn counted(items: &[Item<'_>], hedges: usize) -> Vec<(&'static Look, usize)> {
    let count = |look: &Look| {
        let own = if *look == HEDGE { hedges } else { 0 };
        let shown = items.iter().filter(|item| item.is_sure());
        own + shown.filter(|item| item.look == look).count()
    };
    let all = ALL.iter().map(|&look| (look, count(look)));
    all.filter(|(_, count)| *count > 0).collect()
}

/// How the source of an attribution looks.
pub fn of(view: &View<'_>, a: &Attribution) -> &'static Look {
    match a.source_kind {
        Some(Kind::Person) => &PERSON,
        Some(Kind::Role) => &ROLE,
        Some(Kind::Group) => &GROUP,
        Some(Kind::Anonymous) => &ANONYMOUS,
        Some(Kind::Organisation) => &ORGANISATION,
        Some(Kind::Media) => &MEDIA,
        Some(Kind::Document) => &DOCUMENT,
        // If sources were not resolved, nothing is known of them but their words.
        Some(Kind::None) | None if view.source(a).is_empty() => &UNNAMED,
        Some(Kind::None) | None => &UNKNOWN,
    }
}
