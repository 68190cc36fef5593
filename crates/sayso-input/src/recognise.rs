//! In: the first bytes of a file. Out: what it is, for files whose name does not say it or says it
//! wrongly.

use crate::{Form, What, mbox};

/// The number of bytes at the beginning of a file, unpacked, by which it is recognised.
pub(crate) const HEAD: usize = 4096;

/// How much the first bytes of a file say about its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// The bytes are a mark that only files of this form begin with. It counts for more than the
    /// name of the file.
    Mark,
    /// Files of this form begin like this, but others may too. It counts if the name says nothing.
    Look,
}

/// How files of each form begin. The first row that fits counts.
const FORMS: &[(Form, Sign, fn(&[u8]) -> bool)] = &[
    (Form::Warc, Sign::Mark, is_warc),
    (Form::Pdf, Sign::Mark, is_pdf),
    (Form::Office, Sign::Mark, is_office),
    (Form::Zip, Sign::Mark, is_zip),
    (Form::Parquet, Sign::Mark, is_parquet),
    (Form::Mbox, Sign::Look, mbox::begins_message),
    (Form::Mail, Sign::Look, is_mail),
    (Form::Html, Sign::Look, is_page),
    (Form::Feed, Sign::Look, is_feed),
    (Form::Jsonl, Sign::Look, is_jsonl),
    (Form::Json, Sign::Look, is_json),
];

/// Bytes at the beginning of files that are not read, each with where it is. All of a row must fit.
type Marks = &'static [(usize, &'static [u8])];

/// How files begin that are not read.
const NOT_READ: &[(What, Marks)] = &[
    (What::Image, &[(0, b"\x89PNG")]),
    (What::Image, &[(0, b"\xff\xd8\xff")]),
    (What::Image, &[(0, b"GIF8"), (5, b"a")]),
    (What::Image, &[(0, b"RIFF"), (8, b"WEBP")]),
    (What::Image, &[(0, b"II*\0")]),
    (What::Image, &[(0, b"MM\0*")]),
    (What::Image, &[(0, b"\0\0\x01\0")]),
    (What::Image, &[(0, b"8BPS\0")]),
    (What::Image, &[(0, b"\0\0\0"), (4, b"ftypavif")]),
    (What::Image, &[(0, b"\0\0\0"), (4, b"ftyphei")]),
    (What::Image, &[(0, b"\0\0\0"), (4, b"ftypmif1")]),
    (What::Media, &[(0, b"\0\0\0"), (4, b"ftyp")]),
    (What::Media, &[(0, b"ID3\x02")]),
    (What::Media, &[(0, b"ID3\x03")]),
    (What::Media, &[(0, b"ID3\x04")]),
    (What::Media, &[(0, b"\xff\xfb")]),
    (What::Media, &[(0, b"OggS\0")]),
    (What::Media, &[(0, b"fLaC\0")]),
    (What::Media, &[(0, b"RIFF"), (8, b"WAVE")]),
    (What::Media, &[(0, b"RIFF"), (8, b"AVI ")]),
    (What::Media, &[(0, b"\x1a\x45\xdf\xa3")]),
    (What::Archive, &[(0, b"BZh"), (4, b"1AY&SY")]),
    (What::Archive, &[(0, b"\xfd7zXZ\0")]),
    (What::Archive, &[(0, b"7z\xbc\xaf\x27\x1c")]),
    (What::Archive, &[(0, b"Rar!\x1a\x07")]),
    (What::Archive, &[(0, b"MSCF\0")]),
    (What::Archive, &[(0, b"\x04\x22\x4d\x18")]),
    (What::Archive, &[(0, GZIP)]),
    (What::Archive, &[(0, ZSTD)]),
    (What::Archive, &[(156, b"0"), (257, b"ustar")]),
    (What::Archive, &[(156, b"5"), (257, b"ustar")]),
    (What::Program, &[(0, b"\x7fELF")]),
    (What::Program, &[(0, b"\0asm")]),
    (What::Program, &[(0, b"wOFF\0")]),
    (What::Program, &[(0, b"wOF2\0")]),
    (What::Program, &[(0, b"OTTO\0")]),
    (What::Program, &[(0, b"\0\x01\0\0")]),
    (What::Program, &[(0, b"\xca\xfe\xba\xbe")]),
    (What::Database, &[(0, b"SQLite format 3\0")]),
    (What::Data, &[(0, b"Obj\x01")]),
    (What::Data, &[(0, b"ARROW1\0")]),
    (What::Office, &[(0, b"\xd0\xcf\x11\xe0")]),
    (What::Office, &[(0, b"{\\rtf")]),
];

/// How a gzip file begins.
pub(crate) const GZIP: &[u8] = b"\x1f\x8b";
/// How a zstd file begins.
pub(crate) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

