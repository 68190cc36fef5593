//! In: what a page shows and says of itself. Out: what kind of page it is, and the rule that says
//! so.
//!
//! Signs for a report and against it: running text that hangs together, a headline, a byline, a
//! day, words of saying, what the page calls itself; lists of links, entries with clock times,
//! walls, words of servers and shops. Whether it is a report is a sum of learnt weights over these
//! signs, which one can read in `kind_weights.rs`; what it is otherwise, a short list of rules.

use super::body::{Part, Teased};
use super::kind_weights::{BIAS, WEIGHTS};
use super::meta::Hint;
use super::place::Piece;
use super::stream::{Line, Stream, around};
use sayso_text::candidate::{Field, Rule, Sign, Source};
use sayso_text::document::{BlockKind, PageKind};

/// What the decision rests on.
pub struct Evidence<'a> {
    pub stream: &'a Stream,
    pub parts: &'a [Part],
    pub hints: &'a [Hint],
    pub url: Option<&'a str>,
    pub title: Option<&'a str>,
    /// A person is named as its author.
    pub byline: bool,
    /// Its day is known, and how surely, in percent.
    pub published: Option<u8>,
    /// Its title stands on the page as a headline.
    pub headline: bool,
    /// How much of the body is teasers.
    pub teased: Teased,
    /// Text that readers without scripts are shown.
    pub noscript: String,
}

/// Figures of a page.
#[derive(Debug, Default)]
struct Figures {
    /// Words of running text in the body.
    words: usize,
    /// Paragraphs of 15 words or more that are not links.
    paragraphs: usize,
    /// Share of the body that is link text, in percent.
    linked: usize,
    /// Headings on the page that are links.
    linked_headings: usize,
    /// Lines that are nothing but a link of five words or more, outside menus and footers.
    teasers: usize,
    /// Short lines with a clock time.
    clocks: usize,
    /// Short lines with a date or "3 hours ago".
    stamps: usize,
    /// Lines that end in a question mark and begin like a question, or begin with "Q".
    questions: usize,
    /// Lines that are a number.
    numbers: usize,
    /// Blocks of the body, list items and headings among them.
    blocks: usize,
    listed: usize,
    headings: usize,
    /// Paragraphs right below a line with a clock time.
    timed: usize,
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn has_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    // "16.42" by itself on a line.
    if let Some((hour, minute)) = text.split_once('.')
        && minute.len() == 2
        && hour.parse::<u8>().is_ok_and(|h| h < 24)
        && minute.parse::<u8>().is_ok_and(|m| m < 60)
    {
        return true;
    }
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|i| {
        matches!(bytes[i], b':' | b'.')
            && digit(i - 1)
            && digit(i + 1)
            && digit(i + 2)
            && !digit(i + 3)
            && !(i >= 3 && digit(i - 3))
            && (bytes[i] == b':' || {
                let rest = text
                    .get(i + 3..)
                    .unwrap_or("")
                    .trim_start()
                    .to_ascii_lowercase();
                ["am", "pm", "a.m", "p.m", "gmt", "bst", "cet", "est"]
                    .iter()
                    .any(|w| rest.starts_with(w))
            })
    })
}

