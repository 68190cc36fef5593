//! Places on the globe: "32°34′S, 123°10′E", "51.5074 N, 0.1278 W". Their numbers are not figures.

use crate::decimal::Decimal;
use crate::scan::Kind;
use crate::tokens::Tokens;

/// No latitude or longitude has more degrees.
const MOST_DEGREES: u64 = 180;

/// Marks of minutes and seconds of an angle. They are also marks of quotation.
const ANGLE_MARKS: &[char] = &['\'', '’', '′', '"', '”', '″', '`'];

/// One of the two numbers of a place.
struct Coordinate {
    /// The token after it.
    to: usize,
    /// It has the sign of degrees.
    has_sign: bool,
    is_latitude: bool,
}

/// The token after the coordinates that begin at the token. Without the sign of degrees both must
/// be there, because "12 N" and "12 W" are newtons and watts.
pub(super) fn end_of_coordinates(tokens: Tokens, at: usize) -> Option<usize> {
    let first = coordinate(tokens, at)?;
    let next = first.to + usize::from(tokens.one_of_marks(first.to, &[',', ';', '/']));
    let next = next + usize::from(tokens.one_of(next, words!["and", "by"]));
    let second = coordinate(tokens, next).filter(|second| second.is_latitude != first.is_latitude);
    match second {
        Some(second) => Some(second.to),
        None => first.has_sign.then_some(first.to),
    }
}

/// "32°34′S", "40° 26’ 46” N", "51.5074 N".
fn coordinate(tokens: Tokens, at: usize) -> Option<Coordinate> {
    if !tokens.is(at, Kind::Number) {
        return None;
    }
    let has_sign = tokens.one_of_marks(at + 1, &['°', 'º', '˚']);
    let mut to = at + 1 + usize::from(has_sign);
    for _ in 0..if has_sign { 2 } else { 0 } {
        let Some(end) = end_of_part(tokens, to) else {
            break;
        };
        to = end;
    }
    let is_latitude = match tokens.text(to) {
        "N" | "S" => true,
        "E" | "W" => false,
        _ => return None,
    };
    let degrees: Decimal = tokens.text(at).parse().ok()?;
    (degrees <= Decimal::whole(MOST_DEGREES)).then_some(Coordinate {
        to: to + 1,
        has_sign,
        is_latitude,
    })
}

/// "34′", "46.5''": the token after minutes or seconds.
fn end_of_part(tokens: Tokens, at: usize) -> Option<usize> {
    if !tokens.is(at, Kind::Number) {
        return None;
    }
    let marks =
        (at + 1..at + 3).take_while(|&i| tokens.glued(i) && tokens.one_of_marks(i, ANGLE_MARKS));
    let marks = marks.count();
    (marks > 0).then_some(at + 1 + marks)
}
