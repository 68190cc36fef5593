//! Days of publication as users and inputs write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::{Timestamp, Zoned};
use sayso::report::GivenDay;

/// The seconds of 1980 and 2100, between which a number is taken for a moment.
const MOMENTS: std::ops::Range<i64> = 315_532_800..4_102_444_800;

/// A day of publication as it was given.
pub(crate) fn given_day(written: String) -> GivenDay {
    let moment = moment(&written);
    let day = match &moment {
        Some(moment) => moment.get(..DAY).map(str::to_string),
        None => day(&written),
    };
    GivenDay {
        written,
        day,
        moment,
        is_default: false,
    }
}

/// The day that a user gives for reports which do not give one.
pub(crate) fn default_day(written: String) -> GivenDay {
    GivenDay {
        is_default: true,
        ..given_day(written)
    }
}

/// Days of publication that cannot be read: how many, and the first.
#[derive(Debug, Default)]
pub(crate) struct UnreadDays(Option<(usize, String)>);

/// Characters of a day that cannot be read in a message.
const LONGEST_DAY: usize = 40;

impl UnreadDays {
    /// Counts a day, if it cannot be read.
    pub fn count(&mut self, given: Option<&GivenDay>) {
        if let Some(unread) = given.filter(|given| given.day.is_none() && !given.is_default) {
            let first = || (0, unread.written.clone());
            self.0.get_or_insert_with(first).0 += 1;
        }
    }

    /// What to say of them, once; `counted` names what they are the days of: "3 rows".
    pub fn message(&mut self, counted: impl Fn(usize) -> String) -> Option<String> {
        let (count, example) = self.0.take()?;
        let example: String = example.chars().take(LONGEST_DAY).collect();
        Some(format!(
            "the day of publication of {} is not a day that sayso can read (such as {example:?}), so that it is unknown; 2024-03-01 or 1 March 2024 can be read",
            counted(count)
        ))
    }
}

/// The length of "2024-03-01".
const DAY: usize = 10;

/// The day of a date or a time, as ISO 8601: as it is written, in its own zone. A date whose day and
/// month could be either is none.
///
/// ```
/// assert_eq!(sayso_input::day("2024-03-01T23:30:00+09:00").as_deref(), Some("2024-03-01"));
/// assert_eq!(sayso_input::day("Fri, 01 Mar 2024 00:10:00 +0900").as_deref(), Some("2024-03-01"));
/// assert_eq!(sayso_input::day("1 March 2024").as_deref(), Some("2024-03-01"));
/// assert_eq!(sayso_input::day("01/03/2024"), None);
/// assert_eq!(sayso_input::day("last Friday"), None);
/// ```
pub fn day(text: &str) -> Option<String> {
    if let Some(moment) = moment(text) {
        return moment.get(..DAY).map(str::to_string);
    }
    let text = text.trim();
    let date = text.parse::<Date>().ok();
    let date = date.map(|date| date.to_string());
    date.or_else(|| sayso::clean::written_day(text).map(|date| date.to_string()))
}

/// The moment of a time with its hour, as ISO 8601 in its own zone: also of RFC 2822, as feeds and
/// mails have it, and of the seconds or milliseconds since 1970.
fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(moment) = of_number(text) {
        return Some(moment);
    }
    let bytes = text.as_bytes();
    let is_iso = bytes.len() > DAY && bytes[4] == b'-' && matches!(bytes[DAY], b'T' | b't' | b' ');
    if is_iso {
        return of_iso(text);
    }
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let mail = parser.parse_zoned(text).ok().as_ref().map(iso);
    mail.or_else(|| of_compact(text)).or_else(|| of_words(text))
}

/// "20240301T001000Z", which ISO 8601 calls its basic form.
fn of_compact(text: &str) -> Option<String> {
    let (date, clock) = text.split_once('T')?;
    let digits = clock.bytes().take_while(u8::is_ascii_digit).count();
    if date.len() != COMPACT_DAY || !matches!(digits, 4 | 6) {
        return None;
    }
    let day: Date = date.parse().ok()?;
    let minutes = &clock[2..4];
    let seconds = clock.get(4..digits).filter(|s| !s.is_empty());
    let seconds = seconds.unwrap_or("00");
    of_iso(&format!(
        "{day}T{}:{minutes}:{seconds}{}",
        &clock[..2],
        &clock[digits..]
    ))
}

