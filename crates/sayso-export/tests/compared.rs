//! Two reports that were compared, on invented records, so that better comparisons do not change these tests.

use insta::assert_snapshot;
use sayso::check::Code;
use sayso::compare::{AlteredKind, CopyRelation, DirectionRule, LinkHow, SentenceKind};
use sayso::credits::CreditKind;
use sayso_export::compared::{Compared, Mark, Moves, across, rows, verdict, worst_altered};
use sayso_export::html;
use sayso_export::records::{
    self, CopiedFrom, Copy, CopyAltered, CopyCredit, CopySentence, CopyShares, Item, Run, Saved,
    SentencePlace, Span,
};
use sayso_export::terminal::{self, Style};
use std::collections::BTreeSet;

const WIRE: [&str; 6] = [
    "Ferry rams pier at Velm",
    "A ferry with 312 people on board rammed the old pier at Velm on Monday, the coast guard said.",
    "It tore away 14 of its 60 piles.",
    "“We heard a bang, and then the whole pier began to lean,” said Odo Brandt, who sells fish.",
    "The engine may have failed, police said.",
    "Divers searched the harbour until dusk.",
];

const HERALD: [&str; 6] = [
    "Pier leans after crash",
    "A ferry carrying 312 people crashed into the old pier in Velm on Monday, the coast guard said.",
    "Divers searched the harbour until dusk.",
    "It tore away 40 of its 60 piles.",
    "“We heard a bang, and then the whole pier began to lean,” Odo Brand told Orland Wire.",
    "Shops <b>beside</b> the terminal stayed shut.",
];

/// A report with a paragraph for each sentence.
fn report(id: &str, outlet: &str, day: &str, sentences: &[&str]) -> Saved {
    let text = sentences.join("\n\n");
    let mut start = 0;
    let blocks: Vec<serde_json::Value> = sentences
        .iter()
        .enumerate()
        .map(|(n, sentence)| {
            let end = start + sentence.chars().count();
            let kind = if n == 0 { "headline" } else { "paragraph" };
            let block = serde_json::json!({"kind": kind, "start": start, "end": end});
            start = end + 2;
            block
        })
        .collect();
    let line = serde_json::json!({"type": "report", "data": {
        "id": id, "input": format!("{id}.html"), "record": null, "sha256": "", "text_sha256": "", "url": null,
        "outlet": outlet, "title": sentences[0], "byline": null, "published": day, "modified": null,
        "section": null, "language": "en", "kind": "article", "text": text, "blocks": blocks, "edits": [],
        "metadata": {},
    }});
    let line = line.to_string();
    match records::read(line.as_bytes(), "made").next() {
        Some(Ok(Item::Report(saved))) => *saved,
        other => panic!("{other:?}"),
    }
}

fn place(saved: &Saved, n: usize) -> SentencePlace {
    let block = &saved.report.blocks[n];
    let words: String = saved
        .report
        .text
        .chars()
        .skip(block.start as usize)
        .take(1)
        .collect();
    let kind = match (n, &*words) {
        (0, _) => SentenceKind::Headline,
        (_, "“") => SentenceKind::Quotation,
        _ => SentenceKind::Narration,
    };
    SentencePlace {
        start: block.start,
        end: block.end,
        kind,
    }
}

/// Words of a report, as a span.
fn span(saved: &Saved, words: &str) -> Span {
    let text = &saved.report.text;
    let at = text.find(words).expect("the words are there");
    let start = text[..at].chars().count() as u32;
    Span {
        start,
        end: start + words.chars().count() as u32,
        text: words.into(),
        at: None,
        edited: false,
    }
}

/// A comparison in which these sentences correspond.
fn copy(a: &Saved, b: &Saved, pairs: &[(usize, usize, LinkHow)]) -> Copy {
    let only = |saved: &Saved, linked: BTreeSet<usize>| -> Vec<SentencePlace> {
        let all = 0..saved.report.blocks.len();
        all.filter(|n| !linked.contains(n))
            .map(|n| place(saved, n))
            .collect()
    };
    Copy {
        a: a.report.id.clone(),
        b: b.report.id.clone(),
        relation: CopyRelation::Light,
        score: 0.973,
        shares: CopyShares {
            narration_a: 0.7,
            narration_b: 0.8,
            quotes_a: 1.0,
            quotes_b: 1.0,
        },
        direction: None,
        credit: None,
        sentences: pairs
            .iter()
            .map(|&(x, y, how)| CopySentence {
                a: place(a, x),
                b: place(b, y),
                how,
                score: 0.8,
            })
            .collect(),
        only_a: only(a, pairs.iter().map(|pair| pair.0).collect()),
        only_b: only(b, pairs.iter().map(|pair| pair.1).collect()),
        altered: Vec::new(),
    }
}

