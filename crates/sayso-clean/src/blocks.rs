//! In: the paragraphs of a text. Out: what each of them is.
//!
//! Closed lists and shapes decide, and nothing is learnt. A line is furniture only if the whole line
//! is in a list, so that no sentence of the report is lost.

use crate::credits::{byline, has_quotation};
use crate::dateline::{dateline, dateline_of_label, dateline_without_dash, is_label_in_capitals};
use crate::head;
use crate::paragraphs::RawParagraph;
use crate::trailers;
use sayso_english::classes::{class, classes};
use sayso_english::pages::{self, CaptionPart};
use sayso_text::document::BlockKind;
use sayso_text::text::Span;
use std::collections::{HashMap, HashSet};

/// The rule that says what a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockRule {
    /// The page says so.
    Page,
    /// A line of the list of furniture.
    Furniture,
    /// "Home › News › Harbour".
    Breadcrumb,
    /// "Published: 14 March 2023".
    TimeLine,
    Correction,
    /// A line that points elsewhere: "Read more: …".
    Pointer,
    /// A label with another headline: "MUST READ: …".
    Labelled,
    /// "Have you been affected? Email us".
    Appeal,
    /// "We use cookies".
    Consent,
    /// A line of a menu above the headline: "Sport".
    Menu,
    /// A headline in a list of other reports.
    Teaser,
    /// The words before the text under a picture: "Image caption".
    CaptionLabel,
    Credit,
    Byline,
    /// The same words as a block before.
    SameWords,
    MailHeader,
    /// The words after "Subject:".
    MailSubject,
    Dateline,
    /// The text says the same again.
    Restated,
    /// A byline or a dateline follows.
    BeforeByline,
}

/// A block before it is repaired.
#[derive(Clone, Debug)]
pub struct Part {
    pub kind: BlockKind,
    /// Its lines in the decoded text.
    pub lines: Vec<Span>,
    /// The index of the part it repeats.
    pub of: Option<usize>,
    /// It is on the same line as the next part: a dateline, "Subject:".
    pub leads: bool,
    /// The rule that says what it is, if there is one.
    pub rule: Option<BlockRule>,
}

impl Part {
    /// From its first line to its last.
    pub fn span(&self) -> Span {
        let last = self.lines.len() - 1;
        self.lines[0].cover(self.lines[last])
    }

    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.span().range()]
    }

    pub fn is(&mut self, kind: BlockKind, rule: BlockRule) {
        (self.kind, self.rule) = (kind, Some(rule));
    }

    pub fn is_text(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Paragraph | BlockKind::Headline | BlockKind::Standfirst
        )
    }
}

/// The longest line in bytes that is compared with the lists.
const MAX_LISTED: usize = 1200;
/// Paragraphs that are searched for a dateline.
const MAX_DATELINE_PARAGRAPHS: usize = 8;
/// Bytes of the longest repeated line that may be a refrain or a result.
const MAX_REFRAIN: usize = 20;

/// Says what the paragraphs of a text are. A dateline becomes a part of its own.
pub fn classify(text: &str, paragraphs: &[RawParagraph]) -> Vec<Part> {
    let mut classifier = Classifier::default();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        classifier.add(text, i, paragraph);
    }
    let mut parts = mail_headers(text, classifier.parts);
    // A mail subject becomes two parts, so the parts after it are shifted.
    let more = parts.len() - paragraphs.len();
    let touching: Vec<bool> = (0..parts.len())
        .map(|i| i >= more && paragraphs[i - more].touches)
        .collect();
    let is_plain = paragraphs.iter().all(|paragraph| paragraph.kind.is_none());
    if is_plain {
        head::mark_head(text, &mut parts);
        head::mark_teasers(text, &mut parts);
    }
    headline(text, &mut parts);
    captions_and_headings(text, &touching, &mut parts);
    let parts = caption_labels(text, parts);
    let mut parts = datelines(text, parts);
    standfirst(text, &mut parts);
    parts
}

