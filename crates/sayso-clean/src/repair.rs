//! In: a block of decoded text. Out: the repairs it needs, in tiers: applied, proposed, flagged.
//!
//! | rule | what | tier |
//! | --- | --- | --- |
//! | `glued-word` | "Tarnreportedly": an unknown word that is a name or word of the text + a function or attribution word | safe; proposed where the ending is short |
//! | `glued-front` | "aboutTarn": a function word + a capitalised word of the text | safe |
//! | `glued-sentence` | "left.Rescuers": a full stop without the space after it | safe |
//! | `glued-quote` | "…,”Moss said": a closing mark without the space after it | safe |
//! | `space-before-mark` | "left ." | safe |
//! | `double-space` | two or more spaces, or a tab | safe |
//! | `mojibake` | "Ã©" for "é": UTF-8 read as Windows-1252, and "â€" with its last byte lost | safe |
//! | `ligature` | "ﬁ" for "fi" | safe |
//! | `typed-quote` | "``…''" for "“…”" | safe |
//! | `unwrapped` | a line end within a paragraph | safe |
//! | `control` | a control or invisible character | safe |
//! | `camel-glue` | "officialsTarn": a known word joined to a capitalised one | flag |
//! | `direction-mark` | a character that turns the direction of writing, so that a reader sees other text | flag |
//! | `lost-character` | bytes that are not a character | flag |
//!
//! Measured on 924 clean reports (692,000 words) by `sayso-bench repairs`: no false one among the
//! safe glue repairs. Within quotation marks the glue rules only propose, because altered words must
//! not be shown as a quotation.

use sayso_english::classes::{self as lexicon, HashTable, class};
use sayso_english::hash::fnv;
use sayso_english::pages::FRONT_WORDS;
use sayso_english::spelling::Words;
use sayso_text::document::{RepairRule, RepairTier};
use sayso_text::text::Span;

/// A repair of the decoded text, before it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The place in the decoded text.
    pub span: Span,
    pub rule: RepairRule,
    pub tier: RepairTier,
    pub now: String,
}

/// A word that follows a link or a name in running text, so that it is joined to it when the space is
/// lost.
struct Ending {
    word: &'static str,
    /// Common words make compounds with it: "makeover", "walkabout".
    makes_compounds: bool,
}

impl Ending {
    /// Short endings are found in many words by chance: "Carl" + "in".
    fn is_short(&self) -> bool {
        self.word.len() <= 2
    }
}

const fn ending(word: &'static str) -> Ending {
    Ending {
        word,
        makes_compounds: false,
    }
}

const fn compound(word: &'static str) -> Ending {
    Ending {
        word,
        makes_compounds: true,
    }
}

/// The endings in the order in which they are tried: a word before any of its own endings.
const ENDINGS: [Ending; 62] = [
    ending("reportedly"),
    ending("allegedly"),
    ending("whose"),
    ending("who"),
    ending("which"),
    ending("and"),
    ending("the"),
    ending("that"),
    ending("said"),
    ending("says"),
    ending("has"),
    ending("have"),
    ending("had"),
    ending("was"),
    ending("were"),
    ending("is"),
    ending("are"),
    ending("will"),
    ending("would"),
    ending("in"),
    ending("on"),
    ending("of"),
    ending("to"),
    ending("for"),
    ending("with"),
    ending("from"),
    compound("after"),
    ending("by"),
    ending("at"),
    ending("but"),
    ending("as"),
    ending("told"),
    ending("also"),
    ending("include"),
    ending("includes"),
    ending("including"),
    ending("where"),
    ending("when"),
    ending("while"),
    ending("because"),
    ending("could"),
    ending("should"),
    compound("may"),
    ending("might"),
    compound("can"),
    compound("before"),
    ending("during"),
    compound("under"),
    compound("over"),
    compound("into"),
    compound("about"),
    ending("between"),
    ending("against"),
    ending("since"),
    ending("until"),
    ending("according"),
    ending("added"),
    ending("announced"),
    compound("than"),
    compound("or"),
    ending("did"),
    ending("does"),
];

/// Words of closed classes are never the first half of a glued word: "Itis" is a name and not "It
/// is".
const CLOSED: u16 =
    class::CLAUSE | class::PREPOSITION | class::DETERMINER | class::AUXILIARY | class::PRONOUN;

