//! In: two reports and how near their sentences are. Out: what they share, as numbers.

use super::align::{NEAR, Nearests, Nearness};
use super::bits::WordSet;
use super::chain::in_order;
use super::comparison::Shares;
use super::indexed::{Indexed, Run, is_name};
use super::numbers::{log2, rounded, share};
use super::sketch::{SentenceKind, Sketch};
use super::word_order::{MOST_ORDERED, in_one_order};
use std::cmp::Ordering;

sayso_english::names! {
    /// What two reports share. "Most" is the share of the report that has the larger one, "least" that
    /// of the other.
    pub enum Feature {
        /// Words of narration in runs of four words that the other report has.
        RunsMost = "runs most",
        /// The same, of the report with less.
        RunsLeast = "runs least",
        /// Words of narration in telling runs, see [`super::indexed::Run`].
        TellingMost = "telling most",
        /// The same, of the report with less.
        TellingLeast = "telling least",
        /// The longest row of words in telling runs of the narration: the logarithm of their number, 1
        /// for 128.
        Longest = "longest",
        /// Words in telling runs, quoted or not, by the words of the narration.
        SharedMost = "shared most",
        /// The same, of the report with less.
        SharedLeast = "shared least",
        /// Quoted words in runs of four words.
        QuotesMost = "quotes most",
        /// The same, of the report with less.
        QuotesLeast = "quotes least",
        /// Quotations that begin and end at the same words, of the report with fewer.
        Cuts = "cuts",
        /// Sentences of narration, by the weight of their words, that correspond to a sentence.
        AlignedMost = "aligned most",
        /// The same, of the report with less.
        AlignedLeast = "aligned least",
        /// How near the sentences of narration are to the nearest of the other report, on average.
        NearMost = "near most",
        /// The same, of the report with less.
        NearLeast = "near least",
        /// How near the nearer half of the sentences is.
        NearHalf = "near half",
        /// How near the nearest four sentences in a row are.
        NearFour = "near four",
        /// How near the first two sentences of narration are, of the report with more.
        LeadMost = "lead most",
        /// The same, of the report with less.
        LeadLeast = "lead least",
        /// Corresponding sentences that are in the same order, less where there are few.
        Order = "order",
        /// Sentences, by the weight of their words, that correspond in one order: in the longest chain.
        ChainMost = "chain most",
        /// The same, of the report with less.
        ChainLeast = "chain least",
        /// The length of that chain: the logarithm of the number of sentences, 1 for 32.
        Chain = "chain",
        /// Sentences of that chain that follow each other in both reports: the logarithm of their number, 1
        /// for 32.
        Steps = "steps",
        /// How alike the lengths of the sentences of that chain are, drawn to what is usual where they are few.
        Lengths = "lengths",
        /// Words of the sentences of that chain that are in the same order in both.
        WordOrder = "word order",
        /// Sentences of that chain that do not have the same words in the same order.
        Reworded = "reworded",
        /// Speakers and other sources, of the report with fewer.
        Sources = "sources",
        /// Sentences with something that a source says, by the weight of their words, that are near one
        /// in which the same source says something; of the report with more.
        SaidMost = "said most",
        /// The same, of the report with less.
        SaidLeast = "said least",
        /// Names, of the report with fewer.
        Names = "names",
        /// Figures, of the report with fewer.
        Figures = "figures",
        /// Names, numbers, months and weekdays of the sentences that are nearest to each other, of the
        /// sentence with fewer; drawn to that of most copies where they are few.
        Particulars = "particulars",
        /// Content words, by weight, of the report with fewer.
        Words = "words",
        /// The length of the shorter report by that of the longer.
        Length = "length",
        /// Quoted words among all words of the report with more.
        Quoted = "quoted",
        /// Whether both credit the same agency or outlet, or one credits the other.
        Credit = "credit",
    }
}

/// How many features there are.
pub const FEATURES: usize = Feature::ALL.len();

/// What two reports share, by which their relation is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    /// The value of each feature, from 0 to 1, in the order of [`Feature::ALL`].
    pub values: [f32; FEATURES],
    pub(super) shares: Shares,
    /// The words, narration and quotations, that the other report has too, of the report with the larger share.
    pub(super) whole: f32,
}

impl Features {
    /// Features with these values, to fit and to measure models.
    pub fn of_values(values: [f32; FEATURES]) -> Features {
        Features {
            values,
            shares: Shares::default(),
            whole: 0.0,
        }
    }

    /// The value of a feature.
    pub fn get(&self, feature: Feature) -> f32 {
        self.values[feature as usize]
    }

    fn set(&mut self, feature: Feature, value: f32) {
        self.values[feature as usize] = value;
    }