fn figures(e: &Evidence) -> Figures {
    let mut f = Figures::default();
    let (mut bytes, mut linked) = (0, 0);
    for part in e.parts {
        let text = |piece: &Piece| match piece {
            Piece::Found(span) => e.stream.text[span.range()].to_string(),
            Piece::Lost(words) => words.clone(),
        };
        if matches!(
            part.kind,
            BlockKind::Headline | BlockKind::Furniture | BlockKind::Repeat
        ) {
            continue;
        }
        let text: String = part.pieces.iter().map(text).collect::<Vec<_>>().join(" ");
        f.blocks += 1;
        f.listed += usize::from(part.kind == BlockKind::List);
        f.headings += usize::from(part.kind == BlockKind::Heading);
        if let Some(Piece::Found(span)) = part.pieces.first()
            && count(&text) >= 8
        {
            // An entry: its time stands on the line above, or the one above that.
            let index = e
                .stream
                .lines
                .partition_point(|l| l.span.end() <= span.start());
            let lines = &e.stream.lines[index.saturating_sub(2)..index];
            let above = lines.iter().map(|l| &e.stream.text[l.span.range()]);
            // A teaser's day stands among links.
            let teaser = lines
                .iter()
                .any(|l| l.linked * 2 > l.span.len() && l.span.len() > 20);
            let stamped = |t: &str| {
                t.len() <= 40 && (has_clock(t) || t.to_ascii_lowercase().ends_with(" ago"))
            };
            let timed = !teaser && above.into_iter().any(stamped);
            f.timed += usize::from(timed || text.get(..8).is_some_and(has_clock));
        }
        bytes += text.len();
        linked += text.len() * part.linked as usize / 100;
        let words = count(&text);
        if part.linked < 50 {
            f.words += words;
            f.paragraphs += usize::from(words >= 15);
            let trimmed = text.trim_end_matches(['”', '"', '’']);
            f.questions += usize::from(
                trimmed.ends_with('?') && (3..=60).contains(&words)
                    || text.starts_with("Q:")
                    || text.starts_with("Q."),
            );
        }
    }
    f.linked = linked * 100 / bytes.max(1);
    let is_menu = |l: &Line| {
        l.around
            & (around::NAV | around::FOOTER | around::CONTROL | around::HIDDEN | around::BREADCRUMB)
            != 0
    };
    for line in &e.stream.lines {
        let text = &e.stream.text[line.span.range()];
        let words = count(text);
        let is_link = line.linked * 10 > line.span.len() * 8;
        if is_menu(line) {
            continue;
        }
        f.numbers += usize::from(
            text.len() <= 12 && text.bytes().filter(u8::is_ascii_digit).count() * 2 >= text.len(),
        );
        if line.level >= 2 && is_link && words >= 3 {
            f.linked_headings += 1;
        }
        f.teasers += usize::from(is_link && words >= 5);
        if line.around & around::COMMENTS == 0 && text.len() <= 60 {
            f.clocks += usize::from(has_clock(text));
            let lower = text.to_ascii_lowercase();
            f.stamps += usize::from(
                lower.ends_with(" ago")
                    || words <= 8 && !super::dates::dates(text, true).is_empty(),
            );
        }
    }
    f
}

/// Titles of pages that are none, in lower case.
const ERRORS: [&str; 27] = [
    "not available in your",
    "unavailable in your",
    "page not found",
    "not found",
    "can't find",
    "can’t find",
    "cannot find",
    "could not be found",
    "couldn't find",
    "couldn’t find",
    "no longer available",
    "no longer exists",
    "has been removed",
    "been deleted",
    "access denied",
    "forbidden",
    "internal server error",
    "service unavailable",
    "bad gateway",
    "gateway time",
    "just a moment",
    "attention required",
    "are you a robot",
    "are you human",
    "verify you",
    "something went wrong",
    "checking your browser",
];

/// More of the same that only a short page would say.
const ERRORS_IN_TEXT: [&str; 24] = [
    "not available in your",
    "error code",
    "page you requested",
    "page you are looking for",
    "page you were looking for",
    "page you’re looking for",
    "page you're looking for",
    "page you tried to",
    "page may have been moved",
    "page might have been",
    "page has moved",
    "has expired",
    "no longer available",
    "does not exist",
    "doesn't exist",
    "doesn’t exist",
    "don't have permission",
    "do not have permission",
    "you don’t have permission",
    "you are not a robot",
    "unusual traffic",
    "enable cookies",
    "temporarily unavailable",
    "has been withdrawn",
];