/// Classifies paragraphs by themselves and by the ones before.
#[derive(Default)]
struct Classifier {
    parts: Vec<Part>,
    /// The paragraph in which each text was first seen.
    seen: HashMap<String, usize>,
    last_text: Option<usize>,
}

impl Classifier {
    fn add(&mut self, text: &str, index: usize, paragraph: &RawParagraph) {
        let whole = &text[paragraph.span().range()];
        let mut part = Part {
            kind: BlockKind::Paragraph,
            lines: paragraph.lines.clone(),
            of: None,
            leads: false,
            rule: None,
        };
        let by_page = paragraph.kind.filter(|&kind| kind != BlockKind::Paragraph);
        let is_final = by_page.filter(|kind| {
            matches!(
                kind,
                BlockKind::Headline | BlockKind::Repeat | BlockKind::Furniture
            )
        });
        if let Some(kind) = is_final {
            part.is(kind, BlockRule::Page);
            part.of = paragraph.of;
            self.seen.entry(normal(whole)).or_insert(index);
        } else if let Some((kind, rule)) = self.by_itself(whole, by_page) {
            part.is(kind, rule);
        } else {
            let key = normal(whole);
            if let Some(before) = self.repeated(&key) {
                part.is(BlockKind::Repeat, BlockRule::SameWords);
                part.of = Some(before);
            } else {
                self.seen.insert(key, index);
                if let Some(kind) = by_page {
                    part.is(kind, BlockRule::Page);
                }
            }
        }
        if part.is_text() {
            self.last_text = Some(index);
        }
        self.parts.push(part);
    }

    fn by_itself(&self, text: &str, by_page: Option<BlockKind>) -> Option<(BlockKind, BlockRule)> {
        if by_page == Some(BlockKind::Credit) {
            // The lists would find no more than the page says.
            return None;
        }
        // The first line is a headline rather than a byline or a label: "By Land and Sea, Rescuers
        // Reach Island", "Listen now: the song of the seals".
        let is_first = self.last_text.is_none();
        by_itself(text).filter(|(_, rule)| {
            !is_first || !matches!(rule, BlockRule::Byline | BlockRule::Labelled)
        })
    }

    /// The paragraph with the same words, as `normal` gives them. A short line may come again (a
    /// refrain, a result), unless it is right below itself.
    fn repeated(&self, key: &str) -> Option<usize> {
        let before = *self.seen.get(key)?;
        let is_long = key.len() > MAX_REFRAIN;
        let is_next = self.last_text == Some(before) && key.contains(' ');
        (is_long || is_next).then_some(before)
    }
}

/// Letters and digits in lower case, with single spaces between words.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            // Nearly all characters are of this kind.
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
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
pub fn head(text: &str) -> String {
    lower_start(text, 48)
}

/// The first characters of a text in lower case.
pub fn lower_start(text: &str, count: usize) -> String {
    match text.get(..count.min(text.len())) {
        Some(start) if start.is_ascii() => start.to_ascii_lowercase(),
        _ => {
            let start = text.chars().take(count);
            start.flat_map(char::to_lowercase).collect()
        }
    }
}

/// What a line is whatever is around it.
fn by_itself(text: &str) -> Option<(BlockKind, BlockRule)> {
    if text.len() > MAX_LISTED {
        return None;
    }
    let line = ListedLine {
        text,
        head: head(text.trim_start_matches(['•', '*', ' '])),
        words: word_count(text),
    };
    if line.is_furniture() {
        Some((BlockKind::Furniture, BlockRule::Furniture))
    } else if line.words <= 14 && is_breadcrumb(text) {
        Some((BlockKind::Furniture, BlockRule::Breadcrumb))
    } else if line.words <= 14 && is_time_line(&line.head) {
        Some((BlockKind::Furniture, BlockRule::TimeLine))
    } else if line.words <= 120 && pages::CORRECTIONS.begins(&line.head) {
        Some((BlockKind::Correction, BlockRule::Correction))
    } else if line.is_pointer() {
        Some((BlockKind::Furniture, BlockRule::Pointer))
    } else if line.is_credit() {
        Some((BlockKind::Credit, BlockRule::Credit))
    } else if trailers::is_labelled(text) {
        Some((BlockKind::Furniture, BlockRule::Labelled))
    } else if trailers::is_appeal(text) {
        Some((BlockKind::Furniture, BlockRule::Appeal))
    } else if trailers::is_consent_notice(text) {
        Some((BlockKind::Furniture, BlockRule::Consent))
    } else {
        byline(text).map(|_| (BlockKind::Credit, BlockRule::Byline))
    }
}

