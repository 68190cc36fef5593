//! Files and rows as reports: order, places, days, and what is refused.

use sayso::report::{Body, RawReport};
use sayso_input::files::Files;
use sayso_input::{Fields, Item, Options, What, reports};
use std::fs;
use std::path::{Path, PathBuf};

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The reports of a file with this name and content.
fn read(name: &str, content: impl AsRef<[u8]>, options: &Options) -> Vec<Item> {
    let path = scratch(name).join(name);
    fs::write(&path, content).expect("written");
    reports(&path, options).collect()
}

fn text_of(raw: &RawReport) -> String {
    String::from_utf8_lossy(&raw.body.bytes()).into_owned()
}

/// The message of each failure, without the folder of its file: what a user is told who names it.
fn messages(items: &[Item]) -> Vec<String> {
    let failure = |item: &Item| match item {
        Item::Failed(failure) => Some(failure.clone()),
        Item::PassedOver(passed_over) => Some(passed_over.clone().into_failure()),
        _ => None,
    };
    let failures = items.iter().filter_map(failure);
    failures
        .map(|failure| {
            let line = failure
                .place
                .line
                .map_or(String::new(), |l| format!("{l}: "));
            format!("{line}{}", failure.message)
        })
        .collect()
}

#[test]
fn folders_are_opened_up_in_the_order_of_names() {
    let folder = scratch("folders");
    fs::create_dir(folder.join("b")).expect("a folder");
    for name in [
        "c.txt",
        "a.html.gz",
        "b/z.txt",
        "b/a.jsonl",
        "logo.png",
        "notes.gz",
    ] {
        fs::write(folder.join(name), "x").expect("written");
    }
    let found = Files::list(&[folder.clone(), folder.join("c.txt")]);
    let names: Vec<String> = found
        .files
        .iter()
        .filter_map(|file| file.as_ref().ok())
        .map(|file| {
            file.strip_prefix(&folder)
                .expect("inside")
                .display()
                .to_string()
        })
        .collect();
    assert_eq!(names, ["a.html.gz", "b/a.jsonl", "b/z.txt", "c.txt"]);
    let passed_over: Vec<What> = found
        .files
        .iter()
        .filter_map(|file| match file {
            Err(Item::PassedOver(passed_over)) => Some(passed_over.what),
            _ => None,
        })
        .collect();
    assert_eq!(passed_over, [What::Image, What::Unknown]);
    assert_eq!(found.repeated, [folder.join("c.txt")]);
}

#[test]
fn a_row_that_cannot_be_read_costs_the_others_nothing() {
    let rows = "\u{feff}{\"id\": \"a\", \"text\": \"One.\", \"date\": \"2024-03-01T23:00:00+09:00\"}\n\n\
        not JSON\n{\"id\": \"a\", \"text\": \"Two.\"}\n[1]\n{\"text\": 3}\n{\"id\": 7, \"text\": \"Three.\"}";
    let items = read("rows.jsonl", rows, &Options::default());
    let read: Vec<(Option<u64>, Option<&str>, String)> = items
        .iter()
        .filter_map(Item::report)
        .map(|raw| (raw.place.line, raw.id.as_deref(), text_of(raw)))
        .collect();
    assert_eq!(
        read,
        [
            (Some(1), Some("a"), "One.".into()),
            (Some(7), Some("7"), "Three.".into())
        ]
    );
    let first = items[0].report().expect("a report");
    let day = first.published.as_ref().expect("a day");
    assert_eq!(day.day.as_deref(), Some("2024-03-01"));
    assert_eq!(
        messages(&items),
        [
            "3: the line is not JSON: it must begin with {",
            "4: the id \"a\" is there twice, and the second report is not read",
            "5: the line is not a JSON object, such as {\"text\": \"…\"}",
            "1 of 6 lines has no text in a field that is known to hold one and is not read (6); the fields there are text: name the one with the text by --text-field",
        ]
    );
}

#[test]
fn fields_have_the_names_that_the_user_gives() {
    let options = Options {
        fields: Fields {
            text: Some("body".into()),
            id: Some("uri".into()),
            date: Some("day".into()),
            ..Fields::default()
        },
        published: Some("2020-01-01".into()),
        ..Options::default()
    };
    let rows = "{\"body\": \"It sank.\", \"uri\": \"u1\", \"day\": \"yesterday\"}\n{\"body\": \"It sank.\", \"uri\": \"u2\"}\n";
    let items = read("fields.jsonl", rows, &options);
    let first = items[0].report().expect("a report");
    let day = first.published.as_ref().expect("as it was given");
    assert_eq!((day.written.as_str(), &day.day), ("yesterday", &None));
    // What a row lacks is unknown.
    let second = items[1].report().expect("a report");
    let day = second.published.as_ref().expect("that of the user");
    assert_eq!(day.day.as_deref(), Some("2020-01-01"));
    assert_eq!(messages(&items), [""; 0]);
}

#[test]
fn a_text_that_begins_like_a_page_is_a_page_unless_the_user_says_otherwise() {
    let page = "<html><p>The ferry sank, police said.</p></html>";
    let body = |options: &Options| {
        let items = read("page.txt", page, options);
        items[0].report().expect("a report").body.clone()
    };
    assert!(matches!(body(&Options::default()), Body::Page(_)));
    let as_is = Options {
        as_is: true,
        ..Options::default()
    };
    assert!(matches!(body(&as_is), Body::Plain(_)));
}

