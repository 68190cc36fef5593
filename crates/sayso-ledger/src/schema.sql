-- Numbers. `number` is the number of a row in this file. Rows refer to each other by it. Another ledger of the
-- same reports may number them otherwise; `id` is the same in every ledger and in the JSONL, and unique within
-- its report.
--
-- Offsets. `start` and `end` count Unicode code points of the text of the report, end exclusive, so that
-- substr(report.text, start + 1, end - start) is the words.

-- What made the readings: the program, the model and the options that change results.
-- There is one row for all additions that were made alike.
CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,             -- The version and the model in words: "sayso 0.1.0, fast".
  schema TEXT NOT NULL,           -- The schema of the JSONL that `saved` has.
  version TEXT NOT NULL,          -- The version of the program.
  model TEXT,                     -- The tier of the model. Null if there was none, with --rules-only.
  model_sha256 TEXT,              -- SHA-256 of its weights.
  options TEXT NOT NULL           -- The options that change results, as JSON.
);

-- A report: its text and what is known of it as a whole.
CREATE TABLE report (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,               -- Its id: as given, or 16 hexadecimal digits made from its address or input and its text.
  title TEXT,                     -- The headline.
  outlet TEXT,                    -- Who published it.
  day TEXT,                       -- The day of publication, as 2024-03-01.
  published TEXT,                 -- The same with the hour and the zone, if they are known.
  modified TEXT,                  -- The day of the last change.
  byline TEXT,                    -- The author line, without its "By".
  section TEXT,                   -- The part of the outlet that it appeared in.
  language TEXT,                  -- The language of its text, ISO 639-1.
  kind TEXT NOT NULL,             -- What kind of page it is: article, interview, listing and so on.
  skipped TEXT,                   -- Why it was not read: its kind, or its language. Null if it was read.
  url TEXT,                       -- The address that it was published under.
  input TEXT NOT NULL,            -- The first input that it came in, as it is named to people: news.jsonl:3.
  captured TEXT,                  -- When the page was saved, if its file says so.
  sha256 TEXT NOT NULL,           -- SHA-256 of the bytes of the input, or of the text of a row.
  text_sha256 TEXT NOT NULL,      -- SHA-256 of the text.
  run INTEGER NOT NULL REFERENCES run (number),  -- What read it.
  text TEXT NOT NULL,             -- The clean text.
  UNIQUE (id, text_sha256)
);
CREATE INDEX report_outlet ON report (outlet);
CREATE INDEX report_day ON report (day);
CREATE INDEX report_url ON report (url) WHERE url IS NOT NULL;

-- Each thing that was offered, and what became of it: a file, a record of a crawl, a row of a table.
CREATE TABLE input (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,             -- The file, with the member and the record: news.jsonl:3.
  outcome TEXT NOT NULL,          -- read, skipped, passed over or failed.
  why TEXT,                       -- Why it was skipped or passed over, or what failed. Null if it was read.
  report INTEGER REFERENCES report (number),  -- The report that came of it.
  bytes INTEGER,                  -- Its length. Null if it could not be opened.
  sha256 TEXT,                    -- SHA-256 of its bytes, and of what its file says beside them: outlet, day, headline. Null if it could not be opened.
  run INTEGER NOT NULL REFERENCES run (number)  -- What it was offered to.
);
CREATE INDEX input_name ON input (name);
CREATE INDEX input_report ON input (report) WHERE report IS NOT NULL;
CREATE INDEX input_outcome ON input (outcome);

-- A file of several reports (a crawl, an archive, a mailbox, a table) that was read to its end and in which nothing
-- failed. It is not opened again while its bytes and the settings are the same.
CREATE TABLE file (
  name TEXT NOT NULL,             -- The file as it was named.
  read_as TEXT NOT NULL,          -- The form that --from says it has. Empty if sayso recognises it.
  run INTEGER NOT NULL REFERENCES run (number),  -- What it was offered to.
  bytes INTEGER NOT NULL,         -- Its length.
  sha256 TEXT NOT NULL,           -- SHA-256 of its bytes.
  reports INTEGER NOT NULL,       -- How many reports came of it.
  PRIMARY KEY (name, read_as, run)
) WITHOUT ROWID;

