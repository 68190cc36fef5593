//! `sayso stories` and `sayso story`: which reports of a ledger are about one event.

use super::args::{StoriesOptions, StoryOptions};
use super::copies::find_names;
use super::independent::{self, UnitRow};
use super::{Answer, AnswerRow, Asked, keeping, lines, said, tell_if_no_day};
use crate::readings;
use crate::tally::Done;
use anyhow::{Result, bail};
use sayso::compare::Family;
use sayso_export::records::ClaimGroup;
use sayso_export::terminal::{self, Look, Screen};
use sayso_export::{day_in_words, grouped, one_line};
use sayso_ledger::query::{self, InReport};
use sayso_ledger::stories::{self, QuotedName, Stories, Story};
use serde::Serialize;
use std::collections::HashMap;
use std::path::Path;

/// Stories that people see, unless `--limit` says otherwise.
const AT_FIRST: usize = 20;
/// Names of sources that people see.
const NAMES: usize = 12;

/// A story.
#[derive(Serialize)]
struct StoryRow {
    /// The id of its first report.
    id: String,
    /// The headline of the report that has most in common with the others.
    title: Option<String>,
    /// The day of the first report.
    begin: Option<String>,
    /// The day of the last report.
    end: Option<String>,
    /// The ids of its reports, by day, then by id.
    reports: Vec<String>,
    /// The ids of its families of copies: those of their first reports.
    families: Vec<String>,
    /// How many reports are independent.
    independent: usize,
    /// How many persons, bodies and documents with a name are quoted.
    sources: usize,
}

impl AnswerRow for StoryRow {
    const TYPE: &'static str = "story";
    const COLUMNS: &'static [&'static str] = &[
        "begin",
        "end",
        "title",
        "independent",
        "sources",
        "id",
        "reports",
        "families",
    ];
}

/// A family of copies of a story.
#[derive(Serialize)]
struct FamilyRow {
    id: String,
    root: Option<String>,
    reports: Vec<String>,
}

/// Shows the stories of a ledger, the newest first.
pub fn stories(options: &StoriesOptions) -> Result<Done> {
    readings::use_threads(options.how.jobs)?;
    tell_if_no_day(options.since.as_deref(), options.until.as_deref());
    let found = Found::of(&options.ledger, "sayso stories")?;
    let mut answer = Answer::new(&options.how.asking());
    let most = match options.limit {
        Some(most) => most,
        None if answer.is_for_people() => AT_FIRST,
        None => usize::MAX,
    };
    let is_in_time = |story: &&Story| {
        let days = story.days.as_ref();
        let is_after = |since: &str| days.is_some_and(|(_, last)| last.as_str() >= since);
        // "2024-03" is before all days of March, and "2024-03~" after them.
        let is_before = |until: &str| days.is_some_and(|(first, _)| *first <= format!("{until}~"));
        options.since.as_deref().is_none_or(is_after)
            && options.until.as_deref().is_none_or(is_before)
    };
    let wanted: Vec<&Story> = found.stories.stories.iter().filter(is_in_time).collect();
    if answer.is_for_people() && !wanted.is_empty() {
        answer.screen.flow(&found.sum(), Look::Bold);
        answer.screen.blank_line();
    }
    for story in wanted.iter().take(most) {
        answer.row(&found.row(story), |screen, row| {
            screen.paragraph(0, 2);
            heading(screen, row);
            screen.paragraph(2, 2);
            screen.flow(&sentence(row), Look::Plain);
        });
    }
    if wanted.len() > most {
        let rest = grouped(wanted.len() - most);
        answer.note(&format!("{rest} more: --limit all shows them"));
    }
    let ledger = options.ledger.display();
    if !wanted.is_empty() {
        answer.note(&format!(
            "`sayso story {ledger} ID` shows the reports of one, and with --independent which of them count as one"
        ));
    }
    let nothing = match found.stories.stories.len() {
        0 => format!("no two reports in {ledger} are about one event"),
        1 => format!("{ledger}: its one story is of other days"),
        all => format!("{ledger}: its {} stories are of other days", grouped(all)),
    };
    answer.with_columns_of::<StoryRow>().end(&nothing)
}

/// Shows the story that a report is of.
pub fn story(options: &StoryOptions) -> Result<Done> {
    readings::use_threads(options.how.jobs)?;
    let found = Found::of(&options.ledger, "sayso story")?;
    let reports = found.asked.reports(&options.report)?;
    let mut of_reports = reports
        .iter()
        .filter_map(|&report| found.stories.story_of(report));
    let mut answer = Answer::new(&options.how.asking());
    if let Some(story) = of_reports.next() {
        if let Some(other) = of_reports.find(|&other| other != story) {
            bail!(
                "{}: {:?} is reports of several stories; name one of them: {} or {}",
                found.asked.name,
                options.report,
                found.row(story).id,
                found.row(other).id
            );
        }
        found.show(&mut answer, story, options.independent)?;
    }
    let answer = if options.independent {
        answer.with_columns_of::<UnitRow>()
    } else {
        answer.with_columns_of::<StoryRow>()
    };
    answer.end(&format!(
        "{}: no other report in it is about the event that {} is about",
        found.asked.name, options.report
    ))
}

