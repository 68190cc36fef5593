//! In: an overview. Out: its lines in words, each with the records that it is about, so that every
//! form can link them.

use super::absent;
use super::more::more;
use super::own_figures::{LEADING_ON, own_figure};
use super::sentences::{last_clause, on_one_line, overlap, sentences};
use super::statements::{SHORT, by_nobody, clause, dispute, in_short, no_answer, said};
use super::sums::sums;
use super::when::{is_month_or_week, is_to_come};
use super::who_speaks::{MOST_SOURCES, quoted};
use super::{Day, HeldOpen, Manner, Overview, SecondHand};
use crate::plural;
use crate::records::{Claim, Time};
use crate::speakers::{before_quotations, is_pronoun, words};
use crate::subjects::subject_before;
use crate::view::View;
use crate::{day_in_words, visible, worked_out};
use sayso::text::Span;
use std::collections::HashSet;

sayso_english::names! {
    /// What a line is about. The names are short, so that they fit in a column of labels.
    pub enum Topic {
        /// What does not agree, and how much could be checked.
        Sums = "Adds up?",
        /// Accusations and denials.
        Disputed = "Disputed",
        /// Sources that would not say.
        NoAnswer = "No answer",
        /// Statements of unnamed sources only.
        UnnamedOnly = "Unnamed only",
        /// What the outlet says and does not vouch for, and what it has at second hand.
        AtADistance = "At a distance",
        /// What the outlet announces.
        Announced = "To come",
        /// What the outlet leaves open.
        LeftOpen = "Left open",
        /// Figures that have no source.
        Unsourced = "No source for",
        /// The days on which it happened.
        When = "When",
        /// Whom the report quotes.
        Quoted = "Who speaks",
        /// What was looked for and is not there.
        NotFound = "Not found",
        /// What is left out of all this.
        Uncertain = "Unsure",
    }
}

/// A line of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub topic: Topic,
    /// Whether it asks for a look: something was found.
    pub found: bool,
    /// What it says, in order. A form puts "; " between them, or a line for each, and " / " before a
    /// part that answers the one before it.
    pub parts: Vec<Part>,
    /// The last part is not a thing but a sentence that is said in any case.
    pub ends_with_count: bool,
}

/// A part of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// The ids of the attributions and claims, figures or findings that it is about, in the order of
    /// the words.
    pub about: Vec<String>,
    /// It answers the part before it: a denial after an accusation.
    pub answers: bool,
    /// It in fewer words, for where the whole has no room. No quotation is cut for it.
    pub short: Option<String>,
    /// Who or which figure it is about, for where it is only counted. Empty if no word says so.
    pub brief: String,
}

impl Part {
    pub(super) fn plain(text: impl Into<String>) -> Part {
        Part {
            text: text.into(),
            ..Part::default()
        }
    }

    /// The same with the words for where it is only counted.
    pub(super) fn in_brief(self, brief: String) -> Part {
        Part { brief, ..self }
    }
}

impl Line {
    /// Its things, each with what answers it: an accusation with its denial. The sentence that is
    /// said in any case is not among them.
    pub fn things(&self) -> Vec<&[Part]> {
        let parts = &self.parts[..self.parts.len() - usize::from(self.ends_with_count)];
        let mut things = Vec::new();
        let mut begin = 0;
        for end in 1..=parts.len() {
            if parts.get(end).is_none_or(|part| !part.answers) {
                things.push(&parts[begin..end]);
                begin = end;
            }
        }
        things
    }

    /// The sentence that is said in any case: how many figures could be checked.
    pub fn count(&self) -> Option<&Part> {
        self.parts.last().filter(|_| self.ends_with_count)
    }

