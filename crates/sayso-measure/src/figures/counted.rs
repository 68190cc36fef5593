//! What is counted: the head of the words after a number.

use super::amount::Amount;
use super::notes::past_note_mark;
use crate::class;
use crate::keys::{AND, IN, LAST, OF, THESE, THOSE};
use crate::number::{self, Form, numeral};
use crate::scan::{Case, Kind, Token, key};
use crate::tokens::Tokens;
use crate::unit;
use sayso_english::titles::is_abbreviation_hash;
use sayso_text::text::Span;

/// How many tokens of a phrase are looked at for its head.
const REACH: usize = 8;

/// What money or a measure is of: "of" something, or "in sales" after a sum.
pub(super) fn of_what(tokens: Tokens, at: usize, amount: &Amount, has_rate: bool) -> Option<Span> {
    match tokens.key(at) {
        OF => counted(tokens, at, false),
        IN if amount.is_money() && !has_rate && !is_put_into(tokens, amount) => {
            const NOT_A_THING: class::Classes = class::STOP
                .with(class::DETERMINER)
                .with(class::MONTH)
                .with(class::AFTER_IN);
            let is_thing = tokens.is_lower(at + 1) && !tokens.has(at + 1, NOT_A_THING);
            is_thing.then(|| counted(tokens, at + 1, false)).flatten()
        }
        _ => None,
    }
}

/// "invests millions of dollars in community groups": the money is for them, and not of them.
fn is_put_into(tokens: Tokens, amount: &Amount) -> bool {
    const BEFORE_SUM: usize = 4;
    let from = amount.from.saturating_sub(BEFORE_SUM);
    (from..amount.from).any(|at| {
        tokens.one_of(
            at,
            words![
                "invest",
                "invests",
                "invested",
                "investing",
                "reinvest",
                "reinvests",
                "reinvested",
                "reinvesting",
                "sink",
                "sank",
                "sinking",
                "put",
                "puts",
                "putting"
            ],
        )
    })
}

/// Does the word look like a plural?
pub(crate) fn is_plural(tokens: Tokens, at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    if token.kind != Kind::Word || token.possessive {
        return false;
    }
    let classes = tokens.classes(at);
    if classes.any(class::PLURAL) {
        return true;
    }
    if classes.any(class::STOP | class::DETERMINER) {
        return false;
    }
    let text = token.text(tokens.text);
    let ends_in_s = text.ends_with('s') || token.case == Case::Upper && text.ends_with('S');
    let is_singular = ["ss", "us", "is", "'s"]
        .iter()
        .any(|end| text.ends_with(end));
    ends_in_s && text.len() > 2 && !is_singular || text.ends_with("men") && text.len() > 5
}

/// The head of what is counted by the number before the token: the first plural (the last, where
/// several follow each other), past "of the mayor's". If `many` is false, a part of one thing is
/// meant, and the head is the last word of the phrase.
pub(super) fn counted(tokens: Tokens, at: usize, many: bool) -> Option<Span> {
    let at = past_note_mark(tokens, at);
    let inside = tokens.key(at) == OF;
    let at = if inside { past_of(tokens, at)? } else { at };
    let mut phrase = Phrase {
        tokens,
        at,
        many,
        inside,
        last: None,
        likely: None,
    };
    let mut here = at;
    while here < at + REACH {
        here += match phrase.step(here) {
            Step::On(tokens) => tokens,
            Step::Found(head) => return Some(head),
            Step::End => break,
        };
    }
    if many || phrase.likely.is_some() {
        return phrase.likely;
    }
    let last = phrase.last?;
    let is_noun =
        tokens.is(last, Kind::Word) && !tokens.has(last, class::BETWEEN | class::FUNCTION);
    is_noun.then(|| with_digits(tokens, last))
}