impl Form {
    /// The form of a file that begins with these bytes, unpacked, whatever its name.
    ///
    /// ```
    /// use sayso_input::Form;
    /// assert_eq!(Form::of_bytes(b"<!DOCTYPE html><title>Ferry sinks"), Some(Form::Html));
    /// assert_eq!(Form::of_bytes(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n"), Some(Form::Warc));
    /// assert_eq!(Form::of_bytes(b"The ferry sank, police said."), None);
    /// ```
    pub fn of_bytes(head: &[u8]) -> Option<Form> {
        let row = FORMS.iter().find(|(_, _, begins)| begins(head));
        row.map(|&(form, ..)| form)
    }

    /// The form of a file with this name that begins with these bytes.
    pub(crate) fn of(named: Option<Form>, head: &[u8]) -> Option<Form> {
        let row = FORMS.iter().find(|(_, _, begins)| begins(head));
        match row {
            Some(&(form, Sign::Mark, _)) if !is_in_a_zip(named) => Some(form),
            // Pages can be XML, and be saved so.
            Some((Form::Html, ..)) if named == Some(Form::Feed) && !has_feed(head) => {
                Some(Form::Html)
            }
            // A page can be saved under the name of the document that it stands for.
            Some(&(form, Sign::Look, _)) if named.is_some_and(has_mark) => Some(form),
            Some(&(form, ..)) => named.or(Some(form)),
            None => named,
        }
    }
}

/// Whether each file of this form begins with a mark. A crawl does, too, but one that is cut at its
/// beginning is still read.
fn has_mark(form: Form) -> bool {
    const MARKED: [Form; 5] = [
        Form::Pdf,
        Form::Office,
        Form::Zip,
        Form::Wacz,
        Form::Parquet,
    ];
    MARKED.contains(&form)
}

/// Whether files of this form are zip archives themselves, so that their mark says less than their
/// name.
fn is_in_a_zip(form: Option<Form>) -> bool {
    matches!(form, Some(Form::Wacz | Form::Office))
}

impl What {
    /// What a file is that begins with these bytes, unpacked, if it is of a kind that is not read.
    ///
    /// ```
    /// use sayso_input::What;
    /// assert_eq!(What::of_bytes(b"\x89PNG\r\n\x1a\n"), Some(What::Image));
    /// assert_eq!(What::of_bytes(b"The new WEBP pictures are small."), None);
    /// ```
    pub fn of_bytes(head: &[u8]) -> Option<What> {
        let has = |(at, mark): &(usize, &[u8])| {
            head.get(*at..).is_some_and(|rest| rest.starts_with(mark))
        };
        let row = NOT_READ.iter().find(|(_, marks)| marks.iter().all(has));
        let row = row.map(|&(what, _)| what);
        row.or_else(|| is_svg(head).then_some(What::Image))
    }
}

fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

fn is_zip(head: &[u8]) -> bool {
    // An archive without members has only its last part.
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

/// Whether this is a PDF file. Some programs put a few lines before the mark; an archive, a page or a
/// row can have it in something that it holds.
fn is_pdf(head: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let begins_otherwise = matches!(head.trim_ascii_start().first(), Some(b'<' | b'{' | b'['));
    let begins_line = |at: usize| at == 0 || matches!(head[at - 1], b'\n' | b'\r' | b'\xbf');
    !is_zip(head)
        && !begins_otherwise
        && memchr::memmem::find_iter(&head[..head.len().min(1024)], MARK).any(begins_line)
}

/// Whether this is the archive of an office document: its first file has a name of its own. One that
/// begins with another file is known by the list of its files.
fn is_office(head: &[u8]) -> bool {
    const NAMES: [&[u8]; 3] = [
        b"[Content_Types].xml",
        b"mimetypeapplication/vnd.oasis.opendocument.text",
        b"word/document.xml",
    ];
    /// Where the name of the first file begins.
    const NAME: usize = 30;
    let first = head.get(NAME..).unwrap_or_default();
    is_zip(head) && NAMES.iter().any(|name| first.starts_with(name))
}

/// Whether a text begins with at least two headers of a mail, one of them a sender.
fn is_mail(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let headers = head.lines().take_while(|line| !line.trim().is_empty());
    let names = headers.filter_map(|line| Some(line.split_once(':')?.0));
    let known = names.filter(|name| MAIL_HEADERS.contains(name)).count();
    let begins = head.lines().next().and_then(|line| line.split_once(':'));
    known >= 3 && begins.is_some_and(|(name, _)| !name.contains(' '))
}

/// Headers that mails have and other texts with headers do not.
const MAIL_HEADERS: &[&str] = &[
    "return-path",
    "delivered-to",
    "received",
    "message-id",
    "mime-version",
    "from",
    "dkim-signature",
    "reply-to",
    "x-mailer",
    "content-transfer-encoding",
];

fn is_page(head: &[u8]) -> bool {
    sayso::clean::is_page(head) || sayso::clean::is_mhtml(head)
}

/// Whether the first line is a JSON object, or the beginning of a long one.
fn is_jsonl(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let is_long = line.len() == head.len() && head.len() >= HEAD - 3;
    let line = line.trim_ascii();
    line.starts_with(b"{\"") && (is_long || line.ends_with(b"}"))
}

/// How the first element of a feed begins.
const FEEDS: [&[u8]; 3] = [b"<rss", b"<feed", b"<rdf:RDF"];

/// Whether there is the first element of a feed.
fn has_feed(head: &[u8]) -> bool {
    let has = |root: &[u8]| memchr::memmem::find(head, root).is_some();
    FEEDS.into_iter().any(has)
}

/// Whether the first element is that of a feed.
fn is_feed(head: &[u8]) -> bool {
    let begins = head.trim_ascii_start();
    let begins = begins.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begins);
    let is_xml = begins.starts_with(b"<?xml") || begins.starts_with(b"<!--");
    let has = |root: &[u8]| {
        begins.starts_with(root) || is_xml && memchr::memmem::find(begins, root).is_some()
    };
    FEEDS.into_iter().any(has)
}

