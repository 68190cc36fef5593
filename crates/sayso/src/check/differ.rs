//! Two figures for one thing: "12 people were killed" and, further on, "the blast killed 15".
//!
//! In: a view of a reading. Out: a finding for each thing of which a later figure cannot be what
//! the first one is. A thing is the toll of what the report is about, what a definite phrase
//! measures ("the 40-page report"), or somebody's age.

use super::finding::{Code, Finding, Label, NamedRule, Severity};
use super::interval::{Digits, Interval};
use super::pages::Page;
use super::view::{Observed, View, Voice, set};
use crate::measure::scan::Lexicon;
use crate::measure::{Decimal, Figure, Role, Stated, Unit};
use crate::names::{NameKind, Pos};
use crate::resolve::{EntityId, Written};
use sayso_english::classes::hash_lower;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What `sayso explain` says.
pub const PAGE: Page = Page {
    code: Code::TwoFigures,
    name: "two figures",
    what: "Compares the figures that a report gives for one thing: the killed, injured, arrested or missing of what it is about; \
           what a definite phrase measures (\"a 40-page report\", \"the 60-page report\"); the age of one person. A warning where \
           both are in one voice, a note where there are two.",
    why: "A toll or a sum that changes within a report was updated in one place only, or is disputed: readers must know which.",
    example: "Twelve people were killed when a bus overturned near Tessmar. ¶ The crash killed 15 people. → as read, \
              two figures for the killed: Twelve, and 15 further on, both in the outlet's own words",
    limits: "Silent where the words give a reason: another place or day, an earlier or later count, a part of a total, a bound or a \
             rounded figure that holds both. Whether both speak of one thing is read from words alone.",
    off: true,
};

/// A toll: its name, the words after a figure that tell it, the verbs before one.
const TOLLS: &[(&str, &str, &str)] = &[
    (
        "the killed",
        "killed dead died slain perished drowned deaths fatalities",
        "killed killing kills kill",
    ),
    (
        "the injured",
        "injured wounded hurt injuries",
        "injured injuring injures wounded wounding hurt hurting",
    ),
    (
        "the arrested",
        "arrested detained arrests",
        "arrested arresting detained detaining",
    ),
    ("the missing", "missing unaccounted", ""),
    (
        "the displaced",
        "evacuated displaced homeless",
        "evacuated evacuating displaced displacing",
    ),
    ("the rescued", "rescued", "rescued rescuing"),
];

static AFTER: LazyLock<Lexicon<u8>> = LazyLock::new(|| tolls(|t| t.1));
static BEFORE: LazyLock<Lexicon<u8>> = LazyLock::new(|| tolls(|t| t.2));

fn tolls(words: fn(&(&str, &'static str, &'static str)) -> &'static str) -> Lexicon<u8> {
    let entries = (0..)
        .zip(TOLLS)
        .flat_map(|(n, t)| words(t).split_whitespace().map(move |w| (hash_lower(w), n)));
    Lexicon::new(entries)
}

/// Whoever they are.
static PEOPLE: LazyLock<Lexicon<()>> =
    LazyLock::new(|| set("people persons person individuals lives victims"));
/// Words that give a reason for another figure: another count, a part, another case, what is not
/// so.
static REASONS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "rose risen rises rising climbed increased grew updated revised corrected initially initial earlier previous previously originally \
         first later since now so then still ago last another other others more additional further also including include includes \
         among average every each per annually daily would could might if not no never least another's similar separate separately \
         until yet feared expected total combined altogether overall both either or history deadliest years year decade",
    )
});
/// Between a figure and the word that tells the toll.
static LINKS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set("were was are is have has had been being be confirmed reported found left")
});
/// Articles that point at one thing.
static DEFINITE: LazyLock<Lexicon<()>> = LazyLock::new(|| set("the this that these those"));
static INDEFINITE: LazyLock<Lexicon<()>> = LazyLock::new(|| set("a an"));
/// Heads of phrases that there are many of, or that say how much alone.
static MANY: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    set(
        "people men women man woman years year months month weeks week days day hours hour minutes minute percent points point states state \
         range mark level limit period window time times line others ones way ways part parts side sides figure total rate increase \
         decrease rise drop gain loss margin lead deadline anniversary event events votes vote delegates delegate seats question questions \
         words thing things group groups category field block blocks highway road street avenue",
    )
});

/// What a figure tells of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// The toll of that number, and of whom; 0 is people.
    Toll(u8, u64),
    /// The head of a phrase, and the unit or what is counted.
    Phrase(u64, u64),
    /// Somebody's age.
    Age(u32),
}

/// A figure and what it tells of.
struct Statement {
    figure: usize,
    thing: Thing,
    /// The words of the phrase before its head.
    with: Vec<u64>,
    definite: bool,
    /// The token of the head; the one after the figure where there is none.
    end: usize,
}

