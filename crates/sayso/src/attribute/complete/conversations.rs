//! "Q: …", "MOLLER: …", "Moller: …": conversations that are written with the speaker's name before
//! each paragraph.

use super::{Row, Rows};
use crate::attribute::Form;
use crate::attribute::chunk::Chunk;
use crate::attribute::rules::Parts;
use crate::attribute::why::Rule;
use crate::segment::TokenKind;
use std::collections::HashMap;
use std::ops::Range;

/// How many paragraphs to each side are searched for the same label.
const REACH: usize = 6;
/// The longest label in tokens, with its colon.
const LONGEST_LABEL: usize = 5;

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
        for (index, colon) in found {
            let rows = rows_of.get(&index).map_or(&[][..], Vec::as_slice);
            self.turn_of_conversation(index, colon, rows);
        }
    }

    /// Makes an attribution of a paragraph with a label. `rows` are those with a cue in it.
    fn turn_of_conversation(&mut self, index: u32, colon: u32, rows: &[usize]) {
        let tokens = self.parts.paragraphs[index as usize].tokens.clone();
        let end = tokens.end - u32::from(self.word(tokens.end - 1) == ".");
        let parts = Parts {
            rule: Rule::DialogueLabel,
            cue: colon..colon + 1,
            source: tokens.start..colon,
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

    /// The colon of a label: capitalised words at the beginning of a paragraph, with text behind
    /// them.
    fn label_colon(&self, tokens: &Range<u32>) -> Option<u32> {
        let mut first = tokens.clone().take(LONGEST_LABEL);
        let colon = first.find(|&k| self.word(k) == ":")?;
        let is_of_label = |k: u32| {
            let is_stop = self.token(k).kind == TokenKind::Mark && self.word(k) == ".";
            is_stop || self.is_upper(k)
        };
        let has_text = colon > tokens.start && tokens.end > colon + 1;
        (has_text && (tokens.start..colon).all(is_of_label)).then_some(colon)
    }
}

/// The labels of all paragraphs.
struct Labels<'a> {
    colons: Vec<Option<u32>>,
    texts: Vec<Option<&'a str>>,
}

impl<'a> Labels<'a> {
    fn new(rows: &Rows<'a>) -> Labels<'a> {
        let paragraphs = &rows.parts.paragraphs;
        let colons: Vec<Option<u32>> = paragraphs
            .iter()
            .map(|p| rows.label_colon(&p.tokens))
            .collect();
        let text = |start: u32, colon: u32| &rows.text[rows.parts.span(start..colon).range()];
        let texts = paragraphs
            .iter()
            .zip(&colons)
            .map(|(p, colon)| colon.map(|colon| text(p.tokens.start, colon)))
            .collect();
        Labels { colons, texts }
    }

    /// The paragraphs of conversations and the colon of each.
    fn of_conversations(&self) -> Vec<(u32, u32)> {
        let colons = self.colons.iter().enumerate();
        colons
            .filter_map(|(i, colon)| Some((i, (*colon)?)))
            .filter(|(i, _)| self.is_conversation(*i))
            .map(|(i, colon)| (i as u32, colon))
            .collect()
    }

    /// Whether the label of a paragraph is one of a conversation. A single label is a headline. The
    /// same name again with another name near it, or capitals in successive paragraphs, are a
    /// conversation.
    fn is_conversation(&self, index: usize) -> bool {
        let Some(own) = self.texts[index] else {
            return false;
        };
        let again = self.near(index, REACH).any(|other| other == own);
        let others = self.near(index, REACH).any(|other| other != own);
        let is_capitals = |s: &str| !s.chars().any(char::is_lowercase);
        let beside = |other: &str| other != own && is_capitals(other);
        again && others || is_capitals(own) && self.near(index, 1).any(beside)
    }

    /// The labels of the paragraphs within `reach` of one, without its own.
    fn near(&self, index: usize, reach: usize) -> impl Iterator<Item = &'a str> {
        let range = index.saturating_sub(reach)..(index + reach + 1).min(self.texts.len());
        let others = range.filter(move |&i| i != index);
        others.filter_map(|i| self.texts[i])
    }
}
