//! The plain text of a mail in parts: paragraphs, and what was not written for this mail.

use sayso::report::{Part, PartKind};

/// The parts of a mail's texts, each with whether its lines flow (RFC 3676).
pub(super) fn parts(texts: &[(&str, bool)]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (text, is_flowed) in texts {
        let lines = lines(text, *is_flowed);
        of_lines(&lines, &mut parts);
    }
    let is_all_furniture = parts.iter().all(|part| part.kind == PartKind::Furniture);
    if is_all_furniture {
        // A mail that only quotes is read for what it quotes.
        for part in &mut parts {
            part.kind = PartKind::Paragraph;
        }
    }
    parts
}

/// A line of a mail: how often it is quoted, and its words.
struct Line {
    depth: usize,
    text: String,
}

fn lines(text: &str, is_flowed: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut goes_on = false;
    for raw in text.lines() {
        let rest =
            raw.trim_start_matches(|char| char == '>' || char == ' ' && raw.starts_with('>'));
        let depth = raw[..raw.len() - rest.len()].matches('>').count();
        // A line that flows begins with a space if it would otherwise look quoted.
        let rest = if is_flowed {
            rest.strip_prefix(' ').unwrap_or(rest)
        } else {
            rest
        };
        let is_signature = rest == "-- ";
        let last = lines
            .last_mut()
            .filter(|last| goes_on && last.depth == depth && !is_signature);
        match last {
            Some(last) => last.text.push_str(rest),
            None => lines.push(Line {
                depth,
                text: rest.to_string(),
            }),
        }
        goes_on = is_flowed && rest.ends_with(' ') && !is_signature;
    }
    lines
}

/// What begins what no one wrote for this mail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// A signature, or the footer of a mailing list: to the end.
    Closing,
    /// The mail that is answered: to the end.
    Answered,
}

fn of_lines(lines: &[Line], parts: &mut Vec<Part>) {
    let mut tail = None;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].text.trim().is_empty() {
            at += 1;
            continue;
        }
        let end = paragraph_end(lines, at, tail.is_some());
        let block = &lines[at..end];
        tail = tail.or_else(|| tail_of(block));
        let is_forwarded_head = is_forwarded(&block[0].text) || is_head(block);
        let is_furniture = tail.is_some()
            || block[0].depth > 0
            || is_forwarded_head
            || introduces_quote(block, lines.get(end..).unwrap_or_default())
            || is_armour(&block[0].text)
            || is_disclaimer(&block[0].text);
        let kind = if is_furniture {
            PartKind::Furniture
        } else {
            PartKind::Paragraph
        };
        let text = block
            .iter()
            .map(|line| line.text.trim())
            .collect::<Vec<_>>()
            .join("\n");
        parts.push(Part {
            kind,
            text,
            page: None,
        });
        at = end;
    }
}

/// Where the paragraph ends that begins at a line: at a blank line, where quoting begins or ends, and
/// before a signature.
fn paragraph_end(lines: &[Line], at: usize, is_tail: bool) -> usize {
    let depth = lines[at].depth;
    let ends = |line: &Line| {
        let text = line.text.trim();
        text.is_empty() || line.depth != depth || !is_tail && is_tail_mark(&line.text)
    };
    let first = lines[at + 1..].iter().position(ends);
    first.map_or(lines.len(), |length| at + 1 + length)
}

fn tail_of(block: &[Line]) -> Option<Tail> {
    let first = &block[0].text;
    if block[0].depth > 0 {
        return None;
    }
    match () {
        () if is_signature(first) || is_list_footer(first) || is_armour_end(first) => {
            Some(Tail::Closing)
        }
        () if is_answered(first) => Some(Tail::Answered),
        () => None,
    }
}

fn is_tail_mark(line: &str) -> bool {
    is_signature(line)
        || is_list_footer(line)
        || is_armour_end(line)
        || is_answered(line)
        || is_forwarded(line)
}

/// The line that by custom is before a signature. Many programs cut the space at its end.
fn is_signature(line: &str) -> bool {
    matches!(line, "-- " | "--")
}

fn is_list_footer(line: &str) -> bool {
    let line = line.trim();
    line.len() > 30 && line.bytes().all(|byte| byte == b'_')
}

fn is_armour(line: &str) -> bool {
    line.trim().starts_with("-----BEGIN PGP SIGNED")
}

fn is_armour_end(line: &str) -> bool {
    line.trim().starts_with("-----BEGIN PGP SIGNATURE")
}

/// The line before the mail that is answered, as Outlook writes it.
fn is_answered(line: &str) -> bool {
    let line = line.trim().trim_matches('-').trim();
    matches!(
        line,
        "Original Message" | "Original message" | "Ursprüngliche Nachricht" | "Message d'origine"
    )
}

/// The line before a mail that is passed on. What follows it is what the sender wants to be read.
fn is_forwarded(line: &str) -> bool {
    let line = line.trim().trim_matches('-').trim().to_ascii_lowercase();
    matches!(
        &*line,
        "forwarded message" | "begin forwarded message:" | "weitergeleitete nachricht"
    )
}

/// Headers within the text: at least two lines that say who wrote to whom, and when.
fn is_head(block: &[Line]) -> bool {
    const NAMES: [&str; 7] = [
        "from:",
        "to:",
        "cc:",
        "date:",
        "sent:",
        "subject:",
        "reply-to:",
    ];
    let is_header = |line: &&Line| {
        let text = line
            .text
            .trim()
            .trim_start_matches('*')
            .to_ascii_lowercase();
        NAMES.iter().any(|name| text.starts_with(name))
    };
    let count = block.iter().filter(is_header).count();
    count >= 2 && count * 2 >= block.len()
}

/// "On Tue, 12 March 2024, Orla Kestrel wrote:", before what is quoted.
fn introduces_quote(block: &[Line], rest: &[Line]) -> bool {
    let next = rest.iter().find(|line| !line.text.trim().is_empty());
    let is_quoted = next.is_some_and(|line| line.depth > block[0].depth);
    let last = block.last().map_or("", |line| line.text.trim());
    is_quoted && block.len() <= 3 && last.ends_with(':')
}

fn is_disclaimer(text: &str) -> bool {
    const STARTS: [&str; 6] = [
        "this e-mail and any",
        "this email and any",
        "this message and any",
        "the information in this e",
        "the information contained in this e",
        "this message is confidential",
    ];
    let text = text.trim().to_ascii_lowercase();
    STARTS.iter().any(|start| text.starts_with(start))
}
