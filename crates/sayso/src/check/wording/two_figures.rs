//! Two figures for one thing: "12 people were killed" and, further on, "the blast killed 15".
//!
//! A thing is the toll of what the report is about, what a definite phrase measures ("the 40-page
//! report"), or the age of a person. For each thing there is one finding at most: the first later
//! figure that cannot be the same as the first one.

use super::annotated::{AnnotatedReading, Observation, Voice};
use crate::check::figures::interval::{Digits, Interval};
use crate::check::figures::paragraph::within;
use crate::check::finding::{Code, Finding, Label, NamedRule, Severity};
use crate::check::pages::Page;
use crate::measure::scan::Lexicon;
use crate::measure::{Decimal, Figure, Role, Stated, Unit};
use crate::names::{NameKind, Pos};
use crate::resolve::{EntityId, Written};
use crate::text::Span;
use sayso_english::check_words::{
    COMMON_HEADS, PEOPLE, REASONS_FOR_TWO_FIGURES, TOLL_LINKS, TOLLS, TollWord,
};
use sayso_english::classes::hash_lower;
use sayso_english::stems::NO_CONTENT;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What `sayso explain` says of the check.
pub const PAGE: Page = Page {
    code: Code::TwoFigures,
    name: "two figures",
    what: "Compares the figures that a report gives for one thing: the number of people killed, \
        injured, arrested or missing; what a definite phrase measures (\"a 40-page report\", \
        \"the 60-page report\"); the age of one person. It is a warning if both figures are in \
        one voice, and a note if they are in two.",
    why: "A toll or a sum that changes within a report was updated in one place only, or is \
        disputed. Readers should know which.",
    example: "Twelve people were killed when a bus overturned near Tessmar. ¶ The crash killed 15 people. → as read, \
              two figures for the killed: Twelve, and 15 further on, both in the outlet's own words",
    limits: "Nothing is reported if the words give a reason: another place or day, an earlier or \
        later count, a part of a total, or a bound or rounded figure that covers both. Only \
        words show whether both figures are for the same thing.",
    off: true,
};

/// How many paragraphs at the beginning say what a report is about. A toll that is first given
/// later may be that of another event.
const LEAD_PARAGRAPHS: usize = 4;

/// The index of a toll in [`TOLL_NAMES`].
type Toll = u8;

/// The tolls, in the order in which their findings are listed.
const TOLL_NAMES: &[&str] = &[
    "the killed",
    "the injured",
    "the arrested",
    "the missing",
    "the displaced",
    "the rescued",
];

static TOLLS_AFTER: LazyLock<Lexicon<Toll>> = LazyLock::new(|| toll_words(|row| row.after));
static TOLLS_BEFORE: LazyLock<Lexicon<Toll>> = LazyLock::new(|| toll_words(|row| row.before));

fn toll_words(is_wanted: fn(&TollWord) -> bool) -> Lexicon<Toll> {
    let rows = TOLLS.rows().iter().filter(|row| is_wanted(row));
    Lexicon::new(rows.filter_map(|row| {
        let toll = TOLL_NAMES.iter().position(|name| *name == row.toll)?;
        Some((hash_lower(row.word), toll as Toll))
    }))
}

/// Articles that point at one thing.
const DEFINITE: [&str; 5] = ["the", "this", "that", "these", "those"];
const INDEFINITE: [&str; 2] = ["a", "an"];

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| other.eq_ignore_ascii_case(word))
}

/// What the thing is that a figure is given for. The order is that of the findings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// A toll, and the stem of the word for whom it counts; [`ANYBODY`] for people.
    Toll(Toll, u64),
    /// The stem of the head of a phrase, and a key for the unit or for what is counted.
    Phrase(u64, u64),
    /// The age of an entity.
    Age(u32),
}

/// The stem of people, whoever they are.
const ANYBODY: u64 = 0;

/// A figure, and the thing it is given for.
struct Statement {
    /// The index of the figure in the reading.
    figure: usize,
    thing: Thing,
    /// The stems of the words between figure and head.
    modifiers: Vec<u64>,
    definite: bool,
    /// The token of the head; the one after the figure if there is no head.
    end: usize,
}

