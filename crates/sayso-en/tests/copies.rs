//! The cases that are hard for comparing reports, each with invented reports.

use sayso::Reading;
use sayso::compare::{
    AlteredKind, Comparison, CopyRelation, DirectionRule, Side, Sketch, candidates, compare, keys,
};
use sayso::report::{Body, GivenDay, Place, RawReport, Told};
use sayso::text::Span;
use sayso_en::{Tier, reader};

/// A report as it would be read from a file, with its outlet and its day.
struct Report<'a> {
    text: &'a str,
    outlet: Option<&'a str>,
    day: Option<&'a str>,
}

fn read(report: &Report) -> Reading {
    let raw = RawReport {
        published: report.day.map(|day| GivenDay {
            written: day.to_string(),
            day: Some(day.to_string()),
            moment: None,
            is_default: false,
        }),
        told: Told {
            outlet: report.outlet.map(str::to_string),
            ..Told::default()
        },
        ..RawReport::new(Place::of("-"), Body::Text(report.text.to_string()))
    };
    reader(Tier::Fast).read(&raw).unwrap_or_default()
}

fn plain(text: &str) -> Reading {
    let (outlet, day) = (None, None);
    read(&Report { text, outlet, day })
}

fn sketch_of(report: &Report) -> Sketch {
    Sketch::of(&read(report))
}

fn sketch(text: &str) -> Sketch {
    Sketch::of(&plain(text))
}

fn compared(a: &str, b: &str) -> Comparison {
    compare(&sketch(a), &sketch(b))
}

/// What was altered: the kind and the words of both.
fn altered(a: &str, b: &str) -> Vec<(AlteredKind, Option<String>, Option<String>)> {
    let (a, b) = (plain(a), plain(b));
    let found = compare(&Sketch::of(&a), &Sketch::of(&b));
    let words = |of: &Reading, span: Option<Span>| span.map(|s| of.document.text[s].to_string());
    let all = found.altered.iter();
    all.map(|x| (x.kind, words(&a, x.a), words(&b, x.b)))
        .collect()
}

fn told(found: &Comparison) -> String {
    let features = found.features.log_odds_of_copy();
    format!(
        "{} {} {features:.2} {:?}",
        found.relation, found.score, found.shares
    )
}

const FERRY: &str =
    "The ferry Sunna ran into the old pier at Velm early on Monday and tore a hole \
of four metres into its hull, the harbour office said.

All 212 passengers were brought ashore within an hour. Nine people were treated for bruises, and a \
crew member broke an arm when a locker fell on him.

The captain had reported trouble with the rudder ten minutes before the crash. He dropped both \
anchors, but the ship drifted on towards the pier in a strong south-westerly wind.

“We heard the chains go out and then there was a bang like thunder,” said Odo Brandt, who was \
waiting for the ferry with his bicycle. “People on the deck were thrown off their feet.”

The pier, which was built in 1911, now leans by half a metre. Engineers closed it to walkers and \
will send divers down on Tuesday to look at its 60 oak piles.

Velm Lines, the owner of the Sunna, has taken the ship out of service and will run a smaller boat \
until the end of the month. It expects the repairs to cost $2.4 million.

The ferry line is the only connection of the island of Tarn, where 1,300 people live, with the \
mainland. Farmers there feared that milk could not be collected in time.";

#[test]
fn a_copy_inside_quotation_marks_is_a_copy() {
    let quoting = FERRY
        .replace("“", "‘")
        .replace("”", "’")
        .replace("\n\n", "\n\n“");
    let quoting = format!(
        "Our neighbours at the Tarn Herald have the story this morning:\n\n“{quoting}”\n\nWe wish everybody on board well."
    );
    let found = compared(FERRY, &quoting);
    assert!(found.relation.is_copy(), "{}", told(&found));
}

#[test]
fn a_quotation_that_was_reworded_is_listed() {
    let other = FERRY.replace(
        "“We heard the chains go out and then there was a bang like thunder,”",
        "“We heard the chains run out and then came a bang like thunder,”",
    );
    let found = altered(FERRY, &other);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, AlteredKind::Quote);
}

#[test]
fn names_and_figures_that_were_altered_are_listed() {
    let other = FERRY
        .replace("Odo Brandt", "Odo Lindner")
        .replace("its 60 oak piles", "its 90 oak piles")
        .replace("$2.4 million", "$2.4 billion");
    let found = altered(FERRY, &other);
    let kinds: Vec<AlteredKind> = found.iter().map(|x| x.0).collect();
    assert_eq!(
        kinds,
        [AlteredKind::Name, AlteredKind::Figure, AlteredKind::Figure],
        "{found:?}"
    );
}

