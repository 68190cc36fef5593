//! In: a statement, an accusation with its denial, or a refusal. Out: it in words that can be read alone:
//! a pronoun for whoever speaks or is accused is replaced by the name, where the report makes it clear.

use super::criticism::{
    condemns, contests, does_not_deny, holds_against, justifies, phrase, questions,
    rejects_a_charge,
};
use super::disputes::{accuses, is_received, is_that_before};
use super::sentences::{last_clause, on_one_line};
use super::told::{last_named, subject};
use super::words::Part;
use super::{Dispute, Refusal, Says, Told};
use crate::records::{Attribution, Span};
use crate::speakers::{
    SURE, before_quotations, cue_of, is_pronoun, names, source_of, words, words_and_quotations,
};
use crate::view::{Numbered, View};
use crate::visible;
use sayso::certainty::Status;
use sayso_english::certainty_words::Disputing;
use std::slice;

/// Characters of what is not a quotation.
pub const SHORT: usize = 100;
/// Characters of a quotation that is shown here. A longer one is not shortened, because a cut can
/// turn its meaning round: the line says where it is.
const QUOTATION: usize = 200;

/// "the council accuses Ada Quill of theft / Ada Quill denies: wrongdoing".
pub fn dispute(view: &View<'_>, dispute: &Dispute<'_>) -> Vec<Part> {
    if let Some(told) = &dispute.told {
        return vec![told_in_words(view, told)];
    }
    let claim = dispute.claim.map(|claim| charge(view, claim));
    let claim = match dispute.denial {
        None if dispute.claim.is_some_and(|(_, a)| accuses(a)) => claim.map(as_accusation),
        _ => claim,
    };
    let denial = dispute.denial.map(|denial| match dispute.claim {
        Some((_, claim)) if is_that_before(view, denial.1, claim) => denied_this(view, denial),
        _ => answer(view, denial),
    });
    let answer = match (&claim, denial) {
        (Some(_), Some(denial)) if dispute.is_perhaps => Some(Part {
            text: format!(
                "denied, perhaps of this: {}",
                denial.text.trim_start_matches(PERHAPS)
            ),
            ..denial
        }),
        (Some(_), None) if dispute.is_unanswered => Some(Part::plain("no denial found")),
        (_, denial) => denial,
    };
    let answers = claim.is_some();
    let answer = answer.map(|part| Part { answers, ..part });
    claim.into_iter().chain(answer).collect()
}

/// A sentence of the outlet. In a long one whoever it is about is named, and the words that say so are
/// kept: "Ada Quill … booked on suspicion of theft".
fn told_in_words(view: &View<'_>, told: &Told) -> Part {
    if told.says == Says::DeniesInQuotation {
        return quoted_denial(view, told);
    }
    let whole = on_one_line(view, told.sentence);
    let (name, start) = subject(view, told).map_or_else(
        || (String::new(), told.sentence.start()),
        |subject| (subject.name, subject.start),
    );
    if whole.chars().count() <= SHORT {
        return Part::plain(whole).in_brief(name);
    }
    let rest = on_one_line(view, sayso::text::Span::new(told.from, told.sentence.end()));
    let rest = clause(&rest);
    let before = view.words(sayso::text::Span::new(start, told.from));
    let few: Vec<&str> = before
        .split_whitespace()
        .rev()
        .take(WORDS_BEFORE_CHARGE)
        .collect();
    let is_near = before.chars().count() <= NEAR_SUBJECT;
    let few: Vec<&str> = few.into_iter().rev().collect();
    let own = &before[last_clause(before)..];
    let is_clause = FEWEST_BEFORE.contains(&own.split_whitespace().count());
    // "… himself mired in cases" does not say who.
    let is_of_oneself = own
        .split(' ')
        .next()
        .is_some_and(|word| word.ends_with("self") || word.ends_with("selves"));
    let begins_with_pronoun = before.split(' ').next().is_some_and(is_pronoun);
    let text = match (name.is_empty(), is_near) {
        (false, true) if begins_with_pronoun => {
            let after = before.split_once(' ').map_or("", |(_, rest)| rest);
            format!("{name} {}{rest}", visible(after))
        }
        (false, true) => format!("{}{rest}", visible(before)),
        (false, false) => format!("{name} … {} {rest}", few.join(" ")),
        (true, _) if is_clause && !is_of_oneself => format!("{}{rest}", visible(own)),
        (true, _) => {
            let begin: Vec<&str> = before.split_whitespace().take(WORDS_OF_BEGIN).collect();
            if begin.len() + few.len() >= before.split_whitespace().count() {
                format!("{}{rest}", visible(before))
            } else {
                format!("{} … {} {rest}", begin.join(" "), few.join(" "))
            }
        }
    };
    let text = text.replace('\n', " ");
    Part::plain(text).in_brief(name)
}

