//! Forms of verbs, and the table of verbs that report what people say, think or want
//! (`data/verbs.txt`).
//!
//! **To teach sayso a verb of saying, add a row to `data/verbs.txt`**: its base form and `speech`,
//! and its forms if [`inflect`] does not make them.
//!
//! ```
//! use sayso_english::morphology::inflect;
//! let mut forms = Vec::new();
//! inflect("testify", |form, finite| forms.push((form.to_string(), finite)));
//! let finite: Vec<&str> = forms.iter().filter(|f| f.1).map(|f| &*f.0).collect();
//! assert_eq!(finite, ["testifies", "testified"]);
//! ```

use crate::data::{Cells, Row, Table};
use crate::names;

names! {
    /// What a verb reports.
    pub enum VerbKind {
        /// Plain speech: "say", "add".
        Speech = "speech",
        /// Thought, wish or judgement, or speech in some uses only: "fear", "call".
        Other = "other",
        /// Nothing: the verb is in the table for its irregular forms.
        None = "none",
    }
}

/// A row of `data/verbs.txt`.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// "say".
    pub base: &'static str,
    /// What it reports.
    pub kind: VerbKind,
    /// "said says saying"; none if [`inflect`] makes the forms by rule.
    pub irregular: Option<&'static str>,
}

impl Row for Verb {
    fn read(cells: &mut Cells) -> Option<Verb> {
        Some(Verb {
            base: cells.next()?,
            kind: cells.next()?.parse().ok()?,
            irregular: cells.next(),
        })
    }
}

static VERBS: Table<Verb> = Table::new("verbs.txt", include_str!("../data/verbs.txt"));

/// The verbs of `data/verbs.txt`, sorted by base form.
pub fn verbs() -> &'static [Verb] {
    VERBS.rows()
}

/// Calls `add` with the base form of a verb and with each other form; its second argument is true
/// for finite forms ("says", "said"), and also for participles like "written".
pub fn inflect(base: &str, mut add: impl FnMut(&str, bool)) {
    let row = verbs().binary_search_by(|verb| verb.base.cmp(base)).ok();
    let irregular = row.and_then(|row| verbs()[row].irregular);
    inflect_with(base, irregular, &mut add);
}

/// [`inflect`] for a verb whose row in the table is known.
pub(crate) fn inflect_with(base: &str, irregular: Option<&str>, add: &mut impl FnMut(&str, bool)) {
    add(base, false);
    if let Some(forms) = irregular {
        for form in forms.split(' ') {
            add(form, !form.ends_with("ing"));
        }
        return;
    }
    if let Some(stem) = stem_before_y(base) {
        add(&format!("{stem}ies"), true);
        add(&format!("{stem}ied"), true);
        add(&format!("{base}ing"), false);
        return;
    }
    // "h" is for "sh" and "ch". It makes "laughes" too, which is not a word; it remains because the
    // models are trained with the forms that this rule makes.
    let s = if base.ends_with(['s', 'x', 'h']) {
        "es"
    } else {
        "s"
    };
    let stem = base.strip_suffix('e').unwrap_or(base);
    add(&format!("{base}{s}"), true);
    add(&format!("{stem}ed"), true);
    add(&format!("{stem}ing"), false);
}

/// "den" of "deny", but nothing of "portray", because a vowel keeps the "y".
fn stem_before_y(base: &str) -> Option<&str> {
    base.strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

/// The singular of a plural noun in small letters: "deputy" of "deputies", "church" of "churches".
/// None if the word does not look like a plural: "press", "bus".
///
/// ```
/// use sayso_english::morphology::singular;
/// assert_eq!(singular("deputies").as_deref(), Some("deputy"));
/// assert_eq!(singular("firemen").as_deref(), Some("fireman"));
/// assert_eq!(singular("press"), None);
/// ```
pub fn singular(plural: &str) -> Option<String> {
    if let Some(stem) = plural.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = plural.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    let has_sibilant = ["ches", "shes", "sses", "xes"]
        .iter()
        .any(|end| plural.ends_with(end));
    if has_sibilant {
        return plural.strip_suffix("es").map(String::from);
    }
    plural
        .strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u']))
        .map(String::from)
}

/// The singular of a word that is known to be a plural, by its ending alone: "city" of "cities",
/// "men" of "men". The name of "one of the men" is made so, and stays as outputs have it.
pub fn simple_singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let stem = plural.strip_suffix('s').filter(|stem| !stem.is_empty());
    stem.unwrap_or(plural).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_verbs_is_read() {
        assert_eq!(VERBS.check(), Ok(()));
    }

    #[test]
    fn irregular_forms_are_only_those_that_no_rule_makes() {
        for verb in verbs() {
            let Some(forms) = verb.irregular else {
                continue;
            };
            let mut regular = Vec::new();
            inflect_with(verb.base, None, &mut |form, _| {
                regular.push(form.to_string());
            });
            let mut listed: Vec<&str> = forms.split(' ').chain([verb.base]).collect();
            regular.sort_unstable();
            listed.sort_unstable();
            assert_ne!(regular, listed, "{}", verb.base);
        }
    }
}