#[test]
fn what_is_written_otherwise_and_means_the_same_is_not_altered() {
    let text = "The Norvik Transport Board spent $300 million on the 36th bridge in Velm, and Mayor \
Mikhail Petrovsky opened it at 5 p.m. (1700 GMT) on 4 May with 1,200 guests from the whole country.\n\n\
About 40 boats passed under it in the first hour, and a band played on the bank of the river.";
    let other = text
        .replace("The Norvik Transport Board", "The NTB")
        .replace("$300 million", "$300M")
        .replace("the 36th bridge", "the 36TH bridge")
        .replace("Mikhail Petrovsky", "Mikhail Petrovskyy")
        .replace("5 p.m. (1700 GMT)", "5 p.m. EDT")
        .replace("1,200 guests", "1200 guests");
    assert_eq!(altered(text, &other), []);
}

#[test]
fn a_hedge_and_a_source_that_were_lost_are_listed_and_one_that_moved_is_not() {
    let hedged = FERRY.replace(
        "now leans by half a metre",
        "may be leaning by half a metre",
    );
    let sure = FERRY.replace("now leans by half a metre", "is leaning by half a metre");
    let found = altered(&hedged, &sure);
    assert_eq!(
        found,
        [(AlteredKind::Status, Some("may".to_string()), None)]
    );
    let unsourced = FERRY.replace(", the harbour office said.", ".");
    let found = altered(FERRY, &unsourced);
    let source = Some("the harbour office".to_string());
    assert_eq!(found, [(AlteredKind::Source, source, None)]);
    let first = FERRY.replace(
        "The ferry Sunna ran",
        "The harbour office said the ferry Sunna ran",
    );
    let first = first.replace(", the harbour office said.", ".");
    assert_eq!(altered(FERRY, &first), []);
}

#[test]
fn a_source_is_lost_though_the_sentences_around_it_have_sources_of_their_own() {
    let crane = "The old crane on the quay of Brun fell into the harbour on Sunday night.

The harbour master, Ada Quill, said that the feet of the crane were rusted through. A diver broke his wrist, a nurse at the \
clinic said. The owner of the yard, Tore Sand, said he would pay for a new one.

Two boats were crushed, one of them a ketch from 1911. The rest of the fleet was at sea, and the quay stays shut until Friday.";
    let nurse = ", a nurse at the clinic said. The";
    let source = Some("a nurse at the clinic".to_string());
    assert_eq!(
        altered(crane, &crane.replace(nurse, ". The")),
        [(AlteredKind::Source, source, None)]
    );
    // A source that the sentence before names still says it, and one that the next names may do so.
    let same = crane.replace(nurse, ", the harbour master said. The");
    assert_eq!(altered(&same, &crane.replace(nurse, ". The")), []);
    let next = crane.replace(
        nurse,
        ". A nurse at the clinic said that he was doing well. The",
    );
    assert_eq!(altered(crane, &next), []);
}

const STATEMENT: &str = "“The board of Velm Lines deeply regrets what happened on Monday. We have \
ordered an inspection of all five ships of our fleet, beginning with the steering gear. The Sunna \
passed its last survey in March without any remark, and her captain has 22 years of service with us. \
We will pay for every journey that has to be cancelled, and we will work with the island council so \
that milk, mail and medicine reach Tarn every single day. Nobody will lose a working day over this. \
We owe that to the islanders who have trusted our boats for three generations,” the statement said.";

#[test]
fn two_reports_made_mostly_of_one_statement_have_the_same_source() {
    let a = format!(
        "Five ferries face checks after the accident at the old pier, their owner announced.\n\n{STATEMENT}\n\n\
Trading in shares of the company was halted in Norvik for the afternoon. Analysts doubt that its insurance pays."
    );
    let b = format!(
        "Islanders can expect refunds, and cows need not wait: so the shipping firm promised last night.\n\n{STATEMENT}\n\n\
At the quay of Tarn a dozen people read the text aloud from a telephone. Some laughed, one old fisherman swore."
    );
    let found = compared(&a, &b);
    assert_eq!(found.relation, CopyRelation::SameSource, "{}", told(&found));
}

