//! In: the records of a report. Out: what an editor wants to know of it first: what does not add up,
//! who accuses whom and who denies it, what rests on unnamed sources, what the outlet itself holds
//! open, which figures have no source, and whom the report quotes.
//!
//! [`Overview`] finds these; [`lines`] says them in words. The terminal, the page and the list of a
//! folder show the same, in the same order, so that no form hides what another one shows.

mod absent;
mod carried;
mod compared;
mod criticism;
mod disputes;
mod documents;
mod figures;
mod headline;
mod held;
mod held_against;
mod more;
mod own_figures;
mod perhaps;
mod refusals;
mod related;
mod second_hand;
mod sentences;
mod statements;
mod sums;
mod told;
mod unnamed;
mod unsourced;
mod when;
mod who_speaks;
mod words;

pub use compared::Compared;
pub(crate) use compared::compared;
pub use disputes::Dispute;
pub use figures::Checked;
pub use held::{HeldOpen, Manner};
pub(crate) use more::{more, names_all};
pub(crate) use perhaps::perhaps;
pub use refusals::Refusal;
pub use related::Related;
pub use second_hand::SecondHand;
pub(crate) use statements::speaker;
pub(crate) use sums::{NOT_KNOWN, agreement_in_words};
pub use told::{Says, Told};
use unnamed::Standing;
pub(crate) use unnamed::has_name;
pub use unsourced::{OwnFigure, Unsourced};
pub use when::Day;
pub(crate) use who_speaks::{most_quoted, quoted, quoted_in_short};
pub use words::{Line, Part, Topic, lines};

use crate::quoted::form;
use crate::records::{Attribution, Finding};
use crate::speakers::{by_speaker, words};
use crate::view::{Numbered, View};
use sayso::attribute::Form;
use std::collections::HashSet;

/// What an editor wants to know of a report first.
pub struct Overview<'a> {
    /// Figures or words that do not agree, the worst first.
    pub problems: Vec<&'a Finding>,
    /// Figures of different paragraphs that agree.
    pub across: Vec<Compared>,
    /// Figures that the report relates and that were not checked.
    pub related: Vec<Related>,
    /// How many figures could be checked.
    pub checked: Checked,
    /// Accusations and denials, side by side where one answers the other.
    pub disputes: Vec<Dispute<'a>>,
    /// Sources that gave no answer: "declined to comment".
    pub refusals: Vec<Refusal<'a>>,
    /// Statements that only sources without a name make.
    pub unnamed_only: Vec<Numbered<'a>>,
    /// Sentences of the outlet on what somebody says whom it calls unidentified, from that word on.
    pub of_unidentified: Vec<(sayso::text::Span, u32)>,
    /// What the outlet holds at a distance, announces or leaves open in its own voice, in that order.
    pub held_open: Vec<HeldOpen<'a>>,
    /// What the outlet has from another outlet, from a document or from no one that it names.
    pub second_hand: Vec<SecondHand<'a>>,
    /// The documents and posts that the outlet rests on.
    pub documents: Vec<Part>,
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
    /// People without a name who speak for a body, likewise: "a spokesman for the port".
    pub spokespersons: Vec<Speaker>,
    /// Other sources without a name, likewise.
    pub unnamed: Vec<Speaker>,
    /// Documents and things that show something, likewise: "the indictment", "the poll".
    pub documents: Vec<Speaker>,
    /// Statements of the named, and of those who speak for a body with a name.
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
    /// How many words of it are quoted. What a report quotes twice counts once.
    pub quoted_words: usize,
    /// It is a body or a country, not a person.
    pub is_body: bool,
}

impl Sources {
    /// How many sources there are.
    pub fn count(&self) -> usize {
        let lists = [
            &self.named,
            &self.spokespersons,
            &self.unnamed,
            &self.documents,
        ];
        lists.iter().map(|list| list.len()).sum()
    }

    /// All statements.
    pub fn statements(&self) -> usize {
        self.by_named + self.by_unnamed + self.by_documents + self.by_outlet + self.by_nobody
    }
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
        let across = compared(view);
        Overview {
            problems: figures::problems(view),
            checked: Checked::new(view, &across),
            related: related::related(view, &figures::checked(view, &across)),
            across,
            disputes: disputes::disputes(view, &shown, &uncertain),
            refusals: refusals::refusals(view, &all),
            unnamed_only: if sources.not_resolved {
                Vec::new()
            } else {
                unnamed::unnamed_only(view, &statements)
            },
            of_unidentified: unnamed::of_unidentified(view, &shown),
            held_open: held::held_open(view, &statements),
            second_hand: second_hand::second_hand(view, &all),
            documents: documents::documents(view, &shown),
            unsourced: unsourced::unsourced(view),
            days: when::days(view),
            sources,
            uncertain: uncertain.len(),
        }
    }
}

