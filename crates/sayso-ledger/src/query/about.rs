//! In: entities. Out: the claims of others whose words mention them.

use rusqlite::{Connection, Result};

/// The attributions whose content mentions one of the entities (a list of JSON), and in which another speaks,
/// as a list of JSON. A mention counts for the innermost attribution that contains it: in "the police said
/// that Moller denied it" Moller is mentioned by the police.
pub(super) fn attributions_about(connection: &Connection, entities: &str) -> Result<String> {
    let mut query = connection.prepare_cached(
        "WITH containing AS (
           SELECT mention.entity, mention.start, content.attribution, MIN(content.end - content.start)
           FROM json_each(?1) AS wanted
           JOIN mention ON mention.entity = wanted.value
           JOIN entity ON entity.number = wanted.value
           JOIN claim AS content
             ON content.report = entity.report AND content.attribution IS NOT NULL
             AND content.start <= mention.start AND content.end >= mention.end
           LEFT JOIN attribution_span AS piece
             ON piece.attribution = content.attribution AND piece.part = 'content'
           WHERE piece.start IS NULL OR piece.start <= mention.start AND piece.end >= mention.end
           GROUP BY mention.entity, mention.start
         )
         SELECT DISTINCT containing.attribution
         FROM containing JOIN attribution ON attribution.number = containing.attribution
         WHERE attribution.speaker IS NOT containing.entity
           AND NOT EXISTS (SELECT 1 FROM attribution_speaker AS together
                           WHERE together.entity = containing.entity
                             AND together.attribution = containing.attribution)",
    )?;
    let numbers: Vec<i64> = query
        .query_map([entities], |row| row.get(0))?
        .collect::<Result<_>>()?;
    Ok(serde_json::Value::from(numbers).to_string())
}
