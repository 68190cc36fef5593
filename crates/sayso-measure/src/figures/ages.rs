//! Ages: "40-year-old", "aged 40", "Lee, 40,", "a boy of 12", "girls under 12".

use super::amount::Amount;
use super::counted::counted;
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{AGE, AGED, AGES, AND, AT, BOTH, IN, OF, OLD, OLDS, THE, YO};
use crate::modifier::{self, Modifier};
use crate::number::{self, numeral};
use crate::scan::{Case, Kind};
use crate::tokens::Tokens;
use crate::unit::{Unit, unit_at};
use sayso_english::sources::{NounKind, wordnet_kind};

/// No one in the news is older than this.
const OLDEST: u64 = 130;
/// In "The suspect, 27, fled" the age is at least this, because smaller numbers count something.
const YOUNGEST_BESIDE: u64 = 10;

/// "60 years old", "40-year-old", "3 years of age": the token after the age.
pub(super) fn end_of_age(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let at = amount.to;
    if let Some(end) = end_of_two_units(tokens, amount) {
        return Some(end);
    }
    let Some(unit) = amount.unit else {
        // "a 40 yo man"
        return (tokens.key(at) == YO).then_some(at + 1);
    };
    if !matches!(unit, Unit::YEAR | Unit::MONTH | Unit::WEEK | Unit::DAY) {
        return None;
    }
    let old = at + usize::from(tokens.is(at, Kind::Hyphen));
    if matches!(tokens.key(old), OLD | OLDS) {
        return Some(old + 1);
    }
    (tokens.key(at) == OF && tokens.key(at + 1) == AGE).then_some(at + 2)
}

/// "three-months-and-1-day old", "two years and three months old": the token after the age.
fn end_of_two_units(tokens: Tokens, amount: &Amount) -> Option<usize> {
    amount.unit.filter(|unit| unit.is_time())?;
    let and = tokens.past_hyphen(amount.to);
    let second = tokens.past_hyphen(and + 1);
    let is_joined = tokens.key(and) == AND && tokens.get(second).is_some_and(number::starts);
    let number = numeral(tokens, second).filter(|_| is_joined)?;
    let (unit, to) = unit_at(tokens, tokens.past_hyphen(number.to), false)?;
    let old = tokens.past_hyphen(to);
    (unit.is_time() && matches!(tokens.key(old), OLD | OLDS)).then_some(old + 1)
}

/// "aged 40", "the age of 21", "Lee, 40,": the first token of the age.
pub(super) fn start_of_age(tokens: Tokens, amount: &Amount, from: usize) -> Option<usize> {
    if !may_be_age(amount) {
        return None;
    }
    let start = modifier::start_of(tokens, from);
    let last = start.checked_sub(1)?;
    if amount.unit.is_none() && matches!(tokens.key(last), AGE | AGES) {
        return Some(if start == from { last } else { from });
    }
    if is_called_age(tokens, last) {
        return Some(from);
    }
    let number = &amount.number;
    if amount.unit.is_some() && is_of_kin_in_brackets(tokens, amount, last) {
        return Some(from);
    }
    if amount.unit.is_some() || !number.is_plain_whole() {
        return None;
    }
    if is_age_by_context(tokens, amount, from, last) && counted(tokens, amount.to, true).is_none() {
        return Some(from);
    }
    let is_short = number.to == amount.from + 1 && (number.bare || !number.figures);
    let is_beside = start == from
        && is_short
        && (is_beside_person(tokens, amount, last)
            || is_same_age(tokens, amount, last)
            || is_in_brackets(tokens, amount, last));
    is_beside.then_some(from)
}

/// "her husband, Jan, also 38,": a second person of the same age.
fn is_same_age(tokens: Tokens, amount: &Amount, also: usize) -> bool {
    if also < 2 || !tokens.one_of(also, words!["also"]) {
        return false;
    }
    let person = also - 2;
    let is_grown = amount.number.value >= Decimal::whole(YOUNGEST_BESIDE)
        && tokens.is_lower(person)
        && is_determined(tokens, also - 1, 2)
        && tokens.mark(also - 1, ',')
        && tokens.mark(amount.to, ',');
    let is_person = is_name(tokens, person) || is_person_noun(tokens, person);
    is_grown || is_person && is_beside_person(tokens, amount, also - 1)
}