/// The stories of a ledger that is asked.
struct Found {
    asked: Asked,
    stories: Stories,
    /// The ids of all reports that were read.
    ids: HashMap<i64, String>,
}

impl Found {
    fn of(path: &Path, verb: &str) -> Result<Found> {
        let stories = keeping(path, verb, &|ledger| ledger.stories(&find_names)).map_err(said)?;
        let asked = Asked::open(path)?;
        asked.tell_if_unfinished()?;
        if stories.copies.reports.is_empty() {
            bail!("{}: there is no report in it that was read", asked.name);
        }
        let ids = asked
            .ask(query::reports_read_with_ids)?
            .into_iter()
            .collect();
        Ok(Found {
            asked,
            stories,
            ids,
        })
    }

    /// "1,014 reports: 63 stories, and 402 reports that no other is about".
    fn sum(&self) -> String {
        let all = self.stories.copies.reports.len();
        let stories = &self.stories.stories;
        let in_stories: usize = stories.iter().map(|story| story.reports.len()).sum();
        let count = match stories.len() {
            1 => "1 story".into(),
            count => format!("{} stories", grouped(count)),
        };
        let alone = match all - in_stories {
            0 => String::new(),
            1 => ", and 1 report of an event that no other is about".into(),
            alone => format!(
                ", and {} reports of events that no other is about",
                grouped(alone)
            ),
        };
        format!("{}: {count}{alone}", lines::count(all, "report"))
    }

    fn id(&self, report: usize) -> String {
        let number = self.stories.copies.reports[report];
        self.ids.get(&number).cloned().unwrap_or_default()
    }

    fn families(&self, story: &Story) -> impl Iterator<Item = &Family<usize>> {
        let families = story.families.clone().into_iter();
        families.map(|number| &self.stories.copies.families[number])
    }

    fn row(&self, story: &Story) -> StoryRow {
        let days = story.days.as_ref();
        StoryRow {
            id: self.id(story.reports[0]),
            title: story.title.clone(),
            begin: days.map(|(first, _)| first.clone()),
            end: days.map(|(_, last)| last.clone()),
            reports: story
                .reports
                .iter()
                .map(|&report| self.id(report))
                .collect(),
            families: self
                .families(story)
                .map(|family| self.id(family.reports[0]))
                .collect(),
            independent: story.independent(),
            sources: story.sources,
        }
    }

    fn show(&self, answer: &mut Answer, story: &Story, opens_count: bool) -> Result<()> {
        let row = self.row(story);
        let numbers = self.stories.numbers(story);
        let places = self
            .asked
            .ask(|connection| query::places_of(connection, &numbers))?;
        let groups = self.asked.claims(&self.stories, story)?;
        let units = independent::units(story, &row.id, &|report| self.id(report));
        if opens_count && !answer.is_lines() {
            answer.screen.flow(&sentence(&row), Look::Bold);
            answer.screen.paragraph(0, 2);
            heading(&mut answer.screen, &row);
            independent::show(answer, &units, &groups, &places);
            return Ok(());
        }
        let quoted = self
            .asked
            .ask(|connection| stories::quoted(connection, &numbers))?;
        answer.row(&row, |screen, row| {
            screen.flow(&sentence(row), Look::Bold);
            let report = format!("{} {}", self.asked.name, row.id);
            let opens = format!("; `sayso story {report} --independent` shows what counts as one");
            screen.flow(&one_line(&opens), Look::Dim);
            screen.paragraph(0, 2);
            heading(screen, row);
            self.chain(screen, story, &places);
            self.copies(screen, story);
            names(screen, &quoted);
            claims_in_words(screen, &groups, &places);
        });
        if !answer.is_for_people() {
            for family in self.families(story) {
                answer.line("family", &self.family_row(family));
            }
            for unit in &units {
                answer.line(UnitRow::TYPE, unit);
            }
            for group in &groups {
                answer.line("claim_group", group);
            }
        }
        Ok(())
    }

    fn family_row(&self, family: &Family<usize>) -> FamilyRow {
        FamilyRow {
            id: self.id(family.reports[0]),
            root: family.root.map(|root| self.id(root)),
            reports: family
                .reports
                .iter()
                .map(|&report| self.id(report))
                .collect(),
        }
    }

