//! In: the records of a report. Out: one page with everything: the report with its attributions
//! marked, and beside it the ledger of who says what, with links between the two.
//!
//! The page asks the network for nothing, works without its script, and has the same bytes for the
//! same records. `escape` is the only place that writes HTML; `marks` finds out what is where,
//! `pieces` cuts the text at the borders, `article` writes the report, `ledger` and `why` the rows,
//! `findings` what does not add up, `measures` figures and times, `repairs` the edits.

mod article;
mod escape;
mod findings;
mod index;
mod kinds;
mod ledger;
mod marker;
mod marks;
mod measures;
mod pieces;
mod repairs;
mod status;
mod why;

use crate::about::{facts, headline, not_read};
use crate::folder::Page;
use crate::measured::{self, Measure};
use crate::records::{Report, Run, Saved};
use crate::speakers::{Group, by_speaker, statements};
use crate::view::{Numbered, View};
use crate::words::plural;
use article::Article;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use escape::{Html, web_address};
use ledger::Ledger;
use marks::{Item, Marked};
use sayso::document::BlockKind;
use sha2::{Digest, Sha256};

pub use index::index;
pub use marker::{MARK_BYTES, Shows, shows};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("page.js");

/// The page of a report; `run` is what made its records.
///
/// ```
/// use sayso::report::RawReport;
/// use sayso::{Reader, reading::Least, words::Words};
/// use sayso_export::html;
/// use sayso_export::records::{Run, Saved};
/// let words = Words::none();
/// let raw = RawReport::text("“The <ferry> was late,” said Ines Moller.");
/// let reading = Reader::new(&words).read(&raw).unwrap();
/// let saved = Saved::new(&reading, None, &[], Least { kept: 0.0, shown: 0.0 });
/// let page = html::page(&saved, &Run::default());
/// assert!(page.starts_with("<!doctype html>"));
/// assert!(page.contains("The &lt;ferry&gt; was late"));
/// ```
pub fn page(saved: &Saved, run: &Run) -> String {
    let view = View::new(saved);
    let all = saved.attributions.iter();
    let items: Vec<Item<'_>> = all.map(|a| Item::new(&view, a)).collect();
    let hedges = marks::hedges(&view);
    let (figures, times) = measured::measures(&view);
    let measures: Vec<Measure<'_>> = figures.iter().chain(&times).copied().collect();
    let marked = Marked {
        items: &items,
        hedges: &hedges,
        measures: &measures,
        findings: &saved.findings,
    };
    let ledger = Ledger {
        view: &view,
        items: &items,
    };
    let mut h = Html::default();
    h.raw("<!doctype html>\n");
    h.element("html", &[("lang", "en")], |h| {
        head(h, &view);
        h.element("body", &[], |h| {
            h.raw("<a class=\"skip\" href=\"#ledger\">Skip to who says what</a>\n");
            report(h, &view, marked);
            let groups = by_speaker(&view, &view.by_trust().0);
            sections(h, &ledger, &groups, marked);
            h.words("footer", &[], &provenance(&saved.report, run));
            h.raw("\n");
            h.raw(KEYS);
            h.raw("<script>");
            h.raw(SCRIPT);
            h.raw("</script>\n");
        });
    });
    h.raw("\n");
    h.finish()
}

fn head(h: &mut Html, view: &View<'_>) {
    h.element("head", &[], |h| {
        h.raw("<meta charset=\"utf-8\">\n");
        marker::report(h, &Page::new(view));
        rules(h, &[STYLE], SCRIPT);
        h.words("title", &[], &format!("{} – sayso", name(view)));
        h.raw("\n<style>");
        h.raw(STYLE);
        h.raw("</style>\n");
    });
}

/// What a page may do. The browser applies these styles, runs this script and loads nothing, whatever a
/// report holds.
fn rules(h: &mut Html, styles: &[&str], script: &str) {
    let hash = |text: &str| {
        format!(
            "'sha256-{}'",
            STANDARD.encode(Sha256::digest(text.as_bytes()))
        )
    };
    let styles: Vec<String> = styles.iter().map(|style| hash(style)).collect();
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        styles.join(" "),
        hash(script)
    );
    let policy = [
        ("http-equiv", "Content-Security-Policy"),
        ("content", &*policy),
    ];
    h.begin("meta", &policy);
    h.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    h.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    h.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
}

