//! In: an overview. Out: its lines in words, each with the records that it is about, so that every
//! form can link them.

use super::disputes::accuses;
use super::who_speaks::{MOST_SOURCES, quoted};
use super::{Checked, Day, Dispute, HeldOpen, Manner, Overview, figures};
use crate::measured::Measure;
use crate::plural;
use crate::records::{Attribution, Claim, Finding, Span};
use crate::speakers::{before_quotations, cue_of, has_quotation, source_of, words};
use crate::view::{Numbered, View};
use crate::{visible, worked_out};

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
        /// What the outlet says and does not vouch for.
        AtADistance = "Not vouched for",
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
}

impl Part {
    pub(super) fn plain(text: impl Into<String>) -> Part {
        Part {
            text: text.into(),
            ..Part::default()
        }
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
            parts.push(Part::plain(format!("{} more", things.len() - named)));
        }
        parts.extend(self.count().cloned());
        parts
    }
}

/// The most things of a kind that a shortened line names. It says how many more there are.
const MOST_NAMED: usize = 3;
/// A shortened line that has this many characters names nothing more.
const LONG_LINE: usize = 240;
/// Characters of what is not a quotation.
const SHORT: usize = 100;
/// Characters of a quotation that is shown here. A longer one is not shortened, because a cut can
/// turn its meaning round: the line says where it is.
const QUOTATION: usize = 90;

/// The lines of the overview, in the order in which an editor wants them. What was looked for and
/// not found is said in one line, because a reader cannot tell silence from "nothing".
pub fn lines(view: &View<'_>, overview: &Overview<'_>) -> Vec<Line> {
    let held_open = |wanted: Manner| -> Vec<&HeldOpen<'_>> {
        let all = overview.held_open.iter();
        all.filter(|held| held.manner == wanted).collect()
    };
    let outlet = |topic: Topic, manner: Manner| {
        list(topic, &held_open(manner), |held| {
            vec![in_its_own_voice(view, held)]
        })
    };
    let all = [
        sums(view, overview),
        list(Topic::Disputed, &overview.disputes, |d| dispute(view, d)),
        list(Topic::NoAnswer, &overview.refusals, |a| {
            vec![said(view, *a)]
        }),
        list(Topic::UnnamedOnly, &overview.unnamed_only, |a| {
            vec![said(view, *a)]
        }),
        outlet(Topic::AtADistance, Manner::AtADistance),
        outlet(Topic::Announced, Manner::Announced),
        outlet(Topic::LeftOpen, Manner::LeftOpen),
        list(Topic::Unsourced, &overview.unsourced, |m| {
            vec![figure(view, m)]
        }),
        days(overview),
        quoted(&overview.sources, MOST_SOURCES),
    ];
    let is_sought =
        |line: &&Line| !(overview.sources.not_resolved && line.topic == Topic::UnnamedOnly);
    let absent: Vec<&str> = all.iter().filter(is_sought).filter_map(absent).collect();
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

/// What a line would have named, if it names nothing. The words are short, because all of them are on
/// one row of a terminal.
fn absent(line: &Line) -> Option<&'static str> {
    if !line.parts.is_empty() {
        return None;
    }
    match line.topic {
        Topic::Disputed => Some("accusations or denials"),
        Topic::NoAnswer => Some("refusals to comment"),
        Topic::UnnamedOnly => Some("unnamed sources alone"),
        Topic::AtADistance => Some("“reportedly”"),
        Topic::Announced => Some("its own “will”"),
        Topic::LeftOpen => Some("its own “may”"),
        Topic::Unsourced => Some("unsourced figures"),
        Topic::When => Some("days"),
        Topic::Sums | Topic::Quoted | Topic::NotFound | Topic::Uncertain => None,
    }
}

/// A line that names the things of a kind.
fn list<T>(topic: Topic, all: &[T], parts_of: impl Fn(&T) -> Vec<Part>) -> Line {
    Line {
        topic,
        found: !all.is_empty(),
        parts: all.iter().flat_map(parts_of).collect(),
        ends_with_count: false,
    }
}

/// What does not agree, what does, and how much could be checked. Where nothing could be checked the
/// line says so, because "nothing found" would read as "it adds up".
fn sums(view: &View<'_>, overview: &Overview<'_>) -> Line {
    let about = |finding: &Finding, text: String| {
        vec![Part {
            text,
            about: number_of(view, finding).into_iter().collect(),
            answers: false,
        }]
    };
    let problem = |finding: &&Finding| about(finding, problem_in_words(finding));
    let mut line = list(Topic::Sums, &overview.problems, problem);
    let agreeing = figures::agreeing(view);
    if overview.problems.is_empty() {
        let sum = |finding: &&Finding| about(finding, agreement_in_words(finding));
        line.parts = list(Topic::Sums, &agreeing, sum).parts;
    }
    line.parts.push(Part::plain(overview.checked.in_words()));
    line.ends_with_count = true;
    line
}