/// A line that is compared with the lists.
struct ListedLine<'a> {
    text: &'a str,
    /// Its first characters in lower case.
    head: String,
    words: usize,
}

impl ListedLine<'_> {
    fn is_furniture(&self) -> bool {
        if self.text.len() > 48 || self.text.contains(['“', '”', '"', '‘', '’']) {
            return false;
        }
        let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, '#' | '-');
        let bare = self.head.trim_matches(is_edge);
        pages::FURNITURE.has(bare) || bare == "###" || is_counter(bare)
    }

    fn is_pointer(&self) -> bool {
        if self.words > 24 || has_quotation(self.text) {
            return false;
        }
        let is_sure = pages::POINTERS_ELSEWHERE.begins(&self.head) || self.head.starts_with("© ");
        is_sure || pages::POINTERS.begins(&self.head) && !is_sentence(self.text)
    }

    fn is_credit(&self) -> bool {
        self.words <= 40
            && (self.begins_as_credit() && !is_sentence(self.text) || names_contributors(self.text))
    }
}

impl ListedLine<'_> {
    /// "Reporting by Ada Quill", "(With inputs from agencies)".
    fn begins_as_credit(&self) -> bool {
        let inner = self.head.trim_start_matches(['(', '[']);
        pages::CREDIT_LINES.begins(&self.head) || pages::CREDIT_LINES.begins(inner)
    }
}

/// "Home › News › Harbour".
fn is_breadcrumb(text: &str) -> bool {
    let is_name = |part: &&str| word_count(part) <= 5 && !part.ends_with(['.', ',']);
    [" › ", " » ", " > ", " / "].iter().any(|mark| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() >= 3 && parts.iter().all(is_name)
    })
}

/// "Published: 14 March 2023, 17:42", "Last updated at 10.15".
fn is_time_line(head: &str) -> bool {
    let begins = pages::DATED_LINES.iter().any(|start| {
        head.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    begins && head.contains(|c: char| c.is_ascii_digit()) && !head.ends_with('.')
}

/// The names of mail headers (RFC 5322) that people paste with a text.
const MAIL_HEADERS: [&str; 8] = [
    "From",
    "To",
    "Cc",
    "Date",
    "Sent",
    "Subject",
    "Reply-To",
    "Message-ID",
];

/// The name of the mail header, if a line is one: "From: newsdesk@…".
fn mail_header(text: &str) -> Option<&str> {
    MAIL_HEADERS.into_iter().find(|name| {
        text.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(": "))
    })
}

/// "12 comments", "3 min read", "5 hours ago": a number and words of the page.
fn is_counter(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    words.next().is_some_and(is_number) && pages::COUNTERS.has(&words.collect::<Vec<_>>().join(" "))
}

/// True if a text has a finite verb of speech or an auxiliary. A credit or a pointer has none.
fn is_sentence(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| {
        let bits = classes(word);
        let is_speech = bits & class::SPEECH != 0 && bits & class::FINITE != 0;
        is_speech
            || matches!(
                word,
                "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would"
            )
    })
}

/// "… contributed to this report."
fn names_contributors(text: &str) -> bool {
    const PHRASES: [&str; 4] = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
    ];
    let lower = text.to_lowercase();
    lower.contains("contributed") && PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Marks the headline: the first block of text, if it has the shape of one.
