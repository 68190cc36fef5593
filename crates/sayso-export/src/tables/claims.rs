//! The table of claims: a row for each attribution, then one for each hedge of the outlet itself.

use super::cell::{Cell, joined, nothing, number_or_nothing, words, words_or_nothing, yes_or_no};
use super::{Column, Row, column};
use crate::addressee::addressee;
use crate::overview::has_name;
use crate::records::{Attribution, Claim, Report, Span};
use crate::speakers::{names, outer_source, probably, roles, trimmed};
use crate::view::View;
use sayso::attribute::{Form, Rule, Why};
use sayso::certainty::{Polarity, Status, Strength, Voice};
use sayso::resolve::{Flag, Kind};

/// Who says what is said by no source.
pub const OUTLET: &str = "the outlet itself";
/// Who says what a source says.
pub const SOURCE: &str = "a source";

/// What a row is made from. A file of records may have attributions without claims; a hedge of the
/// outlet is a claim without attribution.
pub struct Claimed<'a> {
    view: &'a View<'a>,
    attribution: Option<&'a Attribution>,
    claim: Option<&'a Claim>,
}

/// The attributions in text order, then the hedges of the outlet.
pub fn rows<'a>(view: &'a View<'a>) -> impl Iterator<Item = Claimed<'a>> {
    let attributed = view.saved.attributions.iter().map(|a| Claimed {
        view,
        attribution: Some(a),
        claim: view.claim(a),
    });
    let hedges = view.own_hedges().map(|claim| Claimed {
        view,
        attribution: None,
        claim: Some(claim),
    });
    attributed.chain(hedges)
}

impl Row for Claimed<'_> {
    fn report(&self) -> Option<&Report> {
        Some(&self.view.saved.report)
    }

    fn columns() -> Vec<Column<Self>> {
        let mut columns = who();
        columns.extend(what_is_known_of_the_source());
        columns.extend(how_sure());
        columns.extend(what_and_where());
        columns
    }
}

fn who<'a>() -> Vec<Column<Claimed<'a>>> {
    vec![
        column(
            "id",
            "The id within the report: `a3` is the attribution with the number 3 in the terminal and the address `#a3` in the page, `c9` a hedge of the outlet.",
            |row| words(row.id()),
        ),
        column(
            "said by",
            "`a source`, or `the outlet itself` for what it hedges or announces in its own voice.",
            |row| {
                words(if row.attribution.is_some() {
                    SOURCE
                } else {
                    OUTLET
                })
            },
        ),
        column(
            "speaker",
            "Who speaks: the fullest name in the report, several joined by \"and\". Empty where that is not known.",
            |row| words_or_nothing(row.attribution.map(|a| speaker(row.view, a)).as_deref()),
        ),
        column(
            "doubt about the speaker",
            "Who it is likely to be, in words, where that is not sure: \"probably Ada Quill; or Ines Moller\".",
            |row| words_or_nothing(row.attribution.and_then(|a| doubt(row.view, a)).as_deref()),
        ),
        column(
            "source as written",
            "The words of the report for the source. Where a quotation continues, those at its beginning.",
            |row| words_or_nothing(row.attribution.map(|a| source(row.view, a)).as_deref()),
        ),
        column(
            "role",
            "What the report says the speaker is, two roles at most.",
            |row| words(&row.role()),
        ),
        column(
            "cue",
            "The words that say that it is said: \"said\", \"according to\".",
            |row| words_or_nothing(row.attribution.map(|a| joined(&a.cue)).as_deref()),
        ),
        column(
            "to whom or when",
            "The words beside the cue that say to whom or when it was said: \"reporters\", \"on Tuesday\".",
            |row| {
                let words = row.attribution.and_then(|a| addressee(row.view, a));
                words_or_nothing(words.as_deref())
            },
        ),
    ]
}

fn what_is_known_of_the_source<'a>() -> Vec<Column<Claimed<'a>>> {
    vec![
        column(
            "kind of source",
            "`person`, `role` (one person without a name), `anonymous`, `group`, `organisation`, `media`, `document`, or `none`.",
            |row| words_or_nothing(row.attribution.and_then(|a| a.source_kind).map(Kind::name)),
        ),
        column(
            "named",
            "`yes`: the source has a name, or speaks for a body that has one.",
            |row| match row.attribution {
                Some(a) if a.source_kind.is_some() => yes_or_no(has_name(row.view, a)),
                _ => nothing(),
            },
        ),
        column(
            "official",
            "`yes`: the source holds an office or speaks for one.",
            |row| row.flag(Flag::Official),
        ),
        column(
            "expert",
            "`yes`: the source knows the matter by profession.",
            |row| row.flag(Flag::Expert),
        ),
        column(
            "witness",
            "`yes`: the source saw the matter or was affected by it.",
            |row| row.flag(Flag::Witness),
        ),
        column(
            "former",
            "`yes`: the source is described only by what it no longer is.",
            |row| row.flag(Flag::Former),
        ),
        column(
            "not named because",
            "The reason that the report gives for not naming the source.",
            |row| {
                let reason = row.attribution.and_then(|a| a.anonymity.as_ref());
                words(reason.map_or("", |span| trimmed(&span.text)))
            },
        ),
    ]
}