/// What a reading gives two figures for.
pub fn find(view: &View) -> Vec<Finding> {
    let mut things: BTreeMap<Thing, Vec<Statement>> = BTreeMap::new();
    for (n, figure) in view.reading.figures.iter().enumerate() {
        let Some(statement) = statement(view, n, figure) else {
            continue;
        };
        things
            .entry(statement.thing.clone())
            .or_default()
            .push(statement);
    }
    for statement in ages(view) {
        things
            .entry(statement.thing.clone())
            .or_default()
            .push(statement);
    }
    let values = values(view);
    let mut out = Vec::new();
    for statements in things.values() {
        // Each is compared with the first alone, so that the time stays linear.
        let Some((first, rest)) = statements.split_first() else {
            continue;
        };
        let found = rest
            .iter()
            .find_map(|second| differ(view, first, second, &values));
        out.extend(found.map(|o| o.finding(&PAGE)));
    }
    out
}

/// All values of the reading, in order.
fn values(view: &View) -> Vec<Decimal> {
    let mut all: Vec<Decimal> = view
        .reading
        .figures
        .iter()
        .filter_map(|f| f.item.low.or(f.item.high))
        .map(Decimal::trimmed)
        .collect();
    all.sort();
    all
}

fn counts_something(figure: &Figure) -> bool {
    figure.role == Role::Amount
        && figure.per.is_empty()
        && figure.low.is_some()
        && figure.low == figure.high
        && figure.digits > 0
}

fn statement(view: &View, n: usize, figure: &Stated<Figure>) -> Option<Statement> {
    if !counts_something(&figure.item) {
        return None;
    }
    let tokens = view.tokens_of(figure);
    if figure.item.unit.is_none()
        && let Some(thing) = toll(view, &figure.item, &tokens)
    {
        return Some(Statement {
            figure: n,
            thing,
            with: Vec::new(),
            definite: true,
            end: tokens.end,
        });
    }
    phrase(view, n, &figure.item, &tokens)
}

/// "12 people were killed", "killed 12 people".
fn toll(view: &View, figure: &Figure, tokens: &Range<usize>) -> Option<Thing> {
    let of = figure.of.map(|span| view.tokens(span));
    let mut at = tokens.end;
    let mut who = 0;
    let counted = of.filter(|of| {
        of.start >= at && of.start < at + 4 && AFTER.get(view.key(of.start)).is_none()
    });
    if let Some(of) = counted {
        who = if PEOPLE.get(view.key(of.start)).is_some() {
            0
        } else {
            view.stems[of.start]
        };
        at = of.end;
    }
    if (tokens.end..at).any(|k| view.is_mark(k) || view.word(k) == "of") {
        return None;
    }
    while LINKS.get(view.key(at)).is_some() {
        at += 1;
    }
    if let Some(number) = AFTER.get(view.key(at)) {
        return Some(Thing::Toll(number, who));
    }
    let before = (tokens.start.saturating_sub(4)..tokens.start)
        .rev()
        .find(|&k| {
            !matches!(
                view.pos(k),
                Pos::Adv | Pos::Adj | Pos::Adp | Pos::Det | Pos::Sconj
            )
        })?;
    BEFORE
        .get(view.key(before))
        .map(|number| Thing::Toll(number, who))
}

/// "the 40-page report", "the $1.5 billion tunnel".
fn phrase(view: &View, n: usize, figure: &Figure, tokens: &Range<usize>) -> Option<Statement> {
    let sentence = view.sentence_of(tokens.start);
    let article = (sentence.start.max(tokens.start.saturating_sub(3))..tokens.start)
        .rev()
        .find(|&k| !matches!(view.pos(k), Pos::Adj | Pos::Adv | Pos::Sym))?;
    let definite = DEFINITE.get(view.key(article)).is_some();
    if !definite && INDEFINITE.get(view.key(article)).is_none() {
        return None;
    }
    let mut words = Vec::new();
    for k in tokens.end..sentence.end.min(tokens.end + 7) {
        let hyphen = view.word(k) == "-";
        if hyphen {
            continue;
        }
        if !matches!(view.pos(k), Pos::Noun | Pos::Adj | Pos::Propn) {
            break;
        }
        words.push(k);
    }
    while words.last().is_some_and(|&k| view.pos(k) == Pos::Adj) {
        words.pop();
    }
    let head = words.pop()?;
    if MANY.get(view.key(head)).is_some() || figure.unit == Some(Unit::PERCENT) {
        return None;
    }
    let plural = figure.unit.is_none() && words.is_empty()
        || figure.of.is_some_and(|of| view.tokens(of).contains(&head));
    // "a 12 boats" is nothing; of boats counted, only "the 12 boats" are always the same.
    if plural && !definite {
        return None;
    }
    let unit = figure
        .unit
        .map_or(u64::from(plural), |unit| hash_lower(unit.name()));
    let with = words
        .into_iter()
        .map(|k| view.stems[k])
        .filter(|s| *s != 0)
        .collect();
    Some(Statement {
        figure: n,
        thing: Thing::Phrase(view.stems[head], unit),
        with,
        definite,
        end: head,
    })
}

