//! Makes annotated reports noisy, to measure what misprints cost.
//!
//! In: a report with its attributions. Out: the report with edits, and its attributions moved along.
//! The edits depend on the seed, the report's name and the kind of noise only.

use crate::polnear::{Gold, Spans3};
use crate::random::Random;
use crate::wordnet::Synonyms;
use std::collections::HashSet;
use std::fmt::Write;

/// A kind of noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The space after a word is lost, once in 200 words.
    Glue,
    /// 3% of capitalised words lose their capitals.
    Case,
    /// 10% of the pairs of double quotation marks lose one of the two; curly marks become straight.
    Quotes,
    /// A stray space before 2% of the stops and commas; 2% of full stops are lost.
    Stops,
    /// 15% of the words outside names become synonyms.
    Reword,
    /// All of these. Where two touch the same characters, the one made first remains.
    Mixed,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 6] = [
        Kind::Glue,
        Kind::Case,
        Kind::Quotes,
        Kind::Stops,
        Kind::Reword,
        Kind::Mixed,
    ];

    /// The kind's name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Glue => "glue",
            Kind::Case => "case",
            Kind::Quotes => "quotes",
            Kind::Stops => "stops",
            Kind::Reword => "reword",
            Kind::Mixed => "mixed",
        }
    }
}

/// A replacement of the characters from `start` to `end`; offsets are code points.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    start: usize,
    end: usize,
    now: String,
}

impl Edit {
    fn new(start: usize, end: usize, now: impl Into<String>) -> Edit {
        let now = now.into();
        Edit { start, end, now }
    }
}

/// The words of a text, and where they are.
struct Text {
    chars: Vec<char>,
    words: Vec<Word>,
}

struct Word {
    start: usize,
    end: usize,
    begins_sentence: bool,
}

impl Text {
    fn new(text: &str) -> Text {
        let chars: Vec<char> = text.chars().collect();
        let mut words = Vec::new();
        let mut at = 0;
        let mut begins_sentence = true;
        while at < chars.len() {
            if !chars[at].is_alphanumeric() {
                // A sentence goes on after a comma or an opening quotation mark.
                begins_sentence |= matches!(chars[at], '.' | '!' | '?' | '\n');
                at += 1;
                continue;
            }
            let start = at;
            while at < chars.len() && is_inside(&chars, at) {
                at += 1;
            }
            words.push(Word {
                start,
                end: at,
                begins_sentence,
            });
            begins_sentence = false;
        }
        Text { chars, words }
    }

    fn word(&self, word: &Word) -> String {
        self.chars[word.start..word.end].iter().collect()
    }

    fn at(&self, place: usize) -> char {
        self.chars.get(place).copied().unwrap_or('\n')
    }
}

/// Is a character part of a word? An apostrophe is, between two letters.
fn is_inside(chars: &[char], at: usize) -> bool {
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    is_letter(at) || matches!(chars[at], '\'' | '’') && is_letter(at + 1)
}

/// A noisy copy of a report. `synonyms` are needed for [`Kind::Reword`] and [`Kind::Mixed`].
pub fn noisy(report: &Gold, kind: Kind, seed: u64, synonyms: Option<&Synonyms>) -> Gold {
    let text = Text::new(&report.text);
    let kinds = match kind {
        Kind::Mixed => &Kind::ALL[..5],
        _ => std::slice::from_ref(&kind),
    };
    let mut edits: Vec<Edit> = Vec::new();
    for &one in kinds {
        let mut random = Random::of(&[&seed.to_string(), &report.stem, one.name()]);
        let more = match one {
            Kind::Glue => glue(&text, &mut random),
            Kind::Case => case(&text, &mut random),
            Kind::Quotes => quotes(&text, &mut random),
            Kind::Stops => stops(&text, &mut random),
            Kind::Reword | Kind::Mixed => reword(&text, &mut random, synonyms),
        };
        let is_free = |edit: &Edit| !edits.iter().any(|e| touches(e, edit));
        let free: Vec<Edit> = more.into_iter().filter(is_free).collect();
        edits.extend(free);
    }
    edits.sort_by_key(|edit| (edit.start, edit.end));
    apply(report, &text.chars, &edits)
}

/// Do two edits change the same or neighbouring characters?
fn touches(a: &Edit, b: &Edit) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn glue(text: &Text, random: &mut Random) -> Vec<Edit> {
    let is_gap = |word: &&Word| text.at(word.end) == ' ' && !text.at(word.end + 1).is_whitespace();
    let mut gaps: Vec<usize> = text.words.iter().filter(is_gap).map(|w| w.end).collect();
    let count = (text.words.len() / 200).max(1).min(gaps.len());
    let draw = |_| gaps.swap_remove(random.below(gaps.len()));
    let lost: Vec<usize> = (0..count).map(draw).collect();
    lost.into_iter()
        .map(|at| Edit::new(at, at + 1, ""))
        .collect()
}

