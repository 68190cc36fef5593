//! In: clues about days. Out: the day of publication or change, and how sure it is.
//!
//! The most trusted place wins. Places of different kinds that have the same day support each other;
//! trusted places that have another day cost confidence.

use super::choose::Chosen;
use super::clue::Clue;
use super::trust;
use sayso_english::calendar::Date;
use sayso_text::candidate::{Field, Source};

/// What a day loses that can be read in two ways and that no other place has.
const AMBIGUOUS_LESS: i32 = 8;
/// What a day loses for each trusted place that has another day, and how many of them count.
const CONTRADICTION_LESS: i32 = 6;
const MAX_CONTRADICTIONS: i32 = 4;

/// A chosen day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenDay {
    pub chosen: Chosen,
    pub day: Date,
}

/// The kinds of places that days are found in. Two places of one kind do not support each other,
/// because they usually show the same value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    JsonLd,
    Visible,
    Address,
    Given,
    Meta,
}

impl Place {
    fn of(rule: Source) -> Place {
        use Source as S;
        match rule {
            S::JsonLdPublished | S::JsonLdCreated | S::JsonLdUploaded | S::JsonLdModified => {
                Place::JsonLd
            }
            S::ItempropPublished
            | S::ItempropCreated
            | S::ItempropModified
            | S::TimeElement
            | S::TimeText
            | S::DateClass
            | S::DateLine
            | S::DateOnPage
            | S::AbbrTitle => Place::Visible,
            S::Address => Place::Address,
            S::Given => Place::Given,
            _ => Place::Meta,
        }
    }
}

/// Days at most one apart agree, because pages give times in several time zones.
fn agree(a: Date, b: Date) -> bool {
    (a.days() - b.days()).abs() <= 1
}

/// A clue and its day.
#[derive(Clone, Copy)]
struct Dated<'a> {
    index: usize,
    clue: &'a Clue,
    day: Date,
}

impl Dated<'_> {
    fn place(&self) -> Place {
        Place::of(self.clue.rule)
    }
}

/// The clues among which a day is chosen.
struct Days<'a> {
    clues: &'a [Clue],
    field: Field,
    captured: Option<Date>,
    /// The clues of the field that have a possible day.
    dated: Vec<Dated<'a>>,
}

/// Chooses a day among the clues of `field`, none later than the day after `captured`.
pub fn day(clues: &[Clue], field: Field, captured: Option<Date>) -> Option<ChosenDay> {
    let mut days = Days {
        clues,
        field,
        captured,
        dated: Vec::new(),
    };
    days.dated = days.possible();
    days.choose()
}

impl<'a> Days<'a> {
    fn is_possible(&self, day: Date) -> bool {
        self.captured
            .is_none_or(|captured| day.days() <= captured.days() + 1)
    }

