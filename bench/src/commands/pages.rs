//! Web pages: kind, metadata and text of pages whose truth is known, and whether each block is where
//! the map says. Also the speed on a folder of pages, compared with another program if one is given.

use anyhow::{Context, Result, bail};
use sayso::candidate::Field;
use sayso::clean::{self, Given};
use sayso::document::{Block, BlockKind, Document};
use sayso::text::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// Folders of pages with a truth.json (see examples/pages/README.md)
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Name each page that is wrong, and why
    #[arg(long)]
    errors: bool,
}

#[derive(clap::Args)]
pub struct SpeedOptions {
    /// A folder of .html files
    folder: PathBuf,
    /// Passes over the folder; the best counts
    #[arg(long, default_value_t = 3)]
    passes: usize,
    /// A command that reads the folder (its last argument) and prints the seconds it took on one
    /// core
    #[arg(long)]
    peer: Option<String>,
}

/// White space collapsed, with the byte of the text that each byte comes from.
fn squash(text: &str) -> (String, Vec<u32>) {
    let (mut out, mut from) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
                from.push(at as u32);
            }
        } else {
            out.push(c);
            from.extend((0..c.len_utf8()).map(|k| (at + k) as u32));
        }
    }
    from.push(text.len() as u32);
    (out, from)
}

fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[derive(Default)]
struct Score {
    pages: usize,
    /// Articles and interviews, and those that were taken for something else.
    articles: usize,
    lost: Vec<String>,
    others: usize,
    taken: Vec<String>,
    exact_kind: usize,
    confusion: BTreeMap<(String, String), usize>,
    /// field → right, given, known.
    fields: BTreeMap<&'static str, [usize; 3]>,
    wrong_fields: Vec<String>,
    blocks: usize,
    found: usize,
    right: usize,
    repeated: usize,
    repeated_right: usize,
    misplaced: Vec<String>,
    chars: usize,
    placed: usize,
    /// Characters of the body that are in no block of the truth, and characters of the truth that
    /// were not read.
    extra: usize,
    missing: usize,
    body: usize,
}

/// Counts a value as right if it is the same: names as sets, the rest by their letters.
fn field(
    score: &mut Score,
    page: &str,
    name: &'static str,
    known: Option<&str>,
    given: Option<&str>,
) {
    let counts = score.fields.entry(name).or_default();
    counts[2] += usize::from(known.is_some());
    counts[1] += usize::from(given.is_some());
    let names = |value: &str| {
        let mut list: Vec<String> = value.split(", ").map(key).collect();
        list.sort();
        list
    };
    match (known, given) {
        (Some(k), Some(g)) if names(k) == names(g) => counts[0] += 1,
        (None, None) => {}
        _ => score
            .wrong_fields
            .push(format!("{page}: {name} {given:?} for {known:?}")),
    }
}

fn page(folder: &Path, name: &str, truth: &Value, score: &mut Score) -> Result<()> {
    let bytes = std::fs::read(folder.join(name)).with_context(|| name.to_string())?;
    let document = clean::page_with(&bytes, &Given::default(), sayso_model_en::words())?;
    let kind = truth["kind"].as_str().context("kind")?;
    let english = truth["language"].as_str() == Some("en");
    if !english {
        let given = document.language.as_deref();
        field(score, name, "language", truth["language"].as_str(), given);
        return Ok(());
    }
    score.pages += 1;
    *score
        .confusion
        .entry((kind.to_string(), document.kind.name().to_string()))
        .or_default() += 1;
    score.exact_kind += usize::from(kind == document.kind.name());
    let is_read = document.kind.is_read();
    let why = || {
        let rule = document
            .candidates
            .iter()
            .find(|c| c.field == Field::Kind)
            .map_or("", |c| c.rule.name());
        format!("{name}: {} ({rule}) for {kind}", document.kind.name())
    };
    if !matches!(kind, "article" | "interview") {
        score.others += 1;
        if is_read {
            score.taken.push(why());
        }
        return Ok(());
    }
    score.articles += 1;
    if !is_read {
        score.lost.push(why());
    }
    metadata(name, truth, &document, score);
    places(name, &bytes, truth, &document, score);
    Ok(())
}