/// The wire report, its rewording, and what they have in common.
fn reworded() -> (Saved, Saved, Copy) {
    let a = report("wire", "Orland Wire", "2024-03-04", &WIRE);
    let b = report("herald", "Tarn Herald", "2024-03-05", &HERALD);
    let pairs = [
        (1, 1, LinkHow::Reworded),
        (2, 3, LinkHow::Reworded),
        (3, 4, LinkHow::Quoted),
        (5, 2, LinkHow::Moved),
    ];
    let altered = |kind, sentence, x: Option<&str>, y: Option<&str>| CopyAltered {
        kind,
        sentence,
        a: x.map(|words| span(&a, words)),
        b: y.map(|words| span(&b, words)),
    };
    let copy = Copy {
        altered: vec![
            altered(
                AlteredKind::Figure,
                1,
                Some("14 of its 60 piles"),
                Some("40 of its 60 piles"),
            ),
            // Two that begin at one place, and must not hide each other.
            altered(AlteredKind::Quote, 1, Some("14 of its"), Some("40 of its")),
            altered(AlteredKind::Name, 2, Some("Odo Brandt"), Some("Odo Brand")),
            altered(AlteredKind::Source, 2, Some("who sells fish"), None),
        ],
        direction: Some(CopiedFrom {
            from: a.report.id.clone(),
            rule: DirectionRule::Credit,
        }),
        credit: Some(CopyCredit {
            report: b.report.id.clone(),
            name: Some("Orland Wire".into()),
            kind: CreditKind::Interview,
            span: Some(span(&b, "told Orland Wire")),
        }),
        ..copy(&a, &b, &pairs)
    };
    (a, b, copy)
}

#[test]
fn the_verdict_is_a_sentence() {
    let (a, b, copy) = reworded();
    let said = |copy: &Copy| verdict(&Compared::new(&a, &b, copy));
    assert_eq!(
        said(&copy),
        "B is a light rewording of A: 3 of B’s 4 narrative sentences are in A, in the same order but for 1; 4 alterations: 1 quotation, 1 name, 1 figure and 1 source; B drops 1 paragraph and adds 1; B credits A’s outlet, Orland Wire: “told Orland Wire”."
    );
    let published = Copy {
        direction: Some(CopiedFrom {
            from: a.report.id.clone(),
            rule: DirectionRule::Published,
        }),
        credit: None,
        relation: CopyRelation::Heavy,
        ..copy.clone()
    };
    assert_eq!(
        said(&published),
        "B is a heavy rewording of A: 3 of B’s 4 narrative sentences are in A, in the same order but for 1; 4 alterations: 1 quotation, 1 name, 1 figure and 1 source; B drops 1 paragraph and adds 1; A was published first, on 4 March 2024, and B on 5 March 2024."
    );
    let unknown = Copy {
        direction: None,
        credit: None,
        ..copy.clone()
    };
    assert_eq!(
        said(&unknown),
        "A and B are one text, lightly reworded: 3 of B’s 4 narrative sentences are in A, in the same order but for 1; 4 alterations: 1 quotation, 1 name, 1 figure and 1 source; each has 1 paragraph of its own; which came first is not known."
    );
    for relation in [
        CopyRelation::SameSource,
        CopyRelation::SameEvent,
        CopyRelation::Unrelated,
    ] {
        let other = Copy {
            relation,
            ..unknown.clone()
        };
        let said = said(&other);
        assert!(said.ends_with('.') && !said.contains("rewording"), "{said}");
        assert!(!said.contains("which came first"), "{said}");
    }
    let verbatim = copy_of_itself(&a);
    assert_eq!(
        verdict(&Compared::new(&a, &a, &verbatim)),
        "A and B have the same words; which came first is not known."
    );
    let turned = Copy {
        altered: vec![CopyAltered {
            kind: AlteredKind::Reversed,
            sentence: 1,
            a: Some(span(&a, "the coast guard")),
            b: Some(span(&a, "14 of its 60 piles")),
        }],
        ..verbatim
    };
    let compared = Compared::new(&a, &a, &turned);
    assert_eq!(
        verdict(&compared),
        "A and B have nearly the same words; 1 alteration: 1 statement turned round; which came first is not known."
    );
    assert_eq!(
        worst_altered(&compared).as_deref(),
        Some("“the coast guard” → “14 of its 60 piles”")
    );
    let finding = &across(&compared)[0];
    assert_eq!(finding.code, Code::Reversed);
    assert_eq!(
        finding.message,
        "the sentence of wire.html that corresponds says the opposite: “the coast guard”"
    );
}

