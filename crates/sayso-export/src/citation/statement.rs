//! In: an attribution. Out: the first line that is copied: who says it, how, and the words.

use super::{Citations, on_one_line, sentence_start};
use crate::addressee::{addressee, cue_with_addressee};
use crate::naming::{self, has_apposition, is_pronoun, speaks_in_own_quotation};
use crate::quoted;
use crate::records::{Attribution, Claim, Span};
use crate::speakers::{Group, has_quotation, probably, shares_a_word, source_of, trimmed, words};
use crate::standing;
use crate::view::View;
use sayso::attribute::{Form, Rule, Why};

/// Between the parts of a content.
pub const LEFT_OUT: &str = " … ";
/// The most characters that are given in the order of the report.
const MOST: u32 = 600;

impl Citations<'_> {
    /// Who says it, how, and the words.
    pub(super) fn statement(&self, a: &Attribution, claim: Option<&Claim>) -> String {
        let said = self
            .within_a_quotation(a)
            .or_else(|| self.in_the_order_of_the_report(a, claim))
            .unwrap_or_else(|| self.source_first(a, claim));
        let said = if self.is_cut(a) {
            format!("{said} …")
        } else {
            ended(&said)
        };
        if a.uncertain {
            format!("Uncertain reading, compare it with the report: {said}")
        } else {
            said
        }
    }

    /// Whether the words of the report go on after those that were read, without a mark.
    fn is_cut(&self, a: &Attribution) -> bool {
        let Some(last) = a.content.last() else {
            return false;
        };
        let is_frame = |span: &Span| span.start >= last.end;
        let has_frame_after = a.source.iter().chain(&a.cue).any(is_frame);
        !has_frame_after && self.goes_on_after(last)
    }

    /// Whether the word after a span is in the same clause.
    pub(super) fn goes_on_after(&self, span: &Span) -> bool {
        let after = &self.view.text()[self.view.span(span).end() as usize..];
        let rest = after.trim_start_matches([' ', '\u{a0}']);
        rest.len() < after.len() && rest.starts_with(|c: char| c.is_lowercase() || c == '"')
    }

    /// "Ines Moller, the pilot, said: …".
    fn source_first(&self, a: &Attribution, claim: Option<&Claim>) -> String {
        let said = words(&a.content, usize::MAX);
        let cue = self.cue(a);
        if a.why == Why::Rule(Rule::QuotationAlone) {
            return sentence_start(&format!("{cue}: {said}"));
        }
        let who = self.speaker(a);
        let via = claim.map_or_else(String::new, |claim| self.via(claim));
        let is_participle = cue
            .split(' ')
            .next()
            .is_some_and(|word| word.ends_with("ing"));
        let needs_comma = via.is_empty() && (has_apposition(&who) || is_participle);
        let comma = if needs_comma { "," } else { "" };
        let written = source_of(self.view, a);
        let has_source = cue.contains(&*written) && !self.view.source(a).is_empty();
        let is_unnamed = Group::of(self.view, a) == Group::Unnamed;
        let begin = match (cue.is_empty(), a.carried_from.is_some()) {
            _ if has_source && shares_a_word(&who, &written) => format!("{cue}{via}"),
            _ if has_source => format!("{who}{via}: {cue}"),
            (true, true) => format!("{who}{via}, going on"),
            (true, false) => format!("{who}{via}"),
            (false, _) if is_unnamed && via.is_empty() => format!("{who}; “{cue}”"),
            (false, _) if via.is_empty() => format!("{who}{comma} {cue}"),
            (false, _) => format!("{who}{via}, {cue}"),
        };
        let colon = match (self.is_read_on(a) && !is_unnamed, has_source) {
            (true, true) => ",",
            (true, false) => "",
            (false, _) => ":",
        };
        format!("{}{colon} {said}", begun(&begin))
    }

    /// The cue with its addressee, and with the "on" of "went on".
    fn cue(&self, a: &Attribution) -> String {
        let cue = cue_with_addressee(self.view, a);
        let cue = cue.trim_end_matches([':', ',']);
        // "Residents said and": what follows is another act.
        let cue = [" and", " but", " or", " as"]
            .iter()
            .find_map(|link| cue.strip_suffix(link))
            .unwrap_or(cue)
            .to_string();
        let last = cue.rsplit(' ').next().unwrap_or_default();
        let goes = matches!(last, "went" | "goes" | "going" | "go");
        let goes_on = goes
            && a.cue.last().is_some_and(|span| {
                let after = &self.view.text()[self.view.span(span).end() as usize..];
                let mut words = after
                    .split(|c: char| !c.is_alphabetic())
                    .filter(|w| !w.is_empty());
                words.next() == Some("on")
            });
        if goes_on { format!("{cue} on") } else { cue }
    }

    /// Whether the content follows its cue in the report, as "that he took a bribe" follows "denied on
    /// Thursday", so that both are read as one sentence.
    fn is_read_on(&self, a: &Attribution) -> bool {
        let (Some(cue), Some(content)) = (a.cue.last(), a.content.first()) else {
            return false;
        };
        let between = self.view.between(cue.end, content.start);
        let is_next = between.is_some_and(|words| words.trim().is_empty());
        let is_after_addressee = cue.end <= content.start && addressee(self.view, a).is_some();
        let begins_small = content.text.starts_with(|c: char| c.is_lowercase());
        quoted::form(a) != Form::Direct
            && cue.end <= content.start
            && (is_next || is_after_addressee || begins_small)
    }

    /// Who says it: the source as written where that has the name, otherwise the name with the words
    /// of the report.
    fn speaker(&self, a: &Attribution) -> String {
        let view = self.view;
        if Group::of(view, a) == Group::Unnamed {
            return "No source named".into();
        }
        let written = naming::written(view, a);
        let in_the_report = |name: &str| {
            if name.eq_ignore_ascii_case(&written) {
                written.clone()
            } else {
                format!("{name} (in the report: “{written}”)")
            }
        };
        if let Some(outer) = speaks_in_own_quotation(view, a) {
            return in_the_report(&naming::who(view, outer));
        }
        if let Some(probably) = probably(view, a) {
            return in_the_report(&sentence_start(&probably));
        }
        let name = Group::of(view, a).name(view, a);
        if let Some(owned) = naming::of_the_quoted(view, a, &written) {
            return in_the_report(&owned);
        }
        if is_pronoun(&written) && written == name {
            return naming::who(view, a);
        }
        if written == name || written.contains(&name) {
            return written;
        }
        in_the_report(&naming::who(view, a))
    }

    /// ", according to Ines Moller" for what one source reports of another.
    fn via(&self, claim: &Claim) -> String {
        let names = standing::outer_sources(self.view, claim).into_iter();
        names.map(|name| format!(", according to {name}")).collect()
    }

    /// For "I" and "We" that speak of themselves in what they are quoted with: their words in quotation
    /// marks, from "I" to the end of what was read.
    fn within_a_quotation(&self, a: &Attribution) -> Option<String> {
        let outer = speaks_in_own_quotation(self.view, a)?;
        let all = a.source.iter().chain(&a.cue).chain(&a.content);
        let start = all.clone().map(|span| span.start).min()?;
        let end = all.map(|span| span.end).max()?;
        let words = on_one_line(self.view.between(start, end)?);
        let is_short = end - start <= MOST && !words.contains(['“', '”', '"']);
        let who = sentence_start(&naming::who(self.view, outer));
        is_short.then(|| format!("{who}, in a quotation: “{}”", trimmed(&words)))
    }

    /// The words of the report in their order, where source, cue and content put one after the other
    /// would say something else: "The mayor was accused by critics of theft", "Neither Holt nor Coe
    /// denied it".
    fn in_the_order_of_the_report(&self, a: &Attribution, claim: Option<&Claim>) -> Option<String> {
        let (cue, first, last) = (a.cue.first()?, a.content.first()?, a.content.last()?);
        let is_around = first.start < cue.start && cue.start < last.start;
        let names_no_one =
            self.view.source(a).is_empty() && a.why != Why::Rule(Rule::QuotationAlone);
        let no_one = no_one_who_says(self.view, a, claim);
        let is_needed = a.form == Form::Indirect && (is_around || names_no_one)
            || a.form == Form::Mixed && names_no_one && !has_quotation_before(a, cue)
            || no_one.is_some();
        let all = a
            .source
            .iter()
            .chain(&a.cue)
            .chain(&a.content)
            .chain(no_one);
        let start = all.clone().map(|span| span.start).min()?;
        let end = all.map(|span| span.end).max()?;
        if !is_needed || end - start > MOST {
            return None;
        }
        let words = on_one_line(self.view.between(start, end)?);
        Some(if no_one.is_some() {
            sentence_start(&words)
        } else if names_no_one {
            format!("No source named: {words}")
        } else {
            let who = sentence_start(&self.speaker(a));
            format!("{who}, in the words of the report: {words}")
        })
    }
}

