//! In: the signs of a page. Out: what kind of page it is, and the rule that says so.
//!
//! A sum of learnt weights over the signs decides whether it is a report; `kind_weights.rs` lists the
//! weights. A short list of rules decides what else it is.

use super::kind_weights::{BIAS, WEIGHTS};
use sayso_text::candidate::{Rule, Sign, Source};
use sayso_text::document::PageKind;

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u128);

const _: () = assert!(Sign::ALL.len() <= u128::BITS as usize);

impl Signs {
    fn insert(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u32;
    }

    fn has(self, sign: Sign) -> bool {
        self.0 >> (sign as u32) & 1 == 1
    }

    /// The first of `signs` that is in the set.
    fn first_of(self, signs: &[Sign]) -> Option<Sign> {
        signs.iter().copied().find(|&sign| self.has(sign))
    }

    fn has_any(self, signs: &[Sign]) -> bool {
        self.first_of(signs).is_some()
    }

    /// The signs in the order of the enum.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        Sign::ALL
            .iter()
            .copied()
            .filter(move |&sign| self.has(sign))
    }
}

impl FromIterator<Sign> for Signs {
    fn from_iter<I: IntoIterator<Item = Sign>>(signs: I) -> Signs {
        let mut set = Signs::default();
        for sign in signs {
            set.insert(sign);
        }
        set
    }
}

/// The sum of the weights of the signs, in hundredths of a natural logarithm of the odds. Above zero
/// the page is a report.
fn weight(signs: Signs) -> i32 {
    let weights = WEIGHTS.iter().filter(|(sign, _)| signs.has(*sign));
    BIAS + weights.map(|(_, weight)| weight).sum::<i32>()
}

/// A rule for the kind of a page: it applies if the page has one of the signs and the condition
/// holds.
struct KindRule {
    kind: PageKind,
    /// The first of these that the page has is the reason given.
    signs: &'static [Sign],
    only_if: fn(Signs) -> bool,
}

impl KindRule {
    fn applies(&self, signs: Signs) -> Option<(PageKind, Sign)> {
        let sign = signs.first_of(self.signs)?;
        (self.only_if)(signs).then_some((self.kind, sign))
    }
}

fn always(_: Signs) -> bool {
    true
}

/// The body has fewer than 150 words of running text.
fn is_short(signs: Signs) -> bool {
    use Sign::{WordsUnder40, WordsUnder80, WordsUnder150};
    signs.has_any(&[WordsUnder40, WordsUnder80, WordsUnder150])
}

fn is_short_and_unreported(signs: Signs) -> bool {
    // "500 homes without power" is a headline and not the number of an error, because the report
    // below it has a reporter or a speaker.
    let is_reported = signs.has_any(&[Sign::Byline, Sign::Said, Sign::Quotation]);
    is_short(signs) && !is_reported
}

fn has_times(signs: Signs) -> bool {
    use Sign::{ClocksFrom4, ClocksFrom8, StampsFrom6, TimedParagraphs};
    signs.has_any(&[ClocksFrom4, ClocksFrom8, StampsFrom6, TimedParagraphs])
}

fn is_walled(signs: Signs) -> bool {
    use Sign::{EndsOpen, NearWallFrom2, SaysNotFree, WallClass};
    // A line about subscribers alone may be a link below a complete brief.
    signs.has_any(&[EndsOpen, WallClass, NearWallFrom2, SaysNotFree])
        && !signs.has(Sign::TeasedFrom75)
}

fn has_few_teasers(signs: Signs) -> bool {
    use Sign::{LinkedHeadingsFrom8, TeasedFrom50, TeasedFrom75};
    !signs.has_any(&[TeasedFrom75, TeasedFrom50, LinkedHeadingsFrom8])
}

/// The rules that decide without weighing: a few lines under the title of an error, a live blog that
/// says so and has times, a text that is cut off at a wall.
const CERTAIN: &[KindRule] = &[
    KindRule {
        kind: PageKind::ErrorPage,
        signs: &[Sign::ErrorTitle],
        only_if: is_short_and_unreported,
    },
    KindRule {
        kind: PageKind::Liveblog,
        signs: &[Sign::SaysLiveblog],
        only_if: has_times,
    },
    KindRule {
        kind: PageKind::Stub,
        signs: &[Sign::Wall],
        only_if: is_walled,
    },
];

/// The rules for pages that are not reports, by precedence.
const NOT_REPORTS: &[KindRule] = &[
    KindRule {
        kind: PageKind::Liveblog,
        signs: &[Sign::SaysLiveblog, Sign::TimedParagraphs],
        only_if: always,
    },
    KindRule {
        kind: PageKind::Liveblog,
        signs: &[Sign::LiveTitle],
        only_if: has_times,
    },
    KindRule {
        kind: PageKind::ErrorPage,
        signs: &[Sign::ErrorTitle, Sign::ErrorWordsFrom2],
        only_if: always,
    },
    KindRule {
        kind: PageKind::Stub,
        signs: &[Sign::GatesFrom4, Sign::AsksForScripts],
        only_if: always,
    },
    KindRule {
        kind: PageKind::Other,
        signs: &[
            Sign::OtherTitle,
            Sign::SaysOther,
            Sign::Forum,
            Sign::OtherWordsFrom2,
        ],
        only_if: has_few_teasers,
    },
    KindRule {
        kind: PageKind::Listing,
        signs: &[
            Sign::TeasedFrom75,
            Sign::TeasedFrom50,
            Sign::LinkedHeadingsFrom8,
            Sign::SaysListing,
            Sign::ListingTitle,
            Sign::ListingAddress,
            Sign::ListingWords,
            Sign::FrontPage,
            Sign::LinkLinesFrom20,
            Sign::LinkedFrom50,
            Sign::StampsFrom6,
            Sign::Scattered,
        ],
        only_if: always,
    },
    KindRule {
        kind: PageKind::Stub,
        signs: &[
            Sign::WallClass,
            Sign::NearWallFrom2,
            Sign::GatesFrom2,
            Sign::NearWall,
        ],
        only_if: is_short,
    },
    KindRule {
        kind: PageKind::ErrorPage,
        signs: &[Sign::ErrorWords, Sign::ErrorInTitle],
        only_if: is_short,
    },
    KindRule {
        kind: PageKind::Other,
        signs: &[
            Sign::LinkLinesFrom8,
            Sign::OtherWords,
            Sign::TitleUnder3,
            Sign::WordsUnder40,
        ],
        only_if: always,
    },
];

fn first_that_applies(rules: &[KindRule], signs: Signs) -> Option<(PageKind, Sign)> {
    rules.iter().find_map(|rule| rule.applies(signs))
}

/// The kind of a page whose signs need no weighing.
pub fn decided(signs: Signs) -> Option<(PageKind, Sign)> {
    first_that_applies(CERTAIN, signs)
}

/// Decides the kind of a page: first whether it is a report, then, if it is not, what it is. The
/// rule says what decided.
pub fn kind(signs: Signs) -> (PageKind, Rule) {
    if let Some((kind, sign)) = decided(signs) {
        return (kind, sign.into());
    }
    if weight(signs) > 0 {
        return if signs.has(Sign::Questions) {
            (PageKind::Interview, Sign::Questions.into())
        } else {
            (PageKind::Article, Source::RunningText.into())
        };
    }
    match first_that_applies(NOT_REPORTS, signs) {
        Some((kind, sign)) => (kind, sign.into()),
        None => (PageKind::Other, Source::NoReport.into()),
    }
}
