//! A reading for people: the report with its attributions marked, then its sources with what each
//! says, then what is uncertain. Never by colour alone: without colour a source stands in [ ], a
//! cue in < >, a content in { }, and with or without it the content bears the attribution's number.

use crate::output::visible;
use sayso::attribute::{Attribution, AttributionId, Form};
use sayso::certainty::{Claim, Status, Strength, Voice};
use sayso::document::{BlockKind, Document, RepairRule, RepairTier};
use sayso::reading::{Reading, Skip};
use sayso::resolve::EntityId;
use sayso::text::Span;
use sayso_export::about::{self, Fact, facts};
use sayso_export::measured::{self, Measure};
use sayso_export::speakers::{
    Group, by_speaker, cue_of, names, probably, roles, source_of, trimmed, words,
};
use sayso_export::{Least, Numbered, by_trust};
use std::fmt::Write;

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub color: bool,
    /// Columns.
    pub width: usize,
}

/// The columns to use: those of the terminal, within what is good to read.
pub fn width() -> usize {
    terminal_size::terminal_size()
        .map_or(90, |(width, _)| usize::from(width.0))
        .clamp(40, 100)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Plain,
    Source,
    Cue,
    Content,
    Dim,
    Bold,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Look::Plain => "",
            Look::Source => "\x1b[1;34m",
            Look::Cue => "\x1b[33m",
            Look::Content => "\x1b[32m",
            Look::Dim => "\x1b[2m",
            Look::Bold => "\x1b[1m",
        }
    }
}

/// Words in a look; lines are broken at blanks alone, so that a mark stays with its word.
struct Page {
    style: Style,
    out: String,
    indent: usize,
    column: usize,
    /// The word not yet placed, in pieces of one look each.
    word: String,
    word_len: usize,
    /// A blank stands before that word.
    blank: bool,
}

impl Page {
    fn new(style: Style) -> Page {
        Page {
            style,
            out: String::new(),
            indent: 0,
            column: 0,
            word: String::new(),
            word_len: 0,
            blank: false,
        }
    }

    /// Adds text.
    fn flow(&mut self, text: &str, look: Look) {
        for (i, piece) in text.split(char::is_whitespace).enumerate() {
            if i > 0 {
                self.place();
                self.blank = true;
            }
            if piece.is_empty() {
                continue;
            }
            if self.style.color && look != Look::Plain {
                let _ = write!(self.word, "{}{piece}\x1b[0m", look.code());
            } else {
                self.word.push_str(piece);
            }
            self.word_len += piece.chars().count();
        }
    }

    /// Places the word, on the next line if it does not fit.
    fn place(&mut self) {
        if self.word_len == 0 {
            return;
        }
        if self.blank && self.column > 0 {
            if self.column + 1 + self.word_len > self.style.width {
                self.out.push('\n');
                self.out.extend(std::iter::repeat_n(' ', self.indent));
                self.column = self.indent;
            } else {
                self.out.push(' ');
                self.column += 1;
            }
        }
        self.out.push_str(&self.word);
        self.column += self.word_len;
        self.word.clear();
        (self.word_len, self.blank) = (0, false);
    }

    /// Starts a line; lines that follow from it are indented by `hanging` more.
    fn paragraph(&mut self, indent: usize, hanging: usize) {
        self.place();
        self.blank = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.indent = indent + hanging;
        self.column = 0;
        if indent > 0 {
            // The indent is no text to put a blank after.
            self.column = indent;
        }
    }

    fn blank_line(&mut self) {
        self.paragraph(0, 0);
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.blank_line();
        self.flow(text, Look::Bold);
        self.paragraph(0, 0);
    }
}

fn superscript(number: u32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number
        .to_string()
        .bytes()
        .map(|b| DIGITS[usize::from(b - b'0')])
        .collect()
}

/// The attributions that are there to be pointed at.
struct Kept<'a> {
    shown: &'a [Numbered<'a>],
    uncertain: &'a [Numbered<'a>],
}