/// How often each word occurs by itself in a text.
pub struct Vocabulary {
    counts: HashTable<u32>,
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

impl Vocabulary {
    /// Counts the words of a text.
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

/// What the rules look at.
pub struct Rules<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub vocabulary: &'a Vocabulary,
}

impl Rules<'_> {
    /// The repairs of the lines of one block, sorted, without overlaps.
    pub fn repairs(&self, lines: &[Span]) -> Vec<Repair> {
        let mut out = Vec::new();
        for (i, &span) in lines.iter().enumerate() {
            if i > 0 {
                out.push(self.join(lines[i - 1], span));
            }
            let mut line = LineRepairs {
                text: &self.text[span.range()],
                start: span.start(),
                rules: self,
                out,
            };
            line.spaces();
            line.glue();
            line.not_ascii();
            line.typed_quotes();
            out = line.out;
        }
        out.sort_by_key(|repair| (repair.span, repair.rule));
        // Of two rules for one place the first one applies.
        let mut end = 0;
        out.retain(|repair| {
            let is_free = repair.span.start() >= end;
            if is_free {
                end = repair.span.end();
            }
            is_free
        });
        out
    }

    /// A line end within a paragraph becomes a space. "govern-⏎ment" becomes one word without the
    /// hyphen, if the word list has it; "re-⏎sign" keeps the hyphen.
    fn join(&self, before: Span, after: Span) -> Repair {
        let (head, tail) = (&self.text[before.range()], &self.text[after.range()]);
        let (mut start, mut now) = (before.end(), " ");
        if let Some(stem) = head.strip_suffix('-')
            && stem.ends_with(char::is_lowercase)
            && tail.starts_with(char::is_lowercase)
        {
            let first = words_of(stem).last().unwrap_or("");
            let second = words_of(tail).next().unwrap_or("");
            // "pre-⏎and post-war" is two words.
            if lexicon::classes(second) & CLOSED == 0 {
                now = "";
                let is_one_word = self.words.knows(&format!("{first}{second}"));
                if is_one_word && !self.words.knows(second) {
                    start -= 1;
                }
            }
        }
        Repair {
            span: Span::new(start, after.start()),
            rule: RepairRule::Unwrapped,
            tier: RepairTier::Safe,
            now: now.to_string(),
        }
    }

    /// True if a word occurs twice in the text or is in the word list.
    fn is_established(&self, word: &str) -> bool {
        self.vocabulary.count(word) > 1 || self.words.knows(word)
    }
}

/// The repairs of one line.
struct LineRepairs<'a> {
    text: &'a str,
    /// Where the line begins in the decoded text.
    start: u32,
    rules: &'a Rules<'a>,
    out: Vec<Repair>,
}

/// A run of ASCII letters of a line.
#[derive(Clone, Copy)]
struct Letters<'a> {
    word: &'a str,
    /// Where it begins on the line.
    start: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Letters<'_> {
    /// True if it is part of an address, a handle or a longer word.
    fn is_in_name(&self) -> bool {
        let joins = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '/' | '#' | '&'))
        };
        joins(self.before) || joins(self.after)
    }
}

