//! In: an attribution. Out: its cue with the words beside it that say to whom or when it was said:
//! "told the Orland Post:", "said on Tuesday".

use crate::records::Attribution;
use crate::speakers::cue_of;
use crate::view::View;
use crate::visible;
use sayso::attribute::{Form, Rule, Why};

/// The most characters that are taken for an addressee.
const MOST: usize = 48;

/// Verbs that name the addressee after them, where the content comes first: "…, she told the Post".
const TELLS: [&str; 12] = [
    "told", "tells", "telling", "informed", "assured", "warned", "reminded", "advised", "asked",
    "texted", "emailed", "messaged",
];

/// The cue as [`cue_of`], with the addressee and the other words between the cue and the content.
pub fn cue_with_addressee(view: &View<'_>, a: &Attribution) -> String {
    let cue = cue_of(view, a);
    let is_spoken = cue.contains(char::is_alphanumeric) && !cue.ends_with(',');
    if !is_spoken || a.why == Why::Rule(Rule::QuotationAlone) {
        return cue;
    }
    let bare = cue.trim_end_matches(':');
    match addressee(view, a) {
        // The content came before the cue, so that the words do not lead to it.
        Some(words) if a.form == Form::Direct || cue.ends_with(':') => {
            format!("{bare} {words}:")
        }
        Some(words) => format!("{bare} {words}"),
        None => cue,
    }
}

/// The words beside the cue that are not part of the attribution.
pub fn addressee(view: &View<'_>, a: &Attribution) -> Option<String> {
    let (cue, content) = (a.cue.last()?, a.content.first()?);
    let words = if cue.end <= content.start {
        let has_source = a
            .source
            .iter()
            .any(|source| source.start >= cue.end && source.end <= content.start);
        if has_source {
            return None;
        }
        let between = view.between(cue.end, content.start)?.trim();
        between.trim_end_matches([',', ':', '-', '–', '—', ' '])
    } else {
        let verb = cue.text.rsplit(char::is_whitespace).next()?.to_lowercase();
        let follows = a.source.iter().any(|source| source.start >= cue.end);
        if follows || !TELLS.contains(&&*verb) {
            return None;
        }
        up_to_a_mark(&view.text()[view.span(cue).end() as usize..])
    };
    let ends_a_sentence = words.contains(['.', ';', '?', '!', '“', '”', '"', '\n']);
    let fits = words.chars().count() <= MOST && !ends_a_sentence;
    (fits && words.contains(char::is_alphanumeric)).then(|| visible(words))
}

/// The words up to a punctuation mark.
fn up_to_a_mark(text: &str) -> &str {
    let end = text.find(['.', ',', ';', ':', '“', '"', '(', '–', '—', '\n']);
    text[..end.unwrap_or(text.len())].trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Saved;
    use sayso::attribute::Bias;
    use sayso::clean;
    use sayso::reading::{self, Least};

    #[test]
    fn the_addressee_is_shown() {
        for (text, cue) in [
            (
                "“It sank,” the pilot told the Orland Post.",
                "told the Orland Post:",
            ),
            (
                "“It sank,” the pilot told reporters, and left.",
                "told reporters:",
            ),
            ("“It sank,” the pilot said.", "said:"),
            ("The pilot said on Tuesday: “It sank.”", "said on Tuesday:"),
        ] {
            let document = clean::plain(text.as_bytes(), &clean::Given::default()).expect("short");
            let reading = reading::read(document, None, Bias::Balanced);
            let least = Least {
                kept: 0.0,
                shown: 0.0,
            };
            let saved = Saved::new(&reading, None, &[], least);
            let view = View::new(&saved);
            assert_eq!(
                cue_with_addressee(&view, &saved.attributions[0]),
                cue,
                "{text}"
            );
        }
    }
}
