//! In: two groups of reports. Out: how much they have in common on average.

use super::MarkedReport;
use super::vectors::{LENGTH, Weights, common, sum};
use std::cmp::Reverse;

/// Two reports that are so many days apart are not of one event, unless others are between them.
pub(super) const MOST_DAYS: i32 = 40;

/// Reports of one day count as having so much more in common than they have, in hundredths.
const SAME_DAY: i64 = 180;
/// The same for reports of which one has no day: they count as what they have.
const NO_DAY: i64 = 100;

/// How two reports count that are `gap` days apart: how much for the mean, and how much what they have in common is
/// taken for, in hundredths. None if they do not count.
///
/// Both shrink with the days between them. So two groups are held against each other where they are nearest in time: a
/// story that goes on for weeks is a chain of days, and what is new is compared with what was last reported.
fn in_time(a: Option<i32>, b: Option<i32>) -> Option<(i64, i64)> {
    const ALL: i64 = MOST_DAYS as i64;
    let Some((a, b)) = a.zip(b) else {
        return Some((ALL * ALL, NO_DAY));
    };
    let left = ALL - i64::from(a.abs_diff(b));
    (left > 0).then(|| (left * left, SAME_DAY * left / ALL))
}

/// What two groups have in common, as sums over all pairs of their reports. Sums are of integers, so that those of two
/// groups are those of their parts together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    /// What the pairs have in common, by how much each counts.
    common: i128,
    /// How much all pairs count.
    pairs: i128,
}

impl Link {
    /// The link to two groups together.
    pub(super) fn plus(self, other: Link) -> Link {
        Link {
            common: self.common + other.common,
            pairs: self.pairs + other.pairs,
        }
    }

    /// The mean, in millionths of what two reports with the same marks and no day have in common.
    pub(super) fn strength(self) -> i64 {
        const WHOLE: i128 = NO_DAY as i128 * (LENGTH as i128) * (LENGTH as i128);
        if self.pairs == 0 {
            return 0;
        }
        (self.common * 1_000_000 / (self.pairs * WHOLE)) as i64
    }
}

/// The reports of a group that are of one day.
#[derive(Clone, Debug)]
struct Day {
    day: Option<i32>,
    count: i64,
    weights: Weights,
}

/// Reports that are about one event, as far as is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Their places, sorted.
    pub(super) reports: Vec<usize>,
    days: Vec<Day>,
}

impl Group {
    /// Reports by their places.
    pub(super) fn of(own: &[usize], reports: &[MarkedReport], weights: &[Weights]) -> Group {
        let mut group = Group::default();
        for &place in own {
            group.add(Group {
                reports: vec![place],
                days: vec![Day {
                    day: reports[place].day,
                    count: 1,
                    weights: weights[place].clone(),
                }],
            });
        }
        group
    }

    /// Takes in the reports of another group.
    pub(super) fn add(&mut self, other: Group) {
        self.reports.extend(other.reports);
        self.reports.sort_unstable();
        for day in other.days {
            match self.days.binary_search_by_key(&day.day, |own| own.day) {
                Ok(at) => {
                    let own = &mut self.days[at];
                    own.count += day.count;
                    own.weights = sum(&own.weights, &day.weights);
                }
                Err(at) => self.days.insert(at, day),
            }
        }
    }

    /// What two groups have in common.
    pub(super) fn link(&self, other: &Group) -> Link {
        let mut link = Link::default();
        for a in &self.days {
            for b in &other.days {
                if let Some((counts, taken_for)) = in_time(a.day, b.day) {
                    let both = i128::from(common(&a.weights, &b.weights));
                    link.common += i128::from(counts * taken_for) * both;
                    link.pairs += i128::from(counts * a.count * b.count);
                }
            }
        }
        link
    }

    /// How many marks two groups have in common. Marks that weigh less count less: it is the number of equal marks that would
    /// have the same sum and the same sum of squares. It is summed up in the order of the marks.
    pub(super) fn breadth(&self, other: &Group) -> f64 {
        let (own, others) = (self.weights(), other.weights());
        let (mut all, mut squares) = (0.0, 0.0);
        for (mark, weight) in own {
            if let Ok(at) = others.binary_search_by_key(&mark, |(mark, _)| *mark) {
                let both = f64::from(weight) * f64::from(others[at].1);
                all += both;
                squares += both * both;
            }
        }
        if squares > 0.0 {
            all * all / squares
        } else {
            0.0
        }
    }

    /// The marks of all its reports.
    fn weights(&self) -> Weights {
        let days = self.days.iter();
        days.fold(Weights::new(), |all, day| sum(&all, &day.weights))
    }

    /// Whether both have reports with a day, and the nearest of them are too many days apart for one event.
    pub(super) fn is_far_from(&self, other: &Group) -> bool {
        let days =
            |group: &Group| -> Vec<i32> { group.days.iter().filter_map(|own| own.day).collect() };
        let (own, others) = (days(self), days(other));
        let is_near = |day: &i32| {
            others
                .iter()
                .any(|other| in_time(Some(*day), Some(*other)).is_some())
        };
        !own.is_empty() && !others.is_empty() && !own.iter().any(is_near)
    }

    /// The report that has most in common with all: the first one of several.
    pub(super) fn center(&self, weights: &[Weights]) -> usize {
        let all = self.weights();
        let rank = |&place: &usize| (common(&all, &weights[place]), Reverse(place));
        self.reports
            .iter()
            .copied()
            .max_by_key(rank)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_weigh_little_add_little_breadth() {
        let group = |weights: &[i32]| Group {
            reports: vec![0],
            days: vec![Day {
                day: None,
                count: 1,
                weights: (0..).zip(weights.iter().copied()).collect(),
            }],
        };
        let breadth = |a: &[i32], b: &[i32]| group(a).breadth(&group(b));
        assert!((breadth(&[7, 7, 7], &[7, 7, 7]) - 3.0).abs() < 0.01);
        assert!(breadth(&[9, 9, 1], &[9, 9, 1]) < 2.1);
        assert!(breadth(&[7], &[]) <= 0.0);
    }

    #[test]
    fn reports_of_one_day_have_more_in_common_than_those_of_two_weeks() {
        let reports: Vec<MarkedReport> = [Some(0), Some(0), Some(14), Some(90), None]
            .map(|day| MarkedReport {
                day,
                ..MarkedReport::default()
            })
            .into();
        let weights = vec![vec![(7, LENGTH as i32)]; 5];
        let group = |place: usize| Group::of(&[place], &reports, &weights);
        let strength = |place: usize| group(0).link(&group(place)).strength();
        assert_eq!(
            [1, 2, 3, 4].map(strength),
            [1_800_000, 1_170_000, 0, 1_000_000]
        );
    }
}
