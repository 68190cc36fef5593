//! Reports that have words in common without either being made from the other: of one form with other
//! particulars, and of one outlet with the words that stand in all its reports.

use sayso::compare::{
    AlteredKind, Comparison, DirectionRule, SentenceKind, Side, Sketch, compare, keys,
};
use sayso::report::{Body, GivenDay, Place, RawReport};
use sayso_en::{Tier, reader};

fn sketch(text: &str) -> Sketch {
    let reading = reader(Tier::Fast).read(&RawReport::text(text));
    Sketch::of(&reading.unwrap_or_default())
}

fn compared(a: &str, b: &str) -> Comparison {
    compare(&sketch(a), &sketch(b))
}

/// Short reports that contradict each other or are about two events of one kind.
const OF_ONE_FORM: [(&str, &str); 10] = [
    (
        "Fire at warehouse in Velm\n\nA fire broke out at a warehouse in Velm early on Monday, injuring 14 people, officials said. Firefighters took three hours to put it out. The cause is being investigated.",
        "Fire at school in Tarn\n\nA fire broke out at a school in Tarn late on Friday, injuring two people, officials said. Firefighters took five hours to put it out. The cause is being investigated.",
    ),
    (
        "Council to close pool\n\nThe council of Velm voted 7 to 2 on Monday to close the swimming pool. Mayor Ines Moller said it will not reopen before 2026.",
        "Council to keep pool\n\nThe council of Velm voted 6 to 3 on Tuesday to keep the swimming pool. Deputy Odo Brandt said it will reopen before the summer.",
    ),
    (
        "Orland Bank will cut 300 jobs in Norvik by June, its head Berta Solheim said on Monday. The bank had a loss of 40 million crowns last year.",
        "Orland Bank will not cut jobs in Norvik, its head Kaj Moen said on Thursday. The bank had a profit of 12 million crowns last year.",
    ),
    (
        "Police in Velm arrested a man of 34 on Monday after a shop was robbed in Quay Street. Nobody was hurt. He will appear in court on Wednesday.",
        "Police in Halden arrested a woman of 51 on Friday after a bank was robbed in Mill Lane. One person was hurt. She will appear in court on Monday.",
    ),
    (
        "The ferry Sunna will sail to Tarn on Saturday at 9 a.m., Velm Lines said. Tickets cost 12 crowns.",
        "The ferry Sunna will not sail to Tarn on Saturday, Velm Lines said. Tickets of 14 crowns will be refunded.",
    ),
    (
        "A quake of magnitude 5.1 shook the islands on Monday at 6:12 a.m., the survey said. The centre was 14 km south of Velm at a depth of 10 km. There were no reports of damage.",
        "A quake of magnitude 4.3 shook the islands on Sunday at 11:40 p.m., the survey said. The centre was 60 km north of Tarn at a depth of 33 km. There were no reports of damage.",
    ),
    (
        "The Velm Lions have signed the goalkeeper Per Voss for two years. He comes from Halden for 300,000 crowns. “I am very happy to be here,” he said.",
        "The Tarn Rovers have signed the striker Kaj Moen for three years. He comes from Norvik for 1.2 million crowns. “I am very happy to be here,” he said.",
    ),
    (
        "Three hikers were found alive on Mount Brun on Monday after two days in the snow, rescuers said. They were taken to hospital in Velm.",
        "Three hikers were found dead on Mount Brun on Monday after four days in the snow, police said. They were taken to a morgue in Norvik.",
    ),
    (
        "Nurses in Halden will strike on Monday, their union said. Talks about pay failed, and 900 nurses want 6 percent more.",
        "Nurses in Halden will not strike on Monday, their union said. Talks about pay succeeded, and 900 nurses get 4 percent more.",
    ),
    (
        "The school in Brun will open on 2 September, the board said. It has room for 240 pupils.",
        "The school in Brun will not open on 2 September, the board said. It has room for 180 pupils, and the roof leaks.",
    ),
];

#[test]
fn short_reports_of_one_form_with_other_particulars_are_not_copies() {
    for (a, b) in OF_ONE_FORM {
        let found = compared(a, b);
        assert!(!found.relation.is_copy(), "{} {a}", found.relation);
        assert!(found.score < 0.5 && found.altered.is_empty());
    }
}