impl LineRepairs<'_> {
    fn put(&mut self, start: usize, end: usize, rule: RepairRule, tier: RepairTier, now: &str) {
        self.out.push(Repair {
            span: Span::new(self.start + start as u32, self.start + end as u32),
            rule,
            tier,
            now: now.to_string(),
        });
    }

    fn put_safe(&mut self, start: usize, end: usize, rule: RepairRule, now: &str) {
        self.put(start, end, rule, RepairTier::Safe, now);
    }

    /// A space is missing at a place of the line.
    fn put_space(&mut self, at: usize, rule: RepairRule, tier: RepairTier) {
        self.put(at, at, rule, tier, " ");
    }

    /// Superfluous spaces, control characters and marks of direction.
    fn spaces(&mut self) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if is_never_space(bytes[at]) || is_plain_space(&bytes[at..]) {
                at += 1;
                continue;
            }
            let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
                at += 1;
                continue;
            };
            let end = at + c.len_utf8();
            if is_directional(c) {
                let tier = RepairTier::Flag;
                self.put(at, end, RepairRule::DirectionMark, tier, &text[at..end]);
            } else if is_control(c) {
                // A backspace and invisible characters are within words, other controls between
                // them.
                let is_between = c < ' ' && c != '\u{8}';
                let now = if is_between { " " } else { "" };
                self.put_safe(at, end, RepairRule::Control, now);
            } else if c.is_whitespace() {
                at = self.space(at, c);
                continue;
            }
            at = end;
        }
    }

    /// The white space that begins with `first` at byte `at`. Returns its end.
    fn space(&mut self, at: usize, first: char) -> usize {
        let rest = self.text[at..].trim_start();
        let end = self.text.len() - rest.len();
        if self.is_before_mark(at, rest) {
            self.put_safe(at, end, RepairRule::SpaceBeforeMark, "");
        } else if end - at > first.len_utf8() || first == '\t' {
            self.put_safe(at, end, RepairRule::DoubleSpace, " ");
        }
        end
    }

    /// True if the space at byte `at` is between a word and a mark that ends it. ". . ." is an
    /// ellipsis, and ": :" is something else, too.
    fn is_before_mark(&self, at: usize, rest: &str) -> bool {
        let before = self.text[..at].chars().next_back();
        let mut after = rest.chars();
        let is_mark = after
            .next()
            .is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
        let is_end = after
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’'));
        let is_after_word =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '”' | '’' | '%' | '"'));
        let is_ellipsis = rest.starts_with('.') && rest[1..].trim_start().starts_with('.');
        is_mark && is_end && is_after_word && !is_ellipsis
    }

    /// Words that are joined because a space is lost.
    fn glue(&mut self) {
        let text = self.text;
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(found) = bytes[at..].iter().position(u8::is_ascii_alphabetic) {
            let start = at + found;
            let length = bytes[start..]
                .iter()
                .position(|byte| !byte.is_ascii_alphabetic())
                .unwrap_or(text.len() - start);
            let end = start + length;
            self.glue_of(Letters {
                word: &text[start..end],
                start,
                before: text[..start].chars().next_back(),
                after: text[end..].chars().next(),
            });
            at = end;
        }
    }

    fn glue_of(&mut self, letters: Letters) {
        if letters.is_in_name() {
            return;
        }
        self.glued_sentence(letters);
        self.glued_quote(letters);
        if letters.word.len() < 4 || self.rules.words.is_empty() {
            return;
        }
        match camel(letters.word) {
            Some(upper) => self.camel_glue(letters, upper),
            None => self.glued_word(letters),
        }
    }

    /// "left.Rescuers": only between two established words.
    fn glued_sentence(&mut self, letters: Letters) {
        let is_stop = letters.before.is_some_and(|c| matches!(c, '.' | '?' | '!'));
        let is_word = letters.word.len() >= 2 || matches!(letters.word, "A" | "I");
        if !is_stop || !is_word || !letters.word.starts_with(char::is_uppercase) {
            return;
        }
        let head = &self.text[..letters.start - 1];
        let from = head
            .char_indices()
            .rfind(|(_, c)| !c.is_ascii_alphabetic())
            .map_or(0, |(at, c)| at + c.len_utf8());
        let last = &head[from..];
        let lead = head[..from].chars().next_back();
        let is_address = lead.is_some_and(|c| matches!(c, '.' | '/' | '@' | ':' | '#' | '_'));
        let is_plain = last.len() >= 3 && last.bytes().all(|b| b.is_ascii_lowercase());
        let is_whole = letters
            .after
            .is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '\'' | '’' | '-'));
        if is_plain
            && is_whole
            && !is_address
            && self.rules.is_established(last)
            && self.rules.is_established(letters.word)
        {
            self.put_space(letters.start, RepairRule::GluedSentence, RepairTier::Safe);
        }
    }

    /// "…,”Moss": a closing mark of the curly kind directly before a word.
    fn glued_quote(&mut self, letters: Letters) {
        if letters.before != Some('”') || letters.word.len() < 2 {
            return;
        }
        let inside = &self.text[..letters.start - '”'.len_utf8()];
        if inside.ends_with([',', '.', '?', '!']) {
            self.put_space(letters.start, RepairRule::GluedQuote, RepairTier::Safe);
        }
    }

    /// "aboutTarn", where the upper-case half starts at byte `upper`.
    fn camel_glue(&mut self, letters: Letters, upper: usize) {
        let (front, back) = letters.word.split_at(upper);
        let vocabulary = self.rules.vocabulary;
        if vocabulary.count(letters.word) > 1 || front.len() < 2 || back.len() < 3 {
            return;
        }
        if !front.bytes().all(|b| b.is_ascii_lowercase()) {
            return;
        }
        let at = letters.start + upper;
        if FRONT_WORDS.has(front) && vocabulary.count(back) > 0 {
            self.put_space(at, RepairRule::GluedFront, RepairTier::Safe);
        } else if front.len() >= 4 && self.rules.words.knows(front) {
            self.put_space(at, RepairRule::CamelGlue, RepairTier::Flag);
        }
    }

    /// "Tarnreportedly": an unknown word that ends in a function word.
    fn glued_word(&mut self, letters: Letters) {
        let is_possessive = matches!(letters.after, Some('\'' | '’'));
        if is_possessive || self.rules.is_established(letters.word) {
            return;
        }
        for ending in &ENDINGS {
            let Some(head) = letters.word.strip_suffix(ending.word) else {
                continue;
            };
            if self.is_glued(letters, head, ending) {
                // Short endings make names of names: "Adams" and "Adamson", "Ash" and "Ashby".
                let tier = if ending.is_short() || ending.makes_compounds {
                    RepairTier::Proposed
                } else {
                    RepairTier::Safe
                };
                self.put_space(letters.start + head.len(), RepairRule::GluedWord, tier);
                return;
            }
        }
    }

    /// True if the text has the first half by itself, and the two halves are not a word together.
    fn is_glued(&self, letters: Letters, head: &str, ending: &Ending) -> bool {
        let ends_in_lower_case = head.ends_with(|c: char| c.is_ascii_lowercase());
        if head.len() < 2 || !ends_in_lower_case || lexicon::classes(head) & CLOSED != 0 {
            return false;
        }
        let needed = if ending.is_short() { 2 } else { 1 };
        let is_after_hyphen = letters.before == Some('-');
        let is_name = is_after_hyphen || head.starts_with(|c: char| c.is_ascii_uppercase());
        let is_common = head.len() >= 4
            && self.rules.words.knows(head)
            && !ending.is_short()
            && !ending.makes_compounds;
        self.rules.vocabulary.count(head) >= needed && (is_name || is_common)
    }

    /// Characters of Windows-1252 that are the bytes of UTF-8, and ligatures.
    fn not_ascii(&mut self) {
        let text = self.text;
        let mut at = 0;
        if text.is_ascii() {
            return;
        }
        let bytes = text.as_bytes();
        while let Some(found) = bytes[at..].iter().position(|byte| !byte.is_ascii()) {
            let start = at + found;
            let length = bytes[start..]
                .iter()
                .position(u8::is_ascii)
                .unwrap_or(text.len() - start);
            let end = start + length;
            if let Some(now) = unmangle(&text[start..end]) {
                self.put_safe(start, end, RepairRule::Mojibake, &now);
            } else {
                self.ligatures(start, end);
            }
            at = end;
        }
    }

    fn ligatures(&mut self, start: usize, end: usize) {
        for (at, c) in self.text[start..end].char_indices() {
            if let Some((_, letters)) = LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
                let from = start + at;
                self.put_safe(from, from + c.len_utf8(), RepairRule::Ligature, letters);
            }
        }
    }

    /// Two grave accents or apostrophes for a quotation mark, also with a space inside the marks.
    fn typed_quotes(&mut self) {
        let text = self.text;
        if !text.contains("``") && !text.contains("''") {
            return;
        }
        for (at, mark) in text.match_indices("``") {
            // "``code``" is the markup of a program and not a quotation.
            if !may_open(&text[..at]) || text[at + mark.len()..].starts_with('`') {
                return;
            }
        }
        let mut is_open = false;
        let mut from = 0;
        while let Some((at, mark)) = next_typed_mark(text, from) {
            from = at + mark.len();
            let (before, after) = (&text[..at], &text[from..]);
            let rest = after.trim_start_matches(' ');
            let begins = may_open(before) && rest.starts_with(begins_quotation);
            if begins && (mark == "``" || !is_open && after.len() == rest.len()) {
                is_open = true;
                from = text.len() - rest.len();
                self.put_safe(at, from, RepairRule::TypedQuote, "“");
            } else if mark == "''" && (is_open || is_close_of_words(before)) {
                is_open = false;
                let start = before.trim_end_matches(' ').len();
                self.put_safe(start, from, RepairRule::TypedQuote, "”");
            }
        }
    }
}