/// The length of "20240301".
const COMPACT_DAY: usize = 8;

/// A day in words with a clock time beside it: "1 March 2024 10:00", "Mar 1, 2024, 12:05 AM EST".
fn of_words(text: &str) -> Option<String> {
    let (at, _) = text.match_indices(':').next()?;
    let before = &text[..at];
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let hour: u8 = before[at - digits..].parse().ok()?;
    let minutes = text.get(at + 1..at + 3)?;
    let minute: u8 = minutes.parse().ok().filter(|minute| *minute < 60)?;
    let rest = text[at + 3..].trim_start();
    let seconds = rest.strip_prefix(':').and_then(|rest| rest.get(..2));
    let rest = seconds.map_or(rest, |_| rest[3..].trim_start());
    let second: u8 = seconds.unwrap_or("0").parse().ok()?;
    let (half, written) = half_of_day(rest);
    let hour = hour_of_day(hour, half)?;
    let written = written.split([' ', ',', ')']).next().unwrap_or_default();
    let day = sayso::clean::written_day(text)?;
    let zone = zone(written);
    Some(format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}"))
}

/// A half of the day, on a clock of twelve hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

const HALVES: [(&str, Half); 4] = [
    ("a.m.", Half::Morning),
    ("am", Half::Morning),
    ("p.m.", Half::Afternoon),
    ("pm", Half::Afternoon),
];

/// "PM" or "p.m." after a clock time, and what follows it.
fn half_of_day(after: &str) -> (Option<Half>, &str) {
    let after = after.trim_start();
    for (word, half) in HALVES {
        let (Some(here), Some(rest)) = (after.get(..word.len()), after.get(word.len()..)) else {
            continue;
        };
        if here.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric) {
            return (Some(half), rest.trim_start());
        }
    }
    (None, after)
}

/// Whether a time is on a clock of twelve hours: "11:30 PM".
pub(crate) fn has_half_of_day(written: &str) -> bool {
    let clocks = written.match_indices(':');
    let after = clocks.map(|(colon, _)| {
        let digits = |c: char| c.is_ascii_digit() || c == ':';
        written[colon..].trim_start_matches(digits)
    });
    after
        .into_iter()
        .any(|after| half_of_day(after).0.is_some())
}

/// The hour from 0 to 23. None if the clock has no such hour.
fn hour_of_day(hour: u8, half: Option<Half>) -> Option<u8> {
    match half {
        None => (hour < 24).then_some(hour),
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(Half::Morning) => Some(hour % 12),
        Some(Half::Afternoon) => Some(hour % 12 + 12),
    }
}

/// Zones by their letters: those of North America as RFC 2822 defines them, and others that only one zone has. Letters
/// that several zones have, such as BST and IST, name none.
const ZONES: [(&str, &str); 17] = [
    ("EDT", "-04:00"),
    ("EST", "-05:00"),
    ("CDT", "-05:00"),
    ("CST", "-06:00"),
    ("MDT", "-06:00"),
    ("MST", "-07:00"),
    ("PDT", "-07:00"),
    ("PST", "-08:00"),
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("EET", "+02:00"),
    ("EEST", "+03:00"),
    ("MSK", "+03:00"),
    ("JST", "+09:00"),
    ("KST", "+09:00"),
    ("AEST", "+10:00"),
    ("AEDT", "+11:00"),
];

