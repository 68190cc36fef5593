//! In: the records of a report. Out: one page with everything: the report with its attributions
//! marked, and beside it the ledger of who says what, with links between the two.
//!
//! The page asks the network for nothing, works without its script, and has the same bytes for the
//! same records. `escape` is the only place that writes HTML; `marks` finds out what is where,
//! `pieces` cuts the text at the borders, `article` writes the report, `glance` what needs a look
//! first, `sections` the parts of the ledger, `ledger` and `why` its rows, `findings` what does not add
//! up, `measures` figures and times, `repairs` the edits, `foot` what made the page.

mod article;
mod compared;
mod escape;
mod findings;
mod foot;
mod glance;
mod index;
mod kinds;
mod ledger;
mod marker;
mod marks;
mod measures;
mod pieces;
mod repairs;
mod sections;
mod why;

use crate::about::headline;
use crate::citation::Citations;
use crate::folder::Page;
use crate::measured::{self, Measure};
use crate::overview::Overview;
use crate::records::{Run, Saved};
use crate::speakers::by_speaker;
use crate::view::View;
use crate::worked_out::WorkedOut;
use article::Article;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use escape::Html;
use glance::Glance;
use ledger::Ledger;
use marks::Marked;
use sha2::{Digest, Sha256};

pub use compared::compared;
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
    let items = marks::items(&view);
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
        citations: &Citations::new(&view),
        worked_out: &WorkedOut::new(&view),
    };
    let mut h = Html::default();
    h.raw("<!doctype html>\n");
    h.element("html", &[("lang", "en")], |h| {
        head(h, &view);
        h.element("body", &[], |h| {
            h.raw("<a class=\"skip\" href=\"#ledger\">Skip to who says what</a>\n");
            report(h, &ledger, marked);
            let groups = by_speaker(&view, &view.by_trust().0);
            sections::write(h, &ledger, &groups, marked);
            foot::write(h, &saved.report, run);
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

/// The headline, what needs a look first, and the report.
fn report(h: &mut Html, ledger: &Ledger<'_>, marked: Marked<'_>) {
    let view = ledger.view;
    // Without a language the browser applies no rules of English for hyphens and voices.
    let language = view.saved.report.language.as_deref().unwrap_or("");
    h.element("main", &[], |h| {
        h.element("article", &[("id", "report"), ("lang", language)], |h| {
            let marks = marks::marks(view, &marked);
            let article = Article::new(view, marked, &marks);
            if !article.headline(h) {
                h.words("h1", &[("class", "made")], name(view));
            }
            let glance = Glance {
                ledger,
                overview: &Overview::new(view),
            };
            glance.write(h);
            h.element("div", &[("id", "text")], |h| {
                h.raw("\n");
                article.write(h);
            });
        });
    });
    h.raw("\n");
}

const KEYS: &str = include_str!("keys.html");
