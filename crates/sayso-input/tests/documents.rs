//! Documents and mails that common programs made (`bench/documents`), read as a user would.

use sayso::report::{Body, Part, PartKind, RawReport};
use sayso_input::{Draft, Item, Options, What, reports};
use std::fmt::Write;
use std::path::PathBuf;

fn items(name: &str) -> Vec<Item> {
    let path = PathBuf::from("tests/documents").join(name);
    reports(&path, &Options::default()).collect()
}

fn report(name: &str) -> RawReport {
    let items = items(name);
    let report = items.iter().find_map(Item::report);
    report.unwrap_or_else(|| panic!("{items:?}")).clone()
}

fn parts(report: &RawReport) -> &[Part] {
    match &report.body {
        Body::Parts(parts) => parts,
        body => panic!("{body:?}"),
    }
}

fn texts(report: &RawReport, kind: PartKind) -> Vec<&str> {
    let parts = parts(report).iter().filter(|part| part.kind == kind);
    parts.map(|part| part.text.as_str()).collect()
}

fn failure(name: &str) -> String {
    let items = items(name);
    let failure = items.iter().find_map(|item| match item {
        Item::Failed(failure) => Some(failure.clone()),
        Item::PassedOver(passed_over) => Some(passed_over.clone().into_failure()),
        _ => None,
    });
    failure.unwrap_or_else(|| panic!("{items:?}")).message
}

/// A PDF file of these objects, in their order from 1; the first is the root.
fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut starts = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        starts.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for start in starts {
        let _ = writeln!(out, "{start:010} 00000 n ");
    }
    let size = objects.len() + 1;
    let _ = write!(
        out,
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    out.into_bytes()
}

fn stream(dictionary: &str, content: &str) -> String {
    let length = content.len();
    format!("<< {dictionary} /Length {length} >>\nstream\n{content}\nendstream")
}

/// A file of two pages: the first draws a text and the first of the forms, object 8 and following; the
/// second draws a text.
fn pdf_with_forms(metadata: &str, forms: &[String]) -> Vec<u8> {
    let page = |content: usize| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R /Resources \
             << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> \
             /XObject << /A 8 0 R >> >> >>"
        )
    };
    let text = |words: &str| format!("BT /F 12 Tf 60 700 Td ({words}) Tj ET /A Do");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R >>".into(),
        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>".into(),
        page(5),
        page(6),
        stream("", &text("The quay is shut.")),
        stream(
            "",
            &text("Nobody was hurt, police said.").replace(" /A Do", ""),
        ),
        stream("/Type /Metadata /Subtype /XML", metadata),
    ];
    objects.extend(forms.iter().cloned());
    pdf_of(&objects)
}

fn read_pdf(bytes: Vec<u8>) -> Draft {
    sayso_input::pdf::read(bytes).expect("a text")
}

/// A form that draws the form of another number this often.
fn form(draws: usize, times: usize) -> String {
    let resources = format!("/Resources << /XObject << /B {draws} 0 R >> >>");
    stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}"),
        &"/B Do ".repeat(times),
    )
}

/// Ten to the power of twelve forms, which draw nothing: what a page costs is counted before it is
/// drawn, so that the outcome does not depend on time.
#[test]
fn forms_that_draw_forms_without_end_cost_only_their_page() {
    let forms: Vec<String> = (9..21)
        .map(|next| form(next, 10))
        .chain([form(20, 0)])
        .collect();
    let draft = read_pdf(pdf_with_forms("", &forms));
    let texts: Vec<&str> = draft.parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(texts, ["Nobody was hurt, police said."]);
    assert_eq!(
        draft.notes,
        ["page 1 draws more than any page of a document does, and is not read or only in part"]
    );
    let circle = [form(9, 3), form(8, 3)];
    let draft = read_pdf(pdf_with_forms("", &circle));
    assert!(!draft.parts.is_empty(), "{draft:?}");
    let few: Vec<String> = (9..12)
        .map(|next| form(next, 10))
        .chain([form(8, 0)])
        .collect();
    let draft = read_pdf(pdf_with_forms("", &few));
    assert_eq!((draft.parts.len(), draft.notes.len()), (2, 0), "{draft:?}");
}

#[test]
fn what_a_pdf_file_says_of_itself_only_in_xmp() {
    let xmp = "<x:xmpmeta><rdf:RDF><rdf:Description xmp:CreateDate='2024-03-01T10:00:00+01:00'><dc:title>\
        <rdf:Alt><rdf:li>Quay to close</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ada Quill\
        </rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>";
    let draft = read_pdf(pdf_with_forms(xmp, &[form(8, 0)]));
    assert_eq!(draft.title.as_deref(), Some("Quay to close"));
    assert_eq!(draft.author.as_deref(), Some("Ada Quill"));
    assert_eq!(draft.made.as_deref(), Some("2024-03-01T10:00:00+01:00"));
}

