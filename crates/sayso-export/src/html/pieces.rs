//! In: a text, and marks over it that may overlap in any way. Out: the text as pieces that do not
//! overlap, each with its marks.
//!
//! The text is cut at every border of a mark because elements of HTML must nest, and marks do not.

use sayso::text::Span;

/// A stretch of the text under one set of marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Where.
    pub span: Span,
    /// The numbers of the marks that contain it, in order.
    pub marks: Vec<usize>,
    /// The numbers of empty marks right before it.
    pub points: Vec<usize>,
}

/// Cuts `whole` at the borders of all `marks` and `blocks`. The pieces cover it exactly. Only the
/// last one can be empty, if there is an empty mark at the end.
pub fn cut(whole: Span, marks: &[Span], blocks: &[Span]) -> Vec<Piece> {
    let borders = marks
        .iter()
        .chain(blocks)
        .flat_map(|s| [s.start(), s.end()]);
    let mut borders: Vec<u32> = borders.chain([whole.start(), whole.end()]).collect();
    borders.sort_unstable();
    borders.dedup();
    borders.retain(|&b| whole.start() <= b && b <= whole.end());
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|&m| (marks[m].start(), m));
    let mut coming = order.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut pieces = Vec::with_capacity(borders.len());
    for (n, &start) in borders.iter().enumerate() {
        let end = borders.get(n + 1).copied().unwrap_or(start);
        open.retain(|&m| marks[m].end() > start);
        let mut points = Vec::new();
        while let Some(m) = coming.next_if(|&m| marks[m].start() <= start) {
            if marks[m].is_empty() {
                points.push(m);
            } else {
                open.push(m);
            }
        }
        if end > start || !points.is_empty() {
            let mut marks = if end > start {
                open.clone()
            } else {
                Vec::new()
            };
            marks.sort_unstable();
            pieces.push(Piece {
                span: Span::new(start, end),
                marks,
                points,
            });
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlapping_marks_are_cut_flat() {
        let marks = [Span::new(2, 8), Span::new(5, 12), Span::new(5, 5)];
        let pieces = cut(Span::new(0, 14), &marks, &[Span::new(0, 12)]);
        let flat: Vec<_> = pieces
            .iter()
            .map(|p| (p.span.range(), p.marks.clone(), p.points.clone()))
            .collect();
        assert_eq!(
            flat,
            [
                (0..2, vec![], vec![]),
                (2..5, vec![0], vec![]),
                (5..8, vec![0, 1], vec![2]),
                (8..12, vec![1], vec![]),
                (12..14, vec![], vec![]),
            ]
        );
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text_exactly(
            length in 0u32..60,
            marks in prop::collection::vec((0u32..60, 0u32..20), 0..20),
        ) {
            let within = |(start, length_of): (u32, u32)| {
                Span::new(start.min(length), (start + length_of).min(length))
            };
            let marks: Vec<Span> = marks.into_iter().map(within).collect();
            let pieces = cut(Span::new(0, length), &marks, &[]);
            let mut at = 0;
            for piece in &pieces {
                prop_assert_eq!(piece.span.start(), at);
                at = piece.span.end();
                for (m, mark) in marks.iter().enumerate() {
                    prop_assert_eq!(piece.marks.contains(&m), mark.overlaps(piece.span));
                    prop_assert!(!mark.overlaps(piece.span) || mark.contains(piece.span));
                }
            }
            prop_assert_eq!(at, length);
            for (m, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.is_empty()) {
                let at: Vec<u32> =
                    pieces.iter().filter(|p| p.points.contains(&m)).map(|p| p.span.start()).collect();
                prop_assert_eq!(at, [mark.start()]);
            }
        }
    }
}
