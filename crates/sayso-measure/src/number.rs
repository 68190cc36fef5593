//! Numbers as news writes them: tokens in, [`Numeral`]s out. Digits, words, both mixed, magnitudes,
//! fractions.
//!
//! The tables are [`WORDS`]; the grammar is one function per level, from a whole numeral down to a
//! word.

mod power;

use crate::decimal::Decimal;
use crate::scan::{Kind, Lexicon, Token, key};
use std::sync::LazyLock;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// nought to nine.
    Unit(u8),
    /// ten to nineteen.
    Teen(u8),
    /// twenty to ninety.
    Ten(u8),
    /// hundred.
    Hundred,
    /// thousand, million …: a power of ten.
    Scale(u8),
    /// dozen, score: so many.
    Pack(u8),
    /// first, third, twentieth: as an ordinal, and as the lower part of a fraction.
    Ordinal(u16),
    /// hundredth, thousandth: a power of ten.
    OrdinalScale(u8),
    /// half, quarter: one by so many.
    Part(u8),
}

/// The words of numbers, singular; the plural ("thirds", "dozens", "millions") is made with an s.
pub const WORDS: &[(&str, Part)] = &[
    ("zero", Part::Unit(0)),
    ("nought", Part::Unit(0)),
    ("naught", Part::Unit(0)),
    ("nil", Part::Unit(0)),
    ("one", Part::Unit(1)),
    ("two", Part::Unit(2)),
    ("three", Part::Unit(3)),
    ("four", Part::Unit(4)),
    ("five", Part::Unit(5)),
    ("six", Part::Unit(6)),
    ("seven", Part::Unit(7)),
    ("eight", Part::Unit(8)),
    ("nine", Part::Unit(9)),
    ("ten", Part::Teen(10)),
    ("eleven", Part::Teen(11)),
    ("twelve", Part::Teen(12)),
    ("thirteen", Part::Teen(13)),
    ("fourteen", Part::Teen(14)),
    ("fifteen", Part::Teen(15)),
    ("sixteen", Part::Teen(16)),
    ("seventeen", Part::Teen(17)),
    ("eighteen", Part::Teen(18)),
    ("nineteen", Part::Teen(19)),
    ("twenty", Part::Ten(20)),
    ("thirty", Part::Ten(30)),
    ("forty", Part::Ten(40)),
    ("fourty", Part::Ten(40)),
    ("fifty", Part::Ten(50)),
    ("sixty", Part::Ten(60)),
    ("seventy", Part::Ten(70)),
    ("eighty", Part::Ten(80)),
    ("ninety", Part::Ten(90)),
    ("hundred", Part::Hundred),
    ("thousand", Part::Scale(3)),
    ("lakh", Part::Scale(5)),
    ("million", Part::Scale(6)),
    ("crore", Part::Scale(7)),
    ("billion", Part::Scale(9)),
    ("trillion", Part::Scale(12)),
    ("quadrillion", Part::Scale(15)),
    ("dozen", Part::Pack(12)),
    ("dz", Part::Pack(12)),
    ("couple", Part::Pack(2)),
    ("first", Part::Ordinal(1)),
    ("second", Part::Ordinal(2)),
    ("third", Part::Ordinal(3)),
    ("fourth", Part::Ordinal(4)),
    ("fifth", Part::Ordinal(5)),
    ("sixth", Part::Ordinal(6)),
    ("seventh", Part::Ordinal(7)),
    ("eighth", Part::Ordinal(8)),
    ("ninth", Part::Ordinal(9)),
    ("nineth", Part::Ordinal(9)),
    ("tenth", Part::Ordinal(10)),
    ("eleventh", Part::Ordinal(11)),
    ("twelfth", Part::Ordinal(12)),
    ("thirteenth", Part::Ordinal(13)),
    ("fourteenth", Part::Ordinal(14)),
    ("fifteenth", Part::Ordinal(15)),
    ("sixteenth", Part::Ordinal(16)),
    ("seventeenth", Part::Ordinal(17)),
    ("eighteenth", Part::Ordinal(18)),
    ("nineteenth", Part::Ordinal(19)),
    ("twentieth", Part::Ordinal(20)),
    ("thirtieth", Part::Ordinal(30)),
    ("fortieth", Part::Ordinal(40)),
    ("fiftieth", Part::Ordinal(50)),
    ("sixtieth", Part::Ordinal(60)),
    ("seventieth", Part::Ordinal(70)),
    ("eightieth", Part::Ordinal(80)),
    ("ninetieth", Part::Ordinal(90)),
    ("hundredth", Part::OrdinalScale(2)),
    ("thousandth", Part::OrdinalScale(3)),
    ("millionth", Part::OrdinalScale(6)),
    ("billionth", Part::OrdinalScale(9)),
    ("trillionth", Part::OrdinalScale(12)),
    ("half", Part::Part(2)),
    ("halve", Part::Part(2)),
    ("quarter", Part::Part(4)),
];

/// Short magnitudes, as they stand after digits ("1.2bn"), told apart by case: "m" alone may be
/// metres and is no business of this table.
pub const SHORT_SCALES: &[(&str, u8)] = &[
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("MM", 6),
    ("mn", 6),
    ("mln", 6),
    ("bn", 9),
    ("Bn", 9),
    ("BN", 9),
    ("bln", 9),
    ("B", 9),
    ("b", 9),
    ("tn", 12),
    ("tln", 12),
    ("trn", 12),
    ("T", 12),
    ("G", 9),
];

/// A word of a number, and whether it is plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it is.
    pub part: Part,
    /// "dozens", "thirds".
    pub plural: bool,
}

