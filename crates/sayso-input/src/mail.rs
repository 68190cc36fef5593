//! Mails: the bytes of a message in, its report out, and what is attached to it.
//!
//! Press releases arrive by mail. The headers are metadata; of the parts that say the same, the
//! plain text is read unless it is only a hint that there is HTML. Quoted answers, signatures and
//! the footers of mailing lists are marked as furniture.

mod body;

use crate::caught::caught;
use crate::document::{self, Facts};
use crate::given::{UnreadDays, given_day, has_half_of_day};
use crate::item::{Failure, Item, Note, PassedOver, What};
use crate::open::{Items, one};
use crate::source::Source;
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use sayso::report::{Body, Place, RawReport, Told};

/// How deep mails in mails are read.
const DEEPEST: usize = 3;

/// Senders whose address says nothing about an outlet.
const PRIVATE: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "aol.com",
    "icloud.com",
    "me.com",
    "gmx.de",
    "gmx.net",
    "gmx.com",
    "web.de",
    "proton.me",
    "protonmail.com",
    "mail.com",
    "mail.ru",
    "yandex.ru",
];

/// The items of a file that is one mail.
pub(crate) fn read(mut source: Source, facts: &Facts) -> Items {
    match document::bytes(&mut source) {
        Ok(bytes) => Box::new(items(&bytes, &source.place, facts).into_iter()),
        Err(failure) => one(failure),
    }
}

/// What one message holds: its report or why there is none, then the mails and the files in it.
pub(crate) fn items(bytes: &[u8], place: &Place, facts: &Facts) -> Vec<Item> {
    let parsed = caught(|| MessageParser::default().parse(bytes));
    match parsed {
        // Without headers, anything is a message to the parser.
        Ok(Some(message)) if is_mail(&message) => of_message(&message, place, facts, DEEPEST),
        _ => vec![
            Failure::read(
                place.clone(),
                "this is not a mail: it does not begin with lines such as From: and Subject:",
            )
            .into(),
        ],
    }
}

fn is_mail(message: &Message) -> bool {
    message.from().is_some() || message.subject().is_some() || message.date().is_some()
}

fn of_message(message: &Message, place: &Place, facts: &Facts, depth: usize) -> Vec<Item> {
    let mut items = Vec::new();
    let body = body_of(message);
    let unclosed = if body.is_none() {
        unclosed_body(message)
    } else {
        None
    };
    let is_unclosed = unclosed.is_some();
    items.extend(cut_off(message, place).map(Item::Note));
    if let Some(body) = body.or(unclosed) {
        let report = report(message, body, place, facts);
        items.extend(unread_day(&report).map(Item::Note));
        items.push(report.into());
    } else {
        let why = no_text(message);
        items.push(PassedOver::because(place.clone(), What::NoText, why).into());
    }
    for (at, part) in message.attachments().enumerate() {
        if is_unclosed && is_inline_text(part) {
            continue;
        }
        let name = part
            .attachment_name()
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let name = name.map_or_else(|| format!("attachment {}", at + 1), str::to_string);
        let place = Place {
            member: Some(joined(place, &name)),
            ..place.clone()
        };
        match &part.body {
            PartType::Message(inner) if depth > 0 && is_mail(inner) => {
                items.extend(of_message(inner, &place, facts, depth - 1));
            }
            _ => items.push(PassedOver::new(place, What::Attachment).into()),
        }
    }
    items
}

/// What to say if a mail in several parts ends before the line that closes the last of them.
fn cut_off(message: &Message, place: &Place) -> Option<Note> {
    let boundary = message.content_type()?.attribute("boundary")?;
    let closing = format!("--{boundary}--");
    let raw = message.raw_message();
    let is_closed = memchr::memmem::find(raw, closing.as_bytes()).is_some();
    (!is_closed).then(|| Note {
        place: place.clone(),
        message: "the mail ends before its last part does, so that it is perhaps cut off".into(),
    })
}

/// What to say if the day of a mail cannot be read.
fn unread_day(report: &RawReport) -> Option<Note> {
    let mut unread = UnreadDays::default();
    unread.count(report.published.as_ref());
    let message = unread.message(|_| "this mail".into())?;
    Some(Note {
        place: report.place.clone(),
        message,
    })
}

/// The name of a part within the part that holds it.
fn joined(place: &Place, name: &str) -> String {
    match &place.member {
        Some(outer) => format!("{outer}/{name}"),
        None => name.to_string(),
    }
}

