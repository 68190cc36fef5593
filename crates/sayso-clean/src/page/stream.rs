//! In: the decoded page. Out: what a reader sees of it, line by line, each with its place on the page
//! and the elements around it; the elements that may hold metadata; and the page reduced to what an
//! extractor needs.
//!
//! One pass over the tokens with a bounded stack of open elements, without a tree. Useful for: the
//! place and the context of text. Not useful for: layout. Style sheets that hide or move text are not
//! followed.

use super::lex::{self, Tag, Token};
use aho_corasick::{AhoCorasick, MatchKind};
use sayso_text::origin::Origin;
use sayso_text::text::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// The elements around a piece of text: a set of the bits in [`context`].
pub type Context = u32;

/// The bits of [`Context`].
pub mod context {
    #![allow(missing_docs)]
    pub const LINK: u32 = 1;
    pub const HIDDEN: u32 = 1 << 1;
    pub const NAV: u32 = 1 << 2;
    pub const ASIDE: u32 = 1 << 3;
    pub const HEADER: u32 = 1 << 4;
    pub const FOOTER: u32 = 1 << 5;
    pub const MAIN: u32 = 1 << 6;
    pub const ARTICLE: u32 = 1 << 7;
    pub const HEADING: u32 = 1 << 8;
    pub const LIST: u32 = 1 << 9;
    pub const QUOTE: u32 = 1 << 10;
    pub const CAPTION: u32 = 1 << 11;
    pub const TABLE: u32 = 1 << 12;
    pub const CONTROL: u32 = 1 << 13;
    pub const COMMENTS: u32 = 1 << 14;
    pub const PULL: u32 = 1 << 15;
    pub const BYLINE: u32 = 1 << 16;
    pub const DATE: u32 = 1 << 17;
    pub const ELSEWHERE: u32 = 1 << 18;
    pub const CREDIT: u32 = 1 << 19;
    pub const WALL: u32 = 1 << 20;
    pub const BREADCRUMB: u32 = 1 << 21;
    pub const STANDFIRST: u32 = 1 << 22;
    /// Parts of a page that are seldom the report.
    pub const MARGIN: u32 = NAV | ASIDE | FOOTER | COMMENTS | ELSEWHERE | CONTROL | HIDDEN;
}

/// Within a form that may hold the whole page, until the page is read. Afterwards the lines of other
/// forms have [`context::CONTROL`].
const FORM: Context = 1 << 31;

/// A line as a reader sees it: the text between two block boundaries or line breaks.
#[derive(Clone, Copy, Debug)]
pub struct PageLine {
    /// Its place in the text of the stream.
    pub span: Span,
    /// The elements around its first character.
    pub context: Context,
    /// 1 to 6 in a heading, 0 outside.
    pub level: u8,
    /// Only a `<br>` separates it from the line before.
    pub soft: bool,
    /// Bytes of it that are link text.
    pub linked: u32,
    /// Bytes of link text that it begins with.
    pub lead: u32,
    /// The number of the element that holds it together with other lines: a `div` or a cell, and not a
    /// paragraph or a heading.
    pub holder: u32,
    /// The same without holders of a single paragraph: the holder around them.
    pub group: u32,
}

/// An element that may hold metadata.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its start tag.
    pub tag: Tag,
    /// Its name in lower case.
    pub name: &'static str,
    /// The elements around it, itself included.
    pub context: Context,
    /// The place of its visible text in the text of the stream.
    pub text: Span,
    /// For a script or a title: its content, a range of the page.
    pub raw: Range<usize>,
}

/// A page as a stream of text.
#[derive(Debug, Default)]
pub struct Stream {
    /// The lines, joined by line feeds; white space collapsed.
    pub text: String,
    /// From that text to bytes of the decoded page.
    pub origin: Origin,
    /// Sorted, not overlapping.
    pub lines: Vec<PageLine>,
    /// In page order.
    pub elements: Vec<Element>,
    /// The first comments of the page.
    pub comments: Vec<Range<usize>>,
    /// The page without scripts, styles, comments and depth: what an extractor is given.
    pub reduced: String,
    /// Stretches of the text that no reader sees, sorted, not overlapping. They are no part of a
    /// report.
    pub hidden: Vec<Span>,
    /// The number of start tags.
    pub tags: usize,
    /// The number of article elements.
    pub articles: usize,
    /// The contents of `noscript` elements.
    pub noscript: Vec<Range<usize>>,
}

/// Elements that are deeper are taken for a part of the one above. No real page is so deep, and trees
/// would be slow.
const MAX_DEPTH: usize = 200;
/// Open elements among which an end tag looks for its start tag.
const MAX_CLOSED: usize = 100;
/// Attribute values that are longer are pictures and scripts.
const MAX_VALUE: usize = 600;
/// Attributes of a tag that are copied, because parsers compare all pairs of attributes.
const MAX_ATTRIBUTES: usize = 40;
/// Tables within tables that an extractor is given as tables, because its time and memory grow with
/// their depth times what is in them. Layouts of the nineties are four deep.
const MAX_TABLES: u32 = 5;
/// Elements, comments and `noscript` elements that are kept.
const MAX_ELEMENTS: usize = 50_000;
const MAX_COMMENTS: usize = 100;
const MAX_NOSCRIPT: usize = 100;

