//! In: the paragraphs of a plain text. Out: what each of them is.
//!
//! Closed lists and shapes, no learning: a line is furniture only if the whole line is, so that a
//! sentence of the report is never lost to it.

use super::lines::Lines;
use sayso_english::classes::{class, classes};
use sayso_text::document::BlockKind;
use sayso_text::text::Span;
use std::collections::HashMap;

/// A block before repair: its lines in the decoded text.
#[derive(Clone, Debug)]
pub struct Part {
    pub kind: BlockKind,
    pub lines: Vec<Span>,
    /// The part it repeats.
    pub of: Option<usize>,
    /// It stands on the line of the next part, before it: a dateline, "Subject:".
    pub leads: bool,
    /// The rule that says so, where one did.
    pub rule: &'static str,
}

impl Part {
    pub fn span(&self) -> Span {
        let last = self.lines.len() - 1;
        self.lines[0].cover(self.lines[last])
    }
}

/// Whole lines that belong to the page.
const FURNITURE: &[&str] = &[
    "close",
    "share",
    "menu",
    "print",
    "advertisement",
    "advert",
    "ad",
    "read more",
    "sign up",
    "sign in",
    "log in",
    "login",
    "subscribe",
    "subscribe now",
    "comments",
    "comment",
    "save",
    "save article",
    "email",
    "e-mail",
    "copy link",
    "link copied",
    "copied",
    "listen",
    "follow",
    "follow us",
    "skip to content",
    "skip to main content",
    "related",
    "related articles",
    "related stories",
    "related news",
    "related topics",
    "loading",
    "loading...",
    "loading…",
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "linkedin",
    "reddit",
    "pinterest",
    "telegram",
    "messenger",
    "tweet",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "share on twitter",
    "share via email",
    "more",
    "more stories",
    "more news",
    "more on this story",
    "other stories",
    "popular stories",
    "top stories",
    "latest stories",
    "latest news",
    "in other news",
    "also in the news",
    "editor's picks",
    "editors' picks",
    "editor’s picks",
    "more from",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "recommended",
    "recommended for you",
    "you may also like",
    "you might also like",
    "article continues below",
    "article continues below advertisement",
    "story continues below",
    "story continues below advertisement",
    "continue reading",
    "continue reading the main story",
    "read full article",
    "read full story",
    "read the full story",
    "read the full story here",
    "read the rest here",
    "read it all here",
    "read the whole story here",
    "read next",
    "up next",
    "watch",
    "watch now",
    "watch live",
    "watch the video",
    "play",
    "play video",
    "pause",
    "mute",
    "unmute",
    "fullscreen",
    "view comments",
    "show comments",
    "post a comment",
    "leave a comment",
    "join the conversation",
    "back to top",
    "top",
    "home",
    "search",
    "next",
    "previous",
    "prev",
    "newsletter",
    "newsletters",
    "sign up for our newsletter",
    "get the app",
    "sponsored",
    "sponsored content",
    "promoted",
    "promoted content",
    "paid content",
    "gallery",
    "view gallery",
    "photos",
    "tags",
    "topics",
    "filed under",
    "report a typo",
    "report this ad",
    "accept",
    "accept all",
    "accept cookies",
    "cookies",
    "privacy policy",
    "terms of use",
    "contact us",
    "about us",
    "open",
    "expand",
    "collapse",
    "hide",
    "show more",
    "show less",
    "view more",
    "see more",
    "load more",
    "donate",
    "support us",
    "buy now",
    "gift this article",
    "give this article",
    "aa",
    "text size",
    "a a a",
    "like",
    "dislike",
    "reply",
    "report",
    "flag",
    "bookmark",
    "download",
    "enlarge",
    "zoom",
    "caption",
    "toggle caption",
    "hide caption",
    "enlarge this image",
    "end of article",
    "end",
    "ends",
    "-ends-",
    "-30-",
    "###",
];

/// Beginnings of lines that point elsewhere, whatever follows.
const SURE_POINTERS: &[&str] = &[
    "read more:",
    "read more about",
    "read more on",
    "read also:",
    "also read:",
    "related:",
    "related story:",
    "related article:",
    "see also:",
    "copyright ©",
    "© ",
];

