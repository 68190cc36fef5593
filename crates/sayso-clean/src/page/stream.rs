//! In: the decoded page. Out: what a reader sees of it, line by line, each with where on the page
//! it stands and what surrounds it; the elements that metadata may be in; and the page reduced to
//! what an extractor needs.
//!
//! One pass over the tokens with a bounded stack of open elements: no tree is built. Useful for:
//! places and surroundings of text. Not useful for: layout; a style sheet that hides or reorders
//! text is not followed.

use super::lex::{self, Tag, Token};
use aho_corasick::{AhoCorasick, MatchKind};
use sayso_text::origin::Origin;
use sayso_text::text::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// What surrounds a piece of text: a set of bits.
pub type Around = u32;

/// The bits of [`Around`].
pub mod around {
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

/// A line as a reader sees it: text between two block boundaries or line breaks.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// In the stream's text.
    pub span: Span,
    /// What surrounds its first character.
    pub around: Around,
    /// 1 to 6 in a heading.
    pub level: u8,
    /// Only a `<br>` parts it from the line before.
    pub soft: bool,
    /// Bytes of it that are link text.
    pub linked: u32,
    /// Bytes of link text that it begins with.
    pub lead: u32,
    /// Number of the element that holds it as one of several: a `div`, a cell, not a paragraph or a
    /// heading.
    pub holder: u32,
}

/// An element that may hold metadata.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its start tag.
    pub tag: Tag,
    /// Its name in lower case.
    pub name: &'static str,
    /// What surrounds it, itself included.
    pub around: Around,
    /// Its visible text, in the stream.
    pub text: Span,
    /// What stands in it, for a script or a title: a range of the page.
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
    pub lines: Vec<Line>,
    /// In page order.
    pub elements: Vec<Element>,
    /// Comments that stand before the first element, and after the document element.
    pub comments: Vec<Range<usize>>,
    /// The page without scripts, styles, comments and depth: what an extractor is given.
    pub reduced: String,
    /// Start tags seen.
    pub tags: usize,
    /// What stands in `noscript` elements.
    pub noscript: Vec<Range<usize>>,
}

/// Elements deeper than this are taken for part of the one above: no page is, and trees get slow.
const DEEPEST: usize = 200;
/// How far up an end tag looks for its start tag.
const REACH: usize = 100;
/// Attribute values longer than this are pictures and scripts.
const LONGEST_VALUE: usize = 600;

/// The element names that mean something here.
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
    names!(name: "a" "abbr" "address" "amp-ad" "amp-sidebar" "article" "aside" "audio" "b" "base" "blockquote" "body" "br"
        "button" "canvas" "center" "cite" "col" "dd" "details" "dialog" "div" "dl" "dt" "em" "embed" "fieldset"
        "figcaption" "figure" "font" "footer" "form" "h1" "h2" "h3" "h4" "h5" "h6" "head" "header" "hr" "html" "i"
        "iframe" "img" "input" "label" "legend" "li" "link" "main" "math" "menu" "meta" "nav" "noscript" "object"
        "ol" "option" "p" "param" "pre" "q" "s" "script" "section" "select" "small" "source" "span" "strong"
        "style" "sub" "summary" "sup" "svg" "table" "tbody" "td" "template" "textarea" "tfoot" "th" "thead" "time"
        "title" "tr" "track" "u" "ul" "video" "wbr" "area" "noframes" "noembed" "xmp" "caption")
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

/// Elements that hold paragraphs.
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

/// Not seen by a reader, and of no use to an extractor.
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

/// The elements that a start tag closes when they are open right above it.
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

