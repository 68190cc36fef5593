//! Numbers that are not figures: names, dates, clock times, addresses, telephone numbers, years.

use super::amount::{Amount, in_millions};
use super::counted::{counted, counts_people, is_plural};
use super::dimensions::follows_side;
use super::notes::is_in_note_mark;
use crate::class;
use crate::decimal::Decimal;
use crate::four_digits::{self, needs_word_of_year};
use crate::keys::{
    A, ABOUT, AN, AND, AROUND, CIRCA, MAGNITUDE, MID, OF, OR, PER, SUB, THE, THROUGH, TO,
};
use crate::modifier::{self, Modifier};
use crate::number::{self, Form, numeral};
use crate::scan::{Case, Kind, Token};
use crate::tokens::Tokens;
use crate::unit::{self, Dimension, Unit};

/// If the amount is not a figure, the token after what was read.
pub(super) fn end_of_not_figure(tokens: Tokens, amount: &Amount) -> Option<usize> {
    if amount.before {
        return None;
    }
    if !amount.number.figures {
        return end_of_words(tokens, amount);
    }
    let (number, to) = (&amount.number, amount.to);
    if is_in_note_mark(tokens, amount.from) {
        return Some(number.to);
    }
    let is_name = is_format(tokens, amount)
        || is_joined_letter(tokens, amount)
        || is_measure_in_name(tokens, amount);
    if is_name {
        return Some(to);
    }
    if is_era(tokens, amount) {
        return Some(end_of_list(tokens, to));
    }
    if amount.unit.is_none() && is_model(tokens, amount) {
        return Some(to);
    }
    if let Some(to) = end_of_line_number(tokens, amount).filter(|_| amount.unit.is_none()) {
        return Some(to);
    }
    let is_model = is_lettered_model(tokens, amount)
        || is_model_of_vehicle(tokens, amount)
        || is_number_of_route(tokens, amount);
    if is_model {
        return Some(to);
    }
    if is_date(tokens, amount) {
        return Some(end_of_dates(tokens, to));
    }
    if let Some(to) = end_of_numbered(tokens, amount) {
        return Some(to);
    }
    let is_other = is_part_of_word(tokens, amount)
        || is_reference(tokens, amount)
        || is_term_of_power(tokens, amount)
        || is_denominator(tokens, amount)
        || is_outlet(tokens, amount)
        || is_road(tokens, amount)
        || is_clock_time(tokens, amount)
        || is_address(tokens, amount)
        || is_list_item(tokens, amount);
    if is_other {
        return Some(to);
    }
    let is_measured = amount.unit.is_some() || number.scale.is_some();
    let may_be_name = !is_measured || is_lettered(tokens, amount);
    (may_be_name && is_in_name(tokens, amount)).then(|| end_of_list(tokens, to))
}

/// Likewise for a number in words.
fn end_of_words(tokens: Tokens, amount: &Amount) -> Option<usize> {
    if let Some(to) = end_of_spoken_year(tokens, amount) {
        return Some(to);
    }
    if let Some(to) = end_of_numbered(tokens, amount) {
        return Some(to);
    }
    let is_name = is_multiplied(tokens, amount)
        || is_shot(tokens, amount)
        || is_denominator(tokens, amount)
        || is_idiom(tokens, amount)
        || is_place_name(tokens, amount)
        || is_measure_in_name(tokens, amount)
        || begins_name(tokens, amount)
        || is_half_of_length(tokens, amount)
        || follows_spoken_label(tokens, amount)
        || is_spoken_name(tokens, amount)
        || is_clock_time(tokens, amount);
    is_name.then_some(amount.to)
}

/// "a multi-million dollar deal": several millions, and not one.
fn is_multiplied(tokens: Tokens, amount: &Amount) -> bool {
    let Some(multi) = amount.from.checked_sub(2) else {
        return false;
    };
    tokens.hyphened(multi + 1) && tokens.one_of(multi, words!["multi"])
}

/// "hit an early three", "from three-point range": a shot in basketball.
fn is_shot(tokens: Tokens, amount: &Amount) -> bool {
    let (value, to) = (amount.number.value, amount.to);
    if value != Decimal::whole(3) && value != Decimal::whole(2) {
        return false;
    }
    let is_of_points = amount.is_in(Unit::POINT)
        && tokens.one_of(
            to,
            words![
                "range",
                "line",
                "land",
                "arc",
                "shot",
                "shots",
                "shooting",
                "shooter",
                "shooters",
                "attempt",
                "attempts",
                "play",
                "percentage"
            ],
        );
    let last = amount.from.wrapping_sub(1);
    let is_article = |at: usize| matches!(tokens.key(at), A | AN);
    let has_article = is_article(last)
        || tokens.is_lower(last)
            && is_article(last.wrapping_sub(1))
            && modifier::before(tokens, amount.from).is_none();
    let ends = tokens.get(to).is_none_or(|t| t.kind == Kind::Break)
        || tokens.one_of_marks(to, &['.', ',', ';'])
        || tokens.one_of(to, words!["from", "with", "at", "to"]);
    is_of_points || amount.unit.is_none() && has_article && ends
}

/// "(infections) per 100,000 people": what a rate is per, and no number of people.
fn is_denominator(tokens: Tokens, amount: &Amount) -> bool {
    let is_plain = amount.unit.is_none() && amount.number.form == Form::Cardinal;
    is_plain && amount.from > 1 && tokens.key(amount.from - 1) == PER
}

