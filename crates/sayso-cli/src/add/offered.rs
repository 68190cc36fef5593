//! By what an input is recognised when it is offered again.

use crate::args::HowToRead;
use sayso::report::{RawReport, Told, sha256_hex};

/// SHA-256, in hexadecimal, of the bytes of a report and of what its file says beside them: its id, its outlet, its
/// day. If the file says nothing beside them, as of a saved page, it is that of the bytes alone.
///
/// What the options say is left out, because it is the same for all inputs: the run has it.
pub fn sha256(raw: &RawReport, how: &HowToRead) -> String {
    let of_bytes = sha256_hex(&raw.body.bytes());
    let told = beside(raw, how);
    if told.iter().all(Option::is_none) {
        return of_bytes;
    }
    // The length tells where a word ends, so that no two lists are written alike.
    let written = told.map(|word| word.map_or("-".into(), |word| format!("{} {word}", word.len())));
    // The id of one of several depends on the rows before it.
    let nth = match raw.told.nth {
        0 => String::new(),
        nth => format!("\n{nth}"),
    };
    let all = format!("{of_bytes}\n{}{nth}", written.join("\n"));
    sha256_hex(all.as_bytes())
}

/// What the file says of a report beside its bytes.
fn beside<'a>(raw: &'a RawReport, how: &HowToRead) -> [Option<&'a str>; 13] {
    let published = raw.published.as_ref().map(|given| given.written.as_str());
    let Told {
        title,
        outlet,
        byline,
        section,
        modified,
        captured,
        charset,
        record,
        digest,
        is_summary,
        nth: _,
    } = &raw.told;
    [
        raw.id.as_deref(),
        raw.url.as_deref().filter(|_| raw.url != how.url),
        published.filter(|&written| Some(written) != how.published.as_deref()),
        title.as_deref(),
        outlet.as_deref(),
        byline.as_deref(),
        section.as_deref(),
        modified.as_deref(),
        captured.as_deref(),
        charset.as_deref(),
        record.as_deref(),
        digest.as_deref(),
        is_summary.then_some("summary"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use sayso::report::GivenDay;

    #[derive(Parser)]
    struct Options {
        #[command(flatten)]
        how: HowToRead,
    }

    fn how(words: &[&str]) -> HowToRead {
        let name = std::iter::once(&"sayso");
        Options::parse_from(name.chain(words)).how
    }

    fn report(change: impl Fn(&mut RawReport)) -> RawReport {
        let mut raw = RawReport::text("The ferry sank, police said.");
        change(&mut raw);
        raw
    }

    fn day(written: &str) -> GivenDay {
        GivenDay {
            written: written.into(),
            day: Some(written.into()),
            moment: None,
            is_default: false,
        }
    }

    #[test]
    fn an_input_that_says_nothing_beside_its_bytes_is_recognised_by_them() {
        let raw = report(|_| {});
        assert_eq!(sha256(&raw, &how(&[])), sha256_hex(&raw.body.bytes()));
    }

    #[test]
    fn another_outlet_day_or_headline_is_another_input() {
        let all = [
            report(|_| {}),
            report(|raw| raw.told.outlet = Some("Tarn Post".into())),
            report(|raw| raw.told.outlet = Some("Elm Courier".into())),
            report(|raw| raw.told.title = Some("Tarn Post".into())),
            report(|raw| raw.published = Some(day("2024-03-01"))),
            report(|raw| raw.published = Some(day("2024-03-02"))),
            report(|raw| raw.id = Some("7".into())),
            report(|raw| raw.told.is_summary = true),
            report(|raw| {
                raw.told.outlet = Some("Elm Courier".into());
                raw.told.nth = 1;
            }),
        ];
        let mut different: Vec<String> = all.iter().map(|raw| sha256(raw, &how(&[]))).collect();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), all.len());
    }

    #[test]
    fn what_the_options_say_does_not_make_another_input() {
        let raw = report(|raw| raw.published = Some(day("2024-03-01")));
        let given = how(&["--published", "2024-03-01"]);
        assert_eq!(sha256(&raw, &given), sha256_hex(&raw.body.bytes()));
        assert_ne!(sha256(&raw, &how(&[])), sha256_hex(&raw.body.bytes()));
    }
}
