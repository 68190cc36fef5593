//! In: a claim or a finding. Out: a few lines that can be pasted anywhere: who says it and how, the
//! words, in plain words how sure it is said to be, the outlet, the day, the address. A reader of
//! these lines alone must not take a denial for a statement, or a paraphrase for a quotation.

use crate::about::headline;
use crate::addressee::{addressee, cue_with_addressee};
use crate::records::{Attribution, Claim, Finding, Span};
use crate::speakers::{Group, probably, shares_a_word, source_of, trimmed, words};
use crate::view::View;
use crate::{standing, visible};
use sayso::attribute::{Form, Rule, Why};
use sayso::certainty::Status;
use sayso::document::{self, Document};
use sayso::segment::segment;
use sayso::text;
use std::collections::HashSet;

/// Between the parts of a content.
const LEFT_OUT: &str = " … ";
/// The most characters of a sentence that is given with a paraphrase.
const SENTENCE: u32 = 600;

/// What makes the citations of a report.
pub struct Citations<'a> {
    view: &'a View<'a>,
    /// The sentences of the report, in bytes of its text.
    sentences: Vec<text::Span>,
    /// The ids of attributions whose quotation goes on in the next paragraph.
    going_on: HashSet<&'a str>,
    /// The last lines of each: where it is from.
    from: String,
}