/// "according to 538,": a number as the name of an outlet.
fn is_outlet(tokens: Tokens, amount: &Amount) -> bool {
    let is_plain = amount.unit.is_none() && amount.number.bare;
    let follows_according = amount.from > 1
        && tokens.key(amount.from - 1) == TO
        && tokens.one_of(amount.from - 2, words!["according"]);
    is_plain && follows_according && counted(tokens, amount.to, true).is_none()
}

/// Signs of roads that are words elsewhere: "US 1", "I 95".
const ROADS: &[&str] = &["US", "SR", "CR", "FM"];

fn is_road(tokens: Tokens, amount: &Amount) -> bool {
    let is_plain = amount.unit.is_none() && amount.number.bare;
    let follows_sign = amount.from > 0 && ROADS.contains(&tokens.text(amount.from - 1));
    is_plain && follows_sign && counted(tokens, amount.to, true).is_none()
}

/// "a six-figure sum", "all under one roof", "net zero": numbers of set phrases.
fn is_idiom(tokens: Tokens, amount: &Amount) -> bool {
    let noun = tokens.past_hyphen(amount.to);
    let last = amount.from.wrapping_sub(1);
    let value = amount.number.value;
    let is_digits = tokens.one_of(noun, words!["figure", "figures"])
        && value >= Decimal::whole(4)
        && value <= Decimal::whole(9);
    let is_roof = tokens.one_of(amount.to, words!["roof"]) && tokens.one_of(last, words!["under"]);
    let is_net_zero = value == Decimal::ZERO && tokens.one_of(last, words!["net"]);
    amount.unit.is_none() && (is_digits || is_roof || is_net_zero)
}

/// "in Three Oaks, Michigan": a place whose name begins with a number.
fn is_place_name(tokens: Tokens, amount: &Amount) -> bool {
    let name = amount.to;
    let is_led = amount.from > 0
        && tokens.is_lower(amount.from - 1)
        && tokens.one_of(
            amount.from - 1,
            words!["in", "at", "near", "from", "of", "to"],
        );
    let has_region = tokens.mark(name + 1, ',') && tokens.is_capital(name + 2);
    let is_name = tokens.is(name, Kind::Word)
        && tokens.is_capital(name)
        && tokens.is_capital(amount.from)
        && amount.number.to == amount.from + 1;
    amount.unit.is_none() && is_led && is_name && has_region
}

/// "Ninety Mile Beach", "the 12 Mile Creek": a measure with a capital in the name of a place. Headings
/// have capitals too, so that the unit has no plural and is not joined to anything.
fn is_measure_in_name(tokens: Tokens, amount: &Amount) -> bool {
    let Some(unit) = amount.to.checked_sub(1).filter(|_| amount.unit.is_some()) else {
        return false;
    };
    let is_several = amount.number.value > Decimal::whole(1);
    let is_spelled = amount.number.to == unit && tokens.is(unit, Kind::Word);
    let has_capitals = tokens.is_capital(unit)
        && tokens.text(unit).len() > 2
        && (!amount.number.figures && tokens.is_capital(amount.from)
            || tokens.is(amount.to, Kind::Word) && tokens.is_capital(amount.to));
    let is_singular = !is_plural(tokens, unit) && !tokens.text(unit).ends_with('s');
    let is_shouted = tokens.get(unit).is_some_and(|t| t.case == Case::Upper);
    is_several && is_spelled && has_capitals && is_singular && !is_shouted && !amount.is_money()
}

/// How many words the name that a number begins may have.
const WORDS_OF_NAME: usize = 5;

/// "the Nine Network said", "the Three Gorges Dam": a number with a capital begins a name within a
/// sentence. In a heading the words around the name have capitals too.
fn begins_name(tokens: Tokens, amount: &Amount) -> bool {
    let name = amount.to;
    let is_word = |at: usize| tokens.is(at, Kind::Word) && tokens.is_capital(at);
    let is_plain = amount.unit.is_none()
        && amount.number.scale.is_none()
        && amount.number.to == amount.from + 1
        && amount.number.to == name;
    if !is_plain || !tokens.is_capital(amount.from) || !is_word(name) {
        return false;
    }
    let Some(last) = amount.from.checked_sub(1) else {
        return false;
    };
    let is_shouted = |at: usize| tokens.get(at).is_some_and(|t| t.case == Case::Upper);
    if is_shouted(amount.from) {
        return tokens.has(last, class::DETERMINER)
            && !is_plural(tokens, name)
            && !tokens.has(name, class::STOP | class::FUNCTION);
    }
    let begins_sentence =
        |at: usize| at == 0 || tokens.is(at - 1, Kind::Break) || tokens.mark(at - 1, '.');
    let is_led = if tokens.is_lower(last) {
        last > 0 && !tokens.is_capital(last - 1) || begins_sentence(last)
    } else {
        tokens.has(last, class::DETERMINER) && begins_sentence(last)
    };
    let end = (name..name + WORDS_OF_NAME)
        .find(|&at| !is_word(at))
        .unwrap_or(name);
    let goes_on = tokens.is_lower(end) || tokens.one_of_marks(end, &[',', '.']);
    is_led && goes_on && !tokens.has(name, class::STOP | class::FUNCTION | class::MONTH)
}