/// What does not agree, in short.
fn problem_in_words(finding: &Finding) -> String {
    let message = visible(&finding.message).replace('\n', " ");
    match message.strip_prefix("as read, these figures do not agree: ") {
        Some(sum) => format!("does not agree: {sum}"),
        None => message,
    }
}

/// The id of a finding: `s3` is the third one of the report.
fn number_of(view: &View<'_>, finding: &Finding) -> Option<String> {
    let mut findings = view.saved.findings.iter();
    let place = findings.position(|other| std::ptr::eq(other, finding))?;
    Some(format!("s{}", place + 1))
}

fn agreement_in_words(finding: &Finding) -> String {
    let sum = finding.derivation.as_deref().unwrap_or(&finding.message);
    format!("agrees: {}", visible(sum).replace('\n', " "))
}

impl Checked {
    /// "3 of 24 figures could be checked, all agree".
    pub fn in_words(&self) -> String {
        let weekdays = match self.weekdays {
            0 => "",
            1 => "; 1 weekday fits",
            _ => "; weekdays fit",
        };
        let weekdays = if self.wrong_weekdays > 0 {
            ""
        } else {
            weekdays
        };
        let figures = match (self.figures, self.compared, self.disagreeing) {
            _ if self.not_asked_for => {
                "figures were not checked, because none of the chosen codes compares figures".into()
            }
            (0, _, _) => "no figures to check".into(),
            (1, 0, _) => "not known: the only figure could not be checked against another".into(),
            (all, 0, _) if self.by_some_codes => {
                format!("not known: the chosen codes could check none of {all} figures")
            }
            (all, 0, _) => format!("not known: none of {all} figures could be checked"),
            (all, some, wrong) => {
                let by = if self.by_some_codes {
                    " by the chosen codes"
                } else {
                    ""
                };
                let agree = match wrong {
                    0 => "all agree".to_string(),
                    wrong if wrong == some => "and they do not agree".into(),
                    wrong => format!("{wrong} do not agree"),
                };
                format!("{some} of {all} figures could be checked{by}, {agree}")
            }
        };
        let by_chance = match self.by_chance {
            0 => String::new(),
            1 => "; 1 comparison that may be chance is not counted".into(),
            n => format!("; {n} comparisons that may be chance are not counted"),
        };
        figures + weekdays + &by_chance
    }
}

/// "the council accuses Ada Quill of theft / Ada Quill denies: wrongdoing".
fn dispute(view: &View<'_>, dispute: &Dispute<'_>) -> Vec<Part> {
    let claim = dispute.claim.map(|claim| said(view, claim));
    let denial = dispute.denial.map(|denial| said(view, denial));
    let answer = match (&claim, denial) {
        (Some(_), Some(denial)) if dispute.is_perhaps => Some(Part {
            text: format!(
                "denied, perhaps of this: {}",
                denial.text.trim_start_matches(PERHAPS)
            ),
            ..denial
        }),
        (Some(_), None) if dispute.is_unanswered => Some(Part::plain("no denial found")),
        (_, denial) => denial,
    };
    let answers = claim.is_some();
    let answer = answer.map(|part| Part { answers, ..part });
    claim.into_iter().chain(answer).collect()
}

/// Before what may be misread.
const PERHAPS: &str = "perhaps: ";

/// Source, cue and content in short.
fn said(view: &View<'_>, (_, a): Numbered<'_>) -> Part {
    let text = if view.source(a).is_empty() && accuses(a) {
        by_nobody(view, a)
    } else {
        let (source, cue) = (source_of(view, a), cue_of(view, a));
        let who = match (cue.contains(&source), cue.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("{source}:"),
            (false, false) => format!("{source} {cue}"),
        };
        let cue = if who.is_empty() { &cue } else { &who };
        format!("{cue} {}", content(a)).trim().to_string()
    };
    let doubt = if a.uncertain { PERHAPS } else { "" };
    let text = format!("{doubt}{text}");
    Part {
        text,
        about: vec![a.id.clone()],
        answers: false,
    }
}

/// A content in short. A quotation is shown whole or not at all: what is cut off is given by the
/// number of the statement.
fn content(a: &Attribution) -> String {
    let all = words(&a.content, usize::MAX);
    let count = all.chars().count();
    let is_short = count <= SHORT || has_quotation(a) && count <= QUOTATION;
    if is_short {
        return all;
    }
    in_short(&all)
}

