//! Claims side by side, over reports that are read with the models.

use sayso::Reading;
use sayso::report::{Body, GivenDay, Place, RawReport};
use sayso::story::claims::{
    Account, ClaimGroup, ClaimPair, ClaimRelation, FigureRelation, SAME_CLAIM, StoryReport,
    claim_groups, compare_statements,
};
use sayso_en::{Tier, reader};

fn read(texts: &[(&str, &str)]) -> Vec<Reading> {
    let raw = |(day, text): &(&str, &str)| RawReport {
        published: Some(GivenDay {
            written: (*day).to_string(),
            day: Some((*day).to_string()),
            moment: None,
            is_default: false,
        }),
        ..RawReport::new(Place::of("-"), Body::Text((*text).to_string()))
    };
    let raws: Vec<RawReport> = texts.iter().map(raw).collect();
    let readings = reader(Tier::Fast).read_all(&raws).into_iter();
    readings.map(Result::unwrap).collect()
}

/// What is compared of two sentences: whether they claim the same, and how their figures are related.
fn compared(a: &str, b: &str) -> (bool, Vec<FigureRelation>) {
    let readings = read(&[("2025-03-01", a), ("2025-03-01", b)]);
    let accounts: Vec<Account> = readings.iter().map(Account::of).collect();
    let [a, b] = [0, 1].map(|n: usize| &accounts[n].statements[0]);
    let compared = compare_statements(a, b);
    let relations = compared.figures.iter().map(|pair| pair.relation);
    (compared.score >= SAME_CLAIM, relations.collect())
}

/// The relations of a group between members with these words, whichever comes first.
struct Told<'a> {
    readings: &'a [Reading],
    accounts: &'a [Account],
    groups: Vec<ClaimGroup>,
}

impl Told<'_> {
    fn words(&self, group: &ClaimGroup, member: usize) -> &str {
        let member = group.members[member];
        let statement = &self.accounts[member.report].statements[member.statement];
        let span = member
            .figure
            .map_or(statement.span, |f| statement.figures[f].span);
        &self.readings[member.report].document.text[span]
    }

    fn relations(&self, a: &str, b: &str) -> Vec<ClaimRelation> {
        let mut found = Vec::new();
        for group in &self.groups {
            for pair in &group.pairs {
                let words = [self.words(group, pair.a), self.words(group, pair.b)];
                if words == [a, b] || words == [b, a] {
                    found.push(pair.relation);
                }
            }
        }
        found
    }
}

