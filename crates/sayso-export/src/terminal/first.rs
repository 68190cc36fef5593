//! In: the lines of an overview. Out: the first rows of a reading, about ten: headline, outlet and
//! day, and for each kind of thing that an editor looks for the most telling one, with how many more
//! there are. What has no room and is not in the list of statements comes after that list.

use super::Extent;
use super::fitted::{Block, cut_to_rows, fitted, joined, rows_of, with_ends};
use super::lists::known;
use super::screen::{Look, Screen};
use crate::overview::{Line, NOT_KNOWN, Overview, Part, Topic, lines, quoted_in_short, speaker};
use crate::view::View;
use crate::visible;
use sayso::document::BlockKind;
use std::collections::HashSet;
use std::fmt::Write;

/// The most rows before the list of statements. A long report may have four more, so that each kind of
/// thing has its own.
const MOST_ROWS: usize = 10;
const MOST_ROWS_OF_LONG: usize = 14;
/// The most rows of one kind of thing.
const MOST_ROWS_OF_A_KIND: usize = 3;
/// The most characters of what was not found that share a row.
const SHORT_ABSENCE: usize = 24;
/// Columns of the labels, with the space after them.
const LABELS: usize = 17;
/// The most things of a kind that come after the list.
const MOST_AFTERWARDS: usize = 12;

/// What had no room in the first rows.
pub struct Left {
    topic: Topic,
    things: Vec<Vec<Part>>,
}

/// What was said in the first rows.
pub struct FirstRows {
    /// What had no room.
    pub left: Vec<Left>,
    /// The ids of what was said whole.
    pub whole: HashSet<String>,
}

/// Kinds that share a row where there are more kinds than rows, in the order in which they give up
/// their own: which one, with which one, and the words before it.
const SHARED: [(Topic, Topic, &str); 4] = [
    (Topic::NotFound, Topic::Quoted, "not found: "),
    (Topic::LeftOpen, Topic::Announced, "left open: "),
    (Topic::NoAnswer, Topic::Disputed, "no answer: "),
    (Topic::Unsourced, Topic::Sums, "no source for: "),
];

/// How many of these share a row before the day and the plans give up their second ones.
const SHARED_FIRST: usize = 2;

/// Headline; outlet, day, author and file.
pub fn header(screen: &mut Screen, view: &View<'_>, is_wide: bool) {
    let width = screen.width();
    if let Some(headline) = headline(view) {
        let rows = if is_wide { 2 } else { 1 };
        screen.flow(&cut_to_rows(&headline, width, rows), Look::Bold);
        screen.paragraph(0, 0);
    }
    let report = &view.saved.report;
    let known = known(report, false);
    let name = match &*report.name() {
        "-" => "standard input".into(),
        name => visible(name),
    };
    let room = width.saturating_sub(known.chars().count() + " · ".chars().count());
    let name = end_of_path(&name, if known.is_empty() { width } else { room });
    if !known.is_empty() {
        screen.flow(&cut_to_rows(&known, width, 1), Look::Plain);
    }
    if !known.is_empty() && !name.is_empty() {
        screen.flow(" · ", Look::Dim);
    }
    screen.flow(&name, Look::Dim);
    screen.paragraph(0, 0);
}

