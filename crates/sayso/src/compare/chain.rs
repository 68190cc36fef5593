//! In: how near the sentences of two reports are, or which of them correspond. Out: those that correspond in one
//! order.

use super::align::{Nearness, SLIGHT};

/// A pair of sentences that may be in a chain.
struct Step {
    row: usize,
    column: usize,
    /// What it adds, and what the best chain from it on does.
    total: f32,
    /// The next pair of that chain.
    next: Option<usize>,
}

impl Nearness {
    /// The pairs of sentences that correspond in one order and are nearest together: the chain in
    /// which neither side goes back, whose sentences' nearness above [`SLIGHT`], by weight, is
    /// highest.
    pub(super) fn chain(&self) -> Vec<(usize, usize)> {
        let mut steps: Vec<Step> = Vec::new();
        // The best step of all that are below this row, from each column on.
        let mut best: Vec<Option<usize>> = vec![None; self.columns + 1];
        for row in (0..self.rows).rev() {
            let first = steps.len();
            for (column, &near) in self.row(row).iter().enumerate() {
                if near > SLIGHT && self.gain(row, column) > 0.0 {
                    let next = best[column + 1];
                    let rest = next.map_or(0.0, |next| steps[next].total);
                    steps.push(Step {
                        row,
                        column,
                        total: self.gain(row, column) + rest,
                        next,
                    });
                }
            }
            for number in first..steps.len() {
                let Step { column, total, .. } = steps[number];
                for place in best[..=column].iter_mut().rev() {
                    if place.is_some_and(|other| steps[other].total >= total) {
                        break;
                    }
                    *place = Some(number);
                }
            }
        }
        let mut next = best[0];
        let mut chain = Vec::new();
        while let Some(step) = next.map(|number| &steps[number]) {
            chain.push((step.row, step.column));
            next = step.next;
        }
        chain
    }
}

/// Marks the links that keep the order of both reports: a longest chain in which neither side goes
/// back. `links` are sorted by the first side; each is a pair of sentences.
pub(super) fn in_order(links: &[(usize, usize)]) -> Vec<bool> {
    // `ends[n]` is the link at which a chain of n + 1 links ends lowest on the second side.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (number, link) in links.iter().enumerate() {
        let at = ends.partition_point(|&end| links[end].1 <= link.1);
        before.push(at.checked_sub(1).map(|at| ends[at]));
        if at == ends.len() {
            ends.push(number);
        } else {
            ends[at] = number;
        }
    }
    let mut kept = vec![false; links.len()];
    let mut next = ends.last().copied();
    while let Some(number) = next {
        kept[number] = true;
        next = before[number];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_sentence_is_out_of_order() {
        let links = [(0, 0), (1, 4), (2, 1), (3, 2)];
        assert_eq!(in_order(&links), [true, false, true, true]);
        assert_eq!(in_order(&[]), [false; 0]);
        // A sentence that was split is linked twice.
        assert_eq!(in_order(&[(0, 0), (1, 0), (2, 1)]), [true; 3]);
    }
}
