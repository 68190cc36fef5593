//! In: the attributions that are shown, by who speaks. Out: the ledger: each speaker with what they
//! say, and for each claim where it is and why it is there.

use super::escape::{Html, some};
use super::marks::{Hedge, Item, is_seen};
use super::why;
use crate::addressee::cue_with_addressee;
use crate::citation::{Citations, in_page};
use crate::quoted;
use crate::records::{Attribution, Claim, Span};
use crate::speakers::{self, Group, words};
use crate::standing;
use crate::view::{Numbered, View};
use crate::words::plural;
use crate::worked_out::WorkedOut;
use sayso::attribute::Form;

/// The head of what explains a row.
pub const WHY: &str = "<summary>why</summary>";
/// Characters of a name or role that are shown.
const SHORT: usize = 120;

/// What the rows are made from.
pub struct Ledger<'a> {
    /// The report and everything read from it.
    pub view: &'a View<'a>,
    /// Its attributions, in order.
    pub items: &'a [Item<'a>],
    /// What can be copied of each row.
    pub citations: &'a Citations<'a>,
    /// What is worked out of the figures and times in them.
    pub worked_out: &'a WorkedOut<'a>,
}

impl<'a> Ledger<'a> {
    /// The item of an attribution, if the page shows it.
    pub fn item(&self, id: &str) -> Option<&Item<'a>> {
        let (n, _) = self.view.attribution(id)?;
        self.items.get(n)
    }

    /// All that is shown as found, by who speaks.
    pub fn sources(&self, h: &mut Html, groups: &[(Group<'_>, Vec<Numbered<'_>>)]) {
        h.element("ol", &[("class", "sources")], |h| {
            for (group, said) in groups {
                let items: Vec<&Item<'_>> = said
                    .iter()
                    .filter_map(|(n, _)| self.items.get(*n))
                    .collect();
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
        speakers::probably(self.view, item.a)
            .unwrap_or_else(|| self.heading(&Group::of(self.view, item.a), item.a))
    }

    /// A name, or the words of a source that is not known, as a quotation.
    fn heading(&self, group: &Group<'_>, first: &Attribution) -> String {
        match group {
            Group::Known(_) => group.name(self.view, first),
            Group::Open(_) => format!("“{}”", group.name(self.view, first)),
            Group::Unnamed => "No source named".into(),
        }
    }

    fn source(&self, h: &mut Html, group: &Group<'_>, items: &[&Item<'_>]) {
        let first = items[0];
        let name = self.heading(group, first.a);
        let class = format!("source k{}", first.look.hue);
        let id = match group {
            Group::Known(ids) => ids.join("-"),
            Group::Open(_) | Group::Unnamed => String::new(),
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
            let (topics, statements): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
                items.iter().partition(|item| self.view.is_topic(item.a));
            if !statements.is_empty() {
                h.element("ol", &[("class", "claims")], |h| {
                    for item in statements {
                        self.row(h, item, &name, false);
                    }
                });
            }
            if !topics.is_empty() {
                self.positions(h, &topics);
            }
        });
        h.raw("\n");
    }

    /// What a source takes positions on, in one line.
    fn positions(&self, h: &mut Html, topics: &[&Item<'_>]) {
        h.element("p", &[("class", "positions")], |h| {
            h.raw("takes positions on ");
            for (n, item) in topics.iter().enumerate() {
                h.raw(if n > 0 { "; " } else { "" });
                let a = item.a;
                let class = format!("topic k{}", item.look.hue);
                h.element(
                    "span",
                    &[("class", &class), ("id", &a.id), ("tabindex", "-1")],
                    |h| {
                        let (href, facts) = (format!("#t{}", a.id), format!("m{}", a.id));
                        let who = format!("{}: ", self.who(item));
                        h.words("span", &[("class", "vh"), ("id", &facts)], &who);
                        self.number(h, &a.content, &href, &item.label());
                        h.words("q", &[], &words(&a.content, usize::MAX));
                        let citation = self.citations.attribution(a);
                        h.words("span", &[("class", "cite"), ("hidden", "")], &citation);
                    },
                );
            }
        });
        h.raw("\n");
    }

    /// Kind, flags, number of claims; roles; why not named.
    fn about(&self, h: &mut Html, group: &Group<'_>, items: &[&Item<'_>]) {
        let first = items[0];
        let mut facts = vec![first.look.words.to_string()];
        facts.extend(first.a.flags.names().map(str::to_string));
        let is_resolved = first.a.source_kind.is_some();
        if matches!(group, Group::Open(_)) && is_resolved {
            facts.push("not resolved".into());
        }
        let statements = items.iter().filter(|item| !self.view.is_topic(item.a));
        match statements.count() {
            0 => {}
            count => facts.push(plural(count, "claim")),
        }
        h.words("p", &[("class", "facts")], &facts.join(" · "));
        if let Group::Known([id]) = group
            && let Some(entity) = self.view.entity(id)
        {
            let roles = speakers::roles(entity);
            if !roles.is_empty() {
                h.words("p", &[("class", "role")], &roles.join("; "));
            }
        }
        if let Some(reason) = &first.a.anonymity {
            let reason = words(std::slice::from_ref(reason), SHORT);
            h.words(
                "p",
                &[("class", "role")],
                &format!("not named: {}", speakers::trimmed(&reason)),
            );
        }
    }

    /// One claim. `alone`: no heading says who speaks.
    fn row(&self, h: &mut Html, item: &Item<'_>, name: &str, alone: bool) {
        let a = item.a;
        let (href, facts) = (format!("#t{}", a.id), format!("m{}", a.id));
        let class = format!(
            "claim k{}{}",
            item.look.hue,
            if item.is_sure() { "" } else { " unsure" }
        );
        h.element(
            "li",
            &[("class", &class), ("id", &a.id), ("tabindex", "-1")],
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
                        &words(&a.content, usize::MAX),
                    );
                });
                h.element("p", &[("class", "facts"), ("id", &facts)], |h| {
                    if !alone && !item.perhaps {
                        h.words("span", &[("class", "vh")], &format!("{}: ", self.who(item)));
                    }
                    self.facts(h, item, name);
                    self.live(h, &a.content);
                });
                h.element("details", &[], |h| {
                    h.raw(WHY);
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
                let id = &hedge.claim.id;
                let (href, facts) = (format!("#t{id}"), format!("m{id}"));
                h.element(
                    "li",
                    &[("class", "claim k0"), ("id", id), ("tabindex", "-1")],
                    |h| {
                        h.element("p", &[("class", "line")], |h| {
                            self.number(h, &hedge.claim.content, &href, &hedge.label());
                            h.words("q", &[], &words(&hedge.claim.content, usize::MAX));
                        });
                        h.element("p", &[("class", "facts"), ("id", &facts)], |h| {
                            h.raw("no source named");
                            self.standing(h, hedge.claim);
                            self.live(h, &hedge.claim.content);
                        });
                        h.element("details", &[], |h| {
                            h.raw(WHY);
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
        if is_seen(self.view, content) {
            h.words("a", &[("class", "tag"), ("href", href)], label);
        } else {
            h.words("span", &[("class", "tag")], label);
        }
        h.raw(" ");
    }

    fn cue(&self, h: &mut Html, a: &Attribution) {
        let cue = cue_with_addressee(self.view, a);
        if !cue.is_empty() {
            h.words("i", &[], &cue);
            h.raw(" ");
        }
    }

    /// How sure a claim is said to be and by whom, whether it is hearsay, and who vouches for it or
    /// keeps a distance, each after a dot.
    fn standing(&self, h: &mut Html, claim: &Claim) {
        if let Some(tag) = standing::tag(self.view, claim) {
            h.raw(" · ");
            h.words("b", &[], &tag);
            h.text(&standing::in_brackets(self.view, claim));
        }
        let voice = standing::voice(self.view, claim);
        for words in standing::hearsay(self.view, claim).into_iter().chain(voice) {
            h.text(&format!(" · {words}"));
        }
    }

    /// A link to the words in the page as it was published.
    fn live(&self, h: &mut Html, content: &[Span]) {
        if let Some(address) = in_page(self.view, content) {
            h.raw(" · ");
            let attributes = [("href", &*address), ("rel", "noreferrer")];
            h.words("a", &attributes, "in the live page");
        }
    }

    /// Form, what is uncertain, what it hangs on.
    fn facts(&self, h: &mut Html, item: &Item<'_>, name: &str) {
        let a = item.a;
        h.text(match quoted::form(a) {
            Form::Direct => "quoted",
            Form::Mixed => "partly quoted",
            Form::Indirect => "paraphrased",
        });
        if !item.is_sure() {
            h.raw(" · uncertain");
        }
        if let Some(claim) = item.claim {
            self.standing(h, claim);
        }
        for note in self.worked_out.of(&a.id) {
            h.text(&format!(" · {note}"));
        }
        let written = speakers::source_of(self.view, a);
        if !a.source.is_empty() && !speakers::shares_a_word(&written, name) {
            h.text(&format!(" · as “{written}”"));
        }
        for (words, id) in [
            (" · within ", &a.parent),
            (" · continues ", &a.carried_from),
        ] {
            if let Some(other) = id.as_ref().and_then(|id| self.item(id)) {
                h.text(words);
                h.words(
                    "a",
                    &[("href", &format!("#{}", other.a.id))],
                    &other.label(),
                );
            }
        }
    }
}

/// A score in whole percent, at most 99 because no score is certain.
pub fn percent(score: f32) -> u32 {
    ((score * 100.0).round() as u32).min(99)
}