    /// Sets the feature of the report with more and that of the report with less.
    fn set_pair(&mut self, most: Feature, least: Feature, (a, b): (f32, f32)) {
        self.set(most, a.max(b));
        self.set(least, a.min(b));
    }

    pub(super) fn of(a: &Indexed<'_>, b: &Indexed<'_>, nearness: &Nearness) -> Features {
        let (in_a, in_b) = covered(a, b);
        let (runs_a, runs_b) = (Runs::of(a, &in_a), Runs::of(b, &in_b));
        let of_a = Near::of(a, &nearness.nearest_a, &nearness.weight_a);
        let of_b = Near::of(b, &nearness.nearest_b, &nearness.weight_b);
        let narration_a = runs_a.narration.max(of_a.aligned);
        let narration_b = runs_b.narration.max(of_b.aligned);
        let whole_a = a.size.share_of_all(narration_a, runs_a.quoted);
        let whole_b = b.size.share_of_all(narration_b, runs_b.quoted);
        let mut features = Features {
            values: [0.0; FEATURES],
            shares: Shares {
                narration_a: rounded(narration_a),
                narration_b: rounded(narration_b),
                quotes_a: rounded(runs_a.quoted),
                quotes_b: rounded(runs_b.quoted),
            },
            whole: whole_a.max(whole_b),
        };
        features.runs(&runs_a, &runs_b);
        features.near(&of_a, &of_b);
        let mut links = nearness.sure();
        links.retain(|&(row, column)| !a.is_boilerplate(row) && !b.is_boilerplate(column));
        features.chain(a, b, nearness, &links);
        features.set(Feature::Particulars, particulars(a, b, &links));
        features.set(Feature::Sources, common(&a.sources, &b.sources));
        features.said(a, b, nearness);
        features.set(Feature::Cuts, common(&a.cuts, &b.cuts));
        features.set(
            Feature::Credit,
            f32::from(u8::from(credit(a.sketch, b.sketch))),
        );
        features.set(Feature::Names, common(&a.names, &b.names));
        features.set(Feature::Figures, common(&a.figures, &b.figures));
        features.set(Feature::Words, nearness.words_in_common());
        let (size_a, size_b) = (a.size.all() as f32, b.size.all() as f32);
        features.set(
            Feature::Length,
            share(size_a.min(size_b), size_a.max(size_b)),
        );
        let quoted = |of: &Indexed<'_>| share(of.size.quoted as f32, of.size.all() as f32);
        features.set(Feature::Quoted, quoted(a).max(quoted(b)));
        features
    }

    fn runs(&mut self, a: &Runs, b: &Runs) {
        use Feature::{
            Longest, QuotesLeast, QuotesMost, RunsLeast, RunsMost, SharedLeast, SharedMost,
            TellingLeast, TellingMost,
        };
        self.set_pair(RunsMost, RunsLeast, (a.narration, b.narration));
        self.set_pair(TellingMost, TellingLeast, (a.telling, b.telling));
        self.set_pair(SharedMost, SharedLeast, (a.shared, b.shared));
        let longest = a.longest.min(b.longest) as f32;
        self.set(Longest, (log2(longest + 1.0) / 7.0).min(1.0));
        self.set_pair(QuotesMost, QuotesLeast, (a.quoted, b.quoted));
    }

    fn near(&mut self, a: &Near, b: &Near) {
        use Feature::{AlignedLeast, AlignedMost, NearFour, NearHalf, NearLeast, NearMost};
        self.set_pair(AlignedMost, AlignedLeast, (a.aligned, b.aligned));
        self.set_pair(NearMost, NearLeast, (a.mean, b.mean));
        self.set(NearHalf, a.half.max(b.half));
        self.set(NearFour, a.four.max(b.four));
        self.set_pair(Feature::LeadMost, Feature::LeadLeast, (a.lead, b.lead));
    }
}

/// The words that are in runs of the other report: in any, and in telling ones.
struct Covered {
    any: WordSet,
    telling: WordSet,
}

impl Covered {
    fn none(of: &Indexed<'_>) -> Covered {
        let any = WordSet::none(of.sketch.words.len());
        Covered {
            telling: any.clone(),
            any,
        }
    }

    fn add(&mut self, run: Run) {
        self.any.add_run(run.first());
        if run.is_telling() {
            self.telling.add_run(run.first());
        }
    }
}

/// Which words of each report are in runs of the other.
fn covered(a: &Indexed<'_>, b: &Indexed<'_>) -> (Covered, Covered) {
    let (mut in_a, mut in_b) = (Covered::none(a), Covered::none(b));
    a.runs.common(&b.runs, |of_a, of_b| {
        for &place in of_a {
            in_a.add(Run::at(place));
        }
        for &place in of_b {
            in_b.add(Run::at(place));
        }
    });
    (in_a, in_b)
}

