//! Currency pairs: an amount and the same in another currency, at one rate throughout a paragraph.

use super::derivation::{Expr, Leaf};
use super::finding::{Code, Label, NamedRule};
use super::frame::{Asserted, Frame};
use super::line::Line;
use super::pages::Page;
use super::pattern::{Pattern, dimension};
use crate::measure::Decimal;
use crate::measure::unit::Dimension;
use std::sync::LazyLock;

/// "$20 million (£15 million) … $4 million (£3 million)".
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Currency,
        name: "currency",
        what: "Compares the rates of exchange of two pairs of amounts in one paragraph: \"$20 million (£15 million) and later $4 million (£3 million)\".",
        why: "Converted amounts are where noughts are lost.",
        example: "The firm paid $20 million (£15 million) and later $4 million (£30 million). → as read, these figures do not agree: £15 million ÷ $20 million \
                  × $4 million = £3 million, stated £30 million",
        limits: "One pair alone says nothing, as no rates of exchange are known here. Rates may differ by a twentieth, as days do; paragraphs that tell of \
                 several years are left alone.",
        off: false,
    },
    rules: &[],
    more: Some((NamedRule::Currency, find)),
};

static PAIR: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("A:money ( [ about|or|nearly ] B:money )"));

fn find(line: &Line, out: &mut Vec<(usize, Asserted)>) {
    let mut pairs: Vec<(usize, u32, u32)> = Vec::new();
    for at in (0..line.tokens.len()).filter(|&at| {
        line.figure_at[at].is_some_and(|(n, _)| {
            dimension(&line.figures[n as usize].item) == Some(Dimension::Money)
        })
    }) {
        let Some(caught) = PAIR.at(line, at) else {
            continue;
        };
        let [(_, a), (_, b)] = caught.slots[..] else {
            continue;
        };
        pairs.push((at, a, b));
    }
    let unit = |n: u32| line.figures[n as usize].item.unit;
    let leaf = |n: u32| {
        Leaf::of(
            line.figures[n as usize].span,
            &line.figures[n as usize].item,
        )
    };
    let years = line.times_in_years();
    for two in pairs.windows(2) {
        let [(_, a, b), (at, c, d)] = *two else {
            continue;
        };
        if unit(a) != unit(c) || unit(b) != unit(d) || unit(a) == unit(b) || years {
            continue;
        }
        let (Some(a), Some(b), Some(c), Some(mut d)) = (leaf(a), leaf(b), leaf(c), leaf(d)) else {
            continue;
        };
        for reading in &mut d.readings[1..] {
            let part = |v: Decimal, by: i128| v.times(Decimal::new(by, -2)?);
            (reading.low, reading.high) = (
                reading.low.and_then(|v| part(v, 95)),
                reading.high.and_then(|v| part(v, 105)),
            );
        }
        let computed = Expr::from(b).by(a).times(c);
        out.push((
            at,
            Asserted::equal(
                computed,
                d,
                &[Label::Converted, Label::OtherCurrency, Label::NextConverted],
            )
            .assuming("one rate of exchange"),
        ));
    }
}