fn headline(text: &str, parts: &mut [Part]) {
    if parts.iter().any(|p| p.kind == BlockKind::Headline) {
        return;
    }
    let Some(first) = parts.iter().position(Part::is_text) else {
        return;
    };
    let has_text_below = parts[first + 1..].iter().any(Part::is_text);
    if !has_text_below || parts[first].lines.len() > 3 {
        return;
    }
    let line = parts[first].text(text);
    let is_long = word_count(line) > 32 || line.chars().count() > 220 || sentences(line) > 2;
    if is_long || dateline(line).is_some() {
        return;
    }
    let is_repeated = parts.iter().any(|p| p.of == Some(first));
    let is_headline = is_repeated
        || has_no_stop(line)
        || is_before_text(text, &parts[first + 1..])
        || is_in_title_case(line);
    if is_headline {
        parts[first].kind = BlockKind::Headline;
    }
}

/// True if a line does not end as a sentence does.
fn has_no_stop(line: &str) -> bool {
    let inner = line.trim_end_matches(['”', '"', '’']);
    line.ends_with("...") || !inner.ends_with(['.', '!', '…', ':', ','])
}

/// True if a credit comes first, or the first text begins with a dateline.
fn is_before_text(text: &str, rest: &[Part]) -> bool {
    let is_credit = |p: &Part| p.rule == Some(BlockRule::Byline) || p.kind == BlockKind::Credit;
    let first_text = rest.iter().find(|p| p.is_text());
    rest.first().is_some_and(is_credit)
        || first_text.is_some_and(|p| dateline(p.text(text)).is_some())
}

/// True if three of four longer words begin with a capital letter.
fn is_in_title_case(line: &str) -> bool {
    let is_long = |w: &&str| w.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let is_capital = |w: &&&str| {
        w.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase)
    };
    let long: Vec<&str> = line.split_whitespace().filter(is_long).collect();
    let capitals = long.iter().filter(is_capital).count();
    long.len() >= 3 && capitals * 4 >= long.len() * 3
}

/// How many sentences a line has.
fn sentences(line: &str) -> usize {
    let stops = line.match_indices(['.', '?', '!']);
    let ends = stops.filter(|(at, stop)| {
        let rest = line[at + stop.len()..].trim_start_matches(['”', '"', '’']);
        rest.starts_with(' ')
    });
    1 + ends.count()
}

/// Marks captions, list items and headings among the paragraphs.
fn captions_and_headings(text: &str, touching: &[bool], parts: &mut [Part]) {
    for i in 0..parts.len() {
        if parts[i].kind != BlockKind::Paragraph {
            continue;
        }
        let line = parts[i].text(text);
        if pages::CAPTIONS.begins(&head(line)) && word_count(line) <= 80 {
            parts[i].kind = BlockKind::Caption;
        } else if is_list_item(line) {
            parts[i].kind = BlockKind::List;
        } else if !touching[i] && is_heading(line) && is_between_text(text, parts, i) {
            parts[i].kind = BlockKind::Heading;
        }
    }
}

fn is_list_item(line: &str) -> bool {
    const BULLETS: [&str; 9] = ["• ", "* ", "- ", "– ", "▪ ", "● ", "◦ ", "‣ ", "· "];
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_numbered =
        (1..=2).contains(&digits) && (rest.starts_with(") ") || rest.starts_with(". "));
    is_numbered || BULLETS.iter().any(|bullet| line.starts_with(bullet))
}

