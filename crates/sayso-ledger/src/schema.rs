//! The tables of a ledger. `docs/ledger.md` is written from the comments of `schema.sql`.

/// The statements that make an empty ledger.
pub const SQL: &str = include_str!("schema.sql");

/// The number of the schema, in `PRAGMA user_version`. It is raised, too, if other entities are joined to persons and bodies,
/// so that those of an earlier ledger are worked out anew.
pub const VERSION: u32 = 7;

/// `PRAGMA application_id` of a ledger: "sayL" in ASCII, by which `file` and sayso tell it from other
/// SQLite files.
pub const APPLICATION_ID: u32 = 0x7361_794C;

#[cfg(test)]
mod page {
    use super::SQL;
    use std::fmt::Write;

    const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ledger.md");

    const HEAD: &str = "\
# The ledger

<!-- Written from the comments of crates/sayso-ledger/src/schema.sql. To change it, change them and run:
UPDATE_DOCS=1 cargo test -p sayso-ledger page -->

`sayso add news.db pages/` reads reports into a ledger: one SQLite file that says what a collection says.
Datasette, DuckDB, pandas, R and the `sqlite3` program open it as it is.
[Asking a ledger](asking-a-ledger.md) shows how, and what the verbs of sayso answer.

**Adding.** Each report is added whole or not at all. What was added stays, whatever stops the program: Ctrl-C, a full
disk, a crash. The same command again does only what is missing; an input with the same name and the same bytes is not
read again. A file of several reports (a crawl, an archive, a mailbox, a table) is not even opened if nothing in it
failed and it has the same name, length and SHA-256, the same model, and the same options that change results; the
last line says how many files have not changed. `--again` reads all anew, for instance with another model, and keeps
corrections. What a ledger says does
not depend on the order or the number of steps in which reports were added. One process at a time writes, others can
read meanwhile; a second writer waits ten seconds, then says which process has the file. It waits as long for a program
that is in the middle of reading when it begins. A report whose text changed under the same name is another report: both
are kept. If only its outlet or what else its file says beside the text changed, it is read anew, and the ledger says
what the file says now, wherever in the file that is; so it does for the day, if the report has an id or an address of its own (the day is what else
tells two rows with one text from each other). Rows of one file with one text are several
reports if the file gives them other outlets, headlines, authors or days. Where several inputs have one report with other outlets or days, those
of the first input by name are kept, and the last line says so. A ledger that has at least doubled is written anew at the
end, so that it takes less room; for that it needs its own size again on the disk, and without it stays as it is.

**Forgetting.** `sayso forget news.db REPORT` removes reports with everything that was made from them, corrections
too, and the file shrinks: none of their words stays in it. The files that they came from are not touched, so adding
these again brings them back. REPORT is an id, an address, a number (`#12`), or what the report came in: a file, a
folder, an archive or a crawl, all of whose reports are then removed.

**Names.** A file is named by its path from the current folder if it lies there, however the path was typed:
`./pages/a.html` and `/home/ann/news/pages/a.html` are `pages/a.html` in `/home/ann/news`.

**Persons.** A person is in the table `source` once if the reports have the full name and a role or a body in common
(\"governor of Ostmark\", \"river police\"), or if both name the same two other persons. A name of one word, or a name without
such a sign, joins no one, so that two people with one name stay two; nor are unnamed sources joined, nor by other persons those
of whom a report only says what many are (\"a voter\"). `source_entity.why` says what was in common.

**Bodies.** A ministry, an agency, a company or an outlet is joined by its full name (\"Ostmark Defence Ministry\", \"Tarn
Post\"). Reports that have only an acronym are joined to the name that reports give it with: two of them, or one that most
reports with the acronym have a person or a body in common with. A name of one word that is not that of a known outlet
joins only reports that other names connect, because towns, teams and firms share such names; nor does what a person leads
(\"Brandt administration\"), which is also of some years only. An acronym that reports
give with several names joins nothing, unless one of the names is in at least three reports and in four times as many as
the next. Names that many bodies have join nothing: what says only the kind of body (\"police\", \"Supreme Court\"),
ministries and committees without their country (\"Interior Ministry\"), courts and embassies with only their country
(\"U.S. Embassy\"), words of many outlets (\"Daily News\"), what someone is (\"CIA Director\"), and single words that mean
something by themselves (\"Center\"). `who` shows the reports with such a name together all the same.

**Copies.** `sayso copies` compares the reports that were added since it was last run with all that could have something
of them, and writes what it finds into `copy` and `family`, so that these say how it was then. It finds what it would find
if it compared all reports anew. In a file that it may not write, or on a full disk, it only shows it. `sayso stories` does so for stories,
in `story` and `story_report`, and for what the reports of each story claim, in `claim_group` and `claim_group_member`. Where a
report of a story is forgotten or read anew, the story and its claims are gone until then.
`sayso versions` does so for what was changed after publishing, in `version`.

**Schemas.** The number of the schema is in `PRAGMA user_version`. A later version of sayso brings an earlier ledger up
to date when it writes to it, and keeps a copy of it as it was beside it (`news.db-schema-0`). An earlier version refuses a
later ledger.
";

    /// A statement that makes a table, an index or a view, with the comment before it.
    struct Statement<'a> {
        comment: String,
        lines: Vec<&'a str>,
    }

    /// The general remarks at the top, then the statements.
    fn statements() -> (String, Vec<Statement<'static>>) {
        let mut remarks = String::new();
        let mut all: Vec<Statement<'static>> = Vec::new();
        for paragraph in SQL.split("\n\n") {
            let is_comment = |line: &&str| line.starts_with("--");
            let comment: Vec<&str> = paragraph.lines().take_while(is_comment).collect();
            let lines: Vec<&str> = paragraph.lines().skip_while(is_comment).collect();
            let words: Vec<&str> = comment
                .iter()
                .map(|line| line.trim_start_matches('-').trim())
                .collect();
            if lines.is_empty() {
                for block in words.split(|line| line.is_empty()) {
                    let _ = write!(remarks, "\n{}\n", block.join("\n"));
                }
            } else {
                all.push(Statement {
                    comment: words.join("\n"),
                    lines,
                });
            }
        }
        (remarks, all)
    }

    /// A column, its type, and what it refers to or means.
    fn column(line: &str) -> Option<String> {
        let line = line.strip_prefix("  ")?;
        let (definition, comment) = line.split_once("--").unwrap_or((line, ""));
        let definition = definition.trim().trim_end_matches(',');
        let (name, rest) = definition.split_once(' ')?;
        if name.chars().any(char::is_uppercase) {
            return None;
        }
        let of = rest.split(' ').next()?.to_lowercase();
        let is_needed = rest.contains("NOT NULL") || rest.contains("PRIMARY KEY");
        let or_null = if is_needed { "" } else { ", or null" };
        let target = rest.split_once("REFERENCES ").map(|(_, target)| {
            let table = target.split(' ').next().unwrap_or(target);
            format!(" → [`{table}`](#{table})")
        });
        let meaning = match (comment.trim(), name) {
            ("", "number") => "The number of the row in this file.",
            ("", "report") => "The report.",
            ("", "entity") => "The entity.",
            ("", "attribution") => "The attribution.",
            ("", "finding") => "The finding.",
            ("", "source") => "The person or the body.",
            ("", "text") => "The words.",
            ("", "start") => "The first code point.",
            ("", "end") => "The code point after the last one.",
            ("", "n") => "Its place among them, from 0.",
            (comment, _) => comment,
        };
        Some(format!(
            "| `{name}` | {of}{}{or_null} | {meaning} |",
            target.unwrap_or_default()
        ))
    }

    fn table(out: &mut String, statement: &Statement<'_>, name: &str) {
        let _ = write!(out, "\n### `{name}`\n\n{}\n\n", statement.comment);
        if statement.lines[0].contains("VIRTUAL") {
            out.truncate(out.trim_end().len());
            out.push('\n');
            return;
        }
        *out += "| column | value | meaning |\n| --- | --- | --- |\n";
        for row in statement.lines.iter().filter_map(|line| column(line)) {
            *out += &row;
            out.push('\n');
        }
    }

    fn view(out: &mut String, statement: &Statement<'_>, name: &str) {
        let lines = statement.lines.iter().map(|line| line.trim());
        let columns = lines
            .skip_while(|line| *line != "SELECT")
            .skip(1)
            .take_while(|line| !line.starts_with("FROM"));
        let names: Vec<String> = columns
            .map(|line| {
                let line = line.trim_end_matches(',');
                let name = line.rsplit([' ', '.']).next().unwrap_or(line);
                format!("`{name}`")
            })
            .collect();
        let _ = write!(
            out,
            "\n### `{name}`\n\n{}\nIts columns: {}.\n",
            statement.comment,
            names.join(", ")
        );
    }

    fn page() -> String {
        let (remarks, statements) = statements();
        let mut out = format!("{HEAD}{remarks}\n## Tables\n");
        let mut views = String::from("\n## Views\n");
        for statement in &statements {
            let first = statement.lines[0].replace("VIRTUAL TABLE", "TABLE");
            match first.split(' ').collect::<Vec<&str>>()[..] {
                ["CREATE", "VIEW", name, ..] => view(&mut views, statement, name),
                ["CREATE", "TABLE", name, ..] => table(&mut out, statement, name),
                _ => panic!("{first} makes neither a table nor a view"),
            }
        }
        out + &views
    }

    #[test]
    fn the_page_is_written_from_the_schema() {
        let page = page();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(PAGE, &page).expect("docs/ledger.md can be written");
        }
        let kept = std::fs::read_to_string(PAGE).unwrap_or_default();
        assert!(
            kept == page,
            "docs/ledger.md is not up to date: UPDATE_DOCS=1 cargo test -p sayso-ledger page"
        );
    }

    #[test]
    fn every_column_has_a_meaning() {
        for line in page().lines() {
            assert!(!line.ends_with("|  |"), "{line} has no meaning");
        }
    }
}