/// "Odo Brandt (34)", "the driver (52)", "her son Jan (6)": a number in brackets after a person. In
/// sport it is a shirt number or a score, so that no word of sport may be in the sentence.
fn is_in_brackets(tokens: Tokens, amount: &Amount, open: usize) -> bool {
    let is_bracketed = tokens.mark(open, '(') && tokens.mark(amount.to, ')') && !tokens.glued(open);
    let may_be_age = amount.number.bare && amount.number.value > Decimal::ZERO;
    let Some(person) = open.checked_sub(1).filter(|_| is_bracketed && may_be_age) else {
        return false;
    };
    let is_person = if tokens.is_capital(person) {
        let is_full_name = person > 0 && is_name(tokens, person) && is_name(tokens, person - 1);
        let follows_kin = person > 0 && is_person_noun(tokens, person - 1);
        let is_speaker = tokens.one_of(amount.to + 1, SPEAKS)
            || tokens.mark(amount.to + 1, ',')
                && tokens.one_of(amount.to + 2, words!["of", "from", "who", "whose", "was"]);
        let shows_age = is_speaker || sentence_has(tokens, open, class::AGE_CONTEXT);
        follows_kin || is_full_name && shows_age
    } else {
        let has_article = (1..4).any(|back| is_determined(tokens, open, back + 1));
        is_person_noun(tokens, person) && has_article
    };
    is_person && !sentence_has(tokens, open, class::SPORT)
}

/// "her daughter Mia (10 months)": a length in brackets after the name of a relative.
fn is_of_kin_in_brackets(tokens: Tokens, amount: &Amount, open: usize) -> bool {
    let is_bracketed = tokens.mark(open, '(') && tokens.mark(amount.to, ')') && open > 1;
    let is_relative = |at: usize| tokens.has(at, class::KIN) || is_person_noun(tokens, at);
    is_bracketed && is_name(tokens, open - 1) && is_relative(open - 2)
}

/// Words after a name and its age in brackets that only a person has after it.
const SPEAKS: &[u64] = words!["said", "says", "told", "tells", "added", "who", "whose"];

/// Is it a word of a name?
fn is_name(tokens: Tokens, at: usize) -> bool {
    tokens.is(at, Kind::Word) && tokens.is_capital(at) && !tokens.has(at, NOT_A_NAME)
}

/// "driver", "son": is it a noun for one person, in small letters?
fn is_person_noun(tokens: Tokens, at: usize) -> bool {
    tokens.is_lower(at)
        && (tokens.has(at, class::CHILD | class::OF_AGE)
            || wordnet_kind(tokens.text(at)) == Some(NounKind::Person))
}

/// How far from an age in brackets the words of its sentence are searched, in tokens.
const SENTENCE: usize = 40;

/// Does the sentence around the token have a word of these classes?
fn sentence_has(tokens: Tokens, at: usize, classes: class::Classes) -> bool {
    let is_inside = |i: &usize| !tokens.mark(*i, '.') && !tokens.is(*i, Kind::Break);
    let before = (at.saturating_sub(SENTENCE)..at)
        .rev()
        .take_while(is_inside);
    let after = (at..(at + SENTENCE).min(tokens.all.len())).take_while(is_inside);
    before.chain(after).any(|i| tokens.has(i, classes))
}

/// Words with a capital letter that are not part of a name.
const NOT_A_NAME: class::Classes = class::MONTH
    .with(class::WEEKDAY)
    .with(class::FUNCTION)
    .with(class::LABEL)
    .with(class::START);

/// "aged 40", "the age of 21", where `last` is the token before the number and its modifier.
fn is_called_age(tokens: Tokens, last: usize) -> bool {
    match tokens.key(last) {
        AGED => true,
        OF => last > 0 && matches!(tokens.key(last - 1), AGE | AGES),
        _ => false,
    }
}

/// Do the words around a number without a unit show that it is an age?
fn is_age_by_context(tokens: Tokens, amount: &Amount, from: usize, last: usize) -> bool {
    if is_bounded_age(tokens, amount, from, last) || is_said_to_be(tokens, amount, last) {
        return true;
    }
    let is_bare = amount.number.bare;
    is_bare && (is_age_of_one(tokens, amount, last) || is_age_of_kin(tokens, amount, last))
}

