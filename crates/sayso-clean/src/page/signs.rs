//! In: a page and its metadata. Out: its signs: evidence that the page is a news report, or that it
//! is not.
//!
//! [`Facts`] measures a page once: its running text, links, times, headline, address and phrases.
//! [`SIGNS`] lists each [`Sign`] with the condition under which it is present. [`super::kind`]
//! weighs the signs.

use super::body::{Part, Teasers};
use super::clue::Clue;
use super::kind::Signs;
use super::stream::{PageLine, Stream, context};
use sayso_english::data::{PhraseList, WordList};
use sayso_english::pages;
use sayso_text::address::Address;
use sayso_text::candidate::{Field, Sign};
use sayso_text::document::BlockKind;

/// What is known about a page when its kind is decided.
pub struct Evidence<'a> {
    pub stream: &'a Stream,
    pub parts: &'a [Part],
    pub clues: &'a [Clue],
    pub url: Option<&'a str>,
    pub title: Option<&'a str>,
    /// A person is named as the author.
    pub byline: bool,
    /// The confidence of the day of publication, in percent. None if the day is not known.
    pub published: Option<u8>,
    /// The title is on the page as a headline.
    pub headline: bool,
    pub teasers: Teasers,
    /// The text for readers without scripts.
    pub noscript: String,
}

/// The signs of a page.
pub fn signs(evidence: &Evidence) -> Signs {
    let facts = Facts::of(evidence);
    let present = SIGNS.iter().filter(|(_, holds)| holds(&facts));
    present.map(|&(sign, _)| sign).collect()
}

