//! The words around an amount: bounds, what it is per, ages, rising and falling.

use super::amount::Amount;
use super::counted::{counted, of_what};
use super::{A, AGE, AGED, AGES, AN, AND, EACH, EVERY, FROM, OF, OLD, OLDS, ONE, PER, THE, YO};
use super::{Direction, Figure, Per, Reader, Role, hyphened};
use crate::decimal::Decimal;
use crate::lexicon as lex;
use crate::lexicon::Effect;
use crate::lexicon::Modifier;
use crate::lexicon::classes;
use crate::number::Form;
use crate::number::Tokens;
use crate::number::{self, numeral};
use crate::scan::Case;
use crate::scan::Kind;
use crate::scan::key;
use crate::unit;
use crate::unit::Dimension;
use sayso_text::text::Span;

/// A word of rising or falling right before, over modifiers and "by".
pub(super) fn changes(tokens: Tokens, from: usize, own: bool, relative: bool) -> Option<Direction> {
    let mut at = lex::before(tokens, from)
        .map_or(from, |b| b.1)
        .checked_sub(1)?;
    for _ in 0..3 {
        let flags = classes(tokens, at);
        let word = tokens.key(at);
        // "sign up 500 people": the particle of a verb; "shares were up 500 points" tells a change.
        let particle = (word == key("up") || word == key("down"))
            && !own
            && !at.checked_sub(1).is_some_and(|b| {
                tokens.mark(b, ',') || tokens.one_of(b, &["is", "was", "were", "are", "been", "be"])
            });
        if particle || word == key("up") && at > 0 && tokens.one_of(at - 1, WITH_UP) {
            return None;
        }
        if flags & lex::UP != 0 && word != key("advance") {
            return Some(Direction::Up);
        }
        // "lost by 7 wickets" tells by how much, not that wickets fell.
        let margin = tokens.key(at + 1) == key("by") && flags & lex::SCORE != 0;
        if flags & lex::DOWN != 0 {
            return (!margin).then_some(Direction::Down);
        }
        // "a rise of 3%" is a change, "a gain of $3 million" is what was gained.
        let of = relative && tokens.key(at) == OF;
        if !of && !tokens.one_of(at, &["by", "another", "just", "only", "an", "a", "further"]) {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// Verbs that "up" belongs to: "women make up 60% of the staff".
const WITH_UP: &[&str] = &[
    "make", "makes", "made", "making", "give", "gives", "gave", "giving", "given", "put", "puts",
    "putting", "end", "ends", "ended", "ending", "take", "takes", "took", "taken", "taking",
    "rack", "racked", "cough", "coughed", "pay", "paid", "set", "buy", "bought", "snap", "snapped",
    "eat", "ate", "use", "used", "using", "soak", "soaked", "run", "ran", "free", "freed", "open",
    "opened",
];

/// "edged up its forecast by 0.1 points": the word of change stands farther off.
pub(super) fn by_how_much(tokens: Tokens, from: usize) -> Option<Direction> {
    let at = lex::before(tokens, from)
        .map_or(from, |b| b.1)
        .checked_sub(1)?;
    if tokens.key(at) != key("by") {
        return None;
    }
    (at.saturating_sub(9)..at)
        .rev()
        .take_while(|&i| !tokens.mark(i, '.'))
        .find_map(|i| match classes(tokens, i) {
            c if c & lex::UP != 0 => Some(Direction::Up),
            c if c & lex::DOWN != 0 => Some(Direction::Down),
            _ => None,
        })
}

/// Verbs that set something anew: "was raised from 62 to 64".
const MOVED: &[&str] = &[
    "raised",
    "raise",
    "raises",
    "raising",
    "extended",
    "extend",
    "extends",
    "go",
    "goes",
    "took",
    "take",
    "taken",
    "hiked",
    "pushed",
    "bumped",
    "upgraded",
    "doubled",
    "tripled",
    "halved",
    "lengthened",
    "shortened",
    "brought",
    "bring",
];

/// A word of rising or falling within the six words before.
pub(super) fn changes_near(tokens: Tokens, from: usize) -> bool {
    (from.saturating_sub(7)..from).rev().take_while(|&at| !tokens.mark(at, '.')).any(|at| {
        let flags = classes(tokens, at);
        flags & (lex::UP | lex::DOWN) != 0 || matches!(tokens.key(at), n if n == key("slow") || n == key("changed") || n == key("went") || n == key("moved") || n == key("revised") || MOVED.iter().any(|w| key(w) == n) || n == key("guidance"))
    })
}

/// A word of falling, and none of rising, within the six words before.
pub(super) fn falls_near(tokens: Tokens, from: usize) -> bool {
    let near = (from.saturating_sub(7)..from)
        .rev()
        .take_while(|&at| !tokens.mark(at, '.'));
    let flags = near.fold(0, |flags, at| flags | classes(tokens, at));
    flags & lex::DOWN != 0 && flags & lex::UP == 0
}

/// "one doctor for every 1,200 people"
fn for_every(tokens: Tokens, at: usize) -> bool {
    let number = tokens.key(at + 2) != ONE
        && (tokens.is(at + 2, Kind::Currency) || tokens.get(at + 2).is_some_and(number::starts));
    tokens.key(at) == key("for") && matches!(tokens.key(at + 1), EACH | EVERY) && number
}

/// "a month", "per person", "/ km": what follows.
pub(super) fn rate(tokens: Tokens, at: usize, has_unit: bool) -> Option<(Per, usize)> {
    let dash = usize::from(hyphened(tokens, at));
    let slash = tokens.mark(at, '/') && tokens.glued(at) && tokens.glued(at + 1);
    let word = tokens.key(at + dash);
    let for_every = for_every(tokens, at);
    let (start, any) = match word {
        _ if for_every => (at + 2, true),
        _ if slash => (at + 1, false),
        PER => (at + 1 + dash, true),
        A | AN | EACH | EVERY => {
            let next = at + dash + 1;
            (next + usize::from(hyphened(tokens, next)), false)
        }
        _ if has_unit && (word == key("annually") || word == key("yearly")) => {
            return Some((Per::Unit("year"), at + 1));
        }
        _ => return None,
    };
    // "12 per 100,000", "8 cents per $100", "5 per 1,000 births"
    if any && (tokens.is(start, Kind::Currency) || tokens.get(start).is_some_and(number::starts)) {
        let money = usize::from(tokens.is(start, Kind::Currency));
        if let Some(n) = numeral(tokens, start + money).filter(|n| n.form == Form::Cardinal) {
            let noun = counted(tokens, n.to, true)
                .filter(|of| money == 0 && tokens.all[n.to].start == of.start());
            let to = n.to + usize::from(noun.is_some());
            return Some((Per::Noun(tokens.between(start, to)), to));
        }
    }
    // "386 million a year earlier" is no rate.
    let compared = |to: usize| tokens.one_of(to, &["earlier", "ago", "before", "later", "on"]);
    if !tokens.is(start, Kind::Word) || !any && compared(start + 1) {
        return None;
    }
    // "$30 million an SEC filing": an agency, no second.
    let name = tokens.get(start).is_some_and(|t| t.case == Case::Upper) && !any && !slash;
    if let Some((found, to)) = unit::unit_at(tokens, start, slash).filter(|_| !name) {
        let time = found.dimension == Dimension::Time || classes(tokens, start) & lex::PER != 0;
        if (any || slash || time)
            && (slash || any || has_unit || found.dimension == Dimension::Time)
        {
            return Some((Per::Unit(found.name), to));
        }
    }
    let noun = (any || classes(tokens, start) & lex::PER != 0) && !slash && !name;
    let named = noun && classes(tokens, start) & lex::STOP == 0;
    named.then(|| (Per::Noun(tokens.all[start].span()), start + 1))
}

/// What a bound does to the ends.
pub(super) fn bind(figure: &mut Figure, modifier: Modifier) {
    figure.modifier = Some(modifier.name);
    match modifier.effect {
        Effect::Keep => {}
        Effect::Low => figure.high = None,
        Effect::High => figure.low = None,
    }
}

/// "over three years", "under the 18", "above": is the word a bound there, and not a preposition?
pub(super) fn really(tokens: Tokens, (_, start): &(Modifier, usize), figure: &Figure) -> bool {
    let word = tokens.key(*start);
    // "a 5-under 67"
    if *start > 0 && tokens.is(*start - 1, Kind::Hyphen) && tokens.glued(*start) {
        return false;
    }
    let time = figure
        .unit
        .and_then(unit::named)
        .is_some_and(|u| u.dimension == Dimension::Time);
    !(word == key("over") && time && figure.role != Role::Age)
}

/// "60 years old", "40-year-old", "3 years of age": the token after the age.
pub(super) fn age_after(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let unit = amount.unit;
    let time = unit.is_some_and(|u| matches!(u.name, "year" | "month" | "week" | "day"));
    let at = amount.to;
    let skip = at + usize::from(tokens.is(at, Kind::Hyphen));
    if time && (tokens.key(skip) == OLD || tokens.key(skip) == OLDS) {
        return Some(skip + 1);
    }
    if time && tokens.key(at) == OF && tokens.key(at + 1) == AGE {
        return Some(at + 2);
    }
    (unit.is_none() && tokens.key(at) == YO).then_some(at + 1)
}

/// "aged 40", "the age of 21", "Lee, 40,": where the age begins.
pub(super) fn age_before(tokens: Tokens, amount: &Amount, from: usize) -> Option<usize> {
    let years = amount
        .unit
        .is_none_or(|u| matches!(u.name, "year" | "month" | "week"));
    let number = &amount.number;
    if !years
        || number.scale.is_some()
        || number.value > Decimal::whole(130)
        || number.value.is_negative()
    {
        return None;
    }
    let start = lex::before(tokens, from).map_or(from, |b| b.1);
    let last = start.checked_sub(1)?;
    match tokens.key(last) {
        AGE | AGES if amount.unit.is_none() => {
            return Some(if start == from { last } else { from });
        }
        AGED => return Some(from),
        OF if last > 0 && matches!(tokens.key(last - 1), AGE | AGES) => return Some(from),
        _ => {}
    }
    if amount.unit.is_some() || !number.exponent_zero() {
        return None;
    }
    let alone = || counted(tokens, amount.to, true).is_none();
    let told = bounded_age(tokens, amount, from, last)
        || number.bare && (age_of_one(tokens, amount, last) || ages_of_kin(tokens, amount, last))
        || age_is(tokens, amount, last);
    if told && alone() {
        return Some(from);
    }
    let short = number.to == amount.from + 1 && (number.bare || !number.figures);
    (start == from && short && age_beside(tokens, amount, last)).then_some(from)
}

/// "girls under 12", "those 18 and older"
fn bounded_age(tokens: Tokens, amount: &Amount, from: usize, last: usize) -> bool {
    let person = classes(tokens, last) & lex::PEOPLE != 0 || tokens.one_of(last, ADULTS);
    let bound = |m: Option<(Modifier, usize)>| m.is_some_and(|m| m.0.effect != Effect::Keep);
    if person && last + 1 < from && bound(lex::before(tokens, from)) {
        return true;
    }
    let older = tokens.one_of(amount.to + 1, &["older", "younger"]);
    let bounded = older || person && tokens.one_of(amount.to + 1, &["over", "under", "up"]);
    bounded && bound(lex::after(tokens, amount.to))
}

/// "a boy of 12", "At 32, she runs the firm", "died at 91.", "two men, both 40,"
fn age_of_one(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let before = |words: &[&str]| last > 0 && tokens.one_of(last - 1, words);
    let end = tokens.get(amount.to);
    match tokens.key(last) {
        OF => before(YOUNG),
        word if word == key("at") => {
            let she = tokens.mark(amount.to, ',') && tokens.one_of(amount.to + 1, &["he", "she"]);
            let stops = end.is_none_or(|t| matches!(t.kind, Kind::Break | Kind::Mark));
            she || stops
                && before(&[
                    "died", "dies", "dead", "retired", "retires", "retire", "birth",
                ])
        }
        word => word == key("both") && last > 0 && tokens.mark(last - 1, ','),
    }
}

/// "who is 40.", "she turned 80 in May"
fn age_is(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let is = tokens.one_of(last, &["is", "was"]);
    let turned = tokens.one_of(last, &["turned", "turns", "turning"]);
    let who = last > 0 && tokens.one_of(last - 1, &["who", "he", "she"]);
    let ends = tokens.get(amount.to).is_none_or(|t| {
        t.kind == Kind::Break || t.is('.') || t.is(',') || t.is(';') || t.key == AND
    }) || tokens.one_of(amount.to, &["when", "at", "but", "on", "last", "then"])
        || turned && tokens.key(amount.to) == key("in");
    (is || turned) && who && ends
}

/// "his two sisters, 5 and 8, died"
fn ages_of_kin(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let next = amount.to + 2;
    tokens.key(amount.to) == AND
        && tokens.is(amount.to + 1, Kind::Number)
        && (tokens.mark(next, ',') || tokens.mark(next, '.'))
        && last > 0
        && tokens.one_of(last - 1, KIN)
}

/// Who, the age, and a comma or the end: "Lee Un-gil, 40, said", "The suspect, 27, fled", "a girl,
/// 7."
fn age_beside(tokens: Tokens, amount: &Amount, comma: usize) -> bool {
    let number = &amount.number;
    let Some(end) = tokens.get(amount.to) else {
        return false;
    };
    let closed =
        end.is(',') || end.is('.') || end.is(';') || end.is(')') || end.kind == Kind::Break;
    // "Ben Lopo, nine, died"; "one" is too often somebody.
    let fits = if number.bare {
        number.value > Decimal::ZERO && tokens.text(number.from).len() <= 3
    } else {
        number.value > Decimal::whole(1) && end.is(',')
    };
    if !(closed && tokens.mark(comma, ',') && comma > 0 && fits) {
        return false;
    }
    let Some(who) = tokens.get(comma - 1).filter(|t| t.kind == Kind::Word) else {
        return false;
    };
    if who.capital() {
        let flags = classes(tokens, comma - 1);
        let dated =
            flags & (lex::MONTH | lex::WEEKDAY | lex::FUNCTION | lex::LABEL | lex::START) != 0;
        return !dated && who.case == Case::Capital;
    }
    let determined = |back: usize| {
        let at = comma.checked_sub(back);
        at.is_some_and(|at| classes(tokens, at) & (lex::DETERMINER | lex::POSSESSIVE) != 0)
    };
    let child = tokens.one_of(comma - 1, CHILDREN);
    let grown = end.is(',') && number.value >= Decimal::whole(10);
    (determined(2) || determined(3)) && (child || grown)
}

/// Parts of which something has so many.
const PARTS: &[&str] = &[
    "page", "member", "seat", "bed", "bedroom", "room", "storey", "story", "lane", "speed", "door",
    "man", "woman", "team", "nation", "piece", "seater", "count", "point", "run", "goal", "game",
    "set", "person",
];

/// "the 12 page document": a hyphen left out between a number and a singular, a noun after it.
fn part_noun(tokens: Tokens, amount: &Amount) -> Option<Span> {
    let at = amount.to;
    let many = amount.number.form == Form::Cardinal && amount.number.value > Decimal::whole(1);
    let noun = classes(tokens, at + 1) & (lex::STOP | lex::FUNCTION | lex::DETERMINER) == 0
        && tokens.is(at + 1, Kind::Word);
    (many && noun && tokens.one_of(at, PARTS)).then(|| tokens.all[at].span())
}

/// "11 cents per $1,000 of value": the value is what the thousand dollars are of.
fn per_number(tokens: Tokens, figure: &Figure) -> bool {
    matches!(figure.per.last(), Some(Per::Noun(span)) if !span.passage(tokens.text).starts_with(char::is_alphabetic))
}

/// "within 500 yards of the hospital": how far, nothing that is counted.
fn distance(tokens: Tokens, amount: &Amount, from: usize) -> bool {
    let start = lex::before(tokens, from).map_or(from, |b| b.1);
    let within = start > 0 && tokens.one_of(start - 1, &["within", "inside"]);
    within
        && amount
            .unit
            .is_some_and(|u| u.dimension == Dimension::Length)
}

/// What is 3% more or less than something else.
const COMPARED: &[(&str, Direction)] = &[
    ("higher", Direction::Up),
    ("brighter", Direction::Up),
    ("faster", Direction::Up),
    ("larger", Direction::Up),
    ("bigger", Direction::Up),
    ("longer", Direction::Up),
    ("heavier", Direction::Up),
    ("dearer", Direction::Up),
    ("lower", Direction::Down),
    ("fewer", Direction::Down),
    ("smaller", Direction::Down),
    ("slower", Direction::Down),
    ("shorter", Direction::Down),
    ("lighter", Direction::Down),
    ("cheaper", Direction::Down),
];

/// Words near a percentage that tell a level.
const LEVELS: &[&str] = &[
    "rate",
    "rates",
    "interest",
    "unemployment",
    "jobless",
    "inflation",
    "chance",
    "chances",
    "probability",
    "likelihood",
    "premium",
    "yield",
    "coupon",
    "purity",
    "accuracy",
    "efficacy",
];

/// Words near a percentage that tell a part of people or a market.
const PARTS_OF: &[&str] = &[
    "poll",
    "polls",
    "survey",
    "voters",
    "vote",
    "turnout",
    "support",
    "undecided",
    "share",
    "market",
    "respondents",
    "placebo",
    "patients",
    "possession",
];

/// A percentage alone is a level or a part by the word nearest before it, then after it; else an
/// amount.
fn percentage(tokens: Tokens, from: usize, to: usize) -> Role {
    let told = |at: usize| match tokens.key(at) {
        0 => None,
        word if LEVELS.iter().any(|w| key(w) == word) => Some(Role::Rate),
        word if PARTS_OF.iter().any(|w| key(w) == word) => Some(Role::Share),
        _ => None,
    };
    let inside = |at: &usize| !tokens.mark(*at, '.') && !tokens.is(*at, Kind::Break);
    let before = (from.saturating_sub(14)..from)
        .rev()
        .take_while(inside)
        .find_map(told);
    let after = || {
        (to..(to + 5).min(tokens.all.len()))
            .take_while(inside)
            .find_map(told)
    };
    before.or_else(after).unwrap_or(Role::Amount)
}

/// Units that are a rate by themselves.
const PER_TIME: &[&str] = &["mph", "kph", "knot", "kbps", "mbps", "gbps", "fps", "rpm"];

/// Whose ages may follow in a pair.
const KIN: &[&str] = &[
    "sons",
    "daughters",
    "children",
    "brothers",
    "sisters",
    "boys",
    "girls",
    "siblings",
    "twins",
    "cousins",
    "grandsons",
    "granddaughters",
    "nephews",
    "nieces",
    "men",
    "women",
    "teenagers",
];

/// Who is "of 12".
const YOUNG: &[&str] = &[
    "boy", "girl", "man", "woman", "child", "youth", "son", "daughter", "lad",
];

/// Who can be under ten: "a girl, 7,".
const CHILDREN: &[&str] = &[
    "boy",
    "girl",
    "child",
    "toddler",
    "baby",
    "infant",
    "pupil",
    "son",
    "daughter",
    "brother",
    "sister",
    "grandson",
    "granddaughter",
    "nephew",
    "niece",
    "cousin",
    "victim",
    "schoolboy",
    "schoolgirl",
    "stepson",
    "stepdaughter",
];

/// Whose age a bound tells: "adults over 65".
pub(super) const ADULTS: &[&str] = &[
    "adults", "those", "anyone", "everyone", "girls", "boys", "voters", "males", "females", "kids",
    "players", "pupils",
];

/// "the ages of": where it begins.
pub(super) fn ages_of(tokens: Tokens, at: usize) -> Option<usize> {
    let of = at
        .checked_sub(2)
        .filter(|&a| tokens.key(a + 1) == OF && matches!(tokens.key(a), AGES | AGE))?;
    Some(if of > 0 && tokens.key(of - 1) == THE {
        of - 1
    } else {
        of
    })
}

impl Reader<'_> {
    /// The words around: age, rate, bounds, what is counted, change.
    pub(super) fn around(
        &mut self,
        figure: &mut Figure,
        amount: &Amount,
        from: usize,
        lead: u64,
    ) -> usize {
        let tokens = self.tokens;
        let mut to = amount.to;
        if let Some(end) = age_after(tokens, amount) {
            (figure.role, figure.unit) = (Role::Age, Some(amount.unit.map_or("year", |u| u.name)));
            figure.why = "age";
            figure.span = tokens.between(from, end);
            return self.bounds(figure, from, end);
        }
        if let Some(start) = age_before(tokens, amount, from) {
            (figure.role, figure.unit, figure.why) = (
                Role::Age,
                Some(amount.unit.map_or("year", |u| u.name)),
                "age",
            );
            if start < from {
                figure.span = tokens.between(start, to);
            }
            return self.bounds(figure, from, to);
        }
        to = self.rates(figure, to);
        to = self.bounds(figure, from, to);
        let money_or_unit = amount.unit.is_some_and(|u| u.dimension != Dimension::Times);
        figure.of = if amount.hyphen && amount.unit.is_none() {
            let at = amount.to + 1;
            (tokens.is(at, Kind::Word))
                .then(|| tokens.get(at))
                .flatten()
                .and_then(|t| {
                    if t.key == key("strong") {
                        counted(tokens, at + 1, false)
                    } else {
                        Some(t.span())
                    }
                })
        } else if money_or_unit {
            of_what(tokens, to, amount, figure.per.is_empty())
                .filter(|_| !distance(tokens, amount, from) && !per_number(tokens, figure))
        } else {
            let joined = part_noun(tokens, amount);
            let many = figure.low != Some(Decimal::whole(1))
                && amount.number.form != Form::Fraction
                || tokens.key(to) == OF && amount.number.form == Form::Cardinal;
            joined.or_else(|| counted(tokens, to, many))
        };
        // "1,200 passengers a day", "12 tonnes of freight a day"
        if let Some(of) = figure
            .of
            .filter(|_| figure.per.is_empty() && !amount.hyphen)
        {
            let next = tokens.all.partition_point(|t| t.start < of.end());
            let mut end = next;
            while let Some((per, after)) = rate(tokens, end, false).filter(|(per, _)| {
                matches!(per, Per::Unit(_)) || tokens.key(end) == PER || for_every(tokens, end)
            }) {
                figure.per.push(per);
                end = after;
            }
            if end > next {
                self.role(figure, amount, from, to, lead);
                return end;
            }
        }
        self.role(figure, amount, from, to, lead);
        to
    }

    /// "a month", "per person", "/h", "-a-share".
    pub(super) fn rates(&mut self, figure: &mut Figure, mut to: usize) -> usize {
        let tokens = self.tokens;
        while let Some((per, next)) = rate(tokens, to, figure.unit.is_some()) {
            figure.per.push(per);
            to = next;
            if figure.per.len() == 3 {
                break;
            }
        }
        // A speed is one measure; what else is per something has its number and unit as its span.
        if !figure.per.is_empty()
            && figure
                .unit
                .and_then(unit::named)
                .is_some_and(|u| u.dimension == Dimension::Length)
        {
            figure.span = Span::new(figure.span.start(), tokens.between(to - 1, to).end());
        }
        to
    }

    /// Bounds before and after.
    pub(super) fn bounds(&self, figure: &mut Figure, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let plain = figure.unit.is_none() && figure.role != Role::Age;
        if figure.modifier.is_none() && figure.low == figure.high {
            if let Some((modifier, start)) =
                lex::before(tokens, from).filter(|m| m.1 >= self.done && really(tokens, m, figure))
            {
                bind(figure, modifier);
                if plain && (modifier.effect != Effect::Keep || modifier.name == "exactly") {
                    figure.span = Span::new(tokens.between(start, from).start(), figure.span.end());
                }
            }
        } else if figure.modifier.is_none() {
            figure.modifier = lex::before(tokens, from)
                .filter(|m| m.0.effect == Effect::Keep)
                .map(|m| m.0.name);
        }
        let open = figure.low == figure.high;
        if let Some((modifier, end)) =
            lex::after(tokens, to).filter(|(m, _)| open || m.effect == Effect::Keep)
        {
            let glued = tokens.mark(to, '+') && !tokens.glued(to);
            if !glued {
                bind(figure, modifier);
                if plain && modifier.effect != Effect::Keep {
                    figure.span =
                        Span::new(figure.span.start(), tokens.between(end - 1, end).end());
                }
                return end;
            }
        }
        to
    }

    /// Share, change, rate or plain amount.
    pub(super) fn role(
        &self,
        figure: &mut Figure,
        amount: &Amount,
        from: usize,
        to: usize,
        lead: u64,
    ) {
        let tokens = self.tokens;
        if figure.role != Role::Amount {
            return;
        }
        let fraction = amount.number.form == Form::Fraction && amount.unit.is_none();
        let relative = amount
            .unit
            .is_some_and(|u| matches!(u.dimension, Dimension::Ratio | Dimension::Points));
        let own = amount.unit.is_some() || lead == FROM;
        // "closed 4.2% lower"
        let compared = relative || amount.unit.is_some_and(|u| u.dimension == Dimension::Money);
        let trailing = COMPARED
            .iter()
            .find(|c| key(c.0) == tokens.key(to) && (compared || c.0 == "fewer"))
            .map(|c| c.1);
        let way = trailing
            .or_else(|| changes(tokens, from, own, relative))
            .or_else(|| by_how_much(tokens, from).filter(|_| relative || fraction));
        let after = classes(tokens, to) & lex::CHANGE != 0;
        let part = amount.unit.is_some_and(|u| u.name == "%") || fraction;
        let speed = amount.unit.is_some_and(|u| PER_TIME.contains(&u.name));
        figure.direction = way;
        figure.role = match () {
            () if fraction && tokens.key(to) == OF => Role::Share,
            () if !figure.per.is_empty() && !fraction => Role::Rate,
            () if way.is_some() => Role::Change,
            () if relative && after => {
                figure.direction = Some(if classes(tokens, to) & lex::DOWN != 0 {
                    Direction::Down
                } else {
                    Direction::Up
                });
                Role::Change
            }
            () if part && (tokens.key(to) == OF || figure.of.is_some() || fraction) => Role::Share,
            () if speed => Role::Rate,
            () if part => percentage(tokens, from, to),
            () => Role::Amount,
        };
    }
}