/// Beginnings of lines that point elsewhere unless they are a sentence. The line must be short and
/// end like a title or a call.
const POINTERS: &[&str] = &[
    "read:",
    "see more:",
    "more:",
    "more on this:",
    "watch:",
    "watch more:",
    "listen:",
    "video:",
    "in pictures:",
    "in photos:",
    "live:",
    "explainer:",
    "opinion:",
    "recommended:",
    "don't miss:",
    "don’t miss:",
    "next:",
    "up next:",
    "follow us on",
    "follow our",
    "sign up for",
    "sign up to",
    "subscribe to",
    "subscribe for",
    "click here",
    "click to",
    "tap here",
    "share this",
    "download our",
    "download the",
    "get our",
    "get the latest",
    "join our",
    "support our",
    "copyright (c)",
    "copyright 2",
    "(c) 2",
    "all rights reserved",
    "tags:",
    "topics:",
    "filed under:",
    "posted in",
    "this article is for subscribers",
    "already a subscriber",
    "subscribe now to",
    "to view the full story",
    "to continue reading",
    "to read the full",
    "sign in to",
    "log in to",
    "first-time subscribers",
    "have you got a story",
    "got a story",
    "do you have a story",
    "got a view?",
    "e-mail the",
    "email the news",
    "for the latest",
    "for more stories",
];

const CREDITS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "photo credit",
    "photograph:",
    "photograph by",
    "photographs:",
    "picture:",
    "pictures:",
    "image:",
    "images:",
    "image credit",
    "image source",
    "credit:",
    "credits:",
    "source:",
    "sources:",
    "illustration:",
    "illustration by",
    "graphic:",
    "video by",
    "reporting by",
    "(reporting by",
    "additional reporting by",
    "(additional reporting",
    "editing by",
    "(editing by",
    "compiled by",
    "edited by",
    "written by",
    "story by",
    "words by",
    "with reporting by",
    "with files from",
    "with additional reporting",
    "translated by",
    "by our",
    "by staff",
    "agencies",
];

const CORRECTIONS: &[&str] = &[
    "correction:",
    "corrections:",
    "correction (",
    "corrections and clarifications",
    "clarification:",
    "editor's note:",
    "editor’s note:",
    "editors' note:",
    "editors’ note:",
    "an earlier version of this",
    "a previous version of this",
    "an earlier version of the",
    "this article was amended",
    "this article has been amended",
    "this story was amended",
    "this story has been corrected",
    "this article has been corrected",
    "this story has been updated",
    "this article has been updated",
    "this story was updated",
    "this article was updated",
    "this article was corrected",
    "this report has been corrected",
    "this report was amended",
    "this report has been updated",
    "this version corrects",
    "this story corrects",
    "• this article was amended",
];

/// Classifies the paragraphs of a text. A dateline is parted from its paragraph.
pub fn classify(text: &str, paragraphs: &[Lines]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(paragraphs.len() + 1);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut last_text = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let whole = &text[paragraph.span().range()];
        let mut part = Part {
            kind: BlockKind::Paragraph,
            lines: paragraph.lines.clone(),
            of: None,
            leads: false,
            rule: "",
        };
        let said = paragraph.kind.filter(|&kind| kind != BlockKind::Paragraph);
        // The first line is a headline rather than a byline: "By Land and Sea, Rescuers Reach
        // Island".
        if let Some(kind) = said.filter(|k| {
            matches!(
                k,
                BlockKind::Headline | BlockKind::Repeat | BlockKind::Furniture
            )
        }) {
            (part.kind, part.of, part.rule) = (kind, paragraph.of, "page");
            seen.entry(normal(whole)).or_insert(i);
        } else if let Some((kind, rule)) = by_itself(whole).filter(|(_, rule)| {
            (*rule != "byline" || last_text.is_some()) && said != Some(BlockKind::Credit)
        }) {
            (part.kind, part.rule) = (kind, rule);
        } else {
            let key = normal(whole);
            let before = seen.get(&key).copied();
            let next_to = before.is_some() && before == last_text;
            // A short line may come again (a refrain, a result) unless it stands right below
            // itself.
            let long = key.len() > 20;
            match before {
                Some(b) if long || (next_to && key.contains(' ')) => {
                    (part.kind, part.of, part.rule) = (BlockKind::Repeat, Some(b), "same-words");
                }
                _ => {
                    seen.insert(key, i);
                    if let Some(kind) = said {
                        (part.kind, part.rule) = (kind, "page");
                    }
                }
            }
        }
        if is_text(&part) {
            last_text = Some(i);
        }
        parts.push(part);
    }
    let mut parts = mail_headers(text, parts);
    // Mail headers put one part more at the top, if any.
    let more = parts.len() - paragraphs.len();
    let touching: Vec<bool> = (0..parts.len())
        .map(|i| i >= more && paragraphs[i - more].touches)
        .collect();
    headline(text, &mut parts);
    captions_and_headings(text, &touching, &mut parts);
    let parts = datelines(text, parts);
    standfirst(text, parts)
}

