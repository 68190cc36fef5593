//! The page: no text of a report becomes markup, the whole text is shown, and every mark links to
//! its row and back.

use proptest::prelude::*;
use sayso::attribute::{self, Attribution, AttributionId, Bias, Form, Why};
use sayso::certainty::{Claim, Rule, Status, Strength, Trigger, TriggerKind, Voice};
use sayso::check::Checks;
use sayso::clean::{self, Given};
use sayso::document::BlockKind;
use sayso::measure::Stated;
use sayso::model::Tier;
use sayso::reading::{self, Least, Reading, Skip};
use sayso::report::{Place, Provenance};
use sayso::resolve::{Entity, EntityId, Flags, Kind, Link, LinkRule, Role, Speaker};
use sayso::text::Span;
use sayso_export::html;
use sayso_export::records::{Run, Saved};

const STORY: &str = "close\nFerry rams pier\nFerry rams pier\nBy Ada Quill\n\nTARN CROSS (NNA) — A ferry rammed the pier of \
    Tarn Cross , the harbour office said on Monday.\n\n“The fog came fast,” said Ines Moller, the pilot. “We saw \
    nothing.\n\n“Then we heard the bang.”\n\nAccording to Tarnpolice, nobody drowned.\n";

const HOSTILE: &str = "Velm & <b>Orland</b>\n\n“</p><script>steal()</script><img src=x onerror=\"steal()\">,” said Ines \
    \"onmouseover='steal()'\" Moller, a </style> pilot. “'--><svg onload=steal()>\u{2028}\u{202e}]]>&lt;i&gt;” \
    On 1 May 2024 about 12 <i onclick='steal()'>boats</i> and \u{202e}$5 </span>million a year <img src=y> sank. \
    According to https://tarn.example/?a=<b>&c='d' the fog came fast , and nobody saw it. Sales rose <b>45%</b> to $56 \
    <i>million from $50 million. The dam holds between 900 and 650 </ol>tonnes of silt.";

fn saved(reading: &Reading) -> Saved {
    let mut reading = reading.clone();
    reading.provenance = Provenance {
        id: "r1".into(),
        place: Place::of("harbour/<ferry>.txt"),
        sha256: "0".repeat(64),
        has_bytes: true,
        ..Provenance::default()
    };
    let least = Least {
        kept: 0.0,
        shown: 0.5,
    };
    let findings = reading.findings(&Checks::default().with_loose());
    Saved::new(&reading, None, &findings, least)
}

fn page_of(reading: &Reading) -> String {
    let run = Run {
        version: "0.0.0".into(),
        ..Run::default()
    };
    html::page(&saved(reading), &run)
}

fn read(text: &str) -> Reading {
    let document = clean::plain(text.as_bytes(), &Given::default()).expect("short enough");
    reading::read(document, None, Bias::Balanced)
}

/// The page without its style and script, which are not from the report.
fn body(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").expect("ours");
    let (_, rest) = rest.split_once("</style>").expect("ours");
    let (body, rest) = rest.split_once("<script>").expect("ours");
    let (_, rest) = rest.split_once("</script>").expect("ours");
    format!("{head}{body}{rest}")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Has a tag an attribute that is a script? The values of attributes do not count, because a page
/// may quote markup that was in the report.
fn has_handler(tag: &str) -> bool {
    let outside_values = tag.split('"').step_by(2);
    outside_values
        .flat_map(str::split_whitespace)
        .any(|name| name.starts_with("on"))
}

fn unescaped(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// Parses the page, and is stricter than a browser: elements nest, are among those that the page
/// uses, have no handlers, and link only to the web or to an id of the page. Returns the text of the
/// report without numbers and notes.
fn walk(page: &str) -> String {
    const EMPTY: [&str; 3] = ["meta", "input", "!doctype"];
    const OURS: &str = "!doctype html head meta title body a main p h1 h2 h3 article span ul ol li blockquote aside header \
        footer div label input button output b i q details summary dl dt dd code table thead tbody tr th td dialog form \
        kbd section nav fieldset legend";
    let page = body(page);
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0))
        .collect();
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut report = String::new();
    let mut rest = &*page;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(
            !text.contains('>') || text.starts_with('>'),
            "a stray >: {text}"
        );
        if open.iter().any(|(name, _)| *name == "article") && open.iter().all(|(_, ours)| !ours) {
            report += &unescaped(text);
        }
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(
                open.pop().map(|(name, _)| name),
                Some(name),
                "elements nest"
            );
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        assert!(
            OURS.split_whitespace().any(|ours| ours == name),
            "<{tag}> is none of ours"
        );
        assert!(!has_handler(tag), "a handler: {tag}");
        if let Some(href) = attribute(tag, "href") {
            let to = href.strip_prefix('#').map(|id| ids.contains(&id));
            assert!(
                to.unwrap_or(href.starts_with("https://")),
                "{href} leads nowhere"
            );
        }
        if !EMPTY.contains(&name) {
            let class = attribute(tag, "class").unwrap_or("");
            let ours = class
                .split(' ')
                .any(|c| ["tag", "note", "point", "glance", "made"].contains(&c));
            open.push((name, ours));
        }
        let (mut sorted, all) = (ids.clone(), ids.len());
        if name == "!doctype" {
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), all, "an id occurs twice");
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    report
}

