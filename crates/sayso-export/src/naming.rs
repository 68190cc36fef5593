//! In: an attribution. Out: its source as a part of a sentence of sayso: "Ada Quill", "the chairman",
//! "a spokesman of the port", "someone the report calls “she”".

use crate::records::{Attribution, Entity};
use crate::speakers::{Group, UNNAMED, source_of, trimmed};
use crate::view::View;
use crate::visible;
use sayso::attribute::{Form, Rule, Why};
use sayso::resolve::Kind;
use sayso_english::sources::{PARTICLES, wordnet_kind};

/// Who is meant where no source is named.
pub const NOT_NAMED: &str = "a source that is not named";
/// The most characters of a name in a tag. A longer one would push the words of the report apart.
const SHORT: usize = 28;

/// The name of the source of an attribution. The words of the report where these hold the name of
/// something other than a person, because these have its article.
pub fn who(view: &View<'_>, a: &Attribution) -> String {
    if a.why == Why::Rule(Rule::QuotationAlone) {
        return "a speaker who is not given".into();
    }
    if let Some(outer) = speaks_in_own_quotation(view, a) {
        return who(view, outer);
    }
    let name = Group::of(view, a).name(view, a);
    if name == UNNAMED || name.is_empty() {
        return NOT_NAMED.into();
    }
    let written = written(view, a);
    if let Some(owned) = of_the_quoted(view, a, &written) {
        return owned;
    }
    let is_full = written.to_lowercase().contains(&name.to_lowercase());
    if is_full && person(view, a).is_none() || a.speaker_ids().is_empty() {
        let name = described(view, a).unwrap_or(&written);
        let small = with_small_noun(a, &written);
        return as_written(small.as_deref().unwrap_or(&written), name);
    }
    resolved(view, a, &written)
}

/// The source as written, without a pronoun or a conjunction at its end, whose clause was not read:
/// "two people who".
pub fn written(view: &View<'_>, a: &Attribution) -> String {
    const OPEN: [&str; 6] = ["who", "which", "that", "when", "while", "as"];
    let written = source_of(view, a);
    match written.rsplit_once(' ') {
        Some((rest, last)) if OPEN.contains(&last) => trimmed(rest).into(),
        _ => written,
    }
}

/// "Ida Kell’s aide" for "my aide" in a quotation of Ida Kell.
pub fn of_the_quoted(view: &View<'_>, a: &Attribution, written: &str) -> Option<String> {
    let (first, rest) = written.split_once(' ')?;
    let is_own = first.eq_ignore_ascii_case("my") || first.eq_ignore_ascii_case("our");
    let outer = view.attribution(a.parent.as_deref()?)?.1;
    let is_quoted = outer.form != Form::Indirect && !view.source(outer).is_empty();
    (is_own && is_quoted && outer.id != a.id).then(|| format!("{}’s {rest}", who(view, outer)))
}

/// A source with a small letter, if it has its capital only from the beginning of its sentence: "police".
fn with_small_noun(a: &Attribution, written: &str) -> Option<String> {
    let first = first_word(written);
    let mut letters = first.chars();
    let is_capital =
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    let small = first.to_lowercase();
    let singular = small.strip_suffix('s').unwrap_or(&small);
    let is_noun = wordnet_kind(&small).is_some() || wordnet_kind(singular).is_some();
    let has_capitals_after = written[first.len()..].contains(char::is_uppercase);
    let is_body = matches!(
        a.source_kind,
        Some(Kind::Organisation | Kind::Media | Kind::Document)
    );
    // "Health officials", "Police"; but "Parliament" and "Reuters" are names.
    let is_described = written.contains(' ') || small == "police";
    let is_named = a.source_kind == Some(Kind::Person) || is_body && !is_described;
    let is_word = is_capital && is_noun && !has_capitals_after && !is_named;
    is_word.then(|| format!("{small}{}", &written[first.len()..]))
}