/// Every sign with the condition under which it is present.
const SIGNS: &[(Sign, fn(&Facts) -> bool)] = &[
    // The amount of running text, and how continuous it is.
    (Sign::WordsUnder40, |f| f.body.words < 40),
    (Sign::WordsUnder80, |f| (40..80).contains(&f.body.words)),
    (Sign::WordsUnder150, |f| (80..150).contains(&f.body.words)),
    (Sign::WordsUnder300, |f| (150..300).contains(&f.body.words)),
    (Sign::WordsFrom300, |f| f.body.words >= 300),
    (Sign::NoParagraphs, |f| f.body.paragraphs == 0),
    (Sign::OneParagraph, |f| f.body.paragraphs == 1),
    (Sign::ParagraphsUnder4, |f| {
        (2..4).contains(&f.body.paragraphs)
    }),
    (Sign::ParagraphsFrom4, |f| f.body.paragraphs >= 4),
    (Sign::ShortBlocks, |f| f.body.words_per_block() < 10),
    (Sign::LongBlocks, |f| f.body.words_per_block() >= 22),
    (Sign::Scattered, |f| {
        f.teasers.together < 34 && f.teasers.paragraphs >= 4
    }),
    (Sign::Together, |f| f.teasers.together >= 60),
    (Sign::ParagraphsTogether, |f| {
        f.teasers.main.paragraphs >= 3 && f.teasers.main.words >= 50
    }),
    (Sign::ManyParagraphsTogether, |f| {
        f.teasers.main.paragraphs >= 4 && f.teasers.main.words >= 120
    }),
    (Sign::MostlyLists, |f| f.body.listed * 2 > f.body.blocks),
    (Sign::ManyHeadings, |f| {
        f.body.headings * 2 > f.body.blocks && f.body.headings >= 3
    }),
    (Sign::Numbers, |f| {
        f.lines.numbers >= 20 && f.body.paragraphs <= 3
    }),
    // Links.
    (Sign::TeasedFrom25, |f| f.teased_in(25, 50)),
    (Sign::TeasedFrom50, |f| f.teased_in(50, 75)),
    (Sign::TeasedFrom75, |f| f.teased_in(75, usize::MAX)),
    (Sign::LinkedFrom15, |f| (15..30).contains(&f.body.linked)),
    (Sign::LinkedFrom30, |f| (30..50).contains(&f.body.linked)),
    (Sign::LinkedFrom50, |f| f.body.linked >= 50),
    (Sign::LinkedHeadingsFrom3, |f| {
        (3..8).contains(&f.lines.linked_headings)
    }),
    (Sign::LinkedHeadingsFrom8, |f| f.lines.linked_headings >= 8),
    (Sign::LinkLinesFrom8, |f| (8..20).contains(&f.lines.links)),
    (Sign::LinkLinesFrom20, |f| f.lines.links >= 20),
    // Times.
    (Sign::StampsFrom6, |f| f.lines.stamps >= 6),
    (Sign::ClocksFrom4, |f| (4..8).contains(&f.lines.clocks)),
    (Sign::ClocksFrom8, |f| f.lines.clocks >= 8),
    (Sign::TimedParagraphs, |f| {
        f.body.timed >= 3 && f.body.timed * 3 >= f.body.paragraphs
    }),
    // Headline, byline, day.
    (Sign::NoTitle, |f| f.title_words == 0),
    (Sign::TitleUnder3, |f| (1..3).contains(&f.title_words)),
    (Sign::TitleUnder5, |f| (3..5).contains(&f.title_words)),
    (Sign::TitleUnder7, |f| (5..7).contains(&f.title_words)),
    (Sign::TitleFrom7, |f| f.title_words >= 7),
    (Sign::HeadlineShown, |f| f.headline),
    (Sign::Byline, |f| f.byline),
    (Sign::DayFrom75, |f| f.published.is_some_and(|c| c >= 75)),
    (Sign::DayFrom50, |f| {
        f.published.is_some_and(|c| (50..75).contains(&c))
    }),
    (Sign::NoDay, |f| f.published.is_none()),
    // The types that the page declares.
    (Sign::SaysNewsArticle, |f| {
        f.is_type(&["newsarticle", "blogposting"]) || f.types.iter().any(|t| t == "report")
    }),
    (Sign::SaysArticle, |f| {
        f.types.iter().any(|t| t == "article")
    }),
    (Sign::SaysWebsite, |f| {
        f.types.iter().any(|t| t == "website")
    }),
    (Sign::SaysListing, |f| f.is_type(&LISTING_TYPES)),
    (Sign::SaysOther, |f| f.is_type(&OTHER_TYPES)),
    (Sign::SaysLiveblog, |f| f.is_type(&["liveblogposting"])),
    (Sign::SaysNotFree, |f| f.is_type(&["not-free"])),
    // Address.
    (Sign::FrontPage, |f| {
        let index = f.path.ends_with("/index.html") && f.path.matches('/').count() == 1;
        f.path == "/" || index
    }),
    (Sign::OneWordAddress, |f| {
        let has_digit = f.slug().bytes().any(|b| b.is_ascii_digit());
        !f.path.is_empty() && f.slug_joints() == 0 && !has_digit
    }),
    (Sign::Slug, |f| f.slug_joints() >= 3),
    (Sign::DayInAddress, |f| f.day_in_address),
    (Sign::ListingAddress, |f| f.path_has(&pages::LISTING_PATHS)),
    (Sign::OtherAddress, |f| f.path_has(&pages::OTHER_PATHS)),
    (Sign::LiveAddress, |f| {
        words_of(&f.path).any(|w| matches!(w, "live" | "liveblog"))
    }),
    // Words and phrases.
    (Sign::Quotation, |f| f.words.quotation_marks >= 2),
    (Sign::Said, |f| f.words.said >= 1),
    (Sign::SaidFrom4, |f| f.words.said >= 4),
    (Sign::ManyYou, |f| f.words.you * 40 >= f.words.all.max(40)),
    (Sign::ManyWe, |f| f.words.we * 50 >= f.words.all.max(50)),
    (Sign::PastTense, |f| {
        f.words.past * 50 >= f.words.all.max(50)
    }),
    (Sign::MuchPastTense, |f| {
        f.words.past * 25 >= f.words.all.max(25)
    }),
    (Sign::Shall, |f| f.words.duties >= 3),
    (Sign::MailAddress, |f| f.words.has_mail_address),
    (Sign::AsksFrom2, |f| f.words.requests >= 2),
    (Sign::Prices, |f| f.shown.prices >= 3),
    (Sign::OtherTitle, |f| f.any_title(is_other_title)),
    (Sign::ListingTitle, |f| {
        f.any_title(|title| count_phrases(title, &pages::LISTING_TITLES) > 0)
    }),
    (Sign::LiveTitle, |f| {
        f.any_title(|title| words_of(title).any(|w| w == "live"))
    }),
    (Sign::ErrorTitle, |f| {
        f.any_title(|title| count_words(title) <= 9 && is_error(title))
    }),
    (Sign::ErrorInTitle, |f| {
        f.any_title(|title| count_words(title) > 9 && is_error(title))
    }),
    (Sign::ErrorWords, |f| f.shown.errors == 1),
    (Sign::ErrorWordsFrom2, |f| f.shown.errors >= 2),
    (Sign::OtherWords, |f| f.shown.others == 1),
    (Sign::OtherWordsFrom2, |f| f.shown.others >= 2),
    (Sign::ListingWords, |f| f.shown.listings > 0),
    (Sign::Forum, |f| f.shown.forum_lines >= 4),
    // Payment and login walls.
    (Sign::Wall, |f| {
        f.wall.is_some_and(|w| w.below < 40 && w.above < 260)
    }),
    (Sign::WallBelowMuch, |f| {
        f.wall.is_some_and(|w| w.below < 40 && w.above >= 260)
    }),
    (Sign::WallWithin, |f| f.wall.is_some_and(|w| w.below >= 40)),
    (Sign::EndsOpen, |f| f.ends_open),
    (Sign::WallClass, |f| f.has_wall_class),
    (Sign::NearWall, |f| f.shown.near_walls == 1),
    (Sign::NearWallFrom2, |f| f.shown.near_walls >= 2),
    (Sign::GatesFrom2, |f| (2..4).contains(&f.shown.gates)),
    (Sign::GatesFrom4, |f| f.shown.gates >= 4),
    (Sign::AsksForScripts, |f| f.asks_for_scripts),
    (Sign::Questions, |f| {
        f.body.questions >= 4 && f.body.questions * 3 >= f.body.paragraphs
    }),
];

