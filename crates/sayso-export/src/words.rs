//! Words for people.

/// `1 claim`, `2 claims`.
pub fn plural(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// `1,204`.
///
/// ```
/// assert_eq!(sayso_export::grouped(1_204), "1,204");
/// assert_eq!(sayso_export::grouped(100_000), "100,000");
/// assert_eq!(sayso_export::grouped(92), "92");
/// ```
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let (begin, rest) = digits.split_at(first);
    let groups = rest
        .as_bytes()
        .chunks(3)
        .map(|g| g.iter().map(|&b| char::from(b)).collect());
    let begin = (!begin.is_empty()).then(|| begin.to_string());
    begin
        .into_iter()
        .chain(groups)
        .collect::<Vec<String>>()
        .join(",")
}

/// The text with a visible sign instead of control characters and directional overrides, so that no
/// report can control a terminal or show words in another order than they have.
///
/// ```
/// assert_eq!(sayso_export::visible("Tarn\u{202e}ssorC"), "Tarn\u{fffd}ssorC");
/// ```
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}') =>
            {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

/// The text as [`visible`], on one line, so that a file name cannot begin a line of its own.
///
/// ```
/// assert_eq!(sayso_export::one_line("a\nerror: b"), "a\u{fffd}error: b");
/// ```
pub fn one_line(text: &str) -> String {
    visible(text).replace('\n', "\u{fffd}")
}