/// Could it be an age, by unit and value?
fn may_be_age(amount: &Amount) -> bool {
    let number = &amount.number;
    let has_unit = matches!(
        amount.unit,
        None | Some(Unit::YEAR | Unit::MONTH | Unit::WEEK)
    );
    has_unit
        && number.scale.is_none()
        && number.value <= Decimal::whole(OLDEST)
        && !number.value.is_negative()
}

fn opens_an_end(modifier: Option<(Modifier, usize)>) -> bool {
    modifier.is_some_and(|(modifier, _)| modifier.is_bound())
}

/// "girls under 12", "those 18 and older"
fn is_bounded_age(tokens: Tokens, amount: &Amount, from: usize, last: usize) -> bool {
    let is_person = tokens.has(last, class::PEOPLE | class::AGE_GROUP);
    let has_bound_before = last + 1 < from && opens_an_end(modifier::before(tokens, from));
    // "who were younger than 1"
    if has_bound_before && tokens.one_of(last + 1, words!["younger"]) {
        return true;
    }
    if is_person && has_bound_before {
        return true;
    }
    let second = amount.to + 1;
    let is_older = tokens.one_of(second, words!["older", "younger"]);
    let is_over = is_person && tokens.one_of(second, words!["over", "under", "up"]);
    (is_older || is_over) && opens_an_end(modifier::after(tokens, amount.to))
}

/// "a boy of 12", "At 32, she runs the firm", "died at 91.", "two men, both 40,"
fn is_age_of_one(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let Some(before) = last.checked_sub(1) else {
        return tokens.key(last) == AT && is_followed_by_person(tokens, amount.to);
    };
    match tokens.key(last) {
        OF => tokens.has(before, class::OF_AGE),
        AT => {
            is_followed_by_person(tokens, amount.to) || is_age_at_event(tokens, amount.to, before)
        }
        BOTH => tokens.mark(before, ','),
        _ => false,
    }
}

/// "At 32, she runs the firm"
fn is_followed_by_person(tokens: Tokens, to: usize) -> bool {
    tokens.mark(to, ',') && tokens.one_of(to + 1, words!["he", "she"])
}

/// "died at 91."
fn is_age_at_event(tokens: Tokens, to: usize, before: usize) -> bool {
    let ends = tokens
        .get(to)
        .is_none_or(|t| matches!(t.kind, Kind::Break | Kind::Mark));
    let is_event = tokens.one_of(
        before,
        words![
            "died",
            "dies",
            "dead",
            "retired",
            "retires",
            "retire",
            "birth",
            "school",
            "married",
            "widowed",
            "orphaned",
            "graduated"
        ],
    );
    ends && is_event
}

/// "who is 40.", "she turned 80 in May"
fn is_said_to_be(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    // "was only 17", "is still 15"
    let has_adverb = last > 0
        && tokens.one_of(
            last,
            words![
                "only", "just", "still", "barely", "already", "now", "nearly"
            ],
        );
    let last = last - usize::from(has_adverb);
    let has_turned = tokens.one_of(last, words!["turn", "turned", "turns", "turning"]);
    let is_verb = has_turned || tokens.one_of(last, words!["is", "was"]);
    let is_person = last > 0
        && (tokens.one_of(last - 1, words!["who", "he", "she", "i"])
            || has_turned && tokens.one_of(last - 1, words!["they", "you", "we", "children"])
            || is_age_then(tokens, amount.to, has_adverb)
                && (is_name(tokens, last - 1) || is_person_noun(tokens, last - 1)));
    // "Jan Roe, who turned 42 on May 3", "Roe turned 42 in May"
    let is_named = has_turned
        && last > 0
        && amount.number.bare
        && (is_name(tokens, last - 1) || tokens.mark(last - 1, ',') && is_name(tokens, last - 2));
    if !is_verb || !(is_person || is_named) {
        return false;
    }
    let to = amount.to;
    let Some(next) = tokens.get(to) else {
        return true;
    };
    let is_end = match next.kind {
        Kind::Break => true,
        _ => next.is('.') || next.is(',') || next.is(';') || next.key == AND,
    };
    is_end
        || tokens.one_of(to, words!["when", "at", "but", "on", "last", "then"])
        || has_turned && tokens.key(to) == IN
}

