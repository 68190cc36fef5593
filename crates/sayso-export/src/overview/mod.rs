//! In: the records of a report. Out: what an editor wants to know of it first: what does not add up,
//! who accuses whom and who denies it, what rests on unnamed sources, what the outlet itself holds
//! open, which figures have no source, and whom the report quotes.
//!
//! [`Overview`] finds these; [`lines`] says them in words. The terminal, the page and the list of a
//! folder show the same, in the same order, so that no form hides what another one shows.

mod disputes;
mod figures;
mod own_figures;
mod refusals;
mod statements;
mod sums;
mod unnamed;
mod unsourced;
mod when;
mod who_speaks;
mod words;

pub use disputes::Dispute;
pub use figures::Checked;
pub use refusals::Refusal;
pub(crate) use statements::speaker;
pub(crate) use sums::agreement_in_words;
use unnamed::Standing;
pub(crate) use unnamed::has_name;
pub use unsourced::{OwnFigure, Unsourced};
pub use when::Day;
pub(crate) use who_speaks::{quoted, quoted_in_short};
pub use words::{Line, Part, Topic, lines};

use crate::records::{Attribution, Claim, Finding};
use crate::speakers::by_speaker;
use crate::view::{Numbered, View};
use sayso::attribute::{Rule, Why};
use sayso::certainty::{Status, Voice};

/// What an editor wants to know of a report first.
pub struct Overview<'a> {
    /// Figures or words that do not agree, the worst first.
    pub problems: Vec<&'a Finding>,
    /// How many figures could be checked.
    pub checked: Checked,
    /// Accusations and denials, side by side where one answers the other.
    pub disputes: Vec<Dispute<'a>>,
    /// Sources that gave no answer: "declined to comment".
    pub refusals: Vec<Refusal<'a>>,
    /// Statements that only sources without a name make.
    pub unnamed_only: Vec<Numbered<'a>>,
    /// What the outlet holds at a distance, announces or leaves open in its own voice, in that order.
    pub held_open: Vec<HeldOpen<'a>>,
    /// Figures that have no source.
    pub unsourced: Unsourced<'a>,
    /// The days on which it happened, in the order of the text.
    pub days: Vec<Day<'a>>,
    /// The sources that make statements.
    pub sources: Sources,
    /// Attributions that are too uncertain to be counted anywhere above.
    pub uncertain: usize,
}

/// The sources that make statements, and how many statements they make. Positions ("praised the
/// plan") are no statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Persons and bodies with a name. Those with most statements come first, and those
    /// with equally many in the order in which they first speak.
    pub named: Vec<Speaker>,
    /// Sources without a name, likewise.
    pub unnamed: Vec<Speaker>,
    /// Documents and things that show something, likewise: "the indictment", "the poll".
    pub documents: Vec<Speaker>,
    /// Statements of the named.
    pub by_named: usize,
    /// Statements of the unnamed.
    pub by_unnamed: usize,
    /// Statements of documents.
    pub by_documents: usize,
    /// Statements of the outlet: "we know".
    pub by_outlet: usize,
    /// Statements that name no one: "reportedly", "was accused", a quotation alone.
    pub by_nobody: usize,
    /// It was not looked for who the sources are, so that it is not known which of them have a name.
    /// They are all in `unnamed`.
    pub not_resolved: bool,
}

/// A source and how much it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Its name, or the words of the report for it.
    pub name: String,
    /// How many statements it makes.
    pub statements: usize,
    /// It is a body or a country, not a person.
    pub is_body: bool,
}

impl Sources {
    /// All statements.
    pub fn statements(&self) -> usize {
        self.by_named + self.by_unnamed + self.by_documents + self.by_outlet + self.by_nobody
    }
}

/// How the outlet, in its own voice, says less than that something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// "reportedly", "was accused of".
    AtADistance,
    /// "is set to", "will".
    Announced,
    /// "may", "it is unclear whether".
    LeftOpen,
}

