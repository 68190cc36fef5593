//! In: a reading. Out: its words as they can be compared (stems of what is no function word), each
//! with its sentence and the attribution whose content holds it: what the checks of wording look
//! at.

use super::finding::{Finding, FindingRule, Label, NamedRule, Severity};
use super::pages::Page;
use crate::attribute::{Attribution, AttributionId};
use crate::document::BlockKind;
use crate::measure::scan::Lexicon;
use crate::measure::{Figure, Stated};
use crate::names::{NameKind, Pos};
use crate::reading::Reading;
use crate::resolve::{EntityId, Speaker};
use crate::segment::{Token, TokenKind};
use crate::text::Span;
use sayso_english::classes::hash_lower;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that say nothing of what a sentence is about.
const EMPTY: &str = "a an the this that these those and or but nor so yet if then than as of in on at by for from to with without \
    into onto over under after before during between among about against amid through up down out off near per via is are was \
    were be been being am has have had having do does did doing will would can could may might must shall should not no n't 's \
    't he she it they we you i him her them us me his hers its their theirs our ours my your yours who whom whose which what \
    when where why how there here also just only very too more most less least such same other another any some all both each \
    every many much few one ones own it's he's they're that's say says said tell tells told according new now still even again \
    mr mrs ms dr report reports reported s t";

/// Words by key, for sets.
pub fn set(words: &str) -> Lexicon<()> {
    Lexicon::new(words.split_whitespace().map(|w| (hash_lower(w), ())))
}

static NOTHING: LazyLock<Lexicon<()>> = LazyLock::new(|| set(EMPTY));

/// Endings that are cut from a word, the first that fits, if so many letters are left.
const ENDINGS: &[(&str, usize, &str)] = &[
    ("ies", 2, "y"),
    ("ied", 2, "y"),
    ("sses", 2, "ss"),
    ("ings", 3, ""),
    ("ing", 3, ""),
    ("ment", 4, ""),
    ("ness", 4, ""),
    ("ed", 3, ""),
    ("es", 3, ""),
    ("ly", 3, ""),
    ("s", 3, ""),
];

/// The key of a word's stem, so that "kills", "killed" and "killing" are one; 0 for what says
/// nothing.
pub fn stem(word: &str) -> u64 {
    let whole = hash_lower(word);
    if NOTHING.get(whole).is_some() {
        return 0;
    }
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches("'s").trim_end_matches("’s");
    let cut = ENDINGS.iter().find_map(|&(end, least, put)| {
        let rest = lower.strip_suffix(end)?;
        (rest.len() >= least && !(end == "s" && rest.ends_with(['s', 'u', 'i'])))
            .then(|| format!("{rest}{put}"))
    });
    let stem = cut.unwrap_or_else(|| lower.to_string());
    // "stopped", "stop"; "close", "closing".
    let bytes = stem.as_bytes();
    let doubled = bytes.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !stem.ends_with(['l', 's', 'e']);
    let stem = if doubled {
        &stem[..stem.len() - 1]
    } else {
        stem.trim_end_matches('e')
    };
    hash_lower(stem)
}

/// A reading, ready to be compared with itself.
pub struct View<'r> {
    /// The reading.
    pub reading: &'r Reading,
    /// Its text.
    pub text: &'r str,
    /// Of each token the key of its stem; 0 where it says nothing.
    pub stems: Vec<u64>,
    /// Of each token the innermost attribution whose content holds it.
    pub within: Vec<Option<AttributionId>>,
    /// Of each token the number of its sentence.
    pub sentence: Vec<u32>,
    /// Of each sentence the number of its paragraph.
    pub paragraph: Vec<u32>,
}

impl<'r> View<'r> {
    /// Of a reading that was resolved; none of another.
    pub fn new(reading: &'r Reading) -> Option<View<'r>> {
        let tokens = &reading.segments.tokens;
        if tokens.is_empty() || reading.tags.pos.len() != tokens.len() || reading.skipped.is_some()
        {
            return None;
        }
        let text: &str = &reading.document.text;
        let stems = tokens.iter().map(|t| {
            if t.kind == TokenKind::Mark {
                0
            } else {
                stem(&text[t.span.range()])
            }
        });
        let mut view = View {
            reading,
            text,
            stems: stems.collect(),
            within: vec![None; tokens.len()],
            sentence: vec![0; tokens.len()],
            paragraph: vec![0; reading.segments.sentences.len()],
        };
        for (n, sentence) in (0..).zip(&reading.segments.sentences) {
            view.sentence[range(&sentence.tokens)].fill(n);
        }
        for (n, paragraph) in (0..).zip(&reading.segments.paragraphs) {
            view.paragraph[range(&paragraph.sentences)].fill(n);
        }
        // Children come after the parents they stand in, and are the innermost.
        for (id, a) in (0..).map(AttributionId).zip(&reading.attributions) {
            for &part in &a.content {
                let tokens = view.tokens(part);
                view.within[tokens].fill(Some(id));
            }
        }
        Some(view)
    }

    /// The tokens that a span touches.
    pub fn tokens(&self, span: Span) -> Range<usize> {
        let all = &self.reading.segments.tokens;
        let from = all.partition_point(|t| t.span.end() <= span.start());
        let to = all.partition_point(|t| t.span.start() < span.end());
        from..to.max(from)
    }

    /// A token.
    pub fn token(&self, at: usize) -> Option<&'r Token> {
        self.reading.segments.tokens.get(at)
    }

