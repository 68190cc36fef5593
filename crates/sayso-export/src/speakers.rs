//! In: a reading and some of its attributions. Out: the same by who speaks, as people want to see
//! them: names and words without the marks at their ends, roles said once, and in words where it is
//! not sure who speaks.

use crate::{Numbered, visible};
use sayso::attribute::{Attribution, AttributionId, Form};
use sayso::document::Document;
use sayso::reading::Reading;
use sayso::resolve::EntityId;
use sayso::text::Span;
use sayso_english::titles;
use std::collections::HashMap;

/// Stands where a source would.
pub const NOBODY: &str = "(nobody named)";

/// The words of an attribution's parts, shortened to `most` characters.
pub fn words(document: &Document, spans: &[Span], most: usize) -> String {
    let parts: Vec<String> = spans.iter().map(|&s| visible(&document.text[s])).collect();
    let text = parts.join(" … ").replace('\n', " ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rfind(' ').map_or(&*cut, |i| &cut[..i]);
    format!("{cut} …")
}

/// The source of an attribution as written: its own, or that of the one it carries on.
pub fn source_of(reading: &Reading, a: &Attribution) -> String {
    let own = a.speaker(&reading.attributions);
    if own.is_empty() {
        NOBODY.into()
    } else {
        trimmed(&words(&reading.document, own, 120)).into()
    }
}

/// The names of several, joined.
pub fn names(reading: &Reading, ids: &[EntityId]) -> String {
    let names: Vec<String> = ids
        .iter()
        .map(|id| trimmed(&visible(&reading.resolution.entities[id.0 as usize].name)).into())
        .collect();
    names.join(" and ")
}

/// Without the blanks and marks at its ends that belong to the sentence around it. Brackets and
/// quotation marks stay where both are there, and so does the full stop of an abbreviation.
///
/// ```
/// use sayso_export::speakers::trimmed;
/// assert_eq!(trimmed(". A ministry spokeswoman"), "A ministry spokeswoman");
/// assert_eq!(trimmed("the “Night Owls” (Velm) –"), "the “Night Owls” (Velm)");
/// assert_eq!(trimmed("Brindle & Co."), "Brindle & Co.");
/// ```
pub fn trimmed(text: &str) -> &str {
    let mut kept = text;
    loop {
        let all = kept;
        kept = kept.trim();
        if let Some(first) = kept.chars().next().filter(|&c| is_lone(kept, c, true)) {
            kept = &kept[first.len_utf8()..];
        }
        if let Some(last) = kept
            .chars()
            .next_back()
            .filter(|&c| is_lone(kept, c, false))
        {
            kept = &kept[..kept.len() - last.len_utf8()];
        }
        if kept == all {
            break;
        }
    }
    if kept.is_empty() { text } else { kept }
}

/// Whether a mark at the beginning or the end of a name is no part of it.
fn is_lone(text: &str, mark: char, first: bool) -> bool {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»'), ('{', '}')];
    let other = |opens: bool| {
        PAIRS.iter().find_map(|&(a, b)| {
            if opens {
                (a == mark).then_some(b)
            } else {
                (b == mark).then_some(a)
            }
        })
    };
    match mark {
        '.' if !first => !is_abbreviation(text),
        '"' => text.matches('"').count() % 2 == 1,
        '.' | ',' | ';' | ':' | '-' | '–' | '—' | '…' | '*' | '•' | '|' | '/' | '_' | '>' | '<' => {
            true
        }
        _ if first && other(true).is_some() => {
            other(true).is_some_and(|close| !text.contains(close))
        }
        _ if !first && other(false).is_some() => {
            other(false).is_some_and(|open| !text.contains(open))
        }
        _ => other(first).is_none() && other(!first).is_some(),
    }
}

/// A last word that is short, has more than one full stop or is an abbreviated title: "Co.", "U.N.",
/// "Supt.".
fn is_abbreviation(text: &str) -> bool {
    let word = text
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let letters = word.chars().count();
    let is_short = letters <= 3 || word.contains('.') || titles::ends_with_stop(word);
    letters > 0 && !text.ends_with("..") && is_short
}

/// A link with a lower score may well be wrong.
const SURE: f32 = 0.8;

/// Who a source is taken for, in words, where that is not sure: "probably Ada Quill; or Ines
/// Moller". A name that is only short is no doubt; a pronoun or a description with a low score is,
/// also where nobody came second.
pub fn probably(reading: &Reading, (id, a): Numbered<'_>) -> Option<String> {
    let speaker = reading
        .resolution
        .speakers
        .get(id.0 as usize)
        .filter(|s| !s.entities.is_empty())?;
    let link = speaker.link.filter(|link| link.score < SURE)?;
    let name = names(reading, &speaker.entities);
    match link
        .runner_up
        .filter(|second| !speaker.entities.contains(second))
    {
        Some(second) => Some(format!("probably {name}; or {}", names(reading, &[second]))),
        None if shares_a_word(&source_of(reading, a), &name) => None,
        None => Some(format!("probably {name}")),
    }
}

/// "Lee, who served there" tells that it is Lee Un-gil; "he" and "the commander" do not.
pub fn shares_a_word(written: &str, name: &str) -> bool {
    let (written, name) = (written.to_lowercase(), name.to_lowercase());
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 2)
            .map(str::to_string)
            .collect()
    };
    let of_name = words(&name);
    words(&written).iter().any(|word| of_name.contains(word)) || written == name
}

/// True for "Mr.", "Rt. Hon.": a form of address does not say what a person is.
fn is_address(role: &str) -> bool {
    role.split(' ').all(titles::is_address)
}

