//! In: stories. Out: the tables that say what was found.

use super::{Stories, Story, claims};
use crate::copies::FindNames;
use crate::trouble::Trouble;
use rusqlite::{Connection, params};

/// Writes all stories and what their reports claim, in place of what was found before.
pub fn write(
    connection: &Connection,
    stories: &Stories,
    find_names: &FindNames,
) -> Result<(), Trouble> {
    let claims_from = claims::write(connection, stories, find_names)?;
    connection.execute_batch("DELETE FROM story; DELETE FROM story_report;")?;
    let mut story_of = connection.prepare("INSERT INTO story_report VALUES (?, ?)")?;
    for story in &stories.stories {
        let numbers = stories.numbers(story);
        let first = numbers[0];
        write_one(connection, first, story, &claims_from[&first])?;
        for number in numbers {
            story_of.execute([number, first])?;
        }
    }
    Ok(())
}

fn write_one(
    connection: &Connection,
    number: i64,
    story: &Story,
    claims_from: &str,
) -> rusqlite::Result<()> {
    let days = story.days.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO story SELECT number, id, ?, ?, ?, ?, ?, ?, ?, ? FROM report WHERE number = ?",
        )?
        .execute(params![
            story.title,
            days.map(|(first, _)| first),
            days.map(|(_, last)| last),
            story.reports.len() as i64,
            story.families.len() as i64,
            story.independent() as i64,
            story.sources as i64,
            claims_from,
            number,
        ])?;
    Ok(())
}
