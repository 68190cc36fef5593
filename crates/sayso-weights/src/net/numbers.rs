//! Sums, exponentials and the like in `f32` that are the same on every machine, because the order is
//! fixed, no steps are fused and no library function is called. Long sums are computed in 16 lanes
//! that are added at the end.

/// Lanes of a long sum.
const LANES: usize = 16;

#[inline(always)]
fn fold(lanes: [f32; LANES]) -> f32 {
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    sum
}

/// The sum of f(x).
#[inline(always)]
pub fn sum(xs: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let (chunks, rest) = xs.as_chunks::<LANES>();
    for chunk in chunks {
        for l in 0..LANES {
            lanes[l] += f(chunk[l]);
        }
    }
    for (l, &x) in rest.iter().enumerate() {
        lanes[l] += f(x);
    }
    fold(lanes)
}

/// The largest absolute value.
#[inline(always)]
fn largest(xs: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = xs.as_chunks::<LANES>();
    for chunk in chunks {
        for l in 0..LANES {
            lanes[l] = if chunk[l].abs() > lanes[l] {
                chunk[l].abs()
            } else {
                lanes[l]
            };
        }
    }
    rest.iter()
        .chain(&lanes)
        .fold(0.0, |a, b| if b.abs() > a { b.abs() } else { a })
}

/// Added to a small number and subtracted again, this rounds it to the nearest whole number.
const ROUND: f32 = 12_582_912.0;

/// Writes numbers as whole steps of `1 / by`, 128 too high, so that they are never negative.
#[inline(always)]
pub fn quantise_by(xs: &[f32], by: f32, out: &mut [u8]) {
    for (x, q) in xs.iter().zip(out) {
        let steps = (x * by).clamp(-127.0, 127.0) + ROUND;
        *q = (steps.to_bits() as u8).wrapping_add(128);
    }
}

/// Writes numbers as whole steps, as fine as 8 bits allow, and gives the size of a step.
#[inline(always)]
pub fn quantise(xs: &[f32], out: &mut [u8]) -> f32 {
    let top = largest(xs);
    if top == 0.0 {
        out.fill(128);
        return 0.0;
    }
    quantise_by(xs, 127.0 / top, out);
    top / 127.0
}

/// e to the power of `x`, for x from -80 to 80, to about seven digits.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let shifted = x + ROUND;
    let f = (x - (shifted - ROUND)) * std::f32::consts::LN_2;
    let series = 1.0
        + f * (1.0
            + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f / 720.0)))));
    series * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), its error function to 1.5e-7
/// (Abramowitz and Stegun 7.1.26).
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t
        * (0.254_829_6
            + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152_1 + t * 1.061_405_4))));
    let erf = 1.0 - series * exp(-z * z);
    0.5 * x * (1.0 + if x < 0.0 { -erf } else { erf })
}

/// Moves a row to mean 0 and spread 1, then scales it (Ba et al. 2016).
#[inline(always)]
pub fn normalise(row: &mut [f32], scale: &[f32], shift: &[f32], epsilon: f32) {
    let count = row.len() as f32;
    let mean = sum(row, |x| x) / count;
    let spread = sum(row, |x| (x - mean) * (x - mean)) / count;
    let by = 1.0 / (spread + epsilon).sqrt();
    for ((x, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
        *x = (*x - mean) * by * scale + shift;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_library() {
        for i in -800..=800 {
            let x = i as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-5, "{x}");
        }
        for (x, y) in [
            (0.0, 0.0),
            (1.0, 0.841_344_7),
            (-1.0, -0.158_655_3),
            (3.0, 2.995_950_2),
        ] {
            assert!((gelu(x) - y).abs() < 1e-5, "{x}: {}", gelu(x));
        }
        let mut out = [0; 4];
        let step = quantise(&[-2.0, 0.0, 1.0, 2.0], &mut out);
        assert_eq!(out, [1, 128, 192, 255]);
        assert!((step * 127.0 - 2.0).abs() < 1e-6);
    }
}
