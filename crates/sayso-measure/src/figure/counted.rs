//! What is counted: the head of the words after a number.

use super::amount::Amount;
use super::hyphened;
use super::{AND, IN, OF};
use crate::lexicon as lex;
use crate::lexicon::classes;
use crate::number::Form;
use crate::number::Tokens;
use crate::number::{self, numeral};
use crate::scan::Case;
use crate::scan::Kind;
use crate::scan::Token;
use crate::scan::key;
use crate::unit;
use crate::unit::Dimension;
use sayso_text::text::Span;

/// After money or a measure: "of" something, or the "in sales" of a sum.
pub(super) fn of_what(tokens: Tokens, at: usize, amount: &Amount, whole: bool) -> Option<Span> {
    if tokens.key(at) == OF {
        return counted(tokens, at, false);
    }
    let money = amount.unit.is_some_and(|u| u.dimension == Dimension::Money);
    if whole && money && tokens.key(at) == IN {
        let next = tokens
            .get(at + 1)
            .filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
        let none = [
            "total", "all", "one", "return", "order", "part", "addition", "case", "exchange",
            "fact", "response",
        ];
        let plain = classes(tokens, at + 1) & (lex::STOP | lex::DETERMINER | lex::MONTH) == 0;
        return (plain && !none.iter().any(|w| key(w) == next.key))
            .then(|| counted(tokens, at + 1, false))
            .flatten();
    }
    None
}

/// Does the word look like a plural?
pub(super) fn plural(tokens: Tokens, at: usize) -> bool {
    let Some(token) = tokens
        .get(at)
        .filter(|t| t.kind == Kind::Word && !t.possessive)
    else {
        return false;
    };
    let flags = classes(tokens, at);
    if flags & lex::PLURAL != 0 {
        return true;
    }
    if flags & (lex::STOP | lex::DETERMINER) != 0 {
        return false;
    }
    let text = token.text(tokens.text);
    let s = text.ends_with('s') || token.case == Case::Upper && text.ends_with('S');
    s && text.len() > 2
        && !["ss", "us", "is", "'s"]
            .iter()
            .any(|end| text.ends_with(end))
        || text.ends_with("men") && text.len() > 5
}

/// The head of what is counted: the first plural after the number (the last, where several follow
/// each other), past "of the mayor's"; the last word of the phrase where a part of one thing is
/// meant (`many` is false).
pub fn counted(tokens: Tokens, at: usize, many: bool) -> Option<Span> {
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
    if phrase.likely.is_some() {
        return phrase.likely;
    }
    let last = phrase.last?;
    let end =
        tokens.is(last, Kind::Word) && classes(tokens, last) & (lex::BETWEEN | lex::FUNCTION) == 0;
    (!many && end).then(|| name(tokens, last))
}

/// "CO2": a word with the digits glued to it.
fn name(tokens: Tokens, at: usize) -> Span {
    let digits = tokens.is(at + 1, Kind::Number) && tokens.glued(at + 1);
    tokens.between(at, at + 1 + usize::from(digits))
}

/// How many tokens of a phrase are looked at for its head.
const REACH: usize = 8;

/// After "of": past "all of the", "the 12". "Of those surveyed" tells who, not what they are.
fn past_of(tokens: Tokens, of: usize) -> Option<usize> {
    let mut at = of + 1;
    while classes(tokens, at) & (lex::DETERMINER | lex::POSSESSIVE) != 0
        || tokens.one_of(at, &["all", "these", "those", "this", "that", "such"])
    {
        at += 1;
    }
    let told = tokens.text(at).ends_with("ed") || tokens.text(at).ends_with("ing");
    if told && tokens.one_of(at.wrapping_sub(1), &["those", "these"]) {
        return None;
    }
    Some(past_number(tokens, at))
}

