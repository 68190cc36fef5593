//! In: the tables of what was compared before. Out: the same after new comparisons.

use super::{Copies, CopyPair, numbers};
use crate::trouble::Trouble;
use rusqlite::{Connection, Row, params};
use sayso::compare::{CopyRelation, DirectionRule, Shares, Side, compare_version};
use std::collections::{HashMap, HashSet};

/// What is known of two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// They were not compared.
    Nothing,
    /// They were compared, and have nothing to do with each other.
    Apart,
    /// They are copies or have one source.
    Copy,
}

/// What was compared before.
pub struct Stored {
    /// For each report that was compared, the later ones from which it is apart, sorted. None if the report is new.
    apart: Vec<Option<Vec<u32>>>,
    /// The pairs that are copies or have one source.
    pairs: HashMap<(u32, u32), CopyPair>,
    /// The rows of `copy` that name a report which was not compared or is not there.
    stale: Vec<(i64, i64)>,
}

impl Stored {
    /// Reads what was compared. `reports` are the numbers of all reports, in order of ids; pairs are named by their
    /// places in it.
    pub fn read(connection: &Connection, reports: &[i64]) -> Result<Stored, Trouble> {
        let places: HashMap<i64, u32> = reports.iter().copied().zip(0..).collect();
        let mut stored = Stored {
            apart: vec![None; reports.len()],
            pairs: HashMap::new(),
            stale: Vec::new(),
        };
        let mut query =
            connection.prepare("SELECT report, apart FROM compared WHERE version = ?")?;
        let mut rows = query.query([compare_version()])?;
        while let Some(row) = rows.next()? {
            let report: i64 = row.get(0)?;
            let others = numbers::unpack(row.get_ref(1)?.as_blob().unwrap_or_default());
            if let (Some(&place), Some(others)) = (places.get(&report), others) {
                // A report that is not there any more has no place.
                let place_of = |number: u64| places.get(&i64::try_from(number).ok()?).copied();
                let mut others: Vec<u32> = others.into_iter().filter_map(place_of).collect();
                others.sort_unstable();
                stored.apart[place as usize] = Some(others);
            }
        }
        stored.read_pairs(connection, &places)?;
        Ok(stored)
    }

    fn read_pairs(
        &mut self,
        connection: &Connection,
        places: &HashMap<i64, u32>,
    ) -> Result<(), Trouble> {
        let mut query = connection.prepare(
            "SELECT a, b, relation, score, narration_a, narration_b, quotes_a, quotes_b, made_from, rule FROM copy",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let numbers: (i64, i64) = (row.get(0)?, row.get(1)?);
            let places = places.get(&numbers.0).zip(places.get(&numbers.1));
            let compared = places.filter(|&(&a, &b)| a < b && self.is_compared(a, b));
            let pair = match compared {
                Some((&a, &b)) => pair(row, numbers, a, b)?,
                None => None,
            };
            match pair {
                Some(pair) => {
                    self.pairs.insert((pair.a as u32, pair.b as u32), pair);
                }
                None => self.stale.push(numbers),
            }
        }
        Ok(())
    }

    fn is_compared(&self, a: u32, b: u32) -> bool {
        self.apart[a as usize].is_some() && self.apart[b as usize].is_some()
    }

    /// What is known of two reports, of which `a` comes first.
    pub fn known(&self, a: u32, b: u32) -> Known {
        let (Some(apart), true) = (&self.apart[a as usize], self.is_compared(a, b)) else {
            return Known::Nothing;
        };
        if self.pairs.contains_key(&(a, b)) {
            Known::Copy
        } else if apart.binary_search(&b).is_ok() {
            Known::Apart
        } else {
            Known::Nothing
        }
    }

    /// Two reports that are copies or have one source.
    pub fn pair(&self, a: u32, b: u32) -> Option<CopyPair> {
        self.pairs.get(&(a, b)).cloned()
    }