fn is_text(part: &Part) -> bool {
    matches!(
        part.kind,
        BlockKind::Paragraph | BlockKind::Headline | BlockKind::Standfirst
    )
}

/// Letters and digits in lower case, single blanks between.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The first characters of a line in lower case, enough for the lists.
fn head(text: &str) -> String {
    text.chars().take(48).flat_map(char::to_lowercase).collect()
}

/// What a line is whatever stands around it.
fn by_itself(text: &str) -> Option<(BlockKind, &'static str)> {
    if text.len() > 1200 {
        return None;
    }
    let head = head(text.trim_start_matches(['•', '*', ' ']));
    let bare = head.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '-'));
    if text.len() <= 48
        && !text.contains(['“', '”', '"', '‘', '’'])
        && (FURNITURE.contains(&bare) || is_counter(bare))
    {
        return Some((BlockKind::Furniture, "furniture"));
    }
    let starts = |list: &[&str]| list.iter().any(|start| head.starts_with(start));
    let words = word_count(text);
    if words <= 14 && is_breadcrumb(text) {
        return Some((BlockKind::Furniture, "breadcrumb"));
    }
    if words <= 14 && is_time_line(&head) {
        return Some((BlockKind::Furniture, "time-line"));
    }
    if starts(CORRECTIONS) && words <= 120 {
        return Some((BlockKind::Correction, "correction"));
    }
    let sentence = is_sentence(text);
    if words <= 24
        && (starts(SURE_POINTERS) || starts(POINTERS) && !sentence)
        && !has_quotation(text)
    {
        return Some((BlockKind::Furniture, "pointer"));
    }
    if words <= 40 && starts(CREDITS) && !sentence || is_agency_credit(text) {
        return Some((BlockKind::Credit, "credit"));
    }
    if byline(text).is_some() {
        return Some((BlockKind::Credit, "byline"));
    }
    None
}

/// "Home › News › Harbour".
fn is_breadcrumb(text: &str) -> bool {
    [" › ", " » ", " > ", " / "].iter().any(|mark| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() >= 3
            && parts
                .iter()
                .all(|p| word_count(p) <= 5 && !p.ends_with(['.', ',']))
    })
}

/// "Published: 14 March 2023, 17:42", "Last updated at 10.15".
fn is_time_line(head: &str) -> bool {
    let starts = [
        "published",
        "updated",
        "last updated",
        "last modified",
        "posted",
        "first published",
        "date:",
    ];
    starts.iter().any(|start| {
        head.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with([' ', ':']))
    }) && head.contains(|c: char| c.is_ascii_digit())
        && !head.ends_with('.')
}

/// The name of a mail header, if the line is one: "From: newsdesk@…".
fn mail_header(text: &str) -> Option<&str> {
    let names = [
        "From",
        "To",
        "Cc",
        "Date",
        "Sent",
        "Subject",
        "Reply-To",
        "Message-ID",
    ];
    names.into_iter().find(|name| {
        text.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(": "))
    })
}

/// "12 comments", "3 min read", "5 hours ago": a number and a word of the page.
fn is_counter(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words
        .next()
        .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let rest: Vec<&str> = words.collect();
    number
        && matches!(
            rest.as_slice(),
            ["comments" | "comment" | "shares" | "share" | "likes" | "views" | "replies"]
                | ["min" | "minute" | "mins", "read"]
                | ["hours" | "hour" | "minutes" | "days" | "day", "ago"]
        )
}

/// Does it hold a finite verb of speech, or an auxiliary? A credit or a pointer does not.
fn is_sentence(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| {
        let bits = classes(word);
        bits & class::SPEECH != 0 && bits & class::FINITE != 0
            || matches!(
                word,
                "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would"
            )
    })
}

