//! In: the lines that a reader sees. Out: clues in them: the trail at the top of the page, bylines and
//! days near the headline, a name below the report. Also the day in the address and in scripts.

use super::clue::Clue;
use super::dates;
use super::meta::{Collector, day_of_address, is_publication, is_update};
use super::place::floor;
use super::stream::{PageLine, Stream, context};
use super::trust;
use crate::credits;
use sayso_english::calendar::Date;
use sayso_text::candidate::{Field, Source};

/// Lines of a trail that are looked at.
const MAX_TRAIL: usize = 8;
/// Lines above the headline that may hold a day or a byline, and lines below it and below the first
/// line of the text.
const LINES_ABOVE: usize = 8;
const LINES_BELOW_HEADLINE: usize = 14;
const LINES_BELOW_TEXT: usize = 4;
const MAX_LINES_BELOW: usize = 60;
/// Days on the page that are looked at for want of better.
const MAX_DAYS: usize = 40;
/// Lines below the report that may hold a name.
const LINES_BELOW_END: usize = 5;
/// Bytes after the name of a field in a script that may hold its value.
const SCRIPT_REACH: usize = 60;
/// Bytes of text between a day and the report from which on the day is far from it.
const FAR: u32 = 400;

/// Names of fields in scripts that hold the day of publication.
const SCRIPT_FIELDS: [&str; 6] = [
    "\"datePublished\"",
    "\"publishedDate\"",
    "\"published_at\"",
    "\"publishDate\"",
    "\"publishedAt\"",
    "\"pubDate\"",
];