-- What a part of the text is, if it is not a paragraph of the report. Parts do not overlap.
CREATE TABLE block (
  report INTEGER NOT NULL REFERENCES report (number),
  n INTEGER NOT NULL,             -- Its place among the parts, paragraphs too, from 0.
  kind TEXT NOT NULL,             -- headline, caption, furniture and so on.
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  of INTEGER,                     -- The n of the part that it repeats.
  PRIMARY KEY (report, n)
) WITHOUT ROWID;

-- Someone or something that is named in a report, or speaks in it.
CREATE TABLE entity (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  id TEXT NOT NULL,               -- The id within the report: e1.
  name TEXT NOT NULL,             -- The fullest name, without titles. A description for those without a name.
  kind TEXT NOT NULL,             -- person, role, anonymous, group, organisation, media, document or none.
  of INTEGER REFERENCES entity (number),  -- Whom one without a name belongs to: the client of "her lawyer".
  aliases TEXT,                   -- Other forms of its name in the report, as a JSON list. Null if there are none.
  folded TEXT                     -- The name in lower case without accents and hyphens, to look it up. Null for those without a name.
);
CREATE INDEX entity_report ON entity (report);
CREATE INDEX entity_folded ON entity (folded) WHERE folded IS NOT NULL;

-- A place where an entity is mentioned.
CREATE TABLE mention (
  entity INTEGER NOT NULL REFERENCES entity (number),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  form TEXT NOT NULL,             -- How it is written: name, surname, pronoun, role and so on.
  PRIMARY KEY (entity, start, end)
) WITHOUT ROWID;

-- Acronyms that a report gives with the name of a body: "the Federal Election Commission (FEC)".
CREATE TABLE acronym (
  entity INTEGER NOT NULL REFERENCES entity (number),
  folded TEXT NOT NULL,           -- The acronym in lower case without full stops.
  PRIMARY KEY (entity, folded)
) WITHOUT ROWID;
CREATE INDEX acronym_folded ON acronym (folded);

-- What a report says that an entity is.
CREATE TABLE role (
  entity INTEGER NOT NULL REFERENCES entity (number),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,             -- The words: "a former first lieutenant in the river police".
  organisation TEXT,              -- The body that is named in them.
  former INTEGER NOT NULL,        -- 1 if the words say that it no longer is.
  PRIMARY KEY (entity, start, end)
) WITHOUT ROWID;

-- Who says what.
CREATE TABLE attribution (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  id TEXT NOT NULL,               -- The id within the report: a1.
  form TEXT NOT NULL,             -- direct, mixed or indirect.
  speaker INTEGER REFERENCES entity (number),  -- Who speaks, the first if there are several. Null if that is not known.
  source TEXT,                    -- The source as it is written. Null where no one is named.
  source_start INTEGER,           -- Where the source begins: its first code point.
  cue TEXT,                       -- "said", "according to". Null where a quotation continues.
  cue_start INTEGER,              -- Where the cue begins.
  source_kind TEXT,               -- The kind of the source. Null if sources were not resolved.
  flags TEXT,                     -- official, expert, witness, former: those that apply, with commas.
  anonymity TEXT,                 -- The reason that the report gives for not naming the source.
  parent INTEGER REFERENCES attribution (number),  -- The attribution whose content contains this one.
  carried_from INTEGER REFERENCES attribution (number),  -- The attribution whose quotation continues here.
  score REAL,                     -- The probability that the attribution is right.
  uncertain INTEGER NOT NULL,     -- 1 if it may well be wrong. Leave these rows out to count what is said.
  why TEXT                        -- The rule that found it. Null if the model of the run did.
);
CREATE INDEX attribution_report ON attribution (report);
CREATE INDEX attribution_speaker_first ON attribution (speaker) WHERE speaker IS NOT NULL;

-- All who speak in an attribution with several speakers. The first of them is also in `attribution.speaker`.
CREATE TABLE attribution_speaker (
  entity INTEGER NOT NULL REFERENCES entity (number),
  attribution INTEGER NOT NULL REFERENCES attribution (number),
  n INTEGER NOT NULL,             -- The place among the speakers, from 0.
  PRIMARY KEY (entity, attribution)
) WITHOUT ROWID;

-- The pieces of a source, a cue or a content that is in several pieces, and where the reason for not naming a source
-- is. What is in one piece begins at `attribution.source_start`, `attribution.cue_start` or `claim.start`.
CREATE TABLE attribution_span (
  attribution INTEGER NOT NULL REFERENCES attribution (number),
  part TEXT NOT NULL,             -- source, cue, content or anonymity.
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (attribution, part, start, end)
) WITHOUT ROWID;

