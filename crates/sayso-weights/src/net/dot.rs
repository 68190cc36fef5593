//! In: rows of 8-bit numbers and a matrix of 8-bit weights. Out: their products, as 32-bit sums.
//!
//! Integer sums are the same in any order, so every kernel gives the same bits: one for AVX-512
//! VNNI, one for AVX2, one for everything else. This is the only `unsafe` code of the library: a
//! kernel is called only if the processor has said that it can run it, and reads whole blocks whose
//! lengths are checked before.

#![allow(unsafe_code)]

/// Outputs of a block of weights.
pub const BLOCK: usize = 16;

/// Weights in blocks of 16 outputs: for each group of four inputs, four weights of each output.
pub struct Matrix {
    /// Inputs, a multiple of 4.
    pub inputs: usize,
    /// Outputs, a multiple of 16.
    pub outputs: usize,
    weights: Vec<u8>,
    /// 128 times the sum of each output's weights. It is subtracted, because inputs are stored 128 too
    /// high.
    excess: Vec<i32>,
}

impl Matrix {
    /// Takes packed weights. None if their number does not fit.
    pub fn new(inputs: usize, outputs: usize, weights: &[u8]) -> Option<Matrix> {
        let fits = inputs.is_multiple_of(4)
            && outputs.is_multiple_of(BLOCK)
            && inputs.checked_mul(outputs) == Some(weights.len())
            && !weights.is_empty();
        if !fits {
            return None;
        }
        let mut excess = vec![0; outputs];
        for (block, sums) in weights
            .chunks_exact(inputs * BLOCK)
            .zip(excess.chunks_exact_mut(BLOCK))
        {
            for (i, &w) in block.iter().enumerate() {
                sums[i / 4 % BLOCK] += 128 * i32::from(w as i8);
            }
        }
        Some(Matrix {
            inputs,
            outputs,
            weights: weights.to_vec(),
            excess,
        })
    }
}

/// What the processor can do. Only [`Kernel::all`] makes kernels other than the plain one, because it
/// asks the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing special.
    Plain,
    /// 256-bit integers.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit integers with sums of four products.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Kernel {
    /// The kernel that every processor can run.
    pub const PLAIN: Kernel = Kernel(Kind::Plain);

    /// The kernels of this processor, the best one last.
    pub fn all() -> Vec<Kernel> {
        let mut out = vec![Kernel::PLAIN];
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx2") {
                out.push(Kernel(Kind::Avx2));
                if has!("avx512f")
                    && has!("avx512bw")
                    && has!("avx512vl")
                    && has!("avx512dq")
                    && has!("avx512vnni")
                {
                    out.push(Kernel(Kind::Vnni));
                }
            }
        }
        out
    }

    /// The best kernel of this processor.
    pub fn best() -> Kernel {
        static BEST: std::sync::LazyLock<Kernel> =
            std::sync::LazyLock::new(|| Kernel::all().pop().unwrap_or(Kernel::PLAIN));
        *BEST
    }
}

