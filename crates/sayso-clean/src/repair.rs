//! In: a block of decoded text. Out: the repairs it needs, in tiers: applied, proposed, flagged.
//!
//! | rule | what | tier |
//! | --- | --- | --- |
//! | `glued-word` | "Tarnreportedly": an unknown word = a name or word that occurs by itself in the text + a function or attribution word | safe; proposed where the ending is short |
//! | `glued-front` | "aboutTarn": a function word + a capitalised word that occurs by itself | safe |
//! | `glued-sentence` | "left.Rescuers": a stop without the space after it | safe |
//! | `glued-quote` | "…,”Moss said": a closing mark without the space after it | safe |
//! | `space-before-mark` | "left ." | safe |
//! | `double-space` | two blanks or more, or a tab | safe |
//! | `mojibake` | "Ã©" for "é": UTF-8 read as Windows-1252 | safe |
//! | `unwrapped` | a line end within a paragraph | safe |
//! | `control` | a control or invisible character | safe |
//! | `camel-glue` | "officialsTarn": a known word run into a capitalised one | flag |
//! | `direction-mark` | a character that turns the direction of writing: what is seen is not what stands there | flag |
//! | `lost-character` | bytes that stand for no character | flag |
//!
//! Measured on 924 clean reports (692,000 words) by `sayso-bench repairs`: no false one among the
//! safe glue repairs. Within quotation marks the glue rules only propose: altered words are never
//! shown as a quotation.

use sayso_english::classes::{self as lexicon, HashTable, class};
use sayso_english::hash::fnv;
use sayso_english::spelling::Words;
use sayso_text::document::{RepairRule, RepairTier};
use sayso_text::text::Span;

/// A repair of the decoded text, before it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where in the decoded text.
    pub span: Span,
    pub rule: RepairRule,
    pub tier: RepairTier,
    pub now: String,
}

/// Words that follow a link or a name in running text, and so are the ones that get glued to it.
const FUNCTION_WORDS: [&str; 62] = [
    "reportedly",
    "allegedly",
    "whose",
    "who",
    "which",
    "and",
    "the",
    "that",
    "said",
    "says",
    "has",
    "have",
    "had",
    "was",
    "were",
    "is",
    "are",
    "will",
    "would",
    "in",
    "on",
    "of",
    "to",
    "for",
    "with",
    "from",
    "after",
    "by",
    "at",
    "but",
    "as",
    "told",
    "also",
    "include",
    "includes",
    "including",
    "where",
    "when",
    "while",
    "because",
    "could",
    "should",
    "may",
    "might",
    "can",
    "before",
    "during",
    "under",
    "over",
    "into",
    "about",
    "between",
    "against",
    "since",
    "until",
    "according",
    "added",
    "announced",
    "than",
    "or",
    "did",
    "does",
];

/// Words of closed classes are never the head of a glued word: "Itis" is a name, not "It is".
const CLOSED: u16 =
    class::CLAUSE | class::PREPOSITION | class::DETERMINER | class::AUXILIARY | class::PRONOUN;

/// Glued in front of a name: "aboutTarn".
const FRONT_WORDS: [&str; 26] = [
    "about", "after", "against", "and", "at", "before", "between", "but", "by", "for", "from",
    "in", "into", "of", "on", "over", "said", "says", "than", "that", "the", "through", "to",
    "under", "when", "with",
];

/// How often each word of letters stands by itself in a text.
pub struct Vocabulary {
    counts: HashTable<u32>,
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

impl Vocabulary {
    pub fn of(text: &str) -> Vocabulary {
        let mut counts: HashTable<u32> = HashTable::default();
        for word in words_of(text) {
            *counts.entry(fnv(word.as_bytes())).or_insert(0) += 1;
        }
        Vocabulary { counts }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(&fnv(word.as_bytes())).copied().unwrap_or(0)
    }
}

fn put(out: &mut Vec<Repair>, start: usize, end: usize, rule: RepairRule, now: &str) {
    out.push(Repair {
        span: Span::new(start as u32, end as u32),
        rule,
        tier: RepairTier::Safe,
        now: now.to_string(),
    });
}

/// What the rules look at.
pub struct Rules<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub vocabulary: &'a Vocabulary,
}

