//! In: the bytes of a web page, as fetched or as saved by a browser. Out: a [`Document`]: the
//! report's text with every character traced to the bytes, what the page says of itself with every
//! candidate kept, and what kind of page it is.
//!
//! decode → [`stream`] (what a reader sees, with places) → [`extract`] (which of it is the report)
//! → [`place`] (where that stands) → [`body`] (blocks) → repair, as for plain text; [`meta`] and
//! [`choose`] beside it; [`kind`] last. Useful for: news pages, from table layouts of 1998 on. Not
//! useful for: pages that are built by scripts and were saved without running them.

mod body;
mod choose;
mod dates;
mod extract;
mod json;
mod kind;
mod kind_weights;
mod lex;
mod meta;
mod mhtml;
mod place;
mod saved;
mod stream;

use super::lines::Lines;
use super::{Given, assemble, decode};
use dates::Day;
use encoding_rs::Encoding;
use meta::{Gather, Hint};
use sayso_english::language;
use sayso_english::spelling::Words;
use sayso_text::candidate::{Candidate, Field, Rule, Sign, Source};
use sayso_text::document::Document;
use sayso_text::origin::RawSpan;
use sayso_text::text::{Text, TooLong};
use std::ops::Range;

pub use extract::{Dense, EXTRACTORS, Extracted, Extractor};
pub use mhtml::is_mhtml;
pub use stream::{Around, Element, Line, Stream, around};

/// Do these bytes begin like a web page?
pub fn is_page(bytes: &[u8]) -> bool {
    let decoded = decode::decode(&bytes[..bytes.len().min(4096)]).text;
    let mut head = decoded
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .to_ascii_lowercase();
    for _ in 0..20 {
        let Some(rest) = head.strip_prefix("<!--").and_then(|r| r.split_once("-->")) else {
            break;
        };
        head = rest.1.trim_start().to_string();
    }
    let starts = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<script",
        "<link",
        "<!doctype",
    ];
    starts.iter().any(|start| head.starts_with(start))
        || head.starts_with("<?xml") && (head.contains("<html") || head.contains("xhtml"))
        || (head.starts_with('<') || head.starts_with("<!--"))
            && ["<p>", "<div", "<h1", "<article", "<table", "</a>", "<html"]
                .iter()
                .any(|tag| head.contains(tag))
            && !head.starts_with("<?xml")
            && !head.starts_with("<rss")
}

/// Reads a page without a word list: repairs that need one are left out.
///
/// ```
/// use sayso_clean as clean;
/// let html = "<title>Bridge shut | Tarn Herald</title><meta property=article:published_time content=2023-03-14>\
///     <h1>Bridge shut</h1><p>The bridge over the Orle is shut until May, the county said on Tuesday.</p>";
/// let document = clean::page(html.as_bytes(), &Default::default()).unwrap();
/// assert_eq!(document.title.as_deref(), Some("Bridge shut"));
/// assert_eq!(document.published.as_deref(), Some("2023-03-14"));
/// let place = document.origin.raw(document.blocks[1].span);
/// assert!(html[place.range()].starts_with("The bridge over"));
/// ```
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn page(bytes: &[u8], given: &Given) -> Result<Document, TooLong> {
    page_with(bytes, given, &Words::none())
}

/// What is known of the file besides its page.
#[derive(Default)]
struct Wrapping {
    url: Option<(String, Option<Range<usize>>, Source)>,
    captured: Option<(Day, Option<Range<usize>>, Source)>,
}

/// Reads a page: its main text by Trafilatura, else by Readability, else by density.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn page_with(bytes: &[u8], given: &Given, words: &Words) -> Result<Document, TooLong> {
    page_by(bytes, given, words, &EXTRACTORS)
}