/// `1 source`, `2 sources`.
pub fn plural(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// The reading as text, ending in a blank line.
pub fn reading(reading: &Reading, name: &str, least: Least, style: Style) -> String {
    let document = &reading.document;
    let (shown, uncertain) = by_trust(reading, least);
    let mut page = Page::new(style);
    page.flow(&visible(name), Look::Dim);
    about(&mut page, document);
    if let Some(why) = reading.skipped {
        not_read(&mut page, document, why);
        page.blank_line();
        return page.out;
    }
    page.blank_line();
    report(&mut page, document, &shown);
    repairs(&mut page, document);
    sources(&mut page, reading, &shown);
    own_hedges(&mut page, reading);
    list_uncertain(&mut page, reading, &uncertain);
    let (figures, times) = measured::measures(reading);
    let kept = Kept {
        shown: &shown,
        uncertain: &uncertain,
    };
    measures(&mut page, reading, &kept, &figures, "figure");
    measures(&mut page, reading, &kept, &times, "time");
    page.blank_line();
    page.out
}

/// What is known of the report: outlet, byline, days, address, with how sure that is and how it was
/// found.
fn about(page: &mut Page, document: &Document) {
    let one = |fact: &Fact| {
        let doubt = fact.doubt.map_or(String::new(), |(percent, rule)| {
            format!(" ({percent}% sure, {rule})")
        });
        format!("{}{}{doubt}", fact.label, visible(fact.value))
    };
    let facts: Vec<String> = facts(document).iter().map(one).collect();
    if !facts.is_empty() {
        page.paragraph(0, 0);
        page.flow(&facts.join(" · "), Look::Dim);
    }
}

/// Why a report was not read.
fn not_read(page: &mut Page, document: &Document, why: Skip) {
    page.blank_line();
    if let Some(title) = &document.title {
        page.flow(&visible(title), Look::Bold);
        page.blank_line();
    }
    page.flow(&about::not_read(document, why), Look::Plain);
}

/// The text with its marks.
fn report(page: &mut Page, document: &Document, shown: &[(AttributionId, &Attribution)]) {
    let color = page.style.color;
    // What begins and ends where: at one place ends come before beginnings.
    let mut marks: Vec<(u32, bool, Look, u32)> = Vec::new();
    for (id, a) in shown.iter().filter(|(_, a)| a.parent.is_none()) {
        for (spans, look) in [
            (&a.source, Look::Source),
            (&a.cue, Look::Cue),
            (&a.content, Look::Content),
        ] {
            for span in spans {
                marks.push((span.start(), true, look, id.0 + 1));
                marks.push((span.end(), false, look, id.0 + 1));
            }
        }
    }
    marks.sort_by_key(|&(at, begins, look, number)| (at, begins, look, number));
    // A source that several attributions share is marked once.
    marks.dedup_by_key(|&mut (at, begins, look, number)| {
        (
            at,
            begins,
            look,
            if look == Look::Content { number } else { 0 },
        )
    });
    let mut next = 0;
    let mut open: Vec<Look> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let base = match block.kind {
            BlockKind::Headline | BlockKind::Heading => Look::Bold,
            _ if !block.is_read() => Look::Dim,
            _ => Look::Plain,
        };
        let note = match block.kind {
            _ if block.of.is_some() && block.kind != BlockKind::Repeat => "said again below",
            BlockKind::Repeat => "repeated",
            BlockKind::Furniture => "page furniture",
            BlockKind::Credit => "credit",
            BlockKind::Correction => "correction",
            _ => "",
        };
        if !note.is_empty() {
            page.flow(&format!("({note}) "), Look::Dim);
        }
        let mut at = block.span.start();
        let put = |page: &mut Page, from: u32, to: u32, open: &[Look]| {
            let text = visible(&document.text[Span::new(from, to)]);
            page.flow(&text, open.last().copied().unwrap_or(base));
        };
        while next < marks.len() && marks[next].0 <= block.span.end() {
            let (place, begins, look, number) = marks[next];
            next += 1;
            if place > at {
                put(page, at, place, &open);
                at = place;
            }
            let (before, after) = match look {
                Look::Source => ("[", "]"),
                Look::Cue => ("<", ">"),
                _ => ("{", "}"),
            };
            if begins {
                if look == Look::Content {
                    page.flow(&superscript(number), Look::Dim);
                }
                if !color {
                    page.flow(before, Look::Plain);
                }
                open.push(look);
            } else {
                if let Some(i) = open.iter().rposition(|&o| o == look) {
                    open.remove(i);
                }
                if !color {
                    page.flow(after, Look::Plain);
                }
            }
        }
        put(page, at, block.span.end(), &open);
        // A dateline stands on the line of its paragraph.
        let next = document.blocks.get(index + 1);
        let same_line = next.is_some_and(|next| {
            !document.text[Span::new(block.span.end(), next.span.start())].contains('\n')
        });
        if same_line {
            page.flow(" ", Look::Plain);
        } else {
            page.blank_line();
        }
    }
}

