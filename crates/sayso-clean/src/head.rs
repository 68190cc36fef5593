//! In: the parts of a pasted text. Out: what is above and below the report and not part of it: menus,
//! lines that give a day ("PUBLISHED WED, NOV 20 2019 4:29 AM EST"), lists of other reports.

use crate::blocks::{BlockRule, Part};
use crate::page::{dates, is_update};
use sayso_english::calendar::{Date, month_number, weekday_number};
use sayso_english::pages;
use sayso_text::document::BlockKind;

/// Words of the longest line that gives a day, and parts that are looked at.
const MAX_DAY_WORDS: usize = 16;
const MAX_HEAD: usize = 16;
/// Words of an item of a menu, how many items in a row make one, and how many of them are in no list.
const MAX_ITEM_WORDS: usize = 3;
const MIN_ITEMS: usize = 3;
/// Words of the longest line that names sections.
const MAX_KICKER_WORDS: usize = 5;
const MIN_LINES: usize = 2;
/// Words of the longest headline in a list of other reports.
const MAX_TEASER_WORDS: usize = 20;
/// From here on a line is running text.
const MIN_RUNNING_WORDS: usize = 18;

/// Marks the lines of the head that give a day and the menu above the headline.
pub fn mark_head(text: &str, parts: &mut [Part]) {
    let end = parts
        .iter()
        .position(|part| is_running(part.text(text)))
        .unwrap_or(parts.len())
        .min(MAX_HEAD);
    mark_kickers(text, &mut parts[..end]);
    mark_menu(text, &mut parts[..end]);
    for part in parts[..end].iter_mut().filter(|p| p.is_text()) {
        let line = part.text(text);
        if is_day_line(line) {
            part.is(BlockKind::Furniture, BlockRule::TimeLine);
        } else if is_menu_line(line) {
            part.is(BlockKind::Furniture, BlockRule::Menu);
        }
    }
}

fn is_running(line: &str) -> bool {
    line.split_whitespace().nth(MIN_RUNNING_WORDS - 1).is_some()
}

/// Lines of names of sections and of tools above the headline are not the headline: "MARKETS & MONEY",
/// "Share Save Print".
fn mark_kickers(text: &str, head: &mut [Part]) {
    let is_kicker = |part: &Part| {
        part.kind == BlockKind::Furniture || part.is_text() && is_kicker(part.text(text))
    };
    let kickers = head.iter().take_while(|part| is_kicker(part)).count();
    let is_before_headline = head[kickers..].first().is_some_and(|part| {
        part.is_text() && part.text(text).split_whitespace().count() > MAX_ITEM_WORDS
    });
    if is_before_headline {
        for part in head[..kickers].iter_mut().filter(|part| part.is_text()) {
            part.is(BlockKind::Furniture, BlockRule::Menu);
        }
    }
}

/// True for a short line of nothing but words of sections and tools.
fn is_kicker(line: &str) -> bool {
    let mut words = line
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let is_short = (1..=MAX_KICKER_WORDS).contains(&words.clone().count());
    is_short && words.all(|word| pages::KICKERS.has(word))
}

/// Short lines in a row above a longer one are a menu: "News", "Sport", "Weather".
fn mark_menu(text: &str, head: &mut [Part]) {
    let is_item = |part: &Part| {
        let line = part.text(text);
        let words = line.split_whitespace().count();
        let is_furniture = part.kind == BlockKind::Furniture;
        let is_line = part.kind == BlockKind::Paragraph;
        let is_plain = line
            .chars()
            .all(|c| c.is_alphabetic() || " &-’'".contains(c));
        is_furniture || is_line && words <= MAX_ITEM_WORDS && is_plain
    };
    let items = head.iter().take_while(|part| is_item(part)).count();
    let is_before_headline = head[items..].first().is_some_and(|part| {
        part.is_text() && part.text(text).split_whitespace().count() > MAX_ITEM_WORDS
    });
    let lines = head[..items].iter().filter(|part| part.is_text()).count();
    if items < MIN_ITEMS || lines < MIN_LINES || !is_before_headline {
        return;
    }
    for part in head[..items].iter_mut().filter(|part| part.is_text()) {
        part.is(BlockKind::Furniture, BlockRule::Menu);
    }
}