/// Runs `work` compiled for what the processor can do. Floating-point results are the same, because
/// nothing is fused or reordered: wider registers only compute more numbers at once.
#[inline]
pub fn with<W: Work>(kernel: Kernel, work: W) {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn avx2<W: Work>(work: W) {
            work.run(Kernel(Kind::Avx2));
        }
        #[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
        fn vnni<W: Work>(work: W) {
            work.run(Kernel(Kind::Vnni));
        }
        match kernel.0 {
            Kind::Plain => work.run(kernel),
            // SAFETY: a kernel other than the plain one is only made by `Kernel::all`, which asks
            // the processor.
            Kind::Avx2 => unsafe { avx2(work) },
            // SAFETY: as above.
            Kind::Vnni => unsafe { vnni(work) },
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    work.run(kernel);
}

/// Work that is compiled for each kernel. `run` and everything it calls must be
/// `#[inline(always)]`, because a function that is not inlined is compiled for any processor.
pub trait Work {
    /// Does the work.
    fn run(self, kernel: Kernel);
}

/// `out[r][o]` = the sum over `i` of (`rows[r][i]` - 128) times the weight of input `i` in output
/// `o`.
#[inline(always)]
pub fn product(kernel: Kernel, rows: &[u8], matrix: &Matrix, out: &mut [i32]) {
    let (k, n) = (matrix.inputs, matrix.outputs);
    let count = rows.len() / k;
    assert!(
        rows.len() == count * k && out.len() == count * n,
        "rows and sums fit the matrix"
    );
    match kernel.0 {
        Kind::Plain => plain(rows, &matrix.weights, k, n, out),
        // SAFETY: the processor has been asked (`Kernel::all`); the lengths are checked above and
        // in `Matrix::new`.
        #[cfg(target_arch = "x86_64")]
        Kind::Avx2 => unsafe { x86::avx2(rows, &matrix.weights, k, n, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Kind::Vnni => unsafe { x86::vnni(rows, &matrix.weights, k, n, out) },
    }
    for sums in out.chunks_exact_mut(n) {
        for (sum, excess) in sums.iter_mut().zip(&matrix.excess) {
            *sum -= excess;
        }
    }
}

fn plain(rows: &[u8], weights: &[u8], k: usize, n: usize, out: &mut [i32]) {
    for (row, sums) in rows.chunks_exact(k).zip(out.chunks_exact_mut(n)) {
        for (block, sums) in weights
            .chunks_exact(k * BLOCK)
            .zip(sums.as_chunks_mut::<BLOCK>().0)
        {
            let mut sum = [0i32; BLOCK];
            for (four, weights) in row
                .as_chunks::<4>()
                .0
                .iter()
                .zip(block.as_chunks::<{ 4 * BLOCK }>().0)
            {
                for o in 0..BLOCK {
                    for i in 0..4 {
                        sum[o] += i32::from(four[i]) * i32::from(weights[4 * o + i] as i8);
                    }
                }
            }
            *sums = sum;
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::BLOCK;
    use std::arch::x86_64::{
        _mm_loadu_si128, _mm_set1_epi32, _mm256_add_epi32, _mm256_cvtepi8_epi16,
        _mm256_cvtepu8_epi16, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_storeu_si256,
        _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
        _mm512_storeu_si512,
    };

    /// Four inputs as one number, to be given to all lanes.
    #[inline(always)]
    unsafe fn four(row: *const u8) -> i32 {
        // SAFETY: the caller's.
        unsafe { row.cast::<i32>().read_unaligned() }
    }

    /// Sums of R rows and B blocks.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    unsafe fn tile<const R: usize, const B: usize>(
        rows: *const u8,
        weights: *const u8,
        k: usize,
        n: usize,
        out: *mut i32,
    ) {
        let mut sums = [[_mm512_setzero_si512(); B]; R];
        for i in 0..k / 4 {
            // SAFETY: row r has k inputs, block b has 16 k weights.
            unsafe {
                let mut w = [_mm512_setzero_si512(); B];
                for (b, w) in w.iter_mut().enumerate() {
                    *w = _mm512_loadu_si512(weights.add(b * k * BLOCK + i * 4 * BLOCK).cast());
                }
                for (r, sums) in sums.iter_mut().enumerate() {
                    let x = _mm512_set1_epi32(four(rows.add(r * k + 4 * i)));
                    for b in 0..B {
                        sums[b] = _mm512_dpbusd_epi32(sums[b], x, w[b]);
                    }
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            for (b, sum) in sums.iter().enumerate() {
                // SAFETY: row r of the sums has n places.
                unsafe { _mm512_storeu_si512(out.add(r * n + b * BLOCK).cast(), *sum) };
            }
        }
    }

    /// # Safety
    /// The processor has AVX-512 VNNI; `rows` holds whole rows of k, `out` whole rows of n,
    /// `weights` n k.
    #[target_feature(enable = "avx512f,avx512vnni")]
    pub unsafe fn vnni(rows: &[u8], weights: &[u8], k: usize, n: usize, out: &mut [i32]) {
        let count = rows.len() / k;
        let mut block = 0;
        while block < n / BLOCK {
            let wide = (n / BLOCK - block).min(4);
            let w = &weights[block * BLOCK * k..(block + wide) * BLOCK * k];
            let mut r = 0;
            while r < count {
                let high = if count - r >= 6 { 6 } else { 1 };
                let x = rows[r * k..(r + high) * k].as_ptr();
                let to = out[r * n + block * BLOCK..(r + high - 1) * n + (block + wide) * BLOCK]
                    .as_mut_ptr();
                // SAFETY: the slices above are what a tile reads and writes.
                unsafe {
                    match (high, wide) {
                        (6, 4) => tile::<6, 4>(x, w.as_ptr(), k, n, to),
                        (6, 3) => tile::<6, 3>(x, w.as_ptr(), k, n, to),
                        (6, 2) => tile::<6, 2>(x, w.as_ptr(), k, n, to),
                        (6, _) => tile::<6, 1>(x, w.as_ptr(), k, n, to),
                        (_, 4) => tile::<1, 4>(x, w.as_ptr(), k, n, to),
                        (_, 3) => tile::<1, 3>(x, w.as_ptr(), k, n, to),
                        (_, 2) => tile::<1, 2>(x, w.as_ptr(), k, n, to),
                        _ => tile::<1, 1>(x, w.as_ptr(), k, n, to),
                    }
                }
                r += high;
            }
            block += wide;
        }
    }

    /// # Safety
    /// The processor has AVX2; lengths as above.
    #[target_feature(enable = "avx2")]
    pub unsafe fn avx2(rows: &[u8], weights: &[u8], k: usize, n: usize, out: &mut [i32]) {
        for (b, block) in weights.chunks_exact(k * BLOCK).enumerate() {
            let mut pairs = rows.chunks_exact(2 * k);
            let mut at = 0;
            for pair in &mut pairs {
                // SAFETY: two whole rows, one whole block.
                unsafe { two::<2>(pair, block, k, n, &mut out[at * n + b * BLOCK..]) };
                at += 2;
            }
            if !pairs.remainder().is_empty() {
                // SAFETY: one whole row.
                unsafe {
                    two::<1>(
                        pairs.remainder(),
                        block,
                        k,
                        n,
                        &mut out[at * n + b * BLOCK..],
                    );
                };
            }
        }
    }

    /// Sums of R rows and one block.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn two<const R: usize>(rows: &[u8], block: &[u8], k: usize, n: usize, out: &mut [i32]) {
        let mut sums = [[_mm256_setzero_si256(); 4]; R];
        for i in 0..k / 4 {
            let mut x = [_mm256_setzero_si256(); R];
            for (r, x) in x.iter_mut().enumerate() {
                // SAFETY: row r has k inputs.
                let inputs = unsafe { four(rows.as_ptr().add(r * k + 4 * i)) };
                *x = _mm256_cvtepu8_epi16(_mm_set1_epi32(inputs));
            }
            for q in 0..4 {
                // SAFETY: the block has 16 k weights, read by 16.
                let w =
                    unsafe { _mm_loadu_si128(block.as_ptr().add(i * 4 * BLOCK + 16 * q).cast()) };
                let w = _mm256_cvtepi8_epi16(w);
                for r in 0..R {
                    sums[r][q] = _mm256_add_epi32(sums[r][q], _mm256_madd_epi16(x[r], w));
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            for (q, sum) in sums.iter().enumerate() {
                // Neighbours are halves of one output.
                let mut halves = [0i32; 8];
                // SAFETY: eight numbers of 32 bits.
                unsafe { _mm256_storeu_si256(halves.as_mut_ptr().cast(), *sum) };
                for o in 0..4 {
                    out[r * n + 4 * q + o] = halves[2 * o] + halves[2 * o + 1];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kernels_give_the_plain_sums() {
        let mut seed = 1u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        for (k, n, count) in [
            (4, 16, 1),
            (12, 48, 7),
            (160, 128, 13),
            (384, 80, 6),
            (36, 112, 3),
        ] {
            let weights: Vec<u8> = (0..k * n).map(|_| next()).collect();
            let rows: Vec<u8> = (0..k * count).map(|_| next()).collect();
            let matrix = Matrix::new(k, n, &weights).unwrap();
            let mut want = vec![0; count * n];
            for r in 0..count {
                for o in 0..n {
                    for i in 0..k {
                        let w = weights
                            [o / BLOCK * k * BLOCK + i / 4 * 4 * BLOCK + o % BLOCK * 4 + i % 4]
                            as i8;
                        want[r * n + o] += (i32::from(rows[r * k + i]) - 128) * i32::from(w);
                    }
                }
            }
            for kernel in Kernel::all() {
                let mut got = vec![0; count * n];
                product(kernel, &rows, &matrix, &mut got);
                assert_eq!(got, want, "{kernel:?}");
            }
        }
    }
}