/// Types of schema.org for lists of reports, in lower case.
const LISTING_TYPES: [&str; 4] = [
    "collectionpage",
    "searchresultspage",
    "itemlist",
    "profilepage",
];

/// Types of schema.org for other pages, in lower case.
const OTHER_TYPES: [&str; 11] = [
    "product",
    "offer",
    "recipe",
    "jobposting",
    "faqpage",
    "aboutpage",
    "contactpage",
    "discussionforumposting",
    "imagegallery",
    "definedterm",
    "videogallery",
];

/// The number of titles that are examined. Further titles usually belong to other reports.
const MAX_TITLES: usize = 8;
/// The least trust of a title that counts as the page's own.
const MIN_TITLE_TRUST: u8 = 50;

/// Measurements of a page.
#[expect(clippy::struct_excessive_bools)] // They are independent facts.
struct Facts {
    body: BodyFacts,
    lines: LineFacts,
    words: WordFacts,
    shown: PhraseFacts,
    teasers: Teasers,
    wall: Option<Wall>,
    /// Words of the title.
    title_words: usize,
    /// The trusted titles in lower case.
    titles: Vec<String>,
    /// The types that the page declares, in lower case.
    types: Vec<String>,
    /// The path of the address in lower case. Empty if there is no address.
    path: String,
    headline: bool,
    byline: bool,
    published: Option<u8>,
    day_in_address: bool,
    ends_open: bool,
    /// An element has a class such as "paywall".
    has_wall_class: bool,
    asks_for_scripts: bool,
}

