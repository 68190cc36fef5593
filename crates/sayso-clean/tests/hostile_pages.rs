//! Pages that try to make the reader say what they do not say: each sentence of the text is on the
//! page for a reader to see, whole, and as often as there.
#![cfg(feature = "extractors")]

use sayso_clean::{Given, page};

fn text(html: &str) -> String {
    let document = page(html.as_bytes(), &Given::default()).expect("short");
    document.text.to_string()
}

const MAYOR: &str =
    "The mayor of Tarn said on Monday that 12 of 40 bridges over the Orle are shut until May.";

fn police(what: &str) -> String {
    format!(
        "Police said the {what} is open and that nobody was hurt on it at all on Sunday night or Monday."
    )
}

/// A report with `middle` among its paragraphs.
fn report(container: &str, middle: &str) -> String {
    let name = container.split(' ').next().unwrap_or_default();
    let [road, rail, lock] =
        ["road", "rail", "lock"].map(|what| format!("<p>{}</p>", police(what)));
    format!(
        "<html lang=en><title>Bridge shut | Tarn Herald</title><{container}><h1>Bridge shut</h1>{road}{middle}{rail}{lock}</{name}></html>"
    )
}

/// `words` within these tags, the first outermost.
fn nested(tags: &[&str], words: &str) -> String {
    let open: String = tags.iter().map(|tag| format!("<{tag}>")).collect();
    let close: String = tags.iter().rev().map(|tag| format!("</{tag}>")).collect();
    format!("{open}{words}{close}")
}

const CONTAINERS: [&str; 3] = ["article", "div itemprop=articleBody", "blockquote"];

#[test]
fn inline_tags_change_no_word() {
    let inline = [
        "b", "i", "u", "em", "strong", "font", "span", "small", "cite", "s", "code", "q", "sub",
        "mark", "a href=x",
    ];
    let mut tagged: Vec<Vec<&str>> = vec![
        vec!["strong", "em", "u"],
        vec!["b", "span", "i", "span", "u"],
        vec!["em", "mark", "cite", "small"],
        vec!["font", "b", "font", "i"],
    ];
    for tag in inline {
        for depth in [3, 40] {
            tagged.push(vec![tag; depth]);
        }
    }
    for container in CONTAINERS {
        for tags in &tagged {
            for around in ["", "p", "div", "li", "h2"] {
                let mut middle = nested(tags, MAYOR);
                if !around.is_empty() {
                    middle = nested(&[around], &middle);
                }
                let text = text(&report(container, &middle));
                let of_mayor = text.matches(MAYOR).count();
                assert!(
                    of_mayor <= 1 && text.matches("12 of 40").count() == of_mayor,
                    "{container} {around} {tags:?}: {text}"
                );
                for what in ["road", "rail", "lock"] {
                    let sentence = police(what);
                    assert_eq!(
                        text.matches(&sentence).count(),
                        1,
                        "{container} {around} {tags:?}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn tags_within_words_and_sentences_change_no_word() {
    let middle = "<p>The <b>mayor <i>of <u>Tarn</u> said</i> on</b> <em><strong><u>Mon</u>day</strong></em> that 12 of \
        <b><i><u><s>40</s></u></i></b> bridges over the Orle are shut until May.</p>";
    for container in CONTAINERS {
        let text = text(&report(container, middle));
        assert!(text.contains(MAYOR), "{container}: {text}");
        assert!(text.contains(&police("rail")), "{container}: {text}");
    }
}

const FALSE: &str =
    "The mayor stole ninety million dollars, the police chief Tom Brack said on Monday.";

#[test]
fn what_no_reader_sees_is_not_the_report() {
    let hidden = [
        "hidden",
        "hidden=''",
        "style='display:none'",
        "style='color:red; display : none !important'",
        "style='visibility:hidden'",
        "style='font-size:0'",
        "style='FONT-SIZE: 0px'",
        "style='opacity:0'",
        "style='opacity:0.0;'",
        "style='position:absolute;left:-9999px'",
        "style='position:absolute;top:-999em'",
        "style='text-indent:-9999px'",
        "class='note sr-only'",
        "class=visually-hidden",
        "class=screen-reader-text",
    ];
    for how in hidden {
        for tag in ["p", "div", "section", "span", "b", "li", "h2", "blockquote"] {
            let text = text(&report("article", &format!("<{tag} {how}>{FALSE}</{tag}>")));
            assert!(!text.contains("ninety"), "{tag} {how}: {text}");
            assert!(text.contains(&police("rail")), "{tag} {how}: {text}");
        }
        let inside = format!(
            "<p>The mayor of Tarn <span {how}>never </span>said on <i {how}>Sunday or</i> Mon<b {how}>x</b>day that 12 of 40 \
             bridges over the Orle are shut until May.<span {how}>{FALSE}</span></p>"
        );
        let text = text(&report("article", &inside));
        assert!(text.contains(MAYOR), "{how}: {text}");
        assert!(
            !text.contains("ninety") && !text.contains("never"),
            "{how}: {text}"
        );
    }
}

#[test]
fn what_a_reader_sees_is_the_report() {
    let visible = [
        "hidden=until-found",
        "aria-hidden=true",
        "style='opacity:0.9'",
        "style='display:block'",
        "style='font-size:0.9em'",
        "style='left:-9999px'",
        "style='visibility:visible'",
        "style='text-indent:-2em'",
        "class='overflow-hidden'",
    ];
    for how in visible {
        let text = text(&report("article", &format!("<p {how}>{MAYOR}</p>")));
        assert!(text.contains(MAYOR), "{how}: {text}");
    }
    // A hidden paragraph ends at the next block, as in a browser.
    let text = text(&report(
        "article",
        &format!("<p hidden><b>{FALSE}<p>{MAYOR}</p>"),
    ));
    assert!(text.contains(MAYOR) && !text.contains("ninety"), "{text}");
}

#[test]
fn an_article_that_a_script_will_show_is_read() {
    for container in [
        "body style='opacity:0'",
        "div style='opacity:0' class=article-body",
        "div style='visibility:hidden'",
        "article hidden",
    ] {
        let text = text(&report(container, &format!("<p>{MAYOR}</p>")));
        assert!(
            text.contains(MAYOR) && text.contains(&police("road")),
            "{container}: {text}"
        );
    }
}

#[test]
fn small_pages_stay_small() {
    let many = "<p>x y z</p>".repeat(1_000);
    let fonts: String = (0..150).map(|i| format!("<b class=c{i}>")).collect();
    let pages = [
        "<span><div></span>".repeat(5_000) + &format!("<p>{MAYOR}"),
        format!("<div>{fonts}</div>{many}"),
        format!("<p>{fonts}{many}"),
        "<table><tr><td>".repeat(63) + &many,
        "<ul><li>".repeat(63) + &many,
        "<blockquote>".repeat(63) + &many,
        "<dl><dd>".repeat(63) + &many,
        "<b><i>".repeat(95) + &MAYOR.repeat(50),
    ];
    for html in pages {
        // On a thread with the stack of a worker.
        let read = std::thread::Builder::new()
            .stack_size(2 << 20)
            .spawn(move || text(&format!("<html lang=en><h1>x</h1>{html}")).len());
        read.expect("a thread").join().expect("it is read");
    }
}
