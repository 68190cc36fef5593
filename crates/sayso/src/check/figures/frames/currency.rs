//! An amount and the same in another currency, twice in one paragraph: "$20 million (£15 million)
//! … $4 million (£3 million)".

use crate::check::figures::derivation::{Expr, Leaf};
use crate::check::figures::frame::{Assertion, Frame};
use crate::check::figures::paragraph::Paragraph;
use crate::check::figures::pattern::{Pattern, dimension};
use crate::check::finding::{Code, Label, NamedRule};
use crate::check::pages::Page;
use crate::measure::Decimal;
use crate::measure::unit::Dimension;
use std::sync::LazyLock;

/// Compares the rates of exchange of two conversions in one paragraph.
pub const FRAME: Frame = Frame {
    page: Page {
        code: Code::Currency,
        name: "currency",
        what: "Compares the exchange rates of two conversions in one paragraph: \"$20 million (£15 \
            million) and later $4 million (£3 million)\".",
        why: "Zeros are easily lost when amounts are converted.",
        example: "The firm paid $20 million (£15 million) and later $4 million (£30 million). → as read, these figures do not agree: £15 million ÷ $20 million \
                  × $4 million = £3 million, stated £30 million",
        limits: "One conversion alone is not checked, because exchange rates are not known here. \
            Rates may differ by a twentieth, as they do from day to day. Paragraphs with a year \
            are left alone.",
        off: false,
    },
    rules: &[],
    search: Some((NamedRule::Currency, find)),
};

static CONVERSION: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("A:money ( [ about|or|nearly ] B:money )"));

/// An amount and what it is in another currency.
#[derive(Clone, Copy)]
struct Conversion {
    /// The token that it begins at.
    at: usize,
    /// The indices of the two figures.
    amount: u32,
    converted: u32,
}

fn find(paragraph: &Paragraph, out: &mut Vec<(usize, Assertion)>) {
    // Rates of exchange change from year to year.
    if paragraph.has_a_year() {
        return;
    }
    let conversions: Vec<Conversion> = (0..paragraph.tokens.len())
        .filter_map(|at| conversion(paragraph, at))
        .collect();
    for pair in conversions.windows(2) {
        let [first, second] = *pair else { continue };
        out.extend(one_rate(paragraph, first, second).map(|assertion| (second.at, assertion)));
    }
}

fn conversion(paragraph: &Paragraph, at: usize) -> Option<Conversion> {
    let first = paragraph.figure_beginning(at)?;
    if dimension(&first.item) != Some(Dimension::Money) {
        return None;
    }
    match CONVERSION.at(paragraph, at)?.slots[..] {
        [(_, amount), (_, converted)] => Some(Conversion {
            at,
            amount,
            converted,
        }),
        _ => None,
    }
}

/// Says that both conversions have one rate of exchange, if both are between the same currencies.
fn one_rate(paragraph: &Paragraph, first: Conversion, second: Conversion) -> Option<Assertion> {
    let unit = |figure: u32| paragraph.figure(figure).item.unit;
    let same_currencies = unit(first.amount) == unit(second.amount)
        && unit(first.converted) == unit(second.converted);
    if !same_currencies || unit(first.amount) == unit(first.converted) {
        return None;
    }
    let leaf = |figure: u32| {
        let stated = paragraph.figure(figure);
        Leaf::of(stated.span, &stated.item)
    };
    let rate = Expr::from(leaf(first.converted)?).by(leaf(first.amount)?);
    let computed = rate.times(leaf(second.amount)?);
    let stated = within_a_twentieth(leaf(second.converted)?);
    let labels = &[Label::Converted, Label::OtherCurrency, Label::NextConverted];
    Some(Assertion::equal(computed, stated, labels).assuming("one rate of exchange"))
}

/// Rates of two days of one year seldom differ by more than a twentieth.
fn within_a_twentieth(mut leaf: Leaf) -> Leaf {
    let hundredths = |v: Decimal, by: i128| v.times(Decimal::new(by, -2)?);
    for reading in &mut leaf.readings[1..] {
        reading.low = reading.low.and_then(|v| hundredths(v, 95));
        reading.high = reading.high.and_then(|v| hundredths(v, 105));
    }
    leaf
}