/// Two or three letters in one character, as old fonts print them.
const LIGATURES: [(char, &str); 7] = [
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
];

/// The next two grave accents or apostrophes from a byte of a line on.
fn next_typed_mark(text: &str, from: usize) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let is_mark =
        |at: &usize| matches!(bytes[*at], b'`' | b'\'') && bytes.get(*at + 1) == Some(&bytes[*at]);
    let at = (from..text.len().saturating_sub(1)).find(is_mark)?;
    Some((at, &text[at..at + 2]))
}

/// True if a quotation may begin after these words.
fn may_open(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '`'))
}

fn begins_quotation(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '`' | '\'' | '‘' | '[' | '(' | '$' | '£' | '€' | '.' | '…'
        )
}

/// True if two apostrophes after these words close a quotation that an earlier paragraph has opened:
/// "5 feet 3''" is a length, and "b''" is code.
fn is_close_of_words(before: &str) -> bool {
    before.ends_with(['.', ',', '?', '!', '…'])
}

/// True for bytes that begin no white space, control character or invisible character. White space is
/// ASCII or begins with 0xC2 (no-break space), 0xE2 or 0xE3; the byte order mark begins with 0xEF.
fn is_never_space(byte: u8) -> bool {
    let is_visible_ascii = byte > b' ' && byte < 0x7f;
    let is_wide = byte >= 0x80 && !matches!(byte, 0xC2 | 0xE2 | 0xE3 | 0xEF);
    is_visible_ascii || is_wide
}