/// True if a line has the shape of a heading.
fn is_heading(line: &str) -> bool {
    let is_short = (1..=9).contains(&word_count(line));
    let is_sentence = line.ends_with(['.', ',', ';', ':', '!', ')', '…'])
        || line.contains(": ")
        || line.contains(" said");
    is_short
        && !is_sentence
        && !has_quotation(line)
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// True if the part is one line between paragraphs. Short lines among other short lines are a list.
fn is_between_text(text: &str, parts: &[Part], index: usize) -> bool {
    let is_body = |p: &Part| word_count(p.text(text)) > 12;
    let (before, after) = (&parts[..index], &parts[index + 1..]);
    let above = before.iter().rev().find(|p| p.kind == BlockKind::Paragraph);
    let below = after.iter().find(|p| p.is_text());
    parts[index].lines.len() == 1 && above.is_some_and(is_body) && below.is_some_and(is_body)
}

/// Two or more mail headers at the top are furniture; the words after "Subject:" are the headline.
fn mail_headers(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let header = |p: &Part| mail_header(p.text(text));
    let count = parts.iter().take_while(|p| header(p).is_some()).count();
    if count < 2 {
        return parts;
    }
    let mut out: Vec<Part> = Vec::with_capacity(parts.len() + 1);
    let mut subjects = 0;
    for (i, mut part) in parts.into_iter().enumerate() {
        if i < count {
            let is_subject = header(&part) == Some("Subject");
            part.is(BlockKind::Furniture, BlockRule::MailHeader);
            if is_subject && subjects == 0 {
                subjects += 1;
                out.push(subject_label(&mut part));
            }
        }
        out.push(part);
    }
    // One part more moves the parts that repeats point at.
    for part in &mut out {
        part.of = part.of.map(|of| of + subjects);
    }
    out
}

/// Makes the subject of a mail the headline. Returns its label as a part of its own.
fn subject_label(part: &mut Part) -> Part {
    let line = part.lines[0];
    let start = line.start() + "Subject: ".len() as u32;
    let label = Part {
        lines: vec![Span::new(line.start(), start - 1)],
        leads: true,
        ..part.clone()
    };
    part.lines[0] = Span::new(start, line.end());
    part.is(BlockKind::Headline, BlockRule::MailSubject);
    label
}

/// Cuts the labels off the texts under pictures: "Image caption", "1of3". A page writes them without a
/// space before the text.
fn caption_labels(text: &str, parts: Vec<Part>) -> Vec<Part> {
    split_parts(parts, |part| {
        let may_have_label = matches!(
            part.kind,
            BlockKind::Caption | BlockKind::Paragraph | BlockKind::Heading
        );
        let line = part.lines[0];
        let label = caption_label(&text[line.range()]).filter(|_| may_have_label)?;
        if label.part.is_none() && part.kind != BlockKind::Caption {
            return None;
        }
        part.kind = match label.part {
            Some(CaptionPart::Credit) => BlockKind::Credit,
            _ => BlockKind::Caption,
        };
        Some(cut_front(text, part, label.length, BlockRule::CaptionLabel))
    })
}

/// A label before the text under a picture.
struct FoundLabel {
    /// Its length in bytes, with the marks and spaces after it.
    length: usize,
    /// What follows it; none after a number, "1of3".
    part: Option<CaptionPart>,
}

fn caption_label(line: &str) -> Option<FoundLabel> {
    let named = pages::CAPTION_LABELS.rows().iter().find_map(|row| {
        let start = line.get(..row.label.len())?;
        let is_label = start.eq_ignore_ascii_case(row.label);
        is_label.then_some((row.label.len(), Some(row.part)))
    });
    let (length, part) = named.or_else(|| Some((slide_number(line)?, None)))?;
    let rest = line[length..].trim_start_matches([':', ',', ' ', '\u{a0}']);
    // "Image caption contests are back" goes on in small letters.
    let begins_text = rest.starts_with(|c: char| !c.is_lowercase());
    begins_text.then(|| FoundLabel {
        length: line.len() - rest.len(),
        part,
    })
}

/// The length of "1of3", "1 of 3" or "1/3" at the beginning of a line.
fn slide_number(line: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(line);
    let rest = line[first..].trim_start();
    let after_of = rest
        .strip_prefix("of")
        .or_else(|| rest.strip_prefix('/'))?
        .trim_start();
    let second = digits(after_of);
    let is_number = (1..=2).contains(&first) && (1..=2).contains(&second);
    is_number.then(|| line.len() - after_of.len() + second)
}

/// Makes the dateline of the first paragraphs a part of its own.
fn datelines(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let labelled = parts
        .iter()
        .filter(|part| is_label_in_capitals(part.text(text)))
        .count();
    let mut left = MAX_DATELINE_PARAGRAPHS;
    split_parts(parts, |part| {
        if part.kind != BlockKind::Paragraph || left == 0 {
            return None;
        }
        left -= 1;
        let line = &text[part.lines[0].range()];
        // Without a dash only the beginning of the report is sure, and of names before what each of
        // them says there is more than one.
        let is_first = left + 2 >= MAX_DATELINE_PARAGRAPHS;
        let length = dateline(line)
            .or_else(|| dateline_without_dash(line).filter(|_| is_first))
            .or_else(|| dateline_of_label(line).filter(|_| is_first && labelled == 1))?;
        left = 0;
        let mut dateline = cut_front(text, part, length, BlockRule::Dateline);
        dateline.kind = BlockKind::Dateline;
        Some(dateline)
    })
}

/// Puts the part that `cut` takes off a part before it.
fn split_parts(parts: Vec<Part>, mut cut: impl FnMut(&mut Part) -> Option<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len() + 1);
    // The new index of each part, for the repeats that point at it.
    let mut moved = Vec::with_capacity(parts.len());
    for mut part in parts {
        out.extend(cut(&mut part));
        moved.push(out.len());
        out.push(part);
    }
    for part in &mut out {
        part.of = part.of.map(|of| moved[of]);
    }
    out
}