/// Reads a page with extractors of your own, asked in order.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn page_by(
    bytes: &[u8],
    given: &Given,
    words: &Words,
    extractors: &[&dyn Extractor],
) -> Result<Document, TooLong> {
    let mut wrapping = Wrapping::default();
    let unpacked = if is_mhtml(bytes) {
        mhtml::page(bytes)
    } else {
        None
    };
    let decoded = match &unpacked {
        Some(file) => {
            let charset = file
                .charset
                .as_deref()
                .and_then(|label| Encoding::for_label(label.as_bytes()));
            wrapping.url = file.url.clone().map(|url| (url, None, Source::Mhtml));
            wrapping.captured = file
                .date
                .as_deref()
                .and_then(|d| dates::date(d, false))
                .map(|f| (f.day, None, Source::Mhtml));
            let mut decoded = decode::decode_declared(
                &file.bytes,
                charset.or_else(|| decode::declared(&file.bytes)),
            );
            decoded.origin = decoded.origin.through(&file.origin);
            decoded
        }
        None => decode::decode_declared(bytes, decode::declared(bytes)),
    };
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(TooLong);
    }
    let html = &decoded.text;
    let stream = stream::stream(html);
    let saved = saved::saved(html, &stream.comments);
    if let Some(by) = saved.by {
        wrapping.url = wrapping
            .url
            .or(saved.url.map(|(url, at)| (url, Some(at), by)));
        wrapping.captured = wrapping
            .captured
            .or(saved.day.map(|(day, at)| (day, Some(at), by)));
    }

    let extract::Found {
        by: extractor,
        broke,
        blocks: extracted,
    } = extract::extract(&stream, extractors);
    let mut placed: Vec<Vec<place::Piece>> = if extracted.iter().all(|b| b.place.is_some()) {
        extracted
            .iter()
            .filter_map(|b| b.place)
            .map(|span| vec![place::Piece::Found(span)])
            .collect()
    } else {
        let squeezed = place::Squeezed::new(&stream);
        let blocks: Vec<(&str, bool)> = extracted
            .iter()
            .map(|b| (b.text.as_str(), b.heading))
            .collect();
        place::place(&squeezed, &blocks)
    };
    body::complete(&stream, &mut placed);
    let mut parts = body::parts(&stream, &placed);

    let mut gather = Gather {
        html,
        stream: &stream,
        month_first: false,
        hints: Vec::new(),
    };
    gather.month_first = month_first(
        html,
        &stream,
        given
            .url
            .as_deref()
            .or(wrapping.url.as_ref().map(|u| u.0.as_str())),
    );
    gather.tags();
    gather.resolve(
        given
            .url
            .as_deref()
            .or(wrapping.url.as_ref().map(|u| u.0.as_str())),
    );
    let said = choose::address(&gather.hints);
    let url = given
        .url
        .clone()
        .or_else(|| wrapping.url.as_ref().map(|u| u.0.clone()))
        .or(said.as_ref().map(|c| c.value.clone()));
    let sites = choose::site_names(&gather.hints, url.as_deref());
    let mut headlines = choose::headlines(&stream);
    if !headlines.iter().any(|(hint, _)| hint.trust >= 76) {
        headlines.extend(choose::shown_title(&stream, &gather.hints, &sites));
    }
    gather
        .hints
        .extend(headlines.iter().map(|(hint, _)| hint.clone()));
    let mut title = choose::title(&gather.hints, &sites);
    // "Print" is no title: the report's first line may be, if it looks like a headline.
    title.take_if(|t| {
        t.value.split_whitespace().count() < 2 && gather.hints[t.hint].rule == Source::TitleElement
    });
    if let Some(title) = &title {
        gather
            .hints
            .extend(choose::site_beside(&gather.hints, &title.value));
    }
    gather.breadcrumb();
    let among: Vec<_> = headlines.iter().map(|(_, span)| *span).collect();
    let headline = title
        .as_ref()
        .and_then(|t| body::headline(&stream, &mut parts, &t.value, &among));
    if let Some(url) = &url {
        gather.address(url);
    }
    let first = parts
        .iter()
        .find(|p| p.kind == sayso_text::document::BlockKind::Paragraph)
        .and_then(|p| match p.pieces.first() {
            Some(place::Piece::Found(span)) => Some(span.start()),
            _ => None,
        });
    gather.near_headline(headline.map(sayso_text::text::Span::start).or(first), first);
    let end = parts
        .iter()
        .rev()
        .find(|p| p.kind == sayso_text::document::BlockKind::Paragraph)
        .and_then(|p| match p.pieces.last() {
            Some(place::Piece::Found(span)) => Some(span.end()),
            _ => None,
        });
    if let Some(end) = end {
        gather.signed(end);
    }
    gather.weigh(headline.map(sayso_text::text::Span::start), first);
    let byline = choose::byline(&gather.hints, &sites);
    let teased = body::teasers(&stream, &mut parts);
    body::supplement(&stream, &mut parts, headline);
    let persons: Vec<String> = byline
        .iter()
        .flat_map(|b| b.value.split(", ").map(str::to_string).collect::<Vec<_>>())
        .collect();
    body::top(&stream, &mut parts, &persons);
    let repeats = body::mark(&stream, &mut parts);

    let (text, mut origin, spans) = body::text(&stream, &parts);
    let mut paragraphs: Vec<Lines> = Vec::with_capacity(parts.len());
    for ((part, span), of) in parts.iter().zip(&spans).zip(&repeats) {
        paragraphs.push(Lines {
            lines: vec![*span],
            touches: false,
            kind: Some(part.kind),
            of: *of,
        });
    }
    origin = origin.through(&decoded.origin);
    let source = Text::new(text)?;
    let assembled = assemble(&source, &origin, &paragraphs, words)?;
    let mut document = assembled.document;
    let shown = document
        .blocks
        .iter()
        .find(|b| b.kind == sayso_text::document::BlockKind::Headline)
        .map(|b| b.span);
    document.origin.seal();

    let raw = |at: &Range<usize>| -> RawSpan {
        decoded.origin.raw(sayso_text::text::Span::new(
            at.start as u32,
            at.end.max(at.start) as u32,
        ))
    };
    let captured = wrapping.captured.as_ref().map(|(day, ..)| *day);
    let mut published = choose::day(&gather.hints, Field::Published, captured);
    if published.as_ref().is_none_or(|(c, _)| c.confidence < 55) {
        gather.scripts();
        gather.anywhere();
        published = choose::day(&gather.hints, Field::Published, captured);
    }
    let mut modified = choose::day(&gather.hints, Field::Modified, captured);
    // A day somewhere in the text is not the page's.
    published.take_if(|(chosen, _)| chosen.confidence < 20);
    // A page that tells only when it was changed was published then or before: better than nothing,
    // and no surer than that.
    let mut by_change = None;
    if published.as_ref().is_none_or(|(c, _)| c.confidence < 50)
        && let Some((chosen, day)) = &modified
        && chosen.confidence >= 60
    {
        let confidence = chosen.confidence / 2 + 10;
        by_change = Some(chosen.hint);
        published = Some((
            choose::Chosen {
                confidence,
                ..chosen.clone()
            },
            *day,
        ));
    }
    // Nothing is changed before it is published.
    if let Some((_, day)) = &published {
        modified.take_if(|(_, changed)| changed.number() < day.number());
    }
    let hints = gather.hints;
    let outlet = choose::first(&hints, Field::Outlet);
    let section = choose::first(&hints, Field::Section);
    let language = choose::first(&hints, Field::Language);

    document.url = url;
    document.title = title
        .as_ref()
        .map(|c| c.value.clone())
        .or_else(|| shown.map(|span| document.text[span].to_string()));
    document.byline = byline.as_ref().map(|c| c.value.clone());
    document.published = given
        .published
        .clone()
        .or(published.as_ref().map(|(c, _)| c.value.clone()));
    document.modified = modified.as_ref().map(|(c, _)| c.value.clone());
    document.captured = captured.map(|day| day.to_string());
    document.outlet = outlet.as_ref().map(|c| c.value.clone());
    document.section = section.as_ref().map(|c| c.value.clone());
    // English or not, the words tell; which other language, the page knows better.
    let told = language
        .as_ref()
        .and_then(|c| c.value.split(['-', '_']).next())
        .map(str::to_ascii_lowercase);
    let told = told.filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()));
    let page_tells = told.clone();
    document.language = match language::detect(&document.text) {
        Some("en") => Some("en".to_string()),
        Some(other) => Some(
            told.filter(|told| told != "en")
                .unwrap_or(other.to_string()),
        ),
        None => told,
    };
    let chosen_of = |field: Field| match field {
        Field::Title => title.as_ref(),
        Field::Byline => byline.as_ref(),
        Field::Published => published
            .as_ref()
            .map(|(c, _)| c)
            .filter(|_| by_change.is_none()),
        Field::Modified => modified.as_ref().map(|(c, _)| c),
        Field::Outlet => outlet.as_ref(),
        Field::Section => section.as_ref(),
        Field::Language => language
            .as_ref()
            .filter(|_| document.language == page_tells),
        Field::Url => said
            .as_ref()
            .filter(|_| given.url.is_none() && wrapping.url.is_none()),
        _ => None,
    };
    let mut candidates: Vec<Candidate> = hints
        .iter()
        .enumerate()
        .map(|(i, hint)| candidate(i, hint, chosen_of(hint.field), &raw))
        .collect();
    if let (Some(hint), Some((chosen, _))) = (by_change, &published) {
        candidates.push(Candidate {
            field: Field::Published,
            ..candidate(hint, &hints[hint], Some(chosen), &raw)
        });
    }
    // The other way to read "3/4/2023" stays visible.
    for (hint, other) in hints.iter().filter_map(|h| Some((h, h.other?))) {
        let read = Candidate::new(hint.field, &other.to_string(), Source::OtherOrder);
        candidates.push(Candidate {
            at: hint.at.as_ref().map(&raw),
            chosen: false,
            ..read
        });
    }
    document.candidates = candidates;
    let plain = |field, value: String, rule: Rule, at: Option<RawSpan>| Candidate {
        field,
        value,
        rule,
        at,
        confidence: None,
        chosen: true,
    };
    if let (None, Some(span)) = (&title, shown) {
        let at = Some(document.origin.raw(span));
        document.candidates.push(plain(
            Field::Title,
            document.text[span].to_string(),
            Source::FirstLine.into(),
            at,
        ));
    }
    if let Some((url, at, rule)) = &wrapping.url {
        let saved = plain(
            Field::Url,
            url.clone(),
            (*rule).into(),
            at.as_ref().map(&raw),
        );
        document.candidates.push(Candidate {
            chosen: given.url.is_none(),
            ..saved
        });
    }
    if let Some(url) = &given.url {
        document
            .candidates
            .push(plain(Field::Url, url.clone(), Source::Given.into(), None));
    }
    if let Some(language) = document
        .language
        .clone()
        .filter(|l| page_tells.as_ref() != Some(l))
    {
        document
            .candidates
            .push(plain(Field::Language, language, Source::Words.into(), None));
    }
    if let Some((day, at, rule)) = &wrapping.captured {
        document.candidates.push(plain(
            Field::Captured,
            day.to_string(),
            (*rule).into(),
            at.as_ref().map(&raw),
        ));
    }
    document.candidates.push(plain(
        Field::Extractor,
        extractor.to_string(),
        Source::AskedInOrder.into(),
        None,
    ));
    for name in broke {
        let broken = plain(
            Field::Extractor,
            name.to_string(),
            Source::Broke.into(),
            None,
        );
        document.candidates.push(Candidate {
            chosen: false,
            ..broken
        });
    }
    if decoded.encoding != "UTF-8" {
        document.candidates.push(plain(
            Field::Encoding,
            decoded.encoding.to_string(),
            Source::Decoded.into(),
            None,
        ));
    }
    let noscript: Vec<&str> = stream.noscript.iter().map(|r| &html[r.clone()]).collect();
    let evidence = kind::Evidence {
        stream: &stream,
        parts: &parts,
        hints: &hints,
        url: document.url.as_deref(),
        title: document.title.as_deref(),
        byline: byline.is_some(),
        published: published.as_ref().map(|(c, _)| c.confidence),
        headline: headline.is_some(),
        teased,
        noscript: noscript.join("\n"),
    };
    let signs = kind::signs(&evidence);
    let (kind, rule) = kind::kind(signs);
    let names: Vec<&str> = signs.iter().map(Sign::name).collect();
    document.kind = kind;
    document.candidates.push(plain(
        Field::Signs,
        names.join(" "),
        Source::Kind.into(),
        None,
    ));
    document
        .candidates
        .push(plain(Field::Kind, kind.name().to_string(), rule, None));
    Ok(document)
}