/// A moment in the way that the later stages read: "2024-03-01T00:10:00+09:00".
fn iso(zoned: &Zoned) -> String {
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn of_iso(text: &str) -> Option<String> {
    let (date, clock) = (text.get(..DAY)?, text.get(DAY + 1..)?.trim());
    let is_of_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let end = clock.find(|c| !is_of_clock(c)).unwrap_or(clock.len());
    let local: DateTime = format!("{date}T{}", &clock[..end]).parse().ok()?;
    let (half, written) = half_of_day(&clock[end..]);
    let hour = hour_of_day(local.hour().try_into().ok()?, half)?;
    let local = local.with().hour(hour.try_into().ok()?).build().ok()?;
    // The zone is kept as it is written: "Z", "+09:00", "+0900", " UTC".
    let clock_and_day = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    Some(clock_and_day + &zone(written.trim_end()))
}

/// "+0900" and "+09" as "+09:00", "EST" as "-05:00"; what names a zone otherwise is left out.
fn zone(written: &str) -> String {
    let sign = written.get(..1).filter(|sign| ["+", "-"].contains(sign));
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    match (sign, digits.len()) {
        (Some(sign), 2) => format!("{sign}{digits}:00"),
        (Some(sign), 4) => format!("{sign}{}:{}", &digits[..2], &digits[2..]),
        _ if matches!(written, "Z" | "z" | "UTC" | "GMT") => "Z".into(),
        _ => {
            let found = ZONES.iter().find(|(letters, _)| *letters == written);
            found.map_or(String::new(), |(_, zone)| (*zone).into())
        }
    }
}

/// The moment of seconds or milliseconds since 1970.
fn of_number(text: &str) -> Option<String> {
    let whole = text.split('.').next()?;
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !is_number || !matches!(whole.len(), 9 | 10 | 12 | 13) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let seconds = if whole.len() > 10 {
        number / 1000
    } else {
        number
    };
    let moment = Timestamp::from_second(seconds).ok();
    moment
        .filter(|_| MOMENTS.contains(&seconds))
        .map(|moment| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_their_hour_and_zone() {
        let rows = [
            ("2024-03-01T00:10:00+09:00", "2024-03-01T00:10:00+09:00"),
            ("2024-03-01T00:10:00.500Z", "2024-03-01T00:10:00Z"),
            ("2024-03-01 00:10:00", "2024-03-01T00:10:00"),
            ("2024-03-01 00:10:00+0900", "2024-03-01T00:10:00+09:00"),
            ("2024-03-01 00:10:00 UTC", "2024-03-01T00:10:00Z"),
            (
                "Fri, 01 Mar 2024 00:10:00 +0900",
                "2024-03-01T00:10:00+09:00",
            ),
            ("Fri, 1 Mar 2024 00:10 GMT", "2024-03-01T00:10:00+00:00"),
            ("20240301T001000Z", "2024-03-01T00:10:00Z"),
            ("20240301T0010+09", "2024-03-01T00:10:00+09:00"),
            ("1 March 2024 10:00", "2024-03-01T10:00:00"),
            ("1 March 2024, 22:05:30 GMT", "2024-03-01T22:05:30Z"),
            ("Mar 1, 2024, 12:05 AM EST", "2024-03-01T00:05:00-05:00"),
            ("March 1, 2024 at 7:30pm", "2024-03-01T19:30:00"),
            ("2024-03-02 11:30 PM", "2024-03-02T23:30:00"),
            ("2024-03-02 11:30PM EST", "2024-03-02T23:30:00-05:00"),
            ("2024-03-02T12:15:00AM", "2024-03-02T00:15:00"),
            ("2024-03-02 12:15 p.m.", "2024-03-02T12:15:00"),
            ("2024-03-02 23:30 CEST", "2024-03-02T23:30:00+02:00"),
            ("March 2, 2024, 11:30 p.m. EST", "2024-03-02T23:30:00-05:00"),
            ("2 Mar 2024 11:30 PM PST", "2024-03-02T23:30:00-08:00"),
            ("1709248200", "2024-02-29T23:10:00Z"),
            ("1709248200123", "2024-02-29T23:10:00Z"),
        ];
        for (written, iso) in rows {
            assert_eq!(moment(written).as_deref(), Some(iso), "{written}");
        }
        for written in [
            "2024-03-01",
            "12345",
            "yesterday",
            "2024-13-01T00:00:00",
            "2024-03-02T25:00:00",
            "2024-03-02 13:30 PM",
            "20241301T001000Z",
            "1 March 2024 25:00",
            "1 March 2024 at the ratio 3:1",
            "yesterday 10:00",
            "",
        ] {
            assert_eq!(moment(written), None, "{written}");
        }
    }

    #[test]
    fn days_that_can_be_read() {
        let rows = [
            ("2024-03-01", Some("2024-03-01")),
            ("20240301", Some("2024-03-01")),
            ("March 1, 2024", Some("2024-03-01")),
            ("Friday 1 March 2024 at 10.15", Some("2024-03-01")),
            ("31/12/2024", Some("2024-12-31")),
            ("03/04/2024", None),
            ("2024", None),
            ("March", None),
        ];
        for (written, iso) in rows {
            assert_eq!(day(written).as_deref(), iso, "{written}");
        }
    }
}
