//! In: the extractor's blocks, placed on the page, and the headline. Out: the report's text with
//! its blocks and their kinds, every character taken from the page.
//!
//! Paragraphs are the page's own: what the extractor ran together is parted where the page parts
//! it, what it tore apart within a line is joined.

use super::choose::key;
use super::place::Piece;
use super::stream::{Line, Stream, around};
use sayso_text::document::BlockKind;
use sayso_text::origin::Origin;
use sayso_text::text::Span;
use std::collections::HashMap;

/// A block of the report: pieces of the page's text, to be joined by blanks.
#[derive(Clone, Debug)]
pub struct Part {
    pub pieces: Vec<Piece>,
    pub kind: BlockKind,
    /// The line of the page that it begins on.
    pub line: usize,
    /// What surrounds that line.
    pub around: u32,
    /// Share of it that is link text, in percent.
    pub linked: u32,
}

/// The parts of a report.
pub fn parts(stream: &Stream, placed: &[Vec<Piece>]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    // What was taken already: an extractor may give a passage twice.
    let mut taken: Vec<Span> = Vec::new();
    for block in placed {
        let mut open = false;
        for piece in block {
            match piece {
                Piece::Found(span) => {
                    for free in untaken(&mut taken, *span) {
                        cut(stream, free, &mut out, &mut open);
                    }
                }
                Piece::Lost(words) => {
                    if let Some(part) = out.last_mut().filter(|_| open) {
                        part.pieces.push(Piece::Lost(words.clone()));
                    } else {
                        open = true;
                        let line = out.last().map_or(0, |p| p.line);
                        let pieces = vec![Piece::Lost(words.clone())];
                        out.push(Part {
                            pieces,
                            kind: BlockKind::Paragraph,
                            line,
                            around: 0,
                            linked: 0,
                        });
                    }
                }
            }
        }
    }
    out
}

/// Lines of running text of which an extractor took a part are taken whole: it stumbles over
/// elements that it does not know (`<wbr>`, `<time>`, `<o:p>`) and leaves out what follows.
pub fn complete(stream: &Stream, placed: &mut [Vec<Piece>]) {
    let mut taken: HashMap<usize, u32> = HashMap::new();
    for piece in placed.iter().flatten() {
        if let Piece::Found(span) = piece {
            for (index, line) in lines_under(stream, *span) {
                let part = span.end().min(line.span.end()) - span.start().max(line.span.start());
                *taken.entry(index).or_default() += part;
            }
        }
    }
    let runs_on = |index: usize| {
        let line = &stream.lines[index];
        let text = &stream.text[line.span.range()];
        let part = taken.get(&index).copied().unwrap_or(0);
        part < line.span.len()
            && line.level == 0
            && line.around
                & (around::MARGIN
                    | around::BYLINE
                    | around::DATE
                    | around::CAPTION
                    | around::CREDIT)
                == 0
            && line.linked * 2 <= line.span.len()
            && is_sentence(text)
    };
    for block in placed {
        let mut whole: Option<Span> = None;
        let mut pieces = Vec::with_capacity(block.len());
        for piece in block.drain(..) {
            match piece {
                Piece::Found(span) => {
                    let longer = lines_under(stream, span)
                        .filter(|(index, _)| runs_on(*index))
                        .fold(span, |sum, (_, line)| sum.cover(line.span));
                    whole = (longer != span).then_some(longer).or(whole);
                    pieces.push(Piece::Found(longer));
                }
                // Words of the extractor's own in a line that is whole again are that line's words
                // in its spelling.
                Piece::Lost(_) if whole.is_some() => {}
                lost @ Piece::Lost(_) => pieces.push(lost),
            }
        }
        *block = pieces;
    }
}

fn lines_under(stream: &Stream, span: Span) -> impl Iterator<Item = (usize, &Line)> {
    let first = stream
        .lines
        .partition_point(|line| line.span.end() <= span.start());
    stream
        .lines
        .iter()
        .enumerate()
        .skip(first)
        .take_while(move |(_, line)| line.span.start() < span.end())
}

/// Does it end as a sentence does, and is it long enough for one?
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '\'', ')', ' ', '»']);
    text.ends_with(['.', '?', '!', '…']) && text.split_whitespace().nth(3).is_some()
}

