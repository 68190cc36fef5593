//! In: a person in a report. Out: the pronouns that the text itself uses for that person.

use rusqlite::{Connection, Result};

sayso_english::names! {
    /// The pronouns that a text uses for a person.
    pub enum Pronoun {
        /// he, him, his.
        He = "he",
        /// she, her, hers.
        She = "she",
        /// they, them, their.
        They = "they",
        /// Pronouns of more than one of these.
        Several = "several",
        /// None of these.
        None = "none",
    }
}

/// The words of each.
const WORDS: [(Pronoun, &[&str]); 3] = [
    (Pronoun::He, &["he", "him", "his", "himself"]),
    (Pronoun::She, &["she", "her", "hers", "herself"]),
    (
        Pronoun::They,
        &["they", "them", "their", "theirs", "themselves", "themself"],
    ),
];

impl Pronoun {
    /// Which pronouns these words are.
    pub(super) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Pronoun {
        let mut used = Pronoun::None;
        for word in words {
            // "he’s" is "he".
            let word = word
                .split(['\'', '’'])
                .next()
                .unwrap_or(word)
                .to_lowercase();
            let class = WORDS.iter().find(|(_, words)| words.contains(&&*word));
            used = match (used, class) {
                (used, None) => used,
                (Pronoun::None, Some((class, _))) => *class,
                (used, Some((class, _))) if used == *class => used,
                _ => Pronoun::Several,
            };
        }
        used
    }
}

/// The pronouns that its report uses for an entity.
pub(super) fn of_entity(connection: &Connection, entity: i64) -> Result<Pronoun> {
    let mut query = connection.prepare_cached(
        "SELECT DISTINCT substr(report.text, mention.start + 1, mention.end - mention.start)
         FROM mention
         JOIN entity ON entity.number = mention.entity
         JOIN report ON report.number = entity.report
         WHERE mention.entity = ? AND mention.form = 'pronoun'",
    )?;
    let words: Vec<String> = query
        .query_map([entity], |row| row.get(0))?
        .collect::<Result<_>>()?;
    Ok(Pronoun::of(words.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_are_those_of_the_text() {
        for (words, expected) in [
            (&["She", "her"][..], Pronoun::She),
            (&["he’s", "I"], Pronoun::He),
            (&["their"], Pronoun::They),
            (&["he", "she"], Pronoun::Several),
            (&["it", "who"], Pronoun::None),
            (&[], Pronoun::None),
        ] {
            assert_eq!(Pronoun::of(words.iter().copied()), expected, "{words:?}");
        }
    }
}
