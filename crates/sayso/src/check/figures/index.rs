//! The patterns of all frames by the word they begin with, so that a token is compared with few of
//! them.

use super::frame::{Frame, Rule};
use super::frames::FRAMES;
use super::paragraph::Paragraph;
use super::pattern::Pattern;
use crate::measure::scan::{Kind as TokenKind, Lexicon};
use std::ops::Range;
use std::sync::LazyLock;

/// A rule of a frame with its pattern.
pub struct IndexedRule {
    pub frame: &'static Frame,
    pub rule: &'static Rule,
    pub pattern: Pattern,
}

/// All rules of all frames.
pub struct Index {
    rules: Vec<IndexedRule>,
    /// For the key of a word, which part of `by_word` has the patterns that begin with it.
    words: Lexicon<(u32, u32)>,
    /// Indices of rules, sorted by the first words of their patterns.
    by_word: Vec<u32>,
    /// The indices of rules whose patterns begin with a figure or a time.
    by_slot: Vec<u32>,
}

pub static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(FRAMES));

impl Index {
    fn new(frames: &[&'static Frame]) -> Index {
        let rules: Vec<IndexedRule> = frames
            .iter()
            .flat_map(|frame| {
                frame.rules.iter().map(|rule| IndexedRule {
                    frame,
                    rule,
                    pattern: Pattern::new(rule.0),
                })
            })
            .collect();
        let mut first_words: Vec<(u64, u32)> = Vec::new();
        let mut by_slot = Vec::new();
        for (index, rule) in (0..).zip(&rules) {
            match rule.pattern.first_words() {
                Some(words) => first_words.extend(words.iter().map(|word| (*word, index))),
                None => by_slot.push(index),
            }
        }
        first_words.sort_unstable();
        Index {
            rules,
            words: Lexicon::new(ranges(&first_words)),
            by_word: first_words.into_iter().map(|(_, index)| index).collect(),
            by_slot,
        }
    }

    /// The rules whose patterns may begin at a token, those that begin with a word first.
    pub fn rules_at(&self, paragraph: &Paragraph, at: usize) -> impl Iterator<Item = &IndexedRule> {
        let token = &paragraph.tokens[at];
        let words = match token.kind {
            TokenKind::Word => self.words.get(token.key),
            _ => None,
        };
        let (from, to) = words.unwrap_or((0, 0));
        let begins_an_item = paragraph.figure_at[at].is_some() || paragraph.time_at[at].is_some();
        let by_slot: &[u32] = if begins_an_item { &self.by_slot } else { &[] };
        let by_word = &self.by_word[Range {
            start: from as usize,
            end: to as usize,
        }];
        by_word
            .iter()
            .chain(by_slot)
            .map(|index| &self.rules[*index as usize])
    }
}

/// For each word, the part of a sorted list that has it.
fn ranges(sorted: &[(u64, u32)]) -> Vec<(u64, (u32, u32))> {
    let mut ranges: Vec<(u64, (u32, u32))> = Vec::new();
    for (at, &(word, _)) in (0..).zip(sorted) {
        match ranges.last_mut() {
            Some((last, (_, end))) if *last == word => *end = at + 1,
            _ => ranges.push((word, (at, at + 1))),
        }
    }
    ranges
}