fn has_quotation(text: &str) -> bool {
    text.contains(['“', '"', '”'])
}

/// "… contributed to this report."
fn is_agency_credit(text: &str) -> bool {
    let words = word_count(text);
    let lower = text.to_lowercase();
    words <= 40
        && (lower.contains("contributed to this report")
            || lower.contains("contributed to this story")
            || lower.contains("contributed to this article")
            || lower.contains("contributed reporting"))
}

/// The names of a byline, if the line is one: "By Ada Quill and Tom Brack, Science Editor".
pub fn byline(text: &str) -> Option<&str> {
    let rest = ["By ", "BY ", "by ", "By: ", "From "]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    let rest = rest.trim();
    let words = word_count(rest);
    if words == 0
        || words > 14
        || rest.ends_with(['.', '?', '!', ':']) && !rest.ends_with("Jr.")
        || has_quotation(rest)
    {
        return None;
    }
    let names = rest.split(['|', '•', '·', '—', '–']).next().unwrap_or(rest);
    let names = names.split(", ").next().unwrap_or(names).trim();
    let is_name = |w: &str| {
        w.starts_with(char::is_uppercase)
            || matches!(w, "and" | "&" | "de" | "van" | "von" | "der" | "bin" | "al")
    };
    let count = word_count(names);
    // "By Monday" is no byline, and neither is a heading such as "By The Numbers".
    let calendar = names
        .split_whitespace()
        .any(|w| classes(w) & (class::CALENDAR | class::DETERMINER) != 0);
    (names.split_whitespace().all(is_name)
        && (2..=9).contains(&count)
        && !calendar
        && !text.starts_with("From ")
        || text.starts_with("From ") && count >= 2 && rest.contains(" in ") && words <= 8)
        .then_some(names)
}

/// Marks the headline: the first block of text, if it has the shape of one.
fn headline(text: &str, parts: &mut [Part]) {
    if parts.iter().any(|p| p.kind == BlockKind::Headline) {
        return;
    }
    let Some(first) = parts.iter().position(is_text) else {
        return;
    };
    let rest: Vec<&Part> = parts[first + 1..].iter().collect();
    if !rest.iter().any(|p| is_text(p)) || parts[first].lines.len() > 3 {
        return;
    }
    let line = &text[parts[first].span().range()];
    let words = word_count(line);
    if words > 32 || line.chars().count() > 220 || dateline(line).is_some() || sentences(line) > 2 {
        return;
    }
    let repeated = parts.iter().any(|p| p.of == Some(first));
    let open = !line
        .trim_end_matches(['”', '"', '’'])
        .ends_with(['.', '!', '…', ':', ','])
        || line.ends_with("...");
    let followed = rest
        .first()
        .is_some_and(|p| p.rule == "byline" || p.kind == BlockKind::Credit)
        || rest
            .iter()
            .find(|p| is_text(p))
            .is_some_and(|p| dateline(&text[p.span().range()]).is_some());
    let title_case = {
        let long: Vec<&str> = line
            .split_whitespace()
            .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3)
            .collect();
        let upper = long
            .iter()
            .filter(|w| {
                w.trim_start_matches(|c: char| !c.is_alphanumeric())
                    .starts_with(char::is_uppercase)
            })
            .count();
        long.len() >= 3 && upper * 4 >= long.len() * 3
    };
    if repeated || open || followed || title_case {
        parts[first].kind = BlockKind::Headline;
    }
}

fn sentences(line: &str) -> usize {
    let ends = line.char_indices().filter(|(i, c)| {
        matches!(c, '.' | '?' | '!')
            && line[i + 1..]
                .trim_start_matches(['”', '"', '’'])
                .starts_with(' ')
    });
    1 + ends.count()
}

