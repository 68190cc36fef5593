//! Which tokens can begin a time. Most tokens of a text are far from every word of time, and are
//! skipped here because trying all forms on each would be slow.

use super::words::classes::DAWN;
use super::words::{Class, Token};

/// How many tokens can be before the word that makes a phrase a time: "no more than the first two
/// or three full years".
const REACH: u8 = 9;

/// Classes of words that no time begins with.
fn cannot_begin(class: Class) -> bool {
    matches!(
        class,
        Class::Of
            | Class::And
            | Class::Or
            | Class::On
            | Class::To
            | Class::By
            | Class::For
            | Class::Since
            | Class::Before
            | Class::After
            | Class::Will
            | Class::PastAuxiliary
            | Class::PresentAuxiliary
            | Class::PastVerb
            | Class::PlanningVerb
            | Class::SpeechVerb
            | Class::AmPm
            | Class::Zone
    )
}

/// For each token, whether a time can begin with it.
pub(super) fn candidates(tokens: &[Token]) -> Vec<bool> {
    let mut candidates = vec![false; tokens.len()];
    let mut distance = u8::MAX;
    for (at, token) in tokens.iter().enumerate().rev() {
        let before = at.checked_sub(1).map(|before| tokens[before]);
        let is_listed_number = token.class == Class::Digits
            && before.is_some_and(|before| matches!(before.class, Class::And | Class::Or));
        distance = if is_listed_number || is_word_of_time(token, tokens.get(at + 1)) {
            0
        } else {
            distance.saturating_add(1)
        };
        candidates[at] = distance <= REACH && can_begin(token);
    }
    candidates
}

/// Whether a token can be what makes a phrase a time: units, names of days and months, digits that
/// may be a year or an hour.
fn is_word_of_time(token: &Token, next: Option<&Token>) -> bool {
    match token.class {
        Class::Digits => is_number_of_time(token, next),
        Class::Ordinal => {
            let is_second = token.value == 2;
            is_second || next.is_some_and(|next| next.class == Class::Half)
        }
        Class::Cardinal => {
            let is_thousand = token.value >= 1000;
            is_thousand
                || next.is_some_and(|next| next.class == Class::Cardinal || next.is_mark('-'))
        }
        // "FY25"
        Class::Fiscal => next.is_some_and(|next| next.class == Class::Digits),
        // "long ago"
        Class::Ago => token.len() == 3,
        // "last", "past"
        Class::Last => token.len() == 4,
        Class::StartOrEnd => token.value == DAWN,
        Class::Month
        | Class::ShortMonth
        | Class::Weekday
        | Class::ShortWeekday
        | Class::Season
        | Class::PartOfDay
        | Class::Decade
        | Class::Unit
        | Class::Units
        | Class::ShortUnit
        | Class::DayFromNow
        | Class::Tonight
        | Class::Frequency
        | Class::Now
        | Class::Recent
        | Class::Soon
        | Class::Zone
        | Class::AmPm
        | Class::NounOfTime
        | Class::PeriodWord => true,
        class => token.named_days > 0 || token.len() == 1 && class == Class::Other,
    }
}

/// Whether digits may be a year, a day or an hour.
fn is_number_of_time(token: &Token, next: Option<&Token>) -> bool {
    if token.len() == 4 || token.len() == 8 {
        return true;
    }
    next.is_some_and(|next| {
        let is_ordinal = next.class == Class::OrdinalEnd && next.glued;
        let joins = next.glued || next.is_mark('/') || next.is_mark('-');
        let separates = next.is_mark(',') || next.is_mark('%');
        is_ordinal || next.class == Class::Mark && joins && !separates
    })
}

/// Whether a time can begin with this token.
fn can_begin(token: &Token) -> bool {
    match token.class {
        Class::Other | Class::OrdinalEnd => token.named_days > 0 || token.len() == 1,
        Class::Mark => ['\'', '½', '¼', '¾']
            .iter()
            .any(|mark| token.is_mark(*mark)),
        class => !cannot_begin(class),
    }
}