/// What of a span was not taken yet; takes it.
fn untaken(taken: &mut Vec<Span>, span: Span) -> Vec<Span> {
    let first = taken.partition_point(|t| t.end() <= span.start());
    let (mut free, mut from, mut at) = (Vec::new(), span.start(), first);
    while let Some(t) = taken.get(at).filter(|t| t.start() < span.end()) {
        if t.start() > from {
            free.push(Span::new(from, t.start()));
        }
        from = from.max(t.end());
        at += 1;
    }
    if from < span.end() {
        free.push(Span::new(from, span.end()));
    }
    taken.splice(first..first, free.iter().copied());
    taken[first..at + free.len()].sort_unstable();
    free
}

/// Adds a stretch of the page, parted at its lines.
fn cut(stream: &Stream, span: Span, out: &mut Vec<Part>, open: &mut bool) {
    let first = stream
        .lines
        .partition_point(|line| line.span.end() <= span.start());
    for (index, line) in stream.lines.iter().enumerate().skip(first) {
        if line.span.start() >= span.end() {
            break;
        }
        let piece = Span::new(
            span.start().max(line.span.start()),
            span.end().min(line.span.end()),
        );
        if piece.is_empty() {
            continue;
        }
        // The same line goes on, or a line broken where no sentence ends.
        let joins = out.last().is_some_and(|last| match last.pieces.last() {
            Some(Piece::Found(before)) if before.end() <= piece.start() => {
                last.line == index
                    || line.soft
                        && index == last_line(stream, *before) + 1
                        && runs_on(stream, *before, piece)
            }
            Some(Piece::Lost(_)) => *open && last.line == index,
            _ => false,
        });
        *open = true;
        match out.last_mut().filter(|_| joins) {
            Some(last) => {
                if last.line != index {
                    last.line = index;
                }
                match last.pieces.last_mut() {
                    Some(Piece::Found(before)) if touches(stream, *before, piece) => {
                        *before = before.cover(piece);
                    }
                    _ => last.pieces.push(Piece::Found(piece)),
                }
            }
            None => out.push(Part {
                pieces: vec![Piece::Found(piece)],
                kind: kind(line),
                line: index,
                around: line.around,
                linked: (u64::from(line.linked) * 100 / u64::from(line.span.len().max(1))) as u32,
            }),
        }
    }
}

fn last_line(stream: &Stream, span: Span) -> usize {
    stream
        .lines
        .partition_point(|line| line.span.end() < span.end())
}

/// Nothing but white space stands between the two.
fn touches(stream: &Stream, before: Span, after: Span) -> bool {
    stream.text[before.end() as usize..after.start() as usize]
        .trim()
        .is_empty()
}

/// A single `<br>` within a sentence is no end of a paragraph.
fn runs_on(stream: &Stream, before: Span, after: Span) -> bool {
    let head = stream.text[before.range()].trim_end_matches(['”', '"', '’', '\'', ')']);
    !head.ends_with(['.', '!', '?', ':', '…'])
        && head.len() > 40
        && stream.text[after.range()]
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '“')
}

fn kind(line: &Line) -> BlockKind {
    let is = |bits: u32| line.around & bits != 0;
    match line.level {
        _ if is(around::CREDIT) && line.span.len() < 200 => BlockKind::Credit,
        _ if is(around::CAPTION) => BlockKind::Caption,
        1..=6 => BlockKind::Heading,
        _ if is(around::QUOTE) => BlockKind::Quote,
        _ if is(around::LIST) => BlockKind::List,
        _ => BlockKind::Paragraph,
    }
}