fn no_text(message: &Message) -> String {
    match message.attachment_count() {
        0 => "there is no text in this mail".into(),
        1 => "there is no text in this mail, only an attachment: save it and read the file".into(),
        count => format!(
            "there is no text in this mail, only {count} attachments: save them and read the files"
        ),
    }
}

fn report(message: &Message, body: Body, place: &Place, facts: &Facts) -> RawReport {
    let written = message.header_raw("Date").map(str::trim);
    // The parser of dates in mails knows no clock of twelve hours, which few programs write.
    let has_half = written.is_some_and(has_half_of_day);
    let published = message
        .date()
        .filter(|date| date.is_valid() && !has_half)
        .map(mail_parser::DateTime::to_rfc3339);
    let published = published.or_else(|| written.map(str::to_string));
    let sender = message.from().and_then(Address::first);
    let domain = sender
        .and_then(|from| from.address())
        .and_then(|address| address.rsplit_once('@'));
    let outlet = domain
        .map(|(_, domain)| domain.to_ascii_lowercase())
        .filter(|domain| !PRIVATE.contains(&&**domain));
    RawReport {
        url: facts.url.clone(),
        published: published.map(given_day).or_else(|| facts.published.clone()),
        told: Told {
            title: message.subject().map(subject),
            byline: sender.and_then(|from| from.name()).map(str::to_string),
            outlet: message
                .header("Organization")
                .and_then(|value| value.as_text())
                .map(str::to_string)
                .or(outlet),
            record: message.message_id().map(str::to_string),
            ..Told::default()
        },
        ..RawReport::new(place.clone(), body)
    }
}

/// A subject without what mail programs put before it.
fn subject(subject: &str) -> String {
    let mut rest = subject.trim();
    'marks: loop {
        for mark in ["re:", "fw:", "fwd:", "aw:", "wg:"] {
            let head = rest.get(..mark.len());
            if head.is_some_and(|head| head.eq_ignore_ascii_case(mark)) {
                rest = rest[mark.len()..].trim_start();
                continue 'marks;
            }
        }
        return rest.to_string();
    }
}

/// The text of a message.
fn body_of(message: &Message) -> Option<Body> {
    body_of_parts(message.text_bodies(), message.html_bodies())
}

/// The text of a mail that was cut off: the parser takes the last part for an attachment, if the boundary after it is
/// missing.
fn unclosed_body(message: &Message) -> Option<Body> {
    let parts = || message.attachments().filter(|part| is_inline_text(part));
    body_of_parts(parts(), parts())
}

/// The text of some parts: of the plain ones, or of those of HTML where none of the plain ones says the same.
fn body_of_parts<'m>(
    plain: impl Iterator<Item = &'m MessagePart<'m>>,
    html: impl Iterator<Item = &'m MessagePart<'m>>,
) -> Option<Body> {
    let html: Vec<&str> = html.filter_map(html_of).collect();
    let html = html.join("\n");
    let text: Vec<(&str, bool)> = plain
        .filter_map(|part| Some((text_of(part)?, is_flowed(part))))
        .collect();
    let is_whole = html.is_empty() || is_whole(&text, &html);
    let has_text = text.iter().any(|(text, _)| !text.trim().is_empty());
    if has_text && is_whole {
        return Some(Body::Parts(body::parts(&text)));
    }
    let has_html = !mail_parser::decoders::html::html_to_text(&html)
        .trim()
        .is_empty();
    match () {
        () if has_html => Some(Body::Html(html)),
        () if has_text => Some(Body::Parts(body::parts(&text))),
        () => None,
    }
}

/// Whether a part is a text that nobody attached as a file.
fn is_inline_text(part: &MessagePart) -> bool {
    let is_file = part.attachment_name().is_some()
        || part
            .content_disposition()
            .is_some_and(mail_parser::ContentType::is_attachment);
    !is_file && matches!(part.body, PartType::Html(_) | PartType::Text(_))
}

/// Whether the plain text says as much as the HTML, and not only that there is HTML.
fn is_whole(text: &[(&str, bool)], html: &str) -> bool {
    let plain: usize = text.iter().map(|(text, _)| words(text)).sum();
    let rich = words(&mail_parser::decoders::html::html_to_text(html));
    plain * 2 >= rich
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

fn html_of<'m>(part: &'m MessagePart<'m>) -> Option<&'m str> {
    match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    }
}

fn text_of<'m>(part: &'m MessagePart<'m>) -> Option<&'m str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether lines that end with a space go on in the next (RFC 3676).
fn is_flowed(part: &MessagePart) -> bool {
    let format = part
        .content_type()
        .and_then(|kind| kind.attribute("format"));
    format.is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
}