fn told<T>(texts: &[(&str, &str)], families: &[usize], ask: impl Fn(&Told<'_>) -> T) -> T {
    let readings = read(texts);
    let accounts: Vec<Account> = readings.iter().map(Account::of).collect();
    let reports = accounts.iter().zip(families);
    let reports: Vec<StoryReport<'_>> = reports
        .map(|(account, &family)| StoryReport { account, family })
        .collect();
    ask(&Told {
        readings: &readings,
        accounts: &accounts,
        groups: claim_groups(&reports),
    })
}

#[test]
fn a_claim_with_another_figure_is_the_same_claim() {
    let (is_same, figures) = compared(
        "The landslide at Orvell buried 40 goats, the farmers' league said.",
        "According to the farmers' league, 70 goats were buried by the landslide at Orvell.",
    );
    assert!(is_same);
    assert_eq!(figures, [FigureRelation::Different]);
}

#[test]
fn an_equal_figure_of_something_else_does_not_make_a_claim_the_same() {
    let (is_same, _) = compared(
        "The landslide at Orvell buried 40 goats, the farmers' league said.",
        "The mayor has ruled for 40 years and will not stand again.",
    );
    assert!(!is_same);
}

const STORY: &[(&str, &str)] = &[
    (
        "2025-03-01",
        "A ferry sank off Tarnholm on Saturday, killing at least 12 people, the coast guard said. It had 300 seats.",
    ),
    (
        "2025-03-02",
        "The number of people killed in the sinking of the Tarnholm ferry rose to 19 on Sunday, the coast guard said.",
    ),
    (
        "2025-03-03",
        "Knitters in the hills sent blankets to Tarnholm, where at least 12 people were killed when a ferry sank.",
    ),
];

#[test]
fn a_count_that_grows_is_updated_and_the_old_one_is_out_of_date_later() {
    told(STORY, &[0, 1, 2], |told| {
        let updated = told.relations("at least 12", "19");
        assert_eq!(updated, [ClaimRelation::Updated, ClaimRelation::Outdated]);
        let same = told.relations("at least 12", "at least 12");
        assert_eq!(same, [ClaimRelation::Same]);
    });
}

#[test]
fn a_copy_with_another_figure_is_in_conflict() {
    let texts = [
        (
            "2025-03-01",
            "The gale took the roofs off about 1,400 houses in Tarnholm.",
        ),
        (
            "2025-03-02",
            "The gale took the roofs off about 14,000 houses in Tarnholm.",
        ),
    ];
    told(&texts, &[0, 0], |told| {
        let relations = told.relations("1,400", "14,000");
        assert_eq!(relations, [ClaimRelation::Conflict]);
    });
}

#[test]
fn groups_of_disagreement_come_first() {
    told(STORY, &[0, 1, 2], |told| {
        let has = |group: &ClaimGroup| {
            group
                .pairs
                .iter()
                .any(|p| p.relation != ClaimRelation::Same)
        };
        let differ: Vec<bool> = told.groups.iter().map(has).collect();
        assert!(differ.iter().any(|&d| d) && differ.is_sorted_by(|a, b| a >= b));
    });
}

#[test]
fn one_source_that_says_the_opposite_on_another_day_is_told() {
    let texts = [
        (
            "2025-03-01",
            "\"Every village had our warning by Monday night,\" said Ines Moller, the director of the coast guard.",
        ),
        (
            "2025-03-03",
            "\"We did not get the warning to the outer villages in time,\" Ines Moller said on Wednesday.",
        ),
    ];
    told(&texts, &[0, 1], |told| {
        let pairs: Vec<_> = told.groups.iter().flat_map(|group| &group.pairs).collect();
        let is_told = |p: &&&ClaimPair| p.relation == ClaimRelation::Denied && p.one_source;
        assert!(pairs.iter().any(|p| is_told(&p)), "{pairs:?}");
    });
}

/// Reports of which the second sentence denies the first: the reports, what is said, and what denies it.
const DENIED: &[(&[&str], &str, &str)] = &[
    // What follows "no" is in the other sentence.
    (
        &[
            "Ada Quill, a builder, said mould had been found in nine cellars.",
            "“There is no mould in Tarnholm,” Odo Brandt, the head of the council, said.",
        ],
        "Ada Quill, a builder, said mould had been found in nine cellars.",
        "“There is no mould in Tarnholm,” Odo Brandt, the head of the council, said.",
    ),
    // A figure is denied.
    (
        &[
            "The council has 400 sandbags ready, Odo Brandt said. “There are no 400 sandbags,” Ines Moller said.",
        ],
        "The council has 400 sandbags ready, Odo Brandt said.",
        "“There are no 400 sandbags,” Ines Moller said.",
    ),
    // An answer soon after the claim, without a word of it.
    (
        &[
            "Ada Quill said she had written to the council about the dam. “Our archive has nothing of the kind,” Odo Brandt said.",
        ],
        "Ada Quill said she had written to the council about the dam.",
        "“Our archive has nothing of the kind,” Odo Brandt said.",
    ),
    // Words that reject a claim.
    (
        &[
            "The gunners destroyed a watchtower on the dam, Colonel Ines Moller said.",
            "The reports of a destroyed watchtower are an invention, General Odo Brandt said.",
        ],
        "The gunners destroyed a watchtower on the dam, Colonel Ines Moller said.",
        "The reports of a destroyed watchtower are an invention, General Odo Brandt said.",
    ),
    // The accused says that it is not so, in other words.
    (
        &[
            "A former aide accused Odo Brandt of taking bribes, Ada Quill said.",
            "“I have never touched a coin from any builder,” Odo Brandt said.",
        ],
        "A former aide accused Odo Brandt of taking bribes, Ada Quill said.",
        "“I have never touched a coin from any builder,” Odo Brandt said.",
    ),
];

#[test]
fn what_one_source_says_and_another_denies_is_told() {
    for (texts, says, denies) in DENIED {
        let dated: Vec<(&str, &str)> = texts.iter().map(|text| ("2025-03-01", *text)).collect();
        let families: Vec<usize> = (0..texts.len()).collect();
        told(&dated, &families, |told| {
            assert_eq!(
                told.relations(says, denies),
                [ClaimRelation::Denied],
                "{texts:?}"
            );
        });
    }
}

#[test]
fn what_denies_nothing_is_not_told() {
    for texts in [
        // Nobody says it.
        [
            "Nobody yet knows how the fire at the dam began, Ada Quill said.",
            "The fire at the dam began in a shed, Odo Brandt said.",
        ],
        // "No doubt", "not only".
        [
            "There is no doubt that the dam will hold, Ada Quill said.",
            "The dam will hold, Odo Brandt said.",
        ],
        // A condition, and what is not known.
        [
            "If the steel does not come, the dam will not open in May, Ada Quill said.",
            "The dam will open in May, Odo Brandt said.",
        ],
        [
            "Ada Quill said she could not confirm that the dam had a crack in its northern wall.",
            "The dam had a crack in its northern wall, Odo Brandt said.",
        ],
        [
            "The dam is not only safe but new, Ada Quill said.",
            "The dam is safe and new, Odo Brandt said.",
        ],
    ] {
        let dated = texts.map(|text| ("2025-03-01", text));
        told(&dated, &[0, 1], |told| {
            let pairs = told.groups.iter().flat_map(|group| &group.pairs);
            let denied = pairs.filter(|pair| pair.relation == ClaimRelation::Denied);
            assert_eq!(denied.count(), 0, "{texts:?}");
        });
    }
}

#[test]
fn copies_deny_what_they_deny_once() {
    let says = "The gunners destroyed a watchtower on the dam, Colonel Ines Moller said.";
    let denies = "The reports of a destroyed watchtower are an invention, General Odo Brandt said.";
    let texts = [says, denies, denies].map(|text| ("2025-03-01", text));
    told(&texts, &[0, 1, 1], |told| {
        let is_denied = |group: &&ClaimGroup| {
            let mut pairs = group.pairs.iter();
            pairs.any(|pair| pair.relation == ClaimRelation::Denied)
        };
        let groups: Vec<&ClaimGroup> = told.groups.iter().filter(is_denied).collect();
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].members.len(), 3);
    });
}

#[test]
fn a_denial_of_what_is_nearly_the_same_claim_is_told_once() {
    let says = "“A tank of solvent let go during a transfer.";
    let denies = "He said there had been no transfer of solvent that day.";
    let texts = [
        format!("{says} The shed burned,” Ada Quill said."),
        format!("Odo Brandt runs the works at Velm. {denies}"),
    ];
    let dated = [&*texts[0], &*texts[1]].map(|text| ("2025-03-01", text));
    told(&dated, &[0, 1], |told| {
        assert_eq!(told.relations(says, denies), [ClaimRelation::Denied]);
    });
}
