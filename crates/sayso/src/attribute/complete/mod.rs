//! In: drafts. Out: attributions, completed by what is around the drafts.
//!
//! The order of the steps matters, because each one looks only at what no earlier one has taken:
//! drafts are corrected, accusations in the passive found, quotation marks taken in, halves of
//! quotations joined, headlines, labels and conversations read, quotations carried over paragraphs,
//! and last attributions found inside attributions.

mod accusations;
mod alone;
mod carried;
mod closing;
mod conversations;
mod corrections;
mod doubts;
mod ends;
mod headlines;
mod inside;
mod labels;
mod participles;
mod phrases;
mod questions;
mod quotations;
mod signed;
mod sources;

use super::chunk::Chunk;
use super::draft::Draft;
use super::model::Model;
use super::why::{Rule, Why};
use super::{Attribution, AttributionId, Bias, Form, Made};
use crate::document::Document;
use crate::segment::{Mark, Segments, Token, TokenKind};
use crate::text::Span;
use sayso_english::classes::{class, classes};
use sayso_english::reporting::{known, knows};
use std::cell::OnceCell;
use std::collections::HashSet;

/// Makes attributions of drafts.
pub fn complete(
    document: &Document,
    parts: &Segments,
    model: Option<&Model>,
    bias: Bias,
    mut drafts: Vec<Made>,
) -> Vec<Attribution> {
    let text: &str = &document.text;
    let mut rows = Rows {
        text,
        parts,
        words: parts.tokens.iter().map(|t| &text[t.span.range()]).collect(),
        rows: Vec::new(),
        taken: vec![false; parts.tokens.len()],
        small_words: OnceCell::new(),
    };
    rows.mend_ends(&mut drafts);
    for made in drafts {
        rows.add_draft(made);
    }
    rows.adopt();
    rows.accusations();
    rows.closing_reports();
    rows.whole_quotations();
    rows.second_halves();
    rows.phrases(document);
    rows.headlines(document);
    rows.drop_labels(document);
    rows.conversations();
    rows.signed();
    rows.carry();
    rows.quotations_alone(document);
    rows.blocks_of_quotation(document);
    match model {
        Some(model) => rows.nest(model, bias),
        None => rows.nest_by_rules(),
    }
    rows.participles();
    rows.part_contrasts();
    rows.doubts();
    rows.finish()
}

/// An attribution in tokens, before its place in the order is known.
struct Row {
    draft: Option<Draft>,
    contents: Vec<Chunk>,
    score: Option<f32>,
    why: Why,
    /// The row whose content has this one.
    parent: Option<usize>,
    carried_from: Option<usize>,
    /// The form if the rule knows it; otherwise the quotation marks show it.
    form: Option<Form>,
}

impl Row {
    fn new(draft: Option<Draft>, contents: Vec<Chunk>, why: Why) -> Row {
        Row {
            draft,
            contents,
            score: None,
            why,
            parent: None,
            carried_from: None,
            form: None,
        }
    }

    fn by_rule(rule: Rule, draft: Draft, contents: Vec<Chunk>) -> Row {
        Row {
            score: rule.score(),
            ..Row::new(Some(draft), contents, Why::Rule(rule))
        }
    }

    /// Its cue and its source.
    fn cue_and_source(&self) -> impl Iterator<Item = &Chunk> {
        let drafts = self.draft.iter();
        drafts.flat_map(|d| std::iter::once(&d.cue).chain(&d.source))
    }

    /// Its first token.
    fn start(&self) -> u32 {
        let chunks = self.contents.iter().chain(self.cue_and_source());
        chunks.map(|c| c.start).min().unwrap_or(0)
    }
}

/// The attributions found so far.
struct Rows<'a> {
    text: &'a str,
    parts: &'a Segments,
    /// The word of each token, cut out once because every step looks at most words again.
    words: Vec<&'a str>,
    rows: Vec<Row>,
    /// Which tokens are part of a content.
    taken: Vec<bool>,
    /// The words that occur in small letters, collected when they are first asked for.
    small_words: OnceCell<HashSet<&'a str>>,
}

