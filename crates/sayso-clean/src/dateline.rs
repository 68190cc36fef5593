//! Place and agency at the beginning of a report: "TARN CROSS, Orland (NNA) — ".

use sayso_english::pages;

/// Characters that are searched for the dash after a dateline.
const REACH: usize = 90;
/// The dashes after a dateline.
const DASHES: [&str; 6] = [" — ", " – ", " - ", " -- ", "— ", " —"];

/// The length in bytes of the dateline that a paragraph starts with, its dash and space included.
pub fn dateline(text: &str) -> Option<usize> {
    let limit = text
        .char_indices()
        .nth(REACH)
        .map_or(text.len(), |(at, _)| at);
    let (at, dash) = first_dash(&text[..limit])?;
    let after = at + dash.len();
    let end = after + usize::from(text[after..].starts_with(' '));
    let place = text[..at + usize::from(text[at..].starts_with(')'))].trim();
    // A sentence begins after a dateline. "NASA — the space agency — said" goes on instead.
    if end >= text.len() || place.is_empty() || text[end..].starts_with(char::is_lowercase) {
        return None;
    }
    let (place, has_agency) = match place.split_once('(') {
        Some((place, agency)) => {
            let agency = agency.strip_suffix(')')?;
            if agency.len() > 40 || !agency.starts_with(char::is_uppercase) {
                return None;
            }
            (place.trim(), true)
        }
        None => (place, false),
    };
    is_place(place, has_agency).then_some(end)
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
    let is_region = region
        .split_whitespace()
        .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '('));
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
            ("Velm (NNA) - The bridge", "Velm (NNA) - "),
        ] {
            assert_eq!(dateline(text), Some(line.len()), "{text}");
        }
        for text in [
            "The bridge — which is old — is shut",
            "UN - no",
            "EXCLUSIVE - The bridge",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
