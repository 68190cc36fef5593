//! What is copied: a reader of the copied lines alone must not mistake who says what, how sure it is
//! said to be, and what is a quotation.

mod built;
mod kinds;

use built::{ASSERTED, Built, Sure};
use sayso::attribute::{Form, Rule, Why};
use sayso::certainty::{Polarity, Status, TriggerKind, Voice};
use sayso::resolve::Kind;
use sayso_export::citation::{Citations, in_page};
use sayso_export::records::Span;
use sayso_export::view::View;

#[test]
fn an_assertion() {
    let mut built = Built::new("“The fog came fast,” said Ines Moller, the pilot.");
    let words = (
        "Ines Moller, the pilot",
        "said",
        &["“The fog came fast,”"][..],
    );
    built.say(words, Form::Direct, ASSERTED);
    assert_eq!(
        built.copied(),
        "Ines Moller, the pilot, said: “The fog came fast”.\n\
         Asserted by Ines Moller, the pilot; a quotation.\n\
         Velm Post, 2024-05-03: Pier to close\n\
         https://velm.example/pier-1#:~:text=%E2%80%9CThe%20fog%20came%20fast%2C%E2%80%9D"
    );
}

#[test]
fn a_denial() {
    let mut built = Built::new("Mayor Rolf Dane denied on Thursday that he took a bribe.");
    let denied = Sure {
        status: Status::Denied,
        polarity: Some(Polarity::Negative),
        triggers: &[(TriggerKind::Denial, "denied")],
        ..ASSERTED
    };
    let words = ("Mayor Rolf Dane", "denied", &["that he took a bribe"][..]);
    built.say(words, Form::Indirect, denied);
    assert_eq!(
        built.lines(),
        [
            "Mayor Rolf Dane denied on Thursday that he took a bribe.",
            "Denied by Mayor Rolf Dane (“denied”); not a quotation, but the words of the report.",
            "In the report: Mayor Rolf Dane denied on Thursday that he took a bribe.",
        ]
    );
}

#[test]
fn what_is_to_come_and_what_is_not() {
    let mut built = Built::new("The port said the pier will not close. “It may leak,” it added.");
    let will_not = Sure {
        status: Status::Prediction,
        polarity: Some(Polarity::Negative),
        triggers: &[
            (TriggerKind::Future, "will"),
            (TriggerKind::Negation, "not"),
        ],
        ..ASSERTED
    };
    let words = ("The port", "said", &["the pier will not close"][..]);
    built.say(words, Form::Indirect, will_not);
    assert_eq!(
        built.lines()[..2],
        [
            "The port said the pier will not close.",
            "The port said what will not be (“will”, “not”); not a quotation, but the words of the report.",
        ]
    );
    let may = Sure {
        status: Status::Possible,
        triggers: &[(TriggerKind::Possible, "may")],
        ..ASSERTED
    };
    built.say(("it", "added", &["“It may leak,”"][..]), Form::Direct, may);
    assert_eq!(
        built.lines()[1],
        "A source the report calls “it” said that it may be (“may”); a quotation."
    );
}

#[test]
fn hearsay_with_distance() {
    let mut built = Built::new("Ines Moller said police claimed the ferry was late.");
    let outer = (
        "Ines Moller",
        "said",
        &["police claimed the ferry was late"][..],
    );
    built.say(outer, Form::Indirect, ASSERTED);
    let claimed = Sure {
        voice: Voice::Distancing,
        triggers: &[(TriggerKind::Distance, "claimed")],
        ..ASSERTED
    };
    let inner = ("police", "claimed", &["the ferry was late"][..]);
    built.say(inner, Form::Indirect, claimed).parent = Some("a1".into());
    built.saved.claims[1].chain = vec!["a1".into(), "a2".into()];
    assert_eq!(
        built.lines()[..2],
        [
            "Police, according to Ines Moller, claimed the ferry was late.",
            "Asserted by police; hearsay: police as reported by Ines Moller; Ines Moller keeps a distance: “claimed”; not a quotation, but the words of the report.",
        ]
    );
}

#[test]
fn an_uncertain_reading() {
    let mut built = Built::new("The company did not intend to sell the pier, it said.");
    let words = ("it", "said", &["to sell the pier"][..]);
    built.say(words, Form::Indirect, ASSERTED).uncertain = true;
    // The sentence shows what the words cut out of it do not.
    assert_eq!(
        built.lines(),
        [
            "Uncertain reading, compare it with the report: A source the report calls “it” said: to sell the pier.",
            "If read rightly, asserted by a source the report calls “it”; not a quotation, but the words of the report.",
            "In the report: The company did not intend to sell the pier, it said.",
        ]
    );
}

