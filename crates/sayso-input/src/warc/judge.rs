//! In: the headers of a record and the first bytes of its block. Out: whether it is a page.

use super::headers::{Headers, end_of_headers};
use crate::What;
use crate::document::Kind;
use crate::recognise::HEAD;

/// What a record is.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A page or a text, or what may be one.
    Read(Answer),
    /// Something that is not read.
    PassedOver(What),
    /// A page that cannot be read, and why.
    Wrong(&'static str),
}

/// The answer of a server, as a record holds it.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The headers of the answer; those of the record, where it holds no answer but the page itself.
    pub headers: Headers,
    /// Where its body begins in the block.
    pub start: usize,
    /// What its headers say that it is.
    pub kind: Declared,
}

/// What the headers of an answer say that its body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    Page,
    Text,
    /// A PDF file or an office document.
    Document,
    /// They do not say it.
    Nothing,
}

/// Media types of pages and texts.
const MEDIA_TYPES: &[(&str, Declared)] = &[
    ("text/html", Declared::Page),
    ("application/xhtml+xml", Declared::Page),
    ("application/vnd.wap.xhtml+xml", Declared::Page),
    ("text/plain", Declared::Text),
    ("application/pdf", Declared::Document),
    ("application/x-pdf", Declared::Document),
    ("application/msword", Declared::Document),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Declared::Document,
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        Declared::Document,
    ),
    (
        "application/vnd.ms-word.document.macroenabled.12",
        Declared::Document,
    ),
    (
        "application/vnd.oasis.opendocument.text",
        Declared::Document,
    ),
    (
        "application/vnd.oasis.opendocument.text-template",
        Declared::Document,
    ),
];

/// Media types that only say that the answer is a file. It is read if it begins like a document.
const OF_ANY_FILE: &[&str] = &[
    "application/octet-stream",
    "binary/octet-stream",
    "application/force-download",
    "application/download",
];

/// Texts that are for machines.
const FOR_MACHINES: &[&str] = &[
    "/robots.txt",
    "/ads.txt",
    "/app-ads.txt",
    "/humans.txt",
    "/security.txt",
    "/llms.txt",
];

/// Schemes of addresses at which pages are. Crawlers keep their own notes under others (`urn:`,
/// `metadata:`, `dns:`).
const SCHEMES: &[&str] = &["http", "https", "ftp", "file"];

/// Judges a record by its headers and the beginning of its block.
pub fn judge(record: &Headers, block: &[u8]) -> Verdict {
    let kind = record.get("warc-type").unwrap_or_default();
    match &*kind.to_ascii_lowercase() {
        "response" | "resource" | "conversion" if !is_on_the_web(record) => {
            Verdict::PassedOver(What::CrawlRecord)
        }
        "response" | "resource" | "conversion" if record.get("warc-segment-number").is_some() => {
            Verdict::Wrong("it is in several records, which sayso does not join")
        }
        "response" => of_response(record, block),
        // What a server answered, without its headers, or what a program made of it: a text.
        "resource" | "conversion" => of_body(record, Headers::of(b""), 0, block),
        "revisit" => Verdict::PassedOver(What::Revisit),
        _ => Verdict::PassedOver(What::CrawlRecord),
    }
}

