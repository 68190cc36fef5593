//! In: stories. Out: the tables that say what was found.

use super::{Stories, Story};
use crate::trouble::Trouble;
use rusqlite::{Connection, params};

/// Writes all stories, in place of those that were found before.
pub fn write(connection: &Connection, stories: &Stories) -> Result<(), Trouble> {
    connection.execute_batch("DELETE FROM story; DELETE FROM story_report;")?;
    let mut story_of = connection.prepare("INSERT INTO story_report VALUES (?, ?)")?;
    for story in &stories.stories {
        let numbers = stories.numbers(story);
        let first = numbers[0];
        write_one(connection, first, story)?;
        for number in numbers {
            story_of.execute([number, first])?;
        }
    }
    Ok(())
}

fn write_one(connection: &Connection, number: i64, story: &Story) -> rusqlite::Result<()> {
    let days = story.days.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO story SELECT number, id, ?, ?, ?, ?, ?, ?, ? FROM report WHERE number = ?",
        )?
        .execute(params![
            story.title,
            days.map(|(first, _)| first),
            days.map(|(_, last)| last),
            story.reports.len() as i64,
            story.families.len() as i64,
            story.independent as i64,
            story.sources as i64,
            number,
        ])?;
    Ok(())
}