-- What is said, and how sure: one row for each attribution, then one for each hedge of the outlet itself.
CREATE TABLE claim (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  id TEXT NOT NULL,               -- The id within the report: c1.
  attribution INTEGER REFERENCES attribution (number),  -- Null where the outlet hedges in its own voice.
  source TEXT,                    -- Who says it: the name if it is known, otherwise the words of the report.
  content TEXT NOT NULL,          -- What is said, whole; the parts of divided words are joined by "…".
  status TEXT NOT NULL,           -- asserted, denied, possible, prediction and so on.
  strength TEXT,                  -- strong, medium or weak, where the status has degrees.
  polarity TEXT,                  -- positive: it says that something is so. negative: that it is not.
  voice TEXT,                     -- factive or distancing: how the outlet presents the source.
  factuality REAL,                -- From -3 (it is not so) to 3 (it is so), as the source has it.
  triggers TEXT,                  -- The words that decided the status, with commas.
  chain TEXT,                     -- For hearsay, the ids of the attributions that it is in, outermost first.
  start INTEGER NOT NULL,         -- Where the content begins. The pieces of divided content are in attribution_span.
  end INTEGER NOT NULL
);
CREATE INDEX claim_report ON claim (report);
CREATE INDEX claim_attribution ON claim (attribution) WHERE attribution IS NOT NULL;

-- What is counted or measured.
CREATE TABLE figure (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  id TEXT NOT NULL,               -- The id within the report: f1.
  text TEXT NOT NULL,             -- The number with its unit, as written.
  low REAL,                       -- The number, or the lower end of a range. Null if it is open.
  high REAL,                      -- The number again, or the upper end. Null if it is open.
  unit TEXT,                      -- A currency such as USD, %, or a name of docs/units.md. Null for what is counted by itself.
  per TEXT,                       -- What it is per, with commas: "month, person".
  of TEXT,                        -- What is counted: "boats".
  role TEXT NOT NULL,             -- amount, rate, change, share, age and so on.
  direction TEXT,                 -- up or down, of a change.
  modifier TEXT,                  -- "about", "at least" and the like.
  attribution INTEGER REFERENCES attribution (number),  -- The innermost attribution that contains it. Null if the outlet says it itself.
  attribution_left_out INTEGER NOT NULL,  -- 1 if --min-score left that attribution out.
  start INTEGER NOT NULL,
  end INTEGER NOT NULL
);
CREATE INDEX figure_report ON figure (report);
CREATE INDEX figure_unit ON figure (unit, low);
CREATE INDEX figure_of ON figure (of) WHERE of IS NOT NULL;
CREATE INDEX figure_attribution ON figure (attribution) WHERE attribution IS NOT NULL;

-- When, how long, how often. type, value and mod are those of TIMEX3.
CREATE TABLE time (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  id TEXT NOT NULL,               -- The id within the report: t1.
  text TEXT NOT NULL,             -- The words.
  type TEXT NOT NULL,             -- DATE, TIME, DURATION or SET.
  value TEXT NOT NULL,            -- The value, with X for what is not known.
  mod TEXT,                       -- APPROX, BEFORE and so on.
  begins TEXT,                    -- The day or moment that it begins: `begin` of the JSONL.
  ends_before TEXT,               -- The first day or moment after it: `end` of the JSONL.
  anchor TEXT,                    -- told or published: what it was counted from. Null if the words say all of it.
  of TEXT NOT NULL,               -- event, or speaking for the time when something was said.
  attribution INTEGER REFERENCES attribution (number),  -- The innermost attribution that contains it.
  attribution_left_out INTEGER NOT NULL,  -- 1 if --min-score left that attribution out.
  start INTEGER NOT NULL,
  end INTEGER NOT NULL
);
CREATE INDEX time_report ON time (report);
CREATE INDEX time_begins ON time (begins) WHERE begins IS NOT NULL;
CREATE INDEX time_attribution ON time (attribution) WHERE attribution IS NOT NULL;

