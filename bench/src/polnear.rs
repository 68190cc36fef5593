//! Reads folders of hand-annotated news as the `PolNeAR` corpus has them: plain text beside brat
//! standoff.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// One attribution as annotated or predicted: spans in code points of the report's text, end
/// exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans3 {
    /// Who is quoted. Empty if no source is named.
    pub source: Vec<(u32, u32)>,
    /// The words that show something is attributed ("said", "according to").
    pub cue: Vec<(u32, u32)>,
    /// What is attributed; several spans when the cue interrupts it.
    pub content: Vec<(u32, u32)>,
}

/// One report with the attributions of the annotator whose code comes first in ASCII order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// The text file's name without `.txt`.
    pub stem: String,
    /// The text as stored, line ends untouched: the offsets count them.
    pub text: String,
    /// In the order of the annotation file's events.
    pub attributions: Vec<Spans3>,
}

/// Reads `DIR/text/*.txt` with `DIR/attributions/STEM_CODE.ann`, sorted by stem.
///
/// A text without annotations is left out.
///
/// # Errors
/// Names the file (and line) that cannot be read. A folder without a single annotated text is an
/// error too, since its scores would read as a total failure of the extractor.
pub fn load(dir: &Path) -> Result<Vec<Gold>> {
    // PolNeAR's own names of the two folders, or those of our examples.
    let (texts, gold) = if dir.join("text").is_dir() {
        ("text", "attributions")
    } else {
        ("reports", "gold")
    };
    let annotations = first_annotations(&dir.join(gold))?;
    let mut reports = Vec::new();
    for (name, path) in files(&dir.join(texts))? {
        let Some(stem) = name.strip_suffix(".txt") else {
            continue;
        };
        let Some((_, annotation)) = annotations.get(stem) else {
            continue;
        };
        let attributions = parse_attributions(&read(annotation)?)
            .with_context(|| annotation.display().to_string())?;
        reports.push(Gold {
            stem: stem.to_string(),
            text: read(&path)?,
            attributions,
        });
    }
    if reports.is_empty() {
        bail!("{}: no text with attributions", dir.display());
    }
    reports.sort_by(|a, b| a.stem.cmp(&b.stem));
    Ok(reports)
}

/// For each stem the smallest annotator code in ASCII order, with its file.
fn first_annotations(dir: &Path) -> Result<BTreeMap<String, (String, PathBuf)>> {
    let mut first: BTreeMap<String, (String, PathBuf)> = BTreeMap::new();
    for (name, path) in files(dir)? {
        let Some((stem, code)) = name
            .strip_suffix(".ann")
            .and_then(|name| name.rsplit_once('_'))
        else {
            continue;
        };
        if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
            continue;
        }
        if first
            .get(stem)
            .is_none_or(|(known, _)| code < known.as_str())
        {
            first.insert(stem.to_string(), (code.to_string(), path));
        }
    }
    Ok(first)
}

/// Names and paths of a folder's visible entries.
fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let path = entry.with_context(|| dir.display().to_string())?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name
            .with_context(|| format!("{}: the file name is not UTF-8", path.display()))?
            .to_string();
        if !name.starts_with('.') {
            found.push((name, path));
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// Reads brat standoff: `T` lines give labelled spans, `E` lines tie them together as one
/// attribution.
///
/// It takes two passes, because an event may come before the spans that it names.
fn parse_attributions(standoff: &str) -> Result<Vec<Spans3>> {
    let lines = || standoff.split('\n').map(|line| line.trim_end_matches('\r'));
    let mut labelled: HashMap<&str, Vec<(u32, u32)>> = HashMap::new();
    for (number, line) in lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with('T'))
    {
        let mut fields = line.split('\t');
        if let (Some(id), Some(label)) = (fields.next(), fields.next()) {
            let (_, spans) = label.split_once(' ').unwrap_or((label, ""));
            labelled.insert(
                id,
                parse_spans(spans).with_context(|| format!("line {}", number + 1))?,
            );
        }
    }
    let events = lines()
        .filter(|line| line.starts_with('E'))
        .filter_map(|line| line.split('\t').nth(1));
    let attributions = events.map(|event| attribution(event, &labelled));
    Ok(attributions
        .filter(|found| *found != Spans3::default())
        .collect())
}