/// The name of an element in lower case, if it means something here; otherwise an empty name.
fn known(name: &str) -> &'static str {
    macro_rules! names {
        ($name:ident: $($n:literal)*) => { match $name { $($n => $n,)* _ => "" } };
    }
    let mut small = [0u8; 12];
    let Some(slot) = small.get_mut(..name.len()) else {
        return "";
    };
    slot.copy_from_slice(name.as_bytes());
    slot.make_ascii_lowercase();
    let Ok(name) = std::str::from_utf8(slot) else {
        return "";
    };
    names!(name: "a" "abbr" "address" "amp-ad" "amp-sidebar" "article" "aside" "audio" "b" "base" "big" "blockquote" "body" "br"
        "button" "canvas" "center" "cite" "code" "col" "dd" "details" "dialog" "div" "dl" "dt" "em" "embed" "fieldset"
        "figcaption" "figure" "font" "footer" "form" "h1" "h2" "h3" "h4" "h5" "h6" "head" "header" "hr" "html" "i"
        "iframe" "img" "input" "label" "legend" "li" "link" "main" "math" "menu" "meta" "nav" "nobr" "noscript" "object"
        "ol" "option" "p" "param" "pre" "q" "s" "script" "section" "select" "small" "source" "span" "strike" "strong"
        "style" "sub" "summary" "sup" "svg" "table" "tbody" "td" "template" "textarea" "tfoot" "th" "thead" "time"
        "title" "tr" "track" "tt" "u" "ul" "video" "wbr" "area" "noframes" "noembed" "xmp" "caption")
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// True for elements that hold paragraphs.
fn is_holder(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "article"
            | "main"
            | "aside"
            | "td"
            | "th"
            | "body"
            | "header"
            | "footer"
            | "nav"
            | "form"
            | "figure"
            | "center"
            | "dl"
    )
}

/// True for elements that a reader does not see and an extractor does not need.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "iframe"
            | "svg"
            | "math"
            | "canvas"
            | "template"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "textarea"
            | "xmp"
            | "noembed"
            | "noframes"
            | "title"
            | "amp-ad"
            | "source"
            | "track"
            | "param"
    )
}

/// True for elements that parsers open again in each paragraph until they are closed.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

fn is_of_table(name: &str) -> bool {
    matches!(
        name,
        "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "col"
    )
}

/// The elements that a start tag closes if they are open directly above it.
fn closed_by(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["li", "p"],
        "dd" | "dt" => &["dd", "dt", "p"],
        "td" | "th" => &["td", "th", "p"],
        "tr" => &["tr", "td", "th", "p"],
        "option" => &["option"],
        _ if is_block(name) => &["p"],
        _ => &[],
    }
}

/// Words of class names and ids, and the context that they mean.
const CLASS_WORDS: [(&str, Context); 69] = [
    ("nav", context::NAV),
    ("navigation", context::NAV),
    ("menu", context::NAV),
    ("breadcrumb", context::NAV | context::BREADCRUMB),
    ("sidebar", context::ASIDE),
    ("side-bar", context::ASIDE),
    ("rail", context::ASIDE),
    ("navbar", context::NAV),
    ("footer", context::FOOTER),
    ("copyright", context::FOOTER),
    ("comments", context::COMMENTS),
    ("comment-", context::COMMENTS),
    ("commentlist", context::COMMENTS),
    ("disqus", context::COMMENTS),
    ("respond", context::COMMENTS),
    ("related", context::ELSEWHERE),
    ("recommend", context::ELSEWHERE),
    ("most-read", context::ELSEWHERE),
    ("mostread", context::ELSEWHERE),
    ("most-popular", context::ELSEWHERE),
    ("popular", context::ELSEWHERE),
    ("trending", context::ELSEWHERE),
    ("teaser", context::ELSEWHERE),
    ("promo", context::ELSEWHERE),
    ("outbrain", context::ELSEWHERE),
    ("taboola", context::ELSEWHERE),
    ("newsletter", context::ELSEWHERE),
    ("read-more", context::ELSEWHERE),
    ("readmore", context::ELSEWHERE),
    ("read-next", context::ELSEWHERE),
    ("more-from", context::ELSEWHERE),
    ("share", context::CONTROL),
    ("sharing", context::CONTROL),
    ("social", context::CONTROL),
    ("toolbar", context::CONTROL),
    ("cookie", context::CONTROL),
    ("consent", context::CONTROL),
    ("modal", context::CONTROL),
    ("popup", context::CONTROL),
    ("advert", context::CONTROL),
    ("sponsor", context::CONTROL),
    ("paywall", context::WALL),
    ("regwall", context::WALL),
    ("subscriber-only", context::WALL),
    ("caption", context::CAPTION),
    ("credit", context::CREDIT),
    ("photographer", context::CREDIT),
    ("pullquote", context::PULL),
    ("pull-quote", context::PULL),
    ("standfirst", context::STANDFIRST),
    ("subtitle", context::STANDFIRST),
    ("sub-title", context::STANDFIRST),
    ("subhead", context::STANDFIRST),
    ("sub-head", context::STANDFIRST),
    ("strapline", context::STANDFIRST),
    ("deck", context::STANDFIRST),
    ("dek", context::STANDFIRST),
    ("byline", context::BYLINE),
    ("author", context::BYLINE),
    ("writer", context::BYLINE),
    ("date", context::DATE),
    ("time", context::DATE),
    ("publish", context::DATE),
    ("posted", context::DATE),
    ("updated", context::DATE),
    ("hidden", context::HIDDEN),
    ("sr-only", context::HIDDEN),
    ("screen-reader", context::HIDDEN),
    ("visually-hidden", context::HIDDEN),
];

static CLASSES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let build = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(CLASS_WORDS.map(|(word, _)| word));
    build.unwrap_or_else(|_| unreachable!("a fixed list"))
});

/// The context that a class, id or itemprop means. A word counts if it begins there: "site-nav" and
/// "siteNav", but not "canal".
fn class_bits(value: &str) -> Context {
    let bytes = value.as_bytes();
    let mut bits = 0;
    for found in CLASSES.find_iter(value) {
        let (word, bit) = CLASS_WORDS[found.pattern().as_usize()];
        let (start, end) = (found.start(), found.end());
        if begins_word(bytes, start) && ends_word(bytes, word, bit, start, end) {
            bits |= bit;
        }
    }
    bits
}