/// The metadata of an article.
fn metadata(name: &str, truth: &Value, document: &Document, score: &mut Score) {
    let authors = truth["authors"].as_array();
    let authors = authors.map(|list| list.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    let authors = authors
        .filter(|list| !list.is_empty())
        .map(|list| list.join(", "));
    field(
        score,
        name,
        "authors",
        authors.as_deref(),
        document.byline.as_deref(),
    );
    let fields = [
        ("title", &document.title),
        ("published", &document.published),
        ("modified", &document.modified),
        ("outlet", &document.outlet),
        ("url", &document.url),
        ("section", &document.section),
        ("language", &document.language),
    ];
    for (key, given) in fields {
        field(score, name, key, truth[key].as_str(), given.as_deref());
    }
}

/// Where the blocks of the truth are in the text, and whether the map leads to their bytes.
fn places(name: &str, bytes: &[u8], truth: &Value, document: &Document, score: &mut Score) {
    count_places(document, score);
    let page = key(&String::from_utf8_lossy(bytes).replace("&rsquo;", "’"));
    let text = squash(&document.text);
    let mut covered = vec![false; document.text.len()];
    for block in truth["blocks"].as_array().into_iter().flatten() {
        let (words, _) = squash(block["text"].as_str().unwrap_or(""));
        let spans = occurrences(&words, &text, document);
        for span in &spans {
            covered[span.range()].fill(true);
        }
        // Short words occur in many places, so they count as repeated.
        let is_repeated = words.len() <= 12 || page.matches(&key(&words)).count() > 1;
        count_block(name, block, &words, &spans, is_repeated, document, score);
    }
    count_extra(name, &covered, document, score);
}

/// How many characters of the text have a place in the page.
fn count_places(document: &Document, score: &mut Score) {
    let chars = document.text.char_indices();
    for (at, c) in chars.filter(|(_, c)| !c.is_whitespace()) {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        score.chars += 1;
        score.placed += usize::from(!document.origin.raw(span).is_empty());
    }
}

/// Where words occur in the text, which is given squashed.
fn occurrences(words: &str, (text, from): &(String, Vec<u32>), document: &Document) -> Vec<Span> {
    let length = document.text.len();
    let mut spans = Vec::new();
    let mut look = 0;
    while let Some(found) = text[look..].find(words).map(|k| look + k) {
        // The last byte's character ends where the next one begins.
        let last = from[found + words.len() - 1] as usize;
        let end = (last + 1..=length).find(|&i| document.text.is_char_boundary(i));
        spans.push(Span::new(from[found], end.unwrap_or(last) as u32));
        look = found + words.len();
    }
    spans
}

fn count_block(
    name: &str,
    block: &Value,
    words: &str,
    spans: &[Span],
    is_repeated: bool,
    document: &Document,
    score: &mut Score,
) {
    let is_body = !matches!(
        block["kind"].as_str(),
        Some("headline" | "credit" | "caption")
    );
    let size = if is_body { words.len() } else { 0 };
    score.blocks += 1;
    score.body += size;
    if spans.is_empty() {
        score.missing += size;
        score
            .misplaced
            .push(format!("{name}: not read: {words:.60}"));
        return;
    }
    let end = |key: &str| block[key].as_u64().unwrap_or(0);
    let (begin, end) = (end("begin"), end("end"));
    let places: Vec<[u64; 2]> = spans
        .iter()
        .map(|&s| document.origin.raw(s).into())
        .collect();
    let is_there = |&[a, b]: &[u64; 2]| a.abs_diff(begin) <= 2 && b.abs_diff(end) <= 2;
    let right = places.iter().any(is_there);
    score.found += 1;
    score.right += usize::from(right);
    if is_repeated {
        score.repeated += 1;
        score.repeated_right += usize::from(right);
    }
    if !right {
        let message = format!("{name}: at {places:?}, is at {begin}..{end}: {words:.60}");
        score.misplaced.push(message);
    }
}

/// Blocks that are read but are not in the truth, if a tenth of them or more is not.
fn count_extra(name: &str, covered: &[bool], document: &Document, score: &mut Score) {
    let body = |b: &&Block| b.is_read() && b.kind != BlockKind::Headline;
    for block in document.blocks.iter().filter(body) {
        let more = covered[block.span.range()].iter().filter(|&&c| !c).count();
        if more * 10 > block.span.len() as usize {
            score.extra += more;
            let text = &document.text[block.span];
            score
                .misplaced
                .push(format!("{name}: too much: {text:.60}"));
        }
    }
}

pub fn run(options: &Options) -> Result<Value> {
    let mut out = serde_json::Map::new();
    for folder in &options.folders {
        let path = folder.join("truth.json");
        let truth: Value = serde_json::from_slice(
            &std::fs::read(&path).with_context(|| path.display().to_string())?,
        )?;
        let Value::Object(pages) = truth else {
            bail!("{}: not an object", path.display())
        };
        let mut score = Score::default();
        for (name, truth) in &pages {
            page(folder, name, truth, &mut score)?;
        }
        let figures = report(folder, &score, options.errors);
        out.insert(folder.display().to_string(), figures);
    }
    Ok(Value::Object(out))
}

fn report(folder: &Path, s: &Score, errors: bool) -> Value {
    let percent = |a: usize, b: usize| {
        if b == 0 {
            0.0
        } else {
            a as f64 * 100.0 / b as f64
        }
    };
    println!("{} ({} English pages)", folder.display(), s.pages);
    println!(
        "  articles lost            {} of {}",
        s.lost.len(),
        s.articles
    );
    println!(
        "  others read as articles  {} of {}",
        s.taken.len(),
        s.others
    );
    println!(
        "  kind exactly right       {:.1}%",
        percent(s.exact_kind, s.pages)
    );
    let mut fields = serde_json::Map::new();
    for (name, [right, given, known]) in &s.fields {
        println!("  {name:<12} right {right} of {known} known, {given} given");
        fields.insert(
            (*name).into(),
            json!({ "right": right, "given": given, "known": known }),
        );
    }
    println!(
        "  characters with a place  {:.3}%  of {}",
        percent(s.placed, s.chars),
        s.chars
    );
    println!("  blocks read whole        {} of {}", s.found, s.blocks);
    println!(
        "  at the right place         {:.2}%",
        percent(s.right, s.found)
    );
    println!(
        "  of those that occur several times on the page: {} of {} ({:.2}%)",
        s.repeated_right,
        s.repeated,
        percent(s.repeated_right, s.repeated)
    );
    println!(
        "  body text missed {:.1}%, too much {:.1}%",
        percent(s.missing, s.body),
        percent(s.extra, s.body)
    );
    if errors {
        for line in s
            .lost
            .iter()
            .chain(&s.taken)
            .chain(&s.wrong_fields)
            .chain(&s.misplaced)
        {
            println!("    {line}");
        }
        for ((is, read), n) in s.confusion.iter().filter(|((is, read), _)| is != read) {
            println!("    {n} {is} read as {read}");
        }
    }
    json!({
        "pages": s.pages, "articles": s.articles, "articles_lost": s.lost.len(), "others": s.others,
        "others_read_as_articles": s.taken.len(), "kind_exactly_right": percent(s.exact_kind, s.pages), "fields": fields,
        "characters_with_a_place": percent(s.placed, s.chars), "blocks": s.blocks, "blocks_read_whole": s.found,
        "blocks_at_their_place": percent(s.right, s.found), "repeated_blocks": s.repeated,
        "repeated_blocks_at_their_place": percent(s.repeated_right, s.repeated),
        "body_missed": percent(s.missing, s.body), "body_too_much": percent(s.extra, s.body),
    })
}

pub fn speed(options: &SpeedOptions) -> Result<Value> {
    let pages = html_files(&options.folder)?;
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let (best, slowest) = time_pages(&pages, options.passes)?;
    let rate = pages.len() as f64 / best;
    println!(
        "{} pages, {:.1} MB: {rate:.1} pages/s, {:.1} MB/s, one core, best of {}",
        pages.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / best,
        options.passes
    );
    let (seconds, size) = slowest;
    println!(
        "slowest page: {:.0} ms for {} kB",
        seconds * 1e3,
        size / 1000
    );
    let mut figures = json!({
        "pages": pages.len(), "bytes": bytes, "pages_per_second": rate,
        "slowest_seconds": seconds, "growth": growth()?,
    });
    if let Some(command) = &options.peer {
        figures["peer"] = peer(command, &options.folder, pages.len(), rate)?;
    }
    Ok(figures)
}

fn html_files(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "html") {
            pages.push(std::fs::read(path)?);
        }
    }
    if pages.is_empty() {
        bail!("{}: no .html file", folder.display());
    }
    pages.sort();
    Ok(pages)
}