/// Names become lower case, words at the beginning of a sentence lose their capital.
fn case(text: &Text, random: &mut Random) -> Vec<Edit> {
    let mut edits = Vec::new();
    for word in &text.words {
        let is_capital = text.at(word.start).is_uppercase() && text.at(word.start) != 'I';
        if !is_capital || !random.chance(30) {
            continue;
        }
        let end = if word.begins_sentence {
            word.start + 1
        } else {
            word.end
        };
        let lower = text.chars[word.start..end]
            .iter()
            .flat_map(|c| c.to_lowercase());
        edits.push(Edit::new(word.start, end, lower.collect::<String>()));
    }
    edits
}

fn quotes(text: &Text, random: &mut Random) -> Vec<Edit> {
    let mut lost = HashSet::new();
    let mut open = None;
    for (at, &c) in text.chars.iter().enumerate() {
        match (c, open) {
            ('\n', _) => open = None,
            ('“', _) | ('"', None) => open = Some(at),
            ('”' | '"', Some(start)) => {
                if random.chance(100) {
                    lost.insert(if random.chance(500) { start } else { at });
                }
                open = None;
            }
            _ => {}
        }
    }
    let edit = |(at, c): (usize, &char)| {
        let straight = match c {
            '“' | '”' => "\"",
            '‘' | '’' => "'",
            _ => "",
        };
        if lost.contains(&at) {
            return Some(Edit::new(at, at + 1, ""));
        }
        (!straight.is_empty()).then(|| Edit::new(at, at + 1, straight))
    };
    text.chars.iter().enumerate().filter_map(edit).collect()
}

fn stops(text: &Text, random: &mut Random) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in 1..text.chars.len() {
        let is_mark = matches!(text.at(at), ',' | '.' | ';' | ':' | '!' | '?');
        let (before, after) = (text.at(at - 1), text.at(at + 1));
        let follows_word = before.is_alphanumeric() || matches!(before, '”' | '"' | '’');
        let ends_word = after.is_whitespace() || matches!(after, '”' | '"' | '’');
        if !is_mark || !follows_word || !ends_word {
            continue;
        }
        match random.below(1000) {
            0..20 if text.at(at) == '.' => edits.push(Edit::new(at, at + 1, "")),
            20..40 => edits.push(Edit::new(at, at, " ")),
            _ => {}
        }
    }
    edits
}

/// Words that synonyms would make ungrammatical.
const KEPT: &str = "a an and are as at be been but by can could did do does for from had has have he her his i if \
                    in is it its may might no not of on or our she should so than that the their them then there these they \
                    this those to us was we were what when where which who will with would you your";

