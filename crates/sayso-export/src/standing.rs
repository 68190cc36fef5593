//! In: a claim. Out: in plain words how sure it is said to be and by whom, because a bare "may" does
//! not say whose doubt it is.

use crate::records::{Attribution, Claim, Entity, Span};
use crate::speakers::{Group, UNNAMED, source_of, trimmed, words};
use crate::view::View;
use sayso::attribute::{Rule, Why};
use sayso::certainty::{Status, Strength, TriggerKind, Voice};
use sayso::resolve::Kind;

/// Who is meant where a hedge is the outlet's own.
pub const REPORT: &str = "the report";
/// Who is meant where no source is named.
const NOT_NAMED: &str = "a source that is not named";
/// The most characters of a name in a tag. A longer one would push the words of the report apart.
const SHORT: usize = 28;

/// The name of the source of an attribution, as a part of a sentence: "Ada Quill", "a spokesman of
/// the port", "a source that is not named". The words of the report where these hold the name of
/// something other than a person, because these have its article.
pub fn who(view: &View<'_>, a: &Attribution) -> String {
    if a.why == Why::Rule(Rule::QuotationAlone) {
        return "a speaker who is not given".into();
    }
    let name = Group::of(view, a).name(view, a);
    if name == UNNAMED || name.is_empty() {
        return NOT_NAMED.into();
    }
    let written = source_of(view, a);
    let is_full = written.to_lowercase().contains(&name.to_lowercase());
    let is_shown_as_written = is_full && person(view, a).is_none();
    within_a_sentence(&if is_shown_as_written { written } else { name })
}

/// The one person who speaks.
fn person<'a>(view: &View<'a>, a: &Attribution) -> Option<&'a Entity> {
    let [id] = a.speaker_ids() else { return None };
    view.entity(id).filter(|entity| entity.kind == Kind::Person)
}

/// Words that have a small letter within a sentence.
const SMALL: [&str; 16] = [
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
    "His",
    "Her",
    "Their",
    "Its",
    "Sources",
    "Officials",
];

fn within_a_sentence(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if SMALL.contains(&first) {
        format!("{}{}", first.to_lowercase(), &name[first.len()..])
    } else {
        name.into()
    }
}

/// The name of the source in a tag: the last name of a person, and "the source" where the name is
/// long.
pub fn short_name(view: &View<'_>, a: &Attribution) -> String {
    let name = who(view, a);
    let name = match person(view, a) {
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

/// Whether the words of the content do not show the status: "denied" and "declined to say" are
/// beside them. A page then shows it at the words, too.
pub fn is_beside_the_words(claim: &Claim) -> bool {
    let says_not = matches!(
        claim.status,
        Status::Denied | Status::Declined | Status::Negated | Status::Unlikely
    );
    let mut deciding = claim.triggers.iter().filter(|t| decides(t.kind));
    says_not && !deciding.all(|t| is_within(&claim.content, &t.span))
}

/// Whether a word of this kind decides the status, and not only the voice.
fn decides(kind: TriggerKind) -> bool {
    !matches!(kind, TriggerKind::Distance | TriggerKind::Fact)
}

fn is_within(content: &[Span], span: &Span) -> bool {
    let holds = |part: &Span| part.start <= span.start && span.end <= part.end;
    content.iter().any(holds)
}

/// Whether a reader of the words alone would take the claim for more, or for less, than is said.
fn needs_a_warning(claim: &Claim) -> bool {
    match claim.status {
        Status::Asserted | Status::Topic => false,
        // A "not" within the words needs no warning.
        Status::Negated => is_beside_the_words(claim),
        _ => true,
    }
}

/// The status with whose it is, short: "Moller said that it may be". None where there is nothing to
/// warn of.
pub fn tag(view: &View<'_>, claim: &Claim) -> Option<String> {
    needs_a_warning(claim).then(|| put(view, claim, short_name, REPORT))
}

fn attribution<'a>(view: &View<'a>, claim: &Claim) -> Option<&'a Attribution> {
    let id = claim.attribution.as_deref()?;
    Some(view.attribution(id)?.1)
}

/// How sure a claim is said to be, and by whom: "Ines Moller said that it may be (“might”)".
pub fn status(view: &View<'_>, claim: &Claim) -> String {
    let itself = format!("{REPORT} itself");
    put(view, claim, who, &itself) + &in_brackets(view, claim)
}