/// A denial in quotation marks with the words after it, which often say whose it is: “I am not a crook,”
/// Ada Quill told the board.
fn quoted_denial(view: &View<'_>, told: &Told) -> Part {
    let before = view.words(sayso::text::Span::new(told.sentence.start(), told.from));
    let opening = before.rfind(['“', '"']).filter(|at| {
        let marks = &before[*at..];
        !marks.contains('”')
    });
    let from = match opening {
        Some(at) => told.sentence.start() + at as u32,
        None => told.sentence.start() + last_clause(before) as u32,
    };
    let text = on_one_line(view, sayso::text::Span::new(from, told.sentence.end()));
    let text = match text.find(['“', '”']).filter(|_| opening.is_none()) {
        Some(at) if text[at..].starts_with('”') => format!("“… {text}"),
        _ => text,
    };
    let text = if text.chars().count() <= QUOTATION {
        text
    } else {
        words_up_to(&text, QUOTATION)
    };
    Part::plain(format!("denial quoted: {text}"))
}

/// The words of a text that fit.
fn words_up_to(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

/// Words that are shown before those of a charge whose subject is far.
const WORDS_BEFORE_CHARGE: usize = 3;
/// Words of the beginning of a sentence that names no one.
const WORDS_OF_BEGIN: usize = 5;
/// How many words of its clause come before the words of a charge, where these are shown without the
/// beginning of the sentence.
const FEWEST_BEFORE: std::ops::RangeInclusive<usize> = 2..=12;
/// Characters between a subject and the words of a charge that are shown whole.
const NEAR_SUBJECT: usize = 60;

/// A text up to the end of its clause, if that is short enough, or else in short.
pub fn clause(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.into();
    }
    let mut ends = text.char_indices().filter(|(at, c)| {
        let is_end =
            matches!(c, ',' | ';' | '–' | '—') && text[at + c.len_utf8()..].starts_with(' ');
        is_end && text[..*at].chars().count() <= SHORT
    });
    let last = ends.next_back().map(|(at, _)| at);
    match last.filter(|at| text[..*at].split_whitespace().count() >= FEWEST_OF_CLAUSE) {
        Some(at) => format!("{} …", text[..at].trim_end()),
        None => in_short(text),
    }
}

/// A clause of fewer words says too little.
const FEWEST_OF_CLAUSE: usize = 6;

/// An accusation as it is said. Words that only find fault are named for what they are.
fn charge(view: &View<'_>, statement: Numbered<'_>) -> Part {
    let a = statement.1;
    if accuses(a) || condemns(a) || does_not_deny(a) {
        let verb = if accuses(a) {
            "accuses"
        } else if questions(a) {
            "questions"
        } else if condemns(a) {
            "criticises"
        } else {
            "does not deny"
        };
        return said(view, statement).in_brief(named_briefly(view, a, verb));
    }
    in_its_words(view, statement, "criticises", Disputing::Criticising)
}