static LEXICON: LazyLock<Lexicon<Word>> = LazyLock::new(|| {
    let singular = WORDS.iter().map(|&(word, part)| {
        (
            key(word),
            Word {
                part,
                plural: false,
            },
        )
    });
    let plural = WORDS
        .iter()
        .map(|&(word, part)| (key(&format!("{word}s")), Word { part, plural: true }));
    // "twenties" is a decade or an age, "sixes" a score: not numbers.
    let plural =
        plural.filter(|(_, w)| !matches!(w.part, Part::Unit(_) | Part::Teen(_) | Part::Ten(_)));
    // "twentyfive", "fortysecond": written as one.
    let of = |part: fn(&Part) -> bool| WORDS.iter().filter(move |w| part(&w.1));
    let joined = of(|p| matches!(p, Part::Ten(_))).flat_map(|tens| {
        let Part::Ten(ten) = tens.1 else {
            unreachable!("filtered")
        };
        of(|p| matches!(p, Part::Unit(1..) | Part::Ordinal(..10))).map(move |low| {
            let part = match low.1 {
                Part::Unit(n) => Part::Teen(ten + n),
                Part::Ordinal(n) => Part::Ordinal(u16::from(ten) + n),
                other => other,
            };
            (
                key(&format!("{}{}", tens.0, low.0)),
                Word {
                    part,
                    plural: false,
                },
            )
        })
    });
    let tens = (
        key("tens"),
        Word {
            part: Part::Pack(10),
            plural: true,
        },
    );
    Lexicon::new(singular.chain(plural).chain(joined).chain([tens]))
});

/// The word of numbers that the token is.
pub fn word(token: &Token) -> Option<Word> {
    if token.kind != Kind::Word || token.possessive {
        return None;
    }
    LEXICON.get(token.key)
}

/// What kind of number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// How many, how much.
    Cardinal,
    /// "a third", "3/4", "half": a part of something.
    Fraction,
    /// "dozens", "hundreds of millions": from `value` on, open above.
    Many,
    /// "third", "42nd".
    Ordinal,
}

/// A number and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Numeral {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Its value; the lower end of "dozens".
    pub value: Decimal,
    /// What kind it is.
    pub form: Form,
    /// How many digits are written; 0 for a fraction.
    pub digits: u8,
    /// Does it begin with a figure ("12", "1.2 million"), not with a word?
    pub figures: bool,
    /// Does a magnitude follow the digits ("million", "bn")? Then a range's first number may share
    /// it.
    pub scale: Option<u8>,
    /// Is it one token of digits alone?
    pub bare: bool,
}

impl Numeral {
    /// Is it a whole number as shown?
    pub fn exponent_zero(&self) -> bool {
        self.value.exponent() == 0 && self.form == Form::Cardinal
    }
}

const A: u64 = key("a");
const AN: u64 = key("an");
const AND: u64 = key("and");
const OF: u64 = key("of");
const SEVERAL: u64 = key("several");
const FEW: u64 = key("few");
const MANY: u64 = key("many");
const POINT: u64 = key("point");
const MINUS: u64 = key("minus");
const NEGATIVE: u64 = key("negative");
const ST: u64 = key("st");
const ND: u64 = key("nd");
const RD: u64 = key("rd");
const TH: u64 = key("th");

/// The text with its tokens, as all grammars read it.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'t> {
    /// What was scanned.
    pub text: &'t str,
    /// What [`crate::scan::scan`] made of it.
    pub all: &'t [Token],
}

impl<'t> Tokens<'t> {
    /// The token, if there is one.
    pub fn get(&self, at: usize) -> Option<&'t Token> {
        self.all.get(at)
    }

    /// The key of a word, else 0.
    pub fn key(&self, at: usize) -> u64 {
        self.all
            .get(at)
            .filter(|t| t.kind == Kind::Word)
            .map_or(0, |t| t.key)
    }

    /// The key of a token as part of a phrase: of a word, of a sign its character's, of any dash
    /// that of "-"; else 0.
    pub fn atom(&self, at: usize) -> u64 {
        match self.all.get(at) {
            Some(t) if t.kind == Kind::Word && !t.possessive => t.key,
            Some(t) if t.kind == Kind::Hyphen => key("-"),
            Some(t) if matches!(t.kind, Kind::Mark | Kind::Currency) => {
                char::from_u32(t.key as u32).map_or(0, |c| key(c.encode_utf8(&mut [0; 4])))
            }
            _ => 0,
        }
    }

    /// The token's letters.
    pub fn text(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |t| t.text(self.text))
    }

    /// Is the token of this kind?
    pub fn is(&self, at: usize, kind: Kind) -> bool {
        self.all.get(at).is_some_and(|t| t.kind == kind)
    }

    /// Is the token glued to the one before it?
    pub fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| t.glued)
    }

    /// Is it this mark?
    pub fn mark(&self, at: usize, mark: char) -> bool {
        self.all.get(at).is_some_and(|t| t.is(mark))
    }

    fn word(&self, at: usize) -> Option<Word> {
        self.all.get(at).and_then(word)
    }

    /// A hyphen glued on both sides, or standing between blanks on both.
    pub fn hyphen(&self, at: usize) -> bool {
        self.is(at, Kind::Hyphen)
            && self
                .get(at + 1)
                .is_some_and(|next| next.glued == self.all[at].glued)
    }

    /// A token that a hyphen joins to the one before: the place after hyphen or blank.
    fn joined(&self, at: usize) -> usize {
        if self.is(at, Kind::Hyphen) && self.glued(at) && self.glued(at + 1) {
            at + 1
        } else {
            at
        }
    }
}

/// The number that begins at the token: the longest one.
///
/// ```
/// use sayso_measure::{number::{Tokens, numeral}, scan::scan};
/// let value = |text: &str| {
///     let all = scan(text);
///     numeral(Tokens { text, all: &all }, 0).map(|n| n.value.to_string())
/// };
/// assert_eq!(value("two and a half million").unwrap(), "2500000");
/// assert_eq!(value("half a million").unwrap(), "500000");
/// assert_eq!(value("1.2bn").unwrap(), "1200000000");
/// assert_eq!(value("three hundred and twenty-one").unwrap(), "321");
/// assert_eq!(value("the mayor"), None);
/// ```
pub fn numeral(tokens: Tokens, at: usize) -> Option<Numeral> {
    let sign = signed(tokens, at);
    if sign > at {
        let n =
            unsigned(tokens, sign).filter(|n| matches!(n.form, Form::Cardinal | Form::Fraction))?;
        return Some(Numeral {
            from: at,
            value: n.value.negated(),
            ..n
        });
    }
    unsigned(tokens, at)
}

