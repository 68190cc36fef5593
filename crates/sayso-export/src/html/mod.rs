//! In: a reading. Out: one page that holds it all: the report with its attributions marked, beside
//! it the ledger of who says what, each leading to the other.
//!
//! The page asks the network for nothing, works without its script, and is the same bytes for the
//! same reading. `escape` is the only place that writes HTML; `marks` says what stands where,
//! `pieces` cuts the text at the borders, `article` writes the report, `ledger` and `why` the rows,
//! `findings` what does not add up, `measures` figures and times, `repairs` the edits.

mod article;
mod escape;
mod findings;
mod kinds;
mod ledger;
mod marks;
mod measures;
mod pieces;
mod repairs;
mod status;
mod why;

use crate::about::{facts, not_read};
use crate::measured::{self, Measure};
use crate::speakers::{Group, by_speaker};
use crate::{Least, Numbered, Offsets, Provenance, by_trust};
use article::Article;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use escape::{Html, web_address};
use ledger::{Ledger, plural};
use marks::{Item, Marked};
use sayso::check::Finding;
use sayso::document::{BlockKind, Document};
use sayso::model::Model;
use sayso::reading::Reading;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("page.js");

/// What made a reading.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// The model, if there was one.
    pub model: Option<&'a Model>,
}

/// The page of one reading, with those of its findings that are to be shown.
///
/// ```
/// use sayso::{attribute::Bias, clean, reading};
/// use sayso_export::{Least, Provenance, html};
/// let text = "“The <b>ferry</b> was late,” said Ines Moller.";
/// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
/// let reading = reading::read(document, None, Bias::Balanced);
/// let from = Provenance { id: "r1".into(), input: "-".into(), line: None, sha256: String::new(), has_bytes: true };
/// let made = html::Made { version: "0.1.0", model: None };
/// let page = html::reading(&reading, &[], &from, Least { kept: 0.0, shown: 0.0 }, made);
/// assert!(page.starts_with("<!doctype html>"));
/// assert!(page.contains("The &lt;b&gt;ferry&lt;/b&gt; was late"));
/// ```
pub fn reading(
    reading: &Reading,
    findings: &[Finding],
    from: &Provenance,
    least: Least,
    made: Made<'_>,
) -> String {
    let (shown, uncertain) = by_trust(reading, least);
    let mut items: Vec<Item<'_>> = shown.iter().map(|&n| Item::new(reading, n, true)).collect();
    items.extend(uncertain.iter().map(|&n| Item::new(reading, n, false)));
    items.sort_by_key(|item| item.id);
    let mut h = Html::default();
    h.raw("<!doctype html>\n");
    h.element("html", &[("lang", "en")], |h| {
        head(h, reading, from);
        h.element("body", &[], |h| {
            h.raw("<a class=\"skip\" href=\"#ledger\">To who says what</a>\n");
            let hedges = marks::hedges(reading);
            let (figures, times) = measured::measures(reading);
            let all: Vec<Measure<'_>> = figures.iter().chain(&times).copied().collect();
            let marked = Marked {
                items: &items,
                hedges: &hedges,
                measures: &all,
                findings,
            };
            report(h, reading, from, marked);
            let groups = by_speaker(reading, &shown);
            let ledger = Ledger {
                reading,
                from,
                items: &items,
                offsets: Offsets::new(reading),
            };
            sections(h, &ledger, &groups, marked);
            h.words("footer", &[], &provenance(from, made));
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

fn head(h: &mut Html, reading: &Reading, from: &Provenance) {
    h.element("head", &[], |h| {
        h.raw("<meta charset=\"utf-8\">\n");
        h.begin("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy())]);
        h.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        h.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        h.words("title", &[], &format!("{} – sayso", name(&reading.document, from)));
        h.raw("\n<style>");
        h.raw(STYLE);
        h.raw("</style>\n");
    });
}

/// The browser runs this style and this script and loads nothing, whatever a report holds.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// The headline, or what else the report can be called.
fn name<'a>(document: &'a Document, from: &'a Provenance) -> &'a str {
    let headline = document
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Headline);
    let headline = headline
        .map(|b| &document.text[b.span])
        .filter(|text| !text.trim().is_empty());
    headline
        .or(document.title.as_deref())
        .unwrap_or(&from.input)
}

/// What is known of the report, and the report.
fn report(h: &mut Html, reading: &Reading, from: &Provenance, marked: Marked<'_>) {
    let document = &reading.document;
    h.element("main", &[], |h| {
        h.element("p", &[("class", "about")], |h| about(h, document, from));
        if !document
            .blocks
            .iter()
            .any(|b| b.kind == BlockKind::Headline)
        {
            h.words("h1", &[("class", "made")], name(document, from));
        }
        if let Some(why) = reading.skipped {
            h.words("p", &[("class", "skipped")], &not_read(document, why));
        }
        // An unknown language is nobody's: no rules of English for hyphens or voices.
        let language = document.language.as_deref().unwrap_or("");
        h.element("article", &[("id", "report"), ("lang", language)], |h| {
            h.raw("\n");
            let marks = marks::marks(reading, &marked);
            Article::new(document, marked, &marks).write(h);
        });
    });
    h.raw("\n");
}

fn about(h: &mut Html, document: &Document, from: &Provenance) {
    let facts = facts(document);
    if facts.is_empty() {
        h.text(from.input.rsplit(['/', '\\']).next().unwrap_or_default());
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

/// How much there is of what a section shows.
struct Told {
    /// Its anchor.
    id: &'static str,
    count: usize,
    /// "3 figures".
    words: String,
}

/// What stands beside the report.
fn sections(
    h: &mut Html,
    ledger: &Ledger<'_>,
    groups: &[(Group, Vec<Numbered<'_>>)],
    marked: Marked<'_>,
) {
    let document = &ledger.reading.document;
    let uncertain: Vec<&Item<'_>> = ledger.items.iter().filter(|item| !item.sure).collect();
    let (figures, times): (Vec<_>, Vec<_>) = marked
        .measures
        .iter()
        .partition(|measure| matches!(measure, Measure::Figure(..)));
    let told = |id, count, one| Told {
        id,
        count,
        words: plural(count, one),
    };
    let counts = [
        Told {
            id: "findings",
            count: marked.findings.len(),
            words: findings::counted(marked.findings),
        },
        told("uncertain", uncertain.len(), "uncertain claim"),
        told("hedges", marked.hedges.len(), "hedge"),
        told("figures", figures.len(), "figure"),
        told("times", times.len(), "time"),
        told("repairs", document.edits.len(), "repair"),
    ];
    h.element("aside", &[("id", "ledger"), ("aria-labelledby", "ledger-title")], |h| {
        h.raw("<header><h2 id=\"ledger-title\">Who says what</h2>\n");
        h.element("p", &[("class", "sum")], |h| sum(h, ledger, groups, &counts));
        if !ledger.items.is_empty()
            || !marked.hedges.is_empty()
            || !marked.measures.is_empty()
            || !marked.findings.is_empty()
        {
            h.raw(TOOLS);
            legend(h, ledger.items, marked.hedges.len());
        }
        h.raw("</header>\n");
        let observed = "As the figures are read: what was observed, not what anybody did.";
        section(h, "Does it add up", &counts[0], observed, |h| findings::write(h, ledger, marked));
        ledger.sources(h, groups);
        section(
            h,
            "Uncertain",
            &counts[1],
            "More likely wrong than what stands above; underlined thinly.",
            |h| {
                ledger.uncertain(h, &uncertain);
            },
        );
        let own = "Nobody is named for it, and it is not put as certain.";
        section(h, "Hedged by the report itself", &counts[2], own, |h| ledger.hedges(h, marked.hedges));
        let plain = "Where nobody is named it is the report that says so.";
        section(h, "Figures", &counts[3], plain, |h| measures::write(h, ledger, &figures));
        let unknown = "The day of publication is not known: “?” or “X” stands where a time counts from it.";
        let note = if document.published.is_none() { unknown } else { "" };
        section(h, "Times", &counts[4], note, |h| measures::write(h, ledger, &times));
        section(h, "Repairs of the text", &counts[5], "", |h| repairs::write(h, document));
        h.raw(GUIDE);
    });
    h.raw("\n");
}

/// A part of the ledger that can be folded, if there is anything in it.
fn section(
    h: &mut Html,
    title: &'static str,
    told: &Told,
    note: &'static str,
    inside: impl FnOnce(&mut Html),
) {
    if told.count == 0 {
        return;
    }
    h.element("details", &[("class", "section"), ("open", "")], |h| {
        h.element("summary", &[], |h| {
            h.words("h2", &[("id", told.id)], title);
            h.words("span", &[("class", "facts")], &format!(" {}", told.count));
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

/// How much there is, each leading to its section.
fn sum(h: &mut Html, ledger: &Ledger<'_>, groups: &[(Group, Vec<Numbered<'_>>)], counts: &[Told]) {
    let shown = ledger.items.iter().filter(|item| item.sure).count();
    let named = groups
        .iter()
        .filter(|(group, _)| *group != Group::Nobody)
        .count();
    if ledger.items.is_empty() {
        h.raw("Nobody says anything here that sayso has found");
    } else {
        h.text(&format!(
            "{} from {}",
            plural(shown, "claim"),
            plural(named, "source")
        ));
    }
    for told in counts.iter().filter(|told| told.count > 0) {
        h.raw(" · ");
        h.words("a", &[("href", &format!("#{}", told.id))], &told.words);
    }
    let checked = ledger.reading.skipped.is_none()
        && counts.iter().all(|t| t.id != "findings" || t.count == 0);
    h.raw(if checked {
        " · checks: nothing found"
    } else {
        ""
    });
}

/// The kinds of source that occur, with their letters; the script makes them filters.
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

fn provenance(from: &Provenance, made: Made<'_>) -> String {
    let line = from
        .line
        .map_or(String::new(), |line| format!(", line {line}"));
    let model = made.model.map_or("by rules alone".into(), |model| {
        format!(
            "by the model {} ({})",
            model.name(),
            model.sha256().get(..16).unwrap_or_default()
        )
    });
    format!(
        "Read by sayso {} {model}, from {}{line} (SHA-256 {}). Report {}.",
        made.version, from.input, from.sha256, from.id
    )
}

/// Shown by the script, without which they would do nothing.
const TOOLS: &str = "<div class=\"tools\" hidden><label for=\"find\" class=\"vh\">Search in sources and claims</label>\
<input id=\"find\" type=\"search\" placeholder=\"Search ( / )\" autocomplete=\"off\" spellcheck=\"false\">\
<button type=\"button\" id=\"marks\" aria-pressed=\"true\">Marks</button>\
<button type=\"button\" id=\"help\" aria-haspopup=\"dialog\">Keys</button>\
<output id=\"count\" class=\"facts\"></output></div>\n";

const GUIDE: &str = include_str!("guide.html");
const KEYS: &str = include_str!("keys.html");
