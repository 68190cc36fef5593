//! Follows from: figures of a passage in, those that others of them make out, where chance would
//! hardly do so.
//!
//! A typed search over the figures of a paragraph, or of it and the one before. Each hit has an
//! expectation: how many derivations of its shape were tried, times how likely a figure with as
//! many digits would have fitted one of them by chance. It is shown where that is small; smaller
//! still where no word hints at the relation.

use super::derivation::{Derivation, Expr, Leaf, Relation};
use super::finding::{Code, Finding, FindingRule, Label, NamedRule, Severity};
use super::frame::points_of;
use super::interval::{Digits, Interval};
use super::line::{Material, within};
use super::pages::Page;
use super::pattern::dimension;
use crate::measure::unit::Dimension;
use crate::measure::{Decimal, Figure, Modifier, Per, Role, Stated, Unit};
use crate::text::Span;

/// The page of the code.
pub const PAGE: Page = Page {
    code: Code::Follows,
    name: "follows",
    what: "Shows where a figure follows from others near it: a sum, a part, a change, a rate over time, with the arithmetic in one line and what had to \
           be taken for granted. It never says that figures do not agree.",
    why: "A figure that follows from others needs no source of its own, and is only as good as they are.",
    example: "\"The post pays at least $3,000 a month. About 80-90% goes to the agency. A year leaves a guard between $3,600 and $7,200.\" → $3,000 × 12 × (1 − \
              80-90%) = $3,600 to $7,200; 12 months a year; lower bound, since \"at least\"",
    limits: "Chance makes figures fit: of those shown one in ten may. With `check --all` looser ones are shown too, of which most are chance.",
    off: false,
};

/// A relation that is looked for.
struct Shape {
    rule: NamedRule,
    /// Words that hint at it, in one of the sentences of its figures.
    cues: &'static str,
    /// How much oftener chance finds it than even digits would: round figures are commoner than
    /// others. Tenths, measured by `sayso-bench check permute`.
    prior: u64,
    /// Is a cue needed?
    cued: bool,
}

const SUM: Shape = Shape {
    rule: NamedRule::Sum,
    cues: "total combined altogether sum plus together overall",
    prior: 100,
    cued: true,
};
const DIFFERENCE: Shape = Shape {
    rule: NamedRule::Difference,
    cues: "difference more less fewer gap lead margin ahead behind short shy remaining left rest down up",
    prior: 80,
    cued: true,
};
const POINTS: Shape = Shape {
    rule: NamedRule::Points,
    cues: "lead leads led leading ahead margin advantage trails trailing behind edge gap rose fell up down",
    prior: 40,
    cued: true,
};
const PART: Shape = Shape {
    rule: NamedRule::Part,
    cues: "share part proportion rest remaining stake goes go went",
    prior: 30,
    cued: true,
};
const CHANGE: Shape = Shape {
    rule: NamedRule::Change,
    cues: "from up down rose fell increase increased decrease decreased declined jumped climbed grew dropped gained compared",
    prior: 30,
    cued: true,
};
const YEARLY: Shape = Shape {
    rule: NamedRule::YearlyRate,
    cues: "year years annual annually yearly",
    prior: 20,
    cued: false,
};
const PERIOD: Shape = Shape {
    rule: NamedRule::RateByTime,
    cues: "total over during months years weeks days",
    prior: 20,
    cued: false,
};
const YEARLY_PART: Shape = Shape {
    rule: NamedRule::YearlyPart,
    cues: "year years annual annually yearly",
    prior: 20,
    cued: true,
};

/// What a year has of a unit.
const YEAR: &[(Unit, u64, &str)] = &[
    (Unit::MONTH, 12, "12 months a year"),
    (Unit::WEEK, 52, "52 weeks a year"),
    (Unit::DAY, 365, "365 days a year"),
    (Unit::QUARTER, 4, "four quarters a year"),
];

/// More figures than this in a passage make a table, in which something always fits.
const MOST: usize = 16;
/// Shown without a cue, in millionths.
const SHOWN: u64 = 50_000;
/// Shown with a cue.
const SHOWN_CUED: u64 = 500_000;
/// Two paragraphs are more than one: there the expectation must be smaller by this.
const APART: u64 = 10;