    /// Its first things, how many more there are, and what is said in any case.
    pub fn shortened(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut length, mut named) = (0, 0);
        let things = self.things();
        let has_no_limit = matches!(self.topic, Topic::Quoted | Topic::NotFound);
        for thing in &things {
            let of_next: usize = thing.iter().map(|part| part.text.chars().count()).sum();
            let is_long = named == MOST_NAMED || named > 0 && length + of_next > LONG_LINE;
            if is_long && !has_no_limit {
                break;
            }
            length += of_next;
            named += 1;
            parts.extend(thing.iter().cloned());
        }
        if named < things.len() {
            parts.push(Part::plain(more(&things[named..], LONG_LINE)));
        }
        parts.extend(self.count().cloned());
        parts
    }
}

/// The most things of a kind that a shortened line names. It says how many more there are.
const MOST_NAMED: usize = 3;
/// A shortened line that has this many characters names nothing more.
const LONG_LINE: usize = 240;
/// The lines of the overview, in the order in which an editor wants them. What was looked for and
/// not found is said in one line, because a reader cannot tell silence from "nothing".
pub fn lines(view: &View<'_>, overview: &Overview<'_>) -> Vec<Line> {
    let is_disputed = |held: &HeldOpen<'_>| {
        let id = held.claim.attribution.as_deref();
        let claims = overview.disputes.iter().filter_map(|dispute| dispute.claim);
        id.is_some_and(|id| claims.into_iter().any(|(_, claim)| claim.id == id))
    };
    // An accusation is named once, where it is disputed.
    let held_open = |wanted: Manner| -> Vec<&HeldOpen<'_>> {
        let all = overview.held_open.iter();
        all.filter(|held| held.manner == wanted && !is_disputed(held))
            .collect()
    };
    let outlet = |topic: Topic, manner: Manner| {
        list(topic, &held_open(manner), |held| {
            vec![in_its_own_voice(view, held)]
        })
    };
    let all = [
        sums(view, overview),
        disputed(view, overview),
        list(Topic::NoAnswer, &overview.refusals, |refusal| {
            vec![no_answer(view, refusal)]
        }),
        unnamed_only(view, overview),
        at_a_distance(
            view,
            overview,
            outlet(Topic::AtADistance, Manner::AtADistance),
        ),
        and_earlier_plans(
            outlet(Topic::Announced, Manner::Announced),
            outlet(Topic::Announced, Manner::PlannedBefore),
        ),
        outlet(Topic::LeftOpen, Manner::LeftOpen),
        list(Topic::Unsourced, &overview.unsourced.figures, |own| {
            vec![own_figure(view, own)]
        }),
        days(view, overview),
        quoted(&overview.sources, MOST_SOURCES),
    ];
    let absent = absent::absent(overview, &all);
    let mut lines: Vec<Line> = all
        .into_iter()
        .filter(|line| !line.parts.is_empty())
        .collect();
    if !absent.is_empty() {
        lines.push(Line {
            topic: Topic::NotFound,
            found: false,
            parts: absent.into_iter().map(Part::plain).collect(),
            ends_with_count: false,
        });
    }
    if overview.uncertain > 0 {
        let readings = plural(overview.uncertain, "statement");
        lines.push(Line {
            topic: Topic::Uncertain,
            found: false,
            parts: vec![Part::plain(format!(
                "{readings} that sayso may have misread, not counted above"
            ))],
            ends_with_count: false,
        });
    }
    lines
}

/// Who accuses, criticises or denies. That no denial was found is said here, because beside this line
/// "not found: denials" reads as if there were no dispute.
fn disputed(view: &View<'_>, overview: &Overview<'_>) -> Line {
    let mut line = list(Topic::Disputed, &overview.disputes, |d| dispute(view, d));
    if absent::has_no_denial(overview) {
        line.parts.push(Part::plain("no denial found"));
        line.ends_with_count = true;
    }
    line
}

/// What only sources without a name say.
fn unnamed_only(view: &View<'_>, overview: &Overview<'_>) -> Line {
    let mut line = list(Topic::UnnamedOnly, &overview.unnamed_only, |a| {
        vec![said(view, *a)]
    });
    let told = overview.of_unidentified.iter();
    line.parts
        .extend(told.map(|&(sentence, from)| told_from(view, sentence, from)));
    line.found = !line.parts.is_empty();
    line
}

