//! Families of copies, for people and as JSONL.

use super::super::{Answer, AnswerRow, Asked, lines};
use super::found::Found;
use anyhow::Result;
use sayso::compare::Family;
use sayso::credits::CreditKind;
use sayso_export::compared::{Compared, verdict};
use sayso_export::records::{Copy, Credit, Saved, Sketched};
use sayso_export::terminal::Look;
use sayso_export::{grouped, one_line, plural};
use serde::Serialize;

/// A family of copies.
#[derive(Serialize)]
pub struct FamilyRow {
    /// The id of its first report.
    id: String,
    /// The id of the report that all others were made from, if it is known and in the ledger.
    root: Option<String>,
    /// The agency or outlet that most of its reports credit, if none of them is of it.
    credited: Option<String>,
    /// The ids of its reports.
    reports: Vec<String>,
}

impl AnswerRow for FamilyRow {
    const TYPE: &'static str = "family";
    const COLUMNS: &'static [&'static str] = &["id", "root", "credited", "reports"];
}

/// Shows all families, those with most reports first, or only those that have one of the wanted reports.
pub fn show(
    answer: &mut Answer,
    asked: &Asked,
    found: &Found,
    wanted: Option<&[i64]>,
) -> Result<()> {
    let is_wanted = |family: &&Family<usize>| {
        let numbers = |report: &usize| found.members[*report].number;
        wanted.is_none_or(|wanted| {
            family
                .reports
                .iter()
                .any(|report| wanted.contains(&numbers(report)))
        })
    };
    let mut families: Vec<&Family<usize>> = found.families.iter().filter(is_wanted).collect();
    families.sort_by_key(|family| (std::cmp::Reverse(family.reports.len()), family.reports[0]));
    if wanted.is_none() && answer.is_for_people() && !families.is_empty() {
        let in_families: usize = found
            .families
            .iter()
            .map(|family| family.reports.len())
            .sum();
        let apart = found.members.len() - in_families + found.families.len();
        let words = format!(
            "{}, {} of copies; {} if each family counts once, {} if reports that rest on one source count once too",
            lines::count(found.members.len(), "report"),
            family_count(found.families.len()),
            grouped(apart),
            grouped(found.independent)
        );
        answer.screen.flow(&words, Look::Bold);
        answer.screen.blank_line();
    }
    for family in families {
        one(answer, asked, found, family)?;
    }
    Ok(())
}

fn family_count(families: usize) -> String {
    if families == 1 {
        "1 family".into()
    } else {
        format!("{} families", grouped(families))
    }
}

fn one(answer: &mut Answer, asked: &Asked, found: &Found, family: &Family<usize>) -> Result<()> {
    let mut saved: Vec<(usize, Saved)> = Vec::new();
    for &report in &family.reports {
        let records = asked.saved(found.members[report].number)?;
        saved.extend(records.map(|records| (report, records)));
    }
    let of = |report: usize| {
        saved
            .iter()
            .find(|(other, _)| *other == report)
            .map(|(_, saved)| saved)
    };
    let row = FamilyRow {
        id: of(family.reports[0])
            .map(|saved| saved.report.id.clone())
            .unwrap_or_default(),
        root: family
            .root
            .and_then(of)
            .map(|saved| saved.report.id.clone()),
        credited: credited(found, family),
        reports: saved
            .iter()
            .map(|(_, saved)| saved.report.id.clone())
            .collect(),
    };
    let root = root_in_words(&row);
    answer.row(&row, |screen, row| {
        screen.paragraph(0, 2);
        screen.flow(&plural(row.reports.len(), "report"), Look::Bold);
        screen.flow(&format!(" · {}", one_line(&root)), Look::Plain);
    });
    for &report in &family.reports {
        let Some(own) = of(report) else { continue };
        let beside = found
            .shown_beside(report, family.root)
            .filter(|_| family.root != Some(report));
        let other = beside.and_then(|other| of(other).map(|saved| (other, saved)));
        let copy =
            other.map(|(other, saved)| (saved, record(found, (other, saved), (report, own))));
        match copy {
            _ if answer.is_for_people() => member(answer, own, copy.as_ref()),
            Some((_, copy)) => answer.line("copy", &copy),
            None => {}
        }
    }
    if answer.is_for_people() {
        answer.screen.blank_line();
    }
    Ok(())
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
fn credited(found: &Found, family: &Family<usize>) -> Option<String> {
    let marks = |report: usize| {
        let credits = found.members[report].credits.iter();
        let is_mark = |credit: &&Credit| {
            matches!(
                credit.kind,
                CreditKind::Byline
                    | CreditKind::Dateline
                    | CreditKind::Signature
                    | CreditKind::Contribution
            )
        };
        credits
            .filter(is_mark)
            .filter_map(|credit| credit.name.as_deref())
    };
    let names = family.reports.iter().flat_map(|&report| marks(report));
    let name = names.min_by_key(|name| {
        let having = family
            .reports
            .iter()
            .filter(|&&report| marks(report).any(|other| other == *name));
        (std::cmp::Reverse(having.count()), name.to_string())
    })?;
    let having = family
        .reports
        .iter()
        .filter(|&&report| marks(report).any(|other| other == name));
    let is_of_it = |report: &&usize| found.members[**report].outlet.as_deref() == Some(name);
    let is_most = having.count() * 2 > family.reports.len();
    (is_most && !family.reports.iter().any(|report| is_of_it(&report))).then(|| name.to_string())
}

/// What `b` has of `a`.
fn record(found: &Found, a: (usize, &Saved), b: (usize, &Saved)) -> Copy {
    let of = |(at, saved): (usize, _)| Sketched {
        saved,
        sketch: &found.members[at].sketch,
    };
    Copy::new(of(a), of(b), &found.compared(a.0, b.0))
}

/// A report of a family: what it is, and what it has of another, which is called A.
fn member(answer: &mut Answer, own: &Saved, copy: Option<&(&Saved, Copy)>) {
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
}