/// "Moss, 45".
fn ages(view: &View) -> Vec<Statement> {
    let figures = &view.reading.figures;
    let mut out = Vec::new();
    for mention in &view.reading.resolution.mentions {
        let Some(EntityId(who)) = mention.entity else {
            continue;
        };
        if !matches!(mention.written, Written::Name | Written::Surname) {
            continue;
        }
        let end = view.tokens(mention.span).end;
        if view.word(end) != "," {
            continue;
        }
        let Some(next) = view.token(end + 1) else {
            continue;
        };
        let n = figures.partition_point(|f| f.span.start() < next.span.start());
        let found = figures
            .get(n)
            .filter(|f| f.span.start() == next.span.start() && f.item.role == Role::Age);
        let closed = found
            .is_some_and(|f| matches!(view.word(view.tokens_of(f).end), "," | "." | ";" | "and"));
        if closed {
            out.push(Statement {
                figure: n,
                thing: Thing::Age(who),
                with: Vec::new(),
                definite: true,
                end: view.tokens_of(&figures[n]).end,
            });
        }
    }
    out
}

/// Two figures that cannot be one, with nothing that gives a reason.
fn differ(
    view: &View,
    first: &Statement,
    second: &Statement,
    values: &[Decimal],
) -> Option<Observed> {
    let figures = &view.reading.figures;
    let (one, two) = (&figures[first.figure], &figures[second.figure]);
    let (a, b) = (one.item.low?, two.item.low?);
    let (wide, narrow) = (
        Interval::of(&one.item, Digits::Coarse)?,
        Interval::of(&two.item, Digits::Coarse)?,
    );
    if wide.meets(narrow) {
        return None;
    }
    let (here, there) = (view.tokens_of(one), view.tokens_of(two));
    let (before, after) = (view.sentence_of(here.start), view.sentence_of(there.start));
    if before == after || view.says(before.clone(), &REASONS) || view.says(after.clone(), &REASONS)
    {
        return None;
    }
    if apart(view, &before, &after) {
        return None;
    }
    // A total and its parts: what is missing is told as well.
    let gap = if a > b {
        a.plus(b.negated())?
    } else {
        b.plus(a.negated())?
    };
    if values.binary_search(&gap.trimmed()).is_ok() {
        return None;
    }
    let what = match &first.thing {
        Thing::Toll(n, _) => {
            let lead = view.paragraph_of(here.start) < LEAD;
            lead.then(|| TOLLS[usize::from(*n)].0.to_string())?
        }
        Thing::Phrase(..) => {
            let alike =
                first.with.is_empty() || second.with.is_empty() || first.with == second.with;
            if !second.definite || !alike {
                return None;
            }
            format!("the {}", view.word(second.end))
        }
        Thing::Age(_) => "the age of one person".into(),
    };
    let shown = |statement: &Statement, figure: &Stated<Figure>| {
        let phrase = view.quoted(view.span(&(view.tokens_of(figure).start..statement.end)));
        phrase.trim_end_matches(['-', ' ']).to_string()
    };
    Some(told(
        view,
        &what,
        (one, shown(first, one)),
        (two, shown(second, two)),
    ))
}

/// Paragraphs that tell what a report is about.
const LEAD: usize = 4;

/// Other places, other days: told of each, and not the same.
fn apart(view: &View, before: &Range<usize>, after: &Range<usize>) -> bool {
    let (here, there) = (
        view.names(before, NameKind::Place),
        view.names(after, NameKind::Place),
    );
    let places = !here.is_empty() && !there.is_empty() && !here.iter().any(|p| there.contains(p));
    let days = |tokens: &Range<usize>| {
        let span = view.span(tokens);
        let times = &view.reading.times[super::line::within(&view.reading.times, span)];
        let days = times.iter().filter(|t| t.item.begin.is_some());
        days.map(|t| t.item.value.clone()).collect::<Vec<_>>()
    };
    let (here, there) = (days(before), days(after));
    let times = !here.is_empty() && !there.is_empty() && !here.iter().any(|d| there.contains(d));
    places || times
}

/// A figure, and how it is put.
type Put<'f> = (&'f Stated<Figure>, String);

fn told(view: &View, what: &str, (one, a): Put, (two, b): Put) -> Observed {
    let (first, second) = (view.voice(one.attribution), view.voice(two.attribution));
    let (severity, voices) = match (first, second) {
        (Voice::Outlet, Voice::Outlet) => (Severity::Warning, "both in the outlet's own words"),
        (Voice::Known(a), Voice::Known(b)) if a == b => (Severity::Warning, "both from one source"),
        (Voice::Known(_), Voice::Known(_)) => (Severity::Note, "from two sources"),
        (Voice::Outlet, _) | (_, Voice::Outlet) => (
            Severity::Note,
            "one in the outlet's own words, one from a source",
        ),
        _ => (Severity::Note, "from sources that are not told apart"),
    };
    Observed {
        severity,
        message: format!("as read, two figures for {what}: {a}, and {b} further on, {voices}"),
        primary: two.span,
        related: vec![(Label::First, one.span)],
        assumptions: vec!["both speak of one thing".into()],
        why: NamedRule::TwoFigures,
    }
}