/// Whether this is a list of objects, or an object on more than one line.
fn is_json(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let Some((first, rest)) = head.split_first() else {
        return false;
    };
    let next = rest.trim_ascii_start().first();
    matches!((first, next), (b'[', Some(b'{')) | (b'{', Some(b'"')))
}

/// Whether this is a picture in SVG, which is XML.
fn is_svg(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let is_xml = head.starts_with(b"<?xml") || head.starts_with(b"<!--");
    let has_svg = || memchr::memmem::find(head, b"<svg").is_some();
    let has_html = || memchr::memmem::find(head, b"<html").is_some();
    head.starts_with(b"<svg") || is_xml && has_svg() && !has_html()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_counts_for_more_than_a_name_and_a_name_for_more_than_a_look() {
        let page = b"<html><p>The ferry sank.</p>";
        assert_eq!(Form::of(None, page), Some(Form::Html));
        assert_eq!(Form::of(Some(Form::Text), page), Some(Form::Text));
        assert_eq!(
            Form::of(Some(Form::Html), b"WARC/1.0\r\n"),
            Some(Form::Warc)
        );
        assert_eq!(Form::of(Some(Form::Wacz), b"PK\x03\x04"), Some(Form::Wacz));
        assert_eq!(Form::of(Some(Form::Text), b"PK\x03\x04"), Some(Form::Zip));
        assert_eq!(Form::of(Some(Form::Feed), page), Some(Form::Html));
        assert_eq!(Form::of(Some(Form::Pdf), page), Some(Form::Html));
        assert_eq!(Form::of(Some(Form::Office), page), Some(Form::Html));
        assert_eq!(Form::of(Some(Form::Pdf), b"It sank."), Some(Form::Pdf));
        assert_eq!(Form::of(Some(Form::Warc), page), Some(Form::Warc));
        let feed = b"<rss><channel><item><description><![CDATA[<html><p>It sank.]]>";
        assert_eq!(Form::of(Some(Form::Feed), feed), Some(Form::Feed));
    }

    #[test]
    fn what_holds_a_pdf_file_is_not_one() {
        let rows = [
            ("%PDF-1.4\n", Some(Form::Pdf)),
            ("\u{feff}%PDF-1.4\n", Some(Form::Pdf)),
            ("@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.4\n", Some(Form::Pdf)),
            ("PK\x03\x04 release.pdf%PDF-1.4\n", Some(Form::Zip)),
            ("{\"text\": \"It sank.\"}\n%PDF-", Some(Form::Jsonl)),
            ("Such files begin with %PDF-1.4, it said.", None),
        ];
        for (head, form) in rows {
            assert_eq!(Form::of_bytes(head.as_bytes()), form, "{head}");
        }
    }

    #[test]
    fn json_lines_are_recognised_by_a_whole_object() {
        assert_eq!(
            Form::of_bytes(b"{\"text\": \"It sank.\"}\n{\"text\": \"It sa"),
            Some(Form::Jsonl)
        );
        assert_eq!(
            Form::of_bytes(b"{\n  \"text\": \"It sank.\"\n}"),
            Some(Form::Json)
        );
        assert_eq!(
            Form::of_bytes(b"[{\"text\": \"It sank.\"}]"),
            Some(Form::Json)
        );
        assert_eq!(Form::of_bytes(b"{curly} brackets"), None);
        let long = format!("{{\"text\": \"{}", "It sank. ".repeat(HEAD));
        assert_eq!(Form::of_bytes(&long.as_bytes()[..HEAD]), Some(Form::Jsonl));
    }

    #[test]
    fn feeds_are_recognised_by_their_root() {
        assert_eq!(
            Form::of_bytes(b"<?xml version='1.0'?>\n<!-- made -->\n<rss version='2.0'>"),
            Some(Form::Feed)
        );
        assert_eq!(Form::of_bytes(b"<feed xmlns='a'>"), Some(Form::Feed));
        assert_eq!(Form::of_bytes(b"<urlset>"), None);
    }

    #[test]
    fn pictures_as_xml_are_pictures_and_pages_with_pictures_are_pages() {
        let svg = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>";
        assert_eq!(What::of_bytes(svg), Some(What::Image));
        let page = b"<?xml version='1.0'?><html><svg/>";
        assert_eq!(What::of_bytes(page), None);
        assert_eq!(Form::of_bytes(page), Some(Form::Html));
    }
}