/// Captions, list items and headings between paragraphs.
fn captions_and_headings(text: &str, touching: &[bool], parts: &mut [Part]) {
    let count = parts.len();
    for i in 0..count {
        if parts[i].kind != BlockKind::Paragraph {
            continue;
        }
        let line = &text[parts[i].span().range()];
        let head = head(line);
        if [
            "file photo",
            "file -",
            "file –",
            "file —",
            "file:",
            "caption:",
            "pictured:",
            "in this photo",
            "in this image",
            "handout photo",
        ]
        .iter()
        .any(|start| head.starts_with(start))
            && word_count(line) <= 80
        {
            parts[i].kind = BlockKind::Caption;
        } else if is_list_item(line) {
            parts[i].kind = BlockKind::List;
        } else if i > 0
            && i + 1 < count
            && parts[i].lines.len() == 1
            && !touching[i]
            && is_heading(line)
        {
            // A heading stands between text, not among short lines that are all alike.
            let body = |p: &Part| word_count(&text[p.span().range()]) > 12;
            let before = parts[..i]
                .iter()
                .rev()
                .find(|p| p.kind == BlockKind::Paragraph)
                .is_some_and(body);
            let after = parts[i + 1..].iter().find(|p| is_text(p)).is_some_and(body);
            if before && after {
                parts[i].kind = BlockKind::Heading;
            }
        }
    }
}

fn is_list_item(line: &str) -> bool {
    let bullet = ["• ", "* ", "- ", "– ", "▪ ", "● ", "◦ ", "‣ ", "· "]
        .iter()
        .any(|b| line.starts_with(b));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=2).contains(&digits)
        && (line[digits..].starts_with(") ") || line[digits..].starts_with(". "));
    bullet || number
}

fn is_heading(line: &str) -> bool {
    let words = word_count(line);
    (1..=9).contains(&words)
        && !has_quotation(line)
        && !line.ends_with(['.', ',', ';', ':', '!', ')', '…'])
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !line.contains(": ")
        && !line.contains(" said")
}

/// Length in bytes of the dateline that a paragraph starts with: "TARN CROSS, Orland (NNA) — ".
pub fn dateline(text: &str) -> Option<usize> {
    let limit = text.char_indices().nth(90).map_or(text.len(), |(i, _)| i);
    let mut best: Option<(usize, usize)> = None;
    for mark in [" — ", " – ", " - ", " -- ", "— ", " —"] {
        if let Some(at) = text[..limit].find(mark)
            && best.is_none_or(|(b, _)| at < b)
        {
            best = Some((at, mark.len()));
        }
    }
    let (at, len) = best?;
    let end = at + len + usize::from(text[at + len..].starts_with(' '));
    let place = text[..at + usize::from(text[at..].starts_with(')'))].trim();
    // What follows a dateline is the beginning of a sentence; "NASA — the space agency — said" has
    // none.
    if end >= text.len() || place.is_empty() || text[end..].starts_with(char::is_lowercase) {
        return None;
    }
    let (place, agency) = match place.split_once('(') {
        Some((place, agency)) => {
            let agency = agency.strip_suffix(')')?;
            if agency.len() > 40 || !agency.starts_with(char::is_uppercase) {
                return None;
            }
            (place.trim(), true)
        }
        None => (place, false),
    };
    let (city, rest) = place.split_once(',').unwrap_or((place, ""));
    let words: Vec<&str> = city.split_whitespace().collect();
    if words.is_empty() || words.len() > 4 || word_count(rest) > 6 {
        return None;
    }
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let label = [
        "EXCLUSIVE",
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "WATCH",
        "LIVE",
        "VIDEO",
        "OPINION",
        "ANALYSIS",
        "FILE",
        "PHOTO",
    ];
    let capital = letters >= 3 && !city.chars().any(char::is_lowercase) && !label.contains(&city);
    let named = agency && words.iter().all(|w| w.starts_with(char::is_uppercase));
    let rest_named = rest
        .split_whitespace()
        .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '('));
    ((capital || named) && rest_named).then_some(end)
}

/// Two or more mail headers at the top are furniture; what stands after "Subject:" is the headline.
fn mail_headers(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let header = |p: &Part| mail_header(&text[p.span().range()]);
    let count = parts.iter().take_while(|p| header(p).is_some()).count();
    if count < 2 {
        return parts;
    }
    let mut out = Vec::with_capacity(parts.len() + 1);
    for (i, mut part) in parts.into_iter().enumerate() {
        if i < count {
            part.kind = BlockKind::Furniture;
            part.rule = "mail-header";
            if header(&part) == Some("Subject")
                && !out.iter().any(|p: &Part| p.rule == "mail-subject")
            {
                let first = part.lines[0];
                let start = first.start() + "Subject: ".len() as u32;
                let label = Span::new(first.start(), start - 1);
                out.push(Part {
                    lines: vec![label],
                    leads: true,
                    ..part.clone()
                });
                part.lines[0] = Span::new(start, first.end());
                (part.kind, part.rule) = (BlockKind::Headline, "mail-subject");
            }
        }
        out.push(part);
    }
    // One block more moves the ones that repeats point at.
    let more = out.iter().filter(|p| p.rule == "mail-subject").count();
    for part in &mut out {
        part.of = part.of.map(|of| of + more);
    }
    out
}

