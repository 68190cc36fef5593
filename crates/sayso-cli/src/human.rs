//! A reading for people: the report with its attributions marked, then its sources with what each says, then what
//! is uncertain. Never by colour alone: without colour a source stands in [ ], a cue in < >, a content in { }, and
//! with or without it the content bears the attribution's number.

use crate::output::visible;
use sayso::attribute::{Attribution, AttributionId, Form};
use sayso::document::{BlockKind, Document, Tier};
use sayso::measure::{self, Direction, Figure, Per, Role};
use sayso::reading::{Reading, Skip};
use sayso::resolve::EntityId;
use sayso::text::{Span, Text};
use sayso_export::jsonl::kept;
use std::collections::HashMap;
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
    terminal_size::terminal_size().map_or(90, |(width, _)| usize::from(width.0)).clamp(40, 100)
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
    number.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect()
}

/// Scores that attributions must have.
#[derive(Clone, Copy)]
pub struct Least {
    /// To be kept at all.
    pub kept: f32,
    /// To be shown as found, not as uncertain.
    pub shown: f32,
}

/// The reading as text, ending in a blank line.
pub fn reading(reading: &Reading, name: &str, least: Least, style: Style) -> String {
    let document = &reading.document;
    let all = kept(&reading.attributions, least.kept);
    let is_shown = |a: &Attribution| a.score.is_none_or(|score| score >= least.shown);
    let (mut shown, mut uncertain) = (Vec::new(), Vec::new());
    for (id, a) in all {
        // What hangs on something uncertain is no more certain than that.
        let sure = is_shown(a) && a.hangs_on(&reading.attributions).all(is_shown);
        if sure { &mut shown } else { &mut uncertain }.push((id, a));
    }
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
    list_uncertain(&mut page, reading, &uncertain);
    figures(&mut page, reading, &shown);
    page.blank_line();
    page.out
}

/// What is known of the report: outlet, byline, days, address, with how sure that is and how it was found.
fn about(page: &mut Page, document: &Document) {
    let doubt = |field: &str| {
        let chosen = document.candidates.iter().find(|c| c.field == field && c.chosen);
        chosen
            .and_then(|c| c.confidence.map(|percent| format!(" ({percent}% sure, {})", c.rule)))
            .unwrap_or_default()
    };
    let mut facts: Vec<String> = Vec::new();
    let mut add = |label: &str, value: &Option<String>, doubt: String| {
        if let Some(value) = value {
            facts.push(format!("{label}{}{doubt}", visible(value)));
        }
    };
    add("", &document.outlet, String::new());
    add("by ", &document.byline, doubt("byline"));
    add("published ", &document.published, doubt("published"));
    add(
        "changed ",
        &document.modified.clone().filter(|m| Some(m) != document.published.as_ref()),
        String::new(),
    );
    add("saved ", &document.captured, String::new());
    add("", &document.url, String::new());
    if !facts.is_empty() {
        page.paragraph(0, 0);
        page.flow(&facts.join(" · "), Look::Dim);
    }
}

/// Why a report was not read, and what to do about it.
fn not_read(page: &mut Page, document: &Document, why: Skip) {
    page.blank_line();
    if let Some(title) = &document.title {
        page.flow(&visible(title), Look::Bold);
        page.blank_line();
    }
    let text = match why {
        Skip::Kind => {
            let rule = document.candidates.iter().find(|c| c.field == "kind").map_or("", |c| c.rule);
            format!(
                "Not read: this is no article ({}, by the rule \"{rule}\"). --all reads it all the same.",
                document.kind.name()
            )
        }
        Skip::Language => format!(
            "Not read: the text is not English (language: {}). --language en reads it as if it were.",
            document.language.as_deref().unwrap_or("unknown")
        ),
    };
    page.flow(&text, Look::Plain);
}

