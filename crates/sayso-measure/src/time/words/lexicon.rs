//! Looks words up: the class and value of a word, and the named days that begin with it.

use std::sync::LazyLock;

use sayso_english::calendar::{NameForm, month_names, weekday_names};
use sayso_english::figures::NUMERALS;
use sayso_english::{data, times};

use super::classes::Class;
use super::tokens::Token;
use crate::scan::{Lexicon, key};
use crate::time::calendar::holidays::DayRule;

/// What a word is to the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    pub class: Class,
    pub value: i32,
    /// The group of named days that may begin with this word; 0 for none.
    pub named_days: u16,
}

impl Sense {
    pub(super) const UNKNOWN: Sense = Sense::new(Class::Other, 0);

    pub(super) const fn new(class: Class, value: i32) -> Sense {
        Sense {
            class,
            value,
            named_days: 0,
        }
    }
}

/// A day with a name.
#[derive(Debug)]
pub(crate) struct NamedDay {
    /// Its words, in small letters and without apostrophes.
    pub name: &'static str,
    pub rule: DayRule,
    /// How many days it lasts.
    pub days: u8,
}

/// The data files in memory.
struct Tables {
    senses: Lexicon<Sense>,
    named_days: Vec<NamedDay>,
    /// The numbers of the named days with the same first word. Group 0 is empty.
    groups: Vec<Vec<u16>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut senses = senses();
    let named_days = named_days();
    let groups = group_by_first_word(&named_days, &mut senses);
    Tables {
        senses: Lexicon::new(senses),
        named_days,
        groups,
    }
});

/// What the word with this key is, if it is in a table.
pub(super) fn sense(key: u64) -> Option<Sense> {
    TABLES.senses.get(key)
}

/// The named days whose first word is this token, each with its number.
pub(crate) fn named_days_from(token: &Token) -> impl Iterator<Item = (u16, &'static NamedDay)> {
    let tables = &*TABLES;
    tables.groups[usize::from(token.named_days)]
        .iter()
        .map(|number| (*number, &tables.named_days[usize::from(*number)]))
}

/// The named day with this number.
pub(crate) fn named_day(number: u16) -> &'static NamedDay {
    &TABLES.named_days[usize::from(number)]
}

/// The words of months, weekdays and the table of words, with their keys.
fn senses() -> Vec<(u64, Sense)> {
    let words = data::rows(times::TIME_WORDS).map(|row| {
        let class: Class = row[1].parse().expect("a class of words");
        let value = row.get(2).map_or(Some(0), |text| class.value(text));
        (
            key(row[0]),
            Sense::new(class, value.expect("a value of the class")),
        )
    });
    let months = month_names().map(|month| {
        let class = match month.form {
            NameForm::Short => Class::ShortMonth,
            NameForm::Full | NameForm::Plural => Class::Month,
        };
        (key(month.name), Sense::new(class, i32::from(month.number)))
    });
    // A name of a weekday that is also another word comes first, because the first one counts.
    let weekdays = weekday_names().map(|day| {
        let class = match day.form {
            NameForm::Short => Class::ShortWeekday,
            NameForm::Full | NameForm::Plural => Class::Weekday,
        };
        (key(day.name), Sense::new(class, i32::from(day.number)))
    });
    months
        .chain(weekdays)
        .chain(words)
        .chain(numbers())
        .collect()
}

/// Numbers in words. Larger powers of ten than a thousand are left out, because no time has them,
/// and so are the words for zero in scores. Ordinals are left out from the thirty-first on.
fn numbers() -> impl Iterator<Item = (u64, Sense)> {
    const THOUSAND: i32 = 1000;
    const LAST_ORDINAL: i32 = 31;
    data::rows(NUMERALS).filter_map(|row| {
        let value: i32 = row[2].parse().ok()?;
        let (class, value) = match row[1] {
            "unit" | "teen" | "ten" if value > 0 => (Class::Cardinal, value),
            "hundred" => (Class::Cardinal, 100),
            "power" if value == 3 => (Class::Cardinal, THOUSAND),
            "ordinal" if value <= LAST_ORDINAL => (Class::Ordinal, value),
            _ => return None,
        };
        Some((key(row[0]), Sense::new(class, value)))
    })
}

fn named_days() -> Vec<NamedDay> {
    data::rows(times::NAMED_DAYS)
        .map(|row| NamedDay {
            name: row[0],
            rule: row[1].parse().expect("a rule of a named day"),
            days: row
                .get(2)
                .map_or(1, |days| days.parse().expect("a number of days")),
        })
        .collect()
}

/// Puts named days with the same first word into a group, and the number of the group into the
/// sense of that word.
fn group_by_first_word(days: &[NamedDay], senses: &mut Vec<(u64, Sense)>) -> Vec<Vec<u16>> {
    let mut groups = vec![Vec::new()];
    for (number, day) in days.iter().enumerate() {
        let first = day.name.split([' ', '.', '-', '\'']).next();
        let first = first.unwrap_or(day.name);
        // "mothers day" is also written "mother's day".
        for word in [Some(first), first.strip_suffix('s')].into_iter().flatten() {
            let at = senses
                .iter()
                .position(|(known, _)| *known == key(word))
                .unwrap_or_else(|| {
                    senses.push((key(word), Sense::UNKNOWN));
                    senses.len() - 1
                });
            let group = &mut senses[at].1.named_days;
            if *group == 0 {
                *group = groups.len() as u16;
                groups.push(Vec::new());
            }
            groups[usize::from(*group)].push(number as u16);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_files_have_known_classes_values_and_rules() {
        assert_eq!(sense(key("until")).map(|s| s.class), Some(Class::To));
        assert_eq!(sense(key("sept")), Some(Sense::new(Class::ShortMonth, 9)));
        assert_eq!(
            sense(key("sat")).map(|s| s.class),
            Some(Class::ShortWeekday)
        );
        assert_eq!(named_day(0).days, 1);
        assert_eq!(sense(key("perhaps")), None);
    }
}