/// The words after a number, read up to the head of what is counted.
struct Phrase<'t> {
    tokens: Tokens<'t>,
    /// Where they begin.
    at: usize,
    many: bool,
    /// "of" stood before.
    inside: bool,
    /// The last noun so far.
    last: Option<usize>,
    /// A plural that another one may follow.
    likely: Option<Span>,
}

enum Step {
    /// Go on after so many tokens.
    On(usize),
    Found(Span),
    End,
}

impl Phrase<'_> {
    fn step(&mut self, here: usize) -> Step {
        let (tokens, first) = (self.tokens, here == self.at);
        let Some(token) = tokens.get(here) else {
            return Step::End;
        };
        let within = match token.kind {
            // "one last match"
            Kind::Word if first && token.key == key("last") && tokens.is(here + 1, Kind::Word) => {
                true
            }
            Kind::Word if self.joins(here) => true,
            Kind::Word if self.ends(here) => false,
            Kind::Word => return self.noun(here),
            Kind::Hyphen => token.glued && tokens.glued(here + 1),
            // "20 $100 bills", "ten 50-euro notes"
            Kind::Currency if first && self.many && tokens.is(here + 1, Kind::Number) => {
                return Step::On(2);
            }
            Kind::Number if first => self.many && hyphened(tokens, here + 1),
            Kind::Number => !token.glued,
            Kind::Mark => self.mark(here),
            _ => false,
        };
        if within { Step::On(1) } else { Step::End }
    }

    /// A mark that may stand within a phrase.
    fn mark(&self, here: usize) -> bool {
        let (tokens, token) = (self.tokens, &self.tokens.all[here]);
        // A mark glued to the number alone closes a quotation, or is of inches.
        let quote = token.is('“') || token.is('"') || token.is('‘');
        token.is('&')
            || token.is('/') && token.glued
            || here == self.at && quote && (!token.glued || tokens.glued(here + 1))
            || token.is('.') && token.glued && (tokens.glued(here + 1) || title(tokens, here - 1))
    }

    /// A word of the class of stops?
    fn stop(&self, here: usize) -> bool {
        let flags = classes(self.tokens, here);
        let name = self.tokens.all[here].capital() && here > self.at && flags & lex::FUNCTION == 0;
        flags & lex::STOP != 0 && !name
    }

    /// "Kia and Hyundai vehicles", "local and state officials"; "army held towns": stops that end
    /// nothing.
    fn joins(&self, here: usize) -> bool {
        let tokens = self.tokens;
        let (key_here, next) = (tokens.key(here), here + 1);
        if self.last.is_none() || !self.stop(here) {
            return false;
        }
        let and = key_here == AND && here < self.at + 5 && !tokens.is(next, Kind::Number);
        let made = classes(tokens, here) & lex::FUNCTION == 0
            && plural(tokens, next)
            && MADE.iter().any(|w| key(w) == key_here);
        let open = classes(tokens, next) & (lex::STOP | lex::DETERMINER | lex::START) == 0;
        made || and && self.many && open
    }

    /// Does another phrase begin at the word?
    fn ends(&self, here: usize) -> bool {
        let (tokens, token) = (self.tokens, &self.tokens.all[here]);
        let (flags, text, begun) = (
            classes(tokens, here),
            token.text(tokens.text),
            self.last.is_some(),
        );
        if self.stop(here) || flags & (lex::WEEKDAY | lex::MONTH) != 0 && token.capital() {
            return true;
        }
        // "the first accord committing nearly every country"
        let doing =
            !self.many && begun && text.ends_with("ing") && !tokens.is(here - 1, Kind::Hyphen);
        // "one man in a boat", "a crowd filled the square"
        if doing || flags & lex::DETERMINER != 0 && begun {
            return true;
        }
        let verb = !self.many && (begun || !self.inside) && text.ends_with("ed");
        // "the 14th floor burned."
        let end = begun && !tokens.is(here + 1, Kind::Word) && !tokens.is(here + 1, Kind::Hyphen);
        let noun = ["eed", "shed", "bed", "sled"]
            .iter()
            .any(|end| text.ends_with(end));
        let object = classes(tokens, here + 1) & (lex::STOP | lex::DETERMINER) != 0;
        if verb && (object || end && !noun) {
            return true;
        }
        // "by 93 votes to 85 two weeks ago", "20 square miles of land sinceJan. 2"
        let number = self.many && number::word(token).is_some() && !hyphened(tokens, here + 1);
        number || begun && glued_words(tokens, here)
    }

    /// A word of the phrase: the head, if it is a plural that ends it.
    fn noun(&mut self, here: usize) -> Step {
        let (tokens, token) = (self.tokens, &self.tokens.all[here]);
        let (flags, many) = (classes(tokens, here), plural(tokens, here));
        if flags & (lex::BETWEEN | lex::DETERMINER) != 0 && flags & lex::PLURAL == 0 && !many {
            return Step::On(1);
        }
        if !many || hyphened(tokens, here + 1) {
            if !token.possessive {
                self.last = Some(here);
            }
            return Step::On(1);
        }
        self.last = Some(here);
        // "four plain-clothes officers"
        let joined = here > self.at && tokens.is(here - 1, Kind::Hyphen) && token.glued;
        if joined && tokens.is(here + 1, Kind::Word) && classes(tokens, here + 1) & lex::STOP == 0 {
            self.likely = self.likely.or(Some(token.span()));
        } else if compound(tokens, here + 1) {
            self.likely = Some(token.span());
        } else {
            return Step::Found(token.span());
        }
        Step::On(1)
    }
}