fn copy_of_itself(a: &Saved) -> Copy {
    let pairs: Vec<_> = (0..WIRE.len()).map(|n| (n, n, LinkHow::Same)).collect();
    Copy {
        relation: CopyRelation::Verbatim,
        ..copy(a, a, &pairs)
    }
}

#[test]
fn each_sentence_has_a_row_in_the_order_of_its_report() {
    let (a, b, copy) = reworded();
    let compared = Compared::new(&a, &b, &copy);
    for moves in [Moves::Together, Moves::Apart] {
        let rows = rows(&compared, moves);
        let of_a: Vec<u32> = rows
            .iter()
            .filter_map(|row| row.a)
            .map(|place| place.start)
            .collect();
        let of_b: BTreeSet<u32> = rows
            .iter()
            .filter_map(|row| row.b)
            .map(|place| place.start)
            .collect();
        assert!(of_a.is_sorted(), "{of_a:?}");
        assert_eq!((of_a.len(), of_b.len()), (WIRE.len(), HERALD.len()));
        if moves == Moves::Apart {
            let of_b: Vec<u32> = rows
                .iter()
                .filter_map(|row| row.b)
                .map(|place| place.start)
                .collect();
            assert!(of_b.is_sorted(), "{of_b:?}");
            let moved = rows.iter().filter(|row| row.mark == Mark::Moved);
            assert_eq!(moved.count(), 2);
        }
    }
}

#[test]
fn side_by_side_where_there_is_room() {
    let (a, b, copy) = reworded();
    let wide = Style {
        color: false,
        width: 110,
    };
    assert_snapshot!(terminal::compared(&Compared::new(&a, &b, &copy), wide));
}

#[test]
fn one_below_the_other_where_there_is_none() {
    let (a, b, copy) = reworded();
    let narrow = Style {
        color: false,
        width: 60,
    };
    let text = terminal::compared(&Compared::new(&a, &b, &copy), narrow);
    assert!(
        text.lines().all(|line| line.chars().count() <= 60),
        "{text}"
    );
    assert_snapshot!(text);
}

#[test]
fn colours_change_no_word() {
    let (a, b, copy) = reworded();
    for width in [60, 110] {
        let text =
            |color| terminal::compared(&Compared::new(&a, &b, &copy), Style { color, width });
        let mut bare = String::new();
        let colored = text(true);
        for (n, part) in colored.split("\x1b[").enumerate() {
            bare += if n == 0 {
                part
            } else {
                part.split_once('m').expect("a sequence").1
            };
        }
        assert_eq!(bare, text(false));
    }
}

#[test]
fn a_source_is_dropped_only_if_the_copy_does_not_have_it() {
    let (a, b, copy) = reworded();
    let findings = |x: Option<&str>, y: Option<&str>, from: Option<&Saved>| {
        let copy = Copy {
            altered: vec![CopyAltered {
                kind: AlteredKind::Source,
                sentence: 0,
                a: x.map(|words| span(&a, words)),
                b: y.map(|words| span(&b, words)),
            }],
            direction: from.map(|from| CopiedFrom {
                from: from.report.id.clone(),
                rule: DirectionRule::Published,
            }),
            ..copy.clone()
        };
        let found = across(&Compared::new(&a, &b, &copy));
        let named = |finding: &records::Finding| {
            assert_eq!(finding.code, Code::DroppedSource);
            finding.report.clone()
        };
        found.iter().map(named).collect::<Vec<_>>()
    };
    let source = Some("the coast guard");
    assert_eq!(findings(source, None, Some(&a)), ["wire"]);
    assert_eq!(findings(None, source, Some(&b)), ["herald"]);
    // The second report counts as the copy where that is not known.
    assert_eq!(findings(source, None, None), ["wire"]);
    // What only the copy has was added.
    let none: [String; 0] = [];
    assert_eq!(findings(source, None, Some(&b)), none);
    assert_eq!(findings(None, source, Some(&a)), none);
    assert_eq!(findings(None, source, None), none);
}

