//! PDF files with a text layer: bytes in, parts of text in reading order out.
//!
//! hayro interprets the pages and says which glyph is where. What is a word, a line, a column, a
//! paragraph or a running head is decided here, because the crates that decide it leave running heads
//! in the text, join cells and lose columns (`bench/results/input/pdf.txt`).

mod furniture;
mod glyphs;
mod layout;
mod prose;
mod size;
mod work;
mod xmp;

use crate::What;
use crate::caught::caught;
use crate::draft::Draft;
use glyphs::{Allowance, Collector, Direction, Glyph, TooCostly};
use hayro_interpret::hayro_syntax::object::DateTime;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::util::TransformExt;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use layout::Piece;
use sayso::report::{Part, PartKind};
use size::{LARGEST_STREAM, unpacks_to_too_much};
use xmp::Xmp;

/// Why a PDF cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// It has no pages that can be found.
    #[error(
        "this PDF file is broken, its pages cannot be found: open it in a PDF viewer and save or print it to a new file"
    )]
    Broken,
    /// It cannot be opened without a password.
    #[error(
        "this PDF file is locked with a password: make a copy without it first, for example with qpdf --decrypt --password=PASSWORD locked.pdf open.pdf"
    )]
    Locked,
    /// Its encryption is not known.
    #[error(
        "this PDF file is encrypted in a way that sayso does not know: open it in a PDF viewer and print it to a new file"
    )]
    Encrypted,
    /// Its pages are pictures.
    #[error(
        "the pages of this PDF file are pictures without text, as from a scanner: recognise the text first, for example with ocrmypdf scan.pdf text.pdf, and read that file"
    )]
    Pictures,
    /// Its pages are empty.
    #[error("there is no text in this PDF file")]
    Empty,
    /// Its fonts do not say which letters they draw.
    #[error(
        "the fonts of this PDF file do not say which letters they draw: recognise the text first, for example with ocrmypdf --force-ocr strange.pdf text.pdf, and read that file"
    )]
    Unmapped,
    /// It unpacks to too much, or draws too much.
    #[error(
        "this PDF file is small but unpacks to more than {} MiB or draws more than any document does: if it is genuine, print it to a new file in a PDF viewer",
        LARGEST_STREAM >> 20
    )]
    TooCostly,
}

impl PdfError {
    /// What the file is, if nothing is wrong with it and it has no text.
    pub(crate) fn what(self) -> Option<What> {
        match self {
            PdfError::Pictures => Some(What::Scan),
            PdfError::Empty => Some(What::Empty),
            _ => None,
        }
    }
}

/// The most that all pages together may draw.
const ALLOWANCE: Allowance = Allowance {
    glyphs: 8_000_000,
    steps: 4_000_000,
};
/// The most bytes of content that the interpreter may go through for a page, and for all of them:
/// forms within forms can draw nothing for ever, of which the allowance does not hear.
const MOST_WORK_OF_PAGE: u64 = 1 << 26;
const MOST_WORK: u64 = 1 << 29;
/// The most pages that are read.
const MOST_PAGES: usize = 5_000;
/// Interpreting forms within forms takes more stack than threads have by default.
const STACK: usize = 64 << 20;

/// Reads a PDF file.
///
/// # Errors
/// [`PdfError`], if there is no text that can be read.
pub fn read(bytes: Vec<u8>) -> Result<Draft, PdfError> {
    if unpacks_to_too_much(&bytes) {
        return Err(PdfError::TooCostly);
    }
    let reader = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || caught(|| document(bytes)));
    match reader.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(read))) => read,
        // The interpreter is the work of others, so that a panic in it must cost only this file.
        _ => Err(PdfError::Broken),
    }
}

fn document(bytes: Vec<u8>) -> Result<Draft, PdfError> {
    let is_whole = has_end(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Locked,
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::Broken,
    })?;
    if pdf.pages().is_empty() {
        return Err(PdfError::Broken);
    }
    let pages = drawn_pages(&pdf);
    let letters: usize = pages.iter().map(|page| page.letters).sum();
    let unmapped: usize = pages.iter().map(|page| page.unmapped).sum();
    if letters == 0 {
        let has_pictures = pages.iter().any(|page| page.pictures > 0);
        let is_costly = pages.len() < pdf.pages().len().min(MOST_PAGES)
            || pages.iter().any(|page| page.state == State::TooCostly);
        return Err(match () {
            () if is_costly => PdfError::TooCostly,
            () if has_pictures => PdfError::Pictures,
            () if is_whole => PdfError::Empty,
            () => PdfError::Broken,
        });
    }
    if unmapped * 4 > letters {
        return Err(PdfError::Unmapped);
    }
    let mut notes = notes(&pages, pdf.pages().len());
    if !is_whole {
        notes.push("this PDF file is cut off, so that pages may be missing".into());
    }
    let parts = text(pages);
    let (metadata, xmp) = (pdf.metadata(), Xmp::of(&pdf));
    let named = |bytes: &Option<Box<[u8]>>| {
        bytes
            .as_deref()
            .map(text_string)
            .filter(|text| !text.trim().is_empty())
    };
    let said_title = |title: Option<String>| title.filter(|title| is_title(title));
    let said_author = |author: Option<String>| author.filter(|author| is_name(author));
    Ok(Draft {
        title: said_title(named(&metadata.title))
            .or_else(|| said_title(xmp.title))
            .or_else(|| headline(&parts)),
        author: said_author(named(&metadata.author)).or_else(|| said_author(xmp.author)),
        made: metadata.creation_date.as_ref().and_then(iso).or(xmp.made),
        parts,
        notes,
    })
}