/// Finds the things that a report gives two figures for.
pub fn find(report: &AnnotatedReading) -> Vec<Finding> {
    let mut things: BTreeMap<Thing, Vec<Statement>> = BTreeMap::new();
    let of_figures = report
        .reading
        .figures
        .iter()
        .enumerate()
        .filter_map(|(index, figure)| statement(report, index, figure));
    for statement in of_figures.chain(ages(report)) {
        let of_thing = things.entry(statement.thing.clone()).or_default();
        of_thing.push(statement);
    }
    let values = sorted_values(report);
    let mut findings = Vec::new();
    for statements in things.values() {
        // Each is compared with the first only, so that the time stays linear.
        let Some((first, rest)) = statements.split_first() else {
            continue;
        };
        let found = rest
            .iter()
            .find_map(|second| contradiction(report, first, second, &values));
        findings.extend(found.map(|observation| observation.into_finding(Code::TwoFigures)));
    }
    findings
}

/// The values of all figures, in ascending order.
fn sorted_values(report: &AnnotatedReading) -> Vec<Decimal> {
    let mut values: Vec<Decimal> = report
        .reading
        .figures
        .iter()
        .filter_map(|figure| figure.item.low.or(figure.item.high))
        .map(Decimal::trimmed)
        .collect();
    values.sort();
    values
}

fn statement(
    report: &AnnotatedReading,
    index: usize,
    figure: &Stated<Figure>,
) -> Option<Statement> {
    if !is_exact_amount(&figure.item) {
        return None;
    }
    let tokens = report.tokens_of(figure);
    if figure.item.unit.is_none()
        && let Some(thing) = toll(report, &figure.item, &tokens)
    {
        return Some(Statement {
            figure: index,
            thing,
            modifiers: Vec::new(),
            definite: true,
            end: tokens.end,
        });
    }
    phrase(report, index, &figure.item, &tokens)
}

fn is_exact_amount(figure: &Figure) -> bool {
    let is_single = figure.low.is_some() && figure.low == figure.high;
    figure.role == Role::Amount && figure.per.is_empty() && is_single && figure.digits > 0
}

/// How many tokens after a figure what it counts may begin.
const COUNTED_WITHIN: usize = 4;
/// How many tokens before a figure the verb of a toll may be.
const VERB_WITHIN: usize = 4;

/// "12 people were killed", "killed 12 people".
fn toll(report: &AnnotatedReading, figure: &Figure, tokens: &Range<usize>) -> Option<Thing> {
    let (who, after) = counted(report, figure, tokens);
    let between = tokens.end..after;
    if between
        .clone()
        .any(|at| report.is_mark(at) || report.word(at) == "of")
    {
        return None;
    }
    let mut at = after;
    while report.is_in(at, &TOLL_LINKS) {
        at += 1;
    }
    let toll_after = TOLLS_AFTER.get(report.key(at));
    let toll = toll_after.or_else(|| TOLLS_BEFORE.get(report.key(verb_before(report, tokens)?)))?;
    Some(Thing::Toll(toll, who))
}

/// The stem of whom a figure counts, and the token after them.
fn counted(report: &AnnotatedReading, figure: &Figure, tokens: &Range<usize>) -> (u64, usize) {
    let words = figure.of.map(|span| report.tokens(span));
    let is_near = |words: &Range<usize>| {
        (tokens.end..tokens.end + COUNTED_WITHIN).contains(&words.start)
            && TOLLS_AFTER.get(report.key(words.start)).is_none()
    };
    match words.filter(is_near) {
        None => (ANYBODY, tokens.end),
        Some(words) if report.is_in(words.start, &PEOPLE) => (ANYBODY, words.end),
        Some(words) => (report.stems[words.start], words.end),
    }
}

/// The token before a figure, over adverbs, adjectives, prepositions and articles.
fn verb_before(report: &AnnotatedReading, tokens: &Range<usize>) -> Option<usize> {
    let is_skipped = |pos| matches!(pos, Pos::Adv | Pos::Adj | Pos::Adp | Pos::Det | Pos::Sconj);
    (tokens.start.saturating_sub(VERB_WITHIN)..tokens.start)
        .rev()
        .find(|&at| !is_skipped(report.pos(at)))
}