fn reword(text: &Text, random: &mut Random, synonyms: Option<&Synonyms>) -> Vec<Edit> {
    let kept: HashSet<&str> = KEPT.split_whitespace().collect();
    let mut edits = Vec::new();
    for word in &text.words {
        let written = text.word(word);
        let is_name = written.starts_with(char::is_uppercase) && !word.begins_sentence;
        let is_plain = written.bytes().all(|b| b.is_ascii_alphabetic());
        if is_name || !is_plain || !random.chance(150) {
            continue;
        }
        let lower = written.to_lowercase();
        if kept.contains(&*lower) {
            continue;
        }
        let mut others = synonyms.map_or(vec![], |s| s.of(&lower));
        others.retain(|other| *other != lower);
        if others.is_empty() {
            continue;
        }
        // The most common synonym is drawn most often.
        let number = random.below(others.len()).min(random.below(others.len()));
        let other = &others[number];
        let now = if written == lower {
            other.clone()
        } else {
            capital(other)
        };
        edits.push(Edit::new(word.start, word.end, now));
    }
    edits
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// The report with edits, which must be in order and apart.
fn apply(report: &Gold, chars: &[char], edits: &[Edit]) -> Gold {
    let mut now: Vec<char> = Vec::with_capacity(chars.len());
    // Where each character of the old text begins and ends in the new one.
    let mut begins = vec![0u32; chars.len() + 1];
    let mut ends = vec![0u32; chars.len() + 1];
    let mut at = 0;
    for edit in edits {
        copy(chars, at..edit.start, &mut now, &mut begins, &mut ends);
        let start = now.len() as u32;
        now.extend(edit.now.chars());
        let size = edit.end - edit.start;
        let same_size = now.len() - start as usize == size;
        for k in 0..size {
            let inside = start + k as u32;
            begins[edit.start + k] = if same_size { inside } else { start };
            ends[edit.start + k] = if same_size {
                inside + 1
            } else {
                now.len() as u32
            };
        }
        at = edit.end;
    }
    copy(chars, at..chars.len(), &mut now, &mut begins, &mut ends);
    let moved = |spans: &[(u32, u32)]| -> Vec<(u32, u32)> {
        let one = |&(start, end): &(u32, u32)| {
            let last = end.checked_sub(1).filter(|_| start < end)? as usize;
            trimmed(&now, *begins.get(start as usize)?, *ends.get(last)?)
        };
        spans.iter().filter_map(one).collect()
    };
    let attributions = report.attributions.iter().map(|a| Spans3 {
        source: moved(&a.source),
        cue: moved(&a.cue),
        content: moved(&a.content),
    });
    Gold {
        stem: report.stem.clone(),
        attributions: attributions.collect(),
        text: now.into_iter().collect(),
    }
}

/// Copies characters that are not edited.
fn copy(
    chars: &[char],
    range: std::ops::Range<usize>,
    now: &mut Vec<char>,
    begins: &mut [u32],
    ends: &mut [u32],
) {
    for at in range {
        begins[at] = now.len() as u32;
        now.push(chars[at]);
        ends[at] = now.len() as u32;
    }
}

/// The span without white space at its ends; `None` if nothing is left.
fn trimmed(text: &[char], mut start: u32, mut end: u32) -> Option<(u32, u32)> {
    let is_space = |at: u32| text[at as usize].is_whitespace();
    while start < end && is_space(start) {
        start += 1;
    }
    while start < end && is_space(end - 1) {
        end -= 1;
    }
    (start < end).then_some((start, end))
}

/// The attributions in brat standoff.
pub fn standoff(report: &Gold) -> String {
    let chars: Vec<char> = report.text.chars().collect();
    let mut out = String::new();
    let mut number = 0;
    for (event, attribution) in report.attributions.iter().enumerate() {
        let roles = [
            ("Source", &attribution.source),
            ("Cue", &attribution.cue),
            ("Content", &attribution.content),
        ];
        let mut line = format!("E{}\t", event + 1);
        let anchor = roles.iter().flat_map(|role| role.1).min();
        let Some(&anchor) = anchor else { continue };
        number += 1;
        write_span(&mut out, number, "Attribution", &[anchor], &chars);
        let _ = write!(line, "Attribution:T{number}");
        for (role, spans) in roles.iter().filter(|role| !role.1.is_empty()) {
            number += 1;
            write_span(&mut out, number, role, spans, &chars);
            let _ = write!(line, " {role}:T{number}");
        }
        out += &line;
        out.push('\n');
    }
    out
}

fn write_span(out: &mut String, number: usize, label: &str, spans: &[(u32, u32)], text: &[char]) {
    let places: Vec<String> = spans.iter().map(|(s, e)| format!("{s} {e}")).collect();
    let words = spans.iter().map(|&(s, e)| {
        let words = text[s as usize..e as usize].iter();
        words.collect::<String>().replace(['\n', '\t', '\r'], " ")
    });
    let words: Vec<String> = words.collect();
    let _ = writeln!(
        out,
        "T{number}\t{label} {}\t{}",
        places.join(";"),
        words.join(" ")
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Officials warned that “the bridge is unsafe,” said Ines Moller. Snow fell.\n";

    fn report() -> Gold {
        let place = |words: &str| {
            let start = TEXT.find(words).expect("the words are there");
            let start = TEXT[..start].chars().count() as u32;
            vec![(start, start + words.chars().count() as u32)]
        };
        Gold {
            stem: "bridge".into(),
            text: TEXT.repeat(40),
            attributions: vec![Spans3 {
                source: place("Ines Moller"),
                cue: place("said"),
                content: place("“the bridge is unsafe,”"),
            }],
        }
    }

    fn words(report: &Gold, spans: &[(u32, u32)]) -> String {
        let chars: Vec<char> = report.text.chars().collect();
        let one = |&(s, e): &(u32, u32)| chars[s as usize..e as usize].iter().collect::<String>();
        spans.iter().map(one).collect()
    }

    #[test]
    fn spans_move_with_the_text() {
        let clean = report();
        for kind in [Kind::Glue, Kind::Case, Kind::Quotes, Kind::Stops] {
            let noisy = noisy(&clean, kind, 1, None);
            assert_ne!(noisy.text, clean.text, "{kind:?}");
            let letters = |text: String| -> String {
                let letters = text.chars().filter(|c| c.is_alphanumeric());
                letters.flat_map(char::to_lowercase).collect()
            };
            let (before, after) = (&clean.attributions[0], &noisy.attributions[0]);
            for (before, after) in [
                (&before.source, &after.source),
                (&before.content, &after.content),
            ] {
                let (before, after) = (words(&clean, before), words(&noisy, after));
                assert_eq!(letters(before), letters(after), "{kind:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_noise() {
        let text = |seed| noisy(&report(), Kind::Stops, seed, None).text;
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2));
    }
}