/// One line on what was repaired.
fn repairs(page: &mut Page, document: &Document) {
    let mut counts: Vec<(RepairRule, RepairTier, usize)> = Vec::new();
    for edit in &document.edits {
        match counts
            .iter_mut()
            .find(|(rule, tier, _)| *rule == edit.rule && *tier == edit.tier)
        {
            Some((_, _, count)) => *count += 1,
            None => counts.push((edit.rule, edit.tier, 1)),
        }
    }
    for (tier, words) in [
        (RepairTier::Safe, "Repaired"),
        (RepairTier::Proposed, "Proposed, not applied"),
        (RepairTier::Flag, "Looks wrong"),
    ] {
        let list: Vec<String> = counts
            .iter()
            .filter(|c| c.1 == tier)
            .map(|(rule, _, n)| format!("{n} {rule}"))
            .collect();
        if !list.is_empty() {
            page.paragraph(0, 0);
            page.flow(
                &format!("{words}: {} (--format jsonl lists each)", list.join(", ")),
                Look::Dim,
            );
        }
    }
}

fn sources(page: &mut Page, reading: &Reading, shown: &[(AttributionId, &Attribution)]) {
    let resolved = !reading.resolution.speakers.is_empty();
    let groups = by_speaker(reading, shown);
    let named = groups
        .iter()
        .filter(|(group, _)| *group != Group::Nobody)
        .count();
    if shown.is_empty() {
        return page.heading("Nobody says anything here that sayso is sure of");
    }
    let how = if resolved { "" } else { ", as written" };
    page.heading(&format!(
        "{} from {}{how}",
        plural(shown.len(), "attribution"),
        plural(named, "source")
    ));
    let mut apart = false;
    for (group, items) in groups {
        if resolved && !apart && matches!(group, Group::Open(_)) {
            apart = true;
            page.paragraph(2, 4);
            page.flow(
                "Not resolved: who these are, the report does not make plain enough",
                Look::Dim,
            );
        }
        page.paragraph(2, 4);
        let name = match &group {
            Group::Known(ids) => names(reading, ids),
            _ => source_of(reading, items[0].1),
        };
        if items.iter().all(|&item| probably(reading, item).is_some()) {
            page.flow("probably ", Look::Dim);
        }
        page.flow(&name, Look::Source);
        if let Group::Known(ids) = &group {
            page.flow(&told(reading, ids, items[0].0), Look::Dim);
        }
        for (id, a) in items {
            page.paragraph(4, 4);
            one(page, reading, id, a);
            // Under another name than the heading's.
            let written = source_of(reading, a);
            let told = written.contains(&name) || cue_of(reading, a).contains(&written);
            if matches!(group, Group::Known(_)) && !a.source.is_empty() && !told {
                page.flow(&format!(" (as “{written}”)"), Look::Dim);
            }
        }
    }
}

/// The kind, the flags and the first role of a speaker.
fn told(reading: &Reading, ids: &[EntityId], first: AttributionId) -> String {
    let mut out = String::new();
    if let [id] = ids {
        for (n, role) in roles(reading, *id).iter().enumerate() {
            out += if n == 0 { ", " } else { "; " };
            out += role;
        }
    }
    let speaker = &reading.resolution.speakers[first.0 as usize];
    out += " (";
    out += speaker.kind.name();
    for flag in speaker.flags.names() {
        out += ", ";
        out += flag;
    }
    out += ")";
    if let Some(reason) = speaker.anonymity {
        out += "; not named: ";
        out += trimmed(&words(&reading.document, &[reason], 80));
    }
    out
}