/// A denial as it is said, or the words that answer a charge.
fn answer(view: &View<'_>, statement: Numbered<'_>) -> Part {
    let a = statement.1;
    let has_verb = Disputing::Denying.is_in(&cue_of(view, a).to_lowercase());
    match () {
        () if has_verb || contests(a) => {}
        () if rejects_a_charge(a) => {
            return in_its_words(view, statement, "rejects", Disputing::Rejecting);
        }
        () if justifies(a) => {
            return in_its_words(view, statement, "answers", Disputing::Justifying);
        }
        () if holds_against(a) => {
            return in_its_words(view, statement, "disputes", Disputing::Doubting);
        }
        () => {}
    }
    let is_withdrawn = view
        .claim(a)
        .is_some_and(|claim| claim.status == Status::Withdrawn);
    let verb = if is_withdrawn { "withdraws" } else { "denies" };
    said(view, statement).in_brief(named_briefly(view, a, verb))
}

/// "Ada Quill criticises: “It is a disgrace.”", in short "Ada Quill criticises (“a disgrace”)".
fn in_its_words(view: &View<'_>, (_, a): Numbered<'_>, verb: &str, class: Disputing) -> Part {
    let who = name_of(view, a);
    let Some(phrase) = phrase(a, class) else {
        return said(view, (0, a));
    };
    let whole = words(&a.content, usize::MAX);
    let sentence = sentence_with(&whole, &phrase);
    let verb = of_number(&who, verb);
    let short = format!("{who} {verb} (“{phrase}”)");
    let is_long = sentence.chars().count() > QUOTATION;
    Part {
        text: if is_long {
            short.clone()
        } else {
            format!("{who} {verb}: {sentence}")
        },
        about: vec![a.id.clone()],
        short: Some(short),
        ..Part::default()
    }
    .in_brief(named_briefly(view, a, &verb))
}

/// The sentence of a content that has these words. What is left out of it is marked.
fn sentence_with(whole: &str, phrase: &str) -> String {
    let Some(at) = whole.find(phrase) else {
        return whole.into();
    };
    let is_end = |(n, c): (usize, char)| {
        let ends = matches!(c, '.' | '!' | '?');
        ends && whole[n + 1..].starts_with([' ', '”', '"'])
    };
    let mut ends = whole[..at].char_indices().filter(|&end| is_end(end));
    let before = ends.next_back();
    let start = before.map_or(0, |(n, _)| n + 1);
    let end_of = whole[at..].char_indices().map(|(n, c)| (n + at, c));
    let end = end_of.into_iter().find(|&end| is_end(end));
    let end = end.map_or(whole.len(), |(n, _)| n + 1);
    let sentence = whole[start..end].trim();
    let rest = whole[end..].trim();
    let opening = if start > 0 { "“… " } else { "" };
    let closing = match rest {
        "" => "",
        "”" | "\"" => "”",
        _ => " …”",
    };
    if closing == " …”" && !whole.starts_with(['“', '"']) {
        return whole.into();
    }
    let sentence = sentence.trim_start_matches(['”', ' ']);
    format!("{opening}{sentence}{closing}")
}

/// Who speaks and what they do: "Ada Quill criticises".
fn named_briefly(view: &View<'_>, a: &Attribution, verb: &str) -> String {
    let is_of_others = view.source(a).is_empty() || is_received(a);
    if is_of_others || a.uncertain {
        return String::new();
    }
    let name = in_short(&name_of(view, a));
    let verb = of_number(&name, verb);
    match accused(a).filter(|_| accuses(a)) {
        Some(accused) => format!("{name} {verb} {accused}"),
        None => format!("{name} {verb}"),
    }
}

/// The verb as it follows a name: "critics accuse", "Ada Quill accuses".
fn of_number(name: &str, verb: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let is_common = last.starts_with(char::is_lowercase) && last.ends_with('s') && last.len() > 4;
    let is_many = name.contains(" and ") || is_common || MANY.contains(&&*name.to_lowercase());
    match verb {
        _ if !is_many => verb.into(),
        "denies" => "deny".into(),
        "does not deny" => "do not deny".into(),
        _ => verb.strip_suffix('s').unwrap_or(verb).into(),
    }
}

/// Words that alone mean several, also at the beginning of a sentence.
const MANY: [&str; 12] = [
    "critics",
    "experts",
    "many",
    "most",
    "neighbors",
    "neighbours",
    "officials",
    "others",
    "police",
    "residents",
    "some",
    "they",
];