/// The word with the digits glued to it: "CO2".
fn with_digits(tokens: Tokens, at: usize) -> Span {
    let has_digits = tokens.is(at + 1, Kind::Number) && tokens.glued(at + 1);
    tokens.between(at, at + 1 + usize::from(has_digits))
}

/// After "of": past "all of the" and "the 12". "Of those surveyed" says who, not what they are.
fn past_of(tokens: Tokens, of: usize) -> Option<usize> {
    let mut at = of + 1;
    while tokens.has(at, class::DETERMINER | class::POSSESSIVE)
        || tokens.one_of(at, words!["all", "these", "those", "this", "that", "such"])
    {
        at += 1;
    }
    let text = tokens.text(at);
    let is_participle = text.ends_with("ed") || text.ends_with("ing");
    if is_participle && tokens.one_of(at.wrapping_sub(1), &[THOSE, THESE]) {
        return None;
    }
    Some(past_number(tokens, at))
}

/// "of the 12 jurors", "of at least 707 people": the token after the number.
fn past_number(tokens: Tokens, at: usize) -> usize {
    for here in at..at + 3 {
        let can_start = tokens.get(here).is_some_and(number::starts);
        if let Some(n) = can_start.then(|| numeral(tokens, here)).flatten() {
            let counts = n.form == Form::Cardinal && !unit::is_unit(tokens, n.to, n.figures);
            return if counts { n.to } else { at };
        }
        // "one of their past eleven matches"
        let is_order = tokens.one_of(
            here,
            words!["past", "previous", "first", "final", "remaining", "top"],
        );
        if !is_order && !tokens.has(here, class::FUNCTION | class::STOP) {
            break;
        }
    }
    at
}

/// The words after a number, read up to the head of what is counted.
struct Phrase<'t> {
    tokens: Tokens<'t>,
    /// The first word.
    at: usize,
    many: bool,
    /// It follows "of".
    inside: bool,
    /// The last noun so far.
    last: Option<usize>,
    /// A plural that may describe another plural after it.
    likely: Option<Span>,
}

/// Is a number with a unit of time at the token?
fn is_length_of_time(tokens: Tokens, at: usize) -> bool {
    let unit = unit::unit_at(tokens, at + 1, true).filter(|_| !tokens.glued(at + 1));
    unit.is_some_and(|(unit, _)| unit.is_time())
}

enum Step {
    /// Continue after this number of tokens.
    On(usize),
    /// This is the head.
    Found(Span),
    /// The phrase ends before the token.
    End,
}