/// What share of a report is in runs of words of the other.
struct Runs {
    narration: f32,
    telling: f32,
    longest: usize,
    shared: f32,
    quoted: f32,
}

/// Added to the size of a report's narration, because a share of few words says little.
const SMOOTHING: f32 = 25.0;

impl Runs {
    fn of(report: &Indexed<'_>, covered: &Covered) -> Runs {
        let (any, telling) = (&covered.any, &covered.telling);
        let told = telling.count_in(&report.told) as f32;
        let shared = told + telling.count_in(&report.quoted) as f32;
        let all = report.size.narration as f32;
        Runs {
            narration: share(any.count_in(&report.told) as f32, all),
            telling: share(told, all + SMOOTHING),
            longest: telling.longest_row(&report.told, &report.begins),
            shared: share(shared, all + SMOOTHING).min(1.0),
            quoted: share(
                any.count_in(&report.quoted) as f32,
                report.size.quoted as f32,
            ),
        }
    }
}

/// Whether both reports credit the same agency or outlet, or one credits the outlet of the other.
fn credit(a: &Sketch, b: &Sketch) -> bool {
    let credits = |report: &Sketch, body: u32| report.credits.iter().any(|c| c.body == body);
    let is_credited = |by: &Sketch, other: &Sketch| other.outlet.is_some_and(|o| credits(by, o));
    let is_common = a.credits.iter().any(|c| credits(b, c.body));
    is_common || is_credited(a, b) || is_credited(b, a)
}

/// How near the sentences of a report's narration are to those of the other.
#[derive(Default)]
struct Near {
    aligned: f32,
    mean: f32,
    half: f32,
    four: f32,
    lead: f32,
}

impl Near {
    fn of(report: &Indexed<'_>, nearest: &Nearests, weights: &[f32]) -> Near {
        let mut near = Vec::with_capacity(weights.len());
        let (mut aligned, mut all, mut sum) = (0.0, 0.0, 0.0);
        for ((sentence, best), weight) in report
            .sketch
            .sentences
            .iter()
            .zip(nearest.iter())
            .zip(weights)
        {
            if sentence.kind == SentenceKind::Narration {
                let value = best.near.min(1.0);
                all += weight;
                sum += weight * value;
                aligned += if best.near >= NEAR { *weight } else { 0.0 };
                near.push(value);
            }
        }
        let lead = near
            .iter()
            .take(2)
            .fold(0.0, |most: f32, &near| most.max(near));
        let four = near.windows(4).map(|four| four.iter().sum::<f32>() / 4.0);
        let four = four.fold(0.0, f32::max);
        let few = if near.len() < 4 {
            near.iter().sum::<f32>() / 4.0
        } else {
            0.0
        };
        near.sort_unstable_by(|a, b| b.total_cmp(a));
        near.truncate(near.len().div_ceil(2));
        Near {
            aligned: share(aligned, all),
            mean: share(sum, all),
            half: share(near.iter().sum(), near.len() as f32),
            four: four.max(few),
            lead,
        }
    }
}

/// A few names and numbers that differ say little: so many that are common in the usual share are added.
const ADDED: f32 = 4.0;
const USUAL: f32 = 0.85;

/// A number, a month or a weekday weighs as much as two names, because reports of one form have the same
/// places and bodies in them and other numbers.
pub(super) fn weight(particular: u32) -> u32 {
    if is_name(particular) { 1 } else { 2 }
}

/// The share of what corresponding sentences say in particular that both say.
fn particulars(a: &Indexed<'_>, b: &Indexed<'_>, links: &[(usize, usize)]) -> f32 {
    let (mut both, mut all) = (0, 0);
    for &(row, column) in links {
        let of_b = || b.particulars_of(column);
        let common = a.particulars_of(row);
        let common = common.filter(|item| of_b().any(|other| other == *item));
        both += common.map(weight).sum::<u32>();
        let sum_a: u32 = a.particulars_of(row).map(weight).sum();
        all += sum_a.min(of_b().map(weight).sum());
    }
    (both as f32 + ADDED * USUAL) / (all as f32 + ADDED)
}

/// How many corresponding sentences make their order telling.
const TELLING: f32 = 5.0;

impl Features {
    /// The order of the sentences that are nearest to each other, and the longest chain in one order.
    fn chain(
        &mut self,
        a: &Indexed<'_>,
        b: &Indexed<'_>,
        nearness: &Nearness,
        links: &[(usize, usize)],
    ) {
        let kept = in_order(links);
        let chain = kept.iter().filter(|is_kept| **is_kept).count() as f32;
        let count = links.len() as f32;
        let order = share(chain, count) * (count / TELLING).min(1.0);
        self.set(Feature::Order, order);
        let chain = nearness.chain();
        self.chained(nearness, &chain);
        self.course(a, b, &chain);
    }