/// "the next year and a half": a half of the unit before it, and no figure of its own.
fn is_half_of_length(tokens: Tokens, amount: &Amount) -> bool {
    let and = amount.from.wrapping_sub(1);
    let is_joined = amount.number.form == Form::Fraction
        && amount.from > 1
        && tokens.key(and) == AND
        && matches!(tokens.key(amount.from), A | AN);
    let unit = unit::unit_at(tokens, and.wrapping_sub(1), false);
    let is_several = tokens.text(and.wrapping_sub(1)).ends_with('s');
    is_joined && !is_several && unit.is_some_and(|(unit, to)| unit.is_time() && to == and)
}

/// What shows a picture, whose lines have names such as "4K".
const PICTURES: &[u64] = words![
    "display",
    "displays",
    "video",
    "videos",
    "tv",
    "tvs",
    "television",
    "televisions",
    "screen",
    "screens",
    "resolution",
    "monitor",
    "monitors",
    "camera",
    "cameras",
    "footage",
    "film",
    "streaming",
    "content",
    "hdr",
    "uhd",
    "ultra",
    "blu",
    "projector",
    "projectors",
    "quality",
    "panel",
    "panels",
    "restoration",
    "remaster",
    "image",
    "images",
];

/// Races that are called by their kilometres.
const RACES: &[u64] = words![
    "run", "race", "walk", "course", "fun", "charity", "swim", "trail"
];

/// "a 4K display", "in 8K resolution", "a 5K run": the name of a format or of a race, and not thousands.
fn is_format(tokens: Tokens, amount: &Amount) -> bool {
    let letter = amount.from + 1;
    let is_lettered = tokens.text(letter) == "K" && tokens.glued(letter) && amount.unit.is_none();
    let text = tokens.text(amount.from);
    let noun = tokens.past_hyphen(letter + 1);
    let is_picture = matches!(text, "2" | "4" | "5" | "6" | "8") && tokens.one_of(noun, PICTURES);
    let is_race = matches!(text, "5" | "10") && tokens.one_of(noun, RACES);
    is_lettered && amount.number.to == letter + 1 && (is_picture || is_race)
}

/// "a 3-D film": a capital letter that is joined to the number.
fn is_joined_letter(tokens: Tokens, amount: &Amount) -> bool {
    let letter = amount.number.to + 1;
    let is_bare = amount.number.bare && amount.unit.is_none() && amount.number.scale.is_none();
    is_bare
        && tokens.hyphened(amount.number.to)
        && tokens.text(letter).len() == 1
        && tokens.is_capital(letter)
        && !tokens.hyphened(letter + 1)
}

/// Nouns whose plural is before the numbers of several of them: "days one and four".
const NUMBERED: &[u64] = words![
    "days",
    "weeks",
    "episodes",
    "rounds",
    "chapters",
    "parts",
    "phases",
    "stages",
    "games",
    "acts",
    "seasons",
    "volumes",
    "lanes",
    "levels",
    "grades",
    "sets",
    "heats",
    "questions",
    "lessons",
    "units",
    "wards",
    "rows",
    "tiers",
    "zones",
    "years",
];

/// "days one and four of the conference", "episodes 2 and 3", "phase two": the token after the numbers
/// that say which ones are meant. "three days two men" counts men.
fn end_of_numbered(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let last = amount
        .from
        .checked_sub(1)
        .filter(|_| amount.unit.is_none() && amount.number.is_plain_whole())?;
    let end = end_of_numbers(tokens, amount);
    if !amount.number.figures && follows_spoken_label(tokens, amount) {
        return Some(end);
    }
    let ends = tokens.key(end) == OF || tokens.has(end, class::DETERMINER);
    let is_counted = !ends && counted(tokens, end, true).is_some();
    let is_several = tokens.one_of(last, NUMBERED) && end > amount.to && !is_counted;
    let follows_number = last > 0 && tokens.get(last - 1).is_some_and(number::starts);
    (is_several && !follows_number).then_some(end)
}

/// "one and four", "2, 3 and 5": the token after the whole numbers that are written alike.
fn end_of_numbers(tokens: Tokens, amount: &Amount) -> usize {
    let mut end = amount.to;
    loop {
        let is_linked = tokens.mark(end, ',') || matches!(tokens.key(end), AND | OR | TO);
        let has_comma_and = tokens.mark(end, ',') && matches!(tokens.key(end + 1), AND | OR);
        let start = end + 1 + usize::from(has_comma_and);
        let next = numeral(tokens, start).filter(|n| {
            let is_alike = n.figures == amount.number.figures && n.form == amount.number.form;
            is_alike && n.is_plain_whole() && n.scale.is_none()
        });
        let Some(next) = next.filter(|_| is_linked) else {
            return end;
        };
        let is_figure = unit::is_unit(tokens, next.to, true)
            || tokens.key(next.to) != OF
                && !tokens.has(next.to, class::DETERMINER)
                && counted(tokens, next.to, true).is_some()
            || tokens.is(next.to, Kind::Hyphen);
        if is_figure {
            return end;
        }
        end = next.to;
    }
}

/// Words before the number of an entry of a register: "quoting log 3697".
const REGISTERS: &[u64] = words![
    "log",
    "reference",
    "ref",
    "incident",
    "crime",
    "quoting",
    "quote",
    "occurrence",
    "docket",
    "case",
];

/// "quoting 214 of November 3", "crime reference 5512": the number of an entry, and nothing is counted.
fn is_reference(tokens: Tokens, amount: &Amount) -> bool {
    const FEWEST_DIGITS: usize = 2;
    let digits = tokens.text(amount.number.from);
    let is_bare = amount.number.bare && amount.unit.is_none() && digits.len() >= FEWEST_DIGITS;
    let follows = amount.from > 0 && tokens.one_of(amount.from - 1, REGISTERS);
    let is_of_things = tokens.key(amount.to) == OF
        && (tokens.has(amount.to + 1, class::DETERMINER | class::POSSESSIVE));
    let is_counted = tokens.key(amount.to) != OF && counted(tokens, amount.to, true).is_some();
    is_bare && follows && !is_counted && !is_of_things && !tokens.mark(amount.to, '%')
}