/// The names of the entities that speak, those that are descriptions with an article.
fn resolved(view: &View<'_>, a: &Attribution, written: &str) -> String {
    let entities = a.speaker_ids().iter().filter_map(|id| view.entity(id));
    let names = entities.map(|entity| {
        let name = visible(&entity.name);
        with_article(trimmed(&name), written)
    });
    names.collect::<Vec<_>>().join(" and ")
}

/// The words of the report as a part of a sentence. `name` is the name that they hold.
fn as_written(written: &str, name: &str) -> String {
    if let Some(pronoun) = PRONOUNS.iter().find(|p| p.0.eq_ignore_ascii_case(written)) {
        let word = if written == "I" {
            "I".into()
        } else {
            written.to_lowercase()
        };
        return format!("{} the report calls “{word}”", pronoun.1);
    }
    let first = first_word(written);
    let is_small = SMALL.contains(&first) || is_description(name) && begins_with(name, first);
    let bare = is_description(name) && written.eq_ignore_ascii_case(name);
    if bare {
        return with_article(name, written);
    }
    if is_small {
        format!("{}{}", first.to_lowercase(), &written[first.len()..])
    } else {
        written.into()
    }
}

fn begins_with(name: &str, word: &str) -> bool {
    first_word(name).eq_ignore_ascii_case(word)
}

/// The name of the one entity that speaks, if it has no name but a description: "chairman".
fn described<'a>(view: &View<'a>, a: &Attribution) -> Option<&'a str> {
    let [id] = a.speaker_ids() else { return None };
    let name = &*view.entity(id)?.name;
    is_description(name).then_some(name)
}

/// Whether a name is a description without an article: "family of Cam Brook". "von Tarn" is a name.
fn is_description(name: &str) -> bool {
    let first = first_word(name);
    let is_word = first
        .chars()
        .all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-'));
    let is_other = PARTICLES.has(first) || PREPOSITIONS.contains(&first) || has_determiner(name);
    is_word && !first.is_empty() && !is_other
}

/// Words that end the head of a description. None begins one.
const PREPOSITIONS: [&str; 11] = [
    "of", "for", "in", "at", "from", "on", "with", "by", "to", "per", "who",
];

/// A description with its article: that of the report, or "the".
fn with_article(name: &str, written: &str) -> String {
    if !is_description(name) {
        return name.into();
    }
    let first = first_word(written);
    if NEW.iter().any(|word| first.eq_ignore_ascii_case(word)) {
        return format!("{}{}", first.to_lowercase(), &written[first.len()..]);
    }
    let name = match name.split_once(" of ") {
        Some((head, of)) if is_description(of) && !is_plural(of) => format!("{head} of the {of}"),
        _ => name.into(),
    };
    let is_bare = !has_determiner(written) && !is_pronoun(written);
    if is_bare && is_plural(&name) {
        name
    } else {
        format!("the {name}")
    }
}

/// Words that begin a description of somebody who was not spoken of before.
const NEW: [&str; 17] = [
    "a", "an", "one", "two", "three", "four", "five", "some", "several", "many", "most", "few",
    "another", "both", "all", "other", "others",
];

/// Heads without an -s that need no article.
const PLURALS: [&str; 9] = [
    "police", "people", "staff", "media", "troops", "men", "women", "children", "parents",
];