/// Makes the headline the first headline block: the line of the page that says it, if there is one.
/// Returns where in the stream it stands.
pub fn headline(
    stream: &Stream,
    parts: &mut Vec<Part>,
    title: &str,
    among: &[Span],
) -> Option<Span> {
    let wanted = key(title);
    let body = parts.iter().find_map(|p| match p.pieces.first() {
        Some(Piece::Found(span)) if p.kind == BlockKind::Paragraph && span.len() > 80 => {
            Some(span.start()).filter(|_| key(&stream.text[span.range()]) != wanted)
        }
        _ => None,
    });
    let cost = |line: &Line| -> (u32, u32) {
        let margin = line.around & (around::MARGIN & !around::ASIDE) != 0;
        let after = body.is_some_and(|b| line.span.start() > b);
        let linked = line.linked * 2 > line.span.len();
        let level = match line.level {
            1 => 0,
            2..=6 => 1,
            _ => 2,
        };
        (
            u32::from(margin) * 4 + u32::from(after) * 3 + u32::from(linked) * 2 + level,
            line.span.start().abs_diff(body.unwrap_or(0)),
        )
    };
    let says = |span: Span| {
        let found = key(&stream.text[span.range()]);
        found == wanted
            || wanted.len() > 24 && found.contains(&wanted) && found.len() * 4 <= wanted.len() * 5
    };
    let lines = stream
        .lines
        .iter()
        .filter(|l| l.span.len() < 600 && l.around & around::HIDDEN == 0);
    let whole = lines
        .filter(|l| says(l.span))
        .min_by_key(|l| cost(l))
        .map(|l| l.span);
    // A headline broken over lines is among the ones given.
    let span = whole.or_else(|| among.iter().copied().find(|&s| says(s)))?;
    let overlaps = |p: &Part| {
        p.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Found(s) if s.overlaps(span)))
    };
    if let Some(part) = parts.iter_mut().find(|p| overlaps(p)) {
        // One that was taken together with other words stays what it is: no words stand twice in
        // the text.
        if part.pieces.len() == 1 {
            part.kind = BlockKind::Headline;
        }
        return Some(span);
    }
    let line = stream
        .lines
        .partition_point(|l| l.span.end() <= span.start());
    // Before the first part that stands below it on the page.
    let below =
        |p: &Part| matches!(p.pieces.first(), Some(Piece::Found(s)) if s.start() > span.start());
    let at = parts.iter().position(below).unwrap_or(0);
    let pieces = lines_of(stream, span);
    parts.insert(
        at,
        Part {
            pieces,
            kind: BlockKind::Headline,
            line,
            around: 0,
            linked: 0,
        },
    );
    Some(span)
}

/// A span of several lines as pieces of one line each.
fn lines_of(stream: &Stream, span: Span) -> Vec<Piece> {
    let first = stream
        .lines
        .partition_point(|l| l.span.end() <= span.start());
    let inside = stream.lines[first..]
        .iter()
        .take_while(|l| l.span.start() < span.end());
    inside
        .map(|l| {
            Piece::Found(Span::new(
                l.span.start().max(span.start()),
                l.span.end().min(span.end()),
            ))
        })
        .collect()
}

/// How many of the parts are running text, how many words that is, and how many of them belong to
/// teasers: paragraphs right below a line that is a link, in a holder that is not the report's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Teased {
    pub paragraphs: usize,
    pub teased: usize,
    /// Share of the words that stand in one and the same holder, in percent.
    pub together: usize,
    /// Paragraphs and words of the holder that has most of them besides teasers.
    pub main: (usize, usize),
}

fn words(stream: &Stream, part: &Part) -> usize {
    part.pieces
        .iter()
        .map(|piece| match piece {
            Piece::Found(span) => stream.text[span.range()].split_whitespace().count(),
            Piece::Lost(words) => words.split_whitespace().count(),
        })
        .sum()
}

fn first_line<'a>(stream: &'a Stream, part: &Part) -> Option<(usize, &'a Line)> {
    let Some(Piece::Found(span)) = part.pieces.first() else {
        return None;
    };
    let index = stream
        .lines
        .partition_point(|l| l.span.end() <= span.start());
    stream.lines.get(index).map(|line| (index, line))
}

/// Is this the paragraph of a teaser?
fn is_teased(stream: &Stream, part: &Part) -> bool {
    let Some((index, line)) = first_line(stream, part) else {
        return false;
    };
    let is_link = |l: &Line| {
        l.linked * 10 > l.span.len() * 8
            && stream.text[l.span.range()].split_whitespace().count() >= 3
    };
    // The link is the line above, or above a short line such as a date; the holder, theirs alone or
    // a list's.
    (1..=2).filter_map(|k| index.checked_sub(k)).any(|above| {
        let over = &stream.lines[above];
        let between = index - above == 1 || stream.lines[index - 1].span.len() < 60;
        is_link(over) && between && (over.holder == line.holder || over.level > 0)
    })
}

/// Link and teaser on one line: "Bridge shut: it will open in May." A report may have such a line
/// too, so it only counts.
fn leads_with_link(stream: &Stream, part: &Part) -> bool {
    first_line(stream, part).is_some_and(|(_, line)| {
        let lead = Span::new(line.span.start(), line.span.start() + line.lead);
        line.lead < line.span.len() && stream.text[lead.range()].split_whitespace().count() >= 4
    })
}