const BOILERPLATE: &str = "Sign up for our morning newsletter and never miss what matters in the islands. \
You can cancel at any time with one click.\n\n\
The Tarn Herald is reader-funded. Support independent reporting on the coast from two crowns a month.\n\n\
Comments are closed. Please read our rules of conduct before you write to the editors.";

#[test]
fn boilerplate_in_common_does_not_make_a_copy() {
    let bread = "Bread gets dearer in Norvik for the third time this year, because the harvest was poor and \
flour is short. A loaf of rye now costs 4.20 crowns.\n\n\
Bakers blame the mills, and the mills blame the rain. At the market hall some stalls ran out of rolls by nine.";
    let found = compared(
        &format!("{FERRY}\n\n{BOILERPLATE}"),
        &format!("{bread}\n\n{BOILERPLATE}"),
    );
    assert!(!found.relation.is_copy(), "{}", told(&found));
}

#[test]
fn a_page_that_has_the_report_twice_with_comments_and_teasers_is_a_copy() {
    let page = format!(
        "{FERRY}\n\nRead also: Bread gets dearer in Norvik. Mayor opens the new swimming hall. Goat rescued from roof.\n\n\
{FERRY}\n\nJonte writes: I always said that pier was rotten. Mia writes: Glad everyone is safe! \
Olle writes: And who pays for it, again?\n\n{BOILERPLATE}"
    );
    let found = compared(FERRY, &page);
    assert!(found.relation.is_copy(), "{}", told(&found));
    assert!(found.shares.narration_a > 0.95);
    assert!(found.altered.is_empty(), "{:?}", found.altered);
}

#[test]
fn two_versions_of_one_wire_story_are_copies_and_neither_is_the_source() {
    let first = format!("VELM, Orland (AP) — {FERRY}");
    let second = first
        .replace(
            "Nine people were treated for bruises",
            "Eleven people were treated for bruises",
        )
        .replace(
            "Farmers there feared that milk could not be collected in time.",
            "A relief boat took 9,000 litres of milk to the mainland in the evening.\n\n\
Prosecutors in Norvik opened an inquiry. The rudder had been repaired in January.",
        );
    let found = compared(&first, &second);
    assert!(found.relation.is_copy(), "{}", told(&found));
    assert_eq!(found.direction.from, None);
    let kinds: Vec<AlteredKind> = found.altered.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AlteredKind::Figure]);
}

const STRIKE: &str = "Bus drivers in Norvik will stop work on Thursday after talks about shifts broke down \
late on Sunday evening.

The union wants at least eleven hours between two shifts. The city offers ten, and points to an empty \
purse and 40 vacant posts.

Only the night lines and the school buses will run. The railway adds carriages on the eastern line, \
and taxi firms were asked to bring out every car they have.

“My people fall asleep at the red lights,” said Berta Solheim, who leads the drivers' branch of the \
union. The last strike, nine years ago, lasted two days and ended with a raise of 4 percent.

Shops in the centre fear for their weekly market. The fire brigade will move an engine to the hospital \
because it expects the streets to be blocked by private cars.";

#[test]
fn a_merged_report_is_a_copy_of_both_its_parts() {
    let half = |text: &str, paragraphs: usize| -> String {
        let all: Vec<&str> = text.split("\n\n").collect();
        all[..paragraphs].join("\n\n")
    };
    let merged = format!("{}\n\n{}", half(FERRY, 5), half(STRIKE, 4));
    for part in [FERRY, STRIKE] {
        let found = compared(part, &merged);
        assert!(found.relation.is_copy(), "{}", told(&found));
    }
    assert!(!compared(FERRY, STRIKE).relation.is_copy());
}

const LIVE: [&str; 8] = [
    "07.12 The harbour office confirms that a ferry has struck the pier. Police have closed the quay road.",
    "07.40 Our reporter sees two ambulances and a fire boat. Fog is coming in from the north.",
    "08.05 Velm Lines says that everybody is off the ship and that it has begun to list slightly.",
    "08.31 The first bus with passengers leaves for the town hall, where tea and blankets are waiting.",
    "09.10 The mayor asks people to stay away from the shore, because tiles fall from the pier house.",
    "09.48 A tug from Norvik makes fast at the stern. The tide turns in about half an hour.",
    "10.20 Trains to the harbour end at the market square until further notice, the railway says.",
    "11.02 The tug pulls the Sunna clear. Applause among those who watch from the hill.",
];

