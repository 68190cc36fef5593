//! In: the rows of a report. Out: the ledger beside it: its head with the tools, and its parts, of
//! which those that only some readers ask for are folded.

use super::escape::Html;
use super::ledger::Ledger;
use super::marks::{Item, Marked};
use super::{findings, kinds, measures, repairs};
use crate::about::not_read;
use crate::measured::Measure;
use crate::speakers::{Group, statements};
use crate::view::Numbered;
use crate::words::plural;

/// A part of the ledger that can be folded.
pub struct Part {
    /// The anchor of its heading.
    pub id: &'static str,
    /// The id of the element that is folded. The style sheet marks the text by it.
    fold: &'static str,
    title: &'static str,
    /// It is unfolded at first.
    is_open: bool,
}

/// What does not add up, and what does.
pub const FINDINGS: Part = Part {
    id: "findings",
    fold: "fold-findings",
    title: "Does it add up?",
    is_open: true,
};
/// What the report says itself, and not as a fact.
pub const HEDGES: Part = Part {
    id: "hedges",
    fold: "fold-hedges",
    title: "Not said as a fact, by the report itself",
    is_open: true,
};
/// Attributions that may well be wrong.
pub const UNCERTAIN: Part = Part {
    id: "uncertain",
    fold: "fold-uncertain",
    title: "Uncertain readings",
    is_open: false,
};
/// All figures.
pub const FIGURES: Part = Part {
    id: "figures",
    fold: "fold-figures",
    title: "All figures",
    is_open: false,
};
/// All times.
pub const TIMES: Part = Part {
    id: "times",
    fold: "fold-times",
    title: "All times",
    is_open: false,
};
/// What was repaired.
pub const REPAIRS: Part = Part {
    id: "repairs",
    fold: "fold-repairs",
    title: "Repairs of the text",
    is_open: false,
};

/// How much there is in a part.
struct Count {
    part: &'static Part,
    count: usize,
    /// "3 figures".
    words: String,
}

impl Count {
    fn new(part: &'static Part, count: usize, one: &str) -> Count {
        let words = plural(count, one);
        Count { part, count, words }
    }
}

/// The counts of all parts, which can be empty.
struct Counts {
    findings: Count,
    hedges: Count,
    uncertain: Count,
    figures: Count,
    times: Count,
    repairs: Count,
}

impl Counts {
    fn in_order(&self) -> [&Count; 6] {
        [
            &self.findings,
            &self.hedges,
            &self.uncertain,
            &self.figures,
            &self.times,
            &self.repairs,
        ]
    }
}

const NOTE_FINDINGS: &str =
    "Findings describe the figures as sayso reads them. They do not show who made a mistake.";
const NOTE_UNCERTAIN: &str = "More likely to be wrong than what is shown above. While this part is unfolded, their words are marked in the text, too.";
const NOTE_HEDGES: &str = "The report presents these as less than certain or as still to come, and names no source for them.";
const NOTE_FIGURES: &str = "Where no source is named, the figure is the report’s own.";
const NOTE_TIMES: &str = "The day of publication is not known, so times that depend on it have “?” or “X” in their value.";

/// The ledger beside the report.
pub fn write(
    h: &mut Html,
    ledger: &Ledger<'_>,
    groups: &[(Group<'_>, Vec<Numbered<'_>>)],
    marked: Marked<'_>,
) {
    let report = &ledger.view.saved.report;
    let uncertain: Vec<&Item<'_>> = ledger.items.iter().filter(|i| !i.is_sure()).collect();
    let (figures, times): (Vec<_>, Vec<_>) = marked
        .measures
        .iter()
        .partition(|measure| matches!(measure, Measure::Figure(..)));
    let counts = Counts {
        findings: Count {
            words: findings::counted(marked.findings),
            ..Count::new(&FINDINGS, marked.findings.len(), "")
        },
        hedges: Count {
            words: format!("{} not said as a fact", marked.hedges.len()),
            ..Count::new(&HEDGES, marked.hedges.len(), "")
        },
        uncertain: Count::new(&UNCERTAIN, uncertain.len(), "uncertain reading"),
        figures: Count::new(&FIGURES, figures.len(), "figure"),
        times: Count::new(&TIMES, times.len(), "time"),
        repairs: Count::new(&REPAIRS, report.edits.len(), "repair"),
    };
    let labelled = [("id", "ledger"), ("aria-labelledby", "ledger-title")];
    h.element("aside", &labelled, |h| {
        header(h, ledger, groups, marked, &counts);
        section(h, &counts.findings, NOTE_FINDINGS, |h| {
            findings::write(h, ledger, marked);
        });
        ledger.sources(h, groups);
        section(h, &counts.hedges, NOTE_HEDGES, |h| {
            ledger.hedges(h, marked.hedges);
        });
        section(h, &counts.uncertain, NOTE_UNCERTAIN, |h| {
            ledger.uncertain(h, &uncertain);
        });
        section(h, &counts.figures, NOTE_FIGURES, |h| {
            measures::write(h, ledger, &figures);
        });
        let is_dated = report.published.is_some();
        let note = if is_dated { "" } else { NOTE_TIMES };
        section(h, &counts.times, note, |h| {
            measures::write(h, ledger, &times);
        });
        section(h, &counts.repairs, "", |h| {
            repairs::write(h, ledger.view);
        });
        h.raw(GUIDE);
    });
    h.raw("\n");
}

