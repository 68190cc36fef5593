//! A report whose attributions and claims are given, and what is copied of them.

use sayso::attribute::{Form, Rule, Why};
use sayso::certainty::{Polarity, Rule as ClaimRule, Status, TriggerKind, Voice};
use sayso::clean::{self, Given};
use sayso::reading::{self, Least};
use sayso_export::citation::Citations;
use sayso_export::records::{Attribution, Claim, Decision, Saved, Span, Trigger};
use sayso_export::view::View;

/// A report that is built by hand.
pub struct Built {
    pub saved: Saved,
}

/// How sure a claim is said to be.
#[derive(Clone, Copy)]
pub struct Sure<'t> {
    pub status: Status,
    pub polarity: Option<Polarity>,
    pub voice: Voice,
    pub triggers: &'t [(TriggerKind, &'t str)],
}

/// Plainly asserted.
pub const ASSERTED: Sure<'_> = Sure {
    status: Status::Asserted,
    polarity: Some(Polarity::Positive),
    voice: Voice::Neutral,
    triggers: &[],
};

impl Built {
    pub fn new(text: &str) -> Built {
        let given = Given {
            url: Some("https://velm.example/pier-1".into()),
            published: Some("2024-05-03".into()),
            ..Default::default()
        };
        let mut document = clean::plain(text.as_bytes(), &given).expect("short");
        document.outlet = Some("Velm Post".into());
        document.title = Some("Pier to close".into());
        let least = Least {
            kept: 0.0,
            shown: 0.0,
        };
        let saved = Saved::new(&reading::given(document, vec![]), None, &[], least);
        Built { saved }
    }

    /// The span of words, the first time they occur.
    pub fn span(&self, words: &str) -> Span {
        let text = &self.saved.report.text;
        let at = text
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} in {text:?}"));
        let start = text[..at].chars().count() as u32;
        Span {
            start,
            end: start + words.chars().count() as u32,
            text: words.into(),
            ..Span::default()
        }
    }

    fn spans(&self, all: &[&str]) -> Vec<Span> {
        all.iter().map(|words| self.span(words)).collect()
    }

    /// Adds an attribution with its claim: source, cue, contents.
    pub fn say(
        &mut self,
        (source, cue, content): (&str, &str, &[&str]),
        form: Form,
        sure: Sure<'_>,
    ) -> &mut Attribution {
        let one = |words: &str| {
            let is_there = !words.is_empty();
            is_there.then(|| self.span(words)).into_iter().collect()
        };
        let id = format!("a{}", self.saved.attributions.len() + 1);
        let report = self.saved.report.id.clone();
        let attribution = Attribution {
            report: report.clone(),
            id: id.clone(),
            form,
            source: one(source),
            cue: one(cue),
            content: self.spans(content),
            parent: None,
            carried_from: None,
            speaker: None,
            speakers: vec![],
            source_kind: None,
            flags: sayso::resolve::Flags::default(),
            anonymity: None,
            link: None,
            score: Some(0.9),
            uncertain: false,
            why: Why::Rule(Rule::Given),
        };
        let triggers = sure.triggers.iter().map(|&(kind, words)| Trigger {
            kind,
            span: self.span(words),
        });
        let claim = Claim {
            report,
            id: format!("c{}", self.saved.claims.len() + 1),
            attribution: Some(id.clone()),
            content: attribution.content.clone(),
            status: sure.status,
            strength: None,
            polarity: sure.polarity,
            voice: Some(sure.voice),
            chain: vec![id],
            factuality: None,
            triggers: triggers.collect(),
            why: Decision {
                by: sayso::attribute::By::Rule,
                rule: ClaimRule::Plain,
            },
        };
        self.saved.claims.push(claim);
        self.saved.attributions.push(attribution);
        self.saved.attributions.last_mut().expect("pushed")
    }

    /// What is copied of the last attribution.
    pub fn copied(&self) -> String {
        let view = View::new(&self.saved);
        let citations = Citations::new(&view);
        citations.attribution(self.saved.attributions.last().expect("there"))
    }

    /// The same without the last two lines, which say where it is from.
    pub fn lines(&self) -> Vec<String> {
        let all: Vec<String> = self.copied().lines().map(str::to_string).collect();
        let (own, from) = all.split_at(all.len() - 2);
        assert_eq!(from[0], "Velm Post, 2024-05-03: Pier to close");
        assert!(
            from[1].starts_with("https://velm.example/pier-1"),
            "{from:?}"
        );
        own.to_vec()
    }
}