/// Whether a file ends as PDF files do.
fn has_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    memchr::memmem::find(tail, b"%%EOF").is_some()
}

/// What one page draws.
struct Drawn {
    /// The pieces of its text, and those that run in other directions.
    body: Vec<Piece>,
    aside: Vec<Piece>,
    letters: usize,
    /// The letters of which the file does not say what they are.
    unmapped: usize,
    pictures: usize,
    height: f32,
    state: State,
}

/// How far a page was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Whole,
    Broken,
    TooCostly,
}

fn drawn_pages(pdf: &Pdf) -> Vec<Drawn> {
    let cache = InterpreterCache::new();
    let (mut left, mut work_left) = (ALLOWANCE, MOST_WORK);
    let mut pages = Vec::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let mut collector = Collector::new(left);
        let size = page.render_dimensions();
        let work = caught(|| work::of(page, MOST_WORK_OF_PAGE));
        let work = work.unwrap_or(MOST_WORK_OF_PAGE);
        if work >= MOST_WORK_OF_PAGE {
            pages.push(drawn_page(collector, size, State::TooCostly));
            continue;
        }
        let Some(rest) = work_left.checked_sub(work) else {
            break;
        };
        work_left = rest;
        let drawn = caught(|| draw(pdf, page, &cache, &mut collector));
        left = collector.left();
        let state = match drawn {
            Ok(()) => State::Whole,
            Err(panic) if panic.is::<TooCostly>() => State::TooCostly,
            Err(_) => State::Broken,
        };
        pages.push(drawn_page(collector, size, state));
        if left.is_used_up() {
            break;
        }
    }
    pages
}

fn drawn_page(collector: Collector, (width, height): (f32, f32), state: State) -> Drawn {
    let mut glyphs = collector.glyphs;
    glyphs.retain(|glyph| is_on_page(glyph, width, height));
    let letters = || glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let is_unmapped = |glyph: &&Glyph| glyph.text.contains('\u{fffd}');
    let (letters, unmapped) = (letters().count(), letters().filter(is_unmapped).count());
    let main = main_direction(&glyphs);
    let (body, aside): (Vec<_>, Vec<_>) = glyphs
        .into_iter()
        .partition(|glyph| glyph.direction == main);
    Drawn {
        body: layout::pieces(body),
        aside: layout::pieces(aside),
        letters,
        unmapped,
        pictures: collector.pictures,
        height,
        state,
    }
}

fn draw<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    collector: &mut Collector,
) {
    let (width, height) = page.render_dimensions();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    interpret_page(page, &mut context, collector);
}

fn is_on_page(glyph: &Glyph, width: f32, height: f32) -> bool {
    let (along, down) = match glyph.direction {
        Direction::Right | Direction::Slanted => (glyph.from, glyph.line),
        Direction::Down => (-glyph.line, glyph.from),
        Direction::Left => (-glyph.from, -glyph.line),
        Direction::Up => (glyph.line, -glyph.from),
    };
    let is_within = |at: f32, end: f32| at > -2.0 && at < end + 2.0;
    is_within(along, width) && is_within(down, height)
}

/// The parts of all pages.
fn text(pages: Vec<Drawn>) -> Vec<Part> {
    let mut laid = Vec::new();
    let mut aside = Vec::new();
    for page in pages {
        laid.push(furniture::Page {
            pieces: page.body,
            height: page.height,
        });
        aside.push(page.aside);
    }
    let laid =
        furniture::taken_out(laid)
            .into_iter()
            .zip(aside)
            .map(|((body, mut furniture), aside)| {
                furniture.extend(aside);
                prose::Laid {
                    flows: layout::flows(body),
                    furniture,
                }
            });
    prose::parts(laid.collect())
}

/// The direction of most glyphs of a page. What runs otherwise is a stamp or a mark in the margin.
fn main_direction(glyphs: &[Glyph]) -> Direction {
    let count = |direction: &Direction| {
        glyphs
            .iter()
            .filter(|glyph| glyph.direction == *direction)
            .count()
    };
    let most = Direction::ALL.into_iter().rev().max_by_key(count);
    most.unwrap_or(Direction::Right)
}

