//! In: the records of a report. Out: what the outputs look up in them: the words between two
//! offsets, a record by its id, who speaks, which attributions are shown.

use crate::records::{self, Attribution, Claim, Entity, Saved};
use crate::speakers::{SURE, is_pronoun};
use sayso::attribute::Form;
use sayso::certainty::{Polarity, Status};
use sayso::document::{self, BlockKind};
use sayso::resolve::{Kind, Written};
use sayso::text::{OffsetMap, Span};
use std::collections::HashMap;

/// An attribution and its place in the report's list.
pub type Numbered<'a> = (usize, &'a Attribution);

/// The records of a report, ready to be shown. Records have offsets in code points; a view has
/// spans in bytes of the text, from one table for the whole report.
pub struct View<'a> {
    /// The records.
    pub saved: &'a Saved,
    /// The parts of the text.
    pub blocks: Vec<Block>,
    map: OffsetMap,
    attributions: HashMap<&'a str, usize>,
    entities: HashMap<&'a str, usize>,
    /// The claim of each attribution, by the attribution's id.
    claims: HashMap<&'a str, usize>,
    /// The entities that pronouns mean, by the code point that the pronoun begins at.
    pronouns: HashMap<u32, usize>,
}

/// A part of the text, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
    /// The number of the block whose content it repeats.
    pub of: Option<u32>,
}

impl Block {
    /// Was it read: is it part of the report, and not a repetition?
    pub fn is_read(&self) -> bool {
        document::Block {
            kind: self.kind,
            span: self.span,
            of: self.of,
        }
        .is_read()
    }
}

impl<'a> View<'a> {
    /// A view of a report's records.
    pub fn new(saved: &'a Saved) -> View<'a> {
        let ids = saved.attributions.iter().map(|a| &*a.id);
        let entities = saved.entities.iter().map(|e| &*e.id);
        let claims = saved.claims.iter().enumerate();
        let claims = claims.filter_map(|(n, claim)| Some((claim.attribution.as_deref()?, n)));
        let mut view = View {
            saved,
            blocks: Vec::new(),
            map: OffsetMap::new(&saved.report.text),
            attributions: ids.zip(0..).collect(),
            entities: entities.zip(0..).collect(),
            claims: claims.collect(),
            pronouns: pronouns(&saved.entities),
        };
        let blocks = saved.report.blocks.iter().map(|block| Block {
            kind: block.kind,
            span: view.bytes(block.start, block.end),
            of: block.of,
        });
        view.blocks = blocks.collect();
        view
    }

    /// The text of the report.
    pub fn text(&self) -> &'a str {
        &self.saved.report.text
    }

    /// How many words of the report were read.
    pub fn words_read(&self) -> usize {
        let blocks = self.blocks.iter().filter(|block| block.is_read());
        blocks
            .map(|block| self.words(block.span).split_whitespace().count())
            .sum()
    }

    /// The bytes of the text between two code points.
    pub fn bytes(&self, start: u32, end: u32) -> Span {
        let text = self.text();
        let start = self.map.byte_of_code_point(text, start);
        let end = self.map.byte_of_code_point(text, end);
        Span::new(start, end.max(start))
    }

    /// The bytes of a record's span.
    pub fn span(&self, span: &records::Span) -> Span {
        self.bytes(span.start, span.end)
    }

