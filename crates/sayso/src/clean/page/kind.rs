//! In: what a page shows and says of itself. Out: what kind of page it is, and the rule that says so.
//!
//! Evidence for a report and evidence against it are counted in points: running text, a byline, a day, what the page
//! calls itself, against lists of links, entries with clock times, walls, words of servers and shops. A page that
//! says it is something else is believed sooner than one that says it is an article: templates call everything that.

use super::body::{Part, Teased};
use super::meta::{Field, Hint};
use super::place::Piece;
use super::stream::{Line, Stream, around};
use crate::document::{BlockKind, Kind};

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
                let rest = text.get(i + 3..).unwrap_or("").trim_start().to_ascii_lowercase();
                ["am", "pm", "a.m", "p.m", "gmt", "bst", "cet", "est"].iter().any(|w| rest.starts_with(w))
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
        if matches!(part.kind, BlockKind::Headline | BlockKind::Furniture | BlockKind::Repeat) {
            continue;
        }
        let text: String = part.pieces.iter().map(text).collect::<Vec<_>>().join(" ");
        bytes += text.len();
        linked += text.len() * part.linked as usize / 100;
        let words = count(&text);
        if part.linked < 50 {
            f.words += words;
            f.paragraphs += usize::from(words >= 15);
            let trimmed = text.trim_end_matches(['”', '"', '’']);
            f.questions += usize::from(
                trimmed.ends_with('?') && words <= 60 && words >= 3 || text.starts_with("Q:") || text.starts_with("Q."),
            );
        }
    }
    f.linked = linked * 100 / bytes.max(1);
    let is_menu = |l: &Line| l.around & (around::NAV | around::FOOTER | around::CONTROL | around::HIDDEN | around::BREADCRUMB) != 0;
    for line in &e.stream.lines {
        let text = &e.stream.text[line.span.range()];
        let words = count(text);
        let is_link = line.linked * 10 > line.span.len() * 8;
        if is_menu(line) {
            continue;
        }
        f.numbers += usize::from(text.len() <= 12 && text.bytes().filter(u8::is_ascii_digit).count() * 2 >= text.len());
        if line.level >= 2 && is_link && words >= 3 {
            f.linked_headings += 1;
        }
        f.teasers += usize::from(is_link && words >= 5);
        if line.around & around::COMMENTS == 0 && text.len() <= 60 {
            f.clocks += usize::from(has_clock(text));
            let lower = text.to_ascii_lowercase();
            f.stamps += usize::from(lower.ends_with(" ago") || words <= 8 && !super::dates::dates(text, true).is_empty());
        }
    }
    f
}

/// Titles of pages that are none, in lower case.
const ERRORS: [&str; 38] = [
    "not available in your", "unavailable in your", "451:", "410 ",
    "404", "403 ", "403:", "500 ", "502 ", "503 ", "error 4", "error 5", "page not found", "not found", "page missing", "can't find",
    "can’t find", "cannot find", "could not be found", "couldn't find", "couldn’t find", "no longer available", "no longer exists",
    "has been removed", "been deleted", "access denied", "forbidden", "internal server error", "service unavailable", "bad gateway",
    "gateway time", "just a moment", "attention required", "are you a robot", "are you human", "verify you", "something went wrong",
    "checking your browser",
];

/// More of the same that only a short page would say.
const ERRORS_IN_TEXT: [&str; 24] = [
    "not available in your", "error code",
    "page you requested", "page you are looking for", "page you were looking for", "page you’re looking for",
    "page you're looking for", "page you tried to", "page may have been moved", "page might have been", "page has moved", "has expired",
    "no longer available", "does not exist", "doesn't exist", "doesn’t exist", "don't have permission", "do not have permission",
    "you don’t have permission", "you are not a robot", "unusual traffic", "enable cookies", "temporarily unavailable", "has been withdrawn",
];

/// What stands where a report breaks off.
const WALLS: [&str; 38] = [
    "subscribe to continue", "subscribe to read", "to continue reading", "continue reading with", "continue reading for", "to read the full",
    "to read this article", "to read this story", "to read the rest", "to read on", "to keep reading", "to view the full", "sign in to read",
    "log in to read", "sign in to continue", "log in to continue", "register to read", "register to continue", "create a free account",
    "create an account to", "your free article", "of your free articles", "for subscribers only", "is for subscribers", "subscribers only",
    "is for members", "members only", "unlock this", "unlock the rest", "reserved for subscribers", "become a member to", "limit of free",
    "keep reading for", "available to subscribers", "this story is for", "rest of this article", "rest of this story", "want to read more",
];