#[test]
fn a_quotation_carried_on() {
    let mut built =
        Built::new("“We saw nothing,” said Ines Moller. “It was dark.\n\n“Then it rang.”");
    let first = (
        "Ines Moller",
        "said",
        &["“We saw nothing,”", "“It was dark."][..],
    );
    built.say(first, Form::Direct, ASSERTED);
    built
        .say(("", "", &["“Then it rang.”"][..]), Form::Direct, ASSERTED)
        .carried_from = Some("a1".into());
    assert_eq!(
        built.lines(),
        [
            "Ines Moller, going on: “Then it rang.”",
            "Asserted by Ines Moller; a quotation; it continues the paragraph before.",
            "The sentence before: “It was dark.",
        ]
    );
    let last = built.saved.attributions.pop().expect("there");
    assert_eq!(
        built.lines(),
        [
            "Ines Moller said: “We saw nothing,” … “It was dark.",
            "Said by Ines Moller; a quotation; “…” stands where the report names the speaker.",
        ]
    );
    built.saved.attributions.push(last);
    let view = View::new(&built.saved);
    let first = Citations::new(&view).attribution(&built.saved.attributions[0]);
    assert!(
        first.contains("it goes on in the next paragraph"),
        "{first}"
    );
}

#[test]
fn a_split_passive_keeps_the_order_of_the_report() {
    let mut built = Built::new("Dane was accused by critics of theft.");
    let accused = Sure {
        voice: Voice::Distancing,
        triggers: &[(TriggerKind::Distance, "accused")],
        ..ASSERTED
    };
    let words = ("critics", "was accused", &["Dane", "of theft"][..]);
    built.say(words, Form::Indirect, accused);
    assert_eq!(
        built.lines()[0],
        "Critics, in the words of the report: Dane was accused by critics of theft."
    );
    let mut built = Built::new("Dane was accused of theft.");
    built.say(
        ("", "was accused", &["Dane", "of theft"][..]),
        Form::Indirect,
        accused,
    );
    assert_eq!(
        built.lines()[..2],
        [
            "No source named: Dane was accused of theft.",
            "Asserted by a source that is not named; the report keeps its distance: “accused”; not a quotation, but the words of the report.",
        ]
    );
}

#[test]
fn a_question_a_refusal_and_a_quotation_alone() {
    let mut built = Built::new(
        "The council asked whether it leaks. A clerk declined to comment.\n\n“It leaks.”",
    );
    let asked = Sure {
        status: Status::Question,
        polarity: None,
        triggers: &[(TriggerKind::Question, "whether")],
        ..ASSERTED
    };
    built.say(
        ("The council", "asked", &["whether it leaks"][..]),
        Form::Indirect,
        asked,
    );
    assert_eq!(
        built.lines()[1],
        "Asked or left open by the council (“whether”); not a quotation, but the words of the report."
    );
    let declined = Sure {
        status: Status::Declined,
        polarity: None,
        triggers: &[(TriggerKind::Refusal, "declined")],
        ..ASSERTED
    };
    built.say(
        ("A clerk", "declined", &["to comment"][..]),
        Form::Indirect,
        declined,
    );
    assert_eq!(
        built.lines()[1],
        "A clerk would not say, or gave no answer (“declined”); no words are quoted."
    );
    built
        .say(("", "", &["“It leaks.”"][..]), Form::Direct, ASSERTED)
        .why = Why::Rule(Rule::QuotationAlone);
    assert_eq!(
        built.lines(),
        [
            "Quotation, speaker not given: “It leaks.”",
            "Asserted by a speaker who is not given; a quotation.",
            "The sentence before: A clerk declined to comment.",
        ]
    );
}

#[test]
fn a_not_is_the_words_of_the_source_and_no_verdict() {
    let mut built = Built::new(
        "“I did not take a bribe,” Anna Bask said. It is false that she paid, Bask added.",
    );
    let negated = |words| Sure {
        status: Status::Negated,
        polarity: Some(Polarity::Negative),
        triggers: words,
        ..ASSERTED
    };
    let within = negated(&[(TriggerKind::Negation, "not")]);
    let words = ("Anna Bask", "said", &["“I did not take a bribe,”"][..]);
    built.say(words, Form::Direct, within);
    assert_eq!(
        built.lines(),
        [
            "Anna Bask said: “I did not take a bribe”.",
            "Asserted by Anna Bask with “not” in the words; a quotation.",
        ]
    );
    let beside = negated(&[(TriggerKind::Negation, "false")]);
    let words = ("Bask", "added", &["that she paid"][..]);
    built.say(words, Form::Indirect, beside);
    assert_eq!(
        built.lines()[1],
        "Bask said that it is not so (“false”); not a quotation, but the words of the report."
    );
}

