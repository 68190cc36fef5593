//! Small statistics: F1 of classes, areas under curves, shares.

/// The probability that a positive has a higher score than a negative; ties count half.
pub fn auc(positive: &[f32], negative: &[f32]) -> f64 {
    let mut sorted = negative.to_vec();
    sorted.sort_by(f32::total_cmp);
    let below = |score: f32| {
        let less = sorted.partition_point(|&other| other < score);
        let up_to = sorted.partition_point(|&other| other <= score);
        (less + up_to) as f64 / 2.0
    };
    let sum: f64 = positive.iter().map(|&score| below(score)).sum();
    sum / (positive.len() * negative.len()).max(1) as f64
}

/// How often each of `N` classes (rows) was taken for each (columns).
pub struct Confusion<const N: usize>(pub [[usize; N]; N]);

impl<const N: usize> Confusion<N> {
    /// The F1 of a class.
    pub fn f1(&self, class: usize) -> f64 {
        let right = self.0[class][class];
        let gold: usize = self.0[class].iter().sum();
        let told: usize = self.0.iter().map(|row| row[class]).sum();
        2.0 * right as f64 / (gold + told).max(1) as f64
    }

    /// The mean F1 of all classes.
    pub fn macro_f1(&self) -> f64 {
        (0..N).map(|class| self.f1(class)).sum::<f64>() / N as f64
    }
}

/// A share to three decimals.
pub fn share(part: usize, all: usize) -> f64 {
    three(part as f64 / all.max(1) as f64)
}

/// To three decimals.
pub fn three(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}
