//! In: a figure of the outlet's own. Out: the figure with the words that say what it is of.

use super::OwnFigure;
use super::words::Part;
use crate::view::View;
use crate::visible;
use sayso::measure::Unit;

/// Signs that end a clause. A figure is not shown with words behind one.
const ENDS_OF_CLAUSES: [char; 11] = ['.', ',', ';', ':', '–', '—', '(', ')', '"', '“', '”'];

/// What is counted is named with a figure only if it is so near: "192 seats".
const NEAR: u32 = 2;
/// Words that are shown after a figure, and before one that ends its clause.
const WORDS_AFTER: usize = 6;
const WORDS_BEFORE: usize = 5;
/// Words before one that is only a word: "the number of cars on the streets has almost halved".
const WORDS_OF_SUBJECT: usize = 12;
/// Words after a share that say what it is of, where it is only counted.
const WORDS_OF_SHARE: usize = 4;

/// A figure as written, because "78 percent" alone says nothing, with the words after it: "78 percent
/// of the seats". One that ends its clause has the words before it: "Ardel had 80.4". The words
/// before it that qualify it belong to it: "more than £49,000".
pub fn own_figure(view: &View<'_>, own: &OwnFigure<'_>) -> Part {
    let span = view.span(&own.figure.span);
    let end = view.bytes(own.end, own.end).start() as usize;
    let (before, after) = (&view.text()[..span.start() as usize], &view.text()[end..]);
    let after = words_after(after);
    // "Doubled since 2018" does not say what did.
    let is_only_a_word = own.figure.digits == 0 && own.figure.unit == Some(Unit::TIMES);
    let most = if is_only_a_word {
        WORDS_OF_SUBJECT
    } else {
        WORDS_BEFORE
    };
    let before = words_before(before, most);
    // The span of a figure without a unit begins with these words.
    let many = if own.figure.modifier.is_some() && own.figure.unit.is_some() {
        words_of_modifier(&before)
    } else {
        0
    };
    let many = if after.is_empty() || is_only_a_word {
        many.max(most)
    } else {
        many
    };
    let before = &before[before.len().saturating_sub(many)..];
    let is_joint = |word: &&&str| matches!(**word, "and" | "but" | "or" | "that");
    let before = &before[usize::from(before.first().is_some_and(|word| is_joint(&word)))..];
    let written = view.text()[span.start() as usize..end].replace('\n', " ");
    let shown = after.iter().copied();
    // What a word changes is before it.
    let shown = shown.filter(|_| !is_only_a_word || before.is_empty());
    let words: Vec<&str> = before
        .iter()
        .copied()
        .chain([&*written])
        .chain(shown)
        .collect();
    let brief = match &own.figure.of {
        Some(of) if of.start >= own.end && of.start - own.end <= NEAR => {
            format!("{written} {}", of.text)
        }
        _ if is_only_a_word => words.join(" "),
        _ if own.figure.unit == Some(Unit::PERCENT) => of_what(before, &written, &after),
        _ => written.clone(),
    };
    let perhaps = own.perhaps_of.as_ref().map_or(String::new(), |name| {
        let name = ["The ", "the "].iter().fold(&**name, |name, article| {
            name.strip_prefix(article).unwrap_or(name)
        });
        format!(" (perhaps {name})")
    });
    // "1,000-page"
    let shown = words.join(" ").replace(" -", "-");
    Part {
        text: visible(&format!("{}{perhaps}", shown.trim())),
        brief: visible(&format!("{brief}{perhaps}")),
        about: vec![own.figure.id.clone()],
        ..Part::default()
    }
}

/// A share with the words that say what it is of: "40 percent of the cases".
fn of_what(before: &[&str], written: &str, after: &[&str]) -> String {
    let after = &after[..after.len().min(WORDS_OF_SHARE)];
    let loose = after
        .iter()
        .rev()
        .take_while(|word| LEADING_ON.contains(word));
    let after = &after[..after.len() - loose.count()];
    match after {
        [] => [&before.join(" "), written].join(" ").trim().into(),
        after => format!("{written} {}", after.join(" ")),
    }
}

/// The first words after a figure, up to the end of the clause.
fn words_after(text: &str) -> Vec<&str> {
    let line = text.split('\n').next().unwrap_or_default();
    let mut words: Vec<&str> = Vec::new();
    let all: Vec<&str> = line.split_whitespace().take(WORDS_AFTER).collect();
    for (n, &word) in all.iter().enumerate() {
        // "4 in 10 births and only covers" ends before another clause.
        let next_is_a_number = all
            .get(n + 1)
            .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if matches!(word, "and" | "but" | "while") && !words.is_empty() && !next_is_a_number {
            break;
        }
        if word.starts_with(ENDS_OF_CLAUSES) {
            break;
        }
        let kept = word.trim_end_matches(ENDS_OF_CLAUSES);
        words.extend(Some(kept).filter(|kept| !kept.is_empty()));
        if kept.len() < word.len() {
            break;
        }
    }
    // "eight votes short of" says no more than "eight votes short".
    while words.last().is_some_and(|word| LEADING_ON.contains(word)) {
        words.pop();
    }
    words
}

/// Words that need what comes after them.
pub const LEADING_ON: [&str; 18] = [
    "of", "the", "a", "an", "to", "and", "in", "on", "for", "with", "that", "from", "by", "at",
    "or", "was", "is", "its",
];

/// The last words before a figure, from the beginning of the clause on.
fn words_before(text: &str, most: usize) -> Vec<&str> {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let words = line.split_whitespace().rev().take(most);
    let words = words.take_while(|word| !word.ends_with(ENDS_OF_CLAUSES));
    let mut words: Vec<&str> = words.collect();
    words.reverse();
    words
}

/// How many of the words before a figure qualify it: two in "more than £49,000", one in "over £49,000".
fn words_of_modifier(before: &[&str]) -> usize {
    match before.last() {
        Some(&("than" | "to" | "of" | "least" | "most")) => 2,
        Some(_) => 1,
        None => 0,
    }
}