/// A figure that may take part.
struct Item<'r> {
    stated: &'r Stated<Figure>,
    leaf: Leaf,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Amount,
    Percent,
    Points,
    Rate(Unit),
    Length(Unit),
}

/// What follows in a paragraph, from its own figures and those of the one before.
pub fn follows(
    material: &Material,
    before: &[Span],
    sentences: &[Span],
    taken: &[Span],
) -> Vec<Finding> {
    let here = passage(sentences);
    let own = within(material.figures, here).len();
    let alone = own == 1 && before.is_empty();
    if own == 0 || alone || own > MOST {
        return Vec::new();
    }
    let mut search = Search {
        material,
        sentences: sentences.to_vec(),
        items: items(material, here),
        here,
        out: Vec::new(),
    };
    search.run(taken);
    let mut out = std::mem::take(&mut search.out);
    if !before.is_empty() {
        let both = before.iter().chain(sentences).copied().collect::<Vec<_>>();
        let items = items(material, passage(&both));
        if items.len() <= MOST {
            let taken: Vec<Span> = taken
                .iter()
                .copied()
                .chain(out.iter().map(|f: &Finding| f.primary))
                .collect();
            let mut search = Search {
                material,
                sentences: both,
                items,
                here,
                out: Vec::new(),
            };
            search.run(&taken);
            out.extend(search.out);
        }
    }
    out
}

fn passage(sentences: &[Span]) -> Span {
    sentences
        .iter()
        .copied()
        .reduce(Span::cover)
        .unwrap_or_default()
}

fn items<'r>(material: &Material<'r>, passage: Span) -> Vec<Item<'r>> {
    let all = &material.figures[within(material.figures, passage)];
    all.iter()
        .filter_map(|stated| {
            Some(Item {
                stated,
                leaf: leaf(stated)?,
                kind: kind(&stated.item)?,
            })
        })
        .collect()
}

/// A bound is taken at its word: "at least $2,000" as $2,000, which is then told.
fn leaf(stated: &Stated<Figure>) -> Option<Leaf> {
    let figure = &stated.item;
    let bound = figure.low.or(figure.high);
    // "about" widens nothing here: what fits a wide figure proves little.
    let closed = Figure {
        low: figure.low.or(bound),
        high: figure.high.or(bound),
        modifier: None,
        ..figure.clone()
    };
    Leaf::of(stated.span, &closed)
}

fn kind(figure: &Figure) -> Option<Kind> {
    let plain = matches!(
        figure.role,
        Role::Amount | Role::Change | Role::Share | Role::Rate
    );
    if !plain || figure.digits == 0 || super::frame::is_negative(figure) {
        return None;
    }
    let per = figure.per.iter().find_map(|p| match p {
        Per::Unit(unit) if unit.is_time() => Some(*unit),
        _ => None,
    });
    match (per, figure.unit, dimension(figure)) {
        (Some(per), _, d) if d != Some(Dimension::Ratio) => Some(Kind::Rate(per)),
        (None, Some(Unit::PERCENT), _) => Some(Kind::Percent),
        (None, Some(Unit::PERCENTAGE_POINT | Unit::POINT), _) => Some(Kind::Points),
        (None, Some(unit), Some(Dimension::Time)) => Some(Kind::Length(unit)),
        (
            None,
            _,
            None
            | Some(
                Dimension::Money
                | Dimension::Mass
                | Dimension::Volume
                | Dimension::Area
                | Dimension::Energy,
            ),
        ) => {
            // A count of a few things follows from everything.
            let great = figure.low.is_some_and(|v| v >= Decimal::whole(20));
            (great && (figure.unit.is_some() || figure.of.is_some())).then_some(Kind::Amount)
        }
        _ => None,
    }
}

struct Search<'m, 'r> {
    material: &'m Material<'r>,
    sentences: Vec<Span>,
    items: Vec<Item<'r>>,
    /// The paragraph that is looked at: something of it must take part.
    here: Span,
    out: Vec<Finding>,
}

/// A derivation tried.
struct Tried {
    shape: &'static Shape,
    computed: Expr,
    parts: Vec<usize>,
    assumption: Option<&'static str>,
}