/// The blocks of the text as the page shows them, the headline first, with each run of white space as
/// one space.
fn shown(reading: &Reading) -> String {
    let mut blocks: Vec<_> = reading.document.blocks.iter().collect();
    let headline = blocks.iter().position(|b| b.kind == BlockKind::Headline);
    if let Some(n) = headline {
        blocks[..=n].rotate_right(1);
    }
    let blocks: String = blocks
        .into_iter()
        .map(|b| format!("{}\n", &reading.document.text[b.span]))
        .collect();
    squeezed(&sayso_export::visible(&blocks).replace(['\u{2028}', '\u{2029}'], "\u{fffd}"))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_small_page() {
    let page = page_of(&read(STORY));
    insta::with_settings!({filters => vec![("sha256-[A-Za-z0-9+/=]+", "[hash]")]}, {
        insta::assert_snapshot!(body(&page));
    });
    assert_eq!(squeezed(&walk(&page)), shown(&read(STORY)));
    assert_eq!(page, page_of(&read(STORY)), "the same bytes");
}

#[test]
fn markup_in_a_report_is_escaped() {
    let reading = read(HOSTILE);
    assert!(!reading.attributions.is_empty());
    assert!(!reading.document.edits.is_empty());
    assert!(reading.figures.len() > 1 && !reading.times.is_empty());
    let page = page_of(&reading);
    assert_eq!(squeezed(&walk(&page)), shown(&reading));
    for bad in [
        "<script>steal",
        "<img",
        "<i onclick",
        "<svg",
        "<b>Orland",
        "\u{2028}",
        "\u{202e}",
    ] {
        assert!(!page.contains(bad), "{bad}");
    }
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn findings_are_marked_and_the_worst_come_first() {
    let text = "Guards earn $900 a month, or $10,800 a year. Profit rose 45% to $56.1 million from $50.2 million. Alder \
        said sales rose 60% to $110 million while Birch said they were up from $90 million.";
    let page = page_of(&read(text));
    walk(&page);
    for (words, times) in [
        // The sign before the figure, and the row it leads to.
        (
            "<a class=\"tag sign s-error\" id=\"ts2\" href=\"#s2\" data-ids=\"s2\" aria-describedby=\"ms2\">✗2<i> error</i></a>",
            1,
        ),
        ("<a class=\"tag sign s-error\" href=\"#ts2\">✗2</a>", 1),
        // All three figures, the one it is about last.
        ("class=\"checked s-error\"", 2),
        ("class=\"checked s-error stated\"", 1),
        (
            "<b>$56.1 million ÷ $50.2 million − 1 = 11.75%</b>, stated 45%",
            1,
        ),
        ("✓1", 2),
        // In the overview, the row and the words to copy.
        ("these figures, of different sources, do not agree", 3),
        ("· the figures come from different sources", 1),
        ("said by “Birch” ", 1),
        (">1 error, 2 notes</a>", 2),
    ] {
        assert_eq!(page.matches(words).count(), times, "{words}");
    }
    let rows = ["s2", "s1", "s3"].map(|id| page.find(&format!(" id=\"{id}\" tabindex")));
    assert!(
        rows.iter().all(Option::is_some) && rows.is_sorted(),
        "{rows:?}"
    );
}

#[test]
fn an_address_that_is_a_script_does_not_become_a_link() {
    for (url, link) in [
        ("https://nna.example/a?b=\"c\"", true),
        ("javascript:steal()", false),
    ] {
        let given = Given {
            url: Some(url.into()),
            published: None,
            ..Default::default()
        };
        let document = clean::plain("“It sank,” said Ines Moller.".as_bytes(), &given).unwrap();
        let page = page_of(&reading::read(document, None, Bias::Balanced));
        walk(&page);
        assert_eq!(
            page.contains("href=\"https://nna.example/a?b=&quot;c&quot;\""),
            link
        );
        assert_eq!(
            page.contains("#:~:text=%E2%80%9CIt%20sank%2C%E2%80%9D\""),
            link,
            "the place in the page"
        );
        assert!(!page.contains("href=\"javascript"));
    }
}

#[test]
fn the_page_of_a_long_report_is_not_too_large() {
    let paragraph = |n: u32| {
        format!(
            "“The fog came fast on day {n} and we saw nothing of the pier,” said Ines Moller, a pilot of the harbour. \
            According to police, nobody was hurt in {n} years and it cost $2,000 a month per person in May.\n\n"
        )
    };
    let text = format!(
        "Harbour opens again\n\n{}",
        (0..48).map(paragraph).collect::<String>()
    );
    assert!(text.split_whitespace().count() > 1_500);
    let reading = read(&text);
    assert!(
        reading.attributions.len() >= 90,
        "{}",
        reading.attributions.len()
    );
    assert!(reading.figures.len() + reading.times.len() >= 120);
    let page = page_of(&reading);
    assert!(page.len() < 300_000, "{} bytes", page.len());
}

#[test]
fn skipped_reports_are_shown_with_the_reason() {
    let mut document =
        clean::plain(b"Der Hafen ist wieder offen, sagte sie.", &Given::default()).unwrap();
    document.language = Some("de".into());
    let page = page_of(&reading::skip(document, Skip::Language));
    assert!(walk(&page).contains("Der Hafen ist wieder offen"));
    // Before the text and in the ledger, which would read as if there were no claims.
    assert_eq!(
        page.matches("it is in German, and sayso reads English")
            .count(),
        2
    );
    assert!(!page.contains("No statements found") && !page.contains("no figures to check"));
}

/// Ines Moller said that police claimed that the ferry may have been late. The pier might be shut.
fn nested() -> Reading {
    let text =
        "Ines Moller said police claimed the ferry may have been late. The pier might be shut.";
    let document = clean::plain(text.as_bytes(), &Given::default()).expect("there");
    let at = |words: &str| {
        let start = text.find(words).expect("there") as u32;
        Span::new(start, start + words.len() as u32)
    };
    let said = |source: &str, cue: &str, content: &str, parent, score| Attribution {
        source: vec![at(source)],
        cue: vec![at(cue)],
        content: vec![at(content)],
        form: Form::Indirect,
        parent,
        carried_from: None,
        score: Some(score),
        why: Why::Model(Tier::Standard),
    };
    let outer = said(
        "Ines Moller",
        "said",
        "police claimed the ferry may have been late",
        None,
        0.9,
    );
    let inner = said(
        "police",
        "claimed",
        "the ferry may have been late",
        Some(AttributionId(0)),
        0.4,
    );
    let mut reading = reading::given(document, vec![outer, inner]);
    let claim =
        |id: Option<u32>, content: &str, status, chain: &[u32], trigger: (&str, TriggerKind)| {
            Claim {
                attribution: id.map(AttributionId),
                content: vec![at(content)],
                status,
                strength: Some(Strength::Weak),
                polarity: None,
                voice: id.map(|id| {
                    if id == 1 {
                        Voice::Distancing
                    } else {
                        Voice::Neutral
                    }
                }),
                chain: chain.iter().copied().map(AttributionId).collect(),
                factuality: Some(0.5),
                triggers: vec![Trigger {
                    span: at(trigger.0),
                    kind: trigger.1,
                }],
                rule: Rule::May,
            }
        };
    reading.claims = vec![
        claim(
            Some(0),
            "police claimed the ferry may have been late",
            Status::Asserted,
            &[0],
            ("said", TriggerKind::Cue),
        ),
        claim(
            Some(1),
            "the ferry may have been late",
            Status::Possible,
            &[0, 1],
            ("may", TriggerKind::Possible),
        ),
        claim(
            None,
            "The pier might be shut",
            Status::Possible,
            &[],
            ("might", TriggerKind::Possible),
        ),
    ];
    let entity = |name: &str, kind, roles| Entity {
        name: name.into(),
        kind,
        roles,
        aliases: vec![],
        of: None,
    };
    let role = Role {
        span: at("The pier"),
        organisation: None,
        former: false,
    };
    reading.resolution.entities = vec![
        entity("Ines Moller", Kind::Person, vec![role]),
        entity("police", Kind::Group, vec![]),
    ];
    let speaker = |n: u32, kind, runner_up: Option<u32>| Speaker {
        entities: vec![EntityId(n)],
        kind,
        flags: Flags {
            official: n == 1,
            ..Flags::default()
        },
        link: Some(Link {
            rule: LinkRule::Name,
            score: 0.97,
            runner_up: runner_up.map(EntityId),
        }),
        anonymity: None,
    };
    reading.resolution.speakers = vec![
        speaker(0, Kind::Person, None),
        speaker(1, Kind::Group, Some(0)),
    ];
    reading
}

#[test]
fn figures_and_times_lead_to_their_rows_and_back() {
    let text = "About 12 boats lay at the pier in May.\n\n“It cost more than $2,000 a month per boat,” said Ines Moller, the \
        pilot. Police said Monday it was the third storm, and it blew for 30 years.";
    for published in [None, Some("2024-11-01".to_string())] {
        let given = Given {
            url: None,
            published: published.clone(),
            ..Default::default()
        };
        let document = clean::plain(text.as_bytes(), &given).unwrap();
        let reading = reading::read(document, None, Bias::Balanced);
        let page = page_of(&reading);
        assert_eq!(squeezed(&walk(&page)), shown(&reading));
        let monday = if published.is_some() {
            "<b>2024-10-28</b> · when it was said</p>"
        } else {
            "<b>?</b> · when it was said · day of publication not known</p>"
        };
        for part in [
            "<a class=\"figure\" id=\"tf1\" href=\"#f1\" data-ids=\"f1\" aria-describedby=\"mf1\">12</a>",
            "<li class=\"measure k0\" id=\"f1\" tabindex=\"-1\"><q><a href=\"#tf1\">12</a></q>",
            "<p class=\"facts\" id=\"mf1\"><b>12 boats</b> · about</p>",
            // A figure inside a claim: the words belong to both rows, and the row of the figure
            // names the source.
            "<span class=\"said c0 direct\" data-ids=\"a1 f2\"><a class=\"figure\" id=\"tf2\" href=\"#f2\"",
            "<b>≥ 2,000 USD per month per boat</b> · rate · more than · “Ines Moller, the pilot” <a href=\"#a1\">S1</a>",
            "<a class=\"time\" id=\"tt1\" href=\"#t1\"",
            // A length of time is only a time and not a figure, too. An ordinal number is neither.
            "<b>30 years</b>",
            monday,
            "<summary><h2 id=\"figures\">All figures</h2><span class=\"facts\"> 2</span></summary>",
            "<a href=\"#times\">3 times</a>",
        ] {
            assert!(page.contains(part), "{part} in {}", body(&page));
        }
    }
}

#[test]
fn uncertain_speakers_are_marked() {
    let mut reading = nested();
    let sure = page_of(&reading);
    assert!(!sure.contains(" who?</i>") && !body(&sure).contains("probably"));
    let link = reading.resolution.speakers[1].link.as_mut().expect("there");
    link.score = 0.6;
    reading.attributions[1].score = Some(0.9);
    let page = page_of(&reading);
    assert_eq!(squeezed(&walk(&page)), shown(&reading));
    for part in [
        "aria-describedby=\"ma2\">G2<i class=\"soft\"> police said that it may be</i><i> Ines Moller keeps a distance: “claimed”</i><i> who?</i></a>",
        "who w2 perhaps",
        "</span> probably police</h3>",
        "<b>probably police; or Ines Moller</b> <i>claimed</i>",
    ] {
        assert!(page.contains(part), "{part} in {}", body(&page));
    }
}

#[test]
fn roles_are_shown_once() {
    let mut reading = nested();
    let text = &*reading.document.text;
    let span = |words: &str| {
        let start = text.find(words).expect("there") as u32;
        Span::new(start, start + words.len() as u32)
    };
    let role = |words: &str| Role {
        span: span(words),
        organisation: None,
        former: false,
    };
    let roles = ["ferry", "the ferry may have been late. ", "The pier"]
        .map(role)
        .to_vec();
    reading.resolution.entities[0].roles = roles;
    assert_eq!(
        sayso_export::speakers::roles(&saved(&reading).entities[0]),
        ["the ferry may have been late", "The pier"]
    );
}

#[test]
fn given_spans_may_be_anywhere() {
    let text = "Ferry rams pier\n\nIt sank, police said.\n\nNobody drowned.";
    let document = clean::raw(text.into(), &Given::default()).unwrap();
    let end = document.text.span().end();
    for (a, b) in [(0, end), (15, 20), (14, 16), (15, 17), (end, end)] {
        let said = Attribution {
            source: vec![],
            cue: vec![],
            content: vec![Span::new(a, b)],
            form: Form::Indirect,
            parent: None,
            carried_from: None,
            score: None,
            why: Why::Rule(attribute::Rule::Given),
        };
        let nothing = Attribution {
            content: vec![],
            ..said.clone()
        };
        let mut reading = reading::given(document.clone(), vec![said, nothing]);
        let boats = sayso::measure::figures("12 boats").remove(0);
        let may = sayso::measure::times("May 2024", None).remove(0);
        let attribution = Some(AttributionId(7));
        // They overlap each other, blocks, and the end of the text. They have no source.
        for n in [0, 1, 2] {
            let span = Span::new((a + n).min(b), b);
            let boats = sayso::measure::Figure {
                of: None,
                ..boats.clone()
            };
            reading.figures.push(Stated {
                item: boats,
                span,
                attribution,
            });
            reading.times.push(Stated {
                item: may.clone(),
                span: Span::new(a, b),
                attribution: None,
            });
        }
        assert_eq!(
            squeezed(&walk(&page_of(&reading))),
            shown(&reading),
            "{a}..{b}"
        );
    }
}

#[test]
fn nested_attributions_have_the_marks_of_both() {
    let page = page_of(&nested());
    assert_eq!(squeezed(&walk(&page)), shown(&nested()));
    for part in [
        // Both numbers, the inner one uncertain and with its word; the outlet's own hedge.
        "data-ids=\"a1\" aria-describedby=\"ma1\">P1</a>",
        "data-ids=\"a2\" aria-describedby=\"ma2\">G?1<i class=\"soft\"> police said that it may be</i><i> Ines Moller keeps a distance: “claimed”</i></a>",
        "data-ids=\"c3\" aria-describedby=\"mc3\">H1<i class=\"soft\"> the report says that it may be</i></a>",
        "<span class=\"trigger hedge\" data-ids=\"c3\">might</span>",
        // Pieces carry both, and the word that decides is marked.
        "<span class=\"said c1 indirect inner i2 i-indirect u-inner trigger u-trigger\" data-ids=\"a1 a2\"",
        // The rows.
        "<b>police</b> <i>claimed</i> <q class=\"indirect\">the ferry may have been late</q>",
        "paraphrased · uncertain · <b>police said that it may be</b> (“may”) · hearsay: police as reported by Ines Moller · Ines Moller keeps a distance: “claimed” · within <a href=\"#a1\">P1</a>",
        "the rule <code>may</code>; words: “may” (possible)",
        "the rule <code>name</code>, 97 of 100 points; second: Ines Moller",
        "no source named · <b>the report says that it may be</b> (“might”)",
        // What is copied.
        "<span class=\"cite\">Uncertain reading, compare it with the report: Police, according to Ines Moller, claimed the ferry may have been late.\nIf read rightly, police said that it may be (“may”); hearsay: police as reported by Ines Moller; ",
    ] {
        assert!(page.contains(part), "{part} in {}", body(&page));
    }
}

#[test]
fn the_page_tells_to_whom_it_was_said() {
    let page = page_of(&read("“We will fight,” Anna Bask told reporters."));
    for part in [
        "<i>told reporters:</i> <q class=\"direct\">“We will fight,”</q>",
        "<span class=\"cite\">Anna Bask told reporters: “We will fight”.\n",
    ] {
        assert!(page.contains(part), "{part} in {}", body(&page));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_shown_whole_and_as_text(
        parts in prop::collection::vec(
            "(“[a-z <>&\"']{0,20}[,.]” |said Ines Moller[.,] ?|According to police, |on Monday|about \\$[0-9]{1,4} a month|<[a-z/!]{0,6}>? |\\PC{0,6}|\n\n| \\. |\u{2028}|\u{202e})",
            0..30,
        ),
    ) {
        let text = parts.concat();
        let reading = read(&text);
        let page = page_of(&reading);
        let report = squeezed(&walk(&page));
        prop_assert_eq!(report, shown(&reading));
    }
}
