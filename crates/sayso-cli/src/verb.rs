//! In: the words of the command line. Out: the same with the verb `read` before a file that is named
//! without one; and what to say of a word that is no verb.

use crate::args::Args;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use sayso_input::Form;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use strsim::osa_distance;

/// What may be in the place of a verb besides the verbs.
const IN_PLACE_OF_A_VERB: [&str; 5] = ["help", "-h", "--help", "-V", "--version"];

/// `sayso FILE` reads the file, also with options and with several files.
pub fn with_verb(words: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut words: Vec<OsString> = words.into_iter().collect();
    if is_without_verb(&words) {
        words.insert(1, "read".into());
    }
    words
}

/// What to say of a verb that comes after the file: `sayso report.txt check`. None if no verb does, or if a
/// file has its name.
pub fn misplaced(words: &[OsString]) -> Option<String> {
    if !is_without_verb(words) {
        return None;
    }
    let is_verb = |word: &&OsString| {
        let verb = word.to_str().filter(|word| !word.starts_with('-'));
        verb.is_some_and(|word| verbs().iter().any(|verb| verb == word))
    };
    // What follows an option may be its value: `--id-field read`.
    let follows_an_option = |word: &OsStr| word.to_string_lossy().starts_with("--");
    let mut pairs = words.get(1..)?.windows(2);
    let pair = pairs.find(|pair| {
        let is_misplaced = is_verb(&&pair[1]) && !Path::new(&pair[1]).exists();
        is_misplaced && !follows_an_option(&pair[0])
    })?;
    let verb = pair[1].to_string_lossy();
    Some(format!(
        "{verb} is a verb, and comes before the file: `sayso {verb} {}`",
        pair[0].to_string_lossy()
    ))
}

fn is_without_verb(words: &[OsString]) -> bool {
    let Some((first, rest)) = words.get(1).zip(words.get(2..)) else {
        return false;
    };
    let is_known = |word: &str| verbs().iter().any(|verb| verb == word);
    if first.to_str().is_some_and(is_known) {
        return false;
    }
    let is_option = first.len() > 1 && first.to_string_lossy().starts_with('-');
    names_a_file(first) || is_option && rest.iter().any(|word| names_a_file(word))
}

/// The verbs, and what may be in their place.
fn verbs() -> Vec<String> {
    let args = Args::command();
    let verbs = args.get_subcommands().map(|verb| verb.get_name().into());
    verbs
        .chain(IN_PLACE_OF_A_VERB.map(str::to_string))
        .collect()
}

/// Whether a word names a file or a folder: it is there, or it looks like the name of one, so that a
/// file that is missing is named as missing and not as a verb that does not exist.
fn names_a_file(word: &OsStr) -> bool {
    let path = Path::new(word);
    let has_separator = word.to_string_lossy().contains(['/', '\\']);
    word == "-" || path.exists() || has_separator || Form::of_name(path).is_some()
}

/// What to say of a word that is neither a verb nor a file. `None` for other errors of the command
/// line, which clap describes.
pub fn unknown(error: &clap::Error) -> Option<String> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let advice = match nearest_verb(word) {
        Some(verb) => format!("did you mean `sayso {verb}`?"),
        None => "`sayso FILE` reads a file; read, check, compare, add, forget, search, who, copies, stories, story, versions, figures, timeline, show and explain are the verbs, and \
                 `sayso --help` says what each does"
            .into(),
    };
    Some(format!(
        "{word:?} is neither a file that is there nor a verb of sayso: {advice}"
    ))
}

/// The verb that a word is likely meant to be.
fn nearest_verb(word: &str) -> Option<String> {
    let args = Args::command();
    let verbs = args.get_subcommands().map(clap::Command::get_name);
    let verb = verbs.min_by_key(|verb| osa_distance(word, verb))?;
    is_near(word, verb).then(|| verb.into())
}

/// Whether a word is another one with a slip of the fingers or two, and not only alike.
fn is_near(word: &str, other: &str) -> bool {
    /// Letters for each slip.
    const LETTERS: usize = 3;
    let most = (word.chars().count() / LETTERS).max(1);
    osa_distance(word, other) <= most
}

/// Leaves out the tip of an unknown option, and the usage made of it, if the option that it names is not
/// near.
pub fn without_far_tip(mut error: clap::Error) -> clap::Error {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.trim_start_matches('-').to_string()),
        _ => None,
    };
    let invalid = word(ContextKind::InvalidArg);
    let suggested = word(ContextKind::SuggestedArg);
    let is_far = invalid
        .zip(suggested)
        .is_some_and(|(invalid, suggested)| !is_near(&invalid, &suggested));
    if is_far {
        error.remove(ContextKind::SuggestedArg);
        error.remove(ContextKind::Usage);
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn a_file_without_a_verb_is_read() {
        for line in [
            "sayso missing.txt",
            "sayso -",
            "sayso Cargo.toml",
            "sayso src",
            "sayso https://nna.example/ferry",
            "sayso a.html b.html --format csv",
            "sayso --format csv a.html",
        ] {
            let read = line.replacen("sayso ", "sayso read ", 1);
            assert_eq!(with_verb(words(line)), words(&read));
        }
    }

    #[test]
    fn a_verb_after_the_file_is_misplaced() {
        let message = misplaced(&words("sayso report.txt check"));
        assert_eq!(
            message.as_deref(),
            Some("check is a verb, and comes before the file: `sayso check report.txt`")
        );
        for line in [
            "sayso report.txt",
            "sayso check report.txt",
            "sayso rows.jsonl --id-field check",
            "sayso help check",
        ] {
            assert_eq!(misplaced(&words(line)), None);
        }
    }

    #[test]
    fn a_slip_of_the_fingers_is_known() {
        for (word, verb) in [
            ("raed", Some("read")),
            ("chekc", Some("check")),
            ("serach", Some("search")),
            ("ask", None),
            ("ledger", None),
        ] {
            assert_eq!(nearest_verb(word).as_deref(), verb, "{word}");
        }
        assert!(!is_near("wibble", "table"));
        assert!(is_near("fromat", "format"));
    }

    #[test]
    fn everything_else_stays() {
        for line in [
            "sayso",
            "sayso read a.html",
            "sayso check a.html",
            "sayso help read",
            "sayso --help",
            "sayso -V",
            "sayso reed",
            "sayso reed a.html",
            "sayso --format",
        ] {
            assert_eq!(with_verb(words(line)), words(line));
        }
    }
}
