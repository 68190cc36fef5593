//! What must be true of the times of any text and any day of publication.

use proptest::prelude::*;
use sayso_measure::time::{Anchor, Date, Kind, Mod, Moment, Of, Time, TimeRule, times};

/// Pieces that times are made of, so that random texts have many of them.
const PIECES: &[&str] = &[
    "on",
    "in",
    "at",
    "the",
    "a",
    "of",
    "from",
    "to",
    "between",
    "and",
    "or",
    "until",
    "since",
    "by",
    "last",
    "next",
    "this",
    "every",
    "other",
    "past",
    "early",
    "late",
    "mid-",
    "end",
    "first",
    "second",
    "31st",
    "twenty",
    "two",
    "half",
    "few",
    "several",
    "1",
    "12",
    "30",
    "31",
    "99",
    "2024",
    "1998",
    "9999",
    "0001",
    "1000000",
    "'90s",
    "1990s",
    "–",
    "-",
    "/",
    ":",
    ".",
    ",",
    "’s",
    "s",
    "January",
    "February",
    "Feb.",
    "May",
    "December",
    "Monday",
    "Sunday",
    "Sat",
    "morning",
    "night",
    "noon",
    "midnight",
    "a.m.",
    "pm",
    "day",
    "days",
    "week",
    "weeks",
    "weekend",
    "month",
    "quarter",
    "year",
    "years",
    "decade",
    "century",
    "centuries",
    "summer",
    "winter",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
    "now",
    "soon",
    "recently",
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "Easter",
    "Thanksgiving",
    "Christmas",
    "Eve",
    "Ramadan",
    "Yom Kippur",
    "will",
    "said",
    "was",
    "GMT",
    "o'clock",
    "twice",
    "½",
    "more than",
    "nearly",
    "\n",
    "\n\n",
    "é",
    "(",
    ")",
    "30 February",
    "29 February",
    "February 29, 2023",
    "Q3",
    "H1",
    "fiscal",
];

fn check(text: &str, all: &[Time]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for time in all {
        let span = time.span;
        prop_assert!(
            span.start() < span.end() && span.end() as usize <= text.len(),
            "{time:?}"
        );
        prop_assert!(
            text.is_char_boundary(span.start() as usize)
                && text.is_char_boundary(span.end() as usize)
        );
        prop_assert!(span.start() >= end, "times overlap in {text:?}");
        end = span.end();
        prop_assert!(!time.value.is_empty());
        if let (Some(begin), Some(end)) = (time.begin, time.end) {
            prop_assert!(begin < end, "{time:?} in {text:?}");
        }
        prop_assert_eq!(&loaded(time), time);
    }
    Ok(())
}

/// A time that is made again from the names that an output has of it.
fn loaded(time: &Time) -> Time {
    let moment = |moment: Option<Moment>| {
        moment.map(|moment| Moment::parse(&moment.to_string()).expect("a moment"))
    };
    Time {
        kind: time.kind.name().parse::<Kind>().expect("a kind"),
        modifier: time
            .modifier
            .map(|modifier| modifier.name().parse::<Mod>().expect("a modifier")),
        begin: moment(time.begin),
        end: moment(time.end),
        anchor: Anchor::from_names(time.anchor.name(), time.anchor.offset()).expect("an anchor"),
        of: time.of.name().parse::<Of>().expect("an event or speaking"),
        why: time.why.name().parse::<TimeRule>().expect("a rule"),
        ..time.clone()
    }
}

fn day() -> impl Strategy<Value = Option<Moment>> {
    let date = (1..=9999_i32, 1..=12_u8, 1..=31_u8).prop_map(|(y, m, d)| Date::new(y, m, d));
    (date, prop::option::of(0..86_400_u32))
        .prop_map(|(date, second)| date.map(|date| Moment { date, second }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn times_of_any_text(text in any::<String>(), published in day()) {
        check(&text, &times(&text, published))?;
    }

    #[test]
    fn times_of_their_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40), published in day()) {
        let text: String = pieces.concat();
        check(&text, &times(&text, published))?;
        let text = pieces.join(" ");
        check(&text, &times(&text, published))?;
    }

    #[test]
    fn without_a_day_of_publication_nothing_relative_is_placed(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..20)) {
        let text = format!("He left {} last week.", pieces.join(" "));
        for time in times(&text, None).iter().filter(|t| t.span.passage(&text) == "last week") {
            prop_assert!(time.begin.is_none() && time.value.starts_with("XXXX"));
        }
    }
}