/// Reads "14 20;21 27".
fn parse_spans(list: &str) -> Result<Vec<(u32, u32)>> {
    list.split(';')
        .filter(|part| !part.trim().is_empty())
        .map(parse_span)
        .collect()
}

fn parse_span(part: &str) -> Result<(u32, u32)> {
    let bounds: Vec<&str> = part.split_whitespace().collect();
    let &[begin, end] = bounds.as_slice() else {
        bail!("a span needs two offsets: {part:?}")
    };
    let offset = |digits: &str| {
        digits
            .parse::<u32>()
            .with_context(|| format!("not an offset: {digits:?}"))
    };
    Ok((offset(begin)?, offset(end)?))
}

/// Collects an event's arguments, such as "Attribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T7".
fn attribution(event: &str, labelled: &HashMap<&str, Vec<(u32, u32)>>) -> Spans3 {
    let mut found = Spans3::default();
    for (role, id) in event
        .split_whitespace()
        .filter_map(|argument| argument.split_once(':'))
    {
        let Some(spans) = labelled.get(id) else {
            continue;
        };
        // brat numbers the second and later arguments of a role
        match role
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .to_lowercase()
            .as_str()
        {
            "source" => found.source.extend(spans),
            "cue" => found.cue.extend(spans),
            "content" => found.content.extend(spans),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_event_with_numbered_and_discontinuous_roles() -> Result<()> {
        let standoff = "E1\tAttribution:T9 Source:T1 Source2:T5 Cue:T2 Content:T3 Content2:T77\r\n\
                        T1\tSource 0 8\tMr Smith\r\nT2\tCue 9 13\tsaid\nT3\tContent 14 20;21 27\tx\n\
                        T5\tSource 30 32\tHe\nT9\tAttribution 9 13\tsaid\n#1\tAnnotatorNotes T1\thm\n\
                        T4\tDiscard 3 4\tx\nE2\tAttribution:T9\n";
        let expected = Spans3 {
            source: vec![(0, 8), (30, 32)],
            cue: vec![(9, 13)],
            content: vec![(14, 20), (21, 27)],
        };
        assert_eq!(parse_attributions(standoff)?, [expected]);
        Ok(())
    }

    #[test]
    fn names_the_line_of_a_bad_offset() {
        for bad in [
            "T1\tSource 0 8\tx\nT2\tCue 9 1x\tsaid\n",
            "T1\tSource 0 8\tx\nT2\tCue 9\tsaid\n",
        ] {
            let error = parse_attributions(bad).expect_err("a bad line");
            assert!(format!("{error:#}").starts_with("line 2: "), "{error:#}");
        }
    }

    #[test]
    fn takes_the_first_annotator_and_skips_texts_without_one() -> Result<()> {
        let dir = std::env::temp_dir().join(format!("polnear-load-{}", std::process::id()));
        for folder in ["text", "attributions"] {
            fs::create_dir_all(dir.join(folder))?;
        }
        for (name, text) in [
            ("b_1.txt", "He said no."),
            ("a.txt", "\u{e9}\r\n"),
            ("alone.txt", "x"),
        ] {
            fs::write(dir.join("text").join(name), text)?;
        }
        for (name, end) in [
            ("b_1_6b86.ann", 3),
            ("b_1_5fec.ann", 2),
            ("a_00ff.ann", 1),
            ("readme.ann", 9),
        ] {
            let standoff = format!("T1\tSource 0 {end}\tx\nE1\tAttribution:T1 Source:T1\n");
            fs::write(dir.join("attributions").join(name), standoff)?;
        }
        let reports = load(&dir);
        fs::remove_dir_all(&dir)?;
        let reports = reports?;
        let seen: Vec<_> = reports
            .iter()
            .map(|r| (r.stem.as_str(), r.attributions[0].source[0]))
            .collect();
        assert_eq!(seen, [("a", (0, 1)), ("b_1", (0, 2))]);
        assert_eq!(reports[0].text, "\u{e9}\r\n");
        Ok(())
    }
}