/// "(a size of) 2^15 - 1": a term after a power, and no figure of its own.
fn is_term_of_power(tokens: Tokens, amount: &Amount) -> bool {
    const POWER: usize = 4;
    let first = amount.from + usize::from(tokens.is(amount.from, Kind::Hyphen));
    let is_signed = first > POWER
        && !tokens.glued(first)
        && (tokens.is(first - 1, Kind::Hyphen) || tokens.one_of_marks(first - 1, &['+', '−']));
    is_signed && tokens.mark(first - 3, '^') && tokens.is(first - 2, Kind::Number)
}

/// "Lines 2, 5 and 9": the token after the numbers that continue a list of names.
fn end_of_list(tokens: Tokens, mut to: usize) -> usize {
    // "Python 3.5, 3.6, and 3.7"
    let has_point = to > 0 && tokens.text(to - 1).contains('.');
    loop {
        let is_linked =
            tokens.mark(to, ',') || matches!(tokens.key(to), AND | OR | TO) || tokens.hyphen(to);
        if !is_linked {
            return to;
        }
        let has_comma_and = tokens.mark(to, ',') && matches!(tokens.key(to + 1), AND | OR);
        let start = to + 1 + usize::from(has_comma_and);
        let Some(next) =
            numeral(tokens, start).filter(|n| n.bare && (n.is_plain_whole() || has_point))
        else {
            return to;
        };
        let is_figure = unit::is_unit(tokens, next.to, true)
            || counted(tokens, next.to, true).is_some()
            || tokens.is(next.to, Kind::Hyphen);
        if is_figure {
            return to;
        }
        to = next.to;
    }
}

/// "Sept. 19 to 22": the token after the second day, if there is one.
fn end_of_dates(tokens: Tokens, to: usize) -> usize {
    let is_linked = tokens.hyphen(to) || matches!(tokens.key(to), TO | THROUGH);
    if !is_linked {
        return to;
    }
    let day = numeral(tokens, to + 1)
        .filter(|n| n.bare && n.is_plain_whole() && n.value <= Decimal::whole(31))
        .filter(|n| counted(tokens, n.to, true).is_none());
    day.map_or(to, |day| day.to)
}

/// The fewest digits of a group in a telephone number.
const GROUP: usize = 3;
/// The most groups of digits after the first.
const MOST_GROUPS: usize = 4;

/// "0800 555 0199", "(555) 014-2200", "555-0142": the token after a telephone number.
pub(super) fn end_of_telephone(tokens: Tokens, at: usize) -> Option<usize> {
    let first = group_of_digits(tokens, at)?;
    if let Some(to) = end_of_local_number(tokens, at) {
        return Some(to);
    }
    let has_zero = first.starts_with('0') && !tokens.glued(at);
    let is_bracketed = at > 0 && tokens.mark(at - 1, '(') && tokens.mark(at + 1, ')');
    let is_area = is_bracketed && first.len() == GROUP;
    let mut to = at + if is_area { 2 } else { 1 };
    let mut groups = 0;
    while groups < MOST_GROUPS {
        let has_hyphen = groups > 0 && tokens.is(to, Kind::Hyphen) && tokens.glued(to);
        let next = to + usize::from(has_hyphen);
        // "0845 46 47": after a nought two digits are a group too.
        let is_pair = has_zero && is_pair_of_digits(tokens, next);
        if group_of_digits(tokens, next).is_none() && !is_pair {
            break;
        }
        (to, groups) = (next + 1, groups + 1);
    }
    let is_telephone = has_zero && groups > 0 || is_area && groups > 1;
    is_telephone.then_some(to)
}

/// "624-6456; 225-8452", "contact the desk at 555-0142": the token after a number of three and four
/// digits, where a word of telephones comes before it or another such number is beside it. "100-2000
/// homes" are a range.
fn end_of_local_number(tokens: Tokens, at: usize) -> Option<usize> {
    let to = end_of_local_groups(tokens, at)?;
    let last = at.checked_sub(1);
    let is_link =
        |at: usize| tokens.one_of_marks(at, &[',', ';', '/']) || matches!(tokens.key(at), AND | OR);
    let next = end_of_local_groups(tokens, to + 1).filter(|_| is_link(to));
    let is_listed = next.is_some_and(|next| counted(tokens, next, true).is_none())
        || last.is_some_and(is_link) && at > 3 && end_of_local_groups(tokens, at - 4).is_some();
    let is_telephone = is_listed || follows_word_of_telephone(tokens, at);
    (is_telephone && counted(tokens, to, true).is_none()).then_some(to)
}

/// The token after three digits, a hyphen and four digits that are not two round numbers.
fn end_of_local_groups(tokens: Tokens, at: usize) -> Option<usize> {
    let (area, line) = (
        group_of_digits(tokens, at)?,
        group_of_digits(tokens, at + 2)?,
    );
    let is_round = area.ends_with("00") && line.ends_with("00");
    let is_joined = tokens.hyphened(at + 1) && area.len() == GROUP && line.len() == GROUP + 1;
    (is_joined && !is_round && !tokens.goes_on(at + 3)).then_some(at + 3)
}