/// What the outlet does not vouch for, and what it has at second hand.
fn at_a_distance(view: &View<'_>, overview: &Overview<'_>, mut line: Line) -> Line {
    let mut known: HashSet<String> = line
        .parts
        .iter()
        .flat_map(|part| part.about.clone())
        .collect();
    for one in &overview.second_hand {
        let part = match one {
            SecondHand::Said(statement) => said(view, *statement),
            SecondHand::Told(sentence, from) => told_from(view, *sentence, *from),
        };
        let is_new = part.about.iter().all(|id| known.insert(id.clone()));
        line.parts.extend(Some(part).filter(|_| is_new));
    }
    line.found = !line.parts.is_empty();
    // Documents that no statement above has. They are named together, because each is short.
    let is_new = |part: &&Part| part.about.iter().all(|id| !known.contains(id));
    let documents: Vec<&Part> = overview.documents.iter().filter(is_new).collect();
    if let Some(first) = documents.first() {
        let names = documents.iter().map(|part| &*part.text);
        line.parts.push(Part {
            text: format!("rests on: {}", names.collect::<Vec<_>>().join(", ")),
            brief: first.brief.clone(),
            about: documents
                .iter()
                .flat_map(|part| part.about.clone())
                .collect(),
            ..Part::default()
        });
    }
    line
}

/// A sentence of the outlet, without its beginning where the words that matter come late.
fn told_from(view: &View<'_>, sentence: Span, from: u32) -> Part {
    let before = view.words(Span::new(sentence.start(), from));
    let rest = on_one_line(view, Span::new(from, sentence.end()));
    let few: Vec<&str> = before.split_whitespace().rev().take(WORDS_BEFORE).collect();
    let is_cut = before.split_whitespace().count() > few.len();
    if rest.chars().count() < SHORT_REST && is_cut {
        let begin: Vec<&str> = before.split_whitespace().take(WORDS_OF_BEGIN).collect();
        let text = format!("{} … {rest}", visible(&begin.join(" ")));
        return Part::plain(text).in_brief(rest);
    }
    let few: Vec<&str> = few.into_iter().rev().collect();
    let text = format!(
        "{}{} {rest}",
        if is_cut { "… " } else { "" },
        visible(&few.join(" "))
    );
    let brief: Vec<&str> = rest.split_whitespace().take(WORDS_OF_SUBJECT).collect();
    Part::plain(in_short(text.trim())).in_brief(brief.join(" "))
}

/// Words that are shown before those that matter.
const WORDS_BEFORE: usize = 3;
/// Characters of words that matter that tell nothing alone: "it has emerged". They are shown with the
/// beginning of their sentence.
const SHORT_REST: usize = 30;
const WORDS_OF_BEGIN: usize = 9;

/// What the outlet announces, and after it what it says was planned and may have come otherwise.
fn and_earlier_plans(mut announced: Line, planned: Line) -> Line {
    let planned = planned.parts.into_iter().map(|part| Part {
        text: format!("earlier plan: {}", part.text),
        brief: String::new(),
        ..part
    });
    announced.parts.extend(planned);
    announced.found = !announced.parts.is_empty();
    announced
}

/// A line that names the things of a kind.
pub(super) fn list<T>(topic: Topic, all: &[T], parts_of: impl Fn(&T) -> Vec<Part>) -> Line {
    Line {
        topic,
        found: !all.is_empty(),
        parts: all.iter().flat_map(parts_of).collect(),
        ends_with_count: false,
    }
}

/// The days. Why some are open is said once, because the reason is the same for all.
fn days(view: &View<'_>, overview: &Overview<'_>) -> Line {
    let mut line = list(Topic::When, &overview.days, |day| vec![when(view, day)]);
    let has_main = overview.days.iter().any(|day| day.is_of_lead);
    if let Some(first) = line.parts.first_mut().filter(|_| !has_main) {
        let event = overview.days.first().and_then(|day| event_of(view, day));
        let day = format!("not in the lead: {}", first.text);
        first.text = event.map_or(day.clone(), |event| format!("{day}: {event}"));
        first.short = Some(day);
    }
    if overview.days.iter().any(is_open) {
        let why = "open without the day of publication (--published)";
        line.parts.push(Part::plain(why));
        line.ends_with_count = true;
    }
    line
}