impl Collector<'_> {
    /// A clue that is the text of a line, or a part of it.
    fn line_clue(&self, line: &PageLine, field: Field, value: &str, rule: Source) -> Clue {
        let place = self.stream.origin.raw(line.span).range();
        Clue::new(field, value, rule)
            .at(place)
            .context(line.context)
    }

    /// The trail at the top of the page. Its last link, apart from the front page, is the section.
    pub fn breadcrumb(&mut self) {
        let stream = self.stream;
        let is_trail =
            |line: &&PageLine| line.context & context::BREADCRUMB != 0 && line.span.len() < 200;
        let mut section = None;
        for line in stream.lines.iter().filter(is_trail).take(MAX_TRAIL) {
            let text = &stream.text[line.span.range()];
            for part in text.split(['›', '»', '>', '/', '|']) {
                let clue = self.line_clue(line, Field::Section, part, Source::Breadcrumb);
                if line.linked > 0 && is_section_name(&clue.value) {
                    section = Some(clue.context(0));
                }
            }
        }
        if let Some(section) = section {
            self.add(section);
        }
    }

    /// The day in the address, if it has one.
    pub fn address(&mut self, url: &str) {
        if let Some(day) = day_of_address(url) {
            let mut clue = Clue::new(Field::Published, &day.to_string(), Source::Address);
            clue.day = Some(day);
            self.clues.push(clue);
        }
    }

    /// Bylines and days on the lines around the headline and above the text.
    pub fn near_headline(&mut self, headline: Option<u32>, body: Option<u32>) {
        const APART: u32 = context::NAV | context::FOOTER | context::COMMENTS | context::ELSEWHERE;
        let stream = self.stream;
        let line_of = |at: u32| stream.lines.partition_point(|line| line.span.end() <= at);
        let first = line_of(headline.unwrap_or(0));
        let body_line = body.map_or(first, line_of);
        let from = first.saturating_sub(LINES_ABOVE);
        let to = (first + LINES_BELOW_HEADLINE)
            .max(body_line + LINES_BELOW_TEXT)
            .min(first + MAX_LINES_BELOW)
            .min(stream.lines.len());
        for index in from..to.max(from) {
            let line = &stream.lines[index];
            let text = &stream.text[line.span.range()];
            if line.context & APART != 0 || text.chars().count() > 160 {
                continue;
            }
            let distance = index.abs_diff(first).min(20) as u8;
            if index >= first {
                self.byline_line(line, text, distance);
            }
            self.date_line(line, text, distance);
        }
    }

    fn byline_line(&mut self, line: &PageLine, text: &str, distance: u8) {
        let is_credit = credits::is_credit(text);
        if let Some(names) = credits::byline(text).or(is_credit.then_some(text)) {
            let clue = self.line_clue(line, Field::Byline, names, Source::BylineLine);
            self.add(clue.less(distance));
        }
    }

    /// A line that is a date and little else, or two dates with their names.
    fn date_line(&mut self, line: &PageLine, text: &str, distance: u8) {
        let found = dates::dates(text, self.month_first);
        let dated: usize = found.iter().map(|f| f.at.len()).sum();
        if text.chars().count() > dated + 60 {
            return;
        }
        // Of several days, one with a name says which it is: "Received 1 May · Published 9 May".
        let starts = std::iter::once(0).chain(found.iter().map(|f| f.at.end));
        let names: Vec<&str> = starts
            .zip(&found)
            .map(|(start, found)| &text[start..found.at.start])
            .collect();
        let is_one_named = found.len() > 1 && names.iter().any(|name| is_publication(name));
        for (found, name) in found.iter().zip(names) {
            if is_one_named && !is_publication(name) && !is_update(name) {
                continue;
            }
            let field = if is_update(name) && !is_publication(name) {
                Field::Modified
            } else {
                Field::Published
            };
            let mut clue = self.line_clue(line, field, text, Source::DateLine);
            if is_publication(name) {
                clue.trust = trust::DATE_LINE_OF_PUBLICATION;
            }
            let clue = clue.less(distance).dated(found);
            self.clues.push(clue.seen(line.span.start()));
        }
    }

    /// Any visible date of the page outside sentences, for want of better.
    pub fn anywhere(&mut self) {
        let stream = self.stream;
        let before = self.clues.len();
        for line in &stream.lines {
            let text = &stream.text[line.span.range()];
            if self.clues.len() - before >= MAX_DAYS {
                break;
            }
            let is_apart = line.context & (context::COMMENTS | context::CONTROL) != 0;
            if is_apart || text.len() > 160 {
                continue;
            }
            let found = dates::dates(text, self.month_first);
            let Some(found) = found.first().filter(|_| !in_sentence(stream, line)) else {
                continue;
            };
            let field = if is_update(text) {
                Field::Modified
            } else {
                Field::Published
            };
            let mut clue = self.line_clue(line, field, text, Source::DateOnPage);
            if line.context & context::MARGIN != 0 {
                clue.trust = trust::DATE_IN_MARGIN;
            }
            self.clues.push(clue.dated(found).seen(line.span.start()));
        }
        // If there are several days, none of them is surely that of the page.
        let found = &mut self.clues[before..];
        let outside_margins = found.iter().filter(|c| c.trust > trust::DATE_IN_MARGIN);
        let days: Vec<Date> = outside_margins.filter_map(|c| c.day).collect();
        if days.windows(2).any(|pair| pair[0] != pair[1]) {
            for clue in found {
                clue.trust = clue.trust.min(trust::ONE_OF_SEVERAL_DATES);
            }
        }
    }

    /// A name below the last paragraph of the report, which ends at `end`: "Posted by Ada Quill",
    /// "— Ada Quill".
    pub fn signed(&mut self, end: u32) {
        const APART: u32 = context::COMMENTS | context::NAV | context::FOOTER;
        let stream = self.stream;
        let next = stream.lines.partition_point(|line| line.span.start() < end);
        let lines = stream.lines.iter().skip(next.saturating_sub(1));
        for line in lines.take(LINES_BELOW_END) {
            let text = &stream.text[line.span.range()];
            if text.chars().count() > 90 || line.context & APART != 0 {
                continue;
            }
            let is_credit = credits::is_credit(text);
            if let Some(name) = name_after_dash(text).or(is_credit.then_some(text)) {
                let clue = self.line_clue(line, Field::Byline, name, Source::Signed);
                self.add(clue);
            }
        }
    }

    /// The day in a script, for pages that are built by scripts: `"datePublished":"2023-03-14"`.
    pub fn scripts(&mut self) {
        let html = self.html;
        for name in SCRIPT_FIELDS {
            let Some(found) = memchr::memmem::find(html.as_bytes(), name.as_bytes()) else {
                continue;
            };
            let from = found + name.len();
            let until = floor(html, from + SCRIPT_REACH).max(from);
            let rest = html[from..until].trim_start().strip_prefix(':');
            let rest = rest.unwrap_or("").trim_start();
            let Some(value) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else {
                continue;
            };
            let at = value.as_ptr() as usize - html.as_ptr() as usize;
            let clue = Clue::new(Field::Published, value, Source::Script);
            self.add(clue.at(at..at + value.len()));
        }
    }

    /// Trusts days between the headline and the report more, and days far from it or in sentences
    /// less, because those are the days of something else.
    pub fn weigh(&mut self, headline: Option<u32>, body: Option<u32>) {
        let (Some(headline), Some(body)) = (headline.or(body), body) else {
            return;
        };
        let (top, end) = (headline.min(body), body.max(headline));
        for clue in &mut self.clues {
            let is_day = matches!(clue.field, Field::Published | Field::Modified);
            let Some(seen) = clue.seen.filter(|_| is_day) else {
                continue;
            };
            let distance = if seen > end + FAR {
                seen - end
            } else {
                top.saturating_sub(seen)
            };
            let line = self.stream.line_at(seen);
            let is_in_sentence = line.is_some_and(|line| in_sentence(self.stream, line));
            clue.trust = match distance {
                _ if is_in_sentence => clue.trust.min(trust::DATE_IN_SENTENCE),
                0 => clue.trust + trust::BETWEEN_HEADLINE_AND_TEXT_MORE,
                1..=FAR => clue.trust,
                _ => clue.trust.saturating_sub(trust::FAR_FROM_TEXT_LESS),
            };
        }
    }
}

/// True for a short name that is not that of the front page.
fn is_section_name(name: &str) -> bool {
    const FRONT_PAGES: [&str; 3] = ["home", "front page", "homepage"];
    let is_short = (1..=4).contains(&name.split_whitespace().count());
    is_short && !FRONT_PAGES.contains(&name.to_lowercase().as_str())
}

/// The name in "— Ada Quill".
fn name_after_dash(text: &str) -> Option<&str> {
    let name = text.strip_prefix(['—', '–'])?.trim();
    (2..=4)
        .contains(&name.split_whitespace().count())
        .then_some(name)
}

/// True if a line is running text. A day in it is part of the story.
fn in_sentence(stream: &Stream, line: &PageLine) -> bool {
    const APART: u32 = context::DATE | context::BYLINE | context::FOOTER;
    if line.context & APART != 0 {
        return false;
    }
    let text = stream.text[line.span.range()].trim_end_matches(['”', '"', ' ']);
    let mut words = text.split_whitespace();
    // "Created on Sunday, 18 October. Edited …" is about the page.
    let first = words.next().unwrap_or("");
    text.ends_with('.') && words.nth(7).is_some() && !is_publication(first) && !is_update(first)
}