/// Words of class names and ids, and what they mean.
const CLASS_WORDS: [(&str, Around); 69] = [
    ("nav", around::NAV),
    ("navigation", around::NAV),
    ("menu", around::NAV),
    ("breadcrumb", around::NAV | around::BREADCRUMB),
    ("sidebar", around::ASIDE),
    ("side-bar", around::ASIDE),
    ("rail", around::ASIDE),
    ("navbar", around::NAV),
    ("footer", around::FOOTER),
    ("copyright", around::FOOTER),
    ("comments", around::COMMENTS),
    ("comment-", around::COMMENTS),
    ("commentlist", around::COMMENTS),
    ("disqus", around::COMMENTS),
    ("respond", around::COMMENTS),
    ("related", around::ELSEWHERE),
    ("recommend", around::ELSEWHERE),
    ("most-read", around::ELSEWHERE),
    ("mostread", around::ELSEWHERE),
    ("most-popular", around::ELSEWHERE),
    ("popular", around::ELSEWHERE),
    ("trending", around::ELSEWHERE),
    ("teaser", around::ELSEWHERE),
    ("promo", around::ELSEWHERE),
    ("outbrain", around::ELSEWHERE),
    ("taboola", around::ELSEWHERE),
    ("newsletter", around::ELSEWHERE),
    ("read-more", around::ELSEWHERE),
    ("readmore", around::ELSEWHERE),
    ("read-next", around::ELSEWHERE),
    ("more-from", around::ELSEWHERE),
    ("share", around::CONTROL),
    ("sharing", around::CONTROL),
    ("social", around::CONTROL),
    ("toolbar", around::CONTROL),
    ("cookie", around::CONTROL),
    ("consent", around::CONTROL),
    ("modal", around::CONTROL),
    ("popup", around::CONTROL),
    ("advert", around::CONTROL),
    ("sponsor", around::CONTROL),
    ("paywall", around::WALL),
    ("regwall", around::WALL),
    ("subscriber-only", around::WALL),
    ("caption", around::CAPTION),
    ("credit", around::CREDIT),
    ("photographer", around::CREDIT),
    ("pullquote", around::PULL),
    ("pull-quote", around::PULL),
    ("standfirst", around::STANDFIRST),
    ("subtitle", around::STANDFIRST),
    ("sub-title", around::STANDFIRST),
    ("subhead", around::STANDFIRST),
    ("sub-head", around::STANDFIRST),
    ("strapline", around::STANDFIRST),
    ("deck", around::STANDFIRST),
    ("dek", around::STANDFIRST),
    ("byline", around::BYLINE),
    ("author", around::BYLINE),
    ("writer", around::BYLINE),
    ("date", around::DATE),
    ("time", around::DATE),
    ("publish", around::DATE),
    ("posted", around::DATE),
    ("updated", around::DATE),
    ("hidden", around::HIDDEN),
    ("sr-only", around::HIDDEN),
    ("screen-reader", around::HIDDEN),
    ("visually-hidden", around::HIDDEN),
];

static CLASSES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let build = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(CLASS_WORDS.map(|(word, _)| word));
    build.unwrap_or_else(|_| unreachable!("a fixed list"))
});

/// What a class, id or itemprop says. A word counts where it begins: "site-nav", "siteNav", not
/// "canal".
fn class_bits(value: &str) -> Around {
    let bytes = value.as_bytes();
    let mut bits = 0;
    for found in CLASSES.find_iter(value) {
        let begins = found.start() == 0 || {
            let before = bytes[found.start() - 1];
            !before.is_ascii_alphabetic()
                || before.is_ascii_lowercase() && bytes[found.start()].is_ascii_uppercase()
        };
        let (word, bit) = CLASS_WORDS[found.pattern().as_usize()];
        let after = bytes.get(found.end()).copied().unwrap_or(b' ');
        // "navy", "dated", "timeless", "railway" are other words; "nav2" and "dateline" are not
        // needed.
        let ends =
            word.len() > 5 || !after.is_ascii_lowercase() || bytes[found.end()..].starts_with(b"s");
        // "hidden" alone hides; "overflow-hidden" does not.
        let ends = ends
            && (word != "hidden"
                || (found.start() == 0 || bytes[found.start() - 1] == b' ')
                    && matches!(after, b' ' | b'-'));
        let is_date = bit == around::DATE
            && bytes[found.start()..]
                .get(..9)
                .is_some_and(|w| w.eq_ignore_ascii_case(b"timestamp"));
        if begins && (ends || is_date) {
            bits |= bit;
        }
    }
    bits
}

/// Elements whose text is no markup.
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

