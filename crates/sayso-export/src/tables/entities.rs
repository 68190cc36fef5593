//! The table of everyone and everything that is named in a report or speaks in it.

use super::cell::{number, number_or_nothing, words};
use super::{Column, Row, column};
use crate::records::{Entity, Report};
use crate::speakers::{names, trimmed};
use crate::view::View;

/// An entity and the report that it is in.
pub struct Named<'a> {
    view: &'a View<'a>,
    entity: &'a Entity,
}

/// The entities in the order of their first mention.
pub fn rows<'a>(view: &'a View<'a>) -> impl Iterator<Item = Named<'a>> {
    let all = view.saved.entities.iter();
    all.map(move |entity| Named { view, entity })
}

impl Row for Named<'_> {
    fn report(&self) -> Option<&Report> {
        Some(&self.view.saved.report)
    }

    fn columns() -> Vec<Column<Self>> {
        vec![
            column(
                "id",
                "The id within the report: `e1` is the first.",
                |row| words(&row.entity.id),
            ),
            column(
                "name",
                "The fullest name, without titles. A description for those without a name.",
                |row| words(trimmed(&row.entity.name)),
            ),
            column(
                "kind of source",
                "What kind of source it is, or would be, as in the table of claims.",
                |row| words(row.entity.kind.name()),
            ),
            column(
                "belongs to",
                "For one without a name, who it belongs to: the client of \"her lawyer\".",
                |row| {
                    let ids = row.entity.of.as_slice();
                    words(&names(row.view, ids))
                },
            ),
            column("roles", "Everything that the report says it is.", |row| {
                words(&row.roles())
            }),
            column(
                "other names",
                "Other forms of its name in the report.",
                |row| words(&row.entity.aliases.join("; ")),
            ),
            column("mentions", "How often it is mentioned.", |row| {
                number(row.entity.mentions.len())
            }),
            column("claims", "How many claims it makes.", |row| {
                number(row.claims(false))
            }),
            column(
                "uncertain claims",
                "How many further claims it may make that are uncertain.",
                |row| number(row.claims(true)),
            ),
            column(
                "start",
                "The first code point of its first mention in the text of the report.",
                |row| number_or_nothing(row.entity.mentions.first().map(|m| m.span.start)),
            ),
            column("end", "The code point after the last one.", |row| {
                number_or_nothing(row.entity.mentions.first().map(|m| m.span.end))
            }),
        ]
    }
}

impl Named<'_> {
    fn roles(&self) -> String {
        let roles = self.entity.roles.iter();
        let roles: Vec<&str> = roles.map(|role| trimmed(&role.span.text)).collect();
        roles.join("; ")
    }

    /// The number of attributions it speaks in, alone or with others.
    fn claims(&self, uncertain: bool) -> usize {
        let all = self.view.saved.attributions.iter();
        all.filter(|a| a.uncertain == uncertain && a.speaker_ids().contains(&self.entity.id))
            .count()
    }
}
