//! In: the bytes of a web page, as fetched or as saved by a browser. Out: a [`Document`]: the
//! report's text with every character traced to the bytes, the page's metadata with all
//! candidates, and the kind of the page.
//!
//! The steps are: [`file`] unpacks and decodes; `stream` lists the visible text with its
//! places; `extract` finds the report in it; `place` finds the report's position in the stream;
//! `body` makes blocks of it; then the blocks are repaired like those of a plain text. In addition, `meta`
//! collects clues about title, byline, days and so on, and `choose` picks one value for each.
//! `signs` and `kind` come last, because they use the results of all other steps.
//!
//! Useful for: news pages, from table layouts of 1998 on. Not useful for: pages that are built by
//! scripts and were saved without running them.

mod body;
mod byline;
mod choose;
mod clue;
pub(crate) mod dates;
mod days;
mod extract;
mod file;
mod fragment;
mod json;
mod json_ld;
mod kind;
mod kind_weights;
pub(crate) mod lex;
mod meta;
mod mhtml;
mod place;
mod save_notes;
mod shown;
mod signs;
mod stream;
mod title;
mod trust;

use crate::assembly::{Input, assemble};
use crate::paragraphs::RawParagraph;
use crate::{Given, decode};
use body::{Part, Teasers};
use choose::Chosen;
use days::ChosenDay;
use file::{File, Known};
use meta::Collector;
use sayso_english::calendar::Date;
use sayso_english::language;
use sayso_english::spelling::Words;
use sayso_text::address::Address;
use sayso_text::candidate::{Candidate, Field, Rule, Sign, Source};
use sayso_text::document::{BlockKind, Document};
use sayso_text::origin::RawSpan;
use sayso_text::text::{Span, Text, TooLong};
use std::ops::Range;

pub(crate) use meta::is_update;

pub use dates::written_day;
pub use extract::{Dense, EXTRACTORS, Extracted, Extractor};
pub use fragment::{fragment_with, words_of_html};
pub use mhtml::is_mhtml;
pub use stream::{Context, Element, PageLine, Stream, context};

/// The number of bytes of a file that are examined to decide whether it is a page.
const HEAD: usize = 4096;
/// The number of comments before the first tag that are skipped.
const MAX_LEADING_COMMENTS: usize = 20;

/// True if bytes begin like a web page.
pub fn is_page(bytes: &[u8]) -> bool {
    const STARTS: [&str; 9] = [
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
    const TAGS: [&str; 7] = ["<p>", "<div", "<h1", "<article", "<table", "</a>", "<html"];
    let head = head_of(bytes);
    let is_xml = head.starts_with("<?xml");
    if STARTS.iter().any(|start| head.starts_with(start)) {
        return true;
    }
    if is_xml {
        return head.contains("<html") || head.contains("xhtml");
    }
    let is_markup = head.starts_with('<') && !head.starts_with("<rss");
    is_markup && TAGS.iter().any(|tag| head.contains(tag))
}

/// The first characters in lower case, after leading white space and comments.
fn head_of(bytes: &[u8]) -> String {
    let decoded = decode::decode(&bytes[..bytes.len().min(HEAD)]).text;
    let mut head = decoded
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .to_ascii_lowercase();
    for _ in 0..MAX_LEADING_COMMENTS {
        let Some((_, rest)) = head
            .strip_prefix("<!--")
            .and_then(|rest| rest.split_once("-->"))
        else {
            break;
        };
        head = rest.trim_start().to_string();
    }
    head
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

/// Reads a page. Its main text is found by Trafilatura; if that finds nothing, by Readability; if
/// that finds nothing either, by density.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn page_with(bytes: &[u8], given: &Given, words: &Words) -> Result<Document, TooLong> {
    page_with_extractors(bytes, given, words, &EXTRACTORS)
}

/// Reads a page with the caller's own extractors, which are tried in order.
///
/// # Errors
/// [`TooLong`] over 4 GiB.
pub fn page_with_extractors(
    bytes: &[u8],
    given: &Given,
    words: &Words,
    extractors: &[&dyn Extractor],
) -> Result<Document, TooLong> {
    let file = file::open(bytes, given.charset.as_deref())?;
    let stream = stream::stream(&file.decoded.text);
    let file = file.with_save_notes(&stream);
    let mut page = PageReader::new(&file, &stream, given);
    let extraction = page.extract(extractors);
    page.collect_clues();
    page.choose_title();
    page.place_headline();
    page.collect_clues_near_headline();
    page.choose_byline();
    let repeats = page.name_parts();
    let (mut document, shown_headline) = page.assemble(&repeats, words)?;
    page.choose_days();
    page.choose_rest();
    page.fill(&mut document, shown_headline);
    document.candidates = page.candidates(&document, shown_headline);
    page.note_extractors(&extraction, &mut document);
    page.decide_kind(&mut document);
    Ok(document)
}

/// A page while it is being read.
struct PageReader<'a> {
    file: &'a File,
    stream: &'a Stream,
    given: &'a Given,
    collector: Collector<'a>,
    parts: Vec<Part>,
    /// The address of the page: given by the caller, recorded in the file, or from the page itself.
    url: Option<String>,
    /// The names of the site.
    sites: Vec<String>,
    /// The headings that may be the headline.
    headings: Vec<Span>,
    /// The line of the page that shows the title.
    headline: Option<Span>,
    teasers: Teasers,
    chosen: ChosenFields,
}