impl<'a> Citations<'a> {
    /// The citations of a report.
    pub fn new(view: &'a View<'a>) -> Citations<'a> {
        let attributions = view.saved.attributions.iter();
        Citations {
            view,
            sentences: sentences(view),
            going_on: attributions
                .filter_map(|a| a.carried_from.as_deref())
                .collect(),
            from: from(view),
        }
    }

    /// The lines for an attribution.
    pub fn attribution(&self, a: &Attribution) -> String {
        let claim = self.view.claim(a);
        let statement = self.statement(a, claim);
        let mut standing = self.standing(a, claim);
        if a.content.len() > 1 && statement.contains(LEFT_OUT) {
            standing.push("“…” marks words between the parts that are left out".into());
        }
        let mut lines = vec![statement, sentence(&standing.join("; "))];
        lines.extend(self.in_the_report(a));
        self.with_origin(lines, &a.content)
    }

    /// The lines for what the report hedges in its own voice.
    pub fn hedge(&self, claim: &Claim) -> String {
        let said = words(&claim.content, usize::MAX);
        let mut lines = vec![format!("The report itself, with no source named: {said}")];
        let is_plain = claim.status == Status::Asserted;
        let status = (!is_plain).then(|| standing::status(self.view, claim));
        let parts: Vec<String> = [status, standing::voice(self.view, claim)]
            .into_iter()
            .flatten()
            .collect();
        lines.extend((!parts.is_empty()).then(|| sentence(&parts.join("; "))));
        let sentence = self.sentence_around(claim.content.iter());
        lines.extend(sentence.map(|words| format!("In the report: {words}")));
        self.with_origin(lines, &claim.content)
    }

    /// The lines for a finding.
    pub fn finding(&self, finding: &Finding) -> String {
        let mut lines = vec![visible(&finding.message).replace('\n', " ")];
        if !finding.assumptions.is_empty() {
            lines.push(format!("Assumed: {}.", finding.assumptions.join("; ")));
        }
        lines.push("Found by sayso from the figures as it reads them; it does not show who made a mistake.".into());
        let sentence = self.sentence_around([&finding.primary].into_iter());
        lines.extend(sentence.map(|words| format!("In the report: {words}")));
        self.with_origin(lines, std::slice::from_ref(&finding.primary))
    }

    fn with_origin(&self, mut lines: Vec<String>, content: &[Span]) -> String {
        lines.push(self.from.clone());
        let report = &self.view.saved.report;
        match (in_page(self.view, content), report.url.as_deref()) {
            (Some(address), _) => lines.push(address),
            (None, Some(url)) => lines.push(one_line(url)),
            (None, None) => {}
        }
        lines.join("\n")
    }

    /// Who says it, how, and the words.
    fn statement(&self, a: &Attribution, claim: Option<&Claim>) -> String {
        let said = match self.hull(a) {
            Some(hull) => hull,
            None => self.in_order(a, claim),
        };
        if a.uncertain {
            format!("Uncertain reading, compare it with the report: {said}")
        } else {
            said
        }
    }

    /// "Ines Moller, the pilot, said: …".
    fn in_order(&self, a: &Attribution, claim: Option<&Claim>) -> String {
        let said = words(&a.content, usize::MAX);
        let cue = cue_with_addressee(self.view, a);
        let cue = cue.trim_end_matches([':', ',']);
        if a.why == Why::Rule(Rule::QuotationAlone) {
            return sentence_start(&format!("{cue}: {said}"));
        }
        let who = self.who(a);
        let via = claim.map_or_else(String::new, |claim| self.via(claim));
        let written = source_of(self.view, a);
        let has_source = cue.contains(&*written) && !self.view.source(a).is_empty();
        let begin = match (cue.is_empty(), a.carried_from.is_some()) {
            _ if has_source && shares_a_word(&who, &written) => format!("{cue}{via}"),
            _ if has_source => format!("{who}{via}: {cue}"),
            (true, true) => format!("{who}{via}, going on"),
            (true, false) => format!("{who}{via}"),
            (false, _) if via.is_empty() => format!("{who} {cue}"),
            (false, _) => format!("{who}{via}, {cue}"),
        };
        let colon = if self.is_read_on(a) && via.is_empty() {
            ""
        } else {
            ":"
        };
        format!("{}{colon} {said}", sentence_start(&begin))
    }

    /// Whether the content follows its cue in the report, or the addressee, as "that he took a bribe"
    /// follows "denied on Thursday", so that both are read as one sentence.
    fn is_read_on(&self, a: &Attribution) -> bool {
        let (Some(cue), Some(content)) = (a.cue.last(), a.content.first()) else {
            return false;
        };
        let between = self.view.between(cue.end, content.start);
        let is_next = between.is_some_and(|words| words.trim().is_empty());
        let is_after_addressee = cue.end <= content.start && addressee(self.view, a).is_some();
        a.form != Form::Direct && (is_next || is_after_addressee)
    }

    /// Who says it: the source as written where that has the name, otherwise the name with the words
    /// of the report.
    fn who(&self, a: &Attribution) -> String {
        let group = Group::of(self.view, a);
        if group == Group::Unnamed {
            return "No source named".into();
        }
        let name = group.name(self.view, a);
        let written = source_of(self.view, a);
        match probably(self.view, a) {
            Some(probably) => format!("{probably} (in the report: “{written}”)"),
            None if written == name => name,
            None if written.contains(&name) => written,
            None => format!("{name} (in the report: “{written}”)"),
        }
    }

    /// ", according to Ines Moller" for what one source reports of another.
    fn via(&self, claim: &Claim) -> String {
        let names = standing::outer_sources(self.view, claim).into_iter();
        names.map(|name| format!(", according to {name}")).collect()
    }

    /// The words of the report in their order, where source, cue and content put one after the other
    /// would say something else: "The mayor was accused by critics of theft".
    fn hull(&self, a: &Attribution) -> Option<String> {
        let (cue, first, last) = (a.cue.first()?, a.content.first()?, a.content.last()?);
        let is_around = first.start < cue.start && cue.start < last.start;
        let names_no_one =
            self.view.source(a).is_empty() && a.why != Why::Rule(Rule::QuotationAlone);
        let is_needed = a.form == Form::Indirect && (is_around || names_no_one);
        let all = a.source.iter().chain(&a.cue).chain(&a.content);
        let start = all.clone().map(|span| span.start).min()?;
        let end = all.map(|span| span.end).max()?;
        if !is_needed || end - start > SENTENCE {
            return None;
        }
        let words = one_line(self.view.between(start, end)?);
        Some(if names_no_one {
            format!("No source named: {words}")
        } else {
            format!("{}, in the words of the report: {words}", self.who(a))
        })
    }

    /// How sure it is said to be, whether it is hearsay, whether it is a quotation.
    fn standing(&self, a: &Attribution, claim: Option<&Claim>) -> Vec<String> {
        let view = self.view;
        let mut parts: Vec<String> = Vec::new();
        if let Some(claim) = claim {
            parts.push(standing::status(view, claim));
            parts.extend(standing::hearsay(view, claim));
            parts.extend(standing::voice(view, claim));
        }
        let is_silent = claim.is_some_and(|claim| claim.status == Status::Declined);
        parts.push(
            match a.form {
                Form::Direct => "a quotation",
                Form::Mixed => "only the words in quotation marks are quoted",
                Form::Indirect if is_silent => "no words are quoted",
                Form::Indirect => "not a quotation, but the words of the report",
            }
            .into(),
        );
        if a.carried_from.is_some() {
            parts.push("it continues the paragraph before".into());
        }
        if self.going_on.contains(&*a.id) {
            parts.push("it goes on in the next paragraph".into());
        }
        parts
    }

    /// The sentence of a paraphrase, because words cut out of it may say something else.
    fn in_the_report(&self, a: &Attribution) -> Option<String> {
        if a.form == Form::Direct && !a.uncertain {
            return None;
        }
        let all = a.source.iter().chain(&a.cue).chain(&a.content);
        let words = self.sentence_around(all)?;
        Some(format!("In the report: {words}"))
    }

    /// The sentences that hold some spans.
    fn sentence_around<'s>(&self, spans: impl Iterator<Item = &'s Span> + Clone) -> Option<String> {
        let start = spans.clone().map(|span| span.start).min()?;
        let end = spans.map(|span| span.end).max()?;
        let inner = self.view.bytes(start, end);
        let first = self.sentences.partition_point(|s| s.end() <= inner.start());
        let last = self.sentences.partition_point(|s| s.start() < inner.end());
        let all = self.sentences.get(first..last)?;
        let whole = all.iter().fold(inner, |whole, s| whole.cover(*s));
        let words = one_line(self.view.words(whole));
        (words.chars().count() <= SENTENCE as usize && !words.is_empty()).then_some(words)
    }
}