impl Phrase<'_> {
    fn step(&mut self, here: usize) -> Step {
        let (tokens, is_first) = (self.tokens, here == self.at);
        let Some(token) = tokens.get(here) else {
            return Step::End;
        };
        let is_inside = match token.kind {
            Kind::Word => return self.word(here, token),
            // "20 $100 bills", "ten 50-euro notes"
            Kind::Currency if is_first && self.many && tokens.is(here + 1, Kind::Number) => {
                return Step::On(2);
            }
            Kind::Number if is_first => self.many && tokens.hyphened(here + 1),
            // "Corvus C350-900 jets", but the digits of "CO2" end what is counted.
            // "ten times the number counted 10 years ago": not the years.
            Kind::Number if !is_first && is_length_of_time(tokens, here) => false,
            Kind::Number => !token.glued || self.many && self.is_in_model(here),
            Kind::Hyphen => tokens.hyphened(here),
            Kind::Mark => self.is_inner_mark(here, token),
            _ => false,
        };
        if is_inside { Step::On(1) } else { Step::End }
    }

    /// "T5", "C350-900": are the digits part of a name that begins with a capital letter?
    fn is_in_model(&self, here: usize) -> bool {
        let tokens = self.tokens;
        let follows_letters = tokens.is_capital(here - 1);
        let follows_hyphen = tokens.is(here - 1, Kind::Hyphen) && here > self.at + 1;
        let follows_code = follows_hyphen
            && (tokens.is_capital(here - 2)
                || tokens.is(here - 2, Kind::Number) && tokens.glued(here - 2));
        follows_letters || follows_code
    }

    /// "F-16s", "T5s": the plural of a model, whose letter is glued to its digits.
    fn plural_of_model(&self, here: usize, token: &Token) -> Option<Span> {
        let tokens = self.tokens;
        let is_plural = token.glued
            && here > self.at
            && tokens.text(here) == "s"
            && tokens.is(here - 1, Kind::Number);
        let start = (self.at..here).rev().find(|&at| !tokens.glued(at))?;
        (is_plural && self.many).then(|| tokens.between(start, here + 1))
    }

    fn word(&mut self, here: usize, token: &Token) -> Step {
        if let Some(model) = self.plural_of_model(here, token) {
            return Step::Found(model);
        }
        // "one last match"
        let is_last = here == self.at && token.key == LAST && self.tokens.is(here + 1, Kind::Word);
        if is_last || self.joins(here) {
            Step::On(1)
        } else if self.ends(here, token) {
            Step::End
        } else {
            self.noun(here, token)
        }
    }

    /// Is it a mark that may be within a phrase?
    fn is_inner_mark(&self, here: usize, token: &Token) -> bool {
        let tokens = self.tokens;
        // A quotation mark that is glued to the number alone closes a quotation, or is of inches.
        let opens = tokens.one_of_marks(here, &['“', '"', '‘'])
            && here == self.at
            && (!token.glued || tokens.glued(here + 1));
        let is_abbreviation = token.is('.')
            && token.glued
            && (tokens.glued(here + 1) || is_abbreviation_hash(tokens.key(here - 1)));
        token.is('&') || token.is('/') && token.glued || opens || is_abbreviation
    }

    /// Is it a word that ends the phrase, and not part of a name?
    fn is_stop(&self, here: usize) -> bool {
        let classes = self.tokens.classes(here);
        let is_name =
            here > self.at && self.tokens.is_capital(here) && !classes.any(class::FUNCTION);
        classes.any(class::STOP) && !is_name
    }

    /// "Kia and Hyundai vehicles", "local and state officials"; "army held towns": words that would
    /// end a phrase, but join its parts here.
    fn joins(&self, here: usize) -> bool {
        let tokens = self.tokens;
        if self.last.is_none() || !self.is_stop(here) {
            return false;
        }
        let next = here + 1;
        if tokens.key(here) == AND {
            let is_near = here < self.at + 5 && !tokens.is(next, Kind::Number);
            let is_new_phrase = tokens.has(next, class::STOP | class::DETERMINER | class::START);
            return is_near && self.many && !is_new_phrase;
        }
        let classes = tokens.classes(here);
        classes.any(class::PARTICIPLE) && !classes.any(class::FUNCTION) && is_plural(tokens, next)
    }

    /// Does another phrase begin at the word?
    fn ends(&self, here: usize, token: &Token) -> bool {
        let (tokens, has_begun) = (self.tokens, self.last.is_some());
        let classes = tokens.classes(here);
        let is_date = token.capital() && classes.any(class::WEEKDAY | class::MONTH);
        if self.is_stop(here) || is_date {
            return true;
        }
        // "one man in a boat", "a crowd filled the square"
        if has_begun && classes.any(class::DETERMINER) {
            return true;
        }
        // "the first time Roe has spoken", "the third time it sank"
        let is_clause =
            token.capital() || tokens.one_of(here, words!["he", "she", "it", "they", "we"]);
        if has_begun && !self.many && is_clause && tokens.one_of(here - 1, words!["time"]) {
            return true;
        }
        if !self.many && self.is_verb(here, token) {
            return true;
        }
        // "by 93 votes to 85 two weeks ago"
        let is_number = number::word(token).is_some() && !tokens.hyphened(here + 1);
        self.many && is_number || has_begun && has_lost_space(tokens, here, token)
    }

    /// Is the word a verb or a participle that ends the phrase of one thing?
    fn is_verb(&self, here: usize, token: &Token) -> bool {
        let (tokens, has_begun) = (self.tokens, self.last.is_some());
        let text = token.text(tokens.text);
        // "the first accord committing nearly every country"
        if has_begun && text.ends_with("ing") && !tokens.is(here - 1, Kind::Hyphen) {
            return true;
        }
        if !text.ends_with("ed") || !has_begun && self.inside {
            return false;
        }
        let has_object = tokens.has(here + 1, class::STOP | class::DETERMINER);
        // "the 14th floor burned."
        // "One showed Roe with a cup"
        let has_name = !has_begun && tokens.is_lower(here) && tokens.is_capital(here + 1);
        let is_final =
            has_begun && !tokens.is(here + 1, Kind::Word) && !tokens.is(here + 1, Kind::Hyphen);
        let is_noun = ["eed", "shed", "bed", "sled"]
            .iter()
            .any(|end| text.ends_with(end));
        has_object || has_name || is_final && !is_noun
    }

    /// A word of the phrase. It is the head if it is a plural that ends the phrase.
    fn noun(&mut self, here: usize, token: &Token) -> Step {
        let tokens = self.tokens;
        let classes = tokens.classes(here);
        let is_plural = is_plural(tokens, here);
        let is_determiner = classes.any(class::BETWEEN | class::DETERMINER);
        if is_determiner && !classes.any(class::PLURAL) && !is_plural {
            return Step::On(1);
        }
        if !is_plural || tokens.hyphened(here + 1) {
            if !token.possessive {
                self.last = Some(here);
            }
            return Step::On(1);
        }
        self.last = Some(here);
        // "four plain-clothes officers"
        let describes = here > self.at
            && tokens.is(here - 1, Kind::Hyphen)
            && token.glued
            && tokens.is(here + 1, Kind::Word)
            && !tokens.has(here + 1, class::STOP);
        if describes {
            self.likely = self.likely.or(Some(token.span()));
        } else if is_described_plural(tokens, here + 1) || is_hurt(tokens, here) {
            self.likely = Some(token.span());
        } else {
            return Step::Found(token.span());
        }
        Step::On(1)
    }
}

