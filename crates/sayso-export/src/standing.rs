//! In: a claim. Out: in plain words how sure it is said to be and by whom, because a bare "may" does
//! not say whose doubt it is.

pub use crate::manner::is_beside_the_words;
use crate::manner::{Manner, manner};
pub use crate::naming::who;
use crate::naming::{NOT_NAMED, has_apposition, is_nameless, short_name};
use crate::records::{Attribution, Claim, Span};
use crate::speakers::{trimmed, words};
use crate::view::View;
use sayso::certainty::{Status, TriggerKind, Voice};

/// Who is meant where a hedge is the outlet's own.
pub const REPORT: &str = "the report";
/// The most characters of a word that decides.
const SHORT: usize = 28;

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
    let put = put(view, claim, who, &itself);
    match manner(claim, cue_of(view, claim)) {
        Manner::WithNot | Manner::Topic => put,
        _ => put + &in_brackets(view, claim),
    }
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
    let comma = if is_nameless || has_apposition(&who) {
        ","
    } else {
        ""
    };
    // "Said" has no number, and a source may be one or many.
    let says = if source.is_some() { "said" } else { "says" };
    if let Some(modal) = modal_of_perfect(view, claim) {
        return format!("{who}{note}{comma} {says} what {modal} have been");
    }
    match manner(claim, cue_of(view, claim)) {
        Manner::Said(what) => format!("{who}{note}{comma} {says} {what}"),
        Manner::By(how) => format!("{how} by {who}{note}"),
        Manner::WithNot => {
            let words = deciding_words(view, claim).join(" and ");
            let words = if words.is_empty() {
                "“not”".into()
            } else {
                words
            };
            format!("asserted by {who}{note}{comma} with {words} in the words")
        }
        Manner::Silent(how) => format!("{who}{note}{comma} {how}"),
        Manner::Topic => format!(
            "what {who}{note} said, thinks or did of this, in the words of the report; none of their own are given"
        ),
    }
}

/// Modal verbs that with "have" mostly say what was not: "could have cured". "May have been" does not.
const MODALS: [&str; 3] = ["could", "would", "should"];

/// The modal verb with "not", if "have" follows the word that decides: "it could have been" is not "it may
/// be".
fn modal_of_perfect(view: &View<'_>, claim: &Claim) -> Option<String> {
    let is_open = matches!(
        claim.status,
        Status::Possible | Status::Probable | Status::Prediction | Status::Directive
    );
    let mut deciding = deciding(claim).filter(|_| is_open);
    let (modal, end) = deciding.find_map(|span| {
        let word = span.text.to_lowercase();
        let modal = MODALS.iter().find(|modal| word == **modal)?;
        Some((modal, view.span(span).end() as usize))
    })?;
    let after = view.text()[end..].trim_start();
    let (not, after) = match after.strip_prefix("not ") {
        Some(rest) => (" not", rest),
        None => ("", after),
    };
    let is_perfect = after.starts_with("have ") && !after.starts_with("have to ");
    is_perfect.then(|| format!("{modal}{not}"))
}

fn cue_of<'a>(view: &View<'a>, claim: &Claim) -> &'a [Span] {
    attribution(view, claim).map_or(&[], |a| &a.cue)
}

/// Follows the words for a source that the report gives no name: "sources, without a name".
const WITHOUT_A_NAME: &str = ", without a name";

/// The words that decided the status, in brackets with a space before. Empty if none did.
pub fn in_brackets(view: &View<'_>, claim: &Claim) -> String {
    let words = deciding_words(view, claim);
    if words.is_empty() {
        String::new()
    } else {
        format!(" ({})", words.join(", "))
    }
}

/// The words that decided the status and show it, each in quotation marks.
fn deciding_words(view: &View<'_>, claim: &Claim) -> Vec<String> {
    let mut words: Vec<String> = deciding(claim)
        .map(|span| whole_words(view, span))
        .filter_map(|words| telling(&words).map(str::to_string))
        .collect();
    // "Won’t" has two of them, "wo" and "n’t".
    words.dedup_by(|next, before| {
        let is_one = next.starts_with(&**before);
        if is_one {
            before.clone_from(next);
        }
        is_one
    });
    words.iter().map(|words| format!("“{words}”")).collect()
}

/// The words outside those of the voice that decided the status.
pub fn deciding(claim: &Claim) -> impl Iterator<Item = &Span> {
    let is_of_voice = |kind| {
        matches!(
            kind,
            TriggerKind::Distance | TriggerKind::Fact | TriggerKind::Cue
        )
    };
    let triggers = claim.triggers.iter();
    triggers
        .filter(move |t| !is_of_voice(t.kind))
        .map(|t| &t.span)
}

/// Words that show a reader nothing, because they may be in any claim.
const SHOW_NOTHING: [&str; 16] = [
    "be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "said", "say", "says",
    "now", "to", "that",
];

/// What of a word shows the status: of the last word of a question its mark. None if nothing does.
fn telling(words: &str) -> Option<&str> {
    if words.ends_with('?') {
        return Some("?");
    }
    let words = trimmed(words);
    let lower = words.to_lowercase();
    (!SHOW_NOTHING.contains(&&*lower)).then_some(words)
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
    names.dedup_by(|name, before| name.eq_ignore_ascii_case(before));
    names.into_iter().skip(1).collect()
}
