//! In: the records of a report. Out: who speaks, as people want to see it: names and words without
//! the punctuation at their ends, each role once, and in words where it is not sure who speaks.

use crate::records::{Attribution, Claim, Entity, Span};
use crate::view::{Numbered, View};
use crate::visible;
use sayso::attribute::{Form, Rule, Why};
use sayso_english::titles;
use std::collections::HashMap;

/// Shown in place of a source if none is named.
pub const UNNAMED: &str = "(no source named)";

/// The words of several spans, shortened to `most` characters.
pub fn words(spans: &[Span], most: usize) -> String {
    let parts: Vec<String> = spans.iter().map(|span| visible(&span.text)).collect();
    shortened(&parts.join(" … ").replace('\n', " "), most)
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.into();
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rfind(' ').map_or(&*cut, |i| &cut[..i]);
    format!("{cut} …")
}

/// The source of an attribution as written: its own, or that of the one it continues.
pub fn source_of(view: &View<'_>, a: &Attribution) -> String {
    let source = view.source(a);
    if source.is_empty() {
        UNNAMED.into()
    } else {
        trimmed(&words(source, 120)).into()
    }
}

/// The source of the attribution that a claim is inside of, without its article: it is this source,
/// not the outlet, that vouches for the claim or keeps a distance from it.
pub fn outer_source(view: &View<'_>, claim: &Claim) -> Option<String> {
    let (_, outer) = claim.chain.split_last()?;
    let (_, outer) = view.attribution(outer.last()?)?;
    let source = source_of(view, outer);
    let is_article = |word: &str| {
        ["the", "a", "an"]
            .iter()
            .any(|a| word.eq_ignore_ascii_case(a))
    };
    Some(match source.split_once(' ') {
        Some((first, rest)) if is_article(first) => rest.into(),
        _ => source,
    })
}

/// The names of several entities, joined by "and".
pub fn names(view: &View<'_>, ids: &[String]) -> String {
    let names: Vec<String> = ids
        .iter()
        .filter_map(|id| view.entity(id))
        .map(|entity| trimmed(&visible(&entity.name)).into())
        .collect();
    names.join(" and ")
}

/// A name or a role without the spaces and punctuation at its ends, because these belong to the
/// sentence around it. Brackets and quotation marks that come in pairs are kept, and so is the full
/// stop of an abbreviation.
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

/// Brackets and quotation marks that come in pairs.
const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»'), ('{', '}')];

/// Is this character, at the beginning (`first`) or the end of a name, not part of the name?
fn is_lone(text: &str, mark: char, first: bool) -> bool {
    let closing = PAIRS.iter().find(|pair| pair.0 == mark).map(|pair| pair.1);
    let opening = PAIRS.iter().find(|pair| pair.1 == mark).map(|pair| pair.0);
    match mark {
        '.' if !first => !is_abbreviation(text),
        '"' => text.matches('"').count() % 2 == 1,
        '.' | ',' | ';' | ':' | '-' | '–' | '—' | '…' | '*' | '•' | '|' | '/' | '_' | '>' | '<' => {
            true
        }
        _ => match (closing, opening) {
            (Some(closing), _) => !first || !text.contains(closing),
            (None, Some(opening)) => first || !text.contains(opening),
            (None, None) => false,
        },
    }
}

/// Is the last word an abbreviation, because it is short, has more than one full stop or is an
/// abbreviated title: "Co.", "U.N.", "Supt."?
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
pub(crate) const SURE: f32 = 0.8;

/// Words that stand for a name and are none.
const PRONOUNS: [&str; 20] = [
    "he", "she", "it", "they", "who", "which", "i", "we", "you", "one", "her", "him", "them",
    "his", "their", "its", "this", "that", "these", "those",
];

/// Whether these words are only a pronoun.
pub fn is_pronoun(words: &str) -> bool {
    let word = words.trim();
    PRONOUNS
        .iter()
        .any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// Who a source is taken for, in words, where that is not sure: "probably Ada Quill; or Ines
/// Moller". A low score means doubt for a pronoun or a description, also where no one came second.
/// It does not for a name that is only short.
pub fn probably(view: &View<'_>, a: &Attribution) -> Option<String> {
    let speakers = Some(a.speaker_ids()).filter(|ids| !ids.is_empty())?;
    let link = a.link.as_ref().filter(|link| link.score < SURE)?;
    let name = names(view, speakers);
    match link.runner_up.as_ref().filter(|id| !speakers.contains(id)) {
        Some(second) => {
            let second = names(view, std::slice::from_ref(second));
            Some(format!("probably {name}; or {second}"))
        }
        None if shares_a_word(&source_of(view, a), &name) => None,
        None => Some(format!("probably {name}")),
    }
}

/// Do the words of a source have a word in common with a name? "Lee, who served there" shows that it
/// is Lee Un-gil; "he" and "the commander" do not.
pub fn shares_a_word(written: &str, name: &str) -> bool {
    let (written, name) = (written.to_lowercase(), name.to_lowercase());
    let of_name = long_words(&name);
    long_words(&written)
        .iter()
        .any(|word| of_name.contains(word))
        || written == name
}

/// The words of more than two bytes.
fn long_words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .collect()
}