/// Reads a page, and returns the size of its text and the seconds it took.
fn time_page(page: &[u8]) -> Result<(usize, f64)> {
    let begin = Instant::now();
    let document = clean::page_with(page, &Given::default(), sayso_model_en::words())?;
    let size = std::hint::black_box(document.text.len());
    Ok((size, begin.elapsed().as_secs_f64()))
}

/// The seconds of the best pass, and of the slowest page with its bytes.
fn time_pages(pages: &[Vec<u8>], passes: usize) -> Result<(f64, (f64, usize))> {
    let (mut best, mut slowest) = (f64::MAX, (0.0, 0));
    for _ in 0..passes {
        let start = Instant::now();
        for page in pages {
            let (_, seconds) = time_page(page)?;
            if seconds > slowest.0 {
                slowest = (seconds, page.len());
            }
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    Ok((best, slowest))
}

/// Seconds for invented pages of growing size; each is twice as large as the one before.
fn growth() -> Result<Value> {
    let mut rows = Vec::new();
    for times in [1usize, 2, 4, 8, 16, 32] {
        let page = synthetic(times * 100);
        let (size, seconds) = time_page(page.as_bytes())?;
        println!(
            "{:>6} kB of page, {:>6} kB of text: {:>7.1} ms, {:.1} MB/s",
            page.len() / 1000,
            size / 1000,
            seconds * 1e3,
            page.len() as f64 / 1e6 / seconds
        );
        rows.push(json!({ "page_bytes": page.len(), "text_bytes": size, "seconds": seconds }));
    }
    Ok(Value::Array(rows))
}

/// Runs another program on the same pages, and compares its speed with ours.
fn peer(command: &str, folder: &Path, pages: usize, rate: f64) -> Result<Value> {
    let line = format!("{command} {}", folder.display());
    let mut shell = std::process::Command::new("sh");
    let run = shell.arg("-c").arg(&line).output()?;
    if !run.status.success() {
        bail!("{line}: {}", String::from_utf8_lossy(&run.stderr));
    }
    let printed = String::from_utf8_lossy(&run.stdout);
    let last = printed.split_whitespace().last();
    let seconds: f64 = last
        .and_then(|word| word.parse().ok())
        .with_context(|| format!("{line}: printed no seconds: {printed}"))?;
    let theirs = pages as f64 / seconds;
    let ratio = rate / theirs;
    println!("the other program: {command}: {theirs:.1} pages/s; ratio {ratio:.2}");
    // Results are kept without the paths of this machine.
    let words = command
        .split(' ')
        .map(|word| word.rsplit('/').next().unwrap_or(word));
    let command = words.collect::<Vec<_>>().join(" ");
    Ok(json!({ "command": command, "pages_per_second": theirs, "ratio": ratio }))
}

/// A page with a number of different paragraphs.
fn synthetic(paragraphs: usize) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><title>Harbour works | Orle Courier</title><nav><a href=/>Home</a></nav><article><h1>Harbour works</h1>",
    );
    page.extend((0..paragraphs).map(|i| {
        let (pier, cost, people) = (i % 17, i * 31 % 977, i * 7 % 89);
        format!(
            "<p class=\"body\">The harbour board said on day {i} that pier {pier} would <a href=\"/pier/{i}\">cost {cost} \
             crowns</a>, and that {people} people had asked for it to be done.</p>\n"
        )
    }));
    page + "</article><footer>Orle Courier</footer>"
}