/// The headline, or the title or the input without one.
fn name<'a>(view: &View<'a>) -> &'a str {
    headline(view).unwrap_or(&view.saved.report.input)
}

/// What is known of the report, and the report.
fn report(h: &mut Html, view: &View<'_>, marked: Marked<'_>) {
    let report = &view.saved.report;
    h.element("main", &[], |h| {
        h.element("p", &[("class", "about")], |h| about(h, report));
        let has_headline = view.blocks.iter().any(|b| b.kind == BlockKind::Headline);
        if !has_headline {
            h.words("h1", &[("class", "made")], name(view));
        }
        if let Some(why) = report.skipped {
            h.words("p", &[("class", "skipped")], &not_read(report, why));
        }
        // Without a language the browser applies no rules of English for hyphens and voices.
        let language = report.language.as_deref().unwrap_or("");
        h.element("article", &[("id", "report"), ("lang", language)], |h| {
            h.raw("\n");
            let marks = marks::marks(view, &marked);
            Article::new(view, marked, &marks).write(h);
        });
    });
    h.raw("\n");
}

fn about(h: &mut Html, report: &Report) {
    let facts = facts(report);
    if facts.is_empty() {
        h.text(report.input.rsplit(['/', '\\']).next().unwrap_or_default());
    }
    for (n, fact) in facts.iter().enumerate() {
        h.raw(if n > 0 { " · " } else { "" });
        h.raw(fact.label);
        match web_address(fact.value) {
            Some(url) => h.words("a", &[("href", url), ("rel", "noreferrer")], url),
            None => h.text(fact.value),
        }
        if let Some((percent, rule)) = fact.doubt {
            h.text(&format!(" ({percent}% sure, {rule})"));
        }
    }
}

/// How much there is in a section.
struct Count {
    /// The anchor of the section.
    id: &'static str,
    count: usize,
    /// "3 figures".
    words: String,
}

impl Count {
    fn new(id: &'static str, count: usize, one: &str) -> Count {
        Count {
            id,
            count,
            words: plural(count, one),
        }
    }
}

/// The figures of all sections that can be empty.
struct Counts {
    findings: Count,
    uncertain: Count,
    hedges: Count,
    figures: Count,
    times: Count,
    repairs: Count,
}

impl Counts {
    fn in_order(&self) -> [&Count; 6] {
        [
            &self.findings,
            &self.uncertain,
            &self.hedges,
            &self.figures,
            &self.times,
            &self.repairs,
        ]
    }
}

const NOTE_FINDINGS: &str =
    "Findings describe the figures as sayso reads them. They do not show who made a mistake.";
const NOTE_UNCERTAIN: &str =
    "More likely to be wrong than the claims above; underlined with a thin line.";
const NOTE_HEDGES: &str =
    "The report presents these as less than certain, and names no source for them.";
const NOTE_FIGURES: &str = "Where no source is named, the figure is the report’s own.";
const NOTE_TIMES: &str = "The day of publication is not known, so times that depend on it have “?” or “X” in their value.";

