//! In: a text, its segments, the model. Out: drafts of attributions, by the model and by the rules,
//! and of those that claim the same words the best.

use super::chunk::{Chunk, Role};
use super::draft::Draft;
use super::label::{self, Labelled};
use super::link::{self, Link};
use super::model::Model;
use super::rules::Found;
use super::why::Rule;
use crate::segment::Segments;

/// Drafts that begin farther from one than this, in tokens, are not compared with it. No draft that
/// is worth comparing is longer.
const NEAR: u32 = 400;

/// Finds drafts of attributions, not yet scored. `bonus` is as in [`super::Bias::bonus`].
pub fn find(text: &str, parts: &Segments, model: &Model, bonus: i32) -> Vec<Draft> {
    let labelled = label::label(text, parts, model, bonus);
    let links = link::link(text, parts, &labelled.chunks, model);
    let mut drafts = merge(labelled, &links);
    drafts.retain(|draft| !is_in_doubled_name(text, parts, draft.cue));
    drafts
}

/// Whether a cue is the second word of a doubled first name: "Bo Bo Myint, a teacher, was there".
fn is_in_doubled_name(text: &str, parts: &Segments, cue: Chunk) -> bool {
    let word = |k: u32| {
        let token = parts.tokens.get(k as usize);
        token.map_or("", |token| &text[token.span.range()])
    };
    let is_one_capital =
        cue.end == cue.start + 1 && word(cue.start).starts_with(char::is_uppercase);
    is_one_capital && cue.start > 0 && word(cue.start) == word(cue.start - 1)
}

/// Makes a draft of each cue that has content, and adds what the rules found where the two differ.
pub fn merge(labelled: Labelled, links: &[Link]) -> Vec<Draft> {
    let mut drafts = linked(&labelled.chunks, links);
    drafts.sort_by_key(Draft::start);
    let by_model = drafts.len();
    for mut found in labelled.found {
        let is_known = compare(&mut drafts[..by_model], &mut found);
        let draft = found.draft;
        if !is_known {
            drafts.push(draft);
        }
    }
    drafts.sort_by_key(|d| (d.start(), !d.by_model));
    drafts
}

/// A draft of each cue to which a content is linked, in the order of the contents.
fn linked(chunks: &[Chunk], links: &[Link]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut draft_of: Vec<Option<usize>> = vec![None; chunks.len()];
    for (chunk, link) in chunks.iter().zip(links) {
        let Some(cue) = link.to.filter(|_| chunk.role == Role::Content) else {
            continue;
        };
        let draft = *draft_of[cue].get_or_insert_with(|| {
            drafts.push(Draft {
                cue: chunks[cue],
                source: links[cue].to.map(|s| chunks[s]),
                contents: Vec::new(),
                source_margin: links[cue].margin,
                content_margin: i32::MAX,
                rule: None,
                by_model: true,
                rival: false,
                is_plain: false,
            });
            drafts.len() - 1
        });
        let draft = &mut drafts[draft];
        draft.contents.push(*chunk);
        draft.content_margin = draft.content_margin.min(link.margin);
    }
    drafts
}

/// Compares the draft of a rule with those of the model, which are in text order: notes the rule
/// that found the same cue, and who are rivals. Gives whether one of the model says the same.
fn compare(by_model: &mut [Draft], found: &mut Found) -> bool {
    let (draft, is_late) = (&mut found.draft, found.is_late);
    let (first, last) = (draft.start().saturating_sub(NEAR), draft.end() + NEAR);
    let from = by_model.partition_point(|d| d.start() < first);
    let mut is_known = false;
    for other in by_model[from..].iter_mut().take_while(|d| d.start() < last) {
        if !other.meets(draft) {
            continue;
        }
        // The scores were trained without the late frames.
        if !is_late && other.cue.start < draft.cue.end && draft.cue.start < other.cue.end {
            other.rule = draft.rule;
        }
        let is_of_paragraph = draft.rule.is_some_and(Rule::is_of_whole_paragraph);
        if other.agrees(draft) && !is_of_paragraph {
            is_known = true;
            other.is_plain |= draft.is_plain;
        } else {
            other.rival |= !is_late;
            draft.rival = true;
        }
    }
    is_known
}

/// Keeps the best scored of drafts that claim the same words. They are in text order.
pub fn choose(drafts: Vec<Draft>, scores: &[f32]) -> Vec<(Draft, f32)> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let mut chosen = vec![false; drafts.len()];
    for i in order {
        let draft = &drafts[i];
        // Drafts are sorted by their start, so that one that meets this one begins near it.
        let (first, last) = (draft.start().saturating_sub(NEAR), draft.end());
        let from = drafts.partition_point(|d| d.start() < first);
        let mut near = (from..drafts.len()).take_while(|&j| drafts[j].start() < last);
        let is_better = |j: usize| {
            let other = &drafts[j];
            let is_rival = draft.by_model != other.by_model;
            let (rule, of_model) = if draft.by_model {
                (other, draft)
            } else {
                (draft, other)
            };
            let is_inside = rule.is_plain && of_model.is_within(rule);
            chosen[j] && is_rival && !is_inside && draft.meets(other)
        };
        let has_better = near.any(is_better);
        chosen[i] = !has_better;
    }
    let scored = drafts.into_iter().zip(scores.iter().copied());
    let kept = scored.zip(chosen).filter(|(_, is_chosen)| *is_chosen);
    kept.map(|(draft, _)| draft).collect()
}