-- What `sayso check` observed about the figures or the wording of a report.
CREATE TABLE finding (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  n INTEGER NOT NULL,             -- Its place among the findings of the report, from 0.
  code TEXT NOT NULL,             -- S001 and so on; `sayso explain` describes each.
  severity TEXT NOT NULL,         -- note, warning or error.
  message TEXT NOT NULL,          -- What was observed, in a sentence.
  verdict TEXT,                   -- What comes of the arithmetic: agrees, disagrees and so on.
  derivation TEXT,                -- The arithmetic.
  assumptions TEXT,               -- What was assumed, as a JSON list. Null if nothing was.
  text TEXT NOT NULL,             -- The words that it is about.
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  far INTEGER NOT NULL,           -- 1 if it is loose: shown only because all findings were asked for.
  why TEXT NOT NULL               -- The rule that found it.
);
CREATE INDEX finding_report ON finding (report);
CREATE INDEX finding_code ON finding (code);

-- Other words that a finding rests on.
CREATE TABLE finding_span (
  finding INTEGER NOT NULL REFERENCES finding (number),
  n INTEGER NOT NULL,
  label TEXT NOT NULL,            -- What the words are for the finding.
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (finding, n)
) WITHOUT ROWID;

-- A person or a body in the whole collection. Only persons with a full name are joined across reports: same name,
-- and a role, a body or two other persons in common. Bodies are joined by their full name, and by an acronym that reports give with that
-- name and not with others. Names that many bodies have ("the ministry", "police", "Supreme Court", "Interior Ministry",
-- "Daily News") join nothing, and bodies of one report have nothing to be joined with: look them up by entity.folded.
CREATE TABLE source (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,               -- 16 hexadecimal digits made from the name, and of persons from the first of their entities.
  name TEXT NOT NULL,             -- The spelling that most reports have.
  folded TEXT NOT NULL,           -- The name in lower case without accents and hyphens.
  kind TEXT NOT NULL,             -- person, organisation or media.
  roles TEXT,                     -- What reports say that a person is, those said most often first, as a JSON list.
  reports INTEGER NOT NULL        -- In how many reports it is.
);
CREATE INDEX source_folded ON source (folded);

-- Which entities of reports are one person or one body, and why.
CREATE TABLE source_entity (
  entity INTEGER PRIMARY KEY REFERENCES entity (number),
  source INTEGER NOT NULL REFERENCES source (number),
  why TEXT NOT NULL               -- What it has in common with the others: "body: river police; role: lieutenant"; "name", "acronym: fec, spelled out in 6a8fb648" of bodies. "alone" if it is the only one.
);
CREATE INDEX source_entity_source ON source_entity (source);

-- Names whose persons and bodies are not yet worked out, because `sayso add` was stopped. Empty when it has ended.
CREATE TABLE source_pending (
  folded TEXT NOT NULL,           -- The name in lower case without accents and hyphens.
  is_body INTEGER NOT NULL,       -- 0 for persons, 1 for bodies.
  PRIMARY KEY (folded, is_body)
) WITHOUT ROWID;

-- What people corrected. A correction is of a place in a text, so that it outlives a new reading of it.
CREATE TABLE correction (
  number INTEGER PRIMARY KEY,
  text_sha256 TEXT NOT NULL,      -- The text that it is in: report.text_sha256.
  kind TEXT NOT NULL,             -- What is corrected: attribution, claim, entity, figure, time or finding.
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  field TEXT NOT NULL,            -- The column that is corrected.
  was TEXT,                       -- What the reading says.
  value TEXT,                     -- What is right. Null if there should be nothing.
  who TEXT,                       -- Who says so.
  made TEXT,                      -- When.
  note TEXT                       -- Why.
);
CREATE INDEX correction_place ON correction (text_sha256, start);

-- All records of a report as its JSONL has them: `sayso show` makes every output from them, and a new schema is
-- filled from them. They also have what the other tables do not: why a speaker was chosen, which rule decided,
-- which bytes of the input words come from, repairs, metadata that was not chosen. They are compressed (zstd with
-- a dictionary of sayso), without the text and the words that are in it.
CREATE TABLE saved (
  report INTEGER PRIMARY KEY REFERENCES report (number),
  records BLOB NOT NULL           -- Read by sayso.
);