/// Cuts the first bytes off a part and returns them as furniture on the same line.
fn cut_front(text: &str, part: &mut Part, length: usize, rule: BlockRule) -> Part {
    let line = part.lines[0];
    let front = text[line.range()][..length].trim_end().len() as u32;
    part.lines[0] = Span::new(line.start() + length as u32, line.end());
    Part {
        kind: BlockKind::Furniture,
        lines: vec![Span::new(line.start(), line.start() + front)],
        of: None,
        leads: true,
        rule: Some(rule),
    }
}

/// Marks the standfirst: a block between the headline and the text that the first paragraphs say
/// again, or that a byline or a dateline separates from the text.
fn standfirst(text: &str, parts: &mut [Part]) {
    let Some(headline) = parts.iter().position(|p| p.kind == BlockKind::Headline) else {
        return;
    };
    let paragraphs: Vec<usize> = (headline + 1..parts.len())
        .filter(|&i| parts[i].kind == BlockKind::Paragraph)
        .take(4)
        .collect();
    let Some((&candidate, body)) = paragraphs.split_first() else {
        return;
    };
    let line = parts[candidate].text(text);
    if word_count(line) > 60 || parts[candidate].lines.len() > 5 || body.is_empty() {
        return;
    }
    let restated = body
        .iter()
        .take(2)
        .find(|&&b| restates(parts[b].text(text), line));
    if let Some(&restated) = restated {
        parts[candidate].is(BlockKind::Standfirst, BlockRule::Restated);
        parts[candidate].of = Some(restated);
        return;
    }
    let is_separated = parts
        .get(candidate + 1)
        .is_some_and(|p| p.kind == BlockKind::Dateline || p.rule == Some(BlockRule::Byline));
    if is_separated && sentences(line) <= 2 {
        parts[candidate].is(BlockKind::Standfirst, BlockRule::BeforeByline);
    }
}

/// True if `text` has seven of ten content words of `line` and three words in a row.
fn restates(text: &str, line: &str) -> bool {
    let (text, line) = (normal(text), normal(line));
    let words_of_text: HashSet<&str> = text.split(' ').collect();
    let content: HashSet<&str> = line
        .split(' ')
        .filter(|w| w.len() > 3 && classes(w) == 0)
        .collect();
    // A word of the text may be joined to the next one.
    let is_covered = |word: &&&str| {
        words_of_text.contains(*word) || words_of_text.iter().any(|w| w.starts_with(**word))
    };
    let covered = content.iter().filter(is_covered).count();
    let words: Vec<&str> = line.split(' ').collect();
    let has_run = words
        .windows(3)
        .any(|three| text.contains(&three.join(" ")));
    content.len() >= 5 && covered * 10 >= content.len() * 7 && has_run
}