/// Short copies in which something was altered.
const ALTERED: [(&str, &str); 4] = [
    (
        "A fire broke out at a warehouse in Velm early on Monday, injuring 14 people, officials said. Firefighters took three hours to put it out. The cause is being investigated.",
        "A fire broke out early on Monday at a warehouse in Velm and hurt 14 people, officials said. Firefighters took three hours to put it out. The cause is under investigation.",
    ),
    (
        "The council of Velm voted 7 to 2 on Monday to close the swimming pool. Mayor Ines Moller said it will not reopen before 2026.",
        "The council of Velm voted 7 to 3 on Monday to close the swimming pool. Mayor Ines Moller said it will reopen before 2026.",
    ),
    (
        "Orland Bank will cut 300 jobs in Norvik by June, its head Berta Solheim said on Monday. The bank had a loss of 40 million crowns last year.",
        "Orland Bank will cut 400 jobs in Norvik by June, its head Berta Solheim said on Monday. The bank had a loss of 40 million crowns last year.",
    ),
    (
        "The old pier at Velm was closed on Monday. Engineers found rot in 14 of its 60 piles. The council will vote on repairs in May.",
        "The old pier at Velm was closed on Monday. Engineers found rot in 40 of its 60 piles. The council will vote on repairs in June.",
    ),
];

#[test]
fn short_copies_with_an_alteration_are_copies() {
    for (a, b) in ALTERED {
        let found = compared(a, b);
        assert!(found.relation.is_copy(), "{} {a}", found.relation);
    }
}

#[test]
fn a_copy_in_which_many_statements_are_turned_round_is_a_copy() {
    let text = "Inspectors said on Tuesday that the dam at Skarn is safe and will not be drained before winter.\n\n\
        The dam was built in 1958. About 4,200 people live below it, and 61 of them had left their houses.\n\n\
        “We found no cracks,” said Siv Lam, who leads the inspection. The mayor denied that the report was delayed.";
    let turned = text
        .replace("is safe", "is unsafe")
        .replace("will not be", "will be")
        .replace("found no cracks", "found cracks")
        .replace("denied that", "confirmed that");
    let found = compared(text, &turned);
    assert!(
        found.relation.is_copy(),
        "{} {}",
        found.relation,
        found.score
    );
    let reversed = found
        .altered
        .iter()
        .filter(|x| x.kind == AlteredKind::Reversed);
    assert_eq!(reversed.count(), 4);
}