-- What is needed to find the copies of a report quickly. Its whole sketch takes seven tenths of the text, and is made
-- again from `saved` and the places of the names when the report is compared.
CREATE TABLE sketch (
  report INTEGER PRIMARY KEY REFERENCES report (number),
  version INTEGER NOT NULL,       -- The version of sketches that the keys are of. Keys of another version are made anew.
  names BLOB NOT NULL,            -- The places of the names that are not in `mention`. Read by sayso.
  keys BLOB NOT NULL,             -- Up to 96 hashes of rare words in a row, figures and names, by which reports with something in common are found. Read by sayso.
  marks BLOB NOT NULL DEFAULT x'' -- Up to 48 hashes of names, figures and days, by which reports of one event are found. Read by sayso.
);

-- Reports that `sayso copies` has compared with all others that could have something of them, so that it need not
-- again. A report that is new or has changed is not in it.
CREATE TABLE compared (
  report INTEGER PRIMARY KEY REFERENCES report (number),
  version INTEGER NOT NULL,       -- What compared it. What another version of sayso compared is compared anew.
  apart BLOB NOT NULL             -- The numbers of the reports that it was compared with and that are neither copies nor have its source. Read by sayso.
);

-- Two reports of which one has the words of the other, or that rest on one source, as `sayso copies` found when it
-- was last run. The first is the one whose id comes first.
CREATE TABLE copy (
  a INTEGER NOT NULL REFERENCES report (number),  -- The first report.
  b INTEGER NOT NULL REFERENCES report (number),  -- The second report.
  relation TEXT NOT NULL,         -- verbatim, trimmed, light, heavy, merged or same_source.
  score REAL NOT NULL,            -- The estimate that one was made from the other, or both from a third text.
  narration_a REAL NOT NULL,      -- What share of the narration of the first is in the second.
  narration_b REAL NOT NULL,      -- What share of the narration of the second is in the first.
  quotes_a REAL NOT NULL,         -- What share of the quotations of the first is in the second.
  quotes_b REAL NOT NULL,         -- What share of the quotations of the second is in the first.
  made_from INTEGER REFERENCES report (number),  -- Which of them the other was made from. Null if nothing shows it.
  rule TEXT,                      -- What shows it: credit, byline or published.
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copy_b ON copy (b);

-- The families of copies: reports that are connected by copying, as `sayso copies` found when it was last run.
CREATE TABLE family (
  report INTEGER PRIMARY KEY REFERENCES report (number),
  family INTEGER NOT NULL REFERENCES report (number)  -- The report of the family whose id comes first.
);
CREATE INDEX family_family ON family (family);

-- Stories: reports that are about one event, as `sayso stories` found when it was last run. A report that no other is
-- about is in none.
CREATE TABLE story (
  number INTEGER PRIMARY KEY REFERENCES report (number),  -- The report that came first: by day, then by id.
  id TEXT NOT NULL,               -- The id of that report.
  title TEXT,                     -- The headline of the report that has most in common with the others.
  begins TEXT,                    -- The day of the first report. Null if no day is known.
  ends TEXT,                      -- The day of the last report.
  reports INTEGER NOT NULL,       -- How many reports it has.
  families INTEGER NOT NULL,      -- How many families of copies they have.
  independent INTEGER NOT NULL,   -- How many of them are independent: a family counts once, and so do reports that quote the same words.
  sources INTEGER NOT NULL,       -- How many persons, bodies and documents with a name they quote.
  claims_from TEXT NOT NULL       -- What the rows of claim_group were made from, as 16 hexadecimal digits. Read by sayso.
);
CREATE INDEX story_ends ON story (ends);

-- Which story a report is of.
CREATE TABLE story_report (
  report INTEGER PRIMARY KEY REFERENCES report (number),
  story INTEGER NOT NULL REFERENCES story (number)  -- The story.
);
CREATE INDEX story_report_story ON story_report (story);

-- What several reports of a story say of one thing that is counted or claimed, or what one report says of it twice and
-- differently, as `sayso stories` found when it was last run. A claim or figure that is in no group is in no other report
-- of its story.
CREATE TABLE claim_group (
  number INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES story (number),  -- The story.
  n INTEGER NOT NULL,             -- Its place in the story, from 1: those in which reports disagree come first. 1 is g1 in the JSONL.
  name TEXT NOT NULL,             -- What it is about: the words of the first report around the figure, or its sentence.
  relation TEXT NOT NULL,         -- What reports disagree in: conflict, denied, outdated, updated or rounded, whichever comes first in this list. same if they agree.
  reports INTEGER NOT NULL,       -- How many reports say something of it.
  independent INTEGER NOT NULL,   -- How many of them are independent: copies count once, and so do reports that quote the same words or cite the same source by its name.
  unnamed INTEGER NOT NULL        -- 1 if all reports have it from sources without a name.
);
CREATE UNIQUE INDEX claim_group_story ON claim_group (story, n);

-- Where it is said.
CREATE TABLE claim_group_member (
  claim_group INTEGER NOT NULL REFERENCES claim_group (number),  -- The group.
  n INTEGER NOT NULL,             -- Its place among them, by day, then by the id of the report, from 0.
  report INTEGER NOT NULL REFERENCES report (number),
  claim INTEGER REFERENCES claim (number),      -- The claim that contains it. Null if the outlet says it.
  figure INTEGER REFERENCES figure (number),    -- The figure, if it is one.
  time INTEGER REFERENCES time (number),        -- The time or the day, if it is one that is compared like a figure.
  start INTEGER NOT NULL,         -- The first code point of the sentence.
  end INTEGER NOT NULL,           -- The code point after its last one.
  relation TEXT,                  -- How it is related to those before it: same, rounded, updated, outdated, conflict or denied. Null for the first.
  copy_of INTEGER REFERENCES report (number),   -- The first report of its family that is in the group, if this is another one.
  PRIMARY KEY (claim_group, n)
) WITHOUT ROWID;
CREATE INDEX claim_group_member_report ON claim_group_member (report);
CREATE INDEX claim_group_member_claim ON claim_group_member (claim) WHERE claim IS NOT NULL;
CREATE INDEX claim_group_member_figure ON claim_group_member (figure) WHERE figure IS NOT NULL;

-- What outlets changed in reports after publishing them, as `sayso versions` found when it was last run: a row for
-- each version but the first one of a report.
CREATE TABLE version (
  later INTEGER PRIMARY KEY REFERENCES report (number),  -- The version.
  earlier INTEGER NOT NULL REFERENCES report (number),   -- The version before it.
  first INTEGER NOT NULL REFERENCES report (number),     -- The first version of all.
  n INTEGER NOT NULL,             -- Its place among the versions: 2 is the one after the first.
  address TEXT,                   -- The address without what differs between captures of one page.
  shown_by TEXT NOT NULL,               -- What shows that they are versions of one report: address or headline.
  ordered TEXT,                   -- What shows which one is later: captured or dated. Null if nothing does.
  relation TEXT NOT NULL,         -- How the texts are related, as in copy. unrelated: the address has another report.
  headline INTEGER NOT NULL,      -- 1 if the headline differs.
  added INTEGER NOT NULL,         -- How many sentences only the later version has.
  dropped INTEGER NOT NULL,       -- How many sentences only the earlier version has.
  reworded INTEGER NOT NULL,      -- How many sentences have other words, without those of altered.
  altered INTEGER NOT NULL,       -- How many quotations, figures, names, times, hedges and sources differ.
  moved INTEGER NOT NULL,         -- How many sentences are at another place.
  notice TEXT,                    -- The note of the later version that says so. Null if there is none that is new.
  dated INTEGER NOT NULL,         -- 1 if the later version has a later day or hour of publication or change.
  silent INTEGER NOT NULL         -- 1 if something differs, and neither a note nor a date says so.
);
CREATE INDEX version_first ON version (first);
CREATE INDEX version_earlier ON version (earlier);

-- Full-text search in claims, with stemming.
CREATE VIRTUAL TABLE claim_fts USING fts5 (content, source, content="claim", content_rowid="number", tokenize="porter unicode61");

-- Full-text search in reports, with stemming.
CREATE VIRTUAL TABLE report_fts USING fts5 (title, text, content="report", content_rowid="number", tokenize="porter unicode61");

-- Who said what, where and when: a row for each claim of a source.
CREATE VIEW who_said_what AS
SELECT
  report.day,
  report.outlet,
  COALESCE(entity.name, attribution.source) AS speaker,
  attribution.source_kind,
  attribution.source AS source_as_written,
  attribution.cue,
  claim.content AS words,
  claim.status,
  claim.strength,
  claim.polarity,
  attribution.form,
  attribution.flags,
  attribution.uncertain,
  report.title,
  report.url,
  report.number AS report,
  claim.number AS claim,
  attribution.speaker AS entity,
  source_entity.source AS source
FROM claim
JOIN attribution ON attribution.number = claim.attribution
JOIN report ON report.number = claim.report
LEFT JOIN entity ON entity.number = attribution.speaker
LEFT JOIN source_entity ON source_entity.entity = attribution.speaker;

-- The reports of each story, with the family of copies that each is of.
CREATE VIEW stories AS
SELECT
  story.id AS story_id,
  story.title AS story,
  report.day,
  report.outlet,
  report.title,
  family.family,
  report.url,
  report.number AS report,
  story.number AS story_number
FROM story
JOIN story_report ON story_report.story = story.number
JOIN report ON report.number = story_report.report
LEFT JOIN family ON family.report = report.number;

-- Who says what in how many independent reports: a row for each thing that is counted or claimed in a story. `who` has the
-- sources, those first that are cited first, and is null if only the outlets say it. `figures` has the values as they are
-- written. `ids` has the ids of the reports.
CREATE VIEW claims_in_stories AS
SELECT
  story.id AS story_id,
  story.title AS story,
  (SELECT group_concat(who, '; ') FROM (SELECT COALESCE(entity.name, attribution.source) AS who FROM claim_group_member AS m LEFT JOIN figure ON figure.number = m.figure LEFT JOIN time ON time.number = m.time LEFT JOIN claim ON claim.number = m.claim JOIN attribution ON attribution.number = COALESCE(figure.attribution, time.attribution, claim.attribution) LEFT JOIN entity ON entity.number = attribution.speaker WHERE m.claim_group = claim_group.number GROUP BY who ORDER BY MIN(m.n))) AS who,
  claim_group.name AS words,
  (SELECT group_concat(text, '; ') FROM (SELECT COALESCE(figure.text, time.text) AS text FROM claim_group_member AS m LEFT JOIN figure ON figure.number = m.figure LEFT JOIN time ON time.number = m.time WHERE m.claim_group = claim_group.number AND COALESCE(figure.text, time.text) IS NOT NULL GROUP BY 1 ORDER BY MIN(m.n))) AS figures,
  claim_group.relation,
  claim_group.reports,
  claim_group.independent,
  claim_group.unnamed,
  (SELECT group_concat(id, ' ') FROM (SELECT report.id AS id FROM claim_group_member AS m JOIN report ON report.number = m.report WHERE m.claim_group = claim_group.number GROUP BY report.number ORDER BY MIN(m.n))) AS ids,
  story.begins,
  story.ends,
  claim_group.number AS claim_group,
  story.number AS story_number
FROM claim_group
JOIN story ON story.number = claim_group.story;

-- What was changed after publishing: a row for each version but the first, with both headlines.
CREATE VIEW versions AS
SELECT
  report.day,
  report.outlet,
  before.title AS earlier_title,
  report.title,
  version.n,
  version.headline,
  version.added,
  version.dropped,
  version.reworded,
  version.altered,
  version.notice,
  version.dated,
  version.silent,
  version.ordered,
  report.url,
  version.earlier,
  version.later AS report
FROM version
JOIN report ON report.number = version.later
JOIN report AS before ON before.number = version.earlier;

-- What is counted or measured, by unit and by what is counted, with who says so.
CREATE VIEW figures_by_subject AS
SELECT
  figure.unit,
  figure.of AS subject,
  figure.per,
  figure.low,
  figure.high,
  figure.modifier,
  figure.role,
  figure.text AS words,
  report.day,
  report.outlet,
  COALESCE(entity.name, attribution.source) AS speaker,
  report.title,
  report.url,
  report.number AS report,
  figure.number AS figure
FROM figure
JOIN report ON report.number = figure.report
LEFT JOIN attribution ON attribution.number = figure.attribution
LEFT JOIN entity ON entity.number = attribution.speaker;

-- What is said to happen when, beside the day on which it was published.
CREATE VIEW timeline AS
SELECT
  time.begins,
  time.ends_before,
  time.text AS words,
  time.type,
  time.of,
  report.day AS published,
  report.outlet,
  COALESCE(entity.name, attribution.source) AS speaker,
  claim.content AS claim_words,
  claim.status,
  report.title,
  report.url,
  report.number AS report,
  time.number AS time,
  claim.number AS claim
FROM time
JOIN report ON report.number = time.report
LEFT JOIN attribution ON attribution.number = time.attribution
LEFT JOIN entity ON entity.number = attribution.speaker
LEFT JOIN claim ON claim.attribution = attribution.number
WHERE time.begins IS NOT NULL;