/// What stands beside a wall, and in many a page's head too.
const NEAR_WALLS: [&str; 12] = [
    "already a subscriber", "already a member", "already have an account", "subscribe now to", "free trial", "start your trial", "full access",
    "unlimited access", "free articles", "subscriber exclusive", "subscriber-only", "cancel any time",
];

/// Walls in front of everything.
const GATES: [&str; 22] = [
    "partners store", "information on a device", "withdraw your consent", "accept and", "with ads", "cookies and similar",
    "we value your privacy", "your privacy", "accept all", "accept cookies", "manage your consent", "cookie settings",
    "cookie preferences", "our partners", "enable javascript", "javascript is disabled", "javascript to run", "requires javascript",
    "turn on javascript", "javascript enabled", "before you continue", "consent to",
];

/// Titles and addresses of pages about the outlet, its rules and its shop.
const OTHER_TITLES: [&str; 46] = [
    "about us", "about the", "contact us", "contact", "privacy policy", "privacy notice", "terms of", "terms and conditions",
    "terms & conditions", "cookie policy", "advertise with", "subscribe", "subscriptions", "subscription", "sign in", "log in", "login", "register",
    "your account", "my account", "careers", "jobs", "vacancy", "faq", "frequently asked", "help centre", "help center", "sitemap", "site map",
    "tv guide", "tv listings", "what's on", "events calendar", "glossary", "weather forecast", "newsletters", "newsletter sign", "donate",
    "corrections policy", "editorial guidelines", "code of conduct", "accessibility statement", "league table", "fixtures", "standings", "horoscope",
];

const LISTING_TITLES: [&str; 26] = [
    "search results", "search:", "results for", "latest news", "breaking news", "all stories", "all articles", "archives", "archive", "articles by",
    "stories by", "posts by", "posts tagged", "tagged", "tag:", "topic:", "topics", "category:", "home page", "homepage", "news -", "latest stories",
    "most read", "author at", "author:", "page 2",
];

const LISTING_PATHS: [&str; 18] = [
    "/tag/", "/tags/", "/topic/", "/topics/", "/category/", "/categories/", "/author/", "/authors/", "/search", "/archive/", "/archives/",
    "/section/", "/sections/", "/page/", "/latest", "/label/", "/people/", "/profile/",
];

const OTHER_PATHS: [&str; 24] = [
    "/about", "/contact", "/privacy", "/terms", "/cookie", "/login", "/signin", "/sign-in", "/subscribe", "/register", "/account", "/product",
    "/shop", "/store", "/jobs/", "/careers", "/help", "/faq", "/events/", "/event/", "/recipes/", "/recipe/", "/forum", "/glossary",
];

/// Words of search forms and indexes.
const LISTING_WORDS: [&str; 9] = [
    "your search for", "results for", "search results", "stories found", "articles found", "results found", "sort by", "showing 1", "refine your search",
];

/// Words of shops, forms and forums.
const OTHER_WORDS: [&str; 32] = [
    "see also", "contents:",
    "add to cart", "add to basket", "add to bag", "in stock", "out of stock", "free delivery", "buy now", "apply now", "apply for this job",
    "closing date", "salary:", "job description", "prep time", "cook time", "serves:", "ingredients", "method", "reply to thread", "post reply", "quote reply",
    "joined:", "posts:", "forgot password", "forgotten your password", "forgot your password", "add to calendar", "doors open", "book tickets", "opening hours",
    "sku:",
];

fn holds(text: &str, list: &[&str]) -> usize {
    list.iter().filter(|words| text.contains(**words)).count()
}