/// The ledger beside the report.
fn sections(
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
            id: "findings",
            count: marked.findings.len(),
            words: findings::counted(marked.findings),
        },
        uncertain: Count::new("uncertain", uncertain.len(), "uncertain claim"),
        hedges: Count::new("hedges", marked.hedges.len(), "hedge"),
        figures: Count::new("figures", figures.len(), "figure"),
        times: Count::new("times", times.len(), "time"),
        repairs: Count::new("repairs", report.edits.len(), "repair"),
    };
    let labelled = [("id", "ledger"), ("aria-labelledby", "ledger-title")];
    h.element("aside", &labelled, |h| {
        header(h, ledger, groups, marked, &counts);
        section(h, "Does it add up", &counts.findings, NOTE_FINDINGS, |h| {
            findings::write(h, ledger, marked);
        });
        ledger.sources(h, groups);
        section(h, "Uncertain", &counts.uncertain, NOTE_UNCERTAIN, |h| {
            ledger.uncertain(h, &uncertain);
        });
        let own = "Hedged by the report itself";
        section(h, own, &counts.hedges, NOTE_HEDGES, |h| {
            ledger.hedges(h, marked.hedges);
        });
        section(h, "Figures", &counts.figures, NOTE_FIGURES, |h| {
            measures::write(h, ledger, &figures);
        });
        let is_dated = report.published.is_some();
        let note = if is_dated { "" } else { NOTE_TIMES };
        section(h, "Times", &counts.times, note, |h| {
            measures::write(h, ledger, &times);
        });
        section(h, "Repairs of the text", &counts.repairs, "", |h| {
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
        h.raw(TOOLS);
        legend(h, ledger.items, marked.hedges.len());
    }
    h.raw("</header>\n");
}

/// A part of the ledger that can be folded. Nothing is written if it is empty.
fn section(
    h: &mut Html,
    title: &'static str,
    count: &Count,
    note: &'static str,
    inside: impl FnOnce(&mut Html),
) {
    if count.count == 0 {
        return;
    }
    h.element("details", &[("class", "section"), ("open", "")], |h| {
        h.element("summary", &[], |h| {
            h.words("h2", &[("id", count.id)], title);
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

/// How much there is of everything, with links to the sections.
fn sum(
    h: &mut Html,
    ledger: &Ledger<'_>,
    groups: &[(Group<'_>, Vec<Numbered<'_>>)],
    counts: &Counts,
) {
    let (shown, named) = statements(ledger.view, groups);
    if ledger.items.is_empty() {
        h.raw("No claims found");
    } else {
        h.text(&format!(
            "{} from {}",
            plural(shown, "claim"),
            plural(named, "source")
        ));
    }
    for count in counts.in_order().iter().filter(|count| count.count > 0) {
        h.raw(" · ");
        h.words("a", &[("href", &format!("#{}", count.id))], &count.words);
    }
    if ledger.view.saved.report.skipped.is_none() && counts.findings.count == 0 {
        h.raw(" · checks: nothing found");
    }
}

/// The kinds of source that occur, with their letters. The script makes them filters.
fn legend(h: &mut Html, items: &[Item<'_>], hedges: usize) {
    h.element(
        "ul",
        &[("class", "legend"), ("aria-label", "Kinds of source")],
        |h| {
            for look in kinds::ALL {
                let own = if *look == kinds::HEDGE { hedges } else { 0 };
                let count = own + items.iter().filter(|item| item.look == look).count();
                if count == 0 {
                    continue;
                }
                let (class, hue) = (format!("letter k{}", look.hue), look.hue.to_string());
                h.element("li", &[("data-kind", &hue)], |h| {
                    h.words("span", &[("class", &class)], look.letter);
                    h.text(&format!(" {} {count}", look.words));
                });
            }
        },
    );
    h.raw("\n");
}

/// What made the page, and from what.
fn provenance(report: &Report, run: &Run) -> String {
    let line = report
        .line()
        .map_or(String::new(), |line| format!(", line {line}"));
    let model = run
        .model
        .as_ref()
        .map_or("with rules only".into(), |model| {
            let sha256 = model.sha256.get(..16).unwrap_or_default();
            format!("with the model {} ({sha256})", model.name)
        });
    format!(
        "Read by sayso {} {model}, from {}{line} (SHA-256 {}). Report {}.",
        run.version, report.input, report.sha256, report.id
    )
}

/// Shown by the script, because it does nothing without it.
const TOOLS: &str = "<div class=\"tools\" hidden><label for=\"find\" class=\"vh\">Search in sources and claims</label>\
<input id=\"find\" type=\"search\" placeholder=\"Search ( / )\" autocomplete=\"off\" spellcheck=\"false\">\
<button type=\"button\" id=\"marks\" aria-pressed=\"true\">Marks</button>\
<button type=\"button\" id=\"help\" aria-haspopup=\"dialog\">Keys</button>\
<output id=\"count\" class=\"facts\"></output></div>\n";

const GUIDE: &str = include_str!("guide.html");
const KEYS: &str = include_str!("keys.html");