impl Facts {
    fn of(e: &Evidence) -> Facts {
        let of_field = |field| e.clues.iter().filter(move |c| c.field == field);
        let titles = of_field(Field::Title).filter(|c| c.trust >= MIN_TITLE_TRUST);
        Facts {
            body: BodyFacts::of(e),
            lines: LineFacts::of(e.stream),
            words: WordFacts::of(&body_text(e)),
            shown: PhraseFacts::of(&visible_text(e.stream)),
            teasers: e.teasers,
            wall: wall(e),
            title_words: count_words(e.title.unwrap_or("")),
            titles: titles
                .map(|c| c.value.to_lowercase())
                .take(MAX_TITLES)
                .collect(),
            types: of_field(Field::Type)
                .map(|c| c.value.to_lowercase())
                .collect(),
            path: e.url.map_or(String::new(), |url| {
                Address::new(url).path().to_ascii_lowercase()
            }),
            headline: e.headline,
            byline: e.byline,
            published: e.published,
            day_in_address: super::meta::day_of_address(e.url.unwrap_or("")).is_some(),
            ends_open: ends_open(e),
            has_wall_class: e
                .stream
                .lines
                .iter()
                .any(|line| line.context & context::WALL != 0),
            asks_for_scripts: count_phrases(&e.noscript.to_lowercase(), &pages::SCRIPTS) > 0,
        }
    }

    /// True if the page has one of these types. A prefix such as that of schema.org is ignored.
    fn is_type(&self, names: &[&str]) -> bool {
        self.types
            .iter()
            .any(|t| names.iter().any(|name| t.ends_with(name)))
    }

    fn any_title(&self, holds: fn(&str) -> bool) -> bool {
        self.titles.iter().any(|title| holds(title))
    }

    /// True if the share of paragraphs that belong to teasers is from `least` up to `limit` percent.
    fn teased_in(&self, least: usize, limit: usize) -> bool {
        let share = self.teasers.teased * 100 / self.teasers.paragraphs.max(1);
        self.teasers.teased >= 2 && (least..limit).contains(&share)
    }

    /// The last part of the path.
    fn slug(&self) -> &str {
        let path = self.path.trim_end_matches('/');
        path.rsplit('/').next().unwrap_or("")
    }

    /// Hyphens and underscores in the slug.
    fn slug_joints(&self) -> usize {
        self.slug().matches(['-', '_']).count()
    }

    /// True if a part of the path, without its ending, is in the list.
    fn path_has(&self, list: &WordList) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|part| list.has(part.split_once('.').map_or(part, |(name, _)| name)))
    }
}

/// Measurements of the parts of the report.
#[derive(Default)]
struct BodyFacts {
    /// Words of running text.
    words: usize,
    /// Paragraphs of 15 words or more that are not links.
    paragraphs: usize,
    /// The share of link text, in percent.
    linked: usize,
    /// The number of blocks. List items and headings are included, and also counted by themselves.
    blocks: usize,
    listed: usize,
    headings: usize,
    /// Paragraphs directly below a line with a clock time.
    timed: usize,
    /// Blocks that end in a question mark or begin with "Q".
    questions: usize,
}

impl BodyFacts {
    fn of(e: &Evidence) -> BodyFacts {
        let mut facts = BodyFacts::default();
        let (mut bytes, mut linked) = (0, 0);
        for part in e.parts {
            if matches!(
                part.kind,
                BlockKind::Headline | BlockKind::Furniture | BlockKind::Repeat
            ) {
                continue;
            }
            let text = part.text(e.stream);
            bytes += text.len();
            linked += text.len() * part.linked as usize / 100;
            facts.blocks += 1;
            facts.listed += usize::from(part.kind == BlockKind::List);
            facts.headings += usize::from(part.kind == BlockKind::Heading);
            facts.timed += usize::from(is_timed(e.stream, part, &text));
            if part.linked < 50 {
                let words = count_words(&text);
                facts.words += words;
                facts.paragraphs += usize::from(words >= 15);
                facts.questions += usize::from(is_question(&text));
            }
        }
        facts.linked = linked * 100 / bytes.max(1);
        facts
    }

    fn words_per_block(&self) -> usize {
        self.words / self.blocks.max(1)
    }
}

/// True for an entry of a live blog: a time begins it, or is on one of the two lines above.
fn is_timed(stream: &Stream, part: &Part, text: &str) -> bool {
    let Some(span) = part.pieces.first() else {
        return false;
    };
    if count_words(text) < 8 {
        return false;
    }
    let index = stream
        .lines
        .partition_point(|line| line.span.end() <= span.start());
    let above = &stream.lines[index.saturating_sub(2)..index];
    // A link above means that the time is that of a teaser.
    let is_teaser = above
        .iter()
        .any(|line| line.linked * 2 > line.span.len() && line.span.len() > 20);
    let has_time = |line: &PageLine| {
        let text = &stream.text[line.span.range()];
        text.len() <= 40 && (has_clock(text) || text.to_ascii_lowercase().ends_with(" ago"))
    };
    !is_teaser && above.iter().any(has_time) || text.get(..8).is_some_and(has_clock)
}

