//! In: the statements of a report. Out: those that only sources without a name make, the nearest to the
//! headline first.

use super::headline::Headline;
use super::perhaps::perhaps;
use super::refusals::gives_no_answer;
use super::sentences::{around, overlap, sentences};
use crate::records::{Attribution, Entity, Span};
use crate::speakers::{self, trimmed};
use crate::view::{Numbered, View};
use sayso::certainty::Rule;
use sayso::resolve::{Kind, Written};
use sayso::text;
use sayso_english::stems::{NO_CONTENT, stem};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// A statement that has this percentage of another one's words, and at least [`FEWEST_SHARED`] of
/// them, says the same.
const SAME_PERCENT: usize = 40;
const FEWEST_SHARED: usize = 3;

/// A word that more statements have than this does not tell them apart. It also keeps the comparison
/// linear in the length of the report.
const MOST_STATEMENTS_OF_A_WORD: usize = 50;

sayso_english::names! {
    /// What a source is to a reader who wants to know who answers for a statement.
    pub enum Standing {
        /// A person or body with a name, or one who speaks for it.
        Named = "named",
        /// Anyone else who speaks: "sources", "officials".
        Unnamed = "unnamed",
        /// A paper, a poll, a receipt, or a thing that shows something. It is no one who speaks.
        Document = "document",
        /// The outlet: "we know".
        Outlet = "outlet",
        /// It is open who speaks, or no one is named.
        Open = "open",
    }
}

/// What the source of an attribution is.
pub fn standing(view: &View<'_>, a: &Attribution) -> Standing {
    let is_outlet = a.source_kind == Some(Kind::Media) && is_pronoun(view, a);
    let is_of_kind = |kind: Kind| a.source_kind == Some(kind);
    if view.source(a).is_empty() || is_of_kind(Kind::None) {
        Standing::Open
    } else if is_outlet && a.speaker_ids().is_empty() {
        Standing::Outlet
    } else if is_open(view, a) {
        Standing::Open
    } else if is_of_kind(Kind::Document) {
        Standing::Document
    } else if has_name(view, a) || perhaps(view, a).is_some() {
        Standing::Named
    } else {
        Standing::Unnamed
    }
}

/// Whether somebody without a name speaks for a body: "a spokesman for the port".
pub fn is_spokesperson(view: &View<'_>, a: &Attribution) -> bool {
    const OFFICES: [&str; 7] = [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "spokesmen",
        "press office",
        "press officer",
    ];
    let source = speakers::words(view.source(a), usize::MAX).to_lowercase();
    let is_office = OFFICES.iter().any(|office| source.contains(office));
    let mut entities = a.speaker_ids().iter().filter_map(|id| view.entity(id));
    let is_a_person =
        entities.any(|entity| entity.kind == Kind::Person) || a.source_kind == Some(Kind::Person);
    is_office && !is_a_person
}

/// Whether bodies and no persons speak in an attribution.
pub fn is_body(view: &View<'_>, a: &Attribution) -> bool {
    let is_of_bodies = |kind: Kind| matches!(kind, Kind::Organisation | Kind::Media | Kind::Group);
    match a.speaker_ids() {
        [] => a.source_kind.is_some_and(is_of_bodies),
        ids => {
            let mut entities = ids.iter().filter_map(|id| view.entity(id));
            entities.all(|entity| is_of_bodies(entity.kind))
        }
    }
}

/// Whether the source of an attribution has a name, or speaks for a body that has one.
pub fn has_name(view: &View<'_>, a: &Attribution) -> bool {
    match a.speaker_ids() {
        [] => {
            let is_of_a_name = matches!(
                a.source_kind,
                Some(Kind::Person | Kind::Organisation | Kind::Media | Kind::Document)
            );
            is_of_a_name && !is_pronoun(view, a) || is_a_known_name(view, a)
        }
        ids => {
            let mut entities = ids.iter().filter_map(|id| view.entity(id));
            entities.any(|entity| {
                is_named(view, entity)
                    || is_name_with_number(&entity.name)
                    || entity.kind == Kind::Role && names_a_body(view, a)
            }) || is_a_known_name(view, a)
        }
    }
}

/// Whether a name begins with a number and has no other common word: "538", "7News".
fn is_name_with_number(name: &str) -> bool {
    let is_common = |word: &str| word.starts_with(char::is_lowercase);
    name.starts_with(|c: char| c.is_ascii_digit()) && !name.split_whitespace().any(is_common)
}

