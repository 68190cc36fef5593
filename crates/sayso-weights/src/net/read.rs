//! In: the bytes of a weights file's "net" section. Out: its numbers, one after the other.

use super::dot::Matrix;

/// The bytes that have not been read yet.
pub struct Numbers<'a>(pub &'a [u8]);

impl<'a> Numbers<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A whole number.
    pub fn whole(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?) as usize)
    }

    /// Floating-point numbers. None if one is not finite, which a sound file never has.
    pub fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        let floats: Vec<f32> = bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| f32::from_le_bytes(*b))
            .collect();
        floats.iter().all(|x| x.is_finite()).then_some(floats)
    }

    /// Rows of 8-bit numbers, each with the size of its step.
    pub fn rows(&mut self) -> Option<Rows> {
        let (count, width) = (self.whole()?, self.whole()?);
        let steps = self.floats(count)?;
        let values = self.take(count.checked_mul(width)?)?.to_vec();
        (width > 0).then_some(Rows {
            width,
            steps,
            values,
        })
    }

    /// A layer of weights.
    pub fn dense(&mut self) -> Option<Dense> {
        let (inputs, outputs) = (self.whole()?, self.whole()?);
        let steps = self.floats(outputs)?;
        let shift = self.floats(outputs)?;
        let matrix = Matrix::new(inputs, outputs, self.take(inputs.checked_mul(outputs)?)?)?;
        Some(Dense {
            matrix,
            steps,
            shift,
        })
    }

    /// The scale and shift of a normalised row.
    pub fn norm(&mut self, width: usize) -> Option<Norm> {
        Some(Norm {
            scale: self.floats(width)?,
            shift: self.floats(width)?,
        })
    }
}

/// Rows of 8-bit numbers.
pub struct Rows {
    /// Numbers in a row.
    pub width: usize,
    steps: Vec<f32>,
    values: Vec<u8>,
}

impl Rows {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.steps.len()
    }

    /// Adds a row, multiplied by `by`, to `out`.
    #[inline(always)]
    pub fn add(&self, row: usize, by: f32, out: &mut [f32]) {
        let step = self.steps[row] * by;
        for (x, &v) in out
            .iter_mut()
            .zip(&self.values[row * self.width..(row + 1) * self.width])
        {
            *x += f32::from(v as i8) * step;
        }
    }
}

/// A layer: integer weights, and for each output the size of a step and a number to add.
pub struct Dense {
    /// The weights.
    pub matrix: Matrix,
    steps: Vec<f32>,
    shift: Vec<f32>,
}

impl Dense {
    /// Converts integer sums to numbers. The inputs of row `r` had steps of size `steps[r]`.
    #[inline(always)]
    pub fn scale(&self, sums: &[i32], steps: &[f32], out: &mut [f32]) {
        let n = self.matrix.outputs;
        for ((sums, out), step) in sums.chunks_exact(n).zip(out.chunks_exact_mut(n)).zip(steps) {
            for (((out, sum), size), shift) in
                out.iter_mut().zip(sums).zip(&self.steps).zip(&self.shift)
            {
                *out = *sum as f32 * (step * size) + shift;
            }
        }
    }
}

/// Scale and shift of a normalised row.
pub struct Norm {
    /// A factor for each number of a row.
    pub scale: Vec<f32>,
    /// A number to add to each number of a row.
    pub shift: Vec<f32>,
}