/// "20 square miles of land sinceJan. 2": a word that ends what is counted, and the next word, with
/// the space between them lost.
fn has_lost_space(tokens: Tokens, at: usize, token: &Token) -> bool {
    if token.case != Case::Mixed {
        return false;
    }
    let text = tokens.text(at);
    let seam = text.find(char::is_uppercase);
    seam.is_some_and(|seam| class::of_word(key(&text[..seam])).any(class::STOP))
}

/// After a plural: is the word another plural, which the first one describes ("sports teams")?
fn is_described_plural(tokens: Tokens, at: usize) -> bool {
    const NOT_A_HEAD: class::Classes = class::STOP
        .with(class::UP)
        .with(class::DOWN)
        .with(class::SCORE);
    // "29 miners wounded by the blast"
    let is_fate = tokens.one_of(
        at,
        words!["dead", "wounded", "injured", "missing", "homeless"],
    );
    is_plural(tokens, at) && !is_fate && !tokens.is_capital(at) && !tokens.has(at, NOT_A_HEAD)
}

/// "dozens of injured Gazans": does the word say how the people after it are?
fn is_hurt(tokens: Tokens, at: usize) -> bool {
    let is_state = tokens.one_of(
        at,
        words!["injured", "wounded", "missing", "dead", "homeless"],
    );
    is_state && is_plural(tokens, at + 1)
}

/// Are people counted by the number before the token?
pub(super) fn counts_people(tokens: Tokens, at: usize) -> bool {
    counted(tokens, at, true).is_some_and(|head| {
        let token = tokens.all.partition_point(|t| t.start < head.start());
        tokens.has(token, class::PEOPLE)
    })
}