fn candidate(
    index: usize,
    hint: &Hint,
    chosen: Option<&choose::Chosen>,
    raw: &dyn Fn(&Range<usize>) -> RawSpan,
) -> Candidate {
    let is_chosen = chosen.is_some_and(|c| c.hint == index || c.with.contains(&index));
    let value = match (hint.day, chosen) {
        // Midnight in another time zone: the day is the one that other places agree on.
        (Some(_), Some(chosen)) if is_chosen => chosen.value.clone(),
        (Some(day), _) => day.to_string(),
        (None, _) => hint.value.clone(),
    };
    Candidate {
        field: hint.field,
        value,
        rule: hint.rule.into(),
        at: hint.at.as_ref().map(raw),
        confidence: if is_chosen {
            chosen.map(|c| c.confidence)
        } else {
            None
        },
        chosen: is_chosen,
    }
}

/// Does this page write the month before the day? American pages do: by their language tag, else by
/// their address.
fn month_first(html: &str, stream: &stream::Stream, url: Option<&str>) -> bool {
    let mut locale = String::new();
    for element in &stream.elements {
        let value = match element.name {
            "html" => lex::attribute(html, &element.tag, "lang"),
            "meta"
                if lex::attribute(html, &element.tag, "property")
                    .is_some_and(|r| html[r].eq_ignore_ascii_case("og:locale")) =>
            {
                lex::attribute(html, &element.tag, "content")
            }
            _ => None,
        };
        if let Some(value) = value {
            locale = html[value].to_ascii_lowercase().replace('_', "-");
        }
        if locale.contains('-') {
            break;
        }
    }
    let host = url.and_then(choose::host).unwrap_or("");
    match locale.as_str() {
        "en-us" | "en-ph" => true,
        "en" | "" => [".com", ".org", ".us", ".gov", ".edu", ".net"]
            .iter()
            .any(|tld| host.ends_with(tld)),
        _ => false,
    }
}

/// Parts of the page reader that are fuzzed by themselves.
#[doc(hidden)]
pub mod parts {
    pub use super::dates::dates;
    pub use super::json::values;
    pub use super::kind::{Signs, decided};
    pub use super::lex::{Token, attributes, tokens, unescape};
    pub use super::place::{Piece, Squeezed, place, squeeze};
    pub use super::stream::stream;
}
