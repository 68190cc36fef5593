//! Place and agency at the beginning of a report: "TARN CROSS, Orland (NNA) — ".

use crate::head::is_day_line;
use sayso_english::pages;

/// Characters that are searched for the dash after a dateline.
const REACH: usize = 90;
/// The dashes after a dateline.
const DASHES: [&str; 6] = [" — ", " – ", " - ", " -- ", "— ", " —"];

/// Words of the shortest sentence after a dateline without a dash.
const MIN_SENTENCE: usize = 4;

/// The length in bytes of the dateline that a paragraph starts with, its dash and space included.
pub fn dateline(text: &str) -> Option<usize> {
    let (at, dash) = first_dash(reach(text))?;
    let after = at + dash.len();
    let end = after + usize::from(text[after..].starts_with(' '));
    let place = text[..at + usize::from(text[at..].starts_with(')'))].trim();
    // A sentence begins after a dateline. "NASA — the space agency — said" goes on instead.
    if end >= text.len() || text[end..].starts_with(char::is_lowercase) {
        return None;
    }
    is_place_and_agency(place).then_some(end)
}

/// The same with the agency alone before the sentence: "TARN, Orland (NNA) The bridge". Only the first
/// paragraphs of a report have it.
pub fn dateline_without_dash(text: &str) -> Option<usize> {
    let agency = reach(text).find(") ")?;
    let end = agency + ") ".len();
    // "Odo Brandt (Labour) The minister" names no place: one of the two must be in capitals.
    let (place, name) = text[..agency].split_once('(')?;
    let city = place.split(',').next().unwrap_or(place);
    let has_capitals = [city, name]
        .iter()
        .any(|words| !words.contains(char::is_lowercase));
    let is_sure = has_capitals && begins_sentence(&text[end..]);
    (is_sure && is_place_and_agency(text[..=agency].trim())).then_some(end)
}

/// The same with a colon: "TARN: The bridge". It is surely not a speaker only if no other paragraph
/// begins with a label.
pub fn dateline_of_label(text: &str) -> Option<usize> {
    let end = label_end(text)?;
    begins_sentence(&text[end..]).then_some(end)
}

/// True for a paragraph that begins with a name in capitals and a colon.
pub fn is_label_in_capitals(text: &str) -> bool {
    let may_be_label = reach(text).contains(':');
    may_be_label && (label_end(text).is_some() || has_label_with_remark(text))
}

/// "PELL (via phone): We need tugs."
fn has_label_with_remark(text: &str) -> bool {
    let label = reach(text).split_once("): ").map(|(label, _)| label);
    let name = label
        .and_then(|label| label.split_once(" ("))
        .map(|(name, _)| name);
    name.is_some_and(|name| is_place_and_agency(name.trim()))
}

fn label_end(text: &str) -> Option<usize> {
    let colon = reach(text).find(": ")?;
    is_place_and_agency(text[..colon].trim()).then_some(colon + ": ".len())
}

/// The characters that are searched.
fn reach(text: &str) -> &str {
    let start = &text.as_bytes()[..REACH.min(text.len())];
    if start.is_ascii() {
        return &text[..start.len()];
    }
    let limit = text.char_indices().nth(REACH);
    &text[..limit.map_or(text.len(), |(at, _)| at)]
}

/// True for the beginning of a sentence or a quotation of some words.
fn begins_sentence(text: &str) -> bool {
    let is_begin = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘');
    text.starts_with(is_begin) && text.split_whitespace().nth(MIN_SENTENCE).is_some()
}

/// "TARN CROSS, Orland (NNA)", "VELM".
fn is_place_and_agency(place: &str) -> bool {
    let (place, has_agency) = match place.split_once('(') {
        Some((place, agency)) => {
            let Some((agency, day)) = agency.split_once(')') else {
                return false;
            };
            let is_agency = agency.len() <= 40 && agency.starts_with(char::is_uppercase);
            // "WEND, Orland (NNA) Nov. 19 - The wall".
            if !is_agency || !(day.trim().is_empty() || is_day_line(day.trim())) {
                return false;
            }
            (place.trim(), true)
        }
        None => (place, false),
    };
    !place.is_empty() && is_place(place, has_agency)
}

/// The first dash. Of those that begin at one place the first of the list counts.
fn first_dash(text: &str) -> Option<(usize, &'static str)> {
    let mut first: Option<(usize, &str)> = None;
    for dash in DASHES {
        if let Some(at) = text.find(dash)
            && first.is_none_or(|(before, _)| at < before)
        {
            first = Some((at, dash));
        }
    }
    first
}

/// True for a city in capitals, or in any case of letters before an agency, and a region in capital
/// letters after a comma.
fn is_place(place: &str, has_agency: bool) -> bool {
    let (city, region) = place.split_once(',').unwrap_or((place, ""));
    let words = city.split_whitespace().count();
    if !(1..=4).contains(&words) || region.split_whitespace().count() > 6 {
        return false;
    }
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let is_in_capitals = letters >= 3 && !city.chars().any(char::is_lowercase);
    let is_label = pages::LABELS.has(city);
    let is_named = has_agency
        && city
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
    let is_region = region.split_whitespace().all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "(/".contains(c))
    });
    (is_in_capitals && !is_label || is_named) && is_region
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, line) in [
            (
                "TARN CROSS, Orland (NNA) — The bridge",
                "TARN CROSS, Orland (NNA) — ",
            ),
            ("VELM — The bridge", "VELM — "),
            ("VELM, 10 June 2024 – The bridge", "VELM, 10 June 2024 – "),
            (
                "VELM, June 10, 2024 /Wirepost/ -- The bridge",
                "VELM, June 10, 2024 /Wirepost/ -- ",
            ),
            ("VELM (NNA) Nov. 19 - The bridge", "VELM (NNA) Nov. 19 - "),
            ("Velm (NNA) - The bridge", "Velm (NNA) - "),
        ] {
            assert_eq!(dateline(text), Some(line.len()), "{text}");
        }
        for (text, line) in [
            (
                "TARN, Orland (NNA) “We had no warning,” said",
                "TARN, Orland (NNA) ",
            ),
            ("Velm (NNA) The bridge fell on Monday", "Velm (NNA) "),
        ] {
            assert_eq!(dateline_without_dash(text), Some(line.len()), "{text}");
        }
        assert_eq!(
            dateline_of_label("NORVIK: The wall was rotten, he said"),
            Some(8)
        );
        assert_eq!(
            dateline_of_label("EXCLUSIVE: The wall was rotten, he said"),
            None
        );
        for text in [
            "The bridge — which is old — is shut",
            "UN - no",
            "EXCLUSIVE - The bridge",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
