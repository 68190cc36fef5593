//! In: the lines of an overview. Out: the first rows of a reading, ten at most: headline, outlet and
//! day, and for each kind of thing that an editor looks for the most telling one, with how many more
//! there are. What has no room and is not in the list of statements comes after that list.

use super::lists::known;
use super::marked::superscript;
use super::screen::{Look, Screen};
use crate::overview::{Line, Overview, Part, Topic, lines, quoted, quoted_in_short};
use crate::speakers::before_quotations;
use crate::view::{View, number};
use crate::visible;
use sayso::document::BlockKind;
use std::fmt::Write;

/// The most rows before the list of statements.
const MOST_ROWS: usize = 10;
/// The most rows of one kind of thing.
const MOST_ROWS_OF_A_KIND: usize = 3;
/// Columns of the labels, with the space after them.
const LABELS: usize = 17;
/// The most names of sources of a kind, where there is room.
const MOST_SOURCES: usize = 4;
/// The most numbers of statements that are only counted.
const MOST_NUMBERS: usize = 4;
/// Characters of a thing below which the numbers of the others are left out.
const LEAST_ROOM: usize = 60;
/// The most things of a kind that come after the list.
const MOST_AFTERWARDS: usize = 12;

/// What had no room in the first rows.
pub struct Left {
    topic: Topic,
    things: Vec<Vec<Part>>,
}

/// Kinds that share a row where there are more kinds than rows, in the order in which they give up
/// their own: which one, with which one, and the words before it.
const SHARED: [(Topic, Topic, &str); 4] = [
    (Topic::NotFound, Topic::Quoted, "not found: "),
    (Topic::LeftOpen, Topic::Announced, "left open: "),
    (Topic::NoAnswer, Topic::Disputed, "no answer: "),
    (Topic::Unsourced, Topic::Sums, "no source for: "),
];

