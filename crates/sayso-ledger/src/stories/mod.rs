//! In: a ledger. Out: its stories: which of its reports are about one event, and how many of each story are independent.
//!
//! The marks of each report are kept, and so is what was compared to find copies. Stories are made of both, each time,
//! because how rare a name is changes with each report. So the answer is the one that a ledger gives to which all
//! reports were added at once.

mod claims;
mod quoted;
mod stored;

pub use quoted::{QuotedName, quoted};

use crate::copies::{Copies, CopyPair, FindNames, Members};
use crate::open::Ledger;
use crate::trouble::{LedgerError, Trouble};
use rusqlite::Connection;
use sayso::compare::{CopyEdge, Counted, counted};
use sayso::story::{Cluster, clusters};
use std::collections::{BTreeMap, HashMap};

/// A story. Reports are named by their places among [`Copies::reports`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its reports, by day, then by id; those without a day come last.
    pub reports: Vec<usize>,
    /// The headline of the report that has most in common with the others.
    pub title: Option<String>,
    /// The days of its first and its last report. None if no day is known.
    pub days: Option<(String, String)>,
    /// Its families of copies, by their places among [`Copies::families`].
    pub families: Vec<usize>,
    /// Which of its reports count as one, where it is asked how many are independent of each other.
    pub counted: Counted<usize>,
    /// How many persons, bodies and documents with a name it quotes.
    pub sources: usize,
}

impl Story {
    /// How many of its reports are independent of each other.
    pub fn independent(&self) -> usize {
        self.counted.units.len()
    }
}

/// The stories of a ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Stories {
    /// Its copies, with the numbers of all reports.
    pub copies: Copies,
    /// The stories, the newest first.
    pub stories: Vec<Story>,
}

impl Stories {
    /// The story that a report with this number is of.
    pub fn story_of(&self, number: i64) -> Option<&Story> {
        let place = self.copies.reports.iter().position(|&own| own == number)?;
        let mut stories = self.stories.iter();
        stories.find(|story| story.reports.contains(&place))
    }

    /// The numbers of the reports of a story.
    pub fn numbers(&self, story: &Story) -> Vec<i64> {
        let number = |&place: &usize| self.copies.reports[place];
        story.reports.iter().map(number).collect()
    }
}

impl Ledger {
    /// Finds all stories. If the ledger is open to be written, the tables `story` and `story_report` say what was found,
    /// `claim_group` and `claim_group_member` what the reports of each claim, and what [`copies`](Ledger::copies) keeps is kept.
    ///
    /// # Errors
    /// If the file cannot be read or written, or if its records are damaged.
    pub fn stories(&mut self, find_names: &FindNames) -> Result<Stories, LedgerError> {
        self.of_one_moment(|ledger| {
            let members = Members::complete(ledger, find_names)?;
            let copies = ledger.find_copies(find_names, &members)?;
            let families: Vec<Vec<usize>> = copies
                .families
                .iter()
                .map(|family| family.reports.clone())
                .collect();
            let found = clusters(&members.marked, &families);
            let stories = Making::of(ledger.connection(), &members, &copies, &found)?.all(&found);
            let stories = Stories { copies, stories };
            if ledger.is_open_to_write() {
                ledger.transaction(|connection| stored::write(connection, &stories, find_names))?;
            }
            Ok(stories)
        })
    }
}

/// What stories are made of, besides which reports are of them.
struct Making<'a> {
    members: &'a Members,
    copies: &'a Copies,
    /// The cluster of each report that is of one.
    cluster_of: HashMap<usize, usize>,
    /// The pairs that count once, by cluster.
    counted: BTreeMap<usize, Vec<CopyEdge<usize>>>,
    /// The families, by cluster.
    families: BTreeMap<usize, Vec<usize>>,
    /// The headlines and the days of the reports that are of a cluster.
    described: HashMap<usize, Described>,
    /// The names of the sources of each report.
    quoted: HashMap<i64, Vec<String>>,
}

/// What is known of a report.
#[derive(Default)]
struct Described {
    title: Option<String>,
    day: Option<String>,
}

impl<'a> Making<'a> {
    fn of(
        connection: &Connection,
        members: &'a Members,
        copies: &'a Copies,
        found: &[Cluster],
    ) -> Result<Making<'a>, Trouble> {
        let mut cluster_of = HashMap::new();
        for (number, cluster) in found.iter().enumerate() {
            cluster_of.extend(cluster.reports.iter().map(|&report| (report, number)));
        }
        let mut making = Making {
            described: described(connection, members, &cluster_of)?,
            quoted: quoted::names(connection)?,
            counted: BTreeMap::new(),
            families: BTreeMap::new(),
            cluster_of,
            members,
            copies,
        };
        for pair in copies.pairs.iter().filter(|pair| pair.counts_once()) {
            if let Some(cluster) = making.cluster_of_both(pair) {
                making.counted.entry(cluster).or_default().push(pair.edge());
            }
        }
        let families = copies.families.iter().enumerate();
        for (number, family) in families.filter(|(_, family)| family.reports.len() > 1) {
            if let Some(&cluster) = making.cluster_of.get(&family.reports[0]) {
                making.families.entry(cluster).or_default().push(number);
            }
        }
        Ok(making)
    }

    fn cluster_of_both(&self, pair: &CopyPair) -> Option<usize> {
        let of_both = (self.cluster_of.get(&pair.a)?, self.cluster_of.get(&pair.b)?);
        (of_both.0 == of_both.1).then_some(*of_both.0)
    }

    /// All stories, the newest first.
    fn all(mut self, found: &[Cluster]) -> Vec<Story> {
        let mut stories: Vec<Story> = found
            .iter()
            .enumerate()
            .map(|(number, cluster)| self.story(number, cluster))
            .collect();
        stories.sort_by(|a, b| {
            let last = |story: &Story| story.days.as_ref().map(|(_, last)| last.clone());
            last(b).cmp(&last(a)).then(a.reports.cmp(&b.reports))
        });
        stories
    }

    fn story(&mut self, number: usize, cluster: &Cluster) -> Story {
        let mut reports = cluster.reports.clone();
        reports.sort_by_key(|&report| {
            let day = self.members.marked[report].day;
            (day.is_none(), day, report)
        });
        let edges = self.counted.remove(&number).unwrap_or_default();
        let day = |report: &usize| self.described.get(report)?.day.clone();
        let days: Vec<String> = reports.iter().filter_map(day).collect();
        let numbers = reports.iter().map(|&report| self.copies.reports[report]);
        let of_report = |number| self.quoted.get(&number).into_iter().flatten();
        Story {
            title: self
                .described
                .get_mut(&cluster.center)
                .and_then(|described| described.title.take()),
            days: days
                .iter()
                .min()
                .zip(days.iter().max())
                .map(|(a, b)| (a.clone(), b.clone())),
            families: self.families.remove(&number).unwrap_or_default(),
            counted: counted(&cluster.reports, &edges),
            sources: quoted::count(numbers.flat_map(of_report)),
            reports,
        }
    }
}

fn described(
    connection: &Connection,
    members: &Members,
    cluster_of: &HashMap<usize, usize>,
) -> Result<HashMap<usize, Described>, Trouble> {
    let mut query = connection.prepare("SELECT title, day FROM report WHERE number = ?")?;
    let mut all = HashMap::new();
    for &report in cluster_of.keys() {
        let described = query.query_row([members.numbers[report]], |row| {
            Ok(Described {
                title: row.get(0)?,
                day: row.get(1)?,
            })
        })?;
        all.insert(report, described);
    }
    Ok(all)
}
