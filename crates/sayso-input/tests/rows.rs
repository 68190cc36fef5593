//! Tables, JSON and JSON lines as people have them: names of fields, encodings, what is broken.

mod shared;

use sayso_input::{Fields, Item, Options, What};
use shared::{day, fields, is_html, made, raw, read, said, text};

/// The choices that are told of the tables of `make.py`.
const GUESSED: &str = "the text is the field \"maintext\", the day is the field \"pub_date\", the address is the field \"uri\", the headline is the field \"headline\"; --text-field, --date-field, --url-field, --title-field decide otherwise";

#[test]
fn tables_in_the_encodings_and_separators_of_spreadsheets() {
    for (name, separator, is_windows) in [
        ("comma.csv", None, false),
        ("excel.csv", Some("semicolons"), false),
        ("windows.csv", Some("semicolons"), true),
        ("tabs.tsv", Some("tabs"), false),
    ] {
        let items = made(name, &Options::default());
        let reports = raw(&items);
        assert_eq!(reports.len(), 3, "{name}: {:?}", said(&items));
        let ferry = reports[0];
        assert!(
            text(ferry).ends_with("“We lost 12 boats,” said Zoë Moller, the pilot."),
            "{name}"
        );
        assert_eq!(ferry.told.title.as_deref(), Some("Ferry sinks off Velm"));
        assert_eq!(ferry.url.as_deref(), Some("https://nna.example/1"));
        assert_eq!(ferry.id.as_deref(), Some("1"));
        assert_eq!(
            day(ferry),
            (Some("2024-03-01"), Some("2024-03-01T00:10:00+09:00"))
        );
        // The first text has line feeds, and each row is named by the line that it begins on.
        let lines: Vec<Option<u64>> = reports.iter().map(|raw| raw.place.line).collect();
        assert_eq!(lines, [Some(2), Some(5), Some(6)], "{name}");
        assert_eq!(day(reports[1]), (Some("2024-03-01"), None));
        assert!(text(reports[1]).contains("the \"county\" said"));
        assert_eq!(reports[2].published, None);
        let told = said(&items);
        let told: Vec<&str> = told
            .iter()
            .map(|note| note.trim_start_matches("note: "))
            .collect();
        assert!(told.contains(&GUESSED), "{name}: {told:?}");
        assert_eq!(
            told.iter().any(|note| note.contains("Windows-1252")),
            is_windows,
            "{name}: {told:?}"
        );
        let note = separator.map(|name| format!("its cells are separated by {name}"));
        assert_eq!(
            told.iter()
                .find(|note| note.starts_with("its cells"))
                .map(ToString::to_string),
            note
        );
    }
}

#[test]
fn rows_of_a_table_that_do_not_fit() {
    let table = "date,text\n2024-03-01,It sank, police said.\n2024-03-02\n2024-03-03,NULL\n2024-03-04,It rose.\n";
    let items = read("ragged", "table.csv", table, &Options::default());
    let reports = raw(&items);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].place.line, Some(5));
    assert_eq!(
        said(&items),
        [
            "2: the row has 3 cells and the first row 2: perhaps a separator or a quotation mark in a cell is not between quotation marks",
            "note: 3: the row has 1 cells and the first row 2: what is missing is not known (such rows are told once)",
            "1 of 4 rows has no text in a field that is known to hold one and is not read (3); the fields there are date: name the one with the text by --text-field",
        ]
    );
}

#[test]
fn columns_of_one_name_are_told() {
    let table = "text,note,text,note,date\nIt sank.,,It rose.,,2024-03-01\n";
    let items = read("twins", "table.csv", table, &Options::default());
    let texts: Vec<String> = raw(&items).into_iter().map(text).collect();
    assert_eq!(texts, ["It sank."]);
    // Columns that are not read may have any name.
    assert_eq!(
        said(&items),
        ["note: 2 columns are called text: the first of them is read"]
    );
    let items = read(
        "twins",
        "control.csv",
        "text,id\u{7},id\u{7}\nIt sank.,1,2\n",
        &Options::default(),
    );
    assert!(
        said(&items).iter().all(|told| !told.contains('\u{7}')),
        "{:?}",
        said(&items)
    );
}

#[test]
fn quotation_marks_that_are_written_with_backslashes() {
    let table =
        "text,date\n\"The captain said \\\"it\\\" would open, and \\\\ left.\",2024-03-02\n";
    let items = read("backslashes", "table.csv", table, &Options::default());
    let texts: Vec<String> = raw(&items).into_iter().map(text).collect();
    assert_eq!(texts, ["The captain said \"it\" would open, and \\ left."]);
    assert_eq!(
        said(&items),
        ["note: quotation marks within its cells are written with a backslash"]
    );
    // A path may end with a backslash, and marks that are written twice show that a backslash is one.
    let table = "path,text\n\"C:\\news\\\",\"It \"\"sank\"\".\"\n\"C:\\\"\"x\"\"\",It rose.\n";
    let items = read("paths", "table.csv", table, &Options::default());
    let texts: Vec<String> = raw(&items).into_iter().map(text).collect();
    assert_eq!(texts, ["It \"sank\".", "It rose."]);
    assert!(said(&items).is_empty(), "{:?}", said(&items));
}