/// The text with its marks.
fn report(page: &mut Page, document: &Document, shown: &[(AttributionId, &Attribution)]) {
    let color = page.style.color;
    // What begins and ends where: at one place ends come before beginnings.
    let mut marks: Vec<(u32, bool, Look, u32)> = Vec::new();
    for (id, a) in shown.iter().filter(|(_, a)| a.parent.is_none()) {
        for (spans, look) in [(&a.source, Look::Source), (&a.cue, Look::Cue), (&a.content, Look::Content)] {
            for span in spans {
                marks.push((span.start(), true, look, id.0 + 1));
                marks.push((span.end(), false, look, id.0 + 1));
            }
        }
    }
    marks.sort_by_key(|&(at, begins, look, number)| (at, begins, look, number));
    // A source that several attributions share is marked once.
    marks.dedup_by_key(|&mut (at, begins, look, number)| {
        (at, begins, look, if look == Look::Content { number } else { 0 })
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
    let mut counts: Vec<(&str, Tier, usize)> = Vec::new();
    for edit in &document.edits {
        match counts.iter_mut().find(|(rule, tier, _)| *rule == edit.rule && *tier == edit.tier) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((edit.rule, edit.tier, 1)),
        }
    }
    for (tier, words) in
        [(Tier::Safe, "Repaired"), (Tier::Proposed, "Proposed, not applied"), (Tier::Flag, "Looks wrong")]
    {
        let list: Vec<String> =
            counts.iter().filter(|c| c.1 == tier).map(|(rule, _, n)| format!("{n} {rule}")).collect();
        if !list.is_empty() {
            page.paragraph(0, 0);
            page.flow(&format!("{words}: {} (--format jsonl lists each)", list.join(", ")), Look::Dim);
        }
    }
}

/// The words of an attribution's parts, shortened.
fn words(document: &Document, spans: &[Span], most: usize) -> String {
    let parts: Vec<String> = spans.iter().map(|&s| visible(&document.text[s])).collect();
    let text = parts.join(" … ").replace('\n', " ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rfind(' ').map_or(&*cut, |i| &cut[..i]);
    format!("{cut} …")
}

const NOBODY: &str = "(nobody named)";

/// The source of an attribution as written: its own, or that of the one it carries on.
fn source_of(reading: &Reading, a: &Attribution) -> String {
    let own = a.carried_from.map_or(a, |id| &reading.attributions[id.0 as usize]);
    if own.source.is_empty() { NOBODY.into() } else { words(&reading.document, &own.source, 120) }
}

/// Who speaks, as a heading of what they say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Group {
    /// Those that the source was resolved to.
    Known(Vec<EntityId>),
    /// A source that nobody was found for, as written.
    Open(String),
    /// Nobody is named.
    Nobody,
}

fn group_of(reading: &Reading, id: AttributionId, a: &Attribution) -> Group {
    let speaker = reading.resolution.speakers.get(id.0 as usize);
    match speaker.filter(|s| !s.entities.is_empty()) {
        Some(speaker) => Group::Known(speaker.entities.clone()),
        None => match source_of(reading, a) {
            source if source == NOBODY => Group::Nobody,
            source => Group::Open(source.to_lowercase()),
        },
    }
}

fn sources(page: &mut Page, reading: &Reading, shown: &[(AttributionId, &Attribution)]) {
    let mut groups: Vec<(Group, Vec<&(AttributionId, &Attribution)>)> = Vec::new();
    let mut place_of: HashMap<Group, usize> = HashMap::new();
    for item in shown {
        let group = group_of(reading, item.0, item.1);
        let place = *place_of.entry(group.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, items)) => items.push(item),
            None => groups.push((group, vec![item])),
        }
    }
    let resolved = !reading.resolution.speakers.is_empty();
    // Those who are not known come after those who are, nobody last; else as they first speak.
    groups.sort_by_key(|(group, _)| match group {
        Group::Known(_) => 0,
        Group::Open(_) => 1,
        Group::Nobody => 2,
    });
    let plural = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let named = groups.iter().filter(|(group, _)| *group != Group::Nobody).count();
    if shown.is_empty() {
        return page.heading("Nobody says anything here that sayso is sure of");
    }
    let how = if resolved { "" } else { ", as written" };
    page.heading(&format!("{} from {}{how}", plural(shown.len(), "attribution"), plural(named, "source")));
    let mut apart = false;
    for (group, items) in groups {
        if resolved && !apart && matches!(group, Group::Open(_)) {
            apart = true;
            page.paragraph(2, 4);
            page.flow("Not resolved: who these are, the report does not make plain enough", Look::Dim);
        }
        page.paragraph(2, 4);
        let name = match &group {
            Group::Known(ids) => known(reading, ids),
            _ => source_of(reading, items[0].1),
        };
        page.flow(&name, Look::Source);
        if let Group::Known(ids) = &group {
            page.flow(&told(reading, ids, items[0].0), Look::Dim);
        }
        for (id, a) in items {
            page.paragraph(4, 4);
            one(page, reading, *id, a);
            // Under another name than the heading's.
            let written = source_of(reading, a);
            if matches!(group, Group::Known(_)) && !a.source.is_empty() && !written.contains(&name) {
                page.flow(&format!(" (as “{written}”)"), Look::Dim);
            }
        }
    }
}