fn begins_word(bytes: &[u8], start: usize) -> bool {
    let Some(&before) = start.checked_sub(1).map(|at| &bytes[at]) else {
        return true;
    };
    let is_camel = before.is_ascii_lowercase() && bytes[start].is_ascii_uppercase();
    !before.is_ascii_alphabetic() || is_camel
}

/// True if the word at `start..end` ends there, so that "navy", "dated", "timeless" and "railway" do
/// not count. Long words may continue.
fn ends_word(bytes: &[u8], word: &str, bit: Context, start: usize, end: usize) -> bool {
    let after = bytes.get(end).copied().unwrap_or(b' ');
    let is_timestamp = bit == context::DATE
        && bytes[start..]
            .get(..9)
            .is_some_and(|w| w.eq_ignore_ascii_case(b"timestamp"));
    let is_whole = word.len() > 5 || !after.is_ascii_lowercase() || after == b's';
    // "hidden" hides by itself; "overflow-hidden" does not.
    let is_by_itself = (start == 0 || bytes[start - 1] == b' ') && matches!(after, b' ' | b'-');
    is_timestamp || is_whole && (word != "hidden" || is_by_itself)
}

/// True for elements whose content is not markup.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "noscript"
            | "iframe"
            | "xmp"
            | "noembed"
            | "noframes"
    )
}

fn name_bits(name: &str) -> Context {
    match name {
        "a" => context::LINK,
        "nav" | "menu" => context::NAV,
        "aside" | "amp-sidebar" => context::ASIDE,
        "header" => context::HEADER,
        "footer" => context::FOOTER,
        "main" => context::MAIN,
        "article" => context::ARTICLE,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => context::HEADING,
        "li" | "dd" | "dt" => context::LIST,
        "blockquote" => context::QUOTE,
        "figcaption" | "caption" => context::CAPTION,
        "td" | "th" => context::TABLE,
        "button" | "label" | "select" | "option" | "dialog" => context::CONTROL,
        "form" => FORM,
        "template" => context::HIDDEN,
        _ => 0,
    }
}

/// What a start tag says of its element.
struct Said {
    context: Context,
    /// No reader sees the element.
    hides: bool,
    /// The element may hold metadata.
    is_wanted: bool,
}

fn is_wanted_by_name(name: &str) -> bool {
    matches!(
        name,
        "meta" | "link" | "html" | "base" | "time" | "title" | "h1" | "abbr"
    )
}

impl Said {
    /// Adds what an attribute says. Lengths are compared first, because most attributes say nothing.
    fn add(&mut self, name: &str, attribute: &str, value: &str) {
        let is = |wanted: &str| attribute.eq_ignore_ascii_case(wanted);
        match attribute.len() {
            2 if is("id") => self.context |= class_bits(value),
            3 if is("rel") && value.eq_ignore_ascii_case("author") => {
                self.context |= context::BYLINE;
            }
            4 if is("role") => self.context |= role_bits(value),
            4 if is("type") && name == "script" => {
                self.is_wanted |= value.to_ascii_lowercase().contains("ld+json");
            }
            5 if is("class") => {
                self.context |= class_bits(value);
                self.hides |= is_for_screen_readers(value);
            }
            5 if is("style") => self.hides |= hides(value),
            // Browsers show text that is hidden "until found" when a reader looks for it.
            6 if is("hidden") => self.hides |= !value.eq_ignore_ascii_case("until-found"),
            6 if is("typeof") && value.contains("Person") => {
                self.context |= context::BYLINE;
                self.is_wanted = true;
            }
            8 if is("itemprop") => {
                self.context |= class_bits(value);
                self.is_wanted = true;
            }
            _ => {}
        }
    }
}

/// The context of a role of ARIA.
fn role_bits(value: &str) -> Context {
    match value.to_ascii_lowercase().as_str() {
        "navigation" => context::NAV,
        "complementary" => context::ASIDE,
        "contentinfo" => context::FOOTER,
        "main" => context::MAIN,
        "dialog" => context::CONTROL,
        _ => 0,
    }
}

/// Class names that sites give to words that only screen readers say.
const SCREEN_READER_CLASSES: [&str; 9] = [
    "sr-only",
    "off-screen",
    "offscreen",
    "u-hidden-visually",
    "visually-hidden-text",
    "screen-reader-text",
    "screen-reader-only",
    "visually-hidden",
    "visuallyhidden",
];

/// True if a class attribute says that only screen readers have the words.
fn is_for_screen_readers(class: &str) -> bool {
    class.len() >= SCREEN_READER_CLASSES[0].len()
        && class
            .split_ascii_whitespace()
            .any(|name| SCREEN_READER_CLASSES.contains(&name))
}

/// Bytes of a style attribute that are read.
const MAX_STYLE: usize = 400;
/// Pixels to the left or above the page from which on an element is out of sight.
const OUT_OF_SIGHT: f32 = -900.0;

/// True if a style attribute hides its element: `display: none`, no size, no opacity, or a place
/// beyond the edge of the page.
fn hides(style: &str) -> bool {
    let plain: String = style
        .chars()
        .take(MAX_STYLE)
        .filter(|c| !c.is_whitespace())
        .collect();
    let plain = plain.to_ascii_lowercase();
    let declarations = || plain.split(';').filter_map(|one| one.split_once(':'));
    let is_moved = || {
        declarations().any(|(name, value)| {
            name == "position" && (value.starts_with("absolute") || value.starts_with("fixed"))
        })
    };
    declarations().any(|(name, value)| {
        let value = value.trim_end_matches("!important");
        match name {
            "display" => value == "none",
            "visibility" => matches!(value, "hidden" | "collapse"),
            "opacity" | "font-size" => number(value) == Some(0.0),
            "text-indent" => is_out_of_sight(value),
            "left" | "top" | "right" | "bottom" => is_out_of_sight(value) && is_moved(),
            _ => false,
        }
    })
}