/// Whether a value is a year of which all digits are known.
fn is_year(value: &str) -> bool {
    value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is not known which day the words mean.
fn is_open(day: &Day<'_>) -> bool {
    day.means.is_none() && day.time.begin.is_none()
}

/// A day, with what it means: "“on Friday” is 1 March 2024". That of the first paragraphs is named as the
/// day of the main event.
fn when(view: &View<'_>, day: &Day<'_>) -> Part {
    let time = day.time;
    let written = visible(&time.span.text).replace('\n', " ");
    let text = match &day.means {
        Some(means) if worked_out::names_a_month(&written) => means.clone(),
        Some(means) => format!("“{written}” is {means}"),
        None if is_year(&time.value) && written.to_lowercase().ends_with(" year") => {
            day_in_words(&time.value)
        }
        None => with_year(time, written),
    };
    let published = view.saved.report.published.as_deref();
    let shown = match (day.is_of_lead, is_to_come(time, published)) {
        (false, _) => text.clone(),
        (true, false) if is_month_or_week(time) => format!("day not told; {text} (lead)"),
        (true, false) => format!("happened: {text} (lead)"),
        (true, true) => format!("to come: {text} (lead)"),
    };
    let event = event_of(view, day).filter(|_| day.is_of_lead);
    Part {
        short: event.as_ref().map(|_| shown.clone()),
        text: event.map_or(shown.clone(), |event| format!("{shown}: {event}")),
        brief: day.means.clone().unwrap_or(text),
        about: time.attribution.iter().cloned().collect(),
        ..Part::default()
    }
}

/// What happened on a day: the words of its sentence around the day.
fn event_of(view: &View<'_>, day: &Day<'_>) -> Option<String> {
    let span = view.span(&day.time.span);
    let sentence = sentences(view).find(|sentence| overlap(*sentence, span))?;
    let before = view.words(Span::new(
        sentence.start(),
        span.start().max(sentence.start()),
    ));
    let is_far = before.chars().count() > FAR_IN_SENTENCE;
    let from = if is_far { last_clause(before) } else { 0 };
    let whole = on_one_line(
        view,
        Span::new(sentence.start() + from as u32, sentence.end()),
    );
    // "This week, the club sold": the day was said already.
    let whole = whole.strip_prefix(&*day.time.span.text).unwrap_or(&whole);
    let whole = whole.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '“' && c != '"');
    let most = before[from..].chars().count() + EVENT_AFTER_DAY;
    Some(match before_quotations(whole, most.max(EVENT)) {
        "" => return None,
        kept if kept.len() < whole.len() => format!("{kept} …"),
        kept => kept.into(),
    })
}

/// Characters of a sentence before its day that are too many to be shown.
const FAR_IN_SENTENCE: usize = 60;
/// Characters of what happened on a day, and those after the day.
const EVENT: usize = 76;
const EVENT_AFTER_DAY: usize = 24;

/// A day of the year of publication as written, with its year: "Monday 2 October" alone leaves a reader
/// of an old report to guess.
fn with_year(time: &Time, written: String) -> String {
    let has_year = written
        .split(|c: char| !c.is_ascii_digit())
        .any(|n| n.len() == 4);
    match time.begin.as_deref().and_then(|day| day.get(..4)) {
        Some(year) if !has_year && worked_out::names_a_month(&written) => {
            let comma = if written.ends_with(|c: char| c.is_ascii_digit()) {
                ","
            } else {
                ""
            };
            format!("{written}{comma} {year}")
        }
        _ => written,
    }
}