impl<'a> Rows<'a> {
    /// The word of a token; none for a token after the end of the text, because rules look at the words
    /// behind a chunk.
    fn word(&self, k: u32) -> &'a str {
        self.words.get(k as usize).copied().unwrap_or_default()
    }

    fn token(&self, k: u32) -> &'a Token {
        &self.parts.tokens[k as usize]
    }

    /// The quotation mark that a token is; none for a token after the end of the text.
    fn mark(&self, k: u32) -> Mark {
        let token = self.parts.tokens.get(k as usize);
        token.map_or(Mark::None, |t| t.mark)
    }

    fn is_upper(&self, k: u32) -> bool {
        self.word(k).starts_with(char::is_uppercase)
    }

    /// Whether the word has one of these [`class`]es.
    fn is(&self, k: u32, bits: u16) -> bool {
        classes(self.word(k)) & bits != 0
    }

    /// Whether the word is a finite verb of plain speech.
    fn is_said(&self, k: u32) -> bool {
        let said = class::SPEECH | class::FINITE;
        classes(self.word(k)) & said == said
    }

    fn take(&mut self, contents: &[Chunk]) {
        for c in contents {
            self.taken[c.start as usize..c.end as usize].fill(true);
        }
    }

    /// Adds a row and takes its contents, so that no later step gives them to another row.
    fn add(&mut self, row: Row) {
        self.take(&row.contents);
        self.rows.push(row);
    }

    /// Leaves out rows, whose words are then free for other rows.
    fn remove(&mut self, is_out: &[bool]) {
        let mut moved = Vec::with_capacity(self.rows.len());
        let mut kept = Vec::with_capacity(self.rows.len());
        for (row, &out) in std::mem::take(&mut self.rows).into_iter().zip(is_out) {
            moved.push(kept.len());
            if out {
                for c in &row.contents {
                    self.taken[c.start as usize..c.end as usize].fill(false);
                }
            } else {
                kept.push(row);
            }
        }
        let place = |row: Option<usize>| row.filter(|&r| !is_out[r]).map(|r| moved[r]);
        for row in &mut kept {
            (row.parent, row.carried_from) = (place(row.parent), place(row.carried_from));
        }
        self.rows = kept;
    }

    /// Adds a draft as a row. Parts of its content in later paragraphs become rows that are carried
    /// from it.
    fn add_draft(&mut self, made: Made) {
        let Made {
            mut draft,
            score,
            why,
        } = made;
        let is_none = self.asks_for_content(&draft) || self.is_hedge(&draft);
        if is_none || !self.correct(&mut draft) {
            return;
        }
        for piece in &mut draft.contents {
            self.keep_to_marks(piece);
        }
        // A quotation a paragraph before the cue belongs to whoever spoke there.
        let cue = draft.cue.paragraph;
        if draft.contents.iter().any(|c| c.paragraph >= cue) {
            draft.contents.retain(|c| c.paragraph >= cue);
        }
        self.part_dialogue(&mut draft);
        // "She said:" and the quotation in the next paragraph: the content begins there.
        let paragraphs = draft.contents.iter().map(|c| c.paragraph);
        let first = if paragraphs.clone().any(|p| p == cue) {
            cue
        } else {
            paragraphs.min().unwrap_or(0)
        };
        // Only quotations continue over paragraphs. Other content so far away was linked because
        // there was no better cue.
        let belongs = |c: &Chunk| c.paragraph <= first || self.opens_paragraph(c);
        draft.contents.retain(belongs);
        self.take(&draft.contents);
        let (own, later): (Vec<Chunk>, Vec<Chunk>) =
            draft.contents.iter().partition(|c| c.paragraph <= first);
        let root = self.rows.len();
        self.rows.push(Row {
            score,
            ..Row::new(Some(draft), own, why)
        });
        for same_paragraph in later.chunk_by(|a, b| a.paragraph == b.paragraph) {
            self.carried(root, same_paragraph.to_vec(), Rule::CarriedByLink);
        }
    }

    /// "is expected to", "appears to" without a source: the outlet's own doubt, not an attribution.
    fn is_hedge(&self, draft: &Draft) -> bool {
        let is_hedge = |k: u32| knows(self.word(k)) & known::HEDGE != 0;
        let cue = draft.cue.start..draft.cue.end;
        match draft.source {
            None => cue.clone().any(is_hedge),
            Some(source) => {
                self.is_passive_of(&source, draft) || self.is_participle_of_thing(&source, draft)
            }
        }
    }

    /// "A storm forecast to hit the coast", "a scheme designed to help": what is planned or expected of a
    /// thing, which does not speak.
    fn is_participle_of_thing(&self, source: &Chunk, draft: &Draft) -> bool {
        const PARTICIPLES: [&str; 14] = [
            "forecast",
            "expected",
            "intended",
            "designed",
            "planned",
            "meant",
            "projected",
            "believed",
            "thought",
            "predicted",
            "tipped",
            "feared",
            "aimed",
            "required",
        ];
        let cue = draft.cue;
        let verb = (cue.start..cue.end).find(|&k| self.is_word_of(k, &PARTICIPLES));
        let follows = source.end <= cue.start && cue.start <= source.end + 1;
        let is_to = |c: &Chunk| self.word(c.start) == "to" || self.word(cue.end - 1) == "to";
        let is_adverb = |k: u32| k == cue.start && self.word(k).ends_with("ly");
        let is_bare = verb.is_some_and(|verb| (cue.start..verb).all(is_adverb));
        let is_pronoun = self.is(source.start, class::SUBJECT | class::PRONOUN);
        let is_thing = !is_pronoun && !self.can_speak(source);
        is_bare && follows && is_thing && draft.contents.iter().all(is_to)
    }

    /// "Two men are said to be ill", "seventeen miners are feared dead": the subject of the passive
    /// is not the source. "It is said that" is left as it is.
    fn is_passive_of(&self, source: &Chunk, draft: &Draft) -> bool {
        const BE: [&str; 7] = ["is", "are", "was", "were", "been", "being", "be"];
        const PASSIVES: [&str; 18] = [
            "said",
            "alleged",
            "reported",
            "rumoured",
            "rumored",
            "believed",
            "thought",
            "understood",
            "feared",
            "expected",
            "presumed",
            "forecast",
            "predicted",
            "tipped",
            "projected",
            "set",
            "scheduled",
            "suspected",
        ];
        let cue = draft.cue.start..draft.cue.end;
        let has_be = cue.clone().any(|k| BE.contains(&self.word(k)));
        let mut last = cue.clone().rev().filter(|&k| self.word(k) != "of");
        let is_passive = has_be
            && last
                .next()
                .is_some_and(|k| PASSIVES.contains(&self.word(k)));
        let is_subject =
            source.end == cue.start && !self.word(source.start).eq_ignore_ascii_case("it");
        is_passive && is_subject && draft.contents.iter().all(|c| c.start >= cue.end)
    }

    /// Corrects the ends of a source.
    fn trim_source(&self, source: &mut Chunk) {
        self.drop_heading(source);
        // "Moller, the mayor," said: the last comma belongs to the sentence.
        if source.end > source.start + 1 && self.word(source.end - 1) == "," {
            source.end -= 1;
        }
        self.whole_handle(source);
    }

    /// "… the slow recovery Defectors" said: a heading was joined to the sentence, and the source is
    /// its last word. That word has a capital here, occurs in small letters elsewhere in the text,
    /// and follows a common word that is not a title.
    fn drop_heading(&self, source: &mut Chunk) {
        let last = source.end - 1;
        if last == source.start || self.token(last).kind != TokenKind::Word {
            return;
        }
        let (before, word) = (self.word(last - 1), self.word(last));
        let is_common = before.chars().all(char::is_lowercase)
            && !self.is(
                last - 1,
                class::ROLE | class::DETERMINER | class::PREPOSITION,
            );
        let are_long = before.len() >= 3 && word.len() >= 4;
        if is_common && are_long && self.is_upper(last) && self.occurs_small(word) {
            source.start = last;
        }
    }

    /// Whether a word of four bytes or more occurs in small letters.
    fn occurs_small(&self, word: &str) -> bool {
        let small_words = self.small_words.get_or_init(|| {
            let words = self.words.iter().copied();
            words
                .filter(|w| w.len() > 3 && w.starts_with(char::is_lowercase))
                .collect()
        });
        small_words.contains(&*word.to_lowercase())
    }

    /// `@velm_buses` is one name, though it is several tokens.
    fn whole_handle(&self, source: &mut Chunk) {
        const MOST_TOKENS: u32 = 6;
        let is_glued = |k: u32| self.token(k - 1).span.end() == self.token(k).span.start();
        let mut start = source.start;
        while start > 0 && is_glued(start) && source.start - start < MOST_TOKENS {
            start -= 1;
            if self.word(start).starts_with('@') {
                source.start = start;
                return;
            }
        }
    }

    fn carried(&mut self, from: usize, contents: Vec<Chunk>, rule: Rule) {
        self.add(Row {
            score: rule.score(),
            carried_from: Some(from),
            ..Row::new(None, contents, Why::Rule(rule))
        });
    }

    /// Rows in text order, as spans.
    fn finish(self) -> Vec<Attribution> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        // An outer attribution comes before those inside it.
        order.sort_by_key(|&r| (self.rows[r].start(), self.rows[r].parent.is_some(), r));
        let mut ids = vec![AttributionId(0); order.len()];
        for (n, &r) in (0..).zip(&order) {
            ids[r] = AttributionId(n);
        }
        let rows = order.iter().map(|&r| self.attribution(&self.rows[r], &ids));
        rows.collect()
    }

    fn attribution(&self, row: &Row, ids: &[AttributionId]) -> Attribution {
        let span = |c: &Chunk| self.parts.span(c.start..c.end);
        let draft = row.draft.as_ref();
        Attribution {
            source: draft
                .and_then(|d| d.source.as_ref())
                .map(span)
                .into_iter()
                .collect(),
            cue: draft.map(|d| span(&d.cue)).into_iter().collect(),
            content: row.contents.iter().map(span).collect::<Vec<Span>>(),
            form: row.form.unwrap_or_else(|| self.form(row)),
            parent: row.parent.map(|p| ids[p]),
            carried_from: row.carried_from.map(|c| ids[c]),
            score: row.score,
            why: row.why,
        }
    }

    /// Direct if more than nine tenths of the letters are between quotation marks, indirect if none
    /// are. Inside the content of another attribution only a further pair of marks counts, because
    /// the outer marks are those of the outer source.
    fn form(&self, row: &Row) -> Form {
        let inner = row.parent.and(row.draft.as_ref());
        let floor = inner.map_or(0, |d| self.token(d.cue.start).depth);
        let (mut all, mut quoted) = (0, 0);
        for k in row.contents.iter().flat_map(|c| c.start..c.end) {
            let token = self.token(k);
            if token.kind == TokenKind::Mark {
                continue;
            }
            all += token.span.len();
            if token.depth > floor {
                quoted += token.span.len();
            }
        }
        match quoted {
            0 => Form::Indirect,
            _ if quoted * 10 > all * 9 => Form::Direct,
            _ => Form::Mixed,
        }
    }
}