/// The sources of the statements among attributions. A source that only takes positions ("praised the
/// plan") is among them with no statement, because the list of who says what has it, too.
fn sources<'a>(view: &View<'a>, shown: &[Numbered<'a>]) -> Sources {
    let mut sources = Sources {
        not_resolved: shown.iter().all(|(_, a)| a.source_kind.is_none()),
        ..Sources::default()
    };
    for (group, items) in by_speaker(view, shown) {
        let all = items
            .iter()
            .map(|&(_, a)| a)
            .filter(|a| !view.is_within_quotation(a) && !unnamed::leaves_out(view, a))
            .filter(|a| !is_within_own_words(view, a));
        let (positions, statements): (Vec<&Attribution>, Vec<&Attribution>) =
            all.partition(|a| view.is_topic(a));
        let Some(first) = statements.first().or(positions.first()) else {
            continue;
        };
        // What somebody else passes on is counted, but its source is not one of the report's.
        let is_own = |a: &&&Attribution| a.parent.is_none();
        let own: Vec<&Attribution> = statements.iter().filter(is_own).copied().collect();
        let takes_a_position = statements.is_empty() && positions.iter().any(|a| is_own(&a));
        let speaker = Speaker {
            name: match perhaps(view, first) {
                Some(name) => format!("{} (perhaps {name})", group.name(view, first)),
                None => group.name(view, first),
            },
            statements: without_repeats(&own),
            quoted_words: quoted_words(&statements) + quoted_words(&positions),
            is_body: unnamed::is_body(view, first),
        };
        let (list, count) = match unnamed::standing(view, first) {
            Standing::Named if unnamed::is_spokesperson(view, first) => {
                (&mut sources.spokespersons, &mut sources.by_named)
            }
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
        if !own.is_empty() || takes_a_position {
            add(list, speaker);
        }
    }
    for list in [
        &mut sources.named,
        &mut sources.spokespersons,
        &mut sources.unnamed,
        &mut sources.documents,
    ] {
        list.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements));
    }
    sources
}

/// How many of the statements of a source say something new: a headline, a pull quote and the text say one
/// thing.
fn without_repeats(statements: &[&Attribution]) -> usize {
    let mut made: Vec<String> = Vec::new();
    for a in statements {
        let letters = words(&a.content, usize::MAX).to_lowercase();
        let letters: String = letters.chars().filter(|c| c.is_alphanumeric()).collect();
        let is_long = letters.len() >= LONG_ENOUGH;
        let repeats =
            |earlier: &String| *earlier == letters || is_long && earlier.contains(&letters);
        let near = made.len().saturating_sub(MOST_COMPARED);
        if !made[near..].iter().any(repeats) {
            made.push(letters);
        }
    }
    made.len()
}

/// Letters of a content that is no repeat by chance where a longer one has it, too.
const LONG_ENOUGH: usize = 24;
/// The most statements that one is compared with, so that the time stays linear.
const MOST_COMPARED: usize = 40;

/// How many words of a source are in quotation marks, each quotation once.
fn quoted_words(statements: &[&Attribution]) -> usize {
    let quotations = statements.iter().filter_map(|a| match form(a) {
        Form::Direct => Some(words(&a.content, usize::MAX)),
        Form::Mixed => Some(within_marks(&words(&a.content, usize::MAX))),
        Form::Indirect => None,
    });
    let each: HashSet<String> = quotations.collect();
    each.iter()
        .map(|content| content.split_whitespace().count())
        .sum()
}

/// The words of a text that are in quotation marks.
fn within_marks(text: &str) -> String {
    let mut out = String::new();
    let mut is_inside = false;
    for c in text.chars() {
        match c {
            '“' | '«' => is_inside = true,
            '”' | '»' => is_inside = false,
            '"' => is_inside = !is_inside,
            _ if is_inside => {
                out.push(c);
                continue;
            }
            _ => {}
        }
        out.push(' ');
    }
    out
}

/// Whether a statement is inside another one of the same source: "said he would resign".
fn is_within_own_words(view: &View<'_>, a: &Attribution) -> bool {
    let parent = a.parent.as_deref().and_then(|id| view.attribution(id));
    parent.is_some_and(|(_, parent)| parent.speaker_ids() == a.speaker_ids())
}

/// Adds a speaker to a list, to one of the same name if there is one: a report that has two sources of
/// one name has one source that was not recognised the second time.
fn add(list: &mut Vec<Speaker>, speaker: Speaker) {
    let same = list
        .iter_mut()
        .find(|other| other.name.eq_ignore_ascii_case(&speaker.name));
    match same {
        Some(other) => {
            other.statements += speaker.statements;
            other.quoted_words += speaker.quoted_words;
            other.is_body |= speaker.is_body;
        }
        None => list.push(speaker),
    }
}