impl Search<'_, '_> {
    /// For each figure: the derivations of each shape, and the best of those that fit.
    fn run(&mut self, taken: &[Span]) {
        for target in 0..self.items.len() {
            let stated = &self.items[target];
            // A figure that a frame has explained needs no other explanation.
            if taken.contains(&stated.stated.span) {
                continue;
            }
            let tried = self.tried(target);
            let mut best: Option<(u64, Finding)> = None;
            for one in &tried {
                let same = tried
                    .iter()
                    .filter(|t| t.shape.rule == one.shape.rule)
                    .count() as u64;
                let Some(found) = self.judge(target, one, same) else {
                    continue;
                };
                if best.as_ref().is_none_or(|b| found.0 < b.0) {
                    best = Some(found);
                }
            }
            self.out.extend(best.map(|b| b.1));
        }
        // a = b × p and b = a ÷ p are one relation: it is told once, of the figure that stands
        // last.
        let mut told: Vec<Vec<Span>> = Vec::new();
        self.out
            .sort_by_key(|f| std::cmp::Reverse(f.primary.start()));
        self.out.retain(|f| {
            let mut all: Vec<Span> = f.related.iter().map(|r| r.1).chain([f.primary]).collect();
            all.sort_unstable();
            let new = !told.contains(&all);
            told.push(all);
            new
        });
    }

    /// All derivations for the figure.
    fn tried(&self, target: usize) -> Vec<Tried> {
        let mut out = Vec::new();
        let goal = &self.items[target];
        match goal.kind {
            Kind::Amount => {
                self.sums(target, &mut out);
                self.parts(target, &mut out);
                self.rates(target, &mut out);
            }
            Kind::Rate(Unit::YEAR) => self.rates(target, &mut out),
            Kind::Points => self.points(target, &mut out),
            Kind::Percent if goal.stated.item.role == Role::Change => {
                self.changes(target, &mut out)
            }
            _ => {}
        }
        out
    }

    fn others(&self, target: usize, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(move |&n| n != target && self.items[n].kind == kind)
    }

