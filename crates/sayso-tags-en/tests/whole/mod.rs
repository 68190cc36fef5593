//! What must hold of any resolved reading: everything refers to what is there, and slices its text.

use sayso::reading::Reading;
use sayso::resolve::{EntityId, Link};
use sayso::text::Span;

/// Ends with a panic where it does not.
pub fn check(reading: &Reading) {
    let text = &*reading.document.text;
    let whole = |span: &Span| {
        assert!(
            text.get(span.range()).is_some_and(|t| !t.is_empty()),
            "{span:?}"
        );
    };
    assert_eq!(reading.tags.pos.len(), reading.segments.tokens.len());
    let mut end = 0;
    for name in &reading.tags.names {
        assert!(name.tokens.start >= end && name.tokens.end > name.tokens.start);
        end = name.tokens.end;
    }
    assert!(end as usize <= reading.segments.tokens.len());
    let found = &reading.resolution;
    let known = |id: &EntityId| assert!((id.0 as usize) < found.entities.len());
    let link = |link: &Link| {
        assert!((0.0..=1.0).contains(&link.score), "{link:?}");
        link.runner_up.iter().for_each(known);
    };
    for entity in &found.entities {
        assert!(!entity.name.is_empty(), "{entity:?} in {found:?}");
        entity.of.iter().for_each(known);
        for role in &entity.roles {
            whole(&role.span);
            role.organisation.iter().for_each(whole);
        }
    }
    assert!(found.mentions.is_sorted_by_key(|m| m.span.start()));
    for mention in &found.mentions {
        whole(&mention.span);
        mention.entity.iter().for_each(known);
        link(&mention.link);
    }
    assert_eq!(found.speakers.len(), reading.attributions.len());
    for speaker in &found.speakers {
        speaker.entities.iter().for_each(known);
        speaker.link.iter().for_each(link);
        speaker.anonymity.iter().for_each(whole);
    }
}
