//! Reports that have a part in common and are otherwise told by themselves, and which of two came first if both print an
//! agency.

use sayso::compare::{Comparison, CopyRelation, DirectionRule, Side, Sketch, compare};
use sayso::report::{Body, GivenDay, Place, RawReport, Told};
use sayso_en::{Tier, reader};

fn sketch(text: &str, outlet: &str, day: &str) -> Sketch {
    let raw = RawReport {
        published: Some(GivenDay {
            written: day.to_string(),
            day: Some(day.to_string()),
            moment: None,
            is_default: false,
        }),
        told: Told {
            outlet: Some(outlet.to_string()),
            ..Told::default()
        },
        ..RawReport::new(Place::of("-"), Body::Text(text.to_string()))
    };
    Sketch::of(&reader(Tier::Fast).read(&raw).unwrap_or_default())
}

fn compared(a: &str, b: &str) -> Comparison {
    compare(
        &sketch(a, "Tarn Herald", "2024-03-04"),
        &sketch(b, "Norvik Post", "2024-03-06"),
    )
}

const BACKGROUND: &str = "The dam above Halden burst on 9 June 2019 after a week of rain and \
sent a wave of mud through the lower town. Forty-one people drowned, and 600 houses had to be pulled down. A commission \
found two years later that the spillway had been blocked with timber since the winter.";

const TRIAL: &str = "Two engineers of the water board went on trial in Norvik on Monday, accused of having signed \
reports on a dam that nobody had looked at.

Both deny the charge. Their lawyer, Ines Moller, asked the judge to throw out the case because the records of the board were \
lost in a fire. The prosecutor called that an insult to the families.

The court will hear the first of 70 witnesses on Thursday.";

const SCHOOL: &str = "The new school of Halden opened its doors to 240 children on Wednesday, with a band and a \
cake in the shape of a fish.

Pupils had been taught in containers behind the railway station. The roof carries solar panels, and the gym can be \
used by clubs in the evening.

Parents complained that the bus stops too far away. The town promised a crossing with lights by autumn.";

#[test]
fn a_paragraph_of_background_that_is_used_again_makes_a_part_in_common() {
    let (a, b) = (
        format!("{TRIAL}\n\n{BACKGROUND}"),
        format!("{SCHOOL}\n\n{BACKGROUND}"),
    );
    let found = compared(&a, &b);
    assert_eq!(found.relation, CopyRelation::Merged, "{:?}", found.shares);
    // Where most of one is in the other, it is a rewording whatever was added.
    let mut more = a.clone() + "\n\nThe trial is expected to last until the end of May.";
    for (own, other) in [
        ("burst on", "gave way on"),
        ("sent a wave", "pushed a wave"),
        ("asked the judge to throw out", "urged the judge to dismiss"),
        ("pulled down", "torn down"),
        ("called that an insult", "spoke of an affront"),
        ("blocked with timber", "choked by logs"),
    ] {
        more = more.replace(own, other);
    }
    let found = compared(&a, &more);
    assert_eq!(found.relation, CopyRelation::Light, "{:?}", found.shares);
}

const VERDICT: &str = "A jury in Norvik cleared two engineers of the water board on Monday of having signed reports on \
the dam at Halden that nobody had looked at.

“We looked at it from the road, as everybody did,” Odo Brandt told the court in May. “Nobody asked us for more than that, \
and nobody paid for a boat.”

The dam burst on 9 June 2019 and drowned 41 people in the lower town. The prosecutor, Lena Hoel, said she would appeal.

The families left the hall in silence.";

const COLUMN: &str = "On Tuesday the Tarn Herald wrote: “A jury in Norvik cleared two engineers of the water board on \
Monday of having signed reports on the dam at Halden that nobody had looked at. The dam burst on 9 June 2019 and drowned 41 \
people in the lower town.” Nobody else thought it worth a line.

I used to fish below that wall. My uncle kept geese there, and the geese were better judges of concrete than any board I have \
met since. They moved uphill a month before.

Ask who paid for the yacht. Somebody in this valley knows, and eats lunch.";

#[test]
fn a_passage_that_is_quoted_with_its_source_makes_a_part_in_common() {
    let found = compared(VERDICT, COLUMN);
    assert_eq!(found.relation, CopyRelation::Merged, "{:?}", found.shares);
    assert_eq!(found.direction.from, Some(Side::A));
    // “Nobody asked us” is not turned round by “Ask who”.
    assert_eq!(found.altered, []);
}

#[test]
fn a_report_is_not_made_from_what_another_outlet_printed_of_an_agency_later() {
    let whole =
        format!("{TRIAL}\n\n{BACKGROUND}\n\nThe Associated Press contributed to this report.");
    let printed = format!("NORVIK (AP) — {TRIAL}");
    let direction = |day: &str, later: &str, outlet: &str| {
        let (a, b) = (
            sketch(&whole, "Tarn Herald", day),
            sketch(&printed, outlet, later),
        );
        let found = compare(&a, &b);
        assert!(found.relation.is_copy(), "{}", found.relation);
        (found.direction.from, found.direction.rule)
    };
    let from_agency = (Some(Side::B), Some(DirectionRule::Byline));
    assert_eq!(
        direction("2024-03-04", "2024-03-05", "Norvik Post"),
        (None, None)
    );
    // On the same day or before, the text may have come from there.
    assert_eq!(
        direction("2024-03-05", "2024-03-04", "Norvik Post"),
        from_agency
    );
    // The text of the agency itself comes first whenever its page says it was published.
    assert_eq!(
        direction("2024-03-04", "2024-03-05", "Associated Press"),
        from_agency
    );
}