/// Who says a claim and how, as a sentence about the source, so that nobody takes it for a verdict of
/// sayso. `name` names a source, `outlet` the report.
fn put(
    view: &View<'_>,
    claim: &Claim,
    name: fn(&View<'_>, &Attribution) -> String,
    outlet: &str,
) -> String {
    let source = attribution(view, claim);
    let who = source.map_or_else(|| outlet.into(), |a| name(view, a));
    let is_nameless = source.is_some_and(|a| is_nameless(view, a));
    let note = if is_nameless { WITHOUT_A_NAME } else { "" };
    let comma = if is_nameless { "," } else { "" };
    // "Said" has no number, and a source may be one or many.
    let says = if source.is_some() { "said" } else { "says" };
    match manner(claim) {
        Manner::That(what) => format!("{who}{note}{comma} {says} that {what}"),
        Manner::By(how) => format!("{how} by {who}{note}"),
        Manner::Silent(how) => format!("{who}{note}{comma} {how}"),
    }
}

/// Follows the words for a source that the report gives no name: "sources, without a name".
const WITHOUT_A_NAME: &str = ", without a name";

/// Whether the words for a source are those of somebody whom the report does not name.
fn is_nameless(view: &View<'_>, a: &Attribution) -> bool {
    match a.speaker_ids() {
        [] => a.source_kind == Some(Kind::Anonymous) && who(view, a) != NOT_NAMED,
        ids => {
            let mut entities = ids.iter().filter_map(|id| view.entity(id));
            entities.all(|entity| entity.kind == Kind::Anonymous)
        }
    }
}

/// How a status is put.
enum Manner {
    /// "Ada Quill said that it may be".
    That(&'static str),
    /// "Denied by Ada Quill".
    By(&'static str),
    /// "Ada Quill would not say".
    Silent(&'static str),
}

/// The words for a status. "It" is what the content says. Where a "not" may be a part of the content,
/// "something" is not so, because "it is not so" would turn the content round.
fn manner(claim: &Claim) -> Manner {
    let is_of_not = claim.is_of_not();
    let strength = claim.strength.unwrap_or(Strength::Strong);
    match claim.status {
        Status::Asserted if is_of_not => Manner::That("something is not so"),
        Status::Asserted => Manner::By("asserted"),
        Status::Negated if is_refused(claim) => Manner::By("refused"),
        Status::Negated if is_beside_the_words(claim) => Manner::That("it is not so"),
        Status::Negated => Manner::That("something is not so"),
        Status::Probable if is_of_not => Manner::That("something is likely not so"),
        Status::Probable => Manner::That("it is likely"),
        Status::Possible if is_of_not => Manner::That("something may not be"),
        Status::Possible => Manner::That("it may be"),
        Status::Unlikely => Manner::That("it is unlikely"),
        Status::Prediction => Manner::That(match (strength, is_of_not) {
            (Strength::Strong, false) => "it will be",
            (Strength::Strong, true) => "something will not be",
            (Strength::Medium, false) => "it is expected, planned or hoped",
            (Strength::Medium, true) => "something is not expected, planned or hoped",
            (Strength::Weak, false) => "it may come",
            (Strength::Weak, true) => "something may not come",
        }),
        Status::Conditional => Manner::That("it holds only on a condition"),
        Status::Directive if is_of_not => Manner::That("something should not be done"),
        Status::Directive => Manner::That("it should be done"),
        Status::Question => Manner::By("asked or left open"),
        Status::Denied => Manner::By("denied"),
        Status::Declined if is_bare_not(claim) => Manner::Silent("did not say"),
        Status::Declined => Manner::Silent("would not say, or gave no answer"),
        Status::Topic => Manner::By("no statement, but a position, taken"),
    }
}

/// Whether the source would not do it: "refused to pay" does not say that it is not so.
fn is_refused(claim: &Claim) -> bool {
    let mut kinds = claim.triggers.iter().map(|t| t.kind);
    is_beside_the_words(claim) && kinds.any(|kind| kind == TriggerKind::Refusal)
}

/// Whether only a "not" shows that nothing was said: "did not say that" is no refusal.
fn is_bare_not(claim: &Claim) -> bool {
    let is_not = |span: &Span| matches!(&*span.text.to_lowercase(), "not" | "n't" | "n’t");
    let mut deciding = claim.triggers.iter().filter(|t| decides(t.kind));
    deciding.any(|t| is_not(&t.span))
}

/// The words that decided the status, in brackets with a space before. Empty if none did.
pub fn in_brackets(view: &View<'_>, claim: &Claim) -> String {
    let is_of_voice = |kind| {
        matches!(
            kind,
            TriggerKind::Distance | TriggerKind::Fact | TriggerKind::Cue
        )
    };
    let deciding = claim.triggers.iter().filter(|t| !is_of_voice(t.kind));
    let mut words: Vec<String> = deciding.map(|t| whole_words(view, &t.span)).collect();
    // "Won’t" has two of them, "wo" and "n’t".
    words.dedup_by(|next, before| {
        let is_one = next.starts_with(&**before);
        if is_one {
            before.clone_from(next);
        }
        is_one
    });
    let quoted: Vec<String> = words
        .iter()
        .map(|words| format!("“{}”", trimmed(words)))
        .collect();
    if quoted.is_empty() {
        String::new()
    } else {
        format!(" ({})", quoted.join(", "))
    }
}

/// The words of a span, with the rest of a word that it begins in: "wasn’t" for "’t".
fn whole_words(view: &View<'_>, span: &Span) -> String {
    let begin = view.span(span).start() as usize;
    let before = &view.text()[..begin];
    let rest = before.chars().rev().take_while(|c| c.is_alphanumeric());
    let rest: usize = rest.take(SHORT).map(char::len_utf8).sum();
    words(
        &[Span {
            text: format!("{}{}", &before[begin - rest..], span.text),
            ..Span::default()
        }],
        SHORT,
    )
}

/// Who keeps a distance from the claim or vouches for it, with the word that shows it: "the report
/// keeps its distance: “claimed”".
pub fn voice(view: &View<'_>, claim: &Claim) -> Option<String> {
    let how = match claim.voice? {
        Voice::Distancing => "keeps its distance",
        Voice::Factive => "takes this as a fact",
        Voice::Neutral => return None,
    };
    let who = outer(view, claim).map_or_else(|| REPORT.into(), |outer| who(view, outer));
    let how = match (claim.voice, who == REPORT) {
        (Some(Voice::Distancing), false) => "keeps a distance",
        _ => how,
    };
    let is_of_voice = |kind| matches!(kind, TriggerKind::Distance | TriggerKind::Fact);
    let shows = claim.triggers.iter().find(|t| is_of_voice(t.kind));
    let shows = shows.map(|trigger| std::slice::from_ref(&trigger.span));
    let cue = attribution(view, claim).map(|a| &*a.cue);
    let shows = words(shows.or(cue).unwrap_or_default(), SHORT);
    Some(if shows.is_empty() {
        format!("{who} {how}")
    } else {
        format!("{who} {how}: “{}”", trimmed(&shows))
    })
}

/// The attribution that a claim is inside of: its source, and not the report, vouches for the claim.
fn outer<'a>(view: &View<'a>, claim: &Claim) -> Option<&'a Attribution> {
    let (_, outer) = claim.chain.split_last()?;
    Some(view.attribution(outer.last()?)?.1)
}

/// The chain of a claim that one source reports of another: "hearsay: Ines Moller on what police
/// say". None where the report has it from the source itself.
pub fn hearsay(view: &View<'_>, claim: &Claim) -> Option<String> {
    let own = claim.chain.last()?;
    let own = who(view, view.attribution(own)?.1);
    let others = outer_sources(view, claim).join(", as reported by ");
    match (others.is_empty(), own == NOT_NAMED) {
        (true, _) => None,
        (false, true) => Some(format!("hearsay: reported by {others}")),
        (false, false) => Some(format!("hearsay: {own} as reported by {others}")),
    }
}

/// The other sources that a claim went through, the nearest first. Who repeats what they said before
/// is not another source.
pub fn outer_sources(view: &View<'_>, claim: &Claim) -> Vec<String> {
    let chain = claim.chain.iter().rev();
    let names = chain.filter_map(|id| view.attribution(id));
    let mut names: Vec<String> = names.map(|(_, a)| who(view, a)).collect();
    names.dedup();
    names.into_iter().skip(1).collect()
}