/// How far before a telephone number the word that announces it may be, in tokens.
const AFTER_WORD_OF_TELEPHONE: usize = 5;

/// "call the desk at (555-0142)", "phone: (555-0142)": does a word of telephones come before the
/// number in its sentence?
fn follows_word_of_telephone(tokens: Tokens, at: usize) -> bool {
    let is_inside = |i: &usize| !tokens.mark(*i, '.') && !tokens.is(*i, Kind::Break);
    let last = at.wrapping_sub(1);
    let is_led = tokens.one_of(last, words!["at", "on", "number", "to"])
        || tokens.one_of_marks(last, &[':', '.', '('])
        || tokens.one_of(last, WORDS_OF_TELEPHONE);
    let from = at.saturating_sub(AFTER_WORD_OF_TELEPHONE);
    let is_announced = (from..last.min(at))
        .rev()
        .take_while(is_inside)
        .any(|i| tokens.one_of(i, WORDS_OF_TELEPHONE));
    let follows_short = tokens.mark(last, '.') && tokens.one_of(at.wrapping_sub(2), words!["tel"]);
    follows_short || tokens.one_of(last, WORDS_OF_TELEPHONE) || is_led && is_announced
}

/// Words that announce a telephone number.
const WORDS_OF_TELEPHONE: &[u64] = words![
    "call",
    "contact",
    "phone",
    "telephone",
    "tel",
    "fax",
    "dial",
    "ring",
    "hotline",
    "helpline"
];

/// The digits at the token, if there are enough of them and nothing else.
fn group_of_digits(tokens: Tokens<'_>, at: usize) -> Option<&str> {
    let text = tokens.text(at);
    let is_group = tokens.is(at, Kind::Number)
        && text.len() >= GROUP
        && text.bytes().all(|b| b.is_ascii_digit());
    is_group.then_some(text)
}

/// Two digits with a space before them.
fn is_pair_of_digits(tokens: Tokens, at: usize) -> bool {
    let text = tokens.text(at);
    let is_pair = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let is_free = !tokens.glued(at) && !tokens.is(at + 1, Kind::Hyphen);
    tokens.is(at, Kind::Number) && is_pair && is_free
}

/// "COVID-19", "G70", "737F", "5:55", "ID.3", "#7": letters and marks are glued to the digits.
fn is_part_of_word(tokens: Tokens, amount: &Amount) -> bool {
    tokens.glued(amount.from) && goes_on_word(tokens, amount)
        || amount.unit.is_none() && is_continued(tokens, amount)
}

/// Marks that never end before a figure.
const NAME_MARKS: &[char] = &['#', '_', '@', '&', '/', '\\', '%', '^', '*'];

/// Is the number, which is glued to the token before it, the end of a word or a code?
fn goes_on_word(tokens: Tokens, amount: &Amount) -> bool {
    let Some(at) = amount.from.checked_sub(1) else {
        return false;
    };
    let before = &tokens.all[at];
    let follows_word = at > 0
        && before.glued
        && matches!(
            tokens.all[at - 1].kind,
            Kind::Word | Kind::Number | Kind::Code
        );
    match before.kind {
        Kind::Word if is_last_side(tokens, amount) => false,
        Kind::Word | Kind::Number | Kind::Code => true,
        // "sub-20", "magnitude-6", "2-to-1", "mid-40"
        Kind::Hyphen => {
            let is_prefix = tokens.one_of(at.wrapping_sub(1), &[SUB, MAGNITUDE, TO, MID, ABOUT]);
            follows_word && !is_prefix && !is_last_side(tokens, amount)
        }
        Kind::Mark => {
            follows_word && (before.is('.') || before.is(':'))
                || amount.unit.is_none() && is_arithmetic(before)
                || tokens.one_of_marks(at, NAME_MARKS)
        }
        _ => false,
    }
}

/// "24" of "18x24 inches": is it a side that is joined to the side before it?
fn is_last_side(tokens: Tokens, amount: &Amount) -> bool {
    let is_length = amount.dimension() == Some(Dimension::Length);
    is_length && follows_side(tokens, amount.from)
}

/// Do letters or digits after the number make it part of a word or a code?
fn is_continued(tokens: Tokens, amount: &Amount) -> bool {
    let at = amount.number.to;
    let Some(next) = tokens.get(at).filter(|t| t.glued) else {
        return false;
    };
    match next.kind {
        // "20s" and "40yo" are read elsewhere.
        Kind::Word if at == amount.to => {
            let is_ending = matches!(tokens.text(at), "s" | "yo");
            !is_ending && in_millions(tokens, amount.number).is_none()
        }
        Kind::Code => true,
        _ => {
            let joins = is_arithmetic(next) || tokens.one_of_marks(at, &[':', '/', '^', '_']);
            joins && tokens.glued(at + 1) && tokens.is(at + 1, Kind::Number)
        }
    }
}

/// Is it a sign of arithmetic? "9×40" without a unit is not a figure of news.
fn is_arithmetic(token: &Token) -> bool {
    token.is('×') || token.is('÷')
}

/// "10.45pm", "5 a.m.", "at 6 o'clock".
fn is_clock_time(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.number.to;
    match tokens.text(to) {
        // "5 am" could be "am" as a verb after a number in words.
        "am" => tokens.glued(to) || amount.number.bare,
        _ => tokens.has(to, class::CLOCK),
    }
}