/// The head of the ledger: how much there is, and the tools to filter it.
fn header(
    h: &mut Html,
    ledger: &Ledger<'_>,
    groups: &[(Group<'_>, Vec<Numbered<'_>>)],
    marked: Marked<'_>,
    counts: &Counts,
) {
    h.raw("<header><h2 id=\"ledger-title\">Who says what</h2>\n");
    h.element("p", &[("class", "sum")], |h| sum(h, ledger, groups, counts));
    let is_empty = ledger.items.is_empty()
        && marked.hedges.is_empty()
        && marked.measures.is_empty()
        && marked.findings.is_empty();
    if !is_empty {
        h.raw(MARKS);
        h.raw(TOOLS);
        legend(h, ledger.items, marked.hedges.len());
    }
    h.raw("</header>\n");
}

/// A part of the ledger. Nothing is written if it is empty.
fn section(h: &mut Html, count: &Count, note: &'static str, inside: impl FnOnce(&mut Html)) {
    let part = count.part;
    if count.count == 0 {
        return;
    }
    let open = if part.is_open { ("open", "") } else { ("", "") };
    let attributes = [("class", "section"), ("id", part.fold), open];
    h.element("details", &attributes, |h| {
        h.element("summary", &[], |h| {
            h.words("h2", &[("id", part.id)], part.title);
            h.words("span", &[("class", "facts")], &format!(" {}", count.count));
        });
        h.raw("\n");
        if !note.is_empty() {
            h.words("p", &[("class", "facts")], note);
            h.raw("\n");
        }
        inside(h);
    });
    h.raw("\n");
}

/// How much there is of everything, with links to the parts. Of a report that was not read it says
/// that instead, because "no claims" would read as if there were none.
fn sum(
    h: &mut Html,
    ledger: &Ledger<'_>,
    groups: &[(Group<'_>, Vec<Numbered<'_>>)],
    counts: &Counts,
) {
    let shown = statements(ledger.view, groups);
    let report = &ledger.view.saved.report;
    if let Some(why) = report.skipped {
        h.text(&not_read(report, why));
        h.raw(" So nothing is listed here, whatever the page says.");
    } else if shown == 0 {
        h.raw("No statements found");
    } else {
        h.text(&plural(shown, "claim"));
    }
    for count in counts.in_order().iter().filter(|count| count.count > 0) {
        h.raw(" · ");
        h.words(
            "a",
            &[("href", &format!("#{}", count.part.id))],
            &count.words,
        );
    }
}

/// The kinds of source that occur, with their letters. The script makes them filters.
fn legend(h: &mut Html, items: &[Item<'_>], hedges: usize) {
    let attributes = [("class", "legend"), ("aria-label", "Kinds of source")];
    h.element("ul", &attributes, |h| {
        for (look, count) in kinds::counted(items, hedges) {
            let (class, hue) = (format!("letter k{}", look.hue), look.hue.to_string());
            h.element("li", &[("data-kind", &hue)], |h| {
                h.words("span", &[("class", &class)], look.letter);
                h.text(&format!(" {} {count}", look.words));
            });
        }
    });
    h.raw("\n");
}

/// How much of the text is marked. It works without the script.
const MARKS: &str = "<fieldset class=\"marks\"><legend>Marks in the text</legend>\
<label><input type=\"radio\" name=\"marks\" id=\"marks-off\"> none</label>\
<label><input type=\"radio\" name=\"marks\" id=\"marks-quiet\" checked> quiet</label>\
<label><input type=\"radio\" name=\"marks\" id=\"marks-all\"> all</label></fieldset>\n";

/// Shown by the script, because it does nothing without it.
const TOOLS: &str = "<div class=\"tools\" hidden><label for=\"find\" class=\"vh\">Search in sources and claims</label>\
<input id=\"find\" type=\"search\" placeholder=\"Search ( / )\" autocomplete=\"off\" spellcheck=\"false\">\
<button type=\"button\" id=\"help\" aria-haspopup=\"dialog\">Keys</button>\
<output id=\"count\" class=\"facts\"></output></div>\n";

const GUIDE: &str = include_str!("guide.html");