/// Finds the teasers among the parts: marks them as furniture where they are the lesser part, and
/// counts them.
pub fn teasers(stream: &Stream, parts: &mut [Part]) -> Teased {
    // Words of running text by holder: all of them, and those of no teaser, with the number of
    // their paragraphs.
    let mut held: HashMap<u32, (usize, usize, usize)> = HashMap::new();
    let mut out = Teased::default();
    let mut all = 0;
    let running = |p: &Part| {
        matches!(
            p.kind,
            BlockKind::Paragraph | BlockKind::List | BlockKind::Quote
        )
    };
    let mut found = Vec::new();
    for (i, part) in parts.iter().enumerate().filter(|(_, p)| running(p)) {
        let count = words(stream, part);
        let teased = count >= 2 && part.linked <= 60 && is_teased(stream, part);
        all += count;
        if let Some((_, line)) = first_line(stream, part) {
            let slot = held.entry(line.holder).or_default();
            slot.0 += count;
            slot.1 += if teased { 0 } else { count };
            slot.2 += usize::from(!teased);
        }
        out.paragraphs += usize::from(count >= 6 && part.linked <= 60);
        out.teased += usize::from(
            count >= 6 && (teased || part.linked <= 60 && leads_with_link(stream, part)),
        );
        if teased {
            found.push(i);
        }
    }
    out.together = held.values().map(|slot| slot.0).max().unwrap_or(0) * 100 / all.max(1);
    // Of holders with as many words the first on the page, so that nothing depends on the order of
    // a table.
    let main = held
        .iter()
        .max_by_key(|(holder, slot)| (slot.1, std::cmp::Reverse(**holder)));
    out.main = main.map_or((0, 0), |(_, slot)| (slot.2, slot.1));
    let Some((&main, _)) = main.filter(|(_, slot)| slot.1 >= 60 && slot.2 >= 3) else {
        return out;
    };
    // Labels of what stands above and below the report: "Environment", "Share".
    let is_main =
        |part: &Part| first_line(stream, part).is_some_and(|(_, line)| line.holder == main);
    let first = parts.iter().position(is_main).unwrap_or(0);
    let last = parts.iter().rposition(is_main).unwrap_or(parts.len());
    for (i, part) in parts
        .iter_mut()
        .enumerate()
        .filter(|(_, p)| p.kind == BlockKind::Paragraph)
    {
        let word = match part.pieces.first() {
            Some(Piece::Found(span)) if part.pieces.len() == 1 => &stream.text[span.range()],
            _ => continue,
        };
        let label = word.split_whitespace().count() <= 2
            && word
                .chars()
                .all(|c| c.is_alphabetic() || c == ' ' || c == '&');
        if label && (i < first || i > last) {
            part.kind = BlockKind::Furniture;
        }
    }
    for i in found {
        let Some((index, line)) = first_line(stream, &parts[i]) else {
            continue;
        };
        // A link between two paragraphs of the report is no teaser of the one below it.
        if line.holder == main {
            continue;
        }
        parts[i].kind = BlockKind::Furniture;
        // The link above it, if it was taken too.
        for part in parts[..i].iter_mut().rev().take(2) {
            if part.line + 2 >= index && part.linked > 60 && part.kind != BlockKind::Headline {
                part.kind = BlockKind::Furniture;
            }
        }
    }
    out
}