/// "11 February", "Sept. 8": a day or a year.
fn is_date(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    if !number.bare || amount.unit.is_some() {
        return false;
    }
    let day = number.value.as_u64();
    let is_day_or_year =
        day.is_some_and(|d| (1..=31).contains(&d)) || tokens.text(number.from).len() == 4;
    let to = number.to;
    let is_range = tokens.hyphen(to) && tokens.is(to + 1, Kind::Number);
    let is_beside_month = follows_month(tokens, amount.from)
        || is_month(tokens, to)
        || tokens.key(to) == OF && is_month(tokens, to + 1)
        || is_range && is_month(tokens, to + 2);
    is_day_or_year && is_beside_month
}

fn is_month(tokens: Tokens, at: usize) -> bool {
    tokens.has(at, class::MONTH) && tokens.is_capital(at)
}

/// Is there a month before the token, perhaps with the point of an abbreviation?
pub(super) fn follows_month(tokens: Tokens, at: usize) -> bool {
    let Some(last) = at.checked_sub(1) else {
        return false;
    };
    let has_point = tokens.mark(last, '.') && tokens.glued(last) && last > 0;
    is_month(tokens, last)
        || has_point && is_month(tokens, last - 1)
        || is_after_comma_for_point(tokens, last)
}

/// "Nov, 29, 2016": a comma for the point of a short month, where a comma and a year follow the day.
fn is_after_comma_for_point(tokens: Tokens, comma: usize) -> bool {
    const SHORT: usize = 4;
    let is_short = comma > 0
        && tokens.mark(comma, ',')
        && is_month(tokens, comma - 1)
        && tokens.text(comma - 1).len() <= SHORT;
    let has_year = tokens.mark(comma + 2, ',') && tokens.text(comma + 3).len() == 4;
    is_short && has_year && tokens.is(comma + 3, Kind::Number)
}

/// "123 Random Street": a number, one to four names, a street.
fn is_address(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    number.bare
        && !tokens.text(number.from).contains(',')
        && four_digits::names_street(tokens, number.to)
}

/// "1. ", "2) ": the number of an item of a list, at the start of a line.
fn is_list_item(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.number.to;
    let last = amount.from.checked_sub(1);
    let is_first = last.is_none_or(|at| tokens.is(at, Kind::Break));
    let has_mark = tokens.glued(to) && tokens.one_of_marks(to, &['.', ')']);
    let has_word =
        tokens.is(to + 1, Kind::Word) && (!tokens.glued(to + 1) || tokens.is_capital(to + 1));
    let is_alone = tokens.get(to + 1).is_none_or(|t| t.kind == Kind::Break);
    is_first && has_mark && amount.number.bare && (has_word || is_alone)
        || is_enumerator(tokens, amount)
}

/// "two camps: (1) those who …, and (2) those who …": the number of an item within a sentence.
fn is_enumerator(tokens: Tokens, amount: &Amount) -> bool {
    let (number, to) = (&amount.number, amount.to);
    let Some(open) = amount.from.checked_sub(1).filter(|open| *open > 0) else {
        return false;
    };
    let is_small = number.bare && number.value <= Decimal::whole(20);
    let is_bracketed = tokens.mark(open, '(') && tokens.mark(to, ')') && !tokens.glued(open);
    let follows_mark = tokens.one_of_marks(open - 1, &[',', ':', ';', '.'])
        || matches!(tokens.key(open - 1), AND | OR);
    is_small && is_bracketed && follows_mark && tokens.is_lower(to + 1)
}

/// "Courtroom 4B": a letter that is not a magnitude there.
fn is_lettered(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1) else {
        return false;
    };
    let letter = amount.from + 1;
    let has_letter = amount.number.scale.is_some()
        && amount.unit.is_none()
        && amount.number.to == letter + 1
        && tokens.text(letter).len() == 1
        && tokens.glued(letter);
    has_letter && tokens.is_capital(last) && !tokens.has(last, class::FUNCTION)
}

/// "Phase two", "category one", "Channel-two": a label before a number in words.
fn follows_spoken_label(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1).filter(|_| amount.unit.is_none()) else {
        return false;
    };
    if tokens.has(last, class::SPOKEN_LABEL) {
        return true;
    }
    let is_joined = tokens.hyphened(last) && last > 0 && tokens.is(last - 1, Kind::Word);
    is_joined && tokens.key(last - 1) != TO
}

/// "BBC One", "the bottom three".
fn is_spoken_name(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1) else {
        return false;
    };
    let is_measured = amount.unit.is_some() || amount.number.scale.is_some();
    if is_measured || !tokens.is(last, Kind::Word) {
        return false;
    }
    let is_place = tokens.one_of(last, words!["bottom", "final", "big", "last"]);
    let is_name = tokens.is_capital(last)
        && tokens.is_capital(amount.from)
        && !tokens.has(last, class::FUNCTION);
    (is_place || is_name) && counted(tokens, amount.to, true).is_none()
}

/// "nineteen ninety-one", "twenty twelve": the token after the year.
fn end_of_spoken_year(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let first = &amount.number;
    if is_year_in_thousands(tokens, amount) {
        return Some(amount.to);
    }
    let is_century = first.is_plain_whole()
        && first.scale.is_none()
        && (17..=20).contains(&first.value.as_u64()?);
    if !is_century || amount.unit.is_some() || tokens.glued(first.to) {
        return None;
    }
    let rest = numeral(tokens, first.to)
        .filter(|n| !n.figures && n.is_plain_whole() && n.scale.is_none())?;
    let has_two_digits = rest.value >= Decimal::whole(10) && rest.value < Decimal::whole(100);
    has_two_digits.then_some(rest.to)
}