/// A label with what is beside it.
struct Block {
    line: Line,
    /// A line that shares its rows, with the words before it.
    second: Option<(&'static str, Line)>,
    rows: usize,
}

/// Words with a mark where they were cut.
struct Fitted {
    text: String,
    /// The things that are not shown whole.
    left: Vec<usize>,
}

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

/// The first rows. Returns what has no room in them.
pub fn first_rows(
    screen: &mut Screen,
    view: &View<'_>,
    overview: &Overview<'_>,
    numbers: bool,
) -> Vec<Left> {
    let capacity = screen.width().saturating_sub(LABELS).max(1);
    let headline_is_long = headline(view).is_some_and(|h| rows_of(&h, screen.width()) > 1);
    let of_header = usize::from(headline(view).is_some()) + 1;
    let lines = lines(view, overview);
    let mut blocks: Vec<Block> = lines
        .into_iter()
        .filter(|line| line.topic != Topic::Uncertain)
        .map(|line| Block {
            line,
            second: None,
            rows: 1,
        })
        .collect();
    let room = MOST_ROWS - of_header;
    share_rows(&mut blocks, room, capacity);
    let texts = |block: &Block| fitted(block, overview, capacity, numbers);
    let mut spare = room.saturating_sub(blocks.iter().map(|block| block.rows).sum());
    let is_wide = headline_is_long && spare > 0;
    spare -= usize::from(is_wide);
    for _ in 1..MOST_ROWS_OF_A_KIND {
        for block in &mut blocks {
            let is_whole = texts(block).left.is_empty();
            if spare > 0 && !is_whole && block.rows < MOST_ROWS_OF_A_KIND {
                block.rows += 1;
                spare -= 1;
            }
        }
    }
    header(screen, view, is_wide);
    let mut left = Vec::new();
    for block in &blocks {
        let fitted = texts(block);
        label(screen, block.line.topic, block.line.found);
        screen.flow(&fitted.text, Look::Plain);
        left.extend(afterwards(&block.line, &fitted.left));
        if let Some((_, second)) = &block.second {
            let all: Vec<usize> = (0..second.things().len()).collect();
            left.extend(afterwards(second, &all));
        }
    }
    screen.paragraph(0, 0);
    left
}

/// Lets kinds share rows until there are rows for all. Where there are not, what does most harm has
/// only one row, too.
fn share_rows(blocks: &mut Vec<Block>, room: usize, capacity: usize) {
    for block in blocks.iter_mut() {
        block.rows = rows_wished_for(&block.line, capacity);
    }
    let needed = |blocks: &[Block]| blocks.iter().map(|block| block.rows).sum::<usize>();
    for (topic, with, words) in SHARED {
        if needed(blocks) <= room {
            return;
        }
        let place = |topic| blocks.iter().position(|block| block.line.topic == topic);
        if let (Some(from), Some(to)) = (place(topic), place(with)) {
            // What was not found is always said whole.
            if blocks[from].rows == 1 {
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

/// An accusation with a denial, and figures that do not agree, should have two rows. What was not
/// found is said whole.
fn rows_wished_for(line: &Line, capacity: usize) -> usize {
    let count = line.count().map(|part| part.text.clone());
    let all = with_ends(joined(&line.things(), false), &[None, count]);
    match line.topic {
        Topic::NotFound => rows_of(&all, capacity),
        Topic::Disputed | Topic::Sums if line.found => rows_of(&all, capacity).min(2),
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
    let things = left.iter().filter_map(|&n| things.get(n));
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

/// What is beside a label, in its rows.
fn fitted(block: &Block, overview: &Overview<'_>, capacity: usize, numbers: bool) -> Fitted {
    // A word that does not fit leaves room at the end of a row, so that the room is tried from the
    // widest on.
    let mut room = block.rows * capacity;
    loop {
        let fitted = in_room(block, overview, room, numbers);
        if rows_of(&fitted.text, capacity) <= block.rows {
            return fitted;
        }
        if room < capacity / 2 {
            let text = cut_to_rows(&fitted.text, capacity, block.rows);
            return Fitted { text, ..fitted };
        }
        room -= 4;
    }
}

fn in_room(block: &Block, overview: &Overview<'_>, room: usize, numbers: bool) -> Fitted {
    let Some((words, second)) = &block.second else {
        return line_in_room(&block.line, overview, room, numbers);
    };
    let whole = line_in_room(second, overview, usize::MAX, numbers);
    let joint = words.chars().count() + 2;
    let most = match second.topic {
        Topic::NotFound => room,
        // What does not agree needs its figures.
        Topic::Unsourced => room / 3,
        _ => room / 2,
    };
    let of_second = (whole.text.chars().count() + joint).min(most);
    let first = line_in_room(&block.line, overview, room - of_second, numbers);
    let used = first.text.chars().count() + joint;
    let rest = line_in_room(second, overview, room.saturating_sub(used), numbers);
    let text = format!("{}; {words}{}", first.text, rest.text);
    Fitted {
        text,
        left: first.left,
    }
}

/// A line in so many characters.
fn line_in_room(line: &Line, overview: &Overview<'_>, room: usize, numbers: bool) -> Fitted {
    if line.topic == Topic::Quoted {
        return speakers_in_room(overview, room);
    }
    let things = line.things();
    let count = line.count().map(|part| part.text.clone());
    let mut best: Option<Fitted> = None;
    for shown in 1..=things.len() {
        let left: Vec<usize> = (shown..things.len()).collect();
        let ends = [more(&things[shown..], MOST_NUMBERS), count.clone()];
        let text = with_ends(joined(&things[..shown], numbers), &ends);
        if text.chars().count() > room {
            break;
        }
        best = Some(Fitted { text, left });
    }
    if let Some(best) = best {
        return best;
    }
    let Some((first, rest)) = things.split_first() else {
        let text = count.unwrap_or_default();
        return Fitted {
            text,
            left: Vec::new(),
        };
    };
    let ends = |most_numbers| [more(rest, most_numbers), count.clone()];
    let room_beside = |ends: &[Option<String>]| {
        let of_ends = ends.iter().flatten().map(|end| end.chars().count() + 2);
        room.saturating_sub(of_ends.sum())
    };
    let ends = match ends(MOST_NUMBERS) {
        ends if room_beside(&ends) >= LEAST_ROOM => ends,
        _ => ends(0),
    };
    let text = with_ends(cut(first, room_beside(&ends), numbers), &ends);
    Fitted {
        text,
        left: (0..things.len()).collect(),
    }
}

/// Who speaks, with as many names as fit.
fn speakers_in_room(overview: &Overview<'_>, room: usize) -> Fitted {
    let sources = &overview.sources;
    for most in (1..=MOST_SOURCES).rev() {
        let text = joined(&quoted(sources, most).things(), false);
        if text.chars().count() <= room {
            let is_whole = [&sources.named, &sources.unnamed]
                .iter()
                .all(|all| most == MOST_SOURCES || all.len() <= most);
            let left = if is_whole { Vec::new() } else { vec![0] };
            return Fitted { text, left };
        }
    }
    let texts = [true, false].map(|with_name| quoted_in_short(sources, with_name));
    let fits = |text: &&String| text.chars().count() <= room;
    let text = texts.iter().find(fits).unwrap_or(&texts[1]).clone();
    Fitted {
        text,
        left: vec![0],
    }
}

fn with_ends(text: String, ends: &[Option<String>; 2]) -> String {
    let all = [&Some(text), &ends[0], &ends[1]];
    all.into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join("; ")
}

/// "+2 more⁷ ⁹": how many are not shown, with the numbers that they have in the list.
fn more(things: &[&[Part]], most_numbers: usize) -> Option<String> {
    if things.is_empty() {
        return None;
    }
    let first = things.iter().filter_map(|thing| thing.first());
    let ids = first.filter_map(|part| part.about.first());
    let numbers: Vec<String> = ids
        .filter_map(|id| mark(id, false))
        .take(most_numbers)
        .collect();
    Some(format!("+{} more{}", things.len(), numbers.join(" ")))
}

/// Things with "; " between them, and " / " before what answers.
fn joined(things: &[&[Part]], numbers: bool) -> String {
    let things = things.iter().map(|thing| {
        let parts = thing.iter().map(|part| marked(&part.text, part, numbers));
        parts.collect::<Vec<_>>().join(" / ")
    });
    things.collect::<Vec<_>>().join("; ")
}

/// A thing that has no room as a whole: each of its parts is cut, but never within a quotation.
fn cut(thing: &[Part], room: usize, numbers: bool) -> String {
    let mut room = room.saturating_sub((thing.len() - 1) * " / ".len());
    let mut out: Vec<String> = Vec::new();
    for (n, part) in thing.iter().enumerate() {
        let marks = marked("", part, numbers).chars().count();
        // A short part leaves its room to the others.
        let others: usize = thing[n + 1..]
            .iter()
            .map(|part| marked(&part.text, part, numbers).chars().count())
            .sum();
        let of_part = room.saturating_sub(others).max(room / (thing.len() - n));
        let text = cut_text(&part.text, of_part.saturating_sub(marks));
        let text = marked(&text, part, numbers);
        room = room.saturating_sub(text.chars().count());
        out.push(text);
    }
    out.join(" / ")
}

fn cut_text(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.into();
    }
    match before_quotations(text, room.saturating_sub(2)) {
        "" => {
            let words = text.split_whitespace().count();
            format!("({words} words)")
        }
        kept => format!("{} …", kept.trim_end_matches(['…', ' '])),
    }
}

/// The words with the numbers of what they are about.
fn marked(text: &str, part: &Part, numbers: bool) -> String {
    let marks = part.about.iter().filter_map(|id| mark(id, numbers));
    format!("{text}{}", marks.collect::<String>())
}

/// The number of a statement or of a claim of the outlet. Findings have no number here, and figures
/// have one only where `numbers` says that they are listed.
fn mark(id: &str, numbers: bool) -> Option<String> {
    match id.chars().next() {
        Some('a') => Some(superscript(number(id))),
        Some('c') => Some(superscript(id)),
        Some('f') if numbers => Some(superscript(id)),
        _ => None,
    }
}

/// Words in so many rows of a width, cut at a word.
fn cut_to_rows(words: &str, width: usize, rows: usize) -> String {
    if rows_of(words, width) <= rows {
        return words.into();
    }
    let mut kept = words;
    while let Some((before, _)) = kept.rsplit_once(' ') {
        kept = before;
        let cut = format!("{kept} …");
        if rows_of(&cut, width) <= rows {
            return cut;
        }
    }
    let cut: String = kept.chars().take(width.saturating_sub(1)).collect();
    format!("{cut}…")
}

/// How many rows words take, broken at spaces.
fn rows_of(words: &str, width: usize) -> usize {
    let (mut rows, mut column) = (1, 0);
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            rows += 1;
            column = 0;
        }
        column += length + usize::from(column > 0);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str, about: &str) -> Part {
        Part {
            text: text.into(),
            about: vec![about.into()],
            answers: false,
        }
    }

    #[test]
    fn a_path_keeps_its_end() {
        assert_eq!(end_of_path("news/tram.html", 20), "news/tram.html");
        assert_eq!(end_of_path("news/tram.html", 12), "…/tram.html");
        assert_eq!(end_of_path("news/tram.html", 5), "");
    }

    #[test]
    fn what_does_not_fit_is_counted_and_no_quotation_is_cut() {
        let first = [part("Ada Quill said: “It sank at once”", "a1")];
        assert_eq!(cut(&first, 40, false), "Ada Quill said: “It sank at once”¹");
        assert_eq!(cut(&first, 30, false), "Ada Quill said: …¹");
        let rest: [&[Part]; 2] = [&[part("x", "a7")], &[part("y", "f2")]];
        assert_eq!(more(&rest, 4).as_deref(), Some("+2 more⁷"));
    }

    #[test]
    fn rows_are_counted_as_they_are_broken() {
        assert_eq!(rows_of("the pier sank", 8), 2);
        assert_eq!(rows_of("", 8), 1);
        assert_eq!(cut_to_rows("the pier sank at once", 10, 1), "the pier …");
        assert_eq!(
            cut_to_rows("the pier sank at once", 10, 2),
            "the pier sank at …"
        );
    }
}