#[test]
fn a_cell_that_goes_on_after_its_closing_mark_is_told_once() {
    let row = "\"The \"captain\" left.\",2024-03-02\n";
    let table = format!("text,date\n{row}{row}");
    let items = read("marks", "table.csv", &table, &Options::default());
    assert_eq!(raw(&items).len(), 2);
    let told = said(&items);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("note: 2: a cell goes on after its closing quotation mark"),
        "{told:?}"
    );
}

#[test]
fn a_table_without_names_of_columns() {
    let table = "1,The ferry sank off Velm on Monday and nobody was hurt,2024\n2,It rose,2024\n";
    let items = read("headless", "table.csv", table, &Options::default());
    assert_eq!(
        said(&items),
        [
            "no column has a name that is known to hold a text; the columns are \"1\", \"The ferry sank off Velm on Monday and no…\", \"2024\": name the column with the text by --text-field, or add a row with the names of the columns if there is none"
        ]
    );
    let items = read("headless", "empty.csv", "", &Options::default());
    assert_eq!(said(&items), ["there is no text in it"]);
    let items = read("rowless", "rowless.csv", "date,text\n", &Options::default());
    let none = "there is no row in it, at most the names of the columns";
    assert_eq!(said(&items), [none]);
}

#[test]
fn a_cell_that_is_too_large_costs_its_row() {
    let large = "x".repeat(40 << 20);
    let table = format!("sep=;\nid;text\n1;\"{large}\"\n2;It sank.\n3;\"not closed\n");
    let items = read("large", "table.csv", table, &Options::default());
    let texts: Vec<String> = raw(&items).into_iter().map(text).collect();
    assert_eq!(texts, ["It sank."]);
    assert_eq!(raw(&items)[0].place.line, Some(4));
    assert_eq!(
        said(&items)[1],
        "3: the row is over 32 MiB, which no single report is: perhaps a quotation mark is not closed"
    );
}

#[test]
fn an_export_of_a_chat() {
    let items = made("chat.json", &Options::default());
    let reports = raw(&items);
    assert_eq!(reports.len(), 1, "{:?}", said(&items));
    assert_eq!(
        text(reports[0]),
        "The Orle bridge is shut, the county said. https://nna.example/2"
    );
    assert_eq!(reports[0].told.outlet.as_deref(), Some("Tarn Alerts"));
    assert_eq!(day(reports[0]).1, Some("2024-03-01T00:10:00"));
    let passed = items
        .iter()
        .filter(|item| matches!(item, Item::PassedOver(p) if p.what == What::NoText));
    assert_eq!(passed.count(), 2);
}