/// "in two thousand and eight": a word before the number says that it is a year.
fn is_year_in_thousands(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let is_led = amount
        .from
        .checked_sub(1)
        .is_some_and(|last| tokens.one_of(last, words!["in", "since", "until", "year", "by"]));
    let year = number.value.as_u64();
    is_led
        && amount.unit.is_none()
        && number.is_plain_whole()
        && year.is_some_and(|year| (2001..2100).contains(&year))
        && counted(tokens, amount.to, true).is_none()
}

/// "A.D. 1000", "44 B.C.": a year.
fn is_era(tokens: Tokens, amount: &Amount) -> bool {
    let is_mark = |at: usize| {
        matches!(
            tokens.text(at),
            "A.D." | "AD" | "B.C." | "BC" | "BCE" | "CE"
        )
    };
    let follows_mark = amount.from > 0 && is_mark(amount.from - 1);
    amount.number.bare && (follows_mark || is_mark(amount.number.to))
}

/// "the 787 Dreamliner", "the 90049 ZIP code": digits and a name, and nothing is counted.
fn is_model(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.to;
    let is_code = amount.number.bare
        && !tokens.text(amount.number.from).contains([',', '.'])
        && amount.number.value >= Decimal::whole(10);
    let has_name = tokens.is(to, Kind::Word)
        && tokens.is_capital(to)
        && !tokens.glued(to)
        && !tokens.has(to, class::FUNCTION);
    is_code
        && has_name
        && modifier::before(tokens, amount.from).is_none()
        && counted(tokens, to, true).is_none()
}

/// Numbers of emergency lines.
const EMERGENCY: &[&str] = &["911", "999", "112", "988"];

/// "call 911", "dial 70070", "a 999 operator", "calls to 112", "the helpline on 116 123": the token
/// after the number of a telephone line.
fn end_of_line_number(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let (digits, to) = (tokens.text(amount.number.from), amount.to);
    let is_code = amount.number.bare && (3..=6).contains(&digits.len()) && !digits.contains(',');
    let last = amount.from.checked_sub(1).filter(|_| is_code)?;
    let is_emergency = EMERGENCY.contains(&digits);
    if is_emergency && tokens.has(to, class::ON_CALL) {
        return Some(to);
    }
    let is_to = tokens.one_of(last, words!["to", "on"])
        && last > 0
        && (tokens.has(last - 1, class::CALL)
            || tokens.one_of(last - 1, words!["helpline", "hotline"]));
    // "call us on 101", "officers can be contacted on 101"
    let is_on = tokens.one_of(last, words!["on", "to", "at"])
        && (last.saturating_sub(BEFORE_LINE)..last)
            .rev()
            .take_while(|&at| tokens.is(at, Kind::Word))
            .any(|at| tokens.has(at, class::CALL) || tokens.one_of(at, CONTACTED));
    let is_called =
        is_to || is_on || tokens.has(last, class::CALL) || is_line(tokens, amount, digits);
    // The other groups of a longer number.
    let to = (to..to + MOST_GROUPS)
        .find(|&at| group_of_digits(tokens, at).is_none())
        .unwrap_or(to);
    let counts = counted(tokens, to, true).is_some()
        || tokens.one_of(to, words!["a", "per", "of", "more", "each", "every"]);
    (is_called && !counts).then_some(to)
}

/// How far before "on" and the number of a line the word of calling may be, in tokens.
const BEFORE_LINE: usize = 4;

/// Participles of calling somebody.
const CONTACTED: &[u64] = words![
    "contact",
    "contacted",
    "reached",
    "phoned",
    "telephoned",
    "rung",
    "ring"
];

/// Numbers of lines that are numbers elsewhere.
const PUBLIC_LINES: &[&str] = &["101", "105", "111", "119", "211", "311"];

/// "where 111 isn't available": the number of a public line that something is said of.
fn is_line(tokens: Tokens, amount: &Amount, digits: &str) -> bool {
    let last = amount.from.wrapping_sub(1);
    let is_subject = tokens.one_of(last, words!["where", "when", "if", "unless", "that"])
        && tokens.one_of(
            amount.to,
            words![
                "is", "isn", "isn't", "isn’t", "was", "can", "cannot", "does"
            ],
        );
    PUBLIC_LINES.contains(&digits) && is_subject
}

/// "777x jets": an x that does not multiply, because nothing grows by such a number.
fn is_lettered_model(tokens: Tokens, amount: &Amount) -> bool {
    let value = amount.number.value;
    amount.is_in(Unit::TIMES)
        && amount.number.bare
        && tokens.text(amount.number.to) == "x"
        && value >= Decimal::whole(100)
        && value.as_u64().is_some_and(|n| !n.is_multiple_of(50))
}

/// How far from the number of a model a word for a vehicle may be, in tokens.
const NEAR_VEHICLE: usize = 8;