/// True for bytes that begin with one space and a letter or digit after it, as nearly all spaces of a
/// text do.
fn is_plain_space(bytes: &[u8]) -> bool {
    matches!(bytes, [b' ', next, ..] if next.is_ascii_alphanumeric())
}

/// Where the upper-case half of "aboutTarn" starts; none if the word has no such half.
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

/// Control characters and invisible ones.
fn is_control(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Reads a run of characters as Windows-1252 bytes of UTF-8, if all of it is that; twice if needed.
fn unmangle(run: &str) -> Option<String> {
    let restored = with_lost_byte(run);
    let run = restored.as_deref().unwrap_or(run);
    let bytes: Option<Vec<u8>> = run.chars().map(windows_1252_byte).collect();
    let now = String::from_utf8(bytes?).ok()?;
    if !is_western_mojibake(run, &now) {
        return None;
    }
    Some(unmangle(&now).unwrap_or(now))
}

/// "â€" with the byte 0x9D after it, which Windows-1252 does not have, so that programs drop it or put
/// a mark in its place. Only the closing mark "”" ends in it.
fn with_lost_byte(run: &str) -> Option<String> {
    if !run.contains("â€") {
        return None;
    }
    let marked = run.replace("â€\u{fffd}", "â€\u{9d}");
    Some(if marked.ends_with("â€") {
        marked + "\u{9d}"
    } else {
        marked
    })
}

fn windows_1252_byte(c: char) -> Option<u8> {
    if let '\u{80}'..='\u{ff}' = c {
        return Some(c as u32 as u8);
    }
    let mut buffer = [0; 4];
    let (encoded, _, is_wrong) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match *encoded {
        [byte] if !is_wrong => Some(byte),
        _ => None,
    }
}

/// True if the result has only accented letters and marks of printing, because western mojibake comes
/// from those. "fiancé…”" is three bytes of UTF-8, too, and not mojibake.
fn is_western_mojibake(run: &str, now: &str) -> bool {
    let is_plausible =
        |c: char| matches!(c, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '™');
    let is_printing_mark = |c: char| matches!(c, '\u{2010}'..='\u{203a}');
    let is_led = match run.chars().next() {
        Some('Ã' | 'Â' | 'â') => true,
        Some('Å' | 'Ä') => !run.contains(is_printing_mark),
        _ => false,
    };
    is_led && now.chars().all(is_plausible)
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
        for repair in rules
            .repairs(&[Span::new(0, text.len() as u32)])
            .iter()
            .rev()
        {
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
        // Known words, names that happen to end so, and addresses are left alone.
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
    fn spaces_and_mojibake() {
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