/// "Home | News | Sport | Weather": short names between marks.
fn is_menu_line(line: &str) -> bool {
    let is_item = |item: &str| {
        let words = item.split_whitespace().count();
        (1..=2).contains(&words)
            && item
                .chars()
                .all(|c| c.is_alphabetic() || " &-’'".contains(c))
    };
    [" | ", " • ", " · "].iter().any(|mark| {
        let items = line.split(mark).count();
        items > MIN_ITEMS && line.split(mark).all(is_item)
    })
}

/// True for a line of nothing but a day, a clock and words about them: "Nov. 19, 2019", "(AP) Nov. 19",
/// "PUBLISHED WED, NOV 20 2019 4:29 AM EST".
pub fn is_day_line(line: &str) -> bool {
    if !line.bytes().any(|b| b.is_ascii_digit())
        || line.split_whitespace().nth(MAX_DAY_WORDS).is_some()
    {
        return false;
    }
    let line = without_agency(line);
    let words = || {
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '–' | '—'))
            .filter(|word| !word.is_empty())
    };
    let has_month = words().any(is_month) || !dates::dates(line, false).is_empty();
    has_month && words().all(is_word_of_day)
}

/// A line without the agency in parentheses that it begins with.
fn without_agency(line: &str) -> &str {
    let agency = line.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match agency {
        Some((name, rest)) if name.split_whitespace().count() <= 3 => rest.trim_start(),
        _ => line,
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn is_month(word: &str) -> bool {
    month_number(&bare(word)).is_some()
}

fn is_word_of_day(word: &str) -> bool {
    let bare = bare(word);
    let is_number = || {
        let letters = bare.trim_start_matches(|c: char| c.is_ascii_digit() || ":./-".contains(c));
        letters.len() < bare.len()
            && matches!(
                letters,
                "" | "am" | "pm" | "a.m" | "p.m" | "st" | "nd" | "rd" | "th" | "z"
            )
    };
    bare.is_empty()
        || pages::DAY_WORDS.has(&bare)
        || is_month(word)
        || weekday_number(&bare).is_some()
        || is_number()
}

/// Marks the lists of other reports below the report: a heading of the list and the headlines below it.
pub fn mark_teasers(text: &str, parts: &mut [Part]) {
    let mut is_in_list = false;
    for part in parts {
        let line = part.text(text);
        let is_head = part.kind == BlockKind::Furniture && is_teaser_head(line);
        let is_headline = || {
            part.is_text()
                && line.split_whitespace().count() <= MAX_TEASER_WORDS
                && !line.ends_with(['.', '?', '!', '”', '"', ':'])
        };
        is_in_list = is_head || is_in_list && (part.kind == BlockKind::Furniture || is_headline());
        if is_in_list && part.is_text() {
            part.is(BlockKind::Furniture, BlockRule::Teaser);
        }
    }
}

/// True for the heading of a list of other reports: "Most read", "More from the Tarn Herald".
pub fn is_teaser_head(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    pages::TEASER_HEADS.has(bare) || bare.to_lowercase().starts_with("more from ")
}

/// The day of publication that a line gives; none if the day can be read in two ways, lacks its year or
/// is that of a change.
pub fn day_of_publication(line: &str) -> Option<Date> {
    let mut name_start = 0;
    for found in dates::dates(line, false) {
        let name = &line[name_start..found.at.start];
        name_start = found.at.end;
        if !is_update(name) {
            let is_sure = found.other.is_none() && !found.vague;
            return is_sure.then_some(found.day);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sections_are_no_headlines() {
        for line in [
            "BREAKING",
            "MARKETS & MONEY",
            "WEEKEND — PEOPLE",
            "Share  Save  Print",
        ] {
            assert!(is_kicker(line), "{line}");
        }
        for line in ["Money talks", "PIER SINKS", "World Cup final", ""] {
            assert!(!is_kicker(line), "{line}");
        }
    }

    #[test]
    fn lines_that_give_a_day() {
        for (line, day) in [
            ("Nov. 19, 2019", Some("2019-11-19")),
            ("PUBLISHED WED, NOV 20 2019 4:29 AM EST", Some("2019-11-20")),
            ("(NNA) Nov. 19", None),
            (
                "Updated 3 May 2024 | Published 2 May 2024",
                Some("2024-05-02"),
            ),
            ("3/4/2024", None),
        ] {
            assert!(is_day_line(line), "{line}");
            let found = day_of_publication(line).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{line}");
        }
        for line in [
            "Storm of May 2019",
            "On 3 May the wall fell",
            "Tarn 2, Velm 1",
            "2019",
        ] {
            assert!(!is_day_line(line), "{line}");
        }
    }
}
