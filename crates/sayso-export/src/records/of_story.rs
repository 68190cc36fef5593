//! In: the records of the reports of a story. Out: what they claim, side by side: a [`ClaimGroup`] for each thing.

use super::cited::can_be_one;
use super::claim_group::{ClaimGroup, ClaimMember, ClaimPair, ClaimUnit, MemberFigure};
use super::{Attribution, Saved, Span};
use crate::naming;
use crate::one_line;
use crate::view::View;
use sayso::compare::JoinedBy;
use sayso::resolve::Kind as SourceKind;
use sayso::story::claims::{
    self, Account, MeasureKind, StatedFigure, Statement, StoryReport, claim_groups,
};
use sayso::text::{self, OffsetMap};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A report of a story.
#[derive(Clone, Copy, Debug)]
pub struct OfStory<'a> {
    /// Its records.
    pub saved: &'a Saved,
    /// The places of the names in bytes of its text, as for [`Saved::sketch`].
    pub names: &'a [text::Span],
    /// The number of its family of copies. Reports with one number were made from each other.
    pub family: usize,
    /// The number of what it counts as. Reports with one number count as one: reports of one family do, and those that quote
    /// the same words.
    pub unit: usize,
}

impl ClaimGroup {
    /// What the reports of a story claim, side by side. `story` is its id in a ledger. The result does not depend on the
    /// order of the reports.
    ///
    /// ```
    /// use sayso::report::RawReport;
    /// use sayso::{Reader, reading::Least, story::claims::ClaimRelation, words::Words};
    /// use sayso_export::records::{ClaimGroup, OfStory, Saved};
    /// let words = Words::none();
    /// let saved = ["The landslide at Orvell killed 40 goats.", "The landslide at Orvell killed 70 goats."]
    ///     .map(|text| Reader::new(&words).read(&RawReport::text(text)).unwrap())
    ///     .map(|reading| Saved::new(&reading, None, &[], Least { kept: 0.0, shown: 0.0 }));
    /// let of = |n: usize| OfStory { saved: &saved[n], names: &[], family: 0, unit: 0 };
    /// let groups = ClaimGroup::all(None, &[of(0), of(1)]);
    /// assert_eq!(groups[0].pairs[0].relation, ClaimRelation::Conflict);
    /// assert_eq!(ClaimGroup::all(None, &[of(1), of(0)]), groups);
    /// ```
    pub fn all(story: Option<&str>, reports: &[OfStory<'_>]) -> Vec<ClaimGroup> {
        let mut reports = reports.to_vec();
        reports.sort_by_key(|of| {
            let report = &of.saved.report;
            (report.published.clone(), report.id.clone())
        });
        let read: Vec<Read<'_>> = reports.iter().map(|&of| Read::new(of)).collect();
        let accounts = read.iter().map(|read| StoryReport {
            account: &read.account,
            family: read.of.family,
        });
        let accounts: Vec<StoryReport<'_>> = accounts.collect();
        let groups = (1..).zip(claim_groups(&accounts));
        groups
            .map(|(number, group)| record(story, number, &group, &read))
            .collect()
    }
}

/// A report with what its members are made of.
pub(super) struct Read<'a> {
    of: OfStory<'a>,
    account: Account,
    view: View<'a>,
    map: OffsetMap,
}