fn is_on_the_web(record: &Headers) -> bool {
    let address = address(record).unwrap_or_default();
    let scheme = address.split_once(':').map_or("http", |(scheme, _)| scheme);
    SCHEMES
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The address of the page. Early crawlers put it in angle brackets, as the standard did.
pub fn address(record: &Headers) -> Option<&str> {
    let address = record.get("warc-target-uri")?;
    Some(address.trim_start_matches('<').trim_end_matches('>'))
}

fn of_response(record: &Headers, block: &[u8]) -> Verdict {
    if !block.starts_with(b"HTTP/") {
        return of_body(record, Headers::of(b""), 0, block);
    }
    let Some(start) = end_of_headers(block) else {
        return Verdict::Wrong("its HTTP headers do not end");
    };
    let headers = Headers::of(&block[..start]);
    match headers.status() {
        Some(304) => Verdict::PassedOver(What::Revisit),
        Some(300..=399) => Verdict::PassedOver(What::Redirect),
        Some(400..=599) => Verdict::PassedOver(What::ErrorAnswer),
        // A part of a file, or an answer without a body.
        Some(204..=206 | 100..=199) => Verdict::PassedOver(What::NotAPage),
        _ => of_body(record, headers, start, block),
    }
}

/// Judges a body by its media type: that of the answer or, where there are no headers of an answer,
/// that of the record.
fn of_body(record: &Headers, headers: Headers, start: usize, block: &[u8]) -> Verdict {
    let headers = if start == 0 { record.clone() } else { headers };
    let media_type = headers.media_type().filter(|name| {
        let is_of_answer = start > 0 || !name.starts_with("application/http");
        is_of_answer && name != "unknown/unknown" && name != "application/unknown"
    });
    let kind = match media_type {
        None => Declared::Nothing,
        Some(media_type) => {
            let row = MEDIA_TYPES.iter().find(|(name, _)| *name == media_type);
            let is_document = OF_ANY_FILE.contains(&&*media_type) && begins_document(block, start);
            match row {
                Some(&(_, kind)) => kind,
                None if is_document => Declared::Document,
                None => return Verdict::PassedOver(What::NotAPage),
            }
        }
    };
    if kind == Declared::Text && is_for_machines(record) {
        return Verdict::PassedOver(What::NotAPage);
    }
    Verdict::Read(Answer {
        headers,
        start,
        kind,
    })
}

fn begins_document(block: &[u8], start: usize) -> bool {
    let body = block.get(start..).unwrap_or_default();
    Kind::of_bytes(&body[..body.len().min(HEAD)]).is_some()
}

fn is_for_machines(record: &Headers) -> bool {
    let address = address(record).unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    FOR_MACHINES.iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(record: &str, block: &str) -> Verdict {
        let record = format!("WARC/1.1\r\nWARC-Target-URI: https://post.example/a\r\n{record}");
        judge(&Headers::of(record.as_bytes()), block.as_bytes())
    }

    fn passed_over(record: &str, block: &str) -> Option<What> {
        match judged(record, block) {
            Verdict::PassedOver(what) => Some(what),
            _ => None,
        }
    }

    fn declared(record: &str, block: &str) -> Option<Declared> {
        match judged(record, block) {
            Verdict::Read(answer) => Some(answer.kind),
            _ => None,
        }
    }

    #[test]
    fn what_is_not_a_page_is_named() {
        let cases = [
            ("response", "HTTP/1.1 301 Moved\r\n\r\n", What::Redirect),
            (
                "response",
                "HTTP/1.1 404 Not Found\r\n\r\n",
                What::ErrorAnswer,
            ),
            (
                "response",
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                What::Revisit,
            ),
            (
                "response",
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n",
                What::NotAPage,
            ),
            ("revisit", "HTTP/1.1 200 OK\r\n\r\n", What::Revisit),
            ("request", "GET / HTTP/1.1\r\n\r\n", What::CrawlRecord),
            ("warcinfo", "software: x", What::CrawlRecord),
        ];
        for (kind, block, what) in cases {
            let record = format!("WARC-Type: {kind}\r\n");
            assert_eq!(passed_over(&record, block), Some(what), "{kind} {block}");
        }
        let log = "WARC-Type: resource\r\nContent-Type: text/plain\r\n";
        let record = format!("WARC/1.0\r\nWARC-Target-URI: urn:x-crawl:log\r\n{log}");
        let verdict = judge(&Headers::of(record.as_bytes()), b"");
        assert_eq!(verdict, Verdict::PassedOver(What::CrawlRecord));
    }

    #[test]
    fn pages_come_in_responses_resources_and_conversions() {
        let html = "Content-Type: text/html\r\n";
        let response = "WARC-Type: response\r\nContent-Type: application/http\r\n";
        let answer = format!("HTTP/2 200\r\n{html}\r\n<html>");
        assert_eq!(declared(response, &answer), Some(Declared::Page));
        assert_eq!(
            declared(response, "HTTP/1.1 200 OK\r\n\r\n<html>"),
            Some(Declared::Nothing)
        );
        assert_eq!(declared(response, "<html>"), Some(Declared::Nothing));
        let resource = format!("WARC-Type: resource\r\n{html}");
        assert_eq!(declared(&resource, "<html>"), Some(Declared::Page));
        let text = "warc-type: conversion\r\ncontent-type: text/plain\r\n";
        assert_eq!(declared(text, "It sank."), Some(Declared::Text));
        let pdf = "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7";
        assert_eq!(declared(response, pdf), Some(Declared::Document));
        let file = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n";
        let pdf = format!("{file}%PDF-1.7");
        assert_eq!(declared(response, &pdf), Some(Declared::Document));
        assert_eq!(declared(response, &format!("{file}\0\0")), None);
    }
}