/// Whether a source is a part of a name that the report gives elsewhere, though it was not resolved to
/// it: "Quill" where there is an Ada Quill.
fn is_a_known_name(view: &View<'_>, a: &Attribution) -> bool {
    let source = view.source(a);
    let [span] = source else {
        return false;
    };
    let is_a_name = |word: &str| word.len() > 2 && word.starts_with(char::is_uppercase);
    let written = trimmed(&span.text);
    let has_no_other_words = written.split_whitespace().all(is_a_name);
    let mut names = persons_and_bodies(view).flat_map(|entity| entity.name.split_whitespace());
    has_no_other_words && names.any(|name| written.split_whitespace().next_back() == Some(name))
}

/// Words for several who were named before, or for one of them.
const OF_THOSE_NAMED: [&str; 4] = ["each", "both", "one", "the two"];

/// Words for whoever reads, or for what was said before. They are no sources, named or unnamed.
const READERS_AND_THINGS: [&str; 5] = ["you", "this", "that", "these", "those"];

/// Whether a source is a pronoun.
fn is_pronoun(view: &View<'_>, a: &Attribution) -> bool {
    let source = view.source(a);
    source.iter().all(|span| speakers::is_pronoun(&span.text))
}

/// Whether the whole source is one of these words.
fn source_is(view: &View<'_>, a: &Attribution, wanted: &[&str]) -> bool {
    let source = view.source(a);
    source.iter().all(|span| {
        let word = span.text.trim().to_lowercase();
        wanted.contains(&&*word)
    })
}

/// Whether the words of a source name a person or a body: "the ship's owner, Halloran & Voss", "the
/// Velm mission to the port union". Groups are left out, because "residents of Velm" may be anyone.
fn names_a_body(view: &View<'_>, a: &Attribution) -> bool {
    let mut mentions = persons_and_bodies(view).flat_map(|entity| &entity.mentions);
    let has_a_mention = mentions.any(|mention| {
        let place = mention.span.start;
        let is_in = |span: &Span| (span.start..span.end).contains(&place);
        mention.form != Written::Pronoun && view.source(a).iter().any(is_in)
    });
    // "The ship's owner, Halloran & Voss": the name is set beside the description.
    let is_set_beside = |span: &Span| {
        let after_comma = span.text.split(", ").skip(1);
        after_comma
            .filter_map(|rest| rest.chars().next())
            .any(char::is_uppercase)
    };
    has_a_mention || view.source(a).iter().any(is_set_beside)
}

/// The entities of a report that have a name of their own and can speak.
fn persons_and_bodies<'v>(view: &'v View<'_>) -> impl Iterator<Item = &'v Entity> {
    let entities = view.saved.entities.iter();
    entities.filter(|entity| is_person_or_body(entity))
}

fn is_person_or_body(entity: &Entity) -> bool {
    matches!(entity.kind, Kind::Person | Kind::Organisation | Kind::Media)
}

fn is_named(view: &View<'_>, entity: &Entity) -> bool {
    match entity.kind {
        Kind::Person | Kind::Organisation | Kind::Media | Kind::Document => true,
        Kind::Anonymous | Kind::None => false,
        // "A spokesman for the Tarn Ferry Company" answers for a body with a name, and "her lawyer"
        // for a person with one.
        Kind::Role | Kind::Group => {
            let of = entity.of.as_deref().and_then(|id| view.entity(id));
            of.is_some_and(is_person_or_body)
                || entity.roles.iter().any(|role| role.organisation.is_some())
                || entity.mentions.iter().any(|m| m.form == Written::Name)
        }
    }
}

/// Whether it is open who speaks: a pronoun that was not resolved, or "each" of those named before. Who
/// "it" is may be known to a reader, so that this is no source without a name.
fn is_open(view: &View<'_>, a: &Attribution) -> bool {
    let mut speakers = a.speaker_ids().iter().filter_map(|id| view.entity(id));
    // "He" that was taken for "one", who has no name either.
    let is_of_no_one = speakers.all(|entity| speakers::is_pronoun(&entity.name));
    let is_open_pronoun = is_of_no_one && is_pronoun(view, a);
    let is_of_those_named = source_is(view, a, &OF_THOSE_NAMED);
    source_is(view, a, &READERS_AND_THINGS) || is_of_those_named || is_open_pronoun
}