/// The number that a value begins with. The unit after it must be short, so that "0" and "0px" are
/// numbers and a formula is not.
fn number(value: &str) -> Option<f32> {
    let is_unit = |c: char| c.is_ascii_alphabetic() || c == '%';
    let digits = value.trim_end_matches(is_unit);
    let unit = value.len() - digits.len();
    digits.parse().ok().filter(|_| unit <= 4)
}

fn is_out_of_sight(value: &str) -> bool {
    let em = if value.ends_with("em") { 16.0 } else { 1.0 };
    number(value).is_some_and(|n| n * em <= OUT_OF_SIGHT)
}

/// 1 to 6 for a heading element.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// How an element was copied for the extractor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    No,
    AsWritten,
    /// A cell of a table that is nested too deep.
    AsDiv,
}

/// Whether a reader sees an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    Visible,
    /// It is hidden, and nothing around it is.
    Hidden,
    /// An element around it is hidden.
    WithinHidden,
}

struct Open {
    name: &'static str,
    /// The name as written, for elements not known.
    written: Range<usize>,
    context: Context,
    level: u8,
    dropped: bool,
    copied: Copied,
    sight: Sight,
    /// Formatting elements around it that were copied, itself included.
    formatting: u32,
    /// Tables around it, itself included.
    tables: u32,
    /// An element around it is dropped.
    above_dropped: bool,
    element: Option<usize>,
    holder: u32,
    /// Where its text begins.
    text_from: u32,
    /// The links that were closed before it.
    links_before: usize,
}

