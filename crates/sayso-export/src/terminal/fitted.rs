//! In: a line of an overview and its room. Out: what fits in it. What does not is cut at a word or
//! counted, and no quotation is cut.

use super::marked::superscript;
use crate::overview::{
    self, Line, Overview, Part, Topic, most_quoted, names_all, quoted, quoted_in_short,
};
use crate::speakers::before_quotations;
use crate::view::number;

/// The most names of sources of a kind, where there is room.
const MOST_SOURCES: usize = 4;
/// The most numbers of statements that are only counted.
const MOST_NUMBERS: usize = 4;
/// Characters of a thing below which the numbers of the others are left out.
const LEAST_ROOM: usize = 44;
/// Characters that a line gets that shares the row of another one.
const LEAST_OF_SECOND: usize = 30;
/// A label with what is beside it.
pub struct Block {
    /// What the row is about.
    pub line: Line,
    /// A line that shares its rows, with the words before it.
    pub second: Option<(&'static str, Line)>,
    /// Its rows.
    pub rows: usize,
}

/// Words with a mark where they were cut.
pub struct Fitted {
    /// The words.
    pub text: String,
    /// The things that are not shown whole.
    pub left: Vec<usize>,
}

/// What is beside a label, in its rows.
pub fn fitted(block: &Block, overview: &Overview<'_>, capacity: usize, numbers: bool) -> Fitted {
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
    // What is left open is listed below, and must not cut a plan.
    if second.topic == Topic::LeftOpen {
        let end = format!("; {words}{} below", second.things().len());
        let first = line_in_room(
            &block.line,
            overview,
            room.saturating_sub(end.chars().count()),
            numbers,
        );
        return Fitted {
            text: first.text + &end,
            left: first.left,
        };
    }
    let whole = line_in_room(second, overview, usize::MAX, numbers);
    let joint = words.chars().count() + 2;
    let most = match second.topic {
        // What does not agree needs its figures.
        Topic::Unsourced => room / 3,
        _ => room / 2,
    };
    // The first thing is shown whole, if that leaves room to say what shares its row.
    let first = block
        .line
        .things()
        .first()
        .map_or(0, |thing| joined(&[thing], numbers).chars().count());
    let most = most.min(room.saturating_sub(first).max(LEAST_OF_SECOND));
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

/// A line in so many characters: as many things as leave room for the names of all others, or else as
/// many as fit.
fn line_in_room(line: &Line, overview: &Overview<'_>, room: usize, numbers: bool) -> Fitted {
    if line.topic == Topic::Quoted {
        return speakers_in_room(overview, room);
    }
    if line.topic == Topic::UnnamedOnly && line.things().len() > 1 {
        return unnamed_in_room(line, room, numbers);
    }
    let things = line.things();
    let count = line.count().map(|part| part.text.clone());
    let of_count = count.as_ref().map_or(0, |count| count.chars().count() + 2);
    let mut best: Option<(bool, Fitted)> = None;
    for shown in 1..=things.len() {
        let rest = &things[shown..];
        let left: Vec<usize> = (shown..things.len()).collect();
        let first = joined(&things[..shown], numbers);
        let of_rest = room.saturating_sub(first.chars().count() + of_count + 2);
        let ends = [more(rest, of_rest), count.clone()];
        let text = with_ends(first, &ends);
        if text.chars().count() > room {
            break;
        }
        let is_named = rest.is_empty() || names_all(rest, of_rest.saturating_sub(1));
        if is_named || best.as_ref().is_none_or(|(was_named, _)| !was_named) {
            best = Some((is_named, Fitted { text, left }));
        }
    }
    let room_of_first = (
        room,
        matches!(line.topic, Topic::Sums | Topic::Announced | Topic::When),
    );
    match (best, things.split_first()) {
        // Where no other is named, the first gives up some of its words, if none of them is quoted.
        (Some((false, best)), Some((first, rest)))
            if best.left.len() + 1 == things.len()
                && line.topic != Topic::When
                && can_be_cut(first) =>
        {
            let cut = cut_with_ends(first, rest, count.clone(), room_of_first, numbers);
            let names_one = |fitted: &Fitted| fitted.text.contains(" more: ");
            if names_one(&cut) && !names_one(&best) {
                cut
            } else {
                with_the_next(&things, best, count, room, numbers)
            }
        }
        (Some((_, best)), _) => with_the_next(&things, best, count, room, numbers),
        (None, Some((first, rest))) => cut_with_ends(first, rest, count, room_of_first, numbers),
        (None, None) => Fitted {
            text: count.unwrap_or_default(),
            left: Vec::new(),
        },
    }
}

/// Whether a thing has no quotation, which would be left out.
fn can_be_cut(thing: &[Part]) -> bool {
    let has_quotation = |part: &Part| part.text.contains(['“', '"']);
    thing
        .iter()
        .map(|part| part.text.chars().count())
        .sum::<usize>()
        > LEAST_ROOM
        && !thing.iter().any(has_quotation)
}

/// The first thing cut, where not even one has room, with who the others are.
fn cut_with_ends(
    first: &[Part],
    rest: &[&[Part]],
    count: Option<String>,
    (room, is_whole_or_nothing): (usize, bool),
    numbers: bool,
) -> Fitted {
    let of_count = count.as_ref().map_or(0, |count| count.chars().count() + 2);
    let room = room.saturating_sub(of_count);
    // A thing needs most of the room. The names of the others get what it leaves. A sum, a plan or a day that is
    // cut says nothing, so that they get nothing beside one.
    let of_names = if is_whole_or_nothing {
        room.saturating_sub(joined(&[first], numbers).chars().count() + 2)
    } else {
        (room / 2).min(room.saturating_sub(LEAST_ROOM))
    };
    let others = more(rest, of_names);
    let of_others = others.as_ref().map_or(0, |end| end.chars().count() + 2);
    let text = cut(first, room.saturating_sub(of_others), numbers);
    Fitted {
        text: with_ends(text, &[others, count]),
        left: (0..=rest.len()).collect(),
    }
}

/// The things that fit, with the beginning of the next one where there is room for it.
fn with_the_next(
    things: &[&[Part]],
    whole: Fitted,
    count: Option<String>,
    room: usize,
    numbers: bool,
) -> Fitted {
    let Some(&next) = whole.left.first() else {
        return whole;
    };
    let first = joined(&things[..next], numbers);
    let rest = &things[next + 1..];
    let of_names = room.saturating_sub(first.chars().count() + LEAST_ROOM);
    // A beginning of the next thing is worth less than who the others are.
    if !names_all(rest, of_names) {
        return whole;
    }
    let ends = [more(rest, of_names), count];
    let of_ends: usize = ends
        .iter()
        .flatten()
        .map(|end| end.chars().count() + 2)
        .sum();
    let rest = room.saturating_sub(first.chars().count() + 2 + of_ends);
    if rest < LEAST_ROOM {
        return whole;
    }
    let text = format!("{first}; {}", cut(things[next], rest, numbers));
    Fitted {
        text: with_ends(text, &ends),
        left: whole.left,
    }
}

/// Who has no name, each with the numbers of what it says, and the first statement where there is room:
/// "experts⁷ ⁸, neighbours¹⁷; experts say that …".
fn unnamed_in_room(line: &Line, room: usize, numbers: bool) -> Fitted {
    let things = line.things();
    let mut who: Vec<(String, String)> = Vec::new();
    for part in things.iter().filter_map(|thing| thing.first()) {
        let name = if part.brief.is_empty() {
            OTHERS
        } else {
            &*part.brief
        };
        let marks = marked("", part, numbers);
        match who
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            Some((_, all)) => {
                all.push(' ');
                all.push_str(&marks);
            }
            None => who.push((name.into(), marks)),
        }
    }
    let all: Vec<String> = who
        .iter()
        .map(|(name, marks)| format!("{name}{marks}"))
        .collect();
    let mut kept = all.len();
    let joined_names = |kept: usize| match all.len() - kept {
        0 => all.join(", "),
        left => format!("{}; +{left} more", all[..kept].join(", ")),
    };
    while kept > 1 && joined_names(kept).chars().count() > room {
        kept -= 1;
    }
    let names = joined_names(kept);
    let rest = room.saturating_sub(names.chars().count() + 2);
    let left: Vec<usize> = (1..things.len()).collect();
    if rest < LEAST_ROOM {
        return Fitted {
            text: names,
            left: (0..things.len()).collect(),
        };
    }
    Fitted {
        text: format!("{names}; {}", cut(things[0], rest, numbers)),
        left,
    }
}

/// For sources that no words name.
const OTHERS: &str = "someone";

/// Who speaks, with as many names as fit, and always who speaks most if the counts do not show it.
fn speakers_in_room(overview: &Overview<'_>, room: usize) -> Fitted {
    let sources = &overview.sources;
    let lists = [
        &sources.named,
        &sources.spokespersons,
        &sources.unnamed,
        &sources.documents,
    ];
    let kinds = lists.iter().filter(|list| !list.is_empty()).count();
    let most_of_all = most_quoted(sources);
    // Of one kind of sources the first one makes the most statements.
    let most_of_all = most_of_all.filter(|most| kinds > 1 || !most.starts_with("most "));
    for most in (1..=MOST_SOURCES).rev() {
        let all = joined(&quoted(sources, most).things(), false);
        let text = match &most_of_all {
            Some(first) => format!("{first}; {all}"),
            None => all,
        };
        if text.chars().count() <= room {
            let is_whole = lists
                .iter()
                .all(|all| most == MOST_SOURCES || all.len() <= most);
            let left = if is_whole { Vec::new() } else { vec![0] };
            return Fitted { text, left };
        }
    }
    let texts = quoted_in_short(sources);
    let fits = |text: &&String| text.chars().count() <= room;
    let text = texts
        .iter()
        .find(fits)
        .unwrap_or(&texts[texts.len() - 1])
        .clone();
    Fitted {
        text,
        left: vec![0],
    }
}

pub fn with_ends(text: String, ends: &[Option<String>; 2]) -> String {
    let all = [&Some(text), &ends[0], &ends[1]];
    all.into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join("; ")
}

/// "+2 more: Ada Quill", in so many characters; "+2 more⁷ ⁹" with the numbers that they have in the list
/// where no one is named.
fn more(things: &[&[Part]], room: usize) -> Option<String> {
    if things.is_empty() {
        return None;
    }
    let named = overview::more(things, room.saturating_sub(1));
    if named.contains(':') {
        return Some(format!("+{named}"));
    }
    let first = things.iter().filter_map(|thing| thing.first());
    let ids = first.filter_map(|part| part.about.first());
    let numbers: Vec<String> = ids
        .filter_map(|id| mark(id, false))
        .take(MOST_NUMBERS)
        .collect();
    let numbers = numbers.join(" ");
    let is_wide = named.len() + numbers.chars().count() < room;
    Some(format!("+{named}{}", if is_wide { &*numbers } else { "" }))
}

/// Things with "; " between them, and " / " before what answers.
pub fn joined(things: &[&[Part]], numbers: bool) -> String {
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
        let of_words = of_part.saturating_sub(marks);
        // What has words in short is not cut.
        let is_long = part.text.chars().count() > of_words;
        // A day with the beginning of what happened on it says more than the day.
        let is_begun = |short: &String| {
            part.text.starts_with(&**short) && short.chars().count() + LEAST_ROOM / 2 <= of_words
        };
        let short = part
            .short
            .as_ref()
            .filter(|short| is_long && !is_begun(short));
        let text = cut_text(short.unwrap_or(&part.text), of_words);
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
pub fn cut_to_rows(words: &str, width: usize, rows: usize) -> String {
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
pub fn rows_of(words: &str, width: usize) -> usize {
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
            ..Part::default()
        }
    }

    #[test]
    fn what_does_not_fit_is_counted_and_no_quotation_is_cut() {
        let first = [part("Ada Quill said: “It sank at once”", "a1")];
        assert_eq!(cut(&first, 40, false), "Ada Quill said: “It sank at once”¹");
        assert_eq!(cut(&first, 30, false), "Ada Quill said: …¹");
        let rest: [&[Part]; 2] = [&[part("x", "a7")], &[part("y", "f2")]];
        assert_eq!(more(&rest, 20).as_deref(), Some("+2 more⁷"));
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