#[test]
fn columns_are_read_one_after_the_other() {
    let report = report("columns.pdf");
    let paragraphs = texts(&report, PartKind::Paragraph);
    let at = |words: &str| {
        paragraphs
            .iter()
            .position(|text| text.contains(words))
            .unwrap()
    };
    // Each paragraph is whole, though its lines stand beside those of another.
    assert!(paragraphs[at("Counsel for the appellant")].ends_with("for a second thermometer."));
    assert!(at("Counsel for the appellant") < at("Smoke drifted over"));
    assert_eq!(
        texts(&report, PartKind::Heading),
        [
            "I. Background",
            "II. The first question",
            "III. The second question",
            "IV. Disposition",
            "Fire at recycling plant burns for a third day"
        ]
    );
}

#[test]
fn running_heads_and_page_numbers_are_furniture() {
    let report = report("heads.pdf");
    let furniture = texts(&report, PartKind::Furniture);
    let heads = furniture
        .iter()
        .filter(|text| **text == "Fallow Bridge Town Council – Minutes");
    assert_eq!(heads.count(), 4);
    assert!(furniture.contains(&"Page 3 of 4"));
    let pages: Vec<Option<u32>> = parts(&report).iter().map(|part| part.page).collect();
    assert_eq!((pages[0], pages[pages.len() - 1]), (Some(1), Some(4)));
    assert_eq!(report.told.byline.as_deref(), Some("Town of Fallow Bridge"));
}

#[test]
fn rows_of_tables_have_cells() {
    let report = report("heads.pdf");
    let rows = texts(&report, PartKind::Row);
    assert!(
        rows.contains(&"Removal of 46 posts\t610,000\t3"),
        "{rows:?}"
    );
}

#[test]
fn words_that_hyphens_part_at_the_end_of_lines_are_whole() {
    let report = report("heads.pdf");
    let text: String = parts(&report)
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    assert!(!text.contains("au- ") && !text.contains('\u{ad}'));
    assert!(text.contains("the authority said on Tuesday"));
    // A hyphen of its own stays.
    assert!(text.contains("Forty-seven per cent") && text.contains("on-demand minibuses"));
}

#[test]
fn numbers_of_lines_are_not_in_the_sentences() {
    let report = report("numbered.pdf");
    let numbers = texts(&report, PartKind::Furniture);
    assert!(numbers[0].starts_with("1 2 3 4 5 6 7 8 9"), "{numbers:?}");
    let paragraphs = texts(&report, PartKind::Paragraph);
    assert!(paragraphs.iter().any(|text| text.contains(
        "ordered the appellant to stop discharging warm water into the river, because an inspector"
    )));
}

#[test]
fn a_file_that_opens_without_a_password_is_read() {
    let report = report("opens-without-password.pdf");
    assert_eq!(
        report.told.title.as_deref(),
        Some("Harbour authority to close the eastern quay for eleven weeks")
    );
    assert!(texts(&report, PartKind::Row).contains(&"Reserve\t400,000\t1"));
    assert!(
        report.published.is_none(),
        "a day of creation is not one of publication"
    );
}

#[test]
fn files_that_cannot_be_read_say_why_and_what_to_do() {
    for (name, why, advice) in [
        ("password.pdf", "locked with a password", "qpdf --decrypt"),
        ("scan.pdf", "pictures without text", "ocrmypdf"),
        ("cut.pdf", "broken", "print it to a new file"),
    ] {
        let message = failure(name);
        assert!(
            message.contains(why) && message.contains(advice),
            "{name}: {message}"
        );
    }
}

#[test]
fn office_documents_of_both_forms() {
    let minutes = report("minutes.docx");
    assert_eq!(
        minutes.told.title.as_deref(),
        Some("Minutes of the 114th meeting of the town council")
    );
    assert_eq!(parts(&minutes)[0].kind, PartKind::Title);
    assert!(texts(&minutes, PartKind::Heading).contains(&"Item 2: Swimming pool"));
    assert!(texts(&minutes, PartKind::Item).contains(&"For: nine councillors."));
    assert!(texts(&minutes, PartKind::Furniture).contains(&"Fallow Bridge Town Council – Minutes"));
    let survey = report("survey.odt");
    assert!(texts(&survey, PartKind::Row).contains(&"Upper Vessel\t312\t81%\t52%"));
    assert!(texts(&survey, PartKind::Heading).contains(&"Where it is worst"));
}