/// Whether the content begins with a quotation before the cue, which is given first.
fn has_quotation_before(a: &Attribution, cue: &Span) -> bool {
    has_quotation(a)
        && a.content
            .first()
            .is_some_and(|first| first.start < cue.start)
}

/// Words for no one, at the beginning of a source or before it.
const NO_ONE: [&str; 6] = ["no", "none", "neither", "nobody", "nothing", "nor"];

/// The words that say that no one says it: "Neither" in "Neither Holt nor Coe denied it". Then nothing
/// is said by those who are named.
pub fn no_one_who_says<'a>(
    view: &View<'_>,
    a: &'a Attribution,
    claim: Option<&'a Claim>,
) -> Option<&'a Span> {
    let is_no_one = |text: &str| {
        let first = text.split(|c: char| !c.is_alphabetic()).next();
        first.is_some_and(|first| NO_ONE.iter().any(|no| first.eq_ignore_ascii_case(no)))
    };
    let (source, cue) = (a.source.first()?, a.cue.first()?);
    let is_before_cue = source.start < cue.start;
    if is_before_cue && is_no_one(&source.text) && !is_number(&source.text) {
        return Some(source);
    }
    let mut triggers = claim?.triggers.iter().map(|trigger| &trigger.span);
    let before = triggers.find(|span| span.end <= source.start && is_no_one(&span.text))?;
    // "No, Holt said" answers. Only the words of one noun phrase may be between.
    let between = view.between(before.end, source.start)?;
    (is_before_cue && !between.contains([',', '.', ';', ':', '“', '”', '"'])).then_some(before)
}

