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
use crate::scan::Span;
use crate::scan::Token;
use crate::scan::key;
use crate::unit;
use crate::unit::Dimension;

/// After money or a measure: "of" something, or the "in sales" of a sum.
pub(super) fn of_what(tokens: Tokens, at: usize, amount: &Amount, whole: bool) -> Option<Span> {
    if tokens.key(at) == OF {
        return counted(tokens, at, false);
    }
    let money = amount.unit.is_some_and(|u| u.dimension == Dimension::Money);
    if whole && money && tokens.key(at) == IN {
        let next = tokens.get(at + 1).filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
        let none = [
            "total", "all", "one", "return", "order", "part", "addition", "case", "exchange", "fact",
            "response",
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
    let Some(token) = tokens.get(at).filter(|t| t.kind == Kind::Word && !t.possessive) else { return false };
    let flags = classes(tokens, at);
    if flags & lex::PLURAL != 0 {
        return true;
    }
    if flags & (lex::STOP | lex::DETERMINER) != 0 {
        return false;
    }
    let text = token.text(tokens.text);
    let s = text.ends_with('s') || token.case == Case::Upper && text.ends_with('S');
    s && text.len() > 2 && !["ss", "us", "is", "'s"].iter().any(|end| text.ends_with(end))
        || text.ends_with("men") && text.len() > 5
}

/// The head of what is counted: the first plural after the number (the last, where several follow each other), past
/// "of the mayor's"; the last word of the phrase where a part of one thing is meant (`many` is false).
pub fn counted(tokens: Tokens, at: usize, many: bool) -> Option<Span> {
    let mut at = at;
    let mut inside = false;
    if tokens.key(at) == OF {
        (at, inside) = (at + 1, true);
        while classes(tokens, at) & (lex::DETERMINER | lex::POSSESSIVE) != 0
            || matches!(tokens.key(at), n if n == key("all") || n == key("these") || n == key("those") || n == key("this") || n == key("that") || n == key("such"))
        {
            at += 1;
        }
    }
    // "of those surveyed" tells who, not what they are.
    let told = tokens.text(at).ends_with("ed") || tokens.text(at).ends_with("ing");
    if inside && told && tokens.one_of(at.wrapping_sub(1), &["those", "these"]) {
        return None;
    }
    if inside {
        at = past_number(tokens, at);
    }
    let (mut last, mut likely, mut n) = (None, None, 0);
    while n < 8 {
        let here = at + n;
        n += 1;
        let Some(token) = tokens.get(here) else { break };
        match token.kind {
            // "one last match"
            Kind::Word if n == 1 && token.key == key("last") && tokens.is(here + 1, Kind::Word) => {}
            Kind::Word => {
                let flags = classes(tokens, here);
                let between = flags & (lex::BETWEEN | lex::DETERMINER) != 0 && flags & lex::PLURAL == 0;
                if flags & lex::STOP != 0 && !(token.capital() && n > 1 && flags & lex::FUNCTION == 0) {
                    // "Kia and Hyundai vehicles", "local and state officials"; "army held towns".
                    let joins =
                        token.key == AND && last.is_some() && n < 6 && !tokens.is(here + 1, Kind::Number);
                    let made = last.is_some()
                        && flags & lex::FUNCTION == 0
                        && plural(tokens, here + 1)
                        && MADE.iter().any(|w| key(w) == token.key);
                    if made
                        || joins
                            && many
                            && classes(tokens, here + 1) & (lex::STOP | lex::DETERMINER | lex::START) == 0
                    {
                        continue;
                    }
                    break;
                }
                if flags & (lex::WEEKDAY | lex::MONTH) != 0 && token.capital() {
                    break;
                }
                // "the first accord committing nearly every country"
                if !many
                    && last.is_some()
                    && token.text(tokens.text).ends_with("ing")
                    && !tokens.is(here - 1, Kind::Hyphen)
                {
                    break;
                }
                // "one man in a boat", "a crowd filled the square": what follows is another phrase.
                if flags & lex::DETERMINER != 0 && last.is_some() {
                    break;
                }
                let verb = !many && (last.is_some() || !inside) && token.text(tokens.text).ends_with("ed");
                // "the 14th floor burned."
                let ends =
                    last.is_some() && !tokens.is(here + 1, Kind::Word) && !tokens.is(here + 1, Kind::Hyphen);
                let noun =
                    ["eed", "shed", "bed", "sled"].iter().any(|end| token.text(tokens.text).ends_with(end));
                if verb && (classes(tokens, here + 1) & (lex::STOP | lex::DETERMINER) != 0 || ends && !noun) {
                    break;
                }
                // "by 93 votes to 85 two weeks ago", "20 square miles of land sinceJan. 2"
                let number = many && number::word(token).is_some() && !hyphened(tokens, here + 1);
                if number || last.is_some() && glued_words(tokens, here) {
                    break;
                }
                if between && !plural(tokens, here) {
                    continue;
                }
                if plural(tokens, here) && !(hyphened(tokens, here + 1)) {
                    last = Some(here);
                    // "four plain-clothes officers"
                    let joined = here > at && tokens.is(here - 1, Kind::Hyphen) && token.glued;
                    if joined && tokens.is(here + 1, Kind::Word) && classes(tokens, here + 1) & lex::STOP == 0
                    {
                        likely = likely.or(Some(token.span()));
                        continue;
                    }
                    if compound(tokens, here + 1) {
                        likely = Some(token.span());
                        continue;
                    }
                    return Some(token.span());
                }
                if !token.possessive {
                    last = Some(here);
                }
            }
            Kind::Hyphen if token.glued && tokens.glued(here + 1) => {}
            Kind::Number if n > 1 && !token.glued => {}
            // "20 $100 bills", "ten 50-euro notes"
            Kind::Currency if n == 1 && many && tokens.is(here + 1, Kind::Number) => n += 1,
            Kind::Number if n == 1 && many && hyphened(tokens, here + 1) => {}
            Kind::Mark if token.is('&') || token.is('/') && token.glued => {}
            // A mark glued to the number alone closes a quotation, or is of inches.
            Kind::Mark
                if n == 1
                    && (token.is('“') || token.is('"') || token.is('‘'))
                    && (!token.glued || tokens.glued(here + 1)) => {}
            Kind::Mark
                if token.is('.') && token.glued && (tokens.glued(here + 1) || title(tokens, here - 1)) => {}
            _ => break,
        }
    }
    if likely.is_some() {
        return likely;
    }
    let last = last?;
    let end = tokens.is(last, Kind::Word) && classes(tokens, last) & (lex::BETWEEN | lex::FUNCTION) == 0;
    (!many && end).then(|| tokens.all[last].span())
}

/// "of the 12 jurors", "of at least 707 people": the place after the number.
pub(super) fn past_number(tokens: Tokens, at: usize) -> usize {
    for here in at..at + 3 {
        if let Some(n) = tokens.get(here).filter(|t| number::starts(t)).and_then(|_| numeral(tokens, here)) {
            return if n.form == Form::Cardinal && unit::unit_at(tokens, n.to, n.figures).is_none() {
                n.to
            } else {
                at
            };
        }
        // "one of their past eleven matches"
        let turn = tokens.one_of(here, &["past", "previous", "first", "final", "remaining", "top"]);
        if !turn && classes(tokens, here) & (lex::FUNCTION | lex::STOP) == 0 {
            break;
        }
    }
    at
}

/// "sinceJan": a word that ends what is counted, and the next, with the blank lost between them.
fn glued_words(tokens: Tokens, at: usize) -> bool {
    let text = tokens.text(at);
    let seam = text.find(char::is_uppercase).filter(|_| tokens.all[at].case == Case::Mixed);
    seam.is_some_and(|seam| lex::of_word(key(&text[..seam])) & lex::STOP != 0)
}

/// Participles that may stand before the noun they describe without a hyphen.
pub(super) const MADE: &[&str] = &["sent", "held", "made", "run", "led", "paid", "sold", "bought", "brought"];

/// "Mr.", "Gen.": the point ends no sentence.
pub(super) fn title(tokens: Tokens, at: usize) -> bool {
    let titles = [
        "mr", "mrs", "ms", "dr", "gov", "sen", "rep", "gen", "lt", "col", "sgt", "prof", "rev", "st", "capt",
        "maj",
    ];
    titles.iter().any(|t| key(t) == tokens.key(at))
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
    let at = tokens.all.partition_point(|t| t.start < span.start);
    classes(tokens, at)
}
