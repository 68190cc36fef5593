//! "Q: …", "MOLLER: …", "Moller: …", "ODO BRANDT, HOST (by phone): …", "Q. …": conversations that are
//! written with the speaker's name before each paragraph.

use super::{Row, Rows};
use crate::attribute::Form;
use crate::attribute::chunk::Chunk;
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::reporting::{known, knows};
use std::collections::HashMap;
use std::ops::Range;

/// How many paragraphs to each side are searched for the same label.
const REACH: usize = 6;
/// The longest label in tokens, with its colon.
const LONGEST_LABEL: usize = 5;
/// The longest label that is all in capitals, in tokens: "LENA PELL, HARBOUR PILOT (via phone):".
const LONGEST_IN_CAPITALS: usize = 16;

/// The label of a paragraph: the words that name the speaker, and the mark after them.
#[derive(Clone)]
struct Label {
    name: Range<u32>,
    /// The colon, or the stop of "Q."
    mark: u32,
}

impl Rows<'_> {
    /// Makes an attribution of each paragraph of a conversation. The label is the source, the rest
    /// the content.
    pub(super) fn conversations(&mut self) {
        let found = Labels::new(self).of_conversations();
        if found.is_empty() {
            return;
        }
        let mut rows_of: HashMap<u32, Vec<usize>> = HashMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            if let Some(draft) = &row.draft {
                rows_of.entry(draft.cue.paragraph).or_default().push(number);
            }
        }
        for (index, label) in found {
            let rows = rows_of.get(&index).map_or(&[][..], Vec::as_slice);
            self.turn_of_conversation(index, &label, rows);
        }
    }

    /// Makes an attribution of a paragraph with a label. `rows` are those with a cue in it.
    fn turn_of_conversation(&mut self, index: u32, label: &Label, rows: &[usize]) {
        let colon = label.mark;
        let tokens = self.parts.paragraphs[index as usize].tokens.clone();
        let end = tokens.end - u32::from(self.word(tokens.end - 1) == ".");
        let parts = Parts {
            rule: Rule::DialogueLabel,
            cue: colon..colon + 1,
            source: label.name.clone(),
            contents: vec![colon + 1..end],
        };
        let Some(found) = parts.found_in(index) else {
            return;
        };
        let contents = found.draft.contents.clone();
        self.take(&contents);
        let row = Row {
            form: Some(Form::Direct),
            ..Row::by_rule(found.rule, found.draft, contents)
        };
        // The model may have found the label as a cue; its attribution is replaced.
        let is_of_label = |c: &Chunk| c.start >= tokens.start && c.end <= colon + 1;
        let by_label = |&&r: &&usize| self.rows[r].cue_and_source().any(is_of_label);
        if let Some(&known) = rows.iter().find(by_label) {
            self.rows[known] = row;
            return;
        }
        let number = self.rows.len();
        for &other in rows {
            self.put_inside(other, number, &(colon + 1..tokens.end));
        }
        self.rows.push(row);
    }

    /// Makes a row that lies within the answer a part of it.
    fn put_inside(&mut self, row: usize, outer: usize, answer: &Range<u32>) {
        let row = &mut self.rows[row];
        let is_within = |c: &Chunk| c.start >= answer.start && c.end <= answer.end;
        let has_cue_within = row.draft.as_ref().is_some_and(|d| is_within(&d.cue));
        if row.parent.is_none() && has_cue_within && row.contents.iter().all(is_within) {
            row.parent = Some(outer);
        }
    }

    /// The label of a paragraph: capitalised words and a colon at its beginning, with text behind
    /// them.
    fn label_of(&self, tokens: &Range<u32>) -> Option<Label> {
        let label = self
            .label_of_question(tokens)
            .or_else(|| self.label_in_capitals(tokens))
            .or_else(|| self.plain_label(tokens))?;
        let has_text = label.mark > tokens.start && tokens.end > label.mark + 1;
        let is_topic = knows(self.word(tokens.start)) & known::HEADLINE_LABEL != 0;
        (has_text && !is_topic && self.is_turn(&(label.mark + 1..tokens.end))).then_some(label)
    }

    /// "Disadvantages", "Record Label": the last word is a common noun or occurs in small letters, and
    /// it is not a noun of a speaker.
    fn is_lone_noun(&self, name: &Range<u32>) -> bool {
        let last = name.end - 1;
        let word = self.word(last);
        let is_word = word.len() > 3 && word.chars().any(char::is_lowercase);
        is_word && self.occurs_small(word) && !self.is_speaker_noun(last)
    }

    fn plain_label(&self, tokens: &Range<u32>) -> Option<Label> {
        let mut first = tokens.clone().take(LONGEST_LABEL);
        let mark = first.find(|&k| self.word(k) == ":")?;
        let is_of_label = |k: u32| {
            let is_stop = self.token(k).kind == TokenKind::Mark && self.word(k) == ".";
            is_stop || self.is_upper(k)
        };
        let name = tokens.start..mark;
        name.clone()
            .all(is_of_label)
            .then_some(Label { name, mark })
    }

    /// "ODO BRANDT, HOST (by phone):"; only what is in brackets may be in small letters.
    fn label_in_capitals(&self, tokens: &Range<u32>) -> Option<Label> {
        let mut first = tokens.clone().take(LONGEST_IN_CAPITALS);
        let mark = first.find(|&k| self.word(k) == ":")?;
        let open = (tokens.start..mark).find(|&k| matches!(self.word(k), "(" | "["));
        let name = tokens.start..open.unwrap_or(mark);
        let is_of_label = |k: u32| {
            let is_mark = matches!(self.word(k), "." | "," | "-");
            is_mark || !self.word(k).chars().any(char::is_lowercase)
        };
        let is_closed = open.is_none() || matches!(self.word(mark - 1), ")" | "]");
        let is_name = !name.is_empty() && self.is_upper(name.start);
        let is_label = is_name && is_closed && name.clone().all(is_of_label);
        is_label.then_some(Label { name, mark })
    }

    /// "Q. How many?", "A. Two."
    fn label_of_question(&self, tokens: &Range<u32>) -> Option<Label> {
        let (start, mark) = (tokens.start, tokens.start + 1);
        let is_letter = matches!(self.word(start), "Q" | "A");
        let is_question = is_letter && mark + 1 < tokens.end && self.word(mark) == ".";
        let name = start..mark;
        (is_question && self.is_upper(mark + 1)).then_some(Label { name, mark })
    }

    /// Whether words are spoken, not listed: they end a sentence, or have a verb.
    fn is_turn(&self, words: &Range<u32>) -> bool {
        let last = self.word(words.end - 1);
        let ends = matches!(last, "." | "?" | "!" | "…" | "—" | "–" | "-" | ")" | "]")
            || self.mark(words.end - 1) == Mark::Close;
        ends || words
            .clone()
            .any(|k| self.is(k, class::AUXILIARY | class::SUBJECT))
    }
}

