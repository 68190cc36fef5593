//! Families of copies, for people and as JSONL.

use super::super::{Answer, AnswerRow, Asked, lines};
use super::found::{FamilyMember, FamilyShown, Found};
use anyhow::Result;
use sayso::compare::{CopyRelation, Family, body_key};
use sayso::credits::CreditKind;
use sayso_export::compared::{Compared, verdict, worst_altered};
use sayso_export::records::{Copy, Credit, Saved};
use sayso_export::terminal::Look;
use sayso_export::{grouped, one_line, plural};
use sayso_ledger::copies::CopyPair;
use sayso_ledger::query;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// A family of copies.
#[derive(Serialize)]
pub struct FamilyRow {
    /// The id of its first report.
    id: String,
    /// The id of the report that all others were made from, if it is known and in the ledger.
    root: Option<String>,
    /// The agency or outlet that most of its reports credit, if none of them is of it. The root is then not in the
    /// ledger.
    credited: Option<String>,
    /// The ids of its reports.
    reports: Vec<String>,
    /// The ids of reports that have parts of it and of other families, and are of none.
    merged: Vec<String>,
}

impl AnswerRow for FamilyRow {
    const TYPE: &'static str = "family";
    const COLUMNS: &'static [&'static str] = &["id", "root", "credited", "reports", "merged"];
}

/// Reports that are shown at once, unless one family has more.
const AT_ONCE: usize = 512;

/// Shows all families, those with most reports first, or only those that have one of the wanted reports.
pub fn show(
    answer: &mut Answer,
    asked: &Asked,
    found: &Found,
    wanted: Option<&[i64]>,
) -> Result<()> {
    let families = found.families(wanted);
    if wanted.is_none() && answer.is_for_people() && !families.is_empty() {
        answer.screen.flow(&sum(found), Look::Bold);
        answer.screen.blank_line();
    }
    let mut rest = &families[..];
    while !rest.is_empty() {
        let mut reports = 0;
        let fit = |family: &&&Family<usize>| {
            reports += family.reports.len();
            reports <= AT_ONCE
        };
        let count = rest.iter().take_while(fit).count().max(1);
        let (now, after) = rest.split_at(count);
        for shown in found.shown(asked, now)? {
            one(answer, found, &shown);
        }
        answer.write_lines()?;
        rest = after;
    }
    same_source(answer, asked, found, wanted)
}

/// The pairs that have one source. For people only how many they are, and as lines without their sentences, because there
/// are many.
fn same_source(
    answer: &mut Answer,
    asked: &Asked,
    found: &Found,
    wanted: Option<&[i64]>,
) -> Result<()> {
    let numbers = &found.copies.reports;
    let is_wanted = |pair: &&CopyPair| {
        let is_of = |wanted: &[i64]| {
            [pair.a, pair.b]
                .iter()
                .any(|&r| wanted.contains(&numbers[r]))
        };
        pair.relation == CopyRelation::SameSource && wanted.is_none_or(is_of)
    };
    let pairs: Vec<&CopyPair> = found.copies.pairs.iter().filter(is_wanted).collect();
    if pairs.is_empty() {
        return Ok(());
    }
    if answer.is_for_people() {
        answer.note(&of_one_source(pairs.len(), &asked.name));
        return Ok(());
    }
    let ids: HashMap<i64, String> = asked
        .ask(query::reports_read_with_ids)?
        .into_iter()
        .collect();
    let id = |report: usize| ids.get(&numbers[report]).cloned().unwrap_or_default();
    for pair in pairs {
        answer.line("copy", &bare((id(pair.a), id(pair.b)), pair));
    }
    answer.write_lines()
}

/// "2 pairs of reports rest on one source, …", with how to see them.
fn of_one_source(pairs: usize, ledger: &str) -> String {
    let (pairs, them) = match pairs {
        1 => ("1 pair of reports rests".to_string(), "it"),
        n => (format!("{} pairs of reports rest", grouped(n)), "them"),
    };
    format!(
        "{pairs} on the same source without being copies: the same quotations or release, told in other words. \
         `sayso copies {ledger} --format jsonl` lists {them} as same_source, and `sayso compare {ledger} A B` shows two reports."
    )
}

/// "1,014 reports, 18 families of copies; 902 if each family counts once, …".
fn sum(found: &Found) -> String {
    let copies = &found.copies;
    let families = &copies.families;
    let in_families: usize = families.iter().map(|family| family.reports.len()).sum();
    let apart = copies.reports.len() - in_families + families.len();
    format!(
        "{}, {} of copies; {} if each family counts once, {} if reports that quote the same words count once too",
        lines::count(copies.reports.len(), "report"),
        family_count(families.len()),
        grouped(apart),
        grouped(copies.independent)
    )
}

fn family_count(families: usize) -> String {
    if families == 1 {
        "1 family".into()
    } else {
        format!("{} families", grouped(families))
    }
}

