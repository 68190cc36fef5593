//! The kinds of texts that a strict reader found to mislead, each with invented reports.

use crate::built::{ASSERTED, Built, Sure};
use sayso::attribute::{Bias, Form};
use sayso::certainty::{Polarity, Status, TriggerKind};
use sayso::check::Checks;
use sayso::clean::{self, Given};
use sayso::reading::{self, Least};
use sayso_export::citation::Citations;
use sayso_export::measured::measures;
use sayso_export::records::Saved;
use sayso_export::view::View;

fn sure<'t>(status: Status, triggers: &'t [(TriggerKind, &'t str)]) -> Sure<'t> {
    Sure {
        status,
        triggers,
        ..ASSERTED
    }
}

/// What is copied of one attribution, without its last two lines.
fn lines(text: &str, words: (&str, &str, &[&str]), form: Form, how: Sure<'_>) -> Vec<String> {
    let mut built = Built::new(text);
    built.say(words, form, how);
    built.lines()
}

#[test]
fn what_a_quotation_leaves_out_is_given_with_its_sentence() {
    for (text, source, content, is_given) in [
        (
            "“We are bankrupt,” Jane Coe said in 2019.",
            "Jane Coe",
            "“We are bankrupt,”",
            true,
        ),
        (
            "“He paid me,” Coe said, without offering evidence.",
            "Coe",
            "“He paid me,”",
            true,
        ),
        (
            "“The bank is sound,” Orla Venn said years later.",
            "Orla Venn",
            "“The bank is sound,”",
            true,
        ),
        (
            "“The bank is sound,” Orla Venn said.",
            "Orla Venn",
            "“The bank is sound,”",
            false,
        ),
        (
            "“The keeper was asleep,” the Orla said.",
            "Orla",
            "“The keeper was asleep,”",
            false,
        ),
    ] {
        let all = lines(text, (source, "said", &[content]), Form::Direct, ASSERTED);
        let sentence = format!("In the report: {text}");
        assert_eq!(all.contains(&sentence), is_given, "{all:?}");
    }
}

#[test]
fn a_long_sentence_is_given_without_what_is_said() {
    let long = format!(
        "“{}”",
        "The wind turned and the sea rose. ".repeat(20).trim()
    );
    let text = format!("{long} Ada Quill said in June, under oath.");
    let all = lines(
        &text,
        ("Ada Quill", "said", &[&long]),
        Form::Direct,
        ASSERTED,
    );
    assert_eq!(
        all[2],
        "In the report, around these words: … Ada Quill said in June, under oath."
    );
}

#[test]
fn an_answer_comes_with_its_question() {
    let text = "Had she met the banker before the vote? “Yes,” Eve Lund said.";
    let all = lines(
        text,
        ("Eve Lund", "said", &["“Yes,”"]),
        Form::Direct,
        ASSERTED,
    );
    assert_eq!(
        all[2],
        "The sentence before: Had she met the banker before the vote?"
    );
    let text = "The club will fold. “Yes,” said Lund when asked if she was sad.";
    let all = lines(text, ("Lund", "said", &["“Yes,”"]), Form::Direct, ASSERTED);
    assert_eq!(
        all[2..],
        ["In the report: “Yes,” said Lund when asked if she was sad."]
    );
    let text = "Brandt said the deal was dead. Halvard disputed that.";
    let how = sure(Status::Denied, &[(TriggerKind::Denial, "disputed")]);
    let all = lines(
        text,
        ("Halvard", "disputed", &["that"]),
        Form::Indirect,
        how,
    );
    assert_eq!(
        all[2],
        "The sentence before: Brandt said the deal was dead."
    );
}

#[test]
fn what_may_be_misread_is_doubted_at_its_status_too() {
    let mut built = Built::new("The steward has denied saying so.");
    let how = sure(Status::Denied, &[(TriggerKind::Denial, "denied")]);
    let words = ("The steward", "has denied", &["saying so"][..]);
    built.say(words, Form::Indirect, how).uncertain = true;
    assert_eq!(
        built.lines()[1],
        "If read rightly, denied by the steward (“denied”); not a quotation, but the words of the report."
    );
}

#[test]
fn what_is_withdrawn_is_not_copied_as_asserted() {
    let text = "Ada Quill withdrew her claim that the port had lost money.";
    let how = sure(Status::Withdrawn, &[(TriggerKind::Withdrawal, "withdrew")]);
    let words = (
        "Ada Quill",
        "withdrew her claim",
        &["that the port had lost money"][..],
    );
    let all = lines(text, words, Form::Indirect, how);
    assert!(all[0].contains("withdrew her claim"), "{all:?}");
    assert_eq!(
        all[1],
        "Said before and now withdrawn by Ada Quill (“withdrew”); not a quotation, but the words of the report."
    );
}

#[test]
fn those_who_do_not_say_it_are_not_its_speakers() {
    let negation = |word| [(TriggerKind::Negation, word)];
    for (text, source, cue, content, word, first) in [
        (
            "Neither side has ruled out a return to war.",
            "Neither side",
            "has ruled out",
            "a return to war",
            "Neither",
            None,
        ),
        (
            "No official has confirmed that the pool is safe.",
            "No official",
            "has confirmed",
            "that the pool is safe",
            "No",
            None,
        ),
        (
            "Nobody said that the water was unsafe.",
            "Nobody",
            "said",
            "that the water was unsafe",
            "Nobody",
            None,
        ),
        (
            "In court neither Holt nor Coe denied that they had met.",
            "Coe",
            "denied",
            "that they had met",
            "neither",
            Some("Neither Holt nor Coe denied that they had met."),
        ),
    ] {
        let triggers = negation(word);
        let how = sure(Status::Declined, &triggers);
        let all = lines(text, (source, cue, &[content]), Form::Indirect, how);
        assert_eq!(all[0], first.unwrap_or(text));
        let second = format!(
            "No one is given as saying that it is so, and no one as saying that it is not so (“{word}”); no words are quoted."
        );
        assert_eq!(all[1], second);
    }
    let text = "No. 10 said that the talks were over.";
    let all = lines(
        text,
        ("No. 10", "said", &["that the talks were over"]),
        Form::Indirect,
        ASSERTED,
    );
    assert_eq!(all[0], text);
    assert!(all[1].starts_with("Asserted by"), "{all:?}");
}

#[test]
fn words_beside_a_quotation_are_not_quoted() {
    let text = "The studio said it \"looks forward to telling great stories.\"";
    let content = "it \"looks forward to telling great stories.\"";
    let all = lines(
        text,
        ("The studio", "said", &[content]),
        Form::Direct,
        ASSERTED,
    );
    assert_eq!(
        all[..2],
        [
            text,
            "Asserted by the studio; only the words in quotation marks are quoted."
        ]
    );
    for whole in [
        "“We look forward to it”",
        "‘It's over, isn't it?’",
        "\"We won.\"",
        "We lost,”",
    ] {
        let text = format!("{whole} Ada Quill said.");
        let all = lines(
            &text,
            ("Ada Quill", "said", &[whole]),
            Form::Direct,
            ASSERTED,
        );
        assert!(all[1].ends_with("a quotation."), "{all:?}");
    }
}

#[test]
fn the_status_of_one_sentence_is_not_that_of_all() {
    let text = "“Is it fair?” asked Per Holm. “Some of us did sign. We did.”";
    let content = ["“Is it fair?”", "“Some of us did sign. We did.”"];
    let how = sure(Status::Question, &[(TriggerKind::Question, "?")]);
    let all = lines(text, ("Per Holm", "asked", &content), Form::Direct, how);
    assert_eq!(
        all[1],
        "Of its first sentence: asked or left open by Per Holm (“?”); a quotation; “…” stands where the report names the speaker."
    );
    let text = "Coach Rika Dahl said: “We train. We rest. If it rains, we stay in.”";
    let content = ["“We train. We rest. If it rains, we stay in.”"];
    let how = sure(Status::Conditional, &[(TriggerKind::Condition, "If")]);
    let all = lines(
        text,
        ("Coach Rika Dahl", "said", &content),
        Form::Direct,
        how,
    );
    assert_eq!(
        all[1],
        "Of its last sentence: Coach Rika Dahl said that it holds only on a condition (“If”); a quotation."
    );
    let text = "“The dam is safe. It may not stay so,” Ruth Amadi said.";
    let content = ["“The dam is safe. It may not stay so,”"];
    let all = lines(
        text,
        ("Ruth Amadi", "said", &content),
        Form::Direct,
        ASSERTED,
    );
    assert_eq!(all[1], "Said by Ruth Amadi; a quotation.");
    let text = "\"We might sell,\" said Coe, \"but we will decide in May.\"";
    let content = ["\"We might sell,\"", "\"but we will decide in May.\""];
    let how = sure(Status::Possible, &[(TriggerKind::Possible, "might")]);
    let all = lines(text, ("Coe", "said", &content), Form::Direct, how);
    assert!(
        all[1].starts_with("Of its first part: Coe said that it may be"),
        "{all:?}"
    );
}

#[test]
fn a_hope_is_not_a_plan_and_would_is_not_will() {
    for (word, what) in [
        ("hopes", "that it is hoped"),
        ("plans", "that it is planned or decided"),
        ("expects", "that it is expected"),
        ("likely", "that it is likely to come"),
        ("should", "that it is likely to come"),
        ("promised", "that it is promised"),
        ("scheduled", "that it is due"),
        ("would", "that it would be"),
        ("will", "that it will be"),
    ] {
        let text = format!("The mayor spoke of the bridge, which {word} to open.");
        let triggers = [(TriggerKind::Future, word)];
        let how = sure(Status::Prediction, &triggers);
        let content = format!("which {word} to open");
        let all = lines(
            &text,
            ("The mayor", "spoke", &[&content]),
            Form::Indirect,
            how,
        );
        let wanted = format!("The mayor said {what} (“{word}”);");
        assert!(all[1].starts_with(&wanted), "{all:?}");
    }
}

#[test]
fn who_quotes_herself_is_no_hearsay() {
    let mut built = Built::new("“I said it was sleeping,” Marta Halvard said.");
    let outer = ("Marta Halvard", "said", &["“I said it was sleeping,”"][..]);
    built.say(outer, Form::Direct, ASSERTED);
    let inner = ("I", "said", &["it was sleeping"][..]);
    built.say(inner, Form::Indirect, ASSERTED).parent = Some("a1".into());
    built.saved.attributions[1].cue[0].start = 3;
    built.saved.claims[1].chain = vec!["a1".into(), "a2".into()];
    assert_eq!(
        built.lines()[..2],
        [
            "Marta Halvard, in a quotation: “I said it was sleeping”.",
            "Asserted by Marta Halvard; words of a quotation.",
        ]
    );
    let mut built = Built::new("“My aide told me the file was lost,” Ida Kell said.");
    let outer = (
        "Ida Kell",
        "said",
        &["“My aide told me the file was lost,”"][..],
    );
    built.say(outer, Form::Direct, ASSERTED);
    let inner = ("My aide", "told", &["the file was lost"][..]);
    built.say(inner, Form::Indirect, ASSERTED).parent = Some("a1".into());
    built.saved.claims[1].chain = vec!["a1".into(), "a2".into()];
    assert_eq!(
        built.lines()[1],
        "Asserted by Ida Kell’s aide; hearsay: Ida Kell’s aide as reported by Ida Kell; words of a quotation."
    );
}

#[test]
fn what_could_have_been_is_not_what_may_be() {
    for (status, content, word, what) in [
        (
            Status::Possible,
            "that the pump could have saved the hall",
            "could",
            "said what could have been",
        ),
        (
            Status::Directive,
            "that the town should have sold the barge",
            "should",
            "said what should have been",
        ),
        (
            Status::Possible,
            "that the town could have to sell the barge",
            "could",
            "said that it may be",
        ),
    ] {
        let text = format!("Ines Moller said {content}.");
        let triggers = [(TriggerKind::Possible, word)];
        let words = ("Ines Moller", "said", &[content][..]);
        let all = lines(&text, words, Form::Indirect, sure(status, &triggers));
        let wanted = format!("Ines Moller {what} (“{word}”);");
        assert!(all[1].starts_with(&wanted), "{all:?}");
    }
}

#[test]
fn who_does_not_know_does_not_refuse() {
    for (cue, word, how) in [
        ("had no idea", "no idea", "did not know or would not say"),
        ("don’t say", "don’t", "did not say"),
        ("declined to say", "declined", "would not say"),
    ] {
        let text = format!("The divers {cue} who owned the wreck.");
        let triggers = [(TriggerKind::Refusal, word)];
        let silent = Sure {
            polarity: None,
            ..sure(Status::Declined, &triggers)
        };
        let words = ("The divers", cue, &["who owned the wreck"][..]);
        let all = lines(&text, words, Form::Indirect, silent);
        assert!(all[1].starts_with(&format!("The divers {how}")), "{all:?}");
    }
}

#[test]
fn what_is_only_named_is_not_said_by_whom_it_is_about() {
    let text = "Velm has dismissed the calls of the union.";
    let words = ("Velm", "has dismissed", &["the calls of the union"][..]);
    let topic = Sure {
        polarity: None,
        ..sure(Status::Topic, &[])
    };
    let all = lines(text, words, Form::Indirect, topic);
    let wanted = "What Velm said, thinks or did of this, in the words of the report; none of their own are given";
    assert!(all[1].starts_with(wanted), "{all:?}");
}

#[test]
fn what_names_something_before_comes_with_the_sentence_before() {
    for (content, is_given) in [
        ("that the measure will end in May", true),
        ("that nobody paid for these boats", true),
        ("that the bridge will end in May", false),
    ] {
        let text = format!("The council met in the school. Ada Quill said {content}.");
        let words = ("Ada Quill", "said", &[content][..]);
        let all = lines(&text, words, Form::Indirect, ASSERTED);
        let before = "The sentence before: The council met in the school.";
        assert_eq!(all.iter().any(|line| line == before), is_given, "{all:?}");
    }
}

#[test]
fn who_does_not_deny_does_not_confirm() {
    for (text, cue, content, word, how) in [
        (
            "The ministry did not deny that the diary was missing.",
            "did not deny",
            "that the diary was missing",
            "not",
            "did not deny it",
        ),
        (
            "The ministry refused to deny that it had paid.",
            "refused",
            "to deny that it had paid",
            "refused",
            "would not deny it",
        ),
        (
            "The ministry did not dispute the sum.",
            "did not dispute",
            "the sum",
            "not",
            "did not dispute it",
        ),
        (
            "The ministry declined to say that Denmark paid.",
            "declined to say",
            "that Denmark paid",
            "declined",
            "would not say, or gave no answer",
        ),
    ] {
        let triggers = [(TriggerKind::Refusal, word)];
        let silent = Sure {
            polarity: None,
            ..sure(Status::Declined, &triggers)
        };
        let all = lines(
            text,
            ("The ministry", cue, &[content]),
            Form::Indirect,
            silent,
        );
        assert!(
            all[1].starts_with(&format!("The ministry {how}")),
            "{all:?}"
        );
    }
}

#[test]
fn a_title_in_small_letters_stays_small() {
    let text = "Press council president David Orme says: “It is over.”";
    let all = lines(
        text,
        ("president David Orme", "says", &["“It is over.”"]),
        Form::Direct,
        ASSERTED,
    );
    assert_eq!(
        all[0],
        "In the report, president David Orme says: “It is over.”"
    );
    let text = "Later the chairman of Halvard said: “It is over.”";
    let all = lines(
        text,
        ("the chairman of Halvard", "said", &["“It is over.”"]),
        Form::Direct,
        ASSERTED,
    );
    assert_eq!(all[0], "The chairman of Halvard said: “It is over.”");
}

#[test]
fn sentences_are_whole() {
    for (text, words, first) in [
        (
            "“The rope broke,” said Lars Quill, an engineer.",
            ("Lars Quill, an engineer", "said", "“The rope broke,”"),
            "Lars Quill, an engineer, said: “The rope broke”.",
        ),
        (
            "“The rope broke,” said Moller, Quill and Brandt.",
            ("Moller, Quill and Brandt", "said", "“The rope broke,”"),
            "Moller, Quill and Brandt said: “The rope broke”.",
        ),
        (
            "“The rope broke,” Tilda Roos went on.",
            ("Tilda Roos", "went", "“The rope broke,”"),
            "Tilda Roos went on: “The rope broke”.",
        ),
        (
            "Lars Quill disagreed, saying that the rudder had jammed.",
            ("Lars Quill", "saying", "that the rudder had jammed"),
            "Lars Quill, saying that the rudder had jammed.",
        ),
        (
            "According to a memo, the bank would fail.",
            ("a memo", "According to", "the bank would fail"),
            "According to a memo, the bank would fail.",
        ),
    ] {
        let form = if words.2.starts_with('“') {
            Form::Direct
        } else {
            Form::Indirect
        };
        let all = lines(text, (words.0, words.1, &[words.2]), form, ASSERTED);
        assert_eq!(all[0], first);
    }
}

#[test]
fn dots_say_what_they_stand_for() {
    let text = "“The fog came fast,” Ines Moller said on deck. “We saw nothing.”";
    let content = ["“The fog came fast,”", "“We saw nothing.”"];
    let all = lines(
        text,
        ("Ines Moller", "said", &content),
        Form::Direct,
        ASSERTED,
    );
    assert!(
        all[1].ends_with("“…” marks words of the report that are left out."),
        "{all:?}"
    );
    assert_eq!(all[2], format!("In the report: {text}"));
}

/// The records of a report that is read by rules.
fn read(text: &str) -> Saved {
    let given = Given {
        published: Some("2024-05-06".into()),
        ..Given::default()
    };
    let document = clean::plain(text.as_bytes(), &given).expect("short");
    let reading = reading::read(document, None, Bias::Balanced);
    let least = Least {
        kept: 0.0,
        shown: 0.0,
    };
    let findings = reading.findings(&Checks::default().with_loose());
    Saved::new(&reading, None, &findings, least)
}

#[test]
fn figures_that_agree_are_no_mistake() {
    let saved = read("The pier was opened on Friday, 3 May 2024, in the rain.");
    let view = View::new(&saved);
    let copied = Citations::new(&view).finding(&saved.findings[0]);
    let lines: Vec<&str> = copied.lines().collect();
    assert!(lines[0].starts_with("These figures agree"), "{copied}");
    assert!(
        lines.contains(&"Worked out by sayso from the figures as it reads them: they agree."),
        "{copied}"
    );
}

#[test]
fn a_figure_comes_with_its_sentence_and_its_status() {
    let saved = read("“It may have lost 2.1 billion crowns,” said Orla Venn on Friday.");
    let view = View::new(&saved);
    let (figures, times) = measures(&view);
    let citations = Citations::new(&view);
    assert_eq!(
        citations.measure(&figures[0]),
        "A figure in the report: 2.1 billion crowns (sayso reads it as 2,100,000,000).\n\
         It is in a claim: said by Orla Venn.\n\
         In the report: “It may have lost 2.1 billion crowns,” said Orla Venn on Friday.\n\
         Outlet not known, 2024-05-06"
    );
    assert_eq!(
        citations.measure(&times[0]),
        "A time in the report: Friday (sayso reads it as 3 May 2024).\n\
         In the report’s own words, with no source named.\n\
         In the report: “It may have lost 2.1 billion crowns,” said Orla Venn on Friday.\n\
         Outlet not known, 2024-05-06"
    );
}

#[test]
fn a_figure_that_is_denied_says_so() {
    let mut built = Built::new("The bank denied that it had lost 2.1 billion crowns.");
    let how = sure(Status::Denied, &[(TriggerKind::Denial, "denied")]);
    let content = ["that it had lost 2.1 billion crowns"];
    built.say(("The bank", "denied", &content), Form::Indirect, how);
    built.saved.figures[0].attribution = Some("a1".into());
    let view = View::new(&built.saved);
    let copied = Citations::new(&view).measure(&measures(&view).0[0]);
    assert_eq!(
        copied.lines().nth(1),
        Some("It is in a claim: denied by the bank (“denied”).")
    );
}

#[test]
fn what_is_so_by_its_words_keeps_its_not() {
    let text = "“We never sold the data,” the firm said.";
    let how = Sure {
        polarity: Some(Polarity::Negative),
        ..sure(Status::Negated, &[(TriggerKind::Negation, "never")])
    };
    let all = lines(
        text,
        ("the firm", "said", &["“We never sold the data,”"]),
        Form::Direct,
        how,
    );
    assert_eq!(
        all,
        [
            "The firm said: “We never sold the data”.",
            "Asserted by the firm with “never” in the words; a quotation."
        ]
    );
}