/// Lines of the page that extractors leave out and that belong to the report: the standfirst right
/// below the headline, captions and credits of its pictures. Adds them where they stand.
pub fn supplement(stream: &Stream, parts: &mut Vec<Part>, headline: Option<Span>) {
    let places: Vec<u32> = parts
        .iter()
        .filter_map(|p| match p.pieces.first() {
            Some(Piece::Found(span))
                if matches!(
                    p.kind,
                    BlockKind::Paragraph | BlockKind::List | BlockKind::Quote
                ) && span.len() > 60 =>
            {
                Some(span.start())
            }
            _ => None,
        })
        .collect();
    let (Some(&first), Some(&last)) = (places.iter().min(), places.iter().max()) else {
        return;
    };
    let top = headline.map_or(first, |h| h.end().min(first));
    let mut taken: Vec<Span> = parts
        .iter()
        .flat_map(|p| &p.pieces)
        .filter_map(|piece| {
            if let Piece::Found(span) = piece {
                Some(*span)
            } else {
                None
            }
        })
        .collect();
    taken.sort_unstable();
    let mut held: HashMap<u32, usize> = HashMap::new();
    for part in parts.iter().filter(|p| p.kind == BlockKind::Paragraph) {
        if let Some((_, line)) = first_line(stream, part) {
            *held.entry(line.holder).or_default() += words(stream, part);
        }
    }
    let main = held
        .iter()
        .max_by_key(|(holder, words)| (**words, std::cmp::Reverse(**holder)))
        .map(|(h, _)| *h);
    let in_main = |p: &&Part| {
        p.kind == BlockKind::Paragraph
            && words(stream, p) >= 12
            && first_line(stream, p).is_some_and(|(_, l)| Some(l.holder) == main)
    };
    let main_last = parts
        .iter()
        .filter(in_main)
        .filter_map(|p| first_line(stream, p))
        .map(|(_, l)| l.span.start())
        .max();
    let mut added = 0;
    for (index, line) in stream.lines.iter().enumerate() {
        let text = &stream.text[line.span.range()];
        let count = text.split_whitespace().count();
        let apart = line.around & (around::MARGIN & !around::ASIDE) != 0
            || line.linked * 2 > line.span.len();
        if line.span.start() < top || line.span.start() > last || apart || count > 90 || added >= 60
        {
            continue;
        }
        let above = line.span.end() <= first;
        let kind = if line.around & around::CREDIT != 0 && count <= 20 {
            BlockKind::Credit
        } else if line.around & around::CAPTION != 0 && count >= 2 {
            BlockKind::Caption
        } else if above
            && line.around & (around::BYLINE | around::DATE) == 0
            && (line.around & around::STANDFIRST != 0 && count >= 5
                || headline.is_some()
                    && count >= 8
                    && line.around & (around::ASIDE | around::TABLE) == 0
                    && super::dates::dates(text, true).is_empty())
        {
            BlockKind::Standfirst
        } else if line.level >= 2
            && Some(line.holder) == main
            && line.span.start() > first
            && main_last.is_some_and(|last| line.span.start() < last)
            && count <= 16
        {
            // A heading between paragraphs of one holder is the report's.
            BlockKind::Heading
        } else if line.level == 0
            && line.span.start() > first
            && main_last.is_some_and(|last| line.span.start() < last)
            && line.around & !(around::MAIN | around::ARTICLE) == 0
            && line.linked * 4 <= line.span.len()
            && is_sentence(text)
        {
            // Loose words between the paragraphs.
            BlockKind::Paragraph
        } else {
            continue;
        };
        let next = taken.partition_point(|t| t.end() <= line.span.start());
        if taken.get(next).is_some_and(|t| t.overlaps(line.span)) {
            continue;
        }
        let below = |p: &Part| matches!(p.pieces.first(), Some(Piece::Found(s)) if s.start() > line.span.start());
        let at = parts.iter().position(below).unwrap_or(parts.len());
        let pieces = vec![Piece::Found(line.span)];
        parts.insert(
            at,
            Part {
                pieces,
                kind,
                line: index,
                around: line.around,
                linked: 0,
            },
        );
        added += 1;
    }
}

fn lower_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Does a line begin with this person, or have them after "by" or "and"?
fn names(line: &[String], person: &[String]) -> bool {
    !person.is_empty()
        && line.windows(person.len()).enumerate().any(|(at, words)| {
            words == person
                && (at == 0 || matches!(line[at - 1].as_str(), "by" | "and" | "von" | "par"))
        })
}