    /// How much of the reports is in the chain.
    fn chained(&mut self, nearness: &Nearness, chain: &[(usize, usize)]) {
        let all_a: f32 = nearness.weight_a.iter().sum();
        let all_b: f32 = nearness.weight_b.iter().sum();
        let (mut in_a, mut in_b, mut sum) = (0.0, 0.0, 0.0);
        for &(row, column) in chain {
            let near = nearness.at(row, column).min(1.0);
            sum += near;
            in_a += near * nearness.weight_a[row];
            in_b += near * nearness.weight_b[column];
        }
        let shares = (share(in_a, all_a), share(in_b, all_b));
        self.set_pair(Feature::ChainMost, Feature::ChainLeast, shares);
        self.set(Feature::Chain, logarithm(sum));
    }

    /// Whether the sentences of the chain follow each other, are as long, and have their words in one order, as
    /// they do where a text was reworded sentence by sentence.
    fn course(&mut self, a: &Indexed<'_>, b: &Indexed<'_>, chain: &[(usize, usize)]) {
        let (mut differ, mut longer, mut shorter, mut in_order) = (0, 0, 0, 0);
        let (mut steps, mut next, mut reworded) = (0, None, 0);
        for &(row, column) in chain {
            let words_a = a.sketch.words_of(&a.sketch.sentences[row].words);
            let words_b = b.sketch.words_of(&b.sketch.sentences[column].words);
            let ordered = in_one_order(words_a, words_b);
            let (x, y) = (words_a.len(), words_b.len());
            differ += x.abs_diff(y);
            longer += x.max(y);
            shorter += x.min(y).min(MOST_ORDERED);
            in_order += ordered;
            steps += u32::from(next == Some((row, column)));
            next = Some((row + 1, column + 1));
            let same = SAME_SENTENCE * x.max(y).min(MOST_ORDERED) as f32;
            reworded += u32::from((ordered as f32) < same);
        }
        self.set(Feature::Steps, logarithm(steps as f32));
        let unlike = (differ as f32 + ADDED_WORDS * UNLIKE) / (longer as f32 + ADDED_WORDS);
        self.set(Feature::Lengths, 1.0 - unlike);
        let order = in_order as f32 / (shorter as f32 + SOME_WORDS);
        self.set(Feature::WordOrder, order.min(1.0));
        self.set(
            Feature::Reworded,
            share(reworded as f32, chain.len() as f32),
        );
    }
}

/// Sentences of which the longer has this share of its words in the same order as the other are the same.
const SAME_SENTENCE: f32 = 0.9;
/// The logarithm of a number of sentences, 1 for 32.
fn logarithm(sentences: f32) -> f32 {
    (log2(sentences + 1.0) / 5.0).min(1.0)
}

/// The usual share by which sentences differ in length, which so many words are taken to have.
const UNLIKE: f32 = 0.4;
const ADDED_WORDS: f32 = 75.0;
/// Added to the number of words, because the order of few says little.
const SOME_WORDS: f32 = 20.0;

/// From this nearness on two sentences may report the same statement.
const SAME_STATEMENT: f32 = 0.25;

impl Features {
    /// What the same sources say in both reports.
    fn said(&mut self, a: &Indexed<'_>, b: &Indexed<'_>, nearness: &Nearness) {
        let mut in_a = vec![false; nearness.rows];
        let mut in_b = vec![false; nearness.columns];
        for &(row, source) in &a.said {
            for &(column, other) in &b.said {
                if source == other && nearness.at(row, column) >= SAME_STATEMENT {
                    in_a[row] = true;
                    in_b[column] = true;
                }
            }
        }
        let weighed = |said: &[(usize, u32)], found: &[bool], weights: &[f32]| {
            let (mut part, mut all) = (0.0, 0.0);
            for &(sentence, _) in said {
                all += weights[sentence];
                part += if found[sentence] {
                    weights[sentence]
                } else {
                    0.0
                };
            }
            share(part, all + 50.0)
        };
        let shares = (
            weighed(&a.said, &in_a, &nearness.weight_a),
            weighed(&b.said, &in_b, &nearness.weight_b),
        );
        self.set_pair(Feature::SaidMost, Feature::SaidLeast, shares);
    }
}

/// The share of common items of the shorter of two sorted lists without repetition.
fn common(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let order = a[i].cmp(&b[j]);
        both += u32::from(order == Ordering::Equal);
        i += usize::from(order != Ordering::Greater);
        j += usize::from(order != Ordering::Less);
    }
    share(both as f32, a.len().min(b.len()) as f32)
}