impl Rules<'_> {
    /// The repairs of the lines of one block, sorted, not overlapping.
    pub fn of(&self, lines: &[Span]) -> Vec<Repair> {
        let mut out = Vec::new();
        for (i, &line) in lines.iter().enumerate() {
            if i > 0 {
                self.join(lines[i - 1], line, &mut out);
            }
            self.spaces(line, &mut out);
            self.glue(line, &mut out);
            self.mojibake(line, &mut out);
        }
        out.sort_by_key(|r| (r.span, r.rule));
        // Two rules that want the same place: the first in the text has it.
        let mut end = 0;
        out.retain(|r| {
            let free = r.span.start() >= end;
            if free {
                end = r.span.end();
            }
            free
        });
        out
    }

    /// A line end within a paragraph becomes a blank; "govern-⏎ment" becomes one word if that is
    /// one.
    fn join(&self, before: Span, after: Span, out: &mut Vec<Repair>) {
        let (head, tail) = (&self.text[before.range()], &self.text[after.range()]);
        let gap = before.end() as usize..after.start() as usize;
        if let Some(stem) = head.strip_suffix('-')
            && stem.ends_with(char::is_lowercase)
            && tail.starts_with(char::is_lowercase)
        {
            let first = words_of(stem).last().unwrap_or("");
            let second = words_of(tail).next().unwrap_or("");
            // "govern-⏎ment" is one word; "re-⏎sign" and "pre-⏎and post-war" are not.
            if lexicon::classes(second) & CLOSED != 0 {
                put(out, gap.start, gap.end, RepairRule::Unwrapped, " ");
            } else if self.words.knows(&format!("{first}{second}")) && !self.words.knows(second) {
                put(out, gap.start - 1, gap.end, RepairRule::Unwrapped, "");
            } else {
                put(out, gap.start, gap.end, RepairRule::Unwrapped, "");
            }
            return;
        }
        put(out, gap.start, gap.end, RepairRule::Unwrapped, " ");
    }

    fn spaces(&self, line: Span, out: &mut Vec<Repair>) {
        let text = &self.text[line.range()];
        let base = line.start() as usize;
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let c = bytes[at];
            // Blanks are ASCII or start with 0xC2 (no-break space), 0xE2, 0xE3; other bytes are
            // passed over quickly.
            if c > b' ' && c < 0x7f || c >= 0x80 && !matches!(c, 0xC2 | 0xE2 | 0xE3 | 0xEF) {
                at += 1;
                continue;
            }
            let Some(first) = text.get(at..).and_then(|t| t.chars().next()) else {
                at += 1;
                continue;
            };
            if is_directional(first) {
                let end = base + at + first.len_utf8();
                put(
                    out,
                    base + at,
                    end,
                    RepairRule::DirectionMark,
                    &text[at..at + first.len_utf8()],
                );
                if let Some(last) = out.last_mut() {
                    last.tier = RepairTier::Flag;
                }
                at += first.len_utf8();
                continue;
            }
            if is_dirt(first) {
                let now = if first == '\0' || (first < ' ' && first != '\u{8}') {
                    " "
                } else {
                    ""
                };
                put(
                    out,
                    base + at,
                    base + at + first.len_utf8(),
                    RepairRule::Control,
                    now,
                );
                at += first.len_utf8();
                continue;
            }
            if !first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let rest = text[at..].trim_start();
            let end = text.len() - rest.len();
            let before = text[..at].chars().next_back();
            let mut after = rest.chars();
            let next = after.next();
            let follows = after.next();
            let ends = follows.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’'));
            let stop = next.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
            // ". . ." is an ellipsis, and ": :" is something else again.
            let word = before
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '”' | '’' | '%' | '"'));
            let ellipsis = next == Some('.') && rest[1..].trim_start().starts_with('.');
            if stop && ends && word && !ellipsis {
                put(out, base + at, base + end, RepairRule::SpaceBeforeMark, "");
            } else if end - at > first.len_utf8() || first == '\t' {
                put(out, base + at, base + end, RepairRule::DoubleSpace, " ");
            }
            at = end;
        }
    }

    fn glue(&self, line: Span, out: &mut Vec<Repair>) {
        let text = &self.text[line.range()];
        let base = line.start() as usize;
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) else {
                break;
            };
            let start = at + start;
            let len = text[start..]
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(text.len() - start);
            let end = start + len;
            self.glue_of_word(text, start, end, base, out);
            at = end;
        }
    }

    /// The letters from `start` to `end` of a line.
    fn glue_of_word(
        &self,
        text: &str,
        start: usize,
        end: usize,
        base: usize,
        out: &mut Vec<Repair>,
    ) {
        let word = &text[start..end];
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let in_name = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '/' | '#' | '&'))
        };
        if in_name(before) || in_name(after) {
            return;
        }
        self.glued_sentence(text, start, end, base, out);
        // "…,”Moss": a closing mark of the curly kind directly before a word.
        if matches!(before, Some('”')) && word.len() > 1 {
            let inside = text[..start - '”'.len_utf8()].chars().next_back();
            if inside.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!')) {
                put(out, base + start, base + start, RepairRule::GluedQuote, " ");
            }
        }
        if word.len() < 4 || self.words.is_empty() {
            return;
        }
        if let Some(upper) = camel(word) {
            self.camel_glue(word, upper, base + start, out);
            return;
        }
        // An ending in lower case that is a function word, after something that stands by itself
        // elsewhere.
        if self.vocabulary.count(word) > 1
            || self.words.knows(word)
            || matches!(after, Some('\'' | '’'))
        {
            return;
        }
        let hyphen = before == Some('-');
        for ending in FUNCTION_WORDS {
            let Some(head) = word.strip_suffix(ending) else {
                continue;
            };
            if head.len() < 2
                || !head.ends_with(|c: char| c.is_ascii_lowercase())
                || lexicon::classes(head) & CLOSED != 0
            {
                continue;
            }
            let known = self.vocabulary.count(head);
            // Short endings make chance hits ("Carl" + "in"): the head must be well established.
            let needed = if ending.len() <= 2 { 2 } else { 1 };
            let name = head.starts_with(|c: char| c.is_ascii_uppercase()) || hyphen;
            // "makeover", "walkabout": common words make compounds with these, names do not.
            let compound = matches!(
                ending,
                "over"
                    | "under"
                    | "into"
                    | "about"
                    | "or"
                    | "than"
                    | "after"
                    | "before"
                    | "can"
                    | "may"
            );
            let common = head.len() >= 4 && self.words.knows(head) && ending.len() > 2 && !compound;
            let fits = known >= needed && (name || common);
            if fits {
                let place = base + start + head.len();
                put(out, place, place, RepairRule::GluedWord, " ");
                // "Adams" and "Adamson", "Ash" and "Ashby": short endings make names of names.
                if (ending.len() <= 2 || compound)
                    && let Some(last) = out.last_mut()
                {
                    last.tier = RepairTier::Proposed;
                }
                return;
            }
        }
    }

    /// "left.Rescuers": only between two words that are known.
    fn glued_sentence(
        &self,
        text: &str,
        start: usize,
        end: usize,
        base: usize,
        out: &mut Vec<Repair>,
    ) {
        let word = &text[start..end];
        let stop = text[..start]
            .chars()
            .next_back()
            .filter(|c| matches!(c, '.' | '?' | '!'));
        if stop.is_none()
            || word.len() < 2 && word != "A" && word != "I"
            || !word.starts_with(char::is_uppercase)
        {
            return;
        }
        let head = &text[..start - 1];
        let from = head
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |i| {
                i + head[i..].chars().next().map_or(1, char::len_utf8)
            });
        let last = &head[from..];
        let lead = head[..from].chars().next_back();
        let address = lead.is_some_and(|c| matches!(c, '.' | '/' | '@' | ':' | '#' | '_'));
        let rest = text[end..].chars().next();
        let goes_on = rest.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '\'' | '’' | '-'));
        let plain = last.len() >= 3 && last.bytes().all(|b| b.is_ascii_lowercase());
        let sentence = self.vocabulary.count(last) > 1 || self.words.knows(last);
        let opener = self.vocabulary.count(word) > 1 || self.words.knows(word);
        if plain && !address && goes_on && sentence && opener {
            put(
                out,
                base + start,
                base + start,
                RepairRule::GluedSentence,
                " ",
            );
        }
    }

    fn camel_glue(&self, word: &str, upper: usize, start: usize, out: &mut Vec<Repair>) {
        let (front, back) = word.split_at(upper);
        if self.vocabulary.count(word) > 1 || front.len() < 2 || back.len() < 3 {
            return;
        }
        let by_itself = self.vocabulary.count(back) > 0;
        if FRONT_WORDS.contains(&front) && by_itself {
            put(
                out,
                start + upper,
                start + upper,
                RepairRule::GluedFront,
                " ",
            );
        } else if front.len() >= 4
            && front.bytes().all(|b| b.is_ascii_lowercase())
            && self.words.knows(front)
        {
            let span = Span::new((start + upper) as u32, (start + upper) as u32);
            out.push(Repair {
                span,
                rule: RepairRule::CamelGlue,
                tier: RepairTier::Flag,
                now: " ".into(),
            });
        }
    }

    /// Characters of Windows-1252 that are the bytes of UTF-8.
    fn mojibake(&self, line: Span, out: &mut Vec<Repair>) {
        let text = &self.text[line.range()];
        if text.is_ascii() {
            return;
        }
        let mut at = 0;
        while let Some(found) = text[at..].find(|c: char| !c.is_ascii()) {
            let start = at + found;
            let len = text[start..]
                .find(|c: char| c.is_ascii())
                .unwrap_or(text.len() - start);
            let run = &text[start..start + len];
            if let Some(now) = unmangle(run) {
                let base = line.start() as usize;
                put(
                    out,
                    base + start,
                    base + start + len,
                    RepairRule::Mojibake,
                    &now,
                );
            }
            at = start + len;
        }
    }
}