fn known(reading: &Reading, ids: &[EntityId]) -> String {
    let names: Vec<String> =
        ids.iter().map(|id| visible(&reading.resolution.entities[id.0 as usize].name)).collect();
    names.join(" and ")
}

/// The kind, the flags and the first role of a speaker.
fn told(reading: &Reading, ids: &[EntityId], first: AttributionId) -> String {
    let mut out = String::new();
    if let [id] = ids {
        let entity = &reading.resolution.entities[id.0 as usize];
        let roles = entity.roles.iter().take(2).map(|r| words(&reading.document, &[r.span], 80));
        for (n, role) in roles.filter(|role| !role.is_empty()).enumerate() {
            out += if n == 0 { ", " } else { "; " };
            out += &role;
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
        out += "; not named ";
        out += &words(&reading.document, &[reason], 80);
    }
    out
}

fn one(page: &mut Page, reading: &Reading, id: AttributionId, a: &Attribution) {
    let document = &reading.document;
    page.flow(&superscript(id.0 + 1), Look::Dim);
    let cue = match (a.carried_from, a.cue.is_empty()) {
        (Some(from), true) => format!(" goes on from {}", superscript(from.0 + 1)),
        _ => format!(" {}", words(document, &a.cue, 60)),
    };
    page.flow(&cue, Look::Cue);
    page.flow(" ", Look::Plain);
    page.flow(&words(document, &a.content, 160), Look::Content);
    if let Some(parent) = a.parent {
        page.flow(&format!(" (within {})", superscript(parent.0 + 1)), Look::Dim);
    }
    if a.form == Form::Mixed {
        page.flow(" (partly quoted)", Look::Dim);
    }
}

/// What is counted and measured: as written, as read, of what, and who says so.
fn figures(page: &mut Page, reading: &Reading, shown: &[(AttributionId, &Attribution)]) {
    // Which place in a row something has is no news of its own.
    let list: Vec<_> = reading.figures.iter().filter(|f| f.item.role != Role::Ordinal).collect();
    if list.is_empty() {
        return;
    }
    let text = &reading.document.text;
    page.heading(&if list.len() == 1 { "1 figure".to_string() } else { format!("{} figures", list.len()) });
    for stated in list {
        let figure = &stated.item;
        page.paragraph(2, 4);
        page.flow(&visible(&text[stated.span]), Look::Bold);
        page.flow(&format!(" {}", measured(figure, text)), Look::Plain);
        let mut notes: Vec<&str> = Vec::new();
        if figure.role != Role::Amount {
            notes.push(figure.role.name());
        }
        notes.extend(figure.direction.map(Direction::name));
        notes.extend(figure.modifier);
        if !notes.is_empty() {
            page.flow(&format!(" ({})", notes.join(", ")), Look::Dim);
        }
        let said = stated.attribution.and_then(|id| shown.iter().find(|(shown, _)| *shown == id));
        if let Some((id, a)) = said {
            let source = source_of(reading, a);
            page.flow(&format!(" · {} {}", superscript(id.0 + 1), visible(&source)), Look::Dim);
        }
    }
}

/// "= 2000 USD per month per person", "≥ 10 boats", "90–95 %".
fn measured(figure: &Figure, text: &Text) -> String {
    let named = |span| visible(&text[measure::place(span)]).to_string();
    let mut out = match (figure.low, figure.high) {
        (Some(low), Some(high)) if figure.role == Role::Tally => format!("= {low}–{high}"),
        (Some(low), Some(high)) if low == high => format!("= {low}"),
        (Some(low), Some(high)) if figure.role == Role::FromTo => format!("= {low} → {high}"),
        (Some(low), Some(high)) => format!("= {low}–{high}"),
        (Some(low), None) => format!("≥ {low}"),
        (None, Some(high)) => format!("≤ {high}"),
        (None, None) => String::new(),
    };
    if let Some(unit) = figure.unit {
        let _ = write!(out, " {unit}");
    }
    for per in &figure.per {
        let name = match *per {
            Per::Unit(name) => name.to_string(),
            Per::Noun(span) => named(span),
        };
        let _ = write!(out, " per {name}");
    }
    if let Some(of) = figure.of {
        let _ = write!(
            out,
            " {}{}",
            if figure.unit.is_some() || figure.role == Role::Share { "of " } else { "" },
            named(of)
        );
    }
    out
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