#[test]
fn doubtful_sentences_are_not_counted_and_the_common_part_is_told() {
    let (a, b, mut copy) = reworded();
    copy.sentences[1].score = 0.1;
    let said = |copy: &Copy| verdict(&Compared::new(&a, &b, copy));
    let light = said(&copy);
    assert!(light.contains("2 of B’s 4 narr") && light.contains("drops 2 paragraphs and adds 2"));
    copy.relation = CopyRelation::Heavy;
    assert!(
        said(&copy).contains("2 of B’s 4 narrative sentences are in A, and perhaps 1 more, in")
    );
    let common = "; both have “A ferry with 312 people on board rammed the old pier at …”";
    copy.relation = CopyRelation::Merged;
    assert!(said(&copy).contains(common));
    (copy.relation, copy.shares.narration_b) = (CopyRelation::Light, 0.6);
    copy.shares.narration_a = 0.5;
    let part = said(&copy);
    assert!(part.starts_with("Part of B is a light") && part.contains(common));
    let rows = rows(&Compared::new(&a, &b, &copy), Moves::Together);
    assert!(rows.iter().any(|row| row.mark == Mark::Perhaps));
}

/// The page without its styles and its script.
fn body(page: &str) -> String {
    let mut body = String::new();
    let mut rest = page;
    while let Some(start) = rest
        .find("<style>")
        .into_iter()
        .chain(rest.find("<script>"))
        .min()
    {
        let end = if rest[start..].starts_with("<style>") {
            "</style>"
        } else {
            "</script>"
        };
        body += &rest[..start];
        rest = &rest[start + rest[start..].find(end).expect("it ends") + end.len()..];
    }
    body + rest
}

fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let parts = page.split(attribute).skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_is_whole() {
    let (a, b, copy) = reworded();
    let page = html::compared(&Compared::new(&a, &b, &copy), &Run::default());
    let page = body(&page);
    assert!(
        page.contains("Shops &lt;b&gt;beside&lt;/b&gt; the terminal"),
        "{page}"
    );
    // Every id is there once, and every link of the page leads to one.
    let ids = values(&page, " id=\"");
    let unique: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    let links = values(&page, " href=\"#");
    assert!(!links.is_empty());
    for link in links {
        assert!(ids.contains(&link), "#{link} leads nowhere");
    }
    // Elements nest.
    let mut open = Vec::new();
    for tag in page
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
    {
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if matches!(name, "meta" | "!doctype") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    // The whole of both texts is there, in order.
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_string)
            .collect::<Vec<_>>()
    };
    let table = page.split("<tbody>").nth(1).expect("rows");
    let mut plain = String::new();
    for (n, part) in table.split('<').enumerate() {
        plain += if n == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, text)| text)
        };
    }
    let plain = words(&plain.replace("&lt;", "<").replace("&gt;", ">"));
    for sentence in WIRE.iter().chain(&HERALD) {
        let sentence = words(sentence);
        let last = &sentence[1..sentence.len() - 1];
        assert!(
            plain.windows(last.len()).any(|part| part == last),
            "{sentence:?}"
        );
    }
    assert_eq!(
        html::shows(html::compared(&Compared::new(&a, &b, &copy), &Run::default()).as_bytes()),
        Some(html::Shows::Compared)
    );
}

#[test]
fn a_copy_is_read_back() {
    let (a, b, copy) = reworded();
    let mut lines = Vec::new();
    a.clone().write(&mut lines);
    b.clone().write(&mut lines);
    records::write(&mut lines, &records::Record::Copy(copy.clone()));
    let items: Vec<Item> = records::read(&lines[..], "saved.jsonl")
        .map(Result::unwrap)
        .collect();
    let expected = [
        Item::Report(Box::new(a)),
        Item::Report(Box::new(b)),
        Item::Copy(Box::new(copy)),
    ];
    assert_eq!(items, expected);
}
