//! What the bytes of an input are: by name, then by how they begin.

use std::path::Path;

sayso_english::names! {
    /// What the bytes of a file are.
    pub enum Form {
        /// One report, plain text.
        Text = "text",
        /// One web page, as fetched or as saved by a browser (HTML or MHTML).
        Html = "html",
        /// One report a line, as JSON objects.
        Jsonl = "jsonl",
        /// A list of reports or a single one, as JSON.
        Json = "json",
        /// One report a row, as comma-separated values or their like.
        Csv = "csv",
        /// One report a row of a Parquet file.
        Parquet = "parquet",
        /// The entries of a feed: RSS or Atom. A JSON Feed is JSON.
        Feed = "feed",
        /// The records of a crawl (WARC 1.0 and 1.1).
        Warc = "warc",
        /// A crawl in a zip archive with its indexes (WACZ).
        Wacz = "wacz",
        /// A zip archive of other files.
        Zip = "zip",
        /// A PDF file with a text layer.
        Pdf = "pdf",
        /// An office document, of Word (.docx) or of LibreOffice (.odt).
        Office = "office",
        /// One mail.
        Mail = "mail",
        /// A mailbox: mails one after the other.
        Mbox = "mbox",
    }
}

/// File endings, in lower case, with what they say a file is.
const ENDINGS: &[(&str, Form)] = &[
    ("html", Form::Html),
    ("htm", Form::Html),
    ("xhtml", Form::Html),
    ("shtml", Form::Html),
    ("mhtml", Form::Html),
    ("mht", Form::Html),
    ("txt", Form::Text),
    ("text", Form::Text),
    ("jsonl", Form::Jsonl),
    ("ndjson", Form::Jsonl),
    ("json", Form::Json),
    ("csv", Form::Csv),
    ("tsv", Form::Csv),
    ("parquet", Form::Parquet),
    ("xml", Form::Feed),
    ("rss", Form::Feed),
    ("atom", Form::Feed),
    ("rdf", Form::Feed),
    ("warc", Form::Warc),
    ("wacz", Form::Wacz),
    ("zip", Form::Zip),
    ("pdf", Form::Pdf),
    ("docx", Form::Office),
    ("docm", Form::Office),
    ("dotx", Form::Office),
    ("odt", Form::Office),
    ("ott", Form::Office),
    ("eml", Form::Mail),
    ("mbox", Form::Mbox),
    ("mbx", Form::Mbox),
];

/// Endings of compressed files, whose name is that of the file in them with this behind it.
const PACKED: [&str; 3] = ["gz", "zst", "zstd"];

impl Form {
    /// The form that the name of a file suggests.
    ///
    /// ```
    /// use sayso_input::Form;
    /// assert_eq!(Form::of_name("crawl/Page.HTML.gz".as_ref()), Some(Form::Html));
    /// assert_eq!(Form::of_name("logo.png".as_ref()), None);
    /// ```
    pub fn of_name(path: &Path) -> Option<Form> {
        let last = ending(path)?;
        ENDINGS
            .iter()
            .find(|(name, _)| *name == last)
            .map(|&(_, form)| form)
    }

    /// What a file of this form holds, in a sentence for the help.
    pub const fn about(self) -> &'static str {
        match self {
            Form::Text => "One report per file, plain text",
            Form::Html => {
                "One web page per file, as fetched or as saved by a browser (HTML or MHTML)"
            }
            Form::Jsonl => "One report per line, as a JSON object",
            Form::Json => "A list of reports or a single one, as JSON; also an export of a chat",
            Form::Csv => "One report per row: comma-separated values, also with semicolons or tabs",
            Form::Parquet => "One report per row, if sayso was built with the feature parquet",
            Form::Feed => "Each entry of a feed: RSS or Atom (a JSON Feed is json)",
            Form::Warc => "The pages of a crawl (WARC 1.0 or 1.1)",
            Form::Wacz => "The pages of a crawl in a zip archive (WACZ)",
            Form::Zip => "The files of a zip archive, each by its own name and first bytes",
            Form::Pdf => "One report per file, a PDF file with a text layer (not a scan)",
            Form::Office => "One report per file, a document of Word (.docx) or LibreOffice (.odt)",
            Form::Mail => "One mail per file, as mail programs save it (.eml)",
            Form::Mbox => "A mailbox, one mail after the other",
        }
    }

    /// The file endings of this form, without dots.
    pub fn endings(self) -> impl Iterator<Item = &'static str> {
        let of_this = move |row: &&(&str, Form)| row.1 == self;
        ENDINGS.iter().filter(of_this).map(|(name, _)| *name)
    }
}

/// The ending of a file's name in lower case, without that of its compression.
pub(crate) fn ending(path: &Path) -> Option<String> {
    let last_of = |path: &Path| Some(path.extension()?.to_str()?.to_ascii_lowercase());
    let last = last_of(path)?;
    if PACKED.contains(&&*last) {
        return last_of(Path::new(path.file_stem()?));
    }
    Some(last)
}