/// What an outlet prints every day with other figures.
const OF_TWO_DAYS: [(&str, &str); 6] = [
    (
        "Weather in Norvik for Monday\n\nCloudy with a high of 14 and a low of 6. Winds from the west at 20 km/h. Chance of rain 40 percent. Sunrise 5:48, sunset 20:31. Pollen low.",
        "Weather in Norvik for Tuesday\n\nCloudy with a high of 17 and a low of 9. Winds from the east at 30 km/h. Chance of rain 60 percent. Sunrise 5:46, sunset 20:33. Pollen low.",
    ),
    (
        "The weather service expects a mild and mostly dry day in the islands, with a few clouds in the afternoon. Temperatures will reach 15 degrees in Velm and 13 in Tarn. A light breeze blows from the south. The night stays dry, and temperatures fall to 7 degrees.",
        "The weather service expects a mild and mostly dry day in the islands, with a few clouds in the morning. Temperatures will reach 18 degrees in Velm and 16 in Tarn. A light breeze blows from the west. The night stays dry, and temperatures fall to 9 degrees.",
    ),
    (
        "Norvik shares close higher\n\nThe OX 30 index closed at 4,310 points on Tuesday, up 1.2 percent from the day before. Velm Lines gained 3.4 percent to 118 crowns. Orland Bank added 2.1 percent to 44.20 crowns. Turnover was 310 million crowns. The euro was at 11.32 crowns in late trading.",
        "Norvik shares close lower\n\nThe OX 30 index closed at 4,255 points on Wednesday, down 1.3 percent from the day before. Velm Lines lost 2.2 percent to 115 crowns. Orland Bank shed 0.9 percent to 43.80 crowns. Turnover was 270 million crowns. The euro was at 11.41 crowns in late trading.",
    ),
    (
        "Oil fell on Monday. Brent was down 60 cents at $78.10 a barrel by noon, and the lighter grade lost 55 cents to $74.02. Traders said that demand in Orland is weak and that stocks are high. Gold rose 4 dollars to $1,910 an ounce.",
        "Oil fell on Thursday. Brent was down 20 cents at $77.35 a barrel by noon, and the lighter grade lost 31 cents to $73.40. Traders said that demand in Orland is weak and that stocks are high. Gold rose 9 dollars to $1,922 an ounce.",
    ),
    (
        "Lottery numbers of Saturday\n\nThe numbers drawn on Saturday, 4 May, were 3, 14, 22, 31, 40 and 44. The bonus number was 7. Nobody won the jackpot of 2 million crowns, which rises to 3 million. Tickets are sold until 6 p.m. on the day of the draw.",
        "Lottery numbers of Saturday\n\nThe numbers drawn on Saturday, 11 May, were 8, 11, 19, 27, 36 and 41. The bonus number was 2. Nobody won the jackpot of 3 million crowns, which rises to 4 million. Tickets are sold until 6 p.m. on the day of the draw.",
    ),
    (
        "Traffic this week\n\nThe coast road is closed between Velm and Tarn on Monday from 9 a.m. to 3 p.m. for works. Drivers should use the mountain road. Expect delays of 20 minutes. Buses of line 4 stop at the market.",
        "Traffic this week\n\nThe coast road is closed between Halden and Brun on Thursday from 8 a.m. to noon for works. Drivers should use the mountain road. Expect delays of 35 minutes. Buses of line 7 stop at the church.",
    ),
];

#[test]
fn reports_of_one_form_of_two_days_are_not_copies() {
    for (a, b) in OF_TWO_DAYS {
        let found = compared(a, b);
        assert!(!found.relation.is_copy(), "{} {a}", found.relation);
    }
}

/// Two short reports that have nothing in common but what stands below both.
const WITH_BOILERPLATE: [(&str, &str, &str); 5] = [
    (
        "Bread gets dearer in Norvik for the third time this year. A loaf of rye costs 4.20 crowns.",
        "A goat was rescued from the roof of the old brewery. The firemen used a ladder and a carrot.",
        "Subscribe to our newsletter for the latest from the islands, straight to your inbox every morning. You can unsubscribe at any time. By signing up you agree to our terms and our privacy policy.\n\n© 2024 Tarn Herald. All rights reserved. This material may not be published, broadcast or rewritten without permission.\n\nAbout the Tarn Herald: The Tarn Herald is an independent daily newspaper that has served the islands since 1911. It is owned by a trust and has forty reporters in three towns.",
    ),
    (
        "Divers have found the anchor of a ship that sank in 1902 off Brun. It will be shown in the museum.",
        "School begins an hour later from September in Halden, the board decided. Buses will run later too.",
        "Sign up here to get the Morning Ferry, our email with the five stories that matter, every weekday at 6 a.m.\n\nFollow us on our channels for more news from the coast, and download our free app. If you have a tip, write to our reporters in confidence.",
    ),
    (
        "Velm Lines names Ada Quill as head of finance from June. She comes from Orland Bank.",
        "Velm Lines orders two electric ferries from a yard in Halden. They are due in 2027.",
        "About Velm Lines\n\nVelm Lines is a leading operator of passenger and freight ferries with a fleet of 14 ships. Founded in 1923 and based in Velm, the company employs 640 people and carries 2 million passengers a year. For more information, visit our website.\n\nForward-looking statements in this release involve risks and uncertainties that could cause actual results to differ materially.",
    ),
    (
        "The lighthouse of Brun gets a new lamp. The old one goes to a school.",
        "A choir from Tarn won a prize in Norvik on Sunday. It sang three songs of the sea.",
        "Read more: Ten walks for a rainy Sunday. The best cafes on the quay. Our quiz of the week.\n\nThis article was amended to correct the spelling of a name. Reporting by our staff in Velm; editing by the night desk. Our standards: the principles that we work by.\n\nThank you for reading. Our journalism is free because readers pay for it: if you can, please support us from as little as two crowns a month. It only takes a minute.",
    ),
    (
        "A wolf was seen near the mill in Brun on Monday. It drank from the brook and left.",
        "Tarn gets a skating rink with a roof, the mayor said on Friday. It is paid for by a raffle.",
        "Get the news of the valley in your inbox every morning: sign up for our newsletter. You can cancel at any time.\n\nThis report was made by our regional desk. If you know more, write to our editors or call the night desk.",
    ),
];