/// "a 737", "a 470 dinghy", "flies the 767 and the 787": three digits after an article that count
/// nothing.
fn is_model_of_vehicle(tokens: Tokens, amount: &Amount) -> bool {
    let (number, to) = (&amount.number, amount.to);
    let digits = tokens.text(number.from);
    let is_code = number.bare && digits.len() == 3 && number.to == to && !amount.hyphen;
    let Some(article) = amount.from.checked_sub(1).filter(|_| is_code) else {
        return false;
    };
    let counts = amount.unit.is_some()
        || counted(tokens, to, true).is_some()
        || tokens.is(to, Kind::Hyphen)
        || tokens.mark(to, '%')
        || tokens.goes_on(to)
        || tokens.has(to, class::PART_COUNTED)
        || tokens.one_of(to, words!["strong", "plus", "or", "odd", "per"]);
    if counts {
        return false;
    }
    if matches!(tokens.key(article), A | AN) {
        let is_of_game = tokens.has(to, class::GAME | class::SCORE);
        return !is_of_game && !is_near_game(tokens, amount.from);
    }
    // "the 787", "its 787", where the sentence speaks of vehicles
    let is_whole = article > 0 && tokens.key(article - 1) == OF;
    let is_who = tokens.one_of(to, words!["who", "that", "aboard", "were", "people"]);
    let may_be_model = !is_whole && !is_who && !digits.ends_with("00");
    let is_led = tokens.key(article) == THE || tokens.has(article, class::POSSESSIVE);
    is_led && may_be_model && is_near_vehicle(tokens, amount.from)
}

/// "the 42 bus", "a 104 tram": the number of a route.
fn is_number_of_route(tokens: Tokens, amount: &Amount) -> bool {
    let has_article = amount
        .from
        .checked_sub(1)
        .is_some_and(|last| tokens.has(last, class::DETERMINER | class::POSSESSIVE));
    let is_bare = amount.number.bare && amount.unit.is_none() && amount.number.to == amount.to;
    is_bare && has_article && tokens.one_of(amount.to, words!["bus", "tram", "ferry", "train"])
}

/// The tokens of the sentence near the token.
fn near(tokens: Tokens, at: usize) -> impl Iterator<Item = usize> {
    let is_inside = move |i: &usize| !tokens.mark(*i, '.') && !tokens.is(*i, Kind::Break);
    let before = (at.saturating_sub(NEAR_VEHICLE)..at)
        .rev()
        .take_while(is_inside);
    before.chain((at + 1..at + 1 + NEAR_VEHICLE).take_while(is_inside))
}

fn is_near_vehicle(tokens: Tokens, at: usize) -> bool {
    near(tokens, at).any(|i| tokens.has(i, class::VEHICLE))
}

fn is_near_game(tokens: Tokens, at: usize) -> bool {
    near(tokens, at).any(|i| tokens.has(i, class::GAME) && !tokens.has(i, class::VEHICLE))
}

/// Words before a point and a number that are part of its name.
const NUMBER_SIGNS: &[&str] = &[
    "No", "no", "Nos", "nos", "nr", "nrs", "Vol", "vol", "Prop", "Props",
];

/// Words that are not a name with a capital letter.
const NOT_A_NAME: class::Classes = class::FUNCTION
    .with(class::STOP)
    .with(class::WEEKDAY)
    .with(class::MONTH)
    .with(class::UP)
    .with(class::DOWN)
    .with(class::SCORE)
    .with(class::BETWEEN)
    .with(class::PLURAL);

/// "Boeing 737", "Highway 61", "S&P 500", "Euro 2020", "No. 10": the number is part of a name.
fn is_in_name(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let Some(last) = amount.from.checked_sub(1) else {
        return false;
    };
    if !number.figures || tokens.text(number.from).contains(',') {
        return false;
    }
    if tokens.mark(last, '.') && tokens.glued(last) && last > 0 {
        return tokens.is(last - 1, Kind::Word) && NUMBER_SIGNS.contains(&tokens.text(last - 1));
    }
    let Some(before) = tokens.get(last).filter(|t| t.kind == Kind::Word) else {
        return false;
    };
    if before.possessive || amount.hyphen {
        return false;
    }
    if tokens.has(last, class::LABEL) {
        // "the group 12 men": a label in lower case does not number people.
        return before.case != Case::Lower || !counts_people(tokens, amount.to);
    }
    let is_name = before.capital() && !tokens.has(last, NOT_A_NAME);
    is_name && modifier::before(tokens, amount.from).is_none() && !counts_people(tokens, amount.to)
}

/// A number of four digits that is a year.
pub(super) fn is_bare_year(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let last = amount.from.checked_sub(1);
    if !number.bare || tokens.text(number.from).len() != 4 {
        return false;
    }
    let follows_preposition = last.is_some_and(|at| {
        matches!(
            tokens.text(at),
            "in" | "In" | "by" | "By" | "since" | "until"
        )
    });
    let years = if follows_preposition {
        1000..2200
    } else {
        1500..2101
    };
    let is_year = number.value.as_u64().is_some_and(|year| {
        let is_led = follows_preposition || !needs_word_of_year(tokens, amount.from, year);
        years.contains(&year) && is_led
    });
    if !is_year || amount.unit.is_some() || amount.hyphen {
        return false;
    }
    if four_digits::is_count(tokens, amount.from) {
        return false;
    }
    if is_qualified(tokens, amount) {
        // "below 2005 levels"
        return matches!(tokens.text(amount.to), "levels" | "highs" | "lows");
    }
    let is_before_year =
        last.is_some_and(|at| tokens.has(at, class::BEFORE_YEAR) && tokens.key(at) != THE);
    is_before_year || !counts_people(tokens, amount.to)
}

/// Does a modifier come before the number that a year does not have? "around 1998" is a year.
fn is_qualified(tokens: Tokens, amount: &Amount) -> bool {
    modifier::before(tokens, amount.from).is_some_and(|(modifier, start)| {
        let is_of_year = matches!(tokens.key(start), AROUND | CIRCA);
        modifier != Modifier::About || !is_of_year
    })
}