/// The sentences of the blocks that are read.
fn sentences(view: &View<'_>) -> Vec<text::Span> {
    let Ok(text) = text::Text::new(view.text().into()) else {
        return Vec::new();
    };
    let blocks = view.blocks.iter().map(|block| document::Block {
        kind: block.kind,
        span: block.span,
        of: block.of,
    });
    let document = Document {
        blocks: blocks.collect(),
        text,
        ..Document::default()
    };
    let parts = segment(&document);
    let sentences = parts.sentences.iter();
    sentences.map(|s| parts.span(s.tokens.clone())).collect()
}

/// Outlet, day and headline: "Velm Post, 2024-05-03: “Ferry rams pier”".
pub fn from(view: &View<'_>) -> String {
    let report = &view.saved.report;
    let known = |value: &Option<String>, none: &str| {
        let value = value.as_deref().map(one_line).filter(|v| !v.is_empty());
        value.unwrap_or_else(|| none.into())
    };
    let outlet = known(&report.outlet, "Outlet not known");
    let day = known(&report.published, "day not known");
    let title = headline(view).map(one_line);
    let title = title.filter(|title| !title.is_empty());
    let title = title.map_or_else(String::new, |title| format!(": {title}"));
    format!("{outlet}, {day}{title}")
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    format!("{}.", sentence_start(trimmed(text)))
}

/// With a capital letter.
pub fn sentence_start(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The address of words in the page as it was published, for browsers that scroll to given words.
/// None where the page has other words, because they were repaired.
pub fn in_page(view: &View<'_>, content: &[Span]) -> Option<String> {
    let url = web_address(view.saved.report.url.as_deref()?)?;
    let span = content.first().filter(|span| !span.edited)?;
    let place = text_directive(view, span)?;
    let sign = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{sign}:~:text={place}"))
}

/// Words at each end of a long stretch.
const ENDS: usize = 5;
/// Bytes before a stretch in which its first words are looked for. The link must not lead to an
/// earlier place with the same words.
const LOOKED_BACK: usize = 20_000;
/// Words before a stretch that tell its place from an earlier one.
const WORDS_BEFORE: usize = 3;

/// `start`, `start,end` or `prefix-,start,end`. A start of one piece must not cross a paragraph, so
/// what does is given by its ends.
fn text_directive(view: &View<'_>, span: &Span) -> Option<String> {
    let lines: Vec<Vec<&str>> = span
        .text
        .lines()
        .map(|line| line.split_whitespace().collect())
        .filter(|line: &Vec<&str>| !line.is_empty())
        .collect();
    let (first, last) = (lines.first()?, lines.last()?);
    let is_short = lines.len() == 1 && first.len() <= 2 * ENDS;
    let start = if is_short {
        first.join(" ")
    } else {
        first[..first.len().min(ENDS)].join(" ")
    };
    let mut place = percent_encoded(&start);
    if !is_short {
        let end = last[last.len().saturating_sub(ENDS)..].join(" ");
        place = format!("{place},{}", percent_encoded(&end));
    }
    Some(match words_before(view, span, &start) {
        Some(before) => format!("{}-,{place}", percent_encoded(&before)),
        None => place,
    })
}

/// The words before a stretch, if the report has its first words earlier too.
fn words_before(view: &View<'_>, span: &Span, start: &str) -> Option<String> {
    let text = view.text();
    let before = &text[..view.span(span).start() as usize];
    let near = before.len().saturating_sub(LOOKED_BACK);
    let near = (near..=before.len()).find(|&at| before.is_char_boundary(at))?;
    if !before[near..].contains(start) {
        return None;
    }
    let line = before.rsplit('\n').next()?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let words = &words[words.len().saturating_sub(WORDS_BEFORE)..];
    (!words.is_empty()).then(|| words.join(" "))
}

/// An address that a link may have: one of the web, not a script, and on one line.
///
/// ```
/// use sayso_export::citation::web_address;
/// assert!(web_address("HTTP://nna.example/").is_some());
/// assert!(web_address("javascript://x/%0aalert(1)").is_none());
/// ```
pub fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_plain = visible(url) == url && !url.contains(char::is_whitespace);
    (is_web && is_plain).then_some(url)
}

/// Everything but letters and digits as `%XX`, because commas and hyphens have a meaning in such
/// addresses.
fn percent_encoded(text: &str) -> String {
    let byte = |b: u8| {
        if b.is_ascii_alphanumeric() {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web() {
        assert_eq!(
            web_address("https://nna.example/a?b#c"),
            Some("https://nna.example/a?b#c")
        );
        assert!(web_address("HTTP://nna.example/").is_some());
        for bad in [
            "javascript:alert(1)",
            "javascript://x/%0aalert(1)",
            "data:text/html,x",
            "//nna.example",
            "https://nna.example/\nhttps://other.example/",
            "",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
