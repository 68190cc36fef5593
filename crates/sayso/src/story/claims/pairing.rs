//! In: the words of many sentences. Out: which of them are held against each other, so that in a story of many reports not
//! all are held against all.

use std::collections::{BTreeSet, HashMap};

/// Of so many sentences all are held against all.
const FEW: usize = 600;
/// Of more, each is held against so many others at most: those that have its rarest words.
const MOST: usize = 150;
/// Of the sentences that have a word which more than `MOST` have, only so many are looked at: those that follow, which are
/// those of the next reports.
const NEXT: usize = 8;

/// Calls `hold` with the places of each two that are held against each other, the lower place first. `keys` gives the keys of
/// the words of each.
pub(super) fn each_pair(keys: &[Vec<u64>], mut hold: impl FnMut(usize, usize)) {
    if keys.len() <= FEW {
        for a in 0..keys.len() {
            for b in a + 1..keys.len() {
                hold(a, b);
            }
        }
        return;
    }
    for (a, b) in of_rare_words(keys) {
        hold(a as usize, b as usize);
    }
}

fn of_rare_words(keys: &[Vec<u64>]) -> Vec<(u32, u32)> {
    let mut having: HashMap<u64, Vec<u32>> = HashMap::new();
    for (place, keys) in (0..).zip(keys) {
        for key in keys.iter().collect::<BTreeSet<_>>() {
            having.entry(*key).or_default().push(place);
        }
    }
    let mut pairs = Vec::new();
    for (place, keys) in (0..).zip(keys) {
        let others = others(place, keys, &having);
        pairs.extend(others.map(|other| (place.min(other), place.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The others with the rarest words of one.
fn others(
    place: u32,
    keys: &[u64],
    having: &HashMap<u64, Vec<u32>>,
) -> impl Iterator<Item = u32> + use<> {
    let mut rarest: Vec<(usize, u64)> = keys.iter().map(|key| (having[key].len(), *key)).collect();
    rarest.sort_unstable();
    rarest.dedup();
    let mut others: BTreeSet<u32> = BTreeSet::new();
    for (_, key) in rarest {
        let all = &having[&key];
        let here = if all.len() <= MOST {
            &all[..]
        } else {
            let next = all.partition_point(|&other| other <= place);
            &all[next..(next + NEXT).min(all.len())]
        };
        others.extend(here.iter().filter(|&&other| other != place));
        if others.len() >= MOST {
            break;
        }
    }
    others.into_iter().take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(keys: &[Vec<u64>]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        each_pair(keys, |a, b| pairs.push((a, b)));
        pairs
    }

    #[test]
    fn few_are_all_held_against_each_other() {
        assert_eq!(pairs(&[vec![1], vec![2], vec![]]), [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn of_many_those_with_a_rare_word_in_common_are() {
        // All have the word 0, and each has another word with the one a thousand places further on.
        let keys: Vec<Vec<u64>> = (0..2000u64).map(|n| vec![0, 1 + n % 1000]).collect();
        let pairs = pairs(&keys);
        assert!((0..1000).all(|n| pairs.contains(&(n, n + 1000))));
        assert!(pairs.len() <= 2000 * MOST, "{}", pairs.len());
        assert!(pairs.iter().all(|(a, b)| a < b));
    }
}