/// What stands where a report breaks off.
const WALLS: [&str; 35] = [
    "subscribe to continue",
    "subscribe to read",
    "to continue reading",
    "continue reading with",
    "continue reading for",
    "to read the full",
    "to read this article",
    "to read this story",
    "to read the rest",
    "to read on",
    "to keep reading",
    "to view the full",
    "sign in to read",
    "log in to read",
    "sign in to continue",
    "log in to continue",
    "register to read",
    "register to continue",
    "create a free account",
    "create an account to",
    "your free article",
    "of your free articles",
    "for subscribers only",
    "is for subscribers",
    "subscribers only",
    "members only",
    "unlock this",
    "unlock the rest",
    "reserved for subscribers",
    "become a member to",
    "limit of free",
    "available to subscribers",
    "rest of this article",
    "rest of this story",
    "want to read more",
];

/// What stands beside a wall, and in many a page's head too.
const NEAR_WALLS: [&str; 12] = [
    "already a subscriber",
    "already a member",
    "already have an account",
    "subscribe now to",
    "free trial",
    "start your trial",
    "full access",
    "unlimited access",
    "free articles",
    "subscriber exclusive",
    "subscriber-only",
    "cancel any time",
];

/// Walls in front of everything.
const GATES: [&str; 12] = [
    "partners store",
    "information on a device",
    "withdraw your consent",
    "your privacy",
    "accept all",
    "accept cookies",
    "manage your consent",
    "cookie settings",
    "cookie preferences",
    "our partners",
    "before you continue",
    "consent to",
];

/// What a page says that is built by scripts.
const SCRIPTS: [&str; 6] = [
    "enable javascript",
    "javascript is disabled",
    "javascript to run",
    "requires javascript",
    "turn on javascript",
    "javascript enabled",
];

/// Titles and addresses of pages about the outlet, its rules and its shop.
const OTHER_TITLES: [&str; 46] = [
    "about us",
    "about the",
    "contact us",
    "contact",
    "privacy policy",
    "privacy notice",
    "terms of",
    "terms and conditions",
    "terms & conditions",
    "cookie policy",
    "advertise with",
    "subscribe",
    "subscriptions",
    "subscription",
    "sign in",
    "log in",
    "login",
    "register",
    "your account",
    "my account",
    "careers",
    "jobs",
    "vacancy",
    "faq",
    "frequently asked",
    "help centre",
    "help center",
    "sitemap",
    "site map",
    "tv guide",
    "tv listings",
    "what's on",
    "events calendar",
    "glossary",
    "weather forecast",
    "newsletters",
    "newsletter sign",
    "donate",
    "corrections policy",
    "editorial guidelines",
    "code of conduct",
    "accessibility statement",
    "league table",
    "fixtures",
    "standings",
    "horoscope",
];

const LISTING_TITLES: [&str; 25] = [
    "search results",
    "results for",
    "latest news",
    "breaking news",
    "all stories",
    "all articles",
    "archives",
    "archive",
    "articles by",
    "stories by",
    "posts by",
    "posts tagged",
    "tagged",
    "tag:",
    "topic:",
    "topics",
    "category:",
    "home page",
    "homepage",
    "news -",
    "latest stories",
    "most read",
    "author at",
    "author:",
    "page 2",
];

const LISTING_PATHS: [&str; 17] = [
    "tag",
    "tags",
    "topic",
    "topics",
    "category",
    "categories",
    "author",
    "authors",
    "search",
    "archive",
    "archives",
    "section",
    "sections",
    "page",
    "latest",
    "label",
    "profile",
];

const OTHER_PATHS: [&str; 40] = [
    "about",
    "about-us",
    "contact",
    "contact-us",
    "privacy",
    "privacy-policy",
    "privacy-notice",
    "terms",
    "terms-of-use",
    "terms-of-service",
    "terms-and-conditions",
    "cookies",
    "cookie-policy",
    "login",
    "signin",
    "sign-in",
    "subscribe",
    "subscription",
    "subscriptions",
    "register",
    "account",
    "product",
    "products",
    "shop",
    "store",
    "job",
    "jobs",
    "careers",
    "help",
    "faq",
    "faqs",
    "event",
    "events",
    "recipe",
    "recipes",
    "forum",
    "forums",
    "glossary",
    "notices",
    "public-notices",
];