    /// The word at a token; empty past the end.
    pub fn word(&self, at: usize) -> &'r str {
        self.token(at).map_or("", |t| &self.text[t.span.range()])
    }

    /// The key of the word as it is written.
    pub fn key(&self, at: usize) -> u64 {
        hash_lower(self.word(at))
    }

    /// Is it a mark?
    pub fn is_mark(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// Its part of speech.
    pub fn pos(&self, at: usize) -> Pos {
        self.reading.tags.pos.get(at).copied().unwrap_or(Pos::X)
    }

    /// The tokens of the sentence of a token.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        let number = self.sentence.get(at).copied().unwrap_or(0) as usize;
        self.reading
            .segments
            .sentences
            .get(number)
            .map_or(0..0, |s| range(&s.tokens))
    }

    /// The number of the paragraph of a token.
    pub fn paragraph_of(&self, at: usize) -> usize {
        let sentence = self.sentence.get(at).copied().unwrap_or(0) as usize;
        self.paragraph.get(sentence).copied().unwrap_or(0) as usize
    }

    /// The tokens of a paragraph.
    pub fn paragraph(&self, number: usize) -> Range<usize> {
        self.reading
            .segments
            .paragraphs
            .get(number)
            .map_or(0..0, |p| range(&p.tokens))
    }

    /// What kind of block a paragraph is.
    pub fn block(&self, paragraph: usize) -> Option<BlockKind> {
        let block = self.reading.segments.paragraphs.get(paragraph)?.block;
        self.reading
            .document
            .blocks
            .get(block as usize)
            .map(|b| b.kind)
    }

    /// The place of tokens in the text.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        self.reading
            .segments
            .span(tokens.start as u32..tokens.end as u32)
    }

    /// Does one of these words stand there?
    pub fn says(&self, mut tokens: Range<usize>, words: &Lexicon<()>) -> bool {
        tokens.any(|k| words.get(self.key(k)).is_some())
    }

    /// The names of one kind that stand there, as stems of their last words.
    pub fn names(&self, tokens: &Range<usize>, kind: NameKind) -> Vec<u64> {
        let names = &self.reading.tags.names;
        let from = names.partition_point(|n| (n.tokens.start as usize) < tokens.start);
        let inside = names[from..]
            .iter()
            .take_while(|n| (n.tokens.start as usize) < tokens.end);
        inside
            .filter(|n| n.kind == kind && n.tokens.end > 0)
            .map(|n| self.stems[n.tokens.end as usize - 1])
            .collect()
    }

    /// An attribution.
    pub fn attribution(&self, id: AttributionId) -> &'r Attribution {
        &self.reading.attributions[id.0 as usize]
    }

    /// Who speaks in it.
    pub fn speaker(&self, id: AttributionId) -> Option<&'r Speaker> {
        self.reading.resolution.speakers.get(id.0 as usize)
    }

    /// Whose words it is in: the speaker of the attribution, if one is known.
    pub fn voice(&self, id: Option<AttributionId>) -> Voice {
        match id {
            None => Voice::Outlet,
            Some(id) => match self.speaker(id).map(|s| &*s.entities) {
                Some([one, ..]) => Voice::Known(*one),
                _ => Voice::Unknown,
            },
        }
    }

    /// The tokens of a stated figure, its modifier's words included where they belong to it.
    pub fn tokens_of(&self, figure: &Stated<Figure>) -> Range<usize> {
        self.tokens(figure.span)
    }

    /// Words of the text on one line, for a message.
    pub fn quoted(&self, span: Span) -> String {
        self.text[span.range()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Whose words something is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The outlet's own.
    Outlet,
    /// Somebody's.
    Known(EntityId),
    /// Somebody's who is not known.
    Unknown,
}

/// A finding without arithmetic.
pub struct Observed {
    /// How much it matters.
    pub severity: Severity,
    /// What was observed.
    pub message: String,
    /// The words it is about.
    pub primary: Span,
    /// Other words, each with what they are.
    pub related: Vec<(Label, Span)>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// The rule.
    pub why: NamedRule,
}

impl Observed {
    /// As a finding of this code.
    pub fn finding(self, page: &'static Page) -> Finding {
        let Observed {
            severity,
            message,
            primary,
            related,
            assumptions,
            why,
        } = self;
        Finding {
            code: page.code,
            severity,
            message,
            primary,
            related,
            derivation: None,
            assumptions,
            why: FindingRule::Named(why),
            loose: false,
        }
    }
}

pub fn range(tokens: &Range<u32>) -> Range<usize> {
    tokens.start as usize..tokens.end as usize
}