/// The value chosen for each field.
#[derive(Default)]
struct ChosenFields {
    title: Option<Chosen>,
    byline: Option<Chosen>,
    published: Option<ChosenDay>,
    /// The day of publication is the day of the last change, because the page has no other.
    published_by_change: bool,
    modified: Option<ChosenDay>,
    outlet: Option<Chosen>,
    section: Option<Chosen>,
    language: Option<Chosen>,
    url: Option<Chosen>,
}

impl<'a> PageReader<'a> {
    fn new(file: &'a File, stream: &'a Stream, given: &'a Given) -> PageReader<'a> {
        let html = &*file.decoded.text;
        let known_url = given
            .url
            .as_deref()
            .or(file.url.as_ref().map(|url| url.value.as_str()));
        PageReader {
            file,
            stream,
            given,
            collector: Collector {
                html,
                stream,
                month_first: month_first(html, stream, known_url),
                clues: Vec::new(),
            },
            parts: Vec::new(),
            url: known_url.map(str::to_string),
            sites: Vec::new(),
            headings: Vec::new(),
            headline: None,
            teasers: Teasers::default(),
            chosen: ChosenFields::default(),
        }
    }

    /// Finds the parts of the report.
    fn extract(&mut self, extractors: &[&dyn Extractor]) -> extract::Found {
        let found = extract::extract(self.stream, extractors);
        let mut placed = place::place_blocks(self.stream, &found.blocks);
        body::complete(self.stream, &mut placed);
        self.parts = body::parts(self.stream, &placed);
        found
    }

    /// Collects the clues of the tags, and from them the address and the names of the site.
    fn collect_clues(&mut self) {
        self.collector.tags();
        self.collector.resolve(self.url.as_deref());
        self.chosen.url = choose::address(&self.collector.clues);
        if self.url.is_none() {
            self.url = self.chosen.url.as_ref().map(|c| c.value.clone());
        }
        self.sites = choose::site_names(&self.collector.clues, self.url.as_deref());
    }

    fn choose_title(&mut self) {
        let mut headings = title::headings(self.stream);
        if !headings
            .iter()
            .any(|heading| heading.clue.trust >= trust::SURE_HEADLINE)
        {
            let clues = &self.collector.clues;
            headings.extend(title::shown_title(self.stream, clues, &self.sites));
        }
        self.headings = headings.iter().map(|heading| heading.span).collect();
        let clues = &mut self.collector.clues;
        clues.extend(headings.into_iter().map(|heading| heading.clue));
        // A title element of one word such as "Print" names the page and not the report. The first
        // line of the report is tried instead.
        self.chosen.title = title::title(clues, &self.sites).filter(|title| {
            let is_word = title.value.split_whitespace().count() < 2;
            !(is_word && clues[title.clue].rule == Source::TitleElement)
        });
        if let Some(title) = &self.chosen.title {
            let beside = title::site_beside(clues, &title.value);
            clues.extend(beside);
        }
        self.collector.breadcrumb();
    }

    /// Makes the title the first part of the report.
    fn place_headline(&mut self) {
        let Some(title) = &self.chosen.title else {
            return;
        };
        let (parts, headings) = (&mut self.parts, &self.headings);
        self.headline = body::headline(self.stream, parts, &title.value, headings);
    }

    /// Collects the clues of the address and of the lines above and below the report.
    fn collect_clues_near_headline(&mut self) {
        if let Some(url) = &self.url {
            self.collector.address(url);
        }
        let headline = self.headline.map(Span::start);
        let first = body::first_paragraph(&self.parts);
        self.collector.near_headline(headline.or(first), first);
        if let Some(end) = body::last_paragraph_end(&self.parts) {
            self.collector.signed(end);
        }
        self.collector.weigh(headline, first);
    }

    fn choose_byline(&mut self) {
        self.chosen.byline = byline::byline(&self.collector.clues, &self.sites);
    }

    /// Sets the kind of each part. Returns for each part the one that it repeats.
    fn name_parts(&mut self) -> Vec<Option<usize>> {
        self.teasers = body::teasers(self.stream, &mut self.parts);
        body::supplement(self.stream, &mut self.parts, self.headline);
        let byline = self.chosen.byline.as_ref();
        let persons: Vec<&str> = byline.iter().flat_map(|b| b.value.split(", ")).collect();
        body::insets(self.stream, &mut self.parts, &persons);
        body::top(self.stream, &mut self.parts, &persons);
        body::margins_and_repeats(self.stream, &mut self.parts)
    }

    /// The repaired text of the parts as a document, and its headline.
    fn assemble(
        &self,
        repeats: &[Option<usize>],
        words: &Words,
    ) -> Result<(Document, Option<Span>), TooLong> {
        let body = body::text(self.stream, &self.parts);
        let paragraphs: Vec<RawParagraph> = self
            .parts
            .iter()
            .zip(&body.spans)
            .zip(repeats)
            .map(|((part, &span), &of)| RawParagraph::of_page(span, part.kind, of))
            .collect();
        let origin = body.origin.through(&self.file.decoded.origin);
        let source = Text::new(body.text)?;
        let input = Input {
            source: &source,
            origin: &origin,
            changes: &[],
        };
        let mut document = assemble(&input, &paragraphs, words)?.document;
        document.origin.seal();
        let mut blocks = document.blocks.iter();
        let headline = blocks.find(|b| b.kind == BlockKind::Headline);
        let headline = headline.map(|b| b.span);
        Ok((document, headline))
    }

    fn captured(&self) -> Option<Date> {
        self.file.captured.as_ref().map(|day| day.value)
    }

    fn choose_days(&mut self) {
        let captured = self.captured();
        let mut published = days::day(&self.collector.clues, Field::Published, captured);
        if published
            .as_ref()
            .is_none_or(|day| day.chosen.confidence < trust::ENOUGH_FOR_A_DAY)
        {
            self.collector.scripts();
            self.collector.anywhere();
            published = days::day(&self.collector.clues, Field::Published, captured);
        }
        // A date somewhere in the text is not the date of the page.
        published.take_if(|day| day.chosen.confidence < trust::MIN_DAY);
        let mut modified = days::day(&self.collector.clues, Field::Modified, captured);
        if let Some(by_change) = days::published_by_change(published.as_ref(), modified.as_ref()) {
            published = Some(by_change);
            self.chosen.published_by_change = true;
        }
        // A report cannot be changed before it is published.
        if let Some(published) = &published {
            modified.take_if(|modified| modified.day.days() < published.day.days());
        }
        (self.chosen.published, self.chosen.modified) = (published, modified);
    }

    fn choose_rest(&mut self) {
        let clues = &self.collector.clues;
        self.chosen.outlet = choose::outlet(clues, self.url.as_deref());
        self.chosen.section = choose::most_trusted(clues, Field::Section);
        self.chosen.language = choose::most_trusted(clues, Field::Language);
    }

    /// Puts the chosen values into the document. A page without a title has its headline block as
    /// title.
    fn fill(&self, document: &mut Document, headline: Option<Span>) {
        let value = |chosen: &Option<Chosen>| chosen.as_ref().map(|c| c.value.clone());
        let day = |chosen: &Option<ChosenDay>| chosen.as_ref().map(|d| d.chosen.value.clone());
        document.url.clone_from(&self.url);
        document.title = value(&self.chosen.title)
            .or_else(|| headline.map(|span| document.text[span].to_string()));
        document.byline = value(&self.chosen.byline);
        document.published = self.given.published.clone().or(day(&self.chosen.published));
        document.modified = day(&self.chosen.modified);
        document.captured = self.captured().map(|day| day.to_string());
        document.outlet = value(&self.chosen.outlet);
        document.section = value(&self.chosen.section);
        document.language = self.language(&document.text);
    }

    /// The language that the page says it is in, ISO 639-1.
    fn said_language(&self) -> Option<String> {
        let tag = self.chosen.language.as_ref()?;
        let code = tag.value.split(['-', '_']).next()?.to_ascii_lowercase();
        let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
        is_code.then_some(code)
    }

    /// The words show whether the text is English. For any other language, the tag of the page is
    /// more reliable.
    fn language(&self, text: &str) -> Option<String> {
        let said = self.said_language();
        match language::detect(text) {
            Some("en") => Some("en".to_string()),
            Some(other) => said.filter(|said| said != "en").or(Some(other.to_string())),
            None => said,
        }
    }

    /// The bytes of the input that a range of the decoded page comes from.
    fn raw(&self, at: &Range<usize>) -> RawSpan {
        let span = Span::new(at.start as u32, at.end.max(at.start) as u32);
        self.file.decoded.origin.raw(span)
    }

    /// The clue that the document has for a field.
    fn chosen_for(&self, field: Field, document: &Document) -> Option<&Chosen> {
        let chosen = &self.chosen;
        match field {
            Field::Title => chosen.title.as_ref(),
            Field::Byline => chosen.byline.as_ref(),
            Field::Published => chosen
                .published
                .as_ref()
                .filter(|_| !chosen.published_by_change)
                .map(|d| &d.chosen),
            Field::Modified => chosen.modified.as_ref().map(|d| &d.chosen),
            Field::Outlet => chosen.outlet.as_ref(),
            Field::Section => chosen.section.as_ref(),
            Field::Language => chosen
                .language
                .as_ref()
                .filter(|_| document.language == self.said_language()),
            Field::Url => chosen
                .url
                .as_ref()
                .filter(|_| self.given.url.is_none() && self.file.url.is_none()),
            _ => None,
        }
    }

    /// A clue as a candidate of the document.
    fn candidate(&self, index: usize, chosen: Option<&Chosen>) -> Candidate {
        let clue = &self.collector.clues[index];
        let chosen = chosen.filter(|c| c.clue == index || c.with.contains(&index));
        let value = match (clue.day, chosen) {
            // Near midnight, the chosen day is the one that other places agree on. It can differ
            // from the day of the clue.
            (Some(_), Some(chosen)) => with_hour(&chosen.value, &clue.value),
            (Some(day), None) => with_hour(&day.to_string(), &clue.value),
            (None, _) => clue.value.clone(),
        };
        Candidate {
            field: clue.field,
            value,
            rule: clue.rule.into(),
            at: clue.at.as_ref().map(|at| self.raw(at)),
            confidence: chosen.map(|c| c.confidence),
            chosen: chosen.is_some(),
        }
    }

    /// All clues as candidates, then the values that are not from clues.
    fn candidates(&self, document: &Document, headline: Option<Span>) -> Vec<Candidate> {
        let clues = &self.collector.clues;
        let mut out: Vec<Candidate> = (0..clues.len())
            .map(|i| self.candidate(i, self.chosen_for(clues[i].field, document)))
            .collect();
        if let Some(published) = &self.chosen.published
            && self.chosen.published_by_change
        {
            out.push(Candidate {
                field: Field::Published,
                ..self.candidate(published.chosen.clue, Some(&published.chosen))
            });
        }
        // The other reading of "3/4/2023" is kept, too.
        for (clue, other) in clues.iter().filter_map(|c| Some((c, c.other?))) {
            out.push(Candidate {
                at: clue.at.as_ref().map(|at| self.raw(at)),
                ..Candidate::new(clue.field, &other.to_string(), Source::OtherOrder)
            });
        }
        if let (None, Some(span)) = (&self.chosen.title, headline) {
            let mut title = chosen(Field::Title, &document.text[span], Source::FirstLine);
            title.at = Some(document.origin.raw(span));
            out.push(title);
        }
        if let Some(url) = &self.file.url {
            out.push(Candidate {
                chosen: self.given.url.is_none(),
                ..self.known(Field::Url, url)
            });
        }
        if let Some(url) = &self.given.url {
            out.push(chosen(Field::Url, url, Source::Given));
        }
        if let Some(language) = &document.language
            && self.said_language().as_ref() != Some(language)
        {
            out.push(chosen(Field::Language, language, Source::Words));
        }
        if let Some(day) = &self.file.captured {
            out.push(self.known(Field::Captured, day));
        }
        out
    }

    /// A value that the file gives outside of its page, as a chosen candidate.
    fn known<T: ToString>(&self, field: Field, known: &Known<T>) -> Candidate {
        let mut candidate = chosen(field, &known.value.to_string(), known.rule);
        candidate.at = known.at.as_ref().map(|at| self.raw(at));
        candidate
    }

    fn note_extractors(&self, found: &extract::Found, document: &mut Document) {
        let candidates = &mut document.candidates;
        candidates.push(chosen(Field::Extractor, found.by, Source::AskedInOrder));
        for name in &found.broke {
            candidates.push(Candidate::new(Field::Extractor, name, Source::Broke));
        }
        let encoding = self.file.decoded.encoding;
        if encoding != "UTF-8" {
            candidates.push(chosen(Field::Encoding, encoding, Source::Decoded));
        }
    }

    fn decide_kind(&self, document: &mut Document) {
        let html = &self.file.decoded.text;
        let noscript = self.stream.noscript.iter().map(|r| &html[r.clone()]);
        let evidence = signs::Evidence {
            stream: self.stream,
            parts: &self.parts,
            clues: &self.collector.clues,
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            byline: self.chosen.byline.is_some(),
            published: self
                .chosen
                .published
                .as_ref()
                .map(|day| day.chosen.confidence),
            headline: self.headline.is_some(),
            teasers: self.teasers,
            noscript: noscript.collect::<Vec<_>>().join("\n"),
        };
        let signs = signs::signs(&evidence);
        let names: Vec<&str> = signs.iter().map(Sign::name).collect();
        let (kind, rule) = kind::kind(signs);
        document.kind = kind;
        let candidates = &mut document.candidates;
        candidates.push(chosen(Field::Signs, &names.join(" "), Source::Kind));
        candidates.push(chosen(Field::Kind, kind.name(), rule));
    }
}

/// A day with the hour and the zone that ISO 8601 has after it where it was found: `2024-03-02T22:30:00+05:30` of
/// "2024-03-02T22:30:00.000+0530". The day alone if there is no hour, or if the hour is of another day.
fn with_hour(day: &str, written: &str) -> String {
    let alone = || day.to_string();
    let Some(clock) = written.trim().strip_prefix(day) else {
        return alone();
    };
    let Some(clock) = clock.strip_prefix(['T', ' ']) else {
        return alone();
    };
    let is_of_clock = |c: char| c.is_ascii_digit() || c == ':';
    let end = clock.find(|c| !is_of_clock(c)).unwrap_or(clock.len());
    let (clock, after) = clock.split_at(end);
    let parts: Vec<Option<u8>> = clock
        .split(':')
        .map(|part| part.parse().ok().filter(|_| part.len() == 2))
        .collect();
    let (hour, minute, second) = match parts[..] {
        [Some(hour), Some(minute)] => (hour, minute, 0),
        [Some(hour), Some(minute), Some(second)] => (hour, minute, second),
        _ => return alone(),
    };
    // Fractions of a second are left out.
    let fraction = |c: char| c == '.' || c.is_ascii_digit();
    let zone = if after.starts_with('.') {
        after.trim_start_matches(fraction)
    } else {
        after
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let zone = match (zone.trim().chars().next(), digits.len()) {
        (None, _) => String::new(),
        (Some('Z' | 'z'), 0) => "Z".into(),
        (Some(sign @ ('+' | '-')), 2) => format!("{sign}{digits}:00"),
        (Some(sign @ ('+' | '-')), 4) => format!("{sign}{}:{}", &digits[..2], &digits[2..]),
        _ => return alone(),
    };
    let is_possible = hour < 24 && minute < 60 && second < 60;
    // Midnight to the second is how programs write a day of which they know no hour.
    let is_known = (hour, minute, second) != (0, 0, 0);
    if is_possible && is_known {
        format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")
    } else {
        alone()
    }
}

/// A chosen candidate without a place and a confidence.
fn chosen(field: Field, value: &str, rule: impl Into<Rule>) -> Candidate {
    Candidate {
        chosen: true,
        ..Candidate::new(field, value, rule)
    }
}

/// True if the page writes the month before the day. American pages do. They are known by their
/// language tag or, if that names no country, by their address.
fn month_first(html: &str, stream: &Stream, url: Option<&str>) -> bool {
    const AMERICAN: [&str; 6] = [".com", ".org", ".us", ".gov", ".edu", ".net"];
    let host = url.and_then(|url| Address::new(url).host()).unwrap_or("");
    match locale(html, stream).as_str() {
        "en-us" | "en-ph" => true,
        "en" | "" => AMERICAN.iter().any(|ending| host.ends_with(ending)),
        _ => false,
    }
}

/// The language tag of the page in lower case: the first with a country, otherwise the last.
fn locale(html: &str, stream: &Stream) -> String {
    let mut locale = String::new();
    for element in &stream.elements {
        let attribute = |name: &str| lex::attribute(html, &element.tag, name);
        let is_locale =
            || attribute("property").is_some_and(|r| html[r].eq_ignore_ascii_case("og:locale"));
        let value = match element.name {
            "html" => attribute("lang"),
            "meta" if is_locale() => attribute("content"),
            _ => None,
        };
        if let Some(value) = value {
            locale = html[value].to_ascii_lowercase().replace('_', "-");
        }
        if locale.contains('-') {
            break;
        }
    }
    locale
}

/// Parts of the page reader that are fuzzed by themselves.
#[doc(hidden)]
pub mod parts {
    pub use super::dates::dates;
    pub use super::json::values;
    pub use super::kind::{Signs, decided};
    pub use super::lex::{Token, attributes, tokens, unescape};
    pub use super::place::{Squeezed, place, squeeze};
    pub use super::stream::stream;
}