    fn possible(&self) -> Vec<Dated<'a>> {
        let of_field = self.clues.iter().enumerate();
        of_field
            .filter(|(_, clue)| clue.field == self.field)
            .filter_map(|(index, clue)| {
                let day = clue.day.filter(|&day| self.is_possible(day))?;
                Some(Dated { index, clue, day })
            })
            .collect()
    }

    fn choose(&self) -> Option<ChosenDay> {
        let mut best: Option<(i32, Dated)> = None;
        for &dated in &self.dated {
            let dated = Dated {
                day: self.confirmed_reading(dated),
                ..dated
            };
            let score = self.score(dated);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, dated));
            }
        }
        let (score, best) = best?;
        let day = self.local_day(best);
        let contradictions = self
            .dated
            .iter()
            .filter(|d| !agree(d.day, day) && d.clue.trust >= trust::CONTRADICTS)
            .count() as i32;
        let less = CONTRADICTION_LESS * contradictions.min(MAX_CONTRADICTIONS);
        Some(ChosenDay {
            chosen: Chosen {
                clue: best.index,
                with: Vec::new(),
                value: day.to_string(),
                confidence: (score - less).clamp(1, 99) as u8,
            },
            day,
        })
    }

    /// Of the two readings of "3/4/2023" the one that more other places confirm.
    fn confirmed_reading(&self, dated: Dated) -> Date {
        let Some(other) = dated.clue.other.filter(|&day| self.is_possible(day)) else {
            return dated.day;
        };
        if self.confirmations(other) > self.confirmations(dated.day) {
            other
        } else {
            dated.day
        }
    }

    fn confirmations(&self, day: Date) -> usize {
        let confirms = |clue: &&Clue| {
            matches!(clue.field, Field::Published | Field::Modified)
                && clue.other.is_none()
                && clue.day.is_some_and(|other| agree(other, day))
        };
        self.clues.iter().filter(confirms).count()
    }

    /// The trust of a clue and the support of other kinds of places.
    fn score(&self, dated: Dated) -> i32 {
        let mut places = vec![dated.place()];
        let mut score = i32::from(dated.clue.trust);
        for other in &self.dated {
            if agree(dated.day, other.day) && !places.contains(&other.place()) {
                places.push(other.place());
                score += i32::from(other.clue.trust) / 10;
            }
        }
        if dated.clue.other.is_some() && places.len() == 1 {
            score -= AMBIGUOUS_LESS;
        }
        score
    }

    /// Near midnight a time in UTC is on another day than the one readers saw. The address and the
    /// visible words are local, so they decide.
    fn local_day(&self, best: Dated) -> Date {
        let is_local = matches!(best.place(), Place::Address | Place::Visible | Place::Given);
        let is_own_reading = best.clue.day == Some(best.day);
        if self.field != Field::Published || !is_own_reading || is_local {
            return best.day;
        }
        self.neighbour(best.day, Place::Address)
            .or_else(|| self.neighbour(best.day, Place::Visible))
            .unwrap_or(best.day)
    }

    /// The day before or after that trusted places of a kind have, if none of them has `day` itself.
    fn neighbour(&self, day: Date, place: Place) -> Option<Date> {
        let is_sure = |d: &&Dated| d.place() == place && d.clue.trust >= trust::SURE_LOCAL_DAY;
        let days: Vec<Date> = self.dated.iter().filter(is_sure).map(|d| d.day).collect();
        if days.contains(&day) {
            return None;
        }
        let is_neighbour = |other: &Date| (other.days() - day.days()).abs() == 1;
        days.into_iter().find(is_neighbour)
    }
}

/// The day of the change as the day of publication, if the page has no good one. The page was
/// published on that day or before, so it is better than nothing, but not surer than that.
pub fn published_by_change(
    published: Option<&ChosenDay>,
    modified: Option<&ChosenDay>,
) -> Option<ChosenDay> {
    let is_poor = published.is_none_or(|day| day.chosen.confidence < trust::POOR_DAY);
    let modified = modified.filter(|day| day.chosen.confidence >= trust::SURE_CHANGE)?;
    is_poor.then(|| ChosenDay {
        chosen: Chosen {
            confidence: modified.chosen.confidence / 2 + 10,
            ..modified.chosen.clone()
        },
        day: modified.day,
    })
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use super::*;

    #[test]
    fn days_support_each_other() {
        let clue = |value, rule, trust| {
            let found = dates::date(value, false).expect("a day");
            Clue::new(Field::Published, value, rule)
                .trust(trust)
                .dated(&found)
        };
        let clues = [
            clue("2023-03-16", Source::DateClass, 70),
            clue("2023-03-14", Source::TimeElement, 72),
            clue("2023-03-14", Source::Address, 84),
        ];
        let best = day(&clues, Field::Published, None).unwrap();
        assert_eq!(
            (
                best.chosen.value.as_str(),
                best.chosen.clue,
                best.chosen.confidence
            ),
            ("2023-03-14", 2, 85)
        );
        let captured = Date::new(2023, 3, 10);
        assert!(day(&clues, Field::Published, captured).is_none());
    }
}