    /// Writes what is known now: of the pairs that were `wanted`, those of `copies` are copies or have one source, and
    /// all others are apart. Rows that have not changed are left as they are.
    pub fn write(
        &self,
        connection: &Connection,
        copies: &Copies,
        wanted: &[(u32, u32)],
    ) -> Result<(), Trouble> {
        let related: HashSet<(u32, u32)> = copies
            .pairs
            .iter()
            .map(|pair| (pair.a as u32, pair.b as u32))
            .collect();
        self.write_apart(connection, &copies.reports, wanted, &related)?;
        let number = |place: u32| copies.reports[place as usize];
        let gone = self.pairs.keys().filter(|pair| !related.contains(pair));
        let gone = gone.map(|&(a, b)| (number(a), number(b)));
        let mut delete = connection.prepare("DELETE FROM copy WHERE a = ? AND b = ?")?;
        for (a, b) in gone.chain(self.stale.iter().copied()) {
            delete.execute([a, b])?;
        }
        for pair in &copies.pairs {
            if !self.pairs.contains_key(&(pair.a as u32, pair.b as u32)) {
                insert(connection, &copies.reports, pair)?;
            }
        }
        connection.execute("DELETE FROM family", [])?;
        let mut insert = connection.prepare("INSERT INTO family VALUES (?, ?)")?;
        for family in &copies.families {
            let first = copies.reports[family.reports[0]];
            for &report in &family.reports {
                insert.execute([copies.reports[report], first])?;
            }
        }
        Ok(())
    }

    fn write_apart(
        &self,
        connection: &Connection,
        reports: &[i64],
        wanted: &[(u32, u32)],
        related: &HashSet<(u32, u32)>,
    ) -> Result<(), Trouble> {
        let mut insert = connection.prepare("INSERT OR REPLACE INTO compared VALUES (?, ?, ?)")?;
        let mut rest = wanted;
        for (place, &report) in (0..).zip(reports) {
            let own = rest.partition_point(|&(a, _)| a == place);
            let (of_report, after) = rest.split_at(own);
            rest = after;
            let is_apart = |pair: &&(u32, u32)| !related.contains(pair);
            let apart: Vec<u32> = of_report.iter().filter(is_apart).map(|&(_, b)| b).collect();
            if self.apart[place as usize].as_ref() == Some(&apart) {
                continue;
            }
            let mut numbers: Vec<u64> = apart
                .iter()
                .map(|&b| reports[b as usize].cast_unsigned())
                .collect();
            numbers.sort_unstable();
            insert.execute(params![report, compare_version(), numbers::pack(numbers)])?;
        }
        Ok(())
    }
}

/// The pair of a row of `copy`. None if its words are not those of this version.
fn pair(row: &Row<'_>, numbers: (i64, i64), a: u32, b: u32) -> rusqlite::Result<Option<CopyPair>> {
    let share = |at: usize| -> rusqlite::Result<f32> { Ok(row.get::<_, f64>(at)? as f32) };
    let relation: String = row.get(2)?;
    let Ok(relation) = relation.parse::<CopyRelation>() else {
        return Ok(None);
    };
    let made_from: Option<i64> = row.get(8)?;
    let side = made_from.map(|report| {
        if report == numbers.0 {
            Side::A
        } else {
            Side::B
        }
    });
    let rule: Option<String> = row.get(9)?;
    let rule = rule.and_then(|rule| rule.parse::<DirectionRule>().ok());
    Ok(Some(CopyPair {
        a: a as usize,
        b: b as usize,
        relation,
        score: share(3)?,
        shares: Shares {
            narration_a: share(4)?,
            narration_b: share(5)?,
            quotes_a: share(6)?,
            quotes_b: share(7)?,
        },
        made_from: side.zip(rule),
    }))
}

fn insert(connection: &Connection, reports: &[i64], pair: &CopyPair) -> rusqlite::Result<()> {
    let (a, b) = (reports[pair.a], reports[pair.b]);
    // Three decimals in the file, too.
    let share = |share: f32| (f64::from(share) * 1000.0).round() / 1000.0;
    let made_from = pair.made_from.map(|(side, _)| match side {
        Side::A => a,
        Side::B => b,
    });
    connection
        .prepare_cached("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![
            a,
            b,
            pair.relation.name(),
            share(pair.score),
            share(pair.shares.narration_a),
            share(pair.shares.narration_b),
            share(pair.shares.quotes_a),
            share(pair.shares.quotes_b),
            made_from,
            pair.made_from.map(|(_, rule)| rule.name()),
        ])?;
    Ok(())
}