/// Whether "No" is before a number, as in "No. 10", which is a name.
fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix("No").unwrap_or_default();
    rest.trim_start_matches(['.', ' '])
        .starts_with(|c: char| c.is_ascii_digit())
}

/// With a capital letter, unless a title in small letters is before a name: a capital would make "club
/// president Ada Quill" of "president Ada Quill" the president of a country.
fn begun(begin: &str) -> String {
    const WORDS: usize = 4;
    let first = begin.split(' ').next().unwrap_or_default();
    let title = begin
        .split(' ')
        .take(WORDS)
        .position(|word| word.starts_with(char::is_uppercase));
    let is_title = |n: usize| {
        let mut words = begin.split(' ').take(n);
        n > 0 && words.all(naming::may_be_title)
    };
    if naming::may_be_title(first) && title.is_some_and(is_title) {
        format!("In the report, {begin}")
    } else {
        sentence_start(begin)
    }
}

/// Marks that end a sentence.
const ENDS: [char; 4] = ['.', '!', '?', '…'];

/// The words with an end of their own, instead of the comma before "he said".
pub fn ended(words: &str) -> String {
    let closing = |c: char| matches!(c, '”' | '"' | '’' | '»' | ')' | '\'');
    let inner = words.trim_end_matches(closing);
    let marks = &words[inner.len()..];
    let last = words.rsplit(' ').next().unwrap_or_default();
    // A full stop would become a part of an address.
    let is_address = last.contains('/');
    if inner.ends_with(ENDS) || is_address {
        return words.into();
    }
    let plain = inner.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']);
    format!("{plain}{marks}.")
}