    /// The reports, under the days on which they were published.
    fn chain(&self, screen: &mut Screen, story: &Story, places: &[InReport]) {
        let mut family_of: HashMap<usize, usize> = HashMap::new();
        for (number, family) in self.families(story).enumerate() {
            family_of.extend(family.reports.iter().map(|&report| (report, number)));
        }
        let mut before: Option<&Option<String>> = None;
        for (report, place) in story.reports.iter().zip(places) {
            if before != Some(&place.day) {
                let day = place.day.as_deref();
                screen.heading(&day.map_or("Day unknown".into(), day_in_words));
                before = Some(&place.day);
            }
            screen.paragraph(2, 4);
            if let Some(&number) = family_of.get(report) {
                screen.flow(&format!("[{}] ", letter(number)), Look::Bold);
            }
            let outlet = place.outlet.as_deref().map(lines::flat);
            let title = place.title.as_deref().map(lines::flat);
            let parts: Vec<String> = [outlet, title].into_iter().flatten().collect();
            let name = if parts.is_empty() {
                one_line(&place.input)
            } else {
                parts.join(" · ")
            };
            screen.flow(&name, Look::Plain);
            screen.flow(&format!(" {}", one_line(&place.report)), Look::Dim);
        }
    }

    fn copies(&self, screen: &mut Screen, story: &Story) {
        if story.families.is_empty() {
            return;
        }
        screen.heading("Families of copies");
        for (number, family) in self.families(story).enumerate() {
            let root = match family.root {
                Some(root) => format!("the others were made from {}", self.id(root)),
                None => "which came first is not known".into(),
            };
            screen.paragraph(2, 4);
            screen.flow(&format!("[{}] ", letter(number)), Look::Bold);
            let words = format!(
                "{}; {root}: sayso copies {} {}",
                lines::count(family.reports.len(), "report"),
                self.asked.name,
                self.id(family.reports[0])
            );
            screen.flow(&one_line(&words), Look::Plain);
        }
    }
}

/// Groups of claims that people see.
const CLAIMS: usize = 12;

/// What the reports claim, side by side, under the names of their outlets.
fn claims_in_words(screen: &mut Screen, groups: &[ClaimGroup], places: &[InReport]) {
    if groups.is_empty() {
        return;
    }
    let outlets: HashMap<&str, String> = places
        .iter()
        .map(|place| {
            let outlet = place.outlet.as_deref().map(lines::flat);
            (
                &*place.report,
                outlet.unwrap_or_else(|| one_line(&place.report)),
            )
        })
        .collect();
    let name = |id: &str| outlets.get(id).cloned().unwrap_or_else(|| one_line(id));
    screen.heading("What is claimed, side by side");
    terminal::claims(screen, groups, &name, CLAIMS);
    if groups.len() > CLAIMS {
        screen.paragraph(0, 0);
        let rest = grouped(groups.len() - CLAIMS);
        screen.flow(
            &format!("{rest} more: --format jsonl has them all"),
            Look::Dim,
        );
    }
}

/// The title and the id.
fn heading(screen: &mut Screen, row: &StoryRow) {
    let title = row.title.as_deref().map(lines::flat);
    screen.flow(&title.unwrap_or_else(|| "No headline".into()), Look::Bold);
    screen.flow(&format!(" {}", one_line(&row.id)), Look::Dim);
}

/// "12 reports from 1 March 2024 to 4 March 2024: 2 families of copies, 7 independent reports, 9 named sources".
fn sentence(row: &StoryRow) -> String {
    let days = match (&row.begin, &row.end) {
        (Some(begin), Some(end)) if begin == end => format!(" of {}", day_in_words(begin)),
        (Some(begin), Some(end)) => {
            format!(" from {} to {}", day_in_words(begin), day_in_words(end))
        }
        _ => String::new(),
    };
    let families = match row.families.len() {
        0 => "no copies".into(),
        1 => "1 family of copies".into(),
        families => format!("{} families of copies", grouped(families)),
    };
    format!(
        "{}{days}: {families}, {}, {}",
        lines::count(row.reports.len(), "report"),
        lines::count(row.independent, "independent report"),
        lines::count(row.sources, "named source")
    )
}

/// The letter of a family: A to Z, then numbers.
fn letter(number: usize) -> String {
    match u8::try_from(number) {
        Ok(number) if number < 26 => char::from(b'A' + number).to_string(),
        _ => (number + 1).to_string(),
    }
}

/// Whom most reports quote.
fn names(screen: &mut Screen, quoted: &[QuotedName]) {
    if quoted.is_empty() {
        return;
    }
    screen.heading("Who is quoted");
    screen.paragraph(2, 4);
    let mut named: Vec<String> = quoted
        .iter()
        .take(NAMES)
        .map(|quoted| format!("{} ({})", lines::flat(&quoted.name), quoted.reports))
        .collect();
    if quoted.len() > NAMES {
        named.push(format!("{} more", quoted.len() - NAMES));
    }
    screen.flow(&named.join(", "), Look::Plain);
}