/// True for "Mr.", "Rt. Hon.": a form of address does not say what a person is.
fn is_address(role: &str) -> bool {
    role.split(' ').all(titles::is_address)
}

/// Up to two roles of an entity, without roles contained in a longer one.
pub fn roles(entity: &Entity) -> Vec<String> {
    let roles: Vec<String> = entity
        .roles
        .iter()
        .map(|role| words(std::slice::from_ref(&role.span), 100))
        .map(|role| trimmed(after_place(&role)).to_string())
        .collect();
    let plain: Vec<String> = roles.iter().map(|role| plain(role)).collect();
    let is_shown = |n: &usize| {
        let role = &*plain[*n];
        !role.is_empty() && !is_address(role) && !is_repeated(&plain, *n)
    };
    (0..roles.len())
        .filter(is_shown)
        .take(2)
        .map(|n| roles[n].clone())
        .collect()
}

/// The words after "alongside" or "beside", because the words before it are of somebody else: "took the
/// stage alongside the mayor".
fn after_place(role: &str) -> &str {
    let places = [" alongside ", " beside ", " next to ", " opposite "];
    let after = places.iter().filter_map(|place| role.rsplit_once(place));
    after.map(|(_, rest)| rest).next_back().unwrap_or(role)
}

/// Is a role contained in a longer one, or the same as an earlier one?
fn is_repeated(roles: &[String], n: usize) -> bool {
    let role = &roles[n];
    roles.iter().enumerate().any(|(m, other)| {
        let contains = format!(" {other} ").contains(&format!(" {role} "));
        m != n && contains && (other.len() > role.len() || m < n)
    })
}

/// The words of a role in lower case, without article and punctuation.
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

/// The cue as it is shown before the content: "said", or "said:" where the cue comes after the
/// content in the text. "According to the filing," is shown with its source, because without it the
/// words would take the content for the source. Empty where the cue has no letters.
pub fn cue_of(view: &View<'_>, a: &Attribution) -> String {
    let cue = words(&a.cue, 60);
    if a.why == Why::Rule(Rule::QuotationAlone) {
        return quotation_alone(view, a);
    }
    let (Some(last), Some(content)) = (a.cue.last(), a.content.first()) else {
        return cue;
    };
    if !cue.contains(char::is_alphanumeric) {
        return String::new();
    }
    let last_word = cue.rsplit(char::is_whitespace).next().unwrap_or_default();
    let takes_source = BEFORE_SOURCE.contains(&&*last_word.to_lowercase());
    let source_follows = a.source.first().is_some_and(|source| {
        let between = view.between(last.end, source.start);
        between.is_some_and(|words| !words.contains(char::is_alphanumeric))
    });
    if takes_source && source_follows {
        return format!("{cue} {},", source_of(view, a));
    }
    let is_apart = match view.between(last.end, content.start) {
        None => true,
        Some(words) => words.contains(char::is_alphanumeric) && a.form == Form::Direct,
    };
    if is_apart && cue.ends_with(char::is_alphanumeric) {
        format!("{cue}:")
    } else {
        cue
    }
}

/// Whether a content has words in quotation marks.
pub fn has_quotation(a: &Attribution) -> bool {
    a.form != Form::Indirect
        || a.content
            .iter()
            .any(|span| span.text.contains(is_quotation_mark))
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '«' | '»')
}

/// The words of a content, shortened to about `most` characters, but never in a quotation or before
/// one: what follows the last quotation is cut.
pub fn words_and_quotations(spans: &[Span], most: usize) -> String {
    let all = words(spans, usize::MAX);
    let last = all
        .char_indices()
        .rev()
        .find(|(_, c)| is_quotation_mark(*c));
    let end_of_quotations = match last {
        None => 0,
        // It is not closed here, because it goes on in the next paragraph.
        Some((_, '“')) => all.len(),
        Some((at, mark)) => at + mark.len_utf8(),
    };
    let rest = &all[end_of_quotations..];
    // A few words more do no harm, and a mark after a quotation is no word.
    let is_short_rest = rest.split_whitespace().count() <= 3;
    let short = shortened(&all, most);
    if short.len() == all.len() || is_short_rest && end_of_quotations > 0 {
        all
    } else if short.trim_end_matches([' ', '…']).len() < end_of_quotations {
        format!("{} …", &all[..end_of_quotations])
    } else {
        short
    }
}

