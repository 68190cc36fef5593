//! Feeds as outlets publish them, and as they break.

mod shared;

use sayso_input::Options;
use shared::{day, is_html, made, raw, read, said, text};

#[test]
fn feeds_of_a_real_generator() {
    for name in ["feedgen.rss", "feedgen.atom"] {
        let items = made(name, &Options::default());
        let reports = raw(&items);
        assert_eq!(reports.len(), 2, "{name}: {:?}", said(&items));
        let ferry = reports[0];
        assert!(
            is_html(ferry) && text(ferry).contains("said Zoë Moller"),
            "{name}"
        );
        assert_eq!(
            ferry.told.title.as_deref(),
            Some("Ferry sinks off Velm & two boats are lost")
        );
        assert_eq!(ferry.told.outlet.as_deref(), Some("Northern News Agency"));
        assert_eq!(ferry.told.byline.as_deref(), Some("Ada Quill"));
        assert_eq!(ferry.told.section.as_deref(), Some("Harbour"));
        assert_eq!(ferry.told.record.as_deref(), Some("https://nna.example/1"));
        assert_eq!(ferry.url.as_deref(), Some("https://nna.example/1"));
        assert_eq!(
            day(ferry),
            (Some("2024-03-01"), Some("2024-03-01T00:10:00+09:00"))
        );
        assert_eq!(ferry.place.number, Some(1));
        assert!(
            !ferry.told.is_summary && reports[1].told.is_summary,
            "{name}"
        );
    }
    let atom = made("feedgen.atom", &Options::default());
    assert_eq!(raw(&atom)[0].told.modified.as_deref(), Some("2024-03-02"));
}

#[test]
fn older_feeds() {
    let old = "<?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"rss-0.91.dtd\"><rss version=\"0.91\"><channel><title>Tarn Herald</title>\
        <image><title>Logo</title></image><item><title>Bridge shut</title><link>https://herald.example/1</link><description>The bridge is shut.</description></item></channel></rss>";
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
        <channel rdf:about=\"https://herald.example/\"><title>Tarn Herald</title></channel><item rdf:about=\"https://herald.example/1\"><title>Bridge shut</title>\
        <link>https://herald.example/1</link><description>The bridge is shut.</description><dc:date>2024-03-01T08:00:00Z</dc:date><dc:creator>Ada Quill</dc:creator></item></rdf:RDF>";
    let atom = "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>Tarn Herald</title><entry><title mode=\"escaped\" type=\"text/html\">Bridge &lt;b&gt;shut&lt;/b&gt;</title>\
        <link rel=\"alternate\" type=\"text/html\" href=\"https://herald.example/1\"/><issued>2024-03-01T08:00:00Z</issued><id>tag:1</id>\
        <content type=\"application/xhtml+xml\" mode=\"xml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>The bridge &amp; the weir are shut.<br/>Nobody knows why.</p></div></content></entry></feed>";
    for (feed, version) in [(old, "0.91"), (rdf, "1.0"), (atom, "0.3")] {
        let items = read("older", "feed.xml", feed, &Options::default());
        let reports = raw(&items);
        assert_eq!(reports.len(), 1, "{version}: {:?}", said(&items));
        assert_eq!(
            reports[0].told.title.as_deref(),
            Some("Bridge shut"),
            "{version}"
        );
        assert_eq!(
            reports[0].told.outlet.as_deref(),
            Some("Tarn Herald"),
            "{version}"
        );
        assert_eq!(
            reports[0].url.as_deref(),
            Some("https://herald.example/1"),
            "{version}"
        );
        assert_eq!(reports[0].published.is_some(), version != "0.91");
    }
    let items = read("older", "feed.xml", atom, &Options::default());
    let html = text(raw(&items)[0]);
    assert!(
        html.contains("<p>The bridge &amp; the weir are shut.<br>Nobody knows why.</p>"),
        "{html}"
    );
}

