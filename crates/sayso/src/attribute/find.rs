//! In: a text, its segments, the model. Out: drafts of attributions, by the model and by the rules,
//! and of those that claim the same words the best.

use super::chunk::Role;
use super::draft::Draft;
use super::label::{self, Labelled};
use super::link::{self, Link};
use super::model::Model;
use crate::segment::Segments;

/// Finds drafts of attributions, not yet scored. `bonus` as in [`Bias::bonus`].
pub fn find(text: &str, parts: &Segments, model: &Model, bonus: i32) -> Vec<Draft> {
    let labelled = label::label(text, parts, model, bonus);
    let links = link::link(text, parts, &labelled.chunks, model);
    merge(labelled, &links)
}

/// Drafts that begin farther than this from one, in tokens, are not compared with it.
const NEAR: u32 = 400;

/// Makes a draft of each cue that has content, and of what the rules found where they do not say
/// the same.
pub fn merge(labelled: Labelled, links: &[Link]) -> Vec<Draft> {
    let chunks = &labelled.chunks;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut draft_of = vec![usize::MAX; chunks.len()];
    for (x, chunk) in chunks.iter().enumerate() {
        let Some(cue) = links[x].to.filter(|_| chunk.role == Role::Content) else {
            continue;
        };
        if draft_of[cue] == usize::MAX {
            draft_of[cue] = drafts.len();
            drafts.push(Draft {
                cue: chunks[cue],
                source: links[cue].to.map(|s| chunks[s]),
                contents: Vec::new(),
                source_margin: links[cue].margin,
                content_margin: i32::MAX,
                rule: None,
                by_model: true,
                rival: false,
            });
        }
        let draft = &mut drafts[draft_of[cue]];
        draft.contents.push(*chunk);
        draft.content_margin = draft.content_margin.min(links[x].margin);
    }
    drafts.sort_by_key(Draft::start);
    let by_model = drafts.len();
    for found in labelled.found {
        let mut draft = found.draft;
        let mut known = false;
        // Drafts that reach over many paragraphs are rare: the few near ones decide.
        let (first, last) = (draft.start().saturating_sub(NEAR), draft.end() + NEAR);
        let from = drafts[..by_model].partition_point(|d| d.start() < first);
        for other in drafts[from..by_model]
            .iter_mut()
            .take_while(|d| d.start() < last)
        {
            if other.meets(&draft) {
                known |= other.agrees(&draft);
                if other.cue.start < draft.cue.end && draft.cue.start < other.cue.end {
                    other.rule = draft.rule;
                }
                if !other.agrees(&draft) {
                    (other.rival, draft.rival) = (true, true);
                }
            }
        }
        if !known {
            drafts.push(draft);
        }
    }
    drafts.sort_by_key(|d| (d.start(), !d.by_model));
    drafts
}

/// Of drafts that claim the same words the best scored stay, in text order.
pub fn choose(drafts: Vec<Draft>, scores: &[f32]) -> Vec<(Draft, f32)> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let mut chosen = vec![false; drafts.len()];
    for i in order {
        // Drafts are sorted by their start: what meets this one begins near it.
        let (first, last) = (drafts[i].start().saturating_sub(NEAR), drafts[i].end());
        let from = drafts.partition_point(|d| d.start() < first);
        let near = (from..drafts.len()).take_while(|&j| drafts[j].start() < last);
        let rivals = |j: usize| {
            chosen[j] && drafts[i].by_model != drafts[j].by_model && drafts[i].meets(&drafts[j])
        };
        chosen[i] = !near.into_iter().any(rivals);
    }
    let all = drafts.into_iter().zip(scores.iter().copied()).zip(chosen);
    all.filter(|(_, stays)| *stays)
        .map(|(draft, _)| draft)
        .collect()
}