/// What of the file was not read.
fn notes(pages: &[Drawn], count: usize) -> Vec<String> {
    let which = |is: fn(&Drawn) -> bool| {
        let numbers = pages.iter().enumerate().filter(|(_, page)| is(page));
        numbers
            .map(|(at, _)| (at + 1).to_string())
            .collect::<Vec<_>>()
    };
    let mut notes = Vec::new();
    let pictures =
        which(|page| page.pictures > 0 && page.letters == 0 && page.state == State::Whole);
    if !pictures.is_empty() {
        notes.push(format!(
            "{} without text, as from a scanner, and not read",
            pages_are(&pictures, "a picture", "pictures")
        ));
    }
    let broken = which(|page| page.state == State::Broken);
    if !broken.is_empty() {
        notes.push(format!(
            "{} and only read in part",
            pages_are(&broken, "broken", "broken")
        ));
    }
    let costly = which(|page| page.state == State::TooCostly);
    if !costly.is_empty() {
        let page = if costly.len() == 1 { "page" } else { "pages" };
        let (draws, is) = if costly.len() == 1 {
            ("draws", "is")
        } else {
            ("draw", "are")
        };
        notes.push(format!(
            "{page} {} {draws} more than any page of a document does, and {is} not read or only in part",
            costly.join(", ")
        ));
    }
    if count > pages.len() {
        notes.push(format!(
            "only the first {} of {count} pages are read, because of their number or because they draw so much",
            pages.len()
        ));
    }
    notes
}

fn pages_are(numbers: &[String], one: &str, many: &str) -> String {
    match numbers {
        [number] => format!("page {number} is {one}"),
        _ => format!("pages {} are {many}", numbers.join(", ")),
    }
}

/// Whether the title that a file gives itself is one, and not the name of the file that it was
/// printed from.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let has_ending = [
        ".doc", ".docx", ".odt", ".pdf", ".indd", ".tex", ".dvi", ".ps", ".txt", ".html", ".qxd",
        ".rtf",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending));
    let is_program = lower.starts_with("microsoft word") || lower.starts_with("enscript");
    let has_space = lower.contains(' ');
    !has_ending && !is_program && has_space && !lower.contains("untitled")
}

/// Whether the author that a file gives is one, and not what a program writes if it knows none.
fn is_name(author: &str) -> bool {
    const NO_NAMES: [&str; 7] = [
        "anonymous",
        "unknown",
        "user",
        "admin",
        "administrator",
        "root",
        "author",
    ];
    !NO_NAMES.contains(&&*author.to_lowercase())
}

/// The first heading of the first page.
fn headline(parts: &[Part]) -> Option<String> {
    let first_page = parts.iter().take_while(|part| part.page == Some(1));
    let heading = first_page
        .into_iter()
        .find(|part| part.kind == PartKind::Heading);
    heading.map(|part| part.text.clone())
}

/// A string of the document information: UTF-16 or UTF-8 with its mark, or else `PDFDocEncoding`,
/// which is taken as Windows-1252.
fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|char| char.unwrap_or('\u{fffd}'))
                .collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text: String = text.chars().filter(|char| !char.is_control()).collect();
    text.trim().to_string()
}

/// A date of the document information as ISO 8601, with its zone.
fn iso(date: &DateTime) -> Option<String> {
    let is_date = (1980..2200).contains(&date.year)
        && (1..=12).contains(&date.month)
        && (1..=31).contains(&date.day);
    let (hours, minutes) = (date.utc_offset_hour, date.utc_offset_minute);
    let zone = match (hours, minutes) {
        (0, 0) => "Z".into(),
        _ => format!("{hours:+03}:{minutes:02}"),
    };
    is_date.then(|| {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{zone}",
            date.year, date.month, date.day, date.hour, date.minute, date.second
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_that_are_packed_twice_are_refused() {
        let file =
            b"%PDF-1.4\n4 0 obj\n<< /Filter [/FlateDecode /FlateDecode] >>\nstream\nx\nendstream";
        assert_eq!(read(file.to_vec()), Err(PdfError::TooCostly));
    }

    #[test]
    fn a_line_of_many_pieces_takes_no_longer_than_others() {
        // The size of the line was looked for again with each piece, which took minutes.
        let piece = |at: usize| format!("1 0 0 1 {} 400 Tm (ab) Tj ", at * 7 % 600);
        let pieces: String = (0..200_000).map(piece).collect();
        let page = format!("BT /F1 2 Tf {pieces} ET");
        let file = format!(
            "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
             2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
             3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n\
             4 0 obj\n<< /Length {} >>\nstream\n{page}\nendstream\nendobj\n\
             5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
             trailer\n<< /Root 1 0 R >>\n%%EOF\n",
            page.len()
        );
        let draft = read(file.into_bytes()).unwrap();
        assert_eq!(draft.parts.len(), 1);
    }

    #[test]
    fn names_of_files_and_programs_are_not_titles() {
        assert!(is_title("Harbour authority to close the quay"));
        for title in [
            "Microsoft Word - release.docx",
            "untitled document",
            "Enscript Output",
            "final v3.indd",
        ] {
            assert!(!is_title(title), "{title}");
        }
    }
}