    /// The words of the text in a span of bytes.
    pub fn words(&self, span: Span) -> &'a str {
        &self.text()[span.range()]
    }

    /// The words between two code points. None if the second comes before the first.
    pub fn between(&self, start: u32, end: u32) -> Option<&'a str> {
        (start <= end).then(|| self.words(self.bytes(start, end)))
    }

    /// The attribution with an id.
    pub fn attribution(&self, id: &str) -> Option<Numbered<'a>> {
        let place = *self.attributions.get(id)?;
        Some((place, &self.saved.attributions[place]))
    }

    /// The entity with an id.
    pub fn entity(&self, id: &str) -> Option<&'a Entity> {
        Some(&self.saved.entities[*self.entities.get(id)?])
    }

    /// The name of whoever the pronoun means that begins at a code point.
    pub fn meant_by_pronoun(&self, start: u32) -> Option<&'a str> {
        let place = *self.pronouns.get(&start)?;
        Some(&self.saved.entities[place].name)
    }

    /// What an attribution claims and how sure, if claims were looked for.
    pub fn claim(&self, attribution: &Attribution) -> Option<&'a Claim> {
        Some(&self.saved.claims[*self.claims.get(&*attribution.id)?])
    }

    /// Whether an attribution has a position on a thing and no statement: "praised the plan". Pages
    /// for people list these in one line a source and do not count them.
    pub fn is_topic(&self, attribution: &Attribution) -> bool {
        self.claim(attribution)
            .is_some_and(|claim| claim.status == Status::Topic)
    }

    /// Whether an attribution is only in the words of a quotation and it is open whom it means: "they
    /// said" in a quoted story. The quotation is shown whole, so that pages for people do not list it
    /// again.
    pub fn is_within_quotation(&self, attribution: &Attribution) -> bool {
        let parent = attribution.parent.as_deref();
        let parent = parent.and_then(|id| self.attribution(id));
        let is_quoted = parent.is_some_and(|(_, parent)| {
            let is_whole = parent.form == Form::Direct;
            is_whole && !parent.uncertain && !parent.content.is_empty()
        });
        is_quoted && attribution.speaker_ids().is_empty()
    }

    /// What the outlet hedges in its own voice.
    pub fn own_hedges(&self) -> impl Iterator<Item = &'a Claim> {
        let claims = self.saved.claims.iter();
        claims.filter(|claim| claim.attribution.is_none())
    }

    /// The attributions shown as found, and the uncertain ones.
    pub fn by_trust(&self) -> (Vec<Numbered<'a>>, Vec<Numbered<'a>>) {
        let all = self.saved.attributions.iter().enumerate();
        all.partition(|(_, a)| !a.uncertain)
    }

    /// The source of an attribution as written: its own, or where a quotation continues, that of
    /// its beginning. Empty where no one is named.
    pub fn source<'b>(&'b self, attribution: &'b Attribution) -> &'b [records::Span] {
        let mut at = attribution;
        // The number of steps is bounded because records written by hand may form a circle.
        for _ in 0..self.saved.attributions.len() {
            let from = at.carried_from.as_deref().filter(|_| at.source.is_empty());
            match from.and_then(|id| self.attribution(id)) {
                Some((_, from)) => at = from,
                None => break,
            }
        }
        &at.source
    }
}

/// The people and bodies that pronouns mean, by where the pronoun begins. Links that may be wrong are
/// left out, and so is who is only "one" or "the man" by name.
fn pronouns(entities: &[Entity]) -> HashMap<u32, usize> {
    let all = entities.iter().enumerate().filter(|(_, entity)| {
        matches!(entity.kind, Kind::Person | Kind::Organisation | Kind::Media)
            && !is_pronoun(&entity.name)
    });
    let mentions = all.flat_map(|(n, entity)| entity.mentions.iter().map(move |m| (n, m)));
    mentions
        .filter(|(_, mention)| mention.form == Written::Pronoun && mention.link.score >= SURE)
        .map(|(n, mention)| (mention.span.start, n))
        .collect()
}

impl Claim {
    /// Whether it is negative though the name of its status does not say so: "will not", "may not".
    pub fn is_of_not(&self) -> bool {
        let says_so = matches!(
            self.status,
            Status::Negated | Status::Denied | Status::Unlikely
        );
        self.polarity == Some(Polarity::Negative) && !says_so
    }
}

impl Attribution {
    /// The number in its id: 3 for `a3`.
    pub fn number(&self) -> &str {
        number(&self.id)
    }

    /// The ids of the entities that speak.
    pub fn speaker_ids(&self) -> &[String] {
        match &self.speaker {
            Some(one) if self.speakers.is_empty() => std::slice::from_ref(one),
            _ => &self.speakers,
        }
    }
}

/// The number in the id of a record.
pub fn number(id: &str) -> &str {
    id.trim_start_matches(|c: char| c.is_ascii_alphabetic())
}