/// Whom an accusation names: "Ardel" of "Ardel of hiding the letters".
fn accused(a: &Attribution) -> Option<String> {
    let content = words(&a.content, usize::MAX);
    let (who, _) = content.split_once(" of ")?;
    let is_name = who.split_whitespace().count() <= LONGEST_ACCUSED && !is_pronoun(who);
    is_name.then(|| visible(who))
}

/// The most words of whom an accusation names in short.
const LONGEST_ACCUSED: usize = 4;

/// The name of whoever speaks where it is known, or else the words of the report.
fn name_of(view: &View<'_>, a: &Attribution) -> String {
    let is_sure = a.link.as_ref().is_some_and(|link| link.score >= SURE);
    let name = names(view, a.speaker_ids());
    let is_a_name = is_sure && !name.is_empty() && !is_pronoun(&name);
    if is_a_name { name } else { speaker(view, a) }
}

/// An accusation that no one answers, with the word for it.
fn as_accusation(part: Part) -> Part {
    if part.text.to_lowercase().contains("accus") {
        return part;
    }
    Part {
        text: format!("accusation: {}", part.text),
        ..part
    }
}

/// "Ada Quill denied this": the content of the denial is only a "which".
fn denied_this(view: &View<'_>, (_, a): Numbered<'_>) -> Part {
    let cue = cue_of(view, a);
    let cue = cue.trim_end_matches(':');
    Part {
        text: format!("{} {cue} this", speaker(view, a)),
        about: vec![a.id.clone()],
        ..Part::default()
    }
}

/// Before what may be misread.
const PERHAPS: &str = "perhaps: ";

/// Source, cue and content in short.
pub fn said(view: &View<'_>, (_, a): Numbered<'_>) -> Part {
    let is_only_a_pronoun = is_pronoun(&words(&a.content, usize::MAX));
    let text = if view.source(a).is_empty() && accuses(a) {
        by_nobody(view, a)
    } else if is_only_a_pronoun {
        as_written(view, a)
    } else {
        let (source, cue) = (source_of(view, a), cue_of(view, a));
        let who = match (cue.contains(&source), cue.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("{}:", speaker(view, a)),
            (false, false) => format!("{} {cue}", speaker(view, a)),
        };
        let cue = if who.is_empty() { &cue } else { &who };
        format!("{cue} {}", content(view, a)).trim().to_string()
    };
    let doubt = if a.uncertain { PERHAPS } else { "" };
    let text = format!("{doubt}{text}");
    Part {
        text,
        about: vec![a.id.clone()],
        brief: if view.source(a).is_empty() {
            String::new()
        } else {
            in_short(&name_of(view, a))
        },
        ..Part::default()
    }
}

/// Who speaks: the name in place of a pronoun. "he (perhaps Ada Quill)" where the report leaves it open.
pub fn speaker(view: &View<'_>, a: &Attribution) -> String {
    let source = source_of(view, a);
    if !is_pronoun(&source) {
        // "Ada Quill, a pilot and the mother of two children": the name says it.
        let is_sure = a.link.as_ref().is_some_and(|link| link.score >= SURE);
        let name = names(view, a.speaker_ids());
        let is_long = source.chars().count() > LONG_SOURCE;
        let is_shorter = is_sure && !name.is_empty() && name.chars().count() < LONG_SOURCE;
        return if is_long && is_shorter { name } else { source };
    }
    let score = a.link.as_ref().map_or(0.0, |link| link.score);
    match a.speaker_ids() {
        [] => {
            let likely = a.link.as_ref().and_then(|link| link.runner_up.as_ref());
            let name = likely.map(|id| names(view, slice::from_ref(id)));
            let name = name.filter(|name| !name.is_empty());
            name.map_or(source.clone(), |name| format!("{source} (perhaps {name})"))
        }
        ids if is_pronoun(&names(view, ids)) => source,
        ids if score >= SURE => names(view, ids),
        ids => format!("{source} (probably {})", names(view, ids)),
    }
}

/// Characters of a source in place of which its name is shown.
const LONG_SOURCE: usize = 36;