/// Words of search forms and indexes.
const LISTING_WORDS: [&str; 9] = [
    "your search for",
    "results for",
    "search results",
    "stories found",
    "articles found",
    "results found",
    "sort by",
    "showing 1",
    "refine your search",
];

/// Words of shops, forms and forums.
const OTHER_WORDS: [&str; 30] = [
    "add to cart",
    "add to basket",
    "add to bag",
    "in stock",
    "out of stock",
    "free delivery",
    "buy now",
    "apply now",
    "apply for this job",
    "closing date",
    "salary:",
    "job description",
    "prep time",
    "cook time",
    "serves:",
    "ingredients",
    "method",
    "reply to thread",
    "post reply",
    "quote reply",
    "joined:",
    "posts:",
    "forgot password",
    "forgotten your password",
    "forgot your password",
    "add to calendar",
    "doors open",
    "book tickets",
    "opening hours",
    "sku:",
];

/// How many of these phrases stand in a text, in whole words.
fn holds(text: &str, list: &[&str]) -> usize {
    list.iter().filter(|phrase| has_words(text, phrase)).count()
}

fn has_words(text: &str, phrase: &str) -> bool {
    let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let first = phrase.starts_with(char::is_alphanumeric);
    let last = phrase.ends_with(char::is_alphanumeric);
    memchr::memmem::find_iter(text.as_bytes(), phrase).any(|at| {
        (!first || open(text[..at].chars().next_back()))
            && (!last || open(text[at + phrase.len()..].chars().next()))
    })
}

/// Is this the title of an error: one of their phrases, or a status at the beginning and nothing
/// like news after it?
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
            || holds(rest, &ERRORS) > 0
    });
    is_status || holds(title, &ERRORS) > 0
}