/// Words that no dash follows: a hyphen between blanks after one of them is a sign ("a low of - 5
/// degrees").
const BEFORE_SIGN: &[&str] = &[
    "of", "to", "at", "from", "by", "about", "around", "nearly", "below", "above",
];

/// A minus sign with a blank on both sides, as some tokenisers leave it.
pub fn sign_apart(tokens: Tokens, at: usize) -> bool {
    let before = at.checked_sub(1).map_or(0, |b| tokens.key(b));
    tokens.is(at, Kind::Hyphen)
        && !tokens.glued(at)
        && !tokens.glued(at + 1)
        && tokens.is(at + 1, Kind::Number)
        && before != 0
        && BEFORE_SIGN.iter().any(|w| key(w) == before)
}

/// The place after a minus sign, or the same place.
fn signed(tokens: Tokens, at: usize) -> usize {
    let Some(token) = tokens.get(at) else {
        return at;
    };
    let minus = match token.kind {
        // "plus or minus 4 points" has no sign.
        Kind::Word if at > 0 && tokens.key(at - 1) == key("or") => false,
        Kind::Word => {
            (token.key == MINUS || token.key == NEGATIVE) && tokens.get(at + 1).is_some_and(starts)
        }
        Kind::Hyphen => {
            let after = at.checked_sub(1).and_then(|b| tokens.get(b));
            let open = !token.glued
                || after.is_none_or(|b| {
                    b.kind == Kind::Mark && !b.is(')')
                        || matches!(b.kind, Kind::Break | Kind::Currency)
                });
            let glued = tokens.glued(at + 1) && tokens.is(at + 1, Kind::Number);
            open && glued && token.text(tokens.text) != "—" || sign_apart(tokens, at)
        }
        _ => false,
    };
    at + usize::from(minus)
}

/// Can a number begin here? Cheap: for the loop over all tokens.
pub fn starts(token: &Token) -> bool {
    match token.kind {
        Kind::Number | Kind::Fraction => true,
        Kind::Word => token.key == A || token.key == AN || word(token).is_some(),
        _ => false,
    }
}

fn unsigned(tokens: Tokens, at: usize) -> Option<Numeral> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Number => in_figures(tokens, at),
        Kind::Fraction => Some(fraction(at, at + 1, glyph(tokens.text(at))?)),
        Kind::Word if token.key == A || token.key == AN => after_article(tokens, at),
        Kind::Word => in_words(tokens, at),
        _ => None,
    }
}

fn cardinal(from: usize, to: usize, value: Decimal) -> Numeral {
    let digits = value.digits();
    Numeral {
        from,
        to,
        value,
        form: Form::Cardinal,
        digits,
        figures: false,
        scale: None,
        bare: false,
    }
}

/// The article at the token as the number one.
pub fn one(at: usize) -> Numeral {
    cardinal(at, at + 1, Decimal::whole(1))
}

fn fraction(from: usize, to: usize, value: Decimal) -> Numeral {
    Numeral {
        form: Form::Fraction,
        digits: 0,
        ..cardinal(from, to, value)
    }
}