/// A content in short, with the name in place of a pronoun that it begins with. A quotation is shown
/// whole or not at all: what is cut off is given by the number of the statement.
fn content(view: &View<'_>, a: &Attribution) -> String {
    let kept = words_and_quotations(&a.content, SHORT);
    let is_short = kept.chars().count() <= QUOTATION;
    let short = if is_short { kept } else { in_short(&kept) };
    let begin = a.content.first().map(|span| span.start);
    let meant = begin.and_then(|begin| view.meant_by_pronoun(begin));
    let (Some(name), Some((first, rest))) = (meant, short.split_once(' ')) else {
        return short;
    };
    let is_in_a_quotation = first.starts_with(|c: char| !c.is_alphanumeric());
    // "Ada Quill accused her of theft": nobody is named twice.
    let is_the_speaker = speaker(view, a).contains(name);
    if is_pronoun(first) && !is_in_a_quotation && !is_the_speaker {
        format!("{} {rest}", visible(name))
    } else {
        short
    }
}

/// A refusal in short.
pub fn no_answer(view: &View<'_>, refusal: &Refusal<'_>) -> Part {
    match refusal {
        Refusal::Said(said_so) => said(view, *said_so),
        Refusal::Told(sentence, from) => {
            let whole = on_one_line(view, *sentence);
            let begin = whole.split_whitespace().take(WORDS_OF_BEGIN);
            let begin = begin.collect::<Vec<_>>().join(" ");
            let before = sayso::text::Span::new(sentence.start(), *from);
            let is_late = view.words(before).chars().count() > NEAR_SUBJECT;
            let rest = on_one_line(view, sayso::text::Span::new(*from, sentence.end()));
            let text = match last_named(view, before).filter(|_| is_late) {
                Some(who) => format!("{} … {}", who.name, clause(&rest)),
                None if is_late => format!("{begin} … {}", clause(&rest)),
                None => clause(&whole),
            };
            Part::plain(text).in_brief(begin)
        }
    }
}

/// The words of a statement for which no one is named, in the order of the text: "Ada Quill was
/// accused of theft".
pub fn by_nobody(view: &View<'_>, a: &Attribution) -> String {
    let text = in_order(view, a.cue.iter().chain(&a.content), 0);
    // "It is alleged that": "it" is no source.
    if ["is ", "was ", "has "]
        .iter()
        .any(|verb| text.starts_with(verb))
    {
        format!("it {text}")
    } else {
        text
    }
}

/// A statement in the order of the text, with the words before it, because its content is only
/// "which": "… a ban in the past, which he denied".
fn as_written(view: &View<'_>, a: &Attribution) -> String {
    let all = a.source.iter().chain(&a.cue).chain(&a.content);
    in_order(view, all, WORDS_BEFORE)
}

/// Words before a statement whose content is only a pronoun.
const WORDS_BEFORE: usize = 12;

fn in_order<'s>(view: &View<'_>, spans: impl Iterator<Item = &'s Span>, before: usize) -> String {
    let mut spans: Vec<&Span> = spans.collect();
    spans.sort_by_key(|span| span.start);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return String::new();
    };
    let all = view.between(first.start, last.end).unwrap_or_default();
    let all = in_short(&visible(all).replace('\n', " "));
    let earlier = &view.text()[..view.span(first).start() as usize];
    let line = earlier.rsplit(['.', '\n']).next().unwrap_or_default();
    let mut words: Vec<&str> = line.split_whitespace().rev().take(before).collect();
    words.reverse();
    let mark = if line.split_whitespace().count() > words.len() && before > 0 {
        "… "
    } else {
        ""
    };
    let space = if words.is_empty() { "" } else { " " };
    format!("{mark}{}{space}{all}", visible(&words.join(" ")))
}

/// Words in short, cut before a quotation that does not fit.
pub fn in_short(all: &str) -> String {
    if all.chars().count() <= SHORT {
        return all.into();
    }
    match before_quotations(all, SHORT) {
        "" => format!("({} words quoted)", all.split_whitespace().count()),
        cut => format!("{cut} …"),
    }
}