const OTHER_LIVE: [&str; 8] = [
    "7:15 Reports of a collision at the old pier are coming in. We are trying to reach the coast guard.",
    "7:33 Coast guard spokesman: one vessel, no fire on board, evacuation under way.",
    "8:02 The evacuation is complete, says the company that owns the vessel. Nobody is missing.",
    "8:45 Ferries to the island are off for today. Tickets can be returned at any booth.",
    "9:20 A crack runs through the pier from the third lamp to the end, our photographer reports.",
    "9:55 Divers are on their way from the naval base, three hours by road.",
    "10:31 Insurance experts put the damage in the millions, though none has seen the ship yet.",
    "11:05 The vessel is being towed towards the yard. We end our live coverage here.",
];

#[test]
fn two_live_blogs_of_one_event_are_not_copies_and_one_that_takes_over_most_entries_is() {
    let (ours, theirs) = (LIVE.join("\n\n"), OTHER_LIVE.join("\n\n"));
    let found = compared(&ours, &theirs);
    assert!(!found.relation.is_copy(), "{}", told(&found));
    let taken = [&LIVE[..6], &OTHER_LIVE[5..]].concat().join("\n\n");
    let found = compared(&ours, &taken);
    assert!(found.relation.is_copy(), "{}", told(&found));
}

/// Reports of recurring forms: each row has two of one form, about different days, people or matches.
const FORMS: [(&str, &str, &str); 5] = [
    (
        "weather",
        "Monday will be mostly cloudy in the islands, with showers in the west and highs of 14 degrees. \
Winds from the southwest at 20 to 30 kilometres an hour. Tonight will be clear in the east, with lows of 6 \
degrees and patches of fog near the coast.\n\nTuesday brings sunny spells, highs of 17 degrees and light winds. \
The outlook for Wednesday: rain from the west, turning heavy by evening. Sunrise is at 5:48 and sunset at 20:31.",
        "Friday will be mostly sunny in the islands, with a shower in the north and highs of 19 degrees. \
Winds from the east at 10 to 15 kilometres an hour. Tonight will be cloudy in the west, with lows of 9 degrees \
and some drizzle near the coast.\n\nSaturday brings clouds, highs of 16 degrees and strong winds. The outlook for \
Sunday: clearing from the west, turning cold by evening. Sunrise is at 5:39 and sunset at 20:40.",
    ),
    (
        "obituary",
        "Alma Reiss, a teacher who taught three generations of children in Velm to read, died on Sunday at her home. \
She was 91.\n\nHer death was confirmed by her daughter. The cause was pneumonia.\n\nAlma Reiss was born on 4 June 1932 \
in Norvik, the second of five children of a railway clerk. She studied in Orland and came to the island in 1955. \
She is survived by two daughters, a son and seven grandchildren. A service will be held on Friday at St. Ann's church.",
        "Viktor Hald, a boat builder whose red dinghies are known along the coast, died on Thursday in a hospital in Norvik. \
He was 84.\n\nHis death was confirmed by his wife. The cause was cancer.\n\nViktor Hald was born on 19 March 1940 in Tarn, \
the youngest of three children of a fisherman. He learned his trade in Velm and opened his yard in 1968. He is survived by \
his wife, a son and four grandchildren. A service will be held on Tuesday at the seamen's church.",
    ),
    (
        "market report",
        "Shares in Norvik closed higher on Tuesday, led by gains in shipping and banks. The OX 30 index rose 1.2 percent to \
4,310 points. Velm Lines gained 3.4 percent, and Orland Bank added 2.1 percent.\n\nVolume was above average. The crown \
was little changed against the euro at 11.32. The yield of the ten-year bond rose to 2.84 percent. Oil fell 0.6 percent \
to $78.10 a barrel.",
        "Shares in Norvik closed lower on Friday, dragged by losses in energy and retail. The OX 30 index fell 0.8 percent to \
4,255 points. Tarn Oil lost 4.0 percent, and Halden Stores dropped 1.9 percent.\n\nVolume was below average. The crown \
weakened against the euro to 11.47. The yield of the ten-year bond fell to 2.71 percent. Oil rose 1.5 percent to $80.45 a \
barrel.",
    ),
    (
        "match report",
        "Velm United beat Halden 2-1 on Saturday with a late goal by Kaj Moen. Moen headed in a corner in the 88th minute \
after Halden had equalised through Brun ten minutes before.\n\nThe visitors had the better of the first half, but it was \
Lund who put the home side ahead in the 31st minute with a shot from outside the box. Velm are fourth with 34 points. \
Halden, who have lost four in a row, play Tarn next week.",
        "Tarn Rovers beat Orland City 3-0 on Sunday with two early goals by Per Voss. Voss scored from a free kick in the \
6th minute and added a second after a mistake by the goalkeeper.\n\nThe visitors had more of the ball in the second half, \
but it was Riis who made it three in the 74th minute with a header from close range. Tarn are second with 41 points. \
Orland, who have won once away from home, play Velm next week.",
    ),
    (
        "court roundup",
        "A 34-year-old man from Velm was sentenced to two years in prison on Monday for a burglary at a jeweller's. The district \
court in Norvik found that he had broken in through the roof. He can appeal within three weeks.\n\nHis lawyer said that \
the sentence was too harsh. The prosecutor had asked for three years.",
        "A 51-year-old woman from Halden was sentenced to eight months in prison on Thursday for tax fraud. The district court in \
Norvik found that she had hidden income from a hotel. She can appeal within three weeks.\n\nHer lawyer said that the \
judges had ignored a report. The prosecutor had asked for one year.",
    ),
];