/// "(Odell was 16) when she left", "(Brandt was only 14) at the time"
fn is_age_then(tokens: Tokens, to: usize, has_adverb: bool) -> bool {
    let is_person = has_adverb || tokens.one_of(to + 1, words!["he", "she", "his", "her"]);
    tokens.one_of(to, words!["when"]) && is_person
        || tokens.key(to) == AT
            && tokens.key(to + 1) == THE
            && tokens.one_of(to + 2, words!["time"])
}

/// "his two sisters, 5 and 8, died"
fn is_age_of_kin(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let to = amount.to;
    let is_pair = tokens.key(to) == AND && tokens.is(to + 1, Kind::Number);
    let ends = tokens.mark(to + 2, ',') || tokens.mark(to + 2, '.');
    is_pair && ends && last > 0 && tokens.has(last - 1, class::KIN)
}

/// A person, the age, and a comma or the end: "Lee Un-gil, 40, said", "The suspect, 27, fled", "a
/// girl, 7."
fn is_beside_person(tokens: Tokens, amount: &Amount, comma: usize) -> bool {
    let Some(end) = tokens.get(amount.to) else {
        return false;
    };
    let has_comma = end.is(',');
    let is_closed = has_comma
        || end.is('.')
        || end.is(';')
        || end.is(')')
        || end.kind == Kind::Break
        || end.is('―');
    if !is_closed || !tokens.mark(comma, ',') || !fits_beside(tokens, amount, has_comma) {
        return false;
    }
    let Some(person) = comma.checked_sub(1) else {
        return false;
    };
    // "Rolf Musk Jr., 81,"
    let has_suffix = tokens.mark(person, '.')
        && tokens.glued(person)
        && tokens.one_of(
            person.wrapping_sub(1),
            words!["jr", "sr", "jnr", "snr", "esq"],
        );
    let person = person - usize::from(has_suffix);
    // "Adam Roe (pictured), 58,"
    let has_note = tokens.mark(person, ')') && person > 3 && tokens.mark(person - 2, '(');
    let person = person - if has_note { 3 } else { 0 };
    let Some(word) = tokens.get(person).filter(|t| t.kind == Kind::Word) else {
        return false;
    };
    if word.capital() {
        return word.case == Case::Capital && !tokens.has(person, NOT_A_NAME);
    }
    let is_child = tokens.has(person, class::CHILD);
    let is_grown = has_comma && amount.number.value >= Decimal::whole(YOUNGEST_BESIDE);
    (is_child || is_grown) && (is_determined(tokens, comma, 2) || is_determined(tokens, comma, 3))
}

/// Can the number be an age between commas? "Ben Lopo, nine, died" is one, but "one" is too often
/// a pronoun.
fn fits_beside(tokens: Tokens, amount: &Amount, has_comma: bool) -> bool {
    let number = &amount.number;
    if number.bare {
        number.value > Decimal::ZERO && tokens.text(number.from).len() <= 3
    } else {
        number.value > Decimal::whole(1) && has_comma
    }
}

/// Is there "the", "a" or "his" within a few tokens before the comma?
fn is_determined(tokens: Tokens, comma: usize, back: usize) -> bool {
    let at = comma.checked_sub(back);
    at.is_some_and(|at| tokens.has(at, class::DETERMINER | class::POSSESSIVE))
}

/// "the ages of" before the token: its first token.
pub(super) fn start_of_ages(tokens: Tokens, at: usize) -> Option<usize> {
    let ages = at.checked_sub(2)?;
    if tokens.key(ages + 1) != OF || !matches!(tokens.key(ages), AGES | AGE) {
        return None;
    }
    let has_article = ages > 0 && tokens.key(ages - 1) == THE;
    Some(ages - usize::from(has_article))
}

/// The unit of the age: years if it has none.
pub(super) fn unit_of(amount: &Amount) -> Unit {
    amount.unit.unwrap_or(Unit::YEAR)
}