/// A statement of the outlet itself that says less than that something is so.
#[derive(Clone, Copy)]
pub struct HeldOpen<'a> {
    /// How.
    pub manner: Manner,
    /// What.
    pub claim: &'a Claim,
}

impl<'a> Overview<'a> {
    /// The overview of a report.
    pub fn new(view: &View<'a>) -> Overview<'a> {
        let (shown, uncertain) = view.by_trust();
        let statements: Vec<Numbered<'a>> = shown
            .iter()
            .copied()
            .filter(|(_, a)| !view.is_topic(a))
            .collect();
        let mut all = [&*shown, &*uncertain].concat();
        all.sort_by_key(|(place, _)| *place);
        let sources = sources(view, &shown);
        Overview {
            problems: figures::problems(view),
            checked: Checked::new(view),
            disputes: disputes::disputes(view, &shown, &uncertain),
            refusals: refusals::refusals(view, &all),
            unnamed_only: if sources.not_resolved {
                Vec::new()
            } else {
                unnamed::unnamed_only(view, &statements)
            },
            held_open: held_open(view, &statements),
            unsourced: unsourced::unsourced(view),
            days: when::days(view),
            sources,
            uncertain: uncertain.len(),
        }
    }
}

/// What the outlet holds open: its own hedges, and statements for which it names no one.
fn held_open<'a>(view: &View<'a>, statements: &[Numbered<'a>]) -> Vec<HeldOpen<'a>> {
    let of_nobody = statements.iter().filter(|(_, a)| is_of_nobody(view, a));
    let of_nobody = of_nobody.filter_map(|(_, a)| view.claim(a));
    let mut all: Vec<HeldOpen<'a>> = view
        .own_hedges()
        .chain(of_nobody)
        .map(|claim| HeldOpen {
            manner: manner(claim),
            claim,
        })
        .collect();
    all.sort_by_key(|held| {
        let place = held.claim.content.first().map_or(0, |span| span.start);
        (held.manner, place)
    });
    all
}

/// Whether the outlet says that somebody says so and not who: "was accused of", "it is claimed".
fn is_of_nobody(view: &View<'_>, a: &Attribution) -> bool {
    let is_quotation_alone = a.why == Why::Rule(Rule::QuotationAlone);
    a.parent.is_none() && view.source(a).is_empty() && !a.cue.is_empty() && !is_quotation_alone
}

fn manner(claim: &Claim) -> Manner {
    match claim.status {
        _ if claim.voice == Some(Voice::Distancing) => Manner::AtADistance,
        Status::Prediction | Status::Directive => Manner::Announced,
        _ => Manner::LeftOpen,
    }
}

/// The sources of the statements among attributions.
fn sources<'a>(view: &View<'a>, shown: &[Numbered<'a>]) -> Sources {
    let mut sources = Sources {
        not_resolved: shown.iter().all(|(_, a)| a.source_kind.is_none()),
        ..Sources::default()
    };
    for (group, items) in by_speaker(view, shown) {
        let statements: Vec<&Attribution> = items
            .iter()
            .filter(|(_, a)| !view.is_topic(a) && !view.is_within_quotation(a))
            .map(|&(_, a)| a)
            .filter(|a| !unnamed::leaves_out(view, a))
            .collect();
        let Some(first) = statements.first() else {
            continue;
        };
        let speaker = Speaker {
            name: group.name(view, first),
            statements: statements.len(),
            is_body: unnamed::is_body(view, first),
        };
        let (list, count) = match unnamed::standing(view, first) {
            Standing::Named => (&mut sources.named, &mut sources.by_named),
            Standing::Unnamed => (&mut sources.unnamed, &mut sources.by_unnamed),
            Standing::Document => (&mut sources.documents, &mut sources.by_documents),
            Standing::Outlet => {
                sources.by_outlet += statements.len();
                continue;
            }
            Standing::Open => {
                sources.by_nobody += statements.len();
                continue;
            }
        };
        *count += statements.len();
        list.push(speaker);
    }
    for list in [
        &mut sources.named,
        &mut sources.unnamed,
        &mut sources.documents,
    ] {
        list.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements));
    }
    sources
}