fn is_question(text: &str) -> bool {
    let is_short = (3..=60).contains(&count_words(text));
    let ends_in_mark = text.trim_end_matches(['”', '"', '’']).ends_with('?');
    ends_in_mark && is_short || text.starts_with("Q:") || text.starts_with("Q.")
}

/// Measurements of the visible lines of a page, without menus and footers.
#[derive(Default)]
struct LineFacts {
    /// Headings that are links.
    linked_headings: usize,
    /// Lines that are links of five words or more.
    links: usize,
    /// Short lines with a clock time.
    clocks: usize,
    /// Short lines with a date or "3 hours ago".
    stamps: usize,
    /// Lines that consist of a number.
    numbers: usize,
}

impl LineFacts {
    fn of(stream: &Stream) -> LineFacts {
        const MENU: u32 = context::NAV
            | context::FOOTER
            | context::CONTROL
            | context::HIDDEN
            | context::BREADCRUMB;
        let mut facts = LineFacts::default();
        for line in stream.lines.iter().filter(|line| line.context & MENU == 0) {
            let text = &stream.text[line.span.range()];
            let words = count_words(text);
            let is_link = line.linked * 10 > line.span.len() * 8;
            facts.numbers += usize::from(is_number(text));
            facts.linked_headings += usize::from(line.level >= 2 && is_link && words >= 3);
            facts.links += usize::from(is_link && words >= 5);
            if line.context & context::COMMENTS == 0 && text.len() <= 60 {
                facts.clocks += usize::from(has_clock(text));
                facts.stamps += usize::from(is_stamp(text, words));
            }
        }
        facts
    }
}

/// True if a short line is mostly digits.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= 12 && digits * 2 >= text.len()
}

fn is_stamp(text: &str, words: usize) -> bool {
    text.to_ascii_lowercase().ends_with(" ago")
        || words <= 8 && !super::dates::dates(text, true).is_empty()
}

/// True if a text has a clock time: "16:42", "4.42 pm", or "16.42" by itself.
fn has_clock(text: &str) -> bool {
    is_bare_clock(text) || (1..text.len()).any(|mark| is_clock_at(text, mark))
}

/// True for "16.42" and nothing else.
fn is_bare_clock(text: &str) -> bool {
    text.split_once('.').is_some_and(|(hour, minute)| {
        minute.len() == 2
            && hour.parse::<u8>().is_ok_and(|h| h < 24)
            && minute.parse::<u8>().is_ok_and(|m| m < 60)
    })
}

/// True if the colon or point at byte `mark` belongs to a clock time. A point counts only with what
/// follows a clock time, because "4.42" may be an amount.
fn is_clock_at(text: &str, mark: usize) -> bool {
    const AFTER: [&str; 8] = ["am", "pm", "a.m", "p.m", "gmt", "bst", "cet", "est"];
    let bytes = text.as_bytes();
    if !matches!(bytes[mark], b':' | b'.') {
        return false;
    }
    let is_digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let has_hour = is_digit(mark - 1) && !(mark >= 3 && is_digit(mark - 3));
    let has_minute = is_digit(mark + 1) && is_digit(mark + 2) && !is_digit(mark + 3);
    if !has_hour || !has_minute {
        return false;
    }
    let rest = text.get(mark + 3..).unwrap_or("").trim_start();
    let rest = rest.to_ascii_lowercase();
    bytes[mark] == b':' || AFTER.iter().any(|word| rest.starts_with(word))
}

/// Counts of words in the report.
#[derive(Default)]
struct WordFacts {
    all: usize,
    quotation_marks: usize,
    /// Reporting verbs.
    said: usize,
    /// "you", "your".
    you: usize,
    /// "we", "our".
    we: usize,
    /// Verbs in the past tense that news reports use most.
    past: usize,
    /// "shall" and "must", as in terms of use.
    duties: usize,
    /// Kinds of requests to the reader.
    requests: usize,
    has_mail_address: bool,
}

