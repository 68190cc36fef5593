//! In: a statement of somebody who is only named by an office: "the mayor said". Out: the person whom
//! the paragraph names before it, or the paragraph before it if that names only one. An office that one
//! person holds is not an unnamed source where the report names that person.

use crate::records::Attribution;
use crate::speakers::is_pronoun;
use crate::view::View;
use sayso::resolve::{Kind, Written};
use sayso::text::Span;

/// Offices and callings by which a report speaks of a person whom it has just named. A judge or a coach
/// is left out, because beside a name it is mostly somebody else.
const OFFICES: [&str; 22] = [
    "actor",
    "actress",
    "author",
    "chancellor",
    "emperor",
    "goalkeeper",
    "governor",
    "king",
    "mayor",
    "minister",
    "monarch",
    "novelist",
    "pontiff",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "queen",
    "senator",
    "singer",
    "striker",
];

/// Who an office in the source may be. None if the report names no one or several near it.
pub fn perhaps<'a>(view: &View<'a>, a: &Attribution) -> Option<&'a str> {
    let place = office(view, a)?;
    let n = view
        .blocks
        .partition_point(|block| block.span.end() <= place);
    let own = view.blocks.get(n)?.span;
    let before = Span::new(own.start().min(place), place);
    let in_paragraph = only_person(view, before);
    if in_paragraph.is_some() || has_person(view, before) {
        return in_paragraph;
    }
    let mut earlier = view.blocks[..n]
        .iter()
        .rev()
        .filter(|block| block.is_read());
    only_person(view, earlier.next()?.span)
}

/// Where the report last names the office of a source up to its statement, in bytes: "the mayor". A pronoun
/// means the office named before it.
fn office(view: &View<'_>, a: &Attribution) -> Option<u32> {
    let [id] = a.speaker_ids() else { return None };
    let entity = view.entity(id).filter(|entity| entity.kind == Kind::Role)?;
    let mut words = entity.name.split_whitespace();
    let last = words.next_back()?.to_lowercase();
    let is_office = OFFICES.contains(&&*last);
    let is_of_a_body = entity.of.is_some();
    let source = view.source(a).first()?;
    let written = source.text.trim().to_lowercase();
    let is_definite = written.starts_with("the ") || is_pronoun(&written);
    let is_named = entity.mentions.iter().any(|m| is_a_name(m.form));
    let mentions = entity.mentions.iter();
    let offices = mentions.filter(|m| m.form != Written::Pronoun && m.span.start <= source.end);
    let last = offices.map(|m| m.span.start).max();
    let place = view.bytes(last.unwrap_or(source.start), source.end).start();
    (is_office && is_definite && !is_of_a_body && !is_named).then_some(place)
}

/// The only person whom a part of the text names.
fn only_person<'a>(view: &View<'a>, part: Span) -> Option<&'a str> {
    let mut names = persons(view, part);
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

fn has_person(view: &View<'_>, part: Span) -> bool {
    persons(view, part).next().is_some()
}

/// The names of the persons whom a part of the text names.
fn persons<'v, 'a>(view: &'v View<'a>, part: Span) -> impl Iterator<Item = &'a str> + 'v {
    let people = view.saved.entities.iter();
    let people = people.filter(|entity| entity.kind == Kind::Person && !is_pronoun(&entity.name));
    people
        .filter(move |entity| {
            let mut mentions = entity.mentions.iter();
            mentions.any(|mention| {
                let start = view.span(&mention.span).start();
                let is_in = part.start() <= start && start < part.end();
                is_in && is_a_name(mention.form)
            })
        })
        .map(|entity| &*entity.name)
}

fn is_a_name(form: Written) -> bool {
    matches!(form, Written::Name | Written::Surname | Written::FirstName)
}