/// "of the 12 jurors", "of at least 707 people": the place after the number.
pub(super) fn past_number(tokens: Tokens, at: usize) -> usize {
    for here in at..at + 3 {
        if let Some(n) = tokens
            .get(here)
            .filter(|t| number::starts(t))
            .and_then(|_| numeral(tokens, here))
        {
            return if n.form == Form::Cardinal && unit::unit_at(tokens, n.to, n.figures).is_none() {
                n.to
            } else {
                at
            };
        }
        // "one of their past eleven matches"
        let turn = tokens.one_of(
            here,
            &["past", "previous", "first", "final", "remaining", "top"],
        );
        if !turn && classes(tokens, here) & (lex::FUNCTION | lex::STOP) == 0 {
            break;
        }
    }
    at
}

/// "sinceJan": a word that ends what is counted, and the next, with the blank lost between them.
fn glued_words(tokens: Tokens, at: usize) -> bool {
    let text = tokens.text(at);
    let seam = text
        .find(char::is_uppercase)
        .filter(|_| tokens.all[at].case == Case::Mixed);
    seam.is_some_and(|seam| lex::of_word(key(&text[..seam])) & lex::STOP != 0)
}

/// Participles that may stand before the noun they describe without a hyphen.
pub(super) const MADE: &[&str] = &[
    "sent", "held", "made", "run", "led", "paid", "sold", "bought", "brought",
];

/// "Mr.", "Gen.": the stop after the word does not end the sentence.
pub(super) fn title(tokens: Tokens, at: usize) -> bool {
    sayso_english::titles::is_abbreviation_hash(tokens.key(at))
}

/// After a plural: another plural that it describes ("sports teams").
pub(super) fn compound(tokens: Tokens, at: usize) -> bool {
    // "29 miners wounded by the blast"
    let fate = tokens.one_of(at, &["dead", "wounded", "injured", "missing", "homeless"]);
    plural(tokens, at)
        && !fate
        && !tokens.get(at).is_some_and(Token::capital)
        && classes(tokens, at) & (lex::STOP | lex::UP | lex::DOWN | lex::SCORE) == 0
}

pub(super) fn classes_of(tokens: Tokens, span: Span) -> lex::Classes {
    let at = tokens.all.partition_point(|t| t.start < span.start());
    classes(tokens, at)
}
