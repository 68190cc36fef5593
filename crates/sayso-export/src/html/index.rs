//! In: the reports of a folder of pages. Out: a page that lists them, those first that need a look.
//!
//! It is a table that can be read without its script, which sorts and filters the rows.

use super::escape::Html;
use super::{STYLE, marker, rules};
use crate::folder::{Counted, Listing, Row, State};
use crate::{grouped, plural};
use std::fmt::Write;

const INDEX_STYLE: &str = include_str!("index.css");
const SCRIPT: &str = include_str!("index.js");

/// What the columns hold and whether they are numbers, in order.
const COLUMNS: [(&str, bool); 9] = [
    ("Outlet", false),
    ("Day", false),
    ("Headline", false),
    ("Claims", true),
    ("Unnamed", true),
    ("Disputes", true),
    ("Checked", true),
    ("Findings", true),
    ("File", false),
];

/// The list of the pages of a folder, made by this version of sayso.
pub fn index(listing: &mut Listing, version: &str) -> String {
    let shown = listing.rows().len();
    let left_out = listing.total().inputs() - shown;
    let title = plural(listing.total().inputs(), "report");
    let total = listing.total().in_words();
    let mut h = Html::default();
    h.raw("<!doctype html>\n");
    h.element("html", &[("lang", "en")], |h| {
        head(h, &title);
        h.element("body", &[("class", "index")], |h| {
            h.raw("<main>\n");
            h.words("h1", &[], &title);
            h.raw("\n");
            h.words("p", &[("class", "sum")], &format!("{total}."));
            h.raw(GUIDE);
            h.raw(TOOLS);
            if left_out > 0 {
                let words = format!(
                    "{} more with less to look at are not listed here; their pages are in the folder.",
                    grouped(left_out)
                );
                h.words("p", &[], &words);
            }
            table(h, listing);
            h.raw("</main>\n");
            let made = format!("Listed by sayso {version} from the pages in this folder.");
            h.words("footer", &[], &made);
            h.raw("\n<script>");
            h.raw(SCRIPT);
            h.raw("</script>\n");
        });
    });
    h.raw("\n");
    h.finish()
}

fn head(h: &mut Html, title: &str) {
    h.element("head", &[], |h| {
        h.raw("<meta charset=\"utf-8\">\n");
        marker::index(h);
        rules(h, &[STYLE, INDEX_STYLE], SCRIPT);
        h.words("title", &[], &format!("{title} – sayso"));
        h.raw("\n<style>");
        h.raw(STYLE);
        h.raw("</style>\n<style>");
        h.raw(INDEX_STYLE);
        h.raw("</style>\n");
    });
}

fn table(h: &mut Html, listing: &mut Listing) {
    h.raw("<table>\n<caption class=\"vh\">Reports, those first that need a look</caption>\n");
    h.raw("<thead><tr>");
    for (name, is_number) in COLUMNS {
        let class = if is_number { "n" } else { "" };
        h.words("th", &[("scope", "col"), ("class", class)], name);
    }
    h.raw("</tr></thead>\n<tbody>\n");
    for row in listing.rows() {
        self::row(h, row);
        h.raw("\n");
    }
    h.raw("</tbody></table>\n");
}

fn row(h: &mut Html, row: &Row) {
    let class = match &row.state {
        State::Read(counted) if counted.errors > 0 => "found s-error",
        State::Read(counted) if counted.has_findings() => "found",
        State::Read(_) => "",
        State::Skipped(_) | State::Failed(_) => "unread",
    };
    h.element("tr", &[("class", class)], |h| {
        words(h, "Outlet", row.outlet.as_deref().unwrap_or_default());
        words(h, "Day", row.day.as_deref().unwrap_or_default());
        h.element(
            "td",
            &[("class", "title"), ("dir", "auto")],
            |h| match &row.page {
                Some(page) => h.words("a", &[("href", &address(page))], row.title()),
                None => h.text(row.title()),
            },
        );
        match &row.state {
            State::Read(counted) => numbers(h, counted),
            State::Skipped(reason) => no_numbers(h, &format!("not read: {}", reason.in_words())),
            State::Failed(message) => no_numbers(h, &format!("failed: {message}")),
        }
        words(h, "File", row.file());
    });
}

fn words(h: &mut Html, column: &'static str, words: &str) {
    h.words("td", &[("data-of", column), ("dir", "auto")], words);
}

/// A number with the words for it. The script sorts by the number.
fn number(h: &mut Html, column: &'static str, number: usize, words: &str) {
    let attributes = [
        ("data-of", column),
        ("class", "n"),
        ("data-n", &*number.to_string()),
    ];
    h.words("td", &attributes, words);
}

fn numbers(h: &mut Html, counted: &Counted) {
    let or_nothing = |n: usize| if n == 0 { String::new() } else { grouped(n) };
    number(h, "Claims", counted.claims, &grouped(counted.claims));
    match counted.unnamed_percent() {
        Some(percent) => number(h, "Unnamed", percent, &format!("{percent}%")),
        None => words(h, "Unnamed", ""),
    }
    number(
        h,
        "Disputes",
        counted.disputes,
        &or_nothing(counted.disputes),
    );
    match counted.checked.zip(counted.checked_in_words()) {
        Some((checked, in_words)) => number(h, "Checked", checked, &in_words),
        None => words(h, "Checked", ""),
    }
    // Errors come before any number of warnings, and warnings before notes.
    let weight = (counted.errors.min(999) * 1000 + counted.warnings.min(999)) * 1000
        + counted.notes.min(999);
    number(h, "Findings", weight, &counted.findings());
}

fn no_numbers(h: &mut Html, why: &str) {
    for column in ["Claims", "Unnamed", "Disputes", "Checked"] {
        words(h, column, "");
    }
    h.words("td", &[("class", "why")], why);
}

/// The address of a file in the same folder. Whatever the name is, it is not taken for anything else.
fn address(name: &str) -> String {
    let mut address = String::from("./");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

const GUIDE: &str = "<details class=\"facts\"><summary>What the columns say</summary>\
<p>Reports whose figures do not agree come first, then those with accusations and denials, then those in which \
many claims have no named source. Reports that were not read come last.</p>\
<dl><dt>Claims</dt><dd>statements that a source makes, without those that sayso doubts</dd>\
<dt>Unnamed</dt><dd>the share of them that no named source makes</dd>\
<dt>Disputes</dt><dd>accusations and denials</dd>\
<dt>Checked</dt><dd>figures that could be compared with others of the report; if none could, “no finding” does \
not mean that the figures are right</dd>\
<dt>Findings</dt><dd>figures that do not agree (errors and warnings), and notes on the wording if they were asked \
for</dd></dl></details>\n";

/// Shown by the script, because it does nothing without it.
const TOOLS: &str = "<div class=\"tools\" hidden><label for=\"find\" class=\"vh\">Show reports with these words</label>\
<input id=\"find\" type=\"search\" placeholder=\"Show only ( / )\" autocomplete=\"off\" spellcheck=\"false\">\
<label><input id=\"found\" type=\"checkbox\"> only with findings</label>\
<output id=\"count\" class=\"facts\"></output></div>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_in_the_folder() {
        let cases = [
            ("2024-01-02-ferry.html", "./2024-01-02-ferry.html"),
            (
                "javascript:alert(1).html",
                "./javascript%3Aalert%281%29.html",
            ),
            ("öl #1?.html", "./%C3%B6l%20%231%3F.html"),
        ];
        for (name, expected) in cases {
            assert_eq!(address(name), expected);
        }
    }
}
