//! Finds units among tokens.

use super::{CURRENCY_TABLE, ROWS, Unit};
use crate::scan::{Kind, Lexicon, key, phrase, then};
use crate::tokens::Tokens;
use std::sync::LazyLock;

/// A unit, and how sure its form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which unit.
    pub unit: Unit,
    /// Its form is a single letter or sign, which may mean something else too.
    pub is_letter: bool,
}

/// The forms of all units.
struct Forms {
    /// Words and phrases, in any case.
    words: Lexicon<Unit>,
    /// Short forms, in their own case.
    short: Lexicon<Found>,
}

/// How many words the longest name of a unit has.
const LONGEST: usize = 5;

fn plural(words: &str) -> String {
    if words.ends_with("ch") || words.ends_with('s') {
        format!("{words}es")
    } else {
        format!("{words}s")
    }
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let (mut words, mut short, mut codes) = (Vec::new(), Vec::new(), Vec::new());
    for (unit, row) in Unit::all().zip(ROWS.iter()) {
        for name in row.words.split(", ").filter(|name| !name.is_empty()) {
            words.push((phrase(name), unit));
            words.push((phrase(&plural(name)), unit));
            // "degrees celsius", "pounds sterling"
            if let Some((head, rest)) = name.split_once(' ') {
                words.push((phrase(&format!("{} {rest}", plural(head))), unit));
            }
        }
        for name in row.short.split(' ').filter(|name| !name.is_empty()) {
            let is_letter = name.chars().count() == 1;
            short.push((key(name), Found { unit, is_letter }));
        }
        if unit.is_currency_code() {
            let is_letter = false;
            codes.push((key(row.name), Found { unit, is_letter }));
        }
    }
    // The first entry of a key is kept, so that a code never hides a short form.
    short.extend(codes);
    Forms {
        words: Lexicon::new(words),
        short: Lexicon::new(short),
    }
});

/// The keys of words that an amount of money may begin with: codes, and the letters before a sign
/// ("A$"). The sign itself is not a word.
pub(crate) fn currency_words() -> impl Iterator<Item = u64> {
    let rows = CURRENCY_TABLE.rows().iter().map(|row| row.0);
    let forms = rows.flat_map(|row| row.short.split(' ').chain([row.name]));
    forms
        .map(|form| form.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|letters| !letters.is_empty())
        .map(|letters| key(&letters.to_lowercase()))
}

/// The unit that begins at the token, the longest one, and the token after it.
///
/// `digits`: a number in digits comes before, so that short forms are meant.
pub fn unit_at(tokens: Tokens, at: usize, digits: bool) -> Option<(Unit, usize)> {
    form_at(tokens, at, digits).map(|(found, to)| (found.unit, to))
}

/// Does a unit begin at the token?
pub(crate) fn is_unit(tokens: Tokens, at: usize, digits: bool) -> bool {
    form_at(tokens, at, digits).is_some()
}

/// Like [`unit_at`], with the form of the unit.
pub(crate) fn form_at(tokens: Tokens, at: usize, digits: bool) -> Option<(Found, usize)> {
    let (mut keys, mut longest) = (0, None);
    for n in 0..LONGEST {
        let atom = tokens.atom(at + n);
        if atom == 0 {
            break;
        }
        keys = if n == 0 { atom } else { then(keys, atom) };
        if let Some(unit) = FORMS.words.get(keys) {
            let is_letter = false;
            longest = Some((Found { unit, is_letter }, at + n + 1));
        }
    }
    let first = tokens.get(at)?;
    if longest.is_none() && digits && !first.possessive {
        longest = short_form(tokens.text(at)).map(|found| (found, at + 1));
    }
    let (found, to) = longest?;
    // "flung two stones": the weight has no plural.
    if tokens.text(at) == "stones" {
        return None;
    }
    // Letters or digits directly after it make it another word, unless they make it a square.
    let squared = squared(tokens, at).or_else(|| raised(tokens, at));
    if tokens.goes_on(to) && !is_sign_before_word(tokens, at) {
        return squared;
    }
    squared.or(Some((found, to)))
}

/// "33%of those": a sign ends where a word begins, although the space was left out.
fn is_sign_before_word(tokens: Tokens, at: usize) -> bool {
    let next = tokens.key(at + 1);
    tokens.mark(at, '%') && SMALL_WORDS.contains(&next)
}

/// Words before which a space may have been left out after a sign.
const SMALL_WORDS: &[u64] = words!["of", "in", "to", "and", "or", "said", "from", "were", "are"];

/// "km2", "m²", "ft3", where the small digit is a token of its own.
fn squared(tokens: Tokens, at: usize) -> Option<(Found, usize)> {
    let next = tokens.get(at + 1).filter(|t| t.glued)?;
    let is_power = matches!(tokens.text(at + 1), "2" | "3" | "²" | "³");
    if !is_power || tokens.goes_on(at + 2) {
        return None;
    }
    let form = &tokens.text[tokens.get(at)?.start as usize..next.end as usize];
    short_form(form).map(|found| (found, at + 2))
}

/// The most bytes of the short form of a length: "km".
const LENGTH_BYTES: usize = 4;