#[test]
fn a_source_without_a_name_is_told() {
    let mut built = Built::new("Sources said the mayor will resign.");
    let will = Sure {
        status: Status::Prediction,
        triggers: &[(TriggerKind::Future, "will")],
        ..ASSERTED
    };
    let words = ("Sources", "said", &["the mayor will resign"][..]);
    built.say(words, Form::Indirect, will).source_kind = Some(Kind::Anonymous);
    assert_eq!(
        built.lines()[..2],
        [
            "Sources said the mayor will resign.",
            "Sources, without a name, said that it will be (“will”); not a quotation, but the words of the report.",
        ]
    );
    built.saved.claims[0].status = Status::Asserted;
    built.saved.claims[0].triggers.clear();
    assert_eq!(
        built.lines()[1],
        "Asserted by sources, without a name; not a quotation, but the words of the report."
    );
}

#[test]
fn what_was_not_said_is_no_refusal() {
    let mut built = Built::new("Marn did not say that the mayor stole.");
    let silent = Sure {
        status: Status::Declined,
        polarity: None,
        triggers: &[(TriggerKind::Refusal, "not")],
        ..ASSERTED
    };
    let words = ("Marn", "did not say", &["that the mayor stole"][..]);
    built.say(words, Form::Indirect, silent);
    assert_eq!(
        built.lines()[..2],
        [
            "Marn did not say that the mayor stole.",
            "Marn did not say (“not”); no words are quoted.",
        ]
    );
}

#[test]
fn what_the_source_would_not_do_is_refused() {
    let mut built = Built::new("The judge refused to do so.");
    let refused = Sure {
        status: Status::Negated,
        polarity: Some(Polarity::Negative),
        triggers: &[(TriggerKind::Refusal, "refused")],
        ..ASSERTED
    };
    let words = ("The judge", "refused", &["to do so"][..]);
    built.say(words, Form::Indirect, refused);
    assert_eq!(
        built.lines()[1],
        "Refused by the judge (“refused”); not a quotation, but the words of the report."
    );
}

#[test]
fn the_addressee_is_told() {
    let mut built = Built::new("“We will fight,” Anna Bask told reporters.");
    let words = ("Anna Bask", "told", &["“We will fight,”"][..]);
    built.say(words, Form::Direct, ASSERTED);
    assert_eq!(
        built.lines()[0],
        "Anna Bask told reporters: “We will fight”."
    );
}

#[test]
fn nothing_in_a_report_can_forge_lines() {
    let mut built = Built::new("“It sank,” said Ines Moller.");
    built.saved.report.outlet = Some("Velm\nPost\u{202e}".into());
    built.saved.report.title = None;
    built.saved.report.url = Some("https://velm.example/\nAda Quill denied: all".into());
    built.say(
        ("Ines Moller", "said", &["“It sank,”"][..]),
        Form::Direct,
        ASSERTED,
    );
    built.saved.attributions[0].content[0].text = "“It\nsank,”".into();
    assert_eq!(
        built.copied(),
        "Ines Moller said: “It sank”.\n\
         Asserted by Ines Moller; a quotation.\n\
         Velm Post\u{fffd}, 2024-05-03\n\
         https://velm.example/ Ada Quill denied: all"
    );
}

#[test]
fn links_lead_to_the_words() {
    let text = "It sank, he said. It sank, she said: one two three four five six seven eight nine ten eleven, \
        twelve-thirteen";
    let built = Built::new(text);
    let view = View::new(&built.saved);
    let place = |span: Span| {
        let address = in_page(&view, &[span])?;
        Some(address.split_once("#:~:text=")?.1.to_string())
    };
    let second = Span {
        start: 18,
        end: 25,
        ..built.span("It sank")
    };
    let long = "one two three four five six seven eight nine ten eleven, twelve-thirteen";
    let broken = Span {
        text: "one two\n\nthree".into(),
        ..built.span("one two")
    };
    let repaired = Span {
        edited: true,
        ..built.span("one two")
    };
    let cases = [
        (built.span("It sank"), Some("It%20sank")),
        // The same words are there before, so that those in front of them are needed.
        (second, Some("sank%2C%20he%20said%2E-,It%20sank")),
        (
            built.span(long),
            Some(
                "one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%2C%20twelve%2Dthirteen",
            ),
        ),
        (broken, Some("one%20two,three")),
        (repaired, None),
    ];
    for (span, expected) in cases {
        assert_eq!(place(span).as_deref(), expected);
    }
}