#[test]
fn words_of_the_outlet_below_two_reports_do_not_make_them_copies() {
    for (a, b, below) in WITH_BOILERPLATE {
        let (of_a, of_b) = (
            sketch(&format!("{a}\n\n{below}")),
            sketch(&format!("{b}\n\n{below}")),
        );
        let found = compare(&of_a, &of_b);
        assert!(!found.relation.is_copy(), "{} {below}", found.relation);
        let keys_of_a = keys(&of_a);
        let shared = keys(&of_b)
            .into_iter()
            .filter(|key| keys_of_a.contains(key));
        assert!(
            shared.count() < 2,
            "reports are compared if they share two: {below}"
        );
        // The report itself is found as before.
        let reworded = sketch(&format!("{a}\n\nBread gets dearer in Norvik."));
        let found = compare(&of_a, &reworded);
        assert!(found.relation.is_copy(), "{} {a}", found.relation);
    }
}

#[test]
fn what_somebody_says_is_no_boilerplate() {
    for text in [
        "“Sign up for our newsletter,” the leaflet of the sect said.",
        "The bank changed its privacy policy and told nobody, “because our terms allow it”.",
        "About 120 people came to the hall. They left at noon.",
        "About the fire nobody would speak. The mayor left at noon.",
    ] {
        let sketch = sketch(&format!("Velm hears of it\n\n{text}"));
        let kinds = sketch.sentences.iter().map(|sentence| sentence.kind);
        assert!(
            kinds
                .into_iter()
                .all(|kind| kind != SentenceKind::Boilerplate),
            "{text}"
        );
    }
}

/// A report that was published at a moment in its own zone.
fn published(text: &str, moment: &str) -> Sketch {
    let raw = RawReport {
        published: Some(GivenDay {
            written: moment.to_string(),
            day: Some(moment[..10].to_string()),
            moment: (moment.len() > 10).then(|| moment.to_string()),
            is_default: false,
        }),
        ..RawReport::new(Place::of("-"), Body::Text(text.to_string()))
    };
    Sketch::of(&reader(Tier::Fast).read(&raw).unwrap_or_default())
}

#[test]
fn of_two_reports_of_one_day_the_one_of_the_earlier_hour_was_first() {
    use DirectionRule::{Hour, Published};
    let text =
        "The old pier at Velm was closed on Monday. Engineers found rot in 14 of its 60 piles.";
    let first = |a: &str, b: &str| {
        let (a, b) = (
            published(text, a),
            published(&format!("{text} It leans."), b),
        );
        let direction = compare(&a, &b).direction;
        direction.from.zip(direction.rule)
    };
    for (a, b, expected) in [
        (
            "2024-03-04T09:00:00Z",
            "2024-03-04T11:00:00Z",
            Some((Side::A, Hour)),
        ),
        (
            "2024-03-04T11:00:00+02:00",
            "2024-03-04T09:30:00Z",
            Some((Side::A, Hour)),
        ),
        (
            "2024-03-04T23:30:00-05:00",
            "2024-03-05T03:00:00Z",
            Some((Side::B, Hour)),
        ),
        (
            "2024-03-04T09:00:00Z",
            "2024-03-05T11:00:00Z",
            Some((Side::A, Published)),
        ),
        ("2024-03-04T09:00:00Z", "2024-03-04T09:00:00Z", None),
        // Without a zone an hour says nothing.
        ("2024-03-04T09:00:00", "2024-03-04T11:00:00", None),
        ("2024-03-04T09:00:00Z", "2024-03-04", None),
    ] {
        assert_eq!(first(a, b), expected, "{a} {b}");
        let other = expected.map(|(side, rule)| (side.other(), rule));
        assert_eq!(first(b, a), other, "{b} {a}");
    }
}
