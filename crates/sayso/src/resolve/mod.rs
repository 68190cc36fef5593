//! In: a report's segments, the names in it, its attributions. Out: who its sources are: entities
//! with their mentions, and for each attribution its speakers, their kind and flags.
//!
//! One pass from left to right fills a table of entities (`entities`). Names are linked by full
//! name, surname and acronym, pronouns by weights (`pronouns`), and sources without a name by their
//! head and by whose they are (`descriptions`). Every link has its rule, a score and the runner-up
//! (`link` has the table of them). If no one is clearly ahead, no one is linked.
//!
//! Useful for: the sources of one report. Not useful for: coreference in general, or across reports.

mod anonymity;
mod antecedents;
mod descriptions;
mod entities;
mod kinds;
mod link;
mod name_kinds;
mod persons;
mod phrases;
mod pronouns;
mod roles;
mod self_given;
mod together;
mod turns;

use crate::attribute::{Attribution, Rule, Why};
use crate::names::{Gender, Pos, Tags};
use crate::segment::{Mark, Segments};
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

use entities::Table;
pub use kinds::{Flag, Flags, Kind};
pub use link::LinkRule;

/// Index of an entity in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

impl EntityId {
    /// The id of the row with this number.
    fn of(row: usize) -> EntityId {
        EntityId(row as u32)
    }

    /// The number of its row.
    fn index(self) -> usize {
        self.0 as usize
    }
}

sayso_english::names! {
    /// How a mention is written.
    pub enum Written {
        /// A full name.
        Name = "name",
        /// A surname, with or without a title.
        Surname = "surname",
        /// A first name.
        FirstName = "first-name",
        /// "IMF".
        Acronym = "acronym",
        /// A part of an organisation's name.
        Alias = "alias",
        /// "she", "they".
        Pronoun = "pronoun",
        /// "who", "which".
        Relative = "relative",
        /// "the judge", "her lawyer", "residents".
        Role = "role",
    }
}

/// Why a mention is taken for an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The rule that decided.
    pub rule: LinkRule,
    /// How sure, from 0 to 1. This is a judgement, not a measured probability.
    pub score: f32,
    /// The entity that came second.
    pub runner_up: Option<EntityId>,
}

/// A place where an entity is named, or a pronoun that is linked to no one.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// How it is written.
    pub written: Written,
    /// Who it is; none if no one is clearly ahead.
    pub entity: Option<EntityId>,
    /// Why.
    pub link: Link,
}

/// What a report says that a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words: "a former first lieutenant in the river police".
    pub span: Span,
    /// The organisation named in them.
    pub organisation: Option<Span>,
    /// The report says that they no longer are.
    pub former: bool,
}

/// A person, organisation or other source that is named or speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name, without titles; a description if the report gives no name: "lawyer of Hanna
    /// Orbeck".
    pub name: String,
    /// What kind of source it is, or would be.
    pub kind: Kind,
    /// What the report says that it is.
    pub roles: Vec<Role>,
    /// Other ways it is named.
    pub aliases: Vec<String>,
    /// Whose it is, if it has no name: the client of "her lawyer".
    pub of: Option<EntityId>,
}

/// Who speaks in an attribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// One, or several ("Ahn and other observers"); empty if no one is known.
    pub entities: Vec<EntityId>,
    /// The kind of the source.
    pub kind: Kind,
    /// What else is known of the source.
    pub flags: Flags,
    /// Why the first entity is taken for the source, or why no one is.
    pub link: Option<Link>,
    /// The report's reason for not naming the source.
    pub anonymity: Option<Span>,
}

/// What resolving finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// One for each attribution.
    pub speakers: Vec<Speaker>,
}

/// The tokens of a report, with what every step asks of them.
pub(crate) struct Words<'a> {
    pub text: &'a str,
    pub parts: &'a Segments,
    pos: &'a [Pos],
    /// The word of each token, cut out once.
    words: Vec<&'a str>,
    /// Sentence of each token.
    sentences: Vec<u32>,
}

impl<'a> Words<'a> {
    fn new(text: &'a str, parts: &'a Segments, pos: &'a [Pos]) -> Words<'a> {
        let mut sentences = vec![0; parts.tokens.len()];
        for (number, sentence) in (0..).zip(&parts.sentences) {
            sentences[sentence.tokens.start as usize..sentence.tokens.end as usize].fill(number);
        }
        Words {
            text,
            parts,
            pos,
            words: parts.tokens.iter().map(|t| &text[t.span.range()]).collect(),
            sentences,
        }
    }

    /// The part of speech of a token.
    pub fn pos(&self, k: u32) -> Pos {
        self.pos.get(k as usize).copied().unwrap_or(Pos::X)
    }

    /// True if there is no space between a token and the one before it.
    pub fn is_glued(&self, k: u32) -> bool {
        k > 0
            && self
                .parts
                .tokens
                .get(k as usize)
                .is_some_and(|t| t.span.start() == self.parts.tokens[k as usize - 1].span.end())
    }

    pub fn len(&self) -> u32 {
        self.parts.tokens.len() as u32
    }

    /// The word at a token; empty past the end.
    pub fn at(&self, k: u32) -> &'a str {
        self.words.get(k as usize).copied().unwrap_or_default()
    }