fn name_bits(name: &str) -> Around {
    match name {
        "a" => around::LINK,
        "nav" | "menu" => around::NAV,
        "aside" | "amp-sidebar" => around::ASIDE,
        "header" => around::HEADER,
        "footer" => around::FOOTER,
        "main" => around::MAIN,
        "article" => around::ARTICLE,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => around::HEADING,
        "li" | "dd" | "dt" => around::LIST,
        "blockquote" => around::QUOTE,
        "figcaption" | "caption" => around::CAPTION,
        "td" | "th" => around::TABLE,
        "button" | "label" | "select" | "option" | "form" | "dialog" => around::CONTROL,
        "template" => around::HIDDEN,
        _ => 0,
    }
}

struct Open {
    name: &'static str,
    /// The name as written, for elements not known.
    written: Range<usize>,
    around: Around,
    level: u8,
    dropped: bool,
    /// An element around it is dropped.
    above_dropped: bool,
    element: Option<usize>,
    holder: u32,
}

/// Paragraphs rather than a picture for counting readers or a line on scripts.
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

struct Walk<'a> {
    html: &'a str,
    out: Stream,
    stack: Vec<Open>,
    /// A blank stands before the next character: its place.
    blank: Option<usize>,
    /// A line ends before the next character: `Some(true)` if only at a `<br>`.
    ends: Option<bool>,
    /// `<br>` right after each other.
    breaks: u32,
    /// Elements open beyond the depth allowed.
    overflow: usize,
}

