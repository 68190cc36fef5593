//! In: the comments of a page. Out: where and when it was saved, if a browser or an archiver wrote
//! that down.
//!
//! Known: `SingleFile` (`url:`, `saved date:`), Internet Explorer and those after it (`saved from
//! url=(0042)…`), `HTTrack` (`Mirrored from … by HTTrack`).

use super::dates::{self, Day};
use sayso_text::candidate::Source;
use std::ops::Range;

/// What a saved page says of its saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    pub url: Option<(String, Range<usize>)>,
    pub day: Option<(Day, Range<usize>)>,
    pub by: Option<Source>,
}

/// Reads the comments.
pub fn saved(html: &str, comments: &[Range<usize>]) -> Saved {
    let mut out = Saved::default();
    for range in comments.iter().take(20) {
        let comment = &html[range.clone()];
        if comment.len() > 4_000 {
            continue;
        }
        let place = |words: &str| {
            let at = words.as_ptr() as usize - html.as_ptr() as usize;
            at..at + words.len()
        };
        if comment.contains("SingleFile") {
            out.by = Some(Source::SingleFile);
            for line in comment.lines() {
                let line = line.trim();
                if let Some(url) = line
                    .strip_prefix("url:")
                    .map(str::trim)
                    .filter(|u| u.starts_with("http"))
                {
                    out.url = out.url.or_else(|| Some((url.to_string(), place(url))));
                }
                if let Some(date) = line.strip_prefix("saved date:").map(str::trim) {
                    out.day = dates::date(date, false).map(|found| (found.day, place(date)));
                }
            }
        } else if let Some(at) = comment.find("saved from url=") {
            let rest = &comment[at + "saved from url=".len()..];
            let rest = rest
                .strip_prefix('(')
                .and_then(|r| r.split_once(')'))
                .map_or(rest, |(_, r)| r);
            let url = rest.split_whitespace().next().unwrap_or("");
            if out.url.is_none() && url.starts_with("http") {
                out.by = Some(Source::SavedFrom);
                out.url = Some((url.to_string(), place(url)));
            }
        } else if let Some((_, rest)) = comment.split_once("Mirrored from ")
            && comment.contains("HTTrack")
        {
            let url = rest.split_whitespace().next().unwrap_or("");
            if out.url.is_none() && url.contains('.') {
                out.by = Some(Source::HtTrack);
                out.url = Some((format!("http://{url}"), place(url)));
            }
            if let Some((_, date)) = rest.split_once("], ") {
                let date = date.trim();
                out.day = dates::date(date, false).map(|found| (found.day, place(date)));
                out.by = out.by.or(Some(Source::HtTrack));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_where_they_were_saved() {
        let read = |comment: &str| saved(comment, &[0..comment.len()]);
        let one = read(
            " Page saved with SingleFile \n url: https://tarnherald.example/a \n saved date: Tue Mar 14 2023 10:00:00 GMT+0100 (CET)\n",
        );
        assert_eq!(one.url.unwrap().0, "https://tarnherald.example/a");
        assert_eq!(one.day.unwrap().0.to_string(), "2023-03-14");
        let two = read(" saved from url=(0030)https://tarnherald.example/b/ ");
        assert_eq!(
            (two.url.unwrap().0.as_str(), two.by),
            ("https://tarnherald.example/b/", Some(Source::SavedFrom))
        );
        let three = read(
            " Mirrored from tarnherald.example/c.html by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 14 Mar 2023 10:00:00 GMT ",
        );
        assert_eq!(three.url.unwrap().0, "http://tarnherald.example/c.html");
        assert_eq!(three.day.unwrap().0.to_string(), "2023-03-14");
        assert_eq!(read(" a comment "), Saved::default());
    }
}