    /// The word at a token in small letters, without a copy if it is written so.
    pub fn lower(&self, k: u32) -> Cow<'a, str> {
        let word = self.at(k);
        let small = word
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        if small {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        }
    }

    pub fn is_upper(&self, k: u32) -> bool {
        let word = self.at(k);
        match word.as_bytes().first() {
            Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
            _ => word.starts_with(char::is_uppercase),
        }
    }

    pub fn sentence(&self, k: u32) -> u32 {
        self.sentences.get(k as usize).copied().unwrap_or(u32::MAX)
    }

    pub fn sentence_tokens(&self, k: u32) -> Range<u32> {
        self.parts
            .sentences
            .get(self.sentence(k) as usize)
            .map_or(k..k, |s| s.tokens.clone())
    }

    pub fn quoted(&self, k: u32) -> bool {
        self.parts
            .tokens
            .get(k as usize)
            .is_some_and(|t| t.depth > 0 || t.mark != Mark::None)
    }

    pub fn span(&self, tokens: Range<u32>) -> Span {
        self.parts.span(tokens)
    }

    pub fn slice(&self, tokens: Range<u32>) -> &'a str {
        &self.text[self.span(tokens).range()]
    }

    /// The tokens that a span touches.
    pub fn tokens(&self, span: Span) -> Range<u32> {
        let tokens = &self.parts.tokens;
        let first = tokens.partition_point(|t| t.span.end() <= span.start());
        let last = tokens.partition_point(|t| t.span.start() < span.end());
        first as u32..(last.max(first)) as u32
    }

    /// "’s" or "’".
    pub fn is_possessive(&self, k: u32) -> bool {
        let word = self.at(k);
        // Asked of every word, of which most begin with a letter.
        !word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && matches!(word, "’s" | "'s" | "’" | "'" | "ʼs" | "’S" | "'S")
    }
}

/// What has to be resolved at a token.
enum Item {
    Name(usize),
    Pronoun,
    Source(usize),
}

/// Resolves the sources of one report. `gender` gives the gender that a first name is mostly given to.
pub fn resolve(
    text: &str,
    parts: &Segments,
    tags: &Tags,
    gender: &dyn Fn(&str) -> Option<Gender>,
    attributions: &[Attribution],
) -> Resolution {
    let words = Words::new(text, parts, &tags.pos);
    let mut names = name_kinds::names(&words, &tags.names, gender);
    turns::name_persons(&words, &mut names, attributions);
    let mut table = Table::new(&words, &names, gender, attributions);
    // A source is resolved at its last token, because the names in it have to be seen before.
    let mut items: Vec<(u32, u8, Item)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        items.push((name.tokens.start, 0, Item::Name(number)));
    }
    for k in 0..words.len() {
        if pronouns::is_personal(words.at(k)) {
            items.push((k, 1, Item::Pronoun));
        }
    }
    for (number, attribution) in attributions.iter().enumerate() {
        if let Some(last) = attribution.source.last() {
            let tokens = words.tokens(*last);
            items.push((tokens.end.saturating_sub(1), 2, Item::Source(number)));
        }
    }
    items.sort_by_key(|(at, order, _)| (*at, *order));
    for (at, _, item) in items {
        match item {
            Item::Name(number) => table.name(number),
            Item::Pronoun => table.pronoun(at),
            Item::Source(number) => table.source(number),
        }
    }
    let mut resolution = table.finish();
    for (number, attribution) in attributions.iter().enumerate() {
        // A quotation that is carried on has the speaker of its beginning.
        if attribution.source.is_empty() {
            let up = |a: &Attribution| a.carried_from.map(|id| id.0 as usize);
            let from = std::iter::successors(up(attribution), |&n| up(&attributions[n])).last();
            if let Some(from) = from {
                resolution.speakers[number] = resolution.speakers[from].clone();
            }
        }
    }
    likely_speakers(&words, attributions, &mut resolution);
    resolution
}

/// Paragraphs back in which the likely speaker of a quotation without a speaker is looked for.
const REACH_OF_QUOTATION: u32 = 1;

/// Notes who spoke last before each quotation whose speaker is not given. It is only the runner-up,
/// because the report does not say so.
fn likely_speakers(words: &Words<'_>, attributions: &[Attribution], resolution: &mut Resolution) {
    let paragraph = |span: Span| {
        let token = words.tokens(span).start;
        let paragraphs = &words.parts.paragraphs;
        paragraphs.partition_point(|p| p.tokens.end <= token) as u32
    };
    let mut last: Option<(EntityId, u32)> = None;
    for (number, attribution) in attributions.iter().enumerate() {
        let Some(&content) = attribution.content.last() else {
            continue;
        };
        let here = paragraph(content);
        if attribution.why == Why::Rule(Rule::QuotationAlone) {
            let first = words.tokens(content).start;
            // "The sign on the gate: “Keep off.”"
            let is_led_in = first > 0 && words.at(first - 1) == ":";
            let is_near = |(_, at): &(EntityId, u32)| at + REACH_OF_QUOTATION >= here;
            let likely = last.filter(is_near).filter(|_| !is_led_in);
            let likely = likely.map(|(id, _)| id);
            resolution.speakers[number].link = Some(link::QUOTATION_OPEN.link_before(likely));
        } else if attribution.parent.is_none()
            && let Some(&id) = resolution.speakers[number].entities.first()
        {
            last = Some((id, here));
        }
    }
}