fn headline(view: &View<'_>) -> Option<String> {
    let first = view.blocks.iter().find(|block| {
        let is_headline = matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
        is_headline && block.is_read()
    });
    let headline = match &view.saved.report.title {
        Some(title) => Some(&**title),
        None => first.map(|block| view.words(block.span)),
    };
    let words = visible(headline?);
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A path in so many columns: "…/tram.html" where the whole has no room. Empty if nothing has.
fn end_of_path(path: &str, room: usize) -> String {
    let columns = |text: &str| text.chars().count();
    if columns(path) <= room {
        return path.into();
    }
    let mut ends = path.match_indices('/').map(|(at, _)| &path[at..]);
    let end = ends.find(|end| columns(end) < room);
    end.map_or(String::new(), |end| format!("…{end}"))
}

/// The first rows. Returns what has no room in them, and what needs no other place.
pub fn first_rows(
    screen: &mut Screen,
    view: &View<'_>,
    overview: &Overview<'_>,
    numbers: bool,
    extent: Extent,
) -> FirstRows {
    let capacity = screen.width().saturating_sub(LABELS).max(1);
    let headline_is_long = headline(view).is_some_and(|h| rows_of(&h, screen.width()) > 1);
    let of_header = usize::from(headline(view).is_some()) + 1;
    let mut blocks: Vec<Block> = lines(view, overview)
        .into_iter()
        .filter(|line| is_shown(line.topic, extent))
        .map(|line| in_extent(view, line, extent))
        .map(|line| Block {
            line,
            second: None,
            rows: 1,
        })
        .collect();
    let most = if extent == Extent::Long {
        MOST_ROWS_OF_LONG
    } else {
        MOST_ROWS
    };
    let room = most - of_header;
    share_rows(&mut blocks, overview, room, capacity);
    let texts = |block: &Block| fitted(block, overview, capacity, numbers);
    let mut spare = room.saturating_sub(blocks.iter().map(|block| block.rows).sum());
    let is_wide = headline_is_long && spare > 0;
    spare -= usize::from(is_wide);
    // What has fewer rows comes first.
    for many in 1..MOST_ROWS_OF_A_KIND {
        for block in &mut blocks {
            let is_whole = texts(block).left.is_empty();
            if spare > 0 && !is_whole && block.rows <= many {
                block.rows += 1;
                spare -= 1;
            }
        }
    }
    header(screen, view, is_wide);
    let mut left = Vec::new();
    let mut whole = HashSet::new();
    for block in &blocks {
        let fitted = texts(block);
        label(screen, block.line.topic, block.line.found);
        screen.flow(&fitted.text, Look::Plain);
        left.extend(afterwards(&block.line, &fitted.left));
        whole.extend(shown_whole(&block.line, &fitted.left));
        if let Some((_, second)) = &block.second {
            let all: Vec<usize> = (0..second.things().len()).collect();
            left.extend(afterwards(second, &all));
        }
    }
    screen.paragraph(0, 0);
    FirstRows { left, whole }
}

/// Whether a kind has a row. What was looked for in vain is said of long reports only: a reader of a few
/// sentences sees it. Of a short one the list below shows who speaks.
fn is_shown(topic: Topic, extent: Extent) -> bool {
    match topic {
        Topic::Uncertain => false,
        Topic::NotFound => extent == Extent::Long,
        Topic::Quoted => extent != Extent::Short,
        _ => true,
    }
}

/// The line as it is in a report of this length. In a short one the statements are right below, so that
/// only who makes them is named, and that nothing could be checked is said in few words.
fn in_extent(view: &View<'_>, mut line: Line, extent: Extent) -> Line {
    if extent != Extent::Short {
        return line;
    }
    let is_unchecked = line.topic == Topic::Sums && line.parts.len() == 1;
    let has_speakers_only = matches!(line.topic, Topic::UnnamedOnly | Topic::NoAnswer);
    for part in &mut line.parts {
        // What happened on the day is right below.
        if let Some(day) = part.short.as_ref().filter(|_| line.topic == Topic::When) {
            part.text.clone_from(day);
        }
        let id = part.about.first().filter(|_| has_speakers_only);
        let attribution = id.and_then(|id| view.attribution(id));
        match attribution.filter(|(_, a)| !view.source(a).is_empty() && !a.uncertain) {
            Some((_, a)) => part.text = speaker(view, a),
            None if is_unchecked && part.text.starts_with(NOT_KNOWN) => {
                part.text = "nothing could be checked".into();
            }
            None => {}
        }
    }
    line
}

/// The ids of what a row says whole.
fn shown_whole(line: &Line, left: &[usize]) -> Vec<String> {
    let things = line.things().into_iter().enumerate();
    let whole = things.filter(|(n, _)| !left.contains(n));
    let parts = whole.flat_map(|(_, thing)| thing);
    parts
        .filter(|part| !part.text.contains('…'))
        .flat_map(|part| part.about.clone())
        .collect()
}

/// Lets kinds share rows until there are rows for all. Where there are not, what does most harm has
/// only one row, too.
fn share_rows(blocks: &mut Vec<Block>, overview: &Overview<'_>, room: usize, capacity: usize) {
    for block in blocks.iter_mut() {
        block.rows = rows_wished_for(&block.line, capacity);
    }
    let needed = |blocks: &[Block]| blocks.iter().map(|block| block.rows).sum::<usize>();
    let excess = needed(blocks).saturating_sub(room);
    if let Some(disputed) = blocks
        .iter_mut()
        .find(|block| block.line.topic == Topic::Disputed)
    {
        disputed.rows = disputed
            .rows
            .saturating_sub(excess)
            .max(disputed.rows.min(2));
    }
    if needed(blocks) > room {
        let unnamed = blocks
            .iter_mut()
            .find(|block| block.line.topic == Topic::UnnamedOnly);
        if let Some(unnamed) = unnamed {
            unnamed.rows = 1;
        }
    }
    for (n, (topic, with, words)) in SHARED.into_iter().enumerate() {
        // Each of the other kinds has a row of its own before one of them has two.
        if n == SHARED_FIRST {
            let excess = needed(blocks).saturating_sub(room);
            one_row_each(blocks, excess);
        }
        if needed(blocks) <= room {
            return;
        }
        let place = |topic| blocks.iter().position(|block| block.line.topic == topic);
        if let (Some(from), Some(to)) = (place(topic), place(with)) {
            // What was not found is always said whole.
            let text = joined(&blocks[from].line.things(), false);
            let most = quoted_in_short(&overview.sources)[0].chars().count();
            let fits = most + text.chars().count() + words.len() + 2 <= capacity;
            let is_short =
                topic != Topic::NotFound || fits && text.chars().count() <= SHORT_ABSENCE;
            if blocks[from].rows == 1 && is_short {
                blocks[to].second = Some((words, blocks[from].line.clone()));
                blocks.remove(from);
            }
        }
    }
    for n in (0..blocks.len()).rev() {
        let excess = needed(blocks).saturating_sub(room);
        if blocks[n].line.topic != Topic::NotFound {
            blocks[n].rows = blocks[n].rows.saturating_sub(excess).max(1);
        }
    }
}

/// Takes the second rows of the day and of the plans, as many as there are too many.
fn one_row_each(blocks: &mut [Block], mut excess: usize) {
    for topic in [Topic::Announced, Topic::When] {
        let block = blocks.iter_mut().find(|block| block.line.topic == topic);
        if let Some(block) = block.filter(|block| excess > 0 && block.rows > 1) {
            block.rows = 1;
            excess -= 1;
        }
    }
}

/// An accusation with a denial, and figures that do not agree, should have two rows. What was not
/// found is said whole.
fn rows_wished_for(line: &Line, capacity: usize) -> usize {
    let count = line.count().map(|part| part.text.clone());
    let all = with_ends(joined(&line.things(), false), &[None, count]);
    match line.topic {
        Topic::NotFound => rows_of(&all, capacity),
        Topic::Disputed if line.found => rows_of(&all, capacity).min(MOST_ROWS_OF_A_KIND),
        Topic::Sums if line.parts.len() > 1 => rows_of(&all, capacity).min(2),
        Topic::UnnamedOnly => rows_of(&all, capacity).min(2),
        // What happened on the day, and what is planned, are not cut in the middle.
        Topic::When | Topic::Announced => {
            let first = line.things().first().map(|thing| joined(&[*thing], false));
            first.map_or(1, |first| rows_of(&first, capacity).min(2))
        }
        _ => 1,
    }
}

/// What had no room and is nowhere else: statements are in the list of statements, and what the outlet
/// itself says is after it.
fn afterwards(line: &Line, left: &[usize]) -> Option<Left> {
    let is_elsewhere = |thing: &[Part]| match line.topic {
        // Sums that agree are noted beside their statements.
        Topic::Sums => !line.found,
        Topic::Unsourced | Topic::When => false,
        Topic::Disputed => thing.len() < 2 || thing[1].about.is_empty(),
        _ => true,
    };
    let things = line.things();
    // The first day is in its row, at least without what happened.
    let is_shown = |n: usize| line.topic == Topic::When && n == 0;
    let left = left.iter().filter(|&&n| !is_shown(n));
    let things = left.filter_map(|&n| things.get(n));
    let things: Vec<Vec<Part>> = things
        .filter(|thing| !is_elsewhere(thing))
        .map(|thing| thing.to_vec())
        .collect();
    (!things.is_empty()).then_some(Left {
        topic: line.topic,
        things,
    })
}

/// Writes what had no room in the first rows.
pub fn more_to_look_at(screen: &mut Screen, left: &[Left]) {
    if left.is_empty() {
        return;
    }
    screen.heading("More to look at");
    for kind in left {
        let shown = kind.things.iter().take(MOST_AFTERWARDS);
        let shown: Vec<&[Part]> = shown.map(|thing| &**thing).collect();
        let mut text = joined(&shown, false);
        if kind.things.len() > MOST_AFTERWARDS {
            let _ = write!(text, "; {} more", kind.things.len() - MOST_AFTERWARDS);
        }
        label(screen, kind.topic, true);
        screen.flow(&text, Look::Plain);
    }
    screen.paragraph(0, 0);
}

fn label(screen: &mut Screen, topic: Topic, found: bool) {
    screen.paragraph(0, LABELS);
    let look = if found { Look::Bold } else { Look::Dim };
    screen.label(topic.name(), LABELS, look);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_keeps_its_end() {
        assert_eq!(end_of_path("news/tram.html", 20), "news/tram.html");
        assert_eq!(end_of_path("news/tram.html", 12), "…/tram.html");
        assert_eq!(end_of_path("news/tram.html", 5), "");
    }
}