    fn alike(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.items[a].stated.item, &self.items[b].stated.item);
        let text = self.material.text;
        let heads = match (a.of, b.of) {
            (Some(a), Some(b)) => a.passage(text).eq_ignore_ascii_case(b.passage(text)),
            _ => true,
        };
        a.unit == b.unit && (a.unit.is_some() || heads)
    }

    fn leaf(&self, n: usize) -> Expr {
        self.items[n].leaf.clone().into()
    }

    fn sums(&self, target: usize, out: &mut Vec<Tried>) {
        let amounts: Vec<usize> = self
            .others(target, Kind::Amount)
            .filter(|&n| self.alike(n, target))
            .collect();
        for (i, &a) in amounts.iter().enumerate() {
            for &b in &amounts[i + 1..] {
                let (x, y) = (self.items[a].stated.item.low, self.items[b].stated.item.low);
                let sum = Expr::Sum(vec![self.leaf(a), self.leaf(b)]);
                out.push(Tried {
                    shape: &SUM,
                    computed: sum,
                    parts: vec![a, b],
                    assumption: None,
                });
                let (high, low) = if x >= y { (a, b) } else { (b, a) };
                let difference = self.leaf(high).minus(self.leaf(low));
                out.push(Tried {
                    shape: &DIFFERENCE,
                    computed: difference,
                    parts: vec![high, low],
                    assumption: None,
                });
            }
        }
    }

    fn parts(&self, target: usize, out: &mut Vec<Tried>) {
        for whole in self
            .others(target, Kind::Amount)
            .filter(|&n| self.alike(n, target))
        {
            for part in self.others(target, Kind::Percent) {
                if self.items[part].stated.item.role != Role::Share {
                    continue;
                }
                for share in [self.leaf(part), Expr::number(1).minus(self.leaf(part))] {
                    let computed = self.leaf(whole).times(share);
                    out.push(Tried {
                        shape: &PART,
                        computed,
                        parts: vec![whole, part],
                        assumption: None,
                    });
                }
            }
        }
    }

    fn rates(&self, target: usize, out: &mut Vec<Tried>) {
        for rate in 0..self.items.len() {
            let Kind::Rate(per) = self.items[rate].kind else {
                continue;
            };
            if rate == target
                || self.items[rate].stated.item.unit != self.items[target].stated.item.unit
            {
                continue;
            }
            if let Some(&(_, times, said)) = YEAR.iter().find(|y| y.0 == per) {
                let yearly = self.leaf(rate).times(Expr::number(times));
                out.push(Tried {
                    shape: &YEARLY,
                    computed: yearly.clone(),
                    parts: vec![rate],
                    assumption: Some(said),
                });
                for part in self.others(target, Kind::Percent) {
                    for share in [self.leaf(part), Expr::number(1).minus(self.leaf(part))] {
                        let computed = yearly.clone().times(share);
                        out.push(Tried {
                            shape: &YEARLY_PART,
                            computed,
                            parts: vec![rate, part],
                            assumption: Some(said),
                        });
                    }
                }
            }
            for length in self.others(target, Kind::Length(per)) {
                let counted = self.items[length].leaf.clone().taken_exactly();
                let computed = self.leaf(rate).times(counted);
                out.push(Tried {
                    shape: &PERIOD,
                    computed,
                    parts: vec![rate, length],
                    assumption: None,
                });
            }
        }
    }

    fn points(&self, target: usize, out: &mut Vec<Tried>) {
        let sides: Vec<usize> = self.others(target, Kind::Percent).collect();
        for (i, &a) in sides.iter().enumerate() {
            for &b in &sides[i + 1..] {
                let (x, y) = (self.items[a].stated.item.low, self.items[b].stated.item.low);
                let (high, low) = if x >= y { (a, b) } else { (b, a) };
                let side = |n: usize| Expr::from(points_of(self.items[n].leaf.clone()));
                out.push(Tried {
                    shape: &POINTS,
                    computed: side(high).minus(side(low)),
                    parts: vec![high, low],
                    assumption: None,
                });
            }
        }
    }

    fn changes(&self, target: usize, out: &mut Vec<Tried>) {
        let amounts: Vec<usize> = self.others(target, Kind::Amount).collect();
        for &a in &amounts {
            for &b in amounts.iter().filter(|&&b| b != a && self.alike(a, b)) {
                let (x, y) = (self.items[a].stated.item.low, self.items[b].stated.item.low);
                let ratio = self.leaf(a).by(self.leaf(b));
                let computed = if x >= y {
                    ratio.minus(Expr::number(1))
                } else {
                    Expr::number(1).minus(ratio)
                };
                out.push(Tried {
                    shape: &CHANGE,
                    computed,
                    parts: vec![a, b],
                    assumption: None,
                });
            }
        }
    }

    /// Does it fit, and would chance hardly have made it fit? Its expectation in millionths, and
    /// the finding.
    fn judge(&self, target: usize, tried: &Tried, same: u64) -> Option<(u64, Finding)> {
        let stated = &self.items[target].leaf;
        let spans: Vec<Span> = tried
            .parts
            .iter()
            .map(|&n| self.items[n].stated.span)
            .collect();
        let own = |span: &Span| self.here.contains(*span);
        let (some, all) = (
            own(&stated.span) || spans.iter().any(own),
            own(&stated.span) && spans.iter().all(own),
        );
        if !some {
            return None;
        }
        let chance = fits(&tried.computed, stated)?;
        let mut expected = chance
            .saturating_mul(same)
            .saturating_mul(tried.shape.prior)
            / 10;
        let cue = self.cued(tried.shape.cues, &spans, stated.span);
        if !all {
            expected = expected.saturating_mul(APART);
        }
        let near = if cue {
            expected < SHOWN_CUED
        } else {
            !tried.shape.cued && expected < SHOWN
        };
        let loose = !near || !self.beside(&spans, stated.span);
        if loose && expected >= SHOWN_CUED * 2 {
            return None;
        }
        Some((expected, self.finding(target, tried, loose)))
    }

    /// Do all figures stand in one sentence, or in one after the other?
    fn beside(&self, spans: &[Span], stated: Span) -> bool {
        let sentence = |span: Span| self.sentences.partition_point(|s| s.end() <= span.start());
        let all = spans.iter().map(|s| sentence(*s)).chain([sentence(stated)]);
        let (first, last) = all.fold((usize::MAX, 0), |(a, b), n| (a.min(n), b.max(n)));
        last - first <= 2
    }

    fn cued(&self, cues: &str, spans: &[Span], stated: Span) -> bool {
        let holds = |sentence: &Span| spans.iter().chain([&stated]).any(|s| sentence.overlaps(*s));
        let words = self
            .sentences
            .iter()
            .filter(|s| holds(s))
            .flat_map(|s| self.material.text[s.range()].split(|c: char| !c.is_alphabetic()));
        words
            .into_iter()
            .any(|word| cues.split(' ').any(|cue| cue.eq_ignore_ascii_case(word)))
    }

    fn finding(&self, target: usize, tried: &Tried, loose: bool) -> Finding {
        let goal = &self.items[target];
        let text = self.material.text;
        let derivation = Derivation {
            computed: tried.computed.clone(),
            relation: Relation::Equal,
            stated: goal.leaf.clone(),
        };
        let mut assumptions: Vec<String> =
            tried.assumption.iter().map(|a| (*a).to_string()).collect();
        for &n in tried.parts.iter().chain([&target]) {
            let figure = &self.items[n].stated.item;
            let bound = match (figure.low, figure.high) {
                (Some(_), None) => "lower",
                (None, Some(_)) => "upper",
                _ => continue,
            };
            assumptions.push(format!(
                "{bound} bound, since \"{}\"",
                figure.modifier.map_or("open", Modifier::name)
            ));
        }
        let parts = tried
            .parts
            .iter()
            .chain([&target])
            .map(|&n| self.items[n].stated.span);
        assumptions.extend(
            self.material
                .voices
                .of(parts)
                .assumption()
                .map(str::to_string),
        );
        let related = tried
            .parts
            .iter()
            .map(|&n| (Label::Figure, self.items[n].stated.span))
            .collect();
        let stated = text[goal.stated.span.range()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let message = format!(
            "{stated} follows from other figures: {}",
            derivation.line(text)
        );
        let (code, why, primary) = (
            PAGE.code,
            FindingRule::Named(tried.shape.rule),
            goal.stated.span,
        );
        Finding {
            code,
            severity: Severity::Note,
            message,
            primary,
            related,
            derivation: Some(derivation),
            assumptions,
            why,
            loose,
        }
    }
}