/// The days. Why some are open is said once, because the reason is the same for all.
fn days(overview: &Overview<'_>) -> Line {
    let mut line = list(Topic::When, &overview.days, |day| vec![when(day)]);
    if overview.days.iter().any(is_open) {
        let why = "open without the day of publication (--published)";
        line.parts.push(Part::plain(why));
        line.ends_with_count = true;
    }
    line
}

/// Whether it is not known which day the words mean.
fn is_open(day: &Day<'_>) -> bool {
    day.means.is_none() && day.time.begin.is_none()
}

/// A day, with what it means: "“on Friday” is 1 March 2024".
fn when(day: &Day<'_>) -> Part {
    let time = day.time;
    let written = visible(&time.span.text).replace('\n', " ");
    let text = match &day.means {
        Some(means) if worked_out::names_a_month(&written) => means.clone(),
        Some(means) => format!("“{written}” is {means}"),
        None => written,
    };
    Part {
        text,
        about: time.attribution.iter().cloned().collect(),
        answers: false,
    }
}

/// What the outlet says in its own voice and does not say as a fact.
fn in_its_own_voice(view: &View<'_>, held: &HeldOpen<'_>) -> Part {
    let claim = held.claim;
    let attribution = claim.attribution.as_deref();
    let said_by_nobody = attribution.and_then(|id| view.attribution(id));
    let text = match said_by_nobody {
        Some((_, a)) => by_nobody(view, a),
        None => around_its_trigger(claim),
    };
    Part {
        text,
        about: vec![attribution.unwrap_or(&claim.id).to_string()],
        answers: false,
    }
}

/// A claim in short, without its beginning where the word that makes it uncertain comes late: a reader
/// who does not see the "may" would take the rest for a fact.
fn around_its_trigger(claim: &Claim) -> String {
    let whole = words(&claim.content, usize::MAX);
    let first = claim.content.first().map_or(0, |span| span.start);
    let trigger = claim.triggers.first().map_or(first, |t| t.span.start);
    let before = trigger.saturating_sub(first) as usize;
    if whole.chars().count() <= SHORT || before < SHORT / 2 || claim.content.len() > 1 {
        return in_short(&whole);
    }
    let dropped: String = whole.chars().take(before - SHORT / 3).collect();
    let at_word = dropped.rfind(' ').map_or(0, |at| at + 1);
    format!("… {}", in_short(&whole[at_word..]))
}

/// The words of a statement for which no one is named, in the order of the text: "Ada Quill was
/// accused of theft".
fn by_nobody(view: &View<'_>, a: &Attribution) -> String {
    let mut spans: Vec<&Span> = a.cue.iter().chain(&a.content).collect();
    spans.sort_by_key(|span| span.start);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return String::new();
    };
    let all = view.between(first.start, last.end).unwrap_or_default();
    in_short(&visible(all).replace('\n', " "))
}

/// Words in short, cut before a quotation that does not fit.
fn in_short(all: &str) -> String {
    if all.chars().count() <= SHORT {
        return all.into();
    }
    match before_quotations(all, SHORT) {
        "" => format!("({} words quoted)", all.split_whitespace().count()),
        cut => format!("{cut} …"),
    }
}

/// A figure as written, with the words after it, because "78 percent" alone says nothing.
fn figure(view: &View<'_>, measure: &Measure<'_>) -> Part {
    let span = view.span(measure.span());
    let rest = &view.text()[span.end() as usize..];
    let rest = rest.split('\n').next().unwrap_or_default();
    let mut after: Vec<&str> = Vec::new();
    for word in rest.split_whitespace().take(WORDS_AFTER_A_FIGURE) {
        let kept = word.trim_end_matches(ENDS_OF_CLAUSES);
        after.extend(Some(kept).filter(|kept| !kept.is_empty()));
        if kept.len() < word.len() || word.starts_with(ENDS_OF_CLAUSES) {
            break;
        }
    }
    let written = visible(view.words(span)).replace('\n', " ");
    Part {
        text: format!("{written} {}", visible(&after.join(" ")))
            .trim()
            .into(),
        about: vec![measure.id().to_string()],
        answers: false,
    }
}

/// Signs that end a clause. A figure is not shown with words behind one.
const ENDS_OF_CLAUSES: [char; 11] = ['.', ',', ';', ':', '–', '—', '(', ')', '"', '“', '”'];

/// Words that are shown after a figure.
const WORDS_AFTER_A_FIGURE: usize = 6;
