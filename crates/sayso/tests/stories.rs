//! What must hold of stories for any reports.

use proptest::prelude::*;
use sayso::story::{Cluster, MarkedReport, StoryMark, clusters};

/// Reports of a few events, each with most of the marks of its event and some of its own.
fn reports() -> impl Strategy<Value = Vec<MarkedReport>> {
    let report = (
        0u32..4,
        prop::option::of(0i32..60),
        prop::collection::vec(0u32..40, 3..12),
    );
    let report = report.prop_map(|(event, day, own)| {
        let mut hashes: Vec<u32> = own.iter().map(|mark| event * 30 + mark).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mark = |hash| StoryMark { hash, times: 1 };
        MarkedReport {
            day,
            marks: hashes.into_iter().map(mark).collect(),
        }
    });
    prop::collection::vec(report, 0..40)
}

proptest! {
    #[test]
    fn each_report_is_in_one_story_at_most_and_the_center_is_in_it(reports in reports()) {
        let stories = clusters(&reports, &[]);
        let mut all: Vec<usize> = stories.iter().flat_map(|story| story.reports.clone()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all.len(), count);
        for Cluster { reports: own, center } in &stories {
            prop_assert!(own.len() > 1 && own.is_sorted() && own.contains(center));
        }
    }

    #[test]
    fn what_is_joined_stays_together(reports in reports(), at in any::<prop::sample::Index>()) {
        prop_assume!(reports.len() > 4);
        let first = at.index(reports.len() - 3);
        let joined = vec![first, first + 1, first + 2];
        let stories = clusters(&reports, std::slice::from_ref(&joined));
        let is_whole = |story: &Cluster| joined.iter().all(|place| story.reports.contains(place));
        prop_assert!(stories.iter().any(is_whole));
    }

    #[test]
    fn the_days_of_a_story_have_no_long_gap(mut reports in reports()) {
        for day in reports.iter_mut().filter_map(|report| report.day.as_mut()) {
            *day *= 10;
        }
        for story in clusters(&reports, &[]) {
            let mut days: Vec<i32> = story.reports.iter().filter_map(|&place| reports[place].day).collect();
            days.sort_unstable();
            prop_assert!(days.windows(2).all(|pair| pair[1] - pair[0] < 40), "{days:?}");
        }
    }

    #[test]
    fn a_report_without_marks_is_in_no_story(reports in reports()) {
        let mut more = reports.clone();
        more.push(MarkedReport::default());
        prop_assert_eq!(clusters(&more, &[]), clusters(&reports, &[]));
    }
}

/// A report of an event with marks of its own and of others.
fn report(day: i32, hashes: impl IntoIterator<Item = u32>) -> MarkedReport {
    let mark = |hash| StoryMark { hash, times: 2 };
    MarkedReport {
        day: Some(day),
        marks: hashes.into_iter().map(mark).collect(),
    }
}

#[test]
fn a_story_that_goes_on_is_a_chain_of_days() {
    // Each report has half of the marks of the one ten days before.
    let chain: Vec<MarkedReport> = (0..12)
        .map(|n| report(n * 5, n as u32 * 4..n as u32 * 4 + 12))
        .collect();
    let stories = clusters(&chain, &[]);
    assert_eq!(stories.len(), 1, "{stories:?}");
    assert_eq!(stories[0].reports.len(), 12);
}

#[test]
fn the_same_names_half_a_year_later_are_another_story() {
    let fair = |day: i32, first: u32| report(day, (0..6).chain(first..first + 6));
    let reports = [fair(0, 100), fair(1, 101), fair(180, 200), fair(181, 201)];
    let stories: Vec<Vec<usize>> = clusters(&reports, &[])
        .into_iter()
        .map(|story| story.reports)
        .collect();
    assert_eq!(stories, [[0, 1], [2, 3]]);
}

#[test]
fn a_report_without_a_day_does_not_connect_events_of_two_years() {
    let without_day = MarkedReport {
        day: None,
        ..report(0, 0..12)
    };
    let reports = [report(0, 0..12), report(400, 0..12), without_day];
    let stories: Vec<Vec<usize>> = clusters(&reports, &[])
        .into_iter()
        .map(|story| story.reports)
        .collect();
    assert_eq!(stories, [[0, 2]]);
}

#[test]
fn a_thousand_reports_of_one_day_with_a_common_name_are_no_lump() {
    let reports: Vec<MarkedReport> = (0..1000)
        .map(|n| report(0, [0, 1].into_iter().chain(10 + n * 5..15 + n * 5)))
        .collect();
    assert_eq!(clusters(&reports, &[]), []);
}

#[test]
fn two_events_of_one_company_on_one_day_are_two_stories() {
    // The marks 0 to 2 are those of the name of the company.
    let event = |own: u32| {
        let marks = move |n: u32| (0..3).chain(own..own + 5).chain([own + 5 + n]);
        (0..3).map(move |n| report(0, marks(n)))
    };
    let reports: Vec<MarkedReport> = event(10).chain(event(20)).collect();
    let stories = clusters(&reports, &[]);
    let own: Vec<&[usize]> = stories.iter().map(|story| &*story.reports).collect();
    assert_eq!(own, [[0, 1, 2], [3, 4, 5]]);
}