impl<'a> Read<'a> {
    pub(super) fn new(of: OfStory<'a>) -> Read<'a> {
        let reading = of.saved.whole_reading(of.names);
        Read {
            of,
            account: Account::of(&reading),
            view: View::new(of.saved),
            map: OffsetMap::new(&reading.document.text),
        }
    }

    /// What it says.
    pub(super) fn account(&self) -> &Account {
        &self.account
    }

    fn offsets(&self, span: text::Span) -> (u32, u32) {
        let text = &self.of.saved.report.text;
        (
            self.map.code_points(text, span.start()),
            self.map.code_points(text, span.end()),
        )
    }

    fn span(&self, span: text::Span) -> Span {
        let (start, end) = self.offsets(span);
        Span {
            start,
            end,
            text: self.view.words(span).to_string(),
            at: None,
            edited: false,
        }
    }

    fn figure(&self, stated: &StatedFigure) -> MemberFigure {
        let (start, end) = self.offsets(stated.span);
        let letter = match stated.kind {
            MeasureKind::Figure => 'f',
            MeasureKind::Clock | MeasureKind::Day => 't',
        };
        let value = stated.figure.high.or(stated.figure.low);
        MemberFigure {
            id: format!("{letter}{}", stated.number + 1),
            start,
            end,
            text: self.view.words(stated.span).to_string(),
            value: value.filter(|_| letter == 'f').map(|v| v.to_string()),
        }
    }

    /// Who says it: the source of the figure, or the first of the sentence.
    fn attribution(
        &self,
        statement: &Statement,
        figure: Option<&StatedFigure>,
    ) -> Option<&'a Attribution> {
        let of_sentence = statement.said.first().map(|said| said.attribution);
        let id = match figure {
            Some(figure) => figure.attribution,
            None => of_sentence,
        };
        self.of.saved.attributions.get(id?.0 as usize)
    }

    /// The name of who says it, and what kind of source that is.
    fn speaker(&self, member: claims::ClaimMember) -> Option<(&'a str, SourceKind)> {
        let statement = &self.account.statements[member.statement];
        let figure = member.figure.map(|number| &statement.figures[number]);
        let attribution = self.attribution(statement, figure)?;
        let id = attribution.speaker.as_ref()?;
        let entity = self.of.saved.entities.iter().find(|e| e.id == *id)?;
        Some((&entity.name, attribution.source_kind?))
    }

    pub(super) fn member(&self, member: claims::ClaimMember) -> ClaimMember {
        let statement = &self.account.statements[member.statement];
        let figure = member.figure.map(|number| &statement.figures[number]);
        let attribution = self.attribution(statement, figure);
        let claim = attribution.and_then(|a| self.view.claim(a));
        ClaimMember {
            report: self.of.saved.report.id.clone(),
            claim: claim.map(|claim| claim.id.clone()),
            figure: figure.map(|figure| self.figure(figure)),
            time: self.of.saved.report.published.clone(),
            span: self.span(statement.span),
            source: attribution.map(|a| one_line(&naming::who(&self.view, a))),
            source_kind: attribution.and_then(|a| a.source_kind),
            status: claim.map(|claim| claim.status),
            copy_of: None,
        }
    }
}

