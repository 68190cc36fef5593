//! Invented stories in which it is known what was planted. Counts only are printed, so that the held half can be scored.

use super::story::Story;
use crate::commands::copies::reports::{folders, lines, raw};
use anyhow::Result;
use sayso::report::GivenDay;
use sayso::story::claims::{ClaimMember, ClaimRelation};
use sayso::text::Span;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// The folder of the stories
    #[arg(default_value = "bench/data/stories/seen")]
    folder: PathBuf,
}

/// Of each kind of what was planted: how much, and how much is found.
type Tally = BTreeMap<String, [usize; 2]>;

pub fn run(options: &Options) -> Result<Value> {
    let stories = folders(&options.folder)?;
    let (mut tally, mut wrong) = (Tally::new(), 0);
    for path in &stories {
        wrong += score(path, &mut tally)?;
    }
    let slots = |wanted: fn(&str) -> bool| {
        let rows = tally
            .iter()
            .filter(|(kind, _)| kind.starts_with("slot") && wanted(kind));
        rows.fold([0; 2], |sum: [usize; 2], (_, row)| {
            [sum[0] + row[0], sum[1] + row[1]]
        })
    };
    let (all, differing) = (slots(|_| true), slots(|kind| kind != "slot same"));
    println!("planted, found: figures {all:?}, of them not the same {differing:?}");
    println!("by kind {tally:?}");
    println!(
        "groups with a conflict that was not planted: {wrong} in {} stories",
        stories.len()
    );
    Ok(json!({
        "stories": stories.len(), "figures": all, "figures_not_the_same": differing, "by_kind": tally,
        "conflicts_not_planted": wrong,
    }))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What was planted in a story, and where it is in its groups.
struct Scored<'a> {
    story: Story,
    truth: &'a Value,
}

/// A member: its group, and its place there.
type Found = BTreeSet<(usize, usize)>;

fn score(folder: &Path, tally: &mut Tally) -> Result<usize> {
    let truth: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("truth.json"))?)?;
    let rows = lines(&folder.join("reports.jsonl"))?;
    let reports = rows.iter().map(|row| {
        let whole = format!("{}\n\n{}", text(&row["title"]), text(&row["text"]));
        let mut raw = raw(&whole, None, row["outlet"].as_str());
        raw.published = row["published"].as_str().map(|moment| GivenDay {
            written: moment.to_string(),
            day: moment.split('T').next().map(str::to_string),
            moment: Some(moment.to_string()),
            is_default: false,
        });
        (text(&row["id"]).to_string(), raw)
    });
    let scored = Scored {
        story: Story::read(reports.collect()),
        truth: &truth,
    };
    let mut add = |kind: &str, is_found: bool| {
        let row = tally.entry(kind.to_string()).or_default();
        row[0] += 1;
        row[1] += usize::from(is_found);
    };
    scored.slots(&mut add);
    scored.denials("denials", ["says", "denies"], &mut add);
    scored.denials("contradictions", ["a", "b"], &mut add);
    scored.only_in_one(&mut add);
    Ok(scored.not_planted())
}