/// The labels of all paragraphs.
struct Labels<'r, 'a> {
    rows: &'r Rows<'a>,
    labels: Vec<Option<Label>>,
    texts: Vec<Option<&'a str>>,
}

impl<'r, 'a> Labels<'r, 'a> {
    fn new(rows: &'r Rows<'a>) -> Labels<'r, 'a> {
        let paragraphs = &rows.parts.paragraphs;
        let labels: Vec<Option<Label>> = paragraphs
            .iter()
            .map(|p| rows.label_of(&p.tokens))
            .collect();
        let text = |name: &Range<u32>| &rows.text[rows.parts.span(name.clone()).range()];
        let texts = labels
            .iter()
            .map(|label| label.as_ref().map(|l| text(&l.name)));
        Labels {
            texts: texts.collect(),
            rows,
            labels,
        }
    }

    /// The paragraphs of conversations and the label of each.
    fn of_conversations(&self) -> Vec<(u32, Label)> {
        let labels = self.labels.iter().enumerate();
        labels
            .filter_map(|(i, label)| Some((i, label.clone()?)))
            .filter(|(i, label)| self.is_conversation(*i, label))
            .map(|(i, label)| (i as u32, label))
            .collect()
    }

    /// Whether the label of a paragraph is one of a conversation. A single label is a headline. The
    /// same name again with another name near it, or capitals in successive paragraphs, are a
    /// conversation.
    fn is_conversation(&self, index: usize, label: &Label) -> bool {
        let Some(own) = self.texts[index] else {
            return false;
        };
        let again = self.near(index, REACH).any(|other| other == own);
        let others = self.near(index, REACH).any(|other| other != own);
        let is_capitals = |s: &str| !s.chars().any(char::is_lowercase);
        let beside = |other: &str| other != own && is_capitals(other);
        let is_repeated = again && others || is_capitals(own) && self.near(index, 1).any(beside);
        is_repeated && !self.is_common(label)
    }

    /// Whether the label's last word is a common word of the text, as in "Disadvantages: …".
    fn is_common(&self, label: &Label) -> bool {
        let name = &label.name;
        !self.rows.is_of_office(name) && self.rows.is_lone_noun(name)
    }

    /// The labels of the paragraphs within `reach` of one, without its own.
    fn near(&self, index: usize, reach: usize) -> impl Iterator<Item = &'a str> {
        let range = index.saturating_sub(reach)..(index + reach + 1).min(self.texts.len());
        let others = range.filter(move |&i| i != index);
        others.filter_map(|i| self.texts[i])
    }
}
