-- Questions to a ledger, in SQL:
--
--   sayso add news.db pages/
--   sayso stories news.db
--   sqlite3 -box news.db < examples/questions.sql
--
-- Rows with `uncertain` may well be wrong, so that they are left out.

-- 1. Who is quoted most, in how many reports and outlets? Persons are joined across reports by `source`.
SELECT
  COALESCE(source.name, entity.name) AS speaker,
  entity.kind,
  COUNT(*) AS claims,
  COUNT(DISTINCT report.number) AS reports,
  COUNT(DISTINCT report.outlet) AS outlets
FROM attribution
JOIN entity ON entity.number = attribution.speaker
JOIN report ON report.number = attribution.report
LEFT JOIN source_entity ON source_entity.entity = entity.number
LEFT JOIN source ON source.number = source_entity.source
WHERE attribution.uncertain = 0 AND entity.folded IS NOT NULL
GROUP BY COALESCE(source.id, entity.kind || entity.folded)
ORDER BY claims DESC, speaker
LIMIT 10;

-- 2. Who denies what, and where can it be read?
SELECT day, outlet, speaker, cue, words, title, url
FROM who_said_what
WHERE status = 'denied' AND uncertain = 0
ORDER BY day, title, words
LIMIT 20;

-- 3. Which numbers of one thing are reported, from when to when, and how far are they apart?
SELECT subject, unit, COUNT(*) AS figures, COUNT(DISTINCT report) AS reports, MIN(low) AS least, MAX(high) AS most,
       MIN(day) AS first_day, MAX(day) AS last_day
FROM figures_by_subject
WHERE subject IS NOT NULL
GROUP BY subject, unit
ORDER BY figures DESC, subject
LIMIT 20;

-- 4. How much of what each outlet reports comes from sources without a name?
SELECT
  report.outlet,
  COUNT(*) AS claims,
  SUM(attribution.source_kind IN ('anonymous', 'role', 'group')) AS unnamed,
  ROUND(100.0 * SUM(attribution.source_kind IN ('anonymous', 'role', 'group')) / COUNT(*)) AS percent
FROM attribution
JOIN report ON report.number = attribution.report
WHERE attribution.uncertain = 0 AND attribution.source_kind IS NOT NULL
GROUP BY report.outlet
ORDER BY percent DESC, report.outlet;

-- 5. What is said to be only possible or likely, in the words of the report, with the sentence in the text?
SELECT
  claim.source,
  claim.status,
  claim.content,
  substr(report.text, claim.start + 1, claim.end - claim.start) AS in_the_text,
  report.title
FROM claim
JOIN report ON report.number = claim.report
WHERE claim.status IN ('possible', 'probable', 'unlikely')
ORDER BY report.title, claim.start
LIMIT 20;

-- 6. What do several reports of a story claim, who says so, and in how many independent reports is it? `sayso stories` finds it.
SELECT story, who, words, figures, relation, reports, independent, ids FROM claims_in_stories ORDER BY independent DESC, story, words LIMIT 20;