/// How many tokens before a figure its article may be.
const ARTICLE_WITHIN: usize = 3;
/// How many tokens after a figure its phrase may have.
const LONGEST_PHRASE: usize = 7;

/// "the 40-page report", "the $1.5 billion tunnel".
fn phrase(
    report: &AnnotatedReading,
    index: usize,
    figure: &Figure,
    tokens: &Range<usize>,
) -> Option<Statement> {
    let article = report.word(article_before(report, tokens)?);
    let definite = is_one_of(article, &DEFINITE);
    if !definite && !is_one_of(article, &INDEFINITE) {
        return None;
    }
    let mut words = words_after(report, tokens);
    let head = words.pop()?;
    if report.is_in(head, &COMMON_HEADS) || figure.unit == Some(Unit::PERCENT) {
        return None;
    }
    let counts_the_head = figure
        .of
        .is_some_and(|counted| report.tokens(counted).contains(&head));
    let is_plural = figure.unit.is_none() && words.is_empty() || counts_the_head;
    // "a 12 boats" is not a phrase, and of boats that are counted only "the 12 boats" are always
    // the same ones.
    if is_plural && !definite {
        return None;
    }
    let unit = match figure.unit {
        Some(unit) => hash_lower(unit.name()),
        None => u64::from(is_plural),
    };
    let modifiers = words.into_iter().map(|at| report.stems[at]);
    Some(Statement {
        figure: index,
        thing: Thing::Phrase(report.stems[head], unit),
        modifiers: modifiers.filter(|stem| *stem != NO_CONTENT).collect(),
        definite,
        end: head,
    })
}

/// The last token before a figure that is not an adjective, an adverb or a sign.
fn article_before(report: &AnnotatedReading, tokens: &Range<usize>) -> Option<usize> {
    let sentence = report.sentence_of(tokens.start);
    let first = tokens.start.saturating_sub(ARTICLE_WITHIN);
    (sentence.start.max(first)..tokens.start)
        .rev()
        .find(|&at| !matches!(report.pos(at), Pos::Adj | Pos::Adv | Pos::Sym))
}

/// The nouns and adjectives after a figure, up to the last noun.
fn words_after(report: &AnnotatedReading, tokens: &Range<usize>) -> Vec<usize> {
    let sentence = report.sentence_of(tokens.start);
    let end = sentence.end.min(tokens.end + LONGEST_PHRASE);
    let mut words: Vec<usize> = (tokens.end..end)
        .filter(|&at| report.word(at) != "-")
        .take_while(|&at| matches!(report.pos(at), Pos::Noun | Pos::Adj | Pos::Propn))
        .collect();
    while words.last().is_some_and(|&at| report.pos(at) == Pos::Adj) {
        words.pop();
    }
    words
}

/// "Moss, 45,".
fn ages(report: &AnnotatedReading) -> Vec<Statement> {
    let mentions = &report.reading.resolution.mentions;
    mentions
        .iter()
        .filter(|mention| matches!(mention.written, Written::Name | Written::Surname))
        .filter_map(|mention| age_after(report, mention.span, mention.entity?))
        .collect()
}

/// The age between marks behind a name.
fn age_after(
    report: &AnnotatedReading,
    name: Span,
    EntityId(entity): EntityId,
) -> Option<Statement> {
    let figures = &report.reading.figures;
    let end = report.tokens(name).end;
    if report.word(end) != "," {
        return None;
    }
    let next = report.token(end + 1)?.span.start();
    let index = figures.partition_point(|figure| figure.span.start() < next);
    let age = figures.get(index)?;
    if age.span.start() != next || age.item.role != Role::Age {
        return None;
    }
    let after = report.tokens_of(age).end;
    matches!(report.word(after), "," | "." | ";" | "and").then(|| Statement {
        figure: index,
        thing: Thing::Age(entity),
        modifiers: Vec::new(),
        definite: true,
        end: after,
    })
}