/// Parts the dateline of the first paragraphs from its text.
fn datelines(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len() + 1);
    // Where each part went, for the repeats that point at it.
    let mut moved = Vec::with_capacity(parts.len());
    let mut looked = 0;
    for mut part in parts {
        if part.kind == BlockKind::Paragraph && looked < 8 {
            looked += 1;
            let first = part.lines[0];
            if let Some(len) = dateline(&text[first.range()]) {
                let place = text[first.range()][..len].trim_end().len() as u32;
                let line = Span::new(first.start(), first.start() + place);
                out.push(Part {
                    kind: BlockKind::Dateline,
                    lines: vec![line],
                    of: None,
                    leads: true,
                    rule: "dateline",
                });
                part.lines[0] = Span::new(first.start() + len as u32, first.end());
                looked = 8;
            }
        }
        moved.push(out.len());
        out.push(part);
    }
    for part in &mut out {
        part.of = part.of.map(|of| moved[of]);
    }
    out
}

/// Marks the standfirst: a block between the headline and the text that the first paragraphs say
/// again.
fn standfirst(text: &str, mut parts: Vec<Part>) -> Vec<Part> {
    let Some(headline) = parts.iter().position(|p| p.kind == BlockKind::Headline) else {
        return parts;
    };
    let texts: Vec<usize> = (headline + 1..parts.len())
        .filter(|&i| parts[i].kind == BlockKind::Paragraph)
        .take(4)
        .collect();
    let Some((&candidate, body)) = texts.split_first() else {
        return parts;
    };
    let line = &text[parts[candidate].span().range()];
    if word_count(line) > 60 || parts[candidate].lines.len() > 5 || body.is_empty() {
        return parts;
    }
    if let Some(&said) = body
        .iter()
        .take(2)
        .find(|&&b| restates(&text[parts[b].span().range()], line))
    {
        (
            parts[candidate].kind,
            parts[candidate].of,
            parts[candidate].rule,
        ) = (BlockKind::Standfirst, Some(said), "restated");
        return parts;
    }
    // A byline or a dateline right after it parts it from the text.
    let follows = parts
        .get(candidate + 1)
        .is_some_and(|p| p.kind == BlockKind::Dateline || p.rule == "byline");
    if follows && sentences(line) <= 2 {
        (parts[candidate].kind, parts[candidate].rule) = (BlockKind::Standfirst, "before-byline");
    }
    parts
}

/// Does `text` say what `line` says in nearly the same words? Seven of ten content words, and three
/// words in a row.
fn restates(text: &str, line: &str) -> bool {
    let (text, line) = (normal(text), normal(line));
    let said: std::collections::HashSet<&str> = text.split(' ').collect();
    let content: std::collections::HashSet<&str> = line
        .split(' ')
        .filter(|w| w.len() > 3 && classes(w) == 0)
        .collect();
    // Words may be glued to the next one in the text.
    let covered = content
        .iter()
        .filter(|w| said.contains(*w) || said.iter().any(|s| s.starts_with(*w)))
        .count();
    let words: Vec<&str> = line.split(' ').collect();
    let run = words
        .windows(3)
        .any(|three| text.contains(&three.join(" ")));
    content.len() >= 5 && covered * 10 >= content.len() * 7 && run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_and_bylines() {
        assert_eq!(dateline("TARN CROSS, Orland (NNA) — The bridge"), Some(29));
        assert_eq!(dateline("VELM — The bridge"), Some("VELM — ".len()));
        assert_eq!(
            dateline("Velm (NNA) - The bridge"),
            Some("Velm (NNA) - ".len())
        );
        assert_eq!(dateline("The bridge — which is old — is shut"), None);
        assert_eq!(dateline("UN - no"), None);
        assert_eq!(
            byline("By Ada Quill and Tom Brack, Science Editor"),
            Some("Ada Quill and Tom Brack")
        );
        assert_eq!(byline("By Monday the river had risen"), None);
        assert_eq!(byline("By The Numbers"), None);
    }
}
