//! In: paths. Out: reports as bytes, one after the other in input order, each with where it came
//! from; what cannot be read becomes a failure in its place. A file, or a line of JSONL, is read at
//! a time.

use crate::args::{From, ReadOptions};
use anyhow::{Result, bail};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, stdin};
use std::path::{Path, PathBuf};

/// A report as it was found.
pub struct Raw {
    /// The input as the user named it.
    pub input: String,
    /// Line of a JSONL file, from 1.
    pub line: Option<u64>,
    /// The id it was given.
    pub id: Option<String>,
    pub url: Option<String>,
    /// As given; may not be a date.
    pub published: Option<String>,
    pub body: Body,
}

impl Raw {
    /// Input and line, to name it by.
    pub fn place(&self) -> (String, Option<u64>) {
        (self.input.clone(), self.line)
    }

    /// Why nothing came of it.
    pub fn failed(&self, stage: &'static str, message: String) -> Failure {
        Failure {
            input: self.input.clone(),
            line: self.line,
            stage,
            message,
        }
    }
}

/// The report's text.
pub enum Body {
    /// Bytes of a text file, not yet decoded.
    Bytes(Vec<u8>),
    /// Bytes of a web page.
    Page(Vec<u8>),
    /// A JSONL field.
    Text(String),
}

impl Body {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Body::Bytes(bytes) | Body::Page(bytes) => bytes,
            Body::Text(text) => text.as_bytes(),
        }
    }
}

/// An input that could not be read.
pub struct Failure {
    pub input: String,
    pub line: Option<u64>,
    pub stage: &'static str,
    pub message: String,
}

/// A report, or why there is none.
pub type Item = Result<Raw, Failure>;

/// The files to read, folders opened up, in order. A file named twice is read twice.
pub fn files(options: &ReadOptions) -> Result<Vec<Result<PathBuf, Failure>>> {
    use std::io::IsTerminal;
    if options.paths.is_empty() {
        if stdin().is_terminal() {
            bail!("no input: name a file or a folder, or pipe a text in (see sayso read --help)");
        }
        return Ok(vec![Ok(PathBuf::from("-"))]);
    }
    let mut out = Vec::new();
    for path in &options.paths {
        if path.as_os_str() != "-" && path.is_dir() {
            folder(path, &mut out);
        } else {
            out.push(Ok(path.clone()));
        }
    }
    if out.is_empty() {
        bail!(
            "no page (.html, .htm, .xhtml, .mhtml, .mht), text (.txt, .text) or .jsonl, .ndjson file in the folder given"
        );
    }
    Ok(out)
}

/// The ending that says what a file is, without a `.gz` after it.
fn extension(path: &Path) -> String {
    let ending = |path: &Path| {
        path.extension()
            .and_then(|e| e.to_str())
            .unwrap_or("")
            .to_ascii_lowercase()
    };
    match ending(path).as_str() {
        "gz" => path
            .file_stem()
            .map_or_else(String::new, |stem| ending(Path::new(stem))),
        other => other.to_string(),
    }
}

/// The kind of input that an ending tells.
fn kind_of(extension: &str) -> Option<From> {
    match extension {
        "jsonl" | "ndjson" => Some(From::Jsonl),
        "html" | "htm" | "xhtml" | "shtml" | "mhtml" | "mht" => Some(From::Html),
        "txt" | "text" => Some(From::Text),
        _ => None,
    }
}

/// Files of a folder and those below, by name. Links to folders are not followed: they can go
/// round.
fn folder(path: &Path, out: &mut Vec<Result<PathBuf, Failure>>) {
    let failure = |error: std::io::Error| {
        Err(Failure {
            input: path.display().to_string(),
            line: None,
            stage: "read",
            message: error.to_string(),
        })
    };
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return out.push(failure(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => found.push(entry),
            Err(error) => out.push(failure(error)),
        }
    }
    found.sort_by_key(std::fs::DirEntry::file_name);
    for entry in found {
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        let path = entry.path();
        if is_folder {
            folder(&path, out);
        } else if kind_of(&extension(&path)).is_some()
            && path.metadata().is_ok_and(|m| !m.is_file())
        {
            // A pipe would be waited for, for ever.
        } else if kind_of(&extension(&path)).is_some() {
            out.push(Ok(path));
        }
    }
}

/// Calls `sink` with every report of a file, in order. Only an error of `sink` ends it.
pub fn reports(
    path: &Path,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Item) -> Result<()>,
) -> Result<()> {
    let input = path.display().to_string();
    let opened: std::io::Result<Box<dyn Read>> = if input == "-" {
        Ok(Box::new(stdin()))
    } else {
        File::open(path).map(|f| Box::new(f) as Box<dyn Read>)
    };
    let failed = |error: std::io::Error| Failure {
        input: input.clone(),
        line: None,
        stage: "read",
        message: error.to_string(),
    };
    let mut file = match opened {
        Ok(file) => file,
        Err(error) => return sink(Err(failed(error))),
    };
    let mut head = Vec::new();
    if let Err(error) = file.by_ref().take(2).read_to_end(&mut head) {
        return sink(Err(failed(error)));
    }
    let zipped = head == [0x1f, 0x8b];
    let whole = std::io::Cursor::new(head).chain(file);
    let mut file: Box<dyn Read> = if zipped {
        Box::new(flate2::read::MultiGzDecoder::new(whole))
    } else {
        Box::new(whole)
    };
    let kind = options.from.or_else(|| kind_of(&extension(path)));
    if kind == Some(From::Jsonl) {
        return lines(
            &input,
            BufReader::with_capacity(1 << 16, file),
            options,
            sink,
        );
    }
    let mut bytes = Vec::new();
    let read = file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes);
    if let Err(error) = read {
        let what = if zipped {
            "not a whole gzip file: "
        } else {
            ""
        };
        let failure = failed(error);
        return sink(Err(Failure {
            message: format!("{what}{}", failure.message),
            ..failure
        }));
    }
    let (url, published) = (options.url.clone(), options.published.clone());
    let failure = |message: String| Failure {
        input: input.clone(),
        line: None,
        stage: "read",
        message,
    };
    sink(if let Some(message) = problem(&bytes, kind) {
        Err(failure(message))
    } else {
        // A text file that is a page by its first bytes is one; a page without tags is a text.
        let page = match kind {
            Some(From::Html) => true,
            _ if options.from == Some(From::Text) || options.raw_text => false,
            _ => sayso::clean::is_page(&bytes) || sayso::clean::is_mhtml(&bytes),
        };
        let body = if page {
            Body::Page(bytes)
        } else {
            Body::Bytes(bytes)
        };
        Ok(Raw {
            input,
            line: None,
            id: None,
            url,
            published,
            body,
        })
    })
}