impl Scored<'_> {
    fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.truth[name].as_array().into_iter().flatten()
    }

    /// The members of a report at a place that its words give.
    fn at(&self, place: &Value, is_there: impl Fn(&Story, ClaimMember, Span) -> bool) -> Found {
        let mut found = Found::new();
        let Some(report) = self.story.report(text(&place["report"])) else {
            return found;
        };
        let words = text(&place["words"]);
        let places = self.story.texts[report].match_indices(words);
        let spans: Vec<Span> = places
            .map(|(at, words)| Span::new(at as u32, (at + words.len()) as u32))
            .collect();
        for (number, group) in self.story.groups.iter().enumerate() {
            for (place, member) in group.members.iter().enumerate() {
                let is_here = member.report == report
                    && spans
                        .iter()
                        .any(|&span| is_there(&self.story, *member, span));
                if is_here {
                    found.insert((number, place));
                }
            }
        }
        found
    }

    fn figures_at(&self, place: &Value) -> Found {
        self.at(place, |story, member, span| {
            story
                .figure(member)
                .is_some_and(|figure| span.contains(figure))
        })
    }

    fn sentences_at(&self, place: &Value) -> Found {
        self.at(place, |story, member, span| {
            story.sentence(member).overlaps(span)
        })
    }

    /// Whether a member of both is in one group with one of these relations.
    fn is_related(&self, a: &Found, b: &Found, wanted: &[&str]) -> bool {
        a.iter().any(|&(group, x)| {
            let others = b.iter().filter(|(other, _)| *other == group);
            let mut relations = others.flat_map(|&(_, y)| self.story.relations(group, x, y));
            relations.any(|relation| wanted.contains(&relation.name()))
        })
    }

    fn slots(&self, add: &mut impl FnMut(&str, bool)) {
        for slot in self.list("slots") {
            let values: Vec<&Value> = slot["values"].as_array().into_iter().flatten().collect();
            let found: Vec<Found> = values.iter().map(|value| self.figures_at(value)).collect();
            for (n, value) in values.iter().enumerate() {
                if value["to"].is_null() || value["across_versions"] == true {
                    continue;
                }
                let mut wanted: Vec<&str> = value["accept"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(text)
                    .collect();
                wanted.push(text(&value["relation"]));
                let is_to = |&m: &usize| m != n && values[m]["report"] == value["to"];
                let mut others = (0..values.len()).filter(is_to);
                let is_found = others.any(|m| self.is_related(&found[n], &found[m], &wanted));
                add(&format!("slot {}", text(&value["relation"])), is_found);
            }
        }
    }

    fn denials(&self, kind: &str, sides: [&str; 2], add: &mut impl FnMut(&str, bool)) {
        for denial in self.list(kind) {
            let [a, b] = sides.map(|side| self.sentences_at(&denial[side]));
            add(kind, self.is_related(&a, &b, &["denied", "conflict"]));
        }
    }

    /// What only one report has is in a group of that report and its copies.
    fn only_in_one(&self, add: &mut impl FnMut(&str, bool)) {
        let family = |report: usize| &self.truth["reports"][&self.story.ids[report]]["family"];
        for claim in self.list("only_in_one") {
            let own = &self.truth["reports"][text(&claim["report"])]["family"];
            let is_alone = |&(group, _): &(usize, usize)| {
                let mut members = self.story.groups[group].members.iter();
                members.all(|member| family(member.report) == own)
            };
            let figures = self.figures_at(claim);
            let found = if figures.is_empty() {
                self.sentences_at(claim)
            } else {
                figures
            };
            add("only in one", found.iter().any(is_alone));
        }
    }

    /// Groups with figures in conflict that are not values of one planted slot, nor in a copy in which something was
    /// altered, nor in two versions.
    fn not_planted(&self) -> usize {
        let mut slots_of: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
        for (number, slot) in self.list("slots").enumerate() {
            for value in slot["values"].as_array().into_iter().flatten() {
                for (group, place) in self.figures_at(value) {
                    let report = self.story.groups[group].members[place].report;
                    slots_of.entry((group, report)).or_default().insert(number);
                }
            }
        }
        let of = |group: usize, report: usize| {
            slots_of.get(&(group, report)).cloned().unwrap_or_default()
        };
        let is_wrong = |&group: &usize| {
            let members = &self.story.groups[group].members;
            self.story.groups[group].pairs.iter().any(|pair| {
                let (a, b) = (members[pair.a].report, members[pair.b].report);
                let is_conflict =
                    pair.relation == ClaimRelation::Conflict && members[pair.a].figure.is_some();
                let is_planted = of(group, a).intersection(&of(group, b)).next().is_some();
                is_conflict && !is_planted && !self.may_differ(a, b)
            })
        };
        (0..self.story.groups.len()).filter(is_wrong).count()
    }

    /// Two versions, or a copy in which something was altered.
    fn may_differ(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.story.ids[a], &self.story.ids[b]);
        let are = |x: &Value, y: &Value| (x == a && y == b) || (x == b && y == a);
        self.list("altered")
            .any(|altered| are(&altered["of"], &altered["in"]))
            || self
                .list("versions")
                .any(|version| are(&version["ids"][0], &version["ids"][1]))
    }
}