/// Two figures that cannot be the same, if the report gives no reason for it.
fn contradiction(
    report: &AnnotatedReading,
    first: &Statement,
    second: &Statement,
    values: &[Decimal],
) -> Option<Observation> {
    let figures = &report.reading.figures;
    let (one, two) = (&figures[first.figure], &figures[second.figure]);
    let may_be_equal =
        Interval::of(&one.item, Digits::Coarse)?.meets(Interval::of(&two.item, Digits::Coarse)?);
    if may_be_equal {
        return None;
    }
    let here = report.sentence_of(report.tokens_of(one).start);
    let there = report.sentence_of(report.tokens_of(two).start);
    let has_reason = here == there
        || report.has_any(here.clone(), &REASONS_FOR_TWO_FIGURES)
        || report.has_any(there.clone(), &REASONS_FOR_TWO_FIGURES)
        || is_another_place_or_day(report, &here, &there)
        || is_difference_stated(one.item.low?, two.item.low?, values)?;
    if has_reason {
        return None;
    }
    let thing = name_of_thing(report, first, second)?;
    let shown = |statement: &Statement, figure: &Stated<Figure>| {
        let tokens = report.tokens_of(figure).start..statement.end;
        let phrase = report.quoted(report.span(&tokens));
        phrase.trim_end_matches(['-', ' ']).to_string()
    };
    let (severity, voices) = severity_and_voices(report, one, two);
    let (a, b) = (shown(first, one), shown(second, two));
    Some(Observation {
        severity,
        message: format!("as read, two figures for {thing}: {a}, and {b} further on, {voices}"),
        primary: two.span,
        related: vec![(Label::First, one.span)],
        assumption: "both figures are for the same thing",
        rule: NamedRule::TwoFigures,
    })
}

/// Whether the difference of two values is a figure of the report too: then the one is a total, and
/// the other a part of it.
fn is_difference_stated(a: Decimal, b: Decimal, values: &[Decimal]) -> Option<bool> {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    let difference = high.plus(low.negated())?;
    Some(values.binary_search(&difference.trimmed()).is_ok())
}

/// How a message names the thing that both statements are about; none if they are not about the
/// same one.
fn name_of_thing(
    report: &AnnotatedReading,
    first: &Statement,
    second: &Statement,
) -> Option<String> {
    match &first.thing {
        Thing::Toll(toll, _) => {
            let figure = &report.reading.figures[first.figure];
            let paragraph = report.paragraph_of(report.tokens_of(figure).start);
            (paragraph < LEAD_PARAGRAPHS).then(|| TOLL_NAMES[usize::from(*toll)].to_string())
        }
        Thing::Phrase(..) => {
            let are_alike = first.modifiers.is_empty()
                || second.modifiers.is_empty()
                || first.modifiers == second.modifiers;
            (second.definite && are_alike).then(|| format!("the {}", report.word(second.end)))
        }
        Thing::Age(_) => Some("the age of one person".into()),
    }
}

/// Whether two sentences name places, or days, that are not the same.
fn is_another_place_or_day(
    report: &AnnotatedReading,
    here: &Range<usize>,
    there: &Range<usize>,
) -> bool {
    let places = |tokens| report.names(tokens, NameKind::Place);
    are_different(&places(here), &places(there))
        || are_different(&days(report, here), &days(report, there))
}

/// Whether both lists have items, and none in common.
fn are_different<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|item| b.contains(item))
}

fn days(report: &AnnotatedReading, tokens: &Range<usize>) -> Vec<String> {
    let all = &report.reading.times;
    let times = &all[within(all, report.span(tokens))];
    times
        .iter()
        .filter(|time| time.item.begin.is_some())
        .map(|time| time.item.value.clone())
        .collect()
}

/// Two figures in one voice are a warning, because one of them must be wrong; of two voices either
/// may be right.
fn severity_and_voices(
    report: &AnnotatedReading,
    one: &Stated<Figure>,
    two: &Stated<Figure>,
) -> (Severity, &'static str) {
    match (report.voice(one.attribution), report.voice(two.attribution)) {
        (Voice::Outlet, Voice::Outlet) => (Severity::Warning, "both in the outlet's own words"),
        (Voice::Known(a), Voice::Known(b)) if a == b => (Severity::Warning, "both from one source"),
        (Voice::Known(_), Voice::Known(_)) => (Severity::Note, "from two sources"),
        (Voice::Outlet, _) | (_, Voice::Outlet) => (
            Severity::Note,
            "one in the outlet's own words, one from a source",
        ),
        _ => (Severity::Note, "from sources that may be the same"),
    }
}
