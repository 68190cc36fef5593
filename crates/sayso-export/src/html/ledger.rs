//! In: the attributions that are shown, by who speaks. Out: the ledger: each speaker with what they
//! say, each of that with where it stands and why.

use super::escape::{Html, some, web_address};
use super::marks::{Hedge, Item, first_seen};
use super::{status, why};
use crate::speakers::{self, Group, words};
use crate::{Numbered, Offsets, Provenance};
use sayso::attribute::{Attribution, AttributionId, Form};
use sayso::document::Document;
use sayso::reading::Reading;
use sayso::resolve::EntityId;
use sayso::text::Span;

/// Characters of a name or role that are shown.
const SHORT: usize = 120;

/// What the rows are made from.
pub struct Ledger<'a> {
    /// All that was read.
    pub reading: &'a Reading,
    /// Where it came from.
    pub from: &'a Provenance,
    /// What is shown of it, in the order of its numbers.
    pub items: &'a [Item<'a>],
    /// Its places as characters.
    pub offsets: Offsets<'a>,
}

impl<'a> Ledger<'a> {
    /// The item of an attribution, if the page shows it.
    pub fn item(&self, id: AttributionId) -> Option<&Item<'a>> {
        let place = self.items.binary_search_by_key(&id, |item| item.id).ok()?;
        Some(&self.items[place])
    }

    /// All that is shown as found, by who speaks.
    pub fn sources(&self, h: &mut Html, groups: &[(Group, Vec<Numbered<'_>>)]) {
        h.element("ol", &[("class", "sources")], |h| {
            for (group, said) in groups {
                let items: Vec<&Item<'_>> =
                    said.iter().filter_map(|(id, _)| self.item(*id)).collect();
                self.source(h, group, &items);
            }
        });
    }

    /// The uncertain, each with who would speak.
    pub fn uncertain(&self, h: &mut Html, items: &[&Item<'_>]) {
        h.element("ol", &[("class", "claims")], |h| {
            for item in items {
                self.row(h, item, &self.who(item), true);
            }
        });
    }

    /// Who speaks, as the ledger names them; where that is not sure, who else may.
    pub fn who(&self, item: &Item<'_>) -> String {
        let number = (item.id, item.a);
        speakers::probably(self.reading, number)
            .unwrap_or_else(|| self.heading(&Group::of(self.reading, number), item.a))
    }

    /// A name; the words of one who is not known, as a quotation.
    fn heading(&self, group: &Group, first: &Attribution) -> String {
        match group {
            Group::Known(_) => group.name(self.reading, first),
            Group::Open(_) => format!("“{}”", group.name(self.reading, first)),
            Group::Nobody => "Nobody named".into(),
        }
    }

    fn source(&self, h: &mut Html, group: &Group, items: &[&Item<'_>]) {
        let first = items[0];
        let name = self.heading(group, first.a);
        let class = format!("source k{}", first.look.hue);
        let id = match group {
            Group::Known(ids) => ids
                .iter()
                .map(|id| entity(*id))
                .collect::<Vec<_>>()
                .join("-"),
            Group::Open(_) | Group::Nobody => String::new(),
        };
        h.element("li", &[("class", &class), some("id", &id)], |h| {
            h.element("h3", &[], |h| {
                h.words(
                    "span",
                    &[("class", "letter"), ("aria-hidden", "true")],
                    first.look.letter,
                );
                h.raw(" ");
                h.raw(if items.iter().all(|item| item.perhaps) {
                    "probably "
                } else {
                    ""
                });
                h.text(&name);
            });
            self.about(h, group, items);
            h.element("ol", &[("class", "claims")], |h| {
                for item in items {
                    self.row(h, item, &name, false);
                }
            });
        });
        h.raw("\n");
    }

    /// Kind, flags, number of claims; roles; why not named.
    fn about(&self, h: &mut Html, group: &Group, items: &[&Item<'_>]) {
        let mut facts = vec![items[0].look.words.to_string()];
        let speaker = self.reading.resolution.speakers.get(items[0].id.0 as usize);
        facts.extend(
            speaker
                .iter()
                .flat_map(|s| s.flags.names())
                .map(str::to_string),
        );
        if matches!(group, Group::Open(_)) && speaker.is_some() {
            facts.push("not resolved".into());
        }
        facts.push(plural(items.len(), "claim"));
        h.words("p", &[("class", "facts")], &facts.join(" · "));
        let document = &self.reading.document;
        if let Group::Known(ids) = group
            && let [id] = ids[..]
        {
            let roles = speakers::roles(self.reading, id);
            if !roles.is_empty() {
                h.words("p", &[("class", "role")], &roles.join("; "));
            }
        }
        if let Some(reason) = speaker.and_then(|s| s.anonymity) {
            let reason = words(document, &[reason], SHORT);
            h.words(
                "p",
                &[("class", "role")],
                &format!("not named: {}", speakers::trimmed(&reason)),
            );
        }
    }

    /// One claim. `alone`: no heading says who speaks.
    fn row(&self, h: &mut Html, item: &Item<'_>, name: &str, alone: bool) {
        let (number, a, document) = (item.id.0 + 1, item.a, &self.reading.document);
        let (id, href, facts) = (
            format!("a{number}"),
            format!("#ta{number}"),
            format!("ma{number}"),
        );
        let class = format!(
            "claim k{}{}",
            item.look.hue,
            if item.sure { "" } else { " unsure" }
        );
        h.element(
            "li",
            &[("class", &class), ("id", &id), ("tabindex", "-1")],
            |h| {
                h.element("p", &[("class", "line")], |h| {
                    self.number(h, &a.content, &href, &item.label());
                    if alone || item.perhaps {
                        h.words("b", &[], &self.who(item));
                        h.raw(" ");
                    }
                    self.cue(h, a);
                    h.words(
                        "q",
                        &[("class", a.form.name())],
                        &words(document, &a.content, usize::MAX),
                    );
                });
                h.element("p", &[("class", "facts"), ("id", &facts)], |h| {
                    if !alone && !item.perhaps {
                        h.words("span", &[("class", "vh")], &format!("{}: ", self.who(item)));
                    }
                    self.facts(h, item, name);
                });
                h.element("details", &[], |h| {
                    h.raw("<summary>why</summary>");
                    why::write(h, self, item);
                });
            },
        );
        h.raw("\n");
    }

    /// What the report hedges in its own voice.
    pub fn hedges(&self, h: &mut Html, hedges: &[Hedge<'_>]) {
        h.element("ol", &[("class", "claims")], |h| {
            for hedge in hedges {
                let n = hedge.number;
                let (id, href, facts) = (format!("c{n}"), format!("#tc{n}"), format!("mc{n}"));
                h.element(
                    "li",
                    &[("class", "claim k0"), ("id", &id), ("tabindex", "-1")],
                    |h| {
                        h.element("p", &[("class", "line")], |h| {
                            self.number(h, &hedge.claim.content, &href, &hedge.label());
                            h.words(
                                "q",
                                &[],
                                &words(&self.reading.document, &hedge.claim.content, usize::MAX),
                            );
                        });
                        h.element("p", &[("class", "facts"), ("id", &facts)], |h| {
                            h.raw("in its own voice");
                            status::write(h, hedge.claim);
                        });
                        h.element("details", &[], |h| {
                            h.raw("<summary>why</summary>");
                            why::hedge(h, self, hedge.claim);
                        });
                    },
                );
                h.raw("\n");
            }
        });
    }

    /// The number of a row, which leads to the text, if any of the content is seen there.
    fn number(&self, h: &mut Html, content: &[Span], href: &str, label: &str) {
        if first_seen(&self.reading.document, content).is_some() {
            h.words("a", &[("class", "tag"), ("href", href)], label);
        } else {
            h.words("span", &[("class", "tag")], label);
        }
        h.raw(" ");
    }

    fn cue(&self, h: &mut Html, a: &Attribution) {
        let cue = speakers::cue_of(self.reading, a);
        if !cue.is_empty() {
            h.words("i", &[], &cue);
            h.raw(" ");
        }
    }

    /// Form, score, what it hangs on.
    fn facts(&self, h: &mut Html, item: &Item<'_>, name: &str) {
        let a = item.a;
        h.text(match a.form {
            Form::Direct => "quoted",
            Form::Mixed => "partly quoted",
            Form::Indirect => "paraphrased",
        });
        if let Some(claim) = item.claim {
            status::write(h, claim);
        }
        if let Some(score) = a.score {
            h.text(&format!(" · {}%", percent(score)));
        }
        if !item.sure {
            h.raw(" · uncertain");
        }
        let written = speakers::source_of(self.reading, a);
        if !a.source.is_empty() && !speakers::shares_a_word(&written, name) {
            h.text(&format!(" · as “{written}”"));
        }
        for (words, id) in [
            (" · within ", a.parent),
            (" · goes on from ", a.carried_from),
        ] {
            if let Some(other) = id.and_then(|id| self.item(id)) {
                h.text(words);
                h.words(
                    "a",
                    &[("href", &format!("#a{}", other.id.0 + 1))],
                    &other.label(),
                );
            }
        }
    }
}

/// The anchor of a speaker's heading.
pub fn entity(id: EntityId) -> String {
    format!("e{}", id.0 + 1)
}

/// `1 claim`, `2 claims`.
pub fn plural(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// A score in whole percents, never 100 of what is not certain.
pub fn percent(score: f32) -> u32 {
    ((score * 100.0).round() as u32).min(99)
}

/// Where a claim stands in the page as it was published, for browsers that go to given words.
pub fn in_page(document: &Document, a: &Attribution) -> Option<String> {
    const ENDS: usize = 5;
    let url = web_address(document.url.as_deref()?)?;
    let words: Vec<&str> = document.text[*a.content.first()?]
        .split_whitespace()
        .collect();
    let code = |words: &[&str]| percent_encoded(&words.join(" "));
    let place = if words.len() <= 2 * ENDS {
        code(&words)
    } else {
        format!(
            "{},{}",
            code(&words[..ENDS]),
            code(&words[words.len() - ENDS..])
        )
    };
    let sign = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{sign}:~:text={place}"))
}

/// Everything but letters and digits as `%XX`: commas and hyphens mean something in such addresses.
fn percent_encoded(text: &str) -> String {
    let byte = |b: u8| {
        if b.is_ascii_alphanumeric() {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    text.bytes().map(byte).collect()
}