#[test]
fn reports_of_one_recurring_form_are_not_copies() {
    for (form, a, b) in FORMS {
        let found = compared(a, b);
        assert!(!found.relation.is_copy(), "{form}: {}", told(&found));
    }
}

#[test]
fn who_was_first_is_told_by_the_credit_of_an_outlet_or_an_agency() {
    let direction = |a: &Report, b: &Report| {
        let direction = compare(&sketch_of(a), &sketch_of(b)).direction;
        direction.from.zip(direction.rule)
    };
    let report = |text| Report {
        text,
        outlet: Some("Orland Post"),
        day: None,
    };
    let wire = format!("VELM, Orland (AP) — {FERRY}");
    let wire = report(&wire);
    let credited = format!("{FERRY}\n\nThe Associated Press contributed to this report.");
    let credited = Report {
        outlet: Some("Tarn Herald"),
        ..report(&credited)
    };
    let cited = format!("{FERRY}\n\nThe islanders will get refunds, the Orland Post reported.");
    let cited = Report {
        outlet: Some("Tarn Herald"),
        ..report(&cited)
    };
    let plain = Report {
        outlet: Some("Tarn Herald"),
        ..report(FERRY)
    };
    assert_eq!(
        direction(&wire, &credited),
        Some((Side::A, DirectionRule::Byline))
    );
    assert_eq!(
        direction(&credited, &wire),
        Some((Side::B, DirectionRule::Byline))
    );
    assert_eq!(
        direction(&wire, &cited),
        Some((Side::A, DirectionRule::Credit))
    );
    assert_eq!(
        direction(&wire, &plain),
        Some((Side::A, DirectionRule::Wire))
    );
    assert_eq!(direction(&credited, &plain), None);
    // A line with two names is not that of an agency's text.
    let joint = format!("VELM, Orland (Tarn News/AP) — {FERRY}");
    assert_eq!(direction(&report(&joint), &plain), None);
    let late = Report {
        day: Some("2024-03-05"),
        ..report(FERRY)
    };
    let early = Report {
        day: Some("2024-03-03"),
        ..report(FERRY)
    };
    assert_eq!(
        direction(&late, &early),
        Some((Side::B, DirectionRule::Published))
    );
}

#[test]
fn a_thousand_reports_of_one_event_are_not_all_compared_with_each_other() {
    let paragraphs: Vec<&str> = FERRY.split("\n\n").collect();
    let reports = (0..1000).map(|n: usize| {
        let kept = (0..paragraphs.len()).filter(|&p| p == 0 || n >> (p % 10) & 1 == 0);
        let kept: Vec<&str> = kept.map(|p| paragraphs[p]).collect();
        format!(
            "{}\n\nReader {n} of {} told us so.",
            kept.join("\n\n"),
            7 * n + 3
        )
    });
    let keys: Vec<_> = reports.map(|text| keys(&sketch(&text))).collect();
    let pairs = candidates(&keys);
    assert!(pairs.len() <= 40 * 1000, "{} pairs", pairs.len());
    let mut reached = vec![false; 1000];
    for &(a, b) in &pairs {
        (reached[a as usize], reached[b as usize]) = (true, true);
    }
    assert!(reached.iter().all(|reached| *reached));
}