/// The words before the first quotation that does not fit in `most` characters, without half words.
/// Empty if they begin with it.
pub fn before_quotations(all: &str, most: usize) -> &str {
    let cut = all.char_indices().nth(most).map_or(all.len(), |(at, _)| at);
    let cut = if cut < all.len() {
        all[..cut].rfind(' ').unwrap_or(cut)
    } else {
        cut
    };
    let marks = all[..cut]
        .char_indices()
        .filter(|(_, c)| is_quotation_mark(*c));
    let places: Vec<usize> = marks.map(|(at, _)| at).collect();
    // An odd number of marks means that the cut is inside a quotation.
    let end = match places.last() {
        Some(&opening) if places.len() % 2 == 1 => opening,
        _ => cut,
    };
    all[..end].trim_end()
}

/// What is shown in place of the cue of a quotation whose speaker is not given, with who is likely.
fn quotation_alone(view: &View<'_>, a: &Attribution) -> String {
    let likely = a.link.as_ref().and_then(|link| link.runner_up.as_ref());
    match likely {
        Some(id) => {
            let name = names(view, std::slice::from_ref(id));
            format!("quotation, speaker not given; probably {name}:")
        }
        None => "quotation, speaker not given:".into(),
    }
}

/// Who speaks, as a heading of what they say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Group<'a> {
    /// The ids of the entities that the source was resolved to.
    Known(&'a [String]),
    /// A source that no entity was found for, as written, in lower case.
    Open(String),
    /// No one is named.
    Unnamed,
}

impl<'a> Group<'a> {
    /// Who speaks in an attribution.
    pub fn of(view: &View<'_>, a: &'a Attribution) -> Group<'a> {
        let speakers = a.speaker_ids();
        if !speakers.is_empty() {
            return Group::Known(speakers);
        }
        match source_of(view, a) {
            source if source == UNNAMED => Group::Unnamed,
            source => Group::Open(source.to_lowercase()),
        }
    }

    /// Its heading, over the attributions of which `first` is one.
    pub fn name(&self, view: &View<'_>, first: &Attribution) -> String {
        match self {
            Group::Known(ids) => names(view, ids),
            Group::Open(_) | Group::Unnamed => source_of(view, first),
        }
    }
}

/// Attributions by who speaks, in the order in which they first speak. Sources that are not known
/// come after those that are, and those that are not named come last.
pub fn by_speaker<'a>(
    view: &View<'a>,
    all: &[Numbered<'a>],
) -> Vec<(Group<'a>, Vec<Numbered<'a>>)> {
    let mut groups: Vec<(Group<'_>, Vec<Numbered<'a>>)> = Vec::new();
    let mut place_of: HashMap<Group<'_>, usize> = HashMap::new();
    for &(n, a) in all {
        let group = Group::of(view, a);
        let place = *place_of.entry(group.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, items)) => items.push((n, a)),
            None => groups.push((group, vec![(n, a)])),
        }
    }
    groups.sort_by_key(|(group, _)| match group {
        Group::Known(_) => 0,
        Group::Open(_) => 1,
        Group::Unnamed => 2,
    });
    groups
}

/// How many attributions are statements.
pub fn statements(view: &View<'_>, groups: &[(Group<'_>, Vec<Numbered<'_>>)]) -> usize {
    let count = |items: &[Numbered<'_>]| items.iter().filter(|(_, a)| !view.is_topic(a)).count();
    groups.iter().map(|(_, items)| count(items)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn punctuation_around_names_is_removed() {
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

    fn spans(text: &str) -> [Span; 1] {
        [Span {
            text: text.into(),
            ..Span::default()
        }]
    }

    #[test]
    fn quotations_are_not_cut() {
        let long =
            "that the pier, “rotten to the core and long past saving”, would have to go at once";
        for (most, shown) in [
            (200, long),
            (
                30,
                "that the pier, “rotten to the core and long past saving” …",
            ),
            (
                70,
                "that the pier, “rotten to the core and long past saving”, would have …",
            ),
        ] {
            assert_eq!(words_and_quotations(&spans(long), most), shown);
        }
        assert_eq!(before_quotations(long, 30), "that the pier,");
        assert_eq!(before_quotations("“It sank at once,”", 9), "");
        assert_eq!(
            before_quotations("said “no” to the pier", 15),
            "said “no” to"
        );
        assert_eq!(before_quotations("said no", 15), "said no");
    }

    proptest! {
        #[test]
        fn cutting_keeps_quotations_whole(text in "([a-z ]{0,9}[“”\"]?){0,9}", most in 0usize..60) {
            let cut = before_quotations(&text, most);
            prop_assert!(text.starts_with(cut));
            let shown = words_and_quotations(&spans(&text), most);
            let marks = |text: &str| text.matches(is_quotation_mark).count();
            prop_assert_eq!(marks(&shown), marks(&text));
        }

        #[test]
        fn trimming_trims(text in "(\\PC|[ .,;:“”()\"'–-]|[a-z]){0,20}") {
            let once = trimmed(&text);
            prop_assert!(text.contains(once));
            prop_assert_eq!(trimmed(once), once);
            prop_assert_eq!(once.is_empty(), text.is_empty());
        }
    }
}