/// Names what stands around the headline and is not text: the section above it, the day and the
/// persons below it.
pub fn top(stream: &Stream, parts: &mut [Part], persons: &[String]) {
    let headline = parts.iter().position(|p| p.kind == BlockKind::Headline);
    let long = |least: usize| {
        parts
            .iter()
            .position(|p| p.kind == BlockKind::Paragraph && words(stream, p) >= least)
    };
    let body = long(18).or_else(|| long(8)).unwrap_or(0);
    let persons: Vec<Vec<String>> = persons.iter().map(|p| lower_words(p)).collect();
    let count = parts.len();
    for (i, part) in parts.iter_mut().enumerate() {
        let near_end = i + 3 >= count;
        if part.kind != BlockKind::Paragraph && part.kind != BlockKind::List
            || i > body && !near_end
        {
            continue;
        }
        let Some(Piece::Found(span)) = part.pieces.first().filter(|_| part.pieces.len() == 1)
        else {
            continue;
        };
        let text = &stream.text[span.range()];
        let length = words(stream, part);
        let found = super::dates::dates(text, true);
        let dated: usize = found.iter().map(|f| f.at.len()).sum();
        let said = lower_words(text);
        let noted = near_end
            && length <= 30
            && text.contains(" is a")
            && persons.iter().any(|p| said.starts_with(p));
        if noted {
            part.kind = BlockKind::Credit;
            continue;
        }
        if length <= 14
            && persons.iter().any(|p| names(&said, p))
            && !text.contains(['“', '"', '”'])
            && (length <= 6 || !text.ends_with('.'))
        {
            part.kind = BlockKind::Credit;
        } else if i < body && (length <= 1 || length <= 14 && dated * 2 > text.len())
            || headline.is_some_and(|h| i < h) && length <= 4 && !text.ends_with(['.', '?', '!'])
        {
            part.kind = BlockKind::Furniture;
        }
    }
}

/// Marks what is no part of the report though it stands among it: link lists in margins, and
/// passages set off as an eye-catcher that repeat a sentence of the report.
pub fn mark(stream: &Stream, parts: &mut [Part]) -> Vec<Option<usize>> {
    let text = |part: &Part| -> String {
        let words = part.pieces.iter().map(|piece| match piece {
            Piece::Found(span) => &stream.text[span.range()],
            Piece::Lost(words) => words,
        });
        key(&words.collect::<Vec<_>>().join(" "))
    };
    for part in parts.iter_mut() {
        let elsewhere =
            around::NAV | around::FOOTER | around::COMMENTS | around::ELSEWHERE | around::CONTROL;
        if part.kind != BlockKind::Headline && part.around & elsewhere != 0 && part.linked > 60 {
            part.kind = BlockKind::Furniture;
        }
    }
    let keys: Vec<String> = parts.iter().map(text).collect();
    let set_off = |part: &Part| {
        part.kind == BlockKind::Quote
            || part.around & (around::PULL | around::ASIDE) != 0
                && part.kind == BlockKind::Paragraph
    };
    let plain: Vec<usize> = (0..parts.len())
        .filter(|&i| parts[i].kind == BlockKind::Paragraph && !set_off(&parts[i]))
        .collect();
    let whole: String = plain
        .iter()
        .map(|&i| keys[i].as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let mut starts = HashMap::new();
    let mut at = 0;
    for &i in &plain {
        starts.insert(at, i);
        at += keys[i].len() + 1;
    }
    let mut of = vec![None; parts.len()];
    let mut looked = 0;
    for i in 0..parts.len() {
        if !set_off(&parts[i]) || keys[i].len() < 25 || looked > 50 {
            continue;
        }
        looked += 1;
        if let Some(found) = memchr::memmem::find(whole.as_bytes(), keys[i].as_bytes()) {
            let before = whole.as_bytes()[..found]
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(0, |n| n + 1);
            of[i] = starts.get(&before).copied();
            if of[i].is_some() {
                parts[i].kind = BlockKind::Repeat;
            }
        }
    }
    of
}

/// The text of the parts, a line feed between two, with its origin on the decoded page, and the
/// span of each.
pub fn text(stream: &Stream, parts: &[Part]) -> (String, Origin, Vec<Span>) {
    let (mut text, mut origin, mut spans) = (
        String::new(),
        Origin::default(),
        Vec::with_capacity(parts.len()),
    );
    let mut place = 0;
    for part in parts {
        if !text.is_empty() {
            text.push('\n');
            origin.push(1, 1, 0, place);
        }
        let start = text.len() as u32;
        for (i, piece) in part.pieces.iter().enumerate() {
            if i > 0 {
                text.push(' ');
                origin.push(1, 1, 0, place);
            }
            match piece {
                Piece::Found(span) => {
                    text.push_str(&stream.text[span.range()]);
                    origin.append(&stream.origin, *span);
                    place = stream.origin.raw(*span).end();
                }
                Piece::Lost(words) => {
                    text.push_str(words);
                    origin.push(words.len() as u32, 1, 0, place);
                }
            }
        }
        spans.push(Span::new(start, text.len() as u32));
    }
    (text, origin, spans)
}
