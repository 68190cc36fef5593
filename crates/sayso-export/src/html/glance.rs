//! In: the overview of a report. Out: what a reader sees first: outlet and day, in one paragraph what
//! needs a look, links to the parts of the page, the lines of the overview with links to their rows,
//! and what the letters in the text mean.

use super::escape::Html;
use super::ledger::Ledger;
use super::{findings, kinds, marks, sections};
use crate::about::not_read;
use crate::citation::{sentence_start, web_address};
use crate::overview::{Line, Manner, Overview, Part, Topic, lines};
use crate::words::plural;

/// What a reader sees first.
pub struct Glance<'a> {
    /// The rows that it links to.
    pub ledger: &'a Ledger<'a>,
    /// What it says.
    pub overview: &'a Overview<'a>,
}

impl Glance<'_> {
    /// Writes all of it.
    pub fn write(&self, h: &mut Html) {
        let report = &self.ledger.view.saved.report;
        let attributes = [
            ("class", "glance"),
            ("lang", "en"),
            ("aria-labelledby", "glance-title"),
        ];
        h.element("section", &attributes, |h| {
            h.raw("<h2 id=\"glance-title\" class=\"vh\">At a glance</h2>");
            h.element("p", &[("class", "about")], |h| self.about(h));
            if let Some(why) = report.skipped {
                h.words("p", &[("class", "skipped")], &not_read(report, why));
                h.raw(JUMP);
            } else {
                let lines = lines(self.ledger.view, self.overview);
                h.element("p", &[("class", "verdict")], |h| self.verdict(h, &lines));
                h.raw(JUMP);
                self.lines(h, &lines);
                self.key(h);
            }
        });
        h.raw("\n");
    }

    /// Outlet, day, author. What else is known is at the foot.
    fn about(&self, h: &mut Html) {
        let report = &self.ledger.view.saved.report;
        let url = report.url.as_deref().and_then(web_address);
        match (&report.outlet, url) {
            (Some(outlet), Some(url)) => {
                h.words("a", &[("href", url), ("rel", "noreferrer")], outlet);
            }
            (Some(outlet), None) => h.text(outlet),
            (None, Some(url)) => {
                h.words("a", &[("href", url), ("rel", "noreferrer")], host(url));
            }
            (None, None) => h.raw("outlet not known"),
        }
        h.raw(" · ");
        match &report.published {
            Some(day) => h.text(day),
            None => h.raw("day not known"),
        }
        if let Some(byline) = &report.byline {
            h.text(&format!(" · by {byline}"));
        }
    }

    /// What there is to look at, counted, each with a link to its line.
    fn verdict(&self, h: &mut Html, lines: &[Line]) {
        for (n, (topic, words)) in self.counts().into_iter().enumerate() {
            h.raw(if n > 0 { " · " } else { "" });
            let tag = if topic == Topic::Sums && !self.overview.problems.is_empty() {
                "b"
            } else {
                "span"
            };
            let words = if n == 0 {
                sentence_start(&words)
            } else {
                words
            };
            h.element(tag, &[], |h| {
                if lines.iter().any(|line| line.topic == topic) {
                    link(h, anchor(topic), &words);
                } else {
                    h.text(&words);
                }
            });
        }
    }

    /// "2 findings to look at", "1 accusation or denial". How many figures could be checked is always
    /// said, because a reader cannot tell silence from "all is well".
    fn counts(&self) -> Vec<(Topic, String)> {
        let overview = self.overview;
        let checked = overview.checked.in_words();
        let problems = match overview.problems.len() {
            0 => checked,
            n => format!("{} to look at; {checked}", plural(n, "finding")),
        };
        let mut all = vec![(Topic::Sums, problems)];
        let mut add = |topic, count: usize, one: &str, many: &str| {
            let words = if count == 1 { one } else { many };
            if count > 0 {
                all.push((topic, format!("{count} {words}")));
            }
        };
        let (disputes, refusals) = (overview.disputes.len(), overview.refusals.len());
        add(
            Topic::Disputed,
            disputes,
            "accusation or denial",
            "accusations or denials",
        );
        add(
            Topic::NoAnswer,
            refusals,
            "source gave no answer",
            "sources gave no answer",
        );
        add(
            Topic::UnnamedOnly,
            overview.unnamed_only.len(),
            "statement rests on unnamed sources only",
            "statements rest on unnamed sources only",
        );
        for (topic, manner, words) in [
            (Topic::AtADistance, Manner::AtADistance, "not vouched for"),
            (Topic::Announced, Manner::Announced, "announced"),
            (Topic::LeftOpen, Manner::LeftOpen, "left open"),
        ] {
            let held = overview.held_open.iter();
            let count = held.filter(|held| held.manner == manner).count();
            let at_second_hand = match topic {
                Topic::AtADistance => overview.second_hand.len(),
                _ => 0,
            };
            add(topic, count + at_second_hand, words, words);
        }
        let unsourced = overview.unsourced.figures.len();
        add(
            Topic::Unsourced,
            unsourced,
            "figure without a source",
            "figures without a source",
        );
        let sources = &overview.sources;
        let (named, unnamed) = (
            sources.named.len(),
            sources.unnamed.len() + sources.spokespersons.len(),
        );
        let speaks = match (named, unnamed) {
            (0, 0) => "no one speaks".into(),
            _ if overview.sources.not_resolved => plural(named + unnamed, "source"),
            (_, 0) => plural(named, "named source"),
            (0, _) => plural(unnamed, "unnamed source"),
            _ => format!("{named} named and {}", plural(unnamed, "unnamed source")),
        };
        all.push((Topic::Quoted, speaks));
        all
    }

    /// The lines of the overview. Those that found nothing are quiet.
    fn lines(&self, h: &mut Html, all: &[Line]) {
        h.raw("<details class=\"points\" open><summary>What needs a look</summary>\n");
        h.element("dl", &[], |h| {
            for line in all {
                let class = if line.found { "found" } else { "nothing" };
                h.element(
                    "div",
                    &[("class", class), ("id", anchor(line.topic))],
                    |h| {
                        h.words("dt", &[], line.topic.name());
                        h.element("dd", &[], |h| self.parts(h, line));
                    },
                );
                h.raw("\n");
            }
        });
        h.raw("</details>\n");
    }

    /// The parts of a line, each with links to the rows that it is about.
    fn parts(&self, h: &mut Html, line: &Line) {
        for (n, part) in line.shortened().iter().enumerate() {
            h.raw(match (n, part.answers) {
                (0, _) => "",
                (_, true) => " / ",
                (_, false) => "; ",
            });
            match line.topic {
                Topic::Uncertain => link(h, sections::UNCERTAIN.id, &part.text),
                _ => self.part(h, part),
            }
        }
        let findings = &self.ledger.view.saved.findings;
        if line.topic == Topic::Sums && !findings.is_empty() {
            h.raw(": ");
            link(h, sections::FINDINGS.id, &findings::counted(findings));
        }
    }

    /// A part, as a link to the first row that it is about. The numbers of the others are after it.
    fn part(&self, h: &mut Html, part: &Part) {
        let Some((first, others)) = part.about.split_first() else {
            return h.text(&part.text);
        };
        link(h, first, &part.text);
        for id in others {
            h.raw(" ");
            let label = self
                .ledger
                .item(id)
                .map_or("see also".into(), marks::Item::label);
            let attributes = [("class", "tag"), ("href", &*format!("#{id}"))];
            h.words("a", &attributes, &label);
        }
    }

    /// What the letters in the text mean, before the first of them.
    fn key(&self, h: &mut Html) {
        let all = kinds::counted(self.ledger.items, self.ledger.view.own_hedges().count());
        if all.is_empty() {
            return;
        }
        h.element("p", &[("class", "key")], |h| {
            h.raw("Letters before the numbers in the text: ");
            for (n, (look, _)) in all.iter().enumerate() {
                h.raw(if n > 0 { ", " } else { "" });
                h.words("b", &[], look.letter);
                h.text(&format!(" {}", look.words));
            }
            h.raw(". A number leads to who says it.");
        });
    }
}

/// A link to a row or a part of this page.
fn link(h: &mut Html, id: &str, words: &str) {
    h.words("a", &[("href", &format!("#{id}"))], words);
}

/// The anchor of a line.
fn anchor(topic: Topic) -> &'static str {
    match topic {
        Topic::Sums => "look-sums",
        Topic::Disputed => "look-disputed",
        Topic::NoAnswer => "look-no-answer",
        Topic::UnnamedOnly => "look-unnamed",
        Topic::AtADistance => "look-distance",
        Topic::Announced => "look-announced",
        Topic::LeftOpen => "look-open",
        Topic::When => "look-when",
        Topic::NotFound => "look-not-found",
        Topic::Unsourced => "look-unsourced",
        Topic::Quoted => "look-quoted",
        Topic::Uncertain => "look-uncertain",
    }
}

/// The host in an address.
fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, after)| after);
    after.split(['/', '?', '#']).next().unwrap_or(after)
}

/// Links to the parts of the page, which are below each other on a phone.
const JUMP: &str = "<nav class=\"jump\" aria-label=\"Parts of this page\"><a href=\"#ledger\">Who says what</a> \
<a href=\"#text\">The article</a></nav>\n";