/// True for paragraphs, and not for a picture that counts readers or a sentence about scripts.
fn holds_text(noscript: &str) -> bool {
    noscript.len() > 1_500 && {
        let text: usize = lex::tokens(noscript)
            .filter_map(|token| {
                if let Token::Text(r) = token {
                    Some(noscript[r].trim().len())
                } else {
                    None
                }
            })
            .sum();
        text > 800
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

struct Walk<'a> {
    html: &'a str,
    out: Stream,
    stack: Vec<Open>,
    /// The place of the white space before the next character.
    space: Option<usize>,
    /// A line ends before the next character; `Some(true)` if only at a `<br>`.
    ends: Option<bool>,
    /// The number of `<br>` directly after each other.
    breaks: u32,
    /// Elements open beyond the depth allowed.
    overflow: usize,
    /// The place of the tag of each hidden element that has text, and that text.
    hidden: Vec<(usize, Span)>,
    /// Where the text of the open hidden element begins.
    hidden_from: u32,
    /// The tag of the hidden element that holds the article until a script shows it.
    waiting: Option<usize>,
    /// The holder around each holder, in page order.
    holders: Vec<(u32, u32)>,
    /// The text of each form that is in no other form, in page order.
    forms: Vec<Span>,
    /// The text of each closed link, in page order.
    links: Vec<Span>,
}

/// Reads a page.
///
/// Many pages hide their article until a script shows it. A hidden element with most of the running
/// text of the page is taken for that, and counts as visible.
pub fn stream(html: &str) -> Stream {
    let walk = Walk::over(html, None);
    match walk.waiting_article() {
        None => walk.finish(),
        waiting => Walk::over(html, waiting).finish(),
    }
}

/// Bytes of the longest card that is shown when a reader points at a name.
const MAX_CARD: u32 = 1_200;
/// Bytes of a line of running text.
const RUNNING_LINE: u32 = 60;
/// Bytes of the running text of an article that waits for a script.
const LEAST_WAITING: u32 = 300;

impl<'a> Walk<'a> {
    fn over(html: &'a str, waiting: Option<usize>) -> Walk<'a> {
        let mut walk = Walk {
            html,
            out: Stream {
                text: String::with_capacity(html.len() / 6),
                ..Stream::default()
            },
            stack: Vec::new(),
            space: None,
            ends: Some(false),
            breaks: 0,
            overflow: 0,
            hidden: Vec::new(),
            hidden_from: 0,
            waiting,
            holders: Vec::new(),
            forms: Vec::new(),
            links: Vec::new(),
        };
        for token in lex::tokens(html) {
            match token {
                Token::Raw(range) => walk.raw(range),
                token => walk.token(token),
            }
        }
        while !walk.stack.is_empty() {
            walk.pop();
        }
        walk
    }

    fn finish(mut self) -> Stream {
        self.join_holders();
        self.settle_forms();
        for (_, span) in self.hidden {
            // A colon for screen readers, between a label and a headline, makes no false statement, and
            // without it the two are not a sentence.
            let words = &self.out.text[span.range()];
            if !words.contains(char::is_alphanumeric) {
                continue;
            }
            match self.out.hidden.last_mut() {
                Some(last) if last.end() == span.start() => *last = last.cover(span),
                _ => self.out.hidden.push(span),
            }
        }
        self.out
    }

    /// The tag of the hidden element that has more running text than all of the page that is
    /// visible.
    fn waiting_article(&self) -> Option<usize> {
        const APART: Context = context::MARGIN & !context::HIDDEN;
        let lines = &self.out.lines;
        let running = |span: Span| -> u32 {
            let first = lines.partition_point(|line| line.span.end() <= span.start());
            lines[first..]
                .iter()
                .take_while(|line| line.span.start() < span.end())
                .filter(|line| line.context & APART == 0 && line.linked * 2 <= line.span.len())
                .map(|line| line.span.end().min(span.end()) - line.span.start().max(span.start()))
                .filter(|&length| length >= RUNNING_LINE)
                .sum()
        };
        let (longest, tag) = self
            .hidden
            .iter()
            .map(|&(tag, span)| (running(span), tag))
            .max_by_key(|&(length, tag)| (length, std::cmp::Reverse(tag)))?;
        if longest < LEAST_WAITING {
            return None;
        }
        let all = running(Span::new(0, self.out.text.len() as u32));
        let hidden: u32 = self.hidden.iter().map(|&(_, span)| running(span)).sum();
        (longest > all.saturating_sub(hidden)).then_some(tag)
    }

    /// True for a card that is shown when a reader points at a name in a sentence: it begins with the
    /// name that is a link right before it, and holds further links.
    fn is_card(&self, open: &Open, text: Span) -> bool {
        let own = &self.links[open.links_before..];
        let (Some(name), Some(first)) = (self.links[..open.links_before].last(), own.first())
        else {
            return false;
        };
        let words = |span: Span| self.out.text[span.range()].trim();
        let is_next = words(Span::new(name.end().min(text.start()), text.start())).is_empty();
        let linked: u32 = own.iter().map(|link| link.len()).sum();
        let is_short = text.len() <= MAX_CARD;
        own.len() >= 2
            && open.sight == Sight::Visible
            && is_short
            && is_next
            && !words(*name).is_empty()
            && words(*name) == words(*first)
            && linked * 2 > text.len()
    }

    /// Hides the text of an element that was copied already.
    fn hide(&mut self, open: &Open, text: Span) {
        while self
            .hidden
            .last()
            .is_some_and(|(_, last)| last.start() >= text.start())
        {
            self.hidden.pop();
        }
        self.hidden.push((open.written.start, text));
    }

    /// Finds the group of each line. Some pages put each paragraph into an element of its own, so that
    /// only the holder around those holds the report.
    fn join_holders(&mut self) {
        // Holders are numbered in page order, so that those within others come later.
        let index = |holder: u32, holders: &[(u32, u32)]| {
            holders.binary_search_by_key(&holder, |&(own, _)| own).ok()
        };
        let mut held = vec![0u32; self.holders.len()];
        for line in &self.out.lines {
            if let Some(at) = index(line.holder, &self.holders) {
                // A heading or a link makes the element more than a wrapper of a paragraph.
                let is_text = line.level == 0 && line.linked * 2 <= line.span.len();
                held[at] += if is_text { 1 } else { 2 };
            }
        }
        for at in (0..held.len()).rev() {
            if held[at] == 1
                && let Some(above) = index(self.holders[at].1, &self.holders)
            {
                held[above] += 1;
            } else {
                // It is a holder of its own.
                self.holders[at].1 = self.holders[at].0;
            }
        }
        // The outermost holder that each one is joined to, those around first.
        let mut joined: Vec<u32> = Vec::with_capacity(held.len());
        for &(own, above) in &self.holders {
            let to = match index(above, &self.holders) {
                Some(at) if above != own => joined[at],
                _ => own,
            };
            joined.push(to);
        }
        for line in &mut self.out.lines {
            if let Some(at) = index(line.holder, &self.holders) {
                line.group = joined[at];
            }
        }
    }

    /// A form that holds more than half of the text is the page: some servers put everything into one.
    /// Any other form is a control.
    fn settle_forms(&mut self) {
        let all = self.out.text.len() as u32;
        let forms = &self.forms;
        let settle = |context: &mut Context, at: u32| {
            if *context & FORM == 0 {
                return;
            }
            *context &= !FORM;
            let next = forms.partition_point(|form| form.end() <= at);
            if forms.get(next).is_none_or(|form| form.len() <= all / 2) {
                *context |= context::CONTROL;
            }
        };
        for line in &mut self.out.lines {
            settle(&mut line.context, line.span.start());
        }
        for element in &mut self.out.elements {
            settle(&mut element.context, element.text.start());
        }
    }

    fn context(&self) -> Context {
        self.stack.last().map_or(0, |open| open.context)
    }

    fn is_dropped(&self) -> bool {
        self.stack.last().is_some_and(|open| open.dropped)
    }

    fn is_hidden(&self) -> bool {
        let open = self.stack.last();
        open.is_some_and(|open| open.sight != Sight::Visible)
    }

    /// The formatting elements that were copied and are open, and the open tables.
    fn nesting(&self) -> (u32, u32) {
        let open = self.stack.last();
        open.map_or((0, 0), |open| (open.formatting, open.tables))
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Text(range) => self.text(range),
            Token::Open(tag) => self.open(tag),
            Token::Close(tag) => self.close(&tag),
            Token::Raw(_) => {}
            Token::Comment(range) => {
                if self.out.comments.len() < MAX_COMMENTS {
                    self.out.comments.push(range);
                }
            }
        }
    }

    fn raw(&mut self, range: Range<usize>) {
        let Some(open) = self.stack.last_mut() else {
            return;
        };
        if open.name == "noscript" {
            if self.out.noscript.len() < MAX_NOSCRIPT {
                self.out.noscript.push(range.clone());
            }
            // Some pages have their report there, for readers without scripts.
            if holds_text(&self.html[range.clone()]) && !open.above_dropped {
                open.dropped = false;
                self.end_line(false);
                let tokens: Vec<Token> = lex::tokens_in(self.html, range).collect();
                for token in tokens {
                    self.token(token);
                }
                self.end_line(false);
            }
            return;
        }
        if let Some(element) = open.element {
            self.out.elements[element].raw = range;
        }
    }

    fn open(&mut self, tag: Tag) {
        self.out.tags += 1;
        let name = known(&self.html[tag.name.clone()]);
        self.out.articles += usize::from(name == "article");
        self.close_hidden_paragraph(name);
        self.close_implied(name);
        let above_dropped = self.is_dropped();
        let is_dropped = above_dropped || is_dropped(name);
        let said = self.said(name, &tag);
        let is_hidden = self.is_hidden() || said.hides;
        let mut context = self.context() | said.context;
        if is_hidden {
            context |= context::HIDDEN;
        }
        // A form within a form is surely not the page.
        if name == "form" && self.context() & FORM != 0 {
            context |= context::CONTROL;
        }
        let is_byline_link = name == "a" && context & context::BYLINE != 0;
        let is_wanted = said.is_wanted || is_byline_link;
        // What is around an article or the main element is not around the report in it: an article in
        // a header, or in a wrapper with an odd class.
        if matches!(name, "article" | "main") {
            context &= !(context::BYLINE | context::DATE | context::NAV);
        }
        self.break_line(name);
        let is_copied = !is_dropped && !matches!(name, "meta" | "link");
        let copied = if is_copied {
            self.copy_tag(&tag, name)
        } else {
            Copied::No
        };
        let element = if is_wanted && !above_dropped {
            self.add_element(&tag, name, context)
        } else {
            None
        };
        if is_void(name) {
            return;
        }
        if self.stack.len() >= MAX_DEPTH && !is_raw(name) {
            self.overflow += 1;
            return;
        }
        let holder = self.holder(name, &tag, context);
        let holder_above = self.stack.last().map_or(0, |above| above.holder);
        if holder != holder_above {
            self.holders.push((holder, holder_above));
        }
        let level = heading_level(name)
            .or(self.stack.last().map(|above| above.level))
            .unwrap_or(0);
        let sight = match (self.is_hidden(), is_hidden) {
            (true, _) => Sight::WithinHidden,
            (false, true) => Sight::Hidden,
            (false, false) => Sight::Visible,
        };
        if sight == Sight::Hidden {
            self.hidden_from = self.out.text.len() as u32;
        }
        let (formatting, tables) = self.nesting();
        self.stack.push(Open {
            name,
            sight,
            copied,
            formatting: formatting + u32::from(copied != Copied::No && is_formatting(name)),
            tables: tables + u32::from(name == "table"),
            written: tag.name,
            context,
            level,
            dropped: is_dropped,
            above_dropped,
            element,
            holder,
            text_from: self.out.text.len() as u32,
            links_before: self.links.len(),
        });
    }

    /// Closes the elements that a start tag closes without an end tag.
    fn close_implied(&mut self, name: &str) {
        const MAX_IMPLIED: usize = 3;
        for _ in 0..MAX_IMPLIED {
            match self.stack.last() {
                Some(top) if !top.name.is_empty() && closed_by(name).contains(&top.name) => {
                    self.pop();
                }
                _ => break,
            }
        }
    }

    /// Closes a hidden paragraph at the next block, however deep the block is in it, because browsers
    /// do, and what follows is visible.
    fn close_hidden_paragraph(&mut self, name: &str) {
        if !self.is_hidden() || !is_block(name) {
            return;
        }
        let open = self
            .stack
            .iter()
            .rev()
            .position(|open| open.sight == Sight::Hidden);
        if let Some(above) = open
            && self.stack[self.stack.len() - 1 - above].name == "p"
        {
            self.pop_to(above);
        }
    }

    /// What the name and the attributes of a tag say of its element.
    fn said(&self, name: &str, tag: &Tag) -> Said {
        let mut said = Said {
            hides: false,
            context: name_bits(name),
            is_wanted: is_wanted_by_name(name),
        };
        for (attribute, value) in lex::attributes(self.html, tag.attributes.clone()) {
            said.add(name, attribute, &self.html[value]);
        }
        // The page as a whole is not a menu and hides nothing, whatever its class says.
        if matches!(name, "html" | "body" | "main" | "article") {
            said.context &= context::MAIN | context::ARTICLE;
            said.hides = false;
        }
        said.hides &= self.waiting != Some(tag.name.start);
        let may_hold_value = said.context & (context::BYLINE | context::DATE) != 0;
        said.is_wanted |= may_hold_value && !matches!(name, "html" | "body");
        said
    }

    /// Ends the line before a block and at a `<br>`. Two `<br>` end a paragraph.
    fn break_line(&mut self, name: &str) {
        if is_block(name) {
            self.end_line(false);
        } else if name == "br" {
            self.breaks += 1;
            self.end_line(self.breaks < 2);
        }
    }

    /// Adds an element that may hold metadata, and returns its index.
    fn add_element(&mut self, tag: &Tag, name: &'static str, context: Context) -> Option<usize> {
        if self.out.elements.len() >= MAX_ELEMENTS {
            return None;
        }
        let at = self.out.text.len() as u32;
        self.out.elements.push(Element {
            tag: tag.clone(),
            name,
            context,
            text: Span::new(at, at),
            raw: 0..0,
        });
        Some(self.out.elements.len() - 1)
    }

    /// The number of the holder that an element is or is in.
    fn holder(&self, name: &str, tag: &Tag, context: Context) -> u32 {
        // Elements of a page's own making ("x-card") are holders, whatever a browser makes of them.
        let is_custom = name.is_empty() && self.html[tag.name.clone()].contains('-');
        // A list item that is not a link may have paragraphs of its own.
        let is_item = name == "li" && context & context::LINK == 0;
        if is_holder(name) || is_custom || is_item {
            self.out.tags as u32
        } else {
            self.stack.last().map_or(0, |above| above.holder)
        }
    }

    fn close(&mut self, tag: &Tag) {
        let written = &self.html[tag.name.clone()];
        let name = known(written);
        if self.overflow > 0 {
            // Elements such as scripts are on the stack at any depth.
            if self
                .stack
                .last()
                .is_some_and(|open| open.name == name && is_raw(name))
            {
                self.pop();
            } else {
                self.overflow -= 1;
            }
            return self.end_line(false);
        }
        let same = |open: &Open| {
            open.name == name
                && (!name.is_empty()
                    || self.html[open.written.clone()].eq_ignore_ascii_case(written))
        };
        let found = self.stack.iter().rev().take(MAX_CLOSED).position(same);
        if let Some(above) = found {
            self.pop_to(above);
        }
        if is_block(name) {
            self.end_line(false);
        }
    }

    /// Closes the open elements down to the one that has `above` others in it.
    fn pop_to(&mut self, above: usize) {
        for _ in 0..=above {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        self.copy_end_tag(&open);
        let text = Span::new(open.text_from, self.out.text.len() as u32);
        match open.name {
            "a" => self.links.push(text),
            "form" if self.context() & FORM == 0 => self.forms.push(text),
            "span" if self.is_card(&open, text) => self.hide(&open, text),
            _ => {}
        }
        if open.sight == Sight::Hidden {
            let span = Span::new(self.hidden_from, self.out.text.len() as u32);
            if !span.is_empty() {
                self.hidden.push((open.written.start, span));
            }
        }
        if let Some(element) = open.element {
            let element = &mut self.out.elements[element];
            element.text = Span::new(element.text.start(), self.out.text.len() as u32);
        }
        if is_block(open.name) {
            self.end_line(false);
        }
    }

    /// Copies the end tag where the element ends here, and not where the page has it. The extractor's
    /// own parser ignores end tags that do not match, and its tree would be deeper than this stack.
    fn copy_end_tag(&mut self, open: &Open) {
        let written = &self.html[open.written.clone()];
        let name = match open.copied {
            Copied::No => return,
            Copied::AsDiv => "div",
            Copied::AsWritten if open.name.is_empty() => written,
            Copied::AsWritten => open.name,
        };
        self.out.reduced.push_str("</");
        self.out.reduced.push_str(name);
        self.out.reduced.push('>');
    }

    fn copy_tag(&mut self, tag: &Tag, name: &'static str) -> Copied {
        let (formatting, tables) = self.nesting();
        // An element that is too deep is not opened, so its tag is not copied either.
        let is_too_deep = self.stack.len() >= MAX_DEPTH && !is_void(name);
        // Formatting within formatting means nothing here. Parsers would open it again in each
        // paragraph, and extractors would give its text once for each level.
        let is_formatted = formatting > 0 && is_formatting(name);
        if is_too_deep || is_formatted {
            return Copied::No;
        }
        if tables >= MAX_TABLES && is_of_table(name) {
            if !matches!(name, "td" | "th" | "caption") {
                return Copied::No;
            }
            self.out.reduced.push_str("<div>");
            return Copied::AsDiv;
        }
        self.write_tag(tag, name);
        Copied::AsWritten
    }

    fn write_tag(&mut self, tag: &Tag, name: &'static str) {
        let out = &mut self.out.reduced;
        out.push('<');
        out.push_str(if name.is_empty() {
            &self.html[tag.name.clone()]
        } else {
            name
        });
        let attributes = lex::attributes(self.html, tag.attributes.clone());
        for (attribute, value) in attributes.take(MAX_ATTRIBUTES) {
            if value.len() > MAX_VALUE
                || attribute.contains(['<', '"', '\'', '='])
                || attribute.starts_with("on")
                || matches!(
                    attribute,
                    "src" | "srcset" | "sizes" | "data-src" | "data-srcset" | "target" | "title"
                )
            {
                continue;
            }
            let value = &self.html[value];
            out.push(' ');
            out.push_str(attribute);
            if !value.is_empty() {
                let mark = if value.contains('"') { '\'' } else { '"' };
                out.push('=');
                out.push(mark);
                out.push_str(value);
                out.push(mark);
            }
        }
        out.push('>');
    }

    fn end_line(&mut self, soft: bool) {
        self.space = None;
        self.ends = Some(soft && self.ends != Some(false));
    }

    fn text(&mut self, range: Range<usize>) {
        if self.is_dropped() {
            return;
        }
        let html = self.html;
        self.out.reduced.push_str(&html[range.clone()]);
        let bytes = html.as_bytes();
        let keeps_lines = self.stack.last().is_some_and(|open| open.name == "pre");
        let mut at = range.start;
        while at < range.end {
            if is_space(bytes[at]) {
                if keeps_lines && bytes[at] == b'\n' {
                    self.end_line(true);
                } else {
                    self.space = self.space.or(Some(at));
                }
                at += 1;
            } else if let Some(length) = self.reference(at, range.end) {
                at += length;
            } else {
                let from = at;
                at += 1;
                while at < range.end && !is_space(bytes[at]) && bytes[at] != b'&' {
                    at += 1;
                }
                self.before_text(from);
                self.out.text.push_str(&html[from..at]);
                self.out.origin.push((at - from) as u32, 1, 1, from as u64);
                self.count(at - from);
            }
        }
    }

    /// Adds the character reference at byte `at`, if there is one. Returns its length.
    fn reference(&mut self, at: usize, end: usize) -> Option<usize> {
        let html = self.html;
        if html.as_bytes()[at] != b'&' {
            return None;
        }
        let (first, second, length) = lex::reference(&html[at..end], false)?;
        if first.is_ascii_whitespace() {
            self.space = self.space.or(Some(at));
            return Some(length);
        }
        self.before_text(at);
        let start = self.out.text.len();
        self.out.text.push(first);
        self.out.text.extend(second);
        let bytes = self.out.text.len() - start;
        // Leading zeros make a reference of any length. Beyond 255 bytes its end is not kept.
        let raw = length.min(255) as u8;
        self.out.origin.push(1, bytes as u8, raw, at as u64);
        self.count(bytes);
        Some(length)
    }

    /// Adds the space or the line feed before the text at byte `at`.
    fn before_text(&mut self, at: usize) {
        self.breaks = 0;
        let is_first_hidden = self.is_hidden() && self.hidden_from as usize == self.out.text.len();
        if let Some(soft) = self.ends.take() {
            self.space = None;
            if !self.out.text.is_empty() {
                self.out.text.push('\n');
                self.out.origin.push(1, 1, 0, at as u64);
            }
            let start = self.out.text.len() as u32;
            let (context, level, holder) = self
                .stack
                .last()
                .map_or((0, 0, 0), |o| (o.context, o.level, o.holder));
            self.out.lines.push(PageLine {
                span: Span::new(start, start),
                context,
                level,
                soft,
                linked: 0,
                lead: 0,
                holder,
                group: holder,
            });
        } else if let Some(place) = self.space.take() {
            self.out.text.push(' ');
            self.out.origin.push(1, 1, 1, place as u64);
            self.count(1);
        }
        if is_first_hidden {
            // The white space before a hidden element is visible.
            self.hidden_from = self.out.text.len() as u32;
        } else if !self.is_hidden() {
            self.show_line();
        }
    }

    /// A line that begins with hidden words is not hidden if visible ones follow.
    fn show_line(&mut self) {
        let context = self.context();
        if let Some(line) = self.out.lines.last_mut()
            && line.context & context::HIDDEN != 0
        {
            line.context = context;
        }
    }

    fn count(&mut self, bytes: usize) {
        let linked = self.context() & context::LINK != 0;
        let end = self.out.text.len() as u32;
        if let Some(line) = self.out.lines.last_mut() {
            if linked && line.lead == line.span.len() {
                line.lead += bytes as u32;
            }
            line.span = Span::new(line.span.start(), end);
            line.linked += if linked { bytes as u32 } else { 0 };
        }
    }
}

impl Stream {
    /// The line that holds byte `at` of the text, or the first one after that byte.
    pub fn line_at(&self, at: u32) -> Option<&PageLine> {
        self.lines
            .get(self.lines.partition_point(|line| line.span.end() <= at))
    }

    /// The parts of a span that a reader sees, without white space around them.
    pub fn visible(&self, span: Span) -> Vec<Span> {
        let first = self.hidden.partition_point(|h| h.end() <= span.start());
        let mut out = Vec::new();
        let mut from = span.start();
        let hidden = self.hidden[first..].iter();
        for hidden in hidden.take_while(|h| h.start() < span.end()) {
            self.push_trimmed(from, hidden.start(), &mut out);
            from = hidden.end();
        }
        if out.is_empty() && from == span.start() {
            return vec![span];
        }
        self.push_trimmed(from, span.end(), &mut out);
        out
    }

    fn push_trimmed(&self, start: u32, end: u32, out: &mut Vec<Span>) {
        if start >= end {
            return;
        }
        let text = &self.text[start as usize..end as usize];
        let lead = text.len() - text.trim_start().len();
        let words = text.trim();
        if !words.is_empty() {
            let start = start + lead as u32;
            out.push(Span::new(start, start + words.len() as u32));
        }
    }

    /// True if there is nothing between two spans but hidden text, so that a reader sees them as one
    /// word.
    pub fn is_glued(&self, before: Span, after: Span) -> bool {
        let at = self.hidden.partition_point(|h| h.end() <= before.end());
        before.end() < after.start()
            && self
                .hidden
                .get(at)
                .is_some_and(|h| h.start() <= before.end() && h.end() >= after.start())
    }

    /// The visible text of an element.
    pub fn text_of(&self, element: &Element) -> &str {
        self.text[element.text.range()].trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let stream = stream(html);
        stream
            .lines
            .iter()
            .map(|line| stream.text[line.span.range()].to_string())
            .collect()
    }

    #[test]
    fn lines_as_a_reader_sees_them() {
        assert_eq!(
            lines(
                "<title>T</title><h1>Tarn  <i>bridge</i>\n shut</h1><p>One<a href=x>two</a>, &amp; three<p>Four<br>five<ul><li>six<li>seven</ul><script>no</script>"
            ),
            [
                "Tarn bridge shut",
                "Onetwo, & three",
                "Four",
                "five",
                "six",
                "seven"
            ]
        );
        assert_eq!(
            lines("<pre>a b\nc</pre>text<template>no</template> <svg><text>no</text></svg>more"),
            ["a b", "c", "text more"]
        );
    }

    #[test]
    fn every_character_has_its_place() {
        let html = "<p>Caf&eacute; &#8220;Orle&rdquo;</p>\n<p>is  shut</p>";
        let stream = stream(html);
        let place = |word: &str| {
            let at = stream.text.find(word).unwrap() as u32;
            &html[stream
                .origin
                .raw(Span::new(at, at + word.len() as u32))
                .range()]
        };
        assert_eq!(
            (place("é"), place("“Orle”"), place("is shut")),
            ("&eacute;", "&#8220;Orle&rdquo;", "is  shut")
        );
    }

    #[test]
    fn what_surrounds_a_line() {
        let html = "<nav>a</nav><div class='site-footer canal'>b</div><div class=\"siteNav\">c</div><p class=navy>d</p><div style='Display : none'>e</div>";
        let bits: Vec<u32> = stream(html).lines.iter().map(|l| l.context).collect();
        assert_eq!(
            bits,
            [
                context::NAV,
                context::FOOTER,
                context::NAV,
                0,
                context::HIDDEN
            ]
        );
    }

    #[test]
    fn depth_is_bounded() {
        let html = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000);
        let stream = stream(&html);
        assert_eq!(stream.text, "deep");
        assert_eq!(stream.reduced.matches("<div>").count(), MAX_DEPTH);
    }
}