fn one(page: &mut Page, reading: &Reading, id: AttributionId, a: &Attribution) {
    let document = &reading.document;
    page.flow(&superscript(id.0 + 1), Look::Dim);
    page.flow(" ", Look::Plain);
    if let Some(doubt) = probably(reading, (id, a)) {
        page.flow(&format!("({doubt}) "), Look::Bold);
    }
    let cue = match (a.carried_from, a.cue.is_empty()) {
        (Some(from), true) => format!("goes on from {}", superscript(from.0 + 1)),
        _ => cue_of(reading, a),
    };
    page.flow(&cue, Look::Cue);
    page.flow(if cue.is_empty() { "" } else { " " }, Look::Plain);
    page.flow(&words(document, &a.content, 160), Look::Content);
    if let Some(parent) = a.parent {
        page.flow(
            &format!(" (within {})", superscript(parent.0 + 1)),
            Look::Dim,
        );
    }
    if a.form == Form::Mixed {
        page.flow(" (partly quoted)", Look::Dim);
    }
    if let Some(claim) = reading.claims.get(id.0 as usize) {
        page.flow(&sure(document, claim), Look::Dim);
    }
}

/// How sure a claim is, where it is not plainly asserted: " (possible: may)".
fn sure(document: &Document, claim: &Claim) -> String {
    let mut facts: Vec<String> = Vec::new();
    if claim.status != Status::Asserted {
        let strength = claim.strength.filter(|s| *s != Strength::Strong);
        let name = claim.status.name();
        facts.push(strength.map_or(name.into(), |s| format!("{name}, {}", s.name())));
    }
    facts.extend(
        claim
            .voice
            .filter(|v| *v != Voice::Neutral)
            .map(|v| v.name().to_string()),
    );
    if facts.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = claim
        .triggers
        .iter()
        .map(|t| visible(&document.text[t.span]))
        .collect();
    let by = if shown.is_empty() {
        String::new()
    } else {
        format!(": {}", shown.join(" … "))
    };
    format!(" ({}{by})", facts.join("; "))
}

/// What the outlet hedges in its own voice.
fn own_hedges(page: &mut Page, reading: &Reading) {
    let mut own = reading
        .claims
        .iter()
        .filter(|c| c.attribution.is_none())
        .peekable();
    if own.peek().is_none() {
        return;
    }
    page.heading("Hedged by the outlet itself");
    for claim in own {
        page.paragraph(2, 4);
        page.flow(
            &words(&reading.document, &claim.content, 160),
            Look::Content,
        );
        page.flow(&sure(&reading.document, claim), Look::Dim);
    }
}

/// What is counted and measured, or when, how long, how often: as written, as read, and who says
/// so.
fn measures(page: &mut Page, reading: &Reading, kept: &Kept<'_>, list: &[Measure<'_>], one: &str) {
    if list.is_empty() {
        return;
    }
    page.heading(&plural(list.len(), one));
    let document = &reading.document;
    for measure in list {
        page.paragraph(2, 4);
        page.flow(&words(document, &[measure.span()], usize::MAX), Look::Bold);
        let value = measure.value(&document.text);
        if !value.is_empty() && value.to_lowercase() != document.text[measure.span()].to_lowercase()
        {
            page.flow(&format!(" = {}", visible(&value)), Look::Plain);
        }
        let notes = measure.notes(document.published.is_some());
        if !notes.is_empty() {
            page.flow(&format!(" ({})", visible(&notes.join(", "))), Look::Dim);
        }
        said(page, reading, measure.attribution(), kept);
    }
}

/// In whose words a figure or a time stands; with a question mark if that is uncertain.
fn said(page: &mut Page, reading: &Reading, attribution: Option<AttributionId>, kept: &Kept<'_>) {
    let find = |list: &'_ [Numbered<'_>]| {
        list.iter()
            .find(|(id, _)| Some(*id) == attribution)
            .map(|(_, a)| source_of(reading, a))
    };
    let (source, doubt) = match (find(kept.shown), find(kept.uncertain)) {
        (Some(source), _) => (source, ""),
        (None, Some(source)) => (source, "?"),
        (None, None) => return,
    };
    let number = attribution.map_or(String::new(), |id| superscript(id.0 + 1));
    page.flow(&format!(" · {number} {source}{doubt}"), Look::Dim);
}

fn list_uncertain(page: &mut Page, reading: &Reading, uncertain: &[(AttributionId, &Attribution)]) {
    if uncertain.is_empty() {
        return;
    }
    page.heading("Uncertain");
    for (id, a) in uncertain {
        page.paragraph(2, 4);
        if let Some(score) = a.score {
            page.flow(&format!("{:>2}% ", (score * 100.0).round()), Look::Dim);
        }
        page.flow(&source_of(reading, a), Look::Source);
        page.flow(" ", Look::Plain);
        one(page, reading, *id, a);
    }
}