/// Whether the head of a description is a plural: "experts", "families of victims".
fn is_plural(name: &str) -> bool {
    let head = name.split([' ', ',']).collect::<Vec<_>>();
    let end = head.iter().position(|word| PREPOSITIONS.contains(word));
    let head = head[..end.unwrap_or(head.len())].last().copied();
    head.is_some_and(|word| PLURALS.contains(&word) || word.ends_with('s') && !word.ends_with("ss"))
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// Words in place of a source, and who is meant, as far as the word shows it.
const PRONOUNS: [(&str, &str); 15] = [
    ("i", "someone"),
    ("he", "someone"),
    ("she", "someone"),
    ("him", "someone"),
    ("her", "someone"),
    ("who", "someone"),
    ("the", "someone"),
    ("you", "those"),
    ("we", "those"),
    ("they", "those"),
    ("them", "those"),
    ("these", "those"),
    ("those", "those"),
    ("it", "a source"),
    ("which", "a source"),
];

/// Whether a source is only a pronoun, or an article of which the rest was not read.
pub fn is_pronoun(written: &str) -> bool {
    PRONOUNS.iter().any(|p| p.0.eq_ignore_ascii_case(written))
}

/// Words that have a small letter within a sentence, and make an article needless.
const SMALL: [&str; 43] = [
    "The",
    "A",
    "An",
    "No",
    "One",
    "Some",
    "Many",
    "Several",
    "Two",
    "Three",
    "Four",
    "Five",
    "His",
    "Her",
    "Their",
    "Its",
    "My",
    "Our",
    "Your",
    "This",
    "That",
    "These",
    "Those",
    "Both",
    "All",
    "Most",
    "Few",
    "Another",
    "Other",
    "Others",
    "Neither",
    "None",
    "Nobody",
    "Anyone",
    "Anybody",
    "Everyone",
    "Everybody",
    "Someone",
    "Somebody",
    "Each",
    "Every",
    "Sources",
    "Officials",
];

fn has_determiner(written: &str) -> bool {
    let first = first_word(written);
    SMALL.iter().any(|word| word.eq_ignore_ascii_case(first))
}

/// The attribution that quotes this one, if its source speaks of itself in its own quotation: "I" in
/// “I said it was asleep,” she said.
pub fn speaks_in_own_quotation<'a>(view: &View<'a>, a: &Attribution) -> Option<&'a Attribution> {
    let written = source_of(view, a);
    let is_first_person = matches!(&*written, "I" | "We" | "we");
    let is_open = a.speaker_ids().is_empty();
    let outer = view.attribution(a.parent.as_deref()?)?.1;
    let is_quoted = outer.form != Form::Indirect && !view.source(outer).is_empty();
    (is_first_person && is_open && is_quoted && outer.id != a.id).then_some(outer)
}

/// The one person who speaks.
fn person<'a>(view: &View<'a>, a: &Attribution) -> Option<&'a Entity> {
    let [id] = a.speaker_ids() else { return None };
    view.entity(id).filter(|entity| entity.kind == Kind::Person)
}

/// The name of the source in a tag: the last name of a person, and "the source" where the name is
/// long.
pub fn short_name(view: &View<'_>, a: &Attribution) -> String {
    let name = who(view, a);
    let name = match person(view, a).filter(|person| !is_description(&person.name)) {
        Some(_) => last_name(&name),
        None => &name,
    };
    if name.chars().count() <= SHORT {
        name.into()
    } else {
        "the source".into()
    }
}

/// The last name of a person, without "Jr.".
fn last_name(name: &str) -> &str {
    let is_number =
        |word: &str| matches!(word.trim_matches(['.', ',']), "Jr" | "Sr" | "II" | "III");
    let mut from_the_end = name.split_whitespace().rev();
    from_the_end
        .find(|word| !is_number(word))
        .map_or(name, |word| word.trim_end_matches(','))
}

/// Whether the words for a source are those of somebody whom the report does not name.
pub fn is_nameless(view: &View<'_>, a: &Attribution) -> bool {
    match a.speaker_ids() {
        [] => a.source_kind == Some(Kind::Anonymous) && who(view, a) != NOT_NAMED,
        ids => {
            let mut entities = ids.iter().filter_map(|id| view.entity(id));
            entities.all(|entity| entity.kind == Kind::Anonymous)
        }
    }
}

/// Whether a word may be a title before a name: a word in small letters that is no determiner and no
/// preposition.
pub fn may_be_title(word: &str) -> bool {
    is_description(word) && !is_pronoun(word)
}

/// Whether the words for a source end with what it is, which a comma closes: "Moller, the pilot", but
/// not "Moller, Quill and Brandt".
pub fn has_apposition(who: &str) -> bool {
    let Some((_, last)) = who.rsplit_once(", ") else {
        return false;
    };
    let is_list =
        last.starts_with("and ") || last.starts_with(char::is_uppercase) && last.contains(" and ");
    !is_list && !who.ends_with([')', ','])
}
