//! In: the comments of a page. Out: where and when it was saved, if the program that saved it wrote a
//! comment about that.
//!
//! Known are the comments of `SingleFile` (`url:`, `saved date:`), of Internet Explorer and the
//! browsers that copy it (`saved from url=(0042)…`), and of `HTTrack` (`Mirrored from … by HTTrack`).

use super::dates;
use super::file::Known;
use sayso_english::calendar::Date;
use sayso_text::candidate::Source;
use std::ops::Range;

/// Comments that are looked at. The note is among the first.
const MAX_COMMENTS: usize = 20;
/// A longer comment is markup or a script.
const MAX_LENGTH: usize = 4_000;

/// What the comments of a page say of its saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveNote {
    pub url: Option<Known<String>>,
    pub captured: Option<Known<Date>>,
}

/// Reads the comments of a page.
pub fn read(html: &str, comments: &[Range<usize>]) -> SaveNote {
    let mut reader = NoteReader {
        html,
        note: SaveNote::default(),
    };
    for range in comments.iter().take(MAX_COMMENTS) {
        let comment = &html[range.clone()];
        if comment.len() > MAX_LENGTH {
            continue;
        }
        if comment.contains("SingleFile") {
            reader.single_file(comment);
        } else if let Some((_, rest)) = comment.split_once("saved from url=") {
            reader.saved_from(rest);
        } else if let Some((_, rest)) = comment.split_once("Mirrored from ")
            && comment.contains("HTTrack")
        {
            reader.httrack(rest);
        }
    }
    reader.note
}

struct NoteReader<'a> {
    html: &'a str,
    note: SaveNote,
}

impl<'a> NoteReader<'a> {
    fn single_file(&mut self, comment: &'a str) {
        for line in comment.lines().map(str::trim) {
            if let Some(url) = line.strip_prefix("url:").map(str::trim)
                && url.starts_with("http")
            {
                self.url(url.to_string(), url, Source::SingleFile);
            }
            if let Some(date) = line.strip_prefix("saved date:") {
                self.date(date.trim(), Source::SingleFile);
            }
        }
    }

    /// The rest of "saved from url=(0042)https://…". The number is the length of the address.
    fn saved_from(&mut self, rest: &'a str) {
        let after_length = rest.strip_prefix('(').and_then(|r| r.split_once(')'));
        let url = first_word(after_length.map_or(rest, |(_, r)| r));
        if url.starts_with("http") {
            self.url(url.to_string(), url, Source::SavedFrom);
        }
    }

    /// The rest of `Mirrored from HOST/PATH by HTTrack … [NAMES], DATE`.
    fn httrack(&mut self, rest: &'a str) {
        let url = first_word(rest);
        if url.contains('.') {
            self.url(format!("http://{url}"), url, Source::HtTrack);
        }
        if let Some((_, date)) = rest.split_once("], ") {
            self.date(date.trim(), Source::HtTrack);
        }
    }

    /// The first address counts.
    fn url(&mut self, url: String, words: &str, rule: Source) {
        if self.note.url.is_none() {
            self.note.url = Some(self.known(url, words, rule));
        }
    }

    fn date(&mut self, words: &str, rule: Source) {
        let found = dates::date(words, false);
        self.note.captured = found.map(|found| self.known(found.day, words, rule));
    }

    /// A value and the place of its words, which are a part of the page.
    fn known<T>(&self, value: T, words: &str, rule: Source) -> Known<T> {
        let at = words.as_ptr() as usize - self.html.as_ptr() as usize;
        Known {
            value,
            at: Some(at..at + words.len()),
            rule,
        }
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_where_they_were_saved() {
        let note = |comment: &str| {
            let note = read(comment, &[0..comment.len()]);
            let url = note.url.map(|url| (url.value, url.rule.name()));
            (url, note.captured.map(|day| day.value.to_string()))
        };
        let url = |url: &str, rule| Some((url.to_string(), rule));
        let day = Some("2023-03-14".to_string());
        assert_eq!(
            note(
                " Page saved with SingleFile \n url: https://tarnherald.example/a \n saved date: Tue Mar 14 2023 10:00:00 GMT+0100 (CET)\n"
            ),
            (
                url("https://tarnherald.example/a", "singlefile"),
                day.clone()
            )
        );
        assert_eq!(
            note(" saved from url=(0030)https://tarnherald.example/b/ "),
            (url("https://tarnherald.example/b/", "saved-from"), None)
        );
        assert_eq!(
            note(
                " Mirrored from tarnherald.example/c.html by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 14 Mar 2023 10:00:00 GMT "
            ),
            (url("http://tarnherald.example/c.html", "httrack"), day)
        );
        assert_eq!(note(" a comment "), (None, None));
    }
}