impl WordFacts {
    fn of(body: &str) -> WordFacts {
        const SAID: [&str; 7] = [
            " said ",
            " says ",
            " told ",
            " according to ",
            " said.",
            " said,",
            " added",
        ];
        let count = |phrase: &str| body.matches(phrase).count();
        let mut facts = WordFacts {
            quotation_marks: body.matches(['“', '"']).count(),
            said: SAID.iter().map(|phrase| count(phrase)).sum(),
            duties: count(" shall ") + count(" must "),
            requests: count_phrases(&body.to_lowercase(), &pages::REQUESTS),
            has_mail_address: body
                .split_whitespace()
                .any(|w| w.len() > 5 && w.contains('@')),
            ..WordFacts::default()
        };
        for word in words_of(body) {
            facts.all += 1;
            match word.to_ascii_lowercase().as_str() {
                "you" | "your" | "yours" => facts.you += 1,
                "we" | "our" | "us" => facts.we += 1,
                "was" | "were" | "had" | "said" | "did" | "been" => facts.past += 1,
                _ => {}
            }
        }
        facts
    }
}

/// How many phrases of each list are on the page.
struct PhraseFacts {
    errors: usize,
    others: usize,
    listings: usize,
    near_walls: usize,
    /// Phrases of pages that show nothing until the reader agrees to something or enables scripts.
    gates: usize,
    /// Short lines with a price.
    prices: usize,
    /// Lines that forums put below each entry.
    forum_lines: usize,
}

impl PhraseFacts {
    fn of(shown: &str) -> PhraseFacts {
        let is_price = |line: &&str| line.len() < 60 && line.contains(['£', '$', '€']);
        PhraseFacts {
            errors: count_phrases(shown, &pages::ERROR_WORDS),
            others: count_phrases(shown, &pages::OTHER_WORDS),
            listings: count_phrases(shown, &pages::LISTING_WORDS),
            near_walls: count_phrases(shown, &pages::NEAR_WALLS),
            gates: count_phrases(shown, &pages::CONSENT) + count_phrases(shown, &pages::SCRIPTS),
            prices: shown.lines().filter(is_price).count(),
            forum_lines: shown.lines().filter(|line| is_forum_line(line)).count(),
        }
    }
}

