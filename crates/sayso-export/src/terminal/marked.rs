//! In: a report and its attributions. Out: its text with the attributions marked, on a screen.

use super::screen::{Look, Screen};
use crate::records::Attribution;
use crate::view::{Block, Numbered, View};
use crate::visible;
use sayso::document::BlockKind;
use sayso::text::Span;

/// The beginning or the end of a mark. Marks are put in the order of these fields: at one place ends
/// come before beginnings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    at: u32,
    begins: bool,
    look: Look,
    /// The place of the attribution among all of them.
    n: usize,
}

/// Shows the text with the sources, cues and contents of attributions that are not inside another
/// one. Without colour a source is in [ ], a cue in < >, a content in { }.
pub fn show(screen: &mut Screen, view: &View<'_>, shown: &[Numbered<'_>]) {
    let edges = edges(view, shown);
    let mut text = Text {
        screen,
        view,
        edges: &edges,
        next: 0,
        open: Vec::new(),
    };
    for (n, block) in view.blocks.iter().enumerate() {
        text.block(block);
        let after = view.blocks.get(n + 1);
        // A dateline is on the line of its paragraph.
        let is_same_line = after.is_some_and(|after| {
            let between = Span::new(block.span.end(), after.span.start());
            !view.words(between).contains('\n')
        });
        if is_same_line {
            text.screen.flow(" ", Look::Plain);
        } else {
            text.screen.blank_line();
        }
    }
}

fn edges(view: &View<'_>, shown: &[Numbered<'_>]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for &(n, a) in shown.iter().filter(|(_, a)| a.parent.is_none()) {
        for (spans, look) in parts(a) {
            for span in spans {
                let span = view.span(span);
                for (at, begins) in [(span.start(), true), (span.end(), false)] {
                    edges.push(Edge {
                        at,
                        begins,
                        look,
                        n,
                    });
                }
            }
        }
    }
    edges.sort();
    // A source or a cue that several attributions share is marked once.
    edges.dedup_by_key(|edge| {
        let n = if edge.look == Look::Content {
            edge.n
        } else {
            0
        };
        (edge.at, edge.begins, edge.look, n)
    });
    edges
}

fn parts(a: &Attribution) -> [(&[crate::records::Span], Look); 3] {
    [
        (&a.source, Look::Source),
        (&a.cue, Look::Cue),
        (&a.content, Look::Content),
    ]
}

/// The text as it is shown.
struct Text<'a> {
    screen: &'a mut Screen,
    view: &'a View<'a>,
    edges: &'a [Edge],
    /// The next edge to come.
    next: usize,
    /// The marks around the place that is shown.
    open: Vec<Look>,
}

impl Text<'_> {
    fn block(&mut self, block: &Block) {
        let base = match block.kind {
            BlockKind::Headline | BlockKind::Heading => Look::Bold,
            _ if !block.is_read() => Look::Dim,
            _ => Look::Plain,
        };
        let note = note(block);
        if !note.is_empty() {
            self.screen.flow(&format!("({note}) "), Look::Dim);
        }
        let mut at = block.span.start();
        while let Some(&edge) = self.edges.get(self.next)
            && edge.at <= block.span.end()
        {
            self.next += 1;
            if edge.at > at {
                self.words(at, edge.at, base);
                at = edge.at;
            }
            self.edge(edge);
        }
        self.words(at, block.span.end(), base);
    }

    fn words(&mut self, from: u32, to: u32, base: Look) {
        let text = visible(self.view.words(Span::new(from, to)));
        let look = self.open.last().copied().unwrap_or(base);
        self.screen.flow(&text, look);
    }

    fn edge(&mut self, edge: Edge) {
        let (before, after) = match edge.look {
            Look::Source => ("[", "]"),
            Look::Cue => ("<", ">"),
            _ => ("{", "}"),
        };
        let is_plain = !self.screen.has_color();
        if edge.begins {
            if edge.look == Look::Content {
                let number = self.view.saved.attributions[edge.n].number();
                self.screen.flow(&superscript(number), Look::Dim);
            }
            if is_plain {
                self.screen.flow(before, Look::Plain);
            }
            self.open.push(edge.look);
        } else {
            if let Some(i) = self.open.iter().rposition(|&look| look == edge.look) {
                self.open.remove(i);
            }
            if is_plain {
                self.screen.flow(after, Look::Plain);
            }
        }
    }
}

/// What a block is, if it is not running text.
fn note(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Repeat => "repeated",
        _ if block.of.is_some() => "repeated below",
        BlockKind::Furniture => "page furniture",
        BlockKind::Credit => "credit",
        BlockKind::Correction => "correction",
        _ => "",
    }
}

/// A number, or the id of a record, in small raised letters.
pub fn superscript(number: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number
        .chars()
        .map(|c| match (c.to_digit(10), c) {
            (Some(digit), _) => DIGITS[digit as usize],
            (None, 'c') => 'ᶜ',
            (None, 'f') => 'ᶠ',
            (None, 't') => 'ᵗ',
            (None, _) => c,
        })
        .collect()
}