/// "km^2", "cm^3".
fn raised(tokens: Tokens, at: usize) -> Option<(Found, usize)> {
    let (name, power) = (tokens.text(at), tokens.text(at + 2));
    let is_glued = tokens.glued(at + 1) && tokens.glued(at + 2);
    let is_power = tokens.mark(at + 1, '^') && is_glued && matches!(power, "2" | "3");
    if !is_power || name.len() > LENGTH_BYTES || tokens.goes_on(at + 3) {
        return None;
    }
    let mut form = [0u8; LENGTH_BYTES + 1];
    form[..name.len()].copy_from_slice(name.as_bytes());
    form[name.len()] = power.as_bytes()[0];
    let form = std::str::from_utf8(&form[..=name.len()]).ok()?;
    short_form(form).map(|found| (found, at + 3))
}

/// The unit of a short form, in its case.
fn short_form(form: &str) -> Option<Found> {
    FORMS.short.get(key(form))
}

/// The currency that a sign alone names.
pub fn of_sign(sign: &str) -> Option<Unit> {
    short_form(sign).map(|found| found.unit)
}

/// The currency that comes before a number at the token ("$", "£", "USD", "Rs"), and the token
/// after it. The currency is `None` for a sign that several share. Letters may come before or after
/// the sign: "US$", "$US", "C $".
pub fn money_before(tokens: Tokens, at: usize) -> Option<(Option<Unit>, usize)> {
    match tokens.get(at)?.kind {
        Kind::Currency => money_sign(tokens, at),
        Kind::Word if tokens.is(at + 1, Kind::Currency) => letters_and_sign(tokens, at),
        Kind::Word => money_code(tokens, at),
        _ => None,
    }
}

/// "$", "£", and "$US" of "$US160", where the letters are glued to the sign.
fn money_sign(tokens: Tokens, at: usize) -> Option<(Option<Unit>, usize)> {
    if tokens.is(at + 1, Kind::Word) && tokens.glued(at + 1) {
        let form = tokens.passage(at, at + 2);
        return of_sign(form).map(|unit| (Some(unit), at + 2));
    }
    Some((of_sign(tokens.text(at)), at + 1))
}

/// Letters and signs that mean a currency even with a space between them.
const SPACED: [&str; 5] = ["US$", "AU$", "NZ$", "HK$", "C$"];

/// The most bytes of letters and sign together.
const SIGN_BYTES: usize = 12;

/// "US$", "us $", "Mex$".
fn letters_and_sign(tokens: Tokens, at: usize) -> Option<(Option<Unit>, usize)> {
    let (letters, sign) = (tokens.text(at), tokens.text(at + 1));
    let size = letters.len() + sign.len();
    let glued = tokens.glued(at + 1);
    if size > SIGN_BYTES || (!glued && letters.len() > 3) {
        return None;
    }
    let mut form = [0u8; SIGN_BYTES];
    form[..letters.len()].copy_from_slice(letters.as_bytes());
    form[..letters.len()].make_ascii_uppercase();
    form[letters.len()..size].copy_from_slice(sign.as_bytes());
    let upper = std::str::from_utf8(&form[..size]).ok()?;
    if !glued && !SPACED.contains(&upper) {
        return None;
    }
    let unit = of_sign(upper).or_else(|| of_sign(tokens.passage(at, at + 2)))?;
    Some((Some(unit), at + 2))
}

/// Codes and short forms that are words or names too, so that they are not money before a number.
const AMBIGUOUS: [&str; 12] = [
    "ALL", "TRY", "CUP", "COP", "PEN", "SOS", "Sh", "LE", "PS", "CFA", "MAD", "ETH",
];

/// "N500m", "R2.5bn", "N45,000": does an amount that only money has follow without a space?
fn is_great_amount(tokens: Tokens, at: usize) -> bool {
    const MAGNITUDES: &[&str] = &[
        "m", "mn", "bn", "b", "tn", "trn", "k", "M", "B", "million", "billion", "trillion",
    ];
    let has_magnitude = MAGNITUDES.contains(&tokens.text(at + 1)) && !tokens.goes_on(at + 2);
    let is_number = tokens.is(at, Kind::Number) && tokens.glued(at);
    is_number && (has_magnitude || tokens.text(at).contains(','))
}

/// "USD", "Rs".
fn money_code(tokens: Tokens, at: usize) -> Option<(Option<Unit>, usize)> {
    let word = tokens.text(at);
    let code = short_form(word).filter(|found| !found.is_letter && found.unit.is_money());
    if let Some(found) = code.filter(|_| !AMBIGUOUS.contains(&word)) {
        return Some((Some(found.unit), at + 1));
    }
    match word {
        "N" if is_great_amount(tokens, at + 1) => Some((Some(Unit::NGN), at + 1)),
        "R" if is_great_amount(tokens, at + 1) => Some((Some(Unit::ZAR), at + 1)),
        // The sign of the pound, as some agencies send it.
        "PS" if is_great_amount(tokens, at + 1) => Some((Some(Unit::GBP), at + 1)),
        "Rs" => {
            let point = usize::from(tokens.mark(at + 1, '.'));
            Some((Some(Unit::RUPEE), at + 1 + point))
        }
        "rmb" | "RMB" => Some((Some(Unit::CNY), at + 1)),
        _ => None,
    }
}