fn is_forum_line(line: &str) -> bool {
    matches!(line.trim(), "reply" | "quote" | "like" | "report post")
        || line.starts_with("joined ")
        || line.starts_with("posts: ")
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The words of an address or a text.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// Bytes of a text that is short for a search.
const SHORT_TEXT: usize = 1000;

/// How many of the phrases are in a text, in whole words.
fn count_phrases(text: &str, list: &PhraseList) -> usize {
    list.iter()
        .filter(|phrase| has_phrase(text, phrase))
        .count()
}

fn has_phrase(text: &str, phrase: &str) -> bool {
    // In a short text a plain search costs less than to prepare the fast one.
    if text.len() < SHORT_TEXT && !text.contains(phrase) {
        return false;
    }
    let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let begins_in_letter = phrase.starts_with(char::is_alphanumeric);
    let ends_in_letter = phrase.ends_with(char::is_alphanumeric);
    memchr::memmem::find_iter(text.as_bytes(), phrase).any(|at| {
        (!begins_in_letter || is_border(text[..at].chars().next_back()))
            && (!ends_in_letter || is_border(text[at + phrase.len()..].chars().next()))
    })
}

/// True for the title of an error: it has one of their phrases, or begins with a status of HTTP that
/// is not part of a sentence.
fn is_error(title: &str) -> bool {
    const STATUS: [&str; 11] = [
        "400", "401", "403", "404", "405", "410", "429", "451", "500", "502", "503",
    ];
    let title = title
        .trim()
        .trim_start_matches("http")
        .trim_start_matches("error")
        .trim_start();
    let after = STATUS.iter().find_map(|status| title.strip_prefix(status));
    let is_status = after.is_some_and(|rest| {
        let rest = rest.trim_start();
        !rest.starts_with(char::is_alphanumeric)
            || rest.starts_with("error")
            || count_phrases(rest, &pages::ERROR_TITLES) > 0
    });
    is_status || count_phrases(title, &pages::ERROR_TITLES) > 0
}

/// True for the title of a page about the outlet: the phrase and at most two words more, because
/// "Contact tracing fails again" is a report. Long phrases may be anywhere.
fn is_other_title(title: &str) -> bool {
    pages::OTHER_TITLES.iter().any(|phrase| {
        let rest = title.strip_prefix(phrase);
        let begins = rest.is_some_and(|rest| rest.starts_with(' '))
            && count_words(title) <= count_words(phrase) + 2;
        title == phrase || begins || phrase.len() > 8 && has_phrase(title, phrase)
    })
}

/// True if the last long paragraph of the report breaks off.
fn ends_open(e: &Evidence) -> bool {
    let mut texts = e
        .parts
        .iter()
        .filter(|p| p.kind == BlockKind::Paragraph)
        .filter_map(|p| Some(e.stream.text[p.pieces.last()?.range()].trim_end()));
    let last = texts.rfind(|text| count_words(text) >= 15);
    last.is_some_and(|text| {
        text.ends_with('…')
            || text.ends_with("...")
            || text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    })
}

/// A line that asks the reader to pay or to log in.
#[derive(Clone, Copy)]
struct Wall {
    /// Words of running text above it.
    above: usize,
    /// Words of running text below it.
    below: usize,
}

/// The first wall below the first paragraph of the report. Only short lines count, because a long
/// one may be a sentence about walls.
fn wall(e: &Evidence) -> Option<Wall> {
    const APART: u32 = context::COMMENTS | context::NAV | context::FOOTER;
    let is_running = |kind| {
        matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::List
        )
    };
    let paragraphs: Vec<(u32, usize)> = e
        .parts
        .iter()
        .filter(|p| is_running(p.kind))
        .flat_map(|p| &p.pieces)
        .map(|span| (span.start(), count_words(&e.stream.text[span.range()])))
        .filter(|&(_, words)| words >= 8)
        .collect();
    let first = paragraphs.iter().map(|p| p.0).min().unwrap_or(0);
    let wall = e.stream.lines.iter().find(|line| {
        let text = &e.stream.text[line.span.range()];
        line.span.start() >= first
            && line.context & APART == 0
            && line.span.len() <= 170
            && !text.contains(['“', '”', '"'])
            && count_phrases(&text.to_lowercase(), &pages::WALLS) > 0
    })?;
    let above = paragraphs.iter().filter(|p| p.0 < wall.span.start());
    let below = paragraphs
        .iter()
        .filter(|p| p.0 > wall.span.end() && p.1 >= 15);
    Some(Wall {
        above: above.map(|p| p.1).sum(),
        below: below.map(|p| p.1).sum(),
    })
}

/// The lines that a reader sees, in lower case, without comments. Long pages are cut, because their
/// phrases are in the first lines.
fn visible_text(stream: &Stream) -> String {
    const ENOUGH: usize = 60_000;
    let mut out = String::new();
    let lines = stream.lines.iter();
    for line in lines.filter(|line| line.context & context::COMMENTS == 0) {
        out.push_str(&stream.text[line.span.range()]);
        out.push('\n');
        if out.len() > ENOUGH {
            break;
        }
    }
    out.to_lowercase()
}

/// The text of the parts.
fn body_text(e: &Evidence) -> String {
    let mut out = String::new();
    for piece in e.parts.iter().flat_map(|p| &p.pieces) {
        out.push_str(&e.stream.text[piece.range()]);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_in_the_table() {
        let signs: Vec<Sign> = SIGNS.iter().map(|&(sign, _)| sign).collect();
        assert_eq!(signs, Sign::ALL);
    }

    #[test]
    fn clock_times() {
        for text in ["16:42", "at 4.42 pm", "16.42", "Updated 09:10 GMT"] {
            assert!(has_clock(text), "{text}");
        }
        for text in ["£4.42 each", "1:234", "123:45", "16:4"] {
            assert!(!has_clock(text), "{text}");
        }
    }
}