#[test]
fn entries_as_outlets_write_them() {
    let feed = "<rss version=\"2.0\" xmlns:content=\"c\" xmlns:media=\"m\"><channel><title>Tarn Herald</title>\
        <item><title>One</title><description>Short.</description><content:encoded><![CDATA[<p>The ferry sank and […]</p>]]></content:encoded></item>\
        <item><title>Two</title><description>&lt;p&gt;Police said &amp;ldquo;no&amp;rdquo;.&lt;/p&gt;</description><media:description>Not the text</media:description></item>\
        <item><title>Three &nbsp; four &unknown; five</title><description>Police & others said so.</description><source url=\"https://nna.example/rss\">NNA</source></item>\
        <item><title>Only a title</title></item></channel></rss>";
    let items = read("entries", "feed.rss", feed, &Options::default());
    let reports = raw(&items);
    assert_eq!(reports.len(), 3, "{:?}", said(&items));
    assert!(reports[0].told.is_summary, "a teaser as content");
    assert_eq!(text(reports[1]), "<p>Police said &ldquo;no&rdquo;.</p>");
    assert_eq!(text(reports[2]), "Police & others said so.");
    assert_eq!(
        reports[2].told.title.as_deref(),
        Some("Three four &unknown; five")
    );
    assert_eq!(reports[2].told.outlet.as_deref(), Some("NNA"));
    assert_eq!(
        said(&items),
        ["note: 1 of its 4 entries has neither a content nor a summary, only a title"]
    );
    let long = format!(
        "<rss><channel><item><description>{}</description></item></channel></rss>",
        "Rain fell again. ".repeat(60)
    );
    let items = read("entries", "long.rss", long, &Options::default());
    assert!(
        !raw(&items)[0].told.is_summary,
        "a description with the whole text"
    );
}

#[test]
fn wrong_encodings() {
    let feed = |declared: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{declared}\"?>\n<rss><channel><title>Tarn</title><item><description>Zoë said “no”.</description></item></channel></rss>"
        )
    };
    let windows = |text: &str| {
        let byte = |c: char| match c {
            'ë' => 0xeb,
            '“' => 0x93,
            '”' => 0x94,
            c => c as u8,
        };
        text.chars().map(byte).collect::<Vec<u8>>()
    };
    let wide: Vec<u8> = feed("UTF-16")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    for (bytes, is_told) in [
        (feed("UTF-8").into_bytes(), false),
        (feed("ISO-8859-1").into_bytes(), false),
        (windows(&feed("windows-1252")), false),
        (windows(&feed("utf-8")), true),
        (wide, false),
    ] {
        let items = read("encodings", "feed.xml", bytes, &Options::default());
        assert_eq!(text(raw(&items)[0]), "Zoë said “no”.");
        assert_eq!(
            said(&items)
                .iter()
                .any(|note| note.contains("Windows-1252")),
            is_told,
            "{:?}",
            said(&items)
        );
    }
}

#[test]
fn broken_and_hostile_feeds() {
    let whole = "<rss><channel><item><description>It sank.</description></item>\n";
    for (rest, message) in [
        (
            "<item><description>It ro",
            "2: the feed ends within this entry: a part of it is missing",
        ),
        ("<item><description <", "2: "),
    ] {
        let items = read(
            "broken",
            "feed.xml",
            format!("{whole}{rest}"),
            &Options::default(),
        );
        assert_eq!(raw(&items).len(), 1, "{rest}");
        let told = said(&items);
        assert!(
            told.len() == 1 && told[0].starts_with(message),
            "{rest}: {told:?}"
        );
    }
    // Tags that are not closed, or closed twice.
    let crossed = "<rss><channel><item><title>A<br></title></b><description>It <b>sank.</description></item></item><item><description>It rose.</description></item></channel></rss>";
    assert_eq!(
        raw(&read("broken", "crossed.xml", crossed, &Options::default())).len(),
        2
    );
    let laughs: String = (1..10)
        .map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10)))
        .collect();
    let laughs = format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]><rss><channel><item><description>It sank &l9;</description></item></channel></rss>"
    );
    assert_eq!(
        text(raw(&read("broken", "laughs.xml", laughs, &Options::default()))[0]),
        "It sank &l9;"
    );
    let deep = format!("<rss><channel><item>{}", "<a>".repeat(100_000));
    let told = said(&read("broken", "deep.xml", deep, &Options::default()));
    assert_eq!(
        told,
        ["1: its elements are nested more deeply than those of any feed"]
    );
    let endless = format!("{whole}<item><description>{}", "x".repeat(40 << 20));
    let items = read("broken", "endless.xml", endless, &Options::default());
    assert_eq!(raw(&items).len(), 1);
    assert_eq!(
        said(&items),
        [
            "2: it cannot be read: a tag or a text in it is over 32 MiB, and what follows is not read"
        ]
    );
}

#[test]
fn xml_that_is_no_feed() {
    for (xml, message) in [
        (
            "<urlset><url/></urlset>",
            "this is a sitemap: it lists addresses and holds no reports",
        ),
        (
            "<nitf><body/></nitf>",
            "this is XML of a kind that sayso does not read (\"nitf\" is neither RSS nor Atom)",
        ),
        ("", "there is no text in it"),
        (
            "just words",
            "1: there is no feed in it: it has no entry and no title",
        ),
        (
            "<rss><channel><title>Tarn</title></channel></rss>",
            "the feed has no entries",
        ),
    ] {
        assert_eq!(
            said(&read("other", "other.xml", xml, &Options::default())),
            [message],
            "{xml}"
        );
    }
}