/// The words of an address or a title.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// What speaks for a report or against it, by name. Every sign is there or not; what each weighs
/// was learnt (`sayso-train kinds`).
pub fn signs(e: &Evidence) -> Signs {
    let f = figures(e);
    let mut out = Signs::default();
    let mut sign = |on: bool, sign: Sign| {
        if on {
            out.insert(sign);
        }
    };
    let title = e.title.unwrap_or("").to_lowercase();
    let shown_titles = e
        .hints
        .iter()
        .filter(|h| h.field == Field::Title && h.trust >= 50);
    let titles: Vec<String> = shown_titles
        .map(|h| h.value.to_lowercase())
        .take(8)
        .collect();
    let path = path_of(e.url);
    let path = path.as_deref().unwrap_or("");
    let types: Vec<String> = e
        .hints
        .iter()
        .filter(|h| h.field == Field::Type)
        .map(|h| h.value.to_lowercase())
        .collect();
    let is_type = |names: &[&str]| types.iter().any(|t| names.iter().any(|n| t.ends_with(n)));
    let shown = visible(e.stream);
    let body = body_text(e);

    // How much running text there is, and how it hangs together.
    sign(f.words < 40, Sign::WordsUnder40);
    sign((40..80).contains(&f.words), Sign::WordsUnder80);
    sign((80..150).contains(&f.words), Sign::WordsUnder150);
    sign((150..300).contains(&f.words), Sign::WordsUnder300);
    sign(f.words >= 300, Sign::WordsFrom300);
    sign(f.paragraphs == 0, Sign::NoParagraphs);
    sign(f.paragraphs == 1, Sign::OneParagraph);
    sign((2..4).contains(&f.paragraphs), Sign::ParagraphsUnder4);
    sign(f.paragraphs >= 4, Sign::ParagraphsFrom4);
    let mean = f.words / (f.blocks).max(1);
    sign(mean < 10, Sign::ShortBlocks);
    sign(mean >= 22, Sign::LongBlocks);
    let t = &e.teased;
    sign(t.together < 34 && t.paragraphs >= 4, Sign::Scattered);
    sign(t.together >= 60, Sign::Together);
    sign(t.main.0 >= 3 && t.main.1 >= 50, Sign::ParagraphsTogether);
    sign(
        t.main.0 >= 4 && t.main.1 >= 120,
        Sign::ManyParagraphsTogether,
    );
    sign(f.listed * 2 > f.blocks, Sign::MostlyLists);
    sign(
        f.headings * 2 > f.blocks && f.headings >= 3,
        Sign::ManyHeadings,
    );
    sign(f.numbers >= 20 && f.paragraphs <= 3, Sign::Numbers);
    // Links.
    let share = t.teased * 100 / t.paragraphs.max(1);
    sign(
        t.teased >= 2 && (25..50).contains(&share),
        Sign::TeasedFrom25,
    );
    sign(
        t.teased >= 2 && (50..75).contains(&share),
        Sign::TeasedFrom50,
    );
    sign(t.teased >= 2 && share >= 75, Sign::TeasedFrom75);
    sign((15..30).contains(&f.linked), Sign::LinkedFrom15);
    sign((30..50).contains(&f.linked), Sign::LinkedFrom30);
    sign(f.linked >= 50, Sign::LinkedFrom50);
    sign(
        (3..8).contains(&f.linked_headings),
        Sign::LinkedHeadingsFrom3,
    );
    sign(f.linked_headings >= 8, Sign::LinkedHeadingsFrom8);
    sign((8..20).contains(&f.teasers), Sign::LinkLinesFrom8);
    sign(f.teasers >= 20, Sign::LinkLinesFrom20);
    // Times.
    sign(f.stamps >= 6, Sign::StampsFrom6);
    sign((4..8).contains(&f.clocks), Sign::ClocksFrom4);
    sign(f.clocks >= 8, Sign::ClocksFrom8);
    sign(
        f.timed >= 3 && f.timed * 3 >= f.paragraphs,
        Sign::TimedParagraphs,
    );
    // Headline, byline, day.
    let words = count(&title);
    sign(words == 0, Sign::NoTitle);
    sign((1..3).contains(&words), Sign::TitleUnder3);
    sign((3..5).contains(&words), Sign::TitleUnder5);
    sign((5..7).contains(&words), Sign::TitleUnder7);
    sign(words >= 7, Sign::TitleFrom7);
    sign(e.headline, Sign::HeadlineShown);
    sign(e.byline, Sign::Byline);
    sign(e.published.is_some_and(|c| c >= 75), Sign::DayFrom75);
    sign(
        e.published.is_some_and(|c| (50..75).contains(&c)),
        Sign::DayFrom50,
    );
    sign(e.published.is_none(), Sign::NoDay);
    // What it calls itself.
    let article = is_type(&["newsarticle", "blogposting"]) || types.iter().any(|t| t == "report");
    sign(article, Sign::SaysNewsArticle);
    sign(types.iter().any(|t| t == "article"), Sign::SaysArticle);
    sign(types.iter().any(|t| t == "website"), Sign::SaysWebsite);
    sign(
        is_type(&[
            "collectionpage",
            "searchresultspage",
            "itemlist",
            "profilepage",
        ]),
        Sign::SaysListing,
    );
    sign(
        is_type(&[
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
        ]),
        Sign::SaysOther,
    );
    sign(is_type(&["liveblogposting"]), Sign::SaysLiveblog);
    sign(is_type(&["not-free"]), Sign::SaysNotFree);
    // Its address.
    let slug = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let hyphens = slug.matches(['-', '_']).count();
    sign(
        path == "/" || path.ends_with("/index.html") && path.matches('/').count() == 1,
        Sign::FrontPage,
    );
    sign(
        !path.is_empty() && hyphens == 0 && !slug.bytes().any(|b| b.is_ascii_digit()),
        Sign::OneWordAddress,
    );
    sign(hyphens >= 3, Sign::Slug);
    sign(
        super::meta::day_of_address(e.url.unwrap_or("")).is_some(),
        Sign::DayInAddress,
    );
    let names = |list: &[&str]| {
        path.split('/')
            .any(|part| list.contains(&part.split_once('.').map_or(part, |(name, _)| name)))
    };
    sign(names(&LISTING_PATHS), Sign::ListingAddress);
    sign(names(&OTHER_PATHS), Sign::OtherAddress);
    sign(
        words_of(path).any(|w| matches!(w, "live" | "liveblog")),
        Sign::LiveAddress,
    );
    // Its words.
    let quoted = body.matches(['“', '"']).count();
    let said = [
        " said ",
        " says ",
        " told ",
        " according to ",
        " said.",
        " said,",
        " added",
    ]
    .iter()
    .map(|w| body.matches(w).count())
    .sum::<usize>();
    sign(quoted >= 2, Sign::Quotation);
    sign(said >= 1, Sign::Said);
    sign(said >= 4, Sign::SaidFrom4);
    let mut you = 0;
    let mut we = 0;
    let mut past = 0;
    let mut all = 0;
    for word in body
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        all += 1;
        match word.to_ascii_lowercase().as_str() {
            "you" | "your" | "yours" => you += 1,
            "we" | "our" | "us" => we += 1,
            "was" | "were" | "had" | "said" | "did" | "been" => past += 1,
            _ => {}
        }
    }
    sign(you * 40 >= all.max(40), Sign::ManyYou);
    sign(we * 50 >= all.max(50), Sign::ManyWe);
    sign(past * 50 >= all.max(50), Sign::PastTense);
    sign(past * 25 >= all.max(25), Sign::MuchPastTense);
    sign(
        body.matches(" shall ").count() + body.matches(" must ").count() >= 3,
        Sign::Shall,
    );
    sign(
        body.split_whitespace()
            .filter(|w| w.len() > 5 && w.contains('@'))
            .count()
            >= 1,
        Sign::MailAddress,
    );
    let asks = [
        "contact us",
        "apply",
        "click",
        "sign up",
        "log in",
        "subscribe",
        "tell us",
        "write to",
        "e-mail",
    ];
    let lower = body.to_lowercase();
    sign(holds(&lower, &asks) >= 2, Sign::AsksFrom2);
    let prices = shown
        .lines()
        .filter(|l| l.len() < 60 && l.contains(['£', '$', '€']))
        .count();
    sign(prices >= 3, Sign::Prices);
    let is_titled = |list: &[&str]| {
        titles.iter().any(|t| {
            list.iter().any(|w| {
                // "Contact tracing fails again" is none of them.
                let begins = t.starts_with(&format!("{w} ")) && count(t) <= count(w) + 2;
                t == w || begins || w.len() > 8 && has_words(t, w)
            })
        })
    };
    sign(is_titled(&OTHER_TITLES), Sign::OtherTitle);
    sign(
        titles.iter().any(|t| holds(t, &LISTING_TITLES) > 0),
        Sign::ListingTitle,
    );
    sign(
        titles.iter().any(|t| words_of(t).any(|w| w == "live")),
        Sign::LiveTitle,
    );
    sign(
        titles.iter().any(|t| count(t) <= 9 && is_error(t)),
        Sign::ErrorTitle,
    );
    sign(
        titles.iter().any(|t| count(t) > 9 && is_error(t)),
        Sign::ErrorInTitle,
    );
    let errors = holds(&shown, &ERRORS_IN_TEXT);
    sign(errors == 1, Sign::ErrorWords);
    sign(errors >= 2, Sign::ErrorWordsFrom2);
    let others = holds(&shown, &OTHER_WORDS);
    sign(others == 1, Sign::OtherWords);
    sign(others >= 2, Sign::OtherWordsFrom2);
    sign(holds(&shown, &LISTING_WORDS) > 0, Sign::ListingWords);
    let answers = shown.lines().filter(|l| {
        matches!(l.trim(), "reply" | "quote" | "like" | "report post")
            || l.starts_with("joined ")
            || l.starts_with("posts: ")
    });
    sign(answers.count() >= 4, Sign::Forum);
    // Walls.
    if let Some((above, below)) = around_wall(e) {
        sign(below < 40 && above < 260, Sign::Wall);
        sign(below < 40 && above >= 260, Sign::WallBelowMuch);
        sign(below >= 40, Sign::WallWithin);
    }
    sign(ends_open(e), Sign::EndsOpen);
    sign(
        e.stream.lines.iter().any(|l| l.around & around::WALL != 0),
        Sign::WallClass,
    );
    let near = holds(&shown, &NEAR_WALLS);
    sign(near == 1, Sign::NearWall);
    sign(near >= 2, Sign::NearWallFrom2);
    let gates = holds(&shown, &GATES) + holds(&shown, &SCRIPTS);
    sign((2..4).contains(&gates), Sign::GatesFrom2);
    sign(gates >= 4, Sign::GatesFrom4);
    sign(
        holds(&e.noscript.to_lowercase(), &SCRIPTS) > 0,
        Sign::AsksForScripts,
    );
    sign(
        f.questions >= 4 && f.questions * 3 >= f.paragraphs,
        Sign::Questions,
    );
    out
}

