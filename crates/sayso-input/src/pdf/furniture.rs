//! Running heads, page numbers and line numbers: what is on a page because it is a page.

use super::layout::Piece;
use std::collections::HashMap;

/// The pieces of one page, and its height in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub pieces: Vec<Piece>,
    pub height: f32,
}

/// How much of a page's height, at its top and at its foot, running heads are looked for in.
const EDGE: f32 = 0.16;
/// Running heads repeat at the same height to this many points.
const SAME_PLACE: f32 = 4.0;
/// On how large a part of the pages a running head repeats at least, because those of books take
/// turns and chapters have their own.
const REPEATS: f32 = 0.3;

/// Takes the furniture out of pages: for each page what is left, and its furniture.
pub(super) fn taken_out(pages: Vec<Page>) -> Vec<(Vec<Piece>, Vec<Piece>)> {
    let heads = repeated(&pages);
    pages
        .into_iter()
        .map(|page| {
            let numbers = line_numbers(&page.pieces);
            let height = page.height;
            let edges = edges(&page.pieces);
            let mut at = 0;
            page.pieces.into_iter().partition(|piece| {
                at += 1;
                let is_edge = piece.line <= edges.0 || piece.line >= edges.1;
                let is_furniture = piece.is_artifact
                    || numbers.contains(&(at - 1))
                    || is_edge && is_page_number(&piece.text())
                    || is_near_edge(piece, height) && heads.have(piece);
                !is_furniture
            })
        })
        .collect()
}

/// The lines of the topmost and of the lowest piece.
fn edges(pieces: &[Piece]) -> (f32, f32) {
    let lines = || pieces.iter().map(|piece| piece.line);
    let top = lines().fold(f32::INFINITY, f32::min);
    let bottom = lines().fold(f32::NEG_INFINITY, f32::max);
    (top + 1.0, bottom - 1.0)
}

fn is_near_edge(piece: &Piece, height: f32) -> bool {
    piece.line < EDGE * height || piece.line > (1.0 - EDGE) * height
}

/// What repeats near the edges of pages: words, with their lines on the pages.
struct Repeated(HashMap<String, Vec<f32>>);

impl Repeated {
    fn have(&self, piece: &Piece) -> bool {
        let lines = self.0.get(&without_numbers(&piece.text()));
        lines.is_some_and(|lines| lines.iter().any(|line| is_same(*line, piece.line)))
    }
}

fn is_same(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_PLACE
}

fn repeated(pages: &[Page]) -> Repeated {
    let mut seen: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        let edge = page
            .pieces
            .iter()
            .filter(|piece| is_near_edge(piece, page.height));
        for piece in edge {
            let places = seen.entry(without_numbers(&piece.text())).or_default();
            places.push((number, piece.line));
        }
    }
    let least = ((pages.len() as f32 * REPEATS).ceil() as usize).max(2);
    let heads = seen.into_iter().filter_map(|(words, places)| {
        let mut lines: Vec<f32> = Vec::new();
        for &(_, line) in &places {
            let on = places
                .iter()
                .filter(|place| is_same(place.1, line))
                .map(|place| place.0);
            let mut on: Vec<usize> = on.collect();
            on.dedup();
            if on.len() >= least && !lines.contains(&line) {
                lines.push(line);
            }
        }
        (!lines.is_empty()).then_some((words, lines))
    });
    Repeated(heads.collect())
}

/// A running head without what changes from page to page.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if !char.is_ascii_digit() {
            out.extend(char.to_lowercase());
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    if is_roman(&out) { "#".into() } else { out }
}

fn is_roman(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|char| matches!(char, 'i' | 'v' | 'x' | 'l'))
}

/// Whether a line at the edge of a page says only which page it is.
fn is_page_number(text: &str) -> bool {
    let words = without_numbers(text);
    let words: String = words.chars().filter(|char| !char.is_whitespace()).collect();
    let words = words.trim_matches(['-', '–', '—', '|', '·', '[', ']']);
    matches!(
        words,
        "#" | "page#" | "page#of#" | "#/#" | "#of#" | "p.#" | "pg.#" | "page#/#"
    )
}

/// How many numbers in a row are the numbers of lines.
const LINE_NUMBERS: usize = 5;

/// The numbers of lines beside a text, as court papers have them, by their places among the pieces.
fn line_numbers(pieces: &[Piece]) -> Vec<usize> {
    let mut numbers: Vec<(usize, u32)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let number = piece
            .text()
            .parse::<u32>()
            .ok()
            .filter(|number| *number < 10_000);
        numbers.extend(number.map(|number| (at, number)));
    }
    numbers.sort_by(|a, b| pieces[a.0].line.total_cmp(&pieces[b.0].line));
    let mut found = Vec::new();
    let mut from = 0;
    while from < numbers.len() {
        let run = run_of_numbers(&numbers[from..], pieces);
        if run >= LINE_NUMBERS {
            found.extend(numbers[from..from + run].iter().map(|number| number.0));
        }
        from += run;
    }
    found
}

/// How many numbers, from the first, count lines: each one more (or five more) than the last, and
/// all in one column.
fn run_of_numbers(numbers: &[(usize, u32)], pieces: &[Piece]) -> usize {
    let Some(&(first, _)) = numbers.first() else {
        return 0;
    };
    let first = &pieces[first];
    let step = numbers
        .get(1)
        .map_or(1, |second| second.1.wrapping_sub(numbers[0].1));
    let is_next = |pair: &[(usize, u32)]| {
        let piece = &pieces[pair[1].0];
        let is_beside = is_same(piece.to, first.to) || is_same(piece.from, first.from);
        is_beside && (step == 1 || step == 5) && pair[1].1.wrapping_sub(pair[0].1) == step
    };
    1 + numbers.windows(2).take_while(|pair| is_next(pair)).count()
}