#[test]
fn an_answer_has_only_its_own_words_as_text() {
    let answer = report("answer-mutt.eml");
    assert_eq!(
        answer.told.title.as_deref(),
        Some("Harbour authority to close the eastern quay for eleven weeks")
    );
    let furniture = texts(&answer, PartKind::Furniture).join("\n");
    for words in [
        "Ines Falk wrote:",
        "What will it cost",
        "Head of communications",
    ] {
        assert!(furniture.contains(words), "{furniture}");
    }
    let published = answer.published.as_ref().unwrap();
    assert_eq!(published.day.as_deref(), Some("2024-03-12"));
    assert_eq!(published.written, "2024-03-12T09:05:00+01:00");
    assert_eq!(
        answer.told.record.as_deref(),
        Some("harbour.1@harbour.example")
    );
    assert_eq!(answer.told.byline.as_deref(), Some("Orla Kestrel"));
}

#[test]
fn attachments_are_named_and_passed_over() {
    let passed: Vec<String> = items("attached.eml")
        .iter()
        .filter_map(|item| match item {
            Item::PassedOver(passed) if passed.what == What::Attachment => {
                passed.place.member.clone()
            }
            _ => None,
        })
        .collect();
    assert!(
        passed.contains(&"Beilage – März.pdf".to_string()),
        "{passed:?}"
    );
    assert!(passed.contains(&"figures.csv".to_string()), "{passed:?}");
}

#[test]
fn a_plain_part_that_only_says_that_there_is_html_is_not_the_text() {
    let report = report("hint-only.eml");
    assert!(matches!(&report.body, Body::Html(html) if html.contains("burning on Thursday")));
}

/// Three mails in one mailbox, of which the second is broken.
#[test]
fn a_mail_that_is_cut_before_its_last_boundary_is_read() {
    let folder = std::env::temp_dir().join(format!("sayso-cut-mail-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("cut.eml");
    let mail = "From: A <a@x.example>\nSubject: Quay\nMIME-Version: 1.0\n\
        Content-Type: multipart/alternative; boundary=\"cut\"\n\n--cut\n\
        Content-Type: text/html; charset=utf-8\n\n<p>The quay closes, said Ada Quill.</p>\n";
    for (kept, note) in [
        (
            "",
            Some("the mail ends before its last part does, so that it is perhaps cut off"),
        ),
        ("\n--cut--\n", None),
    ] {
        std::fs::write(&path, format!("{mail}{kept}")).unwrap();
        let items: Vec<Item> = reports(&path, &Options::default()).collect();
        let read = items.iter().filter(|item| item.report().is_some());
        assert_eq!(read.count(), 1, "{items:?}");
        let told = items.iter().find_map(|item| match item {
            Item::Note(note) => Some(&*note.message),
            _ => None,
        });
        assert_eq!(told, note, "{items:?}");
    }
    // What is attached under a name stays an attachment.
    let attached = mail.replace(
        "charset=utf-8\n",
        "charset=utf-8\nContent-Disposition: attachment; filename=\"quay.html\"\n",
    );
    std::fs::write(&path, attached).unwrap();
    let items: Vec<Item> = reports(&path, &Options::default()).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        items.iter().all(|item| item.report().is_none()),
        "{items:?}"
    );
}

#[test]
fn a_broken_mail_of_a_mailbox_costs_only_itself() {
    let folder = std::env::temp_dir().join(format!("sayso-mbox-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("news.mbox");
    let mailbox = "From a@x Tue Mar 12 09:05:00 2024\nFrom: A <a@x.example>\nSubject: Quay\n\n\
        It closes.\n\n>From Monday on, nothing sails.\n\nFrom the mayor we heard nothing.\n\n\
        From b@x Tue Mar 12 09:06:00 2024\n\0\x01\x02 no header\n\n\
        From c@x Tue Mar 12 09:07:00 2024\nFrom: C <c@x.example>\nSubject: Fire\n\nIt burns.\n";
    std::fs::write(&path, mailbox).unwrap();
    let items: Vec<Item> = reports(&path, &Options::default()).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    let [
        Item::Report(first),
        Item::Failed(second),
        Item::Report(third),
    ] = &items[..]
    else {
        panic!("{items:?}");
    };
    let text = sayso::report::joined(parts(first));
    assert_eq!(
        text,
        "It closes.\n\nFrom Monday on, nothing sails.\n\nFrom the mayor we heard nothing."
    );
    assert_eq!(second.place.number, Some(2));
    assert_eq!(third.told.title.as_deref(), Some("Fire"));
}