/// What the outlet says in its own voice and does not say as a fact.
fn in_its_own_voice(view: &View<'_>, held: &HeldOpen<'_>) -> Part {
    let claim = held.claim;
    let attribution = claim.attribution.as_deref();
    let said_by_nobody = attribution.and_then(|id| view.attribution(id));
    let text = match said_by_nobody {
        Some((_, a)) => by_nobody(view, a),
        None => subject_before(view, &claim.content) + &around_its_trigger(claim),
    };
    let is_planned = matches!(held.manner, Manner::Announced | Manner::PlannedBefore);
    let brief = match subject(claim) {
        _ if is_planned && said_by_nobody.is_none() => plan_in_brief(claim),
        subject if subject.is_empty() => {
            let words = text.trim_start_matches(['…', ' ']).split_whitespace();
            words.take(WORDS_OF_SUBJECT).collect::<Vec<_>>().join(" ")
        }
        subject => subject,
    };
    Part {
        brief,
        text,
        about: vec![attribution.unwrap_or(&claim.id).to_string()],
        ..Part::default()
    }
}

/// How many characters of the content of a claim come before the first word that makes it uncertain.
fn letters_before_trigger(claim: &Claim) -> usize {
    let first = claim.content.first().map_or(0, |span| span.start);
    let trigger = claim.triggers.first().map_or(first, |t| t.span.start);
    trigger.saturating_sub(first) as usize
}

/// A claim in short, without its beginning where the word that makes it uncertain comes late: a reader
/// who does not see the "may" would take the rest for a fact.
fn around_its_trigger(claim: &Claim) -> String {
    let whole = words(&claim.content, usize::MAX);
    let before = letters_before_trigger(claim);
    if whole.chars().count() <= SHORT || before < SHORT / 2 || claim.content.len() > 1 {
        return in_short(&whole);
    }
    let dropped: String = whole.chars().take(before).collect();
    let own = last_clause(&dropped);
    if whole[own..].chars().count() <= SHORT + SHORT / 2 && own > 0 {
        let begin: Vec<&str> = whole[..own]
            .split_whitespace()
            .take(WORDS_OF_SUBJECT)
            .collect();
        return format!("{} … {}", begin.join(" "), clause(&whole[own..]));
    }
    let dropped: String = whole.chars().take(before - SHORT / 3).collect();
    let at_word = dropped.rfind(' ').map_or(0, |at| at + 1);
    format!("… {}", clause(&whole[at_word..]))
}

/// What is planned in few words: "the port council is set to vote on the new crane". Who plans it says
/// nothing alone.
fn plan_in_brief(claim: &Claim) -> String {
    let whole = words(&claim.content, usize::MAX);
    let letters = whole.chars().take(letters_before_trigger(claim));
    let at: usize = letters.map(char::len_utf8).sum();
    let (before, after) = whole.split_at(at);
    let before: Vec<&str> = before.split_whitespace().collect();
    let before = &before[before.len().saturating_sub(WORDS_OF_SUBJECT)..];
    let mut kept: Vec<&str> = after.split_whitespace().take(WORDS_OF_PLAN).collect();
    while kept.len() > 1 && kept.last().is_some_and(|word| LEADING_ON.contains(word)) {
        kept.pop();
    }
    let plan = [before, &kept].concat().join(" ");
    plan.trim_end_matches([',', ';', '.']).into()
}

/// Words of a plan from the one on that announces it, where it is only counted.
const WORDS_OF_PLAN: usize = 7;

/// The words before the one that makes a claim uncertain, if they are few: "the port council" of "the
/// port council is set to vote".
fn subject(claim: &Claim) -> String {
    let whole = words(&claim.content, usize::MAX);
    let before: String = whole.chars().take(letters_before_trigger(claim)).collect();
    let subject: Vec<&str> = before
        .split_whitespace()
        .filter(|word| !["is", "are", "was", "were"].contains(word))
        .collect();
    let is_short = (1..=WORDS_OF_SUBJECT).contains(&subject.len());
    let says_nothing = matches!(*subject, [word] if is_pronoun(word));
    if is_short && !says_nothing {
        subject.join(" ")
    } else {
        String::new()
    }
}

/// The most words of a subject that is named where a statement is only counted.
const WORDS_OF_SUBJECT: usize = 5;