fn how_sure<'a>() -> Vec<Column<Claimed<'a>>> {
    vec![
        column(
            "form",
            "`direct` (a quotation), `mixed` (partly quoted) or `indirect`.",
            |row| words_or_nothing(row.attribution.map(|a| a.form).map(Form::name)),
        ),
        column(
            "status",
            "How it is put: `asserted`, `denied`, `possible`, `prediction` and so on. `topic` is a position on a thing, without a statement.",
            |row| words_or_nothing(row.claim.map(|claim| claim.status).map(Status::name)),
        ),
        column(
            "polarity",
            "`positive`: it says that something is so. `negative`: that it is not.",
            |row| {
                words_or_nothing(
                    row.claim
                        .and_then(|claim| claim.polarity)
                        .map(Polarity::name),
                )
            },
        ),
        column(
            "strength",
            "How strongly it is put, where the status has degrees: `strong`, `medium` or `weak`.",
            |row| {
                words_or_nothing(
                    row.claim
                        .and_then(|claim| claim.strength)
                        .map(Strength::name),
                )
            },
        ),
        column(
            "decided by",
            "The words that decided the status: \"may\", \"denied\".",
            |row| words(&row.deciding_words()),
        ),
        column(
            "vouched for by",
            "Who presents it as a fact (\"admitted\", \"showed\"): `the outlet`, or the source around it. Empty if no one does.",
            |row| row.presented(Voice::Factive),
        ),
        column(
            "held at a distance by",
            "Who does not vouch for it (\"claimed\", \"allegedly\"): `the outlet`, or the source around it. Empty if no one does.",
            |row| row.presented(Voice::Distancing),
        ),
    ]
}

fn what_and_where<'a>() -> Vec<Column<Claimed<'a>>> {
    vec![
        column(
            "words",
            "What is said, whole, with its quotation marks; the parts of divided words joined by \"…\".",
            |row| words(&joined(row.content())),
        ),
        column(
            "start",
            "The first code point of the words in the text of the report.",
            |row| number_or_nothing(row.content().first().map(|span| span.start)),
        ),
        column("end", "The code point after the last one.", |row| {
            number_or_nothing(row.content().last().map(|span| span.end))
        }),
        column(
            "score",
            "The probability that the attribution is right, 0 to 1. Empty if there is none.",
            |row| number_or_nothing(row.attribution.and_then(|a| a.score)),
        ),
        column(
            "uncertain",
            "`yes`: it may well be wrong, and is shown apart. Leave these rows out to count what is said.",
            |row| yes_or_no(row.attribution.is_some_and(|a| a.uncertain)),
        ),
        column(
            "within",
            "The id of the attribution whose words contain this one: what A says that B said.",
            |row| words_or_nothing(row.attribution.and_then(|a| a.parent.as_deref())),
        ),
        column(
            "continues",
            "The id of the attribution whose quotation continues here.",
            |row| words_or_nothing(row.attribution.and_then(|a| a.carried_from.as_deref())),
        ),
    ]
}

impl Claimed<'_> {
    fn id(&self) -> &str {
        match (self.attribution, self.claim) {
            (Some(a), _) => &a.id,
            (None, claim) => claim.map_or("", |claim| &claim.id),
        }
    }

    fn content(&self) -> &[Span] {
        match (self.attribution, self.claim) {
            (Some(a), _) => &a.content,
            (None, claim) => claim.map_or(&[], |claim| &claim.content),
        }
    }

    fn role(&self) -> String {
        let ids = self.attribution.map_or(&[][..], Attribution::speaker_ids);
        match ids {
            [id] => self
                .view
                .entity(id)
                .map_or(String::new(), |e| roles(e).join("; ")),
            _ => String::new(),
        }
    }

    /// Whether the source has a flag. Empty where sources were not resolved, and for the outlet.
    fn flag(&self, flag: Flag) -> Cell {
        match self.attribution {
            Some(a) if a.source_kind.is_some() => yes_or_no(a.flags.has(flag)),
            _ => nothing(),
        }
    }

    fn deciding_words(&self) -> String {
        let triggers = self.claim.map_or(&[][..], |claim| &claim.triggers);
        let words: Vec<&str> = triggers.iter().map(|t| &*t.span.text).collect();
        words.join(" … ")
    }

    /// Who presents the claim in this way: the source around it, or the outlet.
    fn presented(&self, voice: Voice) -> Cell {
        match self.claim.filter(|claim| claim.voice == Some(voice)) {
            Some(claim) => words(
                outer_source(self.view, claim)
                    .as_deref()
                    .unwrap_or("the outlet"),
            ),
            None => nothing(),
        }
    }
}

/// Who speaks, by name.
pub fn speaker(view: &View<'_>, a: &Attribution) -> String {
    names(view, a.speaker_ids())
}

/// Who is likely to speak, where that is not sure.
fn doubt(view: &View<'_>, a: &Attribution) -> Option<String> {
    let is_alone = a.why == Why::Rule(Rule::QuotationAlone);
    let likely = a.link.as_ref().and_then(|link| link.runner_up.clone());
    match likely.filter(|_| is_alone && a.speaker_ids().is_empty()) {
        Some(id) => Some(format!(
            "speaker not given; probably {}",
            names(view, &[id])
        )),
        None => probably(view, a),
    }
}

/// The source as written, whole.
pub fn source(view: &View<'_>, a: &Attribution) -> String {
    trimmed(&joined(view.source(a))).into()
}