/// "½" and its like.
fn glyph(text: &str) -> Option<Decimal> {
    let (upper, lower) = match text.chars().next()? {
        '½' => (1, 2),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::whole(upper).by(Decimal::whole(lower))
}

/// "12", "1,200", "10 1/2", "1.2 million", "3 hundred and 21", "42nd", "3/4".
fn in_figures(tokens: Tokens, at: usize) -> Option<Numeral> {
    let (value, to) =
        decimal_comma(tokens, at).or_else(|| Some((tokens.text(at).parse().ok()?, at + 1)))?;
    let mut n = Numeral {
        figures: true,
        bare: to == at + 1,
        ..cardinal(at, to, value)
    };
    if to > at + 1 {
        return scaled(tokens, n);
    }
    if in_a_row(tokens, at) {
        return Some(Numeral {
            to: at + 2,
            form: Form::Ordinal,
            bare: false,
            ..n
        });
    }
    if let Some((to, value)) = power::power(tokens, at, value) {
        return Some(Numeral {
            to,
            value: value?,
            bare: false,
            ..n
        });
    }
    if let Some((to, part)) = slashed(tokens, at) {
        return Some(Numeral {
            figures: true,
            ..fraction(at, to, part)
        });
    }
    let rest = match tokens.get(at + 1) {
        Some(next) if next.kind == Kind::Fraction => {
            glyph(tokens.text(at + 1)).map(|part| (at + 2, part))
        }
        Some(next) if next.kind == Kind::Number && !next.glued => slashed(tokens, at + 1),
        Some(next) if next.kind == Kind::Hyphen && next.glued => {
            slashed(tokens, at + 2).filter(|_| tokens.glued(at + 2))
        }
        _ => None,
    };
    if let Some((to, part)) = rest {
        n = Numeral {
            to,
            value: n.value.plus(part)?,
            bare: false,
            ..n
        };
    } else if let Some((to, part)) = and_part(tokens, at + 1) {
        n = Numeral {
            to,
            value: n.value.plus(part)?,
            bare: false,
            ..n
        };
    }
    scaled(tokens, n)
}

/// "42nd", "11th"; "15st" is a weight.
fn in_a_row(tokens: Tokens, at: usize) -> bool {
    let digits = tokens.text(at).as_bytes();
    let teen = digits.len() > 1 && digits[digits.len() - 2] == b'1';
    let last = if teen {
        b'0'
    } else {
        digits.last().copied().unwrap_or(b'0')
    };
    let fits = match tokens.key(at + 1) {
        ST => last == b'1',
        ND => last == b'2',
        RD => last == b'3',
        TH => true,
        _ => false,
    };
    fits && tokens.glued(at + 1)
}

/// "1,5 million", "5,00": a comma as other languages write it, where no list is meant.
fn decimal_comma(tokens: Tokens, at: usize) -> Option<(Decimal, usize)> {
    let comma = |at: usize| tokens.mark(at, ',') && tokens.glued(at) && tokens.glued(at + 1);
    let digits = |at: usize| {
        let text = tokens.text(at);
        (tokens.is(at, Kind::Number) && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
    };
    if !comma(at + 1) || at > 0 && comma(at - 1) || comma(at + 3) {
        return None;
    }
    let (whole, part) = (digits(at)?, digits(at + 2).filter(|part| part.len() < 3)?);
    let ends = tokens.get(at + 3).is_none_or(|t| {
        t.kind == Kind::Break || t.kind == Kind::Currency || t.is('.') || t.is('%')
    });
    let scale = tokens
        .word(at + 3)
        .is_some_and(|w| matches!(w.part, Part::Scale(_)));
    let unit = crate::unit::unit_at(tokens, at + 3, false).is_some();
    (ends || scale || unit).then(|| {
        format!("{whole}.{part}")
            .parse()
            .ok()
            .map(|value| (value, at + 3))
    })?
}

/// "3/4": a fraction of small whole numbers, its lower part one that people divide by; "9/11" and
/// "24/7" are none.
fn slashed(tokens: Tokens, at: usize) -> Option<(usize, Decimal)> {
    let slash = tokens.get(at + 1)?;
    if !(slash.is('/') || slash.is('⁄')) || !slash.glued || !tokens.glued(at + 2) {
        return None;
    }
    let part = |i: usize| {
        tokens
            .text(i)
            .parse::<Decimal>()
            .ok()
            .filter(|_| tokens.is(i, Kind::Number))?
            .as_u64()
    };
    let (upper, lower) = (part(at)?, part(at + 2)?);
    let dash =
        tokens.is(at + 3, Kind::Hyphen) && !(tokens.glued(at + 4) && tokens.is(at + 4, Kind::Word));
    let more = tokens.glued(at + 3) && (tokens.mark(at + 3, '/') || dash);
    let usual = matches!(lower, 2..=6 | 8 | 10 | 16 | 20 | 32 | 64 | 100 | 128);
    if !usual || upper == 0 || upper >= lower || more {
        return None;
    }
    Some((at + 3, Decimal::whole(upper).by(Decimal::whole(lower))?))
}

/// The magnitudes after a number: "million", "hundred thousand", "bn", "dozen"; then "and a half",
/// "3 hundred and 21".
fn scaled(tokens: Tokens, mut n: Numeral) -> Option<Numeral> {
    if let Some(next) = tokens
        .get(n.to)
        .filter(|t| t.kind == Kind::Word && n.figures)
    {
        let text = next.text(tokens.text);
        let short = SHORT_SCALES.iter().find(|(short, _)| *short == text);
        // "8 B people": a lone letter must be glued, or followed by a word that it can count.
        let fits = next.glued
            || text.len() > 1
            || (text != "T" && tokens.is(n.to + 1, Kind::Word))
            || (text == "M" && tokens.get(n.to + 1).is_none())
            || text == "k";
        // "5G" is a name.
        let point = (text != "b" || next.glued) && (text != "G" || n.value >= Decimal::whole(10));
        if let Some(&(_, power)) =
            short.filter(|_| fits && point && tokens.get(n.to + 1).is_none_or(ends))
        {
            let value = n.value.times_ten_to(i32::from(power))?;
            return Some(Numeral {
                to: n.to + 1,
                value,
                scale: Some(power),
                bare: false,
                ..n
            });
        }
    }
    let mut any = false;
    loop {
        let at = if any { n.to } else { tokens.joined(n.to) };
        let Some(found) = tokens
            .word(at)
            .filter(|w| !w.plural || matches!(w.part, Part::Scale(_) | Part::Pack(12)))
        else {
            break;
        };
        let (value, power) = match found.part {
            Part::Hundred => (n.value.times_ten_to(2)?, 2),
            Part::Scale(power) => (n.value.times_ten_to(i32::from(power))?, power),
            Part::Pack(12) if !any => (n.value.times(Decimal::whole(12))?, 0),
            _ => break,
        };
        let scale = Some(n.scale.unwrap_or(0) + power).filter(|s| *s > 0);
        n = Numeral {
            to: at + 1,
            value,
            scale,
            bare: false,
            ..n
        };
        any = true;
    }
    if !any {
        return Some(n);
    }
    below(tokens, n)
}

/// What follows a magnitude: "and a half", "3 hundred and 21", "4 thousand 3 hundred and 21".
fn below(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    let Some(scale) = n.scale else { return Some(n) };
    if let Some((to, part)) = and_part(tokens, n.to) {
        // "a million and a half" is 1.5 million; "one hundred and three quarters" 100.75.
        let part = if scale > 2 {
            part.times_ten_to(i32::from(scale))?
        } else {
            part
        };
        let (to, part) = match tokens.word(to) {
            // "one billion and a quarter million"
            Some(Word {
                part: Part::Scale(power),
                plural: false,
            }) if power < scale => (
                to + 1,
                part.times_ten_to(i32::from(power) - i32::from(scale))?,
            ),
            _ => (to, part),
        };
        return Some(Numeral {
            to,
            value: n.value.plus(part)?,
            ..n
        });
    }
    let and = tokens.key(n.to) == AND;
    let next = n.to + usize::from(and);
    if !tokens.is(next, Kind::Number) || tokens.glued(next) || (and && scale > 2) {
        return Some(n);
    }
    let Some(rest) = in_figures(tokens, next) else {
        return Some(n);
    };
    let fits = rest.form == Form::Cardinal && rest.value < Decimal::new(1, i32::from(scale))?;
    let whole = rest.value.exponent() >= 0 && (and || rest.scale.is_some());
    if fits && whole && !rest.value.is_negative() {
        return Some(Numeral {
            to: rest.to,
            value: n.value.plus(rest.value)?,
            ..n
        });
    }
    Some(n)
}

/// Does the token end a short magnitude: no letter or digit glued to it?
fn ends(token: &Token) -> bool {
    !token.glued || !matches!(token.kind, Kind::Number | Kind::Word)
}

/// "and a half", "and three quarters", "and one third": the part.
pub fn and_part(tokens: Tokens, at: usize) -> Option<(usize, Decimal)> {
    let hyphened = tokens.joined(at) > at;
    let at = tokens.joined(at);
    if tokens.key(at) != AND {
        return None;
    }
    let start = if hyphened {
        tokens.joined(at + 1)
    } else {
        at + 1
    };
    let (upper, next) = match tokens.key(start) {
        A | AN => (1, start + 1),
        _ => match tokens.word(start)?.part {
            Part::Unit(n) if n > 0 => (n, start + 1),
            _ => return None,
        },
    };
    let next = tokens.joined(next);
    let lower = tokens.word(next)?;
    let lower = match lower.part {
        Part::Part(by) => u64::from(by),
        Part::Ordinal(by) if by > 2 => u64::from(by),
        _ => return None,
    };
    Some((
        next + 1,
        Decimal::whole(u64::from(upper)).by(Decimal::whole(lower))?,
    ))
}

/// "a hundred", "a dozen", "a third of", "a million and a half", "a quarter million", "a half".
fn after_article(tokens: Tokens, at: usize) -> Option<Numeral> {
    let next = tokens.word(at + 1)?;
    if next.plural {
        return None;
    }
    let one = Numeral {
        to: at + 1,
        ..cardinal(at, at + 1, Decimal::whole(1))
    };
    match next.part {
        // "a couple of towns"; a couple alone is two people who belong together.
        Part::Pack(2) if tokens.key(at + 2) == OF => {
            let two = cardinal(at, at + 2, Decimal::whole(2));
            // "a couple of hundred"
            let great = Numeral { to: at + 3, ..two };
            scaled(tokens, great)
                .filter(|n| n.to > at + 3)
                .or(Some(two))
        }
        Part::Pack(2) => None,
        Part::Hundred | Part::Scale(_) | Part::Pack(_) => {
            let n = scaled(tokens, one).filter(|n| n.to > at + 1)?;
            tiny(tokens, n).or(Some(n))
        }
        Part::Part(_) | Part::Ordinal(3..) | Part::OrdinalScale(_) => parts(tokens, at, at + 1, 1),
        _ => None,
    }
}

/// "a hundred thousandths".
fn tiny(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    match tokens.word(tokens.joined(n.to))?.part {
        Part::OrdinalScale(power) => {
            let value = n.value.times_ten_to(-i32::from(power))?;
            Some(fraction(n.from, tokens.joined(n.to) + 1, value))
        }
        _ => None,
    }
}

/// `upper` thirds: a fraction, if what follows does not make it an ordinal ("a third term").
fn parts(tokens: Tokens, from: usize, at: usize, upper: u64) -> Option<Numeral> {
    let (mut word, mut at) = (tokens.word(at)?, at);
    if let Part::Ten(ten) = word.part {
        at = tokens.joined(at + 1);
        word = tokens
            .word(at)
            .filter(|w| matches!(w.part, Part::Ordinal(..10)) && (w.plural || upper == 1))?;
        if let Part::Ordinal(low) = word.part {
            let lower = Decimal::whole(u64::from(ten) + u64::from(low));
            return Some(fraction(from, at + 1, Decimal::whole(upper).by(lower)?));
        }
    }
    let lower = match word.part {
        Part::Part(by) => u64::from(by),
        Part::Ordinal(by) if by > 2 => u64::from(by),
        Part::OrdinalScale(power) => 10u64.pow(u32::from(power)),
        _ => return None,
    };
    let number = in_words_below(
        tokens,
        from,
        tokens.key(from) == A || tokens.key(from) == AN,
    );
    // "a three-quarter-mile walk", "a two-third majority"
    let joined = upper > 1 && upper < lower && at > 0 && tokens.joined(at - 1) == at;
    // "rose by a fifth to 40"
    let by = from > 0 && tokens.key(from - 1) == key("by");
    if !word.plural && !joined && !by && !(upper == 1 && (number || takes_part(tokens, at + 1))) {
        return None;
    }
    let mut n = fraction(
        from,
        at + 1,
        Decimal::whole(upper).by(Decimal::whole(lower))?,
    );
    // "a quarter million", "two thirds of a million"
    let of = if tokens.key(n.to) == OF && tokens.key(n.to + 1) == A {
        n.to + 2
    } else {
        n.to
    };
    if let Some(Word {
        part: Part::Scale(power),
        plural: false,
    }) = tokens.word(of)
    {
        let value = n.value.times_ten_to(i32::from(power))?;
        n = Numeral {
            to: of + 1,
            form: Form::Cardinal,
            digits: 1,
            scale: Some(power),
            value,
            ..n
        };
    }
    Some(n)
}

/// "one third", not "a third": no ordinal is meant.
fn in_words_below(tokens: Tokens, from: usize, article: bool) -> bool {
    !article
        && tokens
            .word(from)
            .is_some_and(|w| matches!(w.part, Part::Unit(1)))
}

/// What a rate moves by: "a quarter point".
const POINTS: &[&str] = &["point", "percentage", "percent"];

/// After "a third", "a quarter": what shows that a part is meant, not the next in a row or fifteen
/// minutes.
fn takes_part(tokens: Tokens, at: usize) -> bool {
    const LESS: u64 = key("less");
    const MORE: u64 = key("more");
    const FEWER: u64 = key("fewer");
    // "a quarter-point cut"
    if tokens.is(at, Kind::Hyphen) {
        let joined = tokens.joined(at);
        let unit = || crate::unit::unit_at(tokens, joined, false).is_some_and(|(u, _)| measure(u));
        let part = tokens
            .word(at - 1)
            .is_some_and(|w| matches!(w.part, Part::Part(_)));
        return joined > at
            && (POINTS.iter().any(|w| key(w) == tokens.key(joined)) || part && unit());
    }
    match tokens.get(at) {
        None => true,
        Some(next) if next.kind == Kind::Word => {
            let told = ["were", "are", "said", "say", "have", "had", "did", "would"];
            // "a quarter mile", "a half turn"
            let half = tokens
                .word(at - 1)
                .is_some_and(|w| matches!(w.part, Part::Part(_)));
            let unit = || crate::unit::unit_at(tokens, at, false).is_some_and(|(u, _)| measure(u));
            matches!(next.key, OF | LESS | MORE | FEWER)
                || half && unit()
                || POINTS.iter().any(|w| key(w) == next.key)
                || told.iter().any(|w| key(w) == next.key)
                || tokens
                    .word(at)
                    .is_some_and(|w| matches!(w.part, Part::Scale(_)))
        }
        // "a second man, 24, and a third, 26" goes on counting.
        Some(next) if next.is(',') => !tokens.is(at + 1, Kind::Number),
        Some(next) => next.kind == Kind::Break || next.is('.') || next.is(';') || next.is(')'),
    }
}

/// Numbers in words.
fn in_words(tokens: Tokens, at: usize) -> Option<Numeral> {
    let first = tokens.word(at)?;
    match first.part {
        Part::Part(_) if !first.plural => half(tokens, at),
        Part::Ordinal(value) if !first.plural => Some(ordinal(at, at + 1, u64::from(value))),
        Part::OrdinalScale(power) if !first.plural => {
            Some(ordinal(at, at + 1, 10u64.pow(u32::from(power))))
        }
        Part::Hundred | Part::Scale(_) | Part::Pack(_) if first.plural => many(tokens, at),
        // "several hundred": as vague as "hundreds".
        Part::Hundred | Part::Scale(_) | Part::Pack(12)
            if at > 0 && matches!(tokens.key(at - 1), SEVERAL | FEW | MANY) =>
        {
            let article =
                usize::from(at > 1 && tokens.key(at - 1) == FEW && tokens.key(at - 2) == A);
            many(tokens, at).map(|n| Numeral {
                from: at - 1 - article,
                ..n
            })
        }
        // What stands before was too long to be read: "999…9 trillion" is not a trillion.
        Part::Hundred | Part::Scale(_) if at > 0 && after_number(tokens, at - 1) => None,
        Part::Hundred | Part::Scale(_) => {
            let one = Numeral {
                to: at,
                ..cardinal(at, at, Decimal::whole(1))
            };
            scaled(tokens, one)
        }
        Part::Unit(_) | Part::Teen(_) | Part::Ten(_) => {
            one_part(tokens, at).or_else(|| cardinal_words(tokens, at))
        }
        _ => None,
    }
}

/// Is the token part of a number that a magnitude goes on?
fn after_number(tokens: Tokens, at: usize) -> bool {
    let counts = |w: Word| {
        !w.plural
            && matches!(
                w.part,
                Part::Unit(_) | Part::Teen(_) | Part::Ten(_) | Part::Scale(_)
            )
    };
    tokens.is(at, Kind::Number) || tokens.is(at, Kind::Code) || tokens.word(at).is_some_and(counts)
}

fn ordinal(from: usize, to: usize, value: u64) -> Numeral {
    Numeral {
        form: Form::Ordinal,
        ..cardinal(from, to, Decimal::whole(value))
    }
}

/// Which half of a thing, not how much of it.
const HALVES: &[&str] = &[
    "other", "last", "latter", "better", "top", "bottom", "this", "that", "the", "each", "either",
    "back", "final",
];

/// "half a million", "half a dozen", "half million", "half of", "half the", "quarter million".
fn half(tokens: Tokens, at: usize) -> Option<Numeral> {
    const THE: u64 = key("the");
    let Part::Part(by) = tokens.word(at)?.part else {
        return None;
    };
    // "the second half of the year"
    let counted = at > 0
        && (tokens.word(at - 1).is_some() || HALVES.iter().any(|w| key(w) == tokens.key(at - 1)));
    if counted {
        return None;
    }
    let value = Decimal::whole(1).by(Decimal::whole(u64::from(by)))?;
    let article = usize::from(tokens.key(at + 1) == A && by == 2);
    if let Some(Word {
        part,
        plural: false,
    }) = tokens.word(tokens.joined(at + 1 + article))
    {
        let to = tokens.joined(at + 1 + article) + 1;
        match part {
            Part::Scale(power) => {
                let value = value.times_ten_to(i32::from(power))?;
                return Some(Numeral {
                    scale: Some(power),
                    ..cardinal(at, to, value)
                });
            }
            Part::Pack(n) => {
                return Some(cardinal(
                    at,
                    to,
                    value.times(Decimal::whole(u64::from(n)))?.trimmed(),
                ));
            }
            _ => {}
        }
    }
    let joined = tokens.joined(at + 1);
    let unit = crate::unit::unit_at(tokens, joined, false).is_some_and(|(u, _)| measure(u));
    let unit = unit && (joined > at + 1 || by == 2);
    let part = unit || by == 2 && matches!(tokens.key(at + 1), OF | THE | A | AN);
    part.then(|| fraction(at, at + 1, value))
}

/// What there may be half of without an article: "half mile", "quarter-litre".
fn measure(unit: crate::unit::Found) -> bool {
    use crate::unit::Dimension::{Area, Energy, Length, Mass, Time, Volume};
    matches!(
        unit.dimension,
        Area | Energy | Length | Mass | Time | Volume
    ) || unit.name == "turn"
}

/// "dozens", "hundreds of thousands", "tens of millions".
fn many(tokens: Tokens, at: usize) -> Option<Numeral> {
    let base = match tokens.word(at)?.part {
        Part::Hundred => Decimal::whole(100),
        Part::Scale(power) => Decimal::new(1, i32::from(power))?,
        Part::Pack(10) if tokens.key(at + 1) != OF => return None,
        Part::Pack(n) if n > 2 => Decimal::whole(u64::from(n)),
        _ => return None,
    };
    many_of(tokens, at, base)
}

/// `base`s "of thousands", as often as it is said.
pub fn many_of(tokens: Tokens, at: usize, base: Decimal) -> Option<Numeral> {
    let (mut value, mut to) = (base, at + 1);
    while tokens.key(to) == OF {
        let Some(Word { part, plural: true }) = tokens.word(to + 1) else {
            break;
        };
        value = match part {
            Part::Hundred => value.times_ten_to(2)?,
            Part::Scale(power) => value.times_ten_to(i32::from(power))?,
            _ => break,
        };
        to += 2;
    }
    Some(Numeral {
        form: Form::Many,
        digits: 0,
        ..cardinal(at, to, value)
    })
}

/// A number below a hundred: its value and the place after it; `Err` for an ordinal.
fn below_hundred(tokens: Tokens, at: usize) -> Option<(u64, usize, bool)> {
    let first = tokens.word(at).filter(|w| !w.plural)?;
    match first.part {
        Part::Unit(n) | Part::Teen(n) => Some((u64::from(n), at + 1, false)),
        Part::Ten(tens) => {
            let next = if tens_apart(tokens, at + 1) {
                at + 2
            } else {
                tokens.joined(at + 1)
            };
            match tokens.word(next).filter(|w| !w.plural).map(|w| w.part) {
                Some(Part::Unit(n)) if n > 0 => Some((u64::from(tens + n), next + 1, false)),
                Some(Part::Ordinal(n)) if n < 10 => {
                    Some((u64::from(tens) + u64::from(n), next + 1, true))
                }
                _ => Some((u64::from(tens), at + 1, false)),
            }
        }
        Part::Ordinal(n) => Some((u64::from(n), at + 1, true)),
        _ => None,
    }
}

/// "ninety - five hundred": a hyphen between blanks, as tokenised text has it; without a magnitude
/// it may be a dash.
fn tens_apart(tokens: Tokens, at: usize) -> bool {
    let scale = tokens
        .word(at + 2)
        .is_some_and(|w| matches!(w.part, Part::Hundred | Part::Scale(_)));
    scale && tokens.text(at) == "-" && !tokens.glued(at) && !tokens.glued(at + 1)
}

/// "one one-hundredth", "one one hundred and fifth": one by so many.
fn one_part(tokens: Tokens, at: usize) -> Option<Numeral> {
    const ONE: u64 = key("one");
    if tokens.key(at) != ONE || tokens.key(at + 1) != ONE || tokens.glued(at + 1) {
        return None;
    }
    let lower = cardinal_words(tokens, at + 1)?;
    match lower.form {
        Form::Fraction => Some(Numeral { from: at, ..lower }),
        Form::Ordinal => Some(fraction(at, lower.to, Decimal::whole(1).by(lower.value)?)),
        _ => None,
    }
}

/// "three", "twenty-five", "two hundred and three thousand five hundred", "one hundred
/// twenty-fifth", "two thirds".
fn cardinal_words(tokens: Tokens, from: usize) -> Option<Numeral> {
    let (mut total, mut group, mut at) = (0u64, 0u64, from);
    let (mut scale, mut scale_left, mut is_ordinal, mut small);
    (scale, scale_left) = (None, u8::MAX);
    loop {
        // A group: below a hundred, maybe hundreds before it.
        let (value, next, last) = below_hundred(tokens, at)?;
        (group, at, is_ordinal, small) = (group + value, next, last, true);
        if is_ordinal {
            break;
        }
        if let Some(Word {
            part: Part::Hundred,
            plural: false,
        }) = tokens.word(tokens.joined(at))
        {
            (group, at, small) = (group * 100, tokens.joined(at) + 1, false);
            scale = scale.or(Some(2));
            let and = usize::from(tokens.key(at) == AND);
            if let Some((value, next, last)) =
                below_hundred(tokens, at + and).filter(|v| tail(tokens, *v))
            {
                (group, at, is_ordinal, small) = (group + value, next, last, true);
            }
        }
        if is_ordinal {
            break;
        }
        // Its magnitudes.
        let mut power = 0;
        while let Some(Word {
            part: Part::Scale(more),
            ..
        }) = tokens.word(tokens.joined(at))
        {
            if power + more >= scale_left || power + more > 18 {
                break;
            }
            (power, at) = (power + more, tokens.joined(at) + 1);
        }
        if power == 0 {
            break;
        }
        total = total.checked_add(group.checked_mul(10u64.checked_pow(u32::from(power))?)?)?;
        (group, scale, scale_left, small) = (0, Some(power), power, false);
        let and = usize::from(tokens.key(at) == AND);
        match below_hundred(tokens, at + and) {
            Some(next) if continues(tokens, next) && lower(tokens, at + and, power, and == 1) => {
                at += and
            }
            _ => break,
        }
    }
    let value = total.checked_add(group)?;
    if is_ordinal {
        return Some(ordinal(from, at, value));
    }
    finish(tokens, from, at, value, scale, small)
}

/// "two hundred and fifty-four hundredths": what follows "and" is so many hundredths; nobody counts
/// more of them.
fn hundredths(tokens: Tokens, from: usize, at: usize, value: u64) -> Option<Numeral> {
    let Word {
        part: Part::OrdinalScale(power @ 2..=3),
        plural: true,
    } = tokens.word(at)?
    else {
        return None;
    };
    let low = value % 100;
    let part =
        Decimal::new(i128::from(low), -i32::from(power)).filter(|_| low > 0 && low < value)?;
    Some(cardinal(
        from,
        at + 1,
        Decimal::whole(value - low).plus(part)?,
    ))
}

/// What may follow the whole part of a number in words: a fraction, a point, dozens, a half.
fn finish(
    tokens: Tokens,
    from: usize,
    at: usize,
    value: u64,
    scale: Option<u8>,
    small: bool,
) -> Option<Numeral> {
    let scale = scale.filter(|s| *s > 2 || !small);
    let mut n = Numeral {
        scale,
        ..cardinal(from, at, shown(value))
    };
    let next = if spaced(tokens, at) {
        at + 1
    } else {
        tokens.joined(at)
    };
    match tokens.word(next) {
        Some(Word {
            part: Part::Ten(_) | Part::Part(_) | Part::Ordinal(3..) | Part::OrdinalScale(2..=3),
            ..
        }) => {
            let and = (from..at).any(|i| tokens.key(i) == AND);
            if let Some(n) = hundredths(tokens, from, next, value).filter(|_| and) {
                return Some(n);
            }
            if let Some(n) = parts(tokens, from, next, value) {
                return Some(n);
            }
        }
        Some(Word {
            part: Part::Pack(12),
            ..
        }) => {
            // "three hundred and two dozen": only what follows "and" is counted in dozens.
            let low = if (from..at).any(|i| tokens.key(i) == AND) {
                value % 100
            } else {
                value
            };
            n = Numeral {
                to: next + 1,
                ..cardinal(from, next + 1, shown(value + low * 11))
            };
        }
        _ => {}
    }
    if tokens.key(n.to) == POINT {
        n = spoken_decimals(tokens, n)?;
        return scaled(tokens, n);
    }
    if n.scale.is_some() {
        return below(tokens, n);
    }
    if let Some((to, part)) = and_part(tokens, n.to) {
        n = Numeral {
            to,
            value: n.value.plus(part)?,
            ..n
        };
        return scaled(tokens, n);
    }
    Some(n)
}

/// "five - eighths": a hyphen between blanks, as tokenised text has it.
fn spaced(tokens: Tokens, at: usize) -> bool {
    let lower = tokens
        .word(at + 1)
        .is_some_and(|w| matches!(w.part, Part::Ordinal(3..)));
    tokens.is(at, Kind::Hyphen) && !tokens.glued(at) && !tokens.glued(at + 1) && lower
}

/// The number with trailing zeros as a power of ten: in words, "two million" shows one digit.
fn shown(mut value: u64) -> Decimal {
    let mut exponent = 0;
    while value >= 1000 && value.is_multiple_of(1000) {
        (value, exponent) = (value / 1000, exponent + 3);
    }
    Decimal::new(i128::from(value), exponent).unwrap_or(Decimal::ZERO)
}

/// "two point nought five": digit by digit.
fn spoken_decimals(tokens: Tokens, n: Numeral) -> Option<Numeral> {
    let (mut value, mut at, mut place) = (n.value, n.to + 1, 0);
    while let Some(Word {
        part: Part::Unit(digit),
        ..
    }) = tokens.word(at)
    {
        place -= 1;
        value = value.plus(Decimal::new(i128::from(digit), place)?)?;
        at += 1;
    }
    Some(if place == 0 {
        n
    } else {
        Numeral { to: at, value, ..n }
    })
}

/// Does a number below a hundred go on the number before it, and not begin a fraction or another
/// number?
fn continues(tokens: Tokens, (value, to, _): (u64, usize, bool)) -> bool {
    let next = tokens.word(tokens.joined(to));
    // "two million and three fifths", "one hundred thirty-fifths"; but "one hundred thirty-two
    // fifths"
    let lower = value < 10 || value.is_multiple_of(10);
    !next.is_some_and(|w| {
        matches!(w.part, Part::Part(_)) || lower && w.plural && matches!(w.part, Part::Ordinal(_))
    })
}

/// After "hundred": does a number below a hundred go on it, and is no hundreds of its own?
fn tail(tokens: Tokens, next: (u64, usize, bool)) -> bool {
    let hundreds = matches!(
        tokens.word(tokens.joined(next.1)).map(|w| w.part),
        Some(Part::Hundred)
    );
    continues(tokens, next) && !hundreds
}

/// After a magnitude: is the group at the place part of the same number ("two thousand three
/// hundred"), and not a number of its own ("two million and three million")?
fn lower(tokens: Tokens, at: usize, power: u8, and: bool) -> bool {
    let Some((_, mut to, _)) = below_hundred(tokens, at) else {
        return false;
    };
    let mut own = 0;
    while let Some(Word { part, .. }) = tokens.word(tokens.joined(to)) {
        own += match part {
            Part::Hundred => 2,
            Part::Scale(more) => more,
            _ => break,
        };
        to = tokens.joined(to) + 1;
    }
    own < power && !(and && power > 3 && own > 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    fn read(text: &str) -> Option<(String, String, Form)> {
        let all = scan(text);
        let tokens = Tokens { text, all: &all };
        let n = numeral(tokens, 0)?;
        let span = &text[all[n.from].start as usize..all[n.to - 1].end as usize];
        Some((span.into(), n.value.to_string(), n.form))
    }

    #[test]
    fn whole_numerals() {
        for (text, value) in [
            ("two hundred and three thousand five hundred", "203500"),
            ("one hundred and six", "106"),
            ("twenty-one trillion three hundred", "21000000000300"),
            ("4 hundred million", "400000000"),
            ("3 hundred and 21", "321"),
            ("4 thousand 3 hundred and 21", "4321"),
            ("13 lakh", "1300000"),
            ("three lakh crore", "3000000000000"),
            ("half a dozen", "6"),
            ("three dozen", "36"),
            ("a hundred thousand", "100000"),
            ("10 1/2", "10.5"),
            ("2½", "2.5"),
            ("a million and a half", "1500000"),
            ("five and a half million", "5500000"),
            ("one billion and a quarter million", "1000250000"),
            ("two point five million", "2500000"),
            ("1.5m", "1.5"),
            ("1.2bn", "1200000000"),
            ("-5.5", "-5.5"),
            ("minus twenty", "-20"),
            ("a quarter of", "0.25"),
            ("two-thirds", "0.666666666666667"),
            ("one-third", "0.333333333333333"),
            ("three quarters", "0.75"),
            ("hundreds of millions", "100000000"),
            ("one hundred twenty-fifth", "125"),
            ("42nd", "42"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}: nothing"));
            assert_eq!(found.1, value, "{text}");
        }
    }

    #[test]
    fn where_a_numeral_ends() {
        for (text, span) in [
            ("three hundred and two hundred", "three hundred"),
            ("two million and three million", "two million"),
            ("ten twenty", "ten"),
            ("one hundred men", "one hundred"),
            ("a third of them", "a third"),
            ("twenty years", "twenty"),
            ("1.2 million, and", "1.2 million"),
        ] {
            assert_eq!(read(text).unwrap().0, span, "{text}");
        }
        assert_eq!(read("a third term").map(|f| f.2), None);
        assert_eq!(read("half brother").map(|f| f.2), None);
        assert_eq!(read("quarter of").map(|f| f.2), None);
    }
}