#[test]
fn what_is_not_a_report_is_named() {
    let refused = |name: &str, content: &[u8]| messages(&read(name, content, &Options::default()));
    assert_eq!(refused("empty.txt", b" \n\n"), ["there is no text in it"]);
    assert_eq!(refused("empty.jsonl", b"\n"), ["there is no text in it"]);
    let feed = refused("feed.txt", b"<?xml version='1.0'?><rss></rss>");
    assert!(feed[0].starts_with("this is XML"), "{feed:?}");
    let pdf = refused("paper.txt", b"%PDF-1.7\n");
    assert!(pdf[0].contains("this PDF file is broken"), "{pdf:?}");
    let cut = refused("cut.txt.gz", b"\x1f\x8b\x08\x00\x00");
    assert!(cut[0].starts_with("it is not a whole gzip file"), "{cut:?}");
    let missing: Vec<Item> = reports(Path::new("no/such/file.txt"), &Options::default()).collect();
    assert_eq!(messages(&missing), ["there is no such file"]);
}

/// An address is not a file: the message says how to save the page.
#[test]
fn pages_of_the_web_are_not_fetched() {
    for address in ["https://nna.example/ferry?a=1&b=2", "HTTP://nna.example"] {
        let items: Vec<Item> = reports(Path::new(address), &Options::default()).collect();
        let said = messages(&items);
        assert!(
            said[0].starts_with("sayso does not fetch pages: save it"),
            "{said:?}"
        );
        assert!(
            said[0].contains(&format!("curl -L -o page.html '{address}'")),
            "{said:?}"
        );
    }
    let items: Vec<Item> = reports(Path::new("file:///tmp/a.html"), &Options::default()).collect();
    assert_eq!(
        messages(&items),
        ["name the file by its path, without file://"]
    );
}

/// A wrong name is missing in every line, and is named once.
#[test]
fn a_wrong_field_name_is_named_once() {
    let rows = "{\"id\": 1, \"text\": \"It sank.\"}\n".repeat(400);
    let options = Options {
        fields: Fields {
            text: Some("body".into()),
            ..Fields::default()
        },
        ..Options::default()
    };
    let items = read("wrong.jsonl", rows, &options);
    assert_eq!(
        messages(&items),
        [
            "none of its 400 lines has a field \"body\"; the fields there are id, text: name the one with the \
             text by --text-field"
        ]
    );
}

/// Files of a folder that are no reports: what they are, and what a user is told who names one.
#[test]
fn settings_and_tables_in_a_folder_are_passed_over() {
    let package = "{\"name\": \"post\", \"description\": \"The site of the Velm Post\", \"author\": \"Ada Quill\", \"repository\": {\"url\": \"https://git.example/velm\"}}";
    let lock = "{\"packages\": [{\"name\": \"a\", \"description\": \"Quays\"}], \"more\": [{\"name\": \"b\"}]}";
    let schema = "{\"$schema\": \"https://schema.example\", \"title\": \"Quay\", \"description\": \"A quay\"}";
    let rows: &[(&str, &str, What, &str)] = &[
        (
            "package.json",
            package,
            What::JsonWithoutText,
            "its object has no text in a field",
        ),
        (
            "lock.json",
            lock,
            What::JsonWithoutText,
            "it has several lists of objects (more, packages)",
        ),
        (
            "truth.json",
            "{\"seen\": [{\"text\": \"It sank.\"}], \"told\": [{\"text\": \"It rose.\"}]}",
            What::JsonOfLists,
            "it has several lists of reports (seen, told): say by --records",
        ),
        (
            "schema.json",
            schema,
            What::JsonWithoutText,
            "its object has no text in a field",
        ),
        (
            "people.json",
            "{\"people\": [{\"name\": \"Jan Orr\"}]}",
            What::JsonWithoutText,
            "its object has no",
        ),
        (
            "words.json",
            "{\"text\": {\"ok\": \"OK\"}}",
            What::JsonWithoutText,
            "its object has no text",
        ),
        (
            "tsconfig.json",
            "{\n // strict\n \"a\": 1}",
            What::JsonWithoutText,
            "there are comments in it",
        ),
        (
            "events.jsonl",
            "{\"at\": 1}\n{\"at\": 2}\n",
            What::JsonWithoutText,
            "none of its 2 lines has a text",
        ),
        (
            "out.jsonl",
            "{\"type\": \"run\", \"data\": {}}\n",
            What::Ours,
            "sayso itself wrote these lines",
        ),
        (
            "deaths.csv",
            "place,killed\nVelm,3\n",
            What::TableWithoutText,
            "no column has a name",
        ),
        (
            "sitemap.xml",
            "<urlset/>",
            What::OtherXml,
            "this is a sitemap",
        ),
        ("empty.html", "", What::Empty, "there is no text in it"),
        ("blank.json", " \n", What::Empty, "there is no text in it"),
    ];
    for (name, content, what, why) in rows {
        let items = read(name, content, &Options::default());
        let [Item::PassedOver(passed_over)] = &*items else {
            panic!("{name}: {items:?}");
        };
        assert_eq!(passed_over.what, *what, "{name}");
        let told = passed_over.clone().into_failure().message;
        assert!(told.starts_with(why), "{name}: {told}");
    }
}

/// A summary is one of a report if the row says what reports say of themselves.
#[test]
fn summaries_of_reports_are_read() {
    let one = "{\"summary\": \"The ferry sank.\", \"url\": \"https://nna.example/1\", \"images\": [{\"width\": 3}]}";
    let list = "[{\"summary\": \"The ferry sank.\", \"headline\": \"Ferry sinks\"}]";
    for json in [one, list] {
        let items = read("summary.json", json, &Options::default());
        let report = items.iter().find_map(Item::report).expect(json);
        assert!(report.told.is_summary, "{json}");
    }
}