/// Decides. The rule names what weighed most.
pub fn kind(e: &Evidence) -> (Kind, &'static str) {
    let f = figures(e);
    let title = e.title.unwrap_or("").to_lowercase();
    let titles: String = {
        let shown = e.hints.iter().filter(|h| h.field == Field::Title).take(6).map(|h| h.value.to_lowercase());
        shown.collect::<Vec<_>>().join("\n")
    };
    let path = e.url.map(|url| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = rest.find('/').map_or("/", |at| &rest[at..]);
        path.to_ascii_lowercase()
    });
    let path = path.as_deref().unwrap_or("");
    let types: Vec<String> = e.hints.iter().filter(|h| h.field == Field::Type).map(|h| h.value.to_lowercase()).collect();
    let is_type = |names: &[&str]| types.iter().any(|t| names.iter().any(|n| t.ends_with(n)));
    let shown = visible(e.stream);
    let body = body_text(e);

    let says_article = is_type(&["newsarticle", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "opinionnewsarticle", "report"])
        || types.iter().any(|t| t == "article");
    let running = f.words >= 110 && f.paragraphs >= 3;

    // What a server says in place of a page. A report on lost pages has a byline or a day, and goes on.
    let error_title = holds(&titles, &ERRORS) > 0;
    let error_text = holds(&shown, &ERRORS_IN_TEXT);
    let dated = e.published.is_some_and(|c| c >= 60);
    let all_titles = || e.hints.iter().filter(|h| h.field == Field::Title && h.trust >= 50);
    let bare_error = all_titles().any(|h| count(&h.value) <= 9 && holds(&h.value.to_lowercase(), &ERRORS) > 0);
    let mostly_teased = e.teased.teased * 2 >= e.teased.paragraphs;
    if bare_error && !dated && !e.byline && !says_article && (f.words < 140 || mostly_teased || error_text > 0) {
        return (Kind::ErrorPage, "error-title");
    }
    if (error_title && (f.words < 140 || !dated && !e.byline && !says_article && error_text > 0) || error_text >= 2 && f.words < 80)
        && !(dated && e.byline && running)
    {
        return (Kind::ErrorPage, "error-words");
    }

    // Entries with times.
    let live_type = is_type(&["liveblogposting"]);
    let live_title = title.contains("live") || path.contains("live") || titles.contains("as it happened");
    if live_type || f.clocks >= 5 && live_title || f.clocks >= 10 && f.clocks * 25 > f.paragraphs && f.paragraphs >= 8 && f.linked < 40 {
        return (Kind::Liveblog, if live_type { "says-liveblog" } else { "clock-times" });
    }

    // A wall: words of a wall stand below the beginning of the report, and hardly anything of the report below them.
    let wall_class = e.stream.lines.iter().any(|l| l.around & around::WALL != 0);
    let not_free = is_type(&["not-free"]);
    if let Some((above, below)) = around_wall(e) {
        let beside = holds(&shown, &NEAR_WALLS).min(2) + usize::from(wall_class) + usize::from(not_free);
        if below < 40 && above < 260 + 60 * beside {
            return (Kind::Stub, "wall");
        }
    }
    if (not_free || wall_class) && f.words < 90 && holds(&shown, &NEAR_WALLS) > 0 {
        return (Kind::Stub, "wall");
    }
    let gates = holds(&shown, &GATES) + 2 * holds(&e.noscript.to_lowercase(), &GATES[14..]);
    if gates >= 2 && f.words < 160 && (!says_article || f.words < 60) && !(running && (e.byline || dated)) {
        return (Kind::Stub, "gate");
    }
    if gates >= 4 && f.words < 600 && !says_article && !dated && !e.byline {
        return (Kind::Stub, "gate");
    }

    // What it calls itself.
    if is_type(&["product", "recipe", "jobposting", "event", "faqpage", "aboutpage", "contactpage", "discussionforumposting", "imagegallery", "definedterm", "profilepage"])
        && !says_article
    {
        return (Kind::Other, "says-other");
    }
    if is_type(&["collectionpage", "searchresultspage", "itemlist", "imagegallery"]) && !says_article && f.teasers + f.linked_headings >= 5 {
        return (Kind::Listing, "says-listing");
    }

    let mut report: i32 = 0;
    report += match f.words {
        0..40 => -4,
        40..80 => 0,
        80..150 => 1,
        150..300 => 2,
        _ => 3,
    };
    report += match f.paragraphs {
        0 => -3,
        1 => -1,
        2..4 => 1,
        _ => 2,
    };
    report += i32::from(says_article) * 3 + i32::from(e.byline) * 2;
    report += match e.published {
        Some(75..) => 2,
        Some(50..) => 1,
        _ => 0,
    };
    report -= match f.linked {
        0..15 => 0,
        15..30 => 1,
        30..50 => 3,
        _ => 6,
    };
    let slug = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    report += i32::from(slug.matches('-').count() >= 3 || slug.matches('_').count() >= 3);
    // A headline, and paragraphs that stand together under it.
    report += i32::from(count(&title) >= 5 && e.teased.main.0 >= 3 && e.teased.main.1 >= 50) * 2;
    // Quotation and words of saying are what reports are made of.
    let quoted = body.matches(['“', '"']).count();
    let said = [" said ", " says ", " told ", " according to ", " said.", " said,"].iter().map(|w| body.matches(w).count()).sum::<usize>();
    report += i32::from(quoted >= 2) + i32::from(said >= 1) + i32::from(said >= 4);

    let mut listing: i32 = 0;
    listing += match f.linked_headings {
        0..3 => 0,
        3..6 => 1,
        6..10 => 3,
        _ => 4,
    };
    listing += match f.teasers {
        0..6 => 0,
        6..12 => 1,
        12..25 => 2,
        _ => 3,
    };
    listing += (holds(&shown, &LISTING_WORDS).min(2) as i32) * 3;
    listing += i32::from(f.numbers >= 20 && f.paragraphs <= 3) * 3;
    listing += i32::from(f.stamps >= 5) + i32::from(f.stamps >= 9);
    listing += i32::from(path == "/" || path.is_empty() && e.url.is_some()) * 4;
    listing += i32::from(LISTING_PATHS.iter().any(|p| path.contains(p))) * 3;
    listing += i32::from(holds(&title, &LISTING_TITLES) > 0) * 3;
    listing += i32::from(is_type(&["collectionpage", "searchresultspage", "itemlist"])) * 3;
    listing += i32::from(types.iter().any(|t| t == "website")) + i32::from(f.paragraphs <= 1) - i32::from(says_article) * 3;

    // A paragraph below a link is a teaser; a page of them is a list.
    listing += match e.teased.teased * 100 / e.teased.paragraphs.max(1) {
        _ if e.teased.teased < 2 => 0,
        0..25 => 0,
        25..50 => 2,
        50..75 => 4,
        _ => 7,
    };
    listing += i32::from(e.teased.together < 34 && e.teased.paragraphs >= 4) * 2;

    let mut other: i32 = 0;
    let answers = e.stream.lines.iter().filter(|l| {
        let text = e.stream.text[l.span.range()].trim().to_ascii_lowercase();
        matches!(text.as_str(), "reply" | "quote" | "like" | "report post") || text.starts_with("joined ") || text.starts_with("posts: ")
    });
    other += i32::from(answers.count() >= 4) * 4;
    let is_titled = |list: &[&str]| list.iter().any(|w| title == *w || title.starts_with(&format!("{w} ")) || w.len() > 8 && title.contains(w));
    other += i32::from(is_titled(&OTHER_TITLES)) * 5;
    other += i32::from(OTHER_PATHS.iter().any(|p| path.starts_with(p))) * 3;
    other += (holds(&shown, &OTHER_WORDS).min(4) as i32) * 2;
    other += i32::from(!dated) + i32::from(!e.byline) - i32::from(says_article) * 3;

    if listing > report && listing >= other && listing >= 3 {
        return (Kind::Listing, "links");
    }
    if other > report && other >= 4 {
        return (Kind::Other, "other-words");
    }
    if report < 3 {
        return if listing >= 3 { (Kind::Listing, "links") } else { (Kind::Other, "little-text") };
    }
    if f.questions >= 4 && f.questions * 3 >= f.paragraphs {
        return (Kind::Interview, "questions");
    }
    (Kind::Article, "running-text")
}

/// The first line with words of a wall below the first paragraph of the report: how many words of running text stand
/// above it and below it. Sentences about walls are no walls: only short lines count.
fn around_wall(e: &Evidence) -> Option<(usize, usize)> {
    let spans: Vec<(u32, usize)> = e
        .parts
        .iter()
        .filter(|p| matches!(p.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::List))
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
            && !text.contains(['“', '”'])
            && holds(&text.to_lowercase(), &WALLS) > 0
    })?;
    let line = wall.span;
    let above = spans.iter().filter(|s| s.0 < line.start()).map(|s| s.1).sum();
    let below = spans.iter().filter(|s| s.0 > line.end() && s.1 >= 15).map(|s| s.1).sum();
    Some((above, below))
}

/// What a reader sees in lines, in lower case, without what is hidden; enough of it.
fn visible(stream: &Stream) -> String {
    let mut out = String::new();
    for line in stream.lines.iter().filter(|l| l.around & around::COMMENTS == 0) {
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