fn one(answer: &mut Answer, found: &Found, shown: &FamilyShown<'_>) {
    let (own, merged) = shown
        .members
        .split_at(shown.family.reports.len().min(shown.members.len()));
    let ids_of = |members: &[FamilyMember]| -> Vec<String> {
        members.iter().map(|m| m.saved.report.id.clone()).collect()
    };
    let ids = ids_of(own);
    let credited = credited(own);
    let place = |root: usize| shown.family.reports.iter().position(|&other| other == root);
    // What most of a family credit is where its words are from, whichever of its reports was published first.
    let root = shown.family.root.filter(|_| credited.is_none());
    let row = FamilyRow {
        id: ids.first().cloned().unwrap_or_default(),
        root: root
            .and_then(place)
            .and_then(|place| ids.get(place).cloned()),
        credited,
        reports: ids,
        merged: ids_of(merged),
    };
    let root = root_in_words(&row);
    answer.row(&row, |screen, row| {
        screen.paragraph(0, 2);
        screen.flow(&plural(row.reports.len(), "report"), Look::Bold);
        if !row.merged.is_empty() {
            let words = match row.merged.len() {
                1 => " and 1 that has parts of it and of others".to_string(),
                n => format!(" and {n} that have parts of it and of others"),
            };
            screen.flow(&words, Look::Plain);
        }
        screen.flow(&format!(" · {}", one_line(&root)), Look::Plain);
    });
    if answer.is_for_people() {
        for (place, own) in shown.members.iter().enumerate() {
            let copy = shown.copies.iter().find(|(_, b, _)| *b == place);
            let copy = copy.map(|(a, _, copy)| (&shown.members[*a].saved, copy));
            member(answer, &own.saved, copy);
        }
    } else {
        for (_, _, copy) in &shown.copies {
            answer.line("copy", copy);
        }
        other_pairs(answer, found, shown);
    }
    if answer.is_for_people() {
        answer.screen.blank_line();
    }
}

/// The other pairs of copies of a family, without their sentences, because there are many in a large one.
fn other_pairs(answer: &mut Answer, found: &Found, shown: &FamilyShown<'_>) {
    let written: HashSet<(usize, usize)> = shown
        .copies
        .iter()
        .map(|&(a, b, _)| (a.min(b), a.max(b)))
        .collect();
    let place = |report: usize| shown.family.reports.binary_search(&report).ok();
    for pair in found.pairs_of_family(shown.family) {
        let (Some(a), Some(b)) = (place(pair.a), place(pair.b)) else {
            continue;
        };
        let members = shown.members.get(a).zip(shown.members.get(b));
        if let (Some((a, b)), false) = (members, written.contains(&(a, b))) {
            let ids = (a.saved.report.id.clone(), b.saved.report.id.clone());
            answer.line("copy", &bare(ids, pair));
        }
    }
}

/// The record of two reports without their sentences.
fn bare(ids: (String, String), pair: &CopyPair) -> Copy {
    Copy::without_sentences(ids, pair.relation, pair.score, pair.shares, pair.made_from)
}

/// "root: …", "the root is not in the ledger: most credit NNA", "the root is not known".
fn root_in_words(row: &FamilyRow) -> String {
    match (&row.root, &row.credited) {
        (Some(root), _) => format!("root: {root}"),
        (None, Some(name)) => format!("root not in the collection: most credit {name}"),
        (None, None) => "root not known".into(),
    }
}

/// The name that more than half of a family credit in a byline, a dateline or at the end, if no report is of it.
fn credited(members: &[FamilyMember]) -> Option<String> {
    let names = members.iter().flat_map(|member| marks(&member.saved));
    let having = |name: &str| {
        let has = |member: &&FamilyMember| marks(&member.saved).any(|other| other == name);
        members.iter().filter(has).count()
    };
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    let name = names
        .into_iter()
        .max_by_key(|&name| (having(name), Reverse(name)))?;
    let key = body_key(name);
    let is_of_it = |member: &FamilyMember| {
        let outlet = member.saved.report.outlet.as_deref();
        outlet.is_some_and(|outlet| body_key(outlet) == key)
    };
    let is_most = having(name) * 2 > members.len();
    (is_most && !members.iter().any(is_of_it)).then(|| name.to_string())
}

/// The names that a report credits as those of its words.
fn marks(saved: &Saved) -> impl Iterator<Item = &str> {
    let is_mark = |credit: &&Credit| {
        matches!(
            credit.kind,
            CreditKind::Byline
                | CreditKind::Dateline
                | CreditKind::Signature
                | CreditKind::Contribution
        )
    };
    let credits = saved.report.credits.iter().filter(is_mark);
    credits.filter_map(|credit| credit.name.as_deref())
}

/// A report of a family: what it is, and what it has of another, which is called A.
fn member(answer: &mut Answer, own: &Saved, copy: Option<(&Saved, &Copy)>) {
    let screen = &mut answer.screen;
    let report = &own.report;
    let parts = [
        report.outlet.clone(),
        report.published.clone(),
        report.title.clone(),
    ];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    let name = if known.is_empty() {
        report.name()
    } else {
        known.join(" · ")
    };
    screen.paragraph(2, 2);
    screen.flow(&one_line(&name), Look::Bold);
    screen.flow(&format!(" {}", report.id), Look::Dim);
    let Some((other, copy)) = copy else {
        return;
    };
    let compared = Compared::new(other, own, copy);
    let share = (copy.shares.narration_b * 100.0).round();
    screen.paragraph(4, 2);
    let words = format!(
        "{}: {share}% of its narration is in A, {}. {}",
        copy.relation.name(),
        other.report.id,
        verdict(&compared)
    );
    screen.flow(&one_line(&words), Look::Plain);
    if let Some(altered) = worst_altered(&compared) {
        screen.paragraph(4, 2);
        screen.flow("Altered: ", Look::Bold);
        screen.flow(&altered, Look::Plain);
    }
}