/// If the figure fits: in millionths, how likely a figure with as many significant digits would
/// have fitted.
fn fits(computed: &Expr, stated: &Leaf) -> Option<u64> {
    let (exact, shown) = (
        computed.value(Digits::Stated)?,
        computed.value(Digits::Shown)?,
    );
    let goal = stated.readings[Digits::Stated as usize];
    let coarse = stated.readings[Digits::Coarse as usize];
    let (low, high) = (goal.low?, goal.high?);
    if low == high {
        if !shown.meets(stated.readings[Digits::Shown as usize]) {
            return None;
        }
        let width = coarse
            .high?
            .plus(coarse.low?.negated())?
            .plus(shown.high?.plus(shown.low?.negated())?)?;
        return millionths(width.max(unit_width(low)?), low);
    }
    // A range: both of its ends must be met, to a fiftieth.
    let end = |value: Decimal, computed: Decimal| {
        let gap = value.plus(computed.negated())?;
        let gap = if gap.is_negative() {
            gap.negated()
        } else {
            gap
        };
        (gap.times(Decimal::whole(50))? <= value).then_some(())?;
        millionths(value.by(Decimal::whole(25))?.max(unit_width(value)?), value)
    };
    let Interval {
        low: Some(least),
        high: Some(most),
    } = exact
    else {
        return None;
    };
    Some((end(low, least)? * end(high, most)? / 1_000_000).max(1))
}

/// One in the last place that is not nought.
fn unit_width(value: Decimal) -> Option<Decimal> {
    let trailing = value
        .mantissa()
        .to_string()
        .bytes()
        .rev()
        .take_while(|b| *b == b'0')
        .count();
    Decimal::new(1, value.exponent() + trailing as i32)
}

/// width ÷ (value × ln 10): how much of a decade of figures it covers.
fn millionths(width: Decimal, value: Decimal) -> Option<u64> {
    let decade = value.times(Decimal::new(2303, -3)?)?;
    if decade == Decimal::ZERO {
        return None;
    }
    let share = width.by(decade)?.times_ten_to(6)?;
    let whole = share.to_string();
    whole
        .split('.')
        .next()?
        .parse::<u64>()
        .ok()
        .map(|n| n.clamp(1, 1_000_000))
}