/// The statements of sources without a name for which no named source, no document and not the outlet
/// says the same.
pub fn unnamed_only<'a>(view: &View<'a>, statements: &[Numbered<'a>]) -> Vec<Numbered<'a>> {
    // A quotation that goes on in the next paragraph is one statement.
    let top = statements
        .iter()
        .filter(|(_, a)| a.parent.is_none() && a.carried_from.is_none() && !leaves_out(view, a));
    let top = top.filter(|(_, a)| !view.source(a).is_empty());
    let (named, unnamed): (Vec<Numbered<'a>>, Vec<Numbered<'a>>) =
        top.partition(|(_, a)| standing(view, a) != Standing::Unnamed);
    let index = Index::new(&named);
    let headline = Headline::of(view);
    let mut alone: Vec<Numbered<'a>> = unnamed
        .into_iter()
        .filter(|(_, a)| !gives_no_answer(a) && !index.has_the_same(&stems(&a.content)))
        .collect();
    // What is about the event of the headline comes first.
    alone.sort_by_key(|(place, a)| (Reverse(headline.shared_with(a)), *place));
    alone
}

/// Sentences of the outlet that say that an "unidentified" or "anonymous" person wrote or said something,
/// and where they say so. Those that an attribution has are left out.
pub fn of_unidentified(view: &View<'_>, shown: &[Numbered<'_>]) -> Vec<(text::Span, u32)> {
    const UNIDENTIFIED: [&str; 4] = ["unidentified ", "anonymous ", "unnamed ", "anonymously "];
    const SAYING: [&str; 9] = [
        " wrote",
        " said",
        " told",
        " posted",
        " tweeted",
        " commented",
        " claimed",
        " alleged",
        " says",
    ];
    let known: Vec<text::Span> = shown.iter().filter_map(|(_, a)| around(view, a)).collect();
    let found = sentences(view).filter_map(|sentence| {
        let words = view.words(sentence);
        let small = words.to_lowercase();
        let at = UNIDENTIFIED
            .iter()
            .filter_map(|word| small.find(word))
            .min()?;
        let says = SAYING.iter().any(|verb| small[at..].contains(verb));
        let is_new = !known.iter().any(|&other| overlap(other, sentence));
        let is_quoted = small[at..].contains(['“', '"']) || small[at..].contains(" that ");
        let is_found = says && is_quoted && is_new && small.len() == words.len();
        is_found.then_some((sentence, sentence.start() + at as u32))
    });
    found.collect()
}

/// Whether a source that is no one by name only leaves something out: "the shorter list excluded two
/// towns" says nothing that an unnamed source would have to answer for.
pub fn leaves_out(view: &View<'_>, a: &Attribution) -> bool {
    let is_exclusion = view
        .claim(a)
        .is_some_and(|claim| claim.why.rule == Rule::Exclusion);
    is_exclusion && standing(view, a) == Standing::Unnamed
}

/// The words of statements, to find those that say the same.
struct Index {
    /// The statements that have a word.
    by_stem: HashMap<u64, Vec<usize>>,
}

impl Index {
    fn new(statements: &[Numbered<'_>]) -> Index {
        let mut by_stem: HashMap<u64, Vec<usize>> = HashMap::new();
        for (n, (_, a)) in statements.iter().enumerate() {
            for stem in stems(&a.content) {
                by_stem.entry(stem).or_default().push(n);
            }
        }
        by_stem.retain(|_, all| all.len() <= MOST_STATEMENTS_OF_A_WORD);
        Index { by_stem }
    }

    /// Whether one of the statements has most of these words.
    fn has_the_same(&self, stems: &HashSet<u64>) -> bool {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for n in stems
            .iter()
            .filter_map(|stem| self.by_stem.get(stem))
            .flatten()
        {
            *shared.entry(*n).or_default() += 1;
        }
        shared
            .values()
            .any(|&n| n >= FEWEST_SHARED && 100 * n >= SAME_PERCENT * stems.len())
    }
}

/// The stems of the words with content in spans.
pub fn stems(spans: &[Span]) -> HashSet<u64> {
    spans.iter().flat_map(|span| stems_of(&span.text)).collect()
}

/// The stems of the words with content in a text.
pub fn stems_of(text: &str) -> HashSet<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() > 2)
        .map(stem)
        .filter(|&stem| stem != NO_CONTENT)
        .collect()
}