fn record(
    story: Option<&str>,
    number: usize,
    group: &claims::ClaimGroup,
    reports: &[Read<'_>],
) -> ClaimGroup {
    let members = group.members.iter().map(|&m| reports[m.report].member(m));
    let mut members: Vec<ClaimMember> = members.collect();
    let mut firsts: HashMap<usize, String> = HashMap::new();
    for (record, member) in members.iter_mut().zip(&group.members) {
        let family = reports[member.report].of.family;
        let first = firsts
            .entry(family)
            .or_insert_with(|| record.report.clone());
        record.copy_of = Some(first.clone()).filter(|first| *first != record.report);
    }
    let pairs = group.pairs.iter().map(|pair| ClaimPair {
        a: members[pair.a].report.clone(),
        b: members[pair.b].report.clone(),
        members: [pair.a as u32, pair.b as u32],
        relation: pair.relation,
        one_source: is_one_source(pair, group, reports),
    });
    let pairs: Vec<ClaimPair> = pairs.collect();
    let units = units(group, reports);
    ClaimGroup {
        id: format!("g{number}"),
        story: story.map(str::to_string),
        subject: subject(group, reports),
        independent: units.len() as u32,
        units,
        unnamed: members.iter().all(is_unnamed),
        members,
        pairs,
    }
}

/// Whether one source, by its whole name, says both. That names end alike is not enough.
fn is_one_source(
    pair: &claims::ClaimPair,
    group: &claims::ClaimGroup,
    reports: &[Read<'_>],
) -> bool {
    let speaker = |member: usize| {
        let member = group.members[member];
        reports[member.report].speaker(member)
    };
    let speakers = || speaker(pair.a).zip(speaker(pair.b));
    pair.one_source && speakers().is_some_and(|((a, kind), (b, _))| can_be_one(a, b, kind))
}

/// Which reports of a group count as one: those that do in the whole story, and those that cite the same source by its name.
fn units(group: &claims::ClaimGroup, reports: &[Read<'_>]) -> Vec<ClaimUnit> {
    let unit = |member: usize| reports[group.members[member].report].of.unit;
    let cited = group
        .pairs
        .iter()
        .filter(|pair| is_one_source(pair, group, reports));
    let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in cited {
        let of = |unit| joined.get(&unit).copied().unwrap_or(unit);
        let (a, b) = (of(unit(pair.a)), of(unit(pair.b)));
        if a != b {
            let (first, second) = (a.min(b), a.max(b));
            joined
                .values_mut()
                .filter(|of| **of == second)
                .for_each(|of| *of = first);
            joined.extend([(first, first), (second, first)]);
        }
    }
    let mut units: Vec<(usize, Vec<usize>)> = Vec::new();
    for member in 0..group.members.len() {
        let of = joined
            .get(&unit(member))
            .copied()
            .unwrap_or_else(|| unit(member));
        let report = group.members[member].report;
        match units.iter_mut().find(|(number, _)| *number == of) {
            Some((_, all)) if all.contains(&report) => {}
            Some((_, all)) => all.push(report),
            None => units.push((of, vec![report])),
        }
    }
    let units = units.into_iter().map(|(_, all)| {
        let of = |number: fn(&OfStory<'_>) -> usize| -> Vec<usize> {
            all.iter()
                .map(|&report| number(&reports[report].of))
                .collect()
        };
        let (families, parts) = (of(|of| of.family), of(|of| of.unit));
        let why = [
            (JoinedBy::Copies, has_twice(&families)),
            // Of one unit, and yet of two families.
            (JoinedBy::SameWords, count(&families) > count(&parts)),
            (JoinedBy::SameSpeaker, count(&parts) > 1),
        ];
        let holds = why.into_iter().filter(|(_, holds)| *holds);
        ClaimUnit {
            joined_by: holds.map(|(why, _)| why).collect(),
            reports: all
                .iter()
                .map(|&n| reports[n].of.saved.report.id.clone())
                .collect(),
        }
    });
    units.collect()
}

fn count(numbers: &[usize]) -> usize {
    numbers.iter().collect::<BTreeSet<_>>().len()
}

fn has_twice(numbers: &[usize]) -> bool {
    count(numbers) < numbers.len()
}

/// A source without a name says it.
fn is_unnamed(member: &ClaimMember) -> bool {
    let kind = member.source_kind;
    member.source.is_some() && matches!(kind, Some(SourceKind::Anonymous | SourceKind::None))
}

/// Words on each side of a figure that name a group.
const WORDS: usize = 4;

/// The words around the figure of the first member that is not in a headline, or its sentence.
fn subject(group: &claims::ClaimGroup, reports: &[Read<'_>]) -> String {
    let statement = |m: &claims::ClaimMember| &reports[m.report].account.statements[m.statement];
    let mut in_text = group.members.iter().filter(|m| !statement(m).is_headline);
    let Some(member) = in_text.next().or_else(|| group.members.first()) else {
        return String::new();
    };
    let (report, statement) = (&reports[member.report], statement(member));
    let Some(figure) = member.figure.map(|number| &statement.figures[number]) else {
        return one_line(report.view.words(statement.span));
    };
    let text = &report.of.saved.report.text;
    let (before, after) = (
        &text[statement.span.start() as usize..figure.span.start() as usize],
        &text[figure.span.end() as usize..statement.span.end() as usize],
    );
    let mut words: Vec<&str> = before.split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    words.extend(report.view.words(figure.span).split_whitespace());
    words.extend(after.split_whitespace().take(WORDS));
    words.join(" ")
}