#[test]
fn a_json_feed() {
    let items = made("feed.json", &Options::default());
    let reports = raw(&items);
    assert_eq!(said(&items), [""; 0]);
    assert_eq!(reports.len(), 2);
    assert!(is_html(reports[0]));
    let told = &reports[0].told;
    assert_eq!(told.outlet.as_deref(), Some("Northern News Agency"));
    assert_eq!(told.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(told.record.as_deref(), Some("https://nna.example/1"));
    assert_eq!(told.modified.as_deref(), Some("2024-03-02"));
    assert_eq!(day(reports[0]).1, Some("2024-03-01T00:10:00+09:00"));
    assert!(!told.is_summary && reports[1].told.is_summary);
}

#[test]
fn lists_of_reports_wherever_they_are() {
    let row = "{\"text\": \"It sank.\"}";
    for json in [
        format!("[{row},\n {row}]"),
        format!(
            "{{\"took\": 3, \"hits\": {{\"total\": {{\"value\": 2}}, \"hits\": [{{\"_id\": \"1\", \"_source\": {row}}}, {{\"_id\": \"2\", \"_source\": {row}}}]}}}}"
        ),
        format!("{{\"response\": {{\"status\": \"ok\", \"docs\": [{row}, {row}]}}}}"),
        format!("{{\"tags\": [\"a\"], \"meta\": {{\"pages\": [{row}, {row}]}}}}"),
        format!("{row}\n{row}\n"),
        "{\n\"text\": \"It sank.\"\n}\n{\n\"text\": \"It sank.\", \"images\": [{\"url\": \"x\"}]\n}".to_string(),
    ] {
        let items = read("lists", "rows.json", &json, &Options::default());
        let texts: Vec<String> = raw(&items).into_iter().map(text).collect();
        assert_eq!(texts, ["It sank."; 2], "{json}: {:?}", said(&items));
        let numbers: Vec<Option<u64>> = raw(&items).iter().map(|raw| raw.place.number).collect();
        assert_eq!(numbers, [Some(1), Some(2)], "{json}");
    }
    let two = format!("{{\"a\": [{row}], \"b\": {{\"c\": [{row}, {row}]}}}}");
    assert_eq!(
        said(&read("lists", "two.json", &two, &Options::default())),
        ["it has several lists of reports (a, b.c): say by --records which of them to read"]
    );
    let records = |name: &str| Options {
        fields: Fields {
            records: Some(name.into()),
            ..Fields::default()
        },
        ..Options::default()
    };
    assert_eq!(
        raw(&read("lists", "two.json", &two, &records("b.c"))).len(),
        2
    );
    assert_eq!(
        said(&read("lists", "two.json", &two, &records("d"))),
        ["there is no list \"d\" in it, as --records says; the lists of objects there are a, b.c"]
    );
}

#[test]
fn broken_json_costs_only_itself() {
    let json = "[\n{\"text\": \"One.\"},\n{\"text\": \"Two.\", bad},\n7,\n{\"text\": \"Three.\"},\n{\"text\": \"Fo";
    let items = read("broken", "rows.json", json, &Options::default());
    let texts: Vec<String> = raw(&items).into_iter().map(text).collect();
    assert_eq!(texts, ["One.", "Three."]);
    assert_eq!(
        said(&items),
        [
            "3: #2: the object is not JSON from character 18 on",
            "entry 3 of its list is a number, not a report; a report looks like {\"text\": \"…\"}",
            "the file is cut off inside its report 5, and those before it are read",
        ]
    );
    for (json, message) in [
        ("", "there is no text in it"),
        ("[]", "there is no report in it: its list is empty"),
        (
            "hello",
            "1: this is not JSON: it begins with neither { nor [",
        ),
        (
            "{\"text\": \"One.\"",
            "1: the file ends too early: the end of its JSON is missing",
        ),
        (
            "{\"a\" 1}",
            "1: this is not JSON: a field has no name or no value",
        ),
        (
            "{\"a\": 1}",
            "its object has no text in a field that is known to hold one; the fields there are a: name the one with the text by --text-field",
        ),
    ] {
        assert_eq!(
            said(&read("broken", "rows.json", json, &Options::default())),
            [message],
            "{json}"
        );
    }
    let deep = "[".repeat(100_000);
    assert_eq!(
        said(&read(
            "broken",
            "deep.json",
            format!("{{\"a\": {deep}"),
            &Options::default()
        ))
        .len(),
        1
    );
}

#[test]
fn fields_of_corpora() {
    let lines = "{\"maintext\": \"It sank.\", \"date_publish\": \"2024-03-01 10:00:00\", \"source_domain\": \"nna.example\", \"authors\": [\"Ada Quill\", \"Jan Orr\"], \"title\": \"Ferry <i>Orle</i> sinks\"}\n\
        {\"content\": \"<p>It rose.</p><p>Nobody was hurt.</p>\", \"timestamp\": 1709219400, \"source\": {\"id\": \"nna\", \"name\": \"NNA\"}, \"link\": null}\n\
        {\"summary\": \"It fell.\", \"published\": \"03/04/2024\"}\n\
        {\"content\": \"It turned and… [+2113 chars]\"}\n";
    let items = read("corpora", "rows.jsonl", lines, &Options::default());
    let reports = raw(&items);
    assert_eq!(reports.len(), 4);
    assert_eq!(reports[0].told.outlet.as_deref(), Some("nna.example"));
    assert_eq!(
        reports[0].told.byline.as_deref(),
        Some("Ada Quill, Jan Orr")
    );
    assert_eq!(reports[0].told.title.as_deref(), Some("Ferry Orle sinks"));
    assert_eq!(day(reports[0]).1, Some("2024-03-01T10:00:00"));
    assert!(is_html(reports[1]));
    assert_eq!(reports[1].told.outlet.as_deref(), Some("NNA"));
    assert_eq!(day(reports[1]).1, Some("2024-02-29T15:10:00Z"));
    assert!(reports[2].told.is_summary && reports[3].told.is_summary);
    // Day or month first? It is not known.
    assert_eq!(day(reports[2]), (None, None));
    assert_eq!(
        said(&items)[0],
        "note: the text is the field \"maintext\", the day is the field \"date_publish\", the outlet is the field \"source_domain\", the author is the field \"authors\"; --text-field, --date-field, --outlet-field decide otherwise"
    );
}

#[test]
fn a_name_that_no_row_has_is_told_once() {
    let lines = "{\"text\": \"It sank.\"}\n{\"text\": \"It rose.\"}\n";
    let options = Options {
        fields: Fields {
            id: Some("uri".into()),
            date: Some("meta.day".into()),
            ..Fields::default()
        },
        ..Options::default()
    };
    let items = read("named", "rows.jsonl", lines, &options);
    assert_eq!(raw(&items).len(), 2);
    assert_eq!(
        said(&items),
        [
            "note: no line has a field \"uri\", so that the id is not known: name another one by --id-field",
            "note: no line has a field \"meta.day\", so that the day is not known: name another one by --date-field",
        ]
    );
    let nested =
        "{\"data\": {\"body\": \"It sank.\"}}\n{\"data\": {\"body\": null}}\n{\"data\": \"x\"}\n";
    let items = read("named", "nested.jsonl", nested, &fields("data.body"));
    assert_eq!(raw(&items).len(), 1);
    assert_eq!(
        said(&items),
        [
            "1 of 3 lines has no field \"data.body\" and is not read (3); the fields there are data: name the one with the text by --text-field"
        ]
    );
}

#[test]
fn messages_show_the_beginning_of_names_on_one_line() {
    let long = "x".repeat(50_000);
    let row = format!("{{\"where\\nit\\u0000was\": 1, \"{long}\": 2}}");
    let short = &long[..40];
    assert_eq!(
        said(&read("names", "rows.jsonl", row, &Options::default())),
        [format!(
            "its line has no text in a field that is known to hold one; the fields there are where it was, {short}…: name the one with the text by --text-field"
        )]
    );
    let lists = format!("{{\"a\\nb\": [{{\"c\": 1}}], \"{long}\": [{{\"c\": 1}}]}}");
    assert_eq!(
        said(&read("names", "lists.json", lists, &Options::default())),
        [format!(
            "it has several lists of objects (a b, {short}…) and no text in a field that is known to hold one: say by --records and --text-field where the reports are"
        )]
    );
}

#[test]
fn rows_that_end_with_carriage_returns_have_lines_of_their_own() {
    let table = "text,id\rIt sank.,1\r\"It\rfloats.\",2\r\rIt sails.,3\r";
    let items = read("returns", "old.csv", table, &Options::default());
    let lines: Vec<Option<u64>> = raw(&items).iter().map(|raw| raw.place.line).collect();
    assert_eq!(lines, [Some(2), Some(3), Some(6)]);
}

/// A day that cannot be read is unknown, and said to be so, once for all rows.
#[test]
fn days_that_cannot_be_read_are_told() {
    let rows = "{\"text\": \"It sank.\", \"date\": \"03/04/2024\"}\n\
        {\"text\": \"It rose.\", \"date\": \"soonish\"}\n\
        {\"text\": \"It stayed.\", \"date\": \"2024-04-03\"}\n\
        {\"text\": \"It went.\", \"date\": null}\n";
    let items = read("days", "days.jsonl", rows, &Options::default());
    assert_eq!(raw(&items).len(), 4);
    let said = said(&items);
    let told: Vec<&String> = said
        .iter()
        .filter(|said| said.contains("day of publication"))
        .collect();
    assert_eq!(
        told,
        [
            "note: the day of publication of 2 lines is not a day that sayso can read (such as \"03/04/2024\"), so that it is unknown; 2024-03-01 or 1 March 2024 can be read"
        ]
    );
}

/// The mark that is not closed would make one text of all rows that follow.
#[test]
fn a_table_that_ends_within_quotation_marks_is_told() {
    for (table, read_rows, line) in [
        ("id,text\n1,\"It sank.\n2,It rose.\n", 0, 2),
        ("id,text\n1,It sank.\n2,\"It rose and", 1, 3),
        ("id,text\n1,\"It \"\"sank.\"\"\"\n2,\"It\n", 1, 3),
    ] {
        let items = read("unclosed", "rows.csv", table, &Options::default());
        assert_eq!(raw(&items).len(), read_rows, "{table}");
        let failures: Vec<String> = items
            .iter()
            .filter_map(|item| match item {
                Item::Failed(failure) => Some(failure.to_string()),
                _ => None,
            })
            .collect();
        let [failure] = &failures[..] else {
            panic!("{table}: {failures:?}");
        };
        assert!(
            failure.contains(&format!(
                ":{line}: a quotation mark in this row is not closed"
            )),
            "{failure}"
        );
    }
    for table in [
        "id,text\n1,\"It \"\"sank.\"\"\"",
        "id,text\n1,The 5\" pipe burst.\n",
        "id,text\n1,\"It sank.\"\n",
    ] {
        let items = read("closed", "rows.csv", table, &Options::default());
        assert_eq!(raw(&items).len(), 1, "{table}");
        assert!(
            !items.iter().any(|item| matches!(item, Item::Failed(_))),
            "{table}"
        );
    }
}