/// What somebody is said to be, two roles at most, none that another one says too.
pub fn roles(reading: &Reading, id: EntityId) -> Vec<String> {
    let said = reading.resolution.entities[id.0 as usize].roles.iter();
    let all: Vec<String> = said
        .map(|role| trimmed(&words(&reading.document, &[role.span], 100)).to_string())
        .collect();
    let plain: Vec<String> = all.iter().map(|role| plain(role)).collect();
    let repeats = |n: usize| {
        plain.iter().enumerate().any(|(m, other)| {
            m != n
                && format!(" {other} ").contains(&format!(" {} ", plain[n]))
                && (other.len() > plain[n].len() || m < n)
        })
    };
    let shown = |n: &usize| !plain[*n].is_empty() && !is_address(&plain[*n]) && !repeats(*n);
    (0..all.len())
        .filter(shown)
        .take(2)
        .map(|n| all[n].clone())
        .collect()
}

/// The words of a role in small letters, without article and marks.
fn plain(role: &str) -> String {
    let lower = role.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words
        .skip_while(|w| ["a", "an", "the", "his", "her", "their", "its"].contains(w))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Prepositions whose object is the source where it follows: "according to the filing".
const BEFORE_SOURCE: [&str; 5] = ["to", "of", "by", "per", "from"];

/// The words that say that something is said, as they stand before it: "said", "said:" where they
/// stand behind it in the text, "According to the filing," with its source, without which it would
/// have another. Empty where there are but marks.
pub fn cue_of(reading: &Reading, a: &Attribution) -> String {
    let document = &reading.document;
    let cue = words(document, &a.cue, 60);
    let (Some(&last), Some(&content)) = (a.cue.last(), a.content.first()) else {
        return cue;
    };
    if !cue.contains(char::is_alphanumeric) {
        return String::new();
    }
    let between = |from: u32, to: u32| {
        let words = (from <= to).then(|| &document.text[Span::new(from, to)]);
        words.map(|words| words.contains(char::is_alphanumeric))
    };
    let ends = cue
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let object = a
        .source
        .first()
        .filter(|s| between(last.end(), s.start()) == Some(false));
    if object.is_some() && BEFORE_SOURCE.contains(&&*ends) {
        return format!("{cue} {},", source_of(reading, a));
    }
    let apart = match between(last.end(), content.start()) {
        None => true,
        Some(words) => words && a.form == Form::Direct,
    };
    if apart && cue.ends_with(char::is_alphanumeric) {
        format!("{cue}:")
    } else {
        cue
    }
}

/// Who speaks, as a heading of what they say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Those that the source was resolved to.
    Known(Vec<EntityId>),
    /// A source that nobody was found for, as written.
    Open(String),
    /// Nobody is named.
    Nobody,
}

impl Group {
    /// Who speaks in an attribution.
    pub fn of(reading: &Reading, (id, a): Numbered<'_>) -> Group {
        let speaker = reading.resolution.speakers.get(id.0 as usize);
        match speaker.filter(|s| !s.entities.is_empty()) {
            Some(speaker) => Group::Known(speaker.entities.clone()),
            None => match source_of(reading, a) {
                source if source == NOBODY => Group::Nobody,
                source => Group::Open(source.to_lowercase()),
            },
        }
    }

    /// Its heading, over the attributions of which `first` is one.
    pub fn name(&self, reading: &Reading, first: &Attribution) -> String {
        match self {
            Group::Known(ids) => names(reading, ids),
            Group::Open(_) | Group::Nobody => source_of(reading, first),
        }
    }
}

/// Attributions by who speaks. Those who are not known come after those who are, nobody last; else
/// as they first speak.
pub fn by_speaker<'a>(reading: &Reading, all: &[Numbered<'a>]) -> Vec<(Group, Vec<Numbered<'a>>)> {
    let mut groups: Vec<(Group, Vec<Numbered<'a>>)> = Vec::new();
    let mut place_of: HashMap<Group, usize> = HashMap::new();
    for &item in all {
        let group = Group::of(reading, item);
        let place = *place_of.entry(group.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, items)) => items.push(item),
            None => groups.push((group, vec![item])),
        }
    }
    groups.sort_by_key(|(group, _)| match group {
        Group::Known(_) => 0,
        Group::Open(_) => 1,
        Group::Nobody => 2,
    });
    groups
}

/// The kind of source of an attribution, where sources were resolved.
pub fn kind_of(reading: &Reading, id: AttributionId) -> Option<sayso::resolve::Kind> {
    reading
        .resolution
        .speakers
        .get(id.0 as usize)
        .map(|speaker| speaker.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_around_a_name_go() {
        for (written, shown) in [
            (
                ". A Foreign Ministry spokeswoman",
                "A Foreign Ministry spokeswoman",
            ),
            ("support --", "support"),
            ("— Ines Moller,", "Ines Moller"),
            ("the pilot (Ines Moller)", "the pilot (Ines Moller)"),
            ("Ines Moller)", "Ines Moller"),
            ("“Ines Moller", "Ines Moller"),
            ("“Ines” Moller", "“Ines” Moller"),
            ("” Ines Moller", "Ines Moller"),
            ("\"Red\" Moller", "\"Red\" Moller"),
            ("\"Moller", "Moller"),
            ("the U.N.", "the U.N."),
            ("the harbour.", "the harbour"),
            ("the harbour ...", "the harbour"),
            ("--", "--"),
            ("", ""),
        ] {
            assert_eq!(trimmed(written), shown, "{written}");
        }
    }

    proptest! {
        #[test]
        fn trimming_trims(text in "(\\PC|[ .,;:“”()\"'–-]|[a-z]){0,20}") {
            let once = trimmed(&text);
            prop_assert!(text.contains(once));
            prop_assert_eq!(trimmed(once), once);
            prop_assert_eq!(once.is_empty(), text.is_empty());
        }
    }
}