/// Bytes of one report at most, unpacked: a small gzip file can hold a great deal, and reading
/// takes thirty times its size.
const LARGEST: u64 = 1 << 27;

/// Why these bytes are no text and no page, in words that say what to do.
fn problem(bytes: &[u8], kind: Option<From>) -> Option<String> {
    if bytes.len() as u64 > LARGEST {
        return Some("it is over 128 MiB: no report is; split it first".into());
    }
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Some("there is no text in it".into());
    }
    if let Some(what) = sayso::clean::not_text(bytes) {
        let advice = match what {
            "a PDF file" => "take its text out first, for example with pdftotext -layout",
            "a ZIP archive or an office document" | "an old office document" => {
                "save it as HTML or plain text first, or unpack it"
            }
            _ => "save or export it as a web page or as plain text first",
        };
        return Some(format!("this is {what}, not a text: {advice}"));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)])
        .trim_start()
        .to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}');
    if head.starts_with("{\\rtf") {
        return Some("this is a rich text (RTF) file: save it as HTML or plain text first".into());
    }
    if (head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed"))
        && !sayso::clean::is_page(bytes)
        && kind != Some(From::Html)
    {
        return Some(
            "this is XML, perhaps a feed; this version reads web pages, plain text and JSONL"
                .into(),
        );
    }
    if kind != Some(From::Html) && head.starts_with("{\"") && head.contains("\":") {
        return Some("this looks like JSON: add --from jsonl if it holds one report a line".into());
    }
    None
}

/// One report a line.
fn lines(
    input: &str,
    mut file: impl BufRead,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Item) -> Result<()>,
) -> Result<()> {
    let mut seen = HashSet::new();
    let mut buffer = Vec::new();
    let mut empty = true;
    for number in 1.. {
        let failed = |message: String| Failure {
            input: input.into(),
            line: Some(number),
            stage: "read",
            message,
        };
        buffer.clear();
        match file.read_until(b'\n', &mut buffer) {
            Ok(0) => break,
            Ok(_) => {}
            // What was read before stays read; the file itself cannot go on.
            Err(error) => return sink(Err(failed(error.to_string()))),
        }
        let mut line = &buffer[..];
        if number == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        empty = false;
        let record = record(input, number, line, options);
        let record = record.and_then(|raw| match &raw.id {
            Some(id) if !seen.insert(id.clone()) => {
                bail!("the id {id:?} stands twice in this input")
            }
            _ => Ok(raw),
        });
        sink(record.map_err(|error| failed(format!("{error:#}"))))?;
    }
    if empty {
        return sink(Err(Failure {
            input: input.into(),
            line: None,
            stage: "read",
            message: "there is no report in it".into(),
        }));
    }
    Ok(())
}

fn record(input: &str, number: u64, line: &[u8], options: &ReadOptions) -> Result<Raw> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        // The parser sees one line: only its column means something.
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        anyhow::anyhow!("not JSON: {what}, column {}", error.column())
    })?;
    let Value::Object(mut fields) = value else {
        bail!("not a JSON object")
    };
    let text = match fields.remove(&options.text_field) {
        Some(Value::String(text)) => text,
        Some(_) => bail!("the field {:?} is not a string", options.text_field),
        None => bail!("no field {:?}{}", options.text_field, hint(&fields)),
    };
    let id = match (
        &options.id_field,
        fields.get(options.id_field.as_deref().unwrap_or("id")),
    ) {
        (_, Some(Value::String(id))) if !id.is_empty() => Some(id.clone()),
        (_, Some(Value::Number(id))) if id.is_i64() || id.is_u64() => Some(id.to_string()),
        (Some(name), Some(_)) => bail!("the field {name:?} is no string and no whole number"),
        (Some(name), None) => bail!("no field {name:?}{}", hint(&fields)),
        (None, _) => None,
    };
    let string = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_string);
    let published = string(options.date_field.as_deref().unwrap_or("date"))
        .or_else(|| options.published.clone());
    if let Some(name) = &options.date_field
        && !fields.contains_key(name)
    {
        bail!("no field {name:?}{}", hint(&fields));
    }
    let url = string("url");
    Ok(Raw {
        input: input.into(),
        line: Some(number),
        id,
        url,
        published,
        body: Body::Text(text),
    })
}

/// The fields there are, to help with a wrong name.
fn hint(fields: &Map<String, Value>) -> String {
    let names: Vec<&str> = fields.keys().map(String::as_str).take(8).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" (there are: {})", names.join(", "))
    }
}