/// Where the upper-case half of "aboutTarn" starts.
fn camel(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let at = (1..bytes.len())
        .find(|&i| bytes[i - 1].is_ascii_lowercase() && bytes[i].is_ascii_uppercase())?;
    bytes[at + 1..]
        .iter()
        .all(u8::is_ascii_lowercase)
        .then_some(at)
}

/// Marks, overrides and isolates of the Unicode bidirectional algorithm.
fn is_directional(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn is_dirt(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Reads a run of characters as Windows-1252 bytes of UTF-8, if it is that throughout; twice if
/// need be.
fn unmangle(run: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(run.len());
    for c in run.chars() {
        let byte = if let '\u{80}'..='\u{ff}' = c {
            c as u32 as u8
        } else {
            let mut buffer = [0; 4];
            let (encoded, _, wrong) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            if wrong || encoded.len() != 1 {
                return None;
            }
            encoded[0]
        };
        bytes.push(byte);
    }
    let now = String::from_utf8(bytes).ok()?;
    // Only what western mojibake comes from: accented letters and the marks of printing. "fiancé…”"
    // is three bytes of UTF-8 too, and no mojibake.
    let plausible =
        |c: char| matches!(c, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '™');
    let lead = run
        .chars()
        .next()
        .is_some_and(|c| matches!(c, 'Ã' | 'Â' | 'â' | 'Å' | 'Ä'));
    let printed = |c: char| matches!(c, '\u{2010}'..='\u{203a}');
    let latin_only = !matches!(run.chars().next(), Some('Å' | 'Ä')) || !run.chars().any(printed);
    if !lead || !latin_only || !now.chars().all(plausible) {
        return None;
    }
    Some(unmangle(&now).unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let words = Words::from_list(
            "the of river has left said rescuers soldiers they report women in begin beg also about sent make".split(' '),
        );
        let vocabulary = Vocabulary::of(text);
        let rules = Rules {
            text,
            words: &words,
            vocabulary: &vocabulary,
        };
        let mut out = text.to_string();
        for repair in rules.of(&[Span::new(0, text.len() as u32)]).iter().rev() {
            if repair.tier == RepairTier::Safe {
                out.replace_range(repair.span.range(), &repair.now);
            }
        }
        out
    }

    #[test]
    fn glue() {
        assert_eq!(
            repaired("In Tarn, Tarnreportedly said"),
            "In Tarn, Tarn reportedly said"
        );
        assert_eq!(
            repaired("Ri Jong-ok left. Jong-okwhose"),
            "Ri Jong-ok left. Jong-ok whose"
        );
        assert_eq!(repaired("Tarn has aboutTarn"), "Tarn has about Tarn");
        assert_eq!(
            repaired("they left.Rescuers said"),
            "they left. Rescuers said"
        );
        assert_eq!(repaired("“they left,”Moss said"), "“they left,” Moss said");
        // Not words that are words, names that merely end so, or addresses.
        for text in [
            "Carl met Carlin",
            "beg to begin",
            "see example.Com",
            "Amazon.Com has",
            "McTarn Tarn",
            "iTarn Tarn",
            "make a makeover",
            "It has Itis",
        ] {
            assert_eq!(repaired(text), text);
        }
    }

    #[test]
    fn blanks_and_mojibake() {
        assert_eq!(repaired("they left .  The river"), "they left. The river");
        assert_eq!(repaired("they left . . . said"), "they left . . . said");
        assert_eq!(repaired("the cafÃ© â€œleftâ€\u{9d}"), "the café “left”");
        for text in [
            "São Café “naïve” £5 – ©",
            "her fiancé…” said",
            "‘passé’” he",
            "CAFÉ’s",
            "Ö’Brien",
            "Straß”",
            "“BEYONCÉ”",
            "cliché—‘x’",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
