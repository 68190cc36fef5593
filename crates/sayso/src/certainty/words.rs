//! In: the tokens of a text and their parts of speech. Out: the classes and the verb form of each
//! token.

use super::cues::{self, Entry, class};
use crate::names::Pos;
use crate::segment::{Mark, Segments, TokenKind};
use crate::text::Span;
use sayso_english::classes::hash_lower;
use std::ops::Range;

/// The form of a verb as its ending shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "closing"
    Ing,
    /// "closed"
    Ed,
    /// "closes"
    S,
    /// "close", "shut", "gone"
    Other,
}

/// A token with its classes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// The text of the token, or the whole verb of a contraction: "do" for "don" of "don’t".
    pub text: &'a str,
    /// The hash of the lower-case form of `text`.
    pub hash: u64,
    pub entry: Entry,
    pub pos: Pos,
    pub form: Form,
    /// The token is a punctuation mark.
    pub is_mark: bool,
    /// The token is inside quotation marks or is one.
    pub quoted: bool,
    /// The token opens or closes a quotation.
    pub mark: Mark,
    /// The number of its sentence.
    pub sentence: u32,
}

impl Word<'_> {
    /// Whether the token is this word, in any case of letters.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these words, in any case of letters.
    pub fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(w))
    }

    /// Whether the token is in one of these classes: see [`super::cues::class`].
    pub fn has(&self, class: u32) -> bool {
        self.entry.is(class)
    }

    pub fn is_verbal(&self) -> bool {
        matches!(self.pos, Pos::Verb | Pos::Aux)
    }

    /// Whether the word is an auxiliary, by its tag or by its form.
    pub fn is_auxiliary(&self) -> bool {
        self.pos == Pos::Aux || self.has(class::BE | class::HAVE | class::DO | class::MODAL)
    }

    /// Whether the word has the form "closing". Of "bring" this is the base form.
    pub fn is_gerund(&self) -> bool {
        const BASE_FORMS: [&str; 8] = [
            "bring", "cling", "fling", "sling", "spring", "sting", "string", "swing",
        ];
        self.form == Form::Ing && !self.any(&BASE_FORMS)
    }

    pub fn is_nominal(&self) -> bool {
        matches!(self.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)
    }
}

/// All tokens of a text.
pub(super) struct Words<'a> {
    pub all: Vec<Word<'a>>,
    pub parts: &'a Segments,
}

fn form(word: &str) -> Form {
    let ends = |end: &str| word.len() > end.len() + 1 && word.ends_with(end);
    if ends("ing") {
        Form::Ing
    } else if ends("ed") {
        Form::Ed
    } else if ends("s") && !ends("ss") {
        Form::S
    } else {
        Form::Other
    }
}

/// The verbs of contractions as the tokenizer leaves them before "’t", and the whole verbs.
const CONTRACTED: &[(&str, &str)] = &[
    ("don", "do"),
    ("doesn", "does"),
    ("didn", "did"),
    ("isn", "is"),
    ("aren", "are"),
    ("ain", "is"),
    ("wasn", "was"),
    ("weren", "were"),
    ("hasn", "has"),
    ("haven", "have"),
    ("hadn", "had"),
    ("won", "will"),
    ("wouldn", "would"),
    ("couldn", "could"),
    ("shouldn", "should"),
    ("mustn", "must"),
    ("mightn", "might"),
    ("needn", "need"),
];

/// "Port Workers May Strike": in a heading whose words have capitals the tagger takes the verb for the
/// month or a name.
fn is_modal_of_heading(text: &str, parts: &Segments, k: usize) -> bool {
    const VERBS: [&str; 60] = [
        "Affect", "Already", "Avoid", "Ban", "Be", "Become", "Block", "Boost", "Bring", "Cause",
        "Change", "Close", "Come", "Cost", "Cut", "Delay", "Do", "Ease", "End", "Explain", "Face",
        "Fall", "Force", "Get", "Have", "Help", "Hold", "Hurt", "Improve", "Increase", "Lead",
        "Leave", "Live", "Lose", "Lower", "Make", "Miss", "Need", "Never", "Not", "Offer", "Open",
        "Prevent", "Protect", "Quit", "Raise", "Reduce", "Return", "Rise", "Save", "Sell", "Shut",
        "Slow", "Soon", "Spread", "Still", "Strike", "Take", "Win", "Yet",
    ];
    const BEFORE_MONTH: [&str; 12] = [
        "In", "By", "Since", "This", "Last", "Next", "Until", "From", "On", "Of", "Mid", "Theresa",
    ];
    let word = |k: usize| parts.tokens.get(k).map_or("", |t| &text[t.span.range()]);
    let before = k.checked_sub(1).map_or("", word);
    let is_led = before.starts_with(char::is_uppercase) && !BEFORE_MONTH.contains(&before);
    is_led && VERBS.contains(&word(k + 1))
}

impl<'a> Words<'a> {
    pub fn new(text: &'a str, parts: &'a Segments, pos: &[Pos]) -> Words<'a> {
        let mut sentences = parts.sentences.iter().enumerate().peekable();
        let one = |(k, token): (usize, &crate::segment::Token)| {
            while sentences
                .next_if(|(_, s)| s.tokens.end as usize <= k)
                .is_some()
            {}
            let sentence = sentences.peek().map_or(u32::MAX, |(n, _)| *n as u32);
            let not = parts.tokens.get(k + 1).is_some_and(|next| {
                next.span.start() == token.span.end()
                    && matches!(&text[next.span.range()], "’t" | "'t" | "ʼt" | "’T" | "'T")
            });
            let written = &text[token.span.range()];
            let whole = CONTRACTED
                .iter()
                .find(|(short, _)| not && written.eq_ignore_ascii_case(short));
            let word = whole.map_or(written, |(_, whole)| *whole);
            let hash = hash_lower(word);
            let pos = pos.get(k).copied().unwrap_or(Pos::X);
            let modal = ["ought", "should", "could", "would", "must"]
                .iter()
                .any(|m| word.eq_ignore_ascii_case(m));
            let is_may = written == "May" && is_modal_of_heading(text, parts, k);
            let modal = modal || is_may;
            Word {
                text: word,
                hash,
                entry: if token.kind == TokenKind::Word {
                    cues::entry(hash)
                } else {
                    Entry::default()
                },
                pos: if modal || whole.is_some() {
                    Pos::Aux
                } else {
                    pos
                },
                form: form(word),
                is_mark: token.kind == TokenKind::Mark,
                quoted: token.depth > 0 || token.mark != Mark::None,
                mark: token.mark,
                sentence,
            }
        };
        Words {
            all: parts.tokens.iter().enumerate().map(one).collect(),
            parts,
        }
    }

    /// The tokens that overlap a span.
    pub fn tokens(&self, span: Span) -> Range<u32> {
        let tokens = &self.parts.tokens;
        let first = tokens.partition_point(|t| t.span.end() <= span.start());
        let last = tokens.partition_point(|t| t.span.start() < span.end());
        first as u32..(last.max(first)) as u32
    }

    pub fn span(&self, token: u32) -> Span {
        self.parts.tokens[token as usize].span
    }

    pub fn at(&self, token: u32) -> &Word<'a> {
        &self.all[token as usize]
    }
}