/// Reads a page.
pub fn stream(html: &str) -> Stream {
    let mut walk = Walk {
        html,
        out: Stream {
            text: String::with_capacity(html.len() / 6),
            ..Stream::default()
        },
        stack: Vec::new(),
        blank: None,
        ends: Some(false),
        breaks: 0,
        overflow: 0,
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
    walk.out
}

impl Walk<'_> {
    fn around(&self) -> Around {
        self.stack.last().map_or(0, |open| open.around)
    }

    fn is_dropped(&self) -> bool {
        self.stack.last().is_some_and(|open| open.dropped)
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Text(range) => self.text(range),
            Token::Open(tag) => self.open(tag),
            Token::Close(tag) => self.close(&tag),
            Token::Raw(_) => {}
            Token::Comment(range) => {
                if self.out.comments.len() < 100 {
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
            if self.out.noscript.len() < 100 {
                self.out.noscript.push(range.clone());
            }
            // Some pages keep their report there, for readers without scripts.
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
        for _ in 0..3 {
            match self.stack.last() {
                Some(top) if !top.name.is_empty() && closed_by(name).contains(&top.name) => {
                    self.pop()
                }
                _ => break,
            }
        }
        let mut around = self.around();
        let above_dropped = self.is_dropped();
        let mut dropped = above_dropped || is_dropped(name);
        let mut wanted = matches!(
            name,
            "meta" | "link" | "html" | "base" | "time" | "title" | "h1" | "abbr"
        );
        let mut own = name_bits(name);
        for (attribute, value) in lex::attributes(self.html, tag.attributes.clone()) {
            let value = &self.html[value];
            match attribute.len() {
                5 if attribute.eq_ignore_ascii_case("class") => own |= class_bits(value),
                2 if attribute.eq_ignore_ascii_case("id") => own |= class_bits(value),
                8 if attribute.eq_ignore_ascii_case("itemprop") => {
                    own |= class_bits(value);
                    wanted = true;
                }
                6 if attribute.eq_ignore_ascii_case("typeof") && value.contains("Person") => {
                    own |= around::BYLINE;
                    wanted = true;
                }
                3 if attribute.eq_ignore_ascii_case("rel")
                    && value.eq_ignore_ascii_case("author") =>
                {
                    own |= around::BYLINE;
                }
                4 if attribute.eq_ignore_ascii_case("role") => {
                    match value.to_ascii_lowercase().as_str() {
                        "navigation" => own |= around::NAV,
                        "complementary" => own |= around::ASIDE,
                        "contentinfo" => own |= around::FOOTER,
                        "main" => own |= around::MAIN,
                        "dialog" => own |= around::CONTROL,
                        _ => {}
                    }
                }
                4 if attribute.eq_ignore_ascii_case("type") && name == "script" => {
                    wanted |= value.to_ascii_lowercase().contains("ld+json");
                }
                6 if attribute.eq_ignore_ascii_case("hidden") => own |= around::HIDDEN,
                5 if attribute.eq_ignore_ascii_case("style") => {
                    let plain: String = value
                        .chars()
                        .take(200)
                        .filter(|c| !c.is_whitespace())
                        .collect();
                    if plain.to_ascii_lowercase().contains("display:none") {
                        own |= around::HIDDEN;
                    }
                }
                _ => {}
            }
        }
        // The page as a whole is no menu, and hides nothing, whatever its class says.
        if matches!(name, "html" | "body" | "main" | "article") {
            own &= around::MAIN | around::ARTICLE;
        }
        wanted |= own & (around::BYLINE | around::DATE) != 0 && !matches!(name, "html" | "body");
        around |= own;
        wanted |= name == "a" && around & around::BYLINE != 0;
        // A report inside is no longer what surrounds it: an article in a header or a wrapper with
        // an odd class.
        if name == "article" || name == "main" {
            around &= !(around::BYLINE | around::DATE | around::NAV);
        }
        if matches!(name, "svg" | "template") {
            dropped = true;
        }
        if is_block(name) {
            self.end_line(false);
        } else if name == "br" {
            self.breaks += 1;
            self.end_line(self.breaks < 2);
        }
        if !dropped && !matches!(name, "meta" | "link") {
            self.copy_tag(&tag, name);
        }
        let element = (wanted && !above_dropped && self.out.elements.len() < 50_000).then(|| {
            let at = self.out.text.len() as u32;
            self.out.elements.push(Element {
                tag: tag.clone(),
                name,
                around,
                text: Span::new(at, at),
                raw: 0..0,
            });
            self.out.elements.len() - 1
        });
        if is_void(name) {
            return;
        }
        let level = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => name.as_bytes()[1] - b'0',
            _ => self.stack.last().map_or(0, |open| open.level),
        };
        let holder = match self.stack.last() {
            // A list item that holds paragraphs of its own is told from its neighbours. Elements of
            // a page's own making ("x-card") hold things, whatever a browser makes of them.
            _ if is_holder(name)
                || name.is_empty() && self.html[tag.name.clone()].contains('-')
                || name == "li" && around & around::LINK == 0 =>
            {
                self.out.tags as u32
            }
            above => above.map_or(0, |open| open.holder),
        };
        if self.stack.len() < DEEPEST || is_raw(name) {
            self.stack.push(Open {
                name,
                written: tag.name,
                around,
                level,
                dropped,
                above_dropped,
                element,
                holder,
            });
        } else {
            self.overflow += 1;
        }
    }

    fn close(&mut self, tag: &Tag) {
        let written = &self.html[tag.name.clone()];
        let name = known(written);
        if self.overflow > 0 {
            // Scripts and the like are on the stack at any depth.
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
        // End tags are handed on as they stand: what they close is for the extractor's own parser
        // to say.
        if !self.is_dropped() {
            self.out.reduced.push_str("</");
            self.out
                .reduced
                .push_str(if name.is_empty() { written } else { name });
            self.out.reduced.push('>');
        }
        let same = |open: &Open| {
            open.name == name
                && (!name.is_empty()
                    || self.html[open.written.clone()].eq_ignore_ascii_case(written))
        };
        let found = self.stack.iter().rev().take(REACH).position(same);
        if let Some(above) = found {
            for _ in 0..=above {
                self.pop();
            }
        }
        if is_block(name) {
            self.end_line(false);
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if let Some(element) = open.element {
            let element = &mut self.out.elements[element];
            element.text = Span::new(element.text.start(), self.out.text.len() as u32);
        }
        if is_block(open.name) {
            self.end_line(false);
        }
    }

    fn copy_tag(&mut self, tag: &Tag, name: &'static str) {
        // Beyond the depth allowed an element is not opened, so its tag is not copied either.
        if self.stack.len() >= DEEPEST && !is_void(name) {
            return;
        }
        let out = &mut self.out.reduced;
        out.push('<');
        out.push_str(if name.is_empty() {
            &self.html[tag.name.clone()]
        } else {
            name
        });
        // Parsers look for doubles among attributes pair by pair.
        for (attribute, value) in lex::attributes(self.html, tag.attributes.clone()).take(40) {
            if value.len() > LONGEST_VALUE
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
        self.blank = None;
        self.ends = Some(soft && self.ends != Some(false));
    }

    fn text(&mut self, range: Range<usize>) {
        if self.is_dropped() {
            return;
        }
        let html = self.html;
        self.out.reduced.push_str(&html[range.clone()]);
        // Text between a head's tags is white space; should there be more, a browser shows it in
        // the body.
        let bytes = html.as_bytes();
        let keeps_lines = self.stack.last().is_some_and(|open| open.name == "pre");
        let mut at = range.start;
        while at < range.end {
            let byte = bytes[at];
            if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
                if keeps_lines && byte == b'\n' {
                    self.end_line(true);
                } else if self.blank.is_none() {
                    self.blank = Some(at);
                }
                at += 1;
                continue;
            }
            if byte == b'&'
                && let Some((first, second, len)) = lex::reference(&html[at..range.end], false)
            {
                if first.is_ascii_whitespace() {
                    self.blank = self.blank.or(Some(at));
                } else {
                    let mut piece = [0u8; 8];
                    let mut size = first.encode_utf8(&mut piece).len();
                    if let Some(second) = second {
                        size += second.encode_utf8(&mut piece[size..]).len();
                    }
                    let piece = std::str::from_utf8(&piece[..size]).unwrap_or("\u{fffd}");
                    self.before_text(at);
                    self.out.text.push_str(piece);
                    // Leading noughts make a reference of any length; beyond 255 bytes the end is
                    // not kept.
                    self.out
                        .origin
                        .push(1, piece.len() as u8, len.min(255) as u8, at as u64);
                    self.count(piece.len());
                }
                at += len;
                continue;
            }
            let from = at;
            at += 1;
            while at < range.end && !matches!(bytes[at], b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'&')
            {
                at += 1;
            }
            self.before_text(from);
            self.out.text.push_str(&html[from..at]);
            self.out.origin.push((at - from) as u32, 1, 1, from as u64);
            self.count(at - from);
        }
    }

    /// Puts the blank or line feed that stands before the text at `at`.
    fn before_text(&mut self, at: usize) {
        self.breaks = 0;
        if let Some(soft) = self.ends.take() {
            self.blank = None;
            if !self.out.text.is_empty() {
                self.out.text.push('\n');
                self.out.origin.push(1, 1, 0, at as u64);
            }
            let start = self.out.text.len() as u32;
            let (around, level, holder) = self
                .stack
                .last()
                .map_or((0, 0, 0), |o| (o.around, o.level, o.holder));
            self.out.lines.push(Line {
                span: Span::new(start, start),
                around,
                level,
                soft,
                linked: 0,
                lead: 0,
                holder,
            });
        } else if let Some(place) = self.blank.take() {
            self.out.text.push(' ');
            self.out.origin.push(1, 1, 1, place as u64);
            self.count(1);
        }
    }

    fn count(&mut self, bytes: usize) {
        let linked = self.around() & around::LINK != 0;
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
    /// The line that holds byte `at` of the text, or the first one after it.
    pub fn line_at(&self, at: u32) -> Option<&Line> {
        self.lines
            .get(self.lines.partition_point(|line| line.span.end() <= at))
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
        let bits: Vec<u32> = stream(html).lines.iter().map(|l| l.around).collect();
        assert_eq!(
            bits,
            [around::NAV, around::FOOTER, around::NAV, 0, around::HIDDEN]
        );
    }

    #[test]
    fn depth_is_bounded() {
        let html = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000);
        let stream = stream(&html);
        assert_eq!(stream.text, "deep");
        assert_eq!(stream.reduced.matches("<div>").count(), DEEPEST);
    }
}