fn path_of(url: Option<&str>) -> Option<String> {
    let path = sayso_text::address::Address::new(url?).path();
    Some(path.to_ascii_lowercase())
}

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

/// Does the last long paragraph of the body break off?
fn ends_open(e: &Evidence) -> bool {
    let mut texts = e
        .parts
        .iter()
        .filter(|p| p.kind == BlockKind::Paragraph)
        .filter_map(|p| match p.pieces.last() {
            Some(Piece::Found(span)) => Some(e.stream.text[span.range()].trim_end()),
            _ => None,
        });
    let last = texts.rfind(|t| count(t) >= 15);
    last.is_some_and(|t| {
        t.ends_with('…')
            || t.ends_with("...")
            || t.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    })
}

/// The first line with words of a wall below the first paragraph of the report: how many words of
/// running text stand above it and below it. Sentences about walls are no walls: only short lines
/// count.
fn around_wall(e: &Evidence) -> Option<(usize, usize)> {
    let spans: Vec<(u32, usize)> = e
        .parts
        .iter()
        .filter(|p| {
            matches!(
                p.kind,
                BlockKind::Paragraph | BlockKind::Quote | BlockKind::List
            )
        })
        .flat_map(|p| &p.pieces)
        .filter_map(|piece| match piece {
            Piece::Found(span) => Some((span.start(), count(&e.stream.text[span.range()]))),
            Piece::Lost(_) => None,
        })
        .filter(|&(_, words)| words >= 8)
        .collect();
    let first = spans.iter().map(|s| s.0).min().unwrap_or(0);
    let wall = e.stream.lines.iter().find(|l| {
        let text = &e.stream.text[l.span.range()];
        l.span.start() >= first
            && l.around & (around::COMMENTS | around::NAV | around::FOOTER) == 0
            && l.span.len() <= 170
            && !text.contains(['“', '”', '"'])
            && holds(&text.to_lowercase(), &WALLS) > 0
    })?;
    let line = wall.span;
    let above = spans
        .iter()
        .filter(|s| s.0 < line.start())
        .map(|s| s.1)
        .sum();
    let below = spans
        .iter()
        .filter(|s| s.0 > line.end() && s.1 >= 15)
        .map(|s| s.1)
        .sum();
    Some((above, below))
}

/// What a reader sees in lines, in lower case, without what is hidden; enough of it.
fn visible(stream: &Stream) -> String {
    let mut out = String::new();
    for line in stream
        .lines
        .iter()
        .filter(|l| l.around & around::COMMENTS == 0)
    {
        out.push_str(&stream.text[line.span.range()]);
        out.push('\n');
        if out.len() > 60_000 {
            break;
        }
    }
    out.to_lowercase()
}

fn body_text(e: &Evidence) -> String {
    let mut out = String::new();
    for piece in e.parts.iter().flat_map(|p| &p.pieces) {
        if let Piece::Found(span) = piece {
            out.push_str(&e.stream.text[span.range()]);
            out.push('\n');
        }
    }
    out
}
